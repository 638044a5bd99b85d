"""Rows of a grid whose names go on in a row below it, with blank cells beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter
from typing import Final, TypeAlias

from parsers.cells import number, rank
from parsers.columns import makes_name, role_word
from parsers.headers import (
    find_header,
    header_words,
    lone_text,
    may_go_on,
    names_class,
    names_unit,
    row_word,
)
from parsers.printed_grid import Grid, Row, Slot, merge_rows

# A text of more characters (a name, or a remark) does not go on in the next row.
_LONGEST: Final = 400

_Placed: TypeAlias = tuple[int, Decimal]
"""A row and its rank."""


def with_whole_rows(grid: Grid) -> Grid:
    """Join rows that hold nothing but pieces of names with the row above each.

    ``| 2 | 区住房和城 | 40 |`` with ``| | 乡建设局 | |`` below it. Text has no rules, so that a
    cell of two lines looks like this there; in sources with boxes each cell is whole already.

    Args:
        grid: a printed table.

    Returns:
        The grid; as it is where a unit has several rows of its own.
    """
    if any(slot is not None and slot.cell.box is not None for row in grid.rows for slot in row):
        return grid
    body = _first_figures(grid)
    if body == len(grid.rows):
        return grid
    head: list[Row] = []
    for row in range(body):
        if head and _head_goes_on(grid, row, head[-1]):
            head[-1] = merge_rows(head[-1], grid.rows[row])
        else:
            head.append(grid.rows[row])
    grid = replace(grid, rows=(*head, *grid.rows[body:]))
    first = len(head)
    if _has_sub_rows(grid, first):
        return grid
    has_classes = _is_class(grid, first - 1)
    ranks = _ranks(grid)
    rows = list(grid.rows[: first + 1])
    for row in range(first + 1, len(grid.rows)):
        if _goes_on(grid, row, rows[-1], ranks, has_classes=has_classes):
            rows[-1] = merge_rows(rows[-1], grid.rows[row])
        else:
            rows.append(grid.rows[row])
    return replace(grid, rows=tuple(rows))


def _first_figures(grid: Grid) -> int:
    """Return the first row that has figures."""
    for row in range(len(grid.rows)):
        if _has_figures(grid, row):
            return row
    return len(grid.rows)


def _has_figures(grid: Grid, row: int) -> bool:
    return any(number(text).kind == "number" for text in grid.texts(row))


def _has_sub_rows(grid: Grid, body: int) -> bool:
    """Tell whether units have several rows: figures beside a blank in the column of names.

    Without a header nothing tells them from pieces.
    """
    block = find_header(grid)
    words = header_words(grid, block)
    if "unit" not in words:
        return block.start == block.end
    unit = words.index("unit")
    return any(
        _has_figures(grid, row)
        and not grid.text(row, unit).strip()
        and not row_word(grid.texts(row), "summary")
        for row in range(body, len(grid.rows))
    )


def _is_class(grid: Grid, row: int) -> bool:
    text = lone_text(grid.texts(row))
    return text is not None and names_class(text)


def _goes_on(
    grid: Grid, row: int, above: Row, ranks: Sequence[_Placed], *, has_classes: bool
) -> bool:
    """Tell whether a row has only pieces, each below a name."""
    texts = grid.texts(row)
    places = [place for place, text in enumerate(texts) if text.strip()]
    if not places or row_word(texts, "remark") or row_word(texts, "summary"):
        return False
    if has_classes and places == [0]:
        return False
    # A rest leaves something of its row alone; else two units without figures would be one.
    filled = sum(bool(_text(slot).strip()) for slot in above)
    if len(places) > 1 and len(places) >= filled:
        return False
    if len(places) == 1 and names_class(texts[places[0]]) and not _ranks_run_on(grid, row, ranks):
        return False
    pairs = [(_text(above[place]), texts[place]) for place in places]
    return all(
        len(a) <= _LONGEST and _is_name(a) and _is_name(b) and may_go_on(a, b) for a, b in pairs
    )


def _ranks(grid: Grid) -> list[_Placed]:
    """Return the rows that have a rank, with it; none without a column of ranks."""
    words = header_words(grid, find_header(grid))
    if "rank" not in words:
        return []
    column = words.index("rank")
    read = ((row, rank(grid.text(row, column)).value) for row in range(len(grid.rows)))
    return [(row, value) for row, value in read if value is not None]


def _ranks_run_on(grid: Grid, row: int, ranks: Sequence[_Placed]) -> bool:
    """Tell whether the ranks below a row go on those above it, so that no new class begins."""
    at = bisect_left(ranks, row, key=itemgetter(0))
    if not 0 < at < len(ranks):
        return at > 0 and row == len(grid.rows) - 1
    return ranks[at][1] != 1


def _head_goes_on(grid: Grid, row: int, above: Row) -> bool:
    """Tell whether a header row holds the rest of names, and not the names below groups.

    A rest makes a column's word whole, is a single character, or stands under few of the columns.
    """
    texts = grid.texts(row)
    places = [place for place, text in enumerate(texts) if text.strip()]
    if not places or not all(_text(above[place]).strip() for place in places):
        return False
    pairs = [(_text(above[place]), texts[place]) for place in places]
    if any(role_word(a) == "unit" and names_unit(b) for a, b in pairs):
        return False
    if lone_text([_text(slot) for slot in above]) is not None:
        return False
    if _is_class(grid, row):
        # 责任 | 单位, though 单位 alone may be a class.
        return all(role_word(a) is None and makes_name(a, b) for a, b in pairs)
    if any(makes_name(a, b) or len(b.strip()) == 1 for a, b in pairs):
        return True
    words = [role_word(_text(slot)) for slot in above if _text(slot).strip()]
    named = [word for word in words if word not in {"rank", "unit", "serial"}]
    return 2 * len(places) <= len(named)


def _is_name(text: str) -> bool:
    return number(text).kind == "unread"


def _text(slot: Slot | None) -> str:
    return slot.text if slot else ""
