"""Rows of label, value, label, value (得分 | 86.5 | 名次 | 4), laid out as a ranking.

Either each row is one unit with the same labels in it, or a small sheet is about one unit. Who is
ranked, and a rank or a score, must be named by words; else nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.cells import number, rank
from parsers.columns import bare_limit, is_column_name, role_word, split_header
from parsers.headers import lone_text
from parsers.printed_grid import Grid, Row, Slot

_Pair = tuple[Slot, Slot]
_RANKED = frozenset({"rank", "total", "points"})


def laid_out(grid: Grid) -> tuple[Grid, ...]:
    """Lay out rows of labels and values as a header above rows of values.

    Args:
        grid: a printed table.

    Returns:
        The grid itself where it has no such rows. Else a grid of the labels above the values, one
        row per unit; and behind it what stands below a sheet, as a grid of its own.
    """
    sheets, below = _sheets(grid)
    if not sheets:
        return (grid,)
    titles: list[Slot] = []
    if len(sheets) == 1 and below == len(grid.rows):
        # Rows of the same labels are a unit each, though nothing stands between them.
        rows = [row for row in map(_pairs, grid.rows) if row]
        if len(rows) > 1 and len({_labels(row) for row in rows}) == 1:
            titles = sheets[0].headings
            sheets = [_Sheet([], row) for row in rows]
    first = sheets[0].pairs
    if len({_labels(sheet.pairs) for sheet in sheets}) > 1 or not _says_who(first):
        return (grid,)
    if len(set(_labels(first))) < len(first):
        return (grid,)
    rows_of = [row for sheet in sheets for row in sheet.rows()]
    header = tuple(label for label, _ in first)
    above = [_alone(title, len(header)) for title in titles]
    laid = replace(grid, rows=(*above, header, *rows_of))
    rest = grid.rows[below:]
    return (laid, replace(grid, rows=rest)) if rest else (laid,)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The labels and values of one unit, and the rows of one cell above them."""

    headings: list[Slot]
    pairs: list[_Pair]

    def rows(self) -> list[Row]:
        """Return the row of values, below the headings that say more than the unit."""
        values: Row = tuple(value for _, value in self.pairs)
        more = [h for h in self.headings if not any(_named_in(value, h) for value in values)]
        return [*(_alone(heading, len(values)) for heading in more), values]


def _alone(slot: Slot, width: int) -> Row:
    return (slot, *[None] * (width - 1))


def _named_in(value: Slot | None, heading: Slot) -> bool:
    text = "".join(value.text.split()) if value else ""
    return bool(text) and "".join(heading.text.split()).endswith(text)


def _sheets(grid: Grid) -> tuple[list[_Sheet], int]:
    """Return the sheets at the top of a grid, and the first row that is in none of them."""
    sheets: list[_Sheet] = []
    headings: list[Slot] = []
    is_open, below = False, 0
    for place, row in enumerate(grid.rows):
        pairs = _pairs(row)
        slots = [slot for slot in row if slot is not None and slot.text.strip()]
        if pairs is not None and is_open:
            sheets[-1].pairs.extend(pairs)
        elif pairs is not None:
            sheets.append(_Sheet(headings, list(pairs)))
            headings, is_open = [], True
        elif lone_text(grid.texts(place)) is not None and number(slots[0].text).kind == "unread":
            headings.append(slots[0])
            is_open = False
            continue
        else:
            break
        below = place + 1
    return sheets, below


def has_labels_beside_values(grid: Grid) -> bool:
    """Tell whether a row has a rank or score beside its label, as rows of units never do."""
    return any(
        sum(_is_known(label.text) and _is_figure(value.text) for label, value in row or ()) > 1
        for row in map(_pairs, grid.rows)
    )


def _pairs(row: Sequence[Slot | None]) -> list[_Pair] | None:
    """Return a row's labels with their values; ``None`` where it is no such row."""
    slots = [slot for slot in row if slot is not None and slot.is_origin]
    if len(slots) % 2:
        return None
    pairs = list(zip(slots[::2], slots[1::2], strict=True))
    while pairs and not any(slot.text for slot in pairs[-1]):
        pairs.pop()
    if not all(_is_label(label.text) and not is_column_name(value.text) for label, value in pairs):
        return None
    return pairs if any(_is_known(label.text) for label, _ in pairs) else None


def _is_label(text: str) -> bool:
    return number(text).kind == "unread" and rank(text).kind == "unread"


def _is_known(label: str) -> bool:
    """Tell whether a label is a column's name, by its words or by a maximum or weight."""
    header = split_header(label)
    has_limit = header.max_score is not None or header.weight is not None
    return has_limit or bare_limit(label) is not None or _word(label) is not None


def _is_figure(text: str) -> bool:
    return number(text).kind == "number" or rank(text).kind == "number"


def _word(label: str) -> str | None:
    name = split_header(label).name.rstrip(":：")
    word = role_word(name)
    # 柳湾街道 is a unit and no name of a column, though 街道 is.
    return word if word != "unit" or is_column_name(name) or name.endswith("单位") else None


def _labels(row: Sequence[_Pair]) -> tuple[str, ...]:
    return tuple("".join(label.text.split()) for label, _ in row)


def _says_who(row: Sequence[_Pair]) -> bool:
    """Tell whether labels name one unit and its rank or score, which is a figure."""
    words = [(_word(label.text), value.text) for label, value in row]
    units = [text for word, text in words if word == "unit"]
    figures = [text for word, text in words if word in _RANKED]
    is_named = len(units) == 1 and bool(units[0].strip()) and not _is_figure(units[0])
    return is_named and bool(figures) and all(map(_is_figure, figures))
