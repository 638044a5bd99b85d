"""One notice for ``tongbao read``: read in a worker under limits, shown in any form.

The worker renders as well as reads, so that the process on the terminal imports and unpickles
nothing of the notice. What only one form needs is imported when that form is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.limits import Limits
    from pipeline.messages import Language
    from pipeline.work import Quarantine
    from schemas.document import Document
    from schemas.notice import Notice

T = TypeVar("T")


class NotRead(Exception):  # noqa: N818 - what happened
    """The file gave no notice; the argument is a `pipeline.work.Quarantine`."""

    def texts(self, language: Language) -> tuple[str, str]:
        """Return reason and hint in a language."""
        from pipeline.messages import told

        problem: Quarantine = self.args[0]
        return told(problem, "reason", language), told(problem, "hint", language)


class Loaded(NamedTuple):
    """A file as printed and as understood."""

    document: Document
    notice: Notice

    def shown(self, layer: str, form: str, language: Language) -> str:
        """Return a layer (``notice``, ``document``) as ``text``, ``json`` or ``csv``."""
        if form == "json":
            return self._json(layer)
        from pipeline.present import document_csv, document_text, notice_csv, notice_text

        if layer == "notice":
            text = form == "text"
            return notice_text(self.notice, language) if text else notice_csv(self.notice)
        return document_text(self.document) if form == "text" else document_csv(self.document)

    def _json(self, layer: str) -> str:
        import json

        from pipeline.contract import document_json, notice_json

        content = notice_json(self.notice) if layer == "notice" else document_json(self.document)
        return json.dumps(content, ensure_ascii=False, indent=2)


def render(path: Path, layer: str, form: str, language: Language, limits: Limits) -> str:
    """Read one file in a worker process and return a layer of it in a form.

    Args:
        path: the file.
        layer: ``notice`` or ``document``.
        form: ``text``, ``json`` or ``csv``.
        language: of the words around the values in ``text``.
        limits: what reading and rendering may take together.

    Raises:
        NotRead: the file is unreadable, or exceeded a limit.
    """
    return _isolated(limits, understand_and_render, str(path), layer, form, language)


def load(path: Path, limits: Limits) -> Loaded:
    """Read and parse one file in a worker process under limits.

    Raises:
        NotRead: the file is unreadable, or exceeded a limit.
    """
    return _isolated(limits, understand, str(path))


def _isolated(limits: Limits, function: Callable[..., T], *args: object) -> T:
    # Imported here: the worker imports this module too, and starts no worker of its own.
    from pipeline.isolated import run_isolated
    from pipeline.limits import LOST

    try:
        return run_isolated(limits, function, *args)
    except LOST as error:
        from pipeline.work import quarantine_of

        raise NotRead(quarantine_of(error)) from error


def understand_and_render(file: str, layer: str, form: str, language: Language) -> str:
    """Do in this process what `render` does in another.

    Raises:
        NotRead: the file is unreadable.
    """
    return understand(file).shown(layer, form, language)


def understand(file: str) -> Loaded:
    """Read and parse one file in this process.

    Raises:
        NotRead: the file is unreadable.
    """
    from parsers.readers import source_bytes
    from parsers.readers.errors import UnreadableSource
    from parsers.second_look import read_and_parse

    path = Path(file)
    try:
        document, notice = read_and_parse(source_bytes(path, path.name), path.name)
    except UnreadableSource as error:
        from pipeline.work import quarantine_of

        raise NotRead(quarantine_of(error)) from error
    return Loaded(document, notice)
