"""The mutants that are made, and what is found out about them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from benchmarks.mutation.mutants import mutants_of, mutated
from benchmarks.mutation.run import explained

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("return a < b", {"return a < b → return None", "a < b → a <= b", "a < b → a >= b"}),
        ("return -a", {"return -a → return None", "-a → a"}),
        ("return not a", {"return not a → return None", "not a → a"}),
        (
            "return a and b",
            {"return a and b → return None", "a and b → a or b", "a and b → a", "a and b → b"},
        ),
        ("return a[0]", {"return a[0] → return None", "a[0] → a[1]"}),
        ("return a + 2", {"return a + 2 → return None", "a + 2 → a - 2", "2 → 3", "2 → 1"}),
        ("return min(a)", {"return min(a) → return None", "min(a) → max(a)"}),
        ("return False", {"False → True"}),
        ("a.sort()", {"a.sort() → pass"}),
        ("if a:\n        return None", {"if a → if False"}),
        ("b: int = a", set()),
        ('"""Says what it does."""', set()),
        ('return "text"', {"return 'text' → return None"}),
    ],
)
def test_each_kind_of_change_is_made(body: str, made: set[str]) -> None:
    source = f"def over(a: int = 3, b: int = 4) -> object:\n    {body}\n"
    found = mutants_of(source, "m")
    assert {mutant.what for mutant in found} == made
    assert {mutant.function for mutant in found} <= {"over"}


def test_numbers_at_the_top_of_a_module_are_changed_and_texts_are_not() -> None:
    found = mutants_of('LEAST: Final = 3\nNAME = "x"\n', "m")
    assert [(mutant.function, mutant.what) for mutant in found] == [("", "3 → 4"), ("", "3 → 2")]


def test_a_mutant_differs_from_its_source_in_one_place() -> None:
    source = "def over(a, b):\n    if a > b:\n        return 1\n    return a + b if a else b\n"
    kept = ast.unparse(ast.parse(source))
    changed = [ast.unparse(mutated(source, mutant)) for mutant in mutants_of(source, "m")]
    assert kept not in changed
    assert len(set(changed)) == len(changed)


def test_equal_changes_of_one_function_are_counted() -> None:
    names = [m.what for m in mutants_of("def over(a):\n    a(1)\n    a(1)\n", "m")]
    assert {"1 → 2", "1 → 2 (#2)"} <= set(names)


def test_every_explained_mutant_is_still_one() -> None:
    """What an explanation speaks of must be in the program, or the explanation goes too."""
    names = set()
    for module in {name.partition(":")[0] for name in explained()}:
        path = ROOT / f"{module.replace('.', '/')}.py"
        names |= {mutant.name for mutant in mutants_of(path.read_text("utf-8"), module)}
    assert set(explained()) - names == set()
    assert all(explained().values())


def test_what_a_test_notices_is_killed_and_what_none_notices_survives(tmp_path: Path) -> None:
    (tmp_path / "test_step.py").write_text(
        "from decimal import Decimal\nfrom parsers.numbers import printed_step\n\n"
        "def test_step():\n    assert printed_step('2.5', Decimal(1)) == Decimal('0.1')\n"
    )
    words = ["-m", "benchmarks.mutation.run", "parsers.numbers", "--sample", "0"]
    names = tmp_path / "names"
    names.write_text(
        "parsers.numbers:_step: -decimals → decimals\n"
        "parsers.numbers:printed_step: digits.partition('.')[2] → digits.partition('.')[3]\n"
        "parsers.numbers:show: return f'{plain(value):f}' → return None\n"
    )
    done = subprocess.run(
        [sys.executable, *words, "--again", str(names), "--tests", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "unreached  " in done.stdout
    assert "show: return" in done.stdout
    *_, whole = done.stdout.splitlines()
    assert whole.split() == ["all", "3", "2", "0", "0", "1"]
    assert done.returncode == 1


def test_every_module_and_test_of_the_run_is_there() -> None:
    groups = tomllib.loads((ROOT / "benchmarks/mutation/modules.toml").read_text("utf-8"))
    assert groups
    for group in groups.values():
        paths = [f"{module.replace('.', '/')}.py" for module in group["modules"]]
        assert [path for path in (*paths, *group["tests"]) if not (ROOT / path).exists()] == []


def test_a_module_that_the_run_does_not_know_is_refused() -> None:
    """Nothing would be tried of it, and nothing tried looks like nothing survived."""
    words = ["-m", "benchmarks.mutation.run", "parsers.statistics.summs"]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "parsers.statistics.summs" in done.stderr
    assert done.returncode == 2
