"""The header: where it ends, which of its cells span columns, which are broken over lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from parsers.tables.columns import columns_of
from parsers.tables.lattice import Interval, Lattice, covered
from parsers.tables.table_rows import BESIDE, between
from parsers.tables.text_rows import Chunk, TextRow

# A rule over this share of the width runs over all of it.
_WHOLE: Final = 0.8
# A rule draws a border of a column when it covers this share of the column's print.
_OVER: Final = 0.5


def header_end(lattice: Lattice, lines: Sequence[TextRow]) -> float:
    """Return where the header ends and the body begins (points).

    That is the first rule over the whole width with print of several chunks above it and print
    below, else the first line of numbers.
    """
    width = (lattice.xs[0], lattice.xs[-1])
    for y, pieces in list(zip(lattice.ys, lattice.covers, strict=True))[1:-1]:
        above = [line for line in lines if line.middle < y]
        below = [line for line in lines if line.middle > y]
        if covered(pieces, *width) >= _WHOLE and above and below:
            # A band of one title over the whole width is not all of the header.
            if sum(len(line.chunks) for line in above) == 1 and len(below) > 2:
                continue
            # The bands of a zebra table say nothing of its header.
            return min(y, _first_values(lattice, lines)) if lattice.is_banded else y
    return _first_values(lattice, lines)


def _first_values(lattice: Lattice, lines: Sequence[TextRow]) -> float:
    for i, line in enumerate(lines):
        values = sum(chunk.is_value for chunk in line.chunks)
        if len(line.chunks) > 1 and values * 2 >= len(line.chunks):
            return _row_top(lines, i) if i else lattice.ys[0]
    return lattice.ys[0]


def _row_top(lines: Sequence[TextRow], at: int) -> float:
    """Return where the row of a line begins: higher when a name of several lines is beside."""
    line = lines[at]
    for before in lines[max(0, at - 2) : at][::-1]:
        shared = before.bottom - line.top
        beside = not any(
            a.x0 < b.x1 and b.x0 < a.x1 for a in before.chunks for b in lines[at].chunks
        )
        if not (beside and shared > BESIDE * line.size):
            break
        line = before
    return line.middle - 0.01 if line is not lines[at] else line.top


def shape_header(
    lattice: Lattice, lines: Sequence[TextRow], columns: Sequence[Interval], begins: float
) -> None:
    """Find the cells of the header: what spans columns, what is broken over lines."""
    head = [line for line in lines if line.middle <= begins]
    for row in reversed(_header_rows(lattice, begins)):
        inside = [x for x in head if lattice.ys[row] <= x.middle < lattice.ys[row + 1]]
        for before, after in reversed(list(itertools.pairwise(inside))):
            y = between([before], [after])
            if _steps_down(before, after, columns) and (
                lattice.ys[row] + 1 < y < lattice.ys[row + 1] - 1
            ):
                lattice.split_row(row, y, [False] * lattice.n_columns)
    rows = _header_rows(lattice, begins)
    over = [
        _span_header(
            lattice, r, [x for x in head if lattice.ys[r] <= x.middle < lattice.ys[r + 1]], columns
        )
        for r in rows
    ]
    for row in rows[:-1]:
        for column in range(lattice.n_columns):
            if not lattice.is_frame and lattice.covers[row + 1]:
                continue
            ruled = covered(lattice.covers[row + 1], *columns[column]) >= _OVER
            upper, lower = over[row].get(column), over[row + 1].get(column)
            lattice.below[row][column] = ruled or (
                upper is not None and lower is not None and upper != lower
            )


def _header_rows(lattice: Lattice, begins: float) -> list[int]:
    return [r for r in range(lattice.n_rows) if lattice.ys[r + 1] <= begins + 1]


def _steps_down(before: TextRow, after: TextRow, columns: Sequence[Interval]) -> bool:
    """Tell whether a chunk over several columns stands above chunks over fewer of them."""
    for chunk in before.chunks:
        first, last = columns_of(chunk, columns)
        if first == last:
            continue
        for other in after.chunks:
            low, high = columns_of(other, columns)
            if first <= low and high <= last and (low, high) != (first, last):
                return True
    return False


def _span_header(
    lattice: Lattice, row: int, lines: Sequence[TextRow], columns: Sequence[Interval]
) -> dict[int, tuple[int, int]]:
    """Open the walls inside of header cells that span columns.

    Returns:
        For each column with print in this row the columns its cell covers (first, last).
    """
    over: dict[int, tuple[int, int]] = {}
    pieces = lattice.covers[row + 1] if row + 1 < lattice.n_rows else []
    for line in lines:
        for chunk in line.chunks:
            first, last = _underlined(chunk, pieces, columns) or columns_of(chunk, columns)
            for column in range(first, last + 1):
                over[column] = (first, last)
            if lattice.is_frame:
                for column in range(first, last):
                    lattice.right[row][column] = False
    return over


def _underlined(
    chunk: Chunk, pieces: Sequence[Interval], columns: Sequence[Interval]
) -> tuple[int, int] | None:
    """Return the columns below the rule that underlines a header cell, if one does."""
    middle = (chunk.x0 + chunk.x1) / 2
    for start, end in pieces:
        over = [i for i, (x0, x1) in enumerate(columns) if start - 2 <= (x0 + x1) / 2 <= end + 2]
        if start <= middle <= end and over and len(over) < len(columns):
            return over[0], over[-1]
    return None
