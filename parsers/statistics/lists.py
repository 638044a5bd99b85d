"""Lists of parts: which numbers stand in brackets behind a whole, behind 其中, or before 合计."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, cues, longest_first
from parsers.units import same_things
from parsers.words import tag
from schemas.notice import Bound, Kind

LOOK_BACK: Final = 24
"""Numbers looked back at for a total: more would make long enumerations slow."""

_MOST_PARTS: Final = 200
_DIVISION: Final = re.compile(
    r"按[^,。;:]{1,12}分(?:类)?(?:看)?|按[^,。;:分]{1,8}看|分[^,。;:]{1,8}看"
    # 从及时性看: a trait that many have, no class.
    r"|从(?![^,。;:]{1,10}(?<!属)(?<!毒)性看)[^,。;:]{1,12}看"
)
_CALLED: Final = ("项目", "单位", "问题", "企业", "样品", "产品", "事项", "情形")
_AIMS: Final = ("任务", "计划", "目标", "年度任务", "年度计划", "原计划", "应建", "应完成")
ADDED: Final = ("加上", "加之", "连同", "另加")
_WITHOUT: Final = re.compile(r"除外|不含|不包括|不计")
_MOST_OPEN: Final = 8
_ONLY_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_AMONG: Final = re.compile(
    r"^[^,。;:]{0,30}?(?<![其集、])中(?:,|$|的|(?:仅|已|尚|还|共|只)?有|已|尚未|仍未|还未)"
)
_NOUN_AMONG: Final = re.compile(r"(?:^|[。;])(?P<noun>[^,。;:、()\d]{2,12}?(?<![其当集])中,)")
_SHARE_BEHIND: Final = re.compile(r"的(?:约|近|超过?|将近|不足|不到|逾|仅)?[\d.]+%")
_TAKEN_UP: Final = re.compile(r"^在?(?:上述|以上|这些|所有|全部|.{0,6}的(?=..))?|(?<=..)件?中,$")
_DONE_WITH: Final = re.compile(r"在?已?(?P<act>[^,。;:、()\d的]{2,6})的[^,。;:、()\d的]{2,8}中,$")
_CLASS_UNITS: Final = frozenset({"类", "项", "种", "大类", "家", "个"})
_HEADS: Final = frozenset({"人", "名", "位"})
FAR: Final = 2
_SHORT: Final = 2

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_EXACT_BOUND: Final = Bound.EXACT
_SCORE: Final = Kind.SCORE

_Cue = tuple[int, int, str]


@dataclass(slots=True)
class Group:
    """Parts of one whole as one list; ``form`` says what opened it.

    ``form`` is ``bracket``, ``cue`` (其中), ``division`` (按…分), ``total`` (合计 behind its parts)
    or ``sum`` (no cue at all). ``words`` is the text of the list, ``others`` the totals before the
    nearest one that it may also speak of. ``later`` holds what may still be of the list: behind a ;
    (其中甲 9 件；乙 7 件), or where ``is_doubtful`` says that something else began (已整改 9 项).
    """

    whole: Fact
    form: str
    words: str = ""
    parts: list[Fact] = field(default_factory=list)
    later: list[Fact] = field(default_factory=list)
    others: list[Fact] = field(default_factory=list)
    is_doubtful: bool = False


def bracket_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """Numbers in brackets that follow a number, at any depth."""
    layout = passage.layout
    if not layout.closing:
        return []
    groups: dict[int, Group] = {}
    last: dict[int, Fact] = {}
    for fact in facts:
        opening = layout.bracket[fact.start]
        if opening >= 0 and opening not in groups:
            whole = last.get(layout.bracket[opening])
            if whole is not None and _touches(passage, whole, opening):
                inside = passage.text[opening + 1 : layout.closing[opening]][:400]
                if _WITHOUT.search(inside) or passage.text.startswith(_AIMS, opening + 1):
                    # 建成26个（任务20个）: what was aimed at is no part of what was done.
                    last[opening] = fact
                    continue
                groups[opening] = Group(whole, "bracket", inside)
        if opening in groups:
            _add(groups[opening], fact)
        last[opening] = fact
    return [group for group in groups.values() if group.parts]


def _touches(passage: Passage, whole: Fact, opening: int) -> bool:
    """The bracket stands behind the number or behind its noun, in the same clause."""
    return (
        is_additive(whole)
        and not _bounds_class(passage, whole)
        and 0 <= opening - whole.quantity.tail <= LOOK_BACK
        and (passage.layout.end[whole.start] >= opening)
    )


def _bounds_class(passage: Passage, fact: Fact) -> bool:
    """超过30个的有甲乡（47个）: the limit of a class is no total of what is in it."""
    is_limit = fact.quantity.bound is not _EXACT_BOUND
    return is_limit and passage.text.startswith("的", fact.quantity.tail)


def _add(group: Group, fact: Fact, *, is_later: bool = False) -> None:
    """Take a number into a list if it counts the same things and is an amount."""
    if not is_additive(fact) or fact is group.whole:
        return
    if not same_things(fact.quantity.unit, group.whole.quantity.unit):
        return
    members = group.later if is_later else group.parts
    if len(members) < _MOST_PARTS:
        members.append(fact)


def is_additive(fact: Fact) -> bool:
    """Whether a number is an amount that parts can sum to (averages, indices, limits are none)."""
    quantity = fact.quantity
    if quantity.bound is not _EXACT_BOUND and _is_duration(fact):
        # 超过2个月未更新的2家: a limit of time that bounds a class.
        return False
    if not fact.is_level and not (fact.kind is _SCORE and fact.is_result):
        return False
    if _is_relative(quantity.unit_text) or _says("not_additive", fact.metric):
        return False
    counted = quantity.unit is not None and quantity.unit.is_count
    return counted or not _says("intensive", fact.metric)


@cache
def _is_relative(unit: str | None) -> bool:
    """Tell whether a unit is one of many (元/人, 每)."""
    return unit is not None and ("/" in unit or "每" in unit)


# Lists are tried over and over with the same few numbers.
@lru_cache(maxsize=4_096)
def _says(name: str, metric: str) -> bool:
    """Tell whether a metric has one of the words that say it is no sum of its parts."""
    return _averages(name).search(metric) is not None


def _is_duration(fact: Fact) -> bool:
    unit = fact.quantity.unit
    return unit is not None and unit.family == "duration"


@cache
def _averages(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, cues("parts")[name])))


def cued_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """Lists that 其中, N 个 A 中 or 按…分 opens, up to the end of their sentence."""
    layout = passage.layout
    places, last_among = _cue_places(passage.text), passage.text.rfind("中")
    groups: list[Group] = []
    current: list[Group] = []
    scope = (-1, -1, -1)
    at, undivided = 0, -1
    before: list[Group] = []
    around: tuple[int, list[Group], tuple[int, int, int]] | None = None
    for index, fact in enumerate(facts) if places or last_among >= 0 else ():
        cue: _Cue | None = None
        if around is not None and fact.start > around[0]:
            # Behind 27个（其中甲11个） the list that the bracket stands in goes on.
            (_, current, scope), around = around, None
        while at < len(places) and places[at][0] < fact.start:
            cue, at = places[at], at + 1
        if cue is not None:
            opening = layout.bracket[cue[0]]
            if opening >= 0 and opening != scope[1] and current and around is None:
                around = layout.closing.get(opening, -1), current, scope
            current = _open(passage, facts, index, cue, current)
            if cue[2] == "division":
                _offer(current, before)
            before = [*before, *current][-_MOST_OPEN:]
            if cue[2] == "division":
                # 按地区分…；按行业分… without a total before: the first class is none.
                if layout.sentence[cue[0]] == undivided:
                    current = []
                undivided = -1 if current else layout.sentence[cue[0]]
            groups.extend(current)
            scope = _scope(passage, cue[0])
        is_open = fact.start < last_among and layout.bracket[fact.start] == -1
        if is_open and is_among(passage, fact):
            words = passage.text[fact.quantity.end :][:400].partition("。")[0]
            current = [Group(fact, "cue", words)] if is_additive(fact) else []
            groups.extend(current)
            scope = _scope(passage, fact.start)
        elif layout.sentence[fact.start] != scope[0]:
            # The list is over; 按…分 remembers its total for the next division.
            current = [group for group in current if group.form == "division"]
        elif layout.bracket[fact.start] == scope[1]:
            is_later = scope[2] >= 0 and layout.part[fact.start] != scope[2]
            current = _continue(passage, current, fact, is_later=is_later)
    return [group for group in groups if group.parts]


def _among(passage: Passage, facts: Sequence[Fact], index: int, cue: _Cue) -> list[Group]:
    """转派工单18.17万件，…。转派工单中，…: what follows is of the amount that the noun takes up."""
    noun = _TAKEN_UP.sub("", passage.text[cue[0] : cue[1]])
    # 检出不合格4批次。不合格项目中，…: the noun is only what all such things are called.
    stems = [noun.removesuffix(end) for end in _CALLED if noun.endswith(end)]
    stems = [stem for stem in stems if len(stem) > 1]
    sentence = passage.layout.sentence[cue[0]]
    words = passage.text[cue[1] : cue[1] + 400].partition("。")[0]
    done = _DONE_WITH.match(passage.text, cue[0], cue[1])
    for fact in reversed(facts[max(0, index - LOOK_BACK) : index] if done is not None else ()):
        # 收到申请86件，办结85件；在办结的申请中，…: of those that were dealt with so.
        is_near = sentence - passage.layout.sentence[fact.start] <= FAR
        if done is not None and is_near and fact.metric.startswith(done["act"]):
            return [Group(fact, "cue", words)] if is_additive(fact) else []
    for fact in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if sentence - passage.layout.sentence[fact.start] > FAR:
            break
        is_meant = len(noun) > 1 and fact.metric.endswith((noun, *stems))
        # 农业场所84起。农业场所火灾中，…: the noun goes on where the name of the class ends.
        is_class = len(fact.metric) > _SHORT and noun.startswith(fact.metric)
        takes_up = bool(fact.metric) and noun.endswith(fact.metric)
        if is_additive(fact) and (is_meant or takes_up or is_class):
            return [Group(fact, "cue", words)]
    return []


def _offer(groups: Sequence[Group], before: Sequence[Group]) -> None:
    """其中：甲 9 亿元；乙 2 亿元。分部门看，…: a division may be of the whole before the list."""
    for group in groups:
        for other in before:
            whole = other.whole
            is_near = whole.start < group.whole.start and whole is not group.whole
            if is_near and same_unit(whole, group.whole) and whole not in group.others:
                group.others.append(whole)


def _cue_places(text: str) -> list[tuple[int, int, str]]:
    places = [(m.start(), m.end(), "cue") for m in _opening().finditer(text)]
    places += [(m.start(), m.end(), "division") for m in _DIVISION.finditer(text)]
    if "中," in text:
        places += [(m.start("noun"), m.end(), "among") for m in _NOUN_AMONG.finditer(text)]
    return sorted(places)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("parts", "open"))))


def _scope(passage: Passage, place: int) -> tuple[int, int, int]:
    """A cue in mid-sentence rules its half-sentence, one at its beginning the sentence."""
    layout = passage.layout
    sentence = layout.sentence[place]
    start = layout.sentence_starts[sentence]
    begins = place - start <= 4 and not passage.text[start:place].strip("。!?;,")
    return sentence, layout.bracket[place], -1 if begins else layout.part[place]


def _open(
    passage: Passage, facts: Sequence[Fact], index: int, cue: _Cue, current: list[Group]
) -> list[Group]:
    """Return a list for every total that is open where the cue stands, one for each unit.

    其中 goes back to the last totals before it, within its sentence; at the beginning of a sentence
    to those of the sentence before. 按…分 divides the first total of that sentence.
    """
    layout = passage.layout
    place, end, form = cue
    if form == "among":
        return _among(passage, facts, index, cue)
    words = passage.text[end : end + 400].partition("。")[0]
    if form == "division" and any(group.form == form for group in current):
        # 按地区分…。按行业分…: both divide the same total.
        return [Group(group.whole, form, words) for group in current]
    bracket = layout.bracket[place]
    begins = _scope(passage, place)[2] == -1
    sentence = layout.sentence[place]
    if begins:
        sentence = _told_before(passage, facts[:index], sentence)
    totals: dict[str | None, Fact] = {}
    others: dict[str | None, list[Fact]] = {}
    last = facts[index - 1] if index else None
    # 报名4281人；上线率58.3%，其中…: a number of the same half-sentence is what it is said of.
    is_near = last is not None and layout.part[last.start] == layout.part[place]
    # 发布2.18万条；日均更新120条，其中原创7630条: more than the mean is not of the mean.
    passed = last if last is not None and _is_mean_below(last, facts[index]) else None
    is_near = is_near and passed is None
    part = layout.part[place] if is_near and not begins and form == "cue" else None
    for fact in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if layout.sentence[fact.start] < sentence - begins:
            break
        if layout.bracket[fact.start] != bracket or not is_additive(fact) or fact is passed:
            continue
        if _is_measure_of_share(passage, fact):
            continue
        if part is not None and layout.part[fact.start] != part and not begins:
            break
        is_near = form != "division" or part in (None, layout.part[fact.start])
        part = layout.part[fact.start] if part is None else part
        others.setdefault(fact.quantity.unit_text, []).append(fact)
        if layout.sentence[fact.start] < sentence or not is_near:
            # Further back only where the parts add up to it.
            continue
        if form == "division":
            totals[fact.quantity.unit_text] = fact
        else:
            totals.setdefault(fact.quantity.unit_text, fact)
    return [
        Group(whole, form, words, others=[f for f in others[unit] if f is not whole])
        for unit, whole in totals.items()
    ]


def _is_measure_of_share(passage: Passage, fact: Fact) -> bool:
    """受理9733件，占总量28460件的34.2%，其中…: nothing more is told of the whole of a share."""
    is_measure = _SHARE_BEHIND.match(passage.text, fact.quantity.tail) is not None
    return is_measure and "占" in passage.text[fact.left[0] : fact.start]


def _is_mean_below(last: Fact, fact: Fact) -> bool:
    is_mean = last.metric.startswith(("日均", "月均", "周均", "年均", "校均", "班均"))
    return is_mean and same_unit(last, fact) and last.value < fact.value


def _told_before(passage: Passage, before: Sequence[Fact], sentence: int) -> int:
    """The sentence before one; that before it where it only tells changes (7起。同比减少2起。)."""
    kinds = []
    for fact in reversed(before[-LOOK_BACK:]):
        if passage.layout.sentence[fact.start] < sentence - 1:
            break
        kinds.append(fact.kind)
    is_passed = bool(kinds) and all(kind in _ONLY_CHANGES for kind in kinds)
    return sentence - 1 - is_passed


def _continue(passage: Passage, current: list[Group], fact: Fact, *, is_later: bool) -> list[Group]:
    """Give a number behind the cue to the total whose unit it has."""
    if not is_additive(fact) or counts_items(passage, fact):
        return current
    left = passage.text[max(fact.left[0], fact.start - 8) : fact.start]
    has_parts = any(group.parts for group in current)
    if has_parts and left.startswith(longest_first("parts", "soft_close")):
        for group in current:
            group.is_doubtful = True
    is_later = is_later or any(group.is_doubtful for group in current)
    is_one_more = left.startswith("另有") and any(_opens(passage, g, fact) for g in current)
    if (
        has_parts
        and not is_one_more
        and left.startswith((*longest_first("parts", "close"), *ADDED))
    ):
        return []
    if has_parts and len(current) > 1 and _is_new_act(passage, current, fact):
        return current
    exact = [group for group in current if same_unit(group.whole, fact)]
    if not exact and current and not has_parts and not _is_first_told(passage, current[0], fact):
        return current
    near = [g for g in current if same_things(g.whole.quantity.unit, fact.quantity.unit)]
    for group in exact or near:
        if group.parts and fact.value > max(f.value for f in (group.whole, *group.others)):
            return [other for other in current if other is not group]
        is_listed = exact or not group.parts or fact.listed_after is not None
        if not is_listed and not _goes_with(group, fact):
            continue
        _add(group, fact, is_later=is_later)
        break
    return current


def _opens(passage: Passage, group: Group, fact: Fact) -> bool:
    """20家单位中，有3家…，另有1家…: what is told of the whole goes on."""
    fits = same_unit(group.whole, fact) and EXACT.add(sum_of(group.parts), fact.value) <= (
        group.whole.value
    )
    return fits and is_among(passage, group.whole)


def is_among(passage: Passage, whole: Fact) -> bool:
    """20家单位中，…: whether 中 opens the list of what is behind a number."""
    text, start = passage.text, whole.quantity.tail
    end = min(passage.layout.end[whole.start] + 1, start + 32)
    return text.find("中", start, end) >= 0 and _AMONG.match(text[start:end]) is not None


def counts_items(passage: Passage, fact: Fact) -> bool:
    """农残3批、微生物2批，两类合计占…: how many were told, none of what they count."""
    is_class = fact.quantity.unit_text in _CLASS_UNITS
    return is_class and passage.text.startswith(("合计", "共占", "占", "共计"), fact.quantity.tail)


def _is_first_told(passage: Passage, group: Group, fact: Fact) -> bool:
    """代办204件，其中为老人代办的占七成，送来锦旗4面: a share was told of it, all else is new."""
    if group.form != "cue" or "占" not in group.words:
        return True
    before = group.words.partition(passage.text[fact.start : fact.quantity.end])[0]
    return "," not in before.partition("占")[2]


def _goes_with(group: Group, fact: Fact) -> bool:
    """Whether a number in another unit than its whole goes on with a list, in a clause of its own.

    隐患267条，其中重大隐患4条，下达决定书21份: something else begins. A part of another kind goes
    on only where it makes up the whole.
    """
    if not same_family(group.parts[0], fact):
        return EXACT.add(sum_of(group.parts), fact.value) == group.whole.value
    own = any(same_unit(group.whole, part) for part in group.parts)
    return not own or (fact.quantity.unit_text or "") in (group.whole.quantity.unit_text or "")


def _is_new_act(passage: Passage, current: Sequence[Group], fact: Fact) -> bool:
    """矿山17座、隐患267条，其中重大4条，责令2座停产、1座整改: what was done, of no list yet."""
    own = [group for group in current if same_unit(group.whole, fact)]
    if not own or any(group.parts for group in own):
        return False
    if any(f.metric == fact.metric for group in own for f in (group.whole, *group.others)):
        return False  # 查处263起，处理417人，移送11人；其中重大的74起，处理102人
    before = fact.listed_after
    if before is not None:
        return same_unit(before, fact) and not any(before in group.parts for group in current)
    words = tag(passage.text[fact.left[0] : fact.start])
    return len(words) == 1 and words[0].flag[:1] == "v" and words[0].text[-1] not in "有为"


def same_unit(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are printed in the same unit (台 and 台(套) are)."""
    if one.quantity.unit_text == other.quantity.unit_text:
        return True
    first, second = one.quantity.unit, other.quantity.unit
    if first is None or second is None or not first.is_count or first.text != second.text:
        return False
    return "(" in f"{one.quantity.unit_text}{other.quantity.unit_text}"


def same_family(one: Fact, other: Fact) -> bool:
    """Whether parts in two measure words may be of one list (来信 9 件、来访 5 批)."""
    first, second = one.quantity.unit, other.quantity.unit
    if same_unit(one, other):
        return True
    if first is None or second is None or first.family != second.family:
        return False
    # 学生2400名，其中…2166人: both count heads, 户 and 人次 do not.
    return first.family == "items" or {one.quantity.unit_text, other.quantity.unit_text} <= _HEADS


def sum_of(parts: Sequence[Fact]) -> Decimal:
    """Sum of the parts; 各 6 篇 counts once for each of its subjects."""
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, amount(part))
    return total


def amount(part: Fact) -> Decimal:
    """What a part counts in a sum: 各 6 篇 of two subjects is 12."""
    if part.multiplicity == 1:
        return part.value
    return EXACT.multiply(part.value, Decimal(part.multiplicity))


def taken_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """不合格7个，不合格率17.5%，云岭乡占4个: what 占 stands before is some of the last amount."""
    layout, text = passage.layout, passage.text
    groups: list[Group] = []
    for index, fact in enumerate(facts) if "占" in text else ():
        if text[fact.start - 1] != "占" or not fact.start or fact.parent or not is_additive(fact):
            continue
        before = facts[max(0, index - LOOK_BACK) : index]
        whole = next((f for f in reversed(before) if same_unit(f, fact) and is_additive(f)), None)
        if whole is None or whole.value <= fact.value:
            continue
        is_near = layout.part[whole.start] == layout.part[fact.start]
        if is_near and layout.bracket[whole.start] == layout.bracket[fact.start]:
            groups.append(Group(whole, "having", "", [fact]))
    return groups
