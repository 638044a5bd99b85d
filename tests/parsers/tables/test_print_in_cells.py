"""What stands over, across or sideways in cells: seals, watermarks, turned and raised print.

Every name and figure is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

Maker = Callable[..., Any]
Sheet = Any
Rows = list[list[str]]

RING = "青禾区政务公开领导小组"


def furniture(document: Any) -> list[str]:
    return [x.text for page in document.pages for x in page.lines if x.is_furniture]


def plain(document: Any) -> list[str]:
    return [x.text for page in document.pages for x in page.lines if not x.is_furniture]


def seal(s: Sheet, x: float, y: float, *, color: str = "red") -> None:
    """Draw a round seal: circle, star, and eleven characters along the arc, the middle upright."""
    canvas = s.canvas
    canvas.saveState()
    canvas.setStrokeColor(color)
    canvas.setFillColor(color)
    canvas.translate(x, s.height - y)
    canvas.setLineWidth(2)
    canvas.circle(0, 0, 60)
    star = canvas.beginPath()
    for k, (dx, dy) in enumerate([(0, 18), (11, -15), (-17, 6), (17, 6), (-11, -15)]):
        (star.lineTo if k else star.moveTo)(dx, dy)
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    canvas.setFont("STSong-Light", 14)
    for k, char in enumerate(RING):
        canvas.saveState()
        canvas.rotate(110 - 220 * k / (len(RING) - 1))
        canvas.drawCentredString(0, 42, char)
        canvas.restoreState()
    canvas.restoreState()


@pytest.mark.parametrize("kind", ["ruled", "three_lines", "borderless"])
def test_a_seal_over_cells_leaves_nothing_in_them(kind: str, ranking: Rows, read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        s.ruled_as(kind, xs, ys)
        s.print(ranking, xs, ys)
        seal(s, 330, 250)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert plain(document) == []
    assert sorted("".join(furniture(document))) == sorted(RING)


def test_cells_printed_in_red_stay_without_a_ring(ranking: Rows, read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        s.rules(xs, ys)
        s.canvas.setFillColor("red")
        s.print(ranking, xs, ys)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert furniture(document) == []


def test_red_cells_beside_a_seal_of_another_red_stay(ranking: Rows, read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        s.rules(xs, ys)
        s.canvas.setFillColor("#c00000")
        s.print(ranking, xs, ys)
        s.canvas.setFillColor("black")
        seal(s, 330, 250)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert sorted("".join(furniture(document))) == sorted(RING)


@pytest.mark.parametrize("angle", [30, 40, 45, -35])
@pytest.mark.parametrize("is_ruled", [True, False])
def test_an_oblique_watermark_leaves_nothing_in_the_cells(
    is_ruled: bool, angle: float, ranking: Rows, read_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        canvas = s.canvas
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont("STSong-Light", 28)
        for k in range(6):
            canvas.saveState()
            canvas.translate(60 + 160 * (k % 3), 480 + 140 * (k // 3))
            canvas.rotate(angle)
            canvas.drawString(0, 0, "内部资料")
            canvas.restoreState()
        canvas.restoreState()
        xs, ys = s.levels(ranking)
        if is_ruled:
            s.rules(xs, ys)
        s.print(ranking, xs, ys)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert plain(document) == []
    assert furniture(document) == ["内部资料" * 6]


@pytest.mark.parametrize("times", [2, 4])
@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_header_in_fake_bold_is_read_once(
    is_ruled: bool, times: int, ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        if is_ruled:
            s.rules(xs, ys)
        s.print(ranking, xs, ys)
        for k in range(1, times):
            shifted = [x + 0.25 * k for x in xs]
            s.print(ranking[:1], shifted, ys)

    assert grids_of(draw) == [ranking]


def test_digits_that_repeat_are_no_fake_bold(grids_of: Maker) -> None:
    rows = [["单位", "得分"], ["青禾街道", "111.11"], ["柳溪街道", "100.00"], ["南浦镇", "88.88"]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(110, 90), size=6)
        s.rules(xs, ys)
        s.print(rows, xs, ys, size=6)

    assert grids_of(draw) == [rows]


# ----------------------------------------------------------------------------------------- turned


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("kind", ["ruled", "three_lines", "borderless"])
def test_a_table_on_a_turned_page_is_read_as_shown(
    kind: str, turn: int, ranking: Rows, read_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        s.canvas.setPageRotation(turn)
        s.canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[turn])
        s.canvas.rotate(turn)
        xs, ys = s.levels(ranking, x=60, y=300)
        s.ruled_as(kind, xs, ys)
        s.print(ranking, xs, ys)

    # reportlab turns the media box with the page: the page as shown is upright.
    page = read_of(draw, size=(595, 842)).pages[0]
    assert (page.width, page.height) == (595, 842)
    (table,) = page.tables
    assert table.grid() == ranking
    assert table.box is not None
    assert 50 < table.box.x0 < table.box.x1 < 490
    assert 290 < table.box.top < table.box.bottom < 560


@pytest.mark.parametrize("turn", [90, -90])
@pytest.mark.parametrize("kind", ["ruled", "three_lines", "borderless"])
def test_a_table_set_sideways_is_read_in_its_own_direction(
    kind: str, turn: int, ranking: Rows, grids_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        s.canvas.translate(*((595, 0) if turn == 90 else (0, 842)))
        s.canvas.rotate(turn)
        sideways = type(s)(s.canvas, 595)
        xs, ys = sideways.levels(ranking)
        sideways.ruled_as(kind, xs, ys)
        sideways.print(ranking, xs, ys)

    assert grids_of(draw) == [ranking]


def test_header_cells_written_sideways_stand_in_their_cells(grids_of: Maker) -> None:
    rows = [
        ["排名", "单位", "主动公开", "政策解读", "总分"],
        ["1", "青禾街道", "38", "29", "67"],
        ["2", "柳溪街道", "37.5", "28", "65.5"],
        ["3", "南浦镇", "36", "27.5", "63.5"],
    ]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels([["\n\n\n", *rows[0][1:]], *rows[1:]], widths=(45, 110, 40, 40, 60))
        s.rules(xs, ys)
        s.print([["排名", "单位", "", "", "总分"], *rows[1:]], xs, ys)
        for column in (2, 3):
            s.canvas.saveState()
            s.canvas.translate((xs[column] + xs[column + 1]) / 2 + 4, s.height - ys[1] + 6)
            s.canvas.rotate(90)
            s.canvas.setFont("STSong-Light", 10.5)
            s.canvas.drawString(0, 0, rows[0][column])
            s.canvas.restoreState()

    assert grids_of(draw) == [rows]


def test_a_name_written_downwards_stays_in_its_merged_cell(
    tables_of: Maker, spans_of: Maker
) -> None:
    rows = [
        ["类别", "单位", "得分"],
        ["区\n直\n部\n门", "区民政局", "35"],
        ["", "区水利局", "31"],
        ["", "区教育局", "29"],
        ["街\n道", "青禾街道", "38"],
        ["", "柳溪街道", "37"],
    ]
    spans = {(1, 0): (3, 1), (4, 0): (2, 1)}

    def draw(s: Sheet) -> None:
        xs = [70.0, 110.0, 220.0, 290.0]
        ys = [120.0 + 24 * i for i in range(len(rows) + 1)]
        s.rules(xs, ys, spans)
        s.print(rows, xs, ys, spans=spans)

    (table,) = tables_of(draw)
    assert table.grid() == rows
    assert spans_of(table) == spans


# ----------------------------------------------------------------------------------------- raised


def print_mark(
    s: Sheet, place: tuple[float, float, float, float], rise: float, *texts: str
) -> None:
    """Print a mark behind a text in the middle of a cell, raised by a share of the size."""
    text, mark = texts
    x0, top, x1, bottom = place
    x = (x0 + x1 + stringWidth(text, "STSong-Light", 10.5)) / 2
    s.text(x, (top + bottom) / 2 + (0.36 - rise) * 10.5, mark, size=6)


# Word raises by a third of the size, TeX by 0.36 to 0.41.
@pytest.mark.parametrize("rise", [0.33, 0.41])
@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_raised_mark_stays_in_the_line_of_its_cell(
    is_ruled: bool, rise: float, ranking: Rows, grids_of: Maker
) -> None:
    rows = [list(row) for row in ranking]
    rows[4][1] = "区民政局①"
    rows[5][2] = "31*"

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        if is_ruled:
            s.rules(xs, ys)
        s.print(ranking, xs, ys)
        print_mark(s, (xs[1], ys[4], xs[2], ys[5]), rise, "区民政局", "①")
        print_mark(s, (xs[2], ys[5], xs[3], ys[6]), rise, "31", "*")

    assert grids_of(draw) == [rows]


@pytest.mark.parametrize("rise", [0.33, 0.41])
def test_a_raised_footnote_figure_makes_no_larger_number(
    rise: float, ranking: Rows, grids_of: Maker
) -> None:
    """A raised 1 behind 38 is the mark of a note: 381 is not what was printed."""

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(ranking)
        s.rules(xs, ys)
        s.print(ranking, xs, ys)
        print_mark(s, (xs[2], ys[1], xs[3], ys[2]), rise, "38", "1")

    (grid,) = grids_of(draw)
    assert grid[1][2] != "381"
    assert "38" in grid[1][2]


def test_figures_drawn_one_by_one_on_one_baseline_are_one_number(grids_of: Maker) -> None:
    rows = [["单位", "得分"], ["青禾街道", "381"], ["柳溪街道", "37"]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(110, 90))
        s.rules(xs, ys)
        s.print([rows[0], ["青禾街道", ""], rows[2]], xs, ys)
        width = stringWidth("8", "STSong-Light", 10.5)
        for k, figure in enumerate("381"):
            s.text(xs[1] + 30 + k * width, ys[1] + 16, figure)

    assert grids_of(draw) == [rows]


# ------------------------------------------------------------------------------- form XObjects


def test_rules_and_text_inside_a_form_are_found_in_their_place(
    ranking: Rows, tables_of: Maker
) -> None:
    def draw(s: Sheet) -> None:
        s.canvas.beginForm("table")
        s.table(ranking, x=100, y=200)
        s.canvas.endForm()
        s.canvas.saveState()
        s.canvas.translate(20, 100)
        s.canvas.scale(0.8, 0.8)
        s.canvas.doForm("table")
        s.canvas.restoreState()

    (table,) = tables_of(draw)
    assert table.grid() == ranking
    assert table.box is not None
    # x: 100 · 0.8 + 20; y: the form's upper edge lies at 842 - (842 · 0.8 + 100) = 68.4.
    assert (round(table.box.x0), round(table.box.x1)) == (100, 424)
    assert round(table.box.top) == round(0.8 * 200 + 842 - (0.8 * 842 + 100))


def test_a_form_within_a_form_is_found(ranking: Rows, grids_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.canvas.beginForm("inner")
        s.table(ranking)
        s.canvas.endForm()
        s.canvas.beginForm("outer")
        s.canvas.saveState()
        s.canvas.translate(30, -40)
        s.canvas.doForm("inner")
        s.canvas.restoreState()
        s.canvas.endForm()
        s.canvas.doForm("outer")

    assert grids_of(draw) == [ranking]


def test_a_form_that_is_never_drawn_leaves_no_table(read_of: Maker, ranking: Rows) -> None:
    def draw(s: Sheet) -> None:
        s.canvas.beginForm("unused")
        s.table(ranking)
        s.canvas.endForm()
        s.text(70, 100, "正文")

    document = read_of(draw)
    assert document.pages[0].tables == ()
    assert plain(document) == ["正文"]
