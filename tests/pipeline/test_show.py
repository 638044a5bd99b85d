"""`tongbao show`: what is drawn, where, what is said, what is never written over."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from math import dist
from pathlib import Path
from typing import Any

import pytest
import reportlab
from PIL import Image, ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from parsers.notice import parse
from parsers.pdfium import images
from parsers.pdfium.images import page_image
from parsers.readers import read
from pipeline import show as show_module
from pipeline.picture.canvas import Canvas, Typeface, typeface
from pipeline.picture.drawing import draw
from pipeline.picture.fonts import font_files
from pipeline.picture.marks import CellMark, FindingMark, LineMark, Overlay, TableMark, ValueMark
from pipeline.picture.overlay import overlays as overlays_of
from pipeline.reading import Loaded
from pipeline.show import Drawn, PageJob, Refused, draw_page, judged, page_numbers
from schemas.notice import Role, Status
from schemas.places import Box
from schemas.vocabulary_files import vocabulary

SAMPLES = Path(__file__).parents[2] / "samples"
FAULT = SAMPLES / "fault-total-2022" / "notice.pdf"
LATIN_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
HAS_CHINESE = typeface(font_files()).has_chinese
COLOURS = vocabulary("drawing")
# A page of 595 × 842 points with a table from (60, 100) to (460, 340): columns of 80, rows of 40
# points. The second row's total is wrong. Invented.
WIDTH, HEIGHT, LEFT, TOP = 595, 842, 60, 100
ROWS = (
    ("名次", "单位", "办理（60分）", "回访（40分）", "总分（100分）"),
    ("1", "青禾区", "58", "38", "96"),
    ("2", "白石县", "55", "36", "92"),
    ("3", "东塘县", "50", "35", "85"),
    ("4", "柳岸区", "48", "33", "81"),
    ("5", "临岚区", "45", "30", "75"),
)
ROLES = ("rank", "unit", "score", "score", "total")

Run = Callable[..., tuple[int, str, str]]


def paint(canvas: PdfCanvas) -> None:
    """Draw the table and a page number, in points from the bottom left of the page as shown."""
    canvas.setFont("STSong-Light", 9)
    for i, row in enumerate(ROWS):
        for j, text in enumerate(row):
            x, y = LEFT + 80 * j, HEIGHT - TOP - 40 * (i + 1)
            canvas.rect(x, y, 80, 40)
            canvas.drawString(x + 4, y + 16, text)
    canvas.drawString(280, 40, "— 1 —")


def plain(canvas: PdfCanvas) -> None:
    canvas.setPageSize((WIDTH, HEIGHT))


def cropped(canvas: PdfCanvas) -> None:
    """Show the part of a larger page that begins 50 points right of and 30 above its corner."""
    canvas.setPageSize((WIDTH + 90, HEIGHT + 70))
    canvas.setCropBox((50, 30, 50 + WIDTH, 30 + HEIGHT))
    canvas.translate(50, 30)


def turned(canvas: PdfCanvas) -> None:
    """Turn the page clockwise by 90°: what is written upwards at its right is shown at the top."""
    # reportlab takes the size as shown, and turns the page's own box.
    canvas.setPageSize((WIDTH, HEIGHT))
    canvas.setPageRotation(90)
    canvas.transform(0, 1, -1, 0, HEIGHT, 0)


def pdf(prepare: Callable[[PdfCanvas], None] = plain) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = BytesIO()
    canvas = PdfCanvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
    prepare(canvas)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def rgb(*keys: str) -> tuple[int, int, int]:
    entry: Any = COLOURS
    for key in keys:
        entry = entry[key]
    text = entry if isinstance(entry, str) else entry["colour"]
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


FIRST_TABLE = (0x00, 0x72, 0xB2)


def has_near(picture: Image.Image, x: float, y: float, colour: tuple[int, ...], reach: int) -> bool:
    """Tell whether a pixel of this colour lies within ``reach`` pixels of a place."""
    area = picture.crop(
        (round(x) - reach, round(y) - reach, round(x) + reach + 1, round(y) + reach + 1)
    )
    return colour in {pixel for _, pixel in area.getcolors(area.width * area.height) or ()}


def shown(run: Run, tmp_path: Path, data: bytes, *words: object) -> Image.Image:
    """Run the verb at 144 dpi (two pixels a point) on one page and return the picture."""
    source, out = tmp_path / "notice.pdf", tmp_path / "page.png"
    source.write_bytes(data)
    code, _, err = run("show", source, "--out", out, "--dpi", 144, "--page", 1, *words)
    assert code == 0, err
    return Image.open(out).convert("RGB")


# Pages as pictures.


@pytest.mark.parametrize("prepare", [plain, cropped, turned])
def test_a_page_is_pictured_as_it_is_shown(prepare: Callable[[PdfCanvas], None]) -> None:
    buffer = BytesIO()
    canvas = PdfCanvas(buffer, pagesize=(WIDTH, HEIGHT))
    prepare(canvas)
    canvas.rect(100, HEIGHT - 220, 50, 20, stroke=0, fill=1)
    canvas.save()
    image = page_image(buffer.getvalue(), 1, 144)
    assert (image.width, image.height, image.dpi) == (2 * WIDTH, 2 * HEIGHT, 144)
    picture = Image.frombuffer(
        "RGB", (image.width, image.height), image.pixels, "raw", "RGB", image.stride, 1
    )
    inked = picture.convert("L").point(lambda value: 255 - value).getbbox()
    assert inked == (200, 400, 300, 440)


def test_a_page_too_large_for_the_resolution_is_drawn_at_a_lower_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(images, "MAX_PIXELS", 100_000)
    image = page_image(pdf(), 1, 150)
    assert 90_000 < image.width * image.height < 102_000
    assert image.dpi < 150


@pytest.mark.parametrize(("number", "data"), [(0, None), (2, None), (1, b"%PDF-1.4 torn")])
def test_what_cannot_be_pictured_is_a_value_error(number: int, data: bytes | None) -> None:
    with pytest.raises(ValueError, match=r"page|file"):
        page_image(data or pdf(), number, 72)


# The canvas and its letters.


def blank_canvas() -> Canvas:
    return Canvas(page_image(pdf(), 1, 72), Typeface(None))


def test_what_is_drawn_under_the_print_hides_none_of_it() -> None:
    canvas = blank_canvas()
    canvas.fill((0, 0, WIDTH, HEIGHT), "#ff0000")
    canvas.settle()
    picture = Image.open(BytesIO(canvas.png(72, {})))
    assert picture.getpixel((20, 20)) == (255, 0, 0)
    reds = {picture.getpixel((LEFT + at, TOP + 20)) for at in range(-2, 3)}
    assert min(pixel[0] for pixel in reds if isinstance(pixel, tuple)) < 128


def test_a_place_is_blank_without_print_and_until_it_is_taken() -> None:
    canvas = blank_canvas()
    assert canvas.is_blank((400, 400, 420, 410))
    assert not canvas.is_blank((LEFT - 5, TOP + 10, LEFT + 5, TOP + 20))
    assert not canvas.is_blank((WIDTH - 5, 400, WIDTH + 5, 410))
    canvas.take((410, 405, 411, 406))
    assert not canvas.is_blank((400, 400, 420, 410))
    assert canvas.is_blank((400, 400, 409, 404))


def test_a_font_is_taken_for_chinese_only_when_it_has_the_characters(tmp_path: Path) -> None:
    damaged = tmp_path / "NotoSansCJK-Regular.ttc"
    damaged.write_bytes(b"not a font")
    assert not typeface([]).has_chinese
    assert not typeface([LATIN_FONT, damaged, tmp_path / "absent.ttf"]).has_chinese


@pytest.mark.skipif(not HAS_CHINESE, reason="no font with Chinese characters on this system")
def test_a_chinese_font_is_found_behind_others() -> None:
    found = typeface([LATIN_FONT, *font_files()])
    assert found.file is not None
    assert found.file != LATIN_FONT
    assert found.sayable("总分 total") == "总分 total"


def test_without_a_chinese_font_what_cannot_be_written_is_marked() -> None:
    assert Typeface(None).sayable("区民政局: total 86 ≠ 88") == "...: total 86 != 88"
    assert Typeface(None).width("total", 12) > 0


def test_known_chinese_fonts_are_tried_first(tmp_path: Path) -> None:
    folder = tmp_path / ".fonts" / "deep"
    folder.mkdir(parents=True)
    for name in ("Aaa.ttf", "simsun.ttc", "NotoSansCJK-Regular.ttc", "readme.txt"):
        (folder / name).touch()
    files = font_files({"HOME": str(tmp_path)})
    mine = [path.name for path in files if path.is_relative_to(tmp_path)]
    assert mine == ["NotoSansCJK-Regular.ttc", "simsun.ttc", "Aaa.ttf"]
    assert not [path for path in font_files({}) if path.is_relative_to(tmp_path)]


# What is drawn of a document.


def overlays(path: Path, *, layer: str = "notice") -> dict[int, Overlay]:
    document = read(path)
    numbers = [page.number for page in document.pages]
    notice = parse(document)
    found = judged(Loaded(document, notice))
    if layer == "document":
        return {item.number: item for item in overlays_of(document, None, (), numbers)}
    return {item.number: item for item in overlays_of(document, notice, found, numbers)}


def test_parts_of_one_table_have_one_letter_and_name_each_others_page() -> None:
    pages = overlays(SAMPLES / "qinghe-2022" / "notice.pdf")
    joins = [(t.letter, n, t.from_page, t.to_page) for n, p in pages.items() for t in p.tables]
    assert joins == [("A", 3, None, None), ("B", 4, None, 5), ("B", 5, 4, None)]
    proof = pages[5].tables[0].proof
    assert proof is not None
    assert proof.startswith("header repeated")
    assert (pages[5].tables[0].proof_zh or "").startswith("表头重复")


def test_tables_that_are_not_joined_have_letters_of_their_own() -> None:
    pages = overlays(SAMPLES / "baishi-2021" / "notice.pdf")
    joins = [(t.letter, n, t.from_page, t.to_page) for n, p in pages.items() for t in p.tables]
    assert joins == [("A", 3, None, None), ("B", 4, None, None)]


def test_every_part_of_a_table_shows_the_roles_of_its_columns() -> None:
    pages = overlays(SAMPLES / "qinghe-2022" / "notice.pdf")
    roles = [Role.RANK, Role.UNIT, *[Role.SCORE] * 5, Role.TOTAL]
    for number in (4, 5):
        (table,) = pages[number].tables
        assert [column.role for column in table.columns] == roles
        assert [column.number for column in table.columns] == list(range(1, 9))
    assert [row.number for row in pages[5].tables[0].rows] == list(range(21, 27))


def test_values_have_the_status_of_their_row() -> None:
    page = overlays(FAULT)[2]
    # Six rows of a rank, four scores and a total; the third row does not add up.
    counts = Counter(value.status for value in page.values)
    assert counts[Status.CONTRADICTED] == 5
    assert counts[Status.PROVED] == 25
    assert sum(counts.values()) == 36


def test_the_document_layer_has_grids_and_nothing_that_was_understood() -> None:
    page = overlays(FAULT, layer="document")[2]
    (table,) = page.tables
    assert (table.letter, table.n_rows, table.n_columns) == ("1", 7, 7)
    assert [column.number for column in table.columns] == list(range(7))
    assert {column.role for column in table.columns} == {None}
    assert {cell.role for cell in table.cells} == {None}
    assert (page.values, page.findings, table.meaning) == ((), (), None)


def test_numbers_of_the_prose_are_told_at_the_line_they_begin_in() -> None:
    page = overlays(SAMPLES / "qinghe-2022" / "notice.pdf")[1]
    counts = [len(line.statuses) for line in page.lines if line.statuses]
    declared = json.loads((SAMPLES / "qinghe-2022" / "expected.json").read_text("utf-8"))
    assert sum(counts) == len(declared["statistics"])
    assert all(not line.statuses for line in page.lines if line.is_furniture)


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SAMPLES.glob("*/notice.pdf")))
def test_the_findings_drawn_are_those_that_check_gives(name: str) -> None:
    document = read(SAMPLES / name / "notice.pdf")
    rows = judged(Loaded(document, parse(document)))
    declared = json.loads((SAMPLES / name / "expected.json").read_text("utf-8"))["findings"]
    found = Counter((row["rule"], row["severity"]) for row in rows)
    assert found == Counter((item["rule"], item["severity"]) for item in declared)


def test_a_finding_without_a_page_comes_with_the_first_page_drawn() -> None:
    document = read(FAULT)
    row = judged(Loaded(document, parse(document)))[0] | {"page": None, "x0": None}
    first, second = overlays_of(document, None, [row], [2, 1])
    assert [item.box for item in first.findings] == [None]
    assert second.findings == ()


# What is drawn where. All places are those of `paint`.


@pytest.mark.parametrize("prepare", [plain, cropped, turned])
def test_cells_table_and_roles_are_drawn_where_they_stand(
    run: Run, tmp_path: Path, prepare: Callable[[PdfCanvas], None]
) -> None:
    picture = shown(run, tmp_path, pdf(prepare))
    for row in range(6):
        for column in range(5):
            middle = 2 * (LEFT + 80 * column + 40), 2 * (TOP + 40 * row + 20)
            for x, y in ((-76, 0), (76, 0), (0, -36), (0, 36)):
                place = middle[0] + x, middle[1] + y
                assert has_near(picture, *place, rgb("cell", "plain"), 6), (row, column)
    for x, y in ((LEFT, TOP + 60), (LEFT + 400, TOP + 60), (LEFT + 130, TOP), (LEFT + 130, 340)):
        assert has_near(picture, 2 * x, 2 * y, FIRST_TABLE, 5), (x, y)
    for column, role in enumerate(ROLES):
        above = 2 * (LEFT + 80 * column + 6), 2 * (TOP - 7)
        assert has_near(picture, *above, rgb("role", role), 3), role
        assert not has_near(picture, *above, rgb("role", "remark"), 3)


def test_a_wrong_total_is_framed_and_marked_and_a_right_one_is_not(
    run: Run, tmp_path: Path
) -> None:
    picture = shown(run, tmp_path, pdf())
    red = rgb("severity", "error")
    right_of = 2 * (LEFT + 400)
    wrong, right = 2 * (TOP + 40 * 2 + 20), 2 * (TOP + 40 * 3 + 25)
    assert has_near(picture, right_of, wrong, red, 6)
    assert not has_near(picture, right_of, right, red, 6)
    # The middle of a mark in the upper right corner of a cell, and half its size.
    x, down, reach = 2 * (LEFT + 400) - 9, 9, 4
    assert has_near(picture, x, 2 * (TOP + 80) + down, rgb("status", "contradicted"), reach)
    assert has_near(picture, x, 2 * (TOP + 120) + down, rgb("status", "proved"), reach)
    assert not has_near(picture, x, 2 * (TOP + 120) + down, rgb("status", "contradicted"), reach)
    pale = tuple(round(255 - (255 - part) * 0.18) for part in rgb("status", "contradicted"))
    assert picture.getpixel((2 * (LEFT + 380), 2 * (TOP + 100))) == pale
    assert picture.getpixel((2 * (LEFT + 380), 2 * (TOP + 140))) == (255, 255, 255)


def test_the_document_layer_draws_cells_and_no_roles(run: Run, tmp_path: Path) -> None:
    picture = shown(run, tmp_path, pdf(), "--layer", "document")
    assert has_near(picture, 2 * (LEFT + 80) - 4, 2 * (TOP + 20), rgb("cell", "plain"), 6)
    for column, role in enumerate(ROLES):
        place = 2 * (LEFT + 80 * column + 6), 2 * (TOP - 7)
        assert not has_near(picture, *place, rgb("role", role), 3)


@pytest.mark.parametrize(
    ("sample", "number"),
    [("fault-total-2022", 2), ("qinghe-2022", 1), ("linlan-two-level-2023", 2)],
)
def test_no_mark_hides_a_printed_character(sample: str, number: int) -> None:
    path = SAMPLES / sample / "notice.pdf"
    image = page_image(path.read_bytes(), number, 150)
    picture = Image.open(BytesIO(draw(image, overlays(path)[number], Typeface(None), "en", {})))
    size = (image.width, image.height)
    page = Image.frombuffer("RGB", size, image.pixels, "raw", "RGB", image.stride, 1)
    drawn = picture.convert("RGB").crop((0, 0, *size))
    ink = page.convert("L").point(lambda value: 255 if value < 200 else 0)
    assert ink.getbbox() is not None
    # Colour under print can only darken it; colour over print lightens it in some channel.
    lighter = ImageChops.subtract(drawn, page)
    lighter.paste((0, 0, 0), (0, 0), ink.point(lambda value: 255 - value))
    assert lighter.getbbox() is None


def test_furniture_is_dashed_and_text_is_not() -> None:
    image = page_image(pdf(), 1, 144)
    boxes = [Box(1, 100, 500, 300, 520), Box(1, 100, 600, 300, 620)]
    lines = tuple(LineMark(box=box, is_furniture=n == 1) for n, box in enumerate(boxes))
    picture = Image.open(BytesIO(draw(image, bare(lines=lines), Typeface(None), "en", {})))
    sides = [[picture.getpixel((x, 2 * top - 1)) for x in range(200, 600)] for top in (500, 600)]
    assert set(sides[0]) == {rgb("line", "text")}
    assert {rgb("line", "furniture"), (255, 255, 255)} <= set(sides[1])


def bare(**parts: Any) -> Overlay:
    empty: dict[str, Any] = {"lines": (), "tables": ()}
    return Overlay(
        source="a.pdf", number=1, page_count=1, width=WIDTH, height=HEIGHT, **(empty | parts)
    )


def test_a_cell_that_spans_is_drawn_once_and_bolder() -> None:
    def cell(column: int, span: int, x0: float, x1: float) -> CellMark:
        box = Box(1, x0, 500, x1, 540)
        return CellMark(box=box, row=0, column=column, row_span=1, column_span=span)

    table = TableMark(
        letter="A",
        group=0,
        box=Box(1, 100, 500, 400, 540),
        n_rows=1,
        n_columns=3,
        cells=(cell(0, 2, 100, 300), cell(2, 1, 300, 400)),
    )
    image = page_image(pdf(), 1, 144)
    picture = Image.open(BytesIO(draw(image, bare(tables=(table,)), Typeface(None), "en", {})))
    assert has_near(picture, 2 * 300 - 3, 1040, rgb("cell", "spanning"), 3)
    assert not has_near(picture, 2 * 200, 1040, rgb("cell", "spanning"), 20)
    assert has_near(picture, 2 * 300 + 3, 1040, rgb("cell", "plain"), 3)


def test_a_cell_full_of_print_gets_a_stripe_in_place_of_a_mark() -> None:
    buffer = BytesIO()
    canvas = PdfCanvas(buffer, pagesize=(WIDTH, HEIGHT))
    for y in range(0, 40, 2):
        canvas.line(100, HEIGHT - 540 + y, 200, HEIGHT - 540 + y)
    canvas.save()
    image = page_image(buffer.getvalue(), 1, 144)
    value = ValueMark(box=Box(1, 100, 500, 200, 540), status=Status.PROVED)
    green = rgb("status", "proved")
    for values, expected in (((value,), True), ((), False)):
        overlay = bare(values=values)
        picture = Image.open(BytesIO(draw(image, overlay, Typeface(None), "en", {})))
        strip = picture.crop((202, 1002, 205, 1078))
        colours = {pixel for _, pixel in strip.getcolors() or ()}
        assert any(pixel == green for pixel in colours) is expected


def test_notes_grow_the_picture_and_a_page_without_any_has_no_margin() -> None:
    image = page_image(pdf(), 1, 72)
    finding = FindingMark(
        rule="SUM01", severity="error", message_en="m " * 40, message_zh="", box=None
    )
    sizes = []
    for count in (0, 1, 60, 500, 501):
        overlay = bare(findings=(finding,) * count)
        png = draw(image, overlay, Typeface(None), "en", {})
        sizes.append(Image.open(BytesIO(png)).size)
    assert sizes[0][0] == WIDTH
    assert sizes[1][0] == sizes[2][0] > WIDTH
    assert sizes[1][1] < sizes[2][1]
    # Beyond sixty they are only counted.
    assert sizes[2][1] < sizes[3][1] == sizes[4][1] < sizes[2][1] + 40


def test_no_word_of_a_note_runs_out_of_the_picture() -> None:
    image = page_image(pdf(), 1, 144)
    message = "x" * 400 + "通报" * 100
    finding = FindingMark(
        rule="CHR01", severity="info", message_en=message, message_zh="", box=None
    )
    face = typeface(font_files())
    picture = Image.open(BytesIO(draw(image, bare(findings=(finding,)), face, "en", {})))
    edge = picture.convert("RGB").crop((picture.width - 8, 0, picture.width, image.height))
    assert edge.getcolors() == [(edge.width * edge.height, (255, 255, 255))]


# The verb: files, messages, exit codes.


def test_pages_are_written_to_the_current_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("show", FAULT, "--lang", "en", "--dpi", 72)
    assert code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "notice-page-1.png",
        "notice-page-2.png",
    ]
    assert out.splitlines()[1] == (
        "notice-page-2.png  page 2: tables 1, "
        "values 36 (25 proved, 6 consistent, 5 contradicted), findings 1 (1 error)"
    )
    _, out, _ = run("show", FAULT, "--lang", "zh", "--dpi", 72, "--page", 2)
    assert "第2页：表格 1，数值 36（已证实 25、不矛盾 6、有矛盾 5），问题 1（错误 1）" in out


def test_one_page_can_be_one_file_and_several_cannot(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new" / "x.png"
    assert run("show", FAULT, "--page", 2, "--out", out, "--dpi", 72)[0] == 0
    assert out.is_file()
    code, _, err = run("show", FAULT, "--out", tmp_path / "y.png", "--lang", "en")
    assert code == 2
    assert "2 pages" in err
    assert not (tmp_path / "y.png").exists()


def test_only_what_was_drawn_from_the_same_source_is_written_over(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "notice-page-2.png"
    words = ("--page", "1-2", "--out", tmp_path, "--dpi", 72, "--lang", "en")
    target.write_bytes(b"mine")
    code, _, err = run("show", FAULT, *words)
    assert (code, target.read_bytes()) == (2, b"mine")
    assert "--force" in err
    assert not (tmp_path / "notice-page-1.png").exists()
    assert run("show", FAULT, *words, "--force")[0] == 0
    first = target.read_bytes()
    assert first.startswith(b"\x89PNG")
    assert run("show", FAULT, *words)[0] == 0
    assert target.read_bytes() == first
    other = SAMPLES / "fault-parts-2023" / "notice.pdf"
    assert run("show", other, *words)[0] == 2
    assert target.read_bytes() == first


def test_no_half_written_file_is_left(run: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    for out in (blocked, blocked / "deeper"):
        code, _, err = run("show", FAULT, "--page", 1, "--out", out, "--dpi", 72)
        assert code == 2
        assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["blocked"]
    folder = tmp_path / "out"
    (folder / "notice-page-1.png").mkdir(parents=True)
    words = ("--page", 1, "--out", folder, "--dpi", 72, "--lang", "en")
    code, out, err = run("show", FAULT, *words, "--force")
    assert (code, out) == (2, "")
    assert "cannot be written" in err
    assert [path.name for path in folder.iterdir()] == ["notice-page-1.png"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ([], [1, 2, 3, 4, 5]),
        (["2"], [2]),
        (["1,3-5"], [1, 3, 4, 5]),
        (["5", "1 - 2"], [1, 2, 5]),
        (["1，3—4"], [1, 3, 4]),
        (["2,2,1-2"], [1, 2]),
    ],
)
def test_page_lists_name_pages_once_and_in_order(words: list[str], numbers: list[int]) -> None:
    assert page_numbers(words, 5) == numbers


@pytest.mark.parametrize("word", ["", "x", "3-", "-3", "5-3", "1.5", "1;2", "9" * 5000])
def test_what_is_no_page_list_is_refused(word: str) -> None:
    with pytest.raises(Refused) as refused:
        page_numbers([word], 5)
    assert refused.value.key == "show_bad_page"


@pytest.mark.parametrize("word", ["0", "6", "4-6", "999999999"])
def test_a_page_that_is_not_there_is_refused_with_the_number_of_pages(word: str) -> None:
    with pytest.raises(Refused, match="there is no such page") as refused:
        page_numbers([word], 5)
    assert "5" in refused.value.text("en")
    assert "共 5 页" in refused.value.text("zh")


def test_wrong_use_exits_2_and_says_what_to_do(run: Run, tmp_path: Path) -> None:
    text = SAMPLES / "fault-total-2022" / "notice.txt"
    assert run("show")[0] == 2
    for words, said in (
        ((tmp_path,), "is a folder"),
        ((tmp_path / "absent.pdf",), "no such file"),
        ((FAULT, "--page", "3"), "the file has 2"),
        ((FAULT, "--page", "x"), "not a page number"),
        ((text,), f"tongbao read {text}"),
        ((FAULT, "--font", LATIN_FONT), "without Chinese characters"),
        ((FAULT, "--dpi", "5"), "from 36 to 600"),
    ):
        code, out, err = run("show", *words, "--out", tmp_path, "--lang", "en")
        assert (code, out) == (2, ""), words
        assert said in err
    assert list(tmp_path.iterdir()) == []
    assert "没有版面可画" in run("show", text, "--lang", "zh")[2]


def test_an_unreadable_source_exits_3_as_with_read(run: Run, tmp_path: Path) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.4 torn")
    assert run("show", torn) == run("read", torn)
    assert run("show", torn)[0] == 3


def test_a_page_that_cannot_be_drawn_is_named_and_exits_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show_module, "_hash", lambda _file: "0" * 64)
    code, out, err = run("show", FAULT, "--out", tmp_path, "--lang", "en")
    assert (code, out) == (3, "")
    assert "page 1 could not be drawn: the file changed" in err
    assert "page 2 could not be drawn: the file changed" in err
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_pdfium_cannot_draw_gives_a_reason(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(pdf())
    for number, kind in ((1, Drawn), (2, tuple)):
        job = PageJob(
            file=str(source),
            sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
            overlay=replace(bare(), number=number),
            dpi=72,
            face=Typeface(None),
            language="en",
        )
        assert isinstance(draw_page(job), kind)


def test_without_a_chinese_font_pictures_are_written_and_it_is_said_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show_module, "font_files", list)
    code, out, err = run("show", FAULT, "--out", tmp_path, "--dpi", 72, "--lang", "en")
    assert (code, len(out.splitlines())) == (0, 2)
    assert err.count("no font with Chinese characters") == 1


@pytest.mark.skipif(not HAS_CHINESE, reason="no font with Chinese characters on this system")
def test_with_a_chinese_font_nothing_is_said_of_fonts(run: Run, tmp_path: Path) -> None:
    font = typeface(font_files()).file
    words = ("--out", tmp_path, "--dpi", 72, "--page", 1)
    assert run("show", FAULT, *words)[2] == ""
    assert run("show", FAULT, *words, "--font", font)[2] == ""


def test_everything_that_is_drawn_has_a_colour_and_words_in_both_languages() -> None:
    assert set(COLOURS["role"]) == {role.value for role in Role}
    assert set(COLOURS["status"]) == {status.value for status in Status}
    for group in ("line", "cell", "role", "status", "severity"):
        for name, entry in COLOURS[group].items():
            assert entry["en"], name
            assert entry["zh"], name
            assert rgb(group, name)
    statuses = [entry["colour"] for entry in COLOURS["status"].values()]
    assert len(set(statuses)) == len(statuses)


# How red, green and blue light mix for eyes without one kind of cone (Machado, Oliveira and
# Fernandes 2009, severity 1), and for eyes with all three.
EYES = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def lab(colour: tuple[int, ...], eyes: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of an sRGB colour as these eyes see it."""
    light = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    ]
    seen = [sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eyes]]
    red, green, blue = (min(1.0, max(0.0, part)) for part in seen)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("eyes", list(EYES))
@pytest.mark.parametrize(("group", "least", "alike"), [("severity", 25, 0), ("role", 15, 2)])
def test_colours_stay_apart_for_colour_blind_eyes(
    eyes: str, group: str, least: float, alike: int
) -> None:
    # Penalty and deduction, subtotal and cumulative share a colour on purpose.
    colours = {rgb(group, name) for name in COLOURS[group]}
    assert len(colours) == len(COLOURS[group]) - alike
    for one, other in combinations(sorted(colours), 2):
        assert dist(lab(one, eyes), lab(other, eyes)) > least, (one, other)
