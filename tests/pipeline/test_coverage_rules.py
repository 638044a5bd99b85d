"""COV01: units and years that are missing, and near misses. All names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import rules
from pipeline.rows import Row


def said(found: list[Row]) -> list[tuple[str, str | None, str | None]]:
    return [(row["severity"], row["subject"], row["expected"]) for row in found]


def without(kit: Any, *units: str) -> Any:
    rows = [row for row in kit.good.rows if row[1] not in units]
    return kit.replace(kit.good, rows=rows)


def test_cov01_a_unit_that_one_of_two_tables_of_the_same_units_lacks(kit: Any) -> None:
    (row,) = kit.judged(rules.cov01, kit.good, without(kit, "区民政局"))
    assert said([row]) == [("warning", "区民政局", None)]
    assert row["table_number"] == 2
    assert "ranked in table 1, but not in table 2" in row["message_en"]
    assert row["row_id"].endswith("-t1-r4")


def test_cov01_a_row_without_a_unit_is_lacking_in_no_other_table(kit: Any) -> None:
    nameless = kit.replace(
        kit.good, rows=[(n, "" if n == 1 else name, s, t) for n, name, s, t in kit.good.rows]
    )
    first = kit.good.rows[0][1]
    found = kit.judged(rules.cov01, nameless, kit.good)
    assert [row["subject"] for row in found] == [first]


def test_cov01_units_that_a_table_lacks_come_in_the_order_of_the_other_one(kit: Any) -> None:
    names = [f"{one}{other}镇" for one in "柳石清白" for other in "湾桥水河溪岭"]
    rows = [(n, name, [30, 20, 10], 60) for n, name in enumerate(names, 1)]
    whole = kit.replace(kit.good, rows=rows)
    found = kit.judged(rules.cov01, whole, kit.replace(whole, rows=rows[6:]))
    assert [row["subject"] for row in found] == names[:6]


def test_cov01_of_two_tables_either_may_lack_a_unit(kit: Any) -> None:
    (row,) = kit.judged(rules.cov01, without(kit, "区民政局"), kit.good)
    assert (row["subject"], row["table_number"]) == ("区民政局", 1)
    assert row["row_id"].endswith("-t2-r4")


def test_cov01_tables_rank_the_same_units_where_three_of_four_are_shared(kit: Any) -> None:
    four, three = without(kit, "区司法局"), without(kit, "区司法局", "区民政局")
    assert [row["subject"] for row in kit.judged(rules.cov01, four, three)] == ["区民政局"]
    assert kit.judged(rules.cov01, kit.good, three) == []


def test_cov01_near_misses_of_two_tables(kit: Any) -> None:
    few = without(kit, "区统计局", "区发改局", "区教育局")
    others = kit.replace(
        kit.good, rows=[(n, f"{name}街道", s, t) for n, name, s, t in kit.good.rows]
    )
    other_group = kit.replace(without(kit, "区民政局"), group="各街道")
    for pair in (
        (kit.good, kit.good),
        (kit.good, few),
        (kit.good, others),
        (kit.good, other_group),
    ):
        assert kit.judged(rules.cov01, *pair) == []


def test_cov01_a_unit_without_a_score_is_worth_knowing(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    blank = [
        row | ({"total": None, "total_printed": "—"} if row["row_number"] == 5 else {})
        for row in rows["rankings"]
    ]
    (row,) = rules.cov01(rows | {"rankings": blank})
    assert said([row]) == [("info", "区司法局", None)]
    nothing = [row | {"total": None, "total_printed": "—"} for row in rows["rankings"]]
    assert rules.cov01(rows | {"rankings": nothing}) == []


def test_cov01_a_row_without_a_total_or_a_unit_says_of_no_unit_that_it_has_no_score(
    kit: Any,
) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    for change in ({"total_printed": None}, {"total_printed": "—", "unit_name": ""}):
        changed = [
            row | ({"total": None} | change if row["row_number"] == 5 else {})
            for row in rows["rankings"]
        ]
        assert rules.cov01(rows | {"rankings": changed}) == []


def series(kit: Any, *years: int, lacking: dict[int, str] | None = None) -> dict[str, list[Row]]:
    """Return the rows of a notice of each year, as one shard."""
    every: dict[str, list[Row]] = {}
    for year in years:
        table = without(kit, (lacking or {}).get(year, ""))
        rows = kit.rows(kit.notice(tables=[table], year=year))
        for name, part in rows.items():
            for row in part:
                own = {key: f"{year}{value}" for key, value in row.items() if key in _IDS and value}
                every.setdefault(name, []).append(row | own)
        every["notices"][-1]["title"] = f"关于{year}年青禾区工作情况的通报"
    return every


_IDS = ("source_id", "notice_id", "table_id", "ranking_id", "score_id", "indicator_id")


def test_cov01_a_year_between_two_others(kit: Any) -> None:
    (row,) = rules.cov01(series(kit, 2028, 2029, 2031))
    assert said([row]) == [("info", "关于2031年青禾区工作情况的通报", "2030")]


def test_cov01_a_unit_that_the_year_between_does_not_rank(kit: Any) -> None:
    (row,) = rules.cov01(series(kit, 2029, 2030, 2031, lacking={2030: "区民政局"}))
    assert said([row]) == [("info", "区民政局", "2030")]
    assert row["message_zh"] == "“区民政局”在 2029 年、2031 年均列入排名，而 2030 年未列入"


@pytest.mark.parametrize(
    "years", [(2029, 2030, 2031), (2027, 2029, 2031), (2030,)], ids=["all", "every other", "one"]
)
def test_cov01_near_misses_over_the_years(kit: Any, years: tuple[int, ...]) -> None:
    assert rules.cov01(series(kit, *years)) == []


def test_cov01_a_unit_that_is_new_or_gone_is_not_missing(kit: Any) -> None:
    assert rules.cov01(series(kit, 2029, 2030, 2031, lacking={2029: "区民政局"})) == []
    assert rules.cov01(series(kit, 2029, 2030, 2031, lacking={2031: "区民政局"})) == []


@pytest.mark.parametrize("name", ["title", "region_code", "data_year"])
def test_cov01_notices_of_which_title_region_or_year_is_unknown_are_no_series(
    kit: Any, name: str
) -> None:
    rows = series(kit, 2028, 2029, 2031)
    assert len(rules.cov01(rows)) == 1
    first, *others = rows["notices"]
    assert rules.cov01(rows | {"notices": [first | {name: None}, *others]}) == []


def test_cov01_a_row_without_a_unit_is_missing_in_no_year(kit: Any) -> None:
    rows = series(kit, 2029, 2030, 2031, lacking={2030: "区民政局"})
    nameless = [
        row | ({"unit_name": ""} if row["unit_name"] == "区民政局" else {})
        for row in rows["rankings"]
    ]
    assert rules.cov01(rows | {"rankings": nameless}) == []


def test_cov01_other_titles_are_other_series(kit: Any) -> None:
    rows = series(kit, 2029, 2030, 2032)
    rows["notices"][-1]["title"] = "关于2032年青禾区消防工作的通报"
    assert rules.cov01(rows) == []


def addressed(kit: Any, *names: str) -> list[Row]:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    notices = [row | {"addressees": "；".join(names)} for row in rows["notices"]]
    found: list[Row] = rules.cov01(rows | {"notices": notices})
    return found


def test_cov01_an_addressee_that_no_table_ranks(kit: Any) -> None:
    names = ("区统计局", "区发改局", "区教育局", "区水利局", "各街道办事处")
    (row,) = addressed(kit, *names)
    assert said([row]) == [("info", "区水利局", None)]
    assert row["dataset"] == "notices"


@pytest.mark.parametrize(
    "names",
    [
        ("区统计局", "区发改局", "区教育局", "各街道办事处", "区直有关单位"),
        ("区统计局", "区发改局", "区水利局", "区林业局"),
        ("区统计局", "区发改局", "区教育局", "区水利局", "区林业局", "区商务局"),
        ("各街道",),
        ("区统计局", "区发改局", "区教育局", ""),
    ],
    ids=["all ranked", "few ranked", "many not ranked", "collective", "a mark behind the last"],
)
def test_cov01_near_misses_of_addressees(kit: Any, names: tuple[str, ...]) -> None:
    assert addressed(kit, *names) == []


def test_cov01_a_notice_without_addressees_lacks_none(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))
    notices = [row | {"addressees": None} for row in rows["notices"]]
    assert rules.cov01(rows | {"notices": notices}) == []


# ----------------------------------------------------------------------------------------- CNT01
def counted(kit: Any, metric: str, *, text: str = "全区共有各类数字", **table: Any) -> list[Any]:
    """Return what is said of a count of seven beside a table of five, with cells changed."""
    made = kit.notice(tables=[kit.good], counted=[kit.counted(7, metric, text)])
    rows = kit.rows(made)
    found = rules.cnt01(rows | {"tables": [rows["tables"][0] | table]})
    return [(row["expected"], row["found"]) for row in found]


@pytest.mark.parametrize(
    ("metric", "table"),
    [
        ("部门", {"group_name": None, "title": "区直部门得分排名表"}),
        ("县（区）", {"group_name": "各县（区）"}),
        ("参评街道（管理区）", {"group_name": "各街道"}),
    ],
    ids=["the title alone", "a bracket that is part of the name", "a bracket behind the name"],
)
def test_cnt01_counts_a_class_by_its_name_in_the_text_and_above_the_table(
    kit: Any, metric: str, table: dict[str, Any]
) -> None:
    assert counted(kit, metric, **table) == [("5", "7")]


@pytest.mark.parametrize(
    ("metric", "text", "table"),
    [
        ("部门", "全区共有7个部门", {"group_name": None, "title": None}),
        ("部门", "全区共有7个部门", {"group_name": "各街道", "title": "区直部门得分排名表"}),
        ("街道", "全区共有7个街道", {"group_name": "区直部门、街道"}),
        ("部门", "走访了7个部门", {}),
        ("部门", "全区共有7个部门未报送材料", {}),
    ],
    ids=["no name", "another group", "two classes", "not of all", "a part of all"],
)
def test_cnt01_near_misses_of_names(
    kit: Any, metric: str, text: str, table: dict[str, Any]
) -> None:
    assert counted(kit, metric, text=text, **table) == []


def test_cnt01_a_table_that_ranks_nothing_is_no_second_one_of_a_class(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good], counted=[kit.counted(7, "部门")]))
    (table,) = rows["tables"]
    plain = table | {"table_id": f"{table['table_id']}-other", "kind": "other"}
    assert len(rules.cnt01(rows | {"tables": [table, plain]})) == 1


@pytest.mark.parametrize("change", [{"value": None}, {"bound": "ge"}])
def test_cnt01_holds_only_exact_counts_against_a_table(kit: Any, change: dict[str, Any]) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good], counted=[kit.counted(7, "部门")] * 2))
    assert len(rules.cnt01(rows)) == 1
    altered = [row | change for row in rows["statistics"]]
    assert rules.cnt01(rows | {"statistics": altered}) == []
