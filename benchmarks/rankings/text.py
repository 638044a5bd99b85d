"""Prints a generated notice as plain text, in the forms that tables have there."""

from __future__ import annotations

from typing import Final

from benchmarks.rankings.model import Grid, Notice

TABS, PIPES, SPACES = "tabs", "pipes", "spaces"
FORMS: Final = (TABS, PIPES, SPACES)


def fits(notice: Notice, form: str) -> bool:
    """Tell whether a form keeps the cells apart: blanks cannot where a cell is empty or has one."""
    if form != SPACES:
        return True
    grids = [block for block in notice.blocks if isinstance(block, Grid)]
    return all(
        cell.text and " " not in cell.text and cell.column_span == cell.row_span == 1
        for grid in grids
        for cell in grid.cells
    )


def text_of(notice: Notice, form: str) -> str:
    """Give the notice's text, a paragraph or a row of a table on each line."""
    lines: list[str] = []
    for block in notice.blocks:
        if isinstance(block, Grid):
            lines += _rows(block, form)
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def _rows(grid: Grid, form: str) -> list[str]:
    across = {cell.row: cell.text for cell in grid.cells if cell.column_span == grid.n_columns}
    lines = []
    for number, row in enumerate(grid.matrix()):
        if number in across and grid.n_columns > 1 and form != PIPES:
            lines.append(across[number])
        elif form == PIPES:
            lines.append("| " + " | ".join(row) + " |")
        else:
            lines.append(("\t" if form == TABS else "  ").join(row))
    return lines
