"""What is installed, and whether it can work here."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import Final

from parsers.words import preferred_and_loaded
from pipeline.isolated import run_isolated
from pipeline.limits import Limits
from pipeline.messages import Language, say

_PACKAGES: Final = (
    "pypdfium2",
    "pdfplumber",
    "pillow",
    "jieba",
    "pandas",
    "pyarrow",
    "great-expectations",
    "rich",
)
_FOLDERS: Final = ("schemas", "parsers", "pipeline")


def clashes() -> dict[str, list[str]]:
    """Return our import packages that another distribution provides too, with the owners.

    Generic names are the price of folders that are packages (ARCHITECTURE.md); two owners would
    break imports without a word.
    """
    owners = metadata.packages_distributions()
    found = {}
    for folder in _FOLDERS:
        others = sorted(set(owners.get(folder, [])) - {"tongbao"})
        if others:
            found[folder] = others
    return found


def report(language: Language) -> tuple[str, bool]:
    """Return what is installed as text, and whether everything needed is there."""
    lines, good = [], sys.version_info >= (3, 11)
    version = ".".join(map(str, sys.version_info[:3]))
    verdict = say("good" if good else "bad", language)
    lines.append(say("doctor_python", language, version=version, verdict=verdict))
    for name in _PACKAGES:
        use = say(f"doctor_use_{name}", language)
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            good = False
            lines.append(say("doctor_missing", language, name=name, use=use))
        else:
            lines.append(say("doctor_package", language, name=name, version=found, use=use))
    lines += _tagger(language)
    for package, owners in clashes().items():
        good = False
        lines.append(say("doctor_clash", language, package=package, owners=", ".join(owners)))
    lines += [say("doctor_formats", language), say("doctor_outputs", language)]
    return "\n".join(lines), good


def _tagger(language: Language) -> list[str]:
    """Say what cuts words once it is loaded: jieba, or rjieba of the extra ``fast``."""
    try:
        # In a process of its own, as reading does it: a library that takes its process down is told
        # of as well, and nothing heavy is loaded here.
        wanted, loaded = run_isolated(Limits(), preferred_and_loaded)
    except ModuleNotFoundError:
        # Without jieba nothing cuts words, and it is told of as missing already.
        return []
    if loaded != wanted:
        return [say("doctor_rjieba_broken", language, version=metadata.version(wanted))]
    if loaded == "jieba":
        return [say("doctor_jieba", language)]
    return [say("doctor_rjieba", language, version=metadata.version(loaded))]
