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


# ----------------------------------------------------------------- T: headers, pages, several rows
def test_t1_t2_maxima_stand_in_headers_with_and_without_a_blank_before_them() -> None:
    notice, said = _read(
        "排名\t单位\t基础信息(60分)\t答复 (40分)\t总分\n1\t东湖镇\t55\t39\t94\n"
        "2\t南浦镇\t50\t39\t89\n3\t西山乡\t45\t36\t81"
    )
    (table,) = notice.tables
    assert [c.max_score for c in table.columns] == [None, None, 60, 40, None]
    assert said == []


def test_t3_t27_each_class_has_a_table_with_maxima_of_its_own() -> None:
    notice, said = _read(
        "表1 街道考核得分表\n排名\t单位\t信息公开(60分)\t解读(40分)\t总分\n"
        "1\t东湖街道\t55\t39\t94\n2\t南浦街道\t50\t39\t89\n3\t西山街道\t45\t36\t81\n"
        "表2 部门考核得分表\n排名\t单位\t信息公开(30分)\t解读(70分)\t总分\n"
        "1\t水务局\t28\t65\t93\n2\t财政局\t25\t60\t85\n3\t民政局\t20\t55\t75"
    )
    assert [[c.max_score for c in t.columns][2:4] for t in notice.tables] == [[60, 40], [30, 70]]
    assert said == []


def test_t4_a_title_on_two_lines_names_the_class_in_its_bracket() -> None:
    notice, _ = _read("云溪区2023年度考核得分排名\n（管理区、街道）\n" + _PLAIN)
    assert notice.tables[0].group == "管理区、街道"


_T7 = (
    "政务公开考评情况表\n名次\t单位\t过程指标\t\t\t结果指标\t总分\n\t\t日常管理\t\t专项\t成效\t\n"
    "\t\t台账\t报送\t督查\t评议\t\n（一）乡镇类\n1\t东湖镇\t20\t18\t26\t30\t94\n"
    "2\t南浦镇\t18\t17\t25\t29\t89\n（二）部门类\n1\t水务局\t20\t19\t27\t30\t96\n"
    "2\t财政局\t17\t15\t24\t27\t83"
)


def test_t7_three_header_rows_give_the_leaf_its_name_and_its_groups() -> None:
    notice, said = _read(_T7)
    assert [table.group for table in notice.tables] == ["乡镇类", "部门类"]
    assert [c.path for c in notice.tables[0].columns][2:6] == [
        ("过程指标", "日常管理", "台账"),
        ("过程指标", "日常管理", "报送"),
        ("过程指标", "专项", "督查"),
        ("结果指标", "成效", "评议"),
    ]
    assert said == []


@pytest.mark.parametrize(
    "table",
    [
        "名次\t单位\t队伍建\n设情况\t平台\t总分\n1\t东湖\n镇\t48\t46\t94\n2\t南浦镇\t45\t44\t89\n"
        "3\t西山乡\t40\t41\t81",
        "| 名次 | 单位 | 队伍建 | 平台 | 总分 |\n| | | 设情况 | | |\n| 1 | 东湖 | 48 | 46 | 94 |\n"
        "| | 镇 | | | |\n| 2 | 南浦镇 | 45 | 44 | 89 |\n| 3 | 西山乡 | 40 | 41 | 81 |",
        "考核名\n次\t单位\t队伍建设情况\t平台\t总分\n1\t东湖镇\t48\t46\t94\n2\t南浦镇\t45\t44\t89\n"
        "3\t西山乡\t40\t41\t81",
    ],
    ids=["tabs", "bars", "first name"],
)
def test_t8_names_that_go_on_in_the_next_line_are_one_name(table: str) -> None:
    assert _ranked(table) == _THREE
    (read,) = _read(table)[0].tables
    assert [column.name for column in read.columns][2] == "队伍建设情况"


def test_a_class_of_units_is_no_piece_of_a_name() -> None:
    first, second = _read(
        "单位\t公开\t平台\t总分\n乡镇类\n东湖镇\t48\t46\t94\n南浦镇\t45\t44\t89\n"
        "部门类\n水务局\t47\t46\t93\n财政局\t44\t44\t88"
    )[0].tables
    assert (first.group, second.group) == ("乡镇类", "部门类")
    assert [unit.unit for unit in second.rankings] == ["水务局", "财政局"]


_PAGES = "{}\n东湖镇\t48\t46\t94\n南浦镇\t45\t44\t89\n\n— 7 —\n\n{}西山乡\t40\t41\t81"
_HEADER = "单位\t公开\t平台\t总分"


@pytest.mark.parametrize("again", ["", f"{_HEADER}\n"], ids=["no header", "header again"])
@pytest.mark.parametrize("gap", ["\t", "  ", " "])
def test_t22_a_page_number_between_the_rows_ends_no_table(gap: str, again: str) -> None:
    notice, said = _read(_PAGES.format(_HEADER, again).replace("\t", gap))
    (table,) = notice.tables
    assert [unit.unit for unit in table.rankings] == ["东湖镇", "南浦镇", "西山乡"]
    assert len(table.joins) == 1
    assert said == []


def test_ranks_that_begin_again_behind_a_page_number_are_another_table() -> None:
    again = f"名次\t{_HEADER}\n1\t"
    table = f"名次\t{_HEADER}\n1\t东湖镇\t48\t46\t94\n2\t南浦镇\t45\t44\t89\n— 7 —\n{again}"
    assert len(_read(table + "水务局\t40\t41\t81\n2\t财政局\t40\t40\t80")[0].tables) == 2


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("序号\t单位\t得分\t名次", "1\t东湖镇\t81\t3\n2\t南浦镇\t89\t2", "3\t西山乡\t94\t1"),
        ("名次\t单位\t得分", "4\t东湖镇\t81\n3\t南浦镇\t89\n2\t北渡镇\t90", "1\t西山乡\t94"),
    ],
    ids=["units in no order", "the last unit first"],
)
def test_t22_the_first_rank_behind_a_page_number_begins_no_table(
    header: str, first: str, second: str
) -> None:
    (table,) = _read(f"{header}\n{first}\n— 3 —\n{header}\n{second}")[0].tables
    assert [unit.rank for unit in table.rankings][-1] == 1
    assert len(table.joins) == 1


def test_t24_amounts_in_other_units_than_points_are_no_scores() -> None:
    notice, said = _read(
        "单位：分\n名次\t单位\t产值（万元）\t办件（件）\t公开\t平台\t总分\n"
        "1\t东湖镇\t5600\t12\t48\t46\t94\n2\t南浦镇\t300\t9\t45\t44\t89\n3\t西山乡\t20\t7\t40\t41\t81"
    )
    (table,) = notice.tables
    assert table.total_rule is TotalRule.SUM
    assert [len(unit.scores) for unit in table.rankings] == [2, 2, 2]
    assert said == []


def test_t24_amounts_are_what_is_ranked_where_there_are_no_points() -> None:
    (table,) = _read("名次\t单位\t产值（万元）\n1\t东湖镇\t94\n2\t南浦镇\t89\n3\t西山乡\t81")[
        0
    ].tables
    assert [u.total.printed for u in table.rankings if u.total] == ["94", "89", "81"]


# -------------------------------------------------------------------- T: labels beside their values
@pytest.mark.parametrize(
    "table",
    [
        "单位\t东湖镇\t得分\t86.5\t名次\t1\n单位\t南浦镇\t得分\t85\t名次\t2",
        "1.东湖镇\n单位\t东湖镇\t得分\t86.5\n名次\t1\t等次\t良好\n"
        "2.南浦镇\n单位\t南浦镇\t得分\t85\n名次\t2\t等次\t良好",
    ],
    ids=["a row each", "a sheet each"],
)
def test_t15_labels_and_values_are_read_as_the_score_of_the_unit_they_name(table: str) -> None:
    assert _ranked(table) == [(1, "东湖镇", [], "86.5"), (2, "南浦镇", [], "85")]
    assert _read(table)[1] == []


def test_t15_labels_and_values_that_name_no_unit_are_told_of() -> None:
    notice, said = _read("得分\t86.5\t名次\t4\n得分\t85\t名次\t5")
    assert not any(table.rankings for table in notice.tables)
    assert said == ["AMB01"]


def test_a_row_of_two_units_with_their_scores_is_no_row_of_labels() -> None:
    table = "单位\t得分\t单位\t得分\n东湖街道\t94\t南浦街道\t89\n西山街道\t85\t北渡街道\t81"
    assert [total for *_, total in _ranked(table)] == ["94", "85", "89", "81"]


def test_t16_points_lost_are_held_against_the_points_left() -> None:
    table = "名次\t单位\t考核项目\t分值\t扣分\t扣分原因\t得分\t总分\n" + "\n".join(
        f"{rank}\t{unit}\t公开\t50\t{a}\t\t{50 - a}\t{100 - a - b}\n"
        f"\t\t平台\t50\t{b}\t迟报\t{50 - b}\t"
        for rank, unit, a, b in (
            *((1, "东湖镇", 2, 4), (2, "南浦镇", 5, 6)),
            *((3, "西山乡", 9, 10), (4, "北渡镇", 11, 12)),
        )
    )
    notice, said = _read(table)
    assert [s.printed for s in notice.tables[0].rankings[0].scores] == ["2", "48", "4", "46"]
    assert said == []
    wrong, told = _read(table.replace("\t5\t\t45\t", "\t3\t\t45\t"))
    assert told == ["SUM01"]
    assert wrong.tables[0].rankings[1].scores[0].proposed == 5
    # Points above their maximum once hid that 分值 is one, and with it the sums of all rows.
    above, told = _read(table.replace("\t5\t\t45\t", "\t5\t\t65\t"))
    assert sorted(told) == ["MAX01", "SUM01", "SUM01"]
    assert above.tables[0].rankings[1].scores[1].proposed == 45


# ----------------------------------------------------------------------- T: cells that ran together
_FLAT = "名次单位公开(50分)平台(50分)总分"


@pytest.mark.parametrize(
    "flat",
    [
        f"{_FLAT}1东湖镇4846942南浦镇4544893西山乡404181",
        f"{_FLAT}\n1东湖镇484694\n2南浦镇454489\n3西山乡404181",
    ],
    ids=["one line", "a line each"],
)
@pytest.mark.parametrize("is_annex", [True, False])
def test_t17_cells_that_ran_together_are_parted_where_one_way_adds_up(
    flat: str, is_annex: bool
) -> None:
    if is_annex:
        notice, said = _read(flat)
    else:
        text = f"云溪区人民政府办公室关于2023年度考核情况的通报\n{flat}\n2024年1月15日"
        notice, said = parse(read_bytes(text.encode(), "notice.txt")), []
    assert [
        (u.rank, u.unit, [s.printed for s in u.scores], u.total.printed if u.total else None)
        for u in notice.tables[0].rankings
    ] == _THREE
    assert "SUM01" not in said


def test_t17_each_parted_cell_points_to_its_characters() -> None:
    flat = f"{_FLAT}1东湖镇4846942南浦镇4544893西山乡404181"
    document = read_bytes((_HEAD.format("") + flat).encode(), "notice.txt")
    unit = parse(document).tables[0].rankings[1]
    spans = [unit.unit_where.span, *(score.where.span for score in unit.scores)]
    assert [document.raw[s.start : s.end] for s in spans if s] == ["南浦镇", "45", "44"]


@pytest.mark.parametrize(
    "flat",
    [
        f"{_FLAT}1东湖镇4846942南浦镇4544883西山乡404181",
        "名次单位公开(50分)平台(50分)加分总分1东湖镇111112南浦镇111111西山乡1111",
        "单位许可件数处罚件数合计东湖镇41728南浦镇31219西山乡22184",
        "名次单位公开平台总分\n1东湖镇484694\n2南浦镇454489\n3西山乡404181",
    ],
    ids=["a sum that fails", "several ways", "no maxima", "names not parted"],
)
@pytest.mark.parametrize("is_annex", [True, False])
def test_t18_t19_what_no_single_way_parts_stays_text_and_is_told_of(
    flat: str, is_annex: bool
) -> None:
    text = f"云溪区人民政府办公室关于2023年度考核情况的通报\n{flat}\n2024年1月15日\n"
    text = _HEAD.format("") + flat if is_annex else text
    notice = parse(read_bytes(text.encode(), "notice.txt"))
    assert notice.tables == ()
    assert [f.rule for f in notice.findings if f.severity == "warning"].count("AMB01") == 1


def test_a_sum_that_chose_the_cells_proves_none_of_them() -> None:
    # 14 + 3 = 17, where 1 and 43 are within their maxima as well.
    (table,) = _read(f"{_FLAT}\n1东湖镇14317\n2南浦镇12315\n2西山乡13215")[0].tables
    assert [s.printed for s in table.rankings[0].scores] == ["14", "3"]
    statuses = {s.status.value for u in table.rankings for s in u.scores}
    assert statuses == {"unchecked"}


@pytest.mark.parametrize("size", [3, 40_000])
def test_long_runs_of_digits_are_given_up_and_told_of(size: int) -> None:
    notice, said = _read(f"{_FLAT}1东湖镇" + "4846942" * size + "南浦镇484694西山乡484694")
    assert notice.tables == ()
    assert said == ["AMB01"]


def test_prose_with_names_and_numbers_is_not_told_of() -> None:
    prose = "东湖镇办结120件、南浦镇办结98件、西山乡办结64件，单位得分均在90分以上。"
    assert _read(prose=prose)[1] == []


def test_cells_one_a_line_that_fit_no_number_of_columns_are_told_of() -> None:
    cells = ["名次", "单位", "得分", "1", "东湖镇", "94", "2", "南浦镇", "3", "西山乡", "81"]
    text = "云溪区人民政府办公室关于2023年度考核情况的通报\n" + "\n".join(f"| {c}" for c in cells)
    notice = parse(read_bytes(text.encode(), "notice.txt"))
    assert notice.tables == ()
    assert ["cut into rows" in f.message_en for f in notice.findings if f.rule == "AMB01"] == [True]


# ------------------------------------------------------------------ T: grades and flags, no ranks
def test_t28_names_without_scores_are_no_ranking() -> None:
    text = (
        "云溪区人民政府办公室关于2023年度考核情况的通报\n经考核，优秀单位为东湖镇、南浦镇、西山乡"
        "（排名不分先后），其余单位为合格。\n云溪区人民政府办公室\n2024年1月15日"
    )
    notice = parse(read_bytes(text.encode(), "notice.txt"))
    assert notice.tables == ()
    assert not any(statistic.is_result for statistic in notice.statistics)


def test_t29_flags_in_place_of_ranks_are_grades_and_their_thresholds_no_maxima() -> None:
    notice, said = _read(
        "单位\t公开\t平台\t总分\t旗色\n东湖镇\t48\t46\t94\t金旗\n南浦镇\t45\t44\t89\t绿旗\n"
        "西山乡\t40\t41\t81\t绿旗\n注：92分及以上的为金旗，80分及以上的为绿旗，其余为灰旗。"
    )
    (table,) = notice.tables
    assert [(u.rank, u.grade) for u in table.rankings] == [
        (None, "金旗"),
        (None, "绿旗"),
        (None, "绿旗"),
    ]
    assert table.total_cap is None
    assert said == []


def test_a_paragraph_that_opens_with_a_cited_document_number_keeps_its_numbers() -> None:
    """It was taken for the line of the notice's own number, and all that it told was lost."""
    prose = "根据云政办〔2023〕17号文件要求，全年检查企业120家，发现问题35个，整改34个。"
    notice, _ = _read(prose=prose)
    assert [s.printed for s in notice.statistics] == ["120家", "35个", "34个"]
    assert notice.metadata.document_number is None


@pytest.mark.parametrize(
    ("bracket", "group"),
    [("街道、园区", "街道、园区"), ("单位：分", None), ("百分制", None), ("2023年度", None)],
)
def test_t24_the_unit_of_the_figures_in_a_title_is_no_class_of_units(
    bracket: str, group: str | None
) -> None:
    notice, _ = _read(f"2023年度考核得分排名表（{bracket}）\n{_PLAIN}")
    assert notice.tables[0].group == group


def test_t5_the_last_header_name_broken_over_lines_is_no_piece_of_a_units_name() -> None:
    """得分 | 名次 in two lines: the first unit was called 名次东湖镇, and its rank a score."""
    notice, said = _read(
        "部门\t考核得分\t得分\n名次\n东湖镇\t94\t1\n南浦\n街道\t89\t2\n西山乡\t81\t3\n北渡镇\t80\t4"
    )
    (table,) = notice.tables
    assert [(u.rank, u.unit) for u in table.rankings] == [
        *((1, "东湖镇"), (2, "南浦街道")),
        *((3, "西山乡"), (4, "北渡镇")),
    ]
    assert said == []
