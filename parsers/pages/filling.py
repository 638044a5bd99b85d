"""Grids and glyphs → tables: every glyph into one cell, or left to the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parsers.characters import repair
from parsers.glyphs import Frame, Glyph, GlyphLine, Strip, box_of, lines_of, upright_texts
from parsers.pages.agreement import agree
from parsers.pages.assembly import CellDraft
from parsers.pages.drafts import TableDraft
from parsers.rounded import Rounded
from parsers.tables.finder import Drawn, FoundTable, find_closed
from parsers.tables.grids import Grid
from schemas.places import quick_box

Place = tuple[int, int]


@dataclass(slots=True)
class Filled:
    """A grid with the glyphs that fell into its cells (by row, column) and those between them.

    ``glyphs`` stand on the page as they are. ``lines`` and ``extra`` are for the comparison with a
    second reading: the lines of each cell, and what only the second reader saw there.
    """

    found: FoundTable
    lost: list[Glyph] = field(default_factory=list)
    glyphs: dict[Place, list[Glyph]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[Place, list[GlyphLine]] = field(default_factory=dict)
    extra: dict[Place, list[Glyph]] = field(default_factory=lambda: defaultdict(list))

    @property
    def grid(self) -> Grid:
        """Its cells."""
        return self.found.grid


def fill(
    found: Sequence[FoundTable], glyphs: Sequence[Glyph], inner: Sequence[Glyph]
) -> tuple[list[Glyph], list[Filled]]:
    """Put every glyph into one cell, or leave it to the lines: nothing is dropped, nothing twice.

    The finder gives the upright glyphs to their cells. Those that run otherwise (a header written
    sideways) and blanks go where their middle lies.

    Args:
        found: the tables of a page, in the frame that most of its print runs upright in.
        glyphs: the glyphs of the page; oblique ones are left out.
        inner: the same ones in the frame, in the same order.

    Returns:
        The glyphs that stand in no table, and the tables.
    """
    filled = [Filled(table) for table in found]
    if not filled:
        return [glyph for glyph in glyphs if glyph.turn is not None], []
    outer_of = None
    if inner is not glyphs:
        outer_of = {id(framed): glyph for glyph, framed in zip(glyphs, inner, strict=True)}
    taken: set[int] = set()
    for table in filled:
        for place, group in table.found.glyphs.items():
            ids = set(map(id, group))
            mine = group
            if not taken.isdisjoint(ids):
                mine = [glyph for glyph in group if id(glyph) not in taken]
            taken |= ids
            table.glyphs[place] = [outer_of[id(g)] for g in mine] if outer_of else list(mine)
    free = [
        glyph
        for glyph, framed in zip(glyphs, inner, strict=True)
        if id(framed) not in taken and glyph.turn is not None and not _placed(framed, glyph, filled)
    ]
    return free, filled


def fill_closed(
    drawn: Drawn, groups: Sequence[list[Glyph]]
) -> tuple[list[Strip], list[Filled]] | None:
    """Put the print of a page into tables that rules close; see `parsers.tables.closed`.

    Args:
        drawn: what is drawn on the page.
        groups: its glyphs by baseline, all of them upright.

    Returns:
        The lines that stand in no table, and the tables; ``None`` where there may be others.
    """
    found = find_closed(drawn, groups)
    if found is None:
        return None
    outside, blanks, tables = found
    if not blanks:
        return outside, [Filled(table, glyphs=table.glyphs) for table in tables]
    # Only a blank may come to what the finder gave.
    filled = [Filled(table) for table in tables]
    for done in filled:
        given = done.found.glyphs
        done.glyphs.update((place, list(group)) for place, group in given.items())
    if not all(_placed(blank, blank, filled) for blank in blanks):
        return None
    return outside, filled


def _placed(inner: Glyph, outer: Glyph, filled: Sequence[Filled]) -> bool:
    """Give a glyph to the cell that holds its middle; note one that a table has no cell for."""
    x, y = inner.center
    for table in filled:
        x0, top, x1, bottom = table.grid.rectangle
        if x0 <= x < x1 and top <= y < bottom:
            cell = table.grid.at(x, y)
            if cell is not None:
                table.glyphs[cell.row, cell.column].append(outer)
                return True
            if not outer.is_blank:
                table.lost.append(outer)
    return False


def in_page_order(lines: list[GlyphLine], frame: Frame) -> list[GlyphLine]:
    """Sort a cell's lines as the page is read, whatever direction each runs in."""

    def place(line: GlyphLine) -> tuple[float, float]:
        box = line.box
        x0, top, _, _ = frame.inward((box.x0, box.top, box.x1, box.bottom))
        return top, x0

    # Lines of one direction are in order already, and their boxes may overlap.
    return lines if len({line.turn for line in lines}) < 2 else sorted(lines, key=place)


def table_draft(table: Filled, page: int, frame: Frame, seen: Mapping[int, str]) -> TableDraft:
    """Make a table with its print of a filled grid.

    Args:
        table: the grid and its glyphs.
        page: the number of the page.
        frame: the direction most of its text runs in.
        seen: what the second reader saw of a line, by the line's ``id``, where it was asked.
    """
    second: Mapping[Place, str | None] = {}
    texts: Mapping[Place, tuple[str, ...]]
    if table.lines:
        compared = {place: _compared(table, place, page, seen) for place in _all_places(table)}
        texts = {place: first for place, (first, _) in compared.items()}
        second = {place: other for place, (_, other) in compared.items()}
    else:
        texts = _texts_of(table, page, frame)
    cells = []
    rounded, is_turned = Rounded(2), frame.turn
    for row, column, row_span, column_span, rectangle in table.grid.cells:
        place = (row, column)
        x0, top, x1, bottom = frame.outward(rectangle) if is_turned else rectangle
        box = quick_box(page, rounded[x0], rounded[top], rounded[x1], rounded[bottom])
        other = second.get(place) if second else None
        draft = (row, column, texts.get(place, ()), row_span, column_span, box, other)
        # Straight to the tuple: a table has a hundred of them.
        cells.append(tuple.__new__(CellDraft, draft))
    return TableDraft(
        cells=tuple(cells),
        shape=(table.grid.n_rows, table.grid.n_columns),
        box=box_of([frame.outward(table.grid.rectangle)], page),
    )


def _all_places(table: Filled) -> list[Place]:
    return [(cell.row, cell.column) for cell in table.grid.cells]


def _texts_of(table: Filled, page: int, frame: Frame) -> Mapping[Place, tuple[str, ...]]:
    """Return the printed lines of the cells that hold any print."""
    known, given = table.found.texts, table.found.glyphs
    if table.glyphs is not given:
        # Still true of glyphs as the finder gave them: none was taken away, none came in.
        known = {p: text for p, text in known.items() if len(table.glyphs[p]) == len(given[p])}
    elif len(known) == len(given):
        return known
    return {
        place: known[place] if place in known else _cell_texts(glyphs, page, frame)
        for place, glyphs in table.glyphs.items()
    }


def _compared(
    table: Filled, place: Place, page: int, seen: Mapping[int, str]
) -> tuple[tuple[str, ...], str | None]:
    """Return the lines of a cell, and what the second reader saw where the two disagree."""
    lines = table.lines.get(place, [])
    first = tuple(line.raw for line in lines)
    extra = [line.raw for line in lines_of(table.extra.get(place, []), page)]
    second = [text for line in lines if (text := seen.get(id(line), line.raw))] + extra
    same = agree(" ".join(first), " ".join(second))
    return first, None if same else repair("\n".join(second))


def _cell_texts(glyphs: Sequence[Glyph], page: int, frame: Frame) -> tuple[str, ...]:
    """Return the printed lines of a cell; where nothing is compared their boxes are not needed."""
    if not glyphs:
        return ()
    if (len(glyphs) > 1 and any(glyph.turn for glyph in glyphs)) or glyphs[0].turn:
        return tuple(line.raw for line in in_page_order(lines_of(glyphs, page), frame))
    return upright_texts(glyphs)
