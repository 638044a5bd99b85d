"""Draws a notice's annex as a spreadsheet printed by LibreOffice Calc.

Rows have fixed heights and the page breaks are told, so which rows stand on which page is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from benchmarks.tables.content import (
    GROUP,
    HEAD,
    RANK,
    REMARK,
    SCORE,
    TOTAL,
    UNIT,
    Cell,
    Grid,
    Notice,
    Placed,
)
from benchmarks.tables.difficulties import Look
from benchmarks.tables.producers import office
from benchmarks.tables.producers.office import borders, fill, font, printed

DRAWS = (
    *("plain", "wrapped", "merged", "vertical", "multipage", "dashed", "double", "open"),
    *("nobottom", "hlines", "three", "zebra", "borderless", "two", "sideways_header"),
    *("superscript", "blank_cells", "colourcells"),
)
FAMILIES = ("Noto Sans CJK SC", "Noto Serif CJK SC", "LXGW WenKai")
_MARGIN = 62.0
# What margins and foot leave of a page, and the share of it that is used.
_TAKEN, _USED = 140.0, 0.92
_ROWS_OF_A_WIDE_PAGE = 10


class _Setter:
    """Writes the flat XML of one sheet."""

    def __init__(
        self, notice: Notice, difficulty: str, look: Look, families: Sequence[str]
    ) -> None:
        self.notice, self.difficulty, self.look = notice, difficulty, look
        self.family = families[(look.variant // 2) % len(families)]
        rows = sum(grid.n_rows for grid in notice.grids)
        self.landscape = look.landscape and rows <= _ROWS_OF_A_WIDE_PAGE
        wide, high = (841.9, 595.3) if self.landscape else (595.3, 841.9)
        self.room, self.high = wide - 2 * _MARGIN, (high - _TAKEN) * _USED
        self.styles: dict[str, str] = {}
        self.page, self.used = 1, 0.0
        self.placed: list[Placed] = []
        # Two tables of a sheet share its columns.
        self.widths = self._widths(max(notice.grids, key=lambda grid: grid.n_columns))

    def source(self) -> str:
        """Give the whole document; fills ``placed``."""
        rows = self._front()
        for number, grid in enumerate(self.notice.grids):
            rows += self._table(number, grid)
        rows += self._back()
        columns = "".join(
            f'<table:table-column table:style-name="{self._column(wide)}"/>' for wide in self.widths
        )
        body = (
            f'<table:table table:name="附件" table:style-name="sheet">{columns}{"".join(rows)}'
            "</table:table>"
        )
        # The grid lines of the screen are not printed; a sheet names the page style it uses.
        automatic = office.page_layout("A4", landscape=self.landscape) + (
            '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
            '<style:table-properties table:display="true"/></style:style>'
        )
        foot = "<style:footer><text:p>第<text:page-number/>页</text:p></style:footer>"
        master = (
            '<style:master-page style:name="Default" style:page-layout-name="A4">'
            f"<style:header style:display='false'/>{foot}</style:master-page>"
        )
        default = (
            f'<style:default-style style:family="table-cell">{font(self.family, self.look.size)}'
            "</style:default-style>"
        )
        return office.document(
            "spreadsheet", default, automatic + "".join(self.styles.values()), master, body
        )

    # ----------------------------------------------------------------- styles
    def _style(self, family: str, given: str) -> str:
        """Give the name of the automatic style with these properties."""
        for name, style in self.styles.items():
            if style.endswith(f">{given}</style:style>") and f'"{family}"' in style:
                return name
        name = f"s{len(self.styles)}"
        self.styles[name] = (
            f'<style:style style:name="{name}" style:family="{family}">{given}</style:style>'
        )
        return name

    def _column(self, wide: float) -> str:
        return self._style(
            "table-column", f'<style:table-column-properties style:column-width="{wide:.1f}pt"/>'
        )

    def _row_style(self, high: float, *, new_page: bool = False) -> str:
        broken = ' fo:break-before="page"' if new_page else ""
        return self._style(
            "table-row",
            f'<style:table-row-properties style:row-height="{high:.1f}pt"{broken} '
            'style:use-optimal-row-height="false"/>',
        )

    def _widths(self, grid: Grid) -> list[float]:
        size, kinds, pad = self.look.size, grid.kinds(), 2 * self.look.pad
        wide = {RANK: size * 2.8 + pad, GROUP: size * 2.4 + pad, REMARK: size * 4.4 + pad}
        longest = max(len(c.printed) for c in grid.cells if c.kind == UNIT)
        wide[UNIT] = size * (min(longest, 9) + 0.8) + pad
        figures = sum(kind in (SCORE, TOTAL) for kind in kinds)
        left = self.room - 2 - sum(wide[k] for k in kinds if k in wide)
        most = size * (3.2 if self.difficulty == "sideways_header" else 5.4) + pad
        share = left / figures if self.look.fills_width else min(left / figures, most)
        return [wide.get(kind, share) for kind in kinds]

    # ------------------------------------------------------------------- rows
    def _line(
        self, text: str, size: float, align: str, lines: int = 1, *, new_page: bool = False
    ) -> str:
        """Give a row with one text over all columns, without rules."""
        high = lines * size * 1.7 + 4
        if new_page:
            self.page, self.used = self.page + 1, 0.0
        style = self._style(
            "table-cell",
            '<style:table-cell-properties fo:border="none" fo:wrap-option="wrap" '
            'style:vertical-align="middle"/>'
            f'<style:paragraph-properties fo:text-align="{align}"/>{font(self.family, size)}',
        )
        self.used += high
        span = len(self.widths)
        row = self._row_style(high, new_page=new_page)
        covered = "<table:covered-table-cell/>" * (span - 1)
        return (
            f'<table:table-row table:style-name="{row}"><table:table-cell '
            f'table:style-name="{style}" table:number-columns-spanned="{span}" '
            f'office:value-type="string"><text:p>{printed(text)}</text:p></table:table-cell>'
            f"{covered}</table:table-row>"
        )

    def _prose(self, text: str, size: float) -> str:
        return self._line("　　" + text, size, "start", int((len(text) + 2) * size / self.room) + 1)

    def _front(self) -> list[str]:
        notice, out = self.notice, []
        out.append(self._line("附件2", 12, "start"))
        out.append(
            self._line(
                notice.title.removeprefix("关于").removesuffix("的通报") + "表", 16, "center"
            )
        )
        out += [self._prose(text, self.look.size) for text in notice.before[:1]]
        return out

    def _back(self) -> list[str]:
        notice = self.notice
        out = [self._line(notice.note, self.look.size, "start")] if notice.note else []
        out += [self._prose(text, self.look.size) for text in notice.after]
        return [*out, self._line(notice.issued_on, self.look.size, "end")]

    def _table(self, number: int, grid: Grid) -> list[str]:
        notice, out = self.notice, []
        heights = self._heights(grid)
        if number:
            fits = self.used + sum(heights) + 50 <= self.high
            out.append(self._line("", 8, "start", new_page=not fits))
        if notice.headings[number]:
            out.append(self._line(notice.headings[number], 12, "start"))
        if number == 0 and notice.caption:
            out.append(self._line(notice.caption, self.look.size, "end"))
        head = [self._row(grid, row, heights[row]) for row in range(grid.header_rows)]
        repeats = self.difficulty == "multipage" and self.look.repeat_header
        inside = "".join(head)
        out.append(
            f"<table:table-header-rows>{inside}</table:table-header-rows>" if repeats else inside
        )
        self.used += sum(heights[: grid.header_rows])
        first = 0
        for row in range(grid.header_rows, grid.n_rows):
            new_page = grid.header_rows == 1 and self.used + heights[row] > self.high
            if new_page:
                at = row - grid.header_rows
                self.placed.append((self.page, grid.part(first, at, header=first == 0 or repeats)))
                first = at
                self.page += 1
                self.used = sum(heights[: grid.header_rows]) if repeats else 0.0
            out.append(self._row(grid, row, heights[row], new_page=new_page))
            self.used += heights[row]
        last = grid.n_rows - grid.header_rows
        part = grid if first == 0 else grid.part(first, last, header=repeats)
        self.placed.append((self.page, part))
        return out

    def _heights(self, grid: Grid) -> list[float]:
        """Give the rows' heights, enough for the lines that the longest cell may need."""
        size, heights = self.look.size, [self.look.row_height] * grid.n_rows
        for cell in grid.cells:
            if cell.row_span > 1 or not cell.text:
                continue
            wide = (
                sum(self.widths[cell.column : cell.column + cell.column_span])
                - 2 * self.look.pad
                - 4
            )
            if self._is_turned(grid, cell):
                need = len(cell.text) * size + 12
            else:
                # Chinese characters are as wide as high, the others about half of it.
                ems = sum(0.56 if char.isascii() else 1.0 for char in cell.printed)
                spare = 0.5 if cell.kind in (HEAD, UNIT) else 0.0
                need = ceil(ems / max(wide / size - spare, 1)) * size * 1.45 + 4
            heights[cell.row] = max(heights[cell.row], need)
        return heights

    def _row(self, grid: Grid, row: int, high: float, *, new_page: bool = False) -> str:
        owners, out = grid.owners(), []
        for column in range(grid.n_columns):
            cell = owners[row, column]
            if (cell.row, cell.column) == (row, column):
                out.append(self._cell(grid, cell))
            else:
                # The rules of a merged cell are those of all the cells it covers.
                out.append(
                    f'<table:covered-table-cell table:style-name="{self._cell_style(grid, cell)}"/>'
                )
        style = self._row_style(high, new_page=new_page)
        return f'<table:table-row table:style-name="{style}">{"".join(out)}</table:table-row>'

    def _cell(self, grid: Grid, cell: Cell) -> str:
        spans = ""
        if cell.column_span > 1:
            spans += f' table:number-columns-spanned="{cell.column_span}"'
        if cell.row_span > 1:
            spans += f' table:number-rows-spanned="{cell.row_span}"'
        text = printed(cell.text)
        if cell.mark:
            raised = self._style("text", '<style:text-properties style:text-position="super 58%"/>')
            text += f'<text:span text:style-name="{raised}">{printed(cell.mark)}</text:span>'
        kind = 'office:value-type="string"'
        # A cell that is typed as a number is printed from the number, so its mark would be lost.
        if cell.kind in (SCORE, TOTAL, RANK) and not cell.mark and _is_number(cell.text):
            kind = f'office:value-type="float" office:value="{cell.text}"'
        inside = f"<text:p>{text}</text:p>" if text else ""
        return (
            f'<table:table-cell table:style-name="{self._cell_style(grid, cell)}" {kind}{spans}>'
            f"{inside}</table:table-cell>"
        )

    def _is_turned(self, grid: Grid, cell: Cell) -> bool:
        figures = grid.kinds()[cell.column] in (SCORE, TOTAL)
        return self.difficulty == "sideways_header" and cell.kind == HEAD and figures

    def _pad(self) -> float:
        """Give the space beside a text: wider where no rule parts the columns."""
        open_columns = self.difficulty in ("hlines", "three", "zebra", "borderless")
        return self.look.pad if open_columns else 1.0

    def _cell_style(self, grid: Grid, cell: Cell) -> str:
        sides = ("left", "right", "top", "bottom")
        rules = zip(sides, borders(self.difficulty, self.look.rule, grid, cell), strict=True)
        given = "".join(f' fo:border-{side}="{rule}"' for side, rule in rules)
        if self.difficulty == "double":
            given += ' style:border-line-width="0.5pt 1.4pt 0.5pt"'
        colour = fill(self.difficulty, self.look.variant, grid, cell)
        given += f' fo:background-color="{colour}"' if colour else ""
        if self._is_turned(grid, cell):
            given += ' style:rotation-angle="90"'
        if cell.kind == GROUP and self.difficulty == "vertical":
            given += ' style:direction="ttb"'
        align = "center"
        if cell.kind in (UNIT, REMARK):
            align = {"left": "start", "center": "center"}[self.look.unit_align]
        elif cell.kind in (SCORE, TOTAL):
            align = {"right": "end", "center": "center"}[self.look.number_align]
        red = "#ff0000" if cell.is_red else "#000000"
        return self._style(
            "table-cell",
            f'<style:table-cell-properties{given} fo:wrap-option="wrap" fo:padding="1pt" '
            f'fo:padding-left="{self._pad()}pt" fo:padding-right="{self._pad()}pt" '
            f'style:vertical-align="middle" style:text-align-source="fix"/>'
            f'<style:paragraph-properties fo:text-align="{align}"/>'
            f"{font(self.family, self.look.size, red)}",
        )


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).isdigit()


def draw(
    notice: Notice, difficulty: str, look: Look, path: Path, families: Sequence[str]
) -> list[Placed]:
    """Draw a notice.

    Args:
        notice: what to draw; a sheet has its tables and little prose.
        difficulty: one of `DRAWS`.
        look: how to set it.
        path: the PDF to write.
        families: names of installed font families to choose from.

    Returns:
        The part of a table on each page, in reading order.
    """
    setter = _Setter(notice, difficulty, look, families)
    office.convert(setter.source(), "calc", path)
    return setter.placed
