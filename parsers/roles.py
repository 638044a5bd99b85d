"""What each column of a ranking table holds: its header's words first, then what stands below it.

`parsers.columns` knows the words of one header. What they leave open the whole table decides: which
of several ranks is the overall one, which points the ranks follow, what is ranked where there are
no points at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from parsers.cells import number, rank
from parsers.columns import assign_roles, role_word
from parsers.printed_grid import Grid
from parsers.ranks import odd_one_out, rank_order
from schemas.notice import Column, Role
from schemas.vocabulary_files import vocabulary

# Names that make no score of a column, unless its header names a maximum.
_NO_POINTS: Final = frozenset({"other", "rate", "measure", "remark", "unit", "grade", "rank"})
_SUMMED: Final = frozenset({Role.TOTAL, Role.SUBTOTAL, Role.BONUS, Role.PENALTY, Role.DEDUCTION})
# So many ranks that follow a column, or numbers that count the units, are no chance.
_FEWEST: Final = 3

Words = list[str | None]
"""Per column the entry of ``columns.toml`` that its name is in (`parsers.columns.role_word`)."""


class _Body(NamedTuple):
    """The rows of a grid that may be units, asked column by column."""

    grid: Grid
    rows: Sequence[int]

    def texts(self, column: int) -> list[str]:
        return [self.grid.text(row, column) for row in self.rows]

    def values(self, column: int) -> list[Decimal | None]:
        return [number(text).value for text in self.texts(column)]

    def ranks(self, column: int) -> list[int | None]:
        read = [rank(text).value for text in self.texts(column)]
        return [None if value is None else int(value) for value in read]


def column_roles(
    grid: Grid, units: Sequence[int], columns: Sequence[Column], depths: Sequence[int]
) -> tuple[list[Role], Words]:
    """Find the roles of the columns.

    Args:
        grid: the table.
        units: the rows that may be units.
        columns: with names and limits; their roles are not looked at.
        depths: how many header texts stand over each column, its name included.

    Returns:
        The role of each column, and the entry of ``columns.toml`` its name is in.
    """
    body = _Body(grid, units)
    words = _nameless_serial(body, [_word(column) for column in columns], columns)
    numeric = [
        _mostly_numbers(body, c.position, is_rate=word == "rate") or c.max_score is not None
        for c, word in zip(columns, words, strict=True)
    ]
    roles = assign_roles(words, list(depths), numeric)
    roles = _one_unit(body, roles, words)
    roles = _one_rank(roles, columns)
    roles = _lone_score(_rates_alone(roles, words, numeric))
    roles = _ranked_score(body, roles, words)
    roles = _ranked_total(body, roles, words, depths)
    return _total_of_ranks(body, roles, words), words


def _word(column: Column) -> str | None:
    """Return the entry of ``columns.toml`` that a column's name is in.

    A maximum makes it a score whatever it is called (公开内容说明(10分)).
    """
    word = role_word(column.name)
    return None if column.max_score is not None and word in _NO_POINTS else word


def _nameless_serial(body: _Body, words: Words, columns: Sequence[Column]) -> Words:
    """Take a first or last column that only counts from 1 for running numbers, not for points.

    For a table in which no header names ranks or running numbers.
    """
    if {"rank", "serial"} & set(words) or len(body.rows) < _FEWEST:
        return words
    counted = [Decimal(n) for n in range(1, len(body.rows) + 1)]
    for place in (0, len(words) - 1):
        column = columns[place]
        is_bare = words[place] is None and column.max_score is None and column.weight is None
        if is_bare and body.values(place) == counted:
            return ["serial" if i == place else word for i, word in enumerate(words)]
    return words


def _mostly_numbers(body: _Body, column: int, *, is_rate: bool) -> bool:
    kinds = [number(text, is_rate=is_rate).kind for text in body.texts(column)]
    # A mark for "none" (— or /) speaks neither for numbers nor against them.
    count, others = kinds.count("number"), kinds.count("unread")
    return count > 0 and count >= others


def _one_unit(body: _Body, roles: list[Role], words: Words) -> list[Role]:
    """Keep the first unit column; without one take the first column of distinct texts."""
    named = [i for i, role in enumerate(roles) if role is Role.UNIT]
    for extra in named[1:]:
        roles[extra] = Role.OTHER
    if named or not body.rows:
        return roles
    for place, word in enumerate(words):
        texts = [text.strip() for text in body.texts(place)]
        is_text = all(text and number(text).kind == "unread" for text in texts)
        is_text = is_text and not any(rank(text).kind == "number" for text in texts)
        if word is None and is_text and len(set(texts)) == len(texts):
            roles[place] = Role.UNIT
            return roles
    return roles


def _one_rank(roles: list[Role], columns: Sequence[Column]) -> list[Role]:
    """Keep one rank column: the overall one, else the first at the shallowest level."""
    ranks = [i for i, role in enumerate(roles) if role is Role.RANK]
    if len(ranks) < 2:
        return roles
    beginnings = tuple(vocabulary("columns")["rank"]["overall"])

    def order(place: int) -> tuple[bool, int, int]:
        is_overall = columns[place].name.startswith(beginnings)
        return not is_overall, len(columns[place].path), place

    keep = min(ranks, key=order)
    for place in ranks:
        if place != keep:
            roles[place] = Role.OTHER
    return roles


def _rates_alone(roles: list[Role], words: Words, numeric: Sequence[bool]) -> list[Role]:
    """Take rates, else amounts, for what is ranked where a table has ranks and no points at all."""
    if Role.RANK not in roles or {Role.SCORE, Role.CUMULATIVE, *_SUMMED} & set(roles):
        return roles
    for kind in ("rate", "measure"):
        chosen = [word == kind and there for word, there in zip(words, numeric, strict=True)]
        if any(chosen):
            return [Role.SCORE if one else role for one, role in zip(chosen, roles, strict=True)]
    return roles


def _lone_score(roles: list[Role]) -> list[Role]:
    """Take a single column of points beside a rank for the total, whatever it is called."""
    points = [i for i, role in enumerate(roles) if role is Role.SCORE or role in _SUMMED]
    if len(points) == 1 and Role.RANK in roles and roles[points[0]] in {Role.SCORE, Role.DEDUCTION}:
        roles[points[0]] = Role.TOTAL
    return roles


def _ranked_score(body: _Body, roles: list[Role], words: Words) -> list[Role]:
    """Take for the total, where no column says so, the one column of points the ranks follow."""
    place = _first(roles, Role.RANK)
    if place is None or Role.TOTAL in roles:
        return roles
    points = [
        i
        for i, (role, word) in enumerate(zip(roles, words, strict=True))
        if role is Role.SCORE and word in {"points", None}
    ]
    followed = [i for i in points if not _displaced(body, place, i)]
    if len(followed) == 1 and len(points) > 1:
        roles[followed[0]] = Role.TOTAL
    return roles


def _ranked_total(
    body: _Body, roles: list[Role], words: Words, depths: Sequence[int]
) -> list[Role]:
    """Take of several totals side by side (本年总分, 上年总分) the one that the ranks follow.

    Where few rows are out of order, or one alone, the total is wrong in them, and no other column
    is meant.
    """
    total, place = _first(roles, Role.TOTAL), _first(roles, Role.RANK)
    if total is None or place is None:
        return roles
    ranks, values = body.ranks(place), body.values(total)
    order = rank_order(ranks, values)
    wrong = sum(order.agrees(i, value) is False for i, value in enumerate(ranks))
    is_wrong_alone = odd_one_out(ranks, values, descending=order.descending) is not None
    if 2 * wrong <= len(ranks) or is_wrong_alone:
        return roles
    followed = [
        i
        for i, (role, word) in enumerate(zip(roles, words, strict=True))
        if (role, word, depths[i]) == (Role.SUBTOTAL, "total", depths[total])
        and not _displaced(body, place, i)
    ]
    if len(followed) == 1:
        roles[followed[0]], roles[total] = Role.TOTAL, Role.SUBTOTAL
    return roles


def _total_of_ranks(body: _Body, roles: list[Role], words: Words) -> list[Role]:
    """Take 累计得分 for the total where the ranks follow it and not the period's points."""
    total, place = _first(roles, Role.TOTAL), _first(roles, Role.RANK)
    if total is None or place is None or words[total] not in {"points", None}:
        return roles
    # What was reached before (上期累计) may have the same order: the last one counts.
    others = [
        i
        for i, role in enumerate(roles)
        if role is Role.CUMULATIVE and not _displaced(body, place, i)
    ]
    if others and _displaced(body, place, total):
        # The period's points go on adding up its scores, where there are several.
        has_parts = sum(role is Role.SCORE for role in roles[:total]) > 1
        roles[others[-1]] = Role.TOTAL
        roles[total] = Role.SUBTOTAL if has_parts else Role.SCORE
    return roles


def _first(roles: Sequence[Role], wanted: Role) -> int | None:
    return next((i for i, role in enumerate(roles) if role is wanted), None)


def _displaced(body: _Body, place: int, column: int) -> int:
    """Count the rows whose rank does not follow a column; all of them where too few do."""
    ranks = body.ranks(place)
    order = rank_order(ranks, body.values(column))
    agreed = [order.agrees(i, value) for i, value in enumerate(ranks)]
    return agreed.count(False) if agreed.count(True) >= _FEWEST else len(body.rows)
