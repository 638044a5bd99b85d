"""Numbers told in two units or by halves: 九成五 (95 %), 2小时40分 (160 分钟), 十八公里半."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from parsers.numbers import chinese_to_int, plain
from parsers.statistics.bounds import (
    bound_after,
)
from parsers.statistics.quantity import PERCENT, Quantity, percent
from parsers.units import unit_at
from schemas.notice import Bound

# 2小时40分, 1分20秒: one duration in two units.
_MINUTES: Final = re.compile(r"(\d{1,2})(分钟?|秒)(?![\u4e00-\u9fff]?[段之类])")
_SIXTY: Final = {"小时": ("分", "分钟"), "个小时": ("分", "分钟"), "分": ("秒",), "分钟": ("秒",)}
REWRITTEN: Final = frozenset({*_SIXTY, "成", "百分点", "千分点"})
"""The units that are never left as they are printed; others only before 半."""
# 八成八升至九成: no litres.
_RISING: Final = re.compile("升[至到高为]")
_PERIODS: Final = re.compile("半(小时|钟头|月|学期|工作日)")
_HALF_OF: Final = frozenset("数年月天日径路程价途夜边")


def rewritten(text: str, quantity: Quantity) -> Quantity:
    """Write 成 as per cent (九成五 is 95), 百分点 as 个百分点, 2小时40分 in the smaller unit."""
    if quantity.unit_text in _SIXTY:
        return _in_smaller_unit(text, quantity)
    if quantity.unit_text == "成":
        ten = Decimal(10)
        rest = (
            5
            if _is_half(text, quantity.end)
            else chinese_to_int(text[quantity.end : quantity.end + 1])
        )
        is_free = unit_at(text, quantity.end + 1) is None or _RISING.match(text, quantity.end + 1)
        if rest and rest < 10 and is_free:
            value = plain(quantity.value * ten + rest)
            return replace(
                quantity, value=value, step=Decimal(1), end=quantity.end + 1,
                tail=max(quantity.tail, quantity.end + 1), unit=percent(), unit_text=PERCENT,
            )  # fmt: skip
        high = None if quantity.high is None else plain(quantity.high * ten)
        return replace(
            quantity, value=plain(quantity.value * ten), high=high, step=ten,
            unit=percent(), unit_text=PERCENT,
        )  # fmt: skip
    if quantity.unit_text == "个" and quantity.high is None and text[quantity.end :][:1] == "半":
        return _of_periods(text, quantity)
    if quantity.form == "number" and quantity.high is None and _is_half(text, quantity.end):
        return _and_a_half(quantity)
    if quantity.unit_text in ("百分点", "千分点"):
        return replace(quantity, unit_text=f"个{quantity.unit_text}")
    return quantity


def _is_half(text: str, end: int) -> bool:
    """Whether 半 behind a unit is half of one (十八公里半, 一成半), not the beginning of 半数."""
    return text[end : end + 1] == "半" and text[end + 1 : end + 2] not in _HALF_OF


def _and_a_half(quantity: Quantity) -> Quantity:
    """十八公里半 is 18.5 公里; of things that are counted one by one there is no half."""
    unit, one = quantity.unit, Decimal(1)
    if unit is None or unit.is_count or quantity.scale != one or quantity.value % one:
        return quantity
    end = quantity.end + 1
    value = plain(quantity.value + Decimal("0.5"))
    tail = max(quantity.tail, end)
    return replace(quantity, value=value, end=end, tail=tail, step=Decimal("0.5"))


def _of_periods(text: str, quantity: Quantity) -> Quantity:
    """三个半小时 is 3.5 小时, 两个半月 2.5 个月; 个 alone counts neither."""
    match = _PERIODS.match(text, quantity.end)
    unit = (
        unit_at("个月" if match is not None and match[1] == "月" else match[1], 0)
        if match
        else None
    )
    if match is None or unit is None:
        return quantity
    value = plain(quantity.value + Decimal("0.5"))
    tail = max(quantity.tail, match.end())
    return replace(
        quantity, value=value, end=match.end(), tail=tail, unit=unit[0], unit_text=unit[1],
        step=Decimal("0.5"),
    )  # fmt: skip


def _in_smaller_unit(text: str, quantity: Quantity) -> Quantity:
    """Take minutes and seconds into a duration: 2小时40分 is 160 分钟, 1分20秒 is 80 秒."""
    unit_text = quantity.unit_text or ""
    match = _MINUTES.match(text, quantity.end)
    if match is None or match[2] not in _SIXTY[unit_text] or quantity.high is not None:
        return quantity
    smaller = "分钟" if match[2].startswith("分") else "秒"
    found = unit_at(smaller, 0)
    if found is None or quantity.value != quantity.value.to_integral_value():
        return quantity
    end = match.end()
    bound, tail = bound_after(text, end)
    value = plain(quantity.value * 60 + Decimal(match[1]))
    whole = replace(
        quantity, value=value, end=end, tail=tail, unit=found[0], unit_text=smaller,
        bound=bound if quantity.bound is Bound.EXACT else quantity.bound,
    )  # fmt: skip
    return _in_smaller_unit(text, whole) if smaller == "分钟" else whole
