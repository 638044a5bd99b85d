"""`Notice` to rows: plain dicts with the columns of `schemas.datasets`, keyed by dataset name.

Ids follow from the bytes of the source and the position in the notice, so the same input has the
same ids on every machine and in every order. Nothing is judged here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.table_rows import add_table
from pipeline.values import Cutter, Row, Rows, finding_columns, place_columns, reason_columns
from schemas.document import Document
from schemas.findings import Finding
from schemas.notice import Notice, Statistic

__all__ = [
    "Row",
    "Rows",
    "SourceFile",
    "empty_rows",
    "finding_row",
    "notice_rows",
    "number_findings",
    "source_id_of",
    "source_row",
    "unit_rows",
    "unopened_id_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """An input as the build found it: path relative to the input folder, with ``/``.

    ``sha256`` and ``byte_count`` are ``None`` for a file that could not be opened.
    """

    source_id: str
    path: str
    sha256: str | None
    byte_count: int | None


def source_id_of(sha256: str, copy: int = 1) -> str:
    """Return the id of the source with these bytes; the second copy gets ``-d2`` and so on."""
    return sha256[:16] if copy == 1 else f"{sha256[:16]}-d{copy}"


def unopened_id_of(path: str) -> str:
    """Return the id of a source whose bytes cannot be had: it follows from its path."""
    return "path-" + hashlib.sha256(path.encode()).hexdigest()[:16]


def empty_rows() -> Rows:
    """Return one empty list for each dataset that a source can fill."""
    names = ("sources", "notices", "tables", "indicators", "rankings", "scores", "statistics")
    return {name: [] for name in (*names, "findings")}


def notice_rows(notice: Notice, document: Document, source: SourceFile) -> Rows:
    """Return the rows of one source that was read, for every dataset but ``units``.

    The rows carry ``data_year`` beside their columns: the partition they belong to.
    """
    rows = empty_rows()
    notice_id = source.source_id
    cutter = Cutter()
    for number, table in enumerate(notice.tables, start=1):
        add_table(rows, notice, notice_id, number, table, cutter)
    for number, statistic in enumerate(notice.statistics, start=1):
        rows["statistics"].append(_statistic_row(notice, notice_id, number, statistic, cutter))
    rows["notices"].append(_notice_row(notice, notice_id, source, rows))
    rows["sources"].append(_read_source_row(notice, document, source, notice_id))
    read = (*notice.findings, *cutter.findings)
    rows["findings"] = number_findings(
        finding_row(item, source_id=source.source_id, notice_id=notice_id) for item in read
    )
    for dataset in rows.values():
        for row in dataset:
            row["data_year"] = notice.metadata.data_year
    return rows


def source_row(source: SourceFile, outcome: str, **columns: object) -> Row:
    """Return the row of one input; what is not given is null, the year too."""
    return {
        "source_id": source.source_id,
        "path": source.path,
        "sha256": source.sha256,
        "byte_count": source.byte_count,
        "outcome": outcome,
        "data_year": None,
        **columns,
    }


def finding_row(
    item: Finding,
    *,
    source_id: str | None,
    notice_id: str | None,
    suite: str | None = None,
    dataset: str | None = None,
    row_id: str | None = None,
) -> Row:
    """Return a finding as a row, without its id (see `number_findings`)."""
    return {
        "source_id": source_id,
        "notice_id": notice_id,
        "rule": item.rule,
        "severity": item.severity,
        "suite": suite,
        "dataset": dataset,
        "row_id": row_id,
        "table_number": item.table,
        "row_number": item.row,
        "column_number": item.column,
        **finding_columns(item),
        **place_columns(item.where),
    }


def number_findings(rows: Iterable[Row]) -> list[Row]:
    """Give each finding an id made from what it says; equal ones of a notice are numbered."""
    seen: dict[str, int] = {}
    numbered = []
    for row in rows:
        said = "\0".join(f"{key}={row[key]}" for key in sorted(row) if key not in _UNSAID)
        digest = hashlib.sha256(said.encode()).hexdigest()[:12]
        copy = seen[digest] = seen.get(digest, 0) + 1
        owner = row["notice_id"] or row["source_id"] or "run"
        suffix = "" if copy == 1 else f"-{copy}"
        numbered.append({**row, "finding_id": f"{owner}-f{digest}{suffix}"})
    return numbered


# Messages may be reworded and the suite renamed without making it another finding.
_UNSAID = frozenset({"message_en", "message_zh", "suite", "severity", "finding_id", "data_year"})


def unit_rows(rankings: Sequence[Row], notices: Sequence[Row]) -> list[Row]:
    """Gather the units that rankings name, with the data years they are ranked in.

    Aliases and function codes stay null: every printed name is a unit of its own here.
    """
    regions = {row["notice_id"]: (row["region_code"], row["region_name"]) for row in notices}
    units: dict[str, Row] = {}
    for row in rankings:
        unit_id, year = row["unit_id"], row["data_year"]
        if unit_id is None:
            continue
        code, region = regions[row["notice_id"]]
        unit = units.setdefault(unit_id, _new_unit(unit_id, row["unit_name"], code, region))
        unit["ranking_count"] += 1
        if year is not None:
            unit["year_first"] = min(unit["year_first"] or year, year)
            unit["year_last"] = max(unit["year_last"] or year, year)
    return [units[key] for key in sorted(units)]


def _new_unit(unit_id: str, name: str, code: str, region: str | None) -> Row:
    return {
        "unit_id": unit_id,
        "unit_name": name,
        "function_code": None,
        "region_code": code,
        "region_name": region,
        "aliases": None,
        "year_first": None,
        "year_last": None,
        "ranking_count": 0,
    }


def _read_source_row(notice: Notice, document: Document, source: SourceFile, notice_id: str) -> Row:
    origin = document.pages[0].origin if document.pages else None
    has_values = bool(notice.statistics) or any(table.rankings for table in notice.tables)
    unread = any(item.rule == "UNR01" and item.severity == "error" for item in notice.findings)
    outcome = "partial" if unread else "read"
    if not has_values:
        outcome = "no data"
    return source_row(
        source,
        outcome,
        **({} if outcome == "read" else reason_columns(outcome)),
        notice_id=notice_id,
        reader=origin.reader if origin else None,
        reader_version=(origin.version or None) if origin else None,
        method=origin.method if origin else None,
        encoding=origin.encoding if origin else None,
        second_reader=_second_reader(document),
        page_count=len(document.pages),
    )


def _second_reader(document: Document) -> str | None:
    """Return the reader that read every page a second time, ``None`` when it read some or none."""
    readers = {page.origin.second for page in document.pages}
    return readers.pop() if len(readers) == 1 else None


def _notice_row(notice: Notice, notice_id: str, source: SourceFile, rows: Rows) -> Row:
    meta = notice.metadata
    return {
        "notice_id": notice_id,
        "source_id": source.source_id,
        "title": meta.title.text if meta.title else None,
        "issuer_name": meta.issuer.text if meta.issuer else None,
        "document_number": meta.document_number.text if meta.document_number else None,
        "document_type": meta.document_type,
        "addressees": "；".join(meta.addressees) or None,
        "issued_on": meta.issued_on,
        "issued_on_printed": meta.issued_on_printed.text if meta.issued_on_printed else None,
        "signature_printed": meta.signature.text if meta.signature else None,
        "data_period": meta.data_period,
        "region_code": meta.region_code,
        "region_name": meta.region_name,
        "attachment_count": len(meta.attachments),
        "section_count": len(notice.sections),
        "table_count": len(notice.tables),
        "ranking_count": len(rows["rankings"]),
        "statistic_count": len(notice.statistics),
        **place_columns(meta.title.where if meta.title else None),
    }


def _statistic_row(
    notice: Notice, notice_id: str, number: int, statistic: Statistic, cutter: Cutter
) -> Row:
    value = cutter.number(statistic.value, "value", statistic.printed)
    section = None if statistic.section is None else notice.sections[statistic.section]
    return {
        "statistic_id": f"{notice_id}-s{number}",
        "notice_id": notice_id,
        "statistic_number": number,
        "text": statistic.text,
        "value_printed": statistic.printed,
        "value": value,
        "value_high": cutter.number(statistic.value_high, "value_high", statistic.printed),
        "measure": statistic.unit,
        "scale": statistic.scale,
        "bound": statistic.bound.value,
        "kind": statistic.kind.value,
        "metric_name": statistic.metric,
        "subject": statistic.subject,
        "period": statistic.period,
        "base": statistic.base,
        "parent_id": _statistic_id(notice_id, statistic.parent),
        "relation": statistic.relation.value if statistic.relation else None,
        "part_list": statistic.part_list,
        "part_form": statistic.part_form.value if statistic.part_form else None,
        "multiplicity": statistic.multiplicity,
        "measured_id": _statistic_id(notice_id, statistic.measured),
        "basis_id": _statistic_id(notice_id, statistic.basis),
        "section_title": section.title if section else None,
        "is_result": statistic.is_result,
        "status": statistic.status.value,
        "evidence": statistic.evidence,
        **place_columns(statistic.where),
    }


def _statistic_id(notice_id: str, index: int | None) -> str | None:
    return None if index is None else f"{notice_id}-s{index + 1}"
