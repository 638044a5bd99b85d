"""The accuracy benchmark counts what it says it counts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accuracy
from parsers.notice import parse
from parsers.readers import read
from schemas.findings import finding

SAMPLE = accuracy.SAMPLES / "qinghe-2021"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "copy")
    return tmp_path / "copy" / "notice.txt"


def declare(source: Path, change: Any) -> None:
    path = source.parent / "expected.json"
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def test_a_sample_read_as_declared_has_no_wrong_value(source: Path) -> None:
    tally = accuracy.tally(source, [])
    assert tally.right == {"scores": 60, "totals": 13, "ranks": 13, "statistics": 11}
    assert (tally.wrong.total(), tally.unflagged, tally.proved_wrong) == (0, 0, 0)


def test_a_score_that_differs_is_wrong_unflagged_and_proved(source: Path) -> None:
    declare(source, lambda data: data["tables"][0]["rows"][0]["scores"].__setitem__(0, "37"))
    tally = accuracy.tally(source, [])
    assert tally.wrong == {"scores": 1}
    assert (tally.unflagged, tally.proved_wrong) == (1, 1)


def test_a_wrong_score_in_a_row_that_a_finding_names_is_flagged(source: Path) -> None:
    declare(source, lambda data: data["tables"][0]["rows"][0]["scores"].__setitem__(0, "37"))
    named = finding(
        "SUM01", subject="柳湾街道办事处", table=1, row=1, terms="", expected=1, found=2
    )
    assert accuracy.tally(source, [named]).unflagged == 0


def test_a_missing_row_and_one_in_excess_are_wrong(source: Path) -> None:
    declare(source, lambda data: data["tables"][0]["rows"][4].__setitem__("unit", "别的街道办事处"))
    tally = accuracy.tally(source, [])
    assert tally.wrong["scores"] == 4 + 5  # four scores not found; four scores and a total too many
    assert tally.wrong["ranks"] == 1


def test_a_missing_statistic_and_one_in_excess_are_wrong(source: Path) -> None:
    declare(source, lambda data: data["statistics"].pop())
    assert accuracy.tally(source, []).wrong == {"statistics": 1}
    declare(source, lambda data: data["statistics"].extend([data["statistics"][0]] * 3))
    assert accuracy.tally(source, []).wrong["statistics"] == 3


def test_every_digit_of_scores_and_totals_is_changed_once() -> None:
    document = read(SAMPLE / "notice.txt")
    cells = [
        score.printed
        for table in parse(document).tables
        for row in table.rankings
        for score in (*row.scores, row.total)
        if score
    ]
    changed = list(accuracy.mutants(document, every=False))
    assert len(changed) == sum(len(cell) for cell in cells)
    for _, _, text in changed:
        assert sum(a != b for a, b in zip(text, document.raw, strict=True)) == 1
