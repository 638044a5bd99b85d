"""Wholes and parts: what must add up, what may not, and what is never called an error."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import PartForm, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def test_parts_in_another_measure_word_than_the_whole(read: Read) -> None:
    found = read("编发解读材料21条，其中图文类9篇，视频类7篇，音频类5篇。")
    assert [s.parent for s in found] == [None, 0, 0, 0]
    assert found[0].evidence == "9 + 7 + 5 = 21"


@pytest.mark.parametrize(
    "parts", ["8、7、5", "9、6、5", "9、7、4", "9、7、1", "1、7、5", "9、8、5"]
)
def test_any_changed_digit_in_a_part_contradicts_the_whole(read: Read, parts: str) -> None:
    a, b, c = parts.split("、")
    found = read(f"编发解读材料21条，其中图文类{a}篇，视频类{b}篇，音频类{c}篇。")
    assert found[0].status is Status.CONTRADICTED
    assert found[0].evidence == f"{a} + {b} + {c} = {int(a) + int(b) + int(c)} ≠ 21"


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("发现隐患17处，其中重大隐患20处。", "20 > 17"),
        ("到位资金1.5亿元，其中省级资金1.7亿元。", "1.7 > 1.5"),
        ("报送信息8篇，其中东湖镇、南浦镇各6篇。", "6 + 6 = 12 ≠ 8"),
    ],
    ids=["one", "one in its scale", "one of two"],
)
def test_a_part_that_is_more_than_its_whole_is_told_as_more(
    read: Read, text: str, evidence: str
) -> None:
    found = read(text)
    assert {(one.status, one.evidence) for one in found} == {(Status.CONTRADICTED, evidence)}


def test_what_there_was_the_year_before_is_no_part_of_what_there_is(read: Read) -> None:
    assert [one.parent for one in read("受理投诉60件（上年50件）。")] == [None, None]
    assert [one.parent for one in read("受理投诉60件（上年结转20件、新增40件）。")] == [None, 0, 0]


def test_brackets_without_a_cue_are_a_complete_list(read: Read) -> None:
    assert read("建成栏目27个(区直部门21个、街道5个)。")[0].status is Status.CONTRADICTED
    assert read("建成栏目27个(区直部门22个、街道5个)。")[0].status is Status.PROVED


@pytest.mark.parametrize(
    "text",
    [
        "建成栏目27个（含部门栏目12个、街道栏目5个）。",
        "建成栏目27个（部门12个、街道5个等）。",
        "建成栏目27个，其中市级以上9个、县级10个。",
        "受理来电270件，其中咨询类90件、求助类10件、投诉类12件。",
        "登记志愿者9020人，其中教师1350人，学生2400人。",
        "建成栏目27个，其中部门栏目12个。",
        "建成栏目27个，其中高等级栏目12个、低等级栏目5个。",
    ],
)
def test_a_list_that_may_leave_parts_out_need_not_add_up(read: Read, text: str) -> None:
    found = read(text)
    assert Status.CONTRADICTED not in {s.status for s in found}
    assert {s.relation for s in found[1:]} == {Relation.PART_OF}


@pytest.mark.parametrize(
    "text",
    [
        "建成栏目27个，其中部门栏目12个。",
        "建成栏目27个，其中部门栏目27个。",
        "全年受理诉求1000件，其中咨询类50件、投诉类30件、建议类20件。",
    ],
    ids=["one part", "one part as large as the whole", "three small ones, one digit below it"],
)
def test_a_whole_that_its_open_list_does_not_exceed_is_consistent(read: Read, text: str) -> None:
    assert read(text)[0].status is Status.CONSISTENT


def test_a_part_told_behind_a_list_that_adds_up_leaves_the_whole_proved(read: Read) -> None:
    found = read("评出站点27个（城区22个、镇村5个），其中示范站点3个。")
    assert [item.status.value for item in found] == ["proved", "proved", "proved", "unchecked"]


def test_a_part_is_of_its_own_period_or_of_that_of_its_whole(read: Read) -> None:
    found = read("受理诉求200件，其中2021年结转90件、2022年新收110件。")
    assert [item.period for item in found] == ["2022年", "2021年", "2022年"]
    found = read("2021年受理诉求200件，其中咨询类90件、投诉类110件。")
    assert [item.period for item in found] == ["2021年"] * 3


def test_one_number_in_brackets_names_not_all_parts(read: Read) -> None:
    assert read("建成栏目27个（城区22个）。")[1].part_form is PartForm.OPEN


def test_rounded_parts_are_consistent_not_contradicted(read: Read) -> None:
    found = read("门票收入20.5万元，其中成人票12.3万元，学生票8.1万元。")
    assert found[0].status is Status.CONSISTENT
    assert found[0].evidence == "12.3 + 8.1 = 20.4 ≈ 20.5"


def test_division_of_a_total_in_several_ways(read: Read) -> None:
    found = read(
        "零售额50.0亿元，增长7.0%。按地区分，城镇40.0亿元，乡村10.0亿元。按类型分，餐饮12.5亿元，商品37.5亿元。"
    )
    levels = [s for s in found if s.unit == "元"]
    assert [s.parent for s in levels[1:]] == [0, 0, 0, 0]
    assert {s.status for s in levels} == {Status.PROVED}


def test_averages_are_never_summed(read: Read) -> None:
    found = read("人均收入33662元。按地区分，城镇人均收入45727元，农村人均收入19734元。")
    assert {s.parent for s in found} == {None}


def test_a_change_between_whole_and_parts_is_no_part(read: Read) -> None:
    found = read("编发材料12篇，较去年翻一番，其中图文类7篇，视频类5篇。")
    assert [s.parent for s in found] == [None, 0, 0, 0]
    assert [s.relation for s in found[1:]] == [
        Relation.CHANGE_OF,
        Relation.PART_OF,
        Relation.PART_OF,
    ]


def test_number_of_things_among_which(read: Read) -> None:
    found = read("在21条解读中，9篇为图文，7篇为视频，5篇为音频。")
    assert [(s.metric, s.parent) for s in found[1:]] == [("图文", 0), ("视频", 0), ("音频", 0)]


def test_share_that_follows_from_part_and_whole_says_how(read: Read) -> None:
    found = read("受理诉求200件，其中咨询类90件，占45%；投诉类110件，占54%。")
    assert found[2].evidence == "90 ÷ 200 = 45%"
    assert found[4].evidence == "110 ÷ 200 ≈ 55% ≠ 54%"
    assert [found[2].status, found[4].status] == [Status.PROVED, Status.CONTRADICTED]


def test_total_amount_behind_a_list_speaks_of_the_whole(read: Read) -> None:
    found = read("编发材料12篇，其中图文类7篇，视频类5篇，总量较去年翻一番。")
    assert found[3].parent == 0


def test_a_word_that_holds_the_sign_of_an_open_list_does_not_open_it(read: Read) -> None:
    found = read("评出站点27个（高等级21个、低等级5个）。随后评出等外站点若干。")
    assert found[0].status is Status.CONTRADICTED


NAMES = ["图文类", "视频类", "音频类", "动漫类", "直播类", "问答类"]


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(st.integers(2, 400), min_size=2, max_size=6),
    shape=st.sampled_from(
        ["{w}（{p}）。", "{w}，其中{p}。", "{w}。其中：{p}。", "{w}，其中包括{p}。"]
    ),
    comma=st.sampled_from(["、", "，"]),
    gap=st.sampled_from(["", " "]),
)
def test_generated_parents_and_parts_come_back(
    parts: list[int], shape: str, comma: str, gap: str
) -> None:
    listed = comma.join(f"{NAMES[i]}{gap}{n}{gap}条" for i, n in enumerate(parts))
    raw = shape.format(w=f"青禾区发布信息{gap}{sum(parts)}{gap}条", p=listed)
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    found, _ = read_statistics([paragraph], data_year=2021, region_name="青禾区", sections=())
    assert [s.value for s in found] == [Decimal(sum(parts)), *map(Decimal, parts)]
    assert [s.parent for s in found] == [None] + [0] * len(parts)
    assert [s.metric for s in found[1:]] == NAMES[: len(parts)]
    assert {s.status for s in found} == {Status.PROVED}


def test_some_parts_of_a_list_that_goes_on_prove_no_misprinted_whole(read: Read) -> None:
    """Of 7, 19 and 1 the whole is 27: where it is misprinted as 26, the first two make it."""
    found = read("全市抽检食品26批次，其中粮食类7批次，餐饮类19批次，饮料类1批次。")
    assert Status.PROVED not in {item.status for item in found}
    found = read("全市抽检食品27批次，其中粮食类7批次，餐饮类19批次，饮料类1批次。")
    assert {item.status for item in found} == {Status.PROVED}


@pytest.mark.parametrize(
    "text",
    [
        "发放补助资金31万元。按类别分，创业类24万元、住房类7万元；按地区分，城关10万元、东湖14万元。",
        "受理诉求方面，举报类700件、求助类250件、投诉类642件、建议类236件，合计1128件。",
    ],
    ids=["a part of another list", "a list that begins before"],
)
def test_a_sum_that_chance_may_have_made_proves_nothing(read: Read, text: str) -> None:
    found = read(text)
    assert Status.PROVED not in {item.status for item in found[-2:]}
