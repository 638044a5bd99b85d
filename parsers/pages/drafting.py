"""One page of glyphs → lines and tables, before anything has a place in the raw text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from parsers.characters import repair
from parsers.glyphs import (
    Frame,
    Glyph,
    GlyphLine,
    Rectangle,
    box_of,
    groups_and_doubles,
    lines_from,
    lines_of,
    main_turn,
    oblique_line,
    text_of,
    upright_groups,
    without_doubles,
)
from parsers.pages.agreement import agree, second_readings
from parsers.pages.drafts import Carry, LineDraft, Note, PageDraft
from parsers.pages.filling import Filled, fill, in_page_order, table_draft
from parsers.pages.pdfplumber_home import PlumberPage
from parsers.pages.plain_pages import plain_page
from parsers.pages.plumber_bridge import structure
from parsers.pages.visible import Shown, shown, without_seal
from parsers.pdfium.objects import PageObjects
from parsers.tables.finder import Drawn, drawn_on, find_tables
from parsers.tables.rules import SNAP


def page_draft(
    first: PageObjects | None, second: PlumberPage | None = None, carry: Carry | None = None
) -> PageDraft:
    """Make a page of what stands on it.

    Args:
        first: pdfium's page, the record; ``None`` when it could not open the file.
        second: pdfplumber's reading of its characters, ``None`` when it was not asked for.
        carry: what the page before said of a table that may go on here.

    Returns:
        The page, with its disagreements if there is a second reading. Where only that one could
        read it, its text without tables, and a note that says so.
    """
    if first is not None and not first.error:
        page = shown(first)
        if any(not glyph.is_blank for glyph in page.objects.pieces):
            return _read(page, second, carry)
        if second is None or not any(not glyph.is_blank for glyph in second.glyphs) or page.notes:
            return _without_text(first, second, page.notes)
    if second is not None and any(not glyph.is_blank for glyph in second.glyphs):
        return _only_second(second)
    return _without_text(first, second)


def _without_text(
    first: PageObjects | None, second: PlumberPage | None, notes: tuple[Note, ...] = ()
) -> PageDraft:
    page = first or second
    assert page is not None  # noqa: S101 - one of the two is there
    errors = [one.error for one in (first, second) if one is not None and one.error]
    images = len(first.images) if first is not None else 0
    number = page.number
    if errors:
        params = {"page": number, "found": "; ".join(errors)}
        notes = (*notes, Note(rule="RDR01", variant="neither", params=params, severity="error"))
    elif images:
        notes = (*notes, _ambiguous(number, "image"))
    return PageDraft(
        number=number,
        width=page.width,
        height=page.height,
        notes=notes,
        image_count=images,
        unread=bool(errors),
    )


def _ambiguous(page: int, variant: str) -> Note:
    return Note(rule="AMB01", variant=variant, params={"page": page})


def _only_second(page: PlumberPage) -> PageDraft:
    glyphs = without_doubles(page.glyphs)
    lines = [LineDraft(raw=x.raw, box=x.box) for x in lines_of(glyphs, page.number)]
    note = Note(rule="RDR01", variant="only_second", params={"page": page.number})
    return PageDraft(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=(*lines, *_oblique(glyphs, page.number)),
        notes=(note,),
        turn=main_turn(glyphs),
        is_second=True,
    )


def _oblique(glyphs: Sequence[Glyph], page: int) -> list[LineDraft]:
    line = oblique_line(glyphs, page)
    return [LineDraft(raw=line.raw, box=line.box, is_furniture=True)] if line else []


class _Print(NamedTuple):
    """A page's print, each glyph once.

    ``inner`` are the ``glyphs`` in the ``frame`` that most of them run upright in, ``groups`` those
    of them that do, by baseline.
    """

    glyphs: Sequence[Glyph]
    inner: Sequence[Glyph]
    frame: Frame
    groups: list[list[Glyph]]


_TURN: Final = attrgetter("turn")


def _print_of(drawn: Sequence[Glyph]) -> _Print:
    # Most pages have upright print alone, and nothing of it twice.
    if set(map(_TURN, drawn)) <= {0}:
        groups, has_doubles = groups_and_doubles(drawn)
        if not has_doubles:
            return _Print(drawn, drawn, Frame(0), groups)
    glyphs = without_seal(without_doubles(drawn))
    frame = Frame(main_turn(glyphs))
    inner = [frame.glyph(glyph) for glyph in glyphs]
    groups = upright_groups(
        framed for glyph, framed in zip(glyphs, inner, strict=True) if glyph.turn == frame.turn
    )
    return _Print(glyphs, inner, frame, groups)


def _laid_out(
    page: PageObjects, carry: Carry | None, drawn: Drawn | None
) -> tuple[Sequence[Glyph], Frame, list[GlyphLine], list[Filled]]:
    """Return the print of any page, its frame, its lines outside of tables and its tables.

    ``drawn`` is what is drawn on it if its text runs upright.
    """
    glyphs, inner, frame, groups = _print_of(page.glyphs)
    carried = carry.columns if carry is not None and carry.turn == frame.turn else ()
    found = find_tables(page, groups, frame, carried, None if frame.turn else drawn)
    free, filled = fill(found, glyphs, inner)
    if not filled and not frame.turn and not any(map(_TURN, free)):
        return glyphs, frame, lines_from(groups, page.number), filled
    return glyphs, frame, lines_of(free, page.number), filled


def _read(seen_page: Shown, second: PlumberPage | None, carry: Carry | None) -> PageDraft:
    page = seen_page.objects
    drawn = plain = None
    if second is None and (carry is None or not carry.columns):
        drawn = drawn_on(page, Frame(0))
        plain = plain_page(page, drawn)
    if plain is not None:
        glyphs, frame = page.pieces, Frame(0)
        lines, filled = plain
    else:
        glyphs, frame, lines, filled = _laid_out(page, carry, drawn)
    if second is not None:
        for table in filled:
            table.lines = {
                place: in_page_order(lines_of(group, page.number), frame)
                for place, group in table.glyphs.items()
            }
    notes = [*seen_page.notes, *_table_notes(page, filled)]
    seen: dict[int, str] = {}
    if second is not None and second.error:
        notes.append(Note(rule="RDR01", variant="unread", params={"page": page.number}))
    elif second is not None:
        cell_lines = [line for table in filled for group in table.lines.values() for line in group]
        every = [*lines, *cell_lines]
        texts, left = second_readings(every, without_doubles(second.glyphs))
        seen = {id(line): text for line, text in zip(every, texts, strict=True)}
        notes += _other_grids(page, filled, frame)
        notes += _missed(page.number, _unexplained(left, glyphs, seen_page.hidden), filled, frame)
    # Two readers of what a machine made of a scan are no two readings of the print.
    is_machines = any(note.variant == "ocr_layer" for note in seen_page.notes)
    return PageDraft(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=(*(_line_draft(line, seen) for line in lines), *_oblique(glyphs, page.number)),
        tables=tuple(table_draft(table, page.number, frame, seen) for table in filled),
        notes=tuple(notes),
        image_count=len(page.images),
        turn=frame.turn,
        is_twice_read=second is not None and not second.error and not is_machines,
        carry=next((Carry(frame.turn, t.found.columns) for t in filled if t.found.columns), None),
    )


# How far apart (points) two readers may see one glyph.
_NEAR: Final = 2.0


def _unexplained(
    left: Sequence[Glyph], glyphs: Sequence[Glyph], hidden: Sequence[Glyph]
) -> list[Glyph]:
    """Drop what only the second reading has for a reason: hidden text, a seal's characters."""
    known = [*hidden, *(glyph for glyph in glyphs if glyph.turn is None)]

    def is_known(glyph: Glyph) -> bool:
        x, y = glyph.center
        return any(
            glyph.text in other.text
            and other.x0 - _NEAR <= x <= other.x1 + _NEAR
            and other.top - _NEAR <= y <= other.bottom + _NEAR
            for other in known
        )

    return [glyph for glyph in left if not is_known(glyph)]


def _table_notes(page: PageObjects, filled: Sequence[Filled]) -> list[Note]:
    notes = []
    for table in filled:
        if table.lost:
            found = text_of(table.lost)
            box = box_of(((g.x0, g.top, g.x1, g.bottom) for g in table.lost), page.number)
            params = {"page": page.number, "found": found}
            notes.append(Note(rule="RDR01", variant="lost", params=params, box=box))
        if table.found.is_ambiguous:
            notes.append(_ambiguous(page.number, "overlap"))
    if page.is_drawing:
        notes.append(_ambiguous(page.number, "drawing"))
    return notes


def _other_grids(page: PageObjects, filled: Sequence[Filled], frame: Frame) -> list[Note]:
    """Note the ruled tables in which pdfplumber's finder sees other cells on the same rules."""
    ruled = [table.grid for table in filled if table.found.is_ruled]
    if not ruled:
        return []
    others = [cell for table in structure(page) for cell in table.cells]
    notes = []
    for grid in ruled:
        box = frame.outward(grid.rectangle)
        theirs = [cell for cell in others if _lies_in(cell, box)]
        ours = [frame.outward(cell.rectangle) for cell in grid.cells]
        if len(ours) == len(theirs) and _all_there(ours, theirs):
            continue
        params = {"page": page.number, "found": len(ours), "expected": len(theirs)}
        place = box_of([box], page.number)
        notes.append(Note(rule="RDR01", variant="grid", params=params, box=place, severity="info"))
    return notes


def _lies_in(cell: Rectangle, box: Rectangle) -> bool:
    x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _all_there(ours: Sequence[Rectangle], theirs: Sequence[Rectangle]) -> bool:
    """Tell whether each cell is also among the others; only those near its corner are looked at."""
    corners: defaultdict[tuple[int, int], list[Rectangle]] = defaultdict(list)
    for cell in theirs:
        corners[int(cell[0] // SNAP), int(cell[1] // SNAP)].append(cell)

    def is_there(cell: Rectangle) -> bool:
        x, y = int(cell[0] // SNAP), int(cell[1] // SNAP)
        near = ((x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        return any(_same(cell, other) for place in near for other in corners.get(place, ()))

    return all(map(is_there, ours))


def _same(one: Rectangle, other: Rectangle) -> bool:
    return all(abs(a - b) <= SNAP for a, b in zip(one, other, strict=True))


def _missed(page: int, left: Sequence[Glyph], filled: Sequence[Filled], frame: Frame) -> list[Note]:
    """Give glyphs that only the second reader saw to their cell; note those outside of tables."""
    outside = []
    for glyph in left:
        x, y = frame.glyph(glyph).center
        for table in filled:
            cell = table.grid.at(x, y)
            if cell is not None:
                table.extra[cell.row, cell.column].append(glyph)
                break
        else:
            outside.append(glyph)
    return [
        Note(
            rule="RDR01",
            variant="missed",
            params={"page": page, "expected": repair(line.raw)},
            box=line.box,
        )
        for line in lines_of(outside, page)
    ]


def _line_draft(line: GlyphLine, seen: dict[int, str]) -> LineDraft:
    second = seen.get(id(line))
    if second is None or agree(line.raw, second):
        return LineDraft(line.raw, line.box)
    return LineDraft(line.raw, line.box, repair(second))
