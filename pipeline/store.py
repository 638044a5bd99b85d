"""Writes and reads the published Parquet files so that every visible file is whole at all times.

    outputs/<dataset>/data_year=2022/part-00000.parquet   (``units`` has no partition)
    outputs/_state/shard-00000.json                       written last
    outputs/_state/staging/                               of a run that is not at its end

Files in staging do not end in ``.parquet``, so that no reader takes them for data, and lie on the
disk of the outputs, so that they can be renamed into place.

A shard's files are staged, synced, renamed; then its state, with the hash of every file, is
renamed into place. A shard whose state is missing or disagrees with its files is done again.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.messages import NotWritten, Refused
from pipeline.rows import Row
from schemas.datasets import DATASETS, PARTITION, Dataset

NO_YEAR: Final = "__HIVE_DEFAULT_PARTITION__"
SCHEMA_VERSION: Final = "1"
LAYOUT: Final = "_state/layout.json"
"""The file by which a folder is known to hold outputs."""
SHARDED: Final = tuple(name for name, dataset in DATASETS.items() if dataset.is_partitioned)


# How `to_table` ends, and Arrow within it, for a value that its column cannot hold.
MISFITS: Final = (ValueError, TypeError, OverflowError)


class StoreBusy(Refused):
    """Another run is writing to the same outputs."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Files of one shard in staging: path relative to outputs → (staged path, sha256)."""

    files: dict[str, tuple[Path, str]]


def shard_of(source_id: str, shards: int) -> int:
    """Return the shard of a source: a fixed hash, so it never depends on the other inputs."""
    key = source_id.partition("-")[0]
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % shards


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def to_table(dataset: Dataset, rows: Sequence[Row]) -> pa.Table:
    """Return rows as the dataset's table; columns that a row lacks are null.

    Raises:
        ValueError: a column that is never null would be null.
        pyarrow.ArrowInvalid: a value does not fit its column exactly.
    """
    columns = []
    for field in dataset.schema:
        values = [row.get(field.name) for row in rows]
        if not field.nullable and None in values:
            raise ValueError(f"{dataset.name}.{field.name} is null in row {values.index(None)}")
        columns.append(pa.array(values, field.type))
    metadata = {"dataset": dataset.name, "schema_version": SCHEMA_VERSION}
    return pa.Table.from_arrays(columns, schema=dataset.schema.with_metadata(metadata))


def misfit(rows: Mapping[str, Sequence[Row]]) -> Exception | None:
    """Return why the datasets cannot hold the rows of one source, ``None`` where they can."""
    try:
        for name, part in rows.items():
            to_table(DATASETS[name], part)
    except MISFITS as error:
        return error
    return None


def _write(table: pa.Table, path: Path) -> str:
    """Write one Parquet file, the same bytes for the same table, synced; return its hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        table, path, compression="zstd", compression_level=3, version="2.6", use_dictionary=True
    )
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    return file_hash(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_json(path: Path, content: object) -> None:
    """Write a JSON file by rename, so that a reader sees the old or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, sort_keys=True, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def read_json(path: Path) -> dict[str, Any] | None:
    """Return a JSON object, ``None`` when the file is missing or not whole."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def rows_to_json(rows: Mapping[str, Sequence[Row]]) -> str:
    """Write the rows of one source as JSON (decimals and dates as text), for the spool."""
    return json.dumps(rows, default=str)


def rows_from_json(text: str) -> dict[str, list[Row]]:
    """Read back what `rows_to_json` wrote, with the types of the datasets' columns.

    Raises:
        ValueError: the text is not whole.
    """
    content: dict[str, list[Row]] = json.loads(text)
    for name, rows in content.items():
        for field in DATASETS[name].schema:
            if pa.types.is_decimal(field.type):
                convert: Any = Decimal
            elif pa.types.is_date(field.type):
                convert = date.fromisoformat
            else:
                continue
            for row in rows:
                if row.get(field.name) is not None:
                    row[field.name] = convert(row[field.name])
    return content


class Store:
    """One outputs folder. Use it within ``with store.locked():``; one writer at a time."""

    def __init__(self, out: Path) -> None:
        self.out = out.absolute()
        self.state = self.out / "_state"
        self.staging = self.state / "staging"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of this outputs folder.

        Raises:
            StoreBusy: another process holds it.
        """
        self.state.mkdir(parents=True, exist_ok=True)
        with (self.state / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreBusy("store_busy", out=self.out) from error
            yield

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what the system says of these outputs into something to tell a person.

        Raises:
            NotWritten: a file or folder cannot be written; what was published before stands.
        """
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise NotWritten("not_written", error, out=self.out) from error

    def shards(self) -> int | None:
        """Return the number of shards these outputs were made with, ``None`` when new."""
        layout = read_json(self.out / LAYOUT)
        return None if layout is None else int(layout["shards"])

    def set_shards(self, shards: int) -> None:
        """Record the number of shards."""
        write_json(self.out / LAYOUT, {"shards": shards})

    def state_path(self, shard: int) -> Path:
        """Return where the state of a shard stands."""
        return self.state / f"shard-{shard:05d}.json"

    def shard_state(self, shard: int) -> dict[str, Any] | None:
        """Return a shard's state if all its files are there as written, else ``None``."""
        state = read_json(self.state_path(shard))
        if state is None:
            return None
        for relative, digest in state["files"].items():
            path = self.out / relative
            if not path.is_file() or file_hash(path) != digest:
                return None
        return state

    def known_shards(self) -> list[int]:
        """Return the shards that have a state."""
        return sorted(int(path.stem[6:]) for path in self.state.glob("shard-*.json"))

    def read_rows(self, state: Mapping[str, Any]) -> dict[str, list[Row]]:
        """Return all rows of a shard, each with its ``data_year``."""
        rows: dict[str, list[Row]] = {name: [] for name in SHARDED}
        for relative in sorted(state["files"]):
            name, year = relative.split("/")[0], _year_of(relative)
            for row in pq.ParquetFile(self.out / relative).read().to_pylist():
                rows[name].append(row | {PARTITION: year})
        return rows

    def stage(self, shard: int, name: str, rows: Sequence[Row]) -> Staged:
        """Write one dataset of a shard into staging, a file for each year."""
        dataset = DATASETS[name]
        years: dict[int | None, list[Row]] = {}
        for row in rows:
            years.setdefault(row[PARTITION] if dataset.is_partitioned else None, []).append(row)
        staged = {}
        for year, part in years.items():
            relative = relative_path(name, shard, year)
            path = self._staged_path(relative)
            staged[relative] = (path, _write(to_table(dataset, part), path))
        return Staged(staged)

    def _staged_path(self, relative: str) -> Path:
        return self.staging / "files" / f"{relative}.new"

    def read_staged(self, name: str, staged: Staged) -> pa.Table:
        """Read a dataset back from its staged files, as it will be published."""
        parts = [
            pq.ParquetFile(path).read()
            for relative, (path, _) in sorted(staged.files.items())
            if relative.startswith(f"{name}/")
        ]
        schema = DATASETS[name].schema
        return pa.concat_tables(p.cast(schema) for p in parts) if parts else schema.empty_table()

    def commit(self, shard: int, staged: Staged, state: Mapping[str, Any]) -> None:
        """Publish a shard: rename its files, drop the ones it no longer has, state last."""
        old = read_json(self.state_path(shard)) or {"files": {}}
        for relative, (path, _) in sorted(staged.files.items()):
            self._publish(path, relative)
        for relative in set(old["files"]) - set(staged.files):
            (self.out / relative).unlink(missing_ok=True)
        files = {relative: digest for relative, (_, digest) in staged.files.items()}
        write_json(self.state_path(shard), {**state, "files": files})

    def _publish(self, path: Path, relative: str) -> None:
        target = self.out / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        _sync_folder(target.parent)

    def finish(self, units: Sequence[Row]) -> None:
        """Write what belongs to the whole: units, a file for each empty dataset; then sweep."""
        staged = dict(self.stage(0, "units", units).files)
        present = dict.fromkeys(DATASETS, False)
        keep = set(staged)
        for shard in self.known_shards():
            state = read_json(self.state_path(shard)) or {"files": {}}
            keep.update(state["files"])
        for relative in keep:
            present[relative.split("/")[0]] = True
        for name, is_there in present.items():
            if not is_there:
                # Without any file `read_parquet("outputs/statistics")` would fail, not be empty.
                relative = relative_path(name, 0, None)
                path = self._staged_path(relative)
                staged[relative] = (path, _write(to_table(DATASETS[name], []), path))
        for relative, (path, digest) in staged.items():
            target = self.out / relative
            if not target.is_file() or file_hash(target) != digest:
                self._publish(path, relative)
        self._sweep(keep | set(staged))

    def _sweep(self, keep: set[str]) -> None:
        """Remove part files that belong to no shard any more, and folders left empty."""
        for name in DATASETS:
            for path in sorted((self.out / name).rglob("part-*.parquet")):
                if path.relative_to(self.out).as_posix() not in keep:
                    path.unlink()
            for folder in sorted((self.out / name).glob(f"{PARTITION}=*")):
                if not any(folder.iterdir()):
                    folder.rmdir()

    def drop_shard(self, shard: int) -> None:
        """Forget a shard that has no sources any more; its files go with the sweep."""
        self.state_path(shard).unlink(missing_ok=True)

    def clear_staged_files(self) -> None:
        """Remove files that a run which was cut off left in staging (its spool is kept)."""
        shutil.rmtree(self.staging / "files", ignore_errors=True)

    def clear_staging(self) -> None:
        """Remove the staging folder."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def spool_path(self, key: str) -> Path:
        """Return where the rows of one source wait until its shard is published."""
        return self.staging / "spool" / key[:2] / f"{key}.json"


def relative_path(name: str, shard: int, year: int | None) -> str:
    """Return a part's path relative to outputs."""
    if not DATASETS[name].is_partitioned:
        return f"{name}/part-{shard:05d}.parquet"
    return f"{name}/{PARTITION}={NO_YEAR if year is None else year}/part-{shard:05d}.parquet"


def _year_of(relative: str) -> int | None:
    value = relative.split("/")[1].partition("=")[2]
    return None if value == NO_YEAR else int(value)
