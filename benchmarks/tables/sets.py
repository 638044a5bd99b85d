"""The sets of documents with known tables: the generated one and ICDAR-2013."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
ICDAR = _ROOT.parent / "shared" / "tables" / "icdar2013"


@dataclass(frozen=True)
class Case:
    """One document: ``readings`` are the accepted truths, mostly one, each a list of tables."""

    name: str
    pdf: Path
    category: str
    producer: str
    readings: tuple[list[dict[str, Any]], ...]


def generated(folder: Path) -> list[Case]:
    """Load one folder of generated notices (``OUT/hard`` or ``OUT/extra``); empty if not there."""
    cases = []
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        pdf = path.with_suffix(".pdf")
        producer = told.get("producer", "")
        cases.append(Case(path.stem, pdf, told["cat"], producer, (told["tables"],)))
    return cases


def icdar(folder: Path) -> list[Case]:
    """Load the ICDAR-2013 documents below a folder; a document's two readings are one case."""
    readings: dict[str, list[list[dict[str, Any]]]] = {}
    files: dict[str, Path] = {}
    for path in sorted(folder.rglob("*-str.xml")):
        base = path.name.removesuffix("-str.xml")
        name = re.sub(r"[ab]$", "", base)
        readings.setdefault(name, []).append(list(_regions(path)))
        for pdf in (path.with_name(f"{base}.pdf"), path.with_name(f"{name}a.pdf")):
            if pdf.exists():
                files.setdefault(name, pdf)
    return [
        Case(name, files[name], name[:2], "", tuple(readings[name]))
        for name in sorted(readings)
        if name in files
    ]


def _regions(path: Path) -> Iterator[dict[str, Any]]:
    for region in ET.parse(path).getroot().iter("region"):
        cells = [_cell(cell) for cell in region.findall("cell")]
        yield {"page": int(region.get("page", "1")), "cells": cells}


def _cell(cell: ET.Element) -> list[Any]:
    row, column = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
    last_row, last_column = int(cell.get("end-row", row)), int(cell.get("end-col", column))
    return [
        row,
        column,
        last_row - row + 1,
        last_column - column + 1,
        cell.findtext("content") or "",
    ]
