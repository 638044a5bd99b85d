"""Rules that are joined, parted and made into walls: the pure functions, place by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.tables.disjoint import DisjointSets
from parsers.tables.grids import places
from parsers.tables.lattice import Lattice, covered, lattice_of
from parsers.tables.rules import Rule, components, is_pale, joined


def made(across: list[Rule], down: list[Rule]) -> Lattice:
    lattice = lattice_of(across, down)
    assert lattice is not None
    return lattice


def spans(lattice: Lattice) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (cell.row, cell.column): (cell.row_span, cell.column_span) for cell in lattice.grid().cells
    }


# ------------------------------------------------------------------------------------ disjoint sets


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
def test_things_hang_together_exactly_when_a_chain_of_unions_leads_there(
    pairs: list[tuple[int, int]],
) -> None:
    sets = DisjointSets(10)
    groups = [{i} for i in range(10)]
    for one, other in pairs:
        sets.unite(one, other)
        whole = groups[one] | groups[other]
        for i in whole:
            groups[i] = whole
    for i in range(10):
        assert {j for j in range(10) if sets.find(j) == sets.find(i)} == groups[i]


# -------------------------------------------------------------------------------------------- rules


def test_rules_on_one_line_that_touch_are_one() -> None:
    pieces = [Rule(10, 52, 100, 1.0), Rule(10.4, 0, 50, 0.5)]
    (rule,) = joined(pieces, level=1, gap=3)
    assert (rule.start, rule.end, rule.width) == (0, 100, 1.0)
    assert 10 < rule.at < 10.4


def test_a_long_piece_says_where_the_joined_rule_lies() -> None:
    (rule,) = joined([Rule(10, 0, 90), Rule(11, 90, 100)], level=1, gap=3)
    assert rule.at == pytest.approx(10.1)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Rule(10, 54, 100), id="apart_along"),
        pytest.param(Rule(12, 40, 100), id="apart_across"),
    ],
)
def test_rules_that_lie_apart_stay_two(other: Rule) -> None:
    assert joined([other, Rule(10, 0, 50)], level=1, gap=3) == sorted([Rule(10, 0, 50), other])


@pytest.mark.parametrize(("drawn", "expected"), [(True, True), (False, False)])
def test_a_joined_rule_is_an_edge_only_when_nobody_drew_a_piece(
    drawn: bool, expected: bool
) -> None:
    pieces = [Rule(10, 0, 50, 0, is_edge=True), Rule(10, 40, 90, 0.5, is_edge=drawn)]
    assert joined(pieces, level=1, gap=3)[0].is_edge is expected


def test_rules_that_cross_or_touch_hang_together_and_others_do_not() -> None:
    across = [Rule(0, 0, 100), Rule(50, 0, 98), Rule(0, 200, 300)]
    down = [Rule(0, 0, 50), Rule(100.5, 0, 50), Rule(150, 0, 50), Rule(250, 2.5, 60)]
    found = {
        (tuple(sorted(beside)), tuple(sorted(upright)))
        for beside, upright in components(across, down)
    }
    assert found == {
        ((across[0], across[1]), (down[0], down[1])),
        ((), (down[2],)),
        ((across[2],), (down[3],)),
    }


def test_one_rule_that_crosses_all_others_makes_one_table_unless_one_stands_apart() -> None:
    across = [Rule(0, 0, 100), Rule(30, 0, 40), Rule(60, 0, 100)]
    down = [Rule(0, 0, 60), Rule(40, 0, 60), Rule(100, 0, 60)]
    assert components(across, down) == [(across, down)]
    apart = Rule(90, 0, 100)
    assert components([*across, apart], down) == [(across, down), ([apart], [])]


def test_double_lines_hang_together_and_rows_do_not() -> None:
    double = components([Rule(10, 0, 100), Rule(11.4, 0, 100)], [])
    assert len(double) == 1
    rows = components([Rule(10, 0, 100), Rule(24, 0, 100)], [])
    assert len(rows) == 2


def test_white_is_pale_and_light_grey_is_not() -> None:
    assert is_pale(0xFFFFFF)
    assert not is_pale(0xE8E8E8)
    assert not is_pale(0xFFFF00)


# ------------------------------------------------------------------------------------------ lattice


@pytest.mark.parametrize(
    ("pieces", "share"),
    [([(0, 10)], 1.0), ([(0, 3), (8, 20)], 0.5), ([], 0.0), ([(10, 20)], 0.0)],
)
def test_the_share_that_rules_cover(pieces: list[tuple[float, float]], share: float) -> None:
    assert covered(pieces, 0, 10) == pytest.approx(share)
    assert covered(pieces, 4, 4) == 0


def test_full_rules_give_a_cell_for_each_place() -> None:
    lattice = made([Rule(y, 0, 100) for y in (0, 20, 40)], [Rule(x, 0, 40) for x in (0, 50, 100)])
    assert (lattice.xs, lattice.ys) == ([0, 50, 100], [0, 20, 40])
    assert spans(lattice) == {(i, j): (1, 1) for i in range(2) for j in range(2)}
    assert not lattice.is_frame
    assert not lattice.is_ambiguous


def test_a_side_without_a_rule_unites_cells() -> None:
    over_columns = made(
        [Rule(y, 0, 100) for y in (0, 20, 40)],
        [Rule(0, 0, 40), Rule(50, 20, 40), Rule(100, 0, 40)],
    )
    assert spans(over_columns) == {(0, 0): (1, 2), (1, 0): (1, 1), (1, 1): (1, 1)}
    over_rows = made(
        [Rule(0, 0, 100), Rule(20, 50, 100), Rule(40, 0, 100)],
        [Rule(x, 0, 40) for x in (0, 50, 100)],
    )
    assert spans(over_rows) == {(0, 0): (2, 1), (0, 1): (1, 1), (1, 1): (1, 1)}


@pytest.mark.parametrize(("end", "is_wall"), [(15, True), (8, False)])
def test_a_side_is_a_wall_when_most_of_it_is_ruled(end: float, is_wall: bool) -> None:
    lattice = made(
        [Rule(0, 0, 100), Rule(20, 0, 100), Rule(40, 0, 50 + end / 20 * 50), Rule(60, 0, 100)],
        [Rule(x, 0, 60) for x in (0, 50, 100)],
    )
    assert lattice.below[1] == [True, is_wall]


def test_open_sides_are_closed_where_the_crossing_rules_end() -> None:
    across = [Rule(y, 0, 100) for y in (0, 20, 40)]
    assert made(across, [Rule(50, 0, 40)]).xs == [0, 50, 100]
    down = [Rule(x, 0, 60) for x in (0, 50, 100)]
    assert made([Rule(0, 0, 100), Rule(20, 0, 100)], down).ys == [0, 20, 60]


def test_rules_that_end_at_the_last_wall_add_no_column() -> None:
    across = [Rule(y, -2, 103) for y in (0, 20, 40)]
    assert made(across, [Rule(x, 0, 40) for x in (0, 50, 100)]).xs == [0, 50, 100]


def test_one_rule_that_runs_on_adds_no_column() -> None:
    across = [Rule(0, 0, 160), Rule(20, 0, 100), Rule(40, 0, 100)]
    assert made(across, [Rule(x, 0, 40) for x in (0, 50, 100)]).xs == [0, 50, 100]


def test_a_wall_that_ends_inside_a_band_cuts_the_band() -> None:
    """A bracket over two lines of print: below its end the cell is one, without any rule there."""
    lattice = made(
        [Rule(y, 0, 100) for y in (0, 20, 60)],
        [Rule(0, 0, 60), Rule(50, 0, 40), Rule(100, 0, 60)],
    )
    assert lattice.ys == [0, 20, 40, 60]
    assert [row[0] for row in lattice.right] == [True, True, False]
    assert lattice.below[1] == [False, False]


def test_a_wall_that_ends_near_a_rule_cuts_nothing() -> None:
    lattice = made(
        [Rule(y, 0, 100) for y in (0, 20, 60)],
        [Rule(0, 0, 60), Rule(50, 0, 56), Rule(100, 0, 60)],
    )
    assert lattice.ys == [0, 20, 60]


def test_horizontal_rules_alone_are_a_frame() -> None:
    lattice = made([Rule(y, 0, 100) for y in (0, 20, 40)], [])
    assert lattice.is_frame
    assert (lattice.xs, lattice.ys) == ([0, 100], [0, 20, 40])


@pytest.mark.parametrize("across", [[], [Rule(0, 0, 100)]], ids=["no_rule", "one_rule"])
def test_rules_that_enclose_nothing_make_no_lattice(across: list[Rule]) -> None:
    assert lattice_of(across, []) is None


def test_a_group_that_is_no_rectangle_is_cut_into_rows_and_said_to_be_ambiguous() -> None:
    # One wall stands free in the middle of 2 × 2 cells: all four hang together but for a corner.
    lattice = Lattice(
        xs=[0, 50, 100],
        ys=[0, 20, 40],
        right=[[False], [True]],
        below=[[False, True]],
        covers=[[], [], []],
    )
    grid = lattice.grid()
    assert lattice.is_ambiguous
    taken = [place for cell in grid.cells for place in places(cell)]
    assert sorted(taken) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert spans(lattice) == {(0, 0): (1, 2), (1, 0): (1, 1), (1, 1): (1, 1)}


def test_a_row_cut_in_two_keeps_its_walls() -> None:
    lattice = made([Rule(y, 0, 100) for y in (0, 20, 40)], [Rule(x, 0, 40) for x in (0, 50, 100)])
    lattice.split_row(1, 30, [True, False])
    assert lattice.ys == [0, 20, 30, 40]
    assert spans(lattice) == {
        (0, 0): (1, 1),
        (0, 1): (1, 1),
        (1, 0): (1, 1),
        (1, 1): (2, 1),
        (2, 0): (1, 1),
    }


def test_a_column_cut_in_two_parts_its_rules_too() -> None:
    lattice = made(
        [Rule(0, 0, 100), Rule(20, 0, 50), Rule(40, 0, 100)], [Rule(0, 0, 40), Rule(100, 0, 40)]
    )
    lattice.split_column(0, 50, [True, True])
    assert lattice.xs == [0, 50, 100]
    assert spans(lattice) == {(0, 0): (1, 1), (0, 1): (2, 1), (1, 0): (1, 1)}
