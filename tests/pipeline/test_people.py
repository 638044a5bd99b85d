"""What people meet who build and check folders: what was left out, what fails, what is said."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import inputs, verbs
from pipeline.build import build
from pipeline.check import check
from pipeline.cli import main
from pipeline.inputs import NoInput, find_inputs
from pipeline.messages import NotWritten
from pipeline.present import notice_text
from pipeline.store import Store
from pipeline.summary import summary
from schemas.notice import Role

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

Run = Callable[..., tuple[int, str, str]]

NOTICE = """青禾区关于{year}年接待来访情况的通报

全区共接待来访16批，其中上半年9批，下半年{second}批。

青禾区信访局

{after}年1月8日
"""


def notice(year: int = 2031, second: int = 7) -> str:
    return NOTICE.format(year=year, after=year + 1, second=second)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Let a file refuse to be opened, whoever runs the tests."""
    closed: set[Path] = set()
    real = inputs.file_hash

    def hashed(path: Path) -> str:
        if path in closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr("pipeline.inputs.file_hash", hashed)
    return lambda path: closed.add(path.resolve())


def test_what_a_folder_holds_and_is_no_notice_is_named_with_its_reason(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    write(folder / "a.txt", notice())
    write(folder / "b/说明.md", "x")
    write(folder / "b/~$稿.docx", "x")
    write(folder / ".hidden.txt", "x")
    write(elsewhere / "z.txt", notice(2030))
    (folder / "断链.pdf").symlink_to(folder / "nowhere.pdf")
    (folder / "转环").symlink_to(folder)
    (folder / "linked").symlink_to(elsewhere)
    found = find_inputs([folder])
    assert [item.source.path for item in found.items] == ["a.txt"]
    reasons = {item.path: item.reason for item in found.left_out}
    assert reasons == {
        "b/说明.md": "kind",
        "b/~$稿.docx": "lock",
        "断链.pdf": "broken",
        "转环": "link",
        "linked": "link",
    }
    for item in found.left_out:
        assert item.text("zh").startswith(f"未处理  {item.path}：")


def test_a_folder_that_may_not_be_read_is_told_of_and_exits_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in/a.txt", notice())
    write(tmp_path / "in/锁/b.txt", notice(2030))
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("锁"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr("os.scandir", scandir)
    code, out, _ = run("build", tmp_path / "in", "--out", tmp_path / "out", "--lang", "zh")
    assert code == 3
    assert "未处理  锁：没有权限读取该目录" in out
    code, _, err = run("check", tmp_path / "in", "--quiet", "--lang", "en")
    assert code == 3
    assert "锁: the folder may not be read" in err


def test_a_file_that_may_not_be_opened_is_recorded_and_the_others_are_built(
    tmp_path: Path, locked: Callable[[Path], None]
) -> None:
    write(tmp_path / "in/a.txt", notice())
    locked(write(tmp_path / "in/无权限.txt", notice(2030)))
    first = build([tmp_path / "in"], tmp_path / "out")
    assert dict(first.outcomes) == {"read": 1, "quarantined": 1}
    (row,) = first.quarantined
    assert (row["path"], row["sha256"]) == ("无权限.txt", None)
    assert row["reason_zh"] == "无法打开文件：没有访问权限"
    again = build([tmp_path / "in"], tmp_path / "out")
    assert (again.parsed, again.reused) == (0, 1)


def test_files_of_which_the_system_tells_nothing_are_recorded_as_unread(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder that may be listed and not entered: its names are known, nothing else.
    file = write(tmp_path / "in/半开/a.txt", notice())
    real = Path.stat

    def stat(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, follow_symlinks=follow_symlinks)

    def refused(self: Path, *_args: object, **_kwargs: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr("pipeline.inputs.file_hash", refused)
    (item,) = find_inputs([tmp_path / "in"]).items
    assert item.problem is not None
    code, _, err = run("check", file, "--lang", "en")
    assert code == 3
    assert "cannot be opened: permission denied" in err


def test_a_file_that_opens_again_is_read(
    tmp_path: Path, locked: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(write(tmp_path / "in/a.txt", notice()))
    assert build([tmp_path / "in"], tmp_path / "out").rows["notices"] == 0
    monkeypatch.undo()
    report = build([tmp_path / "in"], tmp_path / "out")
    assert dict(report.outcomes) == {"read": 1}


def test_a_copy_is_not_called_unchanged_on_the_first_run(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", notice())
    write(tmp_path / "in/b.txt", notice())
    report = build([tmp_path / "in"], tmp_path / "out")
    assert (report.parsed, report.reused) == (1, 0)
    assert "共 2 个文件：已读 1，重复 1" in summary(report, "zh")
    assert "2 sources: 1 read, 1 duplicate" in summary(report, "en")


def test_the_summary_names_kinds_left_out_and_notices_without_data(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", "今天天气很好。\n")
    for number in range(3):
        write(tmp_path / f"in/{number}.json", "{}")
    report = build([tmp_path / "in"], tmp_path / "out")
    text = summary(report, "en")
    assert "3 (.json × 3)" in text
    assert "no data  a.txt: no ranking table" in text
    assert text.splitlines()[-1] == f"next: tongbao check {tmp_path / 'out'}"


def test_no_notice_is_an_answer_with_what_to_do(tmp_path: Path) -> None:
    write(tmp_path / "in/a.md", "x")
    with pytest.raises(NoInput) as caught:
        find_inputs([tmp_path / "in"])
    assert "未找到通报，另有 1 个" in caught.value.text("zh")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, 2),
        (errno.EROFS, 2),
        (errno.ENOTDIR, 2),
        (errno.ENOSPC, 4),
        (errno.EDQUOT, 4),
    ],
)
def test_outputs_that_cannot_be_written_are_said_without_a_traceback(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    def fails(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Store, "set_shards", fails)
    file = write(tmp_path / "a.txt", notice())
    got, out, err = run("build", file, "--out", tmp_path / "out", "--lang", "zh")
    assert (got, out) == (code, "")
    assert err.startswith(f"无法写入 {tmp_path / 'out'}：")
    assert "--out" in err
    assert "Traceback" not in err


def test_outputs_in_the_place_of_a_file_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", notice())
    with pytest.raises(NotWritten, match="a file stands where a folder should be"):
        build([file], file)


def test_a_full_disk_behind_stdout_is_no_defect(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(verbs, "_out", full)
    monkeypatch.setattr(verbs, "_close_stdout", lambda: None)
    code, _, err = run("schema", "--lang", "en")
    assert code == 4
    assert err.startswith("no space is left on the disk")
    assert "Traceback" not in err


def test_every_line_of_a_json_log_is_json_whatever_happens(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out_folder = write(tmp_path / "a.txt", notice(second=9)), tmp_path / "out"

    def events(*words: object) -> list[dict[str, object]]:
        code, out, err = run(*words, "--log", "json")
        lines = [json.loads(line) for line in err.splitlines()]
        assert all(set(line) >= {"time", "event"} for line in lines)
        assert lines[-1]["exit_code"] == code
        assert out == "" or words[0] == "check"
        return lines

    assert events("build", file, "--out", out_folder)[-1]["event"] == "summary"
    counts = events("check", out_folder)[-1]["findings"]
    assert counts == {"error": 0, "warning": 1, "info": 0}
    assert events("build", tmp_path / "none")[-1]["event"] == "error"
    with Store(out_folder).locked():
        last = events("build", file, "--out", out_folder)[-1]
    assert (last["event"], last["exit_code"]) == ("error", 2)

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("pipeline.build.build", broken)
    last = events("build", file, "--out", out_folder)[-1]
    assert last["exit_code"] == 4
    assert "RuntimeError: planted" in str(last["traceback"])


def test_check_does_not_call_an_unread_file_clean(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(b"PK\x03\x04" + b"word/document.xml" * 9)
    code, out, err = run("check", tmp_path / "稿.docx", "--lang", "zh")
    assert (code, out) == (3, "")
    assert "暂不支持此类文件：Word 文档（DOCX）" in err
    assert "导出（另存）为 PDF" in err


def test_check_says_when_there_was_nothing_to_check(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", "今天天气很好。\n")
    assert "因此无可核对" in run("check", file, "--lang", "zh")[2]
    assert "因此无可核对" not in run("check", write(file, notice()), "--lang", "zh")[2]


def test_check_counts_its_findings_and_explains_the_worst_on_stderr(
    run: Run, tmp_path: Path
) -> None:
    # Without title and date, which is noticed first; but the sum in brackets is an error.
    file = write(tmp_path / "a.txt", "全区发布政策解读46条（图文20条、文字15条、音频10条）。\n")
    code, out, err = run("check", file, "--lang", "en")
    rules = [line.split()[1] for line in out.splitlines()]
    assert rules[0] == "PRT01"
    assert (code, set(rules)) == (1, {"PRT01", "META01"})
    assert "errors 1, warnings 1, infos 0" in err
    assert "--explain PRT01" in err
    assert run("check", file, "--quiet")[2] == ""


def test_check_says_how_many_numbers_it_read_and_how_many_nothing_confirms(
    run: Run, tmp_path: Path
) -> None:
    # Sixteen, nine and seven are proved; of what stands alone nothing is known.
    file = write(tmp_path / "a.txt", notice().replace("批。", "批。全年开展培训6次。"))
    err = run("check", file, "--lang", "en")[2]
    (line,) = [line for line in err.splitlines() if line.startswith("numbers read: ")]
    assert line.startswith("numbers read: 4 (3 proved, 1 unchecked); ")
    assert line.endswith("look at them yourself")
    out = tmp_path / "out"
    run("build", file, "--out", out)
    assert line in run("check", out, "--lang", "en")[2].splitlines()
    assert "识读数值" in run("check", file, "--lang", "zh")[2]
    assert run("check", file, "--quiet")[2] == ""


def test_the_log_of_check_counts_numbers_by_status(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", notice().replace("批。", "批。全年开展培训6次。"))
    last = json.loads(run("check", file, "--log", "json")[2].splitlines()[-1])
    values = {"proved": 3, "consistent": 0, "contradicted": 0, "unchecked": 1}
    assert last["values"] == values


def test_a_table_parted_by_commas_is_told_why_it_gave_no_data(run: Run, tmp_path: Path) -> None:
    rows = "排名,单位,公开,解读,总分\n1,东湖街道,50,40,90\n2,柳湾镇,48,40,88\n3,白塔镇,40,40,80\n"
    file = write(tmp_path / "a.csv", rows)
    _, out, _ = run("build", file, "--out", tmp_path / "out", "--lang", "zh")
    assert "不能用逗号" in out
    write(file, rows.replace(",", "\t"))
    _, out, _ = run("build", file, "--out", tmp_path / "out", "--lang", "zh")
    assert "排名 3 条" in out


def test_read_does_not_call_a_contradicted_notice_unremarkable(run: Run, tmp_path: Path) -> None:
    prose = "批。发布政策解读{}条（图文20条、文字15条、音频10条）。"
    right, wrong = (
        run("read", write(tmp_path / "a.txt", text), "--lang", "zh")[1]
        for text in (notice().replace("批。", prose.format(whole)) for whole in (45, 46))
    )
    assert "标 ✗ 的数与文中其他数不一致" in wrong
    assert "识读中未见异常\n" in right


def test_read_says_of_a_ranking_without_parts_that_it_has_none(run: Run, tmp_path: Path) -> None:
    ranked = "第一名：东湖街道，得分96分；第二名：柳湾镇，得分93分；第三名：白塔镇，得分91分。"
    file = write(tmp_path / "a.txt", notice().replace("批。", f"批。\n\n{ranked}"))
    _, out, _ = run("read", file, "--lang", "zh")
    assert "表中没有分项" in out
    assert "未能确定" not in out


def test_sigterm_ends_check_with_130_and_leaves_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", notice() * 2000)
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    words = [sys.executable, "-m", "pipeline.cli", "check", str(tmp_path / "in"), "--lang", "en"]
    process = subprocess.Popen(
        words, env={**os.environ, "TMPDIR": str(scratch)}, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not list(scratch.glob("tongbao-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "interrupted"
    assert list(scratch.glob("tongbao-*")) == []


def test_read_explains_its_marks_and_names_the_next_command(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "我的 通报.txt", notice())
    _, out, err = run("read", file, "--lang", "zh")
    assert out.splitlines()[-1].startswith("✓ 算式证实")
    assert err.strip().startswith(f"下一步：tongbao check '{file}'")
    # Nothing but the result where a machine reads.
    assert run("read", file, "--format", "json")[2] == ""


def test_a_table_without_a_recognised_header_is_shown_with_its_rows(kit: Any) -> None:
    table = kit.notice(tables=[kit.good]).tables[0]
    plain = kit.replace(
        table, kind="other", columns=(), rankings=(), rows=(("甲", "1"), ("", ""), ("乙", "22"))
    )
    shown = kit.replace(kit.notice(), tables=(plain,))
    assert "  甲  1\n  乙  22" in notice_text(shown, "en")


def test_each_column_of_remarks_shows_its_own_words(kit: Any) -> None:
    # A unit that had a row for each quarter has a column of reasons for each, too.
    table = kit.notice(tables=[kit.good]).tables[0]
    reasons = [
        kit.replace(table.columns[1], position=6 + n, name=f"扣分原因{n}", role=Role.REMARK)
        for n in (1, 2)
    ]
    units = [kit.replace(unit, remark="迟报") for unit in table.rankings]
    printed = tuple((*row, "迟报", "漏报") for row in table.rows)
    wide = kit.replace(
        table, columns=(*table.columns, *reasons), rankings=tuple(units), rows=printed
    )
    text = notice_text(kit.replace(kit.notice(), tables=(wide,)), "zh")
    assert len(re.findall(r"迟报 +漏报$", text, re.M)) == len(units)


def test_check_of_outputs_lists_unread_files_by_path(tmp_path: Path) -> None:
    for name in ("乙.pdf", "甲.pdf", "a.pdf"):
        write(tmp_path / "in" / name, f"%PDF-1.4 torn {name}")
    build([tmp_path / "in"], tmp_path / "out")
    unread = [row["path"] for row in check([tmp_path / "out"]).quarantined]
    assert unread == ["a.pdf", "乙.pdf", "甲.pdf"]


def test_names_in_gbk_are_shown_as_they_were_meant(tmp_path: Path) -> None:
    """An archive packed under Windows unpacks to such names; no dataset holds their bytes."""
    folder = tmp_path / "in"
    folder.mkdir()
    names = ("通报.txt".encode("gbk"), "说明.tmp".encode("gbk"), b"\xff.txt")
    for year, name in enumerate(names, start=2030):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(notice(year), "utf-8")
    report = build([folder], tmp_path / "out")
    assert [item.path for item in report.left_out] == ["说明.tmp"]
    assert dict(report.outcomes) == {"read": 2}
    assert {item.source.path for item in find_inputs([folder]).items} == {
        "通报.txt",
        "\\xff.txt",
    }


def test_files_of_one_name_are_told_apart_by_their_folders(
    tmp_path: Path, locked: Callable[[Path], None]
) -> None:
    paths = [tmp_path / part / "附件/通报.txt" for part in ("甲/2030", "甲/2031", "乙/2031")]
    for year, path in enumerate(paths, start=2030):
        write(path, notice(year))
    other = write(tmp_path / "别的.txt", notice(2040))

    def names(*given: Path) -> list[str]:
        return [item.source.path for item in find_inputs(given).items]

    assert sorted(names(*paths[:2], other)) == [
        "2030/附件/通报.txt",
        "2031/附件/通报.txt",
        "别的.txt",
    ]
    assert sorted(names(*paths[1:])) == ["乙/2031/附件/通报.txt", "甲/2031/附件/通报.txt"]
    assert names(*(path.parent for path in paths[:2])) == names(*paths[:2])
    for path in paths[:2]:
        locked(path)
    assert len({item.source.source_id for item in find_inputs(paths[:2]).items}) == 2


def test_check_of_outputs_that_were_never_finished_says_so(run: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "out").locked():
        pass
    code, out, err = run("check", tmp_path / "out", "--lang", "zh")
    assert (code, out) == (2, "")
    assert "没有可核对的内容" in err


def test_check_without_room_for_temporary_files_names_the_variable_that_moves_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.txt", notice())

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pipeline.store.Store.set_shards", full)
    code, _, err = run("check", file, "--lang", "zh")
    assert (code, "磁盘空间不足" in err, "TMPDIR" in err, "--out" in err) == (4, True, True, False)
    monkeypatch.setattr("tempfile.mkdtemp", full)
    code, _, err = run("check", file, "--lang", "en")
    assert (code, "no space is left" in err, "TMPDIR" in err) == (4, True, True)


def test_what_tongbao_wrote_itself_is_no_input(run: Run, tmp_path: Path) -> None:
    """Else a picture that ``show`` drew is an unread image, and the exit code 3."""
    folder = tmp_path / "in"
    shutil.copytree(Path(__file__).parents[2] / "samples/qinghe-2022", folder)
    (folder / "扫描.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("show", folder / "notice.pdf", "--page", "1", "--out", folder)[0] == 0
    with Store(folder / "outputs").locked():
        Store(folder / "outputs").set_shards(1)
    write(folder / "outputs/a.txt", notice())
    found = find_inputs([folder])
    assert "扫描.png" in {item.source.path for item in found.items}
    reasons = {item.path: item.reason for item in found.left_out if item.reason != "kind"}
    assert reasons == {"notice-page-1.png": "picture", "outputs": "outputs"}


def test_a_part_of_a_folder_that_is_missing_is_an_error_in_reports_of_machines(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path / "in/a.txt", notice())
    (tmp_path / "in/断链.pdf").symlink_to(tmp_path / "nowhere.pdf")
    code, out, _ = run("check", tmp_path / "in", "--format", "sarif", "--lang", "zh")
    (called,) = json.loads(out)["runs"][0]["invocations"]
    assert (code, called["executionSuccessful"]) == (3, False)
    (told,) = called["toolExecutionNotifications"]
    assert "链接指向的文件不存在" in told["message"]["text"]
    _, out, _ = run("check", tmp_path / "in", "--format", "junit", "--lang", "zh")
    assert 'errors="1"' in out
    assert 'classname="断链.pdf"' in out
