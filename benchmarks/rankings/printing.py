"""How values are printed: numbers, ranks, headers with their maxima and weights."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from benchmarks.rankings.drawing import Draw
from benchmarks.rankings.model import Column

FIXED, TRIMMED, MIXED = "fixed", "trimmed", "mixed"
_DIGITS: Final = "零一二三四五六七八九"
_MAXIMA: Final = ("（{}分）", "({}分)", " ({}分)", "（满分{}分）", "（{}）", "〔{}分〕", "{}分")
_WEIGHTS: Final = ("（{}%）", "({}%)", "（占{}%）", "（权重{}%）", " {}%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The manner of one table.

    ``numbers``: with the column's decimals, without trailing zeros, or now one, now the other.
    ``none`` is printed for a value that there is not.
    """

    numbers: str = FIXED
    none: str = "—"
    maximum: str = "（{}分）"
    weight: str = "（{}%）"
    rank: str = "plain"
    spaced: bool = False
    shows_limits: bool = True

    def header(self, column: Column) -> str:
        """Give a column's name with its maximum or weight."""
        text = column.name
        if self.spaced and len(text) == 2:
            text = f"{text[0]} {text[1]}"
        if not self.shows_limits:
            return text
        if column.maximum is not None:
            return text + self.maximum.format(plain(column.maximum))
        if column.weight is not None:
            return text + self.weight.format(plain(column.weight * 100))
        return text

    def place(self, rank: int, *, tied: bool) -> str:
        """Give a rank."""
        match self.rank:
            case "ordinal":
                return f"第{chinese(rank)}名"
            case "digits":
                return f"第{rank}名"
            case "chinese":
                return chinese(rank)
            case "tied_word":
                return f"并列第{chinese(rank)}" if tied else f"第{chinese(rank)}"
            case "tied_bracket":
                return f"{rank}（并列）" if tied else str(rank)
            case _:
                return str(rank)


RANK_FORMS: Final = ("ordinal", "digits", "chinese", "tied_word", "tied_bracket")


def hand(d: Draw, **chosen: object) -> Hand:
    """Draw a manner; what is given stands."""
    drawn = {
        "numbers": FIXED if d.chance(0.7) else TRIMMED,
        "maximum": d.one(_MAXIMA[:4]) if d.chance(0.9) else d.one(_MAXIMA),
        "weight": d.one(_WEIGHTS),
    }
    return Hand(**(drawn | chosen))  # type: ignore[arg-type]


def plain(value: Decimal) -> str:
    """Write a decimal without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(d: Draw, value: Decimal | None, manner: Hand) -> str:
    """Write a value in a table's manner."""
    if value is None:
        return manner.none
    if manner.numbers == FIXED or (manner.numbers == MIXED and d.chance(0.5)):
        return format(value, "f")
    return plain(value)


def chinese(number: int) -> str:
    """Write a whole number up to 99 in Chinese.

    >>> chinese(21), chinese(10), chinese(7)
    ('二十一', '十', '七')
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")
