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


def test_cov01_units_that_a_table_lacks_come_in_the_order_of_the_other_one(kit: Any) -> None:
    names = [f"{one}{other}镇" for one in "柳石清白" for other in "湾桥水河溪岭"]
    rows = [(n, name, [30, 20, 10], 60) for n, name in enumerate(names, 1)]
    whole = kit.replace(kit.good, rows=rows)
    found = kit.judged(rules.cov01, whole, kit.replace(whole, rows=rows[6:]))
    assert [row["subject"] for row in found] == names[:6]


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
    ],
    ids=["all ranked", "few ranked", "many not ranked", "collective"],
)
def test_cov01_near_misses_of_addressees(kit: Any, names: tuple[str, ...]) -> None:
    assert addressed(kit, *names) == []
