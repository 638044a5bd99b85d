"""The rules on coverage: which units and years are there, and how many the text counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

from parsers.cells import number
from pipeline.rows import Row
from pipeline.rules.evidence import Datasets, about, by, ranked_tables, trimmed
from schemas.findings import finding
from schemas.vocabulary_files import vocabulary

_BRACKET: Final = re.compile(r"[（(<〈][^（(<〈]{1,20}[）)>〉]$")


def cnt01(data: Datasets) -> list[Row]:
    """A count of all units of a class equals the ranked rows of the table of that class.

    Only counts that speak of the whole class are held against a table (the cues are data, in
    ``unit_classes.toml``); of several, the largest. Each class is reported once a notice.
    """
    words = vocabulary("unit_classes")
    tables = by((table for table, _ in ranked_tables(data)), "notice_id")
    statistics = by(data["statistics"], "notice_id")
    found = []
    for notice_id in sorted(tables):
        for unit_class in words["class"]:
            of_class = [t for t in tables[notice_id] if _ranks_class(t, unit_class)]
            counts = _whole_counts(statistics[notice_id], unit_class, words)
            if len(of_class) != 1 or not counts:
                continue
            table, largest = of_class[0], max(counts, key=lambda row: row["value"])
            if largest["value"] == table["ranking_count"]:
                continue
            item = finding(
                "CNT01",
                table=table["table_number"],
                subject=largest["text"],
                expected=table["ranking_count"],
                found=trimmed(largest["value"]),
                noun_en=unit_class["noun_en"],
                noun_zh=unit_class["noun_zh"],
            )
            found.append(about(item, largest, "statistics", "statistic_id"))
    return found


def _ranks_class(table: Row, unit_class: Mapping[str, Any]) -> bool:
    """Tell from the group of a table (from its title only without a group) what it ranks."""
    label = table["group_name"] or table["title"] or ""
    return any(word in label for word in unit_class["tables"]) and not any(
        word in label for word in unit_class["not"]
    )


def _whole_counts(
    rows: Sequence[Row], unit_class: Mapping[str, Any], words: Mapping[str, Any]
) -> list[Row]:
    """Return the statistics that count all units of a class.

    A part of something else (of 27 columns, 22 belong to departments) counts that something.
    """
    return [
        row
        for row in rows
        if row["kind"] == "level"
        and row["value"] is not None
        and row["bound"] == "exact"
        and row["relation"] != "part of"
        and _counts_class(row["metric_name"], unit_class)
        and any(cue in row["text"] for cue in words["whole"]["cues"])
        and not any(cue in row["text"] for cue in words["whole"]["not"])
    ]


def _counts_class(metric: str, unit_class: Mapping[str, Any]) -> bool:
    """Tell whether a metric ends in the class, with or without a bracket (街道（管理区）)."""
    nouns = tuple(unit_class["nouns"])
    return metric.endswith(nouns) or _BRACKET.sub("", metric).endswith(nouns)


# Two tables rank the same units when they share so many, and so large a part of the longer one.
_FEWEST_SHARED: Final = 3
_LEAST_SHARE: Final = 0.75


def cov01(data: Datasets) -> list[Row]:
    """A unit or a year is there where other tables or other years lead one to expect it.

    Within a notice: two tables that rank the same units but for a few, a unit that is ranked
    without a score, and one of the addressees that no table ranks where they are ranked. Over the
    notices of one series (same region, same title but for its year): a year between two others,
    and a unit in the year between. A series that skips every other year lacks none.
    """
    return [*_other_tables(data), *_without_scores(data), *_addressed(data), *_years(data)]


def _other_tables(data: Datasets) -> Iterator[Row]:
    by_notice = by((table for table, _ in ranked_tables(data)), "notice_id")
    units = {
        table_id: {row["unit_name"]: row for row in rows}
        for table_id, rows in by(data["rankings"], "table_id").items()
    }
    for tables in by_notice.values():
        for one, other in combinations(tables, 2):
            groups = {one["group_name"], other["group_name"]} - {None}
            names = [units[table["table_id"]] for table in (one, other)]
            shared = len(names[0].keys() & names[1].keys())
            most = max(map(len, names))
            if len(groups) > 1 or shared < max(_FEWEST_SHARED, _LEAST_SHARE * most):
                continue
            for table, own, ranked_in, others in (
                (one, names[0], other, names[1]),
                (other, names[1], one, names[0]),
            ):
                for name in (name for name in others if name and name not in own):
                    item = finding(
                        "COV01",
                        "table",
                        table=table["table_number"],
                        subject=name,
                        other=ranked_in["table_number"],
                    )
                    yield about(item, others[name], "rankings", "ranking_id")


def _without_scores(data: Datasets) -> Iterator[Row]:
    """Give the units whose total says "none" (—) in a table whose others have one."""
    for table, rows in ranked_tables(data):
        if all(row["total"] is None for row in rows):
            continue
        for row in rows:
            printed = row["total_printed"]
            if printed is None or number(printed).kind != "none" or not row["unit_name"]:
                continue
            item = finding(
                "COV01",
                "no_score",
                severity="info",
                table=table["table_number"],
                row=row["row_number"],
                subject=row["unit_name"],
                found=printed,
            )
            yield about(item, row, "rankings", "ranking_id", prefix="total_")


def _addressed(data: Datasets) -> Iterator[Row]:
    """Give the addressees that no table ranks, where most of those that are named are ranked."""
    ranked = by(data["rankings"], "notice_id")
    collective = vocabulary("unit_classes")["collective"]["words"]
    for notice in data["notices"]:
        names = {name for name in (notice["addressees"] or "").split("；") if name}
        own = {name for name in names if not any(word in name for word in collective)}
        known = own & {row["unit_name"] for row in ranked[notice["notice_id"]]}
        if len(known) < max(_FEWEST_SHARED, _LEAST_SHARE * len(own)):
            continue
        for name in sorted(own - known):
            item = finding("COV01", "addressee", severity="info", subject=name)
            yield about(item, notice, "notices", "notice_id")


def _years(data: Datasets) -> Iterator[Row]:
    groups: dict[tuple[object, ...], dict[int, Row]] = defaultdict(dict)
    for notice in data["notices"]:
        title, region, year = notice["title"], notice["region_code"], notice.get("data_year")
        if title is not None and region is not None and year is not None:
            groups[region, _YEAR.sub("", title)].setdefault(year, notice)
    for series in groups.values():
        years = sorted(series)
        if any(after == before + 1 for before, after in pairwise(years)):
            for before, after in pairwise(years):
                yield from (
                    _no_year(series, year, before, after) for year in range(before + 1, after)
                )
        yield from _units_between(data, series)


_YEAR: Final = re.compile(r"(?:19|20)\d\d|[〇○零一二三四五六七八九]{4}")


def _no_year(series: Mapping[int, Row], year: int, before: int, after: int) -> Row:
    notice = series[after]
    item = finding(
        "COV01",
        "year",
        severity="info",
        subject=notice["title"],
        expected=year,
        before=before,
        after=after,
    )
    return about(item, notice, "notices", "notice_id")


def _units_between(data: Datasets, series: Mapping[int, Row]) -> Iterator[Row]:
    """Give the units that the years before and after rank in a group, and the year between not."""
    year_of = {notice["notice_id"]: year for year, notice in series.items()}
    ranked: dict[str | None, dict[int, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
    group_of = {table["table_id"]: table["group_name"] for table in data["tables"]}
    for row in data["rankings"]:
        year = year_of.get(row["notice_id"])
        if year is not None and row["unit_name"]:
            ranked[group_of[row["table_id"]]][year][row["unit_name"]] = row
    for years in ranked.values():
        for year in sorted(years):
            before, after = years.get(year - 1), years.get(year + 1)
            if before is None or after is None:
                continue
            everywhere = {name for group in ranked.values() for name in group.get(year, ())}
            for name in sorted(before.keys() & after.keys() - everywhere):
                item = finding(
                    "COV01",
                    "unit_year",
                    severity="info",
                    subject=name,
                    expected=year,
                    before=year - 1,
                    after=year + 1,
                )
                yield about(item, after[name], "rankings", "ranking_id")
