"""The scoring rules of the statistics benchmark: what was found against what is annotated.

The rules stand in words in ``benchmarks/statistics/README.md``. Knows nothing of the parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
_QUARTERS: Final = {**dict(zip("一二三四", "1234", strict=True)), **{n: n for n in "1234"}}
_SPANS: Final = {"1-3月": "1季", "4-6月": "2季", "7-9月": "3季", "10-12月": "4季"} | {
    "1-6月": "上半年",
    "7-12月": "下半年",
    "1-12月": "",
}
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
    optional = {place for place, number in enumerate(passage.numbers) if number.is_optional}
    unasked = {pairs.pop(place) for place in optional if place in pairs}
    tally = Tally(
        numbers=len(passage.numbers) - len(optional),
        readings=len(readings) - len(unasked),
        found=len(pairs),
    )
    failures: list[Failure] = []
    for place, number in enumerate(passage.numbers):
        if place in optional:
            continue
        reading = readings[pairs[place]] if place in pairs else None
        failures.extend(_judged(number, reading, tally))
    for place in sorted({*range(len(readings))} - {*pairs.values()} - unasked):
        reading = readings[place]
        printed = passage.text[reading.start : reading.end]
        failures.append(Failure("spurious", printed, "", f"{reading.value} {reading.unit}"))
    failures.extend(_links(passage, readings, pairs, unasked, tally))
    tally.errors.update(failure.what for failure in failures)
    return tally, failures


def _judged(number: Number, reading: Reading | None, tally: Tally) -> Iterator[Failure]:
    """Count what is right of one number; gives what is not."""
    if reading is None:
        yield Failure("missed", number.printed, number.printed, "")
    else:
        wanted = reading.kind if reading.kind in number.kinds else number.kinds[0]
        tally.kinds[wanted, reading.kind] += 1
    for judged, is_right, asked, got in _judge(number, reading):
        tally.asked[judged] += 1
        tally.right[judged] += is_right
        if reading is not None and not is_right:
            yield Failure(judged, number.printed, asked, got)


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
    reading = None if reading is None else _at_digits(number, reading)
    amount = _amount(number.value, number.high)
    read = "" if reading is None else _amount(reading.value, reading.high)
    is_measure = reading is not None and _measure(number) == _measure(reading)
    yield "value", is_measure or amount == read, amount, read
    got = "" if reading is None else f"{read} {reading.unit}"
    yield "value+unit", is_measure, f"{amount} {number.unit}", got
    signs = reading is not None and (number.value < 0) == (reading.value < 0)
    is_kind = reading is not None and reading.kind in number.kinds and signs
    got = "" if reading is None else f"{reading.kind} {reading.value}"
    yield "kind", is_kind, f"{' / '.join(number.kinds)} {number.value}", got
    if number.bound is not None:
        is_bound = reading is not None and number.bound == reading.bound
        yield "bound", is_bound, str(number.bound), str(reading.bound) if reading else ""
    yield from _names(number, reading)
    if number.is_result is not None:
        is_result = reading is not None and number.is_result == reading.is_result
        got = _modality(reading.is_result) if reading else ""
        yield "result", is_result, _modality(number.is_result), got
    if number.base is not None:
        base = "" if reading is None else _base(reading.base or "")
        yield "base", _same_base(_base(number.base), base), number.base, base


def _at_digits(number: Number, reading: Reading) -> Reading:
    """三分之一 has no end in per cent: it is compared at the digits of the annotation (33.33)."""
    if "分之" not in number.printed:
        return reading
    return replace(reading, value=reading.value.quantize(number.value))


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


def _modality(is_result: bool) -> str:
    return "result" if is_result else "plan or rule"


def _amount(value: Decimal, high: Decimal | None) -> str:
    """The size without its sign, which is judged with the kind."""
    ends = sorted(abs(end) for end in (value, high) if end is not None)
    return "~".join(f"{end.normalize():f}" for end in ends)


def _measure(number: Number | Reading) -> tuple[str, str]:
    """Amount and unit in one wording: 1.85千公顷 is 1850公顷, 个百分点 is 百分点."""
    unit = unicodedata.normalize("NFKC", number.unit or "").replace(" ", "").lower()
    unit = unit.removeprefix("个") if unit.endswith(("百分点", "千分点")) else unit
    times = 1000 if unit.startswith("千") and unit != "千分点" else 1
    high = None if number.high is None else number.high * times
    return _amount(number.value * times, high), unit[1:] if times > 1 else unit


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
    """A period in one wording: ``2023年第三季度``, ``2023年7—9月份`` are ``2023年3季``."""
    folded = _DASHES.sub("-", _TIME_WORDS.sub("", unicodedata.normalize("NFKC", period)))
    folded = re.sub("第?([一二三四1234])季", lambda quarter: f"{_QUARTERS[quarter[1]]}季", folded)
    return re.sub(r"(?<!\d)\d+-\d+月", lambda months: _SPANS.get(months[0], months[0]), folded)


def _base(base: str) -> str:
    """A base of comparison without the words that only compare; 同期 and 年度 in one wording."""
    folded = re.sub(r"^[较比与和同]+(?=[上去前本\d])|[相比的]+$", "", _name(base))
    return folded.replace("去年", "上年").replace("年度", "年").removesuffix("相")


def _same_base(wanted: str, found: str) -> bool:
    return bool(found) and (wanted in found or found in wanted)


def _links(
    passage: Passage,
    readings: Sequence[Reading],
    pairs: dict[int, int],
    unasked: set[int],
    tally: Tally,
) -> Iterator[Failure]:
    """Count the links to parents; gives those that are missing, wrong or too many."""
    places = {j: i for i, j in pairs.items()}
    unasked = unasked | {j for j, i in places.items() if passage.numbers[i].is_linked is None}
    for number in passage.numbers:
        if number.relation is not None:
            tally.links[number.relation] += 1
    for place, reading in enumerate(readings):
        if place in unasked or reading.parent is None or reading.relation is None:
            continue
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
