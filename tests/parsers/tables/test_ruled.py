"""Tables whose rules are drawn, in all the ways producers draw them. All units are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

Maker = Callable[..., Any]
Sheet = Any
Rows = list[list[str]]


def text_lines(document: Any) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


# ------------------------------------------------------------------------------------------ spans


def test_cells_over_rows_and_columns_have_their_spans(tables_of: Maker, spans_of: Maker) -> None:
    rows = [
        ["类别", "单位", "考评得分", "", "总分"],
        ["", "", "主动公开", "政策解读", ""],
        ["街道", "青禾街道", "38", "29", "67"],
        ["", "柳溪街道", "37.5", "28", "65.5"],
        ["", "南浦街道", "36", "27.5", "63.5"],
        ["部门", "区民政局", "35", "27", "62"],
        ["", "区水利局", "31", "26", "57"],
    ]
    spans = {
        (0, 0): (2, 1),
        (0, 1): (2, 1),
        (0, 2): (1, 2),
        (0, 4): (2, 1),
        (2, 0): (3, 1),
        (5, 0): (2, 1),
    }
    (table,) = tables_of(lambda s: s.table(rows, spans=spans))
    assert table.grid() == rows
    assert spans_of(table) == spans


def test_cells_that_are_only_empty_are_not_united(tables_of: Maker, spans_of: Maker) -> None:
    rows = [["类别", "单位", "得分"], ["街道", "青禾街道", "38"], ["", "柳溪街道", ""]]
    (table,) = tables_of(lambda s: s.table(rows))
    assert table.grid() == rows
    assert spans_of(table) == {}


# ----------------------------------------------------------------------------------- kinds of rule


def _double(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    line = s.across if kind == "across" else s.down
    line(at - 0.7, start, end)
    line(at + 0.7, start, end)


def _dashed(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    s.canvas.setDash(2, 2)
    (s.across if kind == "across" else s.down)(at, start, end)


def _dotted_by_hand(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    line = s.across if kind == "across" else s.down
    place = start
    while place < end:
        line(at, place, min(place + 2, end))
        place += 4


def _thin_box(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    place = (start, at - 0.25, end, at + 0.25)
    if kind == "down":
        place = (at - 0.25, start, at + 0.25, end)
    s.box(*place, fill="black", stroke=False)


def _short(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    (s.across if kind == "across" else s.down)(at, start + 0.8, end - 0.8)


def _bold(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    (s.across if kind == "across" else s.down)(at, start, end, 2.5)


def _image(s: Sheet, kind: str, at: float, start: float, end: float) -> None:
    ink = ImageReader(Image.new("L", (4, 4), 0))
    x, y, width, height = start, s.height - at - 0.3, end - start, 0.6
    if kind == "down":
        x, y, width, height = at - 0.3, s.height - end, 0.6, end - start
    s.canvas.drawImage(ink, x, y, width, height)


@pytest.mark.parametrize(
    "draw_side", [_double, _dashed, _dotted_by_hand, _thin_box, _short, _bold, _image]
)
def test_the_cells_are_the_same_however_the_rules_are_drawn(
    draw_side: Callable[..., None], ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        for side in s.sides(xs, ys):
            draw_side(s, *side)
        s.canvas.setDash()
        s.print(ranking, xs, ys)

    assert grids_of(draw) == [ranking]


def test_rules_in_white_part_nothing(grids_of: Maker) -> None:
    rows = [["单位", "得分"], ["青禾街道", "38"], ["柳溪街道", "37"]]

    def draw(s: Sheet) -> None:
        xs, ys = s.table(rows, widths=(120, 120))
        s.canvas.setStrokeColor("white")
        s.down(xs[0] + 15, ys[0], ys[-1])
        s.across(ys[1] + 4, xs[0], xs[-1])

    assert grids_of(draw) == [rows]


# ----------------------------------------------------------------------------------- missing rules


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param({"left", "right"}, id="open_sides"),
        pytest.param({"left"}, id="open_left"),
        pytest.param({"right"}, id="open_right"),
        pytest.param({"bottom"}, id="no_bottom"),
        pytest.param({"top"}, id="no_top"),
        pytest.param({"left", "right", "top", "bottom"}, id="inner_rules_only"),
    ],
)
def test_outer_rules_that_lack_are_supplied(
    missing: set[str], ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        outer = {
            ("down", xs[0]): "left",
            ("down", xs[-1]): "right",
            ("across", ys[0]): "top",
            ("across", ys[-1]): "bottom",
        }
        for kind, at, start, end in s.sides(xs, ys):
            if outer.get((kind, at)) not in missing:
                (s.across if kind == "across" else s.down)(at, start, end)
        s.print(ranking, xs, ys)

    assert grids_of(draw) == [ranking]


def test_a_side_with_a_small_gap_is_still_a_wall(grids_of: Maker) -> None:
    rows = [["单位", "得分"], ["青禾街道", "38"], ["柳溪街道", "37"]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(120, 120))
        for kind, at, start, end in s.sides(xs, ys):
            if (kind, at, start) == ("down", xs[1], ys[1]):
                s.down(at, start, start + 8)
                s.down(at, end - 9, end)
            else:
                (s.across if kind == "across" else s.down)(at, start, end)
        s.print(rows, xs, ys)

    assert grids_of(draw) == [rows]


# ------------------------------------------------------------------------------------- several


def test_two_tables_below_one_another_stay_two(ranking: Rows, read_of: Maker) -> None:
    upper, lower = ranking[:4], [ranking[0], *ranking[5:]]

    def draw(s: Sheet) -> None:
        _, ys = s.table(upper, y=120)
        s.text(70, ys[-1] + 30, "部门考核得分情况")
        s.table(lower, y=ys[-1] + 50)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [upper, lower]
    assert text_lines(document) == ["部门考核得分情况"]


def test_two_tables_with_nothing_between_stay_two(ranking: Rows, grids_of: Maker) -> None:
    upper, lower = ranking[:4], [row[:3] for row in ranking[5:]]

    def draw(s: Sheet) -> None:
        _, ys = s.table(upper, y=120)
        s.table(lower, y=ys[-1] + 16)

    assert grids_of(draw) == [upper, lower]


def test_two_tables_side_by_side_stay_two(grids_of: Maker) -> None:
    left = [["排名", "街道", "得分"], ["1", "青禾街道", "38"], ["2", "柳溪街道", "37"]]
    right = [["排名", "部门", "得分"], ["1", "民政局", "35"], ["2", "水利局", "31"]]

    def draw(s: Sheet) -> None:
        s.table(left, x=50, widths=(40, 110, 60))
        s.table(right, x=310, widths=(40, 110, 60))

    assert grids_of(draw) == [left, right]


def test_two_tables_side_by_side_of_unlike_rows_keep_their_rows(grids_of: Maker) -> None:
    left = [["排名", "街道"], ["1", "青禾街道"], ["2", "柳溪街道"], ["3", "南浦街道"]]
    right = [["部门", "得分"], ["民政局", "35"]]

    def draw(s: Sheet) -> None:
        s.table(left, x=50, widths=(50, 110), row=23)
        s.table(right, x=300, widths=(110, 60), row=37)

    assert grids_of(draw) == [left, right]


# ------------------------------------------------------------------------------------ small ones


def test_a_closed_single_row_is_a_table(grids_of: Maker) -> None:
    row = [["9", "区档案局", "21", "20", "41"]]
    assert grids_of(lambda s: s.table(row)) == [row]


def test_a_closed_single_cell_is_no_table(read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.box(70, 120, 470, 160)
        s.text(80, 145, "本表数据截至2023年11月30日")

    document = read_of(draw)
    assert document.pages[0].tables == ()
    assert text_lines(document) == ["本表数据截至2023年11月30日"]


# ------------------------------------------------------------------------------------------- fills


def test_fills_behind_cells_add_no_borders_beside_their_rules(
    ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        for i in range(len(ranking)):
            for j in range(len(xs) - 1):
                place = (xs[j] + 4, ys[i] + 4, xs[j + 1] - 4, ys[i + 1] - 4)
                s.box(*place, fill="lightgrey" if i else "lightblue", stroke=False)
        s.rules(xs, ys)
        s.print(ranking, xs, ys)

    assert grids_of(draw) == [ranking]


def test_filled_cells_parted_by_white_gaps_are_cells(ranking: Rows, grids_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        for i in range(len(ranking)):
            for j in range(len(xs) - 1):
                place = (xs[j] + 0.5, ys[i] + 0.5, xs[j + 1] - 0.5, ys[i + 1] - 0.5)
                s.box(*place, fill="lightgrey" if i else "lightblue", stroke=False)
        s.print(ranking, xs, ys)

    assert grids_of(draw) == [ranking]


def test_a_filled_page_behind_the_table_changes_nothing(ranking: Rows, grids_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.box(0, 0, 595, 842, fill="lightyellow", stroke=False)
        s.table(ranking)

    assert grids_of(draw) == [ranking]


# ------------------------------------------------------------------------------------------- print


def test_a_header_that_runs_a_glyph_over_its_rule_stays_whole(grids_of: Maker) -> None:
    rows = [["单位", "依申请公开", "得分"], ["青禾街道", "12", "38"], ["柳溪街道", "9", "37"]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(90, 44, 90))
        s.rules(xs, ys)
        s.print([["单位", "", "得分"], *rows[1:]], xs, ys)
        # Five characters of 10.5 pt need 52.5 pt, the column has 44.
        s.text(xs[1] + 1, ys[0] + 16, "依申请公开")

    assert grids_of(draw) == [rows]


def test_texts_that_touch_at_a_rule_stay_apart(grids_of: Maker) -> None:
    rows = [["单位", "依申请", "得分"], ["青禾街道", "1200", "3800"], ["柳溪街道", "900", "37"]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(42, 31.5, 42))
        s.rules(xs, ys)
        s.print(rows, xs, ys)

    assert grids_of(draw) == [rows]


def test_a_name_of_several_lines_stays_in_its_cell_in_order(grids_of: Maker) -> None:
    rows = [
        ["排名", "单位", "得分"],
        ["1", "青禾街道\n(含下属事业单位\n及派出机构)", "38"],
        ["2", "柳溪街道", "37"],
    ]
    assert grids_of(lambda s: s.table(rows, widths=(50, 130, 60))) == [rows]
