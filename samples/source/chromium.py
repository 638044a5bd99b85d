"""Prints a notice to PDF with Chromium, whose text layer holds CJK-radical code points.

Skia maps a glyph back to the first character that has it, so 水 may come out as U+2F54. That is
what the sample is for: many offices publish PDFs printed by a browser.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from samples.source.model import Notice, Table, printed
from samples.source.text import annex_label, annex_list, masthead

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { font-family: "Noto Serif CJK SC", serif; font-size: 12pt; line-height: 1.7; }
.mark { color: red; font-size: 26pt; text-align: center; }
.number { text-align: center; border-bottom: 1.5px solid red; padding-bottom: 4mm; }
h1 { font-size: 18pt; text-align: center; font-weight: normal; }
p { margin: 0; text-indent: 2em; } p.flush { text-indent: 0; }
.end { text-align: right; padding-right: 3em; }
.annex { break-before: page; } .annex > p { text-indent: 0; }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; }
td, th { border: 1px solid black; text-align: center; font-weight: normal; padding: 2px; }
"""
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def write(notice: Notice, path: Path) -> None:
    """Write the PDF form of the notice through Chromium; see `print_page`."""
    print_page(_page(notice), path)


def program() -> str | None:
    """Find Chromium; ``None`` when it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def print_page(source: str, path: Path) -> None:
    """Print HTML to a PDF, with its dates set to a fixed one.

    Raises:
        FileNotFoundError: Chromium is not installed.
        subprocess.CalledProcessError: Chromium failed.
    """
    found = program()
    if found is None:
        raise FileNotFoundError("chromium is missing: apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder, "notice.html"), Path(folder, "notice.pdf")
        page.write_text(source, "utf-8")
        profile = f"--user-data-dir={folder}/profile"
        command = [found, *_FLAGS, profile, f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240101000000", out.read_bytes()))


def _page(notice: Notice) -> str:
    parts = [f'<p class="mark flush">{masthead(notice)}</p>']
    if notice.document_number:
        parts.append(f'<p class="number">{notice.document_number}</p>')
    parts.append(f"<h1>{'<br>'.join(notice.title.split(chr(10)))}</h1>")
    parts.append(f'<p class="flush">{notice.addressees}：</p>')
    parts += [f"<p>{html.escape(printed(paragraph))}</p>" for paragraph in notice.body]
    parts.append("<p>&nbsp;</p>")
    parts += [f"<p>{line}</p>" for line in annex_list(notice)]
    parts.append(f'<p class="end">{notice.issuer}</p>')
    parts.append(f'<p class="end">{notice.issued_on_printed}</p>')
    for number, table in enumerate(notice.tables, 1):
        title = "<br>".join(table.title.split("\n"))
        label = annex_label(notice, number)
        parts.append(f'<div class="annex"><p>{label}</p><h1>{title}</h1>{_table(table)}</div>')
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8">'
        f"<title>{notice.plain_title()}</title><style>{_STYLE}</style><body>{body}</body></html>"
    )


def _table(table: Table) -> str:
    header = "".join(f"<th>{column.header(table.brackets)}</th>" for column in table.columns)
    rows = [
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
        for cells in table.cells()
    ]
    return f"<table><thead><tr>{header}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
