"""Parts that no total word announces: which lists make a total. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
PROVED, CONSISTENT, UNCHECKED = Status.PROVED, Status.CONSISTENT, Status.UNCHECKED


@pytest.mark.parametrize(
    ("text", "status", "parents"),
    [
        # Percentages in brackets make the one before them, changes and amounts do not.
        ("就业率96.4%（升学67.3%、就业29.1%）。", PROVED, [None, 0, 0]),
        ("就业率96.4%（升学67.3%、就业29.1件）。", UNCHECKED, [None] * 3),
        ("增速96.4%（升学增长67.3%、就业增长29.1%）。", UNCHECKED, [None] * 3),
        ("合格率96%（小学97%、初中95%）。", UNCHECKED, [None] * 3),
        # Places are of the amount in their unit, and no more than it.
        (
            "受理341件，走访12家，主要集中在柳湾镇（128件）、枫林乡（95件）。",
            CONSISTENT,
            [None, None, 0, 0],
        ),
        ("受理341件，主要集中在柳湾镇（228件）、枫林乡（195件）。", UNCHECKED, [None] * 3),
        ("受理341件，主要集中在柳湾镇（人均2件）、枫林乡（人均3件）。", UNCHECKED, [None] * 3),
        ("危险废物42700吨，包括医疗废物2860吨。", CONSISTENT, [None, 0]),
        # Some of each of the amounts before them, in the same unit.
        ("60家医院、95家药店分别有41家、52家违规。", CONSISTENT, [None, None, 0, 1]),
        ("60家医院、95家药店分别有41家、52人受罚。", UNCHECKED, [None] * 4),
        ("60家医院、95家药店分别有61家、52家违规。", UNCHECKED, [None] * 4),
        # Two amounts of another sentence make a large total only where it was split before.
        ("受理100件，其中来电60件、来信40件。答复31件，转办69件。", PROVED, [None, 0, 0, 0, 0]),
        ("受理568件，办结率99%。直接答复331件，转办237件。", UNCHECKED, [None] * 4),
        (
            "受理568件，办结率99%。直接答复331件，转办200件，退回37件。",
            PROVED,
            [None, None, 0, 0, 0],
        ),
        # What is left and what is done make the total of the sentence before.
        ("限期整改72处。已销号64处，剩余8处。", PROVED, [None, 0, 0]),
        ("限期整改72处。加强督办。已销号64处，剩余8处。", UNCHECKED, [None] * 3),
        ("限期整改72处。已销号64处，剩余9处。", UNCHECKED, [None] * 3),
        # 另有 tells of what is left where it says how far that has come, else of any other part.
        ("受理10件，已办结8件，另有2件正在办理。", PROVED, [None, 0, 0]),
        ("未演练3家，已整改2家，另有1家过期。", UNCHECKED, [None] * 3),
        ("限期整改72处。已销号64处，新发现8处，其余正常。", UNCHECKED, [None] * 3),
        ("限期整改72处。挂牌督办的隐患已销号64处，剩余8处。", UNCHECKED, [None] * 3),
        # So they do where what is left stands in brackets, unless it is the last of a list there.
        ("受理诉求72件，办结64件（其余8件正在办理）。", PROVED, [None, 0, 0]),
        ("受理诉求72件，办结64件（其余7件正在办理）。", UNCHECKED, [None] * 3),
        ("办结64件（热线56件、其余8件为来访）。", PROVED, [None, 0, 0]),
        # Classes before their total.
        ("优秀18个，良好31个，一般9个；58个单位已整改。", PROVED, [3, 3, 3, None]),
        ("优秀18个，良好31个，一般9个；59个单位已整改。", UNCHECKED, [None] * 4),
        ("优秀18个，增加5个，良好31个，一般9个；58个单位已整改。", PROVED, [4, 0, 4, 4, None]),
        ("优秀18个，良好31个，一般9个对应58个单位。", UNCHECKED, [None] * 4),
        ("来电18件，来访31件，来信9件；58件已办结。", PROVED, [3, 3, 3, None]),
        ("来电18件，日均31件，来信9件；58件已办结。", UNCHECKED, [None] * 4),
    ],
)
def test_a_list_that_nothing_announces_is_of_the_total_that_it_makes(
    read: Read, text: str, status: Status, parents: list[int | None]
) -> None:
    found = read(text)
    whole = found[-1] if parents[-1] is None and parents[0] is not None else found[0]
    assert [one.parent for one in found] == parents
    assert whole.status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("就业率96.4%（升学67.3%、就业29.1%）。", Status.PROVED),
        # Per mille make no percentage, whatever their digits.
        ("就业率96.4%（升学67.3‰、就业29.1‰）。", Status.UNCHECKED),
        ("就业率96.4‰（升学67.3%、就业29.1%）。", Status.UNCHECKED),
    ],
)
def test_only_percentages_make_a_percentage(read: Read, text: str, status: Status) -> None:
    assert read(text)[0].status is status


@pytest.mark.parametrize("word", ["含", "其中含", "包括"])
def test_what_is_told_to_be_included_is_a_part(read: Read, word: str) -> None:
    found = read(f"产生危险废物4.27万吨，{word}医疗废物2860吨。")
    assert [one.parent for one in found] == [None, 0]
