"""Sets a notice as PDF on A4 after GB/T 9704-2012, with an embedded subset of an OFL font."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.lib.colors import black, red
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table as Grid
from reportlab.platypus import TableStyle

from samples.source.model import Notice, Table, printed
from samples.source.text import annex_label, annex_list, masthead

FONT_FILE = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")

_FONT = "SampleFont"
_WIDTH, _HEIGHT = 595.28, 841.89
_LEFT, _RIGHT, _TOP, _BOTTOM = 79.4, 521.6, 104.9, 742.7
_SIZE, _PITCH = 15.8, 29.0
_NOT_FIRST = "，。；：、）》”！？)>%"
_UNIT_ROW_HEIGHT = 24
_HEADER_CHARS = 5


class _Setter:
    """Sets lines from the top of the text block down and turns the page when it is full."""

    def __init__(self, path: Path, title: str) -> None:
        self.canvas = Canvas(str(path), pagesize=(_WIDTH, _HEIGHT), invariant=1)
        self.canvas.setTitle(title)
        self.y = _TOP
        self.page = 1

    def turn(self) -> None:
        """Print the page number and start a page."""
        number = f"— {self.page} —"
        self.canvas.setFont(_FONT, 14)
        x = _RIGHT - 14 - self._wide(number, 14) if self.page % 2 else _LEFT + 14
        self.canvas.drawString(x, _HEIGHT - _BOTTOM - 34, number)
        self.canvas.showPage()
        self.page += 1
        self.y = _TOP

    def line(self, text: str, x: float = _LEFT, size: float = _SIZE, colour: Any = black) -> None:  # noqa: ANN401
        """Set one line with its left end at ``x``."""
        if self.y + _PITCH > _BOTTOM:
            self.turn()
        self.canvas.setFillColor(colour)
        self.canvas.setFont(_FONT, size)
        self.canvas.drawString(x, _HEIGHT - self.y - size, text)
        self.y += max(_PITCH, size * 1.4)
        self.canvas.setFillColor(black)

    def centred(self, text: str, size: float = 22, colour: Any = black) -> None:  # noqa: ANN401
        """Set text centred, smaller where it would be wider than the text block."""
        size = min(size, size * (_RIGHT - _LEFT) / self._wide(text, size))
        self.line(text, (_LEFT + _RIGHT - self._wide(text, size)) / 2, size, colour)

    def right(self, text: str, indent: float) -> None:
        """Set one line whose right end stands ``indent`` characters inside the block."""
        self.line(text, _RIGHT - indent * _SIZE - self._wide(text, _SIZE))

    def paragraph(self, text: str, first: float = 2, hang: float = 0) -> None:
        """Set a paragraph: first line and further lines indented by so many characters."""
        for number, part in enumerate(self._broken(text, first, hang)):
            self.line(part, _LEFT + _SIZE * (hang if number else first))

    def rule(self) -> None:
        """Draw the red rule below the document number."""
        self.canvas.setStrokeColor(red)
        self.canvas.setLineWidth(1.2)
        y = _HEIGHT - self.y - 2
        self.canvas.line(_LEFT, y, _RIGHT, y)
        self.canvas.setStrokeColor(black)
        self.y += _PITCH

    def grid(self, grid: Grid) -> None:
        """Set a table, broken over as many pages as it needs."""
        rest = [grid]
        while rest:
            wide, high = rest[0].wrapOn(self.canvas, _RIGHT - _LEFT, _BOTTOM - self.y)
            if self.y + high > _BOTTOM:
                parts = rest[0].split(_RIGHT - _LEFT, _BOTTOM - self.y)
                if len(parts) < 2:
                    self.turn()
                    continue
                rest = parts
                wide, high = rest[0].wrapOn(self.canvas, _RIGHT - _LEFT, _BOTTOM - self.y)
            x = (_LEFT + _RIGHT - wide) / 2
            rest[0].drawOn(self.canvas, x, _HEIGHT - self.y - high)
            self.y += high + _PITCH
            rest = rest[1:]
            if rest:
                self.turn()

    def close(self) -> None:
        """Finish the last page and write the file."""
        self.turn()
        self.canvas.save()

    def _wide(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, _FONT, size))

    def _broken(self, text: str, first: float, hang: float) -> list[str]:
        lines, current = [], ""
        room = _RIGHT - _LEFT - first * _SIZE
        for char in text:
            full = self._wide(current + char, _SIZE) > room + 0.5
            if full and char not in _NOT_FIRST:
                lines.append(current)
                current, room = "", _RIGHT - _LEFT - hang * _SIZE
            current += char
        return [*lines, current]


def write(notice: Notice, path: Path) -> None:
    """Write the PDF form of the notice; the same notice gives the same bytes.

    Raises:
        FileNotFoundError: the font is not installed (Debian: fonts-lxgw-wenkai).
    """
    if not FONT_FILE.exists():
        raise FileNotFoundError(f"{FONT_FILE} is missing: apt-get install fonts-lxgw-wenkai")
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, str(FONT_FILE)))
    setter = _Setter(path, notice.plain_title())
    _front(setter, notice)
    for paragraph in notice.body:
        setter.paragraph(printed(paragraph))
    setter.y += _PITCH / 2
    for number, entry in enumerate(annex_list(notice)):
        setter.paragraph(entry.replace("　　　", ""), 2 if number == 0 else 5, 6)
    setter.y += _PITCH
    setter.right(notice.issuer, 2)
    setter.right(notice.issued_on_printed, 4)
    for number, table in enumerate(notice.tables, 1):
        setter.turn()
        setter.line(annex_label(notice, number))
        setter.y += _PITCH / 2
        for part in table.title.split("\n"):
            setter.centred(part, 20)
        setter.y += _PITCH / 3
        setter.grid(_grid(table))
    setter.close()


def _front(setter: _Setter, notice: Notice) -> None:
    setter.centred(masthead(notice), 34, red)
    setter.y += _PITCH
    if notice.document_number:
        setter.centred(notice.document_number, _SIZE)
    setter.rule()
    for part in notice.title.split("\n"):
        setter.centred(part)
    setter.y += _PITCH / 2
    setter.paragraph(f"{notice.addressees}：", 0)


def _grid(table: Table) -> Grid:
    leaf = [_broken_header(column.header(table.brackets)) for column in table.columns]
    rows = table.cells()
    styles: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), _FONT, 10.5, 13),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
    ]
    groups = [column.group for column in table.columns]
    header = [leaf]
    if any(groups):
        first, last = _span(groups)
        top = [group or name for group, name in zip(groups, leaf, strict=True)]
        header = [top, leaf]
        styles.append(("SPAN", (first, 0), (last, 0)))
        styles += [("SPAN", (i, 0), (i, 1)) for i, group in enumerate(groups) if group is None]
    widths = [_column_width(table, i) for i in range(len(table.columns))]
    n_lines = max(text.count("\n") + 1 for text in leaf)
    heights = [8 + 13 * n_lines] * len(header) + [_UNIT_ROW_HEIGHT] * len(rows)
    grid = Grid(
        [*header, *rows],
        colWidths=widths,
        rowHeights=heights,
        repeatRows=len(header) if table.repeat_header else 0,
    )
    grid.setStyle(TableStyle(styles))
    return grid


def _span(groups: list[str | None]) -> tuple[int, int]:
    grouped = [i for i, group in enumerate(groups) if group]
    return grouped[0], grouped[-1]


def _column_width(table: Table, index: int) -> float:
    if table.columns[index].role == "unit":
        return 110
    narrow = {"rank": 36, "total": 62, "bonus": 40, "penalty": 40}
    return narrow.get(table.columns[index].role, 60)


def _broken_header(header: str) -> str:
    """Break a header before its maximum and into lines of at most five characters."""
    at = min((header.index(bracket) for bracket in "（(" if bracket in header), default=len(header))
    name, maximum = header[:at], header[at:]
    half = len(name) if len(name) <= _HEADER_CHARS else (len(name) + 1) // 2
    return "\n".join(filter(None, [name[:half], name[half:], maximum]))
