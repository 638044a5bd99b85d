"""What a share or a change is about: the number it is linked to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.numbers import EXACT, show
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.lists import LOOK_BACK, same_unit
from schemas.notice import Kind, Relation, Status


def link_changes(passage: Passage, facts: Sequence[Fact]) -> None:
    """Give shares and changes the number they are about."""
    layout = passage.layout
    latest: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts:
        key = layout.sentence[fact.start], layout.bracket[fact.start]
        before = latest.setdefault(key, [])
        if fact.kind is Kind.RATE and _is_bracketed_share(passage, fact):
            fact.kind = Kind.SHARE
        if fact.kind in (Kind.GROWTH, Kind.DELTA, Kind.FACTOR, Kind.SHARE) and fact.parent is None:
            parent = None if _stands_alone(passage, fact) else _about(fact, before)
            if parent is None and not before and layout.bracket[fact.start] >= 0:
                parent = _about(fact, _outside(passage, fact, latest))
            link(fact, parent)
            _recompute(fact)
        if fact.kind in (Kind.LEVEL, Kind.RATE, Kind.SCORE, Kind.RANK, Kind.GROWTH, Kind.SHARE):
            before.append(fact)
            del before[:-LOOK_BACK]


def _recompute(fact: Fact) -> None:
    """Write out a share that follows, at its printed precision, from its part and the whole."""
    part = fact.parent
    if fact.kind is not Kind.SHARE or part is None or part.relation is not Relation.PART_OF:
        return
    whole = part.parent
    if whole is None or whole.value <= 0 or fact.quantity.unit_text != "%":
        return
    share = EXACT.divide(EXACT.multiply(part.value, Decimal(100)), whole.value)
    if 2 * abs(EXACT.subtract(share, fact.value)) <= fact.quantity.step:
        printed = f"{show(part.value)} ÷ {show(whole.value)} = {show(fact.value)}%"
        fact.status, fact.evidence = Status.CONSISTENT, printed


def _stands_alone(passage: Passage, fact: Fact) -> bool:
    """三成的单位: a share that names its own class and takes up no number before it."""
    left = passage.text[fact.left[0] : fact.start]
    return fact.kind is Kind.SHARE and fact.own_words and "占" not in left and "比" not in left


def _is_bracketed_share(passage: Passage, fact: Fact) -> bool:
    """12 件（48%）: a percentage alone in brackets behind an amount."""
    opening = passage.layout.bracket[fact.start]
    return opening >= 0 and fact.start - opening <= 3 and not fact.own_words


def _outside(passage: Passage, fact: Fact, latest: dict[tuple[int, int], list[Fact]]) -> list[Fact]:
    opening = passage.layout.bracket[fact.start]
    return latest.get((passage.layout.sentence[fact.start], passage.layout.bracket[opening]), [])


def _about(fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """The number a change or share is about: by its noun, else the last that can be."""
    points = fact.quantity.unit_text in ("个百分点", "个基点", "基点")
    wanted: tuple[Kind, ...] = (
        (Kind.RATE, Kind.SHARE, Kind.GROWTH) if points else (Kind.LEVEL, Kind.SCORE)
    )
    if fact.quantity.unit_text == "分":
        wanted = (Kind.SCORE,)
    if fact.metric in ("位次", "名次") or fact.quantity.unit_text == "位":
        ranked = [f for f in before if f.kind is Kind.RANK]
        if ranked:
            fact.own_words = False
            return ranked[-1]
    if fact.kind is Kind.DELTA and not points:
        levels = [f for f in before if f.kind in wanted and same_unit(f, fact)]
    else:
        levels = [f for f in before if f.kind in wanted]
    if fact.kind is Kind.GROWTH and not levels:
        levels = [f for f in before if f.kind is Kind.RATE]
    if fact.own_words and fact.kind is not Kind.SHARE:
        return _named(fact, levels)
    if not levels or (fact.kind is Kind.SHARE and _spoken_of_since(levels[-1], before)):
        return None
    return levels[-1]


def _spoken_of_since(level: Fact, before: Sequence[Fact]) -> bool:
    """Whether something else was named behind an amount (受理 9 件，投诉增长 3%，占 20%)."""
    later = before[before.index(level) + 1 :]
    return any(fact.own_words and fact.metric != level.metric for fact in later)


def _topic(level: Fact, noun: str) -> Fact:
    """总量 behind a list speaks of its whole, 数量 does where the list was complete."""
    whole = level.parent
    if whole is None or level.relation is not Relation.PART_OF:
        return level
    is_complete = whole.status in (Status.PROVED, Status.CONTRADICTED)
    return _topic(whole, noun) if is_complete or noun.startswith("总") else level


def _named(fact: Fact, levels: Sequence[Fact]) -> Fact | None:
    """The number whose metric the change's own noun takes up (解读数量 of 政策解读)."""
    noun = fact.metric
    for word in longest_first("change", "quantity_nouns"):
        if noun == word:
            return _topic(levels[-1], noun) if levels else None
        if noun.endswith(word):
            noun = noun[: -len(word)]
            break
    shared = [f for f in levels if noun in f.metric or (len(f.metric) > 1 and f.metric in noun)]
    wholes = [f for f in shared if f.children]
    return (wholes or shared)[-1] if shared else None


def link(fact: Fact, parent: Fact | None) -> None:
    """Make ``fact`` a share or change of ``parent``; without words of its own it takes its."""
    if parent is None:
        return
    fact.parent = parent
    fact.relation = Relation.SHARE_OF if fact.kind is Kind.SHARE else Relation.CHANGE_OF
    fact.period = parent.period
    if not fact.own_words:
        fact.metric = parent.metric
        fact.subject = fact.subject or parent.subject
