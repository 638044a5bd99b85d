"""Measures sources per second and CPU seconds per stage over the samples.

    python benchmarks/speed.py                one pass
    python benchmarks/speed.py --repeat 5     read, parse and rows five times over

What the stages are stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tongbao
from parsers.notice import parse
from parsers.readers import read
from pipeline.rows import SourceFile, notice_rows

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_BUILD = "import sys; from pipeline.cli import main; sys.exit(main())"


@dataclass
class Cost:
    """Seconds of a stage: CPU of this process and its children, and wall clock."""

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    """Fill in what the block costs."""
    cost, before, start = Cost(), os.times(), time.perf_counter()
    yield cost
    after = os.times()
    cost.cpu = sum(after[:4]) - sum(before[:4])
    cost.wall = time.perf_counter() - start


def _show(name: str, cost: Cost, n_sources: int) -> None:
    if not n_sources:
        print(f"{name:<34}{'':>9}{cost.cpu:>9.2f}{cost.wall:>9.2f}")
        return
    rates = f"{n_sources / max(cost.cpu, 1e-9):>17.1f}{n_sources / cost.wall:>17.1f}"
    print(f"{name:<34}{n_sources:>9}{cost.cpu:>9.2f}{cost.wall:>9.2f}{rates}")


def _start() -> None:
    """Pay once what every run pays: libraries, vocabularies, the dictionary of the tagger."""
    for suffix in ("txt", "pdf"):
        parse(read(SAMPLES / "qinghe-2021" / f"notice.{suffix}"))


def _stages(sources: list[Path], repeat: int) -> None:
    n = len(sources) * repeat
    with measured() as cost:
        documents = [read(source) for _ in range(repeat) for source in sources]
    _show("read", cost, n)
    with measured() as cost:
        notices = [parse(document) for document in documents]
    _show("parse", cost, n)
    files = [
        SourceFile(source_id=f"{i:016x}", path=document.source, sha256="0" * 64, byte_count=0)
        for i, document in enumerate(documents)
    ]
    with measured() as cost:
        for notice, document, file in zip(notices, documents, files, strict=True):
            notice_rows(notice, document, file)
    _show("rows", cost, n)


def _check(sources: list[Path]) -> None:
    with measured() as cost:
        tongbao.check(sources[0])
    _show("start-up of the suites (first check)", cost, 0)
    with measured() as cost:
        tongbao.check(*sources)
    _show("check (all in one run)", cost, len(sources))


def _build(n_sources: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _BUILD, "build", str(SAMPLES), "--out", f"{folder}/out"]
        for name in ("build (whole, all processes)", "build again, nothing changed"):
            with measured() as cost:
                done = subprocess.run(command, check=False, capture_output=True, text=True)
            _show(name, cost, n_sources)
            if done.returncode not in {0, 1}:  # 1: the planted faults are found
                print(f"  exit code {done.returncode}: {done.stderr.strip()[-300:]}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed on the samples.")
    parser.add_argument("--repeat", type=int, default=1, help="passes of read, parse and rows")
    arguments = parser.parse_args()
    every = sorted(SAMPLES.glob("*/notice*"))
    print(f"{'stage':<34}{'sources':>9}{'CPU s':>9}{'wall s':>9}{'sources/CPU s':>17}", end="")
    print(f"{'sources/wall s':>17}")
    with measured() as cost:
        _start()
    _show("start-up of the parsers", cost, 0)
    groups: list[tuple[str, Callable[[Path], bool]]] = [
        ("text", lambda path: path.suffix == ".txt"),
        ("PDF", lambda path: path.suffix == ".pdf"),
    ]
    for title, wanted in groups:
        print(f"{title}:")
        _stages([source for source in every if wanted(source)], arguments.repeat)
    print("text and PDF:")
    _check(every)
    _build(len(every))
    return 0


if __name__ == "__main__":
    sys.exit(main())
