"""What is looked for cheaply first stands in all that the search behind it finds."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from parsers import units
from parsers.statistics import (
    change,
    change_verbs,
    clauses,
    comparisons,
    left_words,
    lexer,
    lists,
    modality,
    names,
    own_metrics,
    periods,
    quoted_levels,
    shares,
    subjects,
    totals,
)
from parsers.statistics import fold as folding
from parsers.statistics.clauses import lay_out
from parsers.statistics.facts import Passage
from parsers.statistics.fold import _SAME, _UNLIKE, fold
from parsers.text import MappedText
from parsers.words import cut_at
from schemas.notice import Statistic


def test_every_character_that_is_folded_is_found_and_none_is_folded_twice() -> None:
    printed = "".join(map(chr, _SAME))
    assert _UNLIKE.findall(printed) == list(printed)
    assert not set(printed) & set(_SAME.values())


def test_a_text_of_all_characters_that_are_folded_is_folded_one_by_one() -> None:
    printed = "".join(map(chr, _SAME))
    assert fold(MappedText.at(printed, 0)).text == "".join(_SAME.values())


def test_blanks_are_all_spaces_and_what_has_no_width() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    widthless = set("\u200b\u200c\u200d\ufeff\u2060")
    assert set("".join(folding._BLANK.findall(every))) == set(re.findall(r"\s", every)) | widthless


@pytest.mark.parametrize(
    ("text", "is_result"),
    [("全年预算（含追加）安排资金120万元。", False), ("全年预算执行资金（含追加）120万元。", True)],
)
def test_words_that_a_bracket_parts_are_still_those_of_a_plan(
    text: str, is_result: bool, read: Callable[..., tuple[Statistic, ...]]
) -> None:
    assert [s.is_result for s in read(text)] == [is_result]


def _ends(ends: Callable[[], frozenset[str]]) -> Callable[[str], bool]:
    return lambda found: found[-1:] in ends()


def _holds(marks: frozenset[str] | str) -> Callable[[str], bool]:
    return lambda found: not set(found).isdisjoint(marks)


def _is_marked(found: str) -> bool:
    return modality._any_mark().search(found) is not None


GUARDED: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "those among": (shares._AMONG, _holds("中")),
    "signed": (change._SIGNED, lambda found: found.endswith(change._SIGNED_ENDS)),
    "verb": (change_verbs._verb_pattern(), _ends(change_verbs.verb_ends)),
    "reached": (change._REACHED, _ends(lambda: change._REACHED_ENDS)),
    "reached of": (change._REACHED_OF, _ends(lambda: change._REACHED_OF_ENDS)),
    "base": (quoted_levels._OPEN_BASE, _holds(quoted_levels.OPENS)),
    "ratio": (comparisons.RATIOS, _holds(quoted_levels.OPENS)),
    "beyond a bracket": (change._BEYOND_BRACKET, lambda found: found.endswith(")")),
    **{
        f"against {i}": (pattern, _holds(change._AGAINST))
        for i, (pattern, _) in enumerate(change._AGAINST_LEVEL)
    },
    "announced": (names._ANNOUNCED, _holds(names._ANNOUNCERS)),
    "note": (folding._NOTE, lambda found: folding._NOTE_MARK.search(found) is not None),
    **{
        f"told {pattern.pattern[:9]}": (pattern, _is_marked)
        for pattern in (
            modality._AT_RATE,
            modality._FINE,
            modality._EVERY,
            modality._MUST,
            modality._DUE,
            modality._limit(),
            modality._EACH_ONLY,
            modality._PRICE,
            modality._DEDUCTED,
            modality._any_cue(),
            modality._ASIDE,
        )
    },
    "head": (left_words._HEAD, lambda found: found[0] in left_words._HEAD_FIRSTS),
    "rest": (own_metrics._REST, _holds("余")),
    "class": (own_metrics._DOING, _holds("的")),
    "changed object": (comparisons._CHANGED_OBJECT, _holds(comparisons._CHANGING)),
    "now": (periods._NOW, _holds("前现")),
    "more": (change._MORE, _holds(change._TELLING)),
    "told whole": (change._TOLD_WHOLE, _holds("占")),
    "aside": (change._ASIDE, _holds(change._TELLING)),
    "telling verb": (change_verbs._verb_pattern(), _ends(change._telling_ends)),
    "telling reached": (change._REACHED, _ends(change._telling_ends)),
    "telling reached of": (change._REACHED_OF, _ends(change._telling_ends)),
    "telling signed": (change._SIGNED, _ends(change._telling_ends)),
    "telling base": (quoted_levels._OPEN_BASE, _holds(change._TELLING)),
    "dash": (lexer._DASH, lambda found: found[0] in lexer._DASHES),
    "among": (lists._AMONG, _holds("中")),
    "having": (totals._HAVING, _holds("有")),
    "total": (totals._TOTAL, _holds("计共")),
    "once": (units._times(), lambda found: found[0] in units._GOING_ON),
    "second unit": (units._in_brackets(), lambda found: found[0] in units._GOING_ON),
}


@pytest.mark.parametrize("name", GUARDED)
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_search_finds_has_what_is_looked_for_before_it(
    name: str, data: st.DataObject
) -> None:
    pattern, is_searched = GUARDED[name]
    found = pattern.search(data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags))))
    # A folded text has no line ends.
    assume(found is not None and "\n" not in found.string)
    assert found is not None and is_searched(found[0])


@pytest.mark.parametrize("text", ["区住建局办理", "窗口共办结", "要求全区办理", "调查发出问卷"])
def test_words_that_hold_a_name_a_scope_or_an_act_are_not_whole(text: str) -> None:
    assert not _is_whole(text)


@pytest.mark.parametrize("text", ["政策解读材料", "查处重点问题", "共办结", "完成整改"])
def test_words_that_nothing_is_cut_off_are_whole(text: str) -> None:
    assert _is_whole(text)


@settings(deadline=None, max_examples=300)
@given(st.text("0123456789一二十百万亿点分之半,.:;。!?—~至-+/%(条元倍成", max_size=30))
def test_a_mark_inside_of_a_number_stands_between_two_digits(text: str) -> None:
    found = lexer.lex(text, bytearray(len(text)))
    inside = {place for one in found for place in range(one.start, one.end)}
    marks = {match.start() for match in clauses._BOUNDARY.finditer(text)}
    assert marks & inside <= {match.start() for match in clauses._IN_NUMBER.finditer(text)}


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(
    st.from_regex(re.compile(periods._TIME.pattern))
    | st.text(
        "截止至到去今本当年明全末底初内季月周下半第一二五十1290—~同期近过最连续前日时:./〇",
        max_size=12,
    )
)
def test_every_time_is_found_where_one_may_begin(text: str) -> None:
    spans = [match.span() for match in periods._TIME.finditer(text)]
    assert [match.span() for match in periods._TIME_AHEAD.finditer(text)] == spans


def _is_whole(text: str) -> bool:
    passage = Passage(fold(MappedText.at(text, 0)), lay_out(text, []), ())
    return subjects.is_whole(passage, cut_at(text, 0))
