"""Values held against Recognizers-Text, an independent reader of numbers.

It is no dependency and not in ``dev``: the port to Python is an alpha version of 2022 that needs
``emoji<2``. Install it in an environment of its own to run this (``pip install
recognizers-text-number==1.0.2a2 "emoji<2"``); without it these tests are skipped.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from benchmarks.statistics.speed_texts import sentences
from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]

# What we read on purpose otherwise: text, our values, theirs.
DIFFERENCES: list[tuple[str, list[str], list[str]]] = [
    # They know no chain of scales, and no year written digit by digit.
    ("投入1亿2000万元。", ["120000000"], []),
    ("共3万4000件。", ["34000"], []),
    ("抽查二〇二二件。", ["2022"], []),
    # They take the numeral of a unit for the number's.
    ("发电三千瓦时。", ["3"], ["3000"]),
    # 翻两番 is four times as much.
    ("产量翻两番。", ["4"], ["2"]),
    # They have no masks: a period, a hotline, an article number, a label is a number to them.
    ("第三季度受理3件。", ["3"], ["3", "3"]),
    ("12345热线受理3件。", ["3"], ["12345", "3"]),
    ("一是公开3件。", ["3"], ["1", "3"]),
    # A number without a unit is none to us.
    ("报送 2 3件。", ["3"], ["2", "3"]),
    # A range is one number with two ends to us.
    ("培训2—3场。", ["2"], ["2", "3"]),
    # A fraction is per cent to us.
    ("占四分之三。", ["75"], ["0.75"]),
]


@pytest.fixture(scope="module")
def theirs() -> Callable[[str], list[tuple[int, int, Decimal]]]:
    """Give start, end and value of every number and percentage that Recognizers-Text reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        numbers: Any = pytest.importorskip(
            "recognizers_number", reason="Recognizers-Text is not installed"
        )

    def read_numbers(text: str) -> list[tuple[int, int, Decimal]]:
        found = []
        for recognize in (numbers.recognize_percentage, numbers.recognize_number):
            for result in recognize(text, numbers.Culture.Chinese):
                start, end = result.start, result.end + 1
                if result.resolution is None or any(s < end and start < e for s, e, _ in found):
                    continue
                found.append((start, end, Decimal(result.resolution["value"].rstrip("%"))))
        return sorted(found)

    return read_numbers


def test_every_value_is_theirs_too(
    theirs: Callable[[str], list[tuple[int, int, Decimal]]], read: Read
) -> None:
    count = 0
    for text in islice(sentences(seed=5), 300):
        peers = theirs(text)
        for statistic in read(text):
            span = statistic.where.span
            at_place = [v for s, e, v in peers if s < span.end and span.start < e]
            assert abs(statistic.value) in at_place, (text, statistic.printed)
            count += 1
    assert count > 1000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("受理三十二件。", 32), ("办理二十余件。", 20), ("共1.2万余件。", 12000),
        ("近九成单位。", 90),
        ("增长百分之二十。", 20), ("投入一亿二千万元。", 120_000_000), ("共１２３４件。", 1234),
        ("共1,234件。", 1234), ("三成单位未完成。", 30), ("两百余家单位。", 200),
        ("一百零五件。", 105), ("三千余人。", 3000), ("21.3亿元。", 2_130_000_000), ("共0件。", 0),
    ],
)  # fmt: skip
def test_numerals_of_every_script_have_the_same_value(
    text: str,
    value: int,
    theirs: Callable[[str], list[tuple[int, int, Decimal]]],
    read: Read,
) -> None:
    assert [s.value for s in read(text)] == [value]
    assert [v for _, _, v in theirs(text)] == [value]


@pytest.mark.parametrize(("text", "ours", "others"), DIFFERENCES)
def test_the_differences_are_those_that_are_stated(
    text: str,
    ours: list[str],
    others: list[str],
    theirs: Callable[[str], list[tuple[int, int, Decimal]]],
    read: Read,
) -> None:
    assert [str(s.value) for s in read(text)] == ours
    assert [str(v) for _, _, v in theirs(text)] == others
