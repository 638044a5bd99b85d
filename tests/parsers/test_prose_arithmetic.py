"""Shares, rates and changes recomputed: what a print may stand for, and what it proves."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.prose_arithmetic import (
    Derived,
    Figure,
    difference,
    figure_of,
    growth,
    growth_by,
    identity,
    is_pinned,
    share,
)
from schemas.notice import Kind


def count(value: int) -> Figure:
    return Figure(Decimal(value), Decimal(1), is_count=True)


def printed(text: str) -> Figure:
    value = Decimal(text)
    return Figure(value, Decimal(1).scaleb(int(value.as_tuple().exponent)), is_count=False)


def told(found: Derived | None) -> tuple[bool, bool]:
    assert found is not None
    return found.agrees, found.is_proof


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("37.5", (True, True)),
        ("38", (True, False)),  # 37.5 rounded half up; cut off it would be 37
        ("37", (True, False)),
        ("37.50", (True, True)),
        ("36", (False, False)),
        ("37.6", (False, False)),
    ],
)
def test_a_share_of_counts_may_be_rounded_or_cut_off(text: str, verdict: tuple[bool, bool]) -> None:
    assert told(share(printed(text), count(18), count(48))) == verdict


def test_half_to_even_is_accepted_too() -> None:
    assert told(share(printed("12"), count(1), count(8))) == (True, False)  # 12.5
    assert told(share(printed("13"), count(1), count(8))) == (True, False)


def test_a_whole_that_is_zero_says_nothing() -> None:
    assert share(printed("100"), count(0), count(0)) is None


@pytest.mark.parametrize("earlier", [0, -5])
def test_no_growth_follows_from_a_base_that_is_zero_or_negative(earlier: int) -> None:
    assert growth(printed("300"), count(10), count(earlier)) is None
    assert growth_by(printed("300"), count(10), count(10 - earlier)) is None


def test_a_growth_of_rounded_levels_may_be_any_of_a_range() -> None:
    level, earlier = printed("864.27"), printed("807.8")
    assert told(growth(printed("7.0"), level, earlier)) == (True, False)
    assert told(growth(printed("7.2"), level, earlier)) == (False, False)


def test_a_fall_is_a_negative_growth() -> None:
    found = growth_by(printed("-25"), count(3), count(-1))
    assert told(found) == (True, True)
    assert found is not None
    assert found.terms == "-1 ÷ (3 + 1)"


def test_a_change_of_nothing_is_written_as_one() -> None:
    found = growth_by(printed("0"), count(3), count(0))
    assert told(found) == (True, True)
    assert found is not None
    assert found.terms == "0 ÷ (3 - 0)"


def test_a_rounded_number_stands_for_all_within_half_a_step() -> None:
    assert printed("12").ends == (Decimal("11.5"), Decimal("12.5"))
    assert printed("-0.30").ends == (Decimal("-0.305"), Decimal("-0.295"))
    assert count(12).ends == (Decimal(12),)


def test_arithmetic_is_written_in_a_scale_that_all_share() -> None:
    def figure(value: int, scale: int) -> Figure:
        return Figure(Decimal(value), Decimal(1000), is_count=False, scale=Decimal(scale))

    found = share(printed("25"), figure(12000, 10000), figure(48000, 10000))
    assert found is not None
    assert found.terms == "1.2 ÷ 4.8"
    found = share(printed("25"), figure(12000, 10000), figure(48000, 1))
    assert found is not None
    assert found.terms == "12000 ÷ 48000"


def test_a_difference_of_counts_is_exact_and_one_of_rates_is_not() -> None:
    assert told(difference(count(15), count(35), count(20))) == (True, True)
    assert told(difference(count(16), count(35), count(20))) == (False, False)
    assert told(difference(printed("2"), printed("95"), printed("93"))) == (True, False)
    assert told(difference(printed("4"), printed("95.0"), printed("93.0"))) == (False, False)


def test_a_large_level_is_not_pinned_by_a_rough_growth_and_a_small_one_is() -> None:
    rough = printed("4.8")
    assert not is_pinned(count(5460), lambda one: growth(rough, one, count(5210)))
    assert is_pinned(count(3), lambda one: growth_by(printed("-25"), one, count(-1)))


@pytest.mark.parametrize(
    ("text", "measure", "scale", "step", "is_count"),
    [
        ("2480件", "件", "1", "1", True),
        ("1.2万件", "件", "10000", "1000", False),
        ("864.27亿元", "亿元", "100000000", "1000000", False),
        ("３５起", "起", "1", "1", True),
        ("三起", "起", "1", "1", True),
        ("95.97%", "%", "1", "0.01", False),
        ("95%", "%", "1", "1", False),  # a rate is no count, however whole
        ("35起", None, "1", "1", False),
        ("2.5起", "起", "1", "0.1", False),
    ],
)
def test_the_step_of_a_figure_is_that_of_its_last_printed_place(
    text: str, measure: str, scale: str, step: str, is_count: bool
) -> None:
    figure = figure_of(Decimal(1), text, measure, Decimal(scale))
    assert (figure.step, figure.is_count) == (Decimal(step), is_count)


WAYS = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN])


@given(now=st.integers(0, 10**6), before=st.integers(1, 10**6), digits=st.integers(0, 2), way=WAYS)
def test_a_growth_that_was_computed_is_never_contradicted(
    now: int, before: int, digits: int, way: str
) -> None:
    exact = Decimal(now - before) * 100 / before
    text = exact.quantize(Decimal(1).scaleb(-digits), way)
    figure = Figure(text, Decimal(1).scaleb(-digits), is_count=False)
    for found in (
        growth(figure, count(now), count(before)),
        growth_by(figure, count(now), count(now - before)),
    ):
        assert found is not None
        assert found.agrees


@given(
    part=st.integers(0, 10**5),
    more=st.integers(0, 10**5),
    digits=st.integers(0, 2),
    slip=st.integers(-9, 9).filter(bool),
)
def test_a_share_off_by_a_digit_is_never_proved(
    part: int, more: int, digits: int, slip: int
) -> None:
    whole = part + more + 1
    step = Decimal(1).scaleb(-digits)
    right = (Decimal(part) * 100 / whole).quantize(step, ROUND_HALF_UP)
    found = share(Figure(right + slip * step, step, is_count=False), count(part), count(whole))
    assert found is not None
    assert not found.is_proof
    # Only what cutting off gives may pass besides the rounded one.
    assert not found.agrees or slip == -1


@given(
    now=st.decimals(1, 9999, places=2),
    before=st.decimals(1, 9999, places=2),
    digits=st.integers(0, 2),
)
def test_rounded_levels_never_contradict_the_growth_of_the_true_ones(
    now: Decimal, before: Decimal, digits: int
) -> None:
    step = Decimal(1).scaleb(-digits)
    true = ((now - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    shown = [Figure(x.quantize(step, ROUND_HALF_UP), step, is_count=False) for x in (now, before)]
    found = growth(Figure(true, Decimal("0.1"), is_count=False), *shown)
    assert found is None or found.agrees


def about(value: str, half: str) -> Figure:
    """A rounded number that stands for all within ``half`` of it."""
    return Figure(Decimal(value), 2 * Decimal(half), is_count=False)


@pytest.mark.parametrize(
    ("text", "level", "half", "agrees"),
    [
        ("6.9", "6.82", "0.03", True),  # 6.85 rounds to it
        ("6.9", "6.82", "0.02", False),
        ("6.9", "7.01", "0.03", True),  # 6.98 is cut off to it
        ("6.9", "7.04", "0.03", False),
        ("-6.9", "-6.82", "0.03", True),
        ("-6.9", "-6.82", "0.02", False),
        ("-6.9", "-7.01", "0.03", True),
        ("-6.9", "-7.04", "0.03", False),
        ("0", "0.9", "0.1", True),
        ("0.0", "-0.06", "0.01", True),
        ("0.5", "0.60", "0.02", True),
        ("0.5", "0.42", "0.01", False),
        ("-0.5", "-0.60", "0.02", True),
        ("-0.5", "-0.42", "0.01", False),
        # What is cut off to zero may stand on either side of it.
        ("0.0", "0.11", "0.02", True),
        ("0.0", "-0.11", "0.02", True),
        ("0.0", "0.13", "0.02", False),
        ("0.0", "-0.13", "0.02", False),
    ],
)
def test_a_print_stands_for_what_rounds_to_it_or_is_cut_off_to_it(
    text: str, level: str, half: str, agrees: bool
) -> None:
    found = difference(printed(text), about(level, half), count(0))
    assert told(found) == (agrees, False)


def test_an_exact_result_stands_for_no_print_beside_it() -> None:
    assert told(difference(printed("6.9"), count(10), count(3))) == (False, False)


def test_a_whole_that_may_be_zero_says_nothing() -> None:
    assert share(printed("50"), count(1), about("0.3", "0.5")) is None
    assert share(printed("50"), count(1), about("2", "0.5")) is not None


@pytest.mark.parametrize("other", [4, 6])
def test_a_number_is_not_pinned_where_either_neighbour_holds_too(other: int) -> None:
    def derive(figure: Figure) -> Derived:
        agrees = figure.value in {5, other}
        return Derived(figure.value, agrees, is_proof=agrees, terms="", is_rounded=False)

    assert not is_pinned(count(5), derive)
    assert is_pinned(count(20), derive)


def test_a_number_is_pinned_where_its_neighbours_say_nothing() -> None:
    assert is_pinned(count(5), lambda _: None)


@pytest.mark.parametrize(
    ("kind", "measure", "basis", "text", "terms"),
    [
        (Kind.SHARE, "%", Kind.LEVEL, "25", "12 ÷ 48"),
        (Kind.RATE, "‰", Kind.LEVEL, "250", "12 ÷ 48"),
        (Kind.FACTOR, "倍", Kind.LEVEL, "0.25", "12 ÷ 48"),
        (Kind.FACTOR, None, Kind.LEVEL, "0.25", "12 ÷ 48"),
        (Kind.GROWTH, "%", Kind.LEVEL, "-75", "(12 - 48) ÷ 48"),
        (Kind.GROWTH, "倍", Kind.LEVEL, "-0.75", "(12 - 48) ÷ 48"),
        (Kind.GROWTH, "%", Kind.DELTA, "-133", None),  # the level before would be below zero
        (Kind.DELTA, "起", Kind.LEVEL, "-36", "12 - 48"),
    ],
)
def test_each_kind_has_its_identity(
    kind: Kind, measure: str | None, basis: Kind, text: str, terms: str | None
) -> None:
    found = identity(kind, measure, basis)(printed(text), count(12), count(48))
    if terms is None:
        assert found is None
    else:
        assert found is not None
        assert (found.agrees, found.terms) == (True, terms)


def test_a_growth_by_a_difference_goes_off_the_level() -> None:
    found = identity(Kind.GROWTH, "%", Kind.DELTA)(printed("50"), count(48), count(16))
    assert found is not None
    assert (found.agrees, found.terms) == (True, "16 ÷ (48 - 16)")


@pytest.mark.parametrize(
    ("value", "part", "verdict", "expected"),
    [
        ("12.5", 25, (True, True), "12.5"),  # 八分之一
        ("12.5", 26, (True, False), "13.0"),  # 13 %, halfway
        ("12.5", 24, (True, False), "12.0"),
        ("12.5", 23, (False, False), "11.5"),
        ("12.5", 28, (False, False), "14.0"),
        ("-12.5", -25, (True, True), "-12.5"),
        ("-12.5", -30, (False, False), "-15.0"),
    ],
)
def test_what_lies_between_two_of_its_steps_is_rounded_from_its_own_place(
    value: str, part: int, verdict: tuple[bool, bool], expected: str
) -> None:
    figure = Figure(Decimal(value), Decimal(1), is_count=False)
    found = share(figure, count(part), count(200))
    assert told(found) == verdict
    assert found is not None
    assert found.expected == Decimal(expected)
    assert not found.is_rounded


@pytest.mark.parametrize(
    ("printed_as", "value", "step"),
    [
        ("九成", "90", "10"),
        ("1.5成", "15", "1"),
        ("九成五", "95", "1"),
        ("十分之三", "30", "10"),
        ("二十分之三", "15", "1"),
        ("百分之十二点五", "12.5", "0.1"),
        ("百分之十二点零五", "12.05", "0.01"),
        ("百分之12.5", "12.5", "0.1"),
        ("百分之十二", "12", "1"),
    ],
)
def test_the_last_printed_place_of_a_fraction_in_words(
    printed_as: str, value: str, step: str
) -> None:
    assert figure_of(Decimal(value), printed_as, "%", Decimal(1)).step == Decimal(step)


def test_a_result_with_more_digits_than_printed_is_rounded() -> None:
    found = share(printed("14.1"), count(612), count(4335))
    assert found is not None
    assert found.is_rounded
