"""The home of Pillow: a page's picture to draw on, and type to write with.

All sizes and places here are pixels from the top left of the picture. Colours are ``#RRGGBB``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from parsers.pdfium.images import PageImage
from pipeline.picture.notes import SOFTWARE

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

Rect: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom; right and bottom are the last pixel inside."""
Shape: TypeAlias = Literal["tick", "dot", "cross", "ring"]

# Characters that a font must have to be taken for Chinese: common ones, simplified only among them.
_ASKED: Final = "通报单页总这"
_MOST_FACES: Final = 16
# A face of the mainland's forms is taken before the others of a collection.
_MAINLAND: Final = re.compile(r"\b(?:SC|CN|GB)\b")
# How far the brightness of a blank place may vary: paper in a scan is not quite even.
_EVEN: Final = 24
# What stands for characters without an own form in ASCII.
_PLAIN: Final = {
    "×": "x",
    "–": "-",
    "—": "-",
    "·": "-",
    "≠": "!=",
    "（": "(",
    "）": ")",
    "：": ": ",
}
_OTHERS: Final = re.compile(r"[^ -~]+")


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font to write with; without a ``file`` it is the one inside Pillow, which is ASCII only."""

    file: Path | None
    face: int = 0

    @property
    def has_chinese(self) -> bool:
        """Whether Chinese can be written."""
        return self.file is not None

    def sayable(self, text: str) -> str:
        """Return a text as it can be written; what cannot is replaced by ``...``."""
        if self.has_chinese:
            return text
        return _OTHERS.sub("...", "".join(_PLAIN.get(char, char) for char in text))

    def width(self, text: str, size: int) -> int:
        """Return the width of a line of text."""
        return round(_font(self, size).getlength(self.sayable(text)))


def typeface(files: Sequence[Path]) -> Typeface:
    """Return the first font among the files that has Chinese characters, else the built-in one."""
    for file in files:
        face = _chinese_face(file)
        if face is not None:
            return Typeface(file, face)
    return Typeface(None)


def _chinese_face(file: Path) -> int | None:
    """Return the face of a font file to write Chinese with; ``None`` when it has none."""
    from PIL.ImageFont import FreeTypeFont

    fallback = None
    for face in range(_MOST_FACES):
        try:
            # Not ImageFont.truetype: where a file is none, it takes another of the same name.
            font = FreeTypeFont(file, 16, face)
            if not _has_glyphs(font, _ASKED):
                continue
            family = font.getname()[0] or ""
        # Damaged files, faces past the last one, and Pillow without FreeType.
        except (OSError, ValueError, ImportError):
            break
        if _MAINLAND.search(family):
            return face
        fallback = face if fallback is None else fallback
    return fallback


def _has_glyphs(font: FreeTypeFont, text: str) -> bool:
    """Tell whether a font has its own form for each character, not the box for a missing one."""

    def form(char: str) -> bytes:
        return bytes(font.getmask(char))

    missing = form("\U0010fffe")
    return all(any(form(char)) and form(char) != missing for char in text)


@cache
def _font(face: Typeface, size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    if face.file is None:
        return ImageFont.load_default(size)
    return ImageFont.FreeTypeFont(face.file, size, face.face)


class Canvas:
    """The picture of a page with room around it, drawn on in two layers.

    Until `settle` everything is laid *under* the print, so that no stroke or tint can hide a
    printed character; after it, on top. `is_blank` always looks at the page as it was printed, and
    at the room that was taken since.
    """

    def __init__(self, page: PageImage, face: Typeface) -> None:
        from PIL import Image

        size = (page.width, page.height)
        self.face = face
        self.width, self.height = size
        self._page = Image.frombuffer("RGB", size, page.pixels, "raw", "RGB", page.stride, 1)
        self._grey = self._page.convert("L")
        self._image = Image.new("RGB", size, "white")
        self._draw = _drawer(self._image)
        self._taken = Image.new("L", size, 0)

    def settle(self) -> None:
        """Put the page's print over what was drawn so far; what follows is drawn on top."""
        from PIL import ImageChops

        self._image = ImageChops.multiply(self._page, self._image)
        self._draw = _drawer(self._image)

    def extend(self, right: int, bottom: int) -> None:
        """Add white room on the right and at the bottom."""
        from PIL import Image

        wider = Image.new("RGB", (self.width + right, self.height + bottom), "white")
        wider.paste(self._image, (0, 0))
        self._image = wider
        self.width, self.height = wider.size
        self._draw = _drawer(wider)

    def is_blank(self, rect: Rect) -> bool:
        """Tell whether a place lies on the page, holds no print, and was not taken."""
        left, top, right, bottom = rect
        if left < 0 or top < 0 or right >= self._grey.width or bottom >= self._grey.height:
            return False
        place = (left, top, right + 1, bottom + 1)
        darkest, brightest = _extremes(self._grey.crop(place))
        return brightest - darkest < _EVEN and _extremes(self._taken.crop(place))[1] == 0

    def take(self, rect: Rect) -> None:
        """Keep a place from being found blank again."""
        _drawer(self._taken).rectangle(rect, fill=255)

    def fill(self, rect: Rect, colour: str) -> None:
        """Fill a rectangle."""
        self._draw.rectangle(rect, fill=colour)

    def frame(self, rect: Rect, colour: str, width: int) -> None:
        """Draw the four sides of a rectangle, ``width`` pixels inwards."""
        if rect[2] >= rect[0] and rect[3] >= rect[1]:
            self._draw.rectangle(rect, outline=colour, width=width)

    def line(self, points: Sequence[tuple[int, int]], colour: str, width: int) -> None:
        """Draw a line through points."""
        self._draw.line(list(points), fill=colour, width=width)

    def dashes(self, start: tuple[int, int], end: tuple[int, int], colour: str, width: int) -> None:
        """Draw a dashed line, upright or level; it begins with a dash."""
        (x0, y0), (x1, y1) = start, end
        length, dash = max(abs(x1 - x0), abs(y1 - y0)), 4 * width
        for at in range(0, length + 1, 2 * dash):
            far = min(at + dash, length)
            if x0 == x1:
                self._draw.line([(x0, y0 + at), (x0, y0 + far)], fill=colour, width=width)
            else:
                self._draw.line([(x0 + at, y0), (x0 + far, y0)], fill=colour, width=width)

    def mark(self, shape: Shape, rect: Rect, colour: str) -> None:
        """Draw a tick, dot, cross or ring into a square."""
        x0, y0, x1, y1 = rect
        size = x1 - x0
        stroke = max(2, size // 5)
        if shape == "tick":
            points = [(x0, y0 + size * 6 // 10), (x0 + size * 4 // 10, y1), (x1, y0 + size // 10)]
            self._draw.line(points, fill=colour, width=stroke, joint="curve")
        elif shape == "cross":
            self._draw.line([(x0, y0), (x1, y1)], fill=colour, width=stroke)
            self._draw.line([(x0, y1), (x1, y0)], fill=colour, width=stroke)
        elif shape == "dot":
            inset = size // 5
            self._draw.ellipse((x0 + inset, y0 + inset, x1 - inset, y1 - inset), fill=colour)
        else:
            self._draw.ellipse(rect, outline=colour, width=max(1, size // 7))

    def text(self, place: tuple[int, int], text: str, size: int, colour: str) -> None:
        """Write a line of text; ``place`` is the left end of the upper edge of its letters."""
        font = _font(self.face, size)
        x, y = place
        # Fonts leave room above their letters, each another.
        room = font.getbbox(_ASKED[0] if self.face.has_chinese else "H")[1]
        self._draw.text((x, y - round(room)), self.face.sayable(text), font=font, fill=colour)

    def png(self, dpi: float, notes: dict[str, str]) -> bytes:
        """Return the picture as PNG with notes as its text chunks; no date is in it."""
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_text("Software", SOFTWARE)
        for name, text in notes.items():
            info.add_text(name, text)
        buffer = BytesIO()
        self._image.save(buffer, "PNG", dpi=(dpi, dpi), pnginfo=info)
        return buffer.getvalue()


def _drawer(image: Image) -> ImageDraw:
    from PIL import ImageDraw

    return ImageDraw.Draw(image)


def _extremes(grey: Image) -> tuple[int, int]:
    """Return the darkest and the brightest value of a grey picture."""
    values = [int(value) for value in grey.getextrema() if not isinstance(value, tuple)]
    return values[0], values[1]
