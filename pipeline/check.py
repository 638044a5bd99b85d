"""Findings of files (built into a folder that is thrown away) or of outputs that were built.

Both ways read the findings from the datasets as written, so ``check`` and ``build`` cannot
disagree.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pipeline.build import build
from pipeline.inputs import LeftOut, NoInput
from pipeline.messages import NotWritten
from pipeline.printed_text import Lines, PrintedText
from pipeline.rows import Row
from pipeline.run import Options, Progress
from pipeline.values import box_of
from schemas.findings import SEVERITIES, Finding
from schemas.places import Provenance, Span

_STATUS_COLUMNS: Final = (
    ("scores", "status"),
    ("rankings", "total_status"),
    ("statistics", "status"),
)


_WITHOUT_PAGES: Final = "text"
"""The reader of what has no pages; ``page`` is 1 for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """A finding with the source it is in (``None``: about the whole run) and its table's annex.

    ``has_pages`` tells whether the source is of a format with pages; where it is not, ``lines``
    says where in its text the finding stands, ``None`` where the text is not at hand.
    """

    path: str | None
    attachment: int | None
    finding: Finding
    has_pages: bool = True
    lines: Lines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings, worst first within each source, and the sources that could not be judged.

    ``quarantined`` could not be read; in ``empty`` no ranking and no number was found. ``left_out``
    lay in the folders and is no input (nothing is known of it for outputs that were built).
    ``statuses`` counts scores, totals and numbers of the prose by their status.
    """

    found: tuple[FoundIn, ...]
    quarantined: tuple[Row, ...]
    empty: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    source_count: int
    statuses: Mapping[str, int] = field(default_factory=dict)

    @property
    def has_unread(self) -> bool:
        """Tell whether an input, or a part of a folder, could not be read."""
        return bool(self.quarantined) or any(item.may_hide_notices for item in self.left_out)


def check(
    paths: Sequence[Path],
    *,
    options: Options | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Return the findings of notices, or of one folder that ``build`` wrote.

    Raises:
        NoSuchPath: a path does not exist.
        NoInput: there is no notice under the paths, or the build of the folder never ended.
        NotWritten: there is no room for temporary files.
    """
    if len(paths) == 1 and (paths[0] / "_state").is_dir():
        if not _parts(paths[0], "sources"):
            raise NoInput("nothing_built", out=paths[0])
        return _of_outputs(paths[0])
    with _temporary_folder() as folder:
        out = folder / "outputs"
        report = build(paths, out, options=options, executor=executor, progress=progress)
        return replace(_of_outputs(out, report.files), left_out=report.left_out)


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Give a folder that is thrown away; what fails there is no fault of outputs."""
    try:
        with tempfile.TemporaryDirectory(prefix="tongbao-") as folder:
            yield Path(folder)
    except NotWritten as error:
        cause = error.__cause__
        assert isinstance(cause, OSError)  # noqa: S101 - for the type checker
        raise NotWritten("check_not_written", cause) from cause
    except OSError as error:
        raise NotWritten("check_not_written", error) from error


def _of_outputs(out: Path, files: Mapping[str, Path] | None = None) -> Checked:
    """Return what the datasets in a folder say; ``files``: where the sources lie, if known."""
    sources = _rows(out, "sources")
    sources.sort(key=lambda row: row["path"])
    by_id = {row["source_id"]: row for row in sources}
    texts = {
        row["source_id"]: PrintedText(files[row["source_id"]], row["sha256"])
        for row in sources
        if row["reader"] == _WITHOUT_PAGES and files is not None
    }
    annexes = {
        (row["notice_id"], row["table_number"]): row["attachment_number"]
        for row in _rows(out, "tables", ["notice_id", "table_number", "attachment_number"])
    }
    found = []
    for row in _rows(out, "findings"):
        source, finding = by_id.get(row["source_id"]), finding_of(row)
        text = texts.get(row["source_id"])
        found.append(
            FoundIn(
                path=None if source is None else source["path"],
                attachment=annexes.get((row["notice_id"], row["table_number"])),
                finding=finding,
                has_pages=source is None or source["reader"] != _WITHOUT_PAGES,
                lines=None if text is None or finding.where is None else text.lines(finding.where),
            )
        )
    found.sort(key=lambda item: (item.path or "", SEVERITIES.index(item.finding.severity)))
    return Checked(
        found=tuple(found),
        quarantined=tuple(row for row in sources if row["outcome"] == "quarantined"),
        empty=tuple(row for row in sources if row["outcome"] == "no data"),
        source_count=len(sources),
        statuses=_statuses(out),
    )


def _statuses(out: Path) -> Mapping[str, int]:
    import pyarrow.parquet as pq

    counts: Counter[str] = Counter()
    for name, column in _STATUS_COLUMNS:
        for path in _parts(out, name):
            statuses = pq.ParquetFile(path).read(columns=[column])[column].drop_null()
            for item in statuses.value_counts().to_pylist():
                counts[item["values"]] += item["counts"]
    return counts


def _parts(out: Path, name: str) -> list[Path]:
    return sorted((out / name).rglob("part-*.parquet"))


def _rows(out: Path, name: str, columns: list[str] | None = None) -> list[Any]:
    """Read rows of a dataset, part by part in a fixed order; all columns by default."""
    import pyarrow.parquet as pq

    rows: list[Any] = []
    for path in _parts(out, name):
        rows += pq.ParquetFile(path).read(columns=columns).to_pylist()
    return rows


def finding_of(row: Row) -> Finding:
    """Return a row of ``findings`` as a `Finding`."""
    where = None
    if row["page"] is not None and row["char_start"] is not None:
        span = Span(row["char_start"], row["char_end"])
        where = Provenance(page=row["page"], span=span, box=box_of(row))
    return Finding(
        rule=row["rule"],
        severity=row["severity"],
        message_en=row["message_en"],
        message_zh=row["message_zh"],
        where=where,
        table=row["table_number"],
        row=row["row_number"],
        column=row["column_number"],
        subject=row["subject"],
        expected=row["expected"],
        found=row["found"],
        cause=row["cause"],
    )
