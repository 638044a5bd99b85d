"""Totals told with their parts: before them, behind them without a cue, 有 and the like."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.groups import LOOK_BACK, Group, is_additive, same_unit, sum_of
from parsers.statistics.wholes import goes_on_to_total, of_none_alone
from parsers.units import same_things
from parsers.words import tag
from schemas.notice import Kind, Relation
from schemas.patterns import lazy_re

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL
_PART_OF: Final = Relation.PART_OF

_TOTAL: Final = lazy_re(r"(?:合计|总计|共计|总共|共|累计)[^,。;:、]{0,8}$")
_TOLD: Final = lazy_re("[计共]")
_TOGETHER: Final = lazy_re(
    r"[两二三四五六七八九十](?:[地者项类家县区镇乡]|个?(?:乡镇|街道|镇街|县区|单位|部门|地区))"
)
_HAVING: Final = lazy_re(r"(?:其中|仅|尚|仍|还|但|只)?有")
_INSIDE: Final = lazy_re(
    r"[\u4e00-\u9fff]{1,8}?(?:(?:尚|仍|还|仅|只)?有|(?<!早)已(?:经|累计)?[\u4e00-\u9fff]{2,6})"
)
_CLASS_ENDS: Final = frozenset("类型级档种的")
_SURE_TOTAL: Final = 10
_LEAST_TOTAL: Final = 2
_PAIR: Final = 2
"""So few numbers make a total by chance."""
_NEAR_BRACKET: Final = 6
_NEXT_SENTENCE: Final = 6


def total_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """A total behind its parts (甲 3 件、乙 4 件，合计 7 件): only when it adds up exactly."""
    groups: list[Group] = []
    # What tells a total ends with 计 or 共: `told` is where the last of them stands so far.
    marks, told = iter([match.start() for match in _TOLD.finditer(passage.text)]), -1
    mark = next(marks, None)
    for index, fact in enumerate(facts) if mark is not None else ():
        place = fact.start
        while mark is not None and mark < place:
            told, mark = mark, next(marks, None)
        if told < place - 12 or fact.parent is not None or not fact.is_level:
            continue
        floor = facts[index - 1].quantity.tail if index else 0
        left = passage.text[max(floor, fact.left[0] - 4, place - 12) : place].removesuffix(":")
        if _TOTAL.search(left) is None:
            continue
        before = _parts_before(passage, facts, index) or _bracket_before(passage, facts, index)
        before = before or _added_before(passage, facts, index)
        before = before or _heads_before(passage, facts, index)
        lists = [before] if before else _splits_before(passage, facts, index)
        parts = [part for one in lists for part in one]
        if parts and (not fact.own_words or _TOGETHER.fullmatch(fact.metric)):
            shared = {part.metric for part in parts}
            # 各镇存量资金分别为…，合计1049万元: what all of them are called, if they are.
            fact.metric = parts[0].metric if len(shared) == 1 else ""
            fact.metric = fact.metric or _called(left)
        of_none_alone(fact, parts)
        groups.extend(Group(fact, "total", "", one) for one in lists)
    return groups


def _called(left: str) -> str:
    """The word for a total that has no name but 合计."""
    return next((w for w in longest_first("parts", "total") if left.endswith(w)), "合计")


def _parts_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """The numbers before a total that add up to it exactly; empty if none do."""
    layout, fact = passage.layout, facts[index]
    before: list[Fact] = []
    total = Decimal(0)
    for other in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if layout.sentence[other.start] != layout.sentence[fact.start]:
            break
        if _level_of(passage, other) != layout.bracket[fact.start] or not other.is_level:
            continue
        if not before and not same_unit(other, fact):
            continue
        if other.parent is not None and other.relation is _PART_OF and before:
            # 收入286亿元，其中税收204亿元，加上转移120亿元，总计406亿元: of the amount before.
            continue
        if not same_unit(other, fact) or other.parent is not None or other.is_of_each:
            break
        before.insert(0, other)
        total = EXACT.add(total, other.value * other.multiplicity)
        if total >= fact.value:
            break
    return before if len(before) > 1 and total == fact.value else []


def _added_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """收入17亿元，…，主要是土地出让15亿元；加上上级补助12亿元，总计29亿元: what 加上 adds to."""
    layout, whole = passage.layout, facts[index]
    last = facts[index - 1] if index else None
    if last is None or not last.is_level or not same_unit(last, whole) or last.parent is not None:
        return []
    if not passage.text.startswith(longest_first("parts", "added"), layout.start[last.start]):
        return []
    for other in reversed(facts[max(0, index - LOOK_BACK) : index - 1]):
        if layout.sentence[other.start] != layout.sentence[whole.start]:
            return []
        is_free = other.is_level and other.parent is None and same_unit(other, whole)
        if is_free and EXACT.add(other.value, last.value) == whole.value:
            return [other, last]
    return []


def _heads_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """微信154个，合格149个；微博38个，合格37个；其他12个；合计204个: the first of each half."""
    layout, whole = passage.layout, facts[index]
    heads: dict[int, Fact] = {}
    for other in facts[max(0, index - LOOK_BACK) : index]:
        if layout.sentence[other.start] == layout.sentence[whole.start]:
            heads.setdefault(layout.part[other.start], other)
    if heads.pop(layout.part[whole.start], None) is not None or len(heads) <= _PAIR:
        return []
    parts = list(heads.values())
    alike = all(is_additive(f) and same_unit(f, whole) and f.parent is None for f in parts)
    return parts if alike and sum_of(parts) == whole.value else []


def _bracket_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """改造点位（小区 46 处、商铺 31 处）共 77 处: the bracket before a total holds its parts."""
    layout, fact = passage.layout, facts[index]
    inside = [f for f in facts[max(0, index - LOOK_BACK) : index] if layout.bracket[f.start] >= 0]
    opening = layout.bracket[inside[-1].start] if inside else -1
    closing = layout.closing.get(opening, -1)
    if not layout.start[fact.start] <= closing < fact.start or fact.start - closing > _NEAR_BRACKET:
        return []
    parts = [f for f in inside if layout.bracket[f.start] == opening and f.is_level]
    alike = all(same_unit(part, fact) for part in parts)
    return parts if len(parts) > 1 and alike and sum_of(parts) == fact.value else []


def _splits_before(passage: Passage, facts: Sequence[Fact], index: int) -> list[list[Fact]]:
    """按地域分…；按行业分…。合计 840 件: each half of the sentence before splits the total."""
    layout, fact = passage.layout, facts[index]
    sentence = layout.sentence[fact.start]
    halves: dict[int, list[Fact]] = {}
    for other in facts[max(0, index - LOOK_BACK) : index]:
        if layout.sentence[other.start] == sentence:
            return []
        if layout.sentence[other.start] != sentence - 1 or not is_additive(other):
            continue
        if layout.bracket[other.start] == layout.bracket[fact.start]:
            halves.setdefault(layout.part[other.start], []).append(other)
    return [
        parts
        for parts in halves.values()
        if len(parts) > 1
        and all(same_unit(part, fact) and part.parent is None for part in parts)
        and sum_of(parts) == fact.value
    ]


def _level_of(passage: Passage, fact: Fact) -> int:
    """The bracket a number is told in; 信息不更新（27 个，占 45%） is told outside of it."""
    opening = passage.layout.bracket[fact.start]
    if fact.left[1] == opening:
        return passage.layout.bracket[opening]
    return opening


def run_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """Numbers behind a total, without any cue, that add up to it exactly.

    办理143件，予以公开61件，部分公开82件. About two of a hundred such sums are chance, nearly all
    of them of small totals: below 10 the parts must fill their half of the sentence.
    """
    groups: list[Group] = []
    for index, whole in enumerate(facts):
        if whole.kind is not _LEVEL or whole.value < _LEAST_TOTAL:
            continue
        if _is_listed(passage, whole):
            continue  # 分别有21个、18个和29个，其他17个，市直12个: one of a list, no total.
        parts = _parts_behind(passage, facts, index)
        if parts and is_additive(whole) and not _is_enumerated(passage, whole, parts):
            groups.append(Group(whole, "sum", "", parts))
    return groups


def _is_listed(passage: Passage, fact: Fact) -> bool:
    before = fact.listed_after
    if before is None or not same_unit(before, fact):
        return False
    return passage.text.startswith(("、", "和"), before.quantity.tail)


def _is_enumerated(passage: Passage, whole: Fact, parts: Sequence[Fact]) -> bool:
    """3家企业未设标志，2家企业无证上岗，1家企业通道堵塞: one after the other, none of another.

    So are classes that are named alike: 咨询类67件，投诉类10件，求助类57件; 优秀的9家，良好的5家.
    """
    if whole.right_noun:
        return all(part.right_noun and part.metric == whole.metric for part in parts)
    ends = {passage.text[fact.start - 1] for fact in (whole, *parts)}
    return len(ends) == 1 and ends <= _CLASS_ENDS


def having_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """抽查栏目310个，有27个未更新: a clause that begins with 有 counts some of the total before."""
    layout = passage.layout
    groups: list[Group] = []
    for index, fact in enumerate(facts) if "有" in passage.text or "已" in passage.text else ():
        place = fact.left[0]
        is_first = place == layout.start[fact.start]
        if fact.parent is not None:
            continue
        has = passage.text[fact.start - 1] == "有"
        if has and passage.text.endswith("的有", 0, fact.start) and not is_first:
            groups.extend(_having_class(passage, facts, index))
            continue
        if not has and (is_first or "已" not in passage.text[fact.left[0] : fact.start]):
            continue
        if not is_first:
            groups.extend(_having_inside(passage, facts[max(0, index - 1)], fact))
            continue
        if not is_additive(fact) or _HAVING.fullmatch(passage.text, place, fact.start) is None:
            continue
        whole = next(
            (f for f in reversed(facts[max(0, index - LOOK_BACK) : index]) if same_unit(f, fact)),
            None,
        )
        if whole is None or not is_additive(whole) or whole.value <= fact.value:
            continue
        if _is_rest(passage, facts[max(0, index - LOOK_BACK) : index], whole, fact):
            fact.period = fact.period if fact.own_period else whole.period
            continue
        is_near = layout.part[whole.start] == layout.part[fact.start]
        if is_near and layout.bracket[whole.start] == layout.bracket[fact.start]:
            groups.append(Group(whole, "having", "", [fact]))
    return groups


def _having_class(passage: Passage, facts: Sequence[Fact], index: int) -> list[Group]:
    """推送1936篇，阅读量超10万的有4篇: a class of the last amount that is none itself."""
    fact, layout = facts[index], passage.layout
    for whole in reversed(facts[max(0, index - LOOK_BACK) : index]):
        near = layout.part[whole.start] == layout.part[fact.start]
        if not near or layout.bracket[whole.start] != layout.bracket[fact.start]:
            return []
        if same_unit(whole, fact) and not passage.text.endswith(("的", "的有"), 0, whole.start):
            fits = is_additive(whole) and fact.is_level and whole.value > fact.value
            is_top = whole.parent is None
            return [Group(whole, "having", "", [fact])] if fits and is_top else []
    return []


def _having_inside(passage: Passage, whole: Fact, fact: Fact) -> list[Group]:
    """承办的12项任务有5项滞后: some of the number that opens the clause."""
    if passage.layout.start[whole.start] != passage.layout.start[fact.start]:
        return []
    gap = passage.text[whole.quantity.tail : fact.start]
    fits = _INSIDE.fullmatch(gap) is not None and "分别" not in gap
    if fits and not gap.endswith("有") and not _is_done_with(gap):
        return []
    amounts = is_additive(whole) and is_additive(fact) and whole.value > fact.value
    return [Group(whole, "having", "", [fact])] if fits and amounts else []


def _is_done_with(gap: str) -> bool:
    """42处尾矿库已完成销号9处: an act alone; 15个部门已制定制度12个 counts other things."""
    act = gap.rpartition("已")[2].removeprefix("经").removeprefix("累计")
    if act.startswith(longest_first("parts", "making")):
        return False
    acts = [word for word in tag(act) if word.text not in longest_first("parts", "ended")]
    return all(word.flag.startswith("v") for word in acts)


def _is_rest(passage: Passage, before: Sequence[Fact], done: Fact, fact: Fact) -> bool:
    """已完成自查的单位19个，尚有11个未报送: those left over are beside those that are done.

    整改72处。销号64处，仍有8处: without 已 where both make what was told before.
    """
    if not passage.text.endswith(longest_first("parts", "left"), 0, fact.start):
        return False
    both = EXACT.add(done.value, fact.value)
    is_told = any(f.value == both and same_unit(f, fact) and f.is_level for f in before)
    if is_told and _is_done_with(done.metric):
        return True
    start = max(passage.layout.start[done.start], done.start - LOOK_BACK)
    return "已" in passage.text[start : done.start]


def _parts_behind(passage: Passage, facts: Sequence[Fact], index: int) -> list[Fact]:
    """The numbers behind a total that add up to it: right behind it, or the next sentence's."""
    found = _adding_from(passage, facts, index, index + 1)
    sentence = passage.layout.sentence
    here = sentence[facts[index].start]
    if found or sentence[facts[-1].start] == here or len(facts) - index <= _PAIR + 1:
        return found
    at, end = index + 1, min(len(facts), index + 1 + _NEXT_SENTENCE)
    while at < end and sentence[facts[at].start] == here:
        at += 1
    if at == end or facts[min(at + 1, len(facts) - 1)].listed_after is None:
        return []
    # 已答复75件，结转下年3件。予以公开41件、部分公开12件、…: the sentence is a list of its own.
    found = _adding_from(passage, facts, index, at)
    return found if all(f.listed_after for f in found[1:]) else []


def _adding_from(passage: Passage, facts: Sequence[Fact], index: int, first: int) -> list[Fact]:
    layout, whole = passage.layout, facts[index]
    sentences, brackets = layout.sentence, layout.bracket
    last, bracket = sentences[whole.start] + 1, brackets[whole.start]
    unit, unit_text = whole.quantity.unit, whole.quantity.unit_text
    parts: list[Fact] = []
    total, is_far = Decimal(0), False
    for at in range(first, min(len(facts), index + 1 + LOOK_BACK)):
        other = facts[at]
        place = other.start
        if sentences[place] > last:
            break
        if brackets[place] != bracket or not other.is_level:
            continue
        quantity = other.quantity
        is_alike = quantity.unit_text == unit_text or same_unit(other, whole)
        if not parts and not (is_alike and quantity.unit is unit):
            # One and the same unit needs no further look.
            can_be = same_things(quantity.unit, unit)
            is_far = is_far or (can_be and not is_alike)
            if not (can_be and is_alike):
                continue
        if other.parent is not None and _stands_between(whole, parts, other):
            continue
        if not is_alike or other.parent is not None or not is_additive(other):
            break
        if not parts and other.listed_after is whole:
            break
        parts.append(other)
        total = EXACT.add(total, other.value * other.multiplicity)
        if total > whole.value:
            break
        if total == whole.value:
            is_few = sum(part.multiplicity for part in parts) < 2 + is_far
            return [] if is_few or _is_chance(passage, facts, (index, at), parts) else parts
    return []


def _is_chance(
    passage: Passage, facts: Sequence[Fact], ends: tuple[int, int], parts: Sequence[Fact]
) -> bool:
    """Whether numbers that add up to a total before them may be none of its parts.

    ``ends`` are the places of the total and of its last part.
    """
    (index, at), whole = ends, facts[ends[0]]
    if _stops_midway(passage, facts, at, parts) or goes_on_to_total(passage, facts, at):
        return True
    alike = all(part.quantity.scale == whole.quantity.scale for part in parts)
    fills = alike and _fills(passage, facts, index, at)
    if fills:
        # 尾矿库3座，…隐患267条，…停产2座、整改1座: what stands between is no list of it.
        between = facts[index + 1 : facts.index(parts[0], index)]
        fills = not any(f.is_level and f.parent is None for f in between)
    return not (fills or _is_sure(passage, facts, index, parts))


def _stands_between(whole: Fact, parts: Sequence[Fact], other: Fact) -> bool:
    """Whether a number is of another list, that stands before a total's own or in its midst.

    问题152个，其中…；当场整改117个，限期整改35个: split once more.
    合计1306件；答复1283件，其中…，结转下年23件: the parts of a part.
    """
    above = other.parent
    if other.relation is not _PART_OF:
        return False
    return any(above is part for part in parts) if parts else above is whole


def _stops_midway(
    passage: Passage, facts: Sequence[Fact], last: int, parts: Sequence[Fact]
) -> bool:
    """Whether a sum runs over a ; or 。 into a list and ends before that list does.

    申请112件，法人14件；公开71件，部分公开19件，不予8件，无法提供22件: 14 + 71 + 19 + 8 is chance.
    """
    layout, part = passage.layout, parts[-1]
    follower = facts[last + 1] if last + 1 < len(facts) else None
    if follower is not None and follower.relation is _PART_OF and follower.parent is part:
        return False  # 已办结301项；未办结25项，其中用地类14项: the list of the last part.
    if follower is None or layout.part[parts[0].start] == layout.part[part.start]:
        return False
    beside = layout.part[follower.start] == layout.part[part.start]
    same_level = layout.bracket[follower.start] == layout.bracket[part.start]
    return beside and same_level and follower.is_level and same_unit(follower, part)


def _is_sure(passage: Passage, facts: Sequence[Fact], index: int, parts: Sequence[Fact]) -> bool:
    """Whether a sum is large, or of so many parts, that chance is no explanation for it."""
    whole, sentence = facts[index], passage.layout.sentence
    if len(parts) > 2:
        return True
    alike = all(part.quantity.scale == whole.quantity.scale for part in parts)
    # 按渠道分，…；直接答复9件，生成工单6件: where it was split once it may be split again.
    told = {sentence[fact.start] for fact in (whole, *whole.children)}
    near = all(sentence[part.start] in told for part in parts)
    return alike and near and whole.value >= _SURE_TOTAL


def _fills(passage: Passage, facts: Sequence[Fact], first: int, last: int) -> bool:
    """Whether a total and its parts are all the amounts of their half of the sentence."""
    part = passage.layout.part
    half = part[facts[first].start]
    if part[facts[last].start] != half:
        return False
    return last + 1 == len(facts) or part[facts[last + 1].start] != half
