"""What a page is before anything on it has a place in the raw text: lines, tables, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from parsers.glyphs import Frame
from parsers.pages.assembly import CellDraft
from parsers.tables.lattice import Interval
from schemas.findings import Severity
from schemas.places import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding about the page to be made when its place in the text is known."""

    rule: str
    variant: str
    params: dict[str, Any]
    box: Box | None = None
    severity: Severity | None = None


class LineDraft(NamedTuple):
    """A line outside of tables; ``second`` is the other reading where it disagrees."""

    raw: str
    box: Box
    second: str | None = None
    is_furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDraft:
    """A table with its shape (rows, columns)."""

    cells: tuple[CellDraft, ...]
    shape: tuple[int, int]
    box: Box


@dataclass(frozen=True, slots=True)
class Carry:
    """The columns (extents in points) of a table that ends a page, in the frame of ``turn``."""

    turn: int
    columns: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """A page as read; ``turn`` is the direction its text runs in (see `Frame`).

    ``carry`` is what the next page needs to go on with a table that has no rules. ``is_second``:
    only the second reader could read it; ``is_twice_read``: both did.
    """

    number: int
    width: float
    height: float
    lines: tuple[LineDraft, ...] = ()
    tables: tuple[TableDraft, ...] = ()
    notes: tuple[Note, ...] = ()
    image_count: int = 0
    turn: int = 0
    is_second: bool = False
    is_twice_read: bool = False
    unread: bool = False
    carry: Carry | None = None

    def in_order(self) -> list[LineDraft | TableDraft]:
        """Return lines and tables in reading order: from top to bottom, then left to right."""
        frame = Frame(self.turn)

        def place(item: LineDraft | TableDraft) -> tuple[float, float]:
            box = item.box
            x0, top, _, _ = frame.inward((box.x0, box.top, box.x1, box.bottom))
            return top, x0

        items: list[LineDraft | TableDraft] = [*self.lines, *self.tables]
        return sorted(items, key=place)
