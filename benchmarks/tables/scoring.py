"""Scores of table reading: adjacency relations, cells, exact tables, spurious tables.

The measures are those of the ICDAR-2013 table competition and three that a user of the data
feels; ``README.md`` says what each means. A table is ``{"page": 1, "cells": [[row, column,
row_span, column_span, text]]}``; a prediction may give ``rows`` of strings (``None`` where a
merged cell hides the place) in place of cells.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Relation = tuple[str, str, str]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """What is compared: the relations of a table, and its texts by place without blank lines."""

    page: int
    relations: Counter[Relation]
    texts: Mapping[Place, str]

    @property
    def is_a_grid(self) -> bool:
        """Whether at least two rows and two columns hold text."""
        rows, columns = {row for row, _ in self.texts}, {column for _, column in self.texts}
        return len(rows) >= 2 and len(columns) >= 2


@dataclass(slots=True)
class Score:
    """The counts of one document, or of several added up.

    ``shared``, ``found`` and ``wanted`` count relations; ``cells`` has the cell F1 of each true
    table; ``exact`` counts tables reproduced cell for cell out of ``tables``; ``spurious`` counts
    predicted tables that share nothing with a true one.
    """

    shared: int = 0
    found: int = 0
    wanted: int = 0
    exact: int = 0
    tables: int = 0
    spurious: int = 0
    cells: list[float] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another document."""
        self.shared += other.shared
        self.found += other.found
        self.wanted += other.wanted
        self.exact += other.exact
        self.tables += other.tables
        self.spurious += other.spurious
        self.cells += other.cells

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the relations."""
        return rates(self.shared, self.found, self.wanted)


def rates(shared: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Give precision, recall and F1; nothing found where nothing is wanted is perfect."""
    precision = shared / found if found else float(not wanted)
    recall = shared / wanted if wanted else float(not found)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def relation_text(text: str | None) -> str:
    """Normalise for relations: NFKC, no white space, upper case, other signs as ``_``."""
    folded = "".join(unicodedata.normalize("NFKC", text or "").split()).upper()
    return "".join(char if char.isalnum() else "_" for char in folded)


def cell_text(text: str | None) -> str:
    """Normalise for cells: NFKC, no white space."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _cells(table: Mapping[str, Any]) -> list[tuple[int, int, int, int, str]]:
    if "cells" in table and table["cells"] is not None:
        return [
            (int(r), int(c), max(1, int(rs)), max(1, int(cs)), text or "")
            for r, c, rs, cs, text in table["cells"]
        ]
    return [
        (row, column, 1, 1, str(text))
        for row, line in enumerate(table.get("rows") or [])
        for column, text in enumerate(line)
        # Readers that give data frames say "not there" with a number that is not itself.
        if text is not None and text == text  # noqa: PLR0124
    ]


def measured(table: Mapping[str, Any]) -> Table:
    """Prepare a table for comparison."""
    cells = _cells(table)
    return Table(int(table.get("page") or 0), _relations(cells), _texts(cells))


def _relations(cells: Sequence[tuple[int, int, int, int, str]]) -> Counter[Relation]:
    """Pair each cell that is not blank with its nearest such neighbours right and below."""
    filled = [cell for cell in cells if relation_text(cell[4])]
    owner: dict[Place, int] = {}
    for number, (row, column, row_span, column_span, _) in enumerate(filled):
        for r in range(row, row + row_span):
            for c in range(column, column + column_span):
                owner.setdefault((r, c), number)
    pairs = _neighbours(sorted(owner), owner, "H")
    pairs |= _neighbours(sorted(owner, key=lambda p: (p[1], p[0])), owner, "V")
    texts = [relation_text(cell[4]) for cell in filled]
    return Counter((texts[a], texts[b], direction) for a, b, direction in pairs)


def _neighbours(
    places: Sequence[Place], owner: Mapping[Place, int], direction: str
) -> set[tuple[int, int, str]]:
    along = 0 if direction == "H" else 1
    return {
        (owner[one], owner[next_], direction)
        for one, next_ in pairwise(places)
        if one[along] == next_[along] and owner[one] != owner[next_]
    }


def _texts(cells: Sequence[tuple[int, int, int, int, str]]) -> dict[Place, str]:
    """Give the texts by place, with wholly blank rows and columns taken out."""
    filled = [(row, column, cell_text(text)) for row, column, _, _, text in cells]
    filled = [item for item in filled if item[2]]
    rows = {row: at for at, row in enumerate(sorted({item[0] for item in filled}))}
    columns = {column: at for at, column in enumerate(sorted({item[1] for item in filled}))}
    return {(rows[row], columns[column]): text for row, column, text in filled}


def _overlap(one: Counter[Relation], other: Counter[Relation]) -> int:
    return (one & other).total()


def score(wanted: Sequence[Table], found: Sequence[Table]) -> Score:
    """Compare the tables of one document.

    A prediction without page numbers (0) is compared over the whole document.
    """
    paged = all(table.page for table in found)
    result = Score(tables=len(wanted))
    result.wanted = sum(table.relations.total() for table in wanted)
    result.found = sum(table.relations.total() for table in found)
    have = _by_page(found, paged=paged)
    for page, relations in _by_page(wanted, paged=paged).items():
        result.shared += _overlap(relations, have.get(page, Counter()))
    taken: set[int] = set()
    for table in wanted:
        best = _best(table, found, paged=paged)
        if best is None:
            result.cells.append(0.0)
            continue
        taken.add(best)
        result.cells.append(_cell_f1(table.texts, found[best].texts))
        result.exact += table.texts == found[best].texts
    result.spurious = sum(
        1
        for number, table in enumerate(found)
        if number not in taken and table.is_a_grid and not _shares(table, wanted, paged=paged)
    )
    return result


def _by_page(tables: Iterable[Table], *, paged: bool) -> dict[int, Counter[Relation]]:
    pages: dict[int, Counter[Relation]] = {}
    for table in tables:
        pages.setdefault(table.page if paged else 0, Counter()).update(table.relations)
    return pages


def _best(table: Table, found: Sequence[Table], *, paged: bool) -> int | None:
    """Give the index of the prediction that shares most with a true table; ``None`` if none."""
    best, highest = None, 0.0
    for number, other in enumerate(found):
        if paged and other.page != table.page:
            continue
        shared = _overlap(table.relations, other.relations)
        value = rates(shared, other.relations.total(), table.relations.total())[2]
        if shared and value > highest:
            best, highest = number, value
    return best


def _cell_f1(wanted: Mapping[Place, str], found: Mapping[Place, str]) -> float:
    right = sum(1 for place, text in wanted.items() if found.get(place) == text)
    return rates(right, len(found), len(wanted))[2]


def _shares(table: Table, wanted: Sequence[Table], *, paged: bool) -> bool:
    return any(
        _overlap(table.relations, other.relations)
        for other in wanted
        if not paged or other.page == table.page
    )


def best_score(
    readings: Sequence[Sequence[Mapping[str, Any]]], found: Sequence[Mapping[str, Any]]
) -> Score:
    """Compare a document that has one or more true readings; the best one counts."""
    predicted = [measured(table) for table in found]
    scores = [score([measured(table) for table in one], predicted) for one in readings]
    return max(scores, key=lambda one: one.rates[2])
