"""What is understood of a document: metadata, sections, rankings, statistics.

Frozen, keyword-only, tuples. Beside every typed value stands what was printed and where.
``None`` means "not printed or not readable", never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from schemas.findings import Finding
from schemas.places import Provenance


class Status(StrEnum):
    """How far arithmetic confirms a value.

    ``proved``: an exact identity holds that would break if this value alone were different, read
    from characters that no second reading disputes. ``consistent``: bounds and order hold, and no
    identity covers it. ``contradicted``: an identity that covers it fails. ``unchecked``: nothing
    could be compared.
    """

    PROVED = "proved"
    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    UNCHECKED = "unchecked"


class Role(StrEnum):
    """What a column of a ranking table holds.

    ``bonus``: points added with their sign (加分, 加减分). ``penalty`` and ``deduction``: points
    taken off whatever sign they bear. ``weight``: a factor. ``cumulative``: points of several
    periods.
    """

    RANK = "rank"
    UNIT = "unit"
    SCORE = "score"
    TOTAL = "total"
    BONUS = "bonus"
    PENALTY = "penalty"
    WEIGHT = "weight"
    GRADE = "grade"
    REMARK = "remark"
    SUBTOTAL = "subtotal"
    DEDUCTION = "deduction"
    CUMULATIVE = "cumulative"
    OTHER = "other"


class TotalRule(StrEnum):
    """How a table's totals are formed; ``none`` when no rule fits.

    ``weighted``: each score times its weight. ``pre-weighted``: the scores are printed weighted,
    and are added. ``normalised``: the scores as a share of their maxima, out of 100. ``base minus
    deductions``: what is taken off goes off a base, 100 points where nothing else is shown.
    """

    SUM = "sum"
    SUM_BONUS_PENALTY = "sum with bonus/penalty"
    WEIGHTED = "weighted"
    PRE_WEIGHTED = "pre-weighted"
    NORMALISED = "normalised"
    BASE_MINUS_DEDUCTIONS = "base minus deductions"
    MEAN = "mean"
    NONE = "none"


class Kind(StrEnum):
    """What a number of the prose says.

    ``level``: how many or how much. ``share``: a part in its whole. ``rate``: what was done of
    what was to be done. ``growth``: a change in per cent; ``delta``: a change in the unit itself,
    both negative for a fall; ``factor``: the times of another number. ``base``: the earlier level
    that a change is from.
    """

    LEVEL = "level"
    SHARE = "share"
    RATE = "rate"
    GROWTH = "growth"
    DELTA = "delta"
    FACTOR = "factor"
    SCORE = "score"
    RANK = "rank"
    BASE = "base"


class Bound(StrEnum):
    """How exact a number of the prose is: at least (``ge``), more than (``gt``), at most, below."""

    EXACT = "exact"
    APPROX = "approx"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"


class Relation(StrEnum):
    """How a statistic relates to its parent."""

    PART_OF = "part of"
    SHARE_OF = "share of"
    CHANGE_OF = "change of"


class PartForm(StrEnum):
    """Whether the words of a list of parts say that it names all of them."""

    COMPLETE = "complete"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A text of the notice as printed, with its place."""

    text: str
    where: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One entry of the attachment list (附件说明).

    ``group`` is what the trailing bracket of its name says about the units ranked in it.
    ``is_present`` tells whether an annex with that number stands in the document.
    """

    number: int
    title: str
    group: str | None
    where: Provenance
    is_present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The elements of a notice after GB/T 9704-2012; ``None`` where the element is absent.

    ``data_year`` is the year the figures are about (from the title first), not the year of issue.
    ``region_code`` is the six-digit GB/T 2260 code of the issuer's region.
    """

    title: Printed | None
    issuer: Printed | None
    document_number: Printed | None
    document_type: str | None
    addressees: tuple[str, ...]
    issued_on: date | None
    issued_on_printed: Printed | None
    signature: Printed | None
    attachments: tuple[Attachment, ...]
    data_year: int | None
    data_period: str | None
    region_code: str | None
    region_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of the tree 一、（一）1.（1）; ``parent`` indexes ``Notice.sections``."""

    level: int
    label: str
    title: str
    where: Provenance
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    ``name`` is the leaf header without its maximum or weight, ``printed`` the header as printed,
    ``path`` the header texts from the top level down to ``name``. ``max_score`` in points (分);
    ``weight`` as a fraction of 1. Both ``None`` when the header names none.
    """

    position: int
    name: str
    printed: str
    path: tuple[str, ...]
    role: Role
    max_score: Decimal | None
    weight: Decimal | None
    where: Provenance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One value of a ranked row under one column (``column`` indexes ``NoticeTable.columns``).

    ``value`` in points; ``None`` when the cell is empty or no number. ``evidence`` writes the
    arithmetic out (``33 + 5 + 40 + 20 = 98``); ``None`` when no identity covers the value.
    ``proposed`` (points) is the one value that would satisfy all identities of a contradicted cell,
    with the arithmetic in ``proposed_because``; ``None`` where there is not exactly one. It is
    never applied.
    """

    column: int
    value: Decimal | None
    printed: str
    status: Status
    evidence: str | None
    where: Provenance
    proposed: Decimal | None = None
    proposed_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A row that sums up a table's units (合计, 平均); never a unit itself.

    ``kind`` is ``sum``, ``mean`` or ``other`` (全市总体, 达标率); ``label`` as printed. ``scores``
    has one entry per numeric column with a value, the total's column included.
    """

    kind: str
    label: str
    scores: tuple[Score, ...]
    where: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedUnit:
    """One unit's row in a ranking; ``row`` counts the ranked rows of the table from 1.

    ``scores`` has one entry per column of scores, bonuses, deductions, sub-totals, factors and
    running totals.
    ``computed_total`` is the total by the table's rule, ``None`` without a rule or with an unread
    cell. ``rank`` and ``total`` are ``None`` where the table has no such column. ``status`` is the
    status of the rank.
    """

    row: int
    rank: int | None
    rank_printed: str | None
    unit: str
    unit_where: Provenance
    scores: tuple[Score, ...]
    total: Score | None
    computed_total: Decimal | None
    grade: str | None
    remark: str | None
    status: Status
    rank_where: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTable:
    """A table of the notice, joined over pages.

    ``rows`` are the cells as printed without the header rows. ``kind`` is ``ranking`` or
    ``other``; tables of kind ``other`` have no ``rankings``. ``rule_confirmed`` counts the rows
    that confirm ``total_rule``. ``rank_rule`` is ``competition`` (1, 1, 3), ``dense`` (1, 1, 2),
    ``ordinal`` (1, 2, 3), ``stated`` (ties parted by what the notice says) or ``None``.
    ``joins`` says in words what proved each join over a page end, ``joins_zh`` the same in Chinese.
    ``summaries`` are the rows of ``rows`` that sum the units up. ``total_cap`` (points) is what
    bonuses cannot lift a total over, ``None`` where there is no such limit. ``total_base``
    (points) is what deductions go off, ``None`` under other rules. ``dropped_extremes`` is how
    many of the highest and of the lowest scores a mean leaves out (0 elsewhere).
    ``total_digits`` are the decimals of totals whose zeros are dropped at the end, ``None`` where
    each is as printed.
    """

    kind: str
    title: str | None
    group: str | None
    attachment: int | None
    pages: tuple[int, ...]
    columns: tuple[Column, ...]
    total_rule: TotalRule
    rule_confirmed: int
    rank_rule: str | None
    rows: tuple[tuple[str, ...], ...]
    rankings: tuple[RankedUnit, ...]
    where: Provenance
    joins: tuple[str, ...] = ()
    joins_zh: tuple[str, ...] = ()
    summaries: tuple[Summary, ...] = ()
    total_cap: Decimal | None = None
    total_base: Decimal | None = None
    dropped_extremes: int = 0
    total_digits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """One number of the prose, bound to what it counts.

    ``value`` is exact and in the unit named (万 and 亿 multiplied out; ``scale`` keeps them);
    ``value_high`` is the high end of a range. Shares and rates are in per cent as printed
    (``unit`` ``%``). ``parent`` indexes ``Notice.statistics``. ``text`` is the clause as printed.
    ``is_result`` is false for plans, thresholds and rules. ``base`` names what a change is
    compared with (``去年``, ``同比``). ``section`` indexes ``Notice.sections``.

    ``measured`` and ``basis`` index ``Notice.statistics`` as ``parent`` does: the two numbers that
    a share, rate or change follows from, the part and its whole, or the level and the earlier one
    (or the difference from it); ``None`` where the text does not give both for certain.
    ``part_list`` counts the lists of parts of one whole from 1, ``part_form`` tells whether that
    list names all parts; both are ``None`` for what is no part. ``multiplicity`` is for how many
    subjects the number holds each (各6篇).
    """

    text: str
    printed: str
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    scale: Decimal
    bound: Bound
    kind: Kind
    metric: str
    subject: str | None
    period: str | None
    base: str | None
    parent: int | None
    relation: Relation | None
    section: int | None
    status: Status
    evidence: str | None
    is_result: bool
    where: Provenance
    measured: int | None = None
    basis: int | None = None
    part_list: int | None = None
    part_form: PartForm | None = None
    multiplicity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A circular as understood: metadata, sections, tables, statistics, and what to know of them.

    ``findings`` holds evidence found while reading and parsing (seams, characters, structure);
    rules over the datasets are judged later.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    tables: tuple[NoticeTable, ...]
    statistics: tuple[Statistic, ...]
    findings: tuple[Finding, ...] = field(default=())
