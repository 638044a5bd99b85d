"""Numbers that stand in a list of parts and were not taken for parts of it.

A list with a number that could not be read, or that was taken for something else, has no sum that
could contradict anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from parsers.numbers import CHINESE_NUMERAL
from parsers.statistics.facts import Fact, Passage
from parsers.statistics.groups import Group, same_family
from parsers.statistics.openings import next_opening
from schemas.notice import Kind

# A list is looked at no further than so many characters behind its last part.
_WIDEST: Final = 200
# A list with more numbers than these in and between its parts is not judged.
_MOST: Final = 150


def leaves_out(
    passage: Passage, group: Group, facts: Sequence[Fact], places: Mapping[int, int]
) -> bool:
    """Tell whether a list has a number in the unit of its parts that is none of them.

    Args:
        passage: the paragraph.
        group: the list, its parts in printed order.
        facts: the numbers of the paragraph, in order; those of a bracket within the list are
            parts of its parts.
        places: the place of each of them, by its ``id``.
    """
    whole, parts = group.whole, group.parts
    place = places[id(parts[0])]
    layout = passage.layout
    first, last = parts[0], parts[-1]
    level = layout.bracket[first.start]
    start = first.start
    if level >= 0:
        start = level
    elif whole.start < start:
        start = max(whole.quantity.tail, start - _WIDEST)
    if level >= 0:
        end = next_opening(passage.text, last.quantity.tail, layout.closing[level])
    else:
        end = _end(passage.text, first, last)
    unit, units = first.quantity.unit_text, {part.quantity.unit_text for part in parts}
    taken = {fact.start for fact in parts}
    before = facts[max(0, place - _WIDEST) : place]
    known = [(fact.start, fact.quantity.end) for fact in before if fact.start >= start]
    most = len(known) + _MOST
    for index in range(place, len(facts)):
        fact = facts[index]
        if fact.start >= end:
            break
        if len(known) == most:
            return True
        known.append((fact.start, fact.quantity.end))
        is_other = fact.start not in taken and fact.kind is Kind.LEVEL
        # 材料46条、产品12个、评论4篇: a list in several units may go on in one more.
        alike = fact.quantity.unit_text == unit or (len(units) > 1 and same_family(fact, first))
        if is_other and alike and layout.bracket[fact.start] == level:
            return True
    found = unread(passage.text, (start, end), unit, known)
    return any(layout.bracket[at] == level for at in found)


def _end(text: str, first: Fact, last: Fact) -> int:
    """Return where a list ends: with its sentence, or half-sentence where it lies in one."""
    start = last.quantity.tail
    ends = "。" if ";" in text[first.start : start] else "。;"
    found = (at for at in range(start, min(len(text), start + _WIDEST)) if text[at] in ends)
    return next(found, min(len(text), start + _WIDEST))


def unread(
    text: str, span: tuple[int, int], unit: str | None, known: Sequence[tuple[int, int]]
) -> list[int]:
    """Return where in a span a number with a unit stands that was not read as one.

    ``known`` are the places of those that were, in order and apart from one another.
    """
    if not unit:
        return []
    starts = [start for start, _ in known]

    def is_known(match: re.Match[str]) -> bool:
        last = bisect_left(starts, match.end()) - 1
        return last >= 0 and known[last][1] > match.start()

    found = _number_of(unit).finditer(text, *span)
    return [match.start() for match in found if not is_known(match)]


@lru_cache(maxsize=256)
def _number_of(unit: str) -> re.Pattern[str]:
    return re.compile(rf"[\d{CHINESE_NUMERAL}][\d,.{CHINESE_NUMERAL}]*{re.escape(unit)}")
