from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.notice import parse
from parsers.readers import read_bytes
from parsers.statistics.periods import (
    _TIME,
    _TIME_AHEAD,
    are_disjoint,
    are_of_two_times,
    is_later,
    resolve,
    same_part,
)
from schemas.notice import Notice, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("全年", "2022年"), ("今年以来", "2022年"), ("本年度", "2022年"), ("上年", "2021年"),
        ("去年全年", "2021年"), ("上年度全年", "2021年"), ("今年全年", "2022年"),
        ("2021年全年", "2021年"),
        ("去年底", "2021年底"), ("年末", "2022年末"), ("一季度", "2022年第一季度"),
        ("2020年", "2020年"), ("二〇二〇年", "2020年"), ("截至2022年底", "2022年底"),
        ("1—9月份", "2022年1—9月份"), ("2022年度", "2022年"),
        ("今年前11个月", "2022年1—11月"), ("前五个月", "2022年1—5月"),
        ("前三季度", "2022年前三季度"),
        ("近三年", "2020—2022年"), ("两年来", "2021—2022年"), ("近三个月", "近三个月"),
        ("一年前", "2021年"), ("前一年", "2021年"), ("明年", "2023年"), ("近一年", "2022年"),
    ],
)  # fmt: skip
def test_period_words_are_given_their_year(printed: str, period: str) -> None:
    assert resolve(printed, 2022) == period


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("受理55件，其中1月12件、2月15件、3月28件。", [None, "1月", "2月", "3月"]),
        ("受理55件，其中1月1,200次。", [None, "1月"]),
        # Days of a month are one time; the first of them is no amount.
        ("3月1、2日受理70件。", ["3月1、2日"]),
        ("3月1—5日受理70件。", ["3月1—5日"]),
        ("3月15和16日受理70件。", ["3月15和16日"]),
        ("1、2月受理20件，3月受理30件。", ["1、2月", "3月"]),
    ],
)
def test_a_month_is_told_by_its_number_alone(read: Read, text: str, told: list[str | None]) -> None:
    periods = ["2022年" + (one or "") for one in told]
    assert [one.period for one in read(text)] == periods


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2022年3月", "2022年2月", True),
        ("2022年3月份", "2022年12月", True),
        ("2022年3月", "2022年3月份", False),
        ("2022年第一季度", "2022年第二季度", True),
        ("2022年第一季度", "2022年3月", False),
        ("2022年第一季度", "2022年4月", True),
        ("2022年第1季度", "2022年4月", True),
        ("2022年第二季度", "2022年4月份", False),
        ("2022年第四季度", "2022年12月", False),
        ("2022年上半年", "2022年下半年", True),
        ("2022年上半年", "2022年6月", False),
        ("2022年上半年", "2022年7月", True),
        ("2022年上半年", "2022年第三季度", True),
        ("2022年下半年", "2022年前两季度", True),
        ("2022年下半年", "2022年前二季度", True),
        ("2022年下半年", "2022年7月", False),
        ("2022年下半年", "2022年6月", True),
        ("2022年前三季度", "2022年9月", False),
        ("2022年前三季度", "2022年10月", True),
        ("2022年1—3月", "2022年4—6月份", True),
        ("2022年1—3月", "2022年3—6月", False),
        ("2022年1、2月", "2022年3月", True),
        ("2022年1至6月", "2022年12月", True),
        ("2022年", "2022年1月", False),
        ("2022年", "2022年12月", False),
        ("2022年3月1日", "2022年3月2日", True),
        ("2022年1—3月", "2022年1—6月", False),
        ("2022年前三季度", "2022年前两季度", False),
        ("2022年3月", "2022年3月2日", False),
        ("2022年", "2022年3月", False),
        ("2021年", "2022年", True),
        ("上月", "2022年3月", True),
        (None, "2022年", True),
        ("上月", "上月", False),
        (None, None, False),
    ],
)
def test_which_periods_are_of_two_times(one: str | None, other: str | None, apart: bool) -> None:
    assert are_of_two_times(one, other) is apart
    assert are_of_two_times(other, one) is apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2021年", "2022年1月", True),
        ("2021年12月", "2022年上半年", True),
        ("2021年12月", "2022年前三季度", True),
        ("2022年12月", "2023年", True),
        ("2020—2022年", "2022年12月", False),
        ("2020—2022年", "2020年1月", False),
        ("2020—2022年", "2023年1月", True),
        ("2020—2022年", "2019年12月", True),
        # Months of no year are two of one sort, …
        ("3月份", "4月", True),
        ("3月份", "3月", False),
        # … and of a span from some day on nothing is said.
        ("近3日", "近5日", False),
        ("前3日", "前5日", False),
        ("2022年6月底", "2022年12月", False),
    ],
)
def test_which_periods_have_no_day_in_common(one: str, other: str, apart: bool) -> None:
    assert are_disjoint(one, other) is apart
    assert are_disjoint(other, one) is apart


def test_without_a_data_year_the_period_stays_as_printed() -> None:
    assert resolve("全年", None) == "全年"


def test_period_of_the_clause_goes_before_the_year_of_the_notice(read: Read) -> None:
    found = read("2020年受理来电10件，办结9件。受理来信3件。")
    assert [s.period for s in found] == ["2020年", "2020年", "2022年"]


def test_no_year_and_no_period_gives_none(read: Read) -> None:
    assert [s.period for s in read("受理来电10件。", data_year=None)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "截至2022年底", "到2021—2022年度", "2022.10.1", "二〇二〇年以来", "3月5日", "1—9月份",
        "5日前", "9时30分", "今年以来", "本季度", "全年", "当年",
        "年末", "上半年", "下半年", "第一季度", "一季度", "二季度",
        "三季度", "四季度", "前三季度", "去年同期", "同期", "前年",
        "近三年", "过去两年", "最近五天", "连续六个月", "两年来平均", "七年前",
        "八年来累计", "九年前", "十四五时期", "明年", "今年前五个月",
    ],
)  # fmt: skip
def test_the_look_ahead_leaves_no_time_out(text: str) -> None:
    text = f"区镇{text}办理"
    assert [m.span() for m in _TIME.finditer(text)]
    assert [m.span() for m in _TIME_AHEAD.finditer(text)] == [
        m.span() for m in _TIME.finditer(text)
    ]


PIECES = [
    *"0129", *"年月日时分秒度末底初季个周前起件%,.-—~至到/:一二两十五", "20", "19", "截至", "季度",
    "全年", "上半年", "去年", "连续", "近", "前", "累计", "年来", "以来", "时期",
]  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_times_are_found_alike_with_and_without_a_look_ahead(text: str) -> None:
    assert list(map(re.Match.span, _TIME_AHEAD.finditer(text))) == list(
        map(re.Match.span, _TIME.finditer(text))
    )


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # Part of a year holds for the sentences behind it, a month for what begins with 其中.
        ("2022年上半年，受理来电90件。受理来信7件。", ["2022年上半年", "2022年上半年"]),
        ("5月，受理来电90件。其中平均用时3天。", ["2022年5月", "2022年5月"]),
        ("5月，受理来电90件。平均用时3天。", ["2022年5月", "2022年"]),
        # The hour is no period, the date before it is.
        ("10月12日9时40分许，枫林乡发生火情1起。", ["2022年10月12日"]),
        # When it was set out is not when it was counted.
        ("2021年初部署的38项任务已全部完成。", ["2022年"]),
        # A deadline is of its own clause.
        ("3月20日前报送台账；已完成自查的单位9个。", ["2022年"]),
        ("截至3月20日，已完成自查的单位9个。", ["2022年3月20日"]),
        ("绿化率力争2025年达到40%；目前为35.2%。", ["2025年", "2022年"]),
        ("河道治理提前两个月完成，新建泵站3座。", ["2022年", "2022年"]),
        ("前两个月新建泵站3座。", ["2022年1—2月"]),
        ("去年新建泵站3座，今年新建5座。", ["2021年", "2022年"]),
        # A record, a share of the year and the level of last year are measured against a time.
        ("5月，投诉率4.6%，为年内最低，涉及8个单位。", ["2022年5月", "2022年5月"]),
        ("5月支付额占全年的12.3%。", ["2022年5月"]),
        ("库容仅为常年6月同期的1.3倍。", ["2022年"]),
        ("6月份最多，发生5起。", ["2022年6月份"]),
        ("新收申请30件，结转上年2件，合计32件。", ["2022年"] * 3),
        ("上年结转2件，新收申请30件。", ["2022年"] * 2),
        ("合格率已连续三年居全市第一。", ["2022年"]),
        ("5月，受理来电90件。其中咨询60件。受理来信7件。", ["2022年5月", "2022年5月", "2022年"]),
        ("上半年，排名由去年同期的第4位降至第7位。", ["2021年上半年", "2022年上半年"]),
        ("排名由去年同期的第4位降至第7位。", ["2021年", "2022年"]),
    ],
)  # fmt: skip
def test_times_that_are_not_the_period_of_a_number(
    read: Read, text: str, periods: list[str]
) -> None:
    assert [s.period for s in read(text)] == periods


def notice(title: str, text: str, dated: str) -> Notice:
    office = "青禾区政务服务管理局"
    raw = f"{office}\n{title}\n\n各街道办事处：\n\n{text}\n\n{office}\n{dated}\n"
    return parse(read_bytes(raw.encode(), "notice.txt"))


@pytest.mark.parametrize(
    ("title", "text", "dated", "period"),
    [
        ("关于8月份热线办理情况的通报", "全区受理诉求640件。", "2024年9月5日", "2024年8月份"),
        ("关于12月份热线办理情况的通报", "全区受理诉求640件。", "2024年1月9日", "2023年12月份"),
        ("关于三季度热线办理情况的通报", "全区受理诉求640件。", "2024年10月9日", "2024年第三季度"),
        ("关于办理情况的通报", "8月6日至9日，查出问题64件。", "2024年9月5日", "2024年8月6日至9日"),
        # What is still to come tells no year, and without any month nothing does.
        ("关于热线办理情况的通报", "共受理诉求640件，12月6日前办结。", "2024年9月5日", None),
        ("关于热线办理情况的通报", "共受理诉求640件。", "2024年1月5日", None),
        ("关于2022年热线办理情况的通报", "8月受理诉求640件。", "2024年9月5日", "2022年8月"),
    ],
)  # fmt: skip
def test_notice_without_a_year_has_its_periods_from_the_date_of_issue(
    title: str, text: str, dated: str, period: str | None
) -> None:
    found = notice(title, text, dated)
    assert [s.period for s in found.statistics] == [period]
    assert found.metadata.data_year == (2022 if "2022" in title else None)


@pytest.mark.parametrize(
    ("printed", "year", "later"),
    [
        ("到2025年", 2022, True), ("明年", 2022, True), ("2022年", 2022, False),
        ("2025年", None, False), ("上半年", 2022, False),
    ],
)  # fmt: skip
def test_time_after_the_year_of_the_notice(printed: str, year: int | None, later: bool) -> None:
    assert is_later(printed, year) is later


@pytest.mark.parametrize(
    ("period", "now", "meant"),
    [
        ("2021年同期", "2022年上半年", "2021年上半年"), ("2021年同期", None, "2021年同期"),
        ("2021年", "2022年上半年", "2021年"), ("2021年5月同期", "2022年上半年", "2021年5月同期"),
        ("2021年同期", "近三年", "2021年同期"),
    ],
)  # fmt: skip
def test_the_same_part_of_another_year(period: str, now: str | None, meant: str) -> None:
    assert same_part(period, now) == meant


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # A month right before its number, or before a day, or before several of them.
        ("上半年受理600件，其中1月100件、2月500件。", ["2022年上半年", "2022年1月", "2022年2月"]),
        ("6月1.2万件，7月13000件。", ["2022年6月", "2022年7月"]),
        ("6月18日受理12件。", ["2022年6月18日"]),
        ("6月18—20日受理12件。", ["2022年6月18—20日"]),
        ("2021年6月18日、19日受理12件。", ["2021年6月18日、19日"]),
        ("2021年6月18、19、20日受理12件。", ["2021年6月18、19、20日"]),
    ],
)
def test_a_month_before_a_number_is_its_period(read: Read, text: str, periods: list[str]) -> None:
    assert [one.period for one in read(text)] == periods


def test_a_time_right_behind_a_title_is_read(read: Read) -> None:
    found = read("《青禾区政务公开办法》2021年修订12条。")
    assert [(one.printed, one.period) for one in found] == [("12条", "2021年")]


@pytest.mark.parametrize("now", ["目前为", "现有", "截至目前达"])
def test_what_is_said_of_the_present_is_not_of_an_aim(read: Read, now: str) -> None:
    found = read(f"满意度82%，力争2025年达到98%；{now}85.7%。")
    assert [one.period for one in found] == ["2022年", "2025年", "2022年"]


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("三月份", "2022年3月份"),
        ("十二月", "2022年12月"),
        ("去年十一月", "2021年11月"),
        ("年末", "2022年末"),
    ],
)
def test_a_month_is_written_in_digits(printed: str, period: str) -> None:
    assert resolve(printed, 2022) == period
