"""Repair of radicals, and what cannot be repaired."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.characters import (
    character_findings,
    folded,
    is_ordinary,
    pairs,
    repair,
    repairs,
    suspicious,
)
from schemas.places import Provenance, Span
from schemas.vocabulary_files import vocabulary

ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.characters(min_codepoint=0x2E80, max_codepoint=0x2FDF),
        st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF),
        st.characters(min_codepoint=0x2F800, max_codepoint=0x2FA1F),
    )
)


@given(ANYTHING)
def test_repair_keeps_the_length_and_is_done_once(text: str) -> None:
    once = repair(text)
    assert len(once) == len(text)
    assert repair(once) == once


def test_every_kangxi_radical_is_repaired_as_unicode_says_but_the_simplified_one() -> None:
    overrides = dict(pairs(vocabulary("characters")["simplified"]["overrides"]))
    assert overrides == {"⼾": "户"}
    for code in range(0x2F00, 0x2FD6):
        char = chr(code)
        meant = overrides.get(char, unicodedata.normalize("NFKC", char))
        assert repair(char) == meant


def test_every_assigned_radical_but_one_has_a_repair_that_is_no_radical() -> None:
    codes = [c for c in range(0x2E80, 0x2FE0) if unicodedata.name(chr(c), "")]
    assert [c for c in codes if c not in repairs()] == [0x2E80]
    assert not any(0x2E80 <= ord(meant) <= 0x2FDF for meant in repairs().values())


def test_no_entry_stands_twice() -> None:
    data = vocabulary("characters")
    found = [f for block in data["radicals"].values() for f, _ in pairs(block)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "pair",
    [
        "⼾户",
        "⻩黄",
        "⻪黾",
        "⻔门",
        "⺠民",
        "⻚页",
        "⻅见",
        "⻓长",
        "⻋车",
        "⻢马",
        "⻥鱼",
        "⻦鸟",
        "⻨麦",
        "⻬齐",
        "⻮齿",
        "⻰龙",
        "⻳龟",
        "⻉贝",
        "⻘青",
        "⻄西",
        "⻆角",
        "⻜飞",
        "⻝食",
        "⻛风",
        "⻙韦",
        "⻁虎",
        "⻤鬼",
        "⽔水",
        "⽯石",
        "⾏行",
        "⾯面",
        "⼀一",
        "⼆二",
        "⽉月",
        "⽇日",
        "⾦金",
        "⾥里",
    ],
)
def test_radicals_of_simplified_text(pair: str) -> None:
    assert repair(pair[0]) == pair[1]


def test_compatibility_ideographs_are_repaired() -> None:
    assert repair("\uf9e9\uf90a\U0002f800") == "里金丽".replace("丽", "\u4e3d")


@pytest.mark.parametrize("text", ["１２％（分）", "①②", "　 \t\n", "﨎﨏", "98.5", "𠮷野"])
def test_ordinary_characters_are_left_alone(text: str) -> None:
    assert repair(text) == text
    assert suspicious(text) == []


@pytest.mark.parametrize(
    ("char", "reason"),
    [
        ("\ufffd", "replacement"),
        ("\ue5e5", "private use"),
        ("\U000f0001", "private use"),
        ("\x00", "control"),
        ("\x7f", "control"),
        ("\u200b", "invisible"),
        ("\ufeff", "invisible"),
        ("\u202e", "invisible"),
        ("\ufe00", "invisible"),
        ("\uffff", "noncharacter"),
        ("⺀", "radical"),
    ],
)
def test_what_cannot_be_repaired_is_suspicious(char: str, reason: str) -> None:
    (suspect,) = suspicious(f"青禾{char}区")
    assert (suspect.char, suspect.at, suspect.reason) == (char, 2, reason)


def test_a_repaired_radical_is_no_warning() -> None:
    assert suspicious("区⽔利局⼾⻔") == []
    assert character_findings("⽔", Provenance(page=1, span=Span(0, 1))) == []


def test_a_finding_names_the_code_points_and_hides_no_text() -> None:
    where = Provenance(page=2, span=Span(5, 12))
    (found,) = character_findings("甲\u202e局\ufffd 98", where)
    assert (found.rule, found.where) == ("CHR01", where)
    assert "U+202E, U+FFFD" in found.message_en
    assert "\u202e" not in found.message_en + found.message_zh
    assert "甲□局□ 98" in found.message_zh


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("区⽔利局", "区 水利局", True),
        ("⼾", "戶", True),
        ("（35分）", "(35分)", True),
        ("９８", "98", True),
        ("98", "93", False),
        ("户", "护", False),
    ],
)
def test_two_readings_are_compared_without_width_and_space(
    one: str, other: str, same: bool
) -> None:
    assert (folded(one) == folded(other)) is same


def test_what_is_ordinary_is_neither_mended_nor_suspicious() -> None:
    mended = "".join(map(chr, repairs()))
    assert [char for char in mended if is_ordinary(char)] == []
    assert is_ordinary("柳湾镇 98.5（并列）")
    assert not is_ordinary("柳湾镇\ue003")
