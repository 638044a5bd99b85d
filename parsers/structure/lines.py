"""The printed lines made ready for reading: page furniture dropped, blank lines known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.cells import fold
from parsers.text import MappedText
from schemas.document import Document, Line, Table
from schemas.patterns import lazy_re
from schemas.places import Box, Provenance

_PAGE_NUMBER = lazy_re(
    r"(?:[-—–―－·•\s]{0,6}\d{1,3}[-—–―－·•\s]{0,6}|第\s?\d{1,3}\s?页(?:[\s,，/]{0,3}共\s?\d{1,3}\s?页)?)"
)
_END_MARKS = "。；：！？;:!?"
_CLOSING = "”’）)》】」』\"'"
_OFTEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of print that is no furniture.

    ``text`` has no blanks at its ends; ``indent`` counts those at its start. ``after_blank`` is
    true when a blank line, a dropped page number or a running head stands before it,
    ``after_page_end`` when it is the first line behind a page end.
    """

    text: MappedText
    page: int
    box: Box | None
    indent: int
    after_blank: bool
    after_page_end: bool = False

    @property
    def where(self) -> Provenance:
        """The place of the line without the blanks at its ends."""
        return Provenance(page=self.page, span=self.text.span(), box=self.box)


Item = TextLine | Table


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with 。；：！？, also inside closing quotes or brackets.

    >>> ends_sentence("予以通报。"), ends_sentence("坚持“应公开尽公开。”"), ends_sentence("规划")
    (True, True, False)
    """
    bare = text.rstrip()
    while bare and bare[-1] in _CLOSING:
        bare = bare[:-1]
    return bool(bare) and bare[-1] in _END_MARKS


def read_items(document: Document) -> list[Item]:
    """Return lines and tables in reading order, without blank lines and page furniture.

    Page furniture is what the reader marked, and in text sources: a page number on a line of its
    own, and a running title that stands alone between blank lines three times or more (its first
    place is kept when it is above all prose, where it is the title itself).
    """
    blocks = document.blocks()
    running = _running_titles(document, blocks)
    items: list[Item] = []
    seen_prose = False
    blank, page_end, previous_end, page = True, False, 0, 1
    for block in blocks:
        blank = blank or _blank_between(document.raw, previous_end, block.span.start)
        previous_end = max(previous_end, block.span.end)
        if isinstance(block, Table):
            items.append(block)
            blank = page_end = False
            page = block.page
            continue
        bare = block.text.strip()
        if not bare or block.is_furniture or _is_page_number(block, bare):
            blank = True if block.box is None else blank
            page_end = page_end or bool(bare)
            continue
        if _key(bare) in running and seen_prose:
            blank = page_end = True
            continue
        seen_prose = seen_prose or ends_sentence(bare)
        text = MappedText.at(block.text, block.span.start)
        items.append(
            TextLine(
                text=text.strip(),
                page=block.page,
                box=block.box,
                indent=len(block.text) - len(block.text.lstrip()),
                after_blank=blank,
                after_page_end=page_end or block.page != page,
            )
        )
        blank = page_end = False
        page = block.page
    return items


def _blank_between(raw: str, start: int, end: int) -> bool:
    return raw.count("\n", start, end) > 1


def _is_page_number(line: Line, bare: str) -> bool:
    # In paged formats the reader knows the page's edges; here only its marks can tell.
    return line.box is None and _PAGE_NUMBER.fullmatch(bare) is not None


def _key(text: str) -> str:
    return "".join(fold(text).split())


def _running_titles(document: Document, blocks: Sequence[Line | Table]) -> frozenset[str]:
    """Return the lines (folded, without blanks) that stand alone again and again."""
    counts: Counter[str] = Counter()
    lines = [b for b in blocks if isinstance(b, Line) and b.box is None and b.text.strip()]
    for place, line in enumerate(lines):
        before = lines[place - 1].span.end if place else 0
        after = lines[place + 1].span.start if place + 1 < len(lines) else len(document.raw)
        alone = (place == 0 or _blank_between(document.raw, before, line.span.start)) and (
            place + 1 == len(lines) or _blank_between(document.raw, line.span.end, after)
        )
        if alone and not ends_sentence(line.text) and len(line.text.strip()) >= 4:
            counts[_key(line.text)] += 1
    return frozenset(text for text, count in counts.items() if count >= _OFTEN)
