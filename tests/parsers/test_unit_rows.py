"""The ordinary ranking: its columns, its units, and the classes of them. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.layouts.unit_rows import recognise
from parsers.printed_grid import Grid
from parsers.shape import Shape

Drawing = Callable[..., Grid]
Rows = tuple[str, ...]
HEAD = "名次 单位 公开 总分"
ONE, TWO, THREE = "1 东湖镇 48 94", "2 南浦镇 45 89", "3 西山乡 40 81"


def shape_of(grid: Grid) -> Shape:
    shape = recognise(grid)
    assert shape is not None
    return shape


def limits(shape: Shape) -> list[str]:
    """Return per column its name with its maximum or its weight."""
    return [
        f"{c.name}<{c.max_score}" if c.max_score is not None else f"{c.name}*{c.weight or 1}"
        for c in shape.columns
    ]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ((), None),
        (("考核得分表 _ _ _",), "考核得分表"),
        (("考核得分表 < < <", "（虚构） _ _ _"), "考核得分表（虚构）"),
        (("考核得分表 _ _ _", "_ _ _ _"), "考核得分表"),
        (("备注：虚构 _ _ _",), None),
    ],
)
def test_what_stands_alone_above_the_header_is_the_title(
    grid: Drawing, above: Rows, title: str | None
) -> None:
    shape = shape_of(grid(*above, HEAD, ONE, TWO))
    assert (shape.title, shape.is_ranking, shape.serial) == (title, True, None)


@pytest.mark.parametrize(
    "head",
    [(HEAD,), ("名次 单位 工作 <", "^ ^ 公开 总分"), (HEAD, "满分 _ 60 100")],
)
def test_a_header_printed_again_between_the_rows_is_no_unit(grid: Drawing, head: Rows) -> None:
    (segment,) = shape_of(grid(*head, ONE, TWO, *head, THREE)).segments
    first, again = len(head), 2 * len(head) + 2
    assert segment.rows == segment.ranked == (first, first + 1, again)


def test_without_a_header_there_are_no_columns(grid: Drawing) -> None:
    assert recognise(grid(ONE, TWO)) is None


@pytest.mark.parametrize(
    ("rows", "is_ranking"),
    [
        ((HEAD, ONE), True),
        (("名次 单位", "1 东湖镇"), True),
        (("单位 总分", "东湖镇 94"), True),
        # Scores are named as such, or have a maximum or a weight.
        (("单位 工作 <", "^ 得分 成效", "东湖镇 94 50"), True),
        (("单位 公开（60分） 备注", "东湖镇 50 无"), True),
        (("单位 公开（60%） 备注", "东湖镇 50 无"), True),
        (("单位 公开 备注", "东湖镇 50 无"), False),
        (("单位 系数（60%） 备注", "东湖镇 1.1 无"), False),
        (("单位 等次（60分） 备注", "东湖镇 优 无"), True),
        # Nobody is ranked, or nothing by which.
        (("名次 总分", "1 94"), False),
        (("单位 等次", "东湖镇 优", "南浦镇 良"), False),
        ((HEAD,), False),
        ((HEAD, "合计 _ 48 94"), False),
    ],
)
def test_a_ranking_has_units_and_ranks_totals_or_points(
    grid: Drawing, rows: Rows, is_ranking: bool
) -> None:
    assert shape_of(grid(*rows)).is_ranking is is_ranking


@pytest.mark.parametrize(
    ("rows", "segments"),
    [
        ((ONE, TWO), [(None, 2, 2)]),
        (("（一）乡镇类 < < <", ONE, TWO), [("乡镇类", 2, 2)]),
        ((ONE, "（二）部门类 < < <", TWO, THREE), [(None, 1, 1), ("部门类", 2, 2)]),
        (
            ("（一）乡镇类 < < <", "（二）部门类 < < <", ONE),
            [("乡镇类", 0, 0), ("部门类", 1, 1)],
        ),
        # A heading stands above units; a remark, a number or a mark is none.
        ((ONE, "制表：某某 < < <"), [(None, 2, 1)]),
        ((ONE, "制表：某某 < < <", "合计 _ 48 94", "备注 _ 虚构 无", "_ _ _ _"), [(None, 5, 1)]),
        ((ONE, "备注：虚构 < < <", TWO), [(None, 3, 2)]),
        ((ONE, "_ _ _ 94", TWO), [(None, 3, 2)]),
        ((ONE, "_ _ — —", TWO), [(None, 3, 2)]),
        ((ONE, "_ _ _ _", TWO), [(None, 3, 2)]),
        # Who is ranked is named, or has a place though the name is lost.
        ((ONE, "2 _ 45 89", "_ _ 40 81"), [(None, 3, 2)]),
        ((ONE, "合计 _ 48 94"), [(None, 2, 1)]),
    ],
)
def test_the_rows_below_the_header_are_units_classes_and_others(
    grid: Drawing, rows: Rows, segments: list[tuple[str | None, int, int]]
) -> None:
    shape = shape_of(grid(HEAD, *rows))
    assert [(s.group, len(s.rows), len(s.ranked)) for s in shape.segments] == segments
    kept = [row for segment in shape.segments for row in segment.rows]
    assert kept == sorted(kept)


def test_a_running_number_is_the_place_of_a_unit_whose_name_is_lost(grid: Drawing) -> None:
    shape = shape_of(grid("单位 序号 总分", "东湖镇 1 94", "_ 2 89", "_ _ 5"))
    assert [segment.ranked for segment in shape.segments] == [(1, 2)]
    assert shape.serial == 1
    (segment,) = shape_of(grid("单位 公开 总分", "东湖镇 48 94", "_ 40 81")).segments
    assert segment.ranked == (1,)


LEFT = "类别 名次 单位 公开 总分"


@pytest.mark.parametrize(
    ("rows", "segments"),
    [
        (
            (LEFT, f"乡镇 {ONE}", f"_ {TWO}", "部门 1 水务局 40 81"),
            [("乡镇", (1, 2)), ("部门", (3,))],
        ),
        # What is no unit goes with those above it.
        (
            (
                LEFT,
                "合计 _ _ 9 9",
                f"乡镇 {ONE}",
                f"_ {TWO}",
                "小计 _ _ 93 183",
                "部门 1 水务局 40 81",
            ),
            [("乡镇", (1, 2, 3, 4)), ("部门", (5,))],
        ),
        # Within a class both names say who they are.
        (
            (LEFT, "（一）甲 < < < <", f"乡镇 {ONE}", f"_ {TWO}", "部门 1 水务局 40 81"),
            [("甲 乡镇", (2, 3)), ("甲 部门", (4,))],
        ),
        # The column of groups may stand behind that of ranks.
        (
            ("名次 类别 单位 总分", "1 乡镇 东湖镇 94", "2 乡镇 南浦镇 89", "1 部门 水务局 81"),
            [("乡镇", (1, 2)), ("部门", (3,))],
        ),
        (
            (
                "名次 _ 类别 单位 总分",
                "1 _ 乡镇 东湖镇 94",
                "2 _ 乡镇 南浦镇 89",
                "1 _ 部门 水务局 81",
            ),
            [("乡镇", (1, 2)), ("部门", (3,))],
        ),
    ],
)
def test_a_left_column_parts_groups_with_ranks_of_their_own(
    grid: Drawing, rows: Rows, segments: list[tuple[str, Rows]]
) -> None:
    assert [(s.group, s.rows) for s in shape_of(grid(*rows)).segments] == segments


@pytest.mark.parametrize(
    "rows",
    [
        # One group; one for each unit; one that has no first rank, or none at all.
        (LEFT, f"乡镇 {ONE}", f"_ {TWO}", "_ 1 水务局 40 81"),
        (LEFT, f"乡镇 {ONE}", "部门 1 水务局 40 81", "企业 1 北渡公司 40 81"),
        (LEFT, f"乡镇 {ONE}", f"_ {TWO}", "部门 3 水务局 40 81"),
        (LEFT, f"乡镇 {ONE}", f"_ {TWO}", "部门 _ 水务局 40 81"),
        # The first unit is in none; figures and ranks are no groups.
        (LEFT, f"_ {ONE}", f"乡镇 {TWO}", "部门 1 水务局 40 81", "_ 2 财政局 40 80"),
        ("资金 名次 单位 总分", "3.5 1 东湖镇 94", "3.5 2 南浦镇 89", "5.5 1 水务局 81"),
        ("位置 名次 单位 总分", "第一 1 东湖镇 94", "第一 2 南浦镇 89", "第二 1 水务局 81"),
        (LEFT, f"乡镇 {ONE}", f"5 {TWO}", "_ 1 水务局 40 81", "部门 1 财政局 40 80"),
        # Right of the units, or without ranks.
        ("名次 单位 类别 总分", "1 东湖镇 乡镇 94", "2 南浦镇 乡镇 89", "1 水务局 部门 81"),
        ("类别 单位 总分", "乡镇 东湖镇 94", "乡镇 南浦镇 89", "部门 水务局 81"),
    ],
)
def test_other_columns_part_nothing(grid: Drawing, rows: Rows) -> None:
    assert [s.group for s in shape_of(grid(*rows)).segments] == [None]


NAMES = "名次 单位 公开 服务 总分"
UNIT = "1 东湖镇 50 40 90"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((NAMES, "满分 _ 60 40 100"), "公开<60 服务<40 总分<100"),
        ((NAMES, "满分 _ 60 _ 100"), "公开<60 服务*1 总分<100"),
        ((NAMES, "权重 _ 0.6 0.4 _"), "公开*0.6 服务*0.4 总分*1"),
        ((NAMES, "权重 _ 60 40 _"), "公开*0.6 服务*0.4 总分*1"),
        ((NAMES, "权重 _ 60% 40％ _"), "公开*0.6 服务*0.4 总分*1"),
        ((NAMES, "权重 _ 1 0.5% _"), "公开*1 服务*0.005 总分*1"),
        ((NAMES, "权重 _ 2 98 _"), "公开*0.02 服务*0.98 总分*1"),
        ((NAMES, "权重 _ 1 99 _"), "公开*0.01 服务*0.99 总分*1"),
        ((NAMES, "权重 _ 1.2 0.8 _"), "公开*1.2 服务*0.8 总分*1"),
        # A sign makes a weight of it in a row of maxima too.
        ((NAMES, "分值 _ 60% 40％ 100"), "公开*0.6 服务*0.4 总分<100"),
        # The row goes before the header, the header where the row has none.
        (
            ("名次 单位 公开（50分） 服务（45分） 总分", "满分 _ 60 _ 100"),
            "公开<60 服务<45 总分<100",
        ),
        (
            ("名次 单位 公开（50%） 服务（45%） 总分", "权重 _ 0.6 _ _"),
            "公开*0.6 服务*0.45 总分*1",
        ),
        # A factor has no maximum.
        (("名次 单位 公开（50分） 系数（2分） 总分",), "公开<50 系数*1 总分*1"),
        # A maximum alone below a group bears the group's name.
        (
            ("名次 单位 公开 服务 总分", "_ _ （60分） （40分） （100分）"),
            "公开<60 服务<40 总分<100",
        ),
    ],
)
def test_maxima_and_weights_stand_in_the_header_or_below_it(
    grid: Drawing, rows: Rows, said: str
) -> None:
    shape = shape_of(grid(*rows, UNIT, "2 南浦镇 45 40 85"))
    assert limits(shape)[2:] == said.split()
    assert {len(column.path) for column in shape.columns} == {1}


@pytest.mark.parametrize(
    ("head", "units", "said"),
    [
        ("公开（60） 服务（40） 总分", ["50 40 90", "45 39 84"], "公开<60 服务<40 总分*1"),
        ("公开（60） 服务 总分（100）", ["50 40 90"], "公开<60 服务*1 总分<100"),
        # One alone must be a hundred, or the total's.
        ("公开（100） 服务 总分", ["50 40 90"], "公开<100 服务*1 总分*1"),
        ("公开 服务 总分（120）", ["50 40 90"], "公开*1 服务*1 总分<120"),
        ("公开 服务 得分（120）", ["50 40 90"], "公开*1 服务*1 得分<120"),
        ("公开（60） 服务 总分", ["50 40 90"], "公开（60）*1 服务*1 总分*1"),
        # Numbers that count the columns are none.
        ("公开（7） 服务（8） 总分（9）", ["5 4 9"], "公开（7）*1 服务（8）*1 总分（9）*1"),
        ("公开（7） 服务（8） 总分", ["5 4 9"], "公开（7）*1 服务（8）*1 总分*1"),
        ("公开（7） 服务（8） 总分（15）", ["5 4 9"], "公开<7 服务<8 总分<15"),
        # One value may be above its own, no two.
        ("公开（60） 服务（40） 总分", ["60 41 90", "45 40 84"], "公开<60 服务<40 总分*1"),
        (
            "公开（60） 服务（40） 总分",
            ["60 41 90", "61 40 84"],
            "公开（60）*1 服务（40）*1 总分*1",
        ),
        (
            "公开（60） 服务（40） 总分",
            ["60 41 90", "50 41 84"],
            "公开（60）*1 服务（40）*1 总分*1",
        ),
        # Each has values, but not for each unit.
        ("公开（60） 服务（40） 总分", ["50 优 90"], "公开（60）*1 服务（40）*1 总分*1"),
        ("公开（60） 服务（40） 总分", ["50 — 50", "45 39 84"], "公开<60 服务<40 总分*1"),
    ],
)
def test_bare_numbers_in_brackets_are_maxima_where_the_table_speaks_for_it(
    grid: Drawing, head: str, units: list[str], said: str
) -> None:
    rows = [f"{rank} 第{rank}镇 {scores}" for rank, scores in enumerate(units, 1)]
    assert limits(shape_of(grid(f"名次 单位 {head}", *rows)))[2:] == said.split()


def test_sums_are_held_against_no_maximum_and_groups_have_none(grid: Drawing) -> None:
    head = ("名次 单位 工作（60） < 总分", "^ ^ 公开（60） 服务（40） ^")
    units = (UNIT, "2 南浦镇 45 39 84", "合计 _ 95 79 174")
    assert limits(shape_of(grid(*head, *units)))[2:] == ["公开<60", "服务<40", "总分*1"]


def test_a_column_stands_where_its_lowest_name_is_printed(grid: Drawing) -> None:
    head = ("考核得分表 < < < <", "名次 单位 工作 _ .", "_ ^ 公开 服务 .")
    for limit in ((), ("满分 _ 60 40 _",)):
        shape = shape_of(grid(*head, *limit, "1 东湖镇 50 40 无"))
        starts = [column.where and column.where.span.start for column in shape.columns]
        assert starts == [100, 101, 202, 203, None]
