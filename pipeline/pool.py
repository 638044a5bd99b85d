"""Worker processes under limits: one source at a time in each, killed from outside when over.

`SourcePool` is a ``concurrent.futures.Executor``, so that the build can take any other in its
place. A crash takes down one source only.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pipeline.isolated import Worker
from pipeline.limits import Limits

T = TypeVar("T")

_RECYCLE_AFTER: Final = 200
"""Tasks after which a worker gives way to a new one, with what libraries hold on to by then."""


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
        worker: Worker | None = None
        try:
            while (task := self._tasks.get()) is not None:
                if self._stop.is_set():
                    task.future.cancel()
                    continue
                if not task.future.set_running_or_notify_cancel():
                    continue
                try:
                    worker = self._fresh(worker)
                    succeeded, value = worker.run(task.function, task.args, task.kwargs)
                except Exception as error:
                    task.future.set_exception(error)
                    if worker is not None:
                        worker.kill()
                    worker = None
                    continue
                if succeeded:
                    task.future.set_result(value)
                else:
                    task.future.set_exception(value)
        finally:
            if worker is not None:
                worker.close()

    def _fresh(self, worker: Worker | None) -> Worker:
        """Return the worker, or a new one where there is none or it has served long enough."""
        if worker is not None and worker.served < _RECYCLE_AFTER:
            return worker
        if worker is not None:
            worker.close()
        return Worker(self._limits, self._stop)


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    function: Callable[..., Any]
    args: tuple[object, ...]
    kwargs: dict[str, object]
