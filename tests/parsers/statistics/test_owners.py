"""Whose a number is, where the name stands right before what is counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.statistics import read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("枫林镇改厕320户。", "枫林镇", "改厕"),
        ("区城管局责令停工项目9个。", "区城管局", "责令停工项目"),
        ("石桥县环卫中心道路清扫频次4次。", "石桥县环卫中心", "道路清扫频次"),
        ("北山区“湖畔里”项目裸土未覆盖900平方米。", "北山区“湖畔里”项目", "裸土未覆盖"),
        ("“石桥农业”微信公众号转载商业信息4篇。", "“石桥农业”微信公众号", "转载商业信息"),
        ("石桥化工有限公司废水排放浓度为标准限值的1.7倍。", "石桥化工有限公司", "废水排放浓度"),
        ("北山区城投公司工地3台渣土车未覆盖。", "北山区城投公司工地", "渣土车"),
        ("县水利局“规划计划”栏目14个月未更新。", "县水利局“规划计划”栏目", "未更新"),
        ("市政府督查室会同11个市直部门开展督查。", "市政府督查室", "市直部门"),
        ("北山区第二实验小学食材验收不规范3次。", "北山区第二实验小学", "食材验收不规范"),
        ("县住建局老旧小区改造24个。", "县住建局", "老旧小区改造"),
        ("“绿源”有限公司废水排放3次。", "“绿源”有限公司", "废水排放"),
        ("青禾区改厕320户。", "青禾区", "改厕"),
        ("平安镇改厕320户。", "平安镇", "改厕"),
        ("幸福乡改厕320户。", "幸福乡", "改厕"),
        ("枫林县柳湾街道改厕320户。", "枫林县柳湾街道", "改厕"),
        ("县住房保障中心房源30套。", "县住房保障中心", "房源"),
        ("临岚市环卫中心道路清扫4次。", "临岚市环卫中心", "道路清扫"),
        ("石桥镇窗口环境卫生3次。", "石桥镇窗口", "环境卫生"),
        ("“石桥农业”公众号商业信息4篇。", "“石桥农业”公众号", "商业信息"),
        ("石桥县3号桥整治2次。", "石桥县", "3号桥整治"),
        ("县救助管理站床位30张。", "县救助管理站", "床位"),
        ("县调度指挥中心工单30件。", "县调度指挥中心", "工单"),
        ("枫林乡110警情30起。", "枫林乡", "110警情"),
        ("北山区“双减”督查30次。", "北山区", "“双减”督查"),
        ("枫林乡5G基站30座。", "枫林乡", "5G基站"),
        ("临岚市裸土30处。", "临岚市", "裸土"),
        # No name of one body: a class, an attribute, a word that only begins like a region.
        ("示范区建设标准厂房3座。", None, "示范区建设标准厂房"),
        ("县级财政支出下达4笔。", None, "县级财政支出下达"),
        ("市政道路改造3条。", None, "市政道路改造"),
        ("区域医疗中心床位40张。", None, "区域医疗中心床位"),
        ("老旧小区改造9个。", None, "老旧小区改造"),
        ("街道办事处环境整治30次。", None, "街道办事处环境整治"),
        ("旅游区绿化30亩。", None, "旅游区绿化"),
        ("人口大县项目30个。", None, "人口大县项目"),
        # A number that is the amount of a name is no part of what is counted.
        ("青禾区12345占比30%。", None, "青禾区12345"),
        # A name with nothing behind it leaves open what is counted.
        ("从得分看，区教育局96分。", "区教育局", "得分"),
    ],
)  # fmt: skip
def test_name_of_one_body_before_what_is_counted_is_the_subject(
    read: Read, text: str, subject: str | None, metric: str
) -> None:
    found = read(text)[0]
    assert (found.subject, found.metric) == (subject, metric)


@pytest.mark.parametrize(
    ("region", "subject", "metric"), [("光明区", "光明区", "裸土"), (None, None, "光明区裸土")]
)
def test_the_region_of_the_notice_is_one_body_whatever_it_is_called(
    region: str | None, subject: str | None, metric: str
) -> None:
    paragraph = Paragraph(text=MappedText.at("光明区裸土30处。", 0), page=1, section=None)
    (found,), _ = read_statistics([paragraph], data_year=2022, region_name=region, sections=())
    assert (found.subject, found.metric) == (subject, metric)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("在线设备故障5天未报告。", "在线设备故障未报告"),
        ("首页连续21天未更新。", "首页未更新"),
        ("平均办理时长5天，未发现问题。", "平均办理时长"),
        ("建成充电桩5个未验收。", "建成充电桩"),
    ],
)
def test_duration_is_that_of_what_was_not_done_behind_it(
    read: Read, text: str, metric: str
) -> None:
    assert read(text)[0].metric == metric


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("东湖街道95分、柳湾镇90分、枫林乡85分，平均得分90分。", None),
        ("综合指数由高到低依次为东湖街道3.12、柳湾镇2.98，平均3.05。", None),
        ("全区办结率98%，其中东湖街道99%、柳湾镇97%，平均98%。", "全区"),
        ("全区受理120件，其中东湖街道80件、柳湾镇40件，日均2件。", "全区"),
        # Of whom the sentence is about, where no list stands before it.
        ("柳湾镇受理80件，平均用时3天。", "柳湾镇"),
    ],
)
def test_a_mean_behind_a_list_is_not_of_the_last_of_it(
    read: Read, text: str, subject: str | None
) -> None:
    assert read(text)[-1].subject == subject
