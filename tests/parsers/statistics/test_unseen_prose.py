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


@pytest.mark.parametrize("text", ["12包括在内。", "3发展方向。", "2管理办法。", "5顶层设计。"])
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
