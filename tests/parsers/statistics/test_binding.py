"""What the words beside a number say of it, and what it takes up of the numbers before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # A list goes on with the verb of its first change, …
        ("同比下降0.6%、0.3%。", [-0.6, -0.3]),
        ("同比下降12.6%、3件。", [-12.6, -3]),
        ("同比上升0.6%、0.3%。", [0.6, 0.3]),
        # … but where the signs are printed.
        ("同比变动-0.6%、5.1%。", [-0.6, 5.1]),
        ("同比变动+0.6%、-5.1%。", [0.6, -5.1]),
        ("同比下降5.2%、+3.1%。", [-5.2, 3.1]),
    ],
)
def test_a_listed_change_has_the_sign_of_the_first_or_its_own(
    read: Read, text: str, values: list[float]
) -> None:
    assert [float(s.value) for s in read(text)] == values


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("东湖镇95分、南浦镇85分，完成年度计划的105%。", None, "年度计划"),
        # What has words of its own goes on about the last name.
        ("东湖镇95分、南浦镇85分，办件完成年度计划的105%。", "南浦镇", "办件"),
        ("东湖镇95分、南浦镇85分，平均90分。", None, ""),
    ],
)
def test_behind_a_list_of_names_a_number_is_about_all_of_them(
    read: Read, text: str, subject: str | None, metric: str
) -> None:
    found = read(text)[-1]
    assert (found.subject, found.metric) == (subject, metric)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("处十万元以下的罚款。", "罚款"),
        ("20个工作日的行政许可时限。", "行政许可时限"),
        # Of more than six characters it is no noun of the number, nor behind a word to stop at.
        ("20个工作日的行政许可总时限。", ""),
        ("10年的经营许可证。", "经营许可证"),
        ("对12个单位的处理。", "处理"),
    ],
)
def test_the_noun_behind_a_number_that_ends_its_clause(read: Read, text: str, metric: str) -> None:
    assert read(text)[0].metric == metric


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3月15日9时30分，受理12件。", "2022年3月15日"),
        ("9时30分受理12件。", "2022年"),
        ("连续五个月受理12件。", "连续五个月"),
        ("比去年全年增长8%。", "2022年"),
    ],
)
def test_a_time_of_day_is_no_period(read: Read, text: str, period: str) -> None:
    assert read(text)[-1].period == period


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("同比下降3%~5%。", (-3, -5)),
        ("同比增长3%~5%。", (3, 5)),
        ("同比下降0.3%~0.5%。", (-0.3, -0.5)),
    ],
)
def test_both_ends_of_a_range_have_the_sign_of_its_verb(
    read: Read, text: str, ends: tuple[float, float]
) -> None:
    [found] = read(text)
    assert found.value_high is not None
    assert (float(found.value), float(found.value_high)) == ends


def test_places_go_on_from_the_last_place_told(read: Read) -> None:
    found = read("群众满意度86分，受理量由上年的第8名前进5位。")
    assert [s.metric for s in found] == ["群众满意度", "受理量", "受理量"]


def test_whose_level_it_is_held_against_is_not_whom_the_rest_is_about(read: Read) -> None:
    found = read("东湖镇合格率93%，比南浦镇的94.1%低1.1个百分点，办结率97%。")
    assert [s.subject for s in found] == ["东湖镇", "南浦镇", "东湖镇", "东湖镇"]


@pytest.mark.parametrize(("between", "period"), [(78, "2022年6月"), (79, "2022年")])
def test_a_period_is_told_no_more_than_eighty_characters_before(
    read: Read, between: int, period: str
) -> None:
    [found] = read(f"6月{'办' * between}12件。")
    assert found.period == period


@pytest.mark.parametrize("metric", ["在岗率", "在园率", "在册率", "在编率"])
def test_a_rate_that_begins_with_a_preposition_is_one_word(read: Read, metric: str) -> None:
    found = read(f"{metric}90%，全区{metric}达95%。")
    assert [s.metric for s in found] == [metric, metric]


def test_a_place_without_a_name_is_that_of_the_last_one(read: Read) -> None:
    found = read("全区受理12件，县教育局5件，列第3位。")
    assert [s.subject for s in found] == ["全区", "县教育局", "县教育局"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # Two words for one time, and both are of the base: the number has the period of all.
        ("1—6月受理诉求120件，比前年全年增长8%，办结率98%。", "2022年1—6月"),
        # Of two times beside one another only the second is compared with.
        ("受理诉求120件，今年比上年增长8%。", "2022年"),
        ("受理诉求120件，2022年比2021年增长8%。", "2022年"),
    ],
)
def test_a_time_that_is_compared_with_is_not_that_of_the_number(
    read: Read, text: str, period: str
) -> None:
    assert read(text)[-1].period == period


@pytest.mark.parametrize(
    ("text", "metric"),
    [("新能源装机占比由31%提高到35.2%。", "新能源装机占比"), ("投资50亿元，比重35.2%。", "比重")],
)
def test_a_percentage_called_a_share_is_one(read: Read, text: str, metric: str) -> None:
    found = read(text)[-1]
    assert (found.kind, found.metric) == (Kind.SHARE, metric)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # What a bracket tells of another time is over where it closes, …
        ("受理12件（上年10件），办结11件。", ["2022年", "2021年", "2022年"]),
        ("受理12件（10件，上年），办结11件。", ["2022年", "2022年", "2022年"]),
        (
            "1月受理12件（上年10件、2月15件），办结11件。",
            ["2022年1月", "2021年", "2022年2月", "2022年1月"],
        ),
        (
            "受理12件（其中1月10件（2月9件）、7月2件），办结11件。",
            ["2022年", "2022年1月", "2022年2月", "2022年7月", "2022年"],
        ),
        # … and a time alone in brackets is that of what stands behind it.
        ("来信（2021年）12件，来访11件。", ["2021年", "2021年"]),
        ("受理12件（上年10件）。办结11件。", ["2022年", "2021年", "2022年"]),
        ("上半年受理12件（上年10件）。办结11件。", ["2022年上半年", "2021年", "2022年上半年"]),
        # A bracket that nothing closes goes on.
        ("受理12件（上年10件，办结9件。", ["2022年", "2021年", "2021年"]),
    ],
)
def test_of_which_time_the_numbers_around_a_bracket_are(
    read: Read, text: str, periods: list[str]
) -> None:
    assert [one.period for one in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PM2.5平均浓度35微克/立方米，同比改善8%。", -8),
        ("综合指数3.5，同比改善8%。", -8),
        ("优良率83%，同比改善8%。", 8),
    ],
)
def test_what_is_measured_of_dirt_falls_where_it_gets_better(
    read: Read, text: str, value: int
) -> None:
    assert read(text)[-1].value == value


def test_a_place_that_opens_a_paragraph_is_nobodys(read: Read) -> None:
    assert read("在全市9个县中列第3位，受理来电30件。")[1].subject is None


def test_the_same_time_of_last_year_is_written_as_what_it_is(read: Read) -> None:
    assert read("隐患上年同期为50处，今年减少10处。")[0].period == "2021年"
    assert read("上半年受理60件，上年同期为50件。")[1].period == "2021年上半年"


def test_an_item_names_an_amount_and_no_rate(read: Read) -> None:
    assert read("二是供水供电，共942件。")[0].metric == "供水供电"
    assert read("二是供水供电，12%。")[0].metric == ""


@pytest.mark.parametrize(
    ("text", "metric"),
    [("受理量同比增加5件工单。", "受理量"), ("道路事故减少3起较大事故。", "道路事故")],
)
def test_what_changed_is_told_before_the_difference(read: Read, text: str, metric: str) -> None:
    assert read(text)[0].metric == metric
