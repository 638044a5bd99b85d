"""Tables with horizontal rules or bands alone, and frames that are no tables. All is invented."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

Maker = Callable[..., Any]
Sheet = Any
Rows = list[list[str]]


def text_lines(document: Any) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


def three_lines(s: Sheet, xs: list[float], ys: list[float], head: int = 1) -> None:
    s.across(ys[0], xs[0], xs[-1], 1.2)
    s.across(ys[head], xs[0], xs[-1], 0.6)
    s.across(ys[-1], xs[0], xs[-1], 1.2)


def every_line(s: Sheet, xs: list[float], ys: list[float]) -> None:
    for y in ys:
        s.across(y, xs[0], xs[-1])


def bands(s: Sheet, xs: list[float], ys: list[float]) -> None:
    """Fill every other row of the body; the header has no fill."""
    for i in range(1, len(ys) - 1, 2):
        s.box(xs[0], ys[i], xs[-1], ys[i + 1], fill="#e8eef4", stroke=False)


KINDS = pytest.mark.parametrize("draw_rules", [three_lines, every_line, bands])


@KINDS
def test_a_ranking_without_vertical_rules_has_its_rows_and_columns(
    draw_rules: Callable[..., None], ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        draw_rules(s, xs, ys)
        s.print(ranking, xs, ys)

    assert grids_of(draw) == [ranking]


@KINDS
def test_a_title_above_a_table_without_vertical_rules_stays_outside(
    draw_rules: Callable[..., None], ranking: Rows, read_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        s.text(297, 80, "2023年政务公开考核得分排名", size=16, align="center")
        s.text(70, 104, "单位：分")
        xs, ys = s.levels(ranking)
        draw_rules(s, xs, ys)
        s.print(ranking, xs, ys)
        s.text(70, ys[-1] + 40, "以上排名供各单位参考，请认真对照整改。")

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert text_lines(document) == [
        "2023年政务公开考核得分排名",
        "单位：分",
        "以上排名供各单位参考，请认真对照整改。",
    ]


@KINDS
@pytest.mark.parametrize("align", [("center", "left", "right", "right", "right"), ("left",) * 5])
def test_columns_are_found_however_their_print_is_aligned(
    align: tuple[str, ...], draw_rules: Callable[..., None], ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        draw_rules(s, xs, ys)
        s.print(ranking, xs, ys, align=align)

    assert grids_of(draw) == [ranking]


@KINDS
def test_a_header_of_three_lines_is_one_row(
    draw_rules: Callable[..., None], ranking: Rows, grids_of: Maker
) -> None:
    rows = [
        ["排名", "单位", "主动公开\n工作情况\n(40分)", "政策解读\n(30分)", "总分"],
        *ranking[1:],
    ]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        draw_rules(s, xs, ys)
        s.print(rows, xs, ys)

    assert grids_of(draw) == [rows]


@KINDS
@pytest.mark.parametrize("leading", [1.15, 1.3, 1.5])
def test_names_of_two_lines_with_numbers_half_way_are_one_row(
    leading: float, draw_rules: Callable[..., None], ranking: Rows, grids_of: Maker
) -> None:
    rows = [list(row) for row in ranking]
    rows[2][1] = "柳溪街道办事处\n(含下属事业单位)"
    rows[5][1] = "区水利和湖泊局\n(含派出机构)"

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, leading=leading)
        draw_rules(s, xs, ys)
        s.print(rows, xs, ys, leading=leading)

    assert grids_of(draw) == [rows]


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param(("一、街道（镇）考核得分排名", "二、区直部门考核得分排名"), id="long"),
        pytest.param(("一、街道（镇）", "二、区直部门"), id="short"),
    ],
)
def test_a_group_heading_over_the_width_is_a_row_of_one_cell(
    headings: tuple[str, str], ranking: Rows, tables_of: Maker
) -> None:
    rows = [
        ranking[0],
        [headings[0], "", "", "", ""],
        *ranking[1:4],
        [headings[1], "", "", "", ""],
        *ranking[4:],
    ]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        every_line(s, xs, ys)
        s.print(rows, xs, ys, spans={(1, 0): (1, 5), (5, 0): (1, 5)})

    (table,) = tables_of(draw)
    assert [row for i, row in enumerate(table.grid()) if i not in {1, 5}] == ranking
    found = [cell for cell in table.cells if cell.row in {1, 5} and cell.text]
    assert [cell.text for cell in found] == list(headings)
    assert all(cell.column_span > 1 for cell in found)


def test_a_header_underlined_over_several_columns_spans_them(
    ranking: Rows, tables_of: Maker, spans_of: Maker
) -> None:
    rows = [
        ["排名", "单位", "考评得分", "", "总分"],
        ["", "", "主动公开", "政策解读", ""],
        *ranking[1:],
    ]
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)}

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        three_lines(s, xs, ys, head=2)
        s.across(ys[1], xs[2] + 4, xs[4] - 4)
        s.print(rows, xs, ys, spans=spans)

    (table,) = tables_of(draw)
    assert table.grid() == rows
    assert spans_of(table) == spans


def test_headers_each_underlined_in_its_own_column_span_nothing(
    ranking: Rows, tables_of: Maker, spans_of: Maker
) -> None:
    rows = [["排名", "单位", "主动公开", "政策解读", "总分"], *ranking[1:]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        s.across(ys[0], xs[0], xs[-1], 1.2)
        for x0, x1 in itertools.pairwise(xs):
            s.across(ys[1], x0 + 4, x1 - 4)
        s.across(ys[-1], xs[0], xs[-1], 1.2)
        s.print(rows, xs, ys)

    (table,) = tables_of(draw)
    assert table.grid() == rows
    assert spans_of(table) == {}


@KINDS
def test_blank_cells_stay_blank_and_shift_nothing(
    draw_rules: Callable[..., None], ranking: Rows, grids_of: Maker
) -> None:
    rows = [list(row) for row in ranking]
    rows[3][2] = rows[4][3] = rows[6][0] = rows[8][3] = ""

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        draw_rules(s, xs, ys)
        s.print(rows, xs, ys)

    assert grids_of(draw) == [rows]


def test_two_three_line_tables_of_one_width_stay_two(ranking: Rows, read_of: Maker) -> None:
    upper, lower = ranking[:5], [ranking[0], *ranking[5:]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(upper)
        three_lines(s, xs, ys)
        s.print(upper, xs, ys)
        s.text(70, ys[-1] + 36, "部门考核得分排名情况")
        xs, ys = s.levels(lower, y=ys[-1] + 52)
        three_lines(s, xs, ys)
        s.print(lower, xs, ys)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [upper, lower]
    assert text_lines(document) == ["部门考核得分排名情况"]


# ------------------------------------------------------------------------------------ near misses

PROSE = [
    "2023年，全区各单位认真落实政务公开各项要求，主动公开政府信息1204条，",
    "较上年增加86条；受理依申请公开37件，全部按期办结；发布政策解读材料",
    "52篇，其中图解18篇、视频6个。总体看，工作进展较好，但仍有3个单位未",
    "按要求更新栏目，2个单位的回应超过规定时限，需要在2024年3月底前整改。",
]


@pytest.mark.parametrize("gap", [6, 14])
def test_two_rules_around_prose_are_no_table(gap: float, read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.across(150 - gap - 10, 70, 470)
        for i, line in enumerate(PROSE):
            s.text(72, 150 + 20 * i, line)
        s.across(210 + gap, 70, 470)

    document = read_of(draw)
    assert document.pages[0].tables == ()
    assert text_lines(document) == PROSE


def test_rules_between_lines_of_prose_are_no_table(read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        for i, line in enumerate(PROSE):
            s.across(132 + 24 * i, 70, 470)
            s.text(72, 148 + 24 * i, line)
        s.across(132 + 24 * len(PROSE), 70, 470)

    document = read_of(draw)
    assert document.pages[0].tables == ()
    assert text_lines(document) == PROSE


@pytest.mark.parametrize("ruled", ["full", "three"])
def test_the_double_rule_of_a_letterhead_is_no_part_of_the_table_below(
    ruled: str, ranking: Rows, read_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        s.text(297, 60, "青禾区政务公开工作领导小组办公室", size=20, align="center")
        s.canvas.setStrokeColor("red")
        s.across(90, 70, 475, 2)
        s.across(93, 70, 475, 0.75)
        s.canvas.setStrokeColor("black")
        if ruled == "full":
            s.table(ranking, y=130)
            return
        xs, ys = s.levels(ranking, y=130)
        three_lines(s, xs, ys)
        s.print(ranking, xs, ys)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert text_lines(document) == ["青禾区政务公开工作领导小组办公室"]


def test_a_letterhead_of_rules_and_a_number_line_is_no_table(read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.across(80, 70, 525, 2)
        s.text(72, 104, "青政办函〔2023〕15号")
        s.text(523, 104, "签发人：李某某", align="right")
        s.across(114, 70, 525, 2)

    document = read_of(draw)
    assert document.pages[0].tables == ()
    assert sorted(" ".join(text_lines(document)).split()) == sorted(
        ["青政办函〔2023〕15号", "签发人：李某某"]
    )


def test_a_framed_contact_box_is_no_table(read_of: Maker) -> None:
    lines = ["联系人：王某某", "联系电话：0000-1234567", "电子邮箱：gk@example.invalid"]

    def draw(s: Sheet) -> None:
        s.box(70, 400, 300, 480)
        for i, line in enumerate(lines):
            s.text(80, 420 + 22 * i, line)

    document = read_of(draw)
    assert document.pages[0].tables == ()
    assert text_lines(document) == lines
