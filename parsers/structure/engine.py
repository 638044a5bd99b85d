"""The structure of a notice: its elements, sections, paragraphs and annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.structure import forms
from parsers.structure.annexes import Annex, captions, find_annexes, read_attachment_list
from parsers.structure.flattened import with_flattened
from parsers.structure.headings import read_sections
from parsers.structure.labels import label_of
from parsers.structure.lines import Item, TextLine, read_items
from parsers.structure.metadata import assemble, read_head, read_tail
from parsers.structure.ranked_lines import with_ranked_lines
from parsers.structure.seams import Measure, RawParagraph, measure, paragraphs_of
from parsers.text import Paragraph
from schemas.document import Document, Table
from schemas.findings import Finding, finding
from schemas.notice import Attachment, Metadata, Section
from schemas.places import Span

_OPENING = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What stands where in a notice, before its tables and numbers are read.

    ``paragraphs`` holds running text only: no title, addressees, signature, date, attachment list,
    annex headings, table titles. ``items`` are the printed lines and tables in reading order, to
    which the annexes refer. ``chosen`` are the places of cells that ran together with others and
    that only the sum of their row tells apart: it cannot prove them as well.
    """

    metadata: Metadata
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[Annex, ...]
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    chosen: frozenset[Span] = frozenset()


def read_structure(document: Document) -> Structure:
    """Read the elements of a notice by text patterns and their order alone.

    Fonts and positions are not needed (a text source has none); line boxes help where they exist.

    Args:
        document: any document; one without notice elements gives empty parts and findings.

    Returns:
        The structure, with ``TXT01`` for page seams, ``META01`` for missing elements, ``ATT01``
        for attachments that are named and absent, ``AMB01`` for gaps among list labels.
    """
    flattened = with_flattened(with_ranked_lines(read_items(document)))
    items = flattened.items
    annexes = find_annexes(items)
    main_end = annexes[0].first - 1 if annexes else len(items)
    main = [item for item in items[:main_end] if isinstance(item, TextLine)]
    head = read_head(main)
    tail = read_tail(main, head.end)
    titles = {id(line) for lines in captions(items).values() for line in lines}
    rough = measure(main[head.end : tail.start] or main)
    # Web pages print the list below the date as well.
    listed, noted = None, main[head.end : tail.start]
    for noted in (main[head.end : tail.start], main[tail.end :]):
        full = [rough.is_full(line) for line in noted]
        listed = listed or read_attachment_list(noted, full, annexes)
        if listed is not None:
            break
    taken = set(titles)
    if listed is not None:
        taken |= {id(line) for line in noted[listed.first : listed.last]}
    taken |= {id(line) for line in (*main[: head.end], *main[tail.start :])}
    body = [item for item in items[:main_end] if id(item) not in taken]
    sections, paragraphs, findings = _running_text(body, measure(_lines(body)))
    for annex in annexes:
        paragraphs += _annex_text(items, annex, titles, rough)
    attachments = listed.attachments if listed else ()
    opening = "".join(forms.packed(p.text.text) for p in paragraphs[:2])[:_OPENING]
    metadata, missing = assemble(head, tail, attachments, annexes, opening)
    return Structure(
        metadata=metadata,
        sections=sections,
        paragraphs=paragraphs,
        annexes=tuple(annexes),
        items=tuple(items),
        findings=(*findings, *flattened.findings, *missing, *_absent(attachments)),
        chosen=flattened.chosen,
    )


def _lines(items: Sequence[Item]) -> list[TextLine]:
    return [item for item in items if isinstance(item, TextLine)]


def _runs(items: Sequence[Item]) -> list[tuple[bool, list[TextLine]]]:
    """Split at tables, behind which running text does not go on: (is below one, its lines)."""
    runs: list[tuple[bool, list[TextLine]]] = [(False, [])]
    for item in items:
        if isinstance(item, Table):
            runs.append((True, []))
        else:
            runs[-1][1].append(item)
    return [run for run in runs if run[1]]


def _without_notes(lines: list[TextLine], *, is_below_table: bool) -> list[TextLine]:
    """Cut the notes at the end (注释：, 资料来源：) off; they explain and report nothing."""
    for place, line in enumerate(lines):
        if (place or is_below_table) and forms.is_line("end_matter", line.text.text):
            return lines[:place]
    return lines


def _running_text(
    items: Sequence[Item], scale: Measure
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...], list[Finding]]:
    raw: list[RawParagraph] = []
    findings: list[Finding] = []
    for below, run in _runs(items):
        made, said = paragraphs_of(_without_notes(run, is_below_table=below), scale)
        raw += made
        findings += said
    sections, paragraphs, gaps = read_sections(raw)
    return sections, paragraphs, findings + gaps


def _annex_text(
    items: Sequence[Item], annex: Annex, titles: set[int], scale: Measure
) -> tuple[Paragraph, ...]:
    """Return the prose of an annex (whole sentences only), labels cut off."""
    inside = [item for item in items[annex.first : annex.last] if id(item) not in titles]
    found = []
    for below, run in _runs(inside):
        for raw in paragraphs_of(_without_notes(run, is_below_table=below), scale)[0]:
            label = label_of(raw.text.text)
            text = raw.text[label.length :] if label else raw.text
            if "。" in text.text:
                found.append(Paragraph(text=text, page=raw.page, section=None))
    return tuple(found)


def _absent(attachments: tuple[Attachment, ...]) -> list[Finding]:
    return [
        finding("ATT01", where=a.where, subject=a.title, found=a.number)
        for a in attachments
        if not a.is_present
    ]
