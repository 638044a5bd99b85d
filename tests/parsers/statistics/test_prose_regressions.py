"""Sentences that were misread once, each by what was wrong."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from schemas.notice import Bound, Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("检查36家电梯使用单位。", 36, "家"), ("评选36名优秀教师。", 36, "名"),
        ("培育36家具有资质的企业。", 36, "家"), ("其中36人均已到岗。", 36, "人"),
        ("办理36起诉讼案件。", 36, "起"), ("帮扶36户外出务工家庭。", 36, "户"),
        ("走访36家乡镇卫生院。", 36, "家"), ("建成36个体育场。", 36, "个"),
        ("栽种36种植物。", 36, "种"), ("分36批发放物资。", 36, "批"),
    ],
)  # fmt: skip
def test_a_measure_word_before_a_noun_that_it_seems_to_make_a_word_with(
    read: Read, text: str, value: int, unit: str
) -> None:
    assert [(s.value, s.unit) for s in read(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["推进三次产业融合。", "开展一次性补贴。", "印发一份通知。"])
def test_a_numeral_and_a_word_that_are_no_count(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_date_is_not_seen_in_a_count(read: Read) -> None:
    assert [s.value for s in read("综合利用量1902.48万吨，贮存2023.5吨。")] == [
        19024800,
        Decimal("2023.5"),
    ]


@pytest.mark.parametrize(
    ("text", "base", "value"),
    [
        ("合格率98%（同比+0.8个百分点）。", "同比", "0.8"),
        ("合格率98%（同比-0.8个百分点）。", "同比", "-0.8"),
    ],
)
def test_a_sign_behind_the_comparison(read: Read, text: str, base: str, value: str) -> None:
    found = read(text)[1]
    assert (found.kind, found.base, found.value) == (Kind.DELTA, base, Decimal(value))
    assert found.parent == 0


@pytest.mark.parametrize(("arrow", "value"), [("↑", "12.5"), ("↓", "-12.5")])
def test_arrows_are_signs_of_change(read: Read, arrow: str, value: str) -> None:
    found = read(f"受理量312件（{arrow}12.5%）。")[1]
    assert (found.kind, found.value, found.parent) == (Kind.GROWTH, Decimal(value), 0)


def test_a_space_may_part_thousands_but_not_a_year_from_a_count(read: Read) -> None:
    assert [s.value for s in read("受理投诉 1 208 件。")] == [1208]
    assert [s.value for s in read("2022 105 件。")] == [105]


def test_the_unit_of_a_list_may_stand_in_its_header(read: Read) -> None:
    found = read("（单位：件）咨询312、求助208，合计520。")
    assert [(s.value, s.unit, s.metric) for s in found] == [
        (312, "件", "咨询"), (208, "件", "求助"), (520, "件", "合计"),
    ]  # fmt: skip
    assert [s.parent for s in found] == [2, 2, None]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("检出值不大于0.2毫克。", Bound.LE), ("频次不少于每周2次。", Bound.GE),
        ("过夜游客约占1/4。", Bound.APPROX), ("满意率列前三位。", Bound.LE),
        ("得分90分（含）以上。", Bound.GE),
    ],
)  # fmt: skip
def test_bounds_told_apart_from_the_number(read: Read, text: str, bound: Bound) -> None:
    assert [s.bound for s in read(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("区政府门户网站总访问量36次。", "区政府门户网站", "总访问量"),
        ("“区长信箱”收到来信36封。", "“区长信箱”", "收到来信"),
        ("市政务公开办对落实情况开展抽查，抽查单位36家。", "市政务公开办", "抽查单位"),
        ("承办量最大的是区城管局，为36件。", "区城管局", "承办量"),
        ("其次为区住建局，承办36件。", "区住建局", "承办"),
        ("工单超期未办结的有区住建局36件。", "区住建局", "工单超期未办结"),
        ("区政府督查室将通报36次。", "区政府督查室", "通报"),
        ("未整改的问题集中在柳湾镇（36个）。", "柳湾镇", ""),
        ("普惠性幼儿园覆盖率36%。", None, "普惠性幼儿园覆盖率"),
        ("中等职业学校36人。", None, "中等职业学校"),
        ("推进市级转办36件。", None, "推进市级转办"),
    ],
)
def test_whose_a_number_is(read: Read, text: str, subject: str | None, metric: str) -> None:
    (found,) = read(text)
    assert found.subject == subject
    assert metric in found.metric


def test_a_sentence_that_names_nobody_goes_on_about_the_one_named_before(read: Read) -> None:
    found = read("全市受理投诉60件。办结58件。区教育局受理12件（城区8件、乡村4件），办结9件。")
    assert [s.subject for s in found[:3]] == ["全市", "全市", "区教育局"]
    assert found[-1].subject == "区教育局"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("6个部门公开内容不细化。", "部门"), ("3条正在推进。", "正在推进"),
        ("其余36件正在办理。", "其余"), ("抽检发现的36批次不合格样品。", "不合格样品"),
        ("受理的有甲局、乙局等36家单位。", "单位"), ("达到90%的单位有甲局、乙局等36家。", "单位"),
        ("支出进度超过50%的36个。", "支出进度超过50%"), ("处十万元以下的罚款。", "罚款"),
        ("2011年以前制发的有36件。", "2011年以前制发"), ("申请人调查发出问卷36份。", "发出问卷"),
        ("信息公开平均得分率36%。", "信息公开平均得分率"), ("县（市、区）36个。", "县（市、区）"),
        ("按可比价计算地区生产总值36元。", "地区生产总值"),
    ],
)  # fmt: skip
def test_what_a_number_counts(read: Read, text: str, metric: str) -> None:
    assert metric in [s.metric for s in read(text)]


def test_changes_of_a_chain_share_base_and_amount(read: Read) -> None:
    found = read("事故21起，死亡18人，同比起数减少3起，下降12.5%，死亡人数增加1人，上升5.9%。")
    assert [s.parent for s in found] == [None, None, 0, 0, 1, 1]
    assert [s.base for s in found[2:]] == ["同比"] * 4


def test_a_change_behind_a_daily_mean_is_of_the_amount(read: Read) -> None:
    found = read("受理来电5460件，日均780件，较上周下降1.2%。")
    assert found[2].parent == 0


def test_a_change_behind_a_complete_list_is_of_its_whole(read: Read) -> None:
    found = read("错别字47处，其中网站31处，新媒体16处，较上季度减少12处。")
    assert found[3].parent == 0
    found = read("错别字47处，其中网站31处，减少8处，新媒体16处，减少4处。")
    assert [s.parent for s in found] == [None, 0, 1, 0, 3]


def test_comparison_told_once_holds_for_the_sentence(read: Read) -> None:
    found = read("与去年同期相比，优良断面比例提高2.3个百分点。")
    assert (found[0].metric, found[0].base) == ("优良断面比例", "去年同期")


def test_the_period_of_the_notice_is_that_of_numbers_that_name_none() -> None:
    from parsers.statistics import read_statistics
    from parsers.text import MappedText, Paragraph

    raw = "受理投诉36件。本季度办结30件。全年受理98件。"
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    found, _ = read_statistics(
        [paragraph], data_year=2022, data_period="2022年第三季度", region_name=None, sections=()
    )
    assert [s.period for s in found] == ["2022年第三季度", "2022年第三季度", "2022年"]
