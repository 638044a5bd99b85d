"""Shares of which no part is told: what names their whole, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Relation, Statistic

Read = Callable[..., tuple[Statistic, ...]]


def wholes(found: tuple[Statistic, ...]) -> list[int | None]:
    """The wholes of the shares, in printed order."""
    return [one.parent for one in found if one.kind is Kind.SHARE]


# ---------------------------------------------------------------------------- the words behind 占
@pytest.mark.parametrize(
    ("noun", "whole"),
    [("采购总规模", 0), ("中小企业合同金额", 1), ("工程合同金额", None), ("总量", None)],
)
def test_the_words_behind_zhan_name_the_whole(read: Read, noun: str, whole: int | None) -> None:
    text = "全市采购规模84.6亿元，授予中小企业合同金额66.8亿元；授予小微企业的占{}的六成以上。"
    assert wholes(read(text.format(noun))) == [whole]


def test_a_whole_that_was_planned_is_none(read: Read) -> None:
    text = "{}586亿元。上半年完成投资316.4亿元，占{}的54.0%。"
    assert wholes(read(text.format("年度计划投资", "年度计划"))) == [None]
    assert wholes(read(text.format("全部投资", "全部投资"))) == [0]


def test_words_that_name_another_than_the_total_before_go_before_it(read: Read) -> None:
    text = "受理诉求9733件，占总量28460件的34.2%，其中倒伏3412件、积水2987件，分别占{}的{}。"
    found = read(text.format("受理诉求", "35.1%、30.7%"))
    assert wholes(found)[1:] == [0, 0]
    found = read(text.format("总量", "12.0%、10.5%"))
    assert wholes(found)[1:] == [1, 1]


# -------------------------------------------------------------------------- the list it stands in
def test_shares_of_one_list_have_one_whole(read: Read) -> None:
    text = "下达资金4.75亿元，已支出4.12亿元。从投向看，惠企类占直达资金的38.1%，补助占12.4%。"
    assert wholes(read(text.replace("下达资金", "下达直达资金"))) == [0, 0]
    # What the first of them is of has no number here, so the second has none either.
    assert wholes(read(text.replace("直达资金", "减税降费资金"))) == [None, None]


def test_a_share_behind_one_with_its_part_is_of_the_same_whole(read: Read) -> None:
    text = "接报火警95起，其中住宅火灾38起，占四成，{}火灾占比也超过三分之一。"
    assert wholes(read(text.format("电气"))) == [0, 0]
    assert wholes(read(text.format("其中电气"))) == [0, 1]


def test_an_aside_is_no_share_before(read: Read) -> None:
    text = "本年资金3.2亿元，水治理占46.5%（其中河流占28.0%），大气治理占33.1%。"
    assert wholes(read(text))[::2] == [0, 0]


# -------------------------------------------------------------------------------- 其中, 中, 从…看
def test_of_which_is_of_the_number_before_it(read: Read) -> None:
    text = "重大隐患62条，已销号50条，剩余12条均落实措施，{}东乡占三分之一。"
    assert wholes(read(text.format("其中"))) == [2]
    assert wholes(read(text.format(""))) != [2]


def test_of_which_passes_over_a_mean_and_takes_the_total_that_the_noun_ends_in(read: Read) -> None:
    text = "发放惠农补贴1042万元，惠及农户6318户，人均受益426元，其中{}占47.6%。"
    assert wholes(read(text.format("耕地补贴"))) == [0]
    assert wholes(read(text.format("种粮农户"))) == [1]


def test_those_among_which_a_share_is_told_are_named(read: Read) -> None:
    text = "收到来信5620封，回复5548封，回复率98.7%；{}中，咨询类占五成，投诉类占28.4%。"
    assert wholes(read(text.format("来信"))) == [0, 0]
    assert wholes(read(text.format("来访"))) == [None, None]


def test_a_number_of_things_among_which(read: Read) -> None:
    text = "反馈的326个问题已整改291个；未销号的35个问题{}县区承担的占六成。"
    assert wholes(read(text.format("中，"))) == [2]


def test_what_is_divided_shares_a_word_with_what_it_is_divided_by(read: Read) -> None:
    text = "发现隐患12500条，完成整改11875条，整改率95%。从{}看，消防类占44.0%。"
    assert wholes(read(text.format("隐患类别"))) == [0]
    assert wholes(read(text.format("区域分布"))) == [None]


def test_a_second_division_is_of_what_was_divided_first(read: Read) -> None:
    text = (
        "受理举报2350件，办结2298件。按渠道分，网络举报1175件，占50.0%；电话举报1175件，占50.0%。"
        "按区域分，东乡占31.2%，西乡占24.6%。"
    )
    assert wholes(read(text))[2:] == [0, 0]


# ------------------------------------------------------------------------------- the only total
def test_the_only_total_of_the_half_sentence(read: Read) -> None:
    text = "已安检17.9万户，安检率96.2%；排查隐患2.31万处{}，软管老化占四成五，未装阀占31%。"
    assert wholes(read(text.format(""))) == [1, 1] or wholes(read(text.format(""))) == [2, 2]
    assert wholes(read(text.format("，整改2.2万处"))) == [None, None]


def test_a_share_of_an_area_is_of_no_count(read: Read) -> None:
    text = "全市35个断面水质达标。近岸海域优良水质{}占比84.6%。"
    assert wholes(read(text.format("断面"))) == [0]
    assert wholes(read(text.format("面积"))) == [None]


def test_an_age_limits_a_class_and_is_no_whole(read: Read) -> None:
    text = "全市教师4.86万人。按年龄分，35岁以下教师占38.7%，50岁及以上教师占24.1%。"
    assert wholes(read(text)) == [0, 0]


def test_a_share_that_moved_is_not_of_what_happens_to_stand_before_it(read: Read) -> None:
    text = "新增公交车62辆，新能源车占比由71.3%提高到83.6%。"
    assert wholes(read(text)) == [None]
    text = "发布信息2.86万条，其中民生信息占比由44.1%升至47.3%。"
    assert wholes(read(text)) == [0]


# -------------------------------------------------------------------- so many of those told before
@pytest.mark.parametrize("said", ["集中在东乡", "来自举报", "为小作坊"])
def test_so_many_of_those_before(read: Read, said: str) -> None:
    found = read(f"未检设备62台，近三分之二{said}。")
    assert (found[1].kind, found[1].parent, found[1].relation) == (
        Kind.SHARE,
        0,
        Relation.SHARE_OF,
    )


def test_a_rate_told_in_tenths_stays_a_rate(read: Read) -> None:
    found = read("未检设备62台，合格率近九成是历年最高。")
    assert (found[1].kind, found[1].parent) == (Kind.RATE, None)


def test_a_bracket_tells_of_the_amount_it_stands_behind(read: Read) -> None:
    text = "公开文件46件，配发解读材料112篇（图解类占67.9%）。"
    assert wholes(read(text)) == [1]


def test_a_whole_in_brackets_right_at_the_beginning(read: Read) -> None:
    share = read("超员班占班级总数（156个）的4.5%。")[1]
    assert (share.metric, share.parent, share.relation) == ("超员班", 0, Relation.SHARE_OF)


# --------------------------------------------------------------------------- which of several
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # A noun at the end of what is counted goes before one that stands elsewhere in it, and
        # what is whole before its part.
        ("受理诉求200件，诉求办结150件，投诉占诉求的55%。", "200件"),
        ("受理诉求200件，其中投诉诉求110件；城区占诉求总量的40%。", "200件"),
        # The share outside of the bracket was told last.
        ("受理诉求200件，办结150件，投诉占受理诉求的55%（举报占20%）。", "200件"),
        # 其中 speaks of its own sentence first, and of no mean.
        ("受理诉求200件，走访150人。其中投诉占55%。", None),
        ("受理诉求200件，日均20件，其中投诉占55%。", "200件"),
        # Nothing is a share of what is told a day or a head.
        ("日均受理20件；投诉占55%。", None),
        ("日均受理20件，投诉占55%。", None),
        # The half-sentence before, where there are several in its own.
        ("抽查食品380批次；其中不合格27批次、可疑30批次，生产领域占比37%。", "380批次"),
        ("抽查食品380批次；其中不合格27批次，生产领域占比37%。", "27批次"),
        # A part is measured by what gives its share in its unit, and never by itself.
        ("专区57个；新建专区12个，新建专区数占总数的21.1%。", "57个"),
        ("走访群众57人，投诉9件；新建专区12个，新建专区数占总数的21.1%。", None),
        ("走访群众40人、专区57个；新建专区12个，新建专区数占总数的21.1%。", "57个"),
        ("全市6个县，住房占县城投诉的55%。", None),
        ("隐形培训40起，走访62家，隐形培训有四分之三发生在东乡。", "40起"),
        ("剩余62台，占0.9%，近三分之二集中在东乡。", "62台"),
        ("走访8户，剩余62台，近三分之二集中在东乡。", "62台"),
        # What was told of the same in another half-sentence may be meant in other words.
        ("预算单位66个。执行率低的占一级预算单位总数的18.2%。", "66个"),
        ("一般公共预算支出20亿元。民生支出占一般公共预算支出的比重由71.8%提高到73.5%。", "20亿元"),
        # So many of those told before, with another share between or not.
        ("剩余62台，老旧占全省的0.9%，近三分之二集中在东乡。", "62台"),
        ("占全省的5%，剩余62台，近三分之二集中在东乡。", "62台"),
        ("受理诉求200件，在城区中投诉占55%。", "200件"),
        ("来信80件。按渠道分，网络30件，占37.5%。受理举报235件。按区域分，东乡占31.2%。", "235件"),
        # Classes, averages and what was told two sentences before are no totals.
        ("整改问题3类，投诉占55%。", None),
        ("整改问题3个，投诉占55%。", "3个"),
        ("平均浓度31微克/立方米，工业占55%。", None),
        ("受理诉求200件。各单位办理及时。投诉占比55%。", None),
        ("受理诉求200件。投诉占比55%。", "200件"),
        # One character of a noun names nothing (村, 农村用户).
        ("现有镇12个、村48个。低保户占农村用户总数的12%。", None),
        ("抽查食品380批次；其中不合格27批次，奶占37%。", "27批次"),
        # 合占 names nothing that it is a share for.
        ("抽查食品380批次；其中不合格27批次，合占37%。", "380批次"),
        ("抽查食品380批次；其中不合格27批次，另占37%。", "380批次"),
        # The list that is being told goes before other totals.
        ("走访5户，队员总数463人，其中专职196人，兼职占57.7%。", "463人"),
        ("来信80件，其中表扬20件。受理举报235件。按渠道分，网络117件，占49.8%。按区域分，东乡占31.2%。",
         "235件"),
    ],
)  # fmt: skip
def test_of_several_numbers_the_whole_is_the_one_that_is_spoken_of(
    read: Read, text: str, whole: str | None
) -> None:
    found = read(text)
    parent = wholes(found)[-1]
    assert (None if parent is None else found[parent].printed) == whole


def test_a_total_that_is_told_twice_is_the_one_told_last(read: Read) -> None:
    found = read("受理投诉86件，办结85件。本月受理投诉86件，物业类占投诉总量的12%。")
    assert wholes(found)[-1] == 2


def test_a_part_that_is_all_is_a_share_of_the_other_number(read: Read) -> None:
    text = "专区12个；新建专区12个，新建专区数占总数的100%。"
    assert wholes(read(text)) == [0]


@pytest.mark.parametrize("more", ["，同比增长5%", "，其中热线20件、邮件30件"])
def test_what_is_told_of_a_part_is_not_what_was_divided(read: Read, more: str) -> None:
    text = f"受理举报2350件。按渠道分，网络举报1175件，占50.0%{more}。按区域分，东乡占31.2%。"
    assert wholes(read(text))[-1] == 0


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("转派诉求4335件。\n转派诉求中，物业管理类612件，占转派件的14.1%。", True),
        ("转派诉求4335件。\n转派诉求中612件为物业管理类，占转派件的14.1%。", True),
        ("转派诉求4335件。\n各地办理及时。转派诉求中，物业类612件，占转派件的14.1%。", True),
        ("转派诉求4335件。\n各地办理及时；转派诉求中，物业类612件，占转派件的14.1%。", True),
        ("转派诉求4335件。\n各地办理及时；诉求中，物业类612件，占转派件的14.1%。", True),
        # Another sentence opened with what it is among; 公里 is no 里.
        ("转派诉求4335件。\n转派诉求中，投诉较多。物业管理类612件，占转派件的14.1%。", False),
        ("规划公路4335公里。\n新建公路六百一十二公里，占规划公路的14.1%。", False),
    ],
)
def test_a_number_among_those_of_another_paragraph_is_a_part_of_them(
    read: Read, text: str, is_part: bool
) -> None:
    level, share = read(text)[-2:]
    assert share.parent == 0
    assert (level.relation is Relation.PART_OF) is is_part
