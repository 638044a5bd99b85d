"""Families of ranking-table layouts, one module each; they do not import one another.

A layout is a function ``recognise(grid: Grid) -> Shape | None``. The first one that recognises the
grid wins, so the special families stand before the ordinary one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from parsers.layouts import ranks_alone, unit_rows
from parsers.printed_grid import Grid
from parsers.shape import Shape

LAYOUTS: Final[tuple[Callable[[Grid], Shape | None], ...]] = (
    unit_rows.recognise,
    ranks_alone.recognise,
)


def recognise(grid: Grid) -> Shape | None:
    """Return what the first fitting layout says of a grid, ``None`` when none fits."""
    for layout in LAYOUTS:
        shape = layout(grid)
        if shape is not None:
            return shape
    return None
