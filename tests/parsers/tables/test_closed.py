"""Tables whose rules close every cell are read straight from the print: the quick way and the slow.

All units are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from parsers.tables.text_rows import Chunk, Word, may_be_number

Maker = Callable[..., Any]
Sheet = Any
Rows = list[list[str]]

PLAIN: Rows = [
    ["序号", "单位", "主动公开", "政策解读", "总分"],
    ["1", "青禾街道", "38", "29", "67"],
    ["2", "柳溪街道", "37.5", "28", "65.5"],
    ["3", "南浦街道", "36", "27.5", "63.5"],
]


@pytest.fixture
def both_ways(read_twice: Maker) -> Callable[[Any], tuple[Any, int]]:
    """Return a maker: a drawing → the tables read and how many of them came the quick way."""

    def read(draw: Any) -> tuple[Any, int]:
        document, answers = read_twice(draw)
        return document.pages[0].tables, sum(len(answer.tables) for answer in answers if answer)

    return read


def _with_merged_header(s: Sheet) -> None:
    rows = [
        ["单位", "得分", "", "总分"],
        ["", "公开", "解读", ""],
        *[["青禾街道", "38", "29", "67"]] * 3,
    ]
    s.table(rows, spans={(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)})


def _with_broken_names(s: Sheet) -> None:
    rows = [[cell.replace("街道", "街\n道") for cell in row] for row in PLAIN]
    s.table([["序号", "单位", "主动公开\n(40分)", "政策解读", "总分"], *rows[1:]])


def _with_print_of_two_sizes(s: Sheet) -> None:
    s.table([PLAIN[0], ["", "", "38", "29", "67"], *PLAIN[2:]])
    s.text(120, 158, "青禾", size=12)
    s.text(144, 158, "街道", size=9)
    # A raised figure stands apart from the number before it.
    s.text(88, 158, "1")
    s.text(93.25, 156, "2", size=6)


def _with_lines_of_two_sizes(s: Sheet) -> None:
    s.table([PLAIN[0], ["1", "\n", "38", "29", "67"], *PLAIN[2:]])
    for base in (158, 172):
        s.text(120, base, "青禾", size=9)
        s.text(138, base, "街道", size=12)


def _between_lines_and_rules(s: Sheet) -> None:
    s.across(60, 70, 500)
    s.text(200, 90, "关于考评结果的通报", size=18)
    s.table(PLAIN)
    s.table(PLAIN, y=400)
    s.text(70, 560, "以上得分由各单位核对后报送。")


@pytest.mark.parametrize(
    ("draw", "tables"),
    [
        (lambda s: s.table(PLAIN), 1),
        (_with_merged_header, 1),
        (_with_broken_names, 1),
        (_with_print_of_two_sizes, 1),
        (_with_lines_of_two_sizes, 1),
        (_between_lines_and_rules, 2),
    ],
)
def test_print_in_closed_cells_is_read_the_quick_way(
    both_ways: Maker, draw: Any, tables: int
) -> None:
    found, quick = both_ways(draw)
    assert len(found) == quick == tables


def _over_its_wall(s: Sheet) -> None:
    s.table([PLAIN[0], ["1", "青禾街道人民政府办公室（筹）", "38", "29", "67"], *PLAIN[2:]])


def _rows_without_rules(s: Sheet) -> None:
    s.table([PLAIN[0], ["\n".join(row[i] for row in PLAIN[1:]) for i in range(5)]])


def _columns_without_rules(s: Sheet) -> None:
    s.table([[f"{row[0]}　　{row[2]}", *row[1:]] for row in PLAIN], widths=(90, 110, 90, 90, 70))


def _wall_that_ends(s: Sheet) -> None:
    rows = [*PLAIN[:3], ["3", "南浦街道", "36", "", ""]]
    xs, ys = s.levels(rows)
    s.rules(xs, ys, {(3, 3): (1, 2)})
    s.down(xs[4], ys[3], ys[3] + 12)
    s.print(rows, xs, ys)


def _beside_a_table(s: Sheet) -> None:
    short = [row[:2] for row in PLAIN]
    s.table(short, widths=(45, 110))
    s.table(short, x=300, widths=(45, 110))


def _above_three_lines(s: Sheet) -> None:
    s.table(PLAIN)
    xs, ys = s.levels(PLAIN, y=400)
    s.print(PLAIN, xs, ys)
    for y in (ys[0], ys[1], ys[-1]):
        s.across(y, xs[0], xs[-1])


def _above_bare_rows(s: Sheet) -> None:
    s.table(PLAIN)
    s.print(PLAIN, *s.levels(PLAIN, y=400))


def _header_in_levels(s: Sheet) -> None:
    rows = [
        ["单位", "考评得分\n公开　　　　　解读", "", "总分"],
        *[["青禾街道", "38", "29", "67"]] * 3,
    ]
    s.table(rows, spans={(0, 1): (1, 2)})


@pytest.mark.parametrize(
    "draw",
    [
        _over_its_wall,
        _rows_without_rules,
        _columns_without_rules,
        _wall_that_ends,
        _beside_a_table,
        _above_three_lines,
        _above_bare_rows,
        _header_in_levels,
    ],
)
def test_whatever_may_be_open_goes_the_slow_way(both_ways: Maker, draw: Any) -> None:
    found, quick = both_ways(draw)
    assert found
    assert quick == 0


@pytest.mark.parametrize(
    "text",
    ["12.5", "（3）", "-2", "≥60分", "－", "—", "／", "√", "N/A", "na", "５", "$1", "(a)", "*"],
)
def test_no_number_is_missed_by_the_quick_look(text: str) -> None:
    word = Word(0.0, 1.0, 0.0, 1.0, text, ())
    is_number = Chunk(0.0, 0.0, 1.0, 1.0, (word,)).is_number
    assert may_be_number(text) or not is_number


def test_a_name_is_no_number_at_a_quick_look() -> None:
    assert not may_be_number("青禾街道")
