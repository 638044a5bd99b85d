"""The rules over the datasets: plain functions from long rows to findings, none capped.

Every rule takes the rows of all datasets (as read back from Parquet) and returns finding rows
(the columns of ``findings`` without the id). Expected and found survive, and so do the place and
the key of the row. The arithmetic itself stands in `parsers.arithmetic`; `pipeline.expectations`
wraps the rules for Great Expectations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from parsers.cells import number
from parsers.subtotals import subtotal_fits
from pipeline.evidence import (
    Datasets,
    Rule,
    about,
    as_printed,
    by,
    failing_totals,
    ranked_tables,
    trimmed,
)
from pipeline.rank_rules import rnk01, rnk02, rnk03
from pipeline.rows import Row
from schemas.findings import finding
from schemas.notice import Role, TotalRule
from schemas.vocabulary_files import vocabulary


def sum01(data: Datasets) -> list[Row]:
    """A unit's printed total equals what the table's total rule gives from its printed scores.

    A printed sub-total equals the sum of the scores of its group, a running total that of the
    period's total and the one before.
    """
    numbers = {table["table_id"]: table["table_number"] for table in data["tables"]}
    failing = failing_totals(data)
    repairs = _repairs(data)
    found = []
    for row in data["rankings"]:
        fit = failing.get(row["ranking_id"])
        if fit is None:
            continue
        total = as_printed(row["total"], row["total_printed"])
        repair = repairs.get(row["ranking_id"], {})
        item = finding(
            "SUM01",
            "located" if repair else "default",
            table=numbers[row["table_id"]],
            row=row["row_number"],
            subject=row["unit_name"],
            expected=trimmed(fit.computed),
            found=total,
            terms=fit.evidence.partition(" = ")[0],
            **repair,
        )
        found.append(about(item, row, "rankings", "ranking_id", suite="scores", prefix="total_"))
    return found + _subtotals(data, numbers)


def _repairs(data: Datasets) -> dict[str, dict[str, Any]]:
    """Return the proposal of each ranking that has one: its column, what it prints and would be."""
    names = {
        row["table_id"]: (row["column_number"], row["indicator_name"])
        for row in data["indicators"]
        if row["role"] == Role.TOTAL.value
    }
    found: dict[str, dict[str, Any]] = {}
    for row in data["rankings"]:
        if row["proposed_total"] is not None:
            column, name = names[row["table_id"]]
            found[row["ranking_id"]] = {
                "column": column,
                "column_name": name,
                "printed": row["total_printed"],
                "proposed": trimmed(row["proposed_total"]),
            }
    for row in data["scores"]:
        if row["proposed_value"] is not None:
            found[row["ranking_id"]] = {
                "column": row["column_number"],
                "column_name": row["indicator_name"],
                "printed": row["value_printed"],
                "proposed": trimmed(row["proposed_value"]),
            }
    return found


def _subtotals(data: Datasets, numbers: Mapping[str, int]) -> list[Row]:
    """Judge the printed sub-totals of each table by the scores of their groups."""
    columns, scores = by(data["indicators"], "table_id"), by(data["scores"], "table_id")
    ranked = by(data["rankings"], "table_id")
    found = []
    for table_id in sorted(numbers):
        described = [
            (c["column_number"], Role(c["role"]), tuple(c["header_path"].split(" / ")))
            for c in sorted(columns[table_id], key=lambda c: c["column_number"])
        ]
        cells = by(scores[table_id], "row_number")
        rows = sorted(cells)
        values = [
            {
                cell["column_number"]: as_printed(cell["value"], cell["value_printed"])
                for cell in cells[row]
                if cell["value"] is not None or number(cell["value_printed"]).kind == "none"
            }
            for row in rows
        ]
        totals = {row["row_number"]: _total(row) for row in ranked[table_id]}
        at = next((column for column, role, _ in described if role is Role.TOTAL), None)
        if at is not None:
            for row, read in zip(rows, values, strict=True):
                if (total := totals.get(row)) is not None:
                    read[at] = total
        for (place, column), fit in subtotal_fits(described, values).items():
            if fit.agrees:
                continue
            cell = next(c for c in cells[rows[place]] if c["column_number"] == column)
            item = finding(
                "SUM01",
                "subtotal",
                table=numbers[table_id],
                row=cell["row_number"],
                column=column,
                subject=cell["unit_name"],
                column_name=cell["indicator_name"],
                expected=trimmed(fit.computed),
                found=as_printed(cell["value"], cell["value_printed"]),
                terms=fit.evidence.partition(" = ")[0],
            )
            found.append(about(item, cell, "scores", "score_id"))
    return found


def _total(row: Row) -> Decimal | None:
    return as_printed(row["total"], row["total_printed"])


def max01(data: Datasets, failing: Mapping[str, set[str]] | None = None) -> list[Row]:
    """No score is above the maximum its column header names, no total above the total's.

    Args:
        data: the datasets.
        failing: keys of the failing rows by dataset, as Great Expectations gave them back;
            ``None`` to judge here.
    """
    numbers = {table["table_id"]: table["table_number"] for table in data["tables"]}
    total_names = {
        row["table_id"]: row["indicator_name"]
        for row in data["indicators"]
        if row["role"] == Role.TOTAL.value
    }
    found = []
    for dataset, key, value, maximum, prefix in (
        ("scores", "score_id", "value", "max_score", ""),
        ("rankings", "ranking_id", "total", "total_max", "total_"),
    ):
        for row in data[dataset]:
            if failing is None:
                both = row[value] is not None and row[maximum] is not None
                is_bad = both and row[value] > row[maximum]
            else:
                is_bad = row[key] in failing.get(dataset, set())
            if not is_bad:
                continue
            item = finding(
                "MAX01",
                table=numbers[row["table_id"]],
                row=row["row_number"],
                column=row.get("column_number"),
                subject=row["unit_name"],
                column_name=row.get("indicator_name") or total_names.get(row["table_id"]),
                expected=trimmed(row[maximum]),
                found=as_printed(row[value], row[f"{value}_printed"]),
            )
            found.append(about(item, row, dataset, key, prefix=prefix))
    return found


_BRACKET: Final = re.compile(r"[（(<〈][^（(<〈]{1,20}[）)>〉]$")
# Rules under which the maxima of the scores are printed in the points of the total.
_ADDING: Final = frozenset({TotalRule.SUM.value, TotalRule.SUM_BONUS_PENALTY.value})


def max02(data: Datasets) -> list[Row]:
    """The maxima of a table's score columns sum to the maximum of its total column."""
    columns = by(data["indicators"], "table_id")
    found = []
    for table in data["tables"]:
        scores = [c for c in columns[table["table_id"]] if c["role"] == Role.SCORE.value]
        maxima = [c["max_score"] for c in scores]
        if not maxima or None in maxima or table["total_max"] is None:
            continue
        if table["total_rule"] not in _ADDING or sum(maxima) == table["total_max"]:
            continue
        item = finding(
            "MAX02",
            table=table["table_number"],
            terms=" + ".join(str(trimmed(value)) for value in maxima),
            expected=trimmed(sum(maxima, Decimal(0))),
            found=trimmed(table["total_max"]),
        )
        found.append(about(item, table, "tables", "table_id"))
    return found


def prt01(data: Datasets) -> list[Row]:
    """The parts of a whole in the prose sum to it, where the list of parts is complete."""
    children = by(data["statistics"], "parent_id")
    found = []
    for whole in data["statistics"]:
        parts = [part for part in children[whole["statistic_id"]] if part["relation"] == "part of"]
        if whole["status"] != "contradicted" or not parts or whole["value"] is None:
            continue
        values = [part["value"] for part in parts]
        if None in values or sum(values) == whole["value"]:
            continue
        item = finding(
            "PRT01",
            subject=whole["metric_name"],
            expected=f"{trimmed(sum(values, Decimal(0))):f}",
            found=f"{trimmed(whole['value']):f}",
            terms=" + ".join(f"{trimmed(value):f}" for value in values),
        )
        found.append(about(item, whole, "statistics", "statistic_id"))
    return found


def cnt01(data: Datasets) -> list[Row]:
    """A count of all units of a class equals the ranked rows of the table of that class.

    Only counts that speak of the whole class are held against a table (the cues are data, in
    ``unit_classes.toml``); of several, the largest. Each class is reported once a notice.
    """
    words = vocabulary("unit_classes")
    tables = by((table for table, _ in ranked_tables(data)), "notice_id")
    statistics = by(data["statistics"], "notice_id")
    found = []
    for notice_id in sorted(tables):
        for unit_class in words["class"]:
            of_class = [t for t in tables[notice_id] if _ranks_class(t, unit_class)]
            counts = _whole_counts(statistics[notice_id], unit_class, words)
            if len(of_class) != 1 or not counts:
                continue
            table, largest = of_class[0], max(counts, key=lambda row: row["value"])
            if largest["value"] == table["ranking_count"]:
                continue
            item = finding(
                "CNT01",
                table=table["table_number"],
                subject=largest["text"],
                expected=table["ranking_count"],
                found=trimmed(largest["value"]),
                noun_en=unit_class["noun_en"],
                noun_zh=unit_class["noun_zh"],
            )
            found.append(about(item, largest, "statistics", "statistic_id"))
    return found


def _ranks_class(table: Row, unit_class: Mapping[str, Any]) -> bool:
    """Tell from the group of a table (from its title only without a group) what it ranks."""
    label = table["group_name"] or table["title"] or ""
    return any(word in label for word in unit_class["tables"]) and not any(
        word in label for word in unit_class["not"]
    )


def _whole_counts(
    rows: Sequence[Row], unit_class: Mapping[str, Any], words: Mapping[str, Any]
) -> list[Row]:
    """Return the statistics that count all units of a class.

    A part of something else (of 27 columns, 22 belong to departments) counts that something.
    """
    return [
        row
        for row in rows
        if row["kind"] == "level"
        and row["value"] is not None
        and row["bound"] == "exact"
        and row["relation"] != "part of"
        and _counts_class(row["metric_name"], unit_class)
        and any(cue in row["text"] for cue in words["whole"]["cues"])
        and not any(cue in row["text"] for cue in words["whole"]["not"])
    ]


def _counts_class(metric: str, unit_class: Mapping[str, Any]) -> bool:
    """Tell whether a metric ends in the class, with or without a bracket (街道（管理区）)."""
    nouns = tuple(unit_class["nouns"])
    return metric.endswith(nouns) or _BRACKET.sub("", metric).endswith(nouns)


# What a notice says of itself, and the dataset that must have as many rows of it.
_PROMISES: Final = (
    ("notices", "notice_id", "table_count", "tables"),
    ("notices", "notice_id", "ranking_count", "rankings"),
    ("notices", "notice_id", "statistic_count", "statistics"),
    ("tables", "table_id", "ranking_count", "rankings"),
)
_READ: Final = frozenset({"read", "partial", "no data"})


def promised(data: Datasets) -> list[Row]:
    """Every source that was read has its notice, and every notice the rows it counts.

    An empty dataset passes all other rules without a word; this one makes it a failure.
    """
    notices = {row["source_id"] for row in data["notices"]}
    lost = [s for s in data["sources"] if s["outcome"] in _READ and s["source_id"] not in notices]
    missing = [("notices", 1, row, "sources", "source_id") for row in lost]
    for owner, key, column, dataset in _PROMISES:
        counted = Counter(row[key] for row in data[dataset])
        missing += [
            (dataset, row[column], row, owner, key)
            for row in data[owner]
            if counted[row[key]] != row[column]
        ]
    found = []
    for dataset, expected, row, owner, key in missing:
        item = finding("SYS01", "empty", dataset=dataset, expected=expected)
        found.append(about(item, row, owner, key, suite="sources"))
    return found


RULES: Final[dict[str, Rule]] = {
    "SUM01": sum01,
    "MAX01": max01,
    "MAX02": max02,
    "RNK01": rnk01,
    "RNK02": rnk02,
    "RNK03": rnk03,
    "PRT01": prt01,
    "CNT01": cnt01,
}
"""Every rule that is judged over the datasets."""
