"""Rankings without a header whose ranks say what they are. All names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.layouts.ranks_alone import recognise
from parsers.printed_grid import Grid
from schemas.notice import Role

Drawing = Callable[..., Grid]
ONE, TWO, THREE = "第一名 东湖镇 94分", "第二名 南浦镇 89.5", "第三名 西山乡 81"


@pytest.mark.parametrize(
    "rows",
    [
        (ONE, TWO, THREE),
        ("第1名 东湖镇 94", "并列第二 南浦镇 89", "并列第2 西山乡 89", "第４位 北渡镇 81"),
        ("第2名（并列） 东湖镇 94", TWO, THREE),
    ],
)
def test_rows_of_rank_unit_and_score_are_a_ranking(grid: Drawing, rows: tuple[str, ...]) -> None:
    shape = recognise(grid(*rows))
    assert shape is not None
    assert [column.role for column in shape.columns] == [Role.RANK, Role.UNIT, Role.TOTAL]
    assert (shape.is_ranking, shape.serial, shape.title) == (True, None, None)
    (segment,) = shape.segments
    assert segment.ranked == segment.rows == tuple(range(len(rows)))
    assert {column.printed for column in shape.columns} == {""}


@pytest.mark.parametrize(
    "rows",
    [
        (ONE, TWO),
        ("名次 单位 得分", ONE, TWO, THREE),
        (f"{ONE} 优", f"{TWO} 良", f"{THREE} 良"),
        ("第一名 东湖镇", "第二名 南浦镇", "第三名 西山乡"),
        # One row that is none: a bare number, no rank, no name, no score.
        (ONE, TWO, "3 西山乡 81"),
        (ONE, TWO, "第某名 西山乡 81"),
        (ONE, TWO, "第三名 _ 81"),
        (ONE, TWO, "第三名 5 81"),
        (ONE, TWO, "第三名 西山乡 优"),
        (ONE, TWO, "合计 _ 264"),
        ("1 东湖镇 94", "2 南浦镇 89", "3 西山乡 81"),
    ],
)
def test_what_no_row_says_is_no_ranking(grid: Drawing, rows: tuple[str, ...]) -> None:
    assert recognise(grid(*rows)) is None
