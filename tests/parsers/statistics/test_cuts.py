"""Words that were cut down once mean the same again, and only where they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from parsers.statistics import cuts
from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    cuts.forget()
    yield
    cuts.forget()


def _told(found: tuple[Statistic, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(s.metric, s.subject, s.period) for s in found]


TEXTS = (
    "区住建局办理建议提案36件。", "全区共受理投诉36件。", "按期答复率达98.6%。",
    "行政复议方面36件。", "2023年受理投诉36件。", "各市场监管所受理投诉36件。",
    "受理投诉36件。", "在全区公开信息36条。", "公开信息36条。",
    "乡镇平均得分86.4分。", "县直部门平均得分88.1分。", "通过门户网站公开信息36条。",
    "区住建局办理建议 提案36件。", "共出动执法人员36人次。", "上半年前办结36件。",
    "前办结36件。", "在全市9个县中列第3位。办结36件。", "在全市9个县推广。办结36件。",
)  # fmt: skip


def test_what_is_known_of_words_does_not_change_what_they_say(read: Read) -> None:
    alone = []
    for text in TEXTS:
        cuts.forget()
        alone.append(_told(read(text)))
    cuts.forget()
    for order in (TEXTS, TEXTS[::-1]):
        for text in order:
            assert _told(read(text)) == alone[TEXTS.index(text)], text


def test_the_same_words_are_cut_once(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read("区住建局办理建议提案36件。")
    read("区司法局办理行政复议36件。")
    monkeypatch.setattr("parsers.statistics.left_words._cut", None)
    # Wherever they stand.
    assert _told(read("经核实，区住建局办理建议提案57件。")) == _told(first)
    assert first[0].subject == "区住建局"


@pytest.mark.parametrize(
    ("known", "other", "subject"),
    [
        # What stands before the words belongs to the name.
        ("市场监管所受理投诉36件。", "受理情况:全市场监管所受理投诉36件。", None),
        # The name is printed in full width.
        ("区A局办理建议提案36件。", "区Ａ局办理建议提案36件。", "区Ａ局"),
    ],
)
def test_words_that_look_the_same_and_are_not_are_cut_anew(
    read: Read, known: str, other: str, subject: str | None
) -> None:
    fresh = _told(read(other))
    cuts.forget()
    read(known)
    assert _told(read(other)) == fresh
    if subject is not None:
        assert fresh[0][1] == subject


@pytest.mark.parametrize("before", ["各", "全市", "辖区各", "今天全市"])
def test_what_stands_before_the_words_that_are_looked_at_belongs_to_the_name(
    read: Read, before: str
) -> None:
    # Sixty characters are looked at: they end within the name.
    words = f"市场监管所受理{'食品安全' * 12}方面的投诉"
    assert len(words) == 60
    read(f"受理情况:{words}36件。")
    [found] = read(f"{before}{words}36件。")
    assert found.subject == f"{before[-2:].removeprefix('区')}市场监管所"


def test_a_word_right_behind_a_time_may_belong_to_it(read: Read) -> None:
    words = f"以来{'食品安全' * 14}投诉"
    assert len(words) == 60
    assert read(f"办理情况:{words}36件。")[0].metric.startswith("以来")
    assert not read(f"上半年{words}36件。")[0].metric.startswith("以来")


def test_a_name_is_told_as_it_is_printed_wherever_it_was_met_first(read: Read) -> None:
    read("区Ａ局办理建议提案36件。")
    assert read("区A局办理建议提案36件。")[0].subject == "区A局"


def test_no_more_is_kept_than_allowed(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "_MOST", 3)
    for text in TEXTS:
        read(text)
        assert len(cuts._known) <= 3


def test_what_is_forgotten_is_as_in_a_fresh_process(read: Read) -> None:
    read(TEXTS[0])
    assert cuts._known
    cuts.forget()
    assert not cuts._known
