"""Several rows per unit. All notices are invented."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from parsers.notice import parse
from parsers.printed_grid import grid_of
from parsers.rankings.row_groups import one_row_per_unit
from parsers.readers import read_bytes
from schemas.document import Cell, Document, Origin, Page, Table
from schemas.notice import Notice, TotalRule
from schemas.places import Span

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)


def _notice(rows: str) -> Notice:
    lines = ["\t".join(row.split()).replace("_", "") for row in rows.strip().split("\n")]
    return parse(read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt"))


_QUARTERS = (
    "单位 季度 得分 总分 排名\n东湖街道 一季度 95 191 1\n_ 二季度 96 _ _\n"
    "南浦街道 一季度 90 181 2\n_ 二季度 91 _ _\n中和街道 一季度 80 165 3\n_ 二季度 85 _ _"
)


def test_a_unit_over_several_rows_is_one_ranked_unit() -> None:
    (table,) = _notice(_QUARTERS).tables
    told = [
        (unit.rank, unit.unit, [str(score.value) for score in unit.scores])
        for unit in table.rankings
    ]
    assert told == [
        (1, "东湖街道", ["95", "96"]),
        (2, "南浦街道", ["90", "91"]),
        (3, "中和街道", ["80", "85"]),
    ]
    assert [column.path for column in table.columns][1:3] == [
        ("得分", "一季度"),
        ("得分", "二季度"),
    ]
    assert (table.total_rule, table.rule_confirmed) == (TotalRule.SUM, 3)


def test_maxima_in_a_column_become_those_of_the_indicators() -> None:
    (table,) = _notice(
        "单位 指标 满分 得分\n东湖街道 公开 60 58\n_ 服务 40 38\n_ 合计 100 96\n"
        "南浦街道 公开 60 57\n_ 服务 40 37\n_ 合计 100 94"
    ).tables
    assert [(c.name, c.role.value, c.max_score) for c in table.columns] == [
        ("单位", "unit", None),
        ("公开", "score", Decimal(60)),
        ("服务", "score", Decimal(40)),
        ("合计", "total", Decimal(100)),
    ]
    assert [unit.total.status.value for unit in table.rankings if unit.total] == ["proved"] * 2


def test_several_measures_keep_their_names_below_the_labels() -> None:
    (table,) = _notice(
        "单位 季度 得分 扣分 排名\n东湖街道 一季度 95 1 1\n_ 二季度 96 2 _\n"
        "南浦街道 一季度 90 3 2\n_ 二季度 91 4 _"
    ).tables
    assert [(c.path, c.role.value) for c in table.columns][1:5] == [
        (("一季度", "得分"), "score"),
        (("一季度", "扣分"), "deduction"),
        (("二季度", "得分"), "score"),
        (("二季度", "扣分"), "deduction"),
    ]


def test_a_remark_below_the_groups_is_kept() -> None:
    (table,) = _notice(_QUARTERS + "\n备注 得分保留整数。").tables
    assert len(table.rankings) == 3
    assert any("得分保留整数。" in text for row in table.rows for text in row)


@pytest.mark.parametrize(
    "rows",
    [
        "单位 季度 得分\n东湖街道 一季度 95\n_ 二季度 96\n南浦街道 一季度 90\n_ 三季度 91",
        "单位 季度 得分\n东湖街道 一季度 95\n_ 二季度 96\n南浦街道 一季度 90",
        "单位 季度 得分 排名\n东湖街道 一季度 95 1\n_ 二季度 96 1\n南浦街道 一季度 90 2\n"
        "_ 二季度 91 2",
    ],
    ids=["other labels", "other heights", "a rank in each row"],
)
def test_rows_that_are_not_alike_are_left_as_they_are_and_told_of(rows: str) -> None:
    notice = _notice(rows)
    (table,) = notice.tables
    assert len(table.rows) == rows.count("\n")
    assert {f.rule for f in notice.findings} & {"AMB01", "UNR01"}


def _table(texts: Sequence[Sequence[str]], spans: Sequence[tuple[int, int, int]]) -> Table:
    """Make a table; ``spans`` are (row, column, rows) of cells that reach down."""
    tall = {(row, column): height for row, column, height in spans}
    covered = {(r + i, c) for r, c, height in spans for i in range(1, height)}
    cells = [
        Cell(
            text=text,
            raw=text,
            row=row,
            column=column,
            span=Span(row * 100 + column * 10, row * 100 + column * 10 + len(text)),
            page=1,
            row_span=tall.get((row, column), 1),
        )
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
        if (row, column) not in covered
    ]
    return Table(
        cells=tuple(cells), n_rows=len(texts), n_columns=len(texts[0]), page=1, span=Span(0, 999)
    )


def test_cells_that_span_the_rows_of_a_unit_are_taken_once() -> None:
    texts = [
        ["单位", "季度", "得分", "排名"],
        ["东湖街道", "一季度", "95", "1"],
        ["", "二季度", "96", ""],
        ["南浦街道", "一季度", "90", "2"],
        ["", "二季度", "91", ""],
    ]
    spans = [(1, 0, 2), (3, 0, 2), (1, 3, 2), (3, 3, 2)]
    grid = one_row_per_unit(grid_of(_table(texts, spans)))
    assert [grid.texts(row) for row in range(len(grid.rows))] == [
        ["单位", "得分", "得分", "排名"],
        ["单位", "一季度", "二季度", "排名"],
        ["东湖街道", "95", "96", "1"],
        ["南浦街道", "90", "91", "2"],
    ]


def test_a_unit_whose_rows_stay_apart_is_told_of() -> None:
    texts = [
        ["单位", "季度", "得分", "排名"],
        ["东湖街道", "一季度", "95", "1"],
        ["", "二季度", "96", "2"],
        ["南浦街道", "一季度", "90", "3"],
        ["", "二季度", "80", "4"],
    ]
    page = Page(
        number=1,
        lines=(),
        tables=(_table(texts, [(1, 0, 2), (3, 0, 2)]),),
        origin=Origin(reader="test", method="text layer"),
    )
    notice = parse(Document(source="notice.pdf", raw=" " * 1000, pages=(page,)))
    assert len(notice.tables[0].rankings) == 4
    said = [f.message_zh for f in notice.findings if f.rule == "AMB01"]
    assert said == ["表1：同一单位占多行而各行结构不一，逐行列出，未合并"]


def test_an_ordinary_table_is_handed_back_as_it_is() -> None:
    texts = [["排名", "单位", "得分"], ["1", "东湖街道", "95"], ["2", "南浦街道", "90"]]
    grid = grid_of(_table(texts, []))
    assert one_row_per_unit(grid) is grid
