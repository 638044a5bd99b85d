"""One pass over a PDF page's objects: glyphs with place, turn and colour, painted paths, images.

Everything is given in points from the top left of the page as shown (crop box, ``/Rotate``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parsers.glyphs import Glyph, Rectangle
from parsers.pdfium.characters import glyphs_of
from parsers.pdfium.geometry import shown
from parsers.pdfium.library import address, raw
from parsers.pdfium.paths import Path, Walk
from parsers.pdfium.pieces import Columns

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# What FPDF_GetLastError says of a file that wants a password.
_PASSWORD: Final = 4


class PasswordNeededError(ValueError):
    """The file is encrypted and does not open without a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageObjects:
    """What stands on a page.

    ``glyphs`` are the visible ones in the order drawn, ``hidden`` those that nobody sees.
    ``joined`` are the visible ones put together also where each was drawn by itself, no blank one
    with others: given only where all are upright, none is hidden, and they become far fewer.
    ``columns`` are the fields of `pieces`, and ``usual`` is the size that most of ``glyphs`` have:
    given where all are upright and none is hidden. ``error`` says why the page could not be read
    (then there is nothing else). ``is_drawing`` tells that there are more paths than any table has.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph] = ()
    joined: Sequence[Glyph] = ()
    columns: Columns | None = None
    usual: float = 0.0
    hidden: Sequence[Glyph] = ()
    paths: tuple[Path, ...] = ()
    images: tuple[Rectangle, ...] = ()
    is_drawing: bool = False
    error: str | None = None

    @property
    def pieces(self) -> Sequence[Glyph]:
        """The visible print in as few glyphs as there are."""
        return self.joined or self.glyphs

    @property
    def text(self) -> str:
        """The visible print in the order drawn."""
        columns = self.columns
        return "".join(columns.text if columns else [glyph.text for glyph in self.pieces])


def version() -> str:
    """Return pypdfium2's version."""
    import pypdfium2

    return str(pypdfium2.version.PYPDFIUM_INFO)


def pages(data: bytes, *, single: bool = False) -> Iterator[PageObjects]:
    """Read a PDF page by page; each page is closed when the next one is open.

    A page that cannot be read comes with its error and the run goes on. The file is opened at once,
    the pages when they are asked for.

    Args:
        data: the file's bytes.
        single: give every character as a glyph of its own, also where several were drawn in one go.

    Raises:
        PasswordNeededError: the file is encrypted and needs a password.
        ValueError: the file cannot be opened.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise PasswordNeededError(str(error)) from error
        raise ValueError(f"pdfium cannot open the file: {error}") from error
    return _each(document, single=single)


def _each(document: PdfDocument, *, single: bool) -> Iterator[PageObjects]:
    call = raw()
    page = None
    try:
        for index in range(len(document)):
            before, page = page, call.FPDF_LoadPage(document.raw, index)
            # Only now: what both use, fonts above all, is not loaded anew.
            if before:
                call.FPDF_ClosePage(before)
            yield _read(page, index, single=single) if page else _unread(index, "page")
    finally:
        if page:
            call.FPDF_ClosePage(page)
        document.close()


def _read(page: object, index: int, *, single: bool) -> PageObjects:
    """Read a page by its raw handle; pypdfium2's objects cost more than asking for its text."""
    call = raw()
    size, view = (call.FPDF_GetPageWidthF(page), call.FPDF_GetPageHeightF(page)), shown(page)
    textpage = call.FPDFText_LoadPage(page)
    if not textpage:
        return _unread(index, "text page")
    try:
        found = glyphs_of(address(textpage), view, size, single=single)
    finally:
        call.FPDFText_ClosePage(textpage)
    walk = Walk(address(page), size, view[0], found.objects)
    return PageObjects(
        number=index + 1,
        width=round(size[0], 2),
        height=round(size[1], 2),
        glyphs=found.visible,
        joined=found.joined,
        columns=found.columns,
        usual=found.usual,
        hidden=found.hidden,
        paths=tuple(walk.paths),
        images=tuple(walk.images),
        is_drawing=walk.is_drawing,
    )


def _unread(index: int, what: str) -> PageObjects:
    error = f"Failed to load {what}."
    return PageObjects(number=index + 1, width=0.0, height=0.0, error=error)
