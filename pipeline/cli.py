"""The command ``tongbao``: reads the words of the command line and hands them to the verbs.

No logic stands here, and nothing heavy is imported before a verb needs it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from pipeline.limits import Limits
from pipeline.messages import Language, closest, kind_of, language_of, quoted, say
from pipeline.usage import Parser, number, one_of, show_help, unknown
from schemas.severities import SEVERITIES

# In the order in which a newcomer needs them: look, judge, make data, look things up.
EXAMPLES: Final = {
    "read": ("tongbao read notice.pdf", "tongbao read notice.txt --format json --layer document"),
    "check": (
        "tongbao check notice.pdf",
        "tongbao check outputs --format sarif --fail-on warning",
        "tongbao check --explain SUM01",
    ),
    "show": ("tongbao show notice.pdf", "tongbao show notice.pdf --page 2-3 --out pictures"),
    "build": ("tongbao build samples --out outputs", "tongbao build 2023/ 通报.pdf --workers 4"),
    "schema": ("tongbao schema", "tongbao schema scores --format json"),
    "doctor": ("tongbao doctor",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code (`pipeline.verbs.Exit`)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _plain_streams()
    _stop_on_term()
    language = _language(words)
    parser = make_parser(language)
    slip = _verb_slip(words, language)
    if slip is not None:
        parser.error(slip)
    options = parser.parse(words)
    if options.verb is None:
        show_help(parser)
        return 2
    from pipeline import verbs

    return verbs.run(options, language)


def _stop_on_term() -> None:
    """Let SIGTERM (cron, timeout, systemd) end a run as Ctrl-C does: cleared up, exit code 130."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _verb_slip(words: Sequence[str], language: Language) -> str | None:
    """Say what is wrong with the words up to the verb; ``None`` when nothing is."""
    for last, word in pairwise(["", *words]):
        if last == "--lang" or word in _BEFORE_VERB or word.startswith("--lang="):
            continue
        if word.startswith("-"):
            return _option_first(word.partition("=")[0], language)
        return None if word in EXAMPLES else _unknown_verb(word, language)
    return None


_BEFORE_VERB: Final = frozenset({"-h", "--help", "--version", "--lang"})


def _option_first(option: str, language: Language) -> str:
    """Say that an option stands before the verb: a slip, or one that belongs behind it."""
    # --log is like --lang, and yet no slip: it is an option of a verb.
    near = closest(option, _BEFORE_VERB, likeness=0.8)
    if near is None:
        return say("option_first", language, option=option)
    said = say("not_known_here", language, words=option)
    return said + say("did_you_mean", language, near=near)


def _unknown_verb(word: str, language: Language) -> str:
    path = Path(word)
    kind = kind_of(path)
    if kind != "absent":
        proper = "build" if kind == "folder" else "read"
        return say("verb_is_path", language, path=path, command=f"tongbao {proper} {quoted(path)}")
    return unknown("unknown_verb", word, EXAMPLES, language)


def _plain_streams() -> None:
    """Let no console stop the program: what it cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _language(words: Sequence[str]) -> Language:
    """Return the language that ``--lang`` asks for (the help text needs it before parsing)."""
    # A wrong value is reported by the full parser, with its usage.
    chosen = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    chosen += [after for word, after in pairwise(words) if word == "--lang"]
    if chosen[-1:] == ["en"]:
        return "en"
    return "zh" if chosen[-1:] == ["zh"] else language_of()


def make_parser(language: Language) -> Parser:
    """Return the parser of the command line with help in one language."""
    parser = Parser(
        prog="tongbao",
        description=say("about", language),
        epilog=_epilog(language, [lines[0] for lines in EXAMPLES.values()][:4]),
        language=language,
    )
    _add_language(parser, language)
    parser.add_argument("--version", action=_Version, help=say("opt_version", language))
    verbs = parser.add_verbs()
    for name, add_arguments in _ARGUMENTS.items():
        verb = verbs.add_parser(
            name,
            help=say(name, language),
            description=say(name, language),
            epilog=_epilog(language, EXAMPLES[name]),
            language=language,
        )
        _add_language(verb, language)
        add_arguments(verb, language)
    return parser


class _Version(argparse.Action):
    """Prints name and version and leaves; the version is looked up only then."""

    def __init__(
        self,
        option_strings: Sequence[str],
        dest: str,  # noqa: ARG002 - argparse names it
        help: str,
    ) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_args: object) -> None:
        from importlib.metadata import version

        print(f"tongbao {version('tongbao')}")  # noqa: T201
        parser.exit()


def _epilog(language: Language, examples: Sequence[str]) -> str:
    lines = [say("example", language), *(f"  {line}" for line in examples)]
    return "\n".join([*lines, "", say("exit_codes", language)])


def _add_language(parser: Parser, language: Language) -> None:
    parser.add_argument(
        "--lang",
        type=one_of(("en", "zh"), language),
        metavar="{en,zh}",
        default=argparse.SUPPRESS,
        help=say("opt_lang", language),
    )


def _add_choice(
    parser: Parser, name: str, known: Sequence[str], key: str, language: Language
) -> None:
    """Add an option that takes one of some words, the first of them by default."""
    parser.add_argument(
        name,
        type=one_of(known, language),
        metavar=f"{{{','.join(known)}}}",
        default=known[0],
        help=say(key, language),
    )


def _add_limits(parser: Parser, language: Language) -> None:
    """Add what one source may take."""
    parser.add_argument(
        "--timeout",
        type=number(float, 0.001, 1e6, language),
        default=Limits().seconds,
        metavar="SECONDS",
        help=say("opt_timeout", language),
    )
    parser.add_argument(
        "--memory",
        type=number(int, 1, 2**30, language),
        default=Limits().mebibytes,
        metavar="MIB",
        help=say("opt_memory", language),
    )


def _add_running(parser: Parser, language: Language) -> None:
    """Add what ``build`` and ``check`` share: how sources are read and progress is shown."""
    workers = max(1, min(8, os.cpu_count() or 1))
    _add_choice(parser, "--fail-on", (*SEVERITIES, "never"), "opt_fail_on", language)
    parser.add_argument(
        "--workers",
        type=number(int, 1, 1024, language),
        default=workers,
        metavar="N",
        help=say("opt_workers", language),
    )
    _add_limits(parser, language)
    parser.add_argument("--quiet", action="store_true", help=say("opt_quiet", language))
    parser.add_argument(
        "--log", type=one_of(("json",), language), metavar="json", help=say("opt_log", language)
    )


def _add_read(parser: Parser, language: Language) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say("read_file", language))
    _add_choice(parser, "--format", ("text", "json", "csv"), "opt_read_format", language)
    _add_choice(parser, "--layer", ("notice", "document"), "opt_layer", language)
    _add_limits(parser, language)


def _add_check(parser: Parser, language: Language) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=say("check_paths", language)
    )
    _add_choice(parser, "--format", ("text", "json", "sarif", "junit"), "opt_format", language)
    parser.add_argument("--explain", metavar="RULE", help=say("opt_explain", language))
    _add_running(parser, language)


def _add_show(parser: Parser, language: Language) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say("show_file", language))
    parser.add_argument(
        "--page", action="append", default=[], metavar="N", help=say("opt_page", language)
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER|FILE.png", help=say("opt_show_out", language)
    )
    _add_choice(parser, "--layer", ("notice", "document"), "opt_show_layer", language)
    parser.add_argument(
        "--dpi",
        type=number(float, 36, 600, language),
        default=150.0,
        metavar="DPI",
        help=say("opt_dpi", language),
    )
    parser.add_argument("--font", type=Path, metavar="FILE", help=say("opt_font", language))
    parser.add_argument("--force", action="store_true", help=say("opt_force", language))
    _add_limits(parser, language)


def _add_build(parser: Parser, language: Language) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=say("build_paths", language)
    )
    parser.add_argument(
        "--out", type=Path, default=Path("outputs"), metavar="DIR", help=say("opt_out", language)
    )
    parser.add_argument(
        "--shards",
        type=number(int, 1, 99999, language),
        metavar="N",
        help=say("opt_shards", language),
    )
    _add_running(parser, language)


def _add_schema(parser: Parser, language: Language) -> None:
    parser.add_argument(
        "dataset", nargs="?", metavar="DATASET", help=say("schema_dataset", language)
    )
    _add_choice(parser, "--format", ("text", "json", "markdown"), "opt_format", language)


def _add_nothing(_parser: Parser, _language: Language) -> None:
    """Add no arguments."""


_ARGUMENTS: Final = {
    "read": _add_read,
    "check": _add_check,
    "show": _add_show,
    "build": _add_build,
    "schema": _add_schema,
    "doctor": _add_nothing,
}


if __name__ == "__main__":
    sys.exit(main())
