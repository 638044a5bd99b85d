"""LibreOffice without its window: one document of its flat XML in, one PDF out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.tables.content import Cell, Grid

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
# What LibreOffice makes up anew each time, so that the same source gives the same bytes.
_CHANGING = re.compile(rb"/ID \[[^]]*\]|/DocChecksum /[0-9A-F]+")
# Bookmarks become destinations of the PDF, which tell on which page a row came to stand.
_OPTIONS = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}


def program() -> str | None:
    """Find LibreOffice; ``None`` when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def document(kind: str, styles: str, automatic: str, masters: str, body: str) -> str:
    """Put a flat XML document together; ``kind`` is ``text`` or ``spreadsheet``."""
    names = " ".join(f'xmlns:{short}="{long}"' for short, long in _NAMESPACES.items())
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        f'office:mimetype="{mime}"><office:styles>{styles}</office:styles>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def page_layout(name: str, *, landscape: bool, scale: str = "") -> str:
    """Give a page layout: A4, margins of 62 points beside and 60 above and below, a foot."""
    wide, high = ("841.9pt", "595.3pt") if landscape else ("595.3pt", "841.9pt")
    shape = "landscape" if landscape else "portrait"
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties '
        f'fo:page-width="{wide}" fo:page-height="{high}" style:print-orientation="{shape}" '
        f'fo:margin-left="62pt" fo:margin-right="62pt" fo:margin-top="60pt" '
        f'fo:margin-bottom="40pt" {scale}/><style:footer-style><style:header-footer-properties '
        'fo:min-height="20pt" fo:margin-top="6pt"/></style:footer-style></style:page-layout>'
    )


def font(family: str, size: float, colour: str = "#000000") -> str:
    """Give the properties of a text in one font for Latin and Chinese alike."""
    return (
        f'<style:text-properties fo:font-family="{family}" style:font-family-asian="{family}" '
        f'fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:color="{colour}" '
        'fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/>'
    )


def printed(text: str) -> str:
    """Escape a text for the XML."""
    return escape(text)


def convert(source: str, kind: str, path: Path) -> None:
    """Convert a flat XML document to a PDF, with its dates set to a fixed one.

    Args:
        source: the document.
        kind: ``writer`` or ``calc``.
        path: the PDF to write.

    Raises:
        subprocess.CalledProcessError: LibreOffice failed.
        FileNotFoundError: LibreOffice ended well and wrote nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "notice.fodt" if kind == "writer" else "notice.fods")
        given.write_text(source, "utf-8")
        target = f"pdf:{kind}_pdf_Export:{json.dumps(_OPTIONS)}"
        command = [
            str(program()),
            f"-env:UserInstallation={_profile().as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            folder,
            str(given),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        data = given.with_suffix(".pdf").read_bytes()
    data = re.sub(rb"D:\d{14}", b"D:20240102000000", data)
    path.write_bytes(_CHANGING.sub(lambda found: b" " * len(found[0]), data))


def _profile() -> Path:
    """Give a settings folder that is kept, since LibreOffice takes long to make one."""
    return Path(tempfile.gettempdir(), "benchmarks-tables-office")


def borders(difficulty: str, rule: float, grid: Grid, cell: Cell) -> tuple[str, str, str, str]:
    """Give a cell's rules left, right, above and below, as the styles of LibreOffice write them."""
    full = f"{rule}pt solid #000000"
    right = cell.column + cell.column_span == grid.n_columns
    bottom = cell.row + cell.row_span == grid.n_rows
    if difficulty in ("zebra", "borderless"):
        return "none", "none", "none", "none"
    if difficulty == "dashed":
        full = "0.75pt dashed #000000"
    if difficulty == "double":
        full = "2.4pt double #000000"
    if difficulty == "hlines":
        return "none", "none", full, full
    if difficulty == "three":
        thick, thin = "1.25pt solid #000000", "0.6pt solid #000000"
        head_ends = cell.row + cell.row_span == grid.header_rows
        top = thick if cell.row == 0 else thin if cell.row == grid.header_rows else "none"
        return "none", "none", top, thick if bottom else thin if head_ends else "none"
    if difficulty == "open":
        return "none" if cell.column == 0 else full, "none" if right else full, full, full
    if difficulty == "nobottom":
        return full, full, full, "none" if bottom else full
    return full, full, full, full


def fill(difficulty: str, variant: int, grid: Grid, cell: Cell) -> str:
    """Give a cell's fill as ``#rrggbb``, ``""`` for none."""
    if difficulty == "zebra" and (cell.row + variant) % 2 == 0:
        return "#e7e6f2"
    if difficulty == "colourcells" and cell.row < grid.header_rows:
        return "#dae8d0"
    return ""
