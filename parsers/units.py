"""Measure words and units: which one stands at a place, and what may count the same things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_LATIN: Final = lazy_re(r"[A-Za-zμ²³]")
_GOING_ON: Final = frozenset("次(/每")
"""With one of these a unit may go on behind its entry: 件次, 台(套), 微克/立方米."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands in the vocabulary.

    ``family`` names the units that may count the same things; ``is_count`` is true for counting
    words (no fractions unless scaled); ``arabic`` units stand behind Arabic digits only.
    """

    text: str
    family: str
    is_count: bool
    arabic: bool


@cache
def _units() -> dict[str, tuple[Unit, ...]]:
    """Units by their first character, longest first."""
    data = vocabulary("measure_words")
    found: dict[str, list[Unit]] = {}
    for name, is_count in (("count", True), ("measure", False)):
        for group in data[name]:
            for word in group["words"]:
                unit = Unit(word, group["family"], is_count, bool(group.get("arabic")))
                found.setdefault(word[0], []).append(unit)
    return {
        first: tuple(sorted(units, key=lambda u: len(u.text), reverse=True))
        for first, units in found.items()
    }


@cache
def _not_before() -> dict[str, tuple[str, ...]]:
    return {unit: tuple(words) for unit, words in vocabulary("measure_words")["not_before"].items()}


@cache
def _readings() -> dict[str, tuple[tuple[Unit, str, tuple[str, ...], bool], ...]]:
    """For each first character: units, their texts, what may not follow, whether Latin ends them.

    Made once, since units are looked for behind every number.
    """
    return {
        first: tuple(
            (unit, unit.text, _not_before().get(unit.text, ()), bool(_LATIN.match(unit.text[-1])))
            for unit in units
        )
        for first, units in _units().items()
    }


@cache
def _per() -> tuple[str, ...]:
    return tuple(sorted(vocabulary("measure_words")["per"]["words"], key=len, reverse=True))


@cache
def _times() -> re.Pattern[str]:
    return re.compile(f"次(?![{vocabulary('measure_words')['times']['not_before']}])")


def unit_at(text: str, at: int) -> tuple[Unit, str, int] | None:
    """Return the unit that starts at ``at``: the entry, its full text and its end.

    The full text includes what stands behind a slash or 每 (``微克/立方米``). ``None`` when no unit
    starts here, or the characters are the beginning of another word (``条`` in ``条例``).
    """
    for unit, printed, not_before, is_latin in _readings().get(text[at : at + 1], ()):
        if not text.startswith(printed, at):
            continue
        end = at + len(printed)
        if not_before and text.startswith(not_before, end):
            continue
        behind = text[end : end + 1]
        if is_latin and _LATIN.match(behind):
            continue
        if behind not in _GOING_ON:
            return unit, printed, end
        if unit.is_count and _times().match(text, end):
            end += 1
        per_end = _per_end(text, _bracket_end(text, end))
        return unit, text[at:per_end], per_end
    return None


@cache
def _in_brackets() -> re.Pattern[str]:
    words = (u.text for units in _units().values() for u in units)
    return re.compile(rf"\((?:{'|'.join(map(re.escape, words))})\)次?")


def _bracket_end(text: str, end: int) -> int:
    """Return the end of a second unit in brackets behind one (台(套), 件(批)次), or ``end``."""
    match = _in_brackets().match(text, end)
    return end if match is None else match.end()


def _per_end(text: str, end: int) -> int:
    """Return the end of ``/人`` behind a unit, or ``end``."""
    if text[end : end + 1] in {"/", "每"}:
        for word in _per():
            if text.startswith(word, end + 1):
                return end + 1 + len(word)
    return end


def same_things(one: Unit | None, other: Unit | None) -> bool:
    """Tell whether two units can count parts of one whole (条 and 篇; 个 goes with any count)."""
    if one is None or other is None:
        return one is other
    if one.text == other.text:
        return True
    if not (one.is_count and other.is_count):
        return False
    return one.family == other.family or "common" in (one.family, other.family)
