"""Loads the vocabularies of ``schemas/vocabulary/``: words, aliases, thresholds as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return the vocabulary file ``<name>.toml`` as plain data; do not change what comes back.

    Raises:
        FileNotFoundError: there is no such vocabulary.
    """
    text = files("schemas").joinpath(f"vocabulary/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
