"""Where a table's header ends and its units begin; header texts down to each column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parsers.cells import number, rank, tidy
from parsers.columns import is_known_header, role_word, split_header
from parsers.printed_grid import Grid
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_MOST_HEADER_ROWS = 4
_CLASS_LABEL = lazy_re(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]+(?=\D)")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Rows ``start`` to ``end`` (excluded) are the header; the rows before it are title rows.

    ``limits`` is the row of the block that gives maxima or weights as numbers, ``None`` without.
    """

    start: int
    end: int
    limits: int | None = None


@cache
def _row_pattern(kind: str) -> re.Pattern[str]:
    return re.compile(vocabulary("columns")["rows"][kind])


def row_word(texts: list[str], kind: str) -> bool:
    """Tell whether a row is of a kind of ``columns.toml`` ``[rows]`` by its first texts."""
    named = [tidy(text) for text in texts if text.strip()]
    return any(_row_pattern(kind).search(text) for text in named[:2])


def names_class(text: str) -> bool:
    """Tell whether a text alone in its row names a class of units: （二）乡镇类, 县直部门.

    >>> names_class("（二）乡镇类"), names_class("区住房和城")
    (True, False)
    """
    return _row_pattern("class").search(tidy(text)) is not None


def class_name(text: str) -> str:
    """Return what a class of units is called, in one line and without its label.

    >>> class_name("（二） 乡镇类"), class_name("县直部门")
    ('乡镇类', '县直部门')
    """
    name = tidy(text)
    label = _CLASS_LABEL.match(name)
    return name[label.end() :] if label else name


def names_unit(text: str) -> bool:
    """Tell whether a text ends as a unit's whole name does, and names no class of them.

    >>> names_unit("柳湾镇"), names_unit("区住房和城"), names_unit("各乡镇")
    (True, False, False)
    """
    return _row_pattern("unit").search(tidy(text)) is not None and not names_class(text)


def may_go_on(upper: str, lower: str) -> bool:
    """Tell whether a text may be the rest of a name above it: two whole names are two units.

    >>> may_go_on("区住房和城", "乡建设局"), may_go_on("柳湾镇", "枫林乡")
    (True, False)
    """
    return not (names_unit(upper) and (names_unit(lower) or names_class(lower)))


def lone_text(texts: list[str]) -> str | None:
    """Return the one text of a row that has no other, spread over it or beside empty cells."""
    distinct = {text for text in texts if text.strip()}
    return distinct.pop() if len(distinct) == 1 else None


def _holds_figures(texts: list[str]) -> bool:
    """Tell whether a row has a cell that is a number, a rank or a mark for "none"."""
    return any(
        number(text).kind in {"number", "none"} or rank(text).kind == "number"
        for text in texts
        if text.strip()
    )


def is_header_row(grid: Grid, row: int) -> bool:
    """Tell whether a row names columns. A row of units never does: it has figures in it.

    Two known column names (or maxima) settle it; else every column must be named and the next
    row must have figures.
    """
    texts = grid.texts(row)
    if _holds_figures(texts) or row_word(texts, "remark"):
        return False
    known = sum(is_known_header(text) for text in texts if text.strip())
    if known >= min(2, grid.n_columns):
        return True
    full = all(text.strip() for text in texts) and len(set(texts)) > 1
    return full and row + 1 < len(grid.rows) and _holds_figures(grid.texts(row + 1))


def _spans_into(grid: Grid, upper: int, lower: int) -> bool:
    """Tell whether ``lower`` belongs to the header of ``upper``: spans, or columns left blank."""
    wide = any(s is not None and s.cell.column_span > 1 for s in grid.rows[upper])
    tall = any(
        a is not None and b is not None and a.cell is b.cell
        for a, b in zip(grid.rows[upper], grid.rows[lower], strict=True)
    )
    above, below = grid.texts(upper), grid.texts(lower)
    lost = any(not a.strip() and b.strip() for a, b in zip(above, below, strict=True)) and any(
        a.strip() and not b.strip() for a, b in zip(above, below, strict=True)
    )
    return wide or tall or lost or _fills_groups(above, below)


def _fills_groups(above: list[str], below: list[str]) -> bool:
    """Tell whether a row of names leaves out who is ranked and which place: each group has one.

    ``排名 | 单位 | 基础工作 | 结果运用`` above `` | | 公开 | 服务``.
    """
    who = _who(above)
    if "unit" not in who.values() or any(below[place].strip() for place in who):
        return False
    return sum(bool(text.strip()) for text in below) >= 2


def _who(texts: list[str]) -> dict[int, str]:
    """Return the places of a header row that say who is ranked and which place, with the word."""
    words = {place: role_word(split_header(t).name) for place, t in enumerate(texts) if t.strip()}
    return {place: word for place, word in words.items() if word in {"unit", "rank", "serial"}}


def _sums_up(grid: Grid, start: int, row: int) -> bool:
    """Tell whether a row below the names sums units up: it says so where units are named.

    ``小计`` below a group (``单位 | 公开 <`` above ``^ | 小计 | 网站``) is the name of a column.
    """
    texts = grid.texts(row)
    who = _who(grid.texts(start))
    named = [texts[place] for place in who] if who else texts
    return row_word(texts, "summary") and row_word(named, "summary")


def _belongs(grid: Grid, upper: int, lower: int) -> bool:
    """Tell whether two rows are one header: by spans, or by the places that lost spans left."""
    return _spans_into(grid, upper, lower) or (
        _names_groups(grid, upper) and is_header_row(grid, lower)
    )


def _names_groups(grid: Grid, row: int) -> bool:
    """Tell whether each name of a row has blank places behind it: lost spans."""
    texts = [bool(text.strip()) for text in grid.texts(row)]
    begins = [place for place, there in enumerate(texts) if there]
    ends = [*begins[1:], len(texts)]
    return all(end - start > 1 for start, end in zip(begins, ends, strict=True))


def find_header(grid: Grid) -> HeaderBlock:
    """Find the header rows at the top of a grid; ``start == end`` when it has none."""
    start = 0
    while start < len(grid.rows) and _is_title_row(grid, start):
        start += 1
    if start == len(grid.rows) or not is_header_row(grid, start):
        # Upper header rows may name groups only (政务公开 | 政府网站) above the row of names.
        below = start + 1
        grouped = (
            below < len(grid.rows)
            and not _holds_figures(grid.texts(start))
            and is_header_row(grid, below)
            and _belongs(grid, start, below)
        )
        if not grouped:
            return HeaderBlock(0, 0)
    end = start + 1
    while end < len(grid.rows) and end - start < _MOST_HEADER_ROWS:
        texts = grid.texts(end)
        if _holds_figures(texts) or row_word(texts, "remark") or _sums_up(grid, start, end):
            break
        is_level = _belongs(grid, end - 1, end) or _fills_groups(grid.texts(start), texts)
        if lone_text(texts) is not None or not is_level:
            break
        end += 1
    limits = None
    if end < len(grid.rows):
        texts = grid.texts(end)
        if row_word(texts, "maxima") or row_word(texts, "weights"):
            limits, end = end, end + 1
    return HeaderBlock(start, end, limits)


def _is_title_row(grid: Grid, row: int) -> bool:
    """Tell whether a row is a title or remark, with one text and no figure in it, or blank."""
    texts = grid.texts(row)
    said = {text for text in texts if text.strip()}
    return len(said) <= 1 and grid.n_columns > 1 and not _holds_figures(texts)


def header_paths(grid: Grid, block: HeaderBlock) -> list[tuple[str, ...]]:
    """Return per column the header texts from the top level down, each cell once.

    Where a text source lost a group header's span, its blank places take the group to their left
    as long as both columns have a name of their own below.
    """
    last = block.limits if block.limits is not None else block.end
    levels = _levels(grid, block.start, last)
    paths: list[tuple[str, ...]] = []
    for column in range(grid.n_columns):
        path: list[str] = []
        seen: list[object] = []
        for depth, row in enumerate(range(block.start, last)):
            slot = grid.rows[row][column]
            text = levels[depth][column]
            if not text.strip() or (slot is not None and any(slot.cell is c for c in seen)):
                continue
            if slot is not None and slot.text == text:
                seen.append(slot.cell)
            path.append(text)
        paths.append(tuple(path))
    return paths


def header_words(grid: Grid, block: HeaderBlock) -> list[str | None]:
    """Return per column the entry of ``columns.toml`` its name is in; ``None`` without a name."""
    return [
        role_word(split_header(path[-1]).name) if path else None
        for path in header_paths(grid, block)
    ]


def _levels(grid: Grid, start: int, last: int) -> list[list[str]]:
    """Return the texts of the header's rows, lost spans filled in from the lowest level up."""
    levels: list[list[str]] = []
    for row in reversed(range(start, last)):
        texts = grid.texts(row)
        levels.insert(0, _spread(texts, levels[0]) if levels else texts)
    return levels


def _spread(texts: list[str], below: list[str]) -> list[str]:
    for column in range(1, len(texts)):
        blank = not texts[column].strip() and below[column].strip()
        if blank and below[column - 1].strip():
            texts[column] = texts[column - 1]
    return texts


def same_header(first: Grid, second: Grid) -> int:
    """Return how many top rows of ``second`` repeat the header of ``first``; 0 when none do."""
    ours, theirs = find_header(first), find_header(second)
    if ours.end - ours.start != theirs.end - theirs.start:
        return 0
    for offset in range(ours.end - ours.start):
        upper = [_key(text) for text in first.texts(ours.start + offset)]
        lower = [_key(text) for text in second.texts(theirs.start + offset)]
        if upper != lower:
            return 0
    return theirs.end


def _key(text: str) -> str:
    header = split_header(text)
    return f"{tidy(header.name)}|{header.max_score}|{header.weight}"
