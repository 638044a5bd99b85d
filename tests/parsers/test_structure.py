"""Elements, sections, paragraphs and page seams. All places and texts are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parsers.readers import read, read_bytes
from parsers.structure.engine import Structure, read_structure
from schemas.document import Document, Line, Origin, Page
from schemas.places import Box, Span

REAL = Path(__file__).parents[3] / "shared" / "notices"

HEAD = """青禾区政务公开领导小组

关于 2022 年全区政务公开工作考核情况的通报

江东管理区、各街道（含开发区、新城），区直各单位：

"""
TAIL = """
附件：1. 2022年考核得分排名表（街道）
      2. 2022年考核得分排名表（区直单位）

青禾区政务公开领导小组
2023年2月6日
"""
ANNEXES = """
附件一：

2022年考核得分排名表（街道）

名次\t单位\t信息（60分）\t解读（40分）\t总分（100分）
1\t柳湾街道\t55\t38\t93
2\t枫林街道\t50\t36\t86

附件2

2022年考核得分
排名表（区直单位）

名次\t单位\t信息（60分）\t解读（40分）\t总分（100分）
1\t区统计局\t55\t38\t93
2\t区教育局\t50\t36\t86
"""


def understood(text: str) -> Structure:
    return read_structure(read_bytes(text.encode(), "notice.txt"))


def printed(structure: Structure) -> list[str]:
    return [paragraph.text.text for paragraph in structure.paragraphs]


def said(structure: Structure) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in structure.findings]


def boxed(rows: list[tuple[int, float, float, str]]) -> Document:
    """Make a paged document from (page, x0, x1, text) rows, 16 points high, 29 points apart."""
    raw, lines, tops = "", [], dict.fromkeys((row[0] for row in rows), 100.0)
    for page, x0, x1, text in rows:
        span = Span(len(raw), len(raw) + len(text))
        box = Box(page=page, x0=x0, top=tops[page], x1=x1, bottom=tops[page] + 16)
        lines.append(Line(text=text, raw=text, page=page, span=span, box=box))
        tops[page] += 29
        raw += text + "\n"
    origin = Origin(reader="test", method="made")
    pages = tuple(
        Page(
            number=number,
            lines=tuple(line for line in lines if line.page == number),
            tables=(),
            origin=origin,
        )
        for number in tops
    )
    return Document(source="made.pdf", raw=raw, pages=pages)


def test_elements_of_a_notice_in_order() -> None:
    metadata = understood(HEAD + "现将考核情况通报如下：\n" + TAIL + ANNEXES).metadata
    assert metadata.title is not None
    assert metadata.title.text == "关于2022年全区政务公开工作考核情况的通报"
    assert metadata.issuer is not None
    assert metadata.issuer.text == "青禾区政务公开领导小组"
    assert metadata.signature is not None
    assert metadata.document_type == "通报"
    assert metadata.addressees == ("江东管理区", "各街道（含开发区、新城）", "区直各单位")
    assert metadata.issued_on == date(2023, 2, 6)
    assert (metadata.data_year, metadata.data_period) == (2022, "2022年")
    assert (metadata.region_code, metadata.region_name) == ("990102", "青禾区")


def test_spans_point_to_the_printed_words() -> None:
    document = read_bytes((HEAD + "现将考核情况通报如下：\n" + TAIL).encode(), "notice.txt")
    metadata = read_structure(document).metadata
    assert metadata.title is not None
    assert metadata.issued_on_printed is not None
    span = metadata.title.where.span
    assert document.raw[span.start : span.end] == "关于 2022 年全区政务公开工作考核情况的通报"
    span = metadata.issued_on_printed.where.span
    assert document.raw[span.start : span.end] == "2023年2月6日"


def test_attachments_are_found_present_by_number_in_either_script() -> None:
    structure = understood(HEAD + "现将考核情况通报如下：\n" + TAIL + ANNEXES)
    first, second = structure.metadata.attachments
    assert (first.number, first.group, first.is_present) == (1, "街道", True)
    assert (second.number, second.group, second.is_present) == (2, "区直单位", True)
    assert [annex.number for annex in structure.annexes] == [1, 2]
    assert structure.annexes[1].title is not None
    assert structure.annexes[1].title.text == "2022年考核得分排名表（区直单位）"
    assert said(structure) == []


def test_a_listed_attachment_that_is_absent_is_told() -> None:
    whole = HEAD + "现将考核情况通报如下：\n" + TAIL + ANNEXES
    structure = understood(whole[: whole.index("附件2\n")])
    assert [a.is_present for a in structure.metadata.attachments] == [True, False]
    assert said(structure) == [("ATT01", "warning")]


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1、2022年考核得分排名表（街道）\n2、2022年考核得分排名表（区直单位）",
        "- 附件：1、2022年考核得分排名表（街道）\n- 2、2022年考核得分排名表（区直单位）",
        "附件1：2022年考核得分排名表（街道）\n附件2：2022年考核得分排名表（区直单位）",
        "附件：\n1.2022年考核得分排名表（街道）\n2.2022年考核得分排名表（区直单位）",
        "附件：1．2022年考核得分\n排名表（街道）\n2．2022年考核得分\n排名表（区直单位）",
    ],
)
def test_the_attachment_list_in_its_printed_forms(listed: str) -> None:
    text = f"{HEAD}现将考核情况通报如下：\n\n{listed}\n\n青禾区政务公开领导小组\n2023年2月6日\n"
    structure = understood(text + ANNEXES)
    assert [(a.number, a.title) for a in structure.metadata.attachments] == [
        (1, "2022年考核得分排名表（街道）"),
        (2, "2022年考核得分排名表（区直单位）"),
    ]
    assert printed(structure) == ["现将考核情况通报如下："]


def test_a_single_attachment_needs_no_number() -> None:
    text = HEAD + "现将情况通报如下：\n\n附件：考核得分表\n\n青禾区政务公开领导小组\n2023年2月6日\n"
    (attachment,) = understood(text + "\n附件\n\n考核得分表\n").metadata.attachments
    assert (attachment.number, attachment.title, attachment.is_present) == (1, "考核得分表", True)


def test_title_over_several_lines_and_organ_in_the_title() -> None:
    text = (
        "青禾政办发〔2024〕7号\n\n青禾区人民政府办公室\n关于二〇二三年度信息公开\n考核结果的通报\n\n"
        "各街道：\n\n请整改。\n"
    )
    metadata = understood(text).metadata
    assert metadata.title is not None
    assert metadata.title.text == "青禾区人民政府办公室关于二〇二三年度信息公开考核结果的通报"
    assert metadata.issuer is not None
    assert metadata.issuer.text == "青禾区人民政府办公室"
    assert metadata.document_number is not None
    assert metadata.document_number.text == "青禾政办发〔2024〕7号"
    assert metadata.data_year == 2023


def test_the_signature_is_the_issuer_when_no_organ_stands_above() -> None:
    text = (
        "关于2023年第一季度督查情况的通报\n\n各街道：\n\n请整改。\n\n"
        "白石县人民政府办公室\n二〇二三年四月十日\n"
    )
    metadata = understood(text).metadata
    assert metadata.issuer is not None
    assert metadata.issuer.text == "白石县人民政府办公室"
    assert metadata.issued_on == date(2023, 4, 10)
    assert metadata.data_period == "2023年第一季度"
    assert metadata.region_code == "990121"


def test_missing_elements_are_told_and_not_guessed() -> None:
    structure = understood("各街道：\n\n有关工作请抓紧落实。\n")
    assert structure.metadata.title is None
    assert structure.metadata.data_year is None
    (said,) = [f for f in structure.findings if f.rule == "META01"]
    assert said.message_en == "not found: title, issuer, date of issue, year of the data"
    assert said.message_zh == "未找到标题、发文机关、成文日期、数据年度"
    assert said.severity == "warning"


def test_one_missing_element_is_told_alone_and_none_not_at_all() -> None:
    text = "关于2023年第一季度督查情况的通报\n\n各街道：\n\n请整改。\n\n白石县人民政府办公室\n"
    (said,) = understood(text).findings
    assert (said.rule, said.subject) == ("META01", "date of issue")
    assert understood(text + "2023年4月10日\n").findings == ()


def test_sections_form_a_tree_and_labels_are_cut_off() -> None:
    body = (
        "一、总体情况\n\n（一）公开规范。一是更新及时。更新36条。二是解读丰富。解读4篇。\n\n"
        "(二)运行平稳。没有差错。\n\n1.办结7件。\n\n2.退回1.5万件。\n\n二、下步工作\n\n请抓紧落实。\n"
    )
    structure = understood(HEAD + body + TAIL + ANNEXES)
    tree = [(s.level, s.label, s.title, s.parent) for s in structure.sections]
    assert tree == [
        (1, "一、", "总体情况", None),
        (2, "（一）", "公开规范", 0),
        (6, "一是", "更新及时", 1),
        (6, "二是", "解读丰富", 1),
        (2, "(二)", "运行平稳", 0),
        (3, "1.", "办结7件", 4),
        (3, "2.", "退回1.5万件", 4),
        (1, "二、", "下步工作", None),
    ]
    assert printed(structure) == [
        "公开规范。一是更新及时。更新36条。二是解读丰富。解读4篇。",
        "运行平稳。没有差错。",
        "办结7件。",
        "退回1.5万件。",
        "请抓紧落实。",
    ]
    assert [p.section for p in structure.paragraphs] == [1, 4, 5, 6, 7]


def test_a_figure_at_the_start_of_a_line_is_no_label() -> None:
    structure = understood(HEAD + "全年投入增加。\n\n1.2万户受益。\n" + TAIL + ANNEXES)
    assert printed(structure)[-1] == "1.2万户受益。"
    assert structure.sections == ()


def test_a_missing_list_number_is_told() -> None:
    structure = understood(HEAD + "一、总体情况\n\n请看。\n\n三、要求\n\n请做。\n" + TAIL + ANNEXES)
    assert said(structure) == [("AMB01", "warning")]


def test_a_blank_line_inside_a_sentence_is_mended_and_told_once() -> None:
    body = "全年更新信息40条。各单位按照要求对规划计划\n\n信息逐条作了说明。\n"
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert printed(structure) == ["全年更新信息40条。各单位按照要求对规划计划信息逐条作了说明。"]
    assert said(structure) == [("TXT01", "info")]


def test_a_phrase_repeated_over_the_seam_counts_once() -> None:
    body = "全年答复8件。均按照《临岚市信息公开\n\n《临岚市信息公开办法》答复，群众满意。\n"
    document = read_bytes((HEAD + body + TAIL + ANNEXES).encode(), "notice.txt")
    structure = read_structure(document)
    (paragraph,) = structure.paragraphs
    assert paragraph.text.text == "全年答复8件。均按照《临岚市信息公开办法》答复，群众满意。"
    (finding,) = structure.findings
    assert (finding.rule, finding.severity, finding.found) == ("TXT01", "info", "《临岚市信息公开")
    for char, offset in zip(paragraph.text.text, paragraph.text.offsets, strict=True):
        assert document.raw[offset] == char


def test_a_page_number_inside_a_sentence_is_dropped() -> None:
    body = "全年更新信息40条，其中图解\n\n— 2 —\n\n信息12条。\n"
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert printed(structure) == ["全年更新信息40条，其中图解信息12条。"]
    assert said(structure) == [("TXT01", "info")]


@pytest.mark.parametrize(
    "body",
    [
        "全年更新40条。均按照《临岚市信息公\n\n要求给予答复。\n",
        "全年更新40条。各单位对于规划类信息\n\n二、存在的问题\n\n请整改。\n",
        "全年更新40条。\n\n，群众满意。\n",
    ],
)
def test_lost_words_are_a_warning_and_nothing_is_joined(body: str) -> None:
    structure = understood(HEAD + "一、情况\n\n" + body + TAIL + ANNEXES)
    assert said(structure) == [("TXT01", "warning")]
    above, below = body.split("\n\n")[:2]
    seam = above[-4:] + below.strip()[:2]
    assert not any(seam in paragraph.text.text for paragraph in structure.paragraphs)


def test_a_line_end_between_a_number_and_its_unit_is_mended_in_a_short_line_too() -> None:
    body = "保有量27.60万\n辆，净增3.12万辆。\n\n客运量1.87\n亿次，增长3%。\n"
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert printed(structure) == ["保有量27.60万辆，净增3.12万辆。", "客运量1.87亿次，增长3%。"]
    # What begins with a word that is no unit, or tells no more than a name, is not joined.
    body = "保有量27.60万\n全区净增3.12万辆。\n\n客运量1.87\n次数\n"
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert printed(structure)[:2] == ["保有量27.60万", "全区净增3.12万辆。"]
    assert "客运量1.87" in printed(structure)


def test_whole_paragraphs_and_headings_are_no_seams() -> None:
    body = (
        "一、工作情况\n\n（一）加强领导，压实责任\n\n各单位按时更新。\n\n"
        "（二）加强督查\n\n办结3件。\n"
    )
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert said(structure) == []


def test_a_running_title_in_the_prose_is_dropped_without_a_seam() -> None:
    running = "\n\n青禾区2022年工作公报\n\n"
    body = running.join(["更新40条。", "解读4篇。", "办结7件。", "退回1件。"])
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert printed(structure) == ["更新40条。", "解读4篇。", "办结7件。", "退回1件。"]
    assert said(structure) == []


def test_hard_wrapped_text_is_joined_without_a_seam() -> None:
    body = (
        "　　全年各单位更新政策文件四十条，解读材料丰富，群众反映良\n"
        "好，没有发生一起差错，办理时限进一步压缩，平台运行平稳，各\n"
        "类信息均能及时公开，公开的内容准确完整，没有发现敏感的错误\n"
        "信息。\n"
        "　　下一步请各单位对照标准继续抓好落实。\n"
    )
    structure = understood(HEAD + body + TAIL + ANNEXES)
    assert len(structure.paragraphs) == 2
    assert said(structure) == []


def test_notes_under_a_table_are_no_prose() -> None:
    structure = understood(HEAD + "请看。\n" + TAIL + ANNEXES + "备注：同分的按信息得分排序。\n")
    assert printed(structure) == ["请看。"]


def test_a_wrapped_line_of_a_page_is_no_seam_and_runs_on_over_the_page_end() -> None:
    document = boxed(
        [
            (1, 111, 520, "全年各单位更新政策文件40条，解读材料丰富多样，平台"),
            (1, 79, 520, "运行平稳，群众反映良好，没有发生差错，办理时限得到进"),
            (2, 79, 300, "一步压缩，成效明显。"),
            (2, 111, 400, "下一步请各单位继续抓好落实。"),
        ]
    )
    structure = read_structure(document)
    assert printed(structure)[0].endswith("得到进一步压缩，成效明显。")
    assert len(structure.paragraphs) == 2
    assert [f for f in structure.findings if f.rule == "TXT01"] == []


def test_a_phrase_repeated_over_a_page_end_is_told_in_paged_formats_too() -> None:
    document = boxed(
        [
            (1, 111, 520, "全年各单位更新政策文件40条。均按照《临岚市信息公开"),
            (2, 79, 520, "《临岚市信息公开办法》的要求及时给予答复，群众均表示"),
            (2, 79, 200, "满意。"),
            (2, 111, 400, "下一步请各单位继续抓好落实。"),
        ]
    )
    structure = read_structure(document)
    assert "按照《临岚市信息公开办法》的" in printed(structure)[0]
    assert [(f.rule, f.severity) for f in structure.findings if f.rule == "TXT01"] == [
        ("TXT01", "info")
    ]


def test_an_empty_document_gives_an_empty_structure() -> None:
    origin = Origin(reader="test", method="made")
    page = Page(number=1, lines=(), tables=(), origin=origin)
    structure = read_structure(Document(source="x", raw="", pages=(page,)))
    assert structure.paragraphs == ()
    assert {f.rule for f in structure.findings} == {"META01"}


@pytest.mark.skipif(not (REAL / "huangshigang-2022.txt").exists(), reason="real notice absent")
def test_the_real_notice_has_its_elements_and_three_mended_seams() -> None:
    structure = read_structure(read(REAL / "huangshigang-2022.txt"))
    metadata = structure.metadata
    assert metadata.title is not None
    assert len(metadata.title.text) == 33
    assert metadata.issued_on == date(2023, 2, 10)
    assert (metadata.data_year, metadata.region_code) == (2022, "420202")
    assert len(metadata.addressees) == 3
    assert [a.is_present for a in metadata.attachments] == [True, True]
    assert said(structure) == [("TXT01", "info")] * 3
    assert [f.found for f in structure.findings].count(None) == 2


@pytest.mark.skipif(not (REAL / "luoyang-2023-bulletin.txt").exists(), reason="bulletin absent")
def test_running_titles_of_the_real_bulletin_leave_no_seam() -> None:
    structure = read_structure(read(REAL / "luoyang-2023-bulletin.txt"))
    assert structure.findings == ()
    assert structure.metadata.issued_on == date(2024, 4, 30)
    assert not any("统计公报" in text for text in printed(structure)[1:])
