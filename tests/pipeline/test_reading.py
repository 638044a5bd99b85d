"""``tongbao read``: what it loads, and what becomes of a file that gives no notice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.limits import Limits
from pipeline.messages import Language, say
from pipeline.reading import NotRead, load, render, understand, understand_and_render
from schemas.notice import Kind, TotalRule

SAMPLE = Path(__file__).parents[2] / "samples" / "qinghe-2023" / "notice.txt"
HEAVY = {"pyarrow", "pandas", "numpy", "great_expectations", "rich", "pdfplumber", "pypdfium2"}


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after the code."""
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(done.stderr.decode().split())


def roots(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_reading_a_text_notice_loads_no_heavy_library(form: str) -> None:
    words = ["read", str(SAMPLE), "--format", form]
    terminal = loaded_by(f"from pipeline.cli import main\nassert main({words!r}) == 0")
    assert not roots(terminal) & (HEAVY | {"jieba", "parsers", "logging", "dataclasses"})
    worker = loaded_by(
        "import pipeline.worker\nfrom pipeline.reading import understand_and_render\n"
        f"assert understand_and_render({str(SAMPLE)!r}, 'notice', {form!r}, 'en')"
    )
    assert roots(worker) & {"jieba", "rjieba"}
    assert not roots(worker) & HEAVY
    assert not worker & {
        "pipeline.rows",
        "pipeline.isolated",
        "pkg_resources",
        "importlib.metadata",
    }


@pytest.mark.parametrize("layer", ["notice", "document"])
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_worker_renders_what_this_process_renders(layer: str, form: str) -> None:
    here = understand_and_render(str(SAMPLE), layer, form, "zh")
    assert here == understand(str(SAMPLE)).shown(layer, form, "zh")
    assert render(SAMPLE, layer, form, "zh", Limits()) == here


def test_a_loaded_file_is_what_this_process_understands() -> None:
    assert load(SAMPLE, Limits()) == understand(str(SAMPLE))


def test_an_unreadable_file_says_why_in_both_languages(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    for call in (
        lambda: load(empty, Limits()),
        lambda: render(empty, "notice", "text", "zh", Limits()),
    ):
        with pytest.raises(NotRead) as caught:
            call()
        assert "empty" in " ".join(caught.value.texts("en"))
        assert "空" in " ".join(caught.value.texts("zh"))


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(seconds=0.001), "it was not read within 0.001 seconds"),
        (Limits(mebibytes=1), "it needed more memory than the limit"),
    ],
)
def test_a_file_over_a_limit_says_so(limits: Limits, reason: str) -> None:
    with pytest.raises(NotRead) as caught:
        render(SAMPLE, "notice", "text", "en", limits)
    assert caught.value.texts("en")[0] == reason


def test_no_code_of_the_datasets_stands_in_what_a_person_reads_in_chinese(tmp_path: Path) -> None:
    source = tmp_path / "通报.txt"
    source.write_text(
        "关于2022年度热线办理情况的通报\n\n各单位：\n"
        "全年受理诉求10件，同比减少2件，下降16.7%；办结率98%，力争达到99%以上。\n",
        "utf-8",
    )
    text = render(source, "notice", "text", "zh", Limits())
    for word in ("数量", "减少", "下降", "比率"):
        assert word in text
    codes = [str(code.value) for code in (*Kind, *TotalRule) if code is not TotalRule.NONE]
    assert not [code for code in codes if code in text]
    assert "非结果" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_and_every_total_rule_has_a_name_for_people(language: Language) -> None:
    for rule in TotalRule:
        assert say(
            "no_total_rule" if rule is TotalRule.NONE else f"total_rule_{rule.name.lower()}",
            language,
        )
    for kind in Kind:
        ways = ("_up", "_down", "_same") if kind in (Kind.GROWTH, Kind.DELTA) else ("",)
        assert all(say(f"kind_{kind.value}{way}", language) for way in ways)


def test_columns_without_a_type_of_their_own_are_shown_as_printed(tmp_path: Path) -> None:
    source = tmp_path / "通报.txt"
    rows = ["排名\t单位\t办结率\t重点工作\t得分", "1\t柳湾镇\t99.2%\t河道整治\t96.5"]
    rows += ["2\t枫林乡\t98.9%\t集镇改造\t95", "3\t白石镇\t97.1%\t道路硬化\t93"]
    head = "关于2024年督查情况的通报\n\n各乡镇：\n通报如下。\n\n附件：得分表\n\n附件\n得分表\n"
    source.write_text(head + "\n".join(rows) + "\n", "utf-8")
    shown = render(source, "notice", "text", "zh", Limits()).splitlines()
    (line,) = [line for line in shown if "枫林乡" in line]
    assert "98.9%" in line
    assert "集镇改造" in line
