"""Measures what reading the numbers of prose costs: sentences per CPU second, start-up, length.

    python -m benchmarks.statistics.speed                 all of it
    python -m benchmarks.statistics.speed --sentences 5000 --no-long
    python -m benchmarks.statistics.speed --size 262144   long texts of 256 KB in place of 1 MB

Every figure is taken in a process of its own and in CPU seconds of that process, once with the
extra ``fast`` (rjieba cuts the words) and once without (jieba). A rate is that of the quickest of
five such processes, beside the middle one: what else a machine does only ever adds to them. The
sentences are invented and drawn at random, none of them twice; four make a paragraph, and fifty
paragraphs a notice. ``text`` has sentences as long and dense as those of a statistical bulletin,
the densest real notice at hand; ``dense`` only lists, shares and changes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.statistics.speed_texts import LONG, PROSE, filled, running_text, sentences
from parsers.text import MappedText, Paragraph

ROOT: Final = Path(__file__).resolve().parents[2]
FLOORS: Final = {"rjieba": (3000, 0.5), "jieba": (1000, 1.5)}
"""Sentences of running text per CPU second at least, and CPU seconds of a start at most."""
_DRAWN: Final = {"text": running_text, "dense": sentences}
_NOTICE: Final = 50
"""Paragraphs of a notice."""
_RUNS: Final = 5
"""Processes that read the same sentences, one after the other."""


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text=MappedText.at(text, 0), page=1, section=None)


def _read(paragraphs: list[Paragraph]) -> int:
    from parsers.statistics import read_statistics

    found, _ = read_statistics(paragraphs, data_year=2023, region_name="青禾区", sections=())
    return len(found)


def _cpu(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def measure_rate(count: int, kind: str = "text") -> dict[str, Any]:
    """Read ``count`` sentences of a kind (`_DRAWN`) once, after a start on others."""
    from parsers.words import tag, tagger

    drawn = list(dict.fromkeys(islice(_DRAWN[kind](), count)))
    texts = ["".join(drawn[at : at + 4]) for at in range(0, len(drawn), 4)]
    paragraphs = [_paragraph(text) for text in texts]
    notices = [paragraphs[at : at + _NOTICE] for at in range(0, len(paragraphs), _NOTICE)]
    _read([_paragraph(text) for text in islice(sentences(seed=1), 20)])
    tag.cache_clear()
    found = 0

    def job() -> None:
        nonlocal found
        found = sum(map(_read, notices))

    seconds = _cpu(job)
    n_characters = sum(map(len, drawn))
    return {
        "tagger": tagger().name,
        "sentences": len(drawn),
        "characters": n_characters,
        "numbers": found,
        "per_second": len(drawn) / seconds,
        "characters_per_second": n_characters / seconds,
    }


def measure_start() -> dict[str, Any]:
    """Read one sentence in a fresh process: imports, vocabularies, dictionary and all."""
    # The interpreter's own start is part of it: the CPU time of the process so far counts.
    _read([_paragraph("全区公开政策文件98条，其中解读材料16篇，同比增长5.2%。")])
    return {"seconds": time.process_time()}


def measure_long(name: str, size: int) -> dict[str, Any]:
    """Read a text of one unit over and over, at a sixteenth of the size, a fourth and all of it."""
    from parsers.notice import parse
    from parsers.readers import read_bytes

    unit = PROSE if name == "prose" else name
    _read([_paragraph("全区公开98条。")])
    engine, whole = [], []
    for part in (16, 4, 1):
        text = filled(unit, int(size / part / _bytes_per_character(unit)))
        data = text.encode()
        engine.append(_cpu(lambda text=text: _read([_paragraph(text)])))  # type: ignore[misc]
        if text.strip():
            whole.append(_cpu(lambda data=data: parse(read_bytes(data, "a.txt"))))  # type: ignore[misc]
    return {"engine": engine, "whole": whole}


def _bytes_per_character(unit: str) -> float:
    return len(unit.encode()) / len(unit)


def in_child(what: str, *arguments: str, tagger: str) -> dict[str, Any]:
    """Call ``measure_<what>`` in a process of its own, with one of the cutters of words."""
    hidden = "" if tagger == "rjieba" else "sys.modules['rjieba'] = None; "
    code = (
        f"import sys; {hidden}import json; from benchmarks.statistics import speed; "
        f"print(json.dumps(speed.measure_{what}({', '.join(arguments)})))"
    )
    # Modules are compiled once on a user's machine, not at each start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def start_of(tagger: str) -> float:
    """Return the CPU seconds of a start: the middle of three, behind one that compiles modules."""
    in_child("start", tagger=tagger)
    return float(median(in_child("start", tagger=tagger)["seconds"] for _ in range(3)))


def rate_of(tagger: str, count: int, kind: str = "text") -> tuple[dict[str, Any], float]:
    """Read sentences in several processes, one after the other.

    Returns:
        What `measure_rate` tells of the quickest, and the sentences a CPU second of the middle one.
    """
    runs = [in_child("rate", str(count), repr(kind), tagger=tagger) for _ in range(_RUNS)]
    runs.sort(key=lambda run: float(run["per_second"]))
    return runs[-1], float(runs[_RUNS // 2]["per_second"])


def _show_rates(taggers: list[str], count: int) -> None:
    print(f"{'tagger':<9}{'sentences':<10}{'':>6}{'characters':>12}{'numbers':>9}", end="")
    print(f"{'sent./CPU s':>13}{'middle':>8}{'floor':>8}", end="")
    print(f"{'kchar/CPU s':>13}{'start CPU s':>13}{'floor':>7}")
    for name in taggers:
        start = start_of(name)
        least, most = FLOORS[name]
        for kind in _DRAWN:
            rate, middle = rate_of(name, count, kind)
            assert rate["tagger"] == name
            each = rate["sentences"]
            print(f"{name:<9}{kind:<10}{each:>6}{rate['characters'] / each:>12.1f}", end="")
            print(f"{rate['numbers'] / each:>9.2f}{rate['per_second']:>13.0f}", end="")
            print(f"{middle:>8.0f}", end="")
            print(f"{least if kind == 'text' else '':>8}", end="")
            print(f"{rate['characters_per_second'] / 1000:>13.0f}{start:>13.2f}{most:>7}")


def _show_long(tagger: str, size: int) -> None:
    print(
        f"\nlong texts, CPU seconds at {size // 16384}, {size // 4096} and {size // 1024} KB",
        end="",
    )
    print(" (linear: every figure four times the one before it)")
    print(f"{'text':<14}{'prose engine':>30}{'growth':>8}{'whole notice':>30}{'growth':>8}")
    for name in (*LONG, "prose"):
        cost = in_child("long", repr(name), str(size), tagger=tagger)
        print(_cell(name if name.strip() and name.isprintable() else ascii(name), 14), end="")
        for kind in ("engine", "whole"):
            seconds = cost[kind]
            if not seconds:
                print(f"{'(no text)':>30}{'':>8}", end="")
                continue
            print(f"{'  '.join(f'{s:.2f}' for s in seconds):>30}", end="")
            print(f"{seconds[-1] / max(seconds[-2], 1e-9):>8.1f}", end="")
        print(flush=True)


def _cell(text: str, width: int) -> str:
    shown = text[:12]
    return shown + " " * (width - sum(1 if char.isascii() else 2 for char in shown))


def main() -> None:
    parser = argparse.ArgumentParser(description="what reading the numbers of prose costs")
    parser.add_argument("--sentences", type=int, default=20_000, help="how many are read")
    parser.add_argument("--size", type=int, default=1 << 20, help="bytes of the long texts")
    parser.add_argument("--no-long", action="store_true", help="leave the long texts out")
    options = parser.parse_args()
    taggers = ["jieba"] if find_spec("rjieba") is None else ["rjieba", "jieba"]
    _show_rates(taggers, options.sentences)
    if not options.no_long:
        _show_long(taggers[0], options.size)


if __name__ == "__main__":
    main()
