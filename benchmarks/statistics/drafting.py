"""A passage in the making: its text and, beside it, what is true of each number written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Final, TypedDict, Unpack

from benchmarks.statistics.gold import Number
from schemas.notice import Bound, Kind, Relation

SCALES: Final = {"万": 10**4, "亿": 10**8}
_DIGITS: Final = "零一二三四五六七八九"


def in_words(amount: int) -> str:
    """Write a number below 1,000 in Chinese numerals, as officials do.

    >>> in_words(12), in_words(20), in_words(305), in_words(210)
    ('十二', '二十', '三百零五', '二百一十')
    """
    hundreds, rest = divmod(amount, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not amount else "")


class Fields(TypedDict, total=False):
    """What may be said of a number beside its value: fields of `Number`, and how it is printed.

    ``named`` is the unit where it is not the one printed, ``lead`` and ``tail`` are bound words.
    """

    named: str
    lead: str
    tail: str
    metrics: tuple[str, ...]
    subjects: tuple[str, ...]
    periods: tuple[str, ...]
    parent: int
    relation: Relation
    bound: Bound
    base: str
    is_result: bool


@dataclass
class Draft:
    """A passage in the making: what is written so far and the numbers in it."""

    r: Random
    year: int
    topic: dict[str, Any]
    place: str
    period: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        self.numbers: list[Number] = []
        self.spaced = self.r.random() < 0.15
        self.grouped = self.r.random() < 0.15
        self.narrow = self.r.random() < 0.2
        self.in_words = self.r.random() < 0.08

    @property
    def metric(self) -> str:
        """Verb and head: what the topic counts."""
        return f"{self.topic['verb']}{self.topic['head']}"

    @property
    def scale(self) -> int:
        """What a count of the topic is multiplied with (万元: 10,000)."""
        return SCALES.get(self.topic["unit"][0], 1)

    def write(self, words: str) -> None:
        """Add words without a number."""
        self.text += words

    def number(
        self, numeral: str, unit: str, value: Decimal | int, kind: Kind, **more: Unpack[Fields]
    ) -> int:
        """Add a number as printed; gives its place.

        Args:
            numeral: as printed, without unit.
            unit: as printed.
            value: in the unit named, with 万 multiplied out.
            kind: what the number says.
            **more: the passage's period, place and metric are taken where absent.
        """
        lead = more.get("lead", "")
        gap = " " if self.spaced and numeral[-1].isdigit() else ""
        printed = f"{lead}{numeral}{gap}{unit}{more.get('tail', '')}"
        self.text += "" if lead else gap
        start = len(self.text)
        self.text += printed
        number = Number(
            printed=printed,
            start=start,
            end=len(self.text),
            value=Decimal(value),
            high=None,
            unit=more.get("named", unit[1:] if unit[:1] in SCALES else unit),
            kinds=(kind,),
            metrics=more.get("metrics", (self.metric,)),
            subjects=more.get("subjects", (self.place,)),
            periods=more.get("periods", (self.period,)),
            parent=more.get("parent"),
            relation=more.get("relation"),
            is_linked="parent" in more,
            bound=more.get("bound", Bound.EXACT),
            base=more.get("base"),
            is_result=more.get("is_result", True),
        )
        self.numbers.append(number)
        return len(self.numbers) - 1

    def count(self, amount: int, **more: Unpack[Fields]) -> int:
        """Add a level in the topic's unit."""
        return self.number(
            self._numeral(amount), self.topic["unit"], amount * self.scale, Kind.LEVEL, **more
        )

    def delta(self, amount: int, **more: Unpack[Fields]) -> int:
        """Add a difference in the topic's unit, printed without its sign."""
        value = amount * self.scale
        numeral = self._numeral(abs(amount))
        return self.number(numeral, self.topic["unit"], value, Kind.DELTA, **more)

    def _numeral(self, amount: int) -> str:
        if self.in_words and amount < 1000:
            return in_words(amount)
        return f"{amount:,}" if self.grouped else str(amount)

    def percent(self, value: Decimal, kind: Kind, **more: Unpack[Fields]) -> int:
        """Add a per cent without sign; ``value`` keeps its own."""
        return self.number(f"{abs(value)}", "%", value, kind, **more)

    def parts(self, whole: int, named: list[tuple[str, int]], stop: str = "、") -> None:
        """Add parts with the names that they count."""
        for place, (name, amount) in enumerate(named):
            self.write(f"{stop if place else ''}{name}")
            self.count(amount, metrics=(name,), parent=whole, relation=Relation.PART_OF)
