"""Classes of units on lines of their own, totals that no header names. All notices are invented."""

from __future__ import annotations

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.notice import NoticeTable, Role, TotalRule

_HEAD = (
    "云溪区人民政府办公室关于2023年度河长制考核情况的通报\n各街道办事处：\n"
    "现将2023年度河长制考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)


def _tables(rows: str, gap: str = "\t") -> list[NoticeTable]:
    lines = [gap.join(line.split()) for line in rows.strip().split("\n")]
    notice = parse(read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt"))
    return list(notice.tables)


_CLASSES = (
    "名次 单位 巡查 保洁 总分\n{}\n1 东湖镇 48 46 94\n2 南浦镇 45 44 89\n3 西山乡 40 41 81\n"
    "{}\n1 水务局 47 48 95\n2 财政局 44 45 89\n3 民政局 41 42 83"
)


@pytest.mark.parametrize("gap", ["\t", "  ", " "])
@pytest.mark.parametrize("labels", [("（一）乡镇类", "（二）部门类"), ("乡镇组", "部门组")])
def test_t7_a_class_named_between_the_rows_starts_a_ranking(
    gap: str, labels: tuple[str, str]
) -> None:
    first, second = _tables(_CLASSES.format(*labels), gap)
    assert [unit.unit for unit in first.rankings] == ["东湖镇", "南浦镇", "西山乡"]
    assert [unit.rank for unit in second.rankings] == [1, 2, 3]
    assert (first.group or "", second.group or "") == tuple(
        label.removeprefix("（一）").removeprefix("（二）") for label in labels
    )


@pytest.mark.parametrize("between", ["—7—", "以上为乡镇。", "续表"])
def test_what_is_no_class_between_the_rows_names_none(between: str) -> None:
    rows = _CLASSES.format("（一）乡镇类", between)
    assert all(between not in (table.group or "") for table in _tables(rows))


def test_a_line_before_any_row_is_no_part_of_a_table() -> None:
    # The text ends with a single word: there is no line below it.
    assert read_bytes(b"no table at all", "notice.txt").pages


def test_the_total_is_the_one_column_the_ranks_follow() -> None:
    (table,) = _tables(
        "名次 单位 巡查 保洁 河长办评定\n"
        "1 东湖镇 40 46 94.5\n2 南浦镇 48 44 89.1\n3 西山乡 45 49 81.7"
    )
    assert [column.role for column in table.columns][-1] is Role.TOTAL
    assert [unit.total.printed for unit in table.rankings if unit.total] == ["94.5", "89.1", "81.7"]


def test_two_columns_that_the_ranks_follow_leave_the_total_open() -> None:
    (table,) = _tables(
        "名次 单位 巡查 保洁\n1 东湖镇 48 46\n2 南浦镇 45 44\n3 西山乡 40 41\n4 北渡乡 38 39"
    )
    assert Role.TOTAL not in {column.role for column in table.columns}


_FACTOR = (
    "名次 单位 巡查(60%) 保洁(40%) 难度系数 总分\n1 东湖镇 90 95 {} {}\n2 南浦镇 90 80 1.0 86\n"
    "3 西山乡 80 80 1.0 80\n4 北渡乡 70 75 1.0 72"
)


def test_s5_a_factor_multiplies_what_the_weights_give() -> None:
    (table,) = _tables(_FACTOR.format("1.1", "101.2"))
    assert (table.total_rule, table.rule_confirmed) == (TotalRule.WEIGHTED, 4)
    first = table.rankings[0]
    assert first.total is not None
    assert first.total.evidence == "(90 × 60% + 95 × 40%) × 1.1 = 101.2"
    assert [(s.printed, s.status.value) for s in first.scores][-1] == ("1.1", "proved")


def test_a_factor_that_multiplies_nothing_leaves_the_total_rule_open() -> None:
    (table,) = _tables(_FACTOR.replace("1.0", "1.2").format("1.2", "92"))
    assert table.total_rule is TotalRule.NONE
    assert "contradicted" not in {unit.total.status.value for unit in table.rankings if unit.total}


def test_s5_a_factor_of_one_throughout_leaves_the_weights() -> None:
    (table,) = _tables(_FACTOR.format("1.0", "92"))
    assert (table.total_rule, table.rule_confirmed) == (TotalRule.WEIGHTED, 4)


@pytest.mark.parametrize("gap", ["  ", " "])
def test_t12_a_stop_within_brackets_makes_a_header_no_sentence(gap: str) -> None:
    (table,) = _tables("镇（乡、街道） 巡查 保洁 总分\n东湖镇 48 46 94\n南浦镇 45 44 89", gap)
    assert [unit.unit for unit in table.rankings] == ["东湖镇", "南浦镇"]


def test_a_line_with_a_stop_outside_brackets_is_no_header() -> None:
    assert _tables("巡查、保洁 总分 情况\n东湖镇 48 94\n南浦镇 45 89", " ") == []
