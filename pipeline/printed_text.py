"""Where in a text file something stands, as an editor tells it: lines and columns."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from schemas.places import Provenance


class Lines(NamedTuple):
    """The lines and columns of a place, from 1; ``end_column`` is the one behind its last."""

    start: int
    start_column: int
    end: int
    end_column: int


class PrintedText:
    """The text of a source, read anew when a place in it is asked for."""

    def __init__(self, file: Path, sha256: str | None) -> None:
        """Remember where the bytes lie and what they were when they were read."""
        self._file = file
        self._sha256 = sha256

    def lines(self, where: Provenance) -> Lines | None:
        """Return the lines of a place, ``None`` where the file is no longer what was read."""
        starts = self._starts
        if not starts:
            return None
        start = bisect_right(starts, where.span.start)
        # An empty place ends where it begins; the last character of another is in its last line.
        end = bisect_right(starts, max(where.span.start, where.span.end - 1))
        columns = (where.span.start - starts[start - 1] + 1, where.span.end - starts[end - 1] + 1)
        return Lines(start, columns[0], end, columns[1])

    @cached_property
    def _starts(self) -> list[int]:
        """The offsets in ``Document.raw`` at which its lines begin."""
        from parsers.readers.text import decoded_text

        try:
            data = self._file.read_bytes()
        except OSError:
            return []
        decoded = decoded_text(data)
        if decoded is None or hashlib.sha256(data).hexdigest() != self._sha256:
            return []
        starts = [0]
        for line in decoded[0].split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]
