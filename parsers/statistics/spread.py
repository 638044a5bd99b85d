"""Parts that no total word announces: where something is found, and lists before their whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, groupby, pairwise
from typing import Final

from parsers.statistics.facts import Fact, Passage, cues, longest_first
from parsers.statistics.groups import LOOK_BACK, Group, is_additive, is_mean, same_unit, sum_of
from parsers.statistics.wholes import goes_on_to_total
from schemas.notice import Kind
from schemas.patterns import lazy_re

_INCLUDED: Final = lazy_re(r"[,、;](?:其中)?(?:包?含|包括)(?=[^,。;:()]{1,16}\d)")
_LEAST_PARTS: Final = 3
_MOST_PAIRS: Final = 6
_FAR: Final = 2
_LARGE_WHOLE: Final = 100
_LEAST_WHOLE: Final = 10
_PERCENTAGES: Final = (Kind.RATE, Kind.SHARE)


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


def paired_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """60家医院、95家药店分别有41家、52家违规: some of each of the amounts that open the clause."""
    text, layout = passage.text, passage.layout
    groups: list[Group] = []
    for index, first in enumerate(facts) if "分别" in text else ():
        if not text.endswith(longest_first("parts", "some_of_each"), 0, first.start):
            continue
        size = 1
        for one, other in pairwise(facts[index : index + _MOST_PAIRS]):
            if text[one.quantity.tail : other.start] not in {",", *cues("parts")["between"]}:
                break
            size += 1
        parts, wholes = facts[index : index + size], facts[max(0, index - size) : index]
        is_clause = all(layout.start[f.start] == layout.start[first.start] for f in wholes)
        if size == 1 or len(wholes) < size or not is_clause:
            continue
        pairs = list(zip(wholes, parts, strict=True))
        fits = all(same_unit(w, p) and is_additive(w) and is_additive(p) for w, p in pairs)
        if fits and all(w.value >= p.value and p.parent is None for w, p in pairs):
            groups.extend(Group(whole, "having", "", [part]) for whole, part in pairs)
    return groups


def again_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """受理568件，…。直接答复331件，转办237件: a sentence whose amounts make one told before it.

    All amounts of that unit in the sentence, or in its half, have to be its parts; two of them only
    for a large total that was split once, or where each is called what the total is called.
    """
    layout = passage.layout
    if len(facts) <= _FAR or layout.sentence[facts[0].start] == layout.sentence[facts[-1].start]:
        return []
    first = layout.sentence[facts[0].start]
    told: dict[int, list[Fact]] = {}
    free: dict[tuple[int, str | None], list[Fact]] = {}
    for fact in facts:
        if fact.is_level:
            sentence = layout.sentence[fact.start]
            told.setdefault(sentence, []).append(fact)
            # Before the first sentence no total is told.
            if sentence > first and fact.parent is None and layout.bracket[fact.start] < 0:
                free.setdefault((sentence, fact.quantity.unit_text), []).append(fact)
    groups: list[Group] = []
    for (sentence, _), alike in free.items():
        if len(alike) > 1:
            near = (told.get(sentence - back, ()) for back in range(_FAR, 0, -1))
            groups.extend(_again(passage, chain.from_iterable(near), alike))
    return groups


def _again(passage: Passage, near: Iterable[Fact], alike: list[Fact]) -> list[Group]:
    """The total before its sentence that amounts of one unit, or those of one half, make."""
    layout = passage.layout
    before = [f for f in near if same_unit(f, alike[0]) and is_additive(f)]
    if not before:
        return []
    halves = [list(half) for _, half in groupby(alike, key=lambda f: layout.part[f.start])]
    for parts in (alike, *halves):
        if len(parts) < 2 or not all(map(is_additive, parts)):
            continue
        total = sum_of(parts)
        for whole in before:
            if whole.value == total and _is_no_chance(whole, parts):
                return [Group(whole, "sum", "", parts)]
    return []


def _is_no_chance(whole: Fact, parts: Sequence[Fact]) -> bool:
    if all(part.metric and part.metric == whole.metric for part in parts):
        return True
    is_split = bool(whole.children) and whole.parent is None and whole.value >= _LARGE_WHOLE
    is_list = len(parts) >= _LEAST_PARTS and whole.parent is None
    is_large = whole.value >= _LARGE_WHOLE or (whole.value >= _LEAST_WHOLE and whole.children)
    return is_split or (is_list and bool(is_large))


def included_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """危险废物4.27万吨，含医疗废物2860吨: some of the amount of the clause before."""
    if "含" not in passage.text and "包括" not in passage.text:
        return []
    layout = passage.layout
    groups: list[Group] = []
    for match in _INCLUDED.finditer(passage.text):
        at = next((i for i, fact in enumerate(facts) if fact.start >= match.end()), len(facts))
        part, whole = (facts[at], facts[at - 1]) if 0 < at < len(facts) else (None, None)
        if part is None or whole is None or part.parent is not None or whole.parent is not None:
            continue
        is_near = (
            layout.part[part.start] == layout.part[whole.start]
            and layout.bracket[part.start] == layout.bracket[whole.start]
            and layout.start[part.start] == match.end() - len(match[0]) + 1
        )
        amounts = is_additive(part) and is_additive(whole) and same_unit(part, whole)
        if is_near and amounts and part.value < whole.value:
            groups.append(Group(whole, "cue", "等", [part]))
    return groups


def rest_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """限期整改72处…。限期整改的隐患已销号64处，剩余8处: what is done and what is left of a total.

    Both add up to the total, and the clause names it or no other amount of that unit is told since.
    """
    groups: list[Group] = []
    text, layout = passage.text, passage.layout
    if not any(word in text for word in cues("parts")["left"]):
        return groups
    for index, left in enumerate(facts):
        if not is_left(passage, left) or index < 2:
            continue
        before = [f for f in facts[max(0, index - LOOK_BACK) : index] if f.is_level]
        alike = [f for f in before if same_unit(f, left) and is_additive(f)]
        done = alike[-1] if alike else None
        if done is None or done.parent is not None or not is_additive(left):
            continue
        words = text[max(layout.start[done.start], done.start - LOOK_BACK) : done.start]
        for whole in reversed(alike[:-1]):
            is_named = len(whole.metric) > 1 and whole.metric[-4:] in words
            is_last = not any(f.parent is not whole for f in alike[alike.index(whole) + 1 : -1])
            near = layout.sentence[done.start] - layout.sentence[whole.start] < _FAR
            near = near and "的" not in words  # 挂牌督办的隐患已销号64处: of others.
            if whole.value == sum_of((done, left)) and (is_named or (is_last and near)):
                groups.append(Group(whole, "sum", "", [done, left]))
                break
    return groups


def is_left(passage: Passage, fact: Fact) -> bool:
    """Tell whether a clause begins with what is left over, and the number is in no list yet.

    另有 begins that too (已办结8件，另有2件正在办理), and any other part (已整改2家，另有1家过期).
    """
    text, layout, start = passage.text, passage.layout, fact.left[0]
    begins = layout.start[fact.start] == start
    if not begins or fact.parent is not None:
        return False
    if text.startswith(longest_first("parts", "beside"), start):
        clause = text[start : layout.end[fact.start]]
        return any(word in clause for word in cues("parts")["state"])
    return text.startswith(longest_first("parts", "left"), start)


def percent_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """就业率96.4%（升学67.3%、就业29.1%）: percentages in a bracket that make the one before it.

    Those that do not are rates of classes (合格率96%（小学97%、初中95%）).
    """
    layout = passage.layout
    groups: list[Group] = []
    if not layout.closing:
        return groups
    for index, whole in enumerate(facts):
        opening = whole.quantity.tail
        if whole.quantity.unit_text != "%" or layout.closing.get(opening) is None:
            continue
        inside = facts[index + 1 : index + 1 + LOOK_BACK]
        parts = [f for f in inside if layout.bracket[f.start] == opening]
        is_list = len(parts) > 1 and all(
            f.quantity.unit_text == "%" and f.kind in _PERCENTAGES and f.parent is None
            for f in (whole, *parts)
        )
        if is_list and sum_of(parts) == whole.value:
            groups.append(Group(whole, "sum", "", parts))
    return groups


def leading_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """优秀的18个，良好的31个，一般的9个；58个单位…: classes that add up to the number behind them.

    Without a word for a total only where all amounts of that unit in the sentence before it are
    the parts, three or more.
    """
    layout = passage.layout
    groups: list[Group] = []
    for index, whole in enumerate(facts):
        sentence = layout.sentence[whole.start]
        if index < _LEAST_PARTS or layout.sentence[facts[index - _LEAST_PARTS].start] != sentence:
            # Too few numbers of the sentence stand before it.
            continue
        if whole.parent or whole.children or whole.value < _LEAST_WHOLE or not is_additive(whole):
            continue
        level = layout.bracket[whole.start]
        parts = [
            fact
            for fact in facts[max(0, index - LOOK_BACK) : index]
            if layout.sentence[fact.start] == sentence
            and layout.bracket[fact.start] == level
            and fact.is_level
            and same_unit(fact, whole)
        ]
        if len(parts) < _LEAST_PARTS:
            continue
        # 来电18件，日均31件，来信9件；58件…: nor of what there is a day.
        is_free = all(is_additive(p) and p.parent is None and not is_mean(p) for p in parts)
        is_apart = layout.start[parts[-1].start] != layout.start[whole.start]
        # 从行业看，…2起；从等级看，较大1起，一般12起: one of a list is no total of two of them.
        # 6个账号不合格，分别为甲县2个、乙区1个…；有11个: nor of a total and its parts.
        beside = {layout.part[part.start] == layout.part[whole.start] for part in parts}
        gap = passage.text[parts[0].quantity.tail : parts[1].start]
        is_apart = is_apart and len(beside) == 1 and "分别" not in gap
        is_sum = is_free and is_apart and sum_of(parts) == whole.value
        if is_sum and not goes_on_to_total(passage, facts, index):
            groups.append(Group(whole, "sum", "", parts))
    return groups
