"""The arithmetic of shares, rates and changes on printed decimals.

It stands here once: reading gives the numbers of the prose their proof status by it, and the
dataset rules ``SHR01`` and ``CHG01`` judge by the same functions what was written. A number that
is printed rounded stands for all numbers that round to it; what follows from several of them is a
range. Of such a range a result may be printed rounded half up, half to even, or cut off.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cache, partial
from itertools import product
from typing import Final

from parsers.numbers import EXACT, decimals_of, printed_step, show
from schemas.notice import Kind
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

TIMES: Final = {"%": Decimal(100), "‰": Decimal(1000)}
"""What a quotient is multiplied by, by the sign behind it."""

_HUNDRED: Final = Decimal(100)
_DIGITS: Final = lazy_re(r"\d[\d,]*(?:\.\d+)?|点[〇零一二三四五六七八九]+")
# 九成, 十分之九 are told in tenths; 九成五 is not.
_TENTHS: Final = lazy_re(r"成$|^十分之")
_WAYS: Final = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: its value and what one unit in its last printed place is worth.

    ``is_count`` tells that it is a count printed in full, and so no rounded number. ``scale`` is
    the factor printed with it (万: 10000), by which the arithmetic is written shorter.
    """

    value: Decimal
    step: Decimal
    is_count: bool
    scale: Decimal = Decimal(1)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The lowest and the highest number that is printed like this; one number for a count."""
        if self.is_count:
            return (self.value,)
        half = EXACT.divide(self.step, Decimal(2))
        return EXACT.subtract(self.value, half), EXACT.add(self.value, half)


@cache
def _counting() -> frozenset[str]:
    groups = vocabulary("measure_words")["count"]
    return frozenset(word for group in groups for word in group["words"])


def figure_of(value: Decimal, printed: str, measure: str | None, scale: Decimal) -> Figure:
    """Return a published number as a figure.

    Args:
        value: multiplied out, with its sign.
        printed: number and unit as printed; its decimals tell the step.
        measure: unit as printed, ``None`` without one.
        scale: the factor printed with it (万: 10000).

    >>> figure_of(Decimal(12000), "1.2万件", "件", Decimal(10000)).step
    Decimal('1000')
    """
    match = _DIGITS.search(unicodedata.normalize("NFKC", printed))
    step = printed_step(match[0].replace("点", ".") if match else "1", scale)
    if _TENTHS.search(printed):
        step = EXACT.multiply(step, Decimal(10))
    return Figure(value, step, is_count=measure in _counting() and step == 1, scale=scale)


@dataclass(frozen=True, slots=True)
class Derived:
    """What other numbers say of a printed one.

    ``expected`` is the result at the printed precision, ``agrees`` whether the print may stand for
    it. ``is_proof`` tells that no other print in its place would: the numbers it comes from are
    exact, and rounding and cutting off give the same. ``terms`` is the arithmetic, unrounded;
    ``is_rounded`` tells that ``expected`` is not all of its result.
    """

    expected: Decimal
    agrees: bool
    is_proof: bool
    terms: str
    is_rounded: bool


_Result = Callable[[Sequence[Decimal]], Decimal | None]


def share(
    printed: Figure, part: Figure, whole: Figure, times: Decimal = _HUNDRED
) -> Derived | None:
    """Hold a share or rate against part and whole; ``None`` where the whole is not positive.

    >>> part, whole = Figure(Decimal(38), Decimal(1), True), Figure(Decimal(96), Decimal(1), True)
    >>> share(Figure(Decimal("39.6"), Decimal("0.1"), False), part, whole).terms
    '38 ÷ 96'
    """

    def result(values: Sequence[Decimal]) -> Decimal | None:
        over, under = values
        return EXACT.divide(EXACT.multiply(over, times), under) if under > 0 else None

    return _derive(printed, result, (part, whole), " ÷ ".join(_shown(part, whole)))


def growth(
    printed: Figure, level: Figure, earlier: Figure, times: Decimal = _HUNDRED
) -> Derived | None:
    """Hold a growth against the level and the earlier one; ``None`` where that is not positive."""

    def result(values: Sequence[Decimal]) -> Decimal | None:
        now, before = values
        if before <= 0:
            return None
        return EXACT.divide(EXACT.multiply(EXACT.subtract(now, before), times), before)

    now, before = _shown(level, earlier)
    return _derive(printed, result, (level, earlier), f"({now} - {before}) ÷ {before}")


def growth_by(
    printed: Figure, level: Figure, difference: Figure, times: Decimal = _HUNDRED
) -> Derived | None:
    """Hold a growth against the level and the difference from the earlier one.

    >>> one = Decimal(1)
    >>> found = growth_by(Figure(Decimal(-25), one, False), Figure(Decimal(3), one, True),
    ...                   Figure(Decimal(-1), one, True))
    >>> found.agrees, found.terms
    (True, '-1 ÷ (3 + 1)')
    """

    def result(values: Sequence[Decimal]) -> Decimal | None:
        now, more = values
        before = EXACT.subtract(now, more)
        return EXACT.divide(EXACT.multiply(more, times), before) if before > 0 else None

    now, more = _shown(level, difference)
    before = f"({now} {'+' if difference.value < 0 else '-'} {more.removeprefix('-')})"
    return _derive(printed, result, (level, difference), f"{more} ÷ {before}")


def difference(printed: Figure, level: Figure, earlier: Figure) -> Derived | None:
    """Hold a difference against the level and the earlier one."""

    def result(values: Sequence[Decimal]) -> Decimal | None:
        now, before = values
        return EXACT.subtract(now, before)

    return _derive(printed, result, (level, earlier), " - ".join(_shown(level, earlier)))


def _shown(*figures: Figure) -> list[str]:
    """Write numbers in the scale that all of them are printed in, else multiplied out."""
    scales = {figure.scale for figure in figures}
    scale = scales.pop() if len(scales) == 1 else Decimal(1)
    return [show(EXACT.divide(figure.value, scale)) for figure in figures]


def _derive(
    printed: Figure, result: _Result, operands: Sequence[Figure], terms: str
) -> Derived | None:
    """Compare a printed number with the range of results that its operands' ranges give.

    Each result rises or falls with each operand alone, so the ends of the ranges give its ends.
    """
    centre = result([operand.value for operand in operands])
    corners = [result(values) for values in product(*(one.ends for one in operands))]
    known = [corner for corner in corners if corner is not None]
    if centre is None or len(known) != len(corners):
        return None
    low, high = min(known), max(known)
    step = printed.step
    half = EXACT.divide(step, Decimal(2))
    value = printed.value
    # 八分之一 (12.5 %) is no whole number of its steps: rounded from its own place.
    origin = EXACT.remainder(value, step)
    off = EXACT.subtract(centre, origin)
    accepted = {EXACT.add(_at_step(off, step, way), origin) for way in _WAYS}
    # What is cut off stands for all numbers up to the next step away from zero.
    floor = value - step if value <= 0 else value
    ceiling = value + step if value >= 0 else value
    is_exact = low == high
    agrees = value in accepted or (
        not is_exact and low <= max(value + half, ceiling) and high >= min(value - half, floor)
    )
    shown = Decimal(1).scaleb(-decimals_of(value)) if origin else step
    expected = _at_step(centre, shown, ROUND_HALF_UP)
    is_proof = agrees and is_exact and len(accepted) == 1
    return Derived(expected, agrees, is_proof, terms, is_rounded=expected != centre)


def _at_step(value: Decimal, step: Decimal, way: str) -> Decimal:
    steps = EXACT.divide(value, step).quantize(Decimal(1), way, EXACT)
    return EXACT.multiply(steps, step)


Identity = Callable[[Figure, Figure, Figure], Derived | None]


def identity(kind: Kind, measure: str | None, basis: Kind) -> Identity:
    """Return the identity that a derived number has with what it measures and its basis.

    Args:
        kind: of the derived number.
        measure: its unit (``%``, ``‰``, ``倍``, ``起`` …).
        basis: the kind of what it is measured by; a ``delta`` stands for the level before it.
    """
    times = TIMES.get(measure or "", Decimal(1))
    if kind is Kind.DELTA:
        return difference
    if kind is Kind.GROWTH:
        return partial(growth_by if basis is Kind.DELTA else growth, times=times)
    return partial(share, times=times)


def is_pinned(figure: Figure, derive: Callable[[Figure], Derived | None]) -> bool:
    """Tell whether a number alone would break an identity if it were off by its last digit.

    Args:
        figure: one of the numbers of an identity that holds.
        derive: the identity with another number in its place.
    """
    for other in (figure.value - figure.step, figure.value + figure.step):
        found = derive(replace(figure, value=other))
        if found is not None and found.agrees:
            return False
    return True
