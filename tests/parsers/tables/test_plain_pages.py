"""Print drawn character by character is put together, and read as if each had been looked at.

All units are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.glyphs import Frame, Glyph
from parsers.pages.plain_pages import plain_page
from parsers.pdfium import objects
from parsers.pdfium.objects import PageObjects
from parsers.tables.finder import drawn_on

Maker = Callable[..., Any]
Sheet = Any
SIZE = 10.5
# A font that tells how high its characters are, so that all of a line stand on one level.
FONT = "Helvetica"


def width(text: str, size: float = SIZE) -> float:
    """Return how wide a text is in points."""
    return float(stringWidth(text, FONT, size))


def one_by_one(s: Sheet, x: float, base: float, text: str, *, size: float = SIZE) -> None:
    """Draw each character by itself, blanks not at all."""
    s.canvas.setFont(FONT, size)
    for char in text:
        if char != " ":
            s.canvas.drawString(x, s.height - base, char)
        x += width(char, size)


def one_go(s: Sheet, text: str) -> None:
    """Draw a line in one go."""
    s.canvas.setFont(FONT, SIZE)
    s.canvas.drawString(90, s.height - 100, text)


def joined(data: bytes) -> list[str]:
    """Return the print of the first page, put together."""
    return [glyph.text for glyph in next(objects.pages(data)).joined]


@pytest.fixture
def plain(read_twice: Maker) -> Callable[[Any], bool]:
    """Return a maker: a drawing → whether it was read as a plain page."""
    return lambda draw: read_twice(draw)[1][-1] is not None


def test_characters_drawn_one_by_one_are_put_together(pdf_of: Maker) -> None:
    lines = ["Quarterlyresults", "Qinghetown", "Received128"]
    data = pdf_of(lambda s: [one_by_one(s, 90, 100 + 30 * i, x) for i, x in enumerate(lines)])
    assert joined(data) == lines


def test_what_is_drawn_in_lines_needs_no_putting_together(pdf_of: Maker) -> None:
    assert joined(pdf_of(lambda s: one_go(s, "Quarterlyresults"))) == []


def _gap(s: Sheet) -> None:
    one_by_one(s, 90, 100, "Qinghe")
    one_by_one(s, 90 + width("Qinghe") + 2, 100, "Liuxi")


def _raised(s: Sheet) -> None:
    one_by_one(s, 90, 100, "Qinghe")
    one_by_one(s, 90 + width("Qinghe"), 98, "Liuxi")


def _coloured(s: Sheet) -> None:
    one_by_one(s, 90, 100, "Qinghe")
    s.canvas.setFillColorRGB(0.8, 0, 0)
    one_by_one(s, 90 + width("Qinghe"), 100, "Liuxi")


@pytest.mark.parametrize("draw", [_gap, _raised, _coloured])
def test_a_gap_a_level_or_a_colour_parts_what_is_put_together(pdf_of: Maker, draw: Any) -> None:
    assert joined(pdf_of(draw)) == ["Qinghe", "Liuxi"]


def test_narrow_signs_are_not_put_together(pdf_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        one_by_one(s, 90, 100, "Qingheandmore")
        one_by_one(s, 90, 120, "67.50", size=5)

    assert joined(pdf_of(draw)) == ["Qingheandmore", "67", ".", "50"]


# ------------------------------------------------------------------------------------ both ways


ROWS = [
    ["No", "Unit", "Open", "Reading", "Total"],
    ["1", "Qinghe", "38", "29", "67"],
    ["2", "Liuxi", "37.5", "28", "65.5"],
    ["3", "Nanpu", "36", "27.5", "63.5"],
]


def _table(s: Sheet, rows: Sequence[Sequence[str]] = ROWS) -> None:
    xs, ys = s.levels(rows)
    s.rules(xs, ys)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            for k, part in enumerate(text.split("\n")):
                one_by_one(s, xs[j] + 5, ys[i] + 16 + 14 * k, part)


def _notice(s: Sheet) -> None:
    one_by_one(s, 200, 70, "Quarterly results")
    _table(s)
    one_by_one(s, 90, 300, "Send corrections before 10 July")


def _with_broken_names(s: Sheet) -> None:
    _table(
        s,
        [
            [cell.replace("i", "i\n", 1) if i else cell for cell in row]
            for i, row in enumerate(ROWS)
        ],
    )


@pytest.mark.parametrize("draw", [_gap, _raised, _coloured, _table, _notice, _with_broken_names])
def test_print_put_together_is_read_as_each_glyph_is(plain: Maker, draw: Any) -> None:
    assert plain(draw)


def _in_bold(s: Sheet) -> None:
    for dx in (0, 1.0):  # nearer ones pdfium itself takes for one
        one_by_one(s, 90 + dx, 100, "Quarterly results")


def _overprinted(s: Sheet) -> None:
    one_by_one(s, 90, 100, "Quarterly results")
    one_by_one(s, 90 + width("Quart") - 2.5, 100, "Draft")


def _over_a_wall(s: Sheet) -> None:
    _table(s, [*ROWS[:2], ["2", "Liuxi and its neighbours by the lake", "37.5", "28", "65.5"]])


def _sideways(s: Sheet) -> None:
    one_by_one(s, 90, 100, "Quarterly results")
    s.canvas.saveState()
    s.canvas.rotate(90)
    s.canvas.drawString(300, -60, "internal")
    s.canvas.restoreState()


@pytest.mark.parametrize("draw", [_in_bold, _overprinted, _over_a_wall, _sideways])
def test_print_that_may_stand_twice_or_elsewhere_is_looked_at_glyph_by_glyph(
    plain: Maker, draw: Any
) -> None:
    assert not plain(draw)


def _glyph(text: str, x0: float, x1: float) -> Glyph:
    return Glyph(text, x0, 10, x1, 20, 18, 10)


@pytest.mark.parametrize(
    ("step", "is_plain"),
    [
        (2.0, True),  # side by side
        (1.0, True),  # the one over the edge of the other, two prints
        (0.5, False),  # one print drawn twice
        (0.2, False),  # so near that their order is not known
    ],
)
def test_the_last_character_of_a_piece_drawn_twice_is_seen(step: float, is_plain: bool) -> None:
    twice = _glyph("l", 10 + step, 12 + step)
    page = PageObjects(
        number=1,
        width=100,
        height=100,
        glyphs=(_glyph("a", 0, 10), _glyph("l", 10, 12), twice),
        joined=(_glyph("al", 0, 12), twice),
        usual=10,
    )
    assert (plain_page(page, drawn_on(page, Frame(0))) is not None) == is_plain
