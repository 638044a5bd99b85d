"""The rules that keep the layouts apart, and the words they read by."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from parsers.structure.forms import document_number, is_line, is_organ, looks_addressed, title_type
from parsers.structure.labels import inline_labels, label_of
from parsers.structure.regions import region_of
from schemas.vocabulary_files import vocabulary

LAYOUTS = Path(__file__).parents[2] / "parsers" / "layouts"


def test_layouts_do_not_import_one_another() -> None:
    for path in LAYOUTS.glob("*.py"):
        if path.name == "__init__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("parsers.layouts"), path.name


def test_regions_have_one_code_each_and_invented_ones_are_marked() -> None:
    rows = vocabulary("regions")["region"]
    assert len({row["code"] for row in rows}) == len(rows)
    assert sum(row["level"] == "province" for row in rows) == 34
    for row in rows:
        assert re.fullmatch(r"\d{6}", row["code"])
        assert row["code"].startswith("99") == row.get("invented", False)
        found = region_of(f"{row['name']}人民政府办公室")
        assert found is not None
        assert found.code == row["code"]


def test_a_region_we_have_no_code_for_keeps_its_name() -> None:
    found = region_of("云溪县人民政府办公室")
    assert found is not None
    assert (found.name, found.code) == ("云溪县", None)
    assert region_of("市场监督管理局") is None


def test_single_lines_are_told_apart() -> None:
    assert is_line("copy_number", "000123")
    assert is_line("urgency", "特 急")
    assert is_line("remark", "（此件公开发布）")
    assert is_line("printed_by", "青禾区人民政府办公室 2024年3月5日印发")
    assert not is_organ("关于考核的通报")
    assert not is_organ("请各单位抓好落实。")
    assert document_number("青政办发〔2024〕7号  签发人：某某") == "青政办发〔2024〕7号"
    assert document_number("根据〔2024〕7号文件精神，") != "〔2024〕7号"
    assert title_type("请各单位认真对照，抓好落实的通报") is None
    assert not looks_addressed("一、总体情况：")


def test_labels_count_up_inside_a_paragraph_and_a_lone_one_is_none() -> None:
    assert [n for n, _, _ in inline_labels("一是好。二是快。三是稳。")] == [1, 2, 3]
    assert inline_labels("这一是好。") == []
    assert inline_labels("一是好。没有下文。") == []
    assert label_of("3.5%的单位") is None
