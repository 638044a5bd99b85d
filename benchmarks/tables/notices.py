"""Generated notices for measuring speed: half prose, half ruled tables, and very long ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.tables import difficulties, generate
from benchmarks.tables.content import Grid, Notice, Writer
from benchmarks.tables.difficulties import Look

_SIZE = 14.0


def notice(seed: str) -> Notice:
    """Make up a notice of five to eight pages: prose, then three or four tables, one merged."""
    writer = Writer(Random(seed))
    chance = writer.chance
    grids: list[Grid] = [writer.ranked(chance.randint(16, 20), chance.randint(4, 6))]
    grids.append(writer.grouped((5, 6, 5), chance.randint(3, 5)))
    grids += [writer.ranked(chance.randint(14, 18), 5) for _ in range(chance.randint(1, 2))]
    made = writer.notice(grids, before=9, after=2)
    return replace(made, before=tuple(writer.paragraph(250) for _ in range(9)), caption="", note="")


def look(seed: str, number: int) -> Look:
    """Choose a look in which the pages have the usual size of type."""
    made = difficulties.look("plain", Random(seed), number)
    return replace(
        made,
        landscape=False,
        annex=False,
        prose_size=_SIZE,
        size=10.5,
        row_height=22.0,
        fills_width=True,
    )


def _there(fonts: Sequence[Path], producers: Sequence[str]) -> Iterator[tuple[str, generate.Draw]]:
    """Give the producers that are there; tells of the missing ones on stderr."""
    for producer in producers or ("reportlab", "typst", "chromium", "writer"):
        try:
            _, draw = generate.PRODUCERS[producer](fonts)
        except generate.Missing as lack:
            print(f"{producer}: left out, missing is {lack}", file=sys.stderr)
        else:
            yield producer, draw


def write_notices(
    folder: Path, fonts: Sequence[Path], seed: int = 1, producers: Sequence[str] = ()
) -> list[Path]:
    """Write two notices by each producer that is there; a missing one is told of on stderr.

    Args:
        folder: where to write; made if it is not there.
        fonts: folders of fonts besides what fontconfig knows.
        seed: what the chances follow from.
        producers: which ones; all but the spreadsheet when empty.

    Returns:
        The PDFs.
    """
    written = []
    for producer, draw in _there(fonts, producers):
        for number in range(2):
            chance = f"{seed}/speed/{producer}/{number}"
            name = f"speed-{producer}-{number + 1}"
            job = generate.Job(name, "plain", notice(chance), look(chance, number))
            written.append(generate.write(job, producer, draw, folder))
    return written


def write_prose(
    folder: Path, fonts: Sequence[Path], seed: int = 1, producers: Sequence[str] = ()
) -> list[Path]:
    """Write notices without any table; see `write_notices`."""
    written = []
    for producer, draw in _there(fonts, producers):
        for job in generate.jobs(producer, "prose", 2, seed):
            written.append(generate.write(job, producer, draw, folder))
    return written


def write_long(path: Path, n_pages: int, fonts: Sequence[Path], seed: int = 1) -> int:
    """Write a PDF of at least so many pages, of prose and tables in turn; gives the number.

    Raises:
        generate.Missing: reportlab or a font for it is not there.
    """
    from benchmarks.tables.producers.canvas_grid import Drawn, Pen
    from benchmarks.tables.producers.canvas_page import Sheet

    font = generate.reportlab_fonts(fonts)[0]
    writer = Writer(Random(seed))
    style = look(str(seed), 0)
    sheet = Sheet(path, font, _SIZE)
    while sheet.page < n_pages:
        sheet.paragraphs([writer.paragraph(250) for _ in range(3)])
        grid = writer.ranked(20, 5)
        drawn = Drawn(grid, style, font, sheet.right - sheet.left, "plain")
        if sheet.room() < drawn.height:
            sheet.turn()
        Pen(sheet, drawn, sheet.left, sheet.y).draw()
        sheet.turn()
    sheet.close()
    return sheet.page
