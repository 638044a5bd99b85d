"""Characters put together to pieces of print: as they were drawn, or as they stand.

pdfium is not asked anything here; see `parsers.pdfium.characters`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import compress, count, repeat
from operator import itemgetter, le, lt, ne, sub
from typing import Any, Final, NamedTuple, TypeVar, overload

from parsers.glyphs import NARROW, Glyph

SPACES: Final = " \u3000"
"""Spaces that part pieces where they are drawn, the usual one and that of East Asian print."""
# Glyphs drawn in one go that lie this near (share of their height) are one piece of print.
_TOUCHING: Final = 0.12
# A page is drawn character by character if it has more pieces than this share of its characters.
_ONE_BY_ONE: Final = 0.75
_FEW: Final = 24
# Print put together is worth it when there is less of it than this share of the pieces.
_FAR_FEWER: Final = 0.6


class Runs(NamedTuple):
    """Characters from one place to another, and the text object (address) they belong to.

    Column by column, as `Columns`. ``are_single``: each is known to be one character.
    """

    owners: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    are_single: bool = False


class Styles(NamedTuple):
    """What the characters of each text object share.

    ``numbers`` gives for its address (0: of characters without one) its place in the lists: the
    quarter turns anticlockwise as shown (``None``: oblique), the height of the baseline (``None``
    where it is not known), the bottom of the first box, the colour as RGB, and whether nobody sees
    them.
    """

    numbers: dict[int, int]
    turns: list[int | None]
    levels: Sequence[float | None]
    bottoms: Sequence[float]
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

    ``joined`` are the visible ones put together also where each was drawn by itself; none where
    that would not make them far fewer. Where all are upright and seen ``columns`` are those of the
    fewest, and ``usual`` is the size that most of the visible ones have.
    """

    visible: Sequence[Glyph]
    hidden: Sequence[Glyph]
    objects: Collection[int]
    joined: Sequence[Glyph] = ()
    columns: Columns | None = None
    usual: float = 0.0


def runs_of(owners: Sequence[int], voids: set[int]) -> Runs:
    """Return what was drawn by one text object in one go, each from what is not void of it."""
    starts = [0, *compress(range(1, len(owners)), map(ne, owners[1:], owners))]
    ends = [*starts[1:], len(owners)]
    seen = [
        next((i for i in range(start, end) if i not in voids), end)
        for start, end in zip(starts, ends, strict=True)
    ]
    return _kept(owners, seen, ends, list(map(lt, seen, ends)))


def _kept(
    owners: Sequence[int], starts: Sequence[int], ends: Sequence[int], are_kept: Sequence[bool]
) -> Runs:
    """Return some of the runs, given the text object of each character."""
    kept = list(compress(starts, are_kept))
    return Runs(list(map(owners.__getitem__, kept)), kept, list(compress(ends, are_kept)))


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


def _drawn_alone(owners: Sequence[int | None], voids: Collection[int]) -> Runs | None:
    """Return the pieces of a page where each character is a text object, ``None`` elsewhere.

    Void ones have no object there, and no two characters one and the same.
    """
    # A few of them tell of most pages that it is none.
    few = list(filter(None, owners[:_FEW]))
    if len(set(few)) < len(few):
        return None
    known = set(owners)
    known.discard(None)
    if len(known) + len(voids) != len(owners) or any(map(owners.__getitem__, voids)):
        return None
    owned = list(filter(None, owners))
    starts = list(compress(count(), owners))
    return Runs(owned, starts, list(compress(count(1), owners)), are_single=True)


def pieces_of(
    characters: Characters, owners: Sequence[int], voids: set[int], blanks: Sequence[int]
) -> Runs | None:
    """Return the runs cut at blanks, at gaps and where the level of the boxes changes.

    `Pieces` does the same one by one; here one step looks at all characters of a page.

    Args:
        characters: those of the page.
        owners: the text object of each.
        voids: the places of those that have no extent.
        blanks: the places of the spaces that are drawn.

    Returns:
        The pieces, ``None`` where void characters stand within one or spaces within a ligature.
    """
    alone = _drawn_alone(owners, voids)
    if alone is not None:
        return alone
    text, x0, top, x1, bottom = characters
    marked = list(owners)
    for i in voids:
        if owners[i] and not _parts(i, characters, owners, voids):
            return None
        marked[i] = -1 - i
    for i in blanks:
        # A ligature comes as its letters, one after the other in the very same place.
        for beside in (i - 1, (i + 1) % len(text)):
            if x0[beside] == x0[i] and x1[beside] == x1[i]:
                return None
        marked[i] = -1 - i
    starts: list[int] = []
    # The character before: its object and its box. No step here without need: a page has a
    # thousand characters.
    other, start, high, end, low, near = None, 0.0, 0.0, 0.0, 0.0, 0.0
    for at, owner, left, upper, right, lower in zip(
        count(), marked, x0, top, x1, bottom, strict=False
    ):
        if owner != other or upper != high or lower != low:
            starts.append(at)
            other, high, low, near = owner, upper, lower, _TOUCHING * (lower - upper)
        # Again the letters of a ligature.
        elif not -near < left - end < near and (left != start or right != end):
            starts.append(at)
        start, end = left, right
    return _kept(owners, starts, [*starts[1:], len(text)], [at not in voids for at in starts])


_Item = TypeVar("_Item")


def picker(places: Sequence[int]) -> Callable[[Sequence[_Item]], Sequence[_Item]]:
    """Return what gives the items at some places; a third of a step of Python for each."""
    if len(places) == 1:
        return lambda column: (column[places[0]],)
    return itemgetter(*places)


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


def columns_of(
    characters: Characters, pieces: Runs, styles: Styles, size: tuple[float, float]
) -> Columns | None:
    """Return the columns of upright pieces; ``None`` where one runs over the page's edge."""
    text, x0, top, x1, bottom = characters
    owners, starts, ends, are_single = pieces
    first = picker(starts)
    lefts, uppers, lowers = first(x0), first(top), first(bottom)
    rights = first(x1) if are_single else [x1[end - 1] for end in ends]
    if min(lefts) < 0 or min(uppers) < 0 or max(rights) > size[0] or max(lowers) > size[1]:
        return None
    if are_single:
        letters = first(text)
    else:
        letters = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    # Where each was drawn by itself the pieces are in the order of their objects.
    is_one_each = len(owners) == len(styles.numbers)
    numbers = range(len(owners)) if is_one_each else list(map(styles.numbers.__getitem__, owners))
    bases: Sequence[Any] = (
        styles.levels if is_one_each else list(map(styles.levels.__getitem__, numbers))
    )
    # Nearly always all of them stand on the baselines of their objects.
    if None in bases or not all(map(le, uppers, bases)):
        firsts = map(styles.bottoms.__getitem__, numbers)
        bases = list(map(_base, uppers, lowers, bases, firsts))
    inks: Sequence[int] = styles.inks
    if not any(inks):  # all of it black, as most print is
        inks = [0] * len(owners)
    elif not is_one_each:
        inks = list(map(inks.__getitem__, numbers))
    return Columns(letters, lefts, uppers, rights, lowers, bases, inks, numbers)


def _base(top: float, bottom: float, level: float | None, first: float) -> float:
    """Return the height of a piece's baseline.

    It is that of its text object. What begins below that is text that runs downwards, where each
    character has its own, as far above the bottom of its box as the first one's (``first``).
    """
    if level is None:
        return bottom
    return level if top <= level else bottom - (first - level)


def print_of(columns: Columns, objects: Collection[int], many: int) -> Print:
    """Return the print of a page, all of it upright and seen.

    Args:
        columns: its pieces.
        objects: the addresses of its text objects.
        many: how many characters it has.
    """
    sizes = sorted(map(sub, columns.bottom, columns.top))
    usual = sizes[len(sizes) // 2]
    if len(columns.text) > _ONE_BY_ONE * many:
        joined = _joined(columns)
        if len(joined.text) < _FAR_FEWER * len(columns.text):
            return Print(Later(columns.glyphs), [], objects, joined.glyphs(), joined, usual)
    return Print(columns.glyphs(), [], objects, (), columns, usual)


def _joined(columns: Columns) -> Columns:
    """Put pieces together that look as if they had been drawn in one go.

    They were drawn one after the other, on one level and in one colour, without a blank, a gap or
    an overlap between them. Of narrow ones it could not be told whether one is drawn twice.
    """
    text, x0, top, x1, bottom, base, ink, run = columns
    begins: list[int] = []
    whole = "".join(text)
    has_blanks = whole.split(None, 1) != [whole]
    blanks = set(filter(str.isspace, set(text))) if has_blanks else set()
    end, high, low, level, colour, near, was_solid = 0.0, 0.0, 0.0, 0.0, -1, 0.0, False
    for at, letters, left, right, upper, lower, here, shade in zip(
        count(), text, x0, x1, top, bottom, base, ink, strict=False
    ):
        is_solid = right - left > NARROW and letters not in blanks
        if here == level and upper == high and lower == low and shade == colour:
            if is_solid and was_solid and -near < left - end < near:
                end = right
                continue
        else:
            near = _TOUCHING * (lower - upper)
        # What the next one overlaps stands by itself, so that their order is known.
        if begins and begins[-1] < at - 1 and left - end <= -NARROW and here == level:
            begins.append(at - 1)
        begins.append(at)
        end, high, low, level, colour, was_solid = right, upper, lower, here, shade, is_solid
    lasts = [*(at - 1 for at in begins[1:]), len(text) - 1]
    if len(whole) == len(text):
        parts = [whole[i : j + 1] for i, j in zip(begins, lasts, strict=True)]
    else:
        parts = ["".join(text[i : j + 1]) for i, j in zip(begins, lasts, strict=True)]
    first = picker(begins)
    return Columns(
        parts,
        first(x0),
        first(top),
        picker(lasts)(x1),
        first(bottom),
        first(base),
        first(ink),
        first(run),
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
        base = _base(top, bottom, styles.levels[number], styles.bottoms[number])
        look = (styles.turns[number], styles.inks[number], number)
        self.glyphs.append(Glyph(letters, x0, top, x1, bottom, base, bottom - top, *look))

    def add(self, owner: int, places: Sequence[int], voids: set[int]) -> None:
        """Go through the characters of a run one by one; a piece ends at a gap or a blank."""
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
                    if is_touching and char not in SPACES and letters[-1] not in SPACES:
                        letters += char
                        left, right = x0, x1
                        continue
                self._put(letters, first, top, right, bottom, number)
            letters, first = char, x0
            left, top, right, bottom = x0, upper, x1, lower
        if letters:
            self._put(letters, first, top, right, bottom, number)
