"""The suites: strict loading, nothing lost, no network, failures never silent."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import tongbao
from parsers.rankings.row_reader import SCORED_ROLES
from pipeline import expectations, rules
from pipeline.expectations import SuiteError, load_suite, run_suites, suite_document
from pipeline.rules import coverage as coverage_rules
from pipeline.store import to_table
from schemas.datasets import DATASETS
from schemas.notice import Bound, Kind, PartForm, Relation, Role, Status, TotalRule

# The library reads old-style validators on import; nothing of ours is behind these warnings.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    calls: list[str] = []

    def refuse(*args: object, **_kwargs: object) -> None:
        calls.append(str(args))
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    yield calls
    assert calls == [], f"tried to connect: {calls}"


def tables_of(rows: dict[str, Any]) -> dict[str, Any]:
    return {name: to_table(dataset, rows.get(name, [])) for name, dataset in DATASETS.items()}


def judge(kit: Any, *tables: Any, change: dict[str, Any] | None = None, **more: Any) -> list[Any]:
    rows = kit.rows(kit.notice(tables=tables, **more))
    return run_suites(tables_of(rows | (change or {})), list(DATASETS))


@pytest.mark.usefixtures("no_network")
def test_a_right_notice_passes_every_suite_without_a_connection(kit: Any) -> None:
    assert judge(kit, kit.good) == []


def test_every_rule_reaches_its_findings_through_the_library(kit: Any) -> None:
    rows = [list(line) for line in kit.altered(1, scores=[41, 30, 24], total=96).rows]
    rows[4][0] = 6
    bad = kit.replace(kit.good, rows=rows, maxima=[40, 30, 25])
    counted = [kit.counted(9, "部门"), kit.counted(16, "解读", status=Status.CONTRADICTED)]
    part = {"parent": 1, "status": Status.CONTRADICTED, "form": PartForm.COMPLETE}
    counted += [kit.counted(8, "图文解读", **part), kit.counted(9, "文字解读", **part)]
    found = judge(kit, bad, counted=counted)
    plain = [
        row
        for rule in rules.RULES.values()
        for row in rule(kit.rows(kit.notice(tables=[bad], counted=counted)))
    ]
    assert {row["rule"] for row in found} == {
        "SUM01",
        "MAX01",
        "MAX02",
        "RNK01",
        "RNK03",
        "PRT01",
        "CNT01",
    }
    assert sorted(row["message_en"] for row in found) == sorted(row["message_en"] for row in plain)


def test_nothing_is_capped(kit: Any) -> None:
    rows = [(n, f"单位{n}", [41, 1, 1], 300 - n) for n in range(1, 251)]
    found = judge(kit, kit.replace(kit.good, rows=rows, total_max=None))
    counts = {rule: sum(row["rule"] == rule for row in found) for rule in ("MAX01", "SUM01")}
    assert counts == {"MAX01": 250, "SUM01": 250}


def test_an_unknown_expectation_is_refused_not_dropped() -> None:
    document = suite_document("scores")
    broken = {**document, "expectations": [*document["expectations"]]}
    broken["expectations"][0] = {**broken["expectations"][0], "type": "expect_no_such_thing"}
    with pytest.raises(SuiteError, match="expect_no_such_thing"):
        load_suite("scores", broken)


def test_a_rule_that_no_suite_names_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rules.RULES, "SUP01", rules.promised)
    with pytest.raises(SuiteError, match="SUP01"):
        expectations.check_catalogue()


def test_a_suite_with_an_unknown_rule_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {code: rule for code, rule in expectations.catalogue().items() if code != "RNK02"}
    monkeypatch.setattr(expectations, "catalogue", lambda: known)
    with pytest.raises(SuiteError, match="RNK02"):
        suite_document("rankings")


def test_an_expectation_that_raises_is_a_finding(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_data: object) -> Any:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(coverage_rules, "_whole_counts", broken)
    (row,) = judge(kit, kit.good, counted=[kit.counted(5, "部门")])
    assert (row["rule"], row["severity"], row["suite"]) == ("SYS01", "error", "statistics")
    assert "planted" in row["message_en"]


@pytest.mark.parametrize(
    ("dataset", "column", "value"),
    [
        ("scores", "status", "certain"),
        ("scores", "score_id", "twice"),
        ("rankings", "unit_id", "nobody"),
        ("statistics", "kind", "guess"),
        ("notices", "region_code", "12"),
    ],
)
def test_a_row_that_breaks_its_contract_is_named(
    kit: Any, dataset: str, column: str, value: str
) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good], counted=[kit.counted(3, "专栏")] * 2))
    changed = [{**row, column: value} for row in rows[dataset]]
    found = judge(kit, kit.good, counted=[kit.counted(3, "专栏")] * 2, change={dataset: changed})
    hits = [
        row
        for row in found
        if row["dataset"] == dataset and f"{column} is {value}" in row["message_en"]
    ]
    assert hits
    assert {row["rule"] for row in hits} == {"SYS01"}


def test_an_empty_dataset_is_a_failure(kit: Any) -> None:
    found = judge(kit, kit.good, change={"sources": []})
    assert "SYS01" in {row["rule"] for row in found}
    assert {row["rule"] for row in judge(kit, kit.good, change={"scores": [], "rankings": []})} == {
        "SYS01"
    }


def test_every_dataset_has_a_suite_that_holds_its_key_and_its_foreign_keys() -> None:
    for name, dataset in DATASETS.items():
        entries = suite_document(name)["expectations"]
        said = [(entry["type"], entry["kwargs"].get("column")) for entry in entries]
        assert ("expect_column_values_to_be_unique", dataset.key) in said
        assert ("expect_column_values_to_not_be_null", dataset.key) in said
        for key in dataset.foreign_keys:
            assert ("expect_foreign_key_to_exist", key.column) in said


def value_set(dataset: str, column: str) -> set[str]:
    (entry,) = [
        entry["kwargs"]
        for entry in suite_document(dataset)["expectations"]
        if entry["type"] == "expect_column_values_to_be_in_set"
        and entry["kwargs"]["column"] == column
    ]
    return set(entry["value_set"])


@pytest.mark.parametrize(
    ("dataset", "column", "codes"),
    [
        ("indicators", "role", Role),
        ("scores", "role", SCORED_ROLES),
        ("scores", "status", Status),
        ("statistics", "status", Status),
        ("statistics", "kind", Kind),
        ("statistics", "bound", Bound),
        ("statistics", "relation", Relation),
        ("tables", "total_rule", TotalRule),
    ],
)
def test_a_suite_accepts_every_code_that_the_parser_writes(
    dataset: str, column: str, codes: Iterable[StrEnum]
) -> None:
    assert value_set(dataset, column) == {code.value for code in codes}


_SUBTOTALS_FACTORS_AND_RUNNING_TOTALS = """\
云溪县招商服务中心关于2024年招商考核情况的通报

各乡镇：
现将考核情况通报如下。

附件：招商考核表

云溪县招商服务中心
2025年1月20日

附件
招商考核表
排名\t单位\t一季度\t二季度\t累计得分\t难度系数\t总分
1\t柳湾镇\t12\t23\t35\t1.2\t42
2\t枫林乡\t10\t21\t31\t1.1\t34.1
3\t白石镇\t8\t20\t28\t1.0\t28
"""


def test_no_role_of_a_right_table_breaks_the_contract_of_scores(tmp_path: Path) -> None:
    source = tmp_path / "通报.txt"
    source.write_text(_SUBTOTALS_FACTORS_AND_RUNNING_TOTALS, "utf-8")
    assert [item for item in tongbao.check(source) if item.rule == "SYS01"] == []
