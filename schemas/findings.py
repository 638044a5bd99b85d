"""What a person should know about a notice: the `Finding` and the catalogue of rules.

Codes, severities and message templates are data: ``schemas/vocabulary/rules.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from schemas.places import Provenance
from schemas.severities import SEVERITIES, Severity
from schemas.vocabulary_files import vocabulary

__all__ = ["SEVERITIES", "Finding", "Rule", "Severity", "finding", "rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the catalogue; ``messages``: variant → (English, Chinese) template.

    ``compares`` tells whether a finding of it means that printed numbers contradict one another,
    so that either the notice is wrong or the reading is (``readings.toml``).
    """

    code: str
    severity: Severity
    title_en: str
    title_zh: str
    help_en: str
    help_zh: str
    messages: dict[str, tuple[str, str]] = field(hash=False)
    compares: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person should know, retraceable to a place in the source.

    ``table`` counts the tables of the notice from 1, ``row`` the ranked units of that table from 1;
    both are ``None`` where the finding is not about a table. ``subject`` names what it is about as
    printed (a unit, a statistic's clause). ``cause`` is the code of the finding this one follows
    from (a rank displaced by a wrong total), ``None`` for a primary finding.
    """

    rule: str
    severity: Severity
    message_en: str
    message_zh: str
    where: Provenance | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    subject: str | None = None
    expected: str | None = None
    found: str | None = None
    cause: str | None = None


@cache
def rules() -> dict[str, Rule]:
    """Return the catalogue by code.

    Raises:
        ValueError: an entry has an unknown severity or lacks a message in one language.
    """
    catalogue: dict[str, Rule] = {}
    for code, entry in vocabulary("rules").items():
        if entry["severity"] not in SEVERITIES:
            raise ValueError(f"rules.toml: {code}: unknown severity {entry['severity']!r}")
        messages = {name: (m["en"], m["zh"]) for name, m in entry["messages"].items()}
        catalogue[code] = Rule(
            code=code,
            severity=entry["severity"],
            title_en=entry["title_en"],
            title_zh=entry["title_zh"],
            help_en=entry["help_en"],
            help_zh=entry["help_zh"],
            messages=messages,
            compares=entry.get("compares", False),
        )
    return catalogue


def finding(  # noqa: PLR0913 - the parts of a finding
    rule: str,
    variant: str = "default",
    *,
    severity: Severity | None = None,
    where: Provenance | None = None,
    table: int | None = None,
    row: int | None = None,
    column: int | None = None,
    subject: str | None = None,
    expected: object = None,
    found: object = None,
    cause: str | None = None,
    **params: object,
) -> Finding:
    """Make a finding whose severity and messages come from the catalogue.

    ``params`` (with ``subject``, ``table``, ``expected``, ``found``) fill the message templates;
    lists of texts are joined as each language does it.

    Raises:
        KeyError: the rule, the variant or a parameter of the template is unknown.
    """
    entry = rules()[rule]
    en, zh = entry.messages[variant]
    values = {"subject": subject, "expected": expected, "found": found, "table": table, **params}
    lists = {name: value for name, value in params.items() if isinstance(value, list)}
    return Finding(
        rule=rule,
        severity=severity or entry.severity,
        message_en=en.format(**values | {name: ", ".join(part) for name, part in lists.items()}),
        message_zh=zh.format(**values | {name: "、".join(part) for name, part in lists.items()}),
        where=where,
        table=table,
        row=row,
        column=column,
        subject=subject,
        expected=None if expected is None else str(expected),
        found=None if found is None else str(found),
        cause=cause,
    )
