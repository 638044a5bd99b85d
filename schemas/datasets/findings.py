"""What a person should know of the data."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.datasets.dataset import Dataset, ForeignKey
from schemas.fields import count, place, text

_NO_TABLE: Final = "the finding is not about a table"

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
            text(
                "severity",
                zh="级别：error 错误、warning 警告、info 提示",
                en="error, warning or info.",
            ),
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
