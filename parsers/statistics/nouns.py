"""The noun of a whole, in the one wording in which it is compared with what was told before.

A whole is seldom named twice in the same words: 全市受理总量, 受理量 and 总受理量 are all the 受理
of which some 5460件 were told. What differs says only whose or when it is (a scope) and that it is
counted (量, 总数); what is left is the same noun. Whether two nouns must be equal or only share
characters is for who asks: near by, a part of the name is enough, far off it is not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parsers.statistics.derived import identity_words
from parsers.statistics.facts import cue_set, cues


def scope_of(noun: str) -> str:
    """Return whom the noun of a whole begins with (全市受理量: 全市), ``""`` where with no one."""
    return next((word for word in cues("metric")["scope"] if noun.startswith(word)), "")


# The same few nouns are asked for over and over.
@lru_cache(maxsize=4_096)
def without_scope(noun: str) -> str:
    """Return a noun without whom and when it begins with (全市的当年受理量: 受理量)."""
    return noun[_scopes().match(noun).end() :]  # type: ignore[union-attr]


@cache
def _scopes() -> re.Pattern[str]:
    """Any number of words that say whose or when something is, each with its 的."""
    words = sorted({*cues("metric")["scope"], *cues("share")["scope"]}, key=len, reverse=True)
    return re.compile(f"(?:(?:{'|'.join(map(re.escape, words))})的?)*")


def without_count(noun: str) -> str:
    """Return a noun without the word at its end that says it is counted (受理总量: 受理)."""
    for word in identity_words("share")["trailing"]:
        if len(noun) > len(word) and noun.endswith(word):
            return noun[: -len(word)].removesuffix("的")
    return noun


@lru_cache(maxsize=4_096)
def stem(noun: str) -> str:
    """Return what the noun of a whole, or a metric, counts.

    全市受理总量, 受理量 and 总受理量 are all 受理: the same noun.
    """
    return without_count(without_scope(noun)).replace("总", "").removesuffix("的")


def is_all(noun: str) -> bool:
    """Tell whether the words behind 占 mean the total, whatever it counts (占总数的, 占全市的)."""
    bare = without_scope(noun)
    return not bare or bare in _wholes()


def is_any(noun: str) -> bool:
    """Tell whether the words behind 占 name no total of their own (占总数的, 占件数的)."""
    return is_all(noun) or without_scope(noun) in cue_set("change", "quantity_nouns")


@cache
def _wholes() -> frozenset[str]:
    return frozenset(identity_words("share")["whole"])
