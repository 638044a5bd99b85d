"""Which numbers a total is the total of, told by nothing or by one word. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Relation, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        # A total behind its parts has several, in its own unit, that make it.
        ("来信7件，合计7件。", "--"),
        ("来信3件、来访4件，合计7件。", "22-"),
        ("来信：3件；来访：4件；合计：7件。", "22-"),
        ("来信：3件；来访：4件；网上：7件。", "---"),
        ("改造点位（小区77处）共77处。", "--"),
        ("改造点位（小区46处、商铺21处）共77处。", "---"),
        ("改造点位（小区46处、商铺31处）共77处。", "22-"),
        # What 加上 adds is added to the amount before, in its unit.
        ("收入17亿元，主要是税收5亿元；加上上级补助12亿元，总计29亿元。", "3-3-"),
        ("受理20件，走访12人；加上上年结转5件，合计17件。", "----"),
        ("收入286亿元，其中税收204亿元，加上转移120亿元，总计406亿元。", "303-"),
        # A list that goes on by another joint is no total of what follows.
        ("分别有21个、18个和29个，其他17个，市直12个。", "-----"),
        ("尾矿库3座，隐患267条，停产2座、整改1座。", "----"),
        ("尾矿库3座，停产2座、整改1座。", "-00"),
        ("购置设备30台（套），应急10台，防汛20台。", "-00"),
        # Behind 有 or 已 some of the amount before are told, in its unit, and fewer.
        ("抽查栏目310个，有27个未更新。", "-0"),
        ("抽查栏目310个，有327个未更新。", "--"),
        ("抽查栏目310个，有27次未更新。", "--"),
        ("抽查栏目310个；有27个未更新。", "--"),
        ("抽查栏目310个（有27个未更新）。", "-0"),
        ("推送1936篇，阅读量超10万的有4篇。", "--0"),
        ("推送1936篇。阅读量超10万的有4篇。", "---"),
        ("推送1936篇，转发的300篇，阅读量超10万的有4篇。", "---0"),
        ("推送1936篇，阅读量超10万的有2004篇。", "---"),
        ("承办的12项任务有5项滞后。", "-0"),
        ("承办的12项任务有15项滞后。", "--"),
        ("承办的12项任务有5人负责。", "--"),
        ("42处尾矿库已完成销号9处。", "-0"),
        ("42处尾矿库分别有9处和3处滞后。", "---"),
        ("15个部门已完成整改12个。", "-0"),
        ("15个部门已制定制度12个。", "--"),
        ("完成自查的单位19个，尚有11个未报送。", "-0"),
        ("已完成自查的单位19个，尚有11个未报送。", "--"),
        ("户均存栏310头，有27头待检。", "--"),
        ("户均藏书36本，页数超10万的有4本。", "---"),
        ("承办的120件工单人均有5件。", "--"),
        # Past a part of another whole nothing makes it.
        ("问题20个，其中重大12个、一般8个，整改7个，未整改5个。", "-00--"),
        # It goes back to where it is made, and over the list of a part.
        ("受理9件；来信3件、来访4件，合计7件。", "-33-"),
        ("申请326项，已办结301项，其中用地类14项；未办结25项。", "-010"),
        ("城镇240件，农村600件，人均2件。合计840件。", "33--"),
        # What is left is beside what was done where both make what was told before.
        ("限期整改72处。销号64处，仍有8处未整改。", "-00"),
        ("限期整改72处。销号64处，仍有7处未整改。", "--1"),
        ("检查医院72家。检查药店64家，仍有8家未整改。", "--1"),
        # 的有 counts a class of the amount before, whatever tells it; what is planned is none.
        ("推送1936篇，人均点击超10次的有4篇。", "--0"),
        ("推送1936篇，力争阅读量超10万的有4篇。", "---"),
        # Rates between a small total and its parts are no other list; one that is longer is.
        ("尾矿库3座，合格率99%，停产2座、整改1座。", "--00"),
        ("已答复75件。接待5件、公开41件、部分公开12件、不予公开22件。", "-----"),
        ("已答复75件，结转3件。予以公开41件、部分公开12件，不予公开22件。", "-----"),
        # 有 tells some of what opens its own clause.
        ("本月受理86件；承办的12项任务有5项滞后。", "--1"),
        # To the first amount another is added, none to itself.
        ("收入17亿元，主要是税收9亿元；加上上级补助12亿元，总计29亿元。", "3-3-"),
        ("收入17亿元，主要是税收9亿元；加上上级补助12亿元，总计24亿元。", "----"),
        ("收入20亿元，其中税收17亿元；加上上级补助12亿元，总计29亿元。", "-0--"),
        ("信息不更新（27个）、网站打不开（33个），合计60个。", "22-"),
        # As many of each count as often; the bracket of a total is close before it.
        ("东湖镇、南浦镇各6篇；枫林乡3篇；合计15篇。", "22-"),
        ("改造点位（小区46处、商铺31处）今年累计共77处。", "22-"),
        ("改造点位（小区46处、商铺31处）今年以来累计共77处。", "---"),
        # Some are fewer than all; 台 and 台(套) are one unit.
        ("抽查栏目27个，有27个未更新。", "--"),
        ("购置设备30台（套），拖拉机18台，播种机12台。", "-00"),
        # The list of the sentence before is of a total, whatever follows it.
        ("已答复75件，结转3件。予以公开41件、部分公开12件、不予公开22件。走访5人。", "--000-"),
    ],
)
def test_which_numbers_a_total_has(read: Read, text: str, parents: str) -> None:
    """``parents`` tells of each number which one it is a part of."""
    found = read(text)
    assert ["-" if item.parent is None else str(item.parent) for item in found] == [*parents]


def test_a_change_behind_an_act_is_no_part_of_what_it_changes(read: Read) -> None:
    assert read("12项指标已增加5项。")[1].relation is Relation.CHANGE_OF
    assert read("12项指标已完成验收5项。")[1].relation is Relation.PART_OF
