"""What ``tongbao show`` notes in the head of a PNG file: that it drew it, and from which source."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

SOFTWARE: Final = "tongbao show"
SOURCE: Final = "Source"
"""The name of the note that holds the SHA-256 of the source."""

_START: Final = b"\x89PNG\r\n\x1a\n"
_HEAD: Final = 65536


def drawn_from(file: Path) -> str | None:
    """Return the SHA-256 of the source that a picture was drawn from; ``None`` if not by us."""
    notes = _notes(file)
    return notes.get(SOURCE, "") if notes.get("Software") == SOFTWARE else None


def _notes(file: Path) -> dict[str, str]:
    """Return the text chunks at the head of a PNG file; empty when it is none."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return {}
    notes: dict[str, str] = {}
    at = len(_START)
    if not head.startswith(_START):
        return notes
    while at + 8 <= len(head):
        size, kind = struct.unpack_from(">I4s", head, at)
        if kind == b"tEXt":
            name, _, text = head[at + 8 : at + 8 + size].decode("latin-1").partition("\0")
            notes[name] = text
        at += 12 + size
    return notes
