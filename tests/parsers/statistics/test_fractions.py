"""Fractions, tenths and doublings in words: their value, and how exact they are. All invented."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Bound, Kind, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
_PROVED, _CONTRADICTED, _CONSISTENT = Status.PROVED, Status.CONTRADICTED, Status.CONSISTENT


@pytest.mark.parametrize(
    ("told", "value", "unit"),
    [
        ("翻一番", "2", "倍"),
        ("翻了两番", "4", "倍"),
        ("翻3番", "8", "倍"),
        ("翻十番", "1024", "倍"),
        ("百分之二十", "20", "%"),
        ("百分之一百零五", "105", "%"),
        ("百分之三点五", "3.5", "%"),
        ("百分之二十一点零五", "21.05", "%"),
        ("百分之12.5", "12.5", "%"),
        ("百分之12.50", "12.5", "%"),
        ("千分之三", "3", "‰"),
        ("千分之二点六", "2.6", "‰"),
        ("万分之五", "0.05", "%"),
        ("万分之零点五", "0.005", "%"),
        ("十分之三", "30", "%"),
        ("四分之三", "75", "%"),
        ("八分之一", "12.5", "%"),
        ("四分之三点五", "87.5", "%"),
        ("3/8", "37.5", "%"),
        ("9/10", "90", "%"),
        ("一半", "50", "%"),
        ("半数", "50", "%"),
        ("三成", "30", "%"),
        ("1.25成", "12.5", "%"),
        ("九成五", "95", "%"),
        ("一成二五", "12.5", "%"),
        ("一成半", "15", "%"),
    ],
)
def test_a_fraction_is_its_value_in_per_cent(read: Read, told: str, value: str, unit: str) -> None:
    (found,) = read(f"产量增长{told}。")
    assert (found.printed, found.value, found.unit) == (told, Decimal(value), unit)


@pytest.mark.parametrize(
    "told", ["零分之三", "百分之3.5.2", "百分之一十十", "十百分之三", "翻十一番", "翻〇番", "翻0番"]
)
def test_what_is_no_fraction_is_no_number(read: Read, told: str) -> None:
    assert read(f"产量增长{told}。") == ()


@pytest.mark.parametrize("date", ["6/18", "4/3", "3/3", "0/5", "3/4/5", "1.5/2", "7/11", "1/2.5"])
def test_a_date_and_what_is_more_than_one_are_no_fraction(read: Read, date: str) -> None:
    assert "%" not in {one.unit for one in read(f"完成{date}。")}


@pytest.mark.parametrize(
    ("told", "bound"),
    [
        ("三分之一", Bound.APPROX),
        ("1/3", Bound.APPROX),
        ("四分之一", Bound.EXACT),
        ("近三分之一", Bound.APPROX),
        ("约四分之一", Bound.APPROX),
        ("超过四分之一", Bound.GT),
        ("四分之一以上", Bound.GE),
        ("约四分之一以上", Bound.APPROX),
    ],
)
def test_a_fraction_without_an_end_is_about_its_value(read: Read, told: str, bound: Bound) -> None:
    (found,) = read(f"完成{told}。")
    assert found.bound is bound


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [("一至两成五", 10, 25), ("三成至四成五", 30, 45), ("3—4成半", 30, 45), ("三至四成", 30, 40)],
)
def test_digits_behind_tenths_are_of_the_high_end(
    read: Read, told: str, low: int, high: int
) -> None:
    (found,) = read(f"产量增长{told}。")
    assert (found.printed, found.value, found.value_high) == (told, low, high)


@pytest.mark.parametrize(
    ("part", "told", "status"),
    [
        # 12.5 % is 25 of 200, whatever it is written as.
        (25, "八分之一", _PROVED),
        (25, "百分之十二点五", _PROVED),
        (25, "百分之12.5", _PROVED),
        (25, "1.25成", _PROVED),
        (25, "一成二五", _PROVED),
        (75, "3/8", _PROVED),
        # Printed to a tenth of a per cent, it is not 13 %.
        (26, "百分之十二点五", _CONTRADICTED),
        (26, "百分之12.5", _CONTRADICTED),
        (26, "一成二五", _CONTRADICTED),
        (20, "八分之一", _CONTRADICTED),
        (30, "八分之一", _CONTRADICTED),
        # In tenths it is rounded to ten per cent, with a digit more to one.
        (57, "三成", _CONSISTENT),
        (57, "十分之三", _CONSISTENT),
        (61, "十分之三", _PROVED),
        (49, "三成", _CONTRADICTED),
        (49, "十分之三", _CONTRADICTED),
        (50, "十分之三", _CONSISTENT),
        (70, "十分之三", _CONSISTENT),
        (51, "四分之一", _CONSISTENT),
        (31, "一成半", _CONSISTENT),
        (29, "一成半", _CONSISTENT),
        (24, "一成半", _CONTRADICTED),
        (1, "千分之五", _PROVED),
        (1, "万分之五十", _PROVED),
        (1, "万分之四十", _CONTRADICTED),
    ],
)
def test_a_share_in_words_is_held_against_its_part_as_one_in_digits(
    read: Read, part: int, told: str, status: Status
) -> None:
    share = read(f"抽查企业200家，其中无证{part}家，占{told}。")[-1]
    assert (share.kind, share.parent, share.status) == (Kind.SHARE, 0, status)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("增长八分之一", _PROVED),
        ("增长百分之十二点五", _PROVED),
        ("增长百分之十二点六", _CONTRADICTED),
        ("下降八分之一", _CONTRADICTED),
    ],
)
def test_a_growth_in_words_is_held_against_its_levels(
    read: Read, told: str, status: Status
) -> None:
    assert read(f"受理投诉由80件增至90件，{told}。")[-1].status is status


@pytest.mark.parametrize("told", ["百分之12.5", "百分之十二点五", "12.5%"])
def test_the_whole_is_the_one_that_gives_a_share_at_all_its_digits(read: Read, told: str) -> None:
    share = read(f"受理举报208件。受理投诉200件，转办26件，占{told}。")[-1]
    assert share.parent == 0


@pytest.mark.parametrize("told", ["近三成", "近1.5成", "四分之一", "3/8"])
def test_what_is_told_in_parts_is_a_share_of_what_stands_behind_it(read: Read, told: str) -> None:
    assert read(f"{told}的单位未回复。")[0].kind is Kind.SHARE


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("任务十分繁重，办结30件。", ["30件"]),
        ("责任十分之重，办结30件。", ["30件"]),
        ("用时十分钟，占十分之一。", ["十分钟", "十分之一"]),
        ("用时二十分钟。", ["二十分钟"]),
    ],
)
def test_shifen_is_no_number_where_it_means_very(read: Read, text: str, printed: list[str]) -> None:
    assert [one.printed for one in read(text)] == printed


def test_the_arithmetic_of_fractions_is_written_in_per_cent(read: Read) -> None:
    change = read("图文解读占比由一半提高到四分之三，提高25个百分点。")[-1]
    assert change.evidence == "75 - 50 ≈ 25"
