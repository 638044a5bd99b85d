"""Header cells of a ranking table: names, maxima, weights, roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from parsers.cells import fold, tidy
from schemas.notice import Role
from schemas.patterns import lazy_re
from schemas.vocabulary_files import vocabulary

# 基础信息（30）: a maximum only where the whole table speaks for it.
_BARE_LIMIT: Final = lazy_re(r"(?<=[^\s(])\s*[(]\s*(?P<max>\d{1,3}(?:\.\d+)?)\s*[)]$")
# A maximum or weight; what has more digits is none.
_NUMBER: Final = r"\d{1,6}(?:\.\d{1,6})?"
# Brackets that headers use as they do （）.
_BRACKETS: Final = str.maketrans("〔〕【】[]", "()()()")
_UNIT_MARK = lazy_re(r"[(](?:单位:?)?(?P<unit>[^()\d]{1,6})[)]$")
_OF_POINTS: Final = frozenset({"分", "%"})


@cache
def _max_patterns() -> tuple[re.Pattern[str], ...]:
    says = f"(?:{vocabulary('columns')['limits']['maximum']})"
    return (
        # 基础信息(35分), 得分（满分100分）, 加分（最高5分）, 得分（满分100）
        re.compile(rf"[(]\s*(?:{says}\s*[为:]?\s*)?(?P<max>{_NUMBER})\s*分\s*[)]"),
        re.compile(rf"[(]\s*{says}\s*[为:]?\s*(?P<max>{_NUMBER})\s*[)]"),
        # 基础信息 满分35分, 基础信息满分35
        re.compile(rf"{says}\s*[为:]?\s*(?P<max>{_NUMBER})\s*分?\s*$"),
        # 基础信息35分
        re.compile(rf"(?<=[^\d.\s-])\s*(?P<max>{_NUMBER})\s*分\s*$"),
    )


@cache
def _weight_patterns() -> tuple[re.Pattern[str], ...]:
    says = f"(?:{vocabulary('columns')['limits']['weight']})"
    return (
        re.compile(rf"[(]\s*(?:{says})?\s*[为:]?\s*(?P<weight>{_NUMBER})\s*%\s*[)]"),
        re.compile(rf"{says}\s*[为:]?\s*(?P<weight>{_NUMBER})\s*%\s*$"),
        re.compile(rf"(?<=[^\d.\s])\s*(?P<weight>{_NUMBER})\s*%\s*$"),
    )


@dataclass(frozen=True, slots=True)
class Header:
    """A header text taken apart: name, maximum in points (分), weight as a fraction of 1."""

    name: str
    max_score: Decimal | None
    weight: Decimal | None


def split_header(printed: str) -> Header:
    """Split a column's header into name, maximum and weight; brackets of either width.

    Args:
        printed: the header's text, line breaks already removed.

    Returns:
        The name in one line without the bracket that was understood; ``None`` for a maximum or
        weight the header does not give.

    >>> split_header("依申请办理答复 (5分)")
    Header(name='依申请办理答复', max_score=Decimal('5'), weight=None)
    >>> split_header("日常督查（30%）").weight
    Decimal('0.3')
    """
    text, folded = printed, _folded(printed)
    max_score = weight = None
    for pattern in _max_patterns():
        if match := pattern.search(folded):
            max_score = Decimal(match["max"])
            text = text[: match.start()] + text[match.end() :]
            folded = _folded(text)
            break
    for pattern in _weight_patterns():
        if match := pattern.search(folded):
            weight = (Decimal(match["weight"]) / 100).normalize()
            text = text[: match.start()] + text[match.end() :]
            break
    return Header(tidy(text), max_score, weight)


def _folded(text: str) -> str:
    return fold(text).translate(_BRACKETS)


def bare_limit(printed: str) -> tuple[str, Decimal] | None:
    """Return a header's name and the number in brackets behind it; ``None`` without one.

    >>> bare_limit("基础信息（30）")
    ('基础信息', Decimal('30'))
    """
    match = _BARE_LIMIT.search(_folded(printed))
    return (tidy(printed[: match.start()]), Decimal(match["max"])) if match else None


def bare_name(name: str) -> str:
    """Return a header's name for comparison: no blanks, no bracket that only gives a unit."""
    packed = "".join(name.split())
    match = _UNIT_MARK.search(fold(packed))
    is_unit = match is not None and match["unit"] in _OF_POINTS | _measures()
    return packed[: match.start()] if match and is_unit and match.start() else packed


@cache
def _measures() -> frozenset[str]:
    return frozenset(fold(unit) for unit in vocabulary("columns")["measure"]["units"])


def has_measure(name: str) -> bool:
    """Tell whether a header gives a unit of measure other than points and per cent.

    >>> has_measure("完成投资（万元）"), has_measure("得分（分）")
    (True, False)
    """
    match = _UNIT_MARK.search(fold("".join(name.split())))
    return match is not None and match["unit"] in _measures()


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(vocabulary("columns")["unit"]["pattern"])


@cache
def _words() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    table = vocabulary("columns")
    return tuple(
        (key, frozenset(entry["names"]), tuple(entry["ends"]))
        for key, entry in table.items()
        if "names" in entry
    )


# A table asks for the same few names again and again.
@lru_cache(maxsize=1024)
def role_word(name: str) -> str | None:
    """Return the entry of ``columns.toml`` that a header's leaf name falls under.

    Besides the roles there are ``serial`` (序号) and ``points`` (得分), which only the whole table
    can decide, ``indicator`` (指标), whose rows are no units, ``limit`` (满分) and ``rate``
    (办结率), ``measure`` (产值（万元）). ``None`` when the name is in no entry.

    >>> role_word("排 名"), role_word("综合得分"), role_word("环境整治")
    ('rank', 'total', None)
    """
    bare = bare_name(name)
    for key, names, _ in _words():
        if bare in names:
            return key
    for key, _, ends in _words():
        if bare.endswith(ends):
            return key
    if _classes().fullmatch(fold(bare)):
        return "unit"
    return "measure" if has_measure(name) else None


def is_column_name(text: str) -> bool:
    """Tell whether a text is a column's name as `columns.toml` lists it, not by its end alone.

    >>> is_column_name("街道"), is_column_name("柳湾街道")
    (True, False)
    """
    bare = bare_name(text)
    return any(bare in names for _, names, _ in _words())


def makes_name(upper: str, lower: str) -> bool:
    """Tell whether two pieces of a header together are a column's name, and the lower alone is not.

    >>> makes_name("综合得", "分（100分）"), makes_name("过程管理", "现场核查扣分")
    (True, False)
    """
    whole = split_header(upper + lower).name
    if is_column_name(whole):
        return True
    return role_word(whole) is not None and role_word(split_header(lower).name) is None


def is_rate(name: str) -> bool:
    """Tell whether a column is one of per cent, whose cells may print the sign or not.

    >>> is_rate("办结率(%)"), is_rate("得分")
    (True, False)
    """
    return role_word(name) == "rate"


def is_known_header(text: str) -> bool:
    """Tell whether a cell's text is a column name by its words, maximum or weight alone."""
    header = split_header(text)
    has_limit = header.max_score is not None or header.weight is not None
    return (has_limit and bool(header.name)) or role_word(header.name) is not None


def assign_roles(words: list[str | None], depths: list[int], numeric: list[bool]) -> list[Role]:
    """Turn header words into roles with the help of the whole table.

    Args:
        words: per column what `role_word` said.
        depths: per column the length of its header path (1: no group above it).
        numeric: per column whether most of its body cells are numbers.

    Returns:
        One role per column. 得分 is the total when it stands at the top level and nothing else
        is the total, else a score; of several totals those under a group, and all but the last,
        are sub-totals; a numeric column that no word names is a score; 序号 stays ``other`` (the
        caller may raise it to rank when the totals follow it).
    """
    roles: list[Role] = []
    has_total = "total" in words
    last_points = max(
        (i for i, word in enumerate(words) if word == "points" and depths[i] == 1), default=None
    )
    for place, word in enumerate(words):
        match word:
            case None:
                role = Role.SCORE if numeric[place] else Role.OTHER
            case "points":
                is_total = not has_total and place == last_points
                role = Role.TOTAL if is_total else Role.SCORE
            case "serial" | "indicator" | "limit" | "rate" | "measure":
                role = Role.OTHER
            case "total":
                role = Role.TOTAL
            case _:
                role = Role(word)
        roles.append(role)
    totals = [place for place, role in enumerate(roles) if role is Role.TOTAL]
    # Of several the last one at the shallowest level is the table's (总分 before 公开 { … 合计 }).
    whole = max(totals, key=lambda place: (-depths[place], place), default=None)
    return [
        Role.SUBTOTAL if role is Role.TOTAL and place != whole else role
        for place, role in enumerate(roles)
    ]
