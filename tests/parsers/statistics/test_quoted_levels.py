"""Levels that are told only to compare: what is looked for first is in all that is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.statistics.quoted_levels import _BEFORE_NOW, tells_earlier


@given(st.from_regex(re.compile(_BEFORE_NOW.pattern), fullmatch=True))
def test_whatever_names_a_time_before_is_found(left: str) -> None:
    assert tells_earlier(left)


@pytest.mark.parametrize("left", ["", "受理", "今年受理", "上年的", "由上年", "年初以来受理"])
def test_other_words_name_no_time_before(left: str) -> None:
    assert not tells_earlier(left)
