"""The rules over the datasets: plain functions from long rows to findings, none capped.

Every rule takes the rows of all datasets (as read back from Parquet) and returns finding rows
(the columns of ``findings`` without the id). Expected and found survive, and so do the place and
the key of the row. The arithmetic itself stands in `parsers.arithmetic`; `pipeline.expectations`
wraps the rules for Great Expectations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from parsers import arithmetic
from parsers.arithmetic import Ranking, Term
from pipeline.rows import Row, finding_row
from schemas.findings import Finding, finding
from schemas.notice import Role, TotalRule
from schemas.vocabulary_files import vocabulary

Datasets: TypeAlias = Mapping[str, Sequence[Row]]
Rule: TypeAlias = Callable[[Datasets], list[Row]]

_PLACE: Final = ("page", "x0", "top", "x1", "bottom", "char_start", "char_end")


def about(
    item: Finding, row: Row, dataset: str, key: str, *, suite: str | None = None, prefix: str = ""
) -> Row:
    """Return a finding as a row of ``findings`` that points to a row of a dataset and its place.

    Args:
        item: the finding.
        row: the row it is about; it has a ``notice_id`` and place columns.
        dataset: the dataset of the row.
        key: the key column of that dataset.
        suite: the suite that found it.
        prefix: of the place columns (``total_`` for a total).
    """
    notice_id = row.get("notice_id")
    base = finding_row(
        item,
        source_id=row.get("source_id") or notice_id,
        notice_id=notice_id,
        suite=suite or dataset,
        dataset=dataset,
        row_id=row.get(key),
    )
    return base | {name: row.get(f"{prefix}{name}") for name in _PLACE}


def trimmed(value: Decimal) -> Decimal:
    """Drop the zeros that the column's fixed scale added: ``33.0000`` is ``33``."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def as_printed(value: Decimal | None, printed: str | None) -> Decimal | None:
    """Give a value the number of decimals it was printed with (``90.00`` keeps its zeros)."""
    if value is None:
        return None
    shortest = trimmed(value)
    digits = len(printed.strip().partition(".")[2]) if printed else 0
    exact = shortest.as_tuple().exponent
    if not isinstance(exact, int) or digits > 4 or digits <= -exact:
        return shortest
    return shortest.quantize(Decimal(1).scaleb(-digits))


def _by(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _ranked_tables(data: Datasets) -> list[tuple[Row, list[Row]]]:
    """Return each ranking table with its rows in printed order."""
    rows = _by(data["rankings"], "table_id")
    tables = [table for table in data["tables"] if table["table_id"] in rows]
    return [
        (table, sorted(rows[table["table_id"]], key=lambda row: row["row_number"]))
        for table in tables
    ]


def _failing_totals(data: Datasets) -> dict[str, arithmetic.Fit]:
    """Return the fit of every printed total that its table's rule contradicts, by ranking."""
    rules = {table["table_id"]: TotalRule(table["total_rule"]) for table in data["tables"]}
    weights = {row["indicator_id"]: row["weight"] for row in data["indicators"]}
    scores = _by(data["scores"], "ranking_id")
    failing = {}
    for row in data["rankings"]:
        # Without a rule, or with a score that could not be read, there is nothing to compare.
        if row["computed_total"] is None or row["total"] is None:
            continue
        terms = tuple(
            Term(
                value=as_printed(score["value"], score["value_printed"]),
                role=Role(score["role"]),
                max_score=score["max_score"] and trimmed(score["max_score"]),
                weight=weights[score["indicator_id"]],
            )
            for score in sorted(scores[row["ranking_id"]], key=lambda s: s["column_number"])
        )
        total = as_printed(row["total"], row["total_printed"])
        fit = arithmetic.judge(rules[row["table_id"]], arithmetic.Row(terms=terms, total=total))
        if fit is not None and not fit.agrees:
            failing[row["ranking_id"]] = fit
    return failing


def sum01(data: Datasets) -> list[Row]:
    """A unit's printed total equals what the table's total rule gives from its printed scores."""
    numbers = {table["table_id"]: table["table_number"] for table in data["tables"]}
    failing = _failing_totals(data)
    found = []
    for row in data["rankings"]:
        fit = failing.get(row["ranking_id"])
        if fit is None:
            continue
        total = as_printed(row["total"], row["total_printed"])
        item = finding(
            "SUM01",
            table=numbers[row["table_id"]],
            row=row["row_number"],
            subject=row["unit_name"],
            expected=trimmed(fit.computed),
            found=total,
            terms=fit.evidence.partition(" = ")[0],
        )
        found.append(about(item, row, "rankings", "ranking_id", suite="scores", prefix="total_"))
    return found


def max01(data: Datasets, failing: Mapping[str, set[str]] | None = None) -> list[Row]:
    """No score is above the maximum its column header names, no total above the total's.

    Args:
        data: the datasets.
        failing: keys of the failing rows by dataset, as Great Expectations gave them back;
            ``None`` to judge here.
    """
    numbers = {table["table_id"]: table["table_number"] for table in data["tables"]}
    found = []
    for dataset, key, value, maximum, prefix in (
        ("scores", "score_id", "value", "max_score", ""),
        ("rankings", "ranking_id", "total", "total_max", "total_"),
    ):
        for row in data[dataset]:
            if failing is None:
                both = row[value] is not None and row[maximum] is not None
                is_bad = both and row[value] > row[maximum]
            else:
                is_bad = row[key] in failing.get(dataset, set())
            if not is_bad:
                continue
            item = finding(
                "MAX01",
                table=numbers[row["table_id"]],
                row=row["row_number"],
                column=row.get("column_number"),
                subject=row["unit_name"],
                column_name=row.get("indicator_name") or "总分",
                expected=trimmed(row[maximum]),
                found=as_printed(row[value], row[f"{value}_printed"]),
            )
            found.append(about(item, row, dataset, key, prefix=prefix))
    return found


# Rules under which the maxima of the scores are printed in the points of the total.
_ADDING: Final = frozenset({TotalRule.SUM.value, TotalRule.SUM_BONUS_PENALTY.value})


def max02(data: Datasets) -> list[Row]:
    """The maxima of a table's score columns sum to the maximum of its total column."""
    columns = _by(data["indicators"], "table_id")
    found = []
    for table in data["tables"]:
        scores = [c for c in columns[table["table_id"]] if c["role"] == Role.SCORE.value]
        maxima = [c["max_score"] for c in scores]
        if not maxima or None in maxima or table["total_max"] is None:
            continue
        if table["total_rule"] not in _ADDING or sum(maxima) == table["total_max"]:
            continue
        item = finding(
            "MAX02",
            table=table["table_number"],
            terms=" + ".join(str(trimmed(value)) for value in maxima),
            expected=trimmed(sum(maxima, Decimal(0))),
            found=trimmed(table["total_max"]),
        )
        found.append(about(item, table, "tables", "table_id"))
    return found


def _order(rows: Sequence[Row], totals: Sequence[Decimal | None]) -> Ranking:
    return arithmetic.rank_order([row["rank"] for row in rows], totals)


def _unordered(rows: Sequence[Row], order: Ranking) -> tuple[int, int] | None:
    """Return (ranks that follow the totals, ranks judged) when most of them do not, else None.

    Such a column is no rank by total (a running number, a ranking by something else): to call
    every row wrong would be noise.
    """
    verdicts = [order.agrees(position, row["rank"]) for position, row in enumerate(rows)]
    judged = [verdict for verdict in verdicts if verdict is not None]
    agreeing = sum(judged)
    return (agreeing, len(judged)) if 2 * agreeing < len(judged) else None


def _span(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low}–{high}"


def rnk01(data: Datasets) -> list[Row]:
    """A unit's rank lies within the places that its total allows (any place of its tie).

    Where a total of the table is wrong and the rank is right by the computed totals, the finding
    is secondary: severity warning, cause ``SUM01``.
    """
    failing = _failing_totals(data)
    found = []
    for table, rows in _ranked_tables(data):
        order = _order(rows, [row["total"] for row in rows])
        mostly = _unordered(rows, order)
        if mostly is not None:
            item = finding(
                "AMB01", "ranks", table=table["table_number"], found=mostly[0], expected=mostly[1]
            )
            found.append(about(item, table, "tables", "table_id", suite="rankings"))
            continue
        mended = [
            failing[row["ranking_id"]].computed if row["ranking_id"] in failing else row["total"]
            for row in rows
        ]
        by_computed = _order(rows, mended)
        for position, row in enumerate(rows):
            if order.agrees(position, row["rank"]) is not False:
                continue
            bounds = order.allowed[position]
            follows = mended != [r["total"] for r in rows] and by_computed.agrees(
                position, row["rank"]
            )
            item = finding(
                "RNK01",
                "secondary" if follows else "default",
                severity="warning" if follows else None,
                table=table["table_number"],
                row=row["row_number"],
                subject=row["unit_name"],
                expected=_span(bounds) if bounds else None,
                found=row["rank"],
                cause="SUM01" if follows else None,
                total=as_printed(row["total"], row["total_printed"]),
            )
            found.append(about(item, row, "rankings", "ranking_id"))
    return found


def rnk02(data: Datasets) -> list[Row]:
    """Units with the same total have the same rank; one finding per group of equal totals."""
    found = []
    for table, rows in _ranked_tables(data):
        if _unordered(rows, _order(rows, [row["total"] for row in rows])):
            continue
        for total, places in arithmetic.ties([row["total"] for row in rows]).items():
            tied = [rows[place] for place in places if rows[place]["rank"] is not None]
            ranks = sorted({row["rank"] for row in tied})
            if len(ranks) < 2:
                continue
            item = finding(
                "RNK02",
                table=table["table_number"],
                subject="、".join(row["unit_name"] for row in tied),
                found=as_printed(total, tied[0]["total_printed"]),
                count=len(tied),
                ranks=", ".join(str(rank) for rank in ranks),
            )
            place = {name: tied[0][f"total_{name}"] for name in _PLACE}
            found.append(about(item, table, "tables", "table_id", suite="rankings") | place)
    return found


def rnk03(data: Datasets) -> list[Row]:
    """The ranks of a table run without a gap, and one repeats only for equal totals."""
    found = []
    for table, rows in _ranked_tables(data):
        ranks = Counter(row["rank"] for row in rows if row["rank"] is not None)
        items: list[tuple[Finding, Row]] = []
        for before, after in zip(sorted(ranks), sorted(ranks)[1:], strict=False):
            # After a tie of k units at place r the next is r + k, or r + 1 where ranks are dense.
            if before + 1 <= after <= before + max(ranks[before], 1):
                continue
            item = finding(
                "RNK03",
                "gap",
                table=table["table_number"],
                expected=before + ranks[before],
                found=after,
                before=before,
                after=after,
            )
            items.append((item, next(row for row in rows if row["rank"] == after)))
        for rank in sorted(rank for rank, times in ranks.items() if times > 1):
            same = [row for row in rows if row["rank"] == rank]
            totals = [row["total"] for row in same]
            if None in totals or len(set(totals)) == 1:
                continue
            printed = [str(as_printed(row["total"], row["total_printed"])) for row in same]
            item = finding(
                "RNK03",
                "repeated",
                table=table["table_number"],
                subject="、".join(row["unit_name"] for row in same),
                found=rank,
                totals=", ".join(printed),
            )
            items.append((item, same[-1]))
        for item, row in items:
            place = {name: row[name] for name in _PLACE}
            found.append(about(item, table, "tables", "table_id", suite="rankings") | place)
    return found


def prt01(data: Datasets) -> list[Row]:
    """The parts of a whole in the prose sum to it, where the list of parts is complete."""
    children = _by(data["statistics"], "parent_id")
    found = []
    for whole in data["statistics"]:
        parts = [part for part in children[whole["statistic_id"]] if part["relation"] == "part of"]
        if whole["status"] != "contradicted" or not parts or whole["value"] is None:
            continue
        values = [part["value"] for part in parts]
        if None in values or sum(values) == whole["value"]:
            continue
        item = finding(
            "PRT01",
            subject=whole["metric_name"],
            expected=f"{trimmed(sum(values, Decimal(0))):f}",
            found=f"{trimmed(whole['value']):f}",
            terms=" + ".join(f"{trimmed(value):f}" for value in values),
        )
        found.append(about(item, whole, "statistics", "statistic_id"))
    return found


def cnt01(data: Datasets) -> list[Row]:
    """A count of all units of a class equals the ranked rows of the table of that class.

    Only counts that speak of the whole class are held against a table (the cues are data, in
    ``unit_classes.toml``); of several, the largest. Each class is reported once a notice.
    """
    words = vocabulary("unit_classes")
    tables = _by((table for table, _ in _ranked_tables(data)), "notice_id")
    statistics = _by(data["statistics"], "notice_id")
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
                noun=unit_class["noun_zh"],
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
        and row["metric_name"].endswith(tuple(unit_class["nouns"]))
        and any(cue in row["text"] for cue in words["whole"]["cues"])
        and not any(cue in row["text"] for cue in words["whole"]["not"])
    ]


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
    "MAX01": max01,
    "MAX02": max02,
    "RNK01": rnk01,
    "RNK02": rnk02,
    "RNK03": rnk03,
    "PRT01": prt01,
    "CNT01": cnt01,
}
"""Every rule that is judged over the datasets."""
