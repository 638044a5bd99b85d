"""The scoring rules of the statistics benchmark: what was found against what is annotated.

The rules stand in words in ``benchmarks/statistics/README.md``. Knows nothing of the parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from benchmarks.statistics.gold import Number, Passage
from schemas.notice import Bound, Kind, Relation

# What is judged of a number that was found, in the order of the printed columns.
JUDGED: Final = (
    "value",
    "value+unit",
    "kind",
    "bound",
    "metric loose",
    "metric strict",
    "subject",
    "period",
    "result",
    "base",
)
_QUOTES: Final = re.compile(r"[\s\"'“”‘’「」《》〈〉<>()（）\[\]【】〔〕、,，]")
_ASPECTS: Final = re.compile("已|新|完成|实现")
_TIME_WORDS: Final = re.compile("截至|截止|底|末|以来|份|度|[\\s()（）]")
_DASHES: Final = re.compile("[-‐‑–—―－~～〜至到]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One number as a tool read it; ``None`` where the tool says nothing of it.

    ``start`` and ``end`` are characters of ``Passage.text``; ``parent`` is a place in the
    sequence of readings.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    unit: str | None = None
    kind: Kind | None = None
    bound: Bound | None = None
    metric: str | None = None
    subject: str | None = None
    period: str | None = None
    base: str | None = None
    parent: int | None = None
    relation: Relation | None = None
    is_result: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is not as annotated: its class, what was wanted and what was found."""

    what: str
    printed: str
    wanted: str
    found: str


@dataclass
class Tally:
    """Counts over passages.

    ``right`` and ``asked`` count by what is judged (`JUDGED`) of the numbers that were found;
    ``kinds`` counts (wanted kind, found kind); ``errors`` counts failures by class.
    """

    numbers: int = 0
    readings: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    links: Counter[Relation] = field(default_factory=Counter)
    links_read: Counter[Relation] = field(default_factory=Counter)
    links_right: Counter[Relation] = field(default_factory=Counter)
    kinds: Counter[tuple[Kind, Kind | None]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.numbers += other.numbers
        self.readings += other.readings
        self.found += other.found
        for name in ("right", "asked", "links", "links_read", "links_right", "kinds", "errors"):
            getattr(self, name).update(getattr(other, name))

    @property
    def recall(self) -> float | None:
        """Share of the annotated numbers that were found."""
        return share(self.found, self.numbers)

    @property
    def precision(self) -> float | None:
        """Share of the numbers read that are annotated."""
        return share(self.found, self.readings)

    def rate(self, judged: str) -> float | None:
        """Share right of the annotated numbers (those not found are wrong); see `JUDGED`."""
        return share(self.right[judged], self.asked[judged])

    def parents(self, *relations: Relation) -> tuple[float | None, float | None]:
        """Precision and recall of the links of some relations, of all if none is named."""
        chosen = relations or tuple(Relation)
        right, read, wanted = (
            sum(counts[one] for one in chosen)
            for counts in (self.links_right, self.links_read, self.links)
        )
        return share(right, read), share(right, wanted)


def share(part: int, whole: int) -> float | None:
    """Return a quotient, ``None`` where there is nothing to divide."""
    return part / whole if whole else None


def score(passage: Passage, readings: Sequence[Reading]) -> tuple[Tally, list[Failure]]:
    """Compare what a tool read in a passage with its annotation."""
    pairs = match(passage.numbers, readings)
    tally = Tally(numbers=len(passage.numbers), readings=len(readings), found=len(pairs))
    failures: list[Failure] = []
    for place, number in enumerate(passage.numbers):
        reading = readings[pairs[place]] if place in pairs else None
        if reading is None:
            failures.append(Failure("missed", number.printed, number.printed, ""))
        else:
            tally.kinds[number.kind, reading.kind] += 1
        for judged, is_right, wanted, got in _judge(number, reading):
            tally.asked[judged] += 1
            tally.right[judged] += is_right
            if reading is not None and not is_right:
                failures.append(Failure(judged, number.printed, wanted, got))
    matched = set(pairs.values())
    for place, reading in enumerate(readings):
        if place not in matched:
            printed = passage.text[reading.start : reading.end]
            failures.append(Failure("spurious", printed, "", f"{reading.value} {reading.unit}"))
    failures.extend(_links(passage, readings, pairs, tally))
    tally.errors.update(failure.what for failure in failures)
    return tally, failures


def match(numbers: Sequence[Number], readings: Sequence[Reading]) -> dict[int, int]:
    """Pair annotated numbers with readings that overlap them, the largest overlap first.

    Returns:
        The place of the reading for the place of each number that was found; one to one.
    """
    overlaps = sorted(
        (
            (-common, i, j)
            for i, number in enumerate(numbers)
            for j, reading in enumerate(readings)
            if (common := min(number.end, reading.end) - max(number.start, reading.start)) > 0
        )
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in overlaps:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _judge(number: Number, reading: Reading | None) -> Iterator[tuple[str, bool, str, str]]:
    """Give what is judged, whether it is right, what was wanted and what was found."""
    amount = _amount(number.value, number.high)
    read = "" if reading is None else _amount(reading.value, reading.high)
    is_value = amount == read
    yield "value", is_value, amount, read
    is_unit = reading is not None and _unit(number.unit) == _unit(reading.unit)
    got = "" if reading is None else f"{read} {reading.unit}"
    yield "value+unit", is_value and is_unit, f"{amount} {number.unit}", got
    signs = reading is not None and (number.value < 0) == (reading.value < 0)
    is_kind = reading is not None and number.kind == reading.kind and signs
    got = "" if reading is None else f"{reading.kind} {reading.value}"
    yield "kind", is_kind, f"{number.kind} {number.value}", got
    is_bound = reading is not None and number.bound == reading.bound
    yield "bound", is_bound, number.bound, str(reading.bound) if reading else ""
    yield from _names(number, reading)
    is_result = reading is not None and number.is_result == reading.is_result
    yield "result", is_result, str(number.is_result), str(reading.is_result) if reading else ""
    if number.base is not None:
        base = "" if reading is None else _base(reading.base or "")
        yield "base", _same_base(_base(number.base), base), number.base, base


def _names(number: Number, reading: Reading | None) -> Iterator[tuple[str, bool, str, str]]:
    if number.metrics:
        metric = None if reading is None else reading.metric or ""
        wanted = " / ".join(number.metrics)
        yield (
            "metric loose",
            metric is not None and any(is_close(one, metric) for one in number.metrics),
            wanted,
            metric or "",
        )
        yield (
            "metric strict",
            metric is not None and _bare(metric) in {_bare(one) for one in number.metrics},
            wanted,
            metric or "",
        )
    if number.subjects:
        subject = None if reading is None else reading.subject or ""
        is_right = subject is not None and _name(subject) in map(_name, number.subjects)
        yield "subject", is_right, " / ".join(number.subjects), subject or ""
    if number.periods:
        period = None if reading is None else reading.period or ""
        is_right = period is not None and _period(period) in map(_period, number.periods)
        yield "period", is_right, " / ".join(number.periods), period or ""


def _amount(value: Decimal, high: Decimal | None) -> str:
    """The size without its sign, which is judged with the kind."""
    ends = sorted(abs(end) for end in (value, high) if end is not None)
    return "~".join(f"{end.normalize():f}" for end in ends)


def _unit(unit: str | None) -> str:
    folded = unicodedata.normalize("NFKC", unit or "").replace(" ", "").lower()
    return folded.removeprefix("个") if folded.endswith("百分点") else folded


def _name(text: str) -> str:
    return _QUOTES.sub("", unicodedata.normalize("NFKC", text))


def _bare(metric: str) -> str:
    """A metric without spaces, quotes, brackets and the words that say it is done."""
    return _ASPECTS.sub("", _name(metric))


def is_close(wanted: str, found: str) -> bool:
    """Whether a metric holds the annotated one and is at most twice as long."""
    core, got = _bare(wanted), _bare(found)
    return core in got and len(got) <= 2 * len(core)


def _period(period: str) -> str:
    folded = _TIME_WORDS.sub("", unicodedata.normalize("NFKC", period))
    return _DASHES.sub("-", folded)


def _base(base: str) -> str:
    """A base of comparison without the words that only compare; 同期 and 年度 in one wording."""
    folded = re.sub(r"^[较比与和同]+(?=[上去前本\d])|[相比的]+$", "", _name(base))
    return folded.replace("去年", "上年").replace("年度", "年").removesuffix("相")


def _same_base(wanted: str, found: str) -> bool:
    return bool(found) and (wanted in found or found in wanted)


def _links(
    passage: Passage, readings: Sequence[Reading], pairs: dict[int, int], tally: Tally
) -> Iterator[Failure]:
    """Count the links to parents; gives those that are missing, wrong or too many."""
    places = {j: i for i, j in pairs.items()}
    for number in passage.numbers:
        if number.relation is not None:
            tally.links[number.relation] += 1
    for place, reading in enumerate(readings):
        is_scored = place not in places or passage.numbers[places[place]].is_linked is not None
        if is_scored and reading.parent is not None and reading.relation is not None:
            tally.links_read[reading.relation] += 1
    for place, number in enumerate(passage.numbers):
        if place not in pairs or number.is_linked is None:
            continue
        reading = readings[pairs[place]]
        parent = None if reading.parent is None else places.get(reading.parent, -1)
        if (parent, reading.relation) == (number.parent, number.relation):
            if number.relation is not None:
                tally.links_right[number.relation] += 1
            continue
        wanted = _link(number.relation, passage, number.parent)
        found = _link(reading.relation, passage, parent)
        if not wanted:
            what = "parent too many"
        elif not found:
            what = "parent missing"
        else:
            what = "parent wrong"
        yield Failure(what, number.printed, wanted, found)


def _link(relation: Relation | None, passage: Passage, place: int | None) -> str:
    if relation is None or place is None:
        return ""
    return f"{relation} {passage.numbers[place].printed if place >= 0 else '(not annotated)'}"
