"""Several rows per unit as one row, or left as they are. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.printed_grid import Grid
from parsers.rankings.row_groups import one_row_per_unit

Drawing = Callable[..., Grid]
Reading = Callable[[Grid], list[str]]
Rows = tuple[str, ...]
HEAD = "名次 单位 季度 得分 总分"
EAST = ("1 东湖镇 一季度 95 191", "^ ^ 二季度 96 ^")
SOUTH = ("2 南浦镇 一季度 90 181", "^ ^ 二季度 91 ^")
LAID = [
    "名次 单位 得分 得分 总分",
    "名次 单位 一季度 二季度 总分",
    "1 东湖镇 95 96 191",
    "2 南浦镇 90 91 181",
]
BLANK = ("1 东湖镇 一季度 95 191", "_ _ 二季度 96 _", "2 南浦镇 一季度 90 181", "_ _ 二季度 91 _")
POINTS = "单位 指标 分值 得分"
MONTHS = "单位 季度 月份 得分"
EAST_MONTHS = ("东湖镇 一季度 一月 9", "^ 一季度 二月 8")
SOUTH_MONTHS = ("南浦镇 一季度 一月 7", "^ 一季度 二月 6")
LAID_MONTHS = ["单位 得分 得分", "单位 一季度 一季度", "单位 一月 二月", "东湖镇 9 8", "南浦镇 7 6"]


@pytest.mark.parametrize(
    ("rows", "laid"),
    [
        ((HEAD, *EAST, *SOUTH), LAID),
        ((HEAD, *BLANK), LAID),
        ((HEAD, *(row.replace("_", ".") for row in BLANK)), LAID),
        (("考核得分表 < < < <", HEAD, *EAST, *SOUTH), ["考核得分表 _ _ _ _", *LAID]),
        (("考核得分表 _ _ _ _", HEAD, *EAST, *SOUTH), ["考核得分表 _ _ _ _", *LAID]),
        # Remarks stay below, from the left.
        (
            (HEAD, *EAST, *SOUTH, "备注：虚构 < < < <", "_ 备注 _ 缺报 _"),
            [*LAID, "备注：虚构 _ _ _ _", "备注 缺报 _ _ _"],
        ),
        (
            (HEAD, *EAST, *SOUTH, "备注 . 缺报 . ."),
            [*LAID, "备注 缺报 _ _ _"],
        ),
        (
            (MONTHS, *EAST_MONTHS, *SOUTH_MONTHS, "备注 甲 乙 _", "备注 甲 _ _"),
            [*LAID_MONTHS, "备注 甲 乙", "备注 甲 _"],
        ),
        ((HEAD, *EAST, *SOUTH, "制表：某某 _ _ _ _"), [*LAID, "制表：某某 _ _ _ _"]),
        # Three rows for each, two labels for each.
        (
            (
                "单位 季度 得分",
                *("东湖镇 一 9", "^ 二 8", "^ 三 7"),
                *("南浦镇 一 6", "^ 二 5", "^ 三 4"),
            ),
            ["单位 得分 得分 得分", "单位 一 二 三", "东湖镇 9 8 7", "南浦镇 6 5 4"],
        ),
        ((MONTHS, *EAST_MONTHS, *SOUTH_MONTHS), LAID_MONTHS),
        # Several measures stand below the labels.
        (
            (
                "单位 季度 得分 扣分",
                "东湖镇 一季度 95 1",
                "^ 二季度 96 2",
                "南浦镇 一季度 90 3",
                "^ 二季度 91 4",
            ),
            [
                "单位 一季度 一季度 二季度 二季度",
                "单位 得分 扣分 得分 扣分",
                "东湖镇 95 1 96 2",
                "南浦镇 90 3 91 4",
            ],
        ),
        # One measure of another sort stands below them too.
        (
            ("单位 季度 扣分", "东湖镇 一季度 1", "^ 二季度 2", "南浦镇 一季度 3", "^ 二季度 4"),
            ["单位 一季度 二季度", "单位 扣分 扣分", "东湖镇 1 2", "南浦镇 3 4"],
        ),
        (
            ("单位 季度 成效", "东湖镇 一季度 1", "^ 二季度 2", "南浦镇 一季度 3", "^ 二季度 4"),
            ["单位 成效 成效", "单位 一季度 二季度", "东湖镇 1 2", "南浦镇 3 4"],
        ),
        # A column of maxima, by its name or by what it holds, becomes a row of the header.
        (
            (
                "单位 指标 满分 得分",
                "东湖镇 公开 60 58",
                "^ 服务 40 38",
                "南浦镇 公开 60 57",
                "^ 服务 40 37",
            ),
            ["单位 得分 得分", "单位 公开 服务", "满分 60 40", "东湖镇 58 38", "南浦镇 57 37"],
        ),
        (
            (POINTS, "东湖镇 公开 60 58", "^ 服务 40 38", "南浦镇 公开 60 57", "^ 服务 40 37"),
            ["单位 得分 得分", "单位 公开 服务", "分值 60 40", "东湖镇 58 38", "南浦镇 57 37"],
        ),
        (
            (
                "指标 单位 满分 得分 备注",
                "公开 东湖镇 60 58 迟",
                "服务 ^ 40 38 早",
                "公开 南浦镇 60 57 迟",
                "服务 ^ 40 37 晚",
            ),
            [
                "单位 公开 公开 服务 服务",
                "单位 得分 备注 得分 备注",
                "满分 60 _ 40 _",
                "东湖镇 58 迟 38 早",
                "南浦镇 57 迟 37 晚",
            ],
        ),
        (
            (
                "单位 指标 满分 得分 总分",
                *(
                    "东湖镇 公开 60 58 96",
                    "^ 服务 40 38 ^",
                    "南浦镇 公开 60 57 94",
                    "^ 服务 40 37 ^",
                ),
            ),
            [
                *("单位 得分 得分 总分", "单位 公开 服务 总分", "满分 60 40 _"),
                *("东湖镇 58 38 96", "南浦镇 57 37 94"),
            ],
        ),
        (
            (POINTS, "东湖镇 公开 60 58", "^ 服务 40 —", "南浦镇 公开 60 57", "^ 服务 40 37"),
            ["单位 得分 得分", "单位 公开 服务", "分值 60 40", "东湖镇 58 —", "南浦镇 57 37"],
        ),
        # Words say of the rows what they are, whatever they stand under.
        (
            (
                "单位 指标 满分 得分",
                *("东湖镇 公开 不限 9", "^ 服务 不设 8", "南浦镇 公开 不限 7", "^ 服务 不设 6"),
            ),
            ["单位 得分 得分", "单位 公开 服务", "单位 不限 不设", "东湖镇 9 8", "南浦镇 7 6"],
        ),
        # Not where no points stand beside it, where one is no number, where it is called otherwise,
        # or where others go beyond it.
        (
            (
                "单位 指标 分值 备注",
                *("东湖镇 公开 60 迟", "^ 服务 40 早", "南浦镇 公开 60 晚", "^ 服务 40 好"),
            ),
            [
                *("单位 公开 公开 服务 服务", "单位 分值 备注 分值 备注"),
                *("东湖镇 60 迟 40 早", "南浦镇 60 晚 40 好"),
            ],
        ),
        (
            (POINTS, "东湖镇 公开 60 58", "^ 服务 — 38", "南浦镇 公开 60 57", "^ 服务 — 37"),
            [
                *("单位 公开 公开 服务 服务", "单位 分值 得分 分值 得分"),
                *("东湖镇 60 58 — 38", "南浦镇 60 57 — 37"),
            ],
        ),
        (
            (
                "单位 指标 次数 得分",
                *("东湖镇 公开 9 5", "^ 服务 8 4", "南浦镇 公开 9 3", "^ 服务 8 2"),
            ),
            [
                *("单位 公开 公开 服务 服务", "单位 次数 得分 次数 得分"),
                *("东湖镇 9 5 8 4", "南浦镇 9 3 8 2"),
            ],
        ),
        (
            (
                f"{POINTS} 扣分",
                *("东湖镇 公开 9 19 1", "^ 服务 8 18 2", "南浦镇 公开 9 17 3", "^ 服务 8 16 4"),
            ),
            [
                "单位 公开 公开 公开 服务 服务 服务",
                "单位 分值 得分 扣分 分值 得分 扣分",
                *("东湖镇 9 19 1 8 18 2", "南浦镇 9 17 3 8 16 4"),
            ],
        ),
        # Blank marks are values as well.
        (
            ("单位 季度 得分", "东湖镇 一季度 95", "^ 二季度 —", "南浦镇 一季度 90", "^ 二季度 91"),
            ["单位 得分 得分", "单位 一季度 二季度", "东湖镇 95 —", "南浦镇 90 91"],
        ),
    ],
)
def test_the_rows_of_a_unit_are_laid_out_as_one(
    grid: Drawing, rows_of: Reading, rows: Rows, laid: list[str]
) -> None:
    assert rows_of(one_row_per_unit(grid(*rows))) == laid


@pytest.mark.parametrize(("n_above", "are_maxima"), [(0, True), (2, True), (3, False)])
def test_points_that_all_units_share_are_maxima_though_one_value_in_five_is_above(
    grid: Drawing, rows_of: Reading, n_above: int, *, are_maxima: bool
) -> None:
    scores = [61] * n_above + [60] * (5 - n_above)
    units = [
        row
        for at, score in enumerate(scores)
        for row in (f"第{at}镇 公开 60 {score}", f"^ 服务 40 {30 + at}")
    ]
    assert ("分值 60 40" in rows_of(one_row_per_unit(grid(POINTS, *units)))) is are_maxima


@pytest.mark.parametrize(
    "rows",
    [
        ("名次 单位 得分", "1 东湖镇 95", "2 南浦镇 90"),
        # One unit; other heights; other labels, or the same twice; none; a blank one.
        (HEAD, *EAST),
        (HEAD, *EAST, *SOUTH, "3 西山乡 一季度 80 80"),
        (HEAD, "3 西山乡 一季度 80 80", *EAST, *SOUTH),
        ("单位 得分 季度", "西山乡 80 一", "东湖镇 95 一", "^ 96 二", "南浦镇 90 一", "^ 91 二"),
        (HEAD, *EAST, SOUTH[0], "^ ^ 三季度 91 ^"),
        (HEAD, EAST[0], "^ ^ 一季度 96 ^", SOUTH[0], "^ ^ 一季度 91 ^"),
        ("单位 得分 总分", "东湖镇 95 191", "^ 96 ^", "南浦镇 90 181", "^ 91 ^"),
        (HEAD, EAST[0], "^ ^ _ 96 ^", SOUTH[0], "^ ^ _ 91 ^"),
        # Numbers are no labels, and of words there are no values.
        ("单位 次 得分", "东湖镇 1 95", "^ 2 96", "南浦镇 1 90", "^ 2 91"),
        ("单位 季度 评语", "东湖镇 一季度 好", "^ 二季度 差", "南浦镇 一季度 中", "^ 二季度 好"),
        ("单位 季度", "东湖镇 一季度", "^ 二季度", "南浦镇 一季度", "^ 二季度"),
        ("单位 季度 总分", "东湖镇 一季度 9", "^ 二季度 ^", "南浦镇 一季度 8", "^ 二季度 ^"),
        (
            "单位 季度 总分 评语",
            *("东湖镇 一季度 9 好", "^ 二季度 ^ 差", "南浦镇 一季度 8 中", "^ 二季度 ^ 好"),
        ),
        (
            "单位 季度 得分",
            *("东湖镇 一 9", "^ _ 8", "^ 三 7", "南浦镇 一 9", "^ _ 8", "^ 三 6"),
        ),
        # A rank, a running number or a grade in each row is that of a unit.
        ("单位 季度 得分 名次", "东湖镇 一 95 1", "^ 二 96 2", "南浦镇 一 90 3", "^ 二 91 4"),
        ("单位 季度 得分 等次", "东湖镇 一 95 优", "^ 二 96 优", "南浦镇 一 90 良", "^ 二 91 良"),
        # Two columns of maxima; a header of two rows or with maxima; no units named.
        (
            "单位 指标 满分 标准分 得分",
            *("东湖镇 公开 60 60 58", "^ 服务 40 40 38", "南浦镇 公开 60 60 57", "^ 服务 40 40 37"),
        ),
        (
            "单位 季度 工作 <",
            "^ ^ 得分 扣分",
            "东湖镇 一 9 1",
            "^ 二 8 1",
            "南浦镇 一 7 1",
            "^ 二 6 2",
        ),
        ("单位 季度 得分", "满分 _ 100", "东湖镇 一 9", "^ 二 8", "南浦镇 一 7", "^ 二 6"),
        ("名次 季度 得分", "1 一 9", "^ 二 8", "2 一 7", "^ 二 6"),
        ("东湖镇 一季度 95", "^ 二季度 96", "南浦镇 一季度 90", "^ 二季度 91"),
        # What stands between units, above them, or is too long for the new columns.
        (HEAD, *EAST, "备注：虚构 < < < <", *SOUTH),
        (HEAD, "_ _ 一季度 95 191", *EAST, *SOUTH),
        (
            "单位 季度 得分 甲 乙 丙",
            *(f"{u} {q} 9 8 7 6" for u in ("东湖镇", "南浦镇") for q in "一"),
        ),
        (MONTHS, *EAST_MONTHS, *SOUTH_MONTHS, "备注 甲 乙 丙", "备注 甲 _ _"),
        # A unit of which nothing but the name is printed.
        (HEAD, *EAST, *SOUTH, "_ 西山乡 _ _ _"),
    ],
)
def test_rows_that_are_not_alike_for_all_units_stay_as_they_are(grid: Drawing, rows: Rows) -> None:
    drawn = grid(*rows)
    assert one_row_per_unit(drawn) is drawn
