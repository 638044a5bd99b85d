"""A list is proved only where no number of its unit is left over in it. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
PROVED, CONSISTENT, CONTRADICTED = Status.PROVED, Status.CONSISTENT, Status.CONTRADICTED
LIST = "甲类10件、乙类5件、丙类10件"
MIXED = "发布信息48条，其中图解26篇、视频12条、动漫10条"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"受理投诉25件，其中{LIST}", PROVED),
        (f"受理投诉25件，其中{LIST}，推进集成办理。", PROVED),
        (f"受理投诉25件，其中{LIST}，涉及12个社区。", PROVED),
        (f"受理投诉25件，其中{LIST}，较上年增加4件。", PROVED),
        (f"受理投诉25件，较上年增加4件，其中{LIST}。", PROVED),
        # What stands in brackets behind a part is part of that part.
        ("受理投诉25件，其中甲类10件（重大2件）、乙类5件、丙类10件。", PROVED),
        # A number with the unit that is none of the parts: it may be one that was not read so.
        (f"受理投诉25件，其中{LIST}，推进“一件事”集成办理。", CONSISTENT),
        (f"受理投诉25件，推进“一件事”改革，其中{LIST}。", CONSISTENT),
        (f"受理投诉30件，其中{LIST}，推进“一件事”集成办理。", CONSISTENT),
        (f"受理投诉30件（{LIST}，推进“一件事”）。", CONSISTENT),
        # A bracket is one list to its end, also where it opens the text.
        (f"（推进“一件事”改革，受理投诉25件，其中{LIST}。）", CONSISTENT),
        (f"（受理投诉25件，其中{LIST}。推进“一件事”改革）", CONSISTENT),
        # One before the total, behind the sentence or outside of the bracket is not of the list.
        (f"推进“一件事”改革，受理投诉25件，其中{LIST}。", PROVED),
        (f"受理投诉25件，其中{LIST}。推进“一件事”集成办理。", PROVED),
        (f"受理投诉25件，其中{LIST}；推进“一件事”集成办理。", PROVED),
        (f"受理投诉30件（{LIST}），推进“一件事”集成办理。", CONTRADICTED),
        (f"受理投诉30件，其中{LIST}，推进集成办理。", CONTRADICTED),
        # Far behind its end a list is over.
        (f"受理投诉25件，其中{LIST}，{'持续压实工作责任，' * 25}转办4件。", PROVED),
        (f"受理投诉25件，其中{LIST}，{'持续压实工作责任，' * 15}转办4件。", CONSISTENT),
        # A list in several units may go on in one more of them, but in no other measure.
        (f"{MIXED}。", PROVED),
        (f"{MIXED}，转载4份。", CONSISTENT),
        (f"{MIXED}，访问量3万人次。", PROVED),
        ("发布信息48条，其中图解26条、视频12条、动漫10条，转载4份。", PROVED),
        ("发布信息48条，其中图解26条、视频12条、动漫10条，转载4条。", CONSISTENT),
    ],
)
def test_a_list_with_a_number_left_over_proves_and_contradicts_nothing(
    read: Read, text: str, status: Status
) -> None:
    total = next(one for one in read(text) if one.metric in ("受理投诉", "发布信息"))
    assert total.status is status


@pytest.mark.parametrize(
    ("n_parts", "more", "status"),
    [(150, 0, PROVED), (150, 1, CONTRADICTED), (151, 0, CONSISTENT), (151, 1, CONSISTENT)],
)
def test_a_list_with_very_many_numbers_is_not_judged(
    read: Read, n_parts: int, more: int, status: Status
) -> None:
    listed = "、".join(f"第{at}类3件" for at in range(n_parts))
    assert read(f"受理投诉{3 * n_parts + more}件，其中{listed}。")[0].status is status


@pytest.mark.parametrize(("n_parts", "status"), [(150, CONTRADICTED), (151, CONSISTENT)])
@pytest.mark.parametrize("form", ["受理{}件，其中{}。", "受理{}件（{}）。"])
def test_of_more_numbers_than_can_be_overseen_none_is_said_to_be_wrong(
    read: Read, form: str, n_parts: int, status: Status
) -> None:
    towns = [f"{a}{b}镇" for a in "东西南北石青云双龙梅松枫柳" for b in "山河湖桥岭溪坪塘浦港湾泉"]
    parts = "、".join(f"{town}1件" for town in towns[:n_parts])
    assert read(form.format(n_parts + 1, parts))[0].status is status
