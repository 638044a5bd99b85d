"""Draws a notice with typst, which lays out the table itself.

The truth comes from the layout: every row carries an invisible mark, and typst tells on which
page it came to stand. In ``cellcut`` every character of a name carries one.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tables import difficulties
from benchmarks.tables.content import (
    GROUP,
    HEAD,
    RANK,
    REMARK,
    SCORE,
    TOTAL,
    UNIT,
    Cell,
    Grid,
    Notice,
    Placed,
    words,
)
from benchmarks.tables.difficulties import SIDEWAYS, Look
from benchmarks.tables.producers import pages

DRAWS = difficulties.IN_ANY_FONT
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai")
_LIGHT, _HEAD_FILL = 'rgb("#e8eef7")', 'rgb("#d9e2f3")'

_PRELUDE = """
#let at(..k) = context [#metadata((..k.pos(), here().page())) <at>]
#let side(body) = rotate(-90deg, reflow: true, body)
#let again(body, times) = block(width: 100%)[
  #for i in range(1, times) { place(top + center, dx: i * 0.25pt, block(width: 100%, body)) }
  #body
]
#let seal(name, r) = box(width: 2 * r, height: 2 * r)[
  #place(circle(radius: r, stroke: 2pt + red))
  #place(center + horizon, text(fill: red, size: r * 0.5)[★])
  #for (i, c) in name.clusters().slice(0, 11).enumerate() {
    place(rotate(-120deg + i * 24deg, box(width: 2 * r, height: 2 * r,
      place(top + center, dy: r * 0.12, text(fill: red, size: r * 0.27, c)))))
  }
]
#let watermark(body) = grid(columns: (1fr,) * 3, rows: (1fr,) * 3, align: center + horizon,
  ..range(9).map(_ => rotate(-40deg, text(size: 28pt, fill: luma(210), body))))
// A cell whose sides are drawn by itself: as thin boxes or as strokes that end short.
#let ruled(h, last, thin, body) = {
  let gap = if thin { 0pt } else { 0.8pt }
  let across = if thin { rect(width: 100%, height: 0.5pt, fill: black) } else {
    line(length: 100% - 2 * gap, stroke: 0.5pt) }
  let down = if thin { rect(width: 0.5pt, height: h, fill: black) } else {
    line(angle: 90deg, length: h - 2 * gap, stroke: 0.5pt) }
  block(width: 100%, height: h)[
    #place(top + left, dx: gap, across)
    #place(top + left, dy: gap, down)
    #if last.at(0) { place(top + left, dx: 100%, dy: gap, down) }
    #if last.at(1) { place(top + left, dx: gap, dy: h, across) }
    #place(center + horizon, block(width: 100% - 4pt, align(center, body)))
  ]
}
"""


def _text(value: str) -> str:
    """Write a text as a typst string."""
    return json.dumps(value, ensure_ascii=False)


class _Setter:
    """Writes the source of one document."""

    def __init__(
        self, notice: Notice, difficulty: str, look: Look, families: Sequence[str]
    ) -> None:
        self.notice, self.difficulty, self.look = notice, difficulty, look
        self.family = families[look.variant % len(families)]
        self.repeats = look.repeat_header

    def source(self) -> str:
        """Give the whole source."""
        body = [_PRELUDE, self._page(), self._front()]
        body += [self._table(i, grid) for i, grid in enumerate(self.notice.grids)]
        return "\n\n".join([*body, self._back()])

    # ------------------------------------------------------------------ prose
    def _page(self) -> str:
        mark = _text(words()["watermarks"][self.look.variant % 5])
        under = f", background: watermark({mark})" if self.difficulty == "watermark" else ""
        flipped = ", flipped: true" if self.look.landscape else ""
        return (
            f'#set page("a4", margin: (x: 62pt, y: 72pt), numbering: "— 1 —"{flipped}{under})\n'
            f'#set text(font: {_text(self.family)}, lang: "zh", size: {self.look.prose_size}pt)\n'
            "#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.8em)"
        )

    def _paragraphs(self, texts: Iterable[str]) -> str:
        return "\n\n".join(f"#{_text(text)}" for text in texts)

    def _front(self) -> str:
        notice, out = self.notice, []
        if notice.letterhead:
            size = min(26, 460 / len(notice.letterhead))
            out.append(
                f"#align(center, text(fill: red, size: {size}pt, {_text(notice.letterhead)}))"
            )
            out.append("#block(spacing: 3pt, line(length: 100%, stroke: 2.2pt + red))")
            out.append("#block(spacing: 12pt, line(length: 100%, stroke: 0.7pt + red))")
        out.append(f"#align(center, text(size: 16pt, {_text(notice.title)}))")
        for entry, page in notice.catalogue:
            out.append(f"#{_text(entry)} #box(width: 1fr, repeat[.]) {page} \\")
        numbered = (f"{i}.{item}" for i, item in enumerate(notice.numbered, 1))
        prose = self._paragraphs((*notice.before, *numbered))
        if self.difficulty == "twocolumns_prose":
            prose = f"#columns(2)[\n#set text(size: 10.5pt)\n{prose}\n]"
        out.append(prose)
        if self.difficulty == "prosebox":
            who = words()["people"][self.look.variant % 8]
            text = _text(f"联系人：{who}　　电话：0713-3860017")
            out.append(
                f"#rect(width: 86%, inset: 8pt)[#{text} \\ #{_text('地址：望榕市望塔路17号')}]"
            )
            out.append("#line(length: 150pt, stroke: 0.5pt)")
        return "\n\n".join(out)

    def _back(self) -> str:
        notice = self.notice
        signature = f"#align(right)[#{_text(notice.issuer)} \\ #{_text(notice.issued_on)}]"
        return "\n\n".join([self._paragraphs(notice.after), signature])

    # ----------------------------------------------------------------- tables
    def _table(self, number: int, grid: Grid) -> str:
        look, out = self.look, []
        first = number == 0
        if self.notice.headings[number]:
            out.append(f"#{_text(self.notice.headings[number])}")
        if first and self.notice.caption:
            out.append(f"#align(right, text(size: {look.size}pt, {_text(self.notice.caption)}))")
        out.append(self._framed(number, grid))
        if first and self.notice.note:
            out.append(f"#text(size: {look.size}pt, {_text(self.notice.note)})")
        whole = "\n\n".join(out)
        heading = ""
        if look.annex and first:
            heading = (
                f"#{_text('附件')}\n\n#align(center, text(size: 15pt, {_text('考评结果表')}))\n\n"
            )
            if self.difficulty not in SIDEWAYS:
                heading = "#pagebreak()\n" + heading
        if self.difficulty in SIDEWAYS:
            return f"#page[#side(block(width: 690pt)[{heading}{whole}])]"
        return heading + whole

    def _framed(self, number: int, grid: Grid) -> str:
        """Put around the table what belongs to it."""
        table = f"#align(center, {self._grid(number, grid)})"
        if self.difficulty == "double":
            table = (
                f"#align(center, block(stroke: 0.5pt, inset: 1.4pt, {self._grid(number, grid)}))"
            )
        if self.difficulty == "seal":
            table += (
                "\n#place(bottom + right, dx: -15%, dy: -24pt, "
                f"seal({_text(self.notice.issuer)}, 58pt))"
            )
        if self.difficulty in ("multipage", "cellcut"):
            # Without costs a single line may be parted from the others at the page's end.
            return (
                f"#[#set text(size: {self.look.size}pt, costs: (orphan: 0%, widow: 0%))\n"
                f"#set par(first-line-indent: 0pt, justify: false, leading: 0.45em)\n{table}]"
            )
        return (
            f"#block(breakable: false, width: 100%)[#set text(size: {self.look.size}pt)\n"
            f"#set par(first-line-indent: 0pt, justify: false, leading: 0.45em)\n{table}]"
        )

    def _grid(self, number: int, grid: Grid) -> str:
        pad = max(2.0, (self.look.row_height - self.look.size) / 2)
        given = [
            f"columns: ({self._columns(grid)})",
            f"inset: {self._inset(pad)}",
            f"align: {self._alignment(grid)}",
            f"stroke: {self._stroke(grid)}",
        ]
        if self.difficulty == "double":
            given.append("gutter: 1.4pt")
        fill = self._fill(grid)
        if fill:
            given.append(f"fill: {fill}")
        rows = grid.rows()
        head = [self._cell(number, grid, c) for row in rows[: grid.header_rows] for c in row]
        repeat = "true" if self.repeats else "false"
        parts = [f"table.header(repeat: {repeat}, {', '.join(head)})"]
        if self.difficulty == "three":
            parts = ["table.hline(stroke: 1.2pt)", *parts, "table.hline(stroke: 0.6pt)"]
        body = rows[grid.header_rows :]
        parts += [", ".join(self._cell(number, grid, c) for c in row) for row in body]
        if self.difficulty == "three":
            parts.append("table.hline(stroke: 1.2pt)")
        return f"table({', '.join(given)},\n" + ",\n".join(parts) + ")"

    def _columns(self, grid: Grid) -> str:
        """Give the columns' widths: names as wide as they need, scores what is left."""
        size, pad, kinds = self.look.size, 2 * self.look.pad, grid.kinds()
        names = [c.printed for c in grid.cells if c.kind == UNIT]
        most = 6.5 if self.difficulty == "cellcut" else 9
        fixed = {
            UNIT: size * (min(max(map(len, names)), most) + 0.4) + pad,
            GROUP: size * 2 + 4,
            REMARK: size * 4 + pad,
            RANK: size * 2.2 + pad,
        }
        figures = sum(kind in (SCORE, TOTAL) for kind in kinds)
        room = 690.0 if self.look.landscape or self.difficulty in SIDEWAYS else 465.0
        left = room - sum(fixed.get(kind, 0.0) for kind in kinds) - 1.4 * len(kinds)
        narrow = size * (2.8 if self.difficulty == "sideways_header" else 4.6)
        share = left / figures if self.look.fills_width else min(left / figures, narrow)
        return ", ".join(f"{fixed.get(kind, share):.1f}pt" for kind in kinds)

    def _inset(self, pad: float) -> str:
        if self.difficulty in ("rects", "segments"):
            return "0pt"
        return f"(x: {self.look.pad}pt, y: {pad:.1f}pt)"

    def _alignment(self, grid: Grid) -> str:
        names = {"left": "left", "center": "center", "right": "right"}
        each = []
        for kind in grid.kinds():
            if kind in (UNIT, REMARK):
                each.append(names[self.look.unit_align])
            elif kind in (SCORE, TOTAL):
                each.append(names[self.look.number_align])
            else:
                each.append("center")
        down = "top" if self.difficulty == "cellcut" else "horizon"
        heads = grid.header_rows
        body = f"({', '.join(each)}).at(x) + {down}"
        return f"(x, y) => if y < {heads} {{ center + horizon }} else {{ {body} }}"

    def _stroke(self, grid: Grid) -> str:
        rule = f"{self.look.rule}pt"
        if self.difficulty in ("rects", "segments", "three", "zebra", "borderless"):
            return "none"
        if self.difficulty == "dashed":
            return "(thickness: 0.5pt, dash: (2pt, 2pt))"
        if self.difficulty == "open":
            last = grid.n_columns - 1
            return (
                f"(x, y) => (top: {rule}, bottom: {rule}, left: if x > 0 {{ {rule} }}, "
                f"right: if x < {last} {{ {rule} }})"
            )
        if self.difficulty == "nobottom":
            last = grid.n_rows - 1
            return (
                f"(x, y) => (top: {rule}, left: {rule}, right: {rule}, "
                f"bottom: if y < {last} {{ {rule} }})"
            )
        if self.difficulty == "hlines":
            return f"(x, y) => (top: {rule}, bottom: {rule})"
        return rule

    def _fill(self, grid: Grid) -> str:
        if self.difficulty == "zebra":
            return f"(x, y) => if calc.rem(y, 2) == {self.look.variant % 2} {{ {_LIGHT} }}"
        if self.difficulty == "colourcells":
            return f"(x, y) => if y < {grid.header_rows} {{ {_HEAD_FILL} }}"
        return ""

    # ------------------------------------------------------------------ cells
    def _cell(self, number: int, grid: Grid, cell: Cell) -> str:
        body = self._body(number, grid, cell)
        spans = f"rowspan: {cell.row_span}, colspan: {cell.column_span}"
        breakable = "true" if self.difficulty == "cellcut" and cell.kind != HEAD else "false"
        return f"table.cell({spans}, breakable: {breakable})[{body}]"

    def _body(self, number: int, grid: Grid, cell: Cell) -> str:
        body = self._words(cell)
        row = cell.row - grid.header_rows
        if cell.is_red:
            body = f"#text(fill: red)[{body}]"
        if cell.kind == HEAD:
            return self._ruled(grid, cell, self._head(grid, cell, body))
        if self.difficulty == "cellcut":
            # A box keeps mark and text together when the line or the page breaks.
            pieces = list(cell.text) if cell.kind == UNIT else [cell.text]
            place = f"{number}, {row}, {cell.column}"
            return "".join(f"#box[#at({place}, {_text(p)})#{_text(p)}]" for p in pieces)
        if cell.kind == UNIT:
            body = f"#at({number}, {row})" + body
        return self._ruled(grid, cell, body)

    def _words(self, cell: Cell) -> str:
        if cell.kind == GROUP and self.difficulty == "vertical":
            return " \\ ".join(f"#{_text(char)};" for char in cell.text)
        body = f"#{_text(cell.text)};" if cell.text else ""
        if cell.mark:
            body += f"#super(typographic: false, {_text(cell.mark)});"
        return body

    def _head(self, grid: Grid, cell: Cell, body: str) -> str:
        times = {"fakebold": 2, "fakebold4": 4}.get(self.difficulty, 1)
        if times > 1:
            return f"#again(align(center)[{body}], {times})"
        if self.difficulty == "sideways_header" and grid.kinds()[cell.column] in (SCORE, TOTAL):
            return f"#side[{body}]"
        return body

    def _ruled(self, grid: Grid, cell: Cell, body: str) -> str:
        """Let the cell draw its own sides where the table has thin boxes or short segments."""
        if self.difficulty not in ("rects", "segments"):
            return body
        high = self.look.size * 5.2 if cell.kind == HEAD else self.look.row_height
        last = (cell.column == grid.n_columns - 1, cell.row == grid.n_rows - 1)
        thin = "true" if self.difficulty == "rects" else "false"
        flags = ", ".join("true" if flag else "false" for flag in last)
        return f"#ruled({high:.1f}pt, ({flags}), {thin}, [{body}])"

    # ------------------------------------------------------------------ truth
    def placed(self, told: list[list[object]]) -> list[Placed]:
        """Turn the marks that typst tells of into the parts of the tables by page."""
        if self.difficulty == "cellcut":
            return self._cut_parts(told)
        parts = []
        for number, grid in enumerate(self.notice.grids):
            rows_by_page: dict[int, list[int]] = {}
            for table, row, page in told:
                if table == number:
                    rows_by_page.setdefault(int(str(page)), []).append(int(str(row)))
            for page, rows in sorted(rows_by_page.items()):
                if len(rows_by_page) == 1:
                    parts.append((page, grid))
                    continue
                header = rows[0] == 0 or self.repeats
                part = pages.part_of(grid, rows[0], rows[-1] + 1, header=header)
                parts.append((page, part))
        return parts

    def _cut_parts(self, told: list[list[object]]) -> list[Placed]:
        grid = self.notice.grids[0]
        shown: dict[int, dict[tuple[int, int], str]] = {}
        for _, row, column, piece, page in told:
            texts = shown.setdefault(int(str(page)), {})
            place = (int(str(row)), int(str(column)))
            texts[place] = texts.get(place, "") + str(piece)
        parts = []
        for page, texts in sorted(shown.items()):
            rows = [row for row, _ in texts]
            first, last = min(rows), max(rows)
            part = grid.part(first, last + 1, header=first == 0 or self.repeats)
            shift = first - part.header_rows
            cells = [
                c
                if c.row < part.header_rows
                else replace(c, text=texts.get((c.row + shift, c.column), ""))
                for c in part.cells
            ]
            parts.append((page, replace(part, cells=tuple(cells))))
        return parts


def draw(
    notice: Notice, difficulty: str, look: Look, path: Path, families: Sequence[str]
) -> list[Placed]:
    """Draw a notice.

    Args:
        notice: what to draw.
        difficulty: one of `DRAWS`.
        look: how to set it.
        path: the PDF to write.
        families: names of installed font families to choose from.

    Returns:
        The part of a table on each page, in reading order, as typst laid it out.
    """
    import typst

    setter = _Setter(notice, difficulty, look, families)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "notice.typ")
        source.write_text(setter.source(), "utf-8")
        compiler = typst.Compiler(str(source))
        day = datetime(2024, 1, 2, tzinfo=UTC)
        compiler.compile(output=str(path), timestamp=int(day.timestamp()))
        told = json.loads(compiler.query("<at>", field="value"))
    placed = setter.placed(told)
    if difficulty == "rotpage":
        pages.turn(path, [page for page, _ in placed], 90)
    return placed
