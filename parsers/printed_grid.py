"""The printed table as rows of cells, spans filled in, pages joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from parsers.cells import tidy_cell
from schemas.document import Cell, Table
from schemas.places import Box, Provenance, Span


def place_of(cell: Cell) -> Provenance:
    """Return where a cell stands."""
    return Provenance(page=cell.page, span=cell.span, box=cell.box)


@dataclass(frozen=True)
class Slot:
    """One place of a grid: the cell that covers it, and whether the cell begins here."""

    cell: Cell
    is_origin: bool

    @cached_property
    def text(self) -> str:
        """The cell's text in one line, also where the cell only reaches into this place."""
        return tidy_cell(self.cell.text)

    @property
    def printed(self) -> str:
        """The text where the cell begins, ``""`` where it only reaches into this place."""
        return self.text if self.is_origin else ""


Row = tuple[Slot | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table joined over pages: rows × columns of slots, ``None`` where there is no cell."""

    rows: tuple[Row, ...]
    tables: tuple[Table, ...]
    joins: tuple[str, ...] = ()
    joins_zh: tuple[str, ...] = ()

    @property
    def n_columns(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else self.tables[0].n_columns

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages it stands on, each once, in order."""
        return tuple(dict.fromkeys(table.page for table in self.tables))

    @property
    def where(self) -> Provenance:
        """The whole table's span; the box is that of its first part."""
        first, last = self.tables[0], self.tables[-1]
        return Provenance(
            page=first.page, span=Span(first.span.start, last.span.end), box=first.box
        )

    def text(self, row: int, column: int) -> str:
        """Return the text that stands in, or spans over, a place; ``""`` without one."""
        slot = self.rows[row][column]
        return slot.text if slot else ""

    def texts(self, row: int) -> list[str]:
        """Return a row's texts, a spanning cell's text in every place it covers."""
        return [slot.text if slot else "" for slot in self.rows[row]]

    def printed(self, row: int) -> tuple[str, ...]:
        """Return a row's texts as printed, a spanning cell's text in its first place only."""
        return tuple(slot.printed if slot else "" for slot in self.rows[row])


def grid_of(table: Table) -> Grid:
    """Lay a table out as a grid; where cells overlap the first one stays."""
    rows: list[list[Slot | None]] = [[None] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.n_rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.n_columns)):
                if rows[row][column] is None:
                    is_origin = row == cell.row and column == cell.column
                    rows[row][column] = Slot(cell, is_origin)
    return Grid(rows=tuple(tuple(row) for row in rows), tables=(table,))


def column_edges(table: Table) -> list[float] | None:
    """Return the left edges of the columns in points, ``None`` without boxes for all of them."""
    edges: list[float | None] = [None] * table.n_columns
    for cell in table.cells:
        if cell.box is not None and edges[cell.column] is None:
            edges[cell.column] = cell.box.x0
    known = [edge for edge in edges if edge is not None]
    return known if known and len(known) == len(edges) else None


def same_edges(first: Table, second: Table, tolerance: float = 3.0) -> bool:
    """Tell whether two tables have the same column edges within ``tolerance`` points."""
    ours, theirs = column_edges(first), column_edges(second)
    if ours is None or theirs is None or len(ours) != len(theirs):
        return False
    return all(abs(a - b) <= tolerance for a, b in zip(ours, theirs, strict=True))


def merge_cells(upper: Cell, lower: Cell) -> Cell:
    """Return one cell for a cell that a page end cut in two; its place is that of the upper part.

    The span reaches over the seam, so it covers what stands between the parts.
    """
    return Cell(
        text=f"{upper.text}\n{lower.text}",
        raw=f"{upper.raw}\n{lower.raw}",
        row=upper.row,
        column=upper.column,
        span=Span(upper.span.start, max(upper.span.end, lower.span.end)),
        page=upper.page,
        row_span=upper.row_span,
        column_span=upper.column_span,
        box=upper.box,
        second_reading=upper.second_reading or lower.second_reading,
        confidence=upper.confidence,
    )


def merge_rows(upper: Row, lower: Row) -> Row:
    """Return one row for a row that goes on in the next: each text with the rest below it."""
    merged = []
    for above, below in zip(upper, lower, strict=True):
        if above is None or not above.text:
            merged.append(below or above)
        elif below is None or not below.text:
            merged.append(above)
        else:
            merged.append(Slot(merge_cells(above.cell, below.cell), above.is_origin))
    return tuple(merged)


def union_box(boxes: Sequence[Box | None]) -> Box | None:
    """Return the box around the boxes of the first page among them, ``None`` without any."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    page = known[0].page
    same = [box for box in known if box.page == page]
    return Box(
        page=page,
        x0=min(box.x0 for box in same),
        top=min(box.top for box in same),
        x1=max(box.x1 for box in same),
        bottom=max(box.bottom for box in same),
    )
