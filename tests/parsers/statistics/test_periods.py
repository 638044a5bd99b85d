from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.statistics.periods import _TIME, _TIME_AHEAD, resolve
from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("全年", "2022年"), ("今年以来", "2022年"), ("本年度", "2022年"), ("上年", "2021年"),
        ("去年底", "2021年底"), ("年末", "2022年末"), ("一季度", "2022年第一季度"),
        ("2020年", "2020年"), ("二〇二〇年", "2020年"), ("截至2022年底", "2022年底"),
        ("1—9月份", "2022年1—9月份"), ("2022年度", "2022年"),
    ],
)  # fmt: skip
def test_period_words_are_given_their_year(printed: str, period: str) -> None:
    assert resolve(printed, 2022) == period


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
        "八年来累计", "九年前", "十四五时期",
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
