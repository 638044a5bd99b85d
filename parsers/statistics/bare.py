"""Numbers without a unit: which of them are statistics, and in whose unit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from parsers.numbers import EXACT, plain
from parsers.statistics.clauses import Layout
from parsers.statistics.facts import cues
from parsers.statistics.quantity import Quantity
from parsers.units import unit_at
from schemas.patterns import lazy_re

_JOINT: Final = lazy_re(r"(?:,?(?:和|与|及|以及|、)|,)")
_INDEX_MOVED: Final = lazy_re(
    r"(?:指数|系数|得分|收入比|[率值])(?:由|从)[^,。;:]{0,10}?(?:的|[年度期末底初]的?)?(?:[\d.]{1,8}[^,。;:\d]{0,6}[至到为])?$"
)
_RESPECTIVE: Final = lazy_re(
    r"(?:指数|系数|得分|成绩|分|率|[比值度])(?:分别|依次)(?:[为是达]|达到)?:?$"
)
_EACH_MOVED: Final = lazy_re(r"(?:较|比)[^,。;:比较]{1,8}[均各](?:减少|增加|多|少|增|减)$")
_COUNTED: Final = lazy_re(r"[\u4e00-\u9fff、]$")
_HEADER: Final = lazy_re(r"单位[:为]")
_ENDS: Final = frozenset(["", *",。;、()和"])
_MOVED: Final = lazy_re(r"(?:同比|环比|[年月度期])(?:上升|下降|提高|降低|增加|减少)$")
_MOVED_FROM: Final = lazy_re(
    r"(?:(?:比|较)[^,。;:\d比较]{1,14}?(?:上升|下降|提高|降低|增加|减少|增长|改善|回落|扩大|缩小|高|低|多|少|快|慢|净增|净减)了?|[,、](?:净增|净减)(?:了|加|少)?)$"
)
# 综合指数由好到差依次为云溪县 3.12、青禾区 3.47，平均 3.63; 系数小学 0.38、初中 0.33.
_INDEX_OF: Final = lazy_re(
    r"(?:指数|系数|浓度|[比值率])(?:由[高低好差大小优]到[高低好差大小劣])?(?:排名|排序)?(?:分别|依次)?(?:为|是|:)?[^,。;:、\d()和的]{2,12}$"
)
_NEXT_OF: Final = lazy_re(
    r"(?:[、,和及与](?:其中)?[^,。;:、\d()]{2,12}|,(?:全[省市区县]|总体)?平均(?:值)?为?)$"
)
_LISTED: Final = lazy_re(r"[、,和与及]")
_BARE_END: Final = frozenset(",。;、)和与及 ")
_NAME_END: Final = lazy_re(r"[\u4e00-\u9fff”>]")
_QUANTITY_NOUN: Final = lazy_re(r"[\u4e00-\u9fff](?:[件数总]量|[件人次]数|率)")
# Numbers of one list that share a scale are printed with about as many digits.
_LIKE_SIZE: Final = 100
# So far before a number is looked for what is told of it.
_REACH: Final = 40
_BRACKET_ITEM: Final = lazy_re(r"[(、,;和与及][^、,;()\d]{1,20}$")


def accepted(text: str, layout: Layout, quantities: list[Quantity]) -> list[Quantity]:
    """Leave bare numbers out, but for those whose context gives them a unit or a meaning."""
    bare = [quantity for quantity in quantities if _is_bare(quantity)]
    if not bare:
        # The rest is about bare numbers alone, but for this.
        return _all_in_points(text, quantities)
    listed = (
        _named_in_brackets(text, layout, bare)
        | _respective(text, bare)
        | _named_in_list(text, bare)
    )
    quantities = _in_unit_of_header(text, quantities)
    kept: list[Quantity] = []
    following: Quantity | None = None
    for quantity in reversed(quantities):
        if _is_bare(quantity):
            following = _bare(text, layout, quantity, following)
            if following is None and quantity.start in listed:
                following = quantity
        else:
            following = _in_points(text, quantity, following)
        if following is not None:
            kept.append(following)
    kept.reverse()
    return _bracket_units(text, layout, kept, listed)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.form == "number"


def _all_in_points(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give each of several numbers that have a unit the points of the one behind it."""
    if "百分点" not in text:
        return quantities
    kept = list(quantities)
    for index in range(len(kept) - 2, -1, -1):
        kept[index] = _in_points(text, kept[index], kept[index + 1])
    return kept


def _in_unit_of_header(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """(单位:件)咨询312、求助208: bare numbers at the end of an item have the unit told before."""
    header = _HEADER.search(text)
    found = unit_at(text, header.end()) if header is not None else None
    if found is None:
        return quantities
    unit, unit_text, end = found
    return [
        replace(q, unit=unit, unit_text=unit_text)
        if _is_bare(q) and q.start > end and text[q.end : q.end + 1] in _ENDS
        else q
        for q in quantities
    ]


def _in_points(text: str, quantity: Quantity, following: Quantity | None) -> Quantity:
    """9.2 个、2.5 个百分点: the first is in 个百分点 too."""
    if quantity.unit_text != "个" or following is None or following.unit_text != "个百分点":
        return quantity
    # A count has no fraction; a list in points names the unit at its last number.
    gap = text[quantity.end : following.lead]
    is_whole = quantity.value == quantity.value.to_integral_value()
    if not _JOINT.fullmatch(gap) and (is_whole or not _LISTED.match(gap) or len(gap) > 20):
        return quantity
    return replace(quantity, unit=following.unit, unit_text=following.unit_text)


def _bare(
    text: str, layout: Layout, quantity: Quantity, following: Quantity | None
) -> Quantity | None:
    """Return a bare number with the unit it shares, as an index, or ``None``."""
    if following is not None and _JOINT.fullmatch(text[quantity.end : following.lead]):
        start = max(layout.start[quantity.start], quantity.start - _REACH)
        is_respective = re.search("分别|依次", text[start : quantity.start]) is not None
        # 东湖镇、南浦镇受理86、75件: what 、 joins is told in one unit; in which scale 分别 says.
        is_joined = following.unit is not None and following.scale == 1
        is_joined = is_joined and not text.startswith(",", quantity.end)
        if following.unit_text == "个百分点" or is_respective or is_joined:
            return _in_unit_of(quantity, following, _LIKE_SIZE)
    before = _before(text, quantity)
    is_fine = "." in text[quantity.start : quantity.end]
    if _is_told(text, quantity) or (is_fine and _INDEX_MOVED.search(before)):
        return quantity
    behind = text[quantity.end : quantity.end + 1]
    if behind and behind not in _BARE_END and quantity.scale == 1:
        return None
    if is_fine and _is_measured(before):
        return quantity
    # 累计阅读86.3万，点赞1.2万: the scale says that it counts something.
    if (quantity.scale != 1 and _COUNTED.search(before)) or _EACH_MOVED.search(before):
        return quantity
    before = re.sub(r"(?:分别|依次|达到|达|为|是|共|累计|共计|总计|已|均|:)+$", "", before)
    if before.endswith((*cues("metric")["bare"], "比例")):
        return quantity
    if layout.bracket[quantity.start] < 0:
        return None
    return quantity if _BRACKET_ITEM.search(before) else None


def _before(text: str, quantity: Quantity) -> str:
    return text[max(0, quantity.lead - _REACH) : quantity.lead]


def _is_told(text: str, quantity: Quantity) -> bool:
    """Whether a bare number is 零, or a range: without a unit only what is called one is read."""
    return text[quantity.start] == "零" or quantity.high is not None


def _is_measured(before: str) -> bool:
    """Whether words before a number with decimals tell a change or a level."""
    is_moved = _MOVED_FROM.search(before) or _MOVED.search(before)
    return is_moved is not None or before.endswith("水平")


def _named_in_brackets(text: str, layout: Layout, bare: list[Quantity]) -> set[int]:
    """Starts of bare numbers alone in brackets behind names: 柳湾镇(108.35)、枫林乡(103.9).

    One alone may be the number of a note or a step; two or more in a sentence are a list, whole
    numbers only where the sentence names a quantity (得分, 办件量).
    """
    found: dict[int, list[Quantity]] = {}
    for quantity in bare:
        opening = layout.bracket[quantity.start]
        is_alone = quantity.lead == opening + 1 and layout.closing.get(opening) == quantity.tail
        if is_alone and _NAME_END.match(text, opening - 1):
            found.setdefault(layout.sentence[opening], []).append(quantity)
    starts: set[int] = set()
    for sentence, members in found.items():
        start = layout.sentence_starts[sentence]
        words = text[start : members[0].start]
        is_fine = any("." in text[q.start : q.end] for q in members)
        is_named = any(noun in words for noun in cues("metric")["bare"] if len(noun) > 1)
        if len(members) > 1 and (is_fine or is_named or _QUANTITY_NOUN.search(words)):
            starts.update(quantity.start for quantity in members)
    return starts


def _respective(text: str, bare: list[Quantity]) -> set[int]:
    """Starts of bare numbers behind 综合指数依次为: 4.12、3.98、3.71, all of one list.

    At least one has decimals: whole numbers may be of steps, rooms or years.
    """
    starts: set[int] = set()
    run: list[Quantity] = []
    for quantity in bare:
        if run and _JOINT.fullmatch(text[run[-1].tail : quantity.lead]):
            run.append(quantity)
        else:
            starts |= _all_fine(text, run)
            run = [quantity] if _RESPECTIVE.search(_before(text, quantity)) else []
    return starts | _all_fine(text, run)


def _all_fine(text: str, run: list[Quantity]) -> set[int]:
    """The starts of two or more numbers of which one has decimals and the last ends its clause."""
    if len(run) < 2 or text[run[-1].tail : run[-1].tail + 1] not in _ENDS:
        return set()
    is_fine = any("." in text[quantity.start : quantity.end] for quantity in run)
    return {quantity.start for quantity in run} if is_fine else set()


def _named_in_list(text: str, bare: list[Quantity]) -> set[int]:
    """Starts of bare decimals behind names, in a list that opens with the noun of an index."""
    starts: set[int] = set()
    end = len(text)
    for quantity in bare:
        is_fine = "." in text[quantity.start : quantity.end]
        if not is_fine or text[quantity.end : quantity.end + 1] not in _ENDS:
            continue
        goes_on = _NEXT_OF.fullmatch(text, end, quantity.lead)
        if goes_on or _INDEX_OF.search(_before(text, quantity)):
            starts.add(quantity.start)
            end = quantity.end
    return starts


def _bracket_units(
    text: str, layout: Layout, quantities: list[Quantity], listed: set[int]
) -> list[Quantity]:
    """Bare numbers in brackets (县直38，乡镇108) take the unit of the number before, or go."""
    outer: dict[int, Quantity] = {}
    groups: dict[int, list[int]] = {}
    heads: dict[int, Quantity] = {}
    for index, quantity in enumerate(quantities):
        opening = layout.bracket[quantity.start]
        if opening >= 0:
            head = outer.get(layout.bracket[opening])
            if head is not None and opening - head.tail <= 24:
                heads.setdefault(opening, head)
            groups.setdefault(opening, []).append(index)
        outer[opening] = quantity
    result = list(quantities)
    drop: set[int] = set()
    named = tuple(cues("metric")["bare"])
    for opening, members in groups.items():
        bare = [i for i in members if _is_bare(result[i])]
        head = heads.get(opening)
        for i in bare:
            before = _before(text, result[i]).rstrip("为是达:")
            if head is not None and head.unit is not None and len(bare) > 1:
                result[i] = _in_unit_of(result[i], head, 1)
            elif result[i].start not in listed and not before.endswith(named):
                drop.add(i)
    return [q for i, q in enumerate(result) if i not in drop]


def _in_unit_of(bare: Quantity, other: Quantity, most: int) -> Quantity:
    """Give a bare number the unit of another, with its scale: 0.8 of 2.1万元 is 8000.

    A number printed more than ``most`` times as large as the other is written out: 8000 of 2.1万件.
    """
    shared = replace(bare, unit=other.unit, unit_text=other.unit_text)
    if bare.scale != 1 or EXACT.multiply(bare.value, other.scale) > most * other.value:
        return shared
    scale = other.scale
    return replace(
        shared,
        value=plain(EXACT.multiply(bare.value, scale)),
        high=None if bare.high is None else plain(EXACT.multiply(bare.high, scale)),
        scale=scale,
        step=plain(EXACT.multiply(bare.step, scale)),
    )
