"""The earlier amounts that a list of numbers takes up, one for each number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.statistics.change import POINTS
from parsers.statistics.facts import Fact, Passage
from parsers.statistics.groups import same_unit
from parsers.statistics.listed_names import (
    BEFORE,
    is_own_count,
    local_names,
    slots,
    with_numbers,
)
from parsers.units import same_things
from schemas.notice import Kind
from schemas.patterns import lazy_re

_OF_UNIT: Final = lazy_re(r"次?数$|次$(?<=批次)")
_TAKING_UP: Final = (Kind.GROWTH, Kind.DELTA, Kind.SHARE, Kind.FACTOR)


def amounts_of(
    passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]
) -> list[Fact] | None:
    """Return the earlier amount that each number of a list is of (120件、80件，分别增长5%、6%).

    ``at`` is the index of the first number of the list, ``run``. As many come back as the list has
    numbers; ``None`` where it does not take up as many.
    """
    return amounts_before(passage, facts, at, run) or _by_unit(passage, facts, at, run)


def _can_change(level: Fact, fact: Fact) -> bool:
    """Tell whether an amount can have changed by a number: 120家 by 3家 or 3个, by no 3起."""
    unit = fact.quantity.unit
    if unit is None or unit.family == "ratio":
        return True
    is_score = level.kind is Kind.SCORE and fact.quantity.unit_text == "分"
    return is_score or same_things(level.quantity.unit, unit)


def told_again(facts: Sequence[Fact], at: int, run: Sequence[Fact]) -> list[Fact] | None:
    """Return the amounts of which a list right behind them tells another time, one for each.

    受理130件、办结118件，上年分别为120件、110件; 分别由120件、110件增至130件、118件.
    """
    earlier = facts[max(0, at - len(run)) : at]
    if run[0].own_words or len(earlier) != len(run):
        return None
    is_base = Kind.BASE in (run[0].kind, earlier[0].kind)
    for other, fact in zip(earlier, run, strict=True):
        is_of_other_time = is_base or other.period != fact.period
        if not (is_of_other_time and same_unit(other, fact)):
            return None
    return list(earlier)


def listed_before(facts: Sequence[Fact], at: int) -> list[Fact]:
    """Return the amounts of the list that ends right before a number, in printed order."""
    listed: list[Fact] = []
    for fact in reversed(facts[max(0, at - BEFORE) : at]):
        if listed and listed[-1].listed_after is not fact:
            break
        listed.append(fact)
    return listed[::-1] if all(fact.is_level for fact in listed) else []


def amounts_before(
    passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]
) -> list[Fact] | None:
    """Return the last amounts of the same sentence, as many as there are changes behind them."""
    first, told = run[0], slots(passage, run)
    # 分别完成预算的98%、95%: how much of what was planned.
    is_of_plan = first.kind is Kind.RATE and passage.text.endswith("的", 0, first.quantity.lead)
    if first.kind not in _TAKING_UP and not (is_of_plan and not first.own_words):
        return None
    if len(local_names(passage, facts, at, run)) == len(told):
        return None
    near = _near(passage, facts, at, run)
    levels = [fact for fact in near if fact.kind in changing(first)]
    if len(levels) < len(run):
        # 十万人死亡率0.62、万车死亡率1.18，分别下降6.1%和11.9%.
        levels = [fact for fact in near if fact.kind is Kind.RATE]
    unit = first.quantity.unit_text
    alike = [level for level in levels if level.quantity.unit_text == unit]
    if len(alike) >= len(run) and all(fact.quantity.unit_text == unit for fact in run):
        levels = alike
    if at and is_own_count(passage, facts[at - 1], run) and _is_of_first(passage, facts[at - 1]):
        listed = listed_before(facts, at - 1)
        levels = listed[: len(told)] if len(listed) > 1 else []
    if len(levels) < len(told):
        return None
    last, earlier = levels[-len(told) :], levels[-2 * len(told) : -len(told)]
    found = with_numbers(earlier if _are_of_time_before(last, earlier) else last, told)
    return found if all(map(_can_change, found, run)) else None


def _are_of_time_before(levels: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """受理、办结分别为130件、118件，上年为120件、110件，同比分别增长…: what changed is of now."""
    pairs = list(zip(levels, others, strict=False))
    return len(levels) == len(others) and any(
        (one.metric, one.subject) == (other.metric, other.subject)
        and (one.period or "") < (other.period or "")
        for one, other in pairs
    )


def _is_of_first(passage: Passage, count: Fact) -> bool:
    """咨询120件、投诉80件、求助60件，前两类分别占…: how many from the beginning of the list."""
    return passage.text.endswith("前", 0, count.start)


def changing(fact: Fact) -> tuple[Kind, ...]:
    """Return the kinds of number that can change by such a one."""
    if fact.quantity.unit_text in POINTS:
        return (Kind.RATE, Kind.SHARE, Kind.GROWTH)
    return (Kind.LEVEL, Kind.SCORE)


def _near(passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]) -> list[Fact]:
    """The numbers before a list, told in its sentence and at its level of brackets."""
    layout, place = passage.layout, run[0].start
    return [
        fact
        for fact in facts[max(0, at - 4 * len(run)) : at]
        if layout.sentence[fact.start] == layout.sentence[place]
        and layout.bracket[fact.start] == layout.bracket[place]
        and not is_own_count(passage, fact, run)
    ]


def _by_unit(
    passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]
) -> list[Fact] | None:
    """1126批3218人次，批次、人次同比分别下降8.3%、12.6%: each noun is the unit of an amount."""
    if run[0].kind not in (Kind.GROWTH, Kind.DELTA):
        return None
    names = [_OF_UNIT.sub("", name) for name in local_names(passage, facts, at, run)]
    near = [fact for fact in _near(passage, facts, at, run) if fact.kind is Kind.LEVEL]
    found = [[f for f in near if f.quantity.unit_text in _units(name)] for name in names]
    if len(found) != len(run) or not all(found):
        return None
    found = [
        [f for f in fs if f.quantity.unit_text == n] or fs
        for fs, n in zip(found, names, strict=True)
    ]
    return [facts_of_unit[-1] for facts_of_unit in found]


def _units(noun: str) -> tuple[str, ...]:
    """The units in which an amount may be told that its noun calls 批次 or 人次."""
    return noun, noun + "次", noun.removesuffix("次")
