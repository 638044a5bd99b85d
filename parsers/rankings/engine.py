"""The tables of a notice: joined over pages, captions found, ranking tables read and proved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from parsers.cells import number, rank, tidy
from parsers.columns import is_rate
from parsers.headers import row_word
from parsers.layouts import recognise
from parsers.printed_grid import Grid, place_of
from parsers.rankings.joining import join_tables
from parsers.rankings.key_values import has_labels_beside_values, laid_out
from parsers.rankings.proofs import prove
from parsers.rankings.repairs import with_proposals
from parsers.rankings.row_groups import one_row_per_unit
from parsers.rankings.row_reader import POINTS, RowReader
from parsers.rankings.said import TieRule, said_caps, said_ties
from parsers.rankings.side_by_side import parted
from parsers.rankings.summaries import judge_summaries, read_summaries
from parsers.ranks import STATED, rank_order, ties_follow
from parsers.shape import Segment, Shape
from parsers.structure import forms
from parsers.structure.annexes import Annex, captions, group_of, printed_lines
from parsers.structure.engine import Structure
from parsers.structure.lines import Item, TextLine
from schemas.document import Table
from schemas.findings import Finding, finding
from schemas.notice import (
    Column,
    NoticeTable,
    RankedUnit,
    Role,
    TotalRule,
)
from schemas.places import Provenance, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caption:
    title: str | None
    group: str | None
    attachment: int | None
    said_caps: frozenset[Decimal] = frozenset()
    said_ties: tuple[TieRule, ...] = ()
    chosen: frozenset[Span] = frozenset()


def read_tables(structure: Structure) -> tuple[tuple[NoticeTable, ...], tuple[Finding, ...]]:
    """Read all tables of a notice.

    Args:
        structure: what `parsers.structure.read_structure` returned.

    Returns:
        The tables in reading order, rankings and others, and what was found in them: ``UNR01``
        for each cell of a rank, unit, score or total column that is empty or no number, ``AMB01``
        for a table of figures without a header, for labels beside values that do not say who is
        ranked, for a row of figures that names no unit, and for an annex whose title promises a
        table where none was recognised. The findings count
        tables and ranked rows from 1. A table with section rows (乡镇类, 部门类), or with a
        column of such groups that each have ranks of their own, comes back as one table per group;
        so do rankings that are printed side by side.
    """
    items = structure.items
    places = {id(item): place for place, item in enumerate(items)}
    tables = [item for item in items if isinstance(item, Table)]
    above = captions(items)
    caps, ties = said_caps(items), said_ties(items)

    def adjoin(first: Table, second: Table) -> bool:
        between = items[places[id(first)] + 1 : places[id(second)]]
        same_page = first.box is not None and first.page == second.page
        return not same_page and _only_furniture(between, above[places[id(first)]])

    notice_tables: list[NoticeTable] = []
    findings: list[Finding] = []
    for grid in join_tables(tables, adjoin):
        place = places[id(grid.tables[0])]
        caption = replace(
            _caption(place, above[place], structure),
            said_caps=caps,
            said_ties=ties,
            chosen=structure.chosen,
        )
        for part in (part for own in laid_out(grid) for part in parted(own)):
            own = replace(caption, group=part.group) if part.group else caption
            whole = one_row_per_unit(part.grid)
            for table, reports in _read_grid(whole, own, len(notice_tables) + 1):
                notice_tables.append(table)
                findings += reports
    return tuple(notice_tables), (*findings, *_unrecognised(structure))


def _unrecognised(structure: Structure) -> list[Finding]:
    """Report annexes that their title calls a table and that hold none we could recognise."""
    listed: dict[int | None, str] = {
        entry.number: entry.title for entry in structure.metadata.attachments
    }
    found = []
    for annex in structure.annexes:
        content = structure.items[annex.first : annex.last]
        if any(isinstance(item, Table) for item in content) or _is_said(structure, annex):
            continue
        own = annex.title.text if annex.title else None
        titles = [title for title in (own, listed.get(annex.number)) if title]
        # The title may have run together with a table whose cells did (考核得分表名次单位…).
        named = next((title for title in titles if forms.is_line("table_title", title)), None)
        if named is not None:
            found.append(finding("AMB01", "no_table", where=annex.heading.where, subject=named))
    return found


def _is_said(structure: Structure, annex: Annex) -> bool:
    """Tell whether text in an annex is already known for cells that ran together."""
    places = [one.where for one in structure.findings if one.rule == "AMB01"]
    return any(
        where is not None and annex.span.start <= where.span.start < annex.span.end
        for where in places
    )


def _only_furniture(between: Sequence[Item], caption: Sequence[TextLine]) -> bool:
    """Tell whether only 续表, a unit line or the same caption stands between two tables."""
    lines = [item for item in between if isinstance(item, TextLine)]
    others = [
        line.text.text
        for line in lines
        if not any(forms.is_line(name, line.text.text) for name in ("continued", "table_unit"))
    ]
    said = forms.packed("".join(line.text.text for line in caption))
    again = re.sub(r"[(（]?续(?:表)?[)）]?", "", forms.packed("".join(others)))
    return not again or again == said


def _caption(place: int, lines: Sequence[TextLine], structure: Structure) -> _Caption:
    """Find title, group and attachment number of the table at ``place`` in the items."""
    own = [printed_lines(lines).text] if lines else []
    annex = _annex_at(place, structure.annexes)
    if annex is None:
        return _named(own, own, None)
    number_ = annex.number
    if number_ is None and len(structure.annexes) == 1:
        number_ = 1
    listed = [a.title for a in structure.metadata.attachments if a.number == number_]
    name, heading = annex.title, annex.heading.where.span
    above = [name.text] if name is not None and _is_first_table(place, annex, structure) else []
    # What stands below the heading of an annex may be the title of its first table alone.
    of_all = [name.text] if name is not None and name.where.span.start < heading.end else []
    titles = [*own, *above, *listed]
    return _named(titles, [*titles, *of_all], number_)


def _named(titles: Sequence[str], groups: Sequence[str], number_: int | None) -> _Caption:
    """Make a caption of the first title there is, and of the first that names a group."""
    group = next(filter(None, map(group_of, groups)), None)
    return _Caption(title=next(iter(titles), None), group=group, attachment=number_)


def _annex_at(place: int, annexes: Sequence[Annex]) -> Annex | None:
    return next((annex for annex in annexes if annex.first <= place < annex.last), None)


def _is_first_table(place: int, annex: Annex, structure: Structure) -> bool:
    return not any(isinstance(item, Table) for item in structure.items[annex.first : place])


def _read_grid(
    grid: Grid, caption: _Caption, number_: int
) -> list[tuple[NoticeTable, list[Finding]]]:
    shape = recognise(grid)
    if shape is None:
        said = []
        if has_labels_beside_values(grid):
            said = [_labels_alone(grid, number_)]
        elif _holds_many_figures(grid):
            said = [finding("AMB01", "no_header", where=grid.where, table=number_)]
        return [(_plain_table(grid, caption), said)]
    if not shape.is_ranking:
        body = tuple(row for segment in shape.segments for row in segment.rows)
        table = _plain_table(grid, caption, shape.columns, body)
        said = [_labels_alone(grid, number_)] if has_labels_beside_values(grid) else []
        return [(table, said)]
    segments = [segment for segment in shape.segments if segment.ranked]
    title = caption.title or shape.title
    caption = replace(caption, title=title, group=caption.group or group_of(title or ""))
    tables = [
        _ranking(grid, shape, segment, caption, number_ + offset)
        for offset, segment in enumerate(segments)
    ]
    return _with_rows_of_no_unit(tables, grid, shape, number_)


def _with_rows_of_no_unit(
    tables: Sequence[tuple[NoticeTable, list[Finding]]], grid: Grid, shape: Shape, number_: int
) -> list[tuple[NoticeTable, list[Finding]]]:
    """Keep the rows of classes without any unit with the ranking above, or below, as printed."""
    done = list(tables)
    count = 0
    for segment in shape.segments:
        if segment.ranked:
            count += 1
            continue
        at = max(count - 1, 0)
        table, findings = done[at]
        printed = tuple(grid.printed(row) for row in segment.rows)
        rows = (*table.rows, *printed) if count else (*printed, *table.rows)
        told = _ambiguous_rows(grid, shape.columns, segment, number_ + at)
        done[at] = replace(table, rows=rows), [*findings, *told]
    return done


def _labels_alone(grid: Grid, number_: int) -> Finding:
    """Report labels beside values that do not say who is ranked."""
    shown = " | ".join(text for text in grid.printed(0) if text)
    return finding("AMB01", "labels", where=grid.where, table=number_, subject=shown)


def _holds_many_figures(grid: Grid) -> bool:
    """Tell whether two rows or more have two numbers or more, as rankings do."""
    rows = [
        row
        for row in range(len(grid.rows))
        if sum(number(text).kind == "number" for text in grid.texts(row)) >= 2
    ]
    return len(rows) >= 2


def _plain_table(
    grid: Grid,
    caption: _Caption,
    columns: tuple[Column, ...] = (),
    body: tuple[int, ...] | None = None,
) -> NoticeTable:
    rows = range(len(grid.rows)) if body is None else body
    return NoticeTable(
        kind="other",
        title=caption.title,
        group=caption.group,
        attachment=caption.attachment,
        pages=grid.pages,
        columns=columns,
        total_rule=TotalRule.NONE,
        rule_confirmed=0,
        rank_rule=None,
        rows=tuple(grid.printed(row) for row in rows),
        rankings=(),
        where=grid.where,
        joins=grid.joins,
        joins_zh=grid.joins_zh,
    )


def _ranking(
    grid: Grid, shape: Shape, segment: Segment, caption: _Caption, number_: int
) -> tuple[NoticeTable, list[Finding]]:
    columns = _with_serial_rank(grid, shape, segment)
    reader = RowReader(grid, columns, number_, caption.chosen)
    units = [reader.unit(row, count) for count, row in enumerate(segment.ranked, 1)]
    proof = prove(columns, units, reader.disputed, caption.said_caps)
    formula = proof.found.formula
    rank_rule = proof.rank_rule
    if _follow_a_stated_rule(grid, columns, segment, proof.units, caption.said_ties):
        rank_rule = STATED
    others = [row for row in segment.rows if row not in segment.ranked]
    read = read_summaries(grid, columns, others)
    summaries = judge_summaries(read, columns, proof.units)
    table = NoticeTable(
        kind="ranking",
        title=caption.title,
        group=segment.group or caption.group,
        attachment=caption.attachment,
        pages=grid.pages,
        columns=columns,
        total_rule=proof.found.rule,
        rule_confirmed=proof.found.confirmed,
        rank_rule=rank_rule,
        rows=tuple(grid.printed(row) for row in segment.rows),
        rankings=with_proposals(columns, proof.units, summaries, proof.found),
        where=grid.where,
        joins=grid.joins,
        joins_zh=grid.joins_zh,
        summaries=summaries,
        total_cap=formula.cap,
        total_base=formula.base if formula.rule is TotalRule.BASE_MINUS_DEDUCTIONS else None,
        dropped_extremes=formula.drops,
        total_digits=formula.digits,
    )
    return table, [*reader.findings, *_ambiguous_rows(grid, columns, segment, number_)]


def _ambiguous_rows(
    grid: Grid, columns: Sequence[Column], segment: Segment, number_: int
) -> Iterator[Finding]:
    """Report rows of figures that name no unit, and a unit's name that reaches over rows."""
    for row in segment.rows:
        if _is_left_out(grid, columns, segment, row):
            where, found = _row_place(grid, row), " | ".join(filter(None, grid.printed(row)))
            yield finding("AMB01", "no_unit", where=where, table=number_, found=found)
    several = _rows_of_one_unit(grid, columns, segment)
    if several is not None:
        where = _row_place(grid, several)
        yield finding("AMB01", "unit_rows", where=where, table=number_)


def _follow_a_stated_rule(
    grid: Grid,
    columns: Sequence[Column],
    segment: Segment,
    units: Sequence[RankedUnit],
    rules: Sequence[TieRule],
) -> bool:
    """Tell whether equal totals are ranked by a column that the notice names for it."""
    ranks = [unit.rank for unit in units]
    totals = [unit.total.value if unit.total else None for unit in units]
    for rule in rules:
        for column in columns:
            if tidy(column.name) != rule.by:
                continue
            cells = (grid.text(row, column.position) for row in segment.ranked)
            values = [number(text, is_rate=is_rate(column.name)).value for text in cells]
            if ties_follow(ranks, totals, values, descending=rule.descending):
                return True
    return False


def _is_left_out(grid: Grid, columns: Sequence[Column], segment: Segment, row: int) -> bool:
    """Tell whether a row of figures is neither a unit's nor a summary that says so."""
    if row in segment.ranked:
        return False
    texts = grid.texts(row)
    if row_word(texts, "summary") or row_word(texts, "remark"):
        return False
    points = [texts[c.position] for c in columns if c.role in POINTS or c.role is Role.TOTAL]
    has_points = any(number(text).kind == "number" for text in points)
    return has_points or sum(number(text).kind == "number" for text in texts) >= 2


def _rows_of_one_unit(grid: Grid, columns: Sequence[Column], segment: Segment) -> int | None:
    """Return the first row whose unit's cell reaches down from the row above, if any."""
    unit = next(c.position for c in columns if c.role is Role.UNIT)
    for above, row in pairwise(segment.ranked):
        upper, lower = grid.rows[above][unit], grid.rows[row][unit]
        if upper is not None and lower is not None and upper.cell is lower.cell:
            return row
    return None


def _row_place(grid: Grid, row: int) -> Provenance:
    slot = next((slot for slot in grid.rows[row] if slot is not None), None)
    return place_of(slot.cell) if slot else grid.where


def _with_serial_rank(grid: Grid, shape: Shape, segment: Segment) -> tuple[Column, ...]:
    """Take 序号 for the rank when there is no other and the totals follow it."""
    columns = shape.columns
    total = next((c for c in columns if c.role is Role.TOTAL), None)
    if shape.serial is None or total is None or any(c.role is Role.RANK for c in columns):
        return columns
    serials = [rank(grid.text(row, shape.serial)).value for row in segment.ranked]
    totals = [number(grid.text(row, total.position)).value for row in segment.ranked]
    ranks = [None if value is None else int(value) for value in serials]
    order = rank_order(ranks, totals)
    agreed = [order.agrees(place, value) for place, value in enumerate(ranks)]
    # One wrong total displaces few units; a list in another order displaces most.
    if len(agreed) < 3 or not order.descending or agreed.count(True) * 4 < len(agreed) * 3:
        return columns
    return tuple(replace(c, role=Role.RANK) if c.position == shape.serial else c for c in columns)
