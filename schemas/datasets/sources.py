"""What was read: the input files, and the circulars in them."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.datasets.dataset import NOT_PRINTED, NOTICE, Dataset, ForeignKey
from schemas.fields import column, count, place, text

_UNOPENED: Final = "the file could not be opened"

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
            text(
                "path",
                zh="相对输入目录的路径；重名者前加所在目录",
                en="Path relative to the input folder, with /; files of one name have folders "
                "before it that tell them apart.",
            ),
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
                zh="处理结果：read 已读、partial 部分可读、no data 无数据、duplicate 重复、"
                "quarantined 未能读取",
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
            NOTICE,
            text("source_id", zh="文件编号", en="The input it was read from."),
            text("title", zh="标题", en="Title.", absent=NOT_PRINTED),
            text("issuer_name", zh="发文机关", en="Issuing organ, as printed.", absent=NOT_PRINTED),
            text("document_number", zh="发文字号", en="Document number.", absent=NOT_PRINTED),
            text("document_type", zh="文种", en="Kind of document.", absent="not recognised"),
            text(
                "addressees",
                zh="主送机关，以“；”分隔",
                en="Addressees, separated by ；.",
                absent=NOT_PRINTED,
            ),
            column(
                "issued_on", pa.date32(), zh="成文日期", en="Date of issue.", absent=NOT_PRINTED
            ),
            text(
                "issued_on_printed",
                zh="成文日期（原文）",
                en="Date as printed.",
                absent=NOT_PRINTED,
            ),
            text("signature_printed", zh="署名", en="Signature as printed.", absent=NOT_PRINTED),
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
