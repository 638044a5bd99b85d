"""Columns that several samples share."""

from __future__ import annotations

from samples.source.model import Column

RANK = Column(name="排名", role="rank")
UNIT = Column(name="单位", role="unit")
TOTAL = Column(name="总分", role="total", max_score="100")


def ranked(*scores: tuple[str, str]) -> tuple[Column, ...]:
    """Return 排名, 单位, the scores with their maxima, 总分 of 100 points."""
    named = tuple(Column(name=name, max_score=points) for name, points in scores)
    return (RANK, UNIT, *named, TOTAL)
