"""Our reader in the form that the benchmarks and the harness call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schemas.document import Document


def as_tables(document: Document) -> list[dict[str, Any]]:
    """Give the tables of a read document: page, ``bbox`` from the top left or ``None``, cells."""
    return [
        {
            "page": page.number,
            "bbox": None
            if table.box is None
            else [table.box.x0, table.box.top, table.box.x1, table.box.bottom],
            "cells": [
                [cell.row, cell.column, cell.row_span, cell.column_span, cell.text]
                for cell in table.cells
            ],
        }
        for page in document.pages
        for table in page.tables
    ]


def tables(pdf_path: str) -> list[dict[str, Any]]:
    """Read a PDF and give its tables; none when the reader refuses the file."""
    from parsers.readers import UnreadableSource, read

    try:
        return as_tables(read(Path(pdf_path)))
    except UnreadableSource:
        return []
