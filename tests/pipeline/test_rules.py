"""Each rule: a change that trips it, and a near miss that does not. All figures are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import rules
from pipeline.rules.evidence import about, as_printed, trimmed
from schemas.findings import finding
from schemas.notice import Kind, PartForm, Role, Status, TotalRule


def said(found: list[dict[str, Any]]) -> list[tuple[str, str, int | None]]:
    return [(row["rule"], row["severity"], row["row_number"]) for row in found]


def test_a_right_notice_gives_no_finding_by_any_rule(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    assert {name: rule(rows) for name, rule in rules.RULES.items() if rule(rows)} == {}
    assert rules.promised(rows) == []


def test_sum01_a_wrong_total_is_found_with_its_arithmetic(kit: Any) -> None:
    (row,) = kit.judged(rules.sum01, kit.altered(2, total=92))
    assert said([row]) == [("SUM01", "error", 2)]
    assert (row["expected"], row["found"]) == ("91", "92")
    assert "total 92 is not 37 + 29 + 25 = 91" in row["message_en"]
    assert "总分 92 不等于 37 + 29 + 25 = 91" in row["message_zh"]
    assert row["page"] == 1
    assert row["row_id"].endswith("-t1-r2")


def test_sum01_a_total_with_more_decimals_is_the_same_number(kit: Any) -> None:
    assert kit.judged(rules.sum01, kit.altered(2, total="91.00")) == []


def test_sum01_says_nothing_where_no_rule_was_found_or_a_score_is_unread(kit: Any) -> None:
    wrong = kit.altered(2, total=92)
    assert kit.judged(rules.sum01, kit.replace(wrong, rule=TotalRule.NONE)) == []
    unread = kit.altered(2, scores=[37, None, 25], total=92)
    assert kit.judged(rules.sum01, unread) == []


def test_sum01_writes_maxima_without_the_zeros_of_the_dataset(kit: Any) -> None:
    lines = [(n, unit, scores, "79.18") for n, unit, scores, _ in kit.good.rows[:1]]
    table = kit.replace(kit.good, rows=lines, maxima=[40, 40, 40], rule=TotalRule.NORMALISED)
    rows = kit.rows(kit.notice(tables=[table]))
    scores = [row | {"max_score": Decimal("40.0000")} for row in rows["scores"]]
    (row,) = rules.sum01(rows | {"scores": scores})
    assert "79.18 is not (38 + 30 + 27) / 120 × 100" in row["message_en"]


@given(row=st.integers(1, 5), column=st.integers(0, 2), slip=st.integers(-9, 9).filter(bool))
def test_sum01_any_slip_in_a_score_is_found_once(
    kit: Any, row: int, column: int, slip: int
) -> None:
    scores = list(kit.good.rows[row - 1][2])
    scores[column] += slip
    assert said(kit.judged(rules.sum01, kit.altered(row, scores=scores))) == [
        ("SUM01", "error", row)
    ]


def test_max01_a_score_above_its_maximum(kit: Any) -> None:
    (row,) = kit.judged(rules.max01, kit.altered(1, scores=[41, 30, 24]))
    assert said([row]) == [("MAX01", "error", 1)]
    assert (row["expected"], row["found"], row["column_number"]) == ("40", "41", 3)


def test_max01_a_score_at_its_maximum_is_right(kit: Any) -> None:
    assert kit.judged(rules.max01, kit.altered(1, scores=[40, 30, 25])) == []


def test_max01_a_total_above_its_maximum(kit: Any) -> None:
    (row,) = kit.judged(rules.max01, kit.replace(kit.altered(1, total="100.5"), total_max=100))
    assert (row["rule"], row["found"], row["row_id"][-6:]) == ("MAX01", "100.5", "-t1-r1"[-6:])


def test_max02_maxima_that_miss_the_total(kit: Any) -> None:
    (row,) = kit.judged(rules.max02, kit.replace(kit.good, maxima=[40, 30, 25]))
    assert said([row]) == [("MAX02", "warning", None)]
    assert row["message_en"] == "table 1: maxima 40 + 30 + 25 = 95, but the total's maximum is 100"


@pytest.mark.parametrize(
    ("maxima", "total_max"), [([40, 30, 30], 100), ([40, None, 25], 100), ([40, 30, 25], None)]
)
def test_max02_says_nothing_when_maxima_agree_or_one_is_not_printed(
    kit: Any, maxima: list[int | None], total_max: int | None
) -> None:
    assert kit.judged(rules.max02, kit.replace(kit.good, maxima=maxima, total_max=total_max)) == []


def test_rnk01_two_ranks_exchanged(kit: Any) -> None:
    rows = [list(line) for line in kit.good.rows]
    rows[1][0], rows[2][0] = 3, 2
    found = kit.judged(rules.rnk01, kit.replace(kit.good, rows=rows))
    assert said(found) == [("RNK01", "error", 2), ("RNK01", "error", 3)]
    assert (found[0]["expected"], found[0]["found"], found[0]["cause"]) == ("2", "3", None)


def test_rnk01_a_rank_displaced_by_a_wrong_total_is_secondary(kit: Any) -> None:
    found = kit.judged(rules.rnk01, kit.altered(3, total=94))
    assert said(found) == [("RNK01", "warning", 2), ("RNK01", "warning", 3)]
    assert {row["cause"] for row in found} == {"SUM01"}


def test_rnk01_a_wrong_rank_stays_primary_beside_a_wrong_total(kit: Any) -> None:
    rows = [list(line) for line in kit.altered(1, total=96).rows]
    rows[3][0], rows[4][0] = 5, 4
    found = kit.judged(rules.rnk01, kit.replace(kit.good, rows=rows))
    assert said(found) == [("RNK01", "error", 4), ("RNK01", "error", 5)]


@pytest.mark.parametrize(
    "ranks", [(1, 2, 2, 4, 5), (1, 2, 3, 4, 5), (1, 3, 2, 4, 5), (1, 2, 2, 3, 4)]
)
def test_rnk01_any_rank_within_a_tie_is_allowed(kit: Any, ranks: tuple[int, ...]) -> None:
    rows = [list(line) for line in kit.good.rows]
    rows[2][2:] = [[35, 28, 28], 91]
    for row, rank in zip(rows, ranks, strict=True):
        row[0] = rank
    assert kit.judged(rules.rnk01, kit.replace(kit.good, rows=rows)) == []


def test_rnk01_a_column_that_does_not_follow_the_totals_is_one_finding(kit: Any) -> None:
    rows = [list(line) for line in kit.good.rows]
    for row, rank in zip(rows, (3, 5, 1, 2, 4), strict=True):
        row[0] = rank
    table = kit.replace(kit.good, rows=rows)
    assert kit.judged(rules.rnk01, table) == []
    (row,) = kit.judged(rules.amb01, table)
    assert (row["rule"], row["severity"]) == ("AMB01", "warning")


def tied(kit: Any, ranks: tuple[int, ...]) -> Any:
    rows = [list(line) for line in kit.good.rows]
    for place in (1, 2):
        rows[place][2:] = [[35, 28, 27], 90]
    for row, rank in zip(rows, ranks, strict=True):
        row[0] = rank
    return kit.replace(kit.good, rows=rows)


def test_rnk02_one_finding_for_each_tie_with_different_ranks(kit: Any) -> None:
    (row,) = kit.judged(rules.rnk02, tied(kit, (1, 2, 3, 4, 5)))
    assert said([row]) == [("RNK02", "warning", None)]
    assert row["message_en"].startswith("table 1: 2 units with 90 points are ranked 2, 3")


def test_rnk02_equal_totals_with_equal_ranks_are_right(kit: Any) -> None:
    assert kit.judged(rules.rnk02, tied(kit, (1, 2, 2, 4, 5))) == []


def test_rnk03_a_gap(kit: Any) -> None:
    rows = [list(line) for line in kit.good.rows]
    rows[4][0] = 6
    (row,) = kit.judged(rules.rnk03, kit.replace(kit.good, rows=rows))
    assert said([row]) == [("RNK03", "error", 5)]
    assert (row["expected"], row["found"]) == ("5", "6")
    assert "by its total it is that of 区司法局, which has 6" in row["message_en"]


def test_rnk03_a_rank_given_twice_for_different_totals(kit: Any) -> None:
    rows = [list(line) for line in kit.good.rows]
    rows[4][0] = 4
    (row,) = kit.judged(rules.rnk03, kit.replace(kit.good, rows=rows))
    assert said([row]) == [("RNK03", "error", 5)]
    assert "83, 75" in row["message_en"]
    assert "区司法局 would be 5" in row["message_en"]


@pytest.mark.parametrize("ranks", [(1, 2, 2, 4, 5), (1, 2, 2, 3, 4)])
def test_rnk03_a_shared_rank_may_be_skipped_after_or_not(kit: Any, ranks: tuple[int, ...]) -> None:
    assert kit.judged(rules.rnk03, tied(kit, ranks)) == []


def whole_of(
    kit: Any, parts: list[int], status: Status, form: PartForm = PartForm.COMPLETE, whole: int = 16
) -> list[dict[str, Any]]:
    counted = [kit.counted(whole, "政策解读", status=status)]
    more = {"parent": 0, "status": status, "form": form}
    counted += [kit.counted(part, "图文解读", **more) for part in parts]
    found: list[dict[str, Any]] = kit.judged(rules.prt01, counted=counted)
    return found


def test_prt01_parts_that_miss_their_whole(kit: Any) -> None:
    (row,) = whole_of(kit, [8, 6, 3], Status.CONTRADICTED)
    assert said([row]) == [("PRT01", "error", None)]
    assert row["message_en"].startswith("政策解读: 16 is not 8 + 6 + 3 = 17; ")


def test_prt01_says_nothing_of_an_open_list_or_of_parts_that_sum(kit: Any) -> None:
    assert whole_of(kit, [8, 6], Status.UNCHECKED) == []
    assert whole_of(kit, [8, 6, 2], Status.PROVED) == []


def counts(kit: Any, *counted: Any, group: str = "区直各部门") -> list[dict[str, Any]]:
    table = kit.replace(kit.good, group=group)
    found: list[dict[str, Any]] = kit.judged(rules.cnt01, table, counted=counted)
    return found


def test_cnt01_the_text_counts_more_departments_than_are_ranked(kit: Any) -> None:
    (row,) = counts(kit, kit.counted(7, "部门"), kit.counted(7, "部门"), kit.counted(6, "部门"))
    assert said([row]) == [("CNT01", "warning", None)]
    assert (row["expected"], row["found"]) == ("5", "7")


def test_cnt01_near_misses(kit: Any) -> None:
    assert counts(kit, kit.counted(5, "部门")) == []
    assert counts(kit, kit.counted(7, "部门"), group="各街道") == []
    assert counts(kit, kit.counted(7, "专栏")) == []
    assert counts(kit, kit.counted(7, "部门", kind=Kind.RANK)) == []
    assert counts(kit, kit.counted(2, "部门", text="2个部门未报送材料")) == []
    parts = [kit.counted(27, "专栏"), kit.counted(22, "部门", parent=0)]
    assert counts(kit, *parts) == []


def test_promised_rows_that_are_missing_are_found(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    lost = rules.promised(rows | {"rankings": []})
    assert {row["rule"] for row in lost} == {"SYS01"}
    assert {row["dataset"] for row in lost} == {"notices", "tables"}
    assert len(rules.promised(rows | {"notices": []})) == 1


def test_a_penalty_is_taken_off(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    scores = [
        row | ({"role": Role.PENALTY.value} if row["column_number"] == 5 else {})
        for row in rows["scores"]
    ]
    tables = [row | {"total_rule": TotalRule.SUM_BONUS_PENALTY.value} for row in rows["tables"]]
    found = rules.sum01(rows | {"scores": scores, "tables": tables})
    assert [row["expected"] for row in found] == ["41", "41", "39", "37", "35"]


@pytest.mark.parametrize(
    ("value", "printed", "text"),
    [("33.0000", "33", "33"), ("90.5000", "90.50", "90.50"), ("100.0000", None, "100")],
)
def test_a_value_is_written_with_the_decimals_it_was_printed_with(
    value: str, printed: str | None, text: str
) -> None:
    assert str(as_printed(Decimal(value), printed)) == text
    assert str(trimmed(Decimal("1100.0000"))) == "1100"


@pytest.mark.parametrize(
    ("value", "printed", "text"),
    [
        ("33.2500", "33", "33.25"),
        ("0.5000", "0.50000", "0.5"),
        ("0.5000", "0.5000", "0.5000"),
        ("33.5000", "33.5%", "33.5"),
    ],
)
def test_a_value_loses_no_decimal_by_its_print_and_gets_four_at_the_most(
    value: str, printed: str, text: str
) -> None:
    assert str(as_printed(Decimal(value), printed)) == text


def test_a_finding_names_source_suite_and_dataset_of_its_row() -> None:
    item = finding("MAX02", table=1, terms="40 + 30", expected=70, found=100)
    row = {"source_id": "s", "notice_id": "n", "table_id": "n-t1"}
    told = about(item, row, "tables", "table_id")
    names = ("source_id", "notice_id", "suite", "dataset", "row_id")
    assert [told[name] for name in names] == ["s", "n", "tables", "tables", "n-t1"]
    told = about(item, {"notice_id": "n"}, "tables", "table_id", suite="rankings")
    assert [told[name] for name in names] == ["n", "n", "rankings", "tables", None]


# --------------------------------------------------------------------------- the likely culprit
def bare(kit: Any, *rows: tuple[int, str, int]) -> Any:
    """Return a table of ranks and totals whose totals nothing proves."""
    lines = [(rank, unit, [total - 50, 40, 11], total) for rank, unit, total in rows]
    return kit.replace(kit.good, rows=lines, rule=TotalRule.NONE)


def words(found: list[dict[str, Any]]) -> list[str]:
    return [row["message_en"].partition("; by the totals ")[2].partition("; ")[2] for row in found]


def test_rnk01_names_the_rank_where_scores_prove_every_total(kit: Any) -> None:
    rows = [list(line) for line in kit.good.rows]
    rows[1][0], rows[2][0] = 3, 2
    found = kit.judged(rules.rnk01, kit.replace(kit.good, rows=rows))
    assert (
        words(found)
        == [
            "the total follows from its scores, so the rank is the likely culprit; "
            "the notice contradicts itself"
        ]
        * 2
    )


def test_rnk01_names_the_one_total_that_breaks_a_full_run_of_ranks(kit: Any) -> None:
    lower = [(4, "丁局", 81), (5, "戊局", 80), (6, "己局", 78), (7, "庚局", 75)]
    table = bare(kit, (1, "甲局", 95), (2, "乙局", 93), (3, "丙局", 97), *lower)
    found = kit.judged(rules.rnk01, table)
    assert said(found) == [("RNK01", "warning", 1), ("RNK01", "warning", 2), ("RNK01", "error", 3)]
    assert [row["cause"] for row in found] == ["RNK01", "RNK01", None]
    assert "so the total is the likely culprit" in found[2]["message_en"]
    assert "(follows from 丙局)" in found[0]["message_en"]


def test_rnk01_names_none_of_two_that_were_exchanged(kit: Any) -> None:
    table = bare(kit, (1, "甲局", 95), (3, "乙局", 93), (2, "丙局", 91), (4, "丁局", 81))
    found = kit.judged(rules.rnk01, table)
    assert said(found) == [("RNK01", "error", 2), ("RNK01", "error", 3)]
    assert not [row for row in found if "culprit" in row["message_en"]]


def test_rnk03_names_no_unit_where_several_may_be_wrong(kit: Any) -> None:
    rows = [list(line) for line in kit.good.rows]
    rows[3][0], rows[4][0] = 6, 7
    found = kit.judged(rules.rnk03, kit.replace(kit.good, rows=rows))
    assert [row["expected"] for row in found] == ["4"]
    assert said(found) == [("RNK03", "error", 4)]
    unread = kit.altered(4, rank=None)
    (row,) = kit.judged(rules.rnk03, unread)
    assert said([row]) == [("RNK03", "error", None)]
    assert row["message_en"].startswith("table 1: rank 4 is missing between 3 and 5; the notice")


def test_max01_names_the_maximum_where_the_row_adds_up(kit: Any) -> None:
    (row,) = kit.judged(rules.max01, kit.altered(1, scores=[41, 30, 24]))
    assert "but the row adds up with it: the maximum may be the culprit" in row["message_en"]
    (row,) = kit.judged(rules.max01, kit.altered(1, scores=[41, 30, 27], total=95))
    assert "culprit" not in row["message_en"]


def test_max01_names_the_value_where_one_change_sets_all_right(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(1, scores=[68, 30, 27], total=95)]))
    own = {"ranking_id": "a" * 16 + "-t1-r1", "column_number": 3}
    scores = [
        row | ({"proposed_value": Decimal(38)} if own.items() <= row.items() else {})
        for row in rows["scores"]
    ]
    (row,) = rules.max01(rows | {"scores": scores})
    assert "68 is above its maximum of 40; the row adds up if it is 38" in row["message_en"]


# ---------------------------------------------------------------------------------------- UNR01
def test_unr01_a_cell_that_is_lost_without_a_word(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(2, scores=[37, None, 25], rank=None)]))
    (row,) = rules.unr01(rows)
    assert said([row]) == [("UNR01", "error", 2)]
    assert (row["column_number"], row["message_en"]) == (4, "区发改局: 指标2 is empty")
    blank = [r | {"rank_printed": "二十?"} for r in rows["rankings"][1:2]]
    found = rules.unr01(rows | {"rankings": blank})
    assert [(r["column_number"], r["found"]) for r in found] == [(4, None), (1, "二十?")]


def test_unr01_near_misses(kit: Any) -> None:
    """What reading told of, a mark for "none", and a blank bonus are not told of again."""
    rows = kit.rows(kit.notice(tables=[kit.altered(2, scores=[37, None, 25])]))
    (told,) = rules.unr01(rows)
    assert rules.unr01(rows | {"findings": [told]}) == []
    for change in ({"value_printed": "—"}, {"role": Role.BONUS.value}):
        scores = [row | (change if row["value"] is None else {}) for row in rows["scores"]]
        assert rules.unr01(rows | {"scores": scores}) == []


def test_unr01_of_reading_and_of_the_suite_name_the_same_cell(kit: Any) -> None:
    text = (
        "云溪区人民政府关于2023年度考核情况的通报\n各街道：\n通报如下。\n云溪区人民政府\n"
        "2024年1月5日\n附件1\n考核得分表\n名次\t单位\t公开\t平台\t总分\n1\t东湖镇\t48\t46\t94\n"
        "2\t南浦镇\t4O\t44\t84\n3\t西山乡\t41\t\t81\n"
    )
    rows = kit.read(text)
    told = [f for f in rows["findings"] if f["rule"] == "UNR01"]
    assert [(f["row_number"], f["column_number"]) for f in told] == [(2, 3), (3, 4)]
    assert rules.unr01(rows) == []
    again = rules.unr01(rows | {"findings": []})
    assert [(f["row_number"], f["column_number"]) for f in again] == [(2, 3), (3, 4)]
