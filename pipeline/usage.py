"""How the command line explains itself: help for terminals with Chinese, errors in two languages.

argparse knows one language and counts a Chinese character as one column; what differs from it
stands here, so that ``cli`` only says which verbs and options there are.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NoReturn

from pipeline.messages import Language, closest, say
from pipeline.widths import wrapped
from schemas.vocabulary_files import vocabulary


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in one language, wrapped by the columns that its characters take."""

    def __init__(self, prog: str, *, language: Language) -> None:
        super().__init__(prog)
        self._language: Language = language

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the line of usage; the prefix of a verb's own usage is left as it is."""
        named = say("usage", self._language) if prefix is None else prefix
        super().add_usage(usage, actions, groups, named)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = [part for line in text.splitlines() for part in wrapped(line, width) or [""]]
        return "\n".join(indent + line for line in lines)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in one language; verbs get parsers of the same kind."""

    def __init__(self, *, language: Language, **kwargs: Any) -> None:  # noqa: ANN401 - argparse's
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=partial(Formatter, language=language),
            **kwargs,
        )
        self._language: Language = language
        self._named = self.add_argument_group(say("positional", language))
        self._optional = self.add_argument_group(say("options", language))
        self.add_argument("-h", "--help", action="help", help=say("opt_help", language))

    def add_argument(self, *names: Any, **kwargs: Any) -> argparse.Action:  # noqa: ANN401 - argparse's
        """Add an argument to the group of its kind, whose title is in the parser's language."""
        group = self._optional if names[0].startswith("-") else self._named
        return group.add_argument(*names, **kwargs)

    def add_verbs(self) -> argparse._SubParsersAction[Parser]:
        """Return where the parsers of the verbs are added."""
        verbs: argparse._SubParsersAction[Parser] = self.add_subparsers(
            dest="verb",
            metavar="VERB",
            title=say("verbs", self._language),
        )
        self.verbs = verbs.choices
        return verbs

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """Parse the command line; a word that its verb does not know is the verb's error."""
        options, rest = self.parse_known_args(words)
        if rest:
            (self.verbs[options.verb] if options.verb else self).refuse(rest)
        return options

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """Say that words are not known here, and which option was likely meant."""
        said = say("not_known_here", self._language, words=" ".join(words))
        usage = " ".join(self.format_usage().split())
        options = re.findall(r"(--[a-z][a-z-]*)(?: \{([^}]*)\})?", usage)
        # --json: the value of an option, asked for as an option.
        values = {
            f"--{value}": f"{name} {value}" for name, all_ in options for value in all_.split(",")
        }
        near = values.get(words[0]) or closest(words[0], [name for name, _ in options])
        self.error(said if near is None else said + say("did_you_mean", self._language, near=near))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and where its help is, and leave with 2."""
        said = said_of(message, self._language)
        self.exit(2, say("usage_error", self._language, prog=self.prog, message=said) + "\n")


def said_of(message: str, language: Language) -> str:
    """Return what argparse said in our words (``usage_errors.toml``), else as it said it."""
    for entry in vocabulary("usage_errors")["errors"]:
        if match := re.fullmatch(entry["argparse"], message, re.DOTALL):
            text: str = entry[language]
            return text.format(**match.groupdict())
    return message


def one_of(known: Sequence[str], language: Language) -> Callable[[str], str]:
    """Return a type of argument that takes one of these words and names the nearest on a slip."""

    def checked(text: str) -> str:
        if text in known:
            return text
        raise argparse.ArgumentTypeError(unknown("not_one_of", text, known, language))

    return checked


def unknown(key: str, word: str, known: Iterable[str], language: Language) -> str:
    """Say that a word is not known, which ones are, and which one was likely meant."""
    names = list(known)
    listed = say("list_mark", language).join(names)
    said = say(key, language, word=word, known=listed)
    near = closest(word, names)
    return said if near is None else said + say("did_you_mean", language, near=near)


def number(kind: type[float], low: float, high: float, language: Language) -> Callable[[str], Any]:
    """Return a type of argument that takes numbers of a kind (``int``, ``float``) in a range."""

    def checked(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            key = "not_whole_number" if kind is int else "not_number"
            said = say(key, language, word=text, low=f"{low:.10g}", high=f"{high:.10g}")
            raise argparse.ArgumentTypeError(said)
        return value

    return checked


def show_help(parser: argparse.ArgumentParser) -> None:
    """Print the help where errors go: nothing was asked for, so nothing is a result."""
    parser.print_help(sys.stderr)
