"""Boxes of what stands in the running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.notice import parse
from parsers.places import LineIndex
from parsers.readers import read
from schemas.document import Document, Line, Origin, Page
from schemas.places import Box, Provenance, Span

SAMPLES = Path(__file__).parents[2] / "samples"


def document(*pages: list[str]) -> Document:
    """Lines of 20 points, one below the other."""
    made, raw = [], ""
    for number, texts in enumerate(pages, 1):
        lines = []
        for place, text in enumerate(texts):
            box = Box(number, 80, 100 + 20 * place, 500, 116 + 20 * place)
            span = Span(len(raw), len(raw) + len(text))
            lines.append(Line(text=text, raw=text, page=number, span=span, box=box))
            raw += text + "\n"
        origin = Origin(reader="test", method="made")
        made.append(Page(number=number, lines=tuple(lines), tables=(), origin=origin))
    return Document(source="made", raw=raw, pages=tuple(made))


def test_a_number_broken_over_two_lines_has_the_box_of_both() -> None:
    whole = document(["共检查35", "6家企业"])
    where = LineIndex.of(whole).boxed(Provenance(page=1, span=Span(3, 8)))
    assert where.box == Box(1, 80, 100, 500, 136)


def test_a_number_broken_over_a_page_end_has_the_box_of_its_first_part() -> None:
    whole = document(["共检查35"], ["6家企业"])
    where = LineIndex.of(whole).boxed(Provenance(page=1, span=Span(3, 8)))
    assert (where.page, where.box) == (1, Box(1, 80, 100, 500, 116))


def test_a_line_that_only_adjoins_is_not_touched() -> None:
    whole = document(["共检查35", "6家企业"])
    where = LineIndex.of(whole).boxed(Provenance(page=1, span=Span(3, 5)))
    assert where.box == Box(1, 80, 100, 500, 116)


@pytest.mark.parametrize("source", sorted(SAMPLES.glob("*/*.pdf")), ids=lambda p: p.parent.name)
def test_every_statistic_of_a_pdf_has_a_box_that_holds_its_number(source: Path) -> None:
    read_document = read(source)
    lines = [line for page in read_document.pages for line in page.lines]
    statistics = parse(read_document).statistics
    assert statistics
    for statistic in statistics:
        box = statistic.where.box
        assert box is not None
        assert box.page == statistic.where.page
        inside = [
            line.text
            for line in lines
            if line.box and line.page == box.page and box.top <= line.box.top <= box.bottom
        ]
        first = statistic.printed.strip()[0]
        assert any(first in text for text in inside)
