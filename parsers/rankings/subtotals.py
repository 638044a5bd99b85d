"""Identities beside the total: sub-totals (小计), running totals (累计), points left of an item."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.arithmetic import Fit, Formula, Row, Term, judge
from schemas.notice import Role, TotalRule


@dataclass(slots=True)
class _Header:
    """The columns under one group header: the scores, and those before each of its sub-totals."""

    scores: list[int] = field(default_factory=list)
    before: dict[int, list[int]] = field(default_factory=dict)
    since: list[int] = field(default_factory=list)

    def add(self, position: int, role: Role) -> None:
        """Take in the next column."""
        if role is Role.SCORE:
            self.scores.append(position)
            self.since.append(position)
        elif role is Role.SUBTOTAL:
            self.before[position], self.since = self.since, []

    def added_up(self, position: int) -> list[int]:
        """Return the scores that a sub-total adds up; all of them for any other column."""
        own = self.before.get(position, self.scores)
        is_last = position == next(reversed(self.before), position)
        return self.scores if len(self.before) < 2 or (is_last and len(own) < 2) else own


def subtotal_groups(columns: Sequence[tuple[int, Role, tuple[str, ...]]]) -> dict[int, list[int]]:
    """Return which score columns each sub-total adds up.

    Args:
        columns: position, role and header path of each column, in printed order.

    Returns:
        For each sub-total's position those of the scores under its own group header, or without
        one of the scores since the sub-total before; only where there are two at least. Of several
        sub-totals under one header each adds up those since the one before it, and the last, if
        there are none, all of them. For the last running total (年度累计) those of the period's
        total and of the one before it.
    """
    groups: dict[int, list[int]] = {}
    since: list[int] = []
    headers: dict[tuple[str, ...], _Header] = defaultdict(_Header)
    for position, role, path in columns:
        headers[path[:-1]].add(position, role)
    for position, role, path in columns:
        if role is Role.SCORE:
            since.append(position)
        elif role in {Role.SUBTOTAL, Role.TOTAL}:
            members = headers[path[:-1]].added_up(position) if len(path) > 1 else since
            if role is Role.SUBTOTAL and len(members) > 1:
                groups[position] = members
            since = []
    running = [position for position, role, _ in columns if role is Role.CUMULATIVE]
    totals = [position for position, role, _ in columns if role is Role.TOTAL]
    if len(running) == 2 and len(totals) == 1:
        groups[running[1]] = [totals[0], running[0]]
    return groups | _points_left(columns)


def _points_left(columns: Sequence[tuple[int, Role, tuple[str, ...]]]) -> dict[int, list[int]]:
    items: dict[tuple[str, ...], list[tuple[int, Role]]] = {}
    for position, role, path in columns:
        if len(path) > 1 and role in {Role.SCORE, Role.DEDUCTION}:
            items.setdefault(path[:-1], []).append((position, role))
    found = {}
    for item in items.values():
        by_role = {role: position for position, role in item}
        if len(item) == len(by_role) == 2:  # one of each
            found[by_role[Role.SCORE]] = [by_role[Role.DEDUCTION]]
    return found


def subtotal_fits(
    columns: Sequence[tuple[int, Role, tuple[str, ...]]],
    rows: Sequence[Mapping[int, Decimal | None]],
) -> dict[tuple[int, int], Fit]:
    """Hold the printed sub-totals against the scores of their groups.

    Args:
        columns: position, role and header path of each column, in printed order.
        rows: per row the values by position; ``None`` where a cell says "none", no entry where it
            could not be read.

    Returns:
        By row and position the fit of each sub-total that can be judged. As with totals, a
        sub-total is held to be a sum when that is so in two rows and in more than half of them;
        points left, of a maximum that only the rows show, when it is so in three.
    """
    found: dict[tuple[int, int], Fit] = {}
    roles = {position: role for position, role, _ in columns}
    for position, members in subtotal_groups(columns).items():
        fits: dict[tuple[int, int], Fit] = {}
        part = roles[members[0]] if len(members) == 1 else Role.SCORE
        formula, fewest = Formula(TotalRule.SUM), 2
        if part is Role.DEDUCTION:
            base = _common_base(position, members[0], rows)
            formula, fewest = Formula(TotalRule.BASE_MINUS_DEDUCTIONS, base=base), 3
        for place, values in enumerate(rows):
            if not all(member in values for member in members):
                continue
            terms = tuple(Term(value=values[member], role=part) for member in members)
            fit = judge(formula, Row(terms=terms, total=values.get(position)))
            if fit is not None:
                fits[place, position] = fit
        agreed = sum(fit.agrees for fit in fits.values())
        if agreed >= fewest and 2 * agreed > len(fits):
            found |= fits
    return found


def points_to_lose(
    columns: Sequence[tuple[int, Role, tuple[str, ...]]],
    rows: Sequence[Mapping[int, Decimal | None]],
) -> dict[int, tuple[int, Decimal]]:
    """Return of how many points the scores of items are what is left.

    Args:
        columns: position, role and header path of each column, in printed order.
        rows: per row the values by position, as for `subtotal_fits`.

    Returns:
        For each such score's position that of the points lost and the points there were at first;
        only where the rows show it.
    """
    fits = {position for _, position in subtotal_fits(columns, rows)}
    return {
        position: (lost, _common_base(position, lost, rows))
        for position, (lost, *_) in _points_left(columns).items()
        if position in fits
    }


def _common_base(score: int, lost: int, rows: Sequence[Mapping[int, Decimal | None]]) -> Decimal:
    """Return what most scores and the points lost beside them make."""
    bases: Counter[Decimal] = Counter()
    for values in rows:
        left, gone = values.get(score), values.get(lost)
        if left is not None and gone is not None:
            bases[left + abs(gone)] += 1
    return bases.most_common(1)[0][0] if bases else Decimal(0)
