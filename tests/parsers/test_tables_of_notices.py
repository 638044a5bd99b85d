"""Tables in their notice: what stands between two of them, whose caption, what is told of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.document import Table
from schemas.findings import Finding
from schemas.notice import Notice, NoticeTable, Role
from schemas.places import Box

Drawing = Callable[..., Table]
Reading = Callable[..., tuple[tuple[NoticeTable, ...], tuple[Finding, ...]]]

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。{}\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n"
)
_TABLE = "名次\t单位\t得分\n1\t东湖镇\t94\n2\t南浦镇\t89\n3\t西山乡\t81\n"
_FLAT = "名次单位公开平台总分1东湖镇4846942南浦镇454489"
HEAD = "名次 单位 公开 总分"
ONE, TWO = "1 东湖镇 48 94", "2 南浦镇 45 89"


def _notice(annex: str, prose: str = "") -> Notice:
    return parse(read_bytes((_HEAD.format(prose) + annex).encode(), "notice.txt"))


def _told(notice: Notice) -> list[str | None]:
    return [f.subject for f in notice.findings if f.rule == "AMB01"]


@pytest.mark.parametrize(
    ("annex", "subject"),
    [
        ("附件1\n考核得分表\n云桥街道得九十六分，列第一。\n", "考核得分表"),
        # Without a title of its own it has that of the list.
        ("附件1\n云桥街道得九十六分，列第一。\n", "考核得分表"),
        ("附件1\n考核得分情况说明\n云桥街道得九十六分，列第一。\n", "考核得分表"),
    ],
)
def test_an_annex_that_is_called_a_table_and_holds_none_is_told_of(
    annex: str, subject: str
) -> None:
    assert _told(_notice(annex)) == [subject]


def test_cells_that_ran_together_in_an_annex_are_told_of_once() -> None:
    assert len(_told(_notice(f"附件1\n{_FLAT}\n"))) == 1


@pytest.mark.parametrize(
    ("between", "n_tables"),
    [
        ("", 1),
        ("续表\n", 1),
        ("单位：分\n", 1),
        ("考核得分表\n", 1),
        ("考核得分表（续）\n", 1),
        ("区直部门考核得分表\n", 2),
        ("以上为街道。\n", 2),
    ],
)
def test_only_the_same_caption_or_furniture_stands_within_a_table(
    between: str, n_tables: int
) -> None:
    rest = "名次\t单位\t得分\n4\t北渡镇\t80\n5\t中和镇\t70\n"
    notice = _notice(f"附件1\n考核得分表\n{_TABLE}\n— 3 —\n\n{between}{rest}")
    assert len(notice.tables) == n_tables


def test_two_tables_of_one_page_are_two(table: Drawing, reading: Reading) -> None:
    box = Box(page=1, x0=10, top=10, x1=200, bottom=90)
    upper, lower = table(HEAD, ONE), table(HEAD, TWO)
    assert len(reading(replace(upper, box=box), replace(lower, box=box))[0]) == 2
    assert len(reading(upper, lower)[0]) == 1
    below = replace(lower, page=2, box=replace(box, page=2))
    assert len(reading(replace(upper, box=box), below)[0]) == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # Two rows of two figures are a ranking without a header, one row is none.
        (("东湖镇 48 94", "南浦镇 45 89"), ["no header"]),
        (("东湖镇 48 94", "南浦镇 45 优"), []),
        (("东湖镇 48 优", "南浦镇 45 良"), []),
        (("得分 94 名次 1", "得分 89 名次 2"), ["labels"]),
        # A row that names no unit, with a score, or with two figures of any sort.
        ((HEAD, ONE, "_ _ 45 _", TWO), ["no unit"]),
        (("名次 单位 人口 总分", "1 东湖镇 48 94", "2 南浦镇 45 89", "_ _ 45 _"), []),
        (
            ("名次 单位 人口 户数 总分", "1 东湖镇 4 8 94", "2 南浦镇 4 5 89", "_ _ 4 5 _"),
            ["no unit"],
        ),
        # Sums and remarks name themselves.
        ((HEAD, ONE, TWO, "合计 _ 93 183"), []),
        ((HEAD, ONE, TWO, "备注：2项 _ 60 40"), []),
        # A unit's name over two rows of differing make.
        ((HEAD, ONE, "2 ^ 45 89"), ["several rows"]),
        ((HEAD, ONE, TWO), []),
    ],
)
def test_rows_that_cannot_be_given_to_a_unit_are_told_of(
    table: Drawing, reading: Reading, rows: tuple[str, ...], said: list[str]
) -> None:
    words = {
        "no header": "without a header row",
        "labels": "labels and values",
        "no unit": "names no unit",
        "several rows": "has several rows",
    }
    _, findings = reading(table(*rows))
    told = [f.message_en for f in findings if f.rule == "AMB01"]
    assert [words[name] in text for name, text in zip(said, told, strict=True)] == [True] * len(
        said
    )


def test_what_is_told_of_points_to_the_table_and_the_row(table: Drawing, reading: Reading) -> None:
    first = table(HEAD, ONE, TWO, page=1)
    other = table("单位 公开 服务 总分 备注", "东湖镇 48 46 94 无", "_ 45 44 89 无", page=2)
    _, (finding,) = reading(first, other)
    assert (finding.table, finding.found) == (2, "45 | 44 | 89 | 无")
    assert finding.where is not None
    assert (finding.where.page, finding.where.span.start) == (2, 200)


@pytest.mark.parametrize(
    ("rows", "has_ranks"),
    [
        (("1 东湖镇 94", "2 南浦镇 89", "3 西山乡 81"), True),
        # A wrong total displaces few units.
        (
            tuple(f"{n} 第{n}镇 {t}" for n, t in enumerate((94, 89, 85, 70, 80, 60, 50, 40), 1)),
            True,
        ),
        (tuple(f"{n} 第{n}镇 {t}" for n, t in enumerate((94, 89, 85, 70, 80, 60, 50), 1)), False),
        # Two units prove no order; most must follow it; and it must fall.
        (("1 东湖镇 94", "2 南浦镇 89"), False),
        (("1 东湖镇 80", "2 南浦镇 89", "3 西山乡 81", "4 北渡镇 99"), False),
        (("1 东湖镇 81", "2 南浦镇 89", "3 西山乡 94"), False),
        (("_ 东湖镇 94", "_ 南浦镇 89", "_ 西山乡 81"), False),
    ],
)
def test_running_numbers_are_ranks_where_the_totals_follow_them(
    table: Drawing, reading: Reading, rows: tuple[str, ...], *, has_ranks: bool
) -> None:
    ((one,), _) = reading(table("序号 单位 总分", *rows))
    assert (one.columns[0].role is Role.RANK) is has_ranks
    ranked = [unit.rank for unit in one.rankings]
    assert ranked == (list(range(1, len(rows) + 1)) if has_ranks else [None] * len(rows))


def test_printed_ranks_go_before_running_numbers(table: Drawing, reading: Reading) -> None:
    rows = ("序号 名次 单位 总分", "1 2 东湖镇 94", "2 1 南浦镇 95", "3 3 西山乡 81")
    ((one,), _) = reading(table(*rows))
    assert [unit.rank for unit in one.rankings] == [2, 1, 3]


def test_running_numbers_are_no_second_ranks(table: Drawing, reading: Reading) -> None:
    rows = ("序号 名次 单位 总分", "1 1 东湖镇 95", "2 2 南浦镇 94", "3 3 西山乡 81")
    ((one,), _) = reading(table(*rows))
    assert [column.role is Role.RANK for column in one.columns] == [False, True, False, False]


def test_running_numbers_are_no_ranks_where_no_total_tells_it(
    table: Drawing, reading: Reading
) -> None:
    rows = ("序号 单位 公开(60分) 服务(40分)", "1 东湖镇 55 39", "2 南浦镇 50 38", "3 西山乡 48 31")
    ((one,), _) = reading(table(*rows))
    assert [unit.rank for unit in one.rankings] == [None] * 3


def test_a_title_printed_in_the_table_is_its_title_and_tells_who_is_ranked(
    table: Drawing, reading: Reading
) -> None:
    ((one,), _) = reading(table("考核得分表(乡镇) < < <", HEAD, ONE, TWO))
    assert (one.title, one.group) == ("考核得分表(乡镇)", "乡镇")
    ((one,), _) = reading(table(HEAD, ONE, TWO))
    assert (one.title, one.group) == (None, None)


def test_a_finding_counts_the_rankings_of_one_table(table: Drawing, reading: Reading) -> None:
    towns = ("（一）乡镇类 < < <", ONE, TWO)
    offices = ("（二）部门类 < < <", "1 水务局 4x 94", "2 财政局 45 89")
    tables, (finding,) = reading(table(HEAD, *towns, *offices))
    assert [one.group for one in tables] == ["乡镇类", "部门类"]
    assert (finding.rule, finding.table, finding.row) == ("UNR01", 2, 1)


def test_of_labels_beside_values_the_first_row_is_shown(table: Drawing, reading: Reading) -> None:
    (one,), (finding,) = reading(table("得分 94 名次 _", "得分 89 名次 2"))
    assert finding.subject == "得分 | 94 | 名次"
    assert (one.kind, one.rule_confirmed, one.rankings) == ("other", 0, ())


def test_cells_that_are_missing_hide_no_row(table: Drawing, reading: Reading) -> None:
    ((one,), findings) = reading(table(HEAD, "1 . 48 94", "2 南浦镇 45 89", "3 . 40 81"))
    assert [unit.unit for unit in one.rankings] == ["", "南浦镇", ""]
    assert [finding.rule for finding in findings] == ["UNR01", "UNR01"]
    _, (finding,) = reading(table(HEAD, ONE, ". _ 45 _", TWO))
    assert finding.where is not None
    assert (finding.rule, finding.where.span.start) == ("AMB01", 201)
