"""What holds for every text: spaces, widths, page ends; children and parents drawn at random."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.mark.parametrize(
    "text", ["甲局、乙局分别（含代办3个）1个、3个。", "分别（3个）1个3个", "分别<9分>5年十年"]
)
def test_a_bracket_with_a_number_between_a_cue_and_its_numbers_breaks_nothing(
    text: str, read: Read
) -> None:
    assert len(read(text)) >= 2
