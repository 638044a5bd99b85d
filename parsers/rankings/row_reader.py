"""Rows of a ranking read as units with their scores; what cannot be read is said."""

from __future__ import annotations

from typing import Final

from parsers.cells import number, rank, tidy
from parsers.columns import is_rate
from parsers.printed_grid import Grid, Slot, place_of
from schemas.findings import Finding, finding
from schemas.notice import Column, RankedUnit, Role, Score, Status
from schemas.places import Provenance, Span

POINTS: Final = frozenset({Role.SCORE, Role.BONUS, Role.PENALTY, Role.DEDUCTION, Role.SUBTOTAL})
"""Roles of columns that hold points beside the total."""
# A factor (难度系数) and what was carried forward (累计) are no scores, but have identities.
SCORED_ROLES: Final = POINTS | {Role.WEIGHT, Role.CUMULATIVE}
# Left blank where there is none, so that a blank one is no unread cell.
_OFTEN_BLANK: Final = frozenset({Role.BONUS, Role.PENALTY, Role.DEDUCTION})


class RowReader:
    """Reads the rows of one ranking; collects ``UNR01`` and the cells whose reading is in doubt.

    Those are cells that two readers dispute, and those that arithmetic told apart (``chosen``).
    """

    def __init__(
        self, grid: Grid, columns: tuple[Column, ...], table: int, chosen: frozenset[Span]
    ) -> None:
        self.chosen = chosen
        self.grid = grid
        self.columns = columns
        self.table = table
        self.findings: list[Finding] = []
        self.disputed: set[tuple[int, int]] = set()

    def _first(self, role: Role) -> Column | None:
        return next((c for c in self.columns if c.role is role), None)

    def _place(self, row: int, column: int) -> Provenance:
        slots: tuple[Slot | None, ...] = self.grid.rows[row]
        slot = slots[column] or next((s for s in slots if s is not None), None)
        return place_of(slot.cell) if slot else self.grid.where

    def _text(self, row: int, column: Column | None) -> str | None:
        return self.grid.text(row, column.position) if column else None

    def unit(self, row: int, count: int) -> RankedUnit:
        """Read one row; ``count`` is its number among the ranked rows."""
        name = next(c for c in self.columns if c.role is Role.UNIT)  # each ranking has one
        rank_column, total = self._first(Role.RANK), self._first(Role.TOTAL)
        unit = tidy(self.grid.text(row, name.position))
        rank_text = self._text(row, rank_column)
        place = rank(rank_text or "")
        if not unit:
            self._report(
                "empty", name, row, count, f"{rank_column.name} {rank_text}" if rank_column else ""
            )
        if rank_column is not None:
            self._report(place.kind, rank_column, row, count, unit)
        scored = [c for c in self.columns if c.role in SCORED_ROLES]
        return RankedUnit(
            row=count,
            rank=int(place.value) if place.value is not None else None,
            rank_printed=rank_text,
            unit=unit,
            unit_where=self._place(row, name.position),
            scores=tuple(self._score(row, c, count, unit) for c in scored),
            total=self._score(row, total, count, unit) if total else None,
            computed_total=None,
            grade=self._text(row, self._first(Role.GRADE)) or None,
            remark=self._text(row, self._first(Role.REMARK)) or None,
            status=Status.UNCHECKED,
            rank_where=self._place(row, rank_column.position) if rank_column else None,
        )

    def _score(self, row: int, column: Column, count: int, unit: str) -> Score:
        text = self.grid.text(row, column.position)
        slot = self.grid.rows[row][column.position]
        if slot is not None and (
            slot.cell.second_reading is not None or slot.cell.span in self.chosen
        ):
            self.disputed.add((count, column.position))
        read = number(text, is_rate=is_rate(column.name))
        self._report(read.kind, column, row, count, unit)
        return Score(
            column=column.position,
            value=read.value,
            printed=text,
            status=Status.UNCHECKED,
            evidence=None,
            where=self._place(row, column.position),
        )

    def _report(self, kind: str, column: Column, row: int, count: int, unit: str) -> None:
        if kind not in {"empty", "unread"}:
            return
        if kind == "empty" and column.role in _OFTEN_BLANK:
            return
        self.findings.append(
            finding(
                "UNR01",
                "empty" if kind == "empty" else "default",
                where=self._place(row, column.position),
                table=self.table,
                row=count,
                column=column.position + 1,
                subject=unit,
                found=self.grid.text(row, column.position) or None,
                column_name=column.name,
            )
        )
