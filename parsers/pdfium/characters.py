"""The print of a page: characters with place, turn and colour, put together as they were drawn."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import compress, repeat
from operator import ne, sub
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from parsers.glyphs import Glyph
from parsers.pdfium.geometry import Matrix, shown
from parsers.pdfium.library import Buffer, each, functions, pool, prepared, quick

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, 0 for an unmapped glyph; a soft
# hyphen that is drawn is a hyphen (the two share a glyph in many fonts).
_SPECIAL: Final = str.maketrans({"\x00": "\ufffd", "\x02": "-", "\ufffe": "-", "\xad": "-"})
_HAS_SPECIAL: Final = re.compile("[\x00\x02\ufffe\xad]")
# Invisible text (render mode 3), and text that only clips (7): ISO 32000-1, table 106.
_INVISIBLE: Final = frozenset({3, 7})
_STROKED: Final = 1
_BLANK: Final = re.compile(r"\s")
# Glyphs drawn in one go that lie this near (share of their height) are one piece of print.
_TOUCHING: Final = 0.12
# An angle this near (degrees) to a quarter turn is one.
_UPRIGHT: Final = 3.0


# What the characters of one text object share: the quarter turns anticlockwise as shown (``None``:
# oblique), how far the baseline lies above the bottom of their boxes (``None`` where it is not
# known), the colour as RGB, whether nobody sees them, and the number of the object on its page.
Style = tuple[int | None, float | None, int, bool, int]
# The characters from one place to another that belong to one text object (its address).
Run = tuple[int, int, int]


class Characters(NamedTuple):
    """The characters of a text page: one text, and their boxes on the page as four lists."""

    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]


def glyphs_of(
    page: PdfPage, textpage: int, size: tuple[float, float], *, single: bool
) -> tuple[list[Glyph], list[Glyph], Collection[int]]:
    """Return the visible and the hidden glyphs of a page, in the order drawn, and their objects.

    Args:
        page: the page.
        textpage: the address of its text page.
        size: width and height of the page in points.
        single: give every character as a glyph of its own.
    """
    call = functions()
    count = call.FPDFText_CountChars(textpage)
    if count <= 0:
        return [], [], ()
    whole = prepared([textpage])[0]
    _, boxes = pool("f", 4).fetch(quick().FPDFText_GetLooseCharBox, repeat(whole), range(count))
    matrix, turned = shown(page)
    text = _page_text(textpage, count)
    if _HAS_SPECIAL.search(text):
        text = text.translate(_SPECIAL)
    characters = Characters(text, *_corners(boxes, matrix))
    voids = _voids(characters)
    owners = each(quick().FPDFText_GetTextObject, repeat(whole), range(count))
    runs = _runs(owners, voids)
    styles = _styles(textpage, runs, characters.bottom, voids, (matrix, turned))
    pieces = Pieces(size, single=single)
    pieces.add(characters, runs, styles, voids)
    return pieces.visible, pieces.hidden, styles.keys()


def _page_text(textpage: int, count: int) -> str:
    """Return one character per glyph of the text page, pdfium's own line ends included."""
    call = functions()
    units = array("H", bytes(2 * count + 2))
    written = call.FPDFText_GetText(textpage, 0, count, units.buffer_info()[0])
    text = units[: max(0, written - 1)].tobytes().decode("utf-16-le", "replace")
    # Unmapped glyphs are left out of the text, so that its places would be others.
    if len(text) == count and written - 1 == count:
        return text
    codes = each(call.FPDFText_GetUnicode, repeat(textpage), range(count))
    return "".join("\ufffd" if 0xD800 <= code < 0xE000 else chr(code) for code in codes)


def _corners(boxes: array[float], matrix: Matrix) -> tuple[list[float], ...]:
    """Turn boxes (left, top, right, bottom in user space) into lists x0, top, x1, bottom."""
    left, up, right, down = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    a, b, c, d, e, f = matrix
    if a == 1.0 and d == -1.0:
        return (
            [v + e for v in left] if e else left.tolist(),
            [f - v for v in up],
            [v + e for v in right] if e else right.tolist(),
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


def _voids(characters: Characters) -> set[int]:
    """Return the places of pdfium's own spaces and line ends, which have no extent."""
    text, x0, top, x1, bottom = characters
    blanks = (match.start() for match in _BLANK.finditer(text))
    return {i for i in blanks if text[i] in "\r\n" or (x0[i] == x1[i] and top[i] == bottom[i])}


def _runs(owners: Sequence[int], voids: set[int]) -> list[Run]:
    """Return what was drawn by one text object in one go, without runs that are void."""
    starts = list(compress(range(1, len(owners)), map(ne, owners[1:], owners)))
    ends = [*starts, len(owners)]
    runs = zip([owners[0], *map(owners.__getitem__, starts)], [0, *starts], ends, strict=True)
    return [run for run in runs if run[1] not in voids or not voids.issuperset(range(*run[1:]))]


# ----------------------------------------------------------------------------------------- styles


def _styles(
    textpage: int,
    runs: Sequence[Run],
    bottoms: Sequence[float],
    voids: set[int],
    shown_by: tuple[Matrix, int],
) -> dict[int, Style]:
    """Return the style of each text object; 0 is that of characters without one."""
    call = quick()
    firsts: dict[int, int] = {}
    for owner, start, end in runs:
        if owner not in firsts:
            firsts[owner] = start if start not in voids else _first_seen(start, end, voids)
    owners, at, count = list(firsts), list(firsts.values()), len(firsts)
    # The matrix tells the angle and where the baseline stands; asking for both would cost twice.
    whole = prepared([textpage])[0]
    _, numbers = pool("f", 6).fetch(call.FPDFText_GetMatrix, repeat(whole), at)
    (_, _, _, flip, _, height), turned = shown_by
    turns: list[int | None] = [0] * count
    drops: list[float | None]
    if turned or any(numbers[1::6]) or any(numbers[2::6]) or min(numbers[0::6]) <= 0:
        angles = each(call.FPDFText_GetCharAngle, repeat(whole), at)
        turns = [_turn(angle, turned) for angle in angles]
        drops = _drops(textpage, at, turns, bottoms, shown_by[0])
    else:
        drops = [
            bottoms[i] - flip * base - height for i, base in zip(at, numbers[5::6], strict=True)
        ]
    things = prepared(owners)
    modes = each(call.FPDFTextObj_GetTextRenderMode, things)
    unseen = [mode in _INVISIBLE for mode in modes]
    inks, alphas = _inks(things)
    if 0 in alphas:
        clear = zip(unseen, alphas, modes, strict=True)
        unseen = [not_drawn or (a == 0 and mode != _STROKED) for not_drawn, a, mode in clear]
    return dict(
        zip(owners, zip(turns, drops, inks, unseen, range(count), strict=True), strict=True)
    )


def _first_seen(start: int, end: int, voids: set[int]) -> int:
    return next(i for i in range(start, end) if i not in voids)


def _drops(
    textpage: int,
    at: Sequence[int],
    turns: Sequence[int | None],
    bottoms: Sequence[float],
    matrix: Matrix,
) -> list[float | None]:
    """Return how far baselines lie above the boxes, asked one by one; ``None`` for turned text."""
    point = Buffer("d", 2)
    x_at, y_at = point.addresses()
    found: list[float | None] = []
    for i, turn in zip(at, turns, strict=True):
        known = turn == 0 and functions().FPDFText_GetCharOrigin(textpage, i, x_at, y_at)
        x, y = point.items
        found.append(bottoms[i] - (matrix[1] * x + matrix[3] * y + matrix[5]) if known else None)
    return found


def _inks(things: Sequence[Any]) -> tuple[list[int], list[int]]:
    """Return the fill colours of text objects as RGB and their alpha; black where none is given."""
    known, colours = pool("I", 4, 4).fetch(quick().FPDFPageObj_GetFillColor, things)
    red, green, blue, alpha = (colours[i::4].tolist() for i in range(4))
    if not all(known):
        alpha = [a if there else 255 for a, there in zip(alpha, known, strict=True)]
    if not (any(red) or any(green) or any(blue)):
        return [0] * len(things), alpha
    return [r << 16 | g << 8 | b for r, g, b in zip(red, green, blue, strict=True)], alpha


def _turn(radians: float, turned: int) -> int | None:
    """Return the quarter turns anticlockwise as shown of pdfium's clockwise angle.

    pdfium gives -1 where it knows none: then the text counts as upright.
    """
    if radians < 0:
        return 0
    angle = (math.degrees(radians) + 90 * turned) % 360
    quarter = round(angle / 90)
    return -quarter % 4 if abs(angle - quarter * 90) <= _UPRIGHT else None


# ----------------------------------------------------------------------------------------- pieces


class Pieces:
    """Puts characters together that were drawn in one go without a gap between them."""

    def __init__(self, size: tuple[float, float], *, single: bool) -> None:
        self.visible: list[Glyph] = []
        self.hidden: list[Glyph] = []
        self._width, self._height = size
        self._single = single

    def add(
        self,
        characters: Characters,
        runs: Sequence[Run],
        styles: Mapping[int, Style],
        voids: set[int],
    ) -> None:
        """Add the characters of text objects: as one piece if they are one, else by and by."""
        text, x0, top, x1, bottom = characters
        width, height = self._width, self._height
        for owner, start, end in runs:
            left, upper, right, lower = x0[start], top[start], x1[end - 1], bottom[start]
            style = styles[owner]
            if (
                left < 0
                or upper < 0
                or right > width
                or lower > height
                or (end - start > 1 and not self._is_one(characters, start, end, style[0]))
            ):
                self._by_and_by(characters, (start, end), style, voids)
                continue
            turn, drop, ink, is_hidden, run = style
            base = lower if drop is None else lower - drop
            # Straight to the tuple: the class's own call costs as much as all calls to pdfium.
            place = (
                text[start:end],
                left,
                upper,
                right,
                lower,
                base,
                lower - upper,
                turn,
                ink,
                run,
            )
            (self.hidden if is_hidden else self.visible).append(tuple.__new__(Glyph, place))

    def _is_one(self, characters: Characters, start: int, end: int, turn: int | None) -> bool:
        """Tell whether characters stand side by side without a blank, on one level."""
        text, x0, top, x1, bottom = characters
        if self._single or turn != 0 or _BLANK.search(text, start, end):
            return False
        upper, lower = top[start], bottom[start]
        count = end - start
        if top[start:end] != [upper] * count or bottom[start:end] != [lower] * count:
            return False
        near = _TOUCHING * (lower - upper)
        gaps = list(map(sub, x0[start + 1 : end], x1[start : end - 1]))
        return bool(-near < min(gaps) and max(gaps) < near)

    def _put(
        self, letters: str, x0: float, top: float, x1: float, bottom: float, style: Style
    ) -> None:
        turn, drop, ink, is_hidden, run = style
        base = bottom if drop is None else bottom - drop
        place = (letters, x0, top, x1, bottom, base, bottom - top, turn, ink, run)
        (self.hidden if is_hidden else self.visible).append(tuple.__new__(Glyph, place))

    def _by_and_by(
        self, characters: Characters, places: tuple[int, int], style: Style, voids: set[int]
    ) -> None:
        """Go through the characters of a run one by one; a piece ends at a gap or a blank."""
        part = slice(*places)
        text, *sides = (column[part] for column in characters)
        across, along = 2 * self._width, 2 * self._height
        is_level = style[0] == 0 and not self._single
        # The open piece: its letters, where it begins, and the box of its last character.
        letters = ""
        first = left = top = right = bottom = 0.0
        for i, char, x0, upper, x1, lower in zip(range(*places), text, *sides, strict=True):
            if i in voids or not (0 <= x0 + x1 <= across and 0 <= upper + lower <= along):
                continue
            if letters:
                if upper == top and lower == bottom:
                    # A ligature comes as its letters, one after the other in the very same place.
                    if x0 == left and x1 == right:
                        letters += char
                        continue
                    near = _TOUCHING * (lower - upper)
                    is_touching = is_level and -near < x0 - right < near
                    if is_touching and char != " " and letters[-1] != " ":
                        letters += char
                        left, right = x0, x1
                        continue
                self._put(letters, first, top, right, bottom, style)
            letters, first = char, x0
            left, top, right, bottom = x0, upper, x1, lower
        if letters:
            self._put(letters, first, top, right, bottom, style)
