"""Draws passages at random, with their exact truth."""

from collections.abc import Iterator

from benchmarks.statistics.gold import Passage


def passages(count: int, seed: int) -> Iterator[Passage]:
    """Draw passages."""
    yield from ()
