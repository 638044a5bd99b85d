"""Text for terminals: nothing they act on, aligned, a Chinese character in two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

# What stays together on a line: a word, or one Chinese character with the marks that belong to it.
_CHUNK: Final = re.compile(
    r"\s+|[（《“「]*(?:[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|.)[，。；：、！？）》”」]*"
)


# A terminal acts on these (erases, overwrites, changes its title), and XML cannot hold them.
_CONTROLS: Final = {*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF} - {ord("\t"), ord("\n")}
_VISIBLE: Final = dict.fromkeys(_CONTROLS, "□")


def visible(text: str) -> str:
    """Return a text with a □ in the place of each control character that a notice smuggled in."""
    return text.translate(_VISIBLE)


def width(text: str) -> int:
    """Return the number of terminal columns that a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with blanks up to a width; ``right`` aligns it to the right."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def tail(text: str, columns: int) -> str:
    """Return a text, or the end of it behind a mark, that takes no more than ``columns``."""
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[1:]
    return "…" + text


def aligned(rows: Sequence[Sequence[str]], *, numeric: Sequence[bool] = ()) -> list[str]:
    """Return rows (all of one length) as lines of aligned columns; numeric ones to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    flags = [*numeric, *([False] * (len(widths) - len(numeric)))]
    return [
        "  ".join(
            pad(cell, size, right=flag) for cell, size, flag in zip(row, widths, flags, strict=True)
        ).rstrip()
        for row in rows
    ]


def wrapped(text: str, columns: int) -> list[str]:
    """Return a text as lines no wider than ``columns``; a longer word has a line of its own."""
    lines, line = [], ""
    for chunk in _CHUNK.findall(text):
        if line and width((line + chunk).rstrip()) > columns:
            lines.append(line.rstrip())
            line = chunk.lstrip()
        else:
            line += chunk
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
