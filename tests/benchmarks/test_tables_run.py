"""The readers' side of the table benchmark: adapter, sets, worker, what is printed."""

from __future__ import annotations

import json
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from benchmarks.tables import adapter, readers, run, sets, speed, worker
from benchmarks.tables.sets import Case
from schemas.document import Cell, Document, Origin, Page, Table
from schemas.places import Box, Span

SPAN = Span(0, 0)


def document(box: Box | None) -> Document:
    cells = (
        Cell(text="头\n部", raw="头部", row=0, column=0, span=SPAN, page=2, column_span=2),
        Cell(text="乙", raw="乙", row=1, column=0, span=SPAN, page=2),
    )
    table = Table(cells=cells, n_rows=2, n_columns=2, page=2, span=SPAN, box=box)
    origin = Origin(reader="none", method="made up")
    empty = Page(number=1, lines=(), tables=(), origin=origin)
    page = Page(number=2, lines=(), tables=(table,), origin=origin)
    return Document(source="notice.pdf", raw="", pages=(empty, page))


def test_cells_keep_page_place_spans_and_text() -> None:
    box = Box(page=2, x0=1.0, top=2.0, x1=3.0, bottom=4.0)
    assert adapter.as_tables(document(box)) == [
        {
            "page": 2,
            "bbox": [1.0, 2.0, 3.0, 4.0],
            "cells": [[0, 0, 1, 2, "头\n部"], [1, 0, 1, 1, "乙"]],
        }
    ]


def test_a_table_without_a_box_is_kept() -> None:
    (table,) = adapter.as_tables(document(None))
    assert table["bbox"] is None


def test_a_file_that_is_refused_has_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing else")
    assert adapter.tables(str(path)) == []


# ------------------------------------------------------------------ sets
STRUCTURE = """<document><table id='1'><region id='1' page='3'>
<cell start-row='0' start-col='0' end-row='0' end-col='1'><content>Year</content></cell>
<cell start-row='1' start-col='0'><content>2011</content></cell>
<cell start-row='1' start-col='1'><content/></cell></region></table></document>"""


def test_icdar_cells_have_spans_and_two_readings_are_one_document(tmp_path: Path) -> None:
    for name in ("eu-902a", "eu-902b"):
        (tmp_path / f"{name}-str.xml").write_text(STRUCTURE, "utf-8")
    (tmp_path / "eu-902a.pdf").write_bytes(b"")
    (tmp_path / "us-903-str.xml").write_text(STRUCTURE, "utf-8")  # its PDF is not there
    (case,) = sets.icdar(tmp_path)
    assert (case.name, case.category, case.pdf.name) == ("eu-902", "eu", "eu-902a.pdf")
    assert len(case.readings) == 2
    assert case.readings[0] == [
        {"page": 3, "cells": [[0, 0, 1, 2, "Year"], [1, 0, 1, 1, "2011"], [1, 1, 1, 1, ""]]}
    ]


def test_generated_documents_are_loaded_with_what_is_told_of_them(tmp_path: Path) -> None:
    told = {"cat": "plain", "producer": "typst", "tables": []}
    (tmp_path / "one.json").write_text(json.dumps(told), "utf-8")
    assert sets.generated(tmp_path) == [Case("one", tmp_path / "one.pdf", "plain", "typst", ([],))]


def test_a_folder_that_is_not_there_is_an_empty_set(tmp_path: Path) -> None:
    assert sets.generated(tmp_path / "nowhere") == []
    assert sets.icdar(tmp_path / "nowhere") == []


# ------------------------------------------------------------------ readers
def test_boxes_become_rows_columns_and_spans() -> None:
    boxes = [((0.0, 0.0, 20.0, 10.0), "头"), ((0.4, 10.0, 10.0, 20.0), "乙")]
    boxes.append(((10.0, 10.2, 20.0, 20.0), "丙"))
    assert readers.from_boxes(boxes) == [
        [0, 0, 1, 2, "头"],
        [1, 0, 1, 1, "乙"],
        [1, 1, 1, 1, "丙"],
    ]


def test_an_unknown_reader_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="unknown reader camel: use ours"):
        run.chosen_readers("ours,camel", "")


def test_a_reader_that_is_not_installed_is_named_and_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = readers.Reader("no_such_package", lambda _: [])
    monkeypatch.setitem(readers.READERS, "absent", absent)
    assert run.chosen_readers("ours,absent", "") == ["ours"]
    assert "absent: left out, no_such_package is not installed" in capsys.readouterr().out


def test_the_bridge_is_compared_when_it_is_named() -> None:
    assert readers.BRIDGE not in run.chosen_readers("", "")
    assert readers.BRIDGE in run.chosen_readers("", "benchmarks.tables.adapter:tables")
    assert readers.find(readers.BRIDGE, "benchmarks.tables.adapter:tables") is adapter.tables


@pytest.mark.parametrize(
    "name", ["adapter", "benchmarks.tables.adapter:nothing", "no.such.module:f"]
)
def test_a_bridge_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name.partition(":")[0]):
        readers.by_name(name)


# ------------------------------------------------------------------ worker
def test_what_a_reader_raises_becomes_its_error() -> None:
    def fails(_: str) -> readers.Tables:
        raise RuntimeError("no such glyph")

    result = worker.read_one(fails, "notice.pdf", timeout=5)
    assert result["error"] == "RuntimeError: no such glyph"
    assert result["tables"] == []


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    def is_late(_: str) -> readers.Tables:
        signal.raise_signal(signal.SIGALRM)  # what the clock sends when the time is over
        return [{"page": 1, "rows": []}]

    result = worker.read_one(is_late, "notice.pdf", timeout=60)
    assert result["error"].startswith("TimeoutError")
    assert result["tables"] == []


def test_one_run_reads_in_a_process_of_its_own_and_scores(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    case = Case("broken", broken, "plain", "none", ([{"page": 1, "rows": [["a", "b"]]}],))
    outcome = run.read_all("ours", [case], "", 60)
    assert outcome.errors == {}
    assert outcome.scores["broken"].wanted == 1
    assert outcome.total().exact == 0


def test_a_line_of_the_summary_has_a_value_per_column() -> None:
    outcome = run.Outcome({"one": run.Score(2, 2, 2, 1, 1, 0, [1.0])}, {}, 0.5)
    line = run.summary_line("ours", outcome, pages=3)
    assert line == "| ours | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 0.00 | 0 | 0.5 | 6.0 |"
    assert line.count("|") == run._HEAD.splitlines()[0].count("|")


# ------------------------------------------------------------------ speed
def _noted(log: Path, name: str, pdf: str) -> None:
    """Stand for a reader: write down who reads what in which process."""
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"{name} {pdf} {os.getpid()}\n")


def test_readers_take_turns_in_processes_of_their_own_and_the_first_pass_is_not_counted(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    compared = {name: partial(_noted, log, name) for name in ("one", "two")}
    spent = speed.interleaved(compared, [Path("a.pdf"), Path("b.pdf")], repeat=2)
    lines = [line.split() for line in log.read_text("utf-8").splitlines()]
    turn = [["one", "a.pdf"], ["one", "b.pdf"], ["two", "a.pdf"], ["two", "b.pdf"]]
    assert [line[:2] for line in lines] == turn * 3
    homes = {name: {line[2] for line in lines if line[0] == name} for name in compared}
    assert [len(home) for home in homes.values()] == [1, 1]
    assert len(homes["one"] | homes["two"] | {str(os.getpid())}) == 3
    assert {name: [len(file) for file in files] for name, files in spent.items()} == {
        "one": [2, 2],
        "two": [2, 2],
    }


def test_the_quickest_pass_of_each_file_counts() -> None:
    assert speed.quickest([[0.5, 0.25, 0.75], [1.0, 2.0, 1.5]]) == 1.25


def test_a_table_in_prose_is_counted_and_one_line_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {"prose.pdf": [["子", "丑"], ["寅", "卯"]], "line.pdf": [["子", "丑"]]}
    monkeypatch.setattr(adapter, "tables", lambda pdf: [{"page": 1, "rows": found[Path(pdf).name]}])
    assert speed.spurious([Path("prose.pdf"), Path("line.pdf")]) == ["prose.pdf: 1"]
