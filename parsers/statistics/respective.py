"""分别: as many numbers as names, one for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, longest_first
from parsers.statistics.links import link
from schemas.findings import Finding, finding
from schemas.notice import Kind
from schemas.places import Provenance

_CUE: Final = re.compile(r"分别|依次")
_JOINT: Final = re.compile(r"(?:,?(?:和|与|及|以及|、)|,)?")
_HEADS: Final = re.compile(
    r"(?:人均[^、]{1,8}|[办受][件理]量|占比|比例|数量|[A-Za-z0-9.]{0,8}浓度|总量|总额|增加值|产值|产量|"
    r"收入|人数|件数|得分|成绩|(?:抽检|总体|按期)?[\u4e00-\u9fff]{2}[率量额数值])$"
)
_SPLITS: Final = tuple(re.compile(p) for p in (",", "、", "[、,]", "、|和|与|及", "、|,|和|与|及"))
_CHANGED: Final = re.compile(
    r"(?:同比|环比|较[^、,]{1,6}|比[^、,]{1,6}|增长|下降|增加|减少|提高|为|是|达|:|,)+$"
)
_BEFORE: Final = 120


def distribute(passage: Passage, facts: Sequence[Fact], page: int) -> tuple[Finding, ...]:
    """Give each number of a 分别 list its name, or the earlier number it changes.

    Returns:
        ``AMB01`` for every list whose numbers and names differ in count; its numbers keep the
        whole list as metric, nothing is guessed.
    """
    findings: list[Finding] = []
    for at, run in _chains(passage, facts):
        earlier = _earlier(passage, facts, at, run)
        if earlier is not None:
            for fact, level in zip(run, earlier, strict=True):
                fact.own_words = False
                link(fact, level)
            continue
        names, head = _names(passage, facts, at, run)
        if len(names) == len(run):
            for fact, name in zip(run, names, strict=True):
                fact.metric, fact.subject = (head, name) if head else (name, fact.subject)
                fact.own_words = True
        elif len(names) > 1:
            for fact in run:
                fact.metric = "、".join(names) + head
            findings.append(_mismatch(passage, run, names, page))
    return tuple(findings)


def _chains(passage: Passage, facts: Sequence[Fact]) -> Iterator[tuple[int, list[Fact]]]:
    """Yield the runs of numbers that one 分别 governs, with the index of their first."""
    index = 0
    while index < len(facts):
        first = facts[index]
        run = [first]
        if _CUE.search(passage.text[first.left[0] : first.start]):
            while index + len(run) < len(facts):
                following = facts[index + len(run)]
                gap = passage.text[run[-1].quantity.tail : following.quantity.lead]
                if len(gap) > 4 or not _JOINT.fullmatch(gap):
                    break
                run.append(following)
            if len(run) > 1:
                yield index, run
        index += len(run)


def _earlier(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact]
) -> list[Fact] | None:
    """The amounts of the same sentence, as many as there are changes behind them."""
    if run[0].kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return None
    sentence = passage.layout.sentence[run[0].start]
    levels = [
        fact
        for fact in facts[max(0, at - 2 * len(run)) : at]
        if fact.kind is Kind.LEVEL and passage.layout.sentence[fact.start] == sentence
    ]
    return levels[-len(run) :] if len(levels) >= len(run) else None


def _names(
    passage: Passage, facts: Sequence[Fact], at: int, run: list[Fact]
) -> tuple[list[str], str]:
    """Return the names listed before 分别 and what is said of each of them.

    Tried in the clause and then back to the last number of the sentence; a list is parted at
    commas before 、 and at 和 last, since an item may hold a 和 itself.
    """
    fact = run[0]
    layout = passage.layout
    floor = max(layout.sentence_starts[layout.sentence[fact.start]], fact.start - _BEFORE)
    if at and facts[at - 1].quantity.tail > floor:
        floor = facts[at - 1].quantity.tail
    starts = [min(max(layout.start[fact.start], floor), fact.start), min(floor, fact.start)]
    fallback: list[str] = []
    for start in starts:
        words = passage.text[start : fact.start]
        places = [match.start() for match in _CUE.finditer(words)]
        if not places:
            continue  # a number or a clause ends behind the cue: no names stand before it here
        words = _CHANGED.sub("", words[: places[-1]]).lstrip(",、。;")
        words = _opening().sub("", words)
        for split in _SPLITS:
            items = [item for item in split.split(words) if item]
            if len(items) == len(run):
                return _with_head(items)
            fallback = items
    return fallback, ""


@cache
def _opening() -> re.Pattern[str]:
    """其中 before the names of parts is no part of the first name."""
    return re.compile(rf"^(?:{'|'.join(map(re.escape, longest_first('parts', 'open')))})[,:]?")


def _with_head(items: list[str]) -> tuple[list[str], str]:
    """Take what is said of all names off the last one (县人社局｜办件量)."""
    head = _HEADS.search(items[-1])
    if head is None or head.start() == 0 or _HEADS.search(items[0]):
        return items, ""
    return [*items[:-1], items[-1][: head.start()]], head[0]


def _mismatch(passage: Passage, run: list[Fact], names: list[str], page: int) -> Finding:
    """A list whose numbers and names do not match one to one."""
    start, end = run[0].quantity.start, run[-1].quantity.end
    words = passage.folded.printed(max(0, run[0].left[0]), end)
    return finding(
        "AMB01",
        "respective",
        where=Provenance(page=page, span=passage.folded.span(start, end)),
        subject=words,
        expected=len(names),
        found=len(run),
    )
