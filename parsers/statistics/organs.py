"""Names of organs and places by how they end: which words make one, and what is only a class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from parsers.statistics.facts import cue_set, longest_first
from parsers.words import Word, tag
from schemas.patterns import lazy_re

LONGEST_NAME: Final = 24
REGIONAL: Final = lazy_re(r"[\u4e00-\u9fff]{0,3}?[区县市省镇乡]")
_ACTS_NAMED: Final = lazy_re(r"[转交督承主补代举协联包会查创兴公民催]办$")
REGIONS: Final = frozenset({"区", "县", "市", "省", "州", "旗", "镇", "乡"})


def may_end_name(word: str) -> bool:
    """Tell whether a name of an organ can end with a word, quoted or not (查处 ends none)."""
    return word[-1] in "“”" or word in _tails_of_endings() or word.endswith(_organ_endings())


@cache
def _tails_of_endings() -> frozenset[str]:
    """The last characters of the endings, one, two, and so on."""
    return frozenset(ending[at:] for ending in _organ_endings() for at in range(len(ending)))


def ends_as_organ(words: Sequence[Word]) -> bool:
    """Tell whether words end as the name of an organ does, and in no act (催办)."""
    name = "".join(word.text for word in words).strip("“”")
    return len(name) > 2 and name.endswith(_organ_endings()) and not _ACTS_NAMED.search(name)


@cache
def _organ_endings() -> tuple[str, ...]:
    return tuple(cue_set("metric", "organ_endings"))


@cache
def organ_lasts() -> frozenset[str]:
    """The characters that a name of an organ can end with, quoted or not."""
    return frozenset("“”").union(ending[-1] for ending in _organ_endings())


def _is_class(name: str) -> bool:
    """Whether a name with a common ending names no place (中等职业学校, 安全教育平台)."""
    if not name.endswith(longest_first("metric", "weak_endings")):
        return False
    if REGIONAL.match(name) or name.startswith("第"):
        return False
    if name.endswith(longest_first("metric", "companies")):
        return False
    return tag(name)[0].flag not in {"ns", "nr", "nz", "x"}


@cache
def _name_lasts() -> frozenset[str]:
    """The characters that a list of names can end with: all others are no list of names."""
    return organ_lasts().union("()<>的", "、和与及")


def _joined_names(item: str) -> list[str]:
    """Part names at 和, unless it stands inside of one (自然资源和规划局)."""
    names = re.split(r"和|与|以及|及", item)
    is_one = len(names) == len("和x") and not names[0].endswith(_organ_endings())
    if is_one and names[1][:1] not in REGIONS:
        return [item] if REGIONAL.match(names[0]) else names
    return names


def proper_names(text: str) -> list[str]:
    """Return the names that a text is a list of, or none: 甲局, 丙镇和丁镇, 北湖片区.

    A class of bodies (部门, 乡镇) is no name of one.
    """
    if text[-1:] not in _name_lasts():
        return []
    names = [name for item in text.split("、") for name in _joined_names(item) if name]
    classes = cue_set("metric", "body_classes")
    for name in names:
        bare = name.strip("“”()<>的")
        if not bare.endswith(_organ_endings()) or len(bare) > LONGEST_NAME:
            return []
        if bare in classes or len(bare) < 2 or _ACTS_NAMED.search(bare):
            return []
        if any(mark in bare for mark in ",。;:") or _is_class(bare):
            return []
    return names
