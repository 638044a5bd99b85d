"""The rules over the datasets: plain functions from long rows to findings, none capped.

Every rule takes the rows of all datasets (as read back from Parquet) and returns finding rows
(the columns of ``findings`` without the id). Expected and found survive, and so do the place and
the key of the row. The arithmetic itself stands in `parsers`; `pipeline.expectations` wraps the
rules for Great Expectations.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from pipeline.rows import Row
from pipeline.rules.cells import unr01
from pipeline.rules.coverage import cnt01, cov01
from pipeline.rules.evidence import Datasets, Rule, about
from pipeline.rules.prose import chg01, prt01, shr01
from pipeline.rules.ranks import amb01, rnk01, rnk02, rnk03
from pipeline.rules.totals import max01, max02, sum01, sum02
from schemas.findings import finding

# What a notice says of itself, and the dataset that must have as many rows of it.
_PROMISES: Final = (
    ("notices", "notice_id", "table_count", "tables"),
    ("notices", "notice_id", "ranking_count", "rankings"),
    ("notices", "notice_id", "statistic_count", "statistics"),
    ("tables", "table_id", "ranking_count", "rankings"),
)
_READ: Final = frozenset({"read", "partial", "no data"})


def promised(data: Datasets) -> list[Row]:
    """Every source that was read has its notice, and every notice the rows it counts.

    An empty dataset passes all other rules without a word; this one makes it a failure.
    """
    notices = {row["source_id"] for row in data["notices"]}
    lost = [s for s in data["sources"] if s["outcome"] in _READ and s["source_id"] not in notices]
    missing = [("notices", 1, row, "sources", "source_id") for row in lost]
    for owner, key, column, dataset in _PROMISES:
        counted = Counter(row[key] for row in data[dataset])
        missing += [
            (dataset, row[column], row, owner, key)
            for row in data[owner]
            if counted[row[key]] != row[column]
        ]
    found = []
    for dataset, expected, row, owner, key in missing:
        item = finding("SYS01", "empty", dataset=dataset, expected=expected)
        found.append(about(item, row, owner, key, suite="sources"))
    return found


RULES: Final[dict[str, Rule]] = {
    "SUM01": sum01,
    "SUM02": sum02,
    "MAX01": max01,
    "MAX02": max02,
    "RNK01": rnk01,
    "RNK02": rnk02,
    "RNK03": rnk03,
    "UNR01": unr01,
    "AMB01": amb01,
    "PRT01": prt01,
    "SHR01": shr01,
    "CHG01": chg01,
    "CNT01": cnt01,
    "COV01": cov01,
}
"""Every rule that is judged over the datasets."""
