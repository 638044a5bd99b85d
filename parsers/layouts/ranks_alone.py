"""A ranking without a header whose ranks say what they are: ``第一名 | 柳湾镇 | 88.72分``."""

from __future__ import annotations

from typing import Final

from parsers.cells import fold, number, rank
from parsers.printed_grid import Grid
from parsers.shape import Segment, Shape
from schemas.notice import Column, Role
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_FEWEST_ROWS: Final = 3
_ROLES: Final = (Role.RANK, Role.UNIT, Role.TOTAL)
# A bare number may be anything; 第3名 and 并列第三 are ranks.
_SAYS_RANK: Final = lazy_re(r"(?:并列)?第.+[名位].*|并列第.+")


def recognise(grid: Grid) -> Shape | None:
    """Read rows of rank, unit and score in this order; ``None`` unless every row is one."""
    if grid.n_columns != len(_ROLES) or len(grid.rows) < _FEWEST_ROWS:
        return None
    rows = tuple(range(len(grid.rows)))
    if not all(_is_row(*grid.texts(row)) for row in rows):
        return None
    names = vocabulary("columns")["unprinted"]
    columns = tuple(
        Column(
            position=position,
            name=names[role.value],
            printed="",
            path=(names[role.value],),
            role=role,
            max_score=None,
            weight=None,
            where=None,
        )
        for position, role in enumerate(_ROLES)
    )
    segment = Segment(group=None, rows=rows, ranked=rows)
    return Shape(title=None, columns=columns, segments=(segment,), serial=None, is_ranking=True)


def _is_row(place: str, unit: str, score: str) -> bool:
    is_rank = rank(place).kind == "number" and _SAYS_RANK.fullmatch(fold("".join(place.split())))
    return bool(is_rank) and number(unit).kind == "unread" and number(score).kind == "number"
