"""The build end to end on small invented notices: identity, increments, kills, quarantine."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

import tongbao
from pipeline.build import build
from pipeline.cli import main
from pipeline.dictionary import PANDAS_RECIPE, dictionary_text
from pipeline.limits import Limits
from pipeline.run import Options, code_version
from pipeline.work import Job, Outcome, process

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

NOTICE = """青禾区人民政府办公室

关于{year}年全区热线办理情况的通报

各街道：

全区共办理群众来电{calls}件。

青禾区人民政府办公室

{after}年1月8日

附件1：

{year}年热线办理成绩排名表（各街道）

排名\t单位\t办理质量(60分)\t办理时限(40分)\t总分(100分)
1\t东塘街道\t58\t38\t96
2\t柳岸街道\t55\t37\t{total}
3\t石桥街道\t50\t36\t86
4\t南圃街道\t45\t35\t80
"""


def notice(year: int, total: int = 92, calls: int = 120) -> str:
    return NOTICE.format(year=year, after=year + 1, total=total, calls=calls)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def fingerprints(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*.parquet"))
    }


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    files = sorted((out / name).rglob("*.parquet"))
    return [row for path in files for row in pq.ParquetFile(path).read().to_pylist()]


def bomb(levels: int = 12, copies: int = 30) -> bytes:
    """Return a PDF of some kilobytes whose page draws a form that draws forms that draw forms."""
    first = 4
    draw = b"/X Do\n" * copies
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents %d 0 R" % (first + levels)
        + b"/Resources<</XObject<</X %d 0 R>>>>>>" % first,
    ]
    for level in range(levels):
        inner = (
            b"/Resources<</XObject<</X %d 0 R>>>>" % (first + level + 1)
            if level < levels - 1
            else b""
        )
        body = draw if inner else b"0 0 m 9 9 l S\n"
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream"
            % (inner, len(body), body)
        )
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    write(folder, "b/2031.txt", notice(2031))
    write(folder, "a/2030.txt", notice(2030, total=93))
    write(folder, "c.txt", notice(2032, calls=7))
    write(folder, "c/expected.json", "{}")
    return folder


def test_a_folder_becomes_datasets_with_their_findings(corpus: Path, tmp_path: Path) -> None:
    report = build([corpus], tmp_path / "out")
    assert dict(report.outcomes) == {"read": 3}
    assert [(item.path, item.reason) for item in report.left_out] == [("c/expected.json", "kind")]
    assert report.rows["scores"] == 24
    assert {key: n for key, n in report.findings.items() if key[1] == "error"} == {
        ("SUM01", "error"): 1
    }
    (found,) = [row for row in rows(tmp_path / "out", "findings") if row["rule"] == "SUM01"]
    assert found["message_en"] == (
        "柳岸街道: total 93 is not 55 + 37 = 92; the notice contradicts itself"
    )
    years = {path.parent.name for path in (tmp_path / "out" / "scores").rglob("*.parquet")}
    assert years == {"data_year=2030", "data_year=2031", "data_year=2032"}
    assert [row["path"] for row in rows(tmp_path / "out", "sources")].count("a/2030.txt") == 1
    assert not (tmp_path / "out" / "_state" / "staging").exists()
    assert len(tongbao.load("rankings", tmp_path / "out")) == 12
    assert tongbao.load("scores", tmp_path / "out")["value"].sum() > 0


def test_workers_order_and_a_second_run_change_no_byte(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "one", options=Options(workers=1, shards=3))
    build([corpus], tmp_path / "two", options=Options(workers=2, shards=3))
    first = fingerprints(tmp_path / "one")
    assert first == fingerprints(tmp_path / "two")
    again = build([corpus], tmp_path / "one")
    assert (again.parsed, again.reused) == (0, 3)
    assert first == fingerprints(tmp_path / "one")


def test_only_what_changed_is_read_again_and_the_result_is_that_of_a_fresh_run(
    corpus: Path, tmp_path: Path
) -> None:
    build([corpus], tmp_path / "out")
    write(corpus, "c.txt", notice(2033))
    (corpus / "a" / "2030.txt").unlink()
    write(corpus, "d.txt", notice(2029))
    report = build([corpus], tmp_path / "out")
    assert (report.parsed, report.reused) == (2, 1)
    build([corpus], tmp_path / "fresh")
    assert fingerprints(tmp_path / "out") == fingerprints(tmp_path / "fresh")
    assert not (tmp_path / "out" / "scores" / "data_year=2030").exists()


def test_the_same_bytes_twice_are_counted_once(corpus: Path, tmp_path: Path) -> None:
    write(corpus, "z.txt", notice(2031))
    report = build([corpus], tmp_path / "out")
    assert dict(report.outcomes) == {"read": 3, "duplicate": 1}
    assert report.findings["DUP01", "info"] == 1
    assert report.rows["notices"] == 3
    (copy,) = [row for row in rows(tmp_path / "out", "sources") if row["outcome"] == "duplicate"]
    assert copy["path"] == "z.txt"
    assert copy["duplicate_of"] == copy["source_id"].removesuffix("-d2")


def test_corrupt_and_hanging_files_are_quarantined_and_the_others_built(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "a" / "2030.txt").unlink()
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (corpus / "hangs.pdf").write_bytes(bomb())
    out = tmp_path / "out"
    words = ["build", str(corpus), "--out", str(out), "--timeout", "15", "--lang", "en"]
    assert main(words) == 3
    shown = capsys.readouterr().out
    bad = {row["path"]: row for row in rows(out, "sources") if row["outcome"] == "quarantined"}
    assert set(bad) == {"broken.pdf", "hangs.pdf"}
    assert "seconds" in bad["hangs.pdf"]["reason_en"] or "memory" in bad["hangs.pdf"]["reason_en"]
    assert all(row["reason_zh"] and row["hint_zh"] for row in bad.values())
    assert len(rows(out, "rankings")) == 8
    assert len(shown.splitlines()) <= 25
    assert shown.splitlines()[-1].startswith("next: tongbao ")
    again = build([corpus], out, options=Options(limits=Limits(seconds=15)))
    assert again.parsed == 0


# The libraries are loaded once; each run is a process of its own that kills itself.
KILLED = """
import os, signal, sys
from pathlib import Path
import great_expectations
from pipeline import build, store

build.code_version = lambda: {version!r}

def run(moment, call):
    owner = store if hasattr(store, moment) else store.Store
    real, calls = getattr(owner, moment), []
    def dying(*args):
        calls.append(args)
        if len(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args)
    setattr(owner, moment, dying)
    build.build([Path({corpus!r})], Path({out!r}, "killed-" + moment))

for word in sys.argv[1:]:
    moment, call = word.split(":")
    child = os.fork()
    if child == 0:
        try:
            run(moment, int(call))
        finally:
            os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def test_a_run_that_was_killed_leaves_whole_files_and_the_next_one_repairs_it(
    corpus: Path, tmp_path: Path
) -> None:
    """Killed before and between the renames of a shard, before its state, before the end."""
    build([corpus], tmp_path / "fresh")
    expected = fingerprints(tmp_path / "fresh")
    moments = {"commit": 1, "_publish": 3, "write_json": 2, "finish": 1}
    script = KILLED.format(corpus=str(corpus), out=str(tmp_path), version=code_version())
    words = [f"{name}:{call}" for name, call in moments.items()]
    command = [sys.executable, "-W", "ignore", "-c", script, *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split() == [str(signal.SIGKILL.value)] * len(moments)
    for moment in moments:
        out = tmp_path / f"killed-{moment}"
        for path in out.rglob("*.parquet"):
            pq.ParquetFile(path).read()
        report = build([corpus], out)
        assert report.parsed == 0, f"{moment}: what was read before the kill is read again"
        assert fingerprints(out) == expected, moment


def test_an_interrupted_run_says_so_and_can_go_on(corpus: Path, tmp_path: Path) -> None:
    (corpus / "hangs.pdf").write_bytes(bomb())
    out = tmp_path / "out"
    words = [sys.executable, "-m", "pipeline.cli", "build", str(corpus), "--out", str(out)]
    running = subprocess.Popen([*words, "--workers", "1"], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (out / "_state" / "lock").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1)
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    (corpus / "hangs.pdf").unlink()
    assert dict(build([corpus], out).outcomes) == {"read": 3}


def test_a_dataset_without_rows_can_still_be_loaded(tmp_path: Path) -> None:
    path = write(tmp_path, "in/x.txt", "没有表格也没有数字的一段话。\n")
    report = build([path], tmp_path / "out")
    assert dict(report.outcomes) == {"no data": 1}
    for name in ("scores", "units", "statistics", "tables"):
        assert len(tongbao.load(name, tmp_path / "out")) == 0


def test_sources_with_and_without_a_year_are_read_as_the_readme_says(
    corpus: Path, tmp_path: Path
) -> None:
    """By default pandas fails on a partition without a year (its issue 55400)."""
    write(corpus, "空.txt", "")
    report = build([corpus], tmp_path / "out")
    assert [row["path"] for row in report.quarantined] == ["空.txt"]
    for frame in (
        tongbao.load("sources", tmp_path / "out"),
        pd.read_parquet(tmp_path / "out" / "sources", dtype_backend="pyarrow"),
    ):
        years = dict(zip(frame["path"], frame["data_year"], strict=True))
        assert pd.isna(years.pop("空.txt"))
        assert years
        assert all(int(year) > 2000 for year in years.values())


def test_pandas_filters_sorts_and_groups_rows_without_a_year_as_the_dictionary_says(
    corpus: Path, tmp_path: Path
) -> None:
    """Else pyarrow stops at the year, read as a dictionary: "cannot yet unify dictionaries"."""
    write(corpus, "无年.txt", "全区发布政策解读46条（图文20条、文字15条、音频10条）。\n")
    out = tmp_path / "out"
    build([corpus], out)
    for name in ("sources", "findings"):
        recipe = PANDAS_RECIPE.format(name)
        assert recipe in dictionary_text([name], "zh")
        frame = eval(recipe.replace("outputs", str(out)), {"pandas": pd})
        assert frame["data_year"].isna().any()
        assert len(frame.sort_values("source_id")) == len(frame)
        assert len(frame[frame["source_id"] != ""]) == len(frame)
        assert frame.groupby("data_year", dropna=False).size().sum() == len(frame)
        assert frame["data_year"].equals(tongbao.load(name, out)["data_year"])


def test_sources_that_are_no_longer_among_the_inputs_are_counted_and_said(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    before = build([corpus], out)
    main(["build", str(corpus / "c.txt"), "--out", str(out), "--lang", "en"])
    gone = sum(before.outcomes.values()) - 1
    assert f"{gone} earlier sources are not among these inputs" in capsys.readouterr().out
    assert [row["path"] for row in rows(out, "sources")] == ["c.txt"]


def test_notices_of_one_build_are_held_against_one_another(tmp_path: Path) -> None:
    """The year is the partition and no column: the rules over the years are given it apart."""
    folder = tmp_path / "in"
    write(folder, "2030.txt", notice(2030, calls=100))
    lacking = notice(2031, calls=110).replace("3\t石桥街道\t50\t36\t86\n4\t南圃街道", "3\t南圃街道")
    write(folder, "2031.txt", lacking)
    later = notice(2032).replace("来电120件", "来电121件，同比增长12%")
    write(folder, "2032.txt", later)
    write(folder, "2034.txt", notice(2034, calls=130))
    build([folder], tmp_path / "out", options=Options(workers=1))
    told = {
        (row["rule"], row["severity"], row["subject"], row["expected"], row["found"])
        for row in rows(tmp_path / "out", "findings")
        if row["rule"] in {"COV01", "CHG01"}
    }
    assert told == {
        ("COV01", "info", "石桥街道", "2031", None),
        ("COV01", "info", "关于2034年全区热线办理情况的通报", "2033", None),
        ("CHG01", "warning", "办理群众来电", "10%", "12%"),
    }


class Here(Executor):
    """Reads sources in this process, by ``reading``."""

    def __init__(self, reading: Callable[[Job], Outcome] = process) -> None:
        self.reading = reading

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> Future[Any]:
        assert fn is process
        future: Future[Any] = Future()
        try:
            future.set_result(self.reading(*args))
        except Exception as error:
            future.set_exception(error)
        return future


def lost(_job: Job) -> Outcome:
    raise ConnectionError("a machine of the cluster is gone")


def away(job: Job) -> Outcome:
    """Read a file whose disk is gone while the worker opens it."""
    file = Path(job.file)
    file.rename(file.with_suffix(".away"))
    try:
        return process(job)
    finally:
        file.with_suffix(".away").rename(file)


@pytest.mark.parametrize(
    ("reading", "reason"),
    [(lost, "gave no answer: ConnectionError"), (away, "cannot be opened: no such file")],
)
def test_what_is_no_fault_of_a_file_keeps_it_out_for_one_run_only(
    tmp_path: Path, reading: Callable[[Job], Outcome], reason: str
) -> None:
    path = write(tmp_path, "in/a.txt", notice(2031))
    write(tmp_path, "in/b.txt", notice(2032))

    def one_fails(job: Job) -> Outcome:
        return (reading if job.file == str(path) else process)(job)

    first = build([tmp_path / "in"], tmp_path / "out", executor=Here(one_fails))
    assert dict(first.outcomes) == {"read": 1, "quarantined": 1}
    assert reason in first.quarantined[0]["reason_en"]
    again = build([tmp_path / "in"], tmp_path / "out", executor=Here())
    assert (dict(again.outcomes), again.parsed) == ({"read": 2}, 1)


@pytest.mark.parametrize(
    ("printed", "total", "left_out"),
    [
        ("60000000", "120000000", {"total", "computed_total"}),
        ("50." + "0" * 13 + "1", "90", {"value"}),
        ("50." + "0" * 14, "110", set()),
    ],
)
def test_a_number_that_no_column_holds_is_told_of_and_stops_no_build(
    tmp_path: Path, printed: str, total: str, left_out: set[str]
) -> None:
    write(tmp_path, "in/a.txt", notice(2031))
    text = notice(2032).replace("58\t38\t96", f"{printed}\t60000000\t{total}")
    for maximum in ("(60分)", "(40分)", "(100分)"):
        text = text.replace(maximum, "")
    write(tmp_path, "in/b.txt", text)
    out = tmp_path / "out"
    assert dict(build([tmp_path / "in"], out, executor=Here()).outcomes) == {"read": 2}
    told = [row["message_en"] for row in rows(out, "findings") if row["rule"] == "SYS01"]
    assert {said.partition("column ")[2].partition(" ")[0] for said in told} == left_out
    (own,) = (row for row in rows(out, "rankings") if row["total_printed"] == total)
    score = next(row for row in rows(out, "scores") if row["value_printed"] == printed)
    values = {**{name: own[name] for name in ("total", "computed_total")}, "value": score["value"]}
    assert {name for name, value in values.items() if value is None} == left_out


def test_rows_that_break_their_dataset_are_the_quarantine_of_their_source_alone(
    corpus: Path, tmp_path: Path
) -> None:
    def broken(job: Job) -> Outcome:
        outcome = process(job)
        if job.source.path == "c.txt" and outcome.rows is not None:
            outcome.rows["rankings"][0]["rank"] = 2**40
        return outcome

    report = build([corpus], tmp_path / "out", executor=Here(broken))
    assert dict(report.outcomes) == {"read": 2, "quarantined": 1}
    (row,) = report.quarantined
    assert row["path"] == "c.txt"
    assert row["reason_en"].startswith("a defect of this program: ")


def test_a_torn_spool_file_is_read_anew(corpus: Path, tmp_path: Path) -> None:
    """What a power cut leaves of a file that was never synced may be empty."""
    out = tmp_path / "out"

    def cut_off(step: Any) -> None:
        if step.stage == "check":
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        build([corpus], out, executor=Here(), progress=cut_off)
    spooled = sorted((out / "_state").rglob("spool/*/*.json"))
    assert len(spooled) == 3
    spooled[0].write_bytes(spooled[0].read_bytes()[:100])
    report = build([corpus], out, executor=Here())
    assert (report.parsed, dict(report.outcomes)) == (1, {"read": 3})


def test_outputs_may_lie_on_a_disk_of_their_own(corpus: Path, tmp_path: Path) -> None:
    """A link to a data disk, a volume of a container: nothing can be renamed across disks."""
    disk = Path("/dev/shm")
    if not disk.is_dir() or disk.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second disk here")
    with tempfile.TemporaryDirectory(dir=disk) as other:
        (tmp_path / "out").symlink_to(other)
        assert dict(build([corpus], tmp_path / "out").outcomes) == {"read": 3}
        assert not [path for path in tmp_path.iterdir() if path.name not in {"in", "out"}]
