"""reportlab: what lies over, under and around a table: seal, watermark, letterhead, boxes."""

from __future__ import annotations

from math import cos, pi, sin

from reportlab.lib.colors import Color, black, red

from benchmarks.tables.producers.canvas_page import Sheet

SEAL_RADIUS = 60.0
_SEAL_CHARACTERS = 11
_GREY = Color(0.82, 0.82, 0.82)


def seal(sheet: Sheet, name: str, x: float, y: float, radius: float = SEAL_RADIUS) -> None:
    """Draw a round red seal: circle, star, the name's characters along the arc.

    The middle character stands upright, the others are turned by their own angle.

    Args:
        sheet: what to draw on.
        name: the name on the seal; its first eleven characters are drawn.
        x: the centre, from the left.
        y: the centre, from the top.
        radius: of the outer circle, in points.
    """
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(x, sheet.up(y))
    canvas.setStrokeColor(red)
    canvas.setFillColor(red)
    canvas.setLineWidth(2.2)
    canvas.circle(0, 0, radius)
    _star(sheet, radius * 0.28)
    text = name[:_SEAL_CHARACTERS]
    step = 240 / (_SEAL_CHARACTERS - 1)
    size = radius * 0.26
    canvas.setFont(sheet.font, size)
    for number, char in enumerate(text):
        angle = (len(text) - 1) / 2 * step - number * step
        canvas.saveState()
        canvas.rotate(angle)
        canvas.drawCentredString(0, radius * 0.68, char)
        canvas.restoreState()
    canvas.restoreState()


def _star(sheet: Sheet, radius: float) -> None:
    path = sheet.canvas.beginPath()
    for number in range(10):
        far = radius if number % 2 == 0 else radius * 0.382
        x, y = far * sin(number * pi / 5), far * cos(number * pi / 5)
        (path.moveTo if number == 0 else path.lineTo)(x, y)
    path.close()
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def watermark(sheet: Sheet, text: str) -> None:
    """Draw nine grey lines of 28 points, turned by 40 degrees, over the whole page."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setFillColor(_GREY)
    canvas.setFont(sheet.font, 28)
    for row in range(3):
        for column in range(3):
            canvas.saveState()
            canvas.translate(sheet.width * (2 * column + 1) / 6, sheet.height * (2 * row + 1) / 6)
            canvas.rotate(40)
            canvas.drawCentredString(0, 0, text)
            canvas.restoreState()
    canvas.restoreState()
    canvas.setFillColor(black)


def letterhead(sheet: Sheet, name: str) -> None:
    """Draw the red name of the issuer."""
    sheet.line(name, min(26, (sheet.right - sheet.left) / len(name)), "center", red)
    sheet.y += 6


def double_rule(sheet: Sheet) -> None:
    """Draw the thick and the thin red rule of an official letterhead."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setStrokeColor(red)
    for width, shift in ((2.2, 0.0), (0.7, 3.2)):
        canvas.setLineWidth(width)
        y = sheet.up(sheet.y + shift)
        canvas.line(sheet.left, y, sheet.right, y)
    canvas.restoreState()
    sheet.y += 14


def contact_box(sheet: Sheet, lines: list[str]) -> None:
    """Draw a frame with lines of text, which is no table, and a loose rule below it."""
    canvas, high = sheet.canvas, len(lines) * sheet.size * 1.6 + 12
    canvas.saveState()
    canvas.setLineWidth(0.75)
    low = sheet.up(sheet.y + high)
    canvas.rect(sheet.left + 30, low, sheet.right - sheet.left - 60, high)
    canvas.restoreState()
    sheet.y += 6
    for line in lines:
        sheet.line(line, indent=42)
    sheet.y += 18
    canvas.line(sheet.left, sheet.up(sheet.y), sheet.left + 150, sheet.up(sheet.y))
    sheet.y += 12
