"""Which ordinals are places in an order. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Bound, Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # A word for a place before it; without 名 or 位 one that can be nothing else.
        ("综合得分排名第3位。", [3]),
        ("综合得分列全市第三。", [3]),
        ("总量排全市第二。", [2]),
        ("综合得分升至第4名。", [4]),
        ("综合得分升至第4。", []),
        ("竞赛获第3名。", []),
        ("排在第十百。", []),
        # From the other end it is none.
        ("总量排全市倒数第二。", []),
        ("综合得分排名倒数第3位。", []),
        # The field may stand between.
        ("综合得分居全市9个县（市、区）第2位。", [2]),
        ("综合得分在全市9个县（市、区）第2位。", []),
        ("综合得分居全市9个县（市、区）中上水平，事关群众的第2位代表。", []),
        # Of a whole area.
        ("综合成绩96分，为全省第4名。", [4]),
        ("综合成绩96分，为全省第4。", []),
        ("综合成绩96分，为期末第4名。", []),
        # One more place in the order that was told.
        ("微信号居全省第5，上升2位，抖音号第11，下降1位。", [5, 11]),
        ("微信号居全省第5，抖音号第11名。", [5, 11]),
        ("微信号居全省第5。抖音号第11，下降1位。", [5]),
        (
            "微信号居全省第5，与上季度持平，全年累计发布信息1200条，阅读量持续增长，抖音号第11。",
            [5],
        ),
        (
            "微信号居全省第5，上升2位，抖音号第11，下降3位，头条号第8，上升1位，微博号第9。",
            [5, 11, 8, 9],
        ),
        ("微信号居全省第5，抖音号第十一。", [5]),
        ("微信号居全省第5，整改事项第11。", [5]),
        ("抖音号第11，微信号居全省第5。", [5]),
        # No further down than.
        ("综合得分位列前3名。", [3]),
        ("综合得分列全省前十位。", [10]),
        ("综合得分列全省前十百位。", []),
    ],
)
def test_an_ordinal_is_a_place_by_what_stands_before_it(
    read: Read, text: str, places: list[int]
) -> None:
    assert [one.value for one in read(text) if one.kind is Kind.RANK] == places


def test_a_place_among_the_first_is_no_further_down(read: Read) -> None:
    (found,) = read("综合得分列全省前十位。")
    assert (found.printed, found.bound, found.unit) == ("前十位", Bound.LE, "位")
    (found,) = read("综合得分列全省第十位。")
    assert (found.printed, found.bound, found.unit) == ("第十位", Bound.EXACT, "位")


@pytest.mark.parametrize("place", ["列全省前十位", "位列前3名"])
def test_the_first_of_an_order_are_a_rank_with_a_bound(read: Read, place: str) -> None:
    found = read(f"综合得分{place}。")
    assert [(one.kind, one.bound, one.metric) for one in found] == [
        (Kind.RANK, Bound.LE, "综合得分")
    ]
