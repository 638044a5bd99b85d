"""Nothing is kept that nobody uses: functions, fields, words, messages, options of the command."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli import make_parser
from schemas.vocabulary_files import vocabulary

ROOT = Path(__file__).parent.parent
HOUSE = tomllib.loads((ROOT / "tests/house.toml").read_text("utf-8"))
SOURCES = [p for layer in ("schemas", "parsers", "pipeline") for p in (ROOT / layer).rglob("*.py")]
TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in [*sorted(SOURCES), ROOT / "tongbao.py"]
}
VOCABULARIES = sorted(path.stem for path in (ROOT / "schemas/vocabulary").glob("*.toml"))
# Tables of a vocabulary whose keys are data (units, codes, kinds) and all taken together.
OPEN_TABLES = {
    "dictionary_zh": {"absent", "units"},
    "characters": {"radicals"},
    "masks": {"words"},
    "measure_words": {"not_before"},
    "rules": {""},
    "rule_pages": {""},
    "government_terms": {"words"},
    "prose_cues": {"bound_not"},
    "unreadable": {"looks_like", "format_hints", "system_errors"},
    "drawing": {"severity"},
}
FOR_PEOPLE = {("regions", "invented"), ("masks", "example"), ("masks", "name")}
"""Marks in the data that say something to people, or to the tests, alone."""
_NAMED = re.compile(r"^[a-z]+_|_[a-z]+$")


def names_used(trees: dict[str, ast.Module]) -> Counter[str]:
    """Count names that are read: alone, behind a dot, or as a text (getattr, TOML, JSON)."""
    used: Counter[str] = Counter()
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                used[node.id if isinstance(node, ast.Name) else node.attr] += 1
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                used[node.value] += 1
    return used


def names_defined(tree: ast.Module) -> Iterator[str]:
    """Give the functions, classes, constants and fields of a module; not the members of enums."""
    rooms: list[ast.Module | ast.ClassDef] = [tree]
    while rooms:
        room = rooms.pop()
        bases = room.bases if isinstance(room, ast.ClassDef) else []
        is_enum = any(isinstance(base, ast.Name) and "Enum" in base.id for base in bases)
        for node in room.body:
            if isinstance(node, ast.ClassDef):
                rooms.append(node)
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                yield node.name
            elif isinstance(node, ast.Assign | ast.AnnAssign) and not is_enum:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def unused(trees: dict[str, ast.Module]) -> set[str]:
    used = names_used(trees)
    found = set()
    for path, tree in trees.items():
        # A private name is its module's own: that of another one says nothing of it.
        inside = names_used({path: tree})
        for name in names_defined(tree):
            is_special = name.startswith("__") and name.endswith("__")
            if not is_special and not (inside if name.startswith("_") else used)[name]:
                found.add(f"{path}:{name}")
    return found


def test_every_name_of_the_product_is_used_by_the_product() -> None:
    public = {f"tongbao.py:{name}" for name in names_defined(TREES["tongbao.py"])}
    left = unused(TREES) - public
    assert left <= set(HOUSE["unused"]), "take it out, or say in tests/house.toml who uses it"
    assert set(HOUSE["unused"]) <= left, "tests/house.toml names what is used"


def test_a_function_that_only_calls_for_itself_a_name_is_found() -> None:
    trees = {"a.py": ast.parse("def f():\n    return 1\ndef g():\n    return f()\n_X = 3\n")}
    assert unused(trees) == {"a.py:g", "a.py:_X"}


def test_a_private_name_is_not_used_by_its_namesake_in_another_module() -> None:
    trees = {"a.py": ast.parse("_X = 1\n"), "b.py": ast.parse("_X = 2\nprint(_X)\n")}
    assert unused(trees) == {"a.py:_X"}


def _module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _loaded(tree: ast.Module) -> set[str]:
    """Give the vocabularies that a module loads."""
    return {
        ast.literal_eval(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "vocabulary"
        and isinstance(node.args[0], ast.Constant)
    }


def _imported(tree: ast.Module) -> set[str]:
    """Give the modules, and the names in modules, that a module imports."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = {node.module or "" for node in nodes}
    return modules | {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}


LOADED = {_module(path): _loaded(tree) for path, tree in TREES.items()}
IMPORTED = {_module(path): _imported(tree) for path, tree in TREES.items()}


def _readers(name: str) -> list[ast.Module]:
    """Give the modules that load a vocabulary, and those that import from one that does.

    Beside them the module of the roles and kinds, by whose values entries are chosen.
    """
    loading = {module for module, names in LOADED.items() if name in names}
    if not loading:
        return []
    if name == "messages":
        # Refusals are worded where they are raised, all over the pipeline.
        return [tree for path, tree in TREES.items() if path.startswith("pipeline/")]
    return [
        tree
        for path, tree in TREES.items()
        if _module(path) in loading | {"schemas.notice"} or IMPORTED[_module(path)] & loading
    ]


def _asked_for(trees: list[ast.Module]) -> re.Pattern[str]:
    """Give a pattern of the keys that modules name: texts, and texts with something filled in."""
    patterns = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [str(p.value) if isinstance(p, ast.Constant) else None for p in node.values]
                if _NAMED.search(parts[0] or "") or _NAMED.search(parts[-1] or ""):
                    patterns.add("".join(".+" if p is None else re.escape(p) for p in parts))
    return re.compile("|".join(sorted(patterns)))


def _keys(name: str, table: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(table, list):
        for entry in table:
            yield from _keys(name, entry, path)
    if not isinstance(table, dict):
        return
    is_open = ".".join(path) in OPEN_TABLES.get(name, set())
    for key, value in table.items():
        if not is_open:
            yield (*path, key)
        yield from _keys(name, value, path if is_open else (*path, key))


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_entry_of_a_vocabulary_is_read(name: str) -> None:
    readers = _readers(name)
    assert readers, f"nothing reads {name}.toml"
    asked_for = _asked_for(readers)
    left = {
        ".".join(path)
        for path in _keys(name, vocabulary(name))
        if not asked_for.fullmatch(path[-1]) and (name, path[-1]) not in FOR_PEOPLE
    }
    assert not left, f"{name}.toml: nothing asks for these"


def _options() -> set[str]:
    (verbs,) = (
        action
        for action in make_parser("en")._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    parsers = [*verbs.choices.values(), make_parser("en")]
    found = {action.dest for parser in parsers for action in parser._actions}
    return found - {"help", argparse.SUPPRESS}


def test_every_option_of_the_command_is_read() -> None:
    read = {
        node.attr
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "options"
    }
    # The language is read from the words before they are parsed: help needs it.
    assert _options() - read == {"lang"}
