"""One notice on a terminal: its head, its tables with a mark per row, its numbers as a tree."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Final

from pipeline.contract import number
from pipeline.messages import Language, say, told
from pipeline.widths import aligned
from schemas.document import Document, Line
from schemas.notice import (
    Kind,
    Notice,
    NoticeTable,
    RankedUnit,
    Role,
    Score,
    Statistic,
    Status,
    Summary,
    TotalRule,
)

_MARKS: Final = {
    Status.PROVED: "✓",
    Status.CONTRADICTED: "✗",
    Status.CONSISTENT: "·",
    Status.UNCHECKED: "?",
}


def notice_text(notice: Notice, language: Language) -> str:
    """Return what is understood of a notice, for a person."""
    blocks = [_head(notice, language)]
    blocks += [
        _table(number, table, language) for number, table in enumerate(notice.tables, start=1)
    ]
    blocks.append(_statistics(notice.statistics, language))
    blocks.append(_findings(notice, language))
    if notice.statistics or any(table.rankings for table in notice.tables):
        blocks.append(say("marks", language))
    return "\n\n".join(blocks)


def _head(notice: Notice, language: Language) -> str:
    meta = notice.metadata
    region = " ".join(part for part in (meta.region_name, meta.region_code) if part)
    lines = [meta.title.text if meta.title else say("no_title", language)]
    facts = [
        ("issuer", meta.issuer.text if meta.issuer else None),
        ("document_number", meta.document_number.text if meta.document_number else None),
        ("issued_on", _date(meta.issued_on, language)),
        ("data_year", str(meta.data_year) if meta.data_year is not None else None),
        ("region", region or None),
        ("addressees", "、".join(meta.addressees) or None),
    ]
    rows = [(say(key, language), value) for key, value in facts if value is not None]
    rows += [
        (f"{say('attachments', language)} {item.number}", item.title) for item in meta.attachments
    ]
    return "\n".join(lines + [f"  {line}" for line in (aligned(rows) if rows else [])])


def _date(day: date | None, language: Language) -> str | None:
    if day is None or language == "en":
        return None if day is None else day.isoformat()
    return f"{day.year}年{day.month}月{day.day}日"


def _table(position: int, table: NoticeTable, language: Language) -> str:
    names = [say("table", language, number=position), table.title, table.group]
    lines = ["  ".join(name for name in names if name)]
    header = [_label(column.name, number(column.max_score)) for column in table.columns]
    if table.kind != "ranking" or not table.rankings:
        # Without a recognised header the rows are all there is, and they are shown.
        size = len(header) or max(map(len, table.rows), default=0)
        body = [_fitted(row, size) for row in table.rows if any(cell.strip() for cell in row)]
        rows = [*([header] if header else []), *body]
        return "\n".join(lines + [f"  {line}" for line in (aligned(rows) if rows else [])])
    numeric = [
        column.role not in (Role.UNIT, Role.REMARK, Role.GRADE, Role.OTHER)
        for column in table.columns
    ]
    body = [
        _ranked_cells(table, unit, row)
        for unit, row in zip(table.rankings, _rows_as_printed(table), strict=True)
    ]
    body += [_summary_cells(table, summary) for summary in table.summaries]
    lines += [f"  {line}" for line in aligned([["", *header], *body], numeric=[False, *numeric])]
    colon = say("colon", language)
    lines += [f"  ✗ {unit.unit}{colon}{text}" for unit in table.rankings if (text := _broken(unit))]
    lines += [
        f"  ✗ {summary.label} {table.columns[score.column].name}{colon}{score.evidence}"
        for summary in table.summaries
        for score in summary.scores
        if score.status is Status.CONTRADICTED
    ]
    return "\n".join([*lines, f"  {_rule(table, language)}"])


def _rule(table: NoticeTable, language: Language) -> str:
    if table.total_rule is TotalRule.NONE:
        if not any(unit.scores for unit in table.rankings):
            return say("no_parts", language)
        return say("no_total_rule", language)
    return say(
        "total_rule",
        language,
        rule=say(f"total_rule_{table.total_rule.name.lower()}", language),
        confirmed=table.rule_confirmed,
        rows=len(table.rankings),
    )


def _label(name: str, maximum: str | None) -> str:
    return name if maximum is None else f"{name}({maximum})"


def _fitted(row: Sequence[str], size: int) -> list[str]:
    cells = [cell.replace("\n", "") for cell in row[:size]]
    return cells + [""] * (size - len(cells))


def _rows_as_printed(table: NoticeTable) -> list[Sequence[str]]:
    """Return the printed row of each ranked unit; an empty one where its name stands in no row."""
    by_cell: dict[str, list[Sequence[str]]] = {}
    for row in reversed(table.rows):
        for text in {"".join(cell.split()) for cell in row}:
            by_cell.setdefault(text, []).append(row)
    names = ["".join(unit.unit.split()) for unit in table.rankings]
    return [by_cell[name].pop() if by_cell.get(name) else () for name in names]


def _ranked_cells(table: NoticeTable, unit: RankedUnit, printed: Sequence[str]) -> list[str]:
    """Return a unit's cells; what has no type of its own (rates, notes) as its row prints it."""
    scores = {score.column: score for score in unit.scores}
    cells = []
    remark, grade = _first(table, Role.REMARK), _first(table, Role.GRADE)
    for index, column in enumerate(table.columns):
        if column.role is Role.RANK:
            cells.append(unit.rank_printed or "")
        elif column.role is Role.UNIT:
            cells.append(unit.unit)
        elif column.role is Role.TOTAL:
            cells.append(unit.total.printed if unit.total else "")
        elif index in scores:
            cells.append(scores[index].printed)
        elif index == grade:
            cells.append(unit.grade or "")
        elif index == remark:
            cells.append(unit.remark or "")
        else:
            cells.append(printed[index] if index < len(printed) else "")
    return [_mark(unit), *(cell.replace("\n", "") for cell in cells)]


def _first(table: NoticeTable, role: Role) -> int | None:
    """Return the column that a unit's remark or grade is taken from: the first of its role."""
    return next((n for n, column in enumerate(table.columns) if column.role is role), None)


def _summary_cells(table: NoticeTable, summary: Summary) -> list[str]:
    """Return a row of sums or means, its mark that of its worst value."""
    printed = {score.column: score.printed for score in summary.scores}
    cells = [
        summary.label if column.role is Role.UNIT else printed.get(column.position, "")
        for column in table.columns
    ]
    statuses = {score.status for score in summary.scores}
    worst = next(status for status in _WORST_FIRST if status in statuses)
    return [_MARKS[worst], *cells]


_WORST_FIRST = (Status.CONTRADICTED, Status.UNCHECKED, Status.CONSISTENT, Status.PROVED)


def _mark(unit: RankedUnit) -> str:
    return _MARKS[unit.total.status] if unit.total else "·"


def _broken(unit: RankedUnit) -> str | None:
    total = unit.total
    return total.evidence if total and total.status is Status.CONTRADICTED else None


def _statistics(statistics: Sequence[Statistic], language: Language) -> str:
    if not statistics:
        return say("statistics_none", language)
    rows = []
    for item in statistics:
        indent = "  " * _depth(statistics, item)
        mark = _MARKS[item.status] if item.status is not Status.UNCHECKED else " "
        subject = f"{item.subject} " if item.subject else ""
        rows.append(
            (
                mark,
                f"{indent}{item.printed}",
                f"{subject}{item.metric}",
                _kind(item, language),
                item.evidence or "",
            )
        )
    return "\n".join([say("statistics", language), *(f"  {line}" for line in aligned(rows))])


def _kind(item: Statistic, language: Language) -> str:
    """Name what a number says; a change has its direction, which its print does not show."""
    key = f"kind_{item.kind.value}"
    if item.kind in (Kind.GROWTH, Kind.DELTA):
        key += "_down" if item.value < 0 else "_up" if item.value else "_same"
    named = say(key, language)
    return named if item.is_result else say("kind_plan", language, kind=named)


def _depth(statistics: Sequence[Statistic], item: Statistic) -> int:
    depth, seen = 0, set()
    while item.parent is not None and item.parent not in seen:
        seen.add(item.parent)
        item = statistics[item.parent]
        depth += 1
    return depth


def _findings(notice: Notice, language: Language) -> str:
    if not notice.findings:
        return say("noticed_only_marks" if _contradicts(notice) else "noticed_none", language)
    rows = [
        (
            say(f"severity_{item.severity}", language),
            item.rule,
            told(item, "message", language),
        )
        for item in notice.findings
    ]
    return "\n".join([say("noticed", language), *(f"  {line}" for line in aligned(rows))])


def _contradicts(notice: Notice) -> bool:
    """Tell whether a number of a notice is marked as contradicted."""
    values: list[Score | Statistic] = [*notice.statistics]
    for table in notice.tables:
        values += [score for summary in table.summaries for score in summary.scores]
        for unit in table.rankings:
            values += [*unit.scores, *([unit.total] if unit.total else [])]
    return any(value.status is Status.CONTRADICTED for value in values)


def document_text(document: Document) -> str:
    """Return the printed text page by page, tables as aligned rows."""
    parts = []
    for page in document.pages:
        parts.append(f"--- {page.number} ---")
        for block in page.blocks():
            if isinstance(block, Line):
                parts.append(block.text)
                continue
            grid = [[cell.replace("\n", "") for cell in row] for row in block.grid()]
            parts += aligned(grid) if grid and grid[0] else []
    return "\n".join(parts)


_CSV_COLUMNS: Final = (
    "table",
    "group",
    "row",
    "rank",
    "unit",
    "column",
    "role",
    "printed",
    "value",
    "max_score",
    "status",
    "evidence",
)


def notice_csv(notice: Notice) -> str:
    """Return every value of the ranking tables as one CSV row, totals with role ``total``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for position, table in enumerate(notice.tables, start=1):
        for unit in table.rankings:
            values: list[Score] = [*unit.scores, *([unit.total] if unit.total else [])]
            for score in values:
                column = table.columns[score.column]
                writer.writerow(
                    (
                        position,
                        table.group,
                        unit.row,
                        unit.rank,
                        unit.unit,
                        column.name,
                        column.role.value,
                        score.printed,
                        number(score.value),
                        number(column.max_score),
                        score.status.value,
                        score.evidence,
                    )
                )
    return stream.getvalue().rstrip("\n")


def document_csv(document: Document) -> str:
    """Return every cell of every table as one CSV row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("page", "table", "row", "column", "row_span", "column_span", "text"))
    for page in document.pages:
        for position, table in enumerate(page.tables, start=1):
            for cell in table.cells:
                writer.writerow(
                    (
                        page.number,
                        position,
                        cell.row,
                        cell.column,
                        cell.row_span,
                        cell.column_span,
                        cell.text,
                    )
                )
    return stream.getvalue().rstrip("\n")
