"""Putting what was read in place: stage, judge as written, add the findings, rename, report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.inputs import Inputs
from pipeline.rows import Row, Rows, number_findings, unit_rows
from pipeline.run import Report, Run
from pipeline.store import SHARDED, Staged, to_table, write_json
from schemas.datasets import DATASETS, PARTITION

JUDGED: Final = (*(name for name in SHARDED if name != "findings"), "units")
"""The datasets whose suites run before the findings are written."""


def publish(run: Run, shard: int, rows: Rows, state: Mapping[str, Any]) -> None:
    """Stage a shard, judge it as written, add the findings, put it in place."""
    from pipeline import expectations

    started = time.process_time()
    store = run.store
    names = [name for name in SHARDED if name != "findings"]
    staged = {name: store.stage(shard, name, rows[name]) for name in names}
    tables = {name: store.read_staged(name, part) for name, part in staged.items()}
    unit_list = unit_rows(rows["rankings"], rows["notices"])
    staged["units"] = store.stage(shard, "units", unit_list)
    tables["units"] = store.read_staged("units", staged["units"])
    stored = time.process_time()
    # What reading noticed, so that rules know which cells were told of and where readers disagree.
    tables["findings"] = to_table(DATASETS["findings"], rows["findings"])
    notice_years = {row["notice_id"]: row[PARTITION] for row in rows["notices"]}
    judged = number_findings(expectations.run_suites(tables, JUDGED, notice_years))
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
        "empty": [row for row in rows["sources"] if row["outcome"] == "no data"],
    }


def finish(run: Run) -> None:
    """Write what belongs to the whole, then clear up."""
    run.begin("finish")
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


def _by_path(row: Row) -> str:
    path: str = row["path"]
    return path


def report(run: Run, out: Path, inputs: Inputs) -> Report:
    """Return what the run did and what the outputs now hold, from the shards' states."""
    rows: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    findings: Counter[tuple[str, str]] = Counter()
    quarantined: list[Row] = []
    empty: list[Row] = []
    for shard in run.store.known_shards():
        state = run.store.shard_state(shard) or {}
        rows.update(state["rows"])
        outcomes.update(state["outcomes"])
        quarantined.extend(state["quarantined"])
        empty.extend(state["empty"])
        for name, count in state["findings"].items():
            rule, _, severity = name.partition(" ")
            findings[rule, severity] += count
    return Report(
        out=out,
        outcomes=outcomes,
        rows=rows,
        findings=findings,
        quarantined=tuple(sorted(quarantined, key=_by_path)),
        empty=tuple(sorted(empty, key=_by_path)),
        left_out=inputs.left_out,
        parsed=run.parsed,
        reused=run.reused,
        removed=run.removed,
        seconds=dict(run.seconds),
        files={item.source.source_id: item.file for item in inputs.items},
    )
