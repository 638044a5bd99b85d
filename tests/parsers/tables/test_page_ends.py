"""Tables over a page end: no row is lost, and every cell keeps its page. All is invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from parsers.notice import parse

Maker = Callable[..., Any]
Sheet = Any
Rows = list[list[str]]

HEADER = ["排名", "单位", "主动公开(40分)", "政策解读(60分)", "总分(100分)"]
SYLLABLES = "东西南北中上下大小新"
UNITS = [f"{a}{b}街道" for a in "青柳枫石" for b in SYLLABLES]
ROWS = [
    [str(i + 1), unit, str(40 - i // 2), str(58 - i), str(98 - i - i // 2)]
    for i, unit in enumerate(UNITS)
]


def head(s: Sheet) -> None:
    s.text(297, 80, "关于2023年政务公开考核情况的通报", size=16, align="center")
    s.text(297, 120, "2023年青禾区政务公开考核得分排名表", size=14, align="center")


def ruled(s: Sheet, rows: Rows, y: float) -> None:
    s.table(rows, y=y)


def three_lines(s: Sheet, rows: Rows, y: float) -> None:
    xs, ys = s.levels(rows, y=y)
    levels = (ys[0], ys[1], ys[-1]) if rows[0] == HEADER else (ys[0], ys[-1])
    for level in levels:
        s.across(level, xs[0], xs[-1])
    s.print(rows, xs, ys)


@pytest.mark.parametrize("is_repeated", [True, False], ids=["repeated", "once"])
@pytest.mark.parametrize("draw_part", [ruled, three_lines])
def test_a_ranking_over_two_pages_is_one_and_keeps_every_row(
    draw_part: Callable[..., None], is_repeated: bool, read_of: Maker
) -> None:
    above, below = ROWS[:24], ROWS[24:]

    def one(s: Sheet) -> None:
        head(s)
        draw_part(s, [HEADER, *above], 140)
        s.text(297, 800, "— 1 —", align="center")

    def two(s: Sheet) -> None:
        draw_part(s, [HEADER, *below] if is_repeated else below, 72)
        s.text(297, 800, "— 2 —", align="center")

    document = read_of(one, two)
    printed = [row for page in document.pages for t in page.tables for row in t.grid()]
    assert [row for row in printed if row != HEADER] == ROWS
    (table,) = parse(document).tables
    assert table.pages == (1, 2)
    assert [
        [unit.rank_printed, unit.unit, *(score.printed for score in unit.scores)]
        for unit in table.rankings
    ] == [row[:4] for row in ROWS]
    assert [unit.total.printed for unit in table.rankings if unit.total] == [r[4] for r in ROWS]


def test_every_cell_keeps_the_page_and_box_it_was_printed_in(read_of: Maker) -> None:
    borders: list[tuple[list[float], list[float]]] = []

    def one(s: Sheet) -> None:
        head(s)
        borders.append(s.table([HEADER, *ROWS[:24]], y=140))

    def two(s: Sheet) -> None:
        borders.append(s.table(ROWS[24:], y=72))

    document = read_of(one, two)
    for page, (xs, ys) in zip(document.pages, borders, strict=True):
        (table,) = page.tables
        for cell in table.cells:
            assert cell.page == page.number
            assert cell.box is not None
            assert cell.box.page == page.number
            place = (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom)
            r, c = cell.row, cell.column
            assert place == pytest.approx((xs[c], ys[r], xs[c + 1], ys[r + 1]), abs=0.6)
    units = parse(document).tables[0].rankings
    pages = [1] * 24 + [2] * 16
    assert [unit.unit_where.page for unit in units] == pages
    assert [unit.total.where.page for unit in units if unit.total] == pages
    boxes = [unit.total.where.box for unit in units if unit.total]
    assert [box.page for box in boxes if box is not None] == pages


def test_a_second_ranking_on_the_next_page_is_not_joined(read_of: Maker) -> None:
    def one(s: Sheet) -> None:
        head(s)
        s.table([HEADER, *ROWS[:6]], y=140)

    def two(s: Sheet) -> None:
        s.text(297, 80, "2023年青禾区部门考核得分排名表", size=14, align="center")
        s.table([HEADER, *ROWS[:4]], y=100)

    tables = parse(read_of(one, two)).tables
    assert [len(table.rankings) for table in tables] == [6, 4]


def test_a_single_row_left_for_the_next_page_is_not_lost(read_of: Maker) -> None:
    def one(s: Sheet) -> None:
        head(s)
        s.table([HEADER, *ROWS[:26]], y=140)

    (table,) = parse(read_of(one, lambda s: s.table(ROWS[26:27], y=72))).tables
    assert [unit.unit for unit in table.rankings] == UNITS[:27]
