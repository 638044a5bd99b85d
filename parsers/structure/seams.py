"""Lines to paragraphs: wrapped lines joined, page seams mended, damage told.

A text source shows a page seam as a blank line (or a dropped page number) inside a sentence. In a
PDF a line that fills its measure runs on in the next, over a page end too; only a line that ends
early without an end mark is a seam there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parsers.cells import fold
from parsers.structure.labels import Label, label_of
from parsers.structure.lines import TextLine, ends_sentence
from parsers.text import MappedText, join
from parsers.units import unit_at
from schemas.findings import Finding, Severity, finding
from schemas.patterns import lazy_re
from schemas.places import Provenance, Span

_PAIRS: Final = {
    "》": "《",
    "”": "“",
    "）": "（",
    ")": "(",
    "】": "【",
    "〉": "〈",
    "」": "「",
    "〕": "〔",
}
_OPENERS: Final = frozenset(_PAIRS.values())
_CANNOT_START: Final = "，。、；：！？》”）】〉」〕,;)"
# A number behind words at the end of a line, with or without its scale.
_NUMBER_END: Final = lazy_re(r"[\u4e00-\u9fff][\d,.，]*\d\s*(?P<scale>[十百千万亿]{0,2})\s*$")
_SHOWN: Final = 8
_SHORTEST_REPEAT, _LONGEST_REPEAT = 4, 40
_LOOK_BACK: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The typography of a document's running text.

    ``left`` and ``right`` are the edges in points (``None`` in text sources), ``char`` the width
    of one character, ``columns`` the width in characters of a hard-wrapped text source (``None``
    when a line is a paragraph), ``uses_indent`` whether paragraphs start with an indent.
    """

    left: float | None
    right: float | None
    char: float
    columns: int | None
    uses_indent: bool

    def is_full(self, line: TextLine) -> bool:
        """Tell whether a line fills its measure, so that its text may run on."""
        if line.box is not None and self.right is not None:
            return self.right - line.box.x1 <= 2.2 * self.char
        return self.columns is not None and _width(line) >= self.columns - 2

    def is_indented(self, line: TextLine) -> bool:
        """Tell whether a line starts with an indent of about two characters."""
        if line.box is not None and self.left is not None:
            return line.box.x0 - self.left >= 1.3 * self.char
        return line.indent >= 2


def _width(line: TextLine) -> float:
    """The width in full characters: ASCII counts half."""
    return line.indent + sum(0.5 if char.isascii() else 1 for char in line.text.text)


def measure(lines: Sequence[TextLine]) -> Measure:
    """Measure the running text from its lines (body lines only)."""
    boxes = [(line.box, len(line.text)) for line in lines if line.box is not None]
    if boxes:
        heights = sorted(box.bottom - box.top for box, _ in boxes)
        char = heights[len(heights) // 2]
        left = min(box.x0 for box, _ in boxes)
        right = max(box.x1 for box, _ in boxes)
        indented = sum(box.x0 - left >= 1.3 * char for box, _ in boxes)
        uses = 2 <= indented < len(boxes)
        return Measure(left=left, right=right, char=char, columns=None, uses_indent=uses)
    widths = Counter(int(_width(line) + 0.5) for line in lines)
    widest = max(widths, default=0)
    near = sum(count for width, count in widths.items() if width >= widest - 2)
    wrapped = widest <= 80 and near >= 3 and near * 10 >= sum(widths.values()) * 3
    indented = sum(line.indent >= 2 for line in lines)
    return Measure(
        left=None,
        right=None,
        char=1.0,
        columns=widest if wrapped else None,
        uses_indent=wrapped and 0 < indented < len(lines),
    )


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph before its label is cut off, and the page it begins on."""

    text: MappedText
    page: int


def paragraphs_of(
    lines: Sequence[TextLine], scale: Measure
) -> tuple[list[RawParagraph], list[Finding]]:
    """Join lines to paragraphs.

    Args:
        lines: neighbouring lines of running text, furniture dropped.
        scale: what `measure` said of the whole text.

    Returns:
        The paragraphs, and one ``TXT01`` per seam: info where it was mended (with or without a
        repeated phrase), warning where words are evidently lost; those are not joined.
    """
    done: list[RawParagraph] = []
    findings: list[Finding] = []
    if not lines:
        return done, findings
    current, last = _Open(lines[0]), lines[0]
    for place, line in enumerate(lines[1:], 1):
        kind = _relation(current, last, line, scale)
        if kind == "wrap" and line.page != last.page and _repeated(last.text, line.text):
            kind = "seam"
        if kind == "seam":
            after = [item.text for item in lines[place : place + 4]]
            kind, cut, said = _mend(last.text, after, _seam_place(last, line))
            current.cut(cut)
            findings.append(said)
        if kind == "lost":
            findings.append(_lost(last.text, line.text, _seam_place(last, line)))
        if kind in {"wrap", "joined"}:
            current.add(line)
        else:
            done.append(current.close())
            current = _Open(line)
        last = line
    done.append(current.close())
    return done, findings


class _Open:
    """A paragraph that is being put together; parts are joined once, when it is closed."""

    def __init__(self, line: TextLine) -> None:
        self.parts = [line.text]
        self.page = line.page
        self.has_label = label_of(line.text.text) is not None
        self.marks = self._marks_of(line.text.text)

    @staticmethod
    def _marks_of(text: str) -> frozenset[str]:
        return frozenset(mark for mark in "。；！？，：" if mark in text)

    @property
    def last_char(self) -> str:
        return self.parts[-1].text[-1:]

    def is_prose(self) -> bool:
        """Tell whether the text without end mark is running text and no heading."""
        if self.marks & frozenset("。；！？") or self.last_char in {"，", "、"}:
            return True
        return not self.has_label and bool(self.marks & frozenset("，："))

    def add(self, line: TextLine) -> None:
        self.parts += [*_gap(self.parts[-1], line.text), line.text]
        self.marks |= self._marks_of(line.text.text)

    def cut(self, count: int) -> None:
        """Drop characters at the end; they are all in the last line."""
        if count:
            part = self.parts[-1]
            self.parts[-1] = part[: len(part) - count]

    def close(self) -> RawParagraph:
        return RawParagraph(join(self.parts), self.page)


def _seam_place(last: TextLine, line: TextLine) -> Provenance:
    """Return the place of a seam: the end of one line and the start of the next."""
    before, after = last.text, line.text
    start = before.offsets[max(0, len(before) - _SHOWN)]
    end = after.offsets[min(len(after), _SHOWN) - 1] + 1
    return Provenance(page=last.page, span=Span(start, end), box=last.box)


def _gap(before: MappedText, after: MappedText) -> list[MappedText]:
    """Return the blank between two words of Latin script that a line end parted."""
    left, right = before.text[-1:], after.text[:1]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return [MappedText(" ", (before.offsets[-1] + 1,))]
    return []


def _relation(current: _Open, last: TextLine, line: TextLine, scale: Measure) -> str:
    """Say how a line follows: ``wrap``, ``new``, ``seam`` (cut in mid-sentence) or ``lost``."""
    label = label_of(line.text.text)
    broken = _is_broken(last, line, scale)
    if ends_sentence(last.text.text):
        if broken:
            return "lost" if line.text.text[0] in _CANNOT_START else "new"
        starts = scale.is_indented(line) if scale.uses_indent else label is not None
        return "new" if starts else "wrap"
    if not broken:
        heading = label is not None and label.level <= 2 and not current.is_prose()
        return "new" if heading else "wrap"
    if label is None and _cuts_number(last.text.text, line.text.text):
        return "seam"
    if not current.is_prose() and not (line.after_page_end and "，" in current.marks):
        return "new"
    if label is not None and not _is_figure(label, current.last_char):
        sure = "。" in current.marks or current.last_char in {"，", "、"}
        return "lost" if sure else "new"
    return "seam"


def _cuts_number(before: str, after: str) -> bool:
    """Tell whether a number was parted from its scale or unit (…保有量27.60万 | 辆，比上年…)."""
    scale = _NUMBER_END.search(before[-_LOOK_BACK:])
    if scale is None or not frozenset("，。；") & frozenset(after):
        return False
    rest = after.lstrip("余多" if scale["scale"] else "万亿余多")
    return unit_at(rest, 0) is not None


def _is_figure(label: Label, before: str) -> bool:
    """Tell whether what looks like a label goes on a number before it (…第 | 1、2项)."""
    return label.level in {3, 4} and before in {"第", "共", "年", "、"}


def _is_broken(last: TextLine, line: TextLine, scale: Measure) -> bool:
    """Tell whether the print starts anew here: a blank line, an indent, a line cut short."""
    if line.box is not None:
        if scale.uses_indent:
            return scale.is_indented(line)
        return not scale.is_full(last)
    if line.after_blank or scale.columns is None:
        return True
    return (scale.uses_indent and scale.is_indented(line)) or not scale.is_full(last)


def _packed_tail(text: MappedText, most: int) -> str:
    return fold("".join(text.text[-2 * most :].split()))[-most:]


def _repeated(before: MappedText, after: MappedText) -> str:
    """Return the longest end of ``before`` (4 to 40 characters) that ``after`` starts with."""
    tail = _packed_tail(before, _LONGEST_REPEAT)
    head = fold("".join(after.text[: 2 * _LONGEST_REPEAT].split()))
    for length in range(min(len(tail), len(head)), _SHORTEST_REPEAT - 1, -1):
        if head.startswith(tail[-length:]):
            return tail[-length:]
    return ""


def _mend(
    before: MappedText, after: Sequence[MappedText], where: Provenance
) -> tuple[str, int, Finding]:
    """Judge a seam: ``joined`` or ``new``, how many characters of ``before`` to drop, and why.

    The phrase is dropped where it was cut off, not where it stands whole.
    """
    line = after[0]
    phrase = _repeated(before, line)
    cut = _length_of(before.text, len(phrase))
    kept = before.text[: len(before.text) - cut]
    following = "".join(text.text for text in after)
    if _is_unbalanced(kept[-_LOOK_BACK:], following):
        return "new", 0, _lost(before, line, where)
    if phrase:
        said = _joined(kept, line.text, where, phrase=phrase)
        return "joined", cut, said
    # Two figures that meet at a seam may be one number or two: a person should look.
    figures = before.text[-1:].isdigit() and line.text[:1].isdigit()
    severity: Severity | None = "warning" if figures else None
    return "joined", 0, _joined(kept, line.text, where, severity=severity)


def _joined(
    before: str,
    after: str,
    where: Provenance,
    *,
    phrase: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    return finding(
        "TXT01",
        "repeat" if phrase else "default",
        severity=severity,
        where=where,
        found=phrase,
        before=before[-_SHOWN:],
        after=after[:_SHOWN],
    )


def _length_of(text: str, n_packed: int) -> int:
    """Return how many characters at the end of ``text`` hold ``n_packed`` that are no blanks."""
    length = 0
    while n_packed > 0:
        length += 1
        n_packed -= not text[-length].isspace()
    return length


def _is_unbalanced(before: str, after: str) -> bool:
    """Tell whether a bracket opened before the seam is never closed, or closed and never opened."""
    opened: list[str] = []
    for char in before:
        if char in _OPENERS:
            opened.append(char)
        elif char in _PAIRS and opened and opened[-1] == _PAIRS[char]:
            opened.pop()
    waiting = len(opened)
    stack = list(opened)
    for char in after:
        if char in _OPENERS:
            # 《 inside an open 《 means that the first one was never closed.
            if waiting and len(stack) == waiting and stack[-1] == char and char in "《“":
                return True
            stack.append(char)
        elif char in _PAIRS:
            if not stack or stack[-1] != _PAIRS[char]:
                return not stack
            stack.pop()
            waiting = min(waiting, len(stack))
        elif char in "。！？" and waiting and len(stack) == waiting and stack[-1] in "《〈〔":
            return True
    return waiting > 0


def _lost(before: MappedText, after: MappedText, where: Provenance) -> Finding:
    return finding(
        "TXT01",
        "lost",
        severity="warning",
        where=where,
        before=before.text[-_SHOWN:],
        after=after.text[:_SHOWN],
    )
