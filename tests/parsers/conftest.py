"""Tables drawn with one character a cell's fate, for the tests of grids and rankings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from parsers.printed_grid import Grid, grid_of
from parsers.rankings.engine import read_tables
from parsers.structure.engine import read_structure
from schemas.document import Cell, Document, Origin, Page, Table
from schemas.findings import Finding
from schemas.notice import NoticeTable
from schemas.places import Box, Span


def drawn(*rows: str, page: int = 1, edges: Sequence[float] = ()) -> Table:
    """Make a table: ``<`` goes on the cell to the left, ``^`` the one above.

    ``_`` is a blank cell, ``.`` none. ``edges`` are the left edges of the columns, if any.
    """
    texts = [row.split() for row in rows]
    cells = [
        Cell(
            text=text.replace("_", ""),
            raw=text,
            row=row,
            column=column,
            span=Span(row * 100 + column, row * 100 + column + 1),
            page=page,
            row_span=_run([below[column] for below in texts[row + 1 :]], "^"),
            column_span=_run(line[column + 1 :], "<"),
            box=Box(page, edges[column], 20 * row, edges[column] + 9, 20 * row + 9)
            if edges
            else None,
        )
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
        if text not in {"<", "^", "."}
    ]
    return Table(
        cells=tuple(cells),
        n_rows=len(rows),
        n_columns=len(texts[0]) if texts else 0,
        page=page,
        span=Span(0, 1),
    )


def _run(texts: Sequence[str], mark: str) -> int:
    return 1 + next((n for n, text in enumerate(texts) if text != mark), len(texts))


def shown(grid: Grid) -> list[str]:
    """Return the rows of a grid as `drawn` takes them, a span's text in each of its places."""
    return [" ".join(text or "_" for text in grid.texts(row)) for row in range(len(grid.rows))]


def read(*tables: Table) -> tuple[tuple[NoticeTable, ...], tuple[Finding, ...]]:
    """Read tables as those of a document, each on the next page, with nothing between them."""
    origin = Origin(reader="test", method="made")
    made = [
        Page(number=number, lines=(), tables=(one,), origin=origin)
        for number, one in enumerate(tables, 1)
    ]
    raw = " " * max(cell.span.end for one in tables for cell in one.cells)
    return read_tables(read_structure(Document(source="made.pdf", raw=raw, pages=tuple(made))))


@pytest.fixture(scope="session")
def reading() -> Callable[..., tuple[tuple[NoticeTable, ...], tuple[Finding, ...]]]:
    """Return a reader of tables, see `read`."""
    return read


@pytest.fixture(scope="session")
def table() -> Callable[..., Table]:
    """Return a maker: rows → a table, see `drawn`."""
    return drawn


@pytest.fixture(scope="session")
def grid() -> Callable[..., Grid]:
    """Return a maker: rows → the grid of a table, see `drawn`."""
    return lambda *rows, **options: grid_of(drawn(*rows, **options))


@pytest.fixture(scope="session")
def rows_of() -> Callable[[Grid], list[str]]:
    """Return a reader: a grid → its rows, see `shown`."""
    return shown
