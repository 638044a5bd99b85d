"""Whom a number is about: organs, places and scope words among the words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from parsers.statistics.facts import Fact, Passage, cue_set
from parsers.words import Word

_NOUNLESS = frozenset("vdpuc")
_MOST_ORGAN_WORDS = 8
_LONGEST_NAME = 24
_NO_NAME_BEGINS = frozenset({"v", "vd", "p", "d", "c", "u", "uj", "ul", "m"})
_PAIRS = (("(", ")"), ("<", ">"), ("《", "》"), ("“", "”"))


@dataclass(slots=True)
class Scope:
    """What carries over from number to number: within a sentence, and over the paragraph.

    ``subject`` is whom the numbers are about at this place, ``frame`` the one that the sentence
    names for all of its numbers (a list of names goes back to it at its 合计); ``outside`` keeps
    the subject of each bracket level, to return to when a bracket closes. ``first`` is the first
    number of the sentence; ``topics`` what was last counted in each unit.
    """

    data_year: int | None
    region_name: str | None
    sentence: int = -1
    subject: str | None = None
    frame: str | None = None
    period: str | None = None
    level: Fact | None = None
    rank: Fact | None = None
    named: Fact | None = None
    first: Fact | None = None
    topics: dict[str | None, str] = field(default_factory=dict)
    latest: dict[int, Fact] = field(default_factory=dict)
    outside: dict[int, str | None] = field(default_factory=dict)

    def enter(self, passage: Passage, fact: Fact) -> None:
        """Take up what holds where a number stands: its sentence and bracket."""
        layout = passage.layout
        sentence = layout.sentence[fact.start]
        if sentence != self.sentence:
            # A sentence that names nobody goes on about whom the one before it named.
            self.sentence, self.subject, self.period = sentence, self.frame, None
            self.named, self.first = None, fact
            self.topics.pop(None, None)
            self.outside.clear()
        bracket = layout.bracket[fact.start]
        self.subject = self.outside.get(bracket, self.subject)

    def leave(self, passage: Passage, fact: Fact) -> None:
        """Remember the subject of a bracket level."""
        self.outside[passage.layout.bracket[fact.start]] = self.subject

    def about(self, subject: str, *, is_frame: bool = True) -> None:
        """Speak of ``subject`` from here on."""
        self.subject = subject
        if is_frame:
            self.frame = subject


def strip_means(words: list[Word]) -> list[Word]:
    """Take off by what means something was done (通过门户网站公开信息 counts 公开信息)."""
    if not words or words[0].text not in cue_set("metric", "means"):
        return words
    closed = next((i for i, w in enumerate(words) if w.text == "”"), 0)
    for at in range(len(words) - 1, max(2, closed) - 1, -1):
        if words[at].flag == "v" and words[at - 1].flag != "v":
            return words[at:]
    return words


def cut_subject(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Part ``subject 共 metric`` and ``subject 2023年 metric``."""
    cuts = cue_set("metric", "subject_cut")
    for at in range(len(words) - 2, 0, -1):
        word = words[at]
        is_time = passage.is_time(word.start, word.end)
        if is_time and words[at + 1].text in cue_set("metric", "dated"):
            continue
        if word.text in cuts or is_time:
            _take(passage, words[:at], scope)
            return words[at + 1 :]
    return words


def cut_organ(passage: Passage, words: list[Word], scope: Scope) -> list[Word]:
    """Part ``organ verb …``: an organ's name right before a verb is the subject.

    ``区教育局办理建议提案`` counts 办理建议提案. A name without a verb behind it stays: it may be
    all that names the number (``县水利局57件``).
    """
    acts = cue_set("metric", "organ_acts")
    for at in range(1, min(len(words) - 1, _MOST_ORGAN_WORDS) + 1):
        flag, is_act = words[at].flag, words[at].text in acts
        # A verb inside a name is part of it (教育局, 审批局).
        if at + 1 < len(words) and words[at + 1].text in cue_set("metric", "organ_tails"):
            continue
        if flag == "vn" and not is_act:
            continue
        if is_act or flag[:1] == "v":
            head = words[:at]
            if words[at + 1 :] and _ends_as_organ(head) and _take(passage, head, scope):
                return words[at:]
            return words
        if flag[:1] in _NOUNLESS:
            return words
    return words


def _take(passage: Passage, head: list[Word], scope: Scope) -> bool:
    """Make words the subject, if they can name somebody."""
    if not _can_name(passage, head):
        return False
    scope.about(passage.folded.squeezed(head[0].start, head[-1].end))
    return True


def _can_name(passage: Passage, head: list[Word]) -> bool:
    if not head or head[-1].flag[:1] in _NOUNLESS or head[0].flag in _NO_NAME_BEGINS:
        return False
    if head[0].text in cue_set("metric", "means") or head[0].text in cue_set("metric", "acts"):
        return False
    text = passage.text[head[0].start : head[-1].end]
    if len(text) > _LONGEST_NAME or any(text.count(a) != text.count(b) for a, b in _PAIRS):
        return False
    return re.search(r"[,。;:!?]", text) is None


def _ends_as_organ(words: Sequence[Word]) -> bool:
    name = "".join(word.text for word in words)
    return len(name) > 1 and name.endswith(_organ_endings())


@cache
def _organ_endings() -> tuple[str, ...]:
    return tuple(cue_set("metric", "organ_endings"))


def proper_names(text: str) -> list[str]:
    """Return the names that a text is a list of, or none: 甲局, 丙镇和丁镇, 北湖片区.

    A class of bodies (部门, 乡镇) is no name of one.
    """
    names = [name for name in re.split(r"、|和|与|及|以及", text) if name]
    classes = cue_set("metric", "body_classes")
    for name in names:
        bare = name.strip("“”()<>的")
        if not bare.endswith(_organ_endings()) or len(bare) > _LONGEST_NAME:
            return []
        if bare in classes or any(mark in bare for mark in ",。;:"):
            return []
    return names
