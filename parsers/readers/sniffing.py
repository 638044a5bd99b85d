"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

from schemas.patterns import lazy_re

_HEAD: Final = 4096
# The least that a page of text takes: catalogue, pages, page, content; a text has no such word.
_PDF_OBJECTS: Final = 3
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"\x97JB2\r\n\x1a\n", "image"),
)
# A member of the archive → what the archive is.
_MEMBERS: Final[tuple[tuple[str, str], ...]] = (
    ("OFD.xml", "ofd"),
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("META-INF/manifest.xml", "odf"),
)
_HTML: Final = lazy_re(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|meta|body|title|table|div|script|style|p|span|br|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML: Final = lazy_re(rb"(?:^|\n)content-type:\s*multipart/related", re.IGNORECASE)
# What a file without any content may hold: white space, NULs and byte order marks.
_NOTHING: Final = b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"


def _archive(data: bytes) -> str:
    import zipfile

    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # A download that was cut off has no list of members; the names stand in the data, too.
        names = [member for member, _ in _MEMBERS if member.encode() in data]
    for member, kind in _MEMBERS:
        if any(name.startswith(member) for name in names):
            return kind
    return "zip"


def _image(head: bytes) -> bool:
    riff = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return riff or (head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00")


def _holds_pdf(data: bytes, head: bytes) -> bool:
    """Tell whether a file that begins otherwise is a PDF: before it may stand other bytes."""
    # A text may speak of %PDF-1.7.
    if b"%PDF-" in head[:1024] and b" obj" in data:
        return True
    # A damaged head does not make a PDF a text: its cross-reference table stands at the end. With
    # both damaged, its objects still end in a word of their own.
    is_at_end = b"startxref" in data[-1024:] and b"endobj" in data
    return is_at_end or data.count(b"endobj") >= _PDF_OBJECTS


def sniff(data: bytes) -> str:
    """Tell the format of a file by its bytes.

    Returns:
        ``empty``, ``pdf``, a key of ``[looks_like]`` in ``unreadable.toml`` (a format that is
        known but not read), or ``text`` when it is none of them.
    """
    head = data[:_HEAD]
    # Of a long file only the head is copied.
    if not head.strip(_NOTHING) and not data.strip(_NOTHING):
        return "empty"
    if head.lstrip(_NOTHING).startswith(b"%PDF-"):
        return "pdf"
    # An archive may hold PDFs, and begin with the first of them.
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _image(head):
        return "image"
    if _holds_pdf(data, head):
        return "pdf"
    return _markup(head)


def _markup(head: bytes) -> str:
    """Tell markup and text apart."""
    # Without NULs and byte order mark, UTF-16 markup looks like ASCII.
    ascii_head = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    if _HTML.match(ascii_head):
        return "html"
    if ascii_head.lstrip().startswith(b"<?xml"):
        return "xml"
    return "mhtml" if _MHTML.search(ascii_head) else "text"
