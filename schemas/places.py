"""Where something stands: a character span, a box on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from schemas.twins import new, twin


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of ``Document.raw``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points (1/72 inch) from the top left of the page as shown."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


_SPAN: Final = twin(Span)
_BOX: Final = twin(Box)


def quick_span(start: int, end: int) -> Span:
    """Return a `Span`, made quickly (see `schemas.twins`)."""
    made: Any = new(_SPAN)
    made.start = start
    made.end = end
    made.__class__ = Span
    return made  # type: ignore[no-any-return]


def quick_box(page: int, x0: float, top: float, x1: float, bottom: float) -> Box:
    """Return a `Box`, made quickly (see `schemas.twins`)."""
    made: Any = new(_BOX)
    made.page = page
    made.x0 = x0
    made.top = top
    made.x1 = x1
    made.bottom = bottom
    made.__class__ = Box
    return made  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The proof of place: page (from 1), box (``None`` without pages), span into the raw text."""

    page: int
    span: Span
    box: Box | None = None


_PROVENANCE: Final = twin(Provenance)


def quick_provenance(page: int, span: Span) -> Provenance:
    """Return a `Provenance` without a box, made quickly (see `schemas.twins`)."""
    made: Any = new(_PROVENANCE)
    made.page = page
    made.span = span
    made.box = None
    made.__class__ = Provenance
    return made  # type: ignore[no-any-return]
