"""Which number a list of parts is of, where its words leave that open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.groups import LOOK_BACK, Group, is_additive, same_unit, sum_of

Places = Mapping[int, int]
"""The place of each number among those of its paragraph, by its ``id``."""


def find_whole(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Give a list that contradicts its whole another one nearby that is its sum.

    The words before 其中 and 按…分 may name several totals (受理86件，办结85件。其中甲22件…), and a
    total may stand behind its divisions (合计840件). A bracket belongs to the number before it and
    no other.

    Returns:
        Whether another was found; a sum that picks its whole proves neither.
    """
    if group.form == "bracket":
        return False
    parts, total = group.parts, sum_of(group.parts)
    ends = places[id(group.whole)], places[id(parts[-1])]
    for fact in facts[max(0, min(ends) - LOOK_BACK) : max(ends) + LOOK_BACK]:
        if fact is group.whole or fact in parts or fact.parent is not None:
            continue
        if not is_additive(fact) or not same_unit(fact, parts[0]) or fact.value != total:
            continue
        left = passage.text[max(fact.left[0], fact.start - 6) : fact.start]
        if fact.start < parts[0].start or left.endswith(longest_first("parts", "total")):
            group.whole = fact
            return True
    return False


def is_named_otherwise(group: Group, whole: Fact) -> bool:
    """死亡11人、受伤9人，其中…死亡8人，…死亡1人: whether all parts name another of the totals."""
    if not group.others or not group.parts:
        return False
    named = {
        other
        for other in (group.whole, *group.others)
        if len(other.metric) > 1 and all(other.metric in part.metric for part in group.parts)
    }
    return bool(named) and whole not in named


def is_of_several(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """5个国控断面、8个省控断面…，其中Ⅱ类10个: more than the last whole, so of both."""
    whole, place = group.whole, places[id(group.whole)]
    if not place or not group.parts or sum_of(group.parts) <= whole.value:
        return False
    before = facts[place - 1]
    gap = passage.text[before.quantity.tail : whole.start]
    joined = gap.count("、") == 1 and "," not in gap and ";" not in gap
    fits = EXACT.add(before.value, whole.value) >= sum_of(group.parts)
    return joined and before.is_level and same_unit(before, whole) and fits


def begins_before(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Whether the list before a total seems to begin with a number that is not taken into it."""
    first = group.parts[0]
    place = places[id(first)]
    before = facts[place - 1] if place else None
    if before is None or not before.is_level or not same_unit(before, first):
        return False
    layout = passage.layout
    where = [(layout.part[f.start], layout.bracket[f.start]) for f in (before, first)]
    return where[0] == where[1] and before.parent is None


def lists_before_totals(passage: Passage, facts: Sequence[Fact]) -> Iterator[Group]:
    """Give the lists (甲3件、乙4件、丙5件，合计11件) whose total behind them was not linked.

    Only where nothing else could be meant: the list begins its sentence's numbers of that unit,
    its items are joined by 、 alone, and the total has no other words. Their form is ``missed``.
    """
    text, layout = passage.text, passage.layout
    cue, lasts = longest_first("parts", "total"), _lasts()
    for index, whole in enumerate(facts):
        if text[whole.start - 1] not in lasts:
            continue
        if not text.endswith(cue, max(whole.left[0], whole.start - 6), whole.start):
            continue
        if not whole.is_level or whole.parent or whole.children:
            continue
        parts: list[Fact] = []
        behind = whole
        for other in reversed(facts[max(0, index - LOOK_BACK) : index]):
            if layout.sentence[other.start] != layout.sentence[whole.start]:
                break
            gap = text[other.quantity.tail : behind.start]
            joint = "," if behind is whole else "、"
            is_next = same_unit(other, whole) and gap.count(joint) == 1 and gap.startswith(joint)
            if not is_next or not is_additive(other) or other.parent or "," in gap[1:]:
                parts = []
                break
            parts.insert(0, other)
            behind = other
        if len(parts) > 1:
            yield Group(whole, "missed", "", parts)


@cache
def _lasts() -> frozenset[str]:
    """The characters that the words for a total end with."""
    return frozenset(word[-1] for word in longest_first("parts", "total"))


def name_total(passage: Passage, whole: Fact) -> None:
    """Name a total behind its list by the word that makes it one (合计), not by its last part."""
    left = passage.text[max(whole.left[0], whole.start - 6) : whole.start]
    if not whole.own_words:
        whole.metric = next(w for w in longest_first("parts", "total") if left.endswith(w))
