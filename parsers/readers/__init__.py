"""Readers: one input format each, all giving the same `Document`.

To add a format: a module beside this one, one line in `_READERS`, and its name in `sniff`.
A reader imports no other reader; what several need stands above them, in ``parsers``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from parsers.readers.errors import UnreadableSource, cannot_open, unknown_format, unreadable
from parsers.readers.sniffing import sniff
from schemas.document import Document


def _text(data: bytes, name: str) -> Document:
    from parsers.readers.text import read_text

    return read_text(data, name)


def _pdf(data: bytes, name: str) -> Document:
    from parsers.readers.pdf import read_pdf

    return read_pdf(data, name)


# Format as sniffed → reader. Imported when first used: reading text loads no PDF library.
_READERS: Final[dict[str, Callable[[bytes, str], Document]]] = {
    "text": _text,
    "pdf": _pdf,
}


def read(path: Path, *, name: str | None = None) -> Document:
    """Read one source into a `Document`.

    Args:
        path: the file; its content, not its suffix, decides how it is read.
        name: what the source is called in ``Document.source`` and in messages; by default the
            file's name without its folder, so that nothing depends on where it lies.

    Raises:
        UnreadableSource: the file cannot be opened or is in no format that is read, encrypted,
            damaged, a scan, or empty; its reason and hint are in English and Chinese.
    """
    called = path.name if name is None else name
    return read_bytes(source_bytes(path, called), called)


def source_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableSource: the file cannot be opened; ``name`` is what the message calls it.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot_open(name, error) from error


def read_bytes(data: bytes, name: str) -> Document:
    """Read a source that is already in memory; see `read`.

    Raises:
        UnreadableSource: as `read`.
    """
    kind = sniff(data)
    if kind == "empty":
        raise unreadable(name, "empty")
    reader = _READERS.get(kind)
    if reader is None:
        raise unknown_format(name, kind)
    return reader(data, name)


__all__ = ["UnreadableSource", "read", "read_bytes", "sniff", "source_bytes"]
