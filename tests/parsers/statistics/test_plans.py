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
        # What is fined by a rule, and what a limit is.
        ("处2万元以上5万元以下罚款。", [False, False]),
        ("对3家单位处罚款5万元。", [True, True]),
        ("债务余额400亿元，低于限额436亿元。", [True, False]),
        # What was asked for is counted, what is asked for is none.
        ("要求退费的有86件。", [True]),
        ("要求整改86件。", [False]),
        # The bound of a class counts nothing; behind a verb it counts.
        ("30人以上群体性投诉17起。", [False, True]),
        ("查处30人以上群体性投诉17起。", [True, True]),
        ("检查30人以上企业17家。", [True, True]),
        ("企业规模30人以上单位17家。", [False, True]),
        # A time limit counts nothing, a number before 前往 does.
        ("5日内办结投诉17起。", [False, True]),
        ("组织30人前往现场。", [True]),
        # By a year to come.
        ("受理30件。到2025年建成40个。", [True, False]),
        # What the sentence before aims at is none of this one's.
        ("到2025年，全区建成10个中心。今年受理诉求86件。", [False, True]),
        ("到2021年建成40个。", [True]),
        ("到2022年建成40个。", [True]),
        ("投诉增加到20件，办结30件。", [True, True]),
    ],
)
def test_a_number_is_a_result_or_none(read: Read, text: str, results: list[bool]) -> None:
    assert [one.is_result for one in read(text)] == results


@pytest.mark.parametrize("joint", ["，", "；"])
def test_a_plan_that_a_part_is_measured_by_is_no_part_and_gives_no_name(
    read: Read, joint: str
) -> None:
    text = "一般公共预算收入22.5亿元，其中税收收入9亿元，完成预算12亿元的75%{}{}。"
    found = read(text.format(joint, "非税收入13.5亿元，完成预算15亿元的90%"))
    assert [(one.printed, one.metric) for one in found[3::3]] == [
        ("75%", "税收收入"),
        ("90%", "非税收入"),
    ]
    assert [one.evidence for one in found if one.parent == 0] == ["9 + 13.5 = 22.5"] * 2


def test_a_share_is_of_the_part_that_a_plan_stands_behind(read: Read) -> None:
    text = (
        "一般公共预算收入22.5亿元，其中税收收入9亿元，完成预算12亿元的75%，占一般公共预算收入的{}。"
    )
    assert read(text.format("40.0%"))[-1].evidence == "9 ÷ 22.5 ≈ 40%"
    assert read(text.format("45.0%"))[-1].evidence == "9 ÷ 22.5 ≈ 40% ≠ 45%"
    assert read("税收收入9亿元，完成预算12亿元的75%，占总收入的40%。")[-1].parent is None


@pytest.mark.parametrize("plan", ["预算", "年初预算", "预算数"])
def test_a_share_of_the_plan_is_no_share_of_what_bears_its_word(read: Read, plan: str) -> None:
    text = "一般公共预算收入22.5亿元，其中税收收入9亿元，占{}的75%。"
    share = read(text.format(plan))[-1]
    assert (share.parent, share.evidence) == (None, None)
    named = read(text.format("一般公共预算收入"))[-1]
    assert (named.parent, named.evidence) == (0, "9 ÷ 22.5 ≈ 40% ≠ 75%")


def test_no_year_is_one_to_come_where_the_notice_has_none(read: Read) -> None:
    assert read("到2025年建成40个。", data_year=None)[0].is_result
