"""Tables without rules: runs of lines whose numbers stand below one another.

Evidence decides, and without it nothing is a table: at least three lines of values over the same
corridors of white, filled nearly everywhere. Running text has one chunk a line; a list of contents
has leaders.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from parsers.tables.columns import columns_of, corridors_between_columns
from parsers.tables.lattice import Interval, Lattice
from parsers.tables.table_rows import between, group_rows
from parsers.tables.text_rows import TextRow
from schemas.patterns import lazy_re

# Lines further apart than this (share of the size) belong to different tables.
_APART: Final = 4.0
# So many lines of values make a table without rules.
FEWEST_ROWS: Final = 3
# Two columns alone are a table only when this many rows say so.
_FEWEST_OF_TWO: Final = 4
# Of the places of a table this share is filled; of a column of numbers this share are numbers.
_FILLED: Final = 0.7
_NUMBERS: Final = 0.8
# How far (share of the size) the edges of numbers in one column may lie apart.
_ALIGNED: Final = 0.35
# Header lines stand above the body at most this many.
_MOST_HEADERS: Final = 5
# Lines of one text follow within this share of the size.
_NEXT: Final = 0.6
# A header stands at most so many rows' pitches above the first row.
_HEAD_PITCH: Final = 1.8
# Above this share of the page's height a running head may stand.
_HEAD: Final = 0.12
_LEADERS: Final = lazy_re(r"(?:[.·…．]\s?){4,}")


def loose_lattices(rows: Sequence[TextRow], taken: Sequence[Lattice]) -> list[Lattice]:
    """Find the tables that no rule draws.

    Args:
        rows: the lines of a page.
        taken: tables that are found already; their lines are left alone.

    Returns:
        Frames around them, still without columns.
    """
    free = [row for row in rows if not any(_is_in(row, table) for table in taken)]
    found = []
    for start, end in _runs(free):
        lattice = _lattice(free, start, end)
        if lattice is not None:
            found.append(lattice)
    return found


def _is_in(row: TextRow, table: Lattice) -> bool:
    return (
        table.ys[0] <= row.middle < table.ys[-1] and row.x0 < table.xs[-1] and row.x1 > table.xs[0]
    )


def _is_tabular(row: TextRow) -> bool:
    """Tell whether a line has several chunks with a value among them and no leaders."""
    return (
        len(row.chunks) > 1
        and any(chunk.is_value for chunk in row.chunks)
        and not any(_LEADERS.search(chunk.text) for chunk in row.chunks)
    )


def _runs(rows: Sequence[TextRow]) -> list[tuple[int, int]]:
    """Return runs of lines (first, last) from one line of values to the next, without prose."""
    runs: list[tuple[int, int]] = []
    last: int | None = None
    for i, row in enumerate(rows):
        if not _is_tabular(row):
            continue
        if last is not None and _hangs_together(rows, last, i):
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
        last = i
    return [
        (start, end)
        for start, end in runs
        if sum(_is_tabular(row) for row in rows[start : end + 1]) >= FEWEST_ROWS
    ]


def _hangs_together(rows: Sequence[TextRow], last: int, at: int) -> bool:
    """Tell whether two lines of values are of one table: what stands between is no prose."""
    width = max(rows[last].x1, rows[at].x1) - min(rows[last].x0, rows[at].x0)
    if at - last > 3:
        return False
    for before, row in zip(rows[last:at], rows[last + 1 : at + 1], strict=True):
        if row.top - before.bottom > _APART * row.size:
            return False
    return not any(
        len(row.chunks) == 1 and row.x1 - row.x0 > 0.6 * width for row in rows[last + 1 : at]
    )


def _lattice(rows: Sequence[TextRow], start: int, end: int) -> Lattice | None:
    body = [row for row in rows[start : end + 1] if _is_tabular(row)]
    white = corridors_between_columns(body)
    columns = _columns(body, white)
    if len(columns) < 2 or not _is_evident(body, columns):
        return None
    start, end = _names(rows, start, end, columns)
    start = _headers(rows, start, columns)
    inside = rows[start : end + 1]
    x0 = min(columns[0][0], *(row.x0 for row in inside))
    x1 = max(columns[-1][1], *(row.x1 for row in inside))
    top, bottom = inside[0].top, inside[-1].bottom
    if start:
        top = max(top - 2.0, between([rows[start - 1]], [inside[0]]))
    return Lattice([x0 - 2.0, x1 + 2.0], [top, bottom + 1.0], [[]], [], [[], []], is_frame=True)


def continued(
    rows: Sequence[TextRow], carried: Sequence[Interval], taken: Sequence[Lattice], height: float
) -> Lattice | None:
    """Find the rest of a table without rules that the page before ended with.

    Args:
        rows: the lines of the page.
        carried: the extents of that table's columns.
        taken: the tables found on this page already.
        height: the page's height in points.

    Returns:
        A frame with the same columns around the first lines of the page, or ``None`` where they
        do not stand in those columns. One row is enough: no row is lost at a page end.
    """
    inside: list[TextRow] = []
    for row in sorted(rows, key=lambda row: row.top):
        if any(_is_in(row, table) for table in taken):
            break
        if _fits(row, carried, is_first=not inside):
            inside.append(row)
        elif inside or row.top > _HEAD * height:
            break
    if not inside or not any(_is_tabular(row) for row in inside):
        return None
    white = [(a[1], b[0]) for a, b in itertools.pairwise(carried)]
    x0 = min(carried[0][0], *(row.x0 for row in inside)) - 2.0
    x1 = max(carried[-1][1], *(row.x1 for row in inside)) + 2.0
    xs = [x0, *((a + b) / 2 for a, b in white), x1]
    walls = [[True] * len(white)]
    ys = [inside[0].top - 0.5, inside[-1].bottom + 0.5]
    return Lattice(xs, ys, walls, [], [[], []], white=white, is_frame=True)


def _fits(row: TextRow, columns: Sequence[Interval], *, is_first: bool) -> bool:
    """Tell whether each chunk of a line stands in a column of its own."""
    if is_first and not _is_tabular(row):
        return False
    over = [columns_of(chunk, columns) for chunk in row.chunks]
    return (
        len(set(over)) == len(over)
        and all(first == last for first, last in over)
        and all(
            chunk.x1 > columns[first][0] - row.size and chunk.x0 < columns[first][1] + row.size
            for chunk, (first, _) in zip(row.chunks, over, strict=True)
        )
    )


def _columns(body: Sequence[TextRow], white: Sequence[Interval]) -> list[Interval]:
    x0, x1 = min(row.x0 for row in body), max(row.x1 for row in body)
    edges = [x0, *(x for pair in white for x in pair), x1]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _is_evident(body: Sequence[TextRow], columns: Sequence[Interval]) -> bool:
    """Tell whether the columns of a run of lines are those of a table."""
    if len(columns) == 2 and (len(body) < _FEWEST_OF_TWO or _is_contents(body)):
        return False
    places: list[list[tuple[float, float, bool]]] = [[] for _ in columns]
    for row in body:
        for chunk in row.chunks:
            first, last = columns_of(chunk, columns)
            if first == last:
                places[first].append((chunk.x0, chunk.x1, chunk.is_number))
    filled = sum(min(len(place), len(body)) for place in places)
    if filled < _FILLED * len(body) * len(columns):
        return False
    size = sorted(row.size for row in body)[len(body) // 2]
    numbers = [_is_aligned(place, size) for place in places]
    # Numbers in the first column alone count the items of a list.
    return any(numbers[1:]) and sum(numbers) >= (1 if len(columns) < 4 else 2)


def _is_contents(body: Sequence[TextRow]) -> bool:
    """Tell a list of contents: headings and page numbers that never fall; leaders may be drawn."""
    numbers = [row.chunks[-1].text for row in body]
    headings = not any(row.chunks[0].is_number for row in body)
    if not (headings and all(number.isdecimal() for number in numbers)):
        return False
    pages = [int(number) for number in numbers]
    return all(a <= b for a, b in itertools.pairwise(pages))


def _is_aligned(place: Sequence[tuple[float, float, bool]], size: float) -> bool:
    """Tell whether a column holds numbers that share their left or right edge or their middle."""
    numbers = [(x0, x1) for x0, x1, is_number in place if is_number]
    if len(numbers) < FEWEST_ROWS or len(numbers) < _NUMBERS * len(place):
        return False
    for edges in (
        [x1 for _, x1 in numbers],
        [(x0 + x1) / 2 for x0, x1 in numbers],
        [x0 for x0, _ in numbers],
    ):
        middle = sorted(edges)[len(edges) // 2]
        if sum(abs(x - middle) <= _ALIGNED * size for x in edges) >= _NUMBERS * len(edges):
            return True
    return False


def _names(
    rows: Sequence[TextRow], start: int, end: int, columns: Sequence[Interval]
) -> tuple[int, int]:
    """Take in the lines above the first and below the last that a name of several lines needs."""
    if start and len(group_rows(rows[start - 1 : start + 1], columns)) == 1:
        start -= 1
    while end + 1 < len(rows) and len(group_rows(rows[end : end + 2], columns)) == 1:
        end += 1
    return start, end


def _headers(rows: Sequence[TextRow], start: int, columns: Sequence[Interval]) -> int:
    """Take in the header lines above the body: several chunks that fit the columns."""
    x0, x1 = columns[0][0], columns[-1][1]
    first = start
    for at in range(start - 1, max(-1, start - 1 - _MOST_HEADERS), -1):
        row = rows[at]
        size = row.size
        if rows[at + 1].top - row.bottom > 2.2 * size or row.x0 < x0 - 3 * size:
            break
        if row.x1 > x1 + 3 * size:
            break
        beside = rows[at + 1].top < row.bottom - 0.2 * size or any(
            b.top - row.bottom < _NEXT * size and _overlap(row, b) for b in rows[at + 1 : at + 3]
        )
        above = at > 0 and row.top - rows[at - 1].bottom < _NEXT * size
        beside = beside or (above and any(len(x.chunks) > 1 for x in rows[max(0, at - 3) : at]))
        if len(row.chunks) > 1:
            first = at
        elif beside and _in_one_column(row, columns):
            # The first line of a name that is broken over lines in its own column.
            first = at
        elif row.x1 - row.x0 > 0.5 * (x1 - x0) or abs((row.x0 + row.x1 - x0 - x1) / 2) < size:
            # A title stands alone, in the middle of the page or over half of its width.
            break
    return first


def _overlap(row: TextRow, other: TextRow) -> bool:
    """Tell whether a chunk of one line stands above or below one of the other."""
    return any(a.x0 < b.x1 and b.x0 < a.x1 for a in row.chunks for b in other.chunks)


def _in_one_column(row: TextRow, columns: Sequence[Interval]) -> bool:
    """Tell whether a line stands over one column, its neighbours' print left free."""
    x0 = [columns[0][0] - 1e3, *(b for _, b in columns[:-1])]
    x1 = [*(a for a, _ in columns[1:]), columns[-1][1] + 1e3]
    return any(a - row.size < row.x0 and row.x1 < b + row.size for a, b in zip(x0, x1, strict=True))


def grown(lattice: Lattice, rows: Sequence[TextRow]) -> None:
    """Move the borders of a frame of fills out to the lines of the same columns beside it.

    A zebra table's header and its last row have no fill.
    """
    inside = [row for row in rows if _is_in(row, lattice) and len(row.chunks) > 1]
    body = [row for row in inside if _is_tabular(row)]
    if len(body) < 2:
        return
    columns = _columns(body, corridors_between_columns(body))
    pitch = max(b.base - a.base for a, b in itertools.pairwise(body))
    near = [row for row in rows if row.x1 > lattice.xs[0] and row.x0 < lattice.xs[-1]]
    at = near.index(inside[0])
    first = _headers(near, at, columns)
    if first < at and near[at].base - near[at - 1].base <= _HEAD_PITCH * pitch:
        lattice.ys[0] = min(lattice.ys[0], near[first].top - 1.0)
    at = near.index(inside[-1])
    for row in near[at + 1 :]:
        fits = _is_tabular(row) and row.base - near[at].base <= 1.3 * pitch
        if not (fits and len(row.chunks) * 2 >= len(columns)):
            break
        lattice.ys[-1] = max(lattice.ys[-1], row.bottom + 1.0)
        at += 1
