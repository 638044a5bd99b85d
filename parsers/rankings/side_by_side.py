"""Rankings printed side by side under one header (排名|单位|得分|排名|单位|得分), parted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from parsers.cells import number, rank
from parsers.columns import bare_name, role_word, split_header
from parsers.headers import HeaderBlock, class_name, find_header, header_paths, names_unit
from parsers.printed_grid import Grid, Row
from parsers.ranks import rank_order

# A strip ranks units: it names them, and has one of these columns.
_RANKING: Final = frozenset({"rank", "serial", "total", "points"})
_PLACES: Final = ("rank", "serial")
_TOTALS: Final = ("total", "points")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A ranking as a grid of its own; ``group`` is what its header says of the units, if any."""

    grid: Grid
    group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strips:
    """A grid seen as strips of columns that repeat one header; ``kinds`` are those of a strip."""

    grid: Grid
    block: HeaderBlock
    paths: Sequence[tuple[str, ...]]
    kinds: Sequence[str]
    columns: Sequence[Sequence[int]]

    @property
    def body(self) -> range:
        """The rows below the header."""
        return range(self.block.end, len(self.grid.rows))

    @property
    def units(self) -> list[int]:
        """The column of each strip that names its units."""
        return [columns[self.kinds.index("unit")] for columns in self.columns]

    def column(self, strip: int, words: Sequence[str]) -> int | None:
        """Return the last column of a strip that is of the first of these kinds there is."""
        for word in words:
            places = [c for c, k in zip(self.columns[strip], self.kinds, strict=True) if k == word]
            if places:
                return places[-1]
        return None


def parted(grid: Grid) -> tuple[Part, ...]:
    """Part a grid that holds several rankings, or parts of one, side by side.

    Args:
        grid: a printed table, joined over pages.

    Returns:
        The grid itself where its header does not repeat. One ranking that goes on in the next
        strip as one grid, the strips below one another. Where each strip ranks for itself (its
        ranks begin with 1 and fit its own totals better), one grid per strip. No cell is lost;
        a row over all strips (a heading, a remark) stands once in each grid.
    """
    strips = _strips(grid)
    if strips is None:
        return (Part(grid=grid, group=None),)
    every = range(len(strips.columns))
    if not _rank_apart(strips):
        return (Part(grid=_stacked(strips, every), group=None),)
    return tuple(
        Part(grid=_stacked(strips, [strip]), group=group)
        for strip, group in zip(every, _groups(strips), strict=True)
    )


def _strips(grid: Grid) -> _Strips | None:
    block = find_header(grid)
    paths = header_paths(grid, block)
    body = range(block.end, len(grid.rows))
    used = [
        column
        for column in range(grid.n_columns)
        if paths[column] or any(grid.text(row, column).strip() for row in body)
    ]
    kinds = [_kind(paths[column]) for column in used]
    for width in range(2, len(used) // 2 + 1):
        first = kinds[:width]
        repeats = kinds == first * (len(used) // width)
        if repeats and first.count("unit") == 1 and _RANKING & set(first):
            columns = [used[i : i + width] for i in range(0, len(used), width)]
            return _Strips(grid=grid, block=block, paths=paths, kinds=first, columns=columns)
    return None


def _kind(path: tuple[str, ...]) -> str:
    name = split_header(path[-1]).name if path else ""
    return role_word(name) or bare_name(name)


def _rank_apart(strips: _Strips) -> bool:
    """Tell whether each strip is a ranking of its own."""
    every = range(len(strips.columns))
    if not set(_PLACES) & set(strips.kinds):
        return len(set(_unit_names(strips))) > 1
    ranks = [_ranks(strips, strip) for strip in every]
    if not all(1 in known for known in ranks):
        return False
    if not set(_TOTALS) & set(strips.kinds):
        return True
    totals = [_totals(strips, strip) for strip in every]
    apart = sum(_misfits(r, t) for r, t in zip(ranks, totals, strict=True))
    together = _misfits([r for known in ranks for r in known], [t for some in totals for t in some])
    return apart < together


def _misfits(ranks: Sequence[int | None], totals: Sequence[Decimal | None]) -> int:
    """Count the ranks that the totals do not allow."""
    order = rank_order(ranks, totals)
    return sum(order.agrees(place, value) is False for place, value in enumerate(ranks))


def _ranks(strips: _Strips, strip: int) -> list[int | None]:
    column = strips.column(strip, _PLACES)
    texts = [strips.grid.text(row, column) for row in strips.body] if column is not None else []
    values = [rank(text).value for text in texts]
    return [None if value is None else int(value) for value in values]


def _totals(strips: _Strips, strip: int) -> list[Decimal | None]:
    column = strips.column(strip, _TOTALS)
    assert column is not None  # noqa: S101 - asked for only where there is one
    return [number(strips.grid.text(row, column)).value for row in strips.body]


def _unit_names(strips: _Strips) -> list[str]:
    return [bare_name(strips.paths[column][-1]) for column in strips.units]


def _groups(strips: _Strips) -> list[str | None]:
    """Return what the header says of each strip's units: a heading over it, else 街道 | 部门."""
    heads = [{strips.paths[column][0] for column in columns} for columns in strips.columns]
    if all(len(head) == 1 for head in heads):
        names = [class_name(next(iter(head))) for head in heads]
    else:
        names = _unit_names(strips)
    return list(names) if len(set(names)) == len(names) else [None] * len(names)


def _stacked(strips: _Strips, chosen: Sequence[int]) -> Grid:
    """Put strips below one another: header, then each band between rows that cover all strips."""
    grid = strips.grid
    rows = [_cut(row, strips.columns[chosen[0]]) for row in grid.rows[: strips.block.end]]
    across = _runs_across(strips)
    band: list[int] = []
    for row in strips.body:
        whole = _covering(strips, row, chosen)
        if whole is None:
            band.append(row)
            continue
        rows += [*_band(strips, band, chosen, across=across), *whole]
        band = []
    rows += _band(strips, band, chosen, across=across)
    return replace(grid, rows=tuple(rows))


def _cut(row: Row, columns: Sequence[int]) -> Row:
    return tuple(row[column] for column in columns)


def _covering(strips: _Strips, row: int, chosen: Sequence[int]) -> list[Row] | None:
    """Return a row that belongs to all strips, cut to the strip in which it is printed.

    Behind it stands what others of the chosen strips print in it of their own.
    """
    cuts = [_cut(strips.grid.rows[row], columns) for columns in strips.columns]
    cells = [{id(slot.cell) for slot in cut if slot and slot.text} for cut in cuts]
    is_shared = any(one & other for one, other in pairwise(cells))
    # A unit's name alone in its strip is that strip's.
    names_unit_alone = any(names_unit(strips.grid.text(row, c)) for c in strips.units)
    is_alone = len(set().union(*cells)) == 1 and not names_unit_alone
    if not is_shared and not is_alone:
        return None
    shown = next(strip for strip, there in enumerate(cells) if there)
    own = [strip for strip in chosen if cells[strip] - cells[shown]]
    return [cuts[strip] for strip in (shown, *own)]


def _band(
    strips: _Strips, band: Sequence[int], chosen: Sequence[int], *, across: bool
) -> list[Row]:
    places = [(row, strip) for strip in chosen for row in band]
    if across:
        places.sort()
    cuts = [_cut(strips.grid.rows[row], strips.columns[strip]) for row, strip in places]
    return [cut for cut in cuts if any(slot and slot.text.strip() for slot in cut)]


def _runs_across(strips: _Strips) -> bool:
    """Tell whether ranks run on from strip to strip in each row, and not down each strip."""
    ranks = [_ranks(strips, strip) for strip in range(len(strips.columns))]
    down = [value for known in ranks for value in known if value is not None]
    along = [value for row in zip(*ranks, strict=True) for value in row if value is not None]
    return along == sorted(along) and down != sorted(down)
