"""Where a list of parts ends, and which of the totals before it it is of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.completeness import misses_by_a_digit, one_digit, tolerance
from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.groups import Group, amount, sum_of
from parsers.statistics.phrases import is_act
from parsers.statistics.wholes import is_named_otherwise
from parsers.words import tag

_PAIR: Final = 2


def close(passage: Passage, group: Group) -> None:
    """End a list where its parts first make the whole; else take what is surely of the list."""
    if group.form == "bracket":
        return
    members, named = [*group.parts, *group.later], group.whole
    listed = [*group.parts, *group.over]
    if group.over and _is_one_list(passage, listed) and one_digit(sum_of(listed) - named.value):
        group.parts = listed
        return
    for whole in (named, *group.others):
        if is_named_otherwise(group, whole):
            continue
        count = _adding_up(whole, members, len(group.parts))
        if count:
            group.whole, group.parts = whole, members[:count]
            alike = [other for other in (named, *group.others) if other.value == whole.value]
            group.has_twin = len(alike) > 1
            return
    _choose(passage, group)
    if not group.is_doubtful:
        _take_alike(group)
        _take_opening(passage, group)
    if sum_of(group.parts) > group.whole.value and not group.has_traits:
        group.parts = _same_kind(group.parts)
    whole, total = group.whole, sum_of(members)
    if not group.is_doubtful and len(members) > 2 and misses_by_a_digit(whole, total):
        group.parts = members


def _is_one_list(passage: Passage, parts: Sequence[Fact]) -> bool:
    """Whether one mark and nothing else parts numbers: 、, or a comma between things or acts."""
    gaps = [passage.text[one.quantity.tail : other.start] for one, other in pairwise(parts)]
    marks = {"".join(mark for mark in gap if mark in "、,;。:()") for gap in gaps}
    return marks == {"、"} or (marks == {","} and len({is_done(part) for part in parts}) == 1)


def _take_alike(group: Group) -> None:
    """其中刑事警情320起；治安警情1240起: behind a ; what has the noun of the first part.

    Not what makes more than the whole, but by a digit that may be misprinted.
    """
    noun = group.parts[0].metric[-2:]
    for part in group.later:
        alike = noun and part.metric != group.whole.metric and part.metric.endswith(noun)
        over = sum_of([*group.parts, part]) - group.whole.value
        if not alike or (over > 0 and not one_digit(over)):
            return
        group.parts.append(part)


def _take_opening(passage: Passage, group: Group) -> None:
    """120家企业中，48家未按证排污；32家台账不全: behind a ; what opens its clause as the first."""
    start = passage.layout.start
    for part in group.later if group.has_traits else ():
        if start[part.start] != part.start:
            return
        if part not in group.parts:
            group.parts.append(part)


def _adding_up(whole: Fact, members: Sequence[Fact], sure: int) -> int:
    """How many numbers of a list first make its whole, 0 if none do.

    Zeros behind them are of the list as far as it surely goes (its first ``sure`` numbers).
    """
    totals = [Decimal(0)]
    for part in members:
        totals.append(EXACT.add(totals[-1], amount(part)))
    counts = range(2, len(totals))
    # A last part smaller than the rounding of the others (0.01 万元) still belongs to the list.
    ends = [n for n in counts if totals[n] == whole.value] or [
        n for n in counts if abs(totals[n] - whole.value) <= tolerance(whole, members[:n])
    ]
    if not ends:
        return 0
    rest = members[ends[0] : sure]
    return ends[0] + next((i for i, other in enumerate(rest) if other.value), len(rest))


def _same_kind(parts: Sequence[Fact]) -> list[Fact]:
    """The numbers before one that tells what was done, where the first is a thing.

    发现隐患 58 项，其中重大隐患 2 项，整改 57 项: the last is a number of the whole again.
    """
    if is_done(parts[0]):
        return list(parts)
    told = (i for i, part in enumerate(parts) if part.listed_after is None and is_done(part))
    end = next(told, len(parts))
    return list(parts[:end])


def _choose(passage: Passage, group: Group) -> None:
    """Take the total that a list without a sum speaks of: by its noun, else the nearest.

    排查隐患3087条，整改2965条，其中重大隐患42条: the part is named as the first is.
    """
    total, wholes = sum_of(group.parts), [group.whole, *group.others]
    # 死亡6人、受伤11人，其中…死亡4人，…死亡7人: a misprint makes them no part of the injured.
    if len(group.parts) > 1:
        wholes = [whole for whole in wholes if not is_named_otherwise(group, whole)]
    open_ = [whole for whole in wholes if whole.value >= total]
    noun = group.parts[0].metric[-2:]
    noun = "" if noun in cue_set("metric", "transitive") else noun
    named = [whole for whole in open_ if noun in whole.metric]
    if not named and _is_near_miss(passage, group, noun):
        named = [group.whole]
    if open_ and passage.text.endswith("的", 0, open_[0].start):
        # 排查自建房27万栋，存在隐患的2万栋，其中经营性自建房1137栋: the class has the same noun.
        named = []
    group.whole = (named or open_ or wholes)[0]


def _is_near_miss(passage: Passage, group: Group, noun: str) -> bool:
    """Whether parts are of the nearest total, though they make a digit more than that.

    It has their ``noun`` (抽检420批次，不合格35批次，其中食品不合格21批次、药品不合格15批次), or
    they are three and more, listed without a break, and no other total stands beside it (of
    受理90件，办结85件，其中甲类22件、乙类30件、丙类34件 the first may be meant).
    """
    whole, parts, layout = group.whole, group.parts, passage.layout
    total = sum_of(parts)
    if total <= whole.value or not misses_by_a_digit(whole, total):
        return False
    if noun in whole.metric:
        return True
    if any(layout.end[other.start] + 1 == layout.start[whole.start] for other in group.others):
        return False
    is_here = layout.sentence[parts[0].start] == layout.sentence[whole.start]
    return is_here and len(parts) > _PAIR and _is_one_list(passage, parts)


def is_done(part: Fact) -> bool:
    """Whether a number tells what was done (整改57项; 求助类 is a class)."""
    if part.metric.endswith("类"):
        return False
    words = tag(part.metric)
    return bool(words) and is_act(words[0])
