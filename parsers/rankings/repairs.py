"""Where a row does not add up: the one cell whose change would set everything right, if any.

A proposal is never applied. It is made only where exactly one change of a single cell satisfies
all identities that cover it: the row's total, its column's sum or mean, its sub-total, the
maximum, the digits its column prints, and the order of the ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from itertools import chain
from typing import Final

from parsers.arithmetic import (
    EXTRAS,
    ROUNDING,
    Fit,
    Row,
    is_multiplied,
    judge,
    last_digit,
    rounded_as,
    total_of,
)
from parsers.numbers import written
from parsers.rankings.proofs import covers, read_values, row_of
from parsers.rankings.subtotals import points_to_lose, subtotal_groups
from parsers.ranks import rank_order
from parsers.total_rules import Found
from schemas.notice import Column, RankedUnit, Role, Score, Status, Summary, TotalRule

# A cell that so many values would set right is no culprit that can be named.
_MOST_VALUES: Final = 200
# Of a table with more wrong rows than this the fault is not in single cells. Each is held against
# all the others, so that the time would grow with the square of the rows.
_MOST_WRONG: Final = 100


@dataclass(frozen=True, slots=True)
class _Change:
    """One cell's change: its column, what it would be, and the arithmetic that would then hold."""

    column: int
    value: Decimal
    because: tuple[str, ...]


def with_proposals(
    columns: Sequence[Column],
    units: Sequence[RankedUnit],
    summaries: Sequence[Summary],
    found: Found,
) -> tuple[RankedUnit, ...]:
    """Put proposals to the cells of rows whose total is contradicted.

    Args:
        columns: the table's columns.
        units: its judged units.
        summaries: its judged rows of sums and means.
        found: how its totals are formed.

    Returns:
        The units; a `Score` with a proposal has ``proposed`` and ``proposed_because``, its value
        and status are as before.
    """
    if found.rule is TotalRule.NONE or sum(map(_is_wrong, units)) > _MOST_WRONG:
        return tuple(units)
    table = _Table(columns, units, summaries, found)
    return tuple(_proposed(unit, table.changes(place)) for place, unit in enumerate(units))


def _is_wrong(unit: RankedUnit) -> bool:
    """Tell whether a number of a row contradicts the others."""
    cells = (*unit.scores, *([unit.total] if unit.total else []))
    return any(cell.status is Status.CONTRADICTED for cell in cells)


def _proposed(unit: RankedUnit, changes: Sequence[_Change]) -> RankedUnit:
    if len(changes) != 1:
        return unit
    change = changes[0]

    def mark(score: Score) -> Score:
        if score.column != change.column:
            return score
        because = "; ".join(change.because)
        return replace(score, proposed=change.value, proposed_because=because)

    return replace(
        unit,
        scores=tuple(mark(score) for score in unit.scores),
        total=mark(unit.total) if unit.total else None,
    )


class _Table:
    """The identities of one table."""

    def __init__(
        self,
        columns: Sequence[Column],
        units: Sequence[RankedUnit],
        summaries: Sequence[Summary],
        found: Found,
    ) -> None:
        self._columns = {column.position: column for column in columns}
        self._units, self._found = units, found
        self._ordered = list(columns)
        self._summed = {
            (summary.kind, score.column): score.value
            for summary in summaries
            for score in summary.scores
            if score.status is not Status.UNCHECKED and score.value is not None
        }
        described = [(c.position, c.role, c.path) for c in columns]
        self._left = points_to_lose(described, [read_values(unit) for unit in units])
        self._groups = {
            position: members
            for position, members in subtotal_groups(described).items()
            if len(members) > 1
        }

    def changes(self, place: int) -> list[_Change]:
        """Return the single changes that would set a row right; none where it is right."""
        unit = self._units[place]
        row = row_of(self._ordered, unit)
        if row is None or unit.total is None or unit.total.value is None:
            return []
        fit = judge(self._found.formula, row)
        if fit is None:
            return []
        if not fit.agrees and self._is_vague(unit.total.value, fit):
            return []
        candidates = (
            self._wrong_subtotals(unit)
            if fit.agrees
            else chain(self._candidates(unit, row, fit), self._from_sums(place))
        )
        changes: dict[tuple[int, Decimal], _Change] = {}
        for score, value in candidates:
            if (score.column, value) in changes:
                continue
            because = self._holds(place, score, value)
            if because is not None:
                changes[score.column, value] = _Change(score.column, value, because)
            if len(changes) > 1:
                break
        return list(changes.values())

    def _is_vague(self, total: Decimal, fit: Fit) -> bool:
        """Tell whether a row's total leaves open by how much one of its scores may be wrong.

        So does a limit, and a mean without extremes, unless each column of scores is summed up.
        """
        formula = self._found.formula
        if not formula.drops and (formula.cap is None or formula.cap not in {total, fit.computed}):
            return False
        summed = {column for _, column in self._summed}
        return not all(
            column.position in summed
            for column in self._ordered
            if column.role is not Role.TOTAL and covers(formula.rule, column.role)
        )

    def _from_sums(self, place: int) -> Iterator[tuple[Score, Decimal]]:
        """Give each score of a row with the values that its column's sum or mean asks for."""
        for score in self._units[place].scores:
            if score.value is None:
                continue
            values = self._values(score.column)
            others = sum(values.values(), -score.value)
            for kind, count in (("sum", 1), ("mean", len(values))):
                printed = self._summed.get((kind, score.column))
                if printed is None:
                    continue
                slack = self._mean_step / 2 if kind == "mean" else 0
                low, high = ((printed + way) * count - others for way in (-slack, slack))
                for value in self._between(score.column, low, high):
                    yield score, value

    def _wrong_subtotals(self, unit: RankedUnit) -> Iterator[tuple[Score, Decimal]]:
        """Give the contradicted sub-totals of a row whose total comes out, with their sums.

        Where a running total does not come out, the one before it may be as wrong as it.
        """
        cells = {
            cell.column: cell for cell in (*unit.scores, *([unit.total] if unit.total else []))
        }
        for score in unit.scores:
            members = self._groups.get(score.column)
            if members is None or score.value is None or score.status is not Status.CONTRADICTED:
                continue
            whole = sum((cells[member].value or Decimal(0) for member in members), Decimal(0))
            yield score, whole
            for member in members:
                if self._columns[member].role is Role.CUMULATIVE:
                    before = cells[member]
                    yield before, (before.value or Decimal(0)) + score.value - whole
        for position, (lost, points) in self._left.items():
            left, gone = cells[position].value, cells[lost].value
            if left is not None and gone is not None and points - abs(gone) != left:
                yield cells[lost], points - left

    def _candidates(self, unit: RankedUnit, row: Row, fit: Fit) -> Iterator[tuple[Score, Decimal]]:
        """Give each cell of a row with the values that make its total come out."""
        total = unit.total
        assert total is not None and total.value is not None  # noqa: S101 - looked before
        formula = self._found.formula
        rounds = formula.rule in ROUNDING or is_multiplied(row.terms)
        last = last_digit(formula, total.value)
        for value in sorted(rounded_as(fit.computed, last)) if rounds else [fit.computed]:
            yield total, value
        # What is cut at a limit, or leaves extremes out, does not grow with each of its scores:
        # then the sums of the columns say what they should be.
        if formula.drops or fit.computed == formula.cap:
            return
        slack = last / 2 if rounds else Decimal(0)
        for score in unit.scores:
            if score.value is None:
                continue
            share = self._share(unit, score, fit.computed)
            if not share:
                continue
            ends = sorted((total.value + way - fit.computed) / share for way in (-slack, slack))
            for value in self._between(score.column, *(score.value + end for end in ends)):
                yield score, value

    def _share(self, unit: RankedUnit, score: Score, computed: Decimal) -> Decimal:
        """Return by how much the total grows with a cell: one point more in it."""
        assert score.value is not None  # noqa: S101 - looked before
        more = replace(score, value=score.value + 1)
        scores = tuple(more if other is score else other for other in unit.scores)
        row = row_of(self._ordered, replace(unit, scores=scores))
        result = total_of(self._found.formula, row.terms) if row is not None else None
        return result[0] - computed if result is not None else Decimal(0)

    def _between(self, column: int, low: Decimal, high: Decimal) -> Iterator[Decimal]:
        """Give the values within bounds, with the digits that a column prints."""
        if low == high:
            yield low
            return
        step = Decimal(1).scaleb(-max(_digits(v) for v in self._values(column).values()))
        first = (low / step).to_integral_value(ROUND_CEILING)
        last = (high / step).to_integral_value(ROUND_FLOOR)
        for number in range(int(first), min(int(last), int(first) + _MOST_VALUES) + 1):
            yield number * step

    def _holds(self, place: int, score: Score, value: Decimal) -> tuple[str, ...] | None:
        """Return the arithmetic that a change makes hold, ``None`` where it breaks an identity."""
        column = self._columns[score.column]
        limit = column.max_score
        if limit is not None and value > limit:
            return None
        if column.role not in EXTRAS and value < 0:
            return None
        if _digits(value) > max(_digits(v) for v in self._values(score.column).values()):
            return None
        if not self._ranks_hold(place, value if column.role is Role.TOTAL else None):
            return None
        unit = self._units[place]
        cells = {s.column: s for s in (*unit.scores, *([unit.total] if unit.total else []))}
        changed = {**cells, score.column: replace(score, value=value, printed=written(value))}
        scores = tuple(changed[s.column] for s in unit.scores)
        total = changed[unit.total.column] if unit.total else None
        row = row_of(self._ordered, replace(unit, scores=scores, total=total))
        fit = judge(self._found.formula, row) if row is not None else None
        if fit is None or not fit.agrees:
            return None
        parts = self._subtotals(changed)
        items = self._items(changed)
        whole = self._column_sum(place, score.column, value)
        if parts is None or items is None or whole is None:
            return None
        return (fit.evidence, *parts, *items, *([whole] if whole else []))

    @cached_property
    def _mean_step(self) -> Decimal:
        """The worth of the last digit to which a row of means is rounded.

        A mean that prints fewer digits than those beside it may have dropped its zeros (8 for
        8.0): a proposal must hold for it all the same.
        """
        means = [printed for (kind, _), printed in self._summed.items() if kind == "mean"]
        return Decimal(1).scaleb(min(int(mean.as_tuple().exponent) for mean in means))

    def _values(self, column: int) -> dict[int, Decimal]:
        """Return the values of a column by the place of their unit."""
        return {
            place: score.value
            for place, unit in enumerate(self._units)
            for score in (*unit.scores, *([unit.total] if unit.total else []))
            if score.column == column and score.value is not None
        }

    def _column_sum(self, place: int, column: int, value: Decimal) -> str | None:
        """Return the column's sum with the change, ``""`` without one, ``None`` where it fails."""
        values = {**self._values(column), place: value}
        terms = " + ".join(written(one) for one in values.values())
        whole = sum(values.values(), Decimal(0))
        said = ""
        for kind, count in (("sum", 1), ("mean", len(values))):
            printed = self._summed.get((kind, column))
            if printed is None:
                continue
            slack = self._mean_step / 2 if kind == "mean" else Decimal(0)
            if abs(whole / count - printed) > slack:
                return None
            left = terms if kind == "sum" else f"({terms}) ÷ {count}"
            said = said or f"{left} = {written(printed)}"
        return said

    def _subtotals(self, cells: Mapping[int, Score]) -> list[str] | None:
        """Return the sums of a row's sub-totals with the change, ``None`` where one fails."""
        said = []
        for position, members in self._groups.items():
            printed = cells[position]
            if printed.value is None or printed.evidence is None:
                continue
            parts = [cells[member].value for member in members]
            values = [part for part in parts if part is not None]
            if sum(values, Decimal(0)) != printed.value:
                return None
            said.append(f"{' + '.join(written(one) for one in values)} = {written(printed.value)}")
        return said

    def _items(self, cells: Mapping[int, Score]) -> list[str] | None:
        """Return what is left of each item with the change, ``None`` where it does not come out."""
        said = []
        for position, (lost, points) in self._left.items():
            left, gone = cells[position].value, cells[lost].value
            if left is None or gone is None:
                continue
            if points - abs(gone) != left:
                return None
            said.append(f"{written(points)} - {written(abs(gone))} = {written(left)}")
        return said

    def _ranks_hold(self, place: int, total: Decimal | None) -> bool:
        """Tell whether all ranks follow the totals, one of them changed."""
        totals = [unit.total.value if unit.total else None for unit in self._units]
        if total is not None:
            totals[place] = total
        order = rank_order([unit.rank for unit in self._units], totals)
        return all(order.agrees(i, unit.rank) is not False for i, unit in enumerate(self._units))


def _digits(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
