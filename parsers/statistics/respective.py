"""分别: as many numbers as names, one for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.groups import LOOK_BACK, same_unit
from parsers.statistics.links import link, own_time
from parsers.statistics.listed_amounts import (
    amounts_before,
    amounts_of,
    changing,
    listed_before,
    told_again,
)
from parsers.statistics.listed_names import (
    CUE,
    compared_times,
    is_own_count,
    listed_names,
    local_names,
    slots,
    with_numbers,
    without_times,
)
from parsers.statistics.organs import proper_names
from parsers.statistics.periods import is_time, resolve, same_part
from parsers.words import tag
from schemas.findings import Finding, finding
from schemas.notice import Kind
from schemas.patterns import lazy_re
from schemas.places import Provenance

_JOINT: Final = lazy_re(
    r"(?:,?(?:和|与|及|以及|、)|,)?\+?|(?:、|和)(?:持平(?:、|和))?(?:增长|下降|上升|减少|增加|提高|降低|高|低|多|少)"
)
_NEAR: Final = 12
_LONGEST_JOINT: Final = len("、持平和下降")
_CUE_BEFORE_COLON: Final = lazy_re(r"(?:分别|依次)[为是达有]?:$")
_OF_PARTS: Final = lazy_re(r"(?:占比|比例|比重)$")
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_AMOUNTS: Final = (Kind.LEVEL, Kind.SCORE)


def distribute(
    passage: Passage, facts: Sequence[Fact], page: int, data_year: int | None
) -> tuple[Finding, ...]:
    """Give each number of a 分别 list its name, or the earlier number it changes.

    Returns:
        ``AMB01`` for every list whose numbers and names differ in count; its numbers keep the
        whole list as metric, nothing is guessed.
    """
    findings: list[Finding] = []
    before: list[Fact] = []
    given: list[Fact] = []
    for at, run, is_cued in _chains(passage, facts):
        if not is_cued:
            _link_each(passage, facts, at, run, _uncued(passage, facts, at, run, before))
            continue
        before = run
        listed = _too_many(passage, facts, at, run)
        if listed:
            findings.append(_untold(passage, run, [fact.metric for fact in listed], "", page))
            continue
        if _compare(passage, facts[at - 1] if at else None, run, data_year):
            continue  # 投诉508件，同比、环比分别下降22%、7%: one amount, as of any change
        earlier = amounts_of(passage, facts, at, run)
        if earlier is not None:
            _link_each(passage, facts, at, run, earlier)
            continue
        names, head = listed_names(passage, facts, at, run)
        told = slots(passage, run)
        if len(names) == len(told):
            names = with_numbers(names, told)
            given = run if any(map(proper_names, names)) else []
            if not _are_times(run, names, data_year):
                _give_each(passage, facts[max(0, at - LOOK_BACK) : at], run, names, head)
        elif len(names) < 2:
            _link_each(passage, facts, at, run, told_again(facts, at, run) or ())
            _give_again(passage, run, given)
            _give_again(passage, run, _named_alike(facts[max(0, at - LOOK_BACK) : at], run[0]))
            if at and is_own_count(passage, facts[at - 1], run):
                for fact in run:
                    fact.is_absent = True  # 受理120件，两类分别增长5%、6%: of neither is one told
        else:
            findings.append(_untold(passage, run, names, head, page))
    return tuple(findings)


def _are_times(run: Sequence[Fact], names: Sequence[str], data_year: int | None) -> bool:
    """Give numbers their periods where the names are times (2020年、2021年分别受理…)."""
    if not all(map(is_time, names)):
        return False
    for fact, name in zip(run, names, strict=True):
        fact.period = resolve(name, data_year)
    return True


def _too_many(passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact]) -> list[Fact]:
    """甲类100件、乙类110件、丙类190件，分别占35%、20%: more amounts than shares of them."""
    if run[0].kind in _AMOUNTS or local_names(passage, facts, at, run):
        return []
    listed = [fact for fact in listed_before(facts, at) if not is_own_count(passage, fact, run)]
    count = len(slots(passage, run))
    # 企业120家、隐患80处、整改60处，分别增加5处、6处: of those that are counted so.
    are_alike = all(same_unit(fact, run[0]) for fact in run)
    if are_alike and len([fact for fact in listed if same_unit(fact, run[0])]) == count:
        return []
    return listed if len(listed) > count else []


def _compare(
    passage: Passage, last: Fact | None, run: Sequence[Fact], data_year: int | None
) -> bool:
    """Give changes the times that they compare with, where 分别 speaks of times.

    受理508件，上年同期、上月分别为480件、490件: amounts are of those times themselves.
    """
    compared = compared_times(passage, run)
    if compared is None:
        return False
    for fact, time in zip(run, compared[1], strict=True):
        fact.metric = without_times(fact.metric)
        if fact.kind in _AMOUNTS and is_time(time):
            now = last.period if last is not None else None
            fact.period, fact.base = same_part(resolve(time, data_year), now), None
        else:
            fact.base = time
        if compared[0]:
            fact.metric, fact.own_words = run[0].metric, run[0].own_words
    return True


def _untold(passage: Passage, run: list[Fact], names: list[str], head: str, page: int) -> Finding:
    """Leave the whole list as metric to numbers that cannot be told apart, and say so."""
    for fact in run:
        fact.metric, fact.own_words, fact.is_absent = "、".join(names) + head, True, True
    return _mismatch(passage, run, names, page)


def _uncued(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact], before: list[Fact]
) -> Sequence[Fact]:
    """What the numbers of a list are about where no 分别 governs it: nothing, as a rule."""
    if _goes_on(passage, before, run):
        if before[0].kind is not Kind.BASE:
            return before
        for fact, other in zip(run, before, strict=True):
            # 甲局、乙局受理量分别比上年的120件、110件增加10件、8件
            fact.metric, fact.subject, fact.own_words = other.metric, other.subject, False
        return amounts_before(passage, facts, at, run) or ()
    again = told_again(facts, at, run)
    if again is not None:
        return again
    return (amounts_before(passage, facts, at, run) or ()) if _is_bare_change(run) else ()


def _said(passage: Passage, fact: Fact) -> str:
    """What was done, behind 分别: 甲局、乙局分别发布信息 9 条、8 条."""
    words = passage.text[fact.left[0] : fact.start]
    cues = list(CUE.finditer(words))
    after = words[cues[-1].end() :] if cues else ""
    said = [word.text for word in tag(after) if word.text not in cue_set("metric", "trailing")]
    return after if said and fact.kind in _AMOUNTS else ""


def _give_again(passage: Passage, run: Sequence[Fact], given: Sequence[Fact]) -> None:
    """甲区、乙县办结率分别为9%、8%，回访率分别为7%、6%: of the same names in the same order."""
    sentence = passage.layout.sentence
    if len(given) != len(run) or sentence[given[0].start] != sentence[run[0].start]:
        return
    for fact, other in zip(run, given, strict=True):
        fact.subject = other.subject


def _named_alike(before: Sequence[Fact], first: Fact) -> list[Fact]:
    """甲区24件，乙县36件，办结率分别为9%、8%: the last numbers of which each has a name."""
    found: list[Fact] = []
    for fact in reversed(before):
        is_alike = not found or (same_unit(fact, found[-1]) and fact.metric == found[-1].metric)
        is_named = fact.subject is not None and proper_names(fact.subject)
        if not is_named or not is_alike:
            break
        found.append(fact)
    is_of_last = bool(found) and found[0].subject == first.subject
    return found[::-1] if is_of_last else []


def _is_bare_change(run: Sequence[Fact]) -> bool:
    """来访119批次452人次，下降8.5%和11.2%: two changes told as one are of two amounts."""
    first = run[0]
    if first.own_words or first.kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return False
    # 减少12件、下降4.8%: told of one amount.
    return all(fact.kind is first.kind and not fact.is_named for fact in run)


def _link_each(
    passage: Passage, facts: Sequence[Fact], at: int, run: Sequence[Fact], earlier: Sequence[Fact]
) -> None:
    # 上年受理120件、办结110件，今年分别增加10件、8件: of this year.
    told = own_time(passage, facts, at) if at else None
    for fact, other in zip(run, earlier, strict=False):
        fact.own_words = False
        if fact.kind is Kind.SHARE:
            fact.part, fact.metric = other, other.metric
        elif fact.kind in _CHANGES:
            link(fact, other)
            fact.period = told or fact.period
        else:
            fact.metric = other.metric  # 分别完成预算的98%、95%
        fact.subject = other.subject


def _give_each(
    passage: Passage, before: Sequence[Fact], run: Sequence[Fact], names: Sequence[str], head: str
) -> None:
    last = run[-1]
    if last.quantity.is_duration and last.own_words:
        head += last.metric  # 甲局、乙局专栏分别有47天、61天未更新
    elif not head and last.right_noun:
        # 甲局、乙局分别有 3 条、2 条留言未回复: the noun stands behind the last number.
        head = last.metric
    said = _said(passage, run[0])
    are_all_names = all(map(proper_names, names))
    if not said and are_all_names:
        said = _counted_before(passage, before, run[0])
    are_names = any(map(proper_names, names))
    for fact, name in zip(run, names, strict=True):
        if not said and not head and are_all_names and fact.kind is not Kind.SHARE:
            fact.metric, fact.subject = "", name  # 甲局、乙局分别得95分、90分
        else:
            _give(fact, name, head, said, are_names=are_names)
        if fact.kind in _CHANGES and proper_names(name):
            _change(fact, name, head, before)


def _change(fact: Fact, name: str, head: str, before: Sequence[Fact]) -> None:
    """甲镇120件、乙镇80件，…；甲镇、乙镇分别增长6%、4%: of the amount of whom the change names.

    受理300件，其中甲镇、乙镇分别增长6%、4%: of none, where none of theirs is told.
    """
    theirs = [one for one in before if one.subject == name and one.kind in changing(fact)]
    if head:
        theirs = [one for one in theirs if head in one.metric or one.metric in head]
    if theirs:
        fact.own_words, fact.subject = False, name
        link(fact, theirs[-1])
    fact.is_absent = not theirs


def _counted_before(passage: Passage, before: Sequence[Fact], fact: Fact) -> str:
    """受理投诉300件，其中甲镇、乙镇分别为120件、80件: what the amount before them counts."""
    sentence, unit = passage.layout.sentence, fact.quantity.unit_text
    alike = (
        other.metric
        for other in reversed(before)
        if sentence[other.start] == sentence[fact.start]
        and other.quantity.unit_text == unit
        and other.kind is fact.kind
    )
    return next(alike, "")


def _give(fact: Fact, name: str, head: str, said: str, *, are_names: bool) -> None:
    """Say of a number whose it is; a share is named by its part."""
    if said and not head and are_names:
        # 受理投诉300件，其中甲镇、乙镇分别为120件、80件: what the number before them counts.
        fact.metric, fact.subject, fact.own_words = said, name, False
        return
    of_part = _OF_PARTS.search(head) if fact.kind is Kind.SHARE else None
    if head in cue_set("metric", "of_kinds") and not are_names:
        fact.metric, fact.own_words = name + head, True  # 城乡建设、劳动社保两类问题
        return
    if of_part is not None:
        fact.metric = name + head[: of_part.start()]
    elif head and (are_names or head not in cue_set("metric", "fields")):
        fact.metric, fact.subject = head, name
    else:
        fact.metric = name + head
    fact.own_words = True


def _goes_on(passage: Passage, before: Sequence[Fact], run: Sequence[Fact]) -> bool:
    """分别增长 13.7%、7.0%，高于平均 9.2 个、2.5 个百分点: as many again, of the same names."""
    if len(before) != len(run) or run[0].kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return False
    sentence = passage.layout.sentence
    return sentence[before[0].start] == sentence[run[0].start]


def _chains(passage: Passage, facts: Sequence[Fact]) -> Iterator[tuple[int, list[Fact], bool]]:
    """Yield the runs of numbers that nothing but 、 or 和 parts: of two or more, or with 持平.

    With each comes the index of its first number, and whether 分别 governs it.
    """
    index, size, text = 0, len(facts), passage.text
    tells_flat = "持平" in text
    while index < size:
        end = index + 1
        while end < size:
            start, stop = facts[end - 1].quantity.tail, facts[end].quantity.lead
            # Most numbers stand too far apart for any joint.
            if stop - start > _LONGEST_JOINT or not _is_joined(text, facts[end - 1], facts[end]):
                break
            end += 1
        if end == index + 1 and not tells_flat:
            index = end
            continue
        run, first = list(facts[index:end]), facts[index]
        if len(slots(passage, run)) > 1:
            floor = facts[index - 1].quantity.tail if index else first.left[0]
            begin = first.left[0] if first.start - floor > _NEAR else floor
            is_cued = CUE.search(text[begin : first.start]) is not None
            # 甲局、乙局得分分别为:95分、90分
            colon = first.left[0]
            before = text[max(0, colon - 4) : colon]
            is_cued = is_cued or _CUE_BEFORE_COLON.search(before) is not None
            if is_cued or len(run) > 1:
                yield index, run, is_cued
        index = end


def _is_joined(text: str, before: Fact, fact: Fact) -> bool:
    """Whether nothing but 、 or 和 parts two numbers that stand side by side."""
    gap = text[before.quantity.tail : fact.quantity.lead]
    if gap == "," and not _alike(before, fact):
        return False  # 分别下降1.5个、2.1个百分点，56人以上的…: the clause behind tells of others.
    return gap[:1] in ",、和与及以+" and _JOINT.fullmatch(gap) is not None


def _alike(one: Fact, other: Fact) -> bool:
    units = one.quantity.unit_text, other.quantity.unit_text
    changes = (Kind.GROWTH, Kind.DELTA)
    same = (one.kind in changes) == (other.kind in changes)
    return same and units[0] == units[1]


def _mismatch(passage: Passage, run: list[Fact], names: list[str], page: int) -> Finding:
    """A list whose numbers and names do not match one to one."""
    start, end = run[0].quantity.start, run[-1].quantity.end
    words = passage.folded.printed(max(0, run[0].left[0]), end)
    return finding(
        "AMB01",
        "respective",
        where=Provenance(page=page, span=passage.folded.span(start, end)),
        subject=words,
        expected=len(names),
        found=len(run),
    )
