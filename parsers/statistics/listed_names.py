"""The names that stand before 分别, one for each number of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, TypeVar

from parsers.statistics.coordination import with_head
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.periods import find_times
from schemas.notice import Kind
from schemas.patterns import lazy_re

_T = TypeVar("_T")
CUE: Final = lazy_re(r"分别|依次")
BEFORE: Final = 120
"""Characters before a number in which its name may stand."""
_FLAT: Final = lazy_re(r"(?:与[^,。;、]{1,6})?持平")
_FLAT_BEFORE: Final = lazy_re(r"(?:分别|依次)[^,。;、]{0,4}持平(?:、|和)[^,。;、\d]{0,4}$")
_FLAT_AFTER: Final = lazy_re(r"(?:、|和)[^,。;、\d]{0,6}持平")
_AND: Final = "和|与|以及|(?<![不涉普惠波以])及(?!时|格|早)"
# 甲镇、乙镇，以及丙镇: two marks for one.
_DOUBLED: Final = lazy_re("[、,](?=和|以及)")
_SPLITS: Final = tuple(lazy_re(p) for p in (",", "、", "[、,]", f"、|{_AND}", f"、|,|{_AND}"))
_CHANGED: Final = lazy_re(
    r"(?:同比|环比|较[^、,]{1,6}|比[^、,]{1,6}|增长|下降|增加|减少|提高|为|是|达|:|,)+$"
)
_PLACED: Final = (
    r"(?:(?:排名|排位|排序|位次)[靠居列在]?|靠|[位名排]?[居列]|排在?)(?:全[省市州区县旗])?[前后]"
)
_COMPARED: Final = lazy_re(
    rf"(?:{_PLACED}|(?:排名|排位)?(?:垫底|[较偏][高低]))[^,]{{0,2}},?$|(?:较为?|最为?|比较|相对)?(?:突出|集中),?$|[均都](?:高于|低于|超过|优于).*$"
)
# 排名前两位|的是甲镇、乙镇
_BEHIND_NUMBER: Final = lazy_re(r"^[,、。;]*(?:的[是为有]?)?")
# 受理量排名前三的是甲镇、乙镇、丙镇，分别为…: what they were compared by.
_PLACED_BY: Final = lazy_re(
    rf"^(?P<of>[^,、]{{0,12}}?)(?:(?:{_PLACED}|前)[一二两三四五六七八九十\d]{{1,2}}[位名]?|(?:{_PLACED}列?|[较最][高低多少大])(?=的))的?(?:单位)?(?:依次|分别)?[是为有]?:?(?=[^,]*、)"
)
_TIME: Final = r"[较比]?(?:同比|环比|(?:上|去|前)一?(?:年|月|季度|期|周)(?:同期)?)"
_TIMES: Final = lazy_re(
    rf"(?:^|(?<=[,;:。]))(?P<of>[^,。;:、和与\d]*?)(?P<times>{_TIME}(?:[、和与]{_TIME})+)均?(?:分别|依次)[^,。;:\d]{{0,4}}$"
)
_TIME_AT_END: Final = lazy_re(rf"(?:{_TIME})+$|^[较比]$")
_COUNTED: Final = ("项", "类", "种", "家", "个", "名", "所")
_TOGETHER: Final = lazy_re(
    r"等?(?:[两二三四五六七八九十\d]{1,2}(?:家|个|名|所)(?:方面|领域|环节)?|[两三四五六]地|[两三]者)"
)


def slots(passage: Passage, run: Sequence[Fact]) -> list[bool]:
    """Tell of each name that a list speaks of whether it has a number.

    同比分别下降6.5%、上升3.1%和持平: the third name has none.
    """
    text, first, last = passage.text, run[0], run[-1]
    told = [False] if _FLAT_BEFORE.search(text, first.left[0], first.start) else []
    for one, other in pairwise(run):
        is_flat = _FLAT.search(text, one.quantity.tail, other.start) is not None
        told += [True, False] if is_flat else [True]
    return [*told, True, False] if _FLAT_AFTER.match(text, last.quantity.tail) else [*told, True]


def compared_times(passage: Passage, run: Sequence[Fact]) -> tuple[str, list[str]] | None:
    """Read the times of which each is compared with (投诉量同比、环比分别下降22.0%、6.8%).

    Returns:
        The words before the times in their clause, and a time for each number; ``None`` where no
        times stand there, or not as many as the list speaks of.
    """
    found = _TIMES.search(passage.text, run[0].start - BEFORE, run[0].start)
    if found is None:
        return None
    times = [
        time.lstrip("较比") if len(time) > 2 else time
        for time in re.split("[、和与]", found["times"])
    ]
    told = slots(passage, run)
    return (found["of"], with_numbers(times, told)) if len(times) == len(told) else None


def without_times(metric: str) -> str:
    """Return a noun without the time of a comparison at its end (投诉量同比)."""
    return _TIME_AT_END.sub("", metric)


def with_numbers(items: Sequence[_T], told: Sequence[bool]) -> list[_T]:
    """Return the items that have a number, of as many as there are in `slots`."""
    return [item for item, has_number in zip(items, told, strict=True) if has_number]


def local_names(passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]) -> list[str]:
    """Return the names listed in the clause of 分别 itself (集体访批次、人次同比分别下降…)."""
    fact = run[0]
    start = max(passage.layout.start[fact.start], fact.start - BEFORE)
    if at:
        start = max(start, facts[at - 1].quantity.tail)  # 较上年的120件、110件分别增长…
    words = passage.text[start : fact.start]
    cue = [match.start() for match in CUE.finditer(words)]
    named = _CHANGED.sub("", words[: cue[-1]]) if cue else ""
    return [item for item in re.split("、|和|与|以?及", named) if item]


def listed_names(
    passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]
) -> tuple[list[str], str]:
    """Return the names listed before 分别 and what is said of each of them.

    Tried in the clause, in the one before it, and then back to the last number of the sentence; a
    list is parted at commas before 、 and at 和 last, since an item may hold a 和 itself.
    """
    fact, layout = run[0], passage.layout
    count = len(slots(passage, run))
    floor = max(layout.sentence_starts[layout.sentence[fact.start]], fact.start - BEFORE)
    before = next(
        (
            f
            for f in reversed(facts[max(0, at - 2) : at])
            if f.kind is not Kind.RANK and not is_own_count(passage, f, run)
        ),
        None,
    )
    if before is not None:
        floor = max(floor, before.quantity.tail)
    clause = layout.start[fact.start]
    before_it = layout.start[max(clause - 1, 0)]
    starts = [min(max(place, floor), fact.start) for place in (clause, before_it, floor)]
    fallback: list[str] = []
    for start in starts:
        words = passage.text[start : fact.start]
        places = [match.start() for match in CUE.finditer(words)]
        if not places:
            continue  # a number or a clause ends behind the cue: no names stand before it here
        words = _DOUBLED.sub("", _COMPARED.sub("", _CHANGED.sub("", words[: places[-1]])))
        words = _BEHIND_NUMBER.sub("", words)
        words = _opening().sub("", words)
        words, placed_by = _placed(words)
        for split in _SPLITS:
            items = [item for item in split.split(words) if item]
            if len(items) == count:
                last, behind = _parted(items[-1])
                names, head = with_head([*items[:-1], last], behind)
                return names, head or placed_by
            fallback = items
    return fallback, ""


def _placed(words: str) -> tuple[str, str]:
    """Part names from what they were compared by (受理量排名前三的是｜甲镇、乙镇、丙镇).

    Returns:
        The names, and the noun before them; as they are and empty where nothing compares.
    """
    found = _PLACED_BY.match(words)
    if found is None:
        return words, ""
    noun = found["of"]
    times = find_times(noun)
    if times:
        start, end = times[0]
        noun = noun[end:] or noun[:start]
    return words[found.end() :], noun


def is_own_count(passage: Passage, fact: Fact, run: Sequence[Fact]) -> bool:
    """Tell whether a number is how many names a list has (教育、卫生、社保三项支出分别为…).

    Of bodies (2家单位分别扣5分、6分) only one of the clause of 分别 is.
    """
    unit = fact.quantity.unit_text
    if unit not in _COUNTED or fact.value != len(slots(passage, run)):
        return False
    start = passage.layout.start
    return unit in ("项", "类", "种") or start[fact.start] == start[run[0].start]


def _parted(name: str) -> tuple[str, str | None]:
    """Part the last name where the number of names stands (柳湾镇2个单位｜办件量, 柳湾镇两地).

    Returns:
        The name, and the words behind the number; ``None`` where none is told.
    """
    count = _TOGETHER.search(name, 1)
    if count is None:
        return name, None
    behind = name[count.end() :]
    bodies = next(filter(behind.startswith, longest_first("metric", "entities")), "")
    return name[: count.start()], behind[len(bodies) :].removeprefix("的")


@cache
def _opening() -> re.Pattern[str]:
    """其中 before the names of parts is no part of the first name."""
    words = "|".join(map(re.escape, longest_first("parts", "open")))
    return re.compile(
        rf"^(?:[一二三四五六七八九十]是(?=[^,]*、))?(?:(?:{words})[,:]?|(?:分别|依次)[是为])?"
    )
