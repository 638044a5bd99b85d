"""The whole job: inputs → rows → Parquet → suites → findings, incremental and safe to cut off.

One source is one task of an executor. A shard is published when all its sources are done: its
datasets are staged, read back, judged, completed by their findings and renamed into place.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeAlias

from pipeline import work
from pipeline.inputs import Input, find_inputs
from pipeline.pool import Limits, MemoryExceeded, SourcePool, TimeExceeded, WorkerDied
from pipeline.rows import (
    Row,
    Rows,
    empty_rows,
    finding_row,
    number_findings,
    source_row,
    unit_rows,
)
from pipeline.store import (
    SHARDED,
    Staged,
    Store,
    rows_from_json,
    rows_to_json,
    shard_of,
    write_json,
)
from pipeline.work import Job, Outcome, Quarantine, process
from schemas.datasets import PARTITION
from schemas.findings import finding

JUDGED: Final = (*(name for name in SHARDED if name != "findings"), "units")
"""The datasets whose suites run before the findings are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of progress: ``done`` of ``total`` sources, and the path just finished."""

    done: int
    total: int
    path: str | None
    outcome: str | None
    stage: str = "read"


Progress: TypeAlias = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run is done; none of it changes what is written for a source that is read."""

    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    shards: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did and what the outputs now hold.

    ``outcomes`` counts sources, ``rows`` rows by dataset, ``findings`` (rule, severity) pairs.
    ``quarantined`` holds the rows of ``sources`` that could not be read. ``parsed`` and
    ``reused`` count sources; ``seconds`` are CPU seconds by stage.
    """

    out: Path
    outcomes: Mapping[str, int]
    rows: Mapping[str, int]
    findings: Mapping[tuple[str, str], int]
    quarantined: tuple[Row, ...]
    ignored: int
    parsed: int
    reused: int
    seconds: Mapping[str, float]


class ShardsFixed(Exception):  # noqa: N818 - what is wrong
    """The outputs were made with another number of shards."""


@cache
def code_version() -> str:
    """Return a hash of the program's own sources and data, so that an upgrade reads anew."""
    digest = hashlib.sha256()
    for package in ("schemas", "parsers", "pipeline"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".toml", ".json"}:
                digest.update(f"{package}/{path.relative_to(root).as_posix()}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(slots=True)
class _Run:
    """What one run carries along; not shared between runs."""

    store: Store
    options: Options
    executor: Executor
    progress: Progress | None
    total: int
    done: int = 0
    parsed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def spend(self, stage: str, seconds: float) -> None:
        """Add CPU seconds to a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def tick(self, path: str | None, outcome: str | None, stage: str = "read") -> None:
        if path is not None:
            self.done += 1
        if self.progress is not None:
            step = Step(done=self.done, total=self.total, path=path, outcome=outcome, stage=stage)
            self.progress(step)


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    options: Options | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring ``out`` in line with the inputs: read what is new or changed, drop what is gone.

    Args:
        paths: files and folders; together they are all that the outputs hold afterwards.
        out: the outputs folder.
        options: workers, limits, number of shards.
        executor: where sources are read; ``None`` for worker processes of this machine.
        progress: called after each source, in this thread.

    Raises:
        NoInput: a path does not exist or holds no notice.
        ShardsFixed: ``options.shards`` differs from what the outputs were made with.
        StoreBusy: another run is writing there.
    """
    options = options or Options()
    inputs = find_inputs(paths)
    store = Store(out)
    with store.locked():
        shards = _shards(store, options.shards)
        own = SourcePool(options.workers, options.limits) if executor is None else None
        where = executor or own
        assert where is not None  # noqa: S101 - for the type checker
        run = _Run(store, options, where, progress, len(inputs.items))
        try:
            _build_shards(run, inputs.items, shards)
            _finish(run)
        except BaseException:
            if own is not None:
                own.shutdown(cancel_futures=True)
            raise
        if own is not None:
            own.shutdown()
        return _report(run, out, inputs.ignored)


def _shards(store: Store, wanted: int | None) -> int:
    known = store.shards()
    if known is not None and wanted is not None and known != wanted:
        raise ShardsFixed(
            f"{store.out} was made with {known} shards; write to another folder for {wanted}"
        )
    if known is None:
        store.set_shards(wanted or 1)
    return known or wanted or 1


def _build_shards(run: _Run, items: Sequence[Input], shards: int) -> None:
    by_shard: dict[int, list[Input]] = {}
    for item in items:
        by_shard.setdefault(shard_of(item.source.source_id, shards), []).append(item)
    for shard in run.store.known_shards():
        if shard not in by_shard:
            run.store.drop_shard(shard)
    run.store.clear_staged_files()
    for shard in sorted(by_shard):
        _build_shard(run, shard, by_shard[shard])


def _plan(run: _Run, items: Sequence[Input]) -> dict[str, Any]:
    """Return what the shard's state says when it is up to date with these inputs."""
    return {
        "version": code_version(),
        "sources": {
            item.source.source_id: {"sha256": item.source.sha256, "path": item.source.path}
            for item in items
        },
    }


def _limits_key(limits: Limits) -> str:
    return f"{limits.seconds:g}/{limits.mebibytes}"


def _build_shard(run: _Run, shard: int, items: Sequence[Input]) -> None:
    """Bring one shard up to date; does nothing when its state says that it is."""
    state = run.store.shard_state(shard)
    plan = _plan(run, items)
    retry: dict[str, str] = state["limited"] if state else {}
    key = _limits_key(run.options.limits)
    is_stale = any(limits != key for limits in retry.values())
    if state and not is_stale and all(state[name] == plan[name] for name in plan):
        for item in items:
            run.tick(item.source.path, "unchanged")
        return
    kept: dict[str, Rows] = {}
    if state and state["version"] == plan["version"]:
        kept = _kept_rows(run.store.read_rows(state), state, items)
        kept = {name: rows for name, rows in kept.items() if retry.get(name, key) == key}
    limited = {name: limits for name, limits in retry.items() if name in kept}
    results = _read_sources(run, items, kept, limited)
    rows = empty_rows()
    for source_id in sorted(results):
        for name, part in results[source_id].items():
            rows[name].extend(part)
    run.tick(None, None, "check")
    _publish(run, shard, rows, {**plan, "limited": limited})
    for item in items:
        run.store.spool_path(_spool_key(item, run.options.limits)).unlink(missing_ok=True)


def _kept_rows(
    rows: Mapping[str, Sequence[Row]], state: Mapping[str, Any], items: Sequence[Input]
) -> dict[str, Rows]:
    """Return the rows of the sources that are as they were, by source.

    Only what came from the source itself is kept; findings of suites are judged again.
    """
    same = {
        item.source.source_id
        for item in items
        if state["sources"].get(item.source.source_id)
        == {"sha256": item.source.sha256, "path": item.source.path}
    }
    kept = {source_id: empty_rows() for source_id in same}
    for name, part in rows.items():
        for row in part:
            owner = row["source_id"] if "source_id" in row else row["notice_id"]
            if owner in kept and not (name == "findings" and row["suite"] is not None):
                kept[owner][name].append(row)
    return kept


def _spool_key(item: Input, limits: Limits) -> str:
    said = f"{item.source.sha256}\0{item.source.path}\0{code_version()}\0{_limits_key(limits)}"
    return hashlib.sha256(said.encode()).hexdigest()


def _read_sources(
    run: _Run, items: Sequence[Input], kept: Mapping[str, Rows], limited: dict[str, str]
) -> dict[str, Rows]:
    """Return the rows of every source: kept, from the spool, or read now by the executor."""
    results: dict[str, Rows] = {}
    waiting: dict[Future[Outcome], Input] = {}
    for item in items:
        source_id = item.source.source_id
        spool = run.store.spool_path(_spool_key(item, run.options.limits))
        if item.duplicate_of is not None:
            results[source_id] = _duplicate_rows(item)
        elif source_id in kept:
            results[source_id] = kept[source_id]
        elif spool.is_file():
            results[source_id] = rows_from_json(spool.read_text("utf-8"))
        else:
            job = Job(file=str(item.file), source=item.source)
            waiting[run.executor.submit(process, job)] = item
            continue
        run.tick(item.source.path, "unchanged")
    for future in as_completed(waiting):
        item = waiting[future]
        outcome = _outcome(future)
        run.parsed += 1
        for stage, seconds in outcome.seconds.items():
            run.spend(stage, seconds)
        rows = outcome.rows
        if rows is None:
            problem = outcome.quarantine or work.died(None)
            rows = _quarantined_rows(item, problem)
            if problem.is_limit:
                limited[item.source.source_id] = _limits_key(run.options.limits)
        if not (outcome.quarantine and outcome.quarantine.is_limit):
            _spool(run, item, rows)
        results[item.source.source_id] = rows
        run.tick(item.source.path, rows["sources"][0]["outcome"])
    return results


def _spool(run: _Run, item: Input, rows: Rows) -> None:
    """Keep what was read until its shard is published, so that a cut-off run loses nothing."""
    path = run.store.spool_path(_spool_key(item, run.options.limits))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(rows_to_json(rows), "utf-8")
    draft.replace(path)


def _outcome(future: Future[Outcome]) -> Outcome:
    """Return a future's outcome; a lost worker is the quarantine of its source."""
    try:
        return future.result()
    except TimeExceeded as error:
        return Outcome(quarantine=work.out_of_time(error.args[0]))
    except MemoryExceeded:
        return Outcome(quarantine=work.out_of_memory())
    except WorkerDied as error:
        return Outcome(quarantine=work.died(error.args[0]))
    # Another executor has other exceptions for a task it lost; the run goes on all the same.
    except Exception as error:
        return Outcome(quarantine=work.defect(error))


def _quarantined_rows(item: Input, problem: Quarantine) -> Rows:
    rows = empty_rows()
    row = source_row(
        item.source,
        "quarantined",
        reason_en=problem.reason_en,
        reason_zh=problem.reason_zh,
        hint_en=problem.hint_en,
        hint_zh=problem.hint_zh,
    )
    rows["sources"].append(row)
    return rows


def _duplicate_rows(item: Input) -> Rows:
    original = item.duplicate_of
    assert original is not None  # noqa: S101 - for the type checker
    rows = empty_rows()
    reason = {
        "reason_en": f"same content as {original.path}",
        "reason_zh": f"与 {original.path} 内容相同",
    }
    row = source_row(item.source, "duplicate", duplicate_of=original.source_id, **reason)
    said = finding("DUP01", subject=item.source.path, expected=original.path)
    note = finding_row(said, source_id=item.source.source_id, notice_id=None)
    rows["sources"].append(row)
    rows["findings"] = [note | {PARTITION: None} for note in number_findings([note])]
    return rows


def _publish(run: _Run, shard: int, rows: Rows, state: Mapping[str, Any]) -> None:
    """Stage a shard, judge it as written, add the findings, put it in place."""
    from pipeline import expectations

    started = time.process_time()
    store = run.store
    names = [name for name in SHARDED if name != "findings"]
    staged = {name: store.stage(shard, name, rows[name]) for name in names}
    tables = {name: store.read_staged(name, part) for name, part in staged.items()}
    years = [row[PARTITION] for row in rows["rankings"]]
    unit_list = unit_rows(rows["rankings"], rows["notices"], years)
    staged["units"] = store.stage(shard, "units", unit_list)
    tables["units"] = store.read_staged("units", staged["units"])
    stored = time.process_time()
    judged = number_findings(expectations.run_suites(tables, JUDGED))
    year_of = {row["source_id"]: row[PARTITION] for row in rows["sources"]}
    judged = [row | {PARTITION: year_of.get(row["source_id"])} for row in judged]
    every = _in_order([*rows["findings"], *judged])
    staged["findings"] = store.stage(shard, "findings", every)
    tables["findings"] = store.read_staged("findings", staged["findings"])
    late = number_findings(expectations.run_suites(tables, ["findings"]))
    if late:
        every = _in_order([*every, *(row | {PARTITION: None} for row in late)])
        staged["findings"] = store.stage(shard, "findings", every)
    checked = time.process_time()
    del staged["units"]
    store.commit(shard, _merged(staged), {**state, **_counts(rows, every), "units": unit_list})
    run.spend("store", stored - started + time.process_time() - checked)
    run.spend("check", checked - stored)


def _in_order(findings: Sequence[Row]) -> list[Row]:
    """Sort findings by source; within one, what reading noticed first, then as they were judged."""
    return sorted(findings, key=lambda row: (row["source_id"] or "", row["suite"] is not None))


def _merged(staged: Mapping[str, Staged]) -> Staged:
    return Staged({key: value for part in staged.values() for key, value in part.files.items()})


def _counts(rows: Rows, findings: Sequence[Row]) -> dict[str, Any]:
    """Return what the summary needs of a shard, so that it never has to read the datasets."""
    rules = Counter(f"{row['rule']} {row['severity']}" for row in findings)
    return {
        "rows": {name: len(part) for name, part in rows.items()} | {"findings": len(findings)},
        "outcomes": dict(Counter(row["outcome"] for row in rows["sources"])),
        "findings": dict(rules),
        "quarantined": [row for row in rows["sources"] if row["outcome"] == "quarantined"],
    }


def _finish(run: _Run) -> None:
    """Write what belongs to the whole, then clear up."""
    run.tick(None, None, "finish")
    units: dict[str, Row] = {}
    for shard in run.store.known_shards():
        state = run.store.shard_state(shard)
        for row in state["units"] if state else []:
            known = units.get(row["unit_id"])
            units[row["unit_id"]] = row if known is None else _one_unit(known, row)
    run.store.finish([units[key] for key in sorted(units)])
    run.store.clear_staging()
    if run.seconds:
        seconds = {name: round(value, 3) for name, value in sorted(run.seconds.items())}
        write_json(run.store.state / "timings.json", {"cpu_seconds": seconds})


def _one_unit(left: Row, right: Row) -> Row:
    """Join what two shards say of one unit."""
    firsts = [row["year_first"] for row in (left, right) if row["year_first"] is not None]
    lasts = [row["year_last"] for row in (left, right) if row["year_last"] is not None]
    return left | {
        "year_first": min(firsts, default=None),
        "year_last": max(lasts, default=None),
        "ranking_count": left["ranking_count"] + right["ranking_count"],
    }


def _report(run: _Run, out: Path, ignored: int) -> Report:
    rows: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    findings: Counter[tuple[str, str]] = Counter()
    quarantined: list[Row] = []
    for shard in run.store.known_shards():
        state = run.store.shard_state(shard) or {}
        rows.update(state["rows"])
        outcomes.update(state["outcomes"])
        quarantined.extend(state["quarantined"])
        for name, count in state["findings"].items():
            rule, _, severity = name.partition(" ")
            findings[rule, severity] += count
    return Report(
        out=out,
        outcomes=outcomes,
        rows=rows,
        findings=findings,
        quarantined=tuple(quarantined),
        ignored=ignored,
        parsed=run.parsed,
        reused=run.total - run.parsed,
        seconds=dict(run.seconds),
    )
