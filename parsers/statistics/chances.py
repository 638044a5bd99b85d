"""Sums that no word announces, and what says that they hold by chance.

Of small numbers in a row some make another one now and then (小学12所，初中7所，高中5所), all the
more where a digit is misprinted. Such a sum says nothing of its numbers; one is believed where the
words tell a whole and its parts, where the parts are listed apart from it, or where it is large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Final

from parsers.statistics.completeness import one_digit
from parsers.statistics.facts import Fact, Passage, cues, longest_first
from parsers.statistics.groups import (
    LOOK_BACK,
    Group,
    amount,
    same_unit,
    sum_of,
    tells_people,
)
from parsers.statistics.organs import proper_names
from schemas.notice import Kind

Places = Mapping[int, int]
"""The place of each number among those of its paragraph, by its ``id``."""

_LARGE_WHOLE: Final = 100
"""So large a whole is hardly made by chance."""
_WIDEST: Final = 40
_SHORTEST_NAME: Final = 2
_PAIR: Final = 2
"""So few numbers make a total by chance."""
_LIMITS: Final = ("以上", "以下", "之间")
_AND: Final = ("和", "及", "与")


def is_believed(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Tell whether a sum without a cue proves its numbers: hardly a chance, and of the whole list.

    Args:
        passage: the paragraph.
        group: a whole and the parts behind it that make it.
        facts: the numbers of the paragraph, in order.
        places: the place of each of them, by its ``id``.
    """
    if goes_on(passage, group, facts, places) or tells_overlap(passage, group):
        return False
    if _is_torn(passage, group) or _is_state(passage, group):
        return False
    if _is_split_before(passage, group) and group.whole.value < _LARGE_WHOLE:
        return False
    if _may_be_a_part(passage, group, facts, places):
        return False
    return _is_apart(passage, group) or group.whole.value >= _LARGE_WHOLE


def is_row(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Tell whether the words show that a number and those behind it are items of one list.

    They are told in like words (县级12个，镇级7个，村级5个), each with a share of something else,
    of bodies of one sort, or behind 中 (转派件中，投诉15件，…).
    Nor is a total of its own, what was carried over, or what is told beside it (受理15件，
    办结9件，此外转办6件) a part of the number before, nor a list that tells whose it is
    (办结件中予以公开…) one of another number.
    """
    text = passage.text
    others = (*longest_first("parts", "carried"), *longest_first("parts", "beside"))
    return (
        any(text.endswith(longest_first("parts", "total"), 0, part.start) for part in group.parts)
        or any(_words(passage, part).startswith(others) for part in group.parts)
        or (_is_doubled(group) and not _is_listed(passage, group))
        or names_another(group, facts, places)
        or _has_shares(_all(group), facts, places)
        or (_is_opened(passage, group.whole) and not _tells_whole(passage, group))
        or _of_like_bodies(passage, group)
        or _of_like_nouns(passage, group)
    )


def _is_torn(passage: Passage, group: Group) -> bool:
    """报考42人，实考36人，缺考4人；违规2人: whether a list goes on behind its half."""
    half = passage.layout.part
    here = [part for part in group.parts if half[part.start] == half[group.whole.start]]
    return 1 < len(here) < len(group.parts)


def _is_state(passage: Passage, group: Group) -> bool:
    """已完工11个，在建9个，上月开工2个: whether the whole is told as one of the states, too."""
    states = longest_first("parts", "state")
    alike = [part for part in group.parts if _words(passage, part).startswith(states)]
    is_done = _words(passage, group.whole).startswith(longest_first("parts", "soft_close"))
    return is_done and 2 * len(alike) >= len(group.parts)


def _is_split_before(passage: Passage, group: Group) -> bool:
    """复议12件，其中维持8件、纠正4件；诉讼5件，未审结7件: whether its own half has a list of it."""
    half, whole = passage.layout.part, group.whole
    if len(group.parts) > _PAIR or half[group.parts[0].start] == half[whole.start]:
        return False
    return any(whole.start < f.start and half[f.start] == half[whole.start] for f in whole.children)


def _may_be_a_part(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """暗访乡镇18个，12个在岗，4个失联，8个脱岗: whether 2 for 8 makes all parts of the first."""
    whole = group.whole
    before = facts[places[id(whole)] - 1] if places[id(whole)] else None
    if before is None or not before.is_level or not same_unit(before, whole) or before.children:
        return False
    sentence = passage.layout.sentence
    missed = abs(sum_of(_all(group)) - before.value)
    return sentence[before.start] == sentence[whole.start] and one_digit(missed)


def names_another(group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Tell whether a list says by 中 that it is of another number than the whole it makes.

    申请73件，已答复75件。答复中予以公开41件、…: of what was answered. A list whose later part
    is told so begins there, not before.
    """
    for part in group.parts:
        name, _, told = part.metric.partition("中")
        name = name.removesuffix("件")
        if not told or len(name) < _SHORTEST_NAME:
            continue
        if part is not group.parts[0]:
            return True
        place = places[id(part)]
        before = facts[max(0, place - LOOK_BACK) : place]
        alike = [fact for fact in before if name in fact.metric]
        return bool(alike) and group.whole not in alike
    return False


def tells_overlap(passage: Passage, group: Group) -> bool:
    """Tell whether a list says of itself that one thing may be in several of its classes.

    党纪处分6人、政务处分5人，双重处分3人: such a list makes its whole by chance alone. Nor is it
    said that none of 女性20人、党员40人 is both.
    """
    if tells_people(group.parts):
        return True
    last = group.parts[-1].quantity.tail
    widest = last + _WIDEST
    ends = (end for mark in ";。" if (end := passage.text.find(mark, last, widest)) >= 0)
    told = passage.text[group.whole.quantity.tail : min(ends, default=widest)]
    return any(word in told for word in longest_first("parts", "overlap"))


def overlaps(group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Tell whether parts that do not make their whole need not: each has the share that it gives.

    干部240人，其中党员180人，占75%，女性96人，占40%: somebody may be of both.
    """
    whole, share_of = group.whole, Decimal(100)
    if not whole.value or not _has_shares(group.parts, facts, places):
        return False
    pairs = [(part, facts[places[id(part)] + 1]) for part in group.parts]
    return all(
        2 * abs(share_of * part.value / whole.value - share.value) <= share.quantity.step
        for part, share in pairs
    )


def takes_others(passage: Passage, group: Group, told: int) -> bool:
    """Tell whether a list makes its whole by chance with what else was told (…7处；已改122处).

    ``told`` is how many parts the list surely has. One whose parts a comma parts ends at a
    semicolon: 行政复议6件，其中维持3件，尚未审结1件；行政诉讼2件.
    """
    if group.is_doubtful and told == 1 < len(group.parts):
        return True
    halves = {passage.layout.part[part.start] for part in group.parts}
    if len(halves) == 1:
        return False
    units = {part.quantity.unit_text for part in group.parts}
    return len(units) > 1 or 1 < told < len(group.parts)


# ------------------------------------------------------------------------------ a whole is told
def _is_apart(passage: Passage, group: Group) -> bool:
    """Whether a whole is told as one, or stands apart from the list of its parts."""
    return _is_told(passage, group) or _is_listed(passage, group) or _is_classed(passage, group)


def _is_told(passage: Passage, group: Group) -> bool:
    """Whether one word tells the whole (共, 发现), or the state of a part (已, 未, 不), alone."""
    whole = _words(passage, group.whole)
    states = longest_first("parts", "state")
    states = tuple(word for word in states if word not in whole)
    parts = [_words(passage, part) for part in group.parts]
    return _tells_whole(passage, group) or any(word in p for word in states for p in parts)


def _tells_whole(passage: Passage, group: Group) -> bool:
    whole = _words(passage, group.whole)
    words = [word for word in longest_first("parts", "whole") if word in whole]
    parts = [_words(passage, part) for part in group.parts] if words else []
    return any(not any(word in part for part in parts) for word in words) or _is_of_all(
        group, whole
    )


def _is_of_all(group: Group, words: str) -> bool:
    """全县断面12个，Ⅱ类5个，…: whether a whole place is told, and a class or body of it each.

    全区有小学12所，初中7所，高中5所: three things of one place are none of one another.
    """
    if not any(scope in words for scope in longest_first("parts", "of_all")):
        return False
    scope = group.whole.subject
    bodies = {part.subject for part in group.parts} - {scope, None}
    return len(bodies) == len(group.parts) or all("类" in part.metric for part in group.parts)


def _words(passage: Passage, fact: Fact) -> str:
    """The words of a number: those before it in its clause, and its own behind."""
    start = max(passage.layout.start[fact.start], fact.start - _WIDEST)
    if fact.listed_after is not None:
        start = max(start, fact.listed_after.quantity.tail + 1)
    return passage.text[start : fact.start] + passage.text[fact.quantity.end : fact.right[1]]


def _is_listed(passage: Passage, group: Group) -> bool:
    """Whether 、 joins the parts and another mark parts them from the whole, or a colon does."""
    text, parts = passage.text, group.parts
    before = text[group.whole.quantity.tail : parts[0].start]
    if ":" in before:
        return True
    gaps = [text[a.quantity.tail : b.start] for a, b in pairwise(parts)]
    is_list = all("、" in gap or gap in _AND for gap in gaps)
    return is_list and not any("," in gap for gap in gaps) and not before.startswith("、")


def _is_classed(passage: Passage, group: Group) -> bool:
    """60个单位，进度在90%以上的8个，…: whether the parts alone are told as classes."""
    words = _words(passage, group.whole)
    is_class = any(word in words for word in _LIMITS)
    return not is_class and all(_is_class(passage, part) for part in group.parts)


def _is_class(passage: Passage, fact: Fact) -> bool:
    return passage.text[fact.start - 1] == "的" and not fact.right_noun


def goes_on(passage: Passage, group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """Tell whether a list goes on behind the last of the parts that make its whole.

    任务24项，已完成11项，达到序时进度13项，滞后2项: one of these is misprinted.
    """
    layout, last = passage.layout, group.parts[-1]
    half, level = layout.part[last.start], layout.bracket[last.start]
    for index in range(places[id(last)] + 1, len(facts)):
        fact = facts[index]
        if layout.part[fact.start] != half:
            return False
        if layout.bracket[fact.start] != level or not fact.is_level or fact.parent is last:
            continue
        # 办结354件、阶段性办结7件，责令整改212家: something else begins.
        is_next = same_unit(fact, last) and bool(fact.value)
        return is_next and _is_joined_alike(passage, group, fact)
    return False


def _is_joined_alike(passage: Passage, group: Group, follower: Fact) -> bool:
    """Whether a number behind a list stands to its last part as the parts do to one another.

    办结129件、未结5件，属实52件: what 、 joins has ended; 291家纳入监管的284家: some of the last.
    """
    before, last = group.parts[-2:]
    text = passage.text
    gap = text[last.quantity.tail : follower.start]
    if any(word in gap for word in longest_first("parts", "open")):
        return False
    is_joint = "、" in gap or gap in _AND
    if "," in text[before.quantity.tail : last.start]:
        return "," in gap or is_joint
    return is_joint and "," not in gap


# ---------------------------------------------------------------------------- items of one list
def _is_doubled(group: Group) -> bool:
    """窗口58个，问题29个，当场整改17个，限期整改12个: the first of them is made by the others."""
    first, *others = group.parts
    return len(others) > 1 and sum_of(others) == amount(first)


def _has_shares(members: Sequence[Fact], facts: Sequence[Fact], places: Places) -> bool:
    """投诉15件，占50%；举报9件，占30%；咨询6件，占20%: shares of what is not told."""
    behind = [facts[place : place + 1] for f in members if (place := places[id(f)] + 1)]
    return all(found and found[0].kind is Kind.SHARE for found in behind)


def _is_opened(passage: Passage, whole: Fact) -> bool:
    """转派件中，投诉15件，求助9件，建议6件: the first that is told of what 中 stands behind."""
    return passage.text.endswith("中,", 0, passage.layout.start[whole.start])


def _of_like_bodies(passage: Passage, group: Group) -> bool:
    """东湖街道受理15件，柳湾镇受理9件，枫林乡受理6件: of one body each.

    What another place of its level has is none of a place's: 东湖街道受理15件，柳湾镇办结9件.
    """
    whole, parts = group.whole, group.parts
    if whole.subject is None or whole.subject in longest_first("metric", "scope"):
        return False
    if any(_are_beside(part.subject, whole.subject) for part in parts):
        return True
    is_first = _words(passage, whole).startswith(whole.subject)
    if not is_first or not proper_names(whole.subject):
        return False
    told = {part.subject for part in parts if part.metric == whole.metric}
    return len(told) == len(parts)


def _are_beside(place: str | None, other: str) -> bool:
    """Whether two places are of one level, so that none is in the other: 东湖街道 and 柳湾镇."""
    if not place or place == other:
        return False
    levels = map(tuple, cues("parts")["place_levels"])
    return any(place.endswith(ends) and other.endswith(ends) for ends in levels)


def _of_like_nouns(passage: Passage, group: Group) -> bool:
    """县级项目12个，镇级项目7个，村级项目5个: one noun, that each has words of its own before.

    Where the whole is told as one they may be its parts (发现问题9个，较大问题6个，…); what is of
    another sort than the whole (一般隐患52项，重大隐患7项) is never one.
    """
    whole = group.whole.metric
    kinds = [_kinds(whole, part.metric) for part in group.parts]
    sorts = longest_first("parts", "attributes")
    if any(one.endswith(sorts) and other.endswith(sorts) for one, other in kinds):
        return True
    return all(all(pair) for pair in kinds) and not _is_apart(passage, group)


def _kinds(one: str, other: str) -> tuple[str, str]:
    """What two metrics say before the noun that both end with; empty where they share none."""
    alike = takewhile(
        lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(other), strict=False)
    )
    size = sum(1 for _ in alike)
    return (one[:-size], other[:-size]) if size else ("", "")


def _all(group: Group) -> tuple[Fact, ...]:
    return (group.whole, *group.parts)
