"""Notice or reader: what a contradiction says of its readings. All notices are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parsers.readers import pdf
from pipeline import rules
from pipeline.rows import Row
from schemas.vocabulary_files import vocabulary

SAMPLES = Path(__file__).parents[2] / "samples"
FAULT = SAMPLES / "fault-total-2022"


def only(found: list[Row]) -> Row:
    (row,) = found
    return row


def said(row: Row) -> tuple[str, str]:
    """Return what stands behind the contradiction itself, in both languages."""
    return row["message_en"].partition("; ")[2], row["message_zh"].partition("；")[2]


def misread(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Let the second reader see another digit."""
    page = pdf.PlumberDocument.page

    def seen(self: pdf.PlumberDocument, number: int) -> object:
        found = page(self, number)
        if found is None:
            return None
        glyphs = tuple(g._replace(text=g.text.replace(old, new)) for g in found.glyphs)
        return type(found)(
            number=found.number, width=found.width, height=found.height, glyphs=glyphs
        )

    monkeypatch.setattr(pdf.PlumberDocument, "page", seen)


def test_plain_text_cannot_be_misread(kit: Any) -> None:
    rows = kit.read((FAULT / "notice.txt").read_bytes())
    assert rows["sources"][0]["second_reader"] is None
    assert said(only(rules.sum01(rows))) == ("the notice contradicts itself", "属原文自相矛盾")


def test_a_pdf_that_two_readers_read_alike_contradicts_itself(kit: Any) -> None:
    rows = kit.read((FAULT / "notice.pdf").read_bytes(), "notice.pdf")
    assert rows["sources"][0]["second_reader"] == "pdfplumber"
    assert said(only(rules.sum01(rows))) == (
        "two readings of the characters agree, so the notice contradicts itself",
        "两次识读一致，属原文自相矛盾",
    )


def test_a_pdf_whose_second_reading_differs_there_is_in_doubt(
    kit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(monkeypatch, "6", "8")
    rows = kit.read((FAULT / "notice.pdf").read_bytes(), "notice.pdf")
    en, zh = said(only(rules.sum01(rows)))
    # The row is 18 + 36 + 21 + 13, printed 86.
    assert en == "the reading is in doubt: 36 was also read as 38"
    assert zh == "识读存疑：36 另一读取程序读为 38"


def test_a_second_reading_that_differs_elsewhere_leaves_the_notice_at_fault(
    kit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(monkeypatch, "教", "敎")
    rows = kit.read((FAULT / "notice.pdf").read_bytes(), "notice.pdf")
    assert [f for f in rows["findings"] if f["rule"] == "RDR01"]
    assert said(only(rules.sum01(rows)))[1] == "两次识读一致，属原文自相矛盾"


def test_contradictions_of_the_prose_are_read_twice_too(kit: Any) -> None:
    rows = kit.read((SAMPLES / "fault-parts-2023" / "notice.pdf").read_bytes(), "notice.pdf")
    assert said(only(rules.prt01(rows)))[1] == "两次识读一致，属原文自相矛盾"


def test_numbers_of_the_prose_that_were_read_otherwise_are_in_doubt(
    kit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(monkeypatch, "46", "45")
    misread(monkeypatch, "6", "5")
    rows = kit.read((SAMPLES / "fault-parts-2023" / "notice.pdf").read_bytes(), "notice.pdf")
    assert said(only(rules.prt01(rows)))[0].startswith("the reading is in doubt: ")


def test_a_pdf_that_was_read_once_is_in_doubt(kit: Any) -> None:
    rows = kit.read((FAULT / "notice.pdf").read_bytes(), "notice.pdf")
    once = [row | {"second_reader": None} for row in rows["sources"]]
    assert said(only(rules.sum01(rows | {"sources": once})))[0] == (
        "the reading is in doubt: there is no second reading of all pages"
    )


def test_findings_that_compare_no_numbers_say_nothing_of_readings(kit: Any) -> None:
    found = kit.judged(rules.max02, kit.replace(kit.good, maxima=[40, 30, 25]))
    assert said(only(found)) == ("", "")


def test_what_follows_from_another_finding_says_nothing_of_readings(kit: Any) -> None:
    found = kit.judged(rules.rnk01, kit.altered(3, total=94))
    assert {row["cause"] for row in found} == {"SUM01"}
    assert not [row for row in found if "自相矛盾" in row["message_zh"]]


def test_every_wording_stands_in_both_languages() -> None:
    said = vocabulary("readings")
    assert set(said) == {"plain", "agree", "differ", "otherwise", "once"}
    for en, zh in ((one["en"], one["zh"]) for one in said.values()):
        assert en.startswith("; ")
        assert zh.startswith("；")
        assert en.count("{") == zh.count("{")


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ({"x0": 60.0, "x1": 70.0}, "the reading is in doubt: 3 was also read as 8"),
        ({"top": 90.0, "bottom": 95.0}, "two readings of the characters agree"),
        ({"page": 2}, "two readings of the characters agree"),
    ],
    ids=["the rank's cell, in the row", "another row", "another page"],
)
def test_a_rank_is_in_doubt_where_its_row_was_read_otherwise(
    kit: Any, place: dict[str, Any], verdict: str
) -> None:
    """The place of a rank is not published: it stands in the row of its unit."""
    lines = [list(line) for line in kit.good.rows]
    lines[1][0], lines[2][0] = 3, 2
    rows = kit.rows(kit.notice(tables=[kit.replace(kit.good, rows=lines)]))
    twice = [
        row | {"method": "text layer", "second_reader": "pdfplumber"} for row in rows["sources"]
    ]
    box = {"page": 1, "x0": 60.0, "top": 2.0, "x1": 70.0, "bottom": 4.0}
    dispute = {"rule": "RDR01", "source_id": rows["sources"][0]["source_id"]}
    dispute |= box | {"found": "3", "expected": "8"} | place
    found = rules.rnk01(rows | {"sources": twice, "findings": [dispute]})
    assert len(found) == 2
    assert all(verdict in row["message_en"] for row in found)
