"""The rules on ranks: they follow the totals, equal totals share them, none is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from parsers.rankings import STATED
from parsers.ranks import Ranking, rank_order, ties
from pipeline.evidence import PLACE, Datasets, about, as_printed, failing_totals, ranked_tables
from pipeline.rows import Row
from schemas.findings import Finding, finding


def _order(rows: Sequence[Row], totals: Sequence[Decimal | None]) -> Ranking:
    return rank_order([row["rank"] for row in rows], totals)


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
    failing = failing_totals(data)
    found = []
    for table, rows in ranked_tables(data):
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
    """Units with the same total have the same rank; one finding per group of equal totals.

    Where the notice states what parts them, and the ranks follow it, nothing is said.
    """
    found = []
    for table, rows in ranked_tables(data):
        if table["rank_rule"] == STATED:
            continue
        if _unordered(rows, _order(rows, [row["total"] for row in rows])):
            continue
        for total, places in ties([row["total"] for row in rows]).items():
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
            place = {name: tied[0][f"total_{name}"] for name in PLACE}
            found.append(about(item, table, "tables", "table_id", suite="rankings") | place)
    return found


def rnk03(data: Datasets) -> list[Row]:
    """The ranks of a table run without a gap, and one repeats only for equal totals."""
    found = []
    for table, rows in ranked_tables(data):
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
            place = {name: row[name] for name in PLACE}
            found.append(about(item, table, "tables", "table_id", suite="rankings") | place)
    return found
