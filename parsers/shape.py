"""What a table layout tells about a grid: which column and row holds what."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.notice import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Rows that are ranked among themselves.

    ``group`` is the class of units that a row above them or a column beside them names, without
    its label (（二）), ``None`` without one. ``rows`` are the printed rows of the segment,
    ``ranked`` those of them that are units.
    """

    group: str | None
    rows: tuple[int, ...]
    ranked: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A recognised layout: columns with roles, and the segments of the body.

    ``title`` is a title printed inside the grid. ``serial`` is the column of running numbers
    (序号), which is a rank only if the totals follow it. All indexes are from 0 into the grid.
    """

    title: str | None
    columns: tuple[Column, ...]
    segments: tuple[Segment, ...]
    serial: int | None
    is_ranking: bool
