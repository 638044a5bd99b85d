"""Several rows per unit (季度 or 指标 beside a merged unit cell), laid out as one row per unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from parsers.cells import number
from parsers.headers import find_header, header_words, lone_text, names_unit, row_word
from parsers.printed_grid import Grid, Row, Slot

# Values that differ from row to row of one unit can be none of these.
_OF_A_UNIT: Final = frozenset({"rank", "serial", "unit", "grade"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Groups:
    """The rows of each unit, and what the columns hold.

    ``labels`` are columns that say the same of each unit's rows (一季度, 二季度), ``limits`` those
    that print the maximum of each, ``values`` what differs; all others are printed once a unit.
    """

    grid: Grid
    header: int
    unit: int
    rows: Sequence[Sequence[int]]
    remarks: Sequence[int]
    labels: Sequence[int]
    limits: Sequence[int]
    values: Sequence[int]
    kinds: Sequence[str | None]

    @property
    def height(self) -> int:
        """How many rows each unit has."""
        return len(self.rows[0])

    @property
    def is_one_measure(self) -> bool:
        """Whether the rows give points of one sort, so that the label names the column."""
        return len(self.values) == 1 and self.kinds[self.values[0]] in {"points", "total", None}


def one_row_per_unit(grid: Grid) -> Grid:
    """Lay out a grid with several rows per unit as one row per unit.

    Args:
        grid: a printed table. Its unit cells span their rows, or stand in the first of them.

    Returns:
        A grid in which each value of a unit's rows has a column of its own below a header of the
        measure and the row's label; a column of maxima (满分) becomes a row of the header. The grid
        itself unless every unit has the same labels in the same order.
    """
    groups = _groups(grid)
    if groups is None:
        return grid
    columns = _columns(groups)
    rows = _header(groups, columns)
    for unit_rows in groups.rows:
        rows.append(tuple(grid.rows[unit_rows[place or 0]][column] for column, place in columns))
    for row in groups.remarks:
        printed = [slot for slot in grid.rows[row] if slot is not None and slot.printed]
        rows.append((*printed, *[None] * (len(columns) - len(printed))))
    return replace(grid, rows=tuple(rows))


def _groups(grid: Grid) -> _Groups | None:
    block = find_header(grid)
    if block.end - block.start != 1:
        return None
    kinds = header_words(grid, block)
    if "unit" not in kinds:
        return None
    unit = kinds.index("unit")
    rows, remarks = _unit_rows(grid, unit, block.end)
    if len(rows) < 2 or len({len(group) for group in rows}) > 1:
        return None
    apart = [c for c in range(grid.n_columns) if not _is_merged(grid, rows, c)]
    same = [c for c in apart if _says_the_same(grid, rows, c)]
    labels = [c for c in same if not _has_numbers(grid, rows, c)]
    limits = [c for c in same if c not in labels and kinds[c] == "limit"]
    limits = limits or _points_to_reach(grid, rows, apart, kinds)
    values = [c for c in apart if c not in labels and c not in limits]
    names = [tuple(grid.text(row, c) for c in labels) for row in rows[0]]
    if len(set(names)) < len(names) or not values or len(limits) > 1:
        return None
    if any(kinds[c] in _OF_A_UNIT for c in values) or not _has_numbers(grid, rows, values[0]):
        return None
    groups = _Groups(
        grid=grid,
        header=block.start,
        unit=unit,
        rows=rows,
        remarks=remarks,
        labels=labels,
        limits=limits,
        values=values,
        kinds=kinds,
    )
    width = len(_columns(groups))
    is_long = any(sum(bool(s and s.printed) for s in grid.rows[row]) > width for row in remarks)
    return None if is_long else groups


def _unit_rows(grid: Grid, unit: int, first: int) -> tuple[list[list[int]], list[int]]:
    """Return the rows of each unit and the remarks below; nothing where others come between."""
    groups: list[list[int]] = []
    remarks: list[int] = []
    for row in range(first, len(grid.rows)):
        texts = grid.texts(row)
        is_alone = lone_text(texts) is not None and not names_unit(grid.text(row, unit))
        if row_word(texts, "remark") or is_alone:
            remarks.append(row)
        elif remarks:
            return [], []
        elif grid.text(row, unit).strip() and not _is_one_cell(
            grid.rows[row][unit], grid.rows[row - 1][unit]
        ):
            groups.append([row])
        elif groups:
            groups[-1].append(row)
        else:
            return [], []
    return groups, remarks


def _is_one_cell(slot: Slot | None, other: Slot | None) -> bool:
    return slot is not None and other is not None and slot.cell is other.cell


def _is_merged(grid: Grid, groups: Sequence[Sequence[int]], column: int) -> bool:
    """Tell whether a column is printed once a unit: one cell, or blank ones below the first."""
    for rows in groups:
        first = grid.rows[rows[0]][column]
        for row in rows:
            slot = grid.rows[row][column]
            if grid.text(row, column) and not _is_one_cell(slot, first):
                return False
    return True


def _says_the_same(grid: Grid, groups: Sequence[Sequence[int]], column: int) -> bool:
    texts = [tuple(grid.text(row, column).strip() for row in rows) for rows in groups]
    said, *others = set(texts)
    return not others and all(said)


def _has_numbers(grid: Grid, groups: Sequence[Sequence[int]], column: int) -> bool:
    return any(number(grid.text(row, column)).kind == "number" for rows in groups for row in rows)


# So few of the rows (as a share) may print more points than their maximum.
_MOST_ABOVE: Final = 0.2


def _points_to_reach(
    grid: Grid, rows: Sequence[Sequence[int]], apart: Sequence[int], kinds: Sequence[str | None]
) -> list[int]:
    """Return the column of 分值 that is the maximum of each row, if there is one.

    It is the same for all units, others beside it are not, and of these hardly any is above it: one
    that is will be told of.
    """
    numbers = [c for c in apart if _has_numbers(grid, rows, c)]
    limits = [c for c in numbers if kinds[c] == "points" and _says_the_same(grid, rows, c)]
    others = [c for c in numbers if c not in limits]
    if len(limits) != 1 or not others:
        return []
    above = []
    for row in (row for group in rows for row in group):
        limit = number(grid.text(row, limits[0])).value
        if limit is None:
            return []
        values = [number(grid.text(row, c)).value for c in others]
        above.append(any(value is not None and value > limit for value in values))
    return limits if sum(above) <= _MOST_ABOVE * len(above) else []


def _columns(groups: _Groups) -> list[tuple[int, int | None]]:
    """Return the new columns: the old one, and which of a unit's rows it takes, if not all."""
    spread = [(column, place) for place in range(groups.height) for column in groups.values]
    done: list[tuple[int, int | None]] = []
    for column in range(groups.grid.n_columns):
        if column == groups.values[0]:
            done += spread
        elif column not in (*groups.labels, *groups.limits, *groups.values):
            done.append((column, None))
    return done


def _header(groups: _Groups, columns: Sequence[tuple[int, int | None]]) -> list[Row]:
    """Return title rows, then the rows of the header with measures, labels and maxima."""
    grid = groups.grid
    title: list[Row] = [
        (grid.rows[row][0], *[None] * (len(columns) - 1)) for row in range(groups.header)
    ]
    names = grid.rows[groups.header]
    measures = tuple(names[column] for column, _ in columns)
    labels = [
        tuple(
            names[column] if place is None else grid.rows[groups.rows[0][place]][label]
            for column, place in columns
        )
        for label in groups.labels
    ]
    rows = [measures, *labels] if groups.is_one_measure else [*labels, measures]
    if groups.limits:
        limit = groups.limits[0]
        maxima = [
            grid.rows[groups.rows[0][place]][limit]
            if place is not None and _has_numbers(grid, groups.rows, column)
            else None
            for column, place in columns
        ]
        at = [column for column, _ in columns].index(groups.unit)
        maxima[at] = names[limit]
        rows.append(tuple(maxima))
    return [*title, *rows]
