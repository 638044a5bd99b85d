"""reportlab: the flow of a page: prose, headings, page numbers, sideways and turned pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

# Signs that no line begins with.
_NOT_FIRST = "，。；：、）》”！？)%"
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|.")
_SIDE, _HEAD, _FOOT = 62.0, 72.0, 72.0


def width_of(text: str, font: str, size: float) -> float:
    """Give the width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def broken(text: str, font: str, size: float, room: float, first: float | None = None) -> list[str]:
    """Break a text into lines none of which is wider than the room.

    Numbers are broken only when they are wider than a line; a sign that no line begins with takes
    the character before it along. ``first`` is the room in the first line when it differs.
    """
    lines, current = [], ""
    left = room if first is None else first
    for token in _tokens(text, font, size, room):
        if current and width_of(current + token, font, size) > left + 0.1:
            kept = len(current) - _taken_along(current, token)
            lines.append(current[:kept])
            current, left = current[kept:], room
        current += token
    return [*lines, current]


def _taken_along(line: str, token: str) -> int:
    """Count the characters at the line's end that must go to the next line with the token."""
    count = 0
    while (token if count == 0 else line[-count])[0] in _NOT_FIRST and count < len(line) - 1:
        count += 1
    return count


def _tokens(text: str, font: str, size: float, room: float) -> list[str]:
    """Part a text into what is not broken: numbers with their signs, else single characters."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        tokens += [token] if width_of(token, font, size) <= room else list(token)
    return tokens


class Sheet:
    """Sets lines from the top of the page down and turns the page when it is full.

    ``y`` counts down from the top of the page as it is read, in points; ``page`` from 1.
    """

    def __init__(self, path: Path, font: str, size: float, *, landscape: bool = False) -> None:
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.font, self.size = font, size
        self.landscape = landscape
        self.page = 0
        self.width: float
        self.height: float
        self.numbers_upright = False
        self.columns: list[tuple[float, float]] = []
        self._begin(sideways=False, rotation=0)

    def _begin(self, *, sideways: bool, rotation: int) -> None:
        self.page += 1
        self.sideways = sideways
        short, long = A4
        self.media = (long, short) if self.landscape and not sideways else (short, long)
        # reportlab takes the size as the page is shown and swaps it for a turned page.
        self.canvas.setPageSize(self.media[::-1] if rotation in (90, 270) else self.media)
        self.canvas.setPageRotation(rotation)
        if sideways:
            self._turn_axes()
        self.width, self.height = self.media[::-1] if sideways else self.media
        self.left, self.right = _SIDE, self.width - _SIDE
        self.y = _HEAD

    def _turn_axes(self) -> None:
        self.canvas.translate(self.media[0], 0)
        self.canvas.rotate(90)

    @property
    def bottom(self) -> float:
        """Where the text block ends."""
        return self.height - _FOOT

    def room(self) -> float:
        """Give the height that is left on the page."""
        return self.bottom - self.y

    def turn(self, *, sideways: bool = False, rotation: int = 0) -> None:
        """Print the page number and begin a page.

        Args:
            sideways: draw the page so that its text runs upwards.
            rotation: the page's /Rotate in degrees.
        """
        self._number()
        self.canvas.showPage()
        self._begin(sideways=sideways, rotation=rotation)

    def _number(self) -> None:
        number = f"— {self.page} —"
        self.canvas.setFillColor(black)
        self.canvas.setFont(self.font, 12)
        if self.sideways and self.numbers_upright:
            self.canvas.saveState()
            self.canvas.rotate(-90)
            self.canvas.translate(-self.media[0], 0)
            self.canvas.drawCentredString(self.media[0] / 2, 40, number)
            self.canvas.restoreState()
            return
        self.canvas.drawCentredString(self.width / 2, 40, number)

    def up(self, y: float) -> float:
        """Turn a distance from the top into the canvas's own ordinate."""
        return self.height - y

    def put(self, text: str, x: float, baseline: float, size: float) -> None:
        """Draw a text with its left end at ``x``, its baseline so far from the top."""
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.up(baseline), text)

    def line(
        self,
        text: str,
        size: float | None = None,
        align: str = "left",
        colour: Color = black,
        indent: float = 0.0,
    ) -> None:
        """Set one line and go to the next; the page is turned when it is full."""
        size = size or self.size
        if self.room() < size * 1.6:
            self.turn(sideways=self.sideways)
        wide = width_of(text, self.font, size)
        spare = self.right - self.left - wide
        x = self.left + {"left": indent, "center": spare / 2, "right": spare - indent}[align]
        self.canvas.setFillColor(colour)
        self.put(text, x, self.y + size, size)
        self.canvas.setFillColor(black)
        self.y += size * 1.6

    def title(self, text: str, size: float = 16) -> None:
        """Set a title, centred, smaller when it is wider than the text block."""
        wide = width_of(text, self.font, size)
        self.line(text, min(size, size * (self.right - self.left) / wide), "center")
        self.y += size * 0.6

    def paragraph(self, text: str, hang: float = 0.0) -> None:
        """Set a paragraph, its first line indented by two characters."""
        room = self.right - self.left - hang
        first = room - 2 * self.size
        for number, part in enumerate(broken(text, self.font, self.size, room, first)):
            self.line(part, indent=hang + (0 if number else 2 * self.size))
        self.y += self.size * 0.3

    def paragraphs(self, texts: Sequence[str]) -> None:
        """Set several paragraphs."""
        for text in texts:
            self.paragraph(text)

    def close(self) -> None:
        """Number the last page and write the file."""
        self._number()
        self.canvas.save()
