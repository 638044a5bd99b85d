"""One misprinted digit, and the sums that it makes by chance: they prove nothing.

Each case stands beside one that is printed rightly, or told otherwise, and is proved.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def proofs(found: tuple[Statistic, ...]) -> set[str]:
    """The identities that prove numbers."""
    return {one.evidence or "" for one in found if one.status is Status.PROVED}


@pytest.mark.parametrize(
    ("chance", "wrong", "proof", "right"),
    [
        # A whole that its own half-sentence splits is of no second list behind a ;.
        ("被申请复议12件，其中维持8件、纠正4件；被提起诉讼5件，尚未审结7件。", "5 + 7 = 12",
         "被申请复议12件，维持8件、纠正4件。", "8 + 4 = 12"),
        ("受理诉求212件，其中咨询150件、投诉62件；已办结205件，尚未办结7件。", "",
         "受理诉求212件，其中咨询150件、投诉62件；已办结205件，尚未办结7件。", "205 + 7 = 212"),
        ("合计78件；已答复75件，结转下年3件。", "",
         "新收73件，上年结转5件，合计78件；已答复75件，结转下年3件。", "75 + 3 = 78"),
        # 中 says of which number the list is: a misprint makes another one of it.
        ("收到申请52件，已答复55件。答复中采纳31件、部分采纳12件、不采纳9件。", "31 + 12 + 9 = 52",
         "收到申请58件，已答复52件。答复中采纳31件、部分采纳12件、不采纳9件。", "31 + 12 + 9 = 52"),
        ("新收43件，本期办结61件，结转7件；办结件中公开22件、部分公开25件、其他7件。",
         "7 + 22 + 25 + 7 = 61",
         "本期受理61件，缓办7件、公开22件、部分公开25件、其他7件。", "7 + 22 + 25 + 7 = 61"),
        # What the others make is no part beside them, unless one mark joins them all.
        ("走访单位158个，发现问题79个，当场整改47个，限期整改32个。", "79 + 47 + 32 = 158",
         "检出158批次；涉及餐具79批次、糕点47批次、酒类32批次。", "79 + 47 + 32 = 158"),
        # What is left for later is none of what was done, but may be of what came in.
        ("办结359件，其中公开187件、不公开152件、其他15件，结转下年度5件。",
         "187 + 152 + 15 + 5 = 359",
         "收到359件，其中公开187件、不公开152件、其他15件，结转下年度5件。",
         "187 + 152 + 15 + 5 = 359"),
        # 8所学校各2个: so many for each, and the schools are none of them.
        ("一中设6个，实验小学设8个，14所中心小学各2个，全县总数达到30个。", "6 + 8 + 14 + 2 = 30",
         "一中设6个，实验小学设8个，中心小学设16个，全县总数达到30个。", "6 + 8 + 16 = 30"),
        ("一中设6个，实验小学设8个，14个中心小学各2个，全县总数达到30个。", "6 + 8 + 14 + 2 = 30",
         "一中设6个，实验小学设8个，中心小学设16个，全县总数达到30个。", "6 + 8 + 16 = 30"),
        # States of one list, whatever word stands before the state.
        ("实施项目22个，已完成13个，正在推进7个，进度滞后6个。", "7 + 6 = 13",
         "实施项目22个，已完成13个，正在推进7个，进度滞后2个。", "13 + 7 + 2 = 22"),
        ("抽查乡镇18个，发现12个有人值班，4个无人接听，8个擅自脱岗。", "4 + 8 = 12",
         "抽查乡镇18个，发现12个有人值班，4个无人接听，2个擅自脱岗。", "12 + 4 + 2 = 18"),
        # Who was hurt is no sum of who died.
        ("死亡6人、受伤11人，其中公路事故死亡4人，工地事故死亡7人。", "4 + 7 = 11",
         "死亡11人、受伤6人，其中公路事故死亡4人，工地事故死亡7人。", "4 + 7 = 11"),
        # A total of its own name in another half-sentence may be of something else.
        ("承办建议112件、提案146件，答复率98%；主动公开复文合计258件。", "112 + 146 = 258",
         "承办建议112件、提案146件，答复率98%；合计258件。", "112 + 146 = 258"),
        ("承办建议112件、提案146件，答复率98%；主动公开复文合计258件。", "112 + 146 = 258",
         "承办建议112件、提案146件、议案5件，答复率98%；主动公开复文合计263件。",
         "112 + 146 + 5 = 263"),
        # Parts in the unit of another number are of that.
        ("任务42项，完成29项，推进8项，逾期5项；逾期任务涉及4个部门，其中住建局1项，水务局、交通局、农业局各1项。",
         "1 + 1 + 1 + 1 = 4",
         "培训120人，新增社团4个，其中文艺类1支，体育类、科技类、劳动类各1支。",
         "1 + 1 + 1 + 1 = 4"),
        ("逾期任务5项，涉及4个部门，其中住建局1项，水务局、交通局、农业局各1项。",
         "1 + 1 + 1 + 1 = 4",
         "增加2支，新增社团4个，其中文艺类1支，体育类、科技类、劳动类各1支。",
         "1 + 1 + 1 + 1 = 4"),
        # One case may be of several.
        ("在12起案件中，有2件涉及征地，有6件涉及公开，有4件涉及处罚（部分案件涉及多个事项）。",
         "2 + 6 + 4 = 12",
         "在12起案件中，有2件涉及征地，有6件涉及公开，有4件涉及处罚（均已结案）。",
         "2 + 6 + 4 = 12"),
    ],
)  # fmt: skip
def test_a_misprint_proves_no_sum_that_it_makes_by_chance(
    read: Read, chance: str, wrong: str, proof: str, right: str
) -> None:
    assert not wrong or wrong not in proofs(read(chance))
    assert right in proofs(read(proof))


def test_parts_that_say_which_total_they_are_of_are_held_against_that(read: Read) -> None:
    found = read("死亡6人、受伤11人，其中公路事故死亡4人，工地事故死亡7人。")
    assert found[0].evidence == "4 + 7 = 11 ≠ 6"
    assert [item.parent for item in found] == [None, None, 0, 0]
    assert found[1].status is Status.UNCHECKED


def test_classes_of_what_was_counted_may_be_of_some_of_it(read: Read) -> None:
    found = read("抽查的26所学校中，达标的21所，未达标的5所，其中民办学校4所、公办学校1所。")
    assert [item.parent for item in found] == [None, 0, 0, 2, 2]
    assert "4 + 1 = 5" in proofs(found)
