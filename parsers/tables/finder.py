"""The tables of a page: ruled, partly ruled and without rules."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from parsers.glyphs import Frame, Glyph, Strip, strip_of
from parsers.pdfium.objects import PageObjects
from parsers.tables.closed import ClosedTable, closed_tables
from parsers.tables.columns import columns_of
from parsers.tables.grids import Grid, places
from parsers.tables.lattice import Interval, Lattice, lattice_of
from parsers.tables.lines import band_of, column_at
from parsers.tables.loose import FEWEST_ROWS, continued, grown, loose_lattices
from parsers.tables.rules import SNAP, Rule, Rules, components, joined, rules_of
from parsers.tables.structure import completed
from parsers.tables.text_rows import TextRow, has_several_chunks, text_rows

_LEVEL: Final = 0.8
# The rules that make a frame are at least this long (points).
_SHORTEST_FRAME: Final = 60.0
# Two rules have equal ends within this many points, or this share of their length.
_ENDS, _ENDS_SHARE = 6.0, 0.02
# Of the cells of a table at least this share has print; charts and forms have less.
_LEAST_FILLED: Final = 0.25
# One filled box is a heading; the bands of a table have more sides than that.
_FEWEST_EDGES: Final = 3
# Below this share of the page's height only page numbers stand.
_FOOT: Final = 0.86
# An empty band of a table is no higher than this (points).
_EMPTY_BAND: Final = 30.0
# Of joined rules no page of tables has more; hatching and maps do, and cost a step per pair.
_MOST_RULES: Final = 4_000
# Print this wide (share of the table) in one chunk is running text.
_PROSE: Final = 0.6


class FoundTable(NamedTuple):
    """A grid in the frame of the page's text, and the upright glyphs in its cells (row, column).

    ``is_ruled`` tells that rules part its columns. ``columns`` are the extents of the columns'
    print when the table is the last thing on its page and its columns are known by their print
    alone: the next page may go on with it.
    """

    grid: Grid
    glyphs: dict[tuple[int, int], list[Glyph]]
    is_ambiguous: bool
    is_ruled: bool = False
    columns: tuple[Interval, ...] = ()
    texts: Mapping[tuple[int, int], tuple[str, ...]] = MappingProxyType({})


class Drawn(NamedTuple):
    """The rules of a page, and the lattices of those that hang together."""

    rules: Rules
    enclosed: list[Lattice]


def drawn_on(page: PageObjects, frame: Frame) -> Drawn:
    """Collect what is drawn on a page, in the frame its text runs in."""
    rules = rules_of(page, frame)
    if not (rules.across and rules.down):
        return Drawn(rules, [])
    across, down = ([x for x in side if not x.is_edge] for side in (rules.across, rules.down))
    return Drawn(rules, _enclosed(across, down))


def find_tables(
    page: PageObjects,
    groups: Sequence[list[Glyph]],
    frame: Frame,
    carried: Sequence[Interval] = (),
    drawn: Drawn | None = None,
) -> list[FoundTable]:
    """Find the tables of a page.

    Args:
        page: what stands on it.
        groups: the page's glyphs that run upright in the frame, grouped by baseline.
        frame: the direction most of its text runs in.
        carried: ``columns`` of the table that the page before ended with.
        drawn: what is drawn on the page, where that is known.

    Returns:
        The tables from top to bottom. None where nothing is a table.
    """
    rules, enclosed = drawn or drawn_on(page, frame)
    is_bare = not (rules.across or rules.down or carried)
    if is_bare and not has_several_chunks(map(strip_of, groups), FEWEST_ROWS):
        return []
    rows = text_rows(groups)
    lattices = _ruled(rules, enclosed, rows)
    lattices += _framed(rules, rows, lattices)
    lattices += loose_lattices(rows, lattices)
    tables = []
    for lattice in lattices:
        lines = completed(lattice, rows)
        if _is_table(lattice, lines, rules):
            tables.append((lattice, lines))
    if carried:
        rest = continued(rows, carried, [lattice for lattice, _ in tables], page.height)
        if rest is not None:
            tables.append((rest, completed(rest, rows)))
    done = [
        _found(lattice, lines)._replace(columns=_at_foot(lattice, rows, page))
        for lattice, lines in tables
    ]
    return sorted(done, key=lambda t: (t.grid.rectangle[1], t.grid.rectangle[0]))


def _at_foot(lattice: Lattice, rows: Sequence[TextRow], page: PageObjects) -> tuple[Interval, ...]:
    """Return the columns of a frame below which only a page number may stand, else nothing."""
    below = [row for row in rows if row.middle > lattice.ys[-1]]
    is_last = all(len(row.chunks) == 1 and row.top > _FOOT * page.height for row in below)
    return tuple(lattice.columns) if lattice.is_frame and is_last else ()


def _found(lattice: Lattice, lines: Sequence[TextRow]) -> FoundTable:
    """Put every chunk into the cell it stands in."""
    grid = lattice.grid()
    first = {place: (cell.row, cell.column) for cell in grid.cells for place in places(cell)}
    glyphs: dict[tuple[int, int], list[Glyph]] = {}
    for line in lines:
        row = band_of(lattice, line.middle)
        for chunk in line.chunks:
            if lattice.is_frame:
                column, _ = columns_of(chunk, lattice.columns)
            else:
                column = column_at(lattice, (chunk.x0 + chunk.x1) / 2)
            place = first.get((row, column))
            if place is not None:
                inside = glyphs.setdefault(place, [])
                for word in chunk.words:
                    inside += word.glyphs
    return FoundTable(grid, glyphs, lattice.is_ambiguous, not lattice.is_frame)


# ------------------------------------------------------------------------------------------ ruled


def find_closed(
    drawn: Drawn, groups: Sequence[list[Glyph]]
) -> tuple[list[Strip], list[Glyph], list[FoundTable]] | None:
    """Find the tables of a page if each is closed by its rules.

    Args:
        drawn: what is drawn on the page.
        groups: its glyphs by baseline, all of them upright.

    Returns:
        The lines outside of the tables, the blanks within, and the tables from top to bottom;
        ``None`` where there may be any other table.
    """
    rules, enclosed = drawn
    closed = closed_tables(enclosed, groups) if _rule_all(rules, enclosed) else None
    if closed is None or has_several_chunks(closed.outside, FEWEST_ROWS):
        return None
    done = []
    for table in closed.tables:
        lattice, filled = table.lattice, table.filled()
        # Two places in one row are two columns; nothing less is a table.
        if len(filled) == len({row for row, _ in filled}) or not (
            _has_walls(lattice, filled) and _is_evident(lattice, len(filled), rules)
        ):
            return None
        done.append(_of_parts(table))
    return closed.outside, closed.blanks, done


def _of_parts(table: ClosedTable) -> FoundTable:
    grid = table.lattice.grid()
    spanning = [c for c in grid.cells if c.row_span > 1 or c.column_span > 1]
    first = {place: (c.row, c.column) for c in spanning for place in places(c)}
    glyphs, texts = table.cells(first)
    return FoundTable(grid, glyphs, table.lattice.is_ambiguous, is_ruled=True, texts=texts)


def _rule_all(rules: Rules, tables: Sequence[Lattice]) -> bool:
    """Tell whether the rules outside of some tables make no other table, nor a frame of one."""
    for axis, side in enumerate((rules.across, rules.down)):
        edges = [rule for rule in side if rule.is_edge]
        if not all(any(_lies_in(rule, table, axis) for table in tables) for rule in edges):
            return False
    # Joined with rules this far inside of a table they would not leave it.
    if len(_outside(rules.across, tables, 1.0)) < 2:
        return True
    _, long = _frame_rules(rules, tables)
    return not any(_same_ends(one, other) for one, other in itertools.permutations(long, 2))


def _ruled(rules: Rules, enclosed: Sequence[Lattice], rows: Sequence[TextRow]) -> list[Lattice]:
    """Make lattices of crossing rules: first of drawn ones, then of the sides of filled boxes.

    The sides of a box filled behind a cell lie beside its rules and would double every border.
    """
    found = [lattice for lattice in enclosed if _has_columns(lattice, rows)]
    free = [
        [rule for rule in side if not any(_lies_in(rule, table, axis) for table in found)]
        for axis, side in enumerate((rules.across, rules.down))
    ]
    if any(rule.is_edge for side in free for rule in side):
        # One row of filled cells is a header or a band; frames make tables of those.
        found += [x for x in _enclosed(*free) if _has_columns(x, rows) and x.n_rows > 1]
    return found


def _lies_in(rule: Rule, table: Lattice, axis: int) -> bool:
    """Tell whether a rule (axis 0: horizontal) lies within the outline of a table."""
    along, across = (table.xs, table.ys) if axis == 0 else (table.ys, table.xs)
    return (
        across[0] - 2 * SNAP <= rule.at <= across[-1] + 2 * SNAP
        and rule.start >= along[0] - 2 * SNAP
        and rule.end <= along[-1] + 2 * SNAP
    )


def _enclosed(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Lattice]:
    """Make lattices of the rules that hang together."""
    across = joined(horizontal, level=_LEVEL, gap=SNAP)
    down = joined(vertical, level=_LEVEL, gap=SNAP)
    found: list[Lattice] = []
    if len(across) + len(down) > _MOST_RULES:
        return found
    for beside, upright in components(across, down):
        if len(beside) < 2 and len(upright) < 2:
            continue
        lattice = lattice_of(beside, upright)
        if lattice is not None and not lattice.is_frame:
            found.append(lattice)
    return found


def _has_columns(lattice: Lattice, rows: Sequence[TextRow]) -> bool:
    """Tell whether print stands in several columns that rules part."""
    filled = _touched(lattice, rows)
    return len({column for _, column in filled}) > 1 and _has_walls(lattice, filled)


def _has_walls(lattice: Lattice, filled: set[tuple[int, int]]) -> bool:
    """Tell whether rules part the columns in most of the rows, not in a header alone."""
    rows = {row for row, _ in filled}
    walled = sum(any(lattice.right[row]) for row in rows)
    return walled * 2 >= len(rows)


def _filled(lattice: Lattice, lines: Sequence[TextRow]) -> set[tuple[int, int]]:
    """Return the unit cells in which something is printed."""
    return {
        (band_of(lattice, line.middle), column_at(lattice, (chunk.x0 + chunk.x1) / 2))
        for line in lines
        for chunk in line.chunks
    }


def _touched(lattice: Lattice, rows: Sequence[TextRow]) -> set[tuple[int, int]]:
    """Return the unit cells in which a word begins."""
    x0, x1, top, bottom = lattice.xs[0], lattice.xs[-1], lattice.ys[0], lattice.ys[-1]
    found = set()
    for row in rows:
        if top <= row.middle < bottom:
            band = band_of(lattice, row.middle)
            found |= {
                (band, column_at(lattice, word.x0 + 1))
                for chunk in row.chunks
                if chunk.x1 > x0 and chunk.x0 < x1
                for word in chunk.words
            }
    return found


# ----------------------------------------------------------------------------------------- frames


def _framed(rules: Rules, rows: Sequence[TextRow], taken: Sequence[Lattice]) -> list[Lattice]:
    """Group horizontal rules with equal ends to the frames of tables without vertical ones."""
    across, long = _frame_rules(rules, taken)
    found: list[Lattice] = []
    used: set[int] = set()
    for i, rule in enumerate(long):
        if i in used or any(_meets(rule, table) for table in found):
            continue
        group = [i]
        alike = [j for j in range(len(long)) if j not in used and _same_ends(rule, long[j])]
        for j in sorted(alike, key=lambda j: long[j].at):
            if long[j].at <= rule.at or any(_meets(long[j], table) for table in found):
                continue
            if not _is_inside(rows, long[group[-1]], long[j], [*taken, *found]):
                break
            group.append(j)
        if len(group) >= 2:
            used |= set(group)
            lattice = _frame([long[j] for j in group], across)
            if lattice is None or (rule.is_edge and len(group) < _FEWEST_EDGES):
                continue
            if all(long[j].is_edge for j in group):
                lattice.is_banded = True
                grown(lattice, rows)
            found.append(lattice)
    return found


def _frame_rules(rules: Rules, taken: Sequence[Lattice]) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal rules outside of tables, and the long ones, the longest first."""
    across = _outside(joined(rules.across, level=SNAP, gap=SNAP), taken)
    long = sorted(
        (rule for rule in across if rule.length >= _SHORTEST_FRAME),
        key=lambda rule: (-round(rule.length / 8), rule.at),
    )
    return across, long


def _outside(rules: Sequence[Rule], tables: Sequence[Lattice], slack: float = SNAP) -> list[Rule]:
    """Return the horizontal rules that meet no table."""
    left = list(rules)
    for table in tables:
        x0, x1 = table.xs[0], table.xs[-1]
        top, bottom = table.ys[0] - slack, table.ys[-1] + slack
        left = [r for r in left if not (top <= r.at <= bottom and r.start < x1 and r.end > x0)]
    return left


def _meets(rule: Rule, table: Lattice) -> bool:
    is_level = table.ys[0] - SNAP <= rule.at <= table.ys[-1] + SNAP
    return is_level and rule.start < table.xs[-1] and rule.end > table.xs[0]


def _same_ends(one: Rule, other: Rule) -> bool:
    slack = max(_ENDS, _ENDS_SHARE * one.length)
    return abs(one.start - other.start) <= slack and abs(one.end - other.end) <= slack


def _is_inside(rows: Sequence[TextRow], upper: Rule, lower: Rule, taken: Sequence[Lattice]) -> bool:
    """Tell whether what stands between two rules is part of a table: lines of several chunks."""
    for table in taken:
        if (
            upper.at < table.ys[-1]
            and table.ys[0] < lower.at
            and table.xs[0] < upper.end
            and upper.start < table.xs[-1]
        ):
            return False
    between = []
    for row in rows:
        if upper.at < row.middle < lower.at:
            chunks = tuple(c for c in row.chunks if c.x1 > upper.start - 2 and c.x0 < upper.end + 2)
            if chunks:
                between.append(row._replace(chunks=chunks))
    if not between:
        return lower.at - upper.at < _EMPTY_BAND
    several = sum(len(row.chunks) > 1 for row in between)
    wide = sum(len(row.chunks) == 1 and row.x1 - row.x0 > _PROSE * upper.length for row in between)
    if several == 0:
        return len(between) == 1 and wide == 0 and lower.at - upper.at < 3 * between[0].size
    return wide == 0 or several * 2 >= len(between)


def _frame(group: Sequence[Rule], across: Sequence[Rule]) -> Lattice | None:
    start, end = min(rule.start for rule in group), max(rule.end for rule in group)
    top, bottom = group[0].at, group[-1].at
    inner = [
        rule
        for rule in across
        if top < rule.at < bottom
        and rule not in group
        and rule.start >= start - SNAP
        and rule.end <= end + SNAP
    ]
    lattice = lattice_of([*group, *inner], [])
    return lattice if lattice is not None else lattice_of(group, [])


# --------------------------------------------------------------------------------------- evidence


def _is_table(lattice: Lattice, lines: Sequence[TextRow], rules: Rules) -> bool:
    """Tell tables from boxes and charts: several rows and columns with print, nothing oblique."""
    if lattice.n_columns < 2:
        return False
    filled = _filled(lattice, lines)
    several = sum(count > 1 for count in Counter(row for row, _ in filled).values())
    if len(filled) < 2 or len({column for _, column in filled}) < 2:
        return False
    # One closed row is a table's last on its page; a frame needs rows that are alike.
    if lattice.is_frame and several < 2:
        return False
    return _is_evident(lattice, len(filled), rules)


def _is_evident(lattice: Lattice, filled: int, rules: Rules) -> bool:
    """Tell whether enough of a lattice's cells are filled, and nothing oblique is drawn in it."""
    # There are no more cells than unit cells; most tables are full enough for these.
    if filled < _LEAST_FILLED * lattice.n_rows * lattice.n_columns and (
        filled < _LEAST_FILLED * len(lattice.groups())
    ):
        return False
    x0, top, x1, bottom = lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1]
    inside = sum(
        x0 <= (a + c) / 2 <= x1 and top <= (b + d) / 2 <= bottom for a, b, c, d in rules.curves
    )
    return inside < 2 or filled >= 30


__all__ = ["Drawn", "FoundTable", "drawn_on", "find_closed", "find_tables"]
