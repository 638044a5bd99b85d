"""Which words before and behind a number belong to it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from parsers.statistics.change_verbs import told_verb
from parsers.statistics.clauses import Layout
from parsers.statistics.facts import Fact, cue_set, longest_first
from parsers.statistics.organs import proper_names
from parsers.statistics.quantity import Quantity
from parsers.words import tag
from schemas.notice import Bound
from schemas.patterns import lazy_re

WINDOW: Final = 60
"""Characters looked at on each side: longer clauses are cut, so that reading stays linear."""
_LONGEST_LIST: Final = 600
"""So many more for a list of names that 各 ends."""
_LONGEST_LABEL: Final = 16
"""So many characters has what a colon parts from its number at most."""
_LABELLED_ENDS: Final = frozenset(",。;、(") | {""}
"""What may stand behind a number that a label names, nothing at the end of a text."""
_LONGEST_ACT: Final = 8
"""So far before a number stands 各 (各报送信息6篇)."""
_IN_LIST: Final = lazy_re(r"[\u4e00-\u9fff、“”]")

_PLACED: Final = lazy_re(
    r"(?:(?:集中|分布|主要|发生)[在于]|主要(?:涉及|来自|为|是))(?P<name>[^,。;:、()\d]{2,16})$"
)
_BRACKETED: Final = lazy_re(r"\([^()]*\)")
_QUOTED: Final = lazy_re(r"“[^“”]*”")
_TOWARDS: Final = lazy_re(r"(?:对|向|给)[^,。;:]{0,4}$")
_LIST_START: Final = lazy_re(r"^(?:、|和|与|及|以及|并)")
_CHANGES: Final = lazy_re(
    r"(?:增|减|升|降|下降|上升|上浮|下浮|下滑|攀升|提高|提升|压减|压缩|缩短|回落|上涨|下跌|扩大|缩小|到|至)"
)
_LOCATED: Final = lazy_re(r"(?:集中|分布|主要)?(?:在|为|是|的有)(?P<name>[^,。;:、()\d]{2,16})$")
_BODIES_MEASURED: Final = lazy_re(
    r"(?P<body>[^,。;:、()的]{1,8}(?:\([^()]{1,8}\))?)(?:平均|综合|总体|人均|户均)[^,。;:、()的]{0,6}"
    r"(?:得分|总分|成绩|率|量|额|分|浓度|指数|时长|满意度)(?:分别|依次)?(?:为|是|达|达到|仅|仅为)?"
)
_DONE_OF: Final = lazy_re(
    r"(?P<noun>[\u4e00-\u9fff]{2,8}?)中?(?:有|已有?|尚有|仍有|均已|共有|只有|仅有)(?:[\u4e00-\u9fff]{2,4})?"
)
_PARTING: Final = frozenset("有已的")
_RESPECTIVE: Final = lazy_re(
    r"(?:,|(?:同比|环比|[较比](?:上|去|前)一?(?:年|季度|月|期|周)(?:同期)?)均?)?(?:分别|依次)(?P<is>[为是达有:])?"
)
_OF_BODIES: Final = lazy_re(r"(?P<body>[\u4e00-\u9fff]{1,6})的(?P<noun>[\u4e00-\u9fff]{2,8})")
_LIST_END: Final = lazy_re(r"(?:和|与|(?<![涉普惠波])及|以及|并)$")


def make_facts(text: str, layout: Layout, quantities: list[Quantity]) -> list[Fact]:
    """Give every quantity its words: from the clause's edge, or the number beside it."""
    starts = [quantity.start for quantity in quantities]
    latest: dict[tuple[int, int], Fact] = {}
    facts: list[Fact] = []
    for index, quantity in enumerate(quantities):
        place, lead = quantity.start, quantity.lead
        opening, start = level = (layout.bracket[place], layout.start[place])
        left = (
            min(start, lead) if lead - WINDOW <= start else _left_start(text, start, lead),
            lead,
        )
        right = _right(layout, quantities, index)
        fact = Fact(quantity, left, right, quantity.value)
        if lead == opening + 1:
            fact.left = _before_bracket(text, layout, quantity, latest) or left
        elif text.startswith(":", lead - 1):
            fact.left = _before_colon(text, layout, quantities, index) or left
        before = latest.get(level)
        if before is not None:
            _share_gap(text, layout, before, fact, starts)
        latest[level] = fact
        facts.append(fact)
    return facts


def _left_start(text: str, floor: int, end: int) -> int:
    """Where the words before a number begin: at ``floor``, or where the window is cut.

    A list of names (甲镇、乙镇…各 6 篇) is never cut: each of them counts.
    """
    start = end - WINDOW
    if start <= floor:
        return min(floor, end)
    if "各" in text[end - _LONGEST_ACT : end]:
        least = max(floor, start - _LONGEST_LIST)
        while start > least and _IN_LIST.match(text, start - 1):
            start -= 1
    return start


def _before_bracket(
    text: str, layout: Layout, quantity: Quantity, latest: dict[tuple[int, int], Fact]
) -> tuple[int, int] | None:
    """The words before a bracket that holds nothing but the number: 枫林乡(103.9)."""
    opening = layout.bracket[quantity.start]
    if opening not in layout.closing:
        return None
    floor = max(layout.start[opening], opening - WINDOW)
    start = max(floor, *(text.rfind(mark, floor, opening) + 1 for mark in "、,;:。)"))
    before = latest.get((layout.bracket[opening], layout.start[opening]))
    placed = _PLACED.search(text, start, opening)
    if placed is not None:
        return placed.span("name")
    if start < opening and (before is None or before.quantity.tail <= start):
        return start, opening
    # 未整改的 8 个问题集中在柳湾镇（5 个）: the name behind the number before.
    name = _LOCATED.search(text, start, opening)
    return None if name is None else name.span("name")


def _before_colon(
    text: str, layout: Layout, quantities: list[Quantity], index: int
) -> tuple[int, int] | None:
    """The words before a colon that nothing but the number follows: 受理量:120件.

    Where words stand behind the number (主要问题:3个网站未更新) those tell what it counts.
    """
    quantity = quantities[index]
    colon = quantity.lead - 1
    start = layout.start[colon]
    if index and quantities[index - 1].tail > start:
        # 来电:80件、来信:40件
        start = text.find("、", quantities[index - 1].tail, colon) + 1 or colon
    is_alone = text[quantity.tail : quantity.tail + 1] in _LABELLED_ENDS
    return (start, colon) if is_alone and colon - start <= _LONGEST_LABEL else None


def _right(layout: Layout, quantities: list[Quantity], index: int) -> tuple[int, int]:
    """Words behind a number: to the clause's end, the next number or a bracket with numbers."""
    quantity = quantities[index]
    place, tail = quantity.start, quantity.tail
    end = layout.end[place]
    end = end if end < tail + WINDOW else tail + WINDOW
    if index + 1 < len(quantities):
        following = quantities[index + 1].lead
        if following < end:
            opening = layout.bracket[following]
            if opening != layout.bracket[place]:
                while layout.bracket[opening] > tail:
                    opening = layout.bracket[opening]
                following = opening
            end = following
    return (tail, end) if tail < end else (tail, tail)


def _share_gap(text: str, layout: Layout, before: Fact, fact: Fact, starts: list[int]) -> None:
    """Part the words between two numbers of one clause between them."""
    start, end = before.quantity.tail, max(before.quantity.tail, fact.quantity.lead)
    # Brackets that hold numbers of their own are no words of either neighbour.
    if before.right[1] < end:
        first = bisect_right(starts, start)
        opening = layout.bracket[starts[first]]
        while opening >= 0 and layout.bracket[opening] >= start:
            opening = layout.bracket[opening]
        closing = layout.closing.get(opening, -1)
        if start <= opening and closing < end:
            fact.left = (_left_start(text, closing + 1, end), end)
            if _LIST_START.match(text[fact.left[0] : end]):
                fact.listed_after = before
            return
    gap = text[start:end]
    if len(gap) > WINDOW:
        listed = _LIST_START.match(gap)
        fact.left = (_left_start(text, start + listed.end() if listed else start, end), end)
        before.right = (start, start if listed else start + WINDOW)
        fact.listed_after = before if listed else None
        return
    told = told_verb(gap)
    is_verb = told is not None and told.start() == 0
    # 比信访40件少10件: the verb tells the second by how much.
    right_length, left_length = (0, len(gap)) if is_verb else _split(gap, text, before, fact)
    before.right = (start, start + right_length)
    fact.left = (end - left_length, end)
    if left_length == 0 or _LIST_START.match(gap) or "、" in gap:
        fact.listed_after = before


def _split(gap: str, text: str, before: Fact, fact: Fact) -> tuple[int, int]:
    """Return how many characters of the gap go to the number before and to the one behind."""
    match = _LIST_START.match(gap)
    if match is not None:
        return 0, len(gap) - len(match[0])
    bare = _QUOTED.sub(lambda found: "〇" * len(found[0]), gap) if "“" in gap else gap
    bare = _BRACKETED.sub(lambda found: "〇" * len(found[0]), bare)
    cut = -1 if gap.startswith("的") and gap.endswith("等") else bare.rfind("、")
    if cut >= 0:
        return cut, len(gap) - cut - 1
    match = _LIST_END.search(gap)
    if match is not None:
        return match.start(), 0
    bounded = text[before.left[0] : before.left[1]].endswith(tuple(cue_set("metric", "heads")))
    bounded = bounded or before.quantity.bound not in (Bound.EXACT, Bound.APPROX)
    bounded = bounded or gap.endswith("有")  # 支付进度为50%的项目有7个
    if _CHANGES.match(gap) or (gap.startswith("的") and (bounded or gap.endswith("等"))):
        # 预算执行率低于60%的项目27个: the class belongs to the number that counts it.
        return 0, len(gap)
    parted = _part_at_noun(gap)
    if parted is not None:
        return parted
    measured = _BODIES_MEASURED.fullmatch(gap)
    if not _needs_right(text[before.left[0] : before.left[1]]):
        return 0, len(gap)
    if measured is not None:
        # 9个县（市、区）平均得分86.47分: the bodies are counted, their mean is told next.
        return measured.end("body"), len(gap) - measured.end("body")
    return (len(gap), 0) if _noun_follows(text, fact) else _by_words(gap)


def _part_at_noun(gap: str) -> tuple[int, int] | None:
    """12项｜任务｜有5项滞后, 32个｜子项目｜已完工14个, 14个｜市州｜的政府网站126家."""
    cue = _RESPECTIVE.search(gap)
    if cue is not None:
        # 3家单位|分别超期5天, 2个部门|办件量分别为12件, 两类|同比分别下降5%.
        bodies = next(filter(gap.startswith, longest_first("metric", "entities")), "")
        if bodies or not cue["is"]:
            end = len(bodies) or cue.start()
            return end, len(gap) - end
    if _PARTING.isdisjoint(gap):
        return None
    done = _DONE_OF.fullmatch(gap)
    if done is not None and tag(done["noun"])[-1].flag.startswith("n"):
        return done.end("noun"), len(gap) - done.end("noun")
    of = _OF_BODIES.fullmatch(gap)
    if of is not None and of["body"].endswith(longest_first("metric", "entities")):
        return of.end("body"), len(gap) - of.start("noun")
    return None


def _needs_right(left: str) -> bool:
    """Tell whether the words before a number leave open what it counts."""
    if left.endswith(("有", "的", "等")) or _TOWARDS.search(left) or proper_names(left):
        return True
    words = [word for word in tag(left) if word.text not in cue_set("metric", "trailing")]
    while words and (
        words[0].text in cue_set("metric", "leading") or words[0].text in cue_set("metric", "scope")
    ):
        words.pop(0)
    return not words or words[-1].flag in {"v", "p", "d", "t", "m"}


def _noun_follows(text: str, fact: Fact) -> bool:
    right = text[fact.right[0] : fact.right[1]]
    words = tag(right)
    return (
        bool(words)
        and words[0].flag[:1] in {"n", "v", "a", "b", "x", "l"}
        and (words[0].text not in cue_set("metric", "stop_after"))
    )


def _by_words(gap: str) -> tuple[int, int]:
    """Part two phrases without a cue: behind a noun that is counted, else before the last verb."""
    words = tag(gap)
    for word in words[:-1]:
        if word.text.endswith(longest_first("metric", "entities")):
            return word.end, len(gap) - word.end
    for ahead, word in zip(reversed(words[:-1]), reversed(words[1:]), strict=True):
        if word.flag == "vn" and ahead.flag == "v":
            continue  # 追讨工资: the object of the verb before it
        if word.flag[:1] == "v" or word.text in cue_set("metric", "stop_after"):
            return word.start, len(gap) - word.start
    return len(gap), 0
