"""Proposals held against all single changes there are, tried one by one, of tables made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.arithmetic import Formula
from parsers.rankings.repairs import with_proposals
from parsers.total_rules import Found
from schemas.notice import Column, RankedUnit, Role, Score, Status, Summary, TotalRule
from schemas.places import Provenance, Span

HERE = Provenance(page=1, span=Span(0, 1))
SCORE, BONUS, PENALTY, FACTOR = Role.SCORE, Role.BONUS, Role.PENALTY, Role.WEIGHT
Rows = list[list[Decimal]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """How a table is marked: a role and a weight for each of its columns, the total comes last.

    ``kinds`` are its rows of sums and means, which leave out the columns of ``blank``; ``points``
    are the least and the most that a score is drawn from. ``step``, ``last`` and ``digits`` are
    the worth of the last digit of a score, a total, a mean.
    """

    formula: Formula
    roles: tuple[Role, ...]
    weights: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("sum",)
    blank: tuple[int, ...] = ()
    points: tuple[int, int] = (20, 50)
    step: Decimal = Decimal(1)
    last: Decimal = Decimal(1)
    digits: Decimal = Decimal("0.01")

    def columns(self) -> list[Column]:
        """Return the columns; scores have at most 100 points."""
        weights = [*map(Decimal, self.weights), *[None] * (len(self.roles) + 1)]
        return [
            Column(
                position=n,
                name=f"第{n}列",
                printed="",
                path=(f"第{n}列",),
                role=role,
                max_score=Decimal(100) if role is SCORE else None,
                weight=weight,
                where=None,
            )
            for n, (role, weight) in enumerate(
                zip((*self.roles, Role.TOTAL), weights, strict=False)
            )
        ]

    def totals(self, cells: Sequence[Decimal]) -> set[Decimal]:
        """Return what may be printed for a row's total: a half goes up or to the even."""
        by_role: dict[Role, list[Decimal]] = {role: [] for role in Role}
        for role, cell in zip(self.roles, cells, strict=True):
            by_role[role].append(cell)
        scores = by_role[SCORE]
        total = sum(scores, Decimal(0))
        if self.weights:
            total = sum(w * s for w, s in zip(map(Decimal, self.weights), scores, strict=True))
        if self.formula.drops:
            total = sum(sorted(scores)[1:-1]) / Decimal(len(scores) - 2)
        for factor in by_role[FACTOR]:
            total *= factor
        total += sum(by_role[BONUS]) - sum(map(abs, by_role[PENALTY] + by_role[Role.DEDUCTION]))
        if self.formula.cap is not None:
            total = min(total, self.formula.cap)
        if not (self.weights or self.formula.drops or by_role[FACTOR]):
            return {total}
        return {total.quantize(self.last, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}

    def printed(self, values: Sequence[Decimal]) -> dict[str, Decimal]:
        """Return what a row of sums and a row of means print of a column."""
        mean = (sum(values) / Decimal(len(values))).quantize(self.digits, ROUND_HALF_UP)
        return {"sum": sum(values, Decimal(0)), "mean": mean}

    def holds(self, column: int, values: Sequence[Decimal], printed: Mapping[str, Decimal]) -> bool:
        """Tell whether a column comes to what is printed of it."""
        if column in self.blank:
            return True
        off = abs(sum(values) / Decimal(len(values)) - printed["mean"])
        said = {"sum": sum(values) == printed["sum"], "mean": off <= self.digits / 2}
        return all(said[kind] for kind in self.kinds)


def put(rows: Rows, row: int, column: int, value: Decimal) -> Rows:
    """Return the rows with one cell changed."""
    return [
        [value if (row, column) == (r, c) else cell for c, cell in enumerate(cells)]
        for r, cells in enumerate(rows)
    ]


def right_changes(
    sheet: Sheet, rows: Rows, sums: Sequence[Mapping[str, Decimal]], row: int
) -> Iterator[tuple[int, Decimal]]:
    """Give the changes of one cell of a row, by column, that leave nothing wrong with the row."""
    for column in range(len(rows[row])):
        printed = [cells[column] for cells in rows]
        step = min(Decimal(1).scaleb(v.normalize().as_tuple().exponent) for v in printed)  # type: ignore[arg-type]
        step = min(step, Decimal(1))
        role = (*sheet.roles, Role.TOTAL)[column]
        most = {SCORE: 100, FACTOR: 2}.get(role, 130)
        for number in range(int(-9 / step), int(most / step) + 1):
            value = number * step
            if value < 0 and role in {SCORE, FACTOR, Role.TOTAL}:
                continue
            *cells, total = put(rows, row, column, value)[row]
            changed = [value if r == row else cell for r, cell in enumerate(printed)]
            if total in sheet.totals(cells) and sheet.holds(column, changed, sums[column]):
                yield column, value


def proposals(
    sheet: Sheet,
    rows: Rows,
    sums: Sequence[Mapping[str, Decimal]],
    row: int,
    ranks: Sequence[int] = (),
) -> list[tuple[int, Decimal]]:
    """Return column and value of what is proposed for a row."""

    def score(column: int, value: Decimal, status: Status = Status.UNCHECKED) -> Score:
        text = format(value, "f")
        return Score(
            column=column, value=value, printed=text, status=status, evidence=None, where=HERE
        )

    units = [
        RankedUnit(
            row=n,
            rank=ranks[n - 1] if ranks else None,
            rank_printed=None,
            unit=f"第{n}镇",
            unit_where=HERE,
            scores=tuple(score(column, value) for column, value in enumerate(cells[:-1])),
            total=score(len(cells) - 1, cells[-1]),
            computed_total=None,
            grade=None,
            remark=None,
            status=Status.UNCHECKED,
        )
        for n, cells in enumerate(rows, 1)
    ]
    summaries = [
        Summary(
            kind=kind,
            label=kind,
            scores=tuple(
                score(n, said[kind], Status.CONSISTENT)
                for n, said in enumerate(sums)
                if n not in sheet.blank
            ),
            where=HERE,
        )
        for kind in sheet.kinds
    ]
    done = with_proposals(sheet.columns(), units, summaries, Found(sheet.formula, len(rows)))[row]
    assert done.total is not None
    return [(s.column, s.proposed) for s in (*done.scores, done.total) if s.proposed is not None]


SUM = Formula(TotalRule.SUM)
EXTRA = TotalRule.SUM_BONUS_PENALTY
SHEETS = {
    "sum": Sheet(formula=SUM, roles=(SCORE, SCORE)),
    "extras": Sheet(formula=Formula(EXTRA), roles=(SCORE, BONUS, PENALTY)),
    "limit": Sheet(formula=Formula(EXTRA, cap=Decimal(100)), roles=(SCORE, SCORE, BONUS)),
    "limit, means": Sheet(
        formula=Formula(EXTRA, cap=Decimal(100)),
        roles=(SCORE, SCORE, BONUS),
        kinds=("mean",),
        digits=Decimal("0.1"),
    ),
    "penalties with a sign": Sheet(formula=Formula(EXTRA), roles=(SCORE, Role.DEDUCTION)),
    "few points": Sheet(formula=SUM, roles=(SCORE, SCORE), points=(0, 3)),
    "rough means": Sheet(formula=SUM, roles=(SCORE, SCORE), kinds=("mean",), digits=Decimal(1)),
    "sums and means": Sheet(
        formula=SUM,
        roles=(SCORE, SCORE),
        kinds=("sum", "mean"),
        step=Decimal("0.1"),
        last=Decimal("0.1"),
        digits=Decimal(1),
    ),
    "weights": Sheet(
        formula=Formula(TotalRule.WEIGHTED), roles=(SCORE, SCORE), weights=("0.65", "0.35")
    ),
    "weights, a score not summed up": Sheet(
        formula=Formula(TotalRule.WEIGHTED),
        roles=(SCORE, SCORE),
        weights=("0.35", "0.65"),
        blank=(1,),
    ),
    "weights, tenths": Sheet(
        formula=Formula(TotalRule.WEIGHTED),
        roles=(SCORE, SCORE),
        weights=("0.3", "0.7"),
        blank=(1,),
        step=Decimal("0.1"),
        last=Decimal("0.1"),
    ),
    "factor": Sheet(formula=SUM, roles=(SCORE, SCORE, FACTOR), last=Decimal("0.1")),
    "extremes": Sheet(
        formula=Formula(TotalRule.MEAN, drops=1), roles=(SCORE,) * 4, last=Decimal("0.1")
    ),
    "extremes, means": Sheet(
        formula=Formula(TotalRule.MEAN, drops=1),
        roles=(SCORE,) * 4,
        last=Decimal("0.1"),
        kinds=("mean",),
        digits=Decimal("0.1"),
    ),
}


def cell(sheet: Sheet, role: Role) -> st.SearchStrategy[Decimal]:
    """Draw a cell: points, points added or taken off, a factor about one."""
    if role is FACTOR:
        return st.integers(80, 120).map(lambda n: Decimal(n).scaleb(-2))
    if role is Role.DEDUCTION:
        return st.integers(-6, -1).map(Decimal)
    low, high = sheet.points if role is SCORE else (0, 6)
    step = sheet.step
    return st.integers(int(low / step), int(high / step)).map(lambda n: n * step)


@pytest.mark.parametrize("name", SHEETS)
@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_what_is_proposed_is_the_only_change_that_leaves_nothing_wrong(
    name: str, data: st.DataObject
) -> None:
    sheet = SHEETS[name]
    drawn = st.tuples(*(cell(sheet, role) for role in sheet.roles))
    cells = data.draw(st.lists(drawn, min_size=4, max_size=4))
    rows = [[*row, max(sheet.totals(row))] for row in cells]
    sums = [sheet.printed(column) for column in zip(*rows, strict=True)]
    row, column = 1, data.draw(st.integers(0, len(sheet.roles)))
    old = rows[row][column]
    slip = data.draw(st.integers(-6, 6)) * (sheet.step if old > 2 else sheet.step / 10)
    rows = put(rows, row, column, max(old + slip, Decimal(0)) if old >= 0 else old + slip)
    *printed, total = rows[row]
    right = list(right_changes(sheet, rows, sums, row))
    expected = right if len(right) == 1 and total not in sheet.totals(printed) else []
    assert proposals(sheet, rows, sums, row) == expected


def at_limit(
    cells: str, *, kinds: tuple[str, ...], blank: tuple[int, ...] = ()
) -> list[tuple[int, Decimal]]:
    """Return what is proposed for a row that is marked up to 100, second of three.

    A total of 99 would rank it with the third: the total is not what is wrong.
    """
    sheet = Sheet(
        formula=Formula(EXTRA, cap=Decimal(100)),
        roles=(SCORE, SCORE),
        kinds=kinds,
        blank=blank,
        digits=Decimal("0.1"),
    )
    texts = ("100 0 100", cells, "99 0 99")
    rows = [[Decimal(text) for text in row.split()] for row in texts]
    right = put(rows, 1, 1, rows[1][1] + 1)
    sums = [sheet.printed(column) for column in zip(*right, strict=True)]
    return proposals(sheet, rows, sums, 1, ranks=(1, 1, 3))


def test_of_a_row_at_its_limit_nothing_is_proposed_unless_all_scores_are_summed_up() -> None:
    """100 of 100 leaves open by how much the scores are too few: they may make more."""
    assert at_limit("100 -1 100", kinds=()) == []
    assert at_limit("60 39 100", kinds=("sum",)) == [(1, Decimal(40))]
    assert at_limit("60 39 100", kinds=("mean",)) == [(1, Decimal(40))]
    # The totals need not be summed up, each score has to be.
    assert at_limit("60 39 100", kinds=("sum",), blank=(2,)) == [(1, Decimal(40))]
    assert at_limit("100 -1 100", kinds=("sum",), blank=(0,)) == []


def test_far_from_the_limit_a_row_needs_no_sums() -> None:
    sheet = Sheet(formula=Formula(EXTRA, cap=Decimal(120)), roles=(SCORE, BONUS), kinds=())
    texts = ("100 6 106", "100 3 104", "99 4.5 103.5")
    rows = [[Decimal(text) for text in row.split()] for row in texts]
    assert proposals(sheet, rows, [], 1, ranks=(1, 2, 3)) == [(1, Decimal(4))]


def test_of_a_mean_without_extremes_the_total_alone_is_not_proposed() -> None:
    sheet = Sheet(formula=Formula(TotalRule.MEAN, drops=1), roles=(SCORE,) * 4, kinds=())
    rows = [[Decimal(n) for n in row] for row in ((90, 80, 70, 60, 75), (80, 76, 74, 60, 76))]
    assert proposals(sheet, rows, [], 1) == []
    summed = Sheet(formula=sheet.formula, roles=sheet.roles, blank=(4,))
    sums = [{"sum": Decimal(n), "mean": Decimal(n)} for n in (170, 156, 144, 120, 0)]
    assert proposals(summed, rows, sums, 1) == [(4, Decimal(75))]
