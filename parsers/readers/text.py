"""Plain text → `Document`, with the tables that tabs, pipes or spaces make.

``Document.raw`` is the decoded text with line ends of every kind made line feeds. Lines are the
printed ones; an empty line has no `Line` (it shows as two line feeds in a row in ``raw``). There is
one page and no boxes.
"""

from __future__ import annotations

from typing import Final

from parsers.characters import character_findings, repair
from parsers.encodings import decode
from parsers.plain_text.text_fields import TextDoubt, TextLine, TextTable
from parsers.plain_text.text_tables import find_tables
from parsers.readers.errors import unknown_format, unreadable
from schemas.document import Cell, Document, Line, Origin, Page, Table
from schemas.findings import Finding, finding
from schemas.patterns import lazy_re
from schemas.places import Provenance, Span

_SHOWN: Final = 40
# Everything that ends a printed line, form feeds between pages included.
_LINE_END: Final = lazy_re("\r\n|[\r\v\f\x85\u2028\u2029]")


def read_text(data: bytes, name: str) -> Document:
    """Read a text file in UTF-8, UTF-16, GB18030 or Big5.

    Args:
        data: the file's bytes.
        name: what the source is called in the document and in messages.

    Returns:
        One page; findings about characters (``CHR01``) and ragged tables (``AMB01``).

    Raises:
        UnreadableSource: the bytes are no text in any of these encodings, or only blanks.
    """
    decoded = decoded_text(data)
    if decoded is None:
        raise unknown_format(name, "binary")
    raw, encoding = decoded
    if not raw.strip():
        raise unreadable(name, "empty")
    lines = list(_lines(raw))
    found, doubts = find_tables(raw, lines)
    taken = {index for table in found for index in range(table.first, table.last + 1)}
    findings: list[Finding] = []
    tables = [_table(raw, lines, table, findings) for table in found]
    findings += [_doubt(raw, lines, doubt) for doubt in doubts]
    page = Page(
        number=1,
        lines=tuple(
            _line(line, findings)
            for index, line in enumerate(lines)
            if index not in taken and line.text.strip()
        ),
        tables=tuple(tables),
        origin=Origin(reader="text", method="plain text", encoding=encoding),
    )
    findings.sort(key=lambda one: one.where.span if one.where else Span(0, 0))
    return Document(source=name, raw=raw, pages=(page,), findings=tuple(findings))


def decoded_text(data: bytes) -> tuple[str, str] | None:
    """Return ``Document.raw`` of a text file and its encoding, ``None`` where it is no text."""
    decoded = decode(data)
    return None if decoded is None else (_LINE_END.sub("\n", decoded[0]), decoded[1])


def _lines(raw: str) -> list[TextLine]:
    lines, start = [], 0
    for text in raw.split("\n"):
        lines.append(TextLine(start, text))
        start += len(text) + 1
    return lines


def _doubt(raw: str, lines: list[TextLine], doubt: TextDoubt) -> Finding:
    span = Span(lines[doubt.first].start, lines[doubt.last].end)
    shown = " ".join(raw[span.start : span.end].split())[:_SHOWN]
    return finding(
        "AMB01",
        "cells",
        where=Provenance(page=1, span=span),
        subject=repair(shown),
        found=doubt.n_cells,
    )


def _line(line: TextLine, findings: list[Finding]) -> Line:
    span = Span(line.start, line.end)
    findings += character_findings(line.text, Provenance(page=1, span=span))
    return Line(text=repair(line.text), raw=line.text, page=1, span=span)


def _table(raw: str, lines: list[TextLine], table: TextTable, findings: list[Finding]) -> Table:
    """Make a table; short rows are filled with empty cells at their end, and reported."""
    # A row of one field is a title, or names the class of the units below it.
    width = next((len(fields) for fields in table.rows if len(fields) > 1), 1)
    n_columns = table.n_columns
    cells = []
    for row, fields in enumerate(table.rows):
        spans = [Span(field.start, field.end) for field in fields]
        end = spans[-1].end
        if len(fields) != width and len(fields) > 1:
            where = Provenance(page=1, span=Span(spans[0].start, end))
            text = repair(raw[spans[0].start : end])
            findings.append(
                finding(
                    "AMB01",
                    "ragged",
                    where=where,
                    subject=text,
                    found=len(fields),
                    expected=width,
                )
            )
        spans += [Span(end, end)] * (n_columns - len(spans))
        for column, span in enumerate(spans):
            cells.append(_cell(raw, row, column, span, findings))
    return Table(
        cells=tuple(cells),
        n_rows=len(table.rows),
        n_columns=n_columns,
        page=1,
        span=Span(lines[table.first].start, lines[table.last].end),
    )


def _cell(raw: str, row: int, column: int, span: Span, findings: list[Finding]) -> Cell:
    text = raw[span.start : span.end]
    findings += character_findings(text, Provenance(page=1, span=span))
    # A cell may stand on two lines; the break stays, so that both have one length.
    return Cell(text=repair(text), raw=text, row=row, column=column, span=span, page=1)
