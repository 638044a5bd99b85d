"""What a number is compared with, and what kind a percentage is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from parsers.statistics.facts import Fact, cue_set
from schemas.notice import Kind
from schemas.patterns import lazy_re

# 占受理总数的(38%): the noun of the whole.
SHARE_SAID: Final = lazy_re(
    r"占(?P<of>[^,。;:占]{0,24}?)的?(?:比重|比例|比|份额)?"
    r"(?:[也已又还均将再仅只居]|为|达到?|到了?|约|近|超过?|了|分别为?|依次为?|突破|不到|不足)*$"
)
# 床位占用率, 占道经营办结率: the noun of a rate, no share.
_RATE_TOLD: Final = lazy_re(r"[^比]率(?:[已约近仅均]|为|是|达到?|超过?|分别)*$")
_COMPARED: Final = lazy_re(r"(?P<np>.*?)(?:与|比|较|同)(?P<base>[^比较]{1,20}?)(?:的)?(?:相比)?$")
_PERIODIC: Final = lazy_re(
    r"(?P<np>.*?)(?P<base>(?:同比|环比)(?:(?:上|去年|前)[^,。;:]{0,6})?|年均|月均)$"
)
_GAP_VERB: Final = lazy_re(
    r"(?P<np>.*?)(?P<verb>高于|低于|快于|慢于|高出|多于|少于|好于|优于|超出?(?=[^,。;:]{0,4}(?:序时|时序|进度|目标|计划|平均|任务))|落后于?|滞后于?|领先于?|超前)"
    r"(?P<base>[^,。;:]{1,20}?)$"
)
_BOUND_OF: Final = lazy_re(r"(?:不低于|不少于|不超过|不高于|高于|低于|超过|不足)[^,。;:]{2,12}的$")
RATIOS: Final = lazy_re(r"较[大重差好轻]|占比|比[例重率值]|对比|百分比|收入比")
_ADVERBS: Final = lazy_re(
    r"(?:分别|又|(?<![年月日平户人])均|(?<=[去上前]年)均|各|就|也|还|已|(?<![国省市区县州旗镇乡校班业])平均)+$"
)
# Characters before what compares in which the noun may stand.
_WIDEST: Final = 60
# 较平均分(90分)低8分: the level of the base is no part of its name.
_ASIDE: Final = lazy_re(r"(?<=.)\([^()]*\)$")
# 压减一般性支出不低于10%: the verb stands before what it changes.
_CHANGED_OBJECT: Final = lazy_re(
    r"(?:^|[,、年]|[全各][省市区县镇乡]|要|须|将|已|累计|平均|再)"
    r"(?P<verb>压减|压缩|削减|缩减|减少|降低|下调|增加|提高|扩大)(?P<object>[^,。;:、\d的]{2,12}?)"
    r"(?:约|近|超过?|达到?|不低于|不少于|不超过|至少|逾)?$"
)
_CHANGING: Final = frozenset("压削缩减降调增提扩")
"""One of these stands in every verb of `_CHANGED_OBJECT`."""
RATIO_END: Final = lazy_re(r"(?:率|占比|比例|比重|(?<!浓)度|[到至为由从比较])$")
_PERIODIC_AHEAD: Final = lazy_re(r"(?P<base>同比|环比)(?!上|去年|前)(?P<np>[^,。;:]{2,})$")
_BASE_AND_NOUN: Final = lazy_re(
    r"(?P<base>(?:上年|去年)同期|(?:上|去|前)年(?!同期)|上季度|上月|上期)(?!度?(?:末|底|初|年|决算|预算|执行|完成|同口径|实际|水平|平均|全年|余额|第|[一二三四前]季|[春夏秋冬上下]|[\d一二三四五六七八九十]+月|的|[数值]))"
    r"[\u4e00-\u9fff]{2,}$"
)
_OF_PLAN: Final = lazy_re(
    r"(?:为|达到?|相当于|完成)了?(?:年初|全年|年度|调整)?[^,。;:]{0,4}(?:预算|任务|目标|计划)数?的$"
)
_RATE_LIKE: Final = lazy_re(r"(?:率|度|比例|比重|提高到?|降低到?|[至到])[^,。;:]{0,3}$")
_TENTHS_OF: Final = lazy_re(r"(?:达到?|为|是|超过?|近|约)[^,。;:达为是]{2,14}的$")


@dataclass(slots=True)
class Reading:
    """The kind of a number; ``np_end`` is where the words that name what changed end.

    ``whose`` is the name whose change it is, where that is not of the number before.
    """

    kind: Kind
    np_end: int
    sign: int = 1
    base: str | None = None
    whose: str | None = None


def compared(before: str, fact: Fact, reading: Reading) -> Reading:
    """Find the base of a comparison at the end of ``before``; what stands before it is the noun."""
    if not before:
        return reading
    found = _found_base(before)
    if found is None:
        return reading
    np_end, base = found
    return replace(reading, np_end=fact.left[0] + np_end, base=base)


# Official prose compares in the same words over and over.
@lru_cache(maxsize=4096)
def _found_base(before: str) -> tuple[int, str] | None:
    """Where the noun before a comparison ends, and its base."""
    trimmed = _ADVERBS.sub("", before)
    match = _PERIODIC.match(trimmed)
    ahead = _PERIODIC_AHEAD.match(trimmed)
    if match is None and ahead is not None:
        # 同比事故起数减少 3 起: the noun stands behind the word that compares.
        return len(trimmed), ahead["base"]
    if match is None and ("比" in trimmed or "较" in trimmed or "与" in trimmed):
        plain = RATIOS.sub(lambda found: "〇" * len(found[0]), trimmed)
        at = max(plain.rfind("比"), plain.rfind("较"), plain.rfind("与"))
        match = _COMPARED.match(plain, max(0, at - _WIDEST)) if at >= 0 else None
    if match is None:
        return None
    base = _BASE_AND_NOUN.match(match["base"]) if not match["np"] else None
    if base is not None:
        # 较上季度优秀增加3家: the noun stands behind what is compared with.
        return len(trimmed), base["base"]
    return match.end("np"), _ASIDE.sub("", match["base"])


def gap(left: str, fact: Fact) -> Reading | None:
    """高于全县平均 2.5 个百分点: a difference against a named level, ``None`` without one."""
    match = _GAP_VERB.match(left)
    if match is None:
        return None
    down = match["verb"] in cue_set("change", "gap_down")
    end = fact.left[0] + match.end("np")
    return Reading(Kind.DELTA, end, -1 if down else 1, _ASIDE.sub("", match["base"]))


def _in_parts(fact: Fact) -> bool:
    """Printed in tenths or as a fraction (三成, 四分之一), as shares are more than rates."""
    return fact.quantity.form == "fraction"


def _object_changed(left: str, fact: Fact) -> Reading | None:
    """压减一般性支出10%, 降低能耗3%: a change of what stands between verb and number."""
    match = None if _CHANGING.isdisjoint(left) else _CHANGED_OBJECT.search(left)
    if match is None or RATIO_END.search(match["object"]):
        return None
    sign = 1 if match["verb"] in cue_set("change", "up") else -1
    return Reading(Kind.GROWTH, fact.left[1], sign)


def percentage(left: str, fact: Fact) -> Reading:
    """The kind of a percentage without a verb of change before it: change, share or rate."""
    changed = _object_changed(left, fact)
    if changed is not None:
        return changed
    if "占" in left and not _RATE_TOLD.search(left):
        match = SHARE_SAID.search(left)
        if match is not None and not left[: match.start()].endswith("侵"):
            return Reading(Kind.SHARE, fact.left[0] + match.start())
    return _of_noun(left, fact) or Reading(Kind.RATE, fact.left[1])


def _of_noun(left: str, fact: Fact) -> Reading | None:
    """低于60%的, 近三成的, 为预算的88%: the kind where a noun tells of what a percentage is."""
    is_of = left.endswith("的")
    bound = _BOUND_OF.search(left) if is_of else None
    if bound is not None and bound.start():
        kind = Kind.SHARE if _in_parts(fact) else Kind.RATE
        return Reading(kind, fact.left[0] + bound.start())
    if _in_parts(fact) and left and not _RATE_LIKE.search(left):
        return Reading(Kind.SHARE, fact.left[1])
    plan = _OF_PLAN.search(left) if is_of else None
    if plan is not None:
        return Reading(Kind.RATE, fact.left[0] + plan.start())
    of = _TENTHS_OF.search(left) if is_of else None
    if of is not None and fact.quantity.step >= 1 and "任务" not in of[0] and "计划" not in of[0]:
        return Reading(Kind.SHARE, fact.left[0] + of.start())
    return None
