"""Tongbao's public API: read, parse, check, build, load.

import tongbao

notice = tongbao.parse(tongbao.read("notice.pdf"))
report = tongbao.build(["samples"], "outputs")
scores = tongbao.load("scores", "outputs")
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from schemas.document import Document
from schemas.findings import Finding
from schemas.notice import Notice

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.run import Report

__all__ = ["build", "check", "load", "parse", "read"]

AnyPath: TypeAlias = str | PathLike[str]


def read(path: AnyPath) -> Document:
    """Read one file, as printed: pages, lines, tables, each with its place.

    Raises:
        parsers.readers.errors.UnreadableSource: the file cannot be read; says why and what to do.
    """
    from parsers.readers import read as read_file

    return read_file(Path(path))


def parse(document: Document) -> Notice:
    """Understand a document: metadata, sections, rankings, statistics, and what to know of them.

    `check` and `build` do more: where the numbers of a PDF contradict one another they have its
    characters read a second time.
    """
    from parsers.notice import parse as parse_document

    return parse_document(document)


def check(*paths: AnyPath, executor: Executor | None = None) -> list[Finding]:
    """Return all findings of notices (files or folders), or of one outputs folder.

    Each file is read in a worker process under limits and judged by the same suites as in
    `build`. ``executor`` takes the place of the worker processes.

    Raises:
        pipeline.messages.Refused: a path does not exist or holds no notice.
        parsers.readers.errors.UnreadableSource: a file could not be read; it is the first of them.
    """
    from parsers.readers.errors import UnreadableSource
    from pipeline.check import check as check_paths

    checked = check_paths([Path(path) for path in paths], executor=executor)
    if checked.quarantined:
        row = checked.quarantined[0]
        raise UnreadableSource(
            row["path"],
            (row["reason_en"], row["reason_zh"]),
            (row["hint_en"] or "", row["hint_zh"] or ""),
        )
    return [item.finding for item in checked.found]


def build(
    paths: AnyPath | Sequence[AnyPath],
    out: AnyPath = "outputs",
    *,
    workers: int = 1,
    executor: Executor | None = None,
) -> Report:
    """Bring the datasets in ``out`` in line with the notices under ``paths``.

    Args:
        paths: one or more files or folders; ``out`` holds exactly these afterwards.
        out: the outputs folder.
        workers: worker processes of this machine.
        executor: any other ``concurrent.futures.Executor``, such as a Dask cluster's.

    Returns:
        What was done and what the outputs hold; unreadable files are in ``quarantined``.

    Raises:
        pipeline.messages.Refused: a path does not exist or holds no notice.
        pipeline.store.StoreBusy: another run is writing there.
        pipeline.messages.NotWritten: the outputs cannot be written.
    """
    from pipeline.build import build as build_paths
    from pipeline.run import Options

    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    options = Options(workers=workers)
    where = [Path(path) for path in several]
    return build_paths(where, Path(out), options=options, executor=executor)


def load(dataset: str, out: AnyPath = "outputs") -> pd.DataFrame:
    """Return a published dataset as a data frame of Arrow types, ``data_year`` included.

    Raises:
        ValueError: there is no dataset of that name.
        FileNotFoundError: the outputs do not hold it.
    """
    from pipeline.frames import load_dataset
    from schemas.datasets import DATASETS

    if dataset not in DATASETS:
        raise ValueError(f"no dataset {dataset!r}; datasets are {', '.join(DATASETS)}")
    return load_dataset(Path(out) / dataset)
