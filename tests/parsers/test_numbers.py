from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.numbers import (
    EXACT,
    chinese_to_int,
    decimals_of,
    exact_sum,
    plain,
    printed_step,
    read_decimal,
    read_scaled,
    show,
    written,
)

_DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    """Write a number below 10000 as a Chinese numeral."""
    text, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text or "零"


@given(st.integers(1, 9999))
def test_chinese_numeral_comes_back(number: int) -> None:
    assert chinese_to_int(_chinese(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_myriads_come_back(high: int, low: int) -> None:
    assert chinese_to_int(_chinese(high) + "万零" + _chinese(low)) == high * 10000 + low


@given(st.decimals(0, 10**9, allow_nan=False, places=3))
def test_arabic_number_keeps_every_digit(value: Decimal) -> None:
    assert read_decimal(f"{value:f}") == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("零", 0),
        ("两千三", 2300),
        ("三百零五", 305),
        ("二百五", 250),
        ("贰佰伍拾", 250),
        ("三万零五", 30005),
        ("一万二", 12000),
        ("一亿二", 120000000),
        ("一亿二千万", 120000000),
        ("一亿零三万", 100030000),
        ("十万", 100000),
        ("一万亿", 10**12),
        ("两万亿", 2 * 10**12),
        ("一万二千亿", 12 * 10**11),
        ("五千万亿", 5 * 10**15),
        ("一万亿零五万", 10**12 + 50000),
        ("一" * 22, int("1" * 22)),
        # With nothing before it, each is one: 百人, 万人, 亿元.
        ("百", 100),
        ("万", 10**4),
        ("亿", 10**8),
        ("万亿", 10**12),
        ("百万", 10**6),
    ],
)
def test_a_chinese_numeral_is_read_exactly(printed: str, value: int) -> None:
    assert chinese_to_int(printed) == value


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "件",
        "十件",
        "一" * 23,
        # The order is not that of a numeral.
        "十百",
        "二百三百",
        "三五十",
        "零十",
        # None of them: that is no number.
        "零万",
        "零亿",
        # Its place is taken.
        "一万三万",
        "一亿三亿",
        "一亿万",
        "一亿亿",
        "五千万三万",
        "一亿三万二万",
    ],
)
def test_what_is_no_chinese_numeral_gives_none(printed: str) -> None:
    assert chinese_to_int(printed) is None


@pytest.mark.parametrize(
    ("printed", "value", "scale"),
    [
        ("1,082", "1082", "1"),
        ("２，４０８，９１６", "2408916", "1"),
        ("21.3万", "213000", "10000"),
        ("18.36亿", "1836000000", "100000000"),
        ("6亿3000万", "630000000", "100000000"),
        ("3万4000", "34000", "10000"),
        ("-0.57", "-0.57", "1"),
        ("+5", "5", "1"),
        ("−２万", "-20000", "10000"),
        ("-三十二", "-32", "1"),
        ("+三十二", "32", "1"),
        ("1万亿", "1000000000000", "1000000000000"),
        ("2亿3000万5000", "230005000", "100000000"),
        ("9" * 44, "9" * 44, "1"),
        ("十二", "12", "1"),
        ("一万二", "12000", "1"),
        ("三百五", "350", "1"),
        ("二〇二二", "2022", "1"),
    ],
)
def test_printed_number_is_read_exactly(printed: str, value: str, scale: str) -> None:
    assert read_scaled(printed) == (Decimal(value), Decimal(scale))


@pytest.mark.parametrize(
    "printed",
    [
        "",
        " ",
        "缺",
        "—",
        "12,34",
        "1.2.3",
        "十百",
        "A4",
        "3万5亿",
        "3万5万",
        "万件",
        "12万件",
        "2十",
        "2万千",
        "+",
        "-",
        "--5",
        "+-5",
        "-+5万",
        "9" * 45,
        "9" * 44 + "万",
    ],
)
def test_what_is_no_number_gives_none(printed: str) -> None:
    assert read_decimal(printed) is None


def test_the_printed_digits_of_an_arabic_number_stay() -> None:
    assert str(read_decimal("87.50")) == "87.50"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.50E+3", "1500"), ("0.50", "0.5"), ("100", "100"), ("-0.50", "-0.5"), ("1" * 85, "1" * 85)],
)
def test_a_number_is_written_without_exponent_and_needless_zeros(value: str, text: str) -> None:
    assert str(plain(Decimal(value))) == show(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text", "decimals"),
    [("90.00", "90.00", 2), ("0.5", "0.5", 1), ("88", "88", 0), ("1E+2", "100", 0)],
)
def test_a_printed_number_keeps_its_digits(value: str, text: str, decimals: int) -> None:
    assert written(Decimal(value)) == text
    assert decimals_of(Decimal(value)) == decimals


def test_a_sum_of_printed_numbers_is_rounded_nowhere() -> None:
    long, short = Decimal("123456789012345678"), Decimal("0.000000000000000001")
    assert str(exact_sum([long, short, long])) == "246913578024691356.000000000000000001"
    assert exact_sum([]) == 0


def test_money_is_no_float() -> None:
    assert read_decimal("64.29亿") == Decimal(6429000000)


def test_last_printed_place_counts_the_scale() -> None:
    assert printed_step("21.3", Decimal(10000)) == 1000
    assert printed_step("8", Decimal(1)) == 1
    assert printed_step("8", Decimal(10000)) == 10000
    assert printed_step("8.50", Decimal(1)) == Decimal("0.01")


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=6))
def test_shown_number_is_the_same_number(value: Decimal) -> None:
    assert Decimal(show(value)) == value == plain(value)
    assert "E" not in show(value)


@given(st.decimals(-(10**20), 10**20) | st.integers(-(10**9), 10**9).map(Decimal))
def test_plain_number_has_neither_exponent_nor_needless_zero(value: Decimal) -> None:
    made = plain(value)
    reduced = value.normalize(EXACT)
    assert made == reduced
    assert "E+" not in str(made)
    assert "." not in str(made) or str(made)[-1] != "0" or "E" in str(made)
    assert made.as_tuple().exponent == min(0, reduced.as_tuple().exponent)
