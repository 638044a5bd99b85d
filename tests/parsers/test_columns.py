"""Header texts taken apart, the words of columns, and the roles that a whole table gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.columns import (
    assign_roles,
    bare_limit,
    bare_name,
    has_measure,
    is_column_name,
    is_known_header,
    is_rate,
    makes_name,
    role_word,
    split_header,
)
from schemas.notice import Role


@pytest.mark.parametrize(
    ("printed", "name", "max_score", "weight"),
    [
        ("信息发布（35分）", "信息发布", "35", None),
        ("信息发布(满分35)", "信息发布", "35", None),
        ("信息发布【35.5分】", "信息发布", "35.5", None),
        ("信息发布满分35", "信息发布", "35", None),
        ("信息发布35分", "信息发布", "35", None),
        ("日常督查（30%）", "日常督查", None, "0.3"),
        ("日常督查权重30%", "日常督查", None, "0.3"),
        ("日常督查占总分30%", "日常督查", None, "0.3"),
        ("日常督查（40分）（权重30%）", "日常督查", "40", "0.3"),
        ("日常督查（40分）（50分）", "日常督查（50分）", "40", None),  # the first is taken
        ("日常督查（30%）（20%）", "日常督查（20%）", None, "0.3"),
        ("信息发布（35分）满分40", "信息发布满分40", "35", None),
        ("日常督查（30%）权重20%", "日常督查权重20%", None, "0.3"),
        ("信息发布（35）", "信息发布（35）", None, None),
        ("2023年第1季度", "2023年第1季度", None, None),
        ("得分（分）", "得分（分）", None, None),
    ],
)
def test_a_header_is_parted_into_name_maximum_and_weight(
    printed: str, name: str, max_score: str | None, weight: str | None
) -> None:
    header = split_header(printed)
    assert header.name == name
    assert header.max_score == (None if max_score is None else Decimal(max_score))
    assert header.weight == (None if weight is None else Decimal(weight))


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("信息发布（30）", ("信息发布", Decimal(30))),
        ("信息发布 [30.5]", ("信息发布", Decimal("30.5"))),
        ("（30）", None),
        ("信息发布（30）项", None),
        ("信息发布（3000）", None),
        ("信息发布（一）", None),
    ],
)
def test_a_number_in_brackets_behind_a_name_may_be_its_limit(
    printed: str, found: tuple[str, Decimal] | None
) -> None:
    assert bare_limit(printed) == found


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("得 分（分）", "得分"),
        ("办结率(%)", "办结率"),
        ("产值（单位：万元）", "产值"),
        ("（万元）", "（万元）"),  # nothing would be left
        ("乡镇（街道）", "乡镇（街道）"),
        ("得分", "得分"),
    ],
)
def test_a_bracket_that_only_gives_a_unit_is_no_part_of_a_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("名 次", "rank"),
        ("全乡排名", "rank"),  # by its end
        ("上期排名", "other"),  # the whole name goes before the end of another
        ("镇（乡、街道）", "unit"),
        ("镇（乡、街道", "unit"),
        ("镇长（乡长）", None),
        ("得分（分）", "points"),
        ("产值（万元）", "measure"),
        ("产值（分）", None),
        ("环境整治", None),
        ("平时加分", "bonus"),
        ("平时减分", "penalty"),
        ("平时扣分", "deduction"),
        ("加减分", "bonus"),  # with its sign
        ("平时加扣分", "bonus"),
        ("加（减）分", "bonus"),
        ("加减分说明", "remark"),
        ("全年得分", "points"),
    ],
)
def test_a_name_falls_under_the_words_of_columns(name: str, word: str | None) -> None:
    assert role_word(name) == word


def test_points_and_per_cent_are_no_other_measure() -> None:
    assert [has_measure(f"完成（{unit}）") for unit in ("万元", "分", "%", "好")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_rate_is_known_by_its_name() -> None:
    assert is_rate("办结率(%)")
    assert not is_rate("办结数")


def test_the_end_of_a_name_alone_makes_no_column_name() -> None:
    assert is_column_name("街道")
    assert not is_column_name("柳湾街道")


@pytest.mark.parametrize(
    ("upper", "lower", "makes"),
    [
        ("综合得", "分（100分）", True),
        ("综合", "得分", True),  # the lower piece is one as well, but the whole is listed
        ("全乡排", "名", True),
        ("过程管理", "现场核查扣分", False),  # the lower piece is a name by itself
        ("环境", "整治", False),
    ],
)
def test_two_pieces_make_a_name_where_the_lower_is_none_by_itself(
    upper: str, lower: str, makes: bool
) -> None:
    assert makes_name(upper, lower) is makes


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("环境整治（30分）", True),
        ("环境整治（30%）", True),
        ("（30分）", False),  # a limit of nothing
        ("环境整治", False),
        ("总分", True),
    ],
)
def test_a_header_is_known_by_its_words_or_by_a_limit_with_a_name(text: str, known: bool) -> None:
    assert is_known_header(text) is known


@pytest.mark.parametrize(
    ("words", "depths", "roles"),
    [
        # 得分 is the total where nothing else is.
        (["unit", None, "points"], [1, 1, 1], ["unit", "score", "total"]),
        (["unit", "points", "total"], [1, 1, 1], ["unit", "score", "total"]),
        # Of several the last at the top level, and none under a group.
        (["points", "points", "points"], [1, 1, 2], ["score", "total", "score"]),
        (["points", "points"], [2, 2], ["score", "score"]),
        (["points", "remark"], [1, 1], ["total", "remark"]),
        # Of several totals the last is the table's.
        (["total", "unit", "total"], [1, 1, 1], ["subtotal", "unit", "total"]),
        (["total", "points", "total"], [1, 1, 1], ["subtotal", "score", "total"]),
        # Where some stand below a group (公开 { … 合计 }) it is the last of the others.
        (["unit", "total", None, "total"], [1, 1, 2, 2], ["unit", "total", "score", "subtotal"]),
        (["unit", "total", "total"], [1, 2, 2], ["unit", "subtotal", "total"]),
        (["serial", "indicator", "limit", "rate", "measure"], [1] * 5, ["other"] * 5),
        (["rank", "bonus", "grade"], [1, 1, 1], ["rank", "bonus", "grade"]),
    ],
)
def test_a_whole_table_gives_its_columns_their_roles(
    words: list[str | None], depths: list[int], roles: list[str]
) -> None:
    assert assign_roles(words, depths, [True] * len(words)) == [Role(role) for role in roles]


def test_a_column_that_no_word_names_is_a_score_where_it_holds_numbers() -> None:
    assert assign_roles([None, None], [1, 1], [True, False]) == [Role.SCORE, Role.OTHER]
