"""Sums that hold by chance, each beside one that proves its numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]


def sums(found: tuple[Statistic, ...], status: Status = Status.PROVED) -> set[str]:
    """The sums that give numbers a status."""
    return {one.evidence or "" for one in found if one.status is status}


@pytest.mark.parametrize(
    ("chance", "proof"),
    [
        # Items in like words: none of them is the total of the others.
        ("水污染类15件，大气污染类9件，噪声类6件。", "收到举报15件，大气污染类9件，噪声类6件。"),
        ("县级项目12个，镇级项目7个，村级项目5个。", "共有项目12个，镇级项目7个，村级项目5个。"),
        ("好的18家，较好的11家，一般的7家。", "参评企业18家，较好的11家，一般的7家。"),
        ("全区有小学12所，初中7所，高中5所。", "全区断面12个，Ⅱ类7个，Ⅲ类5个。"),
        ("东湖街道受理15件，柳湾镇受理9件，枫林乡受理6件。",
         "全区受理15件，柳湾镇受理9件，枫林乡受理6件。"),
        ("第一季度115件，第二季度79件，第三季度36件。", "发放115件，第二季度79件，第三季度36件。"),
        ("查处一般隐患26项，重大隐患7项，已整改19项。", "查处隐患26项，未整改7项，已整改19项。"),
        # What 中 opens, or what has shares of something else, is a list without a total.
        ("转派件中，投诉115件，求助79件，建议36件。", "转派件115件，求助79件，建议36件。"),
        ("投诉115件，占50%；举报79件，占34%；咨询36件，占16%。", "投诉115件；举报79件，咨询36件。"),
        # Without a word for the total small numbers make one another.
        ("约谈12人，通报7人，免职5人。", "处理12人，通报7人，免职5人。"),
        ("制发文件11件，废止9件，宣布失效2件。", "制发文件211件，废止189件，宣布失效22件。"),
        ("小学12所，初中7所，高中5所。", "学校12所，初中7所、高中5所。"),
        ("会同14个部门，组成6个督查组，对8个县进行督查。", "发现问题14个，整改6个，未整改8个。"),
        # A list that goes on in the same way is not yet its sum.
        ("分解任务24项，已完成11项，达到进度13项，滞后2项。",
         "分解任务24项，已完成11项、达到进度13项，通报单位2家，约谈2项。"),
        ("评价36个项目，优的9个、良的27个、中的5个。",
         "评价36个项目，优的9个、良的27个、差的0个。"),
        ("抽查58个，合格55个，不合格3个，关停3个。",
         "抽查58个，合格55个，不合格3个，其中关停3个。"),
        ("评价36个项目，优、良、中、差的分别有9个、21个、6个和1个。",
         "评价36个项目，优、良、中的分别有9个、21个和6个。"),
        # A list is in one half of its sentence, or one number in each; a state is no total.
        ("报考3842人，实考3796人，缺考44人；违规2人。",
         "报考3842人；实考3796人；缺考44人；违规2人。"),
        ("应完工18个，已完工11个，在建9个，未启动2个。", "应完工11个，在建9个，未启动2个。"),
        ("得分90分以上的单位13个，80至90分的10个，80分以下的3个。",
         "参评的单位13个，80至90分的10个，80分以下的3个。"),
        # A total has no other total among its parts, nor what was carried over.
        ("新收申请83件，上年结转5件，合计78件。", "收到申请83件，办结5件，未办结78件。"),
        ("新收申请73件，上年结转5件，已办结61件，未办结7件。",
         "收到申请73件，上年受理5件，已办结61件，未办结7件。"),
        ("收到来信83件，来访5件，合计78件。", "收到来件83件，来访5件，来电78件。"),
        # From a hundred on it is hardly a chance.
        ("数据集99个，接口60个，图层39个。", "数据集100个，接口60个，图层40个。"),
        # Parts are apart from their whole where other marks join them, all of them.
        ("小学12所、初中7所、高中5所。", "学校12所，初中7所、高中5所。"),
        ("学校12所，初中4所、小学5所，高中3所。", "学校12所，初中4所、小学5所、高中3所。"),
        # Of a place as a whole, and of one body each.
        ("全区走访15件，来信9件，来电6件。", "全区走访15件，柳湾镇9件，枫林乡6件。"),
        ("全区走访15件，来信9件，枫林乡6件。", "全区走访15件，东湖街道9件，枫林乡6件。"),
        ("全区走访15件，枫林乡9件，来信6件。", "全区走访15件，枫林乡9件，东湖街道6件。"),
        # What another place of the same level has is none of a place's.
        ("东湖街道受理115件，柳湾镇受理79件，枫林乡受理36件。",
         "区城管局受理115件，柳湾镇办结79件，枫林乡办结36件。"),
        ("东湖街道交办15件，柳湾镇办结9件，枫林乡办结6件。",
         "区城管局交办15件，柳湾镇办结9件，枫林乡办结6件。"),
        ("青禾区发现问题15个，白石区整改9个，青禾区未整改6个。",
         "青禾区发现问题15个，已整改9个，青禾区未整改6个。"),
        ("区住建局受理115件，东湖街道受理79件，枫林乡受理36件。",
         "区住建局受理115件，东湖街道承办79件，枫林乡承办36件。"),
        # Of the words of a listed number none is that of the one before it.
        ("新收申请73件，已办结61件、上年结转5件、未办结7件。",
         "新收申请73件，已办结61件、上年受理5件、未办结7件。"),
        # The word of a whole is in none of its parts.
        ("收到来信15件，来访9件，收到来电6件。", "收到来件15件，来访9件，来电6件。"),
        ("学校12所，初中4所、小学5所，职高、高中3所。", "学校12所，初中4所、小学5所、高中3所。"),
        ("学校12所，初中7所高中5所。", "学校12所，初中7所、高中5所。"),
        ("学校12所、教师90人、初中7所、高中5所。", "学校12所，教师90人，初中7所、高中5所。"),
        # A state beside states is no total of them, a class is one of its classes.
        ("已完工11个，在建9个，上月开工2个。", "已完工115个，住宅类79个，厂房类36个。"),
        ("已答复75件，予以公开41件，不予公开34件。",
         "已答复75件，予以公开41件、不予公开19件、其他15件。"),
        ("走访单位60个，90%以上的40个，落后20个。", "走访单位60个，90%以上的40个，60%以下的20个。"),
        ("县级项目112个，镇级项目70个，村级项目42个。",
         "收到项目112个，镇级项目70个，村级项目42个。"),
        ("未整改15处，未销号9处，未封存6处。", "排查15处，未销号9处，已封存6处。"),
        ("学校12所，初中7所，高中5所。", "学校12所：初中7所，高中5所。"),
        ("东湖街道受理15件，柳湾镇办结9件，未办结6件。",
         "东湖街道受理15件，区城管局办结9件，区住建局办结6件。"),
        ("查处一般隐患26项，重大隐患7项，已整改19项。",
         "排查安全隐患26项，重大隐患7项，已整改19项。"),
        # Nor is a sum, where a total that is none of its numbers follows.
        ("发现问题114个，整改46个，未整改68个，合计140个。",
         "发现问题114个，整改46个，未整改68个，合计140人。"),
        ("发现问题114个，整改46个，未整改68个；合计140个。",
         "发现问题114个，整改46个，未整改68个；合计140人。"),
        ("发现问题114个，整改46个，未整改68个；总计140个。",
         "发现问题114个，整改46个，未整改68个；来电80个、来访60个，合计140个。"),
        # A total that a word tells has parts in its own unit, of its sentence or the one before.
        ("走访3人、来访4件，合计7件。", "来信3件、来访4件，合计7件。"),
        ("城镇240件，农村600件。走访3次。合计840件。", "城镇240件，农村600件。合计840件。"),
        ("点位（小区46处、商铺31户）共77处。", "点位（小区46处、商铺21处、其他10处）共77处。"),
        ("微信154个，合格149个；微博50个，合格37个；合计204个。",
         "微信154个，合格149个；微博38个，合格37个；其他12个；合计204个。"),
        # One without a word has none two sentences on, nor of what goes on.
        ("受理143件。走访3次，约谈2次。约见1次。公开61件、部分公开52件、不予公开30件。",
         "受理143件。公开61件、部分公开52件、不予公开30件。"),
        ("答复75件。走访5件，予以公开41件、部分公开12件、不予公开22件。",
         "答复75件，走访5人。予以公开41件、部分公开12件、不予公开22件。"),
        ("已答复75件，结转下年3件。予以公开41件、部分公开34件。",
         "已答复75件，结转下年3件。予以公开41件、部分公开12件、不予公开22件。"),
        ("申请112件，法人14件；公开71件，部分公开19件，不予8件，无法提供22件。",
         "受理15件，直接答复9件；生成工单6件；回访7件。"),
        ("处理3人，通报2人，免职1人，下发通报5期。", "处理3人，通报2人，免职1人；下发通报5期。"),
        ("检查1家，合格0家，不合格1家。", "检查2家，合格1家，不合格1家。"),
        ("受理15件，直接答复9件。生成工单6件。", "受理10件，直接答复6件，生成工单4件，走访5人。"),
        ("受理诉求90件，来访12批，咨询60件，投诉30件。",
         "受理诉求90件，来访12人，咨询60件，投诉30件。"),
        ("全区15个项目，枫林乡9个项目，东湖街道6个项目。",
         "全区15个项目，枫林乡9个，东湖街道6个。"),
        ("全区15个项目，枫林乡9个项目，东湖街道6个项目。",
         "全区15个项目，枫林乡9个项目，东湖街道6个。"),
        ("青禾区走访15件，枫林乡接待9件，东湖街道接待6件。",
         "全区走访15件，枫林乡接待9件，东湖街道接待6件。"),
        # What is told beside a number is none of it.
        ("受理115件，已办结79件，此外转办36件。", "受理115件，已办结79件，转办36件。"),
        ("全区断面12个，Ⅱ类7个，其他5个。", "全区断面12个，Ⅱ类7个，其他类5个。"),
        ("抽查58个，合格55个、不合格3个、关停3个。",
         "抽查58个，合格55个、不合格3个、已立案，关停3个。"),
        ("区住建局受理115件，东湖街道受理79件，枫林乡受理36件。",
         "区住建局牵头，受理115件，东湖街道受理79件，枫林乡受理36件。"),
        # A mean is no total, nor is one class of others, nor the first item of a list.
        ("人均支出143元，衣着费61元，食品费82元。", "发放补助143元，衣着费61元，食品费82元。"),
        ("收到咨询类67件，投诉类10件，求助类57件。", "收到来件67件，投诉类10件，求助类57件。"),
        ("小学120所、初中70所、高中50所。", "学校120所，初中70所、高中50所。"),
        # What follows goes on with the list only where it counts the same, joined alike.
        ("抽查58个，合格55个，不合格3个，关停3个。", "抽查58个，合格55个，不合格3个，减少3个。"),
        ("抽查58个，合格55个、不合格3个、停业3个。", "抽查58个，合格55个、不合格3个含停业3个。"),
        # Who was punished twice is in both.
        ("处理11人，党纪处分6人；政务处分5人，部分人员受双重处分。",
         "处理11人，党纪处分6人、政务处分5人。重复信访3件。"),
        ("处理11人，党纪处分6人、政务处分5人，受双重处分3人。",
         "处理11人，党纪处分6人、政务处分5人。"),
        # One month is none of another, nor one year; a quarter has its months, a year its halves.
        ("1月受理115件，2月受理79件，3月受理36件。", "一季度受理115件，1月受理79件，2月受理36件。"),
        ("2020年受理115件，2021年受理79件，2022年受理36件。",
         "2022年受理115件，上半年受理79件，下半年受理36件。"),
        ("2021年受理115件，2020年受理79件，2019年受理36件。",
         "隐患15处，9处已销号，6处未销号。"),
        # What is of another sort is no part, whatever was found or done.
        ("发现一般隐患152项，较大隐患37项，重大隐患115项。",
         "发现隐患152项，较大隐患37项，一般隐患115项。"),
        ("排查一般隐患152项，整改重大隐患37项，已整改115项。",
         "排查隐患152项，整改重大隐患37项，已整改115项。"),
    ],
)  # fmt: skip
def test_a_sum_without_a_word_for_it_proves_only_what_is_told_as_a_whole(
    read: Read, chance: str, proof: str
) -> None:
    assert not sums(read(chance))
    assert sums(read(proof))


def test_shares_of_a_row_are_held_against_none_of_it(read: Read) -> None:
    row = "城乡建设类258件，占30%；劳动社保类172件，占20%；涉法涉诉类86件，占10%。"
    assert not sums(read(row), Status.CONTRADICTED)
    whole = "受理258件；劳动社保类172件，占20%；涉法涉诉类86件，占10%。"
    assert sums(read(whole), Status.CONTRADICTED)
    opened = "不合格项目中，微生物15批次、占50%，农药9批次、占30%，添加剂3批次、占20%。"
    assert not sums(read(opened))
    assert sums(read("检出不合格15批次，其中添加剂3批次、占20%。"))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        # Each part has the share that it gives: the classes overlap.
        ("学校240所，其中民办180所、占75%，寄宿制96所、占40%。",
         "学校240所，其中民办180所、占75%，寄宿制96所、占41%。"),
        ("在册车辆16辆（货车12辆、占75%，客车4辆、占25%）。",
         "在册车辆0辆（货车12辆、占75%，客车4辆、占25%）。"),
        ("处分11人，其中党纪处分9人、政务处分5人（含双重处分3人）。",
         "处分11人，其中党纪处分9人、政务处分5人（含撤职3人）。"),
        # A total of a count closes a list.
        ("支出21.7亿元，其中教育5.12亿元，社保4.37亿元，卫生2.86亿元，三项合计12.35亿元。",
         "支出21.7亿元，其中教育5.12亿元，社保14.37亿元，卫生2.86亿元，三项合计22.35亿元。"),
    ],
)  # fmt: skip
def test_parts_that_overlap_or_are_summed_up_contradict_nothing(
    read: Read, right: str, wrong: str
) -> None:
    assert not sums(read(right), Status.CONTRADICTED)
    assert sums(read(wrong), Status.CONTRADICTED)


@pytest.mark.parametrize(
    ("chance", "proof"),
    [
        ("支出21.7亿元，其中教育5.12亿元，社保1.37亿元，卫生2.86亿元，三项合计12.35亿元。",
         "支出21.7亿元，其中教育5.12亿元，社保1.37亿元，卫生2.86亿元，其他合计12.35亿元。"),
        # All parts are told of another of the totals before.
        ("死亡11人、受伤9人，其中甲镇死亡8人，乙镇死亡1人。",
         "死亡11人、受伤9人，其中甲镇受伤8人，乙镇受伤1人。"),
        # One may be in several of the classes.
        ("12家加油站中，有3家未演练，2家失效，7家过期，部分加油站存在两项以上问题。",
         "12家加油站中，有3家未演练，2家失效，7家过期。"),
        # A list in several units that goes on in one more.
        ("解读58条，其中材料46条、产品12个、评论4篇。", "解读58条，其中材料46条、产品12个。"),
        ("12个网站中，有5个未公示；转载信息7篇。", "12个网站中，有5个未公示；7个未更新。"),
        # The next point is no part of the one before; nor is what was done since.
        ("一是7个账号更新慢，其中4个超期；二是3个账号未开通留言。",
         "7个账号更新慢，其中4个账号超期；3个账号停更。"),
        ("发现隐患129处，其中重大隐患7处；已整改122处。",
         "发现隐患129处，其中重大7处；一般122处。"),
        # Of two divisions one has no total among the other's numbers.
        ("从行业看，运输7起，建筑4起，工矿2起；从等级看，较大1起，一般14起。",
         "运输6起，建筑4起，工矿2起，其他1起；13起事故均已结案。"),
        ("6个账号不合格，分别为甲县1个、乙区1个、丙区2个、市直1个；有11个账号回复不及时。",
         "6个账号不合格，甲县1个、乙区1个、丙区2个、市直1个；有11个账号回复不及时。"),
    ],
)  # fmt: skip
def test_a_list_proves_no_total_that_it_makes_by_chance(
    read: Read, chance: str, proof: str
) -> None:
    assert not sums(read(chance))
    assert sums(read(proof))


def test_what_parts_make_together_is_linked_to_their_whole(read: Read) -> None:
    text = "支出21.7亿元，其中教育5.12亿元，卫生2.86亿元，{}12.35亿元。"
    assert read(text.format("两项合计"))[-1].parent == 0
    assert read(text.format("社保合计"))[-1].part_list == 1


def test_from_a_hundred_on_a_total_that_was_split_is_split_again_by_no_chance(read: Read) -> None:
    of_99 = "复议99件，其中维持80件、纠正19件；诉讼45件，未审结54件。"
    assert sums(read(of_99)) == {"80 + 19 = 99"}
    of_100 = "复议100件，其中维持80件、纠正20件；诉讼45件，未审结55件。"
    assert sums(read(of_100)) == {"80 + 20 = 100", "45 + 55 = 100"}


def test_years_beside_a_total_without_one_are_read(read: Read) -> None:
    found = read("受理诉求115件。2021年受理59件、2020年受理36件、2019年受理20件。", data_year=None)
    assert [one.period for one in found] == [None, "2021年", "2020年", "2019年"]


def test_shares_that_do_not_follow_say_of_no_classes_that_they_overlap(read: Read) -> None:
    classes = "学校240所，其中民办180所、占75%，寄宿制96所、占{}%。"
    assert "180 + 96 = 276 ≠ 240" not in sums(read(classes.format(40)), Status.CONTRADICTED)
    assert "180 + 96 = 276 ≠ 240" in sums(read(classes.format(41)), Status.CONTRADICTED)


@pytest.mark.parametrize(
    ("text", "is_proved"),
    [
        # What is told of quarters behind their half-year is none of it, …
        ("上半年受理150件，第三季度90件，第四季度60件。", False),
        ("2021年受理150件，2022年1月90件、2月60件。", False),
        ("1—3月受理150件，4月90件、5月60件。", False),
        # … and what is told of those of the year is.
        ("受理诉求150件，第三季度90件，第四季度60件。", True),
        ("上半年受理150件，其中第一季度90件，第二季度60件。", True),
    ],
)
def test_what_is_of_no_day_of_its_whole_is_no_part(read: Read, text: str, is_proved: bool) -> None:
    found = read(text)
    assert (found[0].status is Status.PROVED) is is_proved
    assert [one.parent for one in found[1:]] == ([0, 0] if is_proved else [None, None])


def test_a_list_of_what_was_answered_is_no_sum_of_what_was_asked(read: Read) -> None:
    rest = "、".join(f"{town}镇{at}个" for at, town in enumerate("东西南北平阳金" * 4, 2))
    told = "收到申请52件，已答复55件。答复中采纳31件、部分采纳12件、不采纳9件。"
    for text in (told, f"{told}设立网点{rest}。"):
        assert read(text)[0].status is not Status.PROVED


def test_parts_with_shares_of_their_own_need_not_make_the_whole(read: Read) -> None:
    found = read("企业240家，其中餐饮183家，占76.3%，外资96家，占40%。")
    assert Status.CONTRADICTED not in {one.status for one in found}
