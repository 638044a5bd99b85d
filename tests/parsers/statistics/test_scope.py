"""What carries over from number to number, and where it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # Part of a year holds for the sentences behind it, …
        ("上半年受理诉求120件。其中投诉80件。办结率98%。", ["上半年", "上半年", "上半年"]),
        # … a month for its own and for what 其中 opens.
        ("5月，受理来电90件。其中平均用时3天。", ["5月", "5月"]),
        ("5月，受理来电90件。平均用时3天。", ["5月", ""]),
    ],
)
def test_how_far_a_period_holds(read: Read, text: str, periods: list[str]) -> None:
    assert [one.period for one in read(text)] == [f"2022年{period}" for period in periods]


def test_another_year_holds_for_what_qizhong_opens(read: Read) -> None:
    found = read("2021年受理诉求200件。其中，投诉类占55%。投诉满意率98%。")
    assert [one.period for one in found] == ["2021年", "2021年", "2022年"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # Whom a bracket names is left where it closes, …
        ("受理诉求120件（柳湾镇80件、枫林乡40件），办结率98%。", [None, "柳湾镇", "枫林乡", None]),
        (
            "柳湾镇受理120件（枫林乡80件），办结率98%；满意率95%。",
            ["柳湾镇", "枫林乡", "柳湾镇", "柳湾镇"],
        ),
        # … and is never whom the sentence is about.
        (
            "全区受理120件（柳湾镇办结率80%），办结率98%；满意率95%。",
            ["全区", "柳湾镇", "全区", "全区"],
        ),
        ("（区教育局受理来电9件）。办结7件。", ["区教育局", None]),
        # Nor is a name of a list behind its semicolon.
        (
            "按地域分，甲镇412件、乙镇428件；按行业分，餐饮550件、其他290件。",
            ["甲镇", "乙镇", None, None],
        ),
        ("区教育局受理来电9件；办结7件。", ["区教育局", "区教育局"]),
    ],
)
def test_whom_the_numbers_are_about(read: Read, text: str, subjects: list[str | None]) -> None:
    assert [one.subject for one in read(text)] == subjects
