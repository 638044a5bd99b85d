"""Layouts of several rows or several cells per unit: key–value rows, items under a merged unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from benchmarks.rankings.contests import Contest, Unlucky, contest
from benchmarks.rankings.drawing import Draw, words
from benchmarks.rankings.formulas import Formula
from benchmarks.rankings.frames import seen
from benchmarks.rankings.layouts import Body, Rules, line, one_grid, plan_of
from benchmarks.rankings.model import RANK, UNIT, Block, Cell, Column, Grid, Key, Row
from benchmarks.rankings.printing import Hand, figure, hand, plain
from benchmarks.rankings.schemes import Plan, Source
from schemas.notice import Role, TotalRule

_Pair = tuple[str, str, Key | None]
_MOST_LABELLED: Final = 5


# -------------------------------------------------------------------------------- key–value rows
def key_values(d: Draw, rules: Rules) -> Body:
    """T15: each row holds label, value, label, value … of one unit."""
    made, names = _named(d, rules)
    manner = hand(d)
    cells = []
    for row, unit in enumerate(made.table.rows):
        pairs = _pairs(d, made, unit, row, manner, names)
        for column, (label, text, key) in enumerate(pairs):
            cells.append(Cell(row=row, column=2 * column, text=label))
            cells.append(Cell(row=row, column=2 * column + 1, text=text, key=key))
    width = 1 + max(cell.column for cell in cells)
    grid = Grid(cells=tuple(cells), n_rows=len(made.table.rows), n_columns=width, head_rows=0)
    return (grid,), (seen(made.table, has_ranks=True),), made.notes


def key_value_sheets(d: Draw, rules: Rules) -> Body:
    """T15: a small sheet of labels and values for each unit."""
    made, names = _named(d, rules)
    manner = hand(d)
    blocks: list[Block] = []
    for number, unit in enumerate(made.table.rows):
        pairs = _pairs(d, made, unit, number, manner, names)
        pairs += [("考评年度", "本年度", None)] if len(pairs) % 2 else []
        cells = []
        for place, (label, text, key) in enumerate(pairs):
            row, column = divmod(place, 2)
            cells.append(Cell(row=row, column=2 * column, text=label))
            cells.append(Cell(row=row, column=2 * column + 1, text=text, key=key))
        grid = Grid(cells=tuple(cells), n_rows=len(pairs) // 2, n_columns=4, head_rows=0)
        blocks += [line(f"{number + 1}.{unit.unit}"), grid]
    return tuple(blocks), (replace(made.table, is_apart=True),), made.notes


def _named(d: Draw, rules: Rules) -> tuple[Contest, tuple[str, str]]:
    _, units = d.units(d.count(4, 12))
    plan = plan_of(d, rules)
    if len(plan.columns) > _MOST_LABELLED:
        raise Unlucky("too many labels for a row")
    made = contest(d, plan, rules.rank, units)
    return made, (d.header("unit"), d.header("rank"))


def _pairs(
    d: Draw, made: Contest, unit: Row, row: int, manner: Hand, names: tuple[str, str]
) -> list[_Pair]:
    values: list[_Pair] = [
        (manner.header(column), figure(d, unit.values[place], manner), Key(0, False, row, place))
        for place, column in enumerate(made.table.columns)
    ]
    return [
        (names[0], unit.unit, Key(0, False, row, UNIT)),
        *values,
        (names[1], manner.place(unit.rank or 0, tied=False), Key(0, False, row, RANK)),
    ]


# ------------------------------------------------------------------------- several rows per unit
def unit_rows(d: Draw, rules: Rules) -> Body:
    """A unit cell merged over a row for each quarter or indicator; total and rank merged too."""
    _, units = d.units(d.count(4, 9))
    plan = plan_of(d, rules)
    made = contest(d, plan, rules.rank, units)
    limited = all(c.maximum is not None for c in plan.columns[: plan.total])
    names = [column.name for column in plan.columns[: plan.total]]
    measure = "得分"
    if plan.columns[0].role is Role.DEDUCTION:
        names, measure = [name.removesuffix("扣分") for name in names], "扣分"
    label = "季度" if "季度" in names[0] else d.header("sub_row")
    heads = [label, *([d.one(["满分", "标准分"])] if limited else []), measure]
    grid = _merged(d, made, heads, [[place] for place in range(plan.total)], names)
    table = made.table
    if measure == "扣分":
        columns = [
            replace(c, name=measure) if c.role is Role.DEDUCTION else c for c in table.columns
        ]
        table = replace(table, columns=tuple(columns))
    return (grid,), (seen(table, has_ranks=True),), made.notes


def points_lost(d: Draw, rules: Rules) -> Body:
    """T16: per unit a row for each item with its maximum, the points lost, the reason, the rest."""
    _, units = d.units(d.count(4, 8))
    plan = _points_lost(d)
    made = contest(d, plan, rules.rank, units)
    places = [[2 * item, 2 * item + 1] for item in range(plan.total // 2)]
    names = [plan.columns[deducted].path[0] for deducted, _ in places]
    heads = [d.header("sub_row"), d.one(["满分", "标准分", "分值"]), "扣分", "扣分原因", "得分"]
    grid = _merged(d, made, heads, places, names)
    return (grid,), (seen(made.table, has_ranks=True),), made.notes


def points_lost_beside(d: Draw, rules: Rules) -> Body:
    """T16: a ranking, and below it one unit's sheet of items: points lost, no unit in its rows."""
    blocks, tables, notes = one_grid(d, rules, {}, {})
    names = d.some(words()["indicators"]["free"], d.count(3, 6))
    heads = [d.header("sub_row"), "标准分", "扣分", d.one(["失分原因", "扣分原因"]), "整改措施"]
    cells = [Cell(row=0, column=i, text=text) for i, text in enumerate(heads)]
    for row, name in enumerate(names, 1):
        lost = Decimal(d.count(0, 30000)).scaleb(-4)
        reason = d.one(words()["indicators"]["reasons"])
        texts = [name, f"{d.count(3, 12)}.0000", format(lost, "f"), reason, "限期整改"]
        cells += [Cell(row=row, column=i, text=text) for i, text in enumerate(texts)]
    grid = Grid(cells=tuple(cells), n_rows=1 + len(names), n_columns=5, head_rows=1)
    return (*blocks, line(f"{tables[0].rows[-1].unit}失分情况明细表"), grid), tables, notes


def _points_lost(d: Draw) -> Plan:
    count = d.count(2, 4)
    digits = d.one([0, 1, 2, 4])
    names = d.some(words()["indicators"]["free"], count)
    maxima = [5 * d.count(1, 8) for _ in names]
    columns: list[Column] = []
    sources: list[Source | None] = []
    formulas = []
    for item, (name, most) in enumerate(zip(names, maxima, strict=True)):
        limit = Decimal(most)
        columns.append(Column(name="扣分", role=Role.DEDUCTION, maximum=limit, path=(name,)))
        columns.append(Column(name="得分", role=Role.SCORE, maximum=limit, path=(name,)))
        lost = Source(low=0, high=most * 0.6, digits=digits, zero=0.2, follows_quality=False)
        sources += [lost, None]
        terms = ((2 * item, Fraction(-1)),)
        formulas.append(Formula(target=2 * item + 1, terms=terms, base=Fraction(most)))
    total = 2 * count
    shares = tuple((2 * item + 1, Fraction(1)) for item in range(count))
    return Plan(
        scheme="points_lost",
        rule=TotalRule.SUM,
        columns=(*columns, Column(name=d.header("total"), role=Role.TOTAL)),
        sources=(*sources, None),
        formulas=(*formulas, Formula(target=total, terms=shares)),
        total=total,
        digits=dict.fromkeys((*range(1, total, 2), total), digits),
        equal=tuple(range(0, total, 2)),
    )


def _merged(
    d: Draw,
    made: Contest,
    heads: Sequence[str],
    places: Sequence[Sequence[int]],
    names: Sequence[str],
) -> Grid:
    """Set each unit over as many rows as there are names; ``places``: the columns of each row."""
    manner, table, height = hand(d), made.table, len(names)
    titles = [d.header("rank"), d.header("unit"), *heads, table.columns[made.plan.total].name]
    cells = [Cell(row=0, column=i, text=text) for i, text in enumerate(titles)]
    last = len(titles) - 1
    for count, unit in enumerate(table.rows):
        top = 1 + count * height
        rank = manner.place(unit.rank or 0, tied=False)
        total = figure(d, unit.values[made.plan.total], manner)
        keys = [Key(0, False, count, column) for column in (RANK, UNIT, made.plan.total)]
        for column, text, own_key in zip((0, 1, last), (rank, unit.unit, total), keys, strict=True):
            cells.append(Cell(row=top, column=column, text=text, row_span=height, key=own_key))
        for item, (name, own) in enumerate(zip(names, places, strict=True)):
            row = top + item
            for column, head in enumerate(heads, 2):
                key: Key | None = None
                text = name if column == 2 else ""
                if head in {"满分", "标准分", "分值"}:
                    limit = table.columns[own[0]].maximum
                    text = "" if limit is None else plain(limit)
                elif head in {"扣分", "得分"}:
                    place = own[-1] if head == "得分" else own[0]
                    text, key = figure(d, unit.values[place], manner), Key(0, False, count, place)
                elif head == "扣分原因" and unit.values[own[0]]:
                    text = d.one(words()["indicators"]["reasons"])
                cells.append(Cell(row=row, column=column, text=text, key=key))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(
        cells=tuple(cells),
        n_rows=1 + height * len(table.rows),
        n_columns=len(titles),
        head_rows=1,
    )
