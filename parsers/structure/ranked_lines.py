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
from parsers.structure.line_runs import LineRun
from parsers.structure.lines import Item, TextLine
from schemas.patterns import lazy_re

_PLACE: Final = r"(?:并列)?第\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,5})\s*[名位](?:\s*\(并列\))?"
# In folded text: rank, unit, score; the marks between them are of any sort, or none.
_ENTRY: Final = lazy_re(
    rf"(?P<rank>{_PLACE})\s*(?:[:,、]|[是为](?=\S{{2}}))?\s*"
    r"(?P<unit>[^\d\s:;,。、()][^\d:;,。、()]{0,28}?[^\d\s:;,。、()])"
    r"\s*[:,]?\s*(?:得分|总分|综合得分|得|为)?\s*[:,]?\s*"
    r"(?P<score>\(\s*\d{1,4}(?:\.\d{1,4})?\s*分?\s*\)|\d{1,4}(?:\.\d{1,4})?(?:\s*分(?!之|钟|别))?)"
    r"(?![\d.%％‰个名位年月日])"
)
_MORE: Final = lazy_re(_PLACE)
_BETWEEN: Final = lazy_re(r"[;,、。.\s]*")
_DIGITS: Final = lazy_re(r"\d+(?:\.\d+)?")
_FEWEST: Final = 3
# Among so many units one rank or one score may stand out of order, among more one of each: then
# the notice is in doubt.
_FEWEST_WITH_ERROR: Final = 4
_FEWEST_WITH_TWO: Final = 5
# What stands before a ranking and names its group (主城组：).
_HEADING: Final = lazy_re(r"(?P<name>[^:,;。、]{1,14}[组类])\s*:\s*")


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
    run = LineRun(lines)
    chains = _chains(fold(run.text), frozenset(run.starts))
    if not chains:
        return list(lines)
    done: list[Item] = []
    at = 0
    for chain in chains:
        first, last = chain[0].match.start(), chain[-1].match.end()
        done += [_without_colon(line) for line in run.lines(at, first)]
        done.append(run.table([_cells(entry) for entry in chain]))
        tail = _BETWEEN.match(run.text, last)
        at = tail.end() if tail else last
    return [*done, *run.lines(at, len(run.text))]


def _cells(entry: _Entry) -> list[tuple[int, int]]:
    """Return the places of rank, unit and score; brackets around a score are none of it."""
    rank_, unit, (start, end) = (entry.match.span(name) for name in ("rank", "unit", "score"))
    score = entry.match["score"]
    return [rank_, unit, (start + score.startswith("("), end - score.endswith(")"))]


def _without_colon(line: TextLine) -> TextLine:
    """Return what names a group before its ranking without its colon; other lines as they are."""
    match = _HEADING.fullmatch(fold(line.text.text))
    return replace(line, text=line.text[: match.end("name")]) if match else line


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
    misplaced = _n_misplaced(chain)
    if len(chain) < _FEWEST or {entry.rank for entry in chain} == {1}:
        return False
    if misplaced > may_err:
        return False
    if len({entry.match["unit"] for entry in chain}) < len(chain):
        return False
    rest = _BETWEEN.match(text, chain[-1].match.end())
    more = _MORE.match(text, rest.end()) if rest else None
    if more is not None and rank(more[0]).value != 1:
        return False
    steps = [after.score - before.score for before, after in pairwise(chain)]
    against = min(sum(step > 0 for step in steps), sum(step < 0 for step in steps))
    allowed = may_err and (len(chain) >= _FEWEST_WITH_TWO or not misplaced)
    return against <= allowed
