"""A second look at a PDF where its arithmetic does not hold. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.readers import pdf
from parsers.second_look import read_and_parse

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with what each reading of a PDF was asked for."""
    wishes: list[str] = []
    plain = pdf.read_pdf

    def watched(data: bytes, name: str, *, second: pdf.SecondReading = "doubt") -> object:
        wishes.append(second)
        return plain(data, name, second=second)

    monkeypatch.setattr(pdf, "read_pdf", watched)
    return wishes


def test_a_ranking_that_proves_itself_is_read_once(asked: list[str]) -> None:
    data = (SAMPLES / "qinghe-2021" / "notice.pdf").read_bytes()
    read_and_parse(data, "notice.pdf")
    assert asked == ["doubt"]


def test_a_ranking_that_contradicts_itself_is_looked_at_by_both_readers(asked: list[str]) -> None:
    data = (SAMPLES / "fault-total-2022" / "notice.pdf").read_bytes()
    document, notice = read_and_parse(data, "notice.pdf")
    assert asked == ["doubt", "always"]
    # The print is wrong here, not the reading: both readers see the same.
    assert not [item for item in notice.findings if item.rule == "RDR01"]
    assert document.pages


def test_what_the_second_reader_sees_otherwise_stands_beside_the_contradiction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = (SAMPLES / "fault-total-2022" / "notice.pdf").read_bytes()
    page = pdf.PlumberDocument.page

    def misread(self: pdf.PlumberDocument, number: int) -> object:
        seen = page(self, number)
        if seen is None:
            return None
        glyphs = tuple(g._replace(text=g.text.replace("9", "8")) for g in seen.glyphs)
        return type(seen)(number=seen.number, width=seen.width, height=seen.height, glyphs=glyphs)

    monkeypatch.setattr(pdf.PlumberDocument, "page", misread)
    _, notice = read_and_parse(data, "notice.pdf")
    assert [item for item in notice.findings if item.rule == "RDR01"]


def test_a_contradiction_in_plain_text_has_no_second_reader(asked: list[str]) -> None:
    data = (SAMPLES / "fault-total-2022" / "notice.txt").read_bytes()
    read_and_parse(data, "notice.txt")
    assert asked == []
