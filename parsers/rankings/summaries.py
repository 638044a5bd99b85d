"""Rows that sum a table's units up (合计, 平均): read, and held against the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.arithmetic import Fit
from parsers.cells import number, tidy
from parsers.column_sums import SUMMED, SummedColumn, column_values, sum_fits
from parsers.headers import row_word
from parsers.printed_grid import Grid, place_of
from schemas.notice import Column, RankedUnit, Role, Score, Status, Summary


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
        if column.role in SUMMED and slot is not None and slot.is_origin and value is not None:
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
    summaries: Sequence[Summary], columns: Sequence[Column], units: Sequence[RankedUnit]
) -> tuple[Summary, ...]:
    """Hold summed-up values against the units of their ranking.

    Args:
        summaries: as read.
        columns: the table's columns.
        units: its ranked units.

    Returns:
        The summaries with status and evidence; ``contradicted`` is what the units say otherwise,
        ``unchecked`` what sums up others (see `parsers.column_sums`).
    """
    judged = []
    for summary in summaries:
        summed = {
            score.column: SummedColumn(
                printed=score.value,
                values=_values(columns[score.column], units),
                n_units=len(units),
            )
            for score in summary.scores
            if score.value is not None
        }
        fits = sum_fits(summary.kind, summed)
        scores = tuple(_with_status(score, fits.get(score.column)) for score in summary.scores)
        judged.append(replace(summary, scores=scores))
    return tuple(judged)


def _with_status(score: Score, fit: Fit | None) -> Score:
    if fit is None:
        return score
    status = Status.CONTRADICTED
    if fit.agrees:
        status = Status.PROVED if fit.exact else Status.CONSISTENT
    return replace(score, status=status, evidence=fit.evidence)


def _values(column: Column, units: Sequence[RankedUnit]) -> tuple[Decimal, ...] | None:
    """Return the values of a column, ``None`` where one is unread or a unit has no such cell."""
    cells = []
    for unit in units:
        own = [score for score in unit.scores if score.column == column.position]
        if column.role is Role.TOTAL and unit.total is not None:
            own = [unit.total]
        if not own:
            return None
        cells.append((own[0].value, own[0].printed))
    return column_values(column.role, cells)
