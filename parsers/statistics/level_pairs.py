"""What a change is held against: the level it is of, and the earlier one or the difference."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from parsers.statistics.derived import (
    WIDEST,
    agrees,
    identity_words,
    is_exact,
    is_exact_level,
    is_of_other_time,
)
from parsers.statistics.facts import Fact, Passage
from parsers.statistics.groups import LOOK_BACK, same_unit
from parsers.statistics.links import own_time
from parsers.statistics.periods import year_after
from schemas.notice import Kind
from schemas.patterns import lazy_re

# A base that is an earlier time: 同比, 上年, 年初, 治理前.
_EARLIER: Final = lazy_re(
    r"[同环]比|同期|[上去前今本](?:[一二三]?年|季|月|周|期|次|轮|半年)|年初|20\d\d年|前$"
)
_YEAR: Final = lazy_re(r"20\d\d(?=年)")
# Whose level is quoted as what a change compares with (比规定的3天).
_QUOTED: Final = lazy_re(r"(?<![同环])[比较][^,。;:比较]+$")
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
    if not is_own or is_of_other_time(fact, level) or _is_in_other_prices(passage, level, fact):
        return None
    base = _printed_base(passage, facts, level, index)
    if base is not None:
        return None if _is_against_other(passage, facts, index, level, base) else (level, base)
    if fact.kind is not Kind.GROWTH:
        return None
    years = _two_years(passage, facts, level, index)
    if years is not None:
        return years
    beside = [facts[i] for i in (index - 1, index + 1) if 0 <= i < len(facts)]
    for other in beside:
        is_difference = other.kind is Kind.DELTA and not is_of_other_time(other, level)
        if is_difference and _is_same_chain(passage, fact, other):
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


def _is_of_other_base(passage: Passage, fact: Fact, base: Fact) -> bool:
    """Whether a change compares with something else than the level that is quoted beside its own.

    由7.5天压缩为4.2天，比承诺时限快0.8天: it compares with no earlier level.
    比规定的3天缩短1.2天，同比缩短0.3天: what is quoted is no earlier one.
    """
    if fact.base is None:
        return False
    quoted = _QUOTED.search(passage.text[base.left[0] : base.quantity.lead])
    is_earlier = _EARLIER.search(fact.base) is not None
    return not is_earlier or (quoted is not None and not _EARLIER.search(quoted[0]))


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
    after = year_after(earlier.period)
    is_next = after is not None and now.period == after
    return (now, earlier) if is_next and own_time(passage, facts, index) in (None, after) else None


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
    for place in (at - 1, _place_behind(facts, at)):
        other = facts[place] if 0 <= place < len(facts) and place != index else None
        if other is None or other.kind is not Kind.BASE or not is_exact(other):
            continue
        if facts[index].is_result and not other.is_result:
            continue  # 受理60件，力争由50件增至60件: planned.
        is_near = sentence[other.start] == sentence[level.start] and same_unit(other, level)
        # 受理投诉60件，高于上年（50件）；受理信访80件，增长30%: the 50 are no 信访.
        if is_near and (other.metric, other.subject) == (level.metric, level.subject):
            return other
    return None


def _place_behind(facts: Sequence[Fact], at: int) -> int:
    """Return where the earlier level may stand that is quoted behind the level at ``at``.

    来信、来访130件、86件，较上年的120件、80件: as many of each, in one order.
    """
    first, behind = at, at + 1
    while first > max(0, at - LOOK_BACK) and facts[first].listed_after is facts[first - 1]:
        first -= 1
    last = min(len(facts), at + LOOK_BACK)
    while behind < last and facts[behind].listed_after is facts[behind - 1]:
        behind += 1
    return behind + at - first


def _is_against_other(
    passage: Passage, facts: Sequence[Fact], index: int, level: Fact, base: Fact
) -> bool:
    """Whether a change compares with something else than the earlier level that is quoted.

    由2019年的20件增至35件，同比增长9%: with another year.
    由20件增至35件，增长75%，环比增长9%: the first of them was with the 20.
    """
    fact = facts[index]
    if _is_of_other_base(passage, fact, base):
        return not agrees(fact, level, base)
    time, quoted = _time_of(fact, level), base.period or ""
    is_other_year = quoted != level.period and quoted[4:5] == "年" and quoted[-1] != "初"
    if is_other_year and time not in (None, quoted[:4]):
        return True
    before = [f for f in facts[max(0, index - LOOK_BACK) : index] if f.basis is base]
    times = {_time_of(f, level) for f in before} - {None}
    return any(f.kind is fact.kind for f in before) or bool(times - {time})


def _time_of(change: Fact, level: Fact) -> str | None:
    """Return the year that a change compares with, else its comparison as printed (环比)."""
    base, year = change.base, (level.period or "")[:4]
    if base is None or not _EARLIER.search(base):
        return None
    if base in _words("year_before"):
        return str(int(year) - 1) if year.isdecimal() else None
    named = _YEAR.search(base)
    return base if named is None else named[0]


def _is_same_chain(passage: Passage, fact: Fact, other: Fact) -> bool:
    """Whether growth and difference stand side by side and compare with the same period.

    The second of them may leave the comparison out (同比减少1起，下降25%), the first may not.
    """
    sentence = passage.layout.sentence
    first, second = sorted((fact, other), key=lambda f: f.start)
    return (
        other.parent is fact.parent
        and fact.parent is not None
        and other.is_result == fact.is_result
        and sentence[fact.start] == sentence[other.start]
        and is_exact(other)
        and same_unit(other, fact.parent)
        and second.base in (None, first.base)
        and not (second.own_words and second.metric != fact.parent.metric)
    )
