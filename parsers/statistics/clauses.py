"""Brackets, clauses and sentences of a folded paragraph, each found in one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parsers.statistics.lexer import Quantity

_OPEN: Final = {"(": ")", "<": ">"}
_CLOSE: Final = {close: open_ for open_, close in _OPEN.items()}
_BRACKET: Final = re.compile("[()<>]")
_BOUNDARY: Final = re.compile(r"[,。;:!?\n]")
_SENTENCE: Final = frozenset("。!?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the characters of a paragraph belong.

    For each character: ``bracket`` is the place of the innermost open bracket around it (-1
    outside), ``start`` and ``end`` the range of its clause at its own bracket level, ``sentence``
    and ``part`` the running numbers of its sentence and of its half-sentence (split at ;).
    """

    bracket: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    part: list[int]
    closing: dict[int, int]
    sentence_starts: list[int]


def lay_out(
    text: str, quantities: list[Quantity], labels: Sequence[tuple[int, int]] = ()
) -> Layout:
    """Find brackets, clauses and sentences; commas inside numbers part nothing, labels do."""
    closing = _match_brackets(text)
    closers = set(closing.values())
    breaks = _breaks(text, quantities, labels)
    bracket = _owners(len(text), closing, closers)
    edges = sorted(breaks.union(closing, closers))
    start = _clause_starts(len(text), closing, closers, breaks, edges)
    end = _clause_ends(len(text), closing, closers, breaks, edges)
    outside = [i for i in sorted(breaks) if bracket[i] == -1]
    sentence = _counted(len(text), [i for i in outside if text[i] in _SENTENCE])
    part = _counted(len(text), [i for i in outside if text[i] in _SENTENCE or text[i] == ";"])
    starts = [0] * (sentence[-1] + 1 if sentence else 1)
    for i in outside:
        if text[i] in _SENTENCE and i + 1 < len(text):
            starts[sentence[i + 1]] = i + 1
    return Layout(bracket, start, end, sentence, part, closing, starts)


def _breaks(text: str, quantities: list[Quantity], labels: Sequence[tuple[int, int]]) -> set[int]:
    """Return the places of the marks that part clauses, and of the ends of labels."""
    inside = bytearray(len(text))
    for quantity in quantities:
        inside[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
    marks = {match.start() for match in _BOUNDARY.finditer(text) if not inside[match.start()]}
    return marks.union(label_end - 1 for _, label_end in labels)


def _match_brackets(text: str) -> dict[int, int]:
    """Return the closing place of every bracket that is closed; others are plain characters."""
    stack: list[int] = []
    waiting = dict.fromkeys(_OPEN, 0)
    closing: dict[int, int] = {}
    for match in _BRACKET.finditer(text):
        i, char = match.start(), match[0]
        if char in _OPEN:
            stack.append(i)
            waiting[char] += 1
        elif waiting[_CLOSE[char]]:
            while text[stack[-1]] != _CLOSE[char]:
                waiting[text[stack.pop()]] -= 1
            waiting[_CLOSE[char]] -= 1
            closing[stack.pop()] = i
    return closing


# Each of the lists below is filled from edge to edge (a bracket, a mark), not for each character:
# edges are few.


def _owners(size: int, closing: dict[int, int], closers: set[int]) -> list[int]:
    """For each character the place of the innermost open bracket around it; -1 outside."""
    owners: list[int] = []
    stack = [-1]
    for i in sorted(closers.union(closing)):
        # An opening bracket stands outside of itself, a closing one outside of its pair.
        owners += [stack[-1]] * (i - len(owners) + (i in closing))
        if i in closers:
            stack.pop()
        else:
            stack.append(i)
    return owners + [stack[-1]] * (size - len(owners))


def _clause_starts(
    size: int, closing: dict[int, int], closers: set[int], breaks: set[int], edges: list[int]
) -> list[int]:
    """For each character the first place of its clause at its own bracket level."""
    starts: list[int] = []
    stack = [0]
    for i in edges:
        starts += [stack[-1]] * (i - len(starts))
        if i in closers:
            stack.pop()
        starts.append(stack[-1])
        if i in closing:
            stack.append(i + 1)
        elif i in breaks:
            stack[-1] = i + 1
    return starts + [stack[-1]] * (size - len(starts))


def _clause_ends(
    size: int, closing: dict[int, int], closers: set[int], breaks: set[int], edges: list[int]
) -> list[int]:
    """For each character the place behind its clause at its own bracket level."""
    backwards: list[int] = []
    stack = [size]
    for i in reversed(edges):
        backwards += [stack[-1]] * (size - i - 1 - len(backwards))
        if i in closing:
            stack.pop()
        if i in breaks:
            stack[-1] = i
        backwards.append(stack[-1])
        if i in closers:
            stack.append(i)
    backwards += [stack[-1]] * (size - len(backwards))
    backwards.reverse()
    return backwards


def _counted(size: int, ends: list[int]) -> list[int]:
    """For each character how many of the ends stand before it."""
    counts: list[int] = []
    for number, end in enumerate(ends):
        counts += [number] * (end + 1 - len(counts))
    return counts + [len(ends)] * (size - len(counts))
