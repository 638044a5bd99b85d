"""Whether parts make their whole: the arithmetic of the prose, written out as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from parsers.numbers import EXACT, show
from parsers.statistics.chances import (
    is_believed,
    is_row,
    names_another,
    overlaps,
    takes_others,
    tells_overlap,
)
from parsers.statistics.completeness import (
    form_of,
    is_missed,
    must_add_up,
    one_digit,
    tolerance,
)
from parsers.statistics.earlier import of_its_time
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.groups import (
    LOOK_BACK,
    Group,
    same_family,
    same_unit,
    sum_of,
    tells_people,
)
from parsers.statistics.leftovers import leaves_out
from parsers.statistics.list_ends import close, is_done
from parsers.statistics.lists import (
    bracket_groups,
    cued_groups,
    subtotal_groups,
    taken_groups,
)
from parsers.statistics.missed_totals import lists_before_totals
from parsers.statistics.spread import (
    again_groups,
    included_groups,
    is_left,
    leading_groups,
    paired_groups,
    percent_groups,
    placed_groups,
    rest_groups,
)
from parsers.statistics.totals import having_groups, run_groups, total_groups
from parsers.statistics.wholes import (
    Places,
    begins_before,
    by_their_names,
    find_whole,
    is_of_several,
    is_told_by_parts,
    name_total,
    of_each_class,
    of_none_alone,
)
from schemas.notice import Bound, Relation, Status

# Asked for without end: to look up a member of an enumeration costs as much as a call.
_EXACT_BOUND: Final = Bound.EXACT


def link_parts(passage: Passage, facts: Sequence[Fact]) -> None:
    """Set parent and relation of parts, and the proof status of wholes and parts."""
    places = {id(fact): place for place, fact in enumerate(facts)}
    _link_opened(passage, facts, places)
    for group in total_groups(passage, facts):
        is_more = begins_before(passage, group, facts, places)
        _judge(group, is_sure=not (is_more or _is_total_of_else(passage, group)))
    for group in lists_before_totals(passage, facts):
        name_total(passage, group.whole)
        of_none_alone(group.whole, group.parts)
        missed = abs(sum_of(group.parts) - group.whole.value)
        if missed <= tolerance(group.whole, group.parts) or one_digit(missed):
            _judge(group)
    for group in run_groups(passage, facts):
        if is_row(passage, group, facts, places):
            continue
        is_more = any(_goes_on(passage, part, group.parts) for part in group.parts)
        _judge(group, is_sure=is_believed(passage, group, facts, places) and not is_more)
    for group in subtotal_groups(passage, facts):
        _judge(group)
    paired = paired_groups(passage, facts)
    for group in (*paired, *having_groups(passage, facts), *taken_groups(passage, facts)):
        _judge(group)
    for find in (
        placed_groups, included_groups, leading_groups, percent_groups, rest_groups,
    ):  # fmt: skip
        for group in find(passage, facts):
            _judge(group)
    for group in again_groups(passage, facts):
        if not names_another(group, facts, places):
            _judge(group)


def _is_total_of_else(passage: Passage, group: Group) -> bool:
    """建议112件、提案146件；公开复文合计258件: whether two numbers make a total of other things."""
    layout, whole, last = passage.layout, group.whole, group.parts[-1]
    is_apart = (
        layout.part[last.start] != layout.part[whole.start]
        and layout.sentence[last.start] == layout.sentence[whole.start]
    )
    return is_apart and len(group.parts) < 3 and whole.own_words


def _link_opened(passage: Passage, facts: Sequence[Fact], places: Places) -> None:
    """Link the lists that a bracket or a word opens (其中, 按…分), held to their wholes."""
    cued = [one for group in cued_groups(passage, facts) for one in by_their_names(group)]
    opened = (*bracket_groups(passage, facts), *cued)
    for group in chain.from_iterable(of_each_class(passage, one) for one in opened):
        if group.form == "bracket" and is_left(passage, group.parts[0]):
            continue  # 办结64件（其余8件正在办理）: beside what was done, and none of it.
        named, told = group.whole, len(group.parts)
        group.has_traits = group.has_traits or _tells_traits(passage, group)
        close(passage, group)
        if is_of_several(passage, group, facts, places):
            continue
        if is_missed(group) and overlaps(group, facts, places):
            group.has_traits = True
        if is_missed(group):
            find_whole(passage, group, facts, places)
        is_all = not (leaves_out(passage, group, facts, places) or tells_overlap(passage, group))
        is_all = is_all and not takes_others(passage, group, told)
        is_all = is_all and not _counts_else(group, facts, places)
        is_named = group.whole is named or is_told_by_parts(group.whole, group)
        _judge(group, is_sure=is_named and is_all)


def _counts_else(group: Group, facts: Sequence[Fact], places: Places) -> bool:
    """滞后5项，涉及4个部门，其中甲部门1项，乙、丙、丁部门各1项: whether the parts count else.

    Where a number before is in the unit of the parts they are of that, whatever they make.
    """
    whole, parts = group.whole, group.parts
    if not parts or any(same_unit(part, whole) for part in parts):
        return False
    place = places[id(whole)]
    told = facts[max(0, place - LOOK_BACK) : place]
    return any(fact.is_level and same_unit(fact, parts[0]) for fact in told)


def _tells_traits(passage: Passage, group: Group) -> bool:
    """30个小区中，13个小区人车混停，8个小区…: what was seen there, no split of them."""
    first = group.parts[0].start
    is_seen = group.form == "cue" and passage.layout.start[first] == first
    return is_seen or tells_people(group.parts)


def _goes_on(passage: Passage, part: Fact, parts: Sequence[Fact]) -> bool:
    """Whether a part of a total may be one more of the list of another part of it.

    受理115件，办结106件，退回7件，其中甲类6件、乙类1件、丙类2件: where 7 stands for 9, the last
    one makes up for the misprint. 结转下年2件 is surely none of the list.
    """
    half, bracket = passage.layout.part, passage.layout.bracket
    where = half[part.start], bracket[part.start]
    before = [
        child
        for other in parts
        for child in other.children
        if child.start < part.start and (half[child.start], bracket[child.start]) == where
    ]
    if not before or not same_unit(before[0], part):
        return False
    is_another = is_done(part) and not is_done(before[0])
    return not is_another and not part.metric.startswith(longest_first("parts", "carried_over"))


def _judge(group: Group, *, is_sure: bool = True) -> None:
    """Link the parts to their whole and compare the sum with it.

    ``is_sure``: the words name the whole, and no number of the list was left out of it.
    """
    whole = group.whole
    group.parts = parts = _fitting(group)
    if not parts:
        return
    if group.form == "division" and len(parts) == 1 and parts[0].value > whole.value:
        return  # 从内容看，…602家 behind 未公开1家: of another total.
    whole.n_lists += 1
    form = form_of(group)
    for part in parts:
        part.part_list, part.part_form = whole.n_lists, form
        part.parent, part.relation = whole, Relation.PART_OF
        if not part.own_period:
            part.period = whole.period
        is_called = whole.metric and whole.metric not in cue_set("parts", "total")
        if part.is_named and part.metric and same_unit(part, whole):
            part.metric = whole.metric if is_called else part.metric
        whole.children.append(part)
    total = sum_of(parts)
    exact = _is_exact(whole) and all(map(_is_exact, parts))
    difference = abs(total - whole.value)
    if len(parts) > 1 and total == whole.value and exact:
        # A list that seems to go on may make a misprinted whole with some of its parts.
        status = Status.PROVED if is_sure else Status.CONSISTENT
        _mark(group, status, _told(group, total))
    elif len(parts) > 1 and difference <= tolerance(whole, parts):
        _mark(group, Status.CONSISTENT, _told(group, total, "≈"))
    elif exact and (is_sure or total > whole.value) and must_add_up(group, total):
        _mark(group, Status.CONTRADICTED, _told(group, total, "≠"))
    elif whole.status is Status.UNCHECKED and total <= whole.value:
        whole.status = Status.CONSISTENT


def _fitting(group: Group) -> list[Fact]:
    """The parts of a list that are free to be linked, in units that go with the whole's."""
    whole, above = group.whole, _line_of(group.whole)
    free = [part for part in group.parts if part.parent is None and part not in above]
    parts = of_its_time(free, whole)
    if _units_agree(group, parts):
        return parts
    # 班级1126个，其中56人以上的12个: what is in another unit bounds the class.
    return [part for part in parts if same_unit(part, whole)]


def _is_exact(fact: Fact) -> bool:
    quantity = fact.quantity
    return quantity.high is None and quantity.bound is _EXACT_BOUND


def _told(group: Group, total: Decimal, sign: str = "") -> str:
    """Write a sum out, and behind a sign the whole that it is held against: 7 + 2 = 9 ≠ 8.

    One part alone is no sum, and only wrong where it is more than its whole: 9 > 8.
    """
    whole, parts = group.whole, group.parts
    scale = whole.quantity.scale
    if any(part.quantity.scale != scale for part in parts):
        scale = Decimal(1)
    terms = [_show(part.value, scale) for part in parts for _ in range(part.multiplicity)]
    made = " + ".join(terms) + (f" = {_show(total, scale)}" if len(terms) > 1 else "")
    if not sign:
        return made
    return f"{made} {sign if len(terms) > 1 else '>'} {_show(whole.value, scale)}"


def _units_agree(group: Group, parts: Sequence[Fact]) -> bool:
    """Parts in another measure word than the whole need a sum that fits, or a cue."""
    whole, total = group.whole, sum_of(parts)
    if group.form == "cue" and total < whole.value:
        # 政府信息2846条，其中规范性文件18件、政策解读46篇: all are items.
        return all(same_family(whole, part) for part in parts)
    return len(parts) > 1 and one_digit(abs(total - whole.value))


def _show(value: Decimal, scale: Decimal) -> str:
    """Write a value in the scale that all figures of a list are printed in."""
    return show(EXACT.divide(value, scale))


def _line_of(whole: Fact) -> list[Fact]:
    """A number and what it is a part of, and so on: none of them can be one of its parts."""
    line: list[Fact] = []
    above: Fact | None = whole
    while above is not None:
        line.append(above)
        above = above.parent
    return line


def _mark(group: Group, status: Status, evidence: str) -> None:
    """Set status and evidence; a contradiction is never covered up by another list."""
    whole, own = group.whole, status
    if group.has_twin and status is Status.PROVED:
        # 受理69件，办结69件，其中…: with another number here the list would be of the other one.
        own = Status.CONSISTENT
    if whole.status is not Status.CONTRADICTED and (
        whole.status is not Status.PROVED or own is Status.CONTRADICTED
    ):
        whole.status, whole.evidence = own, evidence
    for part in group.parts:
        if part.children and part.status in (Status.PROVED, Status.CONTRADICTED):
            continue
        part.status, part.evidence = status, evidence
