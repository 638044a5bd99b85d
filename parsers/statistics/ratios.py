"""Ratios to one that a noun names: 生师比为 14.2:1."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from parsers.numbers import printed_step
from parsers.statistics.quantity import Quantity
from schemas.notice import Bound
from schemas.patterns import lazy_re

_RATIO: Final = lazy_re(r"(?<![\d.:+])(?P<n>\d{1,4}(?:\.\d{1,4})?):1(?![\d.:+])", re.ASCII)
_NOUN: Final = lazy_re(
    r"(?<![同环对])比(?:例|率|值)?(?:分别|依次|平均|高达|约|达到?|为|是|由|从|[\d.:、,和至到升降]){0,12}$"
)
_NEAR: Final = 30


def ratios(text: str) -> list[Quantity]:
    """Return the ratios to one behind a noun that ends in 比, as the number before the colon.

    Others (2:3, 58:42, the ratio of an alloy or of three sectors) are names or need both numbers,
    and stay masked.
    """
    if ":1" not in text:
        return []
    found = []
    for match in _RATIO.finditer(text):
        place = match.start()
        if _NOUN.search(text, max(0, place - _NEAR), place) is None:
            continue
        found.append(
            Quantity(
                start=place, end=match.end(), lead=place, tail=match.end(),
                value=Decimal(match["n"]), high=None, unit=None, unit_text=None,
                scale=Decimal(1), bound=Bound.EXACT, step=printed_step(match["n"], Decimal(1)),
                form="ratio",
            )
        )  # fmt: skip
    return found
