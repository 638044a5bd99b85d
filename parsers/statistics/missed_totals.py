"""Lists before a total that they do not make: 甲3件、乙4件、丙5件，合计11件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.groups import Group, counts_items, is_additive, same_unit
from parsers.statistics.wholes import is_called_total
from schemas.notice import Kind
from schemas.patterns import lazy_re

_PAIR: Final = 2
_MOST_PARTS: Final = 40
"""A longer list is not held against the total behind it: many totals in a row cost their number."""
_TOLD_OF_ITEMS: Final = (Kind.SHARE, Kind.RATE, Kind.GROWTH, Kind.DELTA)
_IN_BRACKETS: Final = lazy_re(r"\([^()]*\)")
_MARK: Final = lazy_re("[、,;]")


def lists_before_totals(passage: Passage, facts: Sequence[Fact]) -> Iterator[Group]:
    """Give the lists (甲3件、乙4件、丙5件，合计11件) whose total behind them was not linked.

    Only where nothing else could be meant: one mark joins the items, the total has no other words,
    and the list begins its sentence's numbers, or has three items and begins its half-sentence, or
    behind a number in another unit. Their form is ``missed``.
    """
    cue = _totals_of_lists()
    for index, whole in enumerate(facts):
        if whole.parent or whole.children or not whole.is_level:
            continue
        if _is_total(passage, facts, index, cue):
            parts = _listed_before(passage, facts, index)
            if len(parts) > 1:
                yield Group(whole, "missed", "", parts)


def _listed_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """The numbers before a total from the beginning of its list; empty if one is no item.

    One mark joins them all: a comma only where the total is surely one (合计, not 共), a semicolon
    only where one parts that from them, too.
    """
    sentence, whole = passage.layout.sentence, facts[index]
    is_sure = _is_total(passage, facts, index, longest_first("parts", "sums"))
    marks = set("、,") if is_sure else {"、"}
    parts: list[Fact] = []
    behind, joints = whole, set(",;") if is_sure else {","}
    n_beside = 0
    for place in range(index - 1, -1, -1):
        other = facts[place]
        if sentence[other.start] != sentence[whole.start]:
            break
        if len(parts) == _MOST_PARTS:
            return []
        if _is_inside(passage, other, whole):
            continue
        if other.kind in _TOLD_OF_ITEMS:
            n_beside += 1
            continue
        mark = _mark_between(passage, other, behind, n_beside)
        if len(parts) > _PAIR and _ends_before(other, whole, mark, joints):
            break
        is_item = same_unit(other, whole) and is_additive(other) and not other.parent
        if mark not in joints or not is_item:
            return []
        joints = {mark} if parts or mark == ";" else marks
        parts.insert(0, other)
        behind, n_beside = other, 0
    return parts


def _is_total(passage: Passage, facts: Sequence[Fact], index: int, words: tuple[str, ...]) -> bool:
    """Whether a word for a total is told of a number; in 三项合计7件 it is of the number before."""
    if is_called_total(passage, facts[index], words):
        return True
    return index > 0 and passage.text.endswith(
        words, facts[index - 1].quantity.tail, facts[index].start
    )


def _is_inside(passage: Passage, fact: Fact, whole: Fact) -> bool:
    """Whether a number is of the words of a list: in a bracket, or in a name (10日以内, 三项)."""
    if passage.layout.bracket[fact.start] != passage.layout.bracket[whole.start]:
        return True
    return fact.kind is Kind.LEVEL and (counts_items(passage, fact) or not is_additive(fact))


def _ends_before(fact: Fact, whole: Fact, mark: str, joints: set[str]) -> bool:
    """Whether a list begins behind a number: that is of another half-sentence, or counts else."""
    if mark == ";" and mark not in joints:
        return True
    return mark == "," and not same_unit(fact, whole)


def _mark_between(passage: Passage, fact: Fact, other: Fact, n_beside: int) -> str:
    """The mark between an item and what stands behind it in a list; empty where there is more.

    ``n_beside`` numbers between them are told of the item, each behind a mark: 甲3件，增长5%.
    """
    gap = _IN_BRACKETS.sub("", passage.text[fact.quantity.tail : other.start])
    marks = _MARK.findall(gap)
    if len(marks) != 1 + n_beside or gap[0] != marks[0] or ";" in marks[:-1]:
        return ""
    return str(marks[-1])


@cache
def _totals_of_lists() -> tuple[str, ...]:
    """The words for a total of nothing but the list before it (累计 goes further back)."""
    return tuple(cue_set("parts", "total") - cue_set("parts", "running"))
