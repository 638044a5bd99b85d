"""Rows that hold nothing but pieces of the names above them. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.headers import may_go_on
from parsers.printed_grid import Grid
from parsers.rankings.torn_rows import with_whole_rows

Drawing = Callable[..., Grid]
Reading = Callable[[Grid], list[str]]

HEAD = "名次 单位 公开 总分"
FIRST = "1 东湖镇 48 94"
TORN = ("2 区住房和城 45 89", "_ 乡建设局 _ _")
WHOLE = "2 区住房和城乡建设局 45 89"
LAST = "3 西山乡 40 81"


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ((HEAD, FIRST, *TORN, LAST), (HEAD, FIRST, WHOLE, LAST)),
        ((HEAD, *TORN, LAST), (HEAD, WHOLE, LAST)),
        ((HEAD, FIRST, *TORN), (HEAD, FIRST, WHOLE)),
        # Over three lines.
        (
            (HEAD, "1 区城市管 48 94", "_ 理和综合行 _ _", "_ 政执法局 _ _", LAST),
            (HEAD, "1 区城市管理和综合行政执法局 48 94", LAST),
        ),
        # Several names of one row, the last of them too; and where there is no cell.
        (
            ("单位 总分 备注", "区住房和城 94 迟报", "乡建设局 _ 两次", "西山乡 81 无"),
            ("单位 总分 备注", "区住房和城乡建设局 94 迟报两次", "西山乡 81 无"),
        ),
        (
            (HEAD, "1 区住房和城 . 89", ". 乡建设局 . .", LAST),
            (HEAD, "1 区住房和城乡建设局 _ 89", LAST),
        ),
        (
            ("单位 总分 备注", "区住房和城 94 迟报", "乡建设局 _ 两", "_ _ 次", "西山乡 81 无"),
            ("单位 总分 备注", "区住房和城乡建设局 94 迟报两次", "西山乡 81 无"),
        ),
        # Without ranks, and below a class.
        (
            ("单位 公开 总分", "区住房和城 45 89", "乡建设局 _ _"),
            ("单位 公开 总分", "区住房和城乡建设局 45 89"),
        ),
        (
            (HEAD, "（一）部门类 _ _ _", *TORN, LAST),
            (HEAD, "（一）部门类 _ _ _", WHOLE, LAST),
        ),
        # A class stands alone.
        (
            ("单位 总分 备注", "区营商环境 94 迟报", "工作组 _ 两次", "西山乡 81 无"),
            ("单位 总分 备注", "区营商环境工作组 94 迟报两次", "西山乡 81 无"),
        ),
        # Below a title.
        (("考核得分表 _ _ _", HEAD, *TORN, LAST), ("考核得分表 _ _ _", HEAD, WHOLE, LAST)),
        # What is assessed need not be called a unit.
        (
            ("排名 平台 公开 总分", "1 柳湾政 48 94", "_ 务网 _ _"),
            ("排名 平台 公开 总分", "1 柳湾政务网 48 94"),
        ),
        # A sum that names no unit is no second row of one.
        (
            (HEAD, *TORN, "合计 _ 93 183", LAST),
            (HEAD, WHOLE, "合计 _ 93 183", LAST),
        ),
        # The end of a name that reads like a class, between ranks that run on, or at the end.
        (
            (HEAD, "1 区营商环境 48 94", "_ 工作组 _ _", "2 西山乡 40 81"),
            (HEAD, "1 区营商环境工作组 48 94", "2 西山乡 40 81"),
        ),
        (
            (HEAD, FIRST, "2 区营商环境 45 89", "_ 工作组 _ _"),
            (HEAD, FIRST, "2 区营商环境工作组 45 89"),
        ),
        (
            ("单位 名次 总分", "东湖镇 1 94", "区营商环境 2 89", "工作组 _ _", "西山乡 3 81"),
            ("单位 名次 总分", "东湖镇 1 94", "区营商环境工作组 2 89", "西山乡 3 81"),
        ),
    ],
)
def test_pieces_of_names_go_with_the_row_above(
    grid: Drawing, rows_of: Reading, rows: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    assert rows_of(with_whole_rows(grid(*rows))) == list(whole)


@pytest.mark.parametrize(
    "rows",
    [
        # Two whole names are two units, a whole name and a class too.
        (HEAD, FIRST, "_ 南浦镇 _ _", LAST),
        (HEAD, FIRST, "_ 部门类 _ _", "2 水务局 40 81"),
        ("单位 公开 总分", "东湖镇 48 94", "南浦镇 _ _", "西山乡 40 81"),
        # A figure below a name, a name below a figure or below nothing.
        (HEAD, "1 区住房和城 48 94", "_ 乡建设局 5 _", LAST),
        (HEAD, "1 区住房和城 48 94", "_ 乡建设局 优 _", LAST),
        ("单位 总分 备注", "区住房和城 94 _", "乡建设局 _ 迟报", "西山乡 81 _"),
        ("单位 总分 备注", "区住房和城 94 _", "_ _ 迟报", "西山乡 81 _"),
        ("单位 总分 备注", "区住房和城 94 迟报", "_ _ —", "西山乡 81 _"),
        # Sums, remarks and blank rows.
        ("单位 公开 总分", "东湖 48 94", "合计 _ _", "西山 40 81"),
        ("单位 公开 总分", "东湖 48 94", "备注：虚构 _ _", "西山 40 81"),
        (HEAD, "1 东湖 48 94", "_ _ _ _", LAST),
        # Classes: ranks begin again below them, or there are none.
        (HEAD, "1 城关 48 94", "_ 部门类 _ _", "1 水务局 40 81"),
        (HEAD, "1 城关 48 94", "2 江东 47 93", "_ 部门类 _ _", "1 水务局 40 81"),
        ("单位 公开 总分", "城关 48 94", "部门类 _ _", "水务局 40 81"),
        (HEAD, "1 城关 48 94", "2 江东 47 93", "_ 部门类 _ _", "_ 水务 40 81"),
        (HEAD, "_ 城关 48 94", "_ 部门类 _ _"),
        (HEAD, "_ 城关 48 94", "_ 部门类 _ _", "2 水务 40 81"),
        # A table that begins with a class has others, whatever they are called.
        ("单位 公开 总分", "乡镇类 _ _", "城关 48 94", "高新片 _ _", "水务局 40 81"),
        # A unit has several rows: 二季度 is no end of 一季度.
        ("单位 季度 得分", "东湖街 一季度 95", "_ 二季度 96", "南浦街 一季度 90", "_ 二季度 _"),
        (
            "考核得分表 _ _",
            *(
                "单位 季度 得分",
                "东湖街 一季度 95",
                "_ 二季度 96",
                "南浦街 一季度 90",
                "_ 二季度 _",
            ),
        ),
        # No header, or no figures at all.
        ("1 区住房和城 45 89", "_ 乡建设局 _ _", LAST),
        ("事项 部门 要求", "公开 水务科 及时", "_ _ 准确"),
    ],
)
def test_what_is_no_piece_stays_a_row(
    grid: Drawing, rows_of: Reading, rows: tuple[str, ...]
) -> None:
    assert rows_of(with_whole_rows(grid(*rows))) == list(rows)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        # The two make a column's name, or the upper is none.
        (("考核名 单位 公开 服务 得分", "次 _ _ _ _"), "考核名次 单位 公开 服务 得分"),
        (("排名 单位 综合", "_ _ 得分"), "排名 单位 综合得分"),
        (("排名 单位 合计", "_ _ 得分"), "排名 单位 合计得分"),
        (("排名 单位 合计 公开", "_ _ 得分 情况"), "排名 单位 合计得分 公开情况"),
        (("排名 单位 公开 服务 总分", "_ 名称 _ _ _"), "排名 单位名称 公开 服务 总分"),
        # 单位 alone may be a class, and a name of the header end like a unit's.
        (("排名 责任 公开 总分", "_ 单位 _ _"), "排名 责任单位 公开 总分"),
        (("排名 单位 融媒 总分", "_ _ 体新闻中心 _"), "排名 单位 融媒体新闻中心 总分"),
        # A single character is no name of its own.
        (("排名 单位 环境卫", "_ _ 生"), "排名 单位 环境卫生"),
        # Few of the columns: the rest of a name, not the names below a group.
        (("排名 单位 队伍建 总分", "_ _ 设情况 _"), "排名 单位 队伍建设情况 总分"),
    ],
)
def test_a_name_of_the_header_goes_on_in_the_row_below(
    grid: Drawing, rows_of: Reading, rows: tuple[str, ...], head: str
) -> None:
    unit = " ".join(["1", "东湖镇", *["48"] * (len(head.split()) - 2)])
    assert rows_of(with_whole_rows(grid(*rows, unit))) == [head, unit]
    title = " ".join(["考核得分表", *"_" * (len(head.split()) - 1)])
    assert rows_of(with_whole_rows(grid(title, *rows, unit))) == [title, head, unit]


@pytest.mark.parametrize(
    "rows",
    [
        # Names below groups.
        ("排名 单位 基础 结果 总分", "_ _ 公开 服务 _"),
        ("排名 单位 基础 _ 总分", "_ _ 公开 服务 _"),
        ("排名 单位 基础 _ _ 总分", "_ _ 公开 _ _ 全年"),
        ("排名 单位 扣分", "_ _ 现场"),
        ("排名 单位 队伍建 _ 服务 应急 总分", "_ _ 设情况 成效 _ _ _"),
        # A class, a unit, a blank row.
        ("排名 单位 公开 服务 总分", "乡镇类 _ _ _ _"),
        ("排名 单位 公开 服务 总分", "_ _ _ _ _"),
        ("单位 公开 服务 应急 总分", "东湖镇 _ _ _ _"),
        ("单位 公开 服务 应急 总分 备注", "东湖镇 _ _ _ _ 无"),
        ("单位 公开 总分", "部门 _ _"),
        ("排名 单位 公开 总分", "_ _ 乡镇类 _"),
        ("排名 责任 公开 总分", "单位 < < <"),
        # A title is no beginning of a name.
        ("考核得分表 < <", "序 单位 总分"),
    ],
)
def test_what_is_no_rest_of_a_name_stays_a_row_of_the_header(
    grid: Drawing, rows_of: Reading, rows: tuple[str, ...]
) -> None:
    unit = " ".join(["1", "东湖镇", *["48"] * (len(rows[0].split()) - 2)])
    drawn = grid(*rows, unit)
    assert rows_of(with_whole_rows(drawn)) == rows_of(drawn)


def test_cells_with_boxes_are_whole_already(grid: Drawing, rows_of: Reading) -> None:
    boxed = grid(HEAD, FIRST, *TORN, "3 西山乡 . 81", edges=(10, 50, 90, 130))
    assert rows_of(with_whole_rows(boxed)) == [HEAD, FIRST, *TORN, "3 西山乡 _ 81"]


def test_a_joined_name_stands_where_it_begins_and_reaches_to_its_end(grid: Drawing) -> None:
    _, name, figure, _ = with_whole_rows(grid(HEAD, *TORN)).rows[1]
    assert name is not None
    assert (name.is_origin, name.cell.row) == (True, 1)
    assert (name.cell.span.start, name.cell.span.end) == (101, 202)
    # What nothing goes on stands where it stood.
    assert figure is not None
    assert (figure.cell.span.start, figure.cell.span.end) == (102, 103)


@pytest.mark.parametrize(
    ("upper", "lower", "may"),
    [
        ("区住房和城", "乡建设局", True),
        ("东湖镇", "人民政府", True),
        ("东湖街道", "办事处", True),
        ("青禾区", "水务局", True),
        ("区营商环境", "工作组", True),
        ("东湖镇", "南浦镇", False),
        ("东湖镇", "西山乡", False),
        ("区水务局", "区财政局", False),
        ("东湖镇", "部门类", False),
        ("城关", "南浦镇", True),
    ],
)
def test_a_whole_name_goes_on_in_no_other_whole_name_or_class(
    upper: str, lower: str, may: bool
) -> None:
    assert may_go_on(upper, lower) is may


def test_units_without_figures_below_one_another_are_two(grid: Drawing, rows_of: Reading) -> None:
    rows = ("单位 总分 等次", "一中 90 优", "二中 缺考 差", "三中 缺考 差")
    assert rows_of(with_whole_rows(grid(*rows))) == list(rows)


def test_a_text_does_not_go_on_without_end(grid: Drawing, rows_of: Reading) -> None:
    rows = (HEAD, FIRST, "2 区住房和城 45 89", *("_ 乡建设 _ _" for _ in range(200)))
    longest = max(
        len(text) for row in rows_of(with_whole_rows(grid(*rows))) for text in row.split()
    )
    assert 300 < longest < 500
