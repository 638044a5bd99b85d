"""How ranks follow totals: the direction, what is done with ties, and the one odd rank."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.ranks import odd_one_out, rank_order, ties_follow


def decimals(values: list[int | None]) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("ranks", "totals"),
    [
        ([1, 2, 3], [70, 80, 90]),  # all of three
        ([1, 2, 3, None, None], [70, 80, 90, 95, 99]),  # all that can be compared
        ([1, 2, 3, 4, 5], [70, 80, 90, None, None]),
        ([1, 2, 3, 4, 9], [50, 60, 70, 80, 90]),  # four of five
        ([1, 3, 3, 4, 9], [50, 60, 60, 80, 90]),  # and two of five the other way too
        ([1, 2, 3, 4, 5, 6, 7], [10, 50, 50, 50, 50, 50, 90]),  # all, most of them both ways
    ],
)
def test_the_lowest_comes_first_where_almost_all_ranks_say_so(
    ranks: list[int | None], totals: list[int | None]
) -> None:
    assert not rank_order(ranks, decimals(totals)).descending


@pytest.mark.parametrize(
    ("ranks", "totals"),
    [
        ([1, 2], [70, 80]),  # two rows are too few
        ([1, 2, None], [70, 80, 90]),
        ([1, 2, 3], [70, 80, None]),
        ([1, 2, 3, 9], [50, 60, 70, 80]),  # three of four
        ([1, 1, 1], [80, 80, 80]),  # fits both ways
        ([1, 2, 3, 4, 5, 6, 8], [10, 50, 50, 50, 50, 50, 90]),  # most fit both ways, one neither
        ([1, 3, 3, 4, 5, 9], [10, 50, 50, 50, 80, 90]),  # half of them fit both ways
    ],
)
def test_the_highest_comes_first_unless_ranks_clearly_run_the_other_way(
    ranks: list[int | None], totals: list[int | None]
) -> None:
    assert rank_order(ranks, decimals(totals)).descending


@pytest.mark.parametrize(
    ("ranks", "totals", "rule"),
    [
        ([1, 1, 3], [90, 90, 80], "competition"),
        ([1, 1, 2], [90, 90, 80], "dense"),
        ([1, 2, 3], [90, 90, 80], "ordinal"),
        # At the end of a table competition and dense are the same.
        ([1, 2, 2], [90, 80, 80], "competition"),
        # A tie with an unread rank tells nothing.
        ([1, None, 3], [90, 90, 80], None),
        # Dense in one tie, running on in two others: a draw.
        ([1, 2, 2, 2, 5, 6], [90, 90, 80, 80, 70, 70], None),
        # Rows without rank and total speak for no rule.
        ([1, 1, 3, None, None], [90, 90, 80, None, None], "competition"),
        ([1, 1, 2, 5], [90, 90, 80, None], "dense"),
    ],
)
def test_ties_tell_the_rule_of_the_ranks(
    ranks: list[int | None], totals: list[int | None], rule: str | None
) -> None:
    assert rank_order(ranks, decimals(totals)).rule == rule


def test_ranks_without_gaps_are_the_only_ones_where_ties_skip_none() -> None:
    order = rank_order([1, 1, 2, 3], decimals([90, 90, 80, 70]))
    assert order.allowed == ((1, 1), (1, 1), (2, 2), (3, 3))


def test_ranks_without_gaps_are_no_error_where_a_tie_has_an_unread_rank() -> None:
    ranks = [1, None, 2, 3]
    order = rank_order(ranks, decimals([90, 90, 80, 70]))
    assert order.rule is None
    assert [order.agrees(place, rank) for place, rank in enumerate(ranks)] == [
        True,
        None,
        True,
        True,
    ]


def test_ranks_that_skip_a_place_are_no_error_where_a_tie_has_an_unread_rank() -> None:
    ranks = [1, None, 3, 5]
    order = rank_order(ranks, decimals([90, 90, 80, 70]))
    assert [order.agrees(place, rank) for place, rank in enumerate(ranks)] == [
        True,
        None,
        True,
        False,
    ]


def test_nothing_is_said_of_a_rank_or_total_that_is_unread() -> None:
    order = rank_order([1, None, 3], decimals([90, 80, None]))
    assert order.agrees(1, None) is None
    assert order.agrees(2, 3) is None


@pytest.mark.parametrize(
    ("ranks", "totals", "allowed"),
    [
        ([18, 19, 20], [70, 65, 60], [(1, 18), (19, 19), (20, 20)]),
        ([20, 19, 18], [60, 65, 70], [(20, 20), (19, 19), (1, 18)]),
        ([2, 5, 7], [70, 65, 60], [(1, 4), (3, 6), (6, 7)]),
        ([9, 9, 12], [70, 70, 60], [(1, 11), (1, 11), (10, 12)]),
        ([8, 9, 12], [70, 70, 60], [(1, 11), (1, 11), (10, 12)]),
        ([8, 9, 12], [1, 2, 3], [(1, 8), (9, 11), (10, 12)]),  # the lowest comes first
        ([18, 19, 19, 20], [60, 65, 65, 70], [(1, 18), (19, 19), (19, 19), (20, 20)]),
        ([4, 2], [86, 90], [None, None]),
    ],
)
def test_some_units_of_a_longer_ranking_are_held_against_one_another(
    ranks: list[int | None], totals: list[int | None], allowed: list[tuple[int, int] | None]
) -> None:
    order = rank_order(ranks, decimals(totals))
    assert list(order.allowed) == allowed
    assert order.rule is None
    assert False not in [order.agrees(place, rank) for place, rank in enumerate(ranks)]


def test_a_part_of_a_ranking_says_which_way_it_runs() -> None:
    assert rank_order([8, 9, 12], decimals([1, 2, 3])).descending is False
    assert rank_order([8, 9, 12], decimals([3, 2, 1])).descending is True


@pytest.mark.parametrize(
    ("ranks", "totals"),
    [
        ([18, 19, 20], [70, 60, 65]),  # out of order
        ([9, 9, 12], [70, 65, 60]),  # one place for two totals
        ([9, 9, 12, 12], [70, 65, 60, 60]),  # for one of two pairs
        ([1, 2, 3, 14], [90, 80, 70, 60]),  # a slip in one rank
        ([18, None, 20], [70, 65, 60]),  # one is unread
        ([3, 1, 2], [90, 80, 70]),  # no rank is beyond the units
    ],
)
def test_ranks_out_of_order_are_those_of_no_longer_ranking(
    ranks: list[int | None], totals: list[int | None]
) -> None:
    order = rank_order(ranks, decimals(totals))
    assert False in [order.agrees(place, rank) for place, rank in enumerate(ranks)]


def test_tied_units_keep_their_span_where_ranks_without_gaps_fit_no_better() -> None:
    order = rank_order([1, 1, 2, 2, 6, 6], decimals([90, 90, 80, 80, 70, 70]))
    assert order.allowed == ((1, 2), (1, 2), (3, 4), (3, 4), (5, 6), (5, 6))


@pytest.mark.parametrize(
    ("ranks", "totals", "values", "descending"),
    [
        ([1, 2, 3], [90, 90, 80], [5, 3, 9], True),
        ([1, 2, 3], [90, 90, 80], [3, 5, 1], False),
        # Where the named value is equal too, ranks may run on.
        ([1, 2, 3], [90, 90, 90], [5, 5, 3], True),
        # Another tie has one rank and one value.
        ([1, 2, 3, 3], [90, 90, 80, 80], [5, 3, 7, 7], True),
    ],
)
def test_ties_follow_a_named_value(
    ranks: list[int | None], totals: list[int], values: list[int | None], descending: bool
) -> None:
    found = ties_follow(ranks, decimals([*totals]), decimals(values), descending=descending)
    assert found is True


@pytest.mark.parametrize(
    ("ranks", "totals", "values", "descending"),
    [
        ([1, 2, 3], [90, 90, 80], [3, 5, 9], True),  # the other way round
        ([1, 2, 3], [90, 90, 80], [5, 3, 9], False),
        ([1, 1, 3], [90, 90, 80], [5, 5, 9], True),  # nothing is parted
        ([1, 2, 3], [90, 85, 80], [5, 3, 9], True),  # no tie
        ([1, 2, 3, 3], [90, 90, 80, 80], [5, 3, 7, 6], True),  # one rank, two values
        ([1, 2, None, 4], [90, 90, 80, 80], [5, 3, 7, 6], True),
        ([1, 2, 3, None], [90, 90, 80, 80], [5, 3, 7, 6], True),
        ([1, 2, 3, 4], [90, 90, 80, 80], [5, 3, None, 6], True),
        ([1, 2, 3, 4], [90, 90, 80, 80], [5, 3, 7, None], True),
    ],
)
def test_ties_that_something_else_orders_do_not_follow_it(
    ranks: list[int | None], totals: list[int], values: list[int | None], descending: bool
) -> None:
    found = ties_follow(ranks, decimals([*totals]), decimals(values), descending=descending)
    assert found is False


@pytest.mark.parametrize(
    ("ranks", "totals", "descending", "place"),
    [
        ([1, 2, 3, 4], [70, 95, 90, 80], True, 0),  # the first
        ([1, 2, 3, 4], [90, 80, 70, 95], True, 3),  # the last
        ([1, 3, 2, 4], [20, 5, 40, 60], False, 1),
        ([1, 2, 3, 4], [95, 20, 40, 60], False, 0),  # the lowest comes first
        ([1, 3, 2, 4, 5], [95, 97, 83, 80, 80], True, 1),  # ties break nothing
        ([1, 3, 2, 4, 5], [95, 97, 83, 80, None], True, 1),
        ([1, 3, 2, 4, None], [95, 97, 83, 80, 99], True, 1),
        ([1, 2, 3, 4], [95, 80, 83, 70], True, None),  # either of two
        ([1, 2, 3, 4, 5, 6], [90, 95, 80, 85, 70, 75], True, None),  # several
    ],
)
def test_the_odd_one_is_that_without_which_all_ranks_follow(
    ranks: list[int | None], totals: list[int | None], descending: bool, place: int | None
) -> None:
    assert odd_one_out(ranks, decimals(totals), descending=descending) == place
