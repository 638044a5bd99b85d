"""Which number a list of parts is of, where its words leave that open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
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
    first, last = places[id(group.whole)], places[id(parts[-1])]
    for fact in facts[max(0, first - LOOK_BACK) : last + LOOK_BACK]:
        if fact.value != total or fact.parent is not None or fact in parts:
            continue
        if not is_additive(fact) or not same_unit(fact, parts[0]):
            continue
        if fact.start < parts[0].start:
            group.whole = fact
            return True
        if _is_called_total(passage, fact, longest_first("parts", "total")):
            name_total(passage, fact)
            group.whole = fact
            return True
    return False


def is_of_several(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """5个国控断面、8个省控断面…，其中Ⅱ类10个: more than the last whole, so of all of them."""
    behind, total = group.whole, sum_of(group.parts)
    room, place = behind.value, places[id(behind)]
    while room < total and place:
        place -= 1
        before = facts[place]
        gap = passage.text[before.quantity.tail : behind.start]
        is_joined = "、" in gap and set(gap).isdisjoint(",;")
        if not is_joined or not before.is_level or not same_unit(before, behind):
            return False
        room, behind = EXACT.add(room, before.value), before
    return total <= room and behind is not group.whole


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

    Only where nothing else could be meant: the list begins its sentence's numbers, its items are
    joined by 、 alone, and the total has no other words. Their form is ``missed``.
    """
    cue = _totals_of_lists()
    for index, whole in enumerate(facts):
        if not _is_called_total(passage, whole, cue):
            continue
        if whole.is_level and not whole.parent and not whole.children:
            parts = _listed_before(passage, facts, index)
            if len(parts) > 1:
                yield Group(whole, "missed", "", parts)


def _listed_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """The numbers before a total from the beginning of its sentence; empty if one is no item."""
    sentence, whole = passage.layout.sentence, facts[index]
    parts: list[Fact] = []
    behind, joint = whole, ","
    for place in range(index - 1, -1, -1):
        other = facts[place]
        if sentence[other.start] != sentence[whole.start]:
            break
        gap = passage.text[other.quantity.tail : behind.start]
        is_next = gap.startswith(joint) and set(gap[1:]).isdisjoint(",、;")
        if not is_next or not same_unit(other, whole) or not is_additive(other) or other.parent:
            return []
        parts.insert(0, other)
        behind, joint = other, "、"
    return parts


@cache
def _totals_of_lists() -> tuple[str, ...]:
    """The words for a total of nothing but the list before it (累计 goes further back)."""
    return tuple(cue_set("parts", "total") - cue_set("parts", "running"))


def _is_called_total(passage: Passage, fact: Fact, words: tuple[str, ...]) -> bool:
    return passage.text.endswith(words, fact.left[0], fact.start)


def name_total(passage: Passage, whole: Fact) -> None:
    """Name a total behind its list by the word that makes it one (合计), not by its last part."""
    if not whole.own_words:
        left = passage.text[whole.left[0] : whole.start]
        whole.metric = next(w for w in longest_first("parts", "total") if left.endswith(w))
