"""The print of a page: characters with place, turn and colour, put together as they were drawn."""

from __future__ import annotations

import math
from array import array
from collections import deque
from collections.abc import Sequence
from itertools import count, repeat
from typing import Any, Final

from parsers.pdfium.geometry import Matrix
from parsers.pdfium.library import Buffer, each, functions, pool, prepared, quick
from parsers.pdfium.pieces import (
    SPACES,
    Characters,
    Pieces,
    Print,
    Runs,
    Styles,
    columns_of,
    picker,
    pieces_of,
    print_of,
    runs_of,
)
from schemas.patterns import lazy_re

# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, 0 for an unmapped glyph; a soft
# hyphen that is drawn is a hyphen (the two share a glyph in many fonts).
_SPECIAL: Final = str.maketrans({"\x00": "\ufffd", "\x02": "-", "\ufffe": "-", "\xad": "-"})
_HAS_SPECIAL: Final = lazy_re("[\x00\x02\ufffe\xad]")
# Invisible text (render mode 3), and text that only clips (7): ISO 32000-1, table 106.
_INVISIBLE: Final = frozenset({3, 7})
_STROKED: Final = 1
_OPAQUE_BLACK: Final = array("I", (0, 0, 0, 255))
_BLANK: Final = lazy_re(r"\s")
# An angle this near (degrees) to a quarter turn is one.
_UPRIGHT: Final = 3.0


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
    _, boxes = pool("f", 4).fetch(quick().FPDFText_GetLooseCharBox, range(many), of=(whole,))
    text = _page_text(textpage, many)
    if _HAS_SPECIAL.search(text):
        text = text.translate(_SPECIAL)
    characters = Characters(text, *_corners(boxes, view[0]))
    voids, blanks = _voids(characters)
    owners = each(quick().FPDFText_GetTextObject, repeat(whole), range(many))
    cut = None if single else pieces_of(characters, owners, voids, blanks)
    runs = cut or runs_of(owners, voids)
    if not runs.owners:
        return Print([], [], ())
    styles = _styles(textpage, runs, characters.bottom, view)
    objects = styles.numbers
    if cut and set(styles.turns) == {0} and not any(styles.unseen):
        columns = columns_of(characters, cut, styles, size)
        if columns is not None:
            return print_of(columns, objects, many - len(voids))
    pieces = Pieces(characters, styles, size, single=single)
    for owner, *places in zip(*runs_of(owners, voids)[:3], strict=True):
        pieces.add(owner, places, voids)
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


def _voids(characters: Characters) -> tuple[set[int], list[int]]:
    """Return the places of the void characters, and those of the spaces that are drawn.

    Void are the spaces and line ends that pdfium puts in by itself: they have no extent.
    """
    text, x0, top, x1, bottom = characters
    blanks = [match.start() for match in _BLANK.finditer(text)]
    voids = {i for i in blanks if text[i] in "\r\n" or (x0[i] == x1[i] and top[i] == bottom[i])}
    return voids, [i for i in blanks if text[i] in SPACES and i not in voids]


# ----------------------------------------------------------------------------------------- styles


def _styles(
    textpage: int,
    runs: Runs,
    bottoms: Sequence[float],
    shown_by: tuple[Matrix, int],
) -> Styles:
    """Ask for the styles of the text objects."""
    call = quick()
    owned, at, *_ = runs
    # Mostly each object has one run, and then the runs count the objects.
    numbers = dict(zip(owned, count(), strict=False))
    owners = owned
    if len(numbers) < len(owned):
        # What is told of an object first stays: its first run.
        firsts: dict[int, int] = {}
        deque(map(firsts.setdefault, owned, at), maxlen=0)
        numbers = dict(zip(firsts, count(), strict=False))
        owners, at = list(firsts), list(firsts.values())
    turns, levels = _turns_and_levels(textpage, at, shown_by)
    things = prepared(owners)
    modes = each(call.FPDFTextObj_GetTextRenderMode, things)
    unseen = [mode in _INVISIBLE for mode in modes] if any(modes) else [False] * len(modes)
    inks, alphas = _inks(things)
    if 0 in alphas:
        clear = zip(unseen, alphas, modes, strict=True)
        unseen = [not_drawn or (a == 0 and mode != _STROKED) for not_drawn, a, mode in clear]
    return Styles(numbers, turns, levels, picker(at)(bottoms), inks, unseen)


def _turns_and_levels(
    textpage: int, at: Sequence[int], shown_by: tuple[Matrix, int]
) -> tuple[list[int | None], list[float | None]]:
    """Return the quarter turns of some characters, and the heights of their baselines."""
    # The matrix tells the angle and where the baseline stands; asking for both would cost twice.
    call, whole = quick(), prepared([textpage])[0]
    _, matrices = pool("f", 6).fetch(call.FPDFText_GetMatrix, at, of=(whole,))
    (_, _, _, flip, _, height), turned = shown_by
    turns: list[int | None] = [0] * len(at)
    levels: list[float | None]
    if (
        turned
        or not (_are_zero(matrices[1::6]) and _are_zero(matrices[2::6]))
        or _least(matrices[0::6]) <= 0
    ):
        angles = each(call.FPDFText_GetCharAngle, repeat(whole), at)
        turns = [_turn(angle, turned) for angle in angles]
        levels = _levels(textpage, at, turns, shown_by[0])
    else:
        levels = [flip * base + height for base in matrices[5::6]]
    return turns, levels


def _are_zero(numbers: array[float]) -> bool:
    """Tell whether all numbers are zero; no step for each where their bytes are."""
    return numbers.tobytes().count(0) == numbers.itemsize * len(numbers) or not any(numbers)


def _least(numbers: array[float]) -> float:
    """Return the least number; no step for each where all are the same, as sizes of print are."""
    raw = numbers.tobytes()
    size = numbers.itemsize
    return numbers[0] if raw[size:] == raw[:-size] else min(numbers)


def _levels(
    textpage: int, at: Sequence[int], turns: Sequence[int | None], matrix: Matrix
) -> list[float | None]:
    """Return the heights of baselines, asked one by one; ``None`` for turned text."""
    point = Buffer("d", 2)
    x_at, y_at = point.addresses()
    found: list[float | None] = []
    for i, turn in zip(at, turns, strict=True):
        known = turn == 0 and functions().FPDFText_GetCharOrigin(textpage, i, x_at, y_at)
        x, y = point.items
        found.append(matrix[1] * x + matrix[3] * y + matrix[5] if known else None)
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
