"""The numbers of the prose."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.datasets.dataset import (
    NO_IDENTITY,
    NOT_PRINTED,
    NOTICE,
    STATUS_EN,
    STATUS_ZH,
    Dataset,
    ForeignKey,
)
from schemas.fields import NUMBER, column, count, place, text

STATISTICS: Final = Dataset(
    name="statistics",
    row_en="one number of the prose, bound to what it counts",
    row_zh="正文中的一个数字及其含义",
    key="statistic_id",
    foreign_keys=(
        ForeignKey("notice_id", "notices"),
        ForeignKey("parent_id", "statistics"),
        ForeignKey("measured_id", "statistics"),
        ForeignKey("basis_id", "statistics"),
    ),
    schema=pa.schema(
        [
            text("statistic_id", zh="数字编号", en="The number."),
            NOTICE,
            count("statistic_number", zh="序号", en="Position in the notice, from 1."),
            text("text", zh="所在分句（原文）", en="The clause as printed."),
            text("value_printed", zh="数字与单位（原文）", en="Number and unit as printed."),
            column(
                "value",
                NUMBER,
                zh="数值",
                en="Value, 万 and 亿 multiplied out.",
                absent="more digits than the column holds (SYS01)",
            ),
            column(
                "value_high", NUMBER, zh="区间上端", en="High end.", absent="the number is no range"
            ),
            text("measure", zh="计量单位", en="Unit of measure.", absent=NOT_PRINTED),
            column(
                "scale", NUMBER, zh="倍率（万为 10000）", en="Factor printed with it (万: 10000)."
            ),
            text(
                "bound",
                zh="界限：exact 确数、approx 约数、ge 不少于、gt 多于、le 不多于、lt 少于",
                en="How exact: exact, approx, ge, gt, le, lt.",
            ),
            text(
                "kind",
                zh="性质：level 数量、share 占比、rate 比率、growth 增减幅、delta 增减量、"
                "factor 倍数、score 得分、rank 名次、base 基期数",
                en="level, share, rate, growth, delta, factor, score, rank, base.",
            ),
            text("metric_name", zh="指标", en="What is counted."),
            text("subject", zh="主体", en="Who or where.", absent="not stated"),
            text("period", zh="时期", en="When.", absent="not stated"),
            text("base", zh="比较基期", en="What a change is compared with.", absent="no change"),
            text(
                "parent_id",
                zh="上级数字",
                en="The whole or base it belongs to.",
                absent="it stands alone",
            ),
            text(
                "relation",
                zh="与上级的关系：part of 分项、share of 占比、change of 变化",
                en="part of, share of, change of.",
                absent="it stands alone",
            ),
            count(
                "part_list",
                zh="所属分项列表的序号（同一总数可有几种划分）",
                en="Which list of parts of its whole it stands in, from 1.",
                absent="it is no part",
            ),
            text(
                "part_form",
                zh="分项列表是否列全：complete 列全、open 未必列全",
                en="Whether the words say that the list names all parts: complete or open.",
                absent="it is no part",
            ),
            count(
                "multiplicity",
                zh="“各”所涉主体数（各6篇而有两个主体为2），其他为1",
                en="For how many subjects the number holds each (各); 1 elsewhere.",
            ),
            text(
                "measured_id",
                zh="占比、率、增减所说的数：部分数，或现数",
                en="The number that a share, rate or change is of: the part, or the present level.",
                absent="the text does not give it and the basis for certain",
            ),
            text(
                "basis_id",
                zh="比对的基数：占比、率的总体，增减的前期数或增减量",
                en="What it is measured by: the whole, the earlier level or the difference.",
                absent="the text does not give both for certain",
            ),
            text(
                "section_title",
                zh="所在标题",
                en="Heading it stands under.",
                absent="before the first heading",
            ),
            column(
                "is_result",
                pa.bool_(),
                zh="是否为结果（计划、门槛、规定为否）",
                en="False for plans, thresholds and rules.",
            ),
            text("status", zh=STATUS_ZH, en=f"{STATUS_EN}."),
            text("evidence", zh="算式", en="The arithmetic, written out.", absent=NO_IDENTITY),
            *place(zh="数字", en="the number"),
        ]
    ),
)
