"""What a change is held against: the level it is of, and what that was. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
_CHANGES = {Kind.GROWTH, Kind.DELTA, Kind.FACTOR}


def held(read: Read, text: str) -> tuple[str, str, str] | None:
    """Return level, what it was or differs by, and status of the last change held, else None."""
    found = read(text)
    changes = [item for item in found if item.kind in _CHANGES]
    last = next((item for item in changes[::-1] if item.basis is not None), changes[-1])
    if last.measured is None or last.basis is None:
        assert last.status in (Status.UNCHECKED, Status.CONSISTENT)
        return None
    return found[last.measured].printed, found[last.basis].printed, last.status.value


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        # Its own words name the level, or a growth and nothing that grows.
        ("受理案件由20件增至35件，受理案件增长75%。", ("35件", "20件", "proved")),
        ("受理案件由20件增至35件，增幅为70%。", ("35件", "20件", "contradicted")),
        ("受理案件由40件下降到30件，其降幅达30%。", ("30件", "40件", "contradicted")),
        # A change of points is of two rates, one of other units of two amounts.
        ("办结率由93%提高到95%，提高3个百分点。", ("95%", "93%", "consistent")),
        ("考核得分由80分提高到90分，提高12.5%。", ("90分", "80分", "consistent")),
        ("受理投诉60件，比上年的50件增加30件。", ("60件", "50件", "contradicted")),
        ("受理投诉60件，高于上年（50件），增加30件。", ("60件", "50件", "contradicted")),
        # The comparison that the difference makes is not said twice.
        ("完成投资60亿元，同比增加10亿元，增长30%。", ("60亿元", "10亿元", "contradicted")),
        ("受理投诉60件，同比增加10件，增长30%，其中信访20件。", ("60件", "10件", "contradicted")),
        ("受理投诉60件，同比增加10件，受理投诉增长30%。", ("60件", "10件", "contradicted")),
        # The growth may stand before the difference.
        ("受理投诉60件，同比增长30%，增加10件。", ("60件", "10件", "contradicted")),
        ("受理投诉60件，同比增长20%，增加10件。", ("60件", "10件", "proved")),
        # Prices told of long before are those of something else.
        (
            "生产总值按可比价格计算增长5%。全年受理企业和群众各类投诉的情况如下：受理投诉60件，"
            "同比增加10件，增长30%。",
            ("60件", "10件", "contradicted"),
        ),
        # The level may stand behind both of them.
        ("公开信息增加18条，增长90%，达到36条。", ("36条", "18条", "contradicted")),
        # Numbers without a unit are held as well.
        ("公众号订阅数20万，比上年末净增4万，增长35%。", ("20万", "4万", "contradicted")),
        # Each growth is of what its change is of, whatever that is called.
        (
            "发生事故由20起降至17起、死亡由13人降至11人，事故起数、死亡人数分别减少3起、2人，"
            "降幅为15%、15.4%。",
            ("11人", "13人", "consistent"),
        ),
        # A limit that it is quicker than may be what it was before.
        ("办理时间由7.5天压缩为4.2天，比承诺时限快3.3天。", ("4.2天", "7.5天", "consistent")),
        (
            "办理时间由7.5天压缩为4.2天，比承诺时限快3.3天，同比压缩40%。",
            ("4.2天", "7.5天", "contradicted"),
        ),
        # Two years, in either order, also at their ends.
        ("2022年受理投诉100件，2021年受理投诉80件，增长35%。", ("100件", "80件", "contradicted")),
        ("2021年受理投诉80件，2022年受理投诉100件，增长25%。", ("100件", "80件", "proved")),
        (
            "2021年末受理投诉80件，2022年末受理投诉100件，较上年末增长35%。",
            ("100件", "80件", "contradicted"),
        ),
        (
            "今年受理投诉100件，去年受理投诉80件，今年东湖镇受理投诉60件，去年东湖镇受理投诉50件，"
            "同比增长20%。",
            ("60件", "50件", "proved"),
        ),
        # It compares with the year that the earlier level is of, by whatever name.
        ("受理案件由2019年的20件增至35件，比2019年增长70%。", ("35件", "20件", "contradicted")),
        ("受理案件由2021年的20件增至35件，同比增长70%。", ("35件", "20件", "contradicted")),
        ("受理案件由2022年初的20件增至35件，较年初增长70%。", ("35件", "20件", "contradicted")),
        (
            "受理案件由20件增至35件，同比增加15件，比2021年增长70%。",
            ("35件", "20件", "contradicted"),
        ),
        ("受理案件由20件增至35件，增加15件，同比增长70%。", ("35件", "20件", "contradicted")),
        ("受理投诉60件（上年50件），增长30%。", ("60件", "50件", "contradicted")),
        # A growth of what grew from its own earlier level is of no other.
        (
            "受理投诉60件，其中信访由20件增至35件，增长200%。",
            ("35件", "20件", "contradicted"),
        ),
    ],
)
def test_a_change_is_held_against_the_level_and_what_it_was(
    read: Read, text: str, pair: tuple[str, str, str]
) -> None:
    assert held(read, text) == pair


@pytest.mark.parametrize(
    "text",
    [
        "受理案件由20件增至35件，案件量增长70%。",
        "受理案件由20件增至35件，年均增长75%。",
        "完成投资60亿元，同比增加10亿元，增长30%（按可比价格计算）。",
        "可比口径下完成投资60亿元，同比增加10亿元，增长30%。",
        "办理时间由7.5天压缩为4.2天，比承诺时限快0.8天。",
        "受理投诉60件，环比增加10件，同比增长30%。",
        "受理投诉60件，增加10件，同比增长30%。",
        "受理投诉60件，同比增加约10件，增长30%。",
        "受理投诉由50件增至60人次，增长30%。",
        "2022年受理投诉100件，2021年受理投诉80人次，同比增长35%。",
        "2022年受理投诉100件，2021年受理投诉80件，2020年受理投诉50件，同比增长35%。",
        "2022年东湖镇受理投诉100件，2021年南浦镇受理投诉80件，同比增长35%。",
        "2022年受理投诉100件，2020年受理投诉80件，同比增长35%。",
        "2022年受理投诉100件，2021年受理信访80件，同比增长35%。",
        "今年受理投诉100件。去年受理投诉80件，同比增长35%。",
        "今年受理投诉100件，去年受理投诉80件，环比增长35%。",
        "办结率95%，同比提高2件。",
        "办结率由80%提高到90%，提高10%。",
        "受理案件由40件下降到30件。其降幅达30%。",
        "考核得分由80分提高到90分，其增幅为30%。",
        "其降幅达25%，受理案件30件。",
        "受理案件由20件增至35件，同比增加3人次。",
        "受理案件由20件增至35件，增长近70%。",
        "公开信息翻一番，增加10条，达到36条。",
        "公开信息增长90%，达到36条，增加18条。",
        "受理投诉60件，同比增长30%，其中东湖镇20件。",
        "2021年受理投诉约80件，2022年受理投诉100件，同比增长35%。",
        "2021年计划完成投资80亿元，2022年完成投资100亿元，同比增长35%。",
        "受理投诉由20件增长70%，达到35件。",
        "受理投诉60件，增长30%，高于上年（50件）。",
        "受理投诉60件，高于上年（50件）。受理信访80件，增长30%。",
        "受理投诉60件，办结数增加10件，受理投诉增长30%。",
        "受理投诉60件，今年降幅为8.3%，较上年收窄1.1个百分点。",
        "全年受理量60件，同比增长30%。受理量增加10件。",
        "考核得分80，同比提高10分，提高30%。",
        "受理投诉60件，同比增长30%，投诉量增加10件。",
        # An earlier level of something else.
        "受理投诉60件，高于上年（50件）；受理信访80件，增长60%。",
        "受理投诉60件，高于上年（50件）；受理信访80件，增长30%。",
        "东湖镇受理投诉60件，高于上年（50件）；南浦镇受理投诉80件，增长60%。",
        "受理投诉60件，其中信访由20件增至35件，增加40件。",
        "受理投诉60件，其中信访35件，比上年的50件增加10件。",
        # An earlier level of another year.
        "受理案件由2019年的20件增至35件，同比增长75%。",
        "受理案件由2019年的20件增至35件，比2020年增长75%。",
        "受理案件由2019年的20件增至35件，环比增长75%。",
        "受理案件由约20件增至35件，增长70%。",
        "受理投诉高于上年（50件）。受理投诉60件，增长30%。",
        # What is planned.
        "受理投诉60件，计划增加10件，增长20%。",
        "受理投诉60件，预计增长20%，增加10件。",
        "受理投诉60件，力争由50件增至60件，增长20%。",
        # A change of another time than the level is of.
        "受理案件由20件增至35件，上年增长75%。",
        "受理案件由20件增至35件，上年增长70%。",
        "受理投诉60件，同比增加10件，上年增长20%。",
        "受理投诉60件，上年增加10件，增长20%。",
        "全年受理投诉60件，12月增加10件，增长20%。",
        "今年受理投诉100件，去年受理投诉80件，去年增长25%。",
    ],
    ids=[
        "another noun", "on average of the years", "other prices behind it", "before it",
        "another limit",
        "another comparison", "a comparison that is added", "about a difference", "another unit",
        "two years in two units", "three years", "two subjects", "not the year before",
        "two metrics", "two sentences", "another base", "pieces of a rate",
        "a growth of a rate", "the extent of what another sentence tells", "the extent of a score",
        "an extent before the level", "a difference in another unit", "about a growth",
        "a doubling beside a difference", "a level between growth and difference",
        "a part behind it", "about a year before", "what was planned a year before",
        "a level behind its growth",
        "a level before that is told last", "a level before in another sentence",
        "the difference of something else", "the extent of an extent",
        "a difference in the next sentence", "a score without its unit",
        "a difference of another noun",
        "of another metric", "of another metric, off", "of another subject", "of a part",
        "of the whole",
        "a base that is not the year before", "another year",
        "month by month", "from about a level", "an earlier level in the sentence before",
        "a planned difference", "a growth that is expected", "a planned level",
        "a growth of last year", "a growth of last year, off", "beside a difference",
        "beside a difference of last year", "of a month", "of the earlier of two years",
    ],
)  # fmt: skip
def test_a_change_that_may_be_of_something_else_is_held_against_nothing(
    read: Read, text: str
) -> None:
    assert held(read, text) is None


@pytest.mark.parametrize(
    "first", ["同比增长75%", "增长75%", "同比增加15件", "同比增长70%"]
)  # fmt: skip
def test_a_second_comparison_is_with_another_level_than_the_one_quoted(
    read: Read, first: str
) -> None:
    more = "".join(f"走访企业{n}家。" for n in range(1, 31))
    found = read(f"受理案件由20件增至35件，{first}，环比增长50%。{more}")
    assert [one.basis for one in found[2:4]] == [0, None]
    assert found[3].status is Status.UNCHECKED


def test_a_change_is_of_the_time_that_is_told_with_it(read: Read) -> None:
    periods = {
        "受理案件35件，上年增长9%。": "2021年",
        "受理案件35件，比上年增长9%。": "2022年",
        "办结率90%，高于上年9个百分点。": "2022年",
        "2021年受理案件35件，增长9%。": "2021年",
        "受理案件由上年的32件增至35件，增长9%。": "2022年",
    }
    assert {text: read(text)[-1].period for text in periods} == periods


def test_what_grew_in_a_year_is_held_against_what_there_is_at_its_end(read: Read) -> None:
    text = "2022年末有企业60家，2022年增加10家，增长30%。"
    assert held(read, text) == ("60家", "10家", "contradicted")


def test_two_years_at_the_head_of_a_long_paragraph_are_read_like_any(read: Read) -> None:
    more = "".join(f"第{n}组走访企业{n}家。" for n in range(1, 31))
    text = f"2022年受理投诉100件，2021年受理投诉80件，同比增长25%。{more}"
    assert held(read, text) == ("100件", "80件", "proved")


@pytest.mark.parametrize(
    "text",
    [
        "受理案件由20件增至35件，同比增长70%。",
        "受理案件由20件增至2022年的35件，增长70%。",
        "受理案件由上年的20件增至35件，比2021年增长70%。",
    ],
)
def test_a_change_is_held_against_its_levels_where_no_year_is_known(read: Read, text: str) -> None:
    found = read(text, data_year=None)
    assert (found[2].basis, found[2].status) == (0, Status.CONTRADICTED)


def test_levels_of_which_no_year_is_known_are_not_those_of_two(read: Read) -> None:
    found = read("受理投诉100件，受理投诉80件，同比增长35%。", data_year=None)
    assert (found[2].kind, found[2].basis, found[2].status) == (
        Kind.GROWTH,
        None,
        Status.UNCHECKED,
    )


@pytest.mark.parametrize(("others", "pair"), [(23, ("35件", "20件", "proved")), (24, None)])
def test_a_level_is_looked_for_among_the_last_numbers_before_its_change(
    read: Read, others: int, pair: tuple[str, str, str] | None
) -> None:
    more = "".join(f"，走访企业{n}家" for n in range(2, others))
    text = f"受理投诉由20件增至35件，比上年的8人增加2人{more}，受理投诉增长75%。"
    assert held(read, text) == pair


@pytest.mark.parametrize(
    ("between", "pair"), [(17, None), (18, ("60亿元", "10亿元", "contradicted"))]
)
def test_prices_told_of_shortly_behind_a_growth_are_those_of_the_growth(
    read: Read, between: int, pair: tuple[str, str, str] | None
) -> None:
    text = f"完成投资60亿元，同比增加10亿元，增长30%，{'项目建设进展' * 3:.{between}}可比价格。"
    assert held(read, text) == pair


@pytest.mark.parametrize(
    ("between", "pair"), [(417, None), (418, ("60亿元", "50亿元", "contradicted"))]
)
def test_prices_told_of_long_before_a_growth_are_not_those_of_the_growth(
    read: Read, between: int, pair: tuple[str, str, str] | None
) -> None:
    words = ("各镇街道推进项目建设，" * 50 + "完成投资增长")[-between:]
    assert held(read, f"完成投资由50亿元增至60亿元，可比，{words}30%。") == pair


@pytest.mark.parametrize("named", ["", "分别为"])
def test_levels_and_the_earlier_ones_behind_them_are_paired_in_their_order(
    read: Read, named: str
) -> None:
    told = f"来信、来访、来电{named}130件、86件、45件，较上年的120件、80件、40件分别增长"
    found = read(f"{told}8.3%、7.5%、12.5%。")
    assert [one.status for one in found] == [Status.PROVED] * 9
    assert [one.basis for one in found[6:]] == [3, 4, 5]
    missed = read(f"{told}8.3%、7.9%、12.5%。")
    assert [one.status for one in missed[6:]] == [
        Status.PROVED, Status.CONTRADICTED, Status.PROVED,
    ]  # fmt: skip


def test_of_two_levels_and_one_earlier_one_nothing_is_made(read: Read) -> None:
    found = read("来信、来访130件、86件，较上年的120件增长8.3%。")
    assert {one.status for one in found} == {Status.UNCHECKED}
