"""What each verb does: call the library, print the result, return the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from enum import IntEnum
from pathlib import Path
from typing import Final

from pipeline.messages import Language, say
from schemas.severities import SEVERITIES


class Exit(IntEnum):
    """The exit codes (DESIGN §8). Findings win over quarantined inputs."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 4
    INTERRUPTED = 130


def _out(text: str) -> None:
    print(text)  # noqa: T201


def _err(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


def _json(content: object, indent: int | None = None) -> str:
    import json

    return json.dumps(content, ensure_ascii=False, indent=indent)


def run(options: argparse.Namespace, language: Language) -> int:
    """Run a verb; every way out has its exit code."""
    try:
        code = _VERBS[options.verb](options, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _err(say("interrupted", language))
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CLEAN
    except Exception as error:
        import traceback

        traceback.print_exc()
        _err(say("internal", language, error=f"{type(error).__name__}: {error}"))
        return Exit.INTERNAL
    return code


def verdict(severities: Iterable[str], fail_on: str, *, has_unread: bool) -> int:
    """Return the exit code that findings of these severities and unread inputs give.

    With ``fail_on`` ``never`` findings are reported and leave the exit code alone.
    """
    worst = {*SEVERITIES[: SEVERITIES.index(fail_on) + 1]} if fail_on != "never" else set()
    if any(severity in worst for severity in severities):
        return Exit.FINDINGS
    return Exit.UNREADABLE if has_unread else Exit.CLEAN


def build_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao build PATH…``."""
    from pipeline.build import build
    from pipeline.inputs import NoInput
    from pipeline.pool import Limits
    from pipeline.progress import shown
    from pipeline.run import Options, ShardsFixed
    from pipeline.store import StoreBusy
    from pipeline.summary import severities, summary, summary_event

    limits = Limits(seconds=options.timeout, mebibytes=options.memory)
    how = Options(workers=options.workers, limits=limits, shards=options.shards)
    try:
        with shown(language, quiet=options.quiet, log=options.log) as progress:
            report = build(options.paths, options.out, options=how, progress=progress)
    except (NoInput, ShardsFixed, StoreBusy) as error:
        _err(f"tongbao build: {error}")
        return Exit.USAGE
    if options.log == "json":
        _err(_json(summary_event(report)))
    else:
        _out(summary(report, language))
    present = [name for name, count in severities(report).items() if count]
    return verdict(present, options.fail_on, has_unread=bool(report.quarantined))


def read_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao read FILE``."""
    from pipeline.isolated import Limits
    from pipeline.reading import NotRead, render

    path: Path = options.file
    if not path.is_file():
        _err(say("is_folder" if path.is_dir() else "no_file", language, path=path))
        return Exit.USAGE
    limits = Limits(seconds=options.timeout, mebibytes=options.memory)
    try:
        text = render(path, options.layer, options.format, language, limits)
    except NotRead as error:
        reason, hint = error.texts(language)
        _err(say("unreadable", language, path=path, reason=reason, hint=hint))
        return Exit.UNREADABLE
    _out(text)
    return Exit.CLEAN


def show_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao show FILE``."""
    from pipeline.pool import Limits
    from pipeline.reading import NotRead
    from pipeline.show import Refused, Request, show

    path: Path = options.file
    if not path.is_file():
        _err(say("show_folder" if path.is_dir() else "no_file", language, path=path))
        return Exit.USAGE
    request = Request(
        file=path,
        pages=options.page,
        out=options.out,
        layer=options.layer,
        dpi=options.dpi,
        font=options.font,
        overwrites=options.force,
        limits=Limits(seconds=options.timeout, mebibytes=options.memory),
    )
    code = Exit.CLEAN
    try:
        for shown in show(request, language):
            (_err if shown.file is None else _out)(shown.text)
            code = Exit.UNREADABLE if shown.is_failure else code
    except Refused as error:
        _err(error.text(language))
        return Exit.USAGE
    except NotRead as error:
        reason, hint = error.texts(language)
        _err(say("unreadable", language, path=path, reason=reason, hint=hint))
        return Exit.UNREADABLE
    return code


def check_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao check PATH…`` and ``tongbao check --explain RULE``."""
    from schemas.findings import rules

    if options.explain is not None:
        from pipeline.explain import explain, overview

        code = options.explain.upper()
        if code != "ALL" and code not in rules():
            known = ", ".join(rules())
            _err(say("unknown_rule", language, rule=options.explain, known=known))
            return Exit.USAGE
        _out(overview(language) if code == "ALL" else explain(code, language))
        return Exit.CLEAN
    return _check_paths(options, language)


def _check_paths(options: argparse.Namespace, language: Language) -> int:
    from pipeline.check import check
    from pipeline.inputs import NoInput
    from pipeline.pool import Limits
    from pipeline.progress import shown
    from pipeline.reports import FORMATS
    from pipeline.run import Options

    if not options.paths:
        _err("tongbao check: PATH")
        return Exit.USAGE
    limits = Limits(seconds=options.timeout, mebibytes=options.memory)
    how = Options(workers=options.workers, limits=limits)
    try:
        with shown(language, quiet=options.quiet, log=options.log) as progress:
            checked = check(options.paths, options=how, progress=progress)
    except NoInput as error:
        _err(f"tongbao check: {error}")
        return Exit.USAGE
    _out(FORMATS[options.format](checked, language))
    for row in checked.quarantined:
        texts = {"reason": row[f"reason_{language}"], "hint": row[f"hint_{language}"]}
        _err(say("unreadable", language, path=row["path"], **texts))
    if checked.found and options.format == "text" and not options.quiet:
        _err(say("explain_next", language, rule=checked.found[0].finding.rule))
    severities = [item.finding.severity for item in checked.found]
    return verdict(severities, options.fail_on, has_unread=bool(checked.quarantined))


def schema_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao schema [DATASET]``."""
    from pipeline.dictionary import dictionary_json, dictionary_markdown, dictionary_text
    from schemas.datasets import DATASETS

    if options.dataset is not None and options.dataset not in DATASETS:
        known = ", ".join(DATASETS)
        _err(say("unknown_dataset", language, dataset=options.dataset, known=known))
        return Exit.USAGE
    names = list(DATASETS) if options.dataset is None else [options.dataset]
    if options.format == "json":
        _out(_json(dictionary_json(names), indent=2))
    elif options.format == "markdown":
        _out(dictionary_markdown(names).rstrip("\n"))
    else:
        _out(dictionary_text(names, language))
    return Exit.CLEAN


def doctor_verb(_options: argparse.Namespace, language: Language) -> int:
    """``tongbao doctor``."""
    from pipeline.doctor import report

    text, good = report(language)
    _out(text)
    return Exit.CLEAN if good else Exit.INTERNAL


_VERBS: Final[dict[str, Callable[[argparse.Namespace, Language], int]]] = {
    "build": build_verb,
    "read": read_verb,
    "show": show_verb,
    "check": check_verb,
    "schema": schema_verb,
    "doctor": doctor_verb,
}
