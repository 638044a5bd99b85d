"""The command line as people meet it: nothing typed, a slip, help in both languages."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from pipeline.cli import EXAMPLES
from pipeline.messages import NoSuchPath, Refused, quoted
from pipeline.usage import said_of
from pipeline.widths import tail, width, wrapped
from schemas.vocabulary_files import vocabulary

Run = Callable[..., tuple[int, str, str]]


def test_nothing_typed_shows_the_help_and_is_a_wrong_use(run: Run) -> None:
    code, out, err = run("--lang", "en")
    assert (code, out) == (2, "")
    assert all(f"    {verb} " in err for verb in EXAMPLES)
    assert "tongbao read notice.pdf" in err


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"tongbao {version('tongbao')}\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reed", "x"), "did you mean read?"),
        (("--lang", "en", "chekc"), "did you mean check?"),
        (("frobnicate",), "verbs are read, check, show, build, schema, doctor"),
        (("--versio",), "did you mean --version?"),
        (("--log", "json", "build", "x"), "--log belongs behind the verb"),
        (("build", "x", "--fail-on", "eror"), "did you mean error?"),
        (("build", "x", "--fail-one", "never"), "did you mean --fail-on?"),
        (("read", "x", "--json"), "did you mean --format json?"),
        (("build", "x", "--workers", "two"), "two is no whole number from 1 to 1024"),
        (("build", "x", "--timeout", "0"), "0 is no number from 0.001 to 1000000"),
        (("build", "x", "--log"), "--log needs a value"),
        (("build",), "PATH is missing"),
        (("check",), "tongbao check --explain SUM01"),
        (("check", "--explain", "SUM1"), "did you mean SUM01?"),
        (("schema", "score"), "did you mean scores?"),
    ],
)
def test_a_slip_is_answered_with_what_was_likely_meant(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    behind = () if "--lang" in words else ("--lang", "en")
    before, after = (behind, ()) if words[0].startswith("--") else ((), behind)
    code, out, err = run(*before, *words, *after)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) <= 2


def test_a_right_word_is_not_doubted(run: Run) -> None:
    code, out, err = run("schema", "scores", "--lang", "en")
    assert code == 0
    assert "did you mean" not in out + err


def test_a_file_where_the_verb_should_be_gets_the_whole_command(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "我的 通报.txt"
    file.write_text("x", "utf-8")
    assert f"tongbao read '{file}'" in run(file)[2]
    assert f"tongbao build {tmp_path}" in run(tmp_path)[2]


def test_a_path_that_is_not_there_names_the_one_beside_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "我的 通报.pdf").write_bytes(b"x")
    for verb in ("read", "check", "show", "build"):
        code, _, err = run(verb, tmp_path / "我的通报.pdf", "--lang", "zh")
        assert code == 2
        assert "没有这个文件或目录；是否指" in err
        assert "我的 通报.pdf" in err
    # A name that is like none of them is not answered with one.
    assert NoSuchPath(tmp_path / "年终考核.docx").key == "no_file"
    assert NoSuchPath(tmp_path / "none" / "x.pdf").key == "no_file"


def test_a_chinese_path_needs_no_quotes_and_one_with_blanks_does() -> None:
    assert quoted("输出/2023年") == "输出/2023年"
    assert quoted("收 件") == "'收 件'"
    assert quoted("a;b") == "'a;b'"


@pytest.mark.parametrize("verb", ["", *EXAMPLES])
def test_help_is_in_one_language_and_no_wider_than_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = [verb] if verb else []
    code, out, _ = run(*words, "--help", "--lang", "zh") if verb else run("--lang", "zh", "--help")
    assert code == 0
    assert max(map(width, out.splitlines())) <= 80
    for english in ("usage:", "options:", "arguments", "show this help"):
        assert english not in out
    assert out.startswith("用法：tongbao")


def test_errors_of_argparse_are_said_in_chinese() -> None:
    assert said_of("the following arguments are required: PATH", "zh") == "缺少参数 PATH"
    assert said_of("argument --out: expected one argument", "zh") == "--out 之后须给出取值"
    # What a newer Python may say is shown rather than lost.
    assert said_of("something new", "zh") == "something new"
    assert all({"argparse", "en", "zh"} == set(e) for e in vocabulary("usage_errors")["errors"])


def test_text_is_wrapped_by_columns_and_no_line_begins_with_a_comma() -> None:
    lines = wrapped("每个文件的处理时限，单位为秒（默认 120）。", 18)
    assert lines == ["每个文件的处理时", "限，单位为秒（默认", "120）。"]
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("", 10) == [""]


def test_the_path_beside_the_bar_is_cut_by_columns_at_its_front() -> None:
    path = "2023年/关于二〇二三年度全市政务公开工作考核结果的通报.pdf"
    assert tail(path, 20) == "…考核结果的通报.pdf"
    assert width(tail(path, 20)) <= 20
    assert tail("a.pdf", 20) == "a.pdf"


def test_what_is_refused_reads_as_a_sentence_in_python_too() -> None:
    assert "no such file" in str(NoSuchPath(Path("/nonesuch/x.pdf")))
    assert "没有写明" in Refused("check_no_path").text("zh")
