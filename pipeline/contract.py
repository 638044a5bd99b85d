"""``tongbao read --format json``: the two layers as plain data, which others rely on.

Numbers are strings of exact decimals; absent values are null. The JSON Schemas stand in
``schemas/notice.schema.json`` and ``schemas/document.schema.json``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from parsers.numbers import written
from pipeline.values import finding_columns
from schemas.document import Cell, Document, Line, Table
from schemas.findings import Finding
from schemas.notice import Notice, NoticeTable, Printed, RankedUnit, Score, Statistic
from schemas.places import Box, Provenance, Span

Json: TypeAlias = dict[str, Any]


def number(value: Decimal | None) -> str | None:
    """Return an exact decimal as text without exponent.

    >>> number(Decimal("1.080E+3"))
    '1080'
    """
    return None if value is None else written(value)


def _box(box: Box | None) -> list[float] | None:
    return None if box is None else [box.x0, box.top, box.x1, box.bottom]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _where(where: Provenance | None) -> Json | None:
    if where is None:
        return None
    return {"page": where.page, "box": _box(where.box), "span": _span(where.span)}


def _printed(item: Printed | None) -> str | None:
    return None if item is None else item.text


def notice_json(notice: Notice) -> Json:
    """Return the notice layer: notice, sections, tables, statistics, findings."""
    meta = notice.metadata
    return {
        "notice": {
            "title": _printed(meta.title),
            "issuer": _printed(meta.issuer),
            "document_number": _printed(meta.document_number),
            "document_type": meta.document_type,
            "addressees": list(meta.addressees),
            "issued_on": meta.issued_on.isoformat() if meta.issued_on else None,
            "issued_on_printed": _printed(meta.issued_on_printed),
            "signature": _printed(meta.signature),
            "attachments": [
                {
                    "number": item.number,
                    "title": item.title,
                    "group": item.group,
                    "is_present": item.is_present,
                }
                for item in meta.attachments
            ],
            "data_year": meta.data_year,
            "data_period": meta.data_period,
            "region_code": meta.region_code,
            "region_name": meta.region_name,
        },
        "sections": [
            {
                "level": section.level,
                "label": section.label,
                "title": section.title,
                "parent": section.parent,
                "where": _where(section.where),
            }
            for section in notice.sections
        ],
        "tables": [_table(table) for table in notice.tables],
        "statistics": [_statistic(statistic) for statistic in notice.statistics],
        "findings": [finding_json(item) for item in notice.findings],
    }


def _table(table: NoticeTable) -> Json:
    return {
        "kind": table.kind,
        "title": table.title,
        "group": table.group,
        "attachment": table.attachment,
        "pages": list(table.pages),
        "columns": [
            {
                "name": column.name,
                "printed": column.printed,
                "path": list(column.path),
                "role": column.role.value,
                "max_score": number(column.max_score),
                "weight": number(column.weight),
            }
            for column in table.columns
        ],
        "total_rule": table.total_rule.value,
        "rule_confirmed": table.rule_confirmed,
        "total_cap": number(table.total_cap),
        "total_base": number(table.total_base),
        "dropped_extremes": table.dropped_extremes,
        "total_digits": table.total_digits,
        "rank_rule": table.rank_rule,
        "rows": [list(row) for row in table.rows],
        "rankings": [_ranked(unit) for unit in table.rankings],
        "summaries": [
            {
                "kind": summary.kind,
                "label": summary.label,
                "scores": [_score(score) for score in summary.scores],
                "where": _where(summary.where),
            }
            for summary in table.summaries
        ],
        "joins": list(table.joins),
        "joins_zh": list(table.joins_zh),
        "where": _where(table.where),
    }


def _ranked(unit: RankedUnit) -> Json:
    return {
        "row": unit.row,
        "rank": unit.rank,
        "rank_printed": unit.rank_printed,
        "unit": unit.unit,
        "scores": [_score(score) for score in unit.scores],
        "total": _score(unit.total) if unit.total else None,
        "computed_total": number(unit.computed_total),
        "grade": unit.grade,
        "remark": unit.remark,
        "status": unit.status.value,
        "where": _where(unit.unit_where),
    }


def _score(score: Score) -> Json:
    return {
        "column": score.column,
        "value": number(score.value),
        "printed": score.printed,
        "status": score.status.value,
        "evidence": score.evidence,
        "proposed": number(score.proposed),
        "proposed_because": score.proposed_because,
        "where": _where(score.where),
    }


def _statistic(item: Statistic) -> Json:
    return {
        "text": item.text,
        "printed": item.printed,
        "subject": item.subject,
        "metric": item.metric,
        "value": number(item.value),
        "value_high": number(item.value_high),
        "unit": item.unit,
        "scale": number(item.scale),
        "bound": item.bound.value,
        "kind": item.kind.value,
        "period": item.period,
        "base": item.base,
        "parent": item.parent,
        "relation": item.relation.value if item.relation else None,
        "measured": item.measured,
        "basis": item.basis,
        "part_list": item.part_list,
        "part_form": item.part_form.value if item.part_form else None,
        "multiplicity": item.multiplicity,
        "section": item.section,
        "status": item.status.value,
        "evidence": item.evidence,
        "is_result": item.is_result,
        "span": _span(item.where.span),
        "where": _where(item.where),
    }


def finding_json(item: Finding) -> Json:
    """Return a finding as plain data, with both languages."""
    return {
        "rule": item.rule,
        "severity": item.severity,
        "table": item.table,
        "row": item.row,
        "column": item.column,
        **finding_columns(item),
        "where": _where(item.where),
    }


def document_json(document: Document) -> Json:
    """Return the document layer: pages with their lines and tables, every place, and findings."""
    return {
        "source": document.source,
        "pages": [
            {
                "number": page.number,
                "width": page.width,
                "height": page.height,
                "origin": {
                    "reader": page.origin.reader,
                    "method": page.origin.method,
                    "version": page.origin.version,
                    "encoding": page.origin.encoding,
                    "second": page.origin.second,
                },
                "lines": [_line(line) for line in page.lines],
                "tables": [_grid(table) for table in page.tables],
            }
            for page in document.pages
        ],
        "findings": [finding_json(item) for item in document.findings],
    }


def _line(line: Line) -> Json:
    return {
        "text": line.text,
        "raw": line.raw,
        "box": _box(line.box),
        "span": _span(line.span),
        "is_furniture": line.is_furniture,
    }


def _grid(table: Table) -> Json:
    return {
        "box": _box(table.box),
        "span": _span(table.span),
        "n_rows": table.n_rows,
        "n_columns": table.n_columns,
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> Json:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "raw": cell.raw,
        "box": _box(cell.box),
        "span": _span(cell.span),
        "second_reading": cell.second_reading,
        "confidence": cell.confidence,
    }
