"""Draws a notice as a text document of LibreOffice Writer, which lays out the table itself.

The truth comes from the layout: every row (in ``cellcut`` every character of a name) carries a
bookmark, and LibreOffice writes into the PDF on which page each of them came to stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
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
    words,
)
from benchmarks.tables.difficulties import Look
from benchmarks.tables.producers import office, pages
from benchmarks.tables.producers import office_shapes as shapes
from benchmarks.tables.producers.office import borders, fill, font, printed

DRAWS = (
    *("plain", "wrapped", "merged", "vertical", "multipage", "dashed", "double", "open"),
    *("nobottom", "hlines", "three", "zebra", "borderless", "seal", "watermark", "two"),
    *("prosebox", "noise", "sideways_header", "superscript", "blank_cells", "cellcut"),
    *("colourcells", "prose", "twocolumns_prose"),
)
FAMILIES = ("Noto Serif CJK SC", "LXGW WenKai", "Noto Sans CJK SC")
_MARGIN = 62.0
_SIDES = ("left", "right", "top", "bottom")


class _Setter:
    """Writes the flat XML of one document."""

    def __init__(
        self, notice: Notice, difficulty: str, look: Look, families: Sequence[str]
    ) -> None:
        self.notice, self.difficulty, self.look = notice, difficulty, look
        self.family = families[(look.variant // 2) % len(families)]
        self.room = (841.9 if look.landscape else 595.3) - 2 * _MARGIN
        self.cell_styles: dict[str, str] = {}

    def source(self) -> str:
        """Give the whole document."""
        tables = "".join(self._table(i, grid) for i, grid in enumerate(self.notice.grids))
        body = self._front() + tables + self._back()
        automatic = office.page_layout("A4", landscape=self.look.landscape) + self._automatic()
        foot = '<text:p text:style-name="foot">— <text:page-number/> —</text:p>'
        master = (
            '<style:master-page style:name="Standard" style:page-layout-name="A4">'
            f"{self._header()}<style:footer>{foot}</style:footer></style:master-page>"
        )
        return office.document("text", self._styles(), automatic, master, body)

    # ----------------------------------------------------------------- styles
    def _styles(self) -> str:
        size = self.look.prose_size
        made = [
            self._paragraph_style("body", size, "justify", f'fo:text-indent="{2 * size}pt"'),
            self._paragraph_style("title", 16, "center", 'fo:margin-bottom="8pt"'),
            self._paragraph_style("right", size, "right", f'fo:margin-right="{2 * size}pt"'),
            self._paragraph_style("foot", 12, "center"),
            self._paragraph_style("small", self.look.size, "left"),
            self._paragraph_style("caption", self.look.size, "right"),
            self._paragraph_style(
                "annex", size, "left", 'fo:break-before="page" fo:margin-bottom="4pt"'
            ),
            self._paragraph_style("head", self._head_size(), "center", colour="#ff0000"),
            self._paragraph_style(
                "rule",
                4,
                "center",
                'fo:border-bottom="3pt double #ff0000" fo:margin-bottom="10pt" '
                'style:border-line-width-bottom="0.6pt 1.4pt 2pt"',
            ),
            self._paragraph_style(
                "box",
                size,
                "left",
                'fo:border="0.75pt solid #000000" fo:padding="5pt" '
                'fo:margin-left="40pt" fo:margin-right="40pt"',
            ),
            self._paragraph_style(
                "loose",
                5,
                "left",
                f'fo:border-bottom="0.5pt solid #000000" '
                f'fo:margin-right="{self.room - 150:.0f}pt" fo:margin-bottom="8pt"',
            ),
        ]
        for align in ("left", "center", "right"):
            loose = 'fo:orphans="0" fo:widows="0"'  # a page may break after any line
            made.append(self._paragraph_style(f"cell-{align}", self.look.size, align, loose))
        return "".join(made)

    def _head_size(self) -> float:
        return round(min(26.0, self.room / max(len(self.notice.letterhead), 1)), 1)

    def _paragraph_style(
        self, name: str, size: float, align: str, more: str = "", colour: str = "#000000"
    ) -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph">'
            f'<style:paragraph-properties fo:text-align="{align}" {more}/>'
            f"{font(self.family, size, colour)}</style:style>"
        )

    def _automatic(self) -> str:
        marks = (
            '<style:style style:name="super" style:family="text"><style:text-properties '
            'style:text-position="super 58%"/></style:style>'
            '<style:style style:name="red" style:family="text"><style:text-properties '
            'fo:color="#ff0000"/></style:style>'
            '<style:style style:name="turned" style:family="text"><style:text-properties '
            'style:text-rotation-angle="90" style:text-rotation-scale="line-height"/></style:style>'
            '<style:style style:name="columns" style:family="section"><style:section-properties>'
            '<style:columns fo:column-count="2" fo:column-gap="26pt"/>'
            "</style:section-properties></style:style>"
        )
        marks += self._paragraph_style("seal", 15, "center", colour="#ff0000")
        marks += self._paragraph_style("water", 28, "center", colour="#d2d2d2")
        rows = (
            f'<style:style style:name="row" style:family="table-row"><style:table-row-properties '
            f'style:min-row-height="{self.look.row_height}pt" fo:keep-together="'
            f'{"auto" if self.difficulty == "cellcut" else "always"}"/></style:style>'
        )
        return (
            shapes.STYLES
            + marks
            + rows
            + "".join(self.cell_styles.values())
            + self._column_styles()
        )

    # ------------------------------------------------------------------ prose
    def _p(self, text: str, style: str = "body") -> str:
        return f'<text:p text:style-name="{style}">{printed(text)}</text:p>'

    def _front(self) -> str:
        notice, out = self.notice, []
        if notice.letterhead:
            out += [self._p(notice.letterhead, "head"), self._p("", "rule")]
        out.append(self._p(notice.title, "title"))
        out += [self._p(f"{entry}{'…' * 12}{page}", "small") for entry, page in notice.catalogue]
        numbered = [f"{i}.{item}" for i, item in enumerate(notice.numbered, 1)]
        prose = "".join(map(self._p, (*notice.before, *numbered)))
        if self.difficulty == "twocolumns_prose":
            prose = f'<text:section text:style-name="columns" text:name="s">{prose}</text:section>'
        out.append(prose)
        if self.difficulty == "prosebox":
            who = words()["people"][self.look.variant % 8]
            out += [
                self._p(f"联系人：{who}　电话：0719-3307421", "box"),
                self._p("传真：0719-3307422", "box"),
            ]
            out.append(self._p("", "loose"))
        return "".join(out)

    def _back(self) -> str:
        notice = self.notice
        closing = [self._p(notice.issuer, "right"), self._p(notice.issued_on, "right")]
        return "".join([*map(self._p, notice.after), *closing])

    def _header(self) -> str:
        """Give the header, which holds the watermark of every page."""
        if self.difficulty != "watermark":
            return ""
        mark = words()["watermarks"][self.look.variant % 5]
        wide, high = (842, 595) if self.look.landscape else (595, 842)
        return f"<style:header><text:p>{shapes.watermark(mark, wide, high)}</text:p></style:header>"

    def _seal(self) -> str:
        """Give a seal whose middle stands above the paragraph that follows the table."""
        if self.difficulty != "seal":
            return ""
        return shapes.seal(self.notice.issuer, self.room * 0.62, -70.0, 60.0)

    # ----------------------------------------------------------------- tables
    def _table(self, number: int, grid: Grid) -> str:
        notice, first = self.notice, number == 0
        out = []
        if first and self.look.annex:
            out.append(self._p("附件", "annex"))
            out.append(self._p(notice.title.removeprefix("关于").removesuffix("的通报"), "title"))
        if notice.headings[number]:
            out.append(self._p(notice.headings[number]))
        if first and notice.caption:
            out.append(self._p(notice.caption, "caption"))
        out.append(self._grid(number, grid))
        seal = self._seal()
        note = notice.note if first else ""
        out.append(f'<text:p text:style-name="small">{seal}{printed(note)}</text:p>')
        return "".join(out)

    def _widths(self, grid: Grid) -> list[float]:
        size, kinds = self.look.size, grid.kinds()
        pad = 2 * self.look.pad
        wide = {RANK: size * 2.6 + pad, GROUP: size * 1.6 + pad + 6, REMARK: size * 4.2 + pad}
        names = [c.text for c in grid.cells if c.kind == UNIT]
        marked = size if any(c.mark for c in grid.cells) else 0.0
        most = 6.5 if self.difficulty == "cellcut" else 9
        wide[UNIT] = size * min(max(map(len, names)), most) + pad + 4 + marked
        figures = sum(kind in (SCORE, TOTAL) for kind in kinds)
        left = self.room - sum(wide[k] for k in kinds if k in wide)
        narrow = size * (3.0 if self.difficulty == "sideways_header" else 5.2)
        share = left / figures if self.look.fills_width else min(left / figures, narrow + pad)
        return [wide.get(kind, share) for kind in kinds]

    def _column_styles(self) -> str:
        out = []
        may_break = "true" if self.difficulty in ("multipage", "cellcut") else "false"
        for number, grid in enumerate(self.notice.grids):
            widths = self._widths(grid)
            out.append(
                f'<style:style style:name="t{number}" style:family="table"><style:table-properties '
                f'style:width="{sum(widths):.1f}pt" table:align="center" '
                'table:border-model="collapsing" '
                f'style:may-break-between-rows="{may_break}"/></style:style>'
            )
            out += [
                f'<style:style style:name="t{number}.{i}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{wide:.1f}pt"/></style:style>'
                for i, wide in enumerate(widths)
            ]
        return "".join(out)

    def _grid(self, number: int, grid: Grid) -> str:
        columns = "".join(
            f'<table:table-column table:style-name="t{number}.{i}"/>' for i in range(grid.n_columns)
        )
        rows = [self._row(number, grid, row) for row in range(grid.n_rows)]
        head = "".join(rows[: grid.header_rows])
        if self.look.repeat_header:
            head = f"<table:table-header-rows>{head}</table:table-header-rows>"
        body = head + "".join(rows[grid.header_rows :])
        return (
            f'<table:table table:name="T{number}" table:style-name="t{number}">{columns}{body}'
            "</table:table>"
        )

    def _row(self, number: int, grid: Grid, row: int) -> str:
        owners, out = grid.owners(), []
        for column in range(grid.n_columns):
            cell = owners[row, column]
            if (cell.row, cell.column) != (row, column):
                out.append("<table:covered-table-cell/>")
                continue
            out.append(self._cell(number, grid, cell))
        return f'<table:table-row table:style-name="row">{"".join(out)}</table:table-row>'

    def _cell(self, number: int, grid: Grid, cell: Cell) -> str:
        spans = ""
        if cell.column_span > 1:
            spans += f' table:number-columns-spanned="{cell.column_span}"'
        if cell.row_span > 1:
            spans += f' table:number-rows-spanned="{cell.row_span}"'
        name = self._cell_style(grid, cell)
        return (
            f'<table:table-cell table:style-name="{name}" office:value-type="string"{spans}>'
            f'<text:p text:style-name="cell-{self._align(cell)}">'
            f"{self._text(number, grid, cell)}</text:p></table:table-cell>"
        )

    def _align(self, cell: Cell) -> str:
        if cell.kind in (UNIT, REMARK):
            return self.look.unit_align
        return self.look.number_align if cell.kind in (SCORE, TOTAL) else "center"

    def _text(self, number: int, grid: Grid, cell: Cell) -> str:
        text = printed(cell.text)
        row = cell.row - grid.header_rows
        if cell.kind == UNIT and self.difficulty == "cellcut":
            text = "".join(
                f'<text:bookmark text:name="c{row}-{i}"/>{printed(c)}'
                for i, c in enumerate(cell.text)
            )
        elif cell.kind == UNIT:
            text = f'<text:bookmark text:name="r{number}-{row}"/>{text}'
        if self._is_turned(grid, cell):
            text = f'<text:span text:style-name="turned">{text}</text:span>'
        if cell.is_red:
            text = f'<text:span text:style-name="red">{text}</text:span>'
        if cell.mark:
            text += f'<text:span text:style-name="super">{printed(cell.mark)}</text:span>'
        return text

    def _is_turned(self, grid: Grid, cell: Cell) -> bool:
        figures = grid.kinds()[cell.column] in (SCORE, TOTAL)
        return self.difficulty == "sideways_header" and cell.kind == HEAD and figures

    def _cell_style(self, grid: Grid, cell: Cell) -> str:
        """Give the name of the style with the cell's rules, fill and direction."""
        rules = dict(zip(_SIDES, self._rules(grid, cell), strict=True))
        borders = "".join(f' fo:border-{side}="{rule}"' for side, rule in rules.items())
        if self.difficulty == "double":
            borders += ' style:border-line-width="0.5pt 1.4pt 0.5pt"'
        fill = self._fill(grid, cell)
        more = ' style:writing-mode="tb-rl"' if self._is_downwards(cell) else ""
        down = "top" if self.difficulty == "cellcut" and cell.kind != HEAD else "middle"
        given = (
            f'<style:table-cell-properties{borders}{fill}{more} style:vertical-align="{down}" '
            f'fo:padding-left="{self.look.pad}pt" fo:padding-right="{self.look.pad}pt" '
            'fo:padding-top="1.5pt" fo:padding-bottom="1.5pt"/>'
        )
        for name, style in self.cell_styles.items():
            if given in style:
                return name
        name = f"c{len(self.cell_styles)}"
        self.cell_styles[name] = (
            f'<style:style style:name="{name}" style:family="table-cell">{given}</style:style>'
        )
        return name

    def _is_downwards(self, cell: Cell) -> bool:
        return cell.kind == GROUP and self.difficulty == "vertical"

    def _rules(self, grid: Grid, cell: Cell) -> tuple[str, str, str, str]:
        """Give the rules left, right, above and below."""
        return borders(self.difficulty, self.look.rule, grid, cell)

    def _fill(self, grid: Grid, cell: Cell) -> str:
        colour = fill(self.difficulty, self.look.variant, grid, cell)
        return f' fo:background-color="{colour}"' if colour else ""

    # ------------------------------------------------------------------ truth
    def placed(self, told: dict[str, int]) -> list[Placed]:
        """Turn the pages of the bookmarks into the parts of the tables by page."""
        parts: list[Placed] = []
        for number, grid in enumerate(self.notice.grids):
            by_page: dict[int, list[int]] = {}
            for row in range(grid.n_rows - grid.header_rows):
                for page in self._pages_of(number, row, told):
                    by_page.setdefault(page, []).append(row)
            for page, rows in sorted(by_page.items()):
                header = rows[0] == 0 or self.look.repeat_header
                whole = len(by_page) == 1
                part = grid
                if not whole:
                    part = pages.part_of(grid, rows[0], rows[-1] + 1, header=header)
                if self.difficulty == "cellcut":
                    part = self._cut(part, rows[0], page, told)
                parts.append((page, part))
        return parts

    def _pages_of(self, number: int, row: int, told: dict[str, int]) -> Iterable[int]:
        if self.difficulty != "cellcut":
            return [told[f"r{number}-{row}"]]
        return sorted({page for name, page in told.items() if name.startswith(f"c{row}-")})

    def _cut(self, part: Grid, first: int, page: int, told: dict[str, int]) -> Grid:
        """Leave in each row what stands on the page: figures stand with the first line."""

        def shown(cell: Cell) -> Cell:
            if cell.kind == HEAD:
                return cell
            row = cell.row - part.header_rows + first
            if cell.kind == UNIT:
                here = [c for i, c in enumerate(cell.text) if told[f"c{row}-{i}"] == page]
                return replace(cell, text="".join(here))
            return cell if told[f"c{row}-0"] == page else replace(cell, text="")

        return replace(part, cells=tuple(shown(cell) for cell in part.cells))


def draw(
    notice: Notice, difficulty: str, look: Look, path: Path, families: Sequence[str]
) -> list[Placed]:
    """Draw a notice.

    Args:
        notice: what to draw.
        difficulty: one of `DRAWS`.
        look: how to set it.
        path: the PDF to write.
        families: names of installed font families to choose from.

    Returns:
        The part of a table on each page, in reading order, as Writer laid it out.
    """
    setter = _Setter(notice, difficulty, look, families)
    office.convert(setter.source(), "writer", path)
    return setter.placed(pages.destinations(path))
