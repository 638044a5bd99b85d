"""What a number counts: metric, subject and period from the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from parsers.statistics.change import Reading, classify, is_plan
from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.periods import resolve
from parsers.words import Word, tag, tag_part
from schemas.notice import Kind

_NOUNLESS = frozenset("vdpuc")
_MOST_ORGAN_WORDS = 8
_CUT_AT = ("在", "通过", "对外", "利用", "依托")


@dataclass(slots=True)
class Scope:
    """What carries over from number to number: within a sentence, and over the paragraph."""

    data_year: int | None
    region_name: str | None
    sentence: int = -1
    subject: str | None = None
    period: str | None = None
    level: Fact | None = None
    rank: Fact | None = None
    named: Fact | None = None
    latest: dict[int, Fact] = field(default_factory=dict)


def bind(passage: Passage, facts: list[Fact], scope: Scope) -> None:
    """Fill kind, sign, metric, subject, period and base of every fact, in printed order."""
    for fact in facts:
        sentence = passage.layout.sentence[fact.start]
        if sentence != scope.sentence:
            scope.sentence, scope.subject, scope.period = sentence, None, None
            scope.named = None
        reading = _inherited(fact) or _bracketed(passage, fact, scope) or classify(passage, fact)
        fact.kind, fact.base = reading.kind, reading.base
        fact.value = fact.value * reading.sign
        fact.is_result = not is_plan(passage, fact)
        _name(passage, fact, reading, scope)
        if fact.kind in (Kind.LEVEL, Kind.BASE) and not fact.quantity.is_percent:
            scope.level = fact
        if fact.kind is Kind.RANK:
            scope.rank = fact
        if fact.own_words and fact.kind is not Kind.SHARE:
            scope.named = fact
        scope.latest[passage.layout.bracket[fact.start]] = fact


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
        right = _right_noun(passage, fact, bool(words))
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
    fact.metric = _metric(passage, fact, words, left, right)
    fact.own_words = bool(fact.metric)
    if not fact.metric and fact.kind is Kind.LEVEL:
        fact.metric = _predicate(passage, fact)
        fact.own_words = bool(fact.metric)
    _each(passage, fact, scope)
    if not fact.metric:
        fact.metric = _inherit_metric(fact, scope)


def _metric(
    passage: Passage,
    fact: Fact,
    words: list[Word],
    left: tuple[int, int] | None,
    right: tuple[int, int] | None,
) -> str:
    show = passage.folded.squeezed
    if fact.kind is Kind.SHARE and right is None:
        denominator = _strip_tail(list(tag(passage.text[fact.left[0] : fact.left[1]])))
        text = "".join(word.text for word in denominator)
        at = text.rfind("占")
        if left is not None:
            return show(*left)
        return text[at:] if at >= 0 and len(text) - at > 2 else ""
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
    words = tag_part(passage.text, start, end)
    if words and words[0].text in ("为", "是"):
        words = words[1:]
        found = _range(words)
        return passage.folded.squeezed(*found) if found else ""
    if words and words[0].flag[:1] == "v" and len(words[0].text) > 1:
        return passage.folded.squeezed(words[0].start, words[0].end)
    return ""


def _each(passage: Passage, fact: Fact, scope: Scope) -> None:
    """甲局、乙局各 6 篇: the names are subjects, the number counts once for each of them."""
    if not fact.metric or passage.text[fact.left[1] - 1 : fact.left[1]] != "各":
        return
    names = [name for name in re.split("、|和|与", fact.metric) if name]
    fact.multiplicity, fact.subject = len(names), fact.metric
    fact.metric = scope.level.metric if scope.level is not None else ""
    fact.own_words = True


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
    words = _strip_tail(tag_part(passage.text, start, end))
    words = _strip_head(passage, words, scope)
    words = _cut_organ(passage, _cut_subject(passage, words, scope), scope)
    return _strip_head(passage, _strip_tail(words), scope)


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
            scope.subject = passage.folded.squeezed(word.start, word.end)
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


def _cut_subject(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Part ``subject 共 metric``; words behind 在…, 通过… and a final verb are the metric."""
    cuts = cue_set("metric", "subject_cut")
    for at in range(len(words) - 2, 0, -1):
        word = words[at]
        if word.text in cuts or passage.is_time(word.start, word.end):
            head = words[:at]
            if head[-1].flag[:1] not in _NOUNLESS and head[0].text not in _CUT_AT:
                scope.subject = passage.folded.squeezed(head[0].start, head[-1].end)
            return words[at + 1 :]
    return words


def _cut_organ(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Part ``organ verb …``: an organ's name right before a verb is the subject.

    ``区教育局办理建议提案`` counts 办理建议提案. A name without a verb behind it stays: it may be
    all that names the number (``县水利局57件``).
    """
    endings, acts = tuple(cue_set("metric", "organ_endings")), cue_set("metric", "organ_acts")
    for at in range(1, min(len(words) - 1, _MOST_ORGAN_WORDS) + 1):
        flag, is_act = words[at].flag, words[at].text in acts
        # A verb that serves as a noun is part of the name (教育局).
        if flag == "vn" and not is_act:
            continue
        if is_act or flag[:1] == "v":
            head = words[:at]
            if head[-1].text.endswith(endings) and words[at + 1 :]:
                scope.subject = passage.folded.squeezed(head[0].start, head[-1].end)
                return words[at:]
            return words
        if flag[:1] in _NOUNLESS:
            return words
    return words


def _right_noun(passage: Passage, fact: Fact, has_left: bool) -> tuple[int, int] | None:
    """The noun phrase behind the number, or ``None``.

    A phrase that is followed by a predicate is the subject of it and ends before 的
    (``5 个街道的说明均已公开``); one that ends the clause has its head behind the last 的.
    """
    start, end = fact.right
    words = tag_part(passage.text, start, end)
    stops = cue_set("metric", "stop_after")
    kept: list[Word] = []
    followed = False
    for word in words:
        if word.text in stops or word.flag in {"d", "p", "ul"} or word.text in "、,:;等":
            followed = word.text not in "、,:;等"
            break
        kept.append(word)
    while kept and (kept[-1].text in "和与及以及、" or kept[-1].flag == "c"):
        kept.pop()
    if not kept or kept[0].text in {"的", ")", "(", "”"}:
        return None
    return _head(kept, followed, has_left)


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
        if left and passage.text[left - 1] in "比较与同" and fact.kind is not Kind.BASE:
            continue
        scope.period = resolve(passage.text[left:right], scope.data_year)
        return scope.period
    if scope.period is not None:
        return scope.period
    return None if scope.data_year is None else f"{scope.data_year}年"


def _inherit_metric(fact: Fact, scope: Scope) -> str:
    """The metric of the number before it in a list, of its sentence, or of the last amount."""
    if fact.quantity.form == "rank":
        return scope.rank.metric if scope.rank is not None else ""
    if fact.listed_after is not None and fact.kind is fact.listed_after.kind:
        return fact.listed_after.metric
    for before in (scope.level, scope.named):
        if (
            before is not None
            and before.metric
            and not (fact.quantity.is_percent and before is scope.level and scope.named is not None)
        ):
            return before.metric
    return ""
