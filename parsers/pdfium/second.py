"""The home of pypdfium2: the second, independent reading of every page's characters."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING, Final

from parsers.glyphs import Glyph

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

# What FPDF_GetLastError says of a file that wants a password.
_PASSWORD: Final = 4
# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, 0 for an unmapped glyph.
_SPECIAL: Final = {0: "\ufffd", 2: "-", 0xFFFE: "-", 0xAD: "-"}
_SURROGATES: Final = range(0xD800, 0xE000)


class PasswordNeededError(ValueError):
    """The file is encrypted and does not open without a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfiumPage:
    """A page as pdfium sees it; ``error`` says why it could not be read (then no glyphs)."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    error: str | None = None


def _transform(page: PdfPage, raw: ModuleType) -> tuple[float, float, float, float, float, float]:
    """Return the matrix from PDF user space to points from the top left of the page as shown.

    Source: one matrix for each of the four rotations; the crop box is what is shown.
    """
    left, bottom, right, top = page.get_cropbox()
    return {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        1: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        2: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        3: (0.0, -1.0, -1.0, 0.0, top, right),
    }[raw.FPDFPage_GetRotation(page.raw)]


def _glyphs(page: PdfPage, textpage: PdfTextPage, raw: ModuleType) -> Iterator[Glyph]:
    a, b, c, d, e, f = _transform(page, raw)
    turned = raw.FPDFPage_GetRotation(page.raw)
    rect = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    at_rect, at_x, at_y = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    handle = textpage.raw
    before: Glyph | None = None
    for i in range(raw.FPDFText_CountChars(handle)):
        if raw.FPDFText_IsGenerated(handle, i) == 1:
            continue
        code = raw.FPDFText_GetUnicode(handle, i)
        if not raw.FPDFText_GetLooseCharBox(handle, i, at_rect):
            continue
        raw.FPDFText_GetCharOrigin(handle, i, at_x, at_y)
        xs = (a * rect.left + c * rect.bottom + e, a * rect.right + c * rect.top + e)
        ys = (b * rect.left + d * rect.bottom + f, b * rect.right + d * rect.top + f)
        glyph = Glyph(
            text=_SPECIAL.get(code) or ("\ufffd" if code in _SURROGATES else chr(code)),
            x0=min(xs),
            top=min(ys),
            x1=max(xs),
            bottom=max(ys),
            base=b * x.value + d * y.value + f,
            size=max(ys) - min(ys),
            turn=_turn(raw.FPDFText_GetCharAngle(handle, i), turned),
        )
        # A ligature comes as its letters, one after the other in the very same place.
        if before is not None and (before.x0, before.x1, before.base) == (
            glyph.x0,
            glyph.x1,
            glyph.base,
        ):
            before = replace(before, text=before.text + glyph.text)
            continue
        if before is not None:
            yield before
        before = glyph
    if before is not None:
        yield before


def _turn(radians: float, turned: int) -> int | None:
    """Return the quarter turns anticlockwise as shown of pdfium's clockwise angle.

    pdfium gives -1 where it knows none: then the text counts as upright.
    """
    if radians < 0:
        return 0
    angle = (math.degrees(radians) + 90 * turned) % 360
    quarter = round(angle / 90)
    return -quarter % 4 if abs(angle - quarter * 90) <= 3 else None


def version() -> str:
    """Return pypdfium2's version."""
    import pypdfium2

    return str(pypdfium2.version.PYPDFIUM_INFO)


def pages(data: bytes) -> Iterator[PdfiumPage]:
    """Read a PDF's characters page by page; each page is closed before the next is opened.

    A page that cannot be read comes with its error and the run goes on.

    Raises:
        PasswordNeededError: the file is encrypted and needs a password.
        ValueError: the file cannot be opened.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise PasswordNeededError(str(error)) from error
        raise ValueError(f"pdfium cannot open the file: {error}") from error
    try:
        for index in range(len(document)):
            yield _read(document, index, raw, pypdfium2.PdfiumError)
    finally:
        document.close()


def _read(
    document: PdfDocument, index: int, raw: ModuleType, failure: type[Exception]
) -> PdfiumPage:
    try:
        page = document[index]
    except failure as error:
        return PdfiumPage(number=index + 1, width=0.0, height=0.0, error=str(error))
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            glyphs = tuple(
                glyph
                for glyph in _glyphs(page, textpage, raw)
                if 0 <= glyph.center[0] <= width and 0 <= glyph.center[1] <= height
            )
        finally:
            textpage.close()
    except failure as error:
        return PdfiumPage(number=index + 1, width=0.0, height=0.0, error=str(error))
    finally:
        page.close()
    return PdfiumPage(
        number=index + 1, width=round(width, 2), height=round(height, 2), glyphs=glyphs
    )
