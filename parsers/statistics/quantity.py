"""One number of a folded paragraph: where it stands, what it is worth, in what unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from parsers.units import Unit, unit_at
from schemas.notice import Bound
from schemas.patterns import lazy_re

PERCENT: Final = "%"
PERCENTS: Final = frozenset({PERCENT, "‰"})
INTERVAL: Final = lazy_re(r"(?:的|这一)?[\u4e00-\u9fff]{0,4}(?:区间|范围)|之间")
"""What makes a range of one without a unit, right behind it (0.3~0.8的合理区间)."""
PLAIN_NUMBER: Final = lazy_re(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
"""A number in Arabic digits: its thousands parted by commas or not at all (1,208; 1208.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number of a folded paragraph.

    ``start`` to ``end`` is the number with its unit, ``lead`` the start of a bound word before it,
    ``tail`` the end of one behind it. ``value`` is multiplied out; ``step`` what one unit in the
    last printed place is worth. ``unit`` is ``None`` for a bare number and for 翻一番; ``form`` is
    ``number``, ``fold`` (翻一番), ``fraction`` (三分之一, 三成), ``rank`` or ``ratio`` (14.2:1).
    """

    start: int
    end: int
    lead: int
    tail: int
    value: Decimal
    high: Decimal | None
    unit: Unit | None
    unit_text: str | None
    scale: Decimal
    bound: Bound
    step: Decimal
    form: str = "number"

    @property
    def is_percent(self) -> bool:
        """Whether the number is a percentage, per mille or tenths."""
        return self.unit_text in PERCENTS

    @property
    def is_duration(self) -> bool:
        """Whether the number is a length of time, and thus a limit more often than an amount."""
        return self.unit is not None and self.unit.family == "duration"


@cache
def percent() -> Unit:
    """Return the unit %."""
    found = unit_at(PERCENT, 0)
    if found is None:
        raise ValueError("measure_words.toml has no %")
    return found[0]
