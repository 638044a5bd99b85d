"""What a number counts: metric, subject and period from the words beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from parsers.statistics.change import Reading, classify
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.modality import is_plan
from parsers.statistics.names import each, named
from parsers.statistics.owners import cut_owner
from parsers.statistics.periods import (
    is_deadline,
    is_later,
    is_no_period,
    is_reference,
    printed_period,
    resolve,
    same_part,
)
from parsers.statistics.phrases import is_act, predicate, right_noun, span_of
from parsers.statistics.subjects import (
    Scope,
    cut_before_act,
    cut_organ,
    cut_subject,
    middle_scope,
    opening_subject,
    proper_names,
    strip_means,
    trailing_scope,
)
from parsers.statistics.topics import inherited_metric, of_plan
from parsers.words import Word, tag, tag_at
from schemas.notice import Kind

_CHANGED: Final = (Kind.GROWTH, Kind.DELTA)
# 二是供水供电，共942件: what an item is about.
_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]是(?P<noun>[^,。;:、\d]{2,12}),(?:共|共计|计|有|共有)?$"
)
# 剔除一次性因素后增长4%, 随着报名季结束环比减少三成: why, or how counted, not what.
_CIRCUMSTANCE: Final = re.compile(
    r"(?:剔除|扣除)[^,。;:]{2,14}后|随着[^,。;:]{2,14}|受[^,。;:]{2,14}影响|由于[^,。;:]{2,14}|"
    r"按(?:可比|同)(?:口径|价格?)(?:计算)?"
)
_TAIL: Final = re.compile(
    r"(?:不少于|不低于|至少|不超过|按)?(?:每(?:[年月周天日]|(?![年月周天日])[\u4e00-\u9fff]{1,3})){1,3}$"
)
_IS_POINTS: Final = re.compile(r"(?<=[得总均评满]分)为$")
_HEAD: Final = re.compile(
    r"(?:按(?:可比|不变|现行?)价格?(?:计算)?|按可比口径|同口径|扣除价格因素(?:后)?(?:实际)?|"
    r"控制在|仅次于|主要[是为有](?=[\u4e00-\u9fff])|对[^,。;:“”]{2,20}?(?:均?已|先后)(?=[\u4e00-\u9fff])|"
    r"对(?![^,。;:]*满意)(?=[^,。;:]{2,10}(?:率|比例)(?:低于|高于|不足|超过)?$)|"
    r"[一二三四五六七八九十]{1,3}(?:是|要|则)|\(?单位:[^()]{1,8}\)|"
    r"(?:今后)?每(?:[年月周天日]|季度|半年|个月)|[春秋]季学期|\d{1,2}[.、)](?=[\u4e00-\u9fff])|[⑴-⒇])"
)
_EXAMPLES: Final = re.compile(r"(?P<noun>[^,。;:]{2,20}?)(?:有|包括|为|是)[^,。;:]*等$")
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA)
_ATTENDED: Final = frozenset("应实未缺")
_REST: Final = re.compile(r"其余|剩余|余下")
_OF_WHOLE: Final = re.compile(r"的(?:近|约|超过?|不足|将近|逾)?[\d一二三四五六七八九十]")
_LONGEST_CLASS: Final = 10
_CLASS: Final = re.compile(
    r"(?!全)(?:各|[市县区省]直|[市县区省]级|规模以上|其他)?(?:部门|单位|乡镇|镇街|街道|县区|区县|企业|学校|中学|小学|医院|社区|校|院|所|站|街镇)(?:\([^()]{1,4}\))?"
)
_IN_ORDER: Final = re.compile(r"[^,。;:]{1,12}中[列排居位名]")
_FLAT: Final = re.compile(r".*(?:持平|不变)[、和]")
_AFTER_TIME: Final = frozenset({"前", "后", "内", "之前", "之后", "以来", "期间"})
_SUMS: Final = ("合计", "总计", "共计", "总共")
_OPENED: Final = re.compile(r"(?:(?:对|向|给)(?:辖区内?|全[省市区县])?|的)$")
_CLASS_OF: Final = re.compile(r"(?:\(含\))?(?:之间)?的(?:仅|只|共)?(?:有|为|是)?")
_BOUND: Final = re.compile(
    r"(?:超过?|不足|不到|未满|满|达到?|逾|高于|低于|多于|少于|[\u4e00-\u9fff]{0,4}连续)$"
)
_LASTING: Final = re.compile(r"(?:未|没有|无人|仍未|尚未|不)[\u4e00-\u9fff]{1,6}(?=[,。;、]|$)")
_DOING: Final = re.compile(r"[\u4e00-\u9fff]{1,8}的(?:仅|只|共|还|也|仍)?(?:有|为)?")
_BOUND_AHEAD: Final = re.compile(
    r"(?:超过?|逾|连续|长达|达)[\d.]{1,5}个?(?:月|天|日|周|年|小时|工作日|季度)(?:以上)?(?:未|没有|不|才|仍)[\u4e00-\u9fff]{1,8}(?=[,。;、]|$)"
)
_SHARE_BEHIND: Final = re.compile(r"的[约近超过不足到逾仅]{0,2}[\d一二三四五六七八九十]")
_AMONG: Final = re.compile(r"在全[省市区县国州镇][^,。;:]{0,24}?中[\u4e00-\u9fff]{0,4}$")
_TASK: Final = re.compile(r"完成了?(?P<noun>[^,。;:]{2,8}?)的$")
_INCLUDING: Final = re.compile(r"[(（](?:不?含|不?包括)[^()（）]{1,16}[)）]$")
_NOW: Final = re.compile(r"[,;](?:截至目前|目前|现有|现已)")
_LONGEST_KIND: Final = 6
_AMOUNTS: Final = (Kind.LEVEL, Kind.BASE)
_MEASURES: Final = (Kind.SCORE, Kind.RATE)
_PERCENTAGES: Final = (Kind.RATE, Kind.SHARE)
_COUNTED: Final = (Kind.LEVEL, Kind.SCORE, Kind.FACTOR)
_OPENERS: Final = re.compile(r"^(?:其中|有|全[区市县]|[、,])+")
_HEADLESS: Final = re.compile(r"的(?:(?:仅|只|共|还|也)?有|为|是|占)?$")
_NUMBERED: Final = re.compile(r"[(（][^()（）]{0,30}\d[^()（）]{0,30}[)）]")


def bind(passage: Passage, facts: list[Fact], scope: Scope) -> None:
    """Fill kind, sign, metric, subject, period and base of every fact, in printed order."""
    for fact in facts:
        if scope.enter(passage, fact):
            opening_subject(passage, fact, scope)
        reading: Reading | None = None
        if fact.left[1] - fact.left[0] == 1 and _is_signed(passage, fact):
            fact.left = fact.left[1], fact.left[1]
        if fact.left[0] == fact.left[1]:
            reading = _inherited(passage, fact) or _bracketed(passage, fact, scope)
        reading = reading or classify(passage, fact)
        fact.kind, fact.base = reading.kind, reading.base
        fact.value = fact.value * reading.sign
        _name(passage, fact, reading, scope)
        fact.subject = reading.whose or fact.subject
        fact.is_result = not is_plan(passage, fact, scope.data_year)
        if fact.metric.endswith("限额") and passage.text.startswith("控制在", fact.left[0]):
            fact.is_result = False  # 余额…，控制在核定限额195.8亿元以内
        _remember(passage, fact, scope)


def _remember(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Keep what the numbers behind this one may take up."""
    kind, is_percent = fact.kind, fact.quantity.is_percent
    is_whole = fact.is_aside = _is_aside(passage, fact)
    if kind in _AMOUNTS and not is_percent and not is_whole:
        scope.level = fact
    if kind is Kind.RANK or (fact.quantity.form == "rank" and fact.metric):
        scope.rank = fact
    unit = fact.quantity.unit
    if kind in _MEASURES or unit is None or not unit.is_count:
        scope.measure = fact
    if fact.own_words and kind is not Kind.SHARE and not is_whole:
        is_change = fact.metric in cue_set("change", "nouns")
        scope.named = scope.named if is_change else fact
    scope.last = fact
    if is_percent and kind in _PERCENTAGES:
        scope.percent = fact
    scope.latest[passage.layout.bracket[fact.start]] = fact
    scope.leave(passage, fact)


def _is_aside(passage: Passage, fact: Fact) -> bool:
    """Whether a number only measures another: 完成预算58万元的79.6%, 在12个街道中列第4, 限额."""
    text, tail = passage.text, fact.quantity.tail
    if text.startswith("的", tail):
        return fact.kind is Kind.LEVEL and _OF_WHOLE.match(text, tail) is not None
    if text.find("中", tail, tail + 14) >= 0 and _IN_ORDER.match(text, tail) is not None:
        return True
    return text.startswith("控制在", fact.left[0])


def _inherited(passage: Passage, fact: Fact) -> Reading | None:
    """A number without words of its own in a list says the same as the one before it."""
    before = fact.listed_after
    if before is None:
        return None
    if before.kind not in (Kind.GROWTH, Kind.DELTA, Kind.SHARE):
        return None
    same = before.quantity.is_percent == fact.quantity.is_percent
    if not same and before.kind is Kind.SHARE:
        return None
    kind = before.kind
    if kind is not Kind.SHARE:
        kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    is_signed = before.quantity.value < 0 or passage.text[fact.start - 1] in "+-"
    sign = -1 if before.value < 0 and not is_signed else 1
    return Reading(kind, fact.left[0], sign, before.base)


def _is_signed(passage: Passage, fact: Fact) -> bool:
    """同比变动+3.4%、-12.6%、+5.1%: nothing but a sign stands before the number."""
    return passage.text[slice(*fact.left)] == "+"


def _bracketed(passage: Passage, fact: Fact, scope: Scope) -> Reading | None:
    """上升 12.5%（6 微克/立方米）: alone in brackets, the same change told in another unit."""
    opening = passage.layout.bracket[fact.start]
    if opening < 0 or fact.left[0] != fact.left[1] or fact.left[0] != opening + 1:
        return None
    before = scope.latest.get(passage.layout.bracket[opening])
    if before is None or before.quantity.tail != opening:
        return None
    if before.kind not in (Kind.GROWTH, Kind.DELTA):
        return None
    kind = Kind.GROWTH if fact.quantity.is_percent else Kind.DELTA
    return Reading(kind, fact.left[1], -1 if before.value < 0 else 1, before.base)


def _name(passage: Passage, fact: Fact, reading: Reading, scope: Scope) -> None:
    words = _left_words(passage, fact, reading, scope)
    if _is_of_frame(passage, fact, words, scope):
        scope.subject = scope.frame
    fact.subject = scope.subject
    fact.period = _period(passage, fact, scope)
    right = _right_of(passage, fact, words)
    fact.right_noun = right is not None
    fact.metric = _own_metric(passage, fact, words, right, scope)
    if fact.kind in _CHANGED and _CIRCUMSTANCE.fullmatch(fact.metric):
        fact.metric = ""
    fact.own_words = bool(fact.metric)
    if not fact.metric and fact.kind is Kind.LEVEL:
        fact.metric = predicate(passage, fact)
        fact.own_words = bool(fact.metric)
    if not fact.metric and fact.kind is Kind.LEVEL:
        item = _ITEM.search(passage.text, max(0, fact.start - 24), fact.start)
        fact.metric = item["noun"] if item is not None else ""
        fact.own_words = bool(fact.metric)
    each(passage, fact, scope)
    named(passage, fact, scope)
    _take_up(passage, fact, scope)


def _right_of(passage: Passage, fact: Fact, words: list[Word]) -> tuple[int, int] | None:
    """The noun behind the number where its kind may have one; 三成的单位 is a share of it."""
    if fact.right[0] == fact.right[1]:
        return None
    if fact.kind in _COUNTED:
        # 对 42 个单位的公开平台进行检查: what stands before the number leaves its noun open.
        _open_noun(passage, fact)
        opened = bool(words) and _OPENED.search(passage.text[slice(*fact.left)]) is not None
        return right_noun(passage, fact, bool(words) and not opened)
    if fact.kind is Kind.DELTA and not words:
        return right_noun(passage, fact, False)
    if fact.kind is Kind.RATE and not words:
        # 三成的单位, 近九成单位: a share of what is named behind.
        if passage.text.startswith("的", *fact.right):
            fact.right = fact.right[0] + 1, fact.right[1]
        right = right_noun(passage, fact, True)
        fact.kind = Kind.RATE if right is None or _is_limit(passage, right) else Kind.SHARE
        return right
    return None


def _own_metric(
    passage: Passage,
    fact: Fact,
    words: list[Word],
    right: tuple[int, int] | None,
    scope: Scope,
) -> str:
    """What the words beside a number say that it counts; empty where they leave it open."""
    is_open = not words and right is None
    threshold = _threshold(passage, fact, scope) if is_open else ""
    threshold = threshold or _bounded(passage, fact, scope, right) or _lasting(passage, fact, words)
    rest = _REST.search(passage.text, *fact.left)
    if rest is not None and not words and right is None:
        threshold = rest[0]
    metric = threshold or _metric(passage, fact, words, span_of(words), right)
    if rest is not None and right is None and len(words) == 1 and fact.kind is Kind.LEVEL:
        return rest[0] + metric.removeprefix(rest[0])  # 其余领域3336件
    return metric


def _take_up(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Give a number without words of its own what the text before it counts."""
    if fact.kind is Kind.FACTOR and fact.metric and proper_names(fact.metric):
        # 区林业局为年初目标的1.5倍: whose it is; what it is of stands before.
        scope.about(fact.metric, is_frame=False)
        fact.subject, fact.metric = fact.metric, ""
    if not fact.metric and not fact.is_named:
        fact.metric = inherited_metric(passage, fact, scope)
        task = _TASK.search(passage.text[fact.left[0] : fact.start]) if not fact.metric else None
        if task is not None:
            # 完成全年任务的96%: nothing else is named.
            fact.metric, fact.own_words = task["noun"], True
    if fact.kind in _CHANGES and _is_eased(passage, fact):
        fact.value = -fact.value
    if fact.kind is Kind.RATE and fact.metric.endswith("占比"):
        fact.kind, fact.own_words = Kind.SHARE, True


def _is_eased(passage: Passage, fact: Fact) -> bool:
    """PM2.5浓度…，同比改善8.8%: what is measured there is less."""
    is_better = passage.text.endswith("改善", *fact.left) and fact.value > 0
    return is_better and ("浓度" in fact.metric or fact.metric.endswith("指数"))


def _is_limit(passage: Passage, noun: tuple[int, int]) -> bool:
    """低于3‰的警戒线, 完成90%的年度指标: the number is the limit that is named behind it."""
    return passage.text.endswith(longest_first("metric", "limits"), *noun)


def _is_of_frame(passage: Passage, fact: Fact, words: list[Word], scope: Scope) -> bool:
    """Whether a number is again about whom the sentence names, and no name of a list."""
    if passage.text.startswith(_SUMS, *fact.left):
        return True
    if fact.quantity.form == "rank" and _AMONG.search(passage.text[: fact.start][-40:]):
        # 全县…，在全市9个县（市、区）中列第3位: the place is that of whom the sentence is about.
        return True
    # 甲区5万平方米、乙区4万平方米，完成年度计划的105%: the list is over.
    is_behind_list = scope.last is not None and scope.last.listed_after is not None
    return is_behind_list and not words and of_plan(passage, fact)


def _open_noun(passage: Passage, fact: Fact) -> None:
    """处十万元以下的罚款, 20 个工作日的答复时限: take 的 off before a noun that ends the clause."""
    start, end = fact.right
    if not passage.text.startswith("的", start, end):
        return
    text = passage.text[start:end]
    words = tag(text[1:7]) if text.startswith("的") and len(text) < 8 else ()
    is_noun = words and words[-1].flag[:1] == "n" and words[0].text != "有"
    if is_noun and words[0].text not in cue_set("metric", "stop_after"):
        fact.right = start + 1, end


def _threshold(passage: Passage, fact: Fact, scope: Scope) -> str:
    """支出进度超过50%的41个: the class that a number counts is bounded by the number before."""
    before = scope.last
    if before is None or fact.kind is not Kind.LEVEL:
        return ""
    start = passage.layout.start[before.start]
    is_near = passage.layout.start[fact.start] == start
    gap = passage.text[before.quantity.tail : fact.start]
    is_class = before.quantity.tail > before.quantity.end or before.quantity.high is not None
    is_bound = not gap and is_class
    if not is_near or not (is_bound or _CLASS_OF.fullmatch(gap)):
        return ""
    start = max(start, before.left[0])
    text = passage.text[start : before.quantity.tail]
    skipped = len(text) - len(_OPENERS.sub("", text))
    return passage.folded.squeezed(start + skipped, before.quantity.tail)


def _bounded(passage: Passage, fact: Fact, scope: Scope, right: tuple[int, int] | None) -> str:
    """超过5个工作日才答复的152条, 有27个超过3个月未更新: a number inside the class bounds it."""
    before, text = scope.last, passage.text
    if fact.kind is not Kind.LEVEL or right is not None:
        return ""
    start = passage.layout.start[fact.start]
    if before is not None and passage.layout.start[before.start] == start <= before.left[0]:
        gap = text[before.quantity.tail : fact.start]
        end = before.quantity.tail + max(0, gap.rfind("的"))
        is_class = _DOING.fullmatch(gap) is not None
        if is_class and _BOUND.search(text[before.left[0] : before.start]):
            begin = before.left[0]
            begin += len(text[begin:end]) - len(_OPENERS.sub("", text[begin:end]))
            return passage.folded.squeezed(begin, end)
    if fact.left[1] - fact.left[0] > 2:
        return ""
    ahead = _BOUND_AHEAD.match(text, fact.quantity.tail, passage.layout.end[fact.start])
    return "" if ahead is None else passage.folded.squeezed(*ahead.span())


def _lasting(passage: Passage, fact: Fact, words: list[Word]) -> str:
    """“规划计划”栏目14个月未更新, 设备故障5天未报告: how long what stands behind has lasted."""
    unit = fact.quantity.unit
    if unit is None or unit.family != "duration" or fact.kind is not Kind.LEVEL:
        return ""
    lasting = _LASTING.match(passage.text, fact.quantity.tail, passage.layout.end[fact.start])
    if lasting is None:
        return ""
    of = words[:-1] if words and words[-1].text == "连续" else words
    return passage.folded.squeezed(*(span_of(of) or (0, 0))) + passage.folded.squeezed(
        *lasting.span()
    )


def _metric(
    passage: Passage,
    fact: Fact,
    words: list[Word],
    left: tuple[int, int] | None,
    right: tuple[int, int] | None,
) -> str:
    show = passage.folded.squeezed
    if fact.kind is Kind.SHARE and right is None:
        return show(*left) if left is not None else ""
    if right is not None:
        return _metric_behind(passage, fact, words, show(*right))
    if left is None:
        return ""
    if words[0].text in cue_set("metric", "light_verbs") and len(words) > 1:
        left = words[1].start, left[1]
    text = show(*left)
    if "(" in text or "（" in text:
        text = _INCLUDING.sub("", _NUMBERED.sub("", text))
    text = text.removesuffix("的").replace("分别", "")
    if text == "中" and (_is_grade(fact) or passage.text.startswith("的", left[1])):
        return text  # 优的18个、良的31个、中的6个: a grade
    return "" if text in cue_set("metric", "means_only") else text


def _metric_behind(passage: Passage, fact: Fact, words: list[Word], noun: str) -> str:
    """The noun behind a number, with the verb before the number; a name there is its subject."""
    show = passage.folded.squeezed
    if words and is_act(words[-1]) and not _is_modifier(passage, fact):
        if _is_placed(passage, words):
            return noun
        fact.verb = show(*(span_of(_last_verbs(words)) or (0, 0)))
        return fact.verb + noun
    if not words and fact.listed_after is not None and fact.listed_after.verb:
        fact.verb = fact.listed_after.verb
        return fact.verb + noun
    if words and _is_name(words) and not _is_modifier(passage, fact):
        fact.subject = show(*(span_of(words) or (0, 0)))
    return noun


def _is_grade(fact: Fact) -> bool:
    """优2个、良4个、中1个: a grade behind others."""
    return fact.listed_after is not None and fact.listed_after.metric in ("优", "良", "好")


def _is_placed(passage: Passage, words: list[Word]) -> bool:
    """公开工作在全区12个街道中列第4位, 居全市9个县第2位: no act on what is counted."""
    word = words[-1]
    return word.text in cue_set("rank", "cues") or passage.text.startswith("在", word.end)


def _is_modifier(passage: Passage, fact: Fact) -> bool:
    """抽检发现的 31 批次不合格样品: what stands before 的 only describes what is counted."""
    return passage.text[fact.left[1] - 1 : fact.left[1]] == "的"


def _is_name(words: list[Word]) -> bool:
    """Whether the words can name whom a number is about: short, and without a verb."""
    is_long = words[-1].end - words[0].start > 1
    return is_long and len(words) <= 8 and all(w.flag not in {"v", "p", "ul"} for w in words)


def _last_verbs(words: list[Word]) -> list[Word]:
    """The verbs that end the words before a number (规范完善)."""
    at = len(words)
    while at and is_act(words[at - 1]) and len(words) - at < 2:
        at -= 1
    return words[at:]


def _left_words(passage: Passage, fact: Fact, reading: Reading, scope: Scope) -> list[Word]:
    """Words before the number that name what it counts: time, scope and fillers taken off."""
    start, text = _left_text(passage, fact, reading)
    if not text:
        return []
    end = max(fact.left[0], reading.np_end)
    words = tag_at(text, start)
    if "共" in text:
        words = [piece for word in words for piece in _without_total(word)]
    if "方面" in text:
        aspect = next((i for i, word in enumerate(words[:6]) if word.text == "方面"), -1)
        words = words[aspect + 1 :]
    if "平均" in text:
        words = _cut_class(passage, words, scope)
    stripped = _strip_tail(passage, words)
    words = trailing_scope(passage, stripped, scope)
    is_scoped = len(words) < len(stripped)
    if is_scoped:
        words = _strip_tail(passage, words)
    words = _strip_head(passage, words, scope)
    is_headless = fact.kind is not Kind.BASE and _HEADLESS.search(passage.text, start, end)
    if is_headless or len(words) < 2:
        return words
    n_stripped = len(words)
    words = strip_means(words)
    if words[0].text in cue_set("metric", "through"):
        return words
    words = middle_scope(passage, cut_subject(passage, words, scope), scope)
    n_whole = len(words)
    words = cut_organ(passage, words, scope)
    if len(words) == n_whole > 1 and not is_scoped:
        words = cut_owner(passage, words, scope)
    if len(words) < n_stripped:
        words = strip_means(_strip_head(passage, _strip_tail(passage, words), scope))
    return cut_before_act(words)


def _left_text(passage: Passage, fact: Fact, reading: Reading) -> tuple[int, str]:
    """The text before a number that may name what it counts, and where it starts."""
    start, end = fact.left[0], max(fact.left[0], reading.np_end)
    text = passage.text[start:end]
    if text.endswith("等"):
        # 达到100%的单位有甲局、乙局等21家: the names are examples of what is counted.
        whole = _EXAMPLES.match(text)
        listed = _listed(text) if not passage.text[slice(*fact.right)] else ""
        text = listed if whole is None or passage.text[slice(*fact.right)] else whole["noun"]
    # The word cutter takes 分为 out of 得分为.
    if text.endswith("为"):
        text = _IS_POINTS.sub("", text)
    flat = _FLAT.match(text) if "持平" in text or "不变" in text else None
    if flat is not None:
        # 起数持平、人数增加2人
        start, text = start + flat.end(), text[flat.end() :]
    if "每" in text:
        text = _TAIL.sub("", text)
    is_whole = fact.left[1] < fact.quantity.lead or _SHARE_BEHIND.match(
        passage.text, fact.quantity.tail
    )
    if text.startswith("占") and is_whole:
        # 占班级总数 156 个的 4.5%, 占班级总数（156 个）的 4.5%.
        start, text = start + 1, text[1:]
    head = _HEAD.match(text)
    if head is not None:
        start, text = start + head.end(), text[head.end() :]
    return start, text


def _cut_class(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """乡镇平均得分, 县直部门平均: the class of bodies whose mean it is."""
    at = next((i for i, word in enumerate(words) if word.text == "平均"), 0)
    skipped = next((i for i, word in enumerate(words) if not passage.is_time(*_place(word))), 0)
    name = passage.text[words[skipped].start : words[at].start] if 0 < at > skipped else ""
    if not name or len(name) > _LONGEST_CLASS or not _CLASS.fullmatch(name):
        return words
    scope.about(name, is_frame=False)
    return words[at:]


def _listed(text: str) -> str:
    """建议、举报等413件: short kinds that are counted together; names say whose the number is."""
    names = text.removesuffix("等")
    is_short = "、" in names and all(1 < len(name) <= _LONGEST_KIND for name in names.split("、"))
    return names if is_short and not proper_names(names) else ""


def _without_total(word: Word) -> list[Word]:
    """共出动 is one word to the cutter: part it."""
    if word.text[0] != "共" or word.flag != "l" or len(word.text) < 3:
        return [word]
    return [Word("共", word.start, "d"), Word(word.text[1:], word.start + 1, "v")]


def _strip_tail(passage: Passage, words: list[Word]) -> list[Word]:
    if not words:
        return words
    trailing = _all_bounds()
    end = len(words)
    while end:
        text, start, _ = words[end - 1]
        if not (
            text in trailing
            or text in ",、:;("
            or (end > 1 and passage.is_time(start, start + len(text)))
        ):
            break
        if text == "到" and end > 1 and words[end - 2].text[-1] in _ATTENDED:
            break  # 应到86人，实到81人
        end -= 1
    return words if end == len(words) else words[:end]


@cache
def _all_bounds() -> frozenset[str]:
    """Words that end the words before a number without naming anything."""
    return cue_set("metric", "trailing").union(
        *(cue_set("bound_before", name) for name in ("approx", "lt", "gt", "ge", "le", "exact"))
    )


def _strip_head(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Take time, scope words and connectives off the beginning."""
    if not words:
        return words
    leading, scopes = cue_set("metric", "leading"), cue_set("metric", "scope")
    at = 0
    region = scope.region_name
    while at < len(words):
        text, start, _ = words[at]
        if text in scopes or text == region:
            scope.about(passage.folded.squeezed(start, start + len(text)))
        elif passage.is_time(start, start + len(text)):
            if _is_class_time(passage, words, at):
                break
        elif not (
            (text in leading and not _is_gained(words, at))
            or (text in "较比" and at + 1 < len(words) and passage.is_time(*_place(words[at + 1])))
            or (text in _AFTER_TIME and _is_after_time(passage, words, at))
            or text in "、,()<>“”;: "
        ):
            break
        at += 1
    # A quotation mark belongs to the name that it opens.
    if 0 < at < len(words) and words[at - 1].text == "“":
        at -= 1
    return words[at:] if at else words


def _is_after_time(passage: Passage, words: list[Word], at: int) -> bool:
    start = words[at].start
    return passage.is_time(start - 1, start) or (at > 0 and passage.is_time(*_place(words[at - 1])))


def _is_gained(words: list[Word], at: int) -> bool:
    """争取上级资金26.8亿元 is what was got; 争取达到95% is an aim."""
    return words[at].text == "争取" and at + 1 < len(words) and words[at + 1].flag[:1] in "nbf"


def _place(word: Word) -> tuple[int, int]:
    return word.start, word.end


def _is_class_time(passage: Passage, words: list[Word], at: int) -> bool:
    """2011年以前制发: a time that bounds a class is part of its name."""
    while at < len(words) and passage.is_time(words[at].start, words[at].end):
        at += 1
    return at < len(words) and words[at].text in {"以前", "以后", "之前", "之后"}


def _period(passage: Passage, fact: Fact, scope: Scope) -> str | None:
    """The period that a number is about: its clause's, its sentence's, or the notice's year."""
    layout = passage.layout
    start = max(layout.sentence_starts[layout.sentence[fact.start]], fact.start - 80)
    for left, right in reversed(passage.times_in(start, fact.start)):
        printed, period = printed_period(
            passage.text, left, right, scope.data_year, scope.whole_period
        )
        if _is_of_else(passage, fact, (start, left, right), printed):
            continue
        if left < layout.start[fact.start] and _NOW.search(passage.text, right, fact.start):
            return scope.whole_period  # …力争2025年达到68%；目前为65.7%
        is_near = layout.part[left] == layout.part[fact.start]
        is_ahead = is_later(printed, scope.data_year) or is_deadline(passage.text, right)
        if is_ahead and not is_near:
            continue
        fact.own_period = True
        if "同期" in period:
            around = [passage.text[a:b] for a, b in passage.times_in(start, left)]
            told = resolve(around[-1], scope.data_year) if around else scope.period
            period = same_part(period, told or scope.whole_period)
        if fact.kind is not Kind.BASE and not printed.startswith("连续"):
            scope.period = period
        return period
    return scope.whole_period if scope.period is None else scope.period


def _is_of_else(passage: Passage, fact: Fact, place: tuple[int, int, int], printed: str) -> bool:
    """Whether a time before a number is that of something else: of a base, of day, of a streak.

    ``place`` is where its sentence begins, and where the time begins and ends.
    """
    start, left, right = place
    clause = passage.layout.start[fact.start]
    is_own = left >= clause
    begin = left
    while begin > start and passage.is_time(begin - 1, begin):
        begin -= 1  # 比去年全年: both words are of the base
    # A base has the time told with it or another base, not one that is compared with.
    is_base = fact.kind is Kind.BASE and (is_own or passage.text.startswith("的", right))
    if not is_base and is_reference(passage.text, begin, right):
        return True
    if printed[0] not in "连0123456789":
        return False
    if printed.startswith("连续") and not is_own:
        return True
    return is_no_period(printed, opens=left == clause and fact.kind is not Kind.RANK)
