"""The rules over tables at their limits: half of the ranks, unread cells, other roles."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from parsers.rankings.engine import STATED
from pipeline import rules
from schemas.notice import Role, Status, TotalRule


def ranked(kit: Any, *ranks: int | None) -> Any:
    rows = [list(line) for line in kit.good.rows]
    for row, rank in zip(rows, ranks, strict=True):
        row[0] = rank
    return kit.replace(kit.good, rows=rows)


def numbers(found: list[dict[str, Any]]) -> list[int | None]:
    return [row["row_number"] for row in found]


# ------------------------------------------------------------------------------------------ ranks
@pytest.mark.parametrize(
    ("ranks", "wrong", "is_other"),
    [
        ((1, 2, 4, 5, 3), [3, 4, 5], True),  # AMB01: two of five follow
        ((1, 2, 3, 5, 4), [4, 5], False),  # three do
        ((1, None, 4, 3, None), [3, 4], True),  # one of three
    ],
)
def test_ranks_are_judged_where_half_of_them_follow_the_totals(
    kit: Any, ranks: tuple[int | None, ...], wrong: list[int], is_other: bool
) -> None:
    table = ranked(kit, *ranks)
    assert bool(kit.judged(rules.amb01, table)) is is_other
    told = numbers(kit.judged(rules.rnk01, table))
    assert bool(told) is not is_other
    assert not told or set(wrong) <= set(told)


def test_an_unread_rank_counts_for_neither_side(kit: Any) -> None:
    # One of two that can be judged: half is enough.
    (row,) = kit.judged(rules.rnk01, ranked(kit, 1, None, 9, None, None))
    assert (row["row_number"], row["expected"], row["found"]) == (3, "3", "9")


def test_a_gap_is_told_at_the_unit_behind_it(kit: Any) -> None:
    (row,) = kit.judged(rules.rnk03, ranked(kit, 1, 2, 3, 4, 7))
    assert (row["expected"], row["found"]) == ("5", "7")
    assert "区司法局" in row["message_zh"]
    # A rank repeated for equal totals may leave a gap of its size, and no larger one.
    tied = ranked(kit, 1, 2, 2, 4, 5)
    rows = [list(line) for line in tied.rows]
    rows[2][2:] = [[37, 29, 25], 91]
    assert kit.judged(rules.rnk03, kit.replace(tied, rows=rows)) == []
    rows[3][0], rows[4][0] = 5, 6
    assert len(kit.judged(rules.rnk03, kit.replace(tied, rows=rows))) == 1


def test_a_rank_displaced_by_another_tables_total_is_no_less_wrong(kit: Any) -> None:
    """Of two tables only the one with a wrong total excuses ranks by it."""
    found = kit.judged(rules.rnk01, kit.altered(3, total=94), ranked(kit, 1, 3, 2, 4, 5))
    assert [(row["table_number"], row["severity"]) for row in found] == [
        (1, "warning"),
        (1, "warning"),
        (2, "error"),
        (2, "error"),
    ]


def placed(rows: dict[str, Any], **changes: dict[int, Any]) -> dict[str, Any]:
    """Return rows whose units stand at ten times their row number, some of their cells changed."""
    units = [
        row
        | {"char_start": 10 * row["row_number"], "total_char_start": 10 * row["row_number"] + 5}
        | {
            name: new[row["row_number"]]
            for name, new in changes.items()
            if row["row_number"] in new
        }
        for row in rows["rankings"]
    ]
    return rows | {"rankings": units}


def test_a_gap_stands_at_the_unit_it_is_of_or_at_the_one_behind_it(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[ranked(kit, 1, 2, 9, 4, 5)]))
    told = [(row["expected"], row["char_start"]) for row in rules.rnk03(placed(rows))]
    assert told == [("3", 30), ("6", 30)]
    rows = kit.rows(kit.notice(tables=[ranked(kit, None, 2, None, 4, 6)]))
    told = [(row["expected"], row["char_start"]) for row in rules.rnk03(placed(rows))]
    assert told == [("3", 40), ("5", 50)]


def test_a_rank_that_several_have_stands_at_the_last_of_them(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[ranked(kit, 1, 3, 3, 3, 5)]))
    (gap, row) = rules.rnk03(placed(rows))
    assert (gap["expected"], row["found"], row["row_number"]) == ("2", "3", None)
    assert row["char_start"] == 40


def test_ranks_that_could_not_be_read_are_none_that_repeats(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[ranked(kit, 1, None, None, 4, 5)]))
    assert [row["found"] for row in rules.rnk03(rows)] == ["4"]


def test_of_a_rank_given_twice_nothing_is_said_where_a_total_is_unread(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[ranked(kit, 1, 2, 3, 4, 4)]))
    assert [row["found"] for row in rules.rnk03(rows)] == ["4"]
    assert rules.rnk03(placed(rows, total={5: None})) == []


# ------------------------------------------------------------------------------------------ ties
def tie(kit: Any, *ranks: int | None, **changes: dict[int, Any]) -> list[dict[str, Any]]:
    """Return what is told of five units, the second and third of which have 90 points."""
    units = [list(line) for line in ranked(kit, *ranks).rows]
    for place in (1, 2):
        units[place][2:] = [[35, 28, 27], 90]
    rows = kit.rows(kit.notice(tables=[kit.replace(kit.good, rows=units)]))
    found: list[dict[str, Any]] = rules.rnk02(placed(rows, **changes))
    return found


def test_a_tie_is_told_as_the_first_of_its_units_is_printed_and_where(kit: Any) -> None:
    (row,) = tie(kit, 1, 2, 3, 4, 5, total_printed={2: "90.0", 3: "90.00"})
    assert (row["found"], row["char_start"]) == ("90.0", 25)


def test_a_tie_of_units_whose_rank_is_unread_or_no_rank_by_total_is_none(kit: Any) -> None:
    assert tie(kit, 1, None, 3, 4, 5) == []
    assert tie(kit, 4, 5, 1, 2, 3) == []


def test_a_tie_that_a_stated_rule_parts_is_none(kit: Any) -> None:
    units = [list(line) for line in kit.good.rows]
    units[2][2:] = [[37, 29, 25], 91]
    rows = kit.rows(kit.notice(tables=[kit.replace(kit.good, rows=units)]))
    assert len(rules.rnk02(rows)) == 1
    stated = [row | {"rank_rule": STATED} for row in rows["tables"]]
    assert rules.rnk02(rows | {"tables": stated}) == []


# ----------------------------------------------------------------------------- the likely culprit
def blamed(kit: Any, *rows: tuple[int | None, list[int | None], int], rule: TotalRule) -> list[str]:
    """Return what is said of each wrong rank: ``rank``, ``total``, or ``""``."""
    lines = [(rank, f"第{n}局", *others) for n, (rank, *others) in enumerate(rows, 1)]
    found = kit.judged(rules.rnk01, kit.replace(kit.good, rows=lines, rule=rule))
    said = [row["message_en"] for row in found if row["cause"] is None]
    return [
        next((word for word in ("rank", "total") if f"the {word} is the likely" in text), "")
        for text in said
    ]


_PROVED = [
    (1, [38, 30, 27], 95), (2, [37, 29, 25], 91), (4, [35, 28, 24], 87), (3, [33, 27, 23], 83),
    (5, [30, 25, 20], 75),
]  # fmt: skip


def test_a_rank_is_blamed_only_where_the_scores_prove_each_total_of_the_table(kit: Any) -> None:
    assert blamed(kit, *_PROVED, rule=TotalRule.SUM) == ["rank", "rank"]
    unread = (5, [30, None, 20], 75)
    assert blamed(kit, *_PROVED[:4], unread, rule=TotalRule.SUM) == ["", ""]
    # The last total is wrong, which excuses nothing: it is the last by its scores too.
    wrong = (5, [30, 25, 20], 76)
    assert blamed(kit, *_PROVED[:4], wrong, rule=TotalRule.SUM) == ["", ""]


def test_a_total_is_blamed_only_where_nothing_proves_it_and_no_rank_is_missing(kit: Any) -> None:
    def bare(*ranks: int | None, totals: tuple[int, ...] = (95, 93, 97, 81, 80, 78, 75)) -> Any:
        rows = [(r, [t - 50, 40, 10], t) for r, t in zip(ranks, totals, strict=True)]
        return blamed(kit, *rows, rule=TotalRule.NONE)

    assert bare(1, 2, 3, 4, 5, 6, 7) == ["total"]
    assert bare(1, 2, 3, 4, 5, 6, 6, totals=(95, 93, 97, 81, 80, 78, 78)) == [""]
    assert set(bare(1, 2, 3, 4, 5, 6, None)) == {""}
    lower = (95, 93, 90, 85, 80, 86, 75)
    assert bare(1, 2, 3, 4, 5, 6, 7, totals=lower) == ["total"]
    assert set(bare(None, 2, 3, 4, 5, 6, 7, totals=lower)) == {""}
    # Its scores prove it, others are unread.
    rows = [(n, [None, 40, 10], t) for n, t in enumerate((95, 93, 97, 81, 80, 78, 75), 1)]
    rows[2] = (3, [47, 40, 10], 97)
    assert blamed(kit, *rows, rule=TotalRule.SUM) == [""]


def test_a_rank_is_not_excused_by_the_digits_that_a_right_total_was_rounded_to(kit: Any) -> None:
    """A mean of 30.333 that prints 30.3 does not stand above 30.31."""
    rows = [
        (1, "甲局", [40, 30, 30], "33.3"),
        (2, "乙局", [30, 30, 31], "30.3"),
        (3, "丙局", [None, 30, 31], "30.31"),
        (4, "丁局", [20, 20, 20], "20"),
        (5, "戊局", [10, 10, 10], "10"),
        (6, "己局", [9, 9, 9], "9"),
    ]
    found = kit.judged(rules.rnk01, kit.replace(kit.good, rows=rows, rule=TotalRule.MEAN))
    assert [(row["row_number"], row["cause"]) for row in found] == [(2, None), (3, None)]


def test_amb01_tells_how_many_ranks_follow_the_totals_of_how_many(kit: Any) -> None:
    (row,) = kit.judged(rules.amb01, ranked(kit, 1, 2, 4, 5, 3))
    assert (row["found"], row["expected"]) == ("2", "5")


# ---------------------------------------------------------------------------------------- maxima
def test_max02_says_nothing_where_scores_do_not_simply_add_up(kit: Any) -> None:
    missing = kit.replace(kit.good, maxima=[40, 30, 25])
    for rule in TotalRule:
        told = kit.judged(rules.max02, kit.replace(missing, rule=rule))
        adds = rule in {TotalRule.SUM, TotalRule.SUM_BONUS_PENALTY}
        assert bool(told) is adds
    # A table of bonuses alone has no maxima to add.
    rows = kit.rows(kit.notice(tables=[missing]))
    bonuses = [
        row | ({"role": Role.BONUS.value} if row["role"] == Role.SCORE.value else {})
        for row in rows["indicators"]
    ]
    assert rules.max02(rows | {"indicators": bonuses}) == []


def test_max01_says_nothing_of_a_cell_without_value_or_maximum(kit: Any) -> None:
    assert kit.judged(rules.max01, kit.altered(1, scores=[None, 30, 27])) == []
    assert kit.judged(rules.max01, kit.replace(kit.good, maxima=[None, 30, 30])) == []


def test_max01_names_the_column_of_a_score_and_its_row_where_nothing_adds_up(kit: Any) -> None:
    table = kit.replace(kit.altered(1, scores=[41, 30, 24]), rule=TotalRule.NONE)
    (row,) = kit.judged(rules.max01, table)
    assert row["message_zh"].startswith("区统计局：指标1 ")
    assert "culprit" not in row["message_en"]


def test_max01_tells_of_the_rows_that_the_suite_gave_back_and_of_no_others(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(1, scores=[41, 30, 24])]))
    first, second, *_ = [row["score_id"] for row in rows["scores"]]
    told = [row["row_id"] for row in rules.max01(rows, {"scores": {first}})]
    assert told == [first]
    assert [row["row_id"] for row in rules.max01(rows, {"scores": {second}})] == [second]
    assert rules.max01(rows, {}) == []


def test_max01_names_the_column_of_a_total(kit: Any) -> None:
    (row,) = kit.judged(rules.max01, kit.replace(kit.altered(1, total=101), total_max=100))
    assert "总分" in row["message_zh"]
    assert (row["expected"], row["found"]) == ("100", "101")


def test_max01_of_a_score_that_nothing_checked_says_nothing_of_its_row(kit: Any) -> None:
    """The row adds up, but not with this cell: it is none of what is summed."""
    rows = kit.rows(kit.notice(tables=[kit.altered(1, scores=[41, 30, 24])]))
    (checked,) = rules.max01(rows)
    scores = [
        row | ({"status": Status.UNCHECKED.value} if row["value"] == 41 else {})
        for row in rows["scores"]
    ]
    (unchecked,) = rules.max01(rows | {"scores": scores})
    assert checked["message_en"] != unchecked["message_en"]
    assert checked["message_en"].startswith(unchecked["message_en"][:20])


# ---------------------------------------------------------------------------------------- UNR01
def lost(kit: Any, **changes: Any) -> dict[str, Any]:
    """Return rows with one unread score, changed."""
    rows: dict[str, Any] = kit.rows(kit.notice(tables=[kit.altered(2, scores=[37, None, 25])]))
    scores = [row | (changes if row["value"] is None else {}) for row in rows["scores"]]
    return rows | {"scores": scores}


def test_unr01_a_finding_of_another_rule_does_not_speak_for_a_lost_cell(kit: Any) -> None:
    rows = lost(kit)
    (told,) = rules.unr01(rows)
    assert rules.unr01(rows | {"findings": [told | {"rule": "MAX01"}]}) == [told]
    other = told | {"row_number": 3}
    assert rules.unr01(rows | {"findings": [other]}) == [told]


def test_unr01_a_bonus_that_is_printed_and_unread_is_told_of(kit: Any) -> None:
    bonus = {"role": Role.BONUS.value}
    assert numbers(rules.unr01(lost(kit, **bonus, value_printed="1O"))) == [2]
    assert rules.unr01(lost(kit, **bonus, value_printed="")) == []


def test_unr01_leaves_a_score_without_its_column_to_the_promises(kit: Any) -> None:
    rows = lost(kit) | {"indicators": []}
    assert rules.unr01(rows) == []


def test_unr01_a_value_that_was_read_is_not_lost_whatever_its_print(kit: Any) -> None:
    assert numbers(rules.unr01(lost(kit, value_printed="二十九"))) == [2]
    assert rules.unr01(lost(kit, value=Decimal(29), value_printed="二十九")) == []


def test_unr01_a_rank_or_total_is_lost_where_the_table_has_its_column(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))

    def told(**changes: Any) -> list[tuple[int | None, str | None]]:
        first, *others = rows["rankings"]
        found = rules.unr01(rows | {"rankings": [first | changes, *others]})
        return [(row["column_number"], row["found"]) for row in found]

    assert told(rank=None, rank_printed="") == [(1, None)]
    assert told(rank=None, rank_printed="—") == []
    assert told(rank=None, rank_printed=None) == []
    assert told(rank=1, rank_printed="第一?") == []
    assert told(total=None, total_printed="9S") == [(6, "9S")]
    assert told(total=None, total_printed="—") == []
    assert told(unit_name="") == [(2, None)]
    columns = [row for row in rows["indicators"] if row["role"] != Role.RANK.value]
    first = rows["rankings"][0] | {"rank": None, "rank_printed": ""}
    assert rules.unr01(rows | {"indicators": columns, "rankings": [first]}) == []


# ------------------------------------------------------------------------------------ sub-totals
_HEAD = (
    "云溪区人民政府办公室关于2023年度考核情况的通报\n各街道办事处：\n通报如下。\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)


def read(kit: Any, rows: str) -> Any:
    return kit.read(_HEAD + rows.replace(" ", "\t").replace("_", "") + "\n")


def test_sum01_of_a_sub_total_counts_a_mark_for_none_as_nothing(kit: Any) -> None:
    rows = read(
        kit,
        "排名 单位 主动 依申请 小计 平台 总分\n1 东湖街道 30 20 50 45 95\n"
        "2 南浦街道 28 20 48 44 92\n3 中和街道 28 — 29 43 72\n4 西山街道 27 19 46 42 88",
    )
    told = [row for row in rules.sum01(rows) if row["column_number"] == 5]
    assert [(r["row_number"], r["found"], r["expected"]) for r in told] == [(3, "29", "28")]
    assert "小计 29 is not 28 = 28" in told[0]["message_en"]


def test_sum01_of_a_running_total_counts_the_total_of_the_period(kit: Any) -> None:
    rows = read(
        kit,
        "排名 单位 上期累计 本期得分 年度累计\n1 东湖街道 50 45 95\n2 南浦街道 48 44 92\n"
        "3 中和街道 46 43 90\n4 西山街道 40 42 82",
    )
    told = rules.sum01(rows)
    assert [(r["row_number"], r["found"], r["expected"]) for r in told] == [(3, "90", "89")]


def test_a_total_is_named_as_such_wherever_its_column_stands(kit: Any) -> None:
    rows = read(
        kit,
        "排名 单位 总分(100分) 公开 服务\n1 东湖街道 96.5 58 38.5\n2 南浦街道 96 57 38\n"
        "3 中和街道 92 55 37\n4 西山街道 80 45 35\n_ 合计 363.5 215 148.5",
    )
    (wrong,) = rules.sum01(rows)
    assert "“总分”的 96 应为 95" in wrong["message_zh"]
    high = [
        row | ({"total": Decimal(101)} if row["total"] == 96 else {}) for row in rows["rankings"]
    ]
    (above,) = rules.max01(rows | {"rankings": high})
    assert "总分" in above["message_zh"]
    assert "服务" not in above["message_zh"]


def test_an_unread_score_is_no_part_of_a_judged_sub_total(kit: Any) -> None:
    rows = read(
        kit,
        "排名 单位 主动 依申请 小计 平台 总分\n1 东湖街道 30 20 50 45 95\n"
        "2 南浦街道 28 20 48 44 92\n3 中和街道 28 1O 29 43 72\n4 西山街道 27 _ 46 42 88\n"
        "5 北塘街道 25 20 45 40 85\n6 新桥街道 24 20 44 40 84",
    )
    assert [row for row in rules.sum01(rows) if row["column_number"] == 5] == []


def test_max01_names_no_other_value_where_another_cell_of_the_row_has_one(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.altered(1, scores=[41, 30, 24])]))

    def told(column: int) -> str:
        scores = [
            row | ({"proposed_value": Decimal(29)} if place == column else {})
            for place, row in enumerate(rows["scores"])
        ]
        (found,) = rules.max01(rows | {"scores": scores})
        return str(found["message_en"])

    (plain,) = rules.max01(rows)
    assert "29" in told(0)
    assert told(1) == plain["message_en"]
