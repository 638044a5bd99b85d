"""The command line: exit codes, formats, languages, help."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

import tongbao
from parsers.readers.errors import UnreadableSource
from pipeline.cli import EXAMPLES, make_parser
from pipeline.contract import document_json, notice_json
from pipeline.messages import language_of
from pipeline.verbs import verdict
from pipeline.widths import aligned, width
from schemas.findings import rules
from schemas.vocabulary_files import vocabulary

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]

NOTICE = """临岚市信访工作联席会议办公室

关于2031年全市信访工作情况的通报

各县区：

全市共接待群众来访16批，其中上半年9批，下半年7批。

临岚市信访工作联席会议办公室

2032年1月8日

附件1：

2031年信访工作成绩排名表（各县区）

排名\t单位\t工作质量(60分)\t工作时限(40分)\t总分(100分)
1\t青禾区\t58\t38\t96
2\t白石县\t55\t37\t{total}
3\t东塘县\t50\t36\t86
4\t柳岸区\t45\t35\t80
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("有 空格的目录")
    (path / "好.txt").write_text(NOTICE.format(total=92), "utf-8")
    (path / "wrong.txt").write_text(NOTICE.format(total=93), "utf-8")
    return path


def test_check_of_a_right_notice_is_clean(run: Run, folder: Path) -> None:
    code, out, _ = run("check", folder / "好.txt", "--lang", "en")
    assert (code, out) == (0, "no findings; sources checked: 1\n")


def test_check_of_a_wrong_total_exits_1_and_names_the_row(run: Run, folder: Path) -> None:
    code, out, _ = run("check", folder / "wrong.txt", "--lang", "en")
    assert code == 1
    assert re.search(
        r"^error +SUM01 +wrong\.txt +附件1 row 2 +白石县: total 93 is not 55 \+ 37 = 92; ",
        out,
        re.M,
    )
    code, out, _ = run("check", folder / "wrong.txt", "--lang", "zh")
    assert re.search(
        r"^错误 +SUM01 .*附件1第2行 +白石县：总分 93 不等于 55 \+ 37 = 92；", out, re.M
    )


def test_check_formats_are_well_formed(run: Run, folder: Path, tmp_path: Path) -> None:
    out_folder = tmp_path / "out"
    assert run("build", folder, "--out", out_folder)[0] == 1
    code, text, _ = run("check", out_folder, "--format", "json")
    assert code == 1
    assert [item["rule"] for item in json.loads(text)["findings"]] == ["SUM01"]
    code, text, _ = run("check", out_folder, "--format", "sarif")
    result = json.loads(text)["runs"][0]["results"][0]
    assert (result["ruleId"], result["level"]) == ("SUM01", "error")
    (tmp_path / "50% 稿#1.txt").write_text(NOTICE.format(total=93), "utf-8")
    text = run("check", tmp_path / "50% 稿#1.txt", "--format", "sarif")[1]
    (location,) = json.loads(text)["runs"][0]["results"][0]["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "50%25%20%E7%A8%BF%231.txt"
    code, text, _ = run("check", out_folder, "--format", "junit")
    assert ET.fromstring(text).find("testsuite").get("failures") == "1"  # type: ignore[union-attr]


_WRONG_SUM = "全区发布政策解读46条（图文20条、文字15条、音频10条）。"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_finding_in_a_text_is_told_by_its_line(run: Run, tmp_path: Path, line_end: str) -> None:
    file = tmp_path / "a.txt"
    lines = ["关于2023年第一季度政务公开工作情况的通报", "", "各镇：", _WRONG_SUM, ""]
    file.write_bytes(line_end.join(lines).encode("gb18030"))
    first = run("check", file, "--lang", "zh")[1].splitlines()[0]
    assert re.match(r"错误 +PRT01 +a\.txt +第4行 ", first)
    first = run("check", file, "--lang", "en")[1].splitlines()[0]
    assert re.match(r"error +PRT01 +a\.txt +line 4 ", first)
    result = json.loads(run("check", file, "--format", "sarif")[1])["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    # 46条 stands behind eight characters of the line.
    assert (region["startLine"], region["startColumn"]) == (4, 9)
    assert (region["endLine"], region["endColumn"]) == (4, 12)


def test_where_the_text_is_not_at_hand_a_finding_in_it_is_told_without_a_place(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (tmp_path / "a.txt").write_text(f"{_WRONG_SUM}\n", "utf-8")
    run("build", tmp_path / "a.txt", "--out", out)
    for language in ("zh", "en"):
        first = run("check", out, "--lang", language)[1].splitlines()[0]
        assert re.match(r"\S+ +PRT01 +a\.txt +发布政策解读", first)


def test_a_finding_in_a_pdf_is_told_by_its_page(run: Run) -> None:
    out = run("check", ROOT / "samples/fault-parts-2023", "--lang", "zh")[1]
    assert re.search(r"PRT01 +notice\.pdf +第1页 ", out)
    assert re.search(r"PRT01 +notice\.txt +第13行 ", out)


def test_usage_errors_exit_2(run: Run, tmp_path: Path) -> None:
    assert run()[0] == 2
    assert run("bild")[0] == 2
    assert run("build")[0] == 2
    assert run("build", tmp_path / "absent")[0] == 2
    assert run("build", tmp_path)[0] == 2
    assert run("check")[0] == 2
    assert run("check", "--explain", "XYZ99")[0] == 2
    assert run("read", tmp_path)[0] == 2
    assert run("schema", "nothing")[0] == 2


def test_a_rule_is_explained_with_an_example_and_what_to_do(run: Run) -> None:
    code, text, _ = run("check", "--explain", "rnk02", "--lang", "zh")
    assert code == 0
    assert "示例：" in text
    assert "处理办法：" in text
    assert "{" not in text
    code, text, _ = run("check", "--explain", "all")
    assert code == 0
    assert all(rule in text for rule in rules())


def test_findings_are_followed_by_where_their_rule_is_explained(run: Run, folder: Path) -> None:
    _, _, said = run("check", folder / "wrong.txt", "--lang", "zh")
    assert "tongbao check --explain SUM01" in said
    assert "--explain" not in run("check", folder / "wrong.txt", "--quiet")[2]


def test_an_unreadable_file_exits_3_with_reason_and_hint(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4 torn")
    for verb in ("read", "check"):
        code, _, err = run(verb, path, "--lang", "en")
        assert code == 3
        assert "x.pdf: " in err
        assert "Traceback" not in err
    with pytest.raises(UnreadableSource):
        tongbao.check(path)


def test_a_defect_exits_4(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("pipeline.check.check", broken)
    code, _, err = run("check", folder / "好.txt", "--lang", "en")
    assert code == 4
    assert "internal error: RuntimeError: planted" in err


@pytest.mark.parametrize(
    ("severities", "fail_on", "has_unread", "code"),
    [
        ([], "error", False, 0),
        (["warning"], "error", False, 0),
        (["warning"], "warning", False, 1),
        (["info"], "warning", False, 0),
        (["info"], "info", False, 1),
        (["error"], "error", True, 1),
        (["warning"], "error", True, 3),
        (["error"], "never", False, 0),
    ],
)
def test_exit_code_follows_the_worst_finding_then_unread_inputs(
    severities: list[str], fail_on: str, has_unread: bool, code: int
) -> None:
    assert verdict(severities, fail_on, has_unread=has_unread) == code


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(files("schemas").joinpath(f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_read_json_keeps_its_contract(run: Run, folder: Path) -> None:
    for layer in ("notice", "document"):
        code, text, _ = run("read", folder / "好.txt", "--format", "json", "--layer", layer)
        assert code == 0
        errors = [e.message for e in validator(layer).iter_errors(json.loads(text))]
        assert errors == []
    document = tongbao.read(folder / "好.txt")
    assert document_json(document)["pages"]
    content = notice_json(tongbao.parse(document))
    assert content["tables"][0]["rows"][0] == ["1", "青禾区", "58", "38", "96"]
    assert content["tables"][0]["rankings"][1]["total"]["evidence"] == "55 + 37 = 92"
    assert content["statistics"][0]["value"] == "16"
    assert content["statistics"][1]["parent"] == 0


def test_the_schema_of_the_notice_layer_refuses_a_float(kit: Any) -> None:
    content = notice_json(kit.notice(tables=[kit.good]))
    assert list(validator("notice").iter_errors(content)) == []
    content["tables"][0]["rankings"][0]["total"]["value"] = 95.0
    assert list(validator("notice").iter_errors(content))


def test_read_text_marks_rows_and_shows_parts_under_their_whole(run: Run, folder: Path) -> None:
    _, text, _ = run("read", folder / "wrong.txt", "--lang", "en")
    assert re.search(r"✓ +1 +青禾区 +58 +38 +96", text)
    assert re.search(r"✗ +2 +白石县 +55 +37 +93", text)
    assert "55 + 37 = 92 ≠ 93" in text
    assert re.search(r"✓ +16 ?批", text)
    assert re.search(r"✓   +9 ?批", text)


def test_read_csv_has_one_line_per_value(run: Run, folder: Path) -> None:
    _, text, _ = run("read", folder / "好.txt", "--format", "csv")
    assert len(text.splitlines()) == 1 + 4 * 3


@pytest.mark.parametrize("form", ["csv", "json"])
def test_only_csv_that_begins_a_file_has_the_mark_that_excel_asks_for(
    folder: Path, tmp_path: Path, form: str
) -> None:
    words = [sys.executable, "-m", "pipeline.cli", "read", str(folder / "好.txt"), "--format", form]
    file = tmp_path / "scores"
    with file.open("ab") as stream:
        subprocess.run(words, stdout=stream, check=True, cwd=ROOT)
        subprocess.run(words, stdout=stream, check=True, cwd=ROOT)
    piped = subprocess.run(words, stdout=subprocess.PIPE, check=True, cwd=ROOT).stdout
    mark = codecs.BOM_UTF8 if form == "csv" else b""
    assert not piped.startswith(codecs.BOM_UTF8)
    assert file.read_bytes() == mark + piped + piped


def test_rubbish_that_is_called_pdf_is_unreadable(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(bytes(range(1, 9)))
    code, out, err = run("read", path, "--lang", "zh")
    assert (code, out) == (3, "")
    assert "二进制数据，不是文本" in err


def test_log_json_is_lines_of_json_on_stderr(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, err = run("build", folder / "好.txt", "--out", tmp_path / "o", "--log", "json")
    assert (code, out) == (0, "")
    events = [json.loads(line) for line in err.splitlines()]
    assert events[-1]["event"] == "summary"
    assert events[-1]["rows"]["scores"] == 8
    assert {event["event"] for event in events} >= {"read", "check", "finish"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verb", list(EXAMPLES))
def test_every_verb_has_help_with_an_example(run: Run, verb: str, language: str) -> None:
    code, out, _ = run(verb, "--help", "--lang", language)
    assert code == 0
    assert all(example in out for example in EXAMPLES[verb])
    assert "130" in out


def test_examples_are_command_lines_that_parse() -> None:
    for lines in EXAMPLES.values():
        for line in lines:
            make_parser("en").parse_args(line.split()[1:])


def test_every_message_has_both_languages_with_the_same_parts() -> None:
    for key, texts in vocabulary("messages").items():
        parts = [set(re.findall(r"\{(\w+)\}", texts[language])) for language in ("en", "zh")]
        assert parts[0] == parts[1], key


def test_schema_prints_every_column_in_both_languages(run: Run) -> None:
    code, text, _ = run("schema", "scores", "--lang", "zh")
    assert code == 0
    assert "指标满分" in text
    content = json.loads(run("schema", "--format", "json")[1])
    assert [item["name"] for item in content["datasets"]][:2] == ["sources", "notices"]


def test_doctor_finds_everything_in_place(run: Run) -> None:
    code, text, _ = run("doctor", "--lang", "en")
    assert code == 0
    assert "missing" not in text


def test_doctor_tells_what_cuts_words_once_it_is_loaded(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    assert "分词使用 rjieba" in run("doctor", "--lang", "zh")[1]
    # Installed, but its binary does not load: jieba is what really cuts, and doctor says so.
    (tmp_path / "rjieba.py").write_text("raise ImportError('wrong machine')", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    text = run("doctor", "--lang", "en")[1]
    assert re.search(r"words are cut by jieba: rjieba \S+ is installed but does not load", text)


def test_the_language_follows_the_locale() -> None:
    assert language_of({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert language_of({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) == "en"
    assert language_of({}) == "en"


def test_columns_line_up_for_double_width_characters() -> None:
    lines = aligned([["单位", "10"], ["a", "9"]], numeric=[False, True])
    assert lines == ["单位  10", "a      9"]
    assert {width(line) for line in lines} == {8}


def test_control_characters_of_a_notice_reach_no_terminal_and_no_xml(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NOTICE.format(total=93).replace("白石县", "白\x08石\x1b[2J县"), "utf-8")
    for words in (("read", file), ("read", file, "--layer", "document"), ("check", file)):
        _, out, err = run(*words)
        assert "白□石□[2J县" in out
        assert not set(out + err) & {"\x08", "\x1b"}
    ET.fromstring(run("check", file, "--format", "junit")[1])
    told = json.loads(run("check", file, "--format", "json")[1])["findings"]
    assert "白\x08石\x1b[2J县" in {item["subject"] for item in told}
    assert "白\x08石\x1b[2J县" in run("read", file, "--format", "csv")[1]
