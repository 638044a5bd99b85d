"""Rows that sum a table's units up (合计, 平均): read, and held against the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from parsers.arithmetic import plain
from parsers.cells import number, tidy
from parsers.headers import row_word
from parsers.printed_grid import Grid, place_of
from schemas.findings import Finding, finding
from schemas.notice import Column, RankedUnit, Role, Score, Status, Summary

_SUMMED: Final = frozenset(
    {Role.SCORE, Role.BONUS, Role.PENALTY, Role.DEDUCTION, Role.SUBTOTAL, Role.TOTAL}
)
_OFTEN_BLANK: Final = frozenset({Role.BONUS, Role.PENALTY, Role.DEDUCTION})


@dataclass(frozen=True, slots=True)
class _Fit:
    """What the units give for a summed-up value, and the arithmetic written out."""

    expected: Decimal
    agrees: bool
    is_exact: bool
    evidence: str


def read_summaries(
    grid: Grid, columns: Sequence[Column], rows: Sequence[int]
) -> tuple[Summary, ...]:
    """Read the rows that sum units up, their values unchecked.

    Args:
        grid: the table.
        columns: its columns.
        rows: the rows of one ranking that are no units.

    Returns:
        One `Summary` per row that says 合计, 平均 or the like and has a number in a column of
        points, in printed order.
    """
    found = []
    for row in rows:
        texts = grid.texts(row)
        scores = _scores(grid, columns, row) if row_word(texts, "summary") else ()
        slot = next((slot for slot in grid.rows[row] if slot is not None and slot.text), None)
        if scores and slot is not None:
            label = next(tidy(text) for text in texts if row_word([text], "summary"))
            found.append(
                Summary(kind=_kind(label), label=label, scores=scores, where=place_of(slot.cell))
            )
    return tuple(found)


def _kind(label: str) -> str:
    return next((kind for kind in ("mean", "sum") if row_word([label], kind)), "other")


def _scores(grid: Grid, columns: Sequence[Column], row: int) -> tuple[Score, ...]:
    scores = []
    for column in columns:
        slot = grid.rows[row][column.position]
        text = slot.text if slot is not None else ""
        value = number(text).value
        if column.role in _SUMMED and slot is not None and slot.is_origin and value is not None:
            scores.append(
                Score(
                    column=column.position,
                    value=value,
                    printed=text,
                    status=Status.UNCHECKED,
                    evidence=None,
                    where=place_of(slot.cell),
                )
            )
    return tuple(scores)


def judge_summaries(
    summaries: Sequence[Summary],
    columns: Sequence[Column],
    units: Sequence[RankedUnit],
    table: int,
) -> tuple[tuple[Summary, ...], list[Finding]]:
    """Hold summed-up values against the units of their ranking.

    A row whose values mostly do not follow from the units sums up others (全市总体 over a county's
    table): it stays unchecked. In a row of sums a column of rates has a mean of some kind: what
    lies between the units' values is not held to be their sum.

    Args:
        summaries: as read.
        columns: the table's columns.
        units: its ranked units.
        table: the table's number from 1, for the findings.

    Returns:
        The summaries with status and evidence, and ``SUM02`` for each value that the units
        contradict.
    """
    judged: list[Summary] = []
    findings: list[Finding] = []
    names = {column.position: column.name for column in columns}
    for summary in summaries:
        fits = {score.column: _fit(summary.kind, score, columns, units) for score in summary.scores}
        known = [fit for fit in fits.values() if fit is not None]
        agreed = sum(fit.agrees for fit in known)
        alone = len(known) == 1 and _nearly(summary, known[0], units)
        if not alone and (not agreed or 2 * agreed < len(known)):
            judged.append(summary)
            continue
        scores = tuple(_with_status(score, fits[score.column]) for score in summary.scores)
        judged.append(replace(summary, scores=scores))
        for score in scores:
            fit = fits[score.column]
            if fit is not None and not fit.agrees:
                findings.append(
                    finding(
                        "SUM02",
                        where=score.where,
                        table=table,
                        column=score.column + 1,
                        subject=f"{summary.label} {names[score.column]}",
                        expected=plain(fit.expected),
                        found=score.printed,
                    )
                )
    return tuple(judged), findings


def _nearly(summary: Summary, fit: _Fit, units: Sequence[RankedUnit]) -> bool:
    """Tell whether the only sum of a row is that of the units but for an error in one of them."""
    totals = [unit.total.value for unit in units if unit.total and unit.total.value is not None]
    values = [score.value for score in summary.scores if score.value is not None]
    if summary.kind != "sum" or len(values) != 1 or not totals:
        return False
    return abs(fit.expected - values[0]) < min(totals) / 2


def _with_status(score: Score, fit: _Fit | None) -> Score:
    if fit is None:
        return score
    status = Status.CONTRADICTED
    if fit.agrees:
        status = Status.PROVED if fit.is_exact else Status.CONSISTENT
    return replace(score, status=status, evidence=fit.evidence)


def _fit(
    kind: str, score: Score, columns: Sequence[Column], units: Sequence[RankedUnit]
) -> _Fit | None:
    """Compare a summed-up value with its column, ``None`` where it cannot be compared."""
    values = _values(columns[score.column], units)
    if not values or len(values) < 2 or score.value is None:
        return None
    terms = " + ".join(plain(value) for value in values)
    if kind == "sum":
        expected = sum(values, Decimal(0))
        agrees = expected == score.value
        if not agrees and min(values) <= score.value <= max(values):
            return None
        return _Fit(expected, agrees, is_exact=True, evidence=_said(terms, expected, score, agrees))
    if kind == "mean":
        return _mean(score, values, len(units), terms)
    return None


def _said(terms: str, expected: Decimal, score: Score, agrees: bool) -> str:
    other = "" if agrees or score.value is None else f" ≠ {plain(score.value)}"
    return f"{terms} = {plain(expected)}{other}"


def _mean(score: Score, values: Sequence[Decimal], n_units: int, terms: str) -> _Fit:
    """Compare with the mean; units without a value may count as nothing or not at all."""
    assert score.value is not None  # noqa: S101 - the caller looked
    last = Decimal(1).scaleb(int(score.value.as_tuple().exponent))
    whole = sum(values, Decimal(0))
    for count in dict.fromkeys((len(values), n_units)):
        mean = whole / count
        if 2 * abs(mean - score.value) <= last:
            is_exact = mean == score.value
            sign = "=" if is_exact else "≈"
            evidence = f"({terms}) ÷ {count} {sign} {plain(score.value)}"
            return _Fit(score.value, agrees=True, is_exact=is_exact, evidence=evidence)
    expected = (whole / len(values)).quantize(last, ROUND_HALF_UP)
    evidence = f"({terms}) ÷ {len(values)} ≈ {plain(expected)} ≠ {plain(score.value)}"
    return _Fit(expected, agrees=False, is_exact=False, evidence=evidence)


def _values(column: Column, units: Sequence[RankedUnit]) -> list[Decimal] | None:
    """Return the values of a column without those that say "none"; ``None`` with one unread."""
    values = []
    for unit in units:
        cells = [score for score in unit.scores if score.column == column.position]
        if column.role is Role.TOTAL and unit.total is not None:
            cells = [unit.total]
        if not cells:
            return None
        kind = number(cells[0].printed).kind
        if cells[0].value is not None:
            values.append(cells[0].value)
        elif kind != "none" and not (kind == "empty" and column.role in _OFTEN_BLANK):
            return None
    return values
