"""分别: as many numbers as names, one for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parsers.statistics.facts import Fact, Passage
from parsers.statistics.parts import _link
from schemas.findings import Finding, finding
from schemas.notice import Kind

_CUE: Final = re.compile(r"分别|依次")
_JOINT: Final = re.compile(r"(?:,?(?:和|与|及|以及|、)|,)?")
_HEADS: Final = re.compile(
    r"(?:人均[^、]{1,8}|[办受][件理]量|占比|比例|数量|浓度|总量|总额|增加值|产值|产量|收入|人数|件数|得分|成绩|[\u4e00-\u9fff]{1,3}[率量额数值])$"
)
_BEFORE: Final = 120


def chains(passage: Passage, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Yield the runs of numbers that one 分别 governs."""
    index = 0
    while index < len(facts):
        first = facts[index]
        run = [first]
        if _CUE.search(passage.text[first.left[0] : first.start]):
            while index + len(run) < len(facts):
                following = facts[index + len(run)]
                gap = passage.text[run[-1].quantity.tail : following.quantity.lead]
                if not _JOINT.fullmatch(gap):
                    break
                run.append(following)
            if len(run) > 1:
                yield run
        index += len(run)


def distribute(passage: Passage, facts: Sequence[Fact], page: int) -> tuple[Finding, ...]:
    """Give each number of a 分别 list its name, or the earlier number it changes.

    Returns:
        ``AMB01`` for every list whose numbers and names differ in count; its numbers keep the
        whole list as metric, nothing is guessed.
    """
    findings: list[Finding] = []
    for run in chains(passage, facts):
        at = facts.index(run[0])
        earlier = _earlier(passage, facts, at, run)
        if earlier is not None:
            for fact, level in zip(run, earlier, strict=True):
                fact.own_words = False
                _link(fact, level)
            continue
        names, head = _names(passage, run[0])
        if len(names) == len(run):
            for fact, name in zip(run, names, strict=True):
                fact.metric, fact.subject = (head, name) if head else (name, fact.subject)
                fact.own_words = True
        elif len(names) > 1:
            for fact in run:
                fact.metric = "、".join(names) + head
            findings.append(_mismatch(passage, run, names, page))
    return tuple(findings)


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


def _names(passage: Passage, fact: Fact) -> tuple[list[str], str]:
    """Return the names listed before 分别 and what is said of each of them."""
    start = max(passage.layout.start[fact.start], fact.start - _BEFORE)
    words = passage.text[start : fact.start]
    words = words[: [m.start() for m in _CUE.finditer(words)][-1]]
    if not words.strip("为,同比环比较上年去年") and start > 1:
        end = start - 1
        start = max(passage.layout.start[end - 1], end - _BEFORE)
        words = passage.text[start:end]
    words = re.sub(r"(?:同比|环比|较[^、]{1,6}|比[^、]{1,6})$", "", words)
    items = [item for item in re.split(r"、|和|与|以及", words) if item]
    if len(items) < 2:
        return items, ""
    head = _HEADS.search(items[-1])
    if head is None or head.start() == 0 or _HEADS.search(items[0]):
        return items, ""
    return [*items[:-1], items[-1][: head.start()]], head[0]


def _mismatch(passage: Passage, run: list[Fact], names: list[str], page: int) -> Finding:
    del page
    start, end = run[0].left[0], run[-1].quantity.tail
    return finding(
        "AMB01",
        subject=passage.folded.printed(start, end),
        found=f"{len(run)} / {len(names)}",
    )
