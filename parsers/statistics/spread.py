"""Parts that no total word announces: where something is found, and lists before their whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.lists import LOOK_BACK, Group, is_additive, same_unit, sum_of

_LEAST_PARTS: Final = 3
_LEAST_WHOLE: Final = 10


def placed_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """341件，主要集中在甲街道（128件）、乙街道（95件）: some places of what was counted before.

    They may be less than the whole, never more: more of them are of something else.
    """
    layout = passage.layout
    groups: list[Group] = []
    for match in _placed().finditer(passage.text):
        place = match.end()
        if place >= len(passage.text):
            break
        behind = next((i for i, fact in enumerate(facts) if fact.start >= place), len(facts))
        sentence, level = layout.sentence[match.start()], layout.bracket[match.start()]
        parts: list[Fact] = []
        for fact in facts[behind : behind + LOOK_BACK]:
            opening = layout.bracket[fact.start]
            is_beside = opening == level or (opening >= 0 and layout.bracket[opening] == level)
            is_next = is_beside and layout.end[match.start()] >= fact.start
            if not is_next or not is_additive(fact) or fact.parent is not None:
                break
            if parts and not same_unit(fact, parts[0]):
                break
            parts.append(fact)
        before = facts[max(0, behind - LOOK_BACK) : behind]
        near = [f for f in before if layout.sentence[f.start] == sentence and is_additive(f)]
        alike = [f for f in near if parts and same_unit(f, parts[0])]
        whole = next((f for f in reversed(alike) if layout.bracket[f.start] == level), None)
        if whole is not None and parts and sum_of(parts) <= whole.value:
            groups.append(Group(whole, "cue", "等", parts))
    return groups


@cache
def _placed() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("parts", "placed"))))


def leading_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """优秀的18个，良好的31个，一般的9个；58个单位…: classes that add up to the number behind them.

    Without a word for a total only where all amounts of that unit in the sentence before it are
    the parts, three or more.
    """
    layout = passage.layout
    groups: list[Group] = []
    for index, whole in enumerate(facts):
        if index < _LEAST_PARTS or whole.parent or whole.children or whole.value < _LEAST_WHOLE:
            continue
        sentence, level = layout.sentence[whole.start], layout.bracket[whole.start]
        if layout.sentence[facts[index - _LEAST_PARTS].start] != sentence:
            # Too few numbers of the sentence stand before it.
            continue
        parts = [
            fact
            for fact in facts[max(0, index - LOOK_BACK) : index]
            if layout.sentence[fact.start] == sentence
            and layout.bracket[fact.start] == level
            and fact.is_level
            and same_unit(fact, whole)
        ]
        if len(parts) < _LEAST_PARTS or not is_additive(whole):
            continue
        is_free = all(is_additive(part) and part.parent is None for part in parts)
        is_apart = layout.start[parts[-1].start] != layout.start[whole.start]
        if is_free and is_apart and sum_of(parts) == whole.value:
            groups.append(Group(whole, "sum", "", parts))
    return groups
