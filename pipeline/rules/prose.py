"""The rules on the numbers of the prose: parts and wholes, shares and rates, changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from parsers.numbers import decimals_of, show
from parsers.prose_arithmetic import TIMES, Derived, Figure, figure_of, identity
from pipeline.rows import Row
from pipeline.rules.evidence import Datasets, about, by
from pipeline.rules.readings import tells_of_reading
from schemas.findings import finding
from schemas.notice import Bound, Kind, PartForm, Relation, Status
from schemas.severities import Severity
from schemas.vocabulary_files import vocabulary

_CONTRADICTED: Final = Status.CONTRADICTED.value


@tells_of_reading
def prt01(data: Datasets) -> list[Row]:
    """The parts of a whole in the prose sum to it, each list of them by itself.

    Judged are the lists that reading found to contradict their whole (`parsers.statistics.sums`
    knows which may leave parts out, overlap or be rounded). An error where the words say that all
    parts are named, or where one part alone exceeds the whole; else a warning.
    """
    children = by(data["statistics"], "parent_id")
    found = []
    for whole in data["statistics"]:
        if whole["status"] != _CONTRADICTED or whole["value"] is None:
            continue
        parts = [p for p in children[whole["statistic_id"]] if p["relation"] == _PART_OF]
        for own in by(parts, "part_list").values():
            is_judged = all(
                part["status"] == _CONTRADICTED or children[part["statistic_id"]] for part in own
            )
            values = [part["value"] for part in own for _ in range(part["multiplicity"])]
            if not is_judged or None in values or sum(values) == whole["value"]:
                continue
            item = finding(
                "PRT01",
                "exceeds" if len(values) == 1 else "default",
                severity=_weight_of(whole, own),
                subject=whole["metric_name"],
                expected=show(sum(values, Decimal(0))),
                found=show(whole["value"]),
                terms=" + ".join(show(value) for value in values),
            )
            found.append(about(item, whole, "statistics", "statistic_id"))
    return found


_PART_OF: Final = Relation.PART_OF.value


def _weight_of(whole: Row, parts: Sequence[Row]) -> Severity:
    alone = len(parts) == 1 and parts[0]["measure"] == whole["measure"]
    complete = {part["part_form"] for part in parts} == {PartForm.COMPLETE.value}
    return "error" if alone or complete else "warning"


@tells_of_reading
def shr01(data: Datasets) -> list[Row]:
    """A share or rate follows, at its printed precision, from the part and the whole in the text.

    An error where the part is a part of that very whole and both are counts printed in full, and
    the words say so (占总数的…); else a warning, since another whole is possible.
    """
    found = []
    for row, measured, basis, derived in _derived(data, (Kind.SHARE, Kind.RATE)):
        if derived.agrees:
            continue
        of_whole = measured["parent_id"] == basis["statistic_id"]
        is_sure = of_whole and _says_whole(row) and _are_counts(measured, basis)
        found.append(_contradiction("SHR01", row, derived, is_sure=is_sure))
    return found


def _says_whole(row: Row) -> bool:
    before = row["text"].partition(row["value_printed"])[0]
    nouns = vocabulary("identities")["share"]["whole"]
    return any(f"占{noun}" in before for noun in nouns)


@tells_of_reading
def _chains(data: Datasets) -> list[Row]:
    """Level, earlier level, difference and per cent of one chain follow from one another.

    An error where the level, no part of anything else, and the difference beside the growth are
    counts printed in full; a warning where an earlier level is quoted, or a figure is rounded.
    """
    found = []
    kinds = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
    for row, measured, basis, derived in _derived(data, kinds):
        if derived.agrees:
            continue
        beside = basis["kind"] == Kind.DELTA.value
        is_sure = beside and measured["parent_id"] is None and _are_counts(measured, basis)
        found.append(_contradiction("CHG01", row, derived, is_sure=is_sure))
    return found


def chg01(data: Datasets) -> list[Row]:
    """Changes follow from the levels of their text, and from those of the notice a year before.

    Notices are compared where region, subject, metric, unit and period are the same by the letter;
    what they say otherwise is a warning (figures are revised). Only notices that are judged
    together (one shard) are compared.
    """
    return [*_chains(data), *_against_earlier(data)]


def _derived(data: Datasets, kinds: Sequence[Kind]) -> Iterator[tuple[Row, Row, Row, Derived]]:
    """Give the numbers of some kinds with what they follow from, and what that says of them."""
    by_id = {row["statistic_id"]: row for row in data["statistics"]}
    wanted = {kind.value for kind in kinds}
    for row in data["statistics"]:
        measured, basis = by_id.get(row["measured_id"]), by_id.get(row["basis_id"])
        if row["kind"] not in wanted or measured is None or basis is None:
            continue
        derived = _hold(row, measured, basis)
        if derived is not None:
            yield row, measured, basis, derived


def _hold(row: Row, measured: Row, basis: Row) -> Derived | None:
    if None in (row["value"], measured["value"], basis["value"]):
        return None
    derive = identity(Kind(row["kind"]), row["measure"], Kind(basis["kind"]))
    return derive(_figure(row), _figure(measured), _figure(basis))


def _figure(row: Row) -> Figure:
    return figure_of(row["value"], row["value_printed"], row["measure"], row["scale"])


def _are_counts(*rows: Row) -> bool:
    return all(_figure(row).is_count for row in rows)


def _contradiction(rule: str, row: Row, derived: Derived, *, is_sure: bool) -> Row:
    item = finding(
        rule,
        severity="error" if is_sure else "warning",
        subject=row["metric_name"],
        expected=_said(derived.expected, row, derived),
        found=_said(row["value"], row, derived),
        terms=derived.terms,
        sign=_sign(derived),
    )
    return about(item, row, "statistics", "statistic_id")


def _said(value: Decimal, row: Row, derived: Derived) -> str:
    """Write a number that was computed again with its unit; per cents as exactly as printed."""
    unit = row["measure"] or ""
    if unit in TIMES:
        return f"{value:.{decimals_of(derived.expected)}f}{unit}"
    return f"{show(value)}{unit}"


def _sign(derived: Derived) -> str:
    return "≈" if derived.is_rounded else "="


# ------------------------------------------------------------- against the notice of another year
_SAME: Final = ("subject", "metric_name", "measure")
_LEVELS: Final = frozenset({Kind.LEVEL.value, Kind.RATE.value})
_Key = tuple[object, ...]


def _against_earlier(data: Datasets) -> Iterator[Row]:
    regions = {row["notice_id"]: row["region_code"] for row in data["notices"]}
    paths = {row["notice_id"]: row["path"] for row in data["sources"]}
    levels = _levels_by_period(data, regions)
    by_id = {row["statistic_id"]: row for row in data["statistics"]}
    for row in data["statistics"]:
        if row["kind"] == Kind.BASE.value:
            for other in _told_elsewhere(row, row["period"], levels, regions):
                if other["value"] != row["value"]:
                    yield _other_base(row, other, paths)
        elif row["kind"] == Kind.GROWTH.value and row["basis_id"] is None:
            level, period = by_id.get(row["parent_id"]), _year_before(row)
            if level is None or level["kind"] != Kind.LEVEL.value or not _is_plain(level):
                continue
            for other in _told_elsewhere(level, period, levels, regions):
                derived = _hold(row, level, other)
                if _is_plain(row) and derived is not None and not derived.agrees:
                    yield _other_growth(row, other, derived, paths)


def _levels_by_period(
    data: Datasets, regions: Mapping[str, str | None]
) -> Mapping[_Key, Sequence[Row]]:
    levels: dict[_Key, list[Row]] = defaultdict(list)
    for row in data["statistics"]:
        if row["kind"] in _LEVELS and row["is_result"] and _is_plain(row):
            levels[_key(row, row["period"], regions)].append(row)
    return levels


def _key(row: Row, period: str | None, regions: Mapping[str, str | None]) -> _Key:
    return (regions.get(row["notice_id"]), period, *(row[name] for name in _SAME))


def _is_plain(row: Row) -> bool:
    exact = row["bound"] == Bound.EXACT.value and row["value_high"] is None
    return exact and row["multiplicity"] == 1 and row["value"] is not None


def _told_elsewhere(
    row: Row,
    period: str | None,
    levels: Mapping[_Key, Sequence[Row]],
    regions: Mapping[str, str | None],
) -> Sequence[Row]:
    """Return what another notice of the region says of a metric in a period, if it is one thing."""
    if period is None or regions.get(row["notice_id"]) is None:
        return ()
    told = levels.get(_key(row, period, regions), ())
    others = [other for other in told if other["notice_id"] != row["notice_id"]]
    return others[:1] if len({other["value"] for other in others}) == 1 else ()


def _year_before(row: Row) -> str | None:
    """Return the period a growth compares with, where it is the same one of the year before."""
    period = row["period"]
    if row["base"] not in vocabulary("identities")["change"]["year_before"] or period is None:
        return None
    year = period[:4]
    return f"{int(year) - 1}{period[4:]}" if year.isdecimal() else None


def _other_base(row: Row, other: Row, paths: Mapping[str, str]) -> Row:
    item = finding(
        "CHG01",
        "base",
        severity="warning",
        subject=row["metric_name"],
        expected=other["value_printed"],
        found=row["value_printed"],
        period=row["period"],
        path=paths.get(other["notice_id"]),
    )
    return about(item, row, "statistics", "statistic_id")


def _other_growth(row: Row, other: Row, derived: Derived, paths: Mapping[str, str]) -> Row:
    item = finding(
        "CHG01",
        "earlier",
        severity="warning",
        subject=row["metric_name"],
        expected=_said(derived.expected, row, derived),
        found=_said(row["value"], row, derived),
        terms=derived.terms,
        sign=_sign(derived),
        before=other["value_printed"],
        period=other["period"],
        path=paths.get(other["notice_id"]),
    )
    return about(item, row, "statistics", "statistic_id")
