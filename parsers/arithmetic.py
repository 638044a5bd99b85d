"""The arithmetic of ranking tables on plain decimals: by which rule totals are formed.

It stands here once. Reading uses it to give every value its proof status; the dataset rules use
the same functions to judge what was written. No rounding is ever done to a printed value; where a
rule divides or weighs, its result is rounded (half up) to the digits the notice printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final

from schemas.notice import Role, TotalRule

ADDED: Final = frozenset({Role.SCORE, Role.BONUS})
SUBTRACTED: Final = frozenset({Role.PENALTY, Role.DEDUCTION})
EXTRAS: Final = frozenset({Role.BONUS}) | SUBTRACTED
BASE: Final = Decimal(100)
"""What deductions go off where nothing else is shown, in points."""
_PER_CENT: Final = 100
# A base that only the rows show is a free parameter: it takes a row more to confirm it.
_FEWEST_OF_A_BASE: Final = 3


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


def plain(value: Decimal) -> str:
    """Write a decimal without exponent, with the digits it was printed with.

    >>> plain(Decimal("90.00"))
    '90.00'
    """
    return format(value, "f")


def _tidy(value: Decimal) -> str:
    """Write a computed result without trailing zeros (``95.00`` and ``95`` are one number)."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(term: Term) -> Decimal:
    """Return what a term adds to the total; deductions count down whatever sign they bear."""
    value = term.value or Decimal(0)
    return -abs(value) if term.role in SUBTRACTED else value


def _sum_text(values: Sequence[Decimal]) -> str:
    """Write ``33 + 5 - 2`` for the values in order."""
    text = plain(values[0]) if values else "0"
    for value in values[1:]:
        text += f" - {plain(-value)}" if value.is_signed() else f" + {plain(value)}"
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


def _added(terms: Sequence[Term]) -> tuple[Decimal, str]:
    values = [_signed(term) for term in terms]
    return sum(values, Decimal(0)), _sum_text(values)


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
    return value, " × ".join([inner, *(plain(factor) for factor in factors)])


def _with_extras(result: tuple[Decimal, str], extras: Sequence[Term]) -> tuple[Decimal, str]:
    """Add bonuses to a result and take deductions off it."""
    value, text = result
    for term in extras:
        more = _signed(term)
        value += more
        text += f" - {plain(-more)}" if more.is_signed() else f" + {plain(more)}"
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
        pieces.append(f"{plain(term.value)} × {_tidy(term.weight * 100)}%")
    return result, " + ".join(pieces)


def _mean(scores: Sequence[Term], drops: int) -> tuple[Decimal, str] | None:
    count = len(scores) - 2 * drops
    if count < 2:  # also of what is left without the highest and the lowest
        return None
    values = [_signed(term) for term in scores]
    ordered = sorted(values)
    left_out = [*ordered[len(values) - drops :], *ordered[:drops]]
    values += [-value for value in left_out]
    return sum(values, Decimal(0)) / count, f"({_sum_text(values)}) / {count}"


def _normalised(scores: Sequence[Term]) -> tuple[Decimal, str] | None:
    known = [term.max_score for term in scores if term.max_score is not None]
    whole = sum(known, Decimal(0))
    if len(known) != len(scores) or not whole:
        return None
    values = [_signed(term) for term in scores]
    return sum(values, Decimal(0)) / whole * 100, f"({_sum_text(values)}) / {plain(whole)} × 100"


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
        text = f"min({left}, {plain(cap)}) = {plain(cap)}"
        agrees = row.total == cap
        text += "" if agrees else f" ≠ {plain(row.total)}"
        return Fit(cap, agrees=agrees, exact=False, evidence=text)
    if computed == row.total:
        return Fit(computed, agrees=True, exact=True, evidence=f"{left} = {plain(row.total)}")
    rounds = formula.rule in ROUNDING or is_multiplied(row.terms)
    last = last_digit(formula, row.total)
    if rounds and row.total in rounded_as(computed, last):
        text = f"{left} ≈ {plain(row.total)}"
        return Fit(computed, agrees=True, exact=False, evidence=text)
    shown = computed
    if rounds:
        rounded = computed.quantize(last, ROUND_HALF_UP)
        shown = rounded if rounded != row.total else computed
    text = f"{left} = {_tidy(shown)} ≠ {plain(row.total)}"
    return Fit(computed, agrees=False, exact=False, evidence=text)


ROUNDING: Final = frozenset({TotalRule.WEIGHTED, TotalRule.MEAN, TotalRule.NORMALISED})


def last_digit(formula: Formula, printed: Decimal) -> Decimal:
    """Return the worth of the last digit of a total: ``0.01`` where it is rounded to two."""
    return Decimal(1).scaleb(-_decimals(printed) if formula.digits is None else -formula.digits)


def _decimals(printed: Decimal) -> int:
    return -min(int(printed.as_tuple().exponent), 0)


def rounded_as(computed: Decimal, last: Decimal) -> frozenset[Decimal]:
    """Return what ``computed`` rounds to at a last digit, halves up and to even."""
    return frozenset(computed.quantize(last, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))


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


def _candidates(terms: Sequence[Term]) -> list[TotalRule]:
    """List the rules worth trying for columns of these roles, the likelier ones first."""
    roles = {term.role for term in terms}
    scores = [term for term in terms if term.role is Role.SCORE]
    has_extras = bool(roles & (SUBTRACTED | {Role.BONUS}))
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


# So many totals that drop their zeros show that a table does.
_FEWEST_SHORTENED: Final = 2


def _with_digits(found: Found, rows: Sequence[Row]) -> Found:
    """Add to what was found the decimals of the totals, where shorter ones dropped their zeros.

    Two totals or more are printed with fewer decimals than others and come out with zeros in the
    places they lack, and at most one does not.
    """
    totals = [row.total for row in rows if row.total is not None]
    digits = max(_decimals(total) for total in totals)
    short = [row for row in rows if row.total is not None and _decimals(row.total) < digits]
    strict = replace(found.formula, digits=digits)
    fits = [judge(strict, row) for row in short]
    agreed = sum(fit is not None and fit.agrees for fit in fits)
    if agreed < _FEWEST_SHORTENED or agreed < len(short) - 1:
        return found
    agreeing = sum(fit.agrees for row in rows if (fit := judge(strict, row)) is not None)
    return Found(strict, agreeing)


def _formulas(
    rows: Sequence[Row], total_max: Decimal | None, said_caps: Collection[Decimal]
) -> Iterator[tuple[Formula, int]]:
    """Give the formulas worth trying, the likelier ones first, and the rows each needs."""
    limits = {*said_caps, *([total_max] if total_max is not None else [])}
    for rule in _candidates(rows[0].terms):
        formula = Formula(rule)
        yield replace(formula, cap=_cap(formula, rows, total_max, limits, said_caps)), 2
        if rule is TotalRule.BASE_MINUS_DEDUCTIONS:
            formula = replace(formula, base=_common_base(rows))
            cap = _cap(formula, rows, total_max, limits, said_caps)
            yield replace(formula, cap=cap), _FEWEST_OF_A_BASE
        if rule is TotalRule.MEAN:
            yield replace(formula, drops=1), _FEWEST_OF_A_BASE


def _common_base(rows: Sequence[Row]) -> Decimal:
    """Return what most totals and their deductions add up to."""
    bases: Counter[Decimal] = Counter()
    for row in rows:
        changed, _ = _added(_of(row.terms, EXTRAS))
        if row.total is not None:
            bases[row.total - changed] += 1
    return Decimal(_tidy(bases.most_common(1)[0][0]))


def _cap(
    formula: Formula,
    rows: Sequence[Row],
    total_max: Decimal | None,
    limits: Collection[Decimal],
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
    cut = 0
    for row in known:
        result = total_of(formula, row.terms) if row.total == highest else None
        # What is above it by less than the total is rounded by was not cut.
        if result is not None and result[0] > highest:
            cut += highest not in rounded_as(result[0], last_digit(formula, highest))
    enough = cut >= 1 if highest in limits else cut >= 2 and total_max is None
    return highest if enough or highest in said_caps else None


def _maxima_agree(row: Row, total_max: Decimal | None) -> bool:
    maxima = [term.max_score for term in row.terms if term.role is Role.SCORE]
    known = [value for value in maxima if value is not None]
    return len(known) == len(maxima) and sum(known) == total_max
