"""What a reader returns: the printed document, with a place for every character.

One coordinate for all formats is the *character span* into ``Document.raw``. Paged formats
add a `Box`. ``raw`` holds what the source printed, character for character; ``text`` beside it
is the repaired form (compatibility ideographs and CJK radicals made ordinary characters). Repair
replaces one character by one character, so ``len(text) == len(raw)`` and a span holds for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from schemas.findings import Finding
from schemas.places import Box, Span
from schemas.twins import new, twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line outside of tables, in reading order.

    ``text`` and ``raw`` have equal length and no line end. ``span`` points into ``Document.raw``.
    ``box`` is ``None`` in formats without pages. ``is_furniture`` marks page numbers and running
    heads: kept, never parsed as prose.
    """

    text: str
    raw: str
    page: int
    span: Span
    box: Box | None = None
    is_furniture: bool = False


_LINE: Final = twin(Line)


def quick_line(
    text: str, raw: str, page: int, span: Span, box: Box | None, *, is_furniture: bool
) -> Line:
    """Return a `Line`, made quickly (see `schemas.twins`)."""
    made: Any = new(_LINE)
    made.text = text
    made.raw = raw
    made.page = page
    made.span = span
    made.box = box
    made.is_furniture = is_furniture
    made.__class__ = Line
    return made  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    r"""One cell of a grid; spans count rows and columns covered (at least 1).

    ``text`` is the repaired text with the line breaks inside the cell as ``\n``. ``span`` points
    to the cell's text in ``Document.raw``. ``second_reading`` is ``None`` when there is no second
    reader or it agrees, else what the second reader saw. ``confidence`` is set only by readers
    that measure it (OCR).
    """

    text: str
    raw: str
    row: int
    column: int
    span: Span
    page: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    second_reading: str | None = None
    confidence: float | None = None


_CELL: Final = twin(Cell)


def quick_cell(
    text: str,
    raw: str,
    place: tuple[int, int, int, int],
    span: Span,
    page: int,
    box: Box | None,
    second_reading: str | None,
) -> Cell:
    """Return a `Cell`, made quickly (see `schemas.twins`).

    ``place`` is its row, column, row span and column span; its confidence is ``None``.
    """
    made: Any = new(_CELL)
    made.text = text
    made.raw = raw
    made.row, made.column, made.row_span, made.column_span = place
    made.span = span
    made.page = page
    made.box = box
    made.second_reading = second_reading
    made.confidence = None
    made.__class__ = Cell
    return made  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid as printed on one page; rows × columns, header rows included, 0-based positions."""

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    page: int
    span: Span
    box: Box | None = None

    def grid(self) -> list[list[str]]:
        """Texts, rows × columns; a spanning cell stands in its first place, ``""`` elsewhere."""
        rows = [[""] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How the text was obtained: reader, its version, method (``text layer``, ``plain text``).

    ``second`` is the reader that read the characters a second time, ``None`` with one reading.
    """

    reader: str
    method: str
    version: str = ""
    encoding: str | None = None
    second: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; number counts from 1, sizes in points (``None`` in formats without pages)."""

    number: int
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    origin: Origin
    width: float | None = None
    height: float | None = None

    def blocks(self) -> list[Line | Table]:
        """Lines and tables in reading order (by their spans)."""
        items: list[Line | Table] = [*self.lines, *self.tables]
        return sorted(items, key=lambda item: (item.span.start, item.span.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    r"""A whole source as printed.

    ``raw`` is the text in reading order: lines end with ``\n``, cells of a row are separated by
    tabs. Every `Line`, `Cell` and `Table` has its span in it. ``findings`` holds what the reader
    noticed (``CHR01``, ``RDR01``), of the same shape as all findings.
    """

    source: str
    raw: str
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = field(default=())

    def blocks(self) -> list[Line | Table]:
        """Lines and tables of all pages in reading order."""
        return [block for page in self.pages for block in page.blocks()]
