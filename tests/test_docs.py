from __future__ import annotations

import re
from pathlib import Path

import pytest

import tongbao
from pipeline.cli import EXAMPLES
from pipeline.dictionary import dictionary_markdown, dictionary_text
from pipeline.explain import rule_page, rules_markdown
from pipeline.present import notice_text
from schemas.datasets import DATASETS
from schemas.findings import rules
from schemas.vocabulary_files import vocabulary

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


def test_the_data_dictionary_is_fresh() -> None:
    committed = (ROOT / "DATA_DICTIONARY.md").read_text("utf-8")
    assert committed == dictionary_markdown(list(DATASETS)), "run: make dictionary"


def test_the_dictionary_says_in_chinese_what_it_says_in_english() -> None:
    words = vocabulary("dictionary_zh")
    columns = [field.metadata for dataset in DATASETS.values() for field in dataset.schema]
    for part, key in (("absent", b"absent"), ("units", b"unit")):
        assert set(words[part]) == {about[key].decode() for about in columns if key in about}
    assert "（空值：表头未注明）" in dictionary_text(["scores"], "zh")


def test_the_pages_of_the_rules_are_fresh() -> None:
    assert (ROOT / "RULES.md").read_text("utf-8") == rules_markdown(), "run: make dictionary"


def test_every_rule_has_an_example_and_advice_in_both_languages_and_no_page_is_left_over() -> None:
    assert set(vocabulary("rule_pages")) == set(rules())
    for code in rules():
        page = rule_page(code)
        texts = [
            page[f"{part}_{language}"] for part in ("example", "do") for language in ("en", "zh")
        ]
        assert all(text.strip() for text in texts), code


@pytest.mark.parametrize("name", READMES)
def test_the_readme_says_which_rules_are_not_judged_yet(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pending = {code for code, page in vocabulary("rule_pages").items() if page.get("pending")}
    (line,) = re.findall(r"^- (?:Of the rules in the|\[规则\]\(RULES).*(?:\n  .*)*", text, re.M)
    assert set(re.findall(r"`([A-Z]{3,4}\d\d)`", line)) == pending


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_dataset_and_no_other(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for dataset in DATASETS:
        assert f"`{dataset}`" in text


@pytest.mark.parametrize("name", READMES)
def test_the_readme_quotes_only_verbs_that_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    quoted = set(re.findall(r"(?:^|\$ |/)tongbao (?:--lang zh )?(\w+)", text, re.M))
    assert quoted == set(EXAMPLES)


@pytest.mark.parametrize("name", READMES)
def test_the_shell_lines_do_what_the_make_targets_do(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(BIN)", ".venv/bin")
    lines = [line for line in text.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    for step in (step for line in lines for step in line.split(" && ")[3:]):
        assert step in makefile


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_every_rule_of_the_design_is_in_the_catalogue() -> None:
    codes = "SUM01 SUM02 MAX01 MAX02 RNK01 RNK02 RNK03 PRT01 SHR01 CNT01 CHG01 COV01 DUP01 TXT01"
    codes += " CHR01 RDR01 UNR01 AMB01 ATT01 META01 SUP01"
    assert set(codes.split()) <= set(rules())


def test_no_source_names_a_package_host_or_a_machine_path() -> None:
    banned = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|https?://[^\s\"']*/simple\b")
    for path in ROOT.rglob("*"):
        folders = {".git", ".venv", "outputs", ".hypothesis"}
        if path.suffix not in {".py", ".toml", ".md", ".json", ".lock"}:
            continue
        if folders & set(path.relative_to(ROOT).parts) or path == Path(__file__):
            continue
        assert not banned.search(path.read_text("utf-8", errors="ignore")), path


def test_the_finding_that_the_readmes_show_is_the_one_that_check_gives() -> None:
    sample = ROOT / "samples" / "fault-total-2022" / "notice.pdf"
    (found,) = [item for item in tongbao.check(sample) if item.severity == "error"]
    assert found.message_en in (ROOT / "README.md").read_text("utf-8")
    assert found.message_zh in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_the_rows_that_the_readme_shows_are_those_of_read() -> None:
    sample = ROOT / "samples" / "fault-total-2022" / "notice.pdf"
    shown = notice_text(tongbao.parse(tongbao.read(sample)), "en").splitlines()
    (block,) = re.findall(
        r"^\$ tongbao read .*\n((?:.+\n)+)", (ROOT / "README.md").read_text("utf-8"), re.M
    )
    lines = block.splitlines()
    assert len(lines) == 4
    assert [line for line in lines if line not in shown] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", *READMES])
def test_every_file_that_a_guide_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = set(
        re.findall(r"`((?:schemas|parsers|pipeline|samples|tests|benchmarks)/[\w./-]*)`", text)
    )
    named |= set(re.findall(r"\]\(([\w./-]+)\)", text))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
