"""The command ``tongbao``: reads the words of the command line and hands them to the verbs.

No logic stands here, and nothing heavy is imported before a verb needs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from pipeline.messages import Language, language_of, say
from schemas.severities import SEVERITIES

EXAMPLES: Final = {
    "build": ("tongbao build samples --out outputs", "tongbao build 2023/ 通报.pdf --workers 4"),
    "read": ("tongbao read notice.pdf", "tongbao read notice.txt --format json --layer document"),
    "show": ("tongbao show notice.pdf", "tongbao show notice.pdf --page 2-3 --out pictures"),
    "check": (
        "tongbao check notice.pdf",
        "tongbao check outputs --format sarif --fail-on warning",
        "tongbao check --explain SUM01",
    ),
    "schema": ("tongbao schema", "tongbao schema scores --format json"),
    "doctor": ("tongbao doctor",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code (DESIGN §8)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _plain_streams()
    language = _language(words)
    options = make_parser(language).parse_args(words)
    from pipeline import verbs

    return verbs.run(options, language)


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


def make_parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser of the command line with help in one language."""
    parser = argparse.ArgumentParser(
        prog="tongbao",
        description=say("about", language),
        epilog=_epilog(language, "build"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_language(parser, language)
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="VERB", title=say("verbs", language)
    )
    _add_build(_verb(verbs, "build", language), language)
    _add_read(_verb(verbs, "read", language), language)
    _add_show(_verb(verbs, "show", language), language)
    _add_check(_verb(verbs, "check", language), language)
    _add_schema(_verb(verbs, "schema", language), language)
    _verb(verbs, "doctor", language)
    return parser


def _epilog(language: Language, verb: str) -> str:
    lines = [say("example", language), *(f"  {line}" for line in EXAMPLES[verb])]
    return "\n".join([*lines, "", say("exit_codes", language)])


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, language: Language
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(
        name,
        help=say(name, language),
        description=say(name, language),
        epilog=_epilog(language, name),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_language(parser, language)
    return parser


def _add_language(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "--lang",
        choices=("en", "zh"),
        default=argparse.SUPPRESS,
        help=say("opt_lang", language),
    )


def _add_running(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add what ``build`` and ``check`` share: how sources are read and progress is shown."""
    workers = max(1, min(8, os.cpu_count() or 1))
    parser.add_argument(
        "--fail-on",
        choices=(*SEVERITIES, "never"),
        default="error",
        help=say("opt_fail_on", language),
    )
    parser.add_argument(
        "--workers", type=_positive, default=workers, metavar="N", help=say("opt_workers", language)
    )
    _add_limits(parser, language)
    parser.add_argument("--quiet", action="store_true", help=say("opt_quiet", language))
    parser.add_argument("--log", choices=("json",), help=say("opt_log", language))


def _add_limits(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add what the reading of one source may cost."""
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=120.0,
        metavar="SECONDS",
        help=say("opt_timeout", language),
    )
    parser.add_argument(
        "--memory", type=_positive, default=2048, metavar="MIB", help=say("opt_memory", language)
    )


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text}: at least 1")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text}: more than 0")
    return value


def _dpi(text: str) -> float:
    value = float(text)
    if not 36 <= value <= 600:
        raise argparse.ArgumentTypeError(f"{text}: from 36 to 600")
    return value


def _add_build(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=say("build_paths", language)
    )
    parser.add_argument(
        "--out", type=Path, default=Path("outputs"), metavar="DIR", help=say("opt_out", language)
    )
    parser.add_argument("--shards", type=_positive, metavar="N", help=say("opt_shards", language))
    _add_running(parser, language)


def _add_read(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say("read_file", language))
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help=say("opt_format", language),
    )
    parser.add_argument(
        "--layer",
        choices=("notice", "document"),
        default="notice",
        help=say("opt_layer", language),
    )
    _add_limits(parser, language)


def _add_show(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say("show_file", language))
    parser.add_argument(
        "--page", action="append", default=[], metavar="N", help=say("opt_page", language)
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER|FILE.png", help=say("opt_show_out", language)
    )
    parser.add_argument(
        "--layer",
        choices=("notice", "document"),
        default="notice",
        help=say("opt_show_layer", language),
    )
    parser.add_argument(
        "--dpi", type=_dpi, default=150.0, metavar="DPI", help=say("opt_dpi", language)
    )
    parser.add_argument("--font", type=Path, metavar="FILE", help=say("opt_font", language))
    parser.add_argument("--force", action="store_true", help=say("opt_force", language))
    _add_limits(parser, language)


def _add_check(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=say("check_paths", language)
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "junit"),
        default="text",
        help=say("opt_format", language),
    )
    parser.add_argument("--explain", metavar="RULE", help=say("opt_explain", language))
    _add_running(parser, language)


def _add_schema(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument(
        "dataset", nargs="?", metavar="DATASET", help=say("schema_dataset", language)
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "markdown"),
        default="text",
        help=say("opt_format", language),
    )


if __name__ == "__main__":
    sys.exit(main())
