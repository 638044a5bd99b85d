"""What a published dataset is, and the columns that several of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from schemas.fields import text

PARTITION: Final = "data_year"
"""The partition column of every dataset but ``units``; absent in Hive's default partition."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``column`` holds keys of ``dataset`` (or null where the column may be null)."""

    column: str
    dataset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One published dataset: what a row is, its columns, its key and what it points to."""

    name: str
    row_en: str
    row_zh: str
    key: str
    schema: pa.Schema
    foreign_keys: tuple[ForeignKey, ...] = ()
    is_partitioned: bool = True


NOTICE: Final = text(
    "notice_id", zh="通报编号（由文件内容得出）", en="The notice, named by its content."
)
STATUS_EN: Final = (
    "proved / consistent / contradicted / unchecked: whether arithmetic confirms the value"
)
STATUS_ZH: Final = "证明状态：proved 已证实、consistent 不矛盾、contradicted 有矛盾、unchecked 未核"
# What the null of a column means.
NO_IDENTITY: Final = "no identity covers the value"
NOT_PRINTED: Final = "not printed"
