"""The real notice that the design starts from: facts and figures, read where the file lies.

The notice is not part of the project; without it these tests are skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from parsers.notice import parse
from parsers.readers import read, read_bytes
from pipeline.check import check
from pipeline.cli import main
from schemas.findings import Finding
from schemas.notice import Notice, Relation, Status

SOURCE = Path(__file__).parent.parent.parent / "shared" / "notices" / "huangshigang-2022.txt"
pytestmark = [
    pytest.mark.skipif(not SOURCE.exists(), reason="the real notice is not at hand"),
    pytest.mark.filterwarnings("ignore:module 'sre_"),  # imported by great_expectations
]

# value, unit, parent of the part
STATISTICS = [
    ("22", "个", None),
    ("5", "个", None),
    ("98", "条", None),
    ("30", "条", None),
    ("1082", "条", None),
    ("16", "条", None),
    ("8", "篇", 5),
    ("6", "篇", 5),
    ("1", "篇", 5),
    ("1", "篇", 5),
    ("2", "倍", 5),
    ("10", "件", None),
    ("1", "个", None),
    ("3", "个", None),
    ("27", "个", None),
    ("22", "个", 14),
    ("5", "个", 14),
    ("6", "次", None),
]


@cache
def text() -> str:
    return SOURCE.read_text("utf-8")


@cache
def notice() -> Notice:
    return parse(read(SOURCE))


@cache
def findings() -> list[Finding]:
    return [item.finding for item in check([SOURCE]).found]


def test_metadata_are_those_of_the_notice() -> None:
    data = notice().metadata
    assert data.title is not None
    assert data.issuer is not None
    lines = [line for line in text().splitlines() if line]
    assert data.title.text == lines[1].replace(" ", "")
    assert data.issuer.text == lines[0]
    assert data.issued_on == date(2023, 2, 10)
    assert data.data_year == 2022
    assert data.region_code == "420202"
    assert data.addressees == tuple(re.split("[，、]", lines[2].rstrip("：")))


def test_both_attachments_are_listed_with_their_groups_and_present() -> None:
    groups = re.findall("排名表（(.+)）", text())
    found = [(entry.number, entry.group) for entry in notice().metadata.attachments]
    assert found == [(1, groups[0]), (2, groups[1])]
    assert all(entry.is_present for entry in notice().metadata.attachments)


def test_two_rankings_hold_80_scores_and_17_totals_all_proved() -> None:
    rankings = [table.rankings for table in notice().tables if table.kind == "ranking"]
    assert [len(rows) for rows in rankings] == [5, 12]
    rows = [row for table in rankings for row in table]
    scores = [score.status for row in rows for score in row.scores]
    totals = [row.total.status for row in rows if row.total]
    assert Counter(scores) == {Status.PROVED: 80}
    assert Counter(totals) == {Status.PROVED: 17}


def test_eleven_maxima_are_read_table_by_table() -> None:
    maxima = [
        [int(column.max_score) for column in table.columns if column.max_score is not None]
        for table in notice().tables
    ]
    assert maxima == [[35, 5, 40, 20, 100], [25, 40, 5, 20, 10, 100]]


def test_rows_are_read_cell_for_cell() -> None:
    printed = [line.split("\t") for line in text().splitlines() if re.match(r"\d+\t", line)]
    rows = [row for table in notice().tables for row in table.rankings]
    found = [
        [row.rank_printed, row.unit, *[score.printed for score in row.scores], row.total.printed]
        for row in rows
        if row.total
    ]
    assert found == printed


def test_statistics_are_these_18_and_no_other_number() -> None:
    found = [
        (format(item.value.normalize(), "f"), item.unit, item.parent)
        for item in notice().statistics
    ]
    assert found == STATISTICS


@pytest.mark.parametrize(
    ("index", "metric"),
    [
        (0, "部门"),
        (1, "街道"),
        (2, "政策文件"),
        (3, "信息噪音"),
        (4, "基层领域信息"),
        (5, "政策解读"),
        (6, "图文解读"),
        (7, "文字解读"),
        (8, "音频解读"),
        (9, "视频解读"),
        (11, "依申请公开"),
        (12, "专栏"),
        (13, "栏目页面"),
        (14, "专栏"),
        (17, "征集活动"),
    ],
)
def test_statistics_are_bound_to_what_they_count(index: int, metric: str) -> None:
    item = notice().statistics[index]
    assert metric in f"{item.subject or ''} {item.metric}"


def test_both_wholes_and_their_parts_are_proved() -> None:
    items = notice().statistics
    for whole in (5, 14):
        parts = [i for i in items if i.parent == whole and i.relation is Relation.PART_OF]
        assert sum(part.value for part in parts) == items[whole].value
        assert {part.status for part in (items[whole], *parts)} == {Status.PROVED}


def test_doubling_is_a_factor_against_last_year() -> None:
    item = notice().statistics[10]
    assert (str(item.kind), item.relation) == ("factor", Relation.CHANGE_OF)
    assert item.base is not None
    assert "去年" in item.base


def test_requests_belong_to_2022() -> None:
    assert "2022" in (notice().statistics[11].period or "")


def test_findings_are_one_count_two_ties_and_three_seams() -> None:
    found = [(f.rule, f.severity, f.table) for f in findings()]
    assert Counter(found) == {
        ("CNT01", "warning", 2): 1,
        ("RNK02", "warning", 2): 2,
        ("TXT01", "info", None): 3,
    }


def test_one_seam_repeats_its_last_words() -> None:
    seams = [f for f in findings() if f.rule == "TXT01"]
    assert sum("《中华人民共和" in (f.found or "") for f in seams) == 1


def changes(every: bool) -> list[tuple[int, int, int, str]]:
    """Return (table, row, offset, digit) for every single-digit change in scores and totals."""
    result = []
    table = row = 0
    for line in re.finditer(r"^(排名|\d+)\t.*$", text(), re.MULTILINE):
        if line[1] == "排名":
            table, row = table + 1, 0
            continue
        row += 1
        first = text().index("\t", text().index("\t", line.start()) + 1)
        for at in range(first, line.end()):
            if text()[at].isdigit():
                others = [digit for digit in "0123456789" if digit != text()[at]]
                chosen = others if every else [others[at % 9]]
                result += [(table, row, at, digit) for digit in chosen]
    return result


def test_any_single_digit_changed_in_a_score_or_total_contradicts_its_row() -> None:
    # The table's own annex alone: the rest costs time and has no part in this.
    starts = [text().index("附件一"), text().rindex("附件二"), len(text())]
    missed = []
    for table, row, at, digit in changes(every=True):
        start, end = starts[table - 1 : table + 1]
        changed = text()[start:at] + digit + text()[at + 1 : end]
        (read_again,) = parse(read_bytes(changed.encode(), "changed.txt")).tables
        ranked = read_again.rankings
        total = ranked[row - 1].total
        if total is None or total.status is not Status.CONTRADICTED:
            missed.append((table, row, at, digit))
    assert missed == []


def test_check_names_the_row_of_every_changed_cell(tmp_path: Path) -> None:
    chosen = changes(every=False)[::4]
    for table, row, at, digit in chosen:
        path = tmp_path / f"{table}-{row}-{at}.txt"
        path.write_text(text()[:at] + digit + text()[at + 1 :], "utf-8")
    named = {
        (item.path, item.finding.table, item.finding.row)
        for item in check([tmp_path]).found
        if item.finding.severity == "error"
    }
    assert {(f"{t}-{row}-{at}.txt", t, row) for t, row, at, _ in chosen} <= named


def test_check_exits_with_1_when_a_digit_was_changed(tmp_path: Path) -> None:
    _, _, at, digit = changes(every=False)[40]
    path = tmp_path / "changed.txt"
    path.write_text(text()[:at] + digit + text()[at + 1 :], "utf-8")
    assert main(["check", str(path)]) == 1


def test_check_exits_with_0_on_the_notice_itself() -> None:
    assert main(["check", str(SOURCE)]) == 0


def test_totals_are_exact_decimals() -> None:
    totals = [row.total.value for table in notice().tables for row in table.rankings if row.total]
    assert all(isinstance(total, Decimal) for total in totals)
