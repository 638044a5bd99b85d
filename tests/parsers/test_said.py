"""What a notice says in words of its totals: their limits, and what orders equal ones."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from parsers.rankings.said import TieRule, said_caps, said_ties
from parsers.structure.lines import TextLine
from parsers.text import MappedText
from schemas.document import Table

Drawing = Callable[..., Table]


def _lines(*texts: str) -> list[TextLine]:
    return [
        TextLine(text=MappedText.at(text, 0), page=1, box=None, indent=0, after_blank=False)
        for text in texts
    ]


@pytest.mark.parametrize(
    ("text", "caps"),
    [
        ("加分后总分最高不超过１０５分。", ["105"]),
        ("总分不得高于100 分，加分封顶5分。", ["100", "5"]),
        ("总分以100分封顶。", ["100"]),
        ("总分以100分为最高限。", ["100"]),
        ("加分项最高计2.5分。", ["2.5"]),
        ("总分最高为100分。最低的乡镇89分。", ["100"]),
        # The highest score that was reached is no limit.
        ("最高得分为98分，平均90分。", []),
        ("得分最高98分，最低70分。", []),
        ("得分最低70分，最高98分。", []),
        ("东湖街道以98分为最高。", []),
    ],
)
def test_limits_of_points_are_those_that_are_said(text: str, caps: list[str]) -> None:
    assert said_caps(_lines(text)) == set(map(Decimal, caps))


def test_a_limit_is_read_over_the_end_of_a_line_and_in_any_cell(table: Drawing) -> None:
    assert said_caps(_lines("加分后总分最高", "不超过105分。")) == {105}
    assert said_caps([table("单位 总分", "东湖镇 94", "注：100分封顶 _")]) == {100}
    assert said_caps([table("单位 加分（最高5分）", "东湖镇 94")]) == {5}
    # Two cells are no sentence.
    assert said_caps([table("单位 最高", "东湖镇 94", "最高 98分")]) == set()


def test_what_orders_equal_totals_is_named_with_its_direction(table: Drawing) -> None:
    text = "得分相同的，按总磷由低到高排序；成绩相同的单位，依据“公开”得分从高到低排列。"
    rules = (TieRule("总磷", descending=False), TieRule("公开", descending=True))
    assert said_ties(_lines(text)) == rules
    assert said_ties([table("单位 总分", "注：得分相同的，按总磷由低到高排序 _")]) == rules[:1]
    assert said_ties(_lines("按总磷由低到高排序。")) == ()
