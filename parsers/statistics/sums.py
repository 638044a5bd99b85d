"""Whether parts make their whole: the arithmetic of the prose, written out as evidence.

A list is *complete* when it says so by its form (brackets without 含 or 等, 按…分) or by its
arithmetic; what may leave parts out (其中 with one or two parts, 等) need not add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from parsers.numbers import EXACT, show
from parsers.statistics.facts import Fact, Passage, cue_set, cues
from parsers.statistics.leftovers import leaves_out
from parsers.statistics.lists import (
    LOOK_BACK,
    Group,
    bracket_groups,
    cued_groups,
    same_unit,
    total_groups,
)
from parsers.statistics.wholes import begins_before, find_whole, lists_before_totals, name_total
from schemas.notice import Bound, PartForm, Relation, Status
from schemas.vocabulary_files import vocabulary


def link_parts(passage: Passage, facts: Sequence[Fact]) -> None:
    """Set parent and relation of parts, and the proof status of wholes and parts."""
    places = {id(fact): place for place, fact in enumerate(facts)}
    for group in (*bracket_groups(passage, facts), *cued_groups(passage, facts)):
        _close(group)
        is_named = not (_is_missed(group) and find_whole(passage, group, facts, places))
        is_all = not leaves_out(passage, group, facts, places)
        _judge(group, is_sure=is_named and is_all)
    for group in total_groups(passage, facts):
        _judge(group, is_sure=not begins_before(passage, group, facts, places))
    for group in lists_before_totals(passage, facts):
        if _is_missed(group) and _one_digit(abs(_sum(group.parts) - group.whole.value)):
            name_total(passage, group.whole)
            _judge(group)


def _is_missed(group: Group) -> bool:
    """Tell whether a list of several parts contradicts its whole as far as its words go."""
    total, parts = _sum(group.parts), group.parts
    missed = abs(total - group.whole.value)
    return (
        len(parts) > 1
        and missed > _tolerance(group.whole, parts)
        and (group.form == "missed" or _must_add_up(group, total))
    )


def _sum(parts: Sequence[Fact]) -> Decimal:
    """Sum of the parts; 各 6 篇 counts once for each of its subjects."""
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, EXACT.multiply(part.value, Decimal(part.multiplicity)))
    return total


def _close(group: Group) -> None:
    """End a list where its parts first make the whole; else take what is surely of the list."""
    if group.form == "bracket":
        return
    whole, members = group.whole, [*group.parts, *group.later]
    total = Decimal(0)
    for count, part in enumerate(members, start=1):
        total = EXACT.add(total, EXACT.multiply(part.value, Decimal(part.multiplicity)))
        missed = abs(total - whole.value)
        if count > 1 and (not missed or missed <= _tolerance(whole, members[:count])):
            group.parts = members[:count]
            return
    if group.later and len(members) > 2 and _misses_by_a_digit(whole, total):
        group.parts = members


def _misses_by_a_digit(whole: Fact, total: Decimal) -> bool:
    """One misprinted digit explains the difference, and the parts cover most of the whole."""
    return 2 * total >= whole.value and _one_digit(abs(whole.value - total))


def _tolerance(whole: Fact, parts: Sequence[Fact]) -> Decimal:
    """What rounding of the printed figures may explain; nothing for plain counts."""
    steps = Decimal(0)
    for fact in (whole, *parts):
        quantity = fact.quantity
        counted = quantity.unit is not None and quantity.unit.is_count
        if not (counted and quantity.step == 1):
            steps = EXACT.add(steps, quantity.step)
    return EXACT.divide(steps, Decimal(2))


def _judge(group: Group, *, is_sure: bool = True) -> None:
    """Link the parts to their whole and compare the sum with it.

    ``is_sure``: the words name the whole, and no number of the list was left out of it.
    """
    whole = group.whole
    group.parts = parts = [
        part for part in group.parts if part.parent is None and not _is_above(part, whole)
    ]
    if not parts or not _units_agree(group):
        return
    whole.n_lists += 1
    form = _form(group)
    for part in parts:
        part.part_list, part.part_form = whole.n_lists, form
        part.parent, part.relation = whole, Relation.PART_OF
        part.period = part.period or whole.period
        whole.children.append(part)
    total = _sum(parts)
    exact = all(
        fact.quantity.high is None and fact.quantity.bound is Bound.EXACT
        for fact in (whole, *parts)
    )
    scales = {fact.quantity.scale for fact in (whole, *parts)}
    scale = scales.pop() if len(scales) == 1 else Decimal(1)
    terms = " + ".join(_show(p.value, scale) for p in parts for _ in range(min(p.multiplicity, 20)))
    said, made = _show(whole.value, scale), _show(total, scale)
    difference = abs(total - whole.value)
    if len(parts) > 1 and total == whole.value and exact:
        # A list that seems to go on may make a misprinted whole with some of its parts.
        status = Status.PROVED if is_sure else Status.CONSISTENT
        _mark(group, status, f"{terms} = {made}")
    elif len(parts) > 1 and difference <= _tolerance(whole, parts):
        _mark(group, Status.CONSISTENT, f"{terms} = {made} ≈ {said}")
    elif exact and (is_sure or total > whole.value) and _must_add_up(group, total):
        _mark(group, Status.CONTRADICTED, f"{terms} = {made} ≠ {said}")
    elif whole.status is Status.UNCHECKED and total <= whole.value:
        whole.status = Status.CONSISTENT


def _units_agree(group: Group) -> bool:
    """Parts in another measure word than the whole are believed only where the sum fits."""
    whole, parts = group.whole, group.parts
    if all(same_unit(whole, part) for part in parts):
        return True
    total = _sum(parts)
    return len(parts) > 1 and (total == whole.value or _one_digit(abs(total - whole.value)))


def _show(value: Decimal, scale: Decimal) -> str:
    """Write a value in the scale that all figures of a list are printed in."""
    return show(EXACT.divide(value, scale))


def _is_above(fact: Fact, whole: Fact) -> bool:
    """Whether linking would make a number a part of its own part."""
    above: Fact | None = whole
    for _ in range(LOOK_BACK):
        if above is None:
            return False
        if above is fact:
            return True
        above = above.parent
    return True


def _must_add_up(group: Group, total: Decimal) -> bool:
    """Tell whether a list that does not add up is an error of the notice.

    More than the whole is one, unless its classes may overlap. Less is one for a bracket or a
    division, which name all parts, and for a longer 其中 list that covers most of the whole and
    misses it by one digit.
    """
    whole, parts = group.whole, group.parts
    if _incomplete().search(group.words) is not None:
        return False
    if total > whole.value:
        if len(_overlapping().findall(group.words)) >= len(parts):
            return False
        return len(parts) > 1 or same_unit(whole, parts[0])
    if len(parts) < 2 or _is_partial(group):
        return False
    if _form(group) is PartForm.COMPLETE:
        return True
    return len(parts) > 2 and _misses_by_a_digit(whole, total)


def _is_partial(group: Group) -> bool:
    return any(group.words.startswith(word) for word in cue_set("parts", "partial"))


def _form(group: Group) -> PartForm:
    """Tell whether the words say that a list names all parts: a bracket, a division, a total."""
    if _incomplete().search(group.words) is not None or _is_partial(group):
        return PartForm.OPEN
    named = any(word in group.words for word in cue_set("parts", "open"))
    complete = group.form in ("division", "total") or (group.form == "bracket" and not named)
    return PartForm.COMPLETE if complete and len(group.parts) > 1 else PartForm.OPEN


@cache
def _overlapping() -> re.Pattern[str]:
    """How parts begin that are traits of what is counted, so that one may have several."""
    return re.compile(vocabulary("prose_cues")["parts"]["overlapping"])


@cache
def _incomplete() -> re.Pattern[str]:
    """Words that say a list leaves something out; 等 in 等级 or 中等 is none."""
    words = "|".join(map(re.escape, cues("parts")["incomplete"]))
    return re.compile(rf"(?<![平中高初同对相均])等(?![级待于次])|{words}")


def _one_digit(difference: Decimal) -> bool:
    """Tell whether one misprinted digit explains a difference (7, 40, 0.3)."""
    return sum(1 for digit in difference.normalize(EXACT).as_tuple().digits if digit) == 1


def _mark(group: Group, status: Status, evidence: str) -> None:
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
