"""Smallest valid notices made by hand, and a store of their rows; every name here is invented."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from parsers.second_look import read_and_parse
from pipeline.cli import main
from pipeline.rows import Row, SourceFile, notice_rows, unit_rows
from schemas.document import Document, Origin, Page
from schemas.findings import Finding
from schemas.notice import (
    Bound,
    Column,
    Kind,
    Metadata,
    Notice,
    NoticeTable,
    PartForm,
    Printed,
    RankedUnit,
    Relation,
    Role,
    Score,
    Statistic,
    Status,
    TotalRule,
)
from schemas.places import Box, Provenance, Span


def here(page: int = 1) -> Provenance:
    return Provenance(page=page, span=Span(0, 2), box=Box(page, 1.0, 2.0, 3.0, 4.0))


def decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True)
class TableSpec:
    """A ranking table as a person would write it down: (rank, unit, scores, total) per row."""

    rows: Sequence[tuple[int | None, str, Sequence[Any], Any]]
    maxima: Sequence[Any]
    total_max: Any = 100
    group: str | None = "区直各部门"
    rule: TotalRule = TotalRule.SUM


@dataclass(frozen=True)
class Counted:
    """A number of the prose."""

    value: Any
    metric: str
    text: str = "全区共有各类数字"
    parent: int | None = None
    status: Status = Status.UNCHECKED
    kind: Kind = Kind.LEVEL
    measured: int | None = None
    basis: int | None = None
    unit: str = "个"
    form: PartForm | None = None
    period: str | None = None
    base: str | None = None


def table_of(spec: TableSpec, number: int) -> NoticeTable:
    names = [f"指标{n}" for n in range(1, len(spec.maxima) + 1)]
    heads: list[tuple[str, Role, Any]] = [("名次", Role.RANK, None), ("单位", Role.UNIT, None)]
    heads += [(name, Role.SCORE, top) for name, top in zip(names, spec.maxima, strict=True)]
    heads += [("总分", Role.TOTAL, spec.total_max)]
    columns = tuple(
        Column(
            position=n,
            name=name,
            printed=name,
            path=(name,),
            role=role,
            max_score=decimal(top),
            weight=None,
            where=here(),
        )
        for n, (name, role, top) in enumerate(heads)
    )
    rankings = tuple(ranked(n, row, len(columns)) for n, row in enumerate(spec.rows, start=1))
    return NoticeTable(
        kind="ranking",
        title=f"排名表{number}",
        group=spec.group,
        attachment=number,
        pages=(1,),
        columns=columns,
        total_rule=spec.rule,
        rule_confirmed=len(spec.rows),
        rank_rule=None,
        rows=tuple((str(r), u, *map(str, s), str(t)) for r, u, s, t in spec.rows),
        rankings=rankings,
        where=here(),
    )


def ranked(number: int, row: tuple[int | None, str, Sequence[Any], Any], size: int) -> RankedUnit:
    rank, unit, scores, total = row
    values = [decimal(value) for value in scores]
    known = [value for value in values if value is not None]
    return RankedUnit(
        row=number,
        rank=rank,
        rank_printed=None if rank is None else str(rank),
        unit=unit,
        unit_where=here(),
        scores=tuple(
            Score(
                column=n,
                value=value,
                printed="" if value is None else str(value),
                status=Status.PROVED,
                evidence=None,
                where=here(),
            )
            for n, value in enumerate(values, start=2)
        ),
        total=Score(
            column=size - 1,
            value=decimal(total),
            printed=str(total),
            status=Status.PROVED,
            evidence=None,
            where=here(),
        ),
        computed_total=sum(known, Decimal(0)) if len(known) == len(values) else None,
        grade=None,
        remark=None,
        status=Status.CONSISTENT,
    )


def statistic_of(item: Counted) -> Statistic:
    return Statistic(
        text=item.text,
        printed=f"{item.value}{item.unit}",
        value=Decimal(str(item.value)),
        value_high=None,
        unit=item.unit,
        scale=Decimal(1),
        bound=Bound.EXACT,
        kind=item.kind,
        metric=item.metric,
        subject=None,
        period=item.period,
        base=item.base,
        parent=item.parent,
        relation=_RELATIONS[item.kind] if item.parent is not None else None,
        section=None,
        status=item.status,
        evidence=None,
        is_result=True,
        where=here(),
        measured=item.measured,
        basis=item.basis,
        part_list=None if item.form is None else 1,
        part_form=item.form,
    )


_RELATIONS = dict.fromkeys(Kind, Relation.CHANGE_OF) | {
    Kind.LEVEL: Relation.PART_OF,
    Kind.SHARE: Relation.SHARE_OF,
}


def notice_of(
    tables: Sequence[TableSpec] = (),
    counted: Sequence[Counted] = (),
    findings: Sequence[Finding] = (),
    year: int | None = 2031,
) -> Notice:
    metadata = Metadata(
        title=Printed(text="关于青禾区工作情况的通报", where=here()),
        issuer=Printed(text="青禾区人民政府办公室", where=here()),
        document_number=None,
        document_type="通报",
        addressees=("各街道",),
        issued_on=date(2032, 1, 5),
        issued_on_printed=Printed(text="2032年1月5日", where=here()),
        signature=None,
        attachments=(),
        data_year=year,
        data_period=None,
        region_code="990102",
        region_name="青禾区",
    )
    return Notice(
        metadata=metadata,
        sections=(),
        tables=tuple(table_of(spec, n) for n, spec in enumerate(tables, start=1)),
        statistics=tuple(map(statistic_of, counted)),
        findings=tuple(findings),
    )


DOCUMENT = Document(
    source="a.txt",
    raw="ab",
    pages=(
        Page(
            number=1,
            lines=(),
            tables=(),
            origin=Origin(reader="text", method="plain text", encoding="utf-8"),
        ),
    ),
)
SOURCE = SourceFile(source_id="a" * 16, path="a.txt", sha256="a" * 64, byte_count=2)

# Right in every way: sums, maxima, ranks, no tie, five rows.
GOOD = TableSpec(
    rows=[
        (1, "区统计局", [38, 30, 27], 95),
        (2, "区发改局", [37, 29, 25], 91),
        (3, "区教育局", [35, 28, 24], 87),
        (4, "区民政局", [33, 27, 23], 83),
        (5, "区司法局", [30, 25, 20], 75),
    ],
    maxima=[40, 30, 30],
)


def rows_of(notice: Notice) -> dict[str, list[Row]]:
    rows = notice_rows(notice, DOCUMENT, SOURCE)
    return rows | {"units": unit_rows(rows["rankings"], rows["notices"])}


@dataclass(frozen=True)
class Kit:
    """What tests are made of; given by the fixture ``kit``."""

    good: TableSpec = GOOD
    notice: Callable[..., Notice] = notice_of
    rows: Callable[[Notice], dict[str, list[Row]]] = rows_of
    counted: type[Counted] = Counted
    table: type[TableSpec] = TableSpec
    source: SourceFile = SOURCE
    document: Document = DOCUMENT
    replace: Callable[..., Any] = field(default=replace)

    def read(self, text: str | bytes, name: str = "notice.txt") -> dict[str, list[Row]]:
        """Return the rows of a notice that is read from its text or PDF."""
        data = text if isinstance(text, bytes) else text.encode()
        document, notice = read_and_parse(data, name)
        digest = hashlib.sha256(data).hexdigest()
        source = SourceFile(source_id=digest[:16], path=name, sha256=digest, byte_count=len(data))
        return notice_rows(notice, document, source)

    def altered(self, row: int, **changes: Any) -> TableSpec:
        """Return the good table with parts of one row (from 1) changed: rank, scores, total."""
        rows = [list(line) for line in self.good.rows]
        for name, value in changes.items():
            rows[row - 1][("rank", "unit", "scores", "total").index(name)] = value
        return replace(self.good, rows=[tuple(line) for line in rows])

    def judged(self, rule: Callable[..., list[Row]], *tables: TableSpec, **more: Any) -> list[Row]:
        """Return what a rule finds in a notice with these tables."""
        return rule(self.rows(self.notice(tables=tables, **more)))


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a caller of the command: its words → exit code, stdout, stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call
