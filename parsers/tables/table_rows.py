"""Rows: the lines of the body, a cell that wraps going on in the next one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from parsers.tables.columns import columns_of, median
from parsers.tables.lattice import Interval, Lattice
from parsers.tables.lines import column_at
from parsers.tables.text_rows import Chunk, TextRow

# A line that goes on in the next one ends at most this far below it (share of the size).
_LINE_PITCH: Final = 1.6
# Numbers half-way between two lines stand as far from the one as from the other (share of size).
_EVEN: Final = 0.25
# From this many rules on it is they that part the rows.
_RULED_ROWS: Final = 5
# Lines that share this much of their height stand beside one another.
BESIDE: Final = 0.35


def split_rows(
    lattice: Lattice, lines: Sequence[TextRow], columns: Sequence[Interval], begins: float
) -> None:
    """Cut the bands of the body between the rows printed in them."""
    body = [line for line in lines if line.middle > begins]
    for band in reversed(range(lattice.n_rows)):
        top, bottom = lattice.ys[band], lattice.ys[band + 1]
        inside = [line for line in body if top <= line.middle < bottom]
        if len(inside) < 2:
            continue
        if not lattice.is_frame and not _numbers_stack(lattice, inside):
            continue
        if _is_one_row(lattice, band, inside):
            continue
        groups = group_rows(inside, columns)
        for before, after in reversed(list(itertools.pairwise(groups))):
            y = between(before, after)
            if y - lattice.ys[band] > 1 and lattice.ys[band + 1] - y > 1:
                lattice.split_row(band, y, [True] * lattice.n_columns)


def _is_one_row(lattice: Lattice, band: int, lines: Sequence[TextRow]) -> bool:
    """Tell whether rules part the rows, so that a band with one line of values is one row."""
    ruled = sum(bool(pieces) for pieces in lattice.covers)
    values = sum(any(chunk.is_value for chunk in line.chunks) for line in lines)
    is_enclosed = bool(lattice.covers[band]) and bool(lattice.covers[band + 1])
    return ruled >= _RULED_ROWS and is_enclosed and values == 1


def between(before: Sequence[TextRow], after: Sequence[TextRow]) -> float:
    """Return the border between two rows of print: half-way between their boxes or baselines."""
    bottom, top = max(line.bottom for line in before), min(line.top for line in after)
    if bottom <= top:
        return (bottom + top) / 2
    low = max(line.middle for line in before)
    high = min(line.middle for line in after)
    return (low + high) / 2


def _numbers_stack(lattice: Lattice, lines: Sequence[TextRow]) -> bool:
    """Tell whether numbers stand one below the other in columns of one band: rows without rules."""
    kinds: dict[int, list[bool]] = {}
    for line in lines:
        for chunk in line.chunks:
            column = column_at(lattice, (chunk.x0 + chunk.x1) / 2)
            kinds.setdefault(column, []).append(chunk.is_number)
    stacked = sum(sum(k) >= 2 and sum(k) * 4 >= len(k) * 3 for k in kinds.values())
    return stacked >= (1 if len(kinds) <= 2 and len(lines) >= 3 else 2)


def group_rows(lines: Sequence[TextRow], columns: Sequence[Interval]) -> list[list[TextRow]]:
    """Group lines to rows: a cell that wraps goes on in the next line.

    Args:
        lines: of one band, from top to bottom.
        columns: the extents of the columns' print.
    """
    filled = [_filled(line, columns) for line in lines]
    usual = median([b.base - a.base for a, b in itertools.pairwise(lines)])
    groups = [[0]]
    for i in range(1, len(lines)):
        if _goes_on(lines, filled, groups[-1], i, columns, usual):
            groups[-1].append(i)
        else:
            groups.append([i])
    return [[lines[i] for i in group] for group in groups]


def _filled(line: TextRow, columns: Sequence[Interval]) -> dict[int, Chunk]:
    """Return which columns a line prints in; of a chunk over several the first."""
    found: dict[int, Chunk] = {}
    for chunk in line.chunks:
        first, _ = columns_of(chunk, columns)
        found.setdefault(first, chunk)
    return found


def _goes_on(
    lines: Sequence[TextRow],
    filled: Sequence[dict[int, Chunk]],
    group: Sequence[int],
    at: int,
    columns: Sequence[Interval],
    usual: float,
) -> bool:
    """Tell whether a line goes on with the row of the lines before it."""
    last, line = lines[group[-1]], lines[at]
    before, here = filled[group[-1]], filled[at]
    size = max(last.size, line.size)
    pitch = line.base - last.base
    shared = min(last.bottom, line.bottom) - max(last.top, line.top)
    low = min(last.bottom - last.top, line.bottom - line.top)
    if _is_half_way(lines, filled, at) or (
        len(group) > 1 and _is_half_way(lines, filled, group[-1]) and at == group[-1] + 1
    ):
        return True
    # Beside one another: a name of two lines with its numbers half-way between them.
    if shared > BESIDE * low and pitch < 0.8 * size and not before.keys() & here.keys():
        return True
    if pitch > _LINE_PITCH * size:
        return False
    so_far: dict[int, Chunk] = {}
    for i in group:
        so_far.update(filled[i])
    tight = 0 < pitch < 0.8 * usual
    has_numbers = any(chunk.is_number for chunk in here.values())
    had_numbers = any(chunk.is_number for chunk in so_far.values())
    continued = all(_continues(chunk) for chunk in here.values())
    if not has_numbers and here.keys() <= so_far.keys():
        few = len(here) * 2 <= max(2, len(columns))
        wrapped = all(_is_forced(so_far[c], here[c], columns[c], line.size) for c in here)
        if (continued and (had_numbers or len(so_far) > 1)) or (
            few and tight and (had_numbers or len(so_far) > 1)
        ):
            return True
        if few and wrapped and here[min(here)].is_han and len(so_far) > 1:
            return True
    if has_numbers and not had_numbers and set(so_far) == {0} and 0 in here:
        return tight or (
            _continues(here[0]) and _is_forced(so_far[0], here[0], columns[0], line.size)
        )
    return False


def _is_half_way(lines: Sequence[TextRow], filled: Sequence[dict[int, Chunk]], at: int) -> bool:
    """Tell whether a line of numbers stands half-way between the two lines of one name."""
    if not 0 < at < len(lines) - 1:
        return False
    above, here, below = filled[at - 1 : at + 2]
    up, down = lines[at].base - lines[at - 1].base, lines[at + 1].base - lines[at].base
    size = lines[at].size
    return (
        above.keys() == below.keys()
        and not above.keys() & here.keys()
        and any(chunk.is_number for chunk in here.values())
        and not any(chunk.is_number for c in (above, below) for chunk in c.values())
        and abs(up - down) < _EVEN * size
        and max(up, down) < size
    )


def _continues(chunk: Chunk) -> bool:
    """Tell whether a chunk begins as the rest of a phrase: in lower case, or with a bracket."""
    first = chunk.words[0].text[:1]
    return first.islower() or first in "(（"


def _is_forced(above: Chunk, below: Chunk, column: Interval, size: float) -> bool:
    """Tell whether a line had to break: the next word did not fit beside the last one."""
    word = below.words[0]
    width = size if below.is_han else word.x1 - word.x0 + 0.25 * size
    return above.x1 + width > column[1] + 0.1 * size
