"""The one table of all benchmarks: floors and aims, peers that are absent, what makes it fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks import __main__ as command
from benchmarks import figures, groups
from benchmarks.figures import Bar, Figure

ROOT = Path(__file__).parents[2]
MORE = Bar("right", unit="%", floor=0.9, aim=0.95)
LESS = Bar("spurious", floor=0.2, aim=0.15, most=True)


@pytest.mark.parametrize(
    ("bar", "value", "said"),
    [
        (MORE, 0.95, "aim"),
        (MORE, 0.94, "floor"),
        (MORE, 0.89, "NO"),
        (LESS, 0.15, "aim"),
        (LESS, 0.2, "floor"),
        (LESS, 0.21, "NO"),
        (MORE, None, ""),
        (Bar("for information"), 3.0, ""),
    ],
)
def test_a_figure_is_held_against_its_floor_and_aim(
    bar: Bar, value: float | None, said: str
) -> None:
    assert figures.verdict(bar, value) == said


def test_every_group_has_its_figures_and_its_command() -> None:
    asked = figures.bars()
    assert list(asked) == list(groups.GROUPS)
    for title, _ in asked.values():
        (quoted,) = re.findall(r"\((benchmarks[\w./]*)", title)
        name = quoted if quoted.endswith(".py") else quoted.replace(".", "/") + ".py"
        assert (ROOT / name).is_file()


def test_every_floor_is_no_better_than_its_aim() -> None:
    for _, asked in figures.bars().values():
        for bar in asked.values():
            assert (bar.floor is None) == (bar.aim is None), bar
            assert bar.aim is None or bar.floor is None or bar.met(bar.aim, bar.floor), bar


def test_the_floors_of_the_speed_of_prose_are_those_its_own_command_prints() -> None:
    from benchmarks.statistics.speed import FLOORS

    asked = figures.bars()["prose_speed"][1]
    for key, tagger in (("fast", "rjieba"), ("plain", "jieba")):
        assert (asked[key].floor, asked[f"{key}_start"].floor) == FLOORS[tagger]


def test_the_table_shows_peers_and_says_which_are_absent() -> None:
    ours = [Figure("macro", 0.9, (("other", 0.8), ("third", None)))]
    title, line = list(figures.table({"icdar": ours}))[2:]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells == ["F1 macro", "0.900", "0.830", "0.870", "aim", "other 0.800"]
    assert title.endswith("| absent: third |")


def test_a_silent_error_fails_the_run_and_a_low_share_does_not() -> None:
    assert figures.failures({"samples": [Figure("proved", 1), Figure("right", 0.5)]}) == [
        "samples (benchmarks/accuracy.py): wrong and proved"
    ]


def test_a_benchmark_that_fails_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_scale: float) -> list[Figure]:
        raise OSError("no disk")

    def whole(_scale: float) -> list[Figure]:
        print("not in the table")  # noqa: T201 - what benchmarks do
        return figures.ordered("speed", {"text": 1.0, "pdf": 2.0, "build": 3.0, "again": 4.0})

    monkeypatch.setattr(command, "GROUPS", {"faults": broken, "speed": whole})
    assert command.main([]) == 1
    said = capsys.readouterr()
    assert "failed: OSError: no disk" in said.out
    assert "| a build of all samples, CPU s" in said.out
    assert "not in the table" not in said.out


def test_an_absent_set_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(groups.sets, "ICDAR", tmp_path)
    found = groups.icdar(1.0)
    assert {figure.value for figure in found} == {None}
    assert figures.failures({"icdar": found}) == []


def test_the_frozen_passages_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def passages_of(name: str, _count: int, _seed: int) -> list[Any]:
        asked.append(name)
        return []

    monkeypatch.setattr(groups.prose, "passages_of", passages_of)
    groups.annotated(1.0)
    groups.generated_prose(0.01)
    assert asked == ["dev", "generated"]
