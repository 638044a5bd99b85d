"""What a rule means, with an example and what to do: on the terminal and as ``RULES.md``."""

from __future__ import annotations

from typing import Any, Final

from pipeline.messages import Language, say, told
from pipeline.widths import aligned
from schemas.findings import rules
from schemas.vocabulary_files import vocabulary


def explain(code: str, language: Language) -> str:
    """Return what a rule means, in the catalogue's words.

    Raises:
        KeyError: there is no such rule.
    """
    entry = rules()[code]
    lines = [
        f"{entry.code}  {told(entry, 'title', language)}",
        say(f"severity_{entry.severity}", language),
        "",
        told(entry, "help", language),
        "",
        *_advice(code, language),
    ]
    return "\n".join(lines)


def overview(language: Language) -> str:
    """Return all rules, a line each: code, severity, title."""
    rows = [
        (
            rule.code,
            say(f"severity_{rule.severity}", language),
            told(rule, "title", language),
        )
        for rule in rules().values()
    ]
    return "\n".join([*aligned(rows), "", say("rule_more", language)])


def rule_page(code: str) -> dict[str, Any]:
    """Return the example and the advice of a rule (``schemas/vocabulary/rule_pages.toml``).

    Raises:
        KeyError: the rule has no page.
    """
    page: dict[str, Any] = vocabulary("rule_pages")[code]
    return page


_HEAD_MARKDOWN: Final = """\
# Rules / 规则

Made from `schemas/vocabulary/rules.toml` and `rule_pages.toml` by `make dictionary`; do not edit.
The same stands behind `tongbao check --explain CODE`. Severities: `error`, a number is wrong or
unreadable; `warning`, a person should look; `info`, worth knowing.
"""


def rules_markdown() -> str:
    """Return all rules as a Markdown document in both languages."""
    return "\n".join([_HEAD_MARKDOWN, *(_rule_markdown(code) for code in rules())])


def _rule_markdown(code: str) -> str:
    entry = rules()[code]
    english = [f"**{entry.title_en}** (`{entry.severity}`)", entry.help_en, *_advice(code, "en")]
    chinese = [f"**{entry.title_zh}**", entry.help_zh, *_advice(code, "zh")]
    return "\n\n".join([f"## {code}", "  \n".join(english), "  \n".join(chinese), ""])


def _advice(code: str, language: Language) -> list[str]:
    """Return the lines that give an example and say what to do."""
    page = rule_page(code)
    lines = [
        say("rule_example", language, example=page[f"example_{language}"]),
        say("rule_do", language, advice=page[f"do_{language}"]),
    ]
    return [*lines, say("rule_pending", language)] if page.get("pending") else lines
