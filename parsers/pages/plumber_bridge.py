"""pdfplumber's own table finder on pdfium's objects: a second, independent reading of the grid.

The finder, its settings and the cells it gives are pdfplumber's; only what it looks at comes from
:mod:`parsers.pdfium.objects`, because reading a page through pdfminer costs several times more.
Independent in structure only: the characters are pdfium's. The grid of drawn rules needs none of
them; for texts and for the strategy ``text`` the page must have been read character by character
(``objects.pages(data, single=True)``), since a piece of print counts as one character.

Known differences to ``pdfplumber.Page``:

- Coordinates are relative to the crop box, what a reader of the page sees; pdfplumber's to the
  media box. Where a page has both, everything is shifted, explicit lines included.
- A character's box is pdfium's (ascent to descent of the font), pdfplumber's is one font size
  high. Print of several fonts in one line may be ordered otherwise, and a ``text`` strategy, which
  takes its borders from the boxes, finds other tables in most documents in Western fonts.
- Hidden text, colourless paths and what lies wholly outside of the crop box are left out; text
  drawn twice for boldness comes once; an unmapped glyph is U+FFFD instead of ``(cid:n)``.
- ``doctop`` is ``top``: the heights of earlier pages are not known here.
- A path of three sides of a rectangle counts as the rectangle, and of curved pieces only arcs of
  a quarter are told from straight ones: that is all the page's objects say of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from parsers.glyphs import Glyph, Rectangle
from parsers.pdfium.geometry import Point
from parsers.pdfium.objects import PageObjects
from parsers.pdfium.paths import Path

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table, TableSettings

Settings = dict[str, Any]

# Beyond this many pairs of a horizontal and a vertical rule the page is a drawing, not a table:
# the search for crossings takes a step per pair, and keeps each crossing.
_MOST_CROSSINGS: Final = 40_000
# How far along the tangent the control point of a quarter of an ellipse lies: 4/3 · (√2 − 1).
# Producers write it with two to six digits, and the points are rounded to 0.001.
_ARC: Final = 0.5523
_ARC_SHARE: Final = 0.01
_ROUNDED: Final = 0.003
# Quarter turns of text that pdfplumber does not call upright; oblique text it does.
_SIDEWAYS: Final = frozenset({1, 3})


class BridgeTable(NamedTuple):
    """A table as pdfplumber gives it; rectangles (x0, top, x1, bottom) in points, crop box.

    ``cells`` are in pdfplumber's order (by column). ``rows`` has one entry per left edge of any
    cell; ``None`` where no cell of this row begins, because one of another row or column covers
    the place or because there is none.
    """

    bbox: Rectangle
    cells: tuple[Rectangle, ...]
    rows: tuple[tuple[Rectangle | None, ...], ...]


class BridgePage:
    """What pdfplumber's ``TableFinder`` and ``Table`` ask of a page, made of pdfium's objects.

    ``bbox``, ``width`` and ``height`` are those of the crop box as shown. ``edges`` and ``chars``
    are pdfplumber's dictionaries, made when they are first asked for. Oblique pieces of curves are
    not among the edges: the finder has no use for them.
    """

    is_original: Final = True

    def __init__(self, page: PageObjects) -> None:
        self.page_number = page.number
        self.width = page.width
        self.height = page.height
        self.bbox: Rectangle = (0.0, 0.0, page.width, page.height)
        self._page = page

    @cached_property
    def edges(self) -> list[dict[str, Any]]:
        """The sides of all painted paths: lines, then rectangles, then curves, as pdfplumber."""
        lines: list[dict[str, Any]] = []
        rects: list[dict[str, Any]] = []
        curves: list[dict[str, Any]] = []
        for path in self._page.paths:
            if path.form == "rect":
                rects += _rect_edges(path)
            elif path.form == "line" or _is_closed_line(path.points):
                lines.append(_edge("line", path.x0, path.top, path.x1, path.bottom))
            else:
                curves += _curve_edges(path.points)
        return [*lines, *rects, *curves]

    @cached_property
    def chars(self) -> list[dict[str, Any]]:
        """The visible characters in the order drawn; ``fontname`` is ``""``, it is not known."""
        return [_char(glyph) for glyph in self._page.glyphs]

    def extract_words(self, **settings: object) -> list[dict[str, Any]]:
        """Return pdfplumber's words of the page; it takes pdfplumber's settings for words."""
        from pdfplumber.utils.text import extract_words

        words: list[dict[str, Any]] = extract_words(self.chars, **cast("Settings", settings))
        return words


def structure(page: PageObjects, settings: Settings | None = None) -> list[BridgeTable]:
    """Find the tables of a page as ``pdfplumber.Page.find_tables`` does.

    Args:
        page: one pass over its objects; character by character if a strategy is ``text``.
        settings: pdfplumber's ``table_settings``; places in points of the crop box as shown.

    Returns:
        The tables from top to bottom. None when the page could not be read, and when it has more
        rules than any table (a drawing): their crossings would take minutes.

    Raises:
        ValueError: a setting has a value that pdfplumber does not take.
        TypeError: pdfplumber has no setting of this name.
    """
    if not _may_have_tables(page, settings):
        return []
    from pdfplumber.table import TableSettings

    tables = _tables(BridgePage(page), TableSettings.resolve(settings))
    return [
        BridgeTable(table.bbox, tuple(table.cells), tuple(tuple(row.cells) for row in table.rows))
        for table in tables
    ]


def extracted(page: PageObjects, settings: Settings | None = None) -> list[list[list[str | None]]]:
    """Read the tables of a page as ``pdfplumber.Page.extract_tables`` does.

    Args:
        page: one pass over its objects, character by character.
        settings: as for :func:`structure`.

    Returns:
        Per table its rows of texts: ``""`` for an empty cell, ``None`` where no cell begins.
        No tables in the same cases as :func:`structure`.

    Raises:
        ValueError: a setting has a value that pdfplumber does not take.
        TypeError: pdfplumber has no setting of this name.
    """
    if not _may_have_tables(page, settings):
        return []
    from pdfplumber.table import TableSettings

    resolved = TableSettings.resolve(settings)
    bridge = BridgePage(page)
    tables = _tables(bridge, resolved)
    if not tables:
        return []
    words = resolved.text_settings or {}
    # A layout's width is the cell's, which pdfplumber sets cell by cell.
    if "layout" in words:
        return [table.extract(**words) for table in tables]
    places = _Places(bridge.chars)
    return [_texts(table, places, words) for table in tables]


# ---------------------------------------------------------------------------- edges and characters


def _edge(kind: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": kind,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        # pdfplumber calls an oblique line vertical.
        "orientation": "h" if top == bottom else "v",
    }


def _rect_edges(path: Path) -> Iterator[dict[str, Any]]:
    """Give the sides of a rectangle in pdfplumber's order, each with the orientation it has there.

    A side of a rectangle without extent is a point, and keeps the orientation of its side.
    """
    _, x0, top, x1, bottom, *_ = path
    for at in (top, bottom):
        yield {**_edge("rect_edge", x0, at, x1, at), "orientation": "h"}
    for at in (x0, x1):
        yield {**_edge("rect_edge", at, top, at, bottom), "orientation": "v"}


def _curve_edges(points: Sequence[Point]) -> Iterator[dict[str, Any]]:
    """Give the pieces of a curve that run along an axis; a piece goes from point to point."""
    ends = list(_ends(points))
    for (ax, ay), (bx, by) in pairwise(ends):
        if ax == bx or ay == by:
            edge = _edge("curve_edge", min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            yield {**edge, "orientation": "v" if ax == bx else "h"}


def _ends(points: Sequence[Point]) -> Iterator[Point]:
    """Give a path's points without the control points of its arcs.

    The first leg of a rounded corner runs along the side before it, so that the side would reach
    nearly into the corner and meet the next one.
    """
    at, last = 0, len(points) - 1
    yield points[0]
    while at < last:
        at += 3 if at + 3 <= last and _is_arc(points[at : at + 4]) else 1
        yield points[at]


def _is_arc(points: Sequence[Point]) -> bool:
    """Tell whether a Bézier curve is a quarter of an ellipse that stands along the axes."""
    (px, py), first, second, (qx, qy) = points
    # Legs that run along no axis give no edges, so that nothing hangs on them.
    if px != first[0] and py != first[1] and qx != second[0] and qy != second[1]:
        return False
    near = _ROUNDED + _ARC_SHARE * max(abs(px - qx), abs(py - qy))
    return any(
        abs(px + _ARC * (x - px) - first[0]) <= near
        and abs(py + _ARC * (y - py) - first[1]) <= near
        and abs(qx + _ARC * (x - qx) - second[0]) <= near
        and abs(qy + _ARC * (y - qy) - second[1]) <= near
        for x, y in ((px, qy), (qx, py))
    )


def _is_closed_line(points: Sequence[Point]) -> bool:
    """Tell a line that was drawn there and closed: pdfium gives the way back as a piece."""
    return len(points) == 3 and points[0] == points[2]


def _char(glyph: Glyph) -> dict[str, Any]:
    return {
        "object_type": "char",
        "text": glyph.text,
        "x0": glyph.x0,
        "x1": glyph.x1,
        "top": glyph.top,
        "bottom": glyph.bottom,
        "doctop": glyph.top,
        "width": glyph.x1 - glyph.x0,
        "height": glyph.bottom - glyph.top,
        "size": glyph.size,
        "fontname": "",
        "upright": glyph.turn not in _SIDEWAYS,
    }


# -------------------------------------------------------------------------------------- the finder


def _may_have_tables(page: PageObjects, settings: Settings | None) -> bool:
    """Tell whether it is worth looking; under the default settings without loading pdfplumber."""
    if page.is_drawing:
        return False
    if settings is not None or any(path.form != "line" for path in page.paths):
        return True
    # Rules of one direction only never cross.
    return len({path.top == path.bottom for path in page.paths}) == 2


def _tables(page: BridgePage, settings: TableSettings) -> list[Table]:
    """Run the steps of pdfplumber's ``TableFinder`` one by one.

    Its constructor does them all at once; here the limit stands between them, and the cells are
    found without its comparison of every crossing with every other.
    """
    from pdfplumber.table import Table, TableFinder, cells_to_tables, edges_to_intersections

    # The finder asks of a page no more than a bridge page has.
    shown = cast("Page", page)
    finder = TableFinder.__new__(TableFinder)
    finder.page, finder.settings = shown, settings
    edges = finder.get_edges()
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_CROSSINGS:
        return []
    crossings = edges_to_intersections(
        edges, settings.intersection_x_tolerance, settings.intersection_y_tolerance
    )
    return [Table(shown, cells) for cells in cells_to_tables(_cells(crossings))]


def _cells(crossings: dict[Point, dict[str, list[dict[str, Any]]]]) -> list[Rectangle]:
    """Return what pdfplumber's ``intersections_to_cells`` does, in the same order.

    From each crossing as the upper left corner the smallest rectangle of rules: the nearest
    crossing below, then the nearest to the right, all four pairs of corners joined by one rule.
    """
    points = sorted(crossings)
    columns: dict[float, list[Point]] = {}
    rows: dict[float, list[Point]] = {}
    for point in points:
        columns.setdefault(point[0], []).append(point)
        rows.setdefault(point[1], []).append(point)
    down = {point: _bounds(crossings[point]["v"]) for point in points}
    across = {point: _bounds(crossings[point]["h"]) for point in points}

    def smallest(corner: Point) -> Rectangle | None:
        x, y = corner
        column, row = columns[x], rows[y]
        rights = [
            point
            for point in row[bisect_left(row, corner) + 1 :]
            if not across[corner].isdisjoint(across[point])
        ]
        if not rights:
            return None
        for below in column[bisect_left(column, corner) + 1 :]:
            if down[corner].isdisjoint(down[below]):
                continue
            for right in rights:
                end = (right[0], below[1])
                if (
                    end in crossings
                    and not down[end].isdisjoint(down[right])
                    and not across[end].isdisjoint(across[below])
                ):
                    return (x, y, *end)
        return None

    return [cell for point in points if (cell := smallest(point)) is not None]


def _bounds(edges: Iterable[dict[str, Any]]) -> frozenset[Rectangle]:
    return frozenset((edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in edges)


# --------------------------------------------------------------------------------------- the texts


class _Places:
    """The characters of a page by the height of their middle: a cell looks at its band only."""

    def __init__(self, chars: Sequence[dict[str, Any]]) -> None:
        # The place in the order drawn decides between equal heights, and restores that order.
        self._chars = chars
        self._sorted = sorted(
            ((char["top"] + char["bottom"]) / 2, at) for at, char in enumerate(chars)
        )
        self._bands: dict[tuple[float, float], list[tuple[float, dict[str, Any]]]] = {}

    def inside(self, cell: Rectangle) -> list[dict[str, Any]]:
        """Return the characters whose middle is in a cell, its right and lower side excluded."""
        x0, top, x1, bottom = cell
        band = self._bands.get((top, bottom))
        if band is None:
            band = self._bands[top, bottom] = self._band(top, bottom)
        return [char for middle, char in band if x0 <= middle < x1]

    def _band(self, top: float, bottom: float) -> list[tuple[float, dict[str, Any]]]:
        start, end = bisect_left(self._sorted, (top, -1)), bisect_left(self._sorted, (bottom, -1))
        order = sorted(at for _, at in self._sorted[start:end])
        chars = [self._chars[at] for at in order]
        return [((char["x0"] + char["x1"]) / 2, char) for char in chars]


def _texts(table: Table, places: _Places, words: Settings) -> list[list[str | None]]:
    """Return what ``Table.extract`` does, without testing every character in every row."""
    from pdfplumber.utils.text import extract_text

    return [
        [None if cell is None else extract_text(places.inside(cell), **words) for cell in row.cells]
        for row in table.rows
    ]
