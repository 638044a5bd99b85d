"""Which whole a share is of, and which number is its part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, cues, longest_first
from parsers.statistics.lists import LOOK_BACK, counts_items, same_unit
from schemas.notice import Kind, Relation, Status

NEAR: Final = 12
_ASIDES: Final = 5
# Per cent: of round shares (two tenths) too many numbers would give one.
_FINE: Final = Decimal(1)
_JOINTLY: Final = re.compile(
    r"(?:合计|共|总共|累计|[两二三四五六七八九十][者项类家种][^,。;:、占]{0,6})占[^,。;:占]{0,20}$"
)
_CLASSES: Final = ("类", "大类", "种", "方面", "项")
_SHARE_OF: Final = re.compile(r"的(?:约|近|超过?|将近|不足|不到|逾|仅)?$")
_BORNE: Final = ("承担", "负担", "分担", "分摊")
# 占受理总数的(38%): the noun of the whole.
_OF_WHOLE: Final = re.compile(
    r"占(?P<of>[^,。;:占]{0,24}?)(?:的)?(?:比重|比例|比|份额)?(?:为|达到?|约|近|超过?|仅|了|分别为?)*$"
)
# 40份材料中; 12家在建工地里其中 is another matter.
_AMONG: Final = re.compile(r"[\u4e00-\u9fff]{0,8}?(?<![其集当、])中(?![心小学等])")
_AMONG_THEM: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?<![其集当、])中,(?:仅|只|有|约|近|超过?|不足|不到|逾)*"
)
WHOLE_NAMED: Final = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2})总[数量额]的$")


def link_share(passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None) -> None:
    """Name a share by its part, and link it to the whole if the text has its number."""
    fact = facts[index]
    if index and facts[index - 1].kind is Kind.BASE and facts[index - 1].quantity.is_percent:
        return  # 占比由68.1%提高到71.5%: a share of its own.
    if is_joint(passage, fact):
        # 甲（21件）、乙（14件），合计占申请总量的57.9%: a share of all of them, not of the last.
        _joint(passage, facts, index)
        return
    if part is not None and _those_among(passage, fact, [part]) is part:
        if not fact.own_words:
            fact.metric = part.metric
        fact.parent, fact.relation = part, Relation.SHARE_OF
        fact.period = fact.period or part.period
        return
    part = _part_of_named(passage, facts, index, part)
    part = _part_behind_asides(passage, facts, index, part)
    fact.part = part
    whole = _whole(passage, facts, index, part)
    if part is not None and not fact.own_words:
        fact.metric, fact.period = part.metric, part.period
        fact.subject = fact.subject or part.subject
    if whole is None and part is None:
        whole = _whole_of_list(passage, facts, index)
    if whole is None or not whole.is_level:
        return
    fact.parent, fact.relation = whole, Relation.SHARE_OF
    fact.period = fact.period or whole.period


def _whole_of_list(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """甲、乙、丙分别占45%、21%和24%; 中央承担六成、省级承担三成: the whole of the share before."""
    before, fact = facts[index - 1] if index else None, facts[index]
    if before is None or before.relation is not Relation.SHARE_OF or before.part is not None:
        return None
    gap = passage.text[before.quantity.tail : fact.start]
    is_bare = gap in ("、", "和", "及", "与", ",")
    alike = gap.endswith(_BORNE) and passage.text.endswith(_BORNE, 0, before.start)
    goes_on = alike and gap[:1] in "、," and len(gap) <= NEAR and gap.count(",") <= 1
    return before.parent if is_bare or goes_on else None


def _part_of_named(
    passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None
) -> Fact | None:
    """事故48起、死亡35人，占事故总量的79%、死亡总数的81%: the part of the whole that is named."""
    fact = facts[index]
    if part is None or fact.own_words or part.relation is not Relation.PART_OF:
        return part
    before = facts[max(0, index - LOOK_BACK) : index]
    named = WHOLE_NAMED.search(passage.text, max(0, fact.start - 16), fact.start)
    if named is None:
        return part
    alike = [f for f in before if f.relation is Relation.PART_OF and f.parent is not part.parent]
    meant = [f for f in alike if f.parent is not None and f.parent.metric.endswith(named["noun"])]
    is_own = part.parent is not None and part.parent.metric.endswith(named["noun"])
    near = passage.layout.part[part.start]
    meant = [f for f in meant if passage.layout.part[f.start] == near]
    return part if is_own or not meant else meant[-1]


def _part_behind_asides(
    passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None
) -> Fact | None:
    """抽查12家，2家被各处罚款3万元，占六分之一: the part before, where only it gives the share."""
    fact, sentence = facts[index], passage.layout.sentence
    if part is None or part.parent is not None or fact.own_words or fact.quantity.step > _FINE:
        return part
    before = [
        f
        for f in facts[max(0, index - _ASIDES) : index]
        if f.is_level and sentence[f.start] == sentence[fact.start]
    ]
    if any(same_unit(f, part) and f is not part for f in before):
        return part
    pairs = ((f, w) for f in reversed(before) for w in before if w.start < f.start)
    return next((f for f, w in pairs if same_unit(f, w) and follows(fact, f, w)), part)


def is_joint(passage: Passage, fact: Fact) -> bool:
    """Tell whether a share is one of several numbers together (合计占…, 两类占…)."""
    return _JOINTLY.search(passage.text[max(0, fact.start - 24) : fact.start]) is not None


def _joint(passage: Passage, facts: Sequence[Fact], index: int) -> None:
    """Link a share of several numbers together (合计占…): to what they follow from, or to none."""
    fact, before = facts[index], facts[max(0, index - LOOK_BACK) : index]
    whole = _joint_whole(fact, before) or _joint_run(passage, fact, before)
    if whole is None:
        whole = _whole(passage, facts, index, None)
        listed = whole is not None and (whole.listed_after is not None or _is_listed(whole, before))
        whole = None if listed or whole is None or not whole.is_level else whole
    if whole is not None:
        fact.parent, fact.relation = whole, Relation.SHARE_OF
        fact.period = fact.period or whole.period


def _is_listed(level: Fact, before: Sequence[Fact]) -> bool:
    return any(fact.listed_after is level for fact in before)


def _joint_run(passage: Passage, fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """甲乡（47个）、乙镇（39个），合计占全县的31%: the total from which they make such a share."""
    sentence = passage.layout.sentence
    levels = [f for f in before if f.is_level and not counts_items(passage, f)]
    total = Decimal(0)
    for count, part in enumerate(reversed(levels), start=1):
        if sentence[part.start] != sentence[fact.start] or not same_unit(part, levels[-1]):
            return None
        total = EXACT.add(total, part.value)
        for whole in reversed(levels[:-count]) if count > 1 else ():
            if same_unit(whole, part) and _is_share(fact, total, whole):
                return whole
    return None


def _is_share(fact: Fact, part: Decimal, whole: Fact) -> bool:
    if whole.value < part or not whole.value or fact.quantity.unit_text != "%":
        return False
    share = EXACT.divide(EXACT.multiply(part, Decimal(100)), whole.value)
    return 2 * abs(EXACT.subtract(share, fact.value)) <= fact.quantity.step


def _joint_whole(share: Fact, before: Sequence[Fact]) -> Fact | None:
    """其中甲5亿元、乙4亿元，两项合计占总支出的57.1%: the whole of which they are parts."""
    last = next((f for f in reversed(before) if f.relation is Relation.PART_OF), None)
    whole = last.parent if last is not None else None
    if whole is None or share.quantity.unit_text != "%" or not whole.value:
        return None
    total = sum((part.value for part in whole.children), Decimal(0))
    found = EXACT.divide(EXACT.multiply(total, Decimal(100)), whole.value)
    is_it = 2 * abs(EXACT.subtract(found, share.value)) <= share.quantity.step
    return whole if is_it else None


def _whole(passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None) -> Fact | None:
    """The whole of a share: its part's, the one told behind 占, or the one that it follows from."""
    fact, layout = facts[index], passage.layout
    before = [f for f in facts[max(0, index - LOOK_BACK) : index] if f is not part]
    told = before[-1] if before else None
    if told is not None and is_told_whole(passage, fact, told):
        return told
    if told is not None and "占" in passage.text[fact.left[0] - 12 : fact.start]:
        opening = layout.bracket[told.start]
        start = passage.text.rfind("占", max(0, opening - 16), max(0, opening))
        is_its = start >= 0 and set(passage.text[start:opening]).isdisjoint("(),;。")
        if is_its and layout.closing.get(opening, -1) < fact.start and told.is_level:
            return told
    if part is not None and part.relation is Relation.PART_OF:
        own = part.parent
        above = own
        while above is not None and not follows(fact, part, above):
            above = above.parent if above.relation is Relation.PART_OF else None
        return above or (None if own is None or _is_of_region(passage, fact, own) else own)
    sentence = layout.sentence[fact.start]
    near = [f for f in before if f.is_level and sentence - layout.sentence[f.start] <= 1]
    if part is not None:
        return next((f for f in reversed(near) if follows(fact, part, f)), None)
    # What an aside tells (更换2人次) is no whole of what is told beside it.
    near = [f for f in near if _is_at_hand(passage, fact, f)]
    beside = (_beside(passage, fact, f, before) for f in near)
    return _spoken_of(passage, fact, [f for f in beside if f is not None])


def _is_of_region(passage: Passage, fact: Fact, whole: Fact) -> bool:
    """督导52所，其中小学40所、幼儿园12所，占全区总数的43.3%: of all there are, not of the 52."""
    noun = named_whole(passage, fact) or ""
    scope = next((word for word in cues("metric")["scope"] if noun.startswith(word)), None)
    return scope is not None and whole.subject != scope and whole.status is Status.PROVED


def _is_at_hand(passage: Passage, fact: Fact, level: Fact) -> bool:
    """Whether a level stands in no aside: 总投资（5.6亿元）中，县级占三成 is none."""
    layout = passage.layout
    opening = layout.bracket[level.start]
    if opening in (-1, layout.bracket[fact.start]):
        return True
    return passage.text.startswith("中", layout.closing.get(opening, -2) + 1)


def _beside(passage: Passage, fact: Fact, level: Fact, before: Sequence[Fact]) -> Fact | None:
    """Return a level as it is, or the whole of which it is one class beside the share's.

    问卷1438份，满意的1371份，占95.3%；反映作业多的占6.1%: of the 1438. 甲引发182起，占总数的35%；
    乙引发的占21%: the 182 are not its whole, and none is told (``None``).
    """
    sentence = passage.layout.sentence
    if sentence[level.start] != sentence[fact.start]:
        return level
    share = next((f for f in before if f.kind is Kind.SHARE and f.part is level), None)
    between = passage.text[level.quantity.tail : fact.start]
    is_beside = share is not None and ";" in between
    if share is None or not is_beside or "其中" in between or "看" in between:
        return level
    return share.parent


def named_whole(passage: Passage, share: Fact) -> str | None:
    """Return the words of the whole behind 占 (``""`` for 占比), ``None`` where no 占 stands."""
    match = _OF_WHOLE.search(passage.text[share.left[0] : share.start])
    return match["of"].removesuffix("的") if match is not None else None


def is_told_whole(passage: Passage, fact: Fact, before: Fact) -> bool:
    """占班级总数 156 个的 4.5%: the number right before a share is its whole, not its part."""
    gap = passage.text[before.quantity.tail : fact.start]
    told = passage.text[before.left[0] : before.start]
    return before.is_level and "占" in told and _SHARE_OF.match(gap) is not None


def _spoken_of(passage: Passage, fact: Fact, near: Sequence[Fact]) -> Fact | None:
    """The total that 占总数的…% means where no number of the part is told."""
    left = passage.text[max(fact.left[0], fact.start - 24) : fact.start]
    at = left.rfind("占")
    if at < 0 and left.endswith(_BORNE):
        at = len(left)
    if at < 0:
        return _those_among(passage, fact, near)
    noun = left[at + 1 :].strip("的比约近为达到超过")
    totals = [
        f
        for f in near
        if f.relation is not Relation.PART_OF and f.quantity.unit_text not in _CLASSES
    ]
    if not noun or noun in longest_first("change", "quantity_nouns"):
        is_ratio = left.startswith("占比", at)
        return _of_any_noun(passage, fact, totals, is_told=bool(noun), is_ratio=is_ratio)
    stem = re.sub("(?:总[数量额]|数量|总|[数量额])$", "", noun)
    return next(
        (
            f
            for f in reversed(totals)
            if f.metric
            and (
                f.metric in noun
                or (len(stem) > 1 and (f.metric.endswith(stem) or f.metric.startswith(stem)))
            )
        ),
        None,
    )


def _of_any_noun(
    passage: Passage, fact: Fact, totals: Sequence[Fact], *, is_told: bool, is_ratio: bool
) -> Fact | None:
    """The total of a share whose words name none (占总数的…%, 占比…%).

    ``is_told`` says that a word for a quantity stands behind 占, ``is_ratio`` that it is 占比.
    """
    alike = _of_noun(fact, totals)
    if alike is not None:
        return alike
    counted = [f for f in totals if f.quantity.unit is not None and f.quantity.unit.is_count]
    if fact.own_words and counted and counted[-1].listed_after is not None:
        return None  # 35岁以下412人、51岁以上365人，本科学历占91.7%: of no single one
    if is_ratio and fact.own_words and len({f.quantity.unit_text for f in counted}) > 1:
        return None  # 幼儿园23所，学位6840个，公办园在园幼儿占比54.6%: of neither
    if not counted and totals and fact.own_words and _is_split(passage, fact, totals):
        return totals[-1]
    return (totals if is_told else counted)[-1] if counted or (totals and is_told) else None


def _of_noun(fact: Fact, totals: Sequence[Fact]) -> Fact | None:
    """发放补贴1042万元，惠及6318户，其中农机补贴占12%: the one total that ends in that noun."""
    noun = fact.metric[-2:]
    if not fact.own_words or len(fact.metric) <= len(noun):
        return None
    found = [total for total in totals if total.metric.endswith(noun)]
    return found[0] if len(found) == 1 else None


def _is_split(passage: Passage, fact: Fact, totals: Sequence[Fact]) -> bool:
    """拨付368万元，其中省级占三分之二、县级占三分之一: the sentence's only amount, of money."""
    layout, last = passage.layout, totals[-1]
    gap = passage.text[last.quantity.tail : fact.start]
    is_told = (
        "其中" in gap
        or "中," in gap
        or (fact.start - last.quantity.tail <= NEAR and len(totals) == 1)
    )
    same = layout.part[last.start] == layout.part[fact.start] and "(" not in gap
    return is_told and same and all(same_unit(total, last) for total in totals)


def _those_among(passage: Passage, fact: Fact, near: Sequence[Fact]) -> Fact | None:
    """抽查的40份中达到良好的不足一半: a share of the number that 中 stands behind."""
    last = near[-1] if near else None
    if last is None or passage.layout.sentence[last.start] != passage.layout.sentence[fact.start]:
        return None
    if passage.layout.start[last.start] != passage.layout.start[fact.start]:
        # 测试的24名网格员中，仅有半数…
        told = _AMONG_THEM.fullmatch(passage.text, last.quantity.tail, fact.start)
        return last if told is not None and last.quantity.unit is not None else None
    behind = passage.text[last.quantity.tail : fact.start]
    is_meant = "中" in behind and _AMONG.match(behind) is not None
    return last if is_meant and last.quantity.unit is not None else None


def follows(fact: Fact, part: Fact, whole: Fact) -> bool:
    """Whether a share follows, at its printed precision, from a part and a whole."""
    if whole.value <= 0 or fact.quantity.unit_text != "%" or whole.value < part.value:
        return False
    share = EXACT.divide(EXACT.multiply(part.value, Decimal(100)), whole.value)
    return 2 * abs(EXACT.subtract(share, fact.value)) <= fact.quantity.step
