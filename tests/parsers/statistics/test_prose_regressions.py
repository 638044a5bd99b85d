"""Sentences that were misread once, each by what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from schemas.notice import Bound, Kind, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("检查36家电梯使用单位。", 36, "家"), ("评选36名优秀教师。", 36, "名"),
        ("培育36家具有资质的企业。", 36, "家"), ("其中36人均已到岗。", 36, "人"),
        ("办理36起诉讼案件。", 36, "起"), ("帮扶36户外出务工家庭。", 36, "户"),
        ("走访36家乡镇卫生院。", 36, "家"), ("建成36个体育场。", 36, "个"),
        ("栽种36种植物。", 36, "种"), ("分36批发放物资。", 36, "批"),
    ],
)  # fmt: skip
def test_a_measure_word_before_a_noun_that_it_seems_to_make_a_word_with(
    read: Read, text: str, value: int, unit: str
) -> None:
    assert [(s.value, s.unit) for s in read(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["推进三次产业融合。", "开展一次性补贴。", "印发一份通知。"])
def test_a_numeral_and_a_word_that_are_no_count(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_date_is_not_seen_in_a_count(read: Read) -> None:
    assert [s.value for s in read("综合利用量1902.48万吨，贮存2023.5吨。")] == [
        19024800,
        Decimal("2023.5"),
    ]


@pytest.mark.parametrize(
    ("text", "base", "value"),
    [
        ("合格率98%（同比+0.8个百分点）。", "同比", "0.8"),
        ("合格率98%（同比-0.8个百分点）。", "同比", "-0.8"),
    ],
)
def test_a_sign_behind_the_comparison(read: Read, text: str, base: str, value: str) -> None:
    found = read(text)[1]
    assert (found.kind, found.base, found.value) == (Kind.DELTA, base, Decimal(value))
    assert found.parent == 0


@pytest.mark.parametrize(("arrow", "value"), [("↑", "12.5"), ("↓", "-12.5")])
def test_arrows_are_signs_of_change(read: Read, arrow: str, value: str) -> None:
    found = read(f"受理量312件（{arrow}12.5%）。")[1]
    assert (found.kind, found.value, found.parent) == (Kind.GROWTH, Decimal(value), 0)


def test_a_space_may_part_thousands_but_not_a_year_from_a_count(read: Read) -> None:
    assert [s.value for s in read("受理投诉 1 208 件。")] == [1208]
    assert [s.value for s in read("2022 105 件。")] == [105]


def test_the_unit_of_a_list_may_stand_in_its_header(read: Read) -> None:
    found = read("（单位：件）咨询312、求助208，合计520。")
    assert [(s.value, s.unit, s.metric) for s in found] == [
        (312, "件", "咨询"), (208, "件", "求助"), (520, "件", "合计"),
    ]  # fmt: skip
    assert [s.parent for s in found] == [2, 2, None]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("检出值不大于0.2毫克。", Bound.LE), ("频次不少于每周2次。", Bound.GE),
        ("过夜游客约占1/4。", Bound.APPROX), ("投诉约占受理总数的30%。", Bound.APPROX),
        ("税收约同比增长9%。", Bound.APPROX), ("开支节约占总数的30%。", Bound.EXACT),
        ("满意率列前三位。", Bound.LE),
        ("得分90分（含）以上。", Bound.GE),
    ],
)  # fmt: skip
def test_bounds_told_apart_from_the_number(read: Read, text: str, bound: Bound) -> None:
    assert [s.bound for s in read(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("区政府门户网站总访问量36次。", "区政府门户网站", "总访问量"),
        ("“区长信箱”收到来信36封。", "“区长信箱”", "收到来信"),
        ("市政务公开办对落实情况开展抽查，抽查单位36家。", "市政务公开办", "抽查单位"),
        ("承办量最大的是区城管局，为36件。", "区城管局", "承办量"),
        ("其次为区住建局，承办36件。", "区住建局", "承办"),
        ("工单超期未办结的有区住建局36件。", "区住建局", "工单超期未办结"),
        ("区政府督查室将通报36次。", "区政府督查室", "通报"),
        ("未整改的问题集中在柳湾镇（36个）。", "柳湾镇", ""),
        ("普惠性幼儿园覆盖率36%。", None, "普惠性幼儿园覆盖率"),
        ("中等职业学校36人。", None, "中等职业学校"),
        ("推进市级转办36件。", None, "推进市级转办"),
    ],
)
def test_whose_a_number_is(read: Read, text: str, subject: str | None, metric: str) -> None:
    (found,) = read(text)
    assert found.subject == subject
    assert metric in found.metric


def test_a_sentence_that_names_nobody_goes_on_about_the_one_named_before(read: Read) -> None:
    found = read("全市受理投诉60件。办结58件。区教育局受理12件（城区8件、乡村4件），办结9件。")
    assert [s.subject for s in found[:3]] == ["全市", "全市", "区教育局"]
    assert found[-1].subject == "区教育局"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("6个部门公开内容不细化。", "部门"), ("3条正在推进。", "正在推进"),
        ("其余36件正在办理。", "其余"), ("抽检发现的36批次不合格样品。", "不合格样品"),
        ("受理的有甲局、乙局等36家单位。", "单位"), ("达到90%的单位有甲局、乙局等36家。", "单位"),
        ("支出进度超过50%的36个。", "支出进度超过50%"), ("处十万元以下的罚款。", "罚款"),
        ("2011年以前制发的有36件。", "2011年以前制发"), ("申请人调查发出问卷36份。", "发出问卷"),
        ("信息公开平均得分率36%。", "信息公开平均得分率"), ("县（市、区）36个。", "县（市、区）"),
        ("按可比价计算地区生产总值36元。", "地区生产总值"),
    ],
)  # fmt: skip
def test_what_a_number_counts(read: Read, text: str, metric: str) -> None:
    assert metric in [s.metric for s in read(text)]


def test_changes_of_a_chain_share_base_and_amount(read: Read) -> None:
    found = read("事故21起，死亡18人，同比起数减少3起，下降12.5%，死亡人数增加1人，上升5.9%。")
    assert [s.parent for s in found] == [None, None, 0, 0, 1, 1]
    assert [s.base for s in found[2:]] == ["同比"] * 4


def test_a_change_behind_a_daily_mean_is_of_the_amount(read: Read) -> None:
    found = read("受理来电5460件，日均780件，较上周下降1.2%。")
    assert found[2].parent == 0


def test_a_change_behind_a_complete_list_is_of_its_whole(read: Read) -> None:
    found = read("错别字47处，其中网站31处，新媒体16处，较上季度减少12处。")
    assert found[3].parent == 0
    found = read("错别字47处，其中网站31处，减少8处，新媒体16处，减少4处。")
    assert [s.parent for s in found] == [None, 0, 1, 0, 3]


def test_comparison_told_once_holds_for_the_sentence(read: Read) -> None:
    found = read("与去年同期相比，优良断面比例提高2.3个百分点。")
    assert (found[0].metric, found[0].base) == ("优良断面比例", "去年同期")


def test_the_period_of_the_notice_is_that_of_numbers_that_name_none() -> None:
    from parsers.statistics import read_statistics
    from parsers.text import MappedText, Paragraph

    raw = "受理投诉36件。本季度办结30件。全年受理98件。"
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    found, _ = read_statistics(
        [paragraph], data_year=2022, data_period="2022年第三季度", region_name=None, sections=()
    )
    assert [s.period for s in found] == ["2022年第三季度", "2022年第三季度", "2022年"]


def _parents(found: Sequence[Statistic]) -> list[int | None]:
    return [s.parent for s in found]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        # Places behind 集中在 are parts, never more than the whole.
        ("受理投诉341件，主要集中在南桥街道（128件）、东湖街道（95件）。", [None, 0, 0]),
        ("受理投诉341件，主要来自南桥街道128件、东湖街道95件。", [None, 0, 0]),
        ("受理投诉141件，主要来自南桥街道128件、东湖街道95件。", [None, None, None]),
        # Three classes that add up to the number behind them.
        ("优秀的18个，良好的31个，一般的9个；58个单位已整改。", [3, 3, 3, None]),
        ("优秀的18个，良好的31个，一般的8个；58个单位已整改。", [None, None, None, None]),
        # A total behind the bracket of its parts.
        ("改造混接点（小区内46处、沿街商铺31处）共77处。", [2, 2, None]),
        ("改造混接点（小区内46处、沿街商铺31处）共78处。", [None, None, None]),
        # The number of names does not part a total from its parts.
        ("甲局26条、乙局84条、丙局71条，3家合计181条。", [4, 4, 4, None, None]),
        # The list goes on behind a bracket with a 其中 of its own.
        ("32个断面中，优良的有27个（其中甲类11个），乙类4个，丙类1个。", [None, 0, 1, 0, 0]),
        # Behind a ; what has the noun of the first part.
        ("警情3560起；其中刑事警情320起，下降5%；治安警情1240起。", [None, 0, 1, 0]),
        ("警情3560起；其中刑事警情320起，下降5%；调解纠纷140起。", [None, 0, 1, None]),
    ],
)
def test_parts_without_a_word_for_their_total(
    read: Read, text: str, parents: list[int | None]
) -> None:
    assert _parents(read(text)) == parents


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        # The level that a change led to stands behind it.
        ("粉丝净增2208人，增长15.1%，总数增至1.68万人。", [2, 2, None]),
        ("收入同比增长5.2%，达到12.5亿元。", [1, None]),
        ("死亡人数下降两成，由15人减至12人。", [2, None, None]),
        ("收入同比增长5.2%，检查企业12家。", [None, None]),
        # A level of another time is a base.
        ("发生事故12起，上年同期为15起，减少3起。", [None, None, 0]),
        # A noun of quantity takes up the sentence before.
        ("受理诉求486件。受理量同比减少66件，下降12.0%。", [None, 0, 0]),
        ("受理诉求486件。退件量同比减少66件，下降12.0%。", [None, None, None]),
        # Places won behind a place, scores against a score in brackets.
        ("区教育局由第14名上升到第6名，进位8名。", [None, None, 1]),
        ("数学平均分512.6，高于常模（500分）12.6分。", [None, None, 0]),
        # The whole told right before a share, and limits that nothing is measured by.
        ("大班额7个，占班级总数156个的4.5%。", [None, None, 1]),
        ("债务余额186亿元，控制在限额195亿元以内，较年初增加23亿元。", [None, None, 0]),
        ("抽查栏目310个，有27个超过3个月未更新，占8.7%。", [None, 0, None, 0]),
        ("发生事故2起、死亡3人，起数少1起，人数多1人。", [None, None, 0, 1]),
        ("甲类31个、乙类1个，共32个，乙类1个占3.1%。", [2, 2, None, None, 2]),
    ],
)
def test_what_a_change_or_share_hangs_on(read: Read, text: str, parents: list[int | None]) -> None:
    assert _parents(read(text)) == parents


def test_a_level_of_another_time_is_a_base_only_before_a_change(read: Read) -> None:
    found = read("发生事故12起，去年同期15起，下降20%。")
    assert [s.kind for s in found] == [Kind.LEVEL, Kind.BASE, Kind.GROWTH]
    assert found[2].base == "去年同期"
    assert [s.kind for s in read("发生事故12起，去年同期15起。")] == [Kind.LEVEL, Kind.LEVEL]


def test_a_fall_that_narrows_is_a_rise(read: Read) -> None:
    found = read("收入同比下降42.3%，降幅收窄11.5个百分点。")
    assert [s.value for s in found] == [Decimal("-42.3"), Decimal("11.5")]
    assert read("收入同比增长4%，增幅收窄1个百分点。")[1].value == -1


def test_traits_that_overlap_are_no_contradiction(read: Read) -> None:
    found = read("76家单位中，公开及时的74家，内容完整的69家，格式规范的63家。")
    assert {s.status for s in found}.isdisjoint({Status.CONTRADICTED, Status.PROVED})
    found = read("76家单位中，优秀的31家，良好的29家，一般的20家。")
    assert found[0].status is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "printed", "metric"),
    [
        ("超过5个工作日才答复的152条。", "152条", "超过5个工作日才答复"),
        ("抽查栏目310个，有27个超过3个月未更新。", "27个", "超过3个月未更新"),
        ("求助301件，建议、举报等413件。", "413件", "建议、举报"),
        ("答非所问、推诿敷衍的各3条。", "3条", "答非所问、推诿敷衍"),
        ("会议费、培训费各压减10%。", "10%", "会议费、培训费"),
        ("逾期的13条主要集中在区住建局。", "13条", "逾期"),
        ("严重错误（含姓名、职务）17处。", "17处", "严重错误"),
        ("申请量排在前两位的为县自然资源和规划局（21件）、柳湾镇（9件）。", "21件", "申请量"),
        ("全市新增就业2.8万人，完成全年目标的57.2%。", "57.2%", "新增就业"),
        ("覆盖率达91.7%，超省定目标6.7个百分点。", "6.7个百分点", "覆盖率"),
        ("阅读量88万次，篇均1692次。", "1692次", "篇均"),
        ("未到期的113条明确了责任人。", "113条", "未到期"),
        ("近视率62.1%，肥胖检出率由12.9%降至11.6%。", "11.6%", "肥胖检出率"),
        ("整改率由上半年的76%提高到年末的93%。", "93%", "整改率"),
        ("得分居中，综合排名由第6名升至第3名。", "第3名", "综合排名"),
        ("9个县（市、区）平均得分86.5分。", "9个", "县（市、区）"),
        ("教育、卫生健康两项支出分别为9.8亿元、4.2亿元。", "4.2亿元", "卫生健康支出"),
        ("收入同比下降42.3%，降幅收窄11.5个百分点，完成3.06亿元。", "3.06亿元", "收入"),
    ],
)
def test_what_is_counted_in_longer_clauses(
    read: Read, text: str, printed: str, metric: str
) -> None:
    assert [s.metric for s in read(text) if s.printed == printed] == [metric]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("临岚市便民热线共受理诉求34件。", ["临岚市便民热线"]),
        ("县安委办开展专项行动，查出隐患4318条。", ["县安委办"]),
        ("完成投资12.8亿元，其中云溪县、白石区分别完成2.1亿元、1.9亿元。",
         [None, "云溪县", "白石区"]),
        ("受理投诉1280件，来自东湖街道的630件，来自柳湾镇的420件。",
         [None, "东湖街道", "柳湾镇"]),
        ("申请量较多的为县自然资源和规划局（21件）、柳湾镇（9件）。",
         ["县自然资源和规划局", "柳湾镇"]),
        ("区教育局会同区市场监管局抽查商户215户。", ["区教育局"]),
        ("全县综合指数2.86，在全市9个县中列第3位。", ["全县", "全市", "全县"]),
    ],
)  # fmt: skip
def test_whom_a_number_is_about(read: Read, text: str, subjects: list[str | None]) -> None:
    assert [s.subject for s in read(text)] == subjects


def test_categories_named_plans_are_results(read: Read) -> None:
    assert all(s.is_result for s in read("公开信息20条，其中计划总结8条、政务动态12条。"))
    assert not read("计划公开信息8条。")[0].is_result


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("全年完成投资两万亿元。", 2 * 10**12, "元", Bound.EXACT),
        ("全年完成投资逾一万亿元。", 10**12, "元", Bound.GT),
        ("全年完成投资近万亿元。", 10**12, "元", Bound.LT),
        ("活动吸引逾万人参加。", 10**4, "人", Bound.GT),
        ("走访群众超万户。", 10**4, "户", Bound.GT),
        ("发放补贴逾亿元。", 10**8, "元", Bound.GT),
        ("发放补贴一亿三千万元。", 13 * 10**7, "元", Bound.EXACT),
    ],
)
def test_myriads_with_nothing_before_them_and_myriads_of_myriads(
    read: Read, text: str, value: int, unit: str, bound: Bound
) -> None:
    assert [(s.value, s.unit, s.bound) for s in read(text)] == [(value, unit, bound)]


@pytest.mark.parametrize("text", ["共有万件。", "惠及亿万人。", "整改问题一万三万件。"])
def test_myriads_that_are_no_number(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("text", ["后办结3件。", "内3件。"])
def test_a_word_that_follows_a_time_may_open_a_text_without_one(read: Read, text: str) -> None:
    assert [s.value for s in read(text)] == [3]
