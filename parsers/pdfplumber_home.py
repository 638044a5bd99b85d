"""The home of pdfplumber: pages as glyphs, and the boxes of the cells of ruled tables."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from parsers.glyphs import Glyph, Rectangle

if TYPE_CHECKING:
    from pdfplumber.page import Page

# pdfminer's name for a glyph the font maps to no character.
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
# Beyond this many pairs of a horizontal and a vertical rule the page is a drawing, not a table,
# and the search for crossings (a step per pair) would take seconds.
_MOST_CROSSINGS: Final = 4_000_000
# A rule that runs on by more than this (points) beyond the outermost vertical one has an open end.
_OPEN: Final = 8.0
_TOUCH: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlumberPage:
    """A page as pdfplumber sees it, sizes and places in points as shown.

    ``tables`` holds the cell boxes of each ruled table. ``error`` says why the page could not be
    read (then there are no glyphs), ``is_drawing`` that it has too many rules to look for tables.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    tables: tuple[tuple[Rectangle, ...], ...] = ()
    image_count: int = 0
    error: str | None = None
    is_drawing: bool = False


def _turn(a: float, b: float) -> int | None:
    """Return the quarter turns of a text direction (a, b), ``None`` if it is oblique."""
    angle = math.degrees(math.atan2(b, a)) % 360
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - quarter * 90) <= 3 else None


def _glyph(char: dict[str, Any], left: float, above: float, height: float) -> Glyph:
    """Make a glyph of pdfplumber's character; left and above are the crop box's corner."""
    a, b, _, _, _, f = char["matrix"]
    turn = _turn(a, b)
    text = _UNMAPPED.sub("\ufffd", char["text"]).replace("\x00", "\ufffd")
    # The baseline of upright text is the matrix's origin; text that is turned has none in y.
    base = height - f if turn == 0 else char["bottom"]
    return Glyph(
        # A soft hyphen that is drawn is a hyphen: the two share a glyph in many fonts.
        text=text.replace("\u00ad", "-"),
        x0=char["x0"] - left,
        top=char["top"] - above,
        x1=char["x1"] - left,
        bottom=char["bottom"] - above,
        base=base - above,
        size=char["size"] or char["height"],
        turn=turn,
    )


def _tables(page: Page) -> tuple[tuple[tuple[Rectangle, ...], ...], bool]:
    edges = page.edges
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if not upright or upright == len(edges):
        return (), False
    if upright * (len(edges) - upright) > _MOST_CROSSINGS:
        return (), True
    tables = page.find_tables()
    walls = [wall for table in tables for wall in _open_sides(table.bbox, edges)]
    if walls:
        tables = page.find_tables({"explicit_vertical_lines": walls})
    return tuple(tuple(table.cells) for table in tables), False


def _open_sides(table: Rectangle, edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the outer vertical rules that a table with open sides lacks.

    Its horizontal rules run on beyond the outermost vertical one, so pdfplumber, which knows only
    cells closed on all sides, would lose the first and the last column. Where most of the rules of
    the table end at one place further out, a side is supplied there.
    """
    left, top, right, bottom = table
    # A rule drawn in pieces, one per column, runs on from piece to piece.
    levels: dict[int, list[tuple[float, float]]] = {}
    for edge in edges:
        if edge["orientation"] == "h" and top - 2 <= edge["top"] <= bottom + 2:
            levels.setdefault(round(edge["top"] / 2), []).append((edge["x0"], edge["x1"]))
    ends = [_reach(pieces, left, right) for pieces in levels.values()]
    walls = []
    for side, inner, sign in ((0, left, -1), (1, right, 1)):
        beyond = [end[side] for end in ends if (end[side] - inner) * sign > _OPEN]
        if len(beyond) < 2 or len(beyond) * 2 <= len(ends):
            continue
        x = max(beyond, key=lambda value: sum(abs(value - other) <= 2 for other in beyond))
        if sum(abs(x - other) <= 2 for other in beyond) * 2 > len(ends):
            walls.append(_rule(x, top, bottom))
    return walls


def _reach(pieces: list[tuple[float, float]], left: float, right: float) -> tuple[float, float]:
    """Return how far the pieces of one rule that touch each other reach from a table's width."""
    for _ in range(2):
        for x0, x1 in sorted(pieces):
            if x0 <= right + _TOUCH and x1 >= left - _TOUCH:
                left, right = min(left, x0), max(right, x1)
        pieces = pieces[::-1]
    return left, right


def _rule(x: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": 0,
        "height": bottom - top,
        "orientation": "v",
    }


def _read(page: Page) -> PlumberPage:
    left, above, right, below = page.cropbox
    width, tall = round(float(right - left), 2), round(float(below - above), 2)
    # The matrix of a glyph is relative to the media box, whose upper edge is at mediabox[1].
    height = float(page.mediabox[3])
    glyphs = tuple(_glyph(char, left, above, height) for char in page.chars)
    tables, is_drawing = _tables(page)
    shifted = tuple(
        tuple((x0 - left, top - above, x1 - left, bottom - above) for x0, top, x1, bottom in cells)
        for cells in tables
    )
    inside = tuple(
        glyph for glyph in glyphs if 0 <= glyph.center[0] <= width and 0 <= glyph.center[1] <= tall
    )
    return PlumberPage(
        number=page.page_number,
        width=width,
        height=tall,
        glyphs=inside,
        tables=shifted,
        image_count=len(page.images),
        is_drawing=is_drawing,
    )


def version() -> str:
    """Return pdfplumber's version."""
    import pdfplumber

    return str(pdfplumber.__version__)


def pages(data: bytes) -> Iterator[PlumberPage]:
    """Read a PDF page by page; each page is closed before the next is opened.

    A page that cannot be read comes with its error and the run goes on.

    Raises:
        ValueError: the file cannot be opened (damaged, or encrypted with a password).
    """
    import pdfplumber

    # pdfminer warns on every odd font of every page; what matters is reported as a finding.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    # Any exception of pdfminer on bad bytes (it has no common base) means: not readable.
    try:
        document = pdfplumber.open(BytesIO(data))
        listed = document.pages
    except Exception as error:
        raise ValueError(f"pdfplumber cannot open the file: {_said(error)}") from error
    with document:
        for page in listed:
            try:
                yield _read(page)
            except Exception as error:
                yield _unread(page, error)
            finally:
                page.close()


def _unread(page: Page, error: Exception) -> PlumberPage:
    return PlumberPage(
        number=page.page_number,
        width=round(float(page.width), 2),
        height=round(float(page.height), 2),
        error=_said(error),
    )


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:120]
