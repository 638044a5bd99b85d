"""Brackets, clauses and sentences of a folded paragraph, each found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parsers.statistics.lexer import Quantity

_OPEN: Final = {"(": ")", "<": ">"}
_CLOSE: Final = {close: open_ for open_, close in _OPEN.items()}
_BOUNDARY: Final = frozenset(",。;:!?\n")
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
    inside = bytearray(len(text))
    for quantity in quantities:
        width = quantity.end - quantity.start
        inside[quantity.start : quantity.end] = b"\1" * width
    closing = _match_brackets(text)
    bracket = _owners(text, closing)
    breaks = [not inside[i] and char in _BOUNDARY for i, char in enumerate(text)]
    for _, label_end in labels:
        breaks[label_end - 1] = True
    start = _clause_edges(text, closing, breaks)
    end = _clause_ends(text, closing, breaks)
    sentence, part = _counters(text, bracket, breaks)
    starts = [0] * (sentence[-1] + 1 if sentence else 1)
    for i in range(len(text) - 1, -1, -1):
        starts[sentence[i]] = i
    return Layout(bracket, start, end, sentence, part, closing, starts)


def _match_brackets(text: str) -> dict[int, int]:
    """Return the closing place of every bracket that is closed; others are plain characters."""
    stack: list[int] = []
    waiting = dict.fromkeys(_OPEN, 0)
    closing: dict[int, int] = {}
    for i, char in enumerate(text):
        if char in _OPEN:
            stack.append(i)
            waiting[char] += 1
        elif char in _CLOSE and waiting[_CLOSE[char]]:
            while text[stack[-1]] != _CLOSE[char]:
                waiting[text[stack.pop()]] -= 1
            waiting[_CLOSE[char]] -= 1
            closing[stack.pop()] = i
    return closing


def _owners(text: str, closing: dict[int, int]) -> list[int]:
    owners, stack = [], [-1]
    closers = set(closing.values())
    for i in range(len(text)):
        if i in closers:
            stack.pop()
        owners.append(stack[-1])
        if i in closing:
            stack.append(i)
    return owners


def _clause_edges(text: str, closing: dict[int, int], breaks: list[bool]) -> list[int]:
    """For each character the first place of its clause at its own bracket level."""
    edges, stack, closers = [], [0], set(closing.values())
    for i in range(len(text)):
        if i in closers:
            stack.pop()
        edges.append(stack[-1])
        if i in closing:
            stack.append(i + 1)
        elif breaks[i]:
            stack[-1] = i + 1
    return edges


def _clause_ends(text: str, closing: dict[int, int], breaks: list[bool]) -> list[int]:
    """For each character the place behind its clause at its own bracket level."""
    ends, stack, closers = [0] * len(text), [len(text)], set(closing.values())
    for i in range(len(text) - 1, -1, -1):
        if i in closing:
            stack.pop()
        if breaks[i]:
            stack[-1] = i
        ends[i] = stack[-1]
        if i in closers:
            stack.append(i)
    return ends


def _counters(text: str, bracket: list[int], breaks: list[bool]) -> tuple[list[int], list[int]]:
    sentences, parts, sentence, part = [], [], 0, 0
    for i, char in enumerate(text):
        sentences.append(sentence)
        parts.append(part)
        if breaks[i] and bracket[i] == -1:
            sentence += char in _SENTENCE
            part += char in _SENTENCE or char == ";"
    return sentences, parts
