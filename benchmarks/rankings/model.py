"""What a generated notice is: what is printed, piece by piece, and what is true of it.

Every printed value has a `Key`, so that a fault can be planted into one of them and the truth's own
arithmetic can say what it breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar

from benchmarks.rankings.formulas import Formula
from schemas.notice import Role, TotalRule

RANK: Final = -1
UNIT: Final = -2
_T = TypeVar("_T")
COMPETITION, DENSE, ORDINAL = "competition", "dense", "ordinal"


class Key(NamedTuple):
    """Which value a printed text is: table, row or summary row, column (`RANK` for the rank)."""

    table: int
    is_summary: bool
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of printed characters; ``key`` where it is a value."""

    text: str
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; in text one line."""

    pieces: tuple[Piece, ...]
    align: str = "left"

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a grid: its place, how far it reaches, and its text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    key: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells; the first ``head_rows`` rows are the header (title rows above it included).

    ``repeats_head`` says whether the header stands again on each further page. ``page_ends`` are
    the rows before which text has a page number on a line of its own. A line break in a cell's
    text is one of the print.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    head_rows: int
    repeats_head: bool = True
    page_ends: tuple[int, ...] = ()

    def matrix(self) -> list[list[str]]:
        """Give the texts row by row; a merged cell's text stands at its first place only."""
        rows = [[""] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        return rows


Block = Line | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of values; ``maximum`` in points, ``weight`` as a fraction of 1.

    ``path`` are the names of the groups above it. ``name`` is empty where none is printed.
    """

    name: str
    role: Role
    maximum: Decimal | None = None
    weight: Decimal | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One unit: a value per column, ``None`` where a mark or nothing is printed."""

    unit: str
    rank: int | None
    values: tuple[Decimal | None, ...]
    grade: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A row that sums up (``sum``) or averages (``mean``) each column; ``None``: not printed."""

    kind: str
    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The truth of one ranking.

    ``total`` is the position of the column of totals. ``formulas`` are all the identities of a row.
    ``rank_rule`` is ``None`` where the ties do not tell. ``may_refuse``: the cells run together, so
    a reader may leave the whole ranking as text if it says AMB01. ``must_refuse``: they can be
    parted in several ways, so nothing may be typed and AMB01 must be said. ``is_apart``: each unit
    has a small table of its own, which a reader may give as they are or as one.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    formulas: tuple[Formula, ...]
    rule: TotalRule
    total: int | None
    scheme: str
    group: str | None = None
    rank_rule: str | None = None
    descending: bool = True
    has_ranks: bool = True
    summaries: tuple[Summary, ...] = ()
    is_apart: bool = False
    may_refuse: bool = False
    must_refuse: bool = False

    def with_value(self, key: Key, value: Decimal) -> Table:
        """Give the table with one value changed."""
        if key.is_summary:
            old = self.summaries[key.row]
            new = replace(old, values=_changed(old.values, key.column, value))
            return replace(self, summaries=_put(self.summaries, key.row, new))
        row = self.rows[key.row]
        if key.column == RANK:
            changed = replace(row, rank=int(value))
        else:
            changed = replace(row, values=_changed(row.values, key.column, value))
        return replace(self, rows=_put(self.rows, key.row, changed))


def _changed(
    values: tuple[Decimal | None, ...], place: int, value: Decimal
) -> tuple[Decimal | None, ...]:
    return (*values[:place], value, *values[place + 1 :])


def _put(items: tuple[_T, ...], place: int, item: _T) -> tuple[_T, ...]:
    return (*items[:place], item, *items[place + 1 :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A generated notice: what is printed in order, and the truth of its rankings."""

    name: str
    layout: str
    scheme: str
    rank_rule: str
    form: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = field(default=())

    def pieces(self) -> Iterator[Piece]:
        """Give every printed value."""
        for block in self.blocks:
            parts: Sequence[Piece | Cell]
            parts = block.cells if isinstance(block, Grid) else block.pieces
            for part in parts:
                if part.key is not None:
                    yield Piece(part.text, part.key)

    def with_text(self, key: Key, text: str) -> Notice:
        """Give the notice with another text printed for one value."""
        return replace(self, blocks=tuple(_with_text(block, key, text) for block in self.blocks))


def _with_text(block: Block, key: Key, text: str) -> Block:
    if isinstance(block, Grid):
        cells = tuple(replace(c, text=text) if c.key == key else c for c in block.cells)
        return replace(block, cells=cells)
    pieces = tuple(Piece(text, key) if p.key == key else p for p in block.pieces)
    return replace(block, pieces=pieces)
