"""Rankings printed side by side under one header (variety T27, K). All notices are invented."""

from __future__ import annotations

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.notice import NoticeTable, Role

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处，区直各部门：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)
Told = list[tuple[str | None, list[tuple[int | None, str, str | None]]]]


def _tables(rows: str) -> tuple[NoticeTable, ...]:
    lines = ["\t".join(row.split()).replace("_", "") for row in rows.strip().split("\n")]
    return parse(read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt")).tables


def _told(rows: str) -> Told:
    return [
        (
            table.group,
            [
                (unit.rank, unit.unit, str(unit.total.value) if unit.total else None)
                for unit in table.rankings
            ],
        )
        for table in _tables(rows)
    ]


_SIX = [
    (1, "东湖街道", "96.5"),
    (2, "南浦街道", "95"),
    (3, "中和街道", "92.3"),
    (4, "西山街道", "90.1"),
    (5, "北塘街道", "88"),
    (6, "新桥街道", "80.5"),
]


def test_a_ranking_that_goes_on_in_the_next_strip_is_one_table() -> None:
    assert _told(
        "排名 单位 得分 排名 单位 得分\n1 东湖街道 96.5 4 西山街道 90.1\n"
        "2 南浦街道 95 5 北塘街道 88\n3 中和街道 92.3 6 新桥街道 80.5"
    ) == [(None, _SIX)]


def test_the_last_strip_may_be_shorter() -> None:
    assert _told(
        "排名 单位 得分 排名 单位 得分\n1 东湖街道 96.5 4 西山街道 90.1\n"
        "2 南浦街道 95 5 北塘街道 88\n3 中和街道 92.3 _ _ _"
    ) == [(None, _SIX[:5])]


def test_ranks_that_run_across_the_rows_are_put_in_their_order() -> None:
    assert _told(
        "名次 单位 总分 名次 单位 总分 名次 单位 总分\n"
        "1 东湖街道 96.5 2 南浦街道 95 3 中和街道 92.3\n"
        "4 西山街道 90.1 5 北塘街道 88 6 新桥街道 80.5"
    ) == [(None, _SIX)]


def test_strips_that_rank_for_themselves_are_a_table_each_named_by_its_units() -> None:
    assert _told(
        "排名 街道 得分 排名 部门 得分\n1 东湖街道 96.5 1 区教育局 98.1\n"
        "2 南浦街道 95 2 区民政局 97\n3 中和街道 92.3 3 区财政局 90.5"
    ) == [
        ("街道", _SIX[:3]),
        ("部门", [(1, "区教育局", "98.1"), (2, "区民政局", "97"), (3, "区财政局", "90.5")]),
    ]


@pytest.mark.parametrize("labels", [("", ""), ("一、", "二、"), ("（1）", "（2）")])
def test_the_heading_over_a_strip_names_its_group(labels: tuple[str, str]) -> None:
    first, second = labels
    told = _told(
        f"{first}甲组 _ _ {second}乙组 _ _\n排名 单位 得分 排名 单位 得分\n"
        "1 东湖街道 96.5 1 区教育局 98.1\n2 南浦街道 95 2 区民政局 97"
    )
    assert [group for group, _ in told] == ["甲组", "乙组"]


def test_a_tie_over_two_strips_is_no_second_ranking() -> None:
    told = _told(
        "排名 单位 得分 排名 单位 得分\n1 东湖街道 96 1 南浦街道 96\n3 中和街道 92 4 西山街道 90"
    )
    assert told == [
        (
            None,
            [
                (1, "东湖街道", "96"),
                (1, "南浦街道", "96"),
                (3, "中和街道", "92"),
                (4, "西山街道", "90"),
            ],
        )
    ]


def test_a_strip_keeps_its_own_scores_and_their_sum_is_proved() -> None:
    (table,) = _tables(
        "排名 单位 公开(60分) 服务(40分) 总分 排名 单位 公开(60分) 服务(40分) 总分\n"
        "1 东湖街道 58 38.5 96.5 3 中和街道 55 37 92\n2 南浦街道 57 38 95 4 北塘街道 50 30 80"
    )
    assert [column.role for column in table.columns] == [
        Role.RANK,
        Role.UNIT,
        Role.SCORE,
        Role.SCORE,
        Role.TOTAL,
    ]
    assert table.rule_confirmed == 4
    statuses = {score.status.value for unit in table.rankings for score in unit.scores}
    assert statuses == {"proved"}


def test_a_remark_below_the_strips_is_kept_once() -> None:
    (table,) = _tables(
        "排名 单位 得分 排名 单位 得分\n1 东湖街道 96.5 3 中和街道 92.3\n"
        "2 南浦街道 95 4 西山街道 90.1\n备注 得分保留一位小数。 _ _ _ _"
    )
    remarks = [row for row in table.rows if any("备注" in text for text in row)]
    assert len(remarks) == 1
    assert len(table.rankings) == 4


@pytest.mark.parametrize(
    "rows",
    [
        "排名 单位 一季度得分 二季度得分 总分\n1 东湖街道 48 48.5 96.5\n2 南浦街道 47 48 95",
        "排名 单位 得分 责任部门 得分\n1 东湖街道 96.5 督查室 40\n2 南浦街道 95 信息科 38",
        "单位 公开得分 公开排名 服务得分 服务排名\n东湖街道 48 1 46 2\n南浦街道 47 2 48 1",
    ],
    ids=["two measures", "header that does not repeat", "ranks per measure"],
)
def test_a_header_that_does_not_repeat_leaves_the_grid_alone(rows: str) -> None:
    (table,) = _tables(rows)
    assert len(table.columns) == len(rows.partition("\n")[0].split())
    assert [unit.unit for unit in table.rankings] == ["东湖街道", "南浦街道"]
