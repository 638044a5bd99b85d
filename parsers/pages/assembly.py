"""Putting a `Document` together: the raw text grows, and every piece learns its span in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.characters import character_findings, is_ordinary, repair
from schemas.document import Cell, Line, Table, quick_cell, quick_line
from schemas.findings import Finding
from schemas.places import Box, Provenance, Span, quick_span


class CellDraft(NamedTuple):
    """A cell before it has a span; ``lines`` are its printed lines, none when it is empty."""

    row: int
    column: int
    lines: tuple[str, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    second_reading: str | None = None


@dataclass(slots=True)
class Assembly:
    """Grows ``Document.raw`` line by line and keeps the findings about characters."""

    size: int = 0
    parts: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The raw text so far."""
        return "".join(self.parts)

    def line(self, raw: str, page: int, box: Box | None = None, *, furniture: bool = False) -> Line:
        """Add a printed line, given without a line end."""
        start = self.size
        end = start + len(raw)
        span = quick_span(start, end)
        self.parts.append(raw)
        self.parts.append("\n")
        self.size = end + 1
        text = raw
        if not is_ordinary(raw):
            self.findings += character_findings(raw, Provenance(page=page, span=span, box=box))
            text = repair(raw)
        return quick_line(text, raw, page, span, box, is_furniture=furniture)

    def table(
        self,
        drafts: Sequence[CellDraft],
        shape: tuple[int, int],
        page: int,
        box: Box | None = None,
    ) -> Table:
        """Add a table of ``shape`` (rows, columns): a line per row, tabs between its places.

        Places that a spanning cell covers beyond its first stay empty. A line break inside a cell
        is a space in the raw text and stays a line break in ``Cell.text``: both have one length.
        """
        start = self.size
        # Hardly any table needs a look at each cell's characters.
        is_plain = is_ordinary("".join([line for draft in drafts for line in draft.lines]))
        rows: list[list[CellDraft | None]] = [[None] * shape[1] for _ in range(shape[0])]
        for draft in drafts:
            rows[draft[0]][draft[1]] = draft
        cells: list[Cell] = []
        parts = self.parts
        for row in rows:
            raws = []
            for draft_here in row:
                if draft_here is not None:
                    cell = self._cell(draft_here, page, is_plain=is_plain)
                    cells.append(cell)
                    raws.append(cell.raw)
                else:
                    raws.append("")
                self.size += 1
            parts.append("\t".join(raws))
            parts.append("\n")
        return Table(
            cells=tuple(cells),
            n_rows=shape[0],
            n_columns=shape[1],
            page=page,
            span=Span(start, self.size - 1),
            box=box,
        )

    def _cell(self, draft: CellDraft, page: int, *, is_plain: bool) -> Cell:
        """Make a cell whose raw text comes next; the caller adds that text."""
        row, column, lines, row_span, column_span, box, second_reading = draft
        raw = text = lines[0] if len(lines) == 1 else " ".join(lines)
        start = self.size
        self.size = end = start + len(raw)
        span = quick_span(start, end)
        if not is_plain:
            where = Provenance(page=page, span=span, box=box)
            self.findings += character_findings(raw, where)
            text = repair("\n".join(lines))
        elif len(lines) > 1:
            text = "\n".join(lines)
        place = (row, column, row_span, column_span)
        return quick_cell(text, raw, place, span, page, box, second_reading)
