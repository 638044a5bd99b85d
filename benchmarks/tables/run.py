"""Reads the sets with every reader and prints how right and how quick each is.

    python -m benchmarks.tables.run --cn OUT                       the generated set, all readers
    python -m benchmarks.tables.run --set icdar --readers ours,liteparse
    python -m benchmarks.tables.run --cn OUT --readers ours --documents

The generated set is written by ``python -m benchmarks.tables.generate OUT``. What the columns mean
stands in ``benchmarks/tables/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from benchmarks.tables import difficulties, readers, scoring, sets
from benchmarks.tables.scoring import Score
from benchmarks.tables.sets import Case

_PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class Outcome:
    """One reader over one set: a score per document, errors by document, CPU seconds in all."""

    scores: dict[str, Score]
    errors: dict[str, str]
    cpu: float

    def total(self, names: Sequence[str] | None = None) -> Score:
        """Add up the scores of the named documents, or of all."""
        result = Score()
        for name, one in self.scores.items():
            if names is None or name in names:
                result.add(one)
        return result

    def macro(self, names: Sequence[str] | None = None) -> tuple[float, float, float]:
        """Mean precision, recall and F1 over the documents."""
        chosen = [s.rates for name, s in self.scores.items() if names is None or name in names]
        return (mean(r[0] for r in chosen), mean(r[1] for r in chosen), mean(r[2] for r in chosen))


def read_all(reader: str, cases: Sequence[Case], bridge: str, timeout: int) -> Outcome:
    """Run one reader over the documents in a process of its own and score what it finds."""
    with tempfile.TemporaryDirectory() as folder:
        jobs, out = Path(folder, "jobs.json"), Path(folder, "out.jsonl")
        told = {
            "reader": reader,
            "bridge": bridge,
            "timeout": timeout,
            "files": [str(case.pdf) for case in cases],
        }
        jobs.write_text(json.dumps(told), "utf-8")
        command = [sys.executable, "-m", "benchmarks.tables.worker", str(jobs), str(out)]
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(
            command,
            cwd=_PROJECT,
            env=os.environ | single,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        lines = out.read_text("utf-8").splitlines() if out.exists() else []
    ended = (
        f"the process ended with {done.returncode}: {done.stderr[-200:].decode(errors='replace')}"
    )
    missing = json.dumps({"tables": [], "error": ended, "cpu": 0.0})
    lines += [missing] * (len(cases) - len(lines))
    outcome = Outcome({}, {}, 0.0)
    for case, line in zip(cases, map(json.loads, lines), strict=True):
        outcome.scores[case.name] = scoring.best_score(case.readings, line["tables"])
        outcome.cpu += line["cpu"]
        if line["error"]:
            outcome.errors[case.name] = line["error"]
    return outcome


def page_count(cases: Sequence[Case]) -> int:
    """Count the pages of the documents."""
    import pypdfium2

    pages = 0
    for case in cases:
        with pypdfium2.PdfDocument(case.pdf) as document:
            pages += len(document)
    return pages


def summary_line(reader: str, outcome: Outcome, pages: int) -> str:
    """Give a reader's line of the first table."""
    total = outcome.total()
    precision, recall, f1 = outcome.macro()
    cells = mean(total.cells) if total.cells else float("nan")
    exact = total.exact / total.tables if total.tables else float("nan")
    values = [
        *(f"{value:.3f}" for value in (precision, recall, f1, total.rates[2], cells, exact)),
        f"{total.spurious / len(outcome.scores):.2f}",
        str(len(outcome.errors)),
        f"{outcome.cpu:.1f}",
        f"{pages / outcome.cpu:.1f}" if outcome.cpu else "–",
    ]
    return f"| {reader} | {' | '.join(values)} |"


_HEAD = (
    "| reader | P | R | F1 macro | F1 micro | cell F1 | exact | spurious/doc | errors | CPU s "
    "| pages/CPU s |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def print_groups(
    title: str, cases: Sequence[Case], outcomes: dict[str, Outcome], key: Callable[[Case], str]
) -> None:
    """Print F1 / exact tables (spurious tables where none is true) by a property of the cases."""
    groups: dict[str, list[str]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case.name)
    print(f"\n{title}: F1 / exact (/ spurious tables where there is no table)\n")
    print(f"| {title} | documents | {' | '.join(outcomes)} |")
    print("|---|---|" + "---|" * len(outcomes))
    order = [*difficulties.HARD, *difficulties.EXTRA]
    for group in sorted(groups, key=lambda g: (order.index(g) if g in order else 99, g)):
        names = groups[group]
        values = [_group_value(outcome, names) for outcome in outcomes.values()]
        print(f"| {group} | {len(names)} | {' | '.join(values)} |")


def _group_value(outcome: Outcome, names: Sequence[str]) -> str:
    total = outcome.total(names)
    exact = f"{total.exact / total.tables:.2f}" if total.tables else f"{total.spurious} spurious"
    return f"{outcome.macro(names)[2]:.2f} / {exact}"


def compare(name: str, cases: Sequence[Case], given: argparse.Namespace) -> None:
    """Run all chosen readers over one set and print its tables."""
    pages, n_tables = page_count(cases), sum(len(case.readings[0]) for case in cases)
    print(f"\n## {name}: {len(cases)} documents, {pages} pages, {n_tables} tables\n\n{_HEAD}")
    outcomes: dict[str, Outcome] = {}
    for reader in given.readers:
        outcomes[reader] = read_all(reader, cases, given.bridge, given.timeout)
        print(summary_line(reader, outcomes[reader], pages), flush=True)
    if any(case.producer for case in cases):
        print_groups("difficulty", cases, outcomes, lambda case: case.category)
        print_groups("producer", cases, outcomes, lambda case: case.producer)
    if given.documents:
        print_groups("document", cases, outcomes, lambda case: case.name)
    for reader, outcome in outcomes.items():
        for document, error in outcome.errors.items():
            print(f"{reader}: {document}: {error}", file=sys.stderr)


def chosen_readers(names: str, bridge: str) -> list[str]:
    """Give the readers to run; one that is not installed is told of and left out.

    Raises:
        ValueError: a name is unknown.
    """
    every = [*readers.READERS, readers.BRIDGE] if bridge else list(readers.READERS)
    wanted = names.split(",") if names else every
    unknown = [name for name in wanted if name not in every]
    if unknown:
        raise ValueError(f"unknown reader {', '.join(unknown)}: use {', '.join(every)}")
    kept = []
    for name in wanted:
        if name == readers.BRIDGE or readers.READERS[name].is_there():
            kept.append(name)
        else:
            print(f"{name}: left out, {readers.READERS[name].needs} is not installed")
    return kept


def chosen_sets(given: argparse.Namespace) -> list[tuple[str, list[Case]]]:
    """Load the sets that were asked for; one that is not there is told of and left out."""
    found: list[tuple[str, list[Case]]] = []
    if given.set in ("cn", "all"):
        hard = sets.generated(given.cn / "hard")
        extra = sets.generated(given.cn / "extra")
        found += [("generated, the 24 difficulties", hard), ("generated, further ones", extra)]
    if given.set in ("icdar", "all"):
        found.append(("ICDAR-2013", sets.icdar(given.icdar)))
    for name, cases in found:
        if not cases:
            print(f"{name}: no documents found")
    chosen = [(name, [c for c in cases if given.only in ("", c.category)]) for name, cases in found]
    return [(name, cases) for name, cases in chosen if cases]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    parser = argparse.ArgumentParser(description="Compare table readers.")
    parser.add_argument("--set", choices=["cn", "icdar", "all"], default="all")
    parser.add_argument("--cn", type=Path, default=Path("outputs/tables"), help="generated set")
    parser.add_argument("--icdar", type=Path, default=sets.ICDAR)
    parser.add_argument("--readers", default="", help="names separated by commas; default: all")
    parser.add_argument("--bridge", default="", metavar="MODULE:FUNCTION", help="our bridge")
    parser.add_argument("--only", default="", help="one difficulty (or eu, us)")
    parser.add_argument("--documents", action="store_true", help="print every document as well")
    parser.add_argument("--timeout", type=int, default=120, help="seconds per document")
    given = parser.parse_args(arguments)
    try:
        given.readers = chosen_readers(given.readers, given.bridge)
        if given.bridge:
            readers.by_name(given.bridge)
    except ValueError as error:
        parser.error(str(error))
    found = chosen_sets(given)
    for name, cases in found:
        compare(name, cases, given)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
