"""Counts over many notices, in all and by layout, total rule and rank rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Table = dict[str, "Counter[str]"]


class Collected:
    """Counts in all and by some properties (``layout`` …) of what is counted."""

    def __init__(self, *properties: str) -> None:
        self.by: dict[str, Table] = {name: {} for name in properties}
        self.whole: Counter[str] = Counter()

    def add(self, values: Sequence[str], counts: Counter[str]) -> None:
        """Add the counts of one notice; ``values`` are those of its properties, in order."""
        self.whole += counts
        for table, value in zip(self.by.values(), values, strict=True):
            table.setdefault(value, Counter()).update(counts)

    def show(self, lines: Callable[[Table], Iterable[str]], note: str = "") -> int:
        """Print a table for each property and one of all; gives the exit code of the command."""
        for name, counted in self.by.items():
            print(f"\n## By {name}{note}\n")
            print("\n".join(lines(dict(sorted(counted.items())))))
        print("\n## All\n")
        print("\n".join(lines({"all": self.whole})))
        return 1 if self.whole["wrong and proved"] else 0
