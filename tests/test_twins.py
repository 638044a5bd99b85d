"""Objects made quickly cannot be told from those that their class makes."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from schemas.document import Cell, Line, quick_cell, quick_line
from schemas.places import Box, Span, quick_box, quick_span

BOX = Box(3, 70.5, 120.0, 115.25, 144.0)
SPAN = Span(10, 14)
CELL = Cell(
    text="青禾\n街道",
    raw="青禾 街道",
    row=4,
    column=1,
    span=SPAN,
    page=3,
    row_span=2,
    column_span=5,
    box=BOX,
    second_reading="青禾街道",
)
LINE = Line(text="南浦", raw="南浦", page=3, span=SPAN, box=BOX, is_furniture=True)
MADE = [
    (quick_box(3, 70.5, 120.0, 115.25, 144.0), BOX),
    (quick_span(10, 14), SPAN),
    (quick_line("南浦", "南浦", 3, SPAN, BOX, is_furniture=True), LINE),
    (quick_cell("青禾\n街道", "青禾 街道", (4, 1, 2, 5), SPAN, 3, BOX, "青禾街道"), CELL),
]


@pytest.mark.parametrize(("quick", "plain"), MADE)
def test_what_is_made_quickly_is_what_the_class_makes(quick: Any, plain: Any) -> None:
    assert type(quick) is type(plain)
    assert quick == plain
    assert hash(quick) == hash(plain)
    assert repr(quick) == repr(plain)
    assert pickle.loads(pickle.dumps(quick)) == copy.copy(quick) == replace(quick) == plain


@pytest.mark.parametrize(("quick", "plain"), MADE)
def test_what_is_made_quickly_is_frozen(quick: Any, plain: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(quick, fields(plain)[0].name, 1)
