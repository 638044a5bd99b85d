"""Matrices between what PDF draws in and the page as shown (row vectors, ISO 32000-1, 8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parsers.pdfium.library import Buffer, functions

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

# The sheet of a page that names none, as pdfium has it.
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
# Two bounds within this many points are one line of an axis.
_STRAIGHT: Final = 0.01
UNIT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first``, then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def shown(page: int) -> tuple[Matrix, int]:
    """Return the matrix from PDF user space to the page as shown, and its quarter turns.

    Args:
        page: its address.

    The crop box is what is shown; ISO 32000-1, 8.3.2.3 and 14.11.2.
    """
    left, bottom, right, top = _crop_box(page)
    turned = functions().FPDFPage_GetRotation(page)
    return (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[turned], turned


def _crop_box(page: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top; without a crop box those of the whole sheet."""
    call, sides = functions(), Buffer("f", 4)
    at = sides.addresses()
    if not (call.FPDFPage_GetCropBox(page, *at) or call.FPDFPage_GetMediaBox(page, *at)):
        return _LETTER
    left, bottom, right, top = sides.items
    return left, bottom, right, top


def is_rectangle(points: Sequence[Point], *, is_closed: bool) -> bool:
    """Tell whether a path of four corners has sides along the axes and is closed.

    Filling closes a path; of a stroked one three sides are three sides.
    """
    if len(points) == 4:
        if not is_closed:
            return False
    elif len(points) != 5 or points[4] != points[0]:
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
    s = _STRAIGHT
    first = abs(ax - bx) <= s and abs(cx - dx) <= s and abs(by - cy) <= s and abs(dy - ay) <= s
    return first or (
        abs(ay - by) <= s and abs(cy - dy) <= s and abs(bx - cx) <= s and abs(dx - ax) <= s
    )
