"""Whether a list names all parts of its whole, so that it must add up.

A list is *complete* when it says so by its form (brackets without 含 or 等, 按…分) or by its
arithmetic; what may leave parts out (其中 with one or two parts, 等) need not add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.facts import Fact, cue_set, cues, longest_first
from parsers.statistics.groups import Group, sum_of
from schemas.notice import PartForm
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_TRAIT: Final = lazy_re(r"的(?:仅|只|共|也)?(?:有|为|达)?(?=\d)")


def is_missed(group: Group) -> bool:
    """Tell whether a list of several parts contradicts its whole as far as its words go."""
    total, parts = sum_of(group.parts), group.parts
    missed = abs(total - group.whole.value)
    return len(parts) > 1 and missed > tolerance(group.whole, parts) and must_add_up(group, total)


def must_add_up(group: Group, total: Decimal) -> bool:
    """Tell whether a list that does not add up is an error of the notice.

    More than the whole is one, unless its classes may overlap. Less is one for a bracket or a
    division, which name all parts, and for a longer 其中 list that covers most of the whole and
    misses it by one digit.
    """
    whole, parts = group.whole, group.parts
    if _says_overlap(group) or (len(parts) > 1 and _are_traits(group)):
        return False
    if total > whole.value:
        return not _may_overlap(group, total)
    if len(parts) < 2 or _is_partial(group) or _leaves_out(group):
        return False
    if group.form == "missed" or (group.form == "bracket" and form_of(group) is PartForm.COMPLETE):
        return True
    # 分税种看，…: the classes named need not be all.
    return (group.form == "division" or len(parts) > 2) and misses_by_a_digit(whole, total)


def form_of(group: Group) -> PartForm:
    """Tell whether the words say that a list names all parts: a bracket, a division, a total."""
    if _leaves_out(group) or _says_overlap(group) or _is_partial(group):
        return PartForm.OPEN
    named = any(word in group.words for word in cue_set("parts", "open"))
    complete = group.form in ("division", "total") or (group.form == "bracket" and not named)
    return PartForm.COMPLETE if complete and len(group.parts) > 1 else PartForm.OPEN


def tolerance(whole: Fact, parts: Sequence[Fact]) -> Decimal:
    """What rounding of the printed figures may explain; nothing for plain counts.

    Parts told in one scale are rounded alike: beside 412.3万元 and 86.7万元 the zeros of 617万元
    and of 0万元 are only left out. Their whole may be rounded further.
    """
    finest: dict[Decimal, Decimal] = {}
    for part in parts:
        scale, step = part.quantity.scale, part.quantity.step
        finest[scale] = min(step, finest.get(scale, step))
    steps = Decimal(0) if _is_count(whole) else whole.quantity.step
    for part in parts:
        if not _is_count(part):
            steps = EXACT.add(steps, finest[part.quantity.scale])
    return EXACT.divide(steps, Decimal(2))


def _is_count(fact: Fact) -> bool:
    """Whether a number counts single things, one by one."""
    quantity = fact.quantity
    return quantity.unit is not None and quantity.unit.is_count and quantity.step == 1


def misses_by_a_digit(whole: Fact, total: Decimal) -> bool:
    """One misprinted digit explains the difference, and the parts cover most of the whole."""
    return 2 * total > whole.value and one_digit(abs(whole.value - total))


def one_digit(difference: Decimal) -> bool:
    """Tell whether one misprinted digit explains a difference (7, 40, 0.3)."""
    return len(difference.normalize(EXACT).as_tuple().digits) == 1


def _are_traits(group: Group) -> bool:
    """Tell whether parts are traits of what is counted (有8起…，有6起…): one may have several."""
    return group.has_traits or len(_overlapping().findall(group.words)) >= len(group.parts)


def _may_overlap(group: Group, total: Decimal) -> bool:
    """Tell whether parts that exceed their whole may do so without an error."""
    whole, parts = group.whole, group.parts
    # 事故20起，其中道路事故16起，较大事故3起、一般事故17起: split once more behind one of a sort.
    if any(sum_of(parts[at:]) == whole.value for at in range(1, len(parts) - 1)):
        return True
    # 公开及时的74家，内容完整的69家: one body may have several of these traits.
    traits = len(_TRAIT.findall(group.words))
    return traits >= len(parts) > 1 and not one_digit(total - whole.value)


def _leaves_out(group: Group) -> bool:
    """Tell whether a list says that it leaves parts out (等, 不含): no more than their whole."""
    return _left_out().search(_whole_classes().sub("", group.words)) is not None


def _says_overlap(group: Group) -> bool:
    """Tell whether a list says that its classes overlap (同时), or one lies within another."""
    words = group.words
    is_nested = any(words.count(limit) > 1 for limit in longest_first("parts", "nested"))
    return is_nested or any(word in words for word in longest_first("parts", "shared"))


def _is_partial(group: Group) -> bool:
    return group.words.startswith(longest_first("parts", "partial"))


@cache
def _overlapping() -> re.Pattern[str]:
    """How parts begin that are traits of what is counted, so that one may have several."""
    return re.compile(vocabulary("prose_cues")["parts"]["overlapping"])


@cache
def _whole_classes() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("parts", "whole_classes"))))


@cache
def _left_out() -> re.Pattern[str]:
    """Words that say a list leaves something out; 等 in 等级, 中等, 一等奖 or 等其他 is none."""
    words = "|".join(map(re.escape, cues("parts")["left_out"]))
    return re.compile(rf"等(?<![平中高初同对相均一二三四特]等)(?![级待于次]|其[他它余])|{words}")
