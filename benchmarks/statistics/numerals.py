"""What a printed numeral can mean, written down apart from the parser to check annotations with."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

_DIGITS: Final = dict(zip("零〇一二两三四五六七八九", map(int, "001223456789"), strict=True))
_STEPS: Final = {"十": 10, "百": 100, "千": 1000}
_SCALES: Final = {"万": 10**4, "亿": 10**8}
# Every character of a Chinese numeral.
DIGITS: Final = "".join([*_DIGITS, *_STEPS, *_SCALES])
_ARABIC: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:余|多|几)?([百千]?[万亿]{0,2}|[百千])")
_RANGE: Final = re.compile(r"[~～—–\-至到]+")


def readings(printed: str) -> set[Decimal]:
    """Return every amount, without sign, that a printed number can stand for.

    More than one where a reader must know the words around it (the scale of ``6.7万`` may be
    multiplied out or belong to a unit such as 万元GDP; the ends of a range share their scale).

    >>> sorted(readings("1.2万余件")) == [Decimal("1.2"), Decimal(12000)]
    True
    """
    text = unicodedata.normalize("NFKC", printed).replace(" ", "").replace("，", ",")
    found = _special(text) | _arabic(text) | _chinese(text)
    return {value.normalize() + 0 for value in found}


def _special(text: str) -> set[Decimal]:
    """Return fractions, 成, 番, 半 as the conventions count them."""
    found: set[Decimal] = set()
    for below, above in re.findall(rf"([\d{DIGITS}]+)分之([\d.{DIGITS}点]+)", text):
        parts = _whole(below), _whole(above)
        if parts[0]:
            found.add((1000 if below == "千" else 100) * parts[1] / parts[0])
    for above, below in re.findall(r"(\d+)/(\d+)", text):
        found.add(100 * Decimal(above) / Decimal(below))
    for tens, ones in re.findall(rf"([\d.{DIGITS}]+)(?:余|多)?成([半{DIGITS}]?)", text):
        found.add(_whole(tens) * 10 + (5 if ones == "半" else _whole(ones)))
    for times in re.findall(rf"翻了?([{DIGITS}\d]+)番", text):
        found.add(Decimal(2) ** int(_whole(times)))
    for whole in re.findall(rf"([\d{DIGITS}]+)\S{{0,2}}半", text):
        found.add(_whole(whole) + Decimal("0.5"))
    if "翻番" in text:
        found.add(Decimal(2))
    if "半" in text:
        found |= {Decimal(50), Decimal("0.5")}
    for signs, value in (("[无未零]|持平", 0), ("首", 1), ("双", 2)):
        if re.search(signs, text):
            found.add(Decimal(value))
    return found


def _arabic(text: str) -> set[Decimal]:
    found: set[Decimal] = set()
    matches = list(_ARABIC.finditer(text))
    together = Decimal(0)  # 1亿2000万, 3万4千
    for place, match in enumerate(matches):
        amount = Decimal(match[1].replace(",", ""))
        following = matches[place + 1] if place + 1 < len(matches) else None
        sizes = _sizes(match[2])
        if following and _RANGE.fullmatch(text[match.end(1) : following.start()]):
            sizes += _sizes(following[2])
        found |= {amount * size for size in sizes}
        if place and matches[place - 1].end() == match.start():
            together += amount * _sizes(match[2])[-1]
            found.add(together)
        else:
            together = amount * _sizes(match[2])[-1]
    return found


def _sizes(scale: str) -> list[int]:
    """The sizes of the scale read so far: 1, and with each sign of 千万 one more."""
    sizes = [1]
    for sign in scale:
        sizes.append(sizes[-1] * (_STEPS.get(sign, 0) or _SCALES[sign]))
    return sizes


def _chinese(text: str) -> set[Decimal]:
    # 一千二百余万: the 万 behind 余 is of the same numeral.
    text = re.sub(rf"(?<=[{DIGITS}])[余多几来](?=[万亿])", "", text)
    # Behind Arabic digits 万 and 亿 are their scale, no numeral of their own.
    own = re.findall(rf"(?<![\d.{DIGITS}])(?<!\d[余多几])[{DIGITS}]+(?:点[{DIGITS}]+)?", text)
    found = {_whole(run) for run in own}
    ends = re.search(rf"([{DIGITS}]+)[至到—]([{DIGITS}]+)", text)
    close = re.fullmatch(r"([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)\D*", text)
    if close:  # 三四十: from 30 to 40
        found |= {_whole(close[1] + close[3]), _whole(close[2] + close[3])}
    if ends and ends[2][-1] in _SCALES:
        found.add(_whole(ends[1]) * _SCALES[ends[2][-1]])
    return found


def _whole(run: str) -> Decimal:
    """Return what a run of Chinese (or Arabic) digits counts.

    >>> _whole("三千零五十"), _whole("一亿二千万"), _whole("二十万亿"), _whole("二点五")
    (Decimal('3050'), Decimal('120000000'), Decimal('20000000000000'), Decimal('2.5'))
    """
    if re.fullmatch(r"[\d.]+", run):
        return Decimal(run)
    body, _, tail = run.partition("点")
    total = section = digit = 0
    if not any(sign in _STEPS or sign in _SCALES for sign in body):
        total = int("".join(str(_DIGITS.get(sign, 0)) for sign in body) or "0")
    else:
        for sign in body:
            if sign == "亿":  # 二十万亿: all that stands before it
                total = (total + section + digit or 1) * _SCALES[sign]
                section = digit = 0
            elif sign == "万":  # 一亿二千万: only what stands behind the 亿
                total += (section + digit or 1) * _SCALES[sign]
                section = digit = 0
            elif sign in _STEPS:
                section += (digit or 1) * _STEPS[sign]
                digit = 0
            else:
                digit = _DIGITS.get(sign, 0)
        total += section + digit
    decimals = "".join(str(_DIGITS.get(sign, 0)) for sign in tail)
    return Decimal(f"{total}.{decimals}") if decimals else Decimal(total)
