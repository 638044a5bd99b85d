"""Lines that follow one another as one text: pieces of it become cells of a table again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from parsers.structure.lines import TextLine
from parsers.text import join
from schemas.document import Cell, Table
from schemas.places import Span

Place = tuple[int, int]


class LineRun:
    """The lines joined without anything between them; places count characters of ``text``."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = lines
        self._whole = join(line.text for line in lines)
        self.text = self._whole.text
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line.text))

    def line_at(self, place: int) -> TextLine:
        """Return the line that a character stands in."""
        return self._lines[min(bisect_right(self.starts, place), len(self._lines)) - 1]

    def lines(self, start: int, end: int) -> list[TextLine]:
        """Return what stands between two places: whole lines, and pieces of lines cut there."""
        found = []
        for line, first, last in zip(self._lines, self.starts, self.starts[1:], strict=False):
            low, high = max(start, first), min(end, last)
            if low >= high:
                continue
            text = line.text if (low, high) == (first, last) else self._whole[low:high].strip()
            if text.text:
                found.append(replace(line, text=text))
        return found

    def span(self, start: int, end: int) -> Span:
        """Return where two places stand in the document."""
        return self._whole[start:end].span()

    def table(self, rows: Sequence[Sequence[Place]]) -> Table:
        """Make a table of the pieces at these places, row by row, all rows of one length."""
        cells = [
            self._cell(place, row, column)
            for row, places in enumerate(rows)
            for column, place in enumerate(places)
        ]
        first, last = cells[0], cells[-1]
        return Table(
            cells=tuple(cells),
            n_rows=len(rows),
            n_columns=len(rows[0]),
            page=first.page,
            span=Span(first.span.start, last.span.end),
            box=first.box,
        )

    def _cell(self, place: Place, row: int, column: int) -> Cell:
        piece = self._whole[place[0] : place[1]].strip()
        line = self.line_at(place[0])
        return Cell(
            text=piece.text,
            raw=piece.text,
            row=row,
            column=column,
            span=piece.span(),
            page=line.page,
            box=line.box,
        )
