"""The print of a page: characters with place, turn and colour, put together as they were drawn."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import compress, count, repeat
from operator import ne, sub
from typing import Any, Final, NamedTuple, TypeVar, overload

from parsers.glyphs import NARROW, Glyph
from parsers.pdfium.geometry import Matrix
from parsers.pdfium.library import Buffer, each, functions, pool, prepared, quick

# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, 0 for an unmapped glyph; a soft
# hyphen that is drawn is a hyphen (the two share a glyph in many fonts).
_SPECIAL: Final = str.maketrans({"\x00": "\ufffd", "\x02": "-", "\ufffe": "-", "\xad": "-"})
_HAS_SPECIAL: Final = re.compile("[\x00\x02\ufffe\xad]")
# Invisible text (render mode 3), and text that only clips (7): ISO 32000-1, table 106.
_INVISIBLE: Final = frozenset({3, 7})
_STROKED: Final = 1
_OPAQUE_BLACK: Final = array("I", (0, 0, 0, 255))
_BLANK: Final = re.compile(r"\s")
# Glyphs drawn in one go that lie this near (share of their height) are one piece of print.
_TOUCHING: Final = 0.12
# A page is drawn character by character if it has more pieces than this share of its characters.
_ONE_BY_ONE: Final = 0.75
# Print put together is worth it when there is less of it than this share of the pieces.
_FAR_FEWER: Final = 0.6
# An angle this near (degrees) to a quarter turn is one.
_UPRIGHT: Final = 3.0


# The characters from one place to another that belong to one text object (its address).
Run = tuple[int, int, int]


class Styles(NamedTuple):
    """What the characters of each text object share.

    ``numbers`` gives for its address (0: of characters without one) its place in the lists: the
    quarter turns anticlockwise as shown (``None``: oblique), how far the baseline lies above the
    bottom of the boxes (``None`` where it is not known), the colour as RGB, and whether nobody sees
    them.
    """

    numbers: dict[int, int]
    turns: list[int | None]
    drops: list[float | None]
    inks: list[int]
    unseen: list[bool]


class Characters(NamedTuple):
    """The characters of a text page: one text, and their boxes on the page as four lists."""

    text: str
    x0: list[float]
    top: list[float]
    x1: list[float]
    bottom: list[float]


class Later(Sequence[Glyph]):
    """Glyphs that are made when they are first asked for; of most pages they never are."""

    def __init__(self, make: Callable[[], list[Glyph]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> list[Glyph]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> Glyph: ...
    @overload
    def __getitem__(self, at: slice) -> list[Glyph]: ...
    def __getitem__(self, at: int | slice) -> Glyph | list[Glyph]:
        """Return one of them, or some."""
        return self._made[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._made)


class Print(NamedTuple):
    """The glyphs of a page in the order drawn, and the text objects (addresses) that they are of.

    ``joined`` are the visible ones put together also where each was drawn by itself, and ``usual``
    is the size that most of them have; none where that would not make them far fewer.
    """

    visible: Sequence[Glyph]
    hidden: Sequence[Glyph]
    objects: Collection[int]
    joined: Sequence[Glyph] = ()
    usual: float = 0.0


def glyphs_of(
    textpage: int, view: tuple[Matrix, int], size: tuple[float, float], *, single: bool
) -> Print:
    """Return the print of a page.

    Args:
        textpage: the address of the page's text page.
        view: how it is shown (see `geometry.shown`).
        size: width and height of the page in points.
        single: give every character as a glyph of its own.
    """
    call = functions()
    many = call.FPDFText_CountChars(textpage)
    if many <= 0:
        return Print([], [], ())
    whole = prepared([textpage])[0]
    _, boxes = pool("f", 4).fetch(quick().FPDFText_GetLooseCharBox, repeat(whole), range(many))
    text = _page_text(textpage, many)
    if _HAS_SPECIAL.search(text):
        text = text.translate(_SPECIAL)
    characters = Characters(text, *_corners(boxes, view[0]))
    voids = _voids(characters)
    owners = each(quick().FPDFText_GetTextObject, repeat(whole), range(many))
    cut = None if single else _pieces(characters, owners, voids)
    runs = cut or _runs(owners, voids)
    if not runs:
        return Print([], [], ())
    styles = _styles(textpage, runs, characters.bottom, view)
    objects = styles.numbers.keys()
    if cut and set(styles.turns) == {0} and not any(styles.unseen):
        columns = _columns(characters, cut, styles, size)
        if columns is not None:
            is_one_by_one = len(cut) > _ONE_BY_ONE * (many - len(voids))
            return _print(columns, objects, is_one_by_one=is_one_by_one)
    pieces = Pieces(characters, styles, size, single=single)
    for run in _runs(owners, voids):
        pieces.add(run, voids)
    unseen = styles.unseen
    hidden = [glyph for glyph in pieces.glyphs if unseen[glyph.run]]
    visible = [glyph for glyph in pieces.glyphs if not unseen[glyph.run]]
    return Print(visible, hidden, objects)


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
    """Return what was drawn by one text object in one go, each from what is not void of it."""
    starts = [0, *compress(range(1, len(owners)), map(ne, owners[1:], owners))]
    ends = [*starts[1:], len(owners)]
    seen = [
        next((i for i in range(start, end) if i not in voids), end)
        for start, end in zip(starts, ends, strict=True)
    ]
    runs = zip(map(owners.__getitem__, starts), seen, ends, strict=True)
    return [(owner, start, end) for owner, start, end in runs if start < end]


def _parts(
    void: int, characters: Characters, owners: Sequence[int], voids: Collection[int]
) -> bool:
    """Tell whether the characters around a void one are two pieces, too, when it is not there."""
    before, after = void - 1, void + 1
    if before < 0 or after == len(owners) or owners[before] != owners[after]:
        return True
    if before in voids or after in voids:
        return False
    _, x0, top, x1, bottom = characters
    if top[before] != top[after] or bottom[before] != bottom[after]:
        return True
    is_same = x0[before] == x0[after] and x1[before] == x1[after]
    return not is_same and abs(x0[after] - x1[before]) >= _TOUCHING * (bottom[after] - top[after])


def _pieces(characters: Characters, owners: Sequence[int], voids: set[int]) -> list[Run] | None:
    """Return the runs cut at blanks, at gaps and where the level of the boxes changes.

    `Pieces` does the same one by one; here one step looks at all characters of a page.

    Returns:
        The pieces, ``None`` where void characters stand within one.
    """
    text, x0, top, x1, bottom = characters
    marked = list(owners)
    for i in voids:
        if owners[i] and not _parts(i, characters, owners, voids):
            return None
        marked[i] = -1 - i
    starts: list[int] = []
    # The character before: its object, its box and itself. No step here without need: a page has a
    # thousand characters.
    other, start, high, end, low, last = None, 0.0, 0.0, 0.0, 0.0, ""
    for at, owner, left, upper, right, lower, char in zip(
        range(len(text)), marked, x0, top, x1, bottom, text, strict=True
    ):
        if owner != other or upper != high or lower != low:
            starts.append(at)
        # A ligature comes as its letters, one after the other in the very same place.
        elif left != start or right != end:
            near, gap = _TOUCHING * (lower - upper), left - end
            if gap >= near or gap <= -near or char == " " or last == " ":
                starts.append(at)
        other = owner
        start, high, end, low, last = left, upper, right, lower, char
    owned = map(marked.__getitem__, starts)
    pieces = zip(owned, starts, [*starts[1:], len(text)], strict=True)
    return [piece for piece in pieces if piece[0] >= 0]


# ----------------------------------------------------------------------------------------- styles


def _styles(
    textpage: int,
    runs: Sequence[Run],
    bottoms: Sequence[float],
    shown_by: tuple[Matrix, int],
) -> Styles:
    """Ask for the styles of the text objects."""
    call = quick()
    owned, starts, _ = zip(*runs, strict=True)
    numbers = dict(zip(dict.fromkeys(owned), count(), strict=False))
    owners, at = list(numbers), starts
    if len(owners) < len(owned):
        # The last one that is told of an object stays: its first run.
        firsts = dict(zip(reversed(owned), reversed(starts), strict=True))
        at = tuple(map(firsts.__getitem__, owners))
    # The matrix tells the angle and where the baseline stands; asking for both would cost twice.
    whole = prepared([textpage])[0]
    _, matrices = pool("f", 6).fetch(call.FPDFText_GetMatrix, repeat(whole), at)
    (_, _, _, flip, _, height), turned = shown_by
    turns: list[int | None] = [0] * len(owners)
    drops: list[float | None]
    if turned or any(matrices[1::6]) or any(matrices[2::6]) or min(matrices[0::6]) <= 0:
        angles = each(call.FPDFText_GetCharAngle, repeat(whole), at)
        turns = [_turn(angle, turned) for angle in angles]
        drops = _drops(textpage, at, turns, bottoms, shown_by[0])
    else:
        drops = [
            bottoms[i] - flip * base - height for i, base in zip(at, matrices[5::6], strict=True)
        ]
    things = prepared(owners)
    modes = each(call.FPDFTextObj_GetTextRenderMode, things)
    unseen = [mode in _INVISIBLE for mode in modes] if any(modes) else [False] * len(modes)
    inks, alphas = _inks(things)
    if 0 in alphas:
        clear = zip(unseen, alphas, modes, strict=True)
        unseen = [not_drawn or (a == 0 and mode != _STROKED) for not_drawn, a, mode in clear]
    return Styles(numbers, turns, drops, inks, unseen)


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
    if colours == _OPAQUE_BLACK * len(things) and all(known):
        return [0] * len(things), [255]
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


_Item = TypeVar("_Item")


class Columns(NamedTuple):
    """Pieces of upright print, column by column, each as the field of `Glyph` with its name.

    All of them at once: a page has hundreds, and a step of Python for each would cost more than
    all questions to pdfium.
    """

    text: Sequence[str]
    x0: Sequence[float]
    top: Sequence[float]
    x1: Sequence[float]
    bottom: Sequence[float]
    base: Sequence[float]
    ink: Sequence[int]
    run: Sequence[int]

    def glyphs(self) -> list[Glyph]:
        """Return the pieces as glyphs."""
        text, x0, top, x1, bottom, base, ink, run = self
        sizes = map(sub, bottom, top)
        fields = zip(text, x0, top, x1, bottom, base, sizes, repeat(0), ink, run, strict=False)
        # Straight to the tuple: the class's own call costs three times as much.
        return list(map(tuple.__new__, repeat(Glyph), fields))


def _columns(
    characters: Characters, pieces: Sequence[Run], styles: Styles, size: tuple[float, float]
) -> Columns | None:
    """Return the columns of upright pieces; ``None`` where one runs over the page's edge."""
    text, x0, top, x1, bottom = characters
    owners, starts, ends = zip(*pieces, strict=True)
    lefts = list(map(x0.__getitem__, starts))
    uppers = list(map(top.__getitem__, starts))
    rights = [x1[end - 1] for end in ends]
    lowers = list(map(bottom.__getitem__, starts))
    if min(lefts) < 0 or min(uppers) < 0 or max(rights) > size[0] or max(lowers) > size[1]:
        return None
    letters = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    numbers = list(map(styles.numbers.__getitem__, owners))
    drops = list(map(styles.drops.__getitem__, numbers))
    bases = list(map(sub, lowers, [drop or 0.0 for drop in drops] if None in drops else drops))
    inks = list(map(styles.inks.__getitem__, numbers))
    return Columns(letters, lefts, uppers, rights, lowers, bases, inks, numbers)


def _print(columns: Columns, objects: Collection[int], *, is_one_by_one: bool) -> Print:
    """Return the print of a page, all of it upright and seen."""
    if is_one_by_one:
        joined = _joined(columns)
        if len(joined.text) < _FAR_FEWER * len(columns.text):
            sizes = sorted(map(sub, columns.bottom, columns.top))
            usual = sizes[len(sizes) // 2]
            return Print(Later(columns.glyphs), [], objects, joined.glyphs(), usual)
    return Print(columns.glyphs(), [], objects)


def _joined(columns: Columns) -> Columns:
    """Put pieces together that look as if they had been drawn in one go.

    They were drawn one after the other, on one level and in one colour, without a blank, a gap or
    an overlap between them. Of narrow ones it could not be told whether one is drawn twice.
    """
    text, x0, top, x1, bottom, base, ink, run = columns
    begins: list[int] = []
    start, end, high, low, level, colour = 0.0, 0.0, 0.0, 0.0, 0.0, -1
    for at, letters, left, right, upper, lower, here, shade in zip(
        range(len(text)), text, x0, x1, top, bottom, base, ink, strict=True
    ):
        near = _TOUCHING * (lower - upper)
        if not (
            here == level
            and -near < left - end < near
            and upper == high
            and lower == low
            and shade == colour
            and end - start > NARROW < right - left
            and not letters.isspace()
            and not text[at - 1].isspace()
        ):
            # What the next one overlaps stands by itself, so that their order is known.
            if begins and begins[-1] < at - 1 and left - end <= -NARROW and here == level:
                begins.append(at - 1)
            begins.append(at)
        start, end, high, low, level, colour = left, right, upper, lower, here, shade
    lasts = [*(at - 1 for at in begins[1:]), len(text) - 1]

    def firsts(column: Sequence[_Item]) -> list[_Item]:
        return list(map(column.__getitem__, begins))

    return Columns(
        ["".join(text[i : j + 1]) for i, j in zip(begins, lasts, strict=True)],
        firsts(x0),
        firsts(top),
        list(map(x1.__getitem__, lasts)),
        firsts(bottom),
        firsts(base),
        firsts(ink),
        firsts(run),
    )


class Pieces:
    """Puts characters together that were drawn in one go without a gap between them."""

    def __init__(
        self, characters: Characters, styles: Styles, size: tuple[float, float], *, single: bool
    ) -> None:
        self.glyphs: list[Glyph] = []
        self._characters = characters
        self._styles = styles
        self._width, self._height = size
        self._single = single

    def _put(
        self, letters: str, x0: float, top: float, x1: float, bottom: float, number: int
    ) -> None:
        styles = self._styles
        drop = styles.drops[number]
        base = bottom if drop is None else bottom - drop
        look = (styles.turns[number], styles.inks[number], number)
        self.glyphs.append(Glyph(letters, x0, top, x1, bottom, base, bottom - top, *look))

    def add(self, run: Run, voids: set[int]) -> None:
        """Go through the characters of a run one by one; a piece ends at a gap or a blank."""
        owner, *places = run
        number = self._styles.numbers[owner]
        text, *sides = (column[slice(*places)] for column in self._characters)
        across, along = 2 * self._width, 2 * self._height
        is_level = self._styles.turns[number] == 0 and not self._single
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
                self._put(letters, first, top, right, bottom, number)
            letters, first = char, x0
            left, top, right, bottom = x0, upper, x1, lower
        if letters:
            self._put(letters, first, top, right, bottom, number)
