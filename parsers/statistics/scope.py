"""What carries over from number to number: within a sentence, and over the paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from parsers.statistics.facts import Fact, Passage
from schemas.patterns import lazy_re

# 上半年，…。累计…: part of a year holds for the sentences behind it; a day or a year does not.
_SPAN_OF_YEAR: Final = lazy_re(
    r"\d{4}年(?:\d{1,2}月?[—~至-]\d{1,2}月份?|[上下]半年|第[一二三四]季度|前三季度)"
)


@dataclass(slots=True)
class Scope:
    """What carries over from number to number: within a sentence, and over the paragraph.

    ``subject`` is whom the numbers are about at this place, ``frame`` the one that the sentence
    names for all of its numbers (a list of names goes back to it at its 合计); ``outside`` keeps
    the subject of each bracket level, to return to when a bracket closes, and ``periods`` its
    period. ``first`` is the first number of the sentence; ``topics`` what was last counted in each
    unit.
    """

    data_year: int | None
    region_name: str | None
    whole_period: str | None = None
    sentence: int = -1
    part: int = -1
    is_listed: bool = False
    subject: str | None = None
    frame: str | None = None
    period: str | None = None
    level: Fact | None = None
    rank: Fact | None = None
    measure: Fact | None = None
    named: Fact | None = None
    first: Fact | None = None
    last: Fact | None = None
    percent: Fact | None = None
    topics: dict[str | None, str] = field(default_factory=dict)
    latest: dict[int, Fact] = field(default_factory=dict)
    outside: dict[int, str | None] = field(default_factory=dict)
    periods: dict[int, str | None] = field(default_factory=dict)
    # The period of each time that says the same of all numbers behind it, by its place among the
    # times; and whether anything is said of the present (目前为65.7%).
    plain_periods: dict[int, str | None] = field(default_factory=dict)
    tells_now: bool = False
    # What `about` is told while somebody listens.
    told: list[tuple[str, bool]] | None = None

    def enter(self, passage: Passage, fact: Fact) -> bool:
        """Take up what holds where a number stands; tell whether a sentence begins with it."""
        layout = passage.layout
        sentence = layout.sentence[fact.start]
        is_new = sentence != self.sentence
        if is_new:
            self.sentence = sentence
            self.period = self.periods.get(-1, self.period)
            is_part = self.period is not None and _SPAN_OF_YEAR.fullmatch(self.period)
            if not is_part and not passage.text.startswith(
                "其中", layout.sentence_starts[sentence]
            ):
                self.period = None
            self.periods.clear()
            self.named, self.first, self.last, self.percent = None, fact, None, None
        self.is_listed = fact.listed_after is not None or layout.bracket[fact.start] >= 0
        bracket, part = layout.bracket[fact.start], layout.part[fact.start]
        if part != self.part:
            # A name of a list holds up to the ; at its end, and a sentence that names nobody goes
            # on about whom the one before it named.
            self.part, self.subject = part, self.frame
            self.outside.clear()
        self.subject = self.outside.get(bracket, self.subject)
        self.period = self.periods.get(bracket, self.period)
        return is_new

    def about(self, subject: str, *, is_frame: bool = True) -> None:
        """Speak of ``subject`` from here on."""
        if self.told is not None:
            self.told.append((subject, is_frame))
        self.subject = subject
        if is_frame and not self.is_listed:
            self.frame = subject
