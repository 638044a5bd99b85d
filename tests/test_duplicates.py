"""No piece of logic stands twice: six lines alike in two functions are one function too few.

Lines are compared within functions, as their tokens: once as they are, once with every name, text
and number taken for any other. Declarations (constants, fields, imports, signatures) repeat their
shape by nature and are passed over, and so are lines that only list something.
"""

from __future__ import annotations

import ast
import io
import keyword
import tokenize
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXCEPTIONS = tomllib.loads((ROOT / "tests/house.toml").read_text("utf-8"))
FOLDERS = ("schemas", "parsers", "pipeline", "benchmarks", "samples", "tests")
LEAST = 6
"""Lines that make two places alike."""
LEAST_DOING = 4
"""Of these, lines that do something: an entry of a list or an argument alone is none."""
_MARKS = {tokenize.NAME: "n", tokenize.NUMBER: "0", tokenize.STRING: "s"}
_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


@dataclass(frozen=True)
class Line:
    """One line of a function: where, its tokens, its shape, and whether it does something."""

    path: str
    number: int
    function: str
    text: str
    shape: str
    does: bool

    @property
    def place(self) -> str:
        return f"{self.path}:{self.function}"


Pair = tuple[str, str]


def _shape(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME and keyword.iskeyword(token.string):
        return token.string
    return _MARKS.get(token.type, token.string)


def _lists_only(shape: str) -> bool:
    return shape.endswith((",", "{", "[", "(")) or set(shape.split()) <= {"s", "else", "try", ":"}


def _passed_over(tree: ast.Module) -> Iterator[int]:
    """Give the numbers of the lines of imports and docstrings."""
    for node in ast.walk(tree):
        ours: list[ast.stmt] = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            ours = [node]
        elif isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            ours = node.body[:1] if ast.get_docstring(node) is not None else []
        for one in ours:
            yield from range(one.lineno, (one.end_lineno or one.lineno) + 1)


def _functions(tree: ast.Module) -> dict[int, str]:
    """Give the function that each line of a body belongs to."""
    return {
        number: node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for number in range(node.body[0].lineno, (node.end_lineno or 0) + 1)
    }


def lines_of(path: str, source: str) -> list[Line]:
    """Give the lines of a module that count: no imports, docstrings, comments, lone brackets."""
    tokens: dict[int, list[tokenize.TokenInfo]] = defaultdict(list)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _LAYOUT:
            tokens[token.start[0]].append(token)
    tree = ast.parse(source)
    left_out, functions = set(_passed_over(tree)), _functions(tree)
    lines = []
    for number, words in sorted(tokens.items()):
        if number in left_out or all(t.type == tokenize.OP for t in words):
            continue
        text, shape = (" ".join(f(t) for t in words) for f in (lambda t: t.string, _shape))
        lines.append(
            Line(path, number, functions.get(number, ""), text, shape, not _lists_only(shape))
        )
    return lines


def alike(modules: Iterable[Sequence[Line]]) -> dict[Pair, tuple[Line, Line]]:
    """Give the pairs of functions that share ``LEAST`` lines, and where the first run begins.

    Within functions lines of one shape are alike; outside them (function ``""``) equal lines only.
    """
    runs: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for lines in modules:
        for at in range(len(lines) - LEAST + 1):
            run = lines[at : at + LEAST]
            runs["equal", *(line.text for line in run)].append(run[0])
            inside = all(line.function == run[0].function != "" for line in run)
            if inside and sum(line.does for line in run) >= LEAST_DOING:
                runs["shape", *(line.shape for line in run)].append(run[0])
    found: dict[Pair, tuple[Line, Line]] = {}
    for starts in runs.values():
        for one, other in combinations(starts, 2):
            if one.path != other.path or abs(one.number - other.number) >= LEAST:
                found.setdefault((one.place, other.place), (one, other))
    return found


def _house() -> list[list[Line]]:
    files = [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*.py"))]
    return [
        lines_of(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in [*files, ROOT / "tongbao.py"]
    ]


def test_no_piece_of_logic_stands_twice() -> None:
    pairs = alike(_house())
    known = {(entry["one"], entry["other"]) for entry in EXCEPTIONS["duplicate"]}
    told = [f"{a.path}:{a.number} ~ {b.path}:{b.number}" for a, b in pairs.values()]
    assert set(pairs) <= known, "bring together what is alike: " + "; ".join(told)
    assert known <= set(pairs), "tests/house.toml names duplicates that are none"


_TWICE = """
def first(rows):
    found = []
    for row in rows:
        if row.total is None:
            continue
        value = row.total + 1
        found.append(value)
    return found


def second(lines):
    kept = []
    for line in lines:
        if line.{field} is None:
            {jump}
        size = line.width + 2
        kept.append(size)
    return kept
"""


@pytest.mark.parametrize(("field", "jump"), [("total", "continue"), ("width", "continue")])
def test_logic_with_other_names_is_found(field: str, jump: str) -> None:
    source = _TWICE.format(field=field, jump=jump)
    assert list(alike([lines_of("a.py", source)])) == [("a.py:first", "a.py:second")]


def test_five_lines_alike_are_not_enough() -> None:
    source = _TWICE.format(field="total", jump="break").replace("    return kept\n", "")
    assert alike([lines_of("a.py", source)]) == {}


def test_declarations_of_one_shape_are_no_duplicates_but_equal_ones_are() -> None:
    shape = "\n".join(f"A{i} = re.compile('a{i}')" for i in range(20))
    assert alike([lines_of("a.py", shape)]) == {}
    assert len(alike([lines_of("a.py", shape), lines_of("b.py", shape)])) == 1
