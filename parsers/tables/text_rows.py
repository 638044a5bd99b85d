"""The glyphs of a page as lines of chunks: what stands together on one baseline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from parsers.glyphs import Glyph, upright_groups

# Between two chunks lies more white than any word space of running text (share of the size).
_CHUNK_GAP: Final = 0.75
_WORD_GAP: Final = 0.15
_OVERLAP: Final = 0.25
# Numbers as tables print them: signs, brackets, per cent, currency, footnote marks, dashes.
_NUMBER: Final = re.compile(
    r"[(（<≥≤>~±+\-−–—]*[$€£¥￥]?\s?[(（]?[-−–+]?\d[\d,.，:：/\s]*(?:[%％‰]|分|名|条|件|个|家|次|million|[MK])?"
    r"[)）]?[*†‡#]*(?:[(（][\d.,，\s\-–−]+[)）])?\d?[*]*"
    r"|[-−–—*†‡#.…/／\\xX√✓○●△×—]{1,5}|\([A-Za-z\d]\)|N/?A|NA|n\.?a\.?"
)


class Word(NamedTuple):
    """Glyphs of a chunk without a space between them, and where they stand."""

    x0: float
    x1: float
    text: str
    glyphs: tuple[Glyph, ...]


class Chunk(NamedTuple):
    """Glyphs of one line without a wide gap between them; box in points, text as printed."""

    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def is_number(self) -> bool:
        """Whether it is a number or what stands for one in a table (a dash, NA)."""
        return _NUMBER.fullmatch(self.text.strip()) is not None

    @property
    def is_han(self) -> bool:
        """Whether it begins with a Han character or a full-width form."""
        return "\u2e80" <= self.words[0].text[:1] <= "\uffef"

    @property
    def is_value(self) -> bool:
        """Whether it is a number and not one in brackets, as headers have below their names."""
        return self.is_number and _BRACKETED.fullmatch(self.text.strip()) is None


# A number in brackets: in a header the maximum of a column or its number, no value.
_BRACKETED: Final = re.compile(r"[(（]\s*\d+(?:\.\d+)?\s*[分%％]?\s*[)）]")


class TextRow(NamedTuple):
    """A line of print: its chunks from left to right, its box, baseline and size in points."""

    base: float
    top: float
    bottom: float
    size: float
    chunks: tuple[Chunk, ...]

    @property
    def x0(self) -> float:
        """Where its print begins."""
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        """Where its print ends."""
        return self.chunks[-1].x1

    @property
    def middle(self) -> float:
        """Half-way between its upper and lower edge."""
        return (self.top + self.bottom) / 2


def text_rows(glyphs: Iterable[Glyph]) -> list[TextRow]:
    """Group upright glyphs to lines of chunks, from top to bottom.

    Args:
        glyphs: glyphs whose turn is 0, in the frame of the page's main direction.
    """
    rows = []
    for group in upright_groups(glyphs):
        row = _row(group)
        if row is not None:
            rows.append(row)
    return rows


def _row(group: list[Glyph]) -> TextRow | None:
    seen = [glyph for glyph in sorted(group, key=lambda g: (g.x0, g.x1)) if not glyph.is_blank]
    if not seen:
        return None
    if any(b.x0 < a.x1 - _OVERLAP * a.size for a, b in itertools.pairwise(seen)):
        # Texts that run over one another are told apart by what was drawn in one go.
        begins: dict[int, float] = {}
        for glyph in seen:
            begins.setdefault(glyph.run, glyph.x0)
        seen.sort(key=lambda glyph: (begins[glyph.run], glyph.run, glyph.x0))
    size = max(glyph.size for glyph in seen)
    chunks: list[Chunk] = []
    start, end, apart = 0, seen[0].x1, _CHUNK_GAP * size
    for i, glyph in enumerate(seen):
        if glyph.x0 - end > apart:
            chunks.append(_chunk(seen[start:i], size))
            start, end = i, glyph.x1
        elif glyph.x1 > end:
            end = glyph.x1
    chunks.append(_chunk(seen[start:], size))
    bases = sorted(glyph.base for glyph in seen)
    return TextRow(
        bases[len(bases) // 2],
        min(chunk.top for chunk in chunks),
        max(chunk.bottom for chunk in chunks),
        size,
        tuple(chunks),
    )


def _chunk(glyphs: Sequence[Glyph], size: float) -> Chunk:
    words: list[Word] = []
    start = 0
    for i in range(1, len(glyphs) + 1):
        if i == len(glyphs) or _parts(glyphs[i - 1], glyphs[i], size):
            part = glyphs[start:i]
            words.append(word_of(part))
            start = i
    return chunk_of(words)


def _parts(before: Glyph, after: Glyph, size: float) -> bool:
    """Tell whether a word ends between two glyphs: at a space, or where Han text was drawn anew."""
    if after.x0 - before.x1 > _WORD_GAP * size:
        return True
    return after.run != before.run and "\u2e80" <= after.text[:1] <= "\uffef"


def word_of(glyphs: Sequence[Glyph]) -> Word:
    """Make a word of its glyphs, from left to right; there must be one."""
    text = "".join(glyph.text for glyph in glyphs)
    return Word(glyphs[0].x0, max(glyph.x1 for glyph in glyphs), text, tuple(glyphs))


def chunk_of(words: Sequence[Word]) -> Chunk:
    """Make a chunk of its words, from left to right; there must be one."""
    return Chunk(
        words[0].x0,
        min(glyph.top for word in words for glyph in word.glyphs),
        max(word.x1 for word in words),
        max(glyph.bottom for word in words for glyph in word.glyphs),
        tuple(words),
    )
