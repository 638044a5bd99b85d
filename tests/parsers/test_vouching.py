"""Which values an identity vouches for: those that could not be others without breaking it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.arithmetic import Formula, Row, Term
from parsers.rankings.vouching import lets_pass, vouches_for, vouches_for_total
from schemas.notice import Role, TotalRule

SUM, MEAN = Formula(TotalRule.SUM), Formula(TotalRule.MEAN)
CAPPED = Formula(TotalRule.SUM_BONUS_PENALTY, cap=Decimal(100))
ONE = Decimal(1)


def row(total: str | None, *scores: str | None, weight: str | None = None) -> Row:
    terms = [Term(value=None if s is None else Decimal(s)) for s in scores]
    if weight is not None:
        terms.append(Term(value=Decimal(weight), role=Role.WEIGHT))
    return Row(terms=tuple(terms), total=None if total is None else Decimal(total))


@pytest.mark.parametrize(
    ("formula", "given", "passes"),
    [
        (SUM, row("70", "30", "40"), False),
        (MEAN, row("35", "30", "40"), True),
        (SUM, row("77", "30", "40", weight="1.1"), True),
        (CAPPED, row("70", "30", "40"), True),
    ],
)
def test_rounding_and_a_limit_let_other_values_pass(
    formula: Formula, given: Row, passes: bool
) -> None:
    assert lets_pass(formula, given) is passes


@pytest.mark.parametrize(
    ("formula", "given", "step", "vouched"),
    [
        (SUM, row("70", "30", "40"), ONE, True),
        (MEAN, row("35", "30", "40"), ONE, False),  # 34.5 may be rounded to 34 or 35
        (MEAN, row("35.0", "30", "40"), ONE, True),
        # One more is over the limit and unseen, one less is seen.
        (CAPPED, row("100", "60", "40"), ONE, False),
        (CAPPED, row("99", "59", "40"), ONE, True),
        (SUM, row("40", None, "40"), ONE, False),
        # Of which nothing is said.
        (SUM, row(None, "30", "40"), ONE, False),
        (MEAN, row("30", "30"), ONE, False),
    ],
)
def test_a_term_is_vouched_for_where_its_neighbours_break_the_identity(
    formula: Formula, given: Row, step: Decimal, vouched: bool
) -> None:
    assert vouches_for(formula, given, 0, step) is vouched


def test_a_term_that_is_cut_at_the_limit_from_above_is_not_vouched_for() -> None:
    """One less is seen as little: 61 + 40 is over the limit as 62 + 40 is."""
    assert not vouches_for(CAPPED, row("100", "62", "40"), 0, ONE)


def test_a_term_is_asked_for_by_its_place() -> None:
    # Of a mean without extremes the middle values count, the highest and the lowest do not.
    formula = Formula(TotalRule.MEAN, drops=1)
    given = row("85", "90", "70", "86", "84")
    assert [vouches_for(formula, given, place, ONE) for place in range(4)] == [False] * 4
    given = row("85.0", "90", "70", "86", "84")
    assert [vouches_for(formula, given, place, ONE) for place in range(4)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("formula", "given", "vouched"),
    [
        (SUM, row("70", "30", "40"), True),
        (MEAN, row("35", "30", "40"), True),
        (MEAN, row("34", "29", "40"), False),  # 34.5 may be 34 or 35
        (MEAN, row("35", "29", "40"), False),
        (MEAN, row("36", "31", "40"), True),  # 35.5 is 36 either way
        (SUM, row(None, "30", "40"), False),
        (MEAN, row("30", "30"), False),
    ],
)
def test_a_total_is_vouched_for_where_no_other_is_what_it_rounds_to(
    formula: Formula, given: Row, vouched: bool
) -> None:
    assert vouches_for_total(formula, given) is vouched
