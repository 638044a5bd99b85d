"""What a number counts: metric, subject and period from the words beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from parsers.statistics.change import Reading, classify
from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.modality import is_plan
from parsers.statistics.names import each, named
from parsers.statistics.periods import resolve
from parsers.statistics.subjects import (
    Scope,
    cut_before_act,
    cut_organ,
    cut_subject,
    middle_scope,
    opening_subject,
    strip_means,
    trailing_scope,
)
from parsers.statistics.topics import inherited_metric
from parsers.words import Word, tag
from schemas.notice import Kind

_SHORT_BRACKET: Final = 6
_PREDICATES: Final = frozenset({"均", "都", "已", "全部", "均已", "仍", "未"})


def bind(passage: Passage, facts: list[Fact], scope: Scope) -> None:
    """Fill kind, sign, metric, subject, period and base of every fact, in printed order."""
    for fact in facts:
        if scope.enter(passage, fact):
            opening_subject(passage, fact, scope)
        reading = _inherited(fact) or _bracketed(passage, fact, scope) or classify(passage, fact)
        fact.kind, fact.base = reading.kind, reading.base
        fact.value = fact.value * reading.sign
        _name(passage, fact, reading, scope)
        fact.is_result = not is_plan(passage, fact, scope.data_year)
        _remember(passage, fact, scope)


def _remember(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Keep what the numbers behind this one may take up."""
    if fact.kind in (Kind.LEVEL, Kind.BASE) and not fact.quantity.is_percent:
        scope.level = fact
    if fact.kind is Kind.RANK:
        scope.rank = fact
    if fact.own_words and fact.kind is not Kind.SHARE:
        scope.named = fact
    scope.latest[passage.layout.bracket[fact.start]] = fact
    scope.leave(passage, fact)


def _inherited(fact: Fact) -> Reading | None:
    """A number without words of its own in a list says the same as the one before it."""
    before = fact.listed_after
    if before is None or fact.left[0] != fact.left[1]:
        return None
    if before.kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return None
    same = before.quantity.is_percent == fact.quantity.is_percent
    if not same and before.kind is Kind.SHARE:
        return None
    kind = before.kind
    if kind is not Kind.SHARE:
        kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    sign = -1 if before.value < 0 else 1
    return Reading(kind, fact.left[1], sign, before.base)


def _bracketed(passage: Passage, fact: Fact, scope: Scope) -> Reading | None:
    """上升 12.5%（6 微克/立方米）: alone in brackets, the same change told in another unit."""
    opening = passage.layout.bracket[fact.start]
    if opening < 0 or fact.left[0] != fact.left[1] or fact.left[0] != opening + 1:
        return None
    before = scope.latest.get(passage.layout.bracket[opening])
    if before is None or before.quantity.tail != opening:
        return None
    if before.kind not in (Kind.GROWTH, Kind.DELTA):
        return None
    kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    return Reading(kind, fact.left[1], -1 if before.value < 0 else 1, before.base)


def _name(passage: Passage, fact: Fact, reading: Reading, scope: Scope) -> None:
    words = _left_words(passage, fact, reading, scope)
    left = _range(words)
    fact.subject = scope.subject
    fact.period = _period(passage, fact, scope)
    if fact.kind in (Kind.LEVEL, Kind.SCORE, Kind.FACTOR):
        # 对 42 个单位的公开平台进行检查: what stands before the number leaves its noun open.
        opened = passage.text[max(0, fact.left[1] - 1) : fact.left[1]] in {"对", "向", "给"}
        right = _right_noun(passage, fact, bool(words) and not opened)
    elif fact.kind in (Kind.GROWTH, Kind.DELTA) and not words:
        right = _right_noun(passage, fact, False) if fact.kind is Kind.DELTA else None
    elif fact.kind is Kind.RATE and not words:
        # 三成的单位, 近九成单位: a share of what is named behind.
        if passage.text.startswith("的", fact.right[0]):
            fact.right = fact.right[0] + 1, fact.right[1]
        right = _right_noun(passage, fact, True)
        fact.kind = Kind.RATE if right is None else Kind.SHARE
    else:
        right = None
    fact.right_noun = right is not None
    fact.metric = _metric(passage, fact, words, left, right)
    fact.own_words = bool(fact.metric)
    if not fact.metric and fact.kind is Kind.LEVEL:
        fact.metric = _predicate(passage, fact)
        fact.own_words = bool(fact.metric)
    each(passage, fact, scope)
    named(passage, fact, scope)
    if not fact.metric:
        fact.metric = inherited_metric(passage, fact, scope)


def _metric(
    passage: Passage,
    fact: Fact,
    words: list[Word],
    left: tuple[int, int] | None,
    right: tuple[int, int] | None,
) -> str:
    show = passage.folded.squeezed
    if fact.kind is Kind.SHARE and right is None:
        return show(*left) if left is not None else ""
    if right is not None:
        noun = show(*right)
        if words and words[-1].flag[:1] == "v":
            verbs = _last_verbs(words)
            fact.verb = show(*(_range(verbs) or (0, 0)))
            return fact.verb + noun
        if not words and fact.listed_after is not None and fact.listed_after.verb:
            fact.verb = fact.listed_after.verb
            return fact.verb + noun
        if left is not None and _is_name(words):
            fact.subject = show(*left)
        return noun
    if left is None:
        return ""
    if words[0].text in cue_set("metric", "light_verbs") and len(words) > 1:
        left = words[1].start, left[1]
    return show(*left)


def _is_name(words: list[Word]) -> bool:
    """Whether the words can name whom a number is about: short, and without a verb."""
    return len(words) <= 8 and all(word.flag not in {"v", "p", "ul"} for word in words)


def _predicate(passage: Passage, fact: Fact) -> str:
    """What a number without any noun does or is: 3 人次参与, 8 篇为图文解读."""
    start, end = fact.right
    words = [Word(w.text, w.start + start, w.flag) for w in tag(passage.text[start:end])]
    if words and words[0].text in ("为", "是"):
        words = words[1:]
        found = _range(words)
        return passage.folded.squeezed(*found) if found else ""
    if words and words[0].flag[:1] == "v" and len(words[0].text) > 1:
        return passage.folded.squeezed(words[0].start, words[0].end)
    return ""


def _last_verbs(words: list[Word]) -> list[Word]:
    """The verbs that end the words before a number (规范完善)."""
    at = len(words)
    while at and words[at - 1].flag[:1] == "v" and len(words) - at < 2:
        at -= 1
    return words[at:]


def _range(words: list[Word]) -> tuple[int, int] | None:
    return (words[0].start, words[-1].end) if words else None


def _left_words(passage: Passage, fact: Fact, reading: Reading, scope: Scope) -> list[Word]:
    """Words before the number that name what it counts: time, scope and fillers taken off."""
    start, end = fact.left[0], max(fact.left[0], reading.np_end)
    # The word cutter takes 分为 out of 得分为.
    text = re.sub(r"(?<=[得总均评]分)为$", "", passage.text[start:end])
    words = [Word(w.text, w.start + start, w.flag) for w in tag(text)]
    words = trailing_scope(passage, _strip_tail(words), scope)
    words = strip_means(_strip_head(passage, _strip_tail(words), scope))
    words = middle_scope(passage, cut_subject(passage, words, scope), scope)
    words = cut_organ(passage, words, scope)
    words = strip_means(_strip_head(passage, _strip_tail(words), scope))
    return cut_before_act(words)


def _strip_tail(words: list[Word]) -> list[Word]:
    trailing = _all_bounds()
    while words and (words[-1].text in trailing or words[-1].text in ",、:;("):
        words = words[:-1]
    return words


@cache
def _all_bounds() -> frozenset[str]:
    """Words that end the words before a number without naming anything."""
    return cue_set("metric", "trailing").union(
        *(cue_set("bound_before", name) for name in ("approx", "lt", "gt", "ge", "le", "exact"))
    )


def _strip_head(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Take time, scope words and connectives off the beginning."""
    leading, scopes = cue_set("metric", "leading"), cue_set("metric", "scope")
    at = 0
    while at < len(words):
        word = words[at]
        region = scope.region_name
        if word.text in scopes or (region is not None and word.text == region):
            scope.about(passage.folded.squeezed(word.start, word.end))
        elif not (
            passage.is_time(word.start, word.end)
            or word.text in leading
            or word.text in "、,()<>“”;: "
        ):
            break
        at += 1
    # A quotation mark belongs to the name that it opens.
    if 0 < at < len(words) and words[at - 1].text == "“":
        at -= 1
    return words[at:]


def _right_noun(passage: Passage, fact: Fact, has_left: bool) -> tuple[int, int] | None:
    """The noun phrase behind the number, or ``None``.

    A phrase that is followed by a predicate is the subject of it and ends before 的
    (``5 个街道的说明均已公开``); one that ends the clause has its head behind the last 的.
    """
    start, end = fact.right
    words = [Word(w.text, w.start + start, w.flag) for w in tag(passage.text[start:end])]
    kept, at = _phrase(passage, words)
    stop = words[at].text if at < len(words) else ""
    followed = bool(stop) and stop not in "、,:;等(各"
    if stop == "、":
        # 24 个部门的职能、分工均已公开: the predicate stands behind the list.
        followed = any(word.text in _PREDICATES for word in words[at:])
    while kept and (kept[-1].text in "和与及以及、" or kept[-1].flag == "c"):
        kept.pop()
    if stop == "了":
        while len(kept) > 1 and kept[-1].flag[:1] == "v":
            kept.pop()
    if not kept or kept[0].text in {"的", ")", "(", "”"}:
        return None
    return _head(kept, followed, has_left)


def _phrase(passage: Passage, words: list[Word]) -> tuple[list[Word], int]:
    """The words of a noun phrase and the place of the word that ends it.

    A short bracket is part of the noun (街道（管理区）, 县（市、区）), as is what stands in quotes.
    """
    stops = cue_set("metric", "stop_after")
    kept: list[Word] = []
    at, quoted = 0, False
    while at < len(words):
        word = words[at]
        if word.text == "(" and not quoted:
            closing = next((i for i in range(at, len(words)) if words[i].text == ")"), at)
            if not at < closing or words[closing].start - word.end > _SHORT_BRACKET:
                break
            kept.extend(words[at : closing + 1])
            at = closing + 1
            continue
        quoted = word.text != "”" and (quoted or word.text == "“")
        if not quoted and (
            word.text in stops
            or word.flag in {"d", "p", "ul"}
            or word.text in "、,:;等各"
            or passage.is_time(word.start, word.end)
        ):
            break
        kept.append(word)
        at += 1
    return kept, at


def _head(words: list[Word], followed: bool, has_left: bool) -> tuple[int, int] | None:
    places = [i for i, word in enumerate(words) if word.text == "的"]
    if places and followed and not has_left:
        words = words[: places[0]]
    elif places and places[-1] + 1 < len(words):
        words = words[places[-1] + 1 :]
    elif places:
        words = words[: places[-1]]
    return _range(words)


def _period(passage: Passage, fact: Fact, scope: Scope) -> str | None:
    """The period that a number is about: its clause's, its sentence's, or the notice's year."""
    sentence = passage.layout.sentence_starts[passage.layout.sentence[fact.start]]
    start = max(sentence, fact.start - 80)
    for left, right in reversed(passage.times_in(start, fact.start)):
        if left and passage.text[left - 1] in "比较与同由从" and fact.kind is not Kind.BASE:
            continue
        if fact.kind is Kind.BASE:
            return resolve(passage.folded.squeezed(left, right), scope.data_year)
        scope.period = resolve(passage.folded.squeezed(left, right), scope.data_year)
        return scope.period
    if scope.period is not None:
        return scope.period
    return scope.whole_period
