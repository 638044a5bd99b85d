"""One shape for widths and spaces, and the way back to what was printed."""

from __future__ import annotations

import pytest

from parsers.statistics.fold import _BLANK, _is_without_blanks, fold
from parsers.text import MappedText


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("受理 120 件", "受理120件"),
        (" 受理5件 ", "受理5件"),
        ("受理5 ", "受理5"),
        ("5 件", "5件"),
        ("办结率 ９８％，超额１，２０８件", "办结率98%,超额1,208件"),
        # Two numbers, or two Latin words, stay two; thousands are one number.
        ("2022 10 件", "2022 10件"),
        ("占用GB TB空间", "占用GB TB空间"),
        ("共1 208件", "共1208件"),
        ("共123 456件", "共123456件"),
        ("共12 345 678件", "共12345678件"),
        ("共1 20件", "共1 20件"),
        ("共1 2081件", "共1 2081件"),
        ("共1234 208件", "共1234 208件"),
        ("共1.5 208件", "共1.5 208件"),
        ("共1,5 208件", "共1,5 208件"),
        # A letter and a digit, or what is neither, is not parted.
        ("PM 2.5浓度", "PM2.5浓度"),
        ("第5 A区", "第5A区"),
        ("占地30m² 5处", "占地30m²5处"),
        ("12é 5件", "12é5件"),
        ("A 级景区", "A级景区"),
        ("申报 A类", "申报A类"),
        ("(一期) B座", "(一期)B座"),
        ("A (一期)", "A(一期)"),
        ("5 é2件", "5é2件"),
        ("3 —5件", "3—5件"),
        ("3— 5件", "3—5件"),
        # A line end may cut a number, and parts none.
        ("受理1\n208件", "受理1208件"),
        ("受理12\n 5件", "受理125件"),
        # Marks of notes are no text.
        ("受理①5件，办结[2]3件，整改²8处", "受理5件,办结3件,整改8处"),
    ],
)
def test_a_text_is_folded(printed: str, folded: str) -> None:
    found = fold(MappedText.at(printed, 7))
    assert found.text == folded
    # Each character leads back to the one it was printed as.
    assert len(found.index) == len(folded)
    assert found.printed(0, len(folded)) == printed.strip()
    assert found.printed(0, 0) == found.printed(1, 1) == ""
    assert fold(MappedText.at(found.squeezed(0, len(folded)), 0)).text.replace(
        " ", ""
    ) == folded.replace(" ", "")
    place = found.span(0, len(folded))
    assert printed[place.start - 7 : place.end - 7] == printed.strip()


def test_squeezed_words_have_no_spaces_and_keep_their_widths() -> None:
    found = fold(MappedText.at("办结率 ９８ ％，共5件", 0))
    assert found.squeezed(0, 6) == "办结率９８％"
    assert (found.squeezed(0, 3), found.squeezed(7, 10)) == ("办结率", "共5件")
    assert found.squeezed(3, 3) == ""


def test_a_text_is_said_to_hold_no_blank_only_where_none_can_be_found_in_it() -> None:
    every = [chr(code) for code in range(0x110000)]
    blanks = [char for char in every if _BLANK.search(f"受理{char}件")]
    assert len(blanks) > 30
    assert not [char for char in blanks if _is_without_blanks(f"受理{char}件")]
    assert _is_without_blanks("受理 120 件".replace(" ", ""))
    assert not _is_without_blanks("受理 120 件")
