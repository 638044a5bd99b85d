"""Finds the inputs of a run: files as named, folders searched for files of known kinds.

Nothing is passed over without a word: what a folder holds and the run does not take is in
`Inputs.left_out`, each with its reason; only hidden files and folders are no part of the search.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from parsers.readers.errors import UnreadableSource, cannot_open
from pipeline.messages import Language, NoSuchPath, Refused, kind_of, say
from pipeline.picture.notes import drawn_from
from pipeline.rows import SourceFile, source_id_of, unopened_id_of
from pipeline.store import LAYOUT, file_hash

# Suffixes of files that may be notices. What a file really is, its reader finds out from its
# bytes; the suffix only decides whether a folder walk takes it (notes and data beside a notice
# are left out). Kinds that no reader takes yet are quarantined with a hint, not skipped.
SUFFIXES: Final = frozenset(
    {".txt", ".pdf", ".html", ".htm", ".doc", ".docx", ".wps", ".xlsx", ".xls", ".ofd"}
    | {".csv", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
# What Word and WPS keep beside a document that is open.
_LOCK_PREFIX: Final = "~$"


class NoInput(Refused):
    """Nothing that may be a notice was found under the paths that were named."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: where its bytes lie, its identity in the datasets, why it cannot be opened."""

    file: Path
    source: SourceFile
    duplicate_of: SourceFile | None = None
    problem: UnreadableSource | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a folder that is no input: its path as in ``sources``, and why.

    ``reason`` is ``kind`` (its suffix is none of a notice), ``lock`` (of an open document),
    ``picture`` (``tongbao show`` drew it), ``outputs`` (a folder that ``tongbao build`` wrote),
    ``link`` (a linked folder), ``broken`` (a link to nothing) or ``closed`` (a folder that may not
    be read).
    """

    path: str
    reason: str

    @property
    def may_hide_notices(self) -> bool:
        """Tell whether notices may be missing for it."""
        return self.reason in {"broken", "closed"}

    def text(self, language: Language) -> str:
        """Return the path with the reason."""
        return say("left_out_one", language, path=self.path, reason=self.why(language))

    def why(self, language: Language) -> str:
        """Return the reason in words."""
        return say(f"left_out_{self.reason}", language)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs of a run in a fixed order, and what lay among them and is no input."""

    items: tuple[Input, ...]
    left_out: tuple[LeftOut, ...]


def find_inputs(paths: Sequence[Path]) -> Inputs:
    """Find and hash the inputs; of files with the same bytes the first by path is the original.

    Args:
        paths: files, which are always taken, and folders, which are searched for files of known
            kinds; hidden files and folders are left out. A file is named relative to its folder,
            where several were given with the folder's name before it.

    Raises:
        NoSuchPath: a path does not exist.
        NoInput: there is no input at all.
    """
    found: dict[Path, str] = {}
    left_out: list[LeftOut] = []
    for path in paths:
        kind = kind_of(path)
        if kind == "folder":
            prefix = f"{_readable(path.resolve().name)}/" if len(paths) > 1 else ""
            taken, others = _walk(path)
            left_out += [LeftOut(prefix + _name(path, file), reason) for file, reason in others]
            for file in taken:
                found.setdefault(file.resolve(), prefix + _name(path, file))
        elif kind == "file":
            found.setdefault(path.resolve(), _readable(path.name))
        else:
            raise NoSuchPath(path)
    if not found:
        listed = ", ".join(map(str, paths))
        raise NoInput("no_notice", paths=listed, count=len(left_out))
    return Inputs(_identified(_told_apart(found)), tuple(left_out))


def _name(folder: Path, file: Path) -> str:
    return _readable(file.relative_to(folder).as_posix())


def _readable(name: str) -> str:
    """Return a name as text that every file can hold.

    Archives packed under Windows unpack to names in GBK, which no dataset can hold as they are.
    """
    name_bytes = os.fsencode(name)
    with suppress(UnicodeDecodeError):
        return name_bytes.decode()
    with suppress(UnicodeDecodeError):
        return name_bytes.decode("gb18030")
    return name_bytes.decode("utf-8", "backslashreplace")


def _told_apart(found: Mapping[Path, str]) -> dict[Path, str]:
    """Return the files with their names, those of one name with as many folders as they need.

    Without them nobody could tell the two of ``tongbao build 2022/通报.pdf 2023/通报.pdf`` apart.
    """
    named = dict(found)
    for folders in range(1, max(len(file.parts) for file in found)):
        counts = Counter(named.values())
        if len(counts) == len(named):
            break
        for file, name in named.items():
            if counts[name] > 1:
                named[file] = _readable("/".join(file.parts[-folders - 1 :]))
    return named


def _walk(folder: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files of known kinds under a folder, and what else is there with the reason."""
    taken: list[Path] = []
    others: list[tuple[Path, str]] = []

    def closed(error: OSError) -> None:
        others.append((Path(error.filename), "closed"))

    for root, folders, files in os.walk(folder, onerror=closed):
        here, entered = Path(root), []
        for name in folders:
            if (reason := _why_not_entered(here / name)) is None:
                entered.append(name)
            elif reason != "hidden":
                others.append((here / name, reason))
        folders[:] = entered
        for path in (here / name for name in files if not name.startswith(".")):
            if (reason := _why_not_taken(path)) is None:
                taken.append(path)
            else:
                others.append((path, reason))
    return sorted(taken), sorted(others)


def _why_not_entered(folder: Path) -> str | None:
    """Return why a folder in a folder is not searched, ``None`` when it is."""
    if folder.name.startswith("."):
        return "hidden"
    with suppress(OSError):
        if folder.is_symlink():
            return "link"
        if (folder / LAYOUT).is_file():
            return "outputs"
    return None


def _why_not_taken(path: Path) -> str | None:
    """Return why a file in a folder is not taken, ``None`` when it is."""
    if path.suffix.lower() not in SUFFIXES:
        return "kind"
    if path.name.startswith(_LOCK_PREFIX):
        return "lock"
    if kind_of(path) != "file" or _is_special(path):
        return "broken"
    if path.suffix.lower() == ".png" and drawn_from(path) is not None:
        return "picture"
    # A file that the system tells nothing of is taken too: opening it says why.
    return None


def _is_special(path: Path) -> bool:
    """Tell whether a path is a pipe, a socket or a device: reading it might never end."""
    with suppress(OSError):
        return not path.is_file()
    return False


def _identified(found: Mapping[Path, str]) -> tuple[Input, ...]:
    hashed: list[tuple[str, str, Path, int]] = []
    items: list[Input] = []
    for file, name in found.items():
        try:
            hashed.append((file_hash(file), name, file, file.stat().st_size))
        except OSError as error:
            items.append(_unopened(file, name, error))
    items.sort(key=lambda item: item.source.path)
    originals: dict[str, SourceFile] = {}
    copies: dict[str, int] = {}
    for sha256, name, file, size in sorted(hashed):
        copies[sha256] = copies.get(sha256, 0) + 1
        source = SourceFile(
            source_id=source_id_of(sha256, copies[sha256]),
            path=name,
            sha256=sha256,
            byte_count=size,
        )
        items.append(Input(file, source, originals.get(sha256)))
        originals.setdefault(sha256, source)
    return tuple(items)


def _unopened(file: Path, name: str, error: OSError) -> Input:
    """Return a file whose bytes cannot be had; it is told apart by its path."""
    source = SourceFile(source_id=unopened_id_of(name), path=name, sha256=None, byte_count=None)
    return Input(file, source, problem=cannot_open(name, error))
