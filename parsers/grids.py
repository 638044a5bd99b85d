"""From the boxes of cells to rows, columns and spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from parsers.glyphs import Rectangle

# Rules nearer than this (in points) are one rule.
_SNAP: Final = 3.0
# Height of the bands in which cells are looked up, in points.
_BAND: Final = 16


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's place in the grid, 0-based, and its rectangle (x0, top, x1, bottom) in points."""

    row: int
    column: int
    row_span: int
    column_span: int
    rectangle: Rectangle

    @property
    def area(self) -> float:
        """Its area in square points."""
        x0, top, x1, bottom = self.rectangle
        return (x1 - x0) * (bottom - top)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the cell (left and upper side included)."""
        x0, top, x1, bottom = self.rectangle
        return x0 <= x < x1 and top <= y < bottom


@dataclass(frozen=True)
class Grid:
    """Cells in reading order and the number of rows and columns they make."""

    cells: tuple[GridCell, ...]
    n_rows: int
    n_columns: int
    rectangle: Rectangle

    @property
    def has_overlaps(self) -> bool:
        """Whether two cells claim one place, so that the structure is ambiguous."""
        taken = sum(cell.row_span * cell.column_span for cell in self.cells)
        return len({place for cell in self.cells for place in places(cell)}) < taken

    @cached_property
    def _bands(self) -> dict[int, list[GridCell]]:
        """Cells by the horizontal bands they reach into, so that a point looks at few of them."""
        bands: dict[int, list[GridCell]] = {}
        # The smaller cell comes first: where cells overlap a point belongs to it.
        for cell in sorted(self.cells, key=lambda cell: (cell.area, cell.row, cell.column)):
            _, top, _, bottom = cell.rectangle
            for band in range(int(top // _BAND), int(bottom // _BAND) + 1):
                bands.setdefault(band, []).append(cell)
        return bands

    def at(self, x: float, y: float) -> GridCell | None:
        """Return the one cell that holds a point, ``None`` outside of all of them."""
        cells = self._bands.get(int(y // _BAND), ())
        return next((cell for cell in cells if cell.holds(x, y)), None)


def places(cell: GridCell) -> list[tuple[int, int]]:
    """List the places (row, column) a cell covers, its first one first."""
    return [
        (cell.row + i, cell.column + j)
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    ]


def _levels(values: Sequence[float]) -> list[float]:
    """Return the distinct positions of rules, those within the tolerance taken as one."""
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _SNAP:
            levels.append(value)
    return levels


def _nearest(levels: Sequence[float], value: float) -> int:
    at = bisect_left(levels, value)
    if at == 0:
        return 0
    if at == len(levels) or value - levels[at - 1] <= levels[at] - value:
        return at - 1
    return at


def grid_of(rectangles: Sequence[Rectangle]) -> Grid | None:
    """Place the cells of one table in a grid.

    Args:
        rectangles: the cells' boxes (x0, top, x1, bottom), in any order.

    Returns:
        The grid with spans counted in the rules a cell reaches over, or ``None`` when there is no
        grid of at least two columns (a frame around text is no table).
    """
    columns = _levels([x for r in rectangles for x in (r[0], r[2])])
    rows = _levels([y for r in rectangles for y in (r[1], r[3])])
    if len(columns) < 3 or len(rows) < 2:
        return None
    cells = []
    for rectangle in dict.fromkeys(rectangles):
        x0, top, x1, bottom = rectangle
        column, row = _nearest(columns, x0), _nearest(rows, top)
        width, height = _nearest(columns, x1) - column, _nearest(rows, bottom) - row
        if width and height:
            cells.append(GridCell(row, column, height, width, rectangle))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    around = (columns[0], rows[0], max(r[2] for r in rectangles), max(r[3] for r in rectangles))
    return Grid(tuple(cells), len(rows) - 1, len(columns) - 1, around)
