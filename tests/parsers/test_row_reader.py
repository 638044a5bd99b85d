"""What a row of a ranking is read as, and what is told of the cells that cannot be read."""

from __future__ import annotations

from parsers.notice import parse
from parsers.printed_grid import grid_of
from parsers.rankings.row_reader import RowReader
from parsers.readers import read_bytes
from schemas.document import Cell, Table
from schemas.notice import Notice, RankedUnit
from schemas.places import Span

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)
_NAMES = "排名 单位 公开 服务 加分 总分 等次 备注\n"
_OTHERS = "1 东湖街道 58 38 1 97 优秀 _\n2 南浦街道 57 37 _ 94 良好 迟报\n"


def read(rows: str) -> Notice:
    lines = ["\t".join(row.split()).replace("_", "") for row in rows.strip().split("\n")]
    return parse(read_bytes((_HEAD + "\n".join(lines) + "\n").encode(), "notice.txt"))


def third(row: str) -> RankedUnit:
    return read(_NAMES + _OTHERS + row).tables[0].rankings[2]


def told(row: str) -> list[tuple[int | None, int | None, str | None, str | None]]:
    """Return row, column, subject and print of each cell that is told of as unread."""
    return [
        (item.row, item.column, item.subject, item.found)
        for item in read(_NAMES + _OTHERS + row).findings
        if item.rule == "UNR01"
    ]


def test_a_row_that_is_read_whole_says_nothing() -> None:
    unit = third("3 中和街道 55 36 _ 91 合格 _")
    assert (unit.row, unit.rank, unit.rank_printed, unit.unit) == (3, 3, "3", "中和街道")
    assert [score.printed for score in unit.scores] == ["55", "36", ""]
    assert (unit.grade, unit.remark) == ("合格", None)
    assert unit.total is not None
    assert unit.total.printed == "91"
    assert told("3 中和街道 55 36 _ 91 合格 _") == []


def test_a_blank_grade_or_remark_is_none_and_a_printed_one_is_kept() -> None:
    unit = third("3 中和街道 55 36 _ 91 _ 补报")
    assert (unit.grade, unit.remark) == (None, "补报")


def test_unread_cells_are_told_of_with_unit_place_and_print() -> None:
    assert told("3 中和街道 5S 36 _ 91 合格 _") == [(3, 3, "中和街道", "5S")]
    assert told("3 中和街道 55 _ _ 91 合格 _") == [(3, 4, "中和街道", None)]
    assert told("3 中和街道 55 36 _ 9I 合格 _") == [(3, 6, "中和街道", "9I")]
    assert told("三? 中和街道 55 36 _ 91 合格 _") == [(3, 1, "中和街道", "三?")]


def test_a_blank_bonus_is_none_and_an_unread_one_is_told_of() -> None:
    assert told("3 中和街道 55 36 _ 91 合格 _") == []
    assert told("3 中和街道 55 36 1O 91 合格 _") == [(3, 5, "中和街道", "1O")]


def test_a_mark_for_none_is_read_and_not_told_of() -> None:
    assert told("3 中和街道 55 — — 55 合格 _") == []
    assert [score.value for score in third("3 中和街道 55 — — 55 合格 _").scores] == [
        55,
        None,
        None,
    ]


def test_a_row_without_its_unit_is_told_of_by_its_rank() -> None:
    assert told("3 _ 55 36 _ 91 合格 _") == [(3, 2, "排名 3", None)]
    assert third("3 _ 55 36 _ 91 合格 _").unit == ""


def test_a_place_without_a_cell_is_told_of_at_the_first_cell_of_its_row() -> None:
    """As a grid of a PDF has none where a wall is missing."""
    cells = [
        Cell(text=text, raw=text, row=0, column=column, span=Span(at, at + len(text)), page=2)
        for column, text, at in ((1, "柳湾镇", 40), (2, "50", 44), (5, "90", 47))
    ]
    table = Table(cells=tuple(cells), n_rows=1, n_columns=8, page=2, span=Span(40, 49))
    columns = read(_NAMES + _OTHERS + "3 中和街道 55 36 _ 91 合格 _").tables[0].columns
    reader = RowReader(grid_of(table), columns, table=1, chosen=frozenset())
    unit = reader.unit(0, 1)
    assert (unit.unit, unit.unit_where.span) == ("柳湾镇", Span(40, 43))
    assert [score.printed for score in unit.scores] == ["50", "", ""]
    assert unit.scores[0].where.span == Span(44, 46)
    told = [(at.column, at.where.page, at.where.span) for at in reader.findings if at.where]
    assert told == [(1, 2, Span(40, 43)), (4, 2, Span(40, 43))]
    assert reader.disputed == set()
