"""Runs one reader over documents in a process of its own and writes what it found, with its cost.

    python -m benchmarks.tables.worker JOBS OUT

JOBS is a JSON object with ``reader``, ``bridge``, ``timeout`` (seconds per document) and ``files``;
OUT gets one line of JSON per file: tables, error or ``null``, CPU seconds with those of children.
"""

from __future__ import annotations

import json
import logging
import resource
import signal
import sys
import warnings
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.tables import readers


def cpu_seconds() -> float:
    """Give the user and system time of this process and its ended children so far."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _late(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError("longer than the limit")


def read_one(read: readers.Read, file: str, timeout: int) -> dict[str, Any]:
    """Read one file under a limit of time; an exception of the reader becomes its error."""
    before, error = cpu_seconds(), None
    tables: readers.Tables = []
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(timeout)
    try:
        tables = read(file)
    except Exception as raised:  # a peer may raise anything; the run goes on
        error = f"{type(raised).__name__}: {raised}"[:200]
    finally:
        signal.alarm(0)
    return {"tables": tables, "error": error, "cpu": cpu_seconds() - before}


def main(jobs: str, out: str) -> None:
    """Read all files of the job; the first one once more before, to load and warm up."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    job = json.loads(Path(jobs).read_text("utf-8"))
    read = readers.find(job["reader"], job["bridge"])
    read_one(read, job["files"][0], job["timeout"])
    with Path(out).open("w", encoding="utf-8") as lines:
        for file in job["files"]:
            result = read_one(read, file, job["timeout"])
            lines.write(json.dumps(result, ensure_ascii=False, default=str) + "\n")
            lines.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
