"""Proposals: the one cell whose change sets a row right, in tables that are read whole."""

from __future__ import annotations

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.notice import NoticeTable

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)


def read(rows: str) -> NoticeTable:
    lines = ["\t".join(row.split()).replace("_", "") for row in rows.strip().split("\n")]
    notice = parse(read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt"))
    (table,) = notice.tables
    return table


def proposed(rows: str) -> list[tuple[str, str, str, str | None]]:
    """Return unit, print, proposal and its arithmetic of every cell that has one."""
    return [
        (unit.unit, score.printed, str(score.proposed), score.proposed_because)
        for unit in read(rows).rankings
        for score in (*unit.scores, unit.total)
        if score is not None and score.proposed is not None
    ]


@pytest.mark.parametrize(
    ("lost", "left", "found"),
    [
        # The points lost are wrong: what is left of 50 and the total agree with one another.
        ("3", "45", [("南浦镇", "3", "5", "45 + 44 = 89; 50 - 5 = 45; 50 - 6 = 44")]),
        ("-3", "45", [("南浦镇", "-3", "5", "45 + 44 = 89; 50 - 5 = 45; 50 - 6 = 44")]),
        ("5", "45", []),
        ("-5", "45", []),
        ("—", "45", []),
        # The points left are wrong: the total and the points lost say so.
        ("5", "46", [("南浦镇", "46", "45", "45 + 44 = 89; 50 - 5 = 45; 50 - 6 = 44")]),
        # Both agree: the total is wrong.
        ("3", "47", [("南浦镇", "89", "91", "47 + 44 = 91; 50 - 3 = 47; 50 - 6 = 44")]),
        # Neither agrees with anything: nothing can be said.
        ("3", "46", []),
    ],
)
def test_points_lost_and_left_that_miss_one_another_are_proposed(
    lost: str, left: str, found: list[tuple[str, str, str, str]]
) -> None:
    rows = (
        "名次 单位 考核项目 分值 扣分 得分 总分\n"
        "1 东湖镇 公开 50 2 48 94\n_ _ 平台 50 4 46 _\n"
        f"2 南浦镇 公开 50 {lost} {left} 89\n_ _ 平台 50 6 44 _\n"
        "3 西山乡 公开 50 9 41 81\n_ _ 平台 50 10 40 _\n"
        "4 北渡镇 公开 50 11 39 77\n_ _ 平台 50 12 38 _"
    )
    assert proposed(rows) == found


_PARTS = "排名 单位 主动 依申请 小计 平台 总分\n"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            "2 南浦街道 28 20 49 44 92",
            [("南浦街道", "49", "48", "28 + 20 + 44 = 92; 28 + 20 = 48")],
        ),
        ("2 南浦街道 28 20 48 44 92", []),
        # The total is wrong too: two changes are none.
        ("2 南浦街道 28 20 49 44 91", []),
        # Total and sub-total ask for one more point of either score.
        ("2 南浦街道 27 20 48 44 92", []),
        # A total alone: the sub-total agrees with its scores.
        ("2 南浦街道 28 20 48 44 93", []),
    ],
)
def test_a_wrong_sub_total_is_proposed_from_its_scores(
    row: str, found: list[tuple[str, str, str, str]]
) -> None:
    rows = "1 东湖街道 30 20 50 45 95\n" + row + "\n3 中和街道 27 19 46 43 89\n"
    assert proposed(_PARTS + rows + "4 西山街道 26 18 44 40 84") == found


def test_of_a_running_total_neither_it_nor_the_one_before_can_be_named() -> None:
    rows = (
        "排名 单位 上期累计 主动 依申请 本期得分 年度累计\n1 东湖街道 50 25 20 45 95\n"
        "2 南浦街道 48 24 20 44 93\n3 中和街道 46 23 20 43 89\n4 西山街道 40 22 20 42 82"
    )
    assert proposed(rows) == []


_MEANS = "排名 单位 公开 服务 平均分\n"


@pytest.mark.parametrize(
    ("row", "mean", "found"),
    [
        ("2 南浦街道 80 90 86.0", "84.0 87.0", ["85.0"]),
        ("2 南浦街道 80 90 85.0", "84.0 87.0", []),
    ],
)
def test_a_mean_that_does_not_come_out_is_proposed(row: str, mean: str, found: list[str]) -> None:
    rows = "1 东湖街道 92 90 91.0\n" + row + "\n3 中和街道 80 81 80.5\n— 平均 " + mean + " 85.5"
    assert [value for _, _, value, _ in proposed(_MEANS + rows)] == found


def test_no_score_below_zero_is_proposed() -> None:
    """-2 for 30 would make both the row and the column come out."""
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50 45 95\n2 南浦街道 48 44 92\n"
        "3 中和街道 46 43 89\n4 西山街道 30 40 38\n_ 合计 142 172 314"
    )
    assert proposed(rows) == []


def test_no_score_over_its_maximum_is_proposed() -> None:
    rows = (
        "排名 单位 公开(50分) 服务(50分) 总分\n1 东湖街道 {} 45 {}\n2 南浦街道 48 44 92\n"
        "3 中和街道 46 43 89\n_ 合计 {} 132 {}"
    )
    told = proposed(rows.format("44", "95", "144", "276"))
    assert [(printed, value) for _, printed, value, _ in told] == [("44", "50")]
    assert proposed(rows.format("44", "96", "145", "277")) == []


def test_no_proposal_has_more_digits_than_its_column_prints() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50 45 95\n2 南浦街道 {} 44 92.5\n"
        "3 中和街道 46 43 {}\n_ 合计 {} 132 {}"
    )
    assert proposed(rows.format("47", "89", "144.5", "276.5")) == []
    told = proposed(rows.format("47", "89.5", "144.5", "277").replace("46", "46.5"))
    assert [(printed, value) for _, printed, value, _ in told if value == "48.5"] == []


def test_no_proposal_breaks_the_order_of_the_ranks() -> None:
    """The total would have to be 80, below that of the unit ranked behind it."""
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50 45 95\n2 南浦街道 40 40 {}\n"
        "3 中和街道 46 43 89\n_ 合计 136 128 264"
    )
    assert proposed(rows.format("92")) == []


def test_sum_and_mean_of_a_column_are_both_kept_and_the_sum_is_written() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 58 38 96\n2 南浦街道 51 38 95\n3 中和街道 56 37 93\n"
        "_ 合计 171 113 284\n— 平均分 57 37.67 {}"
    )
    assert proposed(rows.format("94.67")) == [
        ("南浦街道", "51", "57", "57 + 38 = 95; 58 + 57 + 56 = 171")
    ]
    # The mean asks for another value: nothing is proposed.
    assert proposed(rows.format("94.67").replace("57 37.67", "58 37.67")) == []
