"""Each passage of the development set is read as is kept: nothing better or worse goes unseen."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.statistics import kept, run
from benchmarks.statistics.gold import Passage

PASSAGES = run.passages_of("dev", 0, 0)
KNOWN = cache(kept.kept)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_a_passage_is_read_as_kept(passage: Passage) -> None:
    """A change that is meant is kept by ``python -m benchmarks.statistics.kept --write``."""
    assert list(kept.changes(passage, KNOWN())) == []


def test_nothing_is_kept_of_passages_that_are_not_there() -> None:
    names = {passage.name for passage in PASSAGES}
    assert {name for lines in KNOWN().values() for name in lines} <= names


def test_a_change_is_told_with_what_was_kept_and_what_is_found() -> None:
    passage = next(one for one in PASSAGES if "proved" in str(kept.present(one)["proofs"]))
    lines = kept.Lines({("proved", "1", "1 = 1"): 1})
    nothing = {name: {passage.name: lines} for name in kept.COLUMNS}
    told = list(kept.changes(passage, nothing))
    assert f"{passage.name} proofs - proved | 1 | 1 = 1" in told
    assert any(line.startswith(f"{passage.name} proofs + proved | ") for line in told)
