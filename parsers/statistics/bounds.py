"""Words around a number that say it is about, over or under: 约, 近, 超过, 以上, 余."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from parsers.units import unit_at
from schemas.notice import Bound
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_INSIDE: Final = frozenset("容部设涵需控审")
# 上百家, 过万人, 普及率过 90%; in 线上 12 件, 召开过 3 次 neither says a bound.
_PASSED: Final = lazy_re(r"[上过](?=[十百千万亿半])|(?<=[率数量额值])过(?=[\d一二三四五六七八九])")
NO_BOUND: Final = Bound.EXACT
# Characters before a number in which a bound before its verb may stand.
_WIDEST: Final = 24
VAGUE_WORDS: Final = ("余", "多", "来")


@cache
def words_before() -> tuple[tuple[str, Bound], ...]:
    """Bound words that stand before a number, longest first."""
    words = [
        (word, Bound(bound))
        for bound, group in vocabulary("prose_cues")["bound_before"].items()
        for word in group
    ]
    return tuple(sorted(words, key=lambda item: len(item[0]), reverse=True))


@cache
def _before_by_end() -> dict[str, tuple[tuple[str, Bound], ...]]:
    """The words before a number, by their last character, longest first."""
    ends = {word[-1] for word, _ in words_before()}
    return {end: tuple(item for item in words_before() if item[0][-1] == end) for end in ends}


@cache
def _inside_words() -> dict[str, frozenset[str]]:
    """The characters behind which a bound of one character ends another word (节约, 附近)."""
    return {word: frozenset(ahead) for word, ahead in vocabulary("prose_cues")["bound_not"].items()}


@cache
def _before_verb() -> tuple[tuple[str, re.Pattern[str], Bound], ...]:
    """The words of a bound that may stand before the verb, what they begin, and the bound."""
    cues = vocabulary("prose_cues")
    verbs = [*cues["bound_verbs"]["approx"], *cues["change"]["up"], *cues["change"]["down"]]
    told = "|".join(map(re.escape, verbs))
    of = r"(?:占|为|是|达到?|相当于)[^,。;:、占\d]+?的(?:比[重例])?"
    # 约增长30%, 约占总数的30%, 约为上年的2倍.
    rough = rf"(?<![{cues['bound_not']['约']}])约(?:(?:[同环]比)?(?:{told})(?:了|达到?|为)?|{of})"
    # 不少于每年2次, 至少办好1所.
    how_often = r"每(?:[年月周天日季]|季度|半年|半月)"
    least = rf"(?:不少于|不低于)(?:{how_often}|开展|组织|进行|召开|检查|完成|安排|举办)"
    return (
        ("约", re.compile(rough), Bound.APPROX),
        ("至少", re.compile(r"至少[\u4e00-\u9fff]{1,7}"), Bound.GE),
        ("不少于", re.compile(least), Bound.GE),
        ("不低于", re.compile(least), Bound.GE),
    )


@cache
def _after() -> tuple[tuple[str, Bound], ...]:
    """Bound words that stand behind a unit."""
    groups = vocabulary("prose_cues")["bound_after"].items()
    return tuple((word, Bound(bound)) for bound, group in groups for word in group)


@cache
def firsts_behind() -> frozenset[str]:
    """The characters with which what makes a bound begins behind a unit."""
    return frozenset({"(", *VAGUE_WORDS, *(word[0] for word, _ in _after())})


def vague_behind(text: str, end: int) -> tuple[str, int]:
    """Take 余, 多 or 来 behind a number; 多 and 来 only before a unit."""
    for word in VAGUE_WORDS:
        if text.startswith(word, end):
            after = text[end + 1 : end + 2]
            if word == "余" and after in {"额", "款", "量", "地"}:
                continue
            if word != "余" and unit_at(text, end + 1) is None and after not in {"万", "亿"}:
                continue
            return word, end + 1
    return "", end


def bound_after(text: str, end: int) -> tuple[Bound, int]:
    """The bound that is printed behind a number (以上, 左右), and where it ends."""
    if text.startswith("(含)", end):
        bound, tail = bound_after(text, end + len("(含)"))
        return (bound, tail) if bound is not NO_BOUND else (bound, end)
    for word, bound in _after():
        if text.startswith(word, end):
            tail = end + len(word)
            # 30家内设机构: the character begins another word.
            is_inside = word == "内" and text[tail : tail + 1] in _INSIDE
            return (NO_BOUND, end) if is_inside else (bound, tail)
    return NO_BOUND, end


def bound_before(text: str, start: int) -> tuple[Bound, int]:
    """Return the bound that the words directly before say, and where they start."""
    bound, lead = NO_BOUND, start
    if text[start - 1 : start] not in _before_by_end():
        return _bound_before_verb(text, start), start
    while (found := _word_at(text, lead)) is not None:
        word, meaning = found
        lead -= len(word)
        bound = meaning if bound is NO_BOUND else bound
    if bound is NO_BOUND:
        return _bound_before_verb(text, start), start
    return bound, lead


def _bound_before_verb(text: str, start: int) -> Bound:
    """The bound whose word the verb parts from the number: 约增长30%, 至少办好1所."""
    first = max(0, start - _WIDEST)
    near = text[first:start]
    # The words begin with them: most numbers have none before them.
    if "约" in near or "少" in near or "低" in near:
        for word, pattern, meaning in _before_verb():
            at = near.rfind(word)
            if at >= 0 and pattern.fullmatch(text, first + at, start):
                return meaning
    return NO_BOUND


def _word_at(text: str, end: int) -> tuple[str, Bound] | None:
    """The longest bound word that ends at a place, and what it means."""
    for word, meaning in _before_by_end().get(text[end - 1 : end], ()):
        if text.endswith(word, 0, end) and not _is_in_word(text, word, end):
            return word, meaning
    return None


def _is_in_word(text: str, word: str, end: int) -> bool:
    """Whether what looks like a bound word is the end of another one (预约, 商超, 通过)."""
    if word in _inside_words() and text[end - 2 : end - 1] in _inside_words()[word]:
        return True
    return word in ("上", "过") and _PASSED.match(text, end - 1) is None
