"""Shares, rates and changes that contradict nothing, each beside one that does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def is_contradicted(found: tuple[Statistic, ...]) -> bool:
    return any(statistic.status is Status.CONTRADICTED for statistic in found)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # The share's own words name something else than the number before it.
        ("受理案件1025件，其中社区化解846件，上报区级的占3.1%。",
         "受理案件1025件，其中社区化解846件，占3.1%。"),
        ("在校生387人，其中初中141人；寄宿生占比由38.4%降至36.9%。",
         "在校生387人，其中初中141人，占36.9%。"),
        # It is of both numbers before it.
        ("关停账号36个，注销账号21个，占账号总数（158个）的36.1%。",
         "关停账号36个，注销账号21个，占账号总数（158个）的35.1%。"),
        # What is aimed at is no figure of what was done.
        ("交办的25个问题已完成整改21个，确保年底前整改率达到100%。",
         "交办的25个问题已完成整改21个，整改率100%。"),
        # The change is held against something else than the earlier level.
        ("办理时限从7.5天压缩为4.2天，比承诺时限快0.8天。",
         "办理时限从7.5天压缩为4.2天，比上年减少0.8天。"),
        # What another month, quarter or year came to is no part of this one.
        ("3月受理60件（2月70件）。", "3月受理60件（3月1日70件）。"),
        ("第三季度受理投诉60件（第二季度为70件）。", "第三季度受理投诉60件（8月为70件）。"),
        ("办结118件（上年甲街60件、乙街50件）。", "办结118件（甲街60件、乙街50件）。"),
        ("办结118件（上年甲街60件、乙街50件）。",
         "存量118件，其中2020年发现60件、2021年发现59件。"),
    ],
)  # fmt: skip
def test_what_is_of_something_else_contradicts_nothing(read: Read, right: str, wrong: str) -> None:
    assert not is_contradicted(read(right))
    assert is_contradicted(read(wrong))
