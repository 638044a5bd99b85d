"""What the benchmark of PDF speed measures is still there to be measured."""

from __future__ import annotations

from pathlib import Path

from benchmarks.tables import speed
from parsers.pages import drafting

ROOT = Path(__file__).parents[2]


def test_looking_for_tables_is_timed_and_put_back() -> None:
    find = drafting.find_tables
    (passes,) = speed._searches([next((ROOT / "samples").glob("*/notice.pdf"))], 1)
    assert len(passes) == 1
    assert passes[0] > 0
    assert drafting.find_tables is find
