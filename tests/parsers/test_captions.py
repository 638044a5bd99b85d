"""What a table is called, whom it ranks, and of which annex it is. All notices are invented."""

from __future__ import annotations

import pytest

from parsers.rankings.engine import read_tables
from parsers.readers import read_bytes
from parsers.structure.engine import read_structure

_MAIN = (
    "关于2022年政务公开考核情况的通报\n\n各街道办事处：\n\n现将考核情况通报如下。\n\n{listed}"
    "云溪区人民政府办公室\n\n2023年1月15日\n\n"
)
_ROWS = (
    "名次\t单位\t公开(60分)\t服务(40分)\t总分\n1\t东湖街道\t58\t38\t96\n2\t南浦街道\t55\t37\t92\n"
    "3\t石桥街道\t50\t36\t86"
)


def _captions(annexes: str, listed: str = "") -> list[tuple[str | None, str | None, int | None]]:
    """Title, group and attachment number of each table; [表] stands for one."""
    text = _MAIN.format(listed=listed) + annexes.replace("[表]", _ROWS) + "\n"
    tables, _ = read_tables(read_structure(read_bytes(text.encode(), "notice.txt")))
    return [(table.title, table.group, table.attachment) for table in tables]


def _untold_annexes(annexes: str, main: str = _MAIN, listed: str = "") -> list[str]:
    """The annexes of which it is said that a table is promised and none recognised."""
    text = main.format(listed=listed) + annexes
    _, findings = read_tables(read_structure(read_bytes(text.encode(), "notice.txt")))
    return [finding.subject or "" for finding in findings if finding.rule == "AMB01"]


@pytest.mark.parametrize(
    ("annexes", "captions"),
    [
        ("[表]", [(None, None, None)]),
        ("考核得分表(街道)\n\n[表]", [("考核得分表(街道)", "街道", None)]),
        ("附件1 考核得分表(街道)\n\n[表]", [("考核得分表(街道)", "街道", 1)]),
        ("附件1\n\n考核得分表(街道)\n\n[表]", [("考核得分表(街道)", "街道", 1)]),
        # The title above the table is its own; the annex tells who is ranked.
        ("附件1 考核得分表(街道)\n\n一季度得分\n\n[表]", [("一季度得分", "街道", 1)]),
        ("附件1 考核得分表(街道)\n\n一季度得分(园区)\n\n[表]", [("一季度得分(园区)", "园区", 1)]),
        (
            "附件1 考核得分表(街道)\n\n一季度\n\n[表]\n\n二季度\n\n[表]",
            [("一季度", "街道", 1), ("二季度", "街道", 1)],
        ),
        # What stands above a table is no title of the table behind it.
        (
            "附件1 考核得分表(街道)\n\n[表]\n\n以下按原始得分排序。\n\n[表]",
            [("考核得分表(街道)", "街道", 1), (None, "街道", 1)],
        ),
        # Below the heading stands the title of the first table, which says nothing of the next.
        (
            "附件1\n\n考核得分表(街道)\n\n[表]\n\n部门得分表\n\n[表]",
            [("考核得分表(街道)", "街道", 1), ("部门得分表", None, 1)],
        ),
        (
            "附件1\n\n考核得分表(街道)\n\n[表]\n\n以下按原始得分排序。\n\n[表]",
            [("考核得分表(街道)", "街道", 1), (None, None, 1)],
        ),
        (
            "附件1\n\n考核得分表\n\n[表]\n\n附件2\n\n得分表(部门)\n\n[表]",
            [("考核得分表", None, 1), ("得分表(部门)", "部门", 2)],
        ),
        # A single annex needs no number; two without one have none.
        ("附件\n\n考核得分表\n\n[表]", [("考核得分表", None, 1)]),
        (
            "附件\n\n考核得分表\n\n[表]\n\n附件\n\n部门得分表\n\n[表]",
            [("考核得分表", None, None), ("部门得分表", None, None)],
        ),
    ],
)
def test_a_table_has_the_title_above_it_or_that_of_its_annex(
    annexes: str, captions: list[tuple[str | None, str | None, int | None]]
) -> None:
    assert _captions(annexes) == captions


@pytest.mark.parametrize(
    ("annexes", "captions"),
    [
        ("附件1\n\n[表]", [("一季度考核得分(街道)", "街道", 1)]),
        ("附件2\n\n[表]", [("二季度考核得分(部门)", "部门", 2)]),
        ("附件2\n\n考核得分表\n\n[表]", [("考核得分表", "部门", 2)]),
        ("附件2 考核得分表(园区)\n\n[表]", [("考核得分表(园区)", "园区", 2)]),
        ("附件3\n\n[表]", [(None, None, 3)]),
        # What stands before the annexes is in none of those that are announced.
        ("[表]", [(None, None, None)]),
    ],
)
def test_a_table_without_a_title_has_the_one_that_announces_its_annex(
    annexes: str, captions: list[tuple[str | None, str | None, int | None]]
) -> None:
    listed = "附件：1.一季度考核得分(街道)\n2.二季度考核得分(部门)\n\n"
    assert _captions(annexes, listed) == captions


_RUN_TOGETHER = "名次单位公开(60分)服务(40分)总分1东湖街道583896 2南浦街道553792 3石桥街道503586"


@pytest.mark.parametrize(
    ("annexes", "untold"),
    [
        ("附件1 考核得分表\n\n东湖街道得九十六分。\n", ["考核得分表"]),
        # That its cells ran together is said already, wherever in the annex they stand.
        (f"附件1 考核得分表\n\n{_RUN_TOGETHER}\n", []),
        (f"附件1 考核得分表\n\n得分如下。\n\n{_RUN_TOGETHER}\n", []),
        # It is said of the annex that they stand in, and of no other.
        (
            f"附件1 考核得分表\n\n{_RUN_TOGETHER}\n\n附件2 部门得分表\n\n县教育局得九十分。\n",
            ["部门得分表"],
        ),
        (
            f"附件1 部门得分表\n\n县教育局得九十分。\n\n附件2 考核得分表\n\n{_RUN_TOGETHER}\n",
            ["部门得分表"],
        ),
    ],
)
def test_an_annex_without_the_table_it_promises_is_told_once(
    annexes: str, untold: list[str]
) -> None:
    assert _untold_annexes(annexes) == untold


def test_an_annex_whose_heading_ran_together_with_its_table_is_told_once() -> None:
    rows = _RUN_TOGETHER.replace(" ", "")
    annex = f"附件1 考核得分表{rows}\n\n以上为考核得分。\n"
    assert _untold_annexes(annex, listed="附件：1.考核得分表\n\n") == []
    annex = "附件1\n\n以上为考核得分。\n"
    assert _untold_annexes(annex, listed="附件：1.考核得分表\n\n") == ["考核得分表"]


def test_what_the_notice_lacks_does_not_hide_what_an_annex_lacks() -> None:
    # Neither organ nor date of issue: what is said of that has no place.
    main = "关于2022年政务公开考核情况的通报\n\n现将考核情况通报如下。\n\n{listed}"
    assert _untold_annexes("附件1 考核得分表\n\n东湖街道得九十六分。\n", main) == ["考核得分表"]
