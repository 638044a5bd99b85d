"""What a part, a share or a change hangs on, and what hangs on nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from schemas.notice import Kind, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def parents(found: Sequence[Statistic]) -> list[int | None]:
    return [statistic.parent for statistic in found]


# ------------------------------------------------------------------------------------- parts
def test_a_sum_that_ends_in_the_middle_of_a_list_is_chance(read: Read) -> None:
    text = "来信登记96件，单位来信11件；予以受理63件，不予受理15件，转送7件{}。"
    assert parents(read(text.format("，存查20件，其他4件"))) == [None] * 7
    assert parents(read("来信登记96件；予以受理63件，不予受理26件，转送7件。")) == [None, 0, 0, 0]


def test_a_sentence_that_is_a_list_goes_back_over_the_number_between(read: Read) -> None:
    text = "已答复65件，结转下年4件。答复中予以公开41件、部分公开12件、不予公开8件、其他处理{}件。"
    assert parents(read(text.format(4))) == [None, None, 0, 0, 0, 0]
    assert parents(read(text.format(5)))[2:] == [None] * 4


def test_a_whole_that_was_split_is_split_once_more_by_two_numbers(read: Read) -> None:
    text = "诉求5270件。按渠道分，电话4190件、网站1080件；直接答复{}件，答复率75%，生成工单1320件。"
    assert parents(read(text.format(3950)))[3:] == [0, None, 0]
    assert parents(read(text.format(3850)))[3:] == [None, None, None]


def test_those_left_over_are_no_part_of_those_that_are_done(read: Read) -> None:
    assert parents(read("已完成自查的单位21个，自查率60%，尚有14个单位未报台账。"))[2] is None
    assert parents(read("抽查栏目21个，尚有14个未更新。")) == [None, 0]
    found = read("各镇11月底前报送；截至目前，已完成自查的单位21个，尚有14个单位未报。")
    assert found[0].period == found[1].period


def test_what_was_aimed_at_is_no_part_of_what_was_done(read: Read) -> None:
    assert parents(read("建成助餐点27个（任务21个）。")) == [None, None]
    assert parents(read("建成助餐点27个（城区21个）。")) == [None, 0]


def test_a_number_that_opens_its_clause_has_some_of_its_own(read: Read) -> None:
    assert parents(read("住建局承办的14项任务有6项滞后。")) == [None, 0]
    assert parents(read("住建局承办的14项任务有6家滞后。")) == [None, None]


def test_what_a_name_takes_of_an_amount_is_part_of_it(read: Read) -> None:
    text = "抽检点位60个，不合格9个，不合格率15%，云岭乡占5个。"
    assert parents(read(text)) == [None, None, None, 1]
    assert parents(read("抽检点位60个；不合格率15%，云岭乡占11个。"))[-1] is None


def test_parts_of_what_a_noun_takes_up(read: Read) -> None:
    text = "检出不合格5批次，合格率97%。不合格{}中，微生物超标3批次、添加剂超限2批次。"
    assert parents(read(text.format("项目"))) == [None, None, 0, 0]
    text = "检出不合格5批次，合格率97%。复检项目中，微生物超标3批次、添加剂超限1批次。"
    assert parents(read(text)) == [None] * 4


def test_the_first_numbers_of_halves_make_the_total_behind_them(read: Read) -> None:
    text = "微信104个，合格99个；微博38个，合格37个；其他12个，全部合格；合计{}个、合格148个。"
    assert parents(read(text.format(154))) == [5, None, 5, None, 5, None, None]
    assert parents(read(text.format(164))) == [None] * 7


def test_a_number_in_another_unit_behind_a_share_is_no_part(read: Read) -> None:
    assert parents(read("上门代办206件，其中为老人代办的占七成，送来锦旗4面。")) == [None, 0, None]
    assert parents(read("公开信息206条，其中政策解读4篇。")) == [None, 0]


def test_more_than_the_last_of_two_wholes_is_part_of_neither(read: Read) -> None:
    text = "{}个国控断面、8个省控断面达标率100%，其中Ⅱ类及以上断面{}个，占76.9%。"
    assert parents(read(text.format(5, 10)))[3:] == [None, None]
    assert parents(read(text.format(5, 6)))[3:] == [1, 1]


def test_parts_of_a_part_stand_between_the_parts_of_a_total(read: Read) -> None:
    text = "新收121件，结转9件，合计130件；答复112件，其中公开80件，不予公开32件，结转下年{}件。"
    assert parents(read(text.format(18))) == [2, 2, None, 2, 3, 3, 2]
    assert parents(read(text.format(17))) == [2, 2, None, None, 3, 3, None]


def test_what_is_done_and_what_is_left_of_a_total_named_again(read: Read) -> None:
    text = "隐患216处，当场整改143处，限期整改73处。截至10月底，{}的隐患已销号64处，剩余9处。"
    assert parents(read(text.format("限期整改"))) == [None, 0, 0, 2, 2]
    assert parents(read(text.format("挂牌督办")))[3:] == [None, None]


# ------------------------------------------------------------------------------------ shares
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("发放惠农补贴830万元，惠及农户5120户，其中农机购置补贴占12.3%。", 0),
        ("发放惠农资金830万元，惠及农户5120户，其中农机购置占12.3%。", 1),
        ("接报火灾820起，亡2人、伤9人；厂房火灾占总数的近四成。", 0),
        ("全年拨付530万元，其中省级补助占三分之二。", 0),
        ("全年拨付530万元，较上年增加20万元，设备更新换代进展顺利，公办占三分之二。", None),
        ("抽查的60份中达到“良好”的不足一半。", 0),
        ("抽查60份，达到“良好”的不足一半。", None),
        ("抽查的60个网站集中整改，超过两成更新不及时。", None),
        ("完成投资9亿元，争取资金3亿元，企业自筹占一半。", None),
        ("抽查的60份其中达到“良好”的不足一半。", 0),
    ],
)
def test_the_whole_of_a_share_by_its_noun_and_its_words(
    read: Read, text: str, whole: int | None
) -> None:
    assert parents(read(text))[-1] == whole


def test_shares_of_a_list_are_of_one_whole(read: Read) -> None:
    text = "下达补助经费7100万元，中央承担六成、省级承担三成、区级承担一成。"
    assert parents(read(text)) == [None, 0, 0, 0]
    text = "配套解读材料58份；图解、视频、问答类解读分别占44.8%、20.7%和24.1%。"
    assert parents(read(text)) == [None, 0, 0, 0]
    text = "下达补助经费7100万元，中央承担六成、培训参训率达到三成。"
    assert parents(read(text)) == [None, 0, None]


def test_shares_of_two_wholes_that_are_named(read: Read) -> None:
    text = (
        "发生事故62起、死亡44人，其中道路事故48起、死亡35人，占事故总量的77.4%、死亡总数的79.5%。"
    )
    found = read(text)
    assert parents(found) == [None, None, 0, 1, 0, 1]
    assert [s.metric for s in found[4:]] == ["道路事故", "死亡"]
    text = "发生事故62起、死亡44人，其中道路事故48起、死亡35人，占死亡总数的79.5%、办结率的9%。"
    assert parents(read(text))[4:] == [1, None]


def test_an_aside_is_no_whole_of_what_is_told_beside_it(read: Read) -> None:
    assert parents(read("培训教师7人次，占教师总数（598人次）的1.2%。")) == [None, None, 1]
    text = "形式单一（文字占91%）、人员变动（一年更换2人次）等问题。将实现图文解读占比不低于50%。"
    assert parents(read(text)) == [None] * 3


# ----------------------------------------------------------------------------------- changes
def test_a_change_by_the_noun_that_a_unit_measures(read: Read) -> None:
    assert parents(read("拆除违建52处9130平方米，拆除面积为去年的2.3倍。")) == [None, None, 1]
    assert parents(read("拆除违建52处，拆除面积为去年的2.3倍。")) == [None, None]


def test_changes_of_a_list_with_a_sign_each(read: Read) -> None:
    found = read("药品合格率99.4%、器械97.5%，分别比上年高0.2个和低1.1个百分点。")
    assert [(s.parent, s.value) for s in found[2:]] == [(0, Decimal("0.2")), (1, Decimal("-1.1"))]


def test_a_change_behind_what_is_said_of_all_is_of_the_amount(read: Read) -> None:
    text = "收到申请9件，{}自然人申请，较上年减少4件。"
    found = read(text.format("均为"))
    assert [(s.parent, s.metric) for s in found] == [(None, "收到申请"), (0, "收到申请")]
    assert parents(read("收到申请9件，均为自然人申请，法人申请减少4件。")) == [None, None]


def test_a_change_of_tenths_is_of_the_rate_in_tenths(read: Read) -> None:
    assert parents(read("材料58份，多元化解读比例接近九成，较上年提高两成。")) == [None, None, 1]
    assert parents(read("材料58份，多元化解读比例90%，较上年增长20%。")) == [None, None, 0]


def test_a_second_difference_is_that_of_the_mean(read: Read) -> None:
    text = "受理诉求5460件，较上月增加911件，日均182件，比上月多20件。"
    assert parents(read(text)) == [None, 0, None, 2]
    assert parents(read("受理诉求5460件，日均182件，比上月多911件。")) == [None, None, 0]


def test_a_second_place_in_an_order_is_what_its_change_is_of(read: Read) -> None:
    text = "“临岚发布”微信号居全省第5，较上月上升2位，抖音号第{}，下滑4位。"
    found = read(text.format(11))
    assert [(s.printed, s.parent) for s in found] == [
        ("第5", None), ("2位", 0), ("第11", None), ("4位", 2),
    ]  # fmt: skip
    found = read("我区居全省第5，制度第11，下滑4位。")
    assert [s.printed for s in found] == ["第5", "4位"]


def test_verbs_of_change_that_end_in_another(read: Read) -> None:
    found = read("合格率97%，较上年同期回升1.4个百分点；收件96件，较上年净减少9件。")
    assert [(s.base, s.value) for s in found[1::2]] == [("上年同期", Decimal("1.4")), ("上年", -9)]
    assert read("合格率回升到97%。")[0].value == 97


def test_the_relation_of_a_share_without_a_part(read: Read) -> None:
    assert read("下达经费7100万元，中央承担六成。")[1].relation is Relation.SHARE_OF


def test_a_division_is_of_the_total_before_a_sentence_of_changes(read: Read) -> None:
    text = "发生事故7起。{}。按行业分，道路运输4起、工贸3起。"
    assert parents(read(text.format("同比减少2起，下降22.2%")))[-2:] == [0, 0]
    assert parents(read(text.format("死亡5人")))[-2:] == [None, None]


def test_the_noun_of_a_count_takes_up_the_amount_of_the_sentence_before(read: Read) -> None:
    assert parents(read("发生安全事故7起，死亡5人。与上年相比，事故起数减少2起。"))[-1] == 0
    assert parents(read("发生安全事故7起，死亡5人。与上年相比，火灾起数减少2起。"))[-1] is None


def test_nothing_grows_by_more_than_it_is_then(read: Read) -> None:
    assert parents(read("开设课程612门，校均7.8门，同比增加95门。")) == [None, None, 0]
    # A contradiction stays one: there is no other amount.
    assert parents(read("接报事故3起，同比增加4起。")) == [None, 0]


def test_a_comma_and_another_unit_end_a_list_of_changes(read: Read) -> None:
    text = "小学、初中超员率分别降至0.7%和1.1%，较上年分别下降1.3个、2.4个百分点{}。"
    assert parents(read(text.format("")))[2:] == [0, 1]
    assert parents(read(text.format("，45人以上班级仅剩19个")))[2:4] == [0, 1]
    text = "青禾区、白石区得分分别为92.1分和87.5分，较上期分别提高1.2分和降低0.4分{}。"
    assert parents(read(text.format("，低于80分的乡镇3个")))[2:4] == [0, 1]


def test_two_comparisons_of_one_amount(read: Read) -> None:
    text = "停水投诉310件，同比减少21件；停电投诉208件，{}分别下降12.0%、4.6%。"
    assert parents(read(text.format("同比、环比")))[-2:] == [2, 2]
    assert parents(read(text.format("")))[-2:] == [0, 2]


def test_falls_told_again_in_per_cent_are_of_the_amounts(read: Read) -> None:
    text = "发生事故17起，死亡11人，事故起数、死亡人数较上年同期分别减少3起、2人，{}。"
    assert parents(read(text.format("降幅为15.0%、15.4%")))[2:] == [0, 1, 0, 1]
    assert parents(read(text.format("受伤6人")))[2:] == [0, 1, None]


def test_the_limit_of_a_class_is_no_total(read: Read) -> None:
    text = "发现问题384个。问题{}的有枫林乡（47个）、柳湾镇（39个）。"
    assert parents(read(text.format("超过30个")))[-2:] == [None, None]
    assert parents(read("发现问题86个（枫林乡47个、柳湾镇39个）。")) == [None, 0, 0]


def test_a_trait_looked_at_is_no_division(read: Read) -> None:
    text = "公开单位633家，未公开1家。从{}看，按时公开的602家。"
    assert parents(read(text.format("及时性"))) == [None, None, None]
    assert parents(read("检查单位60家。从类别看，学校41家、医院19家。")) == [None, 0, 0]
    assert parents(read("检查药品60批。从属性看，中药41批、西药19批。")) == [None, 0, 0]


def test_more_than_the_mean_is_of_the_amount_before_it(read: Read) -> None:
    text = "发布信息21800条；日均更新{}条，其中原创7630条。"
    assert parents(read(text.format(120))) == [None, None, 0]
    assert parents(read("日均处理垃圾1264吨，其中厨余286吨。")) == [None, 0]


@pytest.mark.parametrize("mean", [*"日周月季年人户校班村亩篇"])
def test_what_is_told_beside_its_mean_is_what_changed_and_what_is_divided(
    read: Read, mean: str
) -> None:
    text = f"发布稿件612篇，{mean}均7.8篇，{{}}。"
    assert parents(read(text.format("同比下降1.2%"))) == [None, None, 0]
    assert parents(read(text.format("其中原创稿件81篇"))) == [None, None, 0]
    assert parents(read(text.format("其中原创稿件占13.2%"))) == [None, None, 0]


def test_a_mean_that_the_sentence_is_about_is_what_changed(read: Read) -> None:
    assert parents(read("办理事项612件，平均用时9.6分钟，同比下降1.2%。")) == [None, None, 1]
    assert parents(read("检出错别字52处，平均2.8处，同比下降1.2%。")) == [None, None, 1]


def test_of_those_dealt_with_so(read: Read) -> None:
    text = "收到申请86件，办结85件；{}申请中，予以公开50件、部分公开20件。"
    assert parents(read(text.format("在办结的")))[2:] == [1, 1]
    assert parents(read(text.format("在上述")))[2:] == [0, 0]


def test_some_of_each_of_the_amounts_before(read: Read) -> None:
    assert parents(read("60家医院、95家药店分别有41家、52家存在违规问题。")) == [None, None, 0, 1]
    assert parents(read("60家医院、95家药店分别有71家、52家存在违规问题。"))[2] != 0


def test_a_class_beside_others_is_no_whole_of_their_shares(read: Read) -> None:
    text = "电气故障引发182起，占总数的34.6%；{}用火不慎引发的占21.3%。"
    assert parents(read(text.format(""))) == [None, None, None]
    assert parents(read(text.format("其中")))[-1] == 0


def test_a_share_of_several_together(read: Read) -> None:
    text = "发现问题384个，问题较多的有枫林乡（47个）、柳湾镇（39个）、石桥镇（33个），合计占{}。"
    assert parents(read(text.format("全县的31.0%")))[-1] == 0
    found = read("城建、社保、农村三类问题分别为733件、402件、286件，合计占总量的57.6%。")
    assert found[-1].parent is None


def test_a_later_sentence_splits_a_total_again(read: Read) -> None:
    text = "受理诉求568件。其中电话400件、网络168件。直接答复331件，转办{}件。"
    assert parents(read(text.format(237)))[-2:] == [0, 0]
    assert parents(read(text.format(236)))[-2:] == [None, None]
    text = "抽检食品459批次，不合格11批次。生产环节不合格分别为1批次、6批次和{}批次。"
    assert parents(read(text.format(4)))[-3:] == [1, 1, 1]
    assert parents(read(text.format(5)))[-3:] == [None, None, None]


def test_one_of_a_list_is_no_total_of_what_follows(read: Read) -> None:
    text = "青禾区、白石区、云溪县分别有21个、18个和29个，其他县区17个，市直12个。"
    assert parents(read(text)) == [None] * 5
    assert parents(read("发现问题29个，其他县区17个，市直12个。")) == [None, 0, 0]


def test_what_is_told_of_a_number_goes_on_behind_a_semicolon(read: Read) -> None:
    text = "在被抽查的120家企业中，48家未按证排污；{}。"
    assert parents(read(text.format("32家台账不完整")))[-1] == 0
    assert parents(read(text.format("责令整改企业31家")))[-1] is None


def test_one_more_of_those_spoken_of(read: Read) -> None:
    text = "抽查的20家单位中，有3家栏目缺失，另有{}家未标明标识码。"
    assert parents(read(text.format(1))) == [None, 0, 0]
    assert parents(read(text.format(18))) == [None, 0, None]


def test_half_of_those_spoken_of(read: Read) -> None:
    assert parents(read("随机测试的24名网格员中，仅有半数能说出电话。"))[-1] == 0
    assert parents(read("测试网格员24名，培训中，仅有半数能说出电话。"))[-1] is None


def test_people_are_counted_in_several_words(read: Read) -> None:
    text = "抽样的2400名学生中，按时完成的2166{}。"
    assert parents(read(text.format("人")))[-1] == 0
    assert parents(read(text.format("户")))[-1] is None


def test_some_of_the_number_that_opens_the_clause(read: Read) -> None:
    assert parents(read("全市42处尾矿库已完成销号9处。")) == [None, 0]
    assert parents(read("全市42处尾矿库已完成销号93处。")) == [None, None]
    assert parents(read("全市42家单位已制定制度9家。"))[1] is None
    assert parents(read("全市20个乡镇已建成18个。"))[1] is None


def test_a_class_that_some_are_of(read: Read) -> None:
    text = "推送图文消息1936篇，阅读量超10万的有{}篇。"
    assert parents(read(text.format(4)))[-1] == 0
    assert parents(read(text.format(2000)))[-1] is None
    assert parents(read("阅读量超10万的有9篇，超20万的有4篇。"))[-1] is None


def test_changes_told_by_name(read: Read) -> None:
    text = "青禾区、白石区得分分别为92分、87分，与上年相比，{}上升4.0%。"
    assert parents(read(text.format("青禾区"))) == [None, None, 0]
    assert parents(read(text.format("云溪县"))) == [None, None, None]


def test_the_unit_of_an_amount_names_its_change(read: Read) -> None:
    text = "来访206批684人次，{}批次减少31批。"
    assert parents(read(text.format(""))) == [None, None, 0]
    assert parents(read(text.format("集体访"))) == [None, None, None]


def test_a_circumstance_is_not_what_changed(read: Read) -> None:
    text = "公共预算支出9.87亿元，{}增长4.1%。"
    found = read(text.format("剔除一次性因素后"))
    assert (found[1].parent, found[1].metric) == (0, "公共预算支出")
    assert parents(read(text.format("税收收入")))[1] is None


def test_a_change_compared_twice_stays_with_what_was_named(read: Read) -> None:
    text = "问责3人，{}较上年下降两成，较新校启用前的2019年下降四成。"
    assert parents(read(text.format("教育类投诉"))) == [None, None, None]
    assert parents(read("问责30人，较上年下降两成，较新校启用前的2019年下降四成。")) == [None, 0, 0]


def test_what_was_done_to_people_of_a_part_is_of_those_of_the_whole(read: Read) -> None:
    text = "查处问题263起，处理417人，移送11人；其中违反{}74起，处理102人。"
    assert parents(read(text.format("纪律")))[-2:] == [0, 1]
    assert parents(read(text.format("中央八项规定精神问题")))[-2:] == [0, 1]


def test_how_many_were_told_is_none_of_them(read: Read) -> None:
    text = "不合格7批，其中农残3批、微生物2批，两类{}占不合格总数的71.4%。"
    found = read(text.format("合计"))
    assert parents(found) == [None, 0, 0, None, 0]
    assert {s.status for s in found} <= {Status.CONSISTENT, Status.UNCHECKED}
    assert parents(read("农残3批、微生物2批，其他2批，合计7批。")) == [3, 3, 3, None]


def test_a_share_of_the_classes_told_before(read: Read) -> None:
    text = "投诉1260件，较多的是物业（312件）、停车（208件）、噪声（166件），{}占投诉总量的54.4%。"
    found = read(text.format("三类"))
    assert (found[-1].kind, found[-1].parent) == (Kind.SHARE, 0)


def test_each_of_two_comparisons_keeps_its_base(read: Read) -> None:
    found = read("来电310件，环比、同比分别上升3.1%和6.0%。")
    assert [(s.parent, s.base) for s in found[1:]] == [(0, "环比"), (0, "同比")]


def test_what_was_put_into_a_plan_is_a_result(read: Read) -> None:
    text = "受理提案214件，其中建议130件、提案84件。已解决157件，正在解决40件，{}17件。"
    assert parents(read(text.format("列入计划")))[-3:] == [0, 0, 0]
    assert parents(read(text.format("计划解决")))[-3:] == [None] * 3


def test_what_was_seen_in_some_need_not_add_up(read: Read) -> None:
    text = "抽查的30个小区中，{}。"
    found = read(text.format("13个小区人车混停，8个小区充电口不足，4个小区通道被占"))
    assert Status.CONTRADICTED not in {s.status for s in found}
    found = read("抽查小区30个（好13个、中8个、差4个）。")
    assert found[0].status is Status.CONTRADICTED


def test_a_share_skips_an_aside_if_only_the_count_before_gives_it(read: Read) -> None:
    text = "抽查维保单位12家，{}家被各处罚款3万元，占六分之一。"
    assert parents(read(text.format(2)))[-1] == 0
    assert parents(read(text.format(4)))[-1] is None


def test_shares_of_a_total_in_brackets_before_in(read: Read) -> None:
    text = "项目总投资（5.6亿元）{}，中央资金占三成，地方配套占五成，企业自筹占20%。"
    assert parents(read(text.format("中"))) == [None, 0, 0, 0]
    assert parents(read(text.format("落实"))) == [None] * 4


def test_a_class_beside_another_is_a_share_of_the_same_whole(read: Read) -> None:
    text = "收回问卷1438份。满意的1371份，占有效问卷的95.3%；反映作业多的{}占6.1%。"
    assert parents(read(text.format("")))[-1] == 0
    assert parents(read(text.format("家长中，高年级的")))[-1] != 1


def test_a_share_of_all_in_the_region_is_not_of_those_that_were_looked_at(read: Read) -> None:
    text = "督导学校52所，其中小学40所、幼儿园12所，占{}。"
    assert parents(read(text.format("全区学校总数的43.3%")))[-1] is None
    assert parents(read(text.format("总数的23.1%")))[-1] == 0
    # A share that does not follow is one of the total all the same where the words say so.
    assert parents(read(text.format("总数的24.1%")))[-1] == 0


@pytest.mark.parametrize("mark", ["；", "，", "、"])
def test_a_share_that_is_off_is_told_by_the_one_in_like_words_before_it(
    read: Read, mark: str
) -> None:
    text = "考核92家，其中甲类41家，占44.6%{}乙类14家，占{}%。"
    off = read(text.format(mark, "25.2"))
    assert parents(off) == [None, 0, 0, 0, 0]
    assert [one.status for one in off if one.kind is Kind.SHARE][1] is Status.CONTRADICTED
    held = read(text.format(mark, "15.2"))
    assert [one.status for one in held if one.kind is Kind.SHARE][1] is Status.PROVED


def test_a_share_in_other_words_or_of_more_than_is_left_is_of_another_whole(read: Read) -> None:
    text = "受理100件，其中投诉40件，占40%；{}。"
    assert parents(read(text.format("办结30件，占75%")))[-1] == 1
    assert parents(read(text.format("办结80件，占85%")))[-1] is None
    assert parents(read(text.format("咨询30件，约占全部来电的85%")))[-1] is None


@pytest.mark.parametrize(
    ("behind", "parent", "subject"),
    [
        ("较上季度减少12处", 0, None),
        ("较上季度减少12处，下降20.3%", 0, None),
        ("乙局较上季度减少12处", 2, "乙局"),
    ],
)
def test_a_change_behind_a_complete_list_is_of_whom_the_whole_is(
    read: Read, behind: str, parent: int, subject: str | None
) -> None:
    found = read(f"错别字47处，其中甲局31处、乙局16处，{behind}。")[3:]
    assert {(s.parent, s.subject) for s in found} == {(parent, subject)}


def test_shares_in_brackets_do_not_keep_a_change_from_the_whole(read: Read) -> None:
    found = read("发现隐患25处，其中重大12处（48%）、一般13处（52%），较上月减少5处。")
    assert (found[5].parent, found[5].metric) == (0, "发现隐患")
    found = read("发现隐患25处，其中重大12处，占48%，一般13处，占52%，较上月减少5处。")
    assert (found[5].parent, found[5].metric) == (3, "一般")


@pytest.mark.parametrize("order", ["受理96件，上年受理80件", "上年受理80件，今年受理96件"])
def test_a_growth_is_of_the_level_of_now(read: Read, order: str) -> None:
    found = read(f"{order}，同比增长20%。")
    now = next(place for place, s in enumerate(found) if s.value == 96)
    assert (found[2].parent, found[2].period, found[2].status) == (now, "2022年", Status.PROVED)
    # Of what else was counted last year nothing of now is told.
    assert read("受理96件，上年办结80件，增长20%。")[2].parent == 1


@pytest.mark.parametrize(
    ("bracket", "is_part"),
    [
        ("上年为110件", False), ("上年110件", False), ("去年同期为110件", False),
        ("上年结转110件", True), ("上年110件、今年8件", True),
    ],
)  # fmt: skip
def test_what_another_year_counted_is_no_part_in_brackets(
    read: Read, bracket: str, is_part: bool
) -> None:
    found = read(f"办结118件（{bracket}），增长7.3%。")
    assert (found[1].relation is Relation.PART_OF) is is_part


@pytest.mark.parametrize("between", ["，", "。", "；"])
def test_a_change_that_names_whose_it_is_is_of_that_ones_number(read: Read, between: str) -> None:
    text = "东湖街道受理120件，柳湾镇受理80件{}{}同比增加20件，增长20%。"
    found = read(text.format(between, "东湖街道"))
    assert [(s.parent, s.subject, s.status) for s in found[2:]] == [
        (0, "东湖街道", Status.PROVED)
    ] * 2
    # Of another, or of nobody, no number of theirs changed.
    found = read(text.format(between, "枫林乡"))
    assert [(s.parent, s.subject, s.status) for s in found[2:]] == [
        (None, "枫林乡", Status.UNCHECKED)
    ] * 2
