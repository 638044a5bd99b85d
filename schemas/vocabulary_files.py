"""Loads the vocabularies of ``schemas/vocabulary/``: words, aliases, thresholds as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

# Not importlib.resources: its import costs every command 25 ms of CPU.
_FOLDER: Final = Path(__file__).parent / "vocabulary"


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return the vocabulary file ``<name>.toml`` as plain data; do not change what comes back.

    Raises:
        FileNotFoundError: there is no such vocabulary.
    """
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
