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
from parsers.prose_arithmetic import TIMES
from parsers.statistics.class_shares import named_whole
from parsers.statistics.derived import (
    WIDEST,
    agrees,
    derived,
    figure,
    identity_words,
    is_exact,
    is_exact_level,
    levels_before,
    only,
)
from parsers.statistics.facts import Fact, Passage, cues
from parsers.statistics.groups import LOOK_BACK, same_unit
from parsers.statistics.leftovers import unread
from parsers.statistics.level_pairs import change
from parsers.statistics.shares import is_joint
from schemas.notice import Kind, Relation, Status
from schemas.vocabulary_files import vocabulary

_CHANGES: Final = frozenset({Kind.GROWTH, Kind.DELTA, Kind.FACTOR})


def hold_identities(passage: Passage, facts: Sequence[Fact]) -> None:
    """Set what shares, rates and changes are measured by, and their proof status."""
    for index, fact in enumerate(facts):
        find_pair = _PAIRS.get(fact.kind)
        pair = None if find_pair is None else find_pair(passage, facts, index)
        if pair is not None and (better := _that_holds(passage, facts, index, pair)):
            fact.measured, fact.basis = better
            judge(fact, *better)


# ----------------------------------------------------------------------------- shares and rates
def _share(passage: Passage, facts: Sequence[Fact], index: int) -> tuple[Fact, Fact] | None:
    """Return the part and the whole of a share.

    Where the share is told of a number, that one is its part; else it is found from the whole that
    the share is linked to. Of several pairs the one that gives the share is taken.
    """
    fact = facts[index]
    if not is_exact(fact) or fact.quantity.unit_text not in TIMES or is_joint(passage, fact):
        return None
    before = levels_before(facts, index)
    sentence = passage.layout.sentence
    near = [f for f in before if sentence[f.start] == sentence[fact.start]]
    linked = fact.parent if is_exact_level(fact.parent) else None
    inner = [
        f for f in near if linked is not None and f.parent is linked and linked.start < f.start
    ]
    is_listed = "分别" in passage.text[max(0, fact.start - WIDEST) : fact.start]
    parts = inner if is_listed else inner[-1:]
    if fact.part is not None:
        is_alike = linked is None or same_unit(fact.part, linked)
        parts = [fact.part] if is_exact_level(fact.part) and is_alike else []
    elif not inner:
        parts = [linked] if linked is not None else near[-1:] if not is_listed else []
    pairs = [pair for part in parts if (pair := _with_whole(passage, facts, index, part))]
    held = [pair for pair in pairs if agrees(fact, *pair) and _may_be_of(fact, pair[0])]
    # Of a class that is told without its number (其余25%为…) no number can be the part for certain.
    certain = pairs if len(parts) == 1 and (fact.part is not None or linked is None) else []
    certain = [pair for pair in certain if _is_of_part(passage, facts, index, pair)]
    return next(iter([*held, *certain]), None)


def _may_be_of(fact: Fact, part: Fact) -> bool:
    """Whether a share can be of a part that gives it: of that it is told of, else by its words.

    200件，其中100件（噪声类占50%）: no proof of what 100 of 200 are.
    """
    if fact.part is part or not fact.own_words:
        return True
    metric = fact.metric
    return any(metric[at : at + 2] in part.metric for at in range(len(metric) - 1))


def _is_of_part(
    passage: Passage, facts: Sequence[Fact], index: int, pair: tuple[Fact, Fact]
) -> bool:
    """Whether a share can be of nothing but this part, so that the part may contradict it.

    初中1.41万人；寄宿生占比由38.4%降至36.9%: its own words, or an earlier share, name something
    else. 关停36个，注销21个，占36.1%: it is of both.
    """
    fact, (part, whole) = facts[index], pair
    last = facts[index - 1]
    is_moved = last.kind is Kind.BASE and last.quantity.is_percent
    if is_moved or not fact.is_result or (fact.own_words and fact.metric != part.metric):
        return False
    sentence, total = passage.layout.sentence, part.value
    for other in reversed(facts[max(0, index - LOOK_BACK) : index]):
        if sentence[other.start] != sentence[fact.start]:
            break
        if other is part or other is whole or not other.is_level or not same_unit(other, part):
            continue
        total = EXACT.add(total, other.value)
        if _rounds_to(total * 100 / whole.value, fact.value):
            return False
    return True


def _rounds_to(value: Decimal, printed: Decimal) -> bool:
    return value.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent))) == printed


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
        or not same_unit(whole, part)
        or part.value > whole.value
    ):
        return None
    return part, whole


def _may_hold(passage: Passage, fact: Fact, part: Fact) -> bool:
    """Whether a number may be the total of a part: a larger one of the same sentence."""
    sentence = passage.layout.sentence
    near = sentence[fact.start] == sentence[part.start] and fact.start < part.start
    return near and fact.parent is None and same_unit(fact, part) and fact.value >= part.value


def _named(noun: str, own: Fact | None, before: Sequence[Fact], part: Fact) -> Fact | None:
    """Return the number whose metric a whole's noun takes up (占受理总量: 受理投诉)."""
    scope = next((word for word in cues("metric")["scope"] if noun.startswith(word)), "")
    bare = noun.removeprefix(scope).removeprefix("的")
    for word in identity_words("share")["trailing"]:
        if len(bare) > len(word) and bare.endswith(word):
            bare = bare[: -len(word)]
            break
    bare = bare.removesuffix("的")

    def is_meant(fact: Fact) -> bool:
        metric = fact.metric
        takes_up = bool(bare) and (bare in metric or (len(metric) > 1 and metric in bare))
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
    if part is None:
        return None

    def whole_among(others: Sequence[Fact]) -> Fact | None:
        counted = (f for f in others if f is not part and same_unit(f, part))
        return only(f for f in counted if _counts(f, entry["whole"], fact, frozenset()))

    whole = whole_among(near) or whole_among(before)
    if whole is None or part.value > whole.value or part.period != whole.period:
        return None
    # Of what was due, or of what was closed: a rate by deadline has no whole that is certain.
    if deadline and not agrees(fact, part, whole):
        return None
    noun = prefix
    for word in deadline:
        noun = noun.replace(word, "")
    return (part, whole) if any(noun in f.metric for f in (part, whole)) else None


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
    20件，增加10件，增长20%), a share one of another total. Such a share has no basis that could be
    named for certain.
    """
    fact, (measured, basis) = facts[index], pair
    found = derived(fact, measured, basis)
    if found is None or found.agrees:
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
        exact = next((o for o in given if is_exact(o)), None)
        return (exact, basis) if exact is not None else (None if given else pair)
    return None if any(agrees(fact, measured, other) for other in others) else pair


def judge(fact: Fact, measured: Fact, basis: Fact) -> None:
    """Set the status and evidence of a number, and of the two that it follows from."""
    derive = arithmetic.identity(fact.kind, fact.quantity.unit_text, basis.kind)
    figures = [figure(one) for one in (fact, measured, basis)]
    found = derive(*figures)
    if found is None:
        return
    unit = fact.quantity.unit_text or ""
    ending = unit if unit in TIMES else ""
    result = fact.value if found.agrees else found.expected
    evidence = f"{found.terms} {'=' if found.is_proof else '≈'} {show(result)}{ending}"
    if not found.agrees:
        fact.status = Status.CONTRADICTED
        fact.evidence = f"{evidence} ≠ {show(fact.value)}{ending}"
        return
    _raise(fact, evidence, is_proof=found.is_proof)
    if not found.is_proof:
        return
    own, now, before = figures
    if arithmetic.is_pinned(now, lambda other: derive(own, other, before)):
        _raise(measured, evidence, is_proof=True)
    if arithmetic.is_pinned(before, lambda other: derive(own, now, other)):
        _raise(basis, evidence, is_proof=True)


def _raise(fact: Fact, evidence: str, *, is_proof: bool) -> None:
    """Give a better status; what another identity proves or contradicts stays."""
    if fact.status in (Status.UNCHECKED, Status.CONSISTENT) and is_exact(fact):
        fact.status = Status.PROVED if is_proof else Status.CONSISTENT
        fact.evidence = evidence


_PAIRS: Final = {Kind.SHARE: _share, Kind.RATE: _rate, **dict.fromkeys(_CHANGES, change)}
"""What finds the two numbers that one of a kind follows from."""
