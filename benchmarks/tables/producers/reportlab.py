"""Draws a notice with reportlab, every rule and every line of text placed by this program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.tables.content import UNIT, Cell, Grid, Notice, Placed, map_cells, words
from benchmarks.tables.difficulties import EXTRA, HARD, SIDEWAYS, Look
from benchmarks.tables.producers import canvas_marks as marks
from benchmarks.tables.producers.canvas_grid import Drawn, Pen
from benchmarks.tables.producers.canvas_page import Sheet
from benchmarks.tables.producers.predefined_fonts import predefined

DRAWS = (*HARD, *EXTRA)


class _Setter:
    """Sets one notice and keeps what went on which page."""

    def __init__(self, notice: Notice, difficulty: str, look: Look, path: Path, font: str) -> None:
        self.notice, self.difficulty, self.look = notice, difficulty, look
        self.sheet = Sheet(path, font, look.prose_size, landscape=look.landscape)
        self.sheet.numbers_upright = look.variant % 2 == 1
        self.chance = Random(notice.title + notice.issued_on)
        self.placed: list[Placed] = []

    def set(self) -> list[Placed]:
        """Set the notice and give the parts of its tables by page."""
        if self.difficulty == "twocolumns_prose":
            self._two_columns()
        else:
            self._front()
            for number, grid in enumerate(self.notice.grids):
                self._table(number, grid)
            self._back()
        self.sheet.close()
        return self.placed

    # ------------------------------------------------------------------ prose
    def _front(self) -> None:
        notice, sheet = self.notice, self.sheet
        self._watermark()
        if notice.letterhead:
            marks.letterhead(sheet, notice.letterhead)
            marks.double_rule(sheet)
        sheet.title(notice.title)
        self._catalogue()
        sheet.paragraphs(notice.before)
        for number, item in enumerate(notice.numbered, 1):
            sheet.paragraph(f"{number}.{item}")
        if self.difficulty == "prosebox":
            self._contact_box()

    def _contact_box(self) -> None:
        who = self.chance.choice(words()["people"])
        phone = f"0{self.chance.randint(711, 799)}-{self.chance.randint(3000000, 8999999)}"
        marks.contact_box(
            self.sheet, [f"联系人：{who}　　电话：{phone}", "邮箱：bangongshi@example.cn"]
        )

    def _watermark(self) -> None:
        if self.difficulty == "watermark":
            marks.watermark(self.sheet, words()["watermarks"][self.look.variant % 5])

    def _catalogue(self) -> None:
        """Set a table of contents with leaders, which is no table."""
        sheet = self.sheet
        for number, (entry, page) in enumerate(self.notice.catalogue, 1):
            left, right = f"{number}.{entry}", str(page)
            dots = int((sheet.right - sheet.left) / sheet.size - len(left + right)) * 2
            sheet.line(left + "." * max(dots, 3) + right)
        if self.notice.catalogue:
            self._turn()

    def _back(self) -> None:
        notice, sheet = self.notice, self.sheet
        if sheet.sideways:
            self._turn()
        elif self.notice.grids and sheet.room() > 40:
            sheet.y += 8
        sheet.paragraphs(notice.after)
        if sheet.room() < 4 * sheet.size:
            self._turn()
        sheet.line(notice.issuer, align="right", indent=sheet.size)
        sheet.line(notice.issued_on, align="right", indent=2 * sheet.size)

    def _two_columns(self) -> None:
        """Set the prose in two columns, as a newsletter does."""
        sheet, notice = self.sheet, self.notice
        sheet.title(notice.title)
        top, left, right = sheet.y, sheet.left, sheet.right
        middle, gap = (left + right) / 2, 14.0
        rest = [*notice.before, *notice.numbered, *notice.after]
        sheet.size = min(sheet.size, 11)
        for x0, x1 in ((left, middle - gap), (middle + gap, right)):
            sheet.y, sheet.left, sheet.right = top, x0, x1
            while rest and sheet.room() > 9 * sheet.size * 1.6:
                sheet.paragraph(rest.pop(0))

    def _turn(self, *, sideways: bool = False) -> None:
        rotation = 90 if sideways and self.difficulty == "rotpage" else 0
        self.sheet.turn(sideways=sideways, rotation=rotation)
        self._watermark()

    # ----------------------------------------------------------------- tables
    def _table(self, number: int, grid: Grid) -> None:
        if self.look.annex and number == 0:
            self._turn(sideways=self.difficulty in SIDEWAYS)
            self.sheet.line("附件")
            self.sheet.title(
                self.notice.title.removeprefix("关于").removesuffix("的通报") + "表", 15
            )
        if self.notice.headings[number]:
            self.sheet.paragraph(self.notice.headings[number])
        if self.difficulty in ("multipage", "cellcut"):
            self._over_pages(grid)
            return
        drawn = self._fitted(grid)
        caption = self.notice.caption if number == 0 else ""
        if self.sheet.room() < drawn.height + 24:
            self._turn(sideways=self.sheet.sideways)
        if caption:
            self.sheet.line(caption, self.look.size, "right")
        self._place(drawn)
        if self.notice.note and number == 0:
            self.sheet.y += 2
            self.sheet.line(self.notice.note, self.look.size)
        self.sheet.y += 10

    def _fitted(self, grid: Grid) -> Drawn:
        """Measure the table; rows are set closer when it is higher than a page."""
        look = self.look
        room = self.sheet.right - self.sheet.left
        # What the heading, the caption and the sheet's margins leave of a page.
        highest = self.sheet.height - 176 - (50 if look.annex else 0)
        drawn = Drawn(grid, look, self.sheet.font, room, self.difficulty)
        while drawn.height > highest or drawn.width > room + 1:
            look = replace(look, row_height=look.row_height * 0.92, size=look.size * 0.96)
            drawn = Drawn(grid, look, self.sheet.font, room, self.difficulty)
        return drawn

    def _place(self, drawn: Drawn) -> None:
        sheet = self.sheet
        x = sheet.left + (sheet.right - sheet.left - drawn.width) / 2
        Pen(sheet, drawn, x, sheet.y).draw()
        self.placed.append((sheet.page, drawn.grid))
        if self.difficulty == "seal":
            self._seal(x, drawn)
        sheet.y += drawn.height

    def _seal(self, x: float, drawn: Drawn) -> None:
        """Put the seal over cells, at the lower right or in the middle."""
        share = self.chance.uniform(0.45, 0.8)
        down = self.chance.uniform(0.5, 0.85)
        centre = (x + drawn.width * share, self.sheet.y + drawn.height * down)
        marks.seal(self.sheet, self.notice.issuer, *centre)

    def _over_pages(self, grid: Grid) -> None:
        """Draw as many rows as fit on each page, every page with the same columns."""
        room = self.sheet.right - self.sheet.left
        widths = Drawn(grid, self.look, self.sheet.font, room, self.difficulty).widths
        rest, is_first = grid, True
        while rest.n_rows > rest.header_rows:
            header = is_first or self.look.repeat_header
            count = self._rows_that_fit(rest, widths, header=header)
            if is_first and count < 3:
                self._turn()
                continue
            body = rest.n_rows - rest.header_rows
            shown = rest.part(0, count, header=header)
            rest = rest.part(count, body, header=True)
            if self.difficulty == "cellcut" and count < body:
                shown, rest = self._cut(shown, rest, widths)
            self._place(self._measured(shown, widths))
            is_first = False
            if rest.n_rows > rest.header_rows:
                self._turn()
        self.sheet.y += 10

    def _measured(self, grid: Grid, widths: list[float]) -> Drawn:
        return Drawn(grid, self.look, self.sheet.font, 0.0, self.difficulty, widths)

    def _rows_that_fit(self, grid: Grid, widths: list[float], *, header: bool) -> int:
        drawn = self._measured(grid.part(0, grid.n_rows - grid.header_rows, header=header), widths)
        heads = grid.header_rows if header else 0
        return sum(1 for y in drawn.ys[heads + 1 :] if y <= self.sheet.room())

    def _cut(self, shown: Grid, rest: Grid, widths: list[float]) -> tuple[Grid, Grid]:
        """Let the page break cut the last row shown: its name's first line here, the others there.

        The figures stay with the first line; the row's second part has the rest of the name only.
        """
        last = shown.n_rows - 1
        drawn = self._measured(shown, widths)
        unit = next(c for c in shown.cells if c.row == last and c.kind == UNIT)
        lines = drawn.lines[id(unit)]
        head, tail = lines[0], "".join(lines[1:])

        def shorten(cell: Cell) -> Cell:
            return replace(cell, text=head) if cell is unit else cell

        row = rest.header_rows
        moved = [replace(c, row=c.row + 1) if c.row >= row else c for c in rest.cells]
        moved += [
            replace(c, row=row, text=tail if c is unit else "")
            for c in shown.cells
            if c.row == last
        ]
        longer = Grid(tuple(moved), rest.n_rows + 1, rest.n_columns, rest.header_rows)
        return map_cells(shown, shorten), longer


def draw(notice: Notice, difficulty: str, look: Look, path: Path, font: str) -> list[Placed]:
    """Draw a notice.

    Args:
        notice: what to draw.
        difficulty: one of `DRAWS`.
        look: how to set it.
        path: the PDF to write.
        font: the name of a font that is registered with reportlab; ``cidfont`` takes its own.

    Returns:
        The part of a table on each page, in reading order.
    """
    if difficulty == "cidfont":
        font = predefined(look.variant)
    return _Setter(notice, difficulty, look, path, font).set()
