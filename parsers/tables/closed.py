"""Tables whose rules close every cell: their print goes straight into its cell.

Most ruled tables leave nothing open. Where every piece of print lies between two walls, no column
holds several texts side by side and no band several rows of numbers, `structure.completed` changes
nothing, and chunks and words need not be made of the print. Any doubt gives no answer, and the
table goes the way of all others; what comes out is the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import attrgetter, sub
from typing import Final, NamedTuple

from parsers.glyphs import LINE, SPACE, Fields, Glyph, Strip, printed, strip_of
from parsers.tables.lattice import Lattice
from parsers.tables.lines import band_of
from parsers.tables.text_rows import CHUNK_GAP, OVERLAP, WORD_GAP, chunks_of, may_be_number

Place = tuple[int, int]

# Print nearer to its right wall than this (points) is not surely in its cell.
_EDGE: Final = 1.0
# Lines with several chunks in one column that may make it two columns.
_CROWDED: Final = 3
_SIZE: Final = attrgetter("size")


class Part(NamedTuple):
    """The glyphs of one line in one cell: the cell's row, its first and last column of unit cells.

    ``size`` is the largest size in its line. ``text`` is what they say where it is plain to see,
    else ``None``. ``is_spaced`` tells of a wide gap between two of them.
    """

    row: int
    first: int
    last: int
    glyphs: Sequence[Glyph]
    size: float
    text: str | None
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
        self.rows: dict[int, list[Part]] = {}
        self.lines: Counter[int] = Counter()
        self._spaced: Counter[int] = Counter()
        self._walls: list[list[float]] = []
        self._columns: list[list[int]] = []
        inner = range(1, lattice.n_columns)
        for right in lattice.right:
            columns = [0, *(c for c in inner if right[c - 1]), lattice.n_columns]
            self._columns.append(columns)
            self._walls.append([lattice.xs[c] for c in columns])

    def add(self, seen: Sequence[Glyph], columns: Fields, middle: float) -> bool:
        """Add a line of print.

        Args:
            seen: its glyphs from left to right, no blanks.
            columns: their fields, each a tuple.
            middle: the height of its middle, within the table.

        Returns:
            Whether each glyph surely stands in one cell; if not the table is not closed.
        """
        texts, starts, _, ends, _, bases, sizes, *_ = columns
        row = band_of(self.lattice, middle)
        walls, borders = self._walls[row], self._columns[row]
        size, least = max(sizes), min(sizes)
        if starts[0] <= walls[0] or max(ends) > walls[-1]:
            return False
        if len(seen) > 1 and min(map(sub, starts[1:], ends)) < -OVERLAP * least:
            return False
        parts = _parted(starts, ends, walls, (size, least))
        if not parts:
            return False
        self.lines[row] += 1
        of_row = self.rows.setdefault(row, [])
        is_level = min(bases) == max(bases)
        to = len(seen)
        for at, begin, is_loose, is_spaced in reversed(parts):
            text = None
            if to - begin == 1:
                text = printed(texts[begin])
            # On one level and without a gap no space comes between glyphs, whatever their sizes.
            elif not is_loose and (is_level or len(set(bases[begin:to])) == 1):
                text = printed("".join(texts[begin:to]))
            first, last = borders[at - 1], borders[at] - 1
            part = (row, first, last, seen[begin:to], size, text, is_spaced)
            # Straight to the tuple: a table has hundreds of them.
            of_row.append(tuple.__new__(Part, part))
            if is_spaced:
                self._spaced.update(range(first, last + 1))
            to = begin
        return True

    def is_certain(self) -> bool:
        """Tell whether the print leaves nothing open: no column to be cut, no row, no header."""
        if not all(self.lattice.covers[1:-1]):
            return False
        if any(count >= _CROWDED for count in self._spaced.values()):
            return False
        return not any(self._may_be_rows(row, n) for row, n in self.lines.items() if n > 1)

    def _may_be_rows(self, row: int, lines: int) -> bool:
        """Tell whether the lines of one row of cells may be several rows, or levels of a header."""
        inside: dict[int, list[Part]] = {}
        for part in self.rows[row]:
            inside.setdefault(part.first, []).append(part)
        stacked = 0
        for parts in inside.values():
            if len(parts) > 1 and parts[0].first != parts[0].last:
                return True
            # One piece of print without a wide gap is one number at most.
            if len(parts) > 1 or parts[0].is_spaced:
                stacked += sum(part.numbers() for part in parts) > 1
        return stacked >= (1 if lines > 2 else 2)

    def cells(
        self, first: Mapping[Place, Place]
    ) -> tuple[dict[Place, list[Glyph]], dict[Place, tuple[str, ...]]]:
        """Return the glyphs of its cells, and their lines where these are plain to see.

        Args:
            first: the cell that each place of a spanning cell belongs to.
        """
        glyphs: dict[Place, list[Glyph]] = {}
        texts: dict[Place, tuple[str, ...]] = {}
        for row, column, _, inside, _, text, _ in chain.from_iterable(self.rows.values()):
            place = (row, column)
            place = first.get(place, place)
            above = glyphs.get(place)
            if above is None:
                glyphs[place] = list(inside)
                if text is not None:
                    texts[place] = (text,) if text else ()
                continue
            lines = texts.pop(place, None)
            if lines is not None and text is not None and _is_below(inside, above):
                texts[place] = (*lines, text) if text else lines
            above += inside
        return glyphs, texts

    def filled(self) -> set[tuple[int, int]]:
        """Return the places (row, column) of its cells that hold print, at least."""
        return {(row, part.first) for row, parts in self.rows.items() for part in parts}


def _is_below(glyphs: Sequence[Glyph], above: Sequence[Glyph]) -> bool:
    """Tell whether print of one level surely is a line of its own below the lines above it."""
    largest: float = max(map(_SIZE, chain(glyphs, above)))
    return glyphs[0].base - above[-1].base > LINE * largest


def _parted(
    starts: Sequence[float],
    ends: Sequence[float],
    walls: Sequence[float],
    sizes: tuple[float, float],
) -> list[tuple[int, int, bool, bool]]:
    """Part a line at the walls of its row.

    Args:
        starts: x0 of its glyphs.
        ends: x1 of its glyphs.
        walls: the walls of the row.
        sizes: the largest and the smallest size in the line.

    Returns:
        For each cell with print: the wall on its right, its first glyph, whether there is a gap
        between two of its glyphs that may be a space, and a wide one. Nothing where a glyph
        may not stand in one cell.
    """
    size, least = sizes
    wide, narrow, space = CHUNK_GAP * size, WORD_GAP * size, SPACE * least
    parts: list[tuple[int, int, bool, bool]] = []
    begin = at = 0
    is_loose = is_spaced = False
    limit = last = reach = walls[0] - wide
    for i, (x0, x1) in enumerate(zip(starts, ends, strict=True)):
        gap = x0 - last
        if x0 >= limit:
            if at:
                parts.append((at, begin, is_loose, is_spaced))
            at = bisect_right(walls, x0, 1, len(walls) - 1)
            limit, reach = walls[at], x1
            if x0 == walls[at - 1] or x0 + _EDGE >= limit or gap <= narrow:
                return []
            begin, is_loose, is_spaced = i, False, False
        elif gap > space:
            is_loose = True
            is_spaced = is_spaced or x0 - reach > wide
        if x1 > limit:
            return []
        if x1 > reach:  # noqa: PLR1730 - no call for each glyph of a page
            reach = x1
        last = x1
    parts.append((at, begin, is_loose, is_spaced))
    return parts


class Closed(NamedTuple):
    """Closed tables from top to bottom, the lines outside of them, and the blanks within."""

    tables: list[ClosedTable]
    outside: list[Strip]
    blanks: list[Glyph]


def closed_tables(lattices: Sequence[Lattice], groups: Sequence[list[Glyph]]) -> Closed | None:
    """Put the print of a page into the cells of its lattices.

    Args:
        lattices: of rules alone.
        groups: the page's glyphs by baseline.

    Returns:
        ``None`` where any of the print leaves it open which cell it stands in.
    """
    tables = [ClosedTable(x) for x in sorted(lattices, key=lambda lattice: lattice.ys[0])]
    edges = [y for table in tables for y in (table.lattice.ys[0], table.lattice.ys[-1])]
    if edges != sorted(edges):
        return None
    if not tables:
        return Closed([], list(map(strip_of, groups)), [])
    closed = Closed(tables, [], [])
    for group in groups:
        if not _takes(closed, strip_of(group), edges):
            return None
    return closed if all(table.is_certain() for table in tables) else None


def _takes(closed: Closed, strip: Strip, edges: Sequence[float]) -> bool:
    """Give a line to its table, or leave it outside; tells whether that is certain."""
    group, seen, fields = strip
    _, _, tops, _, bottoms, *_ = fields if seen else zip(*group, strict=True)
    top, bottom = min(tops), max(bottoms)
    at = bisect_right(edges, (top + bottom) / 2)
    if not at % 2:
        closed.outside.append(strip)
        # None of its glyphs may stand in a table by itself.
        return bisect_right(edges, top) == at == bisect_right(edges, bottom)
    if seen is not group:
        closed.blanks.extend(glyph for glyph in group if glyph.is_blank)
    return not seen or closed.tables[at // 2].add(seen, fields, (top + bottom) / 2)
