"""Numbers told as a part of one, or as doublings: 四分之三, 百分之二十, 一半, 3/4, 翻两番."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from parsers.numbers import CHINESE_NUMERAL, EXACT, chinese_to_int, plain, printed_step
from parsers.statistics.bounds import (
    bound_after,
    bound_before,
)
from parsers.statistics.quantity import PERCENT, PLAIN_NUMBER, Quantity, percent
from parsers.units import Unit
from schemas.notice import Bound
from schemas.patterns import lazy_re

_HALF: Final = lazy_re(r"一半|半数")
_FRACTION: Final = lazy_re(rf"([{CHINESE_NUMERAL}]{{1,4}})分之([{CHINESE_NUMERAL}点\d.]{{1,8}})")
_SLASHED: Final = lazy_re(r"/(\d{1,4})(?![\d/.])", re.ASCII)
_FOLD: Final = lazy_re(rf"翻了?([{CHINESE_NUMERAL}\d])番")
_DECIMAL: Final = (10, 10_000)
"""十分之三 is told in tenths, 万分之五 in hundredths of a per cent; 四分之三 in neither."""
_MOST_FOLDS: Final = 10
"""翻十番 is the most that is read; the value of 翻亿番 would have 30 million digits."""
_MOST_PARTS: Final = 10
"""6/18 is a date."""


def fraction_at(text: str, start: int) -> Quantity | None:
    """Read 翻两番, 一半, 四分之三 or 百分之二十 where one of them begins."""
    fold = _FOLD.match(text, start)
    if fold is not None:
        times = chinese_to_int(fold[1]) or (int(fold[1]) if fold[1].isdigit() else 0)
        if not 0 < times <= _MOST_FOLDS:
            return None
        return _made(text, start, fold.end(), Decimal(2**times), None, "倍", "fold")
    half = _HALF.match(text, start)
    if half is not None:
        return _ratio(text, start, half.end(), Decimal(1), Decimal(2))
    fraction = _FRACTION.match(text, start)
    return None if fraction is None else _fraction(text, fraction)


def slashed_at(text: str, match: re.Match[str]) -> Quantity | None:
    """Read 3/4; a date (6/18) and what is more than one (4/3) are none."""
    slashed = _SLASHED.match(text, match.end())
    if slashed is None or not match[0].isdigit():
        return None
    below, above = Decimal(slashed[1]), Decimal(match[0])
    is_fraction = 0 < above < below <= _MOST_PARTS
    return _ratio(text, match.start(), slashed.end(), above, below) if is_fraction else None


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    below, above = chinese_to_int(match[1]), _above(match[2])
    if not below or above is None:
        return None
    place, step = match.span(), printed_step(str(above), Decimal(1))
    if below in (100, 1000):
        mark = PERCENT if below == 100 else "‰"
        return replace(_made(text, *place, plain(above), percent(), mark, "number"), step=step)
    made = _ratio(text, *place, above, Decimal(below))
    if below in _DECIMAL:
        step = EXACT.divide(EXACT.multiply(step, Decimal(100)), Decimal(below))
        return replace(made, step=plain(step))
    return made


def _above(printed: str) -> Decimal | None:
    """Read what stands behind 分之: 三, 三点五, 12.5."""
    if "点" in printed:
        whole, _, rest = printed.partition("点")
        parts = [chinese_to_int(whole), *(chinese_to_int(c) for c in rest)]
        return None if None in parts else Decimal(f"{parts[0]}." + "".join(map(str, parts[1:])))
    if printed.isascii():
        return Decimal(printed) if PLAIN_NUMBER.fullmatch(printed) else None
    number = chinese_to_int(printed)
    return None if number is None else Decimal(number)


def _ratio(text: str, start: int, end: int, above: Decimal, below: Decimal) -> Quantity:
    """A fraction in per cent; six decimals where it has no end, and then only approximate."""
    exact = EXACT.divide(above * 100, below)
    value = exact.quantize(Decimal("0.000001"), context=EXACT)
    made = _made(text, start, end, plain(value), percent(), PERCENT, "fraction")
    return made if value == exact else replace(made, bound=Bound.APPROX)


def _made(
    text: str, start: int, end: int, value: Decimal, unit: Unit | None, mark: str | None, form: str
) -> Quantity:
    after, tail = bound_after(text, end)
    before, lead = bound_before(text, start)
    return Quantity(
        start=start, end=end, lead=lead, tail=tail, value=value, high=None, unit=unit,
        unit_text=mark, scale=Decimal(1), bound=after if before is Bound.EXACT else before,
        step=Decimal(1), form=form,
    )  # fmt: skip
