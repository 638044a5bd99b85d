"""One run of the build: how it is done, how far it is, what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeAlias

from pipeline.inputs import LeftOut
from pipeline.limits import Limits
from pipeline.messages import Refused
from pipeline.rows import Row
from pipeline.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of progress: ``done`` of ``total`` sources, and the source just finished.

    ``outcome`` is what became of it, as in ``sources``, or ``unchanged``; like ``path`` it is
    ``None`` where a stage begins. ``stage`` is ``read``, ``check`` or ``finish``.
    """

    done: int
    total: int
    path: str | None
    outcome: str | None
    stage: str


Progress: TypeAlias = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run is done; none of it changes what is written for a source that is read."""

    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    shards: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did and what the outputs now hold.

    ``outcomes`` counts sources, ``rows`` rows by dataset, ``findings`` (rule, severity) pairs.
    ``quarantined`` holds the rows of ``sources`` that could not be read, ``empty`` those of
    notices without a ranking or a number; ``left_out`` names what lay in the folders and is no
    input. ``parsed`` counts the sources read now, ``reused`` those known from before; ``removed``
    those that the outputs held before and that are no longer among the inputs; ``seconds`` are CPU
    seconds by stage; ``files`` says where the bytes of each source lie, by ``source_id``.
    """

    out: Path
    outcomes: Mapping[str, int]
    rows: Mapping[str, int]
    findings: Mapping[tuple[str, str], int]
    quarantined: tuple[Row, ...]
    empty: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    parsed: int
    reused: int
    removed: int
    seconds: Mapping[str, float]
    files: Mapping[str, Path]

    @property
    def has_unread(self) -> bool:
        """Tell whether an input, or a part of a folder, could not be read."""
        return bool(self.quarantined) or any(item.may_hide_notices for item in self.left_out)


class ShardsFixed(Refused):
    """The outputs were made with another number of shards."""


_LIBRARIES: Final = ("pypdfium2", "pdfplumber", "jieba", "great-expectations")
"""What decides beside our own code what is read and found (rjieba cuts words as jieba does)."""


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


@cache
def code_version() -> str:
    """Return a hash of the program and of the libraries it reads with: an upgrade reads anew."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    for package in ("schemas", "parsers", "pipeline"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".toml", ".json"}:
                digest.update(f"{package}/{path.relative_to(root).as_posix()}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(slots=True)
class Run:
    """What one run carries along; not shared between runs."""

    store: Store
    options: Options
    executor: Executor
    progress: Progress | None
    total: int
    done: int = 0
    parsed: int = 0
    reused: int = 0
    removed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def spend(self, stage: str, seconds: float) -> None:
        """Add CPU seconds to a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def begin(self, stage: str) -> None:
        """Tell that a stage begins."""
        self._tell(None, None, stage)

    def tick(self, path: str, outcome: str) -> None:
        """Tell of a source that is done."""
        self.done += 1
        self._tell(path, outcome, "read")

    def _tell(self, path: str | None, outcome: str | None, stage: str) -> None:
        if self.progress is not None:
            step = Step(done=self.done, total=self.total, path=path, outcome=outcome, stage=stage)
            self.progress(step)
