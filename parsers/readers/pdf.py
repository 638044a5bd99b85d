"""Born-digital PDF → `Document`: pdfplumber for structure, pdfium as the second reading.

pdfplumber's characters are the record. Where pdfium sees other characters in the same place the
line or cell gets a ``RDR01`` finding (a cell also its ``second_reading``), and nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import TypeVar

from parsers import pdfium, pdfplumber_home
from parsers.agreement import difference
from parsers.assembly import Assembly
from parsers.furniture import PageLines, furniture
from parsers.pages import LineDraft, Note, PageDraft, TableDraft, page_draft
from parsers.pdfium import PdfiumPage
from parsers.pdfplumber_home import PlumberPage
from parsers.readers.errors import unreadable
from schemas.document import Document, Line, Origin, Page, Table
from schemas.findings import Finding, finding
from schemas.places import Provenance, Span

_AnyPage = TypeVar("_AnyPage", PlumberPage, PdfiumPage)


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF that has a text layer.

    Args:
        data: the file's bytes.
        name: what the source is called in the document and in messages.

    Returns:
        Pages with lines, tables with boxes, and the findings of reading (``RDR01``, ``CHR01``,
        ``AMB01``).

    Raises:
        UnreadableSource: encrypted, damaged, a scan, or without any text.
    """
    drafts = list(_drafts(data, name))
    if not any(draft.lines or draft.tables for draft in drafts):
        if any(draft.unread for draft in drafts) or not drafts:
            raise unreadable(name, "damaged")
        kind = "scan" if any(draft.image_count for draft in drafts) else "no_text"
        raise unreadable(name, kind, pages=len(drafts))
    marked = furniture(
        [
            PageLines(draft.number, draft.height, tuple((x.raw, x.box) for x in draft.lines))
            for draft in drafts
        ]
    )
    assembly = Assembly()
    findings: list[Finding] = []
    pages = []
    for index, draft in enumerate(drafts):
        furnished = {line for page, line in marked if page == index}
        pages.append(_page(draft, assembly, furnished, findings))
    return Document(
        source=name,
        raw=assembly.raw,
        pages=tuple(pages),
        findings=(*findings, *assembly.findings),
    )


def _drafts(data: bytes, name: str) -> Iterator[PageDraft]:
    """Read both readers page by page, so that only one page's glyphs are held at a time."""
    try:
        second = _opened(pdfium.pages(data))
    except pdfium.PasswordNeededError as error:
        raise unreadable(name, "encrypted") from error
    except ValueError:
        second = None
    try:
        first = _opened(pdfplumber_home.pages(data))
    except ValueError as error:
        if second is None:
            raise unreadable(name, "damaged") from error
        first = None
    for one, other in zip_longest(first or (), second or ()):
        yield page_draft(one, other)


def _opened(pages: Iterator[_AnyPage]) -> Iterator[_AnyPage]:
    """Read the first page now, so that a file that cannot be opened fails here."""
    head = next(pages, None)
    return iter(()) if head is None else chain((head,), pages)


def _page(
    draft: PageDraft, assembly: Assembly, furnished: set[int], findings: list[Finding]
) -> Page:
    start = assembly.size
    lines: list[Line] = []
    tables: list[Table] = []
    at = {id(line): index for index, line in enumerate(draft.lines)}
    for item in draft.in_order():
        if isinstance(item, TableDraft):
            tables.append(_table(item, draft, assembly, findings))
        else:
            is_furniture = item.is_furniture or at[id(item)] in furnished
            lines.append(_line(item, assembly, findings, is_furniture=is_furniture))
    where = Provenance(page=draft.number, span=Span(start, max(start, assembly.size - 1)))
    findings += [_noted(note, where) for note in draft.notes]
    reader, version = ("pdfplumber", pdfplumber_home.version)
    if draft.is_second:
        reader, version = ("pypdfium2", pdfium.version)
    return Page(
        number=draft.number,
        lines=tuple(lines),
        tables=tuple(tables),
        origin=Origin(reader=reader, method="text layer", version=version()),
        width=draft.width,
        height=draft.height,
    )


def _line(
    item: LineDraft, assembly: Assembly, findings: list[Finding], *, is_furniture: bool
) -> Line:
    line = assembly.line(item.raw, item.box.page, item.box, furniture=is_furniture)
    if item.second is not None:
        where = Provenance(page=line.page, span=line.span, box=line.box)
        findings.append(_disagreement(item.raw, item.second, where))
    return line


def _table(
    item: TableDraft, draft: PageDraft, assembly: Assembly, findings: list[Finding]
) -> Table:
    table = assembly.table(item.cells, item.shape, draft.number, item.box)
    for cell in table.cells:
        if cell.second_reading is not None:
            where = Provenance(page=cell.page, span=cell.span, box=cell.box)
            findings.append(_disagreement(cell.raw, cell.second_reading, where))
    return table


def _disagreement(first: str, second: str, where: Provenance) -> Finding:
    if not first:
        return finding("RDR01", "missed", where=where, page=where.page, expected=second)
    found, expected = difference(first, second.replace("\n", " "))
    nothing = "∅"
    return finding("RDR01", where=where, page=where.page, found=found, expected=expected or nothing)


def _noted(note: Note, where: Provenance) -> Finding:
    place = Provenance(page=where.page, span=where.span, box=note.box)
    return finding(note.rule, note.variant, where=place, severity=note.severity, **note.params)
