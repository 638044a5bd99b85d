"""Builds the grid of one or several rankings under one header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.rankings.contests import FROM_BELOW, Contest
from benchmarks.rankings.drawing import Draw, words
from benchmarks.rankings.formulas import mean, rounded
from benchmarks.rankings.model import RANK, UNIT, Cell, Column, Grid, Key, Row, Summary, Table
from benchmarks.rankings.printing import Hand, figure, plain
from schemas.notice import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a grid has besides units and values.

    ``rank_at``: first, last, none. ``order``: rank, admin (the units in no order), below (the last
    first). ``limits_row``: maxima and weights stand in a row of their own under the header.
    ``summary``: first, last or none. ``extra``: a column that is no score.
    ``left``: the groups stand in a merged column at the left, in place of section rows.
    """

    rank_at: str = "first"
    rank_name: str = "排名"
    unit_name: str = "单位"
    order: str = "rank"
    serial: bool = False
    limits_row: str = ""
    summary: str = "none"
    summary_kind: str = "mean"
    summary_label: str = "平均分"
    remark: str = ""
    title: str = ""
    grade_name: str = ""
    remark_name: str = ""
    extra: str = ""
    sections: tuple[str, ...] = ()
    left: str = ""
    repeats_head: bool = True
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A column of the grid: what it holds, its header from the top down, the value's column."""

    kind: str
    head: tuple[str, ...]
    column: int = 0


class Builder:
    """Collects the cells of one grid."""

    def __init__(self, d: Draw, hand: Hand, frame: Frame, columns: Sequence[Column]) -> None:
        self.d, self.hand, self.frame = d, hand, frame
        self.slots = self._slots(columns)
        self.cells: list[Cell] = []
        self.row = 0

    def _slots(self, columns: Sequence[Column]) -> list[_Slot]:
        frame, spaced = self.frame, self.hand.spaced

        def named(text: str) -> tuple[str, ...]:
            return (f"{text[0]} {text[1]}" if spaced and len(text) == 2 else text,)

        slots = [_Slot("left", named(frame.left))] if frame.left else []
        if frame.serial:
            slots.append(_Slot("serial", named("序号")))
        if frame.rank_at == "first":
            slots.append(_Slot("rank", named(frame.rank_name)))
        slots.append(_Slot("unit", named(frame.unit_name)))
        for place, column in enumerate(columns):
            path = frame.paths.get(place, column.path)
            slots.append(_Slot("value", (*path, self.hand.header(column)), place))
        if frame.extra:
            slots.insert(len(slots) - 1, _Slot("extra", named(frame.extra)))
        if frame.rank_at == "last":
            slots.append(_Slot("rank", named(frame.rank_name)))
        if frame.grade_name:
            slots.append(_Slot("grade", named(frame.grade_name)))
        if frame.remark_name:
            slots.append(_Slot("remark", named(frame.remark_name)))
        return slots

    def _put(self, column: int, text: str, key: Key | None = None, **spans: int) -> None:
        self.cells.append(Cell(row=self.row, column=column, text=text, key=key, **spans))

    def across(self, text: str) -> None:
        """Add a row of one cell over all columns."""
        self._put(0, text, column_span=len(self.slots))
        self.row += 1

    def header(self) -> int:
        """Add the header rows; gives how many rows there are above the body."""
        if self.frame.title:
            self.across(self.frame.title)
        depth = max(len(slot.head) for slot in self.slots)
        top = self.row
        for level in range(depth):
            self.row = top + level
            column = 0
            while column < len(self.slots):
                column += self._head_cell(column, level, depth)
        self.row = top + depth
        if self.frame.limits_row:
            self._limits()
        return self.row

    def _head_cell(self, column: int, level: int, depth: int) -> int:
        """Add the header cell at a place, if one begins there; gives the columns it covers."""
        head = self.slots[column].head
        if level >= len(head):
            return 1
        is_leaf = level == len(head) - 1
        if is_leaf:
            self._put(column, head[level], row_span=depth - level)
            return 1
        width = 1
        while (
            column + width < len(self.slots)
            and self.slots[column + width].head[: level + 1] == head[: level + 1]
            and len(self.slots[column + width].head) > level + 1
        ):
            width += 1
        self._put(column, head[level], column_span=width)
        return width

    def _limits(self) -> None:
        columns = self.table_columns
        for place, slot in enumerate(self.slots):
            text = ""
            if slot.kind == "value":
                column = columns[slot.column]
                if column.maximum is not None:
                    text = plain(column.maximum)
                elif column.weight is not None:
                    text = f"{plain(column.weight * 100)}%"
            elif slot.kind == "unit":
                text = self.frame.limits_row
            self._put(place, text)
        self.row += 1

    table_columns: tuple[Column, ...] = ()

    # ------------------------------------------------------------------- body
    def units(self, number: int, contest: Contest) -> Table:
        """Add the rows of a ranking; gives its truth with summary rows and grades."""
        frame, table = self.frame, contest.table
        order = list(range(len(table.rows)))
        if frame.order == "admin":
            self.d.random.shuffle(order)
        elif frame.order == "below" or contest.rank_rule == FROM_BELOW:
            order.reverse()
        if frame.summary != "none":
            table = replace(table, summaries=(self._summary(table),))
        if frame.summary == "first":
            self._summary_row(number, table)
        top = self.row
        for count, place in enumerate(order, 1):
            self._unit(number, table, place, count)
        if frame.left:
            name = table.group or ""
            self.cells.append(Cell(row=top, column=0, text=name, row_span=len(order)))
        if frame.summary == "last":
            self._summary_row(number, table)
        return table

    def _unit(self, number: int, table: Table, place: int, count: int) -> None:
        row = table.rows[place]
        shared = sum(other.rank == row.rank for other in table.rows) > 1
        for column, slot in enumerate(self.slots):
            match slot.kind:
                case "rank" if row.rank is not None:
                    text = self.hand.place(row.rank, tied=shared)
                    self._put(column, text, Key(number, False, place, RANK))
                case "serial":
                    self._put(column, str(count))
                case "unit":
                    self._put(column, row.unit, Key(number, False, place, UNIT))
                case "value":
                    value = row.values[slot.column]
                    key = Key(number, False, place, slot.column) if value is not None else None
                    self._put(column, figure(self.d, value, self.hand), key)
                case "grade":
                    self._put(column, row.grade or "")
                case "remark":
                    reason = self.d.one(words()["indicators"]["reasons"])
                    self._put(column, reason if self.d.chance(0.2) else "")
                case "extra":
                    is_rate = "%" in self.frame.extra
                    self._put(column, self._rate() if is_rate else self._amount())
        self.row += 1

    def _amount(self) -> str:
        whole = str(self.d.count(20, 90000))
        return whole if self.d.chance(0.6) else f"{whole}.{self.d.count(1, 9)}"

    def _rate(self) -> str:
        rate = self.d.one(["98", "100", "96.5", "99.2", "87", "93.75"])
        return f"{rate}%" if self.d.chance(0.5) else rate

    def _summary(self, table: Table) -> Summary:
        """Sum up or average each column; ``None`` where that says nothing."""
        frame = self.frame
        values: list[Decimal | None] = []
        for place, column in enumerate(table.columns):
            numbers = [v for row in table.rows if (v := row.values[place]) is not None]
            if column.role is Role.WEIGHT or len(numbers) < len(table.rows):
                values.append(None)
            elif frame.summary_kind == "sum":
                values.append(sum(numbers, Decimal(0)))
            else:
                values.append(rounded(mean(numbers), 2))
        return Summary(kind=frame.summary_kind, label=frame.summary_label, values=tuple(values))

    def _summary_row(self, number: int, table: Table) -> None:
        summary = table.summaries[0]
        for column, slot in enumerate(self.slots):
            if slot.kind == "value":
                value = summary.values[slot.column]
                key = Key(number, True, 0, slot.column) if value is not None else None
                self._put(column, figure(self.d, value, replace(self.hand, none="")), key)
            elif slot.kind != "left":
                self._put(column, summary.label if slot.kind == "unit" else "")
        if self.frame.left:
            self.cells.append(Cell(row=self.row, column=0, text=""))
        self.row += 1

    def finish(self, head_rows: int) -> Grid:
        """Give the grid."""
        if self.frame.remark:
            self.across(self.frame.remark)
        cells = tuple(sorted(self.cells, key=lambda c: (c.row, c.column)))
        return Grid(
            cells=cells,
            n_rows=self.row,
            n_columns=len(self.slots),
            head_rows=head_rows,
            repeats_head=self.frame.repeats_head,
        )


def graded(contest: Contest, names: Sequence[str], thresholds: Sequence[Decimal]) -> Contest:
    """Give each unit the name of the first threshold that its total reaches."""

    def grade(row: Row) -> str:
        total = row.values[contest.plan.total]
        reached = (n for n, t in zip(names, thresholds, strict=False) if total and total >= t)
        return next(reached, names[-1])

    rows = tuple(replace(row, grade=grade(row)) for row in contest.table.rows)
    return replace(contest, table=replace(contest.table, rows=rows))


def build(
    d: Draw, hand: Hand, frame: Frame, contests: Sequence[Contest], first: int = 0
) -> tuple[Grid, tuple[Table, ...]]:
    """Build one grid of one or several rankings that share their columns.

    Args:
        d: the source of choices.
        hand: how values are printed.
        frame: what the grid has.
        contests: the rankings; with several, each has its section row or its left group.
        first: the number of the first ranking in the notice.

    Returns:
        The grid and the truths, as far as the grid shows them.
    """
    columns = contests[0].table.columns
    builder = Builder(d, hand, frame, columns)
    builder.table_columns = columns
    head_rows = builder.header()
    tables = []
    for place, contest in enumerate(contests):
        if frame.sections:
            builder.across(frame.sections[place])
        table = builder.units(first + place, contest)
        tables.append(seen(table, has_ranks=frame.rank_at != "none"))
    return builder.finish(head_rows), tuple(tables)


def seen(table: Table, *, has_ranks: bool) -> Table:
    """Give the truth without the ranks where none are printed."""
    if has_ranks:
        return table
    rows = tuple(replace(row, rank=None) for row in table.rows)
    return replace(table, rows=rows, rank_rule=None, has_ranks=False)
