"""Whether a number is a result, or a plan, a limit or a rule. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "results"),
    [
        # By when something was done, and by when it is to be.
        ("已于6月底前完成36个。", [True]),
        ("6月底前完成36个。", [False]),
        ("须于6月底前完成36个，已完成30个。", [False, True]),
        # What is held against an aim is a result.
        ("上半年完成投资3亿元，占目标的54%。", [True, True]),
        ("力争占目标的54%。", [False]),
    ],
)
def test_a_number_is_a_result_or_none(read: Read, text: str, results: list[bool]) -> None:
    assert [one.is_result for one in read(text)] == results
