"""Shares whose whole was told in another sentence or paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]

RECEIVED = "上半年转派诉求4335件，按时办结4247件。\n满意率95.4%。\n"


def last(found: tuple[Statistic, ...]) -> Statistic:
    return found[-1]


def test_a_share_finds_the_whole_of_another_paragraph_by_name_and_arithmetic(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612件，占转派件的14.1%。"))
    assert (share.parent, share.relation) == (0, Relation.SHARE_OF)
    assert (share.status, share.measured, share.basis) == (Status.PROVED, 3, 0)
    assert share.evidence == "612 ÷ 4335 = 14.1%"


def test_a_far_total_of_no_place_may_be_that_of_all(read: Read) -> None:
    share = last(read("转派诉求4335件。\n物业管理类612件，占全市转派件的14.1%。"))
    assert (share.parent, share.status) == (0, Status.PROVED)
    street = "东湖街道转派诉求4335件。\n物业管理类612件，占全街道转派件的14.1%。"
    assert last(read(street)).parent == 0
    assert last(read(street.replace("全街道", "全市"))).parent is None


def test_a_far_whole_that_does_not_give_the_share_is_none(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612件，占转派件的14.3%。"))
    assert (share.parent, share.basis) == (None, None)
    assert share.status is not Status.PROVED


def test_a_far_number_of_another_name_is_no_whole(read: Read) -> None:
    share = last(read(RECEIVED + "物业管理类612件，占信访件的14.1%。"))
    assert (share.parent, share.relation) == (None, None)


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


def others(first: int, count: int) -> str:
    """Return paragraphs that tell of other things, each of another number of them."""
    return "".join(f"走访企业{first + n}家。\n" for n in range(count))


def test_of_one_size_the_last_thirty_numbers_are_remembered(read: Read) -> None:
    share = "物业管理类612件，占转派件的14.1%。"
    for count, whole in [(14, 0), (15, None)]:
        more = others(4240, 15) + others(4400, count)
        assert last(read("转派诉求4335件。\n" + more + share)).parent == whole
    assert last(read("转派诉求4335件。\n" + others(1, 60) + share)).parent == 0
    assert last(read("转派诉求4335件。\n" + others(8001, 60) + share)).parent == 0


def test_the_last_two_hundred_numbers_may_be_the_total_of_several(read: Read) -> None:
    share = "从区域看，枫林乡5起、柳湾镇4起，合计占事故总量的52.9%。"
    for count, whole in [(197, 0), (198, None)]:
        text = "全县共发生事故17起。\n" + others(300, count) + share
        assert last(read(text)).parent == whole


def test_one_is_a_whole_and_none_is_not(read: Read) -> None:
    share = last(read("发生事故1起，死亡0人。\n道路事故1起，占事故总量的100%。"))
    assert (share.parent, share.evidence) == (0, "1 ÷ 1 = 100%")


def test_a_whole_of_its_own_sentence_comes_before_a_far_one(read: Read) -> None:
    share = last(read("转派诉求400件。\n转派诉求200件，其中投诉类50件，占总数的12.5%。"))
    assert (share.parent, share.status) == (1, Status.CONTRADICTED)


def test_a_share_that_is_aimed_at_is_of_no_far_whole(read: Read) -> None:
    share = last(read("转派诉求4335件。\n物业管理类612件，力争占转派件的14.1%。"))
    assert (share.is_result, share.parent) == (False, None)


def test_a_share_without_a_part_finds_the_far_whole_by_its_name(read: Read) -> None:
    share = last(read("转派诉求4335件。\n物业管理类投诉占转派诉求的14.1%。"))
    assert (share.parent, share.measured, share.period) == (0, None, "2022年")
    assert last(read("转派诉求4335件。\n物业管理类投诉占回访诉求的14.1%。")).parent is None


def test_a_share_that_names_no_whole_is_of_no_far_one(read: Read) -> None:
    assert last(read("转派诉求4335件。\n近三分之一来自网络。")).parent is None


def test_a_share_in_thousandths_finds_its_far_whole_too(read: Read) -> None:
    assert last(read("转派诉求4335件。\n物业管理类投诉占转派诉求的3‰。")).parent == 0


def test_what_its_own_paragraph_tells_too_little_of_is_no_far_whole(read: Read) -> None:
    text = "12个单位执行率低于50%，占一级预算单位总数的18.2%。"
    assert last(read(text)).parent is None
    assert last(read("一级预算单位66个。\n" + text)).parent == 0


@pytest.mark.parametrize(
    "text",
    [
        "转派诉求约4335件。\n物业管理类612件，占转派件的14.1%。",
        "转派诉求4335件。\n物业管理类约612件，占转派件的14.1%。",
        "转派诉求4335件。\n物业管理类612件，占转派件的约14.1%。",
    ],
    ids=["whole", "part", "share"],
)
def test_what_is_told_roughly_is_linked_to_a_far_whole_and_proves_nothing(
    read: Read, text: str
) -> None:
    found = read(text)
    assert (last(found).parent, last(found).measured, last(found).basis) == (0, None, None)
    assert "proved" not in {one.status.value for one in found}


def test_a_part_of_something_near_is_made_no_part_of_a_far_whole(read: Read) -> None:
    found = read(
        "全区学校120所。\n督导学校中，督导52所，其中小学40所、幼儿园12所，占全区总数的10%。"
    )
    assert (found[4].parent, found[3].parent) == (0, 1)


def test_a_share_takes_the_period_of_its_far_whole_where_it_has_none(read: Read) -> None:
    whole = "2021年转派诉求4335件。\n"
    share = last(read(whole + "物业管理类投诉占转派诉求的14.1%。", data_year=None))
    assert (share.parent, share.period) == (0, "2021年")
    share = last(read(whole + "2022年物业管理类投诉占转派诉求的14.1%。", data_year=None))
    assert (share.parent, share.period) == (0, "2022年")


def test_what_is_told_among_a_far_whole_is_a_part_of_it(read: Read) -> None:
    found = read("转派诉求4335件。\n转派诉求中，物业管理类612件，占转派件的14.1%。")
    assert [one.parent for one in found] == [None, 0, 0]
    assert (found[1].relation, found[1].part_list) == (Relation.PART_OF, 1)
    found = read("转派诉求4335件。\n物业管理类612件，占转派件的14.1%。")
    assert [one.parent for one in found] == [None, None, 0]


@pytest.mark.parametrize(
    ("whole", "part", "share", "evidence"),
    [
        ("4335件", "4件", "0.1%", "4 ÷ 4335 ≈ 0.1%"),
        ("4335件", "613件", "14.1%", "613 ÷ 4335 = 14.1%"),
        ("8件", "1件", "13%", "1 ÷ 8 ≈ 13%"),
        ("8件", "1件", "12%", "1 ÷ 8 ≈ 12%"),
        ("10000000件", "1405000件", "14.1%", "1405000 ÷ 10000000 ≈ 14.1%"),
        ("10000000件", "1404999件", "14.1%", None),
        ("4335件", "1件", "0.0%", None),
        ("4335件", "612件", "100%", None),
    ],
    ids=[
        "one step", "near the end", "half up", "half to even", "at the end", "a hair beyond it",
        "of anything", "of itself",
    ],
)  # fmt: skip
def test_a_far_whole_gives_the_share_as_far_as_rounding_goes(
    read: Read, whole: str, part: str, share: str, evidence: str | None
) -> None:
    found = last(read(f"转派诉求{whole}。\n物业管理类{part}，占转派件的{share}。"))
    assert (found.parent, found.evidence) == (None if evidence is None else 0, evidence)


@pytest.mark.parametrize(
    "text",
    [
        "枫林乡5起、柳湾镇4起，合计占全县的事故总量的52.9%。",
        "枫林乡5起、柳湾镇4起，合计占总数的52.9%。",
        "枫林乡5起、柳湾镇4起，合计占全县的52.9%。",
        "枫林乡3起、柳湾镇5起、南浦镇4起，合计占事故总量的70.6%。",
        "枫林乡死亡3人、柳湾镇5起、南浦镇4起，合计占事故总量的52.9%。",
        "枫林乡、柳湾镇各4起，合计占事故总量的47.1%。",
        "枫林乡5起，增长25%，柳湾镇4起，合计占事故总量的52.9%。",
        "触电5起、坠落4起，两类合计占事故总量的52.9%。",
        "枫林乡5起、柳湾镇4起，合计占事故总量的52.9%。"
        + "".join(f"走访企业{n}家。" for n in range(1, 41)),
    ],
    ids=[
        "a place before the noun", "a total", "a place alone", "three", "something else before",
        "each", "a growth between", "how many classes", "and more",
    ],
)  # fmt: skip
def test_several_make_the_share_of_a_far_total(read: Read, text: str) -> None:
    found = read("全县共发生事故17起。\n" + text)
    assert [one.parent for one in found if one.kind is Kind.SHARE] == [0]


@pytest.mark.parametrize(
    "text",
    [
        "发生事故40起。\n枫林乡2起、柳湾镇3起，合计占事故总量的13%。",
        "发生事故9起。\n枫林乡5起、柳湾镇4起，合计占事故总量的100%。",
        "受理案件17件。\n枫林乡5件、柳湾镇4件，合计占件数的52.9%。",
    ],
    ids=["half a step off", "all of it", "a noun of one character"],
)
def test_several_make_the_share_of_a_total_as_printed(read: Read, text: str) -> None:
    assert last(read(text)).parent == 0


@pytest.mark.parametrize(
    "text",
    [
        "全县共发生事故17起。\n枫林乡5起。柳湾镇4起，合计占事故总量的52.9%。",
        "全县共发生事故17起。\n枫林乡5起、柳湾镇死亡3人、南浦镇4起，合计占事故总量的70.6%。",
        "全县共发生事故17起。\n柳湾镇9起，合计占事故总量的52.9%。",
        "全县共发生事故17起。\n枫林乡发生事故9起、柳湾镇发生事故0起，合计占事故总量的100%。",
        "全县共发生事故17起。\n枫林乡5起、柳湾镇4起，合计占信访总量的52.9%。",
        "事故伤亡17人。\n枫林乡5起、柳湾镇4起，合计占事故总量的52.9%。",
        "发生事故8起。\n枫林乡5起、柳湾镇4起，合计占事故总量的112.5%。",
        "全县共发生事故17起。\n枫林乡5起、柳湾镇4起，合计占事故总量的53.0%。",
        "全年办件总量17件。\n枫林乡5件、柳湾镇4件，合计占信访总量的52.9%。",
        "全县共发生事故17起。\n枫林乡5起、柳湾镇4起，合计占件数的52.9%。",
        "全县共发生事故17起。\n枫林乡5起、柳湾镇4起，合计占事项总量的52.9%。",
        "受理信访件17件。\n枫林乡5件、柳湾镇4件，合计占转派件的52.9%。",
    ],
    ids=[
        "of two sentences", "something else between", "of one", "one of them",
        "another noun", "another unit", "more than all", "more than half a step off",
        "a word for how many", "nothing but such a word", "one character", "the last character",
    ],
)  # fmt: skip
def test_what_several_do_not_make_for_certain_has_no_far_total(read: Read, text: str) -> None:
    assert last(read(text)).parent is None


def test_of_equal_far_totals_the_last_is_taken_for_several(read: Read) -> None:
    share = "枫林乡5起、柳湾镇4起，合计占总数的52.9%。"
    assert last(read("全县共发生事故17起，发生火灾17起。\n" + share)).parent == 1


def test_a_far_whole_that_no_word_names_proves_nothing(read: Read) -> None:
    text = RECEIVED + "物业管理类612件，占{}的14.1%。"
    named, unnamed = (read(text.format(noun))[-2:] for noun in ("转派件", "总数"))
    assert [one.status for one in named][1] is Status.PROVED
    assert [one.parent for one in unnamed] == [None, 0]
    assert Status.PROVED not in {one.status for one in unnamed}


@pytest.mark.parametrize(
    ("total", "share", "parent"),
    [
        # What was done with some of them is another number; what says so is not.
        ("转派投诉4335件", "物业管理类612件，占投诉总量的14.1%", 0),
        ("办结投诉4335件", "物业管理类612件，占投诉总量的14.1%", None),
        ("按期转派投诉4335件", "物业管理类612件，占投诉总量的14.1%", None),
        ("办结投诉4335件", "物业管理类612件，占办结投诉的14.1%", 0),
        # It has half of the words of the noun, at least.
        ("受理投诉4335件", "物业管理类612件，占投诉举报的14.1%", 0),
        ("受理投诉4335件", "物业管理类612件，占投诉举报件的14.1%", None),
        ("检查政府网站4335个", "被单项否决的612个，占网站检查总数的14.1%", 0),
        # Of two towns, none is in the other; a town is in its district.
        ("全区转派诉求4335件", "东湖镇物业管理类612件，占转派件的14.1%", 0),
        ("南浦镇转派诉求4335件", "东湖镇物业管理类612件，占转派件的14.1%", None),
        ("东湖镇转派诉求4335件", "东湖镇物业管理类612件，占转派件的14.1%", 0),
        # Nor of two years.
        ("2021年转派诉求4335件", "物业管理类612件，占转派件的14.1%", 0),
        ("2021年转派诉求4335件", "2022年物业管理类612件，占转派件的14.1%", None),
        ("2021年末有企业4335家", "2022年关停612家，占企业总数的14.1%", 0),
        # A district is less than its city.
        ("青禾区转派诉求4335件", "物业管理类612件，占全区转派件的14.1%", 0),
        ("青禾区转派诉求4335件", "物业管理类612件，占全市转派件的14.1%", None),
        ("青禾区转派诉求4335件", "物业管理类612件，占转派件的14.1%", 0),
        # A place alone means any total of it.
        ("全区办结诉求4335件", "物业管理类612件，占全区的14.1%", 0),
    ],
)
def test_a_far_whole_is_of_the_thing_time_and_place_that_the_share_is_of(
    read: Read, total: str, share: str, parent: int | None
) -> None:
    assert last(read(f"{total}。\n{share}。")).parent == parent
