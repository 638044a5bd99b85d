"""What is drawn over a page, as plain data: lines, tables, values, findings with their places.

All places are points from the top left of the page as shown. `pipeline.picture.overlay` makes
these marks, `pipeline.picture.drawing` draws them.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.notice import Role, Status, TotalRule
from schemas.places import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """A printed line; ``statuses`` are those of the numbers that begin in it, in order."""

    box: Box
    is_furniture: bool
    statuses: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMark:
    """A cell; ``role`` is that of its column where the cell is the column's header."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMark:
    """A column's role and its edges on this page in points.

    ``number`` counts from 1; in the document layer from 0, as ``read`` gives it, without a role.
    """

    number: int
    role: Role | None
    x0: float
    x1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMark:
    """Where a row stands in points, and its number.

    In the notice layer the ranked rows have marks, and the numbers that findings name, from 1; in
    the document layer all rows have, numbered from 0 as ``read`` gives them.
    """

    number: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a printed table is taken for; ``numbers`` are its tables in the notice, from 1.

    Several numbers stand where section rows (乡镇类, 部门类) part one grid into rankings.
    ``confirmed`` of ``ranked`` rows confirm ``rule``.
    """

    numbers: tuple[int, ...]
    title: str | None
    is_ranking: bool
    rule: TotalRule
    confirmed: int
    ranked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMark:
    """One printed table on this page.

    All parts of a table that is joined over pages have the same ``letter`` and ``group``.
    ``from_page`` and ``to_page`` are the pages of the parts before and after this one, ``None``
    without one; ``proof`` says what proved the join to the part before, ``proof_zh`` in Chinese.
    ``meaning`` is ``None`` in the document layer. ``columns`` and ``rows`` are empty where the
    columns do not run from left to right.
    """

    letter: str
    group: int
    box: Box
    n_rows: int
    n_columns: int
    cells: tuple[CellMark, ...]
    columns: tuple[ColumnMark, ...] = ()
    rows: tuple[RowMark, ...] = ()
    meaning: Meaning | None = None
    from_page: int | None = None
    to_page: int | None = None
    proof: str | None = None
    proof_zh: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMark:
    """The cell of a typed value (a score, a total, a rank) and its proof status."""

    box: Box
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMark:
    """A finding; ``box`` is ``None`` where it is about no place on the page."""

    rule: str
    severity: str
    message_en: str
    message_zh: str
    box: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """All marks of one page; ``width`` and ``height`` of the page are in points."""

    source: str
    number: int
    page_count: int
    width: float
    height: float
    lines: tuple[LineMark, ...]
    tables: tuple[TableMark, ...]
    values: tuple[ValueMark, ...] = ()
    findings: tuple[FindingMark, ...] = ()
