"""Plants single-digit faults in rankings of all layouts and total rules; counts what comes of them.

    python -m benchmarks.rankings.faults                    1,000 faults
    python -m benchmarks.rankings.faults --count 300 --seed 7 --show 3

Which identities a fault breaks follows from the truth of the drawn notice alone: the formulas of
its row, the row of sums or means, the maximum, the order of the ranks.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from benchmarks.rankings.catalogue import LAYOUTS
from benchmarks.rankings.collecting import Collected
from benchmarks.rankings.formulas import Formula
from benchmarks.rankings.judge import Said, pairs, read
from benchmarks.rankings.model import RANK, UNIT, Key, Notice, Row, Summary, Table
from benchmarks.rankings.run import drawn
from benchmarks.rankings.text import text_of
from schemas.notice import Notice as Read
from schemas.notice import RankedUnit, Score, Status

_COLUMNS = (
    ("faults", None),
    ("break an identity", "faults"),
    ("flagged", "break an identity"),
    ("covered by two", None),
    ("located", "covered by two"),
    ("proposals", None),
    ("proposals right", "proposals"),
    ("wrong and proved", None),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One changed digit: where, what is printed now, and the number it makes."""

    key: Key
    text: str
    value: Decimal


def plant(made: Notice, rng: random.Random) -> Fault | None:
    """Draw a printed value of a notice and change one of its digits; ``None`` where none can."""
    pieces = [p for p in made.pieces() if p.key is not None and p.key.column != UNIT]
    piece = rng.choice(pieces)
    places = [i for i, char in enumerate(piece.text) if char.isascii() and char.isdigit()]
    if not places or piece.key is None:
        return None
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != piece.text[place]])
    text = piece.text[:place] + digit + piece.text[place + 1 :]
    printed = "".join(char for char in text if char.isascii() and (char.isdigit() or char == "."))
    if printed.startswith("0") and len(printed.partition(".")[0]) > 1:
        return None  # nobody prints 06.5
    return Fault(piece.key, text, Decimal(printed))


def broken(table: Table, key: Key) -> Iterator[str]:
    """Name each identity of a table with a fault in it that does not hold."""
    if key.is_summary:
        summary = table.summaries[key.row]
        if not _sums_up(table, summary, key.column):
            yield "summary"
        return
    row = table.rows[key.row]
    if key.column != RANK:
        value, limit = row.values[key.column], table.columns[key.column].maximum
        yield from (
            "row" for f in table.formulas if _has(f, key.column) and not f.holds(row.values)
        )
        yield from ("summary" for s in table.summaries if not _sums_up(table, s, key.column))
        if value is not None and limit is not None and value > limit:
            yield "maximum"
    if key.column in {RANK, table.total} and not _in_order(table, row):
        yield "rank"


def as_printed(table: Table, made: Notice, number: int) -> Table:
    """Give a table with its values as they are printed: a total that drops its zeros is coarser.

    What an identity says at the last digit printed is all that a reader can hold against it.
    """
    for piece in made.pieces():
        key = piece.key
        if key is None or key.table != number or key.column in {UNIT, RANK}:
            continue
        values = (table.summaries if key.is_summary else table.rows)[key.row].values
        printed = "".join(char for char in piece.text if char in "0123456789.")
        if printed and values[key.column] == Decimal(printed):
            table = table.with_value(key, Decimal(printed))
    return table


def _has(formula: Formula, column: int) -> bool:
    places = [formula.target, formula.factor, *(p for p, _ in formula.terms)]
    return column in places or column in [p for p, _ in formula.added]


def _sums_up(table: Table, summary: Summary, column: int) -> bool:
    printed = summary.values[column]
    values = [value for row in table.rows if (value := row.values[column]) is not None]
    if printed is None:
        return True
    if summary.kind == "sum":
        return sum(values, Decimal(0)) == printed
    last = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    return abs(sum(values, Decimal(0)) / len(values) - printed) * 2 <= last


def _in_order(table: Table, row: Row) -> bool:
    """Tell whether a row's rank follows its total beside all others."""
    if table.total is None or row.rank is None:
        return True
    own = row.values[table.total]
    for other in table.rows:
        total = other.values[table.total]
        if other is row or other.rank is None or own is None or total is None:
            continue
        above = own > total if table.descending else own < total
        below = own < total if table.descending else own > total
        if (row.rank < other.rank and below) or (row.rank > other.rank and above):
            return False
        if row.rank == other.rank and own != total:
            return False
    return True


def one(number: int, seed: int) -> tuple[Notice, Counter[str], list[str]]:
    """Draw a notice, plant a fault, read both and count."""
    made, form = drawn(number, seed, list(LAYOUTS))
    rng = random.Random(f"fault/{seed}/{number}")
    counts: Counter[str] = Counter()
    fault = next((f for _ in range(20) if (f := plant(made, rng)) is not None), None)
    if fault is None:
        return made, counts, []
    truth = made.tables[fault.key.table]
    spoilt = as_printed(truth, made, fault.key.table).with_value(fault.key, fault.value)
    clean, before = read(text_of(made, form).encode(), "notice.txt")
    text = text_of(made.with_text(fault.key, fault.text), form)
    notice, after = read(text.encode(), "notice.txt")
    breaks = list(broken(spoilt, fault.key))
    if (truth.may_refuse or truth.must_refuse) and not any(t.rankings for t in clean.tables):
        breaks = []  # left as text, and said so, without any fault
    new = [said for said in after if said.severity != "info" and said not in before]
    counts["faults"] += 1
    counts["break an identity"] += bool(breaks)
    counts["flagged"] += bool(breaks) and bool(new)
    counts["wrong and proved"] += _is_proved(notice, spoilt, fault)
    made_of = list(_proposals(notice))
    true = None if fault.key.is_summary else _true(truth, fault.key)
    unit = None if fault.key.is_summary else truth.rows[fault.key.row].unit
    right = true is not None and [(u, v) for u, _, v in made_of] == [(unit, true)]
    right = right and _is_cell(notice, spoilt, fault, made_of[0][1])
    twice = sum(name in {"row", "summary"} for name in breaks) > 1 and not fault.key.is_summary
    # Cells that ran together are parted by the very identities that the fault breaks.
    twice = twice and not truth.may_refuse
    counts["covered by two"] += twice
    counts["located"] += twice and right
    counts["proposals"] += bool(made_of)
    counts["proposals right"] += bool(made_of) and right
    told = _told(fault, true, breaks, new, made_of)
    wrong = (breaks and not new) or (made_of and not right) or (twice and not right)
    return made, counts, [text, *told] if wrong or counts["wrong and proved"] else []


def _true(truth: Table, key: Key) -> Decimal | None:
    row = truth.rows[key.row]
    if key.column == RANK:
        return None
    return row.values[key.column]


def _told(
    fault: Fault,
    true: Decimal | None,
    breaks: Sequence[str],
    new: Sequence[Said],
    proposals: Sequence[tuple[str, int, Decimal]],
) -> list[str]:
    words = [f"{said.rule} {said.words}" for said in new]
    return [f"{fault} for {true} breaks {breaks}", *words, f"proposals {proposals}"]


def _proposals(notice: Read) -> Iterator[tuple[str, int, Decimal]]:
    for table in notice.tables:
        for unit in table.rankings:
            for score in (*unit.scores, *([unit.total] if unit.total else [])):
                if score.proposed is not None:
                    yield unit.unit, score.column, score.proposed


def _cell(notice: Read, spoilt: Table, fault: Fault) -> tuple[RankedUnit, Score | None] | None:
    """Return the unit and the value that were read where the fault is."""
    if fault.key.is_summary:
        return None
    row = spoilt.rows[fault.key.row]
    units = [unit for table in notice.tables for unit in table.rankings if unit.unit == row.unit]
    if len(units) != 1 or fault.key.column == RANK:
        return (units[0], None) if len(units) == 1 else None
    name = spoilt.columns[fault.key.column].name
    for given, value, score in pairs(spoilt, row, units[0]):
        is_total = given == "total" and fault.key.column == spoilt.total
        if (is_total or given == name) and value == fault.value:
            return units[0], score
    return units[0], None


def _is_proved(notice: Read, spoilt: Table, fault: Fault) -> bool:
    found = _cell(notice, spoilt, fault)
    return found is not None and found[1] is not None and found[1].status is Status.PROVED


def _is_cell(notice: Read, spoilt: Table, fault: Fault, column: int) -> bool:
    found = _cell(notice, spoilt, fault)
    return found is not None and found[1] is not None and found[1].column == column


def _lines(counted: dict[str, Counter[str]]) -> Iterator[str]:
    yield "| | " + " | ".join(name for name, _ in _COLUMNS) + " |"
    yield "|---" * (len(_COLUMNS) + 1) + "|"
    for name, counts in counted.items():
        cells = [
            str(counts[what])
            if of is None
            else f"{counts[what]} ({100 * counts[what] / max(1, counts[of]):.1f} %)"
            for what, of in _COLUMNS
        ]
        yield f"| {name} | " + " | ".join(cells) + " |"


def measure(count: int, seed: int = 1, *, workers: int = 2, show: int = 0) -> Collected:
    """Plant a fault in each of ``count`` notices and read it; prints the first ``show`` failures.

    Returns:
        What was counted, in all and by layout and total rule.
    """
    collected = Collected("layout", "total rule")
    with ProcessPoolExecutor(workers) as pool:
        for made, counts, told in pool.map(partial(one, seed=seed), range(count), chunksize=8):
            collected.add((made.layout, made.scheme), counts)
            if told and show:
                show -= 1
                print(f"=== {made.name} {made.scheme} {made.rank_rule}", *told, sep="\n")
    return collected


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code: 1 where a wrong value was proved."""
    parser = argparse.ArgumentParser(description="Plant single-digit faults in drawn rankings.")
    parser.add_argument("--count", type=int, default=1000, help="notices (default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    collected = measure(given.count, given.seed, workers=given.workers, show=given.show)
    return collected.show(_lines)


if __name__ == "__main__":
    sys.exit(main())
