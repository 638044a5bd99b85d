"""The tables of a notice: their columns, the ranked units, the scores; and who the units are."""

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
from schemas.fields import POINTS, column, count, place, points, text

_UNREAD: Final = "empty in the source, or not readable as a number"
_NOT_HELD: Final = f"{_UNREAD}, or more digits than the column holds (SYS01)"
_TABLE: Final = text("table_id", zh="表编号", en="The table.")
_UNIT_ID: Final = text(
    "unit_id",
    zh="单位编号（同一地区内同名即同一编号）",
    en="The organisation: same region and same name, same id.",
    absent="the region of the notice is not known, so the name cannot be told apart",
)
_UNIT_NAME: Final = text(
    "unit_name",
    zh="单位名称，去除换行与空格；原文为空则为空串",
    en="Name of the unit, as printed; an empty text where the cell is empty.",
)
_MAX_SCORE: Final = points(
    "max_score",
    zh="指标满分",
    en="Highest score, from the header.",
    absent="the header names none",
)
_TOTAL_MAX: Final = points(
    "total_max",
    zh="总分满分",
    en="Maximum of the total.",
    absent="the header names none",
)


def _summed(prefix: str, *, zh: str, en: str) -> list[pa.Field]:
    """Return the columns for the cell of an indicator in a row that sums the units up.

    They stand beside the column they sum up, not among the units' scores: whoever adds scores up
    never counts a sum twice.
    """
    none = f"the table has no row of {prefix.strip('_')}s, or no number in it under this column"
    return [
        text(f"{prefix}label", zh=f"{zh}行的名称（原文）", en=f"Name of the {en}.", absent=none),
        points(f"{prefix}value", zh=f"{zh}行的数", en=f"Number in the {en}.", absent=none),
        text(f"{prefix}printed", zh=f"{zh}（原文）", en="The same as printed.", absent=none),
        text(
            f"{prefix}status",
            zh=f"该数的{STATUS_ZH}",
            en=f"Of that number: {STATUS_EN}.",
            absent=none,
        ),
        text(f"{prefix}evidence", zh="算式", en="The arithmetic, written out.", absent=NO_IDENTITY),
        *place(prefix, zh=f"{zh}行的数", en=f"the cell in the {en}", absent=none),
    ]


TABLES: Final = Dataset(
    name="tables",
    row_en="one table of a notice, joined over pages",
    row_zh="通报中的一张表（跨页已拼接）",
    key="table_id",
    foreign_keys=(ForeignKey("notice_id", "notices"),),
    schema=pa.schema(
        [
            _TABLE,
            NOTICE,
            count("table_number", zh="表在通报中的序号", en="Position in the notice, from 1."),
            text("kind", zh="类型：ranking 排名表、other 其他", en="ranking or other."),
            text("title", zh="表题", en="Title.", absent="no title above the table"),
            text(
                "group_name",
                zh="参评组别",
                en="Group of units that is ranked.",
                absent="not stated",
            ),
            count(
                "attachment_number",
                zh="附件序号",
                en="Number of the annex.",
                absent="it stands in no annex",
            ),
            text(
                "total_rule",
                zh="总分计分规则；none 为没有相符的规则",
                en="How totals are formed; none: no rule fits.",
            ),
            count("rule_confirmed_count", zh="证实该规则的行数", en="Rows that confirm the rule."),
            text(
                "rank_rule",
                zh="名次规则（stated：按通报所述规则区分同分）",
                en="How ties are ranked: competition, dense, ordinal, or stated by the notice.",
                absent="no ranks, or no rule fits",
            ),
            count("row_count", zh="行数（不含表头）", en="Rows without the header."),
            count("ranking_count", zh="排名行数", en="Ranked units."),
            count("column_count", zh="列数", en="Columns."),
            _TOTAL_MAX,
            points(
                "total_cap",
                zh="总分封顶值（加分后不得超过）",
                en="What bonuses cannot lift a total over.",
                absent="neither the notice nor its rows show a limit",
            ),
            points(
                "total_base",
                zh="基础分（扣分由此扣除）",
                en="What deductions go off.",
                absent="the total rule has no base",
            ),
            count(
                "dropped_extremes",
                zh="求平均时去掉的最高分、最低分各几个",
                en="How many of the highest and of the lowest scores a mean leaves out.",
            ),
            count(
                "total_digits",
                zh="总分的小数位数（末尾的零省略不印时）",
                en="Decimals of the totals where zeros at their end are dropped.",
                absent="each total has the decimals it is printed with",
            ),
            count("page_first", zh="首页", en="First page."),
            count("page_last", zh="末页", en="Last page."),
            text(
                "joins",
                zh="跨页拼接的依据（英文）",
                en="What proved each join over a page end, in English.",
                absent="on one page",
            ),
            text(
                "joins_zh",
                zh="跨页拼接的依据（中文）",
                en="The same in Chinese.",
                absent="on one page",
            ),
            *place(zh="表格", en="the table"),
        ]
    ),
)

INDICATORS: Final = Dataset(
    name="indicators",
    row_en="one column of a ranking table",
    row_zh="排名表的一列",
    key="indicator_id",
    foreign_keys=(ForeignKey("table_id", "tables"),),
    schema=pa.schema(
        [
            text("indicator_id", zh="指标编号", en="The column."),
            _TABLE,
            NOTICE,
            count("column_number", zh="列序号", en="Position in the table, from 1."),
            text("indicator_name", zh="指标名称（不含满分）", en="Name without its maximum."),
            text("indicator_printed", zh="表头原文", en="Header as printed."),
            text(
                "canonical_name",
                zh="统一指标名称",
                en="Indicator over tables and years.",
                absent="not matched",
            ),
            text(
                "role",
                zh="列的作用：rank 名次、unit 单位、score 得分、total 总分等",
                en="What the column holds: rank, unit, score, total …",
            ),
            text(
                "header_path",
                zh="多级表头，以“ / ”分隔",
                en="Header texts from the top, separated by /.",
            ),
            _MAX_SCORE,
            column(
                "weight",
                POINTS,
                zh="权重",
                en="Weight.",
                unit="fraction of 1",
                absent="the header names none",
            ),
            *place(zh="表头", en="the header cell", absent="not known"),
            *_summed("sum_", zh="合计", en="row of sums (合计)"),
            *_summed("mean_", zh="平均", en="row of means (平均)"),
        ]
    ),
)

RANKINGS: Final = Dataset(
    name="rankings",
    row_en="one unit in one ranking",
    row_zh="一个单位在一张排名表中的一行",
    key="ranking_id",
    foreign_keys=(ForeignKey("table_id", "tables"), ForeignKey("unit_id", "units")),
    schema=pa.schema(
        [
            text("ranking_id", zh="排名行编号", en="The row."),
            _TABLE,
            NOTICE,
            count("row_number", zh="行序号", en="Position among the ranked rows, from 1."),
            _UNIT_ID,
            _UNIT_NAME,
            count("rank", zh="名次", en="Rank as printed.", absent=_UNREAD),
            text(
                "rank_printed",
                zh="名次（原文）",
                en="Rank as printed, as text.",
                absent=NOT_PRINTED,
            ),
            text("rank_status", zh=f"名次的{STATUS_ZH}", en=f"Of the rank: {STATUS_EN}."),
            points("total", zh="总分", en="Total as printed.", absent=_NOT_HELD),
            text(
                "total_printed",
                zh="总分（原文）",
                en="Total as printed, as text.",
                absent=NOT_PRINTED,
            ),
            _TOTAL_MAX,
            column(
                "total_ratio",
                pa.float64(),
                zh="得分率：总分除以满分",
                en="Total divided by its maximum.",
                absent="total or maximum is absent",
            ),
            text(
                "total_status",
                zh=f"总分的{STATUS_ZH}",
                en=f"Of the total: {STATUS_EN}.",
                absent="no total",
            ),
            text(
                "total_evidence", zh="算式", en="The arithmetic, written out.", absent=NO_IDENTITY
            ),
            points(
                "computed_total",
                zh="按分项算出的总分",
                en="Total by the table's rule from the printed scores.",
                absent="no rule, a score is unread, or more digits than the column holds (SYS01)",
            ),
            points(
                "proposed_total",
                zh="总分建议值（未采用）",
                en="A proposed repair of the total; never applied.",
                absent="none",
            ),
            text("proposed_because", zh="建议理由", en="Why it is proposed.", absent="none"),
            text("grade", zh="等次", en="Grade.", absent=NOT_PRINTED),
            text("remark", zh="备注", en="Remark.", absent=NOT_PRINTED),
            *place(zh="单位名称", en="the unit's cell"),
            *place("total_", zh="总分", en="the total's cell", absent="no total"),
        ]
    ),
)

SCORES: Final = Dataset(
    name="scores",
    row_en="one unit under one indicator",
    row_zh="一个单位的一项得分",
    key="score_id",
    foreign_keys=(ForeignKey("ranking_id", "rankings"), ForeignKey("indicator_id", "indicators")),
    schema=pa.schema(
        [
            text("score_id", zh="得分编号", en="The score."),
            text("ranking_id", zh="排名行编号", en="The unit's row."),
            text("indicator_id", zh="指标编号", en="The column."),
            _TABLE,
            NOTICE,
            count("row_number", zh="行序号", en="Position of the row, from 1."),
            count("column_number", zh="列序号", en="Position of the column, from 1."),
            _UNIT_ID,
            _UNIT_NAME,
            text("indicator_name", zh="指标名称", en="Name of the indicator."),
            text(
                "role",
                zh="列的作用：score 得分、bonus 加分（含带正负号的加减分）、penalty 减分、"
                "deduction 扣分、subtotal 小计、weight 系数、cumulative 累计",
                en="score, bonus (also points with their sign: 加减分), penalty, deduction, "
                "subtotal, weight (a factor) or cumulative.",
            ),
            points("value", zh="得分", en="Score.", absent=_NOT_HELD),
            text("value_printed", zh="得分（原文）", en="What was printed."),
            _MAX_SCORE,
            column(
                "score_ratio",
                pa.float64(),
                zh="得分率：得分除以满分",
                en="Value divided by its maximum.",
                absent="value or maximum is absent",
            ),
            text("status", zh=STATUS_ZH, en=f"{STATUS_EN}."),
            text("evidence", zh="算式", en="The arithmetic, written out.", absent=NO_IDENTITY),
            points(
                "proposed_value",
                zh="建议值（未采用）",
                en="A proposed repair; never applied.",
                absent="none",
            ),
            text("proposed_because", zh="建议理由", en="Why it is proposed.", absent="none"),
            *place(zh="得分", en="the score's cell"),
        ]
    ),
)

UNITS: Final = Dataset(
    name="units",
    row_en="one organisation over the years",
    row_zh="一个单位（跨年度）",
    key="unit_id",
    is_partitioned=False,
    schema=pa.schema(
        [
            text("unit_id", zh="单位编号", en="The organisation."),
            text("unit_name", zh="单位名称", en="Canonical name."),
            text("function_code", zh="职能代码", en="Function code.", absent="not matched"),
            text("region_code", zh="地区代码（GB/T 2260）", en="Region, six digits of GB/T 2260."),
            text("region_name", zh="地区名称", en="Name of the region.", absent="not recognised"),
            text(
                "aliases",
                zh="其他名称，以“；”分隔",
                en="Other names, separated by ；.",
                absent="none",
            ),
            count(
                "year_first",
                zh="首次出现年度",
                en="First data year.",
                absent="no notice has a year",
            ),
            count(
                "year_last", zh="最后出现年度", en="Last data year.", absent="no notice has a year"
            ),
            count("ranking_count", zh="排名次数", en="Rows in rankings."),
        ]
    ),
)
