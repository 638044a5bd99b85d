"""What was told of another time than its whole is none of its parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        # The same at another time is no part; what bears a name of its own may be one.
        ("受理60件（上年50件）。", "--"),
        ("受理60件（办结55件，上年50件）。", "-0-"),
        ("受理60件（来电10件，上年50件）。", "-0-"),
        ("受理60件（办结55件，上年结转存量50件）。", "-00"),
        ("3月受理60件（2月50件）。", "--"),
        ("3月受理60件（3月1日50件）。", "-0"),
        ("一季度受理60件（1月30件、2月20件）。", "-00"),
        # A list by years is one, whatever it makes.
        ("2022年受理60件（2022年9件、2021年50件）。", "-00"),
        ("存量118件，其中2020年发现60件、2021年发现50件。", "-00"),
        # A list of names that is wholly of another year is none, unless it makes the whole.
        ("办结118件（上年甲街60件、乙街50件）。", "---"),
        ("办结118件（上年甲街68件、乙街50件）。", "-00"),
        ("办结118件（上年甲街60件）。", "-0"),
        ("办结118件（甲街60件、乙街50件）。", "-00"),
        ("办结118件（同期甲街60件、乙街50件）。", "-00"),
        ("办结118件（上年甲街60件、今年乙街50件）。", "-00"),
        ("上年办结118件（上年甲街60件、乙街50件）。", "-00"),
        # A part told over again, as it was before, leaves the list to what is told of now.
        ("收入12亿元（税收9亿元，上年税收8亿元）。", "-0-"),
        ("收入12亿元（税收9亿元，非税2亿元）。", "-00"),
    ],
)
def test_what_is_of_another_time_than_its_whole_is_no_part_of_it(
    read: Read, text: str, parents: str
) -> None:
    """``parents`` tells of each number which one it is of."""
    found = read(text)
    assert ["-" if one.parent is None else str(one.parent) for one in found] == [*parents]


def test_what_names_no_time_is_of_that_of_its_whole(read: Read) -> None:
    found = read("2021年受理160件。投诉100件、咨询40件、建议20件。")
    assert {one.status for one in found} == {Status.PROVED}
    assert {one.period for one in found} == {"2021年"}


def test_months_without_a_year_are_none_of_a_number_without_a_time(read: Read) -> None:
    found = read("办结118件（1月甲街60件、乙街50件）。", data_year=None)
    assert [one.parent for one in found] == [None, None, None]


def test_places_told_of_without_a_time_have_that_of_the_whole(read: Read) -> None:
    found = read("2021年受理160件。柳湾镇受理100件、枫林乡40件、石桥镇20件。")
    assert {(one.status, one.period) for one in found} == {(Status.PROVED, "2021年")}
