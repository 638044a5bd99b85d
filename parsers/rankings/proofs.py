"""Gives the values of a ranking their proof status and the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from parsers.arithmetic import (
    EXTRAS,
    Fit,
    Row,
    Term,
    judge,
    total_of,
)
from parsers.cells import number
from parsers.numbers import written
from parsers.rankings.subtotals import subtotal_fits, subtotal_groups
from parsers.rankings.vouching import lets_pass, vouches_for, vouches_for_total
from parsers.ranks import Ranking, rank_order
from parsers.total_rules import Found, find_rule
from schemas.notice import Column, RankedUnit, Role, Score, Status, TotalRule

NO_TERMS: Final = frozenset({Role.SUBTOTAL, Role.CUMULATIVE})
"""Roles of values beside which a total is formed; they have identities of their own."""
_NO_FIGURE: Final = frozenset({"empty", "unread"})
# The rules that leave bonuses and deductions out.
_WITHOUT_EXTRAS: Final = frozenset(
    {TotalRule.SUM, TotalRule.PRE_WEIGHTED, TotalRule.MEAN, TotalRule.NORMALISED}
)
# The rules in which a factor has a part.
_WITH_FACTOR: Final = frozenset(
    {TotalRule.SUM, TotalRule.PRE_WEIGHTED, TotalRule.SUM_BONUS_PENALTY, TotalRule.WEIGHTED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A ranking's units with their status, the rule of its totals and that of its ranks."""

    units: tuple[RankedUnit, ...]
    found: Found
    rank_rule: str | None


def row_of(columns: Sequence[Column], unit: RankedUnit) -> Row | None:
    """Return a unit's values as plain numbers, ``None`` when a score or the total is unread.

    A score whose cell says "none" (``—``) counts nothing, and so does a blank bonus or deduction.
    """
    by_place = {column.position: column for column in columns}
    terms = []
    for score in unit.scores:
        column = by_place[score.column]
        if column.role in NO_TERMS:
            continue
        kind = number(score.printed).kind
        if kind in _NO_FIGURE and not (kind == "empty" and column.role in EXTRAS):
            return None
        terms.append(
            Term(
                value=score.value,
                role=column.role,
                max_score=column.max_score,
                weight=column.weight,
            )
        )
    return Row(terms=tuple(terms), total=unit.total.value if unit.total else None)


def prove(
    columns: Sequence[Column],
    units: Sequence[RankedUnit],
    disputed: set[tuple[int, int]],
    said_caps: Collection[Decimal] = (),
) -> Proof:
    """Find the total rule of a ranking and judge every value by it.

    Args:
        columns: the table's columns.
        units: its ranked rows, statuses still open.
        disputed: (row, column) of cells in which two readers disagree; they are never proved.
        said_caps: limits of points that the notice speaks of.

    Returns:
        The units with status, evidence and computed totals. ``proved`` stands only where the
        identity is exact and would break if the value alone were another; one that holds by
        rounding, or where rounding or a limit would let another value pass too, makes values
        ``consistent``.
    """
    rows = [row_of(columns, unit) for unit in units]
    readable = [row for row in rows if row is not None]
    total_max = next((c.max_score for c in columns if c.role is Role.TOTAL), None)
    found = find_rule(readable, total_max, said_caps)
    steps = _steps(units)
    judged = [
        _judge_unit(columns, unit, row, found, disputed, steps)
        for unit, row in zip(units, rows, strict=True)
    ]
    judged = _judge_subtotals(columns, judged, disputed)
    order = rank_order([unit.rank for unit in judged], _totals(judged))
    ranked = _judge_ranks(judged, order)
    return Proof(
        units=tuple(_with_order(unit) for unit in ranked),
        found=found,
        rank_rule=order.rule,
    )


def _steps(units: Sequence[RankedUnit]) -> dict[int, Decimal]:
    """Return for each column the worth of the last digit that any of its values has."""
    steps: dict[int, Decimal] = {}
    for score in (score for unit in units for score in unit.scores):
        if score.value is not None:
            last = Decimal(1).scaleb(min(int(score.value.as_tuple().exponent), 0))
            steps[score.column] = min(last, steps.get(score.column, last))
    return steps


def _totals(units: Sequence[RankedUnit]) -> list[Decimal | None]:
    return [unit.total.value if unit.total else None for unit in units]


def _judge_unit(
    columns: Sequence[Column],
    unit: RankedUnit,
    row: Row | None,
    found: Found,
    disputed: set[tuple[int, int]],
    steps: Mapping[int, Decimal],
) -> RankedUnit:
    formula = found.formula
    limits = {column.position: column.max_score for column in columns}
    roles = {column.position: column.role for column in columns}
    fit = judge(formula, row) if row is not None else None
    computed = total_of(formula, row.terms) if row is not None else None
    total = computed[0] if computed else None
    terms = [score.column for score in unit.scores if roles[score.column] not in NO_TERMS]

    def fit_for(score: Score) -> Fit | None:
        role = roles[score.column]
        if fit is None or score.value is None or not covers(formula.rule, role):
            return None
        if row is None or not fit.exact or not lets_pass(formula, row):
            return fit
        if role is Role.TOTAL:
            return replace(fit, exact=vouches_for_total(formula, row))
        place, step = terms.index(score.column), steps[score.column]
        return replace(fit, exact=vouches_for(formula, row, place, step))

    def status(score: Score) -> Score:
        doubtful = (unit.row, score.column) in disputed
        return _judge_value(score, fit_for(score), limits[score.column], doubtful=doubtful)

    return replace(
        unit,
        scores=tuple(status(score) for score in unit.scores),
        total=status(unit.total) if unit.total else None,
        computed_total=total if total is None or formula.cap is None else min(total, formula.cap),
    )


def covers(rule: TotalRule, role: Role) -> bool:
    """Tell whether a rule says something of the values of a column of a role."""
    if role in NO_TERMS:
        return False
    if role is Role.WEIGHT:
        return rule in _WITH_FACTOR
    return role in {Role.SCORE, Role.TOTAL} or rule not in _WITHOUT_EXTRAS


def _judge_subtotals(
    columns: Sequence[Column], units: Sequence[RankedUnit], disputed: set[tuple[int, int]]
) -> list[RankedUnit]:
    """Judge the printed sub-totals; what a sub-total proves and no total covers is proved too."""
    described = [(c.position, c.role, c.path) for c in columns]
    fits = subtotal_fits(described, [read_values(unit) for unit in units])
    members = subtotal_groups(described)
    done = []
    for place, unit in enumerate(units):
        own = {position: fits.get((place, position)) for position in members}
        covered = {
            member: fit
            for position, fit in own.items()
            if fit is not None and (fit.agrees or len(members[position]) == 1)
            for member in members[position]
        }

        scores = []
        for score in unit.scores:
            is_subtotal = score.column in members
            fit = own.get(score.column) if is_subtotal else covered.get(score.column)
            doubtful = (unit.row, score.column) in disputed
            scores.append(score if fit is None else _judge_part(score, fit, doubtful=doubtful))
        done.append(replace(unit, scores=tuple(scores)))
    return done


def _judge_part(score: Score, fit: Fit, *, doubtful: bool) -> Score:
    """Judge a sub-total or one of its scores that no other identity covers."""
    if score.value is None or score.status is not Status.UNCHECKED:
        return score
    if doubtful:
        return replace(score, evidence=fit.evidence)
    status = Status.PROVED if fit.agrees else Status.CONTRADICTED
    return replace(score, status=status, evidence=fit.evidence)


def read_values(unit: RankedUnit) -> dict[int, Decimal | None]:
    """Return a unit's values by column; those of unread and empty cells are not among them."""
    return {
        score.column: score.value
        for score in (*unit.scores, *([unit.total] if unit.total else []))
        if score.value is not None or number(score.printed).kind == "none"
    }


def _judge_value(score: Score, fit: Fit | None, limit: Decimal | None, *, doubtful: bool) -> Score:
    if fit is not None and not fit.agrees:
        return replace(score, status=Status.CONTRADICTED, evidence=fit.evidence)
    if score.value is not None and limit is not None and score.value > limit:
        text = f"{written(score.value)} > {written(limit)}"
        return replace(score, status=Status.CONTRADICTED, evidence=text)
    if doubtful:
        return replace(score, evidence=fit.evidence if fit else None)
    if fit is not None:
        status = Status.PROVED if fit.exact else Status.CONSISTENT
        return replace(score, status=status, evidence=fit.evidence)
    if score.value is not None and limit is not None:
        return replace(score, status=Status.CONSISTENT)
    return score


def _judge_ranks(units: Sequence[RankedUnit], order: Ranking) -> list[RankedUnit]:
    """Judge each rank by the printed totals.

    Where some total of the table is itself contradicted, a rank that only the computed totals
    allow is left unchecked: it follows from the wrong total and is no error of its own.
    """
    wrong = any(u.total is not None and u.total.status is Status.CONTRADICTED for u in units)
    computed = [
        u.computed_total if u.computed_total is not None else total
        for u, total in zip(units, _totals(units), strict=True)
    ]
    ranks = [unit.rank for unit in units]
    mended = rank_order(ranks, computed) if wrong else order
    result = []
    for place, unit in enumerate(units):
        agrees = order.agrees(place, unit.rank)
        if agrees is None:
            status = Status.UNCHECKED
        elif agrees:
            status = Status.CONSISTENT
        else:
            excused = wrong and mended.agrees(place, unit.rank)
            status = Status.UNCHECKED if excused else Status.CONTRADICTED
        result.append(replace(unit, status=status))
    return result


def _with_order(unit: RankedUnit) -> RankedUnit:
    """A total that no identity covers is consistent when the rank follows it."""
    total = unit.total
    if total is None or total.evidence is not None or unit.status is not Status.CONSISTENT:
        return unit
    return replace(unit, total=replace(total, status=Status.CONSISTENT))
