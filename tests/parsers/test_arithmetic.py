"""Total rules, ranks and ties on plain decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.arithmetic import Formula, Row, Term, judge, total_of
from parsers.ranks import dense_ranks, odd_one_out, rank_bounds, rank_order, ties
from parsers.total_rules import find_rule
from schemas.notice import Role, TotalRule


def decimals(*values: object) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def row(values: list[object], total: object, **extra: object) -> Row:
    terms = [Term(value=value) for value in decimals(*values)]
    terms += [Term(value=Decimal(str(v)), role=Role(role)) for role, v in extra.items()]
    return Row(terms=tuple(terms), total=Decimal(str(total)))


def weighted(values: list[object], weights: list[object], total: object) -> Row:
    pairs = zip(decimals(*values), decimals(*weights), strict=True)
    terms = tuple(Term(value=value, weight=weight) for value, weight in pairs)
    return Row(terms=terms, total=Decimal(str(total)))


def test_a_sum_is_written_out_with_the_printed_digits() -> None:
    fit = judge(Formula(TotalRule.SUM), row(["33", "5.50", "40"], "78.5"))
    assert fit is not None
    assert (fit.agrees, fit.exact, fit.evidence) == (True, True, "33 + 5.50 + 40 = 78.5")


def test_a_failed_sum_shows_what_the_parts_give() -> None:
    fit = judge(Formula(TotalRule.SUM), row([33, 5, 40, 21], 98))
    assert fit is not None
    assert (fit.agrees, fit.evidence) == (False, "33 + 5 + 40 + 21 = 99 ≠ 98")


def test_deductions_count_down_whatever_sign_is_printed() -> None:
    for printed in ("3", "-3"):
        fit = judge(Formula(TotalRule.SUM_BONUS_PENALTY), row([80], 82, bonus=5, deduction=printed))
        assert fit is not None
        assert fit.evidence == "80 + 5 - 3 = 82"


def test_a_term_that_says_none_counts_nothing() -> None:
    terms = (Term(value=Decimal(40)), Term(value=None), Term(value=Decimal(20)))
    assert total_of(Formula(TotalRule.SUM), terms) == (Decimal(60), "40 + 20")


def test_no_rule_says_nothing_about_an_unread_total() -> None:
    assert judge(Formula(TotalRule.SUM), Row(terms=(Term(value=Decimal(1)),), total=None)) is None
    assert total_of(Formula(TotalRule.NONE), (Term(value=Decimal(1)),)) is None
    assert total_of(Formula(TotalRule.WEIGHTED), (Term(value=Decimal(1)),)) is None


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([row([40, 20], 60), row([30, 20], 50), row([1, 2], 3)], TotalRule.SUM),
        (
            [row([80], 83, bonus=5, penalty=2), row([70], 70, bonus=0, penalty=0)],
            TotalRule.SUM_BONUS_PENALTY,
        ),
        ([row([], 97, deduction=3), row([], 90, deduction=10)], TotalRule.BASE_MINUS_DEDUCTIONS),
        (
            [
                weighted([90, 80], ["0.6", "0.4"], 86),
                weighted([70, 95], ["0.6", "0.4"], 80),
            ],
            TotalRule.WEIGHTED,
        ),
        (
            [
                weighted([54, 32], ["0.6", "0.4"], 86),
                weighted([42, 38], ["0.6", "0.4"], 80),
            ],
            TotalRule.PRE_WEIGHTED,
        ),
        ([row([90, 80], 85), row([71, 80], "75.5"), row([60, 61], "60.5")], TotalRule.MEAN),
        ([row([90, 80], 7), row([71, 80], 8), row([60, 61], 9)], TotalRule.NONE),
    ],
)
def test_the_rule_is_found(rows: list[Row], rule: TotalRule) -> None:
    assert find_rule(rows).rule is rule


def test_normalised_totals_are_found_by_their_maxima() -> None:
    def normalised(values: list[int], total: str) -> Row:
        terms = tuple(Term(value=Decimal(v), max_score=Decimal(60)) for v in values)
        return Row(terms=terms, total=Decimal(total))

    rows = [normalised([60, 50], "91.67"), normalised([50, 49], "82.50"), normalised([6, 6], "10")]
    assert find_rule(rows).rule is TotalRule.NORMALISED
    fit = judge(Formula(TotalRule.NORMALISED), rows[0])
    assert fit is not None
    assert fit.agrees
    assert not fit.exact


def test_a_rule_that_few_rows_fit_is_not_adopted() -> None:
    rows = [row([40, 20], 60), row([30, 20], 51), row([10, 2], 13)]
    assert find_rule(rows).rule is TotalRule.NONE


def test_one_row_is_no_evidence_for_a_rule() -> None:
    assert find_rule([row([40, 20], 60)]).rule is TotalRule.NONE


def test_maxima_that_sum_let_half_of_the_rows_be_enough() -> None:
    def limited(values: list[int], total: int) -> Row:
        terms = tuple(
            Term(value=Decimal(v), max_score=Decimal(m))
            for v, m in zip(values, (60, 40), strict=True)
        )
        return Row(terms=terms, total=Decimal(total))

    rows = [limited([50, 30], 80), limited([40, 30], 71)]
    assert find_rule(rows).rule is TotalRule.NONE
    assert find_rule(rows, Decimal(100)).rule is TotalRule.SUM


@given(
    table=st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=3, max_size=12),
    at=st.integers(0, 10**6),
    digit=st.integers(0, 9),
)
def test_one_changed_digit_never_flips_the_rule_and_fails_its_row(
    table: list[list[int]], at: int, digit: int
) -> None:
    figures = [[str(v) for v in values] + [str(sum(values))] for values in table]
    target = figures[at % len(figures)]
    column = (at // 13) % 5
    text = target[column]
    place = (at // 71) % len(text)
    changed = text[:place] + str(digit) + text[place + 1 :]
    target[column] = changed
    rows = [row(list(values[:-1]), values[-1]) for values in figures]
    found = find_rule(rows)
    # A table in which all rows are zero fits the mean as well; the sum comes first.
    assert found.rule is TotalRule.SUM
    fit = judge(found.formula, rows[at % len(figures)])
    assert fit is not None
    assert fit.agrees == (Decimal(changed) == Decimal(text))


def test_equal_totals_share_their_span() -> None:
    assert rank_bounds(decimals(98, 91, 91, 90)) == [(1, 1), (2, 3), (2, 3), (4, 4)]


def test_an_unread_total_may_stand_anywhere() -> None:
    assert rank_bounds([Decimal(98), None, Decimal(90)]) == [(1, 2), None, (2, 3)]


def test_dense_ranks_skip_nothing() -> None:
    assert dense_ranks(decimals(98, 91, 91, 90)) == [1, 2, 2, 3]


def test_ties_are_groups_of_positions() -> None:
    assert ties([*decimals(91, 90, 91), None]) == {Decimal(91): (0, 2)}


@pytest.mark.parametrize(
    ("ranks", "rule"),
    [
        ([1, 2, 2, 4, 5], "competition"),
        ([1, 2, 2, 3, 4], "dense"),
        ([1, 2, 3, 4, 5], "ordinal"),
        ([1, 3, 2, 4, 5], "ordinal"),
    ],
)
def test_what_is_done_with_ties_is_found(ranks: list[int], rule: str) -> None:
    order = rank_order(ranks, decimals(98, 91, 91, 90, 80))
    assert order.rule == rule
    assert all(order.agrees(place, rank) for place, rank in enumerate(ranks))


def test_without_ties_no_rule_is_claimed() -> None:
    assert rank_order([1, 2, 3], decimals(98, 91, 90)).rule is None


def test_a_rank_outside_its_span_is_refused() -> None:
    order = rank_order([1, 3, 2, 4], decimals(98, 92, 91, 90))
    assert [order.agrees(place, rank) for place, rank in enumerate([1, 3, 2, 4])] == [
        True,
        False,
        False,
        True,
    ]


def test_the_lowest_may_come_first() -> None:
    order = rank_order([1, 2, 3, 4], decimals(1, 2, 5, 9))
    assert not order.descending
    assert order.agrees(0, 1)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_a_sorted_table_has_no_rank_outside_its_span(totals: list[int]) -> None:
    ordered = decimals(*sorted(totals, reverse=True))
    ranks = list(range(1, len(ordered) + 1))
    order = rank_order(ranks, ordered)
    assert all(order.agrees(place, rank) for place, rank in enumerate(ranks))


@pytest.mark.parametrize(
    ("ranks", "totals", "place"),
    [
        ([1, 2, 3, 4], [95, 93, 97, 80], 2),
        ([1, 3, 2, 4], [95, 97, 83, 80], 1),
        ([1, 2, 3, 4], [95, 83, 90, 80], None),
        ([1, 2, 3, 4], [95, 93, 83, 80], None),
        ([1, 2, 2, 4], [95, 93, 93, 80], None),
        ([1, 2, None, 4], [95, 93, 99, 80], None),
        ([1, 2, 3, 4, 5], [95, 97, 83, 90, 60], None),
    ],
    ids=["a total", "a rank", "exchanged", "right", "tied", "unread", "two"],
)
def test_the_one_unit_that_is_out_of_order_is_found(
    ranks: list[int | None], totals: list[int], place: int | None
) -> None:
    assert odd_one_out(ranks, [Decimal(total) for total in totals], descending=True) == place
