"""The wall matrix: unit cells between levels, walls between them, cells where there is no wall.

Levels come from rules, corridors of white and baselines alike; what separates two unit cells is a
wall, whatever gave it. Unit cells without a wall between them are one cell: so row and column spans
are true, and a table may be ruled in one part and open in another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Final

from parsers.glyphs import Rectangle
from parsers.tables.disjoint import DisjointSets
from parsers.tables.grids import Grid, GridCell
from parsers.tables.rules import SNAP, Rule

Interval = tuple[float, float]
# A position across, and what rules cover along it.
Level = tuple[float, list[Interval]]

# A side of a unit cell is a wall when rules cover this share of it.
_COVERED: Final = 0.6
# How far (points) rules must run on beyond the outermost crossing one for an open side.
_OPEN_ACROSS: Final = 8.0
_OPEN_DOWN: Final = 6.0


@dataclass(slots=True)
class Lattice:
    """Unit cells between the levels ``xs`` and ``ys`` (points, rising).

    ``right[r][c]`` tells of a wall between (r, c) and (r, c + 1), ``below[r][c]`` of one between
    (r, c) and (r + 1, c). ``covers`` holds, for each of ``ys``, the pieces that rules cover
    of it (none for a level that the text gave). ``columns`` are the extents of the
    columns' print once they are known, ``white`` the corridors that gave
    borders. ``is_frame`` tells that no rule parts columns, ``is_banded`` that filled
    bands and no rules part its rows.
    """

    xs: list[float]
    ys: list[float]
    right: list[list[bool]]
    below: list[list[bool]]
    covers: list[list[Interval]] = field(default_factory=list)
    columns: list[Interval] = field(default_factory=list)
    white: list[Interval] = field(default_factory=list)
    is_frame: bool = False
    is_banded: bool = False
    is_ambiguous: bool = False

    @property
    def n_rows(self) -> int:
        """How many rows of unit cells there are."""
        return len(self.ys) - 1

    @property
    def n_columns(self) -> int:
        """How many columns of unit cells there are."""
        return len(self.xs) - 1

    def split_row(self, row: int, y: float, walls: Sequence[bool]) -> None:
        """Cut a row of unit cells at ``y``; ``walls`` says for each column if that parts cells."""
        self.ys.insert(row + 1, y)
        self.covers.insert(row + 1, [])
        self.right.insert(row + 1, list(self.right[row]))
        self.below.insert(row, list(walls))

    def split_column(self, column: int, x: float, walls: Sequence[bool]) -> None:
        """Cut a column of unit cells at ``x``; ``walls`` says for each row if that parts cells."""
        left, right = self.xs[column], self.xs[column + 1]
        self.xs.insert(column + 1, x)
        for row in range(self.n_rows):
            self.right[row].insert(column, walls[row])
            if row + 1 < self.n_rows:
                soft = self.below[row][column] and not self.covers[row + 1]
                halves = ((left, x), (x, right))
                self.below[row][column : column + 1] = [
                    soft or covered(self.covers[row + 1], *half) >= _COVERED for half in halves
                ]

    def _is_whole(self) -> bool:
        """Tell whether every unit cell is a cell."""
        return all(map(all, self.right)) and all(map(all, self.below))

    def _unit_cells(self) -> Iterator[tuple[int, int, int, int, Rectangle]]:
        """Give the unit cells as what `GridCell` holds."""
        sides = [(c, x0, x1) for c, (x0, x1) in enumerate(pairwise(self.xs))]
        for row, (top, bottom) in enumerate(pairwise(self.ys)):
            for column, x0, x1 in sides:
                yield row, column, 1, 1, (x0, top, x1, bottom)

    def groups(self) -> list[list[tuple[int, int]]]:
        """Return the places of each cell: unit cells with no wall between them."""
        columns = self.n_columns
        sets = DisjointSets(self.n_rows * columns)
        # Most unit cells have all their walls, and are a cell each.
        open_to: set[int] = set()
        for walls, step in ((self.right, 1), (self.below, columns)):
            for row, of_row in enumerate(walls):
                if not all(of_row):
                    for column, is_wall in enumerate(of_row):
                        if not is_wall:
                            at = row * columns + column
                            sets.unite(at, at + step)
                            open_to |= {at, at + step}
        found: dict[int, list[tuple[int, int]]] = {}
        for at in range(self.n_rows * columns):
            first = sets.find(at) if at in open_to else at
            found.setdefault(first, []).append(divmod(at, columns))
        return list(found.values())

    def grid(self) -> Grid:
        """Return the cells. A group that is no rectangle is cut into its rows."""
        around = (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
        if self._is_whole():
            cells = list(map(tuple.__new__, repeat(GridCell), self._unit_cells()))
            return Grid(tuple(cells), self.n_rows, self.n_columns, around)
        cells = []
        for group in self.groups():
            parts = [group]
            if len(group) > 1 and not _is_full(group):
                self.is_ambiguous = True
                parts = _by_rows(group)
            cells += [self._cell(part) for part in parts]
        cells.sort()  # by row and column, which no two have in common
        return Grid(tuple(cells), self.n_rows, self.n_columns, around)

    def _cell(self, group: Sequence[tuple[int, int]]) -> GridCell:
        if len(group) == 1:
            row, column = group[0]
            box = (self.xs[column], self.ys[row], self.xs[column + 1], self.ys[row + 1])
            return tuple.__new__(GridCell, (row, column, 1, 1, box))
        row, column = min(r for r, _ in group), min(c for _, c in group)
        last_row, last_column = max(r for r, _ in group), max(c for _, c in group)
        return GridCell(
            row,
            column,
            last_row - row + 1,
            last_column - column + 1,
            (self.xs[column], self.ys[row], self.xs[last_column + 1], self.ys[last_row + 1]),
        )


def _is_full(group: Sequence[tuple[int, int]]) -> bool:
    rows, columns = {r for r, _ in group}, {c for _, c in group}
    return len(group) == len(rows) * len(columns) and (
        max(rows) - min(rows) + 1 == len(rows) and max(columns) - min(columns) + 1 == len(columns)
    )


def _by_rows(group: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    parts: list[list[tuple[int, int]]] = []
    for row, column in sorted(group):
        if parts and parts[-1][-1] == (row, column - 1):
            parts[-1].append((row, column))
        else:
            parts.append([(row, column)])
    return parts


def _levels(rules: Sequence[Rule]) -> list[Level]:
    """Return the positions of rules, near ones taken as one, and what each covers."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules):
        if (
            levels
            and rule.at - levels[-1][-1].at <= SNAP
            and rule.at - levels[-1][0].at <= 2 * SNAP
        ):
            levels[-1].append(rule)
        else:
            levels.append([rule])
    done = []
    for level in levels:
        if len(level) == 1:  # most are; the same without the sums
            at, start, end, *_ = level[0]
            length = end - start
            done.append((at * length / (length or 1.0), [(start, end)]))
            continue
        weight = sum(rule.length for rule in level) or 1.0
        at = sum(rule.at * rule.length for rule in level) / weight
        done.append((at, _union((rule.start, rule.end) for rule in level)))
    return done


def _union(pieces: Iterable[Interval]) -> list[Interval]:
    done: list[Interval] = []
    for start, end in sorted(pieces):
        if done and start <= done[-1][1] + SNAP:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def covered(pieces: Sequence[Interval], start: float, end: float) -> float:
    """Return the share of an interval that the pieces cover."""
    if end <= start:
        return 0.0
    if len(pieces) == 1:
        s, e = pieces[0]
        if s <= start and end <= e:
            return 1.0
    inside = (min(end, e) - max(start, s) for s, e in pieces if s < end and e > start)
    return sum(inside) / (end - start)


def _walls(pieces: Sequence[Interval], levels: Sequence[float]) -> list[bool]:
    """Tell for each interval between two levels whether the pieces of a rule make it a wall."""
    if len(pieces) != 1:
        return [covered(pieces, start, end) >= _COVERED for start, end in pairwise(levels)]
    first, last = pieces[0]

    def is_wall(start: float, end: float) -> bool:
        return (first <= start and end <= last) or covered(pieces, start, end) >= _COVERED

    inner = levels[1:-1]
    if inner and first <= inner[0] and inner[-1] <= last:  # only at its ends it may fall short
        return [is_wall(*levels[:2]), *[True] * (len(inner) - 1), is_wall(*levels[-2:])]
    return [is_wall(start, end) for start, end in pairwise(levels)]


def lattice_of(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice | None:
    """Make the wall matrix of rules that hang together, outer walls supplied where they lack.

    Returns:
        The lattice, or ``None`` where the rules enclose nothing.
    """
    rows, columns = _levels(across), _levels(down)
    columns = _closed(columns, rows, _OPEN_ACROSS)
    rows = _closed(rows, columns, _OPEN_DOWN)
    if len(rows) < 2 or len(columns) < 2:
        return None
    rows = _with_ends(rows, columns)
    xs, ys = [x for x, _ in columns], [y for y, _ in rows]
    beside = [_walls(pieces, ys) for _, pieces in columns[1:-1]]
    right = [[walls[row] for walls in beside] for row in range(len(ys) - 1)]
    below = [_walls(pieces, xs) for _, pieces in rows[1:-1]]
    return Lattice(xs, ys, right, below, [pieces for _, pieces in rows], is_frame=len(xs) == 2)


def _with_ends(
    rows: list[Level],
    columns: list[Level],
) -> list[Level]:
    """Add levels, without any rule on them, where inner vertical rules end between two levels."""
    # Where a wall goes on after a gap it has no end: the gap is judged with its side.
    inner = [pieces for _, pieces in columns[1:-1]]
    ends = sorted({pieces[0][0] for pieces in inner} | {pieces[-1][1] for pieces in inner})
    done = list(rows)
    for y in ends:
        if rows[0][0] < y < rows[-1][0] and all(abs(y - level) > 2 * SNAP for level, _ in done):
            done.append((y, []))
    return sorted(done, key=lambda level: level[0])


def _closed(
    levels: list[Level],
    crossing: list[Level],
    least: float,
) -> list[Level]:
    """Supply the outer walls that are not drawn: where most crossing rules run on beyond the last.

    A frame of rules in one direction only gets both its sides from the ends of the rules.
    """
    ends = [(pieces[0][0], pieces[-1][1]) for _, pieces in crossing]
    if not ends:
        return levels
    whole = [(crossing[0][0], crossing[-1][0])]
    first = _outermost(sorted(s for s, _ in ends), 1)
    last = _outermost(sorted(e for _, e in ends), -1)
    done = list(levels)
    if first is not None and (not levels or levels[0][0] - first > least):
        done.insert(0, (first, whole))
    if last is not None and (not levels or last - levels[-1][0] > least):
        done.append((last, whole))
    return done


def _outermost(ordered: Sequence[float], step: int) -> float | None:
    """Return the outermost place where at least half of the rules (two at least) end.

    Args:
        ordered: where they end, from left to right.
        step: 1 to look for the first such place, -1 for the last.
    """
    if len(ordered) < 2:
        return None
    for v in ordered[::step]:
        near = bisect_right(ordered, v + 2 * SNAP) - bisect_left(ordered, v - 2 * SNAP)
        if 2 * near >= len(ordered):
            return v
    return None
