"""Lists of parts behind their whole: in brackets, behind 其中, N个A中 or 按…分, behind 占."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.groups import (
    LOOK_BACK,
    Group,
    counts_items,
    is_additive,
    is_mean,
    same_family,
    same_unit,
    sum_of,
)
from parsers.statistics.openings import (
    Cue,
    Reach,
    cues_of,
    next_opening,
    offer,
    open_lists,
    reach_of,
    words_behind,
)
from parsers.units import same_things
from parsers.words import tag
from schemas.notice import Bound
from schemas.patterns import lazy_re

_MOST_PARTS: Final = 200
# 受理130件、办结118件（上年分别为120件、110件）: each goes with one before the bracket.
_WITHOUT: Final = lazy_re(r"除外|不含|不包括|不计|^[上去]年(?:同期)?(?:分别|依次)")
_MOST_OPEN: Final = 8
# Characters before a number in which its half-sentence may begin with a label: so a text costs no
# more than its length.
_WIDEST: Final = 120
_NOWHERE: Final = Reach(-1, -1, -1)
_POINT: Final = lazy_re("[一二三四五六七八九十]是")
_AMONG: Final = lazy_re(
    r"^(?:[^,。;:()]|\([^()]*\)){0,30}?(?<![其集、])中(?:,|$|的|(?:仅|已|尚|还|共|只)?有|已|尚未|仍未|还未)"
)


def bracket_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """Numbers in brackets that follow a number, at any depth."""
    layout = passage.layout
    if not layout.closing:
        return []
    groups: dict[int, Group] = {}
    last: dict[int, Fact] = {}
    for fact in facts:
        opening = layout.bracket[fact.start]
        if opening >= 0 and opening not in groups:
            whole = last.get(layout.bracket[opening])
            if whole is not None and _touches(passage, whole, opening):
                inside = passage.text[opening + 1 : layout.closing[opening]][:400]
                if _WITHOUT.search(inside) or inside.startswith(longest_first("parts", "aims")):
                    # 建成26个（任务20个）: what was aimed at is no part of what was done.
                    last[opening] = fact
                    continue
                groups[opening] = Group(whole, "bracket", inside)
        if opening in groups:
            _add_inside(passage, groups[opening], fact)
        last[opening] = fact
    return [group for group in groups.values() if group.parts]


def _add_inside(passage: Passage, group: Group, fact: Fact) -> None:
    """Take a number into the list of its bracket.

    85件（网上60件、窗口25件，其中加急3件）: 其中 behind a part opens another list.
    """
    if group.parts and is_among(passage, group.parts[-1]):
        return  # 27件（20件中有5件超期）: of the 20.
    start = group.parts[0].start if group.parts else fact.start
    cue = next_opening(passage.text, start, fact.start)
    if cue == fact.start:
        _add(group, fact)
    else:
        group.words = passage.text[passage.layout.bracket[start] + 1 : cue]


def _touches(passage: Passage, whole: Fact, opening: int) -> bool:
    """The bracket stands behind the number or behind its noun, in the same clause."""
    return (
        is_additive(whole)
        and not _bounds_class(passage, whole)
        and 0 <= opening - whole.quantity.tail <= LOOK_BACK
        and (passage.layout.end[whole.start] >= opening)
    )


def _bounds_class(passage: Passage, fact: Fact) -> bool:
    """超过30个的有甲乡（47个）: the limit of a class is no total of what is in it."""
    is_limit = fact.quantity.bound is not Bound.EXACT
    return is_limit and passage.text.startswith("的", fact.quantity.tail)


def _add(group: Group, fact: Fact, *, is_later: bool = False) -> None:
    """Take a number into a list if it counts the same things and is an amount."""
    if fact.is_aside:
        return  # 其中税收9亿元，完成预算12亿元的75%: what only measures a part is none.
    if not is_additive(fact) or fact is group.whole or is_mean(fact) > is_mean(group.whole):
        return
    if not same_things(fact.quantity.unit, group.whole.quantity.unit):
        return
    members = group.later if is_later else group.parts
    if len(members) < _MOST_PARTS:
        members.append(fact)


def cued_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """Lists that 其中, N 个 A 中 or 按…分 opens, up to the end of their sentence."""
    cues, last_among = cues_of(passage.text), passage.text.rfind("中")
    if not cues and last_among < 0:
        return []
    walk, at = _Walk(passage, facts), 0
    bracket = passage.layout.bracket
    for index, fact in enumerate(facts):
        if walk.around is not None:
            walk.leave_bracket(walk.around, fact.start)
        cue: Cue | None = None
        while at < len(cues) and cues[at].start < fact.start:
            cue, at = cues[at], at + 1
        if cue is not None:
            walk.meet(cue, index)
        is_open = fact.start < last_among and bracket[fact.start] == -1
        if is_open and is_among(passage, fact):
            walk.open_behind(fact)
        elif walk.current:
            walk.go_on(fact)
    return [group for group in walk.groups if group.parts]


@dataclass(slots=True)
class _Walk:
    """A walk over the numbers of a paragraph, with the lists that are open.

    ``groups`` are all lists so far, ``current`` those that are open, up to ``reach``. ``around`` is
    the list that goes on behind a bracket: where that closes, its lists and its reach.
    ``undivided`` is the sentence of a 按…分 that found no total.
    """

    passage: Passage
    facts: Sequence[Fact]
    groups: list[Group] = field(default_factory=list)
    current: list[Group] = field(default_factory=list)
    reach: Reach = _NOWHERE
    around: tuple[int, list[Group], Reach] | None = None
    last_opened: list[Group] = field(default_factory=list)
    undivided: int | None = None

    def leave_bracket(self, around: tuple[int, list[Group], Reach], place: int) -> None:
        """Go on with the list that a bracket stood in: 27个（其中甲11个）."""
        if place > around[0]:
            (_, self.current, self.reach), self.around = around, None

    def meet(self, cue: Cue, index: int) -> None:
        """Open the lists of a cue that stands before the number at ``index``."""
        layout = self.passage.layout
        opening = layout.bracket[cue.start]
        if opening >= 0 and self.current and self.around is None:
            self.around = layout.closing.get(opening, -1), self.current, self.reach
        self.current = open_lists(self.passage, self.facts, index, cue, self.current)
        is_division = cue.form == "division"
        if is_division:
            offer(self.current, self.last_opened)
        self.last_opened = [*self.last_opened, *self.current][-_MOST_OPEN:]
        if is_division:
            # 按地区分…；按行业分… without a total before: the first class is none.
            sentence = layout.sentence[cue.start]
            if sentence == self.undivided:
                self.current = []
            self.undivided = None if self.current else sentence
        self.groups.extend(self.current)
        self.reach = reach_of(self.passage, cue.start)

    def open_behind(self, whole: Fact) -> None:
        """Open the list of a number that 中 stands behind (20家单位中，…)."""
        words = words_behind(self.passage, whole.quantity.end)
        self.current = [Group(whole, "cue", words)] if is_additive(whole) else []
        self.groups.extend(self.current)
        self.reach = reach_of(self.passage, whole.start)

    def go_on(self, fact: Fact) -> None:
        """Give a number to the list that is open."""
        layout, reach = self.passage.layout, self.reach
        if layout.sentence[fact.start] != reach.sentence:
            return  # The list is over; 按…分 remembers its total for the next division.
        if layout.bracket[fact.start] == reach.bracket:
            is_later = reach.half >= 0 and layout.part[fact.start] != reach.half
            if is_later and _begins_point(self.passage, fact):
                self.current = []
            self.current = _continue(self.passage, self.current, fact, is_later=is_later)


def _begins_point(passage: Passage, fact: Fact) -> bool:
    """…，其中4个超期；二是3个未开通: whether the half-sentence of a number is another point."""
    half = passage.text.rfind(";", max(0, fact.start - _WIDEST), fact.start)
    return _POINT.match(passage.text, half + 1) is not None


def _continue(passage: Passage, current: list[Group], fact: Fact, *, is_later: bool) -> list[Group]:
    """Give a number behind the cue to the total whose unit it has."""
    if not is_additive(fact) or counts_items(passage, fact):
        return current
    left = passage.text[max(fact.left[0], fact.start - 8) : fact.start]
    has_parts = any(group.parts for group in current)
    if has_parts and left.startswith(longest_first("parts", "soft_close")):
        for group in current:
            group.is_doubtful = True
    is_later = is_later or any(group.is_doubtful for group in current)
    if has_parts and _is_carried_over(passage, current, left):
        return []
    is_one_more = left.startswith("另有") and any(_opens(passage, g, fact) for g in current)
    closing = (*longest_first("parts", "close"), *longest_first("parts", "added"))
    if has_parts and not is_one_more and (left.startswith(closing) or _sums_up(passage, fact)):
        return []
    if has_parts and _is_new_act(passage, current, fact):
        return current
    exact = [group for group in current if same_unit(group.whole, fact)]
    if not exact and current and not has_parts and not _is_first_told(passage, current[0], fact):
        return current
    near = [g for g in current if same_things(g.whole.quantity.unit, fact.quantity.unit)]
    if exact and not any(group.parts or _holds(group, fact) for group in exact):
        # 学生2400名、教师120人，其中寄宿生2166人: of whom there are so many.
        exact = [group for group in near if _holds(group, fact)] or exact
    for group in exact or near:
        if group.over or (group.parts and not _holds(group, fact)):
            return _ended(current, group, fact, is_later=is_later)
        is_listed = not group.parts or fact.listed_after is not None
        if is_listed or _goes_with(group, fact):
            _add(group, fact, is_later=is_later)
            return current
    return current


def _ended(current: list[Group], group: Group, fact: Fact, *, is_later: bool) -> list[Group]:
    """End a list at a number that is more than its whole: unless that is one more, misprinted."""
    if is_later or not same_unit(group.whole, fact):
        return [other for other in current if other is not group]
    if len(group.over) < _MOST_PARTS:
        group.over.append(fact)
    return current


def _holds(group: Group, fact: Fact) -> bool:
    """Whether a number is no larger than the largest of the totals that a list may be of."""
    return fact.value <= max(total.value for total in (group.whole, *group.others))


def _is_carried_over(passage: Passage, current: Sequence[Group], left: str) -> bool:
    """办结359件，其中…，结转下年度5件: what is left for later is none of what was done.

    It may be of what came in (收到84件，其中…，结转下年9件; 新收97件、结转4件，共办理101件，其中…).
    """
    if not left.startswith(longest_first("parts", "carried_over")):
        return False
    told = [passage.text[group.whole.left[0] : group.whole.right[1]] for group in current]
    return not any(word in text for text in told for word in longest_first("parts", "whole"))


def _sums_up(passage: Passage, fact: Fact) -> bool:
    """教育5.12亿元，卫生2.86亿元，两项合计7.98亿元: a total that has no words of its own."""
    told = passage.text.endswith(longest_first("parts", "sums"), 0, fact.start)
    return told and fact.left[0] == fact.start


def _opens(passage: Passage, group: Group, fact: Fact) -> bool:
    """20家单位中，有3家…，另有1家…: what is told of the whole goes on."""
    fits = same_unit(group.whole, fact) and EXACT.add(sum_of(group.parts), fact.value) <= (
        group.whole.value
    )
    return fits and is_among(passage, group.whole)


def is_among(passage: Passage, whole: Fact) -> bool:
    """20家单位中，…: whether 中 opens the list of what is behind a number."""
    text, start = passage.text, whole.quantity.tail
    end = min(passage.layout.end[whole.start] + 1, start + 32)
    return text.find("中", start, end) >= 0 and _AMONG.match(text[start:end]) is not None


def _is_first_told(passage: Passage, group: Group, fact: Fact) -> bool:
    """代办204件，其中为老人代办的占七成，送来锦旗4面: a share was told of it, all else is new."""
    before = group.words.partition(passage.text[fact.start : fact.quantity.end])[0]
    return "," not in before.partition("占")[2]


def _goes_with(group: Group, fact: Fact) -> bool:
    """Whether a number in another unit than its whole goes on with a list, in a clause of its own.

    隐患267条，其中重大隐患4条，下达决定书21份: something else begins. A part of another kind goes
    on only where it makes up the whole.
    """
    if not same_family(group.parts[0], fact):
        return EXACT.add(sum_of(group.parts), fact.value) == group.whole.value
    own = any(same_unit(group.whole, part) for part in group.parts)
    return not own or (fact.quantity.unit_text or "") in (group.whole.quantity.unit_text or "")


def _is_new_act(passage: Passage, current: Sequence[Group], fact: Fact) -> bool:
    """矿山17座、隐患267条，其中重大4条，责令2座停产、1座整改: what was done, of no list yet."""
    own = [group for group in current if same_unit(group.whole, fact)]
    if any(group.parts for group in own):
        return False
    if any(f.metric == fact.metric for group in own for f in (group.whole, *group.others)):
        return False  # 查处263起，处理417人，移送11人；其中重大的74起，处理102人
    before = fact.listed_after
    if before is not None:
        return same_unit(before, fact) and not any(before in group.parts for group in current)
    words = tag(passage.text[fact.left[0] : fact.start])
    are_verbs = all(word.flag[:1] == "v" and word.text[-1] not in "有为" for word in words)
    return bool(own) and are_verbs


def subtotal_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """其中教育5.12亿元，卫生2.86亿元，两项合计7.98亿元: what parts make together is one as well."""
    groups: list[Group] = []
    for before, count, fact in zip(facts, facts[1:], facts[2:], strict=False):
        whole = before.parent
        if whole is None or fact.parent is not None:
            continue
        if not _sums_up(passage, fact) or not counts_items(passage, count):
            continue
        if same_unit(fact, before) and fact.value <= whole.value:
            groups.append(Group(whole, "having", "", [fact]))
    return groups


def taken_groups(passage: Passage, facts: Sequence[Fact]) -> list[Group]:
    """不合格7个，不合格率17.5%，云岭乡占4个: what 占 stands before is some of the last amount."""
    layout, text = passage.layout, passage.text
    groups: list[Group] = []
    for index, fact in enumerate(facts) if "占" in text else ():
        if text[fact.start - 1] != "占" or not fact.start or fact.parent or not is_additive(fact):
            continue
        before = (facts[at] for at in range(index - 1, -1, -1))
        whole = next((f for f in before if same_unit(f, fact) and is_additive(f)), None)
        if whole is None or whole.value <= fact.value:
            continue
        is_near = layout.part[whole.start] == layout.part[fact.start]
        if is_near and layout.bracket[whole.start] == layout.bracket[fact.start]:
            groups.append(Group(whole, "having", "", [fact]))
    return groups
