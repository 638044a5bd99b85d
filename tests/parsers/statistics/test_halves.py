"""Halves behind a unit, tenths with a digit behind them, ranges in two scales."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Statistic

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
