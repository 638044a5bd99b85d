"""Reads the annotated passages and prints how much of them is right, beside other tools.

    python -m benchmarks.statistics.run                            the development set
    python -m benchmarks.statistics.run --set all --peers          all sets, with the peers
    python -m benchmarks.statistics.run --show 20 --class metric   and the text of what failed
    python -m benchmarks.statistics.run --set generated --count 2000 --seed 3

What is scored how stands in ``benchmarks/statistics/README.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.statistics import generate, gold
from benchmarks.statistics.doors import read_passage
from benchmarks.statistics.gold import Passage
from benchmarks.statistics.peers import PEERS, Tool
from benchmarks.statistics.scoring import Failure, Reading, Tally, score
from schemas.notice import Relation

HERE = Path(__file__).resolve().parent
SETS = ("dev", "frozen")
_COLUMNS = ("value", "value+unit", "kind", "bound", "metric loose", "metric strict")
_MORE = ("subject", "period", "result", "base")
_PARENTS = (("all", None), *((str(relation), relation) for relation in Relation))


def passages_of(name: str, count: int, seed: int) -> list[Passage]:
    """Return the passages of a set by name.

    Raises:
        gold.AnnotationError: a passage is annotated against the conventions.
        FileNotFoundError: the set is not there.
    """
    if name == "generated":
        return list(generate.passages(count, seed))
    names = SETS if name == "all" else (name,)
    return [passage for one in names for passage in gold.load(HERE / one)]


def judged(passage: Passage) -> tuple[Passage, Tally, list[Failure]]:
    """Read one passage by the project's doors and score it."""
    return passage, *score(passage, read_passage(passage))


def peer_tally(tool: Tool, passages: Iterable[Passage]) -> Tally:
    """Score another tool; it knows values and some units at most."""
    whole = Tally()
    for passage in passages:
        readings: list[Reading] = tool(passage.text)
        whole.add(score(passage, readings)[0])
    return whole


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{100 * rate:.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def accuracy(tallies: dict[str, Tally]) -> Iterator[str]:
    """One row a tally: numbers found, and what is right of them (per cent of all annotated)."""
    head = ["", "numbers", "recall", "precision", *_COLUMNS, *_MORE, "parent P", "parent R"]
    rows = []
    for name, tally in tallies.items():
        cells = [_percent(tally.recall), _percent(tally.precision)]
        cells += [_percent(tally.rate(column)) for column in (*_COLUMNS, *_MORE)]
        cells += map(_percent, tally.parents())
        rows.append([name, str(tally.numbers), *cells])
    yield from _table(head, rows)


def parents(tally: Tally) -> Iterator[str]:
    """Links to parents by relation: how many are annotated, precision and recall."""
    rows = []
    for name, relation in _PARENTS:
        chosen = () if relation is None else (relation,)
        wanted = sum(tally.links[one] for one in (chosen or tuple(Relation)))
        rows.append([name, str(wanted), *map(_percent, tally.parents(*chosen))])
    yield from _table(["relation", "annotated", "precision", "recall"], rows)


def errors(tally: Tally) -> Iterator[str]:
    """Classes of error, and which kinds were taken for which."""
    yield from _table(
        ["class", "failures"], ([name, str(n)] for name, n in tally.errors.most_common())
    )
    confused = {pair: n for pair, n in tally.kinds.items() if pair[0] != pair[1]}
    if confused:
        listed = sorted(confused.items(), key=lambda item: -item[1])
        yield "\nkinds: " + ", ".join(f"{a} read as {b} {n}" for (a, b), n in listed)


def peers(ours: Tally, passages: Sequence[Passage]) -> Iterator[str]:
    """The project's reading beside that of other tools on the same passages."""
    rows = [_peer_row("Tongbao", ours)]
    for name, find in PEERS.items():
        tool = find()
        if tool is None:
            rows.append([name, "not installed", "", "", "", ""])
        else:
            rows.append(_peer_row(name, peer_tally(tool, passages)))
    yield from _table(["tool", "value", "value+unit", "kind", "metric loose", "spurious"], rows)


def _peer_row(name: str, tally: Tally) -> list[str]:
    binds = any(found is not None for _, found in tally.kinds)
    rates = [_percent(tally.rate(column)) for column in ("value", "value+unit")]
    bound = [_percent(tally.rate(column)) if binds else "no" for column in ("kind", "metric loose")]
    return [name, *rates, *bound, str(tally.readings - tally.found)]


def report(results: Sequence[tuple[Passage, Tally, list[Failure]]]) -> Iterator[str]:
    """The tables over a set."""
    by_subject: dict[str, Tally] = {}
    by_form: dict[str, Tally] = {}
    whole = Tally()
    for passage, tally, _ in results:
        whole.add(tally)
        by_subject.setdefault(passage.subject, Tally()).add(tally)
        by_form.setdefault(passage.form, Tally()).add(tally)
    forms = {f"{name}s": by_form[name] for name in sorted(by_form, reverse=True)}
    yield from accuracy({"all": whole, **forms, **dict(sorted(by_subject.items()))})
    yield "\n## Parents\n"
    yield from parents(whole)
    yield "\n## Errors\n"
    yield from errors(whole)


def failing(
    results: Sequence[tuple[Passage, Tally, list[Failure]]], limit: int, classes: Sequence[str]
) -> Iterator[str]:
    """The first passages with failures of some classes (of any if none is named), with text."""
    shown = 0
    for passage, _, failures in results:
        chosen = [
            failure
            for failure in failures
            if not classes or any(name in failure.what for name in classes)
        ]
        if not chosen or shown == limit:
            continue
        shown += 1
        yield f"\n=== {passage.name} ({passage.subject}, {passage.year}, {passage.region})"
        yield passage.text
        for failure in chosen:
            yield (
                f"  {failure.what}: {failure.printed!r}"
                f"  wanted {failure.wanted!r}, found {failure.found!r}"
            )


def read_all(
    passages: Sequence[Passage], workers: int
) -> list[tuple[Passage, Tally, list[Failure]]]:
    if workers == 1:
        return [judged(passage) for passage in passages]
    run: Callable[[Passage], tuple[Passage, Tally, list[Failure]]] = judged
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(run, passages, chunksize=16))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Read annotated passages, count what is right.")
    parser.add_argument("--set", choices=(*SETS, "all", "generated"), default="dev", dest="name")
    parser.add_argument("--count", type=int, default=1000, help="passages to generate")
    parser.add_argument("--seed", type=int, default=1, help="of the generated set")
    parser.add_argument("--subject", action="append", choices=gold.SUBJECTS, default=[])
    parser.add_argument("--form", choices=gold.FORMS)
    parser.add_argument("--names", default="", help="only passages whose names begin so: t3-")
    parser.add_argument("--peers", action="store_true", help="run the peers on the same passages")
    parser.add_argument("--show", type=int, default=0, help="print so many passages that failed")
    parser.add_argument(
        "--class", action="append", default=[], dest="classes", help="with --show: metric, kind …"
    )
    parser.add_argument("--workers", type=int, default=1)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    given = _parser().parse_args(arguments)
    try:
        passages = passages_of(given.name, given.count, given.seed)
    except (gold.AnnotationError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2
    passages = [
        passage
        for passage in passages
        if (not given.subject or passage.subject in given.subject)
        and given.form in {None, passage.form}
        and passage.name.startswith(given.names)
    ]
    if given.name in {"frozen", "all"}:
        print("frozen: only the first run of a part counts (README.md)", file=sys.stderr)
    results = read_all(passages, given.workers)
    print("\n".join(failing(results, given.show, given.classes)))
    counted = f"{len(passages)} passages, {sum(len(one.numbers) for one in passages)} numbers"
    print(f"# {given.name}: {counted}; per cent\n")
    print("\n".join(report(results)))
    if given.peers:
        ours = Tally()
        for _, tally, _ in results:
            ours.add(tally)
        print("\n## Beside other tools\n")
        print("\n".join(peers(ours, passages)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
