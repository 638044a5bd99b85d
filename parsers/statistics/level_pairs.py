"""What a change is held against: the level it is of, and the earlier one or the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from parsers.statistics.derived import (
    WIDEST,
    agrees,
    identity_words,
    is_exact,
    is_exact_level,
)
from parsers.statistics.facts import Fact, Passage
from parsers.statistics.groups import LOOK_BACK, same_unit
from schemas.notice import Kind

# A base that is an earlier time: 同比, 上年, 年初, 治理前.
_EARLIER: Final = re.compile(
    r"[同环]比|同期|[上去前今本](?:[一二三]?年|季|月|周|期|次|轮|半年)|年初|20\d\d年|前$"
)
_POINTS: Final = frozenset({"个百分点", "百分点"})
_PERCENTAGES: Final = frozenset({Kind.RATE, Kind.SHARE})
_AMOUNTS: Final = frozenset({Kind.LEVEL, Kind.SCORE})
_CONTEXT: Final = 20


@cache
def _words(name: str) -> tuple[str, ...]:
    """A word list of changes of ``identities.toml``."""
    return tuple(identity_words("change")[name])


def change(passage: Passage, facts: Sequence[Fact], index: int) -> tuple[Fact, Fact] | None:
    """Return the level that a change is of, and the earlier level or the difference beside it."""
    fact = facts[index]
    level = fact.parent or _level_before(passage, facts, index)
    if level is None or not is_exact(level) or not is_exact(fact) or _is_averaged(fact):
        return None
    is_points = fact.quantity.unit_text in _POINTS
    if level.kind not in (_PERCENTAGES if is_points else _AMOUNTS):
        return None
    is_own = not fact.own_words or fact.metric == level.metric or fact.metric in _words("extent")
    if not is_own or _is_in_other_prices(passage, level, fact):
        return None
    base = _printed_base(passage, facts, level, index)
    if base is not None:
        # 由7.5天压缩为4.2天，比承诺时限快0.8天: held against something else than what it was.
        is_other = fact.base is not None and not _EARLIER.search(fact.base)
        return None if is_other and not agrees(fact, level, base) else (level, base)
    if fact.kind is not Kind.GROWTH:
        return None
    years = _two_years(passage, facts, level, index)
    if years is not None:
        return years
    beside = [facts[i] for i in (index - 1, index + 1) if 0 <= i < len(facts)]
    for other in beside:
        if other.kind is Kind.DELTA and _is_same_chain(passage, fact, other):
            return level, other
    return None


def _level_before(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """Return the level right before a 降幅 or 增幅, which names what it is of by nothing else."""
    fact, before = facts[index], facts[index - 1] if index else None
    if before is None or fact.metric not in _words("extent"):
        return None
    sentence = passage.layout.sentence
    is_near = sentence[before.start] == sentence[fact.start]
    return before if is_near and before.kind is Kind.LEVEL else None


def _two_years(
    passage: Passage, facts: Sequence[Fact], level: Fact, index: int
) -> tuple[Fact, Fact] | None:
    """Return the levels of a year and the one before it (今年100件，去年80件，增长25%).

    Only where the sentence has just these two of the metric, and the growth compares with the
    year before or names no other base.
    """
    base = facts[index].base
    if base is not None and base not in _words("year_before"):
        return None
    sentence = passage.layout.sentence
    levels = [
        other
        for other in facts[max(0, index - LOOK_BACK) : index]
        if sentence[other.start] == sentence[level.start]
        and is_exact_level(other)
        and other.metric == level.metric
        and other.subject == level.subject
        and same_unit(other, level)
    ]
    if len(levels) != 2:
        return None
    earlier, now = sorted(levels, key=lambda other: other.period or "")
    after = _year_after(earlier.period)
    return (now, earlier) if after is not None and now.period == after else None


def _year_after(period: str | None) -> str | None:
    """Return the same period of the next year (``2021年末``: ``2022年末``)."""
    year = (period or "")[:4]
    return f"{int(year) + 1}{(period or '')[4:]}" if year.isdecimal() else None


def _is_averaged(fact: Fact) -> bool:
    return fact.base is not None and any(map(fact.base.__contains__, _words("averaged")))


def _is_in_other_prices(passage: Passage, level: Fact, fact: Fact) -> bool:
    """Whether a level and its change, or what stands around both, speak of two sorts of prices."""
    start = max(level.start, fact.start - WIDEST) - _CONTEXT
    around = passage.text[max(0, start) : fact.quantity.tail + _CONTEXT]
    return any(map(around.__contains__, _words("other_prices")))


def _printed_base(passage: Passage, facts: Sequence[Fact], level: Fact, index: int) -> Fact | None:
    """Return the earlier level that is quoted beside a level (由X增至Y; Y, 比上年的X增加…)."""
    nearest = range(index - 1, max(-1, index - 1 - LOOK_BACK), -1)
    at = next((i for i in nearest if facts[i] is level), None)
    if at is None:
        return None
    sentence = passage.layout.sentence
    for place in (at - 1, at + 1):
        other = facts[place] if 0 <= place < len(facts) and place != index else None
        if other is None or other.kind is not Kind.BASE or not is_exact(other):
            continue
        is_listed = any(
            f.kind is Kind.BASE and f is not other for f in facts[max(0, place - 1) : place + 2]
        )
        if is_listed and (other.metric, other.subject) != (level.metric, level.subject):
            continue  # 由120件、110件增至130件、118件: each has a base of its own.
        if sentence[other.start] == sentence[level.start] and same_unit(other, level):
            return other
    return None


def _is_same_chain(passage: Passage, fact: Fact, other: Fact) -> bool:
    """Whether growth and difference stand side by side and compare with the same period.

    The second of them may leave the comparison out (同比减少1起，下降25%), the first may not.
    """
    sentence = passage.layout.sentence
    first, second = sorted((fact, other), key=lambda f: f.start)
    return (
        other.parent is fact.parent
        and fact.parent is not None
        and sentence[fact.start] == sentence[other.start]
        and is_exact(other)
        and same_unit(other, fact.parent)
        and second.base in (None, first.base)
        and not (second.own_words and second.metric != fact.parent.metric)
    )
