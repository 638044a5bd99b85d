"""One worker process under limits, killed from outside when it exceeds them.

The worker is an interpreter of its own, talked to over pipes: nothing of the caller's ``__main__``
is run again. Little is imported here, because every ``tongbao read`` waits for it.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from pipeline.limits import Limits, MemoryExceeded, TimeExceeded, WorkerDied
from pipeline.pipes import receive, send

T = TypeVar("T")

_POLL: Final = 0.05
_START: Final = 60.0
# Not "-m": that imports runpy first.
_WORKER: Final = "from pipeline.worker import main; main()"


def run_isolated(limits: Limits, function: Callable[..., T], /, *args: object) -> T:
    """Call a module-level function in a worker process of its own and return its result.

    Args:
        limits: what the call may take.
        function: it and its arguments must pickle.
        *args: its arguments.

    Raises:
        TimeExceeded, MemoryExceeded, WorkerDied: the call did not end by itself.
        Exception: whatever the function raised.
    """
    worker = Worker(limits)
    try:
        succeeded, value = worker.run(function, args, {})
    finally:
        # It has nothing left to do: no need to wait until it has taken itself apart.
        worker.kill()
    if not succeeded:
        raise value
    result: T = value
    return result


class Worker:
    """One worker process and the two pipes to it.

    ``stop`` ends a running task from another thread, as if the worker had died. ``served`` counts
    the tasks.
    """

    def __init__(self, limits: Limits, stop: threading.Event | None = None) -> None:
        self.served = 0
        self._limits = limits
        self._stop = stop
        child_in, to_child = os.pipe()
        from_child, child_out = os.pipe()
        paths = os.pathsep.join(path for path in sys.path if path)
        # -P: a folder named like one of our packages in the working directory is not imported.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [
                sys.executable,
                "-P",
                "-c",
                _WORKER,
                str(child_in),
                str(child_out),
                str(limits.seconds),
                str(limits.mebibytes),
            ],
            pass_fds=(child_in, child_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"},
            start_new_session=True,
        )
        os.close(child_in)
        os.close(child_out)
        self._to = os.fdopen(to_child, "wb")
        self._from = os.fdopen(from_child, "rb")
        self._answers = select.poll()
        self._answers.register(from_child, select.POLLIN)
        try:
            self._answer(_START)
        except BaseException:
            self.kill()
            raise

    def run(
        self, function: Callable[..., Any], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> tuple[bool, Any]:
        """Run one task; returns (whether it succeeded, its result or its exception).

        Raises:
            TimeExceeded, MemoryExceeded, WorkerDied: the worker is lost with the task.
        """
        self.served += 1
        # A worker that is gone cannot be written to; why it went, reading tells.
        with suppress(BrokenPipeError):
            send(self._to, (function, args, kwargs))
        answer: tuple[bool, Any] = self._answer(self._limits.seconds)
        return answer

    def _answer(self, seconds: float) -> Any:  # noqa: ANN401 - whatever was sent
        self._wait(seconds)
        try:
            return receive(self._from)
        except (EOFError, OSError) as error:
            raise WorkerDied(self._process.wait()) from error

    def _wait(self, seconds: float) -> None:
        """Wait for an answer, watching the clock and the worker's memory."""
        deadline = time.monotonic() + seconds
        while not self._answers.poll(_POLL * 1000):
            if self._stop is not None and self._stop.is_set():
                raise WorkerDied(None)
            if time.monotonic() > deadline:
                raise TimeExceeded(seconds)
            if self._resident() > self._limits.mebibytes:
                raise MemoryExceeded(self._limits.mebibytes)

    def _resident(self) -> int:
        """Return the worker's resident memory in MiB; 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // 2**20

    def close(self) -> None:
        """End the worker, gently first: it leaves when its pipe is closed."""
        with suppress(BrokenPipeError):
            self._to.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
        self._from.close()

    def kill(self) -> None:
        """End the worker at once."""
        self._process.kill()
        self._process.wait()
        with suppress(BrokenPipeError):
            self._to.close()
        self._from.close()
