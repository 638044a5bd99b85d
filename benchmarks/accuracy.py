"""Counts right and wrong values over the samples, and how many single-digit changes are flagged.

    python benchmarks/accuracy.py                   all samples
    python benchmarks/accuracy.py --every-digit     nine changes per digit in place of one
    python benchmarks/accuracy.py --no-mutants      the committed samples only

What the columns mean stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from parsers.notice import parse
from parsers.readers import read, read_bytes
from pipeline.check import check
from schemas.document import Document
from schemas.findings import Finding
from schemas.notice import Notice, RankedUnit, Score, Status

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FIELDS = ("scores", "totals", "ranks", "statistics")


@dataclass
class Tally:
    """Counts of one source: values right and wrong by field, and what became of the wrong ones."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    unflagged: int = 0
    proved_wrong: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another source."""
        self.right += other.right
        self.wrong += other.wrong
        self.unflagged += other.unflagged
        self.proved_wrong += other.proved_wrong

    def note(self, name: str, *, is_right: bool, is_flagged: bool, is_proved: bool) -> None:
        """Count one value."""
        if is_right:
            self.right[name] += 1
            return
        self.wrong[name] += 1
        self.unflagged += not is_flagged
        self.proved_wrong += is_proved


def all_findings() -> dict[str, list[Finding]]:
    """Return the findings above ``info`` of all samples, by path within ``samples``."""
    found: dict[str, list[Finding]] = {}
    for item in check([SAMPLES]).found:
        if item.finding.severity != "info":
            found.setdefault(item.path or "", []).append(item.finding)
    return found


def tally(source: Path, findings: list[Finding]) -> Tally:
    """Compare one source, and what was found in it, with the ``expected.json`` beside it."""
    expected = json.loads((source.parent / "expected.json").read_text("utf-8"))
    notice = parse(read(source))
    result = Tally()
    _tally_tables(expected["tables"], notice, findings, result)
    _tally_statistics(expected["statistics"], notice, result)
    return result


def _tally_tables(
    wanted: list[dict[str, Any]], notice: Notice, findings: list[Finding], result: Tally
) -> None:
    found = [table for table in notice.tables if table.kind == "ranking"]
    for number, table in enumerate(wanted, 1):
        ranked = found[number - 1].rankings if number <= len(found) else ()
        by_unit = {row.unit: row for row in ranked}
        for want in table["rows"]:
            row = by_unit.pop(want["unit"], None)
            flagged = _is_flagged(findings, number, None if row is None else row.row)
            _tally_row(want, row, flagged, result)
        for row in by_unit.values():  # units that the notice does not have
            flagged = _is_flagged(findings, number, row.row)
            for score in (*row.scores, *filter(None, [row.total])):
                _note_cell("scores", None, score, flagged, result)


def _tally_row(want: dict[str, Any], row: RankedUnit | None, flagged: bool, result: Tally) -> None:
    scores: tuple[Score | None, ...] = () if row is None else row.scores
    padded = [*scores, *[None] * len(want["scores"])]
    for printed, score in zip(want["scores"], padded, strict=False):
        _note_cell("scores", printed, score, flagged, result)
    _note_cell("totals", want["total"], None if row is None else row.total, flagged, result)
    if want["rank"] is not None:
        rank = None if row is None or row.rank is None else str(row.rank)
        result.note(
            "ranks",
            is_right=rank == want["rank"],
            is_flagged=flagged,
            is_proved=row is not None and row.status is Status.PROVED,
        )


def _note_cell(
    name: str, want: str | None, score: Score | None, flagged: bool, result: Tally
) -> None:
    value = None if score is None else score.value
    is_right = value is None if want is None else value == Decimal(want)
    status = None if score is None else score.status
    result.note(
        name,
        is_right=is_right,
        is_flagged=flagged or status is Status.CONTRADICTED,
        is_proved=status is Status.PROVED,
    )


def _is_flagged(findings: list[Finding], table: int, row: int | None) -> bool:
    return any(f.table == table and (f.row is None or f.row == row) for f in findings)


def _tally_statistics(wanted: list[dict[str, Any]], notice: Notice, result: Tally) -> None:
    found = notice.statistics
    want = [
        (Decimal(w["value"]), w["unit"], w["kind"], w["bound"], _parent(w, wanted)) for w in wanted
    ]
    have = [
        (
            s.value,
            s.unit,
            str(s.kind),
            str(s.bound),
            None if s.parent is None else found[s.parent].value,
        )
        for s in found
    ]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, want, have, autojunk=False).get_opcodes():
        if tag == "equal":
            result.right["statistics"] += i2 - i1
            continue
        for item in found[j1:j2]:  # wrong, or in excess
            result.note(
                "statistics",
                is_right=False,
                is_flagged=item.status is Status.CONTRADICTED,
                is_proved=item.status is Status.PROVED,
            )
        missing = max(0, (i2 - i1) - (j2 - j1))
        result.wrong["statistics"] += missing
        result.unflagged += missing


def _parent(item: dict[str, Any], wanted: list[dict[str, Any]]) -> Decimal | None:
    return None if item["parent"] is None else Decimal(wanted[item["parent"]]["value"])


def mutants(document: Document, *, every: bool) -> Iterator[tuple[int, int, str]]:
    """Yield (table, row, changed text) for single-digit changes in scores and totals of a text."""
    notice = parse(document)
    for number, table in enumerate(notice.tables, 1):
        for row in table.rankings:
            for score in (*row.scores, *filter(None, [row.total])):
                span = score.where.span
                for at in range(span.start, span.end):
                    for digit in _others(document.raw[at], at, every=every):
                        yield number, row.row, document.raw[:at] + digit + document.raw[at + 1 :]


def _others(char: str, at: int, *, every: bool) -> list[str]:
    if char not in "0123456789":
        return []
    digits = [digit for digit in "0123456789" if digit != char]
    return digits if every else [digits[at % len(digits)]]


def flagged_share(source: Path, *, every: bool) -> tuple[int, int]:
    """Return how many changed copies of a text contradict the changed row, and how many there are.

    The annexes alone are read again: the prose has no part in the arithmetic of the tables.
    """
    document = read(source)
    tables = parse(document).tables
    start = min((table.where.span.start for table in tables), default=0)
    n_flagged = n_all = 0
    for number, row, text in mutants(document, every=every):
        changed = parse(read_bytes(text[start:].encode(), source.name)).tables
        n_all += 1
        n_flagged += number <= len(changed) and any(
            found.row == row and _is_contradicted(found) for found in changed[number - 1].rankings
        )
    return n_flagged, n_all


def sources() -> list[Path]:
    """Return the source files of all samples."""
    return sorted(SAMPLES.glob("*/notice*"))


def tallies() -> Iterator[tuple[Path, Tally]]:
    """Compare every sample with what is declared of it."""
    findings = all_findings()
    for source in sources():
        yield source, tally(source, findings.get(source.relative_to(SAMPLES).as_posix(), []))


def flagged_in_all(*, every: bool, tell: Callable[[str], object] = str) -> tuple[int, int]:
    """Change digits in all text samples; gives how many are flagged, and how many there are.

    Args:
        every: all nine other digits in place of one.
        tell: takes a line on each source.
    """
    n_flagged = n_all = 0
    for source in sources():
        if source.suffix == ".txt":
            flagged, count = flagged_share(source, every=every)
            n_flagged, n_all = n_flagged + flagged, n_all + count
            tell(f"{source.parent.name:<42}{flagged:>6} of {count:>6} flagged")
    return n_flagged, n_all


def _is_contradicted(row: RankedUnit) -> bool:
    cells = (*row.scores, *filter(None, [row.total]))
    return any(cell.status is Status.CONTRADICTED or cell.value is None for cell in cells)


def _line(name: str, result: Tally) -> str:
    by_field = "".join(
        f"{f'{result.right[f]}/{result.right[f] + result.wrong[f]}':>13}" for f in FIELDS
    )
    right, wrong = result.right.total(), result.wrong.total()
    tail = f"{right:>8}{wrong:>7}{result.unflagged:>11}{result.proved_wrong:>14}"
    return f"{name:<42}{by_field}{tail}"


def main() -> int:
    """Print the figures; the exit code is 1 when a wrong value is unflagged or proved."""
    parser = argparse.ArgumentParser(description="Accuracy on the samples.")
    parser.add_argument("--every-digit", action="store_true", help="nine changes per digit")
    parser.add_argument("--no-mutants", action="store_true", help="leave the changed copies out")
    arguments = parser.parse_args()
    fields = "".join(f"{name:>13}" for name in FIELDS)
    print(f"{'source':<42}{fields}{'right':>8}{'wrong':>7}{'unflagged':>11}{'wrong+proved':>14}")
    whole = Tally()
    for source, one in tallies():
        whole.add(one)
        print(_line(source.relative_to(SAMPLES).as_posix(), one))
    print(_line(f"all {len(sources())} sources", whole))
    if not arguments.no_mutants:
        _print_mutants(every=arguments.every_digit)
    return 1 if whole.unflagged or whole.proved_wrong else 0


def _print_mutants(*, every: bool) -> None:
    print("\nsingle digits of scores and totals changed, text sources")
    n_flagged, n_all = flagged_in_all(every=every, tell=print)
    print(f"{'all':<42}{n_flagged:>6} of {n_all:>6} flagged ({n_flagged / max(1, n_all):.2%})")


if __name__ == "__main__":
    sys.exit(main())
