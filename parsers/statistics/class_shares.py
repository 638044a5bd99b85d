"""The whole of a share that is told without the number of its part (咨询类占24.6%).

What can name it is asked in this order, and the first that speaks decides, even if what it speaks
of has no number in the text: the words behind 占 (占受理总量的); what so many of the number before
it do (近三分之二集中在…); the amount that its bracket stands behind; 其中, …中 and 从…看 between it
and the number before; the share before it in the same list; its own noun, where that names a part;
else the only total at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from parsers.statistics.comparisons import SHARE_SAID
from parsers.statistics.derived import agrees
from parsers.statistics.facts import Fact, Passage, cue_set, cues
from parsers.statistics.groups import LOOK_BACK, is_additive, is_mean, same_unit
from parsers.statistics.nouns import is_any, stem
from schemas.notice import Kind, Relation
from schemas.patterns import lazy_re

NEAR: Final = 12
"""Characters between two numbers that are told in one breath."""

# 占一般公共预算支出的比重由71.8%(提高到73.5%).
_OF_WHOLE_BEFORE: Final = lazy_re(
    r"占(?P<of>[^,。;:占由从]{0,24}?)(?:的)?(?:比重|比例|比|份额)?(?:由|从)[^,。;:]{0,12}$"
)
AMONG: Final = lazy_re(r"(?:^|[,。;:、])在?(?P<noun>[\u4e00-\u9fff]{2,16}?)(?<![其集当])[中里],?")
"""在受理的诉求中，…: a noun that a sentence or clause opens with as what its numbers are among."""

# 40份材料中; 12家在建工地里其中 is another matter.
_OF_THEM: Final = lazy_re(r"[\u4e00-\u9fff]{0,8}?\)?(?<![其集当、])[中里](?![心小学等])")
_DIVIDED: Final = lazy_re(r"(?:从|按)(?P<by>[^,。;:]{1,12}?)(?:来看|看|划分|分)[,:]")
# 62台，(近三分之二集中在…).
_STATED: Final = lazy_re(r",?(?:其?中?有)?")
# Characters that are looked at for what divides a total.
_WIDEST: Final = 160
_OF_A_WHOLE: Final = (Relation.PART_OF, Relation.SHARE_OF)


def class_whole(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """Return the whole of a share of which no part is told, ``None`` where the text tells none.

    Args:
        passage: the paragraph.
        facts: its numbers; those before ``index`` have their links.
        index: the share.
    """
    fact = facts[index]
    before = facts[max(0, index - LOOK_BACK) : index]
    levels = [f for f in before if _can_be_whole(passage, fact, f)]
    noun = named_whole(passage, facts, index)
    if noun and not is_any(noun):
        named = named_total(noun, levels)
        return None if named is not None and _is_own_count(passage, fact, named, noun) else named
    told = _told_of(passage, fact, before, levels) if noun is None else None
    if told is not None:
        return told
    bracketed = _before_bracket(passage, fact, before)
    if bracketed is not None:
        return bracketed
    last = _last_beside(passage, fact, before)
    is_spoken, whole = _in_scope(passage, fact, before, levels, last)
    if is_spoken:
        return whole
    if last is not None and last.kind is Kind.SHARE:
        return last.parent
    by_name = _of_named_part(fact, levels)
    if by_name is not None:
        return by_name
    # 新增62辆，新能源车占比由71.3%提高到83.6%: not of the 62.
    is_moved = index > 0 and is_moved_from(facts[index - 1])
    if noun is None or is_moved:
        return None
    return _head(passage, fact, [f for f in levels if not _is_itself(fact, f)])


def _is_itself(fact: Fact, level: Fact) -> bool:
    """新建专区12个，新建专区数占总数的21.1%: the share is a share for the 12, and not of them."""
    return fact.own_words and stem(fact.metric) == stem(level.metric)


def _is_own_count(passage: Passage, fact: Fact, level: Fact, noun: str) -> bool:
    """12个单位执行率低于50%，占一级预算单位总数的18.2%: more is meant than the 12 before it."""
    same = passage.layout.part[level.start] == passage.layout.part[fact.start]
    return same and len(stem(level.metric)) < len(stem(noun))


def _of_named_part(fact: Fact, levels: Sequence[Fact]) -> Fact | None:
    """专区57个；新建的12个中9个…，新建专区数占总数的21.1%: what a part named again makes it of."""
    part = named_total(fact.metric, levels) if fact.own_words else None
    if part is None:
        return None
    alike = (f for f in reversed(levels) if f is not part and same_unit(f, part))
    return next((f for f in alike if agrees(fact, part, f)), None)


def opens_among(passage: Passage, part: Fact) -> bool:
    """Whether the half-sentence of a number opens with what it is among (受助学生中，…).

    Such a number is a part of what its share is of.
    """
    layout = passage.layout
    at = max(part.left[0] - _WIDEST, layout.sentence_starts[layout.sentence[part.start]])
    start = max(at, passage.text.rfind(";", at, part.start) + 1)
    return AMONG.match(passage.text[start : part.start]) is not None


def is_moved_from(base: Fact) -> bool:
    """Whether a number is the share or rate of another time that the next one is compared with."""
    return base.kind is Kind.BASE and base.quantity.is_percent


def _can_be_whole(passage: Passage, fact: Fact, level: Fact) -> bool:
    """Whether a number is an amount of something, told in no aside."""
    return level.is_level and not is_limit(level) and is_at_hand(passage, fact, level)


def is_limit(level: Fact) -> bool:
    """Whether a number only limits a class (35岁以下), and is no amount of anything."""
    unit = level.quantity.unit
    return unit is not None and unit.family in cue_set("share", "limits")


def named_whole(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """Return the words of the whole behind 占 (``""`` for 占比), ``None`` where no 占 stands."""
    fact = facts[index]
    before = facts[index - 1] if index else None
    if before is not None and is_moved_from(before):
        match = _OF_WHOLE_BEFORE.search(passage.text[before.left[0] : before.start])
    else:
        left = passage.text[fact.left[0] : fact.start]
        match = SHARE_SAID.search(left)
        if match is None and left.endswith(tuple(cues("share")["borne"])):
            return ""
    return match["of"].removesuffix("的") if match is not None else None


def named_total(noun: str, levels: Sequence[Fact]) -> Fact | None:
    """Return the one amount that a noun names, ``None`` if none or several.

    The noun may be the metric (受理投诉), its end (投诉) or a part of it; the closest of these that
    any amount fulfils decides.
    """
    own = stem(noun)
    if len(own) < len("受理"):
        return None
    named = [(f, stem(f.metric)) for f in levels if len(f.metric) > 1]
    for is_meant in (_is_same, _ends_alike, _holds):
        found = [f for f, metric in named if is_meant(own, metric)]
        if found:
            return _one(found)
    return None


def _is_same(noun: str, metric: str) -> bool:
    return noun == metric


def _ends_alike(noun: str, metric: str) -> bool:
    return metric.endswith(noun) or noun.endswith(metric)


def _holds(noun: str, metric: str) -> bool:
    return noun in metric or metric in noun


def _one(found: Sequence[Fact]) -> Fact | None:
    """The one number among those found (told twice it is one); of several the one that is whole."""
    wholes = [f for f in found if f.relation is not Relation.PART_OF] or list(found)
    return wholes[-1] if len({(f.value, f.quantity.unit_text) for f in wholes}) == 1 else None


def _last_beside(passage: Passage, fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """The number before in the same sentence.

    Left out are asides, earlier levels of a change, and the limits that name a class.
    """
    layout = passage.layout
    brackets = {-1, layout.bracket[fact.start]}
    for other in reversed(before):
        if layout.sentence[other.start] != layout.sentence[fact.start]:
            return None
        is_left_out = is_moved_from(other) or is_limit(other)
        if layout.bracket[other.start] in brackets and not is_left_out:
            return other
    return None


def _before_bracket(passage: Passage, fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """解读材料112篇（图解、视频类占67.9%）: of the amount that the bracket stands behind."""
    opening = passage.layout.bracket[fact.start]
    last = before[-1] if before else None
    is_its = last is not None and last.quantity.tail == opening and last.is_level
    return last if is_its else None


def is_at_hand(passage: Passage, fact: Fact, level: Fact) -> bool:
    """Whether a level stands in no aside: 总投资（5.6亿元）中，县级占三成 is none."""
    layout = passage.layout
    opening = layout.bracket[level.start]
    if opening in (-1, layout.bracket[fact.start]):
        return True
    return passage.text.startswith("中", layout.closing.get(opening, -2) + 1)


def is_said_of_some(passage: Passage, fact: Fact) -> bool:
    """剩余62台，近三分之二集中在…: of a fraction or tenths, what so many of some do or are."""
    if passage.text.endswith("%", fact.start, fact.quantity.end):
        return passage.text.endswith(tuple(cues("share")["rest"]), 0, fact.start)
    is_rate = fact.metric.endswith("率") and fact.own_words
    told_of = tuple(cues("share")["told_of"])
    return not is_rate and passage.text.startswith(told_of, fact.quantity.tail)


def _told_of(
    passage: Passage, fact: Fact, before: Sequence[Fact], levels: Sequence[Fact]
) -> Fact | None:
    """剩余62台，近三分之二集中在…; 隐形变异培训有四分之三发生在…: a share of the number before it.

    What the share names itself goes before the number that stands before it.
    """
    if not is_said_of_some(passage, fact):
        return None
    named = named_total(fact.metric, levels) if fact.own_words else None
    if named is not None or not levels:
        return named
    last = levels[-1]
    # 剩余62台，占0.9%，近三分之二集中在…
    told = before[-1] if before[-1].kind is Kind.SHARE else last
    same = passage.layout.part[last.start] == passage.layout.part[fact.start]
    gap = passage.text[told.quantity.tail : fact.quantity.lead]
    return last if same and _STATED.fullmatch(gap) else None


def _in_scope(
    passage: Passage,
    fact: Fact,
    before: Sequence[Fact],
    levels: Sequence[Fact],
    last: Fact | None,
) -> tuple[bool, Fact | None]:
    """Tell whether 其中, …中 or 从…看 stands before a share, and what number it speaks of."""
    layout = passage.layout
    here = layout.sentence[fact.start]
    start = max(layout.sentence_starts[here], fact.quantity.lead - _WIDEST)
    start = start if last is None else last.quantity.tail
    between = passage.text[start : fact.quantity.lead]
    if last is not None and last.is_level and _OF_THEM.match(between):
        return True, last
    if any(word in between for word in cues("parts")["open"]):
        near = [f for f in levels if layout.sentence[f.start] == here]
        return True, _among(fact, near) if near else _head(passage, fact, levels)
    divided = _DIVIDED.search(between)
    if divided is not None:
        return True, _divided(passage, fact, before, levels, divided["by"])
    among = AMONG.search(between)
    named = named_total(among["noun"], levels) if among is not None else None
    return among is not None and (named is not None or among[0].endswith(",")), named


def _among(fact: Fact, near: Sequence[Fact]) -> Fact | None:
    """其中 speaks of the number before it, or of the only one that the share's own noun ends in.

    发放补贴1042万元，惠及6318户，其中农机补贴占12%.
    """
    alike = _of_noun(fact, _totals(near))
    amounts = [f for f in near if is_additive(f) and not is_mean(f)]
    return alike or (amounts[-1] if amounts else None)


def _of_noun(fact: Fact, totals: Sequence[Fact]) -> Fact | None:
    noun = fact.metric[-2:]
    if len(fact.metric) <= len(noun):
        return None
    found = [total for total in totals if total.metric.endswith(noun)]
    return found[0] if len(found) == 1 else None


def _divided(
    passage: Passage, fact: Fact, before: Sequence[Fact], levels: Sequence[Fact], by: str
) -> Fact | None:
    """从隐患类别看，消防类占44%: the total that shares a word with what is divided by.

    Else what was divided in the sentence before (按渠道分，…。按区域分，…), or its only total.
    """
    pairs = {by[at : at + 2] for at in range(len(by) - 1)}
    alike = [f for f in _totals(levels) if any(pair in f.metric for pair in pairs)]
    if alike:
        return _one(alike)
    layout = passage.layout
    here = layout.sentence[fact.start]
    last = next((f for f in reversed(before) if layout.sentence[f.start] == here - 1), None)
    start = layout.sentence_starts[here - 1] if last is not None else 0
    if last is not None and _DIVIDED.search(passage.text, start, min(start + _WIDEST, last.start)):
        parts = (f for f in before if f.start >= start and f.relation in _OF_A_WHOLE)
        # What stands behind the first of them may be parts of a part (其中热线20件).
        return next((f.parent for f in parts), None)
    return _head(passage, fact, levels)


def is_class(level: Fact) -> bool:
    """Whether classes are counted (三类): no total of what is in them."""
    return level.quantity.unit_text in cue_set("share", "class_units")


def _totals(levels: Iterable[Fact]) -> list[Fact]:
    return [f for f in levels if f.relation is not Relation.PART_OF and _is_of_things(f)]


def _is_of_things(level: Fact) -> bool:
    """Whether a number is an amount that has parts: no average, no index, no number of classes."""
    return is_additive(level) and not is_class(level) and not is_mean(level)


def measuring_units(noun: str) -> frozenset[str]:
    """Return the units that a noun of a dimension (…面积) is measured in; of others none."""
    for dimension in cues("share")["dimensions"]:
        if noun.endswith(tuple(dimension["nouns"])):
            return frozenset(dimension["units"])
    return frozenset()


def _head(passage: Passage, fact: Fact, levels: Sequence[Fact]) -> Fact | None:
    """The only total of the half-sentence, of the sentence, or of the sentence before."""
    half = passage.layout.part
    inside = [f for f in levels if half[f.start] == half[fact.start]]
    near = next(filter(None, _nearest(passage, fact, levels, inside)), [])
    head = _one(near) or _of_noun(fact, near) or _of_list(inside, near) if near else None
    return head if head is not None and _is_counted_or_near(fact, head) else None


def _nearest(
    passage: Passage, fact: Fact, levels: Sequence[Fact], inside: list[Fact]
) -> Iterator[list[Fact]]:
    """Yield the totals that a share can be of, from near to far; ``inside`` has its half's levels.

    Where its noun is one of a dimension, only what is measured so.
    """
    layout = passage.layout
    here = layout.sentence[fact.start]
    totals = _totals(levels)
    units = measuring_units(fact.metric)
    if units:
        totals = [f for f in totals if f.quantity.unit_text in units]
    yield [f for f in totals if layout.part[f.start] == layout.part[fact.start]]
    if len(inside) == 1 and _is_of_things(inside[0]) and not units:
        # 抽查380批次…；不合格27批次，生产领域占比37%: of what the half-sentence tells alone.
        yield inside
    yield [f for f in totals if layout.sentence[f.start] == here]
    yield [f for f in totals if layout.sentence[f.start] == here - 1]


def _of_list(inside: Sequence[Fact], totals: Sequence[Fact]) -> Fact | None:
    """队员总数463人，其中专职196人，兼职占57.7%: the total whose list is being told."""
    whole = inside[-1].parent if inside else None
    return whole if any(whole is total for total in totals) else None


def _is_counted_or_near(fact: Fact, head: Fact) -> bool:
    """拨付530万元，…进展顺利，公办占三分之二: sums and sizes are split right behind them or not."""
    unit = head.quantity.unit
    is_counted = unit is not None and unit.is_count
    return is_counted or fact.start - head.quantity.tail <= NEAR
