"""Changes one digit of one number of a passage: does anything still prove that number?

    python -m benchmarks.statistics.misprints                  a digit of each number of the set
    python -m benchmarks.statistics.misprints --times 6        six of each, each changed anew
    python -m benchmarks.statistics.misprints --show           what is wrong and proved, in its text

The passages are those of the development set that are sentences; of each annotated number with
Arabic digits one digit is drawn and changed for another one. A changed number that is ``proved`` is
a silent error: nothing in the text makes it, but some of it does by chance.

``flagged`` is asked only of numbers that an identity proved before they were changed: of these it
is the share that is ``contradicted`` now; the others are no longer judged.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.statistics import run
from benchmarks.statistics.doors import reading_of, statistics_of
from benchmarks.statistics.gold import Number, Passage
from schemas.notice import Statistic, Status


@dataclass(frozen=True, slots=True)
class Misprint:
    """One changed digit of a number of a passage, and ``text``, which has it.

    ``before`` is the number as it is read where it is printed rightly, ``now`` with the misprint;
    ``None`` where it is not read.
    """

    passage: Passage
    number: Number
    text: str
    before: Statistic | None
    now: Statistic | None

    @property
    def is_silent(self) -> bool:
        """Whether a wrong number is proved."""
        return self.now is not None and self.now.status is Status.PROVED

    @property
    def was_proved(self) -> bool:
        """Whether an identity proved the number that was printed rightly."""
        return self.before is not None and self.before.status is Status.PROVED

    @property
    def is_flagged(self) -> bool:
        """Whether an identity contradicts the wrong number."""
        return self.now is not None and self.now.status is Status.CONTRADICTED

    def __str__(self) -> str:
        start, end = self.number.start, self.number.end
        before, behind = self.text[max(0, start - 60) : start], self.text[end : end + 60]
        evidence = None if self.now is None else self.now.evidence
        return (
            f"{self.passage.name} {self.number.printed} → {evidence}\n"
            f"    {before}【{self.text[start:end]}】{behind}"
        )


def misprints(passage: Passage, times: int, seed: int) -> list[Misprint]:
    """Change the digits of a passage, one number at a time.

    Args:
        passage: with its annotated numbers; those that may be read or not are left alone.
        times: so many misprints of each number.
        seed: of the draw; the same passage has the same misprints for it.
    """
    draw = random.Random(f"{seed} {passage.name}")
    rightly = statistics_of(passage)
    found = []
    for number in passage.numbers:
        digits = [at for at in range(number.start, number.end) if passage.text[at] in "0123456789"]
        for _ in range(times if digits and not number.is_optional else 0):
            at = draw.choice(digits)
            others = set("123456789" if at == digits[0] else "0123456789") - {passage.text[at]}
            text = passage.text[:at] + draw.choice(sorted(others)) + passage.text[at + 1 :]
            changed = replace(passage, text=text)
            before, now = _at(passage, rightly, at), _at(changed, statistics_of(changed), at)
            found.append(Misprint(passage, number, text, before, now))
    return found


def _at(passage: Passage, statistics: Sequence[Statistic], place: int) -> Statistic | None:
    """The number that has a character of its passage; ``None`` where none was read there."""
    for one in statistics:
        reading = reading_of(passage, one)
        if reading.start <= place < reading.end:
            return one
    return None


def all_misprints(times: int, seed: int, workers: int) -> list[Misprint]:
    """Change the digits of all sentences of the development set."""
    passages = [one for one in run.passages_of("dev", 0, 0) if one.form == "sentence"]
    change = partial(misprints, times=times, seed=seed)
    with ProcessPoolExecutor(workers) as pool:
        return [one for found in pool.map(change, passages, chunksize=16) for one in found]


def silent(found: Sequence[Misprint]) -> list[Misprint]:
    """Return those that are wrong and proved."""
    return [one for one in found if one.is_silent]


def flagged(found: Sequence[Misprint]) -> float:
    """Return the share of the numbers proved before that are contradicted now."""
    proved = [one for one in found if one.was_proved]
    return sum(one.is_flagged for one in proved) / max(1, len(proved))


def report(found: Sequence[Misprint]) -> Iterator[str]:
    """Give the lines of the table."""
    proved = sum(one.was_proved for one in found)
    yield "| misprints | wrong and proved | of numbers proved before | flagged |"
    yield "| --- | --- | --- | --- |"
    yield f"| {len(found)} | {len(silent(found))} | {proved} | {flagged(found):.1%} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 whatever it finds."""
    parser = argparse.ArgumentParser(prog="benchmarks.statistics.misprints", description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="misprints of each number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="print what is wrong and proved")
    given = parser.parse_args(arguments)
    found = all_misprints(given.times, given.seed, given.workers)
    print("\n".join(report(found)))
    for one in silent(found) if given.show else ():
        print(one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
