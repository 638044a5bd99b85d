"""No text costs more than its length: steps are counted, not seconds.

A step is a call of a function, of Python or of C, or a turn of a generator. What one regular
expression or one slice does inside is no step, so those that could run long have tests of their
own here; ``benchmarks/statistics/speed.py`` prints the seconds of whole megabytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from benchmarks.statistics.speed_texts import HOSTILE, PROSE, filled
from parsers.notice import parse
from parsers.readers import read_bytes
from parsers.statistics import read_statistics
from parsers.structure import forms
from parsers.text import MappedText, Paragraph
from parsers.words import tag

HEAD = "青禾区人民政府办公室关于2023年政务公开工作的通报\n\n各部门：\n\n"
SHORT, LONG = 1000, 4000


def steps(job: Callable[[], object]) -> int:
    """Count the calls that a job makes."""
    count = 0

    def add(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(add)
    try:
        job()
    finally:
        sys.setprofile(before)
    return count


def reading(raw: str) -> Callable[[], object]:
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)

    def job() -> None:
        tag.cache_clear()
        read_statistics([paragraph], data_year=2022, region_name="青禾区", sections=())

    return job


def parsing(raw: str) -> Callable[[], object]:
    data = raw.encode()

    def job() -> None:
        tag.cache_clear()
        parse(read_bytes(data, "a.txt"))

    return job


def values(text: str) -> list[Decimal]:
    paragraph = Paragraph(text=MappedText.at(text, 0), page=1, section=None)
    found, _ = read_statistics([paragraph], data_year=2022, region_name=None, sections=())
    return [statistic.value for statistic in found]


def check_growth(make: Callable[[str], Callable[[], object]], text: Callable[[int], str]) -> None:
    # Words looked at around a number are bounded, so a short text may be cheaper for each of its
    # characters; four times the length is allowed five times the steps, and never sixteen.
    reading("3个")()
    short, long = (steps(make(text(size))) for size in (SHORT, LONG))
    assert long <= 5 * short + 5000


@pytest.mark.parametrize("unit", [*HOSTILE, PROSE], ids=lambda unit: ascii(unit[:8]))
def test_steps_of_reading_prose_grow_as_its_length(unit: str) -> None:
    check_growth(reading, lambda size: filled(unit, size))


NESTED = {
    "brackets in brackets": lambda n: "3个" + "（1个" * (n // 6) + "）" * (n // 6),
    "brackets never closed, then numbers": lambda n: "（" * (n // 2) + "3个，" * (n // 6),
    "a total behind all its parts": lambda n: "3个、" * (n // 3) + f"合计{n // 3 * 3}个",
    "names, then as many numbers": lambda n: "甲、" * (n // 6) + "分别为" + "3个、" * (n // 6),
    "dates, then numbers": lambda n: "2023年" * (n // 12) + "3个、" * (n // 6),
    "one word before many numbers": lambda n: "其中" + "3个、" * (n // 3),
    "a clause without end": lambda n: "甲" * (n // 2) + "3个" + "乙" * (n // 2),
    "a number without end": lambda n: "其中" + "9" * n + "个",
}


@pytest.mark.parametrize("name", NESTED)
def test_steps_of_reading_nested_prose_grow_as_its_length(name: str) -> None:
    check_growth(reading, NESTED[name])


LINES = {
    "lines of numbers": lambda n: "12 34 56\n" * (n // 9),
    "rows parted by tabs": lambda n: "1\t2\n" * (n // 4),
    "a ranking of many units": lambda n: (
        HEAD + "序号\t单位\t得分\n" + "".join(f"{i}\t甲{i}局\t9\n" for i in range(1, n // 9))
    ),
    "a ranking of many indicators": lambda n: "".join(
        f"{i}\t甲局\t" + "9\t" * (n // 8) + "1\n" for i in range(1, 5)
    ),
    "classes among units": lambda n: "名次\t单位\t得分\n" + "".join(
        f"{i}\t甲{i}局\t9\n乡镇类\t\t\n" for i in range(1, n // 15)
    ),
    "classes in the column of names": lambda n: "名次\t单位\t得分\n" + "".join(
        f"{i}\t甲{i}局\t9\n\t乡镇类\t\n" for i in range(1, n // 15)
    ),
    "classes below all units": lambda n: "名次\t单位\t得分\n1\t甲局\t9\n2\t乙局\t8\n" + (
        "乡镇类\t\t\n" * (n // 6)
    ),
    "one long row above short ones": lambda n: "甲\t" * (n // 4) + "\n" + "乙\t1\n" * (n // 8),
    "tabs before every row": lambda n: ("\t" * (n // 4) + "1\t2\n") * 4,
    "headings": lambda n: HEAD + "一、标题甲\n\n（一）标题乙\n\n内容3个。\n\n" * (n // 26),
    "list labels": lambda n: HEAD + "".join(f"{i % 99 + 1}.内容3个。\n" for i in range(n // 8)),
    "a long attachment list": lambda n: HEAD + "附件：" + "1.甲乙丙表\n" * (n // 8),
    "many annexes": lambda n: HEAD + "".join(f"附件{i % 99}\n\n甲表\n\n" for i in range(n // 9)),
    "quotes open over every seam": lambda n: HEAD + "甲《乙\n\n丙丁，戊\n\n" * (n // 12),
    "wrapped lines": lambda n: HEAD + ("全区办理建议提案三件" * 4 + "\n") * (n // 41),
    "wrapped lines with seams": lambda n: HEAD + ("全区办理建议，提案三" * 4 + "\n\n") * (n // 42),
    "one line that is no title": lambda n: "关于" + "甲" * n + "的通报\n",
    "ranks in prose": lambda n: HEAD + "".join(f"第{i}名甲局9分，" for i in range(1, n // 8)),
    "ranks line by line": lambda n: "".join(f"第{i}名：甲局 9分\n" for i in range(1, n // 9)),
    "a cell a line": lambda n: "| 甲\n| 乙\n| 3\n" * (n // 12),
    "rules of a table": lambda n: "|---|\n" * (n // 6),
    "blanks in a line": lambda n: "3" + "\u3000" * n + "个",
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_steps_of_parsing_a_text_grow_as_its_length(name: str) -> None:
    check_growth(parsing, LINES[name])


@pytest.mark.parametrize(
    "unit", ["其中", "9", "（", "1、", "[1]", "3 个 ", "3个。", "一、甲\n", PROSE],
    ids=lambda unit: ascii(unit[:8]),
)  # fmt: skip
def test_steps_of_parsing_a_text_of_one_line_grow_as_its_length(unit: str) -> None:
    check_growth(parsing, lambda size: filled(unit, size))


def test_a_long_row_above_short_ones_is_no_table() -> None:
    (page,) = read_bytes(LINES["one long row above short ones"](6000).encode(), "a.txt").pages
    assert sum(len(table.cells) for table in page.tables) < 6000
    assert "".join(line.text for line in page.lines).count("乙") > 700


def test_a_row_somewhat_longer_than_the_others_is_one_of_the_table() -> None:
    text = "甲\t" * 20 + "\n" + "乙\t1\n" * 8
    (page,) = read_bytes(text.encode(), "a.txt").pages
    assert [(table.n_rows, table.n_columns) for table in page.tables] == [(9, 20)]


def test_footnote_marks_are_looked_for_at_the_end_of_a_line_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[int] = []

    class Pattern:
        def sub(self, new: str, text: str) -> str:
            searched.append(len(text))
            return re.sub(forms.forms()["title"]["footnote"], new, text)

    monkeypatch.setattr(forms, "_footnote", Pattern)
    assert forms.strip_footnote("关于考核情况的通报[1]①") == "关于考核情况的通报"
    assert forms.strip_footnote("[1]" * 5000 + "甲") == "[1]" * 5000 + "甲"
    assert max(searched) <= 40


def test_a_number_that_is_folded_a_hundred_million_times_is_not_worked_out() -> None:
    for text in ("产量翻亿番。", "产量翻万番。", "产量翻百番。"):
        assert values(text) == []
    assert values("产量翻两番。") == [4]
    assert values("产量翻十番。") == [1024]
