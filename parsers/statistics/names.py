"""Names that stand where a noun would: 柳湾镇 12 件, 甲局、乙局各 6 篇, 枫林乡(103.9)."""

from __future__ import annotations

import re
from typing import Final

from parsers.statistics.coordination import with_head
from parsers.statistics.facts import Fact, Passage, cue_set, longest_first
from parsers.statistics.organs import proper_names
from parsers.statistics.scope import Scope
from parsers.statistics.topics import headline
from parsers.words import tag
from schemas.notice import Kind
from schemas.patterns import lazy_re

_NAMED: Final = (Kind.LEVEL, Kind.SCORE, Kind.RATE, Kind.RANK, Kind.BASE)
_CHANGES: Final = (Kind.GROWTH, Kind.DELTA, Kind.FACTOR)
_LONGEST_CLASS: Final = 8
_LONGEST_CLAUSE: Final = 40
_NAMELY: Final = lazy_re(r"[,:](?:分别|依次)?(?:[是为有]|:)?")
_UNDONE: Final = lazy_re(r"(?:存在|被)?(?:超期|逾期|超时|延期|未|不|迟)[\u4e00-\u9fff]{1,7}")
# 第一名青禾区96.5分: the place in the order is no part of the name.
_PLACE: Final = lazy_re(r"^第[一二三四五六七八九十\d]{1,3}[名位](?=[\u4e00-\u9fff“])")
_LIST: Final = lazy_re("、|和|与|及|以及")
_UTMOST: Final = lazy_re(
    r"(?P<who>[^,。;:]{2,20}?)(?:最[高低多少大小好差]|居首|垫底|第[一二三四五六七八九十])$"
)
_ANNOUNCED: Final = lazy_re(
    r".*(?:的有|的是|的为|分别是|分别为|依次是|依次为|依次|分别|是|为|有|来自|主要涉及|集中[在于]|分布[在于]|发生在|出现在|位于|:)(?=[^,。;:]{2,24}$)"
)

_REGION: Final = r"[\u4e00-\u9fff]{2,6}(?:区|县|镇|乡|市|州|街道)"

_QUOTED: Final = lazy_re(
    r"(?P<owner>“[^“”]{1,20}”(?:项目|账号|平台|栏目|公众号|网站)?)(?P<noun>.*)"
)

_ANNOUNCERS: Final = frozenset("有是为次别:来涉集分发出位")
"""One of these stands in whatever `_ANNOUNCED` finds."""


def each(passage: Passage, fact: Fact, scope: Scope) -> None:
    """甲局、乙局各 6 篇: the names are subjects, the number counts once for each of them."""
    start, end = fact.left
    if passage.text.find("各", start, end) < 0:
        return
    words = tag(passage.text[start:end])
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "各"), 0)
    if not at:
        return
    listed = passage.text[start : start + words[at].start]
    listed = re.sub(r"^[为是有由对给]", "", re.split(r"[,:;]|其中|分别", listed)[-1])
    names = [name for name in _LIST.split(listed) if name]
    if len(names) < 2 and not proper_names(listed):
        return
    place = start + words[at].start
    if listed.endswith("的") and not proper_names(listed):
        # 答非所问、推诿敷衍的各3条: classes of what is counted.
        fact.multiplicity = len(names)
        fact.metric = listed.removesuffix("的")
        return
    _, head = with_head(names)
    fact.multiplicity, fact.own_words, fact.is_named = len(names), True, True
    told = passage.folded.squeezed(place - len(listed), place - len(head))
    fact.subject = told.removesuffix("的")
    if head and not fact.right_noun:
        fact.metric = passage.folded.squeezed(place - len(head), place)
        return
    acts = [word for word in words[at + 1 :] if word.text not in cue_set("metric", "trailing")]
    if acts:
        is_verb = all(word.flag[:1] == "v" for word in acts)
        said = passage.folded.squeezed(start + acts[0].start, start + acts[-1].end)
        _say_of_each(passage, fact, scope, (listed, said, is_verb))
    elif not fact.right_noun:
        fact.metric = _topic(passage, fact, scope)


def _say_of_each(passage: Passage, fact: Fact, scope: Scope, words: tuple[str, str, bool]) -> None:
    """Let the words behind 各 say what each of the names before it did or has.

    ``words`` are the names, those words, and whether they are nothing but verbs.
    """
    listed, said, is_verb = words
    if fact.right_noun:
        fact.metric = said + fact.metric.removeprefix(fact.verb)
    elif fact.kind in _CHANGES and not proper_names(listed):
        # 会议费、培训费各压减10%: what changed are the things listed.
        fact.metric, fact.subject = listed, scope.subject
    elif fact.kind in _CHANGES and said in cue_set("change", "up") | cue_set("change", "down"):
        # 柳湾镇、枫林乡各增长5%: of what was told before, but of an amount that is not told.
        fact.metric, fact.is_absent = _topic(passage, fact, scope), True
        fact.is_named = bool(fact.metric)
    else:
        fact.metric = (_topic(passage, fact, scope) if is_verb else "") or said


def named(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Make a name the subject of its number; what is counted stands in the text before.

    Behind 报送信息26篇, 柳湾镇 6 篇 counts 报送信息 of 柳湾镇. Where the text does not say what is
    counted (``县水利局57件。``) the metric is empty: a name is none.
    """
    start = passage.layout.start[fact.start]
    # Whether a clause stands before the number's own, and may name whose it is.
    is_behind = passage.text[start - 1 : start] == ","
    if fact.kind in _CHANGES and not fact.metric and is_behind:
        _announced_before(passage, fact, scope)
    if fact.kind in _CHANGES and not fact.right_noun and proper_names(fact.metric):
        _changed_as_before(fact, scope)
    if fact.kind not in _NAMED or fact.right_noun:
        return
    if is_behind:
        if not fact.metric and _announced_before(passage, fact, scope):
            return
        _subject_before(passage, fact, scope)
    text = fact.metric
    if fact.multiplicity > 1:
        _keep_topic(passage, fact, scope)
        return
    left = passage.text[fact.left[0] : fact.left[1]]
    announced = None if _ANNOUNCERS.isdisjoint(left) else _ANNOUNCED.match(left)
    name = left[announced.end() :] if announced else text
    metric = ""
    if announced:
        metric = headline(passage, fact.left[0], fact.left[0] + announced.end())
    name = _PLACE.sub("", name) if name.startswith("第") else name
    if "的" in name and proper_names(name.rpartition("的")[2]):
        name = name.rpartition("的")[2]
    if not _is_name(name, scope) or (
        _is_body(passage, fact, scope) and not _is_places_own(passage, fact, name, scope)
    ):
        if metric and fact.kind is not Kind.LEVEL:
            fact.metric = metric
        _keep_topic(passage, fact, scope)
        return
    if metric:
        scope.topics[fact.quantity.unit_text] = metric
    _say(fact, metric or _topic(passage, fact, scope), name, scope)


def _changed_as_before(fact: Fact, scope: Scope) -> None:
    """柳湾镇受理量下降5%，枫林乡增长3%: a name changes in what the one before it changed in."""
    last = scope.last
    if last is None or last.kind not in _CHANGES:
        return
    if not proper_names(last.metric):
        _say(fact, last.metric, fact.metric, scope)
        fact.is_absent = True  # The amount that was told is not that of the name.


def _is_name(name: str, scope: Scope) -> bool:
    """A proper name, or a class of bodies as the next item of a list of names."""
    if proper_names(name):
        return True
    if scope.last is None or not scope.last.is_named:
        return False
    classes = longest_first("metric", "listed_classes")
    is_class = len(name) <= _LONGEST_CLASS and name.endswith(classes)
    return is_class or name in cue_set("metric", "levels")


def _is_body(passage: Passage, fact: Fact, scope: Scope) -> bool:
    """Whether a number counts the bodies that its words name, and is none of theirs."""
    if scope.last is not None and scope.last.is_named:
        return False
    return _counts_bodies(fact) and not _is_headed(passage, fact)


def _say(fact: Fact, metric: str, name: str, scope: Scope) -> None:
    """Let a number be the amount of ``metric`` of ``name``."""
    fact.metric, fact.subject, fact.own_words = metric, name.removesuffix("的"), bool(metric)
    fact.is_named = True
    before = scope.last
    if (
        before is not None
        and not before.is_named
        and before.metric in cue_set("metric", "levels")
        and before.quantity.unit_text == fact.quantity.unit_text
    ):
        # 市级120件，青禾区300件: what stands before a name in its list is one.
        before.metric, before.subject, before.is_named = metric, before.metric, True
    if fact.quantity.unit is None and metric.endswith(longest_first("metric", "points")):
        fact.kind = Kind.SCORE
    if metric.endswith(longest_first("change", "nouns")) and fact.quantity.is_percent:
        fact.kind = Kind.GROWTH
        if metric.endswith(longest_first("change", "down")):
            fact.value = -abs(fact.value)
    scope.about(name, is_frame=False)


def _is_places_own(passage: Passage, fact: Fact, name: str, scope: Scope) -> bool:
    """问题较多的有甲市(287个), 12家超标，其中甲区5家: so many of that place, and no bodies."""
    if fact.left[1] < fact.quantity.lead:
        return True
    before, unit = scope.last, fact.quantity.unit_text
    is_part = passage.text[slice(*fact.left)].startswith("其中")
    is_of_unit = before is not None and before.quantity.unit_text == unit
    return is_part and is_of_unit and re.fullmatch(_REGION, name) is not None


def _name_by(fact: Fact, noun: str, quoted: re.Match[str] | None, scope: Scope) -> None:
    """Let the noun of the clause before be the metric (市民投诉占比最高，达46.3%).

    “农田管护”项目得分最高，达93.7分: a quoted name before it is whose the number is.
    """
    fact.own_words = True
    if quoted is not None:
        known = scope.named.metric if scope.named is not None else ""
        fact.metric, fact.is_named = quoted["noun"] or known, True
        scope.about(quoted["owner"], is_frame=False)
        fact.subject = scope.subject
        return
    if noun.endswith("占比") and fact.quantity.is_percent:
        fact.kind, noun = Kind.SHARE, noun.removesuffix("占比")
    fact.metric = noun


def _subject_before(passage: Passage, fact: Fact, scope: Scope) -> None:
    """其次为区住建局，承办487件: the clause before (there is one) names whose the number is."""
    start = passage.layout.start[fact.start]
    begin = passage.layout.start[start - 1]
    is_numbered = scope.last is not None and scope.last.quantity.end > begin
    if is_numbered or start - 1 - begin > _LONGEST_CLAUSE:
        return
    clause = passage.text[begin : start - 1]
    announced = None if _ANNOUNCERS.isdisjoint(clause) else _ANNOUNCED.match(clause)
    name = clause[announced.end() :] if announced else ""
    if name and proper_names(name):
        fact.subject = name
        scope.about(name, is_frame=False)


def _announced_before(passage: Passage, fact: Fact, scope: Scope) -> bool:
    """满意率最低的是区供水公司，为71.4%: the clause before tells whose it is, and of what.

    Only to be asked where a clause stands before that of the number. ``True`` where all is told of
    the number; a noun alone (市民投诉最高，达46.3%) is made its metric, and the rest asked further.
    """
    start = passage.layout.start[fact.start]
    begin = passage.layout.start[start - 1]
    last = scope.latest.get(passage.layout.bracket[fact.start])
    is_long = start - 1 - begin > _LONGEST_CLAUSE
    if is_long or (last is not None and last.quantity.end > begin):
        return False
    clause = passage.text[begin : start - 1]
    announced, utmost = _ANNOUNCED.match(clause), _UTMOST.match(clause)
    if announced is not None:
        name = clause[announced.end() :]
        metric = headline(passage, begin, begin + announced.end())
    elif utmost is not None:
        who = re.sub("^(?:其中|而)", "", utmost["who"]).split("、")
        # A torn sentence may begin with the mark between two names: 、青禾中学得分最高.
        names, metric = with_head([one for one in who if one] or [""])
        name = "、".join(names)
        quoted = _QUOTED.fullmatch(name + metric)
        if not metric and not proper_names(name):
            _name_by(fact, name, quoted, scope)
            return False
        known = scope.named.metric if scope.named is not None else ""
        metric = metric or _topic(passage, fact, scope) or known
    else:
        return False
    if not metric or not proper_names(name):
        return False
    if fact.kind in _CHANGES:
        fact.subject = name
        scope.about(name, is_frame=False)
    elif announced is not None and announced[0].endswith(longest_first("metric", "sited")):
        # The highest of all is of one place, what follows is of all again.
        fact.metric, fact.subject = metric, name
    else:
        _say(fact, metric, name, scope)
    return True


def _keep_topic(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Keep what a number counts for the names behind it: no class of bodies (城区2起、镇村1起).

    满分100分，柳湾镇96.5分: the points of a name are those that it got. 不合格7个（食品5个），
    云岭乡占4个: what a bracket counts is not what the names behind it have.
    """
    unit = fact.quantity.unit_text
    if passage.layout.bracket[fact.start] >= 0 and unit in scope.topics:
        return
    if fact.own_words and fact.metric not in cue_set("metric", "body_classes"):
        is_of_none = fact.metric.endswith(longest_first("metric", "other_points"))
        scope.topics[unit] = "得分" if is_of_none else fact.metric


def _counts_bodies(fact: Fact) -> bool:
    """A number of bodies counts the bodies that its noun names (示范区12个)."""
    unit, text = fact.quantity.unit, fact.metric
    is_many = text.endswith(longest_first("metric", "many_endings"))
    is_name = text.endswith(longest_first("metric", "named_endings")) and not is_many
    if unit is None or not unit.is_count or is_name:
        return False
    return unit.family == "bodies" or unit.text in cue_set("metric", "body_units")


def _is_headed(passage: Passage, fact: Fact) -> bool:
    """排查隐患情况：白石区55处: a colon stands before the name, which is no body counted then."""
    layout = passage.layout
    start = layout.start[fact.start]
    sentence = layout.sentence_starts[layout.sentence[fact.start]]
    return passage.text.endswith(":", sentence, start)


def _topic(passage: Passage, fact: Fact, scope: Scope) -> str:
    """What the numbers of the names before count: in the same unit, or as the sentence says."""
    unit = fact.quantity.unit_text
    if unit is not None and unit in scope.topics:
        return scope.topics[unit]
    layout = passage.layout
    sentence = layout.sentence_starts[layout.sentence[fact.start]]
    first = scope.first or fact
    end = first.left[0] if first.left[0] > sentence else first.left[1]
    opening = layout.bracket[first.start]
    if opening >= 0:
        end = min(end, opening)
    found = headline(passage, sentence, end) or _done_by(passage, fact, first)
    if found:
        scope.topics[unit] = found
    return found


def _done_by(passage: Passage, fact: Fact, first: Fact) -> str:
    """2家单位超期未办结，分别为甲局31件: what the bodies did is counted by each of them."""
    if first.quantity.unit_text == fact.quantity.unit_text:
        return ""
    start, end = first.quantity.tail, passage.layout.end[first.start]
    told = passage.text[start:end]
    if not told.startswith(first.metric) or _NAMELY.match(passage.text, end) is None:
        return ""
    done = told[len(first.metric) :]
    is_done = _UNDONE.match(done) is not None and len(done) <= _LONGEST_CLASS
    return done if is_done else ""
