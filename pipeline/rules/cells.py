"""The rule on cells that are no numbers where numbers must stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from parsers.arithmetic import EXTRAS
from parsers.cells import number, rank
from pipeline.rows import Row
from pipeline.rules.evidence import Datasets, about, by
from schemas.findings import finding
from schemas.notice import Role

_OFTEN_BLANK: Final = frozenset(role.value for role in EXTRAS)


def unr01(data: Datasets) -> list[Row]:
    """Every cell of a rank, unit, score or total column is readable, or is told of.

    Reading tells of such cells where it meets them. What the datasets lack and no finding of
    reading speaks of is told of here, so that no number is lost without a word.
    """
    told = {
        (f["notice_id"], f["table_number"], f["row_number"], f["column_number"])
        for f in data.get("findings", ())
        if f["rule"] == "UNR01"
    }
    numbers = {table["table_id"]: table["table_number"] for table in data["tables"]}
    found = []
    for row, dataset, key, column, printed in _unread(data):
        place = (row["notice_id"], numbers[row["table_id"]], row["row_number"])
        if (*place, column["column_number"]) in told:
            continue
        item = finding(
            "UNR01",
            "default" if printed.strip() else "empty",
            table=numbers[row["table_id"]],
            row=row["row_number"],
            column=column["column_number"],
            subject=row["unit_name"],
            found=printed or None,
            column_name=column["indicator_name"],
        )
        found.append(about(item, row, dataset, key))
    return found


def _unread(data: Datasets) -> Iterator[tuple[Row, str, str, Row, str]]:
    """Give row, dataset, key, column and printed text of each cell that is empty or no number."""
    columns = by(data["indicators"], "table_id")
    by_id = {column["indicator_id"]: column for column in data["indicators"]}
    for score in data["scores"]:
        printed = score["value_printed"]
        kind = number(printed).kind
        may_be_blank = kind == "empty" and score["role"] in _OFTEN_BLANK
        column = by_id.get(score["indicator_id"])
        if column and score["value"] is None and kind in _BAD and not may_be_blank:
            yield score, "scores", "score_id", column, printed
    for row in data["rankings"]:
        for role, value, printed, kind_of in _CELLS:
            own = [c for c in columns[row["table_id"]] if c["role"] == role.value]
            text = row[printed]
            if own and not row[value] and text is not None and kind_of(text) in _BAD:
                yield row, "rankings", "ranking_id", own[0], text


_BAD: Final = frozenset({"empty", "unread"})
_Kind = Callable[[str], Any]
_CELLS: Final[tuple[tuple[Role, str, str, _Kind], ...]] = (
    (Role.UNIT, "unit_name", "unit_name", lambda text: "read" if text.strip() else "empty"),
    (Role.RANK, "rank", "rank_printed", lambda text: rank(text).kind),
    (Role.TOTAL, "total", "total_printed", lambda text: number(text).kind),
)
