"""What was told of another time than its whole: that is none of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.statistics.facts import Fact
from parsers.statistics.groups import sum_of
from parsers.statistics.periods import are_of_two_times

_SEVERAL: Final = 2


def of_its_time(parts: list[Fact], whole: Fact) -> list[Fact]:
    """Leave out of a list what is of another time than its whole: 受理60件（上年50件）.

    Args:
        parts: the numbers of the list, in printed order.
        whole: the number that they may be parts of.

    Returns:
        All of them where the list tells them by years (今年10件、上年50件); what is left where
        that makes the whole; else less what only tells a part or the whole over again, and none
        where all are of one other year.
    """
    now = [part for part in parts if not _is_earlier(part, whole)]
    if any(part.own_period and part.period == whole.period for part in now):
        return parts
    if sum_of(now) == whole.value:
        return now
    if _are_earlier(now, whole):
        return []
    return [part for part in now if not _is_told_again(part, whole, now)]


def _is_earlier(part: Fact, whole: Fact) -> bool:
    """Whether a number is what its whole was at another time: 60件（办结55件，上年50件）."""
    is_named = part.own_words and part.metric != whole.metric
    return not is_named and _is_of_other_time(part, whole)


def _is_told_again(part: Fact, whole: Fact, parts: Sequence[Fact]) -> bool:
    """收入12亿元（税收9亿元，上年税收8亿元）: whether it is what one of its list was before."""
    if not _is_of_other_time(part, whole):
        return False
    now = (fact for fact in (whole, *parts) if fact.period == whole.period)
    return any(fact.metric.startswith(part.metric) for fact in now)


def _are_earlier(parts: Sequence[Fact], whole: Fact) -> bool:
    """Whether a list is of another year than its whole: 办结118件（上年甲街60件、乙街50件）."""
    if len(parts) < _SEVERAL or len({part.period for part in parts}) > 1:
        return False
    # 同期 is that of the whole as well.
    is_told = (parts[0].period or "")[:1].isdecimal()
    return is_told and _is_of_other_time(parts[0], whole)


def _is_of_other_time(part: Fact, whole: Fact) -> bool:
    """Whether a number says of which time it is, and that is another than its whole's."""
    return part.own_period and are_of_two_times(part.period, whole.period)
