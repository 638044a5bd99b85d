"""What is painted on a page besides its print: paths and images, form XObjects included."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, compress, filterfalse, repeat
from operator import not_, sub
from typing import Any, Final, NamedTuple

from parsers.glyphs import Rectangle
from parsers.pdfium.geometry import UNIT, Matrix, Point, is_rectangle, times
from parsers.pdfium.library import Buffer, each, functions, pool, prepared, quick
from parsers.rounded import Placed, Rounded

_IMAGE, _FORM = 3, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2
_DEEPEST_FORM: Final = 8
# A page with more painted paths, or more objects in all, than this is a drawing; the rest of its
# paths is not read.
_MOST_PATHS: Final = 20_000
_MOST_OBJECTS: Final = 200_000
# So many paths are asked at a time.
_BATCH: Final = 1_000
# A rectangle's segments: begin, and four lines.
_CORNERS: Final = 5
_RECTANGLE: Final = [_MOVE, *[_LINE] * 4]
# A filled path of that many points with a side of at most this length (points) is a rule, whatever
# its outline.
_THIN: Final = 3.0


class Path(NamedTuple):
    """One painted subpath.

    ``form`` is ``line`` (two points), ``rect`` (axis-parallel) or ``curve`` (anything else, its
    ``points`` given). ``ink`` and ``fill`` are the RGB values of stroke and fill, ``None`` where it
    is not stroked or not filled. ``width`` is the stroke's width in points.
    """

    form: str
    x0: float
    top: float
    x1: float
    bottom: float
    ink: int | None
    fill: int | None
    width: float
    points: tuple[Point, ...] = ()


class _Look(NamedTuple):
    """A path object (prepared handle), RGB of stroke and fill, the stroke's width as written."""

    thing: Any
    ink: int | None
    fill: int | None
    width: float


# How a path object is painted: matrix to the page, RGB of stroke and fill, width.
_Paint = tuple[Matrix, int | None, int | None, float]
# A path object, and whether it is filled and stroked.
_Painted = tuple[Any, int, int]


class Walk:
    """Collects the painted paths and the images of one page.

    ``page`` is its address, ``texts`` are objects known to be text, whose kind need not be asked.
    """

    def __init__(
        self,
        page: int,
        size: tuple[float, float],
        shown: Matrix,
        texts: Collection[int] = frozenset(),
    ) -> None:
        self.paths: list[Path] = []
        self.images: list[Rectangle] = []
        self.is_drawing = False
        self._visited = 0
        self._rounded = Rounded(3)
        self._texts = texts
        self._size = size
        call = functions()
        handle = prepared([page])[0]
        self._level(
            handle, call.FPDFPage_CountObjects, quick().FPDFPage_GetObject, shown, _DEEPEST_FORM
        )

    def _level(
        self,
        handle: object,
        count: Callable[[object], int],
        get: Callable[[object, int], int],
        outer: Matrix,
        depth: int,
    ) -> None:
        """Take in the objects of the page, or of a form on it.

        Args:
            handle: the page or the form, prepared.
            count: the function of pdfium that counts its objects.
            get: the one that gives an object by its place.
            outer: from its coordinates to the page as shown.
            depth: how many forms deep it may go on.
        """
        call = functions()
        number = count(handle)
        self._visited += number
        if self._visited > _MOST_OBJECTS:
            self.is_drawing = True
            return
        every = map(get, repeat(handle), range(number))
        things = list(filterfalse(self._texts.__contains__, every))
        handles = prepared(things)
        # What is no path has no way of being painted: only of that the kind is asked.
        known, modes = pool("I", 2, 2).fetch(quick().FPDFPath_GetDrawMode, handles)
        painted = [
            (handle, fill, stroke)
            for handle, there, fill, stroke in zip(
                handles, known, modes[0::2], modes[1::2], strict=True
            )
            if there and (fill or stroke)
        ]
        for start in range(0, len(painted), _BATCH):
            if len(self.paths) > _MOST_PATHS:
                self.is_drawing = True
                break
            self._paint(painted[start : start + _BATCH], outer)
        if all(known):
            return
        things = [thing for thing, there in zip(things, known, strict=True) if not there]
        kinds = each(quick().FPDFPageObj_GetType, prepared(things))
        for thing, kind in zip(things, kinds, strict=True):
            if kind == _IMAGE:
                corners = _bounds(thing, outer)
                if corners is not None:
                    self.images.append(corners)
            elif kind == _FORM and depth:
                self._level(
                    thing,
                    call.FPDFFormObj_CountObjects,
                    call.FPDFFormObj_GetObject,
                    times(_matrices(prepared([thing]))[0], outer),
                    depth - 1,
                )

    def _paint(self, painted: Sequence[_Painted], outer: Matrix) -> None:
        """Add path objects of one level."""
        looks = self._thin(_looks(painted), outer)
        if not looks:
            return
        seen, paints = [look.thing for look in looks], _paints(looks, outer)
        call = quick()
        counts = each(call.FPDFPath_CountSegments, seen)
        segments = each(
            call.FPDFPath_GetPathSegment,
            chain.from_iterable(map(repeat, seen, counts)),
            chain.from_iterable(map(range, counts)),
        )
        pieces = prepared(segments)
        _, points = pool("f", 2, 2).fetch(call.FPDFPathSegment_GetPoint, pieces)
        floats = points.tolist()
        if counts.count(2) == len(counts):
            self._lines(floats, paints)
            return
        kinds = each(call.FPDFPathSegment_GetType, pieces)
        start = 0
        for paint, count in zip(paints, counts, strict=True):
            end = start + count
            if count == 2:
                self._lines(floats[2 * start : 2 * end], [paint])
            elif count != _CORNERS or not self._box(floats, start, kinds, paint):
                place = _on_page(floats[2 * start : 2 * end], paint[0])
                for subpath in _subpaths(place, kinds[start:end], segments[start:end]):
                    self._add(*subpath, paint)
            start = end

    def _thin(self, looks: Sequence[_Look], outer: Matrix) -> Sequence[_Look]:
        """Add the filled boxes that are as thin as rules; one question tells all about them.

        Returns:
            The other paths.
        """
        a, b, c, d, e, f = outer
        filled = [look for look in looks if look.ink is None]
        if not filled or b or c:
            return looks
        call = quick()
        things = [look.thing for look in filled]
        counts = each(call.FPDFPath_CountSegments, things)
        known, numbers = pool("f", 4, 4).fetch(call.FPDFPageObj_GetBounds, things)
        rest = [look for look in looks if look.ink is not None]
        x0s, x1s = _sides(numbers[0::4], numbers[2::4], a, e)
        tops, bottoms = _sides(numbers[1::4], numbers[3::4], d, f)
        sizes = zip(map(sub, x1s, x0s), map(sub, bottoms, tops), strict=True)
        are_thin = [
            there and count == _CORNERS and 0 < (wide if wide < tall else tall) <= _THIN
            for there, count, (wide, tall) in zip(known, counts, sizes, strict=True)
        ]
        fills = [look.fill for look in filled]
        columns: list[Sequence[Any]] = [x0s, tops, x1s, bottoms, fills]
        if not all(are_thin):
            rest += compress(filled, map(not_, are_thin))
            columns = [list(compress(column, are_thin)) for column in columns]
        self._boxes(*columns)
        return rest

    def _boxes(
        self,
        x0s: Sequence[float],
        tops: Sequence[float],
        x1s: Sequence[float],
        bottoms: Sequence[float],
        fills: Sequence[int | None],
    ) -> None:
        """Add filled boxes, given by their sides; those beyond the page's edge are left out."""
        kind, nothing = repeat("rect"), repeat(None)
        fields = zip(kind, x0s, tops, x1s, bottoms, nothing, fills, repeat(0.0), repeat(()))
        boxes: Iterable[Path] = map(tuple.__new__, repeat(Path), fields)
        width, height = self._size
        if x0s and not (
            min(x1s) >= 0 and min(bottoms) >= 0 and max(x0s) <= width and max(tops) <= height
        ):
            boxes = [
                box
                for box in boxes
                if not (box.x1 < 0 or box.bottom < 0 or box.x0 > width or box.top > height)
            ]
        self.paths += boxes

    def _lines(self, floats: Sequence[float], paints: Sequence[_Paint]) -> None:
        """Add paths of two points, which most rules are, without a detour."""
        rounded, (across, along) = self._rounded, self._size
        places = iter(floats)
        for ((a, b, c, d, e, f), ink, fill, width), px, py, qx, qy in zip(
            paints, places, places, places, places, strict=True
        ):
            ax, ay = rounded[a * px + c * py + e], rounded[b * px + d * py + f]
            bx, by = rounded[a * qx + c * qy + e], rounded[b * qx + d * qy + f]
            x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
            top, bottom = (ay, by) if ay <= by else (by, ay)
            if not (x1 < 0 or bottom < 0 or x0 > across or top > along):
                points = ((ax, ay), (bx, by))
                place = ("line", x0, top, x1, bottom, ink, fill, width, points)
                self.paths.append(tuple.__new__(Path, place))

    def _box(
        self, floats: Sequence[float], start: int, kinds: Sequence[int], paint: _Paint
    ) -> bool:
        """Add a rectangle as producers draw it: five points along the axes, the last the first.

        Returns:
            Whether it is one; if not nothing was added.
        """
        (a, b, c, d, e, f), ink, fill, width = paint
        if b or c or kinds[start : start + _CORNERS] != _RECTANGLE:
            return False
        ax, ay, bx, by, cx, cy, dx, dy, ex, ey = floats[2 * start : 2 * (start + _CORNERS)]
        if ex != ax or ey != ay:
            return False
        if not (ax == bx and by == cy and cx == dx and dy == ay) and not (
            ay == by and bx == cx and cy == dy and dx == ax
        ):
            return False
        rounded = self._rounded
        ax, ay = rounded[a * ax + e], rounded[d * ay + f]
        cx, cy = rounded[a * cx + e], rounded[d * cy + f]
        x0, x1 = (ax, cx) if ax <= cx else (cx, ax)
        top, bottom = (ay, cy) if ay <= cy else (cy, ay)
        if not (x1 < 0 or bottom < 0 or x0 > self._size[0] or top > self._size[1]):
            place = ("rect", x0, top, x1, bottom, ink, fill, width, ())
            self.paths.append(tuple.__new__(Path, place))
        return True

    def _add(self, points: Sequence[Point], is_curved: bool, paint: _Paint) -> None:
        if len(points) < 2:
            return
        xs, ys = zip(*points, strict=True)
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if x1 < 0 or bottom < 0 or x0 > self._size[0] or top > self._size[1]:
            return
        _, ink, fill, width = paint
        kept: tuple[Point, ...] = tuple(points)
        if not is_curved and len(points) == 2:
            form = "line"
        elif not is_curved and is_rectangle(points, is_closed=ink is None):
            form, kept = "rect", ()
        else:
            form = "curve"
        self.paths.append(Path(form, x0, top, x1, bottom, ink, fill, width, kept))


def _sides(
    lows: Iterable[float], highs: Iterable[float], scale: float, shift: float
) -> tuple[list[float], list[float]]:
    """Return the two sides of boxes on the page along one axis, the lesser ones first."""
    on_page = Placed(scale, shift, 3).__getitem__
    first, last = list(map(on_page, lows)), list(map(on_page, highs))
    return (first, last) if scale > 0 else (last, first)


def _matrices(things: Sequence[Any]) -> list[Matrix]:
    """Return the own matrix of each object (prepared handles)."""
    known, numbers = pool("f", 6).fetch(quick().FPDFPageObj_GetMatrix, things)
    if all(known) and numbers == numbers[:6] * len(things):
        a, b, c, d, e, f = numbers[:6]
        return [(a, b, c, d, e, f)] * len(things)
    places = iter(numbers.tolist())
    found: list[Matrix] = list(zip(*[places] * 6, strict=True))
    if all(known):
        return found
    return [own if there else UNIT for own, there in zip(found, known, strict=True)]


def _bounds(thing: int, outer: Matrix) -> Rectangle | None:
    out = Buffer("f", 4)
    if not functions().FPDFPageObj_GetBounds(thing, *out.addresses()):
        return None
    left, bottom, right, top = out.items
    a, b, c, d, e, f = outer
    p, q = a * left + c * bottom + e, a * right + c * top + e
    r, s = b * left + d * bottom + f, b * right + d * top + f
    return min(p, q), min(r, s), max(p, q), max(r, s)


def _colours(read: Callable[..., int], things: Sequence[Any]) -> list[int | None]:
    """Return RGB values, ``None`` where nothing is seen of one, black where none is given."""
    known, numbers = pool("I", 4, 4).fetch(read, things)
    if all(known) and numbers == numbers[:4] * len(things):  # the rules of most pages
        return _colours_of(known[:1], numbers[:4]) * len(things)
    return _colours_of(known, numbers)


def _colours_of(known: Sequence[int], numbers: Sequence[int]) -> list[int | None]:
    channels = iter(numbers)
    return [
        (None if alpha == 0 else red << 16 | green << 8 | blue) if there else 0
        for there, red, green, blue, alpha in zip(
            known, channels, channels, channels, channels, strict=True
        )
    ]


def _looks(painted: Sequence[_Painted]) -> list[_Look]:
    """Return the path objects of which something is seen."""
    call = quick()
    with_fill = [thing for thing, is_filled, _ in painted if is_filled]
    with_ink = [thing for thing, _, is_stroked in painted if is_stroked]
    fills = iter(_colours(call.FPDFPageObj_GetFillColor, with_fill))
    inks = iter(_colours(call.FPDFPageObj_GetStrokeColor, with_ink))
    _, lengths = pool("f", 1).fetch(call.FPDFPageObj_GetStrokeWidth, with_ink)
    if not (with_fill and with_ink):
        # Of most pages all paths are either filled or stroked.
        nothing, zero = repeat(None), repeat(0.0)
        alike: Iterable[Any] = zip(with_fill, nothing, fills, zero, strict=False)
        if with_ink:
            alike = zip(with_ink, inks, nothing, lengths, strict=False)
        every: list[_Look] = list(map(tuple.__new__, repeat(_Look), alike))
        return [look for look in every if look.ink is not None or look.fill is not None]
    widths = iter(lengths)
    looks: list[_Look] = []
    for thing, is_filled, is_stroked in painted:
        fill = next(fills) if is_filled else None
        ink, width = (next(inks), next(widths)) if is_stroked else (None, 0.0)
        if fill is not None or ink is not None:
            look = (thing, ink, fill, width if ink is not None else 0.0)
            looks.append(tuple.__new__(_Look, look))
    return looks


def _paints(looks: Sequence[_Look], outer: Matrix) -> list[_Paint]:
    """Return how path objects are painted."""
    # Most paths of a page are drawn in one system of coordinates, given as one tuple.
    own_matrices = _matrices([look.thing for look in looks])
    known: dict[Matrix, tuple[Matrix, float]] = {}
    paints: list[_Paint] = []
    before, matrix, scale = None, outer, 1.0
    for own, (_, ink, fill, width) in zip(own_matrices, looks, strict=True):
        if own is not before:
            before = own
            if own not in known:
                whole = outer if own == UNIT else times(own, outer)
                a, b, c, d, _, _ = whole
                known[own] = whole, math.sqrt(abs(a * d - b * c))
            matrix, scale = known[own]
        paints.append((matrix, ink, fill, width * scale))
    return paints


def _on_page(floats: Sequence[float], matrix: Matrix) -> list[Point]:
    a, b, c, d, e, f = matrix
    return [
        (round(a * x + c * y + e, 3), round(b * x + d * y + f, 3))
        for x, y in zip(floats[0::2], floats[1::2], strict=True)
    ]


def _subpaths(
    places: Sequence[Point], kinds: Sequence[int], segments: Sequence[int]
) -> Iterator[tuple[list[Point], bool]]:
    """Give each subpath's points on the page, and whether it has curved pieces."""
    closes = functions().FPDFPathSegment_GetClose
    points: list[Point] = []
    is_curved = False
    for place, kind, segment in zip(places, kinds, segments, strict=True):
        if kind == _MOVE and points:
            yield points, is_curved
            points, is_curved = [], False
        points.append(place)
        is_curved = is_curved or kind == _BEZIER
        if len(points) > 2 and place != points[0] and closes(segment):
            points.append(points[0])
    if points:
        yield points, is_curved
