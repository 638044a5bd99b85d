"""What a change compares with, where its own words do not say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.statistics.class_shares import NEAR
from parsers.statistics.facts import Fact, Passage
from parsers.statistics.groups import LOOK_BACK
from schemas.notice import Kind, Relation
from schemas.patterns import lazy_re

_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_COMPARED_WITH: Final = lazy_re(
    r"(?:与|同(?!期)|和|较|比)(?P<base>[^,。;:与和较比]{1,12}?)(?:相比|比较),?"
)
_BASE_TIME: Final = lazy_re(
    r"(?P<base>上年同期|去年同期|上年|去年|上一年|此前一年|前一年|上季度|上月|上期|上周|同期|上次|上轮|年初)"
    r"(?:则|仅|只)?(?:为|是|有|共|共有)?$"
)
_BASE_SAID: Final = lazy_re(
    r"(?:同比|环比|同期|(?:上|去|前)(?:一)?(?:年|季|月|周|期|次|轮)|(?:19|20)\d\d年|年初)"
)
_BASE_NAME: Final = lazy_re(r"(?:由|从|比|较)(?P<base>[^,。;:由从比较]{1,10}?)的?$")


def change_before(passage: Passage, facts: Sequence[Fact], index: int) -> Fact | None:
    """The change in the clause before, of which a number tells the rest."""
    fact, before = facts[index], facts[index - 1] if index else None
    if before is None or before.kind not in _CHANGES:
        return None
    gap = passage.text[before.quantity.tail : fact.start]
    # 投诉减少12件，较疫情前的2019年下降四成
    is_compared = gap.startswith((",较", ",比")) and gap.count(",") == 1
    is_near = len(gap) <= (2 * NEAR if is_compared else NEAR)
    return before if is_near and "其中" not in gap and set(gap).isdisjoint("。;:()") else None


def shared_base(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """The base that a change shares with the change or the earlier level told before it."""
    fact = facts[index]
    before = change_before(passage, facts, index)
    if before is not None and before.base:
        return before.base
    for other in reversed(facts[max(0, index - 2) : index]):
        near = passage.layout.sentence[other.start] == passage.layout.sentence[fact.start]
        is_quoted = other.kind is Kind.BASE or other.is_aside
        if is_quoted and near and not fact.own_words:
            first = other
            while first.listed_after is not None and first.listed_after.kind is Kind.BASE:
                first = first.listed_after  # 较上年的120件、110件分别增长8.3%、7.3%
            end = first.quantity.lead
            told = passage.text[max(0, end - 16) : end]
            match = _BASE_NAME.search(told) or _BASE_TIME.search(told)
            return match["base"] if match is not None else None
    return _base_of_sentence(passage, fact) or _base_of_chain(passage, facts, index)


def _base_of_chain(passage: Passage, facts: Sequence[Fact], index: int) -> str | None:
    """The time that the changes of a chain compare with, told once.

    同比下降8.5%；其他事故18起，增加2起: by the change before it in the sentence, or by that of the
    whole of which it tells a part (收入9亿元，同比增长7%。分部门看，税务6亿元，增长5.8%).
    """
    fact, sentence = facts[index], passage.layout.sentence
    if fact.kind is Kind.FACTOR or not fact.is_result:
        return None
    before = facts[max(0, index - LOOK_BACK) : index]
    told = [f for f in reversed(before) if f.base and _BASE_SAID.match(f.base)]
    near = [f for f in told if sentence[f.start] == sentence[fact.start]]
    level = fact.parent
    whole = level.parent if level is not None and level.relation is Relation.PART_OF else None
    of_whole = [f for f in told if whole is not None and f.parent is whole]
    return next((f.base for f in (*near, *of_whole)), None)


def _base_of_sentence(passage: Passage, fact: Fact) -> str | None:
    """与去年同期相比，…: a comparison that holds for the changes of the sentence behind it."""
    start = passage.layout.sentence_starts[passage.layout.sentence[fact.start]]
    found = list(_COMPARED_WITH.finditer(passage.text, max(start, fact.start - 80), fact.start))
    return found[-1]["base"] if found else None
