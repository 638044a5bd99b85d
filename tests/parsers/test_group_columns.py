"""A left column that names groups of units: a table for each where each has ranks of its own."""

from __future__ import annotations

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.notice import NoticeTable

_HEAD = "关于2023年度政务公开考核结果的通报（虚构）\n\n附件\n2023年度政务公开考核得分表\n"


def _tables(rows: str) -> tuple[NoticeTable, ...]:
    table = "\n".join("\t".join(row.split(" ")).replace("_", "") for row in rows.split("\n"))
    return parse(read_bytes((_HEAD + table + "\n").encode(), "notice.txt")).tables


def _told(rows: str) -> list[tuple[str | None, list[tuple[int | None, str]]]]:
    return [(t.group, [(u.rank, u.unit) for u in t.rankings]) for t in _tables(rows)]


_HEADER = "类别 排名 单位 信息发布 解读回应 总分\n"
_TWO = [
    ("乡镇", [(1, "柳湾镇"), (2, "石桥镇"), (3, "南岭镇")]),
    ("部门", [(1, "教育局"), (2, "民政局")]),
]


@pytest.mark.parametrize(
    ("second", "fourth"), [("_", "_"), ("乡镇", "部门")], ids=["named once", "named in each row"]
)
def test_each_group_of_a_left_column_with_ranks_from_1_is_a_table(second: str, fourth: str) -> None:
    told = _told(
        _HEADER + "乡镇 1 柳湾镇 50 45 95\n"
        f"{second} 2 石桥镇 48 44 92\n{second} 3 南岭镇 47 40 87\n"
        f"部门 1 教育局 49 47 96\n{fourth} 2 民政局 40 41 81"
    )
    assert told == _two()


def _two() -> list[tuple[str | None, list[tuple[int | None, str]]]]:
    return [(group, list(units)) for group, units in _TWO]


def test_groups_with_ranks_of_their_own_do_not_contradict_one_another() -> None:
    tables = _tables(
        _HEADER + "乡镇 1 柳湾镇 50 45 95\n_ 2 石桥镇 48 44 92\n_ 3 南岭镇 47 40 87\n"
        "部门 1 教育局 49 47 96\n_ 2 民政局 40 41 81\n_ 3 司法局 40 40 80"
    )
    statuses = {unit.status.value for table in tables for unit in table.rankings}
    assert "contradicted" not in statuses
    assert [len(table.rankings) for table in tables] == [3, 3]


def test_groups_within_one_running_ranking_stay_one_table() -> None:
    told = _told(
        _HEADER + "乡镇 1 柳湾镇 50 45 95\n_ 2 石桥镇 48 44 92\n"
        "部门 3 教育局 49 42 91\n_ 4 民政局 40 41 81"
    )
    assert [units for _, units in told] == [
        [(1, "柳湾镇"), (2, "石桥镇"), (3, "教育局"), (4, "民政局")]
    ]


def test_a_group_without_a_first_rank_leaves_the_table_whole() -> None:
    told = _told(
        _HEADER + "乡镇 1 柳湾镇 50 45 95\n_ 2 石桥镇 48 44 92\n"
        "部门 2 教育局 49 47 96\n_ 3 民政局 40 41 81"
    )
    assert len(told) == 1
    assert len(told[0][1]) == 4


def test_a_sum_below_a_group_goes_with_that_group() -> None:
    tables = _tables(
        _HEADER + "乡镇 1 柳湾镇 50 45 95\n_ 2 石桥镇 48 44 92\n_ _ 平均 49 44.5 93.5\n"
        "部门 1 教育局 49 47 96\n_ 2 民政局 40 41 81"
    )
    assert [len(table.rankings) for table in tables] == [2, 2]
    assert [len(table.rows) for table in tables] == [3, 2]
