"""Numbers told in two units or by halves: 九成五 (95 %), 2小时40分 (160 分钟), 十八公里半."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from parsers.numbers import EXACT, chinese_to_int, plain, printed_step
from parsers.statistics.bounds import (
    bound_after,
)
from parsers.statistics.quantity import PERCENT, Quantity, percent
from parsers.units import unit_at
from schemas.notice import Bound
from schemas.patterns import lazy_re

# 2小时40分, 1分20秒: one duration in two units.
_MINUTES: Final = lazy_re(r"(\d{1,2})(分钟?|秒)(?![\u4e00-\u9fff]?[段之类])")
_SIXTY: Final = {"小时": ("分", "分钟"), "个小时": ("分", "分钟"), "分": ("秒",), "分钟": ("秒",)}
REWRITTEN: Final = frozenset({*_SIXTY, "成", "百分点", "千分点"})
"""The units that are never left as they are printed; others only before 半."""
_TEN: Final = Decimal(10)
_HALF: Final = Decimal("0.5")
# 九成五, 一成二五.
_DIGITS: Final = lazy_re("[一二三四五六七八九]{1,2}")
# 八成八升至九成: no litres.
_RISING: Final = lazy_re("升[至到高为]")
_PERIODS: Final = lazy_re("半(小时|钟头|月|学期|工作日)")
_HALF_OF: Final = frozenset("数年月天日径路程价途夜边")


def rewritten(text: str, quantity: Quantity) -> Quantity:
    """Write 成 as per cent (九成五 is 95), 百分点 as 个百分点, 2小时40分 in the smaller unit."""
    if quantity.unit_text == "成":
        return _tenths(text, quantity)
    if quantity.unit_text == "个" and quantity.high is None:
        return _of_periods(text, quantity)
    if quantity.high is None and _is_half(text, quantity.end):
        return _and_a_half(text, quantity)
    if quantity.unit_text in _SIXTY:
        return _in_smaller_unit(text, quantity)
    if quantity.unit_text in ("百分点", "千分点"):
        return replace(quantity, unit_text=f"个{quantity.unit_text}")
    return quantity


def _tenths(text: str, quantity: Quantity) -> Quantity:
    """三成 is 30 % or about that, 九成五 95 %, 一成二五 12.5 %; 三至四成五 is 30 to 45 %."""
    more, end = _behind_tenths(text, quantity.end)
    low, high = EXACT.multiply(quantity.value, _TEN), quantity.high
    step = EXACT.multiply(quantity.step, _TEN)
    if high is not None:
        high = plain(EXACT.add(EXACT.multiply(high, _TEN), more))
    elif more:
        low, step = EXACT.add(low, more), printed_step(str(more), Decimal(1))
    told = quantity if not more else _longer(text, quantity, end)
    return replace(
        told, value=plain(low), high=high, step=plain(step), unit=percent(), unit_text=PERCENT,
        form="number" if more else "fraction",
    )  # fmt: skip


def _behind_tenths(text: str, end: int) -> tuple[Decimal, int]:
    """What the digits behind 成 or a 半 add in per cent, and where they end."""
    if _is_half(text, end):
        return Decimal(5), end + 1
    digits = _DIGITS.match(text, end)
    if digits is None:
        return Decimal(0), end
    is_free = unit_at(text, digits.end()) is None or _RISING.match(text, digits.end())
    if not is_free:
        return Decimal(0), end
    numbers = [chinese_to_int(digit) for digit in digits[0]]
    return Decimal(".".join(map(str, numbers))), digits.end()


def _is_half(text: str, end: int) -> bool:
    """Whether 半 behind a unit is half of one (十八公里半, 一成半), not the beginning of 半数."""
    return text[end : end + 1] == "半" and text[end + 1 : end + 2] not in _HALF_OF


def _and_a_half(text: str, quantity: Quantity) -> Quantity:
    """十八公里半 is 18.5 公里; of things that are counted one by one there is no half."""
    unit, one = quantity.unit, Decimal(1)
    if unit is None or unit.is_count or quantity.scale != one or quantity.value % one:
        return quantity
    longer = _longer(text, quantity, quantity.end + 1)
    return replace(longer, value=plain(quantity.value + _HALF), step=_HALF)


def _of_periods(text: str, quantity: Quantity) -> Quantity:
    """三个半小时 is 3.5 小时, 两个半月 2.5 个月; 个 alone counts neither."""
    match = _PERIODS.match(text, quantity.end)
    if match is None:
        return quantity
    unit = unit_at("个月" if match[1] == "月" else match[1], 0)
    if unit is None:
        return quantity
    longer = _longer(text, quantity, match.end())
    value = plain(quantity.value + _HALF)
    return replace(longer, value=value, unit=unit[0], unit_text=unit[1], step=_HALF)


def _in_smaller_unit(text: str, quantity: Quantity) -> Quantity:
    """Take minutes and seconds into a duration: 2小时40分 is 160 分钟, 1分20秒 is 80 秒."""
    match = _MINUTES.match(text, quantity.end)
    if match is None or match[2] not in _SIXTY[quantity.unit_text or ""]:
        return quantity
    smaller = "分钟" if match[2].startswith("分") else "秒"
    found = unit_at(smaller, 0)
    if found is None or quantity.high is not None or quantity.value % 1:
        return quantity
    value = plain(quantity.value * 60 + Decimal(match[1]))
    longer = _longer(text, quantity, match.end())
    whole = replace(longer, value=value, unit=found[0], unit_text=smaller)
    return _in_smaller_unit(text, whole) if smaller == "分钟" else whole


def _longer(text: str, quantity: Quantity, end: int) -> Quantity:
    """Move the end of a number on; the bound behind it is what stands there (九成五以上)."""
    bound, tail = bound_after(text, end)
    bound = bound if quantity.bound is Bound.EXACT else quantity.bound
    return replace(quantity, end=end, tail=tail, bound=bound)
