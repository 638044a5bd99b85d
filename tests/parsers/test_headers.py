"""Where a header begins and ends, and the path of names above each column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.headers import (
    HeaderBlock,
    find_header,
    header_paths,
    header_words,
    is_header_row,
    lone_text,
    names_class,
    row_word,
    same_header,
)
from parsers.layouts import recognise
from parsers.printed_grid import Grid, grid_of
from schemas.document import Table
from schemas.places import Span

Drawing = Callable[..., Grid]

NAMES = "排名 单位 公开 服务 总分"
UNITS = ("1 柳湾镇 50 40 90", "2 枫林乡 45 40 85")


@pytest.mark.parametrize(
    ("rows", "block"),
    [
        ((NAMES, *UNITS), (0, 1, None)),
        # Title rows stand above it.
        (("考核得分表 < < < <", NAMES, *UNITS), (1, 2, None)),
        (("考核得分表 _ _ _ _", "（虚构） < < < <", NAMES, *UNITS), (2, 3, None)),
        # A figure alone is no title.
        (("2023 < < < <", NAMES, *UNITS), (0, 0, None)),
        # Levels that spans join.
        (("排名 单位 工作 < 总分", "^ ^ 公开 服务 ^", *UNITS), (0, 2, None)),
        # Levels whose spans were lost.
        (("排名 单位 工作 _ 总分", "_ _ 公开 服务 _", *UNITS), (0, 2, None)),
        # Names in other rows than their groups: 排名 and 单位 stand above alone.
        (("排名 单位 基础 结果 总分", "_ _ 公开 服务 _", *UNITS), (0, 2, None)),
        # A row of units without any figure is none of the header.
        ((NAMES, "_ 柳湾镇 _ _ _", *UNITS), (0, 1, None)),
        ((NAMES, "乡镇类 < < < <", *UNITS), (0, 1, None)),
        # A row of maxima or weights ends it.
        ((NAMES, "满分 _ 60 40 100", *UNITS), (0, 2, 1)),
        ((NAMES, "权重 _ 0.6 0.4 _", *UNITS), (0, 2, 1)),
        ((NAMES, "合计 _ 95 80 175", *UNITS), (0, 1, None)),
        # Groups may stand above the names without a known word.
        (("基本 < 考核 < 结果", "排名 单位 公开 服务 总分", *UNITS), (0, 2, None)),
        (("基本 _ 考核 _ _", "排名 单位 公开 服务 总分", *UNITS), (0, 2, None)),
        # But not what belongs to no row below it.
        (("甲 乙 丙 丁 戊", "排名 单位 公开 服务 总分", *UNITS), (0, 0, None)),
        (("基本 1 考核 _ _", "排名 单位 公开 服务 总分", *UNITS), (0, 0, None)),
        # Neither is one group with blank places behind it, nor groups of which one has none.
        (("基本 _ _ _ _", "排名 单位 公开 服务 总分", *UNITS), (1, 2, None)),
        (("基本 _ 考核 结果 _", "排名 单位 公开 服务 总分", *UNITS), (0, 0, None)),
        # Nor do two rows name columns of which neither has a known word.
        (("甲 乙 _ 丙", "丁 _ 戊 己", "庚 辛 壬 癸"), (0, 0, None)),
        # Groups that leave out who is ranked: 单位 alone is no header of its own.
        (
            ("单位 甲类 乙类 丙类", "_ 公开（60分） 服务（40分） 总分", "柳湾镇 50 40 90"),
            (0, 2, None),
        ),
        # A remark above it is as little a level of it as a title.
        (("备注：本表为虚构 _ _ _ _", NAMES, *UNITS), (1, 2, None)),
        (("备注：本表为虚构 < < < <", NAMES, *UNITS), (1, 2, None)),
        # So is a blank row.
        (("_ _ _ _ _", NAMES, *UNITS), (1, 2, None)),
        # Single texts alone, of which the last is a known name.
        (("考核得分表 <", "总分 <"), (0, 0, None)),
        # No names at all.
        (UNITS, (0, 0, None)),
        (("考核得分表 < < < <",), (0, 0, None)),
        (("甲 乙 丙",), (0, 0, None)),
        (("单位", "90"), (0, 1, None)),
        ((NAMES,), (0, 1, None)),
    ],
)
def test_a_header_is_found_at_the_top(
    grid: Drawing, rows: tuple[str, ...], block: tuple[int, int, int | None]
) -> None:
    assert find_header(grid(*rows)) == HeaderBlock(*block)


def test_a_title_is_none_of_the_four_rows_of_a_header(grid: Drawing) -> None:
    levels = ("排名 单位 工作 <", "^ ^ 公开 <", "^ ^ 主动 申请")
    table = grid("考核得分表 < < <", *levels, "1 柳湾镇 50 40")
    assert find_header(table) == HeaderBlock(1, 4)


def test_a_header_has_four_rows_at_the_most(grid: Drawing) -> None:
    level = "排名 单位 工作 <"
    assert find_header(grid(*[level] * 5, "1 柳湾镇 50 40")).end == 4


@pytest.mark.parametrize(
    ("rows", "is_header"),
    [
        (("单位 总分", "柳湾镇 90"), True),
        (("单位 甲 乙", "柳湾镇 3 4"), True),  # all named, and figures below
        (("单位 甲 _", "柳湾镇 3 4"), False),
        (("单位 甲 乙", "柳湾镇 优 良"), False),
        (("甲 甲 乙", "1 2 3"), True),  # two names
        (("单位 甲 乙",), False),
        (("甲 甲 甲", "1 2 3"), False),  # one name for all
        (("单位 总分 90", "柳湾镇 1 2"), False),  # figures of its own
        (("单位 总分 —", "柳湾镇 1 2"), False),
        (("备注：单位 总分", "柳湾镇 90"), False),
        (("单位", "90"), True),  # one column: one known name
        (("公开（50分） 服务（50分）", "40 30"), True),  # maxima
    ],
)
def test_a_row_names_columns_by_two_known_names_or_figures_below(
    grid: Drawing, rows: tuple[str, ...], is_header: bool
) -> None:
    assert is_header_row(grid(*rows), 0) is is_header


@pytest.mark.parametrize(
    ("rows", "paths"),
    [
        (
            ("排名 单位 工作 < 总分", "^ ^ 公开 服务 ^"),
            ["排名", "单位", "工作/公开", "工作/服务", "总分"],
        ),
        # A lost span goes on to the right where both columns have names below.
        (
            ("排名 单位 工作 _ 总分", "_ _ 公开 服务 _"),
            ["排名", "单位", "工作/公开", "工作/服务", "总分"],
        ),
        (
            ("排名 单位 工作 _ _", "_ _ 公开 服务 总分"),
            ["排名", "单位", "工作/公开", "工作/服务", "工作/总分"],
        ),
        (
            ("基本 _ 考核 _ _", "排名 单位 公开 服务 总分"),
            ["基本/排名", "基本/单位", "考核/公开", "考核/服务", "考核/总分"],
        ),
        # Nor from one that has none, nor round the end of the row.
        (
            ("排名 单位 工作 _ 总分", "_ _ _ 服务 全年"),
            ["排名", "单位", "工作", "服务", "总分/全年"],
        ),
        (
            ("排名 单位 工作 _ 总分", "_ 名称 _ 服务 _"),
            ["排名", "单位/名称", "工作", "服务", "总分"],
        ),
        (
            ("_ 单位 工作 < 总分", "名次 _ 公开 服务 全年"),
            ["名次", "单位", "工作/公开", "工作/服务", "总分/全年"],
        ),
        # Level by level, also where there is no cell, or one blank cell over two levels.
        (
            ("排名 单位 工作 < 总分", "^ ^ 公开 . ^", "^ ^ 主动 申请 ^"),
            ["排名", "单位", "工作/公开/主动", "工作/公开/申请", "总分"],
        ),
        (
            ("排名 单位 工作 _ 总分", "_ _ 公开 ^ 全年", "_ _ 主动 申请 _"),
            ["排名", "单位", "工作/公开/主动", "工作/公开/申请", "总分/全年"],
        ),
        # But not to a column that has none.
        (
            ("排名 单位 工作 _ 总分", "_ _ 公开 _ 全年"),
            ["排名", "单位", "工作/公开", "", "总分/全年"],
        ),
        (
            ("_ 单位 工作 _ 总分", "名次 _ 公开 服务 _"),
            ["名次", "单位", "工作/公开", "工作/服务", "总分"],
        ),
    ],
)
def test_a_column_has_the_names_above_it_each_once(
    grid: Drawing, rows: tuple[str, ...], paths: list[str]
) -> None:
    table = grid(*rows, *UNITS)
    assert ["/".join(path) for path in header_paths(table, find_header(table))] == paths


def test_a_row_of_maxima_is_no_name(grid: Drawing) -> None:
    table = grid(NAMES, "满分 _ 60 40 100", *UNITS)
    assert header_paths(table, find_header(table)) == [(name,) for name in NAMES.split()]


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        ((NAMES, *UNITS), 1),
        (("排名 单 位 公开 服务 总分".replace("单 位", "单位"), UNITS[0]), 1),
        (("（续表） < < < <", NAMES, *UNITS), 2),
        (("排名 单位 公开 解读 总分", *UNITS), 0),
        (("排名 单位 公开（60分） 服务 总分", *UNITS), 0),  # another maximum
        (("排名 单位 工作 < 总分", "^ ^ 公开 服务 ^", *UNITS), 0),
        (UNITS, 0),
    ],
)
def test_a_header_that_is_repeated_is_the_same(
    grid: Drawing, second: tuple[str, ...], rows: int
) -> None:
    assert same_header(grid(NAMES, *UNITS), grid(*second)) == rows


TITLE = "考核得分表 < < < <"
LEVELS = ("排名 单位 工作 < 总分", "^ ^ 公开 服务 ^")


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ((TITLE, NAMES), (NAMES,), 1),
        ((TITLE, NAMES), ("（续） < < < <", NAMES), 2),
        ((TITLE, *LEVELS), LEVELS, 2),
        (LEVELS, (TITLE, *LEVELS), 3),
        # The same names above, others below.
        (LEVELS, (LEVELS[0], "^ ^ 公开 解读 ^"), 0),
        ((TITLE, *LEVELS), (TITLE, LEVELS[0], "^ ^ 公开 解读 ^"), 0),
        # Other units below: they are none of it.
        ((TITLE, NAMES, UNITS[0]), (NAMES, "8 白石镇 30 30 60"), 1),
        # Another number of levels that begin alike.
        ((NAMES,), (NAMES, "_ _ 主动 窗口 _"), 0),
        (LEVELS, ("排名 单位 工作 服务 总分",), 0),
    ],
)
def test_a_header_of_several_levels_is_the_same_where_all_levels_are(
    grid: Drawing, first: tuple[str, ...], second: tuple[str, ...], rows: int
) -> None:
    assert same_header(grid(*first, *UNITS), grid(*second, *UNITS)) == rows


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        # Names under the groups, but not under who is ranked and which place.
        (("排名 单位 基础 结果 总分", "_ _ 公开 服务 全年", "1 柳湾镇 50 40 90"), 2),
        (("排名 单位 基础 结果 总分", "_ 名称 公开 服务 全年", "1 柳湾镇 50 40 90"), 1),
        (("排名 单位 基础 结果 总分", "_ _ 公开 5 全年", "1 柳湾镇 50 40 90"), 1),
        (("排名 单位 基础 结果 总分", "_ _ 公开 _ _", "1 柳湾镇 50 40 90"), 1),
        (("排名 得分 基础 结果 总分", "_ _ 公开 服务 全年", "1 柳湾镇 50 40 90"), 1),
        # A third level under the groups of the first.
        (("排名 单位 基础 结果 总分", "_ _ 公开 服务 _", "_ _ 主动 窗口 _", "1 东湖 5 4 9"), 3),
        # One name has a blank place above it, another one below: its span was lost.
        (("排名 单位 工作 _ 总分", "_ 名称 公开 服务 _", "1 柳湾镇 50 40 90"), 2),
        (("排名 单位 工作 _ 总分", "甲 名称 公开 服务 全年", "1 柳湾镇 50 40 90"), 1),
        (("排名 单位 工作 _ 总分", "_ 名称 公开 _ 全年", "1 柳湾镇 50 40 90"), 1),
        (("排名 单位 工作 _ _", "甲 名称 公开 服务 _", "1 柳湾镇 50 40 90"), 1),
        # No cell is no span.
        (("排名 单位 工作 . 总分", "_ 名称 公开 服务 _", "1 柳湾镇 50 40 90"), 2),
        (("排名 单位 工作 _ 总分", ". 名称 公开 服务 .", "1 柳湾镇 50 40 90"), 2),
        # A unit without figures below names with blank places between them, and one whose rank
        # is in words below a name that two columns share.
        (("单位 _ 等次 _", "柳湾镇 _ 优秀 _", "枫林乡 _ 良好 _"), 1),
        (("排名 单位 考核等次 <", "第一名 柳湾镇 优秀 良好", "第二名 枫林乡 优秀 良好"), 1),
        # What sums up and what remarks are no level.
        (("排名 单位 基础 < 总分", "合计 < 公开 服务 _", "1 柳湾镇 50 40 90"), 1),
        (("排名 单位 基础 < 总分", "备注：虚构 < 公开 服务 _", "1 柳湾镇 50 40 90"), 1),
        (("序号 单位 公开 _ 总分", "_ 合计 甲 乙 _", "1 柳湾镇 50 40 90"), 1),
        # But a sum may be the first name of a group.
        (("单位 基础 < 总分", "^ 小计 公开 ^", "柳湾镇 50 40 90"), 2),
        (("单位 总分 基础 _ 名次", "_ _ 合计 公开 _", "柳湾镇 90 50 40 1"), 2),
        # Neither is a row that names a class.
        (("排名 单位 基础 < 总分", "乡镇类 _ _ _ _", "1 柳湾镇 50 40 90"), 1),
        # Nor one with figures.
        (("排名 单位 基础 < 总分", "_ _ 公开 5 _", "1 柳湾镇 50 40 90"), 1),
    ],
)
def test_a_row_below_the_names_is_a_level_of_them_or_not(
    grid: Drawing, rows: tuple[str, ...], end: int
) -> None:
    assert find_header(grid(*rows)).end == end


@pytest.mark.parametrize(
    ("rows", "start"),
    [
        (("考核得分表 <", "单位 总分", "柳湾镇 90"), 1),
        (("考核得分表", "单位"), 0),  # of one column no row is a title
        (("考核得分表 < <", "（虚构） < <"), 0),
        (("考核得分表 < <",), 0),
    ],
)
def test_title_rows_stand_above_a_header_of_two_columns_at_least(
    grid: Drawing, rows: tuple[str, ...], start: int
) -> None:
    assert find_header(grid(*rows)).start == start


def test_an_empty_grid_has_no_header() -> None:
    table = Table(cells=(), n_rows=0, n_columns=3, page=1, span=Span(0, 0))
    assert find_header(grid_of(table)) == HeaderBlock(0, 0)


def test_no_header_repeats_none(grid: Drawing) -> None:
    assert same_header(grid(*UNITS), grid(*UNITS)) == 0
    assert same_header(grid(*UNITS), grid(NAMES, *UNITS)) == 0


def test_a_row_is_named_by_its_first_two_texts() -> None:
    assert row_word(["", "合 计", "90"], "summary")
    assert row_word(["1", "平均", "90"], "summary")
    assert row_word(["", "", "合计", "90"], "summary")
    assert not row_word(["1", "柳湾镇", "合计"], "summary")


def test_a_lone_text_is_the_only_one_of_its_row() -> None:
    assert lone_text(["乡镇类", "乡镇类", ""]) == "乡镇类"
    assert lone_text(["乡镇类", "部门类"]) is None
    assert lone_text(["", " "]) is None


def test_a_class_of_units_is_named_by_label_or_last_word() -> None:
    assert [names_class(text) for text in ("（二）乡镇类", "县直部门", "柳湾镇", "各乡镇")] == [
        True,
        True,
        False,
        True,
    ]


def test_a_ranking_under_a_remark_is_read_and_bears_its_title_alone(grid: Drawing) -> None:
    above = ("考核得分表 < < < <", "备注：本表为虚构 < < < <")
    shape = recognise(grid(*above, NAMES, *UNITS))
    assert shape is not None
    assert (shape.is_ranking, shape.title) == (True, "考核得分表")
    assert [column.path for column in shape.columns] == [(name,) for name in NAMES.split()]


def test_a_column_is_what_its_own_name_says_not_its_group(grid: Drawing) -> None:
    drawn = grid("排名 单位 排名情况 < 总分", "^ ^ 得分 服务 ^", *UNITS)
    assert header_words(drawn, find_header(drawn)) == ["rank", "unit", "points", None, "total"]
