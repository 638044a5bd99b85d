"""The verbs that tell a change (增加, 下降), with their adverbs and what stands behind them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parsers.statistics.facts import cues, longest_first


@cache
def _verb_pattern() -> re.Pattern[str]:
    """A verb of change at the end of the words before a number."""
    up, down = longest_first("change", "up"), longest_first("change", "down")
    fillers = "|".join(map(re.escape, longest_first("change", "filler")))
    told = "|".join(map(re.escape, (*up, *down)))
    return re.compile(rf"(?:{_manner()})*(?P<verb>{told})(?P<tail>(?:{fillers})*)$")


@cache
def _manner() -> str:
    """The adverbs of a change (大幅, 约), where they are not the end of another word."""
    ahead = cues("bound_not")
    words = (
        f"(?<![{ahead[word]}]){word}" if word in ahead else word
        for word in longest_first("change", "manner")
    )
    return "|".join(words)


# Official prose tells changes in the same words over and over.
@lru_cache(maxsize=4096)
def told_verb(left: str) -> re.Match[str] | None:
    """The verb of change at the end of words, with its adverbs and what stands behind it."""
    return _verb_pattern().search(left) if left[-1:] in verb_ends() else None


@cache
def verb_ends() -> frozenset[str]:
    """The last characters of what `_verb_pattern` finds."""
    lists = ("up", "down", "filler")
    return frozenset(word[-1] for name in lists for word in longest_first("change", name))


@cache
def before_reached() -> re.Pattern[str]:
    """What stands between the noun and the verb of a level that was reached."""
    return re.compile(rf"(?:分别|已|同比|环比|擅自|逐渐|直接|{_manner()})+$")
