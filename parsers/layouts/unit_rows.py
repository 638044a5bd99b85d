"""The ordinary ranking table: a header of one or more rows, then one row per unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

from parsers.cells import number, rank, tidy
from parsers.columns import Header, assign_roles, bare_limit, role_word, split_header
from parsers.headers import (
    HeaderBlock,
    find_header,
    header_paths,
    lone_text,
    row_word,
)
from parsers.printed_grid import Grid, place_of
from parsers.ranks import rank_order
from parsers.shape import Segment, Shape
from schemas.notice import Column, Role
from schemas.places import Provenance

_NOT_LIMITED = frozenset({"other", "rate", "measure", "remark", "unit", "grade", "rank"})
_LIMITED = frozenset({Role.SCORE, Role.BONUS, Role.PENALTY, Role.DEDUCTION, Role.TOTAL})


def recognise(grid: Grid) -> Shape | None:
    """Read a grid with a header row as columns and units; ``None`` without a header."""
    block = find_header(grid)
    if block.start == block.end:
        return None
    body = tuple(range(block.end, len(grid.rows)))
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
    for row in body:
        texts = grid.texts(row)
        text = lone_text(texts)
        is_section = text is not None and not row_word(texts, "remark")
        is_section = is_section and number(text or "").kind != "number"
        if is_section and any(_may_be_unit(grid, later) for later in body if later > row):
            parts.append((tidy(text or ""), []))
        else:
            parts[-1][1].append(row)
    segments = []
    for group, rows in parts:
        if not rows and group is None:
            continue
        ranked = [r for r in rows if _may_be_unit(grid, r) and _is_ranked(grid, r, unit, place)]
        whole = Segment(group=group, rows=tuple(rows), ranked=tuple(ranked))
        segments += _by_group_column(grid, whole, unit, place) or [whole]
    return tuple(segments)


def _by_group_column(
    grid: Grid, whole: Segment, unit: int | None, place: int | None
) -> list[Segment]:
    """Split where a column left of the units names their group and each group has ranks of its own.

    The name stands in a cell over several rows, once with empty cells below it, or in each row.
    Ranks that run on through the groups are one ranking: then, and without such a column, nothing
    comes back.
    """
    if unit is None or place is None:
        return []
    for column in range(unit):
        if column == place:
            continue
        labels = _labels(grid, whole.ranked, column)
        blocks = [list(rows) for _, rows in groupby(whole.ranked, labels.get)]
        if len(blocks) < 2 or not all(labels.values()) or all(len(rows) == 1 for rows in blocks):
            continue
        if not all(_begins_at_first(grid, rows, place) for rows in blocks):
            continue
        # What is no unit (a group's sum) goes with the units above it.
        starts = [whole.rows[0], *(rows[0] for rows in blocks[1:]), whole.rows[-1] + 1]
        return [
            Segment(
                group=f"{whole.group} {labels[rows[0]]}" if whole.group else labels[rows[0]],
                rows=tuple(row for row in whole.rows if start <= row < end),
                ranked=tuple(rows),
            )
            for rows, (start, end) in zip(blocks, pairwise(starts), strict=True)
        ]
    return []


def _labels(grid: Grid, rows: tuple[int, ...], column: int) -> dict[int, str]:
    """Return the group each row stands in by a column, ``""`` where that holds figures or ranks."""
    labels: dict[int, str] = {}
    label = ""
    for row in rows:
        text = tidy(grid.text(row, column))
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
    words = _nameless_serial(grid, units, [_word(column) for column in columns], columns)
    numeric = [
        _mostly_numbers(grid, units, c.position, is_rate=word == "rate") or c.max_score is not None
        for c, word in zip(columns, words, strict=True)
    ]
    roles = assign_roles(words, [len(path) for path in paths], numeric)
    roles = _one_unit(grid, units, roles, words)
    roles = _one_rank(roles, columns)
    roles = _lone_score(_rates_alone(roles, words, numeric))
    roles = _ranked_score(grid, units, roles, words)
    roles = _total_of_ranks(grid, units, roles, words)
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


def _word(column: Column) -> str | None:
    """Return the entry of ``columns.toml`` that a column's name is in.

    A maximum makes it a score whatever it is called (公开内容说明(10分)).
    """
    word = role_word(column.name)
    return None if column.max_score is not None and word in _NOT_LIMITED else word


def _nameless_serial(
    grid: Grid, units: list[int], words: list[str | None], columns: list[Column]
) -> list[str | None]:
    """Take a first or last column that only counts from 1 for running numbers, not for points.

    For a table in which no header names ranks or running numbers.
    """
    if {"rank", "serial"} & set(words) or len(units) < _FEWEST_FOLLOWING:
        return words
    counted = [Decimal(n) for n in range(1, len(units) + 1)]
    for place in (0, len(words) - 1):
        column = columns[place]
        plain = words[place] is None and column.max_score is None and column.weight is None
        if plain and [number(grid.text(row, place)).value for row in units] == counted:
            return ["serial" if i == place else word for i, word in enumerate(words)]
    return words


_WHOLE = Decimal(100)


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
    if column.role in _LIMITED or column.role is Role.SUBTOTAL or column.role is Role.CUMULATIVE:
        return column
    return replace(column, max_score=None)


def _limits(grid: Grid, block: HeaderBlock, position: int) -> tuple[Decimal | None, Decimal | None]:
    """Return maximum and weight of a column from the row that gives them as numbers."""
    if block.limits is None:
        return None, None
    texts = grid.texts(block.limits)
    text = texts[position].strip()
    value = number(text.rstrip("%％")).value
    if value is None:
        return None, None
    if row_word(texts, "weights") or text.endswith(("%", "％")):
        return None, (value / 100 if text.endswith(("%", "％")) or value > 1 else value)
    return value, None


def _header_place(grid: Grid, block: HeaderBlock, position: int) -> Provenance | None:
    for row in range(block.end - 1, block.start - 1, -1):
        slot = grid.rows[row][position]
        if slot is not None and slot.text and row != block.limits:
            return place_of(slot.cell)
    return None


def _mostly_numbers(grid: Grid, rows: list[int], column: int, *, is_rate: bool) -> bool:
    kinds = [number(grid.text(row, column), is_rate=is_rate).kind for row in rows]
    # A mark for "none" (— or /) speaks neither for numbers nor against them.
    count, others = kinds.count("number"), kinds.count("unread")
    return count > 0 and count >= others


def _one_unit(
    grid: Grid, rows: list[int], roles: list[Role], words: list[str | None]
) -> list[Role]:
    """Keep the first unit column; without one take the first column of distinct texts."""
    named = [i for i, role in enumerate(roles) if role is Role.UNIT]
    for extra in named[1:]:
        roles[extra] = Role.OTHER
    if named or not rows:
        return roles
    for place, word in enumerate(words):
        texts = [grid.text(row, place).strip() for row in rows]
        is_text = all(text and number(text).kind == "unread" for text in texts)
        is_text = is_text and not any(rank(text).kind == "number" for text in texts)
        if word is None and is_text and len(set(texts)) == len(texts):
            roles[place] = Role.UNIT
            return roles
    return roles


def _one_rank(roles: list[Role], columns: list[Column]) -> list[Role]:
    """Keep one rank column: the overall one, else the first at the shallowest level."""
    ranks = [i for i, role in enumerate(roles) if role is Role.RANK]
    if len(ranks) < 2:
        return roles

    def order(place: int) -> tuple[int, int, int]:
        overall = columns[place].name.startswith(("总", "综合"))
        return (0 if overall else 1, len(columns[place].path), place)

    keep = min(ranks, key=order)
    for place in ranks:
        if place != keep:
            roles[place] = Role.OTHER
    return roles


def _rates_alone(roles: list[Role], words: list[str | None], numeric: list[bool]) -> list[Role]:
    """Take rates, else amounts, for what is ranked where a table has ranks and no points at all."""
    if Role.RANK not in roles or {Role.SCORE, Role.CUMULATIVE, *_SUMMED} & set(roles):
        return roles
    for kind in ("rate", "measure"):
        chosen = [word == kind and there for word, there in zip(words, numeric, strict=True)]
        if any(chosen):
            return [Role.SCORE if one else role for one, role in zip(chosen, roles, strict=True)]
    return roles


def _lone_score(roles: list[Role]) -> list[Role]:
    """A single column of points beside a rank is the total, whatever it is called."""
    scores = [i for i, role in enumerate(roles) if role is Role.SCORE]
    points = [i for i, role in enumerate(roles) if role is Role.SCORE or role in _SUMMED]
    is_lost = [i for i in points if roles[i] is Role.DEDUCTION]
    if len(points) == 1 and Role.RANK in roles and (scores or is_lost):
        roles[points[0]] = Role.TOTAL
    return roles


_SUMMED = frozenset({Role.TOTAL, Role.SUBTOTAL, Role.BONUS, Role.PENALTY, Role.DEDUCTION})
_FEWEST_FOLLOWING = 3


def _total_of_ranks(
    grid: Grid, rows: list[int], roles: list[Role], words: list[str | None]
) -> list[Role]:
    """Take 累计得分 for the total where the ranks follow it and not the period's points."""
    total = next((i for i, role in enumerate(roles) if role is Role.TOTAL), None)
    place = next((i for i, role in enumerate(roles) if role is Role.RANK), None)
    if total is None or place is None or words[total] not in {"points", None}:
        return roles
    # What was reached before (上期累计) may have the same order: the last one counts.
    others = [
        i
        for i, role in enumerate(roles)
        if role is Role.CUMULATIVE and not _displaced(grid, rows, place, i)
    ]
    if others and _displaced(grid, rows, place, total):
        # The period's points go on adding up its scores, where there are several.
        has_parts = sum(role is Role.SCORE for role in roles[:total]) > 1
        roles[others[-1]] = Role.TOTAL
        roles[total] = Role.SUBTOTAL if has_parts else Role.SCORE
    return roles


def _ranked_score(
    grid: Grid, rows: list[int], roles: list[Role], words: list[str | None]
) -> list[Role]:
    """Take for the total, where no column says so, the one column of points the ranks follow."""
    place = next((i for i, role in enumerate(roles) if role is Role.RANK), None)
    if place is None or Role.TOTAL in roles:
        return roles
    points = [
        i
        for i, (role, word) in enumerate(zip(roles, words, strict=True))
        if role is Role.SCORE and word in {"points", None}
    ]
    followed = [i for i in points if not _displaced(grid, rows, place, i)]
    if len(followed) == 1 and len(points) > 1:
        roles[followed[0]] = Role.TOTAL
    return roles


def _displaced(grid: Grid, rows: list[int], place: int, column: int) -> int:
    """Count the rows whose rank does not follow a column; all of them where too few do."""
    read = [rank(grid.text(row, place)).value for row in rows]
    ranks = [None if value is None else int(value) for value in read]
    values = [number(grid.text(row, column)).value for row in rows]
    order = rank_order(ranks, values)
    agreed = [order.agrees(i, value) for i, value in enumerate(ranks)]
    return agreed.count(False) if agreed.count(True) >= _FEWEST_FOLLOWING else len(rows)


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
