"""The difficulties of the set: which content each has, and the chances of its look.

``HARD`` are the 24 kinds that peers were measured on before; ``EXTRA`` are further ones, counted
apart. A producer reads the name and draws what is special about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from benchmarks.tables.content import (
    SCORE,
    TOTAL,
    UNIT,
    Cell,
    Notice,
    Writer,
    map_cells,
    words,
)

HARD = (
    "plain",
    "wrapped",
    "merged",
    "vertical",
    "multipage",
    "rects",
    "segments",
    "dashed",
    "double",
    "open",
    "nobottom",
    "hlines",
    "three",
    "zebra",
    "borderless",
    "fakebold",
    "fakebold4",
    "seal",
    "watermark",
    "rotpage",
    "rotcontent",
    "two",
    "prosebox",
    "noise",
)
EXTRA = (
    "sideways_header",
    "superscript",
    "blank_cells",
    "cellcut",
    "colourcells",
    "cidfont",
    "prose",
    "twocolumns_prose",
)
# What does not need fonts of its own.
IN_ANY_FONT = tuple(name for name in (*HARD, *EXTRA) if name != "cidfont")
NO_TABLE = ("prose", "twocolumns_prose")
# Drawn on a sideways page, where a line is longer.
SIDEWAYS = ("rotpage", "rotcontent")


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set; lengths in points.

    ``unit_align`` and ``number_align`` are ``left``, ``center`` or ``right``. ``annex`` puts the
    tables on pages of their own. ``pen`` is how a full grid is stroked: one stroke per ``side`` of
    a unit cell, rules ``joined`` as far as they go, or a ``box`` around each cell. ``fills_width``
    stretches the table over the text block. ``variant`` is a number that a producer may use to
    choose between ways of its own.
    """

    size: float
    row_height: float
    pad: float
    rule: float
    unit_align: str
    number_align: str
    landscape: bool
    annex: bool
    prose_size: float
    pen: str
    fills_width: bool
    repeat_header: bool
    variant: int


def look(difficulty: str, chance: Random, number: int) -> Look:
    """Choose the look of the ``number``-th document (from 0) of a difficulty."""
    size = chance.choice([9, 9.5, 10, 10.5, 10.5, 11, 12])
    turned = difficulty in SIDEWAYS
    crowded = difficulty in ("merged", "vertical")
    return Look(
        size=size,
        row_height=round(size * chance.uniform(1.65, 2.4), 1),
        pad=chance.choice([3.0, 4.0, 5.0]),
        rule=chance.choice([0.4, 0.5, 0.5, 0.75, 1.0]),
        unit_align=chance.choice(["center", "center", "left"]),
        number_align=chance.choice(["center", "center", "right"]),
        landscape=not turned and (chance.random() < 0.2 or (crowded and chance.random() < 0.3)),
        annex=turned or chance.random() < 0.35,
        prose_size=chance.choice([10.5, 12, 14, 15.8]),
        pen=("side", "joined", "box")[number % 3],
        fills_width=chance.random() < 0.7,
        repeat_header=chance.random() < 0.5,
        variant=number,
    )


def closer(look: Look) -> Iterator[Look]:
    """Give a look, then the same upright, then ever closer, for a document that does not fit."""
    yield look
    for _ in range(4):
        look = replace(
            look,
            landscape=False,
            row_height=round(max(look.row_height * 0.85, look.size * 1.4), 1),
            size=look.size * 0.95,
        )
        yield look


def content(difficulty: str, chance: Random) -> Notice:
    """Make up the notice of one document.

    Raises:
        KeyError: there is no such difficulty.
    """
    if difficulty not in HARD + EXTRA:
        raise KeyError(difficulty)
    writer = Writer(chance)
    return _CONTENTS.get(difficulty, _one_table)(writer)


def _one_table(writer: Writer) -> Notice:
    chance = writer.chance
    remark = chance.random() < 0.15
    grid = writer.ranked(chance.randint(8, 16), chance.randint(4, 6), remark=remark)
    return writer.notice([grid], before=chance.choice([1, 2]))


def _simple(writer: Writer) -> Notice:
    """One table without a column of remarks, whose cells may be empty."""
    chance = writer.chance
    grid = writer.ranked(chance.randint(8, 16), chance.randint(4, 6))
    return writer.notice([grid], before=chance.choice([1, 2]))


def _wrapped(writer: Writer) -> Notice:
    suffix = writer.chance.choice(words()["suffixes"])

    def widen(cell: Cell) -> Cell:
        return replace(cell, text=cell.text + suffix) if cell.kind == UNIT else cell

    grid = writer.ranked(writer.chance.randint(8, 12), writer.chance.randint(4, 5))
    return writer.notice([map_cells(grid, widen)], before=1)


def _merged(writer: Writer) -> Notice:
    sizes = [writer.chance.randint(3, 6) for _ in range(writer.chance.choice([2, 3]))]
    return writer.notice([writer.grouped(sizes, writer.chance.randint(3, 5))], before=1)


def _vertical(writer: Writer) -> Notice:
    sizes = writer.chance.choice([(4, 4, 4), (5, 3, 4), (6, 6)])
    return writer.notice([writer.grouped(sizes, writer.chance.randint(3, 5))], before=1)


def _multipage(writer: Writer) -> Notice:
    return writer.notice([writer.ranked(60, writer.chance.randint(4, 6))])


def _two(writer: Writer) -> Notice:
    chance = writer.chance
    first = writer.ranked(chance.randint(5, 8), chance.randint(4, 6))
    second = writer.ranked(chance.randint(4, 7), chance.randint(3, 5))
    return writer.notice([first, second], before=1)


def _letterhead(writer: Writer) -> Notice:
    notice = _one_table(writer)
    return replace(notice, letterhead=notice.issuer.removesuffix("办公室") + "文件")


def _sideways_header(writer: Writer) -> Notice:
    chance = writer.chance
    return writer.notice([writer.ranked(chance.randint(8, 14), chance.randint(6, 8))])


def _superscript(writer: Writer) -> Notice:
    chance = writer.chance
    mark = chance.choice(words()["footmarks"])

    def annotate(cell: Cell) -> Cell:
        can = cell.kind == UNIT or (cell.kind in (SCORE, TOTAL) and mark in "①*※")
        return replace(cell, mark=mark) if can and chance.random() < 0.15 else cell

    grid = map_cells(writer.ranked(chance.randint(8, 14), chance.randint(4, 6)), annotate)
    if not any(cell.mark for cell in grid.cells):
        first = next(cell for cell in grid.cells if cell.kind == UNIT)
        grid = map_cells(grid, lambda cell: replace(cell, mark=mark) if cell is first else cell)
    note = f"{mark} 该单位当期未参加抽查，得分按上期折算。"
    return replace(writer.notice([grid], before=1), note=note)


def _blank_cells(writer: Writer) -> Notice:
    chance = writer.chance
    sign = chance.choice(["", "", "—", "/"])

    def blank(cell: Cell) -> Cell:
        lost = cell.kind == SCORE and chance.random() < 0.2
        return replace(cell, text=sign) if lost else cell

    grid = writer.ranked(chance.randint(8, 14), chance.randint(4, 6))
    return writer.notice([map_cells(grid, blank)], before=1)


def _cellcut(writer: Writer) -> Notice:
    suffix = writer.chance.choice(words()["suffixes"])

    def widen(cell: Cell) -> Cell:
        return replace(cell, text=cell.text + suffix) if cell.kind == UNIT else cell

    grid = writer.ranked(36, writer.chance.randint(4, 5))
    return writer.notice([map_cells(grid, widen)], before=1)


def _colourcells(writer: Writer) -> Notice:
    chance = writer.chance

    def tint(cell: Cell) -> Cell:
        figures = cell.kind in (SCORE, TOTAL) and chance.random() < 0.15
        return replace(cell, is_red=True) if figures else cell

    make = writer.grouped((4, 5, 3), 4) if chance.random() < 0.3 else writer.ranked(12, 5)
    return writer.notice([map_cells(make, tint)], before=1)


def _prose(writer: Writer) -> Notice:
    chance = writer.chance
    numbered = tuple(writer.sentence("items") for _ in range(chance.randint(5, 9)))
    page, catalogue = 0, []
    for _ in range(chance.randint(8, 14)):
        page += chance.randint(1, 6)
        catalogue.append((chance.choice(words()["indicators"])["name"] + "情况", page))
    notice = writer.notice([], before=8, after=6)
    return replace(notice, headings=(), note="", numbered=numbered, catalogue=tuple(catalogue))


_CONTENTS: dict[str, Callable[[Writer], Notice]] = {
    "wrapped": _wrapped,
    "merged": _merged,
    "vertical": _vertical,
    "multipage": _multipage,
    "two": _two,
    "noise": _letterhead,
    "hlines": _simple,
    "three": _simple,
    "zebra": _simple,
    "borderless": _simple,
    "sideways_header": _sideways_header,
    "superscript": _superscript,
    "blank_cells": _blank_cells,
    "cellcut": _cellcut,
    "colourcells": _colourcells,
    "prose": _prose,
    "twocolumns_prose": _prose,
}
