"""What a number without words of its own counts: taken up from the text before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.organs import REGIONS, proper_names
from parsers.statistics.scope import Scope
from parsers.words import Word, tag
from schemas.notice import Kind
from schemas.patterns import lazy_re

_MOST_WORDS: Final = 5
_HEADLINE: Final = 80
_ANNOUNCES: Final = lazy_re(r"(?:情况|统计|明细|如下|具体|分别|依次|为|是|的|:|,)+$")
_EXTREME: Final = lazy_re(
    r"(?P<noun>[^,。;:]{2,12}?)(?:由[高低多少]到[高低多少])?"
    r"(?:最多|最少|最高|最低|最大|最小|较[多少高低大小]|居前|靠前|排[名在]?(?=[前后第列居])|[前后][一二三四五六七八九十\d]{1,3}[名位]?)"
)
_DESCRIBED: Final = lazy_re(r"(?P<noun>[^,。;:的]{4,14})的(?:有|是|为)$")
_REACHED: Final = lazy_re(r",?[\u4e00-\u9fff]{0,4}(?:[到至为])[^,。;:]{0,10}$")
# 新增就业1.46万人，完成年度任务的121.7%: done of the amount, whatever rates stand before.
_OF_PLAN: Final = lazy_re(r"(?:完成|占|为)了?[^,。;:]{0,8}(?:任务|计划|目标|预算)数?的$")
_PLACED: Final = lazy_re(r"^.*(?:集中[在于]|主要[为是有]|反映的是|[:为是])")
_SAYING: Final = frozenset({"d", "p", "c", "r", "ul", "uj"})
_LONGEST_LABEL: Final = 12
_MOSTLY: Final = lazy_re(r"以(?P<what>[^,。;:、]{2,10})(?:为主|居多)$")
# 最大点雨量出现在枫林乡石门站
_SITED: Final = lazy_re(r"(?P<noun>最[高低大小][^,。;:]{1,10})(?:出现|发生)在$")
_ITEM_HEAD: Final = lazy_re(r"^(?:.*(?:为|是|有|涉及|包括)|和|与|及)")
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)


def inherited_metric(passage: Passage, fact: Fact, scope: Scope) -> str:
    """The metric of the number before it in a list, of its sentence, or of the last amount."""
    said = _said_before(passage, fact, scope)
    if said is not None:
        return said
    topic = _before_bracket(passage, fact, scope) if fact.kind is Kind.SHARE else ""
    topic = topic or _clause_before(passage, fact, scope)
    if topic:
        fact.own_words = True
        return topic
    if fact.listed_after is not None and fact.kind is fact.listed_after.kind:
        return fact.listed_after.metric
    order: tuple[Fact | None, ...] = (scope.level, scope.named)
    # 税收9亿元，完成预算12亿元的75%，非税8亿元，完成预算10亿元的80%: of what stands before the plan
    is_of_aside = scope.last is not None and scope.last.is_aside
    if fact.quantity.is_percent and not is_of_aside and not of_plan(passage, fact):
        order = (scope.percent or scope.named, scope.level)
    if fact.kind is Kind.SHARE and scope.last is not None:
        # 高新技术产业增长1.5%，占工业比重46.8%: of what the half-sentence has just named.
        part, last = passage.layout.part, scope.last
        is_just_named = (
            last.kind in _CHANGES and last.own_words and part[last.start] == part[fact.start]
        )
        order = (last, *order) if is_just_named else order
    if fact.kind is Kind.SCORE and scope.measure is not None and scope.measure.kind is Kind.SCORE:
        order = (scope.measure, *order)
    if fact.kind is Kind.FACTOR and scope.last is not None:
        order = (scope.last, *order)
    found = ""
    for before in order:
        if before is not None and before.metric:
            found = before.metric
            break
    # 满分为100分，甲校以96.5分居首: points that somebody got.
    is_of_none = fact.kind is Kind.SCORE and found.endswith(longest_first("metric", "other_points"))
    return "得分" if is_of_none else found


def _said_before(passage: Passage, fact: Fact, scope: Scope) -> str | None:
    """The metric of the number that this one goes on from; ``None`` where it is of none."""
    last = scope.last
    is_after_base = last is not None and last.kind is Kind.BASE and last.metric
    if last is not None and is_after_base and _is_reached(passage, fact, last):
        return last.metric
    if fact.quantity.form == "rank" or (fact.kind is Kind.DELTA and _is_places(fact)):
        ranked = scope.rank or scope.measure or scope.named
        return ranked.metric if ranked is not None else ""
    is_chain = fact.kind in _CHANGES and last is not None and last.kind in _CHANGES
    if last is not None and is_chain:
        nouns = longest_first("change", "nouns")
        if passage.text.startswith(nouns, fact.left[0]):
            return last.metric  # 罚没款同比增加26.7万元，增幅19.4%
    return None


def _before_bracket(passage: Passage, fact: Fact, scope: Scope) -> str:
    """农药残留超标(占34.6%): a share alone in brackets is of the noun before them."""
    layout, text = passage.layout, passage.text
    opening = layout.bracket[fact.start]
    if opening < 1 or text[opening + 1] != "占":
        return ""
    start = layout.start[opening]
    start = max(start, *(text.rfind(mark, start, opening) + 1 for mark in "、,)"))
    before = scope.latest.get(layout.bracket[opening])
    if before is not None and before.quantity.tail > start:
        return ""
    noun = _ITEM_HEAD.sub("", text[start:opening])
    return noun if 1 < len(noun) <= _LONGEST_LABEL else ""


def _is_places(fact: Fact) -> bool:
    return fact.quantity.unit_text in cue_set("rank", "places")


def of_plan(passage: Passage, fact: Fact) -> bool:
    """Tell whether a number says how much of a plan was done (完成年度任务的121.7%)."""
    return fact.quantity.is_percent and _OF_PLAN.search(passage.text, *fact.left) is not None


def _is_reached(passage: Passage, fact: Fact, base: Fact) -> bool:
    """由12.9%降至11.6%: a level that the change from its base led to."""
    gap = passage.text[base.quantity.tail : fact.start]
    return _REACHED.match(gap) is not None


def _clause_before(passage: Passage, fact: Fact, scope: Scope) -> str:
    """What the clause before a change speaks of, where it has no number itself.

    无群众滞留，同比减少7人; 访问量持续攀升，同比增长35%.
    """
    layout = passage.layout
    start = layout.start[fact.start]
    sentence = layout.sentence_starts[layout.sentence[fact.start]]
    if start <= sentence and fact.kind is Kind.LEVEL:
        return _label_before(passage, fact, scope)
    if start <= sentence or passage.text[start - 1] != ",":
        return ""
    floor = max(sentence, start - 1 - _HEADLINE)
    begin = max(layout.start[start - 1], floor)
    last = scope.latest.get(layout.bracket[fact.start])
    if last is not None and last.quantity.end > begin:
        return ""
    for _, time_end in passage.times_in(begin, start - 1):
        if time_end - begin <= 8:
            begin = time_end
    clause = passage.text[begin : start - 1]
    mostly = _MOSTLY.search(clause) if fact.kind is Kind.SHARE else None
    if mostly is not None:
        return mostly["what"]
    absent = next(filter(clause.startswith, longest_first("metric", "absent")), "")
    words = _noun_phrase(tag(clause[len(absent) :]), whole=bool(absent))
    if not words or (fact.kind not in (*_CHANGES, Kind.SHARE) and not _is_noun(clause, words)):
        return ""
    fact.is_absent = bool(absent)
    offset = begin + len(absent)
    return passage.folded.squeezed(offset + words[0].start, offset + words[-1].end)


def _label_before(passage: Passage, fact: Fact, scope: Scope) -> str:
    """房屋漏水。共341件，占…: what opens its sentence counts what the label before it names."""
    layout, text = passage.layout, passage.text
    start = layout.start[fact.start]
    if start < 2 or text[start - 1] != "。":
        return ""
    if fact.quantity.lead != start and text[start : fact.quantity.lead] not in cue_set(
        "parts", "total"
    ):
        return ""
    begin = max(layout.start[start - 1], start - 1 - _HEADLINE)
    last = scope.latest.get(layout.bracket[fact.start])
    if last is not None and last.quantity.end > begin:
        return ""
    label = _PLACED.sub("", text[begin : start - 1])
    words = tag(label)
    is_noun = bool(words) and not any(word.flag in _SAYING for word in words)
    return label if is_noun and 1 < len(label) <= _LONGEST_LABEL else ""


def _is_noun(clause: str, words: list[Word]) -> bool:
    """Whether a clause is nothing but the quantity that the next clause gives (…覆盖率，由…)."""
    return words[-1].end == len(clause) and clause.endswith(longest_first("metric", "heads"))


def _noun_phrase(words: tuple[Word, ...], *, whole: bool) -> list[Word]:
    """The nouns that open a clause and that a predicate follows; with ``whole`` all of it."""
    leading = cue_set("metric", "leading") | cue_set("metric", "scope")
    kept = list(words)
    while kept and kept[0].text in leading:
        kept.pop(0)
    if kept and kept[0].text[0] in "创达":
        return []
    if whole:
        return kept if len(kept) <= _MOST_WORDS else []
    at = 0
    while at < len(kept) and (kept[at].flag[:1] in {"n", "j", "l", "b"} or kept[at].flag == "vn"):
        at += 1
    return kept[:at] if 0 < at <= _MOST_WORDS else []


def _described(passage: Passage, start: int, text: str) -> str:
    """工单超期未办结的有…: what the names that follow have in common."""
    match = _DESCRIBED.search(text)
    if match is None:
        return ""
    at, end = start + match.start("noun"), start + match.end("noun")
    words = [Word(w.text, w.start + at, w.flag) for w in tag(match["noun"])]
    if _is_compared(words):
        return ""
    skipped = cue_set("metric", "leading") | cue_set("metric", "scope")
    while words and (words[0].text in skipped or passage.is_time(words[0].start, words[0].end)):
        words.pop(0)
    return passage.folded.squeezed(words[0].start, end) if words else ""


def _is_compared(words: Sequence[Word]) -> bool:
    """Whether words hold something against a level (高于全区平均值)."""
    compared = cue_set("metric", "compared")
    return any(word.text in compared for word in words)


def _without_name(words: list[Word]) -> list[Word]:
    """青禾区发放资金情况：…: whose list it is does not belong to what is counted."""
    for at in range(1, min(len(words), _MOST_WORDS)):
        if proper_names("".join(word.text for word in words[:at])):
            return words[at:]
    return words


def headline(passage: Passage, start: int, end: int) -> str:
    """What a list of names is said to be about: its noun of quantity, or the words before a colon.

    得分高于平均值的有…: 得分. 各单位报送信息情况如下：…: 报送信息.
    """
    start = max(start, end - _HEADLINE)
    sited = _SITED.search(passage.text, start, end)
    if sited is not None:
        return passage.folded.squeezed(*sited.span("noun"))
    extreme = _EXTREME.search(passage.text, start, end)
    if extreme is not None:
        named = _of_extreme(passage, extreme)
        if named:
            return named
        end = extreme.end("noun")
    return _noun_of_quantity(passage, start, end) or _announced(passage, start, end)


def _of_extreme(passage: Passage, extreme: re.Match[str]) -> str:
    """得分最高的是甲镇: the noun that something has most or least of; empty without one."""
    start, end = extreme.span("noun")
    words = [Word(word.text, word.start + start, word.flag) for word in tag(extreme["noun"])]
    skipped = cue_set("metric", "leading") | cue_set("metric", "scope")
    while words and (words[0].text in skipped or passage.is_time(words[0].start, words[0].end)):
        words.pop(0)
    words = _without_name(words)
    return passage.folded.squeezed(words[0].start, end) if words else ""


def _noun_of_quantity(passage: Passage, start: int, end: int) -> str:
    """The first noun of a quantity (率, 得分, 数量) with the nouns before it; empty without one."""
    words = tag(passage.text[start:end])
    nouns = longest_first("metric", "bare")
    for at, word in enumerate(words):
        is_noun = word.text in nouns or word.flag[:1] != "v"
        if not is_noun or not word.text.endswith(nouns):
            continue
        # 高于平均分的有…: that is no noun of what they have.
        if not (word.text.startswith("平均") and _is_compared(words[:at])):
            first = at - (len(word.text) == 1 and at > 0)
            while first and _may_join(words[first - 1]):
                first -= 1
            return passage.folded.squeezed(start + words[first].start, start + word.end)
    return ""


def _may_join(word: Word) -> bool:
    """Whether a word belongs to the noun behind it: no verb, and no end of a name (柳湾｜镇)."""
    return word.flag in {"n", "vn", "j", "b", "nz"} and word.text not in REGIONS


def _announced(passage: Passage, start: int, end: int) -> str:
    """The words before 如下 or a colon, without whose they are; else what the clause describes."""
    text = passage.text[start:end]
    cut = _ANNOUNCES.sub("", text)
    if ":" not in text[len(cut) :] and "如下" not in text[len(cut) :]:
        return _described(passage, start, text)
    offset = start + max(cut.rfind(mark) for mark in ",。;:") + 1
    kept = list(tag(cut[offset - start :]))
    while kept and (
        kept[0].text in cue_set("metric", "scope")
        or kept[0].text in "各、"
        or passage.is_time(offset + kept[0].start, offset + kept[0].end)
    ):
        kept.pop(0)
    kept = _without_name(kept)
    if not kept or len(kept) > _MOST_WORDS or kept[-1].text.endswith("组"):
        return ""  # 街道(镇)组: whose the numbers are
    return passage.folded.squeezed(offset + kept[0].start, offset + kept[-1].end)
