"""reportlab: the geometry of a table, its rules in many manners, and the text of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.colors import Color, black, red

from benchmarks.tables.content import GROUP, HEAD, REMARK, SCORE, TOTAL, UNIT, Cell, Grid
from benchmarks.tables.difficulties import Look
from benchmarks.tables.producers.canvas_page import Sheet, broken, width_of

LEADING = 1.25
_FILL = Color(0.9, 0.93, 0.97)
_HEAD_FILL = Color(0.78, 0.85, 0.94)
_MARK_SIZE, _MARK_RISE = 0.6, 0.35
# How far apart the two strokes of a double rule are, how short a segment ends, and so on (points).
_DOUBLE, _SHORT, _THIN, _FAKE_STEP = 1.4, 0.8, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a unit cell: ``at`` across, from ``start`` to ``end`` along, from the top left.

    ``level`` counts the rules of its direction from 0, ``last`` is the number of the last one.
    """

    horizontal: bool
    at: float
    start: float
    end: float
    level: int
    last: int

    @property
    def is_outer(self) -> bool:
        """Whether the side belongs to the frame."""
        return self.level in (0, self.last)


class Drawn:
    """A grid with its measures: ``xs`` and ``ys`` are the rules' places, from the top left."""

    def __init__(
        self,
        grid: Grid,
        look: Look,
        font: str,
        room: float,
        difficulty: str,
        widths: list[float] | None = None,
    ) -> None:
        """Measure a grid; ``widths`` are those of the whole table when ``grid`` is a part of it."""
        self.grid, self.look, self.font = grid, look, font
        self.difficulty = difficulty
        self.size = look.size
        self.widths = widths or self._widths(room)
        self.xs = _running(self.widths)
        self.lines = {id(cell): self._lines(cell) for cell in grid.cells}
        self.heights = self._heights()
        self.ys = _running(self.heights)

    @property
    def turned_heads(self) -> bool:
        """Whether the indicators' names are written upwards."""
        return self.difficulty == "sideways_header"

    # --------------------------------------------------------------- measures
    def _widths(self, room: float) -> list[float]:
        """Share the room: names as wide as they need, groups narrow, scores what is left."""
        wide = [self._least(column, kind) for column, kind in enumerate(self.grid.kinds())]
        spare = room - sum(wide)
        figures = [i for i, kind in enumerate(self.grid.kinds()) if kind in (SCORE, TOTAL)]
        most = self.size * 7 if self.look.fills_width else self.size * 4.5
        share = min(spare / len(figures), most - wide[figures[0]]) if figures else 0
        for column in figures:
            wide[column] += max(share, 0)
        spare = room - sum(wide)
        if self.look.fills_width and spare > 0:
            wide[self.grid.kinds().index(UNIT)] += min(spare, 60)
        return wide

    def _least(self, column: int, kind: str) -> float:
        pad = 2 * self.look.pad
        if kind == GROUP:
            return self.size * (1 if self.difficulty == "vertical" else 2) + pad + 4
        if kind == UNIT:
            body = [c for c in self.grid.cells if c.column == column and c.kind == UNIT]
            longest = max(width_of(c.text, self.font, self.size) for c in body)
            longest += self.size * 1.8 if any(c.mark for c in body) else 0
            return min(longest, self.size * 9) + pad
        if kind == REMARK:
            return self.size * 4 + pad
        if kind in (SCORE, TOTAL):
            return self.size * (2.6 if self.turned_heads else 3.2) + pad
        return self.size * 2.2 + pad

    def _room(self, cell: Cell) -> float:
        across = self.widths[cell.column : cell.column + cell.column_span]
        return sum(across) - 2 * self.look.pad

    def is_turned(self, cell: Cell) -> bool:
        """Whether the cell's text is written upwards."""
        figures = self.grid.kinds()[cell.column] in (SCORE, TOTAL)
        return self.turned_heads and cell.kind == HEAD and figures

    def _lines(self, cell: Cell) -> list[str]:
        if cell.kind == GROUP and self.difficulty == "vertical":
            return list(cell.text)
        if self.is_turned(cell):
            return [part for part in _at_bracket(cell.text) if part]
        room = self._room(cell)
        if cell.kind == HEAD:
            lines = []
            for part in _at_bracket(cell.text):
                lines += broken(part, self.font, self.size, room)
            whole = broken(cell.text, self.font, self.size, room)
            return whole if len(whole) == 1 else [line for line in lines if line]
        return broken(cell.text, self.font, self.size, room) if cell.text else []

    def _heights(self) -> list[float]:
        heights = [self.look.row_height] * self.grid.n_rows
        for cell in self.grid.cells:
            if cell.row_span == 1:
                heights[cell.row] = max(heights[cell.row], self._need(cell))
        for cell in self.grid.cells:
            have = sum(heights[cell.row : cell.row + cell.row_span])
            heights[cell.row + cell.row_span - 1] += max(0.0, self._need(cell) - have)
        return heights

    def _need(self, cell: Cell) -> float:
        if self.is_turned(cell):
            longest = max(width_of(t, self.font, self.size) for t in self.lines[id(cell)])
            return longest + 2 * self.look.pad + 2
        return len(self.lines[id(cell)]) * self.size * LEADING + 6

    @property
    def height(self) -> float:
        """The table's height."""
        return self.ys[-1]

    @property
    def width(self) -> float:
        """The table's width."""
        return self.xs[-1]

    # ------------------------------------------------------------------ rules
    def sides(self) -> Iterator[Side]:
        """Give every side of a unit cell that is not inside a merged cell."""
        owners, rows, columns = self.grid.owners(), self.grid.n_rows, self.grid.n_columns
        for level in range(rows + 1):
            for c in range(columns):
                if owners.get((level - 1, c)) is not owners.get((level, c)):
                    yield Side(True, self.ys[level], self.xs[c], self.xs[c + 1], level, rows)
        for level in range(columns + 1):
            for r in range(rows):
                if owners.get((r, level - 1)) is not owners.get((r, level)):
                    yield Side(False, self.xs[level], self.ys[r], self.ys[r + 1], level, columns)


def _running(steps: list[float]) -> list[float]:
    places = [0.0]
    for step in steps:
        places.append(places[-1] + step)
    return places


def _at_bracket(text: str) -> list[str]:
    """Part a header before its maximum."""
    for bracket in "(（":
        name, found, rest = text.partition(bracket)
        if found:
            return [name, found + rest]
    return [text]


def joined(sides: Iterator[Side]) -> Iterator[Side]:
    """Join the sides that continue one another into rules as long as they go."""
    current: Side | None = None
    for side in sides:
        if (
            current
            and (side.horizontal, side.level) == (current.horizontal, current.level)
            and abs(side.start - current.end) < 0.01
        ):
            current = Side(side.horizontal, side.at, current.start, side.end, side.level, side.last)
            continue
        if current:
            yield current
        current = side
    if current:
        yield current


def is_drawn(side: Side, difficulty: str, header_rows: int) -> bool:
    """Say whether a table of this difficulty has the side at all."""
    if difficulty in ("borderless", "zebra"):
        return False
    if difficulty == "open":
        return side.horizontal or not side.is_outer
    if difficulty == "nobottom":
        return not (side.horizontal and side.level == side.last)
    if difficulty == "hlines":
        return side.horizontal
    if difficulty == "three":
        return side.horizontal and (side.is_outer or side.level == header_rows)
    return True


class Pen:
    """Draws a measured grid on a sheet with its top left corner at (``x``, ``top``)."""

    def __init__(self, sheet: Sheet, drawn: Drawn, x: float, top: float) -> None:
        self.sheet, self.drawn, self.x, self.top = sheet, drawn, x, top
        self.difficulty, self.look = drawn.difficulty, drawn.look

    def draw(self) -> None:
        """Draw fills, rules and text, in this order."""
        self._fills()
        self._rules()
        for cell in self.drawn.grid.cells:
            self._text(cell)

    # ------------------------------------------------------------------ fills
    def _fills(self) -> None:
        grid, ys = self.drawn.grid, self.drawn.ys
        if self.difficulty == "zebra":
            for row in range(self.look.variant % 2, grid.n_rows, 2):
                self._rectangle(0, ys[row], self.drawn.width, ys[row + 1], _FILL)
        if self.difficulty == "colourcells":
            for cell in grid.cells:
                if cell.kind == HEAD:
                    self._rectangle(*self._box(cell), _HEAD_FILL)

    def _box(self, cell: Cell) -> tuple[float, float, float, float]:
        xs, ys = self.drawn.xs, self.drawn.ys
        right, bottom = cell.column + cell.column_span, cell.row + cell.row_span
        return xs[cell.column], ys[cell.row], xs[right], ys[bottom]

    def _rectangle(self, x0: float, top: float, x1: float, bottom: float, colour: Color) -> None:
        canvas = self.sheet.canvas
        canvas.setFillColor(colour)
        low = self.sheet.up(self.top + bottom)
        canvas.rect(self.x + x0, low, x1 - x0, bottom - top, stroke=0, fill=1)
        canvas.setFillColor(black)

    # ------------------------------------------------------------------ rules
    def _rules(self) -> None:
        canvas, header = self.sheet.canvas, self.drawn.grid.header_rows
        canvas.saveState()
        canvas.setStrokeColor(black)
        canvas.setLineWidth(self.look.rule)
        if self.difficulty == "dashed":
            canvas.setDash(2, 2)
        if self._is_full() and self.look.pen == "box":
            self._boxes()
        else:
            sides = self.drawn.sides()
            for side in joined(sides) if self._joins() else sides:
                if is_drawn(side, self.difficulty, header):
                    self._rule(side)
        canvas.restoreState()

    def _is_full(self) -> bool:
        special = ("rects", "segments", "double", "open", "nobottom", "hlines", "three")
        return self.difficulty not in (*special, "zebra", "borderless", "dashed")

    def _joins(self) -> bool:
        return self.look.pen == "joined" and self.difficulty != "segments"

    def _boxes(self) -> None:
        for cell in self.drawn.grid.cells:
            x0, top, x1, bottom = self._box(cell)
            low = self.sheet.up(self.top + bottom)
            self.sheet.canvas.rect(self.x + x0, low, x1 - x0, bottom - top)

    def _rule(self, side: Side) -> None:
        if self.difficulty == "rects":
            self._thin(side)
        elif self.difficulty == "double":
            for shift in (-_DOUBLE / 2, _DOUBLE / 2):
                self._stroke(side, side.at + shift)
        elif self.difficulty == "segments":
            shorter = Side(
                side.horizontal,
                side.at,
                side.start + _SHORT,
                side.end - _SHORT,
                side.level,
                side.last,
            )
            self._stroke(shorter, side.at)
        else:
            if self.difficulty == "three":
                self.sheet.canvas.setLineWidth(1.2 if side.is_outer else 0.6)
            self._stroke(side, side.at)

    def _stroke(self, side: Side, at: float) -> None:
        line, up = self.sheet.canvas.line, self.sheet.up
        if side.horizontal:
            y = up(self.top + at)
            line(self.x + side.start, y, self.x + side.end, y)
        else:
            x = self.x + at
            line(x, up(self.top + side.start), x, up(self.top + side.end))

    def _thin(self, side: Side) -> None:
        half = _THIN / 2
        start, end = side.start - half, side.end + half
        if side.horizontal:
            self._rectangle(start, side.at - half, end, side.at + half, black)
        else:
            self._rectangle(side.at - half, start, side.at + half, end, black)

    # ------------------------------------------------------------------- text
    def _text(self, cell: Cell) -> None:
        lines = self.drawn.lines[id(cell)]
        self.sheet.canvas.setFillColor(red if cell.is_red else black)
        if self.drawn.is_turned(cell):
            self._upwards(cell, lines)
            return
        x0, top, x1, bottom = self._box(cell)
        size = self.drawn.size
        pitch = size * LEADING
        baseline = (top + bottom - len(lines) * pitch) / 2 + size
        for number, line in enumerate(lines):
            mark = cell.mark if number == len(lines) - 1 else ""
            wide = width_of(line, self.drawn.font, size) + self._mark_width(mark)
            x = self._aligned(cell, x0, x1, wide)
            self._line(cell, line, x, baseline + number * pitch)
            if mark:
                end = self.x + x + width_of(line, self.drawn.font, size)
                rise = baseline + number * pitch - size * _MARK_RISE
                self.sheet.put(mark, end, self.top + rise, size * _MARK_SIZE)
        self.sheet.canvas.setFillColor(black)

    def _mark_width(self, mark: str) -> float:
        return width_of(mark, self.drawn.font, self.drawn.size * _MARK_SIZE)

    def _aligned(self, cell: Cell, x0: float, x1: float, wide: float) -> float:
        align = "center"
        if cell.kind in (UNIT, REMARK):
            align = self.look.unit_align
        elif cell.kind in (SCORE, TOTAL):
            align = self.look.number_align
        pad = self.look.pad
        return {"left": x0 + pad, "center": (x0 + x1 - wide) / 2, "right": x1 - pad - wide}[align]

    def _line(self, cell: Cell, line: str, x: float, baseline: float) -> None:
        times = {"fakebold": 2, "fakebold4": 4}.get(self.difficulty, 1) if cell.kind == HEAD else 1
        for step in range(times):
            left = self.x + x + step * _FAKE_STEP
            self.sheet.put(line, left, self.top + baseline, self.drawn.size)

    def _upwards(self, cell: Cell, lines: list[str]) -> None:
        x0, top, x1, bottom = self._box(cell)
        canvas, size = self.sheet.canvas, self.drawn.size
        pitch = size * 1.1
        first = (x0 + x1 - len(lines) * pitch) / 2 + size * 0.9
        canvas.setFont(self.drawn.font, size)
        for number, line in enumerate(lines):
            wide = width_of(line, self.drawn.font, size)
            canvas.saveState()
            middle = (top + bottom + wide) / 2
            canvas.translate(self.x + first + number * pitch, self.sheet.up(self.top + middle))
            canvas.rotate(90)
            canvas.drawString(0, 0, line)
            canvas.restoreState()
