"""Words and their parts of speech: the only home of jieba and of rjieba.

The statistics engine works on characters and asks for words only to cut a noun phrase at a word's
end. What cuts them is a `Tagger`: rjieba where it is installed (the extra ``fast``), else jieba.
Both give the same words with the same tags. The tagger is made when the first text is tagged;
nothing is written anywhere.
"""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from io import BytesIO
from types import ModuleType
from typing import Any, Final, NamedTuple, Protocol

from parsers.lexicon import Lexicon, government_terms, installed_dictionary, is_known
from schemas.patterns import lazy_re

_ODD: Final = lazy_re("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff\U00020000-\U0002ffff]")
"""Characters that rjieba takes for Chinese and jieba does not, and half characters."""

_BINARY: Final = "rjieba.rjieba"
"""The module in rjieba's package that cuts words."""

_LOADING: Final = threading.Lock()
"""Held while that is loaded: two threads that start at once load it once."""

_NO_CHARACTER: Final = "\ue000"
"""A character of the private use area, which no cutter looks up."""


class Word(NamedTuple):
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


_word: Final = tuple.__new__
"""Makes a `Word` of a tuple of its fields in a third of the time that calling `Word` takes."""


class Tagger(Protocol):
    """What the grammar needs of a word cutter: words in order, and the tags of jieba's dictionary.

    One object serves all threads of a process, and its children after a fork.
    """

    name: str

    def tag(self, text: str) -> Sequence[tuple[str, str]]:
        """Cut a text into words with their tags, ``x`` for what the dictionary does not have.

        Args:
            text: any characters, at least one.

        Returns:
            The words in order; joined they are ``text``. Always the same for the same text: no
            guessing of new words from their context (jieba's HMM).
        """


@lru_cache(maxsize=20_000)
def tag(text: str) -> tuple[Word, ...]:
    """Cut ``text`` into words (no HMM, so the same words on every machine).

    Args:
        text: a short text (a clause); empty gives no words.

    Returns:
        The words in order; their texts joined are ``text``.
    """
    return tuple(cut_at(text, 0))


def tag_part(text: str, start: int, end: int) -> list[Word]:
    """Cut a part of a text into words that stand where they do in the whole text.

    Args:
        text: the text.
        start: the first character of the part; ``end`` is behind its last one.
        end: not before ``start``.
    """
    return placed(tag(text[start:end]), start)


def cut_at(text: str, start: int) -> list[Word]:
    """Cut a text into words that stand where they do in a longer text, and do not keep them.

    For texts that hardly come again: to keep them costs more than to cut them.

    Args:
        text: a part of the longer text; empty gives no words.
        start: where in the longer text it begins.
    """
    words: list[Word] = []
    at, make = start, _word
    for token, flag in tagger().tag(text) if text else ():
        words.append(make(Word, (token, at, flag)))
        at += len(token)
    return words


def placed(words: Sequence[Word], start: int) -> list[Word]:
    """Move words to where they stand in a longer text.

    Args:
        words: words of a part of the longer text.
        start: where in the longer text that part begins.
    """
    return [_word(Word, (word, at + start, flag)) for word, at, flag in words]


def preferred() -> str:
    """Return the name of the tagger that this machine is to use; neither is loaded for that.

    rjieba carries the dictionary of jieba 0.42.1 with it, so it is left where jieba's own is
    another one.
    """
    has_both = find_spec("rjieba") is not None and is_known(installed_dictionary())
    return Rjieba.name if has_both else Jieba.name


def preferred_and_loaded() -> tuple[str, str]:
    """Return the names of the tagger that is to be used and of the one that really loads."""
    return preferred(), load_tagger().name


@cache
def tagger() -> Tagger:
    """Return what cuts words in this process."""
    return load_tagger()


def load_tagger() -> Tagger:
    """Load the preferred tagger; jieba steps in where rjieba's binary does not load."""
    dictionary = installed_dictionary()
    if preferred() == Rjieba.name:
        try:
            return Rjieba(dictionary)
        except ImportError:
            pass
    return Jieba(dictionary)


class Jieba:
    """jieba with our terms and as much of its dictionary as the texts ask for (see `Lexicon`)."""

    name = "jieba"

    def __init__(self, dictionary: bytes) -> None:
        with _quiet_import():
            import jieba

        self.lexicon = Lexicon(dictionary) if is_known(dictionary) else _WholeLexicon(dictionary)
        self.tokenizer: Any = jieba.Tokenizer()
        self.tokenizer.FREQ = self.lexicon.frequencies
        self.tokenizer.total = self.lexicon.total
        self.tokenizer.initialized = True
        for word, flag in government_terms():
            self.lexicon.load(word)
            self.tokenizer.add_word(word, freq=None, tag=flag)
            self.lexicon.flags[word] = flag

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Cut a text into words with their tags (see `Tagger`)."""
        self.lexicon.load(text)
        flags = self.lexicon.flags
        return [(word, flags.get(word, "x")) for word in self.tokenizer.cut(text, HMM=False)]


class Rjieba:
    """rjieba (jieba in Rust) with our terms, brought to jieba's very words.

    What differs in rjieba is set right here: it leaves the tag of a word that it is given anew; it
    reckons the sum of all frequencies otherwise (jieba counts a word that is added again twice); it
    has tags for digits, letters and characters that the dictionary does not have; and it takes more
    characters for Chinese (texts with those go to jieba).
    """

    name = "rjieba"

    def __init__(self, dictionary: bytes) -> None:
        self._cutter = _rjieba().Jieba()
        self._known = {term: (term, flag) for term, flag in government_terms()}
        self._add_terms(Lexicon(dictionary))

    def _add_terms(self, lexicon: Lexicon) -> None:
        """Add our terms with the frequencies that jieba's ``add_word`` gives them."""
        frequencies, total, again = lexicon.frequencies, lexicon.total, 0
        for term, flag in self._known.values():
            lexicon.load(term)
            likely = 1.0
            for piece in self._cutter.cut(term, False):
                likely *= frequencies.get(piece, 1) / total
            before = frequencies.get(term, 0)
            frequencies[term] = max(int(likely * total) + 1, before)
            self._cutter.add_word(term, frequencies[term], flag)
            total += frequencies[term]
            again += before
        self._cutter.add_word(_NO_CHARACTER, again, "x")

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Cut a text into words with their tags (see `Tagger`)."""
        if _ODD.search(text):
            return _jieba().tag(text)
        # Nearly every word was met before: to cut alone costs two thirds of cutting with tags, and
        # what is kept of a text holds each word once.
        known = self._known
        return [
            known.get(word) or self._look_up(word, text) for word in self._cutter.cut(text, False)
        ]

    def _look_up(self, word: str, text: str) -> tuple[str, str]:
        """Return a word of a text with the dictionary's tag of it, as rjieba tells that."""
        in_dictionary = self._cutter.has_word(word)
        flag: str = dict(self._cutter.tag(text, False))[word] if in_dictionary else "x"
        if in_dictionary or len(word) == 1:
            self._known[word] = word, flag
        return word, flag


def _rjieba() -> ModuleType:
    """Return the module that has rjieba's cutter: its binary alone, where nobody imported rjieba.

    The package makes a cutter of its own as it is imported, with a dictionary of its own: a quarter
    of the time in which Tongbao starts, for nothing. The binary is known under its usual name, so
    that to import the package stays possible.

    Raises:
        ImportError: rjieba is not installed, or its binary does not load.
    """
    with _LOADING:
        package = None if "rjieba" in sys.modules else find_spec("rjieba")
        folders = None if package is None else package.submodule_search_locations
        binary = None if folders is None else PathFinder.find_spec(_BINARY, folders)
        if binary is None or binary.loader is None:
            import rjieba

            return rjieba
        if _BINARY not in sys.modules:
            module = module_from_spec(binary)
            binary.loader.exec_module(module)
            sys.modules[_BINARY] = module
        return sys.modules[_BINARY]


@cache
def _jieba() -> Jieba:
    """Return jieba, for what rjieba cannot cut."""
    return Jieba(installed_dictionary())


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


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Import jieba without pkg_resources and without the warnings of its sources.

    Where it is installed, jieba takes pkg_resources to open its data files, and opens them itself
    where not. Its import costs four times that of jieba; newer setuptools lack it. jieba's sources
    have escapes that Python warns of where they are compiled anew.
    """
    with _without("pkg_resources"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
