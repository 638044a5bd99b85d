"""What goes into the columns of a row: places, ids, and values that a column holds exactly."""

from __future__ import annotations

import hashlib
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any, Final, TypeAlias

from schemas.digits import NUMBER, POINTS, Digits
from schemas.findings import Finding, finding
from schemas.places import Box, Provenance
from schemas.vocabulary_files import vocabulary

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]

_REASONS: Final = ("reason_en", "reason_zh", "hint_en", "hint_zh")
_EDGES: Final = ("x0", "top", "x1", "bottom")
PLACE: Final = ("page", *_EDGES, "char_start", "char_end")
"""The columns that say where something stands; other places have a prefix (``total_page``)."""


def unit_id_of(region_code: str | None, name: str) -> str | None:
    """Return the id of a unit; ``None`` without a region, since names repeat over regions."""
    if not name or region_code is None:
        return None
    return "u" + hashlib.sha256(f"{region_code}\0{name}".encode()).hexdigest()[:16]


def place_columns(where: Provenance | None, prefix: str = "") -> Row:
    """Return the place columns of a row; all ``None`` without a place."""
    box = where.box if where is not None else None
    row: Row = {f"{prefix}page": where.page if where else None}
    row |= {f"{prefix}{edge}": getattr(box, edge) if box else None for edge in _EDGES}
    row[f"{prefix}char_start"] = where.span.start if where else None
    row[f"{prefix}char_end"] = where.span.end if where else None
    return row


def box_of(row: Row) -> Box | None:
    """Return the box that the place columns of a row give, ``None`` without one."""
    edges = [row[name] for name in _EDGES]
    return None if None in edges else Box(row["page"], *edges)


def reason_columns(kind: str, **params: object) -> Row:
    """Return the columns of a source that gave no notice, or not all of one: why, and what to do.

    Args:
        kind: the entry of ``outcomes.toml``.
        **params: what fills its templates.

    Raises:
        KeyError: there is no such entry, or a parameter is missing.
    """
    entry: dict[str, str] = vocabulary("outcomes")[kind]
    return {name: entry[name].format(**params) for name in _REASONS if name in entry}


def finding_columns(item: Finding) -> Row:
    """Return what a finding says, under the names that its row and its JSON have in common."""
    return {
        "subject": item.subject,
        "expected": item.expected,
        "found": item.found,
        "cause": item.cause,
        "message_en": item.message_en,
        "message_zh": item.message_zh,
    }


def ratio(value: Decimal | None, maximum: Decimal | None) -> float | None:
    """Return value / maximum, ``None`` when one is absent or the maximum is not positive."""
    if value is None or maximum is None or maximum <= 0:
        return None
    return float(value / maximum)


# Digits are counted and zeros dropped without rounding, however many a cell prints.
_EXACT: Final = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)


def held(value: Decimal | None, digits: Digits) -> Decimal | None:
    """Return a value as a decimal column of so many digits holds it; ``None`` where it cannot."""
    if value is None:
        return None
    shortest = value.normalize(_EXACT)
    exponent = shortest.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > digits.scale:
        return None
    if shortest.adjusted() >= digits.precision - digits.scale:
        return None
    printed = value.as_tuple().exponent
    # Zeros beyond the column's scale, and those of 1E+3, are written as the column has them.
    is_plain = isinstance(printed, int) and -digits.scale <= printed <= 0
    return value if is_plain else _rounded(value, digits)


def _rounded(value: Decimal, digits: Digits) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits.scale), context=_EXACT)


class Cutter:
    """Writes exact values, and notes the ones that no column can hold exactly."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def points(self, value: Decimal | None, column: str, subject: str) -> Decimal | None:
        """Return a value in points, ``None`` where its column cannot hold it exactly."""
        return self._exact(value, column, subject, POINTS)

    def computed(self, value: Decimal | None, column: str, subject: str) -> Decimal | None:
        """Return computed points (a mean has no last digit) rounded to the column's decimals."""
        return self.points(None if value is None else _rounded(value, POINTS), column, subject)

    def number(self, value: Decimal | None, column: str, subject: str) -> Decimal | None:
        """Return a number of the prose, ``None`` where its column cannot hold it exactly."""
        return self._exact(value, column, subject, NUMBER)

    def _exact(
        self, value: Decimal | None, column: str, subject: str, digits: Digits
    ) -> Decimal | None:
        exact = held(value, digits)
        if exact is None and value is not None:
            self.findings.append(
                finding("SYS01", "precision", subject=subject, found=value, column_name=column)
            )
        return exact
