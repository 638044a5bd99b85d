"""What a row of sums or means says of its columns, on plain decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from parsers.column_sums import SummedColumn, column_values, sum_fits
from schemas.notice import Role


def column(printed: str, values: Sequence[str] | None, n_units: int | None = None) -> SummedColumn:
    read = None if values is None else tuple(map(Decimal, values))
    n = n_units if n_units is not None else len(values or ())
    return SummedColumn(printed=Decimal(printed), values=read, n_units=n)


def told(kind: str, *columns: SummedColumn) -> dict[int, tuple[bool, bool, str]]:
    fits = sum_fits(kind, dict(enumerate(columns)))
    return {place: (fit.agrees, fit.exact, fit.evidence) for place, fit in fits.items()}


SUM = column("60", ["10", "20", "30"])
WRONG = column("61", ["10", "20", "30"])
OTHER = column("650", ["100", "200", "300"])


def test_each_sum_is_written_out() -> None:
    assert told("sum", SUM, WRONG) == {
        0: (True, True, "10 + 20 + 30 = 60"),
        1: (False, True, "10 + 20 + 30 = 60 ≠ 61"),
    }


def test_a_row_most_of_whose_cells_do_not_follow_sums_up_others() -> None:
    assert told("sum", SUM, WRONG, OTHER) == {}
    assert set(told("sum", SUM, SUM, WRONG, OTHER)) == {0, 1, 2, 3}
    assert told("sum", WRONG, OTHER) == {}


def test_of_another_row_nothing_is_said() -> None:
    assert told("other", SUM, SUM) == {}


@pytest.mark.parametrize("values", [None, ["60"]])
def test_what_cannot_be_summed_is_not_judged(values: list[str] | None) -> None:
    assert set(told("sum", SUM, column("60", values))) == {0}


def test_a_lone_sum_beside_a_column_that_cannot_be_judged_needs_to_agree() -> None:
    assert set(told("sum", WRONG)) == {0}
    assert told("sum", WRONG, column("60", None)) == {}


@pytest.mark.parametrize(
    ("printed", "judged"),
    [("60", True), ("64.9", True), ("65", False), ("55.1", True), ("55", False), ("90", False)],
)
def test_a_lone_sum_is_off_by_less_than_half_of_the_smallest_value(
    printed: str, judged: bool
) -> None:
    assert bool(told("sum", column(printed, ["10", "20", "30"]))) is judged


def test_a_lone_sum_or_mean_that_agrees_is_judged_whatever_its_values() -> None:
    assert set(told("sum", column("30", ["0", "10", "20"]))) == {0}
    assert set(told("sum", column("10", ["0", "10"]))) == {0}  # between the values as well
    assert set(told("mean", column("64.5", ["90", "86", "82"], 4))) == {0}


@pytest.mark.parametrize(
    ("printed", "judged"),
    [
        ("10", False),
        ("20", False),
        ("30", False),  # rates whose mean is printed below them
        ("31", True),
        ("9", True),
    ],
)
def test_what_lies_between_the_values_is_no_sum_of_them(printed: str, judged: bool) -> None:
    column_of_rates = column(printed, ["10", "20", "30"])
    assert (1 in told("sum", SUM, column_of_rates)) is judged


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("86", (True, True, "(90 + 86 + 82) ÷ 3 = 86")),
        ("86.0", (True, True, "(90 + 86 + 82) ÷ 3 = 86.0")),
        # Over four units, one of which has no value.
        ("64.5", (True, True, "(90 + 86 + 82) ÷ 4 = 64.5")),
        ("64", (True, False, "(90 + 86 + 82) ÷ 4 ≈ 64")),  # half to even
        ("65", (True, False, "(90 + 86 + 82) ÷ 4 ≈ 65")),
        ("86.1", (False, False, "(90 + 86 + 82) ÷ 3 ≈ 86.0 ≠ 86.1")),
    ],
)
def test_a_mean_counts_all_units_or_those_with_a_value(
    printed: str, verdict: tuple[bool, bool, str]
) -> None:
    right = column("15", ["10", "20"])
    assert told("mean", right, column(printed, ["90", "86", "82"], 4))[1] == verdict


@pytest.mark.parametrize(
    ("printed", "judged"),
    [
        # The values are whole: 9 in the last digit of one, and half a digit of the mean each.
        ("86", True),
        ("88", True),
        ("89", True),  # 9 off the sum of 258
        ("90", False),  # 12 off: more than 9 + 3 / 2
        ("89.50", False),  # 10.5 off: more than 9 + 0.03 / 2
        ("89.01", False),
        ("89.00", True),
        ("83.00", True),
        ("82.99", False),
        ("89.005", False),
    ],
)
def test_a_lone_mean_is_off_by_no_more_than_a_digit(printed: str, judged: bool) -> None:
    assert bool(told("mean", column(printed, ["90", "86", "82"]))) is judged


def test_a_lone_mean_may_be_rounded_on_top_of_a_wrong_digit() -> None:
    # 9 and half a digit of the mean for each of the four values: 11 at the most.
    assert told("mean", column("90", ["90", "86", "86", "87"]))  # 11 off
    assert told("mean", column("90", ["90", "86", "86", "86"])) == {}  # 12 off


def test_the_digit_of_a_lone_mean_is_that_of_the_finest_value() -> None:
    assert told("mean", column("86.30", ["90.0", "86", "82"]))  # 0.9 off
    assert told("mean", column("86.34", ["90.0", "86", "82"])) == {}  # 1.02 off


@pytest.mark.parametrize(
    ("role", "cells", "values"),
    [
        (Role.SCORE, [("5", "5"), ("0", "0")], ["5", "0"]),
        (Role.SCORE, [("5", "5"), (None, "—")], ["5"]),
        (Role.SCORE, [("5", "5"), (None, "")], None),
        (Role.SCORE, [("5", "5"), (None, "见附件")], None),
        (Role.BONUS, [("5", "5"), (None, "")], ["5"]),
        (Role.BONUS, [("5", "5"), (None, "见附件")], None),
    ],
)
def test_an_unread_cell_leaves_no_values_and_a_blank_bonus_is_none(
    role: Role, cells: list[tuple[str | None, str]], values: list[str] | None
) -> None:
    given = [(None if value is None else Decimal(value), text) for value, text in cells]
    expected = None if values is None else tuple(map(Decimal, values))
    assert column_values(role, given) == expected
