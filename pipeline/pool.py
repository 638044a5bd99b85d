"""Worker processes under limits: one source at a time in each, killed from outside when over.

`SourcePool` is a ``concurrent.futures.Executor``, so that the build can take any other in its
place (DESIGN §9). A worker is an interpreter of its own, talked to over pipes: nothing of the
caller's ``__main__`` is run again, and a crash takes down one source only.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeVar

T = TypeVar("T")

_POLL: Final = 0.05
_START: Final = 60.0
_RECYCLE_AFTER: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one source may take: seconds of wall time, MiB of memory."""

    seconds: float = 120.0
    mebibytes: int = 2048


class TimeExceeded(Exception):  # noqa: N818 - what happened
    """The task took longer than it may; its worker was killed."""


class MemoryExceeded(Exception):  # noqa: N818 - what happened
    """The task took more memory than it may; its worker was killed."""


class WorkerDied(Exception):  # noqa: N818 - what happened
    """The worker process died on the task; the argument is its exit status."""


class SourcePool(Executor):
    """Runs module-level functions in worker processes, each call under the limits.

    A future ends with the function's result or exception, or with `TimeExceeded`,
    `MemoryExceeded` or `WorkerDied`; the pool itself goes on.
    """

    def __init__(self, workers: int, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._serve, name=f"tongbao-{n}", daemon=True)
            for n in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        """Schedule ``fn(*args, **kwargs)``; function and arguments must pickle."""
        future: Future[T] = Future()
        self._tasks.put(_Task(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; with ``cancel_futures`` at once, whatever they are doing."""
        if cancel_futures:
            self._stop.set()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        """Feed one worker process until there are no more tasks."""
        worker: _Worker | None = None
        try:
            while (task := self._tasks.get()) is not None:
                if self._stop.is_set():
                    task.future.cancel()
                    continue
                if not task.future.set_running_or_notify_cancel():
                    continue
                if worker is None or worker.served >= _RECYCLE_AFTER:
                    if worker is not None:
                        worker.close()
                    worker = _Worker(self._limits, self._stop)
                try:
                    ok, value = worker.run(task)
                except Exception as error:
                    task.future.set_exception(error)
                    worker.kill()
                    worker = None
                    continue
                if ok:
                    task.future.set_result(value)
                else:
                    task.future.set_exception(value)
        finally:
            if worker is not None:
                worker.close()


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    fn: Callable[..., Any]
    args: tuple[object, ...]
    kwargs: dict[str, object]


class _Worker:
    """One worker process and the two pipes to it."""

    def __init__(self, limits: Limits, stop: threading.Event) -> None:
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
                "-m",
                "pipeline.worker",
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
        self._send = Connection(to_child, readable=False)
        self._receive = Connection(from_child, writable=False)
        self._wait(_START)
        self._receive.recv()

    def run(self, task: _Task) -> tuple[bool, Any]:
        """Run one task; returns (whether it succeeded, its result or its exception).

        Raises:
            TimeExceeded, MemoryExceeded, WorkerDied: the worker is lost with the task.
        """
        self.served += 1
        try:
            self._send.send((task.fn, task.args, task.kwargs))
            self._wait(self._limits.seconds)
            answer: tuple[bool, Any] = self._receive.recv()
        except (EOFError, OSError) as error:
            self._process.wait()
            raise WorkerDied(self._process.returncode) from error
        return answer

    def _wait(self, seconds: float) -> None:
        """Wait for an answer, watching the clock and the worker's memory."""
        deadline = time.monotonic() + seconds
        while not self._receive.poll(_POLL):
            if self._stop.is_set():
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
        self._send.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
        self._receive.close()

    def kill(self) -> None:
        """End the worker at once."""
        self._process.kill()
        self._process.wait()
        self._send.close()
        self._receive.close()
