"""The import rules of the design, kept by reading the source."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("schemas", "parsers", "pipeline", "tongbao")
HEAVY = (
    "pdfplumber",
    "pypdfium2",
    "PIL",
    "jieba",
    "rjieba",
    "pandas",
    "pyarrow",
    "great_expectations",
    "rich",
)
# Where a heavy library may be imported (a folder: in all its modules); pyarrow also where the
# schemas and the files are made.
HOMES = {
    "pdfplumber": {"parsers/pages/pdfplumber_home.py", "parsers/pages/plumber_bridge.py"},
    "pypdfium2": {"parsers/pdfium/"},
    "PIL": {"pipeline/picture/canvas.py"},
    "jieba": {"parsers/words.py"},
    "rjieba": {"parsers/words.py"},
    "pandas": {"pipeline/frames.py"},
    "great_expectations": {"pipeline/expectations.py"},
    "rich": {"pipeline/progress.py"},
    "pyarrow": {
        "schemas/fields.py",
        "schemas/datasets/",
        "pipeline/store.py",
        "pipeline/frames.py",
        "pipeline/check.py",
    },
}
# What nothing imports at the top unless it works with Arrow itself.
ARROW_MODULES = ("schemas/fields.py", "schemas/datasets/", "pipeline/store.py")


def sources() -> list[Path]:
    files = [p for layer in LAYERS[:-1] for p in sorted((ROOT / layer).rglob("*.py"))]
    return [*files, ROOT / "tongbao.py"]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def is_typing_block(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def all_imports(path: Path) -> list[str]:
    return [
        name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in imported(node)
    ]


def runtime_imports(node: ast.AST, *, into_functions: bool) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if is_typing_block(child):
            continue
        if not into_functions and isinstance(child, ast.FunctionDef):
            continue
        yield from imported(child)
        yield from runtime_imports(child, into_functions=into_functions)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_home(path: str, library: str) -> bool:
    folders = tuple(home for home in HOMES[library] if home.endswith("/"))
    return path in HOMES[library] or path.startswith(folders)


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_imports_point_down(path: Path) -> None:
    own = relative(path).split("/")[0].removesuffix(".py")
    above = LAYERS[LAYERS.index(own) + 1 :]
    bad = [name for name in all_imports(path) if name.split(".")[0] in above]
    assert not bad, f"{relative(path)} imports from above: {bad}"


@pytest.mark.parametrize("folder", ["parsers/readers", "parsers/layouts"])
def test_siblings_do_not_import_one_another(folder: str) -> None:
    package = folder.replace("/", ".")
    shared = {f"{package}.errors", f"{package}.sniffing"}
    for path in sorted((ROOT / folder).glob("*.py")):
        if path.name == "__init__.py" or f"{package}.{path.stem}" in shared:
            continue
        bad = [
            name
            for name in all_imports(path)
            if name.startswith(f"{package}.") and ".".join(name.split(".")[:3]) not in shared
        ]
        assert not bad, f"{relative(path)} imports {bad}"


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_heavy_libraries_are_imported_in_their_homes_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for name in runtime_imports(tree, into_functions=True):
        library = name.split(".")[0]
        if library in HOMES:
            assert is_home(relative(path), library), f"{relative(path)} imports {library}"


def test_every_library_has_a_home_and_every_home_its_library() -> None:
    found: dict[str, set[str]] = {}
    for path in sources():
        for name in runtime_imports(ast.parse(path.read_text("utf-8")), into_functions=True):
            library = name.split(".")[0]
            if library not in LAYERS and library not in sys.stdlib_module_names:
                found.setdefault(library, set()).add(relative(path))
    assert set(found) == set(HOMES) == set(HEAVY)
    for library, homes in HOMES.items():
        left = [home for home in homes if not any(path.startswith(home) for path in found[library])]
        assert not left, f"{left} does not import {library}"


def _graph() -> dict[str, set[str]]:
    """Give for each module the modules that it imports when it is loaded."""
    names = {relative(p).removesuffix(".py").replace("/", "."): p for p in sources()}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    graph = {}
    for name, path in names.items():
        tree = ast.parse(path.read_text("utf-8"))
        loaded = set(runtime_imports(tree, into_functions=False))
        loaded |= {one.rpartition(".")[0] for one in loaded}
        graph[name] = (loaded & set(names)) - {name}
    return graph


def test_no_module_leads_back_to_itself() -> None:
    TopologicalSorter(_graph()).prepare()  # raises CycleError, which names the modules


def test_private_names_stay_in_their_module() -> None:
    for path in sources():
        names = [name.split(".") for name in all_imports(path) if name.split(".")[0] in LAYERS]
        bad = [".".join(parts) for parts in names if parts[-1].startswith("_")]
        assert not bad, f"{relative(path)} imports {bad}"


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    at_top = {name.split(".")[0] for name in runtime_imports(tree, into_functions=False)}
    heavy = at_top & set(HEAVY)
    if relative(path).startswith(ARROW_MODULES):
        heavy -= {"pyarrow"}
    assert not heavy, f"{relative(path)} imports {heavy} at the top"


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "words", [["--help"], ["build", "--help"], ["check", "--explain", "SUM01"], ["doctor"]]
)
def test_light_commands_load_no_heavy_library(words: list[str]) -> None:
    code = f"from pipeline.cli import main\ntry:\n    main({words!r})\nexcept SystemExit:\n    pass"
    assert not loaded_by(code) & set(HEAVY)


def test_the_public_module_loads_no_heavy_library() -> None:
    assert not loaded_by("import tongbao") & set(HEAVY)


def test_show_is_loaded_without_any_heavy_library() -> None:
    assert not loaded_by("import pipeline.show") & set(HEAVY)


def test_a_worker_loads_neither_suites_nor_frames() -> None:
    loaded = loaded_by("import pipeline.work, parsers.notice, parsers.readers")
    assert not loaded & {"great_expectations", "pandas", "pyarrow"}
