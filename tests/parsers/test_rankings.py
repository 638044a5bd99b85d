"""Tables of a notice: captions, joining, roles, units, proofs. All places are invented."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.cells import number, rank, tidy
from parsers.columns import role_word, split_header
from parsers.rankings.engine import read_tables
from parsers.readers import read, read_bytes
from parsers.structure.engine import read_structure
from schemas.document import Cell, Document, Line, Origin, Page, Table
from schemas.findings import Finding
from schemas.notice import NoticeTable, RankedUnit, Role, Score, Status, TotalRule
from schemas.places import Box, Span
from schemas.vocabulary_files import vocabulary

REAL = Path(__file__).parents[3] / "shared" / "notices" / "huangshigang-2022.txt"

ROWS = [
    ["名次", "单位", "信息(35分)", "答复 (5分)", "解读（40分）", "保障(20分)", "总分(100分)"],
    ["1", "柳湾街道", "34", "5", "39", "20", "98"],
    ["2", "枫林街道", "32", "5", "35", "19", "91"],
    ["3", "北湖街道", "30", "5", "35", "20", "90"],
    ["4", "江东管理区", "22", "5", "37", "19", "83"],
    ["5", "石桥街道", "30", "5", "24", "15", "74"],
]


def as_text(rows: list[list[str]], title: str = "考核成绩排名表(街道、管理区)") -> str:
    grid = "\n".join("\t".join(row) for row in rows)
    return f"关于2022年考核情况的通报\n\n附件一:\n\n2022年青禾区{title}\n\n{grid}\n"


def tables_of(text: str) -> tuple[tuple[NoticeTable, ...], tuple[Finding, ...]]:
    return read_tables(read_structure(read_bytes(text.encode(), "notice.txt")))


def only(rows: list[list[str]]) -> tuple[NoticeTable, tuple[Finding, ...]]:
    (table,), findings = tables_of(as_text(rows))
    return table, findings


def values(unit: RankedUnit) -> list[Score]:
    return [*unit.scores, *([unit.total] if unit.total else [])]


def statuses(table: NoticeTable) -> Counter[Status]:
    return Counter(score.status for unit in table.rankings for score in values(unit))


def pages(*parts: list[list[str]], x0: float = 80, between: str | None = None) -> Document:
    """Make a paged document with one table per page, 60-point columns, 20-point rows."""
    raw, made = "", []
    origin = Origin(reader="test", method="made")
    for page, rows in enumerate(parts, 1):
        lines: tuple[Line, ...] = ()
        if between is not None and page > 1:
            box = Box(page=page, x0=200, top=80, x1=300, bottom=96)
            span = Span(len(raw), len(raw) + len(between))
            lines = (Line(text=between, raw=between, page=page, span=span, box=box),)
            raw += between + "\n"
        cells, start = [], len(raw)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                left = x0 + 60 * c
                cells.append(
                    Cell(
                        text=text,
                        raw=text.replace("\n", " "),
                        row=r,
                        column=c,
                        span=Span(len(raw), len(raw) + len(text)),
                        page=page,
                        box=Box(
                            page=page, x0=left, top=100 + 20 * r, x1=left + 60, bottom=120 + 20 * r
                        ),
                    )
                )
                raw += text.replace("\n", " ") + "\t"
            raw = raw[:-1] + "\n"
        box = Box(page=page, x0=x0, top=100, x1=x0 + 60 * len(rows[0]), bottom=700)
        table = Table(
            cells=tuple(cells),
            n_rows=len(rows),
            n_columns=len(rows[0]),
            page=page,
            span=Span(start, len(raw) - 1),
            box=box,
        )
        made.append(Page(number=page, lines=lines, tables=(table,), origin=origin))
    return Document(source="made.pdf", raw=raw, pages=tuple(made))


def read_pages(document: Document) -> tuple[NoticeTable, ...]:
    return read_tables(read_structure(document))[0]


# --- headers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "name", "maximum", "weight"),
    [
        ("基础信息(35分)", "基础信息", "35", None),
        ("依申请办理答复 (5分)", "依申请办理答复", "5", None),
        ("解读回应（ 40 分 ）", "解读回应", "40", None),
        ("得分（满分100分）", "得分", "100", None),
        ("得分（满分100）", "得分", "100", None),
        ("解读回应满分35", "解读回应", "35", None),
        ("解读回应35.5分", "解读回应", "35.5", None),
        ("加分（最高6分）", "加分", "6", None),
        ("日常督查（30%）", "日常督查", None, "0.3"),
        ("日常督查(权重70％)", "日常督查", None, "0.7"),
        ("办结率（%）", "办结率（%）", None, None),
        ("得 分", "得分", None, None),
        ("第1季度", "第1季度", None, None),
    ],
)
def test_a_header_is_taken_apart(
    printed: str, name: str, maximum: str | None, weight: str | None
) -> None:
    header = split_header(printed)
    assert header.name == name
    assert header.max_score == (None if maximum is None else Decimal(maximum))
    assert header.weight == (None if weight is None else Decimal(weight))


def test_every_column_word_of_the_vocabulary_finds_its_role() -> None:
    for key, entry in vocabulary("columns").items():
        for name in entry.get("names", []):
            assert role_word(name) == key, name
        assert len(set(entry.get("names", []))) == len(entry.get("names", []))


def test_spaces_inside_a_column_word_do_not_matter() -> None:
    assert [role_word(text) for text in ("排 名", "得 分", "单 位", "得分（分）")] == [
        "rank",
        "points",
        "unit",
        "points",
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("33", "number", "33"),
        ("８７．５０", "number", "87.50"),
        ("90分", "number", "90"),
        ("-3", "number", "-3"),
        ("1,234.5", "number", "1234.5"),
        ("—", "none", None),
        ("/", "none", None),
        ("\\", "none", None),
        ("", "empty", None),
        ("3O", "unread", None),
        ("98%", "unread", None),
        ("3.", "unread", None),
        ("36 13", "unread", None),
        ("9\n8", "unread", None),
        (" 98 分", "number", "98"),
    ],
)
def test_a_cell_is_a_number_or_says_why_not(text: str, kind: str, value: str | None) -> None:
    reading = number(text)
    assert reading.kind == kind
    assert reading.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["3", "第3名", "第三名", "三", "并列第3", "3（并列）", " 3 "])
def test_a_rank_in_its_printed_forms(text: str) -> None:
    assert rank(text).value == 3


def test_two_ranks_in_one_cell_are_no_rank() -> None:
    assert rank("1\n2").kind == "unread"


@given(st.text(alphabet="区柳湾 2345()（）\n", max_size=30))
def test_tidy_is_stable_and_keeps_every_character_that_is_no_blank(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "".join(once.split()) == "".join(text.split())


# --- one table -------------------------------------------------------------------------------


def test_a_ranking_is_read_with_its_caption_and_proved() -> None:
    table, findings = only(ROWS)
    assert findings == ()
    assert (table.kind, table.attachment, table.group) == ("ranking", 1, "街道、管理区")
    assert table.title == "2022年青禾区考核成绩排名表(街道、管理区)"
    assert [column.role for column in table.columns] == [
        Role.RANK,
        Role.UNIT,
        *[Role.SCORE] * 4,
        Role.TOTAL,
    ]
    assert [c.max_score for c in table.columns if c.max_score] == [35, 5, 40, 20, 100]
    assert (table.total_rule, table.rule_confirmed) == (TotalRule.SUM, 5)
    assert statuses(table) == {Status.PROVED: 25}
    assert table.rankings[0].total is not None
    assert table.rankings[0].total.evidence == "34 + 5 + 39 + 20 = 98"
    assert [unit.unit for unit in table.rankings][3] == "江东管理区"
    assert table.rows[0] == tuple(ROWS[1])


def test_a_title_over_two_lines_or_with_a_space_is_one_title() -> None:
    whole = as_text(ROWS)
    for cut in ("排名表\n(街道", "排名表 (街道"):
        (table,), _ = tables_of(whole.replace("排名表(街道", cut))
        assert table.title == "2022年青禾区考核成绩排名表(街道、管理区)"


@given(at=st.integers(0, 10**6), digit=st.sampled_from("0123456789"))
def test_any_changed_digit_leaves_its_value_contradicted(at: int, digit: str) -> None:
    rows = [list(row) for row in ROWS]
    r, c = 1 + at % 5, 2 + (at // 5) % 5
    text = rows[r][c]
    place = (at // 25) % len(text)
    rows[r][c] = text[:place] + digit + text[place + 1 :]
    table, _ = only(rows)
    assert table.total_rule is TotalRule.SUM
    expected = Status.PROVED if rows[r][c] == text else Status.CONTRADICTED
    assert values(table.rankings[r - 1])[c - 2].status is expected
    others = [unit for unit in table.rankings if unit.row != r]
    assert all(score.status is Status.PROVED for unit in others for score in values(unit))


def test_a_wrong_total_is_shown_with_the_arithmetic_and_ranks_follow_from_it() -> None:
    rows = [list(row) for row in ROWS]
    rows[1][6] = "88"
    table, _ = only(rows)
    total = table.rankings[0].total
    assert total is not None
    assert total.evidence == "34 + 5 + 39 + 20 = 98 ≠ 88"
    assert table.rankings[0].computed_total == 98
    assert Status.CONTRADICTED not in {unit.status for unit in table.rankings}


def test_ranks_out_of_order_are_contradicted() -> None:
    rows = [list(row) for row in ROWS]
    rows[2][0], rows[3][0] = "3", "2"
    table, _ = only(rows)
    assert [unit.status for unit in table.rankings] == [
        Status.CONSISTENT,
        Status.CONTRADICTED,
        Status.CONTRADICTED,
        Status.CONSISTENT,
        Status.CONSISTENT,
    ]


def test_a_score_above_its_maximum_is_contradicted_though_the_sum_holds() -> None:
    rows = [list(row) for row in ROWS]
    rows[5][3], rows[5][4] = "6", "23"
    table, _ = only(rows)
    score = table.rankings[4].scores[1]
    assert (score.status, score.evidence) == (Status.CONTRADICTED, "6 > 5")


@pytest.mark.parametrize(("text", "variant"), [("", "is empty"), ("3O", "cannot be read")])
def test_an_unread_cell_is_told_and_leaves_its_row_unproved(text: str, variant: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[3][4] = text
    table, (finding,) = only(rows)
    assert (finding.rule, finding.severity, finding.table, finding.row, finding.column) == (
        "UNR01",
        "error",
        1,
        3,
        5,
    )
    assert variant in finding.message_en
    unit = table.rankings[2]
    assert unit.scores[2].value is None
    assert unit.computed_total is None
    assert all(score.status is not Status.PROVED for score in values(unit))
    assert statuses(table)[Status.PROVED] == 20


@pytest.mark.parametrize("mark", ["—", "-", "/", "\\"])
def test_a_mark_for_none_is_no_finding_and_counts_nothing(mark: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[5] = ["5", "石桥街道", "30", mark, "24", "20", "74"]
    table, findings = only(rows)
    assert findings == ()
    unit = table.rankings[4]
    assert unit.scores[1].value is None
    assert unit.total is not None
    assert unit.total.evidence == "30 + 24 + 20 = 74"


def test_summary_and_remark_rows_are_kept_and_not_ranked() -> None:
    rows = [*ROWS, ["", "平均", "29.6", "5", "34", "18.6", "87.2"], ["备注：同分并列", *[""] * 6]]
    document = pages(rows)
    (table,), findings = read_tables(read_structure(document))
    assert findings == ()
    assert (len(table.rankings), len(table.rows)) == (5, 7)


def test_without_maxima_and_without_ranks_it_is_still_a_ranking() -> None:
    rows = [[*row[1:]] for row in ROWS]
    rows[0] = ["单位", "信息", "答复", "解读", "保障", "得分"]
    table, _ = only(rows)
    assert table.kind == "ranking"
    assert table.rankings[0].rank is None
    assert statuses(table) == {Status.PROVED: 25}


def test_the_rank_may_stand_last_and_a_summary_row_first() -> None:
    rows = [[*row[1:], row[0]] for row in ROWS]
    rows.insert(1, ["全区合计", "148", "25", "170", "93", "436", ""])
    table, findings = only(rows)
    assert findings == ()
    assert [unit.rank for unit in table.rankings] == [1, 2, 3, 4, 5]


def test_a_running_number_is_a_rank_only_when_the_totals_follow_it() -> None:
    rows = [["序号", *row[1:]] if row[0] == "名次" else list(row) for row in ROWS]
    assert only(rows)[0].rankings[0].rank == 1
    body = [rows[place] for place in (4, 5, 2, 1, 3)]
    mixed = [rows[0], *([str(n), *row[1:]] for n, row in enumerate(body, 1))]
    table, _ = only(mixed)
    assert [unit.rank for unit in table.rankings] == [None] * 5
    assert statuses(table) == {Status.PROVED: 25}


def test_bonus_and_deduction_columns_are_part_of_the_total() -> None:
    rows = [
        ["名次", "单位", "日常得分", "年终得分", "加分", "扣分", "合计", "等次", "备注"],
        ["1", "柳湾镇", "50", "40", "3", "1", "92", "优秀", ""],
        ["2", "枫林镇", "45", "40", "", "0.5", "84.5", "良好", "缺报一次"],
        ["3", "北湖乡", "40", "38.5", "2", "", "80.5", "良好", ""],
    ]
    table, findings = only(rows)
    assert findings == ()
    assert table.total_rule is TotalRule.SUM_BONUS_PENALTY
    assert table.rankings[0].total is not None
    assert table.rankings[0].total.evidence == "50 + 40 + 3 - 1 = 92"
    assert (table.rankings[1].grade, table.rankings[1].remark) == ("良好", "缺报一次")
    assert table.rankings[1].scores[2].value is None


def test_weighted_totals_are_found_by_the_weights_in_the_header() -> None:
    rows = [
        ["名次", "单位", "日常（30%）", "年终（70%）", "总分"],
        ["1", "柳湾镇", "90", "95", "93.5"],
        ["2", "枫林镇", "88", "91", "90.1"],
        ["3", "北湖乡", "80", "85", "83.5"],
    ]
    table, _ = only(rows)
    assert table.total_rule is TotalRule.WEIGHTED
    assert statuses(table) == {Status.PROVED: 9}


def test_a_total_that_holds_by_rounding_is_consistent_and_not_proved() -> None:
    rows = [
        ["名次", "单位", "第一次测评", "第二次测评", "第三次测评", "平均得分", "总分"],
        ["1", "柳湾镇", "90", "95", "90", "/", "91.67"],
        ["2", "枫林镇", "88", "91", "90", "/", "89.67"],
        ["3", "北湖乡", "80", "85", "81", "/", "82"],
        ["4", "沙河镇", "80", "82", "81", "/", "81.00"],
    ]
    table, _ = only(rows)
    assert table.total_rule is TotalRule.MEAN
    assert table.rankings[0].scores[0].status is Status.CONSISTENT
    # (81 + 85 + 81) / 3 is printed as 82, too: the total tells 80 and 81 apart only in 81.00.
    assert table.rankings[2].scores[0].status is Status.CONSISTENT
    assert table.rankings[3].scores[0].status is Status.PROVED


def test_a_table_without_units_or_points_is_no_ranking() -> None:
    rows = [["序号", "文件名称", "文号"], ["1", "办法", "3号"], ["2", "细则", "5号"]]
    table, findings = only(rows)
    assert (table.kind, table.rankings, findings) == ("other", (), ())
    assert len(table.rows) == 2


def test_section_rows_part_a_table_into_rankings() -> None:
    rows = [
        ROWS[0],
        ["（一）街道类", *[""] * 6],
        *ROWS[1:4],
        ["（二）管理区类", *[""] * 6],
        ["1", "江东管理区", "22", "5", "37", "19", "83"],
        ["2", "江西管理区", "20", "5", "37", "19", "81"],
    ]
    tables, findings = read_tables(read_structure(pages(rows)))
    assert findings == ()
    assert [(t.group, len(t.rankings)) for t in tables] == [("街道类", 3), ("管理区类", 2)]
    assert {unit.status for t in tables for unit in t.rankings} == {Status.CONSISTENT}


def test_a_table_of_figures_without_a_header_is_told_and_kept() -> None:
    (table,), (finding,) = tables_of(as_text(ROWS[1:]))
    assert (table.kind, len(table.rows)) == ("other", 5)
    assert (finding.rule, finding.severity, finding.table) == ("AMB01", "warning", 1)


# --- paged tables ----------------------------------------------------------------------------


def test_a_repeated_header_is_dropped_and_proves_the_join() -> None:
    (table,) = read_pages(pages(ROWS[:4], [ROWS[0], *ROWS[4:]]))
    assert (table.pages, len(table.rankings)) == ((1, 2), 5)
    assert table.joins == ("page 2: header repeated, ranks run on",)
    assert table.joins_zh == ("第2页：表头重复，名次连续",)
    assert statuses(table) == {Status.PROVED: 25}
    assert table.rankings[4].unit_where.page == 2


def test_without_a_header_the_running_ranks_prove_the_join() -> None:
    (table,) = read_pages(pages(ROWS[:4], ROWS[4:], x0=80))
    assert len(table.rankings) == 5
    assert table.joins == ("page 2: ranks run on, no header of its own",)
    assert table.joins_zh == ("第2页：名次连续，本页无表头",)


def test_without_ranks_the_column_edges_prove_the_join() -> None:
    (table,) = read_pages(pages([r[1:] for r in ROWS[:4]], [r[1:] for r in ROWS[4:]]))
    assert len(table.rankings) == 5
    assert table.joins == ("page 2: same column edges, no header of its own",)
    assert table.joins_zh == ("第2页：列线位置相同，本页无表头",)


def test_a_table_whose_ranks_start_again_is_a_table_of_its_own() -> None:
    assert len(read_pages(pages(ROWS, ROWS))) == 2


def test_a_caption_between_parts_two_tables() -> None:
    second = [ROWS[0], *ROWS[4:]]
    assert len(read_pages(pages(ROWS[:4], second, between="区直部门考核成绩"))) == 2
    assert len(read_pages(pages(ROWS[:4], second, between="续表"))) == 1


def test_a_row_of_units_is_never_taken_for_a_header() -> None:
    (table,) = read_pages(pages(ROWS[:5], ROWS[5:]))
    assert [unit.unit for unit in table.rankings] == [row[1] for row in ROWS[1:]]


def test_a_row_cut_by_the_page_end_is_one_row() -> None:
    upper = [*ROWS[:3], ["3", "北湖街道", "30", "5", "35", "20", "90"]]
    upper[3][1] = "北湖街"
    lower = [["", "道", "", "", "", "", ""], *ROWS[4:]]
    (table,) = read_pages(pages(upper, lower))
    assert [unit.unit for unit in table.rankings] == [row[1] for row in ROWS[1:]]


def test_lines_broken_inside_cells_are_joined() -> None:
    rows = [list(row) for row in ROWS]
    rows[0][4], rows[0][0] = "解读\n（40分）", "名\n次"
    rows[4][1] = "江东\n管理区"
    (table,) = read_pages(pages(rows))
    assert table.rankings[3].unit == "江东管理区"
    assert (table.columns[4].name, table.columns[4].max_score) == ("解读", Decimal(40))


def test_spans_in_a_header_of_two_rows_give_paths() -> None:
    rows = [
        ["名次", "单位", "信息公开", "", "答复(5分)", "总分(100分)"],
        ["", "", "主动(35分)", "解读(60分)", "", ""],
        ["1", "柳湾街道", "34", "59", "5", "98"],
        ["2", "枫林街道", "32", "54", "5", "91"],
    ]
    document = pages(rows)
    (page,) = document.pages
    (table,) = page.tables
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1), (0, 5): (2, 1)}
    cells = [
        replace(
            cell,
            row_span=spans[cell.row, cell.column][0],
            column_span=spans[cell.row, cell.column][1],
        )
        if (cell.row, cell.column) in spans
        else cell
        for cell in table.cells
        if cell.row > 1 or cell.text
    ]
    merged = replace(table, cells=tuple(cells))
    (read_table,) = read_pages(replace(document, pages=(replace(page, tables=(merged,)),)))
    assert [column.path for column in read_table.columns] == [
        ("名次",),
        ("单位",),
        ("信息公开", "主动"),
        ("信息公开", "解读"),
        ("答复",),
        ("总分",),
    ]
    assert statuses(read_table) == {Status.PROVED: 8}
    # The same header in a text source, where the spans are lost.
    (lost,) = read_pages(document)
    assert [c.path for c in lost.columns] == [c.path for c in read_table.columns]


def test_a_cell_that_two_readers_dispute_is_never_proved() -> None:
    document = pages(ROWS)
    (page,) = document.pages
    (table,) = page.tables
    cells = tuple(
        replace(cell, second_reading="33") if (cell.row, cell.column) == (1, 2) else cell
        for cell in table.cells
    )
    doubtful = replace(document, pages=(replace(page, tables=(replace(table, cells=cells),)),))
    (read_table,) = read_pages(doubtful)
    assert read_table.rankings[0].scores[0].status is Status.UNCHECKED
    assert statuses(read_table) == {Status.PROVED: 24, Status.UNCHECKED: 1}


def test_equal_totals_with_ranks_running_on_are_consistent() -> None:
    rows = [list(row) for row in ROWS]
    rows[3] = ["3", "北湖街道", "31", "5", "35", "20", "91"]
    table, _ = only(rows)
    assert table.rank_rule == "ordinal"
    assert {unit.status for unit in table.rankings} == {Status.CONSISTENT}


# --- the real notice -------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.exists(), reason="real notice absent")
def test_the_real_notice_is_proved_in_every_value() -> None:
    tables, findings = read_tables(read_structure(read(REAL)))
    assert findings == ()
    assert [len(table.rankings) for table in tables] == [5, 12]
    assert [table.group for table in tables] == ["管理区、街道", "区直各部门"]
    scores = [score for t in tables for unit in t.rankings for score in unit.scores]
    totals = [unit.total for t in tables for unit in t.rankings]
    assert (len(scores), len(totals)) == (80, 17)
    assert {score.status for score in (*scores, *totals) if score} == {Status.PROVED}
    assert sum(c.max_score is not None for t in tables for c in t.columns) == 11
    assert {unit.status for t in tables for unit in t.rankings} == {Status.CONSISTENT}


@pytest.mark.skipif(not REAL.exists(), reason="real notice absent")
def test_every_changed_digit_of_the_real_notice_is_contradicted() -> None:
    text = REAL.read_text("utf-8")
    tail = text[text.index("附件一") :]
    lead = "关于2022年考核情况的通报\n\n"
    missed = []
    row_starts = list(re.finditer(r"^\d+\t[^\t\n]+\t[\d\t]+$", tail, re.MULTILINE))
    assert len(row_starts) == 17
    count = 0
    for n_row, match in enumerate(row_starts):
        figures = match.start() + match[0].index("\t", match[0].index("\t") + 1) + 1
        for place in range(figures, match.end()):
            if not tail[place].isdigit():
                continue
            count += 1
            # One other digit per place keeps the run short; the invented table tries them all.
            digit = str((int(tail[place]) + 1 + n_row % 9) % 10)
            changed = tail[:place] + digit + tail[place + 1 :]
            tables, _ = tables_of(lead + changed)
            table = tables[0] if n_row < 5 else tables[1]
            unit = table.rankings[n_row if n_row < 5 else n_row - 5]
            bad = [score for score in values(unit) if score.status is Status.CONTRADICTED]
            if not bad or table.total_rule is not TotalRule.SUM:
                missed.append(match[0])
    assert count > 150
    assert missed == []


NO_TABLE = """青禾区关于2023年考核情况的通报

各街道：

现将2023年考核情况通报如下。

附件：1.考核成绩排名表

青禾区人民政府办公室

2024年1月5日

附件1

{title}

{content}
"""


def test_an_annex_called_a_table_in_which_none_is_recognised_is_told() -> None:
    text = NO_TABLE.format(title="考核成绩排名表", content="云桥街道得九十六分，列第一。")
    tables, findings = tables_of(text)
    assert tables == ()
    (told,) = [item for item in findings if item.rule == "AMB01"]
    assert told.subject == "考核成绩排名表"


def test_an_annex_of_prose_that_promises_no_table_is_not_told() -> None:
    text = NO_TABLE.format(title="考核办法", content="一年考核一次。").replace("成绩排名表", "办法")
    assert tables_of(text) == ((), ())


UNNAMED = [
    ["排名", "单位", "甲项(60分)", "乙项(40分)", "总分(100分)"],
    ["1", "东塘街道", "58", "38", "96"],
    ["2", "", "55", "37", "92"],
    ["3", "石桥街道", "50", "36", "86"],
]


def test_a_row_whose_unit_name_is_lost_keeps_its_place_and_is_told() -> None:
    table, findings = only(UNNAMED)
    assert [unit.unit for unit in table.rankings] == ["东塘街道", "", "石桥街道"]
    (told,) = findings
    assert (told.rule, told.row, told.severity) == ("UNR01", 2, "error")


def test_a_row_of_figures_without_unit_and_rank_is_told_and_not_ranked() -> None:
    rows = [*UNNAMED[:2], ["", "", "55", "37", "92"], ["2", "石桥街道", "50", "36", "86"]]
    table, findings = only(rows)
    assert [unit.unit for unit in table.rankings] == ["东塘街道", "石桥街道"]
    (told,) = findings
    assert told.rule == "AMB01"
    assert told.found == "55 | 37 | 92"


def test_a_summary_row_without_unit_and_rank_is_not_told() -> None:
    rows = [*UNNAMED[:2], ["2", "石桥街道", "50", "36", "86"], ["合计", "", "108", "74", "182"]]
    table, findings = only(rows)
    assert len(table.rankings) == 2
    assert findings == ()
