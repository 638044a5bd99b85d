"""Digits that ran together, parted into the numbers of a row: a search with a bounded cost.

Which columns there are is known (maxima, bonuses, the total, a rank), where one number ends is not.
Every way to part a run is found; the row's sum, the maxima, the order of ranks and totals then
leave one way for the whole table, or the table stays unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from schemas.patterns import lazy_re

_VALUE: Final = lazy_re(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,4})?")
_RANK: Final = lazy_re(r"[1-9]\d{0,2}")
_LONGEST_VALUE: Final = 8
_LONGEST_RANK: Final = 3
# Of no more than so many ways to part a row one is chosen; beyond that nothing is proved.
_MOST_WAYS: Final = 400
_FEWEST_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at a place of a row: ``part``, ``total`` or ``rank``.

    ``sign`` is +1 or -1 for a part of the total. ``limit`` is its maximum in points, if printed.
    """

    kind: str
    sign: int = 1
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The digits behind a unit's name, and the rank before it where that stands apart.

    ``has_next``: the rank of the next unit is the end of the run.
    """

    run: str
    rank: int | None = None
    has_next: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One way to part a run: the lengths of its numbers, and what follows from them."""

    lengths: tuple[int, ...]
    total: Decimal | None
    rank: int | None
    next_rank: int | None


@dataclass(frozen=True, slots=True)
class Parted:
    """How each row is parted; ``free`` tells for each whether it needs no sum for that."""

    ways: tuple[Way, ...]
    free: tuple[bool, ...]


class Exhausted(Exception):  # noqa: N818 - no error: the search gives up
    """The search took more steps than it may."""


@dataclass(slots=True)
class Budget:
    """How many steps the search may still take, over all tables of a document."""

    left: int = 400_000

    def step(self) -> None:
        """Count a step.

        Raises:
            Exhausted: there are none left.
        """
        self.left -= 1
        if self.left < 0:
            raise Exhausted


def part(places: Sequence[Place], rows: Sequence[Row], budget: Budget) -> Parted | None:
    """Part the runs of a table in the one way that its arithmetic allows.

    Args:
        places: what stands behind each unit's name, in order; one ``total`` is among them. Parts
            must sum up to it.
        rows: the units' runs in printed order.
        budget: the steps left.

    Returns:
        The one way, ``None`` where there is none or more than one.

    Raises:
        Exhausted: the budget is spent before it is known.
    """
    if len(rows) < _FEWEST_ROWS:
        return None
    chosen: list[list[Way]] = []
    free: list[bool] = []
    for row in rows:
        ways = list(_ways(places, row, budget))
        fitting = [way for way, adds_up in ways if adds_up]
        if not fitting or len(ways) > _MOST_WAYS:
            return None
        chosen.append(fitting)
        free.append(len(ways) == 1)
    found = _one_chain(chosen, rows, budget)
    return Parted(found, tuple(free)) if found is not None else None


def _ways(places: Sequence[Place], row: Row, budget: Budget) -> Iterator[tuple[Way, bool]]:
    """Give every way to part a run, and whether the parts add up to the total."""
    whole = [*places, *([Place("rank")] if row.has_next else [])]
    longest = [_LONGEST_RANK if place.kind == "rank" else _LONGEST_VALUE for place in whole]
    room = [sum(longest[i:]) for i in range(len(whole) + 1)]
    if not len(whole) <= len(row.run) <= room[0]:
        return
    numbers: list[str] = []

    def search(at: int) -> Iterator[list[str]]:
        count = len(numbers)
        if count == len(whole):
            if at == len(row.run):
                yield numbers
            return
        rest = len(row.run) - at
        if not len(whole) - count <= rest <= room[count]:
            return
        for length in range(1, min(longest[count], rest) + 1):
            budget.step()
            text = row.run[at : at + length]
            if _may_stand(whole[count], text):
                numbers.append(text)
                yield from search(at + length)
                numbers.pop()

    for texts in search(0):
        yield _way(whole, texts, row)


def _may_stand(place: Place, text: str) -> bool:
    if place.kind == "rank":
        return _RANK.fullmatch(text) is not None
    if _VALUE.fullmatch(text) is None:
        return False
    return place.limit is None or Decimal(text) <= place.limit


def _way(places: Sequence[Place], texts: Sequence[str], row: Row) -> tuple[Way, bool]:
    has_parts = any(place.kind == "part" for place in places)
    added, total, rank, next_rank = Decimal(0), None, row.rank, None
    for count, (place, text) in enumerate(zip(places, texts, strict=True), 1):
        match place.kind:
            case "part":
                added += place.sign * Decimal(text)
            case "total":
                total = Decimal(text)
            case _ if row.has_next and count == len(places):
                next_rank = int(text)
            case _:
                rank = int(text)
    way = Way(tuple(map(len, texts)), total, rank, next_rank)
    return way, not has_parts or added == total


def _one_chain(
    chosen: Sequence[Sequence[Way]], rows: Sequence[Row], budget: Budget
) -> tuple[Way, ...] | None:
    """Return the one choice of a way per row in which ranks and totals follow one another."""
    found: tuple[Way, ...] | None = None
    for order in _ORDERS:
        chain = _chain(chosen, rows, budget, order)
        if chain is None:
            continue
        if not chain or (found is not None and found != chain):
            return None
        found = chain
    return found


@dataclass(frozen=True, slots=True)
class _Order:
    """Ranks run up from 1 or down to it; totals fall or rise from one row to the next."""

    is_up: bool
    is_falling: bool


_ORDERS: Final = tuple(_Order(up, falling) for up in (True, False) for falling in (True, False))


@dataclass(slots=True)
class _End:
    """The chains that end in a way with a rank: how many (2: several), what stands before it."""

    way: Way
    rank: int | None
    count: int
    before: _End | None


def _chain(
    chosen: Sequence[Sequence[Way]], rows: Sequence[Row], budget: Budget, order: _Order
) -> tuple[Way, ...] | None:
    """Return the one chain, ``()`` where there are several, ``None`` where there is none."""
    ends = [_End(way, way.rank, 1, None) for way in chosen[0]]
    if order.is_up:
        ends = [end for end in ends if end.rank in {None, 1}]
    for place in range(1, len(chosen)):
        after: dict[tuple[int, int | None], _End] = {}
        for number, way in enumerate(chosen[place]):
            for end in ends:
                budget.step()
                rank = end.way.next_rank if rows[place - 1].has_next else way.rank
                if not _follows(end, way, rank, (place, len(rows)), order):
                    continue
                old = after.get((number, rank))
                count = min(2, end.count + (old.count if old else 0))
                after[number, rank] = _End(way, rank, count, end)
        ends = list(after.values())
    if not order.is_up:
        ends = [end for end in ends if end.rank in {None, 1}]
    count = sum(end.count for end in ends)
    if count > 1:
        return ()
    return _back(ends[0]) if count else None


def _back(end: _End | None) -> tuple[Way, ...]:
    ways: list[Way] = []
    while end is not None:
        ways.append(end.way)
        end = end.before
    return tuple(reversed(ways))


def _follows(last: _End, way: Way, rank: int | None, where: tuple[int, int], order: _Order) -> bool:
    """Tell whether a unit may stand behind another: by its rank, and by its total if it has one."""
    upper, lower = last.rank, rank
    if upper is None or lower is None:
        return upper == lower
    place, count = where
    if order.is_up:
        runs_on = lower in {upper, upper + 1, place + 1}
    else:
        runs_on = upper in {lower, lower + 1, count - place + 1}
    if not runs_on or last.way.total is None or way.total is None:
        return runs_on
    if last.way.total == way.total:
        return True
    return lower != upper and (last.way.total > way.total) == order.is_falling
