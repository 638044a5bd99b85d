"""Modules and functions stay short enough to be read at one go; what may be longer says why."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = tomllib.loads((ROOT / "tests/house.toml").read_text("utf-8"))
FOLDERS = ("schemas", "parsers", "pipeline", "benchmarks", "samples")
PRODUCT = (*FOLDERS[:3], "tongbao.py")


def modules(folders: tuple[str, ...] = FOLDERS) -> list[Path]:
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*files, ROOT / "tongbao.py"]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lengths(source: str) -> Iterator[tuple[str, int]]:
    """Give the functions of a module with their lines, the docstring apart."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0] if ast.get_docstring(node) is not None else None
            words = (said.end_lineno or 0) - said.lineno + 1 if said else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - words


def all_lengths(folders: tuple[str, ...] = FOLDERS) -> dict[str, int]:
    """Give the longest function of each name in each module."""
    found: dict[str, int] = {}
    for path in modules(folders):
        for name, count in lengths(path.read_text("utf-8")):
            place = f"{relative(path)}:{name}"
            found[place] = max(count, found.get(place, 0))
    return found


def test_modules_are_short_or_say_why_not() -> None:
    most = HOUSE["lines"]["module"]
    long = {relative(p) for p in modules() if len(p.read_text("utf-8").splitlines()) > most}
    assert long <= set(HOUSE["module"]), f"longer than {most} lines: part them by purpose"
    assert set(HOUSE["module"]) <= long, "tests/house.toml names modules that are short"


def test_functions_are_short_or_say_why_not() -> None:
    most = HOUSE["lines"]["function"]
    long = {place for place, count in all_lengths().items() if count > most}
    assert long <= set(HOUSE["function"]), f"longer than {most} lines: part them by steps"
    assert set(HOUSE["function"]) <= long, "tests/house.toml names functions that are short"


@pytest.mark.parametrize("kind", ["module", "function"])
def test_every_exception_gives_a_reason(kind: str) -> None:
    assert all(len(why.split()) >= 5 for why in HOUSE[kind].values())


def test_a_docstring_does_not_count() -> None:
    source = 'def f() -> int:\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert list(lengths(source)) == [("f", 2)]
