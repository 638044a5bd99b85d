"""Units with their values, totals and ranks: the truth of a table, before it is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from benchmarks.rankings.drawing import Draw
from benchmarks.rankings.formulas import rounded
from benchmarks.rankings.model import COMPETITION, DENSE, ORDINAL, Row, Table
from benchmarks.rankings.schemes import Plan, Source
from schemas.notice import Role, TotalRule

STATED, FROM_BELOW = "stated", "from_below"
RANK_RULES: Final = (COMPETITION, DENSE, ORDINAL, STATED, FROM_BELOW)
Values = tuple[Decimal | None, ...]
_TRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A table's truth, and what is printed below it: notes on the total and on ties."""

    plan: Plan
    table: Table
    notes: tuple[str, ...]
    rank_rule: str


class Unlucky(Exception):  # noqa: N818 - no error: the caller draws again
    """A draw in which the rules could not be told from simpler ones; draw again."""


def contest(
    d: Draw,
    plan: Plan,
    rank_rule: str,
    units: Sequence[str],
    *,
    group: str | None = None,
    absent: float = 0.0,
) -> Contest:
    """Draw values for units, sorted by rank.

    Args:
        d: the source of choices.
        plan: the columns and what follows from them.
        rank_rule: one of `RANK_RULES`.
        units: the units' names.
        group: the class of units the table is about.
        absent: the share of scores that are "none".

    Raises:
        Unlucky: no draw in many shows the rules beyond doubt.
    """
    for _ in range(_TRIES):
        rows = [_values(d, plan, absent) for _ in units]
        rows = _with_ties(d, plan, rows, rank_rule)
        made = _ranked(plan, rows, rank_rule, units, group)
        if made is not None and _is_plain_to_see(plan, made.table):
            return made
    raise Unlucky(f"{plan.scheme}, {rank_rule}")


def _values(d: Draw, plan: Plan, absent: float) -> Values:
    quality = d.share()
    drawn: list[Decimal | None] = []
    for column, source in zip(plan.columns, plan.sources, strict=True):
        if source is None or (column.role is Role.SCORE and absent and d.chance(absent)):
            drawn.append(None)
        else:
            drawn.append(_value(d, source, quality))
    return follow(plan, drawn)


def _value(d: Draw, source: Source, quality: float) -> Decimal:
    if source.zero and d.chance(source.zero):
        return Decimal(0)
    share = d.share()
    if source.follows_quality:
        share = 0.65 * quality + 0.35 * share
    step = 10**source.digits
    low, high = round(source.low * step), round(source.high * step)
    return Decimal(low + round(share * (high - low))).scaleb(-source.digits)


def follow(plan: Plan, values: Sequence[Decimal | None]) -> Values:
    """Fill in the columns that follow from others, rounded as they are printed."""
    filled = list(values)
    for formula in plan.formulas:
        exact = formula.exact(filled)
        filled[formula.target] = rounded(exact, plan.digits[formula.target], to_even=plan.to_even)
    return tuple(filled)


def _with_ties(d: Draw, plan: Plan, rows: list[Values], rank_rule: str) -> list[Values]:
    """Make some totals equal, so that the rank rule shows."""
    ordered = _sorted(plan, rows)
    count = len(ordered)
    if count < 4:
        return ordered
    sure = rank_rule != FROM_BELOW
    for _ in range(d.count(1, 2) if sure else d.count(0, 1)):
        place = d.count(0, count - 3)
        ordered[place + 1] = _level(d, plan, ordered[place])
        if d.chance(0.2) and place + 3 < count:
            ordered[place + 2] = _level(d, plan, ordered[place])
    return _sorted(plan, ordered)


def _level(d: Draw, plan: Plan, values: Values) -> Values:
    """Give other values with the same total: one part more, another as much less."""
    equal = [i for i in plan.equal if values[i] is not None]
    for _ in range(20 if len(equal) > 1 else 0):
        up, down = d.some(equal, 2)
        more, less = values[up], values[down]
        source, other = plan.sources[up], plan.sources[down]
        if source is None or other is None or more is None or less is None:
            continue
        step = Decimal(d.count(1, 6)).scaleb(-min(source.digits, other.digits))
        if more + step <= Decimal(str(source.high)) and less - step >= Decimal(str(other.low)):
            changed = list(values)
            changed[up], changed[down] = more + step, less - step
            return follow(plan, changed)
    return values


def _sorted(plan: Plan, rows: Sequence[Values]) -> list[Values]:
    return sorted(rows, key=lambda values: _total(plan, values), reverse=not plan.ascending)


def _total(plan: Plan, values: Values) -> Decimal:
    total = values[plan.total]
    if total is None:
        raise Unlucky("no total")
    return total


def ranks_of(totals: Sequence[Decimal], rule: str) -> list[int]:
    """Rank totals that stand in order of rank."""
    ranks: list[int] = []
    for place, total in enumerate(totals):
        tied = place > 0 and total == totals[place - 1]
        if rule in (ORDINAL, STATED) or not place:
            ranks.append(place + 1)
        elif tied:
            ranks.append(ranks[-1])
        else:
            ranks.append(ranks[-1] + 1 if rule == DENSE else place + 1)
    return ranks


def _ranked(
    plan: Plan, rows: list[Values], rank_rule: str, units: Sequence[str], group: str | None
) -> Contest | None:
    notes = list(plan.notes)
    if rank_rule == STATED:
        first = next((i for i in plan.equal if plan.columns[i].role is Role.SCORE), None)
        if first is None:
            return None
        rows = _by_column(plan, rows, first)
        pairs = pairwise(rows)
        if any(_total(plan, a) == _total(plan, b) and a[first] == b[first] for a, b in pairs):
            return None
        way = "由低到高" if plan.ascending else "由高到低"
        notes.append(
            f"{plan.columns[plan.total].name}相同的，按“{plan.columns[first].name}”{way}排序"
        )
    totals = [_total(plan, values) for values in rows]
    ranks = ranks_of(totals, rank_rule)
    if not _shows(totals, ranks, rank_rule):
        return None
    table = Table(
        columns=plan.columns,
        rows=tuple(
            Row(unit=unit, rank=rank, values=values)
            for unit, rank, values in zip(units, ranks, rows, strict=True)
        ),
        formulas=plan.formulas,
        rule=plan.rule,
        total=plan.total,
        scheme=plan.scheme,
        group=group,
        rank_rule=_visible_rule(totals, rank_rule),
        descending=not plan.ascending,
    )
    return Contest(plan=plan, table=table, notes=tuple(notes), rank_rule=rank_rule)


def _by_column(plan: Plan, rows: list[Values], column: int) -> list[Values]:
    def order(values: Values) -> tuple[Decimal, Decimal]:
        return _total(plan, values), values[column] or Decimal(0)

    return sorted(rows, key=order, reverse=not plan.ascending)


def _shows(totals: Sequence[Decimal], ranks: Sequence[int], rank_rule: str) -> bool:
    """Tell whether the ties tell the rule from the two others (FROM_BELOW needs no tie)."""
    if rank_rule == FROM_BELOW or len(totals) < 4:
        return True
    if rank_rule in (ORDINAL, STATED):
        return len(set(totals)) < len(totals)
    other = ranks_of(totals, COMPETITION if rank_rule == DENSE else DENSE)
    return other != list(ranks)


def _visible_rule(totals: Sequence[Decimal], rank_rule: str) -> str | None:
    """Give the rule as the printed ranks show it; ``None`` where no tie tells."""
    if len(set(totals)) == len(totals):
        return None
    if rank_rule == FROM_BELOW:
        return COMPETITION
    return rank_rule if rank_rule == STATED or len(totals) >= 4 else None


_PLAIN_SUMS: Final = frozenset({TotalRule.SUM, TotalRule.PRE_WEIGHTED})


def _is_plain_to_see(plan: Plan, table: Table) -> bool:
    """Tell whether the rows show the total rule: no simpler one fits most of them."""
    scores = [i for i, c in enumerate(plan.columns) if c.role is Role.SCORE]
    formula = next((f for f in plan.formulas if f.target == plan.total), None)
    capped = simple = 0
    for row in table.rows:
        total = row.values[plan.total]
        values = [row.values[i] or Decimal(0) for i in scores]
        if formula is not None and formula.cap is not None:
            capped += total == Decimal(int(formula.cap))
        average = sum(values, Decimal(0)) / len(values) if values else None
        digits = plan.digits.get(plan.total, 2)
        if formula is None or formula.drops_extremes:
            simple += average is not None and total == round(average, digits)
        if plan.rule not in _PLAIN_SUMS:
            simple += bool(values) and total == sum(values, Decimal(0))
    half = len(table.rows) / 2
    # With few different totals the ranks would not tell the highest from the lowest first.
    if len({row.values[plan.total] for row in table.rows}) < max(3, half):
        return False
    return capped < half and simple < half
