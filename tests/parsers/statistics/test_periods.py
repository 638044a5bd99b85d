from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.statistics.periods import resolve
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
