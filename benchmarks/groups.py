"""Each benchmark as a function that gives its figures (keys of ``figures.toml``)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks import accuracy, faults, speed
from benchmarks.figures import Figure, absent, bars, ordered, share
from benchmarks.rankings import faults as ranking_faults
from benchmarks.rankings import run as rankings
from benchmarks.statistics import misprints
from benchmarks.statistics import run as prose
from benchmarks.statistics import speed as prose_speed
from benchmarks.statistics.gold import Passage
from benchmarks.statistics.peers import PEERS
from benchmarks.statistics.scoring import Tally
from benchmarks.tables import difficulties, generate, notices, readers, sets
from benchmarks.tables import run as tables
from benchmarks.tables import speed as table_speed

Values = dict[str, "float | None"]


def samples(_scale: float) -> list[Figure]:
    """Every sample against its declared truth, and its digits changed."""
    whole = accuracy.Tally()
    for _, one in accuracy.tallies():
        whole.add(one)
    flagged, count = accuracy.flagged_in_all(every=False)
    right, wrong = whole.right.total(), whole.wrong.total()
    return ordered(
        "samples",
        {
            "right": share(right, right + wrong),
            "unflagged": whole.unflagged,
            "proved": whole.proved_wrong,
            "mutants": share(flagged, count),
        },
    )


def planted(scale: float) -> list[Figure]:
    """Single-digit faults in tables drawn one like the other."""
    told = faults.run(round(400 * scale), 1, 0)
    return ordered(
        "faults",
        {
            "flagged": share(told["flagged"], told["faults"]),
            "located": share(told["covered by two, located"], told["covered by two"]),
            "proposals": share(told["proposals, right"], told["proposals"]),
            "alarms": told["false alarms on correct tables"],
            "proved": told["wrong and proved"],
        },
    )


def drawn_rankings(scale: float) -> list[Figure]:
    """Rankings over all layouts, as text and as PDF."""
    text = rankings.measure(round(600 * scale)).whole
    pdf = rankings.measure(round(90 * scale), form="pdf").whole
    both = text + pdf
    return ordered(
        "rankings",
        {
            "text": share(text["right"], text["values"]),
            "pdf": share(pdf["right"], pdf["values"]),
            "rules": share(text["total rule right"], text["rankings"]),
            "alarms": both["false alarms"],
            "proved": both["wrong and proved"],
        },
    )


def drawn_faults(scale: float) -> list[Figure]:
    """Faults in rankings over all layouts."""
    whole = ranking_faults.measure(round(500 * scale)).whole
    return ordered(
        "ranking_faults",
        {
            "flagged": share(whole["flagged"], whole["break an identity"]),
            "located": share(whole["located"], whole["covered by two"]),
            "proposals": share(whole["proposals right"], whole["proposals"]),
            "proved": whole["wrong and proved"],
        },
    )


def _with_peers(
    group: str, ours: Values, others: Mapping[str, Values | None], on: Sequence[str] = ()
) -> list[Figure]:
    """Put other tools' values beside ours.

    Args:
        group: of the figures.
        ours: our values by key.
        others: those of other tools, ``None`` for a tool that is not there.
        on: the keys that other tools are measured by; all when empty.
    """
    found = []
    for key in bars()[group][1]:
        peers = tuple(
            (name, None if values is None else values[key])
            for name, values in others.items()
            if (not on or key in on) and (values is None or values.get(key) is not None)
        )
        found.append(Figure(key, ours[key], peers))
    return found


def _compared(
    group: str,
    cases: Sequence[sets.Case],
    values_of: Callable[[tables.Outcome, Sequence[sets.Case]], Values],
) -> list[Figure]:
    values: dict[str, Values | None] = {}
    for name, reader in readers.READERS.items():
        values[name] = None
        if reader.is_there():
            values[name] = values_of(tables.read_all(name, cases, "", 120), cases)
    ours = values.pop("ours")
    assert ours is not None
    return _with_peers(group, ours, values)


def _generated_values(outcome: tables.Outcome, cases: Sequence[sets.Case]) -> Values:
    hard = [case for case in cases if case.category in difficulties.HARD]
    kinds: dict[str, list[str]] = {}
    for case in hard:
        kinds.setdefault(case.category, []).append(case.name)
    exact = [_exact(outcome, names) for names in kinds.values()]
    further = [case.name for case in cases if case not in hard]
    return {
        "f1": outcome.macro([case.name for case in hard])[2],
        "exact": _exact(outcome, [case.name for case in hard]),
        "worst": min((value for value in exact if value is not None), default=None),
        "further": outcome.macro(further)[2] if further else None,
    }


def _exact(outcome: tables.Outcome, names: Iterable[str]) -> float | None:
    total = outcome.total(list(names))
    return share(total.exact, total.tables)


def generated_tables(scale: float) -> list[Figure]:
    """Tables of generated notices, by all producers that are there, all readers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate.generate(folder, per=max(1, round(scale)))
        cases = [*sets.generated(folder / "hard"), *sets.generated(folder / "extra")]
        if not cases:
            return absent("tables", "absent: no producer, or no font for it")
        return _compared("tables", cases, _generated_values)


def icdar(_scale: float) -> list[Figure]:
    """The ICDAR-2013 documents, where they are."""
    cases = sets.icdar(sets.ICDAR)
    if not cases:
        return absent("icdar", "absent: the set is not there (benchmarks/tables/README.md)")

    def values_of(outcome: tables.Outcome, _cases: Sequence[sets.Case]) -> Values:
        total = outcome.total()
        return {
            "macro": outcome.macro()[2],
            "micro": total.rates[2],
            "exact": share(total.exact, total.tables),
            "spurious": total.spurious / len(outcome.scores),
        }

    return _compared("icdar", cases, values_of)


def table_costs(_scale: float) -> list[Figure]:
    """What reading PDF costs, beside the peers."""
    with tempfile.TemporaryDirectory() as name:
        files = notices.write_notices(Path(name, "notices"), ())
        prose_files = notices.write_prose(Path(name, "prose"), ())
        if not files:
            return absent("table_speed", "absent: no producer, or no font for it")
        spent = table_speed.interleaved(table_speed.installed(), files, 5)
        best = {reader: table_speed.quickest(passes) for reader, passes in spent.items()}
        ours, text, _ = table_speed.prose_costs(prose_files, 2)
        with table_speed.silenced():
            spurious = table_speed.spurious(prose_files)
            spurious += table_speed.spurious_in_samples()[1]
        values: Values = {
            "ratio": best[table_speed.BASE] / best[table_speed.OURS],
            "prose": ours / text,
            "start": median(table_speed.start_up(files[0])),
            "spurious": len(spurious),
        }
    others: dict[str, Values | None] = {
        reader: {"ratio": best[table_speed.BASE] / best[reader]} if reader in best else None
        for reader in table_speed.COMPARED
        if reader not in {table_speed.BASE, table_speed.OURS}
    }
    return _with_peers("table_speed", values, others, on=["ratio"])


def _prose_values(tally: Tally) -> Values:
    precision, recall = tally.parents()
    return {
        "recall": tally.recall,
        "precision": tally.precision,
        "unit": tally.rate("value+unit"),
        "kind": tally.rate("kind"),
        "loose": tally.rate("metric loose"),
        "strict": tally.rate("metric strict"),
        "parent_precision": precision,
        "parent_recall": recall,
    }


def _whole(name: str, count: int) -> tuple[Tally, list[Passage]]:
    passages, whole = prose.passages_of(name, count, 1), Tally()
    for _, tally, _ in prose.read_all(passages, 2):
        whole.add(tally)
    return whole, passages


def annotated(_scale: float) -> list[Figure]:
    """The annotated passages to tune on, and what other tools make of them; never the frozen."""
    whole, passages = _whole("dev", 0)
    others: dict[str, Values | None] = {}
    for name, find in PEERS.items():
        tool = find()
        others[name] = None
        if tool is not None:
            tally = prose.peer_tally(tool, passages)
            others[name] = {"recall": tally.recall, "unit": tally.rate("value+unit")}
    return _with_peers("statistics", _prose_values(whole), others, on=["recall", "unit"])


def misprinted(scale: float) -> list[Figure]:
    """The annotated sentences with one digit changed."""
    found = misprints.all_misprints(max(1, round(scale)), 1, 2)
    silent = len(misprints.silent(found))
    return ordered("misprints", {"silent": silent, "flagged": misprints.flagged(found)})


def generated_prose(scale: float) -> list[Figure]:
    """Passages drawn at random with exact truth."""
    values = _prose_values(_whole("generated", round(600 * scale))[0])
    return ordered("generated", {key: values[key] for key in bars()["generated"][1]})


def prose_costs(_scale: float) -> list[Figure]:
    """What reading prose costs, with each cutter of words."""
    values: Values = dict.fromkeys(bars()["prose_speed"][1])
    for key, tagger in (("fast", "rjieba"), ("plain", "jieba")):
        if find_spec(tagger) is None:
            print(f"{tagger} is not installed", file=sys.stderr)
            continue
        quickest, middle = prose_speed.rate_of(tagger, 4000)
        values[key], values[f"{key}_middle"] = quickest["per_second"], middle
        values[f"{key}_start"] = prose_speed.start_of(tagger)
    found = ordered("prose_speed", values)
    return [Figure(f.key, f.value, note="absent: rjieba" * (f.value is None)) for f in found]


def all_steps(_scale: float) -> list[Figure]:
    """The samples through every step."""
    costs = speed.costs(repeat=1)
    values: Values = {}
    for form in ("text", "pdf"):
        count = sum(path.suffix == speed.SUFFIXES[form] for path in speed.sources())
        values[form] = count / (costs[form, "read"].cpu + costs[form, "parse"].cpu)
    values |= {key: cost.cpu for key, cost in zip(("build", "again"), speed.builds(), strict=True)}
    return ordered("speed", values)


GROUPS: dict[str, Callable[[float], list[Figure]]] = {
    "samples": samples,
    "faults": planted,
    "rankings": drawn_rankings,
    "ranking_faults": drawn_faults,
    "tables": generated_tables,
    "icdar": icdar,
    "table_speed": table_costs,
    "statistics": annotated,
    "misprints": misprinted,
    "generated": generated_prose,
    "prose_speed": prose_costs,
    "speed": all_steps,
}
"""By key of ``figures.toml``."""
