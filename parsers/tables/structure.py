"""What the rules of a table leave open, read from its print: columns, rows, spanning headers.

Where rules draw a border nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.tables.columns import extents, parted, split_columns
from parsers.tables.header import header_end, shape_header
from parsers.tables.lattice import Interval, Lattice
from parsers.tables.lines import band_of, clipped, column_at
from parsers.tables.table_rows import split_rows
from parsers.tables.text_rows import TextRow


def completed(lattice: Lattice, rows: Sequence[TextRow]) -> list[TextRow]:
    """Fill in what the rules of a table leave open.

    Args:
        lattice: what the rules draw; it is changed.
        rows: the lines of the page.

    Returns:
        The lines inside of the table, their chunks parted at its borders.
    """
    _reach_out(lattice, rows)
    lines = clipped(rows, lattice)
    if not lines:
        return []
    begins = header_end(lattice, lines)
    _split_at(lattice, begins)
    if not lattice.white:
        split_columns(lattice, lines, begins)
    if lattice.white:
        if not lattice.is_frame:
            lines = clipped(rows, lattice)
        lines = [parted(line, lattice, is_body=line.middle > begins) for line in lines]
    columns = extents(lattice, [x for x in lines if x.middle > begins] or lines)
    split_rows(lattice, lines, columns, begins)
    if lattice.n_columns > 1:
        shape_header(lattice, lines, columns, begins)
        if lattice.is_frame:
            _open_spanning(lattice, [x for x in lines if x.middle > begins], columns)
    lattice.columns = columns
    return lines


def _split_at(lattice: Lattice, y: float) -> None:
    """Put a border between header and body where no rule does; only frames lack one."""
    if lattice.is_frame and all(abs(y - level) > 1 for level in lattice.ys):
        row = band_of(lattice, y)
        if lattice.ys[0] < y < lattice.ys[-1]:
            lattice.split_row(row, y, [True] * lattice.n_columns)


def _reach_out(lattice: Lattice, rows: Sequence[TextRow]) -> None:
    """Move an outer border out to print that begins inside of it and runs over it."""
    for row in rows:
        if not lattice.ys[0] <= row.middle < lattice.ys[-1]:
            continue
        for chunk in row.chunks:
            if len(chunk.words) > 3:
                continue
            if lattice.xs[-2] <= chunk.x0 < lattice.xs[-1] - 0.3 * (chunk.x1 - chunk.x0):
                lattice.xs[-1] = max(lattice.xs[-1], chunk.x1)


def _open_spanning(lattice: Lattice, body: Sequence[TextRow], columns: Sequence[Interval]) -> None:
    """Open the borders that a line of the body prints across: a heading inside of the table."""
    last = lattice.n_columns - 1
    for line in body:
        row = band_of(lattice, line.middle)
        for chunk in line.chunks:
            crossed = [c for c, x in enumerate(lattice.xs[1:-1]) if chunk.x0 + 2 < x < chunk.x1 - 2]
            if len(line.chunks) == 1 and last > 1 and not chunk.is_number:
                middle = (chunk.x0 + chunk.x1) / 2
                # Not a wrapped name: that stands in the first columns, not in the middle.
                for first in (0, 1) if crossed or column_at(lattice, middle) > 1 else ():
                    if abs((columns[first][0] + columns[last][1]) / 2 - middle) < 1.5 * line.size:
                        crossed = list(range(first, last))
            for column in crossed:
                lattice.right[row][column] = False
