"""Shares whose whole was told in another sentence or paragraph."""

from __future__ import annotations

from collections.abc import Callable

from schemas.notice import Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]

RECEIVED = "上半年转派诉求4335件，按时办结4247件。\n满意率95.4%。\n"


def last(found: tuple[Statistic, ...]) -> Statistic:
    return found[-1]


def test_a_share_finds_the_whole_of_another_paragraph_by_name_and_arithmetic(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612件，占转派件的14.1%。"))
    assert (share.parent, share.relation) == (0, Relation.SHARE_OF)
    assert (share.status, share.measured, share.basis) == (Status.PROVED, 3, 0)
    assert share.evidence == "612 ÷ 4335 = 14.1%"


def test_a_far_whole_that_does_not_give_the_share_is_none(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612件，占转派件的14.3%。"))
    assert (share.parent, share.basis) == (None, None)
    assert share.status is not Status.PROVED


def test_a_far_number_of_another_name_is_no_whole(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612件，占信访件的14.1%。"))
    assert share.parent is None


def test_a_far_number_of_another_unit_is_no_whole(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612人，占总数的14.1%。"))
    assert share.parent is None


def test_of_two_far_numbers_that_give_the_share_none_is_chosen(read: Read) -> None:
    text = "转派诉求4335件，回访诉求4336件。\n\n物业管理类612件，占{}的14.1%。"
    assert last(read(text.format("总量"))).parent is None
    assert last(read(text.format("回访诉求"))).parent is None
    assert last(read(text.replace("4336", "4536").format("总量"))).parent == 0


def test_a_whole_told_twice_is_the_nearer_of_both(read: Read) -> None:
    text = "转派诉求4335件。\n转派诉求4335件，办结4247件。\n物业管理类612件，占转派件的14.1%。"
    assert last(read(text)).parent == 1


def test_a_share_of_several_together_finds_the_far_total(read: Read) -> None:
    text = "全县共发生事故17起，死亡13人。\n从区域看，枫林乡5起、柳湾镇4起，合计占事故总量的{}。"
    assert last(read(text.format("52.9%"))).parent == 0
    assert last(read(text.format("53.9%"))).parent is None
