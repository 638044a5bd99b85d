"""Findings as text, JSON, SARIF and JUnit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from pipeline.check import Checked, FoundIn
from pipeline.contract import finding_json
from pipeline.messages import Language, counted, say, told
from pipeline.widths import pad, visible, width
from schemas.findings import SEVERITIES, rules
from schemas.notice import Status
from schemas.vocabulary_files import vocabulary

_SARIF_LEVEL: Final = {"error": "error", "warning": "warning", "info": "note"}
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def message(item: FoundIn, language: Language) -> str:
    """Return a finding's message in one language."""
    return told(item.finding, "message", language)


def place(item: FoundIn, language: Language) -> str:
    """Return where a finding is: annex or table and row, else the page; ``""`` without.

    A text file has no pages: there it is the line, where that is known.
    """
    finding = item.finding
    parts = []
    if item.attachment is not None:
        parts.append(say("place_attachment", language, attachment=item.attachment))
    elif finding.table is not None:
        parts.append(say("place_table", language, table=finding.table))
    if finding.row is not None:
        parts.append(say("place_row", language, row=finding.row))
    if not parts and item.lines is not None:
        parts.append(say("place_line", language, line=item.lines.start))
    elif not parts and item.has_pages and finding.where is not None:
        parts.append(say("place_page", language, page=finding.where.page))
    return ("" if language == "zh" else " ").join(parts)


def as_text(checked: Checked, language: Language) -> str:
    """Return one line for each finding: severity, rule, source, place, message."""
    rows = [
        (
            say(f"severity_{item.finding.severity}", language),
            item.finding.rule,
            item.path or "",
            place(item, language),
            message(item, language),
        )
        for item in checked.found
    ]
    if not rows:
        # Of files that could not be read nothing is said here: they are no clean files.
        count = checked.source_count - len(checked.quarantined)
        return say("clean", language, count=count) if count else ""
    sizes = [max(width(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(
            [*(pad(cell, size) for cell, size in zip(row[:4], sizes, strict=True)), row[4]]
        ).rstrip()
        for row in rows
    )


def notes(checked: Checked, language: Language, *, is_brief: bool) -> Iterator[str]:
    """Give what a person has to know beside the findings: what was not judged; counts; what next.

    ``is_brief`` leaves out counts and next step: only what went wrong remains.
    """
    for row in checked.quarantined:
        texts = {"reason": row[f"reason_{language}"], "hint": row[f"hint_{language}"]}
        yield say("unreadable", language, path=row["path"], **texts)
    for item in checked.left_out:
        if item.may_hide_notices:
            yield item.text(language)
    if is_brief:
        return
    for row in checked.empty:
        texts = {"reason": row[f"reason_{language}"]}
        yield say("nothing_to_check", language, path=row["path"], **texts)
    if any(checked.statuses.values()):
        yield _values(checked.statuses, language)
    if checked.found:
        yield say("findings", language, **_severities(checked))
        worst = min(checked.found, key=lambda item: SEVERITIES.index(item.finding.severity))
        yield say("explain_next", language, rule=worst.finding.rule)


def _values(statuses: Mapping[str, int], language: Language) -> str:
    """Say how many numbers were read and what is known of them: unchecked is not right."""
    words = vocabulary("drawing")["status"]
    parts = [(words[one.value][language], statuses.get(one.value, 0)) for one in Status]
    text = say("checked_values", language, values=counted(parts, language))
    has_unchecked = bool(statuses.get(Status.UNCHECKED.value))
    return text + say("unchecked_values", language) if has_unchecked else text


def _severities(checked: Checked) -> dict[str, int]:
    counts = Counter(item.finding.severity for item in checked.found)
    return {severity: counts[severity] for severity in SEVERITIES}


def check_event(checked: Checked, exit_code: int) -> dict[str, Any]:
    """Return what was judged as plain data, for ``--log json``."""
    return {
        "event": "summary",
        "exit_code": exit_code,
        "source_count": checked.source_count,
        "findings": _severities(checked),
        "values": {one.value: checked.statuses.get(one.value, 0) for one in Status},
        "quarantined": [
            {"path": row["path"], "reason": row["reason_en"]} for row in checked.quarantined
        ],
        "no_data": [row["path"] for row in checked.empty],
        "left_out": [{"path": item.path, "reason": item.why("en")} for item in checked.left_out],
    }


def as_json(checked: Checked, _language: Language) -> str:
    """Return findings and quarantined sources as one JSON object."""
    content = {
        "findings": [
            {"path": item.path, "attachment": item.attachment, **finding_json(item.finding)}
            for item in checked.found
        ],
        "quarantined": [
            {name: row[name] for name in ("path", "reason_en", "reason_zh", "hint_en", "hint_zh")}
            for row in checked.quarantined
        ],
        "source_count": checked.source_count,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_sarif(checked: Checked, language: Language) -> str:
    """Return SARIF 2.1.0: findings as results, what could not be read as notifications."""
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "tongbao", "rules": _sarif_rules(checked, language)}},
        "invocations": [
            {
                "executionSuccessful": not checked.has_unread,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": reason},
                        "locations": [_sarif_location(path, None)],
                    }
                    for path, reason in _unread(checked, language)
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(item, language) for item in checked.found],
    }
    content = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _unread(checked: Checked, language: Language) -> Iterator[tuple[str, str]]:
    """Give path and reason of what could not be read: sources, and parts of folders."""
    for row in checked.quarantined:
        yield row["path"], row[f"reason_{language}"]
    for item in checked.left_out:
        if item.may_hide_notices:
            yield item.path, item.why(language)


def _sarif_rules(checked: Checked, language: Language) -> list[dict[str, Any]]:
    codes = sorted({item.finding.rule for item in checked.found})
    entries = [rules()[code] for code in codes]
    return [
        {
            "id": entry.code,
            "shortDescription": {"text": told(entry, "title", language)},
            "help": {"text": told(entry, "help", language)},
            "defaultConfiguration": {"level": _SARIF_LEVEL[entry.severity]},
        }
        for entry in entries
    ]


def _sarif_result(item: FoundIn, language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.finding.rule,
        "level": _SARIF_LEVEL[item.finding.severity],
        "message": {"text": message(item, language)},
    }
    if item.path is not None:
        result["locations"] = [_sarif_location(item.path, item)]
    return result


def _sarif_location(path: str, item: FoundIn | None) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(path)}}
    where = item.finding.where if item else None
    if where is not None:
        length = where.span.end - where.span.start
        location["region"] = {"charOffset": where.span.start, "charLength": length}
    lines = item.lines if item is not None else None
    if lines is not None:
        location["region"] |= {
            "startLine": lines.start,
            "startColumn": lines.start_column,
            "endLine": lines.end,
            "endColumn": lines.end_column,
        }
    return {"physicalLocation": location}


def as_junit(checked: Checked, language: Language) -> str:
    """Return JUnit XML: errors and warnings as failures, unread sources as errors."""
    root = ET.Element("testsuites", name="tongbao")
    suite = ET.SubElement(root, "testsuite", name="tongbao check")
    failures = 0
    for item in checked.found:
        name = " ".join(part for part in (item.finding.rule, place(item, language)) if part)
        case = ET.SubElement(suite, "testcase", classname=item.path or "tongbao", name=name)
        if item.finding.severity == "info":
            ET.SubElement(case, "system-out").text = message(item, language)
            continue
        failures += 1
        kind = {"message": message(item, language), "type": item.finding.severity}
        ET.SubElement(case, "failure", kind)
    unread = list(_unread(checked, language))
    for path, reason in unread:
        case = ET.SubElement(suite, "testcase", classname=path, name="readable")
        ET.SubElement(case, "error", message=reason, type="quarantined")
    count = len(checked.found) + len(unread)
    if not count:
        ET.SubElement(suite, "testcase", classname="tongbao", name="no findings")
    suite.attrib.update(tests=str(count or 1), failures=str(failures), errors=str(len(unread)))
    ET.indent(root)
    return visible(ET.tostring(root, encoding="unicode", xml_declaration=True))


FORMATS: Final = {"text": as_text, "json": as_json, "sarif": as_sarif, "junit": as_junit}
