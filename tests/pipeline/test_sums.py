"""Rows of sums and means as data, and SUM02 over them. All notices are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import rules
from pipeline.expectations import run_suites
from pipeline.store import to_table
from schemas.datasets import DATASETS

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
    "排名 单位 公开(60分) 服务(40分) 总分\n"
)
_UNITS = "1 东湖街道 58 38.5 96.5\n2 南浦街道 57 38 95\n3 中和街道 55 37 92\n"


def text(rows: str) -> str:
    return _HEAD.replace(" ", "\t") + rows.replace(" ", "\t").replace("_", "") + "\n"


def told(rows: dict[str, Any]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (row["severity"], row["subject"], row["found"], row["expected"])
        for row in rules.sum02(rows)
    ]


def test_sums_and_means_stand_beside_their_column_and_not_among_the_scores(kit: Any) -> None:
    rows = kit.read(text(_UNITS + "_ 合计 170 113.5 283.5\n— 平均分 56.67 37.8 94.5"))
    columns = {row["indicator_name"]: row for row in rows["indicators"]}
    assert str(columns["公开"]["sum_value"]) == "170"
    assert columns["公开"]["sum_evidence"] == "58 + 57 + 55 = 170"
    assert (columns["总分"]["sum_status"], columns["总分"]["sum_label"]) == ("proved", "合计")
    assert (columns["公开"]["mean_printed"], columns["公开"]["mean_status"]) == (
        "56.67",
        "consistent",
    )
    assert columns["单位"]["sum_value"] is None
    assert sum(row["value"] for row in rows["scores"] if row["indicator_name"] == "公开") == 170
    assert len(rows["rankings"]) == 3
    assert told(rows) == []


def test_sum02_a_sum_that_misses_while_every_row_adds_up_is_the_culprit(kit: Any) -> None:
    rows = kit.read(text(_UNITS + "_ 合计 170 113.5 284.5"))
    assert told(rows) == [("error", "合计 总分", "284.5", "283.5")]
    (row,) = rules.sum02(rows)
    assert row["message_en"] == (
        "合计 总分: printed 284.5, the rows give 283.5; every row adds up by itself, so 284.5 is "
        "the likely culprit; the notice contradicts itself"
    )
    assert (row["dataset"], row["column_number"]) == ("indicators", 5)
    cell = next(c for c in rows["indicators"] if c["indicator_name"] == "总分")
    assert row["char_start"] == cell["sum_char_start"]


def test_sum02_that_follows_from_one_wrong_cell_names_it_and_is_secondary(kit: Any) -> None:
    wrong = _UNITS.replace("南浦街道 57", "南浦街道 51")
    rows = kit.read(text(wrong + "_ 合计 170 113.5 283.5"))
    (row,) = rules.sum02(rows)
    assert (row["severity"], row["cause"]) == ("warning", "SUM01")
    assert "it holds if 南浦街道 51 is 57" in row["message_en"]
    assert "若“南浦街道”的 51 应为 57" in row["message_zh"]
    assert len(rules.sum01(rows)) == 1


def test_sum02_a_mean_beyond_rounding(kit: Any) -> None:
    assert told(kit.read(text(_UNITS + "— 平均 56.67 37.83 94.6"))) == [
        ("error", "平均 总分", "94.6", "94.5")
    ]


@pytest.mark.parametrize(
    "row",
    ["_ 合计 940 700 1640", "— 平均 56.67 37.83 94.5", "_ 合计 170 113.5 _"],
    ids=["sums of other units", "means as rounded", "no sum of the totals"],
)
def test_sum02_near_misses(kit: Any, row: str) -> None:
    assert told(kit.read(text(_UNITS + row))) == []


_WITH_NONE = "1 东湖街道 58 38 96\n2 南浦街道 57 38 95\n3 中和街道 55 — 55\n"


def test_sum02_a_mark_for_none_counts_nothing_and_leaves_the_others_proved(kit: Any) -> None:
    rows = kit.read(text(_WITH_NONE + "_ 合计 170 77 246"))
    (row,) = rules.sum02(rows)
    assert (row["subject"], row["found"], row["expected"]) == ("合计 服务", "77", "76")
    assert "every row adds up by itself, so 77 is the likely culprit" in row["message_en"]


def test_sum02_names_the_wrong_cell_of_a_column_with_a_mark_for_none(kit: Any) -> None:
    rows = kit.read(text(_WITH_NONE.replace("58 38", "58 35") + "_ 合计 170 76 246"))
    (row,) = rules.sum02(rows)
    assert "it holds if 东湖街道 35 is 38" in row["message_en"]


@pytest.mark.parametrize("other", [56, 5700])
def test_sum02_names_no_cell_whose_other_value_does_not_make_it_hold(kit: Any, other: int) -> None:
    wrong = _UNITS.replace("南浦街道 57", "南浦街道 51")
    rows = kit.read(text(wrong + "_ 合计 170 113.5 283.5"))
    scores = [
        row | ({"proposed_value": Decimal(other)} if row["proposed_value"] is not None else {})
        for row in rows["scores"]
    ]
    (row,) = rules.sum02(rows | {"scores": scores})
    assert (row["severity"], row["cause"]) == ("error", None)


def test_sum02_says_nothing_of_totals_that_a_unit_lacks(kit: Any) -> None:
    rows = kit.read(text(_UNITS + "_ 合计 170 113.5 284.5"))
    first, *others = rows["rankings"]
    lacking = first | {"total": None, "total_printed": None}
    assert rules.sum02(rows | {"rankings": [lacking, *others]}) == []


def test_sum02_reaches_its_finding_through_the_suite(kit: Any) -> None:
    rows = kit.read(text(_UNITS + "_ 合计 170 113.5 284.5"))
    tables = {name: to_table(dataset, rows.get(name, [])) for name, dataset in DATASETS.items()}
    found = run_suites(tables, ["indicators", "scores"])
    assert [row["rule"] for row in found] == ["SUM02"]


def test_subtotals_and_factors_keep_the_promises_of_scores(kit: Any) -> None:
    """`scores` has sub-totals, factors and running totals; its suite must know them."""
    rows = kit.read(
        _HEAD.replace("公开(60分) 服务(40分) 总分", "主动 依申请 小计 平台 总分").replace(" ", "\t")
        + "1\t东湖街道\t30\t20\t50\t45\t95\n2\t南浦街道\t28\t20\t48\t44\t92\n"
        + "3\t中和街道\t28\t19\t47\t43\t90\n"
    )
    assert {row["role"] for row in rows["scores"]} == {"score", "subtotal"}
    tables = {name: to_table(dataset, rows.get(name, [])) for name, dataset in DATASETS.items()}
    assert run_suites(tables, ["scores"]) == []


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), min_size=3, max_size=5),
    slips=st.tuples(*[st.sampled_from([0, 0, 0, 1, 7])] * 3),
    kind=st.sampled_from(["合计", "平均"]),
)
def test_reading_and_rule_contradict_the_same_cells(
    kit: Any, cells: list[tuple[int, int]], slips: tuple[int, int, int], kind: str
) -> None:
    units = [(a, b, a + b) for a, b in sorted(cells, key=sum, reverse=True)]
    lines = [f"{n} 第{n}街道 {a} {b} {c}" for n, (a, b, c) in enumerate(units, 1)]
    sums = [sum(column) for column in zip(*units, strict=True)]
    if kind == "平均":
        sums = [round(value / len(units), 2) for value in sums]
    last = " ".join(str(value + slip) for value, slip in zip(sums, slips, strict=True))
    rows = kit.read(text("\n".join([*lines, f"_ {kind} {last}"])))
    prefix = "sum_" if kind == "合计" else "mean_"
    contradicted = [
        c["column_number"] for c in rows["indicators"] if c[f"{prefix}status"] == "contradicted"
    ]
    assert [row["column_number"] for row in rules.sum02(rows)] == contradicted
