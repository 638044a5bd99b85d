"""Which whole a share is of, and which number is its part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.class_shares import (
    class_whole,
    is_class,
    is_limit,
    is_moved_from,
    is_said_of_some,
    named_total,
    named_whole,
)
from parsers.statistics.facts import Fact, Passage, cue_set, cues
from parsers.statistics.groups import LOOK_BACK, amount, counts_items, same_unit, sum_of
from parsers.statistics.nouns import is_any
from schemas.notice import Kind, PartForm, Relation, Status
from schemas.patterns import lazy_re

_PAIR: Final = 2
"""A part and its share."""
# Per cent: of round shares (two tenths) too many numbers would give one.
_FINE: Final = Decimal(1)
_JOINTLY: Final = lazy_re(
    r"(?:合计|共|总共|累计|[两二三四五六七八九十][者项类家种](?!.{0,4}分别)[^,。;:、占]{0,6}"
    r"|[、和及与][^、,。;:占]{2,12},合)占[^,。;:占]{0,20}$"
)
_OF_NOUN: Final = lazy_re(r"占[^()%]{0,15}$")
_OPENED: Final = lazy_re("其中")
_SHARE_OF: Final = lazy_re(r"的(?:约|近|超过?|将近|不足|不到|逾|仅)?$")
# 40份材料中; 12家在建工地里其中 is another matter.
_AMONG: Final = lazy_re(r"[\u4e00-\u9fff]{0,8}?(?<![其集当、])中(?![心小学等])")
WHOLE_NAMED: Final = lazy_re(r"(?P<noun>[\u4e00-\u9fff]{2})总[数量额]的$")


def link_share(passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None) -> None:
    """Name a share by its part, and link it to the whole if the text has its number."""
    fact = facts[index]
    if is_moved_from(facts[index - 1]):
        part = None  # 占比由68.1%提高到71.5%: a share of its own.
    if is_joint(passage, fact):
        # 甲（21件）、乙（14件），合计占申请总量的57.9%: a share of all of them, not of the last.
        _joint(passage, facts, index)
        return
    if part is not None and _is_among(passage, fact, part):
        fact.parent, fact.relation = part, Relation.SHARE_OF
        return
    if part is not None and not _can_be_part(passage, fact, part):
        part = None
    part = _part_of_named(passage, facts, index, part)
    part = _part_behind_asides(passage, facts, index, part)
    fact.part = part
    whole = _whole(passage, facts, index, part)
    if part is not None and not fact.own_words:
        fact.metric, fact.period = part.metric, part.period
    if whole is None:
        return
    fact.parent, fact.relation = whole, Relation.SHARE_OF
    if part is not None and part.parent is None:
        _take_for_part(passage, facts, index, part, whole)


def _before(facts: Sequence[Fact], index: int) -> Sequence[Fact]:
    return facts[max(0, index - LOOK_BACK) : index]


def _take_for_part(
    passage: Passage, facts: Sequence[Fact], index: int, part: Fact, whole: Fact
) -> None:
    """抽查的120家中，未演练的27家，占22.5%；无证的6家，占5%: a part as the one before it is.

    That the share follows from both says that it is of the same total.
    """
    if not same_unit(part, whole):
        return
    sentence = passage.layout.sentence
    told = [f for f in _before(facts, index) if sentence[f.start] == sentence[part.start]]
    parts = [f.part for f in reversed(told) if f.part is not None]
    sibling = next((f for f in parts if f.parent is whole), None)
    is_over = whole.status is Status.PROVED
    if sibling is not None and not is_over and sibling.part_form is not PartForm.COMPLETE:
        _join(part, sibling, whole)


def _join(part: Fact, sibling: Fact, whole: Fact) -> None:
    """Take a number into the list of parts that another one stands in."""
    part.parent, part.relation = whole, Relation.PART_OF
    part.part_list, part.part_form = sibling.part_list, sibling.part_form
    whole.children.append(part)


def make_part(part: Fact, whole: Fact) -> None:
    """Make a number a part of a whole, as the first of a list that names some parts."""
    whole.n_lists += 1
    part.parent, part.relation = whole, Relation.PART_OF
    part.part_list, part.part_form = whole.n_lists, PartForm.OPEN
    whole.children.append(part)


def _part_of_named(
    passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None
) -> Fact | None:
    """事故48起、死亡35人，占事故总量的79%、死亡总数的81%: the part of the whole that is named."""
    if part is None:
        return None
    fact, clause = facts[index], passage.layout.start
    noun = _noun_of(passage, facts, index)
    named = WHOLE_NAMED.search(f"{noun}的" if noun else passage.text[fact.left[0] : fact.start])
    if named is None or _is_of(part, named["noun"]):
        return part
    alike = (
        f
        for f in reversed(_before(facts, index))
        if f.is_level and clause[f.start] == clause[part.start] and not same_unit(f, part)
    )
    return next((f for f in alike if _is_of(f, named["noun"])), part)


def _is_of(part: Fact, noun: str) -> bool:
    """Whether a number, or what it is a part of, bears the noun of a whole."""
    return any(one is not None and one.metric.endswith(noun) for one in (part, part.parent))


def _can_be_part(passage: Passage, fact: Fact, part: Fact) -> bool:
    if is_limit(part) or _is_opened(passage, fact, part):
        return False
    if passage.text.startswith("的", fact.quantity.tail):
        return False  # 73个；占23.4%的是制度未上墙: of what is named behind it.
    told = passage.text[fact.left[0] : fact.start]
    return "占" in told or not is_said_of_some(passage, fact)


def _is_opened(passage: Passage, fact: Fact, level: Fact) -> bool:
    """不满意1406件，占5.2%，其中甲区占22.8%: of the 1406, which are no part then."""
    bracket = passage.layout.bracket
    found = _OPENED.search(passage.text, level.quantity.tail, fact.start)
    return found is not None and bracket[found.start()] == bracket[fact.start]


def _part_behind_asides(
    passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None
) -> Fact | None:
    """抽查12家，2家被各处罚款3万元，占六分之一: the part before, where only it gives the share."""
    fact, sentence = facts[index], passage.layout.sentence
    if part is None or fact.quantity.step > _FINE:
        return part
    near = (f for f in _before(facts, index) if sentence[f.start] == sentence[fact.start])
    before = [f for f in near if f.is_level]
    if any(same_unit(f, part) and f is not part for f in before):
        return part
    pairs = ((f, w) for f in reversed(before) for w in before if w.start < f.start)
    return next((f for f, w in pairs if same_unit(f, w) and follows(fact, f.value, w)), part)


def is_joint(passage: Passage, fact: Fact) -> bool:
    """Tell whether a share is one of several numbers together (合计占…, 两类占…)."""
    return _JOINTLY.search(passage.text[max(0, fact.start - 24) : fact.start]) is not None


def _joint(passage: Passage, facts: Sequence[Fact], index: int) -> None:
    """Link a share of several numbers together (合计占…): to what they follow from, or to none."""
    fact, before = facts[index], _before(facts, index)
    if before and _is_told_behind(passage, fact, before[-1]):
        whole: Fact | None = before[-1]
    else:
        whole = _joint_whole(fact, before) or _joint_run(passage, fact, before)
        whole = whole or _joint_shares(fact, before) or _joint_named(passage, facts, index)
    if whole is not None:
        fact.parent, fact.relation = whole, Relation.SHARE_OF
        fact.period = fact.period or whole.period


def _joint_named(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """甲乡（47件）、乙镇（39件），合计占受理总量的31%: what is named, if it stands in no list."""
    if is_any(named_whole(passage, facts, index) or ""):
        return None
    whole = class_whole(passage, facts, index)
    is_listed = whole is not None and (
        whole.listed_after is not None
        or any(f.listed_after is whole for f in _before(facts, index))
    )
    return None if is_listed else whole


def _joint_run(passage: Passage, fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """甲乡（47个）、乙镇（39个），合计占全县的31%: the total from which they make such a share."""
    sentence = passage.layout.sentence
    levels = [f for f in before if f.is_level and not counts_items(passage, f)]
    total = Decimal(0)
    for count, part in enumerate(reversed(levels), start=1):
        if sentence[part.start] != sentence[fact.start] or not same_unit(part, levels[-1]):
            return None
        total = EXACT.add(total, amount(part))
        is_several = count > 1 or part.multiplicity > 1
        for whole in reversed(levels[:-count]) if is_several else ():
            if same_unit(whole, part) and follows(fact, total, whole):
                return whole
    return None


def _joint_shares(fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """分别占受理总量的18.6%、14.2%和9.7%，合计占42.5%: the whole of the shares that make it."""
    total = Decimal(0)
    for count, share in enumerate(reversed(before), start=1):
        if share.kind is not Kind.SHARE or share.parent is not before[-1].parent:
            return None
        total = EXACT.add(total, share.value)
        if count > 1 and total == fact.value:
            return share.parent
    return None


def _joint_whole(share: Fact, before: Sequence[Fact]) -> Fact | None:
    """其中甲5亿元、乙4亿元，两项合计占总支出的57.1%: the whole of which they are parts."""
    last = next((f for f in reversed(before) if f.relation is Relation.PART_OF), None)
    whole = last.parent if last is not None else None
    return whole if whole and follows(share, sum_of(whole.children), whole) else None


def _whole(passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None) -> Fact | None:
    """The whole of a share: the one told behind 占, its part's, or the one that it follows from."""
    fact = facts[index]
    before = [f for f in _before(facts, index) if f is not part]
    if before and _is_told_behind(passage, fact, before[-1]):
        return before[-1]
    if part is None:
        return class_whole(passage, facts, index)
    noun = named_whole(passage, facts, index) or ""
    if noun.endswith(tuple(cues("share")["planned"])):
        return None
    noun = _noun_of(passage, facts, index) or noun
    amounts = [f for f in before if f.is_level and not is_class(f)]
    named = None if is_any(noun) else named_total(noun, amounts)
    if named is not None and (follows(fact, part.value, named) or not same_unit(named, part)):
        return named
    if part.relation is Relation.PART_OF:
        above = _above(fact, part)
        if above is None and noun and fact.quantity.step < 1:
            above = next((f for f in reversed(before) if _gives(fact, part, f)), None)
        own = part.parent
        is_own = own is not None and not _is_of_region(passage, facts, index, own)
        return above or (own if is_own else None)
    if not is_any(noun) and fact.quantity.step > 1:
        return None  # 1840万元，占应追缴资金的八成: too much would make a share so rough.
    sentence = passage.layout.sentence
    near = [f for f in before if sentence[fact.start] - sentence[f.start] <= 1]
    given = next((f for f in reversed(near) if _gives(fact, part, f)), None)
    if given is not None and is_sibling(passage, facts, index, given):
        return None
    return given or _whole_of_like(passage, facts, index, part)


def is_sibling(passage: Passage, facts: Sequence[Fact], index: int, other: Fact) -> bool:
    """Tell whether a number has a share in the same words, and so is no whole of this one.

    投诉199件、占99.5%，求助1件、占0.5%: both are shares of what is not told. 受理100件，其中
    投诉40件，占40%；办结30件，占75%: the whole of the first gives no such share.
    """
    fact, earlier = facts[index], _before(facts, index)
    at = earlier.index(other) + 1 if other in earlier else len(earlier)
    share = earlier[at] if at < len(earlier) else None
    if share is None or share.kind is not Kind.SHARE:
        return False
    if share.parent is not None and not (fact.part and _gives(fact, fact.part, share.parent)):
        return False
    text, last = passage.text, earlier[-1]
    return text[other.quantity.tail : share.start] == text[last.quantity.tail : fact.start]


def _whole_of_like(passage: Passage, facts: Sequence[Fact], index: int, part: Fact) -> Fact | None:
    """其中甲类41家，占44.6%；乙类14家，占25.2%: of the whole of a part that is told in like words.

    Such a share that does not follow is one that is off: `parsers.statistics.identities` says so.
    """
    fact, earlier = facts[index], _before(facts, index)[:-1]
    if len(earlier) < _PAIR or facts[index - 1] is not part or part.parent is not None:
        return None
    one, share = earlier[-_PAIR:]
    whole = one.parent
    is_told = share.part is one and share.parent is whole
    if whole is None or not is_told or not same_unit(part, whole):
        return None
    text = passage.text
    is_alike = text[one.quantity.tail : share.start] == text[part.quantity.tail : fact.start]
    is_beside = text[share.quantity.tail : part.left[0]] in (";", ",", "、")
    if not (is_alike and is_beside):
        return None
    if EXACT.add(sum_of(whole.children), part.value) > whole.value:
        return None
    _join(part, one, whole)
    return whole


def _is_told_behind(passage: Passage, fact: Fact, told: Fact) -> bool:
    """占班级总数156个的4.5%, 占班级总数（156个）的4.5%: whether 占 speaks of the number before."""
    if is_told_whole(passage, fact, told):
        return True
    text, layout = passage.text, passage.layout
    opening = layout.bracket[told.start]
    if opening < 0 or opening == layout.bracket[fact.start] or not told.is_level:
        return False
    return _OF_NOUN.search(text, layout.start[opening], opening) is not None


def _above(fact: Fact, part: Fact) -> Fact | None:
    """Of what a part is a part of, and so on, the first from which its share follows."""
    above = part.parent
    while above is not None and not follows(fact, part.value, above):
        above = above.parent if above.relation is Relation.PART_OF else None
    return above


def _gives(fact: Fact, part: Fact, whole: Fact) -> bool:
    return whole.is_level and same_unit(whole, part) and follows(fact, part.value, whole)


def _noun_of(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """Return the words of a whole that hold for a list of shares.

    占受理总量的35.1%、30.7%: for all of them; 占处罚总数和罚款总额的96.4%、92.3%: for one each.
    """
    first = index
    for one in reversed(_before(facts, index)):
        if not _joins(passage, one, facts[first]):
            break
        first -= 1
    noun = named_whole(passage, facts, first)
    nouns = re.split("[、和与]", noun or "")
    if len(nouns) == 1 or not _joins_all(passage, facts, first, len(nouns)):
        return noun
    return nouns[index - first] if index - first < len(nouns) else noun


def _joins(passage: Passage, one: Fact, other: Fact) -> bool:
    return passage.text[one.quantity.tail : other.start] in cue_set("parts", "between")


def _joins_all(passage: Passage, facts: Sequence[Fact], first: int, count: int) -> bool:
    """Whether as many numbers stand in a list as nouns do."""
    listed = facts[first : first + count]
    gaps = (passage.text[a.quantity.tail : b.start] for a, b in pairwise(listed))
    return len(listed) == count and all(gap in cue_set("parts", "between") for gap in gaps)


def _is_of_region(passage: Passage, facts: Sequence[Fact], index: int, whole: Fact) -> bool:
    """督导52所，其中小学40所、幼儿园12所，占全区总数的43.3%: of all there are, not of the 52."""
    noun = named_whole(passage, facts, index) or ""
    scope = next((word for word in cues("metric")["scope"] if noun.startswith(word)), None)
    return scope is not None and whole.subject != scope and whole.status is Status.PROVED


def is_told_whole(passage: Passage, fact: Fact, before: Fact) -> bool:
    """占班级总数 156 个的 4.5%: the number right before a share is its whole, not its part."""
    gap = passage.text[before.quantity.tail : fact.start]
    told = passage.text[before.left[0] : before.start]
    return before.is_level and "占" in told and _SHARE_OF.match(gap) is not None


def _is_among(passage: Passage, fact: Fact, whole: Fact) -> bool:
    """抽查的40份中达到良好的不足一半: whether a share is of the number that 中 stands behind."""
    sentence = passage.layout.sentence
    if sentence[whole.start] != sentence[fact.start]:
        return False
    return _AMONG.match(passage.text, whole.quantity.tail, fact.start) is not None


def follows(fact: Fact, part: Decimal, whole: Fact) -> bool:
    """Whether a share follows, at its printed precision, from an amount and its whole."""
    if whole.value <= 0 or fact.quantity.unit_text != "%" or whole.value < part:
        return False
    share = EXACT.divide(EXACT.multiply(part, Decimal(100)), whole.value)
    return 2 * abs(EXACT.subtract(share, fact.value)) <= fact.quantity.step
