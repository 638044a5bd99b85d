"""The building blocks that rows, columns and findings are made of."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from schemas import fields, findings
from schemas.document import Cell, Document, Line, Origin, Page, Table
from schemas.places import Span

BUILT = {
    "text": lambda **absent: fields.text("a", zh="名称", en="Name.", **absent),
    "count": lambda **absent: fields.count("a", zh="名称", en="Name.", **absent),
    "points": lambda **absent: fields.points("a", zh="名称", en="Name.", **absent),
}


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """Return a catalogue of one rule, XYZ01, that stands in the place of the real one."""
    entry: dict[str, object] = {
        "severity": "warning",
        **dict.fromkeys(("title_en", "title_zh", "help_en", "help_zh"), "…"),
        "messages": {
            "default": {"en": "{subject}: {names}, {found}", "zh": "{subject}：{names}，{found}"}
        },
    }
    monkeypatch.setattr(findings, "vocabulary", lambda _: {"XYZ01": entry})
    findings.rules.cache_clear()
    yield entry
    findings.rules.cache_clear()


def test_a_rule_compares_numbers_only_where_its_entry_says_so(catalogue: dict[str, object]) -> None:
    assert not findings.rules()["XYZ01"].compares
    catalogue["compares"] = True
    findings.rules.cache_clear()
    assert findings.rules()["XYZ01"].compares


def test_a_rule_of_unknown_severity_is_refused(catalogue: dict[str, object]) -> None:
    catalogue["severity"] = "grave"
    with pytest.raises(ValueError, match="XYZ01: unknown severity 'grave'"):
        findings.rules()


def test_a_finding_says_lists_and_numbers_as_each_language_does(
    catalogue: dict[str, object],
) -> None:
    assert catalogue
    made = findings.finding("XYZ01", subject="东湖镇", found=3, expected=4, names=["甲", "乙"])
    assert made.message_en == "东湖镇: 甲, 乙, 3"
    assert made.message_zh == "东湖镇：甲、乙，3"
    assert (made.found, made.expected, made.severity) == ("3", "4", "warning")
    other = findings.finding("XYZ01", severity="info", names="甲乙")
    assert (other.severity, other.message_en) == ("info", "None: 甲乙, None")
    assert (other.found, other.expected) == (None, None)


@pytest.mark.parametrize(
    ("kind", "type_", "unit"),
    [
        ("text", pa.string(), None),
        ("count", pa.int32(), None),
        ("points", fields.POINTS, b"points (\xe5\x88\x86)"),
    ],
)
def test_a_column_may_be_null_where_it_says_what_that_means(
    kind: str, type_: pa.DataType, unit: bytes | None
) -> None:
    never, sometimes = BUILT[kind](), BUILT[kind](absent="not printed")
    assert (never.type, never.nullable, sometimes.nullable) == (type_, False, True)
    expected = {b"description_zh": "名称".encode(), b"description_en": b"Name."}
    expected |= {b"unit": unit} if unit is not None else {}
    assert never.metadata == expected
    assert sometimes.metadata == expected | {b"absent": b"not printed"}


def test_a_place_is_described_by_what_stands_there() -> None:
    def said(columns: list[pa.Field]) -> list[tuple[str, str, str]]:
        texts = [(c.metadata[b"description_zh"], c.metadata[b"description_en"]) for c in columns]
        return [
            (c.name, zh.decode(), en.decode()) for c, (zh, en) in zip(columns, texts, strict=True)
        ]

    of_total = said(fields.place("total_", zh="总分", en="the total", absent="no total"))
    assert of_total[0] == ("total_page", "总分的页码", "Page of the total, from 1.")
    assert of_total[1][1:] == (
        "总分的左边，自页面左上角量起",
        "The left edge of the total, from the top left of the page.",
    )
    assert said(fields.place())[0] == ("page", "页码", "Page, from 1.")
    assert [name for name, _, _ in said(fields.place())] == [
        *("page", "x0", "top", "x1", "bottom", "char_start", "char_end")
    ]


def test_lines_and_tables_of_a_document_come_in_reading_order() -> None:
    line = Line(text="乙", raw="乙", page=1, span=Span(4, 5))
    cell = Cell(text="甲", raw="甲", row=1, column=0, span=Span(0, 1), page=1)
    table = Table(cells=(cell,), n_rows=2, n_columns=2, page=1, span=Span(0, 3))
    last = Line(text="丙", raw="丙", page=2, span=Span(6, 7))
    origin = Origin(reader="test", method="made")
    pages = (
        Page(number=1, lines=(line,), tables=(table,), origin=origin),
        Page(number=2, lines=(last,), tables=(), origin=origin),
    )
    document = Document(source="made", raw="甲  \n乙\n丙\n", pages=pages)
    assert document.blocks() == [table, line, last]
    assert table.grid() == [["", ""], ["甲", ""]]
