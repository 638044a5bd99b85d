"""Matrices between what PDF draws in and the page as shown (row vectors, ISO 32000-1, 8.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parsers.pdfium.library import raw

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

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


def shown(page: PdfPage) -> tuple[Matrix, int]:
    """Return the matrix from PDF user space to the page as shown, and its quarter turns.

    The crop box is what is shown; ISO 32000-1, 8.3.2.3 and 14.11.2.
    """
    left, bottom, right, top = page.get_cropbox()
    turned = raw().FPDFPage_GetRotation(page.raw)
    return (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[turned], turned
