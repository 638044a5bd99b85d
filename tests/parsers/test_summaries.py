"""Rows that sum units up (variety T11, T21) and SUM02. All notices are invented."""

from __future__ import annotations

from parsers.notice import parse
from parsers.printed_grid import grid_of
from parsers.rankings.summaries import read_summaries
from parsers.readers import read_bytes
from pipeline.present import notice_text
from schemas.document import Cell, Table
from schemas.notice import Notice, Status, Summary
from schemas.places import Span

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)
_COLUMNS = "排名 单位 公开(60分) 服务(40分) 总分\n"
_UNITS = "1 东湖街道 58 38.5 96.5\n2 南浦街道 57 38 95\n3 中和街道 55 37 92\n"


def _notice(rows: str) -> Notice:
    lines = ["\t".join(row.split()).replace("_", "") for row in rows.strip().split("\n")]
    return parse(read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt"))


def _told(summary: Summary) -> list[tuple[str, str]]:
    return [(score.printed, score.status.value) for score in summary.scores]


def _wrong(notice: Notice) -> list[tuple[str, str, str | None]]:
    """Return row, text and arithmetic of each cell of a row of sums that the units contradict."""
    return [
        (summary.label, score.printed, score.evidence)
        for table in notice.tables
        for summary in table.summaries
        for score in summary.scores
        if score.status is Status.CONTRADICTED
    ]


def test_t21_a_row_of_sums_is_proved_by_the_units_and_is_none() -> None:
    notice = _notice(_COLUMNS + _UNITS + "_ 合计 170 113.5 283.5")
    (table,) = notice.tables
    assert len(table.rankings) == 3
    (summary,) = table.summaries
    assert (summary.kind, summary.label) == ("sum", "合计")
    assert _told(summary) == [("170", "proved"), ("113.5", "proved"), ("283.5", "proved")]
    assert summary.scores[0].evidence == "58 + 57 + 55 = 170"
    assert _wrong(notice) == []


def test_a_mean_holds_at_its_printed_precision() -> None:
    notice = _notice(_COLUMNS + _UNITS + "— 平均分 56.67 37.8 94.5")
    (summary,) = notice.tables[0].summaries
    assert summary.kind == "mean"
    assert _told(summary) == [("56.67", "consistent"), ("37.8", "consistent"), ("94.5", "proved")]
    assert summary.scores[0].evidence == "(58 + 57 + 55) ÷ 3 ≈ 56.67"


def test_t11_a_summary_row_may_stand_first() -> None:
    notice = _notice(
        "单位 受理 办结 得分 排名\n全区合计 300 280 _ _\n东湖街道 100 95 96.5 1\n"
        "南浦街道 150 140 95 2\n中和街道 50 45 92 3"
    )
    (table,) = notice.tables
    assert [unit.unit for unit in table.rankings] == ["东湖街道", "南浦街道", "中和街道"]
    assert _told(table.summaries[0]) == [("300", "proved"), ("280", "proved")]


def test_the_one_sum_that_the_units_contradict_is_marked() -> None:
    notice = _notice(_COLUMNS + _UNITS + "_ 合计 170 113.5 284.5")
    assert _wrong(notice) == [("合计", "284.5", "96.5 + 95 + 92 = 283.5 ≠ 284.5")]
    (summary,) = notice.tables[0].summaries
    assert _told(summary)[2] == ("284.5", "contradicted")
    assert summary.scores[2].evidence == "96.5 + 95 + 92 = 283.5 ≠ 284.5"


def test_a_mean_beyond_rounding_is_marked() -> None:
    notice = _notice(_COLUMNS + _UNITS + "— 平均 56.67 37.83 94.6")
    assert _wrong(notice) == [("平均", "94.6", "(96.5 + 95 + 92) ÷ 3 ≈ 94.5 ≠ 94.6")]


def test_a_row_that_sums_up_other_units_is_left_unchecked() -> None:
    notice = _notice(_COLUMNS + _UNITS + "_ 合计 940 700 1640")
    assert {status for _, status in _told(notice.tables[0].summaries[0])} == {"unchecked"}
    assert _wrong(notice) == []


def test_a_rate_in_a_row_of_sums_is_not_held_to_be_one() -> None:
    notice = _notice(
        "排名 单位 受理 满意度 得分\n1 东湖街道 100 98.5 96\n2 南浦街道 150 97.2 95\n"
        "3 中和街道 50 90.1 92\n_ 合计 300 96.4 283"
    )
    statuses = dict(_told(notice.tables[0].summaries[0]))
    assert statuses == {"300": "proved", "96.4": "unchecked", "283": "proved"}
    assert _wrong(notice) == []


def test_an_unread_cell_leaves_its_column_unchecked() -> None:
    notice = _notice(
        _COLUMNS + "1 东湖街道 58 38.5 96.5\n2 南浦街道 5O 38 95\n3 中和街道 55 37 92\n"
        "_ 合计 170 113.5 283.5"
    )
    assert _told(notice.tables[0].summaries[0])[0] == ("170", "unchecked")
    assert _wrong(notice) == []


def test_a_unit_that_says_none_counts_in_no_mean_of_its_column() -> None:
    notice = _notice(
        _COLUMNS
        + "1 东湖街道 58 38 96\n2 南浦街道 57 — 57\n3 中和街道 20 30 50\n— 平均 45 34 67.67"
    )
    assert [status for _, status in _told(notice.tables[0].summaries[0])] == [
        "proved",
        "proved",
        "consistent",
    ]


def test_the_terminal_shows_sums_below_the_units_and_the_one_that_is_wrong() -> None:
    text = notice_text(_notice(_COLUMNS + _UNITS + "_ 合计 170 113.5 284.5"), "zh")
    rows = [line.split() for line in text.split("\n") if "合计" in line]
    assert rows[0] == ["✗", "合计", "170", "113.5", "284.5"]
    assert "✗ 合计 总分：96.5 + 95 + 92 = 283.5 ≠ 284.5" in text


def test_a_sum_below_running_totals_is_held_against_them_too() -> None:
    rows = (
        "名次 单位 一季度 二季度 年度累计\n1 柳湾镇 12 23 35\n2 枫林乡 10 21 31\n3 白石镇 8 20 28\n"
    )
    assert _wrong(_notice(rows + "_ 合计 30 64 94")) == []
    wrong = _wrong(_notice(rows + "_ 合计 30 64 95"))
    assert wrong == [("合计", "95", "35 + 31 + 28 = 94 ≠ 95")]


def test_a_lone_mean_is_held_against_the_last_digit_of_one_unit_and_no_more() -> None:
    """A mean that is further off may be that of others, as of the whole county."""
    rows = "排名 单位 得分\n1 柳湾镇 90.2\n2 枫林乡 88.6\n3 白石镇 85.5\n4 石桥镇 {}\n"
    assert _wrong(_notice(rows.format("82.5") + "_ 平均分 86.70")) == []
    wrong = _wrong(_notice(rows.format("82.8") + "_ 平均分 86.70"))
    assert [(label, printed) for label, printed, _ in wrong] == [("平均分", "86.70")]
    assert _wrong(_notice(rows.format("82.5") + "_ 平均分 84.10")) == []


def test_a_row_of_sums_stands_where_its_first_text_is_printed() -> None:
    lines = ["\t".join(row.split()) for row in (_COLUMNS + _UNITS).strip().split("\n")]
    text = _HEAD + "\n".join([*lines, "\t合计\t170\t113.5\t283.5"]) + "\n"
    (summary,) = parse(read_bytes(text.encode(), "notice.txt")).tables[0].summaries
    span = summary.where.span
    assert text[span.start : span.end] == "合计"


def test_numbers_of_columns_that_hold_no_points_are_no_sums() -> None:
    notice = _notice(
        "排名 单位 公开 服务 人口 总分\n1 东湖街道 58 38.5 300 96.5\n2 南浦街道 57 38 200 95\n"
        "3 中和街道 55 37 100 92\n_ 合计 170 113.5 600 283.5"
    )
    (summary,) = notice.tables[0].summaries
    assert [score.printed for score in summary.scores] == ["170", "113.5", "283.5"]


def test_a_sum_that_one_cell_prints_over_two_columns_is_that_of_the_first() -> None:
    """No cell stands under the rank: the row begins with its label."""
    cells = (
        Cell(text="合计", raw="合计", row=0, column=1, span=Span(5, 7), page=1),
        Cell(text="90", raw="90", row=0, column=2, span=Span(8, 10), page=1, column_span=2),
    )
    table = Table(cells=cells, n_rows=1, n_columns=5, page=1, span=Span(5, 10))
    columns = _notice(_COLUMNS + _UNITS).tables[0].columns
    (summary,) = read_summaries(grid_of(table), columns, [0])
    assert summary.where.span == Span(5, 7)
    assert [(score.column, score.printed) for score in summary.scores] == [(2, "90")]
