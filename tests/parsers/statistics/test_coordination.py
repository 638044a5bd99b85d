"""Coordinated names, and what is said of all of them behind the last one."""

from __future__ import annotations

import pytest

from parsers.statistics.coordination import with_head


@pytest.mark.parametrize(
    ("listed", "names", "head"),
    [
        # The name is as far as it names somebody, …
        ("县教育局 县人社局办件量", "县教育局 县人社局", "办件量"),
        ("县教育局 县人社局的办件量", "县教育局 县人社局", "办件量"),
        ("县教育局 县人社局两类办件量", "县教育局 县人社局", "办件量"),
        ("县教育局 县人社局窗口三项支出", "县教育局 县人社局", "窗口三项支出"),
        ("县教育局办件量", "县教育局", "办件量"),
        ("青禾区PM2.5", "青禾区", "PM2.5"),
        # … or most like another one in length, up to a noun of quantity.
        ("政务公开 信访接待案件数量", "政务公开 信访接待", "案件数量"),
        ("信访 接待案件数量", "信访 接待", "案件数量"),
        ("教育 体育的办件数量", "教育 体育", "办件数量"),
        ("教育 卫生局", "教育 卫生局", ""),
        ("水质 PM2.5监测数量", "水质 PM2.5", "监测数量"),
        ("教育 咨询和求助案件数量", "教育 咨询和求助", "案件数量"),
        ("咨询 求助平台建设", "咨询 求助平台建设", ""),
        # No name and no noun has one character, but beside another one.
        ("办件 超期率", "办件 超期率", ""),
        ("好评 差评数", "好评 差评数", ""),
        ("高 低风险企业数", "高 低", "风险企业数"),
        ("水质监测 微尘PM2.5监测数量", "水质监测 微尘", "PM2.5监测数量"),
        # Of several names the nearest in length counts, of two ends the first.
        ("信访 社会保障服务 接待案件数量", "信访 社会保障服务 接待", "案件数量"),
        ("信访 社会服务 接待案件数量", "信访 社会服务 接待", "案件数量"),
        # Their number ends the last of them, a field of money stands behind it.
        ("教育 卫生健康 社会保障和就业三项支出", "教育 卫生健康 社会保障和就业", "支出"),
        ("教育 三项支出", "教育 三项支出", ""),
        ("道路 桥梁隧道建设投入资金", "道路 桥梁隧道建设投入", "资金"),
        ("教育 医疗卫生人均支出", "教育 医疗卫生", "人均支出"),
        ("法院 检察院税收", "法院 检察院", "税收"),
        # Each is what is counted.
        ("受理量 办结量", "受理量 办结量", ""),
        ("受理件数 办结件数", "受理件数 办结件数", ""),
    ],
)
def test_what_is_said_of_all_names_stands_behind_the_last(
    listed: str, names: str, head: str
) -> None:
    assert with_head(listed.split()) == (names.split(), head)


def test_what_stands_behind_the_number_of_names_is_their_noun() -> None:
    assert with_head(["甲镇", "柳湾镇"], "办件量") == (["甲镇", "柳湾镇"], "办件量")


@pytest.mark.parametrize(
    ("listed", "first"),
    [
        ("受理量靠前的县城管局 县人社局办件量", "县城管局"),
        ("2023年县城管局 县人社局办件量", "县城管局"),
        ("全区城管局 县人社局办件量", "城管局"),
        ("城管局2023年台账 县人社局办件量", "城管局2023年台账"),
        # What describes is no name, and alone a time or a scope stays.
        ("受理量靠前的事项 县人社局办件量", "受理量靠前的事项"),
        ("2023年 县人社局办件量", "2023年"),
        ("全区 县人社局办件量", "全区"),
    ],
)
def test_the_first_name_is_without_what_describes_it(listed: str, first: str) -> None:
    assert with_head(listed.split()) == ([first, "县人社局"], "办件量")


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("PM2.5 PM10 臭氧年均浓度", "PM2.5年均浓度 PM10年均浓度 臭氧年均浓度"),
        ("全年PM2.5 PM10浓度", "PM2.5浓度 PM10浓度"),
        # That of the last one alone, or none of a substance.
        ("PM2.5 臭氧日最大8小时平均浓度", "PM2.5 臭氧日最大8小时平均浓度"),
        ("PM2.5 臭氧达标天", "PM2.5 臭氧达标天"),
        ("PM2.5 空气浓度", "PM2.5 空气浓度"),
    ],
)
def test_what_is_measured_of_substances_is_part_of_the_metric(listed: str, names: str) -> None:
    assert with_head(listed.split()) == (names.split(), "")


@pytest.mark.parametrize(
    ("listed", "names", "head"),
    [
        ("高 中 低风险企业", "高风险企业 中风险企业 低风险企业", ""),
        ("高 教育 低风险企业", "高 教育 低风险企业", ""),
        ("一 二等奖", "一等奖 二等奖", ""),
        ("一类 二类企业", "一类企业 二类企业", ""),
        ("一类 乙级 丙级医院", "一类 乙级 丙级医院", ""),
        ("甲级 乙类 丙级医院", "甲级 乙类 丙级医院", ""),
        ("一类 二类 三类企业", "一类企业 二类企业 三类企业", ""),
        ("高 中 风险企业", "高 中 风险企业", ""),
        # 类 begins the word there: it ends no class.
        ("甲类 类似问题", "甲类 类似", "问题"),
    ],
)
def test_the_noun_of_the_last_class_is_that_of_all(listed: str, names: str, head: str) -> None:
    assert with_head(listed.split()) == (names.split(), head)
