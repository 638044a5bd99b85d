"""One number of the prose while it is being understood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, Final

from parsers.statistics.clauses import Layout
from parsers.statistics.fold import Folded
from parsers.statistics.quantity import PERCENTS, Quantity
from schemas.notice import Kind, PartForm, Relation, Status
from schemas.vocabulary_files import vocabulary

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_LEVEL: Final = Kind.LEVEL


@dataclass(slots=True, eq=False)
class Fact:
    """A quantity and what the passes over its paragraph have found out about it.

    ``left`` and ``right`` are ranges of the folded text: the words that belong to the number
    before and behind it. ``listed_after`` is the number before it in a list of the same clause;
    ``part`` is the amount that a share is told of (甲 9 件、乙 6 件，分别占…);
    ``is_absent`` says that no number tells the amount itself (无群众滞留，同比减少7人), or that it
    is not told which one does;
    ``is_named`` that a name is its subject and its metric was taken from the text before;
    ``is_aside`` that it only measures another (完成预算58万元的79.6%);
    ``is_of_each`` that there are so many of each of some bodies that are not told (各村各2个);
    ``own_period`` that its sentence names its period; ``right_noun`` that the noun it counts
    stands behind it. ``place`` is its place among the statistics of the notice, -1 before all of
    its paragraph is known.
    """

    quantity: Quantity
    left: tuple[int, int]
    right: tuple[int, int]
    value: Decimal
    kind: Kind = Kind.LEVEL
    metric: str = ""
    verb: str = ""
    subject: str | None = None
    period: str | None = None
    base: str | None = None
    parent: Fact | None = None
    relation: Relation | None = None
    status: Status = Status.UNCHECKED
    evidence: str | None = None
    is_result: bool = True
    listed_after: Fact | None = None
    part: Fact | None = None
    own_words: bool = True
    right_noun: bool = False
    is_absent: bool = False
    is_named: bool = False
    own_period: bool = False
    is_aside: bool = False
    multiplicity: int = 1
    is_of_each: bool = False
    children: list[Fact] = field(default_factory=list)
    # The numbers that a share, rate or change follows from (see `schemas.notice.Statistic`).
    measured: Fact | None = None
    basis: Fact | None = None
    # Which list of its whole a part stands in, and how many lists a whole has.
    part_list: int | None = None
    part_form: PartForm | None = None
    n_lists: int = 0
    place: int = -1
    # First character of the number in the folded text: a field, for it is asked for without end.
    start: int = field(init=False)
    is_percent: bool = field(init=False)

    def __post_init__(self) -> None:
        """Take over where the number stands, and whether it is a percentage."""
        quantity = self.quantity
        self.start = quantity.start
        self.is_percent = quantity.unit_text in PERCENTS

    @property
    def is_level(self) -> bool:
        """Whether the number is an amount that can be a whole or a part."""
        return self.kind is _LEVEL and self.quantity.unit is not None and self.is_result


@dataclass(frozen=True, slots=True)
class Passage:
    """A folded paragraph with all that was found in it before binding starts."""

    folded: Folded
    layout: Layout
    times: tuple[tuple[int, int], ...]
    # The folded text, where each of the times ends, and where the last of them does.
    text: str = field(init=False)
    time_ends: tuple[int, ...] = field(init=False)
    last_end: int = field(init=False)

    def __post_init__(self) -> None:
        """Lay ready what every pass asks for."""
        object.__setattr__(self, "text", self.folded.text)
        object.__setattr__(self, "time_ends", tuple(end for _, end in self.times))
        object.__setattr__(self, "last_end", self.time_ends[-1] if self.time_ends else -1)

    def is_time(self, start: int, end: int) -> bool:
        """Tell whether a range lies in a date or period (binary search, times are sorted)."""
        if start >= self.last_end:
            return False
        return self.times[bisect_right(self.time_ends, start)][0] < end

    def times_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the dates and periods that lie wholly between ``start`` and ``end``."""
        if not self.times:
            return ()
        low = bisect_left(self.times, (start,))
        return self.times[low : bisect_right(self.time_ends, end, low)]

    def times_before(self, place: int, start: int) -> Iterator[tuple[int, int]]:
        """Yield the dates and periods between ``start`` and ``place``, the nearest first."""
        for index in range(bisect_right(self.time_ends, place) - 1, -1, -1):
            if self.times[index][0] < start:
                return
            yield self.times[index]


@cache
def cues(section: str) -> dict[str, Any]:
    """Return one section of the vocabulary of cue words."""
    found: dict[str, Any] = vocabulary("prose_cues")[section]
    return found


@cache
def cue_set(section: str, name: str) -> frozenset[str]:
    """Return one word list of the vocabulary of cue words as a set."""
    return frozenset(cues(section)[name])


@cache
def longest_first(section: str, name: str) -> tuple[str, ...]:
    """Return one word list, longest words first."""
    return tuple(sorted(cues(section)[name], key=len, reverse=True))
