"""Places in an order, in prose: 列第4位, 由第9名升至第4名."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from parsers.numbers import CHINESE_NUMERAL, read_decimal
from parsers.statistics.facts import longest_first
from parsers.statistics.lexer import Quantity
from parsers.statistics.units import unit_at
from schemas.notice import Bound

_ORDINAL: Final = re.compile(
    rf"第(?P<n>\d{{1,3}}|[{CHINESE_NUMERAL}]{{1,3}})(?P<unit>名|位)?(?=[,。;、)(升降上下跌滑提退进前后]|$|和|及)"
)


def ranks(text: str) -> list[Quantity]:
    """Return the ordinals that are ranks: behind a word such as 列, 居 or 升至.

    第一季度 and 第三条 are none; without 名 or 位 only what ends its clause is one.
    """
    found = []
    cues = longest_first("rank", "cues")
    for match in _ORDINAL.finditer(text):
        before = re.split(r"[,。;:]", text[max(0, match.start() - 10) : match.start()])[-1]
        value = read_decimal(match["n"])
        if value is None or not any(cue in before for cue in cues):
            continue
        if match["unit"] is None and not _strong(before):
            continue
        unit = unit_at(match["unit"], 0) if match["unit"] else None
        found.append(
            Quantity(
                start=match.start(),
                end=match.end(),
                lead=match.start(),
                tail=match.end(),
                value=value,
                high=None,
                unit=None if unit is None else unit[0],
                unit_text=match["unit"],
                scale=Decimal(1),
                bound=Bound.EXACT,
                step=Decimal(1),
                form="rank",
            )
        )
    return found


def _strong(before: str) -> bool:
    return any(cue in before for cue in ("列", "居", "排", "位次"))
