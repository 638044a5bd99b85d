"""Progress on stderr: a bar on a terminal, a plain line now and then elsewhere, or JSON lines."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from pipeline.messages import Language, say
from pipeline.run import Progress, Step
from pipeline.widths import tail

_EVERY: Final = 10.0
# In columns: with the bar beside it, a line of 80 holds it without a break.
_LONGEST_PATH: Final = 32
_BAR: Final = 20


@contextlib.contextmanager
def shown(language: Language, *, quiet: bool, log: str | None) -> Iterator[Progress | None]:
    """Give the function that shows progress, or ``None`` when nothing shall be shown."""
    if log == "json":
        yield _json_line
    elif quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar(language) as progress:
            yield progress
    else:
        yield _PlainLines(language)


def now() -> str:
    """Return the time of an event in a log: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _json_line(step: Step) -> None:
    content = {
        "time": now(),
        "event": step.stage,
        "done": step.done,
        "total": step.total,
        "path": step.path,
        "outcome": step.outcome,
    }
    print(json.dumps(content, ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201


class _PlainLines:
    """Prints a line when ten seconds have passed since the last."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._last = time.monotonic()

    def __call__(self, step: Step) -> None:
        moment = time.monotonic()
        if moment - self._last < _EVERY:
            return
        self._last = moment
        stage = say(f"stage_{step.stage}", self._language)
        counts = {"done": step.done, "total": step.total, "path": step.path or ""}
        line = say("progress", self._language, stage=stage, **counts)
        print(line.rstrip(), file=sys.stderr, flush=True)  # noqa: T201


@contextlib.contextmanager
def _bar(language: Language) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress
    from rich.table import Column

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=_BAR),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[path]}", markup=False, table_column=Column(no_wrap=True)),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("stage_read", language), total=None, path="")

        def show(step: Step) -> None:
            path = tail(step.path or "", _LONGEST_PATH)
            label = say(f"stage_{step.stage}", language)
            bar.update(task, completed=step.done, total=step.total, description=label, path=path)

        yield show
