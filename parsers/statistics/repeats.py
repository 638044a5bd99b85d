"""Numbers that a notice tells again: the later one is held against the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from parsers.cells import fold
from schemas.notice import Kind, Statistic, Status
from schemas.patterns import lazy_re

_KINDS: Final = frozenset({Kind.LEVEL, Kind.RATE, Kind.SCORE})
_LEAST: Final = 10
_SHORTEST: Final = 3
_MOST_ALIKE: Final = 24
_ASPECTS: Final = lazy_re(r"[已共新的]|完成|实现|累计")

_Key = tuple[Kind, Decimal, str | None, str | None, bool]


def mark_repeats(statistics: Sequence[Statistic]) -> list[Statistic]:
    """Say of numbers that are told again that they agree with what was told before.

    Args:
        statistics: in printed order.

    Returns:
        The same statistics; a number that repeats an earlier one (same kind, value, unit and
        period, metrics of which one holds the other, no two subjects) and was unchecked is
        consistent, with both as printed for evidence: ``1208条 = 1208 条``. Small whole numbers
        are left alone: that two of them are equal says nothing.
    """
    first: dict[_Key, list[Statistic]] = {}
    marked: list[Statistic] = []
    for item in statistics:
        if not _is_telling(item):
            marked.append(item)
            continue
        key = item.kind, item.value, item.unit, item.period, item.is_result
        alike = first.setdefault(key, [])
        before = next((other for other in alike if _is_same(item, other)), None) if alike else None
        if before is None and len(alike) < _MOST_ALIKE:
            alike.append(item)
        marked.append(item if before is None else _held_against(item, before))
    return marked


def _held_against(item: Statistic, before: Statistic) -> Statistic:
    if item.status is not Status.UNCHECKED:
        return item
    one, two = ("".join(fold(each.printed).split()) for each in (item, before))
    return replace(item, status=Status.CONSISTENT, evidence=f"{one} = {two}")


def _is_telling(item: Statistic) -> bool:
    """Whether a number is large or fine enough that a second one like it is no chance."""
    if item.kind not in _KINDS:
        return False
    return item.value >= _LEAST or item.value != item.value.to_integral_value()


def _is_same(item: Statistic, other: Statistic) -> bool:
    if item.subject and other.subject and item.subject != other.subject:
        return False
    if item.text == other.text:
        return False
    one, two = (_ASPECTS.sub("", each.metric) for each in (item, other))
    return min(len(one), len(two)) >= _SHORTEST and (one in two or two in one)
