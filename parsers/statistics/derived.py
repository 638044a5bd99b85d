"""Whether one number of prose follows from two others, at its printed digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from parsers import prose_arithmetic as arithmetic
from parsers.prose_arithmetic import Derived, Figure
from parsers.statistics.facts import Fact
from parsers.statistics.groups import LOOK_BACK
from parsers.statistics.periods import are_disjoint
from schemas.notice import Bound, Kind
from schemas.vocabulary_files import vocabulary

_EXACT: Final = Bound.EXACT
_LEVEL: Final = Kind.LEVEL
# Characters that are looked at between a level and its change, and on either side of them.
WIDEST: Final = 400


@cache
def identity_words(section: str) -> dict[str, Any]:
    """Return a section of ``identities.toml``."""
    found: dict[str, Any] = vocabulary("identities")[section]
    return found


def is_exact(fact: Fact) -> bool:
    """Whether a number is printed as it is: no bound, no range, not held by several."""
    quantity = fact.quantity
    return quantity.bound is _EXACT and quantity.high is None and fact.multiplicity == 1


def is_exact_level(fact: Fact | None) -> bool:
    """Tell whether there is a number, and it is an exact level."""
    return fact is not None and fact.is_level and is_exact(fact)


def are_apart(part: Fact, whole: Fact) -> bool:
    """Tell whether two numbers are of two places of one sort, or of two times without a common day.

    东湖镇 and 南浦镇 are apart, a town and its county are not; so are two years, a year and its
    month are not.
    """
    place, other = part.subject, whole.subject
    if place and other and place != other and place[-1] == other[-1]:
        return True
    if not (part.own_period and whole.own_period and part.period and whole.period):
        return False
    return are_disjoint(part.period, whole.period)


def is_of_other_time(fact: Fact, measured: Fact) -> bool:
    """Tell whether a derived number names another period than the number it is of has.

    办结180件，上年办结率90%: not of the 180. What there is at the end of a year grew in the year.
    """
    told, other = (period and period.rstrip("末底") for period in (fact.period, measured.period))
    return fact.own_period and bool(other) and told != other


def levels_before(facts: Sequence[Fact], index: int) -> list[Fact]:
    """Return the exact amounts among the numbers before one."""
    levels = [f for f in facts[max(0, index - LOOK_BACK) : index] if f.kind is _LEVEL]
    return [f for f in levels if f.is_level and is_exact(f)]


def only(found: Iterable[Fact]) -> Fact | None:
    """Return the one number among those found (one told twice is one), ``None`` of several."""
    facts = list(found)
    return facts[-1] if facts and len({fact.value for fact in facts}) == 1 else None


def derived(fact: Fact, measured: Fact, basis: Fact) -> Derived | None:
    """Return what a number would be by two others; ``None`` where nothing follows from them."""
    derive = arithmetic.identity(fact.kind, fact.quantity.unit_text, basis.kind)
    return derive(figure(fact), figure(measured), figure(basis))


def agrees(fact: Fact, measured: Fact, basis: Fact) -> bool:
    """Tell whether a number is what follows from two others, at its printed digits."""
    found = derived(fact, measured, basis)
    return found is not None and found.agrees


def figure(fact: Fact) -> Figure:
    """Return a number as the arithmetic takes it: value, step, and whether it is a count."""
    quantity = fact.quantity
    counted = quantity.unit is not None and quantity.unit.is_count and quantity.step == 1
    return Figure(fact.value, quantity.step, is_count=counted, scale=quantity.scale)
