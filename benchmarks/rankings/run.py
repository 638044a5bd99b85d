"""Draws rankings of every layout, total rule and rank rule, reads them and counts what is right.

    python -m benchmarks.rankings.run                      1,000 notices as text
    python -m benchmarks.rankings.run --count 300 --form pdf --layout sections --show 3

What the columns mean stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from benchmarks.rankings.catalogue import LAYOUTS, notice
from benchmarks.rankings.collecting import Collected
from benchmarks.rankings.contests import RANK_RULES, Unlucky
from benchmarks.rankings.drawing import Draw
from benchmarks.rankings.judge import Verdict, judge, read
from benchmarks.rankings.layouts import Rules
from benchmarks.rankings.model import Notice
from benchmarks.rankings.text import SPACES, TABS, fits, text_of

_COLUMNS = (
    ("values", None),
    ("right", "values"),
    ("missing", "values"),
    ("refused", None),
    ("wrong", "values"),
    ("wrong, unsaid", None),
    ("wrong and proved", None),
    ("false alarms", None),
    ("columns named right", "columns"),
    ("total rule right", "rankings"),
    ("rank rule right", "rankings"),
)


def drawn(number: int, seed: int, layouts: Sequence[str]) -> tuple[Notice, str]:
    """Draw the notice with a number: layouts, total rules and rank rules take turns.

    Returns:
        The notice and the form in which text prints it.
    """
    layout = layouts[number % len(layouts)]
    schemes, forms = LAYOUTS[layout].schemes, LAYOUTS[layout].forms
    turn = number // len(layouts)
    rules = Rules(scheme=schemes[turn % len(schemes)], rank=RANK_RULES[turn % len(RANK_RULES)])
    for attempt in range(50):
        d = Draw(f"{seed}/{number}/{attempt}")
        try:
            made = notice(d, f"{layout}-{number}", layout, rules, "text")
        except Unlucky:
            continue
        form = forms[number // 7 % len(forms)]
        return made, form if form != SPACES or fits(made, form) else TABS
    for other in dict.fromkeys((rules.scheme, *schemes)):
        rules = Rules(scheme=other, rank="competition")
        try:
            return notice(
                Draw(f"{seed}/{number}"), f"{layout}-{number}", layout, rules, "text"
            ), forms[0]
        except Unlucky:
            continue
    raise Unlucky(f"{layout}, {seed}/{number}")


def one(number: int, seed: int, layouts: Sequence[str], kind: str) -> tuple[Notice, str, Verdict]:
    """Draw, print, read and judge one notice; gives its text too."""
    made, form = drawn(number, seed, layouts)
    text = text_of(made, form)
    if kind == "pdf":
        from benchmarks.rankings.pdf import pdf_of

        result, said = read(pdf_of(made), f"{made.name}.pdf")
    else:
        result, said = read(text.encode(), f"{made.name}.txt")
    return made, text, judge(made.tables, result, said)


def _lines(counted: dict[str, Counter[str]]) -> Iterator[str]:
    yield "| | notices | " + " | ".join(name for name, _ in _COLUMNS) + " |"
    yield "|---" * (len(_COLUMNS) + 2) + "|"
    for name, counts in counted.items():
        cells = [
            str(counts[what]) if of is None else _share(counts[what], counts[of])
            for what, of in _COLUMNS
        ]
        yield f"| {name} | {counts['notices']} | " + " | ".join(cells) + " |"


def _share(count: int, whole: int) -> str:
    return f"{100 * count / whole:.2f} %" if whole else "–"


def measure(
    count: int,
    seed: int = 1,
    *,
    form: str = "text",
    layouts: Sequence[str] = (),
    workers: int = 2,
    show: int = 0,
) -> Collected:
    """Draw, read and judge notices.

    Args:
        count: how many.
        seed: what the chances follow from.
        form: ``text`` or ``pdf``.
        layouts: names of `LAYOUTS`; all (of PDF: all that can be drawn so) when empty.
        workers: processes.
        show: print so many of each layout that went wrong.

    Returns:
        What was counted, in all and by layout, total rule and rank rule.
    """
    chosen = [n for n in layouts or LAYOUTS if form == "text" or LAYOUTS[n].in_pdf]
    collected, shown = Collected("layout", "total rule", "rank rule"), Counter[str]()
    work = partial(one, seed=seed, layouts=chosen, kind=form)
    with ProcessPoolExecutor(workers) as pool:
        for made, text, verdict in pool.map(work, range(count), chunksize=8):
            names = (made.layout, made.scheme, made.rank_rule)
            collected.add(names, verdict.counts)
            if verdict.failures and shown[made.layout] < show:
                shown[made.layout] += 1
                print(f"=== {made.name} {names}", text, *verdict.failures[:8], sep="\n")
    return collected


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code: 1 where a wrong value was proved."""
    parser = argparse.ArgumentParser(description="Read rankings drawn at random.")
    parser.add_argument("--count", type=int, default=1000, help="notices (default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=("text", "pdf"), default="text")
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS), default=[])
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    collected = measure(
        given.count,
        given.seed,
        form=given.form,
        layouts=given.layout,
        workers=given.workers,
        show=given.show,
    )
    return collected.show(_lines, f" ({given.form})")


if __name__ == "__main__":
    sys.exit(main())
