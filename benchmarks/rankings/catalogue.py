"""Every layout by name, and the notice that is drawn around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.rankings import layouts, run_together, sheets
from benchmarks.rankings.drawing import Draw, words
from benchmarks.rankings.layouts import Body, Rules, line
from benchmarks.rankings.model import Grid, Notice
from benchmarks.rankings.schemes import SCHEMES
from benchmarks.rankings.text import CELLS_BEFORE, CELLS_BEHIND, FLAT, FLAT_ROWS, FORMS, PIPES, TABS

_ALL: Final = tuple(SCHEMES)
_ALONE: Final = ("only_total",)
_LIMITED: Final = ("sum_with_maxima", "weighted_raw", "written_and_interview", "normalised")
_GROUPED: Final = tuple(
    name for name in _ALL if name not in ("only_total", "written_and_interview")
)
_ADDED: Final = tuple(name for name in _ALL if name.startswith(("sum_", "bonus_")))
_IN_POINTS: Final = tuple(name for name in _ALL if name != "index_sum")
_BY_ROWS: Final = (
    "sum_with_maxima",
    "sum_without_maxima",
    "mean_of_rounds",
    "base_minus_deductions",
)
_RULED: Final = (TABS, PIPES)
_CELLS: Final = (CELLS_BEFORE, CELLS_BEHIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How to draw a layout, the total rules it can show, the forms of text that print it.

    ``in_pdf`` is false where a ruled table has no such form.
    """

    draw: Callable[[Draw, Rules], Body]
    schemes: tuple[str, ...] = _ALL
    forms: tuple[str, ...] = FORMS
    in_pdf: bool = True


LAYOUTS: Final[dict[str, Layout]] = {
    layout.draw.__name__: layout
    for layout in (
        Layout(draw=layouts.plain),
        Layout(draw=layouts.rank_last),
        Layout(draw=layouts.serial_no_rank),
        Layout(draw=layouts.serial_and_rank),
        Layout(draw=layouts.no_rank),
        Layout(draw=layouts.rank_words),
        Layout(draw=layouts.spaced_header),
        Layout(draw=layouts.limits_row, schemes=_LIMITED),
        Layout(draw=layouts.summary_last),
        Layout(draw=layouts.summary_first),
        Layout(draw=layouts.remarks),
        Layout(draw=layouts.title_row),
        Layout(draw=layouts.two_levels, schemes=_GROUPED),
        Layout(draw=layouts.three_levels, schemes=("sum_with_maxima", "sum_without_maxima")),
        Layout(draw=layouts.sections),
        Layout(draw=layouts.left_groups),
        Layout(draw=layouts.several_tables),
        Layout(draw=layouts.missing_marks, schemes=_ADDED),
        Layout(draw=layouts.mixed_decimals),
        Layout(draw=layouts.extra_column),
        Layout(draw=layouts.units_of_measure),
        Layout(draw=layouts.grades, schemes=_IN_POINTS),
        Layout(draw=layouts.broken_names, forms=_RULED),
        Layout(draw=layouts.over_pages),
        Layout(draw=layouts.side_by_side, schemes=_ALONE),
        Layout(draw=layouts.ranked_lines, schemes=_ALONE),
        Layout(draw=layouts.ranked_in_a_line, schemes=_ALONE),
        Layout(
            draw=sheets.key_values,
            schemes=(*_ALONE, "sum_with_maxima", "bonus_and_penalty"),
            forms=_RULED,
        ),
        Layout(draw=sheets.key_value_sheets, schemes=(*_ALONE, "sum_with_maxima"), forms=_RULED),
        Layout(draw=sheets.unit_rows, schemes=_BY_ROWS, forms=_RULED),
        Layout(draw=sheets.points_lost, schemes=("sum_with_maxima",), forms=_RULED),
        Layout(draw=sheets.points_lost_beside, forms=_RULED),
        Layout(draw=run_together.cell_lines, forms=_CELLS, in_pdf=False),
        Layout(
            draw=run_together.cell_lines_in_groups, schemes=_GROUPED, forms=_CELLS, in_pdf=False
        ),
        Layout(
            draw=run_together.flattened,
            schemes=(*_ALONE, "sum_with_maxima", "bonus_and_penalty", "weighted_raw"),
            forms=(FLAT, FLAT_ROWS),
            in_pdf=False,
        ),
        Layout(
            draw=run_together.undecidable,
            schemes=_ALONE,
            forms=(FLAT, FLAT_ROWS),
            in_pdf=False,
        ),
    )
}
"""Every layout by name."""


def notice(d: Draw, name: str, layout: str, rules: Rules, form: str) -> Notice:
    """Draw a notice.

    Raises:
        Unlucky: the values drawn do not show their rules; draw again.
    """
    body, tables, notes = LAYOUTS[layout].draw(d, rules)
    region, work, year = d.one(words()["regions"]), d.one(words()["works"]), d.count(2015, 2025)
    period = d.one(words()["periods"])
    opening = d.one(words()["prose"]["opening"])
    issuer = f"{region}人民政府办公室"
    title = f"{issuer}关于{year}{period}{work}考评情况的通报"
    written = opening.format(work=work, region=region, year=year, period=f"{year}{period}")
    signed = [
        line(issuer, "right"),
        line(f"{year + 1}年{d.count(1, 12)}月{d.count(1, 28)}日", "right"),
    ]
    closing = line(d.one(words()["prose"]["closing"]))
    below = [line(f"注：{note}。") for note in notes]
    if any(isinstance(block, Grid) for block in body) and d.chance(0.7):
        annex = f"{work}考评得分排名表"
        blocks = [
            line(title, "center"),
            line("各乡镇人民政府、街道办事处，区直各单位："),
            line(written),
            closing,
            line(f"附件：{annex}"),
            *signed,
            line("附件"),
            line(annex, "center"),
            *body,
            *below,
        ]
    else:
        blocks = [line(title, "center"), line(written), *body, *below, closing, *signed]
    return Notice(
        name=name,
        layout=layout,
        scheme=rules.scheme,
        rank_rule=rules.rank,
        form=form,
        blocks=tuple(blocks),
        tables=tables,
    )
