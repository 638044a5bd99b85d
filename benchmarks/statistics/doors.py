"""The project's own reading of a passage, by the doors that a notice goes through."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
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
    return [reading_of(passage, one) for one in statistics_of(passage)]


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


def reading_of(passage: Passage, one: Statistic) -> Reading:
    """Return a statistic of `statistics_of` as it is scored, at its place in the passage."""
    lead = _lead(passage)
    return Reading(
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


def _lead(passage: Passage) -> int:
    return 0 if passage.form == "notice" else len(_BEFORE)
