"""The passes over a paragraph, and the statistics that come of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from parsers.collector import paused_collector
from parsers.numbers import EXACT, plain
from parsers.statistics.binding import Scope, bind
from parsers.statistics.clauses import Layout, lay_out
from parsers.statistics.facts import Fact, Passage, cues
from parsers.statistics.fold import Folded, fold
from parsers.statistics.lexer import Quantity, lex
from parsers.statistics.links import link_changes
from parsers.statistics.masks import labels, masked
from parsers.statistics.periods import find_times
from parsers.statistics.ranks import ranks
from parsers.statistics.respective import distribute
from parsers.statistics.sums import link_parts
from parsers.statistics.windows import make_facts
from parsers.text import Paragraph
from schemas.findings import Finding
from schemas.notice import Kind, Section, Statistic, Status
from schemas.places import Provenance

_JOINT: Final = re.compile(r"(?:,?(?:和|与|及|以及|、)|,)")
_BARE_END: Final = frozenset(",。;、)和与及 ")
_LIKE_SIZE: Final = 100
"""Numbers of one list that share a scale are printed with about as many digits."""

_BRACKET_ITEM: Final = re.compile(r"(?:^|[(、,;])[^、,;()\d]{1,20}$")


def read_statistics(
    paragraphs: Sequence[Paragraph],
    *,
    data_year: int | None,
    region_name: str | None,
    sections: Sequence[Section],
) -> tuple[tuple[Statistic, ...], tuple[Finding, ...]]:
    """Read every number of the running text and bind it to what it counts.

    Args:
        paragraphs: the running text in printed order, page seams mended, list labels cut off.
        data_year: the year the notice is about; resolves 全年, 上年 and the like. ``None`` leaves
            periods as printed.
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
    # Thousands of live facts are no garbage, whatever the collector of cycles takes them for.
    with paused_collector():
        for paragraph in paragraphs:
            passage, facts, found = _understand(paragraph, data_year, region_name)
            findings.extend(found)
            if paragraph.section in planned:
                for fact in facts:
                    fact.is_result = False
            places = {id(fact): len(statistics) + i for i, fact in enumerate(facts)}
            statistics.extend(_statistic(passage, fact, places, paragraph) for fact in facts)
    return tuple(statistics), tuple(findings)


def _understand(
    paragraph: Paragraph, data_year: int | None, region_name: str | None
) -> tuple[Passage, list[Fact], tuple[Finding, ...]]:
    """Run all passes over one paragraph."""
    folded = fold(paragraph.text)
    text = folded.text
    times = find_times(text)
    quantities = lex(text, masked(text, times))
    quantities = _with_ranks(quantities, ranks(text))
    layout = lay_out(text, quantities, labels(text))
    quantities = _accepted(text, layout, quantities)
    passage = Passage(folded, layout, tuple(times))
    facts = make_facts(text, layout, quantities)
    bind(passage, facts, Scope(data_year, region_name))
    findings = distribute(passage, facts, paragraph.page)
    link_parts(passage, facts)
    link_changes(passage, facts)
    for fact in facts:
        _bounds_hold(fact)
    return passage, facts, findings


def _with_ranks(quantities: list[Quantity], found: list[Quantity]) -> list[Quantity]:
    """Merge the ranks in; ordinals are masked for all other numbers, so none overlap."""
    return sorted([*quantities, *found], key=lambda quantity: quantity.start)


def _accepted(text: str, layout: Layout, quantities: list[Quantity]) -> list[Quantity]:
    """Leave bare numbers out, but for those whose context gives them a unit or a meaning."""
    kept: list[Quantity] = []
    following: Quantity | None = None
    for quantity in reversed(quantities):
        if quantity.unit is not None or quantity.form != "number":
            kept.append(quantity)
        else:
            better = _bare(text, layout, quantity, following)
            if better is None:
                following = None
                continue
            kept.append(better)
        following = kept[-1]
    kept.reverse()
    return _bracket_units(text, layout, kept)


def _bare(
    text: str, layout: Layout, quantity: Quantity, following: Quantity | None
) -> Quantity | None:
    """Return a bare number with the unit it shares, as an index, or ``None``."""
    if following is not None and following.unit is not None:
        gap = text[quantity.end : following.lead]
        start = max(layout.start[quantity.start], quantity.start - 40)
        if _JOINT.fullmatch(gap) and re.search("分别|依次", text[start : quantity.start]):
            return _in_unit_of(quantity, following, _LIKE_SIZE)
    if quantity.value == 0 and text[quantity.start] == "零":
        return quantity
    behind = text[quantity.end : quantity.end + 1]
    if behind and behind not in _BARE_END and quantity.scale == 1:
        return None
    before = text[max(0, quantity.lead - 12) : quantity.lead]
    before = re.sub(r"(?:分别|达到|达|为|是|共|:)+$", "", before)
    if before.endswith(tuple(cues("metric")["bare"])):
        return quantity
    opening = layout.bracket[quantity.start]
    inside = opening >= 0 and _BRACKET_ITEM.search(text[opening : quantity.start])
    return quantity if inside and behind in set("),、;") else None


def _bracket_units(text: str, layout: Layout, quantities: list[Quantity]) -> list[Quantity]:
    """Bare numbers in brackets (县直38，乡镇108) take the unit of the number before, or go."""
    outer: dict[int, Quantity] = {}
    groups: dict[int, list[int]] = {}
    heads: dict[int, Quantity] = {}
    for index, quantity in enumerate(quantities):
        opening = layout.bracket[quantity.start]
        if opening >= 0:
            head = outer.get(layout.bracket[opening])
            if head is not None and opening - head.tail <= 24:
                heads.setdefault(opening, head)
            groups.setdefault(opening, []).append(index)
        outer[opening] = quantity
    result = list(quantities)
    drop: set[int] = set()
    named = tuple(cues("metric")["bare"])
    for opening, members in groups.items():
        bare = [i for i in members if result[i].unit is None and result[i].form == "number"]
        head = heads.get(opening)
        for i in bare:
            before = text[max(0, result[i].lead - 12) : result[i].lead]
            if head is not None and head.unit is not None and len(bare) > 1:
                result[i] = _in_unit_of(result[i], head, 1)
            elif not before.rstrip("为是达:").endswith(named):
                drop.add(i)
    return [q for i, q in enumerate(result) if i not in drop]


def _in_unit_of(bare: Quantity, other: Quantity, most: int) -> Quantity:
    """Give a bare number the unit of another, with its scale: 0.8 of 2.1万元 is 8000.

    A number printed more than ``most`` times as large as the other is written out: 8000 of 2.1万件.
    """
    shared = replace(bare, unit=other.unit, unit_text=other.unit_text)
    if bare.scale != 1 or EXACT.multiply(bare.value, other.scale) > most * other.value:
        return shared
    scale = other.scale
    return replace(
        shared,
        value=plain(EXACT.multiply(bare.value, scale)),
        high=None if bare.high is None else plain(EXACT.multiply(bare.high, scale)),
        scale=scale,
        step=plain(EXACT.multiply(bare.step, scale)),
    )


def _bounds_hold(fact: Fact) -> None:
    """A share between 0 and 100 is consistent with itself, no more."""
    if fact.kind is Kind.SHARE and fact.status is Status.UNCHECKED:
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


def _statistic(
    passage: Passage, fact: Fact, places: dict[int, int], paragraph: Paragraph
) -> Statistic:
    quantity, folded = fact.quantity, passage.folded
    high = quantity.high
    return Statistic(
        text=_clause(passage, fact, folded),
        printed=folded.printed(quantity.start, quantity.end),
        value=plain(fact.value),
        value_high=None
        if high is None
        else plain(-high if fact.value < 0 < quantity.value else high),
        unit=quantity.unit_text,
        scale=quantity.scale,
        bound=quantity.bound,
        kind=fact.kind,
        metric=fact.metric,
        subject=fact.subject,
        period=fact.period,
        base=fact.base or None,
        parent=None if fact.parent is None else places[id(fact.parent)],
        relation=fact.relation,
        section=paragraph.section,
        status=fact.status,
        evidence=fact.evidence,
        is_result=fact.is_result,
        where=Provenance(page=paragraph.page, span=folded.span(quantity.start, quantity.end)),
    )


def _clause(passage: Passage, fact: Fact, folded: Folded) -> str:
    """The clause as printed, cut to the neighbourhood of the number where it is very long."""
    start = max(passage.layout.start[fact.start], fact.start - 150)
    end = min(passage.layout.end[fact.start], fact.quantity.tail + 150)
    return folded.printed(start, max(end, fact.quantity.end)).strip()
