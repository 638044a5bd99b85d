"""Words and their parts of speech: the only home of jieba.

The statistics engine works on characters and asks for words only to cut a noun phrase at a word's
end. jieba is imported, and its dictionary loaded, when the first text is tagged.
"""

from __future__ import annotations

import logging
import os
import stat
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from schemas.vocabulary_files import vocabulary


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
    tokenizer, flags = _jieba()
    words: list[Word] = []
    at = 0
    for token in tokenizer.cut(text, HMM=False):
        words.append(Word(token, at, flags.get(token, "x")))
        at += len(token)
    return tuple(words)


@cache
def _jieba() -> tuple[Any, dict[str, str]]:
    """Return a private, quiet tokenizer with our terms, and the part of speech of every word."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    folder = cache_folder()
    if folder is None:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    else:
        tokenizer.tmp_dir = str(folder)
        tokenizer.cache_file = f"jieba-{version('jieba')}.cache"
        tokenizer.initialize()
    with tokenizer.get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()
    flags = {word: flag for word, _, flag in (line.split(" ") for line in lines)}
    for flag, words in vocabulary("government_terms")["words"].items():
        for word in words:
            tokenizer.add_word(word, freq=None, tag=flag)
            flags[word] = flag
    return tokenizer, flags


def cache_folder() -> Path | None:
    """Return the user's own cache folder for jieba's prefix dictionary, made if need be.

    jieba's default is one file in the shared temporary folder, which other users can write
    beforehand and which two processes race for. ``None`` when no folder belongs to this user alone:
    the dictionary is then built in memory.
    """
    base = os.environ.get("XDG_CACHE_HOME") or ""
    try:
        root = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
        folder = root / "tongbao"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) else None
    except (OSError, RuntimeError):
        return None


def _is_private(folder: Path) -> bool:
    """Tell whether only this user can write into ``folder`` (and this user can)."""
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or not os.access(folder, os.W_OK):
        return False
    if hasattr(os, "getuid") and info.st_uid != os.getuid():
        return False
    return os.name == "nt" or not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
