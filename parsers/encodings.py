"""From bytes to text: which encoding, by evidence."""

from __future__ import annotations

import codecs
from functools import cache
from typing import Final

from schemas.vocabulary_files import vocabulary

# Longer marks first: the mark of UTF-32 (little end first) begins with that of UTF-16.
_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# The order breaks ties: gb18030 is by far the most frequent of these in Chinese files.
_DOUBLE_BYTE: Final = ("gb18030", "big5hkscs")
_SIXTEEN_BIT: Final = ("utf-16-le", "utf-16-be")
_SAMPLE: Final = 1 << 16
# A file whose last character was cut off by the transfer is still UTF-8.
_CUT: Final = 3
# Of the characters that tell an encoding, those beyond ASCII, at least this share of a text is
# common; of rubbish it is one in twenty-five.
_LEAST: Final = 0.25
# Damage that a text may have by accident: this share of its characters, or two of sixteen at least.
_ACCIDENT: Final = 0.02
_FEW: Final = 2
_FEW_SHARE: Final = 0.125


@cache
def _common() -> frozenset[str]:
    words = vocabulary("characters")["common"]
    plain = "".join(map(chr, range(0x20, 0x7F))) + "\t\r\n\u3000"
    wide = "".join(map(chr, range(0xFF01, 0xFF5F)))
    han = "".join("".join(words[key].split()) for key in ("simplified", "traditional"))
    return frozenset(plain + wide + words["punctuation"] + han)


def commonness(text: str) -> float:
    """Return the share of common characters, from 1 down; damage (U+FFFD, controls) counts -1."""
    if not text:
        return 0.0
    common = _common()
    good = sum(char in common for char in text)
    bad = sum(_is_damage(char) for char in text if char not in common)
    return (good - bad) / len(text)


def _is_damage(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " ")


def _utf8(data: bytes) -> str | None:
    """Decode strictly; only a last character that was cut off is let pass (as U+FFFD)."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(data) - _CUT or error.start == 0:
            return None
        if "end of data" not in error.reason:
            return None
        return data[: error.start].decode("utf-8") + "\ufffd"


def _vote(data: bytes, candidates: tuple[str, ...]) -> tuple[str, float]:
    """Return the encoding under which the beginning of the text has the most common characters."""
    sample = data[:_SAMPLE]
    scores = [commonness(sample.decode(name, errors="replace")) for name in candidates]
    best = max(range(len(candidates)), key=lambda i: (scores[i], -i))
    return candidates[best], scores[best]


def decode(data: bytes) -> tuple[str, str] | None:
    r"""Decode a text file.

    The order: byte order mark; NUL bytes, which only 16-bit text has; strict UTF-8, which other
    encodings hardly ever pass; else GB18030 against Big5 and UTF-16, by the share of common
    characters (GB18030 decodes almost any bytes, so that it decodes proves nothing).

    Returns:
        The text without its mark, and the encoding's name; bytes that do not decode are U+FFFD.
        ``None`` when no encoding makes text of it.

    >>> decode("柳湾镇得88分".encode("gbk"))
    ('柳湾镇得88分', 'gb18030')
    >>> decode(b"\x01\x02\x03\x04\x05\x06\x07\x08") is None
    True
    """
    decoded = _marked(data) or _unmarked(data)
    return None if decoded is None or _has_many_controls(decoded[0]) else decoded


def _marked(data: bytes) -> tuple[str, str] | None:
    """Decode by the byte order mark; ``None`` without one, or where it stands there by chance."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, errors="replace")
            # Two bytes are soon met with; text in any script has blanks, digits or line ends.
            is_chance = bool(text) and name.startswith("utf-16") and commonness(text) <= 0
            return None if is_chance else (text, name)
    return None


def _unmarked(data: bytes) -> tuple[str, str] | None:
    """Decode what has no byte order mark; ``None`` when no encoding makes text of it."""
    if b"\x00" not in data:
        text = _utf8(data)
        if text is not None:
            return text, "utf-8"
        candidates = (*_DOUBLE_BYTE, *_SIXTEEN_BIT, "utf-8")
    else:
        candidates = (*_SIXTEEN_BIT, *_DOUBLE_BYTE, "utf-8")
    name, score = _vote(data, candidates)
    text = data.decode(name, errors="replace")
    telling = "".join(char for char in text[:_SAMPLE] if not char.isascii())
    is_text = commonness(telling) > _LEAST or _is_accident(len(telling), text[:_SAMPLE])
    return (text, name) if score > 0 and is_text else None


def _has_many_controls(text: str) -> bool:
    controls = sum(char < " " and char not in "\t\n\r\f\v" for char in text)
    return not _is_accident(controls, text)


def _is_accident(count: int, text: str) -> bool:
    """Tell whether so many characters of a text are so few that it is one all the same."""
    return count <= max(_ACCIDENT * len(text), min(_FEW, _FEW_SHARE * len(text)))
