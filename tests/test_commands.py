"""Every command that the documents quote can be given, and all doors of CI call the same one."""

from __future__ import annotations

import argparse
import ast
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.cli import make_parser

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "benchmarks/**/README.md", "samples/README.md", "outputs/README.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"
)
TARGETS = set(re.findall(r"^([\w.-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
_PYTHON = re.compile(r"(?:^|[\s/])python3? (?:-m )?(benchmarks[\w./]*|samples[\w./]*)")


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Give the commands of a document, and whether one stands in a block, to be typed as it is."""
    for block in _FENCED.findall(text):
        for line in block.splitlines():
            yield from ((part, True) for part in line.split("  #")[0].split(" && "))
    yield from ((code, False) for code in _INLINE.findall(_FENCED.sub("", text)))


def _quoted() -> list[Any]:
    found = []
    for name in DOCUMENTS:
        for line, is_whole in dict.fromkeys(_lines((ROOT / name).read_text("utf-8"))):
            command = line.strip().removeprefix("$ ").strip()
            found.append(pytest.param(command, is_whole, id=f"{name}: {command[:60]}"))
    for path in sorted((ROOT / "benchmarks").rglob("*.py")):
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        for line in re.findall(r"^    (python .*)$", said, re.M):
            command = re.split(r"\s{2,}", line)[0]
            found.append(pytest.param(command, True, id=f"{path.name}: {command[:60]}"))
    return [p for p in found if _kind(str(p.values[0])) is not None]


def _kind(command: str) -> str | None:
    if re.match(r"(?:\.venv/bin/)?tongbao(?: |$)", command):
        return "tongbao"
    if re.match(r"make [a-z]", command):
        return "make"
    return "python" if _PYTHON.search(command) else None


def _verbs() -> dict[str, argparse.ArgumentParser]:
    (action,) = (
        action
        for action in make_parser("en")._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(action.choices)


def _check_tongbao(words: list[str], *, is_whole: bool) -> None:
    if is_whole:
        make_parser("en").parse_args(words)
        return
    verbs = _verbs()
    parsers = [make_parser("en"), *(verbs[word] for word in words if word in verbs)]
    options = {
        name for parser in parsers for action in parser._actions for name in action.option_strings
    }
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= options
    first = next((word for word in words if not word.startswith("-")), None)
    # A word in capitals stands for any verb.
    assert first is None or first in verbs or first.isupper() or "--lang" in words


def _check_python(command: str) -> None:
    (target,) = _PYTHON.findall(command)
    name = target if target.endswith(".py") else target.replace(".", "/")
    places = [ROOT / name, ROOT / f"{name}.py", ROOT / name / "__main__.py"]
    source = next((place for place in places if place.is_file()), None)
    assert source is not None, f"there is no {target}"
    known = {
        word.value
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("add_argument")
        for word in node.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    used = {word.partition("=")[0] for word in shlex.split(command) if word.startswith("--")}
    assert used <= known, f"{target} has no {used - known}"


@pytest.mark.parametrize(("command", "is_whole"), _quoted())
def test_a_quoted_command_can_be_given(command: str, is_whole: bool) -> None:
    kind = _kind(command)
    if kind == "make":
        words = re.sub(r" [A-Z]+=\S+", "", command.split("(", maxsplit=1)[0])
        assert set(re.findall(r"[\w./-]+", words)[1:]) <= TARGETS
    elif kind == "tongbao":
        _check_tongbao(shlex.split(command)[1:], is_whole=is_whole)
    else:
        _check_python(command)


def test_commands_are_found_in_every_kind_of_document() -> None:
    quoted = [(str(p.id).partition(":")[0], _kind(str(p.values[0]))) for p in _quoted()]
    assert {("README.md", "tongbao"), ("README.zh-CN.md", "make")} <= set(quoted)
    assert {("benchmarks/README.md", "python"), ("CONTRIBUTING.md", "make")} <= set(quoted)


def _loaded(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / name).read_text("utf-8"))


def test_the_door_of_ci_is_the_command_of_the_readme() -> None:
    assert (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1] == "exec make test"
    assert os.access(ROOT / ".ci/run", os.X_OK)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (needs,) = re.findall(r"^test: (.*?)(?: +##.*)?$", makefile, re.M)
    assert needs.split() == [".venv/ready", "lint", "types", "unit"]
    recipe = re.findall(r"^types:.*\n\t(.*)$", makefile, re.M)
    assert recipe == ["$(BIN)/mypy"]  # over what pyproject.toml names, which is everything


def test_the_workflows_of_the_forges_run_the_door_of_ci() -> None:
    (job,) = _loaded(".github/workflows/ci.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    gitlab = _loaded(".gitlab-ci.yml")
    assert [job["script"] for job in gitlab.values() if "script" in job] == [[".ci/run"]]


def test_the_hooks_of_pre_commit_are_the_steps_of_the_same_command() -> None:
    (repository,) = _loaded(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    hooks = {hook["entry"]: hook for hook in repository["hooks"]}
    assert set(hooks) == {"make lint", "make types", ".ci/run"}
    for hook in hooks.values():
        assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    assert hooks[".ci/run"]["stages"] == ["pre-push"]
