"""Annexes: their headings, the list that announces them (附件说明), captions of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.cells import fold, tidy
from parsers.numbers import chinese_to_int
from parsers.printed_grid import union_box
from parsers.structure import forms
from parsers.structure.dates import date_at
from parsers.structure.labels import label_of
from parsers.structure.lines import Item, TextLine, ends_sentence
from parsers.text import join
from schemas.document import Table
from schemas.notice import Attachment, Printed
from schemas.patterns import lazy_re
from schemas.places import Provenance, Span

_GROUP = lazy_re(r"[(（<〈](?P<group>[^()（）<>〈〉]{1,60})[)）>〉]$")
_ENTRY = lazy_re(
    r"[-–—•·*\s]*(?:附\s*件\s*[:：]?\s*)?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、:：]\s*"
)
_BULLET = lazy_re(r"[-–—•·*\s]*(?:附\s*件\s*[:：]\s*)?")
_MOST_CAPTION_LINES = 4
_MOST_CAPTION = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex of the document: ``items`` from ``first`` to ``last`` (excluded) are its content.

    ``number`` is ``None`` when the heading has none. ``title`` is the rest of the heading's line
    or the lines right below it.
    """

    number: int | None
    heading: Printed
    title: Printed | None
    first: int
    last: int
    span: Span


def group_of(title: str) -> str | None:
    """Return what the bracket at the end of a title says about the units ranked.

    A bracket that gives only a year, a number or the unit of the figures is none.

    >>> group_of("得分排名表(街道、园区)"), group_of("得分排名表（单位：分）")
    ('街道、园区', None)
    """
    match = _GROUP.search(tidy(title))
    no_group = forms.forms()["table_title_bracket"]["no_group"]
    if match is None or re.fullmatch(no_group, forms.packed(match["group"])):
        return None
    return match["group"]


def ordinal(printed: str | None) -> int | None:
    """Return the number of 附件一 or 附件1, ``None`` without a number."""
    if printed is None:
        return None
    return int(printed) if printed.isdecimal() else chinese_to_int(printed)


def printed_lines(lines: Sequence[TextLine], text: str | None = None) -> Printed:
    """Return lines as one printed text with the place of all of them."""
    whole = join(line.text for line in lines)
    box = union_box([line.box for line in lines])
    where = Provenance(page=lines[0].page, span=whole.span(), box=box)
    return Printed(text=tidy(whole.text) if text is None else text, where=where)


def find_annexes(items: Sequence[Item]) -> list[Annex]:
    """Find the annexes of a document in reading order.

    A line 附件1 alone is a heading; with a title behind it, it is one only when no date of issue
    follows (else it is the list that announces the annexes) and content stands below it.
    """
    heads = [place for place in range(len(items)) if _is_heading(items, place)]
    annexes = []
    for number, place in enumerate(heads):
        last = heads[number + 1] if number + 1 < len(heads) else len(items)
        line = items[place]
        if not isinstance(line, TextLine):
            continue
        printed, _, rest = forms.annex_head(line.text.text) or (None, False, "")
        title = _annex_title(items, place, last, rest)
        end = items[last - 1]
        stop = end.span.end if isinstance(end, Table) else end.where.span.end
        annexes.append(
            Annex(
                number=ordinal(printed),
                heading=printed_lines([line]),
                title=title,
                first=place + 1,
                last=last,
                span=Span(line.where.span.start, stop),
            )
        )
    return annexes


def _is_heading(items: Sequence[Item], place: int) -> bool:
    line = items[place]
    if not isinstance(line, TextLine):
        return False
    head = forms.annex_head(line.text.text)
    if head is None:
        return False
    number, colon, rest = head
    below = items[place + 1] if place + 1 < len(items) else None
    next_text = below.text.text if isinstance(below, TextLine) else ""
    if not rest:
        announces = _ENTRY.match(next_text) or _ENTRY.match(f"附件{next_text}")
        return number is not None or not (colon and announces is not None)
    if number is None or ends_sentence(rest) or _date_follows(items, place):
        return False
    return below is not None and forms.annex_head(next_text) is None


def _date_follows(items: Sequence[Item], place: int) -> bool:
    """Tell whether a date of issue stands on one of the next lines, before any table."""
    for item in items[place + 1 : place + 30]:
        if isinstance(item, Table):
            return False
        text = forms.packed(item.text.text)
        if ends_sentence(text):
            return False
        if date_at(text) is not None and len(text) < 60:
            return True
    return False


def _annex_title(items: Sequence[Item], place: int, last: int, rest: str) -> Printed | None:
    line = items[place]
    if rest and isinstance(line, TextLine):
        start = line.text.text.rfind(rest.split(maxsplit=1)[0]) if rest.split() else -1
        part = line.text[start:] if start > 0 else line.text
        where = Provenance(page=line.page, span=part.span(), box=line.box)
        return Printed(text=tidy(rest), where=where)
    lines: list[TextLine] = []
    for item in items[place + 1 : last]:
        if not isinstance(item, TextLine) or len(lines) >= _MOST_CAPTION_LINES:
            break
        text = item.text.text
        if forms.is_line("table_unit", text):
            continue
        if re.search(r"[，。；：:;]", text) or label_of(text) is not None:
            break
        if lines and forms.title_type(_joined(lines)) is not None and item.after_blank:
            break
        lines.append(item)
    return printed_lines(lines) if lines and len(_joined(lines)) <= _MOST_CAPTION else None


def _joined(lines: Sequence[TextLine]) -> str:
    return tidy("".join(line.text.text for line in lines))


def captions(items: Sequence[Item]) -> dict[int, list[TextLine]]:
    """Return for each table (by its index in ``items``) the title lines right above it."""
    return {
        place: _caption(items, place) for place, item in enumerate(items) if isinstance(item, Table)
    }


def _caption(items: Sequence[Item], place: int) -> list[TextLine]:
    lines: list[TextLine] = []
    for item in reversed(items[max(0, place - _MOST_CAPTION_LINES - 2) : place]):
        if isinstance(item, Table) or len(lines) >= _MOST_CAPTION_LINES:
            break
        text = item.text.text
        if forms.is_line("table_unit", text) or forms.is_line("continued", text):
            continue
        bare = forms.packed(text)
        is_head = forms.annex_head(text) is not None or label_of(text) is not None
        if is_head or date_at(bare) is not None or re.search(r"[，。；：:;！？]", fold_marks(bare)):
            break
        if len(_joined([item, *reversed(lines)])) > _MOST_CAPTION:
            break
        lines.append(item)
        if item.after_blank and item.box is None and len(lines) > 1:
            break
    lines.reverse()
    return lines


def fold_marks(text: str) -> str:
    """Return a text without the marks that stand in numbers and times (``10:30``)."""
    return re.sub(r"(?<=\d)[:：,，](?=\d)", "", fold(text).replace(",", "，"))


@dataclass(frozen=True, slots=True)
class AttachmentList:
    """The attachment list and where its lines stand: ``lines[first:last]``."""

    attachments: tuple[Attachment, ...]
    first: int
    last: int


def read_attachment_list(
    lines: Sequence[TextLine], full: Sequence[bool], annexes: Sequence[Annex]
) -> AttachmentList | None:
    """Read the attachment list among the lines before the annexes, ``None`` without one.

    Entries are numbered ``1.`` ``1、`` or 附件1：, with or without a bullet before them; a single
    one may have no number. A line that fills its measure runs on in the next.

    Args:
        lines: the lines of the main part.
        full: per line whether it fills its measure.
        annexes: the annexes of the document, for ``is_present``.
    """
    starts = [i for i, line in enumerate(lines) if _announces(lines, i, line)]
    if not starts:
        return None
    first = starts[0]
    entries: list[tuple[int, list[TextLine], int]] = []
    place = first
    while place < len(lines):
        line = lines[place]
        text = line.text.text
        match = _ENTRY.match(text)
        if place == first or match is not None:
            number = ordinal(match["n"]) if match else None
            if number is None and forms.annex_head(text) is not None and not _rest(text):
                place += 1
                continue
            cut = match.end() if match else len((_BULLET.match(text) or [""])[0])
            entries.append((number or len(entries) + 1, [line], cut))
        elif entries and _runs_on(lines, full, place):
            entries[-1][1].append(line)
        else:
            break
        place += 1
    attachments = tuple(_attachment(*entry, annexes, len(entries)) for entry in entries)
    return AttachmentList(attachments, first, place)


def _rest(text: str) -> str:
    head = forms.annex_head(text)
    return head[2] if head else text


def _announces(lines: Sequence[TextLine], place: int, line: TextLine) -> bool:
    head = forms.annex_head(line.text.text)
    if head is None:
        return False
    number, colon, rest = head
    if rest:
        return (colon or number is not None) and not ends_sentence(rest)
    following = lines[place + 1].text.text if place + 1 < len(lines) else ""
    return colon and bool(following) and not ends_sentence(following)


def _runs_on(lines: Sequence[TextLine], full: Sequence[bool], place: int) -> bool:
    line, text = lines[place], lines[place].text.text
    if date_at(forms.packed(text)) is not None or re.search(r"[。；：:]", text):
        return False
    if line.box is None:
        return not line.after_blank and not forms.is_organ(text)
    return full[place - 1]


def _attachment(
    number: int, lines: list[TextLine], cut: int, annexes: Sequence[Annex], n_entries: int
) -> Attachment:
    first = lines[0].text[cut:].strip()
    parts = [first, *(line.text for line in lines[1:])]
    whole = join(parts) if len(join(parts)) else lines[0].text
    title = tidy(whole.text)
    bare = [annex for annex in annexes if annex.number is None]
    present = any(annex.number == number for annex in annexes) or (n_entries == 1 and bool(bare))
    same = any(a.title is not None and _alike(a.title.text, title) for a in annexes)
    box = union_box([line.box for line in lines])
    return Attachment(
        number=number,
        title=title,
        group=group_of(title),
        where=Provenance(page=lines[0].page, span=whole.span(), box=box),
        is_present=present or same,
    )


def _alike(first: str, second: str) -> bool:
    return re.sub(r"\W", "", first) == re.sub(r"\W", "", second)
