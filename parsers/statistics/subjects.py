"""Whom a number is about: organs and scope words cut off the words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.organs import (
    LONGEST_NAME,
    REGIONAL,
    REGIONS,
    ends_as_organ,
    may_end_name,
    organ_lasts,
)
from parsers.statistics.scope import Scope
from parsers.words import Word, tag
from schemas.patterns import lazy_re

_NOUNLESS: Final = frozenset("vdpuc")
_MOST_ORGAN_WORDS: Final = 8
_OPENING: Final = 80
_NO_NAME_HOLDS: Final = lazy_re(r"[,。;:!?]|会同|联合")
_NO_NAME_BEGINS: Final = frozenset({"v", "vd", "p", "d", "c", "u", "uj", "ul", "m"})
_PAIRS: Final = (("(", ")"), ("<", ">"), ("《", "》"), ("“", "”"))
_PAIRED: Final = frozenset("()<>《》“”")


def strip_means(words: list[Word]) -> list[Word]:
    """Take off by what means something was done (通过门户网站公开信息 counts 公开信息)."""
    if not words or words[0].text not in cue_set("metric", "means"):
        return words
    closed = next((i for i, w in enumerate(words) if w.text == "”"), 0)
    acts = cue_set("metric", "transitive")
    for at in range(len(words) - 1, max(2, closed) - 1, -1):
        is_act = words[at].flag == "v" or words[at].text in acts
        if is_act and words[at - 1].flag != "v":
            # 通过村务栏公开38条: the means is all that tells it from the others.
            is_told = at + 1 < len(words) or words[0].text not in cue_set("metric", "through")
            return words[at:] if is_told else words
    return words


def is_whole(passage: Passage, words: Sequence[Word]) -> bool:
    """Tell whether no name and no scope is to be parted from words, and no verb cuts them.

    That is, whether nothing stands among them that `cut_subject`, `middle_scope`, `cut_organ`,
    `cut_before_act` and `owners.cut_owner` look for. All of them cut behind the first word and
    before the last: what the last one is makes no difference, and what the first one is only where
    a name may end with it. Behind an act that opens them (完成整改) no other act cuts.
    """
    lasts, first = organ_lasts(), words[0].text
    cutting = _parting_words() if first in cue_set("metric", "transitive") else _cutting_words()
    if first[-1] in lasts and may_end_name(first):
        return False
    for text, _, _ in words[1:-1]:
        if text in cutting or (text[-1] in lasts and may_end_name(text)):
            return False
    return not passage.is_time(words[0].start, words[-1].end)


@cache
def _parting_words() -> frozenset[str]:
    return cue_set("metric", "subject_cut") | cue_set("metric", "scope")


@cache
def _cutting_words() -> frozenset[str]:
    return _parting_words() | cue_set("metric", "transitive")


def cut_subject(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Part ``subject 共 metric`` and ``subject 2023年 metric``."""
    if len(words) < 3:
        return words
    cuts = cue_set("metric", "subject_cut")
    has_time = passage.is_time(words[0].start, words[-1].end)
    for at in range(len(words) - 2, 0, -1):
        word = words[at]
        is_time = has_time and passage.is_time(word.start, word.end)
        if is_time and words[at + 1].text in cue_set("metric", "dated"):
            continue
        if (is_time or word.text == "累计") and _is_one_noun(words, at):
            continue
        if is_time and not any(w.flag[:1] in {"n", "v", "x"} for w in words[at + 1 :]):
            return words[:at]
        if word.text in cuts or is_time:
            if not _take(passage, words[:at], scope):
                cut_organ(passage, words[:at], scope)
            is_before = is_time and words[at + 1].text in ("前", "之前")
            return words[at + 1 + is_before :]
    return words


def _is_one_noun(words: Sequence[Word], at: int) -> bool:
    """PM2.5累计浓度, PM10全年浓度: inside a noun of quantity, not behind an organ."""
    rest = words[at + 1 :]
    is_quantity = len(rest) == 1 and rest[0].text in cue_set("metric", "heads")
    return is_quantity and not ends_as_organ(words[:at])


def cut_organ(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Part ``organ verb …``: an organ's name right before a verb is the subject.

    ``区教育局办理建议提案`` counts 办理建议提案, ``区政府网站总访问量`` counts 总访问量. A name
    with nothing behind it stays, for the text before may say what is counted.
    """
    # Behind the last word that can end a name nothing is cut.
    most, lasts = min(len(words) - 1, _MOST_ORGAN_WORDS), organ_lasts()
    before = [word.text for word in words[:most]]
    places = [at for at, text in enumerate(before, 1) if text[-1] in lasts and may_end_name(text)]
    if not places or words[-1].text == "率":
        return words  # 全程网办率: alone it names no quantity of anybody
    acts, tails = _all_acts(), cue_set("metric", "organ_tails")
    for at in range(1, places[-1] + 1):
        flag, is_act = words[at].flag, words[at].text in acts
        is_over = flag[:1] in _NOUNLESS and not is_act and flag != "v"
        if not is_over and at not in places:
            continue
        # A verb inside a name is part of it (教育局, 审批局).
        if words[at].text in tails or (at + 1 < len(words) and words[at + 1].text in tails):
            continue
        if _goes_on_as_organ(words, at):
            continue
        if _longer_name(words, at):
            continue
        if words[at - 1].text == "小区":
            continue  # 县住建局老旧小区改造: what is done, and no name of one
        ends = ends_as_organ(words[:at])
        if flag == "vn" and not is_act and not ends:
            continue
        if ends and (is_act or flag[:1] in "vpd" or _is_measured(words, at)):
            head = _last_name(passage, words[:at])
            return words[at:] if _take(passage, head, scope) else words
        if is_over:
            return words
    return words


@cache
def _all_acts() -> frozenset[str]:
    return cue_set("metric", "organ_acts") | cue_set("metric", "transitive")


def _goes_on_as_organ(words: Sequence[Word], at: int) -> bool:
    """区政府｜督查室: whether the next words make a longer name of an organ."""
    text = words[at].text
    rest = text + words[at + 1].text if at + 1 < len(words) else text
    offices = longest_first("metric", "offices")
    return text.endswith(offices) or rest.endswith(offices)


def _longer_name(words: Sequence[Word], at: int) -> bool:
    """区政府｜门户网站｜总访问量: whether a name that ends here goes on as one of a quantity."""
    return _is_measured(words, at) and any(
        ends_as_organ(words[:end]) and _is_measured(words, end)
        for end in range(at + 1, min(len(words), at + 4))
    )


def _is_measured(words: Sequence[Word], at: int) -> bool:
    """Whether a quantity of somebody stands behind a name (青禾区｜得分, 区政府网站｜总访问量).

    The name must be one of a place or an organ of it: 普惠性幼儿园覆盖率 is one noun.
    """
    last = words[-1].text
    if last == "指数" or last[-1] not in _measure_lasts():
        return False
    rest = "".join(word.text for word in words[at:])
    if len(rest) > LONGEST_NAME or not rest.endswith(_measure_nouns()):
        return False
    name = "".join(word.text for word in words[:at])
    return REGIONAL.match(name) is not None or any(word.flag == "ns" for word in words[:at])


def _last_name(passage: Passage, words: list[Word]) -> list[Word]:
    """The name at the end of words whose beginning cannot name anybody.

    Where a heading has run into the sentence (``监督保障市政府办公室开展``) the name begins with
    the last word for a region before its ending.
    """
    joining = cue_set("metric", "joining")
    if any(word.text in joining for word in words[1:]) or words[0].text in _all_acts():
        return words
    if (words[0].flag[:1] != "v" or _is_unknown_place(words)) and _can_name(passage, words):
        return words
    for at in range(len(words) - 2, 0, -1):
        is_region = words[at].text[0] in REGIONS or words[at].flag == "ns"
        if is_region and _can_name(passage, words[at:]):
            return words[at:]
    return words


def cut_before_act(words: list[Word]) -> list[Word]:
    """Take off who did it before a verb that takes an object (调查发出问卷: 发出问卷)."""
    acts = cue_set("metric", "transitive")
    if words and words[0].text in acts:
        return words
    for at in range(len(words) - 2, 0, -1):
        if words[at].text not in acts:
            continue
        after = words[at + 1]
        if after.flag[:1] in {"n", "v", "a", "b", "l", "r", "x", "j"}:
            # 信息公开平均得分率 is one noun.
            if after.text in cue_set("change", "quantity_nouns") or _is_measure(words[at + 1 :]):
                return words
            start = at
            while start and words[start - 1].text in acts:
                start -= 1
            # 超期未办结工单, 政府信息公开申请: the verb is inside of the noun.
            before = words[start - 1].text if start else ""
            return words if before in cue_set("metric", "inside_nouns") else words[start:]
    return words


def _is_measure(words: Sequence[Word]) -> bool:
    """Whether words end in a noun of quantity (率, 量, 得分)."""
    nouns = _measure_nouns()
    return any(word.text.endswith(nouns) for word in words)


@cache
def _measure_nouns() -> tuple[str, ...]:
    return tuple(noun for noun in cue_set("metric", "bare") if noun != "比")


@cache
def _measure_lasts() -> frozenset[str]:
    return frozenset(noun[-1] for noun in _measure_nouns())


def trailing_scope(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """在全省125个县, 对全区38个单位: a scope word right before the number is whom it is about."""
    if not words or words[-1].text not in cue_set("metric", "scope"):
        return words
    start, end = words[-1].start, words[-1].end
    # 在全市9个县中列第3位: whom it is compared with, of this number alone.
    is_among = re.match(r"[^,。;:]{1,24}?中[列排居位名并]", passage.text[end : end + 32])
    scope.about(passage.folded.squeezed(start, end), is_frame=is_among is None)
    return words[:-1]


def middle_scope(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """工作要求各地要严格执行: a scope word before a verb begins a new statement."""
    scopes = cue_set("metric", "scope")
    for at in range(len(words) - 2, 0, -1):
        if words[at].text in scopes and words[at + 1].flag[:1] in {"v", "d"}:
            scope.about(passage.folded.squeezed(words[at].start, words[at].end))
            return words[at + 1 :]
        if words[at].text in scopes and words[at - 1].text in cue_set("metric", "handed"):
            # 督察组交办我区信访件: to whom they were handed.
            scope.about(passage.folded.squeezed(words[at].start, words[at].end))
            return words[at + 1 :]
    return words


def opening_subject(passage: Passage, first: Fact, scope: Scope) -> None:
    """Take the subject from the clauses of a sentence that stand before its first number.

    市政务公开办对落实情况开展抽查，共抽查48个单位: the numbers are the office's.
    """
    layout = passage.layout
    start = layout.sentence_starts[layout.sentence[first.start]]
    end = min(layout.start[first.start], first.start)
    at = max(start, end - _OPENING)
    while at < end:
        stop = min(layout.end[at], end)
        clause = [Word(w.text, w.start + at, w.flag) for w in tag(passage.text[at:stop])]
        while clause and (
            passage.is_time(clause[0].start, clause[0].end)
            or clause[0].text in cue_set("metric", "leading")
        ):
            clause.pop(0)
        if clause and clause[0].text in cue_set("metric", "scope"):
            scope.about(passage.folded.squeezed(clause[0].start, clause[0].end))
        elif clause and clause[0].flag not in _NO_NAME_BEGINS:
            cut_organ(passage, clause, scope)
        at = stop + 1


def _take(passage: Passage, head: list[Word], scope: Scope) -> bool:
    """Make words the subject, if they can name somebody."""
    # 区教育局会同区市场监管局: whose action it is stands first.
    joining = cue_set("metric", "joining")
    head = head[: next((i for i, w in enumerate(head) if i and w.text in joining), len(head))]
    while head and passage.is_time(head[-1].start, head[-1].end):
        head = head[:-1]
    if not _can_name(passage, head):
        return False
    begin, end = head[0].start, head[-1].end
    start = begin - _scope_before(passage.text[max(0, begin - 2) : begin])
    if start < begin and "、" in passage.text[begin:end]:
        end = begin  # 全区中小学、幼儿园: all of them are of the area
    scope.about(passage.folded.squeezed(start, end))
    return True


def _scope_before(text: str) -> int:
    """全市市场监管系统, 各市场监管所: how long the word is that says how many of them are meant."""
    if text.endswith("各"):
        return 1
    return 2 if text in ("全市", "全区", "全县", "全省", "全州", "全国") else 0


def _can_name(passage: Passage, head: list[Word]) -> bool:
    if not head or (head[0].flag in _NO_NAME_BEGINS and not _is_unknown_place(head)):
        return False
    if head[-1].flag[:1] in _NOUNLESS and head[-1].text not in cue_set("metric", "organ_tails"):
        return False
    if head[0].text in cue_set("metric", "means") or head[0].text in cue_set("metric", "acts"):
        return False
    start, end = head[0].start, head[-1].end
    # Words stand side by side: a time among them is one in all of them.
    if passage.is_time(start, end):
        return False
    text = passage.text[start:end]
    if not 2 <= end - start <= LONGEST_NAME or text in cue_set("metric", "body_classes"):
        return False
    if not _PAIRED.isdisjoint(text) and any(text.count(a) != text.count(b) for a, b in _PAIRS):
        return False
    return _NO_NAME_HOLDS.search(text) is None


def _is_unknown_place(head: Sequence[Word]) -> bool:
    """临｜岚｜市: a place that the cutter does not know, of which it makes a verb and a name."""
    if len(head) < len("临岚市") or len(head[0].text + head[1].text) > len("临岚"):
        return False  # 驻｜枫林｜乡: who is there is not told.
    if head[0].flag not in {"v", "vd"}:
        return False
    return head[1].flag in {"nr", "ns", "nz", "ng"} and head[2].text[:1] in REGIONS
