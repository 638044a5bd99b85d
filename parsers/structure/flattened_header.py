"""The header of a table whose cells ran together: ``名次单位公开(50分)平台(50分)总分``.

Column words of ``columns.toml`` part themselves, and so do names that end with their maximum in
brackets. A header of other names cannot be parted, and its table stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from parsers.cells import fold
from parsers.columns import split_header
from parsers.structure.line_runs import Place as Piece
from parsers.structure.parting import Place
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_LIMIT: Final = r"\s*[(〔\[【](?:满分|分值|标准分|最高|上限)?\s*\d{1,3}(?:\.\d)?\s*分?[)〕\]】]"
_FREE: Final = lazy_re(rf"[^\d\s()〔〕\[\]【】,.，。;；:：!?、|+]{{2,16}}{_LIMIT}")
_BLANK: Final = lazy_re(r"\s*")
_SIGNS: Final = {"bonus": 1, "penalty": -1, "deduction": -1}
_WHOLE: Final = Decimal(100)
_STOPS: Final = " 。；:;表"
_MOST_COLUMNS: Final = 14
_MOST_READINGS: Final = 8


@dataclass(frozen=True, slots=True)
class Header:
    """One reading of a header.

    ``columns`` are the places of its cells in the text. ``places`` is what stands behind a unit's
    name, ``rank_first`` whether ranks stand before the names. ``end`` is where the units begin.
    """

    start: int
    end: int
    columns: tuple[Piece, ...]
    places: tuple[Place, ...]
    rank_first: bool


def headers_of(text: str, starts: Sequence[int]) -> Iterator[Header]:
    """Give the readings of headers that begin in the first line of a text.

    Args:
        text: lines joined without anything between them, marks half-width.
        starts: where the lines begin, and where the text ends.
    """
    ends = frozenset(starts)
    for match in _unit().finditer(text, 0, starts[1]):
        # In the midst of a line only both words together are the beginning of a header.
        if not match["rank"] and match.start() and text[match.start() - 1] not in _STOPS:
            continue
        rank = match.span("rank") if match["rank"] else None
        found = 0
        signatures: set[tuple[Place, ...]] = set()
        for columns, end in _columns(text, match.end(), ends, ()):
            header = _header(text, rank, match.span("unit"), columns, end, ends)
            if header is None or header.places in signatures:
                continue
            signatures.add(header.places)
            yield header
            found += 1
            if found >= _MOST_READINGS:
                break


@cache
def _alternatives(*roles: str) -> str:
    names = {fold(name) for role in roles for name in vocabulary("columns")[role]["names"]}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


@cache
def _unit() -> re.Pattern[str]:
    classes = vocabulary("columns")["unit"]["pattern"]
    ends = "|".join(vocabulary("columns")["unit"]["ends"])
    unit = f"{_alternatives('unit')}|{classes}|[\u4e00-\u9fff]{{1,3}}(?:{ends})"
    return re.compile(rf"(?P<rank>{_alternatives('rank')})?\s*(?P<unit>{unit})")


@cache
def _known() -> re.Pattern[str]:
    words = _alternatives("total", "points", "bonus", "penalty", "deduction", "rank")
    return re.compile(rf"(?:{words})(?:{_LIMIT})?")


@cache
def _word(name: str) -> str | None:
    table = vocabulary("columns")
    for role in ("rank", "total", "points", "bonus", "penalty", "deduction"):
        if name in {fold(known) for known in table[role]["names"]}:
            return role
    return None


def _columns(
    text: str, at: int, ends: frozenset[int], done: tuple[Piece, ...]
) -> Iterator[tuple[tuple[Piece, ...], int]]:
    """Give the ways to read columns from a place on, the longest known words first."""
    if done:
        yield done, at
    if len(done) == _MOST_COLUMNS:
        return
    blank = _BLANK.match(text, at)
    start = blank.end() if blank else at
    known, free = _known().match(text, start), _FREE.match(text, start)
    for end in dict.fromkeys(match.end() for match in (known, free) if match is not None):
        if not any(start < place < end for place in ends):
            yield from _columns(text, end, ends, (*done, (start, end)))


def _header(
    text: str,
    rank: Piece | None,
    unit: Piece,
    columns: tuple[Piece, ...],
    end: int,
    ends: frozenset[int],
) -> Header | None:
    """Make a header of columns, ``None`` where they are no whole ranking that adds up."""
    blank = _BLANK.match(text, end)
    begins = blank.end() if blank else end
    is_line = end in ends
    if not is_line and (begins >= len(text) or text[begins].isdigit() != (rank is not None)):
        return None
    if not is_line and _known().match(text, begins):
        return None  # what follows is a column yet
    places = _places([text[start:stop] for start, stop in columns])
    if places is None or (rank is not None and any(place.kind == "rank" for place in places)):
        return None
    first = [rank] if rank else []
    return Header(
        start=first[0][0] if first else unit[0],
        end=begins,
        columns=(*first, unit, *columns),
        places=places,
        rank_first=rank is not None,
    )


def _places(names: Sequence[str]) -> tuple[Place, ...] | None:
    """Return what the columns hold; ``None`` unless parts, their total and a rank stand in order.

    The maxima of the parts must make that of the total (100 where none is printed): then the
    header itself says that the parts are summed up.
    """
    headers = [split_header(name) for name in names]
    words = [_word(header.name) for header in headers]
    if words and words[-1] == "rank":
        headers, words = headers[:-1], words[:-1]
        last = [Place("rank")]
    else:
        last = []
    if not words or words[-1] not in {"total", "points"} or "rank" in words:
        return None
    parts = []
    for header, word in zip(headers[:-1], words[:-1], strict=True):
        sign = _SIGNS.get(word or "")
        if sign is None and header.max_score is None:
            return None
        parts.append(Place("part", sign or 1, header.max_score))
    limit = headers[-1].max_score
    if parts:
        plain = [p.limit for p, w in zip(parts, words, strict=False) if w not in _SIGNS and p.limit]
        if sum(plain, Decimal(0)) != (limit or _WHOLE):
            return None
        more = any(word in _SIGNS for word in words)
        limit = None if more else (limit or _WHOLE)
    return (*parts, Place("total", limit=limit), *last)
