"""The passes over a paragraph, and the statistics that come of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from parsers.collector import paused_collector
from parsers.numbers import plain
from parsers.statistics.bare import accepted
from parsers.statistics.binding import bind
from parsers.statistics.clauses import lay_out
from parsers.statistics.facts import Fact, Passage, cues
from parsers.statistics.far_wholes import Totals, link_far_wholes
from parsers.statistics.fold import fold
from parsers.statistics.identities import hold_identities
from parsers.statistics.lexer import lex
from parsers.statistics.links import link_changes
from parsers.statistics.masks import labels, masked
from parsers.statistics.modality import spread_plans
from parsers.statistics.periods import find_times, resolve
from parsers.statistics.quantity import Quantity
from parsers.statistics.ranks import ranks
from parsers.statistics.ratios import ratios
from parsers.statistics.repeats import mark_repeats
from parsers.statistics.respective import distribute
from parsers.statistics.scope import Scope
from parsers.statistics.sums import link_parts
from parsers.statistics.windows import make_facts
from parsers.text import Paragraph
from schemas.findings import Finding
from schemas.notice import Kind, Section, Statistic, Status
from schemas.places import quick_provenance, quick_span
from schemas.twins import new, twin

# Quick to make (see `schemas.twins`).
_STATISTIC: Final = twin(Statistic)
# Asked for without end: to look up a member of an enumeration costs as much as a call.
_SHARE: Final = Kind.SHARE
_UNCHECKED: Final = Status.UNCHECKED
_WIDEST: Final = 150
"""Characters of its clause that are shown on either side of a number."""


def read_statistics(
    paragraphs: Sequence[Paragraph],
    *,
    data_year: int | None,
    region_name: str | None,
    sections: Sequence[Section],
    data_period: str | None = None,
) -> tuple[tuple[Statistic, ...], tuple[Finding, ...]]:
    """Read every number of the running text and bind it to what it counts.

    Args:
        paragraphs: the running text in printed order, page seams mended, list labels cut off.
        data_year: the year the notice is about; resolves 全年, 上年 and the like. ``None`` leaves
            periods as printed.
        data_period: what part of the year the notice is about, as its title prints it
            (``2022年第三季度``); the period of numbers that name none.
        region_name: the issuer's region (``青禾区``), taken as subject where it opens a phrase.
        sections: the tree of headings; numbers under headings about what is to be done
            (下一步工作) are plans.

    Returns:
        The statistics in printed order (``parent`` indexes them), and findings of rule ``AMB01``
        for lists that cannot be told apart. No paragraph with numbers, no statistics.
    """
    planned = _planned(sections)
    statistics: list[Statistic] = []
    findings: list[Finding] = []
    totals = Totals()
    # Thousands of live facts are no garbage, whatever the collector of cycles takes them for.
    with paused_collector():
        for paragraph in paragraphs:
            scope = Scope(data_year, region_name, _whole_period(data_year, data_period))
            passage, facts, found = _understand(paragraph, scope)
            findings.extend(found)
            if paragraph.section in planned:
                for fact in facts:
                    fact.is_result = False
            link_far_wholes(passage, facts, totals)
            for place, fact in enumerate(facts, len(statistics)):
                fact.place = place
            statistics += [_statistic(passage, fact, paragraph) for fact in facts]
            _let_go(facts)
        return tuple(mark_repeats(statistics)), tuple(findings)


def _whole_period(data_year: int | None, data_period: str | None) -> str | None:
    """The period of numbers that name none: the notice's, at least its year."""
    if data_period is not None:
        return resolve(data_period, data_year)
    return None if data_year is None else f"{data_year}年"


def _understand(
    paragraph: Paragraph, scope: Scope
) -> tuple[Passage, list[Fact], tuple[Finding, ...]]:
    """Run all passes over one paragraph."""
    folded = fold(paragraph.text)
    text = folded.text
    times = find_times(text)
    quantities = lex(text, masked(text, times))
    quantities = _with_ranks(quantities, [*ranks(text), *ratios(text)])
    layout = lay_out(text, quantities, labels(text))
    quantities = accepted(text, layout, quantities)
    passage = Passage(folded, layout, tuple(times))
    facts = make_facts(text, layout, quantities)
    bind(passage, facts, scope)
    findings = distribute(passage, facts, paragraph.page, scope.data_year)
    link_parts(passage, facts)
    link_changes(passage, facts)
    spread_plans(passage, facts)
    hold_identities(passage, facts)
    for fact in facts:
        if fact.kind is _SHARE and fact.status is _UNCHECKED:
            _bounds_hold(fact)
    return passage, facts, findings


def _with_ranks(quantities: list[Quantity], found: list[Quantity]) -> list[Quantity]:
    """Merge the ranks and ratios in; a number inside of one (列前三位) is no other."""
    if not found:
        return quantities
    taken = {place for rank in found for place in range(rank.start, rank.end)}
    others = [quantity for quantity in quantities if quantity.start not in taken]
    return sorted([*others, *found], key=lambda quantity: quantity.start)


def _bounds_hold(fact: Fact) -> None:
    """A share between 0 and 100 is consistent with itself, no more."""
    top = Decimal(100 if fact.quantity.unit_text == "%" else 1000)
    if 0 <= fact.value <= top:
        fact.status = Status.CONSISTENT


def _planned(sections: Sequence[Section]) -> frozenset[int]:
    """Sections, with those below them, that speak of what is to be done."""
    words = tuple(cues("modality")["plan_sections"])
    planned: set[int] = set()
    for index, section in enumerate(sections):
        if section.parent in planned or any(word in section.title for word in words):
            planned.add(index)
    return frozenset(planned)


def _statistic(passage: Passage, fact: Fact, paragraph: Paragraph) -> Statistic:
    quantity, folded = fact.quantity, passage.folded
    high, source = quantity.high, folded.source
    first, last = folded.index[quantity.start], folded.index[quantity.end - 1]
    made: Any = new(_STATISTIC)
    made.text = _clause(passage, fact)
    made.printed = source.text[first : last + 1]
    made.value = plain(fact.value)
    made.value_high = None
    if high is not None:
        made.value_high = plain(-high if fact.value < 0 < quantity.value else high)
    made.unit = quantity.unit_text
    made.scale = quantity.scale
    made.bound = quantity.bound
    made.kind = fact.kind
    made.metric = fact.metric
    made.subject = fact.subject
    made.period = fact.period
    made.base = fact.base
    made.parent = None if fact.parent is None else fact.parent.place
    made.relation = fact.relation
    made.section = paragraph.section
    made.status = fact.status
    made.evidence = fact.evidence
    made.is_result = fact.is_result
    span = quick_span(source.offsets[first], source.offsets[last] + 1)
    made.where = quick_provenance(paragraph.page, span)
    made.measured = None if fact.measured is None else fact.measured.place
    made.basis = None if fact.basis is None else fact.basis.place
    made.part_list = fact.part_list
    made.part_form = fact.part_form
    made.multiplicity = fact.multiplicity
    made.__class__ = Statistic
    return made  # type: ignore[no-any-return]


def _let_go(facts: Sequence[Fact]) -> None:
    """Let wholes and parts go of each other, so that they are freed without the collector."""
    for fact in facts:
        if fact.children:
            fact.children = []


def _clause(passage: Passage, fact: Fact) -> str:
    """The clause as printed, cut to the neighbourhood of the number where it is very long."""
    layout, quantity, place = passage.layout, fact.quantity, fact.start
    start, end = layout.start[place], layout.end[place]
    if end - start > _WIDEST:
        start = max(start, place - _WIDEST)
        end = min(end, quantity.tail + _WIDEST)
    # A unit may hold a mark that ends a clause: 台(套).
    return passage.folded.printed(start, end if end > quantity.end else quantity.end).strip()
