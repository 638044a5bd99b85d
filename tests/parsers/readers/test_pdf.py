"""The PDF reader. 青禾区 and all units here are invented."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import CIDFont
from reportlab.pdfgen.canvas import Canvas

from parsers.readers import UnreadableSource, read, read_bytes
from parsers.readers.pdf import read_pdf
from schemas.document import Document, Line

Maker = Callable[..., Any]
ROWS = [
    ["排名", "单位", "基础信息\n(35分)", "总分"],
    ["1", "青禾街道", "33", "98"],
    ["2", "柳溪街道", "32.5", "91"],
]


def check_places(document: Document) -> None:
    """Every line and cell stands where its span says, and repair kept the length."""
    for page in document.pages:
        for item in (*page.lines, *(cell for table in page.tables for cell in table.cells)):
            assert document.raw[item.span.start : item.span.end] == item.raw
            assert len(item.text) == len(item.raw)
            assert item.page == page.number
            assert item.box is not None
        for table in page.tables:
            inside = document.raw[table.span.start : table.span.end]
            assert len(inside.split("\n")) == table.n_rows
            assert all(row.count("\t") == table.n_columns - 1 for row in inside.split("\n"))


def text_of(document: Document, *, furniture: bool = False) -> list[str]:
    return [
        line.text
        for page in document.pages
        for line in page.lines
        if line.is_furniture == furniture
    ]


def write(*lines: tuple[float, float, str]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for x, y, text in lines:
            canvas.drawString(x, y, text)

    return draw


def test_a_ruled_table_comes_cell_by_cell_with_boxes(pdf_of: Maker, draw_grid: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 780, "附件一")
        draw_grid(canvas, ROWS)
        canvas.setFont("STSong-Light", 16)
        canvas.drawString(80, 540, "说明：样例")

    document = read_bytes(pdf_of(draw), "a.pdf")
    (table,) = document.pages[0].tables
    assert table.grid() == ROWS
    assert document.findings == ()
    cell = next(cell for cell in table.cells if cell.text == "98")
    assert cell.box is not None
    assert [round(v) for v in (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom)] == [
        300,
        182,
        380,
        222,
    ]
    blocks = document.blocks()
    assert [b.text if isinstance(b, Line) else b.n_rows for b in blocks] == [
        "附件一",
        3,
        "说明：样例",
    ]
    check_places(document)


def test_merged_cells_have_spans(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 140, 220, 300], [600, 640])
        canvas.grid([140, 220, 300], [640, 680])
        canvas.rect(60, 640, 80, 80)
        canvas.rect(140, 680, 160, 40)
        for x, y, text in [
            (70, 690, "单位"),
            (150, 695, "考核指标"),
            (150, 655, "公开"),
            (230, 655, "解读"),
            (70, 615, "青禾局"),
            (150, 615, "20"),
            (230, 615, "15"),
        ]:
            canvas.drawString(x, y, text)

    (table,) = read_bytes(pdf_of(draw), "a.pdf").pages[0].tables
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert spans["单位"] == (0, 0, 2, 1)
    assert spans["考核指标"] == (0, 1, 1, 2)
    assert spans["解读"] == (1, 2, 1, 1)
    assert (table.n_rows, table.n_columns) == (3, 3)


def test_a_table_with_open_sides_keeps_its_outer_columns(pdf_of: Maker, draw_grid: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        left = [(60, 660 - 40 * i, 60, 700 - 40 * i) for i in range(3)]
        right = [(380, 660 - 40 * i, 380, 700 - 40 * i) for i in range(3)]
        draw_grid(canvas, ROWS, skip=[*left, *right])

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert document.pages[0].tables[0].grid() == ROWS
    assert text_of(document) == []


def test_a_rule_across_the_page_above_a_table_adds_no_column(
    pdf_of: Maker, draw_grid: Maker
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(30, 700, 560, 700)
        draw_grid(canvas, ROWS)

    assert read_bytes(pdf_of(draw), "a.pdf").pages[0].tables[0].grid() == ROWS


def test_a_frame_around_prose_is_no_table(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 500, 400, 200)
        canvas.drawString(80, 650, "全区政务公开工作情况")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert document.pages[0].tables == ()
    assert text_of(document) == ["全区政务公开工作情况"]


def test_radicals_are_repaired_and_kept_in_raw(pdf_with_codes: Maker) -> None:
    document = read_bytes(pdf_with_codes("⻘⽲区⽔利局⼾⻔⻓"), "a.pdf")
    (line,) = document.pages[0].lines
    assert line.text == "青禾区水利局户门长"
    assert line.raw == "⻘⽲区⽔利局⼾⻔⻓"
    assert document.findings == ()


def test_private_use_characters_are_reported(pdf_with_codes: Maker) -> None:
    document = read_bytes(pdf_with_codes("青禾\ue123区"), "a.pdf")
    assert "CHR01" in {finding.rule for finding in document.findings}
    assert "U+E123" in next(f.message_en for f in document.findings if f.rule == "CHR01")


def test_fake_bold_is_read_once(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "青禾区 2023 年 11 月")
        canvas.drawString(80.4, 700, "青禾区 2023 年 11 月")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert text_of(document) == ["青禾区 2023 年 11 月"]
    assert document.findings == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_shown(turn: int, pdf_of: Maker, draw_grid: Maker) -> None:
    """The content is turned against the page, so that the page as shown is upright."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[turn])
        canvas.rotate(turn)
        draw_grid(canvas, ROWS, y=500)
        canvas.drawString(80, 540, "附件一")

    document = read_bytes(pdf_of(draw), "a.pdf")
    (table,) = document.pages[0].tables
    assert table.grid() == ROWS
    assert text_of(document) == ["附件一"]
    assert document.findings == ()
    check_places(document)


def test_a_table_set_sideways_is_read_in_its_own_direction(pdf_of: Maker, draw_grid: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        draw_grid(canvas, ROWS, y=500)
        canvas.drawString(80, 540, "附件一")

    document = read_bytes(pdf_of(draw), "a.pdf")
    (table,) = document.pages[0].tables
    assert table.grid() == ROWS
    assert [b.text if isinstance(b, Line) else "table" for b in document.blocks()] == [
        "附件一",
        "table",
    ]
    assert document.findings == ()


def test_a_watermark_is_furniture_and_stands_in_no_cell(pdf_of: Maker, draw_grid: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        draw_grid(canvas, ROWS)
        canvas.translate(150, 600)
        canvas.rotate(40)
        canvas.setFont("STSong-Light", 40)
        canvas.drawString(0, 0, "内部资料")

    document = read_bytes(pdf_of(draw), "a.pdf")
    (table,) = document.pages[0].tables
    assert table.grid() == ROWS
    assert text_of(document) == []
    assert text_of(document, furniture=True) == ["内部资料"]
    assert document.findings == ()


def test_page_numbers_and_running_heads_are_furniture(pdf_of: Maker) -> None:
    def page(number: str, body: str) -> Callable[[Canvas], None]:
        return write((200, 800, "青禾区工作简报"), (80, 700, body), (290, 60, number))

    dashed = read_bytes(pdf_of(page("— 1 —", "第一段"), page("— 2 —", "第二段")), "a.pdf")
    assert text_of(dashed) == ["第一段", "第二段"]
    bare = read_bytes(pdf_of(page("7", "第一段"), page("8", "第二段")), "a.pdf")
    assert text_of(bare) == ["第一段", "第二段"]


def test_a_number_that_counts_no_pages_is_no_page_number(pdf_of: Maker) -> None:
    document = read_bytes(pdf_of(write((80, 700, "正文"), (80, 60, "98"))), "a.pdf")
    assert text_of(document) == ["正文", "98"]


def test_spaces_stand_where_printed_and_between_words(pdf_of: Maker) -> None:
    draw = write(
        (80, 700, "2022 年 22 个"),
        (80, 660, "PDF"),
        (122, 660, "2.0"),
        (80, 620, "通"),
        (100, 620, "报"),
    )
    assert text_of(read_bytes(pdf_of(draw), "a.pdf")) == ["2022 年 22 个", "PDF 2.0", "通报"]


def test_nothing_visible_is_lost_around_a_table(pdf_of: Maker, draw_grid: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        draw_grid(canvas, ROWS)
        canvas.drawString(420, 640, "旁注")

    document = read_bytes(pdf_of(draw), "a.pdf")
    printed = "".join("".join(row) for row in ROWS) + "旁注"
    assert sorted(re.sub(r"\s", "", document.raw)) == sorted(re.sub(r"\s", "", printed))


@example(rows=[["", "区", ""], ["", "区", ""]], prose=[])
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(
        st.lists(
            st.sampled_from(["", "区", "青禾局", "1", "98.5", "解读\n回应", "a b"]),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
    prose=st.lists(st.sampled_from(["公开 12 条", "（二）", "2023年", "¥ 5"]), max_size=3),
)
def test_every_span_points_to_its_text(
    rows: Sequence[Sequence[str]], prose: Sequence[str], pdf_of: Maker, draw_grid: Maker
) -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(prose):
            canvas.drawString(80, 800 - 25 * i, text)
        draw_grid(canvas, rows)

    if not prose and not any(text for row in rows for text in row):
        return
    document = read_bytes(pdf_of(draw), "a.pdf")
    check_places(document)
    assert document.findings == ()
    # Text in one column alone is a list in boxes, and stays lines.
    if len({at for row in rows for at, text in enumerate(row) if text}) > 1:
        assert document.pages[0].tables[0].grid() == [list(row) for row in rows]


def test_an_encrypted_pdf_says_so(pdf_of: Maker) -> None:
    data = pdf_of(write((80, 700, "正文")), encrypt="secret")
    with pytest.raises(UnreadableSource, match="encrypted"):
        read_bytes(data, "a.pdf")


def test_a_pdf_of_images_alone_is_a_scan(pdf_of: Maker) -> None:
    image = pytest.importorskip("PIL.Image").new("L", (40, 40), 200)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)

    with pytest.raises(UnreadableSource) as caught:
        read_bytes(pdf_of(draw, draw), "a.pdf")
    assert "2 page(s)" in caught.value.reason_en
    assert "扫描件" in caught.value.reason_zh

    mixed = read_bytes(pdf_of(draw, write((80, 700, "正文"))), "a.pdf")
    assert [finding.rule for finding in mixed.findings] == ["AMB01"]


def test_a_blank_pdf_says_that_there_is_no_text(pdf_of: Maker) -> None:
    with pytest.raises(UnreadableSource, match="no text"):
        read_bytes(pdf_of(lambda _: None), "a.pdf")


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.95])
def test_a_truncated_pdf_never_ends_in_a_traceback(
    share: float, pdf_of: Maker, draw_grid: Maker
) -> None:
    data = pdf_of(lambda canvas: draw_grid(canvas, ROWS), lambda canvas: draw_grid(canvas, ROWS))
    try:
        document = read_bytes(data[: int(len(data) * share)], "a.pdf")
    except UnreadableSource as error:
        assert error.reason_en
    else:
        check_places(document)


@settings(max_examples=25, deadline=None)
@given(
    noise=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=40)
)
def test_a_corrupt_pdf_never_ends_in_a_traceback(
    noise: list[tuple[int, int]], pdf_of: Maker
) -> None:
    data = bytearray(pdf_of(write((80, 700, "青禾区"), (80, 660, "98"))))
    for at, value in noise:
        data[at % len(data)] = value
    try:
        check_places(read_bytes(bytes(data), "a.pdf"))
    except UnreadableSource as error:
        assert error.hint_zh


def test_rubbish_behind_a_pdf_header_is_damaged() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        read_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20, "a.pdf")


def test_reading_twice_gives_the_same(pdf_of: Maker, draw_grid: Maker) -> None:
    data = pdf_of(lambda canvas: draw_grid(canvas, ROWS))
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


def test_the_name_is_the_file_name_and_not_its_folder(tmp_path: Path, pdf_of: Maker) -> None:
    path = tmp_path / "通报.dat"
    path.write_bytes(pdf_of(write((80, 700, "正文"))))
    assert read(path).source == "通报.dat"
    assert read(path, name="x/通报.dat").source == "x/通报.dat"


# ------------------------------------------------------------------------ what nobody sees


def write_hidden(canvas: Canvas, x: float, y: float, text: str, mode: int = 3) -> None:
    """Write in a render mode: 3 paints nothing, 1 draws outlines (ISO 32000-1, table 106)."""
    canvas.saveState()
    line = canvas.beginText(x, y)
    line.setTextRenderMode(mode)
    line.textOut(text)
    canvas.drawText(line)
    canvas.restoreState()


def hidden(document: Document) -> list[str | None]:
    return [f.message_en for f in document.findings if f.rule == "CHR01"]


def test_invisible_text_is_left_out_and_reported(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "青禾区得分98")
        write_hidden(canvas, 80, 660, "暗文93")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert text_of(document) == ["青禾区得分98"]
    (message,) = hidden(document)
    assert message is not None
    assert "暗文93" in message
    assert "4 character(s)" in message
    assert "暗" not in document.raw


def test_invisible_text_over_a_cell_does_not_change_the_cell(
    pdf_of: Maker, draw_grid: Maker
) -> None:
    def draw(canvas: Canvas) -> None:
        draw_grid(canvas, ROWS)
        write_hidden(canvas, 320, 645, "77")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert document.pages[0].tables[0].grid() == ROWS
    assert len(hidden(document)) == 1


def test_outlined_text_is_visible(pdf_of: Maker) -> None:
    document = read_bytes(pdf_of(lambda c: write_hidden(c, 80, 700, "通报", mode=1)), "a.pdf")
    assert text_of(document) == ["通报"]
    assert document.findings == ()


def test_white_text_on_white_is_left_out_and_reported(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "正文")
        canvas.setFillColor("white")
        canvas.drawString(80, 660, "白字")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert text_of(document) == ["正文"]
    (message,) = hidden(document)
    assert message is not None
    assert "白字" in message


def test_white_text_on_a_dark_fill_is_read(pdf_of: Maker, draw_grid: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor("navy")
        canvas.rect(60, 660, 320, 40, stroke=0, fill=1)
        canvas.setFillColor("white")
        draw_grid(canvas, ROWS[:1])
        canvas.setFillColor("black")
        draw_grid(canvas, ROWS[1:], y=660)

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert document.pages[0].tables[0].grid() == ROWS
    assert document.findings == ()


def test_grey_text_on_white_is_read(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.drawString(80, 700, "浅色正文")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert text_of(document) == ["浅色正文"]
    assert document.findings == ()


def page_image(canvas: Canvas, *place: float) -> None:
    image = pytest.importorskip("PIL.Image").new("L", (40, 40), 230)
    canvas.drawImage(ImageReader(image), *place)


def test_the_text_layer_of_a_scan_is_read_and_said_to_be_one(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        page_image(canvas, 0, 0, 595, 842)
        write_hidden(canvas, 80, 700, "青禾区得分98")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert text_of(document) == ["青禾区得分98"]
    (found,) = document.findings
    assert found.rule == "AMB01"
    assert found.where is not None
    assert found.where.page == 1


def test_invisible_text_beside_a_small_image_is_no_text_layer(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        page_image(canvas, 80, 720, 60, 60)
        canvas.drawString(80, 700, "正文")
        write_hidden(canvas, 80, 660, "暗文")

    document = read_bytes(pdf_of(draw), "a.pdf")
    assert text_of(document) == ["正文"]
    assert [f.rule for f in document.findings] == ["CHR01"]


def test_text_outside_of_the_crop_box_is_not_read_and_places_count_from_it(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 545, 742))
        canvas.drawString(150, 400, "看得见")
        canvas.drawString(150, 40, "在下面")
        canvas.drawString(2, 400, "左边")

    document = read_bytes(pdf_of(draw), "a.pdf")
    (page,) = document.pages
    assert [line.text for line in page.lines] == ["看得见"]
    assert (page.width, page.height) == (495, 642)
    box = page.lines[0].box
    assert box is not None
    assert round(box.x0) == 100
    # The baseline is at 742 - 400 = 342 from the top of what is shown.
    assert box.top < 342 < box.bottom


@pytest.mark.parametrize(
    ("cmap", "coding"),
    [("UniGB-UCS2-H", "utf-16-be"), ("GBK-EUC-H", "gbk"), ("GB-EUC-H", "gb2312")],
)
def test_fonts_with_a_predefined_cmap_are_read_without_being_embedded(
    cmap: str, coding: str, pdf_of: Maker
) -> None:
    text = "青禾区水利局得分"

    def draw(canvas: Canvas) -> None:
        font = CIDFont("STSong-Light", cmap)
        pdfmetrics.registerFont(font)
        name = canvas._doc.getInternalFontName(font.fontName)
        codes = text.encode(coding).hex()
        canvas._code.append(f"BT {name} 16 Tf 80 700 Td <{codes}> Tj ET")

    data = pdf_of(draw)
    assert f"/{cmap}".encode() in data
    document = read_pdf(data, "a.pdf", second="always")
    assert text_of(document) == [text]
    assert document.findings == ()


# ------------------------------------------------------------------------- the second reading


@pytest.mark.parametrize("turn", [0, 90])
def test_a_second_reading_of_a_clean_pdf_finds_nothing(
    turn: int, pdf_of: Maker, draw_grid: Maker
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(*{0: (0, 0), 90: (842, 0)}[turn])
        canvas.rotate(turn)
        draw_grid(canvas, ROWS, y=500)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(80, 540, "附件一：2023年 PDF 1.4 版，共 98 条（含 3 件）。")

    data = pdf_of(draw, draw)
    document = read_pdf(data, "a.pdf", second="always")
    assert document.findings == ()
    once = read_pdf(data, "a.pdf")
    assert [page.origin.second for page in (*once.pages, *document.pages)] == [
        None,
        None,
        "pdfplumber",
        "pdfplumber",
    ]
    assert [replace(page, origin=None) for page in document.pages] == [
        replace(page, origin=None) for page in once.pages
    ]


def test_a_second_reading_of_hidden_text_and_a_watermark_finds_nothing_more(
    pdf_of: Maker, draw_grid: Maker
) -> None:
    def draw(canvas: Canvas) -> None:
        draw_grid(canvas, ROWS)
        write_hidden(canvas, 80, 400, "暗文")
        canvas.translate(150, 600)
        canvas.rotate(40)
        canvas.drawString(0, 0, "内部资料")

    document = read_pdf(pdf_of(draw), "a.pdf", second="always")
    assert [f.rule for f in document.findings] == ["CHR01"]


def replaced(canvas: Canvas, text: str, said: str, x: float, y: float) -> None:
    """Print a text of which the file says that it stands for another (ISO 32000-1, 14.9.4)."""
    code = said.encode("utf-16-be").hex()
    canvas._code.append(f"/Span <</ActualText <FEFF{code}>>> BDC")
    canvas.drawString(x, y, text)
    canvas._code.append("EMC")


def test_a_line_whose_replacement_text_lies_is_reported_by_the_second_reading(
    pdf_of: Maker,
) -> None:
    def draw(canvas: Canvas, said: str) -> None:
        replaced(canvas, "共98条", said, 80, 700)
        canvas.drawString(80, 660, "正文")

    (found,) = read_pdf(pdf_of(lambda c: draw(c, "共93条")), "a.pdf", second="always").findings
    assert (found.rule, found.found, found.expected) == ("RDR01", "共93条", "共98条")
    honest = read_pdf(pdf_of(lambda c: draw(c, "共98条")), "a.pdf", second="always")
    assert honest.findings == ()


def test_a_cell_whose_replacement_text_lies_keeps_both_readings(
    pdf_of: Maker, draw_grid: Maker
) -> None:
    def draw(canvas: Canvas) -> None:
        draw_grid(canvas, [*ROWS[:2], [*ROWS[2][:3], ""]])
        replaced(canvas, "91", "97", 306, 604)

    document = read_pdf(pdf_of(draw), "a.pdf", second="always")
    (found,) = document.findings
    assert found.rule == "RDR01"
    (cell,) = [c for c in document.pages[0].tables[0].cells if c.second_reading is not None]
    assert (cell.row, cell.column) == (2, 3)
    assert {cell.text, cell.second_reading} == {"91", "97"}


LOADED = (
    "import sys; from pathlib import Path; from parsers.readers import read; "
    "read(Path(sys.argv[1])); "
    "print(*sorted({'pdfplumber', 'pdfminer'} & set(sys.modules)))"
)


def loaded_by(path: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_second_reader_is_loaded_for_a_doubtful_page_alone(
    tmp_path: Path, pdf_of: Maker, draw_grid: Maker, pdf_with_codes: Maker
) -> None:
    clean, doubtful = tmp_path / "clean.pdf", tmp_path / "doubtful.pdf"
    clean.write_bytes(pdf_of(lambda canvas: draw_grid(canvas, ROWS)))
    doubtful.write_bytes(pdf_with_codes("青禾\ue123区"))
    assert loaded_by(clean) == []
    assert loaded_by(doubtful) == ["pdfminer", "pdfplumber"]


def test_a_table_whose_cells_the_second_finder_sees_otherwise_is_told(pdf_of: Maker) -> None:
    def draw(canvas: Canvas) -> None:
        xs = (80, 140, 260, 330)
        for y in (700, 676, 652):
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs[1:-1]:
            canvas.line(x, 652, x, 700)
        for y, row in ((684, ("1", "青禾街道", "98")), (660, ("2", "柳溪街道", "93"))):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 8, y, text)

    document = read_pdf(pdf_of(draw), "a.pdf", second="always")
    assert document.pages[0].tables[0].grid() == [["1", "青禾街道", "98"], ["2", "柳溪街道", "93"]]
    (said,) = document.findings
    assert (said.rule, said.severity) == ("RDR01", "info")
    assert "6" in said.message_en
    assert "2" in said.message_en


def test_a_closed_table_is_seen_alike_by_the_second_finder(pdf_of: Maker, draw_grid: Maker) -> None:
    rows = [["1", "青禾街道", "98"], ["2", "柳溪街道", "93"]]
    data = pdf_of(lambda canvas: draw_grid(canvas, rows))
    assert read_pdf(data, "a.pdf", second="always").findings == ()
