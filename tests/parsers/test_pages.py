"""Lines, grids, furniture and the comparison of two readings. All names are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.glyphs import Frame, Glyph, lines_of, oblique_line, without_doubles
from parsers.pages.agreement import agree, difference
from parsers.pages.drafting import page_draft
from parsers.pages.furniture import PageLines, furniture
from parsers.pages.pdfplumber_home import PlumberPage
from parsers.pdfium.objects import PageObjects
from parsers.pdfium.paths import Path
from parsers.tables.grids import places
from parsers.tables.lattice import lattice_of
from parsers.tables.rules import Rule, joined
from schemas.places import Box


def glyphs(text: str, x: float = 100, base: float = 100, size: float = 10) -> list[Glyph]:
    """Glyphs of one em each, side by side."""
    return [
        Glyph(
            char, x + i * size, base - 0.8 * size, x + (i + 1) * size, base + 0.2 * size, base, size
        )
        for i, char in enumerate(text)
    ]


Rectangle = tuple[float, float, float, float]


def first(*groups: list[Glyph], cells: tuple[Rectangle, ...] = ()) -> PageObjects:
    """The record: glyphs, and a rule around each cell."""
    every = tuple(glyph for group in groups for glyph in group)
    paths = tuple(Path("rect", *cell, ink=0, fill=None, width=0.5) for cell in cells)
    return PageObjects(number=1, width=595, height=842, glyphs=every, paths=paths)


def second(*groups: list[Glyph]) -> PlumberPage:
    every = tuple(glyph for group in groups for glyph in group)
    return PlumberPage(number=1, width=595, height=842, glyphs=every)


ROW = ((90.0, 80.0, 150.0, 110.0), (150.0, 80.0, 250.0, 110.0))


def test_a_cell_in_which_the_readers_disagree_keeps_both() -> None:
    page = page_draft(
        first(glyphs("98"), glyphs("甲局", 160), cells=ROW),
        second(glyphs("93"), glyphs("甲局", 160)),
    )
    (table,) = page.tables
    assert [(cell.lines, cell.second_reading) for cell in table.cells] == [
        (("98",), "93"),
        (("甲局",), None),
    ]


def test_a_cell_that_only_the_second_reader_can_read_is_not_empty_in_silence() -> None:
    page = page_draft(
        first(
            glyphs("甲局", 160),
            glyphs("丙", 200),
            cells=(*ROW[:1], (150, 80, 195, 110), (195, 80, 250, 110)),
        ),
        second(glyphs("98"), glyphs("甲局", 160), glyphs("丙", 200)),
    )
    assert page.tables[0].cells[0].second_reading == "98"


def test_a_line_in_which_the_readers_disagree_has_the_other_reading() -> None:
    page = page_draft(first(glyphs("共98条")), second(glyphs("共93条")))
    assert (page.lines[0].raw, page.lines[0].second) == ("共98条", "共93条")


def test_text_that_only_the_second_reader_sees_is_noted() -> None:
    page = page_draft(first(glyphs("正文")), second(glyphs("正文"), glyphs("附注", base=300)))
    assert [(note.variant, note.params["expected"]) for note in page.notes] == [("missed", "附注")]


def test_readings_that_differ_by_radicals_and_height_agree() -> None:
    page = page_draft(first(glyphs("⽔利⼾")), second(glyphs("水利戶", base=101.5)))
    assert page.lines[0].second is None
    assert page.notes == ()


def test_a_page_that_one_reader_cannot_read_is_read_by_the_other() -> None:
    failed = PageObjects(number=1, width=595, height=842, error="broken")
    page = page_draft(failed, second(glyphs("正文")))
    assert (page.is_second, page.lines[0].raw) == (True, "正文")
    assert [note.variant for note in page.notes] == ["only_second"]

    page = page_draft(first(glyphs("正文")), replace(second(), error="broken"))
    assert page.lines[0].second is None
    assert [note.variant for note in page.notes] == ["unread"]

    page = page_draft(failed, replace(second(), error="broken"))
    assert [(note.variant, note.severity) for note in page.notes] == [("neither", "error")]


def test_a_character_on_a_rule_stands_in_one_cell_only() -> None:
    read = (glyphs("98"), glyphs("失", 145), glyphs("甲局", 210))
    page = page_draft(first(*read, cells=ROW), second(*read))
    assert page.notes == ()
    assert page.lines == ()
    assert sorted("".join(cell.lines) for cell in page.tables[0].cells) == ["98", "失 甲局"]


def test_what_the_second_reader_alone_sees_of_hidden_text_is_explained_once() -> None:
    hidden = glyphs("暗文", base=300)
    page = page_draft(
        replace(first(glyphs("正文")), hidden=tuple(hidden)), second(glyphs("正文"), hidden)
    )
    assert [(note.rule, note.variant, note.params["found"]) for note in page.notes] == [
        ("CHR01", "hidden", "暗文")
    ]


def test_a_difference_is_cut_down_to_what_differs() -> None:
    assert difference(
        "全年公开解读材料16条，另有图解若干", "全年公开解读材料18条，另有图解若干"
    ) == (
        "…开解读材料16条，另有图解…",
        "…开解读材料18条，另有图解…",
    )
    assert difference("98", "9") == ("98", "9")
    assert difference("", "9") == ("", "9")


@given(st.text(alphabet="123区", max_size=9), st.text(alphabet="123区", max_size=9))
def test_a_difference_is_shown_exactly_when_there_is_one(one: str, other: str) -> None:
    assert agree(one, other) == (one == other)
    shown = difference(one, other)
    assert (shown[0] == shown[1]) == (one == other)


def test_glyphs_of_unequal_size_on_one_baseline_are_one_line() -> None:
    line = glyphs("总分", size=16) + glyphs("(5", 132, size=10) + glyphs("局", 100, 122, 16)
    assert [found.raw for found in lines_of(line, 1)] == ["总分(5", "局"]


def test_a_double_print_is_dropped_and_repeated_digits_stay() -> None:
    bold = glyphs("11") + glyphs("11", 100.6, 100.4)
    assert len(without_doubles(bold)) == 2
    narrow = [g._replace(x0=100 + i, x1=101 + i) for i, g in enumerate(glyphs("....", size=2))]
    assert len(without_doubles(narrow)) == 4


@pytest.mark.parametrize("turn", range(4))
def test_a_frame_maps_there_and_back(turn: int) -> None:
    frame = Frame(turn)
    assert frame.outward(frame.inward((1, 2, 3, 5))) == (1, 2, 3, 5)


def test_oblique_glyphs_stand_in_no_line_but_their_own() -> None:
    tilted = [glyph._replace(turn=None) for glyph in glyphs("内部资料")]
    assert lines_of(tilted, 1) == []
    line = oblique_line(tilted, 1)
    assert line is not None
    assert line.raw == "内部资料"


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Grids in which one block of cells is merged: rows, columns, (row, column, height, width)."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
    height = draw(st.integers(1, rows - row))
    width = draw(st.integers(1, columns - column))
    cells = [(row, column, height, width)]
    for i in range(rows):
        for j in range(columns):
            if not (row <= i < row + height and column <= j < column + width):
                cells.append((i, j, 1, 1))
    return rows, columns, cells


@given(tilings())
def test_rules_around_cells_give_rows_columns_and_spans(
    tiling: tuple[int, int, list[tuple[int, int, int, int]]],
) -> None:
    _, _, cells = tiling
    boxes = [(j * 50.0, i * 20.0, (j + w) * 50.0, (i + h) * 20.0) for i, j, h, w in cells]
    levels_x = sorted({x for box in boxes for x in (box[0], box[2])})
    levels_y = sorted({y for box in boxes for y in (box[1], box[3])})
    across = [Rule(y, x0, x1) for x0, top, x1, bottom in boxes for y in (top, bottom)]
    down = [Rule(x, top, bottom) for x0, top, x1, bottom in boxes for x in (x0, x1)]
    lattice = lattice_of(joined(across, level=1, gap=3), joined(down, level=1, gap=3))
    assert lattice is not None
    grid = lattice.grid()
    assert (grid.n_rows, grid.n_columns) == (len(levels_y) - 1, len(levels_x) - 1)
    covered = [place for cell in grid.cells for place in places(cell)]
    assert len(covered) == len(set(covered)) == grid.n_rows * grid.n_columns
    assert sorted(cell.rectangle for cell in grid.cells) == sorted(boxes)
    for cell in grid.cells:
        x0, top, x1, bottom = cell.rectangle
        assert grid.at((x0 + x1) / 2, (top + bottom) / 2) == cell


def at(top: float, text: str) -> tuple[str, Box]:
    return text, Box(page=1, x0=100, top=top, x1=200, bottom=top + 14)


def pages(*lines: tuple[str, Box]) -> list[PageLines]:
    return [PageLines(i + 1, 842, (line, at(300, f"正文{i}"))) for i, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("— 1 —", "— 2 —"),
        ("-3-", "-4-"),
        ("－ 3 －", "－ 4 －"),
        ("3", "4"),
        ("第 1 页 共 2 页", "第 2 页 共 2 页"),
        ("1/2", "2/2"),
        ("第1页", "第2页"),
    ],
)
def test_page_numbers_in_the_lower_margin(one: str, other: str) -> None:
    assert furniture(pages(at(770, one), at(770, other))) == {(0, 0), (1, 0)}
    assert furniture(pages(at(500, one), at(500, other))) == set()


def test_a_running_head_is_one_at_the_same_height_only() -> None:
    assert furniture(pages(at(40, "青禾区简报"), at(41, "青禾区简报"))) == {(0, 0), (1, 0)}
    assert furniture(pages(at(40, "青禾区简报"), at(60, "青禾区简报"))) == set()
    assert furniture(pages(at(300, "青禾区简报"), at(300, "青禾区简报"))) == set()
    assert furniture(pages(at(40, "附件"), at(40, "附件"))) == set()
