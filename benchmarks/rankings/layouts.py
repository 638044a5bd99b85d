"""Layouts of one row per unit, each a function of a `Draw` and the rules to draw by.

The name of the function is the layout's name; `catalogue` lists them with the total rules that each
can show. The caller draws again where the values drawn do not show their rules (`Unlucky`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from benchmarks.rankings.contests import Contest, contest
from benchmarks.rankings.drawing import Draw, words
from benchmarks.rankings.frames import Frame, build, graded, seen
from benchmarks.rankings.model import (
    RANK,
    UNIT,
    Block,
    Cell,
    Grid,
    Key,
    Line,
    Piece,
    Table,
)
from benchmarks.rankings.printing import (
    MIXED,
    RANK_FORMS,
    Hand,
    chinese,
    figure,
    hand,
)
from benchmarks.rankings.schemes import SCHEMES, Plan

Body = tuple[tuple[Block, ...], tuple[Table, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The total rule and the rank rule by which a notice is drawn."""

    scheme: str
    rank: str


def plan_of(d: Draw, rules: Rules) -> Plan:
    return SCHEMES[rules.scheme](d)


def one_grid(
    d: Draw, rules: Rules, manner: dict[str, Any], frame: dict[str, Any], absent: float = 0.0
) -> Body:
    kind, units = d.units(d.count(5, 18))
    made = contest(d, plan_of(d, rules), rules.rank, units, absent=absent)
    return grid_of(d, hand(d, **manner), frame_of(d, kind, **frame), [made])


def frame_of(d: Draw, kind: str, **chosen: Any) -> Frame:  # noqa: ANN401 - fields of Frame
    names = {"乡镇": "unit_towns", "部门": "unit_departments"}
    name = d.header(names[kind]) if kind in names and d.chance(0.5) else d.header("unit")
    return Frame(**({"rank_name": d.header("rank"), "unit_name": name} | chosen))


def grid_of(d: Draw, manner: Hand, frame: Frame, contests: Sequence[Contest]) -> Body:
    grid, tables = build(d, manner, frame, contests)
    return (grid,), tables, contests[0].notes


def plain(d: Draw, rules: Rules) -> Body:
    """T1, T2: rank, unit, parts, total; maxima and weights in the header."""
    return one_grid(d, rules, {}, {})


def rank_last(d: Draw, rules: Rules) -> Body:
    """T11: the rank in the last column."""
    return one_grid(d, rules, {}, {"rank_at": "last"})


def serial_no_rank(d: Draw, rules: Rules) -> Body:
    """T10: 序号 counts the rows in no order of merit."""
    return one_grid(d, rules, {}, {"rank_at": "none", "serial": True, "order": "admin"})


def serial_and_rank(d: Draw, rules: Rules) -> Body:
    """A 序号 before the units and the rank behind the total."""
    return one_grid(d, rules, {}, {"rank_at": "last", "serial": True, "order": "admin"})


def no_rank(d: Draw, rules: Rules) -> Body:
    """T9, K4: no rank column, the order tells."""
    return one_grid(d, rules, {}, {"rank_at": "none"})


def rank_words(d: Draw, rules: Rules) -> Body:
    """第一名, 第1名, 并列第三, 1（并列）."""
    return one_grid(d, rules, {"rank": d.one(RANK_FORMS)}, {"rank_at": d.one(["first", "last"])})


def spaced_header(d: Draw, rules: Rules) -> Body:
    """T8: 得 分."""
    return one_grid(d, rules, {"spaced": True}, {"rank_name": "名次", "unit_name": "单位"})


def limits_row(d: Draw, rules: Rules) -> Body:
    """Maxima or weights in a row of their own under the header."""
    label = (
        "weights_row" if "weight" in rules.scheme or "interview" in rules.scheme else "maxima_row"
    )
    return one_grid(d, rules, {"shows_limits": False}, {"limits_row": d.header(label)})


def summary_last(d: Draw, rules: Rules) -> Body:
    """T21: a row of sums or means at the end."""
    return one_grid(d, rules, {}, _summed(d, "last"))


def summary_first(d: Draw, rules: Rules) -> Body:
    """T11: a row of sums or means above the units."""
    return one_grid(d, rules, {}, _summed(d, "first"))


def _summed(d: Draw, place: str) -> dict[str, str]:
    kind = d.one(["sum", "mean"])
    return {"summary": place, "summary_kind": kind, "summary_label": d.header(f"{kind}_row")}


def remarks(d: Draw, rules: Rules) -> Body:
    """A 备注 column, and a row of remarks at the end."""
    remark = d.one(["", "备注：得分保留小数后按四舍五入计。", "注：排名不分先后的单位以序号为准。"])
    return one_grid(d, rules, {}, {"remark_name": "备注", "remark": remark})


def title_row(d: Draw, rules: Rules) -> Body:
    """T7: the table's title as a row of the grid."""
    return one_grid(d, rules, {}, {"title": f"{d.one(words()['works'])}考评得分情况表"})


def two_levels(d: Draw, rules: Rules) -> Body:
    """T6, T7: two header rows, groups over the parts."""
    kind, units = d.units(d.count(5, 14))
    made = contest(d, plan_of(d, rules), rules.rank, units)
    places = [i for i in range(len(made.table.columns)) if i != made.table.total]
    cut = d.count(1, len(places) - 1) if len(places) > 1 else 1
    first, second = d.some(words()["indicators"]["groups"], 2)
    paths = {p: (first if i < cut else second,) for i, p in enumerate(places)}
    if any(column.path for column in made.table.columns):
        paths = {}
    return grid_of(d, hand(d), frame_of(d, kind, paths=paths), [made])


def sections(d: Draw, rules: Rules) -> Body:
    """T7: several classes of units in one grid, each under a row of its own."""
    plan = plan_of(d, rules)
    contests, labels = [], []
    for number, (kind, units) in enumerate(classes(d, 2), 1):
        contests.append(contest(d, plan, rules.rank, units, group=f"{kind}类"))
        labels.append(d.one(["（{}）{}类", "({}){}类", "{}、{}类"]).format(chinese(number), kind))
    return grid_of(d, hand(d), frame_of(d, "", sections=tuple(labels)), contests)


def left_groups(d: Draw, rules: Rules) -> Body:
    """Several classes of units in one grid, each beside a merged cell."""
    plan = plan_of(d, rules)
    made = [contest(d, plan, rules.rank, units, group=f"{kind}组") for kind, units in classes(d, 2)]
    return grid_of(d, hand(d), frame_of(d, "", left=d.header("group")), made)


def several_tables(d: Draw, rules: Rules) -> Body:
    """T27, T3: one table for each class of units, with maxima of its own."""
    blocks: list[Block] = []
    tables: list[Table] = []
    notes: tuple[str, ...] = ()
    for number, (kind, units) in enumerate(classes(d, d.count(2, 3)), 1):
        made = contest(d, plan_of(d, rules), rules.rank, units, group=kind)
        grid, truth = build(d, hand(d), frame_of(d, kind), [made], len(tables))
        blocks += [line(f"表{number} {kind}考评得分排名表"), grid]
        tables += truth
        notes = tuple(dict.fromkeys((*notes, *made.notes)))
    return tuple(blocks), tuple(tables), notes


def classes(d: Draw, count: int) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    while len(found) < count:
        kind, units = d.units(d.count(4, 9))
        found.setdefault(kind, units)
    return list(found.items())


def missing_marks(d: Draw, rules: Rules) -> Body:
    """T20: a mark where a unit has no such score."""
    return one_grid(d, rules, {"none": d.one(["—", "/", "\\", "-"])}, {}, absent=0.06)


def mixed_decimals(d: Draw, rules: Rules) -> Body:
    """T26: 90.00 beside 87.5."""
    return one_grid(d, rules, {"numbers": MIXED}, {})


def extra_column(d: Draw, rules: Rules) -> Body:
    """T25: a rate with and without its sign beside the scores; it is no part of the total."""
    return one_grid(
        d, rules, {}, {"extra": d.one(["按期办结率（%）", "参训率（%）", "群众满意率（%）"])}
    )


def units_of_measure(d: Draw, rules: Rules) -> Body:
    """T24: amounts with their unit in the header beside the points; 单位：分 above the table."""
    extra = d.one(
        ["完成投资（万元）", "办件量（件）", "产值(亿元)", "受理数（件）", "整治面积（平方米）"]
    )
    grids, tables, notes = one_grid(d, rules, {}, {"extra": extra})
    return (*([line("单位：分", "right")] if d.chance(0.5) else []), *grids), tables, notes


def grades(d: Draw, rules: Rules) -> Body:
    """T29: a grade or the colour of a flag in place of a rank, its thresholds in a note."""
    kind, units = d.units(d.count(5, 16))
    made = contest(d, plan_of(d, rules), rules.rank, units)
    names = words()["indicators"][d.one(["unit_grades", "flags"])]
    header = d.header("grade") if names[0] == "优秀" else "旗色"
    totals = [v for row in made.table.rows if (v := row.values[made.plan.total]) is not None]
    limits = [Decimal(int(totals[len(totals) * part // 4])) for part in (1, 2, 3)]
    note = "，".join(
        f"{limit}分及以上的为{name}" for name, limit in zip(names, limits, strict=False)
    )
    made = graded(made, names, limits)
    frame = frame_of(d, kind, rank_at=d.one(["none", "none", "first"]), grade_name=header)
    grids, tables, notes = grid_of(d, hand(d), frame, [made])
    return grids, tables, (*notes, f"{note}，其余为{names[-1]}")


def three_levels(d: Draw, rules: Rules) -> Body:
    """T7: a title row, three header rows, a row over all columns for each class of units."""
    plan = plan_of(d, rules)
    contests, labels = [], []
    for number, (kind, units) in enumerate(classes(d, 2), 1):
        contests.append(contest(d, plan, rules.rank, units, group=f"{kind}类"))
        labels.append(f"（{chinese(number)}）{kind}类")
    places = [i for i in range(len(plan.columns)) if i != plan.total]
    cut = d.count(1, len(places) - 1)
    top = d.some(words()["indicators"]["top_groups"], 2)
    names = d.some(words()["indicators"]["groups"], 3)
    paths = {
        p: (top[0], names[0]) if i < cut else (top[1], names[1 + (i > cut)])
        for i, p in enumerate(places)
    }
    frame = frame_of(
        d,
        "",
        paths=paths,
        sections=tuple(labels),
        title=f"{d.one(words()['works'])}考评得分情况表",
    )
    return grid_of(d, hand(d), frame, contests)


def broken_names(d: Draw, rules: Rules) -> Body:
    """T5, T8: names of columns and units go on in the next line."""
    (grid, *_), tables, notes = one_grid(d, rules, {}, {"rank_at": d.one(["first", "last"])})
    assert isinstance(grid, Grid)
    # With more names broken a second header row and the rest of a first look the same in text.
    most = max(1, grid.n_columns // 4)
    torn = set(d.some(range(grid.n_columns), most))
    cells = [
        replace(cell, text=_broken(d, cell.text))
        if (cell.row < grid.head_rows and cell.column in torn)
        or (cell.key is not None and cell.key.column == UNIT and d.chance(0.3))
        else cell
        for cell in grid.cells
    ]
    return (replace(grid, cells=tuple(cells)),), tables, notes


def _broken(d: Draw, text: str) -> str:
    name, mark, rest = text.partition("（")
    if len(name) < 4 or " " in name or "(" in name:
        return text
    cut = d.count(2, len(name) - 1)
    return f"{name[:cut]}\n{name[cut:]}{mark}{rest}"


def over_pages(d: Draw, rules: Rules) -> Body:
    """T22: so many units that pages end between them, the page number among the rows."""
    kind, units = d.units(2)
    while len(units) < 13:
        kind, units = d.units(d.count(14, 46))
    made = contest(d, plan_of(d, rules), rules.rank, units)
    frame = frame_of(d, kind, repeats_head=d.chance(0.5), rank_at=d.one(["first", "last", "none"]))
    (grid, *_), tables, notes = grid_of(d, hand(d), frame, [made])
    assert isinstance(grid, Grid)
    ends = sorted(d.some(range(grid.head_rows + 3, grid.n_rows - 2), d.count(1, 2)))
    return (replace(grid, page_ends=tuple(ends)),), tables, notes


def side_by_side(d: Draw, rules: Rules) -> Body:
    """Rank, unit and score two or three times across."""
    _, units = d.units(d.count(8, 20))
    made = contest(d, plan_of(d, rules), rules.rank, units)
    grid, tables = build(d, hand(d), frame_of(d, ""), [made])
    return (_folded(grid, d.count(2, 3)),), tables, made.notes


def _folded(grid: Grid, strips: int) -> Grid:
    """Set the lower part of a grid beside its upper one, under the same header."""
    body = grid.n_rows - grid.head_rows
    height = -(-body // strips)
    cells = []
    for cell in grid.cells:
        if cell.row < grid.head_rows:
            cells += [replace(cell, column=cell.column + k * grid.n_columns) for k in range(strips)]
            continue
        strip, row = divmod(cell.row - grid.head_rows, height)
        place = (grid.head_rows + row, cell.column + strip * grid.n_columns)
        cells.append(replace(cell, row=place[0], column=place[1]))
    used = {(c.row, c.column) for c in cells}
    for row in range(grid.head_rows + height):
        for column in range(grid.n_columns * strips):
            if (row, column) not in used:
                cells.append(Cell(row=row, column=column, text=""))
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(
        grid,
        cells=tuple(cells),
        n_rows=grid.head_rows + height,
        n_columns=grid.n_columns * strips,
    )


def ranked_lines(d: Draw, rules: Rules) -> Body:
    """T13: a line for each unit."""
    table = alone(d, rules)
    form = d.one(["第{}名：", "第{}名", "第{}名:"])
    mark = d.one(["", "", " "])
    blocks = []
    for place, row in enumerate(table.rows):
        pieces = [
            Piece(form.format(chinese(row.rank or 0)), Key(0, False, place, RANK)),
            Piece(row.unit, Key(0, False, place, UNIT)),
            Piece(mark),
            Piece(figure(d, row.values[0], Hand()), Key(0, False, place, 0)),
            Piece("分"),
        ]
        blocks.append(Line(tuple(pieces)))
    return tuple(blocks), (table,), ()


def ranked_in_a_line(d: Draw, rules: Rules) -> Body:
    """T14: all units in one line."""
    table = alone(d, rules)
    stop, colon = d.one([(";", ":"), ("；", "："), ("，", "")])
    left, right = d.one([("(", ")"), ("（", "）")])
    unit = d.one(["", "分"])
    pieces = []
    for place, row in enumerate(table.rows):
        pieces += [
            Piece(f"第{row.rank}名{colon}", Key(0, False, place, RANK)),
            Piece(row.unit, Key(0, False, place, UNIT)),
            Piece(left),
            Piece(figure(d, row.values[0], Hand()), Key(0, False, place, 0)),
            Piece(unit + right + (stop if place < len(table.rows) - 1 else "。")),
        ]
    return (Line(tuple(pieces)),), (table,), ()


def alone(d: Draw, rules: Rules) -> Table:
    _, units = d.units(d.count(5, 14))
    made = contest(d, plan_of(d, rules), rules.rank, units)
    return seen(made.table, has_ranks=True)


def line(text: str, align: str = "left") -> Line:
    return Line((Piece(text),), align)
