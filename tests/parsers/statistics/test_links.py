"""Which number a change or a share is told of. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Relation, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        # The extent of a change is of what changed, not of the change.
        ("事故17起、死亡11人，同比分别减少3起、2人，降幅为15%、15.4%。", "--0101"),
        # What goes on with a change is of the same; a change of what no number tells is of none.
        ("事故21起，减少3起，下降12.5%。", "-00"),
        ("事故21起，减少3起，减少2人。", "-0-"),
        ("受理120件，办结110件，受理量增加20件，增长20%。", "--00"),
        ("受理120件，办结110件（受理量增加20件，增长20%）。", "--00"),
        ("用水量12吨、用电量9吨，同比分别减少0.2吨、2吨，降幅为1.6%、18.2%。", "--0101"),
        ("罚没款同比增加26.7万元，增幅19.4%。", "--"),
        ("收入9亿元，完成预算12亿元的75%，增长4%。", "---0"),
        # What was saved is the difference of the levels before it, in their unit.
        ("采购支出由213万元压减到96万元，节约117万元。", "--1"),
        ("采购支出由213万元压减到96万元，节约17万元。", "---"),
        ("采购支出由213万元压减到96万元，下拨117万元。", "---"),
        ("人员由213人精简到96人，节约117万元。", "---"),
        ("开支由213人压减到96元，节约117元。", "---"),
        ("采购预算213万元，支出96万元，节约117万元。", "---"),
        # Behind a complete list none of whose parts has a change it is of the whole.
        ("错别字47处，其中甲局31处，乙局16处，较上季度减少12处。", "---0"),
        ("错别字47处，其中甲局30处，乙局16处，较上季度减少12处。", "---2"),
        ("错别字47处，其中甲局20处，乙局11处，丙局16处，较上季度减少12处。", "----0"),
        ("错别字47处，其中甲局31处，乙局16处，乙局较上季度减少12处。", "---2"),
        ("错别字47处，其中甲局31处，增加2处，乙局16处，较上季度减少12处。", "--1-3"),
        ("断面32个，其中Ⅱ类31个，劣Ⅴ类1个，占3.1%，比上年减少1个。", "---02"),
        ("断面32个，其中Ⅱ类31个，劣Ⅴ类1个（占3.1%），比上年减少1个。", "---00"),
        # A change stands before the level that it led to, in one half of a sentence.
        ("粉丝净增2208人，总数增至1.68万人。", "1-"),
        ("粉丝净增2208人；总数增至1.68万人。", "--"),
        ("粉丝净增2208人（总数增至1.68万人）。", "--"),
        ("粉丝净增2208人，客服达12人。", "--"),
        ("粉丝净增2208人，增长15%，总数达到1.68万人。", "22-"),
        ("公开数翻一番，点击量翻两番，达到1.68万次。", "-2-"),
        ("合格率提高2个百分点，达到98%。", "1-"),
        ("办结率95%，粉丝净增2208人，增长15%，总数增至1.68万人。", "-33-"),
        ("粉丝净增2208人，同比增长15%，环比增长3%，总数达到1.68万人。", "333-"),
        ("粉丝净增2208人，同比增长15%，环比增长3%，比年初增长2%，总数达到1.68万人。", "--44-"),
        ("粉丝净增2208人（播放量增长15%），同比增长9%，总数增至1.68万人。", "--3-"),
        # The noun of a count takes up the one amount of the sentence before that has it.
        ("受理诉求486件，办结480件。受理量同比减少66件。", "--0"),
        ("受理诉求486件。诉求量同比减少66件。", "-0"),
        ("受理诉求486件。诉求量同比减少66人。", "--"),
        ("受理诉求486件。诉求同比减少66件。", "--"),
        ("受理诉求486件。走访3次。诉求量同比减少66件。", "---"),
        ("受理诉求486件、信访诉求20件。诉求量同比减少66件。", "---"),
        ("走访3次。约见2次。受理诉求486件。诉求量同比减少66件。", "---2"),
        # A name is that of whom one number is told.
        ("青禾区、云溪县投诉分别为52件和47件，青禾区上升4%。", "--0"),
        ("青禾区、云溪县投诉分别为52件和47件。青禾区减少4人。", "---"),
        ("青禾区投诉增长5%，云溪县投诉下降3%。青禾区上升4%。", "---"),
        ("走访3次。约见2次。青禾区、云溪县投诉分别为52件和47件。青禾区上升4%。", "----2"),
        ("青禾区投诉52件，办结47件，云溪县投诉47件，青禾区上升4%。", "----"),
        ("青禾区、云溪县投诉分别为52件和47件。走访3次。青禾区上升4%。", "----"),
        # A list that names what all of them are names nothing else.
        ("收到申请6件，均为自然人申请，较上年减少3件。", "-0"),
        ("受理诉求9件，收到申请6件，均为自然人申请，较上年减少3件。", "--1"),
        ("各级行政机关认真履行职责，全年共收到政府信息公开申请6件，均为自然人申请，较上年减少3件。",
         "-0"),
        ("收到申请6件，均为自然人申请，法人较上年减少3件。", "--"),
        ("收到申请6件，均为自然人申请较上年减少3件。", "--"),
    ],
)  # fmt: skip
def test_what_a_change_is_told_of(read: Read, text: str, of: str) -> None:
    """``of`` tells of each change and share which number it is linked to; parts are left out."""
    found = read(text)
    linked = [None if one.relation is Relation.PART_OF else one.parent for one in found]
    assert ["-" if parent is None else str(parent) for parent in linked] == [*of]


@pytest.mark.parametrize(
    ("text", "metric", "whole"),
    [
        ("共25件，其中咨询12件（48%）、投诉13件（52%）。", "投诉", 0),
        ("收入286亿元，其中税收收入204亿元，非税收入82亿元，税收占比71.3%。", "税收", 0),
        # 56 is 80 % of 70, but a growth is no part.
        ("全区受理诉求100件，其中投诉类70件，增长56%，投诉占比80%。", "投诉", 0),
        ("移动端访问量占总访问量的比重为60%。", "移动端访问量", None),
        ("受理诉求100件，三成的单位未报送。", "单位", None),
        ("事故48起、死亡35人，占事故总量的79%、死亡总数的81%。", "死亡", None),
    ],
)
def test_what_a_share_is_told_of(read: Read, text: str, metric: str, whole: int | None) -> None:
    share = read(text)[-1]
    assert (share.kind.value, share.metric, share.parent) == ("share", metric, whole)


def test_a_change_of_a_name_is_of_what_is_told_of_it_in_the_sentence_before(read: Read) -> None:
    change = read("青禾区、云溪县投诉分别为52件和47件。青禾区上升4%。")[-1]
    assert (change.metric, change.subject, change.parent) == ("投诉", "青禾区", 0)


def test_a_change_goes_on_with_the_base_of_the_one_before_it(read: Read) -> None:
    assert [s.base for s in read("受理120件（比上年减少5件，下降4%）。")] == [None, "上年", "上年"]


def test_a_percentage_in_brackets_with_its_own_noun_is_no_share(read: Read) -> None:
    assert read("检查中学12所（优秀48%）。")[-1].kind.value == "rate"
    for told, kind in (("占", "share"), ("约为", "share"), ("达到了", "rate")):
        assert read(f"检查中学25所，其中优秀12所（{told}48%）。")[-1].kind.value == kind


def test_shares_of_which_no_part_is_told_are_of_the_whole_that_they_name(read: Read) -> None:
    found = read("市场主体260家，东湖街道、柳湾镇、枫林乡分别占市场主体总数的35%、20%。")
    assert (found[1].parent, found[1].relation) == (0, Relation.SHARE_OF)


def test_a_part_is_not_what_a_change_of_the_next_sentence_takes_up(read: Read) -> None:
    found = read("受理诉求486件，其中热线受理诉求300件。受理量同比减少66件。")
    assert found[-1].parent == 0


def test_a_change_of_a_name_is_of_no_plan(read: Read) -> None:
    found = read("柳湾镇计划办结60件，实际办结50件。柳湾镇同比增长4%。")
    assert found[-1].parent == 1


def test_a_difference_goes_on_with_the_growth_before_it(read: Read) -> None:
    found = read("受理来信60件，办结来信50件，受理量增长20%，增加10件。")
    assert [one.parent for one in found[2:]] == [0, 0]


def test_a_share_that_its_part_does_not_give_is_of_no_part(read: Read) -> None:
    told = "收入286亿元，其中税收收入204亿元，税收占比"
    assert read(f"{told}71.3%。")[-1].parent == 0
    assert read(f"{told}50%。")[-1].parent is None


@pytest.mark.parametrize(("saved", "kind"), [("117次", "delta"), ("117元", "level")])
def test_what_was_saved_is_a_difference_in_the_unit_of_both_levels(
    read: Read, saved: str, kind: str
) -> None:
    assert read(f"会议由213次压减到96次，节约{saved}。")[-1].kind.value == kind


def test_a_growth_of_a_share_goes_on_with_no_share(read: Read) -> None:
    found = read("受理量200件，投诉占受理总量的18.6%，增长14.2%，合计占32.8%。")
    assert (found[-1].kind.value, found[-1].metric) == ("share", "投诉")
