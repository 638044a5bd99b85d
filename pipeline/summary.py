"""What a run did, in a screen of lines that end with the next command to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from pipeline.inputs import LeftOut
from pipeline.messages import Language, quoted, say, told
from pipeline.rows import Row
from pipeline.run import Report
from schemas.findings import SEVERITIES, rules

_MOST_RULES: Final = 10
_MOST_FILES: Final = 5
_OUTCOMES: Final = ("read", "partial", "no data", "duplicate", "quarantined")


def severities(report: Report) -> dict[str, int]:
    """Return the number of findings by severity."""
    counts: Counter[str] = Counter()
    for (_, severity), count in report.findings.items():
        counts[severity] += count
    return {severity: counts[severity] for severity in SEVERITIES}


def summary(report: Report, language: Language) -> str:
    """Return the summary of a run for a person: inputs, what to look at, what is held, next."""
    lines = [
        say(
            "sources",
            language,
            total=sum(report.outcomes.values()),
            outcomes=_outcomes(report, language),
        )
    ]
    if report.removed:
        lines.append("  " + say("removed", language, count=report.removed))
    lines += _sources("quarantined", report.quarantined, language)
    lines += _sources("no_data", report.empty, language)
    lines += _left_out(report.left_out, language)
    lines.append(say("held", language, **{name: report.rows.get(name, 0) for name in _HELD}))
    lines.append(say("findings", language, **severities(report)))
    lines += _by_rule(report, language)
    done = {"parsed": report.parsed, "reused": report.reused}
    lines.append(say("written", language, out=report.out, **done))
    lines.append(say("next", language, command=next_command(report)))
    return "\n".join(lines)


def _outcomes(report: Report, language: Language) -> str:
    counts = {name: report.outcomes[name] for name in _OUTCOMES if report.outcomes.get(name)}
    named = (f"{count} {say(f'outcome_{name}', language)}" for name, count in counts.items())
    if language == "zh":
        named = (f"{say(f'outcome_{name}', language)} {count}" for name, count in counts.items())
    return _listed(named, language)


def _listed(words: Iterable[str], language: Language) -> str:
    return say("comma", language).join(words)


def _sources(key: str, rows: Sequence[Row], language: Language) -> list[str]:
    """Return a line for each of the first sources of a kind, with the reason and what to do."""
    lines = []
    for row in rows[:_MOST_FILES]:
        why = {"reason": row[f"reason_{language}"], "hint": row[f"hint_{language}"]}
        lines.append("  " + say(key, language, path=row["path"], **why))
    return [*lines, *_more(rows, language)]


def _more(items: Sequence[object], language: Language) -> list[str]:
    rest = len(items) - _MOST_FILES
    return ["  " + say("more", language, count=rest)] if rest > 0 else []


def _left_out(items: Sequence[LeftOut], language: Language) -> list[str]:
    """Tell what lay in the folders and was not taken: by kind of file, else one by one."""
    others = [item for item in items if item.reason != "kind"]
    lines = [f"  {item.text(language)}" for item in others[:_MOST_FILES]]
    lines += _more(others, language)
    kinds = Counter(
        PurePosixPath(item.path).suffix or PurePosixPath(item.path).name
        for item in items
        if item.reason == "kind"
    )
    if kinds:
        common = [f"{kind} × {count}" for kind, count in sorted(kinds.items())]
        listed = _listed(
            [*common[:_MOST_FILES], *(["…"] if len(common) > _MOST_FILES else [])], language
        )
        lines.append("  " + say("left_out", language, count=kinds.total(), kinds=listed))
    return lines


_HELD: Final = ("notices", "tables", "rankings", "scores", "statistics")


def _by_rule(report: Report, language: Language) -> list[str]:
    ordered = sorted(
        report.findings.items(), key=lambda item: (SEVERITIES.index(item[0][1]), item[0])
    )
    lines = []
    for (code, severity), count in ordered[:_MOST_RULES]:
        title = told(rules()[code], "title", language)
        lines.append(f"  {say(f'severity_{severity}', language)}  {code} × {count}  {title}")
    if len(ordered) > _MOST_RULES:
        lines.append("  " + say("more", language, count=len(ordered) - _MOST_RULES))
    return lines


def next_command(report: Report) -> str:
    """Return the command that a person most likely needs next."""
    if report.findings or report.quarantined or report.empty:
        return f"tongbao check {quoted(report.out)}"
    return "tongbao schema"


def summary_event(report: Report, exit_code: int) -> dict[str, Any]:
    """Return the summary as plain data, for ``--log json``."""
    return {
        "event": "summary",
        "exit_code": exit_code,
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
        "no_data": [row["path"] for row in report.empty],
        "ignored": len(report.left_out),
        "left_out": [{"path": item.path, "reason": item.why("en")} for item in report.left_out],
        "parsed": report.parsed,
        "reused": report.reused,
        "removed": report.removed,
        "cpu_seconds": {name: round(value, 3) for name, value in sorted(report.seconds.items())},
    }
