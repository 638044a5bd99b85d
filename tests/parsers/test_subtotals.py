"""Sub-totals, running totals and points left of an item, on plain decimals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from parsers.rankings.subtotals import points_to_lose, subtotal_fits, subtotal_groups
from schemas.notice import Role

Columns = list[tuple[int, Role, tuple[str, ...]]]
SCORE, LOST, SUBTOTAL = Role.SCORE, Role.DEDUCTION, Role.SUBTOTAL
TOTAL, CUMULATIVE = Role.TOTAL, Role.CUMULATIVE


def columns(*described: tuple[Role, str]) -> Columns:
    """Describe columns by role and header path (``公开/主动``)."""
    return [(n, role, tuple(path.split("/"))) for n, (role, path) in enumerate(described)]


def values(*rows: Sequence[str | None]) -> list[Mapping[int, Decimal | None]]:
    """Make rows; ``?`` is a cell that could not be read, None one that says "none"."""
    return [
        {n: None if text is None else Decimal(text) for n, text in enumerate(row) if text != "?"}
        for row in rows
    ]


def under_one_heading(roles: str) -> Columns:
    """Describe scores (``s``) and sub-totals (``=``) that stand under one heading."""
    signs = {"s": SCORE, "=": SUBTOTAL}
    return columns(*((signs[sign], f"公开/{n}") for n, sign in enumerate(roles)))


PLAIN = columns((SCORE, "公开"), (SCORE, "服务"), (SUBTOTAL, "小计"))
ITEM = columns((LOST, "公开/扣分"), (SCORE, "公开/得分"))


@pytest.mark.parametrize(
    ("described", "groups"),
    [
        (PLAIN, {2: [0, 1]}),
        # The second adds up what stands behind the first.
        (
            [*PLAIN, *[(n + 3, role, path) for n, role, path in PLAIN]],
            {2: [0, 1], 5: [3, 4]},
        ),
        # Each what stands under its own heading, wherever that is.
        (
            columns(
                (SUBTOTAL, "公开/小计"),
                (SCORE, "公开/主动"),
                (SCORE, "公开/依申请"),
                (SCORE, "服务/窗口"),
                (SCORE, "服务/热线"),
                (SUBTOTAL, "服务/小计"),
            ),
            {0: [1, 2], 5: [3, 4]},
        ),
        # Of several under one heading each what stands since the one before, the last all of them.
        (
            columns(
                (SCORE, "公开/主动"),
                (SCORE, "公开/依申请"),
                (SUBTOTAL, "公开/小计"),
                (SCORE, "公开/解读"),
                (SCORE, "公开/回应"),
                (SUBTOTAL, "公开/小计"),
                (SUBTOTAL, "公开/合计"),
            ),
            {2: [0, 1], 5: [3, 4], 6: [0, 1, 3, 4]},
        ),
        # The last has all where not two stand before it; the only one has all, before and behind.
        (under_one_heading("ss=s="), {2: [0, 1], 4: [0, 1, 3]}),
        (under_one_heading("ss=ss="), {2: [0, 1], 5: [3, 4]}),
        (under_one_heading("ss=s"), {2: [0, 1, 3]}),
        # The nearest heading, where there are several above one another.
        (
            columns(
                (SCORE, "公开/主动/一"),
                (SCORE, "公开/主动/二"),
                (SCORE, "公开/依申请/三"),
                (SUBTOTAL, "公开/主动/小计"),
            ),
            {3: [0, 1]},
        ),
        # A bonus is no part of a sub-total.
        (
            columns((SCORE, "公开"), (SCORE, "服务"), (Role.BONUS, "加分"), (SUBTOTAL, "小计")),
            {3: [0, 1]},
        ),
    ],
)
def test_a_sub_total_has_the_scores_of_its_group_or_those_before_it(
    described: Columns, groups: dict[int, list[int]]
) -> None:
    assert subtotal_groups(described) == groups


@pytest.mark.parametrize(
    "described",
    [
        columns((SCORE, "公开"), (SUBTOTAL, "小计")),  # one score makes no sum
        columns((SCORE, "公开"), (SCORE, "服务"), (TOTAL, "总分")),  # a total is judged elsewhere
        columns((SCORE, "公开"), (SCORE, "服务"), (TOTAL, "总分"), (SUBTOTAL, "小计")),
        columns((SCORE, "公开/主动"), (SCORE, "服务/窗口"), (SUBTOTAL, "公开/小计")),
    ],
)
def test_a_sub_total_of_fewer_than_two_scores_has_no_group(described: Columns) -> None:
    assert subtotal_groups(described) == {}


@pytest.mark.parametrize(
    ("roles", "groups"),
    [
        ([CUMULATIVE, TOTAL, CUMULATIVE], {2: [1, 0]}),
        ([TOTAL, CUMULATIVE], {}),  # nothing to add it to
        ([CUMULATIVE, CUMULATIVE, TOTAL, CUMULATIVE], {}),
        ([CUMULATIVE, CUMULATIVE], {}),
        ([CUMULATIVE, TOTAL, TOTAL, CUMULATIVE], {}),
    ],
)
def test_a_running_total_is_the_one_before_it_and_the_total_of_the_period(
    roles: list[Role], groups: dict[int, list[int]]
) -> None:
    assert subtotal_groups([(n, role, ("累计",)) for n, role in enumerate(roles)]) == groups


@pytest.mark.parametrize(
    ("described", "groups"),
    [
        (ITEM, {1: [0]}),
        (columns((SCORE, "公开/得分"), (LOST, "公开/扣分")), {0: [1]}),
        (
            columns(
                (LOST, "公开/主动/扣分"),
                (SCORE, "公开/主动/得分"),
                (LOST, "公开/依申请/扣分"),
                (SCORE, "公开/依申请/得分"),
            ),
            {1: [0], 3: [2]},
        ),
        (columns((LOST, "扣分"), (SCORE, "得分")), {}),  # of no item
        (columns((LOST, "公开/扣分"), (SCORE, "服务/得分")), {}),
        (columns((LOST, "公开/扣分"), (SCORE, "公开/一"), (SCORE, "公开/二")), {}),
        (columns((SCORE, "公开/一"), (SCORE, "公开/二")), {}),
        (columns((Role.PENALTY, "公开/扣分"), (SCORE, "公开/得分")), {}),
    ],
)
def test_an_item_with_points_lost_and_points_left_is_one_of_each(
    described: Columns, groups: dict[int, list[int]]
) -> None:
    assert subtotal_groups(described) == groups


def judged(
    described: Columns, rows: Sequence[Mapping[int, Decimal | None]]
) -> dict[tuple[int, int], tuple[bool, str]]:
    fits = subtotal_fits(described, rows)
    return {place: (fit.agrees, fit.evidence) for place, fit in fits.items()}


def test_sub_totals_of_two_rows_are_judged() -> None:
    assert judged(PLAIN, values(["30", "20", "50"], ["25", "20", "45"])) == {
        (0, 2): (True, "30 + 20 = 50"),
        (1, 2): (True, "25 + 20 = 45"),
    }


@pytest.mark.parametrize(
    ("rows", "judged_rows"),
    [
        ([["30", "20", "50"]], []),
        ([["30", "20", "50"], ["25", "20", "46"]], []),
        ([["30", "20", "50"], ["25", "20", "45"], ["1", "2", "4"]], [0, 1, 2]),
        ([["30", "20", "50"], ["25", "20", "45"], ["1", "2", "4"], ["2", "3", "9"]], []),
        # What cannot be read does not count against them.
        ([["30", "20", "50"], ["25", "20", "45"], ["?", "2", "4"], ["2", "3", "?"]], [0, 1]),
        ([["30", "20", "50"], ["25", "20", "45"], ["1", "2", None]], [0, 1]),
        # A cell that says "none" counts nothing.
        ([["30", "20", "50"], ["25", None, "25"]], [0, 1]),
    ],
)
def test_sub_totals_are_sums_when_most_rows_and_two_say_so(
    rows: list[list[str | None]], judged_rows: list[int]
) -> None:
    assert sorted(row for row, _ in judged(PLAIN, values(*rows))) == judged_rows


def test_points_left_of_a_maximum_that_three_rows_show_are_judged() -> None:
    rows = values(["3", "17"], ["-5", "15"], ["0", "20"], ["2", "19"])
    found = judged(ITEM, rows)
    assert found[3, 1] == (False, "20 - 2 = 18 ≠ 19")
    assert [agrees for agrees, _ in found.values()] == [True, True, True, False]
    assert points_to_lose(ITEM, rows) == {1: (0, Decimal(20))}


@pytest.mark.parametrize(
    "rows",
    [
        [["3", "17"], ["5", "15"]],  # two rows
        [["3", "17"], ["5", "15"], ["1", "12"]],  # two of three
        [["?", "17"], ["5", "?"], ["3", None], [None, "4"]],
    ],
)
def test_points_left_of_a_maximum_that_few_rows_show_are_not_judged(
    rows: list[list[str | None]],
) -> None:
    assert judged(ITEM, values(*rows)) == {}
    assert points_to_lose(ITEM, values(*rows)) == {}


def test_a_maximum_is_what_most_rows_show_and_unread_cells_show_none() -> None:
    rows = values(
        ["9", "12"], ["3", "17"], ["5", "15"], ["1", "19"], ["?", "11"], ["9", None], [None, "3"]
    )
    assert points_to_lose(ITEM, rows) == {1: (0, Decimal(20))}
    assert {row: agrees for (row, _), (agrees, _) in judged(ITEM, rows).items()} == {
        0: False,
        1: True,
        2: True,
        3: True,
    }


def test_a_sub_total_is_nothing_that_points_are_lost_of() -> None:
    rows = values(["30", "20", "50"], ["25", "20", "45"])
    assert points_to_lose(PLAIN, rows) == {}
