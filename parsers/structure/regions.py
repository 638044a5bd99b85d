"""Which region an organ belongs to (GB/T 2260)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_LEVELS: Final = ("province", "prefecture", "county")
# A printed prefix that names a region we have no code for: 江岚区…, never a bare 区 or 全市.
_PREFIX = lazy_re(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|自治县|省|市|区|县|旗))(?!场|区)"
)
_NOT_A_NAME: Final = ("全", "各", "本", "我", "市场", "社区", "关于")


@dataclass(frozen=True, slots=True)
class Region:
    """A region's name, and its six-digit code or ``None`` when the table does not have it."""

    name: str
    code: str | None


@cache
def _regions() -> tuple[tuple[str, str, int], ...]:
    """All rows as (name, code, depth), the most special and longest first."""
    rows = [
        (row["name"], row["code"], _LEVELS.index(row["level"]))
        for row in vocabulary("regions")["region"]
    ]
    return tuple(sorted(rows, key=lambda row: (-row[2], -len(row[0]), row[1])))


def region_of(text: str) -> Region | None:
    """Return the region that an organ's name (or a title) names; the most special one.

    Longer names go before shorter ones, counties before prefectures before provinces. A name in
    prefix position that the table does not have comes back without a code.

    >>> region_of("临岚市青禾区人民政府办公室")
    Region(name='青禾区', code='990102')
    >>> region_of("领导小组办公室") is None
    True
    """
    for name, code, _ in _regions():
        if name in text:
            return Region(name, code)
    match = _PREFIX.match(text)
    if match is None or match["name"].startswith(_NOT_A_NAME):
        return None
    return Region(match["name"], None)
