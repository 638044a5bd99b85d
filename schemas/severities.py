"""How grave a finding is, gravest first; apart from `schemas.findings`, for the command line."""

from __future__ import annotations

from typing import Final, Literal, get_args

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
