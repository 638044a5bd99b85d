"""How many digits the published decimals hold; apart from `schemas.fields`, which loads Arrow."""

from __future__ import annotations

from typing import Final, NamedTuple


class Digits(NamedTuple):
    """The digits of a decimal column: all of them, and those behind the point."""

    precision: int
    scale: int


POINTS: Final = Digits(12, 4)
"""Scores, totals, maxima and weights: exact, four decimals."""
NUMBER: Final = Digits(28, 6)
"""Numbers of the prose: exact, up to 22 digits before the point."""
