"""Measures what reading costs: CPU seconds per page beside the peers, start-up, memory.

    python -m benchmarks.tables.speed                 all of it, three repetitions
    python -m benchmarks.tables.speed --repeat 5 --no-memory

The notices are generated anew in a temporary folder. What is measured how stands in
``benchmarks/tables/README.md``.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.tables import adapter, generate, notices, readers, run, scoring
from benchmarks.tables.sets import Case
from benchmarks.tables.worker import cpu_seconds

_PROJECT = Path(__file__).resolve().parents[2]
_SAMPLES = _PROJECT / "samples"
_MEGABYTE = 1024.0  # of ru_maxrss, which Linux counts in kilobytes
_PEAK = """
import resource, sys
from pathlib import Path
from parsers.readers import read
document = read(Path(sys.argv[1]))
tables = sum(len(page.tables) for page in document.pages)
use = resource.getrusage(resource.RUSAGE_SELF)
# ru_maxrss would be that of the process that started this one, where it was larger.
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = next((x.split()[1] for x in lines if x.startswith("VmHWM:")), use.ru_maxrss)
print(len(document.pages), tables, peak, use.ru_utime + use.ru_stime)
"""

Read = Callable[[str], object]
Passes = dict[str, list[list[float]]]
"""By reader, for each file the CPU seconds of its passes."""


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """Keep what peers print on stderr (font warnings by the thousand) out of the way."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _pdfium_text(pdf: str) -> object:
    import pypdfium2

    texts = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    return texts


def _pdfplumber_tables(pdf: str) -> object:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return [page.extract_tables() for page in document.pages]


def _ours(pdf: str) -> object:
    from parsers.readers import read

    return read(Path(pdf))


COMPARED: dict[str, tuple[str, Read]] = {
    "ours (text and tables)": ("", _ours),
    "pdfium text alone": ("pypdfium2", _pdfium_text),
    "pdfplumber extract_tables": ("pdfplumber", _pdfplumber_tables),
    "liteparse": ("liteparse", readers.READERS["liteparse"].read),
    "tablers": ("tablers", readers.READERS["tablers"].read),
    "PyMuPDF find_tables": ("pymupdf", readers.READERS["PyMuPDF"].read),
}
OURS, BASE = "ours (text and tables)", "pdfplumber extract_tables"


def interleaved(compared: Mapping[str, Read], files: Sequence[Path], repeat: int) -> Passes:
    """Read all files with every reader in turn, several times; one pass before is not counted.

    Each reader has a process of its own and reads the files one after another, as it does in use:
    what another leaves in the caches of the machine, in memory or in threads is none of its cost.

    Args:
        compared: functions that a new process can be told of (of modules, no closures).
        files: what is read.
        repeat: how many passes are counted.
    """
    spent: Passes = {name: [[] for _ in files] for name in compared}
    with contextlib.ExitStack() as open_until_the_end:
        homes = {
            name: open_until_the_end.enter_context(
                ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            )
            for name in compared
        }
        for turn in range(repeat + 1):
            for name, read in compared.items():
                one_pass = homes[name].submit(_one_pass, read, files).result()
                for passes, seconds in zip(spent[name], one_pass, strict=True):
                    if turn:
                        passes.append(seconds)
    return spent


def _one_pass(read: Read, files: Sequence[Path]) -> list[float]:
    """Give the CPU seconds that reading each file takes."""
    spent = []
    with silenced():
        for file in files:
            before = cpu_seconds()
            read(str(file))
            spent.append(cpu_seconds() - before)
    return spent


def quickest(passes: list[list[float]]) -> float:
    """Add up the quickest pass of each file: what else a machine does only ever adds to a pass."""
    return sum(map(min, passes))


def pages_of(files: Sequence[Path]) -> int:
    """Count the pages of some PDFs."""
    return run.page_count([Case(file.stem, file, "", "", ()) for file in files])


def installed(left_out: Sequence[str] = ()) -> dict[str, Read]:
    """Give the readers to compare; tells of one that is not installed."""
    there = {}
    for name, (needs, read) in COMPARED.items():
        if name in left_out:
            continue
        if needs and importlib.util.find_spec(needs) is None:
            print(f"{name}: left out, {needs} is not installed")
            continue
        there[name] = read
    return there


def compare(there: dict[str, Read], files: Sequence[Path], repeat: int) -> None:
    """Print the first table: the readers on the notices."""
    pages, spent = pages_of(files), interleaved(there, files, repeat)
    best = {name: quickest(passes) for name, passes in spent.items()}
    middle = {name: sum(map(median, passes)) for name, passes in spent.items()}
    print(f"\n## Notices: {len(files)} documents, {pages} pages, {repeat} passes\n")
    print("The quickest pass of each file counts; behind it the same of the median passes.\n")
    print("| reader | ms/page | pages/CPU s | times pdfplumber's | ms/page | times pdfplumber's |")
    print("|---|---|---|---|---|---|")
    for name in sorted(best, key=lambda one: best[one]):
        cells = [f"{1000 * best[name] / pages:.2f}", f"{pages / best[name]:.1f}"]
        for spread in (best, middle):
            ratio = f"{spread[BASE] / spread[name]:.1f}" if BASE in spread else "–"
            cells += [ratio] if spread is best else [f"{1000 * spread[name] / pages:.2f}", ratio]
        print(f"| {name} | {' | '.join(cells)} |")


def prose_costs(files: Sequence[Path], repeat: int) -> tuple[float, float, float]:
    """Return the ms a page of prose costs: ours, its text alone, and the search for tables."""
    compared = {name: COMPARED[name][1] for name in list(COMPARED)[:2]}
    pages, spent = pages_of(files), interleaved(compared, files, repeat)
    ours, text = (1000 * quickest(passes) / pages for passes in spent.values())
    return ours, text, 1000 * quickest(_searches(files, repeat)) / pages


def compare_prose(files: Sequence[Path], repeat: int) -> None:
    """Print what pages without a table cost: ours, the text alone, and the search for tables."""
    ours, text, search = prose_costs(files, repeat)
    print(f"\n## Pages of prose: {len(files)} documents, {pages_of(files)} pages\n")
    print(f"ours {ours:.2f} ms/page, pdfium text {text:.2f} ms/page, ratio {ours / text:.2f}")
    print(f"looking for tables: {search:.2f} ms/page, {100 * search / ours:.1f} % of ours")


def _searches(files: Sequence[Path], repeat: int) -> list[list[float]]:
    """Give the CPU seconds that reading each file spends on looking for tables, by pass."""
    from parsers.pages import drafting as pages
    from parsers.pages import filling

    doors = ((pages, "drawn_on"), (filling, "find_closed"), (pages, "find_tables"))
    kept = [(room, door, getattr(room, door)) for room, door in doors]
    spent = 0.0

    def timed(find: Callable[..., object]) -> Callable[..., object]:
        def finding(*arguments: object) -> object:
            nonlocal spent
            before = cpu_seconds()
            found = find(*arguments)
            spent += cpu_seconds() - before
            return found

        return finding

    passes: list[list[float]] = [[] for _ in files]
    for room, door, find in kept:
        setattr(room, door, timed(find))
    try:
        for _ in range(repeat):
            for place, file in enumerate(files):
                spent = 0.0
                _ours(str(file))
                passes[place].append(spent)
    finally:
        for room, door, find in kept:
            setattr(room, door, find)
    return passes


def spurious(files: Sequence[Path]) -> list[str]:
    """Give the documents without tables in which ours finds one, with how many."""
    found = []
    for file in files:
        tables = [scoring.measured(table) for table in adapter.tables(str(file))]
        count = sum(table.is_a_grid for table in tables)
        found += [f"{file.name}: {count}"] if count else []
    return found


def spurious_in_samples() -> tuple[int, list[str]]:
    """Count tables in the samples' PDFs that hold fewer than two of the ranked units.

    Returns:
        How many PDFs were read, and the places of such tables.
    """
    read, found = 0, []
    for file in sorted(_SAMPLES.glob("*/*.pdf")):
        expected = json.loads((file.parent / "expected.json").read_text("utf-8"))
        units = {scoring.cell_text(r["unit"]) for t in expected["tables"] for r in t["rows"]}
        read += 1
        for table in adapter.tables(str(file)):
            texts = {scoring.cell_text(cell[4]) for cell in table["cells"]}
            if scoring.measured(table).is_a_grid and len(units & texts) < 2:
                found.append(f"{file.parent.name}/{file.name} page {table['page']}")
    return read, found


def start_up(file: Path, times: int = 5) -> list[float]:
    """Give the CPU seconds of ``read FILE`` on the command line, each in a fresh process.

    The modules are compiled before, as pip compiles what it installs.
    """
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return [_start_up(file, environment) for _ in range(times + 1)][1:]


def _start_up(file: Path, environment: dict[str, str]) -> float:
    command = [sys.executable, "-m", "pipeline.cli", "read", str(file)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=_PROJECT, env=environment, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak(file: Path) -> dict[str, Any]:
    """Read a PDF in a process of its own; gives pages, tables, peak memory (MB), CPU seconds."""
    command = [sys.executable, "-c", _PEAK, str(file)]
    done = subprocess.run(command, cwd=_PROJECT, check=True, capture_output=True, text=True)
    pages, tables, kilobytes, cpu = done.stdout.split()
    megabytes = float(kilobytes) / _MEGABYTE
    return {"pages": int(pages), "tables": int(tables), "mb": megabytes, "cpu": float(cpu)}


def print_start(files: Sequence[Path]) -> None:
    """Print what one `tongbao read` costs in all."""
    spent = start_up(files[0])
    print("\n## Start: read one notice on the command line, a fresh process\n")
    print(
        f"{files[0].name}, {pages_of(files[:1])} pages: median {median(spent):.2f} CPU s of "
        f"{', '.join(f'{value:.2f}' for value in spent)}"
    )


def print_spurious(prose: Sequence[Path]) -> None:
    """Print the tables found where there is none."""
    with silenced():
        generated = spurious(prose)
        n_samples, in_samples = spurious_in_samples()
    print("\n## Spurious tables\n")
    print(f"generated prose: {len(generated)} of {len(prose)} documents {generated or ''}")
    print(f"samples: {len(in_samples)} tables in {n_samples} PDFs {in_samples or ''}")


def print_peak(folder: Path, n_pages: int, fonts: Sequence[Path]) -> None:
    """Print the peak memory of reading one very long PDF."""
    file = folder / "long.pdf"
    notices.write_long(file, n_pages, fonts)
    size = file.stat().st_size / 1e6
    try:
        told = peak(file)
    except subprocess.CalledProcessError as error:
        print(f"\n## Memory\n\nreading failed: {error.stderr.strip().splitlines()[-1:]}")
        return
    print("\n## Memory\n")
    print(
        f"{told['pages']} pages ({size:.1f} MB), {told['tables']} tables: "
        f"peak {told['mb']:.0f} MB, {told['cpu']:.1f} CPU s, "
        f"{1000 * told['cpu'] / told['pages']:.2f} ms/page"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    parser = argparse.ArgumentParser(description="Measure the cost of reading.")
    parser.add_argument("--repeat", type=int, default=3, help="counted passes (default: 3)")
    parser.add_argument("--fonts", type=Path, action="append", default=[], help="folder of fonts")
    parser.add_argument("--producers", default="", help="who draws the notices; default: all")
    parser.add_argument("--without", default="", help="readers to leave out of the first table")
    parser.add_argument("--long", type=int, default=2000, help="pages of the long PDF")
    parser.add_argument("--no-memory", action="store_true", help="leave out the long PDF")
    given = parser.parse_args(arguments)
    chosen = [name for name in given.producers.split(",") if name]
    unknown = set(chosen) - set(generate.PRODUCERS)
    if unknown:
        parser.error(f"unknown producer {', '.join(sorted(unknown))}")
    left_out = [name for name in given.without.split(",") if name]
    unknown = set(left_out) - set(COMPARED)
    if unknown:
        parser.error(f"unknown reader {', '.join(sorted(unknown))}: use {', '.join(COMPARED)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = notices.write_notices(folder / "notices", given.fonts, producers=chosen)
        prose = notices.write_prose(folder / "prose", given.fonts, producers=chosen)
        if not files:
            return 1
        compare(installed(left_out), files, given.repeat)
        compare_prose(prose, given.repeat)
        print_spurious(prose)
        print_start(files)
        if not given.no_memory:
            try:
                print_peak(folder, given.long, given.fonts)
            except generate.Missing as lack:
                print(f"\nmemory: left out, missing is {lack}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
