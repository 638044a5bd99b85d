"""Numbers that a notice tells again agree with the first, where equal ones are no chance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
AGAIN = Status.CONSISTENT


def _last(read: Read, *paragraphs: str) -> Statistic:
    return read("\n".join(paragraphs))[-1]


@pytest.mark.parametrize(
    ("first", "again", "evidence"),
    [
        ("受理投诉120件。", "全年受理投诉120件。", "120件 = 120件"),
        ("受理投诉１２０件。", "全年受理投诉120 件。", "120件 = 120件"),
        ("受理投诉1.2万件。", "全年受理投诉12000件。", "12000件 = 1.2万件"),
        # Ten, or a fraction, is enough; a small whole number is not.
        ("受理投诉10件。", "全年受理投诉10件。", "10件 = 10件"),
        ("受理投诉9件。", "全年受理投诉9件。", None),
        ("测评得分9.5分。", "东湖街道测评得分9.5分。", "9.5分 = 9.5分"),
        ("测评得分9分。", "东湖街道测评得分9分。", None),
        ("办结率95%。", "投诉办结率95%。", "95% = 95%"),
        # One metric holds the other, but for how something was done.
        ("公开信息120条。", "共主动公开信息120条。", "120条 = 120条"),
        ("新公开信息120条。", "已公开的信息120条。", "120条 = 120条"),
        ("主动公开信息120条。", "主动回应信息120条。", None),
        # Nouns of two characters are too general.
        ("公开120条。", "共公开120条。", None),
        ("已公开120条。", "共主动公开120条。", None),
        # Of another kind, unit, period, or only planned.
        ("受理投诉120件。", "全年受理投诉120起。", None),
        ("受理投诉120件。", "去年受理投诉120件。", None),
        ("受理投诉120件。", "力争受理投诉120件。", None),
        ("受理投诉增长12.5%。", "全年受理投诉增长12.5%。", None),
        # Of two subjects; of one that is told once only.
        ("东湖街道受理投诉120件。", "柳湾镇受理投诉120件。", None),
        ("东湖街道受理投诉120件。", "东湖街道共受理投诉120件。", "120件 = 120件"),
        ("受理投诉120件。", "东湖街道受理投诉120件。", "120件 = 120件"),
        ("东湖街道受理投诉120件。", "全年受理投诉120件。", "120件 = 120件"),
        ("网上受理投诉120件。", "受理投诉120件。", "120件 = 120件"),
        # The very same clause was copied, not told again.
        ("受理投诉120件。", "受理投诉120件。", None),
    ],
)  # fmt: skip
def test_a_number_told_again_agrees_with_the_first(
    read: Read, first: str, again: str, evidence: str | None
) -> None:
    last = _last(read, first, again)
    expected = (AGAIN, evidence) if evidence else (Status.UNCHECKED, None)
    assert (last.status, last.evidence) == expected


def test_a_number_told_again_is_held_against_the_first_that_tells_the_same(read: Read) -> None:
    others = [f"{name}受理投诉120件。" for name in ("东湖街道", "柳湾镇", "枫林乡")]
    assert _last(read, *others, "柳湾镇共受理投诉120件。").status is AGAIN
    assert _last(read, *others, "石桥镇共受理投诉120件。").status is Status.UNCHECKED


def test_what_arithmetic_says_of_a_number_told_again_stays(read: Read) -> None:
    again = "全年受理投诉120件，其中网上80件、电话{}件。"
    found = read("受理投诉120件。\n" + again.format(40))
    assert (found[1].status, found[1].evidence) == (Status.PROVED, "80 + 40 = 120")
    found = read("受理投诉120件。\n" + again.format(41))
    assert found[1].status is Status.CONTRADICTED
