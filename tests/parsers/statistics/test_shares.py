"""Which whole a share is of, and which number is its part. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
# More numbers of other things than are looked back at.
MANY = "".join(f"走访企业{n}家。" for n in range(1, 31))


def shares(found: tuple[Statistic, ...]) -> list[Statistic]:
    return [one for one in found if one.kind is Kind.SHARE]


def told(found: tuple[Statistic, ...]) -> list[tuple[str, str | None]]:
    """What each share is a share for, and the number that it is a share of as printed."""
    return [
        (one.metric, None if one.parent is None else found[one.parent].printed)
        for one in shares(found)
    ]


def parts(found: tuple[Statistic, ...]) -> list[str]:
    return [one.printed for one in found if one.relation is Relation.PART_OF]


# ------------------------------------------------------------------------- the words behind 占
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A number behind 占 is the whole, in brackets or not.
        ("超员班7个，占班级总数（156个）的4.5%。", ("超员班", "156个")),
        ("占班级总数156个的4.5%的超员班有7个。", ("", "156个")),
        ("甲类申请21件、乙类申请14件，合计占申请总量70件的50%。", ("乙类申请", "70件")),
        ("超员班7个，班级156个，占4.5%。", ("班级", None)),
        ("走访9户，受理诉求97件，占总量284件的34.2%。", ("受理诉求", "284件")),
        # A change in the bracket is no amount of anything.
        ("超员班占班级总数（比上年增加5个）的4.5%。", ("超员班", None)),
        ("超员班占校区（含分校）总数的4.5%，班级156个。", ("超员班", None)),
        ("受理诉求200件（投诉110件，占55%）。", ("投诉", "200件")),
        ("收到问卷（占总数的5.5%，共110份）。问卷占九成。", ("问卷", None)),
        # The words name the total; what is in another unit may be named as well.
        ("受理诉求97件，占总量284件的34.2%，其中倒伏34件，占受理诉求的35.1%。", ("倒伏", "97件")),
        ("受理诉求300件，受理诉求200件，投诉110件，占受理诉求的55%。", ("投诉", "200件")),
        ("应追缴资金2300万元，已追缴1840万元，占应追缴资金的八成。", ("追缴", "2300万元")),
        # Too much makes a share in tenths; of the words that name no total it may be one.
        ("追缴计划2300万元，已追缴1840万元，占应退回款项的八成。", ("追缴", None)),
        ("涉案款2300万元，已追缴1840万元，占应退回款项的80%。", ("追缴", "2300万元")),
        ("涉案款2300万元，已追缴1840万元，占总数的八成。", ("追缴", "2300万元")),
        # What was planned is measured by, and no whole.
        ("投资586亿元。上半年完成投资316.4亿元，占年度计划的54.0%。", ("投资", None)),
    ],
)  # fmt: skip
def test_the_words_behind_zhan_name_the_whole_of_a_share(
    read: Read, text: str, expected: tuple[str, str | None]
) -> None:
    assert told(read(text))[-1] == expected


def test_each_of_two_nouns_behind_zhan_is_for_one_share(read: Read) -> None:
    text = "行政处罚412次，罚款586.4万元，其中事前处罚397次、罚款541.2万元，"
    expected = [("事前处罚", "412次"), ("罚款", "586.4万元")]
    assert told(read(text + "分别占处罚总数和罚款总额的96.4%、92.3%。")) == expected


@pytest.mark.parametrize("joint", ["、", "和", "及", "与"])
def test_one_noun_behind_zhan_is_for_all_shares_of_a_list(read: Read, joint: str) -> None:
    text = "受理诉求9733件，占总量28460件的34.2%，其中倒伏3412件、积水2987件，分别占{}的{}。"
    found = read(text.format("受理诉求", f"35.1%{joint}30.7%"))
    assert told(found)[1:] == [("倒伏", "9733件"), ("积水", "9733件")]
    found = read(text.format("总量", f"12.0%{joint}10.5%"))
    assert told(found)[1:] == [("倒伏", "28460件"), ("积水", "28460件")]


# ------------------------------------------------------------------------------------- the part
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two wholes are named, and two numbers of the clause can be parts.
        (
            "事故120起、死亡70人，其中道路48起（增长5%）、死亡35人，占事故总量的40%、死亡总数的50%。",
            [("道路", "120起"), ("死亡", "70人")],
        ),
        (
            "事故120起、死亡70人。道路事故48起、死亡35人，占事故总量的40%、死亡总数的50%。",
            [("道路事故", "120起"), ("死亡", "70人")],
        ),
        (
            "处罚412次，罚款586.4万元，其中事前罚款541.2万元，占处罚总数和罚款总额的92.3%。",
            [("事前罚款", "586.4万元")],
        ),
        ("发放问卷200份、收回110份，占问卷总量的55%。", [("收回", "200份")]),
        ("受理群众200人次、投诉110件，占受理总量的54%。", [("投诉", "200人次")]),
        ("事故120起。道路事故48起，伤35人，占事故总量的40%。", [("伤", "120起")]),
        # What names its own class keeps its words.
        ("预算收入286.4亿元，其中税收收入204.8亿元，税收占比71.5%。", [("税收", "286.4亿元")]),
        ("公开信息400条，其中民生类190条，民生类信息占47.5%。", [("民生类信息", "400条")]),
        # Other things were told between.
        ("抽查12家，2家被各处罚款3万元，占六分之一。", [("被各处罚款", "12家")]),
        ("抽查12家，2家被各处罚款3万元，占两成。", [("被各处罚款", None)]),
        ("抽查12家。2家被各处罚款3万元，占六分之一。", [("被各处罚款", None)]),
        ("抽查12家，2家被各处罚款3万元、没收1万元，占六分之一。", [("没收", None)]),
        ("抽查12人，2家被各处罚款3万元，占六分之一。", [("被各处罚款", None)]),
        # 其中 outside of the bracket opens the number before.
        ("不满意1406件，占5.2%，其中东乡占22.8%。", [("不满意", None), ("东乡", "1406件")]),
        ("受理诉求2000件，不满意1406件（其中东乡12件），占70.3%。", [("不满意", "2000件")]),
        # An age only limits a class.
        ("教师200人，其中35岁以下110人，占55%。", [("35岁以下", "200人")]),
        # 占 is said of the number before it, a fraction alone of some of it.
        ("受理诉求200件，其中投诉120件，占六成是近年最高。", [("投诉", "200件")]),
        ("受理诉求200件，投诉120件，占六成是近年最高。", [("投诉", "200件")]),
        ("未检设备62台，近三分之二为小作坊。", [("未检设备", "62台")]),
        # The whole may be points.
        ("甲区得分90分，其中基础项45分，占50%。", [("基础项", "90分")]),
    ],
)
def test_a_share_is_for_the_number_that_its_words_take_up(
    read: Read, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("共收到材料80份，抽查的40份材料中，达到良好的占总数的50%。", "40份"),
        ("共收到材料80份，抽查的40份材料中，达到良好的不足一半。", "40份"),
        ("抽查的40份中达到良好的不足一半。", "40份"),
        ("测试的24名网格员中，仅有半数答对。", "24名"),
        ("走访24个中小学，仅有半数达标。", None),
        ("测试的24名网格员中答对的较少，仅有半数达标。", "24名"),
        ("抽查的40份材料集中反映，达到良好的不足一半。", None),
        ("抽查的40份。材料中，达到良好的不足一半。", None),
    ],
)
def test_what_stands_behind_a_number_and_zhong_is_a_share_of_it(
    read: Read, text: str, whole: str | None
) -> None:
    found = read(text)
    assert told(found)[-1][1] == whole
    assert Status.PROVED not in {one.status for one in found}


def test_a_share_that_moved_is_not_of_the_number_before_it(read: Read) -> None:
    text = "新增公交车62辆，其中新能源车44辆；电动车占比由68.1%提高到71.0%。"
    assert told(read(text))[-1] == ("电动车占比", None)


# ------------------------------------------------------------------------------------ the total
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # Of what its part is a part of, or what that is a part of.
        ("督导52所，其中小学40所，占76.9%。", "52所"),
        ("全区学校520所，其中督导52所，小学40所、初中12所，小学占7.7%。", "520所"),
        # Of another total only where words name one, and the share is a fine one.
        ("全区学校120所。督导52所，其中小学40所，占全区学校总数的33.3%。", "120所"),
        ("学校120所。督导52所，其中小学40所，占33.3%。", "52所"),
        ("受理诉求200件，其中投诉100件（物业类20件，占10%）。", "200件"),
        ("学校120所。督导52所，其中小学40所，占全部总数的33.3%。", "120所"),
        ("学校120所。督导52所，其中小学40所，占全部总数的33%。", "52所"),
        ("督导52所，其中小学40所、幼儿园12所，占全区总数的43.3%。", None),
        ("督导52所，其中小学40所、幼儿园12所，占总数的23.1%。", "52所"),
        # Of a number nearby that gives it, in its unit, at its digits.
        ("涉案款2300万元。已追缴1840万元，占80%。", "2300万元"),
        ("涉案款2300万元。已追缴1840万元（80%）。", "2300万元"),
        ("涉案款2300万元。核查账户3个。已追缴1840万元（80%）。", None),
        ("涉案款2300万元。已追缴1840万元，占81%。", None),
        ("核查账户2300户。已追缴1840万元，占80%。", None),
        ("购置设备30台（套）。受理案件12件（批），占40%。", None),
        ("购置设备30台（套）。播种机12台，占40%。", "30台（套）"),
        ("来访200人次。受理诉求200件，收到投诉110件，占55%。", "200件"),
        ("受理诉求0件，收到投诉0件，占0%。", None),
        # What was told behind 占 for another reason, or is no amount, is no whole.
        ("整治问题210处，其中占道经营32处，占15.2%。", "210处"),
        ("受理投诉210件，其中物业类投诉32件，占投诉总量（同比增长12%）的15.2%。", "210件"),
        ("收到投诉200件，处理500件，占250%。", None),
    ],
)
def test_a_share_is_of_the_total_that_words_or_arithmetic_give(
    read: Read, text: str, whole: str | None
) -> None:
    assert told(read(text))[-1][1] == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抽查的120家中，未演练的27家，占22.5%；无证的6家，占5%。", ["27家", "6家"]),
        ("抽查的120家中，未演练的27家，占22.5%。无证的6家，占5%。", ["27家"]),
        ("抽查的120家中，未演练的27家，占22.5%；无证的6家，仅占6%。", ["27家"]),
        ("受理诉求200件，其中投诉50件，占受理总量的25%；涉及40人，占受理总量的20%。", ["50件"]),
        ("检查企业120家。未演练的27家，占22.5%；无证的6家，占5%。", []),
        ("检查120家（城区80家、镇村40家），未演练的27家，占22.5%。", ["80家", "40家"]),
    ],
    ids=["of one list", "of two sentences", "that does not follow", "in another unit", "of no list",
         "of a list that is complete"],
)  # fmt: skip
def test_a_number_with_its_share_is_a_part_as_the_one_before_it(
    read: Read, text: str, expected: list[str]
) -> None:
    assert parts(read(text)) == expected


# ------------------------------------------------------------------------- of several together
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # Numbers of one unit, from the last back, that make the share.
        ("问题384个，较多的有枫林乡（47个）、柳湾镇（39个）、石桥镇（33个），合计占31%。", "384个"),
        ("问题384个，较多的有枫林乡（47个）、柳湾镇（39个）、石桥镇（33个），合计占8.6%。", None),
        ("发现问题384个，农残3个、微生物2个，两类合计占1.3%。", "384个"),
        ("受理投诉200件，枫林乡、柳湾镇各30件，合计占30%。", "200件"),
        ("受理投诉200件，枫林乡30人、柳湾镇30件，合计占30%。", None),
        ("受理投诉200件，枫林乡30件、柳湾镇30人，合计占30%。", None),
        ("受理投诉200件。枫林乡30件。柳湾镇30件，合计占30%。", None),
        ("走访群众200人，枫林乡30件、柳湾镇30件，合计占30%。", None),
        ("去年受理投诉由200件降至20件，枫林乡30件、柳湾镇30件，合计占30%。", None),
        # All parts of one whole.
        ("资金总支出63亿元，其中教育20亿元、社保16亿元，增长5%，两项合计占57.1%。", "63亿元"),
        ("受理诉求200件，其中投诉50件、涉及10人，举报60件，三项合计占55%。", "200件"),
        # Shares before it.
        ("受理量200件，投诉、举报和咨询分别占受理总量的18.6%、14.2%和9.7%，合计占42.5%。", "200件"),
        ("受理量200件，投诉、举报和咨询分别占受理总量的18.6%、14.2%和9.7%，合计占62.5%。", None),
        ("受理量200件，投诉占受理总量的18.6%，增长14.2%，合计占32.8%。", None),
        ("受理量200件，办结量9件，投诉占受理量的18.6%，举报占办结量的14.2%，合计占32.8%。", None),
        ("受理量200件，投诉占受理总量的18.6%，合计占18.6%。", None),
        # The words behind 占, where they name one that is in no list.
        ("受理诉求200件。枫林乡、柳湾镇两地合计占受理总量的44%。", "200件"),
        ("受理诉求200件。枫林乡、柳湾镇两地合计占总数的44%。", None),
        ("枫林乡、柳湾镇两地合计占受理总量的44%，受理诉求200件。", None),
        ("城建受理诉求90件、社保受理投诉80件，两类合计占受理诉求总量的57.6%。", None),
        # 合占 behind one number is of that number.
        ("受理的1.2万件诉求中，咨询类2904件，占24.2%；其余领域3336件，合占27.8%。", "1.2万件"),
    ],
)  # fmt: skip
def test_a_share_of_several_numbers_is_of_what_they_make_it_of(
    read: Read, text: str, whole: str | None
) -> None:
    assert told(read(text))[-1][1] == whole


def test_a_share_of_several_proves_no_single_one_of_them(read: Read) -> None:
    text = "受理投诉200件，其中住房40件、交通60件，{}占30%。"
    for joint in ("合", "合计", "两类合计", "共"):
        assert Status.PROVED not in {one.status for one in read(text.format(joint))}
    assert read(text.format(""))[-1].status is Status.PROVED


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉200件，其中举报100件（来电类占50%）。",
        "共有企业80家，其中抽查40家，50%不合格。",
        "共有企业80家，其中抽查40家，不合格的占50%。",
        "筹措资金2.84亿元：中央1.62亿元、自治区0.71亿元、地方0.51亿元；"
        "用于水和土壤治理的分别占35%、25%。",
    ],
    ids=["in brackets", "of what stands before it", "with 占", "of several classes"],
)
def test_a_share_for_something_else_is_not_measured_by_a_number_that_gives_it(
    read: Read, text: str
) -> None:
    assert {one.measured for one in shares(read(text))} == {None}


@pytest.mark.parametrize("rate", ["满意率九成，占两成", "办结率90%，占总量的20%"])
def test_a_share_that_follows_from_an_amount_is_named_by_it_and_not_by_a_rate(
    read: Read, rate: str
) -> None:
    share = read(f"受理投诉120件，其中物业类24件，{rate}。")[-1]
    assert (share.metric, share.evidence) == ("物业类", "24 ÷ 120 = 20%")


# ------------------------------------------------------------------------------- its neighbours
def test_a_share_takes_the_period_of_its_whole(read: Read) -> None:
    for text in (
        "2021年受理诉求200件。其中，投诉类占55%。",
        "2021年受理诉求200件。枫林乡、柳湾镇两地合计占受理总量的50%。",
    ):
        assert shares(read(text, data_year=None))[-1].period == "2021年"


def test_only_so_many_numbers_are_looked_back_at(read: Read) -> None:
    near = "受理诉求200件，其中投诉110件，占55%。"
    assert told(read(f"{MANY}{near}{MANY}")) == [("投诉", "200件")]
    listed = "、".join(f"涉及{n}人" for n in range(1, 31))
    assert told(read(f"受理诉求200件，{listed}，投诉110件（55%）。")) == [("投诉", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Numbers with shares in the same words are shares of one whole, which is not told.
        (
            "投诉199件、占99.5%，求助1件、占0.5%。",
            [("投诉", None), ("求助", None)],
        ),
        ("受理诉求199件，求助1件、占0.5%。", [("求助", "199件")]),
        (
            "受理诉求200件。投诉199件、占99.5%，求助1件、占0.5%。",
            [("投诉", "200件"), ("求助", "200件")],
        ),
        (
            "受理诉求200件。\n投诉199件、占99.5%，求助1件、占0.5%。",
            [("投诉", "200件"), ("求助", "200件")],
        ),
        # Of the same whole as the one before it, where that is of the whole of the list.
        (
            "受理诉求92件，其中甲类41件，占44.6%；乙类14件，占25.2%。",
            [("甲类", "92件"), ("乙类", "92件")],
        ),
        (
            "受理投诉100件。受理诉求92件，其中甲类41件，占投诉的41%；乙类14件，占投诉的25%。",
            [("甲类", "100件"), ("乙类", None)],
        ),
        ("甲类41件，占44.6%；乙类14件，占25.2%。", [("甲类", None), ("乙类", None)]),
        # Not in the next sentence, nor of more than is left of it.
        (
            "受理诉求92件，其中甲类41件，占44.6%。乙类14件，占25.2%。",
            [("甲类", "92件"), ("乙类", None)],
        ),
        (
            "受理诉求92件，其中甲类81件，占88%；乙类14件，占25.2%。",
            [("甲类", "92件"), ("乙类", None)],
        ),
    ],
)
def test_shares_in_the_same_words_are_of_one_whole(
    read: Read, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert told(read(text)) == expected


def test_a_list_of_more_shares_than_nouns_is_of_no_single_one_of_them(read: Read) -> None:
    text = "行政处罚412次，罚款586.4万元，其中事前处罚397次、罚款541.2万元，"
    found = read(text + "分别占处罚总数和罚款总额的96.4%、92.3%、50%。")
    assert Status.PROVED not in {one.status for one in shares(found)}
