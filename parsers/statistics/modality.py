"""Whether a number is a result, or a plan, a threshold, a rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, cues
from schemas.notice import Kind

_MUST: Final = re.compile(r"(?<![主重需纲摘概])要(?!求|素|闻|点|件|害|道|紧|情|领)")
_CLASSED: Final = re.compile(
    r"^(?:\(含\))?(?:[以至到][^,。;]{0,8})?的?[^,。;的]{0,6}?(?:列为|列入|评为|定为|的为|予以|给予|一律)|"
    r"^(?:\(含\))?(?:[至到].{0,8})?的(?:为|列|评|定|不得)"
)
_DUE: Final = re.compile(
    r"(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|年底|季度末|春节|[节年月]底?)(?:之)?前[^,。;]{0,20}$"
)
_REACH: Final = re.compile(r"(?:达到|达|完成|实现|建成|不低于|提升到|提升至)[^,。;]{0,6}$")
_FINE: Final = re.compile(
    r"(?:以上|以下)[^,。;]{0,12}罚款|(?:以上|以下)(?:[\d一二三四五六七八九十百千万.]{1,8}元?(?:以上|以下))"
)
_EVERY: Final = re.compile(
    r"每(?:[年月周天日季]|季度|半年|半月|个月|工作日)[^,。;:、]{0,8}$|每[^,。;:、]{1,4}(?:配备|配置|设立|不少于)[^,。;:、]{0,4}$"
)
_PER_TIME: Final = re.compile(
    r"(?:费|价|金|资|收入|餐)[\u4e00-\u9fff]{0,2}每(?:[人生户班]每)?[年月周天日期](?:约|近)?$"
)
_AT_RATE: Final = re.compile(r"按照?(?:每[^,。;]{1,4}|不低于|不少于|不超过)?$")
_BY_YEAR: Final = re.compile(r"到(20\d{2})年")
_QUOTED: Final = re.compile(r"“[^“”]{1,24}”")
# 600分以上的312人, 600分以上312人.
_COUNT_NEXT: Final = re.compile(r"的|(?<=[上下内])\d")
_ASIDE: Final = re.compile(r"\([^()]{1,40}\)")


def is_plan(passage: Passage, fact: Fact, data_year: int | None) -> bool:
    """Tell whether the words around a number make it a plan, a threshold or a rule."""
    text, place, layout = passage.text, fact.start, passage.layout
    tail = fact.quantity.tail
    start = max(layout.start[place], place - 40)
    end = min(layout.end[place], tail + 20)
    before, behind = text[start:place], text[tail:end]
    has_aside = "(" in before or "(" in behind
    if has_aside and layout.bracket[place] == layout.bracket[start]:
        # What stands in brackets beside the number is said of something else (满分5分).
        before, behind = _ASIDE.sub("", before), _ASIDE.sub("", behind)
    has_quote = "“" in before
    if has_quote:
        before = _QUOTED.sub("", before)
    # With nothing left out the clause is a part of the text, and has no cue where it has none.
    if has_aside or has_quote or _has_cue(text):
        clause = before + text[place:tail] + behind
        if _any_cue().search(clause) and _is_said(clause):
            return True
    if "相当于" in before:
        return False
    if text.find("按", start, place) >= 0 and _AT_RATE.search(text[start : fact.quantity.lead]):
        return True
    if ("要" in before and _MUST.search(before)) or (
        "每" in before and _EVERY.search(before) and not _is_price(fact, before)
    ):
        return True
    if text.find("以", place, end) >= 0 and _FINE.search(text[place:end]):
        return True
    if "前" in before and _DUE.search(before) and _REACH.search(before):
        return True
    if _is_class(passage, fact):
        return True
    return "到20" in text[max(0, place - 60) : place] and _is_aimed(passage, fact, data_year)


def _is_price(fact: Fact, before: str) -> bool:
    """餐费每天8.5元 tells what is paid; 每月补助300元 and 每月召开2次 are rules."""
    is_money = fact.quantity.unit_text is not None and fact.quantity.unit_text.endswith("元")
    return is_money and _PER_TIME.search(before) is not None


# The numbers of a paragraph ask for one and the same text.
@lru_cache(maxsize=4)
def _has_cue(text: str) -> bool:
    return _any_cue().search(text) is not None


@cache
def _any_cue() -> re.Pattern[str]:
    """Any word that `_is_said` looks for, in one look: most clauses have none of them."""
    words = [*cues("modality")["not_plan"], *cues("modality")["plan"]]
    return re.compile("|".join(map(re.escape, words)))


def _is_said(clause: str) -> bool:
    """Whether a word for a plan is left where those that only look like one are taken out."""
    for word in cues("modality")["not_plan"]:
        clause = clause.replace(word, "")
    return any(word in clause for word in cues("modality")["plan"])


def _is_class(passage: Passage, fact: Fact) -> bool:
    """Whether a number bounds a class or a time limit, and counts nothing."""
    quantity, text = fact.quantity, passage.text
    is_duration = quantity.unit is not None and quantity.unit.family == "duration"
    if is_duration and text.startswith(("内", "以内", "之内", "前"), quantity.end):
        return True
    if fact.kind is Kind.SCORE:
        end = min(passage.layout.end[fact.start], quantity.tail + 24)
        if _CLASSED.search(text[quantity.tail : end]):
            return True
    is_class = quantity.tail > quantity.end or quantity.high is not None
    return is_class and _COUNT_NEXT.match(text, quantity.tail) is not None


def _is_aimed(passage: Passage, fact: Fact, data_year: int | None) -> bool:
    """到2025年，…下降到30以下: a year after that of the notice, by which something is to be."""
    start = passage.layout.sentence_starts[passage.layout.sentence[fact.start]]
    year = _BY_YEAR.search(passage.text, max(start, fact.start - 60), fact.start)
    return data_year is not None and year is not None and int(year[1]) > data_year
