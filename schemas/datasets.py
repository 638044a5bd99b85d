"""The published datasets: the single source of their names, columns, types, keys and meanings.

Data dictionary, data package, Parquet files and documentation follow from here (DESIGN §6).
``data_year`` is no column of the files: it is the partition (``data_year=2022``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from schemas.fields import NUMBER, column, count, place, points, text

PARTITION: Final = "data_year"
"""The partition column of every dataset but ``units``; absent in Hive's default partition."""

_NO_TABLE = "the finding is not about a table"
_NOT_PRINTED = "not printed"
_UNREAD = "empty in the source, or not readable as a number"


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``column`` holds keys of ``dataset`` (or null where the column may be null)."""

    column: str
    dataset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One published dataset: what a row is, its columns, its key and what it points to."""

    name: str
    row_en: str
    row_zh: str
    key: str
    schema: pa.Schema
    foreign_keys: tuple[ForeignKey, ...] = ()
    is_partitioned: bool = True


_NOTICE = text("notice_id", zh="通报编号（由文件内容得出）", en="The notice, named by its content.")
_TABLE = text("table_id", zh="表编号", en="The table.")
_UNIT_ID = text(
    "unit_id",
    zh="单位编号（同一地区内同名即同一编号）",
    en="The organisation: same region and same name, same id.",
    absent="the region of the notice is not known, so the name cannot be told apart",
)
_UNIT_NAME = text(
    "unit_name",
    zh="单位名称，去除换行与空格；原文为空则为空串",
    en="Name of the unit, as printed; an empty text where the cell is empty.",
)
_UNOPENED = "the file could not be opened"
_STATUS = (
    "proved / consistent / contradicted / unchecked: whether arithmetic confirms the value",
    "证明状态：proved 已证实、consistent 不矛盾、contradicted 有矛盾、unchecked 未核",
)
_EVIDENCE = "no identity covers the value"
_MAX_SCORE = points(
    "max_score",
    zh="指标满分",
    en="Highest score, from the header.",
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
        text(f"{prefix}status", zh=_STATUS[1], en=f"Of that number: {_STATUS[0]}.", absent=none),
        text(f"{prefix}evidence", zh="算式", en="The arithmetic, written out.", absent=_EVIDENCE),
        *place(prefix, zh=f"{zh}行的数", en=f"the cell in the {en}", absent=none),
    ]


SOURCES: Final = Dataset(
    name="sources",
    row_en="one input file and what became of it",
    row_zh="一个输入文件及其处理结果",
    key="source_id",
    schema=pa.schema(
        [
            text(
                "source_id",
                zh="文件编号（由内容得出；无法打开者由路径得出）",
                en="The input, named by its content; by its path where it could not be opened.",
            ),
            text("path", zh="相对输入目录的路径", en="Path relative to the input folder, with /."),
            text("sha256", zh="文件内容的 SHA-256", en="SHA-256 of the bytes.", absent=_UNOPENED),
            column(
                "byte_count",
                pa.int64(),
                zh="文件大小",
                en="Size.",
                unit="bytes",
                absent=_UNOPENED,
            ),
            text(
                "outcome",
                zh="处理结果（取值见英文）：已读、部分可读、无数据、重复、未能读取",
                en="What became of it: read, partial, no data, duplicate, quarantined.",
            ),
            text("reason_en", zh="原因（英文）", en="Why, in English.", absent="it was read"),
            text("reason_zh", zh="原因（中文）", en="Why, in Chinese.", absent="it was read"),
            text("hint_en", zh="处理建议（英文）", en="What to do, in English.", absent="nothing"),
            text("hint_zh", zh="处理建议（中文）", en="What to do, in Chinese.", absent="nothing"),
            text(
                "notice_id",
                zh="由此读出的通报",
                en="The notice read from it.",
                absent="no notice came of it",
            ),
            text(
                "duplicate_of",
                zh="与之内容相同、已读取的文件",
                en="The source with the same bytes that was read in its place.",
                absent="no duplicate",
            ),
            text("reader", zh="读取程序", en="The reader.", absent="it was not read"),
            text("reader_version", zh="读取程序版本", en="Its version.", absent="it has none"),
            text(
                "method", zh="取字方式", en="How the text was obtained.", absent="it was not read"
            ),
            text(
                "second_reader",
                zh="再次读取字符的读取程序",
                en="The reader that read the characters of every page a second time.",
                absent="one reading: nothing was in doubt, or the format leaves no doubt",
            ),
            text("encoding", zh="字符编码", en="Character encoding.", absent="the format has none"),
            count("page_count", zh="页数", en="Number of pages.", absent="it was not read"),
        ]
    ),
)

NOTICES: Final = Dataset(
    name="notices",
    row_en="one circular",
    row_zh="一份通报",
    key="notice_id",
    foreign_keys=(ForeignKey("source_id", "sources"),),
    schema=pa.schema(
        [
            _NOTICE,
            text("source_id", zh="文件编号", en="The input it was read from."),
            text("title", zh="标题", en="Title.", absent=_NOT_PRINTED),
            text(
                "issuer_name", zh="发文机关", en="Issuing organ, as printed.", absent=_NOT_PRINTED
            ),
            text("document_number", zh="发文字号", en="Document number.", absent=_NOT_PRINTED),
            text("document_type", zh="文种", en="Kind of document.", absent="not recognised"),
            text(
                "addressees",
                zh="主送机关，以“；”分隔",
                en="Addressees, separated by ；.",
                absent=_NOT_PRINTED,
            ),
            column(
                "issued_on", pa.date32(), zh="成文日期", en="Date of issue.", absent=_NOT_PRINTED
            ),
            text(
                "issued_on_printed",
                zh="成文日期（原文）",
                en="Date as printed.",
                absent=_NOT_PRINTED,
            ),
            text("signature_printed", zh="署名", en="Signature as printed.", absent=_NOT_PRINTED),
            text(
                "data_period",
                zh="数据所属时期",
                en="Period that the figures are about.",
                absent="not stated",
            ),
            text(
                "region_code",
                zh="地区代码（GB/T 2260）",
                en="Region of the issuer, six digits of GB/T 2260.",
                absent="not recognised",
            ),
            text("region_name", zh="地区名称", en="Name of the region.", absent="not recognised"),
            count("attachment_count", zh="所列附件数", en="Attachments in the list."),
            count("section_count", zh="标题层级数", en="Headings in the text."),
            count("table_count", zh="表格数", en="Tables."),
            count("ranking_count", zh="排名行数", en="Ranked units over all tables."),
            count("statistic_count", zh="正文数字数", en="Numbers bound in the prose."),
            *place(zh="标题", en="the title", absent="the notice has no title"),
        ]
    ),
)

TABLES: Final = Dataset(
    name="tables",
    row_en="one table of a notice, joined over pages",
    row_zh="通报中的一张表（跨页已拼接）",
    key="table_id",
    foreign_keys=(ForeignKey("notice_id", "notices"),),
    schema=pa.schema(
        [
            _TABLE,
            _NOTICE,
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
            text("total_rule", zh="总分计分规则", en="How totals are formed; none: no rule fits."),
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
            points(
                "total_max",
                zh="总分满分",
                en="Maximum of the total.",
                absent="the header names none",
            ),
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
            _NOTICE,
            count("column_number", zh="列序号", en="Position in the table, from 1."),
            text("indicator_name", zh="指标名称（不含满分）", en="Name without its maximum."),
            text("indicator_printed", zh="表头原文", en="Header as printed."),
            text(
                "canonical_name",
                zh="统一指标名称",
                en="Indicator over tables and years.",
                absent="not matched",
            ),
            text("role", zh="列的作用", en="What the column holds: rank, unit, score, total …"),
            text(
                "header_path",
                zh="多级表头，以“ / ”分隔",
                en="Header texts from the top, separated by /.",
            ),
            _MAX_SCORE,
            column(
                "weight",
                pa.decimal128(12, 4),
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
            _NOTICE,
            count("row_number", zh="行序号", en="Position among the ranked rows, from 1."),
            _UNIT_ID,
            _UNIT_NAME,
            count("rank", zh="名次", en="Rank as printed.", absent=_UNREAD),
            text(
                "rank_printed",
                zh="名次（原文）",
                en="Rank as printed, as text.",
                absent=_NOT_PRINTED,
            ),
            text("rank_status", zh=_STATUS[1], en=f"Of the rank: {_STATUS[0]}."),
            points("total", zh="总分", en="Total as printed.", absent=_UNREAD),
            text(
                "total_printed",
                zh="总分（原文）",
                en="Total as printed, as text.",
                absent=_NOT_PRINTED,
            ),
            points(
                "total_max",
                zh="总分满分",
                en="Maximum of the total.",
                absent="the header names none",
            ),
            column(
                "total_ratio",
                pa.float64(),
                zh="得分率：总分除以满分",
                en="Total divided by its maximum.",
                absent="total or maximum is absent",
            ),
            text(
                "total_status", zh=_STATUS[1], en=f"Of the total: {_STATUS[0]}.", absent="no total"
            ),
            text("total_evidence", zh="算式", en="The arithmetic, written out.", absent=_EVIDENCE),
            points(
                "computed_total",
                zh="按分项算出的总分",
                en="Total by the table's rule from the printed scores.",
                absent="no rule, or a score is unread",
            ),
            points(
                "proposed_total",
                zh="总分建议值（未采用）",
                en="A proposed repair of the total; never applied.",
                absent="none",
            ),
            text("proposed_because", zh="建议理由", en="Why it is proposed.", absent="none"),
            text("grade", zh="等次", en="Grade.", absent=_NOT_PRINTED),
            text("remark", zh="备注", en="Remark.", absent=_NOT_PRINTED),
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
            _NOTICE,
            count("row_number", zh="行序号", en="Position of the row, from 1."),
            count("column_number", zh="列序号", en="Position of the column, from 1."),
            _UNIT_ID,
            _UNIT_NAME,
            text("indicator_name", zh="指标名称", en="Name of the indicator."),
            text(
                "role",
                zh="列的作用",
                en="score, bonus, penalty, deduction, subtotal, weight (a factor) or cumulative.",
            ),
            points("value", zh="得分", en="Score.", absent=_UNREAD),
            text("value_printed", zh="得分（原文）", en="What was printed."),
            _MAX_SCORE,
            column(
                "score_ratio",
                pa.float64(),
                zh="得分率：得分除以满分",
                en="Value divided by its maximum.",
                absent="value or maximum is absent",
            ),
            text("status", zh=_STATUS[1], en=f"{_STATUS[0]}."),
            text("evidence", zh="算式", en="The arithmetic, written out.", absent=_EVIDENCE),
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
            _NOTICE,
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
            text("measure", zh="计量单位", en="Unit of measure.", absent=_NOT_PRINTED),
            column(
                "scale", NUMBER, zh="倍率（万为 10000）", en="Factor printed with it (万: 10000)."
            ),
            text(
                "bound",
                zh="界限：exact、approx、ge、gt、le、lt",
                en="How exact: exact, approx, ge, gt, le, lt.",
            ),
            text(
                "kind",
                zh="性质",
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
                zh="与上级的关系",
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
            text("status", zh=_STATUS[1], en=f"{_STATUS[0]}."),
            text("evidence", zh="算式", en="The arithmetic, written out.", absent=_EVIDENCE),
            *place(zh="数字", en="the number"),
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

FINDINGS: Final = Dataset(
    name="findings",
    row_en="one thing a person should know",
    row_zh="一条需要知晓的问题或提示",
    key="finding_id",
    foreign_keys=(ForeignKey("source_id", "sources"), ForeignKey("notice_id", "notices")),
    schema=pa.schema(
        [
            text("finding_id", zh="问题编号", en="The finding."),
            text("source_id", zh="文件编号", en="The input.", absent="it is about the whole run"),
            text(
                "notice_id", zh="通报编号", en="The notice.", absent="it is about no single notice"
            ),
            text("rule", zh="规则代码", en="Code of the rule."),
            text("severity", zh="级别：error、warning、info", en="error, warning or info."),
            text(
                "suite",
                zh="所属校验套件",
                en="Expectation suite.",
                absent="noticed while reading or parsing",
            ),
            text(
                "dataset",
                zh="所涉数据集",
                en="Dataset of the row it is about.",
                absent="about no row",
            ),
            text("row_id", zh="所涉行的编号", en="Key of that row.", absent="about no single row"),
            count("table_number", zh="表序号", en="Table in the notice, from 1.", absent=_NO_TABLE),
            count(
                "row_number",
                zh="行序号",
                en="Ranked row, from 1.",
                absent="about no row of a table",
            ),
            count("column_number", zh="列序号", en="Column, from 1.", absent="about no column"),
            text(
                "subject",
                zh="所涉对象",
                en="Whom or what it is about.",
                absent="not about one thing",
            ),
            text(
                "expected",
                zh="应为",
                en="What the rule expects.",
                absent="the rule expects no value",
            ),
            text("found", zh="实为", en="What was found.", absent="the rule compares no value"),
            text(
                "cause",
                zh="起因规则",
                en="Rule of the finding this one follows from.",
                absent="primary",
            ),
            text("message_en", zh="说明（英文）", en="Message in English."),
            text("message_zh", zh="说明（中文）", en="Message in Chinese."),
            *place(zh="所涉之处", en="the place", absent="the place is not known"),
        ]
    ),
)

DATASETS: Final[dict[str, Dataset]] = {
    dataset.name: dataset
    for dataset in (
        SOURCES,
        NOTICES,
        TABLES,
        INDICATORS,
        RANKINGS,
        SCORES,
        STATISTICS,
        UNITS,
        FINDINGS,
    )
}
"""All datasets by name, in the order in which they are written and explained."""
