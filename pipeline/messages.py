"""Texts of the command line in two languages; the words are data in ``messages.toml``."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Literal

from schemas.vocabulary_files import vocabulary

Language = Literal["en", "zh"]

# What a shell takes for more than a letter; Chinese it takes as it is.
_UNSAFE: Final = re.compile(r"[\s!\"#$&'()*;<>?\[\\\]^`{|}~]|^-|^$")


class Refused(Exception):  # noqa: N818 - what happened
    """What was asked for cannot be done; the arguments are a key of the messages and its parts.

    Said in one line or two: what, where, what to do. ``str()`` gives it in English.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params

    def text(self, language: Language) -> str:
        """Return what is wrong, why, and what to do."""
        return say(self.key, language, **self.params)

    def __str__(self) -> str:
        return self.text("en")


def language_of(environment: Mapping[str, str] | None = None) -> Language:
    """Return the language of messages by the locale variables: Chinese when they say so."""
    environment = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(key: str, language: Language, /, **params: object) -> str:
    """Return a message of the catalogue, filled in.

    Raises:
        KeyError: there is no such message, or a parameter is missing.
    """
    text: str = vocabulary("messages")[key][language]
    return text.format(**params)


def told(item: object, what: str, language: Language) -> str:
    """Return what an object says in one language (a rule its title, a finding its message).

    Args:
        item: has two fields, one a language: ``title_en`` and ``title_zh``.
        what: their name without the language.
        language: the one that is wanted.
    """
    text: str = getattr(item, f"{what}_{language}")
    return text


def counted(parts: Iterable[tuple[str, int]], language: Language) -> str:
    """Return a sum with its parts: ``30 (25 proved, 5 contradicted)``."""
    present = [(name, count) for name, count in parts if count]
    total = sum(count for _, count in present)
    if not present:
        return str(total)
    if language == "zh":
        return f"{total}（{'、'.join(f'{name} {count}' for name, count in present)}）"
    return f"{total} ({', '.join(f'{count} {name}' for name, count in present)})"


def quoted(path: object) -> str:
    """Return a path as a person would type it: in quotes only where a shell asks for them."""
    text = str(path)
    return shlex.quote(text) if _UNSAFE.search(text) else text


def closest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the word that was most likely meant, ``None`` when none is near.

    ``likeness`` is what two words must have in common, from 0 to 1.
    """
    # Imported here: only a slip needs it.
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=likeness)
    return by_lower[found[0]] if found else None


def kind_of(path: Path) -> Literal["folder", "file", "absent"]:
    """Return what stands at a path; a file where the system does not tell (opening it says why)."""
    try:
        return "folder" if path.is_dir() else "file" if path.exists() else "absent"
    except OSError:
        return "file"


class NotWritten(Refused):
    """The system does not let us write; ``is_fault`` when the disk fails, not the folder's name."""

    def __init__(self, key: str, error: OSError, **params: object) -> None:
        """Keep what the system says for ``{error}`` of the message ``key``."""
        # Imported here: most commands never need it, and each would wait for it.
        from parsers.readers.errors import is_disk_fault, system_error

        super().__init__(key, **params)
        self.is_fault = is_disk_fault(error)
        self._said = system_error(error)

    def text(self, language: Language) -> str:
        """Return what is wrong, why, and what to do."""
        return say(self.key, language, error=self._said[language == "zh"], **self.params)


class NoSuchPath(Refused):
    """A path that was named is not there; says which one beside it was likely meant."""

    def __init__(self, path: Path) -> None:
        try:
            beside = [entry.name for entry in path.parent.iterdir()]
        except OSError:
            beside = []
        near = closest(path.name, beside)
        if near is None:
            super().__init__("no_file", path=path)
        else:
            super().__init__("no_file_but", path=path, near=quoted(path.with_name(near)))
