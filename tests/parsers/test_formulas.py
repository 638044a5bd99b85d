"""Each formula of a total on plain decimals: what it gives, how it is written, where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from parsers.arithmetic import Formula, Row, Term, judge, last_digit, total_of
from parsers.total_rules import find_rule
from schemas.notice import Role, TotalRule


def term(value: str | None, role: Role = Role.SCORE, **more: str) -> Term:
    extra = {name: Decimal(text) for name, text in more.items()}
    return Term(value=None if value is None else Decimal(value), role=role, **extra)


def terms(scores: Sequence[str | None], **extras: str | None) -> tuple[Term, ...]:
    return (*map(term, scores), *(term(value, Role(role)) for role, value in extras.items()))


def row(scores: Sequence[str | None], total: str | None, **extras: str | None) -> Row:
    found = None if total is None else Decimal(total)
    return Row(terms=terms(scores, **extras), total=found)


def weighed(values: Sequence[str], weights: Sequence[str], total: str) -> Row:
    both = zip(values, weights, strict=True)
    return Row(terms=tuple(term(v, weight=w) for v, w in both), total=Decimal(total))


def limited(values: Sequence[str], maxima: Sequence[str | None], total: str) -> Row:
    both = zip(values, maxima, strict=True)
    made = tuple(term(v) if m is None else term(v, max_score=m) for v, m in both)
    return Row(terms=made, total=Decimal(total))


@pytest.mark.parametrize(
    ("rule", "given", "result", "text"),
    [
        (TotalRule.SUM, terms(["30", "5"]), "35", "30 + 5"),
        (TotalRule.SUM, terms(["30", "-5"]), "25", "30 - 5"),
        (TotalRule.SUM, terms(["30", "40"], weight="1.1"), "77.0", "(30 + 40) × 1.1"),
        (TotalRule.SUM, terms(["30", "-5"], weight="1.1"), "27.5", "(30 - 5) × 1.1"),
        (TotalRule.SUM, terms(["30"], weight="1.1"), "33.0", "30 × 1.1"),
        (TotalRule.SUM, terms(["30"], weight=None), "30", "30"),
        # Bonus and deduction are not multiplied.
        (
            TotalRule.SUM_BONUS_PENALTY,
            terms(["30", "40"], weight="1.1", bonus="5", penalty="2"),
            "80.0",
            "(30 + 40) × 1.1 + 5 - 2",
        ),
        (TotalRule.SUM_BONUS_PENALTY, terms(["30"], bonus="5", penalty="2"), "33", "30 + 5 - 2"),
        (TotalRule.BASE_MINUS_DEDUCTIONS, terms([], deduction="2.5"), "97.5", "100 - 2.5"),
        (TotalRule.MEAN, terms(["90", "80"]), "85", "(90 + 80) / 2"),
    ],
)
def test_a_total_is_computed_and_written_out(
    rule: TotalRule, given: tuple[Term, ...], result: str, text: str
) -> None:
    assert total_of(Formula(rule), given) == (Decimal(result), text)


def test_weights_are_written_as_shares_and_bonuses_stay_whole() -> None:
    given = (term("90", weight="0.6"), term("80", weight="0.4"), term("3", Role.BONUS))
    assert total_of(Formula(TotalRule.WEIGHTED), given) == (
        Decimal("89.0"),
        "90 × 60% + 80 × 40% + 3",
    )


def test_a_share_of_the_maxima_is_written_out_in_per_cent() -> None:
    given = limited(["30", "42"], ["40", "50"], "80").terms
    assert total_of(Formula(TotalRule.NORMALISED), given) == (Decimal(80), "(30 + 42) / 90 × 100")


@pytest.mark.parametrize(
    ("formula", "given"),
    [
        (Formula(TotalRule.SUM), terms([], bonus="3")),
        (Formula(TotalRule.SUM_BONUS_PENALTY), terms([None], bonus=None)),
        (Formula(TotalRule.SUM_BONUS_PENALTY), terms([], weight="1.1", bonus="3")),
        (Formula(TotalRule.BASE_MINUS_DEDUCTIONS), terms(["30"])),
        (Formula(TotalRule.WEIGHTED), terms([], bonus="3")),
        (Formula(TotalRule.WEIGHTED), (term("90", weight="0.6"), term("80"))),
        (Formula(TotalRule.MEAN), terms(["90"])),
        (Formula(TotalRule.MEAN, drops=1), terms(["90", "80", "70"])),
        (Formula(TotalRule.NORMALISED), terms([])),
        (Formula(TotalRule.NORMALISED), limited(["30", "40"], ["40", None], "0").terms),
        (Formula(TotalRule.NORMALISED), limited(["30", "40"], ["0", "0"], "0").terms),
        (Formula(TotalRule.NONE), terms(["30", "40"])),
    ],
)
def test_a_formula_says_nothing_of_terms_it_does_not_apply_to(
    formula: Formula, given: tuple[Term, ...]
) -> None:
    assert total_of(formula, given) is None


def test_a_mean_without_extremes_takes_two_values_and_no_fewer() -> None:
    formula = Formula(TotalRule.MEAN, drops=1)
    assert total_of(formula, terms(["70", "90", "84", "80"])) == (
        Decimal(82),
        "(70 + 90 + 84 + 80 - 90 - 70) / 2",
    )


@pytest.mark.parametrize(
    ("formula", "given", "agrees", "exact", "evidence"),
    [
        # A factor is rounded at the total's last digit, and so is what is shown.
        (
            Formula(TotalRule.SUM),
            row(["30.3", "40.4"], "81.31", weight="1.15"),
            True,
            False,
            "(30.3 + 40.4) × 1.15 ≈ 81.31",
        ),
        (
            Formula(TotalRule.SUM),
            row(["30.3", "40.4"], "81.30", weight="1.15"),
            True,  # 81.305 to even
            False,
            "(30.3 + 40.4) × 1.15 ≈ 81.30",
        ),
        (
            Formula(TotalRule.SUM),
            row(["30.3", "40.4"], "81.29", weight="1.15"),
            False,
            False,
            "(30.3 + 40.4) × 1.15 = 81.31 ≠ 81.29",
        ),
        # A plain sum is never rounded.
        (
            Formula(TotalRule.SUM),
            row(["30.3", "40.4"], "71"),
            False,
            False,
            "30.3 + 40.4 = 70.7 ≠ 71",
        ),
        # Nor where the row has no factor in its column.
        (
            Formula(TotalRule.SUM),
            row(["30.3", "40"], "70", weight=None),
            False,
            False,
            "30.3 + 40 = 70.3 ≠ 70",
        ),
        # At the limit, over it, and below it.
        (
            Formula(TotalRule.SUM_BONUS_PENALTY, cap=Decimal(100)),
            row(["96"], "100", bonus="5"),
            True,
            False,
            "min(96 + 5, 100) = 100",
        ),
        (
            Formula(TotalRule.SUM_BONUS_PENALTY, cap=Decimal(100)),
            row(["96"], "101", bonus="5"),
            False,
            False,
            "min(96 + 5, 100) = 100 ≠ 101",
        ),
        (
            Formula(TotalRule.SUM_BONUS_PENALTY, cap=Decimal(100)),
            row(["95"], "100", bonus="5"),
            True,
            True,
            "95 + 5 = 100",
        ),
        # The digits of a table that drops its zeros, not those of the one total.
        (
            Formula(TotalRule.MEAN, digits=2),
            row(["90", "81"], "85.5"),
            True,
            True,
            "(90 + 81) / 2 = 85.5",
        ),
        (
            Formula(TotalRule.MEAN, digits=2),
            row(["90", "80", "81"], "83.7"),
            False,
            False,
            "(90 + 80 + 81) / 3 = 83.67 ≠ 83.7",
        ),
        (
            Formula(TotalRule.MEAN),
            row(["90", "80", "81"], "83.7"),
            True,
            False,
            "(90 + 80 + 81) / 3 ≈ 83.7",
        ),
    ],
)
def test_a_printed_total_is_held_against_its_formula(
    formula: Formula, given: Row, agrees: bool, exact: bool, evidence: str
) -> None:
    fit = judge(formula, given)
    assert fit is not None
    assert (fit.agrees, fit.exact, fit.evidence) == (agrees, exact, evidence)


def test_what_a_limit_cuts_is_computed_as_the_limit() -> None:
    fit = judge(Formula(TotalRule.SUM, cap=Decimal(60)), row(["40", "30"], "60"))
    assert fit is not None
    assert fit.computed == 60


@pytest.mark.parametrize(
    ("digits", "printed", "last"),
    [(None, "98", "1"), (None, "98.50", "0.01"), (None, "1E+2", "1"), (2, "98.5", "0.01")],
)
def test_the_last_digit_of_a_total_is_worth_what_it_stands_for(
    digits: int | None, printed: str, last: str
) -> None:
    assert last_digit(Formula(TotalRule.MEAN, digits=digits), Decimal(printed)) == Decimal(last)


# --------------------------------------------------------------------------- which formula it is
def test_a_table_without_totals_or_without_terms_has_no_rule() -> None:
    assert find_rule([]).rule is TotalRule.NONE
    assert find_rule([row(["40", "20"], None), row(["30", "20"], None)]).rule is TotalRule.NONE
    assert find_rule([row([], "60"), row([], "50")]).rule is TotalRule.NONE


def test_a_row_without_its_total_neither_confirms_nor_refutes() -> None:
    rows = [row(["40", "20"], "60"), row(["30", "20"], "50"), *[row(["1", "2"], None)] * 3]
    found = find_rule(rows)
    assert (found.rule, found.confirmed) == (TotalRule.SUM, 2)


def test_a_row_without_terms_neither_confirms_nor_refutes() -> None:
    rows = [row(["40", "20"], "60"), row(["30", "20"], "50"), *[row([], "3")] * 3]
    assert find_rule(rows).rule is TotalRule.SUM


def test_half_of_the_rows_are_not_enough_and_more_than_half_are() -> None:
    right = [row(["40", "20"], "60"), row(["30", "20"], "50")]
    wrong = [row(["40", "21"], "66"), row(["30", "21"], "77")]
    assert find_rule([*right, *wrong]).rule is TotalRule.NONE
    assert find_rule([*right, *wrong[:1]]).rule is TotalRule.SUM


@pytest.mark.parametrize(
    ("maxima", "total_max", "rule"),
    [
        (["60", "40"], "100", TotalRule.SUM),
        (["60", "40"], "110", TotalRule.NONE),
        (["60", "40"], None, TotalRule.NONE),
        (["60", None], "60", TotalRule.NONE),  # one maximum of two says nothing
    ],
)
def test_half_of_the_rows_are_enough_where_the_maxima_make_that_of_the_total(
    maxima: list[str | None], total_max: str | None, rule: TotalRule
) -> None:
    rows = [limited(["50", "30"], maxima, "80"), limited(["40", "30"], maxima, "71")]
    given = None if total_max is None else Decimal(total_max)
    assert find_rule(rows, given).rule is rule
    assert find_rule(rows * 2, given).rule is rule


def test_the_maximum_of_a_bonus_is_none_of_the_scores() -> None:
    bonus = term("1", Role.BONUS, max_score="5")
    rows = [limited(["50", "30"], ["60", "40"], "80"), limited(["40", "30"], ["60", "40"], "71")]
    rows = [Row(terms=(*one.terms, bonus), total=one.total) for one in rows]
    assert find_rule(rows, Decimal(100)).rule is TotalRule.SUM


def test_less_than_half_of_the_rows_is_too_little_whatever_the_maxima_make() -> None:
    rows = [
        limited(["50", "30"], ["60", "40"], "80"),
        limited(["40", "30"], ["60", "40"], "71"),
        limited(["20", "30"], ["60", "40"], "52"),
    ]
    assert find_rule(rows, Decimal(100)).rule is TotalRule.NONE


def test_a_rule_that_no_row_fits_is_not_adopted_for_its_maxima() -> None:
    rows = [limited(["50", "30"], ["60", "40"], "83"), limited(["40", "30"], ["60", "40"], "72")]
    assert find_rule(rows, Decimal(100)).rule is TotalRule.NONE


def test_what_is_weighed_makes_no_plain_sum_and_no_mean() -> None:
    rows = [
        weighed(["90", "80"], ["0.5", "0.5"], "85"),
        weighed(["70", "60"], ["0.5", "0.5"], "65"),
    ]
    assert find_rule(rows).rule is TotalRule.WEIGHTED


def test_one_weight_of_two_weighs_nothing() -> None:
    one = Row(terms=(term("54", weight="0.6"), term("32")), total=Decimal(86))
    other = Row(terms=(term("42", weight="0.6"), term("38")), total=Decimal(80))
    assert find_rule([one, other]).rule is TotalRule.SUM


def test_what_is_multiplied_makes_no_mean() -> None:
    rows = [row(["90", "80"], "85", weight="1.0"), row(["70", "60"], "65", weight="1.0")]
    assert find_rule(rows).rule is TotalRule.NONE


def test_weights_that_the_totals_do_not_follow_make_no_mean() -> None:
    rows = [weighed(["90", "80"], ["0.6", "0.4"], "85")] * 2
    assert find_rule(rows).rule is TotalRule.NONE


def test_totals_over_maxima_of_100_are_no_rounded_shares() -> None:
    def rows(maxima: list[str | None]) -> list[Row]:
        return [limited(["50.4", "30.2"], maxima, "81"), limited(["40.3", "30.0"], maxima, "70")]

    assert find_rule(rows(["60", "40"])).rule is TotalRule.NONE
    assert find_rule(rows(["60", "39.9"])).rule is TotalRule.NORMALISED


def test_one_column_of_scores_is_no_sum() -> None:
    assert find_rule([row(["90"], "90"), row(["80"], "80")]).rule is TotalRule.NONE


def test_bonuses_alone_make_a_total() -> None:
    rows = [row([], "8", bonus="8"), row([], "5", bonus="5")]
    assert find_rule(rows).rule is TotalRule.SUM_BONUS_PENALTY


def test_deductions_beside_scores_go_off_the_scores() -> None:
    rows = [row(["90"], "87", penalty="3"), row(["100"], "95", penalty="5")]
    assert find_rule(rows).rule is TotalRule.SUM_BONUS_PENALTY


@pytest.mark.parametrize(
    "given",
    [
        row([], "-3", deduction="3"),  # deductions alone are no sum
        row(["90"], "97", penalty="3"),  # beside scores they go off the scores
        row([], "108", bonus="8"),  # a bonus goes on top of no base
    ],
)
def test_extras_go_where_they_belong(given: Row) -> None:
    assert find_rule([given] * 2).rule is TotalRule.NONE


@pytest.mark.parametrize(("rows", "base"), [(2, None), (3, "110")])
def test_a_base_that_only_the_rows_show_takes_three_of_them(rows: int, base: str | None) -> None:
    given = [row([], "107", deduction="3"), row([], "102.5", deduction="-7.5")]
    given.append(row([], "110", deduction="0"))
    found = find_rule(given[:rows])
    assert found.rule is (TotalRule.NONE if base is None else TotalRule.BASE_MINUS_DEDUCTIONS)
    assert base is None or found.formula.base == Decimal(base)


def test_a_base_is_what_most_rows_show() -> None:
    given = [row([], total, deduction=d) for total, d in (("90", "3"), ("107", "3"), ("108", "2"))]
    given.append(row([], "101.0", deduction="9.0"))
    found = find_rule(given)
    assert str(found.formula.base) == "110"
    assert found.confirmed == 3


@pytest.mark.parametrize(
    ("scores", "drops"),
    [(["70", "90", "84", "80"], 1), (["70", "90", "80"], 0)],
)
def test_extremes_are_left_out_of_four_scores_and_not_of_three(
    scores: list[str], drops: int
) -> None:
    total = "82" if drops else "80"
    found = find_rule([row(scores, total)] * 3)
    assert (found.rule, found.formula.drops) == (TotalRule.MEAN, drops)


def test_two_rows_do_not_show_that_extremes_are_left_out() -> None:
    assert find_rule([row(["70", "90", "84", "80"], "82")] * 2).rule is TotalRule.NONE


def test_equal_fits_leave_the_likelier_rule() -> None:
    # All zero: the mean fits as well as the sum.
    assert find_rule([row(["0", "0"], "0"), row(["0", "0"], "0")]).rule is TotalRule.SUM


# --------------------------------------------------------------------------------------- limits
def _with_bonus(*figures: tuple[str, str, str]) -> list[Row]:
    return [row([score, "40"], total, bonus=bonus) for score, bonus, total in figures]


@pytest.mark.parametrize(
    ("total_max", "said", "cut", "cap"),
    [
        (None, [], 2, "100"),
        (None, [], 1, None),
        ("100", [], 1, "100"),
        ("100", [], 0, None),  # what just reaches the limit was not cut
        ("110", [], 2, None),  # the header names another limit
        (None, ["100"], 1, "100"),
        (None, ["100"], 0, "100"),
        (None, ["105"], 1, None),
    ],
)
def test_a_limit_is_shown_by_rows_that_it_cuts(
    total_max: str | None, said: list[str], cut: int, cap: str | None
) -> None:
    cuts = [("60", "3", "100"), ("58", "5", "100")]
    rows = _with_bonus(*cuts[:cut], *[("56", "4", "100")] * (2 - cut))
    rows += _with_bonus(("40", "1", "81"), ("41", "2", "83"), ("42", "0", "82"))
    limit = None if total_max is None else Decimal(total_max)
    found = find_rule(rows, limit, [Decimal(one) for one in said])
    assert found.rule is TotalRule.SUM_BONUS_PENALTY
    assert found.formula.cap == (None if cap is None else Decimal(cap))


def test_a_total_above_its_terms_shows_no_limit() -> None:
    rows = _with_bonus(("50", "3", "100"), ("40", "1", "81"), ("41", "2", "83"))
    assert find_rule(rows, Decimal(100)).formula.cap is None


def test_without_bonuses_there_is_no_limit() -> None:
    rows = [row(["60", "43"], "100"), row(["58", "45"], "100"), row(["40", "41"], "81")]
    rows += [row(["40", "42"], "82"), row(["40", "43"], "83")]
    assert find_rule(rows, Decimal(100)).formula.cap is None


# -------------------------------------------------------------------------------- dropped zeros
def _means(*totals: tuple[str, str, str]) -> list[Row]:
    return [row([one, other], total) for one, other, total in totals]


@pytest.mark.parametrize(
    ("shorter", "digits"),
    [
        ([("90", "81", "85.5"), ("70", "71", "70.5")], 2),
        ([("90", "81", "85.5")], None),  # one may be rounded further
        ([("90", "81", "85.5"), ("70", "71", "70.5"), ("60.11", "60.13", "60.1")], 2),
        (
            [
                ("90", "81", "85.5"),
                ("70", "71", "70.5"),
                ("60.11", "60.13", "60.1"),
                ("60.31", "60.33", "60.3"),
            ],
            None,
        ),
    ],
)
def test_two_totals_that_lack_zeros_alone_show_that_a_table_drops_them(
    shorter: list[tuple[str, str, str]], digits: int | None
) -> None:
    longer = [("90.31", "90.33", "90.32"), ("80.11", "80.13", "80.12"), ("70.5", "70.8", "70.65")]
    found = find_rule(_means(*longer, *shorter))
    assert found.rule is TotalRule.MEAN
    assert found.formula.digits == digits


def test_rows_that_break_the_stricter_rule_confirm_it_no_more() -> None:
    rows = _means(
        ("90.31", "90.33", "90.32"),
        ("90", "81", "85.5"),
        ("70", "71", "70.5"),
        ("60.11", "60.13", "60.1"),
    )
    found = find_rule(rows)
    assert (found.formula.digits, found.confirmed) == (2, 3)
