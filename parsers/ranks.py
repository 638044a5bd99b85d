"""The ranks of a ranking table on plain decimals: how they follow the totals, and ties.

As `parsers.arithmetic` it stands here once: reading gives every rank its status by it, and the
dataset rules judge by the same functions what was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final, Literal

RankRule = Literal["competition", "dense", "ordinal"]
STATED: Final = "stated"
"""The rank rule of a table whose ties are parted by what the notice says."""
Bounds = tuple[int, int]
# So many units of a longer ranking in order are no chance.
_FEWEST_OF_A_PART: Final = 3


def rank_bounds(
    totals: Sequence[Decimal | None], *, descending: bool = True
) -> list[Bounds | None]:
    """Return for each total the places it may take; equal totals share their span.

    Args:
        totals: the totals of all ranked units in any order; ``None`` where unread.
        descending: the highest total has rank 1 (else the lowest).

    Returns:
        (low, high) per total, both from 1 and included; ``None`` for an unread total. A total
        that is unread may stand anywhere, so it widens the span of all others by one upwards.

    >>> rank_bounds([Decimal(98), Decimal(91), Decimal(91), Decimal(90)])
    [(1, 1), (2, 3), (2, 3), (4, 4)]
    """
    known = sorted((t for t in totals if t is not None), reverse=descending)
    unread = len(totals) - len(known)
    first: dict[Decimal, int] = {}
    last: dict[Decimal, int] = {}
    for place, total in enumerate(known, 1):
        first.setdefault(total, place)
        last[total] = place + unread
    return [None if t is None else (first[t], last[t]) for t in totals]


def dense_ranks(totals: Sequence[Decimal | None], *, descending: bool = True) -> list[int | None]:
    """Return the rank of each total when equal totals share one and none is skipped (1, 1, 2)."""
    order = sorted({t for t in totals if t is not None}, reverse=descending)
    place = {total: number for number, total in enumerate(order, 1)}
    return [None if t is None else place[t] for t in totals]


def ties(totals: Sequence[Decimal | None]) -> dict[Decimal, tuple[int, ...]]:
    """Return the groups of equal totals: total → positions (from 0) in order, two or more each."""
    groups: dict[Decimal, list[int]] = defaultdict(list)
    for position, total in enumerate(totals):
        if total is not None:
            groups[total].append(position)
    return {total: tuple(places) for total, places in groups.items() if len(places) > 1}


@dataclass(frozen=True, slots=True)
class Ranking:
    """How the ranks of a table follow its totals.

    ``rule`` is ``None`` when no tie tells which one is used, or when there are no ranks.
    ``allowed`` gives per row the places its total allows under that rule, ``None`` where it
    cannot be said.
    """

    rule: RankRule | None
    descending: bool
    allowed: tuple[Bounds | None, ...]

    def agrees(self, position: int, rank: int | None) -> bool | None:
        """Tell whether a rank is allowed; ``None`` when there is nothing to compare."""
        bounds = self.allowed[position]
        if rank is None or bounds is None:
            return None
        return bounds[0] <= rank <= bounds[1]


def rank_order(ranks: Sequence[int | None], totals: Sequence[Decimal | None]) -> Ranking:
    """Find how ranks follow totals: direction, and what is done with ties.

    ``competition`` skips after a tie (1, 1, 3), ``dense`` does not (1, 1, 2), ``ordinal`` numbers
    tied units on (1, 2, 3). A tied unit may have any rank of its span, except under ``dense``.

    Args:
        ranks: the printed ranks, ``None`` where there is none.
        totals: the totals in the same order, ``None`` where unread.

    Returns:
        The ranking; descending unless the ranks clearly run the other way. Where only some units
        of a longer ranking are printed (18, 19, 20) their places are held against one another.
    """
    down, up = _Way.of(totals, descending=True), _Way.of(totals, descending=False)
    n_down, n_up = down.agreeing(ranks), up.agreeing(ranks)
    # Only a table that is almost wholly the other way round is read as "the lowest comes first",
    # or one that is wholly so: units tied in its middle keep their places both ways.
    known = sum(r is not None and t is not None for r, t in zip(ranks, totals, strict=True))
    mostly_up = n_up * 10 >= known * 8 and n_down * 2 < known
    descending = not (known >= 3 and (mostly_up or n_down < n_up == known))
    if 2 * max(n_down, n_up) <= known:
        part = _part_of_ranking(ranks, totals)
        if part is not None:
            return part
    way = down if descending else up
    rule = _tie_rule(ranks, totals, way.bounds, way.dense)
    # Also where a tie with an unread rank tells no rule.
    if _n_inside(ranks, way.as_dense) > _n_inside(ranks, way.bounds):
        return Ranking(rule, descending, way.as_dense)
    return Ranking(rule, descending, way.bounds)


def _part_of_ranking(
    ranks: Sequence[int | None], totals: Sequence[Decimal | None]
) -> Ranking | None:
    """Find how the ranks of some units of a longer ranking follow their totals.

    Returns:
        ``None`` where a rank or total is unread, no rank is beyond the units printed, or one is
        out of order; else a ranking without a tie rule, that allows each unit the places between
        its neighbours. Of fewer than three units nothing can be said.
    """
    pairs = zip(ranks, totals, strict=True)
    known = sorted((rank, total) for rank, total in pairs if rank is not None and total is not None)
    if not known or len(known) < len(ranks) or known[-1][0] <= len(ranks):
        return None
    steps = [(a[0] == b[0], b[1] - a[1]) for a, b in pairwise(known)]
    if any(is_tie and step for is_tie, step in steps):
        return None
    descending = all(step <= 0 for _, step in steps)
    if not descending and any(step < 0 for _, step in steps):
        return None
    if len(known) < _FEWEST_OF_A_PART:
        return Ranking(None, descending, (None,) * len(ranks))
    places: dict[Decimal, list[int]] = defaultdict(list)
    for rank, total in known:
        places[total].append(rank)
    spans = list(places.values())
    lows = [1, *(span[-1] + 1 for span in spans[:-1])]
    highs = [*(span[0] - 1 for span in spans[1:]), spans[-1][-1]]
    allowed = dict(zip(places, zip(lows, highs, strict=True), strict=True))
    return Ranking(None, descending, tuple(allowed[total] for total in totals if total is not None))


@dataclass(frozen=True, slots=True)
class _Way:
    """The places that totals allow in one direction, with ties spanning and with dense ranks."""

    bounds: tuple[Bounds | None, ...]
    dense: tuple[int | None, ...]

    @classmethod
    def of(cls, totals: Sequence[Decimal | None], *, descending: bool) -> _Way:
        bounds = rank_bounds(totals, descending=descending)
        return cls(tuple(bounds), tuple(dense_ranks(totals, descending=descending)))

    @property
    def as_dense(self) -> tuple[Bounds | None, ...]:
        return tuple(None if place is None else (place, place) for place in self.dense)

    def agreeing(self, ranks: Sequence[int | None]) -> int:
        """Count the ranks that follow the totals this way, whatever is done with ties."""
        return max(_n_inside(ranks, self.bounds), _n_inside(ranks, self.as_dense))


def ties_follow(
    ranks: Sequence[int | None],
    totals: Sequence[Decimal | None],
    values: Sequence[Decimal | None],
    *,
    descending: bool,
) -> bool:
    """Tell whether units of equal totals are ranked by something else that a notice names.

    Args:
        ranks: the printed ranks, ``None`` where there is none.
        totals: the totals in the same order.
        values: what equal totals are ordered by.
        descending: the highest value comes first.

    Returns:
        Whether some tied units have different ranks, each rank before another has the better
        value, and equal ranks have equal values.
    """
    parted = False
    for places in ties(totals).values():
        for one, other in combinations(places, 2):
            first, second = ranks[one], ranks[other]
            low, high = values[one], values[other]
            if first is None or second is None or low is None or high is None:
                return False
            if first == second:
                if low != high:
                    return False
                continue
            parted = True
            better = low > high if descending else low < high
            # Where the named value is equal too, ranks may still run on.
            if low != high and better != (first < second):
                return False
    return parted


def odd_one_out(
    ranks: Sequence[int | None], totals: Sequence[Decimal | None], *, descending: bool
) -> int | None:
    """Return the one position without which all ranks follow the totals; ``None`` without one.

    Args:
        ranks: the printed ranks, ``None`` where there is none.
        totals: the totals in the same order, ``None`` where unread.
        descending: the highest total has rank 1.

    >>> totals = [Decimal(95), Decimal(97), Decimal(83), Decimal(80)]
    >>> odd_one_out([1, 3, 2, 4], totals, descending=True)
    1
    >>> odd_one_out([1, 2, 3, 4], totals, descending=True) is None
    True
    """
    sign = -1 if descending else 1
    known = sorted(
        (rank, sign * total, place)
        for place, (rank, total) in enumerate(zip(ranks, totals, strict=True))
        if rank is not None and total is not None
    )
    breaks = [at for at in range(1, len(known)) if known[at][1] < known[at - 1][1]]
    if len(breaks) != 1:
        return None
    candidates = []
    for at in (breaks[0] - 1, breaks[0]):
        rest = [value for i, (_, value, _) in enumerate(known) if i != at]
        if all(low <= high for low, high in pairwise(rest)):
            candidates.append(known[at][2])
    return candidates[0] if len(candidates) == 1 else None


def _n_inside(ranks: Sequence[int | None], bounds: Sequence[Bounds | None]) -> int:
    return sum(
        rank is not None and allowed is not None and allowed[0] <= rank <= allowed[1]
        for rank, allowed in zip(ranks, bounds, strict=True)
    )


def _tie_rule(
    ranks: Sequence[int | None],
    totals: Sequence[Decimal | None],
    bounds: Sequence[Bounds | None],
    dense: Sequence[int | None],
) -> RankRule | None:
    """Name the rule that most tied units follow; ``None`` without ties or with a draw."""
    groups = [g for g in ties(totals).values() if all(ranks[place] is not None for place in g)]
    if not groups:
        return None
    votes: Mapping[RankRule, int] = {
        "competition": sum(
            allowed is not None and rank == allowed[0]
            for rank, allowed in zip(ranks, bounds, strict=True)
        ),
        "dense": sum(
            rank is not None and rank == place for rank, place in zip(ranks, dense, strict=True)
        ),
        "ordinal": _n_inside(ranks, bounds)
        - sum(len(group) - len({ranks[place] for place in group}) for group in groups),
    }
    best = max(votes.values())
    winners: list[RankRule] = [rule for rule, count in votes.items() if count == best]
    # The last tie of a table does not tell competition from dense; both are then the same.
    return winners[0] if len(winners) == 1 or "competition" in winners else None
