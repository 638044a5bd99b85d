"""Born-digital PDF → `Document`: pdfium's objects are the record.

pdfplumber reads the characters a second time where there is doubt (a glyph that stands for no
known character, a page pdfium cannot read), or of every page when that is asked for. Where it sees
other characters in the same place the line or cell gets a ``RDR01`` finding (a cell also its
``second_reading``), and nothing is decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final, Literal

from parsers.characters import is_doubtful
from parsers.collector import paused_collector
from parsers.pages import pdfplumber_home
from parsers.pages.agreement import difference
from parsers.pages.assembly import Assembly
from parsers.pages.drafting import page_draft
from parsers.pages.drafts import Carry, LineDraft, Note, PageDraft, TableDraft
from parsers.pages.furniture import PageLines, furniture
from parsers.pages.pdfplumber_home import PlumberDocument
from parsers.pdfium import objects
from parsers.readers.errors import unreadable
from schemas.document import Document, Line, Origin, Page, Table
from schemas.findings import Finding, finding
from schemas.places import Provenance, Span

SecondReading = Literal["doubt", "always"]
_DEFAULT: Final[SecondReading] = "doubt"


def read_pdf(data: bytes, name: str, *, second: SecondReading = _DEFAULT) -> Document:
    """Read a PDF that has a text layer.

    Args:
        data: the file's bytes.
        name: what the source is called in the document and in messages.
        second: which pages pdfplumber reads too: those in doubt, or all.

    Returns:
        Pages with lines, tables with boxes, and the findings of reading (``RDR01``, ``CHR01``,
        ``AMB01``).

    Raises:
        UnreadableSource: encrypted, damaged, a scan, or without any text.
    """
    with paused_collector():
        return _document(data, name, second)


def _document(data: bytes, name: str, second: SecondReading) -> Document:
    drafts = list(_drafts(data, name, second))
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
    furnished: dict[int, set[int]] = defaultdict(set)
    for index, line in marked:
        furnished[index].add(line)
    for index, draft in enumerate(drafts):
        pages.append(_page(draft, assembly, furnished[index], findings))
    return Document(
        source=name,
        raw=assembly.raw,
        pages=tuple(pages),
        findings=(*findings, *assembly.findings),
    )


def _drafts(data: bytes, name: str, second: SecondReading) -> Iterator[PageDraft]:
    """Make the pages; `objects.pages` reads a few at a time, and no more glyphs are held."""
    try:
        pages = objects.pages(data)
    except objects.PasswordNeededError as error:
        raise unreadable(name, "encrypted") from error
    except ValueError:
        yield from _by_second(data, name)
        return
    with ExitStack() as stack:
        plumber = _Lazy(data, stack)
        carry: Carry | None = None
        for page in pages:
            doubt = page.error is not None or is_doubtful(page.text)
            other = plumber.page(page.number) if doubt or second == "always" else None
            draft = page_draft(page, other, carry)
            carry = draft.carry
            yield draft


class _Lazy:
    """pdfplumber's document, opened at the first page that needs it, closed with the stack."""

    def __init__(self, data: bytes, stack: ExitStack) -> None:
        self._data = data
        self._stack = stack
        self._document: PlumberDocument | None = None
        self._error: str | None = None

    def page(self, number: int) -> pdfplumber_home.PlumberPage | None:
        if self._document is None and self._error is None:
            try:
                self._document = self._stack.enter_context(PlumberDocument(self._data))
            except ValueError as error:
                self._error = str(error)
        if self._document is None:
            return pdfplumber_home.PlumberPage(number=number, width=0, height=0, error=self._error)
        return self._document.page(number)


def _by_second(data: bytes, name: str) -> Iterator[PageDraft]:
    try:
        document = PlumberDocument(data)
    except ValueError as error:
        raise unreadable(name, "damaged") from error
    with document:
        for number in range(1, len(document) + 1):
            yield page_draft(None, document.page(number))


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
    reader, version = ("pypdfium2", objects.version)
    if draft.is_second:
        reader, version = ("pdfplumber", pdfplumber_home.version)
    return Page(
        number=draft.number,
        lines=tuple(lines),
        tables=tuple(tables),
        origin=Origin(
            reader=reader,
            method="text layer",
            version=version(),
            second="pdfplumber" if draft.is_twice_read else None,
        ),
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
