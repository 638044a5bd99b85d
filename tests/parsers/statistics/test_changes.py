"""What kind of change a number tells, and from what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Kind, Statistic

Read = Callable[..., tuple[Statistic, ...]]
_D, _G, _B = Kind.DELTA, Kind.GROWTH, Kind.BASE


@pytest.mark.parametrize(
    ("text", "kind", "value", "metric"),
    [
        ("税收收入9亿元，较上年短收4亿元。", _D, -4_0000_0000, "税收收入"),
        ("平均办理时间3天，比承诺时限快2天。", _D, -2, "平均办理时间"),
        ("支出进度52%，比序时进度快2个百分点。", _D, 2, "支出进度"),
        ("PM2.5平均浓度31微克/立方米，同比改善8%。", _G, -8, "PM2.5平均浓度"),
        ("优良率83%，同比改善8%。", _G, 8, "优良率"),
        ("网站访问量90万次，同比增幅是9%。", _G, 9, "网站访问量"),
        ("水位58米，超警戒水位2米。", _D, 2, "水位"),
        ("能耗下降4%，降幅比全省平均大2个百分点。", _D, -2, "降幅"),
        ("投资增长4%，增速比全省平均大2个百分点。", _D, 2, "增速"),
        ("要压减一般性支出不低于10%。", _G, -10, "压减一般性支出"),
        ("全年下调收费标准10%。", _G, -10, "下调收费标准"),
        ("压减率不低于10%。", Kind.RATE, 10, "压减率"),
        ("年度考核扣减3分。", Kind.SCORE, 3, "年度考核扣减"),
        ("错误率低于3‰的警戒线。", Kind.RATE, 3, "错误率"),
        ("3‰的页面有错误。", Kind.SHARE, 3, "页面有错误"),
        ("图文解读占比由上年的六成提高到八成。", Kind.SHARE, 80, "图文解读占比"),
        ("按时办结率由上年的六成提高到八成。", Kind.RATE, 80, "按时办结率"),
        ("接通率由1月的88%逐月回升至6月的97%。", Kind.RATE, 97, "接通率"),
    ],
)  # fmt: skip
def test_kind_and_sign_of_a_change(
    read: Read, text: str, kind: Kind, value: int, metric: str
) -> None:
    found = read(text)[-1]
    assert (found.kind, found.value, found.metric) == (kind, value, metric)


@pytest.mark.parametrize(
    ("text", "kind", "metric"),
    [
        ("合格率96.7%，较上季度的94.1%高2.6个百分点。", _B, "合格率"),
        ("错别字2.8处，较上次抽检（4.1处）减少1.3处。", _B, "错别字"),
        ("收入9亿元，不足上年（20亿元）的一半。", _B, "收入"),
        ("修复时间从平均15天缩短为7天。", _B, "修复时间"),
        # The level of somebody else is none of another time.
        ("得分82分，较平均分（90分）低8分。", Kind.SCORE, "平均分"),
        ("合格率61%，比全县平均水平（88%）低27个百分点。", Kind.RATE, "平均水平"),
        ("合格率较高的品类为饮料（88%）。", Kind.RATE, "合格率"),
    ],
)  # fmt: skip
def test_level_that_is_told_only_to_compare(read: Read, text: str, kind: Kind, metric: str) -> None:
    found = next(
        s for s in read(text) if s.printed in {"94.1%", "4.1处", "20亿元", "15天", "90分", "88%"}
    )
    assert (found.kind, found.metric) == (kind, metric)


def test_signed_changes_in_a_list(read: Read) -> None:
    text = "教育、卫生、农林水支出分别为11亿元、5亿元和7亿元，同比变动+3.4%、-12.6%、+0.8%。"
    assert [(s.kind, float(s.value), s.metric) for s in read(text)[3:]] == [
        (_G, 3.4, "教育支出"), (_G, -12.6, "卫生支出"), (_G, 0.8, "农林水支出"),
    ]  # fmt: skip
