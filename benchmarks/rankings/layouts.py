"""Layouts: how a ranking is set, each a function of a `Draw` and the rules to draw by.

The name of the function is the layout's name. A layout says by `fits` which total rules it can
show; the caller draws again where the values drawn do not show their rules (`Unlucky`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from benchmarks.rankings.contests import Contest, contest
from benchmarks.rankings.drawing import Draw, words
from benchmarks.rankings.frames import Frame, build, seen
from benchmarks.rankings.model import (
    RANK,
    UNIT,
    Block,
    Cell,
    Grid,
    Key,
    Line,
    Notice,
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

LIMITED: Final = ("sum_with_maxima", "weighted_raw", "written_and_interview", "normalised")
ALONE: Final = ("only_total",)
ALL: Final = tuple(SCHEMES)
_GROUPED: Final = tuple(name for name in ALL if name not in ("only_total", "written_and_interview"))
Body = tuple[tuple[Block, ...], tuple[Table, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The total rule and the rank rule by which a notice is drawn."""

    scheme: str
    rank: str


def _plan(d: Draw, rules: Rules) -> Plan:
    return SCHEMES[rules.scheme](d)


def _one(
    d: Draw, rules: Rules, manner: dict[str, Any], frame: dict[str, Any], absent: float = 0.0
) -> Body:
    kind, units = d.units(d.count(5, 18))
    made = contest(d, _plan(d, rules), rules.rank, units, absent=absent)
    return _grid(d, hand(d, **manner), _frame(d, kind, **frame), [made])


def _frame(d: Draw, kind: str, **chosen: Any) -> Frame:  # noqa: ANN401 - fields of Frame
    names = {"乡镇": "unit_towns", "部门": "unit_departments"}
    name = d.header(names[kind]) if kind in names and d.chance(0.5) else d.header("unit")
    return Frame(**({"rank_name": d.header("rank"), "unit_name": name} | chosen))


def _grid(d: Draw, manner: Hand, frame: Frame, contests: Sequence[Contest]) -> Body:
    grid, tables = build(d, manner, frame, contests)
    return (grid,), tables, contests[0].notes


def plain(d: Draw, rules: Rules) -> Body:
    """T1, T2: rank, unit, parts, total; maxima and weights in the header."""
    return _one(d, rules, {}, {})


def rank_last(d: Draw, rules: Rules) -> Body:
    """T11: the rank in the last column."""
    return _one(d, rules, {}, {"rank_at": "last"})


def serial_no_rank(d: Draw, rules: Rules) -> Body:
    """T10: 序号 counts the rows in no order of merit."""
    return _one(d, rules, {}, {"rank_at": "none", "serial": True, "order": "admin"})


def serial_and_rank(d: Draw, rules: Rules) -> Body:
    """A 序号 before the units and the rank behind the total."""
    return _one(d, rules, {}, {"rank_at": "last", "serial": True, "order": "admin"})


def no_rank(d: Draw, rules: Rules) -> Body:
    """T9, K4: no rank column, the order tells."""
    return _one(d, rules, {}, {"rank_at": "none"})


def rank_words(d: Draw, rules: Rules) -> Body:
    """第一名, 第1名, 并列第三, 1（并列）."""
    return _one(d, rules, {"rank": d.one(RANK_FORMS)}, {"rank_at": d.one(["first", "last"])})


def spaced_header(d: Draw, rules: Rules) -> Body:
    """T8: 得 分."""
    return _one(d, rules, {"spaced": True}, {"rank_name": "名次", "unit_name": "单位"})


def limits_row(d: Draw, rules: Rules) -> Body:
    """Maxima or weights in a row of their own under the header."""
    label = (
        "weights_row" if "weight" in rules.scheme or "interview" in rules.scheme else "maxima_row"
    )
    return _one(d, rules, {"shows_limits": False}, {"limits_row": d.header(label)})


def summary_last(d: Draw, rules: Rules) -> Body:
    """T21: a row of sums or means at the end."""
    return _one(d, rules, {}, _summed(d, "last"))


def summary_first(d: Draw, rules: Rules) -> Body:
    """T11: a row of sums or means above the units."""
    return _one(d, rules, {}, _summed(d, "first"))


def _summed(d: Draw, place: str) -> dict[str, str]:
    kind = d.one(["sum", "mean"])
    return {"summary": place, "summary_kind": kind, "summary_label": d.header(f"{kind}_row")}


def remarks(d: Draw, rules: Rules) -> Body:
    """A 备注 column, and a row of remarks at the end."""
    remark = d.one(["", "备注：得分保留小数后按四舍五入计。", "注：排名不分先后的单位以序号为准。"])
    return _one(d, rules, {}, {"remark_name": "备注", "remark": remark})


def title_row(d: Draw, rules: Rules) -> Body:
    """T7: the table's title as a row of the grid."""
    return _one(d, rules, {}, {"title": f"{d.one(words()['works'])}考评得分情况表"})


def two_levels(d: Draw, rules: Rules) -> Body:
    """T6, T7: two header rows, groups over the parts."""
    kind, units = d.units(d.count(5, 14))
    made = contest(d, _plan(d, rules), rules.rank, units)
    places = [i for i in range(len(made.table.columns)) if i != made.table.total]
    cut = d.count(1, len(places) - 1) if len(places) > 1 else 1
    first, second = d.some(words()["indicators"]["groups"], 2)
    paths = {p: (first if i < cut else second,) for i, p in enumerate(places)}
    if any(column.path for column in made.table.columns):
        paths = {}
    return _grid(d, hand(d), _frame(d, kind, paths=paths), [made])


def sections(d: Draw, rules: Rules) -> Body:
    """T7: several classes of units in one grid, each under a row of its own."""
    plan = _plan(d, rules)
    contests, labels = [], []
    for number, (kind, units) in enumerate(_classes(d, 2), 1):
        contests.append(contest(d, plan, rules.rank, units, group=f"{kind}类"))
        labels.append(d.one(["（{}）{}类", "({}){}类", "{}、{}类"]).format(chinese(number), kind))
    return _grid(d, hand(d), _frame(d, "", sections=tuple(labels)), contests)


def left_groups(d: Draw, rules: Rules) -> Body:
    """Several classes of units in one grid, each beside a merged cell."""
    plan = _plan(d, rules)
    made = [
        contest(d, plan, rules.rank, units, group=f"{kind}组") for kind, units in _classes(d, 2)
    ]
    return _grid(d, hand(d), _frame(d, "", left=d.header("group")), made)


def several_tables(d: Draw, rules: Rules) -> Body:
    """T27, T3: one table for each class of units, with maxima of its own."""
    blocks: list[Block] = []
    tables: list[Table] = []
    notes: tuple[str, ...] = ()
    for number, (kind, units) in enumerate(_classes(d, d.count(2, 3)), 1):
        made = contest(d, _plan(d, rules), rules.rank, units, group=kind)
        grid, truth = build(d, hand(d), _frame(d, kind), [made], len(tables))
        blocks += [_line(f"表{number} {kind}考评得分排名表"), grid]
        tables += truth
        notes = tuple(dict.fromkeys((*notes, *made.notes)))
    return tuple(blocks), tuple(tables), notes


def _classes(d: Draw, count: int) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    while len(found) < count:
        kind, units = d.units(d.count(4, 9))
        found.setdefault(kind, units)
    return list(found.items())


def missing_marks(d: Draw, rules: Rules) -> Body:
    """T20: a mark where a unit has no such score."""
    return _one(d, rules, {"none": d.one(["—", "/", "\\", "-"])}, {}, absent=0.06)


def mixed_decimals(d: Draw, rules: Rules) -> Body:
    """T26: 90.00 beside 87.5."""
    return _one(d, rules, {"numbers": MIXED}, {})


def extra_column(d: Draw, rules: Rules) -> Body:
    """T25: a rate with and without its sign beside the scores; it is no part of the total."""
    return _one(
        d, rules, {}, {"extra": d.one(["按期办结率（%）", "参训率（%）", "群众满意率（%）"])}
    )


def side_by_side(d: Draw, rules: Rules) -> Body:
    """Rank, unit and score two or three times across."""
    _, units = d.units(d.count(8, 20))
    made = contest(d, _plan(d, rules), rules.rank, units)
    grid, tables = build(d, hand(d), _frame(d, ""), [made])
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
    table = _alone(d, rules)
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
    table = _alone(d, rules)
    stop, colon = d.one([(";", ":"), ("；", "："), ("，", "")])
    left, right = d.one(["()", "（）"])
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


def _alone(d: Draw, rules: Rules) -> Table:
    _, units = d.units(d.count(5, 14))
    made = contest(d, _plan(d, rules), rules.rank, units)
    return seen(made.table, has_ranks=True)


def _line(text: str, align: str = "left") -> Line:
    return Line((Piece(text),), align)


# ------------------------------------------------------------------------------------- the notice


LAYOUTS: Final[dict[str, tuple[Callable[[Draw, Rules], Body], tuple[str, ...]]]] = {
    maker.__name__: (maker, fits)
    for maker, fits in (
        (plain, ALL),
        (rank_last, ALL),
        (serial_no_rank, ALL),
        (serial_and_rank, ALL),
        (no_rank, ALL),
        (rank_words, ALL),
        (spaced_header, ALL),
        (limits_row, LIMITED),
        (summary_last, ALL),
        (summary_first, ALL),
        (remarks, ALL),
        (title_row, ALL),
        (two_levels, _GROUPED),
        (sections, ALL),
        (left_groups, ALL),
        (several_tables, ALL),
        (missing_marks, tuple(n for n in ALL if n.startswith(("sum_", "bonus_")))),
        (mixed_decimals, ALL),
        (extra_column, ALL),
        (side_by_side, ALONE),
        (ranked_lines, ALONE),
        (ranked_in_a_line, ALONE),
    )
}
"""Every layout by name, with the total rules it can show."""


def notice(d: Draw, name: str, layout: str, rules: Rules, form: str) -> Notice:
    """Draw a notice.

    Raises:
        Unlucky: the values drawn do not show their rules; draw again.
    """
    body, tables, notes = LAYOUTS[layout][0](d, rules)
    region, work, year = d.one(words()["regions"]), d.one(words()["works"]), d.count(2015, 2025)
    period = d.one(words()["periods"])
    opening = d.one(words()["prose"]["opening"])
    issuer = f"{region}人民政府办公室"
    title = f"{issuer}关于{year}{period}{work}考评情况的通报"
    written = opening.format(work=work, region=region, year=year, period=f"{year}{period}")
    signed = [
        _line(issuer, "right"),
        _line(f"{year + 1}年{d.count(1, 12)}月{d.count(1, 28)}日", "right"),
    ]
    closing = _line(d.one(words()["prose"]["closing"]))
    below = [_line(f"注：{note}。") for note in notes]
    if any(isinstance(block, Grid) for block in body) and d.chance(0.7):
        annex = f"{work}考评得分排名表"
        blocks = [
            _line(title, "center"),
            _line("各乡镇人民政府、街道办事处，区直各单位："),
            _line(written),
            closing,
            _line(f"附件：{annex}"),
            *signed,
            _line("附件"),
            _line(annex, "center"),
            *body,
            *below,
        ]
    else:
        blocks = [_line(title, "center"), _line(written), *body, *below, closing, *signed]
    return Notice(
        name=name,
        layout=layout,
        scheme=rules.scheme,
        rank_rule=rules.rank,
        form=form,
        blocks=tuple(blocks),
        tables=tables,
    )
