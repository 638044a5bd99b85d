"""What one source may take, and what happens to a worker that takes more."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What one source may take: seconds of wall time, MiB of memory."""

    seconds: float = 120.0
    mebibytes: int = 2048


class TimeExceeded(Exception):  # noqa: N818 - what happened
    """The task took longer than it may (the argument, in seconds); its worker was killed."""


class MemoryExceeded(Exception):  # noqa: N818 - what happened
    """The task took more memory than it may (the argument, in MiB); its worker was killed."""


class WorkerDied(Exception):  # noqa: N818 - what happened
    """The worker process died on the task; the argument is its exit status, ``None`` if stopped."""


LOST = (TimeExceeded, MemoryExceeded, WorkerDied, MemoryError)
"""How a task ends that takes too much or takes its worker down."""
