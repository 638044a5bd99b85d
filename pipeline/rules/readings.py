"""Notice or reader: what a contradiction of printed numbers may be due to.

Plain text is one reading that cannot be misread. The characters of a PDF in which numbers
contradict one another are read a second time (`parsers.second_look`): where both readings agree
the notice contradicts itself, where they do not the reading is in doubt. The words are data
(``readings.toml``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, Final

from pipeline.rows import Row
from pipeline.rules.evidence import Datasets, by
from pipeline.values import PLACE
from schemas.findings import rules
from schemas.notice import Role
from schemas.vocabulary_files import vocabulary

_PLAIN_TEXT: Final = "plain text"


def tells_of_reading(rule: Callable[..., list[Row]]) -> Callable[..., list[Row]]:
    """Make a rule say behind each contradiction whether the notice or the reading is in doubt.

    Findings that follow from another one, and notes of severity info, are left as they are.
    """

    @wraps(rule)
    def told(data: Datasets, *args: Any, **kwargs: Any) -> list[Row]:  # noqa: ANN401
        return _with_readings(rule(data, *args, **kwargs), data)

    return told


def _with_readings(found: list[Row], data: Datasets) -> list[Row]:
    if not any(map(_is_contradiction, found)):
        return found
    sources = {source["source_id"]: source for source in data["sources"]}
    disputed = by((f for f in data.get("findings", ()) if f["rule"] == "RDR01"), "source_id")
    numbers = _Numbers(data) if disputed else None
    told = []
    for row in found:
        source = sources.get(row["source_id"])
        if source is None or not _is_contradiction(row):
            told.append(row)
            continue
        disputes = disputed[row["source_id"]]
        cells = list(numbers.behind(row)) if numbers is not None and disputes else []
        told.append(_told(row, _verdict(source, disputes, cells)))
    return told


def _is_contradiction(row: Row) -> bool:
    return rules()[row["rule"]].compares and not row["cause"] and row["severity"] != "info"


def _told(row: Row, verdict: tuple[str, Row]) -> Row:
    variant, params = verdict
    words = vocabulary("readings")[variant]
    en, zh = (words[language].format(**params) for language in ("en", "zh"))
    return row | {"message_en": row["message_en"] + en, "message_zh": row["message_zh"] + zh}


def _verdict(source: Row, disputes: Sequence[Row], cells: Sequence[Row]) -> tuple[str, Row]:
    if source["method"] == _PLAIN_TEXT:
        return "plain", {}
    for item in disputes:
        if any(_touches(item, cell) for cell in cells):
            is_told = item["found"] is not None and item["expected"] is not None
            return ("differ", item) if is_told else ("otherwise", item)
    return ("once" if source["second_reader"] is None else "agree"), {}


class _Numbers:
    """The numbers of all datasets by what findings are about: each finding looks up its own."""

    def __init__(self, data: Datasets) -> None:
        self._units = {row["ranking_id"]: row for row in data["rankings"]}
        self._units_of_table = by(data["rankings"], "table_id")
        self._columns = {row["indicator_id"]: row for row in data["indicators"]}
        self._scores_of_unit = by(data["scores"], "ranking_id")
        self._scores_of_column = by(data["scores"], "indicator_id")
        self._statistics = {row["statistic_id"]: row for row in data["statistics"]}
        self._children = by(data["statistics"], "parent_id")

    def behind(self, row: Row) -> Iterator[Row]:
        """Give the places of all numbers that a finding holds against one another."""
        yield row
        match row["dataset"]:
            case "rankings" | "scores":
                unit = row["row_id"].rpartition("-c")[0] or row["row_id"]
                yield from self._of_unit(self._units[unit])
            case "indicators":
                yield from self._of_column(self._columns[row["row_id"]])
            case "tables":
                for unit in self._units_of_table[row["row_id"]]:
                    yield from self._of_unit(unit)
            case "statistics":
                # The number itself stands where the finding does.
                item = self._statistics[row["row_id"]]
                yield from self._children[row["row_id"]]
                others = (item[name] for name in ("parent_id", "measured_id", "basis_id"))
                yield from (self._statistics[key] for key in others if key in self._statistics)

    def _of_unit(self, unit: Row) -> Iterator[Row]:
        # The rank has no place of its own: it stands left or right of the unit's name.
        yield unit | {"x0": None, "x1": None}
        yield _place(unit, "total_")
        yield from self._scores_of_unit[unit["ranking_id"]]

    def _of_column(self, column: Row) -> Iterator[Row]:
        yield from self._scores_of_column[column["indicator_id"]]
        if column["role"] == Role.TOTAL.value:
            units = self._units_of_table[column["table_id"]]
            yield from (_place(unit, "total_") for unit in units)


def _place(row: Row, prefix: str) -> Row:
    return {name: row[f"{prefix}{name}"] for name in PLACE}


def _touches(dispute: Row, cell: Row) -> bool:
    """Tell whether two readers differ about a cell (``x0`` absent: anywhere in its row)."""
    if dispute["page"] != cell["page"]:
        return False
    if dispute["top"] is None or cell["top"] is None:
        return True
    across = cell["x0"] is None or (dispute["x0"] < cell["x1"] and cell["x0"] < dispute["x1"])
    return bool(across and dispute["top"] < cell["bottom"] and cell["top"] < dispute["bottom"])
