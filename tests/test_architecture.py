"""ARCHITECTURE.md says what is so: paths, modules, the order of the steps, homes of libraries."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
QUOTED = re.findall(r"`([^`\n]+)`", TEXT)
LAYERS = ("schemas", "parsers", "pipeline")
MODULES = [
    path.relative_to(ROOT).as_posix()
    for layer in LAYERS
    for path in sorted((ROOT / layer).rglob("*.py"))
    if path.name != "__init__.py"
]


def _section(text: str, head: str) -> list[list[str]]:
    """Give the cells of the table below a head row."""
    lines = text[text.index(head) :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _named(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_every_path_that_it_names_is_there() -> None:
    paths = [quoted for quoted in QUOTED if re.fullmatch(r"[\w./-]+(?:/|\.py|\.md|\.toml)", quoted)]
    rooms = [ROOT, *(ROOT / layer for layer in LAYERS)]
    assert len(paths) > 20
    assert [p for p in paths if not any((room / p).exists() for room in rooms)] == []


def test_every_module_is_named() -> None:
    words = {word for quoted in QUOTED for word in re.split(r"[/.]", quoted)}
    assert [path for path in MODULES if Path(path).stem not in words] == []


def _rooms() -> dict[str, int]:
    """Give the place of each module of ``parsers`` in the order of its rooms."""
    rooms = {}
    for number, (room, names) in enumerate(_section(TEXT, "| room | what stands there")):
        if room.startswith("`"):
            folder = f"parsers/{room.strip('`')}"
            rooms |= {path: number for path in MODULES if path.startswith(folder)}
        else:
            rooms |= {f"parsers/{name}.py": number for name in _named(names)}
    return rooms


def _imports(path: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (node.module, *(f"{node.module}.{a.name}" for a in node.names)):
                yield f"{name.replace('.', '/')}.py"


def test_every_module_of_the_parsers_stands_in_one_room() -> None:
    assert sorted(_rooms()) == [path for path in MODULES if path.startswith("parsers/")]


def test_no_room_of_the_parsers_imports_from_a_later_one() -> None:
    rooms = _rooms()
    back = [
        f"{path} imports {other}"
        for path, number in rooms.items()
        for other in _imports(path)
        if rooms.get(other, number) > number
    ]
    assert back == []


def test_the_picture_names_the_layers_in_their_order() -> None:
    (line,) = [line for line in TEXT.splitlines() if line.count("◀──") == 3]
    order = re.sub(r"\s*◀──\s*", " ", line.split("(")[0]).split()
    assert order == [*LAYERS, "tongbao.py"]


@cache
def _libraries(path: str) -> set[str]:
    """Give the first part of all names that a module imports."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
    return found


def _library(package: str) -> str:
    return {"great-expectations": "great_expectations", "Pillow": "PIL"}.get(package, package)


@pytest.mark.parametrize("row", _section(TEXT, "| package | why | home |"), ids=lambda row: row[0])
def test_a_library_is_imported_in_the_homes_that_the_table_names(row: list[str]) -> None:
    homes = _named(row[2])
    names = [_library(name) for name in re.findall(r"[\w-]+", row[0].split("(")[0])]
    names = [name for name in names if name != "or"]
    found = {path for path in MODULES if _libraries(path) & set(names)}
    for path in found:
        is_typing = "TYPE_CHECKING" in (ROOT / path).read_text("utf-8")
        assert any(path.startswith(home) for home in homes) or is_typing, f"{path} is no home"
    assert all(any(path.startswith(home) for path in found) for home in homes)
