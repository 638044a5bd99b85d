"""The text reader. All places and units are invented."""

from __future__ import annotations

import codecs
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.readers import UnreadableSource, read, read_bytes
from schemas.document import Document

NOTICE = """青禾区政务公开领导小组
关于2023年全区政务公开绩效考评情况的通报
各街道，区直相关部门：
现将考评情况通报如下。全区公开信息 98 条，其中图文解读 8 篇。
一、总体情况
（一）工作更加规范。各部门按要求公开，内容准确。
排名\t单位\t总分
1\t柳溪街道\t98
2\t石桥街道\t91.5
"""
REAL = Path(__file__).parents[4] / "shared" / "notices" / "huangshigang-2022.txt"


def check_places(document: Document) -> None:
    for page in document.pages:
        for item in (*page.lines, *(cell for table in page.tables for cell in table.cells)):
            assert document.raw[item.span.start : item.span.end] == item.raw
            assert len(item.text) == len(item.raw)


def grids(text: str) -> list[list[list[str]]]:
    document = read_bytes(text.encode(), "a.txt")
    check_places(document)
    return [table.grid() for table in document.pages[0].tables]


TRADITIONAL = "青禾區政務公開領導小組關於全區政務公開績效考評情況的通報，現將有關情況通報如下。\n"


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        (NOTICE.encode(), "utf-8", NOTICE),
        (codecs.BOM_UTF8 + NOTICE.encode(), "utf-8", NOTICE),
        (codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"), "utf-16-le", NOTICE),
        (codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"), "utf-16-be", NOTICE),
        (NOTICE.encode("utf-16-le"), "utf-16-le", NOTICE),
        (NOTICE.encode("utf-16-be"), "utf-16-be", NOTICE),
        (NOTICE.encode("gbk"), "gb18030", NOTICE),
        (NOTICE.encode("gb2312"), "gb18030", NOTICE),
        ((NOTICE + "㐂𠮷").encode("gb18030"), "gb18030", NOTICE + "㐂𠮷"),
        (TRADITIONAL.encode("big5hkscs"), "big5hkscs", TRADITIONAL),
        (NOTICE[:20].encode("gbk"), "gb18030", NOTICE[:20]),
        (TRADITIONAL[:20].encode("big5"), "big5hkscs", TRADITIONAL[:20]),
        (b"plain ASCII 98\n", "utf-8", "plain ASCII 98\n"),
    ],
)
def test_the_encoding_is_found_and_kept(data: bytes, encoding: str, expected: str) -> None:
    document = read_bytes(data, "a.txt")
    assert document.raw == expected
    assert document.pages[0].origin.encoding == encoding
    assert document.findings == ()


def test_a_last_character_cut_off_is_reported_and_the_rest_read() -> None:
    document = read_bytes(NOTICE.encode()[:-1] + "区".encode()[:2], "a.txt")
    assert document.pages[0].origin.encoding == "utf-8"
    assert [finding.rule for finding in document.findings] == ["CHR01"]


def test_rubbish_is_refused_and_not_decoded() -> None:
    with pytest.raises(UnreadableSource, match="binary"):
        read_bytes(bytes((i * 37 + 128) % 256 for i in range(4000)), "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x02\x03\x04\x05\x06\x07\x08",
        b"\x96\x5c\xf8\x96\x23\x62\x3f\x5e",
        b"\x02\xa4CK\x1adVr",
        b"\x00\x01binary",
        b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8",
        codecs.BOM_UTF8 + b"\x00\x01\x02\x03\x04",
    ],
)
def test_a_few_bytes_that_only_happen_to_decode_are_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="binary"):
        read_bytes(data, "a.pdf")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("柳湾镇 88".encode("gbk"), "柳湾镇 88"),
        ("岷漳 88 分\n濮阳 79 分\n".encode("gbk"), "岷漳 88 分\n濮阳 79 分\n"),
        ("柳湾镇得88分\x1a".encode(), "柳湾镇得88分\x1a"),
        (b"a plain text\xff", "a plain text\ufffd"),
        (codecs.BOM_UTF16_LE + "98\n".encode("utf-16-le"), "98\n"),
    ],
)
def test_a_short_text_is_read_also_with_a_stray_character(data: bytes, text: str) -> None:
    assert read_bytes(data, "a.txt").raw == text


def test_line_ends_of_every_kind_are_one() -> None:
    document = read_bytes("一\r\n二\r三\f四\u2028五\n\n六".encode(), "a.txt")
    assert document.raw == "一\n二\n三\n四\n五\n\n六"
    assert [line.text for line in document.pages[0].lines] == list("一二三四五六")


def test_a_tab_table_keeps_spaces_in_its_header() -> None:
    text = "表题\n排名\t单位\t依申请 答复 (5分)\n1\t柳溪街道\t5\n2\t石桥街道\t4\n\n落款\n"
    document = read_bytes(text.encode(), "a.txt")
    (table,) = document.pages[0].tables
    assert table.grid()[0] == ["排名", "单位", "依申请 答复 (5分)"]
    assert (table.n_rows, table.n_columns) == (3, 3)
    assert [line.text for line in document.pages[0].lines] == ["表题", "落款"]
    check_places(document)


def test_tables_parted_by_text_are_two() -> None:
    assert len(grids("单位\t得分\n甲\t1\n\n附件二\n单位\t得分\n乙\t2\n")) == 2


def test_rows_parted_by_empty_lines_are_one_table() -> None:
    (grid,) = grids("单位\t得分\n\n甲局\t1\n\n乙局\t2\n")
    assert grid == [["单位", "得分"], ["甲局", "1"], ["乙局", "2"]]


def test_a_ragged_row_keeps_its_characters_and_is_reported() -> None:
    document = read_bytes("排名\t单位\t得分\n1\t甲局\n2\t乙局\t90\t补\n".encode(), "a.txt")
    (table,) = document.pages[0].tables
    assert table.grid() == [
        ["排名", "单位", "得分", ""],
        ["1", "甲局", "", ""],
        ["2", "乙局", "90", "补"],
    ]
    assert [finding.rule for finding in document.findings] == ["AMB01", "AMB01"]
    check_places(document)


def test_a_title_above_the_header_makes_no_row_ragged() -> None:
    text = "| 考核得分表 |\n| 单位 | 公开 | 总分 |\n| 柳湾镇 | 40 | 90 |\n| 枫林乡 | 80 |\n"
    findings = read_bytes(text.encode(), "a.txt").findings
    assert [(one.subject, one.found, one.expected) for one in findings] == [
        ("枫林乡 | 80", "2", "3")
    ]


@pytest.mark.parametrize("gap", ["  ", " "])
def test_a_row_parted_by_blanks_may_have_marks_of_sentences_in_it(gap: str) -> None:
    rows = ["单位 总分 名次", "柳湾镇 90 1", "区委办、政府办 80 2", "枫林乡（新）、农场 70 3"]
    lines = [row.replace(" ", gap) for row in rows]
    assert grids("\n".join(lines)) == [[row.split() for row in rows]]


def test_a_remark_in_the_first_row_parted_by_wide_gaps_ends_no_table() -> None:
    rows = ["单位　总分　备注", "柳湾镇　90　更新及时，内容全", "枫林乡　80　无"]
    assert grids("\n".join(rows)) == [[row.split() for row in rows]]


def test_a_class_of_units_below_the_last_row_of_a_table_stays_a_line() -> None:
    rows = "单位　总分　名次\n柳湾镇　90　1\n枫林乡　80　2\n部门\n75　以上的，共　两家\n"
    document = read_bytes(rows.encode(), "a.txt")
    (page,) = document.pages
    (table,) = page.tables
    assert [row[0] for row in table.grid()] == ["单位", "柳湾镇", "枫林乡"]
    assert [line.text for line in page.lines] == ["部门", "75　以上的，共　两家"]


def test_an_empty_cell_is_not_ragged() -> None:
    document = read_bytes("排名\t单位\t得分\t备注\n1\t甲局\t\t缺\n\t乙局\t90\t\n".encode(), "a.txt")
    assert document.pages[0].tables[0].grid()[2] == ["", "乙局", "90", ""]
    assert document.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "| 单位 | 得分 |\n|---|---:|\n| 甲局 | 98 |\n| 乙局 | 91 |\n",
        "单位 | 得分\n甲局 | 98\n乙局 | 91\n".replace("单位", "| 单位"),
        "┌────┬────┐\n│单位│得分│\n├────┼────┤\n│甲局│98│\n│乙局│91│\n└────┴────┘\n",
    ],
)
def test_tables_parted_by_pipes(text: str) -> None:
    assert grids("表题\n" + text) == [[["单位", "得分"], ["甲局", "98"], ["乙局", "91"]]]


@pytest.mark.parametrize(
    "text",
    [
        "排名  单位      得分\n1     甲局      98\n2     乙局      91\n",
        "排名 单位 得分\n1 甲局 98\n2 乙局 91\n",
        "排名　单位　得分\n1　甲局　98\n2　乙局　91\n",
    ],
)
def test_tables_parted_by_spaces(text: str) -> None:
    assert grids("2023年考评成绩 排名表\n" + text + "以上。\n") == [
        [["排名", "单位", "得分"], ["1", "甲局", "98"], ["2", "乙局", "91"]]
    ]


@pytest.mark.parametrize(
    "text",
    [
        NOTICE.partition("排名")[0],
        "关于 2022 年 全区\n公开 98 条 信息\n清除 30 条 信息\n",
        "青禾区人民政府      2023年2月10日\n抄送各单位\n",
        "一、\t总体情况\n二、\t存在问题\n三、\t下一步\n",
        "附件：\t1.第一份\n备注：\t2.第二份\n",
        "\t全年公开 16 条。\n\t其中图文 8 条。\n",
        "首页 | 政务公开 | 通知公告\n当前位置 | 首页 | 正文\n",
        "　　2022 年共办理 10 件\n　　2023 年共办理 12 件\n",
        "办公电话  0000\n联系人  王某\n",
        "甲 乙\n丙 1\n",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert grids(text) == []


def test_radicals_in_text_are_repaired_in_lines_and_cells() -> None:
    document = read_bytes("⻘⽲区⼾政\n单位\t得分\n⽔利局\t98\n".encode(), "a.txt")
    assert document.pages[0].lines[0].text == "青禾区户政"
    assert document.pages[0].tables[0].grid()[1] == ["水利局", "98"]
    assert document.findings == ()
    check_places(document)


def test_suspicious_characters_are_reported_with_their_place() -> None:
    document = read_bytes("青禾区\n单位\t得分\n甲\ufffd局\t9\u200b8\n".encode(), "a.txt")
    places = [f.where.span.start for f in document.findings if f.where is not None]
    assert [document.raw[at:].split("\t")[0].split("\n")[0] for at in places] == [
        "甲\ufffd局",
        "9\u200b8",
    ]


@given(st.text(alphabet="青禾1 9\t\n|　，。⽔\u200b-", max_size=120))
def test_every_span_points_to_its_text(text: str) -> None:
    try:
        document = read_bytes(text.encode(), "a.txt")
    except UnreadableSource:
        assert not text.strip()
        return
    check_places(document)
    page = document.pages[0]
    spans = sorted((b.span.start, b.span.end) for b in (*page.lines, *page.tables))
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    kept = "".join(document.raw[start:end] for start, end in spans)
    assert sorted("".join(kept.split())) == sorted("".join(text.split()))


CELL = st.text(alphabet="青禾局9.8（）分", min_size=1, max_size=6)


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=6)
    )
)
def test_a_tab_table_comes_back(rows: list[list[str]]) -> None:
    rows = [["单位", *row] for row in rows]
    assert grids("\n".join("\t".join(row) for row in rows)) == [rows]


def test_time_grows_with_length_and_no_faster() -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        read_bytes(("98 条　 | \t" * size + "\n" + "| a \n" * size).encode(), "a.txt")
        return time.process_time() - start

    small, large = seconds(2000), seconds(16000)
    assert large < 24 * small + 0.5


@pytest.mark.skipif(not REAL.exists(), reason="the real notice is not here")
def test_the_real_notice_has_its_two_tables() -> None:
    document = read(REAL)
    shapes = [(table.n_rows, table.n_columns) for table in document.pages[0].tables]
    assert shapes == [(6, 7), (13, 8)]
    assert document.findings == ()
    check_places(document)
