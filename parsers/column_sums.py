"""What a row of sums or means says of its columns: the arithmetic, on plain decimals.

Reading gives the cells of such a row their status by it; the dataset rule ``SUM02`` judges by the
same functions what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from parsers.arithmetic import EXTRAS, Fit, rounded_as
from parsers.cells import number
from parsers.numbers import EXACT, exact_sum, written
from schemas.notice import Role

SUMMED: Final = frozenset({Role.SCORE, Role.SUBTOTAL, Role.CUMULATIVE, Role.TOTAL}) | EXTRAS
"""Roles of the columns in which a row of sums or means is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedColumn:
    """One column that is summed up.

    ``printed`` is the cell that sums it up; ``values`` are those of the units without the cells
    that say "none", or ``None`` where a unit's cell could not be read. ``n_units`` counts all
    units: a mean may be taken over those, too, that have no value.
    """

    printed: Decimal
    values: tuple[Decimal, ...] | None
    n_units: int


def column_values(
    role: Role, cells: Iterable[tuple[Decimal | None, str]]
) -> tuple[Decimal, ...] | None:
    """Return the values of a column without those that say "none"; ``None`` with one unread.

    Args:
        role: of the column; a bonus or deduction may be left blank where there is none.
        cells: value and printed text of each unit's cell.
    """
    values = []
    for value, printed in cells:
        kind = number(printed).kind
        if value is not None:
            values.append(value)
        elif kind != "none" and not (kind == "empty" and role in EXTRAS):
            return None
    return tuple(values)


def sum_fits(kind: str, columns: Mapping[int, SummedColumn]) -> dict[int, Fit]:
    """Hold the cells of one row of sums or means against their columns.

    A row whose cells mostly do not follow from the units sums up others (全市总体 over a county's
    table): nothing is said of it. In a row of sums a column of rates has a mean of some kind: what
    lies between the units' values is not held to be their sum.

    Args:
        kind: ``sum`` or ``mean``; of any other row nothing is said.
        columns: by position the columns in which the row has a number.

    Returns:
        By position the fit of each cell that can be judged.
    """
    judged = {position: _fit(kind, column) for position, column in columns.items()}
    fits = {position: fit for position, fit in judged.items() if fit is not None}
    agreed = sum(fit.agrees for fit in fits.values())
    if len(columns) == len(fits) == 1:
        ((position, fit),) = fits.items()
        near = _nearly if kind == "sum" else _off_by_a_digit
        values = columns[position].values or ()
        return fits if fit.agrees or near(columns[position].printed, values) else {}
    return fits if 2 * agreed >= len(fits) else {}


def _nearly(printed: Decimal, values: Sequence[Decimal]) -> bool:
    """Tell whether a row's only sum is that of the units but for an error in one of them."""
    return abs(exact_sum(values) - printed) < min(values) / 2


def _off_by_a_digit(printed: Decimal, values: Sequence[Decimal]) -> bool:
    """Tell whether a row's only mean is that of the units but for the last digit of one of them.

    A mean further off may be that of others (of the whole county).
    """
    last = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    step = Decimal(1).scaleb(min(int(value.as_tuple().exponent) for value in values))
    missed = abs(printed * len(values) - exact_sum(values))
    return missed <= 9 * step + last * len(values) / 2


def _fit(kind: str, column: SummedColumn) -> Fit | None:
    """Compare a cell with its column, ``None`` where it cannot be compared."""
    values = column.values
    if values is None or len(values) < 2:
        return None
    terms = " + ".join(written(value) for value in values)
    if kind == "sum":
        return _sum(column.printed, values, terms)
    return _mean(column.printed, values, column.n_units, terms) if kind == "mean" else None


def _sum(printed: Decimal, values: Sequence[Decimal], terms: str) -> Fit | None:
    expected = exact_sum(values)
    agrees = expected == printed
    if not agrees and min(values) <= printed <= max(values):
        return None
    other = "" if agrees else f" ≠ {written(printed)}"
    return Fit(
        expected, agrees=agrees, exact=True, evidence=f"{terms} = {written(expected)}{other}"
    )


def _mean(printed: Decimal, values: Sequence[Decimal], n_units: int, terms: str) -> Fit:
    """Compare with the mean; units without a value may count as nothing or not at all."""
    last = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    whole = exact_sum(values)
    for count in dict.fromkeys((len(values), n_units)):
        mean = whole / count
        if printed in rounded_as(mean, last):
            is_exact = mean == printed
            sign = "=" if is_exact else "≈"
            evidence = f"({terms}) ÷ {count} {sign} {written(printed)}"
            return Fit(printed, agrees=True, exact=is_exact, evidence=evidence)
    expected = (whole / len(values)).quantize(last, ROUND_HALF_UP, EXACT)
    evidence = f"({terms}) ÷ {len(values)} ≈ {written(expected)} ≠ {written(printed)}"
    return Fit(expected, agrees=False, exact=False, evidence=evidence)
