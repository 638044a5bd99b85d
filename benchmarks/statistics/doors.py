"""The project's own reading of a passage, by the doors that a notice goes through."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tongbao
from benchmarks.statistics.gold import Passage
from benchmarks.statistics.scoring import Reading
from parsers.statistics import read_statistics
from parsers.structure.engine import read_structure
from schemas.notice import Statistic

# A sentence alone would be taken for a title; these lines make it the body of a notice.
_BEFORE = "关于有关工作情况的通报\n\n各有关单位：\n\n"


def read_passage(passage: Passage) -> list[Reading]:
    """Read the numbers of a passage; places are those of its text."""
    lead = "" if passage.form == "notice" else _BEFORE
    return list(_readings(statistics_of(passage), len(lead)))


def statistics_of(passage: Passage) -> Sequence[Statistic]:
    """Read the numbers of a passage as the project publishes them.

    A notice is read as a file and tells its year and region itself; a sentence is the body of a
    notice without either, and both are given from the annotation.
    """
    lead = "" if passage.form == "notice" else _BEFORE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "notice.txt")
        path.write_text(f"{lead}{passage.text}\n", "utf-8")
        document = tongbao.read(path)
    if passage.form == "notice":
        return tongbao.parse(document).statistics
    structure = read_structure(document)
    statistics, _ = read_statistics(
        structure.paragraphs,
        data_year=passage.year,
        region_name=passage.region,
        sections=structure.sections,
    )
    return statistics


def _readings(statistics: Iterable[Statistic], lead: int) -> Iterator[Reading]:
    for one in statistics:
        yield Reading(
            start=one.where.span.start - lead,
            end=one.where.span.end - lead,
            value=one.value,
            high=one.value_high,
            unit=one.unit,
            kind=one.kind,
            bound=one.bound,
            metric=one.metric,
            subject=one.subject,
            period=one.period,
            base=one.base,
            parent=one.parent,
            relation=one.relation,
            is_result=one.is_result,
        )
