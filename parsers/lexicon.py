"""jieba's dictionary, of which only the lines are parsed that a text can ask for."""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from schemas.vocabulary_files import vocabulary

KNOWN_CHECKSUM: Final = 328_468_845
"""CRC-32 of the ``dict.txt`` of jieba 0.42.1, of which the next two constants tell."""

_KNOWN_TOTAL: Final = 60_101_967
"""The sum of all its frequencies, by which jieba divides each of them."""

_SORTED_FROM: Final = "一 "
"""How the line begins from which on its lines are sorted by their first character."""


def installed_dictionary() -> bytes:
    """Return the dictionary file of the installed jieba, without importing jieba.

    Raises:
        ModuleNotFoundError: jieba is not installed.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(spec.origin).with_name("dict.txt").read_bytes()


def is_known(dictionary: bytes) -> bool:
    """Tell whether a dictionary is that of jieba 0.42.1, so that its order can be relied on."""
    return zlib.crc32(dictionary) == KNOWN_CHECKSUM


def government_terms() -> Iterator[tuple[str, str]]:
    """Yield the words of government prose that the dictionary is given, with their tags."""
    for flag, words in vocabulary("government_terms")["words"].items():
        for word in words:
            yield word, flag


class Lexicon:
    """jieba's dictionary, parsed as far as the texts so far can ask for it.

    jieba looks up fragments of a text only, growing from each of its characters until one is
    unknown. So the entries that begin like two neighbouring characters of a text, and the entries
    of its single characters, are all that cutting it can need; with them in ``frequencies`` it
    gives the very words that it gives with the whole dictionary.

    Safe with threads and forks without a lock: an entry that two threads load at once is written
    twice with the same value, and a pair counts as loaded only when all its entries are there.

    Attributes:
        frequencies: word → frequency, and 0 for the beginning of a word that is no word itself,
            as in jieba's ``Tokenizer.FREQ``.
        total: the sum of all frequencies of the dictionary.
        flags: word → part of speech.
    """

    total = _KNOWN_TOTAL

    def __init__(self, dictionary: bytes) -> None:
        self.frequencies: dict[str, int] = {}
        self.flags: dict[str, str] = {}
        self._dictionary = dictionary
        self._sorted_from = dictionary.index(f"\n{_SORTED_FROM}".encode()) + 1
        self._unsorted = dictionary[: self._sorted_from].decode("utf-8").splitlines()
        self._blocks: dict[str, str] = {}
        self._loaded: set[str] = set()

    def load(self, text: str) -> None:
        """Take in every entry that cutting ``text`` can look up."""
        for pair in {text[at : at + 2] for at in range(len(text))} - self._loaded:
            block = self._block(pair[0])
            if len(pair) == 2:
                self._take(block, f"\n{pair}")
            self._loaded.add(pair)

    def _block(self, first: str) -> str:
        """Return all lines that begin with a character; its own entry is taken in."""
        block = self._blocks.get(first)
        if block is None:
            lines = [line for line in self._unsorted if line[0] == first]
            block = "\n".join(["", *lines, self._sorted_lines(first)])
            self._take(block, f"\n{first} ")
            self._blocks[first] = block
        return block

    def _sorted_lines(self, first: str) -> str:
        # The bytes of UTF-8 sort as the characters do; a lone surrogate is found nowhere.
        key = first.encode("utf-8", "surrogatepass")
        data = self._dictionary

        def beginning(at: int) -> bytes:
            start = data.rfind(b"\n", 0, at) + 1
            return data[start : start + len(key)]

        places = range(self._sorted_from, len(data))
        low = bisect_left(places, key, key=beginning)
        high = bisect_right(places, key, lo=low, key=beginning)
        return data[places.start + low : places.start + high].decode("utf-8")

    def _take(self, block: str, beginning: str) -> None:
        """Take in the lines of a block with this beginning (a line break and what follows)."""
        at = block.find(beginning)
        while at >= 0:
            end = block.index("\n", at + 1)
            word, frequency, flag = block[at + 1 : end].split(" ")
            self.frequencies[word] = int(frequency)
            self.flags[word] = flag
            for length in range(1, len(word)):
                self.frequencies.setdefault(word[:length], 0)
            at = block.find(beginning, end)
