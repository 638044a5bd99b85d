"""The hard cases of prose statistics, one by one, in invented sentences."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Bound, Kind, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def values(found: tuple[Statistic, ...]) -> list[tuple[str, str | None]]:
    return [(f"{s.value:f}", s.unit) for s in found]


def test_brackets_three_deep_are_parts_of_parts(read: Read) -> None:
    found = read(
        "青禾区共有站点146个（县直38个，乡镇108个（北片60个（甲镇20个、乙镇40个），南片48个））。"
    )
    assert [s.parent for s in found] == [None, 0, 0, 2, 3, 3, 2]
    assert {s.status for s in found} == {Status.PROVED}
    assert [s.evidence for s in found[2:5]] == ["38 + 108 = 146", "60 + 48 = 108", "20 + 40 = 60"]


def test_half_and_full_width_mix(read: Read) -> None:
    found = read("受理投诉１２０件，办结率９８．５％,退回3件（其中重复２件）。")
    assert values(found) == [("120", "件"), ("98.5", "%"), ("3", "件"), ("2", "件")]


def test_of_which_at_the_start_of_a_sentence_goes_back_one_sentence(read: Read) -> None:
    found = read("全年发布信息90条。其中，动态类50条，公告类40条。")
    assert [s.parent for s in found] == [None, 0, 0]
    assert found[0].evidence == "50 + 40 = 90"


def test_of_which_with_two_units_serves_both_totals(read: Read) -> None:
    found = read(
        "共有学校86所，在校生40215人。其中：小学61所，学生22480人；中学25所，学生17735人。"
    )
    assert [s.parent for s in found] == [None, None, 0, 1, 0, 1]
    assert {s.status for s in found} == {Status.PROVED}


def test_parts_above_the_whole_contradict_it(read: Read) -> None:
    found = read("抽查企业10家，其中甲类7家、乙类5家。")
    assert found[0].status is Status.CONTRADICTED
    assert found[0].evidence == "7 + 5 = 12 ≠ 10"


def test_total_behind_its_parts(read: Read) -> None:
    found = read("北片3件、南片4件，合计7件。")
    assert [s.parent for s in found] == [2, 2, None]
    assert found[2].evidence == "3 + 4 = 7"


def test_shares_that_miss_100_are_kept_as_printed(read: Read) -> None:
    found = read("受理诉求200件，其中咨询类90件，占45%；投诉类70件，占35%；其他类40件，占19%。")
    shares = [s for s in found if s.kind is Kind.SHARE]
    assert [s.value for s in shares] == [45, 35, 19]
    assert [s.relation for s in shares] == [Relation.SHARE_OF] * 3
    assert [s.parent for s in shares] == [0, 0, 0]
    assert [s.metric for s in shares] == ["咨询类", "投诉类", "其他类"]
    assert [s.evidence for s in shares] == [
        "90 ÷ 200 = 45%", "70 ÷ 200 = 35%", "40 ÷ 200 ≈ 20% ≠ 19%",
    ]  # fmt: skip


def test_respectively_with_a_conjunction_inside_an_item(read: Read) -> None:
    found = read("粮油和制品、饮料、糕点抽检合格率分别为98.1%、99.2%和97.3%。")
    assert [(s.subject, s.metric) for s in found] == [
        ("粮油和制品", "抽检合格率"), ("饮料", "抽检合格率"), ("糕点", "抽检合格率"),
    ]  # fmt: skip


def test_year_on_year_and_month_on_month_in_one_clause(read: Read) -> None:
    found = read("受理来电320件，同比增长5.2%，环比下降1.8%。")
    assert [(s.value, s.base, s.parent) for s in found[1:]] == [
        (Decimal("5.2"), "同比", 0), (Decimal("-1.8"), "环比", 0),
    ]  # fmt: skip


def test_from_x_to_y_is_a_base_and_a_level(read: Read) -> None:
    found = read("可办事项由120项增至150项。")
    assert [(s.kind, s.metric) for s in found] == [
        (Kind.BASE, "可办事项"),
        (Kind.LEVEL, "可办事项"),
    ]


def test_from_x_down_to_y(read: Read) -> None:
    found = read("办理时间从15天压减到10天。")
    assert [(s.kind, s.value) for s in found] == [(Kind.BASE, 15), (Kind.LEVEL, 10)]


@pytest.mark.parametrize(("words", "factor"), [("翻一番", 2), ("翻了一番", 2), ("翻两番", 4)])
def test_doubling_is_a_factor(read: Read, words: str, factor: int) -> None:
    (found,) = read(f"推送数量较上年{words}。")
    assert (found.kind, found.value, found.base, found.unit) == (Kind.FACTOR, factor, "上年", "倍")


def test_times_behind_a_verb_of_growth(read: Read) -> None:
    (found,) = read("访问量增长1.5倍。")
    assert (found.kind, found.value, found.unit) == (Kind.GROWTH, Decimal("1.5"), "倍")


def test_fall_with_the_level_reached(read: Read) -> None:
    found = read("投诉量下降37.8%，降至210件。")
    assert [(s.kind, s.value, s.metric) for s in found] == [
        (Kind.GROWTH, Decimal("-37.8"), "投诉量"), (Kind.LEVEL, 210, "投诉量"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("不足三成的单位按时回复", "30", Bound.LT),
        ("近九成的单位完成整改", "90", Bound.LT),
        ("受理来电1.2万余件", "12000", Bound.GE),
        ("出动人员3余万人次", "30000", Bound.GE),
        ("办理工单约1200件", "1200", Bound.APPROX),
        ("办理工单1200件左右", "1200", Bound.APPROX),
        ("办理工单超过1200件", "1200", Bound.GT),
        ("办理工单1200件以上", "1200", Bound.GE),
        ("办理工单不少于1200件", "1200", Bound.GE),
        ("办理工单2400多件", "2400", Bound.GE),
        ("开展宣传二十余场", "20", Bound.GE),
    ],
)
def test_words_of_degree_are_bounds(read: Read, text: str, value: str, bound: Bound) -> None:
    (found,) = read(text + "。")
    assert (found.value, found.bound) == (Decimal(value), bound)


def test_chinese_numeral_with_measure_word(read: Read) -> None:
    assert values(read("检查单位三十二家。")) == [("32", "家")]


@pytest.mark.parametrize(
    "text", ["每场2—3个小时", "每场2～3个小时", "每场2至3个小时", "每场2-3个小时"]
)
def test_range_has_a_low_and_a_high_end(read: Read, text: str) -> None:
    (found,) = read(text + "。")
    assert (found.value, found.value_high, found.unit) == (2, 3, "个小时")


def test_range_shares_the_scale_of_its_high_end(read: Read) -> None:
    (found,) = read("罚款2—3万元。")
    assert (found.value, found.value_high) == (20000, 30000)


@pytest.mark.parametrize(
    "text",
    [
        "第一季度会议提出要求", "推行一号登录", "打造了一批示范点", "开通百家号", "拨打12345热线",
        "根据青政发〔2023〕5号文件", "零投诉", "现予以通报（附件2）", "三是落实责任",
        "含上年度结转",
        "于2023年2月10日印发", "按照省、市要求", "每月公开一篇解读材料",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(read: Read, text: str) -> None:
    assert read(text + "。") == ()


def test_hotline_number_as_a_count_is_a_count(read: Read) -> None:
    assert values(read("受理来电12345件。")) == [("12345", "件")]


def test_year_glued_to_a_number_is_the_period(read: Read) -> None:
    (found,) = read("2022年10件提案全部办结。")
    assert (found.value, found.period, found.metric) == (10, "2022年", "提案")


def test_composite_unit(read: Read) -> None:
    (found,) = read("产出强度达1.5亿元/平方公里。")
    assert (found.value, found.unit, found.scale) == (150000000, "元/平方公里", 100000000)


@pytest.mark.parametrize(
    "text", ["自然增长率为-0.60‰", "自然增长率为－0.60‰", "自然增长率为−0.60‰"]
)
def test_negative_rate(read: Read, text: str) -> None:
    (found,) = read(text + "。")
    assert (found.value, found.unit, found.kind) == (Decimal("-0.6"), "‰", Kind.RATE)


@pytest.mark.parametrize("label", ["（4）", "(4)", "4、", "四、", "1.", "1．"])
def test_label_glued_to_a_number(read: Read, label: str) -> None:
    (found,) = read(f"{label}27个部门参加考评。")
    assert (found.value, found.metric, found.subject) == (27, "部门", None)


def test_line_end_inside_a_number_is_no_gap() -> None:
    raw = "公开信息10\n82 条。"
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    (found,), _ = read_statistics([paragraph], data_year=None, region_name=None, sections=())
    assert (found.value, found.printed) == (1082, "10\n82 条")


def test_zero_is_a_number(read: Read) -> None:
    found = read("全年投诉0件，重大事故为零。")
    assert [(s.value, s.metric) for s in found] == [(0, "投诉"), (0, "重大事故")]


def test_all_at_100_per_cent(read: Read) -> None:
    (found,) = read("各项抽检合格率均为100%。")
    assert (found.kind, found.value, found.metric) == (Kind.RATE, 100, "各项抽检合格率")


def test_carried_over_from_last_year_is_no_period(read: Read) -> None:
    found = read("上年结转12件，本年受理30件（含上年度结转）。")
    assert [(s.metric, s.period) for s in found] == [("上年结转", "2022年"), ("受理", "2022年")]


def test_each_counts_once_for_every_name(read: Read) -> None:
    found = read("各单位报送信息26篇，其中甲局8篇，乙局、丙局各6篇，丁局、戊局各3篇。")
    assert found[0].evidence == "8 + 6 + 6 + 3 + 3 = 26"
    assert found[2].subject == "乙局、丙局"


def test_change_told_again_in_brackets(read: Read) -> None:
    found = read("浓度同比上升12.5%(6微克/立方米)。")
    assert [(s.kind, s.value) for s in found] == [(Kind.GROWTH, Decimal("12.5")), (Kind.DELTA, 6)]


def test_level_difference_and_per_cent_in_a_row(read: Read) -> None:
    found = read("受理信访60件，较上年同期增加10件，增长20%。")
    assert [(s.kind, s.parent) for s in found] == [
        (Kind.LEVEL, None),
        (Kind.DELTA, 0),
        (Kind.GROWTH, 0),
    ]
    assert found[1].base == "上年同期"


def test_changes_given_respectively_belong_to_the_levels_before(read: Read) -> None:
    found = read("受理投诉2046件、办结1987件，同比分别增长6.3%和5.9%。")
    assert [(s.parent, s.metric) for s in found[2:]] == [(0, "受理投诉"), (1, "办结")]


def test_trailing_unit_is_shared_by_a_list(read: Read) -> None:
    found = read("甲市、乙市和丙市PM2.5浓度，分别为38、42和45微克/立方米。")
    assert [(s.value, s.unit, s.subject) for s in found] == [
        (38, "微克/立方米", "甲市"), (42, "微克/立方米", "乙市"), (45, "微克/立方米", "丙市"),
    ]  # fmt: skip


def test_names_and_numbers_that_differ_in_count_are_said_and_not_guessed() -> None:
    raw = "甲局、乙局、丙局办件量分别为12件、15件。"
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    statistics, findings = read_statistics(
        [paragraph], data_year=None, region_name=None, sections=()
    )
    assert [finding.rule for finding in findings] == ["AMB01"]
    assert [s.value for s in statistics] == [12, 15]
    assert len({s.metric for s in statistics}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "抽查面不低于10%", "力争完成率达到85%", "应当在20个工作日内答复", "要完成整改30项",
        "得分在88分以上的列入甲等",
    ],
)  # fmt: skip
def test_plans_thresholds_and_rules_are_no_results(read: Read, text: str) -> None:
    assert [s.is_result for s in read(text + "。")] == [False]


def test_numbers_under_a_heading_about_the_next_steps_are_plans(read: Read) -> None:
    (found,) = read("建成示范点12个。", heading="下一步工作要求")
    assert not found.is_result


def test_difference_of_rates_in_points(read: Read) -> None:
    found = read("按期办结率98.6%，比上年末提高1.25个百分点。")
    assert (found[1].kind, found[1].parent, found[1].base) == (Kind.DELTA, 0, "上年末")
    assert found[1].relation is Relation.CHANGE_OF


def test_level_in_a_comparison_is_a_base(read: Read) -> None:
    found = read("抽检量比2020年的3250批次增加412批次。")
    assert [(s.kind, s.metric) for s in found] == [(Kind.BASE, "抽检量"), (Kind.DELTA, "抽检量")]
    assert found[0].period == "2020年"


def test_place_in_an_order(read: Read) -> None:
    found = read("综合得分列全市第4位，由上季度第9名升至第4名。")
    assert [(s.kind, s.value) for s in found] == [(Kind.RANK, 4), (Kind.BASE, 9), (Kind.RANK, 4)]
    assert found[0].metric == "综合得分"


def test_two_subjects_of_one_predicate(read: Read) -> None:
    found = read("全区 31 个部门和 6 个乡镇（街道）的权责清单均已公布。")
    assert [(s.metric, s.subject) for s in found] == [("部门", "全区"), ("乡镇（街道）", "全区")]


def test_number_before_its_noun_keeps_the_verb(read: Read) -> None:
    found = read("新建3个便民栏目、整合12个服务专栏。")
    assert [s.metric for s in found] == ["新建便民栏目", "整合服务专栏"]


def test_index_without_unit(read: Read) -> None:
    found = read("综合指数为4.12，阅读数12.6万。")
    assert values(found) == [("4.12", None), ("126000", None)]


def test_two_phrases_without_a_cue_are_parted(read: Read) -> None:
    found = read("对6230家企业检查9415次。")
    assert [s.metric for s in found] == ["企业", "检查"]


def test_fractions_in_words(read: Read) -> None:
    found = read("四分之三的网站达标，合格率达百分之九十五。")
    assert values(found) == [("75", "%"), ("95", "%")]


def test_no_statistic_without_numbers(read: Read) -> None:
    assert read("各单位高度重视，工作有序推进。") == ()


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("区教育局办理建议提案36件。", "区教育局", "办理建议提案"),
        ("青禾区人民政府办公室收到公开申请17件。", "青禾区人民政府办公室", "收到公开申请"),
        ("各街道上报信息1208篇。", "各街道", "上报信息"),
    ],
)
def test_an_organ_right_before_a_verb_is_the_subject(
    read: Read, text: str, subject: str, metric: str
) -> None:
    (found,) = read(text)
    assert (found.subject, found.metric) == (subject, metric)


def test_a_name_alone_is_the_subject_and_no_metric(read: Read) -> None:
    (found,) = read("县水利局57件。")
    assert (found.subject, found.metric) == ("县水利局", "")
