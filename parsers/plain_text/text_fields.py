"""Tables in plain text: lines, the fields of a row, and a table of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

LONGEST_PIECE: Final = 12
"""A line of more characters is no piece of a cell that was broken over lines."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row: from ``start`` to ``end`` in the text, blanks at its ends left out."""

    start: int
    end: int


Row: TypeAlias = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the text: its span without the line end, and its characters."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TextTable:
    """Lines ``first`` to ``last`` (both included) are a table; a row is a tuple of fields."""

    first: int
    last: int
    rows: tuple[Row, ...]

    @property
    def n_columns(self) -> int:
        """The number of fields of the longest row."""
        return max(len(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class TextDoubt:
    """Lines ``first`` to ``last`` hold cells that no single number of columns makes a table of."""

    first: int
    last: int
    n_cells: int


def words_of(raw: str, row: Sequence[Field]) -> list[str]:
    """Return the texts of a row's fields."""
    return [raw[field.start : field.end] for field in row]


# The table found, or a doubt, and the line before which it is no use to look again.
Found = tuple[TextTable | TextDoubt | None, int]
