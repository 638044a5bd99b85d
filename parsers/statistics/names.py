"""Names that stand where a noun would: 柳湾镇 12 件, 甲局、乙局各 6 篇, 枫林乡(103.9)."""

from __future__ import annotations

import re
from typing import Final

from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.statistics.subjects import Scope, proper_names
from parsers.statistics.topics import headline
from parsers.words import tag
from schemas.notice import Kind

_LIST: Final = re.compile("、|和|与|及|以及")
_ANNOUNCED: Final = re.compile(
    r".*(?:的有|的是|的为|分别是|分别为|依次是|依次为|依次|分别|是|为|有|:)(?=[^,。;:]{2,24}$)"
)


def each(passage: Passage, fact: Fact, scope: Scope) -> None:
    """甲局、乙局各 6 篇: the names are subjects, the number counts once for each of them."""
    start, end = fact.left
    words = tag(passage.text[start:end])
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "各"), 0)
    if not at:
        return
    listed = passage.text[start + words[0].start : start + words[at].start]
    listed = re.split(r"[,:;]|其中|分别", listed)[-1]
    names = [name for name in _LIST.split(listed) if name]
    if len(names) < 2 and not proper_names(listed):
        return
    place = start + words[at].start
    fact.multiplicity = len(names)
    fact.subject = passage.folded.squeezed(place - len(listed), place)
    acts = [word for word in words[at + 1 :] if word.text not in cue_set("metric", "trailing")]
    if acts:
        said = passage.folded.squeezed(start + acts[0].start, start + acts[-1].end)
        if fact.right_noun:
            fact.metric = said + fact.metric
        elif all(word.flag[:1] == "v" for word in acts):
            fact.metric = _topic(passage, fact, scope) or said
        else:
            fact.metric = said
    elif not fact.right_noun:
        fact.metric = _topic(passage, fact, scope) or fact.subject
    fact.own_words = True


def named(passage: Passage, fact: Fact, scope: Scope) -> None:
    """Make a name the subject of its number, where the text before says what is counted.

    Behind 报送信息26篇, 柳湾镇 6 篇 counts 报送信息 of 柳湾镇. A name with nothing before it stays
    what the number is named by (``县水利局57件。``).
    """
    if fact.kind not in (Kind.LEVEL, Kind.SCORE, Kind.RATE) or fact.right_noun:
        return
    text = fact.metric
    if not text or fact.multiplicity > 1:
        _keep_topic(fact, scope)
        return
    announced = _ANNOUNCED.match(text)
    name = text[announced.end() :] if announced else text
    if not proper_names(name) or _counts_bodies(fact):
        _keep_topic(fact, scope)
        return
    metric = _topic(passage, fact, scope)
    if metric:
        fact.metric, fact.subject, fact.own_words = metric, name, True
        if fact.quantity.unit is None and metric.endswith(tuple(cue_set("metric", "points"))):
            fact.kind = Kind.SCORE
        scope.about(name, is_frame=False)


def _keep_topic(fact: Fact, scope: Scope) -> None:
    if fact.own_words and fact.metric:
        scope.topics[fact.quantity.unit_text] = fact.metric


def _counts_bodies(fact: Fact) -> bool:
    """A number of bodies counts the bodies that its noun names (示范区12个)."""
    unit = fact.quantity.unit
    if unit is None or not unit.is_count:
        return False
    return unit.family == "bodies" or unit.text in cue_set("metric", "body_units")


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
    found = headline(passage, sentence, end)
    if found:
        scope.topics[unit] = found
    return found
