"""Tries mutants in the tests: a pytest plugin that forks one process for each.

Modules and tests are imported once. A child swaps the code of one function for the mutant's and
runs the tests that come by the changed line until one fails: those that noticed another change of
the module, those of its own file, then the quickest. What is tried costs the running of a few
tests and no start of an interpreter.
"""

from __future__ import annotations

import ast
import gc
import importlib
import os
import pickle
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.mutation.mutants import Mutant, mutated
from parsers.statistics import cuts

if TYPE_CHECKING:
    from _typeshed import TraceFunction

OURS = ("schemas", "parsers", "pipeline")
# A mutant that runs so many times as long as its tests did, and some seconds more, hangs.
_PATIENCE, _GRACE = 5, 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: ``killed``, ``hung``, ``survived`` or ``unreached`` (no test).

    ``by`` is the test that failed, ``n_tests`` how many there were to run.
    """

    mutant: Mutant
    outcome: str
    by: str = ""
    n_tests: int = 0


@dataclass(slots=True)
class _Trace:
    """The lines that a test came by, as (file, line), and the CPU seconds it took."""

    seconds: float
    lines: frozenset[tuple[str, int]]
    failed: bool


@dataclass(eq=False)
class Trial:
    """The plugin: runs the tests once to see what they reach, then every mutant.

    ``budget`` is how many CPU seconds of tests one mutant may cost.
    """

    mutants: Sequence[Mutant]
    budget: float
    say: Callable[[str], None]
    verdicts: list[Verdict] = field(default_factory=list)
    _reports: list[pytest.TestReport] = field(default_factory=list)
    _noticed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def pytest_sessionstart(self) -> None:
        """Let Hypothesis draw the same examples for every mutant, and shrink nothing."""
        from hypothesis import Phase, settings

        settings.register_profile(
            "mutation",
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
        )
        settings.load_profile("mutation")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a test came to."""
        self._reports.append(report)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run mutants in the place of tests."""
        if session.testsfailed:
            return True
        names = sorted({mutant.module for mutant in self.mutants})
        modules = {name: importlib.import_module(name) for name in names}
        sources = {name: Path(_file(module)).read_text("utf-8") for name, module in modules.items()}
        traces: list[_Trace] = _in_child(lambda: self._traced(session.items, modules), None)[1]
        broken = [i.nodeid for i, t in zip(session.items, traces, strict=True) if t.failed]
        seconds = sum(trace.seconds for trace in traces)
        self.say(f"{len(traces)} tests traced in {seconds:.0f} s; left out as they fail: {broken}")
        gc.freeze()
        for done, mutant in enumerate(self.mutants, 1):
            tests = self._tests(session.items, traces, mutant, modules[mutant.module])
            verdict = self._try(mutant, tests, modules[mutant.module], sources[mutant.module])
            self.verdicts.append(verdict)
            self._noticed[mutant.module, verdict.by] += 1
            if verdict.outcome != "killed":
                self.say(
                    f"{done}/{len(self.mutants)} {verdict.outcome} {mutant.line} {mutant.name}"
                )
            elif done % 50 == 0:
                self.say(f"{done}/{len(self.mutants)}")
        return True

    def _traced(
        self, items: Sequence[pytest.Item], modules: Mapping[str, ModuleType]
    ) -> list[_Trace]:
        """Run every test once and note the lines of the modules that it comes by."""
        files = {_file(module) for module in modules.values()}
        lines: set[tuple[str, int]] = set()

        def in_function(frame: FrameType, event: str, _arg: object) -> TraceFunction:
            if event == "line":
                lines.add((frame.f_code.co_filename, frame.f_lineno))
            return in_function

        def on_call(frame: FrameType, _event: str, _arg: object) -> TraceFunction | None:
            return in_function if frame.f_code.co_filename in files else None

        found = []
        for at, item in enumerate(items):
            for module in modules.values():
                _forget(module)
            _forget_texts()
            lines.clear()
            start = time.process_time()
            sys.settrace(on_call)
            passed = self._passes(item, items[at + 1 : at + 2])
            sys.settrace(None)
            seconds = time.process_time() - start
            found.append(_Trace(seconds, frozenset(lines), not passed))
        return found

    def _passes(self, item: pytest.Item, following: Sequence[pytest.Item]) -> bool:
        self._reports.clear()
        after = following[0] if following else None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
        return not any(report.failed for report in self._reports)

    def _tests(
        self,
        items: Sequence[pytest.Item],
        traces: Sequence[_Trace],
        mutant: Mutant,
        module: ModuleType,
    ) -> list[tuple[float, pytest.Item]]:
        """Return the tests that come by a mutant's line, within the budget.

        Those that noticed most of the module's mutants come first, then those of its own file
        (``test_clauses…``), then the quickest.
        """
        at = (_file(module), mutant.line)
        own = f"test_{mutant.module.rpartition('.')[2]}"

        def turn(pair: tuple[float, pytest.Item]) -> tuple[int, bool, float]:
            seconds, test = pair
            noticed = self._noticed[mutant.module, test.nodeid]
            return -noticed, not test.path.name.startswith(own), seconds

        chosen = [
            (trace.seconds, item)
            for item, trace in zip(items, traces, strict=True)
            if not trace.failed
            and (at in trace.lines if mutant.function else any(f == at[0] for f, _ in trace.lines))
        ]
        chosen.sort(key=turn)
        spent = 0.0
        for number, (seconds, _) in enumerate(chosen):
            spent += seconds
            if spent > self.budget:
                return chosen[: number + 1]
        return chosen

    def _try(
        self,
        mutant: Mutant,
        tests: Sequence[tuple[float, pytest.Item]],
        module: ModuleType,
        source: str,
    ) -> Verdict:
        if not tests:
            return Verdict(mutant, "unreached")
        items = [item for _, item in tests]

        def run() -> str:
            put_in(module, mutated(source, mutant), mutant)
            for at, item in enumerate(items):
                if not self._passes(item, items[at + 1 : at + 2]):
                    return item.nodeid
            return ""

        limit = _PATIENCE * sum(seconds for seconds, _ in tests) + _GRACE
        status, by = _in_child(run, limit)
        if status:
            return Verdict(mutant, "hung", n_tests=len(tests))
        return Verdict(mutant, "killed" if by else "survived", by, len(tests))


def put_in(module: ModuleType, tree: ast.Module, mutant: Mutant) -> None:
    """Put a mutant in the place of what it changes, wherever that was imported to."""
    if not mutant.function:
        _put_constant(module, tree, mutant)
        return
    code = _code_of(compile(tree, _file(module), "exec", dont_inherit=True), mutant.function)
    _function(module, mutant.function).__code__ = code
    _forget(module)
    _forget_texts()


def _put_constant(module: ModuleType, tree: ast.Module, mutant: Mutant) -> None:
    statement = next(one for one in tree.body if one.lineno <= mutant.line <= (one.end_lineno or 0))
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target  # type: ignore[attr-defined]
    name, new = target.id, ast.literal_eval(statement.value)  # type: ignore[attr-defined,union-attr]
    old = getattr(module, name)
    for other in [m for n, m in sys.modules.items() if n.split(".")[0] in OURS]:
        if getattr(other, name, None) is old:
            setattr(other, name, new)


def _code_of(code: CodeType, name: str) -> CodeType:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == name:
                return constant
            if name.startswith(f"{constant.co_qualname}."):
                return _code_of(constant, name)
    raise LookupError(name)


def _function(module: ModuleType, name: str) -> FunctionType:
    """Return the function that bears the code, whatever it is wrapped in."""
    found: Any = module
    for part in name.split("."):
        found = vars(found)[part]
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, cached_property):
        found = found.func
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    if not isinstance(found, FunctionType):
        raise TypeError(f"{name} is no function")
    return found


def _forget(module: ModuleType) -> None:
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _forget_texts() -> None:
    """Forget what any module keeps of texts: what is recalled does not come by a changed line."""
    for name, module in sys.modules.items():
        if name.split(".")[0] not in OURS:
            continue
        for value in vars(module).values():
            # Those without a limit keep vocabularies.
            if hasattr(value, "cache_info") and value.cache_info().maxsize is not None:
                value.cache_clear()
    cuts.forget()


def _file(module: ModuleType) -> str:
    assert module.__file__ is not None
    return module.__file__


def _in_child(work: Callable[[], Any], seconds: float | None) -> tuple[int, Any]:
    """Do a piece of work in a forked process; return its status (0: well) and what it gave.

    ``seconds`` of CPU end it, ``None`` lets it run.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            if seconds is not None:
                whole = int(seconds) + 1
                resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
            errors, quiet = os.dup(2), os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            given = pickle.dumps(work())
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(given)
            status = 0
        except Exception:
            os.write(errors, traceback.format_exc().encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        given = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a mutant could not be tried")
    return status, pickle.loads(given) if status == 0 else None
