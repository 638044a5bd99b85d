"""One pass over a PDF page's objects: glyphs with place, turn and colour, painted paths, images.

Everything is given in points from the top left of the page as shown (crop box, ``/Rotate``).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from parsers.glyphs import Glyph, Rectangle
from parsers.pdfium.library import address, functions, raw

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

# What FPDF_GetLastError says of a file that wants a password.
_PASSWORD: Final = 4
# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, 0 for an unmapped glyph; a soft
# hyphen that is drawn is a hyphen (the two share a glyph in many fonts).
_SPECIAL: Final = str.maketrans({"\x00": "\ufffd", "\x02": "-", "\ufffe": "-", "\xad": "-"})
_UNIT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_MOVE, _BEZIER = 2, 1
_DEEPEST_FORM: Final = 8
# Invisible text (render mode 3), and text that only clips (7): ISO 32000-1, table 106.
_INVISIBLE: Final = frozenset({3, 7})
# A page with more painted paths, or more objects in all, than this is a drawing; the rest of its
# paths is not read.
_MOST_PATHS: Final = 20_000
_MOST_OBJECTS: Final = 200_000
# Glyphs drawn in one go that lie this near (share of their height) are one piece of print.
_TOUCHING: Final = 0.12
# Two bounds within this many points are one line of an axis.
_STRAIGHT: Final = 0.01


class PasswordNeededError(ValueError):
    """The file is encrypted and does not open without a password."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageObjects:
    """What stands on a page.

    ``glyphs`` are the visible ones in the order drawn, ``hidden`` those that nobody sees. ``error``
    says why the page could not be read (then there is nothing else). ``is_drawing`` tells that
    there are more paths than any table has.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    hidden: tuple[Glyph, ...] = ()
    paths: tuple[Path, ...] = ()
    images: tuple[Rectangle, ...] = ()
    is_drawing: bool = False
    error: str | None = None


class _Out:
    """Out-parameters, made once for all pages; arrays, whose items cost less to read than ctypes'.

    ``f``, ``d`` and ``i`` are the addresses of the items of ``floats``, ``doubles`` and ``ints``.
    """

    def __init__(self) -> None:
        self.floats = array("f", bytes(32))
        self.doubles = array("d", bytes(16))
        self.ints = array("I", bytes(16))
        self.f = _addresses(self.floats)
        self.d = _addresses(self.doubles)
        self.i = _addresses(self.ints)


def _addresses(items: array[float] | array[int]) -> tuple[int, ...]:
    start, count = items.buffer_info()
    return tuple(start + i * items.itemsize for i in range(count))


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first``, then ``second`` (row vectors)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _shown(page: PdfPage) -> tuple[Matrix, int]:
    """Return the matrix from PDF user space to the page as shown, and its quarter turns.

    The crop box is what is shown; ISO 32000-1, 8.3.2.3 and 14.11.2.
    """
    left, bottom, right, top = page.get_cropbox()
    turned = raw().FPDFPage_GetRotation(page.raw)
    return (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[turned], turned


# ------------------------------------------------------------------------------------- characters


def _page_text(textpage: int, count: int) -> str:
    """Return one character per glyph of the text page, pdfium's own line ends included."""
    call = functions()
    units = array("H", bytes(2 * count + 2))
    written = call.FPDFText_GetText(textpage, 0, count, units.buffer_info()[0])
    text = units[: max(0, written - 1)].tobytes().decode("utf-16-le", "replace")
    # Unmapped glyphs are left out of the text, so that its places would be others.
    if len(text) == count and written - 1 == count:
        return text
    codes = (call.FPDFText_GetUnicode(textpage, i) for i in range(count))
    return "".join("\ufffd" if 0xD800 <= code < 0xE000 else chr(code) for code in codes)


def _turn(radians: float, turned: int) -> int | None:
    """Return the quarter turns anticlockwise as shown of pdfium's clockwise angle.

    pdfium gives -1 where it knows none: then the text counts as upright.
    """
    if radians < 0:
        return 0
    angle = (math.degrees(radians) + 90 * turned) % 360
    quarter = round(angle / 90)
    return -quarter % 4 if abs(angle - quarter * 90) <= 3 else None


def _style(
    textpage: int, at: int, thing: int, shown: Matrix, turned: int, bottom: float, out: _Out
) -> tuple[int | None, float | None, int, bool]:
    """Read what the characters of a text object share.

    Args:
        textpage: the text page.
        at: one of the object's characters.
        thing: the text object.
        shown: the matrix to the page as shown.
        turned: the page's quarter turns.
        bottom: the lower edge of the character's box.
        out: out-parameters.

    Returns:
        Its turn, how far its baseline lies above the bottom of its boxes (``None`` for text that is
        turned), its colour as RGB, and whether nobody sees it.
    """
    call = functions()
    radians = call.FPDFText_GetCharAngle(textpage, at)
    turn = 0 if radians == 0 and turned == 0 else _turn(radians, turned)
    drop = None
    if turn == 0 and call.FPDFText_GetCharOrigin(textpage, at, out.d[0], out.d[1]):
        drop = bottom - (shown[1] * out.doubles[0] + shown[3] * out.doubles[1] + shown[5])
    if not thing:
        return turn, drop, 0, False
    ink, alpha, ints = 0, 255, out.ints
    if call.FPDFPageObj_GetFillColor(thing, *out.i):
        ink, alpha = ints[0] << 16 | ints[1] << 8 | ints[2], ints[3]
    mode = call.FPDFTextObj_GetTextRenderMode(thing)
    return turn, drop, ink, mode in _INVISIBLE or (alpha == 0 and mode != 1)


Style = tuple[int | None, float | None, int, bool, int]


class _Pieces:
    """Puts characters together that were drawn in one go without a gap between them."""

    def __init__(self, *, single: bool) -> None:
        self.visible: list[Glyph] = []
        self.hidden: list[Glyph] = []
        self._touching = 0.0 if single else _TOUCHING
        self._letters: list[str] = []
        self._style: Style | None = None
        self._left = self._upper = self._start = self._end = self._lower = 0.0

    def add(self, char: str, x0: float, top: float, x1: float, bottom: float, style: Style) -> None:
        """Add a character with its box; the style of one text object is one object."""
        letters = self._letters
        if style is self._style and self._upper == top and self._lower == bottom:
            # A ligature comes as its letters, one after the other in the very same place.
            if x0 == self._start and x1 == self._end:
                letters.append(char)
                return
            near = self._touching * (bottom - top)
            is_touching = -near < x0 - self._end < near and style[0] == 0
            if is_touching and char != " " and letters[-1] != " ":
                letters.append(char)
                self._start, self._end = x0, x1
                return
        self.finish()
        self._letters, self._style = [char], style
        self._left, self._upper, self._lower = x0, top, bottom
        self._start, self._end = x0, x1

    def finish(self) -> None:
        """Close the piece that is open."""
        if self._style is None:
            return
        turn, drop, ink, is_hidden, run = self._style
        lower = self._lower
        base = lower if drop is None else lower - drop
        text, height = "".join(self._letters), lower - self._upper
        place = (text, self._left, self._upper, self._end, lower, base, height, turn, ink, run)
        # Straight to the tuple: the class's own call costs as much as all calls to pdfium.
        (self.hidden if is_hidden else self.visible).append(tuple.__new__(Glyph, place))
        self._style = None


def _glyphs(
    page: PdfPage, textpage: int, size: tuple[float, float], out: _Out, *, single: bool
) -> _Pieces:
    """Return the visible and the hidden glyphs of a page, in the order drawn."""
    call = functions()
    pieces = _Pieces(single=single)
    count = call.FPDFText_CountChars(textpage)
    if count <= 0:
        return pieces
    text = _page_text(textpage, count).translate(_SPECIAL)
    boxes = array("f", bytes(16 * count))
    place = boxes.buffer_info()[0]
    loose, owner = call.FPDFText_GetLooseCharBox, call.FPDFText_GetTextObject
    for i in range(count):
        loose(textpage, i, place + 16 * i)
    shown, turned = _shown(page)
    across, along = 2 * size[0], 2 * size[1]
    styles: dict[int, Style] = {}
    add = pieces.add
    corners = _corners(boxes, shown)
    for i, (char, x0, top, x1, bottom) in enumerate(zip(text, *corners, strict=True)):
        # pdfium's own spaces and line ends have no extent.
        if char in "\r\n" or (x0 == x1 and top == bottom and char.isspace()):
            continue
        if not (0 <= x0 + x1 <= across and 0 <= top + bottom <= along):
            continue
        thing = owner(textpage, i)
        style = styles.get(thing)
        if style is None:
            shared = _style(textpage, i, thing, shown, turned, bottom, out)
            style = styles[thing] = (*shared, len(styles))
        add(char, x0, top, x1, bottom, style)
    pieces.finish()
    return pieces


def _corners(boxes: array[float], shown: Matrix) -> tuple[list[float], ...]:
    """Turn boxes (left, top, right, bottom in user space) into lists x0, top, x1, bottom."""
    left, up, right, down = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    a, b, c, d, e, f = shown
    if a == 1.0 and d == -1.0:
        return (
            [v + e for v in left],
            [f - v for v in up],
            [v + e for v in right],
            [f - v for v in down],
        )
    xs, ys, xe, ye = [], [], [], []
    for x, y, w, z in zip(left, up, right, down, strict=True):
        p, q = a * x + c * y + e, a * w + c * z + e
        r, s = b * x + d * y + f, b * w + d * z + f
        xs.append(min(p, q))
        xe.append(max(p, q))
        ys.append(min(r, s))
        ye.append(max(r, s))
    return xs, ys, xe, ye


# ------------------------------------------------------------------------------- paths and images


class _Walk:
    """Collects the painted paths and the images of one page, form XObjects included."""

    def __init__(self, page: PdfPage, size: tuple[float, float], out: _Out) -> None:
        self.paths: list[Path] = []
        self.images: list[Rectangle] = []
        self.is_drawing = False
        self._visited = 0
        self._out = out
        self._size = size
        self._shown = _shown(page)[0]
        call = functions()
        handle = address(page.raw)
        self._level(
            handle, call.FPDFPage_CountObjects, call.FPDFPage_GetObject, self._shown, _DEEPEST_FORM
        )

    def _level(
        self,
        handle: int,
        count: Callable[[int], int],
        get: Callable[[int, int], int],
        outer: Matrix,
        depth: int,
    ) -> None:
        call = functions()
        kind_of = call.FPDFPageObj_GetType
        number = count(handle)
        self._visited += number
        if self._visited > _MOST_OBJECTS:
            self.is_drawing = True
            return
        for i in range(number):
            thing = get(handle, i)
            kind = kind_of(thing)
            if kind == _TEXT:
                continue
            if kind == _PATH:
                if len(self.paths) > _MOST_PATHS:
                    self.is_drawing = True
                    return
                self._path(thing, outer)
            elif kind == _IMAGE:
                corners = self._bounds(thing, outer)
                if corners is not None:
                    self.images.append(corners)
            elif kind == _FORM and depth:
                self._level(
                    thing,
                    call.FPDFFormObj_CountObjects,
                    call.FPDFFormObj_GetObject,
                    times(self._matrix(thing), outer),
                    depth - 1,
                )

    def _matrix(self, thing: int) -> Matrix:
        out = self._out
        if not functions().FPDFPageObj_GetMatrix(thing, out.f[0]):
            return _UNIT
        a, b, c, d, e, f, _, _ = out.floats
        return a, b, c, d, e, f

    def _bounds(self, thing: int, outer: Matrix) -> Rectangle | None:
        out = self._out
        if not functions().FPDFPageObj_GetBounds(thing, *out.f[:4]):
            return None
        left, bottom, right, top = out.floats[:4]
        a, b, c, d, e, f = outer
        p, q = a * left + c * bottom + e, a * right + c * top + e
        r, s = b * left + d * bottom + f, b * right + d * top + f
        return min(p, q), min(r, s), max(p, q), max(r, s)

    def _colour(self, read: Callable[..., int], thing: int) -> int | None:
        """Return an RGB value, ``None`` where nothing is seen of it."""
        out = self._out
        if not read(thing, *out.i):
            return 0
        ints = out.ints
        return None if ints[3] == 0 else ints[0] << 16 | ints[1] << 8 | ints[2]

    def _path(self, thing: int, outer: Matrix) -> None:
        call, out = functions(), self._out
        if not call.FPDFPath_GetDrawMode(thing, out.i[0], out.i[1]):
            return
        filled, stroked = out.ints[0] != 0, out.ints[1] != 0
        if not (filled or stroked):
            return
        fill = self._colour(call.FPDFPageObj_GetFillColor, thing) if filled else None
        ink = self._colour(call.FPDFPageObj_GetStrokeColor, thing) if stroked else None
        if fill is None and ink is None:
            return
        own = self._matrix(thing)
        matrix = outer if own == _UNIT else times(own, outer)
        width = 0.0
        if ink is not None and call.FPDFPageObj_GetStrokeWidth(thing, out.f[0]):
            a, b, c, d, _, _ = matrix
            width = out.floats[0] * math.sqrt(abs(a * d - b * c))
        count = call.FPDFPath_CountSegments(thing)
        if count == 2:
            self._line(thing, matrix, ink, fill, width)
            return
        for points in self._subpaths(thing, count, matrix):
            self._add(points, ink, fill, width)

    def _line(
        self, thing: int, matrix: Matrix, ink: int | None, fill: int | None, width: float
    ) -> None:
        """Add a path of two points, which most rules are, without a detour."""
        call, out = functions(), self._out
        at, point = call.FPDFPath_GetPathSegment, call.FPDFPathSegment_GetPoint
        f = out.f
        point(at(thing, 0), f[0], f[1])
        point(at(thing, 1), f[2], f[3])
        ax, ay, bx, by, *_ = out.floats
        a, b, c, d, e, g = matrix
        ax, ay = round(a * ax + c * ay + e, 3), round(b * ax + d * ay + g, 3)
        bx, by = round(a * bx + c * by + e, 3), round(b * bx + d * by + g, 3)
        x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
        top, bottom = (ay, by) if ay <= by else (by, ay)
        if not (x1 < 0 or bottom < 0 or x0 > self._size[0] or top > self._size[1]):
            points = ((ax, ay), (bx, by))
            self.paths.append(Path("line", x0, top, x1, bottom, ink, fill, width, points))

    def _subpaths(
        self, thing: int, count: int, matrix: Matrix
    ) -> Iterator[tuple[list[Point], bool]]:
        """Give each subpath's points on the page, and whether it has curved pieces."""
        call, out = functions(), self._out
        segment_at, point_of = call.FPDFPath_GetPathSegment, call.FPDFPathSegment_GetPoint
        type_of, closes = call.FPDFPathSegment_GetType, call.FPDFPathSegment_GetClose
        at_x, at_y, floats = out.f[0], out.f[1], out.floats
        a, b, c, d, e, f = matrix
        points: list[Point] = []
        is_curved = False
        for i in range(count):
            segment = segment_at(thing, i)
            kind = type_of(segment)
            if kind == _MOVE and points:
                yield points, is_curved
                points, is_curved = [], False
            point_of(segment, at_x, at_y)
            x, y = floats[0], floats[1]
            points.append((round(a * x + c * y + e, 3), round(b * x + d * y + f, 3)))
            is_curved = is_curved or kind == _BEZIER
            if len(points) > 2 and points[-1] != points[0] and closes(segment):
                points.append(points[0])
        if points:
            yield points, is_curved

    def _add(
        self, subpath: tuple[list[Point], bool], ink: int | None, fill: int | None, width: float
    ) -> None:
        points, is_curved = subpath
        if len(points) < 2:
            return
        xs = [x for x, _ in points]
        ys = [y for _, y in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if x1 < 0 or bottom < 0 or x0 > self._size[0] or top > self._size[1]:
            return
        if not is_curved and len(points) == 2:
            self.paths.append(
                Path("line", x0, top, x1, bottom, ink, fill, width, (points[0], points[1]))
            )
        elif not is_curved and _is_rectangle(points, is_closed=ink is None):
            self.paths.append(Path("rect", x0, top, x1, bottom, ink, fill, width))
        else:
            self.paths.append(Path("curve", x0, top, x1, bottom, ink, fill, width, tuple(points)))


def _is_rectangle(points: list[Point], *, is_closed: bool) -> bool:
    """Tell whether a path of four corners has sides along the axes and is closed.

    Filling closes a path; of a stroked one three sides are three sides.
    """
    if len(points) == 4:
        if not is_closed:
            return False
    elif len(points) != 5 or points[4] != points[0]:
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
    s = _STRAIGHT
    first = abs(ax - bx) <= s and abs(cx - dx) <= s and abs(by - cy) <= s and abs(dy - ay) <= s
    return first or (
        abs(ay - by) <= s and abs(cy - dy) <= s and abs(bx - cx) <= s and abs(dx - ax) <= s
    )


# ------------------------------------------------------------------------------------------ pages


def version() -> str:
    """Return pypdfium2's version."""
    import pypdfium2

    return str(pypdfium2.version.PYPDFIUM_INFO)


def pages(data: bytes, *, single: bool = False) -> Iterator[PageObjects]:
    """Read a PDF page by page; each page is closed before the next is opened.

    A page that cannot be read comes with its error and the run goes on. The file is opened at once,
    the pages when they are asked for.

    Args:
        data: the file's bytes.
        single: give every character as a glyph of its own, also where several were drawn in one go.

    Raises:
        PasswordNeededError: the file is encrypted and needs a password.
        ValueError: the file cannot be opened.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise PasswordNeededError(str(error)) from error
        raise ValueError(f"pdfium cannot open the file: {error}") from error
    return _each(document, pypdfium2.PdfiumError, single=single)


def _each(
    document: PdfDocument, failure: type[Exception], *, single: bool
) -> Iterator[PageObjects]:
    out = _Out()
    try:
        for index in range(len(document)):
            yield _read(document, index, out, failure, single=single)
    finally:
        document.close()


def _read(
    document: PdfDocument, index: int, out: _Out, failure: type[Exception], *, single: bool
) -> PageObjects:
    try:
        page = document[index]
    except failure as error:
        return PageObjects(number=index + 1, width=0.0, height=0.0, error=str(error))
    try:
        size = page.get_size()
        textpage = page.get_textpage()
        try:
            pieces = _glyphs(page, address(textpage.raw), size, out, single=single)
        finally:
            textpage.close()
        walk = _Walk(page, size, out)
    except failure as error:
        return PageObjects(number=index + 1, width=0.0, height=0.0, error=str(error))
    finally:
        page.close()
    return PageObjects(
        number=index + 1,
        width=round(size[0], 2),
        height=round(size[1], 2),
        glyphs=tuple(pieces.visible),
        hidden=tuple(pieces.hidden),
        paths=tuple(walk.paths),
        images=tuple(walk.images),
        is_drawing=walk.is_drawing,
    )
