"""Rules found on texts that nobody had tuned on, each with a near miss."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Bound, Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


def values(found: tuple[Statistic, ...]) -> list[str]:
    return [f"{one.value:f}" for one in found]


# ------------------------------------------------------------------------ numbers and their units
def test_a_ratio_to_one_is_read_behind_a_noun_for_it(read: Read) -> None:
    found = read("小学、初中生师比分别为16.8:1和12.4:1。")
    assert [(s.printed, s.value, s.kind, s.unit) for s in found] == [
        ("16.8:1", Decimal("16.8"), Kind.RATE, None), ("12.4:1", Decimal("12.4"), Kind.RATE, None),
    ]  # fmt: skip
    assert read("三次产业结构为3.9:39.0:57.1，比分定格在3:1:1。") == ()
    assert read("水泥与砂按1:3配制，材料配合2:1。") == ()


def test_decimals_behind_names_of_a_list_are_of_its_index(read: Read) -> None:
    found = read("综合指数依次为云溪县3.12、青禾区3.47、白石区3.86，平均3.48。")
    assert [str(s.value) for s in found] == ["3.12", "3.47", "3.86", "3.48"]
    assert values(read("校际差异系数小学0.38、初中0.33。")) == ["0.38", "0.33"]
    assert read("升级系统版本青禾3.2、白石3.4。") == ()


def test_a_bare_number_behind_a_change_against_a_level_is_read(read: Read) -> None:
    found = read("死亡率0.0137，比全省平均水平低0.0041。")
    assert [(s.kind, str(s.value), s.parent) for s in found] == [
        (Kind.RATE, "0.0137", None), (Kind.DELTA, "-0.0041", 0),
    ]  # fmt: skip
    found = read("订阅数23.6万，较上年末净增4.1万，增幅21.0%。")
    assert [(s.kind, s.value, s.base) for s in found[1:]] == [
        (Kind.DELTA, 41000, "上年末"), (Kind.GROWTH, 21, "上年末"),
    ]  # fmt: skip
    assert read("型号比原款低，0.5为其编号。") == ()


def test_a_level_without_a_unit_and_the_range_it_lies_in(read: Read) -> None:
    found = read("库款保障水平0.46，处于0.3~0.8的合理区间。")
    assert [(s.value, s.value_high) for s in found] == [
        (Decimal("0.46"), None), (Decimal("0.3"), Decimal("0.8")),
    ]  # fmt: skip
    assert read("选用粒度0.3~0.8的砂浆。") == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [("抽检加油枪386把。", "把"), ("调运帐篷30顶。", "顶"), ("发放消毒液40桶。", "桶")],
)
def test_measure_words_of_things(read: Read, text: str, unit: str) -> None:
    assert [s.unit for s in read(text)] == [unit]


@pytest.mark.parametrize(
    "text", ["落实门前三包责任。", "12包括在内。", "3发展方向。", "2管理办法。", "5顶层设计。"]
)
def test_the_same_characters_in_other_words_are_no_measure_words(read: Read, text: str) -> None:
    assert read(text) == ()


def test_hours_and_minutes_are_one_duration(read: Read) -> None:
    found = read("最快一次用时2小时40分，平均等待1分20秒，用时3小时。")
    assert [(s.printed, s.value, s.unit) for s in found] == [
        ("2小时40分", 160, "分钟"), ("1分20秒", 80, "秒"), ("3小时", 3, "小时"),
    ]  # fmt: skip
    assert [(s.value, s.unit) for s in read("平均得分92分，最高95分。")] == [(92, "分"), (95, "分")]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("投入资金一千二百余万元。", 12_000_000, Bound.GE),
        ("投入资金一亿二千万元。", 120_000_000, Bound.EXACT),
        ("涉及近万人。", 10_000, Bound.LT),
    ],
)
def test_scales_in_chinese_numerals(read: Read, text: str, value: int, bound: Bound) -> None:
    (found,) = read(text)
    assert (found.value, found.bound) == (value, bound)
    assert found.scale == (100_000_000 if "亿" in text else 10_000)


def test_a_scale_alone_is_no_number(read: Read) -> None:
    assert read("金额单位统一为万元。") == ()


@pytest.mark.parametrize(
    "text",
    [
        "九年义务教育巩固率99.2%。", "十二年一贯制学校教师流动率99.2%。", "15秒接通率99.2%。",
        "三日内响应率99.2%。", "1个工作日内办结率99.2%。",
    ],
)  # fmt: skip
def test_a_time_in_the_name_of_a_rate_or_a_school_is_no_number(read: Read, text: str) -> None:
    assert values(read(text)) == ["99.2"]


def test_a_time_limit_of_its_own_is_one(read: Read) -> None:
    assert values(read("均在3个工作日内办结，办结率99.2%。")) == ["3", "99.2"]
    assert values(read("列举三类问题9件，三类内部事务信息6件。")) == ["3", "9", "6"]


# ----------------------------------------------------------------------------------------- bounds
@pytest.mark.parametrize(
    "text",
    [
        "网上预约120人次。", "签约120个项目。", "商超120家。", "通过120家。", "召开过120次。",
        "线上120件。",
    ],
)  # fmt: skip
def test_words_that_end_like_a_bound_say_none(read: Read, text: str) -> None:
    assert [(s.value, s.bound) for s in read(text)] == [(120, Bound.EXACT)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("线上约120人。", Bound.APPROX), ("损失约120万元。", Bound.APPROX),
        ("超120家。", Bound.GT), ("普及率过90%。", Bound.GT), ("上百家。", Bound.APPROX),
        ("每个乡镇至少办好1所中心园。", Bound.GE), ("至少每半年开展1次演练。", Bound.GE),
        ("每个乡镇只办好1所中心园。", Bound.EXACT), ("处置率须达到100%。", Bound.EXACT),
        ("处置率须达到98%以上。", Bound.GE),
    ],
)  # fmt: skip
def test_bounds_before_and_behind(read: Read, text: str, bound: Bound) -> None:
    assert [s.bound for s in read(text)] == [bound]


# ---------------------------------------------------------------------------------------- ranks
def test_the_field_may_stand_before_a_place(read: Read) -> None:
    found = read("综合得分93.6分，居全市9个县（市、区）第2位，较上年前移3位。")
    assert [(s.kind, s.value) for s in found if s.kind is not Kind.LEVEL] == [
        (Kind.SCORE, Decimal("93.6")), (Kind.RANK, 2), (Kind.DELTA, 3),
    ]  # fmt: skip
    assert [s.kind for s in read("居民推选9个代表，第2位发言人缺席。")] == [Kind.LEVEL]


# -------------------------------------------------------------------------------------- periods
@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6月18日9时40分左右，造成3人受伤。", "2022年6月18日"),
        ("9月5日08时至6日08时，转移3人。", "2022年9月5日至6日"),
        ("4月1日至6月30日，受理3件。", "2022年4—6月"),
        ("4月2日至6月30日，受理3件。", "2022年4月2日至6月30日"),
        ("死亡人数连续五年为零。", "2022年"), ("连续五个月办结率为100%。", "连续五个月"),
    ],
)  # fmt: skip
def test_days_with_hours_and_spans(read: Read, text: str, period: str) -> None:
    assert {s.period for s in read(text)} == {period}


def test_the_same_time_of_the_year_before_is_that_of_the_text(read: Read) -> None:
    found = read("上半年受理诉求86件，上年同期为75件，增加11件。")
    assert [s.period for s in found] == ["2022年上半年", "2021年上半年", "2022年上半年"]
    found = read("覆盖率由一年前的68%升至90%。")
    assert [s.period for s in found] == ["2021年", "2022年"]


def test_a_base_has_no_time_of_another_clause(read: Read) -> None:
    found = read("上半年接话86通，较去年同期多11通，排名由第4位降至第7位。")
    assert [s.period for s in found] == ["2022年上半年"] * 4
    found = read("起数由上年的16起降至11起；人数由13人降至8人。")
    assert [s.period for s in found if s.kind is Kind.BASE] == ["2021年", "2021年"]


# ---------------------------------------------------------------------------------------- kinds
def said(found: tuple[Statistic, ...]) -> list[tuple[Kind, str]]:
    return [(one.kind, f"{one.value:f}") for one in found]


def test_short_receipts_are_a_fall(read: Read) -> None:
    found = read("基金收入17.35亿元，较上年短收4.12亿元，下降19.2%。")
    assert [(s.kind, s.value < 0, s.parent, s.base) for s in found[1:]] == [
        (Kind.DELTA, True, 0, "上年"), (Kind.GROWTH, True, 0, "上年"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("全年压减一般性支出10%。", Kind.GROWTH, "-10"),
        ("削减非急需支出5%以上。", Kind.GROWTH, "-5"),
        ("增加教育投入8%。", Kind.GROWTH, "8"), ("提高办结率至98%。", Kind.RATE, "98"),
        ("提高按时办结率98%。", Kind.RATE, "98"),
    ],
)  # fmt: skip
def test_a_verb_of_change_before_what_it_changes(
    read: Read, text: str, kind: Kind, value: str
) -> None:
    assert said(read(text)) == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("下降4.2%，降幅比全省平均大0.6个百分点。", "-0.6"),
        ("下降4.2%，降幅比全省平均小0.6个百分点。", "0.6"),
        ("增长4.2%，增幅比全省平均大0.6个百分点。", "0.6"),
    ],
)
def test_a_greater_fall_is_less(read: Read, text: str, value: str) -> None:
    assert said(read(text))[1] == (Kind.DELTA, value)


def test_a_greater_accident_is_no_difference(read: Read) -> None:
    assert [s.kind for s in read("发生较大3起、一般12起。")] == [Kind.LEVEL, Kind.LEVEL]


def test_names_of_a_class_that_rose_or_fell(read: Read) -> None:
    found = read("全市浓度33微克，同比下降的有云溪县（3.1%）、青禾区（2.4%）。")
    assert [(s.kind, str(s.value), s.subject, s.base, s.parent) for s in found[1:]] == [
        (Kind.GROWTH, "-3.1", "云溪县", "同比", None),
        (Kind.GROWTH, "-2.4", "青禾区", "同比", None),
    ]  # fmt: skip
    found = read("办结率下降的有云溪县（83.1%）、青禾区（92.4%）。")
    assert [s.kind for s in found] == [Kind.RATE, Kind.RATE]


def test_a_share_that_moved_is_one_of_its_own(read: Read) -> None:
    found = read("审核文件23篇，多元化解读占比由上年的六成提高到八成七。")
    assert [(s.kind, s.value, s.parent) for s in found[1:]] == [
        (Kind.BASE, 60, None), (Kind.SHARE, 87, None),
    ]  # fmt: skip
    assert said(read("合格率由60%提高到87%。"))[1] == (Kind.RATE, "87")


# ---------------------------------------------------------------------------- wholes and parts
def parents(found: tuple[Statistic, ...]) -> list[int | None]:
    return [one.parent for one in found]


def test_a_second_split_that_uses_a_total_up(read: Read) -> None:
    text = "发现问题152个，其中安全类61个、食堂类38个、教学类53个；当场整改117个，限期整改{}个。"
    assert parents(read(text.format(35))) == [None, 0, 0, 0, 0, 0]
    assert parents(read(text.format(34))) == [None, 0, 0, 0, None, None]


def test_a_total_behind_what_has_parts_of_its_own(read: Read) -> None:
    text = "预算收入286.4亿元，其中税收204.8亿元，加上转移性收入120亿元，收入总计{}亿元。"
    assert parents(read(text.format("406.4"))) == [3, 0, 3, None]
    assert parents(read(text.format("410.4"))) == [None, 0, None, None]
    text = "基金收入17亿元，主要是土地收入15亿元；{}上级补助12亿元，收入总计29亿元。"
    assert parents(read(text.format("加上"))) == [3, None, 3, None]
    assert parents(read(text.format("安排"))) == [None] * 4


def test_some_of_an_amount_named_by_a_word_for_it(read: Read) -> None:
    assert parents(read("产生危险废物4.27万吨，含医疗废物2860吨。")) == [None, 0]
    assert parents(read("产生危险废物4.27万吨，处置医疗废物2860吨。")) == [None, None]
    assert parents(read("产生危险废物4.27吨，含医疗废物2860吨。")) == [None, None]


def test_done_of_a_number_of_things(read: Read) -> None:
    assert parents(read("重复件61件中已化解55件。")) == [None, 0]
    assert parents(read("集中已化解61件，复查55件。")) == [None, None]


def test_percentages_in_a_bracket_that_make_the_one_before(read: Read) -> None:
    assert parents(read("就业率96.4%（其中升学67.3%、就业29.1%）。")) == [None, 0, 0]
    assert parents(read("去向落实率百分之九十六（升学百分之六十七、就业百分之二十九）。")) == [
        None,
        0,
        0,
    ]
    assert parents(read("合格率96.4%（小学97.3%、初中95.1%）。")) == [None, None, None]


def test_among_them_is_not_said_of_another_half_of_the_sentence(read: Read) -> None:
    assert parents(read("报名4281人；上线率58.3%，其中艺术类上线921人。")) == [None] * 3
    assert parents(read("报名4281人，上线率58.3%，其中艺术类上线921人。")) == [None, None, 0]


def test_what_was_done_besides_is_no_part(read: Read) -> None:
    text = "检查尾矿库3座，查出隐患267条，其中重大隐患4条，下达决定书21份，责令2座停产、1座整改。"
    assert parents(read(text)) == [None, None, 1, None, None, None]
    assert parents(read("解读152条，其中材料86条、产品49个、文章17篇。")) == [None, 0, 0, 0]


def test_a_limit_of_time_is_no_whole(read: Read) -> None:
    found = read("逾2个月未更新的2家，其中1家超过1个月未答复。")
    assert parents(found) == [None, None, 1, None]
    assert parents(read("用时12天，其中审批5天。")) == [None, 0]


def test_a_class_without_a_noun_has_that_of_the_total(read: Read) -> None:
    text = "排查自建房26.8万栋，存在隐患的1.9万栋，其中经营性自建房1137栋。"
    assert parents(read(text)) == [None, None, 1]
    text = "排查自建房26.8万栋，整治1.9万栋，其中经营性自建房1137栋。"
    assert parents(read(text)) == [None, None, 0]


def test_a_division_by_months(read: Read) -> None:
    text = "发生事故19起。按行业分，道路11起，建筑8起。按月份看，6月最多，发生5起，占26.3%。"
    assert parents(read(text)) == [None, 0, 0, 0, 0]


def test_a_share_by_the_noun_of_a_part_and_of_several_parts(read: Read) -> None:
    found = read("预算收入286.4亿元，其中税收收入204.8亿元，税收占比71.5%。")
    assert parents(found) == [None, 0, 0]
    text = "支出24.18亿元。其中，教育5.27亿元，社保4.61亿元，农林水3.92亿元，三者合计占比{}%。"
    assert parents(read(text.format("57.1")))[-1] == 0
    assert parents(read(text.format("77.1")))[-1] is None


def test_changes_of_what_no_number_tells_and_of_rates(read: Read) -> None:
    found = read("立案28件，罚没款同比增加26.7万元，增幅19.4%。")
    assert [(s.metric, s.parent) for s in found[1:]] == [("罚没款", None), ("罚没款", None)]
    assert parents(read("立案28件，同比增加2件，增幅7.7%。")) == [None, 0, 0]
    found = read("工矿十万人死亡率0.62、道路万车死亡率1.18，比上年分别下降6.1%和11.9%。")
    assert parents(found) == [None, None, 0, 1]
    found = read("事故18起、死亡17人，起数持平、人数增加2人。")
    assert parents(found) == [None, None, 1]


# ---------------------------------------------------------------------------------------- bases
def test_the_changes_of_a_chain_compare_with_one_time(read: Read) -> None:
    found = read("事故43起，同比下降8.5%；其他事故18起，增加2起。")
    assert [s.base for s in found] == [None, "同比", None, "同比"]
    found = read("收入9.86亿元，同比增长7.4%。分部门看，税务6.53亿元，增长5.8%；财政3.33亿元。")
    assert [s.base for s in found] == [None, "同比", None, "同比", None]
    found = read("办结率95%，低于全市平均2个百分点；受理18件，增加2件。")
    assert found[-1].base is None


# --------------------------------------------------------------------------- results and plans
@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("债务418亿元，控制在核定限额436亿元以内。", [True, False]),
        ("优良率80%，比年度目标（82%）低2个百分点。", [True, False, True]),
        ("优良率80%，较上年（82%）低2个百分点。", [True, True, True]),
        ("有2个断面未达到年度水质目标。", [True]), ("确保2个断面达到年度水质目标。", [False]),
        ("30人以上群体性投诉17起。", [False, True]), ("带动30人以上。", [True]),
        ("56人以上大班额占0.3%。", [False, True]), ("培训300人以上，受训5次。", [True, True]),
        ("申请超过10件的，按每件100元收取。", [False, False]),
        ("31页至100页部分每页10元。", [False, False]), ("平均每起6.9万元。", [True]),
        ("每个县只保留1个网站。", [False]), ("我县保留1个网站。", [True]),
        ("扣分集中在三方面，共扣4.3分。", [True]), ("逾期未报的，扣2分。", [False]),
        ("其中要求退费的86件。", [True]), ("要求整改86件。", [False]),
        ("模拟申请44件。", [True]), ("拟新建44个站点。", [False]),
        ("暂扣2座矿山的许可证。", [True]),
        ("收入预期300亿元，增长5%，其中税收200亿元。", [False, False, False]),
        ("支出安排534亿元，比上年执行数增长4.2%。", [False, False]),
        ("安排就业534人，比上年增长4.2%。", [True, True]),
    ],
)  # fmt: skip
def test_results_told_apart_from_plans(read: Read, text: str, results: list[bool]) -> None:
    assert [s.is_result for s in read(text)] == results
