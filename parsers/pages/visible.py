"""What a person sees of a page: hidden print left out and told of, seals set apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from parsers.characters import repair
from parsers.glyphs import Glyph, box_of, text_of
from parsers.pages.drafts import Note
from parsers.pdfium.objects import PageObjects
from parsers.tables.rules import is_pale


@dataclass(frozen=True, slots=True)
class Shown:
    """A page reduced to what a person sees, notes on what was left out, and those glyphs."""

    objects: PageObjects
    notes: tuple[Note, ...] = ()
    hidden: tuple[Glyph, ...] = ()


def shown(page: PageObjects) -> Shown:
    """Leave out what nobody sees: text drawn invisibly, or white on white.

    The text layer of a scan is invisible too, but it stands for what the image shows: it is taken,
    and said to be a machine's reading.
    """
    pale = _unseen(page)
    if not (page.hidden or pale):
        return Shown(page)
    hidden = [glyph for glyph in (*page.hidden, *pale) if not glyph.is_blank]
    if not hidden:
        return Shown(page)
    left_out = {id(glyph) for glyph in pale}
    seen = tuple(glyph for glyph in page.glyphs if id(glyph) not in left_out)
    if all(glyph.is_blank for glyph in seen) and _is_scan(page):
        note = Note(rule="AMB01", variant="ocr_layer", params={"page": page.number})
        return Shown(replace(page, glyphs=page.hidden, joined=(), columns=None, hidden=()), (note,))
    found = text_of(sorted(hidden, key=lambda glyph: (glyph.base, glyph.x0)))
    note = Note(
        rule="CHR01",
        variant="hidden",
        params={
            "page": page.number,
            "count": sum(len(g.text) for g in hidden),
            "found": _shortened(repair(found)),
        },
        box=box_of(((g.x0, g.top, g.x1, g.bottom) for g in hidden), page.number),
    )
    return Shown(replace(page, glyphs=seen, joined=(), columns=None), (note,), tuple(hidden))


_SHOWN_TEXT: Final = 40
# An image over this share of the page is a scan of it.
_SCAN: Final = 0.5


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_TEXT else text[:_SHOWN_TEXT] + "…"


def _is_scan(page: PageObjects) -> bool:
    whole = page.width * page.height
    return any((x1 - x0) * (y1 - y0) > _SCAN * whole for x0, y0, x1, y1 in page.images)


_INK: Final = attrgetter("ink")


def _unseen(page: PageObjects) -> list[Glyph]:
    """Return visible glyphs in white with nothing dark behind them."""
    used = set(page.columns.ink if page.columns else map(_INK, page.pieces))
    inks = {ink for ink in used if is_pale(ink)}
    if not inks:
        return []
    pale = [glyph for glyph in page.glyphs if glyph.ink in inks and not glyph.is_blank]
    dark = [
        (path.x0, path.top, path.x1, path.bottom)
        for path in page.paths
        if path.fill is not None and not is_pale(path.fill)
    ]
    behind = [*dark, *page.images]
    return [
        glyph
        for glyph in pale
        if not any(
            x0 <= glyph.center[0] <= x1 and top <= glyph.center[1] <= bottom
            for x0, top, x1, bottom in behind
        )
    ]


def without_seal(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Make the upright characters of a seal oblique, like those along its ring.

    A seal's name runs round in its own colour, each glyph at its own angle; what stands upright in
    that colour within the ring belongs to it. Colour alone decides nothing: cells may be red.
    """
    rings: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.turn is None and glyph.ink and not glyph.is_blank:
            rings[glyph.ink].append(glyph)
    boxes = {
        ink: box_of(((g.x0, g.top, g.x1, g.bottom) for g in ring), 1)
        for ink, ring in rings.items()
        if len(ring) >= _SMALLEST_RING
    }
    if not boxes:
        return glyphs

    def stamped(glyph: Glyph) -> bool:
        box = boxes.get(glyph.ink)
        x, y = glyph.center
        return box is not None and box.x0 <= x <= box.x1 and box.top <= y <= box.bottom

    return [glyph._replace(turn=None) if stamped(glyph) else glyph for glyph in glyphs]


_SMALLEST_RING: Final = 4
