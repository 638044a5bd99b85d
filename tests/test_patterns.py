"""A pattern that is compiled late cannot be told from one that is compiled at once."""

from __future__ import annotations

import ast
import copy
import importlib
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.patterns import lazy_re

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for layer in ("schemas", "parsers") for path in (ROOT / layer).rglob("*.py"))
TEXT = "公开政策文件98条，解读16篇"


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def patterns_of(path: Path) -> Iterator[re.Pattern[str]]:
    name = relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for value in vars(importlib.import_module(name)).values():
        for pattern in value if isinstance(value, (tuple, list)) else (value,):
            if type(pattern) is type(lazy_re("")):
                yield pattern


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_every_pattern_of_a_module_is_a_regular_expression(path: Path) -> None:
    for pattern in patterns_of(path):
        assert pattern.groups == re.compile(pattern.pattern, pattern.flags).groups


def test_a_pattern_that_is_none_is_told_when_it_is_used() -> None:
    broken = lazy_re("(98")
    for _ in range(2):
        with pytest.raises(re.error, match="missing"):
            broken.search(TEXT)


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_module_compiles_a_pattern_as_it_is_imported(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    at_top = [node for node in tree.body if not isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    calls = {ast.unparse(x.func) for n in at_top for x in ast.walk(n) if isinstance(x, ast.Call)}
    assert "re.compile" not in calls, f"{relative(path)}: use schemas.patterns.lazy_re"


@pytest.mark.parametrize("flags", [0, re.IGNORECASE | re.ASCII])
def test_all_that_a_pattern_can_be_asked_is_answered_alike(flags: int) -> None:
    source = r"(?P<number>\d+)([条篇])"
    pattern = re.compile(source, flags)

    def fresh() -> re.Pattern[str]:
        return lazy_re(source, flags)

    for method in ("search", "match", "fullmatch"):
        for place in ((), (6,), (6, 9)):
            found = getattr(fresh(), method)(TEXT, *place)
            wanted = getattr(pattern, method)(TEXT, *place)
            assert (found and (found.span(), found.re)) == (wanted and (wanted.span(), wanted.re))
    assert [m.group() for m in fresh().finditer(TEXT)] == ["98条", "16篇"]
    assert fresh().findall(TEXT) == pattern.findall(TEXT)
    assert fresh().split(TEXT) == pattern.split(TEXT)
    assert fresh().sub(r"\2", TEXT) == pattern.sub(r"\2", TEXT)
    assert fresh().subn("", TEXT, 1) == pattern.subn("", TEXT, 1)
    for attribute in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(fresh(), attribute) == getattr(pattern, attribute)
    assert lazy_re(rb"\d+").findall(b"98, 16") == [b"98", b"16"]


def test_a_pattern_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compile_now = re.compile

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        made.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = lazy_re(r"\d+")
    assert not made
    assert pattern.search(TEXT)
    assert pattern.match(TEXT) is None
    assert pattern.groups == 0
    assert pattern.findall(TEXT) == ["98", "16"]
    assert made == [r"\d+"]


def test_a_pattern_has_no_attributes_that_patterns_lack() -> None:
    pattern = lazy_re(r"\d+")
    with pytest.raises(AttributeError):
        _ = pattern.serach  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        _ = pattern.__deepcopy_me__  # type: ignore[attr-defined]


def test_a_pattern_can_be_copied_and_sent_to_another_process() -> None:
    pattern = lazy_re(r"\d+")
    for other in (copy.copy(pattern), copy.deepcopy(pattern), pickle.loads(pickle.dumps(pattern))):
        assert other.findall(TEXT) == ["98", "16"]
