"""Joins tables that a page end cut apart, and says what proved each join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from parsers.cells import number, rank
from parsers.headers import (
    find_header,
    header_words,
    lone_text,
    may_go_on,
    names_class,
    row_word,
    same_header,
)
from parsers.printed_grid import Grid, Row, grid_of, merge_rows, same_edges
from parsers.rankings.torn_rows import with_whole_rows
from schemas.document import Table
from schemas.vocabulary_files import vocabulary


class _Proof(NamedTuple):
    """What proves a join: top rows to drop, the page, and what was seen (see ``proofs.toml``)."""

    drop: int
    page: int
    seen: tuple[str, ...]

    def said(self, language: str) -> str:
        words = vocabulary("proofs")["joins"]
        text = "".join(words[name][language] for name in ("place", *self.seen))
        return text.format(page=self.page)


def join_tables(tables: Sequence[Table], adjoin: Callable[[Table, Table], bool]) -> list[Grid]:
    """Join each table with the one before it where it is its continuation.

    A continuation has the same number of columns and nothing printed between, and one of: the
    header is repeated (and dropped), the ranks run on, the column edges are the same, each column
    holds what it held before. A table whose ranks start again at 1 is a new table. A row of units
    is never taken for a header.

    Args:
        tables: all tables of the document in reading order.
        adjoin: tells whether nothing but furniture stands between two neighbouring tables.

    Returns:
        One grid per printed table; ``Grid.joins`` holds one sentence per join, ``joins_zh`` the
        same in Chinese.
    """
    grids: list[Grid] = []
    for table in tables:
        part = with_whole_rows(grid_of(table))
        if not part.rows:
            continue
        if grids and adjoin(grids[-1].tables[-1], table):
            proof = _proof(grids[-1], part)
            if proof is not None:
                grids[-1] = _append(grids[-1], part, proof)
                continue
        grids.append(part)
    return grids


def _proof(whole: Grid, part: Grid) -> _Proof | None:
    """Return what proves that ``part`` goes on with ``whole``, ``None`` without."""
    if whole.n_columns != part.n_columns:
        return None
    (table,) = part.tables
    repeated = same_header(whole, part)
    ranks = _rank_step(whole, part, repeated)
    if ranks == "restart":
        return None
    if repeated:
        return _Proof(repeated, table.page, ("header_and_ranks" if ranks == "next" else "header",))
    if find_header(part).end:
        return None
    if ranks == "next":
        return _Proof(0, table.page, ("ranks",))
    if same_edges(whole.tables[-1], table):
        return _Proof(0, table.page, ("edges",))
    if _hold_the_same(whole, part):
        seen = ("alike", "totals") if _totals_run_on(whole, part) else ("alike",)
        return _Proof(0, table.page, seen)
    return None


def _hold_the_same(whole: Grid, part: Grid) -> bool:
    """Tell whether each column has figures where it had figures before, and words where words."""
    if not find_header(whole).end:
        return False
    columns = range(whole.n_columns)
    makes = [_makes(whole, _body(whole), column) for column in columns]
    more = [_makes(part, range(len(part.rows)), column) for column in columns]
    return {"figure"} in makes and all(
        len(made) == 1 and added <= made for made, added in zip(makes, more, strict=True)
    )


def _body(grid: Grid) -> range:
    return range(find_header(grid).end, len(grid.rows))


def _makes(grid: Grid, rows: range, column: int) -> set[str]:
    kinds = set()
    for row in rows:
        text = grid.text(row, column)
        kind = number(text).kind
        is_figure = kind == "number" or rank(text).kind == "number"
        if kind not in {"empty", "none"} and lone_text(grid.texts(row)) is None:
            kinds.add("figure" if is_figure else "words")
    return kinds


def _totals_run_on(whole: Grid, part: Grid) -> bool:
    """Tell whether the totals fall (or rise) on from one part to the other."""
    words = header_words(whole, find_header(whole))
    column = next(
        (i for kind in ("total", "points") for i, w in enumerate(words) if w == kind), None
    )
    if column is None:
        return False
    values = [
        value
        for grid, rows in ((whole, _body(whole)), (part, range(len(part.rows))))
        for row in rows
        if (value := number(grid.text(row, column)).value) is not None
    ]
    return values in (sorted(values), sorted(values, reverse=True))


def _rank_columns(grid: Grid) -> list[int]:
    """Return the columns of ranks and of running numbers (序号)."""
    words = header_words(grid, find_header(grid))
    return [words.index(wanted) for wanted in ("rank", "serial") if wanted in words]


def _ranks(grid: Grid, column: int, start: int) -> list[int]:
    found = []
    for row in range(start, len(grid.rows)):
        value = rank(grid.text(row, column)).value
        if value is not None:
            found.append(int(value))
    return found


def _class_start(grid: Grid) -> int:
    """Return the last row that names a class of units, or the first below the header."""
    rows = _body(grid)
    classes = [row for row in rows if lone_text(grid.texts(row)) is not None]
    return classes[-1] if classes else rows.start


def _rank_step(whole: Grid, part: Grid, skip: int) -> str | None:
    """Say whether ranks or running numbers run on from ``whole`` (``next``) or ``restart``."""
    start = _class_start(whole)
    steps = {
        _step(_ranks(whole, column, start), _ranks(part, column, skip))
        for column in _rank_columns(whole)
    }
    return next((step for step in ("next", "restart") if step in steps), None)


def _step(before: Sequence[int], after: Sequence[int]) -> str | None:
    if not before or not after:
        return None
    last, first = before[-1], after[0]
    if len(set(before)) > 1 and list(before) == sorted(before, reverse=True):
        # The last unit stands first: ranks run down to 1.
        return "next" if last - after.count(first) <= first <= last else None
    # Units in no order of rank may have the first rank on any page, but only once.
    if first == 1 and 1 in before and last > 1:
        return "restart"
    # After a tie the next rank may be skipped as far as the tie reached.
    return "next" if last <= first <= last + before.count(last) else None


def _append(whole: Grid, part: Grid, proof: _Proof) -> Grid:
    rows = list(whole.rows)
    added = list(part.rows[proof.drop :])
    column = next(iter(_rank_columns(whole)), None)
    if added and column is not None and _is_rest_of_row(rows[-1], added[0], column):
        rows[-1] = merge_rows(rows[-1], added[0])
        added = added[1:]
        proof = proof._replace(seen=(*proof.seen, "cut_row"))
    return replace(
        whole,
        rows=(*rows, *added),
        tables=(*whole.tables, *part.tables),
        joins=(*whole.joins, proof.said("en")),
        joins_zh=(*whole.joins_zh, proof.said("zh")),
    )


def _is_rest_of_row(upper: Row, lower: Row, rank_column: int) -> bool:
    """Tell whether a row is the rest of the one before: no rank, figure or name stands twice."""
    below = [slot.text if slot else "" for slot in lower]
    above = [slot.text if slot else "" for slot in upper]
    if below[rank_column] or not any(below):
        return False
    if any(row_word(texts, kind) for texts in (above, below) for kind in ("summary", "remark")):
        return False
    if names_class(lone_text(above) or ""):
        return False
    pairs = [(a, b) for a, b in zip(above, below, strict=True) if a and b]
    clash = any(number(a).kind == "number" or number(b).kind == "number" for a, b in pairs)
    return not clash and all(may_go_on(a, b) for a, b in pairs)
