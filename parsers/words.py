"""Words and their parts of speech: the only home of jieba.

The statistics engine works on characters and asks for words only to cut a noun phrase at a word's
end. jieba is imported when the first text is tagged. Of its dictionary (349,046 lines) only the
lines that a text can ask for are taken: see `_Lexicon`. Nothing is written anywhere.
"""

from __future__ import annotations

import sys
import threading
import warnings
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from schemas.vocabulary_files import vocabulary

_KNOWN_CHECKSUM: Final = 328_468_845
"""CRC-32 of the ``dict.txt`` of jieba 0.42.1, of which the next two constants tell."""

_KNOWN_TOTAL: Final = 60_101_967
"""The sum of all its frequencies, by which jieba divides each of them."""

_SORTED_FROM: Final = "一 "
"""How the line begins from which on its lines are sorted by their first character."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its text, its first character's index in the tagged text, its part of speech.

    ``flag`` is a tag of jieba's dictionary (``n`` noun, ``v`` verb, ``d`` adverb, ``p``
    preposition, ``u`` particle, …), ``x`` where the dictionary has none.
    """

    text: str
    start: int
    flag: str

    @property
    def end(self) -> int:
        """Index behind the last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=20_000)
def tag(text: str) -> tuple[Word, ...]:
    """Cut ``text`` into words with jieba (no HMM, so the same words on every machine).

    Args:
        text: a short text (a clause); empty gives no words.

    Returns:
        The words in order; their texts joined are ``text``.
    """
    if not text:
        return ()
    tokenizer, lexicon = _jieba()
    lexicon.load(text)
    words: list[Word] = []
    at = 0
    for token in tokenizer.cut(text, HMM=False):
        words.append(Word(token, at, lexicon.flags.get(token, "x")))
        at += len(token)
    return tuple(words)


class _Lexicon:
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


class _WholeLexicon:
    """A dictionary that is not jieba 0.42.1's own: parsed whole, as jieba parses it."""

    def __init__(self, dictionary: bytes) -> None:
        import jieba

        self.frequencies, self.total = jieba.Tokenizer.gen_pfdict(BytesIO(dictionary))
        lines = [line.strip().split(" ") for line in dictionary.decode("utf-8").splitlines()]
        # A dictionary may leave the part of speech out.
        self.flags = {fields[0]: fields[2] for fields in lines if len(fields) > 2}

    def load(self, _text: str) -> None:
        """Everything is there already."""


@cache
def _jieba() -> tuple[Any, _Lexicon | _WholeLexicon]:
    """Return a private tokenizer with our terms, and the lexicon it looks into."""
    # Where it is installed, jieba takes pkg_resources to open its data files, and opens them
    # itself where not. Its import costs four times that of jieba; newer setuptools lack it.
    # jieba's sources have escapes that Python warns of where they are compiled anew.
    with _without("pkg_resources"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    dictionary = Path(jieba.__file__).with_name(jieba.DEFAULT_DICT_NAME).read_bytes()
    return _tokenizer(dictionary)


def _tokenizer(dictionary: bytes) -> tuple[Any, _Lexicon | _WholeLexicon]:
    import jieba

    is_known = zlib.crc32(dictionary) == _KNOWN_CHECKSUM
    lexicon = _Lexicon(dictionary) if is_known else _WholeLexicon(dictionary)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = lexicon.frequencies, lexicon.total
    tokenizer.initialized = True
    for flag, words in vocabulary("government_terms")["words"].items():
        for word in words:
            lexicon.load(word)
            tokenizer.add_word(word, freq=None, tag=flag)
            lexicon.flags[word] = flag
    return tokenizer, lexicon


class _Hidden:
    """An import hook by which a module is not there for the thread that made it."""

    def __init__(self, module: str) -> None:
        self._module, self._thread = module, threading.get_ident()

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Refuse the module; find nothing, so that the other hooks are asked.

        Raises:
            ModuleNotFoundError: the module is asked for by the thread.
        """
        if name == self._module and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Let this thread's imports do without a module that is not loaded yet."""
    hidden: Any = _Hidden(module)
    sys.meta_path.insert(0, hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(hidden)
