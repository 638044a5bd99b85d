"""Finds the inputs of a run: files as named, folders searched for files of known kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.rows import SourceFile, source_id_of
from pipeline.store import file_hash

# Suffixes of files that may be notices. What a file really is, its reader finds out from its
# bytes; the suffix only decides whether a folder walk takes it (notes and data beside a notice
# are counted as ignored). Kinds that no reader takes yet are quarantined with a hint, not skipped.
SUFFIXES: Final = frozenset(
    {".txt", ".pdf", ".html", ".htm", ".doc", ".docx", ".wps", ".xlsx", ".xls", ".ofd"}
    | {".csv", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)


class NoInput(Exception):  # noqa: N818 - what happened
    """A path that was named does not exist, or nothing was found under it."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: where its bytes lie, and its identity in the datasets."""

    file: Path
    source: SourceFile
    duplicate_of: SourceFile | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs of a run in a fixed order, and how many files of other kinds lay among them."""

    items: tuple[Input, ...]
    ignored: int


def find_inputs(paths: Sequence[Path]) -> Inputs:
    """Find and hash the inputs; of files with the same bytes the first by path is the original.

    Args:
        paths: files, which are always taken, and folders, which are searched for files of known
            kinds; hidden files and folders are left out.

    Raises:
        NoInput: a path does not exist, or there is no input at all.
    """
    found: dict[Path, str] = {}
    ignored = 0
    for path in paths:
        if path.is_dir():
            prefix = f"{path.resolve().name}/" if len(paths) > 1 else ""
            taken, skipped = _walk(path)
            ignored += skipped
            for file in taken:
                found.setdefault(file.resolve(), prefix + file.relative_to(path).as_posix())
        elif path.exists():
            found.setdefault(path.resolve(), path.name)
        else:
            raise NoInput(f"{path}: no such file or folder")
    if not found:
        raise NoInput(f"{', '.join(map(str, paths))}: no notice found ({ignored} other files)")
    return Inputs(_identified(found), ignored)


def _walk(folder: Path) -> tuple[list[Path], int]:
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    taken = [path for path in files if path.suffix.lower() in SUFFIXES]
    return taken, len(files) - len(taken)


def _identified(found: dict[Path, str]) -> tuple[Input, ...]:
    hashed = sorted((file_hash(file), name, file) for file, name in found.items())
    items: list[Input] = []
    originals: dict[str, SourceFile] = {}
    copies: dict[str, int] = {}
    for sha256, name, file in hashed:
        copies[sha256] = copies.get(sha256, 0) + 1
        source = SourceFile(
            source_id=source_id_of(sha256, copies[sha256]),
            path=name,
            sha256=sha256,
            byte_count=file.stat().st_size,
        )
        items.append(Input(file, source, originals.get(sha256)))
        originals.setdefault(sha256, source)
    return tuple(items)
