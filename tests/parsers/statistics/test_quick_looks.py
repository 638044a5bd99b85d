"""What is looked for cheaply first stands in all that the search behind it finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.statistics.fold import _SAME, _UNLIKE, fold
from parsers.text import MappedText
from schemas.notice import Statistic


def test_every_character_that_is_folded_is_found_and_none_is_folded_twice() -> None:
    printed = "".join(map(chr, _SAME))
    assert _UNLIKE.findall(printed) == list(printed)
    assert not set(printed) & set(_SAME.values())


def test_a_text_of_all_characters_that_are_folded_is_folded_one_by_one() -> None:
    printed = "".join(map(chr, _SAME))
    assert fold(MappedText.at(printed, 0)).text == "".join(_SAME.values())


@pytest.mark.parametrize(
    ("text", "is_result"),
    [("全年预算（含追加）安排资金120万元。", False), ("全年预算执行资金（含追加）120万元。", True)],
)
def test_words_that_a_bracket_parts_are_still_those_of_a_plan(
    text: str, is_result: bool, read: Callable[..., tuple[Statistic, ...]]
) -> None:
    assert [s.is_result for s in read(text)] == [is_result]
