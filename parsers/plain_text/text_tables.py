"""Tables in plain text: runs of lines whose fields are parted by tabs, pipes or spaces.

Prose must never become a table; so a run of lines parted by spaces needs a header without numbers
and, in every row below it, numbers in the same column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from parsers.plain_text.cell_lines import cell_table
from parsers.plain_text.text_fields import (
    LONGEST_PIECE,
    Field,
    Found,
    Row,
    TextDoubt,
    TextLine,
    TextTable,
    words_of,
)
from parsers.plain_text.torn_lines import whole_rows, with_head_piece
from schemas.patterns import lazy_re

_TAB: Final = lazy_re(r"\t")
_PIPES: Final = lazy_re(r"[|│┃｜]")
# A rule between rows: |---|:--:|, +-----+, ├──┼──┤
_RULE: Final = lazy_re(r"[\s|│┃｜+:=\-—─━┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬═║]+")
_WIDE_GAP: Final = lazy_re(r"[ \u00a0]*\u3000[ \u00a0\u3000]*|[ \u00a0]{2,}")
_GAP: Final = lazy_re(r"[ \u00a0\u3000]+")
_NUMBER: Final = lazy_re(r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?")
# Rows of two fields may as well be a list.
_FEWEST_BESIDE: Final = 3
# A grid may have this many times the fields that are printed, and these cells in any case.
_MOST_FILLING: Final = 16
_SMALL: Final = 4096
# So many lines below a piece of a header's name the row that it belongs to begins at the latest.
_MOST_PIECES: Final = 2
# Marks that end or part sentences: a line that has them is prose.
_SENTENCE: Final = lazy_re(r"[，。；！？、：]")
# 镇（乡、街道） is a name.
_BRACKETED: Final = lazy_re(r"[（(][^（）()]*[）)]")
# The number of a page between marks, on a line of its own.
_PAGE_NUMBER: Final = lazy_re(r"[-—–―－·•]{1,3}\s?\d{1,3}\s?[-—–―－·•]{1,3}|第\s?\d{1,3}\s?页")
# What lists begin their lines with: 1. （二） 联系人：
_LABEL: Final = lazy_re(r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．:：]|[^\t]{1,8}[:：])\s*")
# A class of units on a line of its own between the rows of a table: （二）乡镇类, 二、企业类.
# Neither a sentence nor a page number, and no 续表, which goes before rows of the same class.
_SECTION: Final = lazy_re(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]*|[（(]?\d{1,2}[）)、.．])?\s*"
    r"(?!.{0,4}续)[^\s\d\t，。；！？：:|]{1,20}\s*"
)

_Split: TypeAlias = Callable[[TextLine], Row]
"""Parts a line into fields, none where it is no row."""
_Find: TypeAlias = Callable[[str, Sequence[TextLine], int], Found]
"""Finds a table whose first row is a line of a text."""


class _Way(NamedTuple):
    """One way in which cells are parted: how its tables are found, and their rows split.

    ``split`` is ``None`` where a row is more than a line.
    """

    find: _Find
    split: _Split | None


def _fields(line: TextLine, parts: Sequence[tuple[int, int]]) -> Row:
    """Make fields of the ranges of a line, without the blanks at their ends."""
    fields = []
    for start, end in parts:
        part = line.text[start:end]
        left = len(part) - len(part.lstrip())
        size = len(part.strip())
        fields.append(Field(line.start + start + left, line.start + start + left + size))
    return tuple(fields)


def _between(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the ranges of a text between the matches of a pattern."""
    parts, start = [], 0
    for match in pattern.finditer(text):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, len(text))]


def _by_tabs(line: TextLine) -> Row:
    return _fields(line, _between(_TAB, line.text)) if "\t" in line.text.strip() else ()


def _torn_off(line: TextLine) -> Row:
    """Split a line of one short field with tabs on one side: the rest of a row."""
    is_short = 0 < len(line.text.strip()) <= LONGEST_PIECE and "\t" in line.text
    return _fields(line, _between(_TAB, line.text)) if is_short else ()


def _head_piece(lines: Sequence[TextLine], at: int, split: _Split) -> Row:
    """Return a line of a header that is a piece of a name alone; a row follows it closely."""
    text = lines[at].text.strip()
    bare = _BRACKETED.sub("", text)  # 得分（100分）
    is_piece = 0 < len(text) <= LONGEST_PIECE and _SECTION.fullmatch(bare) is not None
    below = lines[at + 1 : at + 1 + _MOST_PIECES]
    return _whole(lines[at]) if is_piece and any(split(line) for line in below) else ()


def _by_pipes(line: TextLine) -> Row:
    parts = _between(_PIPES, line.text)
    if len(parts) < 2:
        return ()
    # | a | b |: the outer pipes part nothing.
    if not line.text[: parts[0][1]].strip():
        parts = parts[1:]
    if len(parts) > 1 and not line.text[parts[-1][0] :].strip():
        parts = parts[:-1]
    return _fields(line, parts)


def _by_gaps(pattern: re.Pattern[str]) -> _Split:
    def split(line: TextLine) -> Row:
        left = len(line.text) - len(line.text.lstrip())
        text = line.text.strip()
        inner = TextLine(line.start + left, text)
        fields = _fields(inner, _between(pattern, text)) if text else ()
        return fields if len(fields) > 1 else ()

    return split


def _is_rule(line: TextLine) -> bool:
    text = line.text.strip()
    return len(text) > 2 and _RULE.fullmatch(text) is not None


def _has_number(raw: str, row: Sequence[Field]) -> bool:
    return any(_NUMBER.fullmatch(word) for word in words_of(raw, row))


def find_tables(raw: str, lines: Sequence[TextLine]) -> tuple[list[TextTable], list[TextDoubt]]:
    """Find the tables of a text, in order and without overlaps.

    Args:
        raw: the text.
        lines: its lines, empty ones included.

    Returns:
        The tables, and the lines of cells that could not be made one.
    """
    tables: list[TextTable] = []
    doubts: list[TextDoubt] = []
    # A run that is no table is not looked at again from its second line on: the time stays linear.
    tried = [0] * len(_WAYS)
    at = 0
    while at < len(lines):
        for number, way in enumerate(_WAYS):
            if tried[number] > at:
                continue
            table, tried[number] = way.find(raw, lines, at)
            if isinstance(table, TextDoubt):
                doubts.append(table)
                at = table.last
                break
            if table is not None and not _is_lopsided(table):
                parts = [table, *_over_page_ends(raw, lines, table, way.split)]
                tables += parts
                at = parts[-1].last
                break
        at += 1
    return tables, doubts


def _over_page_ends(
    raw: str, lines: Sequence[TextLine], table: TextTable, split: _Split | None
) -> list[TextTable]:
    """Return the parts of a table that go on behind page numbers (``— 7 —``) between its rows."""
    parts: list[TextTable] = []
    last, width = table, len(table.rows[-1])
    while split is not None:
        at = _behind_page_number(lines, last.last + 1)
        rows = _rows_like(raw, lines, at, split, width) if at is not None else []
        if at is None or not rows:
            break
        last = TextTable(at, at + len(rows) - 1, tuple(rows))
        parts.append(last)
    return parts


def _behind_page_number(lines: Sequence[TextLine], at: int) -> int | None:
    """Return the first line behind a page number, blank lines around it passed over."""
    is_behind = False
    while at < len(lines):
        text = lines[at].text.strip()
        if text and not is_behind and _PAGE_NUMBER.fullmatch(text):
            is_behind = True
        elif text:
            return at if is_behind else None
        at += 1
    return None


def _rows_like(
    raw: str, lines: Sequence[TextLine], at: int, split: _Split, width: int
) -> list[Row]:
    """Return the rows of so many fields from a line on; none where no row has a number."""
    rows: list[Row] = []
    while at < len(lines) and len(fields := split(lines[at])) == width:
        rows.append(fields)
        at += 1
    return rows if any(_has_number(raw, row) for row in rows) else []


def _is_lopsided(table: TextTable) -> bool:
    """Tell whether short rows would be filled up with many times what is printed.

    One row of 100,000 tabs over 100,000 rows of two fields is no table, and would not fit in memory
    as one.
    """
    n_printed = sum(len(row) for row in table.rows)
    return len(table.rows) * table.n_columns > _MOST_FILLING * n_printed + _SMALL


def _run(
    lines: Sequence[TextLine],
    at: int,
    split: _Split,
    *,
    rules: bool = False,
    pieces: bool = False,
) -> Iterator[tuple[int, Row]]:
    """Yield the rows (index, fields) of a run from ``at``; rules between them are passed over.

    One empty line between two rows of a length does not end the run, nor does a line that names
    the class of the units below it, or (with ``pieces``) is a piece of a name: that is a row of one
    field.
    """
    widths: set[int] = set()
    seen = False
    while at < len(lines):
        fields = split(lines[at])
        if rules and _is_rule(lines[at]):
            at += 1
            continue
        if not fields and pieces and widths:
            fields = _torn_off(lines[at]) or (() if seen else _head_piece(lines, at, split))
        if not fields:
            follow = split(lines[at + 1]) if widths and at + 1 < len(lines) else ()
            if len(follow) not in widths and not (pieces and follow):
                return
            if lines[at].text.strip():
                if not _is_section(lines[at], lines[at + 1], follow, shortest=1 if pieces else 2):
                    return
                yield at, _whole(lines[at])
            elif len(follow) not in widths:
                return
            at += 1
            continue
        widths.add(len(fields))
        seen = seen or _shows_number(lines[at], fields)
        yield at, fields
        at += 1


def _is_sentence(line: TextLine) -> bool:
    return _SENTENCE.search(_BRACKETED.sub("", line.text)) is not None


def _is_section(
    line: TextLine, below: TextLine, fields: Sequence[Field], shortest: int = 2
) -> bool:
    """Tell whether a line between two rows names a class of units: a row of figures is below."""
    if len(fields) < _FEWEST_BESIDE or len(line.text.strip()) < shortest:
        return False
    if not _SECTION.fullmatch(line.text):
        return False
    return _shows_number(below, fields)


def _shows_number(line: TextLine, fields: Sequence[Field]) -> bool:
    texts = (line.text[f.start - line.start : f.end - line.start] for f in fields)
    return any(_NUMBER.fullmatch(text) for text in texts)


def _whole(line: TextLine) -> Row:
    return _fields(line, [(0, len(line.text))])


def _trimmed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Drop outer columns that are empty in every row (lines that begin or end with a tab)."""
    first = min(_blank_ahead(row) for row in rows)
    last = max(len(row) - _blank_ahead(row[::-1]) for row in rows)
    return tuple(row[first : max(last, first + 1)] for row in rows)


def _blank_ahead(row: Sequence[Field]) -> int:
    """Count the fields before the first that is not empty; the last one of a row stays."""
    filled = (at for at, field in enumerate(row) if field.start < field.end)
    return next(filled, len(row) - 1)


def _tab_table(raw: str, lines: Sequence[TextLine], at: int) -> Found:
    found = list(_run(lines, at, _by_tabs, pieces=True))
    if len(found) < 2:
        return None, at + 1
    beyond = found[-1][0] + 1
    rows = _trimmed(whole_rows(raw, [fields for _, fields in found]))
    first = with_head_piece(raw, lines, at, rows[0][0])
    if all(_LABEL.fullmatch(words[0]) for row in rows if (words := words_of(raw, row))):
        return None, beyond  # a list whose labels are set off by tabs
    sentences = sum(any(word.endswith("。") for word in words_of(raw, row)) for row in rows)
    if sentences * 2 > len(rows) and not any(_has_number(raw, row) for row in rows):
        return None, beyond
    if first != rows[0][0]:
        rows = ((first, *rows[0][1:]), *rows[1:])
        at -= 1
    return TextTable(at, beyond - 1, rows), beyond


def _pipe_table(raw: str, lines: Sequence[TextLine], at: int) -> Found:
    found = list(_run(lines, at, _by_pipes, rules=True))
    if len(found) < 2:
        beyond = found[0][0] if found else at
        while beyond < len(lines) and _is_rule(lines[beyond]):
            beyond += 1
        return None, beyond + 1
    first = at if _is_rule(lines[at]) else found[0][0]
    last = found[-1][0]
    while last + 1 < len(lines) and _is_rule(lines[last + 1]):
        last += 1
    has_rule = any(_is_rule(line) for line in lines[first : last + 1])
    rows = tuple(fields for _, fields in found)
    # A row of links on a web page has pipes, too, but neither a rule nor numbers.
    if not has_rule and not any(_has_number(raw, row) for row in rows):
        return None, last + 1
    return TextTable(first, last, rows), last + 1


def _spaced_table(
    raw: str, lines: Sequence[TextLine], at: int, split: _Split, *, strict: bool
) -> Found:
    """Find a table parted by spaces whose header is line ``at``.

    The header holds no number; every row below does, one column in all of them. With ``strict``
    (single spaces) all have the header's number of fields; a row that has not ends the table.
    """
    header = split(lines[at])
    if len(header) < 2 or _is_sentence(lines[at]) or _has_number(raw, header):
        return None, at + 1
    rows = [header]
    last = at
    numeric = set(range(len(header)))
    classes: list[Row] = []
    for index in range(at + 1, len(lines)):
        line, fields = lines[index], split(lines[index])
        if not fields and index + 1 < len(lines):
            follow = split(lines[index + 1])
            if len(follow) == len(header) and _is_section(line, lines[index + 1], follow):
                classes.append(_whole(line))
                continue
        numbers = {i for i, w in enumerate(words_of(raw, fields)) if _NUMBER.fullmatch(w)}
        is_alike = len(fields) == len(header)
        if not numbers or (strict and not is_alike):
            break
        # A remark or a list of names may stand in a row that is like the others.
        is_sure = is_alike and len(fields) >= _FEWEST_BESIDE and bool(numbers & numeric)
        if _is_sentence(line) and not (is_sure and (last > at or not strict)):
            break
        rows += [*classes, fields]
        classes, last = [], index
        numeric &= numbers
    columns = max(len(row) for row in rows)
    if len(rows) < 2 or not numeric or (columns < 3 and len(rows) < 3):
        return None, max(last, at + 1)
    return TextTable(at, last, tuple(rows)), last + 1


def _wide_table(raw: str, lines: Sequence[TextLine], at: int) -> Found:
    return _spaced_table(raw, lines, at, _by_gaps(_WIDE_GAP), strict=False)


def _narrow_table(raw: str, lines: Sequence[TextLine], at: int) -> Found:
    return _spaced_table(raw, lines, at, _by_gaps(_GAP), strict=True)


# The surer ones first: of a line's way the first that finds a table has it.
_WAYS: Final = (
    _Way(cell_table, None),
    _Way(_tab_table, _by_tabs),
    _Way(_pipe_table, _by_pipes),
    _Way(_wide_table, _by_gaps(_WIDE_GAP)),
    _Way(_narrow_table, _by_gaps(_GAP)),
)
