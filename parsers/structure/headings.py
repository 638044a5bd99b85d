"""The tree of headings 一、（一）1.（1）一是, and the paragraphs under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.cells import tidy
from parsers.structure.labels import INLINE_LEVEL, Label, inline_labels, label_of
from parsers.structure.lines import ends_sentence
from parsers.structure.seams import RawParagraph
from parsers.text import MappedText, Paragraph
from schemas.findings import Finding, finding
from schemas.notice import Section
from schemas.places import Provenance

_SURE_LEVELS = 2


@dataclass(slots=True)
class _Counter:
    """The labels seen so far: last number per level, and the open sections as (level, index)."""

    last: dict[int, int] = field(default_factory=dict)
    open: list[tuple[int, int]] = field(default_factory=list)

    def accepts(self, label: Label) -> bool:
        """The counter rule: a label counts if it is 1 or one more than the last of its level."""
        follows = self.last.get(label.level, 0) + 1
        return label.number in {1, follows} or label.level <= _SURE_LEVELS

    def lost(self, label: Label) -> int | None:
        """Return the number that is missing before an accepted label, ``None`` if none is."""
        follows = self.last.get(label.level, 0) + 1
        return follows if label.number > follows > 1 else None

    def enter(self, label: Label, index: int) -> int | None:
        """Note a label and return its parent's index."""
        self.last[label.level] = label.number
        for level in [level for level in self.last if level > label.level]:
            del self.last[level]
        while self.open and self.open[-1][0] >= label.level:
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        self.open.append((label.level, index))
        return parent

    @property
    def innermost(self) -> int | None:
        return self.open[-1][1] if self.open else None


def read_sections(
    raw: Sequence[RawParagraph],
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...], list[Finding]]:
    """Find the headings among the paragraphs and cut their labels off.

    Returns:
        The sections in order; the paragraphs of running text, each with the section it stands in
        (a heading that runs on into text is part of its paragraph, one that stands alone is no
        paragraph unless it holds a figure); and ``AMB01`` for a number missing among the labels.
    """
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    findings: list[Finding] = []
    counter = _Counter()
    for item in raw:
        text, stands_alone = item.text, False
        label = label_of(text.text)
        if label is not None and counter.accepts(label):
            missing = counter.lost(label)
            title = _title(text[label.length :])
            whole = text[: label.length + len(title)]
            where = Provenance(page=item.page, span=whole.span())
            if missing is not None:
                findings.append(
                    finding("AMB01", "list_gap", where=where, subject=label.text, expected=missing)
                )
            parent = counter.enter(label, len(sections))
            sections.append(_section(label, title, where, parent))
            stands_alone = len(title) == len(text) - label.length and not ends_sentence(text.text)
            text = text[label.length :]
        elif label is None:
            _leave_items(counter)
        here = counter.innermost
        _inline(item, text, sections, counter)
        if len(text) and not (stands_alone and not _has_figure(text.text)):
            paragraphs.append(Paragraph(text=text, page=item.page, section=here))
    return tuple(sections), tuple(paragraphs), findings


def _leave_items(counter: _Counter) -> None:
    """Close 一是 when a paragraph without a label follows: it belongs to the heading above."""
    while counter.open and counter.open[-1][0] >= INLINE_LEVEL:
        counter.open.pop()


def _has_figure(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _title(text: MappedText) -> MappedText:
    """Return the heading: up to the first 。 when the paragraph runs on, else the whole line."""
    end = re.search(r"[。：:；](?=.)", text.text, re.DOTALL)
    return text[: end.end()] if end else text


def _section(label: Label, title: MappedText, where: Provenance, parent: int | None) -> Section:
    return Section(
        level=label.level,
        label=label.text,
        title=tidy(title.text).rstrip("。：:；"),
        where=where,
        parent=parent,
    )


def _inline(
    item: RawParagraph, text: MappedText, sections: list[Section], counter: _Counter
) -> None:
    """Add 一是 … 二是 … inside a paragraph to the tree, below the section the paragraph is in."""
    parent = counter.innermost
    if parent is not None and sections[parent].level >= INLINE_LEVEL:
        return
    for _, start, end in inline_labels(text.text):
        title = _title(text[end:])
        where = Provenance(page=item.page, span=text[start : end + len(title)].span())
        label = Label(INLINE_LEVEL, 0, text.text[start:end], end - start)
        sections.append(_section(label, title, where, parent))
