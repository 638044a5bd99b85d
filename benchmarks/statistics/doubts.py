"""Arithmetic over an annotated passage: slips of the one who wrote it, not rules of the format.

A difference and a growth of one level must fit one another, and so must a share, its part and its
whole, at the precision printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.statistics.gold import Number, Passage
from schemas.notice import Bound, Kind, Relation


def doubts(passage: Passage) -> Iterator[str]:
    """Give what does not fit together in a passage, in words; flagged numbers are left out."""
    for place, level in enumerate(passage.numbers):
        below = [one for one in passage.numbers if one.parent == place and _is_exact(one)]
        if not _is_exact(level):
            continue
        changes = [one for one in below if one.relation is Relation.CHANGE_OF]
        for growth in changes:
            for delta in changes:
                if _are_one_change(growth, delta) and not _grows(level, delta, growth):
                    yield (
                        f"{passage.name}: {level.printed}, changed by {delta.printed},"
                        f" is no growth of {growth.printed}"
                    )
        for share in below:
            if share.relation is Relation.SHARE_OF and not _is_share(share, level, below):
                yield f"{passage.name}: no part of {level.printed} is {share.printed} of it"


def _is_exact(number: Number) -> bool:
    exact = number.bound is Bound.EXACT and number.high is None
    return exact and not number.error and not number.is_optional


def _are_one_change(growth: Number, delta: Number) -> bool:
    """A relative and an absolute change of one level against the same base."""
    kinds = growth.kinds[0], delta.kinds[0], growth.unit, delta.unit
    return (
        kinds[:2] == (Kind.GROWTH, Kind.DELTA) and growth.unit == "%" and _one_base(growth, delta)
    )


def _one_base(growth: Number, delta: Number) -> bool:
    return growth.base == delta.base or None in {growth.base, delta.base}


def _grows(level: Number, delta: Number, growth: Number) -> bool:
    """Whether the level before the change gives the growth printed, to one unit of its last place.

    Whole counts are exact; amounts with decimals or in 万 and 亿 are rounded.
    """
    slack = [Decimal(0) if _unit(one) == 1 else _unit(one) / 2 for one in (level, delta)]
    ends = [
        100 * change / (reached - change)
        for change in (delta.value - slack[1], delta.value + slack[1])
        for reached in (level.value - slack[0], level.value + slack[0])
        if reached != change
    ]
    return min(ends) - _unit(growth) <= growth.value <= max(ends) + _unit(growth)


def _is_share(share: Number, whole: Number, parts: list[Number]) -> bool:
    """Whether some part of the whole has this share; nothing to say where no part is annotated."""
    counts = [one for one in parts if one.relation is Relation.PART_OF and one.unit == whole.unit]
    named = [one for one in counts if set(one.metrics) & set(share.metrics)]
    if not named or share.unit != "%" or not whole.value:
        return True
    return any(abs(100 * one.value / whole.value - share.value) <= _unit(share) for one in named)


def _unit(number: Number) -> Decimal:
    """The last printed place, in the number's unit: 0.01亿 for ``3.58亿元``."""
    _, _, decimals = number.printed.partition(".")
    places = len(decimals) - len(decimals.lstrip("0123456789"))
    scale = 10**8 if "亿" in number.printed else 10**4 if "万" in number.printed else 1
    return Decimal(scale).scaleb(-places)
