"""How wholes and parts are told (S6–S10) and texts without line breaks (D1, D2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def parents(found: tuple[Statistic, ...]) -> list[int | None]:
    return [s.parent for s in found]


def test_s6_parts_that_hold_more_than_the_year_do_not_contradict_the_whole(read: Read) -> None:
    found = read("固体废物产生量2150.6吨，综合利用量1902.5吨（含往年），处置量310.2吨（含往年）。")
    assert Status.CONTRADICTED not in {s.status for s in found}


def test_s7_parts_that_miss_the_whole_by_rounding_or_a_rest(read: Read) -> None:
    found = read("支出864.27亿元，其中本级523.16亿元、乡镇341.12亿元。")
    assert [s.status for s in found] == [Status.CONSISTENT] * 3
    found = read("资金181万元，其中甲项84.12万元、乙项90.4万元。")
    assert Status.CONTRADICTED not in {s.status for s in found}


def test_s8_a_total_behind_two_splits_of_it_in_the_sentence_before(read: Read) -> None:
    found = read("按地域分，甲镇412件、乙镇428件；按行业分，餐饮550件、其他290件。投诉合计840件。")
    assert parents(found) == [4, 4, 4, 4, None]
    assert {s.status for s in found} == {Status.PROVED}


def test_s8_a_division_of_the_whole_behind_a_list_of_its_parts(read: Read) -> None:
    found = read(
        "收入9.84亿元。其中：税收6.93亿元；非税2.91亿元。分部门看，税务7.25亿元，财政2.59亿元。"
    )
    assert parents(found) == [None, 0, 0, 0, 0]
    assert Status.CONTRADICTED not in {s.status for s in found}


def test_s9_overlapping_traits_need_not_add_up(read: Read) -> None:
    found = read("受理的12起案件中，有8件涉及征地，有6件涉及公开，有4件涉及处罚。")
    assert Status.CONTRADICTED not in {s.status for s in found}


def test_s10_changes_are_never_summed(read: Read) -> None:
    found = read("投诉60件，增加5件，其中甲类40件，增加4件；乙类20件，增加2件。")
    assert found[0].evidence == "40 + 20 = 60"
    assert Status.CONTRADICTED not in {s.status for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "办理申请143件，予以公开61件，部分公开82件。",
        "共受理申请143件（含上年结转5件），予以公开61件；部分公开82件。",
        "予以公开61件，部分公开82件，共办理143件。",
        "信访总量143件次，其中来信61件、来访82批。",
    ],
)
def test_parts_without_a_cue_are_found_by_their_sum(read: Read, text: str) -> None:
    found = [s for s in read(text) if s.value != 5]
    whole = next(i for i, s in enumerate(read(text)) if s.value == 143)
    assert [s.parent for s in found if s.value != 143] == [whole, whole]


@pytest.mark.parametrize(
    "text",
    [
        "新建栏目12个、改造8个、维修4个。",
        "预算7.42亿元，采购6.98亿元，节约4400万元。",
        "受理12件，办结7件，来访5批，来信9封。",
    ],
)
def test_sums_that_may_be_chance_link_nothing(read: Read, text: str) -> None:
    assert parents(read(text)) == [None] * len(read(text))


def test_what_was_done_since_is_a_part_only_where_all_adds_up(read: Read) -> None:
    found = read("发现隐患5874项，其中重大12项，已整改5690项，剩余183项。")
    assert parents(found) == [None, 0, None, None]
    assert Status.CONTRADICTED not in {s.status for s in found}
    found = read("发现隐患5874项，其中重大12项，已整改5690项，剩余184项。")
    assert parents(found) == [None, 0, 0, 0]
    assert Status.CONTRADICTED not in {s.status for s in found}
    found = read("抽取的50户主体中，正常经营43户，无法联系6户，已注销1户。")
    assert parents(found) == [None, 0, 0, 0]
    assert {s.status for s in found} == {Status.PROVED}


def test_a_list_is_of_the_total_that_it_adds_up_to(read: Read) -> None:
    found = read("办理留言86条，按期办结85条。其中，青禾区40条、白石区27条、云溪县19条。")
    assert parents(found) == [None, None, 0, 0, 0]
    assert {s.metric for s in found[2:]} == {found[0].metric}


def test_a_single_part_is_of_the_total_with_its_noun(read: Read) -> None:
    found = read("排查隐患3087条，整改2965条，其中重大隐患42条。")
    assert parents(found) == [None, None, 0]


def test_d1_a_text_without_line_breaks_reads_like_one_with_them(read: Read) -> None:
    lines = [
        "一、总体情况2022年全区检查企业1246家次。",
        "二、存在问题（一）柳湾镇3家企业未建台账。",
    ]
    one = [(s.value, s.metric) for s in read("".join(lines))]
    assert one == [(s.value, s.metric) for s in read("\n".join(lines))]


def test_d2_a_heading_that_has_run_into_the_sentence_is_no_subject(read: Read) -> None:
    found = read("二、监督保障市政府办公室开展业务培训12期。")
    assert [(s.subject, s.metric) for s in found] == [("市政府办公室", "开展业务培训")]
