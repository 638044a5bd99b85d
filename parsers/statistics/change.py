"""What a number says: an amount, a share, a rate, a growth, a difference, and against what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from parsers.statistics.change_verbs import before_reached, told_verb, verb_ends
from parsers.statistics.classes import by_class
from parsers.statistics.comparisons import (
    SHARE_SAID,
    Reading,
    compared,
    gap,
    percentage,
)
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.quoted_levels import (
    OPENS,
    PAST,
    is_quoted,
    quoted,
    tells_earlier,
    tells_more,
)
from schemas.notice import Kind
from schemas.patterns import lazy_re

_SHORT_OF: Final = lazy_re(r"(?P<np>.*?)距离?(?P<base>[^,。;:]{2,16}?)(?:尚|还|仍|相)?差$")
_BEYOND: Final = lazy_re(
    r"(?P<np>.*?)(?:超出|超过)(?P<base>(?:规定|标准|定额|编制|上限|限值|核定|设计)[^,。;:(]{0,6})"
    r"(?<!的)(?<!的[有共])(?:\([^()]*\))?$"
)
_LEVELS: Final = r"[^,。;:]{0,10}?(?:均值|平均[值分]?|均分|平均水平|水平|标准值?|限值))$"
_ABOVE: Final = lazy_re(r"(?P<np>.*?)(?:高出|高于|超出)(?P<base>" + _LEVELS)
_BELOW: Final = lazy_re(r"(?P<np>.*?)低于(?P<base>" + _LEVELS)
_OVER: Final = lazy_re(r"(?P<np>.*?)超(?:过|出)?(?P<base>(?:警戒|汛限|保证|历史最高)水位)$")
_AGAINST_LEVEL: Final = (
    (_SHORT_OF, -1), (_BEYOND, 1), (_ABOVE, 1), (_BELOW, -1), (_OVER, 1),
)  # fmt: skip
_AGAINST: Final = frozenset("距超高低")
"""One of these stands in whatever the patterns of `_AGAINST_LEVEL` find."""
_TELLING: Final = OPENS | _AGAINST | frozenset("(多少")
"""One of these stands in all that compares, and in front of what stands in brackets."""
_PERIOD_WORDS: Final = lazy_re(r"同比|环比|分别|平均|年均|月均|的|总体|整体|合计|且|其中")
_ASIDE: Final = lazy_re(r"\([^()\d]{1,16}\)")
POINTS: Final = frozenset({"个百分点", "个千分点", "个基点", "基点"})
_RANK_CUE: Final = lazy_re(
    r"(?:位次|排名|位列|位居|名列|并列|排在|升至|降至|升到|降到|跌至|跌到|滑至|退至|列|居|排|由|从)[^,。;:]{0,9}$"
)
_DONE: Final = lazy_re(r"(?:整治|改造|整改|规范|培育|整合|升级)$")
_APART: Final = ("", ",", "。", ";", ":", "、", "(", ")", " ")
"""What stands before the first words of a clause or an item, or nothing."""
_NO_MARK: Final = lazy_re(r"[^,、:;]")
_SIGNED: Final = lazy_re(r"(?P<np>.*?)(?P<base>同比|环比)(?:变动|变化|增减)?(?P<plus>\+?)$")
_SIGNED_ENDS: Final = ("比", "+", "动", "化", "减")
_FALL: Final = lazy_re(r"(?:降幅|跌幅|减幅)[^,。;:]{0,12}$")
_SCOPES: Final = lazy_re(r"[全我][省市区县镇乡国]|[,、:中在]")
_NO_COMPARISON: Final = lazy_re(r"占比|比[例重率]|对比|百分比")
_MORE: Final = lazy_re(
    r"(?:(?:比|较)(?P<base>[^,。;:比较]{1,8}?)|(?P<time>[同环]比))(?P<way>多|少)[\u4e00-\u9fff]{1,4}$"
)
_TIMES_OF: Final = lazy_re(
    r"(?P<np>.*?)(?:约?为|约?是|达到?|相当于)(?P<base>[^,。;:是为]{1,12}?)的$"
)
# Characters before a number in which what makes it a change or a share may stand.
_WIDEST: Final = 48
_BEYOND_BRACKET: Final = lazy_re(
    r"(?P<verb>高于|低于|超出|高出|多于|少于|优于|好于|快于|慢于|落后于?|领先于?)"
    r"(?P<base>[^,。;:()\d]{1,16})\([^()]{0,8}\d[^()]{0,12}\)$"
)
_TOLD_WHOLE: Final = lazy_re(
    r"占[^,。;:()占\d]{0,16}\d[\d,.]{0,14}[万亿]?[^,。;:()\d的]{1,4}的(?:约|近|超过?|将近|不足|不到|逾|仅)?"
)
_NO_END: Final = lazy_re(r"[^,。;:()占\d]*")
_RATE_NOUN: Final = lazy_re(r"[\u4e00-\u9fff]率(?:为|是|达|达到|:)*$")
_RANK_BASE: Final = lazy_re(r"(?:由|从)[^,。;:至到]{0,12}$")
_RANK_NOUN: Final = lazy_re(r"(?P<noun>(?<=[\u4e00-\u9fff])(?:排名|位次|名次))[^,。;:]{0,9}$")
_SCORE_NOUN: Final = lazy_re(r"(?:得分|总分|均分|成绩|分数|分值)(?:为|是|达|达到|:|最高|最低)*$")
_REACHED: Final = lazy_re(
    r"(?:增加|增长|提高|提升|上升|下降|减少|降低|压减|压缩|缩短|缩小|收窄|攀升|跃升|上涨|下跌|压降|精减|扩大|扩充|扩容|扩建|精简|调整|升级|跌|滑|提|回落|回升|反弹|恢复|发展|增|升|降|减|缩)了?(?:到|至|为)(?:近|约|超过)?$"
)
_REACHED_ENDS: Final = frozenset("到至为近约过")
_REACHED_OF: Final = lazy_re(
    r"(?:增加|增长|提高|提升|上升|下降|减少|降低|压减|缩短|回落|回升|反弹|攀升|增|升|降|减|跌|提)(?:到|至|为)"
    r"(?:\d{1,2}月[份末底]?|年末|年底|目前|现在|当前|今年|本期|本月|本季度|下半年|上半年|期末|月末|第[一二三四五六七八九十\d]{1,3}[批轮次期]|20\d{2}年[末底]?)的?$"
)
_BESIDE: Final = lazy_re(
    r"(?:比|较|高于|低于|不足|超过|相当于)(?P<base>(?![高低多少大小好差])[^,。;:比较的有]{2,14})$"
)
_HELD_AGAINST: Final = lazy_re(r"(?<![同环])[比较](?P<base>(?:[^,。;:比较的有由从]{2,14}?)?)的?$")
_REACHED_OF_ENDS: Final = frozenset("末底前在年期月份度批轮次的")
# To look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL
_SCORE: Final = Kind.SCORE


def classify(passage: Passage, fact: Fact) -> Reading:
    """Decide what kind of statement a number is, from the words around it."""
    text = passage.text
    left = text[fact.left[0] : fact.left[1]]
    if _is_plain(fact, left):
        # No sign and no points: nothing is left of what `_by_unit` looks for first.
        return _by_unit_alone(left, fact)
    asides = [match.span() for match in _ASIDE.finditer(left)] if "(" in left else []
    if not asides:
        return _classified(passage, fact, left)
    # 较上年同期（下称同比）增加 10 起: what stands in brackets between is no part of it.
    places = [i for i in range(len(left)) if not any(a <= i < b for a, b in asides)]
    reading = _classified(passage, fact, "".join(left[i] for i in places))
    at = min(reading.np_end - fact.left[0], len(places))
    return replace(reading, np_end=fact.left[0] + [*places, len(left)][at])


@lru_cache(maxsize=4096)
def _tells_nothing(left: str) -> bool:
    """Tell whether the words before a number say no more of its kind than its unit does.

    That is, whether nothing that compares is among them, and nothing at their end tells a change
    or a level that was reached.
    """
    if left[-1:] in _telling_ends() or not _TELLING.isdisjoint(left):
        return False
    return not tells_earlier(left)


@cache
def _telling_ends() -> frozenset[str]:
    """The last characters of what tells a change or a level that was reached."""
    return verb_ends() | _REACHED_ENDS | _REACHED_OF_ENDS | frozenset(_SIGNED_ENDS)


def _is_plain(fact: Fact, left: str) -> bool:
    """Whether the unit alone decides: nothing around the number says more."""
    quantity = fact.quantity
    is_number = quantity.form == "number" and quantity.unit_text not in POINTS
    return is_number and not quantity.is_percent and _tells_nothing(left)


def _classified(passage: Passage, fact: Fact, left: str) -> Reading:
    if fact.quantity.form == "rank":
        return _rank(left, fact)
    if fact.quantity.form == "ratio":
        return Reading(Kind.RATE, fact.left[1])
    if fact.quantity.form == "fold":
        return compared(left, fact, Reading(Kind.FACTOR, fact.left[1]))
    if is_quoted(passage, fact, left):
        return quoted(left, fact)
    told = by_class(passage, fact) or _beside(passage, left, fact)
    if told is not None:
        return told
    beyond = None
    if passage.text[fact.start - 1] == ")":
        beyond = _BEYOND_BRACKET.search(passage.text, max(0, fact.start - _WIDEST), fact.start)
    if beyond is not None:
        sign = -1 if beyond["verb"] in cue_set("change", "gap_down") else 1
        return Reading(_kind_of_change(fact), fact.left[0], sign, beyond["base"])
    if fact.quantity.is_percent and _is_share(passage, fact):
        return Reading(Kind.SHARE, fact.left[0])
    return _signed(left, fact) or _by_verb(passage, left, fact) or _by_unit(left, fact)


def _is_share(passage: Passage, fact: Fact) -> bool:
    """占班级总数156个的4.5%; 三类占投诉总量的54%: 占 is told before the number's own words."""
    text, start = passage.text, fact.start
    said = text.rfind("占", max(0, start - _WIDEST), start)
    if said < 0:
        return False
    # 占(街道)承办总量的5.1%: the name of an organ may have been cut off for the subject.
    if _NO_END.fullmatch(text, said + 1, fact.left[0]):
        return SHARE_SAID.search(text[said:start]) is not None
    return _TOLD_WHOLE.fullmatch(text, said, start) is not None


def _beside(passage: Passage, left: str, fact: Fact) -> Reading | None:
    """较上次抽检(4.1处)减少1.3处, 比全县平均的88.9%低…: the level itself, told in between."""
    is_apart = fact.left[1] < fact.quantity.lead
    beside = (_BESIDE if is_apart else _HELD_AGAINST).search(left)
    if beside is None or not (is_apart or tells_more(passage, fact)):
        return None
    # 较94.1%提高1.9个百分点: what it was before.
    if not beside["base"] or PAST.search(beside["base"]):
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
            end = fact.left[0] + match.end("np")
            return Reading(_kind_of_change(fact), end, sign, match["base"])
    told = gap(left, fact) if fact.quantity.unit_text in POINTS else None
    return told or _change(passage, left, fact) or _to_level(left, fact)


def _signed(left: str, fact: Fact) -> Reading | None:
    """同比+12.5%, 环比变动-3起: a change that its sign tells."""
    signed = _SIGNED.match(left) if left.endswith(_SIGNED_ENDS) else None
    if signed is None or not (signed["plus"] or fact.value <= 0):
        return None
    return Reading(_kind_of_change(fact), fact.left[0] + signed.end("np"), 1, signed["base"])


def _kind_of_change(fact: Fact) -> Kind:
    """A growth in per cent or times, else a difference."""
    relative = fact.quantity.is_percent or fact.quantity.unit_text == "倍"
    return Kind.GROWTH if relative else Kind.DELTA


def _by_unit(left: str, fact: Fact) -> Reading:
    """The kind that the unit alone gives a number."""
    if fact.quantity.unit_text in POINTS:
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
    if unit is None:
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


def _rank(left: str, fact: Fact) -> Reading:
    """A place in an order; the noun stands before 列, 居 and the like; 由第9名 is a base."""
    base = _RANK_BASE.search(left)
    if base is not None:
        return Reading(Kind.BASE, fact.left[0] + base.start())
    match = _RANK_CUE.search(left)
    cut = match.start() if match is not None else len(left)
    noun = _RANK_NOUN.search(left)
    if noun is not None and noun.start() <= cut and _SCOPES.sub("", left[: noun.start()]):
        # 综合排名全市第 4: the noun of the place is part of what is ranked.
        cut = noun.end("noun")
    return Reading(Kind.RANK, fact.left[0] + cut)


def _to_level(left: str, fact: Fact) -> Reading | None:
    """增至, 压减到: what follows is the amount that was reached."""
    match = _REACHED.search(left) if left[-1:] in _REACHED_ENDS else None
    if left[-1:] in _REACHED_OF_ENDS:
        match = _REACHED_OF.search(left)
    if match is None:
        return None
    quantity = fact.quantity
    kind = Kind.RATE if quantity.is_percent else Kind.LEVEL
    if quantity.unit_text == "分":
        kind = Kind.SCORE
    before = before_reached().sub("", left[: match.start()])
    return Reading(kind, fact.left[0] + len(before))


def _change(passage: Passage, left: str, fact: Fact) -> Reading | None:
    told = told_verb(left)
    if told is None:
        return _more(left, fact)
    verb, before = told["verb"], left[: told.start()]
    if _is_no_change(told, before, fact):
        return None
    is_down = verb in cue_set("change", "down") or _is_sooner(verb, fact)
    if _FALL.search(before):
        # 降幅收窄 2 个百分点: what changed is a fall, so that it rose.
        is_down = not is_down
    # 占比增2个百分点: points are no level, whatever stands before.
    is_points = fact.quantity.unit_text in POINTS
    is_alone = not before and (fact.is_percent or _goes_on(passage, fact))
    is_free = is_alone or len(verb) > 1 or verb in "↑↓"
    is_free = is_free or (is_points and not before.endswith("最"))
    if not is_free and not _is_compared(before):
        return None
    has_name = _NO_MARK.search(_PERIOD_WORDS.sub("", before))
    if has_name and verb in cue_set("change", "rates"):
        return None  # 人口自然增长率: a rate of its own; alone it tells how its level changed.
    is_noun = verb in cue_set("change", "nouns")
    cut = told.end("verb") if is_noun and has_name else told.start()
    reading = Reading(_kind_of_change(fact), fact.left[0] + cut, -1 if is_down else 1)
    return compared(before, fact, reading)


def _goes_on(passage: Passage, fact: Fact) -> bool:
    """分别多30件、少5件; 比平均分90分低8分: in a list of changes, or right behind a number."""
    before = fact.listed_after
    if before is not None and before.kind in (Kind.GROWTH, Kind.DELTA):
        return True
    return passage.text[max(0, fact.left[0] - 1) : fact.left[0]] not in _APART


def _is_no_change(told: re.Match[str], before: str, fact: Fact) -> bool:
    """Whether what looks like a verb of change tells something else before this number."""
    verb, tail = told["verb"], told["tail"]
    if verb == "减" and before.endswith("扣"):
        return True  # 分别扣减3分、5分: points taken off
    if verb == "提升" and _counts_bodies(fact) and _DONE.search(before):
        return True  # 整治提升 23 家: what was done to them, no difference.
    is_noun = verb in cue_set("change", "nouns")
    if not is_noun and tail.endswith("为") and not tail.endswith("分别为"):
        return True
    if verb in ("大", "小") and before.endswith(("比", "较")):
        return True  # 较大5起: how bad they are
    return verb == "高" and tail.startswith("达")


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
