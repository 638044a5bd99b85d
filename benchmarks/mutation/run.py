"""Tries mutants of `parsers/` and of the rules over the datasets, and prints what survived.

    python -m benchmarks.mutation.run                              a sample of each module
    python -m benchmarks.mutation.run parsers.ranks --sample 0     all mutants of one module

What the columns mean stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.mutation.mutants import Mutant, mutants_of
from benchmarks.mutation.trial import Trial, Verdict

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_OUTCOMES = ("killed", "hung", "survived", "unreached")


def explained() -> dict[str, str]:
    """Return the mutants that no test can tell from the program, by name, each with the reason."""
    with (_HERE / "equivalent.toml").open("rb") as file:
        return {
            f"{module}:{entry['change']}": entry["why"]
            for module, entries in tomllib.load(file).items()
            for entry in entries
        }


def chosen(module: str, sample: int, seed: int) -> list[Mutant]:
    """Return a module's mutants: all, or a sample drawn by seed when there are more."""
    path = _ROOT / f"{module.replace('.', '/')}.py"
    made = mutants_of(path.read_text("utf-8"), module)
    if not sample or len(made) <= sample:
        return made
    drawn = random.Random(f"{seed} {module}").sample(range(len(made)), sample)
    return [made[at] for at in sorted(drawn)]


def main(words: Sequence[str] | None = None) -> int:
    """Run; the exit code is 1 when a mutant survived that is not explained."""
    args = _arguments().parse_args(words)
    with (_HERE / "modules.toml").open("rb") as file:
        groups = tomllib.load(file)
    unknown = set(args.modules).difference(*(group["modules"] for group in groups.values()))
    if unknown:
        _arguments().error(f"not in modules.toml: {', '.join(sorted(unknown))}")
    verdicts: list[Verdict] = []
    for group in groups.values():
        modules = [m for m in group["modules"] if not args.modules or m in args.modules]
        sample = 0 if args.again else args.sample
        mutants = [one for m in modules for one in chosen(m, sample, args.seed)]
        if args.again:
            names = set(Path(args.again).read_text("utf-8").splitlines())
            mutants = [one for one in mutants if one.name in names]
        if mutants:
            verdicts += _tried(
                mutants, args.tests or group["tests"], args.budget or group["budget"]
            )
    known = explained()
    left = [v for v in verdicts if v.outcome not in {"killed", "hung"}]
    if args.survivors:
        said = "".join(f"{verdict.mutant.name}\n" for verdict in left)
        Path(args.survivors).write_text(said, "utf-8")
    for verdict in left:
        if verdict.mutant.name not in known:
            print(f"{verdict.outcome:9} {verdict.mutant.line:4} {verdict.mutant.name}")
    _print_table(verdicts, known)
    return int(any(verdict.mutant.name not in known for verdict in left))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.mutation.run", description=__doc__)
    parser.add_argument("modules", nargs="*", help="default: all of modules.toml")
    parser.add_argument("--sample", type=int, default=60, help="most mutants per module; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, help="CPU seconds of tests per mutant")
    parser.add_argument("--survivors", help="file to write the names of survivors to")
    parser.add_argument("--again", help="file with the names of the mutants to try, no others")
    parser.add_argument("--tests", nargs="*", help="instead of those of modules.toml")
    return parser


def _tried(mutants: Sequence[Mutant], tests: Sequence[str], budget: float) -> list[Verdict]:
    trial = Trial(mutants, budget, lambda text: print(text, file=sys.stderr, flush=True))
    folder = tempfile.mkdtemp(prefix="mutation-")
    try:
        options = ["-q", "--capture=no", "-p", "no:cacheprovider", f"--basetemp={folder}/tests"]
        pytest.main([*options, *tests], plugins=[trial])
    finally:
        shutil.rmtree(folder)
    if not trial.verdicts:
        raise SystemExit("no mutant was tried: the tests could not be collected")
    return trial.verdicts


def _print_table(verdicts: Sequence[Verdict], known: dict[str, str]) -> None:
    print(f"\n{'module':34}{'mutants':>9}{'killed':>9}{'hung':>7}{'explained':>11}{'survived':>10}")
    modules = list(dict.fromkeys(verdict.mutant.module for verdict in verdicts))
    for module in [*modules, "all"]:
        own = [v for v in verdicts if module in {v.mutant.module, "all"}]
        counted = Counter(
            "explained"
            if v.outcome in {"survived", "unreached"} and v.mutant.name in known
            else v.outcome
            for v in own
        )
        left = counted["survived"] + counted["unreached"]
        print(
            f"{module:34}{len(own):9}{counted['killed']:9}{counted['hung']:7}"
            f"{counted['explained']:11}{left:10}"
        )


if __name__ == "__main__":
    sys.exit(main())
