"""Brackets, clauses and sentences of a folded paragraph, each found in one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parsers.statistics.quantity import Quantity
from schemas.patterns import lazy_re

_OPEN: Final = {"(": ")", "<": ">"}
_CLOSE: Final = {close: open_ for open_, close in _OPEN.items()}
_BRACKET: Final = lazy_re("[()<>]")
_BOUNDARY: Final = lazy_re(r"[,。;:!?\n]")
_IN_NUMBER: Final = lazy_re(r"[,。;:!?\n](?<=\d.)(?=\d)", re.DOTALL)
_SENTENCE: Final = frozenset("。!?")
_HALF: Final = _SENTENCE | {";"}


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
    size = len(text)
    closing = _match_brackets(text)
    breaks = _breaks(text, quantities, labels)
    if closing:
        closers = set(closing.values())
        bracket = _owners(size, closing, closers)
        edges = sorted(breaks.union(closing, closers))
        start = _clause_starts(size, closing, closers, breaks, edges)
        end = _clause_ends(size, closing, closers, breaks, edges)
        outside = [i for i in sorted(breaks) if bracket[i] == -1]
    else:
        outside = sorted(breaks)
        bracket = [-1] * size
        start, end = _plain_clauses(size, outside)
    ends = [i for i in outside if text[i] in _SENTENCE]
    sentence = _counted(size, ends)
    halves = [i for i in outside if text[i] in _HALF] if ";" in text else ends
    part = sentence if halves is ends else _counted(size, halves)
    starts = [0, *(i + 1 for i in ends)]
    return Layout(bracket, start, end, sentence, part, closing, starts)


def _breaks(text: str, quantities: list[Quantity], labels: Sequence[tuple[int, int]]) -> set[int]:
    """Return the places of the marks that part clauses, and of the ends of labels."""
    marks = {match.start() for match in _BOUNDARY.finditer(text)}
    # Inside of a number a mark has a digit on either side (1,208; 14.2:1).
    if _IN_NUMBER.search(text) is not None:
        for quantity in quantities:
            marks.difference_update(range(quantity.start, quantity.end))
    if labels:
        marks.update(label_end - 1 for _, label_end in labels)
    return marks


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
    return owners + [-1] * (size - len(owners))


def _plain_clauses(size: int, breaks: list[int]) -> tuple[list[int], list[int]]:
    """For each character of a text without brackets the range of its clause."""
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for i in breaks:
        # A mark is the last of the clause that it ends.
        length = i + 1 - begin
        starts += [begin] * length
        ends += [i] * length
        begin = i + 1
    return starts + [begin] * (size - begin), ends + [size] * (size - begin)


def _clause_starts(
    size: int, closing: dict[int, int], closers: set[int], breaks: set[int], edges: list[int]
) -> list[int]:
    """For each character the first place of its clause at its own bracket level."""
    starts: list[int] = []
    stack, at = [0], 0
    for i in edges:
        if i in closers:
            starts += [stack.pop()] * (i - at)
            at = i
        starts += [stack[-1]] * (i + 1 - at)
        at = i + 1
        if i in closing:
            stack.append(at)
        elif i in breaks:
            stack[-1] = at
    return starts + [stack[0]] * (size - at)


def _clause_ends(
    size: int, closing: dict[int, int], closers: set[int], breaks: set[int], edges: list[int]
) -> list[int]:
    """For each character the place behind its clause at its own bracket level."""
    backwards: list[int] = []
    stack, at = [size], size
    for i in reversed(edges):
        backwards += [stack[-1]] * (at - i - 1)
        if i in closing:
            stack.pop()
        if i in breaks:
            stack[-1] = i
        backwards.append(stack[-1])
        if i in closers:
            stack.append(i)
        at = i
    backwards += [stack[0]] * at
    backwards.reverse()
    return backwards


def _counted(size: int, ends: list[int]) -> list[int]:
    """For each character how many of the ends stand before it."""
    counts: list[int] = []
    for number, end in enumerate(ends):
        counts += [number] * (end + 1 - len(counts))
    return counts + [len(ends)] * (size - len(counts))
