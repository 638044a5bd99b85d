"""Shares, rates and changes held against the numbers of their text. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.notice import Kind, PartForm, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
_DERIVED = {Kind.SHARE, Kind.RATE, Kind.GROWTH, Kind.DELTA, Kind.FACTOR}


def last(found: tuple[Statistic, ...]) -> Statistic:
    """Return the last number that follows from others."""
    return [item for item in found if item.kind in _DERIVED][-1]


def statuses(found: tuple[Statistic, ...]) -> list[str]:
    return [item.status.value for item in found]


# ------------------------------------------------------------------------------ what is proved
@pytest.mark.parametrize(
    ("amount", "whole", "status"),
    [
        ("全市实现产值", "总产值", "contradicted"),
        ("全市农业产值", "总产值", "consistent"),
        ("全市农业产值", "农业总产值", "contradicted"),
        ("全市税收", "各类税收", "contradicted"),
        ("征收工业税收", "各类税收", "consistent"),
        ("征收税收", "全市税收", "consistent"),
        ("全市征收税收", "全市税收", "contradicted"),
        ("征收税收", "税收总额", "contradicted"),
        ("征收工业税收", "税收总额", "contradicted"),
    ],
)
def test_a_share_contradicts_a_whole_of_the_same_noun_and_none_that_is_narrower(
    read: Read, amount: str, whole: str, status: str
) -> None:
    found = read(f"{amount}50亿元，其中园区10亿元，占{whole}的12%。")
    assert found[2].status.value == status


def test_level_difference_and_growth_of_one_chain_prove_one_another(read: Read) -> None:
    found = read("全年发生火灾3起，同比减少1起，下降25%。")
    assert statuses(found) == ["proved"] * 3
    assert (found[2].measured, found[2].basis) == (0, 1)
    assert found[2].evidence == "-1 ÷ (3 + 1) = -25%"


def test_a_level_that_a_rough_growth_does_not_pin_stays_open(read: Read) -> None:
    found = read("全年受理投诉60件，同比增加10件，增长20%。")
    assert statuses(found) == ["unchecked", "proved", "proved"]


def test_levels_of_two_periods_prove_the_growth_between_them(read: Read) -> None:
    found = read("全年受理案件由20件增至35件，增长75%。")
    assert statuses(found) == ["proved"] * 3
    assert (found[2].measured, found[2].basis) == (1, 0)


def test_a_difference_follows_from_both_levels(read: Read) -> None:
    found = read("全年检测4000批次，比2020年的3250批次增加750批次，增长23.1%。")
    assert found[2].evidence == "4000 - 3250 = 750"
    assert statuses(found) == ["proved", "proved", "proved", "consistent"]


def test_a_rate_follows_from_the_two_counts_it_is_made_of(read: Read) -> None:
    found = read("全年发现问题120个，已整改108个，整改率90%。")
    assert (found[2].status, found[2].evidence) == (Status.PROVED, "108 ÷ 120 = 90%")
    assert found[2].parent is None


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("办理留言1306件，办结1289件，办结率达98.7％。", "1289 ÷ 1306 ≈ 98.7%"),
        ("全县应办结18105件，已办结18012件，办结率99.5%。", "18012 ÷ 18105 ≈ 99.5%"),
        ("全市共办理留言86条，按期办结85条，按期办结率98.8%。", "85 ÷ 86 = 98.8%"),
        ("检查共发现问题117个。已完成整改109个，整改率93.2%。", "109 ÷ 117 ≈ 93.2%"),
    ],
    ids=["taken on", "due", "by deadline", "in the sentence before"],
)
def test_the_counts_of_a_rate_are_found_by_their_words(
    read: Read, text: str, evidence: str
) -> None:
    found = read(text)
    assert (found[2].evidence, (found[2].measured, found[2].basis)) == (evidence, (1, 0))


def test_a_share_that_may_also_be_cut_off_is_consistent_only(read: Read) -> None:
    found = read("全年受理案件96件，其中信访38件，占受理总数的39.6%。")
    assert (found[2].status, found[2].evidence) == (Status.CONSISTENT, "38 ÷ 96 ≈ 39.6%")


def test_sums_in_scales_are_written_as_they_are_printed(read: Read) -> None:
    found = read("完成投资864.27亿元，同比增加56.5亿元，增长7.0%。")
    assert found[2].evidence == "56.5 ÷ (864.27 - 56.5) ≈ 7%"
    assert found[2].status is Status.CONSISTENT


def test_the_extent_of_a_change_is_of_the_levels_before_it(read: Read) -> None:
    found = read("案件数由40件下降到30件，降幅达25%。")
    assert (found[2].status, found[2].evidence) == (Status.PROVED, "(30 - 40) ÷ 40 = -25%")


def test_levels_of_two_years_in_one_sentence_are_those_of_the_growth(read: Read) -> None:
    found = read("今年受理投诉100件，去年受理投诉80件，同比增长25%。")
    assert (found[2].measured, found[2].basis) == (0, 1)
    assert found[2].status is Status.PROVED
    found = read("今年受理投诉100件，去年受理投诉80件，同比增长35%。")
    assert found[2].status is Status.CONTRADICTED


def test_doubling_is_a_factor_of_two(read: Read) -> None:
    assert last(read("编发材料由10件增至20件，翻一番。")).status is Status.PROVED


# ------------------------------------------------------------------------- what is contradicted
@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("全年发生火灾3起，同比减少1起，下降33%。", "-1 ÷ (3 + 1) ≈ -25% ≠ -33%"),
        ("全年受理案件由20件增至35件，增长70%。", "(35 - 20) ÷ 20 ≈ 75% ≠ 70%"),
        ("全年检测4000批次，比2020年的3250批次增加850批次。", "4000 - 3250 ≈ 750 ≠ 850"),
        ("编发材料由10件增至35件，翻一番。", "35 ÷ 10 ≈ 4 ≠ 2"),
        ("受理诉求200件，其中投诉类110件，占总数的54%。", "110 ÷ 200 ≈ 55% ≠ 54%"),
        ("受理诉求200件，其中办结12件（38%）。", "12 ÷ 200 ≈ 6% ≠ 38%"),
        ("全年受理投诉2480件，办结2380件，办结率为98%。", "2380 ÷ 2480 ≈ 96% ≠ 98%"),
    ],
)
def test_what_does_not_follow_is_contradicted(read: Read, text: str, evidence: str) -> None:
    found = last(read(text))
    assert (found.status, found.evidence) == (Status.CONTRADICTED, evidence)


# ------------------------------------------------------------------------------- near misses
@pytest.mark.parametrize(
    "text",
    [
        "受理诉求200件，其中咨询类90件，占全市咨询量的4.5%。",
        "我区受理投诉2046件，占全市受理量的38%。",
        "全年受理投诉2480件，按期办结2280件，按期办结率98%。",
        "全年受理投诉2480件，办结2380件，按期办结率98%。",
        "全年受理投诉60件，同比增加10件，环比增长30%。",
        "受理60件，其中信访20件，同比增加10件，增长20%。",
        "办结率为95%，同比提高2个百分点。",
        "办结率由93%提高到95%，提高2个百分点。",
        "全年利润由-5万元增至10万元，增长300%。",
        "网站访问量由0件增至35件，增长100%。",
        "完成投资864.27亿元，同比增加56.5亿元，按可比价格增长3.5%。",
        "受理投诉60余件，同比增加10件，增长30%。",
        "受理投诉60件，同比增加约10件，增长30%。",
        "产生量2150.60吨，利用量2212.75吨（含往年），利用率102.89%。",
        "接访60批次、240人次，同比分别下降4.8%、5.5%。",
        "受理投诉60件，同比增加10件，办结率增长5%。",
        "处理信访200件、投诉300件，其中城区80件，占投诉总数的26.7%。",
        "浓度由40微克/立方米下降至36微克/立方米，下降10%。",
        "今年受理投诉100件，去年受理投诉80件，环比增长35%。",
        "今年受理投诉100件，前年受理投诉80件，同比增长35%。",
        "受理投诉100件，办结80件，降幅达35%。",
        "计划受理投诉100件，办结80件，办结率90%。",
    ],
    ids=[
        "a wider whole", "a whole of another scope", "another rate", "a rate by deadline",
        "two comparisons", "the change of a whole", "points of a rate", "points of two rates",
        "a negative base", "a base of zero", "other prices", "a level by bound",
        "a difference by bound", "parts of other years", "respective changes", "another noun",
        "several totals", "rounded levels", "another base", "other years", "levels of two metrics",
        "a rate of what was planned",
    ],
)  # fmt: skip
def test_what_may_follow_from_something_else_is_no_contradiction(read: Read, text: str) -> None:
    assert "contradicted" not in statuses(read(text))


def test_the_words_tell_whether_a_list_names_all_parts(read: Read) -> None:
    forms = {
        "评出站点27个（城区22个、镇村5个）。": PartForm.COMPLETE,
        "受理诉求200件，按类型分，咨询类90件、投诉类110件。": PartForm.COMPLETE,
        "受理诉求200件，其中咨询类90件、投诉类110件。": PartForm.OPEN,
        "受理诉求200件（含咨询类90件、投诉类100件）。": PartForm.OPEN,
        "受理诉求200件（咨询类90件、投诉类100件等）。": PartForm.OPEN,
    }
    for text, form in forms.items():
        found = read(text)
        assert [item.part_form for item in found] == [None, form, form], text
        assert [item.part_list for item in found] == [None, 1, 1]


def test_a_whole_that_is_split_twice_has_two_lists_of_parts(read: Read) -> None:
    found = read(
        "全年受理2480件。按来源分，信访1395件、网络1085件；按行业分，餐饮980件、交通1500件。"
    )
    assert [item.part_list for item in found] == [None, 1, 1, 2, 2]


def test_each_is_told_with_the_number_of_those_it_holds_for(read: Read) -> None:
    found = read("报送信息12篇，其中东湖镇、南浦镇各6篇。")
    assert [item.multiplicity for item in found] == [1, 2]


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(now=st.integers(2, 3000), before=st.integers(2, 3000), digits=st.integers(0, 2))
def test_a_right_chain_is_never_contradicted(
    read: Read, now: int, before: int, digits: int
) -> None:
    more = now - before
    if not more:
        return
    rate = (Decimal(abs(more)) * 100 / before).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    verb, change = ("增加", "增长") if more > 0 else ("减少", "下降")
    text = f"全年受理投诉{now}件，同比{verb}{abs(more)}件，{change}{rate}%。"
    assert "contradicted" not in statuses(read(text))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(now=st.integers(2, 300), before=st.integers(2, 300), slip=st.integers(2, 40))
def test_a_wrong_growth_of_a_chain_is_contradicted_and_nothing_in_it_is_proved(
    read: Read, now: int, before: int, slip: int
) -> None:
    more = now - before
    # From 1900 % on a growth looks like a year to the masks.
    if not more or abs(more) > 10 * before:
        return
    rate = (Decimal(abs(more)) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP) + slip
    verb, change = ("增加", "增长") if more > 0 else ("减少", "下降")
    found = read(f"全年受理投诉{now}件，同比{verb}{abs(more)}件，{change}{rate}%。")
    assert found[2].status is Status.CONTRADICTED
    assert "proved" not in statuses(found)


# ------------------------------------------------------------- what a share or a rate is held to
@pytest.mark.parametrize(
    ("text", "statuses_of_derived"),
    [
        # What each of several has is not what all of them have.
        ("受理诉求20件，其中东湖镇、南浦镇各6件，占60%。", ["consistent"]),
        ("受理诉求20件，其中东湖镇6件，占30%。", ["proved"]),
        # A town is in its county; a year that is not printed is none to be apart from.
        ("青禾区受理诉求200件，其中东湖镇90件，占45%。", ["proved"]),
        ("受理诉求200件，其中2021年结转90件，占45%。", ["proved"]),
        # A short name is a name.
        ("教师100人，其中男60人、女40人，男占60%。", ["proved"]),
        ("教师100人，其中男60人、女40人，男占50%。", ["contradicted"]),
        # Of a number that is less than its change nothing follows.
        ("受理60件，其中信访5件、来电20件，增加10件，增长20%。", ["proved", "proved"]),
        # A share of two of them, whatever is told behind it.
        ("检查单位158个，其中关停36个、注销21个，占36.1%。"
         + "，".join(f"{n}号站采样{n}次" for n in range(1, 31)) + "。", ["consistent"]),
    ],
)  # fmt: skip
def test_a_share_is_held_to_what_it_is_told_of(
    read: Read, text: str, statuses_of_derived: list[str]
) -> None:
    assert [one.status.value for one in read(text) if one.kind in _DERIVED] == statuses_of_derived


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("采购支出由213万元压减到96万元，节约117万元。", "96 - 213 ≈ -117"),
        ("采购支出由2.1万元增加到9.6万元，增加8.5万元。", "9.6 - 2.1 ≈ 7.5 ≠ 8.5"),
        ("受理投诉由213件减少到96件，减少117件。", "96 - 213 = -117"),
        ("受理投诉由9800件增加到1.2万件，增加2200件。", "12000 - 9800 ≈ 2200"),
    ],
)
def test_a_difference_is_written_in_the_scale_of_its_levels(
    read: Read, text: str, evidence: str
) -> None:
    assert last(read(text)).evidence == evidence


def test_a_period_is_no_other_than_one_that_is_not_known(read: Read) -> None:
    text = "受理投诉200件，办结180件，2022年办结率90%。"
    assert last(read(text, data_year=None)).status is Status.PROVED
    assert last(read(text.replace("办结180", "2021年办结180"))).status is not Status.PROVED


def test_of_a_number_that_is_told_twice_the_last_is_the_basis(read: Read) -> None:
    found = read("受理投诉200件，累计受理投诉200件，其中信访50件，办结180件，办结率90%。")
    assert (last(found).status, last(found).basis) == (Status.PROVED, 1)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("东湖镇受理200件，办结120件，办结率60%。", Status.PROVED),
        ("受理200件，2022年办结120件，办结率60%。", Status.PROVED),
        ("2021年受理200件，办结120件，办结率60%。", Status.PROVED),
        ("2022年受理200件，2022年办结120件，办结率60%。", Status.PROVED),
        # Of two places or two times, …
        ("东湖镇受理200件，南浦镇办结120件，办结率60%。", Status.UNCHECKED),
        ("2021年受理200件，2022年办结120件，办结率60%。", Status.UNCHECKED),
        ("2022年第一季度受理200件，2022年第二季度办结120件，办结率60%。", Status.UNCHECKED),
        ("受理200件，办结120件，2021年办结率60%。", Status.UNCHECKED),
        # … or not told exactly, or not of all, or planned.
        ("受理200余件，办结120件，办结率60%。", Status.UNCHECKED),
        ("受理200件，办结120余件，办结率60%。", Status.UNCHECKED),
        ("受理100~200件，办结120件，办结率60%。", Status.UNCHECKED),
        ("东湖镇、南浦镇各受理200件，办结120件，办结率60%。", Status.UNCHECKED),
        ("计划受理200件，办结120件，办结率60%。", Status.UNCHECKED),
    ],
)
def test_a_rate_follows_from_exact_numbers_of_one_place_and_time(
    read: Read, text: str, status: Status
) -> None:
    assert read(text)[-1].status is status


@pytest.mark.parametrize("year", ["去年", "去年全年", "上年全年", "上年度全年", "2021年全年"])
def test_the_whole_of_last_year_is_last_year(read: Read, year: str) -> None:
    found = read(f"{year}受理投诉12件，今年受理投诉15件，增长25%。")
    assert [s.period for s in found] == ["2021年", "2022年", "2022年"]
    assert found[2].status is Status.PROVED
    found = read(f"今年受理投诉15件，比{year}的12件增长25%。")
    assert [s.period for s in found] == ["2022年", "2021年", "2022年"]
    assert found[2].status is Status.PROVED


@pytest.mark.parametrize(("between", "status"), [(22, Status.PROVED), (23, Status.UNCHECKED)])
def test_a_rate_is_of_numbers_no_more_than_twenty_four_before_it(
    read: Read, between: int, status: Status
) -> None:
    found = read(f"受理200件，办结120件，{'走访1人，' * between}办结率60%。")
    assert found[-1].status is status


def test_what_stands_far_behind_does_not_hide_what_a_share_is_made_of(read: Read) -> None:
    rest = "、".join(f"{town}镇{at}个" for at, town in enumerate("东西南北平阳金" * 4, 2))
    found = read(f"受理诉求200件，其中投诉50件，占25%。设立网点{rest}。")
    assert found[2].status is Status.PROVED
