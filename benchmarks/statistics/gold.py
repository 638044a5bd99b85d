"""The annotated corpus of the statistics benchmark: loads it, refuses what is annotated wrongly.

Format and conventions stand in ``benchmarks/statistics/README.md``. Knows nothing of the parser;
of the project it uses the names in ``schemas/``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.statistics.numerals import DIGITS, readings
from schemas.notice import Bound, Kind, Relation

SUBJECTS: Final = (
    "open-government",
    "websites",
    "safety",
    "environment",
    "hotlines",
    "inspections",
    "budgets",
    "education",
)
FORMS: Final = ("sentence", "notice")
RELATIONS: Final = {
    "part": Relation.PART_OF,
    "share": Relation.SHARE_OF,
    "change": Relation.CHANGE_OF,
}
_HEAD: Final = re.compile(r"=== (\S+) \| (\w+) \| year=(\d{4}) \| region=(\S+)")
# Units that the conventions give to wordings which do not print them (三成, 翻一番).
_UNPRINTED: Final = frozenset({"%", "‰", "倍"})
# What may stand in a printed number beside its unit: numerals and bound words.
_NUMERALS: Final = re.compile(rf"[-−+±~～—\d.,{DIGITS}余多几来近约超过逾达至以上下左右不足低于高]+")
_FIELDS: Final = 9


class AnnotationError(ValueError):
    """An annotation that the conventions do not allow; says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One annotated number.

    ``start`` and ``end`` are characters of ``Passage.text``. ``value`` is in ``unit`` (万 and 亿
    multiplied out), ``high`` the end of a range. ``kinds``, ``metrics``, ``subjects`` and
    ``periods`` are alternatives that are equally right: ``""`` where nothing is named, no
    alternative at all where the field is not scored. ``parent`` counts the numbers of the passage
    from 0. Not scored are ``bound`` and ``is_result`` where they are
    ``None``, and ``parent`` where ``is_linked`` is ``None``, which tells otherwise whether there
    is one. A number that ``is_optional`` may be read or not: nothing of it is scored.
    """

    printed: str
    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    kinds: tuple[Kind, ...]
    metrics: tuple[str, ...]
    subjects: tuple[str, ...]
    periods: tuple[str, ...]
    parent: int | None = None
    relation: Relation | None = None
    bound: Bound | None = Bound.EXACT
    base: str | None = None
    is_result: bool | None = True
    inexact: bool = False
    error: bool = False
    is_optional: bool = False
    is_linked: bool | None = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence (or a few) or a whole notice, with its numbers in printed order.

    ``year`` is the year the figures are about, ``region`` the issuer's.
    """

    name: str
    form: str
    subject: str
    year: int
    region: str
    text: str
    numbers: tuple[Number, ...]


def load(folder: Path) -> list[Passage]:
    """Load every ``<subject>.txt`` and ``<name>-<subject>.txt`` of a folder.

    Raises:
        AnnotationError: a file or one of its annotations breaks the conventions.
        FileNotFoundError: the folder holds no such file.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no annotated passages (*.txt)")
    passages: list[Passage] = []
    for path in files:
        passages.extend(parse(path.read_text("utf-8"), _subject(path)))
    names = sorted(passage.name for passage in passages)
    for one, other in pairwise(names):
        if one == other:
            raise AnnotationError(f"{one}: two passages have this name")
    return passages


def _subject(path: Path) -> str:
    """Return the subject that a file's name is or, behind a hyphen, ends with."""
    for subject in SUBJECTS:
        if path.stem == subject or path.stem.endswith(f"-{subject}"):
            return subject
    raise AnnotationError(f"{path.name}: the subjects are {', '.join(SUBJECTS)}")


def parse(content: str, subject: str) -> Iterator[Passage]:
    """Read the blocks of one file; what stands before the first is a remark.

    Raises:
        AnnotationError: a block breaks the conventions.
    """
    blocks = re.split(r"^(?==== )", content, flags=re.MULTILINE)[1:]
    for block in blocks:
        head, _, rest = block.partition("\n")
        match = _HEAD.fullmatch(head.strip())
        if match is None:
            raise AnnotationError(
                f"{head!r}: expected '=== name | sentence or notice | year=2023 | region=青禾区'"
            )
        name, form, year, region = match.groups()
        if form not in FORMS:
            raise AnnotationError(f"{name}: {form!r} is neither of {', '.join(FORMS)}")
        text, cut, lines = rest.partition("\n---\n")
        if not cut:
            raise AnnotationError(f"{name}: no line '---' between the text and its numbers")
        text = text.strip("\n")
        passage = Passage(
            name=name,
            form=form,
            subject=subject,
            year=int(year),
            region=region,
            text=text,
            numbers=tuple(_numbers(name, text, lines)),
        )
        check(passage)
        yield passage


def _numbers(name: str, text: str, lines: str) -> Iterator[Number]:
    position = 0
    for line in filter(str.strip, lines.splitlines()):
        fields = [field.strip() for field in line.split("|")]
        if len(fields) == _FIELDS - 1:
            fields.append("")
        if len(fields) != _FIELDS:
            raise AnnotationError(f"{name}: {line!r} has {len(fields)} fields, not {_FIELDS}")
        found = _pattern(fields[0]).search(text, position) if fields[0] else None
        if found is None:
            raise AnnotationError(
                f"{name}: {fields[0]!r} does not stand in the text after character {position}"
                f" ({text[max(0, position - 12) : position]!r})"
            )
        position = found.end()
        yield _number(name, fields, found.span())


def _pattern(printed: str) -> re.Pattern[str]:
    """What is searched in the text: never the tail or the head of a longer number.

    A space of the annotation stands for any blank of the text, a line's end included.
    """
    pattern = r"\s+".join(re.escape(piece) for piece in printed.split())
    if printed[0].isdigit():
        pattern = rf"(?<![\d.])(?<!\d,){pattern}"
    elif printed[0] in DIGITS:
        pattern = rf"(?<![{DIGITS}]){pattern}"
    if printed[-1].isdigit():
        pattern = rf"{pattern}(?!\.?\d)"
    return re.compile(pattern)


def _number(name: str, fields: Sequence[str], span: tuple[int, int]) -> Number:
    printed, value, unit, kind, metric, subject, period, parent, flags = fields
    where = f"{name}: {printed!r}"
    kinds = _alternatives(where, "kind", kind)
    if not kinds or not set(kinds) <= set(Kind):
        raise AnnotationError(f"{where}: unknown kind {kind!r}")
    low, high = _value(where, value)
    index, relation = _parent(where, parent)
    told = _flags(where, flags)
    return Number(
        printed=printed,
        start=span[0],
        end=span[1],
        value=low,
        high=high,
        unit=None if unit == "-" else _filled(where, "unit", unit),
        kinds=tuple(map(Kind, kinds)),
        metrics=_alternatives(where, "metric", metric),
        subjects=_alternatives(where, "subject", subject),
        periods=_alternatives(where, "period", period),
        parent=index,
        relation=relation,
        bound=_bound(where, told.get("bound")),
        base=told.get("base"),
        is_result=None if "?" in told else "plan" not in told,
        inexact="inexact" in told,
        error="error" in told,
        is_optional="optional" in told,
        is_linked=None if parent == "?" else index is not None,
    )


def _filled(where: str, field: str, content: str) -> str:
    if not content:
        raise AnnotationError(f"{where}: no {field}; '-' says that there is none")
    return content


def _value(where: str, content: str) -> tuple[Decimal, Decimal | None]:
    try:
        low, *high = (Decimal(end) for end in content.split("~"))
    except InvalidOperation:
        raise AnnotationError(f"{where}: {content!r} is no number") from None
    if len(high) > 1 or (high and not low < high[0]):
        raise AnnotationError(f"{where}: {content!r} is no range")
    return low, high[0] if high else None


def _alternatives(where: str, field: str, content: str) -> tuple[str, ...]:
    """Return what is equally right, nothing where the field is not scored."""
    if content == "?":
        return ()
    found = tuple(one.strip() for one in _filled(where, field, content).split(" / "))
    if "?" in found:
        raise AnnotationError(f"{where}: {field} is scored or not ('?'), not both: {content!r}")
    return tuple("" if one == "-" else _filled(where, field, one) for one in found)


def _parent(where: str, content: str) -> tuple[int | None, Relation | None]:
    if content in {"-", "?"}:
        return None, None
    match = re.fullmatch(r"(\d+) (\w+)", content)
    if match is None or match[2] not in RELATIONS:
        raise AnnotationError(f"{where}: parent {content!r} is not like '1 part' or '-'")
    return int(match[1]) - 1, RELATIONS[match[2]]


def _flags(where: str, content: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for flag in filter(None, (one.strip() for one in content.split(","))):
        name, is_valued, value = flag.partition("=")
        if name not in {"bound", "base", "plan", "?", "inexact", "error", "optional"}:
            raise AnnotationError(f"{where}: unknown flag {flag!r}")
        if bool(is_valued) != (name in {"bound", "base"}) or (is_valued and not value):
            raise AnnotationError(f"{where}: flag {flag!r} is not complete or has too much")
        told[name] = value
    return told


def _bound(where: str, content: str | None) -> Bound | None:
    if content is None:
        return Bound.EXACT
    if content == "?":
        return None
    if content not in set(Bound):
        raise AnnotationError(f"{where}: unknown bound {content!r}")
    return Bound(content)


def check(passage: Passage) -> None:
    """Hold a passage against the conventions that one number alone cannot break.

    Raises:
        AnnotationError: a parent is no other number of the passage, a value is not what is
            printed, or parts do not add up without a flag that says so.
    """
    for place, number in enumerate(passage.numbers):
        where = f"{passage.name}: {number.printed!r}"
        if number.parent is not None:
            _check_parent(where, passage.numbers, place, number.parent)
        if not number.is_optional:
            _check_value(where, number)
    for place in range(len(passage.numbers)):
        _check_parts(passage, place)


def _check_parent(where: str, numbers: Sequence[Number], place: int, parent: int) -> None:
    if not 0 <= parent < len(numbers) or parent == place:
        raise AnnotationError(f"{where}: parent {parent + 1} is no other number of the passage")
    seen, at = {place}, numbers[parent].parent
    while at is not None and 0 <= at < len(numbers):
        if at in seen:
            raise AnnotationError(f"{where}: is its own parent, over number {at + 1}")
        seen.add(at)
        at = numbers[at].parent


def _check_value(where: str, number: Number) -> None:
    possible = readings(number.printed)
    # A fraction may be written down rounded: 三分之一 as 33.33.
    slack = Decimal("0.5") if re.search("分之|/", number.printed) else Decimal(0)
    for end in (number.value, number.high):
        if end is not None and all(abs(abs(end) - one) > slack for one in possible):
            said = ", ".join(f"{one:f}" for one in sorted(possible))
            raise AnnotationError(f"{where}: {end} is not what is printed ({said})")
    if number.unit is None or number.unit in _UNPRINTED:
        return
    # A list may print its unit once, behind the last number, or a part of it (9.2个、2.5个百分点).
    unit, printed = _folded(number.unit), _folded(number.printed)
    if unit.removeprefix("个") not in printed and not unit.startswith(_NUMERALS.sub("", printed)):
        raise AnnotationError(f"{where}: the unit {number.unit!r} is not what is printed")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def _check_parts(passage: Passage, whole: int) -> None:
    """Parts without a flag are one complete split of the whole, or several one after the other.

    Not where the whole or a part is told by a bound only.
    """
    total = passage.numbers[whole]
    parts = [
        number
        for number in passage.numbers
        if number.parent == whole and number.relation is Relation.PART_OF
    ]
    told = [part for part in parts if not part.inexact and not part.error]
    if not told or total.error or any(one.bound != Bound.EXACT for one in (total, *told)):
        return
    running = Decimal(0)
    for part in told:
        is_new_split = running == total.value and part.value != 0
        running = part.value if is_new_split else running + part.value
    if running != total.value:
        listed = " + ".join(part.printed for part in told)
        raise AnnotationError(
            f"{passage.name}: {listed} is not {total.printed}; flag parts that need not add up"
        )
