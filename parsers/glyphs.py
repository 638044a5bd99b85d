"""Glyphs on a page: what every reader of paged formats gives, and how lines are made of them.

Coordinates are PDF points from the top left of the page as shown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter, itemgetter, sub
from typing import Any, Final, NamedTuple

from schemas.patterns import lazy_re
from schemas.places import Box, quick_box

Rectangle = tuple[float, float, float, float]

# Line ends and other separators inside a printed glyph: in the raw text they would end a line.
_SEPARATORS: Final = lazy_re(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
# Glyphs stand on one line when their baselines differ by less than this share of the size
# (raised and lowered figures stay in their line).
LINE: Final = 0.45
# Print taller than the usual by more than this is a symbol's box, and counts no more than that.
TALL: Final = 1.35
# A gap without a printed space becomes a space: between two words, and where it is so wide that
# no justification explains it.
SPACE: Final = 0.25
_WIDE_GAP: Final = 1.5
# A footnote's figure is smaller than this share of the print beside it, and raised by this one.
_SMALL: Final = 0.8
_RAISED: Final = 0.12
# A glyph drawn again this near is the same print (fake bold).
DOUBLE: Final = 1.2
# Glyphs narrower than this (points) are not put together when each was drawn by itself.
NARROW: Final = 1.7


class Glyph(NamedTuple):
    """A printed glyph, or several that were drawn in one go without a gap.

    ``text`` is one character or the characters of such a piece, U+FFFD where the font does not say
    which. ``base`` is the height of the baseline, ``size`` the font size as shown. ``turn`` counts
    quarter turns of the text's direction, anticlockwise; ``None`` when it runs obliquely
    (watermarks, seals). ``ink`` is its colour as RGB, ``run`` numbers what was drawn in one go. A
    tuple and no dataclass: a page has thousands, and they are made twice as quickly.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    turn: int | None = 0
    ink: int = 0
    run: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing is seen of it."""
        return self.text.isspace() or not self.text

    @property
    def center(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """The page turned so that text of one direction runs upright: x along it, y down its lines."""

    turn: int

    def inward(self, rectangle: Rectangle) -> Rectangle:
        """Map a rectangle of the page (x0, top, x1, bottom) into the frame."""
        if not self.turn:
            return rectangle
        x0, top, x1, bottom = rectangle
        return (
            (x0, top, x1, bottom),
            (-bottom, x0, -top, x1),
            (-x1, -bottom, -x0, -top),
            (top, -x1, bottom, -x0),
        )[self.turn]

    def outward(self, rectangle: Rectangle) -> Rectangle:
        """Map a rectangle of the frame back to the page."""
        return Frame(-self.turn % 4).inward(rectangle)

    def glyph(self, glyph: Glyph) -> Glyph:
        """Map a glyph into the frame. The baseline of turned text is taken from its box."""
        if not self.turn:
            return glyph
        x0, top, x1, bottom = self.inward((glyph.x0, glyph.top, glyph.x1, glyph.bottom))
        turn = None if glyph.turn is None else (glyph.turn - self.turn) % 4
        return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, base=bottom, turn=turn)


# The fields of glyphs, in the order of `Glyph`, a tuple of each.
Fields = tuple[tuple[Any, ...], ...]
_NO_FIELDS: Final[Fields] = ((),) * len(Glyph._fields)


class GlyphLine(NamedTuple):
    """Glyphs of one baseline in reading order, the text as printed, and its box on the page.

    ``base`` and ``extent`` (from, to) are in the frame of ``turn``.
    """

    raw: str
    box: Box
    turn: int
    base: float
    size: float
    extent: tuple[float, float]


_X0: Final = attrgetter("x0")
_BASE: Final = attrgetter("base")
_SIZE: Final = attrgetter("size")


class Strip(NamedTuple):
    """The glyphs of a line, those of which something is seen, and the fields of these by name."""

    glyphs: Sequence[Glyph]
    seen: Sequence[Glyph]
    fields: Fields


def strip_of(glyphs: Sequence[Glyph]) -> Strip:
    """Return a line with the fields of its print; there must be a glyph. Most have no blank ones.

    A line is asked for its gaps, its texts and its places by turns; they are put side by side once.
    """
    fields = tuple(zip(*glyphs, strict=True))
    texts = fields[0]
    if all(texts) and not any(map(str.isspace, texts)):
        return tuple.__new__(Strip, (glyphs, glyphs, fields))
    seen = [glyph for glyph in glyphs if not glyph.is_blank]
    return Strip(glyphs, seen, tuple(zip(*seen, strict=True)) or _NO_FIELDS)


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop a glyph that was drawn again at nearly the same place (fake bold).

    The same rule as pdfplumber's ``dedupe_chars``, whose cost grows with the square of the
    glyphs; here the neighbours are looked up in a grid. Narrow glyphs (dots) need to be nearer.
    """
    seen: dict[tuple[str, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        text, x0, base = glyph.text, glyph.x0, glyph.base
        row = int(base / 2)
        near = -1.0
        for key in ((text, row), (text, row - 1), (text, row + 1)):
            for other in seen.get(key, ()):
                if near < 0:
                    near = min(DOUBLE, max(0.2, (glyph.x1 - x0) / 3))
                if abs(other.x0 - x0) <= near and abs(other.base - base) <= near:
                    break
            else:
                continue
            break
        else:
            seen.setdefault((text, row), []).append(glyph)
            kept.append(glyph)
    return kept


def _is_wide(char: str) -> bool:
    """Tell Han characters and their punctuation, between which a gap is no space."""
    return "\u2e80" <= char <= "\ud7ff" or "\uf900" <= char <= "\uffef" or char >= "\U00020000"


def _is_raised_figure(before: Glyph, after: Glyph) -> bool:
    """Tell whether two figures are a number and a footnote mark: one smaller and raised."""
    if not (before.text[-1:].isdigit() and after.text[:1].isdigit()):
        return False
    small, large = (after, before) if after.size < before.size else (before, after)
    return small.size < _SMALL * large.size and large.base - small.base > _RAISED * large.size


def printed(text: str) -> str:
    """Return a text without blanks at its ends; line ends and other separators become spaces."""
    return text.strip() if text.isprintable() else _SEPARATORS.sub(" ", text).strip()


def text_of(glyphs: Iterable[Glyph]) -> str:
    """Return the text of one line's glyphs (sorted by x), without blanks at its ends.

    A space stands where one was printed, where two words (not Han) lie apart, in gaps wider than
    one and a half characters, and between a number and the raised figure of a footnote, which
    would make another number of it.
    """
    seen = [glyph for glyph in glyphs if glyph.text]
    if len(seen) < 2:
        return printed(seen[0].text) if seen else ""
    parts = [seen[0].text]
    for before, glyph in pairwise(seen):
        size, other = glyph.size, before.size
        # Nearly all print is of nearly one size: a look that spares the call.
        if (size < _SMALL * other or other < _SMALL * size) and _is_raised_figure(before, glyph):
            parts.append(" ")
        elif glyph.x0 - before.x1 > SPACE * other and not before.is_blank and not glyph.is_blank:
            gap = (glyph.x0 - before.x1) / max(size, other, 0.1)
            is_word = not (_is_wide(glyph.text[0]) or _is_wide(before.text[-1]))
            if gap > _WIDE_GAP or (is_word and gap > SPACE):
                parts.append(" ")
        parts.append(glyph.text)
    return printed("".join(parts))


def box_of(rectangles: Iterable[Rectangle], page: int) -> Box:
    """Return the box around rectangles; there must be at least one."""
    x0, top, x1, bottom = zip(*rectangles, strict=True)
    return Box(
        page=page,
        x0=round(min(x0), 2),
        top=round(min(top), 2),
        x1=round(max(x1), 2),
        bottom=round(max(bottom), 2),
    )


def _is_solid(lefts: Sequence[float], rights: Sequence[float], sizes: Sequence[float]) -> bool:
    """Tell whether no gap and no raised figure can make a space in a line; most lines are so."""
    least = min(sizes)
    return least >= _SMALL * max(sizes) and (
        len(lefts) == 1 or max(map(sub, lefts[1:], rights)) <= SPACE * least
    )


def _line(strip: Strip, page: int, frame: Frame) -> GlyphLine | None:
    """Make a line of the glyphs of one baseline, sorted by x; ``None`` of blanks alone."""
    glyphs, seen, fields = strip
    if not seen:
        return None
    texts, lefts, tops, rights, lowers, bases, sizes, *_ = fields
    if seen is glyphs and _is_solid(lefts, rights, sizes):
        raw = printed("".join(texts))
    else:
        raw = text_of(glyphs)
    if not raw:
        return None
    around = (lefts[0], min(tops), max(rights), max(lowers))
    x0, top, x1, bottom = frame.outward(around) if frame.turn else around
    box = quick_box(page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
    base = sorted(bases)[len(bases) // 2]
    # Straight to the tuple: a page has dozens of them.
    made = (raw, box, frame.turn, base, max(sizes), (around[0], around[2]))
    return tuple.__new__(GlyphLine, made)


_LEVEL: Final = itemgetter(0)
_BY_PLACE: Final = attrgetter("x0", "x1")


def upright_groups(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group upright glyphs by baseline, from top to bottom, each group sorted by x."""
    return groups_and_doubles(glyphs)[0]


def groups_and_doubles(
    glyphs: Iterable[Glyph],
    places: tuple[Sequence[float], Sequence[float]] | None = None,
    usual: float | None = None,
) -> tuple[list[list[Glyph]], bool]:
    """Group upright glyphs by baseline, and tell whether any may stand twice.

    Args:
        glyphs: upright ones, in any order.
        places: their ``base`` and their ``x0``, where these are known by themselves.
        usual: the size that most of the print has; by default it is that of the glyphs.

    Returns:
        The groups from top to bottom, each sorted by x, and whether any two glyphs are so near to
        one another that they may be one print drawn twice; on most pages none are. Neighbours in
        a line are neighbours on the page, so that one look at each is enough.
    """
    glyphs = list(glyphs)
    levels = _levels(glyphs, *(places or (map(_BASE, glyphs), map(_X0, glyphs))))
    if usual is None:
        sizes = sorted(map(_SIZE, glyphs))
        usual = sizes[len(sizes) // 2] if sizes else 0.0
    # Symbol fonts have boxes of twice the height of their print; they must not join two lines.
    most = TALL * usual
    groups: list[list[Glyph]] = []
    mixed: list[list[Glyph]] = []
    has_doubles = False
    base, size, last = -math.inf, 0.0, -math.inf
    # Those on one level go one way, into the line above or into a line of their own.
    for level, runs in sorted(levels.items(), key=_LEVEL):
        there = runs[0]
        # One run is in order, and nothing in it is near to what is before it.
        if len(runs) > 1:
            there = list(chain.from_iterable(runs))
            has_doubles = _sort_along(there) <= DOUBLE or has_doubles
        largest = max(map(_SIZE, there)) if len(there) > 1 else there[0].size
        if level - base <= LINE * min(max(there[0].size, size), most):
            if not mixed or mixed[-1] is not groups[-1]:
                mixed.append(groups[-1])
            groups[-1] += there
            if largest > size:  # the larger print says where the line stands
                base, size = level, largest
        else:
            has_doubles = has_doubles or level - last <= DOUBLE
            groups.append(there)
            base, size = level, largest
        last = level
    for group in mixed:
        has_doubles = _sort_along(group) <= DOUBLE or has_doubles
    return groups, has_doubles


def _levels(
    glyphs: Sequence[Glyph], bases: Iterable[float], lefts: Iterable[float]
) -> defaultdict[float, list[list[Glyph]]]:
    """Return the glyphs of each level, as runs from left to right with steps beyond a double's."""
    levels: defaultdict[float, list[list[Glyph]]] = defaultdict(list)
    level = last = math.nan
    run: list[Glyph] = []
    for glyph, base, left in zip(glyphs, bases, lefts, strict=True):
        if base == level and left - last > DOUBLE:
            run.append(glyph)
        else:
            run = [glyph]
            levels[base].append(run)
            level = base
        last = left
    return levels


def _sort_along(glyphs: list[Glyph]) -> float:
    """Sort the glyphs of a line by x; gives the least step from one to the next."""
    places: list[float] = list(map(_X0, glyphs))
    step: float = min(map(sub, places[1:], places))
    if step > 0:  # drawn from left to right, as most lines are
        return step
    glyphs.sort(key=_BY_PLACE)
    places.sort()
    return float(min(map(sub, places[1:], places)))


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[GlyphLine]:
    """Group glyphs to lines by baseline, each direction of text by itself, upright text first.

    Lines of blanks alone and oblique glyphs are left out (see `oblique_line`).
    """
    lines: list[GlyphLine | None] = []
    if all(glyph.turn == 0 for glyph in glyphs):
        return lines_from(upright_groups(glyphs), page)
    for turn in sorted({glyph.turn for glyph in glyphs if glyph.turn is not None}):
        frame = Frame(turn)
        framed = [frame.glyph(glyph) for glyph in glyphs if glyph.turn == turn]
        lines += [_line(strip_of(group), page, frame) for group in upright_groups(framed)]
    return [line for line in lines if line is not None]


def lines_from(groups: Iterable[list[Glyph]], page: int) -> list[GlyphLine]:
    """Return the lines of upright glyphs that are grouped by baseline; lines of blanks left out."""
    return lines_from_strips(map(strip_of, groups), page)


def lines_from_strips(strips: Iterable[Strip], page: int) -> list[GlyphLine]:
    """Return the lines of upright print; lines of blanks left out."""
    frame = Frame(0)
    return [line for strip in strips if (line := _line(strip, page, frame)) is not None]


def oblique_line(glyphs: Sequence[Glyph], page: int) -> GlyphLine | None:
    """Return the oblique glyphs (watermark, seal) as one line in the order drawn, or nothing."""
    oblique = [glyph for glyph in glyphs if glyph.turn is None and not glyph.is_blank]
    if not oblique:
        return None
    raw = printed("".join(glyph.text for glyph in oblique))
    box = box_of(((g.x0, g.top, g.x1, g.bottom) for g in oblique), page)
    size = max(glyph.size for glyph in oblique)
    return GlyphLine(raw, box, 0, box.bottom, size, (box.x0, box.x1))


def main_turn(glyphs: Sequence[Glyph]) -> int:
    """Return the direction most of the visible glyphs run in (0 when there are none)."""
    turns = [glyph.turn for glyph in glyphs if glyph.turn is not None and not glyph.is_blank]
    if not any(turns):
        return 0
    return max(range(4), key=lambda turn: (turns.count(turn), -turn))


def upright_texts(glyphs: Sequence[Glyph]) -> tuple[str, ...]:
    """Return the text of each line of upright glyphs, from top to bottom, blank lines left out.

    There must be a glyph.
    """
    base = glyphs[0].base
    if len(glyphs) == 1 or all(glyph.base == base for glyph in glyphs):
        text = text_of(sorted(glyphs, key=_BY_PLACE) if len(glyphs) > 1 else glyphs)
        return (text,) if text else ()
    lines = (text_of(group) for group in upright_groups(glyphs))
    return tuple(line for line in lines if line)
