"""List labels of Chinese official writing: 一、 → （一） → 1. → （1） → 一是.

Source: GB/T 9704-2012 §7.3.3 for the four levels; the variants are those real notices print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from parsers.numbers import chinese_to_int
from schemas.patterns import lazy_re

_NUMERAL: Final = r"[一二三四五六七八九十]{1,3}"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
INLINE_LEVEL: Final = 6

_PATTERNS: Final = (
    (1, lazy_re(rf"(?P<n>{_NUMERAL})\s?[、．.]\s*")),
    (2, lazy_re(rf"[(（]\s?(?P<n>{_NUMERAL})\s?[)）]\s?[、．.]?\s*")),
    (3, lazy_re(r"(?P<n>\d{1,2})\s?[.．、](?:(?![\d０-９])|(?=(?:19|20)\d\d\s?年))\s*")),
    (4, lazy_re(r"[(（]\s?(?P<n>\d{1,2})\s?[)）]\s?[、．.]?\s*")),
    (5, lazy_re(rf"(?P<n>[{_CIRCLED}])\s*")),
    (INLINE_LEVEL, lazy_re(rf"(?P<n>{_NUMERAL})是\s?[:：,，]?\s*")),
    (INLINE_LEVEL, lazy_re(rf"第(?P<n>{_NUMERAL})[，,、]\s*")),
)
_INLINE = lazy_re(rf"(?:(?<=[。；;：:！？])|^)\s*(?P<label>(?P<n>{_NUMERAL})是)(?!否)")


@dataclass(frozen=True, slots=True)
class Label:
    """A list label at the start of a text.

    ``level`` is 1 for 一、 2 for （一） 3 for 1. 4 for （1） 5 for ① 6 for 一是; ``length`` counts
    the label's characters with the blanks after it.
    """

    level: int
    number: int
    text: str
    length: int


def label_of(text: str) -> Label | None:
    """Return the list label that ``text`` starts with (no blanks before it), ``None`` without one.

    A figure is not a label: ``1.2万`` and ``3.5%`` have none.

    >>> label_of("（三）加强督查。")
    Label(level=2, number=3, text='（三）', length=3)
    >>> label_of("1.2万户") is None
    True
    """
    for level, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        printed = match["n"]
        if printed in _CIRCLED:
            value: int | None = _CIRCLED.index(printed) + 1
        else:
            value = int(printed) if printed.isdecimal() else chinese_to_int(printed)
        if value:
            return Label(level, value, match[0].strip(), match.end())
    return None


def inline_labels(text: str) -> list[tuple[int, int, int]]:
    """Find 一是 … 二是 … at the starts of clauses, counted up from 一 without a gap.

    Returns:
        (number, start, end) of each label, in order. A lone 一是 counts only with a 二是 after it.
    """
    found: list[tuple[int, int, int]] = []
    for match in _INLINE.finditer(text):
        value = chinese_to_int(match["n"])
        if value == 1 or (found and value == found[-1][0] + 1):
            found.append((value or 0, match.start("label"), match.end("label")))
    kept = []
    for place, item in enumerate(found):
        follows = place + 1 < len(found) and found[place + 1][0] == item[0] + 1
        if item[0] > 1 or follows:
            kept.append(item)
    return kept
