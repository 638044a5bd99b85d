"""Characters become pieces of print; each stands on the baseline of its text."""

from __future__ import annotations

import pytest

from parsers.pdfium.pieces import Characters, Columns, Runs, Styles, columns_of

_OBJECT = 7


def _columns(text: str, tops: list[float], bottoms: list[float], level: float) -> Columns:
    """Return the columns of characters of one text object, one piece each, 10 points wide."""
    each = range(len(text))
    lefts, rights = [10.0 * i for i in each], [10.0 * i + 10 for i in each]
    styles = Styles({_OBJECT: 0}, [0], [level], [bottoms[0]], [0], [False])
    runs = Runs([_OBJECT] * len(text), list(each), [i + 1 for i in each])
    columns = columns_of(Characters(text, lefts, tops, rights, bottoms), runs, styles, (595, 842))
    assert columns is not None
    return columns


def test_a_character_with_a_tight_box_is_not_torn_out_of_its_line() -> None:
    # Some fonts have boxes as tight as their print: 一 ends far above the baseline, ， below it.
    columns = _columns("件一，", [90.0, 95.0, 98.0], [102.0, 97.0, 103.0], level=100.0)
    assert columns.base == [100.0, 100.0, 100.0]


def test_text_that_runs_downwards_has_a_baseline_for_each_character() -> None:
    columns = _columns("责任人", [90.0, 100.0, 110.0], [100.0, 110.0, 120.0], level=98.5)
    assert columns.base == pytest.approx([98.5, 108.5, 118.5])
