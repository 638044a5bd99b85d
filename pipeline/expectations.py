"""The home of Great Expectations: suites from `schemas/expectations` judge the datasets as written.

The library is imported inside functions (5 CPU seconds), once and only where suites run. The
arithmetic stands in `pipeline.rules`; here each rule is wrapped as an expectation of the library,
run through its own validation, and every failed expectation is turned into finding rows. If the
library disappeared, this module would be rewritten and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

from pipeline import rules
from pipeline.frames import to_frame
from pipeline.rows import Row, finding_row
from pipeline.rules.evidence import Datasets, Rule, about
from pipeline.rules.totals import max01
from schemas.datasets import DATASETS, PARTITION
from schemas.findings import finding
from schemas.findings import rules as catalogue

if TYPE_CHECKING:
    import pyarrow as pa

CONTRACT: Final = "contract"
"""``meta.rule`` of expectations that hold the dataset's own promises (keys, nulls, value sets)."""

_MAX_MESSAGE: Final = 300

Gx: TypeAlias = Any
"""An object of the library; its own types are not loaded before it is used."""


class SuiteError(Exception):
    """A suite file names an unknown expectation or rule, or a rule stands in no suite."""


# Great Expectations hands a metric one data frame. Rules look at several datasets, so the shard
# being judged stands here while `run_suites` runs (in one thread, never nested).
_judged: list[Datasets] = []

_WRAPPED: Final = {
    "ExpectRowTotalsToFollowTotalRule": "SUM01",
    "ExpectSumsToFollowUnits": "SUM02",
    "ExpectMaximaToSumToTotalMaximum": "MAX02",
    "ExpectRanksToFollowTotals": "RNK01",
    "ExpectEqualTotalsToShareARank": "RNK02",
    "ExpectRanksToRunWithoutGap": "RNK03",
    "ExpectUnreadCellsToBeToldOf": "UNR01",
    "ExpectRanksToBeJudgeable": "AMB01",
    "ExpectPartsToSumToWhole": "PRT01",
    "ExpectSharesToFollowFromParts": "SHR01",
    "ExpectChangesToFollowFromLevels": "CHG01",
    "ExpectCountsToMatchRankings": "CNT01",
    "ExpectUnitsAndYearsToBeCovered": "COV01",
}
"""The expectation that judges each rule, by name of its class."""


@cache
def _library() -> ModuleType:
    """Import Great Expectations, telemetry off, and register the expectations of this project."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    for name, code in _WRAPPED.items():
        _register_rule(name, rules.RULES[code])
    _register_rule("ExpectPromisedRows", rules.promised)
    _register_foreign_key()
    return gx


def _bases() -> tuple[type, type, Any]:
    """Return what the library's metrics and expectations derive from, and its mark of a metric."""
    from great_expectations.execution_engine.pandas_execution_engine import (
        PandasExecutionEngine,
    )
    from great_expectations.expectations.expectation import BatchExpectation
    from great_expectations.expectations.metrics.metric_provider import metric_value
    from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

    return TableMetricProvider, BatchExpectation, metric_value(engine=PandasExecutionEngine)


def _register_rule(name: str, rule: Rule) -> None:
    """Register a rule over the shard's datasets as an expectation called ``name``."""
    provider, expectation, is_metric = _bases()
    metric = f"table.tongbao.{rule.__name__}"

    @is_metric  # type: ignore[untyped-decorator, unused-ignore]
    def compute(cls: type, **_kwargs: object) -> list[Row]:  # noqa: ARG001 - called by name
        return rule(_judged[-1])

    def validate(_self: object, metrics: Mapping[str, Any], **_kwargs: object) -> dict[str, Any]:
        return _verdict(metrics[metric])

    type(f"{name}Metric", (provider,), {"metric_name": metric, "_pandas": compute})
    type(
        name,
        (expectation,),
        {
            "__module__": __name__,
            "__annotations__": {"metric_dependencies": ClassVar[tuple[str, ...]]},
            "metric_dependencies": (metric,),
            "_validate": validate,
        },
    )


def _register_foreign_key() -> None:
    """Register ``expect_foreign_key_to_exist``: every key of a column stands in its dataset."""
    provider, expectation, is_metric = _bases()

    class ForeignKeyMetric(provider):  # type: ignore[misc, valid-type, unused-ignore]
        metric_name = "table.tongbao.foreign_key"
        value_keys = ("column", "dataset")

        @is_metric  # type: ignore[untyped-decorator, unused-ignore]
        def _pandas(
            cls,  # noqa: N805 - the library calls it with the class
            execution_engine: Gx,
            metric_domain_kwargs: Mapping[str, Any],
            metric_value_kwargs: Mapping[str, Any],
            **_kwargs: object,
        ) -> list[dict[str, str]]:
            frame, _, _ = execution_engine.get_compute_domain(
                metric_domain_kwargs, domain_type="table"
            )
            column, name = metric_value_kwargs["column"], metric_value_kwargs["dataset"]
            known = {row[DATASETS[name].key] for row in _judged[-1][name]}
            values = frame[column].dropna().unique()
            return [{"column": column, "found": str(v)} for v in values if v not in known]

    class ExpectForeignKeyToExist(expectation):  # type: ignore[misc, valid-type, unused-ignore]
        column: str
        dataset: str
        metric_dependencies: ClassVar[tuple[str, ...]] = (ForeignKeyMetric.metric_name,)
        success_keys: ClassVar[tuple[str, ...]] = ("column", "dataset")
        args_keys: ClassVar[tuple[str, ...]] = ("column", "dataset")

        def _validate(
            self,
            metrics: dict[Any, Any],
            runtime_configuration: dict[Any, Any] | None = None,
            execution_engine: Gx | None = None,
        ) -> dict[str, Any]:
            del runtime_configuration, execution_engine
            return _verdict(metrics[ForeignKeyMetric.metric_name])


def _verdict(found: list[Any]) -> dict[str, Any]:
    """Return what the library expects of a validation; nothing of ``found`` is capped by it."""
    return {
        "success": not found,
        "result": {"observed_value": len(found), "details": {"findings": found}},
    }


def suite_document(name: str) -> dict[str, Any]:
    """Return the suite file of a dataset as plain data, its rules checked against the catalogue.

    Raises:
        SuiteError: the file is missing, or an expectation names no known rule.
    """
    path = files("schemas").joinpath(f"expectations/{name}.json")
    if not path.is_file():
        raise SuiteError(f"{name}.json: no such suite in schemas/expectations")
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for entry in document["expectations"]:
        rule = entry.get("meta", {}).get("rule")
        if rule != CONTRACT and rule not in catalogue():
            raise SuiteError(f"{name}.json: {entry['type']}: unknown rule {rule!r} in meta.rule")
    return document


def load_suite(name: str, document: Mapping[str, Any] | None = None) -> Gx:
    """Build the library's suite, refusing what the library would drop without a word.

    Args:
        name: of the dataset.
        document: the suite as plain data; ``None`` to read its file.

    Raises:
        SuiteError: an expectation is unknown or was lost on the way.
    """
    gx = _library()
    from great_expectations.expectations.registry import get_expectation_impl

    content = suite_document(name) if document is None else document
    for entry in content["expectations"]:
        try:
            get_expectation_impl(entry["type"])
        except Exception as error:  # the library's own class has moved between versions
            raise SuiteError(f"{name}.json: unknown expectation {entry['type']!r}") from error
    suite = gx.ExpectationSuite(name=name, expectations=list(content["expectations"]))
    if len(suite.expectations) != len(content["expectations"]):
        raise SuiteError(
            f"{name}.json names {len(content['expectations'])} expectations, "
            f"{len(suite.expectations)} were loaded"
        )
    return suite


def check_catalogue() -> None:
    """Make sure that every rule over the datasets stands in a suite.

    Raises:
        SuiteError: a rule is in no suite, so it would never be judged.
    """
    named = {
        entry["meta"]["rule"] for name in DATASETS for entry in suite_document(name)["expectations"]
    }
    lost = sorted(set(rules.RULES) - named)
    if lost:
        raise SuiteError(f"no suite in schemas/expectations judges {', '.join(lost)}")


def run_suites(
    tables: Mapping[str, pa.Table],
    names: Sequence[str],
    years: Mapping[str, int | None] | None = None,
) -> list[Row]:
    """Judge datasets of one shard and return the findings as rows, without ids.

    Args:
        tables: all datasets of the shard that rules may look at, as read back from their files;
            ``findings`` are those of reading.
        names: the datasets whose suites are run.
        years: data year by notice (it is the partition, no column of the files); ``None`` to
            judge nothing over the years.

    Raises:
        SuiteError: a suite cannot be loaded as written.
    """
    gx = _library()
    check_catalogue()
    rows = {name: table.to_pylist() for name, table in tables.items()}
    for row in rows["notices"]:
        row[PARTITION] = (years or {}).get(row["notice_id"])
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    found: list[Row] = []
    _judged.append(rows)
    try:
        for name in names:
            suite = load_suite(name)
            if rows[name]:
                found.extend(_run_suite(gx, context, suite, name, tables[name]))
            elif name == "sources":
                item = finding("SYS01", "empty", dataset=name, expected="inputs")
                found.append(finding_row(item, source_id=None, notice_id=None, suite=name))
    finally:
        _judged.pop()
    return found


def _run_suite(gx: ModuleType, context: Gx, suite: Gx, name: str, table: pa.Table) -> list[Row]:
    """Run one suite over one dataset through the library and translate what failed."""
    asset = context.data_sources.add_pandas(name).add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe(name)
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=batch, suite=context.suites.add(suite))
    )
    outcome = definition.run(
        batch_parameters={"dataframe": to_frame(table)},
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": [DATASETS[name].key],
        },
    )
    if len(outcome.results) != len(suite.expectations):
        raise SuiteError(f"{name}: {len(outcome.results)} of {len(suite.expectations)} were judged")
    return [row for result in outcome.results for row in _translate(result, name)]


def _translate(result: Gx, name: str) -> list[Row]:
    """Turn one result of the library into finding rows; nothing that failed stays silent."""
    if result.success:
        return []
    config, content = result.expectation_config, result.result or {}
    failed = _exception(result.exception_info)
    if failed is not None or not content:
        item = finding(
            "SYS01", dataset=name, check=config.type, found=failed or "no result was returned"
        )
        return [finding_row(item, source_id=None, notice_id=None, suite=name, dataset=name)]
    rule = config.meta["rule"]
    if rule == "MAX01":
        key = DATASETS[name].key
        keys = {entry[key] for entry in content["unexpected_index_list"]}
        return max01(_judged[-1], {name: keys})
    if rule != CONTRACT:
        return list(content["details"]["findings"])
    return _breaches(config, content, name)


def _breaches(config: Gx, content: Mapping[str, Any], name: str) -> list[Row]:
    """Turn a broken promise of a dataset into findings, one for each row with its key."""
    kwargs = config.kwargs
    column = kwargs.get("column") or kwargs.get("column_A") or "?"
    key = DATASETS[name].key
    by_key = {row[key]: row for row in _judged[-1][name]}
    details = content.get("details", {}).get("findings")
    entries = content.get("unexpected_index_list") or []
    if details is not None:
        by_value = {str(row[column]): row[key] for row in _judged[-1][name]}
        entries = [{key: by_value[e["found"]], column: e["found"]} for e in details]
    found = []
    for entry in entries or [{}]:
        row = by_key.get(entry.get(key), {})
        item = finding(
            "SYS01",
            "contract",
            dataset=name,
            column_name=column,
            check=config.type,
            found=entry.get(column, entry.get(key, content.get("observed_value"))),
        )
        found.append(about(item, row, name, key, suite=name))
    return found


def _exception(info: object) -> str | None:
    """Return the message of an exception that the library swallowed, ``None`` without one.

    The library keeps them keyed by metric, or at the top level, depending on where it failed.
    """
    if not isinstance(info, Mapping):
        return None
    if info.get("raised_exception"):
        return str(info.get("exception_message"))[:_MAX_MESSAGE]
    for inner in info.values():
        message = _exception(inner)
        if message is not None:
            return message
    return None
