"""The words behind a number: the noun it counts, or what is said of it."""

from __future__ import annotations

from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.words import Word, tag_part

_SHORT_BRACKET: Final = 5
_LONGEST_PREDICATE: Final = 12


def span_of(words: list[Word]) -> tuple[int, int] | None:
    """The range from the first word to the last, ``None`` without words."""
    return (words[0].start, words[-1].end) if words else None


def is_act(word: Word) -> bool:
    """Whether a word is a verb, or a verb that the dictionary has as a noun."""
    return word.flag[:1] == "v" or word.text in cue_set("metric", "transitive")


def predicate(passage: Passage, fact: Fact) -> str:
    """What a number without any noun does or is: 3 人次参与, 8 篇为图文解读, 3 条正在推进."""
    start, end = fact.right
    if start == end:
        return ""
    words = tag_part(passage.text, start, end)
    is_equal = bool(words) and words[0].text in ("为", "是")
    while words and words[0].text in cue_set("metric", "before_predicate"):
        words.pop(0)
    cut = next((i for i, word in enumerate(words) if word.text in "(、,:;的"), len(words))
    words = words[:cut]
    if words and words[0].text in cue_set("metric", "no_nouns"):
        return ""
    begins = bool(words) and (is_act(words[0]) or words[0].flag in {"d", "zg", "p", "a"})
    if not words or not (is_equal or begins or words[0].text in cue_set("metric", "ongoing")):
        return ""
    if len("".join(word.text for word in words)) > _LONGEST_PREDICATE and not is_equal:
        return passage.folded.squeezed(words[0].start, words[0].end) if is_act(words[0]) else ""
    found = span_of(words)
    return passage.folded.squeezed(*found) if found and found[1] - found[0] > 1 else ""


def right_noun(passage: Passage, fact: Fact, has_left: bool) -> tuple[int, int] | None:
    """The noun phrase behind the number, or ``None``.

    A phrase that is followed by a predicate is the subject of it and ends before 的
    (``5 个街道的说明均已公开``); one that ends the clause has its head behind the last 的.
    """
    start, end = fact.right
    if start == end:
        return None
    words = tag_part(passage.text, start, end)
    kept, at = _phrase(passage, words)
    stop = words[at].text if at < len(words) else ""
    is_headless = passage.text.endswith("的", 0, fact.quantity.lead)
    followed = bool(stop) and stop not in "、,:;等(各"
    if stop == "、":
        # 24 个部门的职能、分工均已公开: the predicate stands behind the list.
        followed = any(word.text in cue_set("metric", "predicates") for word in words[at:])
    while kept and (kept[-1].text in "和与及以及、" or kept[-1].flag == "c"):
        kept.pop()
    if stop != "中":
        kept = _counted(kept, followed=followed or at < len(words), has_left=has_left)
    if stop == "了":
        while (
            kept and kept[-1].flag[:1] in {"v", "a"} and (len(kept) > 1 or has_left or is_headless)
        ):
            kept.pop()
    if not kept or kept[0].text in {"的", ")", "(", "”"}:
        return None
    if kept[0].text in cue_set("rank", "placed") or kept[0].text in cue_set("rank", "cues"):
        return None
    if kept[0].text in cue_set("metric", "no_nouns") or kept[-1].text == "之间":
        return None
    return _head(kept, followed, has_left)


def _counted(words: list[Word], *, followed: bool, has_left: bool) -> list[Word]:
    """Cut a sentence that has no adverb (6 个部门公开内容不细化) behind the bodies it is about."""
    if has_left or any(word.text == "的" for word in words):
        return words
    for at in range(1, len(words)):
        is_verb = words[at].text in cue_set("metric", "transitive")
        if is_verb and words[at - 1].flag[:1] == "n" and (followed or at + 1 < len(words)):
            return words[:at]
    if not followed:
        return words[:1] if _is_sentence(words) else words
    for at, word in enumerate(words[:-1]):
        is_body = word.text in cue_set("metric", "entities") and (
            words[at + 1].flag[:1] in "nvfbst" or words[at + 1].text[:1].isascii()
        )
        # 17个部门网站已迁移: the next word is what is counted.
        is_body = is_body and not (
            at + 2 == len(words) and words[at + 1].text in cue_set("metric", "entities")
        )
        if is_body and at < 2:
            return words[: at + 1]
    return words


def _is_sentence(words: list[Word]) -> bool:
    """单位目录缺失: a body, a noun of it, and what is said of that to the end of the clause."""
    is_body = len(words) > 2 and words[0].text in cue_set("metric", "entities")
    return is_body and words[1].flag[:1] == "n" and words[-1].flag in {"v", "a"}


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
        if word.text == "、" and len(kept) == 1 and kept[0].text in cue_set("metric", "controls"):
            kept.append(word)
            at += 1
            continue
        quoted = word.text != "”" and (quoted or word.text == "“")
        if (
            not quoted
            and not (at == 0 and word.text == "被")
            and (
                (word.text in stops and not _is_relative(words, at))
                or (kept and word.text in cue_set("metric", "noun_ends"))
                or (word.flag in {"d", "p", "ul"} and not _is_relative(words, at))
                or (word.text == "主要" and at + 1 < len(words) and words[at + 1].flag[:1] in "vp")
                or word.text in "、,:;等各"
                or passage.is_time(word.start, word.end)
            )
        ):
            break
        kept.append(word)
        at += 1
    return kept, at


def _is_relative(words: list[Word], at: int) -> bool:
    """50个投诉集中的小区, 8个未更新的栏目: a predicate with 的 describes the noun behind."""
    end = next((i for i in range(at + 1, min(at + 3, len(words))) if words[i].text == "的"), 0)
    if not end or end + 1 >= len(words) or words[end + 1].flag[:1] != "n":
        return False
    return words[at].flag[:1] in "va" or words[at].flag == "d"


def _head(words: list[Word], followed: bool, has_left: bool) -> tuple[int, int] | None:
    places = [i for i, word in enumerate(words) if word.text == "的"]
    before = words[: places[0]] if places else []
    is_described = any(word.flag[:1] == "d" for word in before) or (
        bool(before) and before[-1].flag[:1] in "va"
    )
    if places and followed and not has_left and not is_described:
        words = words[: places[0]]
    elif places and places[-1] + 1 < len(words):
        words = words[places[-1] + 1 :]
    elif places:
        words = words[: places[-1]]
    return span_of(words)
