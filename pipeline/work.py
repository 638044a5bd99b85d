"""What is done to one source, in a worker process: read, parse, make rows. No output is written."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from pipeline.limits import LOST, MemoryExceeded, TimeExceeded, WorkerDied
from pipeline.rows import Rows, SourceFile, notice_rows
from pipeline.values import reason_columns

Retry = Literal["never", "limits", "always"]

# Of what an error says of itself no more characters are told.
_MOST_SAID: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One source to be read: where its bytes lie, and what it is called in the datasets."""

    file: str
    source: SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """Why a source gave no notice, and what to do about it.

    ``retry`` says when the source is tried again: ``never`` (before the file or the program
    change) where the file is at fault, with other ``limits`` where it exceeded one or took its
    worker down, ``always``, in the next run, where something else failed.
    """

    reason_en: str
    reason_zh: str
    hint_en: str
    hint_zh: str
    retry: Retry = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a source: its rows, or why there are none; CPU seconds by stage."""

    rows: Rows | None = None
    quarantine: Quarantine | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def process(job: Job) -> Outcome:
    """Turn one source into rows. Bad input and defects of the parsers end as quarantine."""
    try:
        return _rows_of(job)
    # One source that trips a defect must not stop the others.
    except Exception as error:
        return Outcome(quarantine=quarantine_of(error))


def _rows_of(job: Job) -> Outcome:
    from parsers.readers import UnreadableSource, source_bytes
    from parsers.second_look import read_and_parse

    started = time.process_time()
    try:
        data = source_bytes(Path(job.file), job.source.path)
    except UnreadableSource as error:
        # It was opened to be hashed: what keeps it closed now (a share that is gone) may pass.
        return Outcome(quarantine=replace(quarantine_of(error), retry="always"))
    if hashlib.sha256(data).hexdigest() != job.source.sha256:
        return Outcome(quarantine=_quarantine("changed", retry="always"))
    document, notice = read_and_parse(data, job.source.path)
    parsed = time.process_time()
    rows = notice_rows(notice, document, job.source)
    seconds = {"parse": parsed - started, "rows": time.process_time() - parsed}
    return Outcome(rows=rows, seconds=seconds)


def quarantine_of(error: BaseException) -> Quarantine:
    """Return the quarantine of a source whose reading ended with an error.

    Bad input is told of in its reader's words; a lost worker and a limit that was exceeded in those
    of ``outcomes.toml``; anything else is a defect of ours, which the reason names.
    """
    from parsers.readers.errors import UnreadableSource

    match error:
        case UnreadableSource():
            return Quarantine(
                reason_en=error.reason_en,
                reason_zh=error.reason_zh,
                hint_en=error.hint_en,
                hint_zh=error.hint_zh,
            )
        case TimeExceeded():
            return _quarantine("out_of_time", retry="limits", seconds=f"{error.args[0]:g}")
        case MemoryExceeded() | MemoryError():
            return _quarantine("out_of_memory", retry="limits")
        case WorkerDied():
            return _quarantine("died", retry="limits", status=error.args[0])
        case _:
            return _quarantine("defect", error=_said(error))


def quarantine_of_lost(error: BaseException) -> Quarantine:
    """Return the quarantine of a source of which its executor gave an error, no outcome.

    `SourcePool` says what became of a worker; any other error (no process could be started, a
    cluster lost one of its machines) tells nothing of the source.
    """
    if isinstance(error, LOST):
        return quarantine_of(error)
    return _quarantine("lost", retry="always", error=_said(error))


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:_MOST_SAID]


def _quarantine(kind: str, *, retry: Retry = "never", **params: object) -> Quarantine:
    return Quarantine(**reason_columns(kind, **params), retry=retry)
