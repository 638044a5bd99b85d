"""The whole job: inputs → rows → Parquet → suites → findings, incremental and safe to cut off.

One source is one task of an executor. A shard is published when all its sources are done: its
datasets are staged, read back, judged, completed by their findings and renamed into place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from pathlib import Path
from typing import Any, Final

from pipeline.inputs import Input, find_inputs
from pipeline.limits import Limits, WorkerDied
from pipeline.pool import SourcePool
from pipeline.publish import finish, publish, report
from pipeline.rows import Row, Rows, empty_rows, finding_row, number_findings, source_row
from pipeline.run import Options, Progress, Report, Run, ShardsFixed, code_version
from pipeline.store import MISFITS, Store, misfit, rows_from_json, rows_to_json, shard_of
from pipeline.values import reason_columns
from pipeline.work import (
    Job,
    Outcome,
    Quarantine,
    process,
    quarantine_of,
    quarantine_of_lost,
)
from schemas.datasets import PARTITION
from schemas.findings import finding


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
        NoSuchPath, NoInput: a path does not exist, or there is no notice under the paths.
        ShardsFixed: ``options.shards`` differs from what the outputs were made with.
        StoreBusy, NotWritten: another run is writing there, or nobody can.
    """
    options = options or Options()
    inputs = find_inputs(paths)
    store = Store(out)
    with store.writing(), store.locked():
        shards = _shards(store, options.shards)
        own = SourcePool(options.workers, options.limits) if executor is None else None
        where = executor or own
        assert where is not None  # noqa: S101 - for the type checker
        run = Run(store, options, where, progress, len(inputs.items))
        try:
            _build_shards(run, inputs.items, shards)
            finish(run)
        except BaseException:
            if own is not None:
                own.shutdown(cancel_futures=True)
            raise
        if own is not None:
            own.shutdown()
        return report(run, out, inputs)


def _shards(store: Store, wanted: int | None) -> int:
    known = store.shards()
    if known is not None and wanted is not None and known != wanted:
        raise ShardsFixed("shards_fixed", out=store.out, known=known, wanted=wanted)
    if known is None:
        store.set_shards(wanted or 1)
    return known or wanted or 1


def _build_shards(run: Run, items: Sequence[Input], shards: int) -> None:
    by_shard: dict[int, list[Input]] = {}
    for item in items:
        by_shard.setdefault(shard_of(item.source.source_id, shards), []).append(item)
    present = {item.source.source_id for item in items}
    for shard in run.store.known_shards():
        state = run.store.shard_state(shard) or {}
        run.removed += len(set(state.get("sources", ())) - present)
        if shard not in by_shard:
            run.store.drop_shard(shard)
    run.store.clear_staged_files()
    # Before the first source is done, so that whoever waits sees how many there are.
    run.begin("read")
    for shard in sorted(by_shard):
        _build_shard(run, shard, by_shard[shard])


def _plan(items: Sequence[Input]) -> dict[str, Any]:
    """Return what the shard's state says when it is up to date with these inputs."""
    return {
        "version": code_version(),
        "sources": {
            item.source.source_id: {"sha256": item.source.sha256, "path": item.source.path}
            for item in items
        },
    }


_ANY_LIMITS: Final = ""
"""In the place of the limits under which a source failed that is tried again in any case."""


def _limits_key(limits: Limits) -> str:
    return f"{limits.seconds:g}/{limits.mebibytes}"


def _build_shard(run: Run, shard: int, items: Sequence[Input]) -> None:
    """Bring one shard up to date; does nothing when its state says that it is."""
    state = run.store.shard_state(shard)
    plan = _plan(items)
    retry: dict[str, str] = state["limited"] if state else {}
    key = _limits_key(run.options.limits)
    is_stale = any(limits != key for limits in retry.values())
    if state and not is_stale and all(state[name] == plan[name] for name in plan):
        for item in items:
            _pass(run, item)
        return
    kept: dict[str, Rows] = {}
    if state and state["version"] == plan["version"]:
        kept = _kept_rows(run.store.read_rows(state), state, items)
        kept = {name: rows for name, rows in kept.items() if retry.get(name, key) == key}
    limited = {name: limits for name, limits in retry.items() if name in kept}
    results = _read_sources(run, items, kept, limited)
    run.begin("check")
    state = {**plan, "limited": limited}
    try:
        publish(run, shard, _joined(results), state)
    except MISFITS:
        misfits = _misfits(items, results)
        if not misfits:
            raise
        publish(run, shard, _joined(results | misfits), state)
    for item in items:
        run.store.spool_path(_spool_key(item, run.options.limits)).unlink(missing_ok=True)


def _joined(results: Mapping[str, Rows]) -> Rows:
    """Return the rows of all sources in one fixed order."""
    rows = empty_rows()
    for source_id in sorted(results):
        for name, part in results[source_id].items():
            rows[name].extend(part)
    return rows


def _misfits(items: Sequence[Input], results: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return quarantine in the place of rows that no dataset can hold: a defect, of one source."""
    found = {}
    for item in items:
        source_id = item.source.source_id
        if (error := misfit(results[source_id])) is not None:
            found[source_id] = _quarantined_rows(item, quarantine_of(error))
    return found


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
    run: Run, items: Sequence[Input], kept: Mapping[str, Rows], limited: dict[str, str]
) -> dict[str, Rows]:
    """Return the rows of every source: kept, from the spool, or read now by the executor."""
    results: dict[str, Rows] = {}
    waiting: dict[Future[Outcome], Input] = {}
    for item in items:
        source_id = item.source.source_id
        if item.duplicate_of is not None:
            results[source_id] = _duplicate_rows(item)
        elif item.problem is not None:
            results[source_id] = _quarantined_rows(item, quarantine_of(item.problem))
        elif source_id in kept:
            results[source_id] = kept[source_id]
        elif (spooled := _spooled(run, item)) is not None:
            results[source_id] = spooled
        else:
            job = Job(file=str(item.file), source=item.source)
            waiting[run.executor.submit(process, job)] = item
            continue
        _pass(run, item)
    for future in as_completed(waiting):
        item = waiting[future]
        outcome = _outcome(future)
        run.parsed += 1
        for stage, seconds in outcome.seconds.items():
            run.spend(stage, seconds)
        rows = outcome.rows
        if rows is None:
            problem = outcome.quarantine or quarantine_of(WorkerDied(None))
            rows = _quarantined_rows(item, problem)
            if problem.retry != "never":
                key = _limits_key(run.options.limits)
                limited[item.source.source_id] = key if problem.retry == "limits" else _ANY_LIMITS
        if item.source.source_id not in limited:
            _spool(run, item, rows)
        results[item.source.source_id] = rows
        run.tick(item.source.path, rows["sources"][0]["outcome"])
    return results


def _pass(run: Run, item: Input) -> None:
    """Tell of a source that was not read in this run: known from before, or nothing to read."""
    outcome = "unchanged"
    if item.duplicate_of is not None:
        outcome = "duplicate"
    elif item.problem is not None:
        outcome = "quarantined"
    run.reused += outcome == "unchanged"
    run.tick(item.source.path, outcome)


def _spool(run: Run, item: Input, rows: Rows) -> None:
    """Keep what was read until its shard is published, so that a cut-off run loses nothing."""
    path = run.store.spool_path(_spool_key(item, run.options.limits))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(rows_to_json(rows), "utf-8")
    draft.replace(path)


def _spooled(run: Run, item: Input) -> Rows | None:
    """Return what a run that was cut off had read of a source, ``None`` where nothing whole is."""
    try:
        path = run.store.spool_path(_spool_key(item, run.options.limits))
        return rows_from_json(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _outcome(future: Future[Outcome]) -> Outcome:
    """Return a future's outcome; a lost worker is the quarantine of its source."""
    try:
        return future.result()
    # Another executor has other exceptions for a task it lost; the run goes on all the same.
    except Exception as error:
        return Outcome(quarantine=quarantine_of_lost(error))


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
    reason = reason_columns("duplicate", path=original.path)
    row = source_row(item.source, "duplicate", duplicate_of=original.source_id, **reason)
    said = finding("DUP01", subject=item.source.path, expected=original.path)
    note = finding_row(said, source_id=item.source.source_id, notice_id=None)
    rows["sources"].append(row)
    rows["findings"] = [note | {PARTITION: None} for note in number_findings([note])]
    return rows
