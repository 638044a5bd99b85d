"""Parts of one whole as one list: which numbers can be parts, and what they make together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, cue_set, cues, longest_first
from schemas.notice import Bound, Kind

LOOK_BACK: Final = 24
"""Numbers looked back at for a total: more would make long enumerations slow."""
# Asked for without end: to look up a member of an enumeration costs as much as a call.
_EXACT: Final = Bound.EXACT
_SCORE: Final = Kind.SCORE


@dataclass(slots=True)
class Group:
    """Parts of one whole as one list; ``form`` says what opened it.

    ``form`` is ``bracket``, ``cue`` (其中), ``division`` (按…分), ``having`` (有27个…, 占4个),
    ``total`` (合计 behind its parts), ``missed`` (the same, which they do not make) or ``sum`` (no
    cue at all). ``words`` is the text of the list, ``others`` the totals before the
    nearest one that it may also speak of. ``later`` holds what may still be of the list: behind a ;
    (其中甲 9 件；乙 7 件), or where ``is_doubtful`` says that something else began (已整改 9 项).
    ``over`` holds what follows from a number on that is more than the whole and ended the list.
    ``has_traits`` says that the parts tell what was seen in some of the whole, which may overlap,
    ``has_twin`` that another total that the list may be of has the same value.
    """

    whole: Fact
    form: str
    words: str = ""
    parts: list[Fact] = field(default_factory=list)
    later: list[Fact] = field(default_factory=list)
    over: list[Fact] = field(default_factory=list)
    others: list[Fact] = field(default_factory=list)
    is_doubtful: bool = False
    has_traits: bool = False
    has_twin: bool = False


def is_additive(fact: Fact) -> bool:
    """Whether a number is an amount that parts can sum to (averages, indices, limits are none)."""
    quantity = fact.quantity
    if quantity.bound is not _EXACT and quantity.is_duration:
        # 超过2个月未更新的2家: a limit of time that bounds a class.
        return False
    if fact.is_of_each or (not fact.is_level and not (fact.kind is _SCORE and fact.is_result)):
        return False
    if _is_relative(quantity.unit_text) or _says("not_additive", fact.metric):
        return False
    counted = quantity.unit is not None and quantity.unit.is_count
    return counted or not _says("intensive", fact.metric)


def is_mean(fact: Fact) -> bool:
    """Whether a number tells how many there are a day or a head (日均780件): no total of them."""
    words, metric = longest_first("parts", "mean_of"), fact.metric
    return metric.startswith(words) or metric.endswith(words)


@cache
def _is_relative(unit: str | None) -> bool:
    """Tell whether a unit is one of many (元/人, 每)."""
    return unit is not None and ("/" in unit or "每" in unit)


# Lists are tried over and over with the same few numbers.
@lru_cache(maxsize=4_096)
def _says(name: str, metric: str) -> bool:
    """Tell whether a metric has one of the words that say it is no sum of its parts."""
    return _averages(name).search(metric) is not None


@cache
def _averages(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, cues("parts")[name])))


def counts_items(passage: Passage, fact: Fact) -> bool:
    """农残3批、微生物2批，两类合计占…: how many were told, none of what they count."""
    is_class = fact.quantity.unit_text in cue_set("parts", "counting_units")
    return is_class and passage.text.startswith(("合计", "共占", "占", "共计"), fact.quantity.tail)


def same_unit(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are printed in the same unit (台 and 台(套) are)."""
    if one.quantity.unit_text == other.quantity.unit_text:
        return True
    first, second = one.quantity.unit, other.quantity.unit
    if first is None or second is None or first.text != second.text:
        return False
    return "(" in f"{one.quantity.unit_text}{other.quantity.unit_text}"


def same_family(one: Fact, other: Fact) -> bool:
    """Whether parts in two measure words may be of one list (来信 9 件、来访 5 批)."""
    first, second = one.quantity.unit, other.quantity.unit
    if same_unit(one, other):
        return True
    if first is None or second is None or first.family != second.family:
        return False
    # 学生2400名，其中…2166人: both count heads, 户 and 人次 do not.
    units = {one.quantity.unit_text, other.quantity.unit_text}
    return first.family == "items" or units <= cue_set("parts", "head_units")


def tells_people(parts: Sequence[Fact]) -> bool:
    """Tell whether people are told by more than one thing, of which somebody may have several.

    女性35人、党员40人; not 男党员35人、女党员25人.
    """
    if all(part.quantity.unit_text not in cue_set("parts", "head_units") for part in parts):
        return False
    sorts = [
        {at for at, words in enumerate(cues("parts")["people"]) if _has_word(part.metric, words)}
        for part in parts
        if not part.metric.startswith(longest_first("share", "rest"))
    ]
    return any(sort != sorts[0] for sort in sorts)


def _has_word(metric: str, words: Sequence[str]) -> bool:
    return any(word in metric for word in words)


def sum_of(parts: Sequence[Fact]) -> Decimal:
    """Sum of the parts; 各 6 篇 counts once for each of its subjects."""
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, amount(part))
    return total


def amount(part: Fact) -> Decimal:
    """What a part counts in a sum: 各 6 篇 of two subjects is 12."""
    if part.multiplicity == 1:
        return part.value
    return EXACT.multiply(part.value, Decimal(part.multiplicity))
