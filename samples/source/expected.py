"""Truth of a sample as data (``expected.json``), and the check that the truth is sound."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

from samples.source.model import Finding, Notice, Table, statistics

_ADDING = {"score", "bonus"}
_TAKING = {"penalty", "deduction"}
_SCORED = _ADDING | _TAKING


def expected(notice: Notice) -> dict[str, Any]:
    """Return what a correct reading of the notice gives; numbers are strings."""
    return {
        "metadata": _metadata(notice),
        "tables": [_table(table) for table in notice.tables],
        "statistics": statistics(notice.body),
        "findings": [_finding(finding) for finding in notice.findings],
    }


def as_json(notice: Notice) -> str:
    """Return the text of ``expected.json``."""
    return json.dumps(expected(notice), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _metadata(notice: Notice) -> dict[str, Any]:
    return {
        "title": notice.plain_title(),
        "issuer": notice.issuer,
        "document_number": notice.document_number,
        "issued_on": notice.issued_on,
        "data_year": notice.data_year,
        "addressees": notice.addressees.replace("，", "、").split("、"),
        "region_code": notice.region_code,
        "attachments": [
            {"number": number, "title": table.plain_title(), "group": table.group}
            for number, table in enumerate(notice.tables, 1)
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.plain_title(),
        "group": table.group,
        "total_rule": table.total_rule,
        "columns": [
            {"name": column.name, "role": column.role, "max_score": column.max_score}
            for column in table.columns
        ],
        "rows": [_row(table, cells) for cells in table.cells()],
    }


def _row(table: Table, cells: list[str]) -> dict[str, Any]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for column, cell in zip(table.columns, cells, strict=True):
        by_role["scores" if column.role in _SCORED else column.role].append(cell)
    return {
        "rank": by_role["rank"][0] if by_role["rank"] else None,
        "unit": by_role["unit"][0],
        "scores": by_role["scores"],
        "total": by_role["total"][0],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    named: dict[str, Any] = {"rule": finding.rule, "severity": finding.severity}
    if finding.table is not None:
        named["table"] = finding.table
    if finding.row is not None:
        named["row"] = finding.row
    return named


def check_truth(notice: Notice) -> None:
    """Refuse a sample whose numbers contradict each other where no fault is planted.

    Raises:
        ValueError: names what is wrong, or that a planted fault is not there.
    """
    found: set[tuple[str, int | None, int | None]] = set()
    for number, table in enumerate(notice.tables, 1):
        found |= {(rule, number, row) for rule, row in _table_faults(table)}
    found |= {("PRT01", None, None)} if _parts_miss(statistics(notice.body)) else set()
    planted = {
        (finding.rule, finding.table, finding.row)
        for finding in notice.findings
        if finding.severity == "error" or finding.rule == "PRT01"
    }
    if found != planted:
        raise ValueError(f"{notice.name}: planted {sorted(map(str, planted))}, has {found}")


def _table_faults(table: Table) -> set[tuple[str, int]]:
    faults: set[tuple[str, int]] = set()
    totals, ranks = [], []
    for row, cells in enumerate(table.cells(), 1):
        if len(cells) != len(table.columns):
            raise ValueError(f"{table.title}, row {row}: {len(cells)} cells")
        computed = Decimal(0)
        for column, cell in zip(table.columns, cells, strict=True):
            if column.role in _ADDING:
                computed += Decimal(cell)
            elif column.role in _TAKING:
                computed -= Decimal(cell)
            elif column.role == "total":
                totals.append(Decimal(cell))
            elif column.role == "rank":
                ranks.append(int(cell))
            if column.max_score and Decimal(cell) > Decimal(column.max_score):
                faults.add(("MAX01", row))
        if computed != totals[-1]:
            faults.add(("SUM01", row))
    for row, (rank, total) in enumerate(zip(ranks, totals, strict=False), 1):
        better = sum(other > total for other in totals)
        if not better < rank <= better + totals.count(total):
            faults.add(("RNK01", row))
    _check_maxima(table)
    return faults


def _check_maxima(table: Table) -> None:
    maxima = [Decimal(c.max_score) for c in table.columns if c.role == "score" and c.max_score]
    whole = [Decimal(c.max_score) for c in table.columns if c.role == "total" and c.max_score]
    if maxima and whole and sum(maxima) != whole[0]:
        raise ValueError(f"{table.title}: maxima sum to {sum(maxima)}")


def _parts_miss(items: list[dict[str, Any]]) -> bool:
    parts: dict[int, list[Decimal]] = defaultdict(list)
    for item in items:
        if item["relation"] == "part of" and item["parent"] is not None:
            parts[item["parent"]].append(Decimal(item["value"]))
    return any(
        len(values) > 1 and sum(values) != Decimal(items[whole]["value"])
        for whole, values in parts.items()
    )
