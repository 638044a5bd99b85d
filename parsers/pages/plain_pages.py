"""Plain pages: upright print once, lines and tables whose rules close every cell.

Most pages of notices are no more than that, and their print need not be looked at glyph by glyph:
where a producer draws each character by itself they are put together first (`PageObjects.joined`).
Any doubt gives no answer, and the page goes the way of all others; what comes out is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from parsers.glyphs import (
    DOUBLE,
    LINE,
    NARROW,
    TALL,
    Glyph,
    GlyphLine,
    groups_and_doubles,
    lines_from,
    lines_from_strips,
    upright_groups,
    without_doubles,
)
from parsers.pages.filling import Filled, fill_closed
from parsers.pdfium.objects import PageObjects
from parsers.tables.finder import Drawn

_TURN: Final = attrgetter("turn")
_SIZE: Final = attrgetter("size")
_BASE: Final = attrgetter("base")


class PlainPage(NamedTuple):
    """The lines of a plain page outside of its tables, and these."""

    lines: list[GlyphLine]
    tables: list[Filled]


def plain_page(page: PageObjects, drawn: Drawn) -> PlainPage | None:
    """Make lines and tables of a page; ``None`` where it may not be plain.

    Args:
        page: what a person sees of the page.
        drawn: the rules on it.
    """
    glyphs, columns = page.pieces, page.columns
    if columns is not None:
        # What most of the print is like does not depend on how much of it is put together.
        places = (columns.base, columns.x0)
        groups, has_doubles = groups_and_doubles(glyphs, places, page.usual)
    elif set(map(_TURN, glyphs)) <= {0}:
        groups, has_doubles = groups_and_doubles(glyphs)
    else:
        return None
    gap = min(map(_least_gap, groups), default=0.0) if page.joined else 0.0
    if gap <= -NARROW:
        return None
    # A second, exact look: most of what may stand twice does not.
    if (has_doubles or gap <= DOUBLE - NARROW) and _has_doubles(page.glyphs):
        return None
    closed = fill_closed(drawn, groups)
    if closed is None:
        return None
    outside, tables = closed
    if not tables:
        return PlainPage(lines_from_strips(outside, page.number), [])
    if not page.joined:
        # Without the print of the tables other print may be what most of it is like.
        glyphs = list(chain.from_iterable(strip.glyphs for strip in outside))
        lines = lines_from(upright_groups(glyphs), page.number)
    elif _stay_apart([strip.glyphs for strip in outside]) and not any(
        _is_uneven(table) for table in tables
    ):
        lines = lines_from_strips(outside, page.number)
    else:
        return None
    return PlainPage(lines, tables)


def _least_gap(group: Sequence[Glyph]) -> float:
    """Return the least white behind pieces of several characters in a line, below zero if none.

    Where the next piece begins before such a piece ends, but by less than the narrowest last glyph
    of one, their glyphs are in order.
    """
    if len(group) == 1:
        return 0.0
    return min([b.x0 - a.x1 for a, b in pairwise(group) if len(a.text) > 1], default=0.0)


def _has_doubles(glyphs: Sequence[Glyph]) -> bool:
    return len(without_doubles(glyphs)) < len(glyphs)


def _stay_apart(groups: Sequence[Sequence[Glyph]]) -> bool:
    """Tell whether lines of one level each would be the same lines without what is between them."""
    levels = [(group[0].base, max(map(_SIZE, group))) for group in groups]
    return all(len(set(map(_BASE, group))) == 1 for group in groups) and all(
        lower - upper > LINE * max(size, other)
        for (upper, size), (lower, other) in pairwise(levels)
    )


def _is_uneven(table: Filled) -> bool:
    """Tell whether a cell whose text is still to be made has print of very different sizes."""
    texts = table.found.texts
    for place, glyphs in table.glyphs.items():
        if place not in texts:
            sizes = list(map(_SIZE, glyphs))
            if max(sizes) > TALL * min(sizes):
                return True
    return False
