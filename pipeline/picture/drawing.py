"""Draws an `Overlay` over the picture of its page: what `tongbao show` writes.

What marks a place exactly (lines, cells, tints, roles) lies under the print, so it can hide
nothing; letters, ticks and numbers are set only where the page is blank. What takes words stands
beside the page and below it (`pipeline.picture.margins`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from parsers.pdfium.images import POINTS_PER_INCH, PageImage
from pipeline.messages import Language
from pipeline.picture.canvas import Canvas, Rect, Shape, Typeface
from pipeline.picture.margins import draw_margins
from pipeline.picture.marks import ColumnMark, Overlay, TableMark
from pipeline.picture.sheet import (
    LABEL,
    SHAPES,
    Sheet,
    colour_of,
    ink_on,
    inside,
    paled,
    put_letter,
    role_words,
    table_colour,
)
from schemas.notice import Status
from schemas.places import Box

# Sizes in points.
_HAIR: Final = 0.5
_CELL_INSET: Final = 0.9
_TABLE_LINE: Final = 1.2
_FINDING_LINE: Final = 1.4
_MARK: Final = 5.0
_SMALL_MARK: Final = 3.0
_ROLE_BAR: Final = 8.0
_THIN_BAR: Final = 2.4
_BAR_GAP: Final = 3.0
_TAG: Final = 8.5


def draw(
    image: PageImage,
    overlay: Overlay,
    face: Typeface,
    language: Language,
    notes: Mapping[str, str],
) -> bytes:
    """Return the PNG of a page with its marks, its margin notes and its legend.

    Args:
        image: the page as shown.
        overlay: what to draw on it.
        face: the font of all labels.
        language: of findings' messages; labels are in both languages where there is room.
        notes: text chunks of the PNG.
    """
    canvas = Canvas(image, face)
    sheet = Sheet(canvas, image.width / overlay.width, image.height / overlay.height, language)
    _tints(sheet, overlay)
    _lines(sheet, overlay)
    _cells(sheet, overlay)
    _role_bars(sheet, overlay)
    for table in overlay.tables:
        _outline(sheet, table)
    _finding_frames(sheet, overlay)
    marks = [*_value_marks(sheet, overlay), *_prose_marks(sheet, overlay)]
    canvas.settle()
    for shape, rect, colour in marks:
        canvas.mark(shape, rect, colour)
    for table in overlay.tables:
        _tag(sheet, table)
        _row_numbers(sheet, table)
    draw_margins(sheet, overlay)
    return canvas.png(sheet.y * POINTS_PER_INCH, dict(notes))


def _tints(sheet: Sheet, overlay: Overlay) -> None:
    inset = -sheet.px(_CELL_INSET)
    for table in overlay.tables:
        for cell in table.cells:
            if cell.role is not None:
                tint = paled(colour_of("role", cell.role.value), 0.3)
                sheet.canvas.fill(inside(sheet.rect(cell.box, inset)), tint)
    for value in overlay.values:
        if value.status is Status.CONTRADICTED:
            tint = paled(colour_of("status", value.status.value), 0.18)
            sheet.canvas.fill(inside(sheet.rect(value.box, inset)), tint)


def _lines(sheet: Sheet, overlay: Overlay) -> None:
    width = sheet.px(_HAIR)
    for line in overlay.lines:
        rect = inside(sheet.rect(line.box, width))
        if line.is_furniture:
            _dashed(sheet.canvas, rect, colour_of("line", "furniture"), width)
        else:
            sheet.canvas.frame(rect, colour_of("line", "text"), width)


def _dashed(canvas: Canvas, rect: Rect, colour: str, width: int) -> None:
    left, top, right, bottom = rect
    canvas.dashes((left, top), (right, top), colour, width)
    canvas.dashes((left, bottom), (right, bottom), colour, width)
    canvas.dashes((left, top), (left, bottom), colour, width)
    canvas.dashes((right, top), (right, bottom), colour, width)


def _cells(sheet: Sheet, overlay: Overlay) -> None:
    width = sheet.px(_HAIR)
    for table in overlay.tables:
        for cell in table.cells:
            spans = cell.row_span > 1 or cell.column_span > 1
            colour = colour_of("cell", "spanning" if spans else "plain")
            rect = sheet.rect(cell.box, -sheet.px(_CELL_INSET))
            sheet.canvas.frame(rect, colour, 2 * width if spans else width)


def _role_bars(sheet: Sheet, overlay: Overlay) -> None:
    """Draw the role of each column over it: a bar with its words, a thin one without room."""
    for table in overlay.tables:
        tall = [_bar(sheet, table, column, _ROLE_BAR) for column in table.columns]
        is_free = all(sheet.canvas.is_blank(rect) for rect in tall)
        for column, rect in zip(table.columns, tall, strict=True):
            if column.role is None:
                if is_free:
                    _bar_words(sheet, column, rect, colour_of("line", "text"))
                continue
            colour = colour_of("role", column.role.value)
            if is_free:
                sheet.canvas.fill(rect, colour)
                _bar_words(sheet, column, rect, ink_on(colour))
                sheet.canvas.take(rect)
            else:
                sheet.canvas.fill(_bar(sheet, table, column, _THIN_BAR), colour)


def _bar(sheet: Sheet, table: TableMark, column: ColumnMark, height: float) -> Rect:
    bottom = round((table.box.top - _BAR_GAP) * sheet.y)
    left, right = round(column.x0 * sheet.x) + 1, round(column.x1 * sheet.x) - 1
    return left, bottom - sheet.px(height), max(left, right), bottom


def _bar_words(sheet: Sheet, column: ColumnMark, rect: Rect, ink: str) -> None:
    left, top, right, bottom = rect
    size = sheet.px(LABEL)
    face = sheet.canvas.face
    names = role_words(column.role, sheet) if column.role is not None else ()
    for words in (*names, ""):
        text = f"{column.number} {words}".strip()
        width = face.width(text, size)
        if width <= right - left - 2:
            place = (left + (right - left - width) // 2, top + (bottom - top - size) // 2 + 1)
            sheet.canvas.text(place, text, size, ink)
            return


def _value_marks(sheet: Sheet, overlay: Overlay) -> Iterator[tuple[Shape, Rect, str]]:
    """Give the mark of each value, in a blank corner of its cell.

    A cell without one gets a stripe in the status's colour under its left edge.
    """
    for value in overlay.values:
        colour = colour_of("status", value.status.value)
        cell = sheet.rect(value.box, -sheet.px(_CELL_INSET))
        place = _blank_corner(sheet, cell)
        if place is None:
            left, top, _, bottom = cell
            sheet.canvas.fill(inside((left, top, left + sheet.px(1.2), bottom)), colour)
            continue
        sheet.canvas.take(place)
        yield SHAPES[value.status], place, colour


def _blank_corner(sheet: Sheet, cell: Rect) -> Rect | None:
    """Return a blank square in a cell: a corner, else the middle of a side; ``None`` without."""
    left, top, right, bottom = cell
    pad, clear = sheet.px(1.2), sheet.px(1.6)
    for points in (_MARK, _SMALL_MARK):
        size = sheet.px(points)
        xs = (right - pad - size, left + pad)
        ys = (top + pad, bottom - pad - size, (top + bottom - size) // 2)
        for x, y in ((x, y) for y in ys for x in xs):
            if x < left or y < top or x + size > right or y + size > bottom:
                continue
            # Room around it keeps a tick from touching a digit.
            around = (
                max(left, x - clear),
                max(top, y - clear),
                min(right, x + size + clear),
                min(bottom, y + size + clear),
            )
            if sheet.canvas.is_blank(around):
                return x, y, x + size, y + size
    return None


def _prose_marks(sheet: Sheet, overlay: Overlay) -> Iterator[tuple[Shape, Rect, str]]:
    """Give the marks of the numbers of the prose, to the left of the line they begin in.

    They stand in the order of the numbers; those that the margin has no room for are left out.
    """
    size, gap = sheet.px(_MARK), sheet.px(1.2)
    for line in overlay.lines:
        left, top, _, bottom = sheet.rect(line.box)
        y = (top + bottom - size) // 2
        x = left - len(line.statuses) * (size + gap) - gap
        for status in line.statuses:
            rect = (x, y, x + size, y + size)
            if sheet.canvas.is_blank(rect):
                sheet.canvas.take(rect)
                yield SHAPES[status], rect, colour_of("status", status.value)
            x += size + gap


def _outline(sheet: Sheet, table: TableMark) -> None:
    """Draw a table's outer box; the side at which it goes on over the page end is dashed."""
    width = sheet.px(_TABLE_LINE)
    left, top, right, bottom = sheet.rect(table.box, width)
    colour, canvas = table_colour(table), sheet.canvas
    canvas.line([(left, top), (left, bottom)], colour, width)
    canvas.line([(right, top), (right, bottom)], colour, width)
    for y, goes_on in ((top, table.from_page), (bottom, table.to_page)):
        if goes_on is None:
            canvas.line([(left, y), (right, y)], colour, width)
        else:
            canvas.dashes((left, y), (right, y), colour, 2 * width)


def _tag(sheet: Sheet, table: TableMark) -> None:
    """Set a table's letter at a blank place by one of its corners."""
    canvas = sheet.canvas
    size, gap = sheet.px(_TAG), 2 * sheet.px(_TABLE_LINE)
    width = max(size, canvas.face.width(table.letter, sheet.px(LABEL)) + 2 * gap)
    left, top, right, bottom = sheet.rect(table.box, gap)
    for x, y in (
        (left - width, top),
        (right, top),
        (left - width, bottom - size),
        (right, bottom - size),
        (left, top - size),
        (left, bottom),
    ):
        rect = (x, y, x + width, y + size)
        if canvas.is_blank(rect):
            canvas.take(rect)
            put_letter(sheet, table, rect)
            return


def _row_numbers(sheet: Sheet, table: TableMark) -> None:
    """Write the numbers of the ranked rows to the left of the table, where the page is blank."""
    canvas, size = sheet.canvas, sheet.px(LABEL)
    edge = sheet.rect(table.box)[0] - 3 * sheet.px(_TABLE_LINE)
    for row in table.rows:
        text = str(row.number)
        width = canvas.face.width(text, size)
        y = round((row.top + row.bottom) / 2 * sheet.y) - size // 2
        rect = (edge - width, y, edge, y + size)
        if canvas.is_blank(rect):
            canvas.take(rect)
            canvas.text((edge - width, y), text, size, colour_of("line", "text"))


def _finding_frames(sheet: Sheet, overlay: Overlay) -> None:
    """Frame the place of each finding and lead from its lower edge to the right of the page.

    Findings come worst first; of several in one place the first has the frame. The frame of a
    whole table lies around the table's own.
    """
    width, hair = sheet.px(_FINDING_LINE), sheet.px(_HAIR)
    tables = {table.box for table in overlay.tables}
    seen: set[Box] = set()
    for finding in overlay.findings:
        if finding.box is None or finding.box in seen:
            continue
        seen.add(finding.box)
        out = width + (sheet.px(_TABLE_LINE) if finding.box in tables else 0)
        rect = sheet.rect(finding.box, out)
        colour = colour_of("severity", finding.severity)
        sheet.canvas.frame(rect, colour, width)
        y = sheet.leader(finding.box)
        sheet.canvas.line([(rect[2], y), (sheet.canvas.width, y)], colour, hair)
