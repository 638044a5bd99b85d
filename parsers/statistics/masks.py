"""Where digits stand that are no statistics: titles, names, dates, idioms, list labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from parsers.units import unit_at
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_LABEL: Final = lazy_re(
    r"[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、)]|\.(?!\d))"
)
# No label holds one of the marks before it: none is passed over where the mark is taken with it.
_NEXT_LABEL: Final = lazy_re(rf"[。;:\n](?P<label>{_LABEL.pattern})")
# 其中(1)咨询80件,(2)投诉40件: in mid-sentence only one in brackets is a label (其中1、2月).
_OPENED_LABEL: Final = lazy_re(
    r"(?:其中|[,、])(?P<label>[(][一二三四五六七八九十\d]{1,3}[)])(?=[\u4e00-\u9fff])"
)
# (单位:件)柳湾镇86: what a list is told in stands before it, as a label does.
_UNIT_LABEL: Final = lazy_re(r"[(]单位[:为][^()]{1,8}[)]")
_FIRST_CLASS: Final = lazy_re(r"一类(?=[\u4e00-\u9fff\d])")
_NEXT_CLASS: Final = lazy_re(r"[二三四五六七八九]类(?=[\u4e00-\u9fff\d])")
_GLUED_LABEL: Final = lazy_re(r"\d{1,2}\.(?=[1-9]\d*[个条件项篇家名次])")


def masked(text: str, times: list[tuple[int, int]]) -> bytearray:
    """Return one byte for each character of a folded text: 1 where no number is to be read.

    Args:
        text: the folded paragraph.
        times: ranges of dates and periods, masked as well.
    """
    mask = bytearray(len(text))
    for start, end in [*times, *_ranges(text)]:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _searched(text):
        for match in pattern.finditer(text):
            yield match.span()
    yield from labels(text)
    yield from _words(text)
    for first in _FIRST_CLASS.finditer(text) if "一类" in text else ():
        # 一类隐患3处、二类隐患14处: the numerals of the next classes are their names.
        for other in _NEXT_CLASS.finditer(text, first.end(), first.end() + 80):
            yield other.span()


@lru_cache(maxsize=4)
def labels(text: str) -> list[tuple[int, int]]:
    """Return the ranges of labels: ``（四）``, ``2、``, ``1.`` glued to a count, ``(单位:件)``."""
    firsts = (label.match(text) for label in (_LABEL, _GLUED_LABEL))
    found = [match.span() for match in firsts if match is not None]
    found += [match.span("label") for match in _NEXT_LABEL.finditer(text)]
    if "(" in text:
        found += [match.span("label") for match in _OPENED_LABEL.finditer(text)]
        found += [match.span() for match in _UNIT_LABEL.finditer(text)]
    return found


def _searched(text: str) -> list[re.Pattern[str]]:
    """The patterns that may be found in a text with these characters."""
    bits, patterns = _needs()
    held = 0
    for char in set(_any_needed().findall(text)):
        held |= bits[char]
    return [pattern for pattern, needs in patterns if needs & held == needs]


@cache
def _needs() -> tuple[dict[str, int], tuple[tuple[re.Pattern[str], int], ...]]:
    """What the patterns need: of each group of characters one, and each group is a bit.

    Returns:
        The bits of each character, and the patterns, each with the bits of its groups.
    """
    bits: dict[str, int] = {}
    patterns = []
    n_groups = 0
    for entry in vocabulary("masks")["pattern"]:
        needs = 0
        for group in entry["needs"]:
            needs |= 1 << n_groups
            for char in group:
                bits[char] = bits.get(char, 0) | 1 << n_groups
            n_groups += 1
        patterns.append((re.compile(entry["regex"], re.ASCII), needs))
    return bits, tuple(patterns)


@cache
def _any_needed() -> re.Pattern[str]:
    """Any character that a pattern needs: a text has few of them."""
    return re.compile(f"[{re.escape(''.join(_needs()[0]))}]")


@cache
def _any_word() -> re.Pattern[str]:
    """Any masked word, the longest that begins at a place."""
    words = [word for group in vocabulary("masks")["words"].values() for word in group]
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    # By their first characters: of two hundred words only those are tried that begin as the text.
    return re.compile("|".join(f"{re.escape(at)}(?:{'|'.join(of)})" for at, of in rests.items()))


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Masked words, unless a count only looks like them (110件).

    What begins before them is read all the same: 一件事 masks nothing of 十一件事.
    """
    for match in _any_word().finditer(text):
        start, end = match.span()
        if not (text[end - 1].isdigit() and _goes_on(text, end)):
            yield start, end


def _goes_on(text: str, end: int) -> bool:
    """Tell whether digits that look like a hotline are the beginning of a count."""
    return text[end : end + 1] in set("0123456789.,万亿余多%") or unit_at(text, end) is not None
