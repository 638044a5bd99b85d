"""What a run did, in at most 25 lines that end with the next command to type."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import Any, Final

from pipeline.messages import Language, say
from pipeline.run import Report
from schemas.findings import SEVERITIES, rules

_MOST_RULES: Final = 10
_MOST_QUARANTINED: Final = 5


def severities(report: Report) -> dict[str, int]:
    """Return the number of findings by severity."""
    counts: Counter[str] = Counter()
    for (_, severity), count in report.findings.items():
        counts[severity] += count
    return {severity: counts[severity] for severity in SEVERITIES}


def summary(report: Report, language: Language) -> str:
    """Return the summary of a run for a person."""
    outcomes = ", ".join(
        f"{count} {say(f'outcome_{name}', language)}"
        for name, count in sorted(report.outcomes.items())
    )
    total = sum(report.outcomes.values())
    lines = [say("sources", language, total=total, outcomes=outcomes)]
    if report.removed:
        lines.append("  " + say("removed", language, count=report.removed))
    if report.ignored:
        lines.append("  " + say("ignored", language, count=report.ignored))
    for row in report.quarantined[:_MOST_QUARANTINED]:
        reason, hint = row[f"reason_{language}"], row[f"hint_{language}"]
        lines.append(
            "  " + say("quarantined", language, path=row["path"], reason=reason, hint=hint)
        )
    rest = len(report.quarantined) - _MOST_QUARANTINED
    if rest > 0:
        lines.append("  " + say("more", language, count=rest))
    lines.append(say("held", language, **{name: report.rows.get(name, 0) for name in _HELD}))
    lines.append(say("findings", language, **severities(report)))
    lines += _by_rule(report, language)
    lines.append(
        say(
            "written",
            language,
            out=report.out,
            parsed=report.parsed,
            reused=report.reused,
        )
    )
    lines.append(say("next", language, command=next_command(report)))
    return "\n".join(lines)


_HELD: Final = ("notices", "tables", "rankings", "scores", "statistics")


def _by_rule(report: Report, language: Language) -> list[str]:
    ordered = sorted(
        report.findings.items(), key=lambda item: (SEVERITIES.index(item[0][1]), item[0])
    )
    lines = []
    for (code, severity), count in ordered[:_MOST_RULES]:
        entry = rules()[code]
        title = entry.title_zh if language == "zh" else entry.title_en
        lines.append(f"  {say(f'severity_{severity}', language)}  {code} × {count}  {title}")
    if len(ordered) > _MOST_RULES:
        lines.append("  " + say("more", language, count=len(ordered) - _MOST_RULES))
    return lines


def next_command(report: Report) -> str:
    """Return the command that a person most likely needs next."""
    if report.findings:
        return f"tongbao check {shlex.quote(str(report.out))}"
    if report.quarantined:
        return "tongbao doctor"
    return "tongbao schema"


def summary_event(report: Report) -> dict[str, Any]:
    """Return the summary as plain data, for ``--log json``."""
    return {
        "event": "summary",
        "out": str(report.out),
        "outcomes": dict(report.outcomes),
        "rows": dict(report.rows),
        "findings": [
            {"rule": rule, "severity": severity, "count": count}
            for (rule, severity), count in sorted(report.findings.items())
        ],
        "quarantined": [
            {"path": row["path"], "reason": row["reason_en"]} for row in report.quarantined
        ],
        "ignored": report.ignored,
        "parsed": report.parsed,
        "reused": report.reused,
        "removed": report.removed,
        "cpu_seconds": {name: round(value, 3) for name, value in sorted(report.seconds.items())},
    }
