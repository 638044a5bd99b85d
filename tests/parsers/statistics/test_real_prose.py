"""The real notice, read where it lies; only its figures are named here."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Kind, Relation, Statistic, Status

NOTICES = Path(__file__).parents[4] / "shared" / "notices"


def prose(path: Path, year: int) -> tuple[Statistic, ...]:
    if not path.is_file():
        pytest.skip("the real notices are not here")
    raw = path.read_text("utf-8")
    paragraphs, at = [], 0
    for line in raw.split("\n"):
        if line.strip() and "\t" not in line:
            paragraphs.append(Paragraph(text=MappedText.at(line, at), page=1, section=None))
        at += len(line) + 1
    return read_statistics(paragraphs, data_year=year, region_name=None, sections=())[0]


def test_every_number_of_the_notice_and_no_other() -> None:
    found = prose(NOTICES / "huangshigang-2022.txt", 2022)
    assert [(str(s.value), s.unit) for s in found] == [
        ("22", "个"), ("5", "个"), ("98", "条"), ("30", "条"), ("1082", "条"), ("16", "条"),
        ("8", "篇"), ("6", "篇"), ("1", "篇"), ("1", "篇"), ("2", "倍"), ("10", "件"), ("1", "个"),
        ("3", "个"), ("27", "个"), ("22", "个"), ("5", "个"), ("6", "次"),
    ]  # fmt: skip
    assert [s.parent for s in found] == [None] * 6 + [5] * 5 + [None] * 4 + [14, 14, None]
    assert found[10].kind is Kind.FACTOR
    assert (found[10].base, found[10].relation) == ("去年", Relation.CHANGE_OF)
    assert [s.status for s in found if s.status is Status.PROVED] == [Status.PROVED] * 8
    assert {s.period for s in found} == {"2022年"}
    cores = ["部门", "街道", "政策文件更新", "信息噪音", "基层领域信息公开", "政策解读", "图文解读"]
    assert all(core in s.metric for core, s in zip(cores, found, strict=False))


def test_a_statistical_bulletin_has_no_false_contradiction() -> None:
    found = prose(NOTICES / "luoyang-2023-bulletin.txt", 2023)
    assert len(found) > 300
    assert [s.printed for s in found if s.status is Status.CONTRADICTED] == []
    assert sum(s.status is Status.PROVED for s in found) > 25
    assert all(s.metric for s in found)
