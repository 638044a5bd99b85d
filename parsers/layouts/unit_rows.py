"""The ordinary ranking table: a header of one or more rows, then one row per unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final

from parsers.cells import number, rank, tidy
from parsers.columns import Header, bare_limit, role_word, split_header
from parsers.headers import (
    HeaderBlock,
    class_name,
    find_header,
    header_paths,
    lone_text,
    names_unit,
    row_word,
)
from parsers.printed_grid import Grid, place_of
from parsers.roles import column_roles
from parsers.shape import Segment, Shape
from schemas.notice import Column, Role
from schemas.places import Provenance

# Columns whose header may name a maximum; of any other a number in it is none.
_LIMITED: Final = frozenset(
    {
        Role.SCORE,
        Role.BONUS,
        Role.PENALTY,
        Role.DEDUCTION,
        Role.TOTAL,
        Role.SUBTOTAL,
        Role.CUMULATIVE,
    }
)
_WHOLE: Final = Decimal(100)
# Weights without a sign are per cent where one of their row is as large: no fraction is.
_FEWEST_PER_CENT: Final = 2


def recognise(grid: Grid) -> Shape | None:
    """Read a grid with a header row as columns and units; ``None`` without a header."""
    block = find_header(grid)
    if block.start == block.end:
        return None
    # A header that is printed again between the rows (at a page end that left no trace) is no unit.
    names = [grid.texts(row) for row in range(block.start, block.end)]
    body = tuple(row for row in range(block.end, len(grid.rows)) if grid.texts(row) not in names)
    units = [row for row in body if _may_be_unit(grid, row)]
    columns, words = _columns(grid, block, units)
    above = [grid.texts(row) for row in range(block.start)]
    titles = [lone_text(texts) or "" for texts in above if not row_word(texts, "remark")]
    serial = next((i for i, word in enumerate(words) if word == "serial"), None)
    unit = next((c.position for c in columns if c.role is Role.UNIT), None)
    place = next((c.position for c in columns if c.role is Role.RANK), serial)
    segments = _segments(grid, body, unit, place)
    return Shape(
        title=tidy("".join(titles)) or None,
        columns=tuple(columns),
        segments=segments,
        serial=serial,
        is_ranking=_is_ranking(columns, words) and any(s.ranked for s in segments),
    )


def _may_be_unit(grid: Grid, row: int) -> bool:
    texts = grid.texts(row)
    if lone_text(texts) is not None or not any(text.strip() for text in texts):
        return False
    return not row_word(texts, "summary") and not row_word(texts, "remark")


def _segments(
    grid: Grid, body: tuple[int, ...], unit: int | None, place: int | None
) -> tuple[Segment, ...]:
    """Split the body at its section rows (``（二）乡镇类`` over all columns) and by its groups."""
    parts: list[tuple[str | None, list[int]]] = [(None, [])]
    alone = _names_alone(grid, body, unit, place)
    last = next((row for row in reversed(body) if _may_be_unit(grid, row)), -1)
    for row in body:
        texts = grid.texts(row)
        text = lone_text(texts) or ""
        is_section = number(text).kind == "unread" and row not in alone
        is_section = is_section and not row_word(texts, "remark")
        if is_section and row < last:
            parts.append((class_name(text), []))
        else:
            parts[-1][1].append(row)
    segments = []
    for group, rows in parts:
        if not rows and group is None:
            continue
        ranked = [
            r
            for r in rows
            if r in alone or (_may_be_unit(grid, r) and _is_ranked(grid, r, unit, place))
        ]
        whole = Segment(group=group, rows=tuple(rows), ranked=tuple(ranked))
        segments += _by_group_column(grid, whole, unit, place) or [whole]
    return tuple(segments)


def _names_alone(
    grid: Grid, body: tuple[int, ...], unit: int | None, place: int | None
) -> set[int]:
    """Return the rows of units of which nothing but the name is printed in the column of names.

    Classes may be called like units (中心镇, 一般镇): the first of several stands above all units,
    or ranks begin again below each.
    """
    if unit is None:
        return set()
    alone = [
        row
        for row in body
        if names_unit(grid.text(row, unit))
        and sum(bool(text.strip()) for text in grid.texts(row)) == 1
    ]
    first = next((row for row in body if _may_be_unit(grid, row)), len(grid.rows))
    if len(alone) > 1 and alone[0] < first:
        return set()
    return set(alone).difference(_begins_again(grid, body, alone, place))


def _begins_again(
    grid: Grid, body: tuple[int, ...], rows: Sequence[int], place: int | None
) -> Iterator[int]:
    """Give the rows below which ranks begin with 1 again."""
    if place is None:
        return
    ranks = [
        (row, value) for row in body if (value := rank(grid.text(row, place)).value) is not None
    ]
    for row in rows:
        at = bisect_left(ranks, row, key=itemgetter(0))
        if 0 < at < len(ranks) and ranks[at][1] == 1 != ranks[at - 1][1]:
            yield row


def _by_group_column(
    grid: Grid, whole: Segment, unit: int | None, place: int | None
) -> list[Segment] | None:
    """Split where a column left of the units names their group and each group has ranks of its own.

    The name stands in a cell over several rows, once with empty cells below it, or in each row.
    Ranks that run on through the groups are one ranking: then, and without such a column, nothing
    comes back.
    """
    if unit is None or place is None:
        return None
    for column in range(unit):
        labels = _labels(grid, whole.ranked, column)
        blocks = [list(rows) for _, rows in groupby(whole.ranked, labels.get)]
        if len(blocks) < 2 or not all(labels.values()) or all(len(rows) == 1 for rows in blocks):
            continue
        if not all(_begins_at_first(grid, rows, place) for rows in blocks):
            continue
        # What is no unit (a group's sum) goes with the units above it.
        starts = [whole.rows[0], *(rows[0] for rows in blocks[1:]), len(grid.rows)]
        return [
            Segment(
                group=f"{whole.group} {labels[rows[0]]}" if whole.group else labels[rows[0]],
                rows=tuple(row for row in whole.rows if start <= row < end),
                ranked=tuple(rows),
            )
            for rows, (start, end) in zip(blocks, pairwise(starts), strict=True)
        ]
    return None


def _labels(grid: Grid, rows: tuple[int, ...], column: int) -> dict[int, str]:
    """Return the group each row stands in by a column, ``""`` where that holds figures or ranks."""
    labels: dict[int, str] = {}
    label = ""
    for row in rows:
        text = class_name(grid.text(row, column))
        if number(text).kind == "number" or rank(text).kind == "number":
            text = label = ""
        label = labels[row] = text or label
    return labels


def _begins_at_first(grid: Grid, rows: list[int], place: int) -> bool:
    """Tell whether the ranks of these rows begin with 1."""
    ranks = [value for row in rows if (value := rank(grid.text(row, place)).value) is not None]
    return bool(ranks) and min(ranks) == 1


def _is_ranked(grid: Grid, row: int, unit: int | None, place: int | None) -> bool:
    """Tell whether a row is a unit's: it names one, or has a place though its name is lost."""
    if unit is None or grid.text(row, unit).strip():
        return True
    return place is not None and rank(grid.text(row, place)).kind == "number"


def _columns(
    grid: Grid, block: HeaderBlock, units: list[int]
) -> tuple[list[Column], list[str | None]]:
    """Return the columns with their roles, and the entry of ``columns.toml`` each name is in."""
    paths = header_paths(grid, block)
    bare = _bare_limits(grid, units, [path[-1] if path else "" for path in paths])
    columns = [
        _named_column(grid, block, place, path, bare.get(place)) for place, path in enumerate(paths)
    ]
    roles, words = column_roles(grid, units, columns, list(map(len, paths)))
    typed = [replace(c, role=role) for c, role in zip(columns, roles, strict=True)]
    return [_without_limits(column) for column in typed], words


def _named_column(
    grid: Grid, block: HeaderBlock, position: int, path: Sequence[str], bare: Header | None
) -> Column:
    """Read a column's header; its role is not known yet."""
    printed = path[-1] if path else ""
    header = bare or split_header(printed)
    groups = [name for text in path[:-1] if (name := split_header(text).name)]
    # A leaf that gives nothing but a maximum ((40分)) is called as its group.
    name = header.name or (groups.pop() if groups else "")
    max_score, weight = _limits(grid, block, position)
    return Column(
        position=position,
        name=name,
        printed=printed,
        path=(*groups, name),
        role=Role.OTHER,
        max_score=header.max_score if max_score is None else max_score,
        weight=header.weight if weight is None else weight,
        where=_header_place(grid, block, position),
    )


def _bare_limits(grid: Grid, units: list[int], printed: list[str]) -> dict[int, Header]:
    """Take numbers in brackets (基础信息（30）) for maxima where the whole table speaks for it.

    Two columns have one, or it is 100 or the total's; they do not just count the columns; and no
    value but one is above its own.
    """
    found = {i: said for i, text in enumerate(printed) if (said := bare_limit(text)) is not None}
    limits = [limit for _, limit in found.values()]
    is_total = any(role_word(name) in {"total", "points"} for name, _ in found.values())
    if len(limits) < 2 and _WHOLE not in limits and not is_total:
        return {}
    if len(limits) > 1 and all(upper - lower == 1 for lower, upper in pairwise(limits)):
        return {}
    above = 0
    for column, (_, limit) in found.items():
        values = [number(grid.text(row, column)).value for row in units]
        above += sum(value is not None and value > limit for value in values)
        if not any(value is not None for value in values):
            return {}
    if above > 1:
        return {}
    return {i: Header(name, limit, None) for i, (name, limit) in found.items()}


def _without_limits(column: Column) -> Column:
    return column if column.role in _LIMITED else replace(column, max_score=None)


def _limits(grid: Grid, block: HeaderBlock, position: int) -> tuple[Decimal | None, Decimal | None]:
    """Return maximum and weight of a column from the row that gives them as numbers."""
    if block.limits is None:
        return None, None
    texts = [text.strip() for text in grid.texts(block.limits)]
    value = number(texts[position].rstrip("%％")).value
    is_per_cent = texts[position].endswith(("%", "％"))
    if value is None:
        return None, None
    if not row_word(texts, "weights") and not is_per_cent:
        return value, None
    if not is_per_cent:
        bare = [other for text in texts if (other := number(text).value) is not None]
        is_per_cent = max(bare) >= _FEWEST_PER_CENT
    return None, value / 100 if is_per_cent else value


def _header_place(grid: Grid, block: HeaderBlock, position: int) -> Provenance | None:
    for row in range(block.end - 1, block.start - 1, -1):
        slot = grid.rows[row][position]
        if slot is not None and slot.text and row != block.limits:
            return place_of(slot.cell)
    return None


def _is_ranking(columns: list[Column], words: list[str | None]) -> bool:
    """A ranking has units and a rank, a total, or scores that are named as such."""
    roles = {column.role for column in columns}
    if Role.UNIT not in roles:
        return False
    if roles & {Role.RANK, Role.TOTAL}:
        return True
    points = any(word == "points" for word in words)
    limits = any(c.max_score is not None or c.weight is not None for c in columns)
    return Role.SCORE in roles and (points or limits)
