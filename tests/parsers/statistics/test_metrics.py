"""What a number counts, by the words beside it and before its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        # Words of demand and of degree before the number name nothing.
        ("群众转移率必须达到100%。", ["群众转移率"]),
        ("合格率要控制在8%以下。", ["合格率"]),
        ("误报率高达70%。", ["误报率"]),
        ("债务余额9亿元，控制在核定限额12亿元以内。", ["债务余额", "核定限额"]),
        ("主要是土地出让收入9亿元。", ["土地出让收入"]),
        ("主要污染物9种。", ["主要污染物"]),
        ("12月底前销号率达到95%。", ["销号率"]),
        ("起数持平、人数增加2人。", ["人数"]),
        # Whose place or points, and not what is counted.
        ("枫林镇以96分居首，柳湾乡71分垫底。", ["", ""]),
        ("公开工作在全区12个街道中列第4位。", ["街道", ""]),
        ("街道组：东湖街道98分、南桥街道97分列前列。", ["", ""]),
        # Parts of a number of things.
        ("县住建局承办的12项任务有5项滞后。", ["任务", "滞后"]),
        ("32个子项目已完工14个。", ["子项目", "完工"]),
        ("抽查6个街道的学校20所。", ["抽查街道", "学校"]),
        ("抽查6个街道的学校。", ["抽查学校"]),
        ("20个国、省控断面中，达标18个。", ["国、省控断面", "达标"]),
        ("17个部门网站已全部迁移。", ["部门网站"]),
        ("6个部门公开内容不细化。", ["部门"]),
        ("36个单位门户栏目中有29个更新及时。", ["单位门户栏目", "更新及时"]),
        ("50个投诉集中的小区被列为重点。", ["小区"]),
        ("5个街道的说明均已公开。", ["街道"]),
        ("8个未更新的栏目已整改。", ["栏目"]),
        ("6个单位尚未公开。", ["单位"]),
        ("市容类204件，其余领域336件。", ["市容类", "其余领域"]),
        ("联合7个部门开展检查。", ["联合部门"]),
        ("通过村务栏公开38条，通过网站公开信息90条。", ["通过村务栏公开", "公开信息"]),
        ("开展“双随机、一公开”抽查41次。", ["开展“双随机、一公开”抽查"]),
        ("主要问题为农药残留超标（占34%）和微生物污染（占31%）。", ["农药残留超标", "微生物污染"]),
        ("撤并5个内设机构。", ["撤并内设机构"]),
        ("评为优6个、良7个、中5个、差4个。", ["评为优", "良", "中", "差"]),
        # A label that a colon parts from its number, and one that only opens what is told.
        ("受理量：120件；办结率：98.5%，平均用时：3天。", ["受理量", "办结率", "平均用时"]),
        ("来电：80件、来信：40件、网上：20件。", ["来电", "来信", "网上"]),
        ("全区满意率：约98%（上年97%）", ["满意率", "满意率"]),
        ("主要问题：3个网站未更新，2家未整改。", ["网站", "未整改"]),
        ("公开工作在全区各单位和各镇街中的有关情况如下：120件。", [""]),
        ("石桥镇：120件。", [""]),
        # What the text before says.
        ("罚没款同比增加26万元，增幅19%，立案28件。", ["罚没款", "罚没款", "立案"]),
        ("收入9亿元，完成预算12亿元的75%，增长4%。", ["收入", "预算", "收入", "收入"]),
        ("最大点雨量出现在石桥镇，达342毫米。", ["最大点雨量"]),
        ("“农田管护”项目得分最高，达93分。", ["得分"]),
        # A page seam may tear a list off before its mark.
        ("、石桥中学得分最高，均为98.5分。", ["得分"]),
        ("、、最高，为98.5分。", [""]),
    ],
)  # fmt: skip
def test_metric_of_each_number(read: Read, text: str, metrics: list[str]) -> None:
    assert [s.metric for s in read(text)] == metrics


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("乡镇平均得分79分，较上年提高2分。", ["乡镇", "乡镇"]),
        ("全县平均得分84分；其中，部门平均85分。", ["全县", "部门"]),
        ("乡镇道路平均宽度7米。", [None]),
        ("全市市场监管系统共抽检食品90批次。", ["全市市场监管系统"]),
        ("问题较多的有石桥市（87个）、松阳州（41个）。", ["石桥市", "松阳州"]),
        ("治污设施异常的企业12家，其中青禾区5家、北山区7家。", [None, "青禾区", "北山区"]),
        ("建成示范基地12个，其中示范区5个。", [None, None]),
        ("督察组交办我区信访件36件。", ["我区"]),
        ("全区共接收市热线平台转办工单684件。", ["全区"]),
        ("全县政府债务余额47亿元。", ["全县"]),
        ("区林业局为年初目标的1.5倍。", ["区林业局"]),
        (
            "北山区、石桥县办结率分别为9%、8%，回访率分别为7%、6%。",
            ["北山区", "石桥县", "北山区", "石桥县"],
        ),
    ],
)  # fmt: skip
def test_subject_of_each_number(read: Read, text: str, subjects: list[str | None]) -> None:
    assert [s.subject for s in read(text)] == subjects


def test_the_last_of_several_names_may_hold_an_and(read: Read) -> None:
    found = read("教育、卫生健康、社会保障和就业支出分别为9亿元、4亿元、6亿元。")
    assert [s.metric for s in found] == ["教育支出", "卫生健康支出", "社会保障和就业支出"]
    found = read("甲镇、乙镇和丙镇支出分别为9亿元、4亿元、6亿元。")
    assert [s.subject for s in found] == ["甲镇", "乙镇", "丙镇"]


def test_a_rate_keeps_the_verb_that_ends_like_an_office(read: Read) -> None:
    assert [(s.subject, s.metric) for s in read("全程网办率87.5%。")] == [(None, "全程网办率")]
    (found,) = read("县司法局法律援助率98.6%。")
    assert (found.subject, found.metric) == ("县司法局", "法律援助率")


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("物业管理类。共612件，占转派件的14.1%。", ["物业管理类", "物业管理类"]),
        ("噪声扰民类。累计342件，同比减少57件。", ["噪声扰民类", "噪声扰民类"]),
        ("检查组到了现场。共发现问题12个。", ["发现问题"]),
    ],
)
def test_what_opens_its_sentence_counts_what_the_label_before_names(
    read: Read, text: str, metrics: list[str]
) -> None:
    assert [s.metric for s in read(text)] == metrics


def test_the_last_of_several_fields_is_named_up_to_their_noun(read: Read) -> None:
    found = read("教育、卫生健康支出分别为61.3亿元、38.1亿元。")
    assert [s.metric for s in found] == ["教育支出", "卫生健康支出"]
    found = read("小学、初中生均公用经费分别为720元、940元。")
    assert [s.metric for s in found] == ["生均公用经费", "生均公用经费"]


def test_a_total_is_called_what_all_of_its_parts_are_called(read: Read) -> None:
    text = "枫林乡、石桥镇存量资金分别为486万元、190万元，两地合计676万元。"
    assert [s.metric for s in read(text)] == ["存量资金"] * 3
    assert read("图解33个、短视频12个，合计45个。")[-1].metric == "合计"


def test_an_item_of_a_list_names_what_its_number_counts(read: Read) -> None:
    found = read("诉求主要集中在两方面：一是物业管理，共1875件，二是供水供电，共942件。")
    assert [s.metric for s in found if s.unit == "件"] == ["物业管理", "供水供电"]
    assert read("二是供水供电，共受理诉求942件。")[0].metric == "受理诉求"


def test_classes_of_problems_are_named_with_their_noun(read: Read) -> None:
    found = read("二是城乡建设、劳动社保两类问题突出，分别为733件、402件。")
    assert [s.metric for s in found if s.unit == "件"] == ["城乡建设问题", "劳动社保问题"]
    found = read("枫林乡、石桥镇问题分别为33个、12个。")
    assert [(s.metric, s.subject) for s in found] == [("问题", "枫林乡"), ("问题", "石桥镇")]


def test_a_share_behind_a_change_is_of_what_the_change_names(read: Read) -> None:
    text = (
        "装备制造业增加值增长8.5%，占规模以上工业比重21.9%；高新技术产业增长1.5%，占工业比重46.8%。"
    )
    assert [one.metric for one in read(text)] == [
        "装备制造业增加值",
        "装备制造业增加值",
        "高新技术产业",
        "高新技术产业",
    ]
    # The amount that changed is the part, not what the change says of it.
    assert read("税收收入204亿元，增长6%，占71.5%。")[-1].metric == "税收收入"
