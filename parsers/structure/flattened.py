"""Rankings whose cells ran together (``名次单位公开(50分)平台(50分)总分1东湖镇4846942南浦镇…``).

The names of units part the runs of digits; within a run only the arithmetic can tell where a number
ends. A table is made where it leaves one single way; else the text stays, and AMB01 says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from parsers.cells import fold
from parsers.headers import row_word
from parsers.structure.flattened_header import Header, headers_of
from parsers.structure.line_runs import LineRun, Place
from parsers.structure.lines import Item, TextLine
from parsers.structure.parting import Budget, Exhausted, Parted, Row, Way, part
from schemas.findings import Finding, Severity, finding
from schemas.patterns import lazy_re
from schemas.places import Provenance, Span

_NAME: Final = r"[^\d\s.,;:!?()<>，。；：！？、|/\\%+—–\-]{2,20}"
_TOKEN: Final = lazy_re(rf"(?P<digits>\d[\d.]*)|(?P<name>{_NAME})")
# What only cells that ran together look like: names and long runs of digits, again and again.
_CHAIN: Final = lazy_re(rf"(?:(?:(?<!\d)\d{{1,3}})?{_NAME}\d[\d.]{{3,}}){{3,}}")
# 2915640723、依申请公开答复数件57: the number of a row is glued to the figure before it.
_NUMBERED: Final = lazy_re(r"(?<!\d)\d{6,}+、[\u4e00-\u9fff]{4,20}\d{2,}")
_SENTENCE: Final = lazy_re(r"[，。；！？]")
_FEWEST: Final = 3
_MOST_LINES: Final = 200
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Flattened:
    """Items with tables in place of the text they ran together in.

    ``chosen`` are the spans of cells whose place in their run only the sum of the row tells, so
    that the same sum is no proof of them.
    """

    items: list[Item]
    chosen: frozenset[Span]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit in the text: the digits before its name, if apart, its name, the digits behind it."""

    lead: Place | None
    name: Place
    run: Place
    has_next: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    header: Header
    units: tuple[_Unit, ...]
    parted: Parted


def with_flattened(items: Sequence[Item]) -> Flattened:
    """Make tables of rankings whose cells ran together, where one single way to part them exists.

    Args:
        items: lines and tables in reading order.

    Returns:
        The items; each ranking's text is replaced by a `Table` with its header as first row.
        ``AMB01`` for each table that was parted (info; a warning where sums had to choose), and as
        a warning for text that looks like one and could not be parted.
    """
    reader = _Reader()
    run: list[TextLine] = []
    for item in items:
        if isinstance(item, TextLine):
            run.append(item)
        else:
            reader.read(run)
            reader.items.append(item)
            run = []
    reader.read(run)
    return Flattened(reader.items, frozenset(reader.chosen), tuple(reader.findings))


class _Reader:
    """Collects the items, and what is to be said of them."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.chosen: set[Span] = set()
        self.findings: list[Finding] = []
        self.budget = Budget()

    def read(self, lines: Sequence[TextLine]) -> None:
        """Read lines that follow one another."""
        texts = [fold(line.text.text) for line in lines]
        begins = [_may_begin(text) for text in texts]
        at = 0
        while at < len(lines):
            done = self._table_at(lines[at : _last(texts, begins, at)]) if begins[at] else 0
            if not done:
                self._doubt(lines, texts, at, has_header=begins[at])
                self.items.append(lines[at])
            at += done or 1

    def _table_at(self, lines: Sequence[TextLine]) -> int:
        """Read a table that begins in the first line; gives how many lines it takes up, or 0."""
        run = LineRun(lines)
        reading = self._reading(fold(run.text), run.starts)
        if reading is None:
            return 0
        rows = _cells(reading)
        start, end = reading.header.start, rows[-1][-1][1]
        for row, is_free in zip(rows, reading.parted.free, strict=True):
            if not is_free:
                self.chosen |= {run.span(*place) for place in row}
        self.items += [*run.lines(0, start), run.table([reading.header.columns, *rows])]
        severity: Severity = "info" if all(reading.parted.free) else "warning"
        shown = run.text[start : start + _SHOWN]
        where = _where(run, start, end)
        self.findings.append(
            finding("AMB01", "parted", severity=severity, where=where, subject=shown)
        )
        done = next(i for i, first in enumerate(run.starts) if first >= end)
        self.items += run.lines(end, run.starts[done])
        return done

    def _reading(self, text: str, starts: Sequence[int]) -> _Reading | None:
        """Return the one reading of a text as a table, ``None`` without one or with several."""
        found: list[_Reading] = []
        try:
            for header in headers_of(text, starts):
                units = _units(text, starts, header)
                rows = [_row(text, unit, header) for unit in units]
                self.budget.step()
                unexplained = not header.rank_first and any(unit.lead for unit in units)
                if len(rows) < _FEWEST or unexplained:
                    continue
                parted = part(header.places, rows, self.budget)
                if parted is not None:
                    found.append(_Reading(header, units, parted))
        except Exhausted:
            return None
        return found[0] if len(found) == 1 else None

    def _doubt(
        self, lines: Sequence[TextLine], texts: Sequence[str], at: int, *, has_header: bool
    ) -> None:
        """Say so where a line that stays text looks like cells that ran together."""
        text, below = texts[at], texts[at + 1] if at + 1 < len(texts) else ""
        is_table = has_header and (_ROW.search(text) or _is_row(below))
        is_rows = at > 1 and all(map(_is_row, texts[at - 2 : at + 1]))
        if not (is_table or is_rows or _CHAIN.search(text) or _NUMBERED.search(text)):
            return
        if at and self.findings and self.findings[-1].where == lines[at - 1].where:
            return  # once for lines that follow one another
        shown = lines[at].text.text[:_SHOWN]
        said = finding("AMB01", "run_together", where=lines[at].where, subject=shown)
        self.findings.append(said)


_ROW: Final = lazy_re(rf"\d{{0,3}}{_NAME}\d[\d.]{{3,}}")


def _is_row(text: str) -> bool:
    return _ROW.fullmatch(text) is not None


def _may_begin(text: str) -> bool:
    return any(True for _ in headers_of(text, [0, len(text)]))


def _last(texts: Sequence[str], begins: Sequence[bool], at: int) -> int:
    """Return the line before which a table that begins in a line must end."""
    last = at + 1
    while last < min(len(texts), at + _MOST_LINES):
        if begins[last] or _SENTENCE.search(texts[last]):
            break
        last += 1
    return last


def _where(run: LineRun, start: int, end: int) -> Provenance:
    line = run.line_at(start)
    return Provenance(page=line.page, span=run.span(start, end), box=line.box)


def _units(text: str, starts: Sequence[int], header: Header) -> tuple[_Unit, ...]:
    """Return the units behind a header: name after name with the digits around them."""
    breaks = frozenset(starts)
    units: list[_Unit] = []
    at = header.end
    while True:
        lead: Place | None = None
        match = _TOKEN.match(text, at)
        if match is not None and match["digits"] and (not units or at in breaks):
            lead, at = match.span(), match.end()
            match = _TOKEN.match(text, at)
        name = None if match is None or match["digits"] else match.span()
        if name is None or any(name[0] < place <= name[1] for place in breaks):
            return tuple(units)
        run = _TOKEN.match(text, name[1])
        if run is None or not run["digits"] or row_word([text[name[0] : name[1]]], "summary"):
            return tuple(units)
        end = next(place for place in starts if place > run.start())
        if units and lead is None and name[0] not in breaks and header.rank_first:
            units[-1] = replace(units[-1], has_next=True)
        units.append(_Unit(lead, name, (run.start(), min(run.end(), end))))
        at = units[-1].run[1]


def _row(text: str, unit: _Unit, header: Header) -> Row:
    lead = text[unit.lead[0] : unit.lead[1]] if unit.lead else ""
    is_rank = header.rank_first and lead.isdigit()
    run = text[unit.run[0] : unit.run[1]]
    return Row(run=run, rank=int(lead) if is_rank else None, has_next=unit.has_next)


def _cells(reading: _Reading) -> list[list[Place]]:
    """Return the places of the cells of each unit, in the order of the header."""
    rows: list[list[Place]] = []
    lead: Place | None = None
    for unit, way in zip(reading.units, reading.parted.ways, strict=True):
        pieces = _pieces(unit, way)
        rank = unit.lead or lead
        lead = pieces.pop() if unit.has_next else None
        first = [rank] if reading.header.rank_first and rank is not None else []
        rows.append([*first, unit.name, *pieces])
    return rows


def _pieces(unit: _Unit, way: Way) -> list[Place]:
    at = unit.run[0]
    pieces = []
    for length in way.lengths:
        pieces.append((at, at + length))
        at += length
    return pieces
