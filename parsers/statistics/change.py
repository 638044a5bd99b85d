"""What a number says: an amount, a share, a rate, a growth, a difference, and against what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from parsers.statistics.classes import by_class
from parsers.statistics.comparisons import (
    GAP_VERB,
    RATIOS,
    SHARE_SAID,
    Reading,
    compared,
    gap,
    percentage,
)
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from schemas.notice import Kind

_OPEN_BASE: Final = re.compile(r"(?:比|较|由|从)(?P<base>[^,。;:比较]{0,20})$")
_OPENS: Final = frozenset("比较由从")
_SHORT_OF: Final = re.compile(r"(?P<np>.*?)距离?(?P<base>[^,。;:]{2,16}?)(?:尚|还|仍|相)?差$")
_BEYOND: Final = re.compile(
    r"(?P<np>.*?)(?:超出|超过)(?P<base>(?:规定|标准|定额|编制|上限|限值|核定|设计)[^,。;:(]{0,6})(?:\([^()]*\))?$"
)
_LEVELS: Final = r"[^,。;:]{0,10}?(?:均值|平均[值分]?|均分|平均水平|水平|标准值?|限值))$"
_ABOVE: Final = re.compile(r"(?P<np>.*?)(?:高出|高于|超出)(?P<base>" + _LEVELS)
_BELOW: Final = re.compile(r"(?P<np>.*?)低于(?P<base>" + _LEVELS)
_OVER: Final = re.compile(r"(?P<np>.*?)超(?:过|出)?(?P<base>(?:警戒|汛限|保证|历史最高)水位)$")
_AGAINST_LEVEL: Final = (
    (_SHORT_OF, -1), (_BEYOND, 1), (_ABOVE, 1), (_BELOW, -1), (_OVER, 1),
)  # fmt: skip
_AGAINST: Final = frozenset("距超高低")
"""One of these stands in whatever the patterns of `_AGAINST_LEVEL` find."""
_TELLING: Final = _OPENS | _AGAINST | frozenset("(多少")
"""One of these stands in all that compares, and in front of what stands in brackets."""
_PERIOD_WORDS: Final = re.compile(r"同比|环比|分别|平均|年均|月均|的|总体|整体|合计|且|其中")
_ASIDE: Final = re.compile(r"\([^()\d]{1,16}\)")
POINTS: Final = frozenset({"个百分点", "个千分点", "个基点", "基点"})
_RANK_CUE: Final = re.compile(
    r"(?:位次|排名|位列|位居|名列|并列|排在|升至|降至|升到|降到|跌至|跌到|滑至|退至|列|居|排|由|从)[^,。;:]{0,9}$"
)
_BEFORE_NOW: Final = re.compile(
    r"(?:而|且|但)?(?:上年同?期?|去年同?期?|上一?年度?|前一年|此前一年|上季度|上月|上期|上周|同期|上次|上轮|年初)"
    r"(?:同期)?(?:则|仅|只)?(?:为|是|有|共|共有)?$"
)
_CHANGED_NEXT: Final = re.compile(
    r"[,;]?(?:今年|本期|现|同比|共)?(?:减少|增加|下降|上升|增长|降低|提高|压减|净增|净减|少|多|降|增)"
)
_REACHED_NEXT: Final = re.compile(r",?(?:升|降|增|减|提高|提升|压缩|缩短)[^,。;]{0,3}[至到为]")
_DONE: Final = re.compile(r"(?:整治|改造|整改|规范|培育|整合|升级)$")
_NO_MARK: Final = re.compile(r"[^,、:;]")
_SIGNED: Final = re.compile(r"(?P<np>.*?)(?P<base>同比|环比)(?:变动|变化|增减)?(?P<plus>\+?)$")
_SIGNED_ENDS: Final = ("比", "+", "动", "化", "减")
_SIGN_JOINTS: Final = ("", "、", "和", "与", ",")
_SHARE_FROM: Final = re.compile(r"占比(?:已|则)?(?:由|从)[^,。;]*$|占比(?:已|则)?$")
_FALL: Final = re.compile(r"(?:降幅|跌幅|减幅)[^,。;:]{0,12}$")
_SCOPES: Final = re.compile(r"[全我][省市区县镇乡国]|[,、:中在]")
_NO_COMPARISON: Final = re.compile(r"占比|[同环]比(?=$)|比[例重率]|对比|百分比")
_MORE: Final = re.compile(
    r"(?:(?:比|较)(?P<base>[^,。;:比较]{1,8}?)|(?P<time>[同环]比))(?P<way>多|少)[\u4e00-\u9fff]{1,4}$"
)
_TIMES_OF: Final = re.compile(
    r"(?P<np>.*?)(?:约?为|约?是|达到?|相当于)(?P<base>[^,。;:是为]{1,12}?)的$"
)
_BEYOND_BRACKET: Final = re.compile(
    r"(?P<verb>高于|低于|超出|高出|多于|少于|优于|好于|快于|慢于|落后于?|领先于?)"
    r"(?P<base>[^,。;:()\d]{1,16})\([^()]{0,8}\d[^()]{0,12}\)$"
)
_TOLD_WHOLE: Final = re.compile(
    r"占[^,。;:()占\d]{0,16}\d[\d,.]{0,14}[万亿]?[^,。;:()\d的]{1,4}的(?:约|近|超过?|将近|不足|不到|逾|仅)?$"
)
_LONGEST_ORGAN: Final = 12
_NO_END: Final = re.compile(r"[^,。;:()占\d]*")
_RATE_NOUN: Final = re.compile(r"[\u4e00-\u9fff]率(?:为|是|达|达到|:)*$")
_RANK_BASE: Final = re.compile(r"(?:由|从)[^,。;:至到]{0,12}$")
_RANK_NOUN: Final = re.compile(r"(?P<noun>(?<=[\u4e00-\u9fff])(?:排名|位次|名次))[^,。;:]{0,9}$")
_SCORE_NOUN: Final = re.compile(r"(?:得分|总分|均分|成绩|分数|分值)(?:为|是|达|达到|:|最高|最低)*$")
_REACHED: Final = re.compile(
    r"(?:增加|增长|提高|提升|上升|下降|减少|降低|压减|压缩|缩短|缩小|收窄|攀升|跃升|上涨|下跌|压降|精减|扩大|扩充|扩容|扩建|精简|调整|升级|跌|滑|提|回落|回升|反弹|恢复|发展|增|升|降|减|缩)了?(?:到|至|为)(?:近|约|超过)?$"
)
_REACHED_ENDS: Final = frozenset("到至为近约过")
_REACHED_OF: Final = re.compile(
    r"(?:增加|增长|提高|提升|上升|下降|减少|降低|压减|缩短|回落|回升|反弹|攀升|增|升|降|减|跌|提)(?:到|至|为)"
    r"(?:\d{1,2}月份?|年末|年底|目前|现在|当前|今年|本期|本月|本季度|下半年|上半年|期末|月末|第[一二三四五六七八九十\d]{1,3}[批轮次期]|20\d{2}年[末底]?)的?$"
)
_ANY_CHANGE: Final = re.compile(r"增|减|升|降|提高|提升|回落|上涨|下跌|扩大|缩小|缩短|压缩|到|至")
_BESIDE: Final = re.compile(
    r"(?:比|较|高于|低于|不足|超过|相当于)(?P<base>(?![高低多少大小好差])[^,。;:比较的有]{2,14})$"
)
_PAST: Final = re.compile(
    r"上年|去年|前年|上季|上月|上周|上次|上一?轮|上期|同期|年初|[治改施]前|20\d\d年"
)
_HIGHER: Final = re.compile(r"(?:高|低|多|少|快|慢|上升|下降|提高|提升|降低|增|减)")
_MANNER: Final = re.compile(r"(?:分别|已|同比|环比|擅自|逐[年月步渐季]|大幅|明显|直接|进一步)+$")
_REACHED_OF_ENDS: Final = frozenset("末底前在年期月份度批轮次的")
# To look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL
_SCORE: Final = Kind.SCORE


@cache
def _verb_pattern() -> re.Pattern[str]:
    """A verb of change at the end of the words before a number."""
    up, down = longest_first("change", "up"), longest_first("change", "down")
    verbs = sorted((*up, *down), key=len, reverse=True)
    fillers = "|".join(map(re.escape, longest_first("change", "filler")))
    return re.compile(rf"(?P<verb>{'|'.join(map(re.escape, verbs))})(?P<tail>(?:{fillers})*)$")


# Official prose tells changes in the same words over and over.
@lru_cache(maxsize=4096)
def _verb(left: str) -> tuple[int, str, str] | None:
    """Where a verb of change at the end of words begins, the verb, and what stands behind it."""
    match = _verb_pattern().search(left) if left[-1:] in _verb_ends() else None
    return None if match is None else (match.start(), match["verb"], match["tail"])


@lru_cache(maxsize=4096)
def _opened(left: str) -> tuple[int, str, bool] | None:
    """Where words begin that open a base (由, 比上年的), the base, and whether a verb ends them."""
    if _OPENS.isdisjoint(left):
        return None
    plain = RATIOS.sub(lambda found: "〇" * len(found[0]), left)
    match = _OPEN_BASE.search(plain)
    return None if match is None else (match.start(), match["base"], _verb(plain) is not None)


@cache
def _verb_ends() -> frozenset[str]:
    """The last characters of what `_verb_pattern` finds."""
    lists = ("up", "down", "filler")
    return frozenset(word[-1] for name in lists for word in longest_first("change", name))


def classify(passage: Passage, fact: Fact) -> Reading:
    """Decide what kind of statement a number is, from the words around it."""
    text = passage.text
    left = text[fact.left[0] : fact.left[1]]
    if _is_plain(passage, fact, left):
        # No sign and no points: nothing is left of what `_by_unit` looks for first.
        return _by_unit_alone(left, fact)
    asides = [match.span() for match in _ASIDE.finditer(left)] if "(" in left else []
    if not asides or not _ANY_CHANGE.search(left[asides[-1][1] :]):
        return _classified(passage, fact, left)
    # 较上年同期（下称同比）增加 10 起: what stands in brackets between is no part of it.
    places = [i for i in range(len(left)) if not any(a <= i < b for a, b in asides)]
    shown = "".join(left[i] for i in places)
    reading = _classified(passage, fact, shown)
    at = reading.np_end - fact.left[0]
    return replace(reading, np_end=fact.left[0] + (places[at] if at < len(places) else len(left)))


@lru_cache(maxsize=4096)
def _tells_nothing(left: str) -> bool:
    """Tell whether the words before a number say no more of its kind than its unit does.

    That is, whether nothing that compares is among them, and nothing at their end tells a change
    or a level that was reached.
    """
    if left[-1:] in _telling_ends() or not _TELLING.isdisjoint(left):
        return False
    return _BEFORE_NOW.fullmatch(left) is None


@cache
def _telling_ends() -> frozenset[str]:
    """The last characters of what tells a change or a level that was reached."""
    return _verb_ends() | _REACHED_ENDS | _REACHED_OF_ENDS | frozenset(_SIGNED_ENDS)


def _is_plain(passage: Passage, fact: Fact, left: str) -> bool:
    """Whether the unit alone decides: nothing around the number says more."""
    quantity, start = fact.quantity, fact.start
    if fact.left[1] != quantity.lead or not _tells_nothing(left):
        return False
    if quantity.form != "number" or quantity.unit_text in POINTS:
        return False
    text = passage.text
    if passage.layout.bracket[start] > 0 or (start and text[start - 1] == ")"):
        return False
    return not fact.is_percent or text.find("占", max(0, start - 48), start) < 0


def _classified(passage: Passage, fact: Fact, left: str) -> Reading:
    if fact.quantity.form == "rank":
        return _rank(left, fact)
    if fact.quantity.form == "ratio":
        return Reading(Kind.RATE, fact.left[1])
    if fact.quantity.form == "fold":
        return compared(left, fact, Reading(Kind.FACTOR, fact.left[1]))
    if _is_base(passage, fact, left):
        return _base(left, fact)
    told = by_class(passage, fact) if passage.layout.bracket[fact.start] > 0 else None
    told = told or _beside(left, fact)
    if told is not None:
        return told
    text, start = passage.text, fact.start
    beyond = None
    if text.endswith(")", 0, start):
        beyond = _BEYOND_BRACKET.search(text[max(0, start - 48) : start])
    if beyond is not None and fact.quantity.unit_text not in POINTS:
        relative = fact.quantity.is_percent or fact.quantity.unit_text == "倍"
        sign = -1 if beyond["verb"] in cue_set("change", "gap_down") else 1
        kind = Kind.GROWTH if relative else Kind.DELTA
        return Reading(kind, fact.left[0], sign, beyond["base"])
    if fact.quantity.is_percent and _is_share(passage, fact):
        return Reading(Kind.SHARE, fact.left[0])
    return _by_verb(passage, left, fact) or _by_unit(left, fact)


def _is_share(passage: Passage, fact: Fact) -> bool:
    """占班级总数156个的4.5%; 三类占投诉总量的54%: 占 is told before the number's own words."""
    text, start, begin = passage.text, fact.start, fact.left[0]
    # 占(街道)承办总量的5.1%: the name of an organ may have been cut off for the subject.
    said = text.rfind("占", max(0, begin - _LONGEST_ORGAN), begin)
    if said >= 0 and _NO_END.fullmatch(text, said + 1, begin):
        return SHARE_SAID.search(text[said:start]) is not None
    return _TOLD_WHOLE.search(text[max(0, start - 48) : start]) is not None


def _beside(left: str, fact: Fact) -> Reading | None:
    """较上次抽检(4.1处)减少1.3处, 比全县平均(88.9%)低…: the level itself, told in brackets."""
    beside = _BESIDE.search(left) if fact.left[1] < fact.quantity.lead else None
    if beside is None:
        return None
    if _PAST.search(beside["base"]):
        return Reading(Kind.BASE, fact.left[0] + beside.start())
    # The level that it is compared with is named by its own noun (平均水平).
    fact.left = fact.left[0] + beside.start("base"), fact.left[1]
    return Reading(_by_unit(left, fact).kind, fact.left[1])


def _by_verb(passage: Passage, left: str, fact: Fact) -> Reading | None:
    """The kind that a verb before the number gives it; ``None`` without one."""
    # A number alone in brackets tells the level itself (超过标准值（0.02克）).
    is_direct = fact.left[1] == fact.quantity.lead
    for pattern, sign in () if _AGAINST.isdisjoint(left) else _AGAINST_LEVEL:
        match = pattern.match(left)
        if match is not None and is_direct:
            relative = fact.quantity.is_percent or fact.quantity.unit_text == "倍"
            kind = Kind.GROWTH if relative else Kind.DELTA
            return Reading(kind, fact.left[0] + match.end("np"), sign, match["base"])
    points = fact.quantity.unit_text in POINTS
    if points and GAP_VERB.match(left):
        return gap(left, fact)
    return _change(left, fact) or _to_level(passage, left, fact)


def _by_unit(left: str, fact: Fact) -> Reading:
    """The kind that the unit alone gives a number."""
    unit = fact.quantity.unit_text
    signed = _SIGNED.match(left) if left.endswith(_SIGNED_ENDS) else None
    if signed is not None and (signed["plus"] or fact.value < 0):
        relative = fact.quantity.is_percent or unit == "倍"
        kind = Kind.GROWTH if relative else Kind.DELTA
        return Reading(kind, fact.left[0] + signed.end("np"), 1, signed["base"])
    if unit in POINTS:
        return Reading(Kind.DELTA, fact.left[1])
    return _by_unit_alone(left, fact)


def _by_unit_alone(left: str, fact: Fact) -> Reading:
    """The kind of a number that no sign and no change of points is told of."""
    quantity = fact.quantity
    unit = quantity.unit_text
    if fact.is_percent:
        return percentage(left, fact)
    if unit == "倍":
        return _factor(left, fact)
    kind = _SCORE if unit == "分" else _LEVEL
    if unit is None and quantity.form == "number":
        # Bare numbers behind a word for a rate or for points (得分为 95.2).
        if _RATE_NOUN.search(left):
            kind = Kind.RATE
        elif _SCORE_NOUN.search(left):
            kind = _SCORE
    return Reading(kind, fact.left[1])


def _factor(left: str, fact: Fact) -> Reading:
    """点击量是上年的 3.2 倍: the base stands between 是 and 的."""
    match = _TIMES_OF.match(left)
    if match is None:
        return Reading(Kind.FACTOR, fact.left[1])
    return Reading(Kind.FACTOR, fact.left[0] + match.end("np"), 1, match["base"])


def _is_base(passage: Passage, fact: Fact, left: str) -> bool:
    """由 X 增至, 比上年的 X 增加: X is quoted only as what a change starts from."""
    if _BEFORE_NOW.fullmatch(left) and _CHANGED_NEXT.match(passage.text, fact.quantity.tail):
        # 此前一年为11家，减少7家: the level of another time, told only to compare.
        return True
    opened = _opened(left)
    if opened is None:
        return False
    at, base, has_verb = opened
    if fact.quantity.is_percent and left[at] not in "由从":
        # 较上季度的94.1%高2.6个百分点; 比省均值的94.1%高 is no other time.
        is_past = base.endswith("的") and _PAST.search(base) is not None
        return is_past and _HIGHER.match(passage.text, fact.quantity.tail) is not None
    if has_verb:
        return False
    if left[at] in "比较" and not base.endswith("的") and base:
        return False
    end = fact.quantity.tail
    if _REACHED_NEXT.match(passage.text, end):
        return True
    behind = passage.text[end : min(end + 24, passage.layout.end[fact.start])]
    return _ANY_CHANGE.search(behind) is not None


def _rank(left: str, fact: Fact) -> Reading:
    """A place in an order; the noun stands before 列, 居 and the like; 由第9名 is a base."""
    base = _RANK_BASE.search(left)
    if base is not None:
        return Reading(Kind.BASE, fact.left[0] + base.start())
    match = _RANK_CUE.search(left)
    cut = match.start() if match is not None else len(left)
    noun = _RANK_NOUN.search(left)
    before = _SCOPES.sub("", left[: noun.start()]) if noun is not None else ""
    if noun is not None and before and noun.start() <= cut:
        # 综合排名全市第 4: the noun of the place is part of what is ranked.
        cut = noun.end("noun")
    return Reading(Kind.RANK, fact.left[0] + cut)


def _to_level(passage: Passage, left: str, fact: Fact) -> Reading | None:
    """增至, 压减到: what follows is the amount that was reached."""
    match = _REACHED.search(left) if left[-1:] in _REACHED_ENDS else None
    if match is None and left[-1:] in _REACHED_OF_ENDS:
        match = _REACHED_OF.search(left)
    if match is None:
        return None
    quantity = fact.quantity
    kind = Kind.RATE if quantity.is_percent else Kind.LEVEL
    clause = passage.text[passage.layout.start[fact.start] : fact.left[0] + match.start()]
    if quantity.is_percent and "占比" in clause and _SHARE_FROM.search(clause):
        kind = Kind.SHARE
    if quantity.unit_text == "分":
        kind = Kind.SCORE
    before = _MANNER.sub("", left[: match.start()])
    return Reading(kind, fact.left[0] + len(before))


def _base(left: str, fact: Fact) -> Reading:
    opened = _opened(left)
    return Reading(Kind.BASE, fact.left[0] + (len(left) if opened is None else opened[0]))


def _change(left: str, fact: Fact) -> Reading | None:
    told = _verb(left)
    if told is None:
        return _more(left, fact)
    start, verb, tail = told
    before = left[:start]
    quantity = fact.quantity
    noun = verb in cue_set("change", "nouns")
    if verb == "高" and tail.startswith("达"):
        return None
    if verb == "减" and before.endswith("扣"):
        return None  # 分别扣减3分、5分: points taken off
    if verb == "提升" and not tail and _counts_bodies(fact) and _DONE.search(before):
        # 整治提升 23 家: what was done to them, no difference.
        return None
    if not noun and tail.endswith("为") and not tail.endswith("分别为"):
        return None
    if verb in ("大", "小") and quantity.unit_text not in POINTS:
        return None
    is_down = verb in cue_set("change", "down") or _is_sooner(verb, fact)
    if verb in cue_set("change", "widths") and _FALL.search(before):
        # 降幅收窄 2 个百分点: what changed is a fall, so that it rose.
        is_down = not is_down
    relative = quantity.is_percent or quantity.unit_text == "倍"
    points = quantity.unit_text in POINTS
    # 高0.2个、低0.3个百分点: points are no level, whatever stands before.
    is_alone = before in _SIGN_JOINTS if points else not before and quantity.is_percent
    is_free = is_alone or len(verb) > 1 or verb in "↑↓"
    if not is_free and not _is_compared(before):
        return None
    kind = Kind.GROWTH if relative else Kind.DELTA
    has_name = _NO_MARK.search(_PERIOD_WORDS.sub("", before))
    cut = start + len(verb) if noun and has_name else start
    reading = Reading(kind, fact.left[0] + cut, -1 if is_down else 1)
    return compared(before, fact, reading)


def _is_sooner(verb: str, fact: Fact) -> bool:
    """比承诺时限快1.6天: less time."""
    return verb in cue_set("change", "sooner") and fact.quantity.is_duration


def _counts_bodies(fact: Fact) -> bool:
    unit = fact.quantity.unit
    return unit is not None and unit.family in ("bodies", "common")


def _more(left: str, fact: Fact) -> Reading | None:
    """比上年多公开 4000 条: 多 or 少 before the verb of what was done."""
    match = _MORE.search(left) if "多" in left or "少" in left else None
    if match is None:
        return None
    kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    sign = -1 if match["way"] == "少" else 1
    return Reading(kind, fact.left[0] + match.start(), sign, match["base"] or match["time"])


def _is_compared(before: str) -> bool:
    """One-character verbs (增 降 多 少) say a change only behind a comparison."""
    before = _NO_COMPARISON.sub("", before)
    if before.endswith(longest_first("change", "counts")):
        return True
    return any(word in before for word in ("比", "较", "与", "同", "分别"))
