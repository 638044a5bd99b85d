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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tongbao
from parsers.notice import parse
from parsers.readers import read
from pipeline.rows import SourceFile, notice_rows

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SUFFIXES = {"text": ".txt", "pdf": ".pdf"}
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


def sources() -> list[Path]:
    """Return the source files of all samples."""
    return sorted(SAMPLES.glob("*/notice*"))


def stages(chosen: list[Path], repeat: int) -> Iterator[tuple[str, Cost]]:
    """Give what each stage costs over some sources: ``read``, ``parse``, ``rows``."""
    with measured() as cost:
        documents = [read(source) for _ in range(repeat) for source in chosen]
    yield "read", cost
    with measured() as cost:
        notices = [parse(document) for document in documents]
    yield "parse", cost
    files = [
        SourceFile(source_id=f"{i:016x}", path=document.source, sha256="0" * 64, byte_count=0)
        for i, document in enumerate(documents)
    ]
    with measured() as cost:
        for notice, document, file in zip(notices, documents, files, strict=True):
            notice_rows(notice, document, file)
    yield "rows", cost


def costs(repeat: int = 1) -> dict[tuple[str, str], Cost]:
    """Return what the stages cost by form (``text``, ``pdf``) and stage, after the start-up."""
    _start()
    return {
        (form, stage): cost
        for form, suffix in SUFFIXES.items()
        for stage, cost in stages([one for one in sources() if one.suffix == suffix], repeat)
    }


def _check(sources: list[Path]) -> None:
    with measured() as cost:
        tongbao.check(sources[0])
    _show("start-up of the suites (first check)", cost, 0)
    with measured() as cost:
        tongbao.check(*sources)
    _show("check (all in one run)", cost, len(sources))


def builds() -> list[Cost]:
    """Return what a build of all samples costs, and the same again with nothing changed.

    Raises:
        RuntimeError: a build failed.
    """
    found = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _BUILD, "build", str(SAMPLES), "--out", f"{folder}/out"]
        for _ in range(2):
            with measured() as cost:
                done = subprocess.run(command, check=False, capture_output=True, text=True)
            found.append(cost)
            if done.returncode not in {0, 1}:  # 1: the planted faults are found
                raise RuntimeError(f"exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    return found


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed on the samples.")
    parser.add_argument("--repeat", type=int, default=1, help="passes of read, parse and rows")
    arguments = parser.parse_args()
    every = sources()
    print(f"{'stage':<34}{'sources':>9}{'CPU s':>9}{'wall s':>9}{'sources/CPU s':>17}", end="")
    print(f"{'sources/wall s':>17}")
    with measured() as cost:
        _start()
    _show("start-up of the parsers", cost, 0)
    for form, suffix in SUFFIXES.items():
        print(f"{form}:")
        chosen = [source for source in every if source.suffix == suffix]
        for name, cost in stages(chosen, arguments.repeat):
            _show(name, cost, len(chosen) * arguments.repeat)
    print("text and PDF:")
    _check(every)
    names = ("build (whole, all processes)", "build again, nothing changed")
    for name, cost in zip(names, builds(), strict=True):
        _show(name, cost, len(every))
    return 0


if __name__ == "__main__":
    sys.exit(main())
