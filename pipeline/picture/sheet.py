"""What everything that is drawn shares: points to pixels, colours and words of ``drawing.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pipeline.messages import Language
from pipeline.picture.canvas import Canvas, Rect, Shape
from pipeline.picture.marks import TableMark
from schemas.notice import Role, Status
from schemas.places import Box
from schemas.vocabulary_files import vocabulary

LABEL: Final = 6.0
"""The size of labels on the page, in points."""
SHAPES: Final[dict[Status, Shape]] = {
    Status.PROVED: "tick",
    Status.CONSISTENT: "dot",
    Status.CONTRADICTED: "cross",
    Status.UNCHECKED: "ring",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A canvas with the size of a point on it; ``x`` and ``y`` differ by less than a pixel a page.

    ``language`` is that of texts that stand in one language only.
    """

    canvas: Canvas
    x: float
    y: float
    language: Language

    def px(self, points: float) -> int:
        """Return a length in pixels, at least one."""
        return max(1, round(points * self.y))

    def rect(self, box: Box, outwards: int = 0) -> Rect:
        """Return the pixels of a box, grown by ``outwards`` pixels on all sides."""
        return (
            round(box.x0 * self.x) - outwards,
            round(box.top * self.y) - outwards,
            round(box.x1 * self.x) + outwards,
            round(box.bottom * self.y) + outwards,
        )

    def leader(self, box: Box) -> int:
        """Return the height at which the line from a box to its note runs: its lower edge."""
        return round(box.bottom * self.y)


def inside(rect: Rect) -> Rect:
    """Return a rectangle whose right and bottom lie not before its left and top."""
    left, top, right, bottom = rect
    return left, top, max(left, right), max(top, bottom)


def colour_of(*keys: str) -> str:
    """Return a colour of ``drawing.toml`` by its table and entry.

    Raises:
        KeyError: there is no such entry.
    """
    entry: Any = vocabulary("drawing")
    for key in keys:
        entry = entry[key]
    colour: str = entry["colour"]
    return colour


def table_colour(table: TableMark) -> str:
    """Return the colour of a table: the same for all parts of a joined one."""
    colours: list[str] = vocabulary("drawing")["table"]["colours"]
    return colours[table.group % len(colours)]


def paled(colour: str, share: float) -> str:
    """Return a colour mixed with white; ``share`` of the colour is left.

    >>> paled("#000000", 0.2)
    '#cccccc'
    """
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def ink_on(colour: str) -> str:
    """Return black or white, whichever can be read on a colour.

    >>> ink_on("#332288"), ink_on("#DDCC77")
    ('#ffffff', '#000000')
    """
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#000000" if 299 * red + 587 * green + 114 * blue > 140_000 else "#ffffff"


def role_words(role: Role, sheet: Sheet) -> tuple[str, ...]:
    """Return what a role is called, the longest form first."""
    entry = vocabulary("drawing")["role"][role.value]
    if not sheet.canvas.face.has_chinese:
        return (entry["en"],)
    return (f"{entry['zh']} {entry['en']}", entry[sheet.language])


def put_letter(sheet: Sheet, table: TableMark, rect: Rect) -> None:
    """Draw a table's letter into a filled rectangle of its colour."""
    canvas, size = sheet.canvas, sheet.px(LABEL)
    left, top, right, bottom = rect
    colour = table_colour(table)
    canvas.fill(rect, colour)
    x = left + (right - left - canvas.face.width(table.letter, size)) // 2
    canvas.text((x, top + (bottom - top - size) // 2 + 1), table.letter, size, ink_on(colour))
