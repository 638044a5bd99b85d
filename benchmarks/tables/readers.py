"""The readers that are compared: ours and the peers, each a function from a PDF to its tables.

A function gives tables as ``scoring`` takes them. Libraries are imported inside the functions, so
that a reader that is not installed is named and left out and the others run.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.tables import adapter

Tables = list[dict[str, Any]]
Read = Callable[[str], Tables]
# Corners of tablers' cells that are nearer than this are the same rule (points).
_SAME = 1.5


@dataclass(frozen=True)
class Reader:
    """A reader: the import name it needs (``""`` for ours) and its function."""

    needs: str
    read: Read

    def is_there(self) -> bool:
        """Whether its package is installed."""
        return not self.needs or importlib.util.find_spec(self.needs) is not None


def _pdfplumber(pdf: str) -> Tables:
    import pdfplumber

    found = []
    with pdfplumber.open(pdf) as document:
        for number, page in enumerate(document.pages, 1):
            found += [{"page": number, "rows": t.extract()} for t in page.find_tables()]
            page.close()
    return found


def _camelot(flavor: str) -> Read:
    def read(pdf: str) -> Tables:
        import camelot

        tables = camelot.read_pdf(pdf, pages="all", flavor=flavor, suppress_stdout=True)
        return [{"page": int(t.page), "rows": t.df.to_numpy().tolist()} for t in tables]

    return read


def _tabula(**mode: bool) -> Read:
    def read(pdf: str) -> Tables:
        import pypdfium2
        import tabula

        with pypdfium2.PdfDocument(pdf) as document:
            pages = len(document)
        found = []
        # Its JSON does not name the page, so each page is asked for by itself.
        for page in range(1, pages + 1):
            for table in tabula.read_pdf(
                pdf, pages=page, output_format="json", silent=True, multiple_tables=True, **mode
            ):
                rows = [[cell.get("text", "") for cell in row] for row in table["data"]]
                found += [{"page": page, "rows": rows}] if rows else []
        return found

    return read


def _pymupdf(pdf: str) -> Tables:
    import pymupdf

    with pymupdf.open(pdf) as document:
        return [
            {"page": number, "rows": table.extract()}
            for number, page in enumerate(document, 1)
            for table in page.find_tables().tables
        ]


def _liteparse(pdf: str) -> Tables:
    from liteparse import LiteParse

    parser = LiteParse(ocr_enabled=False, output_format="markdown", quiet=True, extract_blocks=True)
    found = []
    for page in parser.parse(pdf).pages:
        for block in getattr(page, "blocks", None) or []:
            if block.kind not in ("table", "grid_fallback") or not block.rows:
                continue
            header = getattr(block, "header", None)
            lines = ([header] if header else []) + list(block.rows)
            rows = [[getattr(cell, "text", cell) for cell in line] for line in lines]
            found.append({"page": page.page_num, "rows": rows})
    return found


def _tablers(pdf: str) -> Tables:
    import tablers

    with tablers.Document(pdf) as document:
        return [
            {"page": number, "cells": from_boxes((c.bbox, c.text or "") for c in table.cells)}
            for number, page in enumerate(document.pages(), 1)
            for table in tablers.find_tables(page, extract_text=True)
        ]


def from_boxes(
    boxes: Iterable[tuple[Sequence[float], str]],
) -> list[list[Any]]:
    """Turn cells with boxes (x0, top, x1, bottom) into cells with row, column and spans."""
    cells = list(boxes)
    lefts = _distinct(box[0] for box, _ in cells)
    tops = _distinct(box[1] for box, _ in cells)
    return [
        [
            _place(tops, top),
            _place(lefts, x0),
            max(1, sum(top - _SAME <= at < bottom - _SAME for at in tops)),
            max(1, sum(x0 - _SAME <= at < x1 - _SAME for at in lefts)),
            text,
        ]
        for (x0, top, x1, bottom), text in cells
    ]


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME:
            kept.append(value)
    return kept


def _place(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda at: abs(levels[at] - value))


def by_name(path: str) -> Read:
    """Give the function ``module:function``.

    Raises:
        ValueError: the name has another form, or there is no such function.
    """
    module, _, name = path.partition(":")
    if not module or not name:
        raise ValueError(f"{path!r} is not of the form module:function")
    try:
        read: Read = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ValueError(f"{path}: {error}") from error
    return read


READERS: dict[str, Reader] = {
    "ours": Reader("", adapter.tables),
    "pdfplumber": Reader("pdfplumber", _pdfplumber),
    "camelot lattice": Reader("camelot", _camelot("lattice")),
    "camelot hybrid": Reader("camelot", _camelot("hybrid")),
    "tabula lattice": Reader("tabula", _tabula(lattice=True)),
    "tabula stream": Reader("tabula", _tabula(stream=True)),
    "PyMuPDF": Reader("pymupdf", _pymupdf),
    "liteparse": Reader("liteparse", _liteparse),
    "tablers": Reader("tablers", _tablers),
}
# pdfplumber's TableFinder on pdfium's objects: in the comparison when its function is named.
BRIDGE = "pdfplumber's finder on pdfium"


def find(name: str, bridge: str = "") -> Read:
    """Give the function of a reader; ``bridge`` is ``module:function`` of the bridge."""
    return by_name(bridge) if name == BRIDGE else READERS[name].read
