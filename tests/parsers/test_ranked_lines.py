"""Rankings printed as running text (variety T13, T14, K3). All notices are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.document import Document
from schemas.notice import Notice

_HEAD = (
    "白石区人民政府办公室关于2023年度政务热线办理情况的通报\n各街道办事处：\n"
    "现将2023年度政务热线办理情况通报如下。\n"
)
_TAIL = "白石区人民政府办公室\n2024年1月15日\n"


def _read(text: str) -> tuple[Document, Notice]:
    document = read_bytes((_HEAD + text + _TAIL).encode(), "notice.txt")
    return document, parse(document)


def _told(text: str) -> list[list[tuple[int | None, str, str | None]]]:
    return [
        [
            (unit.rank, unit.unit, str(unit.total.value) if unit.total else None)
            for unit in table.rankings
        ]
        for table in _read(text)[1].tables
    ]


_THREE = [(1, "东湖街道", "91.35"), (2, "南浦街道", "90.2"), (3, "中和街道", "88")]


@pytest.mark.parametrize(
    "text",
    [
        "第一名：东湖街道，91.35分\n第二名：南浦街道，90.2分\n第三名：中和街道，88分\n",
        "第一名：东湖街道91.35分\n第二名：南浦街道90.2分\n第三名：中和街道88分\n",
        "第一名 东湖街道 91.35分；\n第二名 南浦街道 90.2分；\n第三名 中和街道 88分。\n",
        "第１名：东湖街道（91.35分）\n第２名：南浦街道（90.2分）\n第３名：中和街道（88分）\n",
        "各街道得分为：第1名:东湖街道(91.35);第2名:南浦街道(90.2);第3名:中和街道(88)。\n",
        "第一名东湖街道得分91.35分，第二名南浦街道得分90.2分，第三名中和街道得分88分。\n",
        "得分为：第1名:东湖街道(91.35);第2名:南浦街\n道(90.2);第3名:中和街道(88)。\n",
    ],
)
def test_t13_t14_a_ranking_in_lines_or_in_one_line_is_read(text: str) -> None:
    assert _told(text) == [_THREE]


def test_each_value_points_to_its_characters() -> None:
    document, notice = _read(
        "各街道：第1名:东湖街道(91.35);第2名:南浦街道(90.2);第3名:中和街道(88)。\n"
    )
    (table,) = notice.tables
    unit = table.rankings[1]
    assert unit.total is not None
    assert unit.rank_where is not None
    places = (unit.rank_where.span, unit.unit_where.span, unit.total.where.span)
    printed = [document.raw[place.start : place.end] for place in places]
    assert printed == ["第2名", "南浦街道", "90.2"]
    assert [column.printed for column in table.columns] == ["", "", ""]


def test_t14_each_group_has_a_table_of_its_own() -> None:
    _, notice = _read(
        "主城组：第1名:东湖街道(91);第2名:南浦街道(90);第3名:中和街道(88);\n"
        "远城组：第1名:西山乡(85);第2名:北塘镇(84.5);第3名:新桥镇(80)。\n"
    )
    assert [[unit.unit for unit in table.rankings] for table in notice.tables] == [
        ["东湖街道", "南浦街道", "中和街道"],
        ["西山乡", "北塘镇", "新桥镇"],
    ]
    assert [table.title for table in notice.tables] == ["主城组", "远城组"]


def test_k3_a_tie_in_lines_keeps_its_ranks() -> None:
    assert _told(
        "第一名：东湖街道，91分\n并列第二名：南浦街道，90分\n并列第二名：中和街道，90分\n"
        "第四名：西山街道，85分\n"
    ) == [
        [(1, "东湖街道", "91"), (2, "南浦街道", "90"), (2, "中和街道", "90"), (4, "西山街道", "85")]
    ]


def test_what_stands_beside_a_ranking_stays_prose() -> None:
    _, notice = _read(
        "全年共受理诉求2046件。各街道得分为：第1名:东湖街道(91.35);第2名:南浦街道(90.2);"
        "第3名:中和街道(88)。逾期未办结的有13件。\n"
    )
    printed = [statistic.printed for statistic in notice.statistics]
    assert "2046件" in [text.replace(" ", "") for text in printed] or "2046" in printed
    assert any("13" in text for text in printed)
    assert not any("91.35" in text for text in printed)


@pytest.mark.parametrize(
    "text",
    [
        "第一名：东湖街道，91.35分\n第二名：南浦街道，90.2分\n",
        "第二名：东湖街道，91分\n第三名：南浦街道，90分\n第四名：中和街道，88分\n",
        "第一名：东湖街道，91分\n第二名：南浦街道，95分\n第三名：中和街道，88分\n",
        "第一名：东湖街道，91分\n第二名：南浦街道，90分\n第三名：中和街道，88分\n第四名：待定\n",
        "东湖街道由上季度第9名升至第4名，南浦街道由第7名升至第3名，中和街道居第1名。\n",
        "第一季度受理诉求91件，第二季度受理诉求90件，第三季度受理诉求88件。\n",
        "第一名：东湖街道，同比上升9.3%\n第二名：南浦街道，同比上升8.2%\n"
        "第三名：中和街道，同比上升7.1%\n",
    ],
    ids=["two", "no first", "scores out of order", "half understood", "changes", "quarters", "%"],
)
def test_what_is_no_ranking_beyond_doubt_stays_text(text: str) -> None:
    assert _told(text) == []


def _of_four(ranks: str, scores: tuple[str, ...]) -> str:
    units = ("东湖街道", "柳湾镇", "白塔镇", "北原乡")
    entries = zip(ranks, units, scores, strict=True)
    return "；".join(f"第{rank}名：{unit}，得分{score}分" for rank, unit, score in entries) + "。\n"


@pytest.mark.parametrize(
    ("ranks", "scores"),
    [
        ("一二三四", ("96.5", "93.2", "94.1", "90.8")),
        ("一三二四", ("96.5", "94.1", "93.2", "90.8")),
    ],
    ids=["scores exchanged", "ranks exchanged"],
)
def test_an_exchange_among_four_leaves_the_ranking_whole(
    ranks: str, scores: tuple[str, ...]
) -> None:
    assert [len(table) for table in _told(_of_four(ranks, scores))] == [4]


def test_the_date_below_a_ranking_is_no_score_of_its_last_unit() -> None:
    units = ("东湖街道", "柳湾镇", "白塔镇", "北原乡", "石桥镇")
    lines = [f"第{rank}名：{unit}，{97 - rank}分\n" for rank, unit in enumerate(units, 1)]
    assert [len(table) for table in _told("".join(lines))] == [5]
    assert _told("".join([*lines, "第6名：待定\n"])) == []


def test_a_rank_and_a_score_out_of_order_among_four_leave_the_text_as_it_is() -> None:
    assert _told(_of_four("一三二四", ("96.5", "93.2", "94.1", "90.8"))) == []


_NUMBERS = "一二三四五六七八九十"


@given(
    scores=st.lists(
        st.decimals(min_value=10, max_value=100, places=2), min_size=3, max_size=10, unique=True
    ),
    chinese=st.booleans(),
    inline=st.booleans(),
    bracket=st.booleans(),
)
def test_a_drawn_ranking_written_as_text_comes_back(
    *, scores: list[object], chinese: bool, inline: bool, bracket: bool
) -> None:
    ordered = sorted((str(score) for score in scores), key=float, reverse=True)
    units = [f"{name}湾街道" for name in "东南西北上下左右内外"[: len(ordered)]]
    entries = []
    for place, (unit, score) in enumerate(zip(units, ordered, strict=True), 1):
        label = _NUMBERS[place - 1] if chinese else str(place)
        entries.append(f"第{label}名：{unit}" + (f"（{score}）" if bracket else f"，{score}分"))
    text = ("；".join(entries) + "。\n") if inline else "\n".join(entries) + "\n"
    expected = [(place, *pair) for place, pair in enumerate(zip(units, ordered, strict=True), 1)]
    assert _told(text) == [expected]


@pytest.mark.parametrize("wrong", ["第4名:南浦镇(90.6)", "第1名:南浦镇(90.6)"])
@pytest.mark.parametrize("place", range(6))
def test_one_rank_out_of_order_leaves_the_ranking_whole(wrong: str, place: int) -> None:
    names = ("东湖镇", "西山镇", "北渡镇", "柳林镇", "石桥镇", "新河镇")
    entries = [f"第{i}名:{name}({97 - i}.5)" for i, name in enumerate(names, 1)]
    entries[place] = entries[place].replace(f"第{place + 1}名", wrong[:3])
    assert [len(table) for table in _told(";".join(entries) + "。\n")] == [6]


def test_two_ranks_out_of_order_leave_the_text_as_it_is() -> None:
    text = (
        "第1名:东湖镇(97);第5名:西山镇(96);第3名:北渡镇(95);第9名:柳林镇(94);第5名:石桥镇(93)。\n"
    )
    assert _told(text) == []
