"""Texts that the speed of the prose reader is measured with: invented sentences, hostile units."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_WORDS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("speed_words.toml").read_text("utf-8")
)

HOSTILE: Final[tuple[str, ...]] = tuple(_WORDS["hostile"])
"""Units that a text is filled with, each the case of some reader: what repeats must not cost."""

LONG: Final[tuple[str, ...]] = tuple(_WORDS["long"])
"""The units of which the benchmark fills whole megabytes."""

PROSE: Final = (
    "2023年，青禾区共受理群众来电12.6万件，同比增长5.2%，办结率98.5%，其中咨询类3.1万件，占24.6%，"
    "投诉类、求助类、建议类分别为2.4万件、1.8万件和0.6万件；全年检查生产经营单位1860家（规上企业420家，"
    "小微企业1440家），排查隐患4213项，完成整改4108项，整改率97.5%，可办事项由120项增至150项，"
)
"""One long sentence without its full stop, to be repeated."""


def filled(unit: str, size: int) -> str:
    """Return ``size`` characters of ``unit`` over and over."""
    return (unit * (size // len(unit) + 1))[:size]


def sentences(seed: int = 2023) -> Iterator[str]:
    """Yield invented sentences of notices without end; numbers and nouns are drawn at random."""
    chance = random.Random(seed)
    while True:
        yield _dense(chance)


def running_text(seed: int = 2023) -> Iterator[str]:
    """Yield invented sentences as long and as dense as those of a statistical bulletin.

    In a real bulletin, the densest notice at hand, a sentence has 50.7 characters and 3.1 numbers,
    and 4 % have none; in notices with rankings a third has any. Those of `sentences` are all
    lists, shares and changes: 63 characters and 4.3 numbers.
    """
    chance = random.Random(seed)
    forms = (_dense, _two, _alone, _without)
    while True:
        (form,) = chance.choices(forms, weights=(60, 22, 13, 5))
        yield form(chance)


def _dense(chance: random.Random) -> str:
    forms = (
        _counts, _parts, _bracketed, _respective, _changes, _shares, _levels, _totals,
    )  # fmt: skip
    return chance.choice(forms)(chance)


def _two(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    level = f"{_opening(chance)}{_one(chance, 'verbs')}{noun}{_number(chance)}{unit}"
    grown = f"{_one(chance, 'bases')}{chance.choice(('增长', '下降'))}{_percent(chance)}"
    rate = f"{_one(chance, 'rates')}{_percent(chance)}"
    return f"{level}，{chance.choice((grown, rate))}。"


def _alone(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    return f"{_opening(chance)}{_one(chance, 'verbs')}{noun}{_number(chance)}{unit}。"


def _without(chance: random.Random) -> str:
    (noun, _), (other, _) = _thing(chance), _thing(chance)
    said = f"持续推进{noun}工作，不断规范{other}的办理和公开"
    return f"{_opening(chance)}{said}，群众满意程度稳步提高。"


def _one(chance: random.Random, kind: str) -> str:
    return str(chance.choice(_WORDS[kind]))


def _number(chance: random.Random) -> str:
    size = chance.choice((1, 2, 2, 3, 3, 4, 5))
    value = chance.randint(10 ** (size - 1), 10**size - 1)
    return f"{value / 100:.2f}万" if size == 5 and chance.random() < 0.5 else str(value)


def _thing(chance: random.Random) -> tuple[str, str]:
    noun, unit = chance.choice(_WORDS["things"])
    return _one(chance, "qualities") + _one(chance, "topics") + noun, unit


def _kinds(chance: random.Random, count: int) -> list[str]:
    endings = chance.choice(("类", "领域", "方面", "问题"))
    return [f"{topic}{endings}" for topic in chance.sample(_WORDS["topics"], count)]


def _percent(chance: random.Random) -> str:
    return f"{chance.randint(1, 999) / 10}%"


def _opening(chance: random.Random) -> str:
    period: str = chance.choice((*_WORDS["periods"], "")) + chance.choice(("，", ""))
    return period.lstrip("，") + _one(chance, "subjects")


def _counts(chance: random.Random) -> str:
    what = [_thing(chance) for _ in range(3)]
    said = "，".join(f"{_one(chance, 'verbs')}{w}{_number(chance)}{unit}" for w, unit in what)
    return f"{_opening(chance)}共{said}，{_one(chance, 'rates')}达{_percent(chance)}。"


def _split(chance: random.Random, count: int) -> tuple[int, list[int]]:
    parts = [chance.randint(1, 900) for _ in range(count)]
    return sum(parts), parts


def _parts(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    kinds = _kinds(chance, chance.randint(2, 4))
    total, parts = _split(chance, len(kinds))
    said = "、".join(f"{kind}{part}{unit}" for kind, part in zip(kinds, parts, strict=True))
    return f"{_opening(chance)}{_one(chance, 'verbs')}{noun}{total}{unit}，其中{said}。"


def _bracketed(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    kinds = _kinds(chance, chance.randint(2, 3))
    total, parts = _split(chance, len(kinds))
    said = "，".join(f"{kind}{part}{unit}" for kind, part in zip(kinds, parts, strict=True))
    change = f"{_one(chance, 'bases')}{chance.choice(('增长', '下降'))}{_percent(chance)}"
    return f"{_opening(chance)}{_one(chance, 'verbs')}{noun}{total}{unit}（{said}），{change}。"


def _respective(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    kinds = _kinds(chance, 3)
    numbers = [_number(chance) for _ in kinds]
    names = f"{kinds[0]}、{kinds[1]}和{kinds[2]}"
    said = f"{numbers[0]}{unit}、{numbers[1]}{unit}和{numbers[2]}{unit}"
    return (
        f"{_opening(chance)}{names}{noun}分别为{said}，{_one(chance, 'rates')}{_percent(chance)}。"
    )


def _changes(chance: random.Random) -> str:
    (noun, unit), (other, mark) = _thing(chance), _thing(chance)
    verb = chance.choice(("增加", "减少", "多", "少"))
    change = f"{_one(chance, 'bases')}{verb}{_number(chance)}{unit}"
    grown = f"{_one(chance, 'bases')}{chance.choice(('增长', '下降'))}{_percent(chance)}"
    left = f"{_opening(chance)}{noun}{_number(chance)}{unit}，{change}"
    return f"{left}；{_one(chance, 'verbs')}{other}{_number(chance)}{mark}，{grown}。"


def _shares(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    left = f"{_opening(chance)}{_one(chance, 'verbs')}{noun}{_number(chance)}{unit}"
    kinds = _kinds(chance, 2)
    said = "，".join(f"{kind}{_number(chance)}{unit}，占{_percent(chance)}" for kind in kinds)
    return f"{left}，{said}。"


def _levels(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    rate = _one(chance, "rates")
    moved = f"{noun}由{_number(chance)}{unit}增至{_number(chance)}{unit}"
    points = f"{_one(chance, 'bases')}提高{chance.randint(1, 99) / 10}个百分点"
    return f"{_opening(chance)}{moved}，{rate}{_percent(chance)}，{points}，近九成单位完成整改。"


def _totals(chance: random.Random) -> str:
    noun, unit = _thing(chance)
    kinds = _kinds(chance, 3)
    total, parts = _split(chance, 3)
    said = "、".join(f"{kind}{part}{unit}" for kind, part in zip(kinds, parts, strict=True))
    return f"{_opening(chance)}{_one(chance, 'verbs')}{noun}{said}，合计{total}{unit}。"
