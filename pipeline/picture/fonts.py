"""Finds the font files of this system, those known to have Chinese characters first.

No font is shipped and none is fetched. Whether a font really has a character is asked of the font
itself, in `pipeline.picture.canvas`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from schemas.vocabulary_files import vocabulary

_FOLDER = re.compile(r"<dir(?P<options>[^>]*)>(?P<path>[^<]+)</dir>")


def font_files(environment: Mapping[str, str] | None = None) -> list[Path]:
    """Return the font files in the usual folders of Linux, macOS, Windows and Android.

    Args:
        environment: variables that name folders; ``None`` for those of this process.

    Returns:
        Files known to have Chinese characters in the order of ``drawing.toml``, then all others
        by path; empty where there are no fonts. Folders that cannot be looked into are passed over.
    """
    words = vocabulary("drawing")["fonts"]
    suffixes = frozenset(words["suffixes"])
    preferred = [name.lower() for name in words["preferred"]]
    found = {
        path
        for folder in _folders(os.environ if environment is None else environment)
        for path in _files(folder)
        if path.suffix.lower() in suffixes
    }

    def order(path: Path) -> tuple[int, str]:
        name = path.name.lower()
        places = (n for n, start in enumerate(preferred) if name.startswith(start))
        return next(places, len(preferred)), str(path)

    return sorted(found, key=order)


def _folders(environment: Mapping[str, str]) -> Iterator[Path]:
    words = vocabulary("drawing")["fonts"]
    home = environment.get("HOME") or environment.get("USERPROFILE")
    names = {**environment, "home": home} if home else environment
    named = [*words["folders"], *_configured(words["config"])]
    for text in dict.fromkeys(named):
        try:
            folder = text.format_map(names)
        except KeyError:
            continue
        if Path(folder).is_absolute():
            yield Path(folder)


def _configured(files: list[str]) -> Iterator[str]:
    """Give the folders that fontconfig's own configuration names, ``{home}`` for its ``~``."""
    for name in files:
        try:
            text = Path(name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        for match in _FOLDER.finditer(text):
            path = match["path"].strip()
            if "prefix" not in match["options"] and "{" not in path:
                yield "{home}" + path[1:] if path.startswith("~") else path


def _files(folder: Path) -> Iterator[Path]:
    # os.walk leaves out what it may not read, where Path.rglob would stop.
    for where, _, names in os.walk(folder):
        for name in names:
            yield Path(where) / name
