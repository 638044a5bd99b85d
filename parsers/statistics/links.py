"""What a share or a change is about: the number it is linked to."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.antecedents import antecedent, same_measure
from parsers.statistics.bases import change_before, shared_base
from parsers.statistics.change import POINTS
from parsers.statistics.class_shares import is_said_of_some, named_whole
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.groups import LOOK_BACK, same_unit
from parsers.statistics.organs import proper_names
from parsers.statistics.shares import WHOLE_NAMED, follows, link_share
from schemas.notice import Kind, Relation, Status
from schemas.patterns import lazy_re

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_RATE: Final = Kind.RATE
_SHARE: Final = Kind.SHARE
_GROWTH: Final = Kind.GROWTH
_DELTA: Final = Kind.DELTA
_BASE: Final = Kind.BASE
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_LINKED: Final = (*_CHANGES, Kind.SHARE)
_MEANT: Final = (Kind.LEVEL, Kind.RATE, Kind.SCORE, Kind.RANK, Kind.GROWTH, Kind.SHARE)
_Latest = dict[tuple[int, int], list[Fact]]
"""The numbers that can be meant, by their sentence and bracket, in printed order."""
_AHEAD: Final = 3
_WIDEST: Final = 40
_FROM: Final = lazy_re(r",?(?:由|从)")
_REACHED: Final = lazy_re(
    r",?(?:总[数量额]|数量|规模|总规模|余额)?(?:已经?|也|现|目前)?(?:累计|共)?"
    r"(?:达到?|[增升降减]至|(?:增加|增长|上升|提高|下降|减少|降低|扩大|发展)[到至]|仅剩|剩|只剩|现有|完成|实现|为|突破|超过)"
    r"(?:了|约|近)?"
)
_COUNT_END: Final = lazy_re("(?:总数量|总[数量额]|数量|[件次人起户家批宗场例项]数|[数量额])$")
# 移动端访问量占总访问量的比重, 原创信息占比: the name of a part, and that its share is told.
_SHARE_NAME: Final = lazy_re(r"(?P<part>.{2,}?)(?:占[^占]+的)?(?:占比|比重)(?:居首|最高)?")


def link_changes(passage: Passage, facts: Sequence[Fact]) -> None:
    """Give changes the number that changed, and shares the whole that they are a share of."""
    layout = passage.layout
    _savings(facts)
    latest: _Latest = {}
    changed: set[int] = set()
    for index, fact in enumerate(facts):
        before = latest.setdefault((layout.sentence[fact.start], layout.bracket[fact.start]), [])
        if fact.kind is _RATE:
            _take_for_share(passage, facts, index)
        if fact.kind is _GROWTH and fact.parent is not None:
            _of_amount(fact, fact.parent)
        if fact.kind in _LINKED and fact.parent is None:
            told = own_time(passage, facts, index)
            is_of_other, about = _taken_up(passage, facts, index, latest, changed)
            if fact.kind is _SHARE:
                _link_share(passage, facts, index, about or _named_part(fact, before))
            elif not fact.is_absent:
                if about is None and not is_of_other:
                    about = _further_off(passage, facts, index)
                whole = _of_whole(passage, facts, index, about, changed)
                if whole is not None:
                    fact.subject = whole.subject
                link(fact, whole or about)
                changed.add(id(fact.parent))
                if fact.parent is None and fact.metric == fact.subject:
                    fact.metric = ""  # 柳湾镇增长3%: whose it is, and nothing tells of what.
            fact.period = told or fact.period
        if fact.base is None and fact.kind in _CHANGES:
            fact.base = shared_base(passage, facts, index)
        if fact.kind in _MEANT:
            before.append(fact)
            del before[:-LOOK_BACK]


def own_time(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """Return the period that stands between the number before and this one (35件，上年增长9%)."""
    fact, last = facts[index], facts[index - 1]
    if not fact.own_period:
        return None
    times = passage.times_in(last.quantity.tail, fact.start)
    # 高于一季度2.6个百分点: that is what it compares with.
    is_own = any(passage.text[start:end] not in (fact.base or "") for start, end in times)
    return fact.period if is_own else None


def _link_share(passage: Passage, facts: Sequence[Fact], index: int, part: Fact | None) -> None:
    """Link a share; one of which the text does not tell the part to a whole that it names."""
    if not facts[index].is_absent:
        link_share(passage, facts, index, part)
    elif named_whole(passage, facts, index):
        link_share(passage, facts, index, None)


def _taken_up(
    passage: Passage, facts: Sequence[Fact], index: int, latest: _Latest, changed: Set[int]
) -> tuple[bool, Fact | None]:
    """Tell whether a change is of what no number tells, and which number it or a share takes up.

    Asked in this order: what is told as its part, the change before it that it goes on with, the
    numbers of its sentence, and those of the sentence around its bracket.
    """
    fact, layout = facts[index], passage.layout
    before = latest[layout.sentence[fact.start], layout.bracket[fact.start]]
    about = fact.part
    is_of_other = about is None and _is_of_other(passage, facts, index)
    if about is None and not is_of_other:
        _of_the_same(passage, fact, before)
        about = _goes_on(passage, facts, index)
        about = about or antecedent(fact, _meant(before), changed)
    if about is None and not before and layout.bracket[fact.start] >= 0:
        about = antecedent(fact, _outside(passage, fact, latest), changed)
    return is_of_other, about


def _further_off(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """What a change is about that its sentence has not told before it."""
    return (
        _sentence_before(passage, facts, index)
        or _reached_after(passage, facts, index)
        or _of_name(passage, facts, index)
    )


def _of_amount(fact: Fact, change: Fact) -> None:
    """起数、人数分别减少3起、2人，降幅为15%、15.4%: of what changed, not of its change."""
    if change.kind is not _DELTA or change.parent is None:
        return
    if fact.value * change.value > 0:
        fact.parent = change.parent


def _take_for_share(passage: Passage, facts: Sequence[Fact], index: int) -> None:
    """Take a percentage for a share that only what stands around it tells from a rate."""
    fact = facts[index]
    if _is_bracketed_share(passage, fact):
        fact.kind = Kind.SHARE
    name = _SHARE_NAME.fullmatch(fact.metric)
    if name is not None:
        fact.kind, fact.metric = Kind.SHARE, name["part"]
    elif is_said_of_some(passage, fact):
        fact.kind, fact.own_words = Kind.SHARE, False
    if index and _is_next_share(passage, facts[index - 1], fact):
        fact.kind, fact.own_words = Kind.SHARE, False


def _meant(before: list[Fact]) -> list[Fact]:
    """收入9亿元，完成预算12亿元的75%，增长4%: neither change nor share is of the plan."""
    return [one for one in before if not one.is_aside] or before


def _savings(facts: Sequence[Fact]) -> None:
    """由213万元压减到96万元，节约117万元: what was saved is the difference of the two levels."""
    for base, level, saved in zip(facts, facts[1:], facts[2:], strict=False):
        if base.kind is not _BASE:
            continue
        if not saved.metric.startswith(longest_first("change", "saved")):
            continue
        alike = same_unit(base, level) and same_unit(level, saved)
        if alike and EXACT.subtract(base.value, level.value) == saved.value:
            saved.kind, saved.value, saved.own_words = _DELTA, -saved.value, False
            saved.parent, saved.relation = level, Relation.CHANGE_OF
            saved.metric, saved.subject, saved.period = level.metric, level.subject, level.period


def _of_whole(
    passage: Passage, facts: Sequence[Fact], index: int, about: Fact | None, changed: Set[int]
) -> Fact | None:
    """The whole, where a change stands behind its complete list and no part has a change.

    错别字47处，其中甲31处，乙16处，较上季度减少12处.
    """
    fact = facts[index]
    whole = about.parent if about is not None else None
    if about is None or whole is None or about.relation is not Relation.PART_OF:
        return None
    parts = whole.children
    is_last = parts[-1] is about and whole.status is Status.PROVED
    if fact.own_words or not is_last or any(id(part) in changed for part in parts):
        return None
    told = passage.text[passage.layout.start[fact.start] : fact.start]
    if about.subject and about.subject in told:
        return None  # …、乙局16处，乙局较上季度减少12处
    bracket, last = passage.layout.bracket, facts[index - 1]
    is_next = bracket[last.start] == bracket[fact.start]
    if is_next and last.kind is _SHARE and last.part is about:
        return None  # 劣Ⅴ类1个，占3.1%，比上年减少1个: the last part is spoken of.
    return whole if same_unit(whole, about) and about.start > whole.start else None


def _goes_on(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """What a change is about that goes on with the change right before it (减少3起，下降12.5%)."""
    before, fact = change_before(passage, facts, index), facts[index]
    if before is None or fact.own_words or fact.kind is Kind.SHARE or before.parent is None:
        return None
    if fact.kind is Kind.DELTA and not same_unit(fact, before.parent):
        return None
    fact.metric, fact.own_words, fact.subject = before.metric, before.own_words, before.subject
    return before.parent


def _is_of_other(passage: Passage, facts: Sequence[Fact], index: int) -> bool:
    """罚没款同比增加26.7万元，增幅19.4%: a change of what no number tells; it takes its words."""
    fact = facts[index]
    if fact.own_words or fact.kind is Kind.SHARE:
        return False
    before = change_before(passage, facts, index)
    if before is None or not before.own_words or before.parent is not None:
        return False
    fact.metric, fact.subject = before.metric, before.subject
    return True


def _reached_after(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """粉丝净增2208人，总数增至1.68万人: the level that a change led to stands behind it."""
    fact, layout = facts[index], passage.layout
    points = fact.quantity.unit_text in POINTS
    wanted = (Kind.RATE, Kind.SHARE) if points else (Kind.LEVEL, Kind.SCORE)
    last = fact
    for other in facts[index + 1 : index + 1 + _AHEAD]:
        same = layout.part[other.start] == layout.part[fact.start]
        if not same or layout.bracket[other.start] != layout.bracket[fact.start]:
            return None
        if other.kind in wanted:
            gap = passage.text[last.quantity.tail : other.start]
            fits = fact.kind is not Kind.DELTA or points or same_measure(other, fact)
            return other if fits and _REACHED.fullmatch(gap) else None
        is_from = other.kind is Kind.BASE and _FROM.match(passage.text, last.quantity.tail)
        if not is_from and other.kind not in (Kind.GROWTH, Kind.DELTA, Kind.FACTOR):
            return None
        is_noun = other.metric in longest_first("change", "nouns")
        is_own = other.own_words and not is_noun and other.metric != fact.metric
        if other.kind is not Kind.BASE and is_own:
            return None  # 公开数翻一番，点击量翻两番，达到…: another amount is spoken of.
        last = other
    return None


def _sentence_before(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """受理诉求486件，…。受理量同比减少66件: the noun takes up an amount of the sentence before."""
    fact = facts[index]
    noun = _COUNT_END.sub("", fact.metric)
    if noun == fact.metric or len(noun) < len("信访"):
        return None
    sentence = passage.layout.sentence
    found = [
        other
        for other in facts[max(0, index - LOOK_BACK) : index]
        if sentence[fact.start] - sentence[other.start] == 1
        and other.is_level
        and other.relation is None
        and noun in other.metric
        and (fact.kind is not Kind.DELTA or same_unit(other, fact))
    ]
    return found[0] if len(found) == 1 else None


def _of_name(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """甲区、乙县浓度分别为52和47，甲区上升4%: the only number of whom it names."""
    fact = facts[index]
    noun = fact.metric.removeprefix("仅").removeprefix("其中")
    name = fact.subject if noun in longest_first("change", "nouns") else noun
    if not name or not fact.own_words or not proper_names(name):
        return None
    sentence = passage.layout.sentence
    found = [
        other
        for other in facts[max(0, index - LOOK_BACK) : index]
        if other.subject == name
        and other.is_result
        and other.kind in (Kind.LEVEL, Kind.SCORE)
        and sentence[fact.start] - sentence[other.start] <= 1
        and (fact.kind is not Kind.DELTA or same_unit(other, fact))
    ]
    fact.subject = name
    if len(found) != 1:
        return None
    fact.own_words = False
    return found[0]


def _is_next_share(passage: Passage, before: Fact, fact: Fact) -> bool:
    """占事故总量的79%、死亡总数的81%: the second of two wholes that one 占 governs."""
    gap = passage.text[before.quantity.tail : fact.start]
    is_next = before.kind is _SHARE and gap.startswith(("、", "和"))
    return is_next and WHOLE_NAMED.search(gap) is not None


def _named_part(share: Fact, before: Sequence[Fact]) -> Fact | None:
    """收入286亿元，其中税收收入204亿元，税收占比71.5%: the part that a share's own noun names."""
    found = [
        fact
        for fact in before
        if fact.parent is not None
        and fact.relation is Relation.PART_OF
        and fact.metric.startswith(share.metric)
        and follows(share, fact.value, fact.parent)
    ]
    return found[0] if len(found) == 1 else None


def _is_bracketed_share(passage: Passage, fact: Fact) -> bool:
    """12 件（48%）: a percentage alone in brackets behind an amount."""
    opening = passage.layout.bracket[fact.start]
    if fact.left[1] == opening:
        return False
    return opening >= 0 and fact.start - opening <= 3 and not fact.own_words


def _outside(passage: Passage, fact: Fact, latest: _Latest) -> list[Fact]:
    opening = passage.layout.bracket[fact.start]
    return latest.get((passage.layout.sentence[fact.start], passage.layout.bracket[opening]), [])


def _of_the_same(passage: Passage, fact: Fact, before: Sequence[Fact]) -> None:
    """收到申请6件，均为自然人申请，较上年减少3件: what is said of all names nothing else."""
    if not before or not fact.own_words or fact.kind not in _CHANGES:
        return
    start = before[-1].quantity.tail
    is_of_all = passage.text.startswith(longest_first("change", "all_are"), start + 1)
    if fact.start - start <= _WIDEST and is_of_all:
        clauses = passage.text[start : fact.start].split(",")
        if clauses[-1].startswith(longest_first("change", "against")):
            fact.own_words = False


def link(fact: Fact, parent: Fact | None) -> None:
    """Make ``fact`` a change of ``parent``; without words of its own it takes its."""
    if parent is None:
        return
    fact.parent = parent
    fact.relation = Relation.CHANGE_OF
    fact.period = parent.period
    if not fact.own_words:
        fact.metric = parent.metric
        fact.subject = fact.subject or parent.subject
