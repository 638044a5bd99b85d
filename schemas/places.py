"""Where something stands: a character span, a box on a page."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The proof of place: page (from 1), box (``None`` without pages), span into the raw text."""

    page: int
    span: Span
    box: Box | None = None
