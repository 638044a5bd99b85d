"""Painted paths → the horizontal and vertical rules of a page, and its filled bands."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter, le, mul, sub
from typing import Final, NamedTuple

from parsers.glyphs import Frame, Rectangle
from parsers.pdfium.objects import PageObjects
from parsers.pdfium.paths import Path
from parsers.tables.disjoint import DisjointSets

# Rules nearer than this (points) are one level; rules meet when they come this near.
SNAP: Final = 3.0
# A filled box at most this thick (points) is a rule; Word draws borders of up to 6 pt, but a box of
# that height may hold print, a rule never does.
_THICK: Final = 3.6
# A rule that is many times longer than thick is one even when it is drawn boldly.
_BOLD: Final = 8.0
_BOLD_RATIO: Final = 25
_SHORTEST: Final = 1.0
# A straight piece may lean by this much in all (pages turned by a matrix).
_LEAN: Final = 0.6
_WHITE: Final = 0xF8
# A fill that covers this share of the page is its background.
_BACKGROUND: Final = 0.85


_START: Final = attrgetter("start")


class Rule(NamedTuple):
    """A straight rule: ``at`` across its direction, from ``start`` to ``end`` along it, points.

    ``is_edge`` marks the side of a filled box, which nobody drew as a rule.
    """

    at: float
    start: float
    end: float
    width: float = 0.0
    is_edge: bool = False

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


def _rule(at: float, start: float, end: float, width: float, *, is_edge: bool = False) -> Rule:
    """Return a `Rule`; straight to the tuple costs half, and a page may have thousands."""
    return tuple.__new__(Rule, (at, start, end, width, is_edge))


class Rules(NamedTuple):
    """The rules of a page in the frame its text runs in, its filled boxes and what is oblique."""

    across: list[Rule]
    down: list[Rule]
    fills: list[Rectangle]
    curves: list[Rectangle]


@lru_cache(maxsize=256)
def is_pale(ink: int) -> bool:
    """Tell whether a colour can hardly be told from white."""
    return min(ink >> 16, ink >> 8 & 0xFF, ink & 0xFF) >= _WHITE


def rules_of(page: PageObjects, frame: Frame) -> Rules:
    """Collect the rules of a page.

    Args:
        page: its paths and images.
        frame: the direction most of its text runs in; the rules are given in it.
    """
    rules = Rules([], [], [], [])
    around = page.width * page.height * _BACKGROUND
    # Of a drawing not all paths are read, and what is read of it would make walls by chance.
    for path in () if page.is_drawing else page.paths:
        form, x0, top, x1, bottom, ink, fill, width, points = path
        wide, tall = x1 - x0, bottom - top
        box = (x0, top, x1, bottom) if not frame.turn else frame.inward((x0, top, x1, bottom))
        if points and wide > _THICK and tall > _THICK and _leans(path):
            rules.curves.append(box)
        elif ink is not None and not is_pale(ink):
            if form == "line":
                _straight(*box, width, rules)
            else:
                _stroked(path, box, frame, rules)
        elif fill is not None and form != "curve" and wide * tall < around:
            _filled(box, rules, is_white=is_pale(fill))
    for image in page.images:
        box = frame.inward(image)
        if min(box[2] - box[0], box[3] - box[1]) <= _THICK:
            _filled(box, rules, is_white=False)
    return rules


def _leans(path: Path) -> bool:
    """Tell whether a piece of a path runs along neither axis: no rule, part of a drawing."""
    if path.form == "line":
        return min(path.x1 - path.x0, path.bottom - path.top) > _LEAN
    return any(
        min(abs(ax - bx), abs(ay - by)) > _LEAN
        for (ax, ay), (bx, by) in zip(path.points, path.points[1:], strict=False)
    )


def _stroked(path: Path, box: Rectangle, frame: Frame, rules: Rules) -> None:
    if path.form == "rect":
        if min(box[2] - box[0], box[3] - box[1]) <= _THICK:
            _filled(box, rules, is_white=False)
        else:
            _sides(box, rules, width=path.width, is_edge=False)
    else:
        for (ax, ay), (bx, by) in itertools.pairwise(path.points):
            piece = frame.inward((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
            _straight(*piece, path.width, rules)


def _straight(x0: float, top: float, x1: float, bottom: float, width: float, rules: Rules) -> None:
    if bottom - top <= _LEAN and x1 - x0 > _SHORTEST:
        rule = ((top + bottom) / 2, x0, x1, width, False)
        rules.across.append(tuple.__new__(Rule, rule))
    elif x1 - x0 <= _LEAN and bottom - top > _SHORTEST:
        rule = ((x0 + x1) / 2, top, bottom, width, False)
        rules.down.append(tuple.__new__(Rule, rule))
    elif width > _BOLD and (x1 - x0 <= _LEAN or bottom - top <= _LEAN):
        # A box drawn as one short and very bold stroke.
        half = width / 2
        rules.fills.append((x0 - half, top - half, x1 + half, bottom + half))


def _filled(box: Rectangle, rules: Rules, *, is_white: bool) -> None:
    x0, top, x1, bottom = box
    wide, tall = x1 - x0, bottom - top
    thin, long = (tall, wide) if wide >= tall else (wide, tall)
    is_rule = thin <= _THICK or (thin <= _BOLD and long >= _BOLD_RATIO * thin)
    if is_rule and long > _SHORTEST:
        if is_white:
            return
        if wide >= tall:
            rule = ((top + bottom) / 2, x0, x1, tall, False)
            rules.across.append(tuple.__new__(Rule, rule))
        else:
            rule = ((x0 + x1) / 2, top, bottom, wide, False)
            rules.down.append(tuple.__new__(Rule, rule))
    elif not is_white and thin > _THICK:
        rules.fills.append(box)
        _sides(box, rules, width=0.0, is_edge=True)


def _sides(box: Rectangle, rules: Rules, *, width: float, is_edge: bool) -> None:
    x0, top, x1, bottom = box
    rules.across.append(_rule(top, x0, x1, width, is_edge=is_edge))
    rules.across.append(_rule(bottom, x0, x1, width, is_edge=is_edge))
    rules.down.append(_rule(x0, top, bottom, width, is_edge=is_edge))
    rules.down.append(_rule(x1, top, bottom, width, is_edge=is_edge))


def joined(rules: Iterable[Rule], *, level: float, gap: float) -> list[Rule]:
    """Join rules that lie on one line and touch.

    Args:
        rules: of one direction, in any order.
        level: how far apart (points) two rules may lie across their direction.
        gap: how far apart they may be along it.

    Returns:
        Rules ordered by position; each at the mean place of its pieces, weighted by length.
    """
    done: list[Rule] = []
    group: list[Rule] = []
    first = 0.0
    for rule in sorted(rules):
        at = rule.at
        if group and at - first > level:
            done += _merged(group, gap)
            group = []
        if not group:
            first = at
        group.append(rule)
    if group:
        done += _merged(group, gap)
    return sorted(done)


def _merged(group: list[Rule], gap: float) -> list[Rule]:
    if len(group) == 1:
        return group
    group.sort(key=_START)
    columns = list(zip(*group, strict=True))
    _, starts, ends, *_ = columns
    # Most rules are drawn cell by cell, each piece from where the one before ends.
    if all(map(le, starts[1:], [end + gap for end in ends])):
        return [_mean(*columns)]
    pieces: list[list[Rule]] = []
    end = -math.inf
    for rule in group:
        start = rule.start
        if start <= end + gap:
            pieces[-1].append(rule)
        else:
            pieces.append([rule])
            end = start
        end = max(end, rule.end)
    return [_mean(*zip(*piece, strict=True)) for piece in pieces]


def _mean(
    places: Sequence[float],
    starts: Sequence[float],
    ends: Sequence[float],
    widths: Sequence[float],
    edges: Sequence[bool],
) -> Rule:
    """Return the rule that pieces make, given by their fields."""
    if len(places) == 1:
        return _rule(places[0], starts[0], ends[0], widths[0], is_edge=edges[0])
    lengths = list(map(sub, ends, starts))
    weight = sum(lengths) or 1.0
    at = sum(map(mul, places, lengths)) / weight
    return _rule(at, min(starts), max(ends), max(widths), is_edge=all(edges))


def components(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Part the rules of a page into those that hang together.

    Args:
        across: horizontal rules, joined.
        down: vertical rules, joined.

    Returns:
        Pairs of horizontal and vertical rules; single rules make pairs of their own.
    """
    order = sorted(range(len(down)), key=lambda i: down[i].at)
    places = [down[i].at for i in order]
    # Between these heights all of them stand.
    top = max((rule.start for rule in down), default=math.inf) - SNAP
    bottom = min((rule.end for rule in down), default=-math.inf) + SNAP
    crossed: list[list[int]] = []
    for at, start, end, *_ in across:
        low, high = bisect_left(places, start - SNAP), bisect_right(places, end + SNAP)
        beside = order[low:high]
        if not top <= at <= bottom:
            beside = [j for j in beside if down[j].start - SNAP <= at <= down[j].end + SNAP]
        crossed.append(beside)
    # In most tables one rule crosses all of the other direction: nothing needs to be united.
    if down and all(crossed) and max(map(len, crossed), default=0) == len(down):
        return [(list(across), list(down))]
    first_down = len(across)
    sets = DisjointSets(first_down + len(down))
    for i, beside in enumerate(crossed):
        for j in beside:
            sets.unite(i, first_down + j)
    _unite_doubles(sets, 0, across)
    _unite_doubles(sets, first_down, down)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        found.setdefault(sets.find(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        found.setdefault(sets.find(first_down + j), ([], []))[1].append(rule)
    return list(found.values())


def _unite_doubles(sets: DisjointSets, first: int, rules: Sequence[Rule]) -> None:
    """Unite rules that run beside one another: double lines."""
    for i, rule in enumerate(rules):
        for j in range(i + 1, len(rules)):
            other = rules[j]
            if other.at - rule.at > SNAP:
                break
            if other.start <= rule.end + SNAP and rule.start <= other.end + SNAP:
                sets.unite(first + i, first + j)
