"""``tongbao check --explain RULE``: a rule in the catalogue's words."""

from __future__ import annotations

from pipeline.messages import Language, say
from schemas.findings import rules


def explain(code: str, language: Language) -> str:
    """Return what a rule means, in the catalogue's words.

    Raises:
        KeyError: there is no such rule.
    """
    entry = rules()[code]
    zh = language == "zh"
    lines = [
        f"{entry.code}  {entry.title_zh if zh else entry.title_en}",
        say(f"severity_{entry.severity}", language),
        "",
        entry.help_zh if zh else entry.help_en,
        "",
        *(f"  {texts[1] if zh else texts[0]}" for texts in entry.messages.values()),
    ]
    return "\n".join(lines)
