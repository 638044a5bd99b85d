"""The second reading: which characters another reader sees where a line was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from parsers.characters import folded, repair
from parsers.glyphs import Frame, Glyph, GlyphLine, text_of

# A glyph belongs to the line whose baseline is nearest, at most this share of its size away.
_REACH: Final = 0.6
# How far beyond the ends of a line a glyph's middle may lie, in points.
_SLACK: Final = 1.5
_CONTEXT: Final = 6


def second_readings(
    lines: Sequence[GlyphLine], glyphs: Sequence[Glyph]
) -> tuple[list[str], list[Glyph]]:
    """Give each line the text that a second reader's glyphs make in its place.

    Args:
        lines: lines as first read, those inside cells included.
        glyphs: every glyph the second reader saw on the page.

    Returns:
        One text per line (``""`` where the second reader saw nothing), and the visible glyphs
        that stand where no line was read. Oblique glyphs are left out.
    """
    taken: list[list[Glyph]] = [[] for _ in lines]
    left: list[Glyph] = []
    for turn in range(4):
        order = sorted(
            (i for i, line in enumerate(lines) if line.turn == turn), key=lambda i: lines[i].base
        )
        bases = [lines[i].base for i in order]
        reach = _REACH * max((lines[i].size for i in order), default=0.0)
        frame = Frame(turn)
        for glyph in glyphs:
            if glyph.turn != turn:
                continue
            framed = frame.glyph(glyph)
            near = order[
                bisect_left(bases, framed.base - reach) : bisect_right(bases, framed.base + reach)
            ]
            at = _nearest(lines, near, framed)
            if at is not None:
                taken[at].append(framed)
            elif not glyph.is_blank:
                left.append(glyph)
    texts = [text_of(sorted(group, key=lambda g: (g.x0, g.x1))) for group in taken]
    return texts, left


def _nearest(lines: Sequence[GlyphLine], near: Sequence[int], glyph: Glyph) -> int | None:
    middle = glyph.center[0]
    best: tuple[float, float, int] | None = None
    for at in near:
        line = lines[at]
        away = abs(line.base - glyph.base)
        inside = line.extent[0] - _SLACK <= middle <= line.extent[1] + _SLACK
        if inside and away <= _REACH * line.size:
            # On one baseline the narrower line has it: a line may run past a table on both sides.
            rank = (round(away), line.extent[1] - line.extent[0], at)
            best = rank if best is None else min(best, rank)
    return best[2] if best else None


def agree(first: str, second: str) -> bool:
    """Tell whether two readings are the same print (widths, spaces and radicals apart)."""
    return first == second or folded(first) == folded(second)


def difference(first: str, second: str) -> tuple[str, str]:
    """Cut two readings that differ down to the part that does, with a few characters around it.

    >>> difference("全年公开解读材料16条，另有图解若干", "全年公开解读材料18条，另有图解若干")
    ('…开解读材料16条，另有图解…', '…开解读材料18条，另有图解…')
    """
    a, b = repair(first), repair(second)
    shorter = min(len(a), len(b))
    head = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if a[-1 - i] != b[-1 - i]), rest)
    start = max(0, head - _CONTEXT)

    def part(text: str) -> str:
        end = min(len(text), len(text) - tail + _CONTEXT)
        return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")

    return part(a), part(b)
