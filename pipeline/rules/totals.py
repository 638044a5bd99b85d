"""The rules on totals: of rows, of columns, and against the maxima of the header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from parsers.arithmetic import Fit
from parsers.cells import number
from parsers.column_sums import SummedColumn, column_values, sum_fits
from parsers.rankings.subtotals import subtotal_fits
from pipeline.rows import Row
from pipeline.rules.evidence import (
    Datasets,
    about,
    as_printed,
    by,
    failing_totals,
    ranked_tables,
    total_fits,
    trimmed,
)
from pipeline.rules.readings import tells_of_reading
from schemas.findings import finding
from schemas.notice import Role, Status, TotalRule


@tells_of_reading
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
        values = [_numbers(cells[row]) for row in rows]
        totals = {row["row_number"]: _total(row) for row in ranked[table_id]}
        at = next((column for column, role, _ in described if role is Role.TOTAL), None)
        if at is not None:
            for row, read in zip(rows, values, strict=True):
                if (total := totals.get(row)) is not None:
                    read[at] = total
        for (place, column), fit in subtotal_fits(described, values).items():
            if not fit.agrees:
                cell = next(c for c in cells[rows[place]] if c["column_number"] == column)
                found.append(_wrong_subtotal(cell, fit, numbers[table_id]))
    return found


def _numbers(cells: Sequence[Row]) -> dict[int, Decimal | None]:
    """Return the numbers of a row by column, ``None`` for a mark that stands for none."""
    return {
        cell["column_number"]: as_printed(cell["value"], cell["value_printed"])
        for cell in cells
        if cell["value"] is not None or number(cell["value_printed"]).kind == "none"
    }


def _wrong_subtotal(cell: Row, fit: Fit, table_number: int) -> Row:
    item = finding(
        "SUM01",
        "subtotal",
        table=table_number,
        row=cell["row_number"],
        column=cell["column_number"],
        subject=cell["unit_name"],
        column_name=cell["indicator_name"],
        expected=trimmed(fit.computed),
        found=as_printed(cell["value"], cell["value_printed"]),
        terms=fit.evidence.partition(" = ")[0],
    )
    return about(item, cell, "scores", "score_id")


def _total(row: Row) -> Decimal | None:
    return as_printed(row["total"], row["total_printed"])


@tells_of_reading
def sum02(data: Datasets) -> list[Row]:
    """The cells of a row of sums or means follow from the units of the table.

    Where the wrong cell is known it is named: the unit's, where its own row asks for the same
    other value (the finding is then secondary, cause ``SUM01``), or the sum's, where every row
    adds up by itself.
    """
    scores, columns = by(data["scores"], "indicator_id"), by(data["indicators"], "table_id")
    found = []
    for table, units in ranked_tables(data):
        for kind in ("sum", "mean"):
            cells: dict[int, tuple[Row, Sequence[_Cell]]] = {
                column["column_number"]: (column, _cells(column, units, scores))
                for column in columns[table["table_id"]]
                if column[f"{kind}_value"] is not None
            }
            summed = {n: _summed(kind, column, own) for n, (column, own) in cells.items()}
            for n, fit in sum_fits(kind, summed).items():
                if fit.agrees:
                    continue
                column, own = cells[n]
                variant, more = _culprit(kind, summed[n], own)
                item = finding(
                    "SUM02",
                    variant,
                    severity="warning" if variant == "located" else None,
                    cause="SUM01" if variant == "located" else None,
                    table=table["table_number"],
                    column=n,
                    subject=f"{column[f'{kind}_label']} {column['indicator_name']}",
                    expected=trimmed(fit.computed),
                    found=column[f"{kind}_printed"],
                    **more,
                )
                found.append(about(item, column, "indicators", "indicator_id", prefix=f"{kind}_"))
    return found


class _Cell(NamedTuple):
    """A unit's cell in one column: value, text, status, the value proposed for it, whose it is."""

    value: Decimal | None
    printed: str
    status: str
    proposed: Decimal | None
    unit: str


def _cells(
    column: Row, units: Sequence[Row], scores: Mapping[str, Sequence[Row]]
) -> Sequence[_Cell]:
    """Return the cells of a column, none where a unit lacks one."""
    is_total = column["role"] == Role.TOTAL.value
    rows = units if is_total else scores[column["indicator_id"]]
    names = _OF_TOTAL if is_total else _OF_SCORE
    cells = [_Cell(*(row[name] for name in names)) for row in rows if row[names[1]] is not None]
    return cells if len(cells) == len(units) else []


_OF_TOTAL: Final = ("total", "total_printed", "total_status", "proposed_total", "unit_name")
_OF_SCORE: Final = ("value", "value_printed", "status", "proposed_value", "unit_name")


def _summed(kind: str, column: Row, cells: Sequence[_Cell]) -> SummedColumn:
    printed = as_printed(column[f"{kind}_value"], column[f"{kind}_printed"])
    assert printed is not None  # noqa: S101 - the caller looked
    read = [(as_printed(cell.value, cell.printed), cell.printed) for cell in cells]
    values = column_values(Role(column["role"]), read)
    return SummedColumn(printed=printed, values=values, n_units=len(cells))


def _culprit(kind: str, summed: SummedColumn, cells: Sequence[_Cell]) -> tuple[str, dict[str, Any]]:
    """Tell which cell is likely wrong where a column contradicts its sum: variant, parameters."""
    for cell in cells:
        if cell.proposed is None:
            continue
        others = (as_printed(c.value, c.printed) for c in cells if c is not cell)
        mended = (*(v for v in others if v is not None), trimmed(cell.proposed))
        changed = SummedColumn(printed=summed.printed, values=mended, n_units=len(cells))
        fit = sum_fits(kind, {0: changed}).get(0)
        if fit is not None and fit.agrees:
            proposed = trimmed(cell.proposed)
            return "located", {"unit": cell.unit, "printed": cell.printed, "proposed": proposed}
    known = [cell.status for cell in cells if cell.value is not None]
    return ("summary" if set(known) == {Status.PROVED.value} else "default"), {}


@tells_of_reading
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
    repairs, fits = _repairs(data), total_fits(data)
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
            of_unit = row["ranking_id"]
            variant, more = _above(
                row, repairs.get(of_unit), fits.get(of_unit), is_total=dataset == "rankings"
            )
            item = finding(
                "MAX01",
                variant,
                table=numbers[row["table_id"]],
                row=row["row_number"],
                column=row.get("column_number"),
                subject=row["unit_name"],
                column_name=row.get("indicator_name") or total_names.get(row["table_id"]),
                expected=trimmed(row[maximum]),
                found=as_printed(row[value], row[f"{value}_printed"]),
                **more,
            )
            found.append(about(item, row, dataset, key, prefix=prefix))
    return found


def _above(
    row: Row, repair: Row | None, fit: Fit | None, *, is_total: bool
) -> tuple[str, dict[str, Any]]:
    """Tell what the row's sum says of a value above its maximum: variant, parameters."""
    if row["proposed_total" if is_total else "proposed_value"] is not None and repair is not None:
        return "located", {"proposed": repair["proposed"]}
    covered = is_total or row["status"] != Status.UNCHECKED.value
    return ("adds_up" if fit is not None and fit.exact and covered else "default"), {}


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
