"""Which number a list of parts is of, where its words leave that open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.groups import LOOK_BACK, Group, is_additive, same_unit, sum_of
from parsers.statistics.organs import proper_names
from parsers.statistics.phrases import is_act
from parsers.words import tag

_PAIR: Final = 2
Places = Mapping[int, int]
"""The place of each number among those of its paragraph, by its ``id``."""


def find_whole(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> None:
    """Give a list that contradicts its whole another one nearby that is its sum.

    The words before 其中 and 按…分 may name several totals (受理86件，办结85件。其中甲22件…), and a
    total may stand behind its divisions (合计840件). A bracket belongs to the number before it and
    no other. A sum that picks its whole proves neither.
    """
    if group.form == "bracket":
        return
    parts, total = group.parts, sum_of(group.parts)
    first, last = places[id(group.whole)], places[id(parts[-1])]
    for fact in facts[max(0, first - LOOK_BACK) : last + LOOK_BACK]:
        if fact is group.whole or fact in parts or fact.parent is not None:
            continue
        if not is_additive(fact) or not same_unit(fact, parts[0]) or fact.value != total:
            continue
        if is_named_otherwise(group, fact):
            continue
        is_behind = fact.start > parts[0].start
        if is_behind and not is_called_total(passage, fact, longest_first("parts", "total")):
            continue
        if is_behind:
            name_total(passage, fact)
            of_none_alone(fact, parts)
        group.whole = fact
        return


def is_named_otherwise(group: Group, whole: Fact) -> bool:
    """死亡11人、受伤9人，其中…死亡8人，…死亡1人: whether all parts name another of the totals."""
    if not group.others or not group.parts:
        return False
    named = {other for other in (group.whole, *group.others) if is_told_by_parts(other, group)}
    return bool(named) and whole not in named


def is_told_by_parts(whole: Fact, group: Group) -> bool:
    """Tell whether each part says what a total counts (死亡, 甲镇死亡).

    民办学校 is a class of 学校: such a list may be of some of them.
    """
    metric = whole.metric
    for part in group.parts:
        if not metric or not _has_own_name(part) or not part.metric.endswith(metric):
            return False
        name = part.metric.removesuffix(metric)
        if name and not proper_names(name) and not is_act(tag(metric)[0]):
            return False
    return True


def by_their_names(group: Group) -> list[Group]:
    """Give a list to each of several totals where its parts are named as they are.

    死亡12人，受伤50人，其中道路事故30起，死亡8人，受伤45人. What names none of them is of one that
    no part names: 检查75家，整改49家，其中重点行业26家，整改23家.
    """
    totals = [group.whole, *group.others]
    members = [*group.parts, *group.later]
    named = [fact for part in members if (fact := _namesake(part, totals)) is not None]
    rest = [fact for fact in totals if fact not in named]
    is_again = any(part.metric == fact.metric for part in group.parts for fact in named)
    if not is_again or (len(totals) - len(rest) == 1 and named[0] is _namesake(members[0], totals)):
        return [group]  # 采用1046条，其中教育部采用6条，省教育厅采用58条，其余982条在…刊发
    lists: dict[int, Group] = {}
    for part, whole in _dealt(members, totals, rest):
        others = [fact for fact in rest if fact is not whole] if whole in rest else []
        empty = replace(group, whole=whole, others=others, parts=[], later=[])
        own = lists.setdefault(whole.start, empty)
        (own.parts if part in group.parts else own.later).append(part)
    return [one for one in lists.values() if one.parts]


def of_each_class(passage: Passage, group: Group) -> list[Group]:
    """Part a list that tells more of each class: 食品35批次，合格33批次；药品25批次，合格24批次.

    What is told of several classes in the same words, or behind the first number of each half where
    those make the whole, is of the class before it. It need not be all of that.
    """
    members = [*group.parts, *group.later]
    if sum_of(members) == group.whole.value:
        return [group]
    told = Counter(part.metric for part in members if _has_own_name(part))
    classes = [part for part in members if not _has_own_name(part) or told[part.metric] == 1]
    if len(classes) in (1, len(members)) or members[0] not in classes:
        halves = groupby(members, key=lambda part: passage.layout.part[part.start])
        classes = [next(half) for _, half in halves]
        if len(classes) < _PAIR or sum_of(classes) != group.whole.value:
            return [group]
    lists: list[Group] = []
    for part in members:
        if part in classes:
            lists.append(Group(part, "cue", "等", has_traits=True))
        elif part.value > lists[-1].whole.value or not same_unit(part, lists[-1].whole):
            return [group]
        else:
            lists[-1].parts.append(part)
    parts = [part for part in group.parts if part in classes]
    later = [part for part in group.later if part in classes]
    return [replace(group, parts=parts, later=later), *(one for one in lists if one.parts)]


def _dealt(
    members: Sequence[Fact], totals: Sequence[Fact], rest: Sequence[Fact]
) -> Iterator[tuple[Fact, Fact]]:
    """Give each number of a list with its total; ``rest`` are the totals that no part names.

    What has no words of its own is of the same as the first of the list, or as the one before that
    it is listed behind (不合格分别为1批次、6批次).
    """
    unnamed = next(iter(rest), None)
    first = last = _namesake(members[0], totals) or unnamed
    for part in members:
        if _has_own_name(part):
            last = _namesake(part, totals) or unnamed
        elif part.listed_after is None:
            last = first
        if last is not None:
            yield part, last


def _has_own_name(part: Fact) -> bool:
    """Whether the words of a part say what it counts, and not only of whom it is."""
    return part.own_words and not part.is_named


def _namesake(part: Fact, totals: Sequence[Fact]) -> Fact | None:
    """The total that a part is named as, by the longest name (道路事故死亡8人: 死亡)."""
    if not _has_own_name(part):
        return None
    named = [f for f in totals if f.metric and part.metric.endswith(f.metric)]
    return max(named, key=lambda fact: len(fact.metric), default=None)


def is_of_several(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """5个国控断面、8个省控断面…，其中Ⅱ类10个: more than the last whole, so of both.

    A list that names all parts, or stands behind wholes that are told one by one (学校5所，
    幼儿园8所，其中公办9所、民办4所), is of several only where it is their sum.
    """
    total = sum_of(group.parts)
    if total <= group.whole.value:
        return False
    if is_told_by_parts(group.whole, group):
        return False  # 死亡6人、受伤11人，其中…死亡4人，…死亡3人: one of the two is misprinted.
    place, first = places[id(group.whole)], places[id(group.parts[0])]
    told = facts[max(0, place - LOOK_BACK) : min(first, place + LOOK_BACK)]
    place = min(place, LOOK_BACK)
    if sum_of(_told_with(passage, told, place, "、,")) == total:
        return True
    listed = _told_with(passage, told, place, "、")
    return group.form == "cue" and sum_of(listed) >= total


def _told_with(passage: Passage, facts: Sequence[Fact], place: int, joints: str) -> list[Fact]:
    """The amounts in one unit that a number stands among, joined by nothing but these marks."""

    def is_joined(one: Fact, other: Fact) -> bool:
        gap = passage.text[one.quantity.tail : other.start]
        marks = [mark for mark in gap if mark in "、,;。:()"]
        is_amount = one.is_level and other.is_level and same_unit(one, other)
        return is_amount and len(marks) == 1 and marks[0] in joints

    first = last = place
    while first > 0 and is_joined(facts[first - 1], facts[first]):
        first -= 1
    while last + 1 < len(facts) and is_joined(facts[last], facts[last + 1]):
        last += 1
    return list(facts[first : last + 1])


def begins_before(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Whether the list before a total seems to begin with a number that is not taken into it."""
    first = group.parts[0]
    place = places[id(first)]
    before = facts[place - 1] if place else None
    if before is None or not before.is_level or not same_unit(before, first):
        return False
    layout = passage.layout
    where = [(layout.sentence[f.start], layout.bracket[f.start]) for f in (before, first)]
    return where[0] == where[1] and before.parent is None


def goes_on_to_total(passage: Passage, facts: Sequence[Fact], last: int) -> bool:
    """Whether a total that nothing makes stands behind a number of its sentence: 合计140件.

    Of its list, with a misprint, some may make another of it by chance.
    """
    sentence, cue = passage.layout.sentence, longest_first("parts", "total")
    for fact in facts[last + 1 : last + 1 + LOOK_BACK]:
        if sentence[fact.start] != sentence[facts[last].start]:
            return False
        is_free = fact.is_level and fact.parent is None and not fact.children
        is_total = is_called_total(passage, fact, cue)
        if is_total and is_free and same_unit(fact, facts[last]):
            return True
    return False


def is_called_total(passage: Passage, fact: Fact, words: tuple[str, ...]) -> bool:
    """Whether one of some words for a total stands right before a number, or before its colon."""
    end = fact.start - passage.text.startswith(":", fact.start - 1)  # 合计：1件
    return passage.text.endswith(words, fact.left[0], end)


def of_none_alone(whole: Fact, parts: Sequence[Fact]) -> None:
    """甲区办理40条、乙区办理46条，合计86条: a total of several is not of one of them."""
    subjects = {part.subject for part in parts}
    if len(subjects) > 1 and whole.subject in subjects:
        whole.subject = None


def name_total(passage: Passage, whole: Fact) -> None:
    """Name a total behind its list by the word that makes it one (合计), not by its last part."""
    if not whole.own_words:
        left = passage.text[: whole.start].removesuffix(":")
        whole.metric = next(w for w in longest_first("parts", "total") if left.endswith(w))
