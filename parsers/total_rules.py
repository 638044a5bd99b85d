"""By which rule a table's totals are formed: what fits its rows, and how many of them.

Each rule is tried by `parsers.arithmetic`; the header's maxima and the limits that the notice
names help to choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from parsers.arithmetic import (
    EXTRAS,
    SUBTRACTED,
    Formula,
    Row,
    Term,
    judge,
    last_digit,
    rounded_as,
    sum_of_extras,
    total_of,
)
from parsers.numbers import decimals_of, plain
from schemas.notice import Role, TotalRule

_PER_CENT: Final = 100
_FEWEST: Final = 2
# A base that only the rows show is a free parameter: it takes a row more to confirm it.
_FEWEST_OF_A_BASE: Final = 3
# So many totals that drop their zeros show that a table does.
_FEWEST_SHORTENED: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """How the totals of a table are formed, and the number of rows that confirm it."""

    formula: Formula
    confirmed: int

    @property
    def rule(self) -> TotalRule:
        """The total rule alone."""
        return self.formula.rule


NO_RULE: Final = Found(Formula(TotalRule.NONE), 0)
"""No rule fits: a result too."""


def find_rule(
    rows: Sequence[Row],
    total_max: Decimal | None = None,
    said_caps: Collection[Decimal] = (),
) -> Found:
    """Find the rule by which a table's totals are formed.

    A rule is adopted when it holds in at least two rows and in more than half of the rows that
    can be judged, so that one wrong digit never changes the rule. When the header says it too
    (the maxima of the scores sum to the maximum of the total), half of the rows are enough. What
    only the rows show of a formula (a base other than 100, extremes left out of a mean) takes
    three of them.

    Args:
        rows: the ranked rows; rows with an unread cell are left out by the caller.
        total_max: the maximum of the total column in points, ``None`` when not printed.
        said_caps: limits of points that the notice speaks of (总分最高不超过105分).

    Returns:
        The formula with the most rows behind it (the earlier candidate when equal), or `NO_RULE`.
    """
    judged = [row for row in rows if row.total is not None and row.terms]
    if not judged:
        return NO_RULE
    best = NO_RULE
    for formula, fewest in _formulas(judged, total_max, said_caps):
        fits = [fit for row in judged if (fit := judge(formula, row)) is not None]
        count = sum(fit.agrees for fit in fits)
        enough = count >= fewest and 2 * count > len(judged)
        if formula.rule is TotalRule.SUM and _maxima_agree(judged[0], total_max):
            enough = 2 * count >= len(judged)
        if enough and count > best.confirmed:
            best = Found(formula, count)
    return _with_digits(best, judged)


def _formulas(
    rows: Sequence[Row], total_max: Decimal | None, said_caps: Collection[Decimal]
) -> Iterator[tuple[Formula, int]]:
    """Give the formulas worth trying, the likelier ones first, and the rows each needs."""
    for rule in _candidates(rows[0].terms):
        formula = Formula(rule)
        cap = _cap(formula, rows, total_max, said_caps)
        yield replace(formula, cap=cap), _FEWEST
        if rule is TotalRule.BASE_MINUS_DEDUCTIONS:
            formula = replace(formula, base=_common_base(rows))
            cap = _cap(formula, rows, total_max, said_caps)
            yield replace(formula, cap=cap), _FEWEST_OF_A_BASE
        if rule is TotalRule.MEAN:
            yield replace(formula, drops=1), _FEWEST_OF_A_BASE


def _candidates(terms: Sequence[Term]) -> list[TotalRule]:
    """List the rules worth trying for columns of these roles, the likelier ones first."""
    roles = {term.role for term in terms}
    scores = [term for term in terms if term.role is Role.SCORE]
    has_extras = bool(roles & EXTRAS)
    weighted = bool(scores) and all(term.weight is not None for term in scores)
    rules = []
    if has_extras and (scores or Role.BONUS in roles):
        rules.append(TotalRule.SUM_BONUS_PENALTY)
    if roles & SUBTRACTED and not scores:
        rules.append(TotalRule.BASE_MINUS_DEDUCTIONS)
    if weighted:
        rules += [TotalRule.PRE_WEIGHTED, TotalRule.WEIGHTED]
    elif len(scores) > 1:
        rules.append(TotalRule.SUM)
    # What weighs or multiplies makes no plain mean, however well one fits when rounded.
    if Role.WEIGHT in roles:
        return rules
    if not weighted:
        rules.append(TotalRule.MEAN)
    maxima = [term.max_score for term in scores if term.max_score is not None]
    # Of maxima that make 100 the share is the sum itself, which must not be rounded.
    if maxima and sum(maxima) != _PER_CENT:
        rules.append(TotalRule.NORMALISED)
    return rules


def _common_base(rows: Sequence[Row]) -> Decimal:
    """Return what most totals and their deductions add up to."""
    bases: Counter[Decimal] = Counter()
    for row in rows:
        if row.total is not None:
            bases[row.total - sum_of_extras(row.terms)] += 1
    return plain(bases.most_common(1)[0][0])


def _cap(
    formula: Formula,
    rows: Sequence[Row],
    total_max: Decimal | None,
    said_caps: Collection[Decimal],
) -> Decimal | None:
    """Return the limit that bonuses cannot lift a total over, ``None`` where there is none.

    A row shows it whose terms give more than the highest total of the table, which is its own:
    one such row where the header prints that maximum, two where it prints none. A limit that
    the notice speaks of and that the highest total stands at needs no such row.
    """
    known = [row for row in rows if row.total is not None]
    if not any(term.role is Role.BONUS for row in known for term in row.terms):
        return None
    highest = max(row.total for row in known if row.total is not None)
    if highest in said_caps:
        return highest
    cut = 0
    for row in known:
        result = total_of(formula, row.terms) if row.total == highest else None
        # What is above it by less than the total is rounded by was not cut.
        if result is not None and result[0] > highest:
            cut += highest not in rounded_as(result[0], last_digit(formula, highest))
    enough = cut >= 1 if highest == total_max else cut >= _FEWEST and total_max is None
    return highest if enough else None


def _maxima_agree(row: Row, total_max: Decimal | None) -> bool:
    maxima = [term.max_score for term in row.terms if term.role is Role.SCORE]
    known = [value for value in maxima if value is not None]
    return len(known) == len(maxima) and sum(known) == total_max


def _with_digits(found: Found, rows: Sequence[Row]) -> Found:
    """Add to what was found the decimals of the totals, where shorter ones dropped their zeros.

    Two totals or more are printed with fewer decimals than others and come out with zeros in the
    places they lack, and at most one does not.
    """
    totals = [row.total for row in rows if row.total is not None]
    digits = max(decimals_of(total) for total in totals)
    short = [row for row in rows if row.total is not None and decimals_of(row.total) < digits]
    strict = replace(found.formula, digits=digits)
    fits = [judge(strict, row) for row in short]
    agreed = sum(fit is not None and fit.agrees for fit in fits)
    if agreed < _FEWEST_SHORTENED or agreed < len(short) - 1:
        return found
    agreeing = sum(fit.agrees for row in rows if (fit := judge(strict, row)) is not None)
    return Found(strict, agreeing)
