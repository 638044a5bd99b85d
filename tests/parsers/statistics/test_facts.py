"""The dates and periods of a passage, held to a look at each of them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from parsers.statistics.clauses import lay_out
from parsers.statistics.facts import Passage
from parsers.statistics.fold import fold
from parsers.text import MappedText

TEXT = "字" * 24
TIMES = st.lists(st.integers(0, 24), unique=True, max_size=8).map(
    lambda edges: tuple(zip(*[iter(sorted(edges))] * 2, strict=False))
)


def _passage(times: tuple[tuple[int, int], ...]) -> Passage:
    return Passage(fold(MappedText.at(TEXT, 0)), lay_out(TEXT, []), times)


@given(TIMES, st.integers(-1, 23), st.integers(1, 24))
@example(((2, 4), (6, 9)), 6, 1)
@example(((5, 7),), 4, 1)
def test_a_range_is_a_time_where_one_of_its_characters_is(
    times: tuple[tuple[int, int], ...], start: int, length: int
) -> None:
    end = start + length
    found = any(left < end and start < right for left, right in times)
    assert _passage(times).is_time(start, end) is found


@given(TIMES, st.integers(0, 24), st.integers(0, 24))
def test_the_times_between_two_places_are_those_that_lie_there(
    times: tuple[tuple[int, int], ...], start: int, end: int
) -> None:
    passage = _passage(times)
    inside = tuple(time for time in times if start <= time[0] and time[1] <= end)
    assert list(passage.times_before(end, start)) == list(reversed(inside))
    if start <= end:
        assert passage.times_in(start, end) == inside
