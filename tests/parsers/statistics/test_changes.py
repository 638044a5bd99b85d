"""What kind of change a number tells, and from what."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Bound, Kind, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
_D, _G, _B = Kind.DELTA, Kind.GROWTH, Kind.BASE


@pytest.mark.parametrize(
    ("text", "kind", "value", "metric"),
    [
        ("税收收入9亿元，较上年短收4亿元。", _D, -4_0000_0000, "税收收入"),
        ("平均办理时间3天，比承诺时限快2天。", _D, -2, "平均办理时间"),
        ("支出进度52%，比序时进度快2个百分点。", _D, 2, "支出进度"),
        ("PM2.5平均浓度31微克/立方米，同比改善8%。", _G, -8, "PM2.5平均浓度"),
        ("优良率83%，同比改善8%。", _G, 8, "优良率"),
        ("网站访问量90万次，同比增幅是9%。", _G, 9, "网站访问量"),
        ("水位58米，超警戒水位2米。", _D, 2, "水位"),
        ("能耗下降4%，降幅比全省平均大2个百分点。", _D, -2, "降幅"),
        ("投资增长4%，增速比全省平均大2个百分点。", _D, 2, "增速"),
        ("要压减一般性支出不低于10%。", _G, -10, "压减一般性支出"),
        ("全年下调收费标准10%。", _G, -10, "下调收费标准"),
        ("办理时间超过规定时限3天。", _D, 3, "办理时间"),
        ("超过规定时限答复的有8件。", Kind.LEVEL, 8, "超过规定时限答复"),
        ("压减率不低于10%。", Kind.RATE, 10, "压减率"),
        ("年度考核扣减3分。", Kind.SCORE, 3, "年度考核扣减"),
        ("错误率低于3‰的警戒线。", Kind.RATE, 3, "错误率"),
        ("3‰的页面有错误。", Kind.SHARE, 3, "页面有错误"),
        ("图文解读占比由上年的六成提高到八成。", Kind.SHARE, 80, "图文解读占比"),
        ("按时办结率由上年的六成提高到八成。", Kind.RATE, 80, "按时办结率"),
        ("接通率由1月的88%逐月回升至6月的97%。", Kind.RATE, 97, "接通率"),
    ],
)  # fmt: skip
def test_kind_and_sign_of_a_change(
    read: Read, text: str, kind: Kind, value: int, metric: str
) -> None:
    found = read(text)[-1]
    assert (found.kind, found.value, found.metric) == (kind, value, metric)


@pytest.mark.parametrize(
    ("text", "kind", "metric"),
    [
        ("合格率96.7%，较上季度的94.1%高2.6个百分点。", _B, "合格率"),
        ("错别字2.8处，较上次抽检（4.1处）减少1.3处。", _B, "错别字"),
        ("收入9亿元，不足上年（20亿元）的一半。", _B, "收入"),
        ("修复时间从平均15天缩短为7天。", _B, "修复时间"),
        # The level of somebody else is none of another time.
        ("得分82分，较平均分（90分）低8分。", Kind.SCORE, "平均分"),
        ("合格率61%，比全县平均水平（88%）低27个百分点。", Kind.RATE, "平均水平"),
        ("合格率较高的品类为饮料（88%）。", Kind.RATE, "合格率"),
    ],
)  # fmt: skip
def test_level_that_is_told_only_to_compare(read: Read, text: str, kind: Kind, metric: str) -> None:
    found = next(
        s for s in read(text) if s.printed in {"94.1%", "4.1处", "20亿元", "15天", "90分", "88%"}
    )
    assert (found.kind, found.metric) == (kind, metric)


def test_signed_changes_in_a_list(read: Read) -> None:
    text = "教育、卫生、农林水支出分别为11亿元、5亿元和7亿元，同比变动+3.4%、-12.6%、+0.8%。"
    assert [(s.kind, float(s.value), s.metric) for s in read(text)[3:]] == [
        (_G, 3.4, "教育支出"), (_G, -12.6, "卫生支出"), (_G, 0.8, "农林水支出"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kind", "value", "base"),
    [
        ("同比降25%", _G, -25, "同比"),
        ("环比升25%", _G, 25, "环比"),
        ("同比减10件", _D, -10, "同比"),
        ("同比多10件", _D, 10, "同比"),
        ("环比少10件", _D, -10, "环比"),
        ("同比大幅下降25%", _G, -25, "同比"),
        ("较上年同期明显减少10件", _D, -10, "上年同期"),
        ("比去年略有增加3件", _D, 3, "去年"),
        ("比上年再降3件", _D, -3, "上年"),
        ("比上年仅减少3件", _D, -3, "上年"),
        ("同比变动-3件", _D, -3, "同比"),
        # The verb says it, and the sign once more.
        ("同比减少-3件", _D, -3, "同比"),
        ("同比下降-3%", _G, -3, "同比"),
        ("同比下降0%", _G, 0, "同比"),
        ("同比增减-3件", _D, -3, "同比"),
        ("同比增减-3%", _G, -3, "同比"),
        ("比上年多办理10件", _D, 10, "上年"),
        ("比上年少办理10件", _D, -10, "上年"),
        ("较上年（下称同比）少10件", _D, -10, "上年"),
        ("与上年同期多5件", _D, 5, "上年同期"),
    ],
)  # fmt: skip
def test_change_is_of_the_amount_before_it(
    read: Read, change: str, kind: Kind, value: int, base: str
) -> None:
    level, found = read(f"受理投诉30件，{change}。")
    assert (found.kind, found.value, found.base) == (kind, value, base)
    assert (found.parent, found.metric) == (0, level.metric)


@pytest.mark.parametrize(
    ("text", "bound", "base"),
    [
        ("受理投诉52件，比上年约增长31%。", Bound.APPROX, "上年"),
        ("受理投诉52件，同比约减少两成。", Bound.APPROX, "同比"),
        ("受理投诉52件，较上年大约减少30件。", Bound.APPROX, "上年"),
        ("受理预约52件，比上年预约增加5件。", Bound.EXACT, "上年"),
        ("办理投诉52件，整改约占八成。", Bound.APPROX, None),
        ("整改52件，约占受理总量的80%。", Bound.APPROX, None),
        ("整改52件，签约占受理总量的80%。", Bound.EXACT, None),
        ("办件52件，约为上年的2倍。", Bound.APPROX, "上年"),
        ("网上投诉52件，投入约有30万元。", Bound.APPROX, None),
        ("网上投诉52件，投入约合30万元。", Bound.APPROX, None),
        ("网上投诉52件，节约共30万元。", Bound.EXACT, None),
    ],
)  # fmt: skip
def test_number_is_rough_behind_a_verb_that_is_told_roughly(
    read: Read, text: str, bound: Bound, base: str | None
) -> None:
    found = read(text)[-1]
    assert (found.bound, found.base) == (bound, base)


@pytest.mark.parametrize("told", ["增长31%", "约增长31%"])
def test_rough_growth_is_not_held_against_its_levels(read: Read, told: str) -> None:
    found = read(f"受理投诉由40件增加到52件，{told}。")[-1]
    expected = Status.UNCHECKED if told.startswith("约") else Status.CONTRADICTED
    assert found.status is expected


@pytest.mark.parametrize(
    ("opening", "base"),
    [("由约", None), ("由不足", None), ("由上年的约", "上年"), ("从去年近", "去年"), ("由", None)],
)
def test_bound_of_an_earlier_level_is_no_part_of_its_name(
    read: Read, opening: str, base: str | None
) -> None:
    earlier, level, growth = read(f"受理投诉{opening}40件增加到52件，增长30%。")
    assert (earlier.kind, level.kind, growth.base) == (_B, Kind.LEVEL, base)


@pytest.mark.parametrize(
    ("noun", "value", "status"),
    [
        ("下降率为25%", -25, Status.PROVED),
        ("下降率达20%", -20, Status.CONTRADICTED),
        ("降幅为25%", -25, Status.PROVED),
        ("增长率为25%", 25, Status.CONTRADICTED),
        ("增长率为-25%", -25, Status.PROVED),
    ],
)
def test_extent_behind_two_levels_is_held_against_them(
    read: Read, noun: str, value: int, status: Status
) -> None:
    found = read(f"受理投诉由40件降到30件，{noun}。")[-1]
    assert (found.kind, found.value, found.status, found.parent) == (_G, value, status, 1)


@pytest.mark.parametrize("text", ["人口自然增长率为4‰。", "死亡人数下降率12%。"])
def test_growth_rate_of_what_it_names_is_a_rate(read: Read, text: str) -> None:
    assert read(text)[-1].kind is Kind.RATE


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("今年处理30件，上年处理40件，同比下降25%。", 0),
        ("上年处理40件，今年处理30件，同比下降25%。", 1),
        ("今年处理30件，上年处理40件，减少10件。", 0),
        ("今年处理30件，上年查封40件，下降25%。", 1),
        ("今年处理30件，前年处理40件，下降25%。", 1),
        ("今年处理30件，上年处理40件，比前年下降25%。", 1),
    ],
)
def test_change_is_of_the_later_of_two_years(read: Read, text: str, changed: int) -> None:
    assert read(text)[-1].parent == changed


@pytest.mark.parametrize(
    ("text", "kind", "parent"),
    [
        ("案件数上年为11件，今年减少7件，为4件。", _B, 2),
        ("隐患上年同期为50处，今年减少10处。", _B, None),
        ("上年为11件，减少7件。", _B, None),
        # What follows may be the change of that year itself.
        ("案件上年为40件，同比减少10件。", Kind.LEVEL, 0),
        ("案件上年为40件，今年发生30件。", Kind.LEVEL, None),
    ],
)
def test_level_of_the_year_before_is_told_only_to_compare(
    read: Read, text: str, kind: Kind, parent: int | None
) -> None:
    first, second, *_ = read(text)
    assert (first.kind, second.parent) == (kind, parent)


def test_change_against_last_year_is_not_held_against_a_ruled_level(read: Read) -> None:
    text = "平均用时1.8个工作日，比规定的3个工作日缩短1.2个工作日，同比再缩短0.3个工作日。"
    *_, by_rule, by_year = read(text)
    assert (by_rule.base, by_rule.status) == ("规定", Status.CONSISTENT)
    assert (by_year.base, by_year.status) == ("同比", Status.UNCHECKED)


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("合格率93%，比全市平均的95%低2个百分点。", -2, "全市平均"),
        ("合格率93%，比全市平均水平95%低2个百分点。", -2, "全市平均水平"),
        ("得分82分，比全区平均分90分低8分。", -8, "全区平均分"),
        ("得分82分，较平均分（90分）低8分。", -8, "平均分"),
        ("满意度82%，高于全市平均（80%）2个百分点。", 2, "全市平均"),
        ("受理投诉30件，比信访40件少10件。", -10, "信访"),
        ("收入9亿元，比预算10亿元减少1亿元。", -1_0000_0000, "预算"),
        ("办结30件，比上年40件减少10件。", -10, "上年"),
        ("合格率93%，较上季度94.1%低1.1个百分点。", -1.1, "上季度"),
        ("面积30平方米，比上年大5平方米。", 5, "上年"),
        ("面积30平方米，比上年小5平方米。", -5, "上年"),
    ],
)
def test_difference_is_of_what_is_held_against_another_level(
    read: Read, text: str, value: float, base: str
) -> None:
    level, *_, found = read(text)
    assert (found.kind, float(found.value), found.base) == (_D, value, base)
    assert (found.parent, found.metric, found.subject) == (0, level.metric, level.subject)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("投诉、信访分别多30件、少5件。", _D, -5),
        ("起数、人数比上年分别多3起、少5人。", _D, -5),
        ("发生事故14起，其中一般9起、较大5起。", Kind.LEVEL, 5),
        ("桥梁跨度最大5米。", Kind.LEVEL, 5),
        ("贴息最低2个百分点。", _D, 2),
        ("占比降2个百分点。", _D, -2),
        ("出口下降4%，降幅回落2个百分点。", _D, 2),
        ("出口下降4%，降幅提高2个百分点。", _D, -2),
        ("出口增长4%，涨幅回落2个百分点。", _D, -2),
        ("整治提升23家。", Kind.LEVEL, 23),
        ("整治提升了23家。", Kind.LEVEL, 23),
        ("占比高的投诉200件、合格率96%。", Kind.RATE, 96),
        ("水位58米，超警戒水位（55米）。", Kind.LEVEL, 55),
        ("满意度提升23分。", _D, 23),
        ("整改提升2分。", _D, 2),
        ("企业提升23家。", _D, 23),
        ("改造提升23平方米。", _D, 23),
        ("得分减3分，经费扣减30万元。", Kind.LEVEL, 30_0000),
        ("投资增长分别为5%。", _G, 5),
        ("同比增长为5%。", Kind.RATE, 5),
        ("增幅为5%。", _G, 5),
        ("合格率高达93%。", Kind.RATE, 93),
        ("较上年高5%。", _G, 5),
        ("比承诺时限快1.6%。", _G, 1.6),
        ("比上年快1.6公里。", _D, 1.6),
        ("信息公开30条，比上年少公开40%。", _G, -40),
        ("数量多4000条。", _D, 4000),
        ("对比多4000条。", Kind.LEVEL, 4000),
        ("案件数增12%。", _G, 12),
        ("办件量↓5%。", _G, -5),
        ("收入同比+0%。", _G, 0),
        ("收入同比0.5%。", Kind.RATE, 0.5),
        ("办件量增长至6月末的30件。", Kind.LEVEL, 30),
        ("得分提高到93分。", Kind.SCORE, 93),
        ("图文解读占比已由91%提高到93%。", Kind.SHARE, 93),
        ("图文解读占比91%，办结率提高到93%。", Kind.RATE, 93),
        ("合格率为0.93。", Kind.RATE, 0.93),
        ("得分为95.2。", Kind.SCORE, 95.2),
        ("浓度31。", Kind.LEVEL, 31),
        ("用电82万千瓦时，高于上年（80万千瓦时）2.5%。", _G, 2.5),
        ("水位48米，低于警戒线（55米）7米。", _D, -7),
        ("办结率落后甲区2个百分点。", _D, -2),
        ("办结率领先全市1.5个百分点。", _D, 1.5),
        ("全区实际用时超过规定时限2倍。", _G, 2),
        ("超过标准值（0.02克）。", Kind.LEVEL, 0.02),
        ("产量比上年翻两番。", Kind.FACTOR, 4),
        ("城乡居民收入比为2.1:1。", Kind.RATE, 2.1),
        ("占班级总数156个的4.5%。", Kind.SHARE, 4.5),
        ("占（街道）承办总量的5.1%。", Kind.SHARE, 5.1),
        ("占班级总数156个的7个。", Kind.LEVEL, 7),
        ("增速小5个百分点。", _D, -5),
        ("修建围墙30米，高5米。", Kind.LEVEL, 5),
        ("种植乔木30株、高5米。", Kind.LEVEL, 5),
        ("平均折扣下降5%。", _G, -5),
        ("企业培育减少3家。", _D, -3),
        ("得分95.2，比上年提升1.1。", _D, 1.1),
        ("收入同比-0.5%。", _G, -0.5),
        ("收入同比0%。", _G, 0),
        ("满意率最高98%。", Kind.RATE, 98),
        ("办理时限增加3天。", _D, 3),
        ("分别扣减3分、5分。", Kind.SCORE, 5),
        ("东湖街道列全市综合排名第4名。", Kind.RANK, 4),
        ("占东湖街道（含社区）承办总量的5.1%。", Kind.SHARE, 5.1),
        ("占事故总量的79%、死亡总数的81%。", Kind.SHARE, 81),
        ("占事故总量的79%；死亡总数的81%。", Kind.RATE, 81),
        ("占用国有划拨土地从事经营活动且未按规定办理用地审批手续的比例为12%。", Kind.RATE, 12),
        ("唯一同比上升的是甲县（2.6%）。", _G, 2.6),
        ("下降的有甲镇（3.1%）、乙镇（2.4%）。", _G, -2.4),
    ],
)
def test_kind_of_the_last_number(read: Read, text: str, kind: Kind, value: float) -> None:
    found = read(text)[-1]
    assert (found.kind, float(found.value)) == (kind, value)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("综合排名全市第4。", "综合排名"),
        ("效率3.2倍。", "效率"),
        ("错误率低于规定值的3‰。", "错误率"),
        ("图文解读占比达93%。", "图文解读"),
        ("投诉处理工作排名全市第4。", "投诉处理工作排名"),
        ("工作考核位次居第5名。", "工作考核位次"),
        ("综合得分列第5名。", "综合得分"),
        ("办件量由20件逐步增至30件。", "办件量"),
        ("办件量大幅增至30件。", "办件量"),
        ("受理投诉（含举报）较上年（下称同比）增加10件。", "受理投诉"),
        ("案件（含举报）数增至30件。", "案件（含举报）数"),
        ("全区访问量是上年的3.2倍。", "访问量"),
        ("全区水位距警戒水位差2米。", "水位"),
        ("产量较上年翻两番。", "产量"),
        ("问责3人，教育类投诉同比减少12件，较疫情前的2019年下降40%。", "教育类投诉"),
        ("办结率快于序时进度2个百分点。", "办结率"),
    ],
)
def test_words_that_tell_a_change_are_no_part_of_the_metric(
    read: Read, text: str, metric: str
) -> None:
    assert read(text)[-1].metric == metric


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("由40件，升至50件。", _B),
        ("受理投诉比40件减少10件。", _B),
        ("由40件，减少10件。", Kind.LEVEL),
        ("由40件；增加10件。", Kind.LEVEL),
        ("由甲镇办理40件，办结10件。", Kind.LEVEL),
        ("比上年的40件减少10件。", _B),
        ("比上年的40件，办结10件。", Kind.LEVEL),
        ("比上季度的94.1%，为96%。", Kind.RATE),
        ("由94.1%提高到96%。", _B),
        ("比省均值的91%提高2个百分点。", Kind.RATE),
        ("上年有40件，减少10件。", _B),
        ("比上年的40件受理量减少10件。", _B),
        ("比甲镇40件的受理量减少10件。", Kind.LEVEL),
        ("错别字较上次抽检（4.1处）减少1.3处。", _B),
        ("由增长40%降至增长5%。", _G),
        ("由增加40件降至减少5件。", _D),
    ],
)
def test_first_of_two_levels_is_what_a_change_starts_from(
    read: Read, text: str, kind: Kind
) -> None:
    assert read(text)[0].kind is kind


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("投诉量下降的有甲镇（3.1%）、乙镇（2.4%）。",
         [("甲镇", -3.1, "投诉量", None), ("乙镇", -2.4, "投诉量", None)]),
        ("投诉量同比上升的是甲县（2.6%）。", [("甲县", 2.6, "投诉量", "同比")]),
        ("投诉量比上年下降的有甲镇（3.1%）、乙镇（4%）。",
         [("甲镇", -3.1, "投诉量", "上年"), ("乙镇", -4, "投诉量", "上年")]),
        ("投诉量增长的包括甲镇（3.1%）和乙镇（4%）。",
         [("甲镇", 3.1, "投诉量", None), ("乙镇", 4, "投诉量", None)]),
        ("唯一下降的是甲县（2.6%）。", [("甲县", -2.6, "", None)]),
        ("其中下降的是甲县（-2.6%）。", [("甲县", -2.6, "", None)]),
        ("下降的是甲县（0.6%）、乙县（-0.6%）。",
         [("甲县", -0.6, "", None), ("乙县", -0.6, "", None)]),
        # What is told in the bracket of something else, or a level itself, changed by nothing.
        ("投诉量下降的有甲镇（其中城区3.1%）。", []),
        ("合格率下降的有甲镇（93%）。", []),
        ("投诉量比上年下降的有甲镇（3件）。", []),
    ],
)  # fmt: skip
def test_what_changed_is_told_in_brackets_behind_its_name(
    read: Read, text: str, changes: list[tuple[str, float, str, str | None]]
) -> None:
    found = [s for s in read(text) if s.kind is _G]
    assert [(s.subject, float(s.value), s.metric, s.base) for s in found] == changes


def test_what_one_of_a_class_changed_by_is_no_change_of_all(read: Read) -> None:
    change = read("全区受理投诉300件，同比上升的有甲镇（2.6%）。")[-1]
    assert (change.subject, change.parent) == ("甲镇", None)


@pytest.mark.parametrize(
    "told", ["同比下降0%", "同比减少0件", "下降的有甲镇（0%）", "低于全区平均0个百分点"]
)
def test_what_fell_by_nothing_is_no_negative_zero(read: Read, told: str) -> None:
    assert str(read(f"受理投诉300件，{told}。")[-1].value) == "0"


@pytest.mark.parametrize(
    ("text", "kind", "value", "metric", "base"),
    [
        ("PM2.5浓度升高12%。", Kind.GROWTH, "12", "PM2.5浓度", None),
        ("PM2.5浓度同比升高12%。", Kind.GROWTH, "12", "PM2.5浓度", "同比"),
        ("办结率较上年升高2个百分点。", Kind.DELTA, "2", "办结率", "上年"),
        ("投诉同比增多12件。", Kind.DELTA, "12", "投诉", "同比"),
        ("投诉同比锐减30%。", Kind.GROWTH, "-30", "投诉", "同比"),
        ("差距同比减小3个百分点。", Kind.DELTA, "-3", "差距", "同比"),
        ("同比投诉下降3%。", Kind.GROWTH, "-3", "投诉", "同比"),
        ("投诉环比少受理30件。", Kind.DELTA, "-30", "投诉", "环比"),
        ("投诉比上年多受理30件。", Kind.DELTA, "30", "投诉", "上年"),
    ],
)
def test_more_words_for_what_rose_or_fell(
    read: Read, text: str, kind: Kind, value: str, metric: str, base: str | None
) -> None:
    (found,) = read(text)
    assert (found.kind, found.value) == (kind, Decimal(value))
    assert (found.metric, found.base) == (metric, base)


@pytest.mark.parametrize(
    ("text", "kind", "metric"),
    [
        ("错误率低于规定值的3‰。", Kind.RATE, "错误率"),
        ("发案率低于全省平均的三成。", Kind.SHARE, "发案率"),
        ("青年干部近三成。", Kind.SHARE, "青年干部"),
        ("合格率近九成。", Kind.RATE, "合格率"),
        ("税收收入为预算的88%。", Kind.RATE, "税收收入"),
        ("收缴资金达到应缴总额的88%。", Kind.SHARE, "收缴资金"),
        ("违规建房占用地总面积的12%。", Kind.SHARE, "违规建房"),
        ("违规侵占耕地达12%。", Kind.RATE, "违规侵占耕地"),
        ("民生类占比最高达38%。", Kind.SHARE, "民生类"),
        # A rate whose noun has 占 in it is no share.
        ("市场占有率达38%。", Kind.RATE, "市场占有率"),
        ("占道经营投诉办结率98%。", Kind.RATE, "占道经营投诉办结率"),
        ("违规占用耕地整改率约为98%。", Kind.RATE, "违规占用耕地整改率"),
        ("工业占地区生产总值的比率为38%。", Kind.SHARE, "工业"),
        ("民营企业占增长率的三成。", Kind.SHARE, "民营企业"),
    ],
)
def test_what_a_percentage_is_of_says_its_kind(
    read: Read, text: str, kind: Kind, metric: str
) -> None:
    found = read(text)[-1]
    assert (found.kind, found.metric) == (kind, metric)


def test_what_places_the_ranked_is_no_part_of_what_is_ranked(read: Read) -> None:
    assert read("东湖街道综合排名列全市第4名。")[-1].metric == "综合排名"
    assert "列" not in read("东湖街道列全市综合排名第4名。")[-1].metric


@pytest.mark.parametrize("aim", ["任务", "计划"])
def test_what_was_reached_of_an_aim_is_a_rate(read: Read, aim: str) -> None:
    assert read(f"收缴资金达到上级下达收缴{aim}量的88%。")[-1].kind is Kind.RATE


@pytest.mark.parametrize(
    ("text", "base"),
    [
        # A change goes on with the one right before it, a short clause away.
        ("办结诉求86件，比任务数增长8.5%，增加2件。", "任务数"),
        ("办结诉求86件，比任务数增长8.5%，市场监管领域总件数增加12件。", "任务数"),
        ("办结诉求86件，比任务数增长8.5%，市场监管领域办结件数增加12件。", None),
        ("办结诉求86件，比任务数增长8.5%，其中信访增加2件。", None),
        ("办结诉求86件，比任务数减少3件，较多年以来的平均水平，下降3.4%。", None),
        ("教育类投诉同比减少12件，较疫情暴发之前的2019年上半年的同期水平下降40%。",
         "疫情暴发之前的2019年上半年的同期水平"),
        # An earlier level tells it, the first of a list of them; not what stands before that.
        ("受理来信130件、上年120件，增长8.3%。", "上年"),
        ("来信130件、来访86件，较上年的120件、80件分别增长8.3%、7.5%。", "上年"),
        ("较上年的120件增长8.3%。", "上年"),
        ("来信较任务数的120件增长8.3%。增长5%。", None),
        ("来信较任务数的120件增长8.3%，农村地区群众集体来访人数增长5%。", None),
        # Once told it holds for the chain, for no plan, and for no share of what changed.
        ("生产总值同比增长8.5%；工业增加值9亿元，增长7%。", "同比"),
        ("生产总值同比增长8.5%，县委全会提出力争全年实现增长9%。", None),
        ("收入9亿元，同比增长7%。分部门看，税务6亿元，增长5.8%。", "同比"),
        ("收入9亿元，同比增长7%。税收占66%，提高2个百分点。", None),
        ("生产总值同比增长8.5%。工业增加值9亿元，增长7%。", None),
        ("收入9亿元。就业同比增长7%。分部门看，税务6亿元，增长5.8%。", None),
        ("受理诉求同比增长5%；访问量达到86万次，翻了2倍。", None),
        ("受理诉求同比增长5%；访问量达到86万次，翻了2倍，增加3万次。", "同比"),
        # What a sentence compares with holds for its changes.
        (f"与上个月相比，{'各单位加强源头治理工作，' * 5}全面排查风险隐患，事故增加12起。",
         "上个月"),
        (f"与上个月相比，{'各单位加强源头治理工作，' * 5}全面排查各类隐患点，事故增加12起。", None),
    ],
)  # fmt: skip
def test_what_the_last_change_compares_with(read: Read, text: str, base: str | None) -> None:
    assert read(text)[-1].base == base


@pytest.mark.parametrize(
    ("told", "kind"),
    [("3%", Kind.GROWTH), ("占全县的12%", Kind.SHARE), ("12件", Kind.LEVEL)],
)
def test_only_a_bare_percentage_behind_a_name_is_what_it_fell_by(
    read: Read, told: str, kind: Kind
) -> None:
    assert read(f"同比下降的有柳湾镇（{told}）、枫林乡（3%）。")[0].kind is kind


def test_a_sign_behind_the_name_of_what_fell_is_not_counted_twice(read: Read) -> None:
    found = read("受理量下降的有甲镇（-3.1%）、乙镇（2.4%）。")
    assert [float(one.value) for one in found] == [-3.1, -2.4]


def test_a_base_in_brackets_is_none_and_no_empty_text(read: Read) -> None:
    assert read("受理120件，较（上年同期）增长8%。")[-1].base is None


@pytest.mark.parametrize(
    ("text", "kinds", "status"),
    [
        (
            "合格率96%，较94.1%提高1.9个百分点。",
            [Kind.RATE, Kind.BASE, Kind.DELTA],
            Status.CONSISTENT,
        ),
        ("受理96件，较94件增加2件。", [Kind.LEVEL, Kind.BASE, Kind.DELTA], Status.PROVED),
        ("受理96件，较94件增加3件。", [Kind.LEVEL, Kind.BASE, Kind.DELTA], Status.CONTRADICTED),
    ],
)
def test_a_level_that_is_compared_with_is_a_base_without_its_name(
    read: Read, text: str, kinds: list[Kind], status: Status
) -> None:
    found = read(text)
    assert [one.kind for one in found] == kinds
    assert len({one.metric for one in found}) == 1
    assert found[-1].status is status


def test_a_percentage_with_words_of_its_own_in_brackets_is_no_change_of_a_class(
    read: Read,
) -> None:
    found = read("投诉量下降的有甲镇（其中城区3.1%）。")
    assert (found[0].kind, found[0].metric) == (Kind.RATE, "城区")


@pytest.mark.parametrize("compared", ["与上年同期相比", "比上年同期", "较上年同期"])
def test_each_word_that_compares_has_its_base(read: Read, compared: str) -> None:
    assert read(f"受理信访60件，{compared}增加5件。")[-1].base == "上年同期"
