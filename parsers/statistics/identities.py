"""Shares, rates and changes held against the numbers they come from.

A whole or an earlier level is taken only where the words name it: the whole of a part, a noun
behind 占, the two counts of a known rate, 由X增至Y, or a difference side by side with a growth.
What follows exactly is proof for the number and for those it comes from; what does not follow
contradicts the derived number alone, since the levels have identities of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from parsers import prose_arithmetic as arithmetic
from parsers.numbers import EXACT, show
from parsers.prose_arithmetic import TIMES, Figure
from parsers.statistics.class_shares import is_moved_from, named_whole
from parsers.statistics.derived import (
    agrees,
    are_apart,
    derived,
    figure,
    identity_words,
    is_exact,
    is_exact_level,
    is_of_other_time,
    levels_before,
    only,
)
from parsers.statistics.facts import Fact, Passage, cues
from parsers.statistics.groups import LOOK_BACK, same_unit
from parsers.statistics.leftovers import unread
from parsers.statistics.level_pairs import change
from parsers.statistics.links import link
from parsers.statistics.nouns import scope_of, stem, without_count
from parsers.statistics.shares import is_joint
from schemas.notice import Kind, Relation, Status
from schemas.vocabulary_files import vocabulary

_CHANGES: Final = frozenset({Kind.GROWTH, Kind.DELTA, Kind.FACTOR})


def hold_identities(passage: Passage, facts: Sequence[Fact]) -> None:
    """Set what shares, rates and changes are measured by, and their proof status."""
    for index, fact in enumerate(facts):
        find_pair = _PAIRS.get(fact.kind)
        pair = None if find_pair is None else find_pair(passage, facts, index)
        if pair is None or (held := _that_holds(passage, facts, index, pair)) is None:
            continue
        fact.measured, fact.basis = held
        if fact.kind is Kind.SHARE and not fact.own_words:
            # 其中物业类24件，满意率90%，占20%: of the amount that it follows from.
            fact.metric = held[0].metric
        if held != pair:
            for change_of_whole in (fact, held[1]):
                _move(change_of_whole, pair[0], held[0])
        judge(fact, *held)


# ----------------------------------------------------------------------------- shares and rates
def _share(passage: Passage, facts: Sequence[Fact], index: int) -> tuple[Fact, Fact] | None:
    """Return the part and the whole of a share, where its words leave no doubt of either.

    A share that does not follow is held against a part only where it can be of nothing else.
    """
    fact = facts[index]
    if not is_exact(fact) or fact.quantity.unit_text not in TIMES or is_joint(passage, fact):
        return None
    part = _part(passage, facts, index)
    pair = None if part is None else _with_whole(passage, facts, index, part)
    if pair is None or agrees(fact, *pair):
        return pair
    return pair if _is_of_part(passage, facts, index, pair) else None


def _part(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """Return the part of a share: the number it is told of, else one that its own words name.

    What gives a share but bears another name does so by chance: 投诉50件，咨询类占25%.
    """
    fact = facts[index]
    whole = fact.parent if is_exact_level(fact.parent) else None
    part = fact.part
    if part is not None:
        is_alike = whole is None or same_unit(part, whole)
        return part if is_exact_level(part) and is_alike else None
    if passage.text.startswith("的", fact.quantity.tail):
        return None  # 整改73个，占23.4%的是制度未上墙: of what is named behind it.
    sentence = passage.layout.sentence
    near = [f for f in levels_before(facts, index) if sentence[f.start] == sentence[fact.start]]
    if name := _own_name(facts, index):
        near = [f for f in near if _is_called(f, name, whole)]
    last = near[-1] if near else None
    return last if last is not None and (whole is None or last.parent is whole) else None


def _own_name(facts: Sequence[Fact], index: int) -> str:
    """Return what a share says that it is the share of; of 物业类占比由X降至Y X tells it."""
    earlier = facts[index - 1]
    told = earlier if is_moved_from(earlier) else facts[index]
    return told.metric.partition("占")[0] if told.own_words else ""


def _is_called(part: Fact, name: str, whole: Fact | None) -> bool:
    """Whether a name is that of a part, with or without the noun of its whole.

    公开信息400条，其中民生类190条: 民生占…, 民生类占…, 民生类信息占….
    """
    short, long = sorted((name, part.metric), key=len)
    more = long.removeprefix(short)
    if not long.startswith(short):
        return False
    is_end = more in identity_words("share")["class_ends"]
    return is_end or (whole is not None and whole.metric.endswith(more))


def _is_of_part(
    passage: Passage, facts: Sequence[Fact], index: int, pair: tuple[Fact, Fact]
) -> bool:
    """Whether a share can be of nothing but this part, so that the part may contradict it.

    初中1.41万人；寄宿生占36.9%: its own words name something else. 关停36个，注销21个，占36.1%: it
    is of both.
    """
    fact, (part, whole) = facts[index], pair
    # 其余25%为…: of a class that is told without its number.
    is_other = fact.metric != part.metric if fact.own_words else fact.part is None
    if is_other or not fact.is_result:
        return False
    times = TIMES[fact.quantity.unit_text or ""]
    sentence, total = passage.layout.sentence, part.value
    for other in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if sentence[other.start] != sentence[fact.start]:
            break
        if other is part or other is whole or not other.is_level or not same_unit(other, part):
            continue
        total = EXACT.add(total, other.value)
        share = EXACT.divide(EXACT.multiply(total, times), whole.value)
        if 2 * abs(EXACT.subtract(share, fact.value)) <= fact.quantity.step:
            return False
    return True


def _with_whole(
    passage: Passage, facts: Sequence[Fact], index: int, part: Fact
) -> tuple[Fact, Fact] | None:
    """Return a part with the whole that the words before its share name."""
    fact, before = facts[index], levels_before(facts, index)
    known = [(f.start, f.quantity.end) for f in before]
    if unread(passage.text, (part.quantity.end, fact.start), part.quantity.unit_text, known):
        return None
    own = part.parent if part.relation is Relation.PART_OF else None
    noun = named_whole(passage, facts, index) or ""
    others = [f for f in before if f is not part]
    if not noun or noun in identity_words("share")["whole"]:
        whole = own or (noun and only(f for f in others if _may_hold(passage, f, part)))
    else:
        whole = _named(noun, own, others, part)
    if (
        not whole
        or not is_exact_level(whole)
        or not 0 < whole.value >= part.value
        or are_apart(part, whole)
        or is_of_other_time(fact, part)
    ):
        return None
    return part, whole


def _may_hold(passage: Passage, fact: Fact, part: Fact) -> bool:
    """Whether a number may be the total of a part: a larger one of the same sentence."""
    sentence = passage.layout.sentence
    near = sentence[fact.start] == sentence[part.start] and fact.start < part.start
    return near and fact.parent is None and same_unit(fact, part) and fact.value >= part.value


def _named(noun: str, own: Fact | None, before: Sequence[Fact], part: Fact) -> Fact | None:
    """Return the number whose metric a whole's noun takes up (占受理总量: 受理投诉).

    总产值 and 各类税收 say that they mean all: 农业产值 and 工业税收 may not be what they are.
    """
    scope = scope_of(noun)
    same, told = stem(noun), without_count(noun.removeprefix(scope).removeprefix("的"))

    is_planned = noun.endswith(tuple(cues("share")["planned"]))

    def is_meant(fact: Fact) -> bool:
        metric = fact.metric
        if is_planned and told in metric[1:-1]:
            return False  # 占预算的75%: 一般公共预算收入 is no plan.
        is_part = bool(told) and (told in metric or (len(metric) > 1 and metric in told))
        takes_up = is_part or (bool(same) and stem(metric) == same)
        return takes_up and (not scope or fact.subject == scope) and same_unit(fact, part)

    if own is not None and is_meant(own):
        return own
    return only(fact for fact in before if is_meant(fact))


def _rate(passage: Passage, facts: Sequence[Fact], index: int) -> tuple[Fact, Fact] | None:
    """Return the two counts that a known rate is made of.

    What is counted stands in the sentence of the rate; what it is counted out of may stand before
    it, where no such number is in the sentence.
    """
    fact = facts[index]
    if not fact.metric.endswith(_rate_names()):
        return None
    names = vocabulary("identities")["rate"]
    entry = next((rate for rate in names if fact.metric.endswith(rate["name"])), None)
    if entry is None or fact.quantity.unit_text not in TIMES or not is_exact(fact):
        return None
    if not fact.is_result:
        return None  # 已整改21个，…确保整改率达到100%
    prefix = fact.metric.removesuffix(entry["name"])
    deadline = _modifiers(prefix)
    before = levels_before(facts, index)
    sentence = passage.layout.sentence
    near = [other for other in before if sentence[other.start] == sentence[fact.start]]
    part = only(f for f in near if _counts(f, entry["part"], fact, deadline))
    if part is None or is_of_other_time(fact, part):
        return None

    def whole_among(others: Sequence[Fact]) -> Fact | None:
        counted = (f for f in others if f is not part and same_unit(f, part))
        return only(f for f in counted if _counts(f, entry["whole"], fact, frozenset()))

    whole = whole_among(near) or whole_among(before)
    if whole is None or part.value > whole.value or part.period != whole.period:
        return None
    # Of what was due, or of what was closed: a rate by deadline has no whole that is certain.
    is_vague = bool(deadline) or fact.subject not in (part.subject, whole.subject)
    if _is_of_class(facts, index, part) or (is_vague and not agrees(fact, part, whole)):
        return None
    noun = prefix
    for word in deadline:
        noun = noun.replace(word, "")
    return (part, whole) if any(noun in f.metric for f in (part, whole)) else None


def _is_of_class(facts: Sequence[Fact], index: int, part: Fact) -> bool:
    """Whether a rate is of something that is told behind its part.

    合格117批次，合格率97.5%，食品60批次，合格率98.3%: the part has its rate. 合格117批次，其中食品
    60批次，合格率98.3%: one part of it is told, and no list of all.
    """
    before = facts[max(0, index - LOOK_BACK) : index]
    parts = [f for f in before if f.parent is part and f.relation is Relation.PART_OF]
    return len(parts) == 1 or any(f.kind is Kind.RATE and f.measured is part for f in before)


@cache
def _rate_names() -> tuple[str, ...]:
    return tuple(rate["name"] for rate in vocabulary("identities")["rate"])


# The same few nouns are asked for over and over.
@lru_cache(maxsize=4_096)
def _modifiers(metric: str) -> frozenset[str]:
    """Return the words of a metric that make it count something else (按期, 不, 未)."""
    return frozenset(word for word in identity_words("rates")["modifiers"] if word in metric)


def _counts(fact: Fact, nouns: Sequence[str], rate: Fact, more: frozenset[str]) -> bool:
    """Whether a number counts what a rate is made of, of the same subject."""
    metric = fact.metric
    if fact.subject != rate.subject and None not in (fact.subject, rate.subject):
        return False
    own = _modifiers(metric)
    return any(
        (metric.startswith(noun) or metric.endswith(noun)) and own == _modifiers(noun) | more
        for noun in nouns
    )


# ---------------------------------------------------------------------------------- the verdict
def _that_holds(
    passage: Passage, facts: Sequence[Fact], index: int, pair: tuple[Fact, Fact]
) -> tuple[Fact, Fact] | None:
    """Return a pair of numbers for an identity: the one given, or another for which it holds.

    Where the numbers that the words name do not give the derived one, but others of the same text
    do, it is likely of those: a change behind a part may be that of its whole (受理60件，其中信访
    20件，增加10件，增长20%), a share one of another total. Of what else it is of is not certain.
    """
    fact, (measured, basis) = facts[index], pair
    found = derived(fact, measured, basis)
    if found is None or found.agrees or (fact.kind in _CHANGES and _is_tied(fact, *pair)):
        return pair
    others = [
        other
        for other in facts[max(0, index - LOOK_BACK) : index]
        if other.kind is Kind.LEVEL and other not in pair and same_unit(other, measured)
    ]
    if fact.kind in _CHANGES:
        sentence = passage.layout.sentence
        near = [o for o in others if sentence[o.start] == sentence[fact.start]]
        given = [o for o in near if agrees(fact, o, basis)]
        # Of a rough number (约60件，其中信访20件，增加10件，增长20%) nothing is proved nor denied.
        whole = next((o for o in given if is_exact(o) and o is measured.parent), None)
        if whole is not None and basis.kind is Kind.DELTA:
            return whole, basis
        return None if given else pair
    return None if any(agrees(fact, measured, other) for other in others) else pair


def _is_tied(fact: Fact, measured: Fact, basis: Fact) -> bool:
    """Whether a change, or what it was, names what it is of: 信访由20件增至35件, 信访增加10件."""
    return any(told.own_words and told.metric == measured.metric for told in (fact, basis))


def _move(change: Fact, former: Fact, level: Fact) -> None:
    """Make a change one of another level than the one that it stands behind."""
    if change.subject == former.subject:
        change.subject = None
    link(change, level)


def judge(fact: Fact, measured: Fact, basis: Fact) -> None:
    """Set the status and evidence of a number, and of the two that it follows from.

    All three are printed exactly (`parsers.statistics.derived.is_exact`).
    """
    derive = arithmetic.identity(fact.kind, fact.quantity.unit_text, basis.kind)
    figures = [figure(one) for one in (fact, measured, basis)]
    found = derive(*figures)
    if found is None:
        return
    result = fact.value if found.agrees else found.expected
    evidence = f"{found.terms} {'=' if found.is_proof else '≈'} {_told(fact, result, figures)}"
    if not found.agrees:
        fact.status = Status.CONTRADICTED
        fact.evidence = f"{evidence} ≠ {_told(fact, fact.value, figures)}"
        return
    _raise(fact, evidence, is_proof=found.is_proof)
    if not found.is_proof:
        return
    own, now, before = figures
    if arithmetic.is_pinned(now, lambda other: derive(own, other, before)):
        _raise(measured, evidence, is_proof=True)
    if arithmetic.is_pinned(before, lambda other: derive(own, now, other)):
        _raise(basis, evidence, is_proof=True)


def _told(fact: Fact, value: Decimal, figures: Sequence[Figure]) -> str:
    """Write a result as its terms are written: 45%, and 96 - 213 = -117 where both are in 万."""
    _, now, before = figures
    is_scaled = fact.kind is Kind.DELTA and now.scale == before.scale
    unit = fact.quantity.unit_text or ""
    shown = show(EXACT.divide(value, now.scale)) if is_scaled else show(value)
    return f"{shown}{unit if unit in TIMES else ''}"


def _raise(fact: Fact, evidence: str, *, is_proof: bool) -> None:
    """Give a better status; what another identity proves or contradicts stays."""
    if fact.status in (Status.UNCHECKED, Status.CONSISTENT):
        fact.status = Status.PROVED if is_proof else Status.CONSISTENT
        fact.evidence = evidence


_PAIRS: Final = {Kind.SHARE: _share, Kind.RATE: _rate, **dict.fromkeys(_CHANGES, change)}
"""What finds the two numbers that one of a kind follows from."""
