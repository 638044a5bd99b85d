"""Lists that miss their whole: one digit of what was proved is another, and that is told."""

from __future__ import annotations

import pytest

from schemas.notice import Statistic, Status
from tests.parsers.statistics.conftest import Read

NONE = ""


def contradiction(found: tuple[Statistic, ...]) -> str:
    """What the contradicted numbers are held against; empty without one."""
    told = {one.evidence for one in found if one.status is Status.CONTRADICTED}
    assert len(told) < 2
    return next((evidence for evidence in told if evidence), NONE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 等其他 is one class more, and leaves nothing out; less than all is told for it, too.
        ("公开信息90条，其中网站50条，微博20条，公报等其他渠道21条。", "50 + 20 + 21 = 91 ≠ 90"),
        ("公开信息90条（网站50条、微博20条、公报等其他渠道19条）。", "50 + 20 + 19 = 89 ≠ 90"),
        ("公开信息90条（网站50条、微博20条、公报等渠道19条）。", NONE),
        # What leaves parts out is no more than all.
        ("公开信息90条（网站50条、微博20条、公报等渠道21条）。", "50 + 20 + 21 = 91 ≠ 90"),
        ("公开信息90条，其中网站50条、微博30条、不含转载的公报20条。", "50 + 30 + 20 = 100 ≠ 90"),
        # … unless its classes overlap.
        ("公开信息90条，其中网站50条、微博30条，同时刊登公报20条。", NONE),
        # One body has a trait once.
        ("检查单位70家，其中公开及时的85家。", "85 > 70"),
        # One limit parts classes, two of them hold one another.
        ("超期20件，其中5天以内的12件、5至10天的6件、10天以上的3件。", "12 + 6 + 3 = 21 ≠ 20"),
        ("超期20件，其中5天以上的12件、10天以上的6件、30天以上的3件。", NONE),
    ],
)
def test_a_list_is_held_against_its_whole_by_what_its_words_leave_out(
    read: Read, text: str, expected: str
) -> None:
    assert contradiction(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A number that is more than the whole, in the middle, at the end, or behind a first one.
        ("受理工单23件，其中咨询14件、求助53件、投诉6件。", "14 + 53 + 6 = 73 ≠ 23"),
        ("受理工单23件，其中咨询14件、求助3件、投诉66件。", "14 + 3 + 66 = 83 ≠ 23"),
        ("收到来信27封。其中写给书记的23封，写给县长的34封。", "23 + 34 = 57 ≠ 27"),
        ("救助36人次，发放资金28.4万元，其中低保4.1万元、特困90.8万元、临时3.5万元。",
         "4.1 + 90.8 + 3.5 = 98.4 ≠ 28.4"),
        # Whatever stands before the list, or behind it.
        ("办结15件，受理工单23件，其中咨询14件、求助53件、投诉6件。", "14 + 53 + 6 = 73 ≠ 23"),
        ("受理工单23件，其中咨询14件、求助53件、投诉6件；督办工单3件。", "14 + 53 + 6 = 73 ≠ 23"),
        # Two digits off, another mark, an act behind things, a ;, or more before the list.
        ("受理工单23件，其中咨询14件、求助53件、投诉16件。", "14 + 53 + 16 = 83 ≠ 23"),
        ("受理工单23件，其中咨询14件、求助65件、投诉6件。", NONE),
        ("受理工单23件，其中咨询14件、求助53件，投诉6件。", NONE),
        ("检查企业12家，其中危化3家，整改15家。", NONE),
        ("检查企业12家，其中危化3家；民爆15家。", NONE),
        ("受理工单23件，办结工单20件，其中咨询14件、求助39件。", NONE),
        ("受理工单23件，其中咨询14件、占61%、求助53件、投诉6件。", NONE),
        # In another unit it is of no list.
        ("受理工单23件，其中咨询14件、来信53封、投诉6件。", NONE),
        ("受理工单23件，其中咨询14件、涉及53人、投诉6件。", NONE),
    ],
)  # fmt: skip
def test_a_number_that_is_more_than_its_whole_is_one_of_the_list_where_a_digit_is_off(
    read: Read, text: str, expected: str
) -> None:
    assert contradiction(read(text)) == expected


def test_what_is_told_behind_a_number_that_is_too_large_is_none_of_the_list(read: Read) -> None:
    found = read("检查企业12家，其中危化3家，整改15家，处罚2家。")
    assert [one.parent for one in found] == [None, 0, None, None]
    long = "、".join(f"第{n}类9件" for n in range(2, 230))
    assert contradiction(read(f"受理工单8件，其中第1类2件、{long}。")) == NONE


@pytest.mark.parametrize(
    ("text", "whole", "is_wrong"),
    [
        # The nearest total has the noun of the parts, or the list has three and no other total is
        # near.
        ("抽检420批次，不合格35批次，其中食品不合格21批次、药品不合格15批次。", 1, True),
        ("尾矿库42处，销号9处，企业113家，危险源27处，其中一级8处、二级3处、三级20处。", 3, True),
        # Another total may be meant: it has the noun, it is close by, or two digits are off.
        ("抽检420批次，不合格35批次，其中食品抽检21批次、药品抽检15批次。", 0, False),
        ("受理420件，延期35件，其中办理21件、答复15件。", 0, False),
        ("受理90件，办结85件，其中甲类22件、乙类30件、丙类34件。", 0, False),
        ("受理190件，走访5人，转办90件，办结85件，其中甲类22件、乙类30件、丙类34件。", 2, False),
        ("受理90件，走访5人，办结85件。其中甲类22件、乙类30件、丙类34件。", 0, False),
        ("受理90件，走访5人，办结85件，其中甲类22件、乙类64件。", 0, False),
        ("受理190件，走访5人，办结85件，其中甲类22件、乙类30件、丙类44件。", 0, False),
    ],
)
def test_a_list_that_misses_the_nearest_total_by_a_digit_is_of_it_where_words_say_so(
    read: Read, text: str, whole: int, is_wrong: bool
) -> None:
    found = read(text)
    assert found[-1].parent == whole
    assert bool(contradiction(found)) == is_wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Zeros that are left out are no rounding; of the whole they may be.
        ("支出38.6万元，其中接待4.5万元、车辆34.4万元、出国0万元。",
         "4.5 + 34.4 + 0 = 38.9 ≠ 38.6"),
        ("发放资金24.4万元（小学12.1万元、初中5万元、高中7.6万元）。",
         "12.1 + 5 + 7.6 = 24.7 ≠ 24.4"),
        ("发放资金24.4万元（小学12.1万元、初中5万元、高中7.5万元）。", NONE),
        ("发放资金25万元（小学12.1万元、初中5万元、高中7.5万元）。", NONE),
        # In another scale it is rounded for itself.
        ("发放资金2.4亿元（小学1.2亿元、初中1.1亿元、高中500万元）。", NONE),
        ("发放资金2.4亿元（小学1.2亿元、初中0.9亿元、高中500万元）。",
         "120000000 + 90000000 + 5000000 = 215000000 ≠ 240000000"),
    ],
)  # fmt: skip
def test_the_parts_of_a_list_are_rounded_alike(read: Read, text: str, expected: str) -> None:
    assert contradiction(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is told of the items, stands in brackets or in their names, parts no list.
        ("来信22件，增长5%，来访30件，合计62件。", "22 + 30 = 52 ≠ 62"),
        ("来信22件、占35%，来访30件、占48%，合计62件。", "22 + 30 = 52 ≠ 62"),
        ("来信22件（匿名3件）、来访30件（集体2件）、来电8件，合计61件。", "22 + 30 + 8 = 60 ≠ 61"),
        ("限30日以上的21项，10至30日的49项，10日以内的116项，合计180项。",
         "21 + 49 + 116 = 186 ≠ 180"),
        ("教育98.6万元，卫生51.8万元，三项合计155.4万元。", "98.6 + 51.8 = 150.4 ≠ 155.4"),
        # A longer list may begin behind something else, or in its half of the sentence.
        ("走访5家，来信22件、来访30件、来电34件，合计76件。", "22 + 30 + 34 = 86 ≠ 76"),
        ("列第3位，来信22件、来访30件、来电34件，合计76件。", "22 + 30 + 34 = 86 ≠ 76"),
        ("来函5件；来信22件；来访30件；来电34件；合计81件。", "5 + 22 + 30 + 34 = 91 ≠ 81"),
        ("受理5件，办结4件；来信22件、来访30件、来电34件，合计76件。", "22 + 30 + 34 = 86 ≠ 76"),
        # A pair, a number before it in the same unit, or words between that tell no number.
        ("走访5家，来信22件、来访30件，合计62件。", NONE),
        ("受理5件，来信22件、来访30件、来电34件，合计76件。", NONE),
        ("走访5家、来信22件、来访30件、来电34件，合计76件。", NONE),
        ("来信22件，居首位，来访30件，合计62件。", NONE),
        ("来信22件；增长5%，来访30件，合计62件。", NONE),
        ("来信22件，增长5%；来访30件，合计62件。", NONE),
        ("来信22件、比上年42件少、来访30件，合计62件。", NONE),
        # What is made up of the items is no total where another word is between.
        ("教育98.6万元，卫生51.8万元，三项占用155.4万元。", NONE),
    ],
)  # fmt: skip
def test_a_list_is_held_against_the_total_behind_it(read: Read, text: str, expected: str) -> None:
    assert contradiction(read(text)) == expected


def test_the_classes_of_a_list_told_each_with_more_prove_and_break_nothing(read: Read) -> None:
    found = read("收入48亿元，其中税收39亿元；教育9亿元、卫生8亿元、农业4亿元。")
    assert contradiction(found) == NONE


@pytest.mark.parametrize(
    "text",
    [
        # What each part names is what is counted: of the one total, not of both.
        "学校5所、幼儿园8所，其中柳湾镇学校3所、枫林乡学校3所。",
        "学校5所、幼儿园8所，其中学校3所在柳湾镇、学校3所在枫林乡。",
    ],
)
def test_a_list_whose_parts_name_one_of_two_totals_is_held_against_that(
    read: Read, text: str
) -> None:
    assert contradiction(read(text)) == "3 + 3 = 6 ≠ 5"


@pytest.mark.parametrize(
    ("text", "is_proved"),
    [
        ("申请115件，办结106件，退回9件，合计140件。", False),
        # A total of the next sentence, or one that is only aimed at, is not of the list.
        ("申请115件，办结106件，退回9件。合计140件。", True),
        ("申请115件，办结106件，退回9件，力争合计140件。", True),
    ],
)
def test_a_sum_in_a_list_that_goes_on_to_another_total_says_nothing(
    read: Read, text: str, is_proved: bool
) -> None:
    assert (read(text)[0].status is Status.PROVED) == is_proved


def test_what_goes_on_behind_a_semicolon_need_not_make_the_whole(read: Read) -> None:
    found = read("道路20.5公里，其中主干道路8.5公里；支线道路11.25公里。")
    assert [one.parent for one in found] == [None, 0, 0]


def test_what_there_is_of_each_is_no_part_of_all(read: Read) -> None:
    found = read("绿地面积78平方米，人均占4平方米。")
    assert [one.parent for one in found] == [None, None]


def test_the_parts_of_a_total_keep_the_name_that_was_told_of_one_of_them(read: Read) -> None:
    found = read("受理情况：合计20件，其中柳湾镇受理12件、枫林乡8件。")
    assert [(one.metric, one.subject) for one in found[1:]] == [
        ("受理", "柳湾镇"),
        ("受理", "枫林乡"),
    ]


@pytest.mark.parametrize("total", ["12件", "13件"])
def test_the_total_of_a_list_that_is_of_another_whole_keeps_what_that_counts(
    read: Read, total: str
) -> None:
    text = f"全区受理投诉30件。其中甲镇3件、乙镇4件、丙镇5件，合计{total}。"
    assert {(one.metric, one.status is Status.CONTRADICTED) for one in read(text)} == {
        ("受理投诉", False)
    }
