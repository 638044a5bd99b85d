"""Numbers told of a class: what rose or fell, and by how much, in brackets behind a name."""

from __future__ import annotations

from typing import Final

from parsers.statistics.comparisons import RATIO_END, Reading, compared
from parsers.statistics.facts import Fact, Passage, cue_set
from schemas.notice import Kind
from schemas.patterns import lazy_re

# 唯一同比上升的是甲县(2.6%), 下降的有甲镇(3.1%)、乙镇(2.4%).
_CLASS_OF_CHANGE: Final = lazy_re(
    r"(?P<noun>[^,。;:(]{0,16}?)(?P<base>同比|环比)?(?P<verb>上升|下降|增长|减少|增加|回落|降低|反弹|提高|改善)"
    r"(?:幅度)?(?:最[大多快小慢少])?的(?:[\u4e00-\u9fff]{1,4})?(?:有|是|为|包括|分别[是为])[^,。;:]*$"
)
_NAME_LAST: Final = lazy_re(r"(?<=[有是为、和括])[^,。;:、()有是为和]{2,16}$")
_WIDEST_CLASS: Final = 80


def by_class(passage: Passage, fact: Fact) -> Reading | None:
    """A percentage in brackets behind the name of what rose or fell (下降的有甲镇(3%))."""
    opening, text = passage.layout.bracket[fact.start], passage.text
    if not fact.quantity.is_percent or fact.quantity.lead != opening + 1:
        return None
    start = max(0, opening - _WIDEST_CLASS)
    match = _CLASS_OF_CHANGE.search(text, start, opening) if "的" in text[start:opening] else None
    if match is None or RATIO_END.search(match["noun"]):
        return None
    sign = -1 if match["verb"] in cue_set("change", "down") else 1
    name = _NAME_LAST.search(text, start, opening)
    whose = None if name is None else name[0]
    fact.is_absent = True
    if match["noun"] in ("唯一", "其中"):
        return Reading(Kind.GROWTH, fact.left[0], sign, match["base"], whose)
    # Behind the first of several names the noun stands before the number's own words.
    end = max(fact.left[0], match.end("noun"))
    reading = Reading(Kind.GROWTH, end, sign, match["base"], whose)
    return reading if match["base"] else compared(text[fact.left[0] : end], fact, reading)
