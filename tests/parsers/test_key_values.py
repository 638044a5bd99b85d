"""Labels beside their values, laid out as a ranking. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.printed_grid import Grid
from parsers.rankings.key_values import has_labels_beside_values, laid_out

Drawing = Callable[..., Grid]
Reading = Callable[[Grid], list[str]]
Rows = tuple[str, ...]
HEAD = "单位 得分 名次"
ONE, TWO = "单位 东湖镇 得分 94 名次 1", "单位 南浦镇 得分 89 名次 2"


@pytest.mark.parametrize(
    ("rows", "grids"),
    [
        # A unit in each row, also in one alone.
        ((ONE, TWO), [[HEAD, "东湖镇 94 1", "南浦镇 89 2"]]),
        ((ONE,), [[HEAD, "东湖镇 94 1"]]),
        (
            ("单位 东湖镇 得分 94", "名次 1 等次 优"),
            [["单位 得分 名次 等次", "东湖镇 94 1 优"]],
        ),
        (
            ("考核得分表 < < < < <", ONE, TWO),
            [["考核得分表 _ _", HEAD, "东湖镇 94 1", "南浦镇 89 2"]],
        ),
        # A sheet for each unit, under its name or a heading that says more.
        (
            (
                *("1.东湖镇 < < <", "单位 东湖镇 得分 94", "名次 1 等次 优"),
                *("2.南浦镇 _ _ _", "单位 南浦镇 得分 89", "名次 2 等次 良"),
            ),
            [["单位 得分 名次 等次", "东湖镇 94 1 优", "南浦镇 89 2 良"]],
        ),
        (
            (
                "（一）乡镇类 < < <",
                "单位 东湖镇 得分 94",
                "（二）部门类 < < <",
                "单位 水务局 得分 89",
            ),
            [["单位 得分", "（一）乡镇类 _", "东湖镇 94", "（二）部门类 _", "水务局 89"]],
        ),
        (
            ("（一）乡镇类 < < < < <", "单位 东湖镇 得分 94 备注 _"),
            [["单位 得分 备注", "（一）乡镇类 _ _", "东湖镇 94 _"]],
        ),
        (
            ("单位 东湖镇 得分 94", ". _ 南浦镇 _", "单位 南浦镇 得分 89"),
            [["单位 得分", "东湖镇 94", "南浦镇 89"]],
        ),
        (
            (
                *("单位 东湖镇 得分 94", "迟报一次 < < <", "2.南浦镇 < < <"),
                "单位 南浦镇 得分 89",
            ),
            [["单位 得分", "东湖镇 94", "迟报一次 _", "南浦镇 89"]],
        ),
        # What stands below is a grid of its own.
        (
            (ONE, "项目 公开 服务 应急 督办 合计", "实得 20 20 20 34 94"),
            [[HEAD, "东湖镇 94 1"], ["项目 公开 服务 应急 督办 合计", "实得 20 20 20 34 94"]],
        ),
        ((ONE, "备注：虚构 < < < < <"), [[HEAD, "东湖镇 94 1"], ["备注：虚构 " * 6]]),
        ((ONE, "94 < < < < <"), [[HEAD, "东湖镇 94 1"], ["94 " * 6]]),
        (
            (ONE, "公开 服务 应急 督办 其他 合计", TWO),
            [[HEAD, "东湖镇 94 1"], ["公开 服务 应急 督办 其他 合计", TWO]],
        ),
        ((ONE, "94 < < < < <", TWO), [[HEAD, "东湖镇 94 1"], ["94 " * 6, TWO]]),
        ((ONE, "_ _ _ _ _ _", TWO), [[HEAD, "东湖镇 94 1"], ["_ _ _ _ _ _", TWO]]),
        ((ONE, "_ < < < < <"), [[HEAD, "东湖镇 94 1"], ["_ " * 6]]),
        # Blank places behind the last value; blanks in names and marks behind them.
        (("单位 东湖镇 得分 94 _ _",), [["单位 得分", "东湖镇 94"]]),
        (("单位： 东湖镇 总分： 94",), [["单位： 总分：", "东湖镇 94"]]),
        (("被考核单位 < 东湖镇 得分（100分） 94 .",), [["被考核单位 得分（100分）", "东湖镇 94"]]),
        # Other labels stand beside those that say who is ranked, known ones or not.
        (("单位 东湖镇 公开 50 得分 94",), [["单位 公开 得分", "东湖镇 50 94"]]),
        (("参加考核单位 东湖镇 年度考核总分 94",), [["参加考核单位 年度考核总分", "东湖镇 94"]]),
        (("街道 东湖街道 名次 第一",), [["街道 名次", "东湖街道 第一"]]),
        # A sheet of one row in which a score is blank is told of as such.
        ((ONE, "单位 南浦镇 得分 _ 名次 2"), [[HEAD, "东湖镇 94 1", "南浦镇 _ 2"]]),
    ],
)
def test_labels_and_values_are_laid_out_as_header_and_units(
    grid: Drawing, rows_of: Reading, rows: Rows, grids: list[list[str]]
) -> None:
    laid = [rows_of(one) for one in laid_out(grid(*rows))]
    assert laid == [[row.strip() for row in one] for one in grids]


@pytest.mark.parametrize(
    "rows",
    [
        # An ordinary table, also of two strips.
        ("名次 单位 得分 等次", "1 东湖镇 94 优"),
        ("单位 得分 单位 得分", "东湖镇 94 南浦镇 89"),
        # Nobody is named, or two are, or a figure is.
        ("得分 94 名次 1", "得分 89 名次 2"),
        ("单位 东湖镇 部门 水务局 得分 94",),
        ("单位 _ 得分 94",),
        ("单位 3 得分 94",),
        ("东湖街道 优 得分 94",),
        # No rank or score, or one that is no figure.
        ("单位 东湖镇 等次 优",),
        ("单位 东湖镇 得分 优",),
        ("单位 东湖镇 得分 94 名次 优",),
        # Labels twice, or other ones in the next sheet.
        ("单位 东湖镇 得分 94", "得分 94 名次 1"),
        ("单位 东湖镇 得分 94", "2.南浦镇 < < <", "单位 南浦镇 名次 2"),
        # An odd number of cells, a label without text, one that is a figure, or none known.
        ("单位 东湖镇 得分 94 名次",),
        ("单位 东湖镇 _ 94 得分 94",),
        ("单位 东湖镇 5.5 94 得分 94",),
        ("单位 东湖镇 第一 94 得分 94",),
        ("单位 东湖镇 得分 94 _ 无",),
        ("单位 东湖镇 得分 94 名次 _",),
        ("甲 东湖镇 乙 94",),
        ("单位 < < <",),
    ],
)
def test_what_does_not_say_who_is_ranked_is_left_as_it_is(grid: Drawing, rows: Rows) -> None:
    drawn = grid(*rows)
    assert laid_out(drawn) == (drawn,)


@pytest.mark.parametrize(
    ("row", "has"),
    [
        ("得分 94 名次 1", True),
        ("得分 94.5 名次 第一", True),
        ("甲 94 名次 1", False),
        ("公开（50分） 45 服务（50） 44", True),
        ("公开（50%） 45 服务（50%） 44", True),
        ("得分 94 等次 优", False),
        ("公开 45 服务 44", False),
        ("得分 94", False),
        ("东湖街道 94 南浦街道 89", False),
        ("1 东湖镇 94 优", False),
    ],
)
def test_two_known_labels_beside_figures_are_no_row_of_units(
    grid: Drawing, row: str, *, has: bool
) -> None:
    assert has_labels_beside_values(grid(row)) is has
    below = grid(" ".join(["考核得分表", *"<" * (len(row.split()) - 1)]), row)
    assert has_labels_beside_values(below) is has
