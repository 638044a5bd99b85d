"""One pass over a PDF page's objects: glyphs with place, turn and colour, painted paths, images.

Everything is given in points from the top left of the page as shown (crop box, ``/Rotate``).
"""

from __future__ import annotations

import ctypes
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
    """Out-parameters, made once for all pages: ctypes objects are dear to make."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 8)()
        self.doubles = (ctypes.c_double * 2)()
        self.ints = (ctypes.c_uint * 4)()
        size, base = ctypes.sizeof(ctypes.c_float), ctypes.addressof(self.floats)
        self.f = tuple(base + i * size for i in range(8))
        base = ctypes.addressof(self.doubles)
        self.d = (base, base + ctypes.sizeof(ctypes.c_double))
        base = ctypes.addressof(self.ints)
        self.i = tuple(base + i * ctypes.sizeof(ctypes.c_uint) for i in range(4))


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


class _Style(NamedTuple):
    """What all characters of one text object share; ``drop`` is from a box's bottom to its base."""

    turn: int | None
    drop: float | None
    ink: int
    is_hidden: bool
    run: int


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


def _style(textpage: int, at: int, shown: Matrix, turned: int, bottom: float, out: _Out) -> _Style:
    """Read what the text object of the character ``at`` is like."""
    call = functions()
    turn = _turn(call.FPDFText_GetCharAngle(textpage, at), turned)
    drop = None
    if turn == 0 and call.FPDFText_GetCharOrigin(textpage, at, *out.d):
        _, b, _, d, _, f = shown
        drop = bottom - (b * out.doubles[0] + d * out.doubles[1] + f)
    thing = call.FPDFText_GetTextObject(textpage, at)
    ink, alpha = 0, 255
    if thing and call.FPDFPageObj_GetFillColor(thing, *out.i):
        red, green, blue, alpha = out.ints
        ink = red << 16 | green << 8 | blue
    mode = call.FPDFTextObj_GetTextRenderMode(thing) if thing else 0
    return _Style(
        turn, drop, ink, is_hidden=mode in _INVISIBLE or (alpha == 0 and mode != 1), run=0
    )


def _glyphs(
    page: PdfPage, textpage: int, size: tuple[float, float], out: _Out
) -> tuple[list[Glyph], list[Glyph]]:
    """Return the visible and the hidden glyphs of a page, in the order drawn."""
    call = functions()
    count = call.FPDFText_CountChars(textpage)
    if count <= 0:
        return [], []
    text = _page_text(textpage, count)
    boxes = array("f", bytes(16 * count))
    place = boxes.buffer_info()[0]
    loose, owner = call.FPDFText_GetLooseCharBox, call.FPDFText_GetTextObject
    for i in range(count):
        loose(textpage, i, place + 16 * i)
    shown, turned = _shown(page)
    corners = _corners(boxes, shown)
    across, along = 2 * size[0], 2 * size[1]
    visible: list[Glyph] = []
    hidden: list[Glyph] = []
    styles: dict[int, _Style] = {}
    last = -1.0
    for i, (char, x0, top, x1, bottom) in enumerate(
        zip(text.translate(_SPECIAL), *corners, strict=True)
    ):
        # pdfium's own spaces and line ends have no extent.
        if char in "\r\n" or (x0 == x1 and top == bottom and char.isspace()):
            continue
        if not (0 <= x0 + x1 <= across and 0 <= top + bottom <= along):
            continue
        thing = owner(textpage, i)
        style = styles.get(thing)
        if style is None:
            style = _style(textpage, i, shown, turned, bottom, out)._replace(run=len(styles))
            styles[thing] = style
        turn, drop, ink, is_hidden, run = style
        target = hidden if is_hidden else visible
        # A ligature comes as its letters, one after the other in the very same place.
        if x0 == last and target and target[-1][1:5] == (x0, top, x1, bottom):
            target[-1] = target[-1]._replace(text=target[-1].text + char)
            continue
        last = x0
        base = bottom if drop is None else bottom - drop
        target.append(Glyph(char, x0, top, x1, bottom, base, bottom - top, turn, ink, run))
    return visible, hidden


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
        a, b, c, d, e, f = out.floats[:6]
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
        red, green, blue, alpha = out.ints
        return None if alpha == 0 else red << 16 | green << 8 | blue

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
        matrix = times(self._matrix(thing), outer)
        width = 0.0
        if ink is not None and call.FPDFPageObj_GetStrokeWidth(thing, out.f[0]):
            a, b, c, d, _, _ = matrix
            width = out.floats[0] * math.sqrt(abs(a * d - b * c))
        for points in self._subpaths(thing, matrix):
            self._add(points, ink, fill, width)

    def _subpaths(self, thing: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """Give each subpath's points on the page, and whether it has curved pieces."""
        call, out = functions(), self._out
        segment_at, point_of = call.FPDFPath_GetPathSegment, call.FPDFPathSegment_GetPoint
        type_of, closes = call.FPDFPathSegment_GetType, call.FPDFPathSegment_GetClose
        at_x, at_y, floats = out.f[0], out.f[1], out.floats
        a, b, c, d, e, f = matrix
        points: list[Point] = []
        is_curved = False
        for i in range(call.FPDFPath_CountSegments(thing)):
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
        elif not is_curved and _is_rectangle(points):
            self.paths.append(Path("rect", x0, top, x1, bottom, ink, fill, width))
        else:
            self.paths.append(Path("curve", x0, top, x1, bottom, ink, fill, width, tuple(points)))


def _is_rectangle(points: list[Point]) -> bool:
    """Tell whether a closed path of four corners has sides along the axes."""
    if len(points) not in {4, 5} or (len(points) == 5 and points[4] != points[0]):
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


def pages(data: bytes) -> Iterator[PageObjects]:
    """Read a PDF page by page; each page is closed before the next is opened.

    A page that cannot be read comes with its error and the run goes on. The file is opened at once,
    the pages when they are asked for.

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
    return _each(document, pypdfium2.PdfiumError)


def _each(document: PdfDocument, failure: type[Exception]) -> Iterator[PageObjects]:
    out = _Out()
    try:
        for index in range(len(document)):
            yield _read(document, index, out, failure)
    finally:
        document.close()


def _read(document: PdfDocument, index: int, out: _Out, failure: type[Exception]) -> PageObjects:
    try:
        page = document[index]
    except failure as error:
        return PageObjects(number=index + 1, width=0.0, height=0.0, error=str(error))
    try:
        size = page.get_size()
        textpage = page.get_textpage()
        try:
            visible, hidden = _glyphs(page, address(textpage.raw), size, out)
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
        glyphs=tuple(visible),
        hidden=tuple(hidden),
        paths=tuple(walk.paths),
        images=tuple(walk.images),
        is_drawing=walk.is_drawing,
    )
