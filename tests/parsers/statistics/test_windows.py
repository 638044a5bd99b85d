"""How far the words go that belong to a number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]
BODIES = "、".join(f"{at}湖{kind}" for at in "东西南北平阳金" for kind in ("镇", "街道"))
LONG = "食品安全" * 16 + "投诉"
"""Sixty-six characters."""


@pytest.mark.parametrize("before", ["", "县政府办12篇、", "经核实，"])
def test_a_list_of_bodies_that_ge_ends_is_read_whole(read: Read, before: str) -> None:
    found = read(f"{before}{BODIES}各报送信息6篇。")[-1]
    assert (found.subject, found.multiplicity) == (BODIES, 14)


def test_a_list_of_bodies_begins_behind_what_no_name_holds(read: Read) -> None:
    assert read(f"A类{BODIES}各报送信息6篇。")[-1].subject == f"类{BODIES}"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        (f"受理咨询12件、{LONG}5件。", LONG[-60:]),
        (f"受理咨询12件{LONG}5件。", LONG[-60:]),
        (f"受理咨询12件、{LONG[:58]}5件。", LONG[:58]),
        (f"受理12件（网上5件）、{LONG}8件。", LONG[-60:]),
    ],
)
def test_sixty_characters_before_a_number_are_its_words(read: Read, text: str, metric: str) -> None:
    assert read(text)[-1].metric == metric


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        # The verb between two numbers tells the second.
        ("比信访40件少10件。", ["信访", "信访"]),
        ("受理12件，比信访40件少10件。", ["受理", "信访", "受理"]),
        # Brackets with numbers of their own are no words of their neighbours.
        ("受理12件（网上5件）办结8件。", ["受理", "网上", "办结"]),
        ("受理12件（网上5件）、信访8件。", ["受理", "网上", "信访"]),
        ("走访12户困难群众36人。", ["走访困难群众", "走访困难群众"]),
        # A class belongs to the number that counts it.
        ("预算执行率低于60%的项目27个。", ["预算执行率", "项目"]),
    ],
)
def test_words_between_two_numbers_are_parted(read: Read, text: str, metrics: list[str]) -> None:
    assert [s.metric for s in read(text)] == metrics


@pytest.mark.parametrize(("noun", "is_whole"), [("政务信息稿", True), ("政务公开信息", False)])
def test_ge_is_looked_for_in_eight_characters(read: Read, noun: str, is_whole: bool) -> None:
    # 各报送 and five characters more; what stands further before a number cuts the list.
    found = read(f"{BODIES}各报送{noun}6篇。")[-1]
    assert (found.subject == BODIES) is is_whole


@pytest.mark.parametrize(
    ("text", "metric", "subject"),
    [
        # A label names the number behind its colon, …
        ("受理量：120件。", "受理量", None),
        # … but where words behind it tell what it counts.
        ("主要问题：3个网站未更新。", "网站", None),
    ],
)
def test_what_stands_before_a_colon(
    read: Read, text: str, metric: str, subject: str | None
) -> None:
    found = read(text)[0]
    assert (found.metric, found.subject) == (metric, subject)


@pytest.mark.parametrize("behind", ["", "（其中网上3件）", "（其中网上3件"])
def test_a_bracket_behind_a_number_leaves_its_words(read: Read, behind: str) -> None:
    assert read(f"受理咨询12件{LONG}5件{behind}")[1].metric == LONG[-60:]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        # A class belongs to the number that counts it, …
        ("预算执行率50%的项目7个。", ["预算执行率", "项目"]),
        # … and bodies to the number before the verb, whatever their sort.
        ("比甲镇40件的受理量减少10件。", ["受理量", "受理量"]),
        ("32家加油站已整改14家。", ["加油站", "整改"]),
        ("32个乡镇已整改14个。", ["乡镇", "整改"]),
    ],
)
def test_a_noun_between_two_numbers_goes_to_one(read: Read, text: str, metrics: list[str]) -> None:
    assert [s.metric for s in read(text)] == metrics


@pytest.mark.parametrize(
    "text",
    [
        "受理120件（网上60件）窗口25件（转办5件）、电话8件（重办2件）。",
        "受理120件（网上60件（热线5件））窗口25件（转办5件）。",
    ],
)
def test_a_noun_between_two_brackets_is_of_the_number_behind_it(read: Read, text: str) -> None:
    assert next(one.metric for one in read(text) if one.printed == "25件") == "窗口"


def test_sixty_characters_behind_a_number_are_its_words(read: Read) -> None:
    assert read(f"受理12件{LONG}5件。")[0].metric == f"受理{LONG[:60]}"
    assert read(f"受理12件{LONG[:60]}5件。")[1].metric != LONG[:60]
    assert read(f"受理12件{LONG}。")[0].metric == f"受理{LONG[:60]}"


def test_a_long_name_goes_on_with_the_list_before_it(read: Read) -> None:
    told = "受理267件，其中集体3件"
    assert [one.parent for one in read(f"{told}、{LONG}21批。")] == [None, 0, 0]
    assert [one.parent for one in read(f"{told}，{LONG}21批。")] == [None, 0, None]
    bracketed = f"{told}（重复1件）"
    assert [one.parent for one in read(f"{bracketed}、信访21批。")] == [None, 0, 1, 0]
    assert [one.parent for one in read(f"{bracketed}，信访21批。")] == [None, 0, 1, None]


def test_brackets_within_brackets_are_left_as_one(read: Read) -> None:
    found = read("受理12件（其中网上（含热线5件））窗口8件。")
    assert [one.metric for one in found] == ["受理", "热线", "窗口"]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("达到90%的单位有甲局、乙局等36家。", ["", "单位"]),
        ("其中检查企业12家工人30名。", ["检查企业", "工人"]),
        ("检查企业12家商户和8家酒店。", ["商户", "酒店"]),
    ],
)
def test_which_number_the_words_between_two_belong_to(
    read: Read, text: str, metrics: list[str]
) -> None:
    assert [one.metric for one in read(text)] == metrics
