"""The scores of the table benchmark, against cases counted by hand and against the harness."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from benchmarks.tables import content, difficulties, scoring, sets
from benchmarks.tables.scoring import Score

HARNESS = sets.ICDAR.parent / "harness.py"
Table = dict[str, Any]
SQUARE = [["甲", "乙"], ["丙", "丁"]]


def table(rows: list[list[str | None]], page: int = 1) -> Table:
    return {"page": page, "rows": rows}


def compared(wanted: list[Table], found: list[Table]) -> Score:
    return scoring.best_score([wanted], found)


def test_the_same_table_is_perfect() -> None:
    score = compared([table(SQUARE)], [table(SQUARE)])
    assert (score.shared, score.found, score.wanted) == (4, 4, 4)
    assert (score.exact, score.tables, score.spurious, score.cells) == (1, 1, 0, [1.0])


def test_a_lost_cell_costs_its_relations_and_the_exact_table() -> None:
    score = compared([table(SQUARE)], [table([["甲", ""], ["丙", "丁"]])])
    # Left are 丙-丁 across and 甲-丙 down; three of four cells stand where they should.
    assert (score.shared, score.found, score.wanted) == (2, 2, 4)
    assert score.rates == (1.0, 0.5, pytest.approx(2 / 3))
    assert score.cells == [pytest.approx(6 / 7)]
    assert score.exact == 0


def test_a_merged_cell_has_a_relation_to_each_cell_below_it() -> None:
    merged = {"page": 1, "cells": [[0, 0, 1, 2, "头"], [1, 0, 1, 1, "乙"], [1, 1, 1, 1, "丙"]]}
    as_rows = table([["头", None], ["乙", "丙"]])
    score = compared([merged], [as_rows])
    assert (score.shared, score.found, score.wanted) == (2, 2, 3)
    # Its texts stand at the same places all the same.
    assert score.exact == 1


def test_a_cell_merged_over_rows_has_a_relation_to_each_cell_beside_it() -> None:
    merged = {"page": 1, "cells": [[0, 0, 2, 1, "组"], [0, 1, 1, 1, "乙"], [1, 1, 1, 1, "丁"]]}
    assert scoring.measured(merged).relations == {
        ("组", "乙", "H"): 1,
        ("组", "丁", "H"): 1,
        ("乙", "丁", "V"): 1,
    }


def test_blank_cells_are_passed_over_to_the_next_neighbour() -> None:
    found = scoring.measured(table([["甲", "", "丙"]]))
    assert found.relations == {("甲", "丙", "H"): 1}


def test_wholly_blank_rows_and_columns_do_not_move_the_others() -> None:
    spaced = table([["甲", "", "乙"], ["", "", ""], ["丙", "", "丁"]])
    assert compared([table(SQUARE)], [spaced]).exact == 1


def test_one_blank_place_in_a_filled_column_does_move_them() -> None:
    moved = table([["甲", "", "乙"], ["丙", "丁", ""]])
    assert compared([table(SQUARE)], [moved]).exact == 0


def test_width_and_white_space_do_not_count() -> None:
    score = compared([table([["总分（15分）", "A"]])], [table([["总分(15\n分 )", "Ａ"]])])
    assert score.exact == 1
    assert score.rates[2] == 1.0


def test_signs_are_alike_in_relations_and_differ_in_cells() -> None:
    score = compared([table([["甲", "—"]])], [table([["甲", "/"]])])
    assert score.rates[2] == 1.0
    assert (score.exact, score.cells) == (0, [0.5])


def test_a_table_on_another_page_counts_as_missing_and_as_spurious() -> None:
    score = compared([table(SQUARE, page=1)], [table(SQUARE, page=2)])
    assert (score.shared, score.exact, score.spurious) == (0, 0, 1)


def test_a_reader_without_page_numbers_is_compared_over_the_whole_document() -> None:
    score = compared([table(SQUARE, page=2)], [table(SQUARE, page=0)])
    assert (score.shared, score.exact, score.spurious) == (4, 1, 0)


@pytest.mark.parametrize(
    ("rows", "count"),
    [([["子", "丑"], ["寅", "卯"]], 1), ([["子", "丑", "寅"]], 0), ([["子", ""], ["丑", ""]], 0)],
)
def test_only_a_grid_of_two_by_two_is_spurious(rows: list[list[str | None]], count: int) -> None:
    assert compared([table(SQUARE)], [table(SQUARE), table(rows)]).spurious == count


def test_a_part_of_a_true_table_is_not_spurious() -> None:
    half = table([["甲", "乙"], ["寅", "卯"]])
    score = compared([table(SQUARE)], [table(SQUARE), half])
    assert score.spurious == 0
    assert score.rates[0] < 1.0


def test_no_table_found_where_none_is_is_perfect() -> None:
    assert compared([], []).rates == (1.0, 1.0, 1.0)


def test_a_table_found_where_none_is_is_worthless_and_spurious() -> None:
    score = compared([], [table(SQUARE)])
    assert score.rates[2] == 0.0
    assert score.spurious == 1


def test_of_two_readings_the_better_counts() -> None:
    other = [table([["子", "丑"]])]
    assert scoring.best_score([other, [table(SQUARE)]], [table(SQUARE)]).exact == 1


def test_counts_of_documents_add_up() -> None:
    total = compared([table(SQUARE)], [table(SQUARE)])
    total.add(compared([table(SQUARE)], []))
    assert (total.shared, total.wanted, total.exact, total.tables) == (4, 8, 1, 2)
    assert total.cells == [1.0, 0.0]


# ------------------------------------------------------------------ the harness
def _as_rows(given: Table) -> Table:
    grid: dict[tuple[int, int], str] = {(r, c): x for r, c, _, _, x in given["cells"]}
    n_rows = max(r for r, *_ in given["cells"]) + 1
    n_columns = max(c for _, c, *_ in given["cells"]) + 1
    rows = [[grid.get((r, c)) for c in range(n_columns)] for r in range(n_rows)]
    return {"page": given["page"], "rows": rows}


def _without_row(given: Table) -> Table:
    return given | {"cells": [cell for cell in given["cells"] if cell[0] != 2]}


def _shifted(given: Table) -> Table:
    moved = [[r, c + (r > 3), *rest] for r, c, *rest in given["cells"]]
    return given | {"cells": moved}


def _columns_joined(given: Table) -> Table:
    joined: dict[tuple[int, int], str] = {}
    for row, column, _, _, text in given["cells"]:
        place = (row, column - (column > 2))
        joined[place] = joined.get(place, "") + text
    cells = [[row, column, 1, 1, text] for (row, column), text in joined.items()]
    return given | {"cells": cells}


def _other_page(given: Table) -> Table:
    return given | {"page": given["page"] + 1}


def _unpaged(given: Table) -> Table:
    return given | {"page": 0}


@pytest.mark.skipif(not HARNESS.exists(), reason="the harness is not beside the checkout")
@pytest.mark.parametrize(
    "change", [_as_rows, _without_row, _shifted, _columns_joined, _other_page, _unpaged]
)
@pytest.mark.parametrize("difficulty", ["plain", "merged", "two", "blank_cells"])
def test_counts_are_those_of_the_harness(difficulty: str, change: Callable[[Table], Table]) -> None:
    spec = importlib.util.spec_from_file_location("harness", HARNESS)
    assert spec is not None
    assert spec.loader is not None
    harness = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(harness)
    notice = difficulties.content(difficulty, Random(difficulty))
    wanted = content.truth((1, grid) for grid in notice.grids)
    found = [change(one) for one in wanted] + [table([["子", "丑"], ["寅", "卯"]])]
    theirs = harness.score_doc(harness.prep(wanted), harness.prep(found))
    ours = compared(wanted, found)
    assert (ours.shared, ours.found, ours.wanted) == (theirs["tp"], theirs["p"], theirs["g"])
    assert (ours.exact, ours.spurious) == (theirs["ex"], theirs["spur"])
    assert ours.cells == pytest.approx(theirs["cf"])
