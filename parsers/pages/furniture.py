"""Page furniture: page numbers and running heads, which belong to no paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from parsers.characters import folded
from schemas.patterns import lazy_re
from schemas.places import Box

# GB/T 9704-2012 puts the page number below the text block (742 pt of 842), between dashes.
_NUMBER_BAND: Final = 0.86
_NUMBER_TOP: Final = 0.08
_NUMBER: Final = lazy_re(
    r"(?P<open>[-—–―−·•~]*)(?P<value>\d{1,4})(?P<close>[-—–―−·•~]*)"
    r"|第(?P<page>\d{1,4})页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页[,，/]?第(?P<of>\d{1,4})页"
    r"|(?P<part>\d{1,4})/\d{1,4}"
)
# The margins in which a repeated line is a running head (share of the page's height).
_HEAD_BAND: Final = 0.10
_SAME_HEIGHT: Final = 3.0
# An annex heading stands at the top of its page and repeats; it is no running head.
_ANNEX: Final = lazy_re(r"附\s*[件表]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page outside of tables: number, height in points, texts with boxes."""

    number: int
    height: float
    lines: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class _Number:
    at: tuple[int, int]
    page: int
    value: int
    is_marked: bool


def furniture(pages: Sequence[PageLines]) -> set[tuple[int, int]]:
    """Find page numbers and running heads.

    Returns:
        Places (index of the page, index of the line in it).
    """
    # Running heads are the same on every page, and the margins are looked at twice.
    fold = cache(folded)
    return _page_numbers(pages, fold) | _running_heads(pages, fold)


def _page_numbers(pages: Sequence[PageLines], fold: Callable[[str], str]) -> set[tuple[int, int]]:
    """Take marked numbers (— 3 —, 第3页) in the margin; bare ones only if they count the pages."""
    found: list[_Number] = []
    for i, page in enumerate(pages):
        upper, lower = _NUMBER_TOP * page.height, _NUMBER_BAND * page.height
        for j, (text, box) in enumerate(page.lines):
            if not (box.top > lower or box.bottom < upper):
                continue
            match = _NUMBER.fullmatch(fold(text))
            if match:
                value = next(v for k in ("value", "page", "of", "part") if (v := match[k]))
                marked = match["value"] is None or bool(match["open"] or match["close"])
                found.append(_Number((i, j), page.number, int(value), marked))
    offsets = defaultdict(set)
    for number in found:
        offsets[number.value - number.page].add(number.page)
    return {
        number.at
        for number in found
        if number.is_marked
        or number.value == number.page
        or len(offsets[number.value - number.page]) > 1
    }


def _running_heads(pages: Sequence[PageLines], fold: Callable[[str], str]) -> set[tuple[int, int]]:
    """Take lines in the upper or lower margin whose text stands at one height on several pages."""
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for i, page in enumerate(pages):
        upper, lower = _HEAD_BAND * page.height, (1 - _HEAD_BAND) * page.height
        for j, (text, box) in enumerate(page.lines):
            if not (box.bottom < upper or box.top > lower):
                continue
            key = fold(text)
            if not _ANNEX.match(key):
                places[key].append((i, j, box.top))
    heads: set[tuple[int, int]] = set()
    for found in places.values():
        for i, j, top in found:
            if any(other != i and abs(high - top) <= _SAME_HEIGHT for other, _, high in found):
                heads.add((i, j))
    return heads
