"""What the words before a number were cut down to, kept for the next number with the same words.

Official prose is formulaic: every second number stands behind words that stood before another one
(按期答复率达, 行政复议方面). What is cut off them follows from the words alone, unless a time
stands among them or what is before them reaches into a name (see `are_alone`).
"""

from __future__ import annotations

from typing import Final

from parsers.statistics.facts import Passage
from parsers.statistics.scope import Scope
from parsers.words import Word, placed

Key = tuple[str, bool, str | None]
"""A text, whether a base stands behind it, and the issuer's region."""

_MOST: Final = 20_000
_known: Final[dict[Key, tuple[list[Word], tuple[tuple[str, bool], ...]]]] = {}
"""Which of its words are kept, and what `Scope.about` was told of the others."""


def are_alone(passage: Passage, start: int, text: str) -> bool:
    """Tell whether words mean the same wherever they stand.

    They do not with a time in or right before them; behind 各 or 全, which may belong to a name;
    and with 在, for which the words behind the number are asked (在全市9个县中列第3位).
    """
    if "在" in text:
        return False
    before = passage.text[max(0, start - 2) : start]
    if "各" in before or "全" in before:
        return False
    return not passage.is_time(start - 1, start + len(text))


def recalled(key: Key, passage: Passage, scope: Scope, start: int) -> list[Word] | None:
    """Return the words kept of a text that was cut before, and tell ``scope`` of the others.

    ``None`` where it was not, or where the subject in it is printed in another way here.
    """
    known = _known.get(key)
    if known is None:
        return None
    kept, told = known
    if told:
        text = key[0]
        if passage.folded.squeezed(start, start + len(text)) != text:
            return None
        for subject, is_frame in told:
            scope.about(subject, is_frame=is_frame)
    return placed(kept, start)


def keep(key: Key, passage: Passage, scope: Scope, start: int, words: list[Word]) -> None:
    """Keep what a text was cut down to, and what ``scope`` was told meanwhile."""
    told, scope.told = tuple(scope.told or ()), None
    text = key[0]
    if told and passage.folded.squeezed(start, start + len(text)) != text:
        return
    if len(_known) >= _MOST:
        _known.clear()
    _known[key] = placed(words, -start), told


def forget() -> None:
    """Forget all texts, as in a fresh process."""
    _known.clear()
