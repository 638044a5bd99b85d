"""What the words beside a number say that it counts: classes, limits, lasting states, nouns."""

from __future__ import annotations

from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.phrases import is_act, span_of
from parsers.statistics.scope import Scope
from parsers.words import Word
from schemas.notice import Kind
from schemas.patterns import lazy_re

# To look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL
_SHARE: Final = Kind.SHARE
_REST: Final = lazy_re(r"其余|剩余|余下")
_CLASS_OF: Final = lazy_re(r"(?:\(含\))?(?:之间)?的(?:仅|只|共)?(?:有|为|是)?")
_BOUND: Final = lazy_re(
    r"(?:超过?|不足|不到|未满|满|达到?|逾|高于|低于|多于|少于|[\u4e00-\u9fff]{0,4}连续)$"
)
_LASTING: Final = lazy_re(r"(?:未|没有|无人|仍未|尚未|不)[\u4e00-\u9fff]{1,6}(?=[,。;、]|$)")
_DOING: Final = lazy_re(r"[\u4e00-\u9fff]{1,8}的(?:仅|只|共|还|也|仍)?(?:有|为)?")
_BOUND_AHEAD: Final = lazy_re(
    r"(?:超过?|逾|连续|长达|达)[\d.]{1,5}个?(?:月|天|日|周|年|小时|工作日|季度)(?:以上)?(?:未|没有|不|才|仍)[\u4e00-\u9fff]{1,8}(?=[,。;、]|$)"
)
_INCLUDING: Final = lazy_re(r"[(（](?:不?含|不?包括)[^()（）]{1,16}[)）]$")
_OPENERS: Final = lazy_re(r"^(?:其中|有|全[区市县]|[、,])+")
_NUMBERED: Final = lazy_re(r"[(（][^()（）]{0,30}\d[^()（）]{0,30}[)）]")


def own_metric(
    passage: Passage,
    fact: Fact,
    words: list[Word],
    right: tuple[int, int] | None,
    scope: Scope,
) -> str:
    """What the words beside a number say that it counts; empty where they leave it open."""
    is_open = not words and right is None
    threshold = ""
    if fact.kind is _LEVEL:
        threshold = _threshold(passage, fact, scope) if is_open else ""
        threshold = threshold or (_bounded(passage, fact, words, scope) if right is None else "")
        if not threshold and fact.quantity.is_duration:
            threshold = _lasting(passage, fact, words)
    rest = None
    if passage.text.find("余", *fact.left) >= 0:
        rest = _REST.search(passage.text, *fact.left)
    if rest is not None and is_open:
        threshold = rest[0]
    metric = threshold or _metric(passage, fact, words, right)
    if rest is not None and right is None and len(words) == 1 and fact.kind is _LEVEL:
        return rest[0] + metric.removeprefix(rest[0])  # 其余领域3336件
    return metric


def _threshold(passage: Passage, fact: Fact, scope: Scope) -> str:
    """支出进度超过50%的41个: the class that a number counts is bounded by the number before."""
    before = scope.last
    if before is None:
        return ""
    start = passage.layout.start[before.start]
    if passage.layout.start[fact.start] != start:
        return ""
    gap = passage.text[before.quantity.tail : fact.start]
    is_class = before.quantity.tail > before.quantity.end or before.quantity.high is not None
    is_bound = not gap and is_class
    if not (is_bound or _CLASS_OF.fullmatch(gap)):
        return ""
    start = max(start, before.left[0])
    text = passage.text[start : before.quantity.tail]
    skipped = len(text) - len(_OPENERS.sub("", text))
    return passage.folded.squeezed(start + skipped, before.quantity.tail)


def _bounded(passage: Passage, fact: Fact, words: list[Word], scope: Scope) -> str:
    """超过5个工作日才答复的152条, 有27个超过3个月未更新: a number inside the class bounds it."""
    before, text = scope.last, passage.text
    start = passage.layout.start[fact.start]
    if before is not None and passage.layout.start[before.start] == start <= before.left[0]:
        is_class = _DOING.fullmatch(text, before.quantity.tail, fact.start) is not None
        if is_class and _BOUND.search(text[before.left[0] : before.start]):
            begin, end = before.left[0], text.rfind("的", before.quantity.tail, fact.start)
            begin += len(text[begin:end]) - len(_OPENERS.sub("", text[begin:end]))
            return passage.folded.squeezed(begin, end)
    if words:
        return ""
    ahead = _BOUND_AHEAD.match(text, fact.quantity.tail, passage.layout.end[fact.start])
    return "" if ahead is None else passage.folded.squeezed(*ahead.span())


def _lasting(passage: Passage, fact: Fact, words: list[Word]) -> str:
    """“规划计划”栏目14个月未更新, 设备故障5天未报告: how long what stands behind has lasted."""
    lasting = _LASTING.match(passage.text, fact.quantity.tail, passage.layout.end[fact.start])
    if lasting is None:
        return ""
    of = words[:-1] if words and words[-1].text == "连续" else words
    return passage.folded.squeezed(*(span_of(of) or (0, 0))) + passage.folded.squeezed(
        *lasting.span()
    )


def _metric(passage: Passage, fact: Fact, words: list[Word], right: tuple[int, int] | None) -> str:
    show = passage.folded.squeezed
    if right is not None:
        return _metric_behind(passage, fact, words, show(*right))
    if not words:
        return ""
    start, end = words[0].start, words[-1].end
    if fact.kind is _SHARE:
        return _unless_means(show(start, end))  # 其余领域3336件，合占27.8%
    if words[0].text in cue_set("metric", "light_verbs") and len(words) > 1:
        start = words[1].start
    text = show(start, end)
    if "(" in text or "（" in text:
        text = _INCLUDING.sub("", _NUMBERED.sub("", text))
    text = text.removesuffix("的")
    if "分别" in text:
        text = text.replace("分别", "")
    if text == "中" and (_is_grade(fact) or passage.text.startswith("的", end)):
        return text  # 优的18个、良的31个、中的6个: a grade
    return _unless_means(text)


def _unless_means(text: str) -> str:
    return "" if text in cue_set("metric", "means_only") else text


def _metric_behind(passage: Passage, fact: Fact, words: list[Word], noun: str) -> str:
    """The noun behind a number, with the verb before the number; a name there is its subject."""
    show = passage.folded.squeezed
    if words and is_act(words[-1]) and not _is_modifier(passage, fact):
        if _is_placed(passage, words):
            return noun
        fact.verb = show(_last_verbs(words)[0].start, words[-1].end)
        return fact.verb + noun
    if not words and fact.listed_after is not None and fact.listed_after.verb:
        fact.verb = fact.listed_after.verb
        return fact.verb + noun
    if words and _is_name(words) and not _is_modifier(passage, fact):
        fact.subject = show(words[0].start, words[-1].end)
    return noun


def _is_grade(fact: Fact) -> bool:
    """优2个、良4个、中1个: a grade behind others."""
    return fact.listed_after is not None and fact.listed_after.metric in ("优", "良", "好")


def _is_placed(passage: Passage, words: list[Word]) -> bool:
    """公开工作在全区12个街道中列第4位, 居全市9个县第2位: no act on what is counted."""
    word = words[-1]
    return word.text in cue_set("rank", "cues") or passage.text.startswith("在", word.end)


def _is_modifier(passage: Passage, fact: Fact) -> bool:
    """抽检发现的 31 批次不合格样品: what stands before 的 only describes what is counted."""
    return passage.text[fact.left[1] - 1 : fact.left[1]] == "的"


def _is_name(words: list[Word]) -> bool:
    """Whether the words can name whom a number is about: short, and without a verb."""
    is_long = words[-1].end - words[0].start > 1
    return is_long and len(words) <= 8 and all(w.flag not in {"v", "p", "ul"} for w in words)


def _last_verbs(words: list[Word]) -> list[Word]:
    """The verbs that end the words before a number (规范完善)."""
    at = len(words)
    while at and is_act(words[at - 1]) and len(words) - at < 2:
        at -= 1
    return words[at:]
