"""What a number counts: metric, subject and period from the words beside it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from parsers.statistics.change import classify
from parsers.statistics.comparisons import Reading
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.left_words import left_words
from parsers.statistics.modality import is_plan
from parsers.statistics.names import each, named
from parsers.statistics.organs import proper_names
from parsers.statistics.own_metrics import own_metric
from parsers.statistics.periods import (
    is_no_period,
    is_now,
    is_reference,
    is_to_come,
    printed_period,
    resolve,
    same_part,
)
from parsers.statistics.phrases import predicate, right_noun
from parsers.statistics.quoted_levels import tells_more
from parsers.statistics.scope import Scope
from parsers.statistics.subjects import opening_subject
from parsers.statistics.topics import inherited_metric, of_plan
from parsers.words import Word, tag
from schemas.notice import Kind
from schemas.patterns import lazy_re

# 二是供水供电，共942件: what an item is about.
_ITEM: Final = lazy_re(
    r"[一二三四五六七八九十]是(?P<noun>[^,。;:、\d]{2,12}),(?:共|共计|计|有|共有)?$"
)
# 剔除一次性因素后增长4%, 随着报名季结束环比减少三成: why, or how counted, not what.
_CIRCUMSTANCE: Final = lazy_re(
    r"(?:剔除|扣除)[^,。;:]{2,14}后|随着[^,。;:]{2,14}|受[^,。;:]{2,14}影响|由于[^,。;:]{2,14}|"
    r"按(?:可比|同)(?:口径|价格?)(?:计算)?"
)
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA)
_OF_WHOLE: Final = lazy_re(r"的(?:近|约|超过?|不足|将近|逾)?[\d一二三四五六七八九十]")
_IN_ORDER: Final = lazy_re(r"[^,。;:]{1,12}中[列排居位名]")
_OPENED: Final = lazy_re(r"(?:(?:对|向|给)(?:辖区内?|全[省市区县])?|的)$")
_AMONG: Final = lazy_re(r"在全[省市区县国州镇][^,。;:]{0,24}?中[\u4e00-\u9fff]{0,4}$")
_TASK: Final = lazy_re(r"完成了?(?P<noun>[^,。;:]{2,8}?)的$")
# To look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL
_BASE: Final = Kind.BASE
_SHARE: Final = Kind.SHARE
_RATE: Final = Kind.RATE
_RANK: Final = Kind.RANK
_DELTA: Final = Kind.DELTA
_FACTOR: Final = Kind.FACTOR
_AMOUNTS: Final = (Kind.LEVEL, Kind.BASE)
_MEASURES: Final = (Kind.SCORE, Kind.RATE)
_PERCENTAGES: Final = (Kind.RATE, Kind.SHARE)
_COUNTED: Final = (Kind.LEVEL, Kind.SCORE, Kind.FACTOR)


def bind(passage: Passage, facts: list[Fact], scope: Scope) -> None:
    """Fill kind, sign, metric, subject, period and base of every fact, in printed order."""
    for fact in facts:
        is_new = scope.enter(passage, fact)
        whose = scope.subject, scope.frame
        if is_new:
            opening_subject(passage, fact, scope)
        reading: Reading | None = None
        first, end = fact.left
        if end - first == 1 and _is_signed(passage, fact):
            fact.left = end, end
            first = end
        if first == end:
            reading = _inherited(passage, fact) or _bracketed(passage, fact, scope)
        reading = reading or classify(passage, fact)
        fact.kind, fact.base = reading.kind, reading.base
        if reading.sign < 0 and fact.value:
            # 同比下降-12.6%: it fell, and the sign says so once more.
            fact.value = fact.value.copy_abs().copy_negate()
        _name(passage, fact, reading, scope)
        fact.subject = reading.whose or fact.subject
        fact.is_result = not is_plan(passage, fact, scope.data_year)
        if fact.metric.endswith("限额") and passage.text.startswith("控制在", fact.left[0]):
            fact.is_result = False  # 余额…，控制在核定限额195.8亿元以内
        is_held_against = _is_held_against(passage, fact)
        if is_held_against:
            # What follows is not of whom that level is.
            scope.subject, scope.frame = whose
        fact.is_aside = is_held_against or _is_aside(passage, fact)
        _remember(passage, fact, scope)


def _remember(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Keep what the numbers behind this one may take up."""
    kind, is_percent, is_whole = fact.kind, fact.is_percent, fact.is_aside
    if kind in _AMOUNTS and not is_percent and not is_whole:
        scope.level = fact
    if kind is _RANK or (fact.quantity.form == "rank" and fact.metric):
        scope.rank = fact
    unit = fact.quantity.unit
    if kind in _MEASURES or unit is None or not unit.is_count:
        scope.measure = fact
    if fact.own_words and kind is not _SHARE and not is_whole:
        is_change = fact.metric in cue_set("change", "nouns")
        scope.named = scope.named if is_change else fact
    scope.last = fact
    if is_percent and kind in _PERCENTAGES:
        scope.percent = fact
    bracket = passage.layout.bracket[fact.start]
    scope.latest[bracket] = fact
    scope.outside[bracket], scope.periods[bracket] = scope.subject, scope.period


def _is_aside(passage: Passage, fact: Fact) -> bool:
    """Whether a number only measures another: 完成预算58万元的79.6%, 在12个街道中列第4, 限额."""
    text, tail = passage.text, fact.quantity.tail
    if text.startswith("的", tail):
        return fact.kind is _LEVEL and _OF_WHOLE.match(text, tail) is not None
    if text.find("中", tail, tail + 14) >= 0 and _IN_ORDER.match(text, tail) is not None:
        return True
    return text.startswith("控制在", fact.left[0])


def _is_held_against(passage: Passage, fact: Fact) -> bool:
    """合格率93%，比省均值的94.1%低1.1个百分点: the level of another, told only to compare."""
    start = fact.left[0]
    return start > 0 and passage.text[start - 1] in "比较" and tells_more(passage, fact)


def _inherited(passage: Passage, fact: Fact) -> Reading | None:
    """A number without words of its own in a list says the same as the one before it."""
    before = fact.listed_after
    if before is None:
        return None
    if before.kind is _BASE:
        # 由10起、12人降至8起、9人
        gap = passage.text[before.quantity.tail : fact.quantity.lead]
        return Reading(_BASE, fact.left[0]) if gap in ("、", "和", "与", "及") else None
    if before.kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return None
    same = before.quantity.is_percent == fact.quantity.is_percent
    if not same and before.kind is Kind.SHARE:
        return None
    kind = before.kind
    if kind is not Kind.SHARE:
        kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    is_signed = before.quantity.value < 0 or passage.text[fact.start - 1] in "+-"
    sign = -1 if before.value < 0 and not is_signed else 1
    return Reading(kind, fact.left[0], sign, before.base)


def _is_signed(passage: Passage, fact: Fact) -> bool:
    """同比变动+3.4%、-12.6%、+5.1%: nothing but a sign stands before the number."""
    return passage.text[slice(*fact.left)] == "+"


def _bracketed(passage: Passage, fact: Fact, scope: Scope) -> Reading | None:
    """上升 12.5%（6 微克/立方米）: alone in brackets, the same change told in another unit."""
    opening = passage.layout.bracket[fact.start]
    if fact.left[0] != opening + 1:
        return None
    before = scope.latest.get(passage.layout.bracket[opening])
    if before is None or before.quantity.tail != opening:
        return None
    if before.kind not in (Kind.GROWTH, Kind.DELTA):
        return None
    kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    return Reading(kind, fact.left[1], -1 if before.value < 0 else 1, before.base)


def _name(passage: Passage, fact: Fact, reading: Reading, scope: Scope) -> None:
    words = left_words(passage, fact, reading, scope)
    if _is_of_frame(passage, fact, words, scope):
        scope.subject = scope.frame
    fact.subject = scope.subject
    fact.period = _period(passage, fact, scope)
    right = _right_of(passage, fact, words)
    fact.right_noun = right is not None
    fact.metric = own_metric(passage, fact, words, right, scope)
    if fact.kind in _CHANGES and _CIRCUMSTANCE.fullmatch(fact.metric):
        fact.metric = ""
    fact.own_words = bool(fact.metric)
    if not fact.metric and fact.kind is _LEVEL:
        fact.metric = predicate(passage, fact)
        fact.own_words = bool(fact.metric)
    if not fact.metric and fact.kind is _LEVEL:
        item = _ITEM.search(passage.text, max(0, fact.start - 24), fact.start)
        fact.metric = item["noun"] if item is not None else ""
        fact.own_words = bool(fact.metric)
    if passage.text.find("各", *fact.left) >= 0:
        each(passage, fact, scope)
    if passage.text.endswith("各", 0, fact.quantity.lead):
        # 14个中心小学各2个: how many there are in all is not told.
        fact.is_of_each = fact.multiplicity == 1
    named(passage, fact, scope)
    _take_up(passage, fact, scope)


def _right_of(passage: Passage, fact: Fact, words: list[Word]) -> tuple[int, int] | None:
    """The noun behind the number where its kind may have one; 三成的单位 is a share of it."""
    if fact.right[0] == fact.right[1]:
        return None
    if fact.kind in _COUNTED:
        # 对 42 个单位的公开平台进行检查: what stands before the number leaves its noun open.
        _open_noun(passage, fact)
        opened = bool(words) and _OPENED.search(passage.text[slice(*fact.left)]) is not None
        return right_noun(passage, fact, bool(words) and not opened)
    if fact.kind is _DELTA and not words:
        return right_noun(passage, fact, False)
    if fact.kind is _RATE and not words:
        # 三成的单位, 近九成单位: a share of what is named behind.
        if passage.text.startswith("的", *fact.right):
            fact.right = fact.right[0] + 1, fact.right[1]
        right = right_noun(passage, fact, True)
        fact.kind = Kind.RATE if right is None or _is_limit(passage, right) else Kind.SHARE
        return right
    return None


def _take_up(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Give a number without words of its own what the text before it counts."""
    if fact.kind is _FACTOR and fact.metric and proper_names(fact.metric):
        # 区林业局为年初目标的1.5倍: whose it is; what it is of stands before.
        scope.about(fact.metric, is_frame=False)
        fact.subject, fact.metric = fact.metric, ""
    if not fact.metric and not fact.is_named:
        fact.metric = inherited_metric(passage, fact, scope)
        task = _TASK.search(passage.text[fact.left[0] : fact.start]) if not fact.metric else None
        if task is not None:
            # 完成全年任务的96%: nothing else is named.
            fact.metric, fact.own_words = task["noun"], True
    if fact.kind in _CHANGES and _is_eased(passage, fact):
        fact.value = fact.value.copy_negate()
    if fact.kind is _RATE and (fact.metric.endswith("占比") or fact.metric == "比重"):
        fact.kind, fact.own_words = _SHARE, True


def _is_eased(passage: Passage, fact: Fact) -> bool:
    """PM2.5浓度…，同比改善8.8%: what is measured there is less."""
    is_better = passage.text.endswith("改善", *fact.left) and fact.value > 0
    return is_better and ("浓度" in fact.metric or fact.metric.endswith("指数"))


def _is_limit(passage: Passage, noun: tuple[int, int]) -> bool:
    """低于3‰的警戒线, 完成90%的年度指标: the number is the limit that is named behind it."""
    return passage.text.endswith(longest_first("metric", "limits"), *noun)


def _is_of_frame(passage: Passage, fact: Fact, words: list[Word], scope: Scope) -> bool:
    """Whether a number is again about whom the sentence names, and no name of a list."""
    text, (start, end) = passage.text, fact.left
    if text.startswith(longest_first("parts", "sums"), start, end):
        return True
    if fact.quantity.form == "rank" and _AMONG.search(text[max(0, fact.start - 40) : fact.start]):
        # 全县…，在全市9个县（市、区）中列第3位: the place is that of whom the sentence is about.
        return True
    # 甲区5万平方米、乙区4万平方米，完成年度计划的105%: the list is over.
    is_behind_list = scope.last is not None and scope.last.listed_after is not None
    means = ("平均", *longest_first("parts", "mean_of"))
    if is_behind_list and text.startswith(means, start, end):
        return True  # 甲区95分、乙区85分，平均90分: the mean of them all
    return is_behind_list and not words and of_plan(passage, fact)


def _open_noun(passage: Passage, fact: Fact) -> None:
    """处十万元以下的罚款, 20 个工作日的答复时限: take 的 off before a noun that ends the clause."""
    start, end = fact.right
    if not passage.text.startswith("的", start, end):
        return
    text = passage.text[start:end]
    words = tag(text[1:]) if len(text) < 8 else ()
    is_noun = words and words[-1].flag[:1] == "n" and words[0].text != "有"
    if is_noun and words[0].text not in cue_set("metric", "stop_after"):
        fact.right = start + 1, end


def _period(passage: Passage, fact: Fact, scope: Scope) -> str | None:
    """The period that a number is about: its clause's, its sentence's, or the notice's year."""
    layout, text, place = passage.layout, passage.text, fact.start
    start = max(layout.sentence_starts[layout.sentence[place]], place - 80)
    nearest = bisect_right(passage.time_ends, place) - 1
    if nearest < 0 or passage.times[nearest][0] < start:
        return scope.whole_period if scope.period is None else scope.period
    plain = _plain_period(passage, nearest, scope)
    if (
        plain is not None
        and not scope.tells_now
        and not _is_closed(passage, passage.times[nearest][0], fact, scope)
        and layout.part[passage.times[nearest][0]] == layout.part[place]
    ):
        fact.own_period = True
        if fact.kind is not _BASE:
            scope.period = plain
        return plain
    for left, right in passage.times_before(place, start):
        printed, period = printed_period(text, left, right, scope.data_year, scope.whole_period)
        if _is_of_else(passage, fact, (start, left, right), printed):
            continue
        if _is_closed(passage, left, fact, scope):
            continue
        if left < layout.start[place] and is_now(text, right, place):
            return scope.whole_period  # …力争2025年达到68%；目前为65.7%
        is_near = layout.part[left] == layout.part[place]
        if not is_near and is_to_come(text, left, right, scope.data_year):
            continue
        fact.own_period = True
        if "同期" in period:
            around = [passage.text[a:b] for a, b in passage.times_in(start, left)]
            told = resolve(around[-1], scope.data_year) if around else scope.period
            period = same_part(period, told or scope.whole_period)
        if fact.kind is not _BASE and not printed.startswith("连续"):
            scope.period = period
        return period
    return scope.whole_period if scope.period is None else scope.period


def _is_closed(passage: Passage, place: int, fact: Fact, scope: Scope) -> bool:
    """受理12件（上年10件），办结11件: whether a time is one of numbers in a bracket before.

    In 来信（2021年）12件 the bracket has none, and tells the time of what stands behind it.
    """
    opening = passage.layout.bracket[place]
    if opening < 0 or opening not in scope.latest:
        return False
    return -1 < passage.layout.closing.get(opening, -1) < fact.start


def _plain_period(passage: Passage, index: int, scope: Scope) -> str | None:
    """The period of a time that says the same of every number behind it in its half-sentence.

    ``None`` for one of a base, of day or of a streak, for 同期, and where two times stand side by
    side: what those mean depends on the number. The numbers of a sentence ask for the same time.
    """
    if index not in scope.plain_periods:
        if not scope.plain_periods:
            scope.tells_now = is_now(passage.text, 0, len(passage.text))
        left, right = passage.times[index]
        year, whole = scope.data_year, scope.whole_period
        printed, period = printed_period(passage.text, left, right, year, whole)
        is_plain = not (
            passage.is_time(left - 1, left)
            or is_reference(passage.text, left, right)
            or printed.startswith("连续")
            or is_no_period(printed, opens=True)
            or "同期" in period
        )
        scope.plain_periods[index] = period if is_plain else None
    return scope.plain_periods[index]


def _is_of_else(passage: Passage, fact: Fact, place: tuple[int, int, int], printed: str) -> bool:
    """Whether a time before a number is that of something else: of a base, of day, of a streak.

    ``place`` is where its sentence begins, and where the time begins and ends.
    """
    start, left, right = place
    clause = passage.layout.start[fact.start]
    is_own = left >= clause
    begin = left
    while begin > start and passage.is_time(begin - 1, begin):
        begin -= 1  # 比去年全年: both words are of the base
    # A base has the time told with it or another base, not one that is compared with.
    is_base = fact.kind is _BASE and (is_own or passage.text.startswith("的", right))
    if not is_base and is_reference(passage.text, begin, right):
        return True
    if printed[0] not in "连0123456789":
        return False
    if printed.startswith("连续") and not is_own:
        return True
    return is_no_period(printed, opens=left == clause and fact.kind is not _RANK)
