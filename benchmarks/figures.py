"""Figures beside what is asked of them (``figures.toml``), and their table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")
_HEAD = ("figure", "is", "floor", "aim", "holds", "peers")


@dataclass(frozen=True)
class Bar:
    """What is asked of a figure; ``floor`` and ``aim`` are ``None`` for one that only informs."""

    name: str
    unit: str = ""
    floor: float | None = None
    aim: float | None = None
    most: bool = False
    must: bool = False

    def met(self, value: float, least: float) -> bool:
        """Tell whether a value reaches ``least``, which is the most where less is better."""
        return value <= least if self.most else value >= least

    def shown(self, value: float) -> str:
        """Write a value in the figure's unit."""
        if self.unit == "%":
            return f"{100 * value:.2f} %"
        if float(value).is_integer() and self.unit in {"", "n"}:
            return str(int(value))
        return f"{value:.{ {'x': 1, 'n': 0, 'r': 1, 's': 2}.get(self.unit, 3) }f}"


@dataclass(frozen=True)
class Figure:
    """One measured figure; ``value`` is ``None`` where it could not be taken, ``note`` says why.

    ``peers`` are other tools with their value, ``None`` where they are not installed.
    """

    key: str
    value: float | None
    peers: tuple[tuple[str, float | None], ...] = ()
    note: str = ""


def bars() -> dict[str, tuple[str, dict[str, Bar]]]:
    """Return by group its title and its figures by key, in order."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    return {
        group: (
            entries["title"],
            {key: Bar(**entry) for key, entry in entries.items() if key != "title"},
        )
        for group, entries in told.items()
    }


def verdict(bar: Bar, value: float | None) -> str:
    """Say what a value reaches: ``aim``, ``floor``, ``NO``; empty where nothing is asked."""
    if value is None or bar.floor is None or bar.aim is None:
        return ""
    if bar.met(value, bar.aim):
        return "aim"
    return "floor" if bar.met(value, bar.floor) else "NO"


def fails(bar: Bar, value: float | None) -> bool:
    """Tell whether a figure that must hold does not."""
    return bar.must and verdict(bar, value) == "NO"


def _peers(bar: Bar, figure: Figure) -> str:
    return ", ".join(f"{name} {bar.shown(v)}" for name, v in figure.peers if v is not None)


def _absent_peers(found: Iterable[Figure]) -> str:
    names = dict.fromkeys(name for one in found for name, value in one.peers if value is None)
    return f"absent: {', '.join(names)}" if names else ""


def _row(bar: Bar, figure: Figure) -> list[str]:
    asked = ["" if value is None else bar.shown(value) for value in (bar.floor, bar.aim)]
    value = "–" if figure.value is None else bar.shown(figure.value)
    return [bar.name, value, *asked, verdict(bar, figure.value), _peers(bar, figure) or figure.note]


def table(found: Mapping[str, Sequence[Figure]]) -> Iterator[str]:
    """Give the lines of the one table, as Markdown; a group without figures is left out."""
    rows: list[list[str]] = [list(_HEAD), ["---"] * len(_HEAD)]
    for group, (title, asked) in bars().items():
        if group in found:
            rows.append([f"**{title}**", *[""] * (len(_HEAD) - 2), _absent_peers(found[group])])
            rows += [_row(asked[figure.key], figure) for figure in found[group]]
    yield from aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a Markdown table whose columns stand below one another."""
    widths = [max(len(row[i]) for row in rows if not row[0].startswith("**")) for i in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "| " + " | ".join([*cells, *row[len(widths) :]]) + " |"


def absent(group: str, why: str) -> list[Figure]:
    """Return the figures of a group that could not be taken."""
    return [Figure(key, None, note=why) for key in bars()[group][1]]


def ordered(group: str, values: Mapping[str, float | None]) -> list[Figure]:
    """Return a group's figures from plain values by key, in the order of ``figures.toml``."""
    keys = bars()[group][1]
    if set(values) != set(keys):
        raise KeyError(f"{group}: {sorted(set(values) ^ set(keys))}")
    return [Figure(key, values[key]) for key in keys]


def share(part: int, whole: int) -> float | None:
    """Return part / whole, ``None`` of nothing."""
    return part / whole if whole else None


def failures(found: Mapping[str, Iterable[Figure]]) -> list[str]:
    """Name the figures that must hold and do not."""
    return [
        f"{title}: {asked[figure.key].name}"
        for group, (title, asked) in bars().items()
        for figure in found.get(group, ())
        if fails(asked[figure.key], figure.value)
    ]
