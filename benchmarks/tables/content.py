"""Invented notices with ranking tables: what is to be drawn, and with it the truth.

Nothing here knows how a page is drawn. A producer takes a `Notice`, draws it, and says which
rows of which grid it put on which page; `truth` turns that into the format of the harness.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

# What a cell is for; producers choose alignment and type by it.
HEAD, RANK, UNIT, SCORE, TOTAL, GROUP, REMARK = (
    "head",
    "rank",
    "unit",
    "score",
    "total",
    "group",
    "remark",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; positions count from 0, spans are at least 1.

    ``mark`` is a footnote mark set raised behind the text, ``""`` where there is none; ``is_red``
    asks for red print. ``text`` is empty for a cell left blank.
    """

    row: int
    column: int
    text: str
    kind: str
    row_span: int = 1
    column_span: int = 1
    mark: str = ""
    is_red: bool = False

    @property
    def printed(self) -> str:
        """Text and footnote mark, as they are read."""
        return self.text + self.mark


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: cells that tile ``n_rows`` × ``n_columns``, the header rows first."""

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    header_rows: int

    def part(self, first: int, last: int, *, header: bool) -> Grid:
        """Give the body rows ``first`` to ``last - 1`` (counted from 0), with the header or not.

        Only for grids without cells that span body rows.
        """
        kept = [cell for cell in self.cells if header and cell.row < self.header_rows]
        shift = (self.header_rows if header else 0) - self.header_rows - first
        start, stop = self.header_rows + first, self.header_rows + last
        kept += [replace(c, row=c.row + shift) for c in self.cells if start <= c.row < stop]
        heads = self.header_rows if header else 0
        return Grid(tuple(kept), heads + last - first, self.n_columns, heads)

    def rows(self) -> list[list[Cell]]:
        """Give the cells by the row in which they begin, each row from left to right."""
        found: list[list[Cell]] = [[] for _ in range(self.n_rows)]
        for cell in self.cells:
            found[cell.row].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in found]

    def owners(self) -> dict[tuple[int, int], Cell]:
        """Give for every unit cell (row, column) the cell that covers it."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def kinds(self) -> list[str]:
        """Give the kind of each column, as its body cells have it."""
        kinds = [HEAD] * self.n_columns
        for cell in self.cells:
            if cell.row >= self.header_rows:
                kinds[cell.column] = cell.kind
        return kinds


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: prose, tables with the heading above each, prose, signature.

    ``caption`` is a line right above the first table (``（单位：分）``), ``note`` one right below
    it; both may be empty. ``letterhead`` is the red name of the issuer, empty when none is drawn.
    ``numbered`` are items of a list, ``catalogue`` the lines of a table of contents (entry, page).
    """

    title: str
    before: tuple[str, ...]
    grids: tuple[Grid, ...]
    headings: tuple[str, ...]
    after: tuple[str, ...]
    issuer: str
    issued_on: str
    caption: str = ""
    note: str = ""
    letterhead: str = ""
    numbered: tuple[str, ...] = ()
    catalogue: tuple[tuple[str, int], ...] = ()


Placed = tuple[int, Grid]  # the page (from 1) and what was drawn of a table on it


def truth(placed: Iterable[Placed]) -> list[dict[str, Any]]:
    """Give the tables of a document in the harness's format, one per page part.

    A part with a single text (the end of a row that a page cuts) has no relation by which it could
    be compared, and is left out.
    """
    return [
        {
            "page": page,
            "cells": [[c.row, c.column, c.row_span, c.column_span, c.printed] for c in grid.cells],
        }
        for page, grid in placed
        if sum(bool(cell.text) for cell in grid.cells) > 1
    ]


@cache
def words() -> dict[str, Any]:
    """Read the invented words and sentences."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@dataclass(slots=True)
class Writer:
    """Makes up the content of one notice from a seeded source of chance."""

    chance: Random
    year: int = 2023
    kind: str = ""
    period: str = ""
    units: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.year = self.chance.randint(2019, 2024)
        self.kind = self.chance.choice(words()["kinds"])
        self.period = self.chance.choice(words()["periods"])
        self.units = self._all_units()

    def _all_units(self) -> list[str]:
        said = words()
        prefix = self.chance.choice(["区", "市", "", "县"])
        names = [prefix + name for name in said["departments"]]
        names += said["streets"] + said["districts"] + [prefix + n for n in said["branches"]]
        self.chance.shuffle(names)
        return names

    # ------------------------------------------------------------------ prose
    def _filled(self, template: str) -> str:
        text = template.replace("{y}", str(self.year)).replace("{k}", self.kind)
        text = text.replace("{t}", self.period if self.period != "度" else "全年")
        for slot, make in (
            ("{n}", self._count),
            ("{d}", lambda: f"{self.chance.randint(10, 9999) / 100:.2f}"),
            ("{p}", lambda: f"{self.chance.randint(31, 998) / 10:.1f}%"),
            ("{u}", lambda: self.chance.choice(self.units)),
            ("{w}", lambda: self.chance.choice(words()["people"])),
        ):
            while slot in text:
                text = text.replace(slot, make(), 1)
        return text

    def _count(self) -> str:
        high = self.chance.choice([9, 40, 300, 9000])
        return (
            f"{self.chance.randint(2, high):,}" if high > 300 else str(self.chance.randint(2, high))
        )

    def sentence(self, kind: str) -> str:
        """Give one sentence: ``opening``, ``figures``, ``plain`` or ``items``."""
        return self._filled(self.chance.choice(words()["prose"][kind]))

    def paragraph(self, length: int) -> str:
        """Give a paragraph of at least ``length`` characters, figures and plain words mixed."""
        text = ""
        while len(text) < length:
            text += self.sentence(self.chance.choice(["figures", "figures", "plain"]))
        return text

    def paragraphs(self, count: int, length: int = 110) -> tuple[str, ...]:
        """Give paragraphs, the first of which opens the notice."""
        opened = self.sentence("opening") + self.paragraph(length - 40)
        rest = [self.paragraph(self.chance.randint(length // 2, length)) for _ in range(count - 1)]
        return (opened, *rest)

    # ----------------------------------------------------------------- tables
    def indicators(self, count: int) -> list[tuple[str, int]]:
        """Choose indicators with their maxima."""
        chosen = self.chance.sample(words()["indicators"], count)
        return [(item["name"], self.chance.choice(item["maxima"])) for item in chosen]

    def header(self, name: str, maximum: int) -> str:
        """Print an indicator with its maximum."""
        brackets = self.chance.choice(["({}分)", "({}分)", "（{}分）"])
        return name + brackets.format(maximum)

    def scores(self, maxima: Sequence[int]) -> list[str]:
        """Make up the printed scores of one unit, none above its maximum."""
        step = self.chance.choice([1, 1, 2, 4])
        values = []
        for maximum in maxima:
            low = int(maximum * 0.4 * step)
            values.append(Decimal(self.chance.randint(low, maximum * step)) / step)
        return [plain(value) for value in values]

    def ranked(self, n_units: int, n_indicators: int, *, remark: bool = False) -> Grid:
        """Make a ranking with one header row: rank, unit, indicators, total."""
        indicators = self.indicators(n_indicators)
        heads = [
            self.chance.choice(["排名", "名次", "序号"]),
            self.chance.choice(["单位", "单位名称"]),
        ]
        heads += [self.header(*item) for item in indicators] + [self._total_head(indicators)]
        kinds = [RANK, UNIT, *[SCORE] * n_indicators, TOTAL]
        if remark:
            heads, kinds = [*heads, "备注"], [*kinds, REMARK]
        cells = [Cell(0, column, text, HEAD) for column, text in enumerate(heads)]
        for row, texts in enumerate(self._lines(self._distinct(n_units), indicators), 1):
            said = [self.chance.choice(["", "", "上期第3", "进步奖"])] if remark else []
            pairs = enumerate(zip(texts + said, kinds, strict=True))
            cells += [Cell(row, column, text, kind) for column, (text, kind) in pairs]
        return Grid(tuple(cells), n_units + 1, len(heads), 1)

    def _total_head(self, indicators: Sequence[tuple[str, int]]) -> str:
        total = sum(maximum for _, maximum in indicators)
        return self.chance.choice(["总分", "总分", "合计", f"总分({total}分)"])

    def _lines(
        self, names: Sequence[str], indicators: Sequence[tuple[str, int]]
    ) -> list[list[str]]:
        """Rank the units: rank, name, scores, total of each, the highest total first."""
        lines = [(name, self.scores([m for _, m in indicators])) for name in names]
        lines.sort(key=lambda line: sum(map(Decimal, line[1])), reverse=True)
        return [
            [str(rank), name, *scores, plain(sum(map(Decimal, scores), Decimal(0)))]
            for rank, (name, scores) in enumerate(lines, 1)
        ]

    def _distinct(self, count: int) -> list[str]:
        names = list(self.units)
        while len(names) < count:
            part = self.chance.choice(words()["parts_of_city"])
            names.append(part + self.chance.choice(self.units))
            names = list(dict.fromkeys(names))
        return names[:count]

    def grouped(self, sizes: Sequence[int], n_indicators: int) -> Grid:
        """Make a ranking with two header rows and a first column of groups, each merged."""
        indicators = self.indicators(n_indicators)
        last = n_indicators + 3
        cells = [
            Cell(0, 0, "序列", HEAD, row_span=2),
            Cell(0, 1, "排名", HEAD, row_span=2),
            Cell(0, 2, "单位", HEAD, row_span=2),
            Cell(0, 3, "考评得分", HEAD, column_span=n_indicators),
            Cell(0, last, "总分", HEAD, row_span=2),
        ]
        cells += [Cell(1, 3 + i, self.header(*item), HEAD) for i, item in enumerate(indicators)]
        kinds = [RANK, UNIT, *[SCORE] * n_indicators, TOTAL]
        row = 2
        pool = iter(self._distinct(sum(sizes)))
        for name, size in zip(words()["groups"], sizes, strict=False):
            cells.append(Cell(row, 0, name, GROUP, row_span=size))
            for texts in self._lines([next(pool) for _ in range(size)], indicators):
                pairs = enumerate(zip(texts, kinds, strict=True), 1)
                cells += [Cell(row, column, text, kind) for column, (text, kind) in pairs]
                row += 1
        return Grid(tuple(cells), row, last + 1, 2)

    # ----------------------------------------------------------------- notice
    def notice(self, grids: Sequence[Grid], *, before: int = 2, after: int = 1) -> Notice:
        """Put prose, headings and a signature around the grids."""
        city = self.chance.choice(words()["cities"])
        issuer = f"{city}{self.kind}工作领导小组办公室"
        month = self.chance.randint(1, 12)
        headings = tuple(
            f"{'一二三四五六'[i]}、{self.chance.choice(words()['groups'])}考评结果"
            for i in range(len(grids))
        )
        return Notice(
            title=f"关于{self.year}年{self.period}{self.kind}考评结果的通报",
            before=self.paragraphs(before),
            grids=tuple(grids),
            headings=headings if len(grids) > 1 else ("",),
            after=tuple(self.paragraph(70) for _ in range(after)),
            issuer=issuer,
            issued_on=f"{self.year + 1}年{month}月{self.chance.randint(1, 28)}日",
            caption=self.chance.choice(["", "", "（单位：分）"]),
            note=self.chance.choice(["", "", "注：得分相同的，按信息发布得分高低排列。"]),
        )


def plain(value: Decimal) -> str:
    """Print a decimal without exponent and without zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def map_cells(grid: Grid, change: Callable[[Cell], Cell]) -> Grid:
    """Give the grid with every cell put through ``change``."""
    return replace(grid, cells=tuple(change(cell) for cell in grid.cells))
