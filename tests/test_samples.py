"""Every sample, read from its source files, gives what its ``expected.json`` declares."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parsers.notice import parse
from parsers.pages.pdfplumber_home import PlumberDocument
from parsers.readers import read
from parsers.readers.pdf import read_pdf
from pipeline.check import check
from samples import make_samples
from samples.source import expected as truth
from schemas.findings import Finding
from schemas.notice import Notice, NoticeTable, RankedUnit, Score, Statistic

SAMPLES = Path(__file__).parent.parent / "samples"
SOURCES = sorted(SAMPLES.glob("*/notice*"))

_FOLDED = str.maketrans("（）＜＞", "()<>")

each_source = pytest.mark.parametrize(
    "source", SOURCES, ids=[f"{path.parent.name}/{path.name}" for path in SOURCES]
)
each_notice = pytest.mark.parametrize(
    "declared", make_samples.NOTICES, ids=[notice.name for notice in make_samples.NOTICES]
)


@cache
def parsed(source: Path) -> Notice:
    return parse(read(source))


@cache
def findings() -> dict[str, list[Finding]]:
    """Check all samples in one run; return their findings by path within ``samples``."""
    by_path: dict[str, list[Finding]] = {}
    for item in check([SAMPLES]).found:
        by_path.setdefault(item.path or "", []).append(item.finding)
    return by_path


def expected(source: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((source.parent / "expected.json").read_text("utf-8"))
    return data


def differences(want: Any, have: Any, path: str = "") -> list[str]:
    """Return one line for each place where the two differ: where, expected, found."""
    if isinstance(want, dict) and isinstance(have, dict):
        lines = [differences(want[key], have.get(key), f"{path}.{key}") for key in want]
        return [line for part in lines for line in part]
    if isinstance(want, list) and isinstance(have, list):
        lines = [
            differences(a, b, f"{path}[{i}]")
            for i, (a, b) in enumerate(zip(want, have, strict=False))
        ]
        if len(want) != len(have):
            lines.append([f"{path}: expected {len(want)} entries, found {len(have)}"])
            lines.append([f"  not found: {entry}" for entry in want[len(have) :]])
            lines.append([f"  in excess: {entry}" for entry in have[len(want) :]])
        return [line for part in lines for line in part]
    return [] if want == have else [f"{path.lstrip('.')}: expected {want!r}, found {have!r}"]


def same(want: Any, have: Any) -> None:
    """Fail with all differences, one a line."""
    lines = differences(want, have)
    assert not lines, "\n" + "\n".join(lines)


def folded(text: str | None) -> str | None:
    """Return a text without blanks and with half-width brackets, as titles are compared."""
    return None if text is None else "".join(text.translate(_FOLDED).split())


def number(text: str | None) -> str | None:
    """Return a decimal in one form: 98.0 and 98 are the same number."""
    return None if text is None else format(Decimal(text).normalize(), "f")


def metadata_found(notice: Notice) -> dict[str, Any]:
    data = notice.metadata
    printed = {"title": data.title, "issuer": data.issuer, "document_number": data.document_number}
    return {
        **{name: value and folded(value.text) for name, value in printed.items()},
        "issued_on": data.issued_on and data.issued_on.isoformat(),
        "data_year": data.data_year,
        "addressees": [folded(addressee) for addressee in data.addressees],
        "region_code": data.region_code,
        "attachments": [
            {"number": entry.number, "title": folded(entry.title), "group": folded(entry.group)}
            for entry in data.attachments
        ],
    }


def metadata_wanted(data: dict[str, Any]) -> dict[str, Any]:
    return {
        **data,
        "title": folded(data["title"]),
        "addressees": [folded(addressee) for addressee in data["addressees"]],
        "attachments": [
            {**entry, "title": folded(entry["title"]), "group": folded(entry["group"])}
            for entry in data["attachments"]
        ],
    }


def value(score: Score | None) -> str | None:
    return None if score is None or score.value is None else number(str(score.value))


def row_found(row: RankedUnit) -> dict[str, Any]:
    return {
        "rank": None if row.rank is None else str(row.rank),
        "unit": row.unit,
        "scores": [value(score) for score in row.scores],
        "total": value(row.total),
    }


def row_wanted(row: dict[str, Any]) -> dict[str, Any]:
    scores = [number(score) for score in row["scores"]]
    return {**row, "scores": scores, "total": number(row["total"])}


def table_found(table: NoticeTable) -> dict[str, Any]:
    return {
        "title": folded(table.title),
        "group": folded(table.group),
        "total_rule": str(table.total_rule),
        "columns": [
            {
                "name": column.name,
                "role": str(column.role),
                "max_score": None if column.max_score is None else number(str(column.max_score)),
            }
            for column in table.columns
        ],
        "rows": [row_found(row) for row in table.rankings],
    }


def table_wanted(table: dict[str, Any]) -> dict[str, Any]:
    return {
        **table,
        "title": folded(table["title"]),
        "group": folded(table["group"]),
        "columns": [
            {**column, "max_score": number(column["max_score"])} for column in table["columns"]
        ],
        "rows": [row_wanted(row) for row in table["rows"]],
    }


def statistic_found(item: Statistic) -> dict[str, Any]:
    return {
        "value": number(str(item.value)),
        "unit": item.unit,
        "kind": str(item.kind),
        "bound": str(item.bound),
        "parent": item.parent,
        "relation": None if item.relation is None else str(item.relation),
        "is_result": item.is_result,
    }


def statistic_wanted(item: dict[str, Any]) -> dict[str, Any]:
    kept = {name: item[name] for name in ("unit", "kind", "bound", "parent", "relation")}
    return {
        "value": number(item["value"]),
        **kept,
        "is_result": item.get("is_result", True),
    }


def counted(findings: Iterable[tuple[Any, ...]]) -> list[str]:
    return sorted(f"{key} ×{n}" for key, n in Counter(findings).items())


def same_findings(want: list[dict[str, Any]], have: Iterable[Finding]) -> None:
    """Compare as multisets; a row that the sample does not name is not compared."""
    named = {entry["rule"] for entry in want if "row" in entry}
    wanted = [(e["rule"], e["severity"], e.get("table"), e.get("row")) for e in want]
    found = [(f.rule, f.severity, f.table, f.row if f.rule in named else None) for f in have]
    same(counted(wanted), counted(found))


@each_source
def test_metadata_are_as_declared(source: Path) -> None:
    same(metadata_wanted(expected(source)["metadata"]), metadata_found(parsed(source)))


@each_source
def test_tables_are_as_declared_cell_for_cell(source: Path) -> None:
    found = [table for table in parsed(source).tables if table.kind == "ranking"]
    wanted = expected(source)["tables"]
    same([table_wanted(table) for table in wanted], [table_found(table) for table in found])


@each_source
def test_printed_cells_are_kept_beside_their_values(source: Path) -> None:
    found = [table for table in parsed(source).tables if table.kind == "ranking"]
    for table, wanted in zip(found, expected(source)["tables"], strict=True):
        for row, want in zip(table.rankings, wanted["rows"], strict=True):
            assert [score.printed for score in row.scores] == want["scores"]
            assert row.total is not None
            assert row.total.printed == want["total"]


@each_source
def test_statistics_are_as_declared_with_their_parents(source: Path) -> None:
    wanted = expected(source)["statistics"]
    found = parsed(source).statistics
    same([statistic_wanted(item) for item in wanted], [statistic_found(item) for item in found])


@each_source
def test_statistics_are_bound_to_the_declared_metric_and_period(source: Path) -> None:
    lines = []
    for want, have in zip(expected(source)["statistics"], parsed(source).statistics, strict=False):
        if want["metric"] and want["metric"] not in (folded(have.metric) or ""):
            lines.append(f"{have.printed}: expected metric {want['metric']}, found {have.metric}")
        if "period" in want and want["period"] not in (have.period or ""):
            lines.append(f"{have.printed}: expected period {want['period']}, found {have.period}")
    assert not lines, "\n" + "\n".join(lines)


@each_source
@pytest.mark.filterwarnings("ignore:module 'sre_")  # imported by great_expectations
def test_findings_are_as_declared(source: Path) -> None:
    found = findings().get(source.relative_to(SAMPLES).as_posix(), [])
    same_findings(expected(source)["findings"], found)


@pytest.mark.filterwarnings("ignore:module 'sre_")  # imported by great_expectations
def test_the_corpus_as_a_whole_gives_no_further_findings() -> None:
    names = {source.relative_to(SAMPLES).as_posix() for source in SOURCES}
    assert set(findings()) <= names


@each_source
def test_every_score_of_a_paged_source_has_page_and_box(source: Path) -> None:
    paged = source.suffix == ".pdf"
    for table in parsed(source).tables:
        for row in table.rankings:
            for score in row.scores:
                assert (score.where.box is not None) == paged
                assert score.where.page >= 1


def test_radicals_of_the_pdf_printed_by_chromium_are_repaired() -> None:
    """pdfium reads characters where pdfminer reads radicals; the two readings agree."""
    data = (SAMPLES / "qinghe-2023" / "notice.pdf").read_bytes()
    with PlumberDocument(data) as second:
        page = second.page(1)
    assert page is not None
    assert re.search("[\u2e80-\u2fdf]", "".join(glyph.text for glyph in page.glyphs))
    document = read_pdf(data, "notice.pdf", second="always")
    assert document.findings == ()
    repaired = [line.text for page in document.pages for line in page.lines]
    repaired += [c.text for page in document.pages for table in page.tables for c in table.cells]
    assert not [text for text in repaired if re.search("[\u2e80-\u2fdf]", text)]


def test_tables_over_a_page_end_are_there_with_and_without_a_repeated_header() -> None:
    for name, pages, last in (("qinghe-2022", 2, "区林业局"), ("baishi-2022", 2, "县公交公司")):
        table = parsed(SAMPLES / name / "notice.pdf").tables[-1]
        assert len(table.pages) == pages
        assert table.joins
        assert table.rankings[-1].unit == last


@each_notice
def test_committed_files_are_what_the_script_declares(declared: Any) -> None:
    for name, data in make_samples.contents(declared).items():
        committed = (SAMPLES / declared.name / name).read_bytes()
        if name == "expected.json":
            same(json.loads(data), json.loads(committed))
        assert committed == data, f"{declared.name}/{name}: run python samples/make_samples.py"


@each_notice
def test_only_planted_faults_are_in_the_truth(declared: Any) -> None:
    truth.check_truth(declared)


def test_every_sample_folder_is_declared_and_says_that_it_is_invented() -> None:
    folders = {path.parent.name for path in SAMPLES.glob("*/expected.json")}
    assert folders == {notice.name for notice in make_samples.NOTICES}
    for folder in folders:
        assert "INVENTED" in (SAMPLES / folder / "origin.md").read_text("utf-8")
