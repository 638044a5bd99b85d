"""What other tools read of the same passages; each is ``None`` where it is not installed.

None of them is a dependency of the project: see ``README.md`` for how to have them beside it.
"""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, Protocol

from benchmarks.statistics.numerals import readings
from benchmarks.statistics.scoring import Reading


class Recognised(Protocol):
    """What Recognizers-Text answers for one span; ``end`` is the last character's place."""

    start: int
    end: int
    text: str
    resolution: dict[str, str] | None


Tool = Callable[[str], list[Reading]]

_ARABIC: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)([余多几]?)([万亿]?)")
_NUMERAL: Final = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿.,%％/点分之余多几成]+")
_SCALES: Final = {"万": 10**4, "亿": 10**8}


def recognizers() -> Tool | None:
    """Recognizers-Text (``recognizers-text-suite``): numbers, percentages, currencies and units."""
    if importlib.util.find_spec("recognizers_number_with_unit") is None:
        return None
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_currency,
        recognize_dimension,
    )

    def read(text: str) -> list[Reading]:
        found: dict[int, Reading] = {}
        for recognize in (
            recognize_number,
            recognize_percentage,
            recognize_dimension,
            recognize_currency,
        ):
            for result in recognize(text, "zh-cn"):
                reading = _recognized(result)
                if reading is not None:
                    found[reading.start] = reading  # later recognisers know more of the number
        return _disjoint(list(found.values()))

    return read


def _recognized(result: Recognised) -> Reading | None:
    resolution = result.resolution or {}
    printed = resolution.get("value")
    try:
        value = Decimal(str(printed).rstrip("%").replace(",", ""))
    except InvalidOperation:
        return None
    unit = "%" if str(printed).endswith("%") else resolution.get("unit")
    if value <= 1 and re.search("分之|半|/", result.text):  # here a fraction counts as per cent
        value, unit = 100 * value, "%"
    # Units are answered by their English or Chinese name; as printed is what counts here.
    tail = re.sub(r"^[\d零〇一二两三四五六七八九十百千万亿.,％%余多几]+", "", result.text)
    return Reading(
        start=result.start, end=result.end + 1, value=value, unit=unit if unit == "%" else tail
    )


def _disjoint(found: list[Reading]) -> list[Reading]:
    """Keep the longest of readings that overlap."""
    kept: list[Reading] = []
    for reading in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(reading.end <= one.start or one.end <= reading.start for one in kept):
            kept.append(reading)
    return sorted(kept, key=lambda one: one.start)


def cn2an_transform() -> Tool | None:
    """cn2an: ``transform`` writes a sentence's Chinese numerals as digits and loses their places.

    The digits of its answer, with 万 and 亿 that it leaves behind them, are laid over the numerals
    of the text in order: a numeral whose meaning does not come back is left out.
    """
    if importlib.util.find_spec("cn2an") is None:
        return None
    import cn2an

    def read(text: str) -> list[Reading]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                answer = cn2an.transform(text, "cn2an")
        except (ValueError, KeyError, IndexError):
            return []
        values = [
            Decimal(match[1].replace(",", "")) * _SCALES.get(match[3], 1)
            for match in _ARABIC.finditer(answer)
        ]
        return list(_laid_over(text, values))

    return read


def _laid_over(text: str, values: list[Decimal]) -> Iterator[Reading]:
    place = 0
    for match in re.finditer(rf"{_NUMERAL.pattern}", text):
        possible = readings(match[0])
        for ahead in range(place, min(place + 4, len(values))):
            if values[ahead].normalize() in possible:
                unit = "%" if text[match.end() - 1 : match.end()] in {"%", "％"} else None
                yield Reading(start=match.start(), end=match.end(), value=values[ahead], unit=unit)
                place = ahead + 1
                break


def jieba_tags() -> Tool | None:
    """Jieba's tags: words tagged m are a number, what is tagged q behind them is its unit."""
    if importlib.util.find_spec("jieba") is None:
        return None
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)

    def read(text: str) -> list[Reading]:
        words, position = [], 0
        for pair in jieba.posseg.cut(text):
            words.append((pair.word, pair.flag, position))
            position += len(pair.word)
        return list(_tagged(words))

    return read


def _tagged(words: list[tuple[str, str, int]]) -> Iterator[Reading]:
    place = 0
    while place < len(words):
        word, flag, start = words[place]
        place += 1
        if flag != "m" and not _ARABIC.fullmatch(word):
            continue
        printed = word
        while place < len(words) and (words[place][1] == "m" or words[place][0] in {".", ","}):
            printed += words[place][0]
            place += 1
        unit = None
        if place < len(words) and (words[place][1] == "q" or words[place][0] in {"%", "％"}):
            unit = words[place][0]
            place += 1
        numeral = _NUMERAL.match(printed)
        possible = readings(numeral[0]) if numeral else set()
        if numeral and possible:
            unit = "%" if "成" in printed else unit or printed[numeral.end() :]
            yield Reading(
                start=start, end=start + len(printed), value=max(possible), unit=unit or None
            )


PEERS: Final[dict[str, Callable[[], Tool | None]]] = {
    "Recognizers-Text": recognizers,
    "jieba tags m, q": jieba_tags,
    "cn2an transform": cn2an_transform,
}
