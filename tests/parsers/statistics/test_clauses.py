"""Brackets, clauses and sentences, held to what a look at each character by itself finds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from parsers.statistics.clauses import Layout, lay_out
from parsers.statistics.lexer import lex

PAIRS = {")": "(", ">": "<"}


def _pairs(text: str) -> dict[int, int]:
    """Each bracket that is closed, and where: the nearest open one of its kind before."""
    closing: dict[int, int] = {}
    for at, char in enumerate(text):
        opened = [
            place
            for place in range(at)
            if text[place] == PAIRS.get(char)
            and place not in closing
            # What brackets that are closed leave open inside of them is a plain character.
            and not any(start < place < end for start, end in closing.items())
        ]
        if opened:
            closing[opened[-1]] = at
    return closing


def _plainly(text: str, marks: set[int]) -> Layout:
    """The same as `lay_out`, each character asked for by itself."""
    closing = _pairs(text)
    places = range(len(text))
    bracket = [max((o for o, c in closing.items() if o < at < c), default=-1) for at in places]

    def edges(at: int) -> list[int]:
        return [mark for mark in marks if bracket[mark] == bracket[at]]

    start = [
        max([bracket[at] + 1, *(mark + 1 for mark in edges(at) if mark < at)]) for at in places
    ]
    last = {-1: len(text), **closing}
    end = [min([last[bracket[at]], *(mark for mark in edges(at) if mark >= at)]) for at in places]
    outside = [mark for mark in sorted(marks) if bracket[mark] == -1]
    ends = [mark for mark in outside if text[mark] in "。!?"]
    halves = [mark for mark in outside if text[mark] in "。!?;"]
    return Layout(
        bracket,
        start,
        end,
        [sum(mark < at for mark in ends) for at in places],
        [sum(mark < at for mark in halves) for at in places],
        closing,
        [0, *(mark + 1 for mark in ends)],
    )


@given(st.text("件甲(<>),。;:!?\n", max_size=24))
@example("受理3件(网上2件)),办结(甲<乙)>。")
@example("(甲(乙,丙);丁。戊),己。(庚")
def test_every_character_has_the_clause_of_its_brackets(text: str) -> None:
    marks = {at for at, char in enumerate(text) if char in ",。;:!?\n"}
    assert lay_out(text, []) == _plainly(text, marks)


def test_the_comma_of_a_number_parts_nothing() -> None:
    text = "受理1,208件,办结3件,其中4,5件。"
    layout = lay_out(text, lex(text, bytearray(len(text))))
    assert {text[a:b] for a, b in zip(layout.start, layout.end, strict=True)} == {
        "受理1,208件", "办结3件", "其中4", "5件",
    }  # fmt: skip


def test_a_label_ends_a_clause() -> None:
    text = "其中(1)咨询80件,(2)投诉40件"
    layout = lay_out(text, [], [(2, 5), (11, 14)])
    assert layout.start[text.index("咨")] == 5
    assert layout.start[text.index("投")] == 14
    assert layout.end[0] == 4
