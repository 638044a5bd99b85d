"""What is known of the reading of the development set, passage by passage, kept beside it.

    python -m benchmarks.statistics.kept            what is better and what is worse than kept
    python -m benchmarks.statistics.kept --write    keep the present state

``kept/misses.tsv`` has a line for each thing that is not read as annotated, ``kept/proofs.tsv`` one
for each identity that speaks for or against numbers, ``kept/readings.tsv`` one for each number with
all that is read of it. The figures of `run` say how much is right; a change of one reading for
another leaves them as they are, and shows here.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.statistics import run
from benchmarks.statistics.doors import reading_of, statistics_of
from benchmarks.statistics.gold import Passage
from benchmarks.statistics.scoring import score
from schemas.notice import Bound, Statistic, Status

Lines = Counter[tuple[str, ...]]
"""Lines of one passage, their fields without its name, and how often each stands there."""

_HOME: Final = Path(__file__).parent / "kept"
# One file a kind: the name of the passage comes first.
COLUMNS: Final = {
    "misses": ("passage", "class", "printed", "found"),
    "proofs": ("passage", "status", "numbers", "evidence"),
    "readings": (
        "passage",
        "at",
        "printed",
        "value",
        "high",
        "unit",
        "scale",
        "bound",
        "kind",
        "metric",
        "subject",
        "period",
        "base",
        "relation",
        "parent",
        "measured",
        "basis",
        "parts",
        "each",
        "result",
        "section",
        "clause",
    ),
}


def present(passage: Passage) -> dict[str, Lines]:
    """Read a passage; return its lines of each file of `COLUMNS`."""
    statistics = statistics_of(passage)
    _, failures = score(passage, [reading_of(passage, one) for one in statistics])
    misses: Lines = Counter((one.what, one.printed, one.found) for one in failures)
    return {
        "misses": misses,
        "proofs": Counter(_proofs(statistics)),
        "readings": Counter(_readings(passage, statistics)),
    }


def _proofs(statistics: Iterable[Statistic]) -> Iterator[tuple[str, ...]]:
    """Give a line for each evidence, with the numbers that it speaks of, in the text's order."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for one in statistics:
        if one.status is not Status.UNCHECKED:
            numbers.setdefault((one.status, one.evidence or ""), []).append(one.printed)
    for (status, evidence), printed in numbers.items():
        yield status, " ".join("".join(one.split()) for one in printed), evidence


def _readings(passage: Passage, statistics: Sequence[Statistic]) -> Iterator[tuple[str, ...]]:
    """Give a line for each number: where it begins, and what is read of it but its proof.

    What is absent is empty, and so is what nearly all numbers have: a scale or multiplicity of 1,
    an exact value, a result. Other numbers of the passage are named by where they begin, a clause
    by how many characters it has.
    """
    places = [reading_of(passage, one).start for one in statistics]

    def place(index: int | None) -> str:
        return "" if index is None else str(places[index])

    for at, one in zip(places, statistics, strict=True):
        yield (
            str(at),
            "".join(one.printed.split()),
            str(one.value),
            _told(one.value_high),
            _told(one.unit),
            "" if one.scale == 1 else str(one.scale),
            "" if one.bound is Bound.EXACT else one.bound.value,
            one.kind.value,
            one.metric,
            _told(one.subject),
            _told(one.period),
            _told(one.base),
            _told(one.relation and one.relation.value),
            place(one.parent),
            place(one.measured),
            place(one.basis),
            "" if one.part_list is None else f"{one.part_form} {one.part_list}",
            "" if one.multiplicity == 1 else str(one.multiplicity),
            "" if one.is_result else "no",
            _told(one.section),
            str(len(one.text)),
        )


def _told(value: object) -> str:
    return "" if value is None else str(value)


def kept() -> dict[str, dict[str, Lines]]:
    """Return what is kept: by file, then by passage."""
    found: dict[str, dict[str, Lines]] = {}
    for name, columns in COLUMNS.items():
        by_passage = found.setdefault(name, {})
        with (_HOME / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, "excel-tab")
            if tuple(next(reader)) != columns:
                raise ValueError(f"{name}.tsv does not begin with {columns}")
            for passage, *fields in reader:
                by_passage.setdefault(passage, Counter())[tuple(fields)] += 1
    return found


def keep(passages: Sequence[Passage]) -> None:
    """Write the present state of all passages, in their order."""
    lines: dict[str, list[tuple[str, ...]]] = {name: [] for name in COLUMNS}
    for passage in passages:
        for name, found in present(passage).items():
            lines[name] += [(passage.name, *fields) for fields in found.elements()]
    for name, columns in COLUMNS.items():
        with (_HOME / f"{name}.tsv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, "excel-tab", lineterminator="\n")
            writer.writerows([columns, *lines[name]])


def changes(passage: Passage, known: dict[str, dict[str, Lines]]) -> Iterator[str]:
    """Say what of a passage is not as kept: a line each, ``-`` for gone and ``+`` for new."""
    for name, found in present(passage).items():
        before = known[name].get(passage.name, Counter())
        for sign, lines in (("-", before - found), ("+", found - before)):
            for fields in lines.elements():
                yield f"{passage.name} {name} {sign} {' | '.join(fields)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 1 where the present state is not as kept."""
    parser = argparse.ArgumentParser(prog="benchmarks.statistics.kept", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the present state")
    given = parser.parse_args(arguments)
    passages = run.passages_of("dev", 0, 0)
    if given.write:
        keep(passages)
        return 0
    known = kept()
    found = [line for passage in passages for line in changes(passage, known)]
    print("\n".join(found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
