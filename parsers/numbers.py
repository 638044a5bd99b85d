"""Printed numerals to exact decimals: Arabic and Chinese digits, separators, scales (万, 亿).

Pure functions on short strings; nothing is rounded. What is no number gives ``None``, never zero.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Context, Decimal
from functools import lru_cache, reduce
from typing import Final

from schemas.patterns import lazy_re

EXACT: Final = Context(prec=80)
"""The context for exact arithmetic: wide enough that no product of printed numbers is rounded."""

SCALES: Final[dict[str, Decimal]] = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "十亿": Decimal(10) ** 9,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}
"""Words that multiply an Arabic number, longest first (``21.3万`` is 213000)."""

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "○": 0,
    **{c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
}
_STEPS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
# Behind these a last digit may stand without its step.
_SHORTENED: Final = {"百": 100, "千": 1000, **_MYRIADS}
CHINESE_NUMERAL: Final = "".join([*_DIGITS, *_STEPS, *_MYRIADS])
"""Every character that a Chinese numeral is written with."""

_ARABIC: Final = lazy_re(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_PIECE: Final = lazy_re(r"(?P<digits>[\d,.]+)(?P<scale>[十百千万亿]*)", re.ASCII)
_MAX_DIGITS: Final = 22


def chinese_to_int(text: str) -> int | None:
    """Read a Chinese numeral: ``三十二`` 32, ``二〇二二`` 2022, ``一亿二千万`` 120000000.

    Returns ``None`` when a character is no numeral, the text is empty or the order is not that of
    a numeral (``十百``).

    >>> [chinese_to_int(text) for text in ("三十二", "二〇二二", "十", "件")]
    [32, 2022, 10, None]
    """
    if not text or len(text) > _MAX_DIGITS or any(c not in CHINESE_NUMERAL for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last_step = _MYRIADS["万"]
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _STEPS:
            step = _STEPS[char]
            if step >= last_step or digit == 0:
                return None
            section += (1 if digit is None else digit) * step
            digit, last_step = None, step
        else:
            # 万 with nothing before it is one of them, as 百 is.
            section += 1 if digit is None and not (total or section) else digit or 0
            raised = _raised(char, total, section)
            if raised is None:
                return None
            total, digit, section, last_step = raised, None, 0, _MYRIADS["万"]
    # 一万二 leaves its last digit one step below what stands before it (一万二千).
    rest = digit or 0
    if rest and text[-2] in _SHORTENED:
        rest *= _SHORTENED[text[-2]] // 10
    return total + section + rest


def _raised(myriad: str, total: int, section: int) -> int | None:
    """Count what stands before 万 or 亿; ``None`` where nothing does or its place is taken.

    ``total`` is what myriads closed before, ``section`` what stands since: 一万|亿, 一亿|二千|万.
    """
    if myriad == "亿":
        return (total + section) * 10**8 if 0 < total + section < 10**8 else None
    return total + section * 10**4 if section and not total % 10**8 else None


def read_scaled(text: str) -> tuple[Decimal, Decimal] | None:
    """Read a printed number with the scale that is printed behind it.

    Args:
        text: one numeral, of any width, with or without thousands separators, sign or scale.

    Returns:
        The value, multiplied out, and the scale (``1`` when none is printed), or ``None``.

    >>> read_scaled("21.3万")
    (Decimal('213000'), Decimal('10000'))
    >>> read_scaled("2,408,916")
    (Decimal('2408916'), Decimal('1'))
    >>> read_scaled("三十二")
    (Decimal('32'), Decimal('1'))
    >>> read_scaled("PM2.5") is None
    True
    """
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    folded = "".join(folded.split())
    if not folded or len(folded) > 2 * _MAX_DIGITS:
        return None
    if _ARABIC.fullmatch(folded):
        return Decimal(folded.replace(",", "")), Decimal(1)
    sign = -1 if folded[0] == "-" else 1
    body = folded[1:] if folded[0] in "+-" else folded
    whole = chinese_to_int(body)
    if whole is not None:
        return Decimal(sign * whole), Decimal(1)
    return _read_pieces(body, sign)


def _read_pieces(body: str, sign: int) -> tuple[Decimal, Decimal] | None:
    """Read ``1亿2000万``: Arabic numbers with falling scales; the first scale counts as printed."""
    value, first, last, at = Decimal(0), None, None, 0
    for match in _PIECE.finditer(body):
        if match.start() != at or not _ARABIC.fullmatch(match["digits"]):
            return None
        if match["scale"] and match["scale"] not in SCALES:
            return None
        scale = SCALES.get(match["scale"], Decimal(1))
        if last is not None and scale >= last:
            return None
        number = Decimal(match["digits"].replace(",", ""))
        value = EXACT.add(value, EXACT.multiply(number, scale))
        first, last, at = first or scale, scale, match.end()
    if at != len(body) or first is None:
        return None
    return plain(EXACT.multiply(value, Decimal(sign))), first


def read_decimal(text: str) -> Decimal | None:
    """Read a printed number as an exact decimal, scale multiplied out; ``None`` if it is none.

    >>> read_decimal("９８．５"), read_decimal("3万4000"), read_decimal("缺")
    (Decimal('98.5'), Decimal('34000'), None)
    """
    found = read_scaled(text)
    return None if found is None else found[0]


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the sum of printed numbers, of which nothing is rounded; 0 without any.

    >>> exact_sum([Decimal("123456789012345678"), Decimal("0.00000000000000001")])
    Decimal('123456789012345678.00000000000000001')
    """
    return reduce(EXACT.add, values, Decimal(0))


def plain(value: Decimal) -> Decimal:
    """Return the same number written without exponent and without needless zeros.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("0.50"))
    (Decimal('1500'), Decimal('0.5'))
    """
    printed = str(value)
    # Without an exponent and without a last zero behind the point nothing is to be taken off.
    if "E" not in printed and ("." not in printed or printed[-1] != "0"):
        return value
    reduced = value.normalize(EXACT)
    return reduced.quantize(Decimal(1), context=EXACT) if "E+" in str(reduced) else reduced


def printed_step(digits: str, scale: Decimal) -> Decimal:
    """Return what one unit in the last printed place is worth (``21.3`` with 万: 1000).

    >>> printed_step("21.3", Decimal(10000)), printed_step("8", Decimal(1))
    (Decimal('1000'), Decimal('1'))
    """
    return _step(len(digits.partition(".")[2]), scale)


@lru_cache(maxsize=64)
def _step(decimals: int, scale: Decimal) -> Decimal:
    return plain(EXACT.multiply(Decimal(1).scaleb(-decimals), scale))


def show(value: Decimal) -> str:
    """Write a decimal without exponent and needless zeros, as evidence prints it.

    >>> show(Decimal("1E+2")), show(Decimal("2.50"))
    ('100', '2.5')
    """
    printed = str(value)
    if "E" not in printed and ("." not in printed or printed[-1] != "0"):
        return printed
    return f"{plain(value):f}"


def written(value: Decimal) -> str:
    """Write a decimal without exponent, with all the digits it was printed with.

    >>> written(Decimal("90.00")), written(Decimal("1E+2"))
    ('90.00', '100')
    """
    return f"{value:f}"


def decimals_of(value: Decimal) -> int:
    """Count the digits behind the point that a decimal was printed with.

    >>> decimals_of(Decimal("90.50")), decimals_of(Decimal("1E+2"))
    (2, 0)
    """
    return -min(int(value.as_tuple().exponent), 0)
