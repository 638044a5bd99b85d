"""Shares that hold and must not be said to contradict anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]

CLASSES = "考核92家，其中98%以上的41家，占44.6%；90%—98%的37家，占40.2%；"


def contradicted(found: tuple[Statistic, ...]) -> list[str]:
    return [one.printed for one in found if one.status is Status.CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # The rest is a class of its own, not the total that the share is of.
        ("办结举报173件，其中大气类96件；大气类中，油烟类占46.9%，其余{}为废气。", ""),
        # Each of two shares is of the total in its own unit.
        (
            "行政处罚412次，罚款586.4万元，其中事前处罚397次、罚款541.2万元，"
            "分别占处罚总数和罚款总额的96.4%、92.3%。",
            "",
        ),
        # A share that names what follows it is not of the number before it.
        ("查出问题205个。其中台账不全73个；占23.4%的是制度未上墙。", ""),
        # The limit 90% names a class, whose count is the part.
        (CLASSES + "低于90%的14家，占15.2%。", ""),
        (CLASSES + "低于90%的14家，占25.2%。", "25.2%"),
    ],
)
def test_only_a_share_that_is_off_is_contradicted(read: Read, text: str, wrong: str) -> None:
    assert contradicted(read(text.format("25.0%"))) == ([wrong] if wrong else [])


def test_a_fraction_without_end_is_held_against_nothing_far_away(read: Read) -> None:
    text = "未开工项目9个。\n主要原因如下。\n未开工项目中，有6个没有完成征收，占三分之二。"
    share = read(text)[-1]
    assert share.kind is Kind.SHARE
    assert share.status is not Status.CONTRADICTED


def test_two_shares_of_three_amounts_are_given_to_none(read: Read) -> None:
    text = "受理400件，其中咨询类100件、投诉类110件、求助类190件，分别占总数的{}。"
    found = read(text.format("35%、20%"))
    assert contradicted(found) == []
    assert {one.metric for one in found if one.kind is Kind.SHARE} == {"咨询类、投诉类、求助类"}
    assert contradicted(read(text.format("35%、27.5%、47.5%"))) == ["35%"]


def test_a_rough_number_proves_and_denies_no_change(read: Read) -> None:
    text = "受理投诉{}60件，其中信访20件，增加10件，增长20%。"
    assert {one.status for one in read(text.format("约"))[2:]} == {Status.UNCHECKED}
    assert {one.status for one in read(text.format(""))[2:]} == {Status.PROVED}
