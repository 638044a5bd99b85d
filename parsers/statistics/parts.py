"""Wholes and their parts: which numbers are parts of which, and whether they add up.

A list is *complete* when it says so by its form (brackets without 含 or 等, 按…分) or by its
arithmetic; what may leave parts out (其中 with one or two parts, 等) need not add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from parsers.numbers import EXACT, show
from parsers.statistics.facts import Fact, Passage, cue_set, cues, longest_first
from parsers.statistics.units import same_things
from schemas.notice import Kind, Relation, Status

_MOST_PARTS: Final = 200
_LOOK_BACK: Final = 24
_DIVISION: Final = re.compile(r"按[^,。;:]{1,12}分(?:类)?(?:看)?|分[^,。;:]{1,8}看")
_AMONG: Final = re.compile(r"^[^,。;:]{0,30}?(?:之)?中(?:,|$)")


@dataclass(slots=True)
class _Group:
    """Parts of one whole as one list; ``form`` says what opened it.

    ``form`` is ``bracket``, ``cue`` (其中), ``division`` (按…分), ``total`` (合计 behind its parts)
    or ``run`` (no cue at all).
    """

    whole: Fact
    form: str
    words: str = ""
    parts: list[Fact] = field(default_factory=list)


def link_parts(passage: Passage, facts: Sequence[Fact]) -> None:
    """Set parent and relation of parts, and the proof status of wholes and parts."""
    groups = [*_bracket_groups(passage, facts), *_cued_groups(passage, facts)]
    for group in groups:
        _close(group)
        _judge(group)
    for group in _total_groups(passage, facts):
        _judge(group)


def _bracket_groups(passage: Passage, facts: Sequence[Fact]) -> list[_Group]:
    """Numbers in brackets that follow a number, at any depth."""
    layout = passage.layout
    groups: dict[int, _Group] = {}
    last: dict[int, Fact] = {}
    for fact in facts:
        opening = layout.bracket[fact.start]
        if opening >= 0 and opening not in groups:
            whole = last.get(layout.bracket[opening])
            if whole is not None and _touches(passage, whole, opening):
                inside = passage.text[opening + 1 : layout.closing[opening]][:400]
                groups[opening] = _Group(whole, "bracket", inside)
        if opening in groups:
            _add(groups[opening], fact)
        last[opening] = fact
    return [group for group in groups.values() if group.parts]


def _touches(passage: Passage, whole: Fact, opening: int) -> bool:
    """The bracket stands behind the number or behind its noun, in the same clause."""
    return _is_additive(whole) and 0 <= opening - whole.quantity.tail <= _LOOK_BACK and (
        passage.layout.end[whole.start] >= opening
    )


def _add(group: _Group, fact: Fact) -> None:
    """Take a number into a list if it counts the same things and is an amount."""
    if not _is_additive(fact) or fact.parent is not None or fact is group.whole:
        return
    if not same_things(fact.quantity.unit, group.whole.quantity.unit):
        return
    if len(group.parts) < _MOST_PARTS:
        group.parts.append(fact)


def _is_additive(fact: Fact) -> bool:
    """Whether a number is an amount that parts can sum to (averages and indices are none)."""
    unit = fact.quantity.unit_text or ""
    return (
        fact.is_level
        and "/" not in unit
        and "每" not in unit
        and not any(word in fact.metric for word in cues("parts")["not_additive"])
    )


def _cued_groups(passage: Passage, facts: Sequence[Fact]) -> list[_Group]:
    """Lists that 其中, N 个 A 中 or 按…分 opens, up to the end of their sentence or half."""
    layout, text = passage.layout, passage.text
    cue_places = _cue_places(text)
    groups: list[_Group] = []
    open_groups: list[_Group] = []
    scope: tuple[int, int, int] | None = None
    at = 0
    for index, fact in enumerate(facts):
        while at < len(cue_places) and cue_places[at][0] < fact.start:
            place, end, form = cue_places[at]
            at += 1
            if at < len(cue_places) and cue_places[at][0] < fact.start:
                continue
            earlier = [g for g in open_groups if g.form == form == "division"]
            open_groups = _open(passage, facts, index, (place, end, form))
            if earlier and _scope(passage, place)[2] == -1:
                # 按地区分…。按行业分…: both divide the same total.
                words = passage.text[end : end + 400]
                open_groups = [_Group(g.whole, form, words) for g in earlier]
            groups.extend(open_groups)
            scope = _scope(passage, place)
        if layout.bracket[fact.start] == -1 and _AMONG.match(_clause_rest(passage, fact)):
            open_groups = [_Group(fact, "cue")] if fact.is_level else []
            groups.extend(open_groups)
            scope = _scope(passage, fact.start)
            continue
        if not open_groups or scope != _scope_of(passage, fact, scope):
            open_groups = []
            continue
        if layout.bracket[fact.start] == layout.bracket[open_groups[0].whole.start]:
            open_groups = _continue(passage, open_groups, fact)
    return [group for group in groups if group.parts]


def _clause_rest(passage: Passage, fact: Fact) -> str:
    start = fact.quantity.tail
    end = min(passage.layout.end[fact.start] + 1, start + 32, len(passage.text))
    return passage.text[start:end]


def _cue_places(text: str) -> list[tuple[int, int, str]]:
    words = "|".join(map(re.escape, longest_first("parts", "open")))
    places = [(m.start(), m.end(), "cue") for m in re.finditer(words, text)]
    places += [(m.start(), m.end(), "division") for m in _DIVISION.finditer(text)]
    return sorted(places)


def _scope(passage: Passage, place: int) -> tuple[int, int, int]:
    """A cue in mid-sentence rules its half-sentence, one at its beginning the sentence."""
    layout = passage.layout
    sentence = layout.sentence[place]
    start = layout.sentence_starts[sentence]
    begins = not passage.text[start:place].strip("。!?;,") or place - start <= 1
    return sentence, layout.bracket[place], -1 if begins else layout.part[place]


def _scope_of(
    passage: Passage, fact: Fact, scope: tuple[int, int, int] | None
) -> tuple[int, int, int]:
    layout = passage.layout
    part = layout.part[fact.start] if scope is not None and scope[2] >= 0 else -1
    bracket = layout.bracket[fact.start]
    if scope is not None and bracket != scope[1] and bracket > scope[1]:
        bracket = scope[1]
    return layout.sentence[fact.start], bracket, part


def _open(
    passage: Passage, facts: Sequence[Fact], index: int, cue: tuple[int, int, str]
) -> list[_Group]:
    """Return a list for every total that is open where the cue stands, one for each unit.

    其中 goes back to the last totals before it, within its sentence; at the beginning of a sentence
    to those of the sentence before. 按…分 divides the first total of that sentence.
    """
    layout = passage.layout
    place, end, form = cue
    bracket = layout.bracket[place]
    begins = _scope(passage, place)[2] == -1
    sentence = layout.sentence[place] - begins
    totals: dict[str | None, Fact] = {}
    part: int | None = None
    for fact in reversed(facts[max(0, index - _LOOK_BACK) : index]):
        if layout.sentence[fact.start] < sentence:
            break
        outer = layout.bracket[fact.start]
        inside = bracket >= 0 and outer == layout.bracket[bracket]
        if fact.start > place or not _is_additive(fact) or not (outer == bracket or inside):
            continue
        if part is not None and layout.part[fact.start] != part:
            break
        part = layout.part[fact.start]
        if form == "division":
            totals[fact.quantity.unit_text] = fact
        else:
            totals.setdefault(fact.quantity.unit_text, fact)
    words = passage.text[end : end + 400]
    return [_Group(whole, form, words) for whole in totals.values()]


def _continue(passage: Passage, open_groups: list[_Group], fact: Fact) -> list[_Group]:
    """Give a number behind the cue to the total whose unit it has."""
    if not fact.is_level:
        return open_groups
    left = passage.text[max(fact.left[0], fact.start - 8) : fact.start]
    has_parts = any(group.parts for group in open_groups)
    if has_parts and any(left.startswith(word) for word in cue_set("parts", "close")):
        return []
    exact = [g for g in open_groups if _same_unit(g.whole, fact)]
    near = [g for g in open_groups if same_things(g.whole.quantity.unit, fact.quantity.unit)]
    for group in exact or near:
        if group.parts and fact.value > group.whole.value:
            return [g for g in open_groups if g is not group]
        if group.parts and not _same_unit(group.parts[0], fact):
            continue
        _add(group, fact)
        break
    return open_groups


def _same_unit(one: Fact, other: Fact) -> bool:
    return one.quantity.unit_text == other.quantity.unit_text


def _total_groups(passage: Passage, facts: Sequence[Fact]) -> list[_Group]:
    """A total behind its parts (甲 3 件、乙 4 件，合计 7 件): only when it adds up exactly."""
    groups: list[_Group] = []
    layout = passage.layout
    for index, fact in enumerate(facts):
        left = passage.text[max(fact.left[0], fact.start - 6) : fact.start]
        is_total = any(left.endswith(word) for word in cue_set("parts", "total"))
        if not is_total or not fact.is_level or fact.children or fact.parent is not None:
            continue
        before: list[Fact] = []
        total = Decimal(0)
        for other in reversed(facts[max(0, index - _LOOK_BACK) : index]):
            if layout.sentence[other.start] != layout.sentence[fact.start]:
                break
            if layout.bracket[other.start] != layout.bracket[fact.start] or not other.is_level:
                continue
            if not _same_unit(other, fact) or other.parent is not None:
                break
            before.insert(0, other)
            total = EXACT.add(total, other.value * other.multiplicity)
            if total >= fact.value:
                break
        if len(before) > 1 and total == fact.value:
            groups.append(_Group(fact, "total", "", before))
    return groups


def _close(group: _Group) -> None:
    """End a list where its parts first make the whole, if it is a list that may go on."""
    if group.form == "bracket":
        return
    total = Decimal(0)
    for count, part in enumerate(group.parts, start=1):
        total = EXACT.add(total, part.value * part.multiplicity)
        fits = total == group.whole.value or (
            abs(total - group.whole.value) <= _tolerance(group.whole, group.parts[:count])
        )
        if count > 1 and fits:
            group.parts = group.parts[:count]
            return


def _tolerance(whole: Fact, parts: Sequence[Fact]) -> Decimal:
    """What rounding of the printed figures may explain; nothing for plain counts."""
    steps = Decimal(0)
    for fact in (whole, *parts):
        quantity = fact.quantity
        counted = quantity.unit is not None and quantity.unit.is_count
        if not (counted and quantity.step == 1):
            steps = EXACT.add(steps, quantity.step)
    return EXACT.divide(steps, Decimal(2))


def _judge(group: _Group) -> None:
    """Link the parts to their whole and compare the sum with it."""
    whole, parts = group.whole, group.parts
    if any(_is_above(part, whole) for part in parts):
        return
    if not _units_agree(group):
        return
    for part in parts:
        part.parent, part.relation = whole, Relation.PART_OF
        part.period = part.period or whole.period
        whole.children.append(part)
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, part.value * part.multiplicity)
    exact = all(f.quantity.high is None and f.quantity.bound.value == "exact" for f in (whole, *parts))
    scales = {fact.quantity.scale for fact in (whole, *parts)}
    scale = scales.pop() if len(scales) == 1 else Decimal(1)
    terms = " + ".join(_show(p.value, scale) for p in parts for _ in range(min(p.multiplicity, 20)))
    said, made = _show(whole.value, scale), _show(total, scale)
    difference = abs(total - whole.value)
    if len(parts) > 1 and total == whole.value and exact:
        _mark(group, Status.PROVED, f"{terms} = {made}")
    elif len(parts) > 1 and difference <= _tolerance(whole, parts):
        _mark(group, Status.CONSISTENT, f"{terms} = {made} ≈ {said}")
    elif exact and _must_add_up(group, total):
        _mark(group, Status.CONTRADICTED, f"{terms} = {made} ≠ {said}")
    elif whole.status is Status.UNCHECKED and total <= whole.value:
        whole.status = Status.CONSISTENT


def _units_agree(group: _Group) -> bool:
    """Parts in another measure word than the whole are believed only where the sum speaks for it."""
    whole, parts = group.whole, group.parts
    if all(_same_unit(whole, part) for part in parts):
        return True
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, part.value * part.multiplicity)
    return len(parts) > 1 and (total == whole.value or _one_digit(abs(total - whole.value)))


def _show(value: Decimal, scale: Decimal) -> str:
    """Write a value in the scale that all figures of a list are printed in."""
    return show(EXACT.divide(value, scale))


def _is_above(fact: Fact, whole: Fact) -> bool:
    """Whether linking would make a number a part of its own part."""
    above: Fact | None = whole
    for _ in range(_LOOK_BACK):
        if above is None:
            return False
        if above is fact:
            return True
        above = above.parent
    return True


def _must_add_up(group: _Group, total: Decimal) -> bool:
    """Tell whether a list that does not add up is an error of the notice.

    More than the whole is one, unless its classes may overlap. Less is one for a bracket or a
    division, which name all parts, and for a longer 其中 list that covers most of the whole and
    misses it by one digit.
    """
    whole, parts = group.whole, group.parts
    incomplete = any(word in group.words for word in cue_set("parts", "incomplete"))
    partial = any(group.words.startswith(word) for word in cue_set("parts", "partial"))
    if incomplete:
        return False
    if total > whole.value:
        return len(parts) > 1 or _same_unit(whole, parts[0])
    if len(parts) < 2 or partial:
        return False
    named = any(word in group.words for word in cue_set("parts", "open"))
    if group.form == "division" or (group.form == "bracket" and not named):
        return True
    return len(parts) > 2 and 2 * total >= whole.value and _one_digit(whole.value - total)


def _one_digit(difference: Decimal) -> bool:
    """Tell whether one misprinted digit explains a difference (7, 40, 0.3)."""
    return sum(1 for digit in difference.normalize(EXACT).as_tuple().digits if digit) == 1


def _mark(group: _Group, status: Status, evidence: str) -> None:
    """Set status and evidence; a contradiction is never covered up by another list."""
    whole = group.whole
    if whole.status is not Status.CONTRADICTED and (
        whole.status is not Status.PROVED or status is Status.CONTRADICTED
    ):
        whole.status, whole.evidence = status, evidence
    for part in group.parts:
        if part.children and part.status in (Status.PROVED, Status.CONTRADICTED):
            continue
        part.status, part.evidence = status, evidence


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
            parent = _about(fact, before)
            if parent is None and not before and layout.bracket[fact.start] >= 0:
                parent = _about(fact, _outside(passage, fact, latest))
            _link(fact, parent)
            if parent is None and fact.kind is Kind.SHARE and before:
                fact.subject = before[-1].metric
        if fact.kind in (Kind.LEVEL, Kind.RATE, Kind.SCORE, Kind.RANK, Kind.GROWTH, Kind.SHARE):
            before.append(fact)
            del before[:-_LOOK_BACK]


def _is_bracketed_share(passage: Passage, fact: Fact) -> bool:
    """12 件（48%）: a percentage alone in brackets behind an amount."""
    opening = passage.layout.bracket[fact.start]
    return opening >= 0 and fact.start - opening <= 3 and not fact.own_words


def _outside(
    passage: Passage, fact: Fact, latest: dict[tuple[int, int], list[Fact]]
) -> list[Fact]:
    opening = passage.layout.bracket[fact.start]
    return latest.get((passage.layout.sentence[fact.start], passage.layout.bracket[opening]), [])


def _about(fact: Fact, before: Sequence[Fact]) -> Fact | None:
    """The number a change or share is about: by its noun, else the last that can be."""
    points = fact.quantity.unit_text in ("个百分点", "个基点", "基点")
    wanted = (Kind.RATE, Kind.SHARE, Kind.GROWTH) if points else (Kind.LEVEL, Kind.SCORE)
    if fact.quantity.unit_text == "分":
        wanted = (Kind.SCORE,)
    if fact.kind is Kind.DELTA and not points:
        levels = [f for f in before if f.kind in wanted and _same_unit(f, fact)]
    else:
        levels = [f for f in before if f.kind in wanted]
    if fact.kind is Kind.GROWTH and not levels:
        levels = [f for f in before if f.kind is Kind.RATE]
    if fact.own_words and fact.kind is not Kind.SHARE:
        return _named(fact, levels)
    return levels[-1] if levels else None


def _named(fact: Fact, levels: Sequence[Fact]) -> Fact | None:
    """The number whose metric the change's own noun takes up (解读数量 of 政策解读)."""
    noun = fact.metric
    for word in longest_first("change", "quantity_nouns"):
        if noun == word:
            return levels[-1] if levels else None
        if noun.endswith(word):
            noun = noun[: -len(word)]
            break
    shared = [f for f in levels if noun in f.metric or (len(f.metric) > 1 and f.metric in noun)]
    wholes = [f for f in shared if f.children]
    return (wholes or shared)[-1] if shared else None


def _link(fact: Fact, parent: Fact | None) -> None:
    if parent is None:
        return
    fact.parent = parent
    fact.relation = Relation.SHARE_OF if fact.kind is Kind.SHARE else Relation.CHANGE_OF
    fact.period = parent.period
    if not fact.own_words:
        fact.metric = parent.metric
        fact.subject = fact.subject or parent.subject
