"""Spaces, widths and line ends change nothing but places."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.statistics.speed_texts import sentences
from parsers import words
from parsers.lexicon import installed_dictionary
from parsers.notice import parse
from parsers.readers import read as read_file
from parsers.statistics import cuts, read_statistics
from parsers.text import MappedText, Paragraph
from schemas.notice import Statistic

TEXT = (
    "青禾区共有站点146个（北片60个，南片86个），全年受理来电12.6万件，同比增长5.2%，办结率98.5%，"
    "其中咨询类3.1万件，占24.6%；可办事项由120项增至150项，近九成单位完成整改，自然增长率为-0.57‰。"
)
WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789.%()"} | {ord("（"): "(", ord("）"): ")"}


def read(raw: str) -> tuple[Statistic, ...]:
    paragraph = Paragraph(text=MappedText.at(raw, 0), page=1, section=None)
    return read_statistics([paragraph], data_year=2022, region_name="青禾区", sections=())[0]


def meaning(found: tuple[Statistic, ...]) -> list[object]:
    return [
        (s.value, s.unit, s.kind, s.bound, s.parent, s.relation, s.status, s.period) for s in found
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, len(TEXT) - 1), max_size=30))
def test_inserted_spaces_change_nothing(places: list[int]) -> None:
    cuts = {p for p in places if not (TEXT[p - 1].isdigit() and TEXT[p].isdigit())}
    raw = "".join((" " if i in cuts else "") + char for i, char in enumerate(TEXT))
    assert meaning(read(raw)) == meaning(read(TEXT))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.booleans(), min_size=len(TEXT), max_size=len(TEXT)))
def test_width_changes_nothing(wide: list[bool]) -> None:
    raw = "".join(c.translate(WIDE) if w else c for c, w in zip(TEXT, wide, strict=True))
    assert meaning(read(raw)) == meaning(read(TEXT))


@settings(deadline=None, max_examples=60)
@given(st.integers(1, len(TEXT) - 1))
def test_line_end_at_any_place_changes_nothing(place: int) -> None:
    assert meaning(read(TEXT[:place] + "\n" + TEXT[place:])) == meaning(read(TEXT))


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        alphabet="其中共占比增减至由从分别、，。；（）<>0123456789.%‰个件万亿一二十零余近各年月第《》“”",
        max_size=80,
    )
)
def test_no_text_breaks_the_reader(raw: str) -> None:
    for statistic in read(raw):
        span = statistic.where.span
        assert raw[span.start : span.end] == statistic.printed


SAMPLES = Path(__file__).parents[3] / "samples"
REAL = Path(__file__).parents[4] / "shared" / "notices"


def everything_read() -> list[tuple[object, ...]]:
    """All numbers of the samples, of the real notices where they are, and of drawn sentences."""
    words.tag.cache_clear()
    cuts._known.clear()
    sources = [*sorted(SAMPLES.glob("*/notice.txt")), *sorted(REAL.glob("*.txt"))]
    notices = [parse(read_file(path)) for path in sources]
    drawn = [read(text) for text in islice(sentences(seed=3), 1500)]
    return [*((n.statistics, n.findings) for n in notices), *drawn]


def test_both_taggers_give_the_same_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    dictionary = installed_dictionary()
    found = []
    for tagger in (words.Jieba(dictionary), words.Rjieba(dictionary)):
        monkeypatch.setattr(words, "tagger", lambda made=tagger: made)
        found.append(everything_read())
    words.tag.cache_clear()
    cuts._known.clear()
    assert found[0] == found[1]
    assert sum(len(statistics) for statistics in found[0][-1500:]) > 5000
