"""Definite names before what is said of them: 区住建局｜责令停工项目, 白石区“翰林苑”项目｜裸土."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.statistics.facts import Passage, cue_set, longest_first
from parsers.statistics.organs import may_end_name, organ_lasts, proper_names
from parsers.statistics.scope import Scope
from parsers.words import Word
from schemas.patterns import lazy_re

_MOST_WORDS: Final = 9
_LONGEST_PLACE: Final = 7
# A region and an organ of it: the character behind 市, 区 must not make another word of it (市场).
_OF_REGION: Final = lazy_re(
    r"(?:[\u4e00-\u9fff]{2,5}?)??(?:省(?![级直属道际])|州(?![级直属])|市(?![场级直属民容辖]|政(?!府))|"
    r"区(?![域块级直属划间别内])|县(?![级直属城域内])|镇(?![级村区域])|乡(?![级村镇土道])|街道)"
    r"[\u4e00-\u9fff()]{1,16}"
)
_PLACE: Final = lazy_re(r"[\u4e00-\u9fff]{2,7}(?:(?<![社小校景园辖片])区|县|镇|乡|州|市|街道)")
_OPENING: Final = 16
_BEGINS: Final = frozenset("“省市区县州镇乡街公")
"""One of these stands near the beginning of whatever `cut_owner` takes off."""
_GOES_ON: Final = frozenset("(级直属内域辖的、等和与及各")
_QUOTED: Final = lazy_re(r"“[^“”]{1,16}”(?P<noun>[\u4e00-\u9fffA-Za-z]{2,5})")
_NAMED_BY: Final = frozenset({"ns", "nr", "nz", "nt", "x"})


def cut_owner(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Take the name of an organ, a place or an account off the beginning; it is the subject.

    Unlike the organ before a verb (`subjects.cut_organ`) it may stand before any word, so that it
    must be the name of one body and none of a class: 枫林乡改厕, but 示范区建设.
    """
    opening = passage.text[words[0].start : words[0].start + _OPENING]
    if _BEGINS.isdisjoint(opening):
        return words
    end = _end_of_name(passage, words, scope)
    at = _with_quoted(words, end) if end or words[0].text == "“" else 0
    rest = words[at:]
    # A name with nothing behind it stays: the text before may say what is counted.
    if not at or at == end == len(words) or (rest and _goes_on(rest)):
        return words
    scope.about(passage.folded.squeezed(words[0].start, words[at - 1].end))
    return rest[1:] if rest and rest[0].text in cue_set("metric", "joining") else rest


def _end_of_name(passage: Passage, words: Sequence[Word], scope: Scope) -> int:
    """Return behind how many words the longest name of one body ends, 0 for none."""
    best, start, lasts = 0, words[0].start, organ_lasts()
    for at, (text, place, _) in enumerate(words[:_MOST_WORDS], 1):
        if text[-1] in lasts and may_end_name(text):
            name = passage.text[start : place + len(text)]
            if _is_definite(name, words[:at], scope):
                best = at
    is_followed = 0 < best < len(words) and words[best].text in cue_set("metric", "owner_tails")
    return best + is_followed


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether what stands behind a name makes it part of something else, or of a list."""
    word = rest[0]
    # 枫林县28、松溪县33: an amount of its own, but 石桥县3号桥, 石桥县110警情.
    is_amount = word.text[0].isdecimal() and (len(rest) == 1 or rest[1].text[0] in _GOES_ON)
    return word.text[0] in _GOES_ON or word.flag == "p" or is_amount


def _is_definite(name: str, words: Sequence[Word], scope: Scope) -> bool:
    if not proper_names(name) or _acts(words):
        return False
    if name.endswith(longest_first("metric", "companies")):
        return True
    place = _PLACE.fullmatch(name)
    if place is None:
        is_organ = name.endswith(longest_first("metric", "owner_endings"))
        return is_organ and _OF_REGION.fullmatch(name) is not None
    if name == scope.region_name:
        return True
    is_known = words[0].flag in _NAMED_BY or (len(words[0].text) == 1 and len(words) > 2)
    return len(name) <= _LONGEST_PLACE and (is_known or (len(name) == 3 and name[-1] in "镇乡县"))


def _acts(words: Sequence[Word]) -> bool:
    """Whether words before the last say that something is done (县局新建｜网站)."""
    return any(
        word.flag != "vn"
        and word.flag[:1] in "vpdcru"
        and words[at + 1].text not in cue_set("metric", "organ_tails")
        for at, word in enumerate(words[:-1])
        if len(word.text) > 1
    )


def _with_quoted(words: Sequence[Word], at: int) -> int:
    """白石区｜“翰林苑”项目, “松阳交通”微信公众号: a quoted name and what it is the name of."""
    if at >= len(words) or words[at].text != "“":
        return at
    text = "".join(word.text for word in words[at:])
    quoted = _QUOTED.match(text)
    nouns = longest_first("metric", "quoted_owners")
    noun = "" if quoted is None else next(filter(quoted["noun"].startswith, nouns), "")
    if quoted is None or not noun:
        return at
    end = words[at].start + quoted.start("noun") + len(noun)
    return next((i for i in range(at, len(words)) if words[i].start >= end), len(words))
