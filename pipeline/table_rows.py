"""The tables of a notice as rows: tables, indicators with their sums, rankings and scores."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.values import Cutter, Row, Rows, held, place_columns, ratio, unit_id_of
from schemas.digits import POINTS
from schemas.notice import (
    Column,
    Notice,
    NoticeTable,
    RankedUnit,
    Role,
    Score,
    Status,
    Summary,
)


def add_table(
    rows: Rows, notice: Notice, notice_id: str, number: int, table: NoticeTable, cutter: Cutter
) -> None:
    """Add a table to the rows of its notice: to ``tables``, and a ranking to three more datasets.

    Args:
        rows: of the notice; they grow.
        notice: the table is in it.
        notice_id: its id.
        number: of the table in the notice, from 1.
        table: as read.
        cutter: writes the values.
    """
    table_id = f"{notice_id}-t{number}"
    keys = {"table_id": table_id, "notice_id": notice_id}
    about = _table_row(number, table, cutter)
    rows["tables"].append(keys | about)
    if table.kind != "ranking":
        return
    rows["indicators"].extend(keys | row for row in _indicator_rows(table_id, table, cutter))
    region = notice.metadata.region_code
    for ranked in table.rankings:
        row_keys = keys | {
            "ranking_id": f"{table_id}-r{ranked.row}",
            "row_number": ranked.row,
            "unit_id": unit_id_of(region, ranked.unit),
            "unit_name": ranked.unit,
        }
        rows["rankings"].append(row_keys | _ranking_row(ranked, about["total_max"], cutter))
        rows["scores"].extend(
            row_keys | _score_row(table_id, ranked, table.columns[score.column], score, cutter)
            for score in ranked.scores
        )


def _table_row(number: int, table: NoticeTable, cutter: Cutter) -> Row:
    total = next((c for c in table.columns if c.role is Role.TOTAL), None)
    label = table.title or f"table {number}"
    return {
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
        "total_max": cutter.points(total.max_score if total else None, "total_max", label),
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


def _indicator_rows(table_id: str, table: NoticeTable, cutter: Cutter) -> Iterator[Row]:
    summed = {kind: _summed_cells(table, kind) for kind in ("sum", "mean")}
    for column in table.columns:
        row = _indicator_row(table_id, column, cutter)
        for kind, cells in summed.items():
            row |= _summed_columns(f"{kind}_", cells.get(column.position), column, cutter)
        yield row


def _indicator_row(table_id: str, column: Column, cutter: Cutter) -> Row:
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
    prefix: str, cell: tuple[Summary, Score] | None, column: Column, cutter: Cutter
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


def _ranking_row(ranked: RankedUnit, total_max: Decimal | None, cutter: Cutter) -> Row:
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
        "computed_total": cutter.computed(ranked.computed_total, "computed_total", ranked.unit),
        "proposed_total": cutter.points(
            total.proposed if total else None, "proposed_total", ranked.unit
        ),
        "proposed_because": total.proposed_because if total else None,
        "grade": ranked.grade,
        "remark": ranked.remark,
        **place_columns(ranked.unit_where),
        **place_columns(total.where if total else None, "total_"),
    }


def _score_row(
    table_id: str, ranked: RankedUnit, column: Column, score: Score, cutter: Cutter
) -> Row:
    value = cutter.points(score.value, "value", ranked.unit)
    maximum = held(column.max_score, POINTS)
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
