"""The lines of print inside of a table, cut at its walls."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from parsers.glyphs import Glyph
from parsers.tables.lattice import Lattice
from parsers.tables.text_rows import Chunk, TextRow, Word, chunk_of, word_of


def clipped(rows: Sequence[TextRow], lattice: Lattice) -> list[TextRow]:
    """Return the part of each line that lies inside of a table, chunks cut at its walls."""
    x0, x1, top, bottom = lattice.xs[0], lattice.xs[-1], lattice.ys[0], lattice.ys[-1]
    walls = [
        [x0, *(x for x, wall in zip(lattice.xs[1:-1], right, strict=True) if wall), x1]
        for right in lattice.right
    ]
    done = []
    for row in rows:
        middle = row.middle
        if not top <= middle < bottom:
            continue
        at = walls[band_of(lattice, middle)]
        chunks: list[Chunk] = []
        for chunk in row.chunks:
            if chunk.x1 > x0 and chunk.x0 < x1:
                # Most chunks stand between two walls: nothing is cut.
                if bisect_right(at, chunk.x0) == bisect_left(at, chunk.x1):
                    chunks.append(chunk)
                else:
                    chunks += _cut(chunk, at)
        if len(chunks) == len(row.chunks):
            done.append(row._replace(chunks=tuple(chunks)))
        elif chunks:
            done.append(
                row._replace(
                    chunks=tuple(chunks),
                    top=min(chunk.top for chunk in chunks),
                    bottom=max(chunk.bottom for chunk in chunks),
                )
            )
    return done


def band_of(lattice: Lattice, y: float) -> int:
    """Return the row of unit cells at a height; the nearest one beyond the ends."""
    return bisect_right(lattice.ys, y, 1, len(lattice.ys) - 1) - 1


def column_at(lattice: Lattice, x: float) -> int:
    """Return the column of unit cells at a place; the nearest one beyond the ends."""
    return bisect_right(lattice.xs, x, 1, len(lattice.xs) - 1) - 1


def _cut(chunk: Chunk, walls: Sequence[float]) -> list[Chunk]:
    """Cut a chunk where a wall of its row stands; what lies outside of the table is left out."""
    parts = []
    for left, right in itertools.pairwise(walls):
        words = [part for word in chunk.words if (part := _clip(word, left, right)) is not None]
        if words:
            parts.append(chunk_of(words))
    return parts


def _clip(word: Word, left: float, right: float) -> Word | None:
    """Return the glyphs of a word between two walls, ``None`` when there are none."""
    if left <= word.x0 and word.x1 <= right:
        return word
    runs: dict[int, list[Glyph]] = {}
    for glyph in word.glyphs:
        runs.setdefault(glyph.run, []).append(glyph)
    # What was drawn in one go is one text, though it may run a little over its border.
    glyphs = [
        glyph
        for run in runs.values()
        if left <= (run[0].x0 + run[-1].x1) / 2 < right
        for glyph in run
    ]
    return word_of(glyphs) if glyphs else None
