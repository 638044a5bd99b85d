"""Notice or reader: what a contradiction says of its readings. All notices are invented."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from parsers.readers import pdf
from pipeline import rules
from pipeline.rows import Row
from pipeline.rules.readings import tells_of_reading
from schemas.notice import PartForm, Status, TotalRule
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
    found = kit.judged(tells_of_reading(rules.max02), kit.replace(kit.good, maxima=[40, 30, 25]))
    assert said(only(found)) == ("", "")


def test_of_several_findings_only_the_contradictions_tell_of_readings(kit: Any) -> None:
    """The third total is wrong; the two units before it are displaced by it alone."""
    totals = (95, 93, 97, 81, 80, 78, 75)
    lines = [(n, f"第{n}局", [total - 50, 40, 10], total) for n, total in enumerate(totals, 1)]
    table = kit.replace(kit.good, rows=lines, rule=TotalRule.NONE)
    found = kit.judged(rules.rnk01, table)
    assert [(row["cause"], "自相矛盾" in row["message_zh"]) for row in found] == [
        ("RNK01", False),
        ("RNK01", False),
        (None, True),
    ]


def test_without_its_source_nothing_is_said_of_a_reading(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(2, total=92)]))
    assert said(only(rules.sum01(rows)))[0] == "the notice contradicts itself"
    assert said(only(rules.sum01(rows | {"sources": []}))) == ("", "")


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
    # What another rule says of the place is no other reading of it.
    found = rules.rnk01(rows | {"sources": twice, "findings": [dispute | {"rule": "UNR01"}]})
    assert all("two readings of the characters agree" in row["message_en"] for row in found)


_SUMS = (
    "青禾区人民政府办公室关于2023年度考核情况的通报\n各街道办事处：\n通报如下。\n"
    "青禾区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
    "排名 单位 主动 依申请 小计 平台 总分\n1 东湖街道 30 20 50 45 95\n"
    "2 南浦街道 28 20 48 44 92\n{}\n4 西山街道 26 18 44 40 84\n"
)


def read_twice(rows: dict[str, Any], **told: Any) -> dict[str, Any]:
    """Return rows of a PDF whose seventh page two readers read otherwise."""
    sources = [
        row | {"method": "text layer", "second_reader": "pdfplumber"} for row in rows["sources"]
    ]
    dispute = {"rule": "RDR01", "source_id": rows["sources"][0]["source_id"], "page": 7}
    dispute |= {"top": None, "found": "3", "expected": "8"} | told
    return rows | {"sources": sources, "findings": [dispute]}


def doubted(kit: Any, rule: Any, text: str, dataset: str, prefix: str = "") -> list[int]:
    """Return at which rows of a dataset, from 0, another reading puts a rule's finding in doubt.

    Each row is moved to a page of its own in turn, and two readers differ on that page.
    """
    rows = read_twice(kit.read(text.replace(" ", "\t")))
    places = []
    for place, moved in enumerate(rows[dataset]):
        changed = list(rows[dataset])
        changed[place] = moved | {f"{prefix}page": 7}
        row = only(rule(rows | {dataset: changed}))
        if "was also read as" in row["message_en"]:
            places.append(place)
    return places


def test_a_row_is_in_doubt_by_each_of_its_cells_and_by_no_others(kit: Any) -> None:
    total = _SUMS.format("3 中和街道 27 19 46 43 88")
    assert doubted(kit, rules.sum01, total, "scores") == [8, 9, 10, 11]
    assert doubted(kit, rules.sum01, total, "rankings", "total_") == [2]
    subtotal = _SUMS.format("3 中和街道 27 19 47 43 89")
    assert doubted(kit, rules.sum01, subtotal, "scores") == [8, 9, 10, 11]
    assert doubted(kit, rules.sum01, subtotal, "rankings") == [2]


def test_a_column_is_in_doubt_by_each_of_its_cells_and_by_its_sum(kit: Any) -> None:
    sums = _SUMS.format("3 中和街道 27 19 46 43 89") + " 合计 {} {}\n"
    scores = sums.format("111 77 188 171", "360")
    assert doubted(kit, rules.sum02, scores, "scores") == [3, 7, 11, 15]
    assert doubted(kit, rules.sum02, scores, "rankings", "total_") == []
    assert doubted(kit, rules.sum02, scores, "indicators", "sum_") == [5]
    totals = sums.format("111 77 188 172", "361")
    assert doubted(kit, rules.sum02, totals, "rankings", "total_") == [0, 1, 2, 3]
    assert doubted(kit, rules.sum02, totals, "scores") == []


def test_a_column_is_not_in_doubt_by_the_totals_of_another_table(kit: Any) -> None:
    sums = _SUMS.format("3 中和街道 27 19 46 43 89") + " 合计 111 77 188 172 361\n"
    rows = read_twice(kit.read(sums.replace(" ", "\t")))
    other = rows["rankings"][0] | {"table_id": "another", "total_page": 7}
    found = rules.sum02(rows | {"rankings": [*rows["rankings"], other]})
    assert "two readings of the characters agree" in only(found)["message_en"]


def test_the_ranks_of_a_table_are_in_doubt_by_each_of_its_rows(kit: Any) -> None:
    ranks = _SUMS.format("3 中和街道 27 19 46 43 89").replace("4 西山", "6 西山")
    assert doubted(kit, rules.rnk03, ranks, "rankings") == [0, 1, 2, 3]
    assert doubted(kit, rules.rnk03, ranks, "rankings", "total_") == [0, 1, 2, 3]


_PROSE = (
    "青禾区人民政府办公室关于2023年度政务公开工作情况的通报\n各街道办事处：\n{}\n"
    "青禾区人民政府办公室\n2024年1月15日\n"
)


@pytest.mark.parametrize(
    ("prose", "rule", "places"),
    [
        ("全年发布解读27篇（图文类22篇、视频类6篇）。办件9件。", rules.prt01, [0, 1, 2]),
        ("办件9件。受理诉求200件，其中投诉类110件，占总数的54%。", rules.shr01, [1, 2, 3]),
        ("办件9件。全年受理案件由20件增至35件，增长70%。", rules.chg01, [1, 2, 3]),
    ],
)
def test_a_number_of_the_prose_is_in_doubt_by_those_it_is_held_against(
    kit: Any, prose: str, rule: Any, places: list[int]
) -> None:
    assert doubted(kit, rule, _PROSE.format(prose), "statistics") == places


@pytest.mark.parametrize("unread", ["found", "expected"])
def test_another_reading_that_is_not_told_is_told_of_as_such(kit: Any, unread: str) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(2, total=92)]))
    row = only(rules.sum01(read_twice(rows, page=1, **{unread: None})))
    assert "None" not in row["message_en"]
    assert "in doubt" in row["message_en"]


def test_a_number_without_a_box_is_in_doubt_by_all_that_differs_on_its_page(kit: Any) -> None:
    rows = read_twice(
        kit.rows(kit.notice(tables=[kit.altered(2, total=92)])),
        page=1, x0=60.0, top=90.0, x1=70.0, bottom=95.0,
    )  # fmt: skip
    assert "readings of the characters agree" in only(rules.sum01(rows))["message_en"]
    bare = [row | {"top": None} for row in rows["scores"]]
    assert "was also read as" in only(rules.sum01(rows | {"scores": bare}))["message_en"]


@pytest.mark.parametrize(
    ("x0", "top", "x1", "bottom", "touches"),
    [
        (2.0, 3.0, 5.0, 6.0, True),
        (0.0, 0.0, 2.0, 3.0, True),
        (-1.0, 2.0, 1.0, 4.0, False),
        (3.0, 2.0, 5.0, 4.0, False),
        (-3.0, 2.0, -1.0, 4.0, False),
        (5.0, 2.0, 7.0, 4.0, False),
        (1.0, 0.0, 3.0, 2.0, False),
        (1.0, 4.0, 3.0, 6.0, False),
    ],
    ids=["into it", "into its other corner", "left edge", "right edge", "left of it", "right of it",
         "above it", "below it"],
)  # fmt: skip
def test_a_number_is_in_doubt_where_its_box_was_read_otherwise(
    kit: Any, x0: float, top: float, x1: float, bottom: float, *, touches: bool
) -> None:
    """Numbers made by hand stand from 1 to 3 across and from 2 to 4 down."""
    wrong = {"parent": 0, "status": Status.CONTRADICTED, "form": PartForm.COMPLETE}
    counted = [kit.counted(16, "解读", status=Status.CONTRADICTED)]
    counted += [kit.counted(value, "图文解读", **wrong) for value in (8, 6)]
    rows = kit.rows(kit.notice(counted=counted))
    row = only(rules.prt01(read_twice(rows, page=1, x0=x0, top=top, x1=x1, bottom=bottom)))
    assert ("was also read as" in row["message_en"]) is touches


def test_a_note_says_nothing_of_readings(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(2, total=92)]))
    bare = rules.sum01(rows | {"sources": []})
    told = tells_of_reading(lambda _data: [row | {"severity": "info"} for row in bare])
    assert said(only(told(rows))) == ("", "")


def test_the_numbers_behind_a_finding_are_looked_up_in_time_that_grows_with_the_notices(
    kit: Any,
) -> None:
    """Each finding went through the numbers of all notices."""
    wrong = {"parent": 0, "status": Status.CONTRADICTED, "form": PartForm.COMPLETE}
    counted = [kit.counted(16, "解读", status=Status.CONTRADICTED)]
    counted += [kit.counted(value, "图文解读", **wrong) for value in (8, 6)]
    one = read_twice(kit.rows(kit.notice(counted=counted)), page=1, x0=8, top=8, x1=9, bottom=9)
    own = one["sources"][0]["source_id"]
    many: dict[str, list[Row]] = {name: [] for name in one}
    for number in range(2000):
        for name, part in one.items():
            many[name] += [
                {
                    k: v.replace(own, f"n{number}") if isinstance(v, str) else v
                    for k, v in row.items()
                }
                for row in part
            ]
    started = time.process_time()
    found = rules.prt01(many)
    assert time.process_time() - started < 4
    assert len(found) == 2000
    assert "readings of the characters agree" in found[0]["message_en"]
