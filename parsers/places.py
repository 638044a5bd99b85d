"""Gives what stands in the running text its box: that of the printed lines that hold it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.printed_grid import union_box
from schemas.document import Document, Line
from schemas.places import Provenance


@dataclass(frozen=True, slots=True)
class LineIndex:
    """The lines of a document by their spans, to look places up in."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> LineIndex:
        """Index the lines that have a box; a format without pages has none."""
        lines = [line for page in document.pages for line in page.lines if line.box is not None]
        lines.sort(key=lambda line: line.span)
        return cls(tuple(lines), tuple(line.span.start for line in lines))

    def boxed(self, where: Provenance) -> Provenance:
        """Return the place with the box of the lines that its span touches.

        A place that has a box, or whose span touches no line with one, comes back as it is. Where
        the span runs over a page end, page and box are those of its first part.
        """
        if where.box is not None:
            return where
        touched = self._touched(where)
        if not touched:
            return where
        box = union_box([line.box for line in touched])
        return Provenance(page=touched[0].page, span=where.span, box=box)

    def _touched(self, where: Provenance) -> Sequence[Line]:
        first = max(bisect_right(self.starts, where.span.start) - 1, 0)
        found = []
        for line in self.lines[first:]:
            if line.span.start >= where.span.end:
                break
            if line.span.end > where.span.start and not line.is_furniture:
                found.append(line)
        return found
