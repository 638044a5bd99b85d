"""Lines of print, corridors of white and rows of a body: the pure functions. All is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.glyphs import Glyph, upright_groups
from parsers.tables.columns import columns_of, corridors, corridors_between_columns
from parsers.tables.table_rows import group_rows
from parsers.tables.text_rows import Chunk, TextRow, text_rows

Printed = tuple[float, str]


def glyphs(texts: list[Printed], base: float = 100, size: float = 10) -> list[Glyph]:
    """Texts at their places, each drawn in one go; Han characters are one em wide, others half."""
    done = []
    for run, (x, text) in enumerate(texts):
        place = x
        for char in text:
            width = size if char > "\u2e80" else size / 2
            box = (place, base - 0.8 * size, place + width, base + 0.2 * size)
            done.append(Glyph(char, *box, base, size, run=int(base) * 100 + run))
            place += width
    return done


def line(*texts: Printed, base: float = 100) -> TextRow:
    (row,) = text_rows(upright_groups(glyphs(list(texts), base)))
    return row


def chunk(x0: float, x1: float) -> Chunk:
    return line((x0, "1" * round((x1 - x0) / 5))).chunks[0]


# ---------------------------------------------------------------------------------------- text rows


def test_print_parted_by_wide_white_is_several_chunks() -> None:
    row = line((0, "青禾街道"), (60, "38"), (75, "分"))
    assert [c.text for c in row.chunks] == ["青禾街道", "38 分"]
    assert (row.x0, row.x1, row.size) == (0, 85, 10)


def test_baselines_apart_are_lines_from_top_to_bottom() -> None:
    rows = text_rows(upright_groups([*glyphs([(0, "下")], 120), *glyphs([(0, "上")], 100)]))
    assert [[c.text for c in row.chunks] for row in rows] == [["上"], ["下"]]


def test_raised_print_stays_in_its_line() -> None:
    (row,) = text_rows(upright_groups([*glyphs([(0, "38")]), *glyphs([(10, "*")], 96.4, 6)]))
    assert [c.text for c in row.chunks] == ["38*"]


def test_blanks_alone_are_no_line() -> None:
    assert text_rows(upright_groups(glyphs([(0, "   ")]))) == []


def test_texts_that_run_over_one_another_are_told_apart_by_what_was_drawn_in_one_go() -> None:
    row = line((0, "依申请公开"), (44, "38"))
    assert "".join(c.text.replace(" ", "") for c in row.chunks) == "依申请公开38"


@pytest.mark.parametrize(
    "text",
    ["38", "37.5", "-3", "1,204", "12%", "98分", "(5)", "-", "—", "/", "¥5", "38*", "NA"],
)
def test_what_tables_print_for_numbers_is_one(text: str) -> None:
    assert line((0, text)).chunks[0].is_number


@pytest.mark.parametrize("text", ["青禾街道", "第3名单位", "2023年", "A1", "合格", "3号楼"])
def test_words_with_figures_are_no_numbers(text: str) -> None:
    assert not line((0, text)).chunks[0].is_number


def test_a_maximum_in_brackets_is_a_number_but_no_value() -> None:
    assert not line((0, "(40分)")).chunks[0].is_value
    assert not line((0, "（40）")).chunks[0].is_value
    assert line((0, "40")).chunks[0].is_value


# ---------------------------------------------------------------------------------------- corridors


def test_corridors_run_where_no_line_prints() -> None:
    lines = [[(0.0, 20.0), (40.0, 60.0), (90.0, 99.0)], [(0.0, 30.0), (45.0, 70.0), (95.0, 99.0)]]
    assert corridors(lines, 5) == [(30, 40), (70, 90)]
    assert corridors(lines, 15) == [(70, 90)]


def test_one_line_of_few_closes_a_corridor_and_one_of_many_does_not() -> None:
    free, crossing = [(0.0, 20.0), (40.0, 60.0)], [(0.0, 60.0)]
    assert corridors([free] * 5 + [crossing], 5) == []
    assert corridors([free] * 20 + [crossing], 5) == [(20, 40)]


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), min_size=1, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_a_corridor_is_free_of_print_and_between_print(
    places: list[list[tuple[int, int]]],
) -> None:
    lines = [[(float(x), float(x + w)) for x, w in row] for row in places]
    pieces = [piece for row in lines for piece in row]
    for start, end in corridors(lines, 3):
        assert end - start >= 3
        assert not any(a < end and start < b for a, b in pieces)
        assert any(b <= start for _, b in pieces)
        assert any(a >= end for a, _ in pieces)


def test_a_sign_before_a_number_is_no_column_of_its_own() -> None:
    rows = [
        line((0, name), (60, "¥"), (72, value), base=100 + 20 * i)
        for i, (name, value) in enumerate([("青禾", "38"), ("柳溪", "37"), ("南浦", "36")] * 3)
    ]
    assert len(corridors_between_columns(rows)) == 1


def test_numbers_beside_numbers_are_columns() -> None:
    rows = [
        line((0, name), (60, "12"), (82, value), base=100 + 20 * i)
        for i, (name, value) in enumerate([("青禾", "38"), ("柳溪", "37"), ("南浦", "36")] * 3)
    ]
    assert len(corridors_between_columns(rows)) == 2


# ------------------------------------------------------------------------------------------ columns

COLUMNS = [(0.0, 20.0), (40.0, 60.0), (80.0, 120.0)]


@pytest.mark.parametrize(
    ("x0", "x1", "over"),
    [
        pytest.param(0, 20, (0, 0), id="the_same"),
        pytest.param(45, 55, (1, 1), id="within"),
        pytest.param(40, 115, (1, 2), id="over_two"),
        pytest.param(0, 120, (0, 2), id="over_all"),
        pytest.param(30, 60, (1, 1), id="reaching_out"),
        pytest.param(62, 72, (1, 1), id="in_the_white_nearer_to_the_left"),
        pytest.param(130, 140, (2, 2), id="beyond_the_last"),
    ],
)
def test_which_columns_a_chunk_stands_over(x0: float, x1: float, over: tuple[int, int]) -> None:
    assert columns_of(chunk(x0, x1), COLUMNS) == over


# --------------------------------------------------------------------------------------------- rows

BODY = [(0.0, 10.0), (30.0, 90.0), (110.0, 130.0)]


def grouped(*lines: TextRow) -> list[list[str]]:
    return [
        [" ".join(c.text for c in row.chunks) for row in group] for group in group_rows(lines, BODY)
    ]


def test_each_line_of_a_body_is_a_row() -> None:
    lines = [line((0, str(i)), (30, "青禾街道"), (110, "38"), base=100 + 22 * i) for i in range(4)]
    assert [len(group) for group in group_rows(lines, BODY)] == [1, 1, 1, 1]


def test_a_name_whose_numbers_stand_half_way_is_one_row() -> None:
    assert grouped(
        line((30, "青禾街道办"), base=100),
        line((0, "1"), (110, "38"), base=106),
        line((30, "事处（筹）"), base=112),
        line((0, "2"), (30, "柳溪街道"), (110, "37"), base=140),
    ) == [["青禾街道办", "1 38", "事处（筹）"], ["2 柳溪街道 37"]]


def test_a_bracket_below_a_name_goes_on_with_its_row() -> None:
    assert grouped(
        line((0, "1"), (30, "青禾街道"), (110, "38"), base=100),
        line((30, "(含站所)"), base=113),
        line((0, "2"), (30, "柳溪街道"), (110, "37"), base=140),
    ) == [["1 青禾街道 38", "(含站所)"], ["2 柳溪街道 37"]]


def test_a_line_with_numbers_of_its_own_is_a_row_however_near() -> None:
    assert grouped(
        line((0, "1"), (30, "青禾街道"), (110, "38"), base=100),
        line((0, "2"), (30, "(含站所)"), (110, "37"), base=113),
    ) == [["1 青禾街道 38"], ["2 (含站所) 37"]]


def test_a_line_far_below_is_a_row_of_its_own() -> None:
    assert grouped(
        line((0, "1"), (30, "青禾街道"), (110, "38"), base=100),
        line((30, "(含站所)"), base=122),
    ) == [["1 青禾街道 38"], ["(含站所)"]]
