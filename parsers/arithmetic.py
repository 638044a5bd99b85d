"""The arithmetic of ranking tables on plain decimals: what a total rule gives for a row.

It stands here once. Reading uses it to give every value its proof status, and to find the rule of
a table (`parsers.total_rules`); the dataset rules use the same functions to judge what was written.
No rounding is ever done to a printed value; where a rule divides or weighs, its result is rounded
(half up) to the digits the notice printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final

from parsers.numbers import EXACT, decimals_of, exact_sum, show, written
from schemas.notice import Role, TotalRule

ADDED: Final = frozenset({Role.SCORE, Role.BONUS})
SUBTRACTED: Final = frozenset({Role.PENALTY, Role.DEDUCTION})
EXTRAS: Final = frozenset({Role.BONUS}) | SUBTRACTED
ROUNDING: Final = frozenset({TotalRule.WEIGHTED, TotalRule.MEAN, TotalRule.NORMALISED})
"""Rules whose results are rounded to the digits of the printed total."""
BASE: Final = Decimal(100)
"""What deductions go off where nothing else is shown, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One value that goes into a total.

    ``value`` is ``None`` where the cell says "none" (``—``): such a term counts nothing. A term
    of the role ``weight`` is a factor (难度系数) by which the sum of the scores is multiplied.
    ``max_score`` is in points, ``weight`` a fraction of 1; ``None`` where the header names none.
    """

    value: Decimal | None
    role: Role = Role.SCORE
    max_score: Decimal | None = None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The values of one unit: its terms and its printed total (``None`` when unread)."""

    terms: tuple[Term, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Formula:
    """How the totals of a table are formed: its rule and what the rule needs to know.

    ``cap`` (points) is what no total goes beyond, ``None`` without such a limit. ``base`` (points)
    is what deductions go off. ``drops`` is how many of the highest and how many of the lowest
    scores a mean leaves out. ``digits`` are the decimals to which totals are rounded in a table
    that drops the zeros at their end; ``None``: each as it is printed.
    """

    rule: TotalRule
    cap: Decimal | None = None
    base: Decimal = BASE
    drops: int = 0
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What one rule says about one row.

    ``computed`` is the exact result; ``agrees`` tells whether the printed total equals it (after
    rounding to the printed digits); ``exact`` whether it does so without any rounding.
    ``evidence`` writes the arithmetic out.
    """

    computed: Decimal
    agrees: bool
    exact: bool
    evidence: str


def _signed(term: Term) -> Decimal:
    """Return what a term adds to the total; deductions count down whatever sign they bear."""
    value = term.value or Decimal(0)
    return -abs(value) if term.role in SUBTRACTED else value


def _sum_text(values: Sequence[Decimal]) -> str:
    """Write ``33 + 5 - 2`` for the values in order."""
    text = written(values[0]) if values else "0"
    for value in values[1:]:
        text += f" - {written(-value)}" if value.is_signed() else f" + {written(value)}"
    return text


def _of(terms: Sequence[Term], roles: frozenset[Role]) -> list[Term]:
    return [term for term in terms if term.role in roles and term.value is not None]


def total_of(formula: Formula, terms: Sequence[Term]) -> tuple[Decimal, str] | None:
    """Return the total that a formula gives and the arithmetic as text, exact and not rounded.

    Args:
        formula: how the totals are formed; its cap is not applied here.
        terms: the row's terms in column order; terms whose value is ``None`` count nothing.

    Returns:
        The result and its left side (``33 + 5 + 40 + 20``), or ``None`` when the rule does not
        apply to these terms (no weights, no maxima, no terms at all) or is ``none``.
    """
    scores = _of(terms, frozenset({Role.SCORE}))
    extras = _of(terms, EXTRAS)
    match formula.rule:
        case TotalRule.SUM | TotalRule.PRE_WEIGHTED:
            return _times(_added(scores), terms) if scores else None
        case TotalRule.SUM_BONUS_PENALTY if is_multiplied(terms):
            return _with_extras(_times(_added(scores), terms), extras) if scores else None
        case TotalRule.SUM_BONUS_PENALTY:
            present = _of(terms, ADDED | SUBTRACTED)
            return _added(present) if present else None
        case TotalRule.BASE_MINUS_DEDUCTIONS:
            return _added([Term(value=formula.base), *extras]) if extras else None
        case TotalRule.WEIGHTED:
            weighted = _weighted(scores)
            return _with_extras(_times(weighted, terms), extras) if weighted else None
        case TotalRule.MEAN:
            return _mean(scores, formula.drops)
        case TotalRule.NORMALISED:
            return _normalised(scores)
        case _:
            return None


def sum_of_extras(terms: Sequence[Term]) -> Decimal:
    """Return by how many points the bonuses and deductions among the terms change a total."""
    return _added(_of(terms, EXTRAS))[0]


def _added(terms: Sequence[Term]) -> tuple[Decimal, str]:
    values = [_signed(term) for term in terms]
    return exact_sum(values), _sum_text(values)


def is_multiplied(terms: Sequence[Term]) -> bool:
    """Tell whether a factor is among the terms."""
    return any(term.role is Role.WEIGHT and term.value is not None for term in terms)


def _times(result: tuple[Decimal, str], terms: Sequence[Term]) -> tuple[Decimal, str]:
    """Multiply a sum by the factors among the terms."""
    value, text = result
    factors = [term.value for term in terms if term.role is Role.WEIGHT and term.value is not None]
    if not factors:
        return result
    for factor in factors:
        value *= factor
    inner = f"({text})" if " + " in text or " - " in text else text
    return value, " × ".join([inner, *(written(factor) for factor in factors)])


def _with_extras(result: tuple[Decimal, str], extras: Sequence[Term]) -> tuple[Decimal, str]:
    """Add bonuses to a result and take deductions off it."""
    value, text = result
    for term in extras:
        more = _signed(term)
        value += more
        text += f" - {written(-more)}" if more.is_signed() else f" + {written(more)}"
    return value, text


def _weighted(scores: Sequence[Term]) -> tuple[Decimal, str] | None:
    if not scores:
        return None
    result = Decimal(0)
    pieces = []
    for term in scores:
        if term.weight is None or term.value is None:
            return None
        result += term.value * term.weight
        pieces.append(f"{written(term.value)} × {show(term.weight * 100)}%")
    return result, " + ".join(pieces)


def _mean(scores: Sequence[Term], drops: int) -> tuple[Decimal, str] | None:
    count = len(scores) - 2 * drops
    if count < 2:  # also of what is left without the highest and the lowest
        return None
    values = [_signed(term) for term in scores]
    ordered = sorted(values)
    left_out = [*ordered[len(values) - drops :], *ordered[:drops]]
    values += [-value for value in left_out]
    return exact_sum(values) / count, f"({_sum_text(values)}) / {count}"


def _normalised(scores: Sequence[Term]) -> tuple[Decimal, str] | None:
    known = [term.max_score for term in scores if term.max_score is not None]
    whole = exact_sum(known)
    if len(known) != len(scores) or not whole:
        return None
    values = [_signed(term) for term in scores]
    return exact_sum(values) / whole * 100, f"({_sum_text(values)}) / {written(whole)} × 100"


def judge(formula: Formula, row: Row) -> Fit | None:
    """Compare a row's printed total with what a formula gives.

    A total that stands at the formula's cap agrees with any higher result, but is not exact.

    Args:
        formula: how the totals of the table are formed.
        row: the row's terms and its printed total.

    Returns:
        The fit, with evidence ``33 + 5 + 40 + 20 = 98``, or ``33 + 5 + 40 + 21 = 99 ≠ 98`` when
        it fails; ``None`` when the total is unread or the rule says nothing about these terms.

    >>> row = Row(terms=(Term(value=Decimal(33)), Term(value=Decimal(6))), total=Decimal(38))
    >>> judge(Formula(TotalRule.SUM), row).evidence
    '33 + 6 = 39 ≠ 38'
    """
    result = total_of(formula, row.terms)
    if result is None or row.total is None:
        return None
    computed, left = result
    cap = formula.cap
    if cap is not None and computed > cap:
        text = f"min({left}, {written(cap)}) = {written(cap)}"
        agrees = row.total == cap
        text += "" if agrees else f" ≠ {written(row.total)}"
        return Fit(cap, agrees=agrees, exact=False, evidence=text)
    if computed == row.total:
        return Fit(computed, agrees=True, exact=True, evidence=f"{left} = {written(row.total)}")
    rounds = formula.rule in ROUNDING or is_multiplied(row.terms)
    last = last_digit(formula, row.total)
    if rounds and row.total in rounded_as(computed, last):
        text = f"{left} ≈ {written(row.total)}"
        return Fit(computed, agrees=True, exact=False, evidence=text)
    shown = computed
    if rounds:
        rounded = computed.quantize(last, ROUND_HALF_UP, EXACT)
        shown = rounded if rounded != row.total else computed
    text = f"{left} = {show(shown)} ≠ {written(row.total)}"
    return Fit(computed, agrees=False, exact=False, evidence=text)


def last_digit(formula: Formula, printed: Decimal) -> Decimal:
    """Return the worth of the last digit of a total: ``0.01`` where it is rounded to two."""
    return Decimal(1).scaleb(-decimals_of(printed) if formula.digits is None else -formula.digits)


def rounded_as(computed: Decimal, last: Decimal) -> frozenset[Decimal]:
    """Return what ``computed`` rounds to at a last digit, halves up and to even."""
    return frozenset(
        computed.quantize(last, way, EXACT) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    )
