"""Columns: corridors of white that run down the body of a table, and what stands over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.tables.lattice import Interval, Lattice
from parsers.tables.lines import column_at
from parsers.tables.text_rows import Chunk, TextRow, Word, chunk_of

# The white of a corridor (share of the size), by how many lines leave it free: chance explains a
# narrow gap in two lines, not in ten.
_CORRIDORS: Final = ((8, 0.4), (5, 0.5), (3, 0.75), (2, 1.0), (0, 1.3))
# A corridor is wider than the spaces between words by this factor.
_WIDER: Final = 1.35
# A corridor may be crossed by one of so many lines.
_CROSSED: Final = 14
# A chunk stands over a column when it covers this share of the column's print.
_OVER: Final = 0.5
# A space this wide (share of the size) parts two cells where a border between columns runs in it.
_PARTING: Final = 0.42
_LEADING: Final = frozenset("$€£¥￥(（±<>≥≤")
_TRAILING: Final = frozenset("%％)）*†‡#abc") | {"**", "***"}
_BULLETS: Final = frozenset("•●○■▪-–—·◆\ufffdo❖")


def corridors(lines: Sequence[Sequence[Interval]], least: float) -> list[Interval]:
    """Find the corridors of white that run through lines.

    Args:
        lines: what is printed in each line, as intervals along x (points).
        least: how wide a corridor is at least, in points.

    Returns:
        Intervals free of print in (nearly) all lines, from left to right; those outside of all
        print are not among them.
    """
    allowed = len(lines) // _CROSSED
    steps: list[tuple[float, int]] = []
    for line in lines:
        for x0, x1 in _joined(line):
            steps += [(x0, 1), (x1, -1)]
    steps.sort()
    found = []
    depth, begun = 0, None
    for x, step in steps:
        depth += step
        if depth > allowed and begun is not None:
            if x - begun >= least:
                found.append((begun, x))
            begun = None
        elif depth <= allowed and begun is None:
            begun = x
    return found


def _joined(line: Sequence[Interval]) -> list[Interval]:
    done: list[Interval] = []
    for x0, x1 in sorted(line):
        if done and x0 <= done[-1][1]:
            done[-1] = (done[-1][0], max(x1, done[-1][1]))
        else:
            done.append((x0, x1))
    return done


def columns_of(chunk: Chunk, columns: Sequence[Interval]) -> tuple[int, int]:
    """Return the first and last of the columns a chunk stands over.

    Args:
        chunk: what is printed.
        columns: the extents of the columns' print, from left to right; none may be missing.
    """
    over = [
        i
        for i, (x0, x1) in enumerate(columns)
        if min(chunk.x1, x1) - max(chunk.x0, x0) > _OVER * max(1.0, x1 - x0)
    ]
    if len(over) > 1:
        return over[0], over[-1]
    middle = (chunk.x0 + chunk.x1) / 2

    def away(i: int) -> tuple[float, float]:
        x0, x1 = columns[i]
        shared = min(chunk.x1, x1) - max(chunk.x0, x0)
        return -max(0.0, shared), abs((x0 + x1) / 2 - middle)

    best = min(range(len(columns)), key=away)
    return best, best


def split_columns(lattice: Lattice, lines: Sequence[TextRow], begins: float) -> None:
    """Cut columns that rules leave whole where corridors run down their body."""
    for column in reversed(_crowded(lattice, lines)):
        left, right = lattice.xs[column], lattice.xs[column + 1]
        body = [x for x in (_within(r, left, right) for r in lines if r.middle > begins) if x]
        if not lattice.is_frame and not _is_stacked(body):
            continue
        several = [line for line in body if len(line.chunks) > 1]
        if len(several) < 2:
            head = [x for x in (_within(r, left, right) for r in lines if r.middle <= begins) if x]
            several += [line for line in head if len(line.chunks) > 1]
        for a, b in reversed(corridors_between_columns(several)):
            lattice.split_column(column, (a + b) / 2, [True] * lattice.n_rows)
            lattice.white.append((a, b))


def _crowded(lattice: Lattice, lines: Sequence[TextRow]) -> list[int]:
    """Return the columns in which some line has several chunks; all the others are whole."""
    if lattice.is_frame:
        return list(range(lattice.n_columns))
    found: set[int] = set()
    for line in lines:
        before = -1
        for chunk in line.chunks:
            column = column_at(lattice, (chunk.x0 + chunk.x1) / 2)
            if column == before:
                found.add(column)
            before = column
    return sorted(found)


def corridors_between_columns(lines: Sequence[TextRow]) -> list[Interval]:
    """Return the corridors that part columns in lines of several chunks each (points)."""
    if not lines:
        return []
    size = median([line.size for line in lines])
    gaps = [
        b.x0 - a.x1
        for line in lines
        for chunk in line.chunks
        for a, b in zip(chunk.words, chunk.words[1:], strict=False)
    ]
    share = next(share for count, share in _CORRIDORS if len(lines) >= count)
    least = max(share * size, _WIDER * sorted(gaps)[len(gaps) // 4] if len(gaps) > 4 else 0.0)
    words = [[(w.x0, w.x1) for chunk in line.chunks for w in chunk.words] for line in lines]
    return _real(corridors(words, least), lines, size)


def median(values: Sequence[float]) -> float:
    """Return the upper median, 0 of nothing."""
    return sorted(values)[len(values) // 2] if values else 0.0


def _within(line: TextRow, left: float, right: float) -> TextRow | None:
    chunks = tuple(c for c in line.chunks if left <= (c.x0 + c.x1) / 2 < right)
    return line._replace(chunks=chunks) if chunks else None


def _is_stacked(lines: Sequence[TextRow]) -> bool:
    """Tell whether the lines in one column are rows of their own: several chunks with numbers."""
    several = [line for line in lines if len(line.chunks) > 1]
    numbers = [line for line in several if any(chunk.is_number for chunk in line.chunks)]
    return len(numbers) >= 3 and len(numbers) * 2 >= len(lines)


def _real(white: Sequence[Interval], lines: Sequence[TextRow], size: float) -> list[Interval]:
    """Drop corridors that part no columns: a bullet, a currency sign or a mark from its number."""
    edges = [-1e6, *(x for pair in white for x in pair), 1e6]
    texts = [
        {
            text
            for line in lines
            if (
                text := " ".join(
                    w.text for c in line.chunks for w in c.words if a <= (w.x0 + w.x1) / 2 <= b
                )
            )
        }
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    kept: list[Interval] = []
    for i, pair in enumerate(white):
        before, after = texts[i], texts[i + 1]
        narrow = pair[1] - pair[0] < size
        is_mark = narrow and (before <= _LEADING or after <= _TRAILING)
        if not is_mark and not (before and before <= _BULLETS):
            kept.append(pair)
    return kept


def extents(lattice: Lattice, lines: Sequence[TextRow]) -> list[Interval]:
    """Return what the print of each column covers along x; an empty column gives its middle."""
    found: list[list[float]] = [[] for _ in range(lattice.n_columns)]
    for line in lines:
        for chunk in line.chunks:
            column = column_at(lattice, (chunk.x0 + chunk.x1) / 2)
            if lattice.xs[column] <= chunk.x0 + 1 and chunk.x1 - 1 <= lattice.xs[column + 1]:
                found[column] += [chunk.x0, chunk.x1]
    done = []
    for column, values in enumerate(found):
        left, right = lattice.xs[column], lattice.xs[column + 1]
        middle = (left + right) / 2
        done.append((min(values), max(values)) if values else (middle - 1, middle + 1))
    return done


def parted(line: TextRow, lattice: Lattice, *, is_body: bool) -> TextRow:
    """Part the chunks of a line at the borders between columns."""
    chunks = tuple(p for c in line.chunks for p in _part(c, lattice, line.size, is_body))
    return line._replace(chunks=chunks)


def _part(chunk: Chunk, lattice: Lattice, size: float, is_body: bool) -> list[Chunk]:
    """Part a chunk where a border runs in a wide space, in the body also before a number."""
    words = chunk.words
    for start, end in sorted(lattice.white, reverse=True):
        at = _widest(words, start, end, 0.1 * size)
        if at is None:
            continue
        after = chunk_of(words[at:])
        drawn = words[at - 1].glyphs[-1].run != words[at].glyphs[0].run and after.is_han
        wide = words[at].x0 - words[at - 1].x1 >= _PARTING * size
        if wide or drawn or (is_body and after.is_number):
            return [*_part(chunk_of(words[:at]), lattice, size, is_body), after]
    return [chunk]


def _widest(words: Sequence[Word], start: float, end: float, slack: float) -> int | None:
    """Return which word begins behind the widest space that meets a corridor, if one does."""
    meeting = [
        i
        for i in range(1, len(words))
        if words[i - 1].x1 - slack <= end and start <= words[i].x0 + slack
    ]
    middle = (start + end) / 2

    def rank(i: int) -> tuple[float, float]:
        a, b = words[i - 1].x1, words[i].x0
        return -max(0.0, round(b - a, 1)), abs((a + b) / 2 - middle)

    return min(meeting, key=rank, default=None)
