"""Tables in plain text with one cell a line (``| 东湖镇``, ``东湖镇 |``) and no line for a row.

How many cells make a row is not printed. It is taken only where one single number of columns gives
a header without figures above rows that all have figures in the same columns; else nothing is
guessed, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parsers.plain_text.text_fields import (
    LONGEST_PIECE,
    Field,
    Found,
    TextDoubt,
    TextLine,
    TextTable,
    words_of,
)
from parsers.plain_text.torn_lines import with_head_piece
from schemas.patterns import lazy_re

_BEFORE: Final = lazy_re(r"\s*[|｜](?P<cell>[^|｜\t]*)")
_BEHIND: Final = lazy_re(r"(?P<cell>[^|｜\t]*)[|｜]\s*")
_SENTENCE: Final = lazy_re(r"[。；！？]")
_NUMBER: Final = lazy_re(r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?分?")
_MARK: Final = lazy_re(r"[\s/\\\-—–－]*")
_MOST_COLUMNS: Final = 16
_MOST_HEADER_ROWS: Final = 3
_FEWEST_ROWS: Final = 2
_FEWEST_FIGURES: Final = 4
_NOTE: Final = lazy_re(r"(?:备注|说明|注|附注)\s*\d*\s*[:：]\s*\S")


def cell_table(raw: str, lines: Sequence[TextLine], at: int) -> Found:
    """Find a table whose first cell is line ``at``.

    Args:
        raw: the text.
        lines: its lines, empty ones included.
        at: the line to begin at.

    Returns:
        The table; a doubt where the cells can be cut into rows in no way or in several; ``None``
        where the lines are no cells; and the line before which it is no use to look again.
    """
    for read in (_cells_before, _cells_behind):
        cells, last = read(lines, at)
        if len(cells) < 2 * (_FEWEST_ROWS + 1):
            continue
        first = at
        if (
            read is _cells_behind
            and (whole := with_head_piece(raw, lines, at, cells[0])) != cells[0]
        ):
            cells[0], first = whole, at - 1
        words = words_of(raw, cells)
        notes = _notes_at_end(words)
        body = words[: len(words) - notes]
        widths = [width for width in range(2, _MOST_COLUMNS + 1) if _is_grid(body, width)]
        if len(widths) == 1:
            width = widths[0]
            rows = [tuple(cells[start : start + width]) for start in range(0, len(body), width)]
            rows += [(cell,) for cell in cells[len(body) :]]
            return TextTable(first, last, tuple(rows)), last + 1
        if sum(_make(word) == "number" for word in words) >= _FEWEST_FIGURES:
            return TextDoubt(at, last, len(cells)), last + 1
        return None, last + 1
    return None, at + 1


def _notes_at_end(words: Sequence[str]) -> int:
    """Count the cells at the end that hold a note over all columns (备注：…)."""
    count = 0
    while count < len(words) and _NOTE.match(words[len(words) - 1 - count]):
        count += 1
    return count


def _cells_before(lines: Sequence[TextLine], at: int) -> tuple[list[Field], int]:
    """Read cells with a bar before them; a line without one goes on with the cell above it."""
    cells: list[Field] = []
    last = at
    while at < len(lines):
        match = _BEFORE.fullmatch(lines[at].text)
        if match is not None:
            cells.append(_field(lines[at], match))
            last = at
        elif not (cells and _is_piece(lines, at) and _BEFORE.fullmatch(lines[at + 1].text)):
            break
        else:
            cells[-1] = Field(cells[-1].start, lines[at].start + len(lines[at].text.rstrip()))
        at += 1
    return cells, last


def _cells_behind(lines: Sequence[TextLine], at: int) -> tuple[list[Field], int]:
    """Read cells with a bar behind them; a line without one is the beginning of the next cell."""
    cells: list[Field] = []
    last, begun = at, -1
    while at < len(lines):
        match = _BEHIND.fullmatch(lines[at].text)
        if match is not None:
            cell = _field(lines[at], match)
            cells.append(cell if begun < 0 else Field(begun, cell.end))
            last, begun = at, -1
        elif cells and begun < 0 and _is_piece(lines, at) and _BEHIND.fullmatch(lines[at + 1].text):
            begun = lines[at].start
        else:
            break
        at += 1
    return cells, last


def _is_piece(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a line may be a piece of a cell: short, no sentence, with a line below it."""
    text = lines[at].text.strip()
    is_short = 0 < len(text) <= LONGEST_PIECE and at + 1 < len(lines)
    return is_short and not _SENTENCE.search(text)


def _field(line: TextLine, match: re.Match[str]) -> Field:
    cell = match["cell"]
    start = match.start("cell") + len(cell) - len(cell.lstrip())
    return Field(line.start + start, line.start + start + len(cell.strip()))


def _is_grid(words: Sequence[str], width: int) -> bool:
    """Tell whether cells are a table of so many columns: a header, then rows of one make."""
    if len(words) % width:
        return False
    rows = [words[start : start + width] for start in range(0, len(words), width)]
    head = next((i for i, row in enumerate(rows) if any(map(_NUMBER.fullmatch, row))), 0)
    body = rows[head:]
    if not 1 <= head <= _MOST_HEADER_ROWS or len(body) < _FEWEST_ROWS:
        return False
    # Upper header rows have blanks: two full ones are a header and something else.
    if head > 1 and all(all(row) for row in rows[:head]):
        return False
    makes = [{_make(row[column]) for row in body} - {"none"} for column in range(width)]
    named = all(any(row[column] for row in rows[:head]) for column in range(width))
    # A column of remarks may be blank in all rows.
    return named and {"number"} in makes and {"text"} in makes and all(len(m) <= 1 for m in makes)


def _make(word: str) -> str:
    if _MARK.fullmatch(word):
        return "none"
    return "number" if _NUMBER.fullmatch(word) else "text"
