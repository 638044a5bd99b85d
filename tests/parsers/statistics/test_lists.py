"""Lists that a bracket or a word opens: how far they go, and what is none of them. All invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]
STATUSES = {"p": "proved", "c": "consistent", "x": "contradicted", "u": "unchecked"}


@pytest.mark.parametrize(
    ("text", "parents", "statuses"),
    [
        # A bracket holds the parts of the number that it touches, not what is told against it.
        ("受理130件、办结118件（上年分别为120件、110件）。", "----", "uuuu"),
        ("建成26个（任务20个、其他6个）。", "---", "uuu"),
        ("建成26个（不含村级20个、镇级6个）。", "---", "uuu"),
        ("建成26个（村级20个、镇级6个）。", "-00", "ppp"),
        ("超过30个的有柳湾镇（47个）。", "--", "uu"),
        ("受理85件（网上60件、窗口25件，其中加急3件）。", "-002", "pppu"),
        ("（受理85件，其中网上60件、窗口25件）。", "-00", "ppp"),
        ("建成栏目27个（其中部门11个、街道6个），社区10个。", "-00-", "cuuu"),
        ("受理85件（经办3人、协办2人）。", "---", "uuu"),
        # A list goes on behind a bracket that stands in it.
        ("建成栏目27个，其中部门（含直属3个）12个、街道15个。", "--00", "pupp"),
        ("建成栏目27个，其中部门12个（其中直属3个），街道15个。", "-010", "ppup"),
        ("建成栏目27个，其中部门12个（其中直属3个、其他9个），街道15个。", "-0110", "ppppp"),
        # Where nothing was told before it, a division has no total.
        ("按地区分，城镇40亿元，乡村10亿元；按行业分，餐饮12亿元，商品38亿元。", "----", "uuuu"),
        # What was divided in a bracket is divided again behind it.
        (
            "（建议50件，按来源分，代表20件、委员30件，其中重点3件）。按类型看，城建29件、教育21件。",
            "-00200",
            "pppupp",
        ),
        (
            "受理50件，按地区分，城区20件、乡镇30件；按类型分，咨询20件、投诉30件。",
            "-0000",
            "ppppp",
        ),
        # The next point is none of the list, what is told beside it is, up to the whole.
        ("7个账号更新慢，其中4个超期；二是3个账号未开通。", "-0-", "cuu"),
        ("7个账号更新慢，其中4个账号超期；3个账号未开通。", "-00", "ppp"),
        ("20家单位中，3家未演练，2家失效，另有1家过期。", "-000", "cuuu"),
        ("20家单位中，3家未演练，另有25家过期。", "-0-", "cuu"),
        ("20家单位中，3家未演练，另有18家过期。", "-0-", "cuu"),
        ("20家单位中，3家未演练，另有17家合格。", "-00", "ppp"),
        ("20家单位中，3家未演练，另有5人受伤，2家失效。", "-0--", "cuuu"),
        # Behind a share of a class something else begins, unless it is in the unit of the whole.
        ("代办204件，其中为老人代办的占七成，送来锦旗4面。", "-0-", "ucu"),
        ("代办204件，其中为老人代办的占七成，残疾人14件。", "-00", "ccu"),
        ("解读58条，其中材料46条，占79.3%，产品12个。", "-000", "pppp"),
        # In another unit a number is of the list where it makes up the whole.
        ("隐患267条，其中重大隐患4条，下达决定书21份。", "-0-", "cuu"),
        ("解读58条，其中材料46条、产品12个。", "-00", "ppp"),
        ("解读58条，其中材料46篇、产品12个。", "-00", "ppp"),
        ("解读58条、产品30个，其中图解12条。", "--0", "cuu"),
        ("检查30批次，其中合格20批次，不合格3批。", "-00", "cuu"),
        ("84件新收的申请，其中办结60件，结转下年9件。", "-00", "cuu"),
        ("办结359件，其中：结转下年度5件，撤销3件。", "-00", "cuu"),
        ("解读58条，其中材料46条、产品13个。", "-00", "xxx"),
        # What was done with another of several totals is of no list yet.
        ("矿山17座、隐患267条，其中重大4条，责令2座停产、1座整改。", "--1--", "ucuuu"),
        ("矿山17座、隐患267条，其中重大4条，停产2座。", "--1-", "ucuu"),
        ("矿山17座、隐患267条，其中重大4条，停产整改2座。", "--1-", "ucuu"),
        ("矿山17座、隐患267条，其中重大4条，设有2座。", "--10", "ccuu"),
        ("矿山17座、隐患267条，其中重大4条、停产2座。", "--10", "ccuu"),
        ("矿山17座、隐患267条，其中重大4条，停产2座，一般263条。", "--1-1", "uppup"),
        ("解读58条，其中材料46条，制作6个、发放5个。", "-0--", "cuuu"),
        ("解读58条，其中图解46条，拍摄12个。", "-00", "ppp"),
        ("矿山17座、隐患267条，其中重大4条，有色2座。", "--10", "ccuu"),
        ("查处263起，处理417人，移送11人；其中重大的74起，处理102人。", "---01", "ccuuu"),
        # What parts make together is one more part of the whole.
        ("支出21.7亿元，其中教育5.12亿元，卫生2.86亿元，两项合计7.98亿元。", "-00-0", "cuuuu"),
        ("支出21.7亿元，其中教育5.12亿元，卫生2.86亿元，两次合计7.98亿元。", "-00--", "cuuuu"),
        ("支出21.7亿元，其中教育5.12亿元，卫生2.86亿元，两项合计27.98亿元。", "-00--", "cuuuu"),
        ("支出7.98亿元，其中教育5.12亿元，卫生2.86亿元，两项合计7.98亿元。", "-00-0", "cccuu"),
        ("支出21.7亿元，教育5.12亿元，卫生2.86亿元，两项合计7.98亿元。", "-44--", "uccuc"),
        # Behind 占 some of the last amount in the same unit are told, and fewer than it.
        ("不合格7个，不合格率17.5%，云岭乡占4个。", "--0", "cuu"),
        ("不合格7个，不合格率17.5%，云岭乡占7个。", "---", "uuu"),
        ("不合格7个，不合格率17.5%，云岭乡占4批。", "---", "uuu"),
        ("不合格7个，走访3人，云岭乡占4个。", "--0", "cuu"),
        ("不合格7个；云岭乡占4个。", "--", "uu"),
        ("占4个。", "-", "u"),
        # A mean is none of a list of amounts; what is more than all of the totals ends it.
        ("受理85件，其中日均3件、网上60件、窗口25件。", "--00", "pupp"),
        ("受理58件，其中来电18件、来电日均31件、来信9件。", "-0-0", "cuuu"),
        ("日均受理58件，其中来电日均49件、来信日均9件。", "-00", "ppp"),
        ("受理85件，其中网上60件、窗口25件，办理时间3天。", "-00-", "pppu"),
        ("受理85件，其中网上160件、窗口25件。", "-00", "xxx"),
        ("受理85件，其中网上60件，网下160件。", "-0-", "cuu"),
        (
            "受理85件、走访30户，其中网上60件，网下160件，贫困户10户、其他户5户。",
            "--0-11",
            "ccuuuu",
        ),
        ("受理85件，其中网上60件，合计60件，窗口25件。", "-0--", "cuuu"),
        # What is told behind the list of a part may be of that list, if it counts the same.
        ("受理115件，答复106件，其中信函60份、邮件46条，其他9件。", "-0110", "ppccp"),
        ("受理115件，答复106件，其中信函60件、邮件46件，其他9件。", "-0110", "ccccc"),
        # What was dealt with so; the noun of another thing takes nothing up.
        (
            "加强督办。召开会议3次。通报2次。收到申请86件，办结85件。在办结的申请中，公开60件，不予公开25件。",
            "----33",
            "uuuppp",
        ),
        ("投诉86件。投诉热线中，市级50件、县级36件。", "---", "uuu"),
        # 其中 at the beginning goes back to all of the sentence before, further only for a sum.
        ("收到来信86件。召开会议3次，走访5件。其中：表扬50件；投诉36件。", "---00", "cuucc"),
        ("收到来信86件。督办。召开会议3次。其中：表扬50件；投诉36件。", "----", "uuuu"),
        ("检查企业120家；发现隐患86处。其中：规上企业40家。", "--0", "cuu"),
        ("检查企业120家。发现隐患86处。其中：规上企业40家。", "---", "uuu"),
        # 按…分 divides the first total of the last half, or what was divided before.
        ("检查企业120家；发现企业86家。按类型分，规上企业40家，一般企业46家。", "--11", "uppp"),
        (
            "收入12亿元，其中：税收9亿元；非税2亿元。增值税4亿元。所得税1亿元。分部门看，税务局7亿元，财政局5亿元。",
            "-00--00",
            "cccuucc",
        ),
        (
            "走访群众120人，其中党员90人。受理诉求86件。分部门看，税务局50件，财政局46件。",
            "-0-22",
            "cuxxx",
        ),
        # What is told in the half of the cue goes before what is told in another, for 其中 alone.
        ("报名4281人；上线率58.3%，其中女生2100人。", "---", "uuu"),
        ("报名4281人；上线率58.3%，按性别分，女生2100人，男生2181人。", "--00", "pupp"),
        ("报名4281人；上线率58.3%，按性别分，女生2100人，男生2180人。", "--00", "xuxx"),
        ("事故7起。同比减少2起。其中较大事故1起，一般事故6起。", "--00", "pupp"),
        ("检出4批次。项目中，农残3批次，其他1批次。", "---", "uuu"),
        ("检出不合格4批次。不合格项目中，农残3批次，其他1批次。", "-00", "ppp"),
        # Of what a share is of nothing more is told, nor of a mean that is less.
        ("受理9733件，占总量28460件的34.2%，其中投诉6000件。", "--10", "cucu"),
        ("受理投诉9733件，占道经营28460件，其中流动摊贩6000件。", "--1", "ucu"),
        ("受理投诉9733件，涉及28460件的34.2%，其中流动摊贩6000件。", "---1", "ucuu"),
        ("检查企业120家；日均用时3小时，其中规上企业40家。", "---", "uuu"),
        ("检查企业120家；日均检查3家，其中规上企业40家。", "--0", "cuu"),
        ("检查企业120家；日均检查40家，其中规上企业40家。", "--1", "ucu"),
        # What is told of each class is of that: in the same words, or behind the first of a half.
        ("抽检60批次，其中食品35批次，合格33批次；药品25批次，合格24批次。", "-0103", "ccucu"),
        ("抽检60批次，其中食品35批次，合格33批次，药品25批次，合格24批次。", "-0103", "ccucu"),
        ("抽检60批次，其中药品25批次，合格24批次；食品35批次，合格33批次。", "-0103", "ccucu"),
        ("检查60家（餐饮店35家，立案3家；药店25家，立案4家）。", "-0103", "ccucu"),
        ("抽检80批次，其中食品35批次，合格33批次；药品25批次，合格24批次。", "-01-3", "ccucu"),
        ("受理60件，其中柳湾镇35件、办结33件，枫林乡25件、办结24件。", "-0103", "ccucu"),
        ("受理60件，其中网络35件，电话20件，电话6件。", "-000", "xxxx"),
        ("抽检60批次，其中食品35批次，合格33批次；药品25批次，全部合格。", "-010", "ccuc"),
        (
            "抽检60批次，其中食品35批次，合格33批次、不合格2批次；药品25批次，合格24批次、不合格1批次。",
            "-011044",
            "cpppppp",
        ),
        ("受理60件，办结57件，其中网络35件，办结33件；电话25件，办结24件。", "--0101", "cccccc"),
        # What is more than the number before it is none of it, nor what makes the whole beside it.
        ("处理60人，其中甲镇党员15人、群众20人，乙镇党员6人、群众18人。", "-0000", "xxxxx"),
        ("抽检60批次，其中食品33批次、合格17批次，药品6批次、合格4批次。", "-0000", "ppppp"),
        # A price is none of others, an amount is.
        ("采购价格60万元（甲标35万元、乙标25万元）。", "---", "uuu"),
        ("采购金额60万元（甲标35万元、乙标25万元）。", "-00", "ppp"),
        ("补助60元/人（甲类35元/人、乙类25元/人）。", "---", "uuu"),
        # Nor are as many in each of some bodies; days are, and heads told in two words.
        ("全区各村各2个，其中活动室1个、图书室1个。", "---", "uuu"),
        ("培训60天，其中理论35天、实操25天。", "-00", "ppp"),
        ("停工超过300天，其中检修200天。", "--", "uu"),
        ("参训60人，其中男性35名。", "-0", "cu"),
        # People are of one sex or the other, and may be of a party besides.
        ("参训60人，其中女性35人、党员40人。", "-00", "uuu"),
        ("参训60人，其中女性20人、党员40人。", "-00", "ccc"),
        ("参训60人，其中男性35人、女性26人。", "-00", "xxx"),
        ("参训60件，其中女性35件、党员40件。", "-00", "xxx"),
        ("参训60人次，其中女性35人、党员25人次。", "-00", "ccc"),
        ("党员60名，其中男党员35名、女党员25名。", "-00", "ppp"),
        ("教师60人，其中专任教师50人，女教师40人。", "-00", "uuu"),
        ("教师60人，其中专任教师35人，教辅人员26人。", "-00", "xxx"),
        ("参训60人，其中女性35人，其他25人。", "-00", "ppp"),
        ("参训60人，其中女性35人，其他26人。", "-00", "xxx"),
        ("教师60人，其中高级职称20人、中级职称30人、初级职称10人。", "-000", "pppp"),
        # What there was the year before stands between the parts, points among several units.
        ("受理投诉60件（来电55件，上年50件，来信5件）。", "-0-0", "ppup"),
        ("发布76件，其中材料46条、均分3.2、产品12个、评论4篇、视频14条。", "-0-000", "ppuppp"),
        # A second division is of what was divided first, and that is told once.
        ("收入12亿元，其中税收9亿元。分部门看，税务局7亿元，财政局5亿元。", "-000", "pupp"),
        # A noun takes an amount up again two sentences on, not three.
        ("转派工单86件。加强督办。转派工单中，投诉类50件，求助类36件。", "-00", "ppp"),
        (
            "转派工单86件。加强督办。召开会议3次。转派工单中，投诉类50件，求助类36件。",
            "----",
            "uuuu",
        ),
        # Parts that name none of the totals are of the one that no part names.
        (
            "排查75家，立案20家，整改49家，其中立案5家，整改23家，重点行业26家、一般行业49家。",
            "---1200",
            "pccuupp",
        ),
    ],
)
def test_how_far_a_list_goes(read: Read, text: str, parents: str, statuses: str) -> None:
    """``parents`` tells of each number which one it is of, ``statuses`` what is known of it."""
    found = read(text)
    assert ["-" if item.parent is None else str(item.parent) for item in found] == [*parents]
    assert [item.status.value for item in found] == [STATUSES[letter] for letter in statuses]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        # The second 其中 of a bracket does not forget the list around it.
        (
            "办结27件，其中甲县18件（其中乙镇11件，其中丙村5件）、丁县9件。",
            [None, 0, 1, 2, 0],
        ),
        (
            "受理40件，其中办结27件（甲县18件，其中乙镇11件，其中丙村2件）、转办3件。",
            [None, 0, 1, 2, 3, 0],
        ),
        # Each part goes to one total of its unit, not to all of that family.
        ("收入9.5亿元、支出8000万元，其中税收7亿元、非税2.5亿元。", [None, None, 0, 0]),
        # What 占 stands before is some of the last amount, and of none in a bracket.
        ("不合格7个，云岭乡占4个。", [None, 0]),
        ("不合格7个（食品5个），云岭乡占4个。", [None, 0, None]),
        # A part goes to the total that can hold it.
        ("学生2400名、教师120人，其中寄宿生2166人。", [None, None, 0]),
        ("学生2400名、教师120人，其中中级职称66人。", [None, None, 1]),
        ("学生120名、教师240人，其中寄宿生2166人。", [None, None, 1]),
        # What one of a bracket is among is a whole of its own, …
        ("受理40件，其中投诉27件（20件中有5件超期）、转办3件。", [None, 0, 1, 2, 0]),
        ("抽查20家单位（不含乡镇）中，5家超期。", [None, 0]),
        # … and what is more than the whole ends its list.
        ("办结20件，其中投诉5件、咨询30件、建议3件。", [None, 0, None, None]),
        # A part in the unit of the whole says that what comes in another is none.
        ("受理267件，其中重复4批、集体3件，信访21批。", [None, 0, 0, None]),
        ("受理120件，其中网上60批、窗口50批，电话10批。", [None, 0, 0, 0]),
        # What was done is some of what the words name, and goes back over a change.
        ("矿山17座、隐患267条，其中重大4条，责令停产整改矿山2座。", [None, None, 1, 0]),
        ("不合格17个，减少13个，云岭乡占4个。", [None, 0, 0]),
        ("受理投诉300件，其中甲镇、乙镇分别为120件、80件。", [None, 0, 0]),
        # Another point ends the list, however long the text behind it is.
        (f"7个账号更新慢，其中4个超期；二是3个账号未开通。{'已责令整改。' * 20}", [None, 0, None]),
        # Only parts make a total with 两项合计, no changes; 占 goes back, not ahead.
        ("收入9亿元，同比增加1亿元，两项合计7.98亿元。", [None, 0, None, None]),
        (
            "收入9亿元，其中教育5.12亿元，同比增加1亿元，两项合计7.98亿元。",
            [None, 0, 1, None, None],
        ),
        ("云岭乡占4件，受理120件。", [None, None]),
        # What is left is a part where 其中 says so, and none where a bracket tells it.
        ("受理72件。其中，剩余8件正在办理。", [None, 0]),
        ("办结64件（其余8件正在办理）。", [None, None]),
    ],
)
def test_of_which_number_a_part_is(read: Read, text: str, parents: list[int | None]) -> None:
    assert [one.parent for one in read(text)] == parents


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # 其他合计 is a part with a name, 两项合计 the sum of the two before it.
        (
            "支出21.7亿元，其中教育5.12亿元，社保1.37亿元，卫生2.86亿元，其他合计12.35亿元。",
            "proved",
        ),
        ("收入9亿元，同比增长7%。分部门看，税务6亿元，增长5.8%。", "consistent"),
        # A division goes back over the number of its half-sentence.
        ("报名4281人；上线率58.3%，按性别分，女生2100人，男生2180人。", "contradicted"),
    ],
)
def test_what_a_list_says_of_its_whole(read: Read, text: str, status: str) -> None:
    assert read(text)[0].status.value == status
