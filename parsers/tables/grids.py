"""Cells in rows and columns with their spans, and which cell holds a point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from parsers.glyphs import Rectangle

# Height of the bands in which cells are looked up, in points.
_BAND: Final = 16


class GridCell(NamedTuple):
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
    if cell.row_span == cell.column_span == 1:
        return [(cell.row, cell.column)]
    return [
        (cell.row + i, cell.column + j)
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    ]
