"""Numbers with their units, scales and bounds, as they stand in a folded paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from parsers.numbers import CHINESE_NUMERAL, EXACT, SCALES, chinese_to_int, plain, printed_step
from parsers.statistics.bounds import (
    NO_BOUND,
    VAGUE_WORDS,
    bound_after,
    bound_before,
    firsts_behind,
    vague_behind,
    words_before,
)
from parsers.statistics.fractions import fraction_at, slashed_at
from parsers.statistics.mixed_units import REWRITTEN, rewritten
from parsers.statistics.quantity import INTERVAL, PLAIN_NUMBER, Quantity
from parsers.units import Unit, unit_at
from schemas.notice import Bound
from schemas.patterns import lazy_re
from schemas.twins import new, twin

# \d[\d,.]* or [一二…]+ or 翻 or 半(?=数); one set of first characters is looked for much quicker.
_TOKEN: Final = lazy_re(
    rf"[\d翻半{CHINESE_NUMERAL}](?:(?<=\d)[\d,.]*|(?<=[{CHINESE_NUMERAL}])[{CHINESE_NUMERAL}]*|"
    r"(?<=翻)|(?=数))",
    re.ASCII,
)
_SINGLE: Final = frozenset({"items", "people", "bodies"})
_EVERY: Final = lazy_re(r"每(?:[年月周天日季]|季度|半年|半月|个月|工作日)[^,。;:、]{0,8}$")
_DASH: Final = lazy_re(r"——|[—~至到]|-")
_DASHES: Final = frozenset("—~至到-")
_ONE: Final = Decimal(1)
_MAX_INTEGER_DIGITS: Final = 15
_LATIN: Final = lazy_re(r"[A-Za-z]")
# 几十件, 数百家 are no number; in 总数十件, 件数十件 the number is ten.
_SEVERAL: Final = lazy_re(r"(?:几|(?<![总件人次户个家项])数)$")
# 两三次, 三五家: about so many, and no 23 or 35.
_ABOUT: Final = lazy_re("[一二两三四五六七八九]{2,}")
_SCALE_FIRSTS: Final = frozenset(word[0] for word in SCALES)
# Quick to make (see `schemas.twins`).
_QUANTITY: Final = twin(Quantity)


@dataclass(slots=True)
class _Number:
    """A number without unit: its range, value, scale and step; whether in Chinese numerals."""

    start: int
    end: int
    value: Decimal
    scale: Decimal
    step: Decimal
    is_chinese: bool


def lex(text: str, mask: bytearray) -> list[Quantity]:
    """Return the numbers of a folded paragraph in order, bare ones included.

    Args:
        text: the folded paragraph.
        mask: one byte per character, 1 where no number is to be read.

    Returns:
        Quantities that do not overlap. An article (一个, 一批) is none. Bare numbers come with
        ``unit`` ``None``; whether they are statistics is for the reader of the context.
    """
    found: list[Quantity] = []
    at = last = 0
    while (match := _TOKEN.search(text, at)) is not None:
        start, at = match.span()
        if mask[start]:
            free = mask.find(0, start)
            if start < free < at:
                at = free
            continue
        for quantity in _quantities(text, mask, match):
            if quantity.start >= last:
                found.append(quantity)
                last = quantity.end
                at = max(at, last)
    return found


def _quantities(text: str, mask: bytearray, match: re.Match[str]) -> Sequence[Quantity]:
    token, end = match[0], match.end()
    if (token.isdecimal() or PLAIN_NUMBER.fullmatch(token)) and not text.startswith("/", end):
        quantity = _quantity(text, mask, match.start(), end)
        return () if quantity is None else (quantity,)
    special = _special(text, mask, match)
    if special is not None:
        return (special,)
    found = (_quantity(text, mask, start, end) for start, end in _pieces(match))
    return [quantity for quantity in found if quantity is not None]


def _special(text: str, mask: bytearray, match: re.Match[str]) -> Quantity | None:
    """Read a fraction or a doubling that begins with a token; ``None`` where none does."""
    if not match[0][0].isascii():
        return fraction_at(text, match.start())
    is_slashed = text.startswith("/", match.end()) and _is_free(text, mask, match.start())
    return slashed_at(text, match) if is_slashed else None


def _quantity(text: str, mask: bytearray, start: int, end: int) -> Quantity | None:
    if mask[start] or not _is_free(text, mask, start):
        return None
    number = _number(text, start, end)
    return None if number is None else _with_unit(text, number)


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    """Cut a token of digits, points and commas into the numbers it is made of."""
    printed, at = match[0], match.start()
    if printed in {"翻", "半"}:
        return []
    token = printed.rstrip(",.")
    if token.isdecimal() or not token[0].isascii() or PLAIN_NUMBER.fullmatch(token):
        return [(at, at + len(token))]
    pieces: list[tuple[int, int]] = []
    for piece in token.split(","):
        if PLAIN_NUMBER.fullmatch(piece):
            pieces.append((at, at + len(piece)))
        at += len(piece) + 1
    return pieces


def _is_free(text: str, mask: bytearray, start: int) -> bool:
    """Tell whether a number starts here, and not the tail of a name (``PM2.5``, ``2+26``)."""
    before = text[start - 1] if start else "。"
    # Chinese characters and marks, but for two: most numbers stand behind one.
    if before > "\x7f" and before not in "第·":
        return True
    if before == "." and mask[start - 1]:
        return True
    if before == "+" and not (
        start > 1 and (text[start - 2].isascii() and text[start - 2].isalnum())
    ):
        return True
    is_latin = before.isascii() and before.isalpha()
    return not (is_latin or before in {"第", "+", "·", "/", "_", "@", "#", "."})


def _number(text: str, start: int, end: int) -> _Number | None:
    token = text[start:end]
    if not token[0].isascii():
        return _chinese_number(text, start, end)
    scale = step = _ONE
    if token.isdecimal():
        if len(token) > _MAX_INTEGER_DIGITS:
            return None
        value = Decimal(token)
    else:
        digits = token.replace(",", "")
        whole, _, decimals = digits.partition(".")
        if len(whole) > _MAX_INTEGER_DIGITS or len(decimals) > 6:
            return None
        value = plain(Decimal(digits))
        step = printed_step(digits, _ONE) if decimals else _ONE
    if text[end : end + 1] in _SCALE_FIRSTS and unit_at(text, end) is None:
        word = _scale(text, end)
        if word:
            end += len(word)
            scale = SCALES[word]
            value, step = EXACT.multiply(value, scale), printed_step(token, scale)
            lower = PLAIN_NUMBER.match(text, end)
            word = "" if lower is None else _scale(text, lower.end())
            if lower is not None and SCALES.get(word, _ONE) < scale:
                factor = SCALES.get(word, _ONE)
                rest = lower[0].replace(",", "")
                value = EXACT.add(value, EXACT.multiply(Decimal(rest), factor))
                step, end = printed_step(rest, factor), lower.end() + len(word)
            value = plain(value)
    if start and text[start - 1] == "-":
        start, sign = _signed(text, start)
        value = plain(EXACT.multiply(value, sign))
    return _Number(start, end, value, scale, step, False)


def _scale(text: str, at: int) -> str:
    """Return the word of a scale (万, 千亿) that stands at a place, empty without one."""
    if text[at : at + 1] not in _SCALE_FIRSTS:
        return ""
    return next((word for word in SCALES if text.startswith(word, at)), "")


def _signed(text: str, start: int) -> tuple[int, Decimal]:
    """Take the minus sign before a number into it, unless it is the dash of a range."""
    before = text[start - 2] if start > 1 else ""
    if before.isdigit() or _LATIN.match(before) or before in {"%", "‰", "-", ")", "万", "亿"}:
        return start, _ONE
    return start - 1, Decimal(-1)


def _chinese_number(text: str, start: int, end: int) -> _Number | None:
    if _ABOUT.fullmatch(text, start, end) is not None:
        return None
    value = chinese_to_int(text[start:end])
    if value is None or unit_at(text, end) is None:
        # 三千瓦时: the last numeral may belong to the unit.
        shorter = chinese_to_int(text[start : end - 1])
        if shorter is not None and unit_at(text, end - 1) is not None and value is not None:
            value, end = shorter, end - 1
    if _SEVERAL.search(text, max(0, start - 2), start) is not None and text[start] in "十百千万亿":
        return None
    if text[start:end] == "零" and text[start - 1 : start] == "为" and _ends(text, end):
        return _Number(start, end, Decimal(0), _ONE, _ONE, True)
    if value is None or (text[start] in "十百千万亿" and not _is_approximate(text, start, end)):
        return None
    return _Number(start, end, Decimal(value), *_chinese_scale(text[start:end]), True)


def _chinese_scale(numeral: str) -> tuple[Decimal, Decimal]:
    """Return the scale that a Chinese numeral is printed in, its first 亿 or 万, and its step."""
    scale = next((SCALES[char] for char in numeral if char in "万亿"), _ONE)
    return scale, SCALES[numeral[-1]] if numeral[-1] in "万亿" else _ONE


def _ends(text: str, end: int) -> bool:
    return text[end : end + 1] in {"", ",", "。", ";", "、", ")"}


def _is_approximate(text: str, start: int, end: int) -> bool:
    """十件 is a number; 百件, 万人 only behind 近, 达 and the like (not 单位为万元)."""
    if text[start] == "十":
        return True
    bounds = (word for word, bound in words_before() if bound is not Bound.EXACT or "达" in word)
    return any(text.endswith(word, 0, start) for word in bounds)


def _with_unit(text: str, number: _Number) -> Quantity | None:
    first = unit_at(text, number.end)
    low, last, high = number, number, None
    dash = number.end if first is None else first[2]
    if text[dash : dash + 1] in _DASHES:
        high = _range(text, number, first, dash)
        if high is not None:
            low, last = _scaled_like(text, number, high), high
    vague, end = "", last.end
    if text[end : end + 1] in VAGUE_WORDS:
        vague, end = vague_behind(text, end)
        if vague and text.startswith(("万", "亿"), end):
            factor, end = SCALES[text[end]], end + 1
            low = _rescaled(low, EXACT.multiply(low.value, factor), factor)
    unit = first if end == number.end else unit_at(text, end)
    if number.is_chinese and not _counts(text, number, unit, vague):
        return None
    if unit is not None and unit[0].arabic and number.is_chinese:
        return None
    made: Any = new(_QUANTITY)
    made.unit, made.unit_text, end = (None, None, end) if unit is None else unit
    bound, tail, behind = NO_BOUND, end, text[end : end + 1]
    if behind in firsts_behind():
        if behind in VAGUE_WORDS and unit is not None and not vague:
            vague, end = vague_behind(text, end)
            behind = text[end : end + 1]
        bound, tail = bound_after(text, end)
    before, lead = bound_before(text, number.start)
    if vague:
        bound = Bound.GE
    elif before is not NO_BOUND:
        bound = before
    made.start, made.end, made.lead, made.tail = number.start, end, lead, tail
    made.value, made.high = low.value, None if high is None else high.value
    made.scale, made.bound, made.step, made.form = low.scale, bound, low.step, "number"
    made.__class__ = Quantity
    is_usual = made.unit_text not in REWRITTEN and behind != "半"
    return made if is_usual else rewritten(text, made)


def _counts(text: str, number: _Number, unit: tuple[Unit, str, int] | None, vague: str) -> bool:
    """A Chinese numeral is a number only with a unit; 一 is an article, 零 part of a word."""
    if unit is None:
        return number.value == 0 and _ends(text, number.end)
    if number.value == 0:
        return unit[0].is_count and _ends(text, unit[2])
    is_article = number.end - number.start == 1 and text[number.start] == "一" and not vague
    if not is_article or unit[0].text in ("成", "倍"):
        return True
    if unit[0].family in _SINGLE and unit[0].text not in {"批", "批次", "处"}:
        # 不合格一家，: behind its noun at the end of the clause 一 is a count.
        return _ends(text, unit[2]) or text[unit[2] : unit[2] + 1] == "("
    before = text[max(0, number.start - 12) : number.start]
    return unit[0].text == "次" and _EVERY.search(before) is not None


def _rescaled(number: _Number, value: Decimal, factor: Decimal) -> _Number:
    """Return ``number`` with a scale that stands behind 余 (``3余万``)."""
    step = EXACT.multiply(number.step, factor)
    return replace(number, value=plain(value), scale=factor, step=plain(step))


def _scaled_like(text: str, low: _Number, high: _Number) -> _Number:
    """``2—3万元``: the low end has the scale of the high one; 2000元至1万元 is told in its own."""
    if low.scale != 1 or high.scale == 1 or unit_at(text, low.end) is not None:
        return low
    value = EXACT.multiply(low.value, high.scale)
    return _rescaled(low, value, high.scale) if value < high.value else low


def _range(
    text: str, number: _Number, first: tuple[Unit, str, int] | None, at: int
) -> _Number | None:
    """Return the high end of a range that starts with ``number``, if there is one.

    ``first`` is the unit of the number, ``at`` where a dash stands behind both.
    """
    dash = _DASH.match(text, at)
    if dash is None or (dash[0] in "至到" and _is_change(text, number.start)):
        return None
    token = _TOKEN.match(text, dash.end())
    if token is None or token[0] in {"翻", "半"}:
        return None
    pieces = _pieces(token)
    second = _number(text, *pieces[0]) if pieces else None
    if second is None or second.is_chinese != number.is_chinese or second.value <= number.value:
        return None
    unit = unit_at(text, second.end)
    if unit is None and first is None and INTERVAL.match(text, second.end):
        return second
    if unit is None or (first is not None and first[1] != unit[1]):
        return None
    return replace(second, value=abs(second.value))


def _is_change(text: str, start: int) -> bool:
    """从 or 由 before the first number: two levels, no range."""
    window = text[max(0, start - 12) : start]
    clause = re.split(r"[,。;:、]", window)[-1]
    return "从" in clause or "由" in clause
