"""The whole of a share where it was told long before: in another sentence or paragraph.

热点诉求：物业管理类612件，占转派件的14.1%: the 4335件 stand under another heading. Such a whole is
taken only where the words behind 占 name it and, if the part is told, the arithmetic holds.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from parsers.numbers import EXACT
from parsers.statistics.class_shares import named_total, named_whole, opens_among
from parsers.statistics.derived import are_apart, identity_words, is_exact, is_exact_level, only
from parsers.statistics.facts import Fact, Passage, cues
from parsers.statistics.groups import LOOK_BACK, counts_items, same_unit
from parsers.statistics.identities import judge
from parsers.statistics.nouns import is_all, is_any, scope_of, stem
from parsers.statistics.shares import follows, is_joint, is_sibling, make_part
from schemas.notice import Kind, Relation
from schemas.vocabulary_files import vocabulary

_MOST: Final = 200
_MOST_ALIKE: Final = 30
_HAIR: Final = Decimal("0.999999")


class Totals:
    """The amounts that a notice has told so far, as many as can be asked for without end.

    ``told`` has the last of them in printed order, ``sized`` the last of each size (`_size`).
    """

    __slots__ = ("sized", "told")

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.told: deque[Fact] = deque(maxlen=_MOST)
        self.sized: dict[int, deque[Fact]] = {}

    def add(self, fact: Fact) -> None:
        """Remember an amount; nothing is a whole of zero."""
        if fact.value <= 0:
            return
        self.told.append(fact)
        size = _size(fact.value)
        alike = self.sized.get(size)
        if alike is None:
            alike = self.sized[size] = deque(maxlen=_MOST_ALIKE)
        alike.append(fact)

    def between(self, low: Decimal, high: Decimal) -> Iterator[Fact]:
        """Yield the amounts from ``low`` (above 0) to ``high``, by size."""
        for size in range(_size(low), _size(high) + 1):
            for fact in self.sized.get(size, ()):
                if low <= fact.value <= high:
                    yield fact


def _size(value: Decimal) -> int:
    """Sort amounts by their logarithm, so that those of one size differ by 5 % at most."""
    return math.floor(math.log(value) * 20)


def link_far_wholes(passage: Passage, facts: Sequence[Fact], totals: Totals) -> None:
    """Link the shares of a paragraph that have no whole to one told before; remember its totals.

    Args:
        passage: the paragraph.
        facts: its numbers.
        totals: the amounts of the paragraphs before; those of this one are added.
    """
    for index, fact in enumerate(facts):
        if fact.kind is Kind.SHARE:
            if fact.parent is None and fact.is_result:
                _link(passage, facts, index, totals)
        elif fact.is_level:
            totals.add(fact)


def _link(passage: Passage, facts: Sequence[Fact], index: int, totals: Totals) -> None:
    fact, noun = facts[index], named_whole(passage, facts, index)
    planned = tuple(cues("share")["planned"])
    if noun is None or noun.endswith(planned):
        return
    part = fact.part
    if is_joint(passage, fact):
        whole = only(_of_several(passage, facts, index, totals, noun))
    elif part is not None:
        given = (t for t in _given(fact, part, totals) if _may_mean(noun, t))
        apart = (t for t in given if not _is_wider(noun, t) and not are_apart(part, t))
        whole = only(t for t in apart if not is_sibling(passage, facts, index, t))
    else:
        # The numbers of its own paragraph were asked for before.
        told = [total for total in totals.told if total.place >= 0]
        whole = None if is_any(noun) else named_total(noun, told)
    if whole is None:
        return
    fact.parent, fact.relation = whole, Relation.SHARE_OF
    fact.period = fact.period or whole.period
    if part is None:
        return
    if is_exact(fact) and is_exact_level(part) and is_exact_level(whole):
        fact.measured, fact.basis = part, whole
        if not is_any(noun):
            # That some far number fits 占总数的 may be chance, and proves none of them.
            judge(fact, part, whole)
    if part.parent is None and opens_among(passage, part):
        make_part(part, whole)


def _given(fact: Fact, part: Fact, totals: Totals) -> Iterator[Fact]:
    """Yield the totals from which a part makes a share."""
    if fact.value < fact.quantity.step:
        return  # 0.0% is a share of anything large enough.
    hundred, half = part.value * 100, fact.quantity.step / 2
    # A hair wider than what rounding leaves open: `follows` decides.
    low, high = hundred / (fact.value + half), hundred / (fact.value - half)
    for total in totals.between(low * _HAIR, high / _HAIR) if low else ():
        if total is not part and same_unit(total, part) and follows(fact, part.value, total):
            yield total


def _of_several(
    passage: Passage, facts: Sequence[Fact], index: int, totals: Totals, noun: str
) -> Iterator[Fact]:
    """枫林乡5起、柳湾镇4起，合计占全县事故总量的52.9%: the total from which they make the share."""
    fact, sentence = facts[index], passage.layout.sentence
    before = (f for f in facts[max(0, index - LOOK_BACK) : index] if f.is_level)
    near = (f for f in before if sentence[f.start] == sentence[fact.start])
    parts = [f for f in near if not counts_items(passage, f)]
    total = Decimal(0)
    for count, part in enumerate(reversed(parts), start=1):
        if not same_unit(part, parts[-1]):
            return
        total = EXACT.add(total, part.value * part.multiplicity)
        for whole in totals.told if count > 1 or part.multiplicity > 1 else ():
            is_it = same_unit(whole, part) and _may_mean(noun, whole)
            if is_it and whole not in parts and follows(fact, total, whole):
                yield whole


def _may_mean(noun: str, total: Fact) -> bool:
    """Whether the words behind 占 can mean a total: they name none, or it has most of their words.

    占投诉总量的 does not mean 办结投诉: what was done with some of them is another number.
    """
    if is_all(noun):
        return True
    bare = stem(noun)
    pairs = [at for at in range(len(bare) - 1) if bare[at : at + 2] in total.metric]
    taken_up = {at for pair in pairs for at in (pair, pair + 1)}
    is_alike = 2 * len(taken_up) >= len(bare) if len(bare) > 1 else bare in total.metric
    return is_alike and not any(word in total.metric and word not in bare for word in _acts())


@cache
def _acts() -> frozenset[str]:
    """Words that tell what was done with some of those counted (办结, 按期)."""
    done = {word for rate in vocabulary("identities")["rate"] for word in rate["part"]}
    return frozenset(done.union(identity_words("rates")["modifiers"]))


def _is_wider(noun: str, total: Fact) -> bool:
    """我县4335件, 占全市的: whether the share is of more than a total, which its subject tells."""
    scope = scope_of(noun)
    return bool(scope and total.subject and not total.subject.endswith(scope[-1]))
