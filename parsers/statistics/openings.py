"""What opens a list of parts (其中, 按…分, …中), and of which totals it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.groups import LOOK_BACK, Group, is_additive, is_mean, same_unit
from schemas.notice import Kind
from schemas.patterns import lazy_re

_DIVISION: Final = lazy_re(
    r"按[^,。;:]{1,12}分(?:类)?(?:看)?|按[^,。;:分]{1,8}看|分[^,。;:]{1,8}看"
    # 从及时性看: a trait that many have, no class.
    r"|从(?![^,。;:]{1,10}(?<!属)(?<!毒)性看)[^,。;:]{1,12}看"
)
_ONLY_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_NOUN_AMONG: Final = lazy_re(r"(?:^|[。;])(?P<noun>[^,。;:、()\d]{2,12}?(?<![其当集])中,)")
_SHARE_BEHIND: Final = lazy_re(r"的(?:约|近|超过?|将近|不足|不到|逾|仅)?[\d.]+%")
_TAKEN_UP: Final = lazy_re(r"^在?(?:上述|以上|这些|所有|全部|.{0,6}的(?=..))?|(?<=..)件?中,$")
_DONE_WITH: Final = lazy_re(r"在?已?(?P<act>[^,。;:、()\d的]{2,6})的[^,。;:、()\d的]{2,8}中,$")
_SHORT: Final = 2
_FAR: Final = 2
"""Sentences between an amount and the noun that takes it up again."""
_WORDS: Final = 400
"""So many characters behind a cue tell what its list says of itself (等, 不含)."""


class Cue(NamedTuple):
    """Words that open a list, from ``start`` to ``end``.

    ``form`` is ``cue`` (其中), ``division`` (按…分) or ``among`` (转派工单中，…).
    """

    start: int
    end: int
    form: str


class Reach(NamedTuple):
    """How far a list goes that a cue opens: ``half`` is -1 where it goes on behind a ;."""

    sentence: int
    bracket: int
    half: int


def cues_of(text: str) -> list[Cue]:
    """Return what opens lists in a text, in order."""
    found = [Cue(*match.span(), "cue") for match in _opening().finditer(text)]
    found += [Cue(*match.span(), "division") for match in _DIVISION.finditer(text)]
    if "中," in text:
        nouns = _NOUN_AMONG.finditer(text)
        found += [Cue(match.start("noun"), match.end(), "among") for match in nouns]
    return sorted(found)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("parts", "open"))))


def next_opening(text: str, start: int, end: int) -> int:
    """Return where the next 其中 stands between two places, ``end`` where none does."""
    match = _opening().search(text, start, end)
    return end if match is None else match.start()


def reach_of(passage: Passage, place: int) -> Reach:
    """A cue in mid-sentence rules its half-sentence, one at its beginning the sentence."""
    layout = passage.layout
    sentence = layout.sentence[place]
    start = layout.sentence_starts[sentence]
    begins = place - start <= 4 and not passage.text[start:place].strip("。!?;,")
    return Reach(sentence, layout.bracket[place], -1 if begins else layout.part[place])


def words_behind(passage: Passage, place: int) -> str:
    """Return the words of a list that begins at a place, to the end of its sentence."""
    return passage.text[place : place + _WORDS].partition("。")[0]


def _among(passage: Passage, facts: Sequence[Fact], index: int, cue: Cue) -> list[Group]:
    """转派工单18.17万件，…。转派工单中，…: what follows is of the amount that the noun takes up."""
    noun = _TAKEN_UP.sub("", passage.text[cue.start : cue.end])
    # 检出不合格4批次。不合格项目中，…: the noun is only what all such things are called.
    called = filter(noun.endswith, longest_first("parts", "called"))
    stems = [noun.removesuffix(end) for end in called]
    stems = [stem for stem in stems if len(stem) > 1]
    sentence = passage.layout.sentence[cue.start]
    words = words_behind(passage, cue.end)
    done = _DONE_WITH.match(passage.text, cue.start, cue.end)
    for fact in reversed(facts[max(0, index - LOOK_BACK) : index] if done is not None else ()):
        # 收到申请86件，办结85件；在办结的申请中，…: of those that were dealt with so.
        is_near = sentence - passage.layout.sentence[fact.start] <= _FAR
        if done is not None and is_near and fact.metric.startswith(done["act"]):
            return [Group(fact, "cue", words)] if is_additive(fact) else []
    for fact in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if sentence - passage.layout.sentence[fact.start] > _FAR:
            break
        is_meant = len(noun) > 1 and fact.metric.endswith((noun, *stems))
        # 农业场所84起。农业场所火灾中，…: the noun goes on where the name of the class ends.
        is_class = len(fact.metric) > _SHORT and noun.startswith(fact.metric)
        takes_up = bool(fact.metric) and noun.endswith(fact.metric)
        if is_additive(fact) and (is_meant or takes_up or is_class):
            return [Group(fact, "cue", words)]
    return []


def offer(groups: Sequence[Group], before: Sequence[Group]) -> None:
    """其中：甲 9 亿元；乙 2 亿元。分部门看，…: a division may be of the whole before the list."""
    for group in groups:
        for other in before:
            whole = other.whole
            is_earlier = whole.start < group.whole.start and same_unit(whole, group.whole)
            if is_earlier and whole not in group.others:
                group.others.append(whole)


def open_lists(
    passage: Passage, facts: Sequence[Fact], index: int, cue: Cue, current: list[Group]
) -> list[Group]:
    """Return a list for every total that is open where the cue stands, one for each unit.

    其中 goes back to the last totals before it, within its sentence; at the beginning of a sentence
    to those of the sentence before. 按…分 divides the first total of that sentence.
    """
    if cue.form == "among":
        return _among(passage, facts, index, cue)
    words = words_behind(passage, cue.end)
    if cue.form == "division" and any(group.form == cue.form for group in current):
        # 按地区分…。按行业分…: both divide the same total.
        return [Group(group.whole, cue.form, words) for group in current]
    totals: dict[str | None, Fact] = {}
    others: dict[str | None, list[Fact]] = {}
    for fact, is_near in _totals_before(passage, facts, index, cue):
        unit = fact.quantity.unit_text
        others.setdefault(unit, []).append(fact)
        if not is_near:
            # Further back only where the parts add up to it.
            continue
        if cue.form == "division":
            totals[unit] = fact
        else:
            totals.setdefault(unit, fact)
    return [
        Group(whole, cue.form, words, others=[f for f in others[unit] if f is not whole])
        for unit, whole in totals.items()
    ]


def _totals_before(
    passage: Passage, facts: Sequence[Fact], index: int, cue: Cue
) -> Iterator[tuple[Fact, bool]]:
    """Yield the totals that 其中 or 按…分 can speak of, the last first, and whether it is near.

    Near are those of the sentence that is spoken of, of its last half-sentence for 按…分.
    """
    layout = passage.layout
    bracket, part = layout.bracket[cue.start], None
    begins = reach_of(passage, cue.start).half == -1
    sentence = layout.sentence[cue.start]
    if begins:
        sentence = _told_before(passage, facts[:index], sentence)
    last = facts[index - 1] if index else None
    # 发布2.18万条；日均更新120条，其中原创7630条: more than the mean is not of the mean.
    passed = last if last is not None and _is_mean_below(last, facts[index]) else None
    if last is not None and passed is None and cue.form == "cue":
        # 报名4281人；上线率58.3%，其中…: a number of the same half-sentence is what it is said of.
        here = layout.part[cue.start]
        part = here if layout.part[last.start] == here else None
    for fact in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if layout.sentence[fact.start] < sentence - begins:
            return
        if layout.bracket[fact.start] != bracket or not is_additive(fact) or fact is passed:
            continue
        if _is_measure_of_share(passage, fact):
            continue
        half = layout.part[fact.start]
        if part is not None and half != part and not begins:
            return
        is_near = cue.form != "division" or part in (None, half)
        part = half if part is None else part
        yield fact, is_near and layout.sentence[fact.start] >= sentence


def _is_measure_of_share(passage: Passage, fact: Fact) -> bool:
    """受理9733件，占总量28460件的34.2%，其中…: nothing more is told of the whole of a share."""
    is_measure = _SHARE_BEHIND.match(passage.text, fact.quantity.tail) is not None
    return is_measure and "占" in passage.text[fact.left[0] : fact.start]


def _is_mean_below(last: Fact, fact: Fact) -> bool:
    return is_mean(last) and same_unit(last, fact) and last.value < fact.value


def _told_before(passage: Passage, before: Sequence[Fact], sentence: int) -> int:
    """The sentence before one; that before it where it only tells changes (7起。同比减少2起。)."""
    kinds = []
    for fact in reversed(before[-LOOK_BACK:]):
        if passage.layout.sentence[fact.start] < sentence - 1:
            break
        kinds.append(fact.kind)
    is_passed = bool(kinds) and all(kind in _ONLY_CHANGES for kind in kinds)
    return sentence - 1 - is_passed
