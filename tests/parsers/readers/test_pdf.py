"""The PDF reader. 青禾区 and all units here are invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.readers import UnreadableSource, read, read_bytes
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
    if sum(bool(text) for row in rows for text in row) > 1:
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
