"""The glyphs of a page as lines of chunks: what stands together on one baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub
from typing import Final, NamedTuple

from parsers.glyphs import Glyph, Strip, strip_of
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

# Between two chunks lies more white than any word space of running text (share of the size).
CHUNK_GAP: Final = 0.75
WORD_GAP: Final = 0.15
OVERLAP: Final = 0.25
_UNIT: Final = "|".join(vocabulary("measure_words")["in_cells"]["words"])
# Numbers as tables print them: signs, brackets, units, currency, footnote marks, dashes.
_NUMBER: Final = lazy_re(
    rf"[(（<≥≤>~±+\-−–—]*[$€£¥￥]?\s?[(（]?[-−–+]?\d[\d,.，:：/\s]*(?:{_UNIT})?"
    r"[)）]?[*†‡#]*(?:[(（][\d.,，\s\-–−]+[)）])?\d?[*]*"
    r"|[-−–—*†‡#.…/／\\xX√✓○●△×—]{1,5}|\([A-Za-z\d]\)|N/?A|NA|n\.?a\.?"
)


# What a number may begin with.
_BEGINS_NUMBER: Final = frozenset("(（<≥≤>~±+-−–—$€£¥￥*†‡#.…/／\\Xx√✓○●△×Nn")


def may_be_number(text: str) -> bool:
    """Tell whether a text that begins so may be a number as tables print them; a quick look."""
    first = text.strip()[:1]
    return first.isdecimal() or first in _BEGINS_NUMBER


@lru_cache(maxsize=4096)
def _is_number(text: str) -> bool:
    """Tell whether a text is a number as tables print them; asked several times of each chunk."""
    return _NUMBER.fullmatch(text.strip()) is not None


class Word(NamedTuple):
    """Glyphs of a chunk without a space between them, and where they stand."""

    x0: float
    x1: float
    top: float
    bottom: float
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
        words = self.words
        return words[0].text if len(words) == 1 else " ".join([word.text for word in words])

    @property
    def is_number(self) -> bool:
        """Whether it is a number or what stands for one in a table (a dash, NA)."""
        return _is_number(self.text)

    @property
    def is_han(self) -> bool:
        """Whether it begins with a Han character or a full-width form."""
        return "\u2e80" <= self.words[0].text[:1] <= "\uffef"

    @property
    def is_value(self) -> bool:
        """Whether it is a number and not one in brackets, as headers have below their names."""
        return _is_number(self.text) and _BRACKETED.fullmatch(self.text.strip()) is None


# A number in brackets: in a header the maximum of a column or its number, no value.
_BRACKETED: Final = lazy_re(r"[(（]\s*\d+(?:\.\d+)?\s*[分%％]?\s*[)）]")


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


def text_rows(groups: Iterable[list[Glyph]]) -> list[TextRow]:
    """Make lines of chunks, from top to bottom.

    Args:
        groups: upright glyphs grouped by baseline (`parsers.glyphs.upright_groups`), in the frame
            of the page's main direction.
    """
    rows = []
    for group in groups:
        row = _row(group)
        if row is not None:
            rows.append(row)
    return rows


def has_several_chunks(strips: Iterable[Strip], least: int) -> bool:
    """Tell whether at least so many lines may have several chunks; pages of prose have not.

    Quicker than `text_rows`, and never False where those have them.
    """
    count = 0
    for _, seen, fields in strips:
        if len(seen) < 2:
            continue
        _, starts, _, ends, _, _, sizes, *_ = fields
        if max(map(sub, starts[1:], ends)) > CHUNK_GAP * min(sizes):
            count += 1
            if count >= least:
                return True
    return False


def _row(group: list[Glyph]) -> TextRow | None:
    _, seen, fields = strip_of(group)
    if not seen:
        return None
    _, starts, tops, ends, bottoms, bases, sizes, _, _, runs = fields
    if (
        len(seen) > 1
        and min(map(sub, starts[1:], ends)) < -OVERLAP * min(sizes)
        and _overlap(starts, ends, sizes)
    ):
        # Texts that run over one another are told apart by what was drawn in one go.
        begins: dict[int, float] = {}
        for run, start in zip(runs, starts, strict=True):
            begins.setdefault(run, start)
        seen = sorted(seen, key=lambda glyph: (begins[glyph.run], glyph.run, glyph.x0))
    size = max(sizes)
    return TextRow(
        sorted(bases)[len(bases) // 2], min(tops), max(bottoms), size, chunks_of(seen, size)
    )


def _overlap(starts: Sequence[float], ends: Sequence[float], sizes: Sequence[float]) -> bool:
    """Tell whether any glyph begins well before the one on its left ends."""
    beside = zip(ends, starts[1:], sizes, strict=False)
    return any(start < end - OVERLAP * size for end, start, size in beside)


def chunks_of(seen: Sequence[Glyph], size: float) -> tuple[Chunk, ...]:
    """Cut a line into chunks and these into words, at the white between its glyphs.

    Args:
        seen: glyphs of a line from left to right, without blanks; there must be one.
        size: the largest size in the line.
    """
    chunks: list[Chunk] = []
    words: list[Word] = []
    begins, wide, narrow = 0, CHUNK_GAP * size, WORD_GAP * size
    reach = last = seen[0].x1
    drawn = seen[0].run
    for i, (text, x0, _, x1, _, _, _, _, _, run) in enumerate(seen):
        if x0 - reach > wide:
            words.append(word_of(seen[begins:i]))
            chunks.append(chunk_of(words))
            words, begins, reach = [], i, x1
        # A word ends at a space, or where Han text was drawn anew.
        elif x0 - last > narrow or (run != drawn and "\u2e80" <= text[:1] <= "\uffef"):
            words.append(word_of(seen[begins:i]))
            begins = i
        if x1 > reach:  # noqa: PLR1730 - no call for each glyph of a page
            reach = x1
        last, drawn = x1, run
    words.append(word_of(seen[begins:]))
    chunks.append(chunk_of(words))
    return tuple(chunks)


def word_of(glyphs: Sequence[Glyph]) -> Word:
    """Make a word of its glyphs, from left to right; there must be one."""
    if len(glyphs) == 1:
        glyph = glyphs[0]
        return Word(glyph.x0, glyph.x1, glyph.top, glyph.bottom, glyph.text, (glyph,))
    texts, _, tops, ends, bottoms, *_ = zip(*glyphs, strict=True)
    return Word(glyphs[0].x0, max(ends), min(tops), max(bottoms), "".join(texts), tuple(glyphs))


def chunk_of(words: Sequence[Word]) -> Chunk:
    """Make a chunk of its words, from left to right; there must be one."""
    if len(words) == 1:
        word = words[0]
        return Chunk(word.x0, word.top, word.x1, word.bottom, (word,))
    _, ends, tops, bottoms, *_ = zip(*words, strict=True)
    return Chunk(words[0].x0, min(tops), max(ends), max(bottoms), tuple(words))
