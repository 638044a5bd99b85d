"""From a document, its notice and its findings to the marks of each page, as plain data.

Nothing is drawn here and no picture is needed; `pipeline.picture.drawing` turns an `Overlay` into
a picture.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import lt

from pipeline.picture.marks import (
    CellMark,
    ColumnMark,
    FindingMark,
    LineMark,
    Meaning,
    Overlay,
    RowMark,
    TableMark,
    ValueMark,
)
from pipeline.rows import Row
from pipeline.values import box_of
from schemas.document import Document, Page, Table
from schemas.findings import SEVERITIES
from schemas.notice import Notice, NoticeTable, Role, Status
from schemas.places import Box


@dataclass(slots=True)
class _Joined:
    """The parts of one printed table in order, with what the notice makes of it."""

    letter: str
    group: int
    parts: list[Table]
    tables: list[NoticeTable]
    numbers: list[int]


def overlays(
    document: Document, notice: Notice | None, findings: Iterable[Row], numbers: Sequence[int]
) -> Iterator[Overlay]:
    """Give the overlay of each page asked for, one at a time.

    Args:
        document: what the reader returned, of a format with pages.
        notice: what is understood of it; ``None`` draws only what is printed (the document
            layer): lines, tables and cells, the tables numbered by page.
        findings: rows of the dataset ``findings`` about this notice.
        numbers: of the pages, from 1, in the order wanted. A finding that names no page comes
            with the first of them.
    """
    joined = _joined(document, notice)
    of_table = {id(part): whole for whole in joined for part in whole.parts}
    values = _values(joined)
    statuses = _statuses(document, notice)
    found: dict[int | None, list[FindingMark]] = defaultdict(list)
    for row in sorted(findings, key=lambda row: SEVERITIES.index(row["severity"])):
        found[row["page"]].append(_finding(row))
    by_number = {page.number: page for page in document.pages}
    for place, number in enumerate(numbers):
        page = by_number[number]
        unplaced = found[None] if place == 0 else []
        yield Overlay(
            source=document.source,
            number=number,
            page_count=len(document.pages),
            width=page.width or 0.0,
            height=page.height or 0.0,
            lines=tuple(_lines(page, statuses)),
            tables=tuple(_tables(page, of_table, is_printed_only=notice is None)),
            values=tuple(values[number]),
            findings=(*found[number], *unplaced),
        )


def letters(count: int) -> str:
    """Return the name of the table at a place from 0: A to Z, then AA, AB.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    while count >= 0:
        name = chr(ord("A") + count % 26) + name
        count = count // 26 - 1
    return name


def _joined(document: Document, notice: Notice | None) -> list[_Joined]:
    """Gather the printed tables that form one, by the spans of the notice's tables."""
    tables = [table for page in document.pages for table in page.tables]
    tables.sort(key=lambda table: table.span)
    ends: dict[int, int] = {}
    meant: dict[int, list[tuple[int, NoticeTable]]] = defaultdict(list)
    for number, said in enumerate(notice.tables if notice else (), start=1):
        ends[said.where.span.start] = said.where.span.end
        meant[said.where.span.start].append((number, said))
    found: list[_Joined] = []
    end = -1
    for table in tables:
        start = table.span.start
        if start not in meant and found and table.span.end <= end:
            found[-1].parts.append(table)
            continue
        named = meant.pop(start, [])
        end = ends.get(start, -1)
        group = len(found)
        found.append(
            _Joined(letters(group), group, [table], [t for _, t in named], [n for n, _ in named])
        )
    return found


def _values(joined: Iterable[_Joined]) -> dict[int, list[ValueMark]]:
    """Return the typed values of all tables by page."""
    marks: dict[int, list[ValueMark]] = defaultdict(list)
    units = (unit for whole in joined for table in whole.tables for unit in table.rankings)
    for unit in units:
        placed = [(score.where, score.status) for score in unit.scores]
        if unit.total is not None:
            placed.append((unit.total.where, unit.total.status))
        if unit.rank is not None and unit.rank_where is not None:
            placed.append((unit.rank_where, unit.status))
        for where, status in placed:
            if where.box is not None:
                marks[where.page].append(ValueMark(box=where.box, status=status))
    return marks


def _statuses(document: Document, notice: Notice | None) -> dict[int, list[Status]]:
    """Return the statuses of the numbers of the prose by the line (its ``id``) they begin in."""
    marks: dict[int, list[Status]] = defaultdict(list)
    if notice is None:
        return marks
    lines = [line for page in document.pages for line in page.lines]
    lines.sort(key=lambda line: line.span)
    starts = [line.span.start for line in lines]
    for statistic in sorted(notice.statistics, key=lambda item: item.where.span):
        at = statistic.where.span.start
        place = bisect_right(starts, at) - 1
        if place >= 0 and at < lines[place].span.end:
            marks[id(lines[place])].append(statistic.status)
    return marks


def _lines(page: Page, statuses: dict[int, list[Status]]) -> Iterator[LineMark]:
    for line in page.lines:
        if line.box is not None:
            yield LineMark(
                box=line.box,
                is_furniture=line.is_furniture,
                statuses=tuple(statuses.get(id(line), ())),
            )


def _tables(
    page: Page, of_table: dict[int, _Joined], *, is_printed_only: bool
) -> Iterator[TableMark]:
    for count, table in enumerate(page.tables, start=1):
        if table.box is None:
            continue
        whole = of_table[id(table)]
        if is_printed_only:
            yield TableMark(
                letter=str(count),
                group=count - 1,
                box=table.box,
                n_rows=table.n_rows,
                n_columns=table.n_columns,
                cells=tuple(_cells(table, {})),
                columns=tuple(_upright(_grid_columns(table))),
                rows=tuple(_grid_rows(table)),
            )
        else:
            yield _understood(table, table.box, whole)


def _understood(table: Table, box: Box, whole: _Joined) -> TableMark:
    """Return the mark of a printed table with what the notice makes of it."""
    part = next(place for place, one in enumerate(whole.parts) if one is table)
    first = whole.tables[0] if whole.tables else None
    heads = {
        (column.where.page, column.where.box): column.role
        for column in (first.columns if first else ())
        if column.where is not None
    }
    joins = zip(first.joins, first.joins_zh, strict=True) if first else ()
    proof, proof_zh = dict(enumerate(joins, 1)).get(part, (None, None))
    columns = tuple(_upright(_columns(table, first))) if first else ()
    return TableMark(
        letter=whole.letter,
        group=whole.group,
        box=box,
        n_rows=table.n_rows,
        n_columns=table.n_columns,
        cells=tuple(_cells(table, heads)),
        columns=columns,
        rows=tuple(_rows(table, whole.tables)) if columns else (),
        meaning=_meaning(whole) if first else None,
        from_page=whole.parts[part - 1].page if part else None,
        to_page=whole.parts[part + 1].page if part + 1 < len(whole.parts) else None,
        proof=proof and proof.partition(": ")[2],
        proof_zh=proof_zh and proof_zh.partition("：")[2],
    )


def _meaning(whole: _Joined) -> Meaning:
    first = whole.tables[0]
    return Meaning(
        numbers=tuple(whole.numbers),
        title=first.title,
        is_ranking=first.kind == "ranking",
        rule=first.total_rule,
        confirmed=sum(table.rule_confirmed for table in whole.tables),
        ranked=sum(len(table.rankings) for table in whole.tables),
    )


def _cells(table: Table, heads: dict[tuple[int, Box | None], Role]) -> Iterator[CellMark]:
    for cell in table.cells:
        if cell.box is not None:
            yield CellMark(
                box=cell.box,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                role=heads.get((cell.page, cell.box)),
            )


def _edges(table: Table) -> dict[int, tuple[float, float]]:
    """Return left and right edge of each column, by the cells that cover no other one."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for cell in table.cells:
        if cell.box is not None and cell.column_span == 1:
            boxes[cell.column].append(cell.box)
    return {
        column: (min(box.x0 for box in found), max(box.x1 for box in found))
        for column, found in sorted(boxes.items())
    }


def _grid_columns(table: Table) -> list[ColumnMark]:
    return [
        ColumnMark(number=column, role=None, x0=x0, x1=x1)
        for column, (x0, x1) in _edges(table).items()
    ]


def _columns(table: Table, meant: NoticeTable) -> list[ColumnMark]:
    edges = _edges(table)
    return [
        ColumnMark(number=place + 1, role=column.role, x0=edges[place][0], x1=edges[place][1])
        for column in meant.columns
        if (place := column.position) in edges
    ]


def _upright(marks: list[ColumnMark]) -> list[ColumnMark]:
    """Return the columns where they run from left to right, none where a table lies on its side."""
    lefts = [mark.x0 for mark in marks]
    return marks if all(map(lt, lefts, lefts[1:])) else []


def _grid_rows(table: Table) -> Iterator[RowMark]:
    seen: set[int] = set()
    for cell in table.cells:
        if cell.box is not None and cell.row_span == 1 and cell.row not in seen:
            seen.add(cell.row)
            yield RowMark(number=cell.row, top=cell.box.top, bottom=cell.box.bottom)


def _rows(table: Table, meant: Sequence[NoticeTable]) -> Iterator[RowMark]:
    """Give the ranked rows that begin in this part."""
    for one in meant:
        for unit in one.rankings:
            box = unit.unit_where.box
            if box is not None and _holds(table, unit.unit_where.span.start, unit.unit_where.page):
                yield RowMark(number=unit.row, top=box.top, bottom=box.bottom)


def _holds(table: Table, start: int, page: int) -> bool:
    return page == table.page and table.span.start <= start <= table.span.end


def _finding(row: Row) -> FindingMark:
    return FindingMark(
        rule=row["rule"],
        severity=row["severity"],
        message_en=row["message_en"],
        message_zh=row["message_zh"],
        box=box_of(row),
    )
