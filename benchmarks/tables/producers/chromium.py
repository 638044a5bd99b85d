"""Draws a notice as HTML printed by Chromium, which lays out the table itself.

The truth comes from the layout: every row is the target of a link, and Chromium writes into the PDF
on which page each target came to stand. In ``cellcut`` the page is told where to break in a name.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.tables import difficulties
from benchmarks.tables.content import (
    HEAD,
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
from samples.source.chromium import print_page

DRAWS = difficulties.IN_ANY_FONT
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai")
_STYLE = """
body { margin: 0; line-height: 1.6; } p { margin: 0 0 .3em; text-indent: 2em; }
h1 { font-size: 16pt; text-align: center; font-weight: normal; margin: .4em 0; }
.flush { text-indent: 0; } .end { text-align: right; padding-right: 2em; }
.caption { text-align: right; text-indent: 0; margin: 0; }
.head { color: red; text-align: center; text-indent: 0; margin: 0; }
.rule { border-top: 2.2pt solid red; border-bottom: .7pt solid red; height: 2pt;
  margin-bottom: 8pt; }
.box { border: .75pt solid black; width: 84%; padding: 5pt; margin: 4pt 0 12pt 10%; }
.loose { border-top: .5pt solid black; width: 150pt; margin-bottom: 8pt; }
.annex { break-before: page; }
.entry { display: flex; }
.entry i { flex: 1; overflow: hidden; white-space: nowrap; height: 1.6em; }
.columns { columns: 2; column-gap: 26pt; font-size: 10.5pt; }
.turned { position: relative; height: 680pt; break-before: page; break-after: page; }
.turned > div { position: absolute; left: 0; top: 680pt; width: 680pt; height: 450pt;
  transform-origin: 0 0; transform: rotate(-90deg); }
.holder { position: relative; margin: 4pt 0; } nav { display: none; }
table { border-collapse: collapse; margin: 0 auto; line-height: 1.25; break-inside: avoid; }
table.long { break-inside: auto; } tr { break-inside: avoid; }
td { text-align: center; vertical-align: middle; position: relative; }
td.rank, td.unit, td.total, td.remark, td.short { white-space: nowrap; }
.seal { position: absolute; right: 16%; bottom: 20pt; }
.mark { position: fixed; width: 100%; height: 100%; z-index: -1; display: grid;
  grid-template: repeat(3, 33%) / repeat(3, 33%); place-items: center; left: 0; top: 0;
  font-size: 28pt; color: #d2d2d2; white-space: nowrap; }
.mark span { transform: rotate(-40deg); }
"""
# Headers of up to so many characters are not broken.
_SHORT_HEAD = 4
_STAR = (
    "60,42 64.2,54.2 77.1,54.4 66.8,62.2 70.6,74.6 60,67.2 49.4,74.6 53.2,62.2 42.9,54.4 55.8,54.2"
)
_UPWARDS = "writing-mode: vertical-rl; text-orientation: sideways; transform: rotate(180deg);"
_DOWNWARDS = "writing-mode: vertical-rl; text-orientation: sideways;"


class _Setter:
    """Writes the HTML of one document."""

    def __init__(
        self, notice: Notice, difficulty: str, look: Look, families: Sequence[str]
    ) -> None:
        self.notice, self.difficulty, self.look = notice, difficulty, look
        self.family = families[(look.variant + 1) % len(families)]
        self.targets: list[str] = []
        self.cuts = self._cuts()

    def source(self) -> str:
        """Give the whole page."""
        body = [self._watermark(), self._front()]
        body += [self._table(i, grid) for i, grid in enumerate(self.notice.grids)]
        body.append(self._back())
        # Only what a link leads to is written into the PDF's destinations.
        links = "".join(f'<a href="#{name}">-</a>' for name in self.targets)
        return (
            f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>{_e(self.notice.title)}'
            f"</title><style>{_STYLE}{self._style()}</style><body>{''.join(body)}<nav>{links}</nav>"
        )

    # ------------------------------------------------------------------ style
    def _style(self) -> str:
        look = self.look
        shape = "landscape" if look.landscape else "portrait"
        return (
            f"@page {{ size: A4 {shape}; margin: 72pt 62pt; "
            '@bottom-center { content: "— " counter(page) " —"; font-size: 12pt; } }'
            f'body {{ font-family: "{self.family}"; font-size: {look.prose_size}pt; }}'
            f"table {{ font-size: {look.size}pt; {'width: 100%;' if look.fills_width else ''} }}"
            f"td {{ padding: 1pt {look.pad}pt; height: {look.row_height - 3:.1f}pt; }}"
            f".note {{ font-size: {look.size}pt; }}"
            f"td.unit, td.remark {{ text-align: {look.unit_align}; }}"
            f"td.score, td.total {{ text-align: {look.number_align}; }}"
            f"{self._rules()}{self._special()}"
        )

    def _rules(self) -> str:
        rule = f"{self.look.rule}pt solid black"
        difficulty = self.difficulty
        if difficulty in ("zebra", "borderless"):
            return ""
        if difficulty == "three":
            return (
                "table { border-top: 1.2pt solid black; border-bottom: 1.2pt solid black; }"
                "thead tr:last-child td { border-bottom: .6pt solid black; }"
            )
        if difficulty == "hlines":
            return f"td {{ border-top: {rule}; border-bottom: {rule}; }}"
        if difficulty in ("rects", "segments"):
            return self._bars()
        style = {"dashed": "0.75pt dashed black", "double": "2.25pt double black"}
        full = f"td {{ border: {style.get(difficulty, rule)}; }}"
        if difficulty == "open":
            full += "td:first-child { border-left: none; } td:last-child { border-right: none; }"
        if difficulty == "nobottom":
            full += "tbody tr:last-child td { border-bottom: none; }"
        return full

    def _bars(self) -> str:
        """Draw the sides as thin boxes of their own, which may end before the corners."""
        gap = ".8pt" if self.difficulty == "segments" else "0pt"
        return (
            "table { border-collapse: separate; border-spacing: 0; }"
            f"td::before {{ content: ''; position: absolute; background: black; height: .5pt; "
            f"left: {gap}; right: {gap}; top: 0; }}"
            f"td::after {{ content: ''; position: absolute; background: black; width: .5pt; "
            f"top: {gap}; bottom: {gap}; left: 0; }}"
            f"td b {{ position: absolute; background: black; }}"
            f"td b.r {{ width: .5pt; top: {gap}; bottom: {gap}; right: -.5pt; }}"
            f"td b.b {{ height: .5pt; left: {gap}; right: {gap}; bottom: -.5pt; }}"
        )

    def _special(self) -> str:
        difficulty, shadow = self.difficulty, "text-shadow: "
        style = "td.head { color: black; margin: 0; }"
        if difficulty == "zebra":
            odd = "odd" if self.look.variant % 2 else "even"
            style += f"tbody tr:nth-child({odd}) td {{ background: #e8f0e4; }}"
        if difficulty == "colourcells":
            style += "td.head { background: #fbe4d5; } td.red { color: red; }"
        if difficulty in ("fakebold", "fakebold4"):
            times = 1 if difficulty == "fakebold" else 3
            steps = [f"{0.25 * i}pt 0 0 black" for i in range(1, times + 1)]
            style += f"td.head {{ {shadow}{', '.join(steps)}; }}"
        if difficulty == "vertical":
            style += "td.group { writing-mode: vertical-rl; text-orientation: upright; }"
        if difficulty == "sideways_header":
            turned = _DOWNWARDS if self.look.variant % 2 else _UPWARDS
            style += f"td.head span {{ {turned} white-space: nowrap; display: inline-block; }}"
        if difficulty == "cellcut":
            style += "tr { break-inside: auto; } td { vertical-align: top; }"
            style += f"td.unit {{ width: {self.look.size * 7}pt; white-space: normal; }}"
        if difficulty == "wrapped":
            style += f"td.unit {{ width: {self.look.size * 9}pt; white-space: normal; }}"
        if not self.look.repeat_header:
            style += "thead { display: table-row-group; }"
        return style

    # ------------------------------------------------------------------ prose
    def _watermark(self) -> str:
        if self.difficulty != "watermark":
            return ""
        mark = _e(words()["watermarks"][self.look.variant % 5])
        return f'<div class="mark">{f"<span>{mark}</span>" * 9}</div>'

    def _front(self) -> str:
        notice, out = self.notice, []
        if notice.letterhead:
            size = min(26, 450 / len(notice.letterhead))
            out.append(
                f'<p class="head" style="font-size:{size:.1f}pt">{_e(notice.letterhead)}</p>'
            )
            out.append('<div class="rule"></div>')
        out.append(f"<h1>{_e(notice.title)}</h1>")
        for entry, page in notice.catalogue:
            out.append(f'<div class="entry">{_e(entry)}<i>{"." * 200}</i>{page}</div>')
        prose = _paragraphs(notice.before)
        if notice.numbered:
            prose += "<ol>" + "".join(f"<li>{_e(item)}</li>" for item in notice.numbered) + "</ol>"
        if self.difficulty == "twocolumns_prose":
            prose = f'<div class="columns">{prose}</div>'
        out.append(prose)
        if self.difficulty == "prosebox":
            who = words()["people"][self.look.variant % 8]
            out.append(
                f'<div class="box">联系人：{who}　　电话：0728-4160935<br>邮编：000000</div>'
            )
            out.append('<div class="loose"></div>')
        return "".join(out)

    def _back(self) -> str:
        notice = self.notice
        sign = f'<p class="end">{_e(notice.issuer)}<br>{_e(notice.issued_on)}</p>'
        return _paragraphs(notice.after) + sign

    # ----------------------------------------------------------------- tables
    def _table(self, number: int, grid: Grid) -> str:
        notice, look, out = self.notice, self.look, []
        first = number == 0
        if notice.headings[number]:
            out.append(f"<p>{_e(notice.headings[number])}</p>")
        if first and notice.caption:
            out.append(f'<p class="caption note">{_e(notice.caption)}</p>')
        out.append(f'<div class="holder">{self._grid(number, grid)}{self._seal()}</div>')
        if first and notice.note:
            out.append(f'<p class="note flush">{_e(notice.note)}</p>')
        whole = "".join(out)
        if first and look.annex:
            title = _e(notice.title.removeprefix("关于").removesuffix("的通报"))
            whole = f'<p class="flush">附件1</p><h1>{title}</h1>{whole}'
        if self.difficulty in SIDEWAYS:
            return f'<div class="turned"><div>{whole}</div></div>'
        return f'<div class="annex">{whole}</div>' if first and look.annex else whole

    def _seal(self) -> str:
        if self.difficulty != "seal":
            return ""
        letters = "".join(
            f'<text transform="rotate({-120 + 24 * i} 60 60)" x="60" y="22" text-anchor="middle" '
            f'font-size="15" fill="red">{char}</text>'
            for i, char in enumerate(self.notice.issuer[:11])
        )
        return (
            '<svg class="seal" width="120pt" height="120pt" viewBox="0 0 120 120">'
            '<circle cx="60" cy="60" r="58" fill="none" stroke="red" stroke-width="2.2"/>'
            f'<polygon points="{_STAR}" fill="red"/>{letters}</svg>'
        )

    def _grid(self, number: int, grid: Grid) -> str:
        rows = grid.rows()
        head = "".join(self._row(number, grid, row, -1) for row in rows[: grid.header_rows])
        body = "".join(
            self._row(number, grid, row, at) for at, row in enumerate(rows[grid.header_rows :])
        )
        long = ' class="long"' if self.difficulty in ("multipage", "cellcut") else ""
        return f"<table{long}><thead>{head}</thead><tbody>{body}</tbody></table>"

    def _row(self, number: int, grid: Grid, cells: Sequence[Cell], at: int) -> str:
        name = f"r{number}-{at}"
        if at >= 0:
            self.targets.append(name)
        inside = "".join(self._cell(grid, cell, at) for cell in cells)
        return f'<tr id="{name}">{inside}</tr>' if at >= 0 else f"<tr>{inside}</tr>"

    def _cell(self, grid: Grid, cell: Cell, at: int) -> str:
        spans = ""
        if cell.row_span > 1:
            spans += f' rowspan="{cell.row_span}"'
        if cell.column_span > 1:
            spans += f' colspan="{cell.column_span}"'
        names = [cell.kind]
        names += ["red"] if cell.is_red else []
        names += ["short"] if cell.kind == HEAD and len(cell.text) <= _SHORT_HEAD else []
        return f'<td class="{" ".join(names)}"{spans}>{self._text(grid, cell, at)}</td>'

    def _text(self, grid: Grid, cell: Cell, at: int) -> str:
        text = _e(cell.text)
        if cell.kind == UNIT and at in self.cuts:
            head, tail = _halves(cell.text)
            return f'<div>{_e(head)}</div><div style="break-before: page">{_e(tail)}</div>'
        figures = grid.kinds()[cell.column] in (SCORE, TOTAL)
        if self.difficulty == "sideways_header" and cell.kind == HEAD and figures:
            text = f"<span>{text}</span>"
        if cell.mark:
            text += f"<sup>{_e(cell.mark)}</sup>"
        if self.difficulty in ("rects", "segments"):
            text += '<b class="r"></b>' if cell.column + cell.column_span == grid.n_columns else ""
            text += '<b class="b"></b>' if cell.row + cell.row_span == grid.n_rows else ""
        return text

    # ------------------------------------------------------------------ truth
    def placed(self, told: dict[str, int]) -> list[Placed]:
        """Turn the pages of the targets into the parts of the tables by page."""
        if self.cuts:
            return self._cut_parts(told)
        parts: list[Placed] = []
        for number, grid in enumerate(self.notice.grids):
            by_page: dict[int, list[int]] = {}
            for row in range(grid.n_rows - grid.header_rows):
                by_page.setdefault(told[f"r{number}-{row}"], []).append(row)
            for page, rows in sorted(by_page.items()):
                header = rows[0] == 0 or self.look.repeat_header
                whole = len(by_page) == 1
                if not whole:
                    part = pages.part_of(grid, rows[0], rows[-1] + 1, header=header)
                parts.append((page, grid if whole else part))
        return parts

    def _cuts(self) -> set[int]:
        """Choose the body rows that the pages break, with room to spare on every page."""
        if self.difficulty != "cellcut":
            return set()
        grid = self.notice.grids[0]
        high = (595 if self.look.landscape else 842) - 144 - 60
        fits = int(high / max(self.look.size * 1.25 * 4 + 4, self.look.row_height) * 0.95)
        first = fits - 3 if self.look.annex else fits // 3
        return set(range(max(first, 1), grid.n_rows - grid.header_rows - 1, fits))

    def _cut_parts(self, told: dict[str, int]) -> list[Placed]:
        grid, parts, first = self.notice.grids[0], [], 0
        last = grid.n_rows - grid.header_rows - 1
        for cut in (*sorted(self.cuts), last):
            part = grid.part(first, cut + 1, header=first == 0 or self.look.repeat_header)
            shown = partial(self._shown, part, first)
            # The row that is cut begins on the page before.
            page = told[f"r0-{first + 1 if first in self.cuts else first}"]
            parts.append((page, replace(part, cells=tuple(map(shown, part.cells)))))
            first = cut
        return parts

    def _shown(self, part: Grid, first: int, cell: Cell) -> Cell:
        """Give what stands of a cell in a part: figures stand with the first half of a name."""
        row = cell.row - part.header_rows + first
        if cell.kind == HEAD or row not in self.cuts:
            return cell
        is_tail = row == first and first in self.cuts
        if cell.kind == UNIT:
            return replace(cell, text=_halves(cell.text)[is_tail])
        return replace(cell, text="") if is_tail else cell


def _halves(text: str) -> tuple[str, str]:
    """Part a long name where a page may break it."""
    middle = len(text) // 2
    return text[:middle], text[middle:]


def _e(text: str) -> str:
    return html.escape(text)


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{_e(text)}</p>" for text in texts)


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
        The part of a table on each page, in reading order, as Chromium laid it out.
    """
    setter = _Setter(notice, difficulty, look, families)
    print_page(setter.source(), path)
    placed = setter.placed(pages.destinations(path))
    if difficulty == "rotpage":
        pages.turn(path, [page for page, _ in placed], 90)
    return placed
