"""What the passes over a paragraph hand on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Section, Statistic, Status
from schemas.places import Provenance, Span

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("网上办件占比100%。", Status.CONSISTENT),
        ("网上办件占比101%。", Status.UNCHECKED),
        ("自助办件占比0%。", Status.CONSISTENT),
        ("自助办件占全部的-0.5%。", Status.UNCHECKED),
        ("死亡病例占1000‰。", Status.CONSISTENT),
        ("死亡病例占1001‰。", Status.UNCHECKED),
    ],
)
def test_a_share_is_of_a_whole(read: Read, text: str, status: Status) -> None:
    assert read(text)[0].status is status


def test_a_number_without_a_unit_is_no_whole(read: Read) -> None:
    found = read("公开信息阅读量5万，其中网站阅读量2万、微信阅读量3万。")
    assert [s.status for s in found] == [Status.UNCHECKED] * 3
    assert [s.parent for s in found] == [None] * 3


@pytest.mark.parametrize(
    ("before", "behind", "shown"),
    [(150, 150, 303), (151, 150, 303), (150, 151, 303), (75, 76, 154)],
)
def test_of_a_long_clause_a_hundred_and_fifty_characters_on_either_side_are_shown(
    read: Read, before: int, behind: int, shown: int
) -> None:
    [found] = read(f"{'办' * before}12件{'理' * behind}。")
    assert len(found.text) == shown
    assert found.printed == "12件"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # The last character of the paragraph does not stand before the first one.
        ("-2.3%，为全年最低点，同比回落3.1%", "-2.3"),
        ("12-15件", "12"),
    ],
)
def test_a_paragraph_may_begin_with_a_minus(read: Read, text: str, value: str) -> None:
    assert str(read(text)[0].value) == value


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # Eight characters from what it is once in.
        ("每工作日组织开展巡查检查一次。", 1),
        ("每工作日组织开展了巡查检查一次。", 0),
        ("今年组织开展巡查检查一次。", 0),
    ],
)
def test_once_in_a_while_is_a_number(read: Read, text: str, numbers: int) -> None:
    assert len(read(text)) == numbers


def test_hotlines_are_no_numbers_but_counts_that_look_like_them_are(read: Read) -> None:
    found = read(
        "拨打12345热线35次，12345件，2110件，3,110件。120119报警。1110人次。高效办成十一件事。"
    )
    assert [s.printed for s in found] == [
        "35次", "12345件", "2110件", "3,110件", "1110人次", "十一件",
    ]  # fmt: skip
    assert [s.printed for s in read("出警量110、119合计35起。")] == ["35起"]
    assert [s.printed for s in read("高效办成一件事项目35个。")] == ["35个"]
    assert [s.printed for s in read("落实三个清单，办结35件。")] == ["35件"]


def test_a_label_is_no_part_of_a_name(read: Read) -> None:
    found = read("办理情况如下:(一)县教育局5件;(二)县人社局7件。")
    assert [(s.subject, s.metric) for s in found] == [("县教育局", ""), ("县人社局", "")]


@pytest.mark.parametrize(("between", "numbers"), [(71, 2), (72, 3)])
def test_a_numeral_before_a_class_is_its_name_near_the_first_class(
    read: Read, between: int, numbers: int
) -> None:
    # Eighty characters behind 一类, and one more.
    found = read(f"一类隐患30处{'排' * between}，二类14处。")
    assert len(found) == numbers


def test_what_stands_below_a_heading_of_plans_is_planned() -> None:
    where = Provenance(page=1, span=Span(0, 1))
    sections = [
        Section(level=level, label="", title=title, where=where, parent=parent)
        for level, title, parent in [
            (1, "总体情况", None), (2, "办理情况", 0), (1, "下一步工作", None), (2, "狠抓落实", 2),
        ]
    ]  # fmt: skip
    paragraphs = [
        Paragraph(text=MappedText.at("受理投诉12件。", 0), page=1, section=section)
        for section in range(4)
    ]
    found, _ = read_statistics(paragraphs, data_year=2022, region_name="青禾区", sections=sections)
    assert [s.is_result for s in found] == [True, True, False, False]


def test_what_is_read_is_a_statistic_and_nothing_else(read: Read) -> None:
    found = read("全区主动公开信息1208条，其中政策文件98条。")
    assert {type(one) for one in found} == {Statistic}
