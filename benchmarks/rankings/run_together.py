"""Layouts of text that lost its cells: one cell a line, or all cells run together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from benchmarks.rankings.contests import contest
from benchmarks.rankings.drawing import Draw
from benchmarks.rankings.layouts import (
    Body,
    Rules,
    frame_of,
    grid_of,
    one_grid,
    plan_of,
    two_levels,
)
from benchmarks.rankings.model import UNIT, Cell, Column, Grid, Key, Row, Table
from benchmarks.rankings.printing import hand
from schemas.notice import Role, TotalRule


def cell_lines(d: Draw, rules: Rules) -> Body:
    """T5: one cell a line, header cells broken over two lines."""
    frame = d.one([{}, {"rank_at": "last"}, {"rank_at": "none"}, {"remark_name": "备注"}])
    (grid, *_), tables, notes = one_grid(d, rules, {}, frame)
    assert isinstance(grid, Grid)
    return (_with_broken_head(d, grid),), tables, notes


def cell_lines_in_groups(d: Draw, rules: Rules) -> Body:
    """T6: one cell a line, two header rows, the group headers without their span."""
    return two_levels(d, rules)


def _with_broken_head(d: Draw, grid: Grid) -> Grid:
    cells = [
        replace(cell, text=f"{cell.text[:3]}\n{cell.text[3:]}")
        if cell.row < grid.head_rows and _is_long(cell.text) and d.chance(0.4)
        else cell
        for cell in grid.cells
    ]
    return replace(grid, cells=tuple(cells))


def _is_long(text: str) -> bool:
    return len(text.partition("（")[0]) > 3 and "(" not in text[:4] and " " not in text[:4]


def flattened(d: Draw, rules: Rules) -> Body:
    """T17: the cells of a ranking run together; only its arithmetic can part them."""
    kind, units = d.units(d.count(4, 14))
    made = contest(d, plan_of(d, rules), rules.rank, units)
    frame = frame_of(d, kind, rank_at=d.one(["first", "first", "last", "none"]))
    grids, tables, notes = grid_of(d, hand(d), frame, [made])
    return grids, tuple(replace(table, may_refuse=True) for table in tables), notes


def undecidable(d: Draw, rules: Rules) -> Body:
    """T19: run together, and no sum, maximum or rank says where a number ends."""
    del rules
    _, units = d.units(d.count(4, 9))
    names = d.some(["许可件数", "处罚件数", "受理件数", "检查次数", "办结件数", "回访次数"], 3)
    cells = [Cell(row=0, column=i, text=text) for i, text in enumerate(["单位", *names])]
    rows = []
    for place, unit in enumerate(units):
        values = tuple(Decimal(d.count(11, 4000)) for _ in names)
        rows.append(Row(unit=unit, rank=None, values=values))
        cells.append(Cell(row=place + 1, column=0, text=unit, key=Key(0, False, place, UNIT)))
        cells += [
            Cell(row=place + 1, column=i + 1, text=str(value), key=Key(0, False, place, i))
            for i, value in enumerate(values)
        ]
    table = Table(
        columns=tuple(Column(name=name, role=Role.SCORE) for name in names),
        rows=tuple(rows),
        formulas=(),
        rule=TotalRule.NONE,
        total=None,
        scheme="none",
        has_ranks=False,
        must_refuse=True,
    )
    grid = Grid(cells=tuple(cells), n_rows=len(units) + 1, n_columns=4, head_rows=1)
    return (grid,), (table,), ()
