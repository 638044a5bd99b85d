"""Phenomena of real notices that have no test elsewhere, by name. All notices are invented."""

from __future__ import annotations

import pytest

from parsers.notice import parse
from parsers.readers import read_bytes
from pipeline.rows import SourceFile, notice_rows
from pipeline.rules import RULES
from schemas.notice import Notice, TotalRule

_HEAD = (
    "云溪区人民政府办公室关于2023年度政务公开考核情况的通报\n各街道办事处：\n"
    "现将2023年度政务公开考核情况通报如下。{}\n附件：1.考核得分表\n"
    "云溪区人民政府办公室\n2024年1月15日\n附件1\n考核得分表\n"
)
_PLAIN = "名次\t单位\t得分\n1\t东湖镇\t94\n2\t南浦镇\t89\n3\t西山乡\t81"


def _read(table: str = _PLAIN, prose: str = "") -> tuple[Notice, list[str]]:
    """Return the notice, and the errors and warnings said of it by rule."""
    document = read_bytes((_HEAD.format(prose) + table + "\n").encode(), "notice.txt")
    notice = parse(document)
    source = SourceFile(source_id="0" * 16, path="x.txt", sha256="0" * 64, byte_count=1)
    rows = notice_rows(notice, document, source)
    said = [row["rule"] for rule in RULES.values() for row in rule(rows)]
    return notice, said + [f.rule for f in notice.findings if f.severity != "info"]


def _ranked(table: str) -> list[tuple[int | None, str, list[str], str | None]]:
    notice, _ = _read(table)
    return [
        (u.rank, u.unit, [s.printed for s in u.scores], u.total.printed if u.total else None)
        for read in notice.tables
        for u in read.rankings
    ]


_THREE = [
    (1, "东湖镇", ["48", "46"], "94"),
    (2, "南浦镇", ["45", "44"], "89"),
    (3, "西山乡", ["40", "41"], "81"),
]
_CELLS = ["1", "东湖镇", "48", "46", "94", "2", "南浦镇", "45", "44", "89"]
_CELLS += ["3", "西山乡", "40", "41", "81"]


# ------------------------------------------------------------------------------ T: one cell a line
def test_t5_one_cell_a_line_with_a_bar_before_it() -> None:
    cells = ["名次", "单位", "队伍建\n设情况", "平台", "总分", *_CELLS]
    table = "\n".join(f"| {cell}" for cell in cells)
    assert _ranked(table) == _THREE
    (read,) = _read(table)[0].tables
    assert [column.name for column in read.columns][2] == "队伍建设情况"
    assert read.total_rule is TotalRule.SUM


def test_t6_one_cell_a_line_with_a_bar_behind_it_and_groups_without_their_span() -> None:
    cells = ["名次", "单位", "政务公开", "", "总分", "", "", "主动", "依申请", "", *_CELLS]
    table = "\n".join(f"{cell} |" for cell in cells)
    assert _ranked(table) == _THREE
    (read,) = _read(table)[0].tables
    assert [column.path for column in read.columns][2:4] == [
        ("政务公开", "主动"),
        ("政务公开", "依申请"),
    ]


def test_t6_each_cell_points_to_its_characters() -> None:
    table = "\n".join(f"| {cell}" for cell in ["名次", "单位", "公开", "平台", "总分", *_CELLS])
    document = read_bytes((_HEAD.format("") + table).encode(), "notice.txt")
    unit = parse(document).tables[0].rankings[1]
    span = unit.scores[1].where.span
    assert span is not None
    assert document.raw[span.start : span.end] == "44"


def test_cells_that_two_numbers_of_columns_fit_are_no_table() -> None:
    cells = ["甲", "乙", "丙", "丁", "东湖镇", "1", "南浦镇", "2", "西山乡", "3", "北渡镇", "4"]
    notice, _ = _read("\n".join(f"| {cell}" for cell in cells))
    assert not any(table.rankings for table in notice.tables)


# ------------------------------------------------------------------------------- T: other layouts
def test_t8_an_empty_cell_shifts_nothing_and_is_told_of() -> None:
    table = "名 次\t单 位\t公 开\t平 台\t得 分\n1\t东湖镇\t48\t46\t94\n2\t南浦镇\t\t44\t89"
    assert _ranked(table)[1] == (2, "南浦镇", ["", "44"], "89")
    assert "UNR01" in _read(table)[1]


def test_t9_k4_no_rank_is_invented_where_none_is_printed() -> None:
    table = "单位\t公开\t平台\t总分\n东湖镇\t48\t46\t94\n南浦镇\t45\t44\t89\n西山乡\t44\t45\t89"
    assert [rank for rank, *_ in _ranked(table)] == [None, None, None]
    assert _read(table)[1] == []


def test_t10_a_running_number_that_the_totals_do_not_follow_is_no_rank() -> None:
    table = (
        "序号\t单位\t公开\t平台\t总分\n1\t东湖镇\t40\t41\t81\n2\t南浦镇\t45\t44\t89\n"
        "3\t西山乡\t39\t38\t77\n4\t北渡镇\t48\t46\t94\n5\t中和镇\t50\t30\t80"
    )
    assert [rank for rank, *_ in _ranked(table)] == [None] * 5
    assert _read(table)[1] == []


@pytest.mark.parametrize(
    "flat",
    [
        "名次单位公开平台总分1东湖镇4846942南浦镇454489",
        "1、主动公开数件2915640722、依申请公开数件57",
        "事项行政许可行政处罚合计\n行政处罚事项417228",
    ],
)
def test_t17_t18_t19_cells_that_run_together_are_left_as_text_and_told_of(flat: str) -> None:
    notice, said = _read(flat)
    assert notice.tables == ()
    assert said == ["AMB01"]


def test_t23_a_table_of_figures_without_units_is_no_ranking() -> None:
    notice, _ = _read("指标\t计量\t2023年\n学校数\t所\t120\n#小学\t所\t60\n初中\t所\t40")
    assert [table.kind for table in notice.tables] == ["other"]


def test_t26_totals_with_and_without_zeros_at_their_end_are_the_same_numbers() -> None:
    notice, said = _read(
        "名次\t单位\t公开\t平台\t总分\n1\t东湖镇\t48.00\t42.0\t90.00\n"
        "2\t南浦镇\t45\t42.5\t87.5\n3\t西山乡\t40\t41\t81"
    )
    (table,) = notice.tables
    assert [u.total.status.value for u in table.rankings if u.total] == ["proved"] * 3
    assert said == []


def test_t30_an_annex_that_is_named_and_not_there_has_no_table() -> None:
    text = _HEAD.format("").partition("附件1\n")[0]
    notice = parse(read_bytes(text.encode(), "notice.txt"))
    assert notice.tables == ()
    assert [entry.is_present for entry in notice.metadata.attachments] == [False]


# ----------------------------------------------------------------------------------- S: wholes
def test_s9_traits_that_one_case_may_share_are_no_parts_that_must_add_up() -> None:
    _, said = _read(prose="在12起案件中，有8起涉及超期，有6起涉及漏报，有4起涉及瞒报。")
    assert said == []


def test_parts_that_exceed_their_whole_are_told_of() -> None:
    _, said = _read(prose="全年查处案件12起，其中超期8起、漏报6起、瞒报4起。")
    assert said == ["PRT01"]


@pytest.mark.parametrize(
    "prose",
    [
        "危险废物产生量2150.60吨，利用量310.25吨（含往年），处置量1902.48吨（含往年）。",
        "全年完成投资864.27亿元，其中第一产业100.10亿元、第二产业400.08亿元、第三产业364.10亿元。",
        "全年受理2480件，其中信访1395件、热线1085件；按行业分，餐饮980件、交通900件、其他600件。",
        "全年发生事故35起，同比增加5起，其中道路事故20起，增加4起，火灾15起，增加2起。",
    ],
    ids=["s6", "s7", "s8", "s10"],
)
def test_s6_s7_s8_s10_figures_that_need_not_add_up_are_no_errors(prose: str) -> None:
    assert _read(prose=prose)[1] == []


# ------------------------------------------------------------------------------------- K: ties
def _tied(ranks: str) -> str:
    totals = (94, 89, 89, 81)
    names = ("东湖镇", "南浦镇", "西山乡", "北渡镇")
    rows = zip(ranks.split(), names, totals, strict=True)
    return "名次\t单位\t得分\n" + "\n".join(f"{r}\t{n}\t{t}" for r, n, t in rows)


@pytest.mark.parametrize(
    ("ranks", "rule", "said"),
    [
        ("1 2 3 4", "ordinal", ["RNK02"]),
        ("1 2 2 4", "competition", []),
        ("第1名 第2名 第2名 第4名", "competition", []),
        ("1 2 2 3", "dense", []),
    ],
    ids=["k1", "k2", "k2 in words", "dense"],
)
def test_k1_k2_the_rank_rule_is_found(ranks: str, rule: str, said: list[str]) -> None:
    notice, told = _read(_tied(ranks))
    assert (notice.tables[0].rank_rule, told) == (rule, said)


_WATER = (
    "名次\t单位\t水质占比\t总磷\t得分\n1\t东湖镇\t98\t0.05\t94\n2\t南浦镇\t95\t{}\t89\n"
    "3\t西山乡\t95\t{}\t89\n3\t北渡镇\t95\t{}\t89\n5\t中和镇\t90\t0.1\t81\n{}"
)
_STATED = "注：得分相同的，按总磷由低到高排序；仍相同的，并列。"


@pytest.mark.parametrize(
    "note",
    [_STATED, "注：考核得分相同的单位，则按“总磷”从低到高排列。", "注：分数相同时以总磷低者为先。"],
)
def test_k5_ties_that_a_note_parts_are_ranked_by_a_stated_rule(note: str) -> None:
    notice, said = _read(_WATER.format("0.06", "0.08", "0.08", note))
    assert (notice.tables[0].rank_rule, said) == ("stated", [])


@pytest.mark.parametrize(
    ("values", "note"),
    [
        (("0.09", "0.08", "0.08"), _STATED),
        (("0.06", "0.08", "0.07"), _STATED),
        (("0.06", "0.08", "0.08"), "注：得分相同的，按氨氮由低到高排序。"),
        (("0.06", "0.08", "0.08"), ""),
    ],
    ids=["against it", "equal ranks of unequal values", "another column", "nothing stated"],
)
def test_ties_that_no_note_parts_as_they_stand_are_told_of(
    values: tuple[str, str, str], note: str
) -> None:
    notice, said = _read(_WATER.format(*values, note))
    assert (notice.tables[0].rank_rule, said) == ("ordinal", ["RNK02"])


# --------------------------------------------------------------------------- S: totals of tables
def _statuses(notice: Notice) -> set[str]:
    return {u.total.status.value for t in notice.tables for u in t.rankings if u.total}


def test_s1_a_plain_sum_whose_maxima_make_a_hundred() -> None:
    notice, said = _read(
        "名次\t单位\t组织(20分)\t公开(50分)\t平台(30分)\t总分(100分)\n1\t东湖镇\t19\t48\t27\t94\n"
        "2\t南浦镇\t18\t45\t26\t89\n3\t西山乡\t15\t41\t25\t81"
    )
    (table,) = notice.tables
    assert (table.total_rule, table.rule_confirmed) == (TotalRule.SUM, 3)
    assert (_statuses(notice), said) == ({"proved"}, [])


def test_s2_a_plain_sum_without_maxima_and_with_decimals_in_some_columns() -> None:
    notice, said = _read(
        "名次\t单位\t组织\t公开\t平台\t总分\n1\t东湖镇\t19.5\t48\t26.75\t94.25\n"
        "2\t南浦镇\t18\t45.5\t26\t89.5\n3\t西山乡\t15\t41\t25.25\t81.25"
    )
    assert notice.tables[0].total_rule is TotalRule.SUM
    assert (_statuses(notice), said) == ({"proved"}, [])


_SHARES = (
    "名次\t单位\t日常考核(60%)\t年终考核(40%)\t总分\n1\t东湖镇\t{}\n2\t南浦镇\t{}\n3\t西山乡\t{}"
)


def test_s3_cells_that_are_weighted_already_add_up_as_they_are() -> None:
    weighted = _SHARES.format("57.6\t36.8\t94.4", "54\t35.2\t89.2", "49.2\t32.4\t81.6")
    notice, said = _read(weighted)
    assert notice.tables[0].total_rule is TotalRule.PRE_WEIGHTED
    assert (_statuses(notice), said) == ({"proved"}, [])
    raw = _SHARES.format("96\t92\t94.4", "90\t88\t89.2", "82\t81\t81.6")
    assert _read(raw)[0].tables[0].total_rule is TotalRule.WEIGHTED


_PARTS = (
    "名次\t单位\t第一部分(80分)\t第二部分(40分)\t{}得分\n"
    "1\t东湖镇\t{}\n2\t南浦镇\t{}\n3\t西山乡\t{}"
)


def test_s4_a_total_may_be_a_share_of_the_maxima_of_both_parts() -> None:
    notice, said = _read(_PARTS.format("", "76\t37\t94.17", "72\t35\t89.17", "66\t31\t80.83"))
    assert notice.tables[0].total_rule is TotalRule.NORMALISED
    assert (_statuses(notice), said) == ({"consistent"}, [])


def test_s4_deductions_beside_such_a_share_leave_it_without_a_rule() -> None:
    notice, said = _read(
        _PARTS.format("扣分\t", "76\t37\t0\t94.17", "72\t35\t1\t88.17", "66\t31\t0.5\t80.33")
    )
    assert notice.tables[0].total_rule is TotalRule.NONE
    assert (_statuses(notice), said) == ({"consistent"}, [])


def test_s11_a_mean_with_a_round_that_is_the_same_for_all() -> None:
    notice, said = _read(
        "名次\t单位\t一季度\t二季度\t三季度\t四季度\t平均分\n1\t东湖镇\t94\t90\t96\t92\t93\n"
        "2\t南浦镇\t90\t90\t88\t92\t90\n3\t西山乡\t84\t90\t82\t80\t84"
    )
    assert notice.tables[0].total_rule is TotalRule.MEAN
    assert (_statuses(notice), said) == ({"proved"}, [])


def test_k6_places_counted_from_the_bottom_are_no_ranks() -> None:
    prose = "末位为西山乡，得81分；倒数第二名为南浦镇，得89分（与北渡镇并列）。"
    notice, said = _read(prose=prose)
    assert [u.rank for table in notice.tables for u in table.rankings] == [1, 2, 3]
    assert [(s.kind.value, s.printed) for s in notice.statistics] == [
        ("score", "81分"),
        ("score", "89分"),
    ]
    assert said == []
