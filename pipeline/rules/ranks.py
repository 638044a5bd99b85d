"""The rules on ranks: they follow the totals, equal totals share them, none is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from parsers.arithmetic import Fit
from parsers.ranks import STATED, Ranking, odd_one_out, rank_order, ties
from pipeline.rows import Row
from pipeline.rules.evidence import Datasets, about, as_printed, ranked_tables, total_fits
from pipeline.rules.readings import tells_of_reading
from pipeline.values import PLACE
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


def amb01(data: Datasets) -> list[Row]:
    """The ranks of a table follow its totals, most of them at least, so that they can be judged.

    Where most do not, the column is no rank by total (a running number, a ranking by something
    else): that is said once, and ``RNK01`` and ``RNK02`` are silent.
    """
    found = []
    for table, rows in ranked_tables(data):
        mostly = _unordered(rows, _order(rows, [row["total"] for row in rows]))
        if mostly is not None:
            item = finding(
                "AMB01", "ranks", table=table["table_number"], found=mostly[0], expected=mostly[1]
            )
            found.append(about(item, table, "tables", "table_id", suite="rankings"))
    return found


@tells_of_reading
def rnk01(data: Datasets) -> list[Row]:
    """A unit's rank lies within the places that its total allows (any place of its tie).

    Where a total of the table is wrong and the rank is right by the computed totals, the finding
    is secondary: severity warning, cause ``SUM01``. Where one unit alone is out of order, the
    finding says whether its rank or its total is the likely culprit, and the units that it
    displaces are secondary, cause ``RNK01``.
    """
    fits = total_fits(data)
    found = []
    for table, rows in ranked_tables(data):
        order = _order(rows, [row["total"] for row in rows])
        if _unordered(rows, order) is not None:
            continue
        by_computed = _mended(rows, fits)
        culprit, blamed = _culprit(rows, order, fits)
        for position, row in enumerate(rows):
            if order.agrees(position, row["rank"]) is not False:
                continue
            if by_computed.agrees(position, row["rank"]):
                variant, cause = "secondary", "SUM01"
            elif culprit in (None, position):
                variant, cause = blamed, None
            else:
                variant, cause = "displaced", "RNK01"
            bounds = order.allowed[position]
            item = finding(
                "RNK01",
                variant,
                severity="warning" if cause else None,
                table=table["table_number"],
                row=row["row_number"],
                subject=row["unit_name"],
                expected=_span(bounds) if bounds else None,
                found=row["rank"],
                cause=cause,
                total=as_printed(row["total"], row["total_printed"]),
                culprit=None if culprit is None else rows[culprit]["unit_name"],
            )
            found.append(about(item, row, "rankings", "ranking_id"))
    return found


def _mended(rows: Sequence[Row], fits: Mapping[str, Fit]) -> Ranking:
    """Return the order by the totals, the computed ones in the place of wrong ones."""
    wrong = {key: fit.computed for key, fit in fits.items() if not fit.agrees}
    return _order(rows, [wrong.get(row["ranking_id"], row["total"]) for row in rows])


def _culprit(
    rows: Sequence[Row], order: Ranking, fits: Mapping[str, Fit]
) -> tuple[int | None, str]:
    """Return the one unit that is out of order (``None`` without one), and what is likely wrong.

    The ranks, where the scores prove every total; a unit's total, where nothing proves it and no
    rank of the table is missing or repeated. ``default`` where neither can be said.
    """
    ranks = [row["rank"] for row in rows]
    place = odd_one_out(ranks, [row["total"] for row in rows], descending=order.descending)
    known = [fits.get(row["ranking_id"]) for row in rows]
    if all(fit is not None and fit.agrees for fit in known):
        return place, "rank"
    is_run = sorted(rank or 0 for rank in ranks) == list(range(1, len(ranks) + 1))
    is_bare = place is not None and known[place] is None and is_run
    return place, "total" if is_bare else "default"


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
                ranks=[str(rank) for rank in ranks],
            )
            place = {name: tied[0][f"total_{name}"] for name in PLACE}
            found.append(about(item, table, "tables", "table_id", suite="rankings") | place)
    return found


@tells_of_reading
def rnk03(data: Datasets) -> list[Row]:
    """The ranks of a table run without a gap, and one repeats only for equal totals.

    The unit that has a wrong rank by its total is named where it is the only one.
    """
    found = []
    for table, rows in ranked_tables(data):
        order = _order(rows, [row["total"] for row in rows])
        for item, row in (*_gaps(table, rows, order), *_repeated(table, rows, order)):
            place = {name: row[name] for name in PLACE}
            found.append(about(item, table, "tables", "table_id", suite="rankings") | place)
    return found


def _gaps(table: Row, rows: Sequence[Row], order: Ranking) -> Iterator[tuple[Finding, Row]]:
    ranks = Counter(row["rank"] for row in rows if row["rank"] is not None)
    for before, after in pairwise(sorted(ranks)):
        # After a tie of k units at place r the next is r + k, or r + 1 where ranks are dense.
        if after <= before + ranks[before]:
            continue
        missing = before + ranks[before]
        out = [at for at, row in enumerate(rows) if order.agrees(at, row["rank"]) is False]
        owners = [at for at in out if order.agrees(at, missing)]
        owner = rows[owners[0]] if len(owners) == 1 else None
        item = finding(
            "RNK03",
            "gap" if owner is None else "gap_located",
            table=table["table_number"],
            row=owner["row_number"] if owner else None,
            expected=missing,
            found=after,
            before=before,
            after=after,
            unit=owner["unit_name"] if owner else None,
            printed=owner["rank"] if owner else None,
        )
        yield item, owner or next(row for row in rows if row["rank"] == after)


def _repeated(table: Row, rows: Sequence[Row], order: Ranking) -> Iterator[tuple[Finding, Row]]:
    ranks = Counter(row["rank"] for row in rows if row["rank"] is not None)
    for rank in sorted(rank for rank, times in ranks.items() if times > 1):
        places = [at for at, row in enumerate(rows) if row["rank"] == rank]
        same = [rows[at] for at in places]
        totals = [row["total"] for row in same]
        if None in totals or len(set(totals)) == 1:
            continue
        printed = [str(as_printed(row["total"], row["total_printed"])) for row in same]
        wrong = [at for at in places if order.agrees(at, rank) is False]
        bounds = order.allowed[wrong[0]] if len(wrong) == 1 else None
        item = finding(
            "RNK03",
            "repeated" if bounds is None else "repeated_located",
            table=table["table_number"],
            row=rows[wrong[0]]["row_number"] if bounds else None,
            subject="、".join(row["unit_name"] for row in same),
            found=rank,
            totals=printed,
            unit=rows[wrong[0]]["unit_name"] if bounds else None,
            proposed=_span(bounds) if bounds else None,
        )
        yield item, rows[wrong[0]] if bounds else same[-1]
