"""Strips of columns that repeat one header, parted or put below one another. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.printed_grid import Grid
from parsers.rankings.side_by_side import parted

Drawing = Callable[..., Grid]
Reading = Callable[[Grid], list[str]]
Rows = tuple[str, ...]
HEAD = "名次 单位 得分"
TWICE = f"{HEAD} {HEAD}"
FOUR = [HEAD, "1 东湖镇 94", "2 南浦镇 89", "3 西山乡 81", "4 北渡镇 80"]
DOWN = ("1 东湖镇 94 3 西山乡 81", "2 南浦镇 89 4 北渡镇 80")


@pytest.mark.parametrize(
    ("rows", "stacked"),
    [
        ((TWICE, *DOWN), FOUR),
        # Ranks run on in each row.
        ((TWICE, "1 东湖镇 94 2 南浦镇 89", "3 西山乡 81 4 北渡镇 80"), FOUR),
        # Blank columns between the strips, and without any text.
        (
            (f"{HEAD} _ {HEAD}", "1 东湖镇 94 _ 3 西山乡 81", "2 南浦镇 89 _ 4 北渡镇 80"),
            FOUR,
        ),
        (
            (f"{HEAD} . {HEAD} _", "1 东湖镇 94 . 3 西山乡 81 _", "2 南浦镇 89 . 4 北渡镇 80 _"),
            FOUR,
        ),
        (
            (
                f"{HEAD} 备注 {HEAD} 备注",
                "1 东湖镇 94 _ 3 西山乡 81 _",
                "2 南浦镇 89 _ 4 北渡镇 80 _",
            ),
            [f"{row} {'备注' if row == HEAD else '_'}" for row in FOUR],
        ),
        # The last unit first: neither way do the ranks run on.
        (
            (TWICE, "4 北渡镇 80 2 南浦镇 89", "3 西山乡 81 1 东湖镇 94"),
            [HEAD, *reversed(FOUR[1:])],
        ),
        # Between headings one strip stands below the other.
        (
            (
                *(TWICE, "（一）甲类 _ _ _ _ _", *DOWN),
                *("（二）乙类 _ _ _ _ _", "5 中和镇 70 6 石桥镇 69"),
            ),
            [HEAD, "（一）甲类 _ _", *FOUR[1:], "（二）乙类 _ _", "5 中和镇 70", "6 石桥镇 69"],
        ),
        # The last strip is shorter.
        ((TWICE, "1 东湖镇 94 2 南浦镇 89", "3 西山乡 81 . . ."), FOUR[:4]),
        ((TWICE, *DOWN, "_ _ _ 5 中和镇 70"), [*FOUR, "5 中和镇 70"]),
        ((TWICE, "1 东湖镇 94 3 西山乡 81", "2 南浦镇 89 _ _ _"), FOUR[:4]),
        # A row over all strips, or a heading at the left, stands between what it parts.
        (
            (
                TWICE,
                "（一）甲类 < < < < <",
                "1 东湖镇 94 2 南浦镇 89",
                "（二）乙类 _ _ _ _ _",
                "3 西山乡 81 4 北渡镇 80",
            ),
            [HEAD, "（一）甲类 （一）甲类 （一）甲类", *FOUR[1:3], "（二）乙类 _ _", *FOUR[3:]],
        ),
        ((TWICE, *DOWN, "备注 虚构 < < < <"), [*FOUR, "备注 虚构 虚构"]),
        ((TWICE, *DOWN, "_ _ _ 制表：某某 _ _"), [*FOUR, "制表：某某 _ _"]),
        # A tie over two strips, or a wrong rank in one of them.
        (
            (TWICE, "1 东湖镇 94 1 南浦镇 94", "3 西山乡 81 4 北渡镇 80"),
            [HEAD, "1 东湖镇 94", "1 南浦镇 94", *FOUR[3:]],
        ),
        # Running numbers in the place of ranks; units without any, under one name.
        (
            ("序号 单位 得分 序号 单位 得分", *DOWN),
            ["序号 单位 得分", *FOUR[1:]],
        ),
        (
            ("单位 得分 单位 得分", "东湖镇 94 西山乡 81", "南浦镇 89 北渡镇 80"),
            ["单位 得分", "东湖镇 94", "南浦镇 89", "西山乡 81", "北渡镇 80"],
        ),
        (
            ("名次 单位 名次 单位", "1 东湖镇 3 西山乡", "2 南浦镇 4 北渡镇"),
            ["名次 单位", "1 东湖镇", "2 南浦镇", "3 西山乡", "4 北渡镇"],
        ),
        ((TWICE, "1 东湖镇 94 1 南浦镇 94"), [HEAD, "1 东湖镇 94", "1 南浦镇 94"]),
        ((TWICE, DOWN[0], "_ < < < < <", DOWN[1]), FOUR),
        # A row of which nothing is printed in any strip.
        ((TWICE, DOWN[0], "_ _ _ _ _ _", DOWN[1]), [HEAD, FOUR[1], FOUR[2], *FOUR[3:]]),
    ],
)
def test_a_ranking_that_goes_on_in_the_next_strip_is_one(
    grid: Drawing, rows_of: Reading, rows: Rows, stacked: list[str]
) -> None:
    (part,) = parted(grid(*rows))
    assert part.group is None
    assert rows_of(part.grid) == stacked


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        (
            (
                "名次 街道 得分 名次 部门 得分",
                "1 东湖街道 94 1 教育局 98",
                "2 南浦街道 89 2 民政局 97",
            ),
            [
                ("街道", ["名次 街道 得分", "1 东湖街道 94", "2 南浦街道 89"]),
                ("部门", ["名次 部门 得分", "1 教育局 98", "2 民政局 97"]),
            ],
        ),
        # Under headings; a row over both stands in each.
        (
            (
                *("甲组 < < 乙组 < <", TWICE, "1 东湖镇 94 1 西山乡 98", "2 南浦镇 89 2 北渡镇 97"),
                "备注：虚构 < < < < <",
            ),
            [
                (
                    "甲组",
                    [
                        "甲组 甲组 甲组",
                        HEAD,
                        "1 东湖镇 94",
                        "2 南浦镇 89",
                        "备注：虚构 备注：虚构 备注：虚构",
                    ],
                ),
                (
                    "乙组",
                    [
                        "乙组 乙组 乙组",
                        HEAD,
                        "1 西山乡 98",
                        "2 北渡镇 97",
                        "备注：虚构 备注：虚构 备注：虚构",
                    ],
                ),
            ],
        ),
        # One name for both says nothing.
        (
            (TWICE, "1 东湖镇 94 1 西山乡 98", "2 南浦镇 89 2 北渡镇 97"),
            [
                (None, [HEAD, "1 东湖镇 94", "2 南浦镇 89"]),
                (None, [HEAD, "1 西山乡 98", "2 北渡镇 97"]),
            ],
        ),
        # Without totals ranks that begin with 1 in each, without ranks two names of units.
        (
            ("名次 单位 名次 单位", "1 东湖镇 1 西山乡", "2 南浦镇 2 北渡镇"),
            [
                (None, ["名次 单位", "1 东湖镇", "2 南浦镇"]),
                (None, ["名次 单位", "1 西山乡", "2 北渡镇"]),
            ],
        ),
        (
            ("名次 单位 名次 单位", "1 东湖镇 1 西山乡"),
            [(None, ["名次 单位", "1 东湖镇"]), (None, ["名次 单位", "1 西山乡"])],
        ),
        # Of several points the last are what is ranked.
        (
            (f"{HEAD} 得分 {HEAD} 得分", "1 东湖镇 94 50 1 西山乡 94 40"),
            [
                (None, [f"{HEAD} 得分", "1 东湖镇 94 50"]),
                (None, [f"{HEAD} 得分", "1 西山乡 94 40"]),
            ],
        ),
        # A heading over some of the columns is none over the strip.
        (
            ("对象 < 得分 对象 < 得分", "名次 街道 ^ 名次 部门 ^", "1 东湖街道 94 1 教育局 98"),
            [
                ("街道", ["对象 对象 得分", "名次 街道 得分", "1 东湖街道 94"]),
                ("部门", ["对象 对象 得分", "名次 部门 得分", "1 教育局 98"]),
            ],
        ),
        (
            ("甲组 < < 名次 单位 得分", "名次 单位 得分 ^ ^ ^", "1 东湖镇 94 1 教育局 98"),
            [
                (None, ["甲组 甲组 甲组", HEAD, "1 东湖镇 94"]),
                (None, [HEAD, HEAD, "1 教育局 98"]),
            ],
        ),
        (
            ("街道 得分 部门 得分", "东湖街道 94 教育局 98"),
            [("街道", ["街道 得分", "东湖街道 94"]), ("部门", ["部门 得分", "教育局 98"])],
        ),
    ],
)
def test_strips_that_rank_for_themselves_are_rankings_of_their_own(
    grid: Drawing, rows_of: Reading, rows: Rows, parts: list[tuple[str | None, list[str]]]
) -> None:
    assert [(part.group, rows_of(part.grid)) for part in parted(grid(*rows))] == parts


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, "1 东湖镇 94"),
        ("单位 得分", "东湖镇 94"),
        ("单位 公开 服务 总分", "东湖镇 48 46 94"),
        ("单位 公开得分 公开排名 服务得分 服务排名", "东湖镇 48 1 46 2"),
        # Two units in a strip, or none; strips that rank nobody.
        ("单位 部门 得分 单位 部门 得分", "东湖镇 教育局 94 西山乡 民政局 81"),
        ("名次 得分 名次 得分", "1 94 2 89"),
        ("单位 等次 单位 等次", "东湖镇 优 西山乡 良"),
        # A column behind the strips that belongs to none, by its name or its texts.
        (f"{TWICE} 备注", "1 东湖镇 94 2 南浦镇 89 无"),
        (f"{TWICE} _", "1 东湖镇 94 2 南浦镇 89 迟报", "3 西山乡 81 4 北渡镇 80 _"),
        ("单位 公开 得分 单位 服务 得分", "东湖镇 48 94 西山乡 40 81"),
        ("1 东湖镇 94 2 南浦镇 89",),
    ],
)
def test_a_header_that_repeats_nothing_is_one_grid(grid: Drawing, rows: Rows) -> None:
    drawn = grid(*rows)
    (part,) = parted(drawn)
    assert part.grid is drawn
    assert part.group is None
