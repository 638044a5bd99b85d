"""The status of each value of a ranking, of tables made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from parsers.cells import number
from parsers.rankings.proofs import Proof, covers, prove, read_values, row_of
from schemas.notice import Column, RankedUnit, Role, Score, Status, TotalRule
from schemas.places import Provenance, Span

HERE = Provenance(page=1, span=Span(0, 1))
SCORE, TOTAL, BONUS = Role.SCORE, Role.TOTAL, Role.BONUS


def columns(*roles: Role, maxima: Sequence[str | None] = (), paths: str = "") -> list[Column]:
    """Make columns; ``paths`` names the group above each (``公开 公开 -``)."""
    above = paths.split() or ["-"] * len(roles)
    limits = [*maxima, *[None] * (len(roles) - len(maxima))]
    return [
        Column(
            position=n,
            name=f"第{n}列",
            printed="",
            path=(f"第{n}列",) if group == "-" else (group, f"第{n}列"),
            role=role,
            max_score=None if limit is None else Decimal(limit),
            weight=None,
            where=None,
        )
        for n, (role, limit, group) in enumerate(zip(roles, limits, above, strict=True))
    ]


def units(described: Sequence[Column], *rows: str) -> list[RankedUnit]:
    """Make units of rows ``rank cell cell …``, ``_`` for an empty cell."""
    made = []
    for n, row in enumerate(rows, 1):
        rank, *cells = [text.replace("_", "") for text in row.split()]
        scores = [
            Score(
                column=column.position,
                value=number(text).value,
                printed=text,
                status=Status.UNCHECKED,
                evidence=None,
                where=HERE,
            )
            for column, text in zip(described, cells, strict=True)
        ]
        made.append(
            RankedUnit(
                row=n,
                rank=int(rank) if rank else None,
                rank_printed=rank,
                unit=f"第{n}镇",
                unit_where=HERE,
                scores=tuple(s for s in scores if described[s.column].role is not TOTAL),
                total=next((s for s in scores if described[s.column].role is TOTAL), None),
                computed_total=None,
                grade=None,
                remark=None,
                status=Status.UNCHECKED,
            )
        )
    return made


def judged(
    described: Sequence[Column], *rows: str, disputed: set[tuple[int, int]] | None = None
) -> Proof:
    return prove(described, units(described, *rows), disputed or set())


def told(proof: Proof) -> list[str]:
    """Return per unit the first letters of the statuses of rank, scores and total."""
    return [
        "".join(
            s.value[:4] + " "
            for s in (
                unit.status,
                *(score.status for score in unit.scores),
                *([unit.total.status] if unit.total else []),
            )
        ).strip()
        for unit in proof.units
    ]


PLAIN = columns(SCORE, SCORE, TOTAL)
RIGHT = ("1 50 40 90", "2 45 40 85", "3 40 40 80")


def test_what_adds_up_is_proved_and_ranks_that_follow_are_consistent() -> None:
    proof = judged(PLAIN, *RIGHT)
    assert told(proof) == ["cons prov prov prov"] * 3
    assert proof.found.rule is TotalRule.SUM
    assert [unit.computed_total for unit in proof.units] == [90, 85, 80]


def test_what_does_not_add_up_is_contradicted_in_its_whole_row_and_there_alone() -> None:
    proof = judged(PLAIN, *RIGHT[:2], "3 40 40 81")
    assert told(proof) == [*["cons prov prov prov"] * 2, "cons cont cont cont"]
    assert proof.units[2].computed_total == 80


def test_a_disputed_cell_is_not_proved_and_a_wrong_one_stays_wrong() -> None:
    proof = judged(PLAIN, *RIGHT[:2], "3 40 40 81", disputed={(1, 0), (3, 0)})
    assert told(proof) == ["cons unch prov prov", "cons prov prov prov", "cons cont cont cont"]
    assert proof.units[0].scores[0].evidence == "50 + 40 = 90"


def test_a_value_over_its_maximum_is_contradicted_and_one_at_it_is_not() -> None:
    proof = judged(columns(SCORE, SCORE, TOTAL, maxima=["50", "40"]), *RIGHT, "4 51 20 71")
    assert told(proof)[0] == "cons prov prov prov"
    assert told(proof)[3] == "cons cont prov prov"
    assert proof.units[3].scores[0].evidence == "51 > 50"


def test_a_value_that_nothing_covers_is_consistent_within_its_maximum() -> None:
    # The rank follows the total, which no identity covers.
    described = columns(SCORE, SCORE, TOTAL, maxima=["60", None])
    assert told(judged(described, "1 50 40 70", "2 45 40 66", "3 _ 40 60")) == [
        "cons cons unch cons",
        "cons cons unch cons",
        "cons unch unch cons",
    ]


def test_a_total_whose_rank_is_none_or_wrong_stays_unchecked() -> None:
    proof = judged(PLAIN, "1 50 40 70", "_ 45 40 66", "3 45 40 61", "5 45 40 50", "4 45 40 40")
    assert [unit.total.status.value[:4] for unit in proof.units if unit.total] == [
        "cons",
        "unch",
        "cons",
        "unch",
        "unch",
    ]
    assert [unit.status.value[:4] for unit in proof.units] == [
        "cons",
        "unch",
        "cons",
        "cont",
        "cont",
    ]


def test_a_disputed_total_stays_unchecked_however_its_rank_follows() -> None:
    described = columns(SCORE, BONUS, TOTAL)
    rows = ("1 50 5 55", "2 45 5 50", "3 40 5 45")
    assert told(judged(described, *rows, disputed={(1, 2)}))[0] == "cons prov prov unch"


def test_ranks_by_the_computed_totals_are_excused_where_a_total_is_wrong() -> None:
    # The second total should be 85: by it the ranks are right.
    proof = judged(PLAIN, "1 50 40 90", "2 45 40 95", "3 40 40 80", "4 30 40 70")
    assert [unit.status.value[:4] for unit in proof.units] == ["unch", "unch", "cons", "cons"]


def test_ranks_that_neither_totals_allow_are_contradicted() -> None:
    proof = judged(PLAIN, "1 50 40 90", "2 45 40 95", "3 40 40 80", "5 30 40 70", "4 20 40 60")
    assert [unit.status.value[:4] for unit in proof.units] == [
        "unch",
        "unch",
        "cons",
        "cont",
        "cont",
    ]


def test_without_a_wrong_total_no_rank_is_excused() -> None:
    proof = judged(PLAIN, "2 50 40 90", "1 45 40 85", "3 40 40 80", "4 30 40 70")
    assert [unit.status.value[:4] for unit in proof.units] == ["cont", "cont", "cons", "cons"]


def test_a_row_with_an_unread_total_is_ranked_by_the_computed_one() -> None:
    proof = judged(PLAIN, "1 50 40 90", "2 45 40 9O", "3 40 40 81", "4 30 40 70")
    assert [unit.status.value[:4] for unit in proof.units] == ["cons", "unch", "cons", "cons"]
    assert proof.units[1].computed_total == 85


def test_a_limit_is_what_a_cut_total_is_computed_as() -> None:
    described = columns(SCORE, BONUS, TOTAL, maxima=[None, None, "100"])
    proof = judged(described, "1 98 6 100", "2 97 1 98", "3 90 1 91", "4 80 1 81")
    assert [unit.computed_total for unit in proof.units] == [100, 98, 91, 81]
    # At the limit several values would do.
    assert told(proof)[0] == "cons cons cons cons"
    assert told(proof)[1] == "cons prov prov prov"


def test_the_step_of_a_column_is_that_of_its_finest_value() -> None:
    # By tenths 92.1 would give the same mean as 92; by whole points it would not.
    described = columns(SCORE, SCORE, TOTAL)
    whole = ("1 92 90 91.0", "2 80 78 79.0", "3 70 68 69.0")
    assert told(judged(described, *whole)) == ["cons prov prov prov"] * 3
    # 91 for (91 + 90) / 2 = 90.5 as well, but not for (90 + 90) / 2.
    rough = ("1 92 90 91", "2 80 78 79", "3 70 68 69")
    assert told(judged(described, *rough)) == ["cons cons cons prov"] * 3
    tenths = (*whole[:2], "3 70.02 68 69.0")
    assert [line.split()[1:3] for line in told(judged(described, *tenths))][:2] == [
        ["cons", "prov"],
        ["cons", "prov"],
    ]


def test_a_row_with_an_unread_score_has_no_computed_total() -> None:
    described = columns(SCORE, BONUS, TOTAL, maxima=[None, None, "100"])
    proof = judged(described, "1 98 6 100", "2 97 1 98", "3 90 1 91", "4 8O 1 81")
    assert [unit.computed_total for unit in proof.units] == [100, 98, 91, None]


def test_a_cell_that_says_none_is_not_proved() -> None:
    described = columns(SCORE, BONUS, TOTAL)
    assert (
        told(judged(described, "1 50 5 55", "2 45 5 50", "3 40 — 40"))[2] == "cons prov unch prov"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("1 7 50 40 90", "2 9 45 40 85", "3 8 40 40 80"),
        ("1 7 92 90 91.0", "2 9 80 78 79.0", "3 8 70 68 69.0"),
    ],
)
def test_a_sub_total_that_sums_nothing_is_left_out_of_the_total_too(rows: tuple[str, ...]) -> None:
    described = columns(Role.SUBTOTAL, SCORE, SCORE, TOTAL)
    assert told(judged(described, *rows)) == ["cons unch prov prov prov"] * 3


def test_scores_that_the_total_proves_keep_its_arithmetic() -> None:
    described = columns(SCORE, SCORE, Role.SUBTOTAL, SCORE, TOTAL)
    rows = ("1 30 20 50 25 75", "2 25 20 45 20 65", "3 25 — 25 20 45", "4 2O 20 40 20 40")
    proof = judged(described, *rows)
    assert told(proof) == [
        "cons prov prov prov prov prov",
        "cons prov prov prov prov prov",
        "cons prov unch prov prov prov",
        "cons unch unch unch unch cons",
    ]
    assert [score.evidence for score in proof.units[0].scores] == [
        "30 + 20 + 25 = 75",
        "30 + 20 + 25 = 75",
        "30 + 20 = 50",
        "30 + 20 + 25 = 75",
    ]


SUBTOTALS = columns(SCORE, SCORE, Role.SUBTOTAL)


def test_a_sub_total_proves_its_scores_where_no_total_does() -> None:
    proof = judged(SUBTOTALS, "1 30 20 50", "2 25 20 45", "3 25 15 41")
    assert told(proof) == ["unch prov prov prov", "unch prov prov prov", "unch unch unch cont"]
    assert proof.units[0].scores[0].evidence == "30 + 20 = 50"
    assert proof.units[2].scores[0].evidence is None


def test_a_disputed_sub_total_has_its_arithmetic_and_no_proof() -> None:
    proof = judged(SUBTOTALS, "1 30 20 50", "2 25 20 45", disputed={(1, 2), (2, 0)})
    assert told(proof) == ["unch prov prov unch", "unch unch prov prov"]
    assert proof.units[0].scores[2].evidence == "30 + 20 = 50"


def test_points_left_that_miss_the_points_lost_are_both_contradicted() -> None:
    described = columns(Role.DEDUCTION, SCORE, paths="公开 公开")
    proof = judged(described, "1 3 17", "2 5 15", "3 6 14", "4 8 13")
    assert told(proof) == [*["unch prov prov"] * 3, "unch cont cont"]


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        ("1 50 5 55", True),
        ("1 50 — 50", True),
        ("1 50 _ 50", True),  # a blank bonus is none
        ("1 — 5 5", True),
        ("1 _ 5 55", False),
        ("1 5O 5 55", False),
        ("1 50 S 55", False),
    ],
)
def test_a_row_is_compared_where_its_scores_are_read(cells: str, is_read: bool) -> None:
    described = columns(SCORE, BONUS, TOTAL)
    (unit,) = units(described, cells)
    assert (row_of(described, unit) is not None) is is_read


def test_sub_totals_are_no_terms_even_where_they_are_unread() -> None:
    described = columns(SCORE, SCORE, Role.SUBTOTAL, TOTAL)
    (unit,) = units(described, "1 30 20 5O 50")
    row = row_of(described, unit)
    assert row is not None
    assert [term.value for term in row.terms] == [30, 20]


def test_values_read_are_those_of_cells_that_say_something() -> None:
    described = columns(SCORE, SCORE, SCORE, TOTAL)
    (unit,) = units(described, "1 30 — 5O 50")
    assert read_values(unit) == {0: 30, 1: None, 3: 50}


@pytest.mark.parametrize(
    ("rule", "role", "covered"),
    [
        (TotalRule.SUM, SCORE, True),
        (TotalRule.SUM, TOTAL, True),
        (TotalRule.SUM, BONUS, False),
        (TotalRule.SUM_BONUS_PENALTY, BONUS, True),
        (TotalRule.SUM, Role.WEIGHT, True),
        (TotalRule.MEAN, Role.WEIGHT, False),
        (TotalRule.SUM_BONUS_PENALTY, Role.SUBTOTAL, False),
        (TotalRule.SUM, Role.CUMULATIVE, False),
    ],
)
def test_a_rule_covers_the_columns_it_speaks_of(rule: TotalRule, role: Role, covered: bool) -> None:
    assert covers(rule, role) is covered
