"""The generator's own arithmetic: how a column follows from others, in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """``target = (base + sum of coefficient × column) × factor + added``, then held by ``cap``.

    Args:
        target: the column that follows.
        terms: (column, coefficient).
        base: what is counted from, in points.
        factor: the column whose value multiplies the sum.
        added: (column, +1 or -1), outside the factor.
        cap: the most that is given, in points.
        drops_extremes: the highest and the lowest term are left out and the rest averaged.
    """

    target: int
    terms: tuple[tuple[int, Fraction], ...]
    base: Fraction = Fraction(0)
    factor: int | None = None
    added: tuple[tuple[int, int], ...] = ()
    cap: Fraction | None = None
    drops_extremes: bool = False

    def exact(self, values: Sequence[Decimal | None]) -> Fraction:
        """Compute the target, not rounded; a value that is ``None`` counts nothing."""
        if self.drops_extremes:
            kept = sorted(_fraction(values[place]) for place, _ in self.terms)[1:-1]
            result = sum(kept, Fraction(0)) / len(kept)
        else:
            parts = (_fraction(values[place]) * share for place, share in self.terms)
            result = self.base + sum(parts, Fraction(0))
        if self.factor is not None:
            result *= _fraction(values[self.factor])
        result += sum(sign * _fraction(values[place]) for place, sign in self.added)
        return result if self.cap is None else min(result, self.cap)

    def covers(self, column: int) -> bool:
        """Tell whether a column has a part in the identity."""
        parts = [self.target, *(p for p, _ in self.terms), *(p for p, _ in self.added)]
        return column in parts or column == self.factor

    def holds(self, values: Sequence[Decimal | None]) -> bool:
        """Tell whether the target is the result as printed, halves rounded up or to even."""
        target = values[self.target]
        if target is None:
            return True
        digits = max(0, -int(target.as_tuple().exponent))
        exact = self.exact(values)
        return target in {rounded(exact, digits), rounded(exact, digits, to_even=True)}


def _fraction(value: Decimal | None) -> Fraction:
    return Fraction(0) if value is None else Fraction(value)


def rounded(value: Fraction, digits: int, *, to_even: bool = False) -> Decimal:
    """Round to so many decimals, halves up or to the even digit, without going over floats."""
    scaled = value * 10**digits
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    half = Fraction(1, 2)
    if rest > half or (rest == half and (not to_even or whole % 2 == 1)):
        whole += 1
    return Decimal(whole).scaleb(-digits)


def mean(values: Sequence[Decimal]) -> Fraction:
    """Average exactly."""
    return sum((Fraction(v) for v in values), Fraction(0)) / len(values)
