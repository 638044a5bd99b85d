"""Whether a number is a result, or a plan, a threshold, a rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, cues
from parsers.words import tag
from schemas.notice import Kind
from schemas.patterns import lazy_re

_MUST: Final = lazy_re(r"(?<![主重需纲摘概])要(?!求|素|闻|点|件|害|道|紧|情|领)")
_CLASSED: Final = lazy_re(
    r"^(?:\(含\))?(?:[以至到][^,。;]{0,8})?的?[^,。;的]{0,6}?(?:列为|列入|评为|定为|的为|予以|给予|一律)|"
    r"^(?:\(含\))?(?:[至到].{0,8})?的(?:为|列|评|定|不得)"
)
_DUE: Final = lazy_re(
    r"(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|年底|季度末|春节|[节年月]底?)(?:之)?前[^,。;]{0,20}$"
)
_REACH: Final = lazy_re(r"(?:达到|达|完成|实现|建成|不低于|提升到|提升至)[^,。;]{0,6}$")
_FINE: Final = lazy_re(
    r"(?:以上|以下)[^,。;]{0,12}罚款|(?:以上|以下)(?:[\d一二三四五六七八九十百千万.]{1,8}元?(?:以上|以下))"
)
_EVERY: Final = lazy_re(
    r"每(?:[年月周天日季]|季度|半年|半月|个月|工作日)[^,。;:、]{0,8}$|每[^,。;:、]{1,4}(?:配备|配置|设立|不少于)[^,。;:、]{0,4}$"
)
_PER_TIME: Final = lazy_re(
    r"(?:费|价|金|资|收入|餐)[\u4e00-\u9fff]{0,2}每(?:[人生户班]每)?[年月周天日期](?:约|近)?$"
)
_AT_RATE: Final = lazy_re(r"按照?(?:每[^,。;]{1,4}|不低于|不少于|不超过)?$")
_BY_YEAR: Final = lazy_re(r"到(20\d{2})年")
_QUOTED: Final = lazy_re(r"“[^“”]{1,24}”")
# 600分以上的312人, 600分以上312人.
_COUNT_NEXT: Final = lazy_re(r"的|部分|(?<=[上下内])\d")
_DEDUCTED: Final = lazy_re(r"(?<![被共已各计查暂实收])扣(?:除|减)?(?!分)[^,。;:\d]{0,10}$")
# 未达到年度水质目标, 比目标值低: held against an aim, it is a result.
_AGAINST_AIM: Final = lazy_re(
    r"(?:未?达到?|未?完成|未?实现|距离?|较|比|占|低于|高于|超过?|落后于?)[^,。;:]{0,8}(?:目标|计划|要求|标准)值?"
)
# 要求退费的86件: what was asked for is counted.
_ASKED_FOR: Final = lazy_re(r"要求[^,。;:]{2,10}的(?:有|共)?(?=[\d一二三四五六七八九十])")
# One of these stands in whatever `_is_rule` finds, and begins with a character: a search for many
# words at once is quick where each begins with one.
_RULING: Final = (
    "按", "要", "每", "以(?=[上下])", "前(?:(?<=[月日底末份节年]前)|(?<=[月日底末份节年]之前))",
)  # fmt: skip
# One of these, 每 or 扣 stands in whatever `_is_limit`, `_is_each` and `_is_deducted` find outside
# brackets; no mark that parts clauses stands in it.
# Points are taken off; what stands in brackets and quotes is left out.
_MARKS: Final = "扣(“"
_EQUAL: Final = "相当于"
_AIM: Final = "到20"
# So many characters before and behind a number tell whether it is a plan.
_BEFORE: Final = 40
_BEHIND: Final = 20
_TOLD_LIMIT: Final = lazy_re(r"(?:目标|标准|限|阈)值?$|(?:限额|上限|下限|规定|警戒线|计划)$")
# 超过10件的，从第11件起…; 31页至100页部分.
_CASE: Final = lazy_re(r"(?:超过?|不足|未满|满|达到?|逾|不到|低于|高于)$")
_RULED: Final = lazy_re(
    r"的[^,。;:\d]{0,12},(?:应|须|必须|不得|要|一律|按|予以|给予|由|从|责令)|的,"
)
_CLASS_NOUN: Final = lazy_re(r"[^,。;:、\d(]{0,12}[\d一二三四五六七八九十]")
_EACH_ONLY: Final = lazy_re(
    r"每[个名家所座][\u4e00-\u9fff]{1,6}(?:只|仅|至少|必须|应|须|最多)[\u4e00-\u9fff]{0,4}$"
)
_PRICE: Final = lazy_re(r"(?<!均)每[\u4e00-\u9fff]{1,3}$")
_PLANNED: Final = lazy_re(
    r"(?:(?:收入|支出|预算|投资|增加值|总值|支出预算)(?:预期|安排)|预期(?:目标)?)(?:为|达到?|约)?$"
)
_WANTED: Final = lazy_re(r"力争|确保|争取|必须|应|须|不得|务必|将")
_DONE: Final = lazy_re(r"实际|已|完成")
_ASIDE: Final = lazy_re(r"\([^()]{1,40}\)")
# To look up a member of an enumeration costs as much as a call.
_SCORE: Final = Kind.SCORE


def is_plan(passage: Passage, fact: Fact, data_year: int | None) -> bool:
    """Tell whether the words around a number make it a plan, a threshold or a rule."""
    text, place, tail = passage.text, fact.start, fact.quantity.tail
    marks, has_aim = _marks(text)
    at = bisect_left(marks, place - _BEFORE)
    is_marked = at < len(marks) and marks[at] < tail + _BEHIND
    if is_marked or passage.layout.bracket[place] > 0:
        told = _is_told(passage, fact)
        if told is not None:
            return told
    return _is_class(passage, fact) or (has_aim and _is_aimed(passage, fact, data_year))


# The numbers of a paragraph ask for one and the same text.
@lru_cache(maxsize=4)
def _marks(text: str) -> tuple[list[int], bool]:
    """Where anything begins that `_is_told` looks for, and whether a year is named as an aim."""
    return [match.start() for match in _any_mark().finditer(text)], _AIM in text


def _words() -> tuple[str, ...]:
    """The words of plans, those that only look like one, and the nouns of limits."""
    return tuple(word for name in ("not_plan", "plan", "limits") for word in cues("modality")[name])


@cache
def _any_mark() -> re.Pattern[str]:
    """The first character of whatever `_is_told` looks for, so that none hides another."""
    rests: dict[str, list[str]] = {}
    for word in (*_words(), _EQUAL):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    longer = (f"{re.escape(first)}(?={'|'.join(of)})" for first, of in rests.items())
    return re.compile("|".join((*map(re.escape, _MARKS), *_RULING, *longer)))


def _is_told(passage: Passage, fact: Fact) -> bool | None:
    """Whether the words beside a number tell a plan or none; ``None`` if they do not."""
    text, place, layout = passage.text, fact.start, passage.layout
    tail = fact.quantity.tail
    start = max(layout.start[place], place - _BEFORE)
    end = min(layout.end[place], tail + _BEHIND)
    before, behind = text[start:place], text[tail:end]
    if "(" in before or "(" in behind:
        # What stands in brackets beside the number is said of something else (满分5分).
        before, behind = _ASIDE.sub("", before), _ASIDE.sub("", behind)
    if "“" in before:
        before = _QUOTED.sub("", before)
    clause = before + text[place:tail] + behind
    has_cue = _any_cue().search(clause) is not None
    if has_cue and _is_said(clause):
        return True
    if (has_cue or layout.bracket[place] > 0) and (
        _is_limit(passage, fact) or _is_each(text, fact) or _is_deducted(fact, before)
    ):
        return True
    if _EQUAL in before:
        return False
    return True if _is_rule(fact, text, (start, end), before) else None


def _is_rule(fact: Fact, text: str, around: tuple[int, int], before: str) -> bool:
    """按每人30元, 要达到95%, 每月2次, 2元以上5元以下罚款, 6月底前完成36个.

    ``around`` is where the words around the number begin and end; ``before`` are those before it
    without what stands in brackets and quotes.
    """
    (start, end), place = around, fact.start
    if text.find("按", start, place) >= 0 and _AT_RATE.search(text[start : fact.quantity.lead]):
        return True
    if ("要" in before and _MUST.search(before)) or (
        "每" in before and _EVERY.search(before) and not _is_price(fact, before)
    ):
        return True
    if text.find("以", place, end) >= 0 and _FINE.search(text[place:end]):
        return True
    if "前" not in before or "已" in before:
        return False
    return _DUE.search(before) is not None and _REACH.search(before) is not None


def _is_price(fact: Fact, before: str) -> bool:
    """餐费每天8.5元 tells what is paid; 每月补助300元 and 每月召开2次 are rules."""
    is_money = fact.quantity.unit_text is not None and fact.quantity.unit_text.endswith("元")
    return is_money and _PER_TIME.search(before) is not None


@cache
def _any_cue() -> re.Pattern[str]:
    """Any word that `_is_said` looks for, or one of limits, in one look: most have none."""
    words = (*_words(), "每", "扣")
    return re.compile("|".join(map(re.escape, words)))


@cache
def _no_plan() -> re.Pattern[str]:
    """Any word that only looks like one for a plan."""
    return re.compile("|".join(map(re.escape, cues("modality")["not_plan"])))


@cache
def _limit() -> re.Pattern[str]:
    """A noun of a limit right before a number."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, cues('modality')['limits']))})(?:为|是)?$")


def _is_limit(passage: Passage, fact: Fact) -> bool:
    """控制在核定限额436亿元以内, 比年度目标（82%）低: the number is a limit or an aim itself."""
    text, lead = passage.text, fact.quantity.lead
    if _limit().search(text[max(0, lead - 6) : lead]):
        return True
    opening = passage.layout.bracket[fact.start]
    if opening < 1 or opening + 1 != lead:
        return False
    is_alone = passage.layout.closing.get(opening) == fact.quantity.tail
    return is_alone and _TOLD_LIMIT.search(text[max(0, opening - 6) : opening]) is not None


def _is_deducted(fact: Fact, before: str) -> bool:
    """逾期未报的，扣2分 is a rule; 共扣4.3分 and 暂扣2座 are none."""
    is_points = fact.quantity.unit_text == "分" and "扣" in before
    return is_points and _DEDUCTED.search(before) is not None


def _is_each(text: str, fact: Fact) -> bool:
    """每个县只保留1个门户网站, 每页10元: what holds for each is a rule or a price."""
    near = text[max(0, fact.quantity.lead - 16) : fact.quantity.lead]
    if "每" not in near:
        return False
    unit = fact.quantity.unit
    is_price = unit is not None and unit.text == "元" and _PRICE.search(near) is not None
    is_price = is_price and not _is_price(fact, near)
    return is_price or _EACH_ONLY.search(near) is not None


def spread_plans(passage: Passage, facts: Sequence[Fact]) -> None:
    """支出安排534亿元，比上年增长4%，其中教育103亿元: amounts of a budget, and what is of them."""
    text = passage.text
    if "安排" not in text and "预期" not in text:
        return
    for fact in facts:
        left = text[max(fact.left[0], fact.quantity.lead - 12) : fact.quantity.lead]
        if fact.kind is Kind.LEVEL and _PLANNED.search(left):
            fact.is_result = False
        parent = fact.parent
        if parent is None or parent.is_result or parent.start > fact.start:
            continue
        if not _DONE.search(text[fact.left[0] : fact.start]):
            fact.is_result = False


def _is_said(clause: str) -> bool:
    """Whether a word for a plan is left where those that only look like one are taken out."""
    if "要求" in clause:
        clause = _ASKED_FOR.sub("", clause)
    if "目标" in clause or "要求" in clause:
        clause = _AGAINST_AIM.sub("", clause) if not _WANTED.search(clause) else clause
    # Most have none of those, so that there is nothing to take out.
    for word in cues("modality")["not_plan"] if _no_plan().search(clause) else ():
        clause = clause.replace(word, "")
    return any(word in clause for word in cues("modality")["plan"])


def _is_class(passage: Passage, fact: Fact) -> bool:
    """Whether a number bounds a class or a time limit, and counts nothing."""
    quantity, text = fact.quantity, passage.text
    tail = quantity.tail
    if quantity.is_duration and text.startswith(("内", "以内", "之内", "前"), quantity.end):
        return True
    if fact.kind is _SCORE and _CLASSED.search(text[tail : _behind(passage, fact)]):
        return True
    is_bound = tail > quantity.end
    if (is_bound or quantity.high is not None) and _COUNT_NEXT.match(text, tail):
        return True
    if text.startswith("的", tail):
        is_case = _CASE.search(text[max(0, fact.start - 4) : fact.start])
        return is_case is not None and _RULED.match(text, tail) is not None
    return is_bound and _is_class_noun(passage, fact, _behind(passage, fact))


def _behind(passage: Passage, fact: Fact) -> int:
    """Where the words end that tell of what class a number is the bound."""
    return min(passage.layout.end[fact.start], fact.quantity.tail + 24)


def _is_class_noun(passage: Passage, fact: Fact, end: int) -> bool:
    """30人以上群体性投诉17起: what stands between a bound and the next number is the class."""
    quantity, text = fact.quantity, passage.text
    if not text.startswith(("以上", "以下", "及以上", "及以下"), quantity.end):
        return False
    if _CLASS_NOUN.match(text, quantity.tail, end) is None:
        return False
    words = tag(text[fact.left[0] : quantity.lead][-8:])
    return not words or words[-1].flag[:1] not in {"v", "p", "d"}


def _is_aimed(passage: Passage, fact: Fact, data_year: int | None) -> bool:
    """到2025年，…下降到30以下: a year after that of the notice, by which something is to be."""
    if passage.text.find(_AIM, max(0, fact.start - 60), fact.start) < 0:
        return False
    start = passage.layout.sentence_starts[passage.layout.sentence[fact.start]]
    year = _BY_YEAR.search(passage.text, max(start, fact.start - 60), fact.start)
    return data_year is not None and year is not None and int(year[1]) > data_year
