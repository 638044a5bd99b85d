"""Nothing printed is lost or read twice, whatever the table. All texts are invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.readers import read_bytes
from schemas.document import Document

Maker = Callable[..., Any]
Sheet = Any
Spans = dict[tuple[int, int], tuple[int, int]]

NAMES = ["青禾街道", "区民政局", "南浦镇", "局", "区水利和湖泊局\n(含派出机构)", "Zone A"]
HEADERS = ["排名", "单位", "总分", "主动公开\n(40分)", "政策解读", "Score", "依申请\n公开\n(5分)"]
VALUES = ["1", "38", "37.5", "100", "-", "", "98.25", "12%", "合格", "/", "1,204"]
PROSE = ["现将2023年考核得分排名通报如下，请各单位认真整改。", "附注：得分保留2位小数。", ""]
SONG = "STSong-Light"


@dataclass(frozen=True)
class Drawn:
    """A table as it is to be drawn: its truth."""

    texts: list[list[str]]
    spans: Spans
    size: float
    extra: list[float]
    kind: str
    before: str
    after: str

    def widths(self) -> list[float]:
        """Columns as wide as their widest line and a margin, spans left out of account."""
        found = []
        for column, extra in enumerate(self.extra):
            lines = [line for row in self.texts for line in row[column].split("\n")]
            found.append(max(stringWidth(x, SONG, self.size) for x in lines) + 10 + extra)
        return found

    def draw(self, s: Sheet) -> None:
        s.text(40, 60, self.before)
        xs, ys = s.levels(
            self.texts, x=40, y=90, widths=self.widths(), row=2.1 * self.size, size=self.size
        )
        if self.kind == "ruled":
            s.rules(xs, ys, self.spans)
        elif self.kind == "three_lines":
            for y in (ys[0], ys[1], ys[-1]):
                s.across(y, xs[0], xs[-1])
        elif self.kind == "lines":
            for y in ys:
                s.across(y, xs[0], xs[-1])
        s.print(self.texts, xs, ys, spans=self.spans, size=self.size)
        s.text(40, ys[-1] + 40, self.after)

    def printed(self) -> Counter[str]:
        return characters([self.before, self.after, *(text for row in self.texts for text in row)])


def characters(texts: list[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


@st.composite
def tables(draw: st.DrawFn, kind: str) -> Drawn:
    """Tables of a header, a column of names and values, in ruled ones a block of merged cells."""
    n_rows, n_columns = draw(st.integers(2, 7)), draw(st.integers(2, 5))
    texts = [draw(st.lists(st.sampled_from(HEADERS), min_size=n_columns, max_size=n_columns))]
    for _ in range(n_rows - 1):
        values = draw(
            st.lists(st.sampled_from(VALUES), min_size=n_columns - 1, max_size=n_columns - 1)
        )
        texts.append([draw(st.sampled_from(NAMES)), *values])
    spans: Spans = {}
    if kind == "ruled" and draw(st.booleans()):
        row, column = draw(st.integers(1, n_rows - 1)), draw(st.integers(1, n_columns - 1))
        rows, columns = draw(st.integers(1, n_rows - row)), draw(st.integers(1, n_columns - column))
        if (rows, columns) != (1, 1):
            spans[row, column] = (rows, columns)
            for i in range(row, row + rows):
                for j in range(column, column + columns):
                    if (i, j) != (row, column):
                        texts[i][j] = ""
    return Drawn(
        texts=texts,
        spans=spans,
        size=draw(st.sampled_from([8.0, 9.0, 10.5, 12.0, 14.0])),
        extra=draw(
            st.lists(st.sampled_from([0.0, 7.0, 25.0]), min_size=n_columns, max_size=n_columns)
        ),
        kind=kind,
        before=draw(st.sampled_from(PROSE)),
        after=draw(st.sampled_from(PROSE)),
    )


def has_all(document: Document, drawn: Drawn) -> None:
    """Every visible character stands once in the lines and cells, and nothing else does."""
    page = document.pages[0]
    found = [line.raw for line in page.lines]
    found += [cell.raw for table in page.tables for cell in table.cells]
    assert characters(found) == drawn.printed()
    assert characters([document.raw]) == drawn.printed()
    for table in page.tables:
        places = [
            (cell.row + i, cell.column + j)
            for cell in table.cells
            for i in range(cell.row_span)
            for j in range(cell.column_span)
        ]
        assert sorted(places) == [
            (i, j) for i in range(table.n_rows) for j in range(table.n_columns)
        ]


@settings(max_examples=40, deadline=None)
@given(drawn=tables("ruled"))
def test_a_fully_ruled_table_is_read_exactly(drawn: Drawn, pdf_of: Maker, spans_of: Maker) -> None:
    document = read_bytes(pdf_of(drawn.draw), "sample.pdf")
    has_all(document, drawn)
    assert document.findings == ()
    (table,) = document.pages[0].tables
    assert table.grid() == drawn.texts
    assert spans_of(table) == drawn.spans


@settings(max_examples=60, deadline=None)
@given(drawn=st.one_of(tables("three_lines"), tables("lines"), tables("borderless")))
def test_every_printed_character_is_read_once_whatever_rules_there_are(
    drawn: Drawn, pdf_of: Maker
) -> None:
    document = read_bytes(pdf_of(drawn.draw), "sample.pdf")
    has_all(document, drawn)
    assert document.findings == ()


@settings(max_examples=10, deadline=None)
@given(drawn=st.one_of(*(tables(kind) for kind in ("ruled", "three_lines", "borderless"))))
def test_reading_twice_gives_the_same(drawn: Drawn, pdf_of: Maker) -> None:
    data = pdf_of(drawn.draw)
    assert read_bytes(data, "sample.pdf") == read_bytes(data, "sample.pdf")


@settings(max_examples=25, deadline=None)
@given(
    words=st.lists(
        st.tuples(
            st.sampled_from(["单位", "38", "青禾街道", "A", "98.5", "(5分)", "1", "合格"]),
            st.floats(40, 480),
            st.floats(60, 300),
            st.sampled_from([8.0, 10.5, 16.0]),
        ),
        max_size=25,
    ),
    rules=st.lists(
        st.tuples(st.booleans(), st.floats(50, 300), st.floats(50, 300), st.floats(20, 400)),
        max_size=12,
    ),
)
def test_rules_and_words_thrown_on_a_page_lose_nothing(
    words: list[tuple[str, float, float, float]],
    rules: list[tuple[bool, float, float, float]],
    pdf_of: Maker,
) -> None:
    def draw(s: Sheet) -> None:
        for is_across, at, start, length in rules:
            (s.across if is_across else s.down)(at, start, start + length)
        for text, x, y, size in words:
            s.text(x, y, text, size=size)
        s.text(40, 700, "末行")

    # A word printed nearly over its like is fake bold and rightly read once: none is kept here.
    kept: list[tuple[str, float, float, float]] = []
    for word in words:
        alike = [other for other in kept if set(other[0]) & set(word[0])]
        if all(abs(word[1] - x) > 80 or abs(word[2] - y) > 20 for _, x, y, _ in alike):
            kept.append(word)
    words = kept
    document = read_bytes(pdf_of(draw), "sample.pdf")
    page = document.pages[0]
    found = [line.raw for line in page.lines]
    found += [cell.raw for table in page.tables for cell in table.cells]
    assert characters(found) == characters(["末行", *(word[0] for word in words)])
