"""Limits of totals, sub-totals, and proposals of repair. All notices are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmarks import faults
from parsers.notice import parse
from parsers.readers import read_bytes
from pipeline import rules
from pipeline.rows import SourceFile, notice_rows
from schemas.notice import NoticeTable, TotalRule

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)


def _read(rows: str) -> tuple[NoticeTable, list[str]]:
    """Return the table, and what SUM01 says of it."""
    lines = ["\t".join(row.split()).replace("_", "") for row in rows.strip().split("\n")]
    document = read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt")
    notice = parse(document)
    source = SourceFile(source_id="0" * 16, path="x.txt", sha256="0" * 64, byte_count=1)
    data = notice_rows(notice, document, source)
    (table,) = notice.tables
    return table, [row["message_zh"] for row in rules.sum01(data)]


def _totals(table: NoticeTable) -> list[tuple[str, str]]:
    return [(unit.total.printed, unit.total.status.value) for unit in table.rankings if unit.total]


# ------------------------------------------------------------------------------------------ limits
_CAPPED = (
    "排名 单位 公开(60分) 服务(40分) 加分 总分{}\n{}3 中和街道 55 37 2 94\n4 西山街道 50 37 2 89"
)


def test_s5_a_total_that_bonuses_cannot_lift_over_its_printed_maximum_agrees() -> None:
    table, said = _read(_CAPPED.format("(满分100分)", "1 东湖街道 60 39 3 100\n"))
    assert table.total_rule is TotalRule.SUM_BONUS_PENALTY
    assert (table.total_cap, table.rule_confirmed) == (Decimal(100), 3)
    assert _totals(table)[0] == ("100", "consistent")
    assert table.rankings[0].scores[0].evidence == "min(60 + 39 + 3, 100) = 100"
    assert table.rankings[0].computed_total == 100
    assert said == []


def test_two_totals_show_a_limit_that_no_header_prints() -> None:
    table, said = _read(_CAPPED.format("", "1 东湖街道 60 39 3 100\n2 南浦街道 58 38 5 100\n"))
    assert table.total_cap == 100
    assert said == []


def test_one_total_shows_no_limit_where_no_header_prints_it() -> None:
    table, said = _read(_CAPPED.format("", "1 东湖街道 60 39 3 100\n2 南浦街道 58 38 1 97\n"))
    assert table.total_cap is None
    assert said == ["东湖街道：总分 100 不等于 60 + 39 + 3 = 102"]


def test_a_total_below_the_limit_that_its_terms_exceed_is_contradicted() -> None:
    table, said = _read(
        _CAPPED.format(
            "(满分100分)", "1 东湖街道 60 39 3 100\n2 南浦街道 60 39 3 99\n5 新桥街道 50 30 2 82\n"
        )
    )
    assert table.total_cap == 100
    assert said == ["南浦街道：总分 99 不等于 min(60 + 39 + 3, 100) = 100"]


# -------------------------------------------------------------------------------------- sub-totals
_PARTS = "排名 单位 主动 依申请 小计 平台 保障 小计 总分\n"


def test_sub_totals_are_proved_by_the_scores_before_them() -> None:
    table, said = _read(
        _PARTS + "1 东湖街道 30 20 50 25 20 45 95\n2 南浦街道 28 20 48 24 20 44 92\n"
        "3 中和街道 27 19 46 24 19 43 89"
    )
    unit = table.rankings[1]
    assert [score.status.value for score in unit.scores] == ["proved"] * 6
    assert [score.evidence for score in unit.scores if score.printed in {"48", "44"}] == [
        "28 + 20 = 48",
        "24 + 20 = 44",
    ]
    assert unit.scores[0].evidence == "28 + 20 + 24 + 20 = 92"
    assert said == []


def test_sub_totals_add_up_what_stands_under_their_own_heading() -> None:
    table, _ = _read(
        "单位 政务公开 _ _ 政府网站 _ 总分\n_ 主动 依申请 小计 内容 服务 _\n"
        "东湖街道 30 20 50 25 20 95\n南浦街道 28 20 48 24 20 92\n中和街道 27 19 46 24 19 89"
    )
    assert table.rankings[0].scores[2].evidence == "30 + 20 = 50"


def test_sum01_is_said_of_the_one_sub_total_that_its_scores_contradict() -> None:
    table, said = _read(
        _PARTS + "1 东湖街道 30 20 50 25 20 45 95\n2 南浦街道 28 20 49 24 20 44 92\n"
        "3 中和街道 27 19 46 24 19 43 89"
    )
    assert said == ["南浦街道：小计 49 不等于 28 + 20 = 48"]
    assert table.rankings[1].scores[2].status.value == "contradicted"


def test_a_column_called_sub_total_that_sums_nothing_is_left_unchecked() -> None:
    table, said = _read(
        _PARTS + "1 东湖街道 30 20 7 25 20 9 95\n2 南浦街道 28 20 6 24 20 8 92\n"
        "3 中和街道 27 19 5 24 19 7 89"
    )
    assert said == []
    assert table.rankings[0].scores[2].status.value == "unchecked"


# --------------------------------------------------------------------------------------- proposals
_COLUMNS = "排名 单位 公开(60分) 服务(40分) 总分\n"
_SUMS = "\n_ 合计 170 113.5 283.5"
_ROWS = "1 东湖街道 58 38.5 96.5\n2 南浦街道 {} {} {}\n3 中和街道 55 37 92"


def _proposals(table: NoticeTable) -> list[tuple[str, str, str, str | None]]:
    return [
        (unit.unit, score.printed, str(score.proposed), score.proposed_because)
        for unit in table.rankings
        for score in (*unit.scores, unit.total)
        if score is not None and score.proposed is not None
    ]


@pytest.mark.parametrize(
    ("cells", "printed", "proposed", "because"),
    [
        (("51", "38", "95"), "51", "57", "57 + 38 = 95; 58 + 57 + 55 = 170"),
        (("57", "33", "95"), "33", "38", "57 + 38 = 95; 38.5 + 38 + 37 = 113.5"),
        (("57", "38", "96"), "96", "95", "57 + 38 = 95; 96.5 + 95 + 92 = 283.5"),
    ],
)
def test_the_one_change_that_row_and_column_allow_is_proposed_and_not_applied(
    cells: tuple[str, str, str], printed: str, proposed: str, because: str
) -> None:
    table, said = _read(_COLUMNS + _ROWS.format(*cells) + _SUMS)
    assert _proposals(table) == [("南浦街道", printed, proposed, because)]
    unit = table.rankings[1]
    kept = [score.printed for score in unit.scores] + [unit.total.printed if unit.total else ""]
    assert kept == list(cells)
    (line,) = said
    assert f"{printed} 应为 {proposed}" in line


def test_without_a_second_identity_nothing_is_proposed() -> None:
    table, said = _read(_COLUMNS + _ROWS.format("57", "38", "96"))
    assert _proposals(table) == []
    assert said == ["南浦街道：总分 96 不等于 57 + 38 = 95"]


def test_a_sub_total_tells_which_score_is_wrong() -> None:
    table, _ = _read(
        _PARTS + "1 东湖街道 30 20 50 25 20 45 95\n2 南浦街道 28 21 48 24 20 44 92\n"
        "3 中和街道 27 19 46 24 19 43 89\n4 北塘街道 20 19 39 20 19 39 78\n"
        "_ 合计 105 78 183 93 78 171 354"
    )
    assert [(p[1], p[2]) for p in _proposals(table)] == [("21", "20")]


def test_two_changes_in_one_row_allow_no_proposal() -> None:
    table, said = _read(_COLUMNS + _ROWS.format("51", "33", "95") + _SUMS)
    assert _proposals(table) == []
    assert len(said) == 1


def test_faults_planted_at_random_are_flagged_and_never_proved() -> None:
    told = faults.run(count=60, seed=3, show=0)
    assert told["flagged"] == told["faults"] == 60
    assert told["wrong and proved"] == told["false alarms on correct tables"] == 0
    assert told["proposals, right"] == told["proposals"] > 30


# ------------------------------------------------------------------------------ what is the total
def _roles(table: NoticeTable) -> list[str]:
    return [column.role.value for column in table.columns]


def test_s5_ranks_are_held_against_the_cumulative_score_they_follow() -> None:
    table, _ = _read(
        "单位 上期累计 本期得分 累计得分 排名\n东湖街道 100 40 140 1\n南浦街道 90 45 135 2\n"
        "中和街道 80 50 130 3\n西山街道 70 30 100 4"
    )
    assert _roles(table) == ["unit", "cumulative", "score", "total", "rank"]
    assert {unit.status.value for unit in table.rankings} == {"consistent"}


def test_ranks_that_follow_the_period_leave_the_cumulative_score_alone() -> None:
    table, _ = _read(
        "单位 本期得分 累计得分 排名\n中和街道 50 130 1\n南浦街道 45 135 2\n东湖街道 40 140 3\n"
        "西山街道 30 100 4"
    )
    assert _roles(table) == ["unit", "total", "cumulative", "rank"]


def test_t16_a_maximum_in_a_column_of_its_own_is_no_score() -> None:
    table, _ = _read("单位 满分 得分 排名\n东湖街道 100 96.5 1\n南浦街道 100 95 2")
    assert _roles(table) == ["unit", "other", "total", "rank"]


def test_t20_marks_for_none_do_not_hide_a_column_of_scores() -> None:
    table, _ = _read(
        "排名 单位 公开 服务 总分\n1 东湖街道 58 38.5 96.5\n2 南浦街道 57 \\ 57\n3 中和街道 55 / 55"
    )
    assert _roles(table)[3] == "score"
    assert table.rule_confirmed == 3


def test_a_lone_column_of_points_lost_is_what_the_ranks_follow() -> None:
    table, _ = _read(
        "单位 扣分合计 排名\n东湖街道 1.5 1\n南浦街道 2 2\n中和街道 3 3\n西山街道 3.5 4"
    )
    assert _roles(table) == ["unit", "total", "rank"]
    assert {unit.status.value for unit in table.rankings} == {"consistent"}


def test_s5_the_mean_of_several_judges_is_a_total() -> None:
    table, said = _read(
        "单位 评委一 评委二 评委三 平均分 排名\n东湖街道 90 92 95 92.33 1\n"
        "南浦街道 85 90 91 88.67 2\n中和街道 80 82 85 82.33 3"
    )
    assert table.total_rule is TotalRule.MEAN
    assert table.rule_confirmed == 3
    assert said == []


def test_t29_flags_are_grades() -> None:
    table, _ = _read("单位 得分 旗色\n东湖街道 96 金旗\n南浦街道 85 绿旗\n中和街道 70 橙旗")
    assert [unit.grade for unit in table.rankings] == ["金旗", "绿旗", "橙旗"]


def test_t25_a_table_that_ranks_by_rates_alone_has_them_as_values() -> None:
    table, said = _read(
        "单位 办结率(%) 满意率(%) 排名\n东湖街道 100 98% 1\n南浦街道 98.5% 97 2\n中和街道 95 90% 3"
    )
    assert [[str(score.value) for score in unit.scores] for unit in table.rankings] == [
        ["100", "98"],
        ["98.5", "97"],
        ["95", "90"],
    ]
    assert table.rankings[1].scores[0].printed == "98.5%"
    assert table.total_rule is TotalRule.NONE
    assert said == []


def test_t25_one_rate_beside_a_rank_is_what_the_ranks_follow() -> None:
    table, _ = _read("单位 办结率 排名\n东湖街道 100% 1\n南浦街道 98.5% 2\n中和街道 95% 3")
    assert _totals(table) == [
        ("100%", "consistent"),
        ("98.5%", "consistent"),
        ("95%", "consistent"),
    ]


def test_a_rate_beside_points_stays_out_of_their_sum() -> None:
    table, _ = _read(
        "单位 公开 服务 办结率 总分 排名\n东湖街道 58 38 100 96 1\n南浦街道 57 38 99 95 2\n"
        "中和街道 55 37 98 92 3"
    )
    assert _roles(table) == ["unit", "score", "score", "other", "total", "rank"]
    assert table.rule_confirmed == 3
