"""Which of the numbers before it a change or share takes up: by noun, by unit, or as the last."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from parsers.statistics.change import POINTS
from parsers.statistics.class_shares import measuring_units
from parsers.statistics.derived import identity_words
from parsers.statistics.facts import Fact, cue_set, longest_first
from parsers.statistics.groups import is_mean, same_unit
from parsers.statistics.periods import year_after
from schemas.notice import Kind, Relation, Status

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_RATE: Final = Kind.RATE
_SHARE: Final = Kind.SHARE
_GROWTH: Final = Kind.GROWTH
_DELTA: Final = Kind.DELTA
_AMOUNTS: Final = (Kind.LEVEL, Kind.SCORE)
_PERCENTAGES: Final = (Kind.RATE, Kind.SHARE, Kind.GROWTH)
# 成, in per cent.
_TENTH: Final = 10


def antecedent(fact: Fact, before: Sequence[Fact], changed: Set[int]) -> Fact | None:
    """The number a change or share is about: by its noun, else the last that can be.

    ``changed`` are the numbers, by their ``id``, whose change has been told.
    """
    points = fact.quantity.unit_text in POINTS
    wanted: tuple[Kind, ...] = _PERCENTAGES if points else _AMOUNTS
    if fact.quantity.unit_text == "分":
        wanted = (Kind.SCORE,)
    if fact.quantity.unit_text is None:
        # 死亡率 0.0137，比全省平均低 0.0041: a rate without a unit changes by such a number.
        wanted = (Kind.LEVEL, Kind.SCORE, Kind.RATE)
    if not cue_set("rank", "places").isdisjoint((fact.metric, fact.quantity.unit_text or "")):
        ranked = [f for f in before if f.kind is Kind.RANK]
        if ranked:
            fact.own_words = False
            return ranked[-1]
    if before and (_is_of_rank(fact, before[-1]) or _is_of_tenths(fact, before[-1])):
        fact.own_words = False
        return before[-1]
    levels = _levels(fact, before, wanted)
    if fact.is_result and fact.kind is not _SHARE:
        # 不得超过60分钟；作业总量减少两成: what was ruled did not change.
        levels = [f for f in levels if f.is_result]
    if fact.own_words and fact.kind is not _SHARE:
        return _named(fact, levels)
    if fact.kind is Kind.FACTOR and fact.base is None and fact.quantity.form != "fold":
        return None
    if fact.kind is _SHARE:
        # 有27个超过3个月未更新，占8.7%: a time limit is no part of anything.
        levels = [f for f in levels if not f.quantity.is_duration]
    if not levels or (fact.kind is _SHARE and _is_other(fact, levels[-1], before)):
        return None
    return _not_beside(fact, levels, changed)


def _not_beside(fact: Fact, levels: Sequence[Fact], changed: Set[int]) -> Fact:
    """The last of the levels, unless that only stands beside the one before it.

    受理5460件，日均780件，较上周下降1.2%: what changed is the amount, not its mean.
    今年处理30件，上年处理40件，下降25%: nor the amount that it is compared with.
    """
    last = levels[-1]
    before = levels[-2] if len(levels) > 1 else None
    if before is None or not same_unit(before, last):
        return last
    is_beside = is_mean(last) and id(before) not in changed
    return before if is_beside or _is_earlier(fact, before, last) else last


def _is_earlier(change: Fact, now: Fact, last: Fact) -> bool:
    """Whether the last of two levels is of the year before the other, which changed."""
    if change.base not in (None, *identity_words("change")["year_before"]):
        return False
    is_next = now.period is not None and now.period == year_after(last.period)
    return is_next and now.metric == last.metric


def _is_of_rank(fact: Fact, last: Fact) -> bool:
    """由第14名上升到第6名，进位8名: told in the same unit."""
    return last.kind is Kind.RANK and last.quantity.unit_text == fact.quantity.unit_text


def _is_of_tenths(fact: Fact, last: Fact) -> bool:
    """比例接近九成，较上年提高两成: both are told in tenths."""
    is_next = last.kind in (_RATE, _SHARE) and fact.kind is _GROWTH and not fact.own_words
    return is_next and last.quantity.step == fact.quantity.step == _TENTH


def _levels(fact: Fact, before: Sequence[Fact], wanted: tuple[Kind, ...]) -> list[Fact]:
    """The numbers before a change or share that it can be about."""
    levels = [f for f in before if f.kind in wanted]
    unit = fact.quantity.unit_text
    if fact.kind is _DELTA and unit not in POINTS:
        levels = [f for f in levels if same_measure(f, fact)]
        # 开设课程612门，校均7.8门，同比增加95门: nothing grows by more than it is then.
        levels = [f for f in levels if f.value >= fact.value] or levels
    if fact.kind in (_GROWTH, Kind.FACTOR) and not levels:
        levels = [f for f in before if f.kind is _RATE]
    return levels


def same_measure(level: Fact, change: Fact) -> bool:
    """The same unit; a score may be printed without its 分."""
    is_score = level.kind is Kind.SCORE and change.quantity.unit_text == "分"
    return is_score or same_unit(level, change)


def _is_other(share: Fact, level: Fact, before: Sequence[Fact]) -> bool:
    """Whether a share names its part itself, or something else was named behind the amount.

    受理 9 件，咨询类占 20%; 受理 9 件，投诉增长 3%，占 20%.
    """
    if share.own_words and share.metric != level.metric:
        return True
    later = before[before.index(level) :]
    named = (f for f in later if f.kind in (Kind.GROWTH, Kind.RATE))
    return any(fact.metric != level.metric for fact in named)


def _topic(level: Fact, noun: str) -> Fact:
    """总量 behind a list speaks of its whole, 数量 does where the list was complete."""
    whole = level.parent if level.relation is Relation.PART_OF else None
    if whole is None:
        return level
    is_complete = whole.status in (Status.PROVED, Status.CONTRADICTED)
    return _topic(whole, noun) if is_complete or noun.startswith("总") else level


def _named(fact: Fact, levels: Sequence[Fact]) -> Fact | None:
    """The number whose metric the change's own noun takes up (解读数量 of 政策解读)."""
    noun = fact.metric.rpartition("持平、")[2]  # 起数持平、人数增加2人
    if noun in longest_first("change", "nouns"):
        # 同比下降42.3%，降幅收窄11.5个百分点.
        return next((f for f in reversed(levels) if f.kind is Kind.GROWTH), None)
    for word in longest_first("change", "quantity_nouns"):
        if noun == word:
            counted = [f for f in levels if (f.quantity.unit_text or "")[:1] == word[:1]]
            return _topic((counted or levels)[-1], noun) if levels else None
        noun = noun.removesuffix(word)
    last = fact.listed_after
    is_free = last is None or last.kind is not Kind.DELTA or last.parent is not None
    if fact.kind is Kind.DELTA and is_free:
        # 来访206批684人次，批次减少31批: the noun is the unit of the amount.
        units = (noun, noun.removesuffix("次"))
        counted = [f for f in levels if f.quantity.unit_text in units]
        if counted:
            return counted[-1]
    shared = [f for f in levels if noun in f.metric or (f.metric and f.metric in noun)]
    if not shared and len(noun) >= len("信息发布"):
        # 发布信息1.36万条，信息发布量增长15%.
        shared = [f for f in levels if set(noun) <= set(f.metric)]
    if not shared:
        shared = _measured_so(noun, levels)
    wholes = [f for f in shared if f.children]
    return (wholes or shared)[-1] if shared else None


def _measured_so(noun: str, levels: Sequence[Fact]) -> list[Fact]:
    """拆除违建47处8620平方米，拆除面积为去年的2.3倍: the amount whose unit measures the noun."""
    units = measuring_units(noun)
    return [f for f in levels if f.quantity.unit_text in units]
