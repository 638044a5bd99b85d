"""Coordinates rounded once each: on a page of tables most of them come again and again."""

from __future__ import annotations


class Rounded(dict[float, float]):
    """Values and what they are when rounded to so many digits; a look-up costs a quarter of it."""

    def __init__(self, digits: int) -> None:
        super().__init__()
        self._digits = digits

    def __missing__(self, value: float) -> float:
        found = self[value] = round(value, self._digits)
        return found


class Placed(dict[float, float]):
    """Places along an axis as written, and what they are on the page, rounded to so many digits."""

    def __init__(self, scale: float, shift: float, digits: int) -> None:
        super().__init__()
        self._scale = scale
        self._shift = shift
        self._digits = digits

    def __missing__(self, value: float) -> float:
        found = self[value] = round(self._scale * value + self._shift, self._digits)
        return found
