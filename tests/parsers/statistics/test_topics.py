"""What a number without words of its own counts: taken up from the text before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


def metrics(found: tuple[Statistic, ...]) -> list[str]:
    return [one.metric for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A place in an order is that of the points, or of what else was named.
        ("综合得分95.6分，办结诉求120件，居全省第2位。", "综合得分"),
        ("受理诉求120件，居第3位。", "受理诉求"),
        ("全区受理诉求120件，在12个街道中列第4位。", "受理诉求"),
        ("综合得分95分，受理诉求较上年的94件有所增加，居第3位。", "综合得分"),
        # Two names are no noun of what is highest.
        ("物业、供水投诉最高，达46%。", ""),
        # A difference is one of the last amount.
        ("受理诉求120件，满意率95%，同比增加8件。", "受理诉求"),
    ],
)
def test_a_number_without_words_takes_up_what_was_told_before(
    read: Read, text: str, expected: str
) -> None:
    assert read(text)[-1].metric == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("群众满意率，由95%提高到98%。", ["群众满意率", "群众满意率"]),
        ("全县综合得分，由95分提高到98分。", ["综合得分", "综合得分"]),
        ("访问量持续攀升，同比增长35%。", ["访问量"]),
        ("信访件数，共120件。", ["信访件数"]),
        ("地区生产总值，达120亿元。", ["地区生产总值"]),
        # What the clause tells with its noun is no noun.
        ("群众持续满意，由95%提高到98%。", ["", ""]),
    ],
)
def test_the_clause_before_a_number_may_be_its_noun(
    read: Read, text: str, expected: list[str]
) -> None:
    assert metrics(read(text)) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("超标", "超标"), ("农药残留超标", "农药残留超标"), ("错", "")],
)
def test_a_share_alone_in_brackets_is_of_the_noun_before_them(
    read: Read, noun: str, expected: str
) -> None:
    assert metrics(read(f"{noun}（占34.6%）。")) == [expected]


@pytest.mark.parametrize("size", [11, 12, 13])
def test_a_label_before_its_count_has_twelve_characters_at_most(read: Read, size: int) -> None:
    label = "供水管网老化渗漏停水漏水问题"[-size:]
    assert metrics(read(f"{label}。共341件。")) == [label if size < 13 else ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is held against a level is what each of the names has, …
        ("高于全区平均得分的有甲镇（95.2分）、乙镇（94分）。", ["得分", "得分"]),
        ("低于全区平均满意率的有甲镇（95.2%）、乙镇（94%）。", ["满意率", "满意率"]),
        ("得分高于全区平均值的有甲镇（95.2分）、乙镇（94分）。", ["得分", "得分"]),
        # … and a mean that it is held against is not.
        ("高于全区平均值的有甲镇（95.2分）、乙镇（94分）。", ["", ""]),
        ("高于平均分的有甲镇（95.2分）、乙镇（94分）。", ["", ""]),
        ("工单超期未办结的有甲局12件、乙局8件。", ["工单超期未办结", "工单超期未办结"]),
    ],
)
def test_what_a_list_of_names_is_about(read: Read, text: str, expected: list[str]) -> None:
    assert metrics(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "metric", "subject"),
    [
        ("各镇受理投诉情况如下，柳湾镇12件。", "受理投诉", "柳湾镇"),
        ("各镇受理投诉情况，柳湾镇12件。", "", "柳湾镇"),
        # A heading of more than five words is a sentence.
        ("老旧小区电梯消防设施情况：柳湾镇12件。", "老旧小区电梯消防设施", "柳湾镇"),
        ("老旧小区电梯消防设施设备情况：柳湾镇12件。", "", "柳湾镇"),
        ("全区：柳湾镇12件。", "", "柳湾镇"),
        ("全区：白石区12个。", "", "白石区"),
        ("朝阳区发放资金情况：柳湾镇12万元。", "发放资金", "柳湾镇"),
        ("全区得分最高的是柳湾镇，为95分。", "得分", "柳湾镇"),
        ("本月办件量最高的是柳湾镇，为95件。", "办件量", "柳湾镇"),
        ("此次考核得分最高的是柳湾镇，为95分。", "考核得分", "柳湾镇"),
        ("其中得分最高的是柳湾镇，为95分。", "得分", "柳湾镇"),
        # A quoted name has what was told to be the highest, and so have those behind it.
        ("“河道管护”项目得分最高，达93.7分，乡镇81.2分。", "得分", "乡镇"),
        ("不合格7个（食品5个），云岭乡占4个。", "不合格", "云岭乡"),
    ],
)
def test_what_is_told_of_a_name(read: Read, text: str, metric: str, subject: str) -> None:
    found = read(text)[-1]
    assert (found.metric, found.subject) == (metric, subject)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理量下降5%，枫林乡增长3%。", ["受理量", "受理量"]),
        ("柳湾镇受理量下降5%，枫林乡增长3%。", ["受理量", "受理量"]),
        # Whose it is, and nothing tells of what.
        ("柳湾镇增长3%，枫林乡下降2%。", ["", ""]),
        ("枫林乡增长3%。", [""]),
    ],
)
def test_a_name_is_never_what_changed(read: Read, text: str, expected: list[str]) -> None:
    found = read(text)
    assert metrics(found) == expected
    assert found[-1].subject == "枫林乡"


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("超期未办结", "超期未办结"),
        ("未按规定时限答复", "未按规定时限答复"),
        ("未按规定的时限答复", ""),
    ],
)
def test_what_bodies_did_not_do_is_counted_by_each(read: Read, done: str, expected: str) -> None:
    assert metrics(read(f"2家单位{done}，分别为甲局31件、乙局5件。"))[1:] == [expected, expected]


def test_whose_change_is_the_utmost_is_not_whom_the_sentence_is_about(read: Read) -> None:
    found = read("降幅最大的是柳湾镇，同比下降12%；办结率98%。")
    assert [one.subject for one in found] == ["柳湾镇", None]


@pytest.mark.parametrize(("size", "is_read"), [(39, True), (40, True), (41, False)])
def test_a_clause_of_more_than_forty_characters_names_nobody(
    read: Read, size: int, is_read: bool
) -> None:
    clause = (
        f"{'经各级各部门和全体干部职工的共同努力与配合今年全年的日常考核' * 2}得分最高的是柳湾镇"[
            -size:
        ]
    )
    assert (read(f"{clause}，为95分。")[0].metric != "") is is_read


def test_a_long_description_names_its_last_fourteen_characters(read: Read) -> None:
    told = "经各级政务服务热线工作人员逐件核实仍有工单超期未办结"
    assert read(f"{told}的有甲局12件、乙局8件。")[0].metric == told[-14:]
