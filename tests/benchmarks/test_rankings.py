"""The generator of rankings: its own arithmetic, its own words, the same notices for a seed."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import benchmarks.rankings
from benchmarks.rankings import faults
from benchmarks.rankings.catalogue import LAYOUTS
from benchmarks.rankings.formulas import Formula, rounded
from benchmarks.rankings.judge import judge, read
from benchmarks.rankings.model import RANK, UNIT, Key
from benchmarks.rankings.run import drawn
from benchmarks.rankings.text import text_of

_HOME = Path(benchmarks.rankings.__file__).parent
_DOOR = {"judge.py"}  # reads the notices by the public door
_LAYOUTS = list(LAYOUTS)


def test_the_generator_shares_nothing_with_the_parser_but_the_schemas() -> None:
    for path in _HOME.glob("*.py"):
        imported = {
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
        foreign = {name for name in imported if name.split(".")[0] in {"parsers", "pipeline"}}
        assert not foreign or path.name in _DOOR, (path.name, foreign)


def test_a_seed_gives_the_same_notice_again() -> None:
    first, form = drawn(7, 3, _LAYOUTS)
    again, _ = drawn(7, 3, _LAYOUTS)
    other, _ = drawn(7, 4, _LAYOUTS)
    assert text_of(first, form) == text_of(again, form) != text_of(other, form)


def test_halves_round_up_or_to_the_even_digit() -> None:
    assert rounded(Fraction(5, 1000), 2) == Decimal("0.01")
    assert rounded(Fraction(5, 1000), 2, to_even=True) == Decimal("0.00")


def test_a_mean_without_extremes_leaves_one_of_each_out() -> None:
    terms = tuple((i, Fraction(1)) for i in range(5))
    formula = Formula(target=5, terms=terms, drops_extremes=True)
    values = [Decimal(v) for v in (90, 70, 80, 80, 95)]
    assert formula.exact(values) == Fraction(250, 3)
    assert formula.holds([*values, Decimal("83.33")])
    assert not formula.holds([*values, Decimal("83.34")])


@pytest.mark.parametrize("number", range(2 * len(_LAYOUTS)))
def test_what_is_true_of_a_notice_agrees_with_itself_and_stands_in_its_text(number: int) -> None:
    made, form = drawn(number, 11, _LAYOUTS)
    printed = {p.key: p.text.replace("\n", "") for p in made.pieces() if p.key is not None}
    lines = text_of(made, form)
    assert all(part in lines for p in made.pieces() for part in p.text.split("\n"))
    assert made.tables
    for number_, table in enumerate(made.tables):
        for place, row in enumerate(table.rows):
            assert printed[Key(number_, False, place, UNIT)] == row.unit
            assert all(formula.holds(row.values) for formula in table.formulas)
    keys = [piece.key for piece in made.pieces()]
    assert len(keys) == len(set(keys))
    ranks = sum(row.rank is not None for table in made.tables for row in table.rows)
    assert sum(key is not None and key.column == RANK for key in keys) == ranks


@pytest.mark.parametrize("number", range(len(_LAYOUTS)))
def test_no_layout_gives_a_wrong_value_that_nobody_is_told_of(number: int) -> None:
    made, form = drawn(number, 5, _LAYOUTS)
    verdict = judge(made.tables, *read(text_of(made, form).encode(), "notice.txt"))
    assert verdict.counts["wrong and proved"] == 0
    assert verdict.counts["wrong, unsaid"] == 0
    assert verdict.counts["right"] + verdict.counts["refused"] > 0


@pytest.mark.parametrize("number", range(2 * len(_LAYOUTS)))
def test_a_planted_fault_is_never_proved_nor_answered_with_a_wrong_proposal(number: int) -> None:
    _, counts, told = faults.one(number, 9)
    assert counts["wrong and proved"] == 0, told
    assert counts["proposals"] == counts["proposals right"], told


def test_what_a_fault_breaks_follows_from_the_truth() -> None:
    made, _ = drawn(_LAYOUTS.index("summary_last"), 3, _LAYOUTS)
    (table,) = made.tables
    assert table.total is not None
    key = Key(0, False, 0, table.total)
    assert list(faults.broken(table, key)) == []
    value = table.rows[0].values[table.total]
    assert value is not None
    broken = list(faults.broken(table.with_value(key, value - 30), key))
    assert {"row", "summary"} <= set(broken)
