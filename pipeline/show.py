"""`tongbao show`: the pages of a notice with everything that was taken from them, as PNG files.

Reading and drawing happen in worker processes under limits, one page at a time. A file is only
written over when `tongbao show` drew it from the very same source; anything else is refused before
the first page is drawn.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from parsers.pdfium.images import page_image
from parsers.readers import UnreadableSource, source_bytes
from pipeline.limits import LOST, Limits
from pipeline.messages import Language, NotWritten, Refused, counted, say, told
from pipeline.picture.canvas import Typeface, typeface
from pipeline.picture.drawing import draw
from pipeline.picture.fonts import font_files
from pipeline.picture.marks import Overlay
from pipeline.picture.notes import SOURCE, drawn_from
from pipeline.picture.overlay import overlays
from pipeline.pool import SourcePool
from pipeline.reading import Loaded, load
from pipeline.rows import Row, SourceFile, notice_rows
from pipeline.rules import RULES
from pipeline.work import quarantine_of
from schemas.findings import SEVERITIES
from schemas.notice import Status
from schemas.vocabulary_files import vocabulary

_PAGES: Final = re.compile(r"(?P<first>\d{1,9})(?:\s*-\s*(?P<last>\d{1,9}))?")
# 1, 3-5 as people write it: Chinese commas, long dashes.
_MARKS: Final = {ord("，"): ",", ord("、"): ",", ord("－"): "-", ord("–"): "-", ord("—"): "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to draw of one file, and where to.

    ``pages`` are the words of ``--page`` (``1,3-5``); empty for all pages. ``out`` is a folder, or
    a PNG file for a single page; ``None`` for the current folder. ``font`` is a font file for the
    labels, ``None`` to look for one. ``overwrites`` lets any file be written over.
    """

    file: Path
    pages: Sequence[str] = ()
    out: Path | None = None
    layer: str = "notice"
    dpi: float = 150.0
    font: Path | None = None
    overwrites: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something to tell: a picture (``file``), a page that could not be drawn, else a remark."""

    text: str
    file: Path | None = None
    is_failure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """One page to be drawn in a worker; ``sha256`` is that of the bytes that were read."""

    file: str
    sha256: str
    overlay: Overlay
    dpi: float
    face: Typeface
    language: Language


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as PNG, and its resolution."""

    png: bytes
    dpi: float


def show(request: Request, language: Language) -> Iterator[Shown]:
    """Draw the pages asked for and write them; tell of each page, and first of a missing font.

    Raises:
        Refused: the source has no pages, there is no such page, the font has no Chinese, or a
            file stands in the way or cannot be written.
        pipeline.reading.NotRead: the source is unreadable, or exceeded a limit.
    """
    sha256 = _hash(request.file)
    loaded = load(request.file, request.limits)
    count = len(loaded.document.pages)
    if all(page.width is None for page in loaded.document.pages):
        raise Refused("show_no_pages", path=request.file)
    numbers = page_numbers(request.pages, count)
    targets = _targets(request, numbers)
    if not request.overwrites:
        _refuse_strangers(targets, sha256)
    face = _face(request.font)
    if not face.has_chinese:
        yield Shown(text=say("show_no_font", language))
    with SourcePool(1, request.limits) as pool:
        for overlay, target in zip(_overlays(loaded, request, numbers), targets, strict=True):
            job = PageJob(
                file=str(request.file),
                sha256=sha256,
                overlay=overlay,
                dpi=request.dpi,
                face=face,
                language=language,
            )
            answer = _answer(pool.submit(draw_page, job), language)
            if isinstance(answer, Drawn):
                _write(target, answer.png)
                said = _said(target, overlay, answer, request.dpi, language)
                yield Shown(text=said, file=target)
            else:
                params = {"path": request.file, "page": overlay.number, "reason": answer}
                yield Shown(text=say("show_not_drawn", language, **params), is_failure=True)


def draw_page(job: PageJob) -> Drawn | tuple[str, str]:
    """Draw one page in this process; returns why not (English, Chinese) where it cannot."""
    try:
        data = source_bytes(Path(job.file), job.file)
    except UnreadableSource as error:
        return error.reason
    if hashlib.sha256(data).hexdigest() != job.sha256:
        return _both("show_changed")
    try:
        image = page_image(data, job.overlay.number, job.dpi)
    except ValueError as error:
        return str(error), str(error)
    notes = {SOURCE: job.sha256}
    return Drawn(draw(image, job.overlay, job.face, job.language, notes), image.dpi)


def _both(key: str) -> tuple[str, str]:
    return say(key, "en"), say(key, "zh")


def page_numbers(words: Sequence[str], count: int) -> list[int]:
    """Return the pages that lists like ``1,3-5`` name, each once and in order; all without a list.

    Raises:
        Refused: a list is none, or names a page that is not there.
    """
    if not words:
        return list(range(1, count + 1))
    found: set[int] = set()
    for item in ",".join(words).translate(_MARKS).split(","):
        match = _PAGES.fullmatch(item.strip())
        if match is None:
            raise Refused("show_bad_page", page=item.strip())
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if first > last:
            raise Refused("show_bad_page", page=item.strip())
        if first < 1 or last > count:
            raise Refused("show_no_page", page=first if first < 1 else last, count=count)
        found.update(range(first, last + 1))
    return sorted(found)


def judged(loaded: Loaded) -> list[Row]:
    """Return the findings of reading and those of the rules over the datasets, as rows.

    The rules are the plain functions that the suites of ``check`` wrap, run on the rows as they
    would be written; the datasets' own promises are left to ``build``.
    """
    source = SourceFile(source_id="shown", path=loaded.document.source, sha256="", byte_count=0)
    rows = notice_rows(loaded.notice, loaded.document, source)
    return rows["findings"] + [row for rule in RULES.values() for row in rule(rows)]


def _overlays(loaded: Loaded, request: Request, numbers: Sequence[int]) -> Iterator[Overlay]:
    if request.layer == "document":
        return overlays(loaded.document, None, (), numbers)
    return overlays(loaded.document, loaded.notice, judged(loaded), numbers)


def _targets(request: Request, numbers: Sequence[int]) -> list[Path]:
    """Return the file of each page.

    Raises:
        Refused: one file is named for several pages, or a file where a folder should be.
    """
    out = request.out if request.out is not None else Path()
    if out.suffix.lower() == ".png" and not out.is_dir():
        if len(numbers) > 1:
            raise Refused("show_one_file", path=out, count=len(numbers))
        return [out]
    if out.exists() and not out.is_dir():
        raise Refused("show_not_folder", path=out)
    return [out / f"{request.file.stem}-page-{number}.png" for number in numbers]


def _refuse_strangers(targets: Sequence[Path], sha256: str) -> None:
    """Refuse to write over a file that was not drawn from the same source.

    Raises:
        Refused: there is one.
    """
    for target in targets:
        if os.path.lexists(target) and drawn_from(target) != sha256:
            raise Refused("show_exists", path=target)


def _face(font: Path | None) -> Typeface:
    """Return the font to write with.

    Raises:
        Refused: the font that was named cannot be read or has no Chinese characters.
    """
    if font is None:
        return typeface(font_files())
    face = typeface([font])
    if not face.has_chinese:
        raise Refused("show_bad_font", path=font)
    return face


def _answer(future: Future[Drawn | tuple[str, str]], language: Language) -> Drawn | str:
    """Return the page, or why there is none."""
    try:
        answer = future.result()
    except LOST as error:
        return told(quarantine_of(error), "reason", language)
    return answer if isinstance(answer, Drawn) else answer[language == "zh"]


def _write(target: Path, png: bytes) -> None:
    """Write a file so that it is whole or not there.

    Raises:
        NotWritten: it cannot be written.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            partial.write_bytes(png)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten("show_not_written", error, path=target) from error


def _said(
    target: Path, overlay: Overlay, drawn: Drawn, wanted_dpi: float, language: Language
) -> str:
    """Return what the picture of a page holds, in one line."""
    words = vocabulary("drawing")
    values = Counter(mark.status for mark in overlay.values)
    values.update(status for line in overlay.lines for status in line.statuses)
    found = Counter(finding.severity for finding in overlay.findings)
    statuses = [(words["status"][one.value][language], values[one]) for one in Status]
    severities = [(words["severity"][one][language], found[one]) for one in SEVERITIES]
    text = say(
        "show_written",
        language,
        path=target,
        page=overlay.number,
        tables=len(overlay.tables),
        values=counted(statuses, language),
        findings=counted(severities, language),
    )
    if drawn.dpi < wanted_dpi:
        text += say("show_reduced", language, dpi=round(drawn.dpi))
    return text


def _hash(file: Path) -> str:
    """Return the hash of a file, empty where it cannot be opened: its reader says why."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
