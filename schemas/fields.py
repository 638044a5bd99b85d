"""Building blocks of the published columns: types, and a description in two languages for each.

A column is nullable exactly when it says what absence means (``absent``).
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas import digits

POINTS: Final = pa.decimal128(*digits.POINTS)
NUMBER: Final = pa.decimal128(*digits.NUMBER)


def describe(
    *, zh: str, en: str, unit: str | None = None, absent: str | None = None
) -> dict[str, str]:
    """Return the field metadata that the data dictionary is made from.

    Args:
        zh: what the column holds, in Chinese.
        en: the same in English.
        unit: unit of measure, ``None`` for columns that have none.
        absent: what null means, ``None`` for columns that are never null.
    """
    metadata = {"description_zh": zh, "description_en": en}
    if unit is not None:
        metadata["unit"] = unit
    if absent is not None:
        metadata["absent"] = absent
    return metadata


def column(
    name: str,
    kind: pa.DataType,
    *,
    zh: str,
    en: str,
    unit: str | None = None,
    absent: str | None = None,
) -> pa.Field:
    """Return one column; it may be null only when ``absent`` says what that means."""
    metadata = describe(zh=zh, en=en, unit=unit, absent=absent)
    return pa.field(name, kind, nullable=absent is not None, metadata=metadata)


def text(name: str, *, zh: str, en: str, absent: str | None = None) -> pa.Field:
    """Return a text column."""
    return column(name, pa.string(), zh=zh, en=en, absent=absent)


def count(
    name: str, *, zh: str, en: str, unit: str | None = None, absent: str | None = None
) -> pa.Field:
    """Return a column of whole numbers: counts, positions (from 1), ranks, years."""
    return column(name, pa.int32(), zh=zh, en=en, unit=unit, absent=absent)


def points(name: str, *, zh: str, en: str, absent: str | None = None) -> pa.Field:
    """Return a column of exact decimals in points (分)."""
    return column(name, POINTS, zh=zh, en=en, unit="points (分)", absent=absent)


def place(
    prefix: str = "", *, zh: str = "", en: str = "", absent: str | None = None
) -> list[pa.Field]:
    """Return the columns of the proof of place: page, box as four doubles, character span.

    Args:
        prefix: put before the names (``total_`` gives ``total_page`` …).
        zh: what stands there, in Chinese.
        en: the same in English.
        absent: when the whole place may be missing, what that means.
    """
    no_box = "the format has no pages, or the place is not known"
    edges = (
        ("x0", "左边", "left edge"),
        ("top", "上边", "upper edge"),
        ("x1", "右边", "right edge"),
        ("bottom", "下边", "lower edge"),
    )
    of_zh, of_en = (zh and f"{zh}的", en and f" of {en}")
    boxes = [
        column(
            f"{prefix}{name}",
            pa.float64(),
            zh=f"{of_zh}{label_zh}，自页面左上角量起",
            en=f"The {label_en}{of_en}, from the top left of the page.",
            unit="points (1/72 inch)",
            absent=no_box,
        )
        for name, label_zh, label_en in edges
    ]
    spans = [
        column(
            f"{prefix}{name}",
            pa.int64(),
            zh=f"{of_zh}{label_zh}字符在原文中的偏移",
            en=f"Offset in the raw text{of_en}: {label_en}.",
            unit="characters",
            absent=absent,
        )
        for name, label_zh, label_en in (
            ("char_start", "首", "first character"),
            ("char_end", "末（不含）", "after the last character"),
        )
    ]
    page = count(f"{prefix}page", zh=f"{of_zh}页码", en=f"Page{of_en}, from 1.", absent=absent)
    return [page, *boxes, *spans]
