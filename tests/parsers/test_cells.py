"""What stands in one cell: lines joined, numbers, ranks, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.cells import fold, number, rank, tidy, tidy_cell


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("能力\n保障 (20分)", "能力保障 (20分)"),
        ("service\nwindow", "service window"),
        ("service \n window", "service window"),
        ("service\n窗口", "service窗口"),  # no blank beside Chinese
        ("窗口\nservice", "窗口service"),
        ("98\n分", "98分"),
        ("98\n50", "9850"),  # nor within a number
        ("9\nlines", "9lines"),
        ("lines\n9", "lines9"),
        ("ab(\nc", "ab(c"),
        ("ab\n(c", "ab(c"),
        ("\n公开\n", "公开"),
        ("a\n\nb", "a b"),
        ("α\nb", "αb"),
        # Only what meets at the break counts.
        ("service\nA窗口", "service A窗口"),
        ("窗x\nb", "窗x b"),
        ("9x\nb", "9x b"),
        ("x\nb9", "x b9"),
        ("x y\nz", "x y z"),
    ],
)
def test_broken_lines_are_joined_with_a_blank_between_words_alone(text: str, joined: str) -> None:
    assert tidy_cell(text) == joined


def test_blanks_beside_chinese_go_and_between_words_stay() -> None:
    assert tidy(" 关于 2022\n年  old  news ") == "关于2022年old news"


def test_folding_keeps_every_place() -> None:
    wide = "（３５％）−１–２　Ａ～"
    assert fold(wide) == "(35%)-1-2 A~"
    assert len(fold(wide)) == len(wide)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33", "33"),
        ("８７.５０分", "87.50"),
        (" 1,082.5 ", "1082.5"),
        ("-3", "-3"),
        ("+3", "3"),
        ("−3", "-3"),
        ("9 分", "9"),
        ("0", "0"),
        ("86.140000000000001", "86.140000000000001"),  # as spreadsheets print it
        ("123456789012.345678", "123456789012.345678"),
    ],
)
def test_a_number_is_read_with_its_digits(text: str, value: str) -> None:
    read = number(text)
    assert (read.kind, str(read.value)) == ("number", value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("—", "none"),
        ("/", "none"),
        ("3O", "unread"),
        ("9 8", "unread"),
        ("9\n8", "unread"),
        ("9. 5", "unread"),
        ("12,34", "unread"),
        ("98%", "unread"),
        ("98个", "unread"),
        ("分", "unread"),
        ("9" * 19, "unread"),
        ("0." + "0" * 17 + "1", "unread"),
        ("0" * 100, "unread"),
    ],
)
def test_what_is_no_number_says_why(text: str, kind: str) -> None:
    assert (number(text).kind, number(text).value) == (kind, None)


def test_a_rate_may_bear_its_sign() -> None:
    assert number("98.5%", is_rate=True).value == number("98.5", is_rate=True).value
    assert number("98.5%%", is_rate=True).kind == "unread"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("第3名", 3),
        ("第十二名", 12),
        ("二", 2),
        ("并列第3", 3),
        ("4（并列）", 4),
        ("并列4", 4),
        ("第 5 名", 5),
        ("6位", 6),
    ],
)
def test_a_rank_is_read_in_its_forms(text: str, value: int) -> None:
    assert rank(text).value == Decimal(value)
    assert rank(text).kind == "number"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("—", "none"),
        ("优秀", "unread"),
        ("1 2", "unread"),
        ("1.5", "unread"),
        ("12345", "unread"),
        ("十百", "unread"),
    ],
)
def test_what_is_no_rank_says_why(text: str, kind: str) -> None:
    assert (rank(text).kind, rank(text).value) == (kind, None)
