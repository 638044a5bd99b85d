"""Worker processes: limits hold from outside, a crash takes one task, the pool goes on."""

from __future__ import annotations

import io
import math
import os
import pickle
import sys
import time
from pathlib import Path

import pytest

from pipeline.isolated import run_isolated
from pipeline.limits import Limits, MemoryExceeded, TimeExceeded, WorkerDied
from pipeline.pipes import receive, send
from pipeline.pool import SourcePool


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


def test_a_worker_that_cannot_start_fails_its_task_and_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.isolated._WORKER", "import os; os._exit(3)")
    with SourcePool(1) as pool:
        for _ in range(2):
            with pytest.raises(WorkerDied) as caught:
                pool.submit(math.sqrt, 16).result(timeout=20)
            assert caught.value.args == (3,)


def test_a_limit_below_what_a_worker_needs_fails_every_task() -> None:
    with SourcePool(1, Limits(mebibytes=1)) as pool:
        for _ in range(2):
            with pytest.raises(MemoryExceeded):
                pool.submit(time.sleep, 60).result(timeout=20)


def test_a_result_that_does_not_pickle_takes_down_its_task_only() -> None:
    with SourcePool(1) as pool:
        with pytest.raises(WorkerDied):
            pool.submit(eval, "lambda: 1").result(timeout=20)
        assert pool.submit(math.sqrt, 9).result(timeout=20) == 3


def test_an_argument_that_does_not_pickle_fails_its_task_only() -> None:
    with SourcePool(1) as pool:
        with pytest.raises((pickle.PicklingError, AttributeError)):
            pool.submit(callable, lambda: 1).result(timeout=20)
        assert pool.submit(math.sqrt, 9).result(timeout=20) == 3


def test_a_large_result_comes_whole() -> None:
    with SourcePool(1) as pool:
        assert pool.submit(bytes, 5_000_000).result(timeout=20) == bytes(5_000_000)


def test_one_isolated_call_returns_or_raises_what_the_function_does() -> None:
    assert run_isolated(Limits(), math.sqrt, 16) == 4
    with pytest.raises(ValueError, match="math domain error"):
        run_isolated(Limits(), math.sqrt, -1)


def test_an_isolated_call_over_its_time_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(TimeExceeded):
        run_isolated(Limits(seconds=0.3), time.sleep, 60)
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_an_isolated_call_leaves_no_process_and_no_open_pipe() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    process = run_isolated(Limits(), os.getpid)
    assert process != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_an_object_cut_off_in_a_pipe_is_the_end_of_it() -> None:
    whole = io.BytesIO()
    send(whole, {"part": "政策"})
    assert receive(io.BytesIO(whole.getvalue())) == {"part": "政策"}
    for size in (0, 3, len(whole.getvalue()) - 1):
        with pytest.raises(EOFError):
            receive(io.BytesIO(whole.getvalue()[:size]))
