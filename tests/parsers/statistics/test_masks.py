"""Every entry of the mask vocabulary keeps a number out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.notice import Statistic
from schemas.vocabulary_files import vocabulary

Read = Callable[..., tuple[Statistic, ...]]
WORDS = [(kind, word) for kind, words in vocabulary("masks")["words"].items() for word in words]
PATTERNS = [(p["name"], text) for p in vocabulary("masks")["pattern"] for text in p["example"]]


@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_masked_word_is_no_statistic(read: Read, kind: str, word: str) -> None:
    tail = "热线" if kind == "hotlines" else "工作"
    assert read(f"各部门做好{word}{tail}，确保有序推进。") == ()


@pytest.mark.parametrize(("name", "text"), PATTERNS)
def test_example_of_a_mask_pattern_is_no_statistic(read: Read, name: str, text: str) -> None:
    assert read(f"有关单位落实了{text}，效果明显。") == (), name


@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_count_beside_a_masked_word_is_still_read(read: Read, kind: str, word: str) -> None:
    tail = "热线" if kind == "hotlines" else "工作"
    assert [s.value for s in read(f"做好{word}{tail}，办理工单38件。")] == [38]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("落实十一件事项", 11),
        ("发放资料110份", 110),
        ("受理来电1200件", 1200),
        ("耗时三十分钟", 30),
    ],
)
def test_longer_number_that_holds_a_masked_word_is_read(read: Read, text: str, value: int) -> None:
    assert [s.value for s in read(text + "。")] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "（一）咨询80件；（二）投诉40件。",
        "1.咨询80件；2.投诉40件。",
        "受理120件，其中（1）咨询80件；（2）投诉40件。",
        "受理120件，其中：（一）咨询80件，（二）投诉40件。",
        "受理120件：1、咨询80件。2、投诉40件。",
    ],
)
def test_the_label_of_an_item_is_neither_number_nor_name(read: Read, text: str) -> None:
    found = [(s.printed, s.metric) for s in read(text) if s.value != 120]
    assert found == [("80件", "咨询"), ("40件", "投诉")]


def test_no_masked_word_stands_twice() -> None:
    words = [word for _, word in WORDS]
    assert len(words) == len(set(words))


OTHERS = [
    "HJ212", "DB11", "ISO9001", "十万人口死亡", "万人口中", "第1至3期",
    "后三名依次为", "末两位:", "五年规划", "三年行动", "2年攻坚", "见表2",
    "附录3", "如图4", "热线12345678", "传真：7654321", "邮编434000", "代码12345",
    "账号：1234567", "QQ:12345", "0990—1234567", "https://a.cn", "a1@b.cn", "青A12345",
    "**12", "3:4", "1×2", "1+1", "1·2", "7*24小时",
    "8小时均值", "2小时办结率", "二次回访", "三个层面", "四个维度", "五个环节",
    "〔2023〕第6号",
]  # fmt: skip


@pytest.mark.parametrize("entry", vocabulary("masks")["pattern"], ids=lambda entry: entry["name"])
def test_no_text_without_the_characters_a_mask_pattern_needs_has_a_match(
    entry: dict[str, Any],
) -> None:
    texts = [*OTHERS, *(text.replace("：", ":") for _, text in PATTERNS)]
    found = [text for text in texts if re.search(entry["regex"], text, re.ASCII)]
    assert found
    assert all(set(group) & set(text) for group in entry["needs"] for text in found)


@given(st.data())
@pytest.mark.parametrize("entry", vocabulary("masks")["pattern"], ids=lambda entry: entry["name"])
def test_whatever_a_mask_pattern_finds_has_the_characters_that_it_needs(
    entry: dict[str, Any], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(re.compile(entry["regex"], re.ASCII)))
    for match in re.finditer(entry["regex"], text, re.ASCII):
        around = text[match.start() : match.end() + 12]  # what stands ahead may be asked for, too
        assert all(set(group) & set(around) for group in entry["needs"]), match[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("请拨打0990-1234567。", "0990-1234567"),
        ("请拨打099-12345678转8。", "099-12345678"),
        ("00990-1234567", None),
        ("10990-1234567", None),
        ("0990-123456789", None),
    ],
)
def test_a_telephone_number_is_no_piece_of_a_longer_one(text: str, number: str | None) -> None:
    (city,) = (p for p in vocabulary("masks")["pattern"] if "code of a city" in p["name"])
    found = re.search(city["regex"], text, re.ASCII)
    assert (found and found[0]) == number


@pytest.mark.parametrize(
    "text",
    [
        "一类隐患3处、二类隐患14处、三类20处。",
        "隐患共37处，其中一类3处、二类14处、三类20处。",
    ],
)
def test_the_numerals_of_classes_are_their_names(read: Read, text: str) -> None:
    found = [s for s in read(text) if s.value != 37]
    assert [(s.printed, s.metric[:2]) for s in found] == [
        ("3处", "一类"),
        ("14处", "二类"),
        ("20处", "三类"),
    ]


def test_a_number_of_classes_is_one_where_no_first_class_is_told(read: Read) -> None:
    assert [s.printed for s in read("存在问题四类20处。")] == ["四类", "20处"]
