"""What the dataset rules share: rows grouped, decimals as printed, totals that fail, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from parsers import arithmetic
from parsers.arithmetic import Term
from pipeline.rows import Row, finding_row
from pipeline.values import PLACE
from schemas.findings import Finding
from schemas.notice import Role, TotalRule

Datasets: TypeAlias = Mapping[str, Sequence[Row]]
Rule: TypeAlias = Callable[[Datasets], list[Row]]


def about(
    item: Finding, row: Row, dataset: str, key: str, *, suite: str | None = None, prefix: str = ""
) -> Row:
    """Return a finding as a row of ``findings`` that points to a row of a dataset and its place.

    Args:
        item: the finding.
        row: the row it is about; it has a ``notice_id`` and place columns.
        dataset: the dataset of the row.
        key: the key column of that dataset.
        suite: the suite that found it.
        prefix: of the place columns (``total_`` for a total).
    """
    notice_id = row.get("notice_id")
    base = finding_row(
        item,
        source_id=row.get("source_id") or notice_id,
        notice_id=notice_id,
        suite=suite or dataset,
        dataset=dataset,
        row_id=row.get(key),
    )
    return base | {name: row.get(f"{prefix}{name}") for name in PLACE}


def trimmed(value: Decimal) -> Decimal:
    """Drop the zeros that the column's fixed scale added: ``33.0000`` is ``33``."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def as_printed(value: Decimal | None, printed: str | None) -> Decimal | None:
    """Give a value the number of decimals it was printed with (``90.00`` keeps its zeros)."""
    if value is None:
        return None
    shortest = trimmed(value)
    digits = len(printed.strip().rstrip("%％分").partition(".")[2]) if printed else 0
    exact = shortest.as_tuple().exponent
    if not isinstance(exact, int) or digits > 4 or digits <= -exact:
        return shortest
    return shortest.quantize(Decimal(1).scaleb(-digits))


def by(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    """Group rows by the value of a column."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def ranked_tables(data: Datasets) -> list[tuple[Row, list[Row]]]:
    """Return each ranking table with its rows in printed order."""
    rows = by(data["rankings"], "table_id")
    tables = [table for table in data["tables"] if table["table_id"] in rows]
    return [
        (table, sorted(rows[table["table_id"]], key=lambda row: row["row_number"]))
        for table in tables
    ]


def failing_totals(data: Datasets) -> dict[str, arithmetic.Fit]:
    """Return the fit of every printed total that its table's rule contradicts, by ranking."""
    return {key: fit for key, fit in total_fits(data).items() if not fit.agrees}


def total_fits(data: Datasets) -> dict[str, arithmetic.Fit]:
    """Return the fit of every printed total that its table's rule says something of, by ranking."""
    formulas = {table["table_id"]: _formula(table) for table in data["tables"]}
    weights = {row["indicator_id"]: row["weight"] for row in data["indicators"]}
    scores = by(data["scores"], "ranking_id")
    fits = {}
    for row in data["rankings"]:
        # Without a rule, or with a score that could not be read, there is nothing to compare.
        if row["computed_total"] is None or row["total"] is None:
            continue
        terms = tuple(
            Term(
                value=as_printed(score["value"], score["value_printed"]),
                role=Role(score["role"]),
                max_score=score["max_score"] and trimmed(score["max_score"]),
                weight=weights[score["indicator_id"]],
            )
            for score in sorted(scores[row["ranking_id"]], key=lambda s: s["column_number"])
        )
        total = as_printed(row["total"], row["total_printed"])
        fit = arithmetic.judge(formulas[row["table_id"]], arithmetic.Row(terms=terms, total=total))
        if fit is not None:
            fits[row["ranking_id"]] = fit
    return fits


def _formula(table: Row) -> arithmetic.Formula:
    """Return how a table's totals are formed, from its row of ``tables``."""
    cap, base = table["total_cap"], table["total_base"]
    return arithmetic.Formula(
        rule=TotalRule(table["total_rule"]),
        cap=None if cap is None else trimmed(cap),
        base=arithmetic.BASE if base is None else trimmed(base),
        drops=table["dropped_extremes"],
        digits=table["total_digits"],
    )
