"""One notice for ``tongbao read``: read in a worker under limits, shown in any form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline import work
from pipeline.contract import document_json, notice_json
from pipeline.messages import Language
from pipeline.pool import Limits, MemoryExceeded, SourcePool, TimeExceeded, WorkerDied
from pipeline.present import document_csv, document_text, notice_csv, notice_text
from schemas.document import Document
from schemas.notice import Notice


class NotRead(Exception):  # noqa: N818 - what happened
    """The file gave no notice; the argument is a `pipeline.work.Quarantine`."""

    def texts(self, language: Language) -> tuple[str, str]:
        """Return reason and hint in a language."""
        problem: work.Quarantine = self.args[0]
        if language == "zh":
            return problem.reason_zh, problem.hint_zh
        return problem.reason_en, problem.hint_en


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as printed and as understood."""

    document: Document
    notice: Notice

    def shown(self, layer: str, form: str, language: Language) -> str:
        """Return a layer (``notice``, ``document``) as ``text``, ``json`` or ``csv``."""
        if form == "json":
            content = (
                notice_json(self.notice) if layer == "notice" else document_json(self.document)
            )
            return json.dumps(content, ensure_ascii=False, indent=2)
        if layer == "notice":
            text = form == "text"
            return notice_text(self.notice, language) if text else notice_csv(self.notice)
        return document_text(self.document) if form == "text" else document_csv(self.document)


def load(path: Path, *, seconds: float = 120.0, mebibytes: int = 2048) -> Loaded:
    """Read and parse one file in a worker process.

    Raises:
        NotRead: the file is unreadable, or exceeded a limit.
    """
    limits = Limits(seconds=seconds, mebibytes=mebibytes)
    with SourcePool(1, limits) as pool:
        try:
            answer = pool.submit(understand, str(path)).result()
        except TimeExceeded as error:
            raise NotRead(work.out_of_time(seconds)) from error
        except MemoryExceeded as error:
            raise NotRead(work.out_of_memory()) from error
        except WorkerDied as error:
            raise NotRead(work.died(error.args[0])) from error
    if isinstance(answer, work.Quarantine):
        raise NotRead(answer)
    return answer


def understand(file: str) -> Loaded | work.Quarantine:
    """Read and parse one file in this process; what is unreadable comes back as a reason."""
    from parsers.notice import parse
    from parsers.readers import read
    from parsers.readers.errors import UnreadableSource

    try:
        document = read(Path(file))
    except UnreadableSource as error:
        return work.unreadable(error)
    return Loaded(document, parse(document))
