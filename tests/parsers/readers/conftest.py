"""PDFs for the tests of the readers, made on the spot; everything in them is invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]
FONT = "STSong-Light"


def _register() -> None:
    # Not embedded, without ToUnicode: the text must come from the predefined CMaps.
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@pytest.fixture(scope="session")
def pdf_of() -> Callable[..., bytes]:
    """Return a maker: one drawing function per page → the PDF's bytes (16 pt Song set)."""

    def make(*pages: Draw, **options: Any) -> bytes:
        _register()
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=A4, invariant=True, **options)
        for draw in pages:
            canvas.setFont(FONT, 16)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture(scope="session")
def draw_grid() -> Callable[..., None]:
    """Return a drawer of a ruled table: rows of texts, each column 80 pt wide, each row 40 pt."""

    def draw(
        canvas: Canvas,
        rows: Sequence[Sequence[str]],
        *,
        x: float = 60,
        y: float = 700,
        skip: Sequence[tuple[float, float, float, float]] = (),
    ) -> None:
        canvas.setFont(FONT, 12)
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                left, above = x + 80 * j, y - 40 * i
                for side in (
                    (left, above, left + 80, above),
                    (left, above - 40, left + 80, above - 40),
                    (left, above - 40, left, above),
                    (left + 80, above - 40, left + 80, above),
                ):
                    if side not in skip:
                        canvas.line(*side)
                for k, line in enumerate(text.split("\n")):
                    canvas.drawString(left + 6, above - 16 - 15 * k, line)

    return draw


@pytest.fixture(scope="session")
def pdf_with_codes() -> Callable[[str], bytes]:
    """Return a maker of a PDF whose ToUnicode map gives exactly these characters.

    So does Chromium, whose map holds radicals where ordinary characters were printed.
    """

    def make(text: str) -> bytes:
        pairs = "\n".join(
            f"<{i + 1:04X}> <{c.encode('utf-16-be').hex()}>" for i, c in enumerate(text)
        )
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
            "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(text)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
        )
        codes = "".join(f"{i + 1:04X}" for i in range(len(text)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources << /Font << /F 5 0 R >> >> >>",
            _stream(f"BT /F 16 Tf 80 600 Td <{codes}> Tj ET"),
            "<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H"
            " /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /DW 1000 /CIDSystemInfo"
            " << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R >>",
            _stream(cmap),
            "<< /Type /FontDescriptor /FontName /Invented /Flags 4 /FontBBox [0 -200 1000 800]"
            " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        ]
        return _file(objects)

    return make


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()
