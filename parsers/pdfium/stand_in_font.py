"""Fonts for print whose own font is not in the file: the same on every machine, whatever it has.

pdfium takes the extent of a character from its glyph, and leaves print without any extent out of
the text of a page. Where the machine has no Chinese font, of Chinese print in a font that is not
embedded nothing was left where it is drawn character by character, or on a page that is turned,
and no word was said. So for reading, pdfium is given a font in which every character has a box;
how far apart characters stand is what the file says, as ever. Only of the fourteen standard fonts
pdfium has its own. Pictures of pages are drawn with the fonts of the machine.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

_STANDARD: Final = (b"Courier", b"Helvetica", b"Times", b"Symbol", b"ZapfDingbats")
"""How the names of the standard fonts begin (ISO 32000-1, 9.6.2.2), as pdfium asks for them."""
_EAST_ASIAN: Final = frozenset({128, 129, 134, 136})
"""pdfium's numbers of the character sets of Japan, Korea, China and Taiwan (``FXFONT_…``)."""
_HANDLE: Final = 1
"""What stands for the one font in pdfium's calls."""
_UNITS: Final = 1000
"""Units of an em."""
_ASCENT: Final = 860
_DESCENT: Final = -140
# left, bottom, right, top of the boxes, as in usual Chinese fonts
_FULL: Final = (40, -80, 960, 820)
_HALF: Final = (40, 0, 460, 720)
_MISSING, _BLANK, _HALF_BOX, _FULL_BOX = range(4)
# First and last character, and the glyph of all from one to the other. Spaces have none of ink.
_GLYPHS: Final = (
    (0x20, 0x20, _BLANK),
    (0x21, 0x7E, _HALF_BOX),
    (0xA0, 0xA0, _BLANK),
    (0xA1, 0x2FFF, _FULL_BOX),
    (0x3000, 0x3000, _BLANK),
    (0x3001, 0x3FFFF, _FULL_BOX),
)


@contextmanager
def no_fonts_of_the_machine() -> Iterator[None]:
    """Let pdfium read with no fonts but those in the file, its own and the stand-in.

    Afterwards it asks whom it asked before: who else draws pages in this process sees no boxes.
    """
    ours, machine = _handlers()
    before = _replaced_by(ours)
    try:
        yield
    finally:
        _replaced_by(before or machine)


def _replaced_by(handler: Any) -> Any:  # noqa: ANN401 - a class of pypdfium2, or nothing
    """Install a handler, if there is one; gives the one before it, which stays fit for use."""
    from pypdfium2 import PdfSysfontBase

    before = PdfSysfontBase.SINGLETON
    if before is not None:
        # `setup` would do it, too, and log it for every few pages.
        before.close(reusable=True)
    if handler is not None:
        handler.setup(reusable=True)
    return before


@cache
def _handlers() -> tuple[Any, Any]:
    """Return what tells pdfium of the stand-in, and what tells it of the machine's fonts.

    The latter is ``None`` on a system on which pdfium asks for no fonts at all.
    """
    from pypdfium2 import PdfiumError, PdfSysfontBase
    from pypdfium2.raw import FPDF_SYSFONTINFO

    stand_in = type("StandIn", (PdfSysfontBase,), _ANSWERS)
    try:
        return stand_in(), PdfSysfontBase()
    except PdfiumError:
        return stand_in(FPDF_SYSFONTINFO(version=1)), None


def _is_standard(name: bytes, charset: int) -> bool:
    """Whether pdfium has a font of its own for a name, and for what is printed in it."""
    return charset not in _EAST_ASIAN and name.startswith(_STANDARD)


# What pdfium asks of fonts (`fpdf_sysfontinfo.h`); each begins with the handler, twice.


def _map_font(
    _handler: object, _this: object, _weight: int, _italic: int, charset: int, _pitch: int,
    face: ctypes._Pointer[ctypes.c_char], _exact: object,
) -> int | None:  # fmt: skip
    """Give what stands for the font of a name, or leave it to pdfium's own."""
    name = ctypes.cast(face, ctypes.c_char_p).value or b""
    return None if _is_standard(name, charset) else _HANDLE


def _font_data(
    _handler: object, _this: object, _font: int, table: int, buffer: ctypes.c_void_p, size: int
) -> int:
    """Copy the whole font where there is room for it, and give its length.

    There is no collection of fonts (table ``ttcf``).
    """
    data = b"" if table else stand_in_font()
    if data and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _none(*_: object) -> None:
    """Name no font of the machine, find none by its name alone, keep the one there is."""


def _zero(*_: object) -> int:
    """Give a name without length, and the character set of Latin print."""
    return 0


_ANSWERS: Final = {
    "MapFont": _map_font,
    "GetFontData": _font_data,
    **dict.fromkeys(("EnumFonts", "GetFont", "DeleteFont"), _none),
    **dict.fromkeys(("GetFaceName", "GetFontCharset"), _zero),
}
"""All of them: what is left out would be asked of the machine, which does not know our handle."""


@cache
def stand_in_font() -> bytes:
    """Return the font: a TrueType file of two boxes and a blank (ISO/IEC 14496-22)."""
    outlines = [b"", b"", _box(*_HALF), _box(*_FULL)]
    ends = [sum(map(len, outlines[:count])) for count in range(len(outlines) + 1)]
    count = len(outlines)
    left, bottom, right, top = _FULL
    tables = {
        b"cmap": _character_map(),
        b"glyf": b"".join(outlines),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0),
            *(left, bottom, right, top, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhh8hH",
            *(0x10000, _ASCENT, _DESCENT, 0, _UNITS, left, _UNITS - right, right),
            *(1, 0, 0, 0, 0, 0, 0, 0, count),
        ),
        b"hmtx": struct.pack(
            ">8h", *(_UNITS, 0, _UNITS // 2, 0), *(_UNITS // 2, left, _UNITS, left)
        ),
        b"loca": struct.pack(f">{count + 1}I", *ends),
        b"maxp": struct.pack(">I14H", 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _box(left: int, bottom: int, right: int, top: int) -> bytes:
    """Return the outline of a box: one contour of four points on the curve."""
    across = (left, 0, right - left, 0)
    along = (bottom, top - bottom, 0, bottom - top)
    head = struct.pack(">hhhhhHH", 1, left, bottom, right, top, 3, 0)
    return head + bytes([1] * 4) + struct.pack(">8h", *across, *along) + b"\0\0"


def _character_map() -> bytes:
    """Return the table ``cmap``: for Unicode, many characters to one glyph (format 13)."""
    groups = b"".join(struct.pack(">III", *group) for group in _GLYPHS)
    mapped = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_GLYPHS)) + groups
    return struct.pack(">HHHHI", 0, 1, 0, 6, 12) + mapped


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return a file of tables: each begins at a multiple of four bytes."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    start = struct.pack(
        ">IHHHH", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    directory, body = b"", b""
    offset = len(start) + 16 * count
    for tag, table in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, _checksum(table), offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return start + directory + body


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
