"""The arithmetic of ranking tables on plain decimals: total rules, ranks, ties.

It stands here once. Reading uses it to give every value its proof status; the dataset rules use
the same functions to judge what was written. No rounding is ever done to a printed value; where a
rule divides or weighs, its result is rounded (half up) to the digits the notice printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final, Literal

from schemas.notice import Role, TotalRule

RankRule = Literal["competition", "dense", "ordinal"]
Bounds = tuple[int, int]

ADDED: Final = frozenset({Role.SCORE, Role.BONUS})
SUBTRACTED: Final = frozenset({Role.PENALTY, Role.DEDUCTION})
# Rules that add what is printed, so that any single changed digit breaks them. The others divide
# or weigh and may hold by rounding only.
_BASE: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One value that goes into a total.

    ``value`` is ``None`` where the cell says "none" (``—``): such a term counts nothing.
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


def total_of(rule: TotalRule, terms: Sequence[Term]) -> tuple[Decimal, str] | None:
    """Return the total that a rule gives and the arithmetic as text, exact and not rounded.

    Args:
        rule: the total rule.
        terms: the row's terms in column order; terms whose value is ``None`` count nothing.

    Returns:
        The result and its left side (``33 + 5 + 40 + 20``), or ``None`` when the rule does not
        apply to these terms (no weights, no maxima, no terms at all) or is ``none``.
    """
    scores = _of(terms, ADDED if rule is TotalRule.SUM_BONUS_PENALTY else frozenset({Role.SCORE}))
    extras = _of(terms, frozenset({Role.BONUS}) | SUBTRACTED)
    match rule:
        case TotalRule.SUM | TotalRule.PRE_WEIGHTED:
            return _added([_signed(t) for t in scores]) if scores else None
        case TotalRule.SUM_BONUS_PENALTY:
            present = _of(terms, ADDED | SUBTRACTED)
            return _added([_signed(t) for t in present]) if present else None
        case TotalRule.BASE_MINUS_DEDUCTIONS:
            return _added([_BASE, *(_signed(t) for t in extras)]) if extras else None
        case TotalRule.WEIGHTED:
            return _weighted(scores, extras)
        case TotalRule.MEAN:
            return _mean(scores)
        case TotalRule.NORMALISED:
            return _normalised(terms, scores)
        case _:
            return None


def _added(values: list[Decimal]) -> tuple[Decimal, str]:
    return sum(values, Decimal(0)), _sum_text(values)


def _weighted(scores: Sequence[Term], extras: Sequence[Term]) -> tuple[Decimal, str] | None:
    if not scores:
        return None
    result = Decimal(0)
    pieces = []
    for term in scores:
        if term.weight is None or term.value is None:
            return None
        result += term.value * term.weight
        pieces.append(f"{plain(term.value)} × {_tidy(term.weight * 100)}%")
    text = " + ".join(pieces)
    for term in extras:
        value = _signed(term)
        result += value
        text += f" - {plain(-value)}" if value.is_signed() else f" + {plain(value)}"
    return result, text


def _mean(scores: Sequence[Term]) -> tuple[Decimal, str] | None:
    if len(scores) < 2:
        return None
    values = [_signed(term) for term in scores]
    return sum(values, Decimal(0)) / len(values), f"({_sum_text(values)}) / {len(values)}"


def _normalised(terms: Sequence[Term], scores: Sequence[Term]) -> tuple[Decimal, str] | None:
    maxima = [t.max_score for t in terms if t.role is Role.SCORE and t.value is not None]
    known = [value for value in maxima if value is not None]
    whole = sum(known, Decimal(0))
    if not scores or len(known) != len(maxima) or not whole:
        return None
    values = [_signed(term) for term in scores]
    return sum(values, Decimal(0)) / whole * 100, f"({_sum_text(values)}) / {plain(whole)} × 100"


def judge(rule: TotalRule, row: Row, cap: Decimal | None = None) -> Fit | None:
    """Compare a row's printed total with what the rule gives.

    Args:
        rule: the total rule.
        row: the row's terms and its printed total.
        cap: what no total goes beyond in this table (points), ``None`` without such a limit. A
            total that stands at it agrees with any higher result, but is not exact.

    Returns:
        The fit, with evidence ``33 + 5 + 40 + 20 = 98``, or ``33 + 5 + 40 + 21 = 99 ≠ 98`` when
        it fails; ``None`` when the total is unread or the rule says nothing about these terms.

    >>> row = Row(terms=(Term(value=Decimal(33)), Term(value=Decimal(6))), total=Decimal(38))
    >>> judge(TotalRule.SUM, row).evidence
    '33 + 6 = 39 ≠ 38'
    """
    result = total_of(rule, row.terms)
    if result is None or row.total is None:
        return None
    computed, left = result
    if cap is not None and computed > cap:
        text = f"min({left}, {plain(cap)}) = {plain(cap)}"
        agrees = row.total == cap
        text += "" if agrees else f" ≠ {plain(row.total)}"
        return Fit(cap, agrees=agrees, exact=False, evidence=text)
    if computed == row.total:
        return Fit(computed, agrees=True, exact=True, evidence=f"{left} = {plain(row.total)}")
    if rule in ROUNDING and _rounds_to(computed, row.total):
        text = f"{left} ≈ {plain(row.total)}"
        return Fit(computed, agrees=True, exact=False, evidence=text)
    shown = computed
    if rule in ROUNDING:
        digits = Decimal(1).scaleb(min(int(row.total.as_tuple().exponent), 0))
        rounded = computed.quantize(digits, ROUND_HALF_UP)
        shown = rounded if rounded != row.total else computed
    text = f"{left} = {_tidy(shown)} ≠ {plain(row.total)}"
    return Fit(computed, agrees=False, exact=False, evidence=text)


ROUNDING: Final = frozenset({TotalRule.WEIGHTED, TotalRule.MEAN, TotalRule.NORMALISED})


def _rounds_to(computed: Decimal, printed: Decimal) -> bool:
    """Tell whether ``computed`` rounds to ``printed`` at its digits, halves up or to even."""
    digits = Decimal(1).scaleb(min(int(printed.as_tuple().exponent), 0))
    return printed in {
        computed.quantize(digits, ROUND_HALF_UP),
        computed.quantize(digits, ROUND_HALF_EVEN),
    }


@dataclass(frozen=True, slots=True)
class Found:
    """The total rule of a table, the rows that confirm it, and the limit of its totals, if any."""

    rule: TotalRule
    confirmed: int
    cap: Decimal | None = None


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
    if len(scores) > 1:
        rules.append(TotalRule.MEAN)
    if scores and all(term.max_score is not None for term in scores):
        rules.append(TotalRule.NORMALISED)
    return rules


def find_rule(rows: Sequence[Row], total_max: Decimal | None = None) -> Found:
    """Find the rule by which a table's totals are formed.

    A rule is adopted when it holds in at least two rows and in more than half of the rows that
    can be judged, so that one wrong digit never changes the rule. When the header says it too
    (the maxima of the scores sum to the maximum of the total), half of the rows are enough.

    Args:
        rows: the ranked rows; rows with an unread cell are left out by the caller.
        total_max: the maximum of the total column in points, ``None`` when not printed.

    Returns:
        The rule with the most rows behind it (the earlier candidate when equal), or ``none`` / 0.
    """
    judged = [row for row in rows if row.total is not None and row.terms]
    if not judged:
        return Found(TotalRule.NONE, 0)
    best = Found(TotalRule.NONE, 0)
    for rule in _candidates(judged[0].terms):
        cap = _cap(rule, judged, total_max)
        fits = [fit for row in judged if (fit := judge(rule, row, cap)) is not None]
        count = sum(fit.agrees for fit in fits)
        enough = count >= 2 and 2 * count > len(judged)
        if not enough and rule is TotalRule.SUM and _maxima_agree(judged[0], total_max):
            enough = count >= 1 and 2 * count >= len(judged)
        if enough and count > best.confirmed:
            best = Found(rule, count, cap)
    return best


def _cap(rule: TotalRule, rows: Sequence[Row], total_max: Decimal | None) -> Decimal | None:
    """Return the limit that bonuses cannot lift a total over, ``None`` where no row shows one.

    A row shows it whose terms give more than the highest total of the table, which is its own:
    one such row where the header prints that maximum, two where it prints none.
    """
    known = [row for row in rows if row.total is not None]
    if not any(term.role is Role.BONUS for row in known for term in row.terms):
        return None
    highest = max(row.total for row in known if row.total is not None)
    cut = 0
    for row in known:
        result = total_of(rule, row.terms) if row.total == highest else None
        cut += result is not None and result[0] > highest
    enough = cut >= 1 if total_max == highest else cut >= 2 and total_max is None
    return highest if enough else None


def _maxima_agree(row: Row, total_max: Decimal | None) -> bool:
    maxima = [term.max_score for term in row.terms if term.role is Role.SCORE]
    known = [value for value in maxima if value is not None]
    return total_max is not None and len(known) == len(maxima) and sum(known) == total_max


def rank_bounds(
    totals: Sequence[Decimal | None], *, descending: bool = True
) -> list[Bounds | None]:
    """Return for each total the places it may take; equal totals share their span.

    Args:
        totals: the totals of all ranked units in any order; ``None`` where unread.
        descending: the highest total has rank 1 (else the lowest).

    Returns:
        (low, high) per total, both from 1 and included; ``None`` for an unread total. A total
        that is unread may stand anywhere, so it widens the span of all others by one upwards.

    >>> rank_bounds([Decimal(98), Decimal(91), Decimal(91), Decimal(90)])
    [(1, 1), (2, 3), (2, 3), (4, 4)]
    """
    known = sorted((t for t in totals if t is not None), reverse=descending)
    unread = len(totals) - len(known)
    first: dict[Decimal, int] = {}
    last: dict[Decimal, int] = {}
    for place, total in enumerate(known, 1):
        first.setdefault(total, place)
        last[total] = place + unread
    return [None if t is None else (first[t], last[t]) for t in totals]


def dense_ranks(totals: Sequence[Decimal | None], *, descending: bool = True) -> list[int | None]:
    """Return the rank of each total when equal totals share one and none is skipped (1, 1, 2)."""
    order = sorted({t for t in totals if t is not None}, reverse=descending)
    place = {total: number for number, total in enumerate(order, 1)}
    return [None if t is None else place[t] for t in totals]


def ties(totals: Sequence[Decimal | None]) -> dict[Decimal, tuple[int, ...]]:
    """Return the groups of equal totals: total → positions (from 0) in order, two or more each."""
    groups: dict[Decimal, list[int]] = defaultdict(list)
    for position, total in enumerate(totals):
        if total is not None:
            groups[total].append(position)
    return {total: tuple(places) for total, places in groups.items() if len(places) > 1}


@dataclass(frozen=True, slots=True)
class Ranking:
    """How the ranks of a table follow its totals.

    ``rule`` is ``None`` when no tie tells which one is used, or when there are no ranks.
    ``allowed`` gives per row the places its total allows under that rule, ``None`` where it
    cannot be said.
    """

    rule: RankRule | None
    descending: bool
    allowed: tuple[Bounds | None, ...]

    def agrees(self, position: int, rank: int | None) -> bool | None:
        """Tell whether a rank is allowed; ``None`` when there is nothing to compare."""
        bounds = self.allowed[position]
        if rank is None or bounds is None:
            return None
        return bounds[0] <= rank <= bounds[1]


def rank_order(ranks: Sequence[int | None], totals: Sequence[Decimal | None]) -> Ranking:
    """Find how ranks follow totals: direction, and what is done with ties.

    ``competition`` skips after a tie (1, 1, 3), ``dense`` does not (1, 1, 2), ``ordinal`` numbers
    tied units on (1, 2, 3). A tied unit may have any rank of its span, except under ``dense``.

    Args:
        ranks: the printed ranks, ``None`` where there is none.
        totals: the totals in the same order, ``None`` where unread.

    Returns:
        The ranking; descending unless the ranks clearly run the other way.
    """
    downwards = rank_bounds(totals)
    upwards = rank_bounds(totals, descending=False)
    n_down, n_up = _n_inside(ranks, downwards), _n_inside(ranks, upwards)
    # Only a table that is almost wholly the other way round is read as "the lowest comes first".
    known = sum(r is not None and t is not None for r, t in zip(ranks, totals, strict=True))
    descending = not (known >= 3 and n_up * 10 >= known * 8 and n_down * 2 < known)
    bounds = downwards if descending else upwards
    dense = dense_ranks(totals, descending=descending)
    as_dense = [None if place is None else (place, place) for place in dense]
    rule = _tie_rule(ranks, totals, bounds, dense)
    if rule == "dense" and _n_inside(ranks, as_dense) > _n_inside(ranks, bounds):
        return Ranking(rule, descending, tuple(as_dense))
    return Ranking(rule, descending, tuple(bounds))


def _n_inside(ranks: Sequence[int | None], bounds: Sequence[Bounds | None]) -> int:
    return sum(
        rank is not None and allowed is not None and allowed[0] <= rank <= allowed[1]
        for rank, allowed in zip(ranks, bounds, strict=True)
    )


def _tie_rule(
    ranks: Sequence[int | None],
    totals: Sequence[Decimal | None],
    bounds: Sequence[Bounds | None],
    dense: Sequence[int | None],
) -> RankRule | None:
    """Name the rule that most tied units follow; ``None`` without ties or with a draw."""
    groups = [g for g in ties(totals).values() if all(ranks[place] is not None for place in g)]
    if not groups:
        return None
    votes: Mapping[RankRule, int] = {
        "competition": sum(
            allowed is not None and rank == allowed[0]
            for rank, allowed in zip(ranks, bounds, strict=True)
        ),
        "dense": sum(
            rank is not None and rank == place for rank, place in zip(ranks, dense, strict=True)
        ),
        "ordinal": _n_inside(ranks, bounds)
        - sum(len(group) - len({ranks[place] for place in group}) for group in groups),
    }
    best = max(votes.values())
    winners: list[RankRule] = [rule for rule, count in votes.items() if count == best]
    # The last tie of a table does not tell competition from dense; both are then the same.
    return winners[0] if len(winners) == 1 or "competition" in winners else None
