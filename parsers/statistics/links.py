"""What a share or a change is about: the number it is linked to."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.change import POINTS
from parsers.statistics.class_shares import NEAR, is_said_of_some, measuring_units
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.lists import LOOK_BACK, same_unit
from parsers.statistics.shares import WHOLE_NAMED, follows, is_told_whole, link_share
from parsers.statistics.subjects import proper_names
from schemas.notice import Kind, Relation, Status

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL
_RATE: Final = Kind.RATE
_SHARE: Final = Kind.SHARE
_GROWTH: Final = Kind.GROWTH
_DELTA: Final = Kind.DELTA
_BASE: Final = Kind.BASE
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_LINKED: Final = (*_CHANGES, Kind.SHARE)
_MEANT: Final = (Kind.LEVEL, Kind.RATE, Kind.SCORE, Kind.RANK, Kind.GROWTH, Kind.SHARE)
_AMOUNTS: Final = (Kind.LEVEL, Kind.SCORE)
_PERCENTAGES: Final = (Kind.RATE, Kind.SHARE, Kind.GROWTH)
_AHEAD: Final = 3
_WIDEST: Final = 40
# 成, in per cent.
_TENTH: Final = 10
_FROM: Final = re.compile(r",?(?:由|从)")
_LIMITS: Final = ("控制在", "低于", "高于", "限额", "限值")
_REACHED: Final = re.compile(
    r",?(?:总[数量额]|数量|规模|总规模|余额)?(?:已经?|也|现|目前)?(?:累计|共)?"
    r"(?:达到?|[增升降减]至|(?:增加|增长|上升|提高|下降|减少|降低|扩大|发展)[到至]|仅剩|剩|只剩|现有|完成|实现|为|突破|超过)"
    r"(?:了|约|近)?"
)
_COMPARED_WITH: Final = re.compile(
    r"(?:与|同(?!期)|和|较|比)(?P<base>[^,。;:与和较比]{1,12}?)(?:相比|比较),?"
)
_BASE_TIME: Final = re.compile(
    r"(?P<base>上年同期|去年同期|上年|去年|上一年|此前一年|前一年|上季度|上月|上期|上周|同期|上次|上轮|年初)"
    r"(?:则|仅|只)?(?:为|是|有|共|共有)?$"
)
_BASE_SAID: Final = re.compile(
    r"(?:同比|环比|同期|(?:上|去|前)(?:一)?(?:年|季|月|周|期|次|轮)|(?:19|20)\d\d年|年初)"
)
_COUNT_END: Final = re.compile("(?:总数量|总[数量额]|数量|[件次人起户家批宗场例项]数|[数量额])$")
_MEAN: Final = re.compile(r"^(?:日均|月均|人均|户均|周均)")
# 移动端访问量占总访问量的比重, 原创信息占比: the name of a part, and that its share is told.
_SHARE_NAME: Final = re.compile(r"(?P<part>.{2,}?)(?:占[^占]+的)?(?:占比|比重)(?:居首|最高)?")
_PLACES: Final = ("位", "位次", "名次")
_ALL_ARE: Final = (",均为", ",全部为", ",全为", ",都是", ",均系", ",均是")
_AGAINST: Final = ("较", "比", "同比", "环比", "与")
_BASE_NAME: Final = re.compile(r"(?:由|从|比|较)(?P<base>[^,。;:由从比较]{1,10}?)的?$")


def link_changes(passage: Passage, facts: Sequence[Fact]) -> None:
    """Give changes the number that changed, and shares the whole that they are a share of."""
    layout = passage.layout
    _savings(facts)
    latest: dict[tuple[int, int], list[Fact]] = {}
    changed: set[int] = set()
    for index, fact in enumerate(facts):
        key = layout.sentence[fact.start], layout.bracket[fact.start]
        before = latest.setdefault(key, [])
        if fact.kind is _RATE:
            _take_for_share(passage, facts, index)
        _of_amount(fact)
        if fact.kind in _LINKED and fact.parent is None:
            about = fact.part
            if fact.kind is _SHARE and before and is_told_whole(passage, fact, before[-1]):
                about = about or next((f for f in reversed(before[:-1]) if f.is_level), None)
            is_of_other = about is None and _is_of_other(passage, facts, index)
            if about is None and not is_of_other and not _stands_alone(passage, fact):
                _of_the_same(passage, fact, before)
                about = _goes_on(passage, facts, index)
                about = about or _about(fact, _meant(fact, before), changed)
            if about is None and not before and layout.bracket[fact.start] >= 0:
                about = _about(fact, _outside(passage, fact, latest), changed)
            if fact.kind is _SHARE:
                link_share(passage, facts, index, about or _named_part(fact, before))
            elif not fact.is_absent:
                if about is None and not is_of_other:
                    about = _sentence_before(passage, facts, index)
                    about = about or _reached_after(passage, facts, index)
                    about = about or _of_name(passage, facts, index)
                last = facts[index - 1] if index else None
                link(fact, _of_whole(fact, about, changed, last))
                changed.add(id(fact.parent))
        if fact.base is None and fact.kind in _CHANGES:
            fact.base = _same_base(passage, facts, index)
        if fact.kind in _MEANT:
            before.append(fact)
            del before[:-LOOK_BACK]


def _of_amount(fact: Fact) -> None:
    """起数、人数分别减少3起、2人，降幅为15%、15.4%: of what changed, not of its change."""
    change = fact.parent if fact.kind is _GROWTH else None
    if change is None or change.kind is not _DELTA or change.parent is None:
        return
    if fact.value * change.value > 0:
        fact.base = fact.base or change.base
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
        fact.kind, fact.part, fact.own_words = Kind.SHARE, facts[index - 1].part, False


def _meant(fact: Fact, before: list[Fact]) -> list[Fact]:
    """收入9亿元，完成预算12亿元的75%，增长4%: no change is of the plan that measured them."""
    if fact.kind not in _CHANGES or not any(one.is_aside for one in before):
        return before
    return [one for one in before if not one.is_aside] or before


def _savings(facts: Sequence[Fact]) -> None:
    """由213万元压减到96万元，节约117万元: what was saved is the difference of the two levels."""
    for base, level, saved in zip(facts, facts[1:], facts[2:], strict=False):
        if base.kind is not _BASE or level.kind is not _LEVEL or saved.kind is not _LEVEL:
            continue
        if not saved.metric.startswith(longest_first("change", "saved")):
            continue
        alike = same_unit(base, level) and same_unit(level, saved)
        if alike and EXACT.subtract(base.value, level.value) == saved.value:
            saved.kind, saved.value, saved.own_words = _DELTA, -saved.value, False
            saved.parent, saved.relation = level, Relation.CHANGE_OF
            saved.metric, saved.subject, saved.period = level.metric, level.subject, level.period


def _of_whole(fact: Fact, about: Fact | None, changed: set[int], last: Fact | None) -> Fact | None:
    """The whole, where a change stands behind its complete list and no part has a change.

    错别字47处，其中甲31处，乙16处，较上季度减少12处.
    """
    whole = about.parent if about is not None else None
    if about is None or whole is None or about.relation is not Relation.PART_OF:
        return about
    parts = whole.children
    is_last = len(parts) > 1 and parts[-1] is about and whole.status is Status.PROVED
    if fact.own_words or not is_last or any(id(part) in changed for part in parts):
        return about
    if last is not None and last.kind is Kind.SHARE and last.part is about:
        # 劣Ⅴ类1个，占3.1%，比上年减少1个: the last part is spoken of.
        return about
    return whole if same_unit(whole, about) and about.start > whole.start else about


def _goes_on(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """What a change is about that goes on with the change right before it (减少3起，下降12.5%)."""
    before, fact = _change_before(passage, facts, index), facts[index]
    if before is None or fact.own_words or fact.kind is Kind.SHARE or before.parent is None:
        return None
    if fact.kind is Kind.DELTA and not same_unit(fact, before.parent):
        return None
    fact.metric, fact.own_words = before.metric, before.own_words
    return before.parent


def _is_of_other(passage: Passage, facts: Sequence[Fact], index: int) -> bool:
    """罚没款同比增加26.7万元，增幅19.4%: a change of what no number tells; it takes its words."""
    fact = facts[index]
    if fact.own_words or fact.kind is Kind.SHARE:
        return False
    before = _change_before(passage, facts, index)
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
            fits = fact.kind is not Kind.DELTA or points or _same_measure(other, fact)
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
    if not fact.own_words or noun == fact.metric or len(noun) < len("信访"):
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
    """甲区、乙县浓度分别为52和47，甲区上升4%: the only number of whom the change names."""
    fact = facts[index]
    noun = fact.metric.removeprefix("仅").removeprefix("其中")
    name = fact.subject if noun in longest_first("change", "nouns") else noun
    if name == noun and proper_names(name) and fact.subject and proper_names(fact.subject):
        name = fact.subject if "、" not in fact.subject else noun
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
    if len(found) != 1:
        return None
    fact.own_words, fact.subject = False, name
    return found[0]


def _change_before(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """The change in the clause before, of which a number tells the rest."""
    fact, before = facts[index], facts[index - 1] if index else None
    if before is None or before.kind not in (Kind.GROWTH, Kind.DELTA, Kind.FACTOR):
        return None
    gap = passage.text[before.quantity.tail : fact.start]
    most = NEAR if gap.count(",") != 1 or not gap.startswith((",较", ",比")) else 2 * NEAR
    return (
        before if len(gap) <= most and "其中" not in gap and not set(gap) & set("。;:()") else None
    )


def _same_base(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """The base that a change shares with the change or the earlier level told before it."""
    fact = facts[index]
    before = _change_before(passage, facts, index)
    if before is not None and before.base:
        return before.base
    for other in reversed(facts[max(0, index - 2) : index]):
        near = passage.layout.sentence[other.start] == passage.layout.sentence[fact.start]
        if other.kind is Kind.BASE and near and not fact.own_words:
            told = passage.text[max(0, other.start - 16) : other.start]
            match = _BASE_NAME.search(told) or _BASE_TIME.search(told)
            return match["base"] if match is not None else None
    return _base_of_sentence(passage, fact) or _base_of_chain(passage, facts, index)


def _base_of_chain(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """The time that the changes of a chain compare with, told once.

    同比下降8.5%；其他事故18起，增加2起: by the change before it in the sentence, or by that of the
    whole of which it tells a part (收入9亿元，同比增长7%。分部门看，税务6亿元，增长5.8%).
    """
    fact, sentence = facts[index], passage.layout.sentence
    if fact.kind is Kind.FACTOR or not fact.is_result:
        return None
    before = [f for f in facts[max(0, index - LOOK_BACK) : index] if f.base and f.kind in _CHANGES]
    near = [f for f in before if sentence[f.start] == sentence[fact.start]]
    level = fact.parent
    whole = level.parent if level is not None and level.relation is Relation.PART_OF else None
    of_whole = [f for f in before if whole is not None and f.parent is whole]
    found = (f.base or "" for f in (*reversed(near), *reversed(of_whole)))
    return next((base for base in found if _BASE_SAID.match(base)), None)


def _base_of_sentence(passage: Passage, fact: Fact) -> str | None:
    """与去年同期相比，…: a comparison that holds for the changes of the sentence behind it."""
    start = passage.layout.sentence_starts[passage.layout.sentence[fact.start]]
    found = list(_COMPARED_WITH.finditer(passage.text, max(start, fact.start - 80), fact.start))
    return found[-1]["base"] if found else None


def _is_next_share(passage: Passage, before: Fact, fact: Fact) -> bool:
    """占事故总量的79%、死亡总数的81%: the second of two wholes that one 占 governs."""
    if before.kind is not Kind.SHARE or before.part is None:
        return False
    gap = passage.text[before.quantity.tail : fact.start]
    if gap[:1] not in ("、", "和") or not gap.endswith("的"):
        return False
    return (
        WHOLE_NAMED.search(gap) is not None and "占" in passage.text[before.left[0] : before.start]
    )


def _named_part(share: Fact, before: Sequence[Fact]) -> Fact | None:
    """收入286亿元，其中税收收入204亿元，税收占比71.5%: the part that a share's own noun names."""
    if not share.own_words or len(share.metric) < len("税收"):
        return None
    found = [
        fact
        for fact in before
        if fact.parent is not None
        and fact.relation is Relation.PART_OF
        and fact.metric.startswith(share.metric)
        and follows(share, fact, fact.parent)
    ]
    return found[0] if len(found) == 1 else None


def _stands_alone(passage: Passage, fact: Fact) -> bool:
    """三成的单位: a share that names its own class and takes up no number before it."""
    left = passage.text[fact.left[0] : fact.start]
    return fact.kind is Kind.SHARE and fact.own_words and "占" not in left and "比" not in left


def _is_bracketed_share(passage: Passage, fact: Fact) -> bool:
    """12 件（48%）: a percentage alone in brackets behind an amount."""
    opening = passage.layout.bracket[fact.start]
    if fact.left[1] == opening:
        return False
    return opening >= 0 and fact.start - opening <= 3 and not fact.own_words


def _outside(passage: Passage, fact: Fact, latest: dict[tuple[int, int], list[Fact]]) -> list[Fact]:
    opening = passage.layout.bracket[fact.start]
    return latest.get((passage.layout.sentence[fact.start], passage.layout.bracket[opening]), [])


def _of_the_same(passage: Passage, fact: Fact, before: Sequence[Fact]) -> None:
    """收到申请6件，均为自然人申请，较上年减少3件: what is said of all names nothing else."""
    if not before or not fact.own_words or fact.kind not in _CHANGES:
        return
    start = before[-1].quantity.tail
    if fact.start - start <= _WIDEST and passage.text.startswith(_ALL_ARE, start):
        clauses = passage.text[start : fact.start].split(",")
        if len(clauses) > 2 and clauses[-1].startswith(_AGAINST):
            fact.own_words = False


def _about(fact: Fact, before: Sequence[Fact], changed: Set[int]) -> Fact | None:
    """The number a change or share is about: by its noun, else the last that can be.

    ``changed`` are the numbers, by their ``id``, whose change has been told.
    """
    points = fact.quantity.unit_text in POINTS
    wanted: tuple[Kind, ...] = _PERCENTAGES if points else _AMOUNTS
    if fact.quantity.unit_text == "分":
        wanted = (Kind.SCORE,)
    if fact.kind is _DELTA and fact.quantity.unit_text is None:
        # 死亡率 0.0137，比全省平均低 0.0041: a rate without a unit changes by such a number.
        wanted = (Kind.LEVEL, Kind.SCORE, Kind.RATE)
        before = [f for f in before if f.quantity.unit_text is None]
    if fact.metric in ("位次", "名次") or (fact.quantity.unit_text or "").endswith(_PLACES):
        ranked = [f for f in before if f.kind is Kind.RANK]
        if ranked:
            fact.own_words = False
            return ranked[-1]
    if before and (_is_of_rank(fact, before) or _is_of_tenths(fact, before[-1])):
        fact.own_words = False
        return before[-1]
    levels = _levels(fact, before, wanted)
    if fact.is_result and fact.kind is not _SHARE:
        # 不得超过60分钟；作业总量减少两成: what was ruled did not change.
        levels = [f for f in levels if f.is_result]
    if fact.own_words and fact.kind is not _SHARE:
        return _named(fact, levels)
    if fact.kind is Kind.FACTOR and fact.base is None and fact.quantity.form != "fold":
        return None
    if fact.kind is _SHARE:
        # 有27个超过3个月未更新，占8.7%: a time limit is no part of anything.
        levels = [f for f in levels if not _is_time(f)] or levels
    if not levels or (fact.kind is _SHARE and _is_other(fact, levels[-1], before)):
        return None
    is_mean = len(levels) > 1 and _MEAN.search(levels[-1].metric) and same_unit(*levels[-2:])
    if is_mean and not (fact.kind is _DELTA and id(levels[-2]) in changed):
        # 受理5460件，日均780件，较上周下降1.2%: what changed is the amount, not its mean.
        return levels[-2]
    return levels[-1]


def _is_time(fact: Fact) -> bool:
    unit = fact.quantity.unit
    return unit is not None and unit.family == "duration"


def _is_of_rank(fact: Fact, before: Sequence[Fact]) -> bool:
    """由第14名上升到第6名，进位8名."""
    is_next = bool(before) and before[-1].kind is Kind.RANK and fact.kind is _DELTA
    return is_next and before[-1].quantity.unit_text == fact.quantity.unit_text


def _is_of_tenths(fact: Fact, last: Fact) -> bool:
    """比例接近九成，较上年提高两成: both are told in tenths."""
    is_next = last.kind is _RATE and fact.kind is _GROWTH and not fact.own_words
    return is_next and last.quantity.step == fact.quantity.step == _TENTH


def _levels(fact: Fact, before: Sequence[Fact], wanted: tuple[Kind, ...]) -> list[Fact]:
    """The numbers before a change or share that it can be about; limits only where alone."""
    levels = [f for f in before if f.kind in wanted]
    unit = fact.quantity.unit_text
    if unit is not None and fact.kind is _DELTA and unit not in POINTS:
        levels = [f for f in levels if _same_measure(f, fact)]
        # 开设课程612门，校均7.8门，同比增加95门: nothing grows by more than it is then.
        levels = [f for f in levels if f.value >= fact.value] or levels
    if fact.kind is _GROWTH and not levels:
        levels = [f for f in before if f.kind is _RATE]
    if fact.kind is _SHARE:
        return levels  # 低于90%的14家，占15.2%: the limit names a class.
    return [f for f in levels if not f.metric.startswith(_LIMITS)] or levels


def _same_measure(level: Fact, change: Fact) -> bool:
    """The same unit; a score may be printed without its 分."""
    is_score = level.kind is Kind.SCORE and level.quantity.unit_text is None
    return same_unit(level, change) or (is_score and change.quantity.unit_text == "分")


def _is_other(share: Fact, level: Fact, before: Sequence[Fact]) -> bool:
    """Whether a share names its part itself, or something else was named behind the amount.

    受理 9 件，咨询类占 20%; 受理 9 件，投诉增长 3%，占 20%.
    """
    if share.own_words and share.metric != level.metric:
        return True
    later = before[before.index(level) + 1 :]
    named = (f for f in later if f.kind in (Kind.GROWTH, Kind.RATE))
    return any(fact.own_words and fact.metric != level.metric for fact in named)


def _topic(level: Fact, noun: str) -> Fact:
    """总量 behind a list speaks of its whole, 数量 does where the list was complete."""
    whole = level.parent
    if whole is None or level.relation is not Relation.PART_OF:
        return level
    is_complete = whole.status in (Status.PROVED, Status.CONTRADICTED)
    return _topic(whole, noun) if is_complete or noun.startswith("总") else level


def _named(fact: Fact, levels: Sequence[Fact]) -> Fact | None:
    """The number whose metric the change's own noun takes up (解读数量 of 政策解读)."""
    noun = fact.metric.rpartition("持平、")[2]  # 起数持平、人数增加2人
    if noun in longest_first("change", "nouns"):
        # 同比下降42.3%，降幅收窄11.5个百分点.
        return next((f for f in reversed(levels) if f.kind is Kind.GROWTH), None)
    for word in longest_first("change", "quantity_nouns"):
        if noun == word:
            counted = [f for f in levels if (f.quantity.unit_text or "")[:1] == word[:1]]
            return _topic((counted or levels)[-1], noun) if levels else None
        if noun.endswith(word):
            noun = noun[: -len(word)]
            break
    last = fact.listed_after
    is_free = last is None or last.kind is not Kind.DELTA or last.parent is not None
    if fact.kind is Kind.DELTA and is_free and noun in ("人次", "批次", "户次"):
        # 来访206批684人次，批次减少31批: the noun is the unit of the amount.
        units = (noun, noun.removesuffix("次"))
        counted = [f for f in levels if f.quantity.unit_text in units]
        if counted:
            return counted[-1]
    shared = [f for f in levels if noun in f.metric or (len(f.metric) > 1 and f.metric in noun)]
    if not shared and len(noun) >= len("信息发布"):
        # 发布信息1.36万条，信息发布量增长15%.
        shared = [f for f in levels if set(noun) <= set(f.metric)]
    if not shared:
        shared = _measured_so(noun, levels)
    wholes = [f for f in shared if f.children]
    return (wholes or shared)[-1] if shared else None


def _measured_so(noun: str, levels: Sequence[Fact]) -> list[Fact]:
    """拆除违建47处8620平方米，拆除面积为去年的2.3倍: the amount whose unit measures the noun."""
    units = measuring_units(noun)
    return [f for f in levels if f.quantity.unit_text in units]


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
