"""Drawn tables for the tests of the table engine; every name and figure in them is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from parsers.pages import drafting as pages
from parsers.readers import read_bytes
from schemas.document import Document, Table

SONG = "STSong-Light"
WIDTHS = (45, 110, 90, 90, 70)

Texts = Sequence[Sequence[str]]
Spans = Mapping[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """A page to draw on; places are points from its top left, as in `schemas.places.Box`.

    ``spans`` are given as {(row, column): (rows, columns)}; what a span covers is ``""`` in the
    texts, as in `Table.grid`.
    """

    canvas: Canvas
    height: float = A4[1]

    def text(
        self, x: float, base: float, text: str, *, size: float = 10.5, align: str = "left"
    ) -> None:
        """Print one line in one go; ``x`` is its left edge, middle or right edge."""
        self.canvas.setFont(SONG, size)
        draw = {
            "left": self.canvas.drawString,
            "center": self.canvas.drawCentredString,
            "right": self.canvas.drawRightString,
        }[align]
        draw(x, self.height - base, text)

    def across(self, y: float, x0: float, x1: float, width: float = 0.5) -> None:
        """Draw a horizontal rule."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def down(self, x: float, top: float, bottom: float, width: float = 0.5) -> None:
        """Draw a vertical rule."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x, self.height - top, x, self.height - bottom)

    def box(
        self,
        x0: float,
        top: float,
        x1: float,
        bottom: float,
        *,
        fill: str = "",
        stroke: bool = True,
    ) -> None:
        """Draw a rectangle, filled with a colour or not."""
        self.canvas.saveState()
        self.canvas.setLineWidth(0.5)
        if fill:
            self.canvas.setFillColor(fill)
        self.canvas.rect(
            x0,
            self.height - bottom,
            x1 - x0,
            bottom - top,
            stroke=int(stroke),
            fill=int(bool(fill)),
        )
        self.canvas.restoreState()

    def levels(
        self,
        texts: Texts,
        *,
        x: float = 70,
        y: float = 120,
        widths: Sequence[float] = WIDTHS,
        row: float = 24,
        size: float = 10.5,
        leading: float = 1.3,
    ) -> tuple[list[float], list[float]]:
        """Return where the borders of a table would stand: rows as high as their texts need."""
        xs, ys = [x], [y]
        for width in widths[: len(texts[0])]:
            xs.append(xs[-1] + width)
        for cells in texts:
            lines = max(text.count("\n") for text in cells)
            ys.append(ys[-1] + row + lines * leading * size)
        return xs, ys

    def print(
        self,
        texts: Texts,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        spans: Spans | None = None,
        size: float = 10.5,
        align: Sequence[str] = (),
        leading: float = 1.3,
    ) -> None:
        """Print texts into their cells, upright in the middle, without any rule."""
        for i, cells in enumerate(texts):
            for j, text in enumerate(cells):
                rows, columns = (spans or {}).get((i, j), (1, 1))
                self.cell(
                    (xs[j], ys[i], xs[j + columns], ys[i + rows]),
                    text,
                    size=size,
                    align=align[j] if align else "center",
                    leading=leading,
                )

    def cell(
        self,
        place: tuple[float, float, float, float],
        text: str,
        *,
        size: float = 10.5,
        align: str = "center",
        leading: float = 1.3,
    ) -> None:
        """Print a text into a cell (x0, top, x1, bottom), its lines ``leading`` sizes apart."""
        x0, top, x1, bottom = place
        x = {"left": x0 + 4, "center": (x0 + x1) / 2, "right": x1 - 4}[align]
        lines = text.split("\n")
        base = (top + bottom) / 2 + (0.36 - leading / 2 * (len(lines) - 1)) * size
        for k, line in enumerate(lines):
            if line:
                self.text(x, base + leading * size * k, line, size=size, align=align)

    def sides(
        self, xs: Sequence[float], ys: Sequence[float], spans: Spans | None = None
    ) -> list[tuple[str, float, float, float]]:
        """Return the sides of all cells, one by one: ("across" or "down", at, from, to)."""
        spans = spans or {}
        covered = {
            (i + di, j + dj)
            for (i, j), (rows, columns) in spans.items()
            for di in range(rows)
            for dj in range(columns)
            if di or dj
        }
        found: dict[tuple[str, float, float, float], None] = {}
        for i in range(len(ys) - 1):
            for j in range(len(xs) - 1):
                if (i, j) in covered:
                    continue
                rows, columns = spans.get((i, j), (1, 1))
                for x in (xs[j], xs[j + columns]):
                    found["down", x, ys[i], ys[i + rows]] = None
                for y in (ys[i], ys[i + rows]):
                    found["across", y, xs[j], xs[j + columns]] = None
        return list(found)

    def rules(self, xs: Sequence[float], ys: Sequence[float], spans: Spans | None = None) -> None:
        """Draw the sides of all cells."""
        for kind, at, start, end in self.sides(xs, ys, spans):
            (self.across if kind == "across" else self.down)(at, start, end)

    def table(
        self, texts: Texts, *, spans: Spans | None = None, **options: Any
    ) -> tuple[list[float], list[float]]:
        """Draw a fully ruled table; returns its borders. Options as of `levels`."""
        xs, ys = self.levels(texts, **options)
        self.rules(xs, ys, spans)
        self.print(texts, xs, ys, spans=spans, size=options.get("size", 10.5))
        return xs, ys

    def ruled_as(self, kind: str, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw what ``kind`` says: ``ruled`` all sides, ``three_lines`` three rules, else none."""
        if kind == "ruled":
            self.rules(xs, ys)
        elif kind == "three_lines":
            for y in (ys[0], ys[1], ys[-1]):
                self.across(y, xs[0], xs[-1])


Draw = Callable[[Sheet], None]


@pytest.fixture(scope="session")
def pdf_of() -> Callable[..., bytes]:
    """Return a maker: one drawing function per page → the PDF's bytes."""
    # Not embedded, without ToUnicode: the text must come from the predefined CMaps.
    if SONG not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))

    def make(*pages: Draw, size: tuple[float, float] = A4, **options: Any) -> bytes:
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=size, invariant=True, **options)
        for draw in pages:
            canvas.setFont(SONG, 10.5)
            draw(Sheet(canvas, size[1]))
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture(scope="session")
def read_of(pdf_of: Callable[..., bytes]) -> Callable[..., Document]:
    """Return a maker: drawing functions → the document that is read of them."""
    return lambda *pages, **options: read_bytes(pdf_of(*pages, **options), "sample.pdf")


@pytest.fixture(scope="session")
def tables_of(read_of: Callable[..., Document]) -> Callable[..., list[Table]]:
    """Return a maker: drawing functions → all tables that are read of them."""

    def tables(*pages: Draw, **options: Any) -> list[Table]:
        return [table for page in read_of(*pages, **options).pages for table in page.tables]

    return tables


@pytest.fixture(scope="session")
def grids_of(tables_of: Callable[..., list[Table]]) -> Callable[..., list[list[list[str]]]]:
    """Return a maker: drawing functions → the texts of all tables that are read of them."""
    return lambda *pages, **options: [table.grid() for table in tables_of(*pages, **options)]


@pytest.fixture(scope="session")
def spans_of() -> Callable[[Table], dict[tuple[int, int], tuple[int, int]]]:
    """Return a reader of a table's spans, cells of one place left out."""
    return lambda table: {
        (cell.row, cell.column): (cell.row_span, cell.column_span)
        for cell in table.cells
        if (cell.row_span, cell.column_span) != (1, 1)
    }


@pytest.fixture(scope="session")
def ranking() -> list[list[str]]:
    """Return a ranking of eight units, two header lines in the columns that have a maximum."""
    return [
        ["排名", "单位", "主动公开\n(40分)", "政策解读\n(30分)", "总分"],
        ["1", "青禾街道", "38", "29", "67"],
        ["2", "柳溪街道", "37.5", "28", "65.5"],
        ["3", "南浦镇", "36", "27.5", "63.5"],
        ["4", "区民政局", "35", "27", "62"],
        ["5", "区水利局", "31", "26", "57"],
        ["6", "北塘镇", "30", "24", "54"],
        ["7", "区教育局", "29", "22.5", "51.5"],
        ["8", "区司法局", "8", "9", "17"],
    ]


@pytest.fixture
def read_twice(
    pdf_of: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Draw], tuple[Document, list[Any]]]:
    """Return a maker: a drawing → the document and what the quick way said of each page so far.

    It fails where the slow way, which looks at each glyph, reads anything else.
    """
    answers: list[Any] = []
    quick = pages.plain_page

    def told(*arguments: Any) -> Any:
        answers.append(quick(*arguments))
        return answers[-1]

    def read(draw: Draw) -> tuple[Document, list[Any]]:
        data = pdf_of(draw)
        with monkeypatch.context() as patch:
            patch.setattr(pages, "plain_page", told)
            document = read_bytes(data, "sample.pdf")
        with monkeypatch.context() as patch:
            patch.setattr(pages, "plain_page", lambda *_: None)
            assert read_bytes(data, "sample.pdf") == document
        return document, answers

    return read
