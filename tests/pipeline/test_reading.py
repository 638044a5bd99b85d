"""``tongbao read``: what it loads, and what becomes of a file that gives no notice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.isolated import Limits
from pipeline.reading import NotRead, load, render, understand, understand_and_render

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
    assert worker & {"jieba", "rjieba"}
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
    assert load(SAMPLE) == understand(str(SAMPLE))


def test_an_unreadable_file_says_why_in_both_languages(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    for call in (lambda: load(empty), lambda: render(empty, "notice", "text", "zh", Limits())):
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
