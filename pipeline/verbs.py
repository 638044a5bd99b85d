"""What each verb does: call the library, print the result, return the exit code."""

from __future__ import annotations

import argparse
import codecs
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import Final, TextIO

from pipeline.limits import Limits
from pipeline.messages import Language, NoSuchPath, Refused, kind_of, quoted, say
from pipeline.widths import visible
from schemas.severities import SEVERITIES


class Exit(IntEnum):
    """The exit codes. Findings win over quarantined inputs."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 4
    INTERRUPTED = 130


def _out(text: str) -> None:
    print(visible(text))  # noqa: T201


def _err(text: str) -> None:
    print(visible(text), file=sys.stderr)  # noqa: T201


def _json(content: object, indent: int | None = None) -> str:
    import json

    return json.dumps(content, ensure_ascii=False, indent=indent)


def run(options: argparse.Namespace, language: Language) -> int:
    """Run a verb; every way out has its exit code."""
    try:
        code = _VERBS[options.verb](options, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        key = "interrupted" if options.verb == "build" else "interrupted_only"
        return _failed(options, Exit.INTERRUPTED, say(key, language))
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing more can be said there.
        _close_stdout()
        return Exit.CLEAN
    except Refused as error:
        # A folder that cannot be written to is the command's fault, a full disk is not.
        code = Exit.INTERNAL if getattr(error, "is_fault", False) else Exit.USAGE
        return _failed(options, code, error.text(language))
    except Exception as error:
        return _failed_unforeseen(error, options, language)
    return code


def _close_stdout() -> None:
    """Send what is left of stdout nowhere, so that leaving does not fail on it again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(
    options: argparse.Namespace, code: Exit, text: str, traceback: str | None = None
) -> Exit:
    """Say why a verb ends early, as a line of JSON where the log is JSON; return its exit code."""
    if getattr(options, "log", None) != "json":
        _err(text if traceback is None else f"{traceback}{text}")
        return code
    from pipeline.progress import now

    content = {"time": now(), "event": "error", "exit_code": int(code), "message": text}
    _err(_json(content if traceback is None else {**content, "traceback": traceback}))
    return code


def _failed_unforeseen(error: Exception, options: argparse.Namespace, language: Language) -> Exit:
    """Tell of a full disk in a line, of a defect with its traceback."""
    from parsers.readers.errors import is_disk_fault, system_error

    if isinstance(error, OSError) and is_disk_fault(error):
        _close_stdout()
        said = system_error(error)[language == "zh"]
        return _failed(options, Exit.INTERNAL, say("disk_fault", language, error=said))
    from traceback import format_exc

    text = say("internal", language, error=f"{type(error).__name__}: {error}")
    return _failed(options, Exit.INTERNAL, text, format_exc())


def verdict(severities: Iterable[str], fail_on: str, *, has_unread: bool) -> int:
    """Return the exit code that findings of these severities and unread inputs give.

    With ``fail_on`` ``never`` findings are reported and leave the exit code alone.
    """
    worst = {*SEVERITIES[: SEVERITIES.index(fail_on) + 1]} if fail_on != "never" else set()
    if any(severity in worst for severity in severities):
        return Exit.FINDINGS
    return Exit.UNREADABLE if has_unread else Exit.CLEAN


def _limits(options: argparse.Namespace) -> Limits:
    return Limits(seconds=options.timeout, mebibytes=options.memory)


def _not_read(path: Path, reason: str, hint: str, language: Language) -> Exit:
    """Say why a file gave no notice and what to do about it; return the exit code."""
    _err(say("unreadable", language, path=path, reason=reason, hint=hint))
    return Exit.UNREADABLE


def build_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao build PATH…``."""
    from pipeline.build import build
    from pipeline.progress import now, shown
    from pipeline.run import Options
    from pipeline.summary import severities, summary, summary_event

    how = Options(workers=options.workers, limits=_limits(options), shards=options.shards)
    with shown(language, quiet=options.quiet, log=options.log) as progress:
        report = build(options.paths, options.out, options=how, progress=progress)
    present = [name for name, count in severities(report).items() if count]
    code = verdict(present, options.fail_on, has_unread=report.has_unread)
    if options.log == "json":
        _err(_json({"time": now(), **summary_event(report, code)}))
    else:
        _out(summary(report, language))
    return code


def read_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao read FILE``."""
    from pipeline.reading import NotRead, render

    path: Path = options.file
    _demand_file(path, "is_folder")
    try:
        text = render(path, options.layer, options.format, language, _limits(options))
    except NotRead as error:
        return _not_read(path, *error.texts(language), language)
    if options.format == "csv":
        # Without the mark Excel takes a CSV file of ours for GBK and shows rubbish.
        mark = "\ufeff" if _begins_file(sys.stdout) else ""
        print(mark + text)  # noqa: T201 - data, character for character
    else:
        _out(text)
    if options.format == "text" and options.layer == "notice":
        sys.stdout.flush()
        _err("\n" + say("read_next", language, path=quoted(path)))
    return Exit.CLEAN


def _begins_file(stream: TextIO) -> bool:
    """Tell whether what is printed next begins a file of its own (``> scores.csv``), in UTF-8."""
    with suppress(OSError, ValueError):
        state = os.fstat(stream.fileno())
        is_utf8 = codecs.lookup(stream.encoding).name == "utf-8"
        return stat.S_ISREG(state.st_mode) and state.st_size == 0 and is_utf8
    return False


def _demand_file(path: Path, folder_key: str) -> None:
    """Refuse a path that is a folder or nothing.

    Raises:
        Refused: it is no file.
    """
    kind = kind_of(path)
    if kind == "folder":
        raise Refused(folder_key, path=quoted(path))
    if kind == "absent":
        raise NoSuchPath(path)


def show_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao show FILE``."""
    from pipeline.reading import NotRead
    from pipeline.show import Request, show

    path: Path = options.file
    _demand_file(path, "show_folder")
    request = Request(
        file=path,
        pages=options.page,
        out=options.out,
        layer=options.layer,
        dpi=options.dpi,
        font=options.font,
        overwrites=options.force,
        limits=_limits(options),
    )
    code = Exit.CLEAN
    try:
        for shown in show(request, language):
            (_err if shown.file is None else _out)(shown.text)
            code = Exit.UNREADABLE if shown.is_failure else code
    except NotRead as error:
        return _not_read(path, *error.texts(language), language)
    return code


def check_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao check PATH…`` and ``tongbao check --explain RULE``."""
    from schemas.findings import rules

    if options.explain is not None:
        from pipeline.explain import explain, overview

        code = options.explain.upper()
        if code != "ALL" and code not in rules():
            from pipeline.usage import unknown

            _err(unknown("unknown_rule", options.explain, rules(), language))
            return Exit.USAGE
        _out(overview(language) if code == "ALL" else explain(code, language))
        return Exit.CLEAN
    return _check_paths(options, language)


def _check_paths(options: argparse.Namespace, language: Language) -> int:
    from pipeline.check import check
    from pipeline.progress import shown
    from pipeline.reports import FORMATS
    from pipeline.run import Options

    if not options.paths:
        raise Refused("check_no_path")
    how = Options(workers=options.workers, limits=_limits(options))
    with shown(language, quiet=options.quiet, log=options.log) as progress:
        checked = check(options.paths, options=how, progress=progress)
    text = FORMATS[options.format](checked, language)
    if text:
        _out(text)
        sys.stdout.flush()
    severities = [item.finding.severity for item in checked.found]
    code = verdict(severities, options.fail_on, has_unread=checked.has_unread)
    if options.log == "json":
        from pipeline.progress import now
        from pipeline.reports import check_event

        _err(_json({"time": now(), **check_event(checked, code)}))
    else:
        from pipeline.reports import notes

        for line in notes(checked, language, is_brief=options.quiet or options.format != "text"):
            _err(line)
    return code


def schema_verb(options: argparse.Namespace, language: Language) -> int:
    """``tongbao schema [DATASET]``."""
    from pipeline.dictionary import dictionary_json, dictionary_markdown, dictionary_text
    from schemas.datasets import DATASETS

    if options.dataset is not None and options.dataset not in DATASETS:
        from pipeline.usage import unknown

        _err(unknown("unknown_dataset", options.dataset, DATASETS, language))
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
