"""What proves that a table goes on behind a page end. All names are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from parsers.printed_grid import Grid
from parsers.rankings.joining import join_tables
from schemas.document import Table

Drawing = Callable[..., Table]
Rows = tuple[str, ...]
HEAD = "名次 单位 总分"
NAMES = "单位 公开 备注"


def joined(table: Drawing, *pages: Rows, edges: Sequence[Sequence[float]] = ()) -> list[Grid]:
    drawn = [
        table(*rows, page=number, edges=edges[number - 1] if edges else ())
        for number, rows in enumerate(pages, 1)
    ]
    return join_tables(drawn, lambda *_: True)


def proof(table: Drawing, first: Rows, second: Rows) -> str | None:
    """Return what proved that the second goes on with the first, ``None`` for two tables."""
    grids = joined(table, first, second)
    return grids[0].joins[0].removeprefix("page 2: ") if len(grids) == 1 else None


HEADER, RANKS = "header repeated", "ranks run on, no header of its own"
HEADER_AND_RANKS = "header repeated, ranks run on"
ALIKE = "columns hold the same, no header of its own"
TOTALS = f"{ALIKE}, totals run on"


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("1", "2", HEADER_AND_RANKS),
        ("1 2", "3", HEADER_AND_RANKS),
        ("1 2", "4", HEADER),
        ("2 3", "2", HEADER),
        # Ties: over the page end, and as many ranks left out behind it.
        ("1", "1", HEADER_AND_RANKS),
        ("1 2", "2", HEADER_AND_RANKS),
        ("1 2 2", "4", HEADER_AND_RANKS),
        ("1 2 2", "5", HEADER),
        ("2 2", "3", HEADER_AND_RANKS),
        # The last unit first.
        ("4 3", "2", HEADER_AND_RANKS),
        ("5 4", "2 1", HEADER),
        ("5 4", "2 2 1", HEADER_AND_RANKS),
        ("5 4", "4 3", HEADER_AND_RANKS),
        ("5 4", "5", HEADER),
        ("2 1", "2", HEADER),
        # In no order the first rank may come on any page, but once.
        ("2 3", "1", HEADER),
        ("3 1 2", "1", None),
        ("1 2", "1 2", None),
        # None is printed of some.
        ("_ _", "1", HEADER),
        ("1 2", "_ _", HEADER),
    ],
)
def test_ranks_run_on_or_begin_again(
    table: Drawing, before: str, after: str, seen: str | None
) -> None:
    first, second = (
        (HEAD, *(f"{rank} 第{rank}{at}镇 80" for at, rank in enumerate(ranks.split())))
        for ranks in (before, after)
    )
    assert proof(table, first, second) == seen


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        (("单位 总分", "东湖镇 94"), ("单位 总分", "南浦镇 89"), HEADER),
        ((HEAD, "1 东湖镇 94"), ("2 南浦镇 89",), RANKS),
        (("基本情况 < 总分", "名次 单位 ^", "1 东湖镇 94"), ("2 南浦镇 89",), RANKS),
        # Running numbers that go on prove it, whatever the ranks do.
        (
            ("序号 单位 总分 名次", "1 东湖镇 80 2", "2 南浦镇 94 1"),
            ("3 西山乡 70 1", "4 北渡镇 89 3"),
            RANKS,
        ),
        # Only the ranks of the last class count.
        (
            (HEAD, "乡镇类 < <", "1 东湖镇 94", "2 南浦镇 93", "部门类 < <", "1 水务局 90"),
            ("2 财政局 80",),
            RANKS,
        ),
        (
            (HEAD, "乡镇类 < <", "1 东湖镇 94", "2 南浦镇 93", "部门类 < <"),
            (HEAD, "1 水务局 90"),
            HEADER,
        ),
        ((HEAD, "1 东湖镇 94", "部门类 < <"), (HEAD, "1 水务局 96"), HEADER),
        # Figures below figures, words below words; blank places speak for nothing.
        ((NAMES, "东湖镇 50 迟报"), ("南浦镇 40 漏报",), ALIKE),
        ((NAMES, "东湖镇 — 无", "南浦镇 50 迟报"), ("西山乡 40 _",), ALIKE),
        ((NAMES, "东湖镇 50 迟报"), ("部门类 < <", "水务局 40 漏报"), ALIKE),
        (("单位 公开 次序", "东湖镇 9.5 第一", "南浦镇 9 2"), ("西山乡 8.5 第三",), ALIKE),
        # Totals, before points, fall on or rise on.
        (("单位 总分", "东湖镇 94"), ("南浦镇 89",), TOTALS),
        (("单位 得分", "东湖镇 81", "南浦镇 89"), ("西山乡 94",), TOTALS),
        (("单位 得分", "东湖镇 94", "南浦镇 81"), ("西山乡 89",), ALIKE),
        (("单位 得分", "东湖镇 94", "南浦镇 89"), ("西山乡 95", "北渡镇 80"), ALIKE),
        (("单位 得分", "东湖镇 94", "南浦镇 89"), ("西山乡 88", "北渡镇 80"), TOTALS),
        (("单位 得分 总分", "东湖镇 5 94", "南浦镇 9 89"), ("西山乡 7 80",), TOTALS),
        (("单位 公开 总分", "东湖镇 5 94", "南浦镇 9 —"), ("西山乡 7 80",), TOTALS),
        # Nothing stands below the header.
        ((HEAD, "1 东湖镇 94"), (HEAD,), HEADER),
    ],
)
def test_a_table_goes_on_behind_a_page_end(
    table: Drawing, first: Rows, second: Rows, seen: str
) -> None:
    assert proof(table, first, second) == seen
    (grid,) = joined(table, first, second)
    assert len(grid.rows) == len(first) + len(second) - (HEADER in seen)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Other columns, another header, ranks that begin again.
        ((HEAD, "1 东湖镇 94"), ("2 南浦镇 89 无",)),
        ((HEAD, "1 东湖镇 94"), ("名次 单位 公开", "2 南浦镇 89")),
        ((HEAD, "1 东湖镇 94"), ("公开得分表 < <", "名次 单位 公开", "2 南浦镇 89")),
        ((HEAD, "1 东湖镇 94", "2 南浦镇 89"), ("1 水务局 96",)),
        # Words below figures, in the first row or the last; columns that held both, or no figures.
        ((NAMES, "东湖镇 50 迟报"), ("南浦镇 优 漏报", "西山乡 40 漏报")),
        ((NAMES, "东湖镇 50 迟报"), ("南浦镇 40 漏报", "西山乡 优 漏报")),
        ((NAMES, "东湖镇 50 迟报", "南浦镇 51 3"), ("西山乡 49 4",)),
        (("单位 等次 备注", "东湖镇 优 迟报"), ("南浦镇 良 漏报",)),
        # No header at all.
        (("东湖镇 94",), ("南浦镇 89",)),
    ],
)
def test_what_nothing_proves_is_a_table_of_its_own(
    table: Drawing, first: Rows, second: Rows
) -> None:
    assert proof(table, first, second) is None


def test_column_edges_are_those_of_the_page_before(table: Drawing) -> None:
    names, near, far = ("单位 公开", "东湖镇 50"), (10, 50), (60, 99)
    (grid,) = joined(table, names, names, ("南浦镇 优", "西山乡 良"), edges=(near, far, far))
    assert grid.joins[1] == "page 3: same column edges, no header of its own"
    assert len(grid.rows) == 5
    assert len(joined(table, names, names, ("南浦镇 优",), edges=(near, far, near))) == 2


def test_ranks_that_begin_again_count_for_more_than_column_edges(table: Drawing) -> None:
    first = (HEAD, "1 东湖镇 94", "2 南浦镇 89")
    assert len(joined(table, first, ("1 水务局 96",), edges=[(10, 50, 90)] * 2)) == 2


def test_each_page_is_asked_about_with_the_page_before_it(table: Drawing) -> None:
    other = table("项目 数量", "办件 5", page=1)
    pages = [table(HEAD, f"{rank} 东湖镇 94", page=rank + 1) for rank in (1, 2, 3)]
    empty = table(page=9)
    asked = []

    def adjoin(upper: Table, lower: Table) -> bool:
        asked.append((upper.page, lower.page))
        return True

    first, second = join_tables([empty, other, pages[0], empty, *pages[1:]], adjoin)
    assert asked == [(1, 2), (2, 3), (3, 4)]
    assert first.tables == (other,)
    assert second.tables == tuple(pages)
    assert second.joins_zh == ("第3页：表头重复，名次连续", "第4页：表头重复，名次连续")
    assert len(second.rows) == 4
    assert len(join_tables(pages, lambda *_: False)) == 3


@pytest.mark.parametrize(
    ("upper", "lower", "row"),
    [
        ("2 区住房和城 89", "_ 乡建设局 _", "2 区住房和城乡建设局 89"),
        ("2 区水务局 _", "_ _ 89", "2 区水务局 89"),
        ("2 区水务局 .", ". . 89", "2 区水务局 89"),
        ("2 _ 89", "_ 区水务局 .", "2 区水务局 89"),
        ("2 . 89", ". 区水务局 _", "2 区水务局 89"),
    ],
)
def test_a_row_that_a_page_end_cut_is_one_row(
    table: Drawing,
    rows_of: Callable[[Grid], list[str]],
    upper: str,
    lower: str,
    row: str,
) -> None:
    (grid,) = joined(table, (HEAD, "1 东湖镇 94", upper), (lower, "3 西山乡 81"))
    assert rows_of(grid) == [HEAD, "1 东湖镇 94", row, "3 西山乡 81"]
    assert grid.joins == (f"page 2: {RANKS}, a row cut by the page end joined",)
    assert grid.joins_zh == ("第2页：名次连续，本页无表头，被分页截断的一行已接续",)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        # A rank of its own, a figure or a whole name twice.
        ("2 区住房和城 89", "3 乡建设局 _"),
        ("_ 区住房和城 89", "3 乡建设局 _"),
        ("2 区住房和城 89", "_ 乡建设局 70"),
        ("2 区住房和城 89", "_ 乡建设局 优"),
        ("2 区住房和城 优", "_ 乡建设局 89"),
        ("2 区水务局 89", "_ 区财政局 _"),
        # What sums up, remarks, or is blank, on either side of the page end.
        ("2 区住房和城 _", "_ 合计 183"),
        ("2 区住房和城 89", "_ 备注：虚构 _"),
        ("合计 _ 183", "_ 南浦镇 _"),
        ("备注：虚构 _ _", "_ 南浦镇 _"),
        ("2 南浦镇 89", "_ _ _"),
        # A class above units.
        ("（二）部门类 < <", "_ 水务局 _"),
        ("2 南浦镇 89", "_ 部门类 _"),
    ],
)
def test_a_row_of_its_own_behind_a_page_end_stays_one(
    table: Drawing, rows_of: Callable[[Grid], list[str]], upper: str, lower: str
) -> None:
    pages = (HEAD, "1 东湖镇 94", upper), (HEAD, lower, "4 西山乡 81")
    (grid,) = joined(table, *pages)
    assert len(rows_of(grid)) == 5
    assert "cut" not in grid.joins[0]


def test_without_ranks_no_row_is_taken_for_the_rest_of_another(table: Drawing) -> None:
    (grid,) = joined(table, ("单位 总分", "城关 94"), ("单位 总分", "江东 _"))
    assert len(grid.rows) == 3
