"""One page of glyphs → lines and tables, before anything has a place in the raw text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from parsers.agreement import agree, second_readings
from parsers.assembly import CellDraft
from parsers.characters import repair
from parsers.glyphs import (
    Frame,
    Glyph,
    GlyphLine,
    box_of,
    lines_of,
    main_turn,
    oblique_line,
    text_of,
    without_doubles,
)
from parsers.grids import Grid, GridCell, grid_of
from parsers.pdfium import PdfiumPage
from parsers.pdfplumber_home import PlumberPage
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """A page as read; ``turn`` is the direction its text runs in (see `Frame`)."""

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

    grid: Grid
    glyphs: dict[GridCell, list[Glyph]] = field(default_factory=lambda: defaultdict(list))
    lost: list[Glyph] = field(default_factory=list)
    lines: dict[GridCell, list[GlyphLine]] = field(default_factory=dict)
    extra: dict[GridCell, list[Glyph]] = field(default_factory=lambda: defaultdict(list))


def page_draft(first: PlumberPage | None, second: PdfiumPage | None) -> PageDraft:
    """Make a page of the two readings.

    Args:
        first: pdfplumber's page, the record; ``None`` when it could not open the file.
        second: pdfium's page; ``None`` when it could not open the file.

    Returns:
        The page with its disagreements. Where only one reader could read it, that one's text,
        and a note that says so.
    """
    has_first = first is not None and any(not glyph.is_blank for glyph in first.glyphs)
    has_second = second is not None and any(not glyph.is_blank for glyph in second.glyphs)
    if first is not None and has_first:
        return _read(first, None if second is None or second.error else second)
    if second is not None and has_second:
        return _only_second(second)
    return _without_text(first, second)


def _without_text(first: PlumberPage | None, second: PdfiumPage | None) -> PageDraft:
    page = first or second
    assert page is not None  # noqa: S101 - zip_longest gives at least one of the two
    errors = [one.error for one in (first, second) if one is not None and one.error]
    images = first.image_count if first is not None else 0
    notes: tuple[Note, ...] = ()
    number = page.number
    if errors:
        params = {"page": number, "found": "; ".join(errors)}
        notes = (Note(rule="RDR01", variant="neither", params=params, severity="error"),)
    elif images:
        notes = (_ambiguous(number, "image"),)
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


def _only_second(page: PdfiumPage) -> PageDraft:
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


def _read(page: PlumberPage, second: PdfiumPage | None) -> PageDraft:
    glyphs = without_doubles(page.glyphs)
    frame = Frame(main_turn(glyphs))
    free, filled = _fill(page, glyphs, frame)
    for table in filled:
        table.lines = {
            cell: _in_page_order(lines_of(group, page.number), frame)
            for cell, group in table.glyphs.items()
        }
    lines = lines_of(free, page.number)
    cell_lines = [line for table in filled for group in table.lines.values() for line in group]
    notes = _table_notes(page, filled)
    seen: dict[int, str] = {}
    if second is None:
        notes.append(Note(rule="RDR01", variant="unread", params={"page": page.number}))
    else:
        every = [*lines, *cell_lines]
        texts, left = second_readings(every, without_doubles(second.glyphs))
        seen = {id(line): text for line, text in zip(every, texts, strict=True)}
        notes += _missed(page.number, left, filled, frame)
    return PageDraft(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=(*(_line_draft(line, seen) for line in lines), *_oblique(glyphs, page.number)),
        tables=tuple(_table_draft(table, page.number, frame, seen) for table in filled),
        notes=tuple(notes),
        image_count=page.image_count,
        turn=frame.turn,
    )


def _in_page_order(lines: list[GlyphLine], frame: Frame) -> list[GlyphLine]:
    """Sort a cell's lines as the page is read, whatever direction each runs in."""

    def place(line: GlyphLine) -> tuple[float, float]:
        box = line.box
        x0, top, _, _ = frame.inward((box.x0, box.top, box.x1, box.bottom))
        return top, x0

    # Lines of one direction are in order already, and their boxes may overlap.
    return lines if len({line.turn for line in lines}) < 2 else sorted(lines, key=place)


def _fill(
    page: PlumberPage, glyphs: Sequence[Glyph], frame: Frame
) -> tuple[list[Glyph], list[_Filled]]:
    """Put every glyph into the one cell that holds its middle; the smallest table comes first."""
    grids = [grid_of([frame.inward(cell) for cell in cells]) for cells in page.tables]
    ordered = sorted((grid for grid in grids if grid is not None), key=_area)
    free = [glyph for glyph in glyphs if glyph.turn is not None]
    filled = []
    for grid in ordered:
        table = _Filled(grid)
        rest = []
        x0, top, x1, bottom = grid.rectangle
        for glyph in free:
            x, y = frame.glyph(glyph).center
            cell = grid.at(x, y) if x0 <= x < x1 and top <= y < bottom else None
            if cell is not None:
                table.glyphs[cell].append(glyph)
            else:
                rest.append(glyph)
                if x0 <= x < x1 and top <= y < bottom and not glyph.is_blank:
                    table.lost.append(glyph)
        texts = sum(any(not g.is_blank for g in group) for group in table.glyphs.values())
        if texts > 1:
            filled.append(table)
            free = rest
    return free, filled


def _area(grid: Grid) -> float:
    x0, top, x1, bottom = grid.rectangle
    return (x1 - x0) * (bottom - top)


def _table_notes(page: PlumberPage, filled: Sequence[_Filled]) -> list[Note]:
    notes = []
    for table in filled:
        if table.lost:
            found = text_of(table.lost)
            box = box_of(((g.x0, g.top, g.x1, g.bottom) for g in table.lost), page.number)
            params = {"page": page.number, "found": found}
            notes.append(Note(rule="RDR01", variant="lost", params=params, box=box))
        if table.grid.has_overlaps:
            notes.append(_ambiguous(page.number, "overlap"))
    if page.is_drawing:
        notes.append(_ambiguous(page.number, "drawing"))
    return notes


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
        lines = table.lines.get(cell, [])
        first = tuple(line.raw for line in lines)
        extra = [line.raw for line in lines_of(table.extra.get(cell, []), page)]
        second = [text for line in lines if (text := seen.get(id(line), line.raw))] + extra
        same = agree(" ".join(first), " ".join(second))
        cells.append(
            CellDraft(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                lines=first,
                box=box_of([frame.outward(cell.rectangle)], page),
                second_reading=None if same else repair("\n".join(second)),
            )
        )
    return TableDraft(
        cells=tuple(cells),
        shape=(table.grid.n_rows, table.grid.n_columns),
        box=box_of([frame.outward(table.grid.rectangle)], page),
    )
