"""What is done to a finished PDF, and how its truth is checked against it."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.tables.content import Grid, Placed

# Producers that map a glyph back to a CJK radical, and pdfium's own reading order and ligatures,
# leave a few characters different; a table on another page leaves most of them different.
_MOST = 0.9
# Nothing of a table stands nearer to the page's edge than this (points).
_EDGE = 18.0


class Displaced(Exception):  # noqa: N818 - says what happened to the document
    """A producer put a table elsewhere than it should: another page, over the edge, in parts."""


def part_of(grid: Grid, first: int, last: int, *, header: bool) -> Grid:
    """Give the body rows ``first`` to ``last - 1`` of a grid, which stand on one page.

    Raises:
        Displaced: the page's end cuts a cell that is merged over rows.
    """
    if any(cell.row_span > 1 for cell in grid.cells if cell.row >= grid.header_rows):
        raise Displaced("a table with cells merged over rows does not fit on one page")
    return grid.part(first, last, header=header)


def turn(path: Path, numbers: Iterable[int], degrees: int) -> None:
    """Set /Rotate on some pages (from 1) of a PDF, in place."""
    import pypdfium2

    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for number in numbers:
            document[number - 1].set_rotation(degrees)
        document.save(str(path))


def destinations(path: Path) -> dict[str, int]:
    """Give the page (from 1) of every named destination of a PDF."""
    import pypdfium2
    from pypdfium2 import raw

    found = {}
    with pypdfium2.PdfDocument(path) as document:
        size = ctypes.c_long()
        for index in range(raw.FPDF_CountNamedDests(document)):
            size.value = 0
            raw.FPDF_GetNamedDest(document, index, None, size)
            buffer = ctypes.create_string_buffer(size.value)
            place = raw.FPDF_GetNamedDest(document, index, buffer, size)
            name = buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
            found[name] = raw.FPDFDest_GetDestPageIndex(document, place) + 1
    return found


def check(path: Path, placed: Iterable[Placed]) -> None:
    """Make sure that the page of each part of a table holds the part's characters.

    This is no source of truth: it refuses a document whose producer did not do as it was told.

    Raises:
        Displaced: most of the characters of a part are not on its page, or some are over its edge.
    """
    import pypdfium2

    wanted: dict[int, Counter[str]] = {}
    for page, grid in placed:
        text = "".join(cell.printed for cell in grid.cells)
        wanted.setdefault(page, Counter()).update(_characters(text))
    with pypdfium2.PdfDocument(path) as document:
        for number, characters in wanted.items():
            if number > len(document):
                raise Displaced(f"{path.name}: there is no page {number}")
            page = document[number - 1]
            text = page.get_textpage()
            have = characters & _characters(text.get_text_range())
            left, bottom, right, top = page.get_mediabox()
            inner = (left + _EDGE, bottom + _EDGE, right - _EDGE, top - _EDGE)
            inside = characters & _characters(text.get_text_bounded(*inner))
            if have.total() < _MOST * characters.total():
                share = have.total() / characters.total()
                raise Displaced(f"{path.name}: page {number} holds {share:.0%} of its tables' text")
            if inside != have:
                raise Displaced(f"{path.name}: page {number} has a table over its edge")


def _characters(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))
