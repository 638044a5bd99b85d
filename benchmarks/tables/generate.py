"""Writes the set of generated notices: PDFs, each with the truth of its tables beside it.

    python -m benchmarks.tables.generate OUT                 three per difficulty by reportlab
    python -m benchmarks.tables.generate OUT --per 6 --seed 7
    python -m benchmarks.tables.generate OUT --producers reportlab --only borderless,three

``OUT/hard`` gets the 24 difficulties, ``OUT/extra`` the further ones. The same seed, fonts and
programs give the same set.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.tables import content, difficulties, fonts
from benchmarks.tables.content import Notice, Placed
from benchmarks.tables.difficulties import Look
from benchmarks.tables.producers import office, pages
from samples.source import chromium


class Missing(Exception):  # noqa: N818 - a condition that is told and passed over, not an error
    """A program or font that a producer needs is not there."""


@dataclass(frozen=True)
class Job:
    """One document to draw: its name without suffix, what is in it, how it looks."""

    name: str
    difficulty: str
    notice: Notice
    look: Look


Draw = Callable[[Job, Path], list[Placed]]
# Gives what a producer draws and the function that does it; takes folders of fonts.
Open = Callable[[Sequence[Path]], tuple[Sequence[str], Draw]]


def reportlab_fonts(folders: Sequence[Path]) -> list[str]:
    """Register fonts with reportlab that have every character of the invented words.

    Raises:
        Missing: reportlab is not installed, or there is no such font.
    """
    if importlib.util.find_spec("reportlab") is None:
        raise Missing("the package reportlab")
    needed = set(str(content.words())) | set("0123456789%.,—–（）")
    names = fonts.register((c for c in needed if c.isprintable() and c != " "), folders)
    if not names:
        raise Missing("a Chinese font with TrueType outlines (Debian: fonts-lxgw-wenkai)")
    return names


def _reportlab(folders: Sequence[Path]) -> tuple[Sequence[str], Draw]:
    names = reportlab_fonts(folders)
    from benchmarks.tables.producers import reportlab

    def draw(job: Job, path: Path) -> list[Placed]:
        font = Random(job.name).choice(names)
        return reportlab.draw(job.notice, job.difficulty, job.look, path, font)

    return reportlab.DRAWS, draw


def _laid_out(name: str, lack: Callable[[], str | None]) -> Open:
    """Make the opening function of a producer that lays out tables itself.

    Args:
        name: its module in ``producers``, with ``DRAWS``, ``FAMILIES`` and ``draw``.
        lack: says what it needs and does not find, ``None`` when all is there.
    """

    def begin(_folders: Sequence[Path]) -> tuple[Sequence[str], Draw]:
        missing = lack()
        if missing:
            raise Missing(missing)
        module = importlib.import_module(f"benchmarks.tables.producers.{name}")
        known = fonts.families(module.FAMILIES)
        if not known:
            raise Missing(f"one of the fonts {', '.join(module.FAMILIES)} (Debian: fonts-noto-cjk)")

        def draw(job: Job, path: Path) -> list[Placed]:
            drawn: list[Placed] = module.draw(job.notice, job.difficulty, job.look, path, known)
            return drawn

        return module.DRAWS, draw

    return begin


def _lack_of_typst() -> str | None:
    return None if importlib.util.find_spec("typst") else "the package typst"


def _lack_of_chromium() -> str | None:
    return None if chromium.program() else "the program chromium"


def _lack_of_office() -> str | None:
    return None if office.program() else "the program soffice (LibreOffice)"


PRODUCERS: dict[str, Open] = {
    "reportlab": _reportlab,
    "typst": _laid_out("typst", _lack_of_typst),
    "chromium": _laid_out("chromium", _lack_of_chromium),
    "writer": _laid_out("writer", _lack_of_office),
    "calc": _laid_out("calc", _lack_of_office),
}


def jobs(producer: str, difficulty: str, count: int, seed: int) -> list[Job]:
    """Make up the documents of one difficulty for one producer; the same seed gives the same."""
    made = []
    for number in range(count):
        chance = Random(f"{seed}/{producer}/{difficulty}/{number}")
        name = f"{difficulty}-{producer}-{number + 1}"
        look = difficulties.look(difficulty, chance, number)
        made.append(Job(name, difficulty, difficulties.content(difficulty, chance), look))
    return made


def write(job: Job, producer: str, draw: Draw, folder: Path) -> Path:
    """Draw one document and write its truth beside it; gives the PDF's path.

    A document that does not fit its pages is drawn again, upright and closer.

    Raises:
        Displaced: it does not fit however close it is set.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pdf = folder / f"{job.name}.pdf"
    for look in difficulties.closer(job.look):
        try:
            placed = draw(replace(job, look=look), pdf)
            pages.check(pdf, placed)
            break
        except pages.Displaced as error:
            pdf.unlink(missing_ok=True)
            reason = error
    else:
        raise reason
    told: dict[str, Any] = {
        "cat": job.difficulty,
        "producer": producer,
        "invented": True,
        "tables": content.truth(placed),
    }
    pdf.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return pdf


def generate(
    out: Path,
    *,
    per: int = 3,
    seed: int = 1,
    producers: Sequence[str] = tuple(PRODUCERS),
    only: Sequence[str] = (),
    folders: Sequence[Path] = (),
) -> int:
    """Write the set.

    Args:
        out: the folder to write to.
        per: documents per difficulty by reportlab; each other producer draws two thirds of it.
        seed: what the chances follow from.
        producers: which of `PRODUCERS` draw.
        only: the difficulties to draw; all when empty.
        folders: where to look for fonts besides fontconfig.

    Returns:
        How many documents were written. A producer that cannot draw, and a document that it
        fails on, is told of on stderr and passed over.
    """
    written = 0
    for producer in producers:
        try:
            can, draw = PRODUCERS[producer](folders)
        except Missing as lack:
            print(f"{producer}: left out, missing is {lack}", file=sys.stderr)
            continue
        count = per if producer == "reportlab" else max(1, per * 2 // 3)
        for difficulty in [d for d in can if not only or d in only]:
            part = "hard" if difficulty in difficulties.HARD else "extra"
            for job in jobs(producer, difficulty, count, seed):
                try:
                    write(job, producer, draw, out / part)
                except (subprocess.SubprocessError, OSError, pages.Displaced) as error:
                    print(f"{job.name}: not written: {error}", file=sys.stderr)
                    continue
                written += 1
    return written


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    parser = argparse.ArgumentParser(description="Write generated notices with their truth.")
    parser.add_argument("out", type=Path, help="folder to write to; gets hard/ and extra/")
    parser.add_argument("--per", type=int, default=3, help="documents per difficulty (default: 3)")
    parser.add_argument("--seed", type=int, default=1, help="default: 1")
    parser.add_argument("--producers", default=",".join(PRODUCERS), help="default: all")
    parser.add_argument("--only", default="", help="difficulties, separated by commas")
    parser.add_argument("--fonts", type=Path, action="append", default=[], help="folder of fonts")
    given = parser.parse_args(arguments)
    chosen = given.producers.split(",")
    unknown = set(chosen) - set(PRODUCERS)
    if unknown:
        parser.error(f"unknown producer {', '.join(sorted(unknown))}: use {', '.join(PRODUCERS)}")
    names = [name for name in given.only.split(",") if name]
    unknown = set(names) - {*difficulties.HARD, *difficulties.EXTRA}
    if unknown:
        parser.error(f"unknown difficulty {', '.join(sorted(unknown))}")
    count = generate(
        given.out,
        per=given.per,
        seed=given.seed,
        producers=chosen,
        only=names,
        folders=given.fonts,
    )
    print(f"{count} documents in {given.out}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
