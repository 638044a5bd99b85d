"""Chance and words: every choice of a notice follows from one seed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

_T = TypeVar("_T")


@cache
def words() -> dict[str, Any]:
    """Give the generator's own words."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


class Draw:
    """A seeded source of choices."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)

    def one(self, items: Sequence[_T]) -> _T:
        """Choose one."""
        return self.random.choice(items)

    def some(self, items: Sequence[_T], count: int) -> list[_T]:
        """Choose so many different ones, in the order drawn."""
        return self.random.sample(list(items), count)

    def count(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self.random.randint(low, high)

    def chance(self, share: float) -> bool:
        """Say yes in this share of the cases."""
        return self.random.random() < share

    def share(self) -> float:
        """Draw a number from 0 to 1."""
        return self.random.random()

    def header(self, name: str) -> str:
        """Choose a header for a kind of column."""
        header: str = self.one(words()["headers"][name])
        return header

    def units(self, count: int) -> tuple[str, list[str]]:
        """Draw units of one class; gives the class and the names."""
        table = words()["units_of"]
        kind = self.one(list(table))
        if kind == "乡镇":
            stems = self.some(words()["stems"], count)
            return kind, [stem + self.one(words()["suffixes"]) for stem in stems]
        names = words()[table[kind]]
        prefix = self.one(["", "区", "县", "市"]) if kind == "部门" else ""
        return kind, [prefix + name for name in self.some(names, min(count, len(names)))]
