"""How a page of a PDF looks: its picture as plain pixels, drawn by pdfium."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

POINTS_PER_INCH: Final = 72
# A picture of 40 million pixels takes 120 MB; A0 at 150 dpi has 35 million.
MAX_PIXELS: Final = 40_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """The picture of a page as shown: rotated and cropped as the page says.

    ``pixels`` holds ``height`` rows of ``stride`` bytes, three bytes (red, green, blue) a pixel;
    the bytes of a row after ``3 * width`` are padding. ``dpi`` is the resolution that was drawn,
    lower than the one asked for where the page is so large that the picture would pass
    `MAX_PIXELS`.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    dpi: float


def page_image(data: bytes, number: int, dpi: float) -> PageImage:
    """Draw one page, annotations included; the file is closed again.

    Args:
        data: the bytes of the PDF.
        number: the page, from 1.
        dpi: pixels per inch; 72 is one pixel a point.

    Raises:
        ValueError: the file cannot be opened, has no such page, or the page cannot be drawn.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"pdfium cannot open the file: {error}") from error
    try:
        if not 1 <= number <= len(document):
            raise ValueError(f"page {number} of {len(document)}")
        page = document[number - 1]
        try:
            return _drawn(page, dpi)
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"pdfium cannot draw page {number}: {error}") from error
    finally:
        document.close()


def _drawn(page: PdfPage, dpi: float) -> PageImage:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise ValueError(f"a page of {width:g} × {height:g} points")
    most = POINTS_PER_INCH * math.sqrt(MAX_PIXELS / (width * height))
    resolution = min(dpi, most)
    bitmap = page.render(scale=resolution / POINTS_PER_INCH, rev_byteorder=True)
    try:
        return PageImage(
            width=bitmap.width,
            height=bitmap.height,
            stride=bitmap.stride,
            pixels=bytes(bitmap.buffer),
            dpi=resolution,
        )
    finally:
        bitmap.close()
