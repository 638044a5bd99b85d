"""What a number says: an amount, a share, a rate, a growth, a difference, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set, cues, longest_first
from schemas.notice import Kind

_SHARE: Final = re.compile(
    r"占(?P<of>[^,。;:占]{0,24}?)(?:的)?(?:比重|比例|比|份额)?(?:为|达到?|约|近|超过?|了|分别为?)*$"
)
_COMPARED: Final = re.compile(
    r"(?P<np>.*?)(?:与|比|较|同)(?P<base>[^比较]{1,20}?)(?:的)?(?:相比)?$"
)
_PERIODIC: Final = re.compile(r"(?P<np>.*?)(?P<base>同比|环比|年均|月均)$")
_OPEN_BASE: Final = re.compile(r"(?:比|较|由|从)(?P<base>[^,。;:比较]{0,20})$")
_GAP_VERB: Final = re.compile(
    r"(?P<np>.*?)(?P<verb>高于|低于|快于|慢于|高出|多于|少于|好于)(?P<base>[^,。;:]{1,20}?)$"
)
_POINTS: Final = frozenset({"个百分点", "个基点", "基点"})
_RANK_CUE: Final = re.compile(
    r"(?:位次|排名|位列|位居|名列|并列|排在|升至|降至|升到|降到|列|居|排|由|从)[^,。;:]{0,9}$"
)
_REACHED: Final = re.compile(
    r"(?:增加|增长|提高|提升|上升|下降|减少|降低|压减|压缩|缩短|扩大|回落|恢复|发展|增|升|降|减|缩)了?(?:到|至|为)(?:近|约|超过)?$"
)
_ANY_CHANGE: Final = re.compile(r"增|减|升|降|提高|提升|回落|上涨|下跌|扩大|缩小|到|至")


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind of a number; ``np_end`` is where the words that name what changed end."""

    kind: Kind
    np_end: int
    sign: int = 1
    base: str | None = None
    is_named: bool = True


@cache
def _verb_pattern() -> re.Pattern[str]:
    """A verb of change at the end of the words before a number."""
    up, down = longest_first("change", "up"), longest_first("change", "down")
    verbs = sorted((*up, *down), key=len, reverse=True)
    fillers = "|".join(map(re.escape, longest_first("change", "filler")))
    return re.compile(rf"(?P<verb>{'|'.join(map(re.escape, verbs))})(?P<tail>(?:{fillers})*)$")


def classify(passage: Passage, fact: Fact) -> Reading:
    """Decide what kind of statement a number is, from the words around it."""
    quantity, text = fact.quantity, passage.text
    left = text[fact.left[0] : fact.left[1]]
    if quantity.form == "rank":
        return _rank(left, fact)
    if quantity.form == "fold":
        return _compared(left, fact, Reading(Kind.FACTOR, fact.left[1]))
    if _is_base(passage, fact, left):
        return _base(left, fact)
    return _by_verb(left, fact) or _by_unit(left, fact)


def _by_verb(left: str, fact: Fact) -> Reading | None:
    """The kind that a verb before the number gives it; ``None`` without one."""
    points = fact.quantity.unit_text in _POINTS
    if points and _GAP_VERB.match(left):
        return _gap(left, fact)
    return _change(left, fact) or _to_level(left, fact)


def _by_unit(left: str, fact: Fact) -> Reading:
    """The kind that the unit alone gives a number."""
    unit = fact.quantity.unit_text
    if unit in _POINTS:
        return Reading(Kind.DELTA, fact.left[1])
    if fact.quantity.is_percent:
        return _percentage(left, fact)
    if unit == "倍":
        return Reading(Kind.FACTOR, fact.left[1])
    return Reading(Kind.SCORE if unit == "分" else Kind.LEVEL, fact.left[1])


def _is_base(passage: Passage, fact: Fact, left: str) -> bool:
    """由 X 增至, 比上年的 X 增加: X is quoted only as what a change starts from."""
    match = _OPEN_BASE.search(left)
    if match is None or (fact.quantity.is_percent and not left.endswith(("由", "从"))):
        return False
    if _verb_pattern().search(left):
        return False
    if left[match.start()] in "比较" and not match["base"].endswith("的") and match["base"]:
        return False
    end = fact.quantity.tail
    behind = passage.text[end : min(end + 24, passage.layout.end[fact.start])]
    return _ANY_CHANGE.search(behind) is not None


def _rank(left: str, fact: Fact) -> Reading:
    """A place in an order; the noun stands before 列, 居 and the like; 由第9名 is a base."""
    match = _RANK_CUE.search(left)
    cut = match.start() if match is not None else len(left)
    is_base = match is not None and match[0][0] in "由从"
    return Reading(Kind.BASE if is_base else Kind.RANK, fact.left[0] + cut)


def _to_level(left: str, fact: Fact) -> Reading | None:
    """增至, 压减到: what follows is the amount that was reached."""
    match = _REACHED.search(left)
    if match is None:
        return None
    quantity = fact.quantity
    kind = Kind.RATE if quantity.is_percent else Kind.LEVEL
    before = re.sub(r"(?:分别|已|同比|环比)+$", "", left[: match.start()])
    return Reading(kind, fact.left[0] + len(before))


def _base(left: str, fact: Fact) -> Reading:
    match = _OPEN_BASE.search(left)
    cut = match.start() if match is not None else len(left)
    return Reading(Kind.BASE, fact.left[0] + cut)


def _change(left: str, fact: Fact) -> Reading | None:
    match = _verb_pattern().search(left)
    if match is None:
        return None
    verb, tail = match["verb"], match["tail"]
    quantity = fact.quantity
    noun = verb in {"增幅", "降幅", "涨幅", "跌幅", "增速"}
    if not noun and tail.endswith("为") and not tail.endswith("分别为"):
        return None
    is_down = verb in cue_set("change", "down")
    relative = quantity.is_percent or quantity.unit_text == "倍"
    if len(verb) == 1 and not _is_compared(left[: match.start()]):
        return None
    kind = Kind.GROWTH if relative else Kind.DELTA
    cut = match.end("verb") if noun else match.start()
    reading = Reading(kind, fact.left[0] + cut, -1 if is_down else 1)
    return _compared(left[: match.start()], fact, reading)


def _is_compared(before: str) -> bool:
    """One-character verbs (增 降 多 少) say a change only behind a comparison."""
    return any(word in before for word in ("比", "较", "与", "同", "分别"))


def _compared(before: str, fact: Fact, reading: Reading) -> Reading:
    """Find the base of a comparison at the end of ``before``; what stands before it is the noun."""
    trimmed = re.sub(r"(?:分别|又|均|各|就|也|还|已)+$", "", before)
    match = _PERIODIC.match(trimmed)
    if match is None and ("比" in trimmed or "较" in trimmed or "与" in trimmed):
        at = max(trimmed.rfind("比"), trimmed.rfind("较"), trimmed.rfind("与"))
        match = _COMPARED.match(trimmed[max(0, at - 60) :]) if at >= 0 else None
    if match is None:
        return reading
    end = fact.left[0] + match.end("np")
    return Reading(reading.kind, end, reading.sign, match["base"], bool(match["np"]))


def _gap(left: str, fact: Fact) -> Reading:
    """高于全县平均 2.5 个百分点: a difference against a named level."""
    match = _GAP_VERB.match(left)
    if match is None:
        return Reading(Kind.DELTA, fact.left[1])
    down = match["verb"] in {"低于", "慢于", "少于"}
    end = fact.left[0] + match.end("np")
    return Reading(Kind.DELTA, end, -1 if down else 1, match["base"])


def _percentage(left: str, fact: Fact) -> Reading:
    match = _SHARE.search(left)
    if match is not None and not left[: match.start()].endswith("侵"):
        return Reading(Kind.SHARE, fact.left[0] + match.start())
    if re.search(r"(?:占比|比重)(?:为|达到?|约|分别为?)*$", left):
        return Reading(Kind.SHARE, fact.left[1])
    return Reading(Kind.RATE, fact.left[1])


def is_plan(passage: Passage, fact: Fact) -> bool:
    """Tell whether the words around a number make it a plan, a threshold or a rule."""
    text, place = passage.text, fact.start
    start = max(passage.layout.start[place], place - 40)
    end = min(passage.layout.end[place], fact.quantity.tail + 20)
    clause = text[start:end]
    for word in cues("modality")["not_plan"]:
        clause = clause.replace(word, "")
    if any(word in clause for word in cues("modality")["plan"]):
        return True
    if re.search(
        r"(?<![主重需纲摘概])要(?!求|素|闻|点|件|害|道|紧|情|领)", clause[: place - start]
    ):
        return True
    quantity = fact.quantity
    is_duration = quantity.unit is not None and quantity.unit.family == "duration"
    behind = text[quantity.end : quantity.end + 3]
    if is_duration and behind.startswith(("内", "以内", "之内", "前")):
        return True
    is_class = quantity.tail > quantity.end or quantity.high is not None
    return is_class and text[quantity.tail : quantity.tail + 1] == "的"
