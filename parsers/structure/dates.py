"""Dates of issue and the years and periods that figures are about."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from parsers.cells import fold
from parsers.numbers import chinese_to_int
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

_CIRCLES = str.maketrans("○ＯO0零", "〇〇〇〇〇")
_CHINESE_DIGITS = str.maketrans("一二三四", "1234")
_CHINESE_YEAR = lazy_re(r"[一二][〇一二三四五六七八九]{3}(?=年)")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("document_forms")["lines"][name])


@cache
def _year_pattern() -> re.Pattern[str]:
    part = vocabulary("document_forms")["period"]["part"]
    return re.compile(
        r"(?<!\d)(?:(?P<from>(?:19|20)\d{2})年?[-—–－~～至])?"
        rf"(?P<year>(?:19|20)\d{{2}})年度?(?P<part>{part})?"
    )


# A date of the text that is told as past; one with 前 or 起 behind it is still to come.
_PAST = lazy_re(
    r"(?<![\d年上])(?P<month>1[0-2]|[1-9])月(?!\d{0,2}日?[底末]?(?:之?前|起))|今年以来|今年[1上前]"
)


def date_at(text: str) -> tuple[date, int, int] | None:
    """Find the date that ends a text: the date and its place, ``None`` without one.

    Args:
        text: one line without blanks. A bracket around the date is allowed.

    >>> date_at("二〇二三年二月十日")
    (datetime.date(2023, 2, 10), 0, 9)
    >>> date_at("2023年2月30日") is None
    True
    """
    folded = fold(text)
    bare = folded.rstrip(")。 ")
    for name in ("date", "chinese_date"):
        for match in _pattern(name).finditer(bare):
            if match.end() != len(bare):
                continue
            start = match.start()
            start -= 1 if start and folded[start - 1] == "(" else 0
            found = _date(match)
            return (found, start, len(text)) if found else None
    return None


def _date(match: re.Match[str]) -> date | None:
    year = match["year"].translate(_CIRCLES) if not match["year"].isdecimal() else match["year"]
    parts = [
        int(part) if part.isdecimal() else chinese_to_int(part)
        for part in (year, match["month"], match["day"])
    ]
    if any(part is None for part in parts):
        return None
    try:
        return date(*(part or 0 for part in parts))
    except ValueError:
        return None


def period_of(text: str) -> tuple[int, str] | None:
    """Return the year and the period a title speaks of: ``(2023, "2023年第一季度")``.

    Args:
        text: a title without blanks. Chinese numerals for the year are read too.

    Returns:
        The last year of a range with the whole range as period; ``None`` without a year.

    >>> period_of("关于2022年全区考评情况的通报")
    (2022, '2022年')
    >>> period_of("关于2023年1-9月办理情况的通报")
    (2023, '2023年1-9月')
    """
    plain = _CHINESE_YEAR.sub(
        lambda m: str(chinese_to_int(m[0]) or m[0]), fold(text).translate({0x25CB: "〇"})
    )
    # A document number or a law's year in brackets (〔2022〕) is no period: 年 must follow.
    match = _year_pattern().search(plain)
    if match is None:
        return None
    year = int(match["year"])
    start = f"{match['from']}-" if match["from"] else ""
    return year, f"{start}{year}年{match['part'] or ''}"


def period_before(issued: date, title: str, text: str) -> tuple[int, str | None] | None:
    """Return year and period of the figures of a notice that names no year, by its date of issue.

    What a notice tells is over when it is issued: the months in its title are the last ones of
    that name before its date. The text says the year only by months that were over in the year
    of issue; a later one may be still to come.

    Args:
        issued: the date of issue.
        title: the title without blanks.
        text: the text without blanks.

    Returns:
        The year, and the period that the title names with it; ``None`` where nothing tells them.

    >>> period_before(date(2024, 1, 9), "关于12月份热线办理情况的通报", "")
    (2023, '2023年12月份')
    """
    part = re.search(vocabulary("document_forms")["period"]["part"], title)
    if part is not None:
        year = issued.year - (_last_month(part[0]) > issued.month)
        return year, f"{year}年{part[0]}"
    for match in _PAST.finditer(text):
        if match["month"] is None or int(match["month"]) <= issued.month:
            return issued.year, None
    return None


def _last_month(part: str) -> int:
    """The month in which a part of the year ends (三季度: 9)."""
    if part.endswith("半年"):
        return 6 if part[0] == "上" else 12
    numbers = [int(digit) for digit in re.findall(r"\d+", part.translate(_CHINESE_DIGITS))]
    last = numbers[-1] if numbers else 12
    return 3 * last if part.endswith("季度") else last
