"""Characters: repair of radicals and compatibility ideographs, and what cannot be repaired.

The tables are data: ``schemas/vocabulary/characters.toml``. Repair replaces one character by one
character, so offsets stay valid.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from schemas.findings import Finding, finding
from schemas.patterns import lazy_re
from schemas.places import Provenance
from schemas.vocabulary_files import vocabulary

_COMPATIBILITY: Final = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_RADICALS: Final = ((0x2E80, 0x2FDF),)
# Invisible though Unicode calls them letters or marks: fillers and the variation selectors.
_INVISIBLE: Final = ((0x115F, 0x1160), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_CATEGORIES: Final = {
    "Co": "private use",
    "Cc": "control",
    "Cf": "invisible",
    "Cs": "surrogate",
}
# Han characters, their punctuation, full-width forms and printable ASCII: most lines are no more.
_ORDINARY: Final = lazy_re(r"[ -~\u3000-\u303e\u4e00-\u9fff\uff01-\uff5e“”‘’—…·°×√]*")
_SHOWN: Final = 5
_CONTEXT: Final = 12


@dataclass(frozen=True, slots=True)
class Suspect:
    """A character that could not be repaired: where it stands in the text, and why."""

    char: str
    at: int
    reason: str

    def __str__(self) -> str:
        """Name the character so that it is seen, also when it is invisible: ``U+FFFD``."""
        return f"U+{ord(self.char):04X}"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Read a table of pairs (``⼀一 ⼁丨``) from the vocabulary: found, meant.

    Raises:
        ValueError: an entry is not exactly two characters.
    """
    for entry in text.split():
        if len(entry) != 2:
            raise ValueError(f"characters.toml: {entry!r} is not a pair of characters")
        yield entry[0], entry[1]


@cache
def repairs() -> dict[int, str]:
    """Return the table of repairs for ``str.translate``: code point found → character meant."""
    data = vocabulary("characters")
    table: dict[int, str] = {}
    for low, high in _COMPATIBILITY:
        for code in range(low, high + 1):
            meant = unicodedata.normalize("NFC", chr(code))
            if len(meant) == 1 and meant != chr(code):
                table[code] = meant
    # The order is a rule: the overrides for simplified Chinese come last and win.
    for block in (*data["radicals"].values(), data["simplified"]["overrides"]):
        table.update({ord(found): meant for found, meant in pairs(block)})
    return table


@cache
def _folds() -> dict[int, str]:
    """Return what a repair overrides → the override (戶 → 户), to compare two readings."""
    data = vocabulary("characters")
    plain = {f: m for block in data["radicals"].values() for f, m in pairs(block)}
    return {ord(plain[f]): m for f, m in pairs(data["simplified"]["overrides"])}


def repair(text: str) -> str:
    """Replace CJK radicals and compatibility ideographs by the ordinary characters they stand for.

    Args:
        text: text as a source printed it.

    Returns:
        Text of the same length; everything else, widths and spaces included, is left alone.

    >>> repair("区⽔利湖泊局 ⼾ ⻔ １２")
    '区水利湖泊局 户 门 １２'

    Source: PDFs printed by Chromium hold a radical for about one Han character in ten.
    """
    return text if text.isascii() else text.translate(repairs())


def folded(text: str) -> str:
    """Return the form in which two readings of one text are compared.

    Repaired, compatibility forms and widths folded (NFKC), white space and soft hyphens dropped.
    Two readings of the same print are equal in this form; a digit or a character that differs
    stays different.
    """
    plain = unicodedata.normalize("NFKC", repair(text)).translate(_folds())
    return "".join(char for char in plain if not char.isspace() and char != "\u00ad")


def _reason(char: str) -> str | None:
    code = ord(char)
    if char == "\ufffd":
        return "replacement"
    if (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "noncharacter"
    if _within(code, _RADICALS) and code not in repairs():
        return "radical"
    if _within(code, _INVISIBLE):
        return "invisible"
    return None if char in "\t\n" else _CATEGORIES.get(unicodedata.category(char))


# The replacement character, and private use.
_DOUBTFUL: Final = lazy_re("[\ufffd\ue000-\uf8ff]")


def is_doubtful(text: str) -> bool:
    """Tell whether a reader may have misread a glyph of a text: it stands for no known character.

    >>> [is_doubtful(char) for char in ("98", "\ufffd", "\ue003")]
    [False, True, True]
    """
    return _DOUBTFUL.search(text) is not None


def is_ordinary(text: str) -> bool:
    """Tell whether a text has only characters that are never mended and never suspicious.

    A quick look: False says nothing.
    """
    return _ORDINARY.fullmatch(text) is not None


def suspicious(text: str) -> list[Suspect]:
    """List the characters that repair cannot mend, in order.

    Replacement characters, private use, controls (but tab and line end), zero-width and
    bidirectional marks, noncharacters, and radicals without an equivalent. A radical that
    `repair` mends is not listed.
    """
    if is_ordinary(text):
        return []
    reasons = ((char, at, _reason(char)) for at, char in enumerate(text))
    return [Suspect(char, at, reason) for char, at, reason in reasons if reason is not None]


def character_findings(text: str, where: Provenance) -> list[Finding]:
    """Return the ``CHR01`` finding of a line or cell, or nothing.

    Args:
        text: the text as printed; one finding covers all of its suspicious characters.
        where: the place of the text.
    """
    suspects = suspicious(text)
    if not suspects:
        return []
    names = list(dict.fromkeys(str(suspect) for suspect in suspects))
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    first = suspects[0].at
    part = text[max(0, first - _CONTEXT) : first + _CONTEXT]
    # Invisible characters in a message would hide what it is about, or turn the line around.
    visible = "".join("□" if _reason(char) else char for char in part).strip()
    return [finding("CHR01", where=where, subject=visible, found=shown, count=len(suspects))]
