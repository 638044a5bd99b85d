"""Sets a generated notice as a ruled PDF with reportlab's own tables."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from benchmarks.rankings.drawing import words
from benchmarks.rankings.model import Grid, Line, Notice
from benchmarks.tables import fonts

if TYPE_CHECKING:
    from reportlab.platypus import Table

_ALIGN: Final = {"left": 0, "center": 1, "right": 2}
_SIZE: Final = 9.0
_NEEDED: Final = "通报排名单位总分第（）：，。"


@cache
def _font() -> str:
    """Give a Chinese font's name: one of the system, else the one every PDF reader brings."""
    names = fonts.register(_NEEDED + "".join(words()["stems"]), limit=1)
    if names:
        return names[0]
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def pdf_of(notice: Notice) -> bytes:
    """Give the notice as a PDF; wide tables are set across the page."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    wide = any(isinstance(block, Grid) and block.n_columns > 8 for block in notice.blocks)
    size = landscape(A4) if wide else A4
    buffer = io.BytesIO()
    setting = SimpleDocTemplate(
        buffer, pagesize=size, leftMargin=50, rightMargin=50, invariant=True, title=notice.name
    )
    story: list[Any] = []
    for block in notice.blocks:
        if isinstance(block, Line):
            style = ParagraphStyle(
                block.align,
                fontName=_font(),
                fontSize=12,
                leading=20,
                alignment=_ALIGN[block.align],
                wordWrap="CJK",
            )
            story.append(Paragraph(escape(block.text), style))
        else:
            story += [Spacer(1, 6), _table(block, size[0] - 112), Spacer(1, 6)]
    setting.build(story, onFirstPage=_page_number, onLaterPages=_page_number)
    return buffer.getvalue()


def _page_number(canvas: Any, setting: Any) -> None:  # noqa: ANN401 - reportlab has no types
    canvas.setFont(_font(), 10)
    canvas.drawCentredString(setting.pagesize[0] / 2, 36, f"— {canvas.getPageNumber()} —")


def _table(grid: Grid, room: float) -> Table:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    style = ParagraphStyle(
        "cell", fontName=_font(), fontSize=_SIZE, leading=_SIZE + 3, alignment=1, wordWrap="CJK"
    )
    rows: list[list[Any]] = [[""] * grid.n_columns for _ in range(grid.n_rows)]
    commands: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    need = [1.0] * grid.n_columns
    for cell in grid.cells:
        rows[cell.row][cell.column] = (
            Paragraph(escape(cell.text).replace("\n", "<br/>"), style) if cell.text else ""
        )
        last = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        if last != (cell.column, cell.row):
            commands.append(("SPAN", (cell.column, cell.row), last))
        if cell.column_span == 1:
            # Headers and labels may break over lines, values may not.
            widest = max(cell.text.split("\n"), key=len)
            length = len(widest.encode("gb18030")) / 2 * _SIZE + 6
            is_head = cell.row < grid.head_rows or cell.key is None
            need[cell.column] = max(need[cell.column], min(length, 42.0) if is_head else length)
    scale = room / sum(need) if sum(need) > room else min(1.3, room / sum(need))
    return Table(
        rows,
        colWidths=[width * scale for width in need],
        repeatRows=grid.head_rows if grid.repeats_head else 0,
        style=commands,
    )
