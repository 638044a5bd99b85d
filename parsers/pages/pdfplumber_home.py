"""A second reading of a page's characters: pdfplumber's, independent of pdfium's."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from parsers.glyphs import Glyph
from schemas.patterns import lazy_re

if TYPE_CHECKING:
    from pdfplumber.page import Page

# pdfminer's name for a glyph the font maps to no character.
_UNMAPPED: Final = lazy_re(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlumberPage:
    """The glyphs of a page as pdfplumber sees them, sizes and places in points as shown.

    ``error`` says why the page could not be read (then there are no glyphs).
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    error: str | None = None


def _turn(a: float, b: float) -> int | None:
    """Return the quarter turns of a text direction (a, b), ``None`` if it is oblique."""
    angle = math.degrees(math.atan2(b, a)) % 360
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - quarter * 90) <= 3 else None


def _glyph(char: dict[str, Any], left: float, above: float, height: float) -> Glyph:
    """Make a glyph of pdfplumber's character; left and above are the crop box's corner."""
    a, b, _, _, _, f = char["matrix"]
    turn = _turn(a, b)
    text = _UNMAPPED.sub("\ufffd", char["text"]).replace("\x00", "\ufffd")
    # The baseline of upright text is the matrix's origin; text that is turned has none in y.
    base = height - f if turn == 0 else char["bottom"]
    return Glyph(
        # A soft hyphen that is drawn is a hyphen: the two share a glyph in many fonts.
        text=text.replace("\u00ad", "-"),
        x0=char["x0"] - left,
        top=char["top"] - above,
        x1=char["x1"] - left,
        bottom=char["bottom"] - above,
        base=base - above,
        size=char["size"] or char["height"],
        turn=turn,
    )


def _read(page: Page) -> PlumberPage:
    left, above, right, below = page.cropbox
    width, tall = round(float(right - left), 2), round(float(below - above), 2)
    # The matrix of a glyph is relative to the media box, whose upper edge is at mediabox[1].
    height = float(page.mediabox[3])
    glyphs = tuple(_glyph(char, left, above, height) for char in page.chars)
    inside = tuple(
        glyph for glyph in glyphs if 0 <= glyph.center[0] <= width and 0 <= glyph.center[1] <= tall
    )
    return PlumberPage(
        number=page.page_number,
        width=width,
        height=tall,
        glyphs=inside,
    )


def version() -> str:
    """Return pdfplumber's version."""
    import pdfplumber

    return str(pdfplumber.__version__)


class PlumberDocument:
    """A PDF opened by pdfplumber, for the pages that need a second reading.

    Use it as a context manager. Opening costs little; each page is read when it is asked for and
    closed again.
    """

    def __init__(self, data: bytes) -> None:
        """Open a PDF.

        Args:
            data: the file's bytes.

        Raises:
            ValueError: it cannot be opened (damaged, or encrypted with a password).
        """
        import pdfplumber

        # pdfminer warns on every odd font of every page; what matters is reported as a finding.
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        # Any exception of pdfminer on bad bytes (it has no common base) means: not readable.
        try:
            self._document = pdfplumber.open(BytesIO(data))
            self._pages = self._document.pages
        except Exception as error:
            raise ValueError(f"pdfplumber cannot open the file: {_said(error)}") from error

    def __enter__(self) -> PlumberDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._pages)

    def page(self, number: int) -> PlumberPage | None:
        """Read one page, counted from 1; ``None`` when pdfplumber does not see it."""
        if not 1 <= number <= len(self._pages):
            return None
        page = self._pages[number - 1]
        try:
            return _read(page)
        except Exception as error:
            return _unread(page, error)
        finally:
            page.close()


def _unread(page: Page, error: Exception) -> PlumberPage:
    return PlumberPage(
        number=page.page_number,
        width=round(float(page.width), 2),
        height=round(float(page.height), 2),
        error=_said(error),
    )


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:120]
