"""The elements of a notice after GB/T 9704-2012: what stands above and below its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from parsers.cells import tidy
from parsers.structure import forms
from parsers.structure.annexes import Annex, printed_lines
from parsers.structure.dates import date_at, period_of
from parsers.structure.labels import label_of
from parsers.structure.lines import TextLine, ends_sentence
from parsers.structure.regions import region_of
from schemas.findings import Finding, finding
from schemas.notice import Attachment, Metadata, Printed
from schemas.places import Provenance

_MOST_TITLE_LINES = 5
_MOST_ADDRESSEE_LINES = 8
_TAIL_LINES = 14


@dataclass(slots=True, kw_only=True)
class Head:
    """What stands above the text; ``end`` is the index of the first line of the text."""

    title: Printed | None = None
    document_type: str | None = None
    mark: Printed | None = None
    organs: list[Printed] = field(default_factory=list)
    number: Printed | None = None
    dated: tuple[date, Printed] | None = None
    addressees: tuple[str, ...] = ()
    fields: dict[str, Printed] = field(default_factory=dict)
    end: int = 0


@dataclass(slots=True, kw_only=True)
class Tail:
    """What stands below the text; ``start`` is the index of its first line."""

    signature: Printed | None = None
    dated: tuple[date, Printed] | None = None
    start: int = 0
    end: int = 0


def _part(line: TextLine, start: int, end: int, text: str) -> Printed:
    part = line.text[start:end].strip()
    part = part if len(part) else line.text
    where = Provenance(page=line.page, span=part.span(), box=line.box)
    return Printed(text=text, where=where)


def read_head(lines: Sequence[TextLine]) -> Head:
    """Read the lines above the text: organ, number, title, date, addressees.

    Args:
        lines: the lines of the main part in order.

    Returns:
        The head; its title is ``None`` when the text starts at once.
    """
    head = Head()
    place = 0
    while place < len(lines):
        step = _head_line(lines, place, head)
        if step == 0:
            break
        place += step
    head.end = place
    return head


def _head_line(lines: Sequence[TextLine], place: int, head: Head) -> int:
    """Read one element of the head; returns how many lines it takes, 0 where the text begins."""
    line = lines[place]
    text = line.text.text
    if _is_marking(text, head, line):
        return 1
    bare = forms.packed(text)
    number = forms.document_number(text)
    if number is not None and head.number is None:
        head.number = printed_lines([line], number)
        return 1
    dated = date_at(bare)
    if dated is not None and dated[1] == 0:
        head.dated = head.dated or (dated[0], printed_lines([line], tidy(text)))
        return 1
    if head.title is not None or not _could_be_title(lines, place):
        taken = _addressees(lines, place, head)
        if taken:
            return taken
    if forms.is_organ(text) and not _opens_title(lines, place, head):
        suffix = forms.forms()["organs"]["head_suffix"]
        organ = printed_lines([line], tidy(text).removesuffix(suffix))
        if head.title is None and head.mark is None:
            head.mark = organ
        else:
            head.organs.append(organ)
        return 1
    return _title(lines, place, head) if head.title is None else 0


def _is_marking(text: str, head: Head, line: TextLine) -> bool:
    """Tell whether a line is a marking (份号, 密级, 紧急程度) or a field of a web page."""
    if any(forms.is_line(name, text) for name in ("copy_number", "secrecy", "urgency")):
        return True
    named = forms.field_of(text)
    if named is None:
        return False
    key, value = named
    if value and key != "ignored":
        head.fields.setdefault(key, printed_lines([line], tidy(value)))
    return True


def _opens_title(lines: Sequence[TextLine], place: int, head: Head) -> bool:
    """Tell whether an organ's line is the first of the title (…办公室 | 关于…的通报).

    The mark stands above the document number and the title below it, so an organ that comes after
    either of them and right before 关于 is part of the title.
    """
    if head.title is not None or (head.mark is None and head.number is None):
        return False
    below = lines[place + 1].text.text if place + 1 < len(lines) else ""
    return forms.packed(below).startswith("关于")


def _could_be_title(lines: Sequence[TextLine], place: int) -> bool:
    return "关于" in lines[place].text.text


def _title(lines: Sequence[TextLine], place: int, head: Head) -> int:
    """Take the fewest lines from here on that read as a whole title."""
    joined = ""
    for count, line in enumerate(lines[place : place + _MOST_TITLE_LINES], 1):
        joined += forms.packed(line.text.text)
        if ends_sentence(joined) or label_of(line.text.text) is not None:
            break
        word = forms.title_type(joined)
        whole = word is not None and ("关于" not in joined or forms.is_official_type(word))
        # 关于…情况 goes on in the next line (…的通报); without 关于 the type word ends it.
        if whole:
            _set_title(lines[place : place + count], word, head)
            return count
    line = lines[place]
    text = forms.packed(line.text.text)
    looks = 6 <= len(text) <= 80 and not any(mark in text for mark in "，。；：:")
    if looks and label_of(text) is None and ("关于" in text or line.box is not None or place < 3):
        _set_title([line], forms.title_type(text), head)
        return 1
    return 0


def _set_title(lines: Sequence[TextLine], word: str | None, head: Head) -> None:
    text = tidy("".join(line.text.text for line in lines))
    head.title = printed_lines(lines, forms.strip_footnote(text))
    head.document_type = word if forms.is_official_type(word) else None


def _addressees(lines: Sequence[TextLine], place: int, head: Head) -> int:
    joined = ""
    for count, line in enumerate(lines[place : place + _MOST_ADDRESSEE_LINES], 1):
        joined += forms.packed(line.text.text)
        if joined.endswith(("：", ":")):
            if not forms.looks_addressed(joined):
                return 0
            head.addressees = forms.split_addressees(joined)
            return count
        if ends_sentence(joined):
            return 0
    return 0


def read_tail(lines: Sequence[TextLine], first: int) -> Tail:
    """Read signature and date of issue at the end of the main part.

    Args:
        lines: the lines of the main part.
        first: the index of the first line that may belong to the tail (after the head).
    """
    end = len(lines)
    while end > first and _is_after_date(lines[end - 1].text.text):
        end -= 1
    for place in range(end - 1, max(first, end - _TAIL_LINES) - 1, -1):
        line = lines[place]
        text = line.text.text
        dated = date_at(forms.packed(text))
        if dated is None:
            continue
        lead = forms.packed(text)[: dated[1]]
        if lead and not forms.is_organ(lead):
            continue
        start, signature = place, None
        printed = printed_lines([line], forms.packed(text)[dated[1] :].strip("()（）"))
        if lead:
            cut = _cut(text, len(lead))
            signature = _part(line, 0, cut, lead)
            printed = _part(line, cut, len(text), printed.text)
        while not lead and start > first and forms.is_organ(lines[start - 1].text.text):
            start -= 1
        if start < place:
            signature = printed_lines([lines[start]])
        return Tail(signature=signature, dated=(dated[0], printed), start=start, end=place + 1)
    start = end
    while start > first and forms.is_organ(lines[start - 1].text.text):
        start -= 1
    signature = printed_lines([lines[start]]) if start < end else None
    return Tail(signature=signature, start=start, end=end)


def _is_after_date(text: str) -> bool:
    return any(forms.is_line(name, text) for name in ("remark", "copy_to", "printed_by"))


def _cut(text: str, n_packed: int) -> int:
    """Return the place in ``text`` after its first ``n_packed`` characters that are no blanks."""
    seen = 0
    for place, char in enumerate(text):
        seen += not char.isspace()
        if seen == n_packed:
            return place + 1
    return len(text)


def assemble(
    head: Head,
    tail: Tail,
    attachments: tuple[Attachment, ...],
    annexes: Sequence[Annex],
    opening: str,
) -> tuple[Metadata, list[Finding]]:
    """Put the elements together.

    Args:
        head: what stands above the text.
        tail: what stands below it.
        attachments: the attachment list.
        annexes: the annexes; their titles may name the year.
        opening: the first words of the text without blanks, for the year.

    Returns:
        The metadata, and one ``META01`` for all that is missing of title, issuer, date and year.
    """
    title = head.title or head.fields.get("title")
    if title is None and head.end == 0 and annexes and not opening:
        title = annexes[0].title
    issuer = head.mark or tail.signature or _organ_of(title)
    issuer = issuer or next(iter(head.organs), None) or head.fields.get("issuer")
    dated = tail.dated or head.dated or _dated(head.fields.get("date"))
    years = [title.text if title else ""]
    years += [a.title for a in attachments] + [a.title.text for a in annexes if a.title]
    years.append(opening)
    period = next((found for text in years if (found := period_of(text)) is not None), None)
    names = [issuer, title, tail.signature]
    regions = [place for name in names if name and (place := region_of(name.text)) is not None]
    region = next((r for r in regions if r.code), regions[0] if regions else None)
    metadata = Metadata(
        title=title,
        issuer=issuer,
        document_number=head.number or head.fields.get("number"),
        document_type=head.document_type,
        addressees=head.addressees,
        issued_on=dated[0] if dated else None,
        issued_on_printed=dated[1] if dated else None,
        signature=tail.signature,
        attachments=attachments,
        data_year=period[0] if period else None,
        data_period=period[1] if period else None,
        region_code=region.code if region else None,
        region_name=region.name if region else None,
    )
    return metadata, _missing(metadata)


def _organ_of(title: Printed | None) -> Printed | None:
    """Return the organ that a title names before 关于."""
    if title is None or "关于" not in title.text:
        return None
    name = title.text.partition("关于")[0]
    return Printed(text=name, where=title.where) if forms.is_organ(name) else None


def _dated(printed: Printed | None) -> tuple[date, Printed] | None:
    if printed is None:
        return None
    found = date_at(forms.packed(printed.text))
    if found is not None:
        return found[0], printed
    try:
        return date.fromisoformat(printed.text.strip()), printed
    except ValueError:
        return None


def _missing(metadata: Metadata) -> list[Finding]:
    elements = (
        (metadata.title, "title", "标题"),
        (metadata.issuer, "issuer", "发文机关"),
        (metadata.issued_on, "date of issue", "成文日期"),
        (metadata.data_year, "year of the data", "数据年度"),
    )
    missing = [names for value, *names in elements if value is None]
    if not missing:
        return []
    en, zh = map(list, zip(*missing, strict=True))
    return [finding("META01", subject=", ".join(en), elements_en=en, elements_zh=zh)]
