"""Rankings printed as running text: ``第一名：柳湾镇，88.72分``, each on a line or all in one.

Such lines become a `Table` of rank, unit and score without a header; what is no ranking beyond
doubt stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from parsers.cells import fold, rank
from parsers.lines import Item, TextLine
from parsers.text import MappedText, join
from schemas.document import Cell, Table
from schemas.places import Span

_PLACE: Final = r"(?:并列)?第\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,5})\s*[名位](?:\s*\(并列\))?"
# In folded text: rank, unit, score; the marks between them are of any sort, or none.
_ENTRY: Final = re.compile(
    rf"(?P<rank>{_PLACE})\s*(?:[:,、]|[是为](?=\S{{2}}))?\s*"
    r"(?P<unit>[^\d\s:;,。、()][^\d:;,。、()]{0,28}?[^\d\s:;,。、()])"
    r"\s*[:,]?\s*(?:得分|总分|综合得分|得|为)?\s*[:,]?\s*"
    r"(?P<score>\(\s*\d{1,4}(?:\.\d{1,4})?\s*分?\s*\)|\d{1,4}(?:\.\d{1,4})?(?:\s*分(?!之|钟|别))?)"
    r"(?![\d.%％‰个名位])"
)
_MORE: Final = re.compile(_PLACE)
_BETWEEN: Final = re.compile(r"[;,、。.\s]*")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
_FEWEST: Final = 3
# Among so many units one score, one rank may stand out of order: then the notice is in doubt.
_FEWEST_WITH_ERROR: Final = 5
# What stands before a ranking and names its group (主城组：).
_HEADING: Final = re.compile(r"(?P<name>[^:,;。、]{1,14}[组类])\s*:\s*")


class _Entry(NamedTuple):
    """One ranked unit: the match in the folded text, its rank and its score."""

    match: re.Match[str]
    rank: int
    score: Decimal


def with_ranked_lines(items: Sequence[Item]) -> list[Item]:
    """Make tables of the rankings that are printed as running text.

    At least three units stand one after the other, their ranks begin with 1 and run on (ties as
    they may), and their scores rise or fall with them. Where a further rank follows that is not
    understood nothing is taken: half a ranking would pass for a whole one.

    Args:
        items: lines and tables in reading order.

    Returns:
        The items; each ranking's text is replaced by a `Table` of three columns (rank, unit,
        score), what stands before and behind it in its lines stays a line.
    """
    done: list[Item] = []
    run: list[TextLine] = []
    for item in items:
        if isinstance(item, TextLine):
            if run and item.after_blank and not _is_entry(item):
                done += _read(run)
                run = []
            run.append(item)
        else:
            done += [*_read(run), item]
            run = []
    return [*done, *_read(run)]


def _is_entry(line: TextLine) -> bool:
    return _ENTRY.match(fold(line.text.text)) is not None


def _read(lines: Sequence[TextLine]) -> list[Item]:
    """Return the items of lines that follow one another."""
    if not any("名" in line.text.text or "位" in line.text.text for line in lines):
        return list(lines)
    whole = join(line.text for line in lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text))
    chains = _chains(fold(whole.text), frozenset(starts))
    if not chains:
        return list(lines)
    places = _Places(lines, starts, whole)
    done: list[Item] = []
    at = 0
    for chain in chains:
        first, last = chain[0].match.start(), chain[-1].match.end()
        done += places.lines(at, first, is_before=True)
        done.append(places.table(chain))
        tail = _BETWEEN.match(whole.text, last)
        at = tail.end() if tail else last
    return [*done, *places.lines(at, len(whole), is_before=False)]


def _heading(text: MappedText) -> MappedText:
    """Return the name of a group without its colon; any other text as it is."""
    match = _HEADING.fullmatch(fold(text.text))
    return text[: match.end("name")] if match else text


class _Places:
    """The lines of a run as one text, and back."""

    def __init__(self, lines: Sequence[TextLine], starts: Sequence[int], whole: MappedText) -> None:
        self._lines, self._starts, self._whole = lines, starts, whole

    def _line_at(self, place: int) -> TextLine:
        return next(
            line
            for line, start, end in zip(self._lines, self._starts, self._starts[1:], strict=False)
            if start <= place < end
        )

    def lines(self, start: int, end: int, *, is_before: bool) -> list[TextLine]:
        """Return what stands between two places; a heading before a ranking loses its colon."""
        found = []
        for line, first, last in zip(self._lines, self._starts, self._starts[1:], strict=False):
            low, high = max(start, first), min(end, last)
            if low >= high:
                continue
            if (low, high) == (first, last):
                found.append(line)
                continue
            text = self._whole[low:high].strip()
            if is_before and high == end:
                text = _heading(text)
            if text.text:
                found.append(replace(line, text=text))
        return found

    def table(self, chain: Sequence[_Entry]) -> Table:
        """Make a table of a ranking."""
        cells = [
            self._cell(entry.match.span(name), row, column)
            for row, entry in enumerate(chain)
            for column, name in enumerate(("rank", "unit", "score"))
        ]
        first, last = cells[0], cells[-1]
        return Table(
            cells=tuple(cells),
            n_rows=len(chain),
            n_columns=3,
            page=first.page,
            span=Span(first.span.start, last.span.end),
            box=first.box,
        )

    def _cell(self, place: tuple[int, int], row: int, column: int) -> Cell:
        start, end = place
        if column == 2:  # the brackets around a score are none of it
            start += self._whole.text[start] in "(（"
            end -= self._whole.text[end - 1] in ")）"
        piece = self._whole[start:end].strip()
        line = self._line_at(start)
        return Cell(
            text=piece.text,
            raw=piece.text,
            row=row,
            column=column,
            span=piece.span(),
            page=line.page,
            box=line.box,
        )


def _chains(text: str, starts: frozenset[int]) -> list[list[_Entry]]:
    """Return the rankings of a folded text; ``starts`` are the places where lines begin."""
    entries = list(_entries(text))
    chains: list[list[_Entry]] = []
    for place, entry in enumerate(entries):
        after = entries[place + 1] if place + 1 < len(entries) else None
        adjoins = bool(chains) and _adjoins(chains[-1][-1], entry, text, starts)
        if adjoins and not _begins(chains[-1], entry, after):
            chains[-1].append(entry)
        else:
            chains.append([entry])
    return [chain for chain in chains if _is_ranking(chain, text)]


def _entries(text: str) -> Iterable[_Entry]:
    for match in _ENTRY.finditer(text):
        place, score = rank(match["rank"]).value, _DIGITS.search(match["score"])
        if place is not None and score is not None:
            yield _Entry(match, int(place), Decimal(score[0]))


def _adjoins(last: _Entry, entry: _Entry, text: str, starts: frozenset[int]) -> bool:
    """Tell whether nothing but marks stands between two entries."""
    start = entry.match.start()
    between = text[last.match.end() : start]
    return _BETWEEN.fullmatch(between) is not None and (bool(between) or start in starts)


def _begins(chain: Sequence[_Entry], entry: _Entry, after: _Entry | None) -> bool:
    """Tell whether an entry begins a ranking of its own: it is first, and the next goes on."""
    if len(chain) < _FEWEST or after is None:
        return False
    return entry.rank == 1 < chain[-1].rank and after.rank <= 2


def _n_misplaced(chain: Sequence[_Entry]) -> int:
    """Count the ranks that do not run on; a tie repeats its rank, the next goes on or skips."""
    last, misplaced = 1, 0
    for place, entry in enumerate(chain):
        if last <= entry.rank <= max(last + (place > 0), place + 1):
            last = entry.rank
        else:
            misplaced += 1
    return misplaced


def _is_ranking(chain: Sequence[_Entry], text: str) -> bool:
    may_err = len(chain) >= _FEWEST_WITH_ERROR
    if len(chain) < _FEWEST or {entry.rank for entry in chain} == {1}:
        return False
    if _n_misplaced(chain) > may_err:
        return False
    if len({entry.match["unit"] for entry in chain}) < len(chain):
        return False
    rest = _BETWEEN.match(text, chain[-1].match.end())
    more = _MORE.match(text, rest.end()) if rest else None
    if more is not None and rank(more[0]).value != 1:
        return False
    steps = [after.score - before.score for before, after in pairwise(chain)]
    against = min(sum(step > 0 for step in steps), sum(step < 0 for step in steps))
    return against <= may_err
