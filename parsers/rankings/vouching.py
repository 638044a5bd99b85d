"""What an identity vouches for: the values that could not be others without breaking it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parsers.arithmetic import ROUNDING, Formula, Row, is_multiplied, judge, last_digit


def lets_pass(formula: Formula, row: Row) -> bool:
    """Tell whether a formula holds for several values of a term: by rounding, or by a limit."""
    rounds = formula.rule in ROUNDING or is_multiplied(row.terms)
    return rounds or formula.cap is not None


def vouches_for(formula: Formula, row: Row, place: int, step: Decimal) -> bool:
    """Tell whether a row's identity, which holds, would break if one term alone were another.

    Rounding, a limit and extremes that are left out let some values pass unseen: the mean of three
    scores moves by a third of what one of them does.

    Args:
        formula: how the totals of the table are formed.
        row: the row's terms and its printed total.
        place: which of the terms.
        step: the least by which that term can differ: the last digit of its column, in points.

    Returns:
        Whether the formula fails for both neighbours of the term's value; it then fails for all
        that is further off too. False for a term without a value.

    >>> from parsers.arithmetic import Term
    >>> from schemas.notice import TotalRule
    >>> row = Row(terms=tuple(Term(value=Decimal(v)) for v in (92, 93, 94)), total=Decimal(93))
    >>> mean = Formula(TotalRule.MEAN)
    >>> vouches_for(mean, row, 0, Decimal(1)), vouches_for(mean, row, 0, Decimal(2))
    (False, True)
    """
    term = row.terms[place]
    if term.value is None:
        return False
    for other in (term.value - step, term.value + step):
        terms = (*row.terms[:place], replace(term, value=other), *row.terms[place + 1 :])
        fit = judge(formula, replace(row, terms=terms))
        if fit is None or fit.agrees:
            return False
    return True


def vouches_for_total(formula: Formula, row: Row) -> bool:
    """Tell whether a row's identity, which holds, would break if its total alone were another.

    It would not where a half may be rounded up and to even, and at a limit.
    """
    if row.total is None:
        return False
    step = last_digit(formula, row.total)
    fits = [judge(formula, replace(row, total=row.total + way)) for way in (-step, step)]
    return not any(fit is None or fit.agrees for fit in fits)
