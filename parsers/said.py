"""What a notice says in words of how its totals are formed (notes under a table, prose)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from parsers.cells import fold
from parsers.lines import Item, TextLine
from schemas.document import Table
from schemas.vocabulary_files import vocabulary


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary("columns")["said"]["caps"])


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
        for pattern in _patterns():
            found |= {Decimal(match["cap"]) for match in pattern.finditer(text)}
    return frozenset(found)


def _texts(items: Sequence[Item]) -> Iterator[str]:
    """Give runs of lines as one text (a sentence may be broken anywhere), and wordy cells."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, TextLine):
            lines.append(item.text.text)
        elif isinstance(item, Table):
            yield from (_packed(cell.text) for cell in item.cells if len(cell.text) > 8)
    yield _packed("".join(lines))


def _packed(text: str) -> str:
    return fold("".join(text.split()))
