"""The words of `tongbao show`: notes on the right of the page, the legend below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from pipeline.messages import told
from pipeline.picture.canvas import Rect
from pipeline.picture.marks import ColumnMark, FindingMark, Overlay, TableMark
from pipeline.picture.sheet import (
    LABEL,
    SHAPES,
    Sheet,
    colour_of,
    paled,
    put_letter,
    role_words,
    table_colour,
)
from schemas.findings import SEVERITIES
from schemas.notice import Role, Status, TotalRule
from schemas.places import Box
from schemas.vocabulary_files import vocabulary

# Sizes in points.
_NOTE: Final = 7.0
_LEADING: Final = 9.4
_MARGIN: Final = 190.0
_GAP: Final = 8.0
_SWATCH: Final = 7.0
_EDGE: Final = 2.0

_INK: Final = "#222222"
_SOFT: Final = "#666666"
_RULE: Final = "#BBBBBB"
_MOST_TITLE: Final = 60
# Findings with a note on one page; a page of nothing but unreadable cells has thousands.
_MOST_FINDINGS: Final = 60
# Latin words (long ones in parts), numbers and blanks stay whole; a Chinese character may end a
# line, and takes the marks with it that may not begin one.
_PIECE: Final = re.compile(r"[!-~]{1,30}| +|.[，。、；：！？）》〉”’]*")

Piece = tuple[str | None, str]
"""A swatch's colour (``None`` for words alone) and the words after it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside the page: about the height ``at`` in pixels; ``table`` puts its letter first.

    A note about no place on the page (``at`` is ``None``) comes after all others. ``lines`` are set
    one below the other, each broken where the margin ends; ``pieces`` follow side by side.
    """

    at: int | None
    colour: str
    head: str
    lines: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    table: TableMark | None = None
    has_leader: bool = False


def draw_margins(sheet: Sheet, overlay: Overlay) -> None:
    """Add the notes and the legend to a page that has all its marks.

    Without anything to note there is no right margin. Notes stand at the height of what they are
    about, or below the one before; the picture grows when they need more room than the page has.
    """
    page_width, page_height = sheet.canvas.width, sheet.canvas.height
    notes = sorted(
        _notes(sheet, overlay), key=lambda note: page_height if note.at is None else note.at
    )
    tops, top = [], sheet.px(_GAP) // 2
    for note in notes:
        top = max(top, note.at or 0)
        tops.append(top)
        top += _note(sheet, note, (0, 0), None) + sheet.px(_GAP) // 2
    margin = sheet.px(_MARGIN) if notes else 0
    width = page_width + margin
    floor = max(page_height, top)
    height = _legend(sheet, overlay, (0, 0, width), None)
    sheet.canvas.extend(margin, floor - page_height + height)
    pen = _Pen(sheet)
    if notes:
        edge = sheet.px(0.5)
        sheet.canvas.line([(page_width, 0), (page_width, floor)], _RULE, edge)
    for note, y in zip(notes, tops, strict=True):
        place = (page_width + sheet.px(_GAP), y)
        if note.has_leader and note.at is not None:
            line = [(page_width, note.at), place]
            sheet.canvas.line(line, note.colour, sheet.px(0.5))
        _note(sheet, note, place, pen)
    sheet.canvas.line([(0, floor), (width, floor)], _RULE, sheet.px(0.5))
    _legend(sheet, overlay, (0, floor, width), pen)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws what has been measured; where there is none, text is measured only."""

    sheet: Sheet

    def text(self, place: tuple[int, int], text: str, colour: str) -> None:
        self.sheet.canvas.text(place, text, self.sheet.px(_NOTE), colour)

    def swatch(self, place: tuple[int, int], colour: str) -> None:
        x, y = place
        size = self.sheet.px(_SWATCH)
        self.sheet.canvas.fill((x, y, x + size, y + size), colour)


def _words(sheet: Sheet, key: str, **params: object) -> str:
    """Return words of ``drawing.toml``, in both languages where Chinese can be written."""
    entry = vocabulary("drawing")["words"][key]
    return _both(sheet, {name: entry[name].format(**params) for name in ("zh", "en")})


def _both(sheet: Sheet, entry: dict[str, Any]) -> str:
    return f"{entry['zh']} {entry['en']}" if sheet.canvas.face.has_chinese else str(entry["en"])


def _notes(sheet: Sheet, overlay: Overlay) -> Iterator[Note]:
    for table in overlay.tables:
        yield _table_note(sheet, table)
        if table.to_page is not None:
            yield Note(
                at=round(table.box.bottom * sheet.y) - sheet.px(_LEADING),
                colour=table_colour(table),
                head=_words(sheet, "to_page", page=table.to_page),
                table=table,
            )
    seen: set[Box] = set()
    for finding in overlay.findings[:_MOST_FINDINGS]:
        is_first = finding.box is not None and finding.box not in seen
        yield _finding_note(sheet, finding, has_leader=is_first)
        if finding.box is not None:
            seen.add(finding.box)
    more = len(overlay.findings) - _MOST_FINDINGS
    if more > 0:
        yield Note(at=None, colour=_SOFT, head=_words(sheet, "more", count=more))


def _table_note(sheet: Sheet, table: TableMark) -> Note:
    size = _words(sheet, "size", rows=table.n_rows, columns=table.n_columns)
    lines: list[str] = []
    head = size
    if table.from_page is not None:
        joined = _words(sheet, "from_page", page=table.from_page)
        proof = table.proof and _both(sheet, {"zh": table.proof_zh or "", "en": table.proof})
        lines.append(f"{joined} ({proof})" if proof else joined)
    meaning = table.meaning
    if meaning is not None:
        first, last = meaning.numbers[0], meaning.numbers[-1]
        numbers = str(first) if first == last else f"{first}–{last}"
        head = _words(sheet, "table", numbers=numbers)
        lines.append(size)
        if meaning.title:
            lines.insert(0, shorten(meaning.title, _MOST_TITLE))
        if not meaning.is_ranking:
            lines.append(_words(sheet, "not_ranking"))
        elif meaning.rule is TotalRule.NONE:
            lines.append(_words(sheet, "no_rule"))
        else:
            said = {"rule": meaning.rule.value, "confirmed": meaning.confirmed}
            lines.append(_words(sheet, "rule", ranked=meaning.ranked, **said))
    return Note(
        at=round(table.box.top * sheet.y),
        colour=table_colour(table),
        head=head,
        lines=tuple(lines),
        pieces=tuple(_role_pieces(sheet, table.columns)),
        table=table,
    )


def shorten(text: str, most: int) -> str:
    """Return a text of at most ``most`` characters, with a mark where it was cut.

    >>> shorten("排名表", 3), shorten("成绩排名表", 3)
    ('排名表', '成绩…')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _role_pieces(sheet: Sheet, columns: Sequence[ColumnMark]) -> Iterator[Piece]:
    """Give the roles of the columns, neighbours of one role together: ``3–6 得分 score``."""
    for role, group in groupby(columns, key=lambda column: column.role):
        if role is None:
            continue
        numbers = [column.number for column in group]
        first, last = numbers[0], numbers[-1]
        span = str(first) if first == last else f"{first}–{last}"
        yield colour_of("role", role.value), f"{span} {role_words(role, sheet)[0]}"


def _finding_note(sheet: Sheet, finding: FindingMark, *, has_leader: bool) -> Note:
    severity = _both(sheet, vocabulary("drawing")["severity"][finding.severity])
    lines = [told(finding, "message", sheet.language if sheet.canvas.face.has_chinese else "en")]
    if finding.box is None:
        lines.append(f"({_words(sheet, 'no_place')})")
    return Note(
        at=None if finding.box is None else sheet.leader(finding.box),
        colour=colour_of("severity", finding.severity),
        head=f"{finding.rule} {severity}",
        lines=tuple(lines),
        has_leader=has_leader,
    )


def _note(sheet: Sheet, note: Note, place: tuple[int, int], pen: _Pen | None) -> int:
    """Measure a note, with a pen draw it too; return its height in pixels."""
    left, top = place
    leading, indent = sheet.px(_LEADING), sheet.px(_EDGE) * 3
    width = sheet.px(_MARGIN - 2 * _GAP) - indent
    x, y = left + indent, top
    letter = 0
    if note.table is not None:
        face = sheet.canvas.face
        letter = face.width(note.table.letter, sheet.px(_NOTE)) + 3 * sheet.px(_EDGE)
        if pen:
            put_letter(sheet, note.table, (x, y, x + letter, y + leading - 2))
        letter += sheet.px(_EDGE)
    for place_in_note, line in enumerate([note.head, *note.lines]):
        shift = letter if place_in_note == 0 else 0
        for part in _broken(sheet, line, width - shift):
            if pen:
                pen.text((x + shift, y), part, note.colour if place_in_note == 0 else _INK)
            y += leading
    if note.pieces:
        y = _flow(sheet, note.pieces, (x, y, x + width), pen)
    if pen:
        bar: Rect = (left, top, left + sheet.px(_EDGE), max(top, y - 2))
        sheet.canvas.fill(bar, note.colour)
    return y - top


def _broken(sheet: Sheet, text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` pixels."""
    measure, size = sheet.canvas.face.width, sheet.px(_NOTE)
    lines = [""]
    for match in _PIECE.finditer(text.replace("\n", " ")):
        piece = match.group()
        if lines[-1] and measure(lines[-1] + piece.rstrip(), size) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return lines


def _flow(
    sheet: Sheet, pieces: Sequence[Piece], area: tuple[int, int, int], pen: _Pen | None
) -> int:
    """Set swatches with their words one after the other; return the height reached."""
    left, y, right = area
    x, leading, gap = left, sheet.px(_LEADING), sheet.px(_GAP) // 2
    swatch = sheet.px(_SWATCH)
    for colour, words in pieces:
        width = swatch + gap + sheet.canvas.face.width(words, sheet.px(_NOTE)) + 2 * gap
        if x > left and x + width > right:
            x, y = left, y + leading
        if pen:
            if colour is not None:
                pen.swatch((x, y + 1), colour)
            pen.text((x + swatch + gap, y), words, _INK)
        x += width
    return y + leading


Sign = Callable[[Rect], None]
"""Draws what an entry of the legend explains into a small rectangle."""


def _legend(sheet: Sheet, overlay: Overlay, area: tuple[int, int, int], pen: _Pen | None) -> int:
    """Measure the legend, with a pen draw it too; return its height in pixels."""
    left, top, right = area
    gap, leading = sheet.px(_GAP), round(sheet.px(_LEADING) * 1.35)
    size, half = sheet.px(_SWATCH), sheet.px(_GAP) // 2
    x, y = left + gap, top + gap
    page = _words(sheet, "page", number=overlay.number, count=overlay.page_count)
    if pen:
        pen.text((x, y), f"{overlay.source}  {page}", _SOFT)
    y += leading
    for words, sign in _entries(sheet, overlay):
        width = 2 * size + half + sheet.canvas.face.width(words, sheet.px(_NOTE)) + gap
        if x > left + gap and x + width > right:
            x, y = left + gap, y + leading
        if pen:
            sign((x, y, x + 2 * size, y + size))
            pen.text((x + 2 * size + half, y), words, _INK)
        x += width
    return y + leading + half - top


def _entries(sheet: Sheet, overlay: Overlay) -> Iterator[tuple[str, Sign]]:
    """Give the words and the sign of everything that occurs on the page."""
    yield from _printed_entries(sheet, overlay)
    words = vocabulary("drawing")
    values = {value.status for value in overlay.values}
    values |= {status for line in overlay.lines for status in line.statuses}
    for status in Status:
        if status in values:
            yield _both(sheet, words["status"][status.value]), _mark_sign(sheet, status)
    severities = {finding.severity for finding in overlay.findings}
    for severity in SEVERITIES:
        if severity in severities:
            colour = colour_of("severity", severity)
            label = _both(sheet, words["severity"][severity])
            yield label, _frame_sign(sheet, colour, sheet.px(1.4))
    if any(line.statuses for line in overlay.lines):
        yield _words(sheet, "prose"), _prose_sign(sheet)
    roles = {column.role for table in overlay.tables for column in table.columns}
    if None in roles:
        yield _words(sheet, "numbers"), _text_sign(sheet, "0 1")
    for role in Role:
        if role in roles:
            yield role_words(role, sheet)[0], _fill_sign(sheet, colour_of("role", role.value))


def _printed_entries(sheet: Sheet, overlay: Overlay) -> Iterator[tuple[str, Sign]]:
    words, hair = vocabulary("drawing"), sheet.px(0.5)
    if any(not line.is_furniture for line in overlay.lines):
        sign = _frame_sign(sheet, colour_of("line", "text"), hair)
        yield _both(sheet, words["line"]["text"]), sign
    if any(line.is_furniture for line in overlay.lines):
        yield _both(sheet, words["line"]["furniture"]), _dashed_sign(sheet)
    if overlay.tables:
        table = table_colour(overlay.tables[0])
        yield _both(sheet, words["table"]), _frame_sign(sheet, table, sheet.px(1.2))
        plain = colour_of("cell", "plain")
        yield _both(sheet, words["cell"]["plain"]), _frame_sign(sheet, plain, hair)
    cells = [cell for table in overlay.tables for cell in table.cells]
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in cells):
        spanning = colour_of("cell", "spanning")
        yield _both(sheet, words["cell"]["spanning"]), _frame_sign(sheet, spanning, 2 * hair)


def _frame_sign(sheet: Sheet, colour: str, width: int) -> Sign:
    return lambda rect: sheet.canvas.frame(rect, colour, width)


def _fill_sign(sheet: Sheet, colour: str) -> Sign:
    return lambda rect: sheet.canvas.fill(rect, colour)


def _dashed_sign(sheet: Sheet) -> Sign:
    def draw(rect: Rect) -> None:
        left, top, right, bottom = rect
        colour, width = colour_of("line", "furniture"), sheet.px(0.5)
        sheet.canvas.dashes((left, top), (right, top), colour, width)
        sheet.canvas.dashes((left, bottom), (right, bottom), colour, width)

    return draw


def _mark_sign(sheet: Sheet, status: Status) -> Sign:
    def draw(rect: Rect) -> None:
        left, top, right, bottom = rect
        colour = colour_of("status", status.value)
        if status is Status.CONTRADICTED:
            sheet.canvas.fill(rect, paled(colour, 0.18))
        middle, half = (left + right) // 2, (bottom - top) // 2
        square = (middle - half, top, middle - half + (bottom - top), bottom)
        sheet.canvas.mark(SHAPES[status], square, colour)

    return draw


def _prose_sign(sheet: Sheet) -> Sign:
    """Draw a ring before the edge of a line's box."""

    def draw(rect: Rect) -> None:
        left, top, right, bottom = rect
        size = bottom - top
        colour = colour_of("status", Status.UNCHECKED.value)
        sheet.canvas.mark("ring", (left, top, left + size, bottom), colour)
        edge = left + size + sheet.px(1.2)
        box = (edge, top, max(edge, right), bottom)
        sheet.canvas.frame(box, colour_of("line", "text"), sheet.px(0.5))

    return draw


def _text_sign(sheet: Sheet, text: str) -> Sign:
    place = sheet.px(1.0)
    return lambda rect: sheet.canvas.text(
        (rect[0] + place, rect[1] + place), text, sheet.px(LABEL), colour_of("line", "text")
    )
