"""Rows of a table in text whose cells were broken over lines, made whole again.

``1 ⇥ 区住房和城`` with ``乡建设局 ⇥ 40 ⇥ 75`` below it is one row of four fields. It is taken for
one only where the fields of the lines together make a row of the table's own width and no figure
stands at the break.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from parsers.cells import number
from parsers.columns import makes_name, role_word, split_header
from parsers.headers import may_go_on, names_class
from parsers.plain_text.text_fields import LONGEST_PIECE, Field, Row, TextLine, words_of

_MOST_WIDTHS: Final = 5
# A maximum may stand on the line below its bracket: 基础信息（ | 35分）.
_OPENING: Final = "(（〔【["


def whole_rows(raw: str, rows: Sequence[Row]) -> list[Row]:
    """Join the rows that were broken over lines.

    Args:
        raw: the text.
        rows: the fields of each line; a line of one field stands for a class of units (乡镇类), or
            is a piece of a name.

    Returns:
        The rows; those that make no row of the usual width together stay as they are.
    """
    counts = Counter(len(row) for row in rows)
    if len(counts) == 1:
        return list(rows)
    widths = [size for size, _ in counts.most_common(_MOST_WIDTHS) if size > 1]
    tried = [_whole_at(raw, rows, width) for width in widths]
    # The right width leaves the fewest rows over.
    return min(
        tried or [list(rows)],
        key=lambda made: (
            sum(1 < len(row) != len(made[0]) for row in made),
            -max(map(len, made)),
        ),
    )


def _whole_at(raw: str, rows: Sequence[Row], width: int) -> list[Row]:
    """Join what makes rows of a width."""
    has_classes = _begins_with_class(raw, rows)
    done: list[Row] = []
    at, in_header = 0, True
    while at < len(rows):
        row = rows[at]
        if len(row) == width:
            in_header = in_header and not _has_number(raw, row)
            done.append(row)
            at += 1
            continue
        below = rows[at + 1] if at + 1 < len(rows) else row
        if len(row) == 1 and done and in_header and _ends_head(raw, done[-1][-1], row[0], below[0]):
            done[-1] = _joined(done[-1], row)
            at += 1
            continue
        count = _makes_whole(raw, rows[at : at + width], width, has_classes=has_classes)
        whole = row
        for piece in rows[at + 1 : at + count]:
            whole = _joined(whole, piece)
        done.append(whole)
        at += count
    return done


def with_head_piece(raw: str, lines: Sequence[TextLine], at: int, first: Field) -> Field:
    """Return the first field of a table, with the line above where it makes its name whole.

    ``考核名`` above ``次 ⇥ 单位 ⇥ 得分``: only the two together are the name of a column.
    """
    above = lines[at - 1].text.strip() if at else ""
    name = _text(raw, first)
    if not 0 < len(above) <= LONGEST_PIECE or role_word(split_header(name).name) is not None:
        return first
    if not makes_name(above, name):
        return first
    start = lines[at - 1].start + len(lines[at - 1].text) - len(lines[at - 1].text.lstrip())
    return Field(start, first.end)


def _has_number(raw: str, row: Row) -> bool:
    return any(number(word).kind == "number" for word in words_of(raw, row))


def _begins_with_class(raw: str, rows: Sequence[Row]) -> bool:
    """Tell whether a line that names a class of units stands before the first row of figures."""
    first = next((i for i, row in enumerate(rows) if _has_number(raw, row)), 0)
    above = words_of(raw, rows[first - 1]) if first else []
    return len(above) == 1 and names_class(above[0])


def _makes_whole(raw: str, rows: Sequence[Row], width: int, *, has_classes: bool) -> int:
    """Return how many rows make one of the usual width together; 1 where none do."""
    size = len(rows[0])
    text = _text(raw, rows[0][0])
    if size == 1 and (has_classes or names_class(text)):
        return 1
    for count in range(2, len(rows) + 1):
        upper, lower = rows[count - 2], rows[count - 1]
        size += len(lower) - 1
        if size > width or not _may_break(raw, upper[-1], lower[0]):
            return 1
        if not may_go_on(_text(raw, upper[-1]), _text(raw, lower[0])):
            return 1
        if size == width:
            return count
    return 1


def _may_break(raw: str, upper: Field, lower: Field) -> bool:
    """Tell whether a text may go on from one field to the other: no figure at the break."""
    if upper.start == upper.end or lower.start == lower.end:
        return False
    last, first = raw[upper.end - 1], raw[lower.start]
    return last in _OPENING or not (last.isdigit() or first.isdigit())


def _ends_head(raw: str, last: Field, piece: Field, below: Field) -> bool:
    """Tell whether a line goes on the last name of the header, and does not begin the row below."""
    name, text = _text(raw, last), _text(raw, piece)
    if len(text) > LONGEST_PIECE or names_class(text) or not _may_break(raw, last, piece):
        return False
    # 得分 | 名次: what names a column by itself is no unit's, nor a piece of one.
    if makes_name(name, text) or role_word(text) not in {None, "unit"}:
        return True
    return role_word(name) is None and not _may_break(raw, piece, below)


def _text(raw: str, field: Field) -> str:
    return raw[field.start : field.end]


def _joined(upper: Row, lower: Row) -> Row:
    return (*upper[:-1], Field(upper[-1].start, lower[0].end), *lower[1:])
