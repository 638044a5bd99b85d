"""分别: as many numbers as names, one for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from parsers.statistics.change import POINTS
from parsers.statistics.coordination import with_head
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.links import link
from parsers.statistics.organs import proper_names
from parsers.statistics.periods import is_time, resolve
from parsers.words import tag
from schemas.findings import Finding, finding
from schemas.notice import Kind
from schemas.places import Provenance

_CUE: Final = re.compile(r"分别|依次")
_JOINT: Final = re.compile(
    r"(?:,?(?:和|与|及|以及|、)|,)?\+?|(?:、|和)(?:持平(?:、|和))?(?:增长|下降|上升|减少|增加|提高|降低|高|低|多|少)"
)
_FLAT: Final = re.compile(r"(?:与[^,。;、]{1,6})?持平")
_FLAT_BEFORE: Final = re.compile(r"(?:分别|依次)[^,。;、]{0,4}持平(?:、|和)[^,。;、\d]{0,4}$")
_FLAT_AFTER: Final = re.compile(r"(?:、|和)[^,。;、\d]{0,6}持平")
_AND: Final = "和|与|(?<![不涉普惠波])及(?!时|格|早)"
_SPLITS: Final = tuple(re.compile(p) for p in (",", "、", "[、,]", f"、|{_AND}", f"、|,|{_AND}"))
_CHANGED: Final = re.compile(
    r"(?:同比|环比|较[^、,]{1,6}|比[^、,]{1,6}|增长|下降|增加|减少|提高|为|是|达|:|,)+$"
)
_COMPARED: Final = re.compile(
    r"(?:排名|排位)?(?:靠[前后]|居[前后]|垫底|[较偏][高低])[^,]{0,2},?$|(?:较为?|最为?|比较|相对)?(?:突出|集中),?$|[均都](?:高于|低于|超过|优于).*$"
)
_OF_UNIT: Final = re.compile(r"次?数$|次$(?<=批次)")
_BEFORE: Final = 120
_NEAR: Final = 12
_LONGEST_JOINT: Final = len("、持平和下降")
_TIMES: Final = re.compile(
    r"(?<=,)较?(?:同比|环比|(?:上|去|前)(?:年|月|季度|期)(?:同期)?)"
    r"(?:[、和与]较?(?:同比|环比|(?:上|去|前)(?:年|月|季度|期)(?:同期)?))+(?=均?分别[^,。;:\d]{0,4}$)"
)
_OF_PARTS: Final = re.compile(r"(?:占比|比例|比重)$")


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
            _link_each(run, _uncued(passage, facts, at, run, before))
            continue
        before = run
        listed = _list_before(facts, at) if run[0].kind is Kind.SHARE else []
        if len(listed) > len(run):
            # 甲类100件、乙类110件、丙类190件，分别占35%、20%: whose they are is not told.
            for fact in run:
                fact.own_words = True
            findings.append(_untold(passage, run, [fact.metric for fact in listed], "", page))
            continue
        earlier = _of_one(passage, facts[max(0, at - _NEAR) : at], run)
        earlier = earlier or _earlier(passage, facts, at, run) or _by_unit(passage, facts, at, run)
        if earlier is not None:
            _link_each(run, earlier)
            continue
        names, head = _names(passage, facts, at, run)
        if not head and run[-1].right_noun:
            # 甲局、乙局分别有 3 条、2 条留言未回复: the noun stands behind the last number.
            head = run[-1].metric
        if len(names) == len(run):
            if all(map(is_time, names)):
                for fact, name in zip(run, names, strict=True):
                    fact.period = resolve(name, data_year)
                continue
            _give_each(passage, facts[max(0, at - 6) : at], run, names, head)
            given = run if all(proper_names(name) for name in names) else []
        elif len(names) < 2:
            _give_again(passage, run, given)
        else:
            findings.append(_untold(passage, run, names, head, page))
    return tuple(findings)


def _untold(passage: Passage, run: list[Fact], names: list[str], head: str, page: int) -> Finding:
    """Leave the whole list as metric to numbers that cannot be told apart, and say so."""
    for fact in run:
        fact.metric = "、".join(names) + head
    return _mismatch(passage, run, names, page)


def _uncued(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact], before: list[Fact]
) -> Sequence[Fact]:
    """What the numbers of a list are about where no 分别 governs it: nothing, as a rule."""
    if _goes_on(passage, before, run):
        return before
    return (_earlier(passage, facts, at, run) or ()) if _is_bare_change(run) else ()


def _list_before(facts: Sequence[Fact], at: int) -> list[Fact]:
    """The amounts of the list that ends right before a number, in printed order."""
    listed: list[Fact] = []
    for fact in reversed(facts[max(0, at - _BEFORE) : at]):
        if listed and listed[-1].listed_after is not fact:
            break
        listed.append(fact)
    return listed[::-1] if all(fact.is_level for fact in listed) else []


def _give_again(passage: Passage, run: Sequence[Fact], given: Sequence[Fact]) -> None:
    """甲区、乙县办结率分别为9%、8%，回访率分别为7%、6%: of the same names in the same order."""
    sentence = passage.layout.sentence
    if len(given) != len(run) or sentence[given[0].start] != sentence[run[0].start]:
        return
    for fact, other in zip(run, given, strict=True):
        fact.subject = other.subject


def _is_bare_change(run: Sequence[Fact]) -> bool:
    """来访119批次452人次，下降8.5%和11.2%: two changes told as one are of two amounts."""
    changes = all(fact.kind in (Kind.GROWTH, Kind.DELTA) and not fact.is_named for fact in run)
    bare = all(fact.left[0] == fact.left[1] for fact in run[1:])
    return changes and bare and not run[0].own_words


def _link_each(run: Sequence[Fact], earlier: Sequence[Fact]) -> None:
    for fact, other in zip(run, earlier, strict=False):
        fact.own_words = False
        if fact.kind is Kind.SHARE:
            fact.part, fact.metric = other, other.metric
        else:
            link(fact, other)
        fact.subject = other.subject


def _said(passage: Passage, fact: Fact) -> str:
    """What was done, behind 分别: 甲局、乙局分别发布信息 9 条、8 条."""
    words = passage.text[fact.left[0] : fact.start]
    cues = list(_CUE.finditer(words))
    after = words[cues[-1].end() :] if cues else ""
    said = [word.text for word in tag(after) if word.text not in cue_set("metric", "trailing")]
    return after if said and fact.kind is Kind.LEVEL and len(after) > 2 else ""


def _give_each(
    passage: Passage, before: Sequence[Fact], run: Sequence[Fact], names: Sequence[str], head: str
) -> None:
    said = _said(passage, run[0])
    if not said and not head and all(proper_names(name) for name in names):
        said = _counted_before(passage, before, run[0])
    are_names = any(proper_names(name) for name in names)
    for fact, name in zip(run, names, strict=True):
        _give(fact, name, head, said, are_names=are_names)


def _counted_before(passage: Passage, before: Sequence[Fact], fact: Fact) -> str:
    """受理投诉300件，其中甲镇、乙镇分别为120件、80件: what the amount before them counts."""
    layout = passage.layout
    for other in reversed(before):
        near = layout.sentence[other.start] == layout.sentence[fact.start]
        same = other.quantity.unit_text == fact.quantity.unit_text and other.kind is fact.kind
        if near and same and other.metric:
            return other.metric
    return ""


def _give(fact: Fact, name: str, head: str, said: str, *, are_names: bool) -> None:
    """Say of a number whose it is; a share is named by its part."""
    if said and not head and (proper_names(name) or are_names):
        fact.metric, fact.subject, fact.own_words = said, name, True
        return
    of_part = _OF_PARTS.search(head) if fact.kind is Kind.SHARE else None
    if head in cue_set("metric", "of_kinds") and not are_names and not proper_names(name):
        fact.metric, fact.own_words = name + head, True  # 城乡建设、劳动社保两类问题
        return
    if head and of_part is None and (are_names or head not in cue_set("metric", "fields")):
        fact.metric, fact.subject = head, name
    elif head and of_part is None:
        fact.metric = name + head
    else:
        fact.metric = name + (head[: of_part.start()] if of_part else "")
    fact.own_words = True


def _goes_on(passage: Passage, before: Sequence[Fact], run: Sequence[Fact]) -> bool:
    """分别增长 13.7%、7.0%，高于平均 9.2 个、2.5 个百分点: as many again, of the same names."""
    if len(before) != len(run) or run[0].kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return False
    sentence = passage.layout.sentence
    return sentence[before[0].start] == sentence[run[0].start]


def _chains(passage: Passage, facts: Sequence[Fact]) -> Iterator[tuple[int, list[Fact], bool]]:
    """Yield the runs of two or more numbers that nothing but 、 or 和 parts.

    With each comes the index of its first number, and whether 分别 governs it.
    """
    index, size, text = 0, len(facts), passage.text
    while index < size:
        end = index + 1
        while end < size:
            start, stop = facts[end - 1].quantity.tail, facts[end].quantity.lead
            # Most numbers stand too far apart for any joint.
            if stop - start > _LONGEST_JOINT or not _is_joined(text, facts[end - 1], facts[end]):
                break
            end += 1
        if end - index > 1:
            run, first = list(facts[index:end]), facts[index]
            floor = facts[index - 1].quantity.tail if index else first.left[0]
            begin = first.left[0] if first.start - floor > _NEAR else floor
            yield index, run, _CUE.search(text[begin : first.start]) is not None
        index = end


def _is_joined(text: str, before: Fact, fact: Fact) -> bool:
    """Whether nothing but 、 or 和 parts two numbers that stand side by side."""
    gap = text[before.quantity.tail : fact.quantity.lead]
    if gap == "," and not _alike(before, fact):
        return False  # 分别下降1.5个、2.1个百分点，56人以上的…: the clause behind tells of others.
    return gap[:1] in ",、和与及以" and _JOINT.fullmatch(gap) is not None


def _alike(one: Fact, other: Fact) -> bool:
    units = one.quantity.unit_text, other.quantity.unit_text
    changes = (Kind.GROWTH, Kind.DELTA)
    same = (one.kind in changes) == (other.kind in changes)
    return same and (units[0] == units[1] or None in units)


def _of_one(passage: Passage, before: Sequence[Fact], run: Sequence[Fact]) -> list[Fact] | None:
    """投诉508件，同比、环比分别下降22.0%、6.8%: one amount, compared with as many times."""
    if run[0].kind not in (Kind.GROWTH, Kind.DELTA):
        return None
    words = _TIMES.search(passage.text[max(0, run[0].start - _BEFORE) : run[0].start])
    if words is None or words[0].count("、") + words[0].count("和") + 1 != len(run):
        return None
    layout = passage.layout
    wanted: tuple[Kind, ...] = (Kind.LEVEL, Kind.SCORE)
    if run[0].quantity.unit_text in POINTS:
        wanted = (Kind.RATE, Kind.SHARE, Kind.GROWTH)
    last = next((fact for fact in reversed(before) if fact.kind in wanted), None)
    is_near = last is not None and layout.part[last.start] == layout.part[run[0].start]
    if last is None or not is_near:
        return None
    for fact, base in zip(run, re.split("[、和与]", words[0]), strict=True):
        fact.base = base.removeprefix("较")
    return [last] * len(run)


def _earlier(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact]
) -> list[Fact] | None:
    """The amounts of the same sentence, as many as there are changes behind them."""
    if run[0].kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE, Kind.FACTOR):
        return None
    if len(_local_names(passage, run)) == len(run):
        return None
    wanted: tuple[Kind, ...] = (Kind.LEVEL, Kind.SCORE)
    if run[0].quantity.unit_text in POINTS:
        wanted = (Kind.RATE, Kind.SHARE, Kind.GROWTH)
    sentence = passage.layout.sentence[run[0].start]
    bracket = passage.layout.bracket[run[0].start]
    levels = [
        fact
        for fact in facts[max(0, at - 4 * len(run)) : at]
        if fact.kind in wanted
        and passage.layout.sentence[fact.start] == sentence
        and passage.layout.bracket[fact.start] == bracket
    ]
    if len(levels) < len(run) and run[0].kind is Kind.GROWTH:
        # 十万人死亡率0.62、万车死亡率1.18，分别下降6.1%和11.9%.
        levels = _rates(passage, facts[max(0, at - 4 * len(run)) : at], run[0])
    unit = run[0].quantity.unit_text
    alike = [level for level in levels if level.quantity.unit_text == unit]
    if len(alike) >= len(run) and all(fact.quantity.unit_text == unit for fact in run):
        levels = alike
    return _without_flat(passage, run, levels)


def _without_flat(passage: Passage, run: list[Fact], levels: list[Fact]) -> list[Fact] | None:
    """同比分别下降6.5%、上升3.1%和持平: the amounts that did not change have no number."""
    text = passage.text
    flat = [_FLAT_BEFORE.search(text[max(0, run[0].start - 24) : run[0].start]) is not None]
    for one, other in pairwise(run):
        flat += [False, _FLAT.search(text, one.quantity.tail, other.start) is not None]
    flat += [False, _FLAT_AFTER.match(text, run[-1].quantity.tail) is not None]
    is_flat = [i % 2 == 0 for i, is_told in enumerate(flat) if i % 2 or is_told]
    if len(levels) < len(is_flat):
        return None
    of_list = levels[-len(is_flat) :]
    return [level for level, is_out in zip(of_list, is_flat, strict=True) if not is_out]


def _by_unit(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact]
) -> list[Fact] | None:
    """1126批3218人次，批次、人次同比分别下降8.3%、12.6%: each noun is the unit of an amount."""
    if run[0].kind not in (Kind.GROWTH, Kind.DELTA):
        return None
    names = [_OF_UNIT.sub("", name) for name in _local_names(passage, run)]
    sentence = passage.layout.sentence[run[0].start]
    near = [
        fact
        for fact in facts[max(0, at - 4 * len(run)) : at]
        if fact.kind is Kind.LEVEL
        and passage.layout.sentence[fact.start] == sentence
        and passage.layout.bracket[fact.start] == passage.layout.bracket[run[0].start]
    ]
    found = [[f for f in near if (f.quantity.unit_text or "-") in (n, n + "次")] for n in names]
    if len(found) != len(run) or not all(found):
        return None
    found = [
        [f for f in fs if f.quantity.unit_text == n] or fs
        for fs, n in zip(found, names, strict=True)
    ]
    return [facts_of_unit[-1] for facts_of_unit in found]


def _rates(passage: Passage, before: Sequence[Fact], fact: Fact) -> list[Fact]:
    """The rates of the same sentence, told at the same level of brackets."""
    layout = passage.layout
    return [
        other
        for other in before
        if other.kind is Kind.RATE
        and layout.sentence[other.start] == layout.sentence[fact.start]
        and layout.bracket[other.start] == layout.bracket[fact.start]
    ]


def _local_names(passage: Passage, run: Sequence[Fact]) -> list[str]:
    """The names listed in the clause of 分别 itself (集体访批次、人次同比分别下降…)."""
    fact = run[0]
    start = max(passage.layout.start[fact.start], fact.start - _BEFORE)
    words = passage.text[start : fact.start]
    cue = [match.start() for match in _CUE.finditer(words)]
    named = _CHANGED.sub("", words[: cue[-1]]) if cue else ""
    return [item for item in re.split("、|和|与|及", named) if item]


def _names(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact]
) -> tuple[list[str], str]:
    """Return the names listed before 分别 and what is said of each of them.

    Tried in the clause and then back to the last number of the sentence; a list is parted at
    commas before 、 and at 和 last, since an item may hold a 和 itself.
    """
    fact = run[0]
    layout = passage.layout
    floor = max(layout.sentence_starts[layout.sentence[fact.start]], fact.start - _BEFORE)
    before = next(
        (
            f
            for f in reversed(facts[max(0, at - 2) : at])
            if f.kind is not Kind.RANK and not _is_own_count(f, len(run))
        ),
        None,
    )
    if before is not None and before.quantity.tail > floor:
        floor = before.quantity.tail
    starts = [min(max(layout.start[fact.start], floor), fact.start), min(floor, fact.start)]
    fallback: list[str] = []
    for start in starts:
        words = passage.text[start : fact.start]
        places = [match.start() for match in _CUE.finditer(words)]
        if not places:
            continue  # a number or a clause ends behind the cue: no names stand before it here
        words = _COMPARED.sub("", _CHANGED.sub("", words[: places[-1]])).lstrip(",、。;")
        words = _opening().sub("", words)
        for split in _SPLITS:
            items = [item for item in split.split(words) if item]
            if len(items) == len(run):
                return with_head(items)
            fallback = items
    return fallback, ""


def _is_own_count(fact: Fact, names: int) -> bool:
    """教育、卫生、社保三项支出分别为…: the number of the names is none of the amounts."""
    return fact.quantity.unit_text in cue_set("share", "class_units") and fact.value == names


@cache
def _opening() -> re.Pattern[str]:
    """其中 before the names of parts is no part of the first name."""
    words = "|".join(map(re.escape, longest_first("parts", "open")))
    return re.compile(
        rf"^(?:[一二三四五六七八九十]是(?=[^,]*、))?(?:(?:{words})[,:]?|(?:分别|依次)[是为])?"
    )


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
