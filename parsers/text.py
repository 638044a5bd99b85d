"""Text that remembers where each of its characters came from.

Everything that changes text (folding widths, dropping spaces, joining lines over a page end) goes
through `MappedText`, so that every later character span can be given in the raw source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schemas.places import Span, quick_span


@dataclass(frozen=True, slots=True)
class MappedText:
    """A string and, for each of its characters, the offset of its raw character.

    ``offsets`` has the length of ``text`` and never decreases. Characters that were left out
    (spaces, a repeated phrase, a page number) simply have no entry.
    """

    text: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse a map that does not cover its text."""
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} characters but {len(self.offsets)} offsets")

    @classmethod
    def at(cls, text: str, start: int) -> MappedText:
        """Return ``text`` as it stands unchanged in the source from offset ``start`` on."""
        return cls(text, tuple(range(start, start + len(text))))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> MappedText:
        return MappedText(self.text[part], self.offsets[part])

    def __add__(self, other: MappedText) -> MappedText:
        return MappedText(self.text + other.text, self.offsets + other.offsets)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the raw span that covers characters ``start`` to ``end`` (excluded) of ``text``.

        Raises:
            ValueError: the range is empty, so it has no place in the source.
        """
        end = len(self.text) if end is None else end
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters from {start} to {end} in a text of {len(self.text)}")
        return quick_span(self.offsets[start], self.offsets[end - 1] + 1)

    def keep(self, wanted: Callable[[str], bool]) -> MappedText:
        """Return the text without the characters for which ``wanted`` is false."""
        kept = [i for i, char in enumerate(self.text) if wanted(char)]
        return MappedText("".join(self.text[i] for i in kept), tuple(self.offsets[i] for i in kept))

    def translate(self, table: dict[int, str]) -> MappedText:
        """Replace characters one by one (``str.translate``; every replacement one character long).

        Raises:
            ValueError: a replacement is not exactly one character.
        """
        return MappedText(self.text.translate(table), self.offsets)

    def strip(self) -> MappedText:
        """Return the text without white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : len(self.text.rstrip())] if left < len(self.text) else self[0:0]


def join(parts: Iterable[MappedText]) -> MappedText:
    """Return the parts one after the other (in source order)."""
    text: list[str] = []
    offsets: list[int] = []
    for part in parts:
        text.append(part.text)
        offsets.extend(part.offsets)
    return MappedText("".join(text), tuple(offsets))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the running text, page seams mended, as the statistics engine reads it.

    ``section`` indexes the notice's sections (``None`` before the first heading). The text keeps
    its printed spaces and widths; folding them is the engine's own step.
    """

    text: MappedText
    page: int
    section: int | None
