"""Runs every benchmark with moderate counts and prints one table: figure, floor, aim, peers.

    python -m benchmarks                       all of them, about ten minutes on two cores
    python -m benchmarks --only samples,faults
    python -m benchmarks --scale 3             three times as many drawn notices and passages

Each benchmark has a command of its own that says more; the table names it. A peer or a set that is
not there is said to be absent.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from benchmarks import figures
from benchmarks.figures import Figure
from benchmarks.groups import GROUPS


def measured(group: str, scale: float) -> tuple[list[Figure], bool]:
    """Run a group; gives its figures and whether it came to its end.

    What the benchmarks print meanwhile goes to stderr: stdout has the table alone.
    """
    start = sum(os.times()[:4])
    print(f"{group} …", file=sys.stderr, flush=True)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            found, ended = GROUPS[group](scale), True
    except Exception as error:
        found, ended = figures.absent(group, f"failed: {type(error).__name__}: {error}"), False
    spent = sum(os.times()[:4]) - start  # with the processes that it started
    print(f"{group}: {spent:.0f} CPU s", file=sys.stderr, flush=True)
    return found, ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 1 when a silent error was found or a benchmark failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="All benchmarks.")
    parser.add_argument("--only", default="", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--scale", type=float, default=1.0, help="times as many drawn cases")
    given = parser.parse_args(arguments)
    chosen = [name for name in given.only.split(",") if name] or list(GROUPS)
    unknown = set(chosen) - set(GROUPS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    found, all_ended = {}, True
    for group in chosen:
        found[group], ended = measured(group, given.scale)
        all_ended = all_ended and ended
    print("\n".join(figures.table(found)))
    failed = figures.failures(found)
    for name in failed:
        print(f"must hold and does not: {name}", file=sys.stderr)
    return 0 if all_ended and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
