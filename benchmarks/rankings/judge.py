"""Reads a generated notice by the public door and counts what is right, wrong, and said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.rankings.model import Row, Table
from parsers.second_look import read_and_parse
from pipeline.rows import SourceFile, notice_rows
from pipeline.rules import RULES
from schemas.notice import Notice as Read
from schemas.notice import NoticeTable, RankedUnit, Role, Score, Status

_SCORES = frozenset(
    {Role.SCORE, Role.BONUS, Role.PENALTY, Role.DEDUCTION, Role.SUBTOTAL, Role.WEIGHT}
    | {Role.CUMULATIVE}
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of a notice: rule, severity, table, row and the words."""

    rule: str
    severity: str
    table: int | None
    row: int | None
    words: str


@dataclass
class Verdict:
    """Counts of one notice, and its failures in words."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def note(self, what: str, *, right: bool, missing: bool, flagged: bool, proved: bool) -> None:
        """Count one value."""
        self.counts["values"] += 1
        if right:
            self.counts["right"] += 1
            return
        self.failures.append(what)
        self.counts["missing" if missing else "wrong"] += 1
        self.counts["wrong, unsaid"] += not missing and not flagged
        self.counts["wrong and proved"] += not missing and proved


def read(data: bytes, name: str) -> tuple[Read, list[Said]]:
    """Read a file's bytes; gives the notice and what the parser and the rules say of it."""
    document, notice = read_and_parse(data, name)
    source = SourceFile(source_id="0" * 16, path=name, sha256="0" * 64, byte_count=len(data))
    rows = notice_rows(notice, document, source)
    said = [
        Said(
            row["rule"], row["severity"], row["table_number"], row["row_number"], row["message_zh"]
        )
        for rule in RULES.values()
        for row in rule(rows)
    ]
    said += [Said(f.rule, f.severity, f.table, f.row, f.message_zh) for f in notice.findings]
    return notice, said


def judge(truth: tuple[Table, ...], notice: Read, said: list[Said]) -> Verdict:
    """Compare a notice as read with what is true of it."""
    verdict = Verdict()
    found = [
        (number, table)
        for number, table in enumerate(notice.tables, 1)
        if table.kind == "ranking" and table.rankings
    ]
    rows = {(number, ranked.unit): ranked for number, table in found for ranked in table.rankings}
    numbers = dict(zip(range(len(truth)), (number for number, _ in found), strict=False))
    for place, table in enumerate(truth):
        number = numbers.get(place)
        if table.must_refuse or (table.may_refuse and number is None):
            _refused(table, said, rows, verdict)
            continue
        # Rankings in one grid may be given as one table with sections.
        if number is None and found:
            number = found[-1][0]
        for row in table.rows:
            if table.is_apart:
                number = next((n for n, unit in rows if unit == row.unit), number)
            ranked = rows.pop((number or 0, row.unit), None)
            flagged = _flagged(said, number, None if ranked is None else ranked.row)
            _row(table, row, ranked, flagged, verdict)
        if table.is_apart and len(found) > 1:
            continue
        verdict.counts["rankings"] += 1
        if number is not None:
            _rules(table, notice.tables[number - 1], verdict)
            _names(table, notice.tables[number - 1], verdict)
    for number, unit in rows:
        verdict.note(
            f"unit too many: {unit}", right=False, missing=False, flagged=False, proved=False
        )
        del number
    errors = [s for s in said if s.severity == "error" and not s.rule.startswith("META")]
    verdict.counts["false alarms"] += bool(errors)
    verdict.failures += [f"false alarm {s.rule} {s.words}" for s in errors[:3]]
    verdict.counts["notices"] += 1
    verdict.counts["notices right"] += not verdict.failures
    return verdict


def _rules(table: Table, read_as: NoticeTable, to: Verdict) -> None:
    """Compare the rules by which totals and ranks were formed, and count the rows of sums."""
    to.counts["total rule right"] += read_as.total_rule is table.rule
    if read_as.total_rule is not table.rule:
        to.failures.append(f"rule {table.rule} read {read_as.total_rule}")
    to.counts["rank rule right"] += read_as.rank_rule == table.rank_rule
    if read_as.rank_rule != table.rank_rule:
        to.failures.append(f"ranks {table.rank_rule} read {read_as.rank_rule}")
    to.counts["summaries right"] += len(read_as.summaries) == len(table.summaries)


def _names(table: Table, read_as: NoticeTable, to: Verdict) -> None:
    """Compare the names of the columns of values, without blanks, in order."""
    want = ["".join(c.name.split()) for c in table.columns if c.role in _SCORES]
    found = ["".join(c.name.split()) for c in read_as.columns if c.role in _SCORES]
    to.counts["columns"] += len(want)
    to.counts["columns named right"] += sum(a == b for a, b in zip(want, found, strict=False))
    if want != found:
        to.failures.append(f"columns {want} read {found}")


def _refused(
    table: Table, said: list[Said], rows: dict[tuple[int, str], RankedUnit], to: Verdict
) -> None:
    """Count a ranking that is left as text: refused where AMB01 says so, else missing."""
    count = sum(
        1 + (row.rank is not None) + len(list(pairs(table, row, None))) for row in table.rows
    )
    if rows:
        to.failures.append("typed what can be read in several ways")
    elif any(s.rule == "AMB01" and s.severity == "warning" for s in said):
        to.counts["refused"] += count
    else:
        to.counts["values"] += count
        to.counts["missing"] += count
        to.failures.append("left as text and nothing said")


def _flagged(said: list[Said], table: int | None, row: int | None) -> bool:
    return any(
        s.severity != "info" and s.table == table and (s.row is None or s.row == row) for s in said
    )


def _row(table: Table, row: Row, ranked: RankedUnit | None, flagged: bool, to: Verdict) -> None:
    missing = ranked is None
    to.note(f"unit {row.unit}", right=not missing, missing=missing, flagged=flagged, proved=False)
    if row.grade is not None:
        grade = ranked.grade if ranked is not None else None
        to.note(
            f"{row.unit} grade {row.grade} read {grade}",
            right=grade == row.grade,
            missing=grade is None,
            flagged=flagged,
            proved=False,
        )
    if row.rank is not None:
        rank = ranked.rank if ranked is not None else None
        to.note(
            f"{row.unit} rank {row.rank} read {rank}",
            right=rank == row.rank,
            missing=rank is None,
            flagged=flagged,
            proved=ranked is not None and ranked.status is Status.PROVED,
        )
    for name, want, score in pairs(table, row, ranked):
        value = score.value if score is not None else None
        status = score.status if score is not None else None
        to.note(
            f"{row.unit} {name} {want} read {value}",
            right=value == want,
            missing=value is None,
            flagged=flagged or status is Status.CONTRADICTED,
            proved=status is Status.PROVED,
        )


def pairs(
    table: Table, row: Row, ranked: RankedUnit | None
) -> Iterator[tuple[str, Decimal | None, Score | None]]:
    """Give each printed value with what was read for it, column by column."""
    scores = ranked.scores if ranked is not None else ()
    places = [i for i, column in enumerate(table.columns) if column.role in _SCORES]
    padded = [*scores, *[None] * len(places)]
    for place, score in zip(places, padded, strict=False):
        yield table.columns[place].name, row.values[place], score
    if table.total is not None:
        total = ranked.total if ranked is not None else None
        yield "total", row.values[table.total], total
