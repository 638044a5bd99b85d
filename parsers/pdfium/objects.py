"""One pass over a PDF page's objects: glyphs with place, turn and colour, painted paths, images.

Everything is given in points from the top left of the page as shown (crop box, ``/Rotate``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from parsers.glyphs import Glyph, Rectangle
from parsers.pdfium.characters import glyphs_of
from parsers.pdfium.geometry import Matrix, shown
from parsers.pdfium.library import address, functions, raw
from parsers.pdfium.paths import Path, Walk
from parsers.pdfium.pieces import Columns, Print
from parsers.pdfium.stand_in_font import no_fonts_of_the_machine

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# What FPDF_GetLastError says of a file that wants a password.
_PASSWORD: Final = 4
# So many pages are read at a time.
_BATCH: Final = 8
# How a page is shown: matrix and quarter turns, width and height.
View = tuple[tuple[Matrix, int], tuple[float, float]]


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
    """Read a PDF page by page.

    A page that cannot be read comes with its error and the run goes on. The file is opened at once,
    the pages a few at a time when they are asked for.

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
    opened: list[Any] = []
    try:
        for start in range(0, len(document), _BATCH):
            before = opened
            numbers = range(start, min(start + _BATCH, len(document)))
            with no_fonts_of_the_machine():
                opened = [call.FPDF_LoadPage(document.raw, number) for number in numbers]
                # Only now: what both use, fonts above all, is not loaded anew.
                _close(before)
                found = _read(opened, start, single=single)
            _close(opened[:-1])
            opened = opened[-1:]
            yield from found
    finally:
        _close(opened)
        document.close()


def _close(opened: Iterable[Any]) -> None:
    for page in filter(None, opened):
        raw().FPDF_ClosePage(page)


def _read(opened: Sequence[Any], start: int, *, single: bool) -> list[PageObjects]:
    """Read pages by their raw handles; pypdfium2's objects cost more than asking for their text.

    Each step is done for all of them before the next one, which keeps the processor's caches warm.

    Args:
        opened: their handles, ``None`` of one that cannot be loaded.
        start: the index of the first.
        single: as `pages`.
    """
    call = raw()
    views = [_view(address(page)) if page else None for page in opened]
    textpages = [call.FPDFText_LoadPage(page) if page else None for page in opened]
    try:
        prints = [
            glyphs_of(address(textpage), *view, single=single) if view and textpage else None
            for view, textpage in zip(views, textpages, strict=True)
        ]
    finally:
        for textpage in filter(None, textpages):
            call.FPDFText_ClosePage(textpage)
    return [
        _objects(page, number, view, found)
        if view and found
        else _unread(number, "text page" if page else "page")
        for number, page, view, found in zip(count(start + 1), opened, views, prints, strict=False)
    ]


def _view(page: int) -> View:
    """Return how a page (its address) is shown, and its width and height in points."""
    call = functions()
    return shown(page), (call.FPDF_GetPageWidthF(page), call.FPDF_GetPageHeightF(page))


def _objects(page: object, number: int, view: View, found: Print) -> PageObjects:
    (matrix, _), size = view
    walk = Walk(address(page), size, matrix, found.objects)
    return PageObjects(
        number=number,
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


def _unread(number: int, what: str) -> PageObjects:
    error = f"Failed to load {what}."
    return PageObjects(number=number, width=0.0, height=0.0, error=error)
