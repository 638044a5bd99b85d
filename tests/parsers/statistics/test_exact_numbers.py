"""Which numbers an identity takes: exact amounts of the text before it. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "受理诉求200件，其中投诉类110件，占总数的50%至54%。",
        "受理诉求190至200件，其中投诉类110件，占总数的54%。",
        "受理诉求200余件，其中投诉类110件，占总数的54%。",
        "受理诉求200件，其中投诉类约110件，占总数的54%。",
        "东湖镇、南浦镇各受理投诉60件，比上年增加10件，增长30%。",
        "全年受理案件由20件增至35件，增长约70%。",
        "全年受理案件由20余件增至35件，增长70%。",
        "今年受理投诉100件，去年受理投诉80余件，同比增长35%。",
    ],
    ids=[
        "a share from to", "a whole from to", "a whole by bound", "about a part", "each",
        "about a growth", "an earlier level by bound", "a year before by bound",
    ],
)  # fmt: skip
def test_what_is_no_exact_number_contradicts_nothing(read: Read, text: str) -> None:
    assert [item for item in read(text) if item.status is Status.CONTRADICTED] == []


def test_a_growth_per_year_is_not_that_between_two_years(read: Read) -> None:
    text = "受理案件由20件增至35件，{}增长10%。"
    assert read(text.format("年均"))[-1].status is Status.UNCHECKED
    assert read(text.format(""))[-1].status is Status.CONTRADICTED


@pytest.mark.parametrize("text", ["用量由41{u}下降至36{u}，下降13%。"])
@pytest.mark.parametrize(
    ("unit", "status"), [("吨", Status.CONSISTENT), ("件", Status.CONTRADICTED)]
)
def test_an_amount_may_be_rounded_and_a_count_is_not(
    read: Read, text: str, unit: str, status: Status
) -> None:
    """41 tons may be 41.4: then 13 % less than them are 36. 41 pieces are 41."""
    assert read(text.format(u=unit))[-1].status is status


def test_a_count_in_ten_thousands_is_rounded_too(read: Read) -> None:
    found = read("受理投诉由4.1万件下降至3.6万件，下降13%。")
    assert found[-1].status is Status.CONSISTENT


@pytest.mark.parametrize(
    "more",
    ["，同比增加20个", "，其中上级发现问题约50个"],
    ids=["a difference", "about a part"],
)
def test_a_rate_is_of_the_exact_amounts_before_it(read: Read, more: str) -> None:
    found = read(f"全年发现问题120个{more}，已整改108个，整改率90%。")
    assert (found[3].status, found[3].evidence) == (Status.PROVED, "108 ÷ 120 = 90%")


def test_a_rate_at_the_head_of_a_long_paragraph_is_read_like_any(read: Read) -> None:
    more = "".join(f"第{n}组走访企业{n}家。" for n in range(1, 31))
    found = read(f"全年发现问题120个，已整改108个，整改率90%。{more}")
    assert (found[2].status, len(found)) == (Status.PROVED, 33)


def test_of_a_whole_of_nothing_no_share_follows(read: Read) -> None:
    found = read("受理诉求0件，其中投诉类0件，占总数的0%。")
    assert (found[2].status, found[2].evidence) == (Status.CONSISTENT, None)
