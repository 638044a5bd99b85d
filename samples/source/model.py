"""What a sample notice declares: its elements, tables and the numbers of its prose.

The truth of a sample is what stands here and in the data modules beside it. It is written into
``expected.json`` as declared; no parser is asked.

Numbers of the prose are marked where they stand: ``{40篇|政策解读|id=a}`` prints ``40篇`` and
declares a statistic of value 40, unit 篇 and metric 政策解读. Fields after the metric:

- ``id=a`` names it, ``of=a`` makes it a part of ``a``, ``share=a`` a share of it, ``change=a`` a
  change of it
- ``v=`` and ``u=`` where value and unit are not simply the digits and what follows them
- ``kind=``, ``bound=``, ``period=`` where they are not ``level``, ``exact`` and undeclared
- ``plan`` marks a target or threshold, which is no result
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MARK = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"(\d+(?:\.\d+)?)(\D*)")
_RELATIONS = {"of": "part of", "share": "share of", "change": "change of"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: ``group`` is the header above it (two-level headers), ``max_score`` in points."""

    name: str
    role: str = "score"
    max_score: str | None = None
    group: str | None = None
    printed: str | None = None

    def header(self, brackets: str = "（）") -> str:
        """Return the printed leaf header, with its maximum in the given brackets."""
        if self.printed:
            return self.printed
        if self.max_score is None:
            return self.name
        return f"{self.name}{brackets[0]}{self.max_score}分{brackets[1]}"


@dataclass(frozen=True, kw_only=True)
class Table:
    r"""A ranking table; ``rows`` are the printed cells, one unit a line, cells parted by blanks.

    ``title`` may hold ``\n`` where it is printed on two lines. ``total_rule`` is the rule by
    which the totals were made.
    """

    title: str
    group: str | None
    columns: tuple[Column, ...]
    rows: str
    total_rule: str = "sum"
    brackets: str = "（）"
    repeat_header: bool = True

    def cells(self) -> list[list[str]]:
        """Return the printed cells, units × columns."""
        return [line.split() for line in self.rows.strip().splitlines()]

    def plain_title(self) -> str:
        """Return the title as one line."""
        return self.title.replace("\n", "")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A finding that a careful reader expects; ``table`` and ``row`` count from 1."""

    rule: str
    severity: str
    table: int | None = None
    row: int | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One invented notice.

    ``body`` holds paragraphs with marked numbers. ``⏎[…]`` in a paragraph is a damaged page seam
    of the text form: a blank line, and what is printed after it in excess (a repeated phrase, a
    page number, or nothing). ``sources`` names the files to make: ``txt``, ``pdf`` (reportlab) or
    ``chromium`` (a PDF printed by Chromium).
    """

    name: str
    special: str
    issuer: str
    document_number: str | None
    title: str
    addressees: str
    body: tuple[str, ...]
    issued_on: str
    issued_on_printed: str
    data_year: int
    region_code: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ("txt", "pdf")
    encoding: str = "utf-8"
    separator: str = "\t"
    annex_label: str = "附件{n}"
    list_label: str = "{n}."
    indent: str = ""
    blank_lines: bool = True
    masthead: str | None = None

    def plain_title(self) -> str:
        """Return the title as one line."""
        return self.title.replace("\n", "")


def printed(paragraph: str) -> str:
    """Return a paragraph as printed, the marks taken off."""
    return _MARK.sub(lambda match: match[1].split("|")[0], paragraph)


def statistics(body: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the statistics that the marks declare, in printed order.

    Raises:
        ValueError: a mark has an unknown field, or value and unit cannot be told.
        KeyError: a mark names a parent that is not declared.
    """
    marks = [match[1].split("|") for paragraph in body for match in _MARK.finditer(paragraph)]
    places: dict[str, int] = {}
    fields: list[dict[str, str]] = []
    for index, mark in enumerate(marks):
        given = dict(_field(part) for part in mark[2:])
        if "id" in given:
            places[given["id"]] = index
        fields.append(given)
    return [
        _statistic(mark[0], mark[1] if len(mark) > 1 else "", given, places)
        for mark, given in zip(marks, fields, strict=True)
    ]


def _field(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    if name not in {"id", "of", "share", "change", "v", "u", "kind", "bound", "period", "plan"}:
        raise ValueError(f"unknown field in a mark: {part}")
    return name, value


def _statistic(
    text: str, metric: str, given: dict[str, str], places: dict[str, int]
) -> dict[str, Any]:
    plain = _PLAIN.fullmatch(text)
    if plain is None and ("v" not in given or "u" not in given):
        raise ValueError(f"the mark {text} needs v= and u=")
    value = given.get("v") or (plain[1] if plain else "")
    unit = given["u"] if "u" in given else (plain[2] if plain else "")
    result: dict[str, Any] = {
        "value": value,
        "unit": unit or None,
        "kind": given.get("kind", "level"),
        "bound": given.get("bound", "exact"),
        "metric": metric or None,
        "parent": None,
        "relation": None,
    }
    for name, relation in _RELATIONS.items():
        if name in given:
            result["parent"] = places[given[name]]
            result["relation"] = relation
    if "period" in given:
        result["period"] = given["period"]
    if "plan" in given:
        result["is_result"] = False
    return result
