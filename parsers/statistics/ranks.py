"""Places in an order, in prose: 列第4位, 由第9名升至第4名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from parsers.numbers import CHINESE_NUMERAL, read_decimal
from parsers.statistics.facts import longest_first
from parsers.statistics.quantity import Quantity
from parsers.units import unit_at
from schemas.notice import Bound
from schemas.patterns import lazy_re

_ORDINAL: Final = lazy_re(
    rf"第(?P<n>\d{{1,3}}|[{CHINESE_NUMERAL}]{{1,3}})(?P<unit>名|位)?(?=[,。;、)(升降上下跌滑提退进前后]|$|和|及)"
)

# 居全市9个县(市、区)第2位: the field stands between the word and the place.
_FIELD: Final = lazy_re(
    r"(?:列|居|排名?|位次)(?:在|于|为)?(?:全[省市区县国州旗]|[\u4e00-\u9fff]{2,6})?(?:的)?\d{1,4}[个家所](?:[\u4e00-\u9fff]{1,8})?(?:\([^()\d]{1,8}\))?(?:[\u4e00-\u9fff]{0,3}中)?$"
)

_TOP: Final = lazy_re(
    rf"[列居入身](?:全[省市区县国])?(?P<top>前(?P<n>\d{{1,3}}|[{CHINESE_NUMERAL}]{{1,3}})(?P<unit>名|位))"
)


_NEAR: Final = 24
# 综合成绩96分，为全省第4名.
_OF_AREA: Final = lazy_re(r"[为是]全[省市区县国州]$")
_NEXT_NAME: Final = lazy_re(
    r"[\u4e00-\u9fff]{2,8}[号网站屏端区县市镇乡]|[\u4e00-\u9fff]{1,3}[号区县市镇乡]"
)


def ranks(text: str) -> list[Quantity]:
    """Return the ordinals that are ranks: behind a word such as 列, 居 or 升至.

    第一季度 and 第三条 are none; without 名 or 位 only what ends its clause is one.
    """
    found: list[Quantity] = []
    for match in _ORDINAL.finditer(text):
        before = re.split(r"[,。;:]", text[max(0, match.start() - 10) : match.start()])[-1]
        value = read_decimal(match["n"])
        if value is None or not _is_place(text, found, match, before):
            continue
        unit = unit_at(match["unit"], 0) if match["unit"] else None
        found.append(
            Quantity(
                start=match.start(),
                end=match.end(),
                lead=match.start(),
                tail=match.end(),
                value=value,
                high=None,
                unit=None if unit is None else unit[0],
                unit_text=match["unit"],
                scale=Decimal(1),
                bound=Bound.EXACT,
                step=Decimal(1),
                form="rank",
            )
        )
    found.extend(_tops(text))
    return sorted(found, key=lambda quantity: quantity.start)


def _is_place(text: str, found: list[Quantity], match: re.Match[str], before: str) -> bool:
    """Whether an ordinal is a place: by a word before it, the field, or the place before it."""
    if before.endswith(longest_first("rank", "from_end")):
        return False
    is_strong = match["unit"] is not None or _has_any(before, "strong")
    if is_strong and _has_any(before, "cues"):
        return True
    if match["unit"] is not None and _OF_AREA.search(before) is not None:
        return True
    field = _FIELD.search(text, max(0, match.start() - 30), match.start())
    return field is not None or _goes_on(text, found, match, before)


def _has_any(before: str, name: str) -> bool:
    return any(word in before for word in longest_first("rank", name))


def _goes_on(text: str, found: list[Quantity], match: re.Match[str], before: str) -> bool:
    """微信号居全省第5，上升2位，抖音号第11，…: one more place in the order told before it."""
    if not found or not match["n"].isdigit():
        return False
    gap = text[found[-1].end : match.start()]
    return len(gap) <= _NEAR and "。" not in gap and _NEXT_NAME.fullmatch(before) is not None


def _tops(text: str) -> Iterator[Quantity]:
    """列前三位: a place no further down than the third."""
    for match in _TOP.finditer(text):
        value = read_decimal(match["n"])
        unit = unit_at(match["unit"], 0)
        if value is None or unit is None:
            continue
        yield Quantity(
            start=match.start("top"), end=match.end(), lead=match.start("top"), tail=match.end(),
            value=value, high=None, unit=unit[0], unit_text=match["unit"], scale=Decimal(1),
            bound=Bound.LE, step=Decimal(1), form="rank",
        )  # fmt: skip
