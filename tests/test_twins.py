"""Objects made quickly cannot be told from those that their class makes."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from parsers.statistics import read_statistics
from parsers.statistics.lexer import lex
from parsers.text import MappedText, Paragraph
from schemas.document import Cell, Line, quick_cell, quick_line
from schemas.places import Box, Provenance, Span, quick_box, quick_provenance, quick_span

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
    (lambda: quick_box(3, 70.5, 120.0, 115.25, 144.0), BOX),
    (lambda: quick_span(10, 14), SPAN),
    (lambda: quick_provenance(3, SPAN), Provenance(page=3, span=SPAN)),
    (lambda: quick_line("南浦", "南浦", 3, SPAN, BOX, is_furniture=True), LINE),
    (lambda: quick_cell("青禾\n街道", "青禾 街道", (4, 1, 2, 5), SPAN, 3, BOX, "青禾街道"), CELL),
]


@pytest.mark.parametrize(("make", "plain"), MADE)
def test_what_is_made_quickly_is_what_the_class_makes(make: Any, plain: Any) -> None:
    quick = make()
    assert type(quick) is type(plain)
    assert quick == plain
    assert hash(quick) == hash(plain)
    assert repr(quick) == repr(plain)
    assert pickle.loads(pickle.dumps(quick)) == copy.copy(quick) == replace(quick) == plain


@pytest.mark.parametrize(("make", "plain"), MADE)
def test_what_is_made_quickly_is_frozen(make: Any, plain: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(make(), fields(plain)[0].name, 1)


TOLD = "区政府共受理来信98件。"
PROSE = Paragraph(text=MappedText.at(TOLD, 0), page=1, section=None)


@pytest.mark.parametrize(
    "made",
    [
        read_statistics([PROSE], data_year=2023, region_name=None, sections=())[0][0],
        lex(TOLD, bytearray(len(TOLD)))[0],
    ],
    ids=["statistic", "quantity"],
)
def test_what_the_prose_reader_makes_has_every_field_and_is_frozen(made: Any) -> None:
    assert type(made)(**{field.name: getattr(made, field.name) for field in fields(made)}) == made
    with pytest.raises(FrozenInstanceError):
        made.unit = None
