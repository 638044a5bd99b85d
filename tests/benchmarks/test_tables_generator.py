"""The generated notices: what is declared as truth is what is drawn."""

from __future__ import annotations

import ast
import json
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import pdfplumber
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import CIDFont

from benchmarks.tables import content, difficulties, generate, notices
from benchmarks.tables.content import HEAD, RANK, SCORE, TOTAL, UNIT, Cell, Grid, Placed
from benchmarks.tables.difficulties import EXTRA, HARD, NO_TABLE
from benchmarks.tables.producers import calc, chromium, office, pages, reportlab, typst, writer
from benchmarks.tables.producers.predefined_fonts import CMAPS, predefined
from parsers.pdfium.stand_in_font import no_fonts_of_the_machine
from samples.source import chromium as printer

DRAWN = [name for name in reportlab.DRAWS if name not in NO_TABLE]
UNICODE = list(CMAPS).index("UniGB-UCS2-H")


def job(difficulty: str, number: int = 0, producer: str = "reportlab") -> generate.Job:
    return generate.jobs(producer, difficulty, number + 1, seed=1)[number]


def drawn(difficulty: str, path: Path, number: int = 0) -> list[Placed]:
    """Draw without a font file: the font is not embedded."""
    one = job(difficulty, number)
    return reportlab.draw(one.notice, difficulty, one.look, path, predefined(UNICODE))


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def page_texts(path: Path) -> list[str]:
    """What pdfium reads; the fonts that a machine has are no part of what was drawn."""
    with no_fonts_of_the_machine(), pypdfium2.PdfDocument(path) as document:
        return [folded(page.get_textpage().get_text_range()) for page in document]


def test_the_generator_shares_no_code_with_the_engine() -> None:
    folder = Path(generate.__file__).parent
    names = ("content", "difficulties", "fonts", "generate", "notices")
    files = [folder / f"{name}.py" for name in names] + sorted((folder / "producers").glob("*.py"))
    engine = {"parsers", "schemas", "pipeline", "tongbao"}
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            imported = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            imported += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in imported} & engine, path.name


def test_a_footnote_mark_is_part_of_the_truth() -> None:
    grid = Grid((Cell(0, 0, "甲", UNIT), Cell(0, 1, "15", SCORE, mark="①")), 1, 2, 0)
    (table,) = content.truth([(4, grid)])
    assert table == {"page": 4, "cells": [[0, 0, 1, 1, "甲"], [0, 1, 1, 1, "15①"]]}


def test_a_part_with_one_text_cannot_be_compared_and_is_left_out() -> None:
    tail = Grid((Cell(0, 0, "", RANK), Cell(0, 1, "事业单位）", UNIT)), 1, 2, 0)
    assert content.truth([(4, tail)]) == []


def test_a_font_that_another_registered_for_the_same_cmap_is_not_taken() -> None:
    name = list(CMAPS)[UNICODE]
    pdfmetrics.registerFont(CIDFont("STSong-Light", name))
    assert pdfmetrics.stringWidth("通报", predefined(UNICODE), 10) == 20


def test_every_difficulty_of_both_lists_is_drawn_by_reportlab() -> None:
    assert set(reportlab.DRAWS) == {*HARD, *EXTRA}
    assert len(HARD) == 24


@pytest.mark.parametrize("producer", [typst, chromium, writer, calc])
def test_producers_draw_known_difficulties(producer: object) -> None:
    draws = vars(producer)["DRAWS"]
    assert set(draws) <= {*HARD, *EXTRA}
    assert len(set(draws)) == len(draws)


@pytest.mark.parametrize("difficulty", DRAWN)
def test_the_text_of_every_true_cell_stands_on_its_page(difficulty: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    placed = drawn(difficulty, path)
    texts = page_texts(path)
    assert placed
    for page, grid in placed:
        have = texts[page - 1]
        wanted = Counter(folded("".join(cell.printed for cell in grid.cells)))
        assert wanted <= Counter(have)
        for cell in grid.cells:
            if cell.kind in (RANK, SCORE, TOTAL):  # these are never broken over lines
                assert folded(cell.printed) in have


@pytest.mark.parametrize("difficulty", DRAWN)
def test_the_true_cells_tile_their_grid(difficulty: str, tmp_path: Path) -> None:
    for _, grid in drawn(difficulty, tmp_path / "notice.pdf", number=1):
        covered = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
        places = {(r, c) for r in range(grid.n_rows) for c in range(grid.n_columns)}
        assert set(covered) == places
        assert set(covered.values()) == {1}


@pytest.mark.parametrize("difficulty", NO_TABLE)
def test_prose_has_no_table_in_its_truth(difficulty: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    assert drawn(difficulty, path) == []
    assert sum(map(len, page_texts(path))) > 500


@pytest.mark.parametrize("difficulty", ["plain", "rects", "wrapped", "noise"])
def test_pdfplumber_reads_a_fully_ruled_table_as_the_truth_says(
    difficulty: str, tmp_path: Path
) -> None:
    path = tmp_path / "notice.pdf"
    ((page, grid),) = drawn(difficulty, path)
    with pdfplumber.open(path) as document:
        (table,) = document.pages[page - 1].extract_tables()
    rows = [[folded(text or "") for text in row] for row in table]
    assert rows == [[folded(cell.text) for cell in row] for row in grid.rows()]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_table_over_pages_loses_no_row_and_repeats_none(number: int, tmp_path: Path) -> None:
    placed = drawn("multipage", tmp_path / "notice.pdf", number)
    ranks = [int(c.text) for _, grid in placed for c in grid.cells if c.kind == RANK]
    assert ranks == list(range(1, 61))
    assert len({page for page, _ in placed}) == len(placed) > 1
    repeats = job("multipage", number).look.repeat_header
    assert [grid.header_rows for _, grid in placed] == [1, *[int(repeats)] * (len(placed) - 1)]


def test_a_cell_cut_by_the_page_stands_half_on_each(tmp_path: Path) -> None:
    one = job("cellcut")
    placed = drawn("cellcut", tmp_path / "notice.pdf")
    whole = [c.text for c in one.notice.grids[0].cells if c.kind == UNIT]
    pieces: list[str] = []
    n_cut = 0
    for _, grid in placed:
        for row in grid.rows()[grid.header_rows :]:
            texts = {cell.kind: cell.text for cell in row}
            if texts[RANK]:
                pieces.append(texts[UNIT])
                continue
            assert {text for kind, text in texts.items() if kind != UNIT} == {""}
            pieces[-1] += texts[UNIT]
            n_cut += 1
    assert pieces == whole
    assert n_cut == len(placed) - 1 > 0


def printed_scores(grid: Grid) -> list[tuple[list[Decimal], Decimal]]:
    body = grid.rows()[grid.header_rows :]
    scores = [[Decimal(c.text) for c in row if c.kind == SCORE] for row in body]
    totals = [next(Decimal(c.text) for c in row if c.kind == TOTAL) for row in body]
    return list(zip(scores, totals, strict=True))


@pytest.mark.parametrize("difficulty", ["plain", "merged", "two", "multipage"])
def test_totals_add_up_and_no_score_is_above_its_maximum(difficulty: str) -> None:
    for grid in job(difficulty).notice.grids:
        heads = {c.column: c.text for c in grid.cells if c.kind == HEAD and c.column_span == 1}
        for scores, total in printed_scores(grid):
            assert sum(scores) == total
        ranked = [int(c.text) for c in grid.cells if c.kind == RANK]
        totals = [total for _, total in printed_scores(grid)]
        for (rank, total), (next_rank, next_total) in pairwise(zip(ranked, totals, strict=True)):
            assert next_rank == 1 or (next_rank == rank + 1 and next_total <= total)
        for cell in grid.cells:
            if cell.kind == SCORE:
                maximum = folded(heads[cell.column]).rpartition("(")[2].removesuffix("分)")
                assert Decimal(cell.text) <= Decimal(maximum)


def test_the_same_seed_gives_the_same_truth_and_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    assert content.truth(drawn("merged", one)) == content.truth(drawn("merged", two))
    assert one.read_bytes() == two.read_bytes()


def test_another_seed_gives_another_notice() -> None:
    first, second = (generate.jobs("reportlab", "plain", 1, seed)[0] for seed in (1, 2))
    assert first.notice != second.notice


def test_producers_do_not_share_their_notices() -> None:
    assert job("plain", producer="typst").notice != job("plain", producer="chromium").notice


@pytest.mark.parametrize("cmap", list(CMAPS))
def test_a_font_without_tounicode_is_read_by_its_cmap(cmap: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    one = job("plain")
    font = predefined(list(CMAPS).index(cmap))
    ((page, grid),) = reportlab.draw(one.notice, "plain", one.look, path, font)
    assert f"/Encoding /{cmap}".encode() in path.read_bytes()
    assert b"ToUnicode" not in path.read_bytes()
    have = page_texts(path)[page - 1]
    assert all(folded(c.text) in have for c in grid.cells if c.kind == TOTAL)


def test_rotpage_is_turned_and_rotcontent_is_not(tmp_path: Path) -> None:
    for difficulty, degrees in (("rotpage", 90), ("rotcontent", 0)):
        path = tmp_path / f"{difficulty}.pdf"
        ((page, _),) = drawn(difficulty, path)
        with pypdfium2.PdfDocument(path) as document:
            wide, high = document[page - 1].get_size()  # as it is shown
            assert document[page - 1].get_rotation() == degrees
            assert (wide > high) == (difficulty == "rotpage")


def test_a_table_on_another_page_than_told_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    placed = drawn("multipage", path)
    pages.check(path, placed)
    moved = [(placed[1][0], placed[0][1]), (placed[0][0], placed[1][1])]
    with pytest.raises(pages.Displaced, match=r"notice\.pdf"):
        pages.check(path, moved)


def test_what_is_written_has_the_form_of_the_harness(tmp_path: Path) -> None:
    one = job("two")

    def draw(given: generate.Job, path: Path) -> list[Placed]:
        font = predefined(UNICODE)
        return reportlab.draw(given.notice, given.difficulty, given.look, path, font)

    pdf = generate.write(one, "reportlab", draw, tmp_path / "hard")
    told = json.loads(pdf.with_suffix(".json").read_text("utf-8"))
    assert (told["cat"], told["producer"], told["invented"]) == ("two", "reportlab", True)
    assert len(told["tables"]) == 2
    assert all(len(cell) == 5 for table in told["tables"] for cell in table["cells"])


def test_a_document_that_does_not_fit_is_drawn_closer_and_upright(tmp_path: Path) -> None:
    one = job("plain")
    wide = replace(one, look=replace(one.look, landscape=True))
    tried: list[difficulties.Look] = []

    def draw(given: generate.Job, path: Path) -> list[Placed]:
        tried.append(given.look)
        if len(tried) == 1:
            raise pages.Displaced("too high")
        return reportlab.draw(given.notice, "plain", given.look, path, predefined(UNICODE))

    generate.write(wide, "reportlab", draw, tmp_path)
    first, second = tried
    assert first.landscape
    assert not second.landscape
    assert second.size < first.size


def test_a_document_that_never_fits_is_told_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def draw(_: generate.Job, __: Path) -> list[Placed]:
        raise pages.Displaced("too high")

    monkeypatch.setitem(generate.PRODUCERS, "none", lambda _: (["plain"], draw))
    assert generate.generate(tmp_path, per=1, producers=["none"]) == 0
    assert "plain-none-1: not written: too high" in capsys.readouterr().err
    assert list(tmp_path.rglob("*.*")) == []


def test_a_table_over_the_edge_of_its_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    placed = drawn("plain", path)
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        page = document[placed[0][0] - 1]
        left, bottom, right, top = page.get_mediabox()
        page.set_mediabox(left, bottom, right - 150, top)
        document.save(str(path))
    with pytest.raises(pages.Displaced, match="over its edge"):
        pages.check(path, placed)


def test_a_merged_table_in_two_parts_is_refused_and_a_plain_one_is_not() -> None:
    (merged,) = job("merged").notice.grids
    with pytest.raises(pages.Displaced, match="merged over rows"):
        pages.part_of(merged, 0, 3, header=True)
    (plain,) = job("plain").notice.grids
    assert pages.part_of(plain, 0, 3, header=True).n_rows == 4


def test_a_missing_program_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printer, "program", lambda: None)
    assert generate.generate(tmp_path, producers=["chromium"], only=["plain"]) == 0
    assert "chromium: left out" in capsys.readouterr().err


# ------------------------------------------------------------------ sources of the others
@pytest.mark.parametrize("difficulty", chromium.DRAWS)
def test_the_html_holds_every_cell(difficulty: str) -> None:
    one = job(difficulty, producer="chromium")
    source = chromium._Setter(one.notice, difficulty, one.look, ["font"]).source()
    for cell in (cell for grid in one.notice.grids for cell in grid.cells):
        halves = chromium._halves(cell.text) if difficulty == "cellcut" else (cell.text,)
        assert cell.text in source or all(half in source for half in halves)
    assert source.count("<table") == len(one.notice.grids)


def test_rows_are_put_on_the_pages_that_chromium_tells() -> None:
    one = job("multipage", producer="chromium")
    setter = chromium._Setter(one.notice, "multipage", one.look, ["font"])
    setter.source()
    told = {f"r0-{row}": 1 if row < 25 else 2 for row in range(60)}
    ranks = [
        (page, [c.text for c in grid.cells if c.kind == RANK]) for page, grid in setter.placed(told)
    ]
    assert ranks == [
        (1, [str(n) for n in range(1, 26)]),
        (2, [str(n) for n in range(26, 61)]),
    ]


@pytest.mark.parametrize("difficulty", typst.DRAWS)
def test_the_typst_source_holds_every_cell(difficulty: str) -> None:
    one = job(difficulty, producer="typst")
    source = typst._Setter(one.notice, difficulty, one.look, ["font"]).source()
    for cell in (cell for grid in one.notice.grids for cell in grid.cells):
        in_pieces = difficulty == "cellcut" and cell.kind == UNIT
        in_pieces |= difficulty == "vertical" and cell.kind == "group"
        assert cell.text in source or (in_pieces and set(cell.text) <= set(source))
    assert source.count("table.header(") == len(one.notice.grids)


def square(row: int, column: int) -> tuple[Grid, Cell]:
    cells = tuple(Cell(r, c, "1", HEAD if r == 0 else SCORE) for r in range(3) for c in range(3))
    grid = Grid(cells, 3, 3, 1)
    return grid, grid.owners()[row, column]


@pytest.mark.parametrize(
    ("difficulty", "place", "drawn_sides"),
    [
        ("plain", (1, 1), "left right top bottom"),
        ("borderless", (1, 1), ""),
        ("zebra", (0, 0), ""),
        ("hlines", (1, 1), "top bottom"),
        ("three", (0, 1), "top bottom"),
        ("three", (1, 1), "top"),  # the rule under the header
        ("three", (2, 1), "bottom"),
        ("open", (1, 0), "right top bottom"),
        ("open", (1, 1), "left right top bottom"),
        ("open", (1, 2), "left top bottom"),
        ("nobottom", (2, 1), "left right top"),
        ("nobottom", (1, 1), "left right top bottom"),
    ],
)
def test_office_cells_have_the_rules_of_their_difficulty(
    difficulty: str, place: tuple[int, int], drawn_sides: str
) -> None:
    rules = office.borders(difficulty, 0.5, *square(*place))
    sides = zip(("left", "right", "top", "bottom"), rules, strict=True)
    assert " ".join(side for side, rule in sides if rule != "none") == drawn_sides


@pytest.mark.parametrize(("mark", "kind"), [("", "float"), ("①", "string")])
def test_a_marked_figure_of_a_sheet_is_text_so_that_its_mark_is_printed(
    mark: str, kind: str
) -> None:
    one = job("superscript", producer="calc")
    setter = calc._Setter(one.notice, "superscript", one.look, ["font"])
    cell = Cell(1, 3, "15", SCORE, mark=mark)
    assert f'office:value-type="{kind}"' in setter._cell(one.notice.grids[0], cell)


# ------------------------------------------------------------------ notices for speed
def test_a_notice_for_speed_has_five_to_eight_pages(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.pdf"
        made, style = notices.notice(str(number)), notices.look(str(number), number)
        placed = reportlab.draw(made, "plain", style, path, predefined(UNICODE))
        texts = page_texts(path)
        with_tables = {page for page, _ in placed}
        assert 5 <= len(texts) <= 8
        assert 2 <= len(texts) - len(with_tables) <= 5
        assert any(cell.row_span > 1 for grid in made.grids for cell in grid.cells)


def test_words_are_invented_once() -> None:
    said = content.words()
    for key in ("districts", "streets", "departments", "branches", "people"):
        assert len(set(said[key])) == len(said[key])
    assert len({item["name"] for item in said["indicators"]}) == len(said["indicators"])


def test_an_unknown_difficulty_is_refused() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        difficulties.content("nonsense", Random(1))
