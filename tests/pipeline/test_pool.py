"""Worker processes: limits hold from outside, a crash takes one task, the pool goes on."""

from __future__ import annotations

import math
import os
import time

import pytest

from pipeline.pool import Limits, MemoryExceeded, SourcePool, TimeExceeded, WorkerDied


def test_tasks_run_and_their_exceptions_come_back() -> None:
    with SourcePool(1) as pool:
        assert pool.submit(math.sqrt, 16).result() == 4
        with pytest.raises(ValueError, match="math domain error"):
            pool.submit(math.sqrt, -1).result()
        assert pool.submit(os.getpid).result() != os.getpid()


def test_a_hanging_task_is_killed_and_the_next_one_runs() -> None:
    with SourcePool(1, Limits(seconds=0.5)) as pool:
        hanging = pool.submit(time.sleep, 60)
        after = pool.submit(math.sqrt, 9)
        with pytest.raises(TimeExceeded):
            hanging.result(timeout=20)
        assert after.result(timeout=20) == 3


def test_a_task_that_takes_too_much_memory_is_stopped() -> None:
    with SourcePool(1, Limits(seconds=30, mebibytes=200)) as pool:
        with pytest.raises((MemoryExceeded, MemoryError)):
            pool.submit(bytearray, 2 * 2**30).result(timeout=40)
        assert pool.submit(math.sqrt, 9).result(timeout=20) == 3


def test_a_crash_takes_down_its_task_only() -> None:
    with SourcePool(1) as pool:
        crashing = pool.submit(os._exit, 7)
        after = pool.submit(math.sqrt, 9)
        with pytest.raises(WorkerDied) as caught:
            crashing.result(timeout=20)
        assert caught.value.args == (7,)
        assert after.result(timeout=20) == 3


def test_shutdown_ends_running_tasks_at_once() -> None:
    pool = SourcePool(1)
    hanging = pool.submit(time.sleep, 60)
    started = time.monotonic()
    time.sleep(0.3)
    pool.shutdown(cancel_futures=True)
    assert time.monotonic() - started < 20
    with pytest.raises(WorkerDied):
        hanging.result()
