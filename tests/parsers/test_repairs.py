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


_SUB_TOTALS = "1 东湖街道 30 20 50 45 95\n{}\n3 中和街道 27 19 46 43 89\n4 西山街道 26 18 44 40 84"


def test_a_row_that_sums_up_other_units_asks_for_nothing() -> None:
    rows = _PARTS + _SUB_TOTALS.format("2 南浦街道 28 20 49 44 92") + "\n_ 合计 {}"
    assert [value for _, _, value, _ in proposed(rows.format("111 77 188 172 360"))] == ["48"]
    assert [value for _, _, value, _ in proposed(rows.format("940 700 1640 910 2550"))] == ["48"]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        # A score that says "none" counts nothing in its sub-total.
        (
            "2 南浦街道 48 — 49 44 92",
            [("南浦街道", "49", "48", "48 + 44 = 92; 48 = 48")],
        ),
        ("2 南浦街道 — — — — 0", []),
        # The total of the column shows that it is the score, the sub-total which one.
        ("2 南浦街道 28 20 48 43 92", []),
    ],
)
def test_a_mark_for_none_counts_nothing_in_a_sub_total(
    row: str, found: list[tuple[str, str, str, str]]
) -> None:
    assert proposed(_PARTS + _SUB_TOTALS.format(row)) == found


def test_a_score_that_its_sub_total_proves_is_not_proposed_beside_one_that_none_does() -> None:
    rows = _PARTS + _SUB_TOTALS.format("2 南浦街道 28 20 48 43 92") + "\n_ 合计 _ _ _ _ 360"
    assert proposed(rows) == [
        ("南浦街道", "43", "44", "28 + 20 + 44 = 92; 28 + 20 = 48"),
    ]


def test_a_sub_total_that_is_no_sum_stands_in_no_proposals_way() -> None:
    """小计 is the mean of its scores here."""
    rows = (
        "排名 单位 主动 依申请 小计 总分\n1 东湖街道 48 46 47 94\n2 南浦街道 45 44 44 88\n"
        "3 中和街道 40 42 41 82\n4 西山街道 40 38 39 78\n_ 合计 172 170 171 342"
    )
    assert proposed(rows) == [("南浦街道", "45", "44", "44 + 44 = 88; 48 + 44 + 40 + 40 = 172")]


def test_of_a_running_total_that_begins_with_none_neither_can_be_named_either() -> None:
    rows = (
        "排名 单位 上期累计 主动 依申请 本期得分 年度累计\n1 东湖街道 50 25 20 45 95\n"
        "2 南浦街道 — 24 20 44 93\n3 中和街道 46 23 20 43 89\n4 西山街道 40 22 20 42 82"
    )
    assert proposed(rows) == []


def test_a_score_over_its_maximum_in_a_row_that_comes_out_is_left_as_it_is() -> None:
    rows = (
        "排名 单位 公开(50分) 服务(50分) 总分\n1 东湖街道 52 45 97\n2 南浦街道 48 44 92\n"
        "3 中和街道 46 43 89"
    )
    assert proposed(rows) == []


def test_a_wrong_sub_total_of_a_row_at_its_limit_is_proposed() -> None:
    """The total is right at 100 whatever goes beyond it."""
    rows = (
        "排名 单位 主动 依申请 小计 平台 加分 总分(满分100分)\n1 东湖街道 30 20 51 45 7 100\n"
        "2 南浦街道 28 20 48 44 5 97\n3 中和街道 27 19 46 43 2 91\n4 西山街道 26 18 44 40 1 85"
    )
    assert [(printed, value) for _, printed, value, _ in proposed(rows)] == [("51", "50")]


def test_a_blank_bonus_and_a_mark_for_none_are_not_what_is_wrong() -> None:
    rows = (
        "排名 单位 公开 服务 加分 总分\n1 东湖街道 50 45 1 96\n2 南浦街道 48 43 _ 92\n"
        "3 中和街道 46 — 2 48\n_ 合计 144 89 3 236"
    )
    assert proposed(rows) == [("南浦街道", "43", "44", "48 + 44 = 92; 45 + 44 = 89")]


def test_a_score_below_zero_is_not_proposed_and_one_of_nothing_is() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50 45 95\n2 南浦街道 48 44 92\n"
        "3 中和街道 46 43 89\n4 西山街道 3 40 {}\n_ 合计 {} 172 {}"
    )
    assert proposed(rows.format("39", "143", "315")) == []
    assert [value for _, _, value, _ in proposed(rows.format("40", "144", "316"))] == ["0"]


@pytest.mark.parametrize(("mean", "found"), [("58", []), ("58.33", [("57", "58")])])
def test_a_mean_that_dropped_its_zeros_holds_to_the_digits_of_those_beside_it(
    mean: str, found: list[tuple[str, str]]
) -> None:
    """58 for 57 would make the row come out and the mean 58.33; 58 stands for 58.00."""
    rows = (
        "排名 单位 公开(60分) 服务(40分) 总分\n1 东湖街道 59 40 99\n2 南浦街道 57 40 98\n"
        "3 中和街道 58 39.5 97.5\n— 平均分 {} 39.83 98.17"
    )
    told = proposed(rows.format(mean))
    assert [(printed, value) for _, printed, value, _ in told] == found


def test_without_a_row_of_sums_the_mean_is_written() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 58 38 96\n2 南浦街道 51 38 95\n"
        "3 中和街道 56 37 93\n— 平均分 57 37.67 94.67"
    )
    assert proposed(rows) == [
        ("南浦街道", "51", "57", "57 + 38 = 95; (58 + 57 + 56) ÷ 3 = 57"),
    ]


def test_a_proposal_has_the_digits_that_its_cell_is_printed_with() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50.0 45.0 95.0\n2 南浦街道 47.0 44.0 92.0\n"
        "3 中和街道 46.0 43.0 89.0\n_ 合计 144.0 132.0 276.0"
    )
    assert [(printed, value) for _, printed, value, _ in proposed(rows)] == [("47.0", "48.0")]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("4 北渡镇 11 39 38 77", []),
        ("4 北渡镇 10 39 38 77", [("北渡镇", "10", "11", "39 + 38 = 77; 50 - 11 = 39")]),
        # All points are lost, or none are said to be.
        ("4 北渡镇 50 — 38 38", []),
        ("4 北渡镇 — 39 38 77", []),
    ],
)
def test_points_lost_of_a_single_item_are_proposed_where_they_are_wrong(
    row: str, found: list[tuple[str, str, str, str]]
) -> None:
    rows = (
        "名次 单位 公开 _ 服务 总分\n_ _ 扣分 得分 _ _\n1 东湖镇 2 48 45 93\n"
        "2 南浦镇 6 44 44 88\n3 西山乡 9 41 40 81\n"
    )
    assert proposed(rows + row) == found


def test_in_a_row_with_an_unread_score_nothing_is_proposed() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50 45 95\n2 南浦街道 4B 43 92\n"
        "3 中和街道 46 43 89\n_ 合计 144 132 276"
    )
    assert proposed(rows) == []


@pytest.mark.parametrize(
    ("first", "second", "total", "because"),
    [
        ("— 39", "10 38", "77", "39 + 38 = 77; 50 - 12 = 38"),
        ("50 —", "10 38", "38", "38 = 38; 50 - 12 = 38"),
    ],
    ids=["no points lost", "no points left"],
)
def test_an_item_that_says_none_leaves_the_other_of_its_row_to_be_proposed(
    first: str, second: str, total: str, because: str
) -> None:
    rows = (
        "名次 单位 考核项目 分值 扣分 得分 总分\n1 东湖镇 公开 50 2 48 94\n_ _ 平台 50 4 46 _\n"
        "2 南浦镇 公开 50 5 45 89\n_ _ 平台 50 6 44 _\n3 西山乡 公开 50 9 41 81\n"
        f"_ _ 平台 50 10 40 _\n4 北渡镇 公开 50 {first} {total}\n_ _ 平台 50 {second} _"
    )
    assert proposed(rows) == [("北渡镇", "10", "12", because)]


def test_a_column_of_round_tens_may_hold_any_whole_number() -> None:
    rows = (
        "排名 单位 公开 服务 总分\n1 东湖街道 50 45 95\n2 南浦街道 40 44 89\n"
        "3 中和街道 30 43 73\n_ 合计 125 132 257"
    )
    assert [(printed, value) for _, printed, value, _ in proposed(rows)] == [("40", "45")]


@pytest.mark.parametrize(("wrong", "count"), [(1, 1), (100, 100), (101, 0)])
def test_where_most_of_a_long_table_is_wrong_no_cell_is_named(wrong: int, count: int) -> None:
    # No score can be higher, so that each wrong total is the one cell to change.
    rows = "单位 公开（60分） 平台（40分） 总分\n" + "\n".join(
        f"柳湾{n}镇 60 40 {101 if n < wrong else 100}" for n in range(210)
    )
    assert len(proposed(rows)) == count
