"""What is done to one source, in a worker process: read, parse, make rows. No output is written."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.rows import Rows, SourceFile, notice_rows

if TYPE_CHECKING:
    from parsers.readers.errors import UnreadableSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One source to be read: where its bytes lie, and what it is called in the datasets."""

    file: str
    source: SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """Why a source gave no notice, and what to do about it.

    ``is_limit`` marks a source that exceeded a limit or took its worker down: it is tried again
    when the limits change, not before.
    """

    reason_en: str
    reason_zh: str
    hint_en: str
    hint_zh: str
    is_limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a source: its rows, or why there are none; CPU seconds by stage."""

    rows: Rows | None = None
    quarantine: Quarantine | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def process(job: Job) -> Outcome:
    """Turn one source into rows. Bad input and defects of the parsers end as quarantine."""
    from parsers.readers.errors import UnreadableSource

    try:
        return _rows_of(job)
    except UnreadableSource as error:
        return Outcome(quarantine=unreadable(error))
    except MemoryError:
        return Outcome(quarantine=out_of_memory())
    # One source that trips a defect must not stop the others; the reason names the defect.
    except Exception as error:
        return Outcome(quarantine=defect(error))


def _rows_of(job: Job) -> Outcome:
    from parsers.readers import source_bytes
    from parsers.second_look import read_and_parse

    started = time.process_time()
    data = source_bytes(Path(job.file), job.source.path)
    if hashlib.sha256(data).hexdigest() != job.source.sha256:
        return Outcome(
            quarantine=Quarantine(
                reason_en="the file changed while the run was reading it",
                reason_zh="处理期间文件内容发生变化",
                hint_en="run the same command again",
                hint_zh="请重新运行同一命令",
                is_limit=True,
            )
        )
    document, notice = read_and_parse(data, job.source.path)
    parsed = time.process_time()
    rows = notice_rows(notice, document, job.source)
    seconds = {"parse": parsed - started, "rows": time.process_time() - parsed}
    return Outcome(rows=rows, seconds=seconds)


def unreadable(error: UnreadableSource) -> Quarantine:
    """Return the quarantine of bad input, in the reader's words."""
    return Quarantine(
        reason_en=error.reason_en,
        reason_zh=error.reason_zh,
        hint_en=error.hint_en,
        hint_zh=error.hint_zh,
    )


def out_of_memory() -> Quarantine:
    """Return the quarantine of a source that needed more memory than it may have."""
    return Quarantine(
        reason_en="it needed more memory than the limit",
        reason_zh="所需内存超过上限",
        hint_en="look at the file; if it is sound, raise the limit with --memory",
        hint_zh="请检查该文件；若文件无误，可用 --memory 提高上限",
        is_limit=True,
    )


def out_of_time(seconds: float) -> Quarantine:
    """Return the quarantine of a source that took longer than it may."""
    return Quarantine(
        reason_en=f"it was not read within {seconds:g} seconds",
        reason_zh=f"在 {seconds:g} 秒内未能读完",
        hint_en="look at the file; if it is sound, raise the limit with --timeout",
        hint_zh="请检查该文件；若文件无误，可用 --timeout 提高上限",
        is_limit=True,
    )


def died(status: int | None) -> Quarantine:
    """Return the quarantine of a source whose worker process died."""
    return Quarantine(
        reason_en=f"the process that read it died (exit status {status})",
        reason_zh=f"读取该文件的进程异常退出（状态 {status}）",
        hint_en="look at the file: it may be damaged on purpose",
        hint_zh="请检查该文件：可能已损坏或为恶意构造",
        is_limit=True,
    )


def defect(error: BaseException) -> Quarantine:
    """Return the quarantine of a source on which our own code failed."""
    what = f"{type(error).__name__}: {error}"[:200]
    return Quarantine(
        reason_en=f"a defect of this program: {what}",
        reason_zh=f"程序缺陷：{what}",
        hint_en="please report it with the file",
        hint_zh="请连同该文件一并反馈",
    )
