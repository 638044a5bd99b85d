"""Units of which little is printed: none is lost, none goes with another. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.document import Table
from schemas.findings import Finding
from schemas.notice import NoticeTable

Drawing = Callable[..., Table]
Read = tuple[tuple[NoticeTable, ...], tuple[Finding, ...]]
Reading = Callable[..., Read]
EDGES = (10, 50, 90, 130, 170, 210)


def units(read: Read) -> list[tuple[str | None, list[str]]]:
    """Return the units of each ranking as rank and name, below its group."""
    return [
        (table.group, [f"{unit.rank or '_'} {unit.unit}" for unit in table.rankings])
        for table in read[0]
    ]


def told(read: Read) -> list[str]:
    """Return what findings are said of: rule, and the unit or the figures."""
    return [f"{f.rule} {f.subject or f.found}" for f in read[1]]


def parted(*rows: str) -> list[tuple[str, ...]]:
    """Return rows as the tables of pages: ``---`` is a page end."""
    pages: list[list[str]] = [[]]
    for row in rows:
        if row == "---":
            pages.append([])
        else:
            pages[-1].append(row)
    return [tuple(page) for page in pages]


@pytest.mark.parametrize("has_boxes", [True, False], ids=["boxes", "text"])
@pytest.mark.parametrize(
    ("rows", "names", "alone"),
    [
        (
            ("单位 得分 名次", "东湖镇 94 1", "南浦镇 _ _", "西山乡 81 2", "北渡镇 80 3"),
            ["1 东湖镇", "_ 南浦镇", "2 西山乡", "3 北渡镇"],
            "南浦镇",
        ),
        (
            ("单位 得分 名次", "东湖镇 94 1", "南浦镇 89 2", "西山乡 _ _"),
            ["1 东湖镇", "2 南浦镇", "_ 西山乡"],
            "西山乡",
        ),
        (
            ("单位 得分 名次", "东湖镇 _ _", "南浦镇 89 1", "西山乡 81 2"),
            ["_ 东湖镇", "1 南浦镇", "2 西山乡"],
            "东湖镇",
        ),
        (
            ("名次 单位 得分", "1 东湖镇 94", "_ 南浦镇 _", "2 西山乡 81"),
            ["1 东湖镇", "_ 南浦镇", "2 西山乡"],
            "南浦镇",
        ),
        (
            ("名次 单位 得分", "1 东湖镇 94", "---", "_ 南浦镇 _", "2 西山乡 81"),
            ["1 东湖镇", "_ 南浦镇", "2 西山乡"],
            "南浦镇",
        ),
        (
            ("名次 单位 得分", "1 东湖镇 94", "1 南浦镇 94", "_ 西山乡 _", "3 北渡镇 81"),
            ["1 东湖镇", "1 南浦镇", "_ 西山乡", "3 北渡镇"],
            "西山乡",
        ),
        # A tie for the first place begins no ranking.
        (
            ("名次 单位 得分", "1 东湖镇 94", "_ 南浦镇 _", "1 西山乡 94"),
            ["1 东湖镇", "_ 南浦镇", "1 西山乡"],
            "南浦镇",
        ),
        (
            ("名次 单位 得分", "1 东湖镇 94", "1 南浦镇 94", "_ 西山乡 _", "1 北渡镇 94"),
            ["1 东湖镇", "1 南浦镇", "_ 西山乡", "1 北渡镇"],
            "西山乡",
        ),
        # Several of them, without any ranks.
        (
            ("单位 公开 总分", "东湖镇 48 94", "南浦镇 _ _", "西山乡 40 81", "北渡镇 _ _"),
            ["_ 东湖镇", "_ 南浦镇", "_ 西山乡", "_ 北渡镇"],
            "南浦镇 北渡镇",
        ),
        (
            ("名次 单位 得分 名次 单位 得分", "1 东湖镇 94 3 西山乡 81", "2 南浦镇 89 _ 北渡镇 _"),
            ["1 东湖镇", "2 南浦镇", "3 西山乡", "_ 北渡镇"],
            "北渡镇",
        ),
    ],
)
def test_a_unit_of_which_nothing_but_the_name_is_printed_is_kept_and_told_of(
    table: Drawing,
    reading: Reading,
    rows: tuple[str, ...],
    names: list[str],
    alone: str,
    *,
    has_boxes: bool,
) -> None:
    """It went with the unit above it (东湖镇南浦镇), was taken for a class, or was left out."""
    edges = EDGES[: len(rows[0].split())] if has_boxes else ()
    pages = [table(*page, page=number, edges=edges) for number, page in enumerate(parted(*rows), 1)]
    read = reading(*pages)
    assert units(read) == [(None, names)]
    assert set(told(read)) == {f"UNR01 {name}" for name in alone.split()}


@pytest.mark.parametrize("gap", ["\t", "  ", " "])
def test_a_line_of_one_name_is_no_piece_of_the_next_name(gap: str) -> None:
    lines = "单位 得分 名次\n东湖镇 94 1\n南浦镇\n西山乡 81 2\n北渡镇 80 3\n".replace(" ", gap)
    text = f"关于2023年度考核结果的通报（虚构）\n\n附件\n2023年度考核得分表\n{lines}"
    notice = parse(read_bytes(text.encode(), "notice.txt"))
    read = notice.tables, notice.findings
    assert units(read) == [(None, ["1 东湖镇", "_ 南浦镇", "2 西山乡", "3 北渡镇"])]
    assert {said for said in told(read) if said.startswith("UNR01")} == {"UNR01 南浦镇"}


@pytest.mark.parametrize(
    ("rows", "groups"),
    [
        # Classes that are called like units: one stands above all units, or ranks begin again.
        (
            (
                *("单位 得分 名次", "中心镇 _ _", "东湖镇 94 1", "南浦镇 89 2"),
                *("一般镇 _ _", "西山镇 93 1", "北渡镇 80 2"),
            ),
            [("中心镇", ["1 东湖镇", "2 南浦镇"]), ("一般镇", ["1 西山镇", "2 北渡镇"])],
        ),
        (
            (
                *("单位 得分", "中心镇 _", "东湖镇 94", "南浦镇 89"),
                *("一般镇 _", "西山镇 93", "北渡镇 80"),
            ),
            [("中心镇", ["_ 东湖镇", "_ 南浦镇"]), ("一般镇", ["_ 西山镇", "_ 北渡镇"])],
        ),
        (
            (
                *("单位 得分 名次", "东湖镇 94 1", "南浦镇 89 2"),
                *("一般镇 _ _", "西山镇 93 1", "北渡镇 80 2"),
            ),
            [(None, ["1 东湖镇", "2 南浦镇"]), ("一般镇", ["1 西山镇", "2 北渡镇"])],
        ),
        (
            (
                *("单位 得分 名次", "东湖镇 94 1", "南浦镇 89 2", "合计 183 _"),
                *("一般镇 _ _", "西山镇 93 1", "北渡镇 80 2"),
            ),
            [(None, ["1 东湖镇", "2 南浦镇"]), ("一般镇", ["1 西山镇", "2 北渡镇"])],
        ),
        (
            ("单位 得分 名次", "东湖镇 94 2", "一般镇 _ _", "西山镇 93 1", "北渡镇 80 2"),
            [(None, ["2 东湖镇"]), ("一般镇", ["1 西山镇", "2 北渡镇"])],
        ),
        (
            ("单位 得分 名次", "水务局 94 1", "各乡镇 _ _", "东湖镇 89 2", "南浦镇 81 3"),
            [(None, ["1 水务局"]), ("各乡镇", ["2 东湖镇", "3 南浦镇"])],
        ),
        # What is called like a class is one, and so is what stands in another column.
        (
            ("单位 得分 名次", "东湖镇 94 1", "部门类 _ _", "水务局 89 2", "财政局 81 3"),
            [(None, ["1 东湖镇"]), ("部门类", ["2 水务局", "3 财政局"])],
        ),
        (
            ("名次 单位 得分", "1 东湖镇 94", "中心镇 _ _", "2 水务局 89", "3 财政局 81"),
            [(None, ["1 东湖镇"]), ("中心镇", ["2 水务局", "3 财政局"])],
        ),
        (
            ("名次 单位 得分", "1 东湖镇 94", "中心镇 < <", "2 水务局 89", "3 财政局 81"),
            [(None, ["1 东湖镇"]), ("中心镇", ["2 水务局", "3 财政局"])],
        ),
        # Behind a page end too.
        (
            ("单位 得分 名次", "东湖镇 94 1", "---", "部门类 _ _", "水务局 89 2", "财政局 81 3"),
            [(None, ["1 东湖镇"]), ("部门类", ["2 水务局", "3 财政局"])],
        ),
    ],
)
def test_a_class_is_no_unit_and_no_end_of_a_units_name(
    table: Drawing,
    reading: Reading,
    rows: tuple[str, ...],
    groups: list[tuple[str | None, list[str]]],
) -> None:
    edges = EDGES[: len(rows[0].split())]
    read = reading(
        *(table(*page, page=number, edges=edges) for number, page in enumerate(parted(*rows), 1))
    )
    assert units(read) == groups
    assert not [said for said in told(read) if said.startswith("UNR01")]


HEAD = "名次 单位 公开 服务 总分"
TOWNS = ("（一）乡镇类 _ _ _ _", "1 东湖镇 48 46 94", "2 南浦镇 45 44 89")
FIRMS = ("（三）企业类 _ _ _ _", "1 北渡公司 40 41 81")


@pytest.mark.parametrize(
    ("rows", "lengths", "number"),
    [
        ((HEAD, *TOWNS, "（二）部门类 _ _ _ _", "_ _ 40 41 81", *FIRMS), [3, 1], 1),
        ((HEAD, "_ _ 40 41 81", *TOWNS, *FIRMS), [3, 1], 1),
        ((HEAD, *TOWNS, *FIRMS, "（四）部门类 _ _ _ _", "_ _ 40 41 81"), [2, 2], 2),
    ],
)
def test_figures_under_a_class_that_name_no_unit_are_kept_and_told_of(
    table: Drawing, reading: Reading, rows: tuple[str, ...], lengths: list[int], number: int
) -> None:
    """They were in no table, and nothing was said."""
    read = reading(table(*rows, edges=EDGES[:5]))
    assert [len(one.rows) for one in read[0]] == lengths
    assert told(read) == ["AMB01 40 | 41 | 81"]
    assert [finding.table for finding in read[1]] == [number]


def test_a_unit_alone_in_its_strip_is_none_of_the_other_ranking(
    table: Drawing, reading: Reading
) -> None:
    read = reading(
        table(
            "名次 街道 得分 名次 部门 得分",
            "1 东湖街道 94 1 教育局 98",
            "2 南浦街道 89 2 民政局 97",
            "_ _ _ _ 水务局 _",
            edges=EDGES,
        )
    )
    assert units(read) == [
        ("街道", ["1 东湖街道", "2 南浦街道"]),
        ("部门", ["1 教育局", "2 民政局", "_ 水务局"]),
    ]


def test_a_unit_beside_a_remark_over_other_strips_is_kept(table: Drawing, reading: Reading) -> None:
    """Of a row over some of the strips only the first was kept."""
    read = reading(
        table(
            "名次 单位 得分 名次 单位 得分 名次 单位 得分",
            "1 东湖镇 94 3 西山乡 81 5 北渡镇 70",
            "2 南浦镇 89 4 中和镇 80 6 石桥镇 69",
            "备注：虚构 < < < < < 7 高桥镇 60",
            edges=range(10, 370, 40),
        )
    )
    assert units(read)[0][1][-1] == "7 高桥镇"
    assert len(read[0][0].rows) == 8


def test_equal_figures_of_two_strips_are_two_rows(table: Drawing, reading: Reading) -> None:
    """They were taken for one text over all strips."""
    read = reading(
        table(
            "名次 单位 得分 名次 单位 得分",
            "1 东湖镇 94 3 西山乡 81",
            "2 南浦镇 89 4 中和镇 80",
            "_ _ 70 _ _ 70",
            edges=EDGES,
        )
    )
    assert told(read) == ["AMB01 70", "AMB01 70"]
