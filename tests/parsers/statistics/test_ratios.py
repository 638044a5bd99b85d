"""Ratios to one: which are read, as what, and which are not. All texts are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.statistics.ratios import ratios
from schemas.notice import Bound


def test_a_ratio_to_one_is_the_number_before_the_colon_with_its_place_and_digits() -> None:
    text = "全区小学生师比为14.2:1，初中由13:1降至12.45:1。"
    found = ratios(text)
    assert [(text[q.start : q.end], q.value, q.step) for q in found] == [
        ("14.2:1", Decimal("14.2"), Decimal("0.1"))
    ]
    (one,) = found
    assert (one.lead, one.tail, one.scale, one.bound) == (8, 14, Decimal(1), Bound.EXACT)
    assert one.unit is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("小学、初中生师比分别为16.8:1和12.4:1。", ["16.8", "12.4"]),
        ("生师比由15:1降至12:1。", ["15", "12"]),
        ("床护比达到1.5:1。", ["1.5"]),
        ("比例为2.5:1。", ["2.5"]),
        ("20:1的生师比", []),
        ("采用2:1的比例", []),
        ("收入同比20:1。", []),
        ("水泥与砂2:1。", []),
        ("比例为3:1:1。", []),
        ("比例为1:3:1。", []),
        ("比例为2:10。", []),
        ("比例为2.5:1.5。", []),
        ("于8点比赛，结果20:1。", []),
        ("生师比为16.8：1。", []),
    ],
)
def test_a_ratio_is_read_behind_a_noun_that_names_it(text: str, values: list[str]) -> None:
    assert [str(quantity.value) for quantity in ratios(text)] == values
