"""What stands in one cell of a table: tidy text, numbers, ranks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from parsers.numbers import chinese_to_int
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_WIDE: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x2212: "-",
    0x2013: "-",
}
_NUMBER = lazy_re(r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)分?")
# Spreadsheets print 17 digits at most; what has more is cells that ran together.
_MOST_DIGITS: Final = 18
# Two numbers that fell into one cell look like one with a blank in it: nothing is guessed.
_TORN = lazy_re(r"[\d.,]\s+[\d.,]")
_RANK = lazy_re(r"(?:并列)?第?(?P<rank>\d{1,4}|[〇零一二两三四五六七八九十百]{1,5})[名位]?")
_TIE_MARK = lazy_re(r"[(]?并列[)]?")
_CJK: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：（）《》“”]"
_LOOSE_SPACE = lazy_re(rf"(?<={_CJK})\s+|\s+(?={_CJK})")


def fold(text: str) -> str:
    """Make full-width digits, letters and marks half-width, character by character.

    The length stays the same, so places in the text do too.

    >>> fold("（３５分）")
    '(35分)'
    """
    return text.translate(_WIDE)


def tidy(text: str) -> str:
    r"""Return a printed text in one line: no line breaks, no spaces beside Chinese characters.

    Spaces between words of other scripts stay. Widths are not changed.

    >>> tidy("依申请\n办理 (5分)")
    '依申请办理(5分)'
    >>> tidy("关于 2022 年")
    '关于2022年'
    """
    return _LOOSE_SPACE.sub("", " ".join(text.split()))


def tidy_cell(text: str) -> str:
    r"""Return a cell's text in one line: lines broken inside it are joined, its spaces stay.

    >>> tidy_cell("能力\n保障 (20分)")
    '能力保障 (20分)'
    """
    lines = [line.strip() for line in text.split("\n")]
    joined = ""
    for line in lines:
        needs_space = joined[-1:].isascii() and line[:1].isascii()
        both_words = joined[-1:].isalpha() and line[:1].isalpha()
        joined += (" " if needs_space and both_words else "") + line
    return joined.strip()


@cache
def _not_applicable() -> frozenset[str]:
    return frozenset(vocabulary("columns")["cells"]["not_applicable"])


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell read as a number: its value, or why there is none.

    ``kind`` is ``number``, ``none`` (the cell says "not applicable"), ``empty`` or ``unread``.
    """

    kind: str
    value: Decimal | None = None


def number(text: str, *, is_rate: bool = False) -> Reading:
    """Read a cell as one exact number, in points; a trailing 分 is allowed, nothing else.

    Digits with a blank or a line break between them are unread, and so are more digits than any
    number has. In a column of rates (``is_rate``) a per cent sign may stand behind the number,
    which is in per cent with and without it.

    >>> number("33"), number("８７.５０分").value
    (Reading(kind='number', value=Decimal('33')), Decimal('87.50'))
    >>> number("—").kind, number("").kind, number("3O").kind, number("9 8").kind
    ('none', 'empty', 'unread', 'unread')
    """
    bare = "".join(text.split())
    if not bare:
        return Reading("empty")
    if bare in _not_applicable():
        return Reading("none")
    folded = fold(bare)
    match = _NUMBER.fullmatch(folded.removesuffix("%") if is_rate else folded)
    if match is None or _TORN.search(fold(text)):
        return Reading("unread")
    digits = match[2].replace(",", "")
    if len(digits.replace(".", "")) > _MOST_DIGITS:
        return Reading("unread")
    value = Decimal(digits)
    return Reading("number", -value if match[1] == "-" else value)


def rank(text: str) -> Reading:
    """Read a cell as a rank: ``3``, ``第3名``, ``第三名``, ``并列第3``, ``3（并列）``.

    >>> rank("第十二名").value, rank("4（并列）").value
    (Decimal('12'), Decimal('4'))
    """
    bare = "".join(text.split())
    if not bare:
        return Reading("empty")
    if bare in _not_applicable():
        return Reading("none")
    match = _RANK.fullmatch(_TIE_MARK.sub("", fold(bare)))
    if match is None or _TORN.search(fold(text)):
        return Reading("unread")
    printed = match["rank"]
    value = int(printed) if printed.isdigit() else chinese_to_int(printed)
    return Reading("unread") if value is None else Reading("number", Decimal(value))
