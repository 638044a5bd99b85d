"""Words around a number that say it is about, over or under: 约, 近, 超过, 以上, 余."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from parsers.units import unit_at
from schemas.notice import Bound
from schemas.vocabulary_files import vocabulary

_INSIDE: Final = frozenset("容部设涵需控审")
_LEAST: Final = re.compile(
    r"(?:至少|不少于|不低于)(?:每(?:[年月周天日季]|季度|半年|半月)|开展|组织|进行|召开|检查|完成|安排|举办)$"
)
# 至少办好 1 所, 至少每半年开展 1 次: the bound word stands before the verb.
_AT_LEAST: Final = re.compile(r"至少[\u4e00-\u9fff]{1,7}$")
_WIDEST: Final = 24
# 上百家, 过万人, 普及率过 90%; in 线上 12 件, 召开过 3 次 neither says a bound.
_PASSED: Final = re.compile(r"[上过](?=[十百千万亿半])|[率数量额值]过(?=\d)")
NO_BOUND: Final = Bound.EXACT
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
    """The words that make a bound, by their last character, longest first."""
    bounds = [item for item in words_before() if item[1] is not Bound.EXACT]
    ends = {word[-1] for word, _ in bounds}
    return {end: tuple(item for item in bounds if item[0][-1] == end) for end in ends}


@cache
def _inside_words() -> dict[str, frozenset[str]]:
    """The characters behind which a bound of one character ends another word (节约, 附近)."""
    return {word: frozenset(ahead) for word, ahead in vocabulary("prose_cues")["bound_not"].items()}


@cache
def _rough() -> re.Pattern[str]:
    """约 before the verb in front of a number: 约增长30%, 约占总数的30%, 约为上年的2倍."""
    cues = vocabulary("prose_cues")
    verbs = [*cues["bound_verbs"]["approx"], *cues["change"]["up"], *cues["change"]["down"]]
    told = "|".join(sorted(map(re.escape, verbs), key=len, reverse=True))
    inside = "".join(_inside_words()["约"])
    of = r"(?:占|为|是|达到?|相当于)[^,。;:、占\d]{1,16}?的(?:比[重例])?"
    return re.compile(rf"(?<![{inside}])约(?:(?:[同环]比)?(?:{told})(?:了|达到?|为)?|{of})$")


@cache
def _after() -> dict[str, tuple[tuple[str, Bound], ...]]:
    """Bound words that stand behind a unit, by their first character, longest first."""
    words = [
        (word, Bound(bound))
        for bound, group in vocabulary("prose_cues")["bound_after"].items()
        for word in group
        if word not in ("余", "来")
    ]
    words.sort(key=lambda item: len(item[0]), reverse=True)
    firsts = {word[0] for word, _ in words}
    return {first: tuple(item for item in words if item[0][0] == first) for first in firsts}


@cache
def firsts_behind() -> frozenset[str]:
    """The characters with which what makes a bound begins behind a unit."""
    return frozenset({"(", *VAGUE_WORDS, *_after()})


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
    behind = text[end : end + 1]
    if behind == "(" and text.startswith("(含)", end):
        bound, tail = bound_after(text, end + 3)
        return (bound, tail) if bound is not Bound.EXACT else (bound, end)
    for word, bound in _after().get(behind, ()):
        if text.startswith(word, end) and not (
            word[-1] == "内" and text[end + len(word) : end + len(word) + 1] in _INSIDE
        ):
            return bound, end + len(word)
    return NO_BOUND, end


def bound_before(text: str, start: int) -> tuple[Bound, int]:
    """Return the bound that the words directly before say, and where they start."""
    words = _before_by_end()
    near = text[start - 12 if start > 12 else 0 : start]
    bound, lead = NO_BOUND, start
    if near[-1:] in words:
        for _ in range(3):
            for word, meaning in words.get(text[lead - 1 : lead], ()):
                if text.endswith(word, max(0, lead - 5), lead):
                    if _is_in_word(text, word, lead):
                        continue
                    lead -= len(word)
                    bound = meaning if bound is NO_BOUND else bound
                    break
            else:
                break
        if bound is not NO_BOUND:
            return bound, lead
    may_say = "少" in near or "低" in near
    if may_say and (_LEAST.search(near) or _AT_LEAST.search(near)):
        return Bound.GE, lead
    is_rough = text.rfind("约", max(0, start - _WIDEST), start) >= 0
    if is_rough and _rough().search(text[max(0, start - _WIDEST) : start]):
        return Bound.APPROX, lead
    return NO_BOUND, lead


def _is_in_word(text: str, word: str, end: int) -> bool:
    """Whether what looks like a bound word is the end of another one (预约, 商超, 通过)."""
    if word in _inside_words() and text[end - 2 : end - 1] in _inside_words()[word]:
        return True
    return word in "上过" and _PASSED.search(text, end - 2, end + 1) is None
