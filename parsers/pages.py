"""One page of glyphs → lines and tables, before anything has a place in the raw text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from parsers.agreement import agree, second_readings
from parsers.assembly import CellDraft
from parsers.characters import repair
from parsers.glyphs import (
    Frame,
    Glyph,
    GlyphLine,
    Rectangle,
    box_of,
    lines_from,
    lines_of,
    main_turn,
    oblique_line,
    text_of,
    upright_groups,
    upright_texts,
    without_doubles,
)
from parsers.pdfium.objects import PageObjects
from parsers.pdfplumber_home import PlumberPage
from parsers.plumber_bridge import structure
from parsers.tables.finder import FoundTable, find_tables
from parsers.tables.grids import Grid, GridCell
from parsers.tables.lattice import Interval
from parsers.tables.rules import SNAP, is_pale
from schemas.findings import Severity
from schemas.places import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding about the page to be made when its place in the text is known."""

    rule: str
    variant: str
    params: dict[str, Any]
    box: Box | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """A line outside of tables; ``second`` is the other reading where it disagrees."""

    raw: str
    box: Box
    second: str | None = None
    is_furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDraft:
    """A table with its shape (rows, columns)."""

    cells: tuple[CellDraft, ...]
    shape: tuple[int, int]
    box: Box


@dataclass(frozen=True, slots=True)
class Carry:
    """The columns (extents in points) of a table that ends a page, in the frame of ``turn``."""

    turn: int
    columns: tuple[Interval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """A page as read; ``turn`` is the direction its text runs in (see `Frame`).

    ``carry`` is what the next page needs to go on with a table that has no rules.
    """

    number: int
    width: float
    height: float
    lines: tuple[LineDraft, ...] = ()
    tables: tuple[TableDraft, ...] = ()
    notes: tuple[Note, ...] = ()
    image_count: int = 0
    turn: int = 0
    is_second: bool = False
    unread: bool = False
    carry: Carry | None = None

    def in_order(self) -> list[LineDraft | TableDraft]:
        """Return lines and tables in reading order: from top to bottom, then left to right."""
        frame = Frame(self.turn)

        def place(item: LineDraft | TableDraft) -> tuple[float, float]:
            box = item.box
            x0, top, _, _ = frame.inward((box.x0, box.top, box.x1, box.bottom))
            return top, x0

        items: list[LineDraft | TableDraft] = [*self.lines, *self.tables]
        return sorted(items, key=place)


@dataclass(slots=True)
class _Filled:
    """A grid with the glyphs that fell into its cells and those that fell between them."""

    found: FoundTable
    lost: list[Glyph] = field(default_factory=list)
    glyphs: dict[GridCell, list[Glyph]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[GridCell, list[GlyphLine]] = field(default_factory=dict)
    extra: dict[GridCell, list[Glyph]] = field(default_factory=lambda: defaultdict(list))

    @property
    def grid(self) -> Grid:
        return self.found.grid


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
        page = _shown(first)
        if any(not glyph.is_blank for glyph in page.objects.glyphs):
            return _read(page, second, carry)
        if second is None or not any(not glyph.is_blank for glyph in second.glyphs) or page.notes:
            return _without_text(first, second, page.notes)
    if second is not None and any(not glyph.is_blank for glyph in second.glyphs):
        return _only_second(second)
    return _without_text(first, second)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page reduced to what a person sees, notes on what was left out, and those glyphs."""

    objects: PageObjects
    notes: tuple[Note, ...] = ()
    hidden: tuple[Glyph, ...] = ()


def _shown(page: PageObjects) -> _Shown:
    """Leave out what nobody sees: text drawn invisibly, or white on white.

    The text layer of a scan is invisible too, but it stands for what the image shows: it is taken,
    and said to be a machine's reading.
    """
    pale = _unseen(page)
    hidden = [glyph for glyph in (*page.hidden, *pale) if not glyph.is_blank]
    if not hidden:
        return _Shown(page)
    left_out = {id(glyph) for glyph in pale}
    seen = tuple(glyph for glyph in page.glyphs if id(glyph) not in left_out)
    if all(glyph.is_blank for glyph in seen) and _is_scan(page):
        note = Note(rule="AMB01", variant="ocr_layer", params={"page": page.number})
        return _Shown(replace(page, glyphs=page.hidden, hidden=()), (note,))
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
    return _Shown(replace(page, glyphs=seen), (note,), tuple(hidden))


_SHOWN_TEXT: Final = 40
# An image over this share of the page is a scan of it.
_SCAN: Final = 0.5


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_TEXT else text[:_SHOWN_TEXT] + "…"


def _is_scan(page: PageObjects) -> bool:
    whole = page.width * page.height
    return any((x1 - x0) * (y1 - y0) > _SCAN * whole for x0, y0, x1, y1 in page.images)


def _unseen(page: PageObjects) -> list[Glyph]:
    """Return visible glyphs in white with nothing dark behind them."""
    pale = [glyph for glyph in page.glyphs if is_pale(glyph.ink) and not glyph.is_blank]
    if not pale:
        return []
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


def _read(shown: _Shown, second: PlumberPage | None, carry: Carry | None) -> PageDraft:
    page = shown.objects
    glyphs = _without_seal(without_doubles(page.glyphs))
    frame = Frame(main_turn(glyphs))
    carried = carry.columns if carry is not None and carry.turn == frame.turn else ()
    groups = upright_groups(frame.glyph(glyph) for glyph in glyphs if glyph.turn == frame.turn)
    free, filled = _fill(page, glyphs, groups, frame, carried)
    if second is not None:
        for table in filled:
            table.lines = {
                cell: _in_page_order(lines_of(group, page.number), frame)
                for cell, group in table.glyphs.items()
            }
    if not filled and not frame.turn and all(glyph.turn == 0 for glyph in free):
        lines = lines_from(groups, page.number)
    else:
        lines = lines_of(free, page.number)
    notes = [*shown.notes, *_table_notes(page, filled)]
    seen: dict[int, str] = {}
    if second is not None and second.error:
        notes.append(Note(rule="RDR01", variant="unread", params={"page": page.number}))
    elif second is not None:
        cell_lines = [line for table in filled for group in table.lines.values() for line in group]
        every = [*lines, *cell_lines]
        texts, left = second_readings(every, without_doubles(second.glyphs))
        seen = {id(line): text for line, text in zip(every, texts, strict=True)}
        notes += _other_grids(page, filled, frame)
        notes += _missed(page.number, _unexplained(left, glyphs, shown.hidden), filled, frame)
    return PageDraft(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=(*(_line_draft(line, seen) for line in lines), *_oblique(glyphs, page.number)),
        tables=tuple(_table_draft(table, page.number, frame, seen) for table in filled),
        notes=tuple(notes),
        image_count=len(page.images),
        turn=frame.turn,
        carry=next((Carry(frame.turn, t.found.columns) for t in filled if t.found.columns), None),
    )


def _without_seal(glyphs: list[Glyph]) -> list[Glyph]:
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


def _in_page_order(lines: list[GlyphLine], frame: Frame) -> list[GlyphLine]:
    """Sort a cell's lines as the page is read, whatever direction each runs in."""

    def place(line: GlyphLine) -> tuple[float, float]:
        box = line.box
        x0, top, _, _ = frame.inward((box.x0, box.top, box.x1, box.bottom))
        return top, x0

    # Lines of one direction are in order already, and their boxes may overlap.
    return lines if len({line.turn for line in lines}) < 2 else sorted(lines, key=place)


def _fill(
    page: PageObjects,
    glyphs: Sequence[Glyph],
    groups: Sequence[list[Glyph]],
    frame: Frame,
    carried: Sequence[Interval],
) -> tuple[list[Glyph], list[_Filled]]:
    """Put every glyph into one cell, or leave it to the lines: nothing is dropped, nothing twice.

    The finder gives the upright glyphs to their cells. Those that run otherwise (a header written
    sideways) and blanks go where their middle lies.
    """
    upright = [glyph for glyph in glyphs if glyph.turn is not None]
    filled = [_Filled(found) for found in find_tables(page, groups, frame, carried)]
    if not filled:
        return upright, []
    back = Frame(-frame.turn % 4)
    taken: set[Glyph] = set()
    for table in filled:
        for cell, group in table.found.glyphs.items():
            for glyph in group:
                if glyph not in taken:
                    taken.add(glyph)
                    table.glyphs[cell].append(glyph)
    free = []
    for outer in upright:
        inner = frame.glyph(outer)
        if inner not in taken and not _placed(inner, outer, filled):
            free.append(outer)
    if frame.turn:
        for table in filled:
            for group in table.glyphs.values():
                group[:] = [back.glyph(g) if g in taken else g for g in group]
    return free, filled


def _placed(inner: Glyph, outer: Glyph, filled: Sequence[_Filled]) -> bool:
    """Give a glyph to the cell that holds its middle; note one that a table has no cell for."""
    x, y = inner.center
    for table in filled:
        x0, top, x1, bottom = table.grid.rectangle
        if x0 <= x < x1 and top <= y < bottom:
            cell = table.grid.at(x, y)
            if cell is not None:
                table.glyphs[cell].append(outer)
                return True
            if not outer.is_blank:
                table.lost.append(outer)
    return False


def _table_notes(page: PageObjects, filled: Sequence[_Filled]) -> list[Note]:
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


def _other_grids(page: PageObjects, filled: Sequence[_Filled], frame: Frame) -> list[Note]:
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
        if len(ours) == len(theirs) and all(any(_same(a, b) for b in theirs) for a in ours):
            continue
        params = {"page": page.number, "found": len(ours), "expected": len(theirs)}
        place = box_of([box], page.number)
        notes.append(Note(rule="RDR01", variant="grid", params=params, box=place, severity="info"))
    return notes


def _lies_in(cell: Rectangle, box: Rectangle) -> bool:
    x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _same(one: Rectangle, other: Rectangle) -> bool:
    return all(abs(a - b) <= SNAP for a, b in zip(one, other, strict=True))


def _missed(
    page: int, left: Sequence[Glyph], filled: Sequence[_Filled], frame: Frame
) -> list[Note]:
    """Give glyphs that only the second reader saw to their cell; note those outside of tables."""
    outside = []
    for glyph in left:
        x, y = frame.glyph(glyph).center
        for table in filled:
            cell = table.grid.at(x, y)
            if cell is not None:
                table.extra[cell].append(glyph)
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
    second = seen.get(id(line), line.raw)
    return LineDraft(
        raw=line.raw, box=line.box, second=None if agree(line.raw, second) else repair(second)
    )


def _table_draft(table: _Filled, page: int, frame: Frame, seen: dict[int, str]) -> TableDraft:
    cells = []
    for cell in table.grid.cells:
        box = _cell_box(cell, page, frame)
        if not table.lines:
            first = _cell_texts(table.glyphs.get(cell, ()), page, frame)
            cells.append(_cell_draft(cell, first, box))
            continue
        lines = table.lines.get(cell, [])
        first = tuple(line.raw for line in lines)
        extra = [line.raw for line in lines_of(table.extra.get(cell, []), page)]
        second = [text for line in lines if (text := seen.get(id(line), line.raw))] + extra
        same = agree(" ".join(first), " ".join(second))
        cells.append(_cell_draft(cell, first, box, None if same else repair("\n".join(second))))
    return TableDraft(
        cells=tuple(cells),
        shape=(table.grid.n_rows, table.grid.n_columns),
        box=box_of([frame.outward(table.grid.rectangle)], page),
    )


def _cell_box(cell: GridCell, page: int, frame: Frame) -> Box:
    x0, top, x1, bottom = frame.outward(cell.rectangle) if frame.turn else cell.rectangle
    return Box(page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _cell_draft(
    cell: GridCell, lines: tuple[str, ...], box: Box, second: str | None = None
) -> CellDraft:
    return CellDraft(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        lines=lines,
        box=box,
        second_reading=second,
    )


def _cell_texts(glyphs: Sequence[Glyph], page: int, frame: Frame) -> tuple[str, ...]:
    """Return the printed lines of a cell; where nothing is compared their boxes are not needed."""
    if not glyphs:
        return ()
    if any(glyph.turn for glyph in glyphs):
        return tuple(line.raw for line in _in_page_order(lines_of(glyphs, page), frame))
    return upright_texts(glyphs)
