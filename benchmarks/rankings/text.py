"""Prints a generated notice as plain text, in the forms that tables have there."""

from __future__ import annotations

from typing import Final

from benchmarks.rankings.model import Grid, Notice

TABS, PIPES, SPACES = "tabs", "pipes", "spaces"
CELLS_BEFORE, CELLS_BEHIND = "cells before", "cells behind"
FLAT, FLAT_ROWS = "flat", "flat rows"
FORMS: Final = (TABS, PIPES, SPACES)


def fits(notice: Notice, form: str) -> bool:
    """Tell whether a form keeps the cells apart: blanks cannot where a cell is empty or has one."""
    if form != SPACES:
        return True
    grids = [block for block in notice.blocks if isinstance(block, Grid)]
    return all(
        cell.text and not {" ", "\n"} & set(cell.text) and cell.column_span == cell.row_span == 1
        for grid in grids
        for cell in grid.cells
    )


def text_of(notice: Notice, form: str) -> str:
    """Give the notice's text, a paragraph or a row of a table on each line."""
    lines: list[str] = []
    for block in notice.blocks:
        if not isinstance(block, Grid):
            lines.append(block.text)
        elif form in (CELLS_BEFORE, CELLS_BEHIND):
            lines += _cells(block, form)
        elif form in (FLAT, FLAT_ROWS):
            rows = ["".join(row).replace(" ", "") for row in block.matrix()]
            lines += rows if form == FLAT_ROWS else ["".join(rows)]
        else:
            lines += _pages(block, form)
    return "\n".join(lines) + "\n"


def _cells(grid: Grid, form: str) -> list[str]:
    texts = [text for row in grid.matrix() for text in row]
    return [f"| {text}" if form == CELLS_BEFORE else f"{text} |" for text in texts]


def _pages(grid: Grid, form: str) -> list[str]:
    """Print a grid's rows; where a page ends its number stands between them."""
    rows = _rows(grid, form)
    lines: list[str] = []
    for number, row in enumerate(rows):
        if number in grid.page_ends:
            lines.append(f"— {grid.page_ends.index(number) + 3} —")
            lines += [
                text for head in rows[: grid.head_rows if grid.repeats_head else 0] for text in head
            ]
        lines += row
    return lines


def _rows(grid: Grid, form: str) -> list[list[str]]:
    across = {cell.row: cell.text for cell in grid.cells if cell.column_span == grid.n_columns}
    lines = []
    for number, row in enumerate(grid.matrix()):
        if number in across and grid.n_columns > 1 and form != PIPES:
            lines.append([across[number]])
        elif form == PIPES:
            lines.append(_piped(row))
        else:
            lines.append([("\t" if form == TABS else "  ").join(row)])
    return lines


def _piped(row: list[str]) -> list[str]:
    """Print a row; what a cell has in a second line stands below it, beside blank cells."""
    parts = [text.split("\n") for text in row]
    height = max(len(part) for part in parts)
    return [
        "| " + " | ".join(part[line] if line < len(part) else "" for part in parts) + " |"
        for line in range(height)
    ]
