"""Levels that are told only to compare: what a change starts from, or the level of another time."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from parsers.statistics.change_verbs import told_verb
from parsers.statistics.comparisons import RATIOS, Reading
from parsers.statistics.facts import Fact, Passage
from schemas.notice import Kind
from schemas.patterns import lazy_re

_OPEN_BASE: Final = lazy_re(r"(?:比|较|由|从)(?P<base>[^,。;:比较]{0,20})$")
OPENS: Final = frozenset("比较由从")
_BEFORE_NOW: Final = lazy_re(
    r"(?P<np>(?:[^,。;:]*[^,。;:比较与同由从])??)(?:而|且|但)?(?:上年同?期?|去年同?期?|上一?年度?|前一年|此前一年|上季度|上月|上期|上周|同期|上次|上轮|年初)"
    r"(?:同期)?(?:则|仅|只)?(?:为|是|有|共|共有)?$"
)
_EARLIER: Final = frozenset("年季月期周次轮")
"""One of these stands in whatever `_BEFORE_NOW` finds."""
_CHANGED_NEXT: Final = lazy_re(
    r"[,;]?(?:今年|本期|现|同比|共)?(?:减少|增加|下降|上升|增长|降低|提高|压减|净增|净减|少|多|降|增)"
)
_NOW_NEXT: Final = lazy_re(r"[,;]?(?:今年|本年|本期|现)")
_REACHED_NEXT: Final = lazy_re(r",?(?:升|降|增|减|提高|提升|压缩|缩短)[^,。;]{0,3}[至到为]")
_ANY_CHANGE: Final = lazy_re(r"增|减|升|降|提高|提升|回落|上涨|下跌|扩大|缩小|缩短|压缩|到|至")
PAST: Final = lazy_re(
    r"上年|去年|前年|上季|上月|上周|上次|上一?轮|上期|同期|年初|[治改施]前|20\d\d年"
)
_HIGHER: Final = lazy_re(r"(?:高|低|多|少|快|慢|上升|下降|提高|提升|降低|增|减)")


@lru_cache(maxsize=4096)
def _opened(left: str) -> tuple[int, str, bool] | None:
    """Where words begin that open a base (由, 比上年的), the base, and whether a verb ends them."""
    if OPENS.isdisjoint(left):
        return None
    plain = RATIOS.sub(lambda found: "〇" * len(found[0]), left)
    match = _OPEN_BASE.search(plain)
    return None if match is None else (match.start(), match["base"], told_verb(plain) is not None)


def is_quoted(passage: Passage, fact: Fact, left: str) -> bool:
    """由 X 增至, 比上年的 X 增加: X is quoted only as what a change starts from."""
    if _is_before_now(passage, fact, left):
        return True
    opened = _opened(left)
    if opened is None:
        return False
    at, base, has_verb = opened
    if has_verb or (fact.quantity.is_percent and left[at] not in "由从"):
        return False
    if left[at] in "比较" and not base.endswith("的") and base:
        return False
    end = fact.quantity.tail
    if _REACHED_NEXT.match(passage.text, end):
        return True
    return _ANY_CHANGE.search(passage.text, end, passage.layout.end[fact.start]) is not None


def tells_more(passage: Passage, fact: Fact) -> bool:
    """Tell whether what stands right behind a number holds another against it (高, 减少)."""
    return _HIGHER.match(passage.text, fact.quantity.tail) is not None


def tells_earlier(left: str) -> bool:
    """Tell whether the words before a number say that it is of a time before."""
    return not _EARLIER.isdisjoint(left) and _BEFORE_NOW.fullmatch(left) is not None


def _is_before_now(passage: Passage, fact: Fact, left: str) -> bool:
    """此前一年为11家，减少7家: the level of another time, told only to compare.

    上年受理11件，减少7件 tells the change of that year; only 今年减少7件 is of what came then.
    """
    if not _CHANGED_NEXT.match(passage.text, fact.quantity.tail):
        return False
    told = _BEFORE_NOW.fullmatch(left)
    if told is None:
        return False
    return not told["np"] or _NOW_NEXT.match(passage.text, fact.quantity.tail) is not None


def quoted(left: str, fact: Fact) -> Reading:
    """Return the reading of a level that is told only to compare."""
    opened = _opened(left)
    return Reading(Kind.BASE, fact.left[0] + (len(left) if opened is None else opened[0]))
