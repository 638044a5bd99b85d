"""From a document to a notice: the one door for the pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from parsers.places import LineIndex
from parsers.rankings.engine import read_tables
from parsers.structure.dates import period_before
from parsers.structure.engine import Structure, read_structure
from parsers.structure.forms import packed
from schemas.document import Document
from schemas.notice import Notice

_OPENING: Final = 5
"""Paragraphs that tell when it was that a notice speaks of."""


def parse(document: Document) -> Notice:
    """Understand a document as a notice.

    Args:
        document: what a reader returned.

    Returns:
        The notice: metadata, sections, tables, statistics, and the findings of reader and parsers.
        A statistic of a paged source has the box of the printed lines that hold its number.
        Nothing is guessed: an absent element is ``None`` or empty, with a finding where a notice
        should have it.
    """
    from parsers.statistics import read_statistics

    structure = read_structure(document)
    metadata = structure.metadata
    tables, table_findings = read_tables(structure)
    year, period = metadata.data_year, metadata.data_period
    if year is None:
        year, period = _by_date(structure)
    statistics, prose_findings = read_statistics(
        structure.paragraphs,
        data_year=year,
        data_period=period,
        region_name=metadata.region_name,
        sections=structure.sections,
    )
    lines = LineIndex.of(document)
    findings = (
        *document.findings,
        *structure.findings,
        *table_findings,
        *prose_findings,
    )
    return Notice(
        metadata=metadata,
        sections=structure.sections,
        tables=tables,
        statistics=tuple(replace(s, where=lines.boxed(s.where)) for s in statistics),
        findings=tuple(
            replace(item, where=lines.boxed(item.where)) if item.where else item
            for item in findings
        ),
    )


def _by_date(structure: Structure) -> tuple[int | None, str | None]:
    """Year and period of the numbers of a notice that names no year, by its date of issue.

    Only the periods of statistics go by it: the year of the data stays unnamed (``META01``).
    """
    metadata = structure.metadata
    if metadata.issued_on is None:
        return None, None
    title = packed(metadata.title.text) if metadata.title else ""
    text = "".join(packed(one.text.text) for one in structure.paragraphs[:_OPENING])
    return period_before(metadata.issued_on, title, text) or (None, None)
