"""`Notice` to rows: plain dicts with the columns of `schemas.datasets`, keyed by dataset name.

Ids follow from the bytes of the source and the position in the notice, so the same input has the
same ids on every machine and in every order. Nothing is judged here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from schemas.document import Document
from schemas.findings import Finding, finding
from schemas.notice import (
    Column,
    Notice,
    NoticeTable,
    RankedUnit,
    Role,
    Score,
    Statistic,
    Status,
    Summary,
)
from schemas.places import Provenance

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]

_EDGES = ("x0", "top", "x1", "bottom")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """An input as the build found it: path relative to the input folder, with ``/``."""

    source_id: str
    path: str
    sha256: str
    byte_count: int


def source_id_of(sha256: str, copy: int = 1) -> str:
    """Return the id of the source with these bytes; the second copy gets ``-d2`` and so on."""
    return sha256[:16] if copy == 1 else f"{sha256[:16]}-d{copy}"


def unit_id_of(region_code: str | None, name: str) -> str | None:
    """Return the id of a unit; ``None`` without a region, since names repeat over regions."""
    if not name or region_code is None:
        return None
    return "u" + hashlib.sha256(f"{region_code}\0{name}".encode()).hexdigest()[:16]


def place_columns(where: Provenance | None, prefix: str = "") -> Row:
    """Return the place columns of a row; all ``None`` without a place."""
    box = where.box if where is not None else None
    row: Row = {f"{prefix}page": where.page if where else None}
    row |= {f"{prefix}{edge}": getattr(box, edge) if box else None for edge in _EDGES}
    row[f"{prefix}char_start"] = where.span.start if where else None
    row[f"{prefix}char_end"] = where.span.end if where else None
    return row


def ratio(value: Decimal | None, maximum: Decimal | None) -> float | None:
    """Return value / maximum, ``None`` when one is absent or the maximum is not positive."""
    if value is None or maximum is None or maximum <= 0:
        return None
    return float(value / maximum)


def fits(value: Decimal | None, precision: int, scale: int) -> bool:
    """Tell whether a decimal column of this precision and scale holds the value exactly."""
    if value is None:
        return True
    exponent = value.normalize().as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -exponent <= scale
        and abs(value) < Decimal(10) ** (precision - scale)
    )


def empty_rows() -> Rows:
    """Return one empty list for each dataset that a source can fill."""
    names = ("sources", "notices", "tables", "indicators", "rankings", "scores", "statistics")
    return {name: [] for name in (*names, "findings")}


class _Cutter:
    """Writes exact values, and notes the ones that no column can hold exactly."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def points(self, value: Decimal | None, column: str, subject: str) -> Decimal | None:
        return self._exact(value, column, subject, (12, 4))

    def number(self, value: Decimal | None, column: str, subject: str) -> Decimal | None:
        return self._exact(value, column, subject, (28, 6))

    def _exact(
        self, value: Decimal | None, column: str, subject: str, size: tuple[int, int]
    ) -> Decimal | None:
        if fits(value, *size):
            return value
        self.findings.append(
            finding("SYS01", "precision", subject=subject, found=value, column_name=column)
        )
        return None


def notice_rows(notice: Notice, document: Document, source: SourceFile) -> Rows:
    """Return the rows of one source that was read, for every dataset but ``units``.

    The rows carry ``data_year`` beside their columns: the partition they belong to.
    """
    rows = empty_rows()
    notice_id = source.source_id
    cutter = _Cutter()
    for number, table in enumerate(notice.tables, start=1):
        _add_table(rows, notice, notice_id, number, table, cutter)
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
        "subject": item.subject,
        "expected": item.expected,
        "found": item.found,
        "cause": item.cause,
        "message_en": item.message_en,
        "message_zh": item.message_zh,
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


def unit_rows(
    rankings: Sequence[Row], notices: Sequence[Row], years: Sequence[int | None]
) -> list[Row]:
    """Gather the units that rankings name; ``years[i]`` is the data year of ``rankings[i]``.

    Aliases and function codes stay null: every printed name is a unit of its own here.
    """
    regions = {row["notice_id"]: (row["region_code"], row["region_name"]) for row in notices}
    units: dict[str, Row] = {}
    for row, year in zip(rankings, years, strict=True):
        unit_id = row["unit_id"]
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
    reasons: dict[str, str | None] = {}
    if unread:
        reasons = {"reason_en": "cells are not readable", "reason_zh": "有单元格无法识读"}
    if not has_values:
        outcome = "no data"
        reasons = {
            "reason_en": "no ranking table and no number in the prose was found",
            "reason_zh": "未发现排名表，正文中也未发现数字",
        }
    return source_row(
        source,
        outcome,
        **reasons,
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


def _add_table(  # one table fills four datasets
    rows: Rows, notice: Notice, notice_id: str, number: int, table: NoticeTable, cutter: _Cutter
) -> None:
    table_id = f"{notice_id}-t{number}"
    keys = {"table_id": table_id, "notice_id": notice_id}
    total_column = next((c for c in table.columns if c.role is Role.TOTAL), None)
    label = table.title or f"table {number}"
    total_max = cutter.points(total_column.max_score if total_column else None, "total_max", label)
    rows["tables"].append(
        keys
        | {
            "table_number": number,
            "kind": table.kind,
            "title": table.title,
            "group_name": table.group,
            "attachment_number": table.attachment,
            "total_rule": table.total_rule.value,
            "rule_confirmed_count": table.rule_confirmed,
            "rank_rule": table.rank_rule,
            "row_count": len(table.rows),
            "ranking_count": len(table.rankings),
            "column_count": len(table.columns),
            "total_max": total_max,
            "total_cap": cutter.points(table.total_cap, "total_cap", label),
            "total_base": cutter.points(table.total_base, "total_base", label),
            "dropped_extremes": table.dropped_extremes,
            "total_digits": table.total_digits,
            "page_first": min(table.pages, default=table.where.page),
            "page_last": max(table.pages, default=table.where.page),
            "joins": "; ".join(table.joins) or None,
            "joins_zh": "；".join(table.joins_zh) or None,
            **place_columns(table.where),
        }
    )
    if table.kind != "ranking":
        return
    summed = {kind: _summed_cells(table, kind) for kind in ("sum", "mean")}
    for column in table.columns:
        row = keys | _indicator_row(table_id, column, cutter)
        for kind, cells in summed.items():
            row |= _summed_columns(f"{kind}_", cells.get(column.position), column, cutter)
        rows["indicators"].append(row)
    region = notice.metadata.region_code
    for ranked in table.rankings:
        row_keys = keys | {
            "ranking_id": f"{table_id}-r{ranked.row}",
            "row_number": ranked.row,
            "unit_id": unit_id_of(region, ranked.unit),
            "unit_name": ranked.unit,
        }
        rows["rankings"].append(row_keys | _ranking_row(ranked, total_max, cutter))
        rows["scores"].extend(
            row_keys | _score_row(table_id, ranked, table.columns[score.column], score, cutter)
            for score in ranked.scores
        )


def _indicator_row(table_id: str, column: Column, cutter: _Cutter) -> Row:
    return {
        "indicator_id": f"{table_id}-c{column.position + 1}",
        "column_number": column.position + 1,
        "indicator_name": column.name,
        "indicator_printed": column.printed,
        "canonical_name": None,
        "role": column.role.value,
        "header_path": " / ".join(column.path),
        "max_score": cutter.points(column.max_score, "max_score", column.name),
        "weight": cutter.points(column.weight, "weight", column.name),
        **place_columns(column.where),
    }


def _summed_cells(table: NoticeTable, kind: str) -> dict[int, tuple[Summary, Score]]:
    """Return by column the cells of a table's row of sums (or means).

    Of several such rows (小计 beside 合计) the one that was held against the units, else the first.
    """
    rows = [summary for summary in table.summaries if summary.kind == kind]
    judged = (s for s in rows if any(c.status is not Status.UNCHECKED for c in s.scores))
    row = next(judged, rows[0] if rows else None)
    return {} if row is None else {score.column: (row, score) for score in row.scores}


def _summed_columns(
    prefix: str, cell: tuple[Summary, Score] | None, column: Column, cutter: _Cutter
) -> Row:
    if cell is None:
        names = ("label", "value", "printed", "status", "evidence")
        return {f"{prefix}{name}": None for name in names} | place_columns(None, prefix)
    summary, score = cell
    return {
        f"{prefix}label": summary.label,
        f"{prefix}value": cutter.points(score.value, f"{prefix}value", column.name),
        f"{prefix}printed": score.printed,
        f"{prefix}status": score.status.value,
        f"{prefix}evidence": score.evidence,
        **place_columns(score.where, prefix),
    }


def _ranking_row(ranked: RankedUnit, total_max: Decimal | None, cutter: _Cutter) -> Row:
    total = ranked.total
    value = cutter.points(total.value if total else None, "total", ranked.unit)
    return {
        "rank": ranked.rank,
        "rank_printed": ranked.rank_printed,
        "rank_status": ranked.status.value,
        "total": value,
        "total_printed": total.printed if total else None,
        "total_max": total_max,
        "total_ratio": ratio(value, total_max),
        "total_status": total.status.value if total else None,
        "total_evidence": total.evidence if total else None,
        "computed_total": _rounded(ranked.computed_total),
        "proposed_total": cutter.points(
            total.proposed if total else None, "proposed_total", ranked.unit
        ),
        "proposed_because": total.proposed_because if total else None,
        "grade": ranked.grade,
        "remark": ranked.remark,
        **place_columns(ranked.unit_where),
        **place_columns(total.where if total else None, "total_"),
    }


def _rounded(value: Decimal | None) -> Decimal | None:
    """Round a computed value (a mean has no last digit) to the four decimals of its column."""
    return None if value is None else value.quantize(Decimal("0.0001"))


def _score_row(
    table_id: str, ranked: RankedUnit, column: Column, score: Score, cutter: _Cutter
) -> Row:
    value = cutter.points(score.value, "value", ranked.unit)
    maximum = column.max_score if fits(column.max_score, 12, 4) else None
    return {
        "score_id": f"{table_id}-r{ranked.row}-c{column.position + 1}",
        "indicator_id": f"{table_id}-c{column.position + 1}",
        "column_number": column.position + 1,
        "indicator_name": column.name,
        "role": column.role.value,
        "value": value,
        "value_printed": score.printed,
        "max_score": maximum,
        "score_ratio": ratio(value, maximum) if column.role is Role.SCORE else None,
        "status": score.status.value,
        "evidence": score.evidence,
        "proposed_value": cutter.points(score.proposed, "proposed_value", ranked.unit),
        "proposed_because": score.proposed_because,
        **place_columns(score.where),
    }


def _statistic_row(
    notice: Notice, notice_id: str, number: int, statistic: Statistic, cutter: _Cutter
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
