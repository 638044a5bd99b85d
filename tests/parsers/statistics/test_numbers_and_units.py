"""Numbers as they are printed: their values, their units, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


def printed(found: tuple[Statistic, ...]) -> list[tuple[str, str, str | None]]:
    """The numbers with their values and units."""
    return [(s.printed, str(s.value), s.unit) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "全年召开两三次会议。",
        "涉及三四家企业。",
        "有三五人参加。",
        "整改二三十处。",
        "抽查十七八个村。",
        "走访一百二三十户。",
        "现场处理几十件。",
        "投诉数百件。",
    ],
)
def test_about_so_many_is_no_number(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("召开二十三次会议。", [("二十三次", "23", "次")]),
        ("抽查二〇家企业。", [("二〇家", "20", "家")]),
        ("抽查一二〇件。", [("一二〇件", "120", "件")]),
        ("召开三次会议。", [("三次", "3", "次")]),
    ],
)
def test_a_numeral_in_full_or_digit_by_digit_is_one(
    read: Read, text: str, numbers: list[tuple[str, str, str | None]]
) -> None:
    assert printed(read(text)) == numbers


def test_each_value_is_a_plain_decimal(read: Read) -> None:
    found = read("投入2.50亿元，受理1,208件。")
    assert [s.value for s in found] == [Decimal(250_000_000), Decimal(1208)]
