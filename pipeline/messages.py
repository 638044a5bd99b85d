"""Texts of the command line in two languages; the words are data in ``messages.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

from schemas.vocabulary_files import vocabulary

Language = Literal["en", "zh"]


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
