"""The one exception for bad input: `UnreadableSource`."""

from __future__ import annotations

import errno

from schemas.vocabulary_files import vocabulary


class UnreadableSource(Exception):  # noqa: N818 - the name the whole project uses
    """A source that cannot be read; no programming error, and never a reason to stop a run.

    ``reason`` and ``hint`` are (English, Chinese). Pickles, so it crosses worker processes.
    """

    def __init__(self, path: str, reason: tuple[str, str], hint: tuple[str, str]) -> None:
        super().__init__(path, reason, hint)
        self.path = path
        self.reason = reason
        self.hint = hint

    @property
    def reason_en(self) -> str:
        """Why it cannot be read, in English."""
        return self.reason[0]

    @property
    def reason_zh(self) -> str:
        """Why it cannot be read, in Chinese."""
        return self.reason[1]

    @property
    def hint_en(self) -> str:
        """What to do about it, in English."""
        return self.hint[0]

    @property
    def hint_zh(self) -> str:
        """What to do about it, in Chinese."""
        return self.hint[1]

    def __str__(self) -> str:
        return f"{self.path}: {self.reason_en}\n  {self.hint_en}"


def cannot_open(path: str, error: OSError) -> UnreadableSource:
    """Make the exception of a file that the system does not give us."""
    en, zh = system_error(error)
    return unreadable(path, "missing", error_en=en, error_zh=zh)


def system_error(error: OSError) -> tuple[str, str]:
    """Return what the system says of an error, in English and Chinese (as it says it: English)."""
    said = error.strerror or type(error).__name__
    known = vocabulary("unreadable")["system_errors"].get(errno.errorcode.get(error.errno or 0))
    return (known["en"], known["zh"]) if known else (said, said)


def is_disk_fault(error: OSError) -> bool:
    """Tell whether it is the disk that fails (full, over quota, broken), not a wrong path."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO}


def unknown_format(path: str, kind: str) -> UnreadableSource:
    """Make the exception of a file in a format that no reader takes.

    Args:
        path: the source, as it was named.
        kind: what it looks like, a key of ``[looks_like]``; what to do follows from it.
    """
    words = vocabulary("unreadable")
    looks = words["looks_like"][kind]
    hint = words["format_hints"][looks["hint"]]
    return unreadable(
        path,
        "unknown",
        looks_like_en=looks["en"],
        looks_like_zh=looks["zh"],
        do_en=hint["en"],
        do_zh=hint["zh"],
    )


def unreadable(path: str, kind: str, **params: object) -> UnreadableSource:
    """Make the exception of a kind in ``schemas/vocabulary/unreadable.toml``.

    Args:
        path: the source, as it was named.
        kind: the entry of the vocabulary.
        **params: what fills the message templates.

    Raises:
        KeyError: the kind or a parameter of its template is unknown.
    """
    entry = vocabulary("unreadable")[kind]
    return UnreadableSource(
        path,
        (entry["reason_en"].format(**params), entry["reason_zh"].format(**params)),
        (entry["hint_en"].format(**params), entry["hint_zh"].format(**params)),
    )
