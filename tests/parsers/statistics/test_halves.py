"""Halves behind a unit, tenths with a digit behind them, ranges in two scales."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Bound, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("河道全长十八公里半。", "十八公里半", "18.5", "公里"),
        ("河道沿线3公里半径内设点。", "3公里", "3", "公里"),
        ("历时两天半。", "两天半", "2.5", "天"),
        ("耗时三个半小时。", "三个半小时", "3.5", "小时"),
        ("耗时两个半月。", "两个半月", "2.5", "个月"),
        ("访问量增长一成半。", "一成半", "15", "%"),
        ("访问量增长一成半年来最快。", "一成", "10", "%"),
        ("满意率由八成八升至九成。", "八成八", "88", "%"),
        ("寄宿生补助1250元/生·年。", "1250元/生·年", "1250", "元/生·年"),
        ("参加的共三人半数未到。", "三人", "3", "人"),
    ],
)
def test_what_stands_behind_a_unit_is_of_the_number(
    read: Read, text: str, printed: str, value: str, unit: str
) -> None:
    first = read(text)[0]
    assert (first.printed, first.value, first.unit) == (printed, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("罚款2000元至1万元。", 2000, 10000),
        ("罚款2000至1万元。", 2000, 10000),
        ("罚款2至3万元。", 20000, 30000),
        ("罚款2万元至3万元。", 20000, 30000),
    ],
)
def test_the_low_end_of_a_range_has_its_own_scale(
    read: Read, text: str, low: int, high: int
) -> None:
    (found,) = read(text)
    assert (found.value, found.value_high) == (low, high)


def test_the_day_before_an_hour_is_no_duration(read: Read) -> None:
    assert [s.printed for s in read("截至19日18时，受灾3人；22日8时水位5米。")] == ["3人", "5米"]


def test_a_place_of_an_area_is_a_rank(read: Read) -> None:
    assert [s.kind.value for s in read("成绩96.2分，为全省第4名。")] == ["score", "rank"]
    assert [s.kind.value for s in read("成绩96.2分，为本期第4名学员颁奖。")] == ["score"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("用时2小时40分。", [("2小时40分", "160", "分钟")]),
        ("用时2个小时40分钟。", [("2个小时40分钟", "160", "分钟")]),
        ("用时1小时30分15秒。", [("1小时30分15秒", "5415", "秒")]),
        ("等待1分20秒。", [("1分20秒", "80", "秒")]),
        # What is not told in the next smaller unit, or of no whole hours, is a number of its own.
        ("用时2小时40秒。", [("2小时", "2", "小时"), ("40秒", "40", "秒")]),
        ("用时2.5小时30分。", [("2.5小时", "2.5", "小时"), ("30分", "30", "分")]),
        ("用时2至3小时30分。", [("2至3小时", "2", "小时"), ("30分", "30", "分")]),
        # A half is one of the unit before it.
        ("用时1小时半。", [("1小时半", "1.5", "小时")]),
        ("用时两个小时半。", [("两个小时半", "2.5", "个小时")]),
        ("用时2分钟半。", [("2分钟半", "2.5", "分钟")]),
        ("历时两个半学期。", [("两个半学期", "2.5", "学期")]),
        ("用时两个半钟头。", [("两个半钟头", "2.5", "钟头")]),
        ("历时两个半工作日。", [("两个半工作日", "2.5", "工作日")]),
        ("整治两个半封闭小区。", [("两个", "2", "个")]),
        ("耗时两至三个半小时。", [("两至三个", "2", "个")]),
        # Nothing is half where things are counted, rounded, told to a tenth or in a range.
        ("三人半价入园。", [("三人", "3", "人")]),
        ("全长3万公里半幅施工。", [("3万公里", "30000", "公里")]),
        ("全长2.5公里半幅施工。", [("2.5公里", "2.5", "公里")]),
        ("全长三至四公里半幅施工。", [("三至四公里", "3", "公里")]),
        ("提高3百分点。", [("3百分点", "3", "个百分点")]),
        ("提高3千分点。", [("3千分点", "3", "个千分点")]),
        ("抽检合格八成五批次不合格。", [("八成", "80", "%"), ("五批次", "5", "批次")]),
    ],
)
def test_two_units_or_a_half_are_one_number(
    read: Read, text: str, numbers: list[tuple[str, str, str]]
) -> None:
    assert [(s.printed, str(s.value), s.unit) for s in read(text)] == numbers


@pytest.mark.parametrize(
    ("told", "bound"),
    [
        ("九成五以上", Bound.GE),
        ("九成五", Bound.EXACT),
        ("近九成五", Bound.LT),
        ("三个半小时以上", Bound.GE),
        ("两个半月左右", Bound.APPROX),
        ("十八公里半以上", Bound.GE),
        ("1小时半以内", Bound.LE),
        ("2小时40分以内", Bound.LE),
        ("约2小时40分以上", Bound.APPROX),
    ],
)
def test_the_bound_of_a_number_stands_behind_all_of_it(read: Read, told: str, bound: Bound) -> None:
    (found,) = read(f"达到{told}。")
    assert found.bound is bound
