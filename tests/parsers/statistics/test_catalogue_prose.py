"""Every phenomenon of prose statistics (P1–P32) and every trap (X1–X7), in invented sentences."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Bound, Kind, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def counted(found: tuple[Statistic, ...]) -> list[tuple[str, str | None, str]]:
    """Value, unit and metric of every number."""
    return [(f"{s.value:f}", s.unit, s.metric) for s in found]


def about(found: tuple[Statistic, ...]) -> list[tuple[str | None, str]]:
    return [(s.subject, s.metric) for s in found]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("全年清除失效链接 42 条。", "清除失效链接"),
        ("全年清除失效链接42条。", "清除失效链接"),
        ("累计制发规范性文件 42 条。", "制发规范性文件"),
        ("依托政务新媒体推送信息42条。", "推送信息"),
    ],
)
def test_p1_verb_number_and_unit_with_spaces_or_without(read: Read, text: str, metric: str) -> None:
    assert counted(read(text)) == [("42", "条", metric)]


def test_p2_parts_in_another_measure_word_than_their_whole(read: Read) -> None:
    found = read("公开 24 条政策解读，其中 13 篇图文解读，11 篇文字解读。")
    assert counted(found) == [
        ("24", "条", "公开政策解读"), ("13", "篇", "图文解读"), ("11", "篇", "文字解读"),
    ]  # fmt: skip
    assert [s.parent for s in found] == [None, 0, 0]
    assert found[0].evidence == "13 + 11 = 24"


def test_p3_brackets_name_all_parts_and_those_opened_by_including_name_some(read: Read) -> None:
    found = read("新建专栏15个(区直部门11个、乡镇<街道>4个)，站点共260个（含村级站点115个）。")
    assert [s.parent for s in found] == [None, 0, 0, None, 3]
    assert [s.status for s in found[:3]] == [Status.PROVED] * 3
    assert found[3].status is Status.CONSISTENT


@pytest.mark.parametrize(
    "text",
    [
        "31 个部门和 6 个乡镇（街道）的权责清单均已公布。",
        "31 个部门和 6 个乡镇（街道）的权责清单、办事指南均已公布。",
    ],
)
def test_p4_two_subjects_of_one_predicate(read: Read, text: str) -> None:
    assert counted(read(text)) == [("31", "个", "部门"), ("6", "个", "乡镇（街道）")]


def test_p5_changes_given_respectively_go_to_the_amounts_before(read: Read) -> None:
    found = read("检查企业1820家、下达整改书316份，同比分别增长8.4%和12.9%。")
    assert [(s.value, s.parent, s.metric, s.base) for s in found[2:]] == [
        (Decimal("8.4"), 0, "检查企业", "同比"), (Decimal("12.9"), 1, "下达整改书", "同比"),
    ]  # fmt: skip


def test_p5_attributes_share_the_noun_of_the_last(read: Read) -> None:
    found = read("高、中、低风险企业占比分别为18.6%、37.2%和44.2%。")
    assert [(s.kind, s.metric) for s in found] == [
        (Kind.SHARE, "高风险企业"), (Kind.SHARE, "中风险企业"), (Kind.SHARE, "低风险企业"),
    ]  # fmt: skip


def test_p5_names_are_parted_from_what_is_said_of_all_of_them(read: Read) -> None:
    found = read("受理量靠前的县城管局、县教育局群众满意率分别为90.2%、93.1%。")
    assert about(found) == [("县城管局", "群众满意率"), ("县教育局", "群众满意率")]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("公开数量较上年翻一番。", Kind.FACTOR, "2"),
        ("访问量增长35倍。", Kind.GROWTH, "35"),
        ("四分之三的单位已完成整改。", Kind.SHARE, "75"),
        ("近半数的企业受益。", Kind.SHARE, "50"),
        ("道路机扫率达九成五。", Kind.RATE, "95"),
        ("点击量是上年的3.2倍。", Kind.FACTOR, "3.2"),
    ],
)
def test_p6_factors_and_fractions_in_words(read: Read, text: str, kind: Kind, value: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.value) == (kind, Decimal(value))


def test_p7_level_difference_and_per_cent_with_the_comparison_defined_on_first_use(
    read: Read,
) -> None:
    found = read("发生火灾60起，较上年同期（下称同比）增加10起，增长20%；死亡2人，同比减少1人。")
    assert [(s.kind, s.value, s.parent, s.metric) for s in found] == [
        (Kind.LEVEL, 60, None, "发生火灾"), (Kind.DELTA, 10, 0, "发生火灾"),
        (Kind.GROWTH, 20, 0, "发生火灾"), (Kind.LEVEL, 2, None, "死亡"),
        (Kind.DELTA, -1, 3, "死亡"),
    ]  # fmt: skip
    assert [s.base for s in found] == [None, "上年同期", "上年同期", None, "同比"]


def test_p8_absolute_change_in_brackets_behind_the_relative_one(read: Read) -> None:
    found = read("PM10浓度为54微克/立方米，同比上升12.5%(6微克/立方米)。")
    assert [(s.kind, s.value, s.parent) for s in found] == [
        (Kind.LEVEL, 54, None), (Kind.GROWTH, Decimal("12.5"), 0), (Kind.DELTA, 6, 0),
    ]  # fmt: skip


def test_p9_names_are_subjects_and_the_metric_is_taken_up(read: Read) -> None:
    found = read("受理投诉：北湖片区0件，同比减少2件；南湖片区3件，同比增加1件。")
    assert about(found) == [("北湖片区", "受理投诉")] * 2 + [("南湖片区", "受理投诉")] * 2
    assert [s.parent for s in found] == [None, 0, None, 2]
    assert [s.value for s in found] == [0, -2, 3, 1]


def test_p10_change_of_what_did_not_happen_has_no_amount_to_link_to(read: Read) -> None:
    found = read("较大火灾死亡2人；无群众滞留，同比减少7人。")
    assert [(s.metric, s.value, s.parent) for s in found] == [
        ("较大火灾死亡", 2, None), ("群众滞留", -7, None),
    ]  # fmt: skip


def test_p11_each_counts_once_for_every_name(read: Read) -> None:
    found = read(
        "各单位报送信息35篇，其中区教育局8篇，区水利局、区统计局各6篇，甲镇、乙镇、丙镇各报送5篇。"
    )
    assert [(s.subject, s.metric) for s in found[1:]] == [
        ("区教育局", "报送信息"), ("区水利局、区统计局", "报送信息"),
        ("甲镇、乙镇、丙镇", "报送信息"),
    ]  # fmt: skip
    assert found[0].evidence == "8 + 6 + 6 + 5 + 5 + 5 = 35"


def test_p11_each_behind_a_number_of_times(read: Read) -> None:
    assert counted(read("3次演练各疏散12人。")) == [("3", "次", "演练"), ("12", "人", "疏散")]


def test_p12_units_and_rates_in_one_list(read: Read) -> None:
    found = read("接访群众312批次，环比下降3.8%，化解纠纷205批次，化解率65.7%。")
    assert [(s.kind, s.metric, s.parent) for s in found] == [
        (Kind.LEVEL, "接访群众", None), (Kind.GROWTH, "接访群众", 0),
        (Kind.LEVEL, "化解纠纷", None), (Kind.RATE, "化解率", None),
    ]  # fmt: skip


def test_p13_values_in_brackets_behind_names(read: Read) -> None:
    found = read(
        "得分高于平均值的有柳湾镇(108.35)、枫林乡(103.9)。完成率居前的是白石镇（102.89%）。"
    )
    assert [(s.subject, s.metric, s.kind) for s in found] == [
        ("柳湾镇", "得分", Kind.SCORE), ("枫林乡", "得分", Kind.SCORE),
        ("白石镇", "完成率", Kind.RATE),
    ]  # fmt: skip


def test_p13_a_number_alone_in_brackets_may_be_a_note(read: Read) -> None:
    assert read("依据实施细则(3)开展工作，见附表说明(2)。") == ()


def test_p14_name_number_and_unit_without_a_verb(read: Read) -> None:
    assert about(read("县水利局57件；县教育局43件。")) == [("县水利局", ""), ("县教育局", "")]


@pytest.mark.parametrize(
    ("text", "value", "unit", "scale"),
    [
        ("登记在册市场主体6.7万户。", "67000", "户", "10000"),
        ("营业收入3.58亿元。", "358000000", "元", "100000000"),
        ("外运粮食21.345万吨。", "213450", "吨", "10000"),
        ("旅客运输量2716.05 万人次。", "27160500", "人次", "10000"),
        ("旅客周转量3.2亿人公里。", "320000000", "人公里", "100000000"),
    ],
)
def test_p15_ten_thousands_and_hundred_millions(
    read: Read, text: str, value: str, unit: str, scale: str
) -> None:
    (found,) = read(text)
    assert (found.value, found.unit, found.scale) == (Decimal(value), unit, Decimal(scale))


def test_p15_whole_in_ten_thousands_and_parts_in_single_units(read: Read) -> None:
    found = read("发放资料52万份，其中折页187000份、手册333000份。")
    assert found[0].evidence == "187000 + 333000 = 520000"


@pytest.mark.parametrize(
    ("text", "value", "high", "bound"),
    [
        ("满意度达到85%以上。", "85", None, Bound.GE),
        ("年吞吐量76 万吨以上。", "760000", None, Bound.GE),
        ("罚款不低于200元。", "200", None, Bound.GE),
        ("每场2—3个小时。", "2", "3", Bound.EXACT),
        ("整改率不得低于90%。", "90", None, Bound.GE),
        ("办理时间不超过5天。", "5", None, Bound.LE),
    ],
)
def test_p16_ranges_and_bounds(
    read: Read, text: str, value: str, high: str | None, bound: Bound
) -> None:
    (found,) = read(text)
    assert (found.value, found.value_high) == (Decimal(value), high and Decimal(high))
    assert found.bound is bound


def test_p16_a_class_bounded_by_a_number_is_what_the_next_one_counts(read: Read) -> None:
    found = read("使用10～20年的有26部，20年以上的有7部。")
    assert [s.is_result for s in found] == [False, True, False, True]
    assert [s.metric for s in found if s.is_result] == ["使用10～20年", "20年以上"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("公开信息2400多条。", 2400), ("参训3万余人次。", 30000), ("收到来信一百二十余封。", 120)],
)
def test_p17_odd_amounts_are_lower_bounds(read: Read, text: str, value: int) -> None:
    (found,) = read(text)
    assert (found.value, found.bound) == (value, Bound.GE)


def test_p18_distances_to_an_average_take_the_growths_before_in_order(read: Read) -> None:
    found = read(
        "柳湾镇、枫林乡办件量分别增长 13.7%、7.0%，高于全县平均增速 9.2 个、2.5 个百分点。"
    )
    assert [(s.subject, s.unit, s.parent, s.base) for s in found[2:]] == [
        ("柳湾镇", "个百分点", 0, "全县平均增速"), ("枫林乡", "个百分点", 1, "全县平均增速"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("36封", "封"), ("36台（套）", "台(套)"), ("36家次", "家次"), ("36工作日", "工作日"),
        ("36千升", "千升"), ("36μg/m³", "μg/m³"), ("36蒸吨", "蒸吨"), ("36面", "面"),
        ("36个千分点", "个千分点"), ("36件（批）次", "件(批)次"),
    ],
)  # fmt: skip
def test_p19_units_as_printed(read: Read, printed: str, unit: str) -> None:
    (found,) = read(f"本期共有{printed}。")
    assert (found.value, found.unit) == (36, unit)


@pytest.mark.parametrize(
    ("text", "kind", "metric"),
    [
        ("办结率为98%。", Kind.RATE, "办结率"),
        ("及时受理率达98%。", Kind.RATE, "及时受理率"),
        ("咨询类占总数的38.4%。", Kind.SHARE, "咨询类"),
        ("求助类占比31.2%。", Kind.SHARE, "求助类"),
        ("投诉类占全部工单的比重为30.4%。", Kind.SHARE, "投诉类"),
        ("煤矿百万吨死亡率为0.012。", Kind.RATE, "煤矿百万吨死亡率"),
    ],
)
def test_p20_rates_and_shares_by_their_words(
    read: Read, text: str, kind: Kind, metric: str
) -> None:
    (found,) = read(text)
    assert (found.kind, found.metric) == (kind, metric)


def test_p21_a_share_is_of_the_whole_that_its_part_belongs_to(read: Read) -> None:
    found = read("全区受理工单14560件，其中投诉类3276件，占全区受理量的22.5%。")
    assert (found[2].parent, found[2].relation) == (0, Relation.SHARE_OF)
    assert (found[2].metric, found[2].evidence) == ("投诉类", "3276 ÷ 14560 = 22.5%")


def test_p21_a_share_whose_whole_is_nowhere_told_has_no_parent(read: Read) -> None:
    (found,) = read("民生支出占一般公共预算支出的比重为82.3%。")
    assert (found.metric, found.parent) == ("民生支出", None)


def test_p21_tasks_fulfilled_and_the_lead_over_the_schedule(read: Read) -> None:
    found = read("完成全年任务的78.3%，快于序时进度3.3个百分点。")
    assert [(s.kind, s.metric, s.is_result) for s in found] == [
        (Kind.RATE, "全年任务", True), (Kind.DELTA, "全年任务", True),
    ]  # fmt: skip
    assert (found[1].parent, found[1].base) == (0, "序时进度")


def test_p22_a_place_risen_from_another_quarters_place(read: Read) -> None:
    found = read("我区综合排名由上季度第9名升至第4名，前进5个位次。")
    assert [(s.kind, s.value, s.metric, s.period) for s in found] == [
        (Kind.BASE, 9, "综合排名", "上季度"), (Kind.RANK, 4, "综合排名", "2022年"),
        (Kind.DELTA, 5, "综合排名", "2022年"),
    ]  # fmt: skip
    assert found[2].parent == 1


def test_p22_rounds_in_a_row_are_a_period(read: Read) -> None:
    (found,) = read("连续五个月办结率为100%。")
    assert (found.value, found.metric, found.period) == (100, "办结率", "连续五个月")


def test_p23_change_told_from_the_other_side(read: Read) -> None:
    found = read("优良断面12个，较上季度少8个；公开信息3200条，比上年多公开400条。")
    assert [(s.kind, s.value, s.parent) for s in found] == [
        (Kind.LEVEL, 12, None), (Kind.DELTA, -8, 0), (Kind.LEVEL, 3200, None), (Kind.DELTA, 400, 2),
    ]  # fmt: skip


def test_p24_indices_and_points_without_a_unit(read: Read) -> None:
    found = read("综合指数为4.12，各组平均分76.4分，测评得分92.5。")
    assert [(s.value, s.unit, s.kind) for s in found] == [
        (Decimal("4.12"), None, Kind.LEVEL), (Decimal("76.4"), "分", Kind.SCORE),
        (Decimal("92.5"), None, Kind.SCORE),
    ]  # fmt: skip


def test_p24_an_index_that_moved_has_a_base_without_unit(read: Read) -> None:
    found = read("健康度指数由上月的91.4上升到93.8。")
    assert [(s.kind, s.value, s.metric) for s in found] == [
        (Kind.BASE, Decimal("91.4"), "健康度指数"), (Kind.LEVEL, Decimal("93.8"), "健康度指数"),
    ]  # fmt: skip


def test_p25_a_number_told_again_agrees_with_the_first(read: Read) -> None:
    found = read("全区主动公开信息1208条。会议强调落实责任。综上，累计公开信息1208 条，办结9件。")
    assert [(s.status, s.evidence) for s in found] == [
        (Status.UNCHECKED, None), (Status.CONSISTENT, "1208条 = 1208条"), (Status.UNCHECKED, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "区教育局公开信息1208条。区民政局公开信息1208条。",
        "全区公开信息1208条。全区受理来电1208件。",
        "公开信息9条。综上，公开信息9条。",
    ],
)
def test_p25_equal_numbers_of_something_else_and_small_ones_are_no_repeat(
    read: Read, text: str
) -> None:
    assert [s.evidence for s in read(text)] == [None, None]


def test_p26_growth_of_a_growth_and_a_mean_over_years(read: Read) -> None:
    (found,) = read("工业增加值增速与上季度持平，三年平均增长4.4%。")
    assert (found.kind, found.value, found.period) == (
        Kind.GROWTH, Decimal("4.4"), "2020—2022年",
    )  # fmt: skip
    assert found.metric == "工业增加值增速"


@pytest.mark.parametrize("printed", ["2,408,916条", "２,４０８,９１６条", "2，408，916条"])
def test_p27_thousands_separators(read: Read, printed: str) -> None:
    (found,) = read(f"归集数据{printed}。")
    assert (found.value, found.unit) == (2408916, "条")


@pytest.mark.parametrize("text", ["持卡人27.60 万户。", "持卡人27.60万户。", "持卡人27.60　万户。"])
def test_p28_blanks_between_number_and_unit(read: Read, text: str) -> None:
    assert counted(read(text)) == [("276000", "户", "持卡人")]


@pytest.mark.parametrize("mark", ["[3]", "①", "³"])
def test_p29_a_footnote_mark_is_no_part_of_noun_or_number(read: Read, mark: str) -> None:
    (found,) = read(f"农业总产值{mark}864.28亿元。")
    assert (found.value, found.metric) == (86428000000, "农业总产值")


def test_p30_numbers_in_the_names_of_measures_are_none(read: Read) -> None:
    found = read("臭氧第95百分位数为0.8毫克/立方米，24小时均值35微克/立方米，24小时扑灭率100%。")
    assert [s.value for s in found] == [Decimal("0.8"), 35, 100]


@pytest.mark.parametrize(
    "text", ["得分在88分以上的列入甲等。", "低于60分的予以通报。", "80分（含）至90分的为良好。"]
)
def test_p31_thresholds_are_no_results(read: Read, text: str) -> None:
    found = read(text)
    assert found
    assert not any(s.is_result for s in found)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1—9月份受理投诉312件。", "2022年1—9月份"), ("下半年受理投诉312件。", "2022年下半年"),
        ("二季度受理投诉312件。", "2022年第二季度"), ("截至2021年6月受理投诉312件。", "2021年6月"),
        ("2021年至今受理投诉312件。", "2021年至今"), ("年末受理投诉312件。", "2022年末"),
        ("全年受理投诉312件。", "2022年"), ("本年度受理投诉312件。", "2022年"),
        ("根据《2019年工作要点》，受理投诉312件。", "2022年"),
    ],
)  # fmt: skip
def test_p32_words_of_periods(read: Read, text: str, period: str) -> None:
    (found,) = read(text)
    assert (found.value, found.period) == (312, period)


@pytest.mark.parametrize(
    "text",
    [
        "推进99湾景区建设，接到12315热线转办件36件。", "“3·12”山火扑灭后更换T8灯管36支。",
        "通过“我为政府网站找5次错”平台受理留言36条。",
    ],
)  # fmt: skip
def test_x1_names_with_digits_beside_a_number(read: Read, text: str) -> None:
    assert [s.value for s in read(text)] == [36]


@pytest.mark.parametrize(
    "slogan",
    ["四个到位", "双提升", "一老一小", "两不愁三保障", "六大行动", "五小企业", "“四无”社区"],
)
def test_x2_slogans_with_numerals(read: Read, slogan: str) -> None:
    assert [s.value for s in read(f"围绕{slogan}开展检查36次。")] == [36]


@pytest.mark.parametrize(
    "text",
    [
        "依据《空间规划（2026—2040年）》建成公园36个。", "第十五个五年规划期间建成公园36个。",
        "按照GB 3096-2008建成公园36个。", "三年行动方案实施以来建成公园36个。",
    ],
)  # fmt: skip
def test_x3_plan_periods_and_standards(read: Read, text: str) -> None:
    assert [s.value for s in read(text)] == [36]


def test_x4_plates_and_masked_names(read: Read) -> None:
    found = read("辰Q7****号车超载3.2吨，临岚市**运输公司被罚款5000元。")
    assert [(s.value, s.unit) for s in found] == [(Decimal("3.2"), "吨"), (5000, "元")]


@pytest.mark.parametrize(
    "text", ["联系电话：0990-2345678。", "邮编：434000。", "电子邮箱：zw2023@example.cn。"]
)
def test_x5_phone_postcode_and_address(read: Read, text: str) -> None:
    assert read(text) == ()


def test_x5_calls_are_counted_though_a_telephone_number_is_not(read: Read) -> None:
    assert counted(read("从渠道看，电话15298件。")) == [("15298", "件", "电话")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("每季度检查两次。", [2]), ("48小时内回复。", [48]), ("抽查面不低于10%。", [10]),
        ("每半月一次调度。", [1]), ("对2起以上亡人事故的企业一律停产。", [2]),
        ("到2026年，优良率提高到85%。", [85]), ("6月底前完成率达到95%。", [95]),
    ],
)  # fmt: skip
def test_x6_rules_and_aims_are_read_and_are_no_results(
    read: Read, text: str, values: list[int]
) -> None:
    found = read(text)
    assert [s.value for s in found] == values
    assert not any(s.is_result for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "查扣违规车辆36辆。", "完成计划的107.2%。", "争取上级资金36万元。",
        "平均办理时限由7天压缩至3天。", "满意度升至4.6分（满分5分）。",
    ],
)  # fmt: skip
def test_x6_results_with_a_word_of_plans_in_them_stay_results(read: Read, text: str) -> None:
    assert all(s.is_result for s in read(text) if s.value != 5)


def test_x7_identifiers_that_look_like_counts(read: Read) -> None:
    assert counted(read("点位编号90417700256，巡查发现问题6处。")) == [("6", "处", "发现问题")]


@pytest.mark.parametrize("text", ["第四季度开展检查。", "开展第三次通报。", "第2名为白石区。"])
def test_x8_ordinals(read: Read, text: str) -> None:
    assert read(text) == ()
