"""What is done to one source, in a worker process: read, parse, make rows. No output is written."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.limits import MemoryExceeded, TimeExceeded, WorkerDied
from pipeline.rows import Rows, SourceFile, notice_rows
from pipeline.values import reason_columns

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

    ``is_limit`` marks a source that exceeded a limit or took its worker down: it is tried again
    when the limits change, not before.
    """

    reason_en: str
    reason_zh: str
    hint_en: str
    hint_zh: str
    is_limit: bool = False


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
    from parsers.readers import source_bytes
    from parsers.second_look import read_and_parse

    started = time.process_time()
    data = source_bytes(Path(job.file), job.source.path)
    if hashlib.sha256(data).hexdigest() != job.source.sha256:
        return Outcome(quarantine=_quarantine("changed", is_limit=True))
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
            return _quarantine("out_of_time", is_limit=True, seconds=f"{error.args[0]:g}")
        case MemoryExceeded() | MemoryError():
            return _quarantine("out_of_memory", is_limit=True)
        case WorkerDied():
            return _quarantine("died", is_limit=True, status=error.args[0])
        case _:
            return _quarantine("defect", error=f"{type(error).__name__}: {error}"[:_MOST_SAID])


def _quarantine(kind: str, *, is_limit: bool = False, **params: object) -> Quarantine:
    return Quarantine(**reason_columns(kind, **params), is_limit=is_limit)
