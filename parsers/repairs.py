"""Where a row does not add up: the one cell whose change would set everything right, if any.

A proposal is never applied. It is made only where exactly one change of a single cell satisfies
all identities that cover it: the row's total, its column's sum or mean, its sub-total, the
maximum, the digits its column prints, and the order of the ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from parsers.arithmetic import EXTRAS, SUBTRACTED, Found, is_multiplied, judge, plain
from parsers.proofs import row_of
from parsers.ranks import rank_order
from parsers.subtotals import subtotal_groups
from schemas.notice import Column, RankedUnit, Role, Score, Status, Summary, TotalRule

# Rules that only add: a change of a cell shows in the total unchanged.
_ADDING: Final = frozenset(
    {
        TotalRule.SUM,
        TotalRule.SUM_BONUS_PENALTY,
        TotalRule.PRE_WEIGHTED,
        TotalRule.BASE_MINUS_DEDUCTIONS,
    }
)


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
        found: its total rule; one that weighs, multiplies or divides allows no proposal.

    Returns:
        The units; a `Score` with a proposal has ``proposed`` and ``proposed_because``, its value
        and status are as before.
    """
    if found.rule not in _ADDING:
        return tuple(units)
    table = _Table(columns, units, summaries, found)
    return tuple(_proposed(unit, table.changes(place)) for place, unit in enumerate(units))


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
            (summary.kind, score.column): score
            for summary in summaries
            for score in summary.scores
            if score.status is not Status.UNCHECKED
        }
        described = [(c.position, c.role, c.path) for c in columns]
        self._groups = subtotal_groups(described)

    def changes(self, place: int) -> list[_Change]:
        """Return the single changes that would set a row right; none where it is right."""
        unit = self._units[place]
        row = row_of(self._ordered, unit)
        if row is None or unit.total is None or unit.total.value is None:
            return []
        if is_multiplied(row.terms):
            return []
        fit = judge(self._found.formula, row)
        if fit is None or fit.agrees or fit.computed == self._found.formula.cap:
            return []
        changes = []
        for score, value in self._candidates(unit, fit.computed):
            because = self._holds(place, score, value)
            if because is not None:
                changes.append(_Change(score.column, value, because))
        return changes

    def _candidates(self, unit: RankedUnit, computed: Decimal) -> Iterator[tuple[Score, Decimal]]:
        """Give each cell of a row with the value that makes its total come out."""
        total = unit.total
        assert total is not None and total.value is not None  # noqa: S101 - looked before
        yield total, computed
        over = computed - total.value
        for score in unit.scores:
            role = self._columns[score.column].role
            if score.value is None or not self._counts(role):
                continue
            if role in SUBTRACTED:
                sign = -1 if score.value < 0 else 1
                yield score, sign * (abs(score.value) + over)
            else:
                yield score, score.value - over

    def _counts(self, role: Role) -> bool:
        rule = self._found.rule
        if rule is TotalRule.SUM_BONUS_PENALTY:
            return role is Role.SCORE or role in EXTRAS
        if rule is TotalRule.BASE_MINUS_DEDUCTIONS:
            return role in EXTRAS
        return role is Role.SCORE

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
        changed = {**cells, score.column: replace(score, value=value, printed=plain(value))}
        scores = tuple(changed[s.column] for s in unit.scores)
        total = changed[unit.total.column] if unit.total else None
        row = row_of(self._ordered, replace(unit, scores=scores, total=total))
        fit = judge(self._found.formula, row) if row is not None else None
        if fit is None or not fit.agrees:
            return None
        parts = self._subtotals(changed)
        whole = self._column_sum(place, score.column, value)
        if parts is None or whole is None:
            return None
        return (fit.evidence, *parts, *([whole] if whole else []))

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
        terms = " + ".join(plain(one) for one in values.values())
        whole = sum(values.values(), Decimal(0))
        said = ""
        for kind, count in (("sum", 1), ("mean", len(values))):
            printed = self._summed.get((kind, column))
            if printed is None or printed.value is None:
                continue
            last = Decimal(1).scaleb(int(printed.value.as_tuple().exponent))
            slack = last / 2 if kind == "mean" else Decimal(0)
            if abs(whole / count - printed.value) > slack:
                return None
            left = terms if kind == "sum" else f"({terms}) ÷ {count}"
            said = f"{left} = {plain(printed.value)}" if kind == "sum" or not said else said
        return said

    def _subtotals(self, cells: Mapping[int, Score]) -> list[str] | None:
        """Return the sums of a row's sub-totals with the change, ``None`` where one fails."""
        said = []
        for position, members in self._groups.items():
            printed = cells.get(position)
            if printed is None or printed.value is None or printed.evidence is None:
                continue
            parts = [cells[member] for member in members if member in cells]
            values = [part.value for part in parts if part.value is not None]
            if sum(values, Decimal(0)) != printed.value:
                return None
            said.append(f"{' + '.join(plain(one) for one in values)} = {plain(printed.value)}")
        return said

    def _ranks_hold(self, place: int, total: Decimal | None) -> bool:
        """Tell whether all ranks follow the totals, one of them changed."""
        totals = [unit.total.value if unit.total else None for unit in self._units]
        if total is not None:
            totals[place] = total
        order = rank_order([unit.rank for unit in self._units], totals)
        return all(order.agrees(i, unit.rank) is not False for i, unit in enumerate(self._units))


def _digits(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
