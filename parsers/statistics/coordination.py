"""Coordinated names, and what is said of all of them behind the last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.statistics.facts import cue_set, longest_first
from parsers.statistics.organs import proper_names
from parsers.statistics.periods import find_times
from parsers.words import tag
from schemas.patterns import lazy_re

_CLASS_ENDS: Final = frozenset("类型级档等种")
_NUMBERED: Final = lazy_re(r"^等?[两三四五六七八九十\d]{1,2}[项类种个](?=[\u4e00-\u9fff]{2})")
_TOLD: Final = lazy_re(r"等?[两三四五六七八九十\d]{1,2}[项类种](?=[\u4e00-\u9fff]{2,6}$)")
_INSIDE: Final = lazy_re(r"[A-Za-z\d.]{2}")
"""Two characters that no boundary parts (PM2.5)."""


def with_head(items: list[str], behind: str | None = None) -> tuple[list[str], str]:
    """Take what is said of all names off the last one (县教育局, 县人社局｜办件量).

    Args:
        items: the names as listed, at least one.
        behind: what stands behind the number of names (…、柳湾镇两地｜办件量), if told.

    Returns:
        The names, and the noun they share; empty where each name is what is counted.
    """
    items = [_own(items[0]), *items[1:]]
    if behind is not None:
        return items, behind
    if len(items) > 1 and items[0].endswith(longest_first("metric", "substances")):
        return _substances(items), ""
    if len(items) > 1 and items[0].endswith(_nouns()):
        return _with_noun(items), ""
    cut = _boundary(items)
    if not cut:
        return _with_noun(items), ""
    head = _NUMBERED.sub("", items[-1][cut:]).removeprefix("的")
    return _with_noun([*items[:-1], items[-1][:cut]]), head


def _substances(items: list[str]) -> list[str]:
    """PM2.5、PM10、臭氧年均浓度: what is measured is part of the metric, and no subject."""
    known = longest_first("metric", "substances")
    last = next(filter(items[-1].startswith, known), "")
    shared = items[-1][len(last) :] if last else ""
    if any(char.isdigit() for char in shared) or not shared.endswith(_nouns()):
        shared = ""  # 臭氧日最大8小时平均浓度 is that of the last one alone
    names = [next(filter(item.endswith, known), item) for item in items[:-1]]
    return [*(name + shared for name in names), items[-1]]


def _nouns() -> tuple[str, ...]:
    return longest_first("metric", "heads")


def _own(name: str) -> str:
    """A name without the scope, or the description, before it (受理量靠前的县城管局)."""
    described, _, last = name.rpartition("的")
    if described and proper_names(last):
        return last
    for start, end in find_times(name):
        name = name[end:] if start == 0 and end < len(name) else name
    scopes = longest_first("metric", "scope")
    scope = next(filter(name.startswith, scopes)) if name.startswith(scopes) else ""
    return name[len(scope) :] or name


def _boundary(items: Sequence[str]) -> int:
    """Where the last name ends and the shared noun begins; 0 if it has none.

    The name is the beginning of the last item, at a word's end, that is most like another name in
    length.
    """
    last, others = items[-1], items[:-1]
    are_proper = all(proper_names(item) for item in others)
    best: tuple[int, int] | None = None
    told = _TOLD.search(last)
    if told is not None and not are_proper:
        # 教育、卫生健康、社会保障和就业三项支出: the number of the names ends the last of them.
        return told.start()
    field = next((noun for noun in longest_first("metric", "fields") if last.endswith(noun)), "")
    if field and not are_proper and "均" not in last:
        # 教育、卫生健康支出: what a field is called goes up to the noun.
        return len(last) - len(field)
    for word in tag(last)[1:]:
        name, rest = last[: word.start], last[word.start :]
        if _INSIDE.fullmatch(name[-1] + rest[0]) or {name[-1], rest[0]} & cue_set(
            "parts", "between"
        ):
            continue
        # 好评、差评数: the cutter parts 差 and 评, and neither is a name or a noun by itself.
        is_long = len(rest) > 1 and (len(name) > 1 or "" in {other[1:] for other in others})
        fits = proper_names(name) if are_proper else is_long and rest.endswith(_nouns())
        if not fits:
            continue
        unlike = min((abs(len(name) - len(other)) for other in others), default=0)
        if best is None or unlike < best[0]:
            best = unlike, word.start
    return 0 if best is None else best[1]


def _with_noun(items: list[str]) -> list[str]:
    """Give all attributes the noun that only the last one carries (高、中、低风险企业)."""
    attributes = cue_set("parts", "attributes")
    known = longest_first("parts", "attributes")
    last = next(filter(items[-1].startswith, known)) if items[-1].startswith(known) else ""
    if last and all(item in attributes for item in items[:-1]):
        noun = items[-1][len(last) :]
    else:
        ends = {item[-1] for item in items[:-1]} & _CLASS_ENDS
        first, _, noun = items[-1].partition(ends.pop()) if len(ends) == 1 else ("", "", "")
        noun = noun if first else ""
    return [*(item + noun for item in items[:-1]), items[-1]] if noun else items
