"""From a document to a notice: the one door for the pipeline."""

from __future__ import annotations

from dataclasses import replace

from parsers.places import LineIndex
from parsers.rankings import read_tables
from parsers.structure import read_structure
from schemas.document import Document
from schemas.notice import Notice


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
    statistics, prose_findings = read_statistics(
        structure.paragraphs,
        data_year=metadata.data_year,
        data_period=metadata.data_period,
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
