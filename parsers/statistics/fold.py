"""One shape for widths and spaces, with the way back to what was printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from parsers.text import MappedText
from schemas.patterns import lazy_re
from schemas.places import Span

_LIKE: Final = {
    "〈": "<", "〉": ">", "〔": "(", "〕": ")", "［": "(", "］": ")", "【": "(", "】": ")",
    "–": "—", "―": "—", "－": "-", "﹣": "-", "−": "-", "‐": "-", "‑": "-",
    "～": "~", "〜": "~", "∼": "~", "µ": "μ", "﹪": "%",
}  # fmt: skip
_SAME: Final[dict[int, str]] = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)
} | {ord(char): like for char, like in _LIKE.items()}
"""One character for one: full-width forms, brackets to round or pointed, dashes, commas."""

_UNLIKE: Final = lazy_re(f"[{re.escape(''.join(map(chr, _SAME)))}]")
"""Whatever is folded: few of its characters stand in one text, and nothing is folded twice."""

# Every space and what has no width; \s in place of the spaces would be looked for much slower.
_BLANK: Final = lazy_re(
    "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u200c\u200d\ufeff\u2060]+"
)
_BEFORE_SPACE: Final = lazy_re(r"(?<![\d.,])\d{1,3}$", re.ASCII)
_AFTER_SPACE: Final = lazy_re(r"\d{3}(?!\d)", re.ASCII)
_NOTE: Final = lazy_re(
    r"[①-⑳]|\[\d{1,2}\](?=[\u4e00-\u9fff])|"
    r"(?<=[\u4e00-\u9fff])(?:\[\d{1,2}\](?=\d)|(?<!米)[¹²³⁴-⁹⁰]{1,2})"
)
# One of these stands in every note: they are found much quicker than the note itself.
_NOTE_MARK: Final = lazy_re(r"[①-⑳\[¹²³⁴-⁹⁰]")
_SPACE: Final = lazy_re(r"\s")


@dataclass(frozen=True, slots=True)
class Folded:
    """A paragraph as the engine reads it.

    ``text`` has half-width digits, letters, brackets and commas, no spaces and no footnote marks;
    ``index`` gives, for each of its characters, the place in ``source.text``.
    """

    text: str
    source: MappedText
    index: tuple[int, ...]

    def printed(self, start: int, end: int) -> str:
        """Return what is printed where characters ``start`` to ``end`` (excluded) come from."""
        if start >= end:
            return ""
        return self.source.text[self.index[start] : self.index[end - 1] + 1]

    def squeezed(self, start: int, end: int) -> str:
        """Return the printed characters without the spaces between them, widths as printed."""
        if start < end and self.index[end - 1] - self.index[start] == end - 1 - start:
            # Nothing was left out here.
            return self.source.text[self.index[start] : self.index[end - 1] + 1]
        return "".join(map(self.source.text.__getitem__, self.index[start:end]))

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of characters ``start`` to ``end`` (excluded)."""
        return self.source.span(self.index[start], self.index[end - 1] + 1)


def _thousands(text: str, start: int, end: int) -> bool:
    """Whether a space parts the thousands of one number (``1 208 件``; not ``2022 10 件``)."""
    return bool(
        _BEFORE_SPACE.search(text, max(0, start - 4), start) and _AFTER_SPACE.match(text, end)
    )


def _is_without_blanks(text: str) -> bool:
    """Whether nothing can be what `_BLANK` finds: of all spaces only the usual one is printable."""
    return " " not in text and text.isprintable()


def fold(source: MappedText) -> Folded:
    """Fold a paragraph: widths, brackets, dashes, spaces.

    A space between two digits or two Latin letters stays (``2022 10 件`` are two numbers), unless
    it parts the thousands of one; a line
    end never does, since a wrapped line may cut a number.
    """
    text = source.text
    for char in set(_UNLIKE.findall(text)):
        text = text.replace(char, _SAME[ord(char)])
    drop = bytearray(len(text))
    for match in _NOTE.finditer(source.text) if _NOTE_MARK.search(source.text) else ():
        drop[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for match in () if _is_without_blanks(text) else _BLANK.finditer(text):
        start, end = match.span()
        drop[start:end] = b"\1" * (end - start)
        if start and end < len(text) and "\n" not in match[0]:
            before, after = text[start - 1], text[end]
            if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
                drop[start] = before.isdigit() != after.isdigit() or _thousands(text, start, end)
    if 1 not in drop:
        return Folded(text, source, tuple(range(len(text))))
    kept = tuple(i for i, dropped in enumerate(drop) if not dropped)
    left = text if len(kept) == len(text) else "".join(map(text.__getitem__, kept))
    return Folded(_SPACE.sub(" ", left), source, kept)
