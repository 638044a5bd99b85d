"""What a notice says in words of how its totals are formed (notes under a table, prose)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from parsers.cells import fold
from parsers.structure.lines import Item, TextLine
from schemas.document import Table
from schemas.vocabulary_files import vocabulary


@dataclass(frozen=True, slots=True)
class TieRule:
    """What a notice says of equal totals: the name it orders them by, and which way."""

    by: str
    descending: bool


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary("columns")["said"][kind])


def said_caps(items: Sequence[Item]) -> frozenset[Decimal]:
    """Return the limits of points that a notice speaks of (总分最高不超过105分, 100分封顶).

    Args:
        items: its lines and tables in reading order; notes within tables count too.

    Returns:
        The limits in points, whatever they limit (a bonus has its own): the rows of a table must
        show which of them its totals keep.
    """
    found = set()
    for text in _texts(items):
        for pattern in _patterns("caps"):
            found |= {Decimal(match["cap"]) for match in pattern.finditer(text) if match["cap"]}
    return frozenset(found)


def said_ties(items: Sequence[Item]) -> tuple[TieRule, ...]:
    """Return what a notice says of equal totals (得分相同的，按总磷由低到高排序).

    Args:
        items: its lines and tables in reading order; notes within tables count too.

    Returns:
        The rules in printed order; a table's column must bear the name and the order out.
    """
    upwards = vocabulary("columns")["said"]["ties_upwards"]
    return tuple(
        TieRule(match["by"], match["way"] not in upwards)
        for text in _texts(items)
        for pattern in _patterns("ties")
        for match in pattern.finditer(text)
    )


def _texts(items: Sequence[Item]) -> Iterator[str]:
    """Give all lines as one text (a sentence may be broken anywhere), and the cells of a table."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, TextLine):
            lines.append(item.text.text)
        elif isinstance(item, Table):
            yield _packed("。".join(cell.text for cell in item.cells))
    yield _packed("".join(lines))


def _packed(text: str) -> str:
    return fold("".join(text.split()))
