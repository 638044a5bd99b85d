from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Section, Statistic
from schemas.places import Provenance, Span

Read = Callable[..., tuple[Statistic, ...]]


def read_text(
    raw: str, *, data_year: int | None = 2022, heading: str | None = None
) -> tuple[Statistic, ...]:
    """Read the statistics of a text whose lines are paragraphs, and check every place."""
    paragraphs, at = [], 0
    for line in raw.split("\n"):
        if line.strip():
            section = None if heading is None else 0
            paragraphs.append(Paragraph(text=MappedText.at(line, at), page=1, section=section))
        at += len(line) + 1
    where = Provenance(page=1, span=Span(0, 1))
    sections = (
        ()
        if heading is None
        else (Section(level=1, label="一、", title=heading, where=where, parent=None),)
    )
    found, _ = read_statistics(
        paragraphs, data_year=data_year, region_name="青禾区", sections=sections
    )
    for statistic in found:
        span = statistic.where.span
        assert raw[span.start : span.end] == statistic.printed
        assert statistic.printed in statistic.text
    return found


@pytest.fixture
def read() -> Read:
    return read_text
