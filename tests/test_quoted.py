"""What documents quote is so: rule codes, columns, rows of a sample, limits."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from benchmarks.rankings import faults as ranking_faults
from benchmarks.rankings import run as rankings
from benchmarks.statistics import run as statistics
from parsers.notice import parse
from parsers.readers import read
from pipeline.rows import SourceFile, notice_rows
from schemas.datasets import DATASETS
from schemas.findings import rules

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(path.name for path in ROOT.glob("*.md"))
READMES = ("README.md", "README.zh-CN.md")
COLUMNS = {name for dataset in DATASETS.values() for name in dataset.schema.names}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_rule_that_a_document_names_is_in_the_catalogue(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    codes = set(re.findall(r"\b(?:[A-Z]{3}|META)\d\d\b", text))
    assert codes <= set(rules())


def test_the_rows_that_the_readme_shows_are_those_of_the_sample() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    tables = re.findall(r"^\| (unit_name .*) \|\n\|[-| ]+\|\n((?:\|.*\|\n)+)", text, re.M)
    assert len(tables) == 1
    ((head, body),) = tables
    columns = head.split(" | ")
    assert set(columns) <= set(DATASETS["scores"].schema.names)
    source = ROOT / "samples/fault-total-2022/notice.pdf"
    document = read(source)
    file = SourceFile(source_id="0" * 16, path=source.name, sha256="0" * 64, byte_count=1)
    rows = notice_rows(parse(document), document, file)["scores"]
    shown = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in body.splitlines()]
    kinds = {field.name: field.type for field in DATASETS["scores"].schema}
    decimals = {name for name, kind in kinds.items() if str(kind).startswith("decimal")}
    for cells in shown:
        wanted = dict(zip(columns, cells, strict=True))
        assert any(
            all(
                (f"{row[key]:.4f}" if key in decimals else str(row[key])) == value
                for key, value in wanted.items()
            )
            for row in rows
        ), f"the sample has no row {wanted}"


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", *READMES])
def test_a_column_that_a_guide_quotes_exists(name: str) -> None:
    """Names of the grammar of columns: what ends in _id, _code, _printed, _ratio and the like."""
    text = (ROOT / name).read_text("utf-8")
    ends = "id|code|name|printed|on|year|count|ratio|score|status"
    quoted = set(re.findall(rf"`([a-z]+(?:_[a-z]+)*_(?:{ends}))`", text))
    # The partition, and a key of the JSON log.
    assert quoted <= {*COLUMNS, "data_year", "exit_code"}


def test_the_limits_in_the_guide_are_those_of_the_tests() -> None:
    lines = tomllib.loads((ROOT / "tests/house.toml").read_text("utf-8"))["lines"]
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = re.findall(r"Functions of up to (\d+) lines.*modules of up to (\d+)", text)
    assert found == [(str(lines["function"]), str(lines["module"]))]


@pytest.mark.parametrize(
    ("document", "columns"),
    [
        ("benchmarks/README.md", [name for name, _ in rankings._COLUMNS]),
        ("benchmarks/README.md", [name for name, _ in ranking_faults._COLUMNS]),
        ("benchmarks/statistics/README.md", [*statistics._COLUMNS, *statistics._MORE]),
    ],
)
def test_every_column_that_a_benchmark_prints_is_explained(
    document: str, columns: list[str]
) -> None:
    text = " ".join((ROOT / document).read_text("utf-8").split())
    words = {word for name in columns for word in re.split(r"[ ,]+", name)}
    assert {word for word in words if word not in text} == set()
