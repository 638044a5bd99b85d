"""Sets a notice as plain text, with the separators, labels and encoding it declares."""

from __future__ import annotations

import re

from samples.source.model import Notice, Table, printed

_CHINESE = "零一二三四五六七八九十"
_SEAM = re.compile(r"⏎\[([^\]]*)\]")


def as_bytes(notice: Notice) -> bytes:
    """Return the text form of the notice in its encoding."""
    text = "\n".join(_lines(notice)) + "\n"
    if notice.encoding == "utf-16":  # named without byte order, the codec follows the machine
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(notice.encoding)


def annex_label(notice: Notice, number: int) -> str:
    """Return the heading of an annex as printed: 附件1 or 附件一：."""
    return notice.annex_label.format(n=number, cn=_CHINESE[number])


def annex_list(notice: Notice) -> list[str]:
    """Return the lines of the attachment list, aligned under the first name."""
    lines = []
    for number, table in enumerate(notice.tables, 1):
        head = "附件：" if number == 1 else "　　　"
        label = notice.list_label.format(n=number)
        lines.append(f"{head}{label}{table.plain_title()}")
    return lines


def masthead(notice: Notice) -> str:
    """Return the 发文机关标志."""
    return notice.masthead or f"{notice.issuer}文件"


def _lines(notice: Notice) -> list[str]:
    gap = [""] if notice.blank_lines else []
    lines = [masthead(notice), ""]
    if notice.document_number:
        lines += [notice.document_number, ""]
    lines += [*notice.title.split("\n"), "", f"{notice.addressees}：", *gap]
    for paragraph in notice.body:
        lines += [notice.indent + _with_seams(printed(paragraph)), *gap]
    lines += [*[notice.indent + line for line in annex_list(notice)], ""]
    lines += [f"{'　' * 14}{notice.issuer}", f"{'　' * 16}{notice.issued_on_printed}", ""]
    for number, table in enumerate(notice.tables, 1):
        lines += ["", annex_label(notice, number), "", *table.title.split("\n"), ""]
        lines += [*_table_lines(table, notice.separator), ""]
    return lines


def _with_seams(paragraph: str) -> str:
    def seam(match: re.Match[str]) -> str:
        extra = match[1]
        return f"\n\n{extra}\n\n" if extra.startswith("—") else f"\n\n{extra}"

    return _SEAM.sub(seam, paragraph)


def _table_lines(table: Table, separator: str) -> list[str]:
    header = [column.header(table.brackets) for column in table.columns]
    rows = [header, *table.cells()]
    if separator.strip() == "|":
        return [f"| {separator.join(row)} |" for row in rows]
    return [separator.join(row) for row in rows]
