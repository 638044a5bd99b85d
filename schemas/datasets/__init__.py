"""The published datasets: the single source of their names, columns, types, keys and meanings.

A module for each family of them. Data dictionary, data package, Parquet files and documentation
follow from here. ``data_year`` is no column of the files: it is the partition
(``data_year=2022``).
"""

from __future__ import annotations

from typing import Final

from schemas.datasets.dataset import PARTITION, Dataset, ForeignKey
from schemas.datasets.findings import FINDINGS
from schemas.datasets.rankings import INDICATORS, RANKINGS, SCORES, TABLES, UNITS
from schemas.datasets.sources import NOTICES, SOURCES
from schemas.datasets.statistics import STATISTICS

DATASETS: Final[dict[str, Dataset]] = {
    dataset.name: dataset
    for dataset in (
        SOURCES,
        NOTICES,
        TABLES,
        INDICATORS,
        RANKINGS,
        SCORES,
        STATISTICS,
        UNITS,
        FINDINGS,
    )
}
"""All datasets by name, in the order in which they are written and explained."""

__all__ = ["DATASETS", "PARTITION", "Dataset", "ForeignKey"]
