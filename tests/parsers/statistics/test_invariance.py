"""Spaces, widths and length change nothing but places and time in proportion."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.statistics import read_statistics
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


@pytest.mark.parametrize(
    "unit",
    [
        "其中", "9", "9,", "（", "（3个", "其中3个", "3个、", "3个，其中2个，", "分别3、", "一",
        "“", "《", "3~", "比上年增长3%，", "占", "个", "第3", "1/", "3个（2个）", "二〇", ")",
        "由3件", "按地区分3个。", "合计3个",
    ],
)  # fmt: skip
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        raw = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        read(raw)
        return time.process_time() - start

    seconds(1_000)
    short, long = seconds(5_000), seconds(20_000)
    assert long < 10 * short + 0.5
