"""Disjoint sets: which of many things hang together."""

from __future__ import annotations


class DisjointSets:
    """Numbers 0 … n - 1 in sets that only grow together."""

    def __init__(self, count: int) -> None:
        self._owner = list(range(count))

    def find(self, item: int) -> int:
        """Return the number that stands for the set of an item."""
        owner = self._owner
        while owner[item] != item:
            owner[item] = owner[owner[item]]
            item = owner[item]
        return item

    def unite(self, one: int, other: int) -> None:
        """Make one set of the sets of two items."""
        owner = self._owner
        if owner[one] != owner[other]:
            owner[self.find(other)] = self.find(one)
