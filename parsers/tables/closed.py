"""Tables whose rules close every cell: their print goes straight into its cell.

Most ruled tables leave nothing open. Where every piece of print lies between two walls, no column
holds several texts side by side and no band several rows of numbers, `structure.completed` changes
nothing, and chunks and words need not be made of the print. Any doubt gives no answer, and the
table goes the way of all others; what comes out is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import sub
from typing import Final, NamedTuple

from parsers.glyphs import Glyph, without_blanks
from parsers.tables.lattice import Lattice
from parsers.tables.lines import band_of
from parsers.tables.text_rows import CHUNK_GAP, OVERLAP, WORD_GAP, chunks_of, may_be_number

# Print nearer to its right wall than this (points) is not surely in its cell.
_EDGE: Final = 1.0
# Lines with several chunks in one column that may make it two columns.
_CROWDED: Final = 3


class Part(NamedTuple):
    """The glyphs of one line in one cell: the cell's row, its first and last column of unit cells.

    ``size`` is the largest size in its line, ``is_spaced`` tells of a wide gap between its glyphs.
    """

    row: int
    first: int
    last: int
    glyphs: Sequence[Glyph]
    size: float
    is_spaced: bool

    def numbers(self) -> int:
        """Count its chunks that are numbers."""
        if not (self.is_spaced or may_be_number(self.glyphs[0].text)):
            return 0
        return sum(chunk.is_number for chunk in chunks_of(self.glyphs, self.size))


class ClosedTable:
    """A lattice of rules alone, and the print of each line in its cells."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.parts: list[Part] = []
        self.lines: Counter[int] = Counter()
        self._walls: list[list[float]] = []
        self._columns: list[list[int]] = []
        inner = range(1, lattice.n_columns)
        for right in lattice.right:
            columns = [0, *(c for c in inner if right[c - 1]), lattice.n_columns]
            self._columns.append(columns)
            self._walls.append([lattice.xs[c] for c in columns])

    def add(self, seen: Sequence[Glyph], sides: Sequence[Sequence[float]], middle: float) -> bool:
        """Add a line of print.

        Args:
            seen: its glyphs from left to right, no blanks.
            sides: their x0, x1 and sizes.
            middle: the height of its middle, within the table.

        Returns:
            Whether each glyph surely stands in one cell; if not the table is not closed.
        """
        starts, ends, sizes = sides
        row = band_of(self.lattice, middle)
        walls, columns = self._walls[row], self._columns[row]
        if starts[0] <= walls[0] or max(ends) > walls[-1]:
            return False
        if len(seen) > 1 and min(map(sub, starts[1:], ends)) < -OVERLAP * min(sizes):
            return False
        size = max(sizes)
        wide, narrow = CHUNK_GAP * size, WORD_GAP * size
        self.lines[row] += 1
        limit = last = reach = walls[0] - wide
        begun, at, is_spaced = 0, 0, False
        for i, (x0, x1) in enumerate(zip(starts, ends, strict=True)):
            if x0 >= limit:
                if i:
                    part = seen[begun:i]
                    self.parts.append(
                        Part(row, columns[at - 1], columns[at] - 1, part, size, is_spaced)
                    )
                at = bisect_right(walls, x0, 1, len(walls) - 1)
                limit = walls[at]
                if x0 == walls[at - 1] or x0 + _EDGE >= limit or x0 - last <= narrow:
                    return False
                begun, is_spaced, reach = i, False, x1
            elif x0 - reach > wide:
                is_spaced = True
            if x1 > limit:
                return False
            if x1 > reach:  # noqa: PLR1730 - no call for each glyph of a page
                reach = x1
            last = x1
        part = seen[begun:]
        self.parts.append(Part(row, columns[at - 1], columns[at] - 1, part, size, is_spaced))
        return True

    def is_certain(self) -> bool:
        """Tell whether the print leaves nothing open: no column to be cut, no row, no header."""
        if not all(self.lattice.covers[1:-1]):
            return False
        spaced = Counter(
            column
            for part in self.parts
            if part.is_spaced
            for column in range(part.first, part.last + 1)
        )
        if any(count >= _CROWDED for count in spaced.values()):
            return False
        return not any(self._may_be_rows(row, n) for row, n in self.lines.items() if n > 1)

    def _may_be_rows(self, row: int, lines: int) -> bool:
        """Tell whether the lines of one row of cells may be several rows, or levels of a header."""
        inside: dict[int, list[Part]] = {}
        for part in self.parts:
            if part.row == row:
                inside.setdefault(part.first, []).append(part)
        stacked = 0
        for parts in inside.values():
            if len(parts) > 1 and parts[0].first != parts[0].last:
                return True
            stacked += sum(part.numbers() for part in parts) > 1
        return stacked >= (1 if lines > 2 else 2)

    def filled(self) -> set[tuple[int, int]]:
        """Return the places (row, column) of its cells that hold print, at least."""
        return {(part.row, part.first) for part in self.parts}


def closed_tables(
    lattices: Sequence[Lattice], groups: Sequence[list[Glyph]]
) -> tuple[list[ClosedTable], list[list[Glyph]]] | None:
    """Put the print of a page into the cells of its lattices.

    Args:
        lattices: of rules alone.
        groups: the page's glyphs by baseline.

    Returns:
        The tables from top to bottom and the lines outside of them; ``None`` where any of the
        print leaves it open which cell it stands in.
    """
    tables = [ClosedTable(x) for x in sorted(lattices, key=lambda lattice: lattice.ys[0])]
    edges = [y for table in tables for y in (table.lattice.ys[0], table.lattice.ys[-1])]
    if edges != sorted(edges):
        return None
    outside = []
    for group in groups:
        seen = without_blanks(group)
        if not seen:
            continue
        _, starts, tops, ends, bottoms, _, sizes, *_ = zip(*seen, strict=True)
        middle = (min(tops) + max(bottoms)) / 2
        at = bisect_right(edges, middle)
        if not at % 2:
            outside.append(group)
        elif not tables[at // 2].add(seen, (starts, ends, sizes), middle):
            return None
    return (tables, outside) if all(table.is_certain() for table in tables) else None
