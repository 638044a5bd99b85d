"""The words before a number that name what it counts: time, scope, owner and fillers taken off."""

from __future__ import annotations

from functools import cache
from typing import Final

from parsers.statistics.comparisons import Reading
from parsers.statistics.cuts import are_alone, keep, recalled
from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.organs import proper_names
from parsers.statistics.owners import cut_owner
from parsers.statistics.scope import Scope
from parsers.statistics.subjects import (
    cut_before_act,
    cut_organ,
    cut_subject,
    is_whole,
    middle_scope,
    strip_means,
    trailing_scope,
)
from parsers.words import Word, cut_at
from schemas.notice import Kind
from schemas.patterns import lazy_re

_BASE: Final = Kind.BASE
_TAIL: Final = lazy_re(
    r"(?:不少于|不低于|至少|不超过|按)?(?:每(?:[年月周天日]|(?![年月周天日])[\u4e00-\u9fff]{1,3})){1,3}$"
)
_IS_POINTS: Final = lazy_re(r"(?<=[得总均评满]分)为$")
_HEAD: Final = lazy_re(
    r"(?:按(?:可比|不变|现行?)价格?(?:计算)?|按可比口径|同口径|扣除价格因素(?:后)?(?:实际)?|"
    r"控制在|仅次于|主要[是为有](?=[\u4e00-\u9fff])|对[^,。;:“”]{2,20}?(?:均?已|先后)(?=[\u4e00-\u9fff])|"
    r"对(?![^,。;:]*满意)(?=[^,。;:]{2,10}(?:率|比例)(?:低于|高于|不足|超过)?$)|"
    r"[一二三四五六七八九十]{1,3}(?:是|要|则)|"
    r"(?:今后)?每(?:[年月周天日]|季度|半年|个月)|[春秋]季学期|[0-9]{1,2}[.、)](?=[\u4e00-\u9fff])|[⑴-⒇])"
)
_HEAD_FIRSTS: Final = frozenset(
    "按同扣控仅主对一二三四五六七八九十今每春秋0123456789⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
)
"""What `_HEAD` finds begins with one of these."""
_EXAMPLES: Final = lazy_re(r"(?P<noun>[^,。;:]{2,20}?)(?:有|包括|为|是)[^,。;:]*等$")
_ATTENDED: Final = frozenset("应实未缺")
_CLASS: Final = lazy_re(
    r"(?!全)(?:各|[市县区省]直|[市县区省]级|规模以上|其他)?(?:部门|单位|乡镇|镇街|街道|县区|区县|企业|学校|中学|小学|医院|社区|校|院|所|站|街镇)(?:\([^()]{1,4}\))?"
)
_FLAT: Final = lazy_re(r".*(?:持平|不变)[、和]")
_MARKS: Final = "、,()<>“”;: "
_SHARE_BEHIND: Final = lazy_re(r"的[约近超过不足到逾仅]{0,2}[\d一二三四五六七八九十]")
_LONGEST_KIND: Final = 6
_HEADLESS: Final = lazy_re(r"的(?:(?:仅|只|共|还|也)?有|为|是|占)?$")


def left_words(passage: Passage, fact: Fact, reading: Reading, scope: Scope) -> list[Word]:
    """Words before the number that name what it counts: time, scope and fillers taken off."""
    start, text = _left_text(passage, fact, reading)
    if not text:
        return []
    end = fact.left[0] if fact.left[0] > reading.np_end else reading.np_end
    is_base = fact.kind is _BASE
    if start + len(text) != end or not are_alone(passage, start, text):
        return _cut(passage, start, text, (end, is_base, True), scope)
    key = text, is_base, scope.region_name
    words = recalled(key, passage, scope, start)
    if words is None:
        scope.told = []
        words = _cut(passage, start, text, (end, is_base, False), scope)
        keep(key, passage, scope, start, words)
    return words


def _cut(
    passage: Passage, start: int, text: str, place: tuple[int, bool, bool], scope: Scope
) -> list[Word]:
    """The words of a text that name what is counted; ``scope`` is told whose it is.

    ``place`` is where the words before the number end, whether they are those of a base, and
    whether a time may stand among them or right before.
    """
    end, is_base, may_be_timed = place
    words = cut_at(text, start)
    times = passage if may_be_timed else None
    if "共" in text:
        words = [piece for word in words for piece in _without_total(word)]
    if "方面" in text:
        aspect = next((i for i, word in enumerate(words[:6]) if word.text == "方面"), -1)
        # 党的建设方面96个: an aspect is what is counted where no other word follows it.
        words = words[aspect + 1 :] or words
    if "平均" in text:
        words = _cut_class(passage, words, scope)
    stripped = _strip_tail(times, words)
    words = trailing_scope(passage, stripped, scope)
    is_scoped = len(words) < len(stripped)
    if is_scoped:
        words = _strip_tail(times, words)
    words = _strip_head(passage, times, words, scope)
    if len(words) < 2 or (
        not is_base
        and passage.text.find("的", start, end) >= 0
        and _HEADLESS.search(passage.text, start, end)
    ):
        return words
    n_stripped = len(words)
    words = strip_means(words)
    if words[0].text in cue_set("metric", "through"):
        return words
    if len(words) == n_stripped and is_whole(passage, words):
        return words
    words = middle_scope(passage, cut_subject(passage, words, scope), scope)
    n_whole = len(words)
    words = cut_organ(passage, words, scope)
    if len(words) == n_whole > 1 and not is_scoped:
        words = cut_owner(passage, words, scope)
    if len(words) < n_stripped:
        words = strip_means(_strip_head(passage, times, _strip_tail(times, words), scope))
    return cut_before_act(words)


def _left_text(passage: Passage, fact: Fact, reading: Reading) -> tuple[int, str]:
    """The text before a number that may name what it counts, and where it starts."""
    start, end = fact.left[0], reading.np_end
    if end <= start:
        return start, ""
    text = passage.text[start:end]
    if text.endswith("等"):
        # 达到100%的单位有甲局、乙局等21家: the names are examples of what is counted.
        whole = _EXAMPLES.match(text)
        listed = _listed(text) if not passage.text[slice(*fact.right)] else ""
        text = listed if whole is None or passage.text[slice(*fact.right)] else whole["noun"]
    # The word cutter takes 分为 out of 得分为.
    if text.endswith("为"):
        text = _IS_POINTS.sub("", text)
    flat = _FLAT.match(text) if "持平" in text or "不变" in text else None
    if flat is not None:
        # 起数持平、人数增加2人
        start, text = start + flat.end(), text[flat.end() :]
    if "每" in text:
        text = _TAIL.sub("", text)
    if text.startswith("占") and (
        fact.left[1] < fact.quantity.lead or _SHARE_BEHIND.match(passage.text, fact.quantity.tail)
    ):
        # 占班级总数 156 个的 4.5%, 占班级总数（156 个）的 4.5%.
        start, text = start + 1, text[1:]
    head = _HEAD.match(text) if text[:1] in _HEAD_FIRSTS else None
    if head is not None:
        start, text = start + head.end(), text[head.end() :]
    return start, text


def _cut_class(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """乡镇平均得分, 县直部门平均: the class of bodies whose mean it is."""
    at = next((i for i, word in enumerate(words) if word.text == "平均"), 0)
    skipped = next((i for i, word in enumerate(words) if not passage.is_time(*_place(word))), 0)
    name = passage.text[words[skipped].start : words[at].start] if 0 < at > skipped else ""
    if not _CLASS.fullmatch(name):
        return words
    scope.about(passage.folded.squeezed(words[skipped].start, words[at].start), is_frame=False)
    return words[at:]


def _listed(text: str) -> str:
    """建议、举报等413件: short kinds that are counted together; names say whose the number is."""
    names = text.removesuffix("等")
    is_short = "、" in names and all(1 < len(name) <= _LONGEST_KIND for name in names.split("、"))
    return names if is_short and not proper_names(names) else ""


def _without_total(word: Word) -> list[Word]:
    """共出动 is one word to the cutter: part it."""
    if word.text[0] != "共" or word.flag != "l" or len(word.text) < 3:
        return [word]
    return [Word("共", word.start, "d"), Word(word.text[1:], word.start + 1, "v")]


def _strip_tail(times: Passage | None, words: list[Word]) -> list[Word]:
    """Take off the end what names nothing; ``times`` is the passage if a time stands in it."""
    trailing = _all_bounds()
    end = len(words)
    while end:
        text, start, _ = words[end - 1]
        if not (
            text in trailing
            or text in ",、:;("
            or (times is not None and end > 1 and times.is_time(start, start + len(text)))
        ):
            break
        if text == "到" and end > 1 and words[end - 2].text[-1] in _ATTENDED:
            break  # 应到86人，实到81人
        end -= 1
    return words if end == len(words) else words[:end]


@cache
def _all_bounds() -> frozenset[str]:
    """Words that end the words before a number without naming anything."""
    return cue_set("metric", "trailing").union(
        *(cue_set("bound_before", name) for name in ("approx", "lt", "gt", "ge", "le", "exact"))
    )


def _strip_head(
    passage: Passage, times: Passage | None, words: list[Word], scope: Scope
) -> list[Word]:
    """Take time, scope words and connectives off the beginning.

    ``times`` is the passage if a time stands among the words or right before them, else ``None``.
    """
    leading, scopes, openers = cue_set("metric", "leading"), cue_set("metric", "scope"), _openers()
    at, n_words = 0, len(words)
    region = scope.region_name
    while at < n_words:
        text, start, _ = words[at]
        if text in scopes or text == region:
            scope.about(passage.folded.squeezed(start, start + len(text)))
        elif times is not None and times.is_time(start, start + len(text)):
            if _is_class_time(times, words, at):
                break
        elif text[0] not in openers or not (
            (text in leading and not _is_gained(words, at))
            or (times is not None and _is_by_time(times, words, at))
            or text in _MARKS
        ):
            break
        at += 1
    # A quotation mark belongs to the name that it opens.
    if 0 < at < n_words and words[at - 1].text == "“":
        at -= 1
    return words[at:] if at else words


@cache
def _openers() -> frozenset[str]:
    """The first characters of what is taken off the beginning, besides times and scopes."""
    words = cue_set("metric", "leading") | cue_set("metric", "after_time")
    return frozenset("较比" + _MARKS).union(word[0] for word in words)


def _is_by_time(passage: Passage, words: list[Word], at: int) -> bool:
    """较去年, 上半年前: whether a word belongs to the time behind it, or to that before it."""
    text, start, _ = words[at]
    if text in "较比" and at + 1 < len(words) and passage.is_time(*_place(words[at + 1])):
        return True
    if text not in cue_set("metric", "after_time"):
        return False
    return passage.is_time(start - 1, start) or (at > 0 and passage.is_time(*_place(words[at - 1])))


def _is_gained(words: list[Word], at: int) -> bool:
    """争取上级资金26.8亿元 is what was got; 争取达到95% is an aim."""
    return words[at].text == "争取" and at + 1 < len(words) and words[at + 1].flag[:1] in "nbf"


def _place(word: Word) -> tuple[int, int]:
    return word.start, word.end


def _is_class_time(passage: Passage, words: list[Word], at: int) -> bool:
    """2011年以前制发: a time that bounds a class is part of its name."""
    while at < len(words) and passage.is_time(words[at].start, words[at].end):
        at += 1
    return at < len(words) and words[at].text in {"以前", "以后", "之前", "之后"}
